//! The stored form of records: one JSON object a line, version 1. Reads every version ever written.
//!
//! Forms here never change: a new version is a new type beside the old ones.

use crate::model::{Anchor, Article, Author, Change, Layer, Published, Record, Span};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

/// A line that is no record this program can read.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// Not JSON of the expected shape.
    #[error("is no record: {0}")]
    Shape(#[from] serde_json::Error),
    /// Written by a newer program.
    #[error("is a record of version {0}; this program reads version 1: use a newer depeche")]
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

#[derive(Serialize, Deserialize)]
struct RecordV1 {
    v: u32,
    seq: u64,
    at: String,
    author: String,
    previous: String,
    change: ChangeV1,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum ChangeV1 {
    ArticleAdded { article: String, date: String, stamp: Option<String>, file: Option<String>, text: String },
    EntryMarked { anchor: AnchorV1 },
    EntryUnmarked { anchor: AnchorV1 },
}

#[derive(Serialize, Deserialize)]
struct AnchorV1 {
    article: String,
    layer: String,
    start: usize,
    end: usize,
}

/// The line of a record, without a line feed.
pub fn write(record: &Record) -> String {
    let form = RecordV1 {
        v: 1,
        seq: record.seq,
        at: record.at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
        author: record.author.0.clone(),
        previous: hex(&record.previous),
        change: change_form(&record.change),
    };
    // Strings and numbers always serialise; an empty line would not verify.
    serde_json::to_string(&form).unwrap_or_default()
}

/// The record of a line.
pub fn read(line: &str) -> Result<Record, WireError> {
    let Versioned { v } = serde_json::from_str(line)?;
    if v != 1 {
        return Err(WireError::Version(v));
    }
    let form: RecordV1 = serde_json::from_str(line)?;
    let at: DateTime<Utc> = form.at.parse().map_err(|_| WireError::Value("time"))?;
    let previous = bytes(&form.previous).ok_or(WireError::Value("hash"))?;
    Ok(Record { seq: form.seq, at, author: Author(form.author), previous, change: change(form.change)? })
}

/// The hash of a record: of its line as version 1 writes it.
pub fn hash(record: &Record) -> [u8; 32] {
    *blake3::hash(write(record).as_bytes()).as_bytes()
}

fn change_form(change: &Change) -> ChangeV1 {
    match change {
        Change::ArticleAdded { article } => ChangeV1::ArticleAdded {
            article: hex(&article.id.0),
            date: article.published.date.to_string(),
            stamp: article.published.stamp.clone(),
            file: article.file.clone(),
            text: article.text.clone(),
        },
        Change::EntryMarked { anchor } => ChangeV1::EntryMarked { anchor: anchor_form(anchor) },
        Change::EntryUnmarked { anchor } => ChangeV1::EntryUnmarked { anchor: anchor_form(anchor) },
    }
}

fn change(form: ChangeV1) -> Result<Change, WireError> {
    Ok(match form {
        ChangeV1::ArticleAdded { article, date, stamp, file, text } => {
            let date: NaiveDate = date.parse().map_err(|_| WireError::Value("date"))?;
            let filed = Article::new(Published { date, stamp }, file, text);
            if hex(&filed.id.0) != article {
                return Err(WireError::Identity);
            }
            Change::ArticleAdded { article: filed }
        }
        ChangeV1::EntryMarked { anchor } => Change::EntryMarked { anchor: read_anchor(&anchor)? },
        ChangeV1::EntryUnmarked { anchor } => Change::EntryUnmarked { anchor: read_anchor(&anchor)? },
    })
}

fn anchor_form(anchor: &Anchor) -> AnchorV1 {
    AnchorV1 {
        article: hex(&anchor.article.0),
        layer: anchor.layer.name().to_owned(),
        start: anchor.span.start,
        end: anchor.span.end,
    }
}

fn read_anchor(form: &AnchorV1) -> Result<Anchor, WireError> {
    let layers = [Layer::Dates, Layer::Actors, Layer::Quotes, Layer::Events];
    let layer = layers.into_iter().find(|layer| layer.name() == form.layer);
    let article = bytes(&form.article).ok_or(WireError::Value("article"))?;
    if form.start >= form.end {
        return Err(WireError::Value("span"));
    }
    Ok(Anchor {
        article: crate::model::ArticleId(article),
        layer: layer.ok_or(WireError::Value("layer"))?,
        span: Span::new(form.start, form.end),
    })
}

fn hex(bytes: &[u8; 32]) -> String {
    blake3::Hash::from_bytes(*bytes).to_hex().to_string()
}

fn bytes(hex: &str) -> Option<[u8; 32]> {
    blake3::Hash::from_hex(hex).ok().map(|hash| *hash.as_bytes())
}
