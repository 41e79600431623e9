//! Journals as lines, to be moved: written out as they stand, checked, and taken over by another journal.
//!
//! Lines are never written anew where they can stay as they are, since the hashes are those of lines. Does not decide what
//! may be taken over.

use super::db::{DbError, JournalDb};
use super::wire::{self, WireError};
use crate::model::{Author, Change, Record, Seq};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};
use std::io::{self, BufRead, Read as _};

/// No line of a journal is longer: an article of the largest size, escaped.
const LONGEST: u64 = 512 * 1024 * 1024;
/// Lines fetched at a time.
const AT_A_TIME: i64 = 500;

/// Why lines are no journal.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    /// They cannot be read.
    #[error("cannot be read: {0}")]
    Read(#[from] io::Error),
    /// A line is no record.
    #[error("line {number} {why}")]
    Line {
        /// Its number, from 1.
        number: u64,
        /// Why.
        why: WireError,
    },
    /// A record does not follow from the one before.
    #[error("record {seq} does not follow from the one before it; the journal was changed or cut")]
    Chain {
        /// The number that should stand there.
        seq: Seq,
    },
}

/// A record of another journal, with its line.
#[derive(Debug, Clone)]
pub struct Line {
    /// The line, without its line feed.
    pub text: String,
    /// What it says.
    pub record: Record,
}

impl Line {
    /// The key under which it is recorded once only: an article's identity, else the hash of the line.
    pub fn key(&self) -> [u8; 32] {
        self.record.change.article().map_or_else(|| hash(&self.text), |article| article.0)
    }
}

/// Reads lines that are a journal from its beginning on; the first that is none ends it with an error.
pub fn read<E: From<TransferError>>(
    mut lines: impl BufRead,
    each: &mut dyn FnMut(Line) -> Result<(), E>,
) -> Result<Seq, E> {
    let (mut number, mut previous) = (0, [0; 32]);
    loop {
        let mut text = String::new();
        let read = lines.by_ref().take(LONGEST).read_line(&mut text).map_err(TransferError::Read)?;
        if read == 0 {
            return Ok(number);
        }
        let text = text.trim_end_matches(['\n', '\r']).to_owned();
        number += 1;
        let record = wire::read(&text).map_err(|why| TransferError::Line { number, why })?;
        if record.seq != number || record.previous != previous {
            return Err(TransferError::Chain { seq: number }.into());
        }
        previous = hash(&text);
        each(Line { text, record })?;
    }
}

fn hash(line: &str) -> [u8; 32] {
    *blake3::hash(line.as_bytes()).as_bytes()
}

/// A change to be recorded as another desk recorded it.
#[derive(Debug, Clone)]
pub struct Foreign {
    /// The change.
    pub change: Change,
    /// By whom.
    pub author: Author,
    /// When.
    pub at: DateTime<Utc>,
    /// The key under which it is recorded once only.
    pub key: [u8; 32],
}

impl JournalDb {
    /// The lines after a record, up to another, as they stand.
    pub fn lines(
        &self,
        upto: Seq,
        each: &mut dyn FnMut(&str) -> io::Result<()>,
    ) -> Result<io::Result<()>, DbError> {
        let mut seq: Seq = 0;
        loop {
            let found = self
                .connection
                .prepare_cached(
                    "SELECT seq, payload FROM record WHERE seq > ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3",
                )
                .and_then(|mut statement| {
                    let rows = statement.query_map(
                        params![seq, i64::try_from(upto).unwrap_or(i64::MAX), AT_A_TIME],
                        |row| Ok((row.get::<_, Seq>(0)?, row.get::<_, String>(1)?)),
                    )?;
                    rows.collect::<rusqlite::Result<Vec<_>>>()
                });
            let found = found.map_err(|why| self.failed(&why))?;
            let Some((last, _)) = found.last() else { return Ok(Ok(())) };
            seq = *last;
            for (_, line) in &found {
                if let Err(why) = each(line) {
                    return Ok(Err(why));
                }
            }
        }
    }

    /// Takes lines over as they are, all or none; `false` if the record before the first of them is not this journal's last.
    pub fn append_lines(&mut self, lines: &[Line]) -> Result<bool, DbError> {
        let path = self.path.clone();
        let all = (|| {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let (head, previous) = last(&transaction)?;
            let follows = |line: &Line| line.record.seq == head + 1 && line.record.previous == previous;
            if !lines.first().is_some_and(follows) {
                return Ok(false);
            }
            for line in lines {
                insert(&transaction, &line.record, &line.text, line.key())?;
            }
            transaction.commit()?;
            Ok(true)
        })();
        all.map_err(|why: rusqlite::Error| DbError::of(&path, &why))
    }

    /// Records changes of another desk, all or none; the number of each here, also of those that were there.
    pub fn append_foreign(&mut self, foreign: Vec<Foreign>) -> Result<Vec<(Seq, bool)>, DbError> {
        let path = self.path.clone();
        let all = (|| {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let (mut head, mut previous) = last(&transaction)?;
            let mut numbers = Vec::with_capacity(foreign.len());
            for Foreign { change, author, at, key } in foreign {
                let known = transaction
                    .prepare_cached("SELECT seq FROM record WHERE key = ?1")?
                    .query_row([key.as_slice()], |row| row.get(0))
                    .optional()?;
                if let Some(known) = known {
                    numbers.push((known, false));
                    continue;
                }
                let record = Record { seq: head + 1, at, author, previous, change };
                let line = wire::write(&record);
                insert(&transaction, &record, &line, key)?;
                head = record.seq;
                previous = hash(&line);
                numbers.push((head, true));
            }
            transaction.commit()?;
            Ok(numbers)
        })();
        all.map_err(|why: rusqlite::Error| DbError::of(&path, &why))
    }
}

/// The number of the last record and the hash of its line.
fn last(transaction: &Transaction<'_>) -> rusqlite::Result<(Seq, [u8; 32])> {
    let last = transaction
        .query_row("SELECT seq, payload FROM record ORDER BY seq DESC LIMIT 1", [], |row| {
            Ok((row.get::<_, Seq>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?;
    Ok(last.map_or((0, [0; 32]), |(seq, line)| (seq, hash(&line))))
}

fn insert(transaction: &Transaction<'_>, record: &Record, line: &str, key: [u8; 32]) -> rusqlite::Result<()> {
    let (at, kind) = (record.at.to_rfc3339(), record.change.name());
    transaction
        .prepare_cached(
            "INSERT INTO record(seq, at, author, kind, key, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![record.seq, at, record.author.0, kind, key.as_slice(), line])
        .map(|_| ())
}
