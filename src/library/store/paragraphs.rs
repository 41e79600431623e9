//! Full text: an article's paragraphs, each under a number that tells its day, its article and its line.
//!
//! Numbers paragraphs and has their words indexed; `told` asks for them.

use super::keep::Incoming;
use super::pack::number_of;
use super::stock::ArticleNo;
use rusqlite::{Connection, params};

/// So many paragraphs of one article can be told apart; the last takes the rest.
pub const PARAGRAPHS: i64 = 1 << 12;
/// So many articles can be told apart by the numbers of their paragraphs.
const ARTICLE_NUMBERS: i64 = 1 << 28;
/// Days of publication are counted so that none since the first year is negative; more than so many count as the last.
const PARAGRAPH_DAY: i64 = 400;
const PARAGRAPH_DAYS: i64 = (1 << 22) - 1;
/// So many numbers of paragraphs a day of publication has.
pub const DAY: i64 = ARTICLE_NUMBERS * PARAGRAPHS;

/// Full text by paragraph. In the order of their numbers, since the table of words takes what comes out of it in another
/// turn.
pub fn index_texts(connection: &Connection, added: &[(ArticleNo, &Incoming)]) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO words(rowid, text) VALUES (?1, ?2)")?;
    let days = added.iter().map(|(no, incoming)| (number_of(incoming.article.published.date), *no, incoming));
    let mut ordered: Vec<(i64, ArticleNo, &&Incoming)> = days.collect();
    ordered.sort_unstable_by_key(|(day, no, _)| (*day, *no));
    for (day, no, incoming) in ordered {
        for (at, words) in &incoming.ready.paragraphs {
            insert.execute(params![paragraph_key(day, no, *at), words])?;
        }
    }
    Ok(())
}

/// The number of an article's line among all paragraphs: by the day of publication, so that what is found for words can
/// be cut off at a day.
pub fn paragraph_key(day: i64, no: ArticleNo, line: i64) -> i64 {
    paragraphs_from(day) + no.min(ARTICLE_NUMBERS - 1) * PARAGRAPHS + line.min(PARAGRAPHS - 1)
}

/// The number with which the paragraphs published on a day or later begin.
pub fn paragraphs_from(day: i64) -> i64 {
    (day + PARAGRAPH_DAY).clamp(0, PARAGRAPH_DAYS) * DAY
}

/// The article and the line of a paragraph's number.
pub const fn paragraph_of(key: i64) -> (ArticleNo, i64) {
    (key / PARAGRAPHS % ARTICLE_NUMBERS, key % PARAGRAPHS)
}

/// Which line of the text a place is in.
pub fn paragraph_at(breaks: &[usize], at: usize) -> i64 {
    let line = breaks.partition_point(|feed| *feed < at);
    i64::try_from(line).unwrap_or(0).min(PARAGRAPHS - 1)
}
