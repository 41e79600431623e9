//! The state of a library: the fold of its journal. Applies, never refuses.

use super::Head;
use crate::chronicle::Filed;
use crate::model::{Anchor, ArticleId, Change, Reading};
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
    /// The days on which articles were published.
    published: BTreeSet<NaiveDate>,
    /// Where the journal stands, for what makes a difference to the chronology.
    pub head: Head,
    /// What is marked.
    pub marks: BTreeSet<Anchor>,
    /// Readings made before their articles are filed.
    pub read_ahead: HashMap<ArticleId, Arc<Reading>>,
}

impl State {
    /// Takes a change in.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::ArticleAdded { article } => {
                let reading = self.read_ahead.remove(&article.id);
                let reading = reading.unwrap_or_else(|| Arc::new(reading::read(article)));
                let day = article.published.date;
                self.head = head_after(self.head, article.id);
                self.days.insert(article.id, day);
                self.published.insert(day);
                self.filed.insert((day, article.id), Filed { article: Arc::new(article.clone()), reading });
            }
            Change::EntryMarked { anchor } => {
                self.marks.insert(anchor.clone());
            }
            Change::EntryUnmarked { anchor } => {
                self.marks.remove(anchor);
            }
            _ => {}
        }
    }

    /// Whether the article is filed.
    pub fn holds(&self, article: &ArticleId) -> bool {
        self.days.contains_key(article)
    }

    /// A filed article.
    pub fn article(&self, article: &ArticleId) -> Option<&Filed> {
        self.filed.get(&(*self.days.get(article)?, *article))
    }

    /// The days on which articles were published, each once, in order.
    pub fn published_days(&self) -> Vec<NaiveDate> {
        self.published.iter().copied().collect()
    }

    /// The last of them by the day given, if one is.
    pub fn last_published(&self, by: Option<NaiveDate>) -> Option<NaiveDate> {
        self.published.range(..=by.unwrap_or(NaiveDate::MAX)).next_back().copied()
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

/// The head after one more article.
fn head_after(head: Head, article: ArticleId) -> Head {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&head.hash);
    hasher.update(b"article-added\n");
    hasher.update(&article.0);
    Head { records: head.records + 1, hash: *hasher.finalize().as_bytes() }
}
