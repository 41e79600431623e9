//! Where people rule: commands with what they would change, and the journal as it stands.
//!
//! A trait beside [`Queries`], so that the screen and the command line rule in the same way in a library in memory and
//! in a stored one.

use super::command::{Articles, Command};
use super::door::Queries;
use super::ledger::Ledger;
use super::refusal::Refusal;
use super::{Library, View, command};
use crate::chronicle::{self, Difference, Filed, Lost, differences};
use crate::journal::Journal;
use crate::model::{Article, ArticleId, Author, Change, Entry, Record, Seq};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::HashMap;
use std::sync::Arc;

/// What a command would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The change it comes to.
    pub change: Change,
    /// The entries that would not be as they are.
    pub differences: Vec<Difference>,
}

/// A library in which people rule.
pub trait Desk: Queries {
    /// Decides a command, writes what comes of it down, and shows it. The number of the record.
    fn submit(&mut self, command: Command, author: &Author, now: DateTime<Utc>) -> Result<Seq, Refusal>;
    /// What a ruling, an undo or a redo would change, as known on that day. Writes nothing.
    fn preview(
        &self,
        command: Command,
        author: &Author,
        known_on: Option<NaiveDate>,
    ) -> Result<Preview, Refusal>;
    /// What people ruled.
    fn ledger(&self) -> &Ledger;
    /// The records after that number, in order; 0 gives all.
    fn log(&self, after: Seq) -> Vec<Record>;
    /// At most `take` records after that number, in order.
    fn log_part(&self, after: Seq, take: usize) -> Vec<Record>;
    /// What rulings name, and nothing is read from any more.
    fn lost(&self) -> Vec<Lost>;
    /// The library as the desk had it after that record: in memory, to be looked at.
    fn at(&self, seq: Seq) -> Library;
}

impl Desk for Library {
    fn submit(&mut self, command: Command, author: &Author, now: DateTime<Utc>) -> Result<Seq, Refusal> {
        Self::submit(self, command, author, now)
    }

    fn preview(
        &self,
        command: Command,
        author: &Author,
        known_on: Option<NaiveDate>,
    ) -> Result<Preview, Refusal> {
        if let Some(store) = self.store() {
            return self.preview_stored(store, command, author, known_on);
        }
        let day = known_on.unwrap_or(NaiveDate::MAX);
        let filed = self.state.published_by(day);
        let known: HashMap<ArticleId, Arc<Article>> =
            filed.iter().map(|filed| (filed.article.id, Arc::clone(&filed.article))).collect();
        let before = Self::window(self, &View { known_on, ..View::default() }, 0..usize::MAX);
        preview(&filed, &before, &self.state.ledger, &known, (command, author), day)
    }

    fn ledger(&self) -> &Ledger {
        &self.state.ledger
    }

    fn log(&self, after: Seq) -> Vec<Record> {
        self.records_after(after, usize::MAX)
    }

    fn log_part(&self, after: Seq, take: usize) -> Vec<Record> {
        self.records_after(after, take)
    }

    fn lost(&self) -> Vec<Lost> {
        Self::lost(self)
    }

    fn at(&self, seq: Seq) -> Library {
        let records = self.records_after(0, usize::MAX).into_iter().take_while(|record| record.seq <= seq);
        // Records that followed each other still do when the later ones are left out.
        Self::replay(Journal::of(records.collect()).unwrap_or_default())
    }
}

impl<S: std::hash::BuildHasher> Articles for HashMap<ArticleId, Arc<Article>, S> {
    fn find(&self, article: &ArticleId) -> Option<Arc<Article>> {
        self.get(article).cloned()
    }
}

/// What a command would change among these articles, on that day, and among their entries as they are.
pub fn preview(
    filed: &[Filed],
    before: &[Arc<Entry>],
    ledger: &Ledger,
    articles: &dyn Articles,
    (command, author): (Command, &Author),
    day: NaiveDate,
) -> Result<Preview, Refusal> {
    let change = command::decide(ledger, articles, author, command)?;
    if ledger.is_about_marks(&change) {
        return Ok(Preview { change, differences: Vec::new() });
    }
    let record = proposed(ledger, author, &change);
    let mut then = ledger.clone();
    then.apply(&record);
    let chronicle = chronicle::chronicle(filed, then.rulings(), day);
    let after: Vec<Arc<Entry>> = chronicle.entries.into_iter().map(Arc::new).collect();
    Ok(Preview { change, differences: differences(before, &after) })
}

/// The record that a change would be.
pub fn proposed(ledger: &Ledger, author: &Author, change: &Change) -> Record {
    Record {
        seq: ledger.last() + 1,
        at: DateTime::UNIX_EPOCH,
        author: author.clone(),
        previous: [0; 32],
        change: change.clone(),
    }
}
