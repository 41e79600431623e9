//! The state of a library: the fold of its journal. Applies, never refuses.

use super::Head;
use super::command::Articles;
use super::filing;
use super::ledger::Ledger;
use crate::chronicle::Filed;
use crate::journal::wire;
use crate::model::{Article, ArticleId, Change, Reading, Record};
use crate::reading;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What a journal's records come to.
#[derive(Debug, Default)]
pub struct State {
    /// Filed articles with their readings, by (published, identity).
    pub filed: BTreeMap<(NaiveDate, ArticleId), Filed>,
    /// The day of each article.
    days: BTreeMap<ArticleId, NaiveDate>,
    /// The articles under each file's name, in the order in which they were filed.
    names: HashMap<String, Vec<Arc<Article>>>,
    /// The days on which articles were published.
    published: BTreeSet<NaiveDate>,
    /// Where the journal stands, for what makes a difference to the chronology.
    pub head: Head,
    /// What people ruled.
    pub ledger: Ledger,
    /// Readings made before their articles are filed.
    pub read_ahead: HashMap<ArticleId, Arc<Reading>>,
}

impl State {
    /// Takes a record in.
    pub fn apply(&mut self, record: &Record) {
        match &record.change {
            Change::ArticleAdded { article } | Change::ArticleRevised { article, .. } => self.file(article),
            change if self.ledger.is_about_marks(change) => {}
            ruling => self.head = head_after(self.head, &wire::digest(ruling)),
        }
        self.ledger.apply(record);
    }

    fn file(&mut self, article: &Article) {
        let reading = self.read_ahead.remove(&article.id);
        let reading = reading.unwrap_or_else(|| Arc::new(reading::read(article)));
        self.head = head_after(self.head, &article.id.0);
        self.hold(Filed { article: Arc::new(article.clone()), reading });
    }

    /// Holds an article that is filed already.
    pub fn hold(&mut self, filed: Filed) {
        let (day, id) = (filed.article.published.date, filed.article.id);
        self.days.insert(id, day);
        self.published.insert(day);
        for name in filing::names_of(&filed.article) {
            self.names.entry(name.to_owned()).or_default().push(Arc::clone(&filed.article));
        }
        self.filed.insert((day, id), filed);
    }

    /// A filed article, or one that an assertion brought along.
    pub fn article(&self, article: &ArticleId) -> Option<Filed> {
        let filed = self.days.get(article).and_then(|day| self.filed.get(&(*day, *article)));
        filed.cloned().or_else(|| self.ledger.asserted(article))
    }

    /// The latest text of which an article is a later one.
    pub fn revised(&self, article: &Article) -> Option<ArticleId> {
        let known = filing::names_of(article).filter_map(|name| self.names.get(name)).flatten();
        let earlier = filing::revised(article, known)?;
        Some(self.ledger.latest_text(earlier)).filter(|latest| *latest != article.id)
    }

    /// The days on which something became known, each once, in order: articles were published, or what rulings rest on.
    pub fn published_days(&self) -> Vec<NaiveDate> {
        let ruled = self.ledger.rulings().days();
        self.published.union(&ruled).copied().collect()
    }

    /// The last of them by the day given, if one is.
    pub fn last_published(&self, by: Option<NaiveDate>) -> Option<NaiveDate> {
        let by = by.unwrap_or(NaiveDate::MAX);
        let published = self.published.range(..=by).next_back().copied();
        let ruled = self.ledger.rulings().days().range(..=by).next_back().copied();
        published.max(ruled)
    }

    /// What was published by that day.
    pub fn published_by(&self, day: NaiveDate) -> Vec<Filed> {
        self.filed
            .iter()
            .take_while(|((published, _), _)| *published <= day)
            .map(|(_, filed)| filed.clone())
            .collect()
    }
}

impl Articles for State {
    fn find(&self, article: &ArticleId) -> Option<Arc<Article>> {
        let day = self.days.get(article)?;
        self.filed.get(&(*day, *article)).map(|filed| Arc::clone(&filed.article))
    }

    fn holds(&self, article: &ArticleId) -> bool {
        self.days.contains_key(article)
    }
}

/// The head after one more record that says what is shown.
pub fn head_after(head: Head, said: &[u8; 32]) -> Head {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&head.hash);
    hasher.update(b"article-added\n");
    hasher.update(said);
    Head { records: head.records + 1, hash: *hasher.finalize().as_bytes() }
}
