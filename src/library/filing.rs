//! What an article is filed as: new, or a later text of one that is filed.
//!
//! Asks only for texts under the same file's name, or under the same name by their source. Writes nothing.

use super::store::{Store, StoreError};
use crate::chronicle::is_revision;
use crate::journal::db::JournalDb;
use crate::model::{Article, ArticleId, Change, Record, Seq};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// The article that `article` is a later text of: of those known, given in the order in which they were filed, the one
/// published last.
pub fn revised<'a>(article: &Article, known: impl Iterator<Item = &'a Arc<Article>>) -> Option<ArticleId> {
    let earlier = known.filter(|known| is_revision(article, known));
    earlier.max_by(|one, other| one.published.cmp(&other.published)).map(|known| known.id)
}

/// The names under which later texts of an article may come: its file's (without a running number), and the one its source gives
/// it.
pub fn names_of(article: &Article) -> impl Iterator<Item = &str> {
    article.file_name().into_iter().chain(article.source_id())
}

/// Filed texts under the names of articles that are about to be filed.
pub struct Namesakes {
    known: HashMap<String, Vec<Arc<Article>>>,
    /// The record up to which they were looked for.
    upto: Seq,
}

impl Namesakes {
    /// Those that the index of a library knows.
    pub fn of(changes: &[Change], store: &Store) -> Result<Self, StoreError> {
        let upto = store.applied()?;
        let mut known: HashMap<String, Vec<Arc<Article>>> = HashMap::new();
        let mut twice = Vec::new();
        for change in changes {
            let Change::ArticleAdded { article } = change else { continue };
            let day = article.published.date;
            let called = article.file_name().map(|name| (name, store.texts_called(article)));
            let named = article.source_id().map(|name| (name, store.texts_named(name, day)));
            for (name, found) in called.into_iter().chain(named) {
                let found = found.map_err(|why| store.failed(&why))?;
                match known.get_mut(name) {
                    None => _ = known.insert(name.to_owned(), found),
                    Some(texts) => {
                        twice.push(name.to_owned());
                        texts.extend(found);
                    }
                }
            }
        }
        // Most names stand for one article, and its text need not be held.
        known.retain(|name, texts| !texts.is_empty() || twice.contains(name));
        Ok(Self { known, upto })
    }

    /// What the changes come to while nobody else records: articles that are later texts are filed as such. `latest` is the
    /// latest text of an article, as far as it is known.
    pub fn settle(
        mut self,
        changes: Vec<Change>,
        journal: &JournalDb,
        latest: impl Fn(ArticleId) -> ArticleId,
    ) -> Result<Vec<Change>, StoreError> {
        let names = changes.iter().filter_map(|change| match change {
            Change::ArticleAdded { article } => Some(names_of(article)),
            _ => None,
        });
        let names: BTreeSet<&str> = names.flatten().collect();
        let since: Vec<Record> = journal.after(self.upto, usize::MAX)?;
        for record in since {
            let (Change::ArticleAdded { article } | Change::ArticleRevised { article, .. }) = record.change
            else {
                continue;
            };
            let article = Arc::new(article);
            for name in names_of(&article).filter(|name| names.contains(name)) {
                self.known.entry(name.to_owned()).or_default().push(Arc::clone(&article));
            }
        }
        let settled = changes.into_iter().map(|change| {
            let Change::ArticleAdded { article } = change else { return change };
            let known = names_of(&article).filter_map(|name| self.known.get(name)).flatten();
            let earlier = revised(&article, known);
            let mut filed = None;
            for name in names_of(&article) {
                if let Some(known) = self.known.get_mut(name) {
                    known.push(Arc::clone(filed.get_or_insert_with(|| Arc::new(article.clone()))));
                }
            }
            match earlier.map(&latest).filter(|earlier| *earlier != article.id) {
                Some(earlier) => Change::ArticleRevised { earlier, article },
                None => Change::ArticleAdded { article },
            }
        });
        Ok(settled.collect())
    }
}
