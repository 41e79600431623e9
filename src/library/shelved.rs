//! The articles of a library one by one: what became of each, whichever view tells of it.
//!
//! Goes through the journal as it was written, a few records at a time. Reads nothing in articles.

use super::Library;
use crate::model::{Article, ArticleId, Author, Change, Record, Seq};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::HashMap;

/// Records looked at a time.
const AT_A_TIME: usize = 1000;

/// A filed article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelved {
    /// The article without its text.
    pub article: Article,
    /// Its headline.
    pub headline: String,
    /// The record that files it.
    pub seq: Seq,
    /// When it was filed.
    pub at: DateTime<Utc>,
    /// By whom.
    pub author: Author,
    /// The text before, of which this is a later one.
    pub earlier: Option<ArticleId>,
    /// The text that took its place, as far as it is known.
    pub later: Option<ArticleId>,
    /// The record that withdraws it, if it is withdrawn.
    pub withdrawn: Option<Seq>,
}

impl Library {
    /// Every record, in order, until `each` has enough.
    pub fn each_record(&self, each: &mut dyn FnMut(&Record) -> bool) {
        let Some(store) = self.store() else {
            _ = self.records().iter().all(each);
            return;
        };
        let mut seq = 0;
        // What cannot be read is told by `verify`.
        while let Ok(records) = store.journal.after(seq, AT_A_TIME) {
            let Some(last) = records.last() else { return };
            seq = last.seq;
            if !records.iter().all(&mut *each) {
                return;
            }
        }
    }

    /// The articles published by that day, by (published, identity).
    pub fn shelved(&self, known_on: Option<NaiveDate>) -> Vec<Shelved> {
        let day = known_on.unwrap_or(NaiveDate::MAX);
        let mut all = Vec::new();
        self.each_record(&mut |record| {
            let (article, earlier) = match &record.change {
                Change::ArticleAdded { article } => (article, None),
                Change::ArticleRevised { earlier, article } => (article, Some(*earlier)),
                _ => return true,
            };
            if article.published.date <= day {
                all.push(Shelved {
                    headline: article.headline().to_owned(),
                    article: Article { text: String::new(), ..article.clone() },
                    seq: record.seq,
                    at: record.at,
                    author: record.author.clone(),
                    earlier,
                    later: None,
                    withdrawn: None,
                });
            }
            true
        });
        all.sort_by_key(|shelved| (shelved.article.published.date, shelved.article.id));
        let revised: HashMap<ArticleId, ArticleId> =
            all.iter().filter_map(|shelved| Some((shelved.earlier?, shelved.article.id))).collect();
        let holding = self.state.ledger.rulings().holding_on(day);
        let withdrawn: HashMap<ArticleId, Seq> = holding
            .iter()
            .filter_map(|record| match record.change {
                Change::ArticleWithdrawn { article, .. } => Some((article, record.seq)),
                _ => None,
            })
            .collect();
        for shelved in &mut all {
            shelved.later = revised.get(&shelved.article.id).copied();
            shelved.withdrawn = withdrawn.get(&shelved.article.id).copied();
        }
        all
    }
}
