//! What can be made of an article before its turn to be filed comes: its reading as the index keeps it, and the words of
//! its paragraphs.
//!
//! Pure, so that several threads may do it side by side. Gives no numbers and writes nothing.

use super::pack;
use super::paragraphs::PARAGRAPHS;
use crate::model::text::fold;
use crate::model::{Article, ArticleId, Reading, Record, Seq};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// An article's reading and words.
#[derive(Debug, Clone)]
pub struct Ready {
    /// Its reading.
    pub reading: Arc<Reading>,
    /// The reading as it is written down.
    pub packed: Vec<u8>,
    /// Its paragraphs, folded, by their numbers in it.
    pub paragraphs: Vec<(i64, String)>,
}

impl Ready {
    /// Of a reading as much as the index keeps, which takes a fraction of the memory.
    pub fn of(article: &Article, reading: Reading) -> Self {
        let packed = pack::reading(&reading);
        let reading = Arc::new(pack::unpack_reading(&packed).unwrap_or(reading));
        Self { reading, packed, paragraphs: paragraphs(&article.text) }
    }

    /// The whole of a reading.
    pub fn whole(article: &Article, reading: Arc<Reading>) -> Self {
        Self { packed: pack::reading(&reading), reading, paragraphs: paragraphs(&article.text) }
    }
}

/// What is at hand when the index is brought up to the journal, so that it need not be fetched again.
#[derive(Debug, Default)]
pub struct AtHand {
    /// Articles that are read already.
    pub articles: HashMap<ArticleId, Ready>,
    /// Records that are in the journal, one after the other.
    pub records: Vec<Record>,
}

impl AtHand {
    /// At most so many of the records that come after one, if the next is here.
    pub fn after(&mut self, seq: Seq, limit: usize) -> Option<Vec<Record>> {
        if self.records.first()?.seq != seq + 1 {
            return None;
        }
        let rest = self.records.split_off(limit.min(self.records.len()));
        Some(std::mem::replace(&mut self.records, rest))
    }
}

/// Lines that hold something, folded, by their numbers; the last number takes the rest.
fn paragraphs(text: &str) -> Vec<(i64, String)> {
    let mut paragraphs: BTreeMap<i64, String> = BTreeMap::new();
    for (line, at) in text.split('\n').zip(0..) {
        if !line.trim().is_empty() {
            let paragraph = paragraphs.entry(i64::min(at, PARAGRAPHS - 1)).or_default();
            paragraph.push_str(&fold(line));
            paragraph.push('\n');
        }
    }
    paragraphs.into_iter().map(|(line, text)| (line, once(&text))).collect()
}

/// The words of a folded text, each once, since it is only asked whether a paragraph holds them. What is cut here the table
/// of words cuts as well; it may cut finer.
fn once(text: &str) -> String {
    let mut known: HashSet<&str> = HashSet::new();
    let mut words = String::with_capacity(text.len());
    for word in text.split(|letter: char| letter.is_ascii() && !letter.is_ascii_alphanumeric()) {
        if !word.is_empty() && known.insert(word) {
            words.push_str(word);
            words.push(' ');
        }
    }
    words
}
