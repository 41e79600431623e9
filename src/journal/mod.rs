//! The journal: records one after the other, each with the hash of the one before. Added to, never changed.
//!
//! In memory today; [`wire`] is the stored form of every version. Does not know what records mean: the library
//! decides them and folds them.

pub mod db;
pub mod transfer;
pub mod wire;

use crate::model::{Author, Change, Record, Seq};
use chrono::{DateTime, Utc};

/// A journal in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Journal {
    records: Vec<Record>,
}

/// A journal that is not what was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// Records are missing or out of order.
    #[error("record {found} stands where record {expected} should; the journal was cut or reordered")]
    Sequence {
        /// The number that should stand there.
        expected: Seq,
        /// The number that does.
        found: Seq,
    },
    /// A record was changed after it was written.
    #[error("record {seq} does not follow from the one before it; one of the two was changed")]
    Chain {
        /// The record whose hash of the one before is wrong.
        seq: Seq,
    },
}

impl Journal {
    /// Writes a change down and hands its record back.
    pub fn append(&mut self, change: Change, author: &Author, at: DateTime<Utc>) -> Record {
        let record = Record {
            seq: self.head() + 1,
            at,
            author: author.clone(),
            previous: self.records.last().map_or([0; 32], wire::hash),
            change,
        };
        self.records.push(record.clone());
        record
    }

    /// The number of the last record, 0 if there is none.
    pub fn head(&self) -> Seq {
        self.records.last().map_or(0, |record| record.seq)
    }

    /// The records after number `seq`, in order; 0 gives all.
    pub fn after(&self, seq: Seq) -> &[Record] {
        let from = self.records.partition_point(|record| record.seq <= seq);
        self.records.get(from..).unwrap_or_default()
    }

    /// A journal of these records, if each follows from the one before.
    pub fn of(records: Vec<Record>) -> Result<Self, Damage> {
        let journal = Self { records };
        journal.verify()?;
        Ok(journal)
    }

    /// Whether every record follows from the one before.
    pub fn verify(&self) -> Result<(), Damage> {
        let mut previous = [0; 32];
        for (record, expected) in self.records.iter().zip(1..) {
            if record.seq != expected {
                return Err(Damage::Sequence { expected, found: record.seq });
            }
            if record.previous != previous {
                return Err(Damage::Chain { seq: record.seq });
            }
            previous = wire::hash(record);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Anchor, Article, Layer, Published, Span};

    fn journal() -> Journal {
        let mut journal = Journal::default();
        let author = Author("anna".to_owned());
        let published = Published::on("2025-03-01".parse().unwrap());
        let article = Article::new(published, Some("a.txt".to_owned()), "Titre\n\nCorps \u{1b}.".to_owned());
        let anchor = Anchor::new(article.id, Layer::Events, Span::new(0, 5));
        for change in [
            Change::ArticleAdded { article },
            Change::EntryMarked { anchor: anchor.clone() },
            Change::EntryUnmarked { anchor },
        ] {
            journal.append(change, &author, DateTime::UNIX_EPOCH);
        }
        journal
    }

    #[test]
    fn what_was_written_reads_back() {
        let journal = journal();
        let lines: Vec<String> = journal.after(0).iter().map(wire::write).collect();
        let records = lines.iter().map(|line| wire::read(line).unwrap()).collect();
        assert_eq!(Journal::of(records).unwrap(), journal);
    }

    #[test]
    fn a_change_made_behind_its_back_is_seen() {
        let mut records = journal().after(0).to_vec();
        records[1].author = Author("mallory".to_owned());
        assert_eq!(Journal::of(records), Err(Damage::Chain { seq: 3 }));
        let mut records = journal().after(0).to_vec();
        records.remove(1);
        assert_eq!(Journal::of(records), Err(Damage::Sequence { expected: 2, found: 3 }));
    }

    #[test]
    fn reading_goes_on_from_a_point() {
        let journal = journal();
        assert_eq!(journal.after(2).len(), 1);
        assert_eq!(journal.after(3).len(), 0);
        assert_eq!(journal.head(), 3);
    }

    #[test]
    fn a_foreign_line_is_refused() {
        let good = wire::write(&journal().after(0)[0]);
        assert!(wire::read(&good.replace("\"v\":1", "\"v\":9")).is_err());
        assert!(wire::read(&good.replace("Corps", "Corpus")).is_err());
        assert!(wire::read("{}").is_err());
    }
}
