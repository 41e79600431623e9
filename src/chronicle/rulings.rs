//! Rulings in effect: what people ruled, undone ones left out, in the order in which it was recorded.
//!
//! Does not apply them: `amend` changes readings, `links` groups, `ruled` entries.

use crate::model::{ActorRef, Record, Seq};
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// Records of rulings, revisions and withdrawals in effect, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rulings {
    records: Vec<Arc<Record>>,
}

impl Rulings {
    /// These records; the order they come in makes no difference.
    pub fn of(records: impl IntoIterator<Item = Arc<Record>>) -> Self {
        let mut records: Vec<Arc<Record>> = records.into_iter().collect();
        records.sort_by_key(|record| record.seq);
        Self { records }
    }

    /// One more, later than all.
    pub fn push(&mut self, record: Arc<Record>) {
        self.records.push(record);
    }

    /// The days on which one of them begins to hold, each once, in order.
    pub fn days(&self) -> BTreeSet<NaiveDate> {
        self.records.iter().filter_map(|record| record.change.holds_from()).collect()
    }

    /// Those that hold on that day: readings put right hold always, new information from its source's day on, and what
    /// names an actor that a desk defined not before the definition.
    #[must_use]
    pub fn holding_on(&self, day: NaiveDate) -> Self {
        let mut defined: HashSet<&str> = HashSet::new();
        let mut records = Vec::new();
        for record in &self.records {
            let holds = record.change.holds_from().is_none_or(|from| from <= day);
            let named = record.change.actors();
            let known = |actor: &&ActorRef| !actor.is_defined() || defined.contains(actor.key.as_str());
            if holds && named.iter().all(known) {
                defined.extend(record.change.defines().map(|actor| actor.key.as_str()));
                records.push(Arc::clone(record));
            }
        }
        Self { records }
    }

    /// In their order.
    pub fn iter(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().map(|record| &**record)
    }

    /// Whether nothing is ruled.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The record of that number, if it is in effect.
    pub fn record(&self, seq: Seq) -> Option<&Arc<Record>> {
        let at = self.records.binary_search_by_key(&seq, |record| record.seq).ok()?;
        self.records.get(at)
    }
}
