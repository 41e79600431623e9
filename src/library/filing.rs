//! What an article is filed as: new, or a later text of one that is filed.
//!
//! Asks only for texts under the same file's name. Writes nothing.

use super::store::{Store, StoreError};
use crate::chronicle::is_revision;
use crate::journal::db::JournalDb;
use crate::model::{Article, ArticleId, Change, Record, Seq};
use std::collections::HashMap;
use std::sync::Arc;

/// The article that `article` is a later text of: of those known, given in the order in which they were filed, the one
/// published last.
pub fn revised<'a>(article: &Article, known: impl Iterator<Item = &'a Arc<Article>>) -> Option<ArticleId> {
    let earlier = known.filter(|known| is_revision(article, known));
    earlier.max_by(|one, other| one.published.cmp(&other.published)).map(|known| known.id)
}

/// Filed texts under the names of articles that are about to be filed.
pub struct Namesakes {
    named: HashMap<String, Vec<Arc<Article>>>,
    /// The record up to which they were looked for.
    upto: Seq,
}

impl Namesakes {
    /// Those that the index of a library knows.
    pub fn of(changes: &[Change], store: &Store) -> Result<Self, StoreError> {
        let upto = store.applied()?;
        let mut named: HashMap<String, Vec<Arc<Article>>> = HashMap::new();
        let mut twice = Vec::new();
        for change in changes {
            let Change::ArticleAdded { article } = change else { continue };
            let Some(file) = &article.file else { continue };
            let found = store.texts_called(file, article.published.date).map_err(|why| store.failed(&why))?;
            match named.get_mut(file) {
                None => _ = named.insert(file.clone(), found),
                Some(known) => {
                    twice.push(file.clone());
                    known.extend(found);
                }
            }
        }
        // Most names stand for one article, and its text need not be held.
        named.retain(|file, known| !known.is_empty() || twice.contains(file));
        Ok(Self { named, upto })
    }

    /// What the changes come to while nobody else records: articles that are later texts are filed as such. `latest` is the
    /// latest text of an article, as far as it is known.
    pub fn settle(
        mut self,
        changes: Vec<Change>,
        journal: &JournalDb,
        latest: impl Fn(ArticleId) -> ArticleId,
    ) -> Result<Vec<Change>, StoreError> {
        let names: Vec<&str> = changes.iter().filter_map(|change| file_of(change)).collect();
        let since: Vec<Record> = journal.after(self.upto, usize::MAX)?;
        for record in since {
            let (Change::ArticleAdded { article } | Change::ArticleRevised { article, .. }) = record.change
            else {
                continue;
            };
            if let Some(file) = article.file.clone().filter(|file| names.contains(&file.as_str())) {
                self.named.entry(file).or_default().push(Arc::new(article));
            }
        }
        let settled = changes.into_iter().map(|change| {
            let Change::ArticleAdded { article } = change else { return change };
            let known = article.file.as_ref().and_then(|file| self.named.get_mut(file));
            let Some(known) = known else { return Change::ArticleAdded { article } };
            let earlier = revised(&article, known.iter());
            known.push(Arc::new(article.clone()));
            match earlier.map(&latest).filter(|earlier| *earlier != article.id) {
                Some(earlier) => Change::ArticleRevised { earlier, article },
                None => Change::ArticleAdded { article },
            }
        });
        Ok(settled.collect())
    }
}

fn file_of(change: &Change) -> Option<&str> {
    match change {
        Change::ArticleAdded { article } => article.file.as_deref(),
        _ => None,
    }
}
