//! The stored form of records: one JSON object a line. Reads every version ever written.
//!
//! Forms never change: a new version is a new file beside the old ones. A record is written in the oldest version that
//! can say it, so that a journal without rulings stays readable to every release; what an older release cannot
//! read, it refuses by its version.

mod v1;
mod v2;

use crate::model::{Author, Change, Record};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

/// The newest version this program reads and writes.
pub const VERSION: u32 = 2;

/// A line that is no record this program can read.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// Not JSON of the expected shape.
    #[error("is no record: {0}")]
    Shape(#[from] serde_json::Error),
    /// Written by a newer program.
    #[error("is a record of version {0}; this program reads up to version {VERSION}: use a newer depeche")]
    Version(u32),
    /// A value that cannot be.
    #[error("holds an impossible {0}")]
    Value(&'static str),
    /// The text of an article is not the one that was filed.
    #[error("holds an article whose text is not the one filed under its identity")]
    Identity,
}

#[derive(Deserialize)]
struct Versioned {
    v: u32,
}

/// What all versions so far have around their change.
#[derive(Serialize, Deserialize)]
struct RecordForm<C> {
    v: u32,
    seq: u64,
    at: String,
    author: String,
    previous: String,
    change: C,
}

/// The line of a record, without a line feed.
pub fn write(record: &Record) -> String {
    match v1::form(&record.change) {
        Some(change) => line(record, 1, change),
        None => line(record, 2, v2::form(&record.change)),
    }
}

fn line<C: Serialize>(record: &Record, v: u32, change: C) -> String {
    let form = RecordForm {
        v,
        seq: record.seq,
        at: record.at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
        author: record.author.0.clone(),
        previous: hex(&record.previous),
        change,
    };
    // Strings and numbers always serialise; an empty line would not verify.
    serde_json::to_string(&form).unwrap_or_default()
}

/// The record of a line.
pub fn read(line: &str) -> Result<Record, WireError> {
    let Versioned { v } = serde_json::from_str(line)?;
    match v {
        1 => record(serde_json::from_str::<RecordForm<v1::ChangeV1>>(line)?, v1::change),
        2 => record(serde_json::from_str::<RecordForm<v2::ChangeV2>>(line)?, v2::change),
        newer => Err(WireError::Version(newer)),
    }
}

fn record<C>(
    form: RecordForm<C>,
    change: impl Fn(C) -> Result<Change, WireError>,
) -> Result<Record, WireError> {
    let at: DateTime<Utc> = form.at.parse().map_err(|_| WireError::Value("time"))?;
    let previous = bytes(&form.previous).ok_or(WireError::Value("hash"))?;
    Ok(Record { seq: form.seq, at, author: Author(form.author), previous, change: change(form.change)? })
}

/// The hash of a record: of its line, as [`write()`] writes it.
pub fn hash(record: &Record) -> [u8; 32] {
    *blake3::hash(write(record).as_bytes()).as_bytes()
}

/// The hash of what a change says, whoever records it and whenever.
pub fn digest(change: &Change) -> [u8; 32] {
    let said = match v1::form(change) {
        Some(form) => serde_json::to_string(&form),
        None => serde_json::to_string(&v2::form(change)),
    };
    *blake3::hash(said.unwrap_or_default().as_bytes()).as_bytes()
}

fn hex(bytes: &[u8; 32]) -> String {
    blake3::Hash::from_bytes(*bytes).to_hex().to_string()
}

fn bytes(hex: &str) -> Option<[u8; 32]> {
    blake3::Hash::from_hex(hex).ok().map(|hash| *hash.as_bytes())
}
