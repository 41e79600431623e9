//! Articles with their readings → entries: which tellings are one happening, where it stands in time, what is
//! known of it.
//!
//! Pure: a slice in, the chronology out; known-on a day is the same function over what was published by then.
//! Does not read articles, keep anything, or filter. `told` prepares a telling for comparison, `compatible` says
//! which two may be one happening, `group` puts them together, `entry` says what an entry knows.

mod actors;
mod compatible;
mod entry;
mod group;
mod identity;
mod names;
mod quotes;
mod title;
mod told;

pub use entry::place_in_time;
pub use identity::key;

use crate::model::{Article, Entry, Reading};
use std::collections::HashSet;
use std::sync::Arc;

/// An article with what was read in it.
#[derive(Debug, Clone)]
pub struct Filed {
    /// The article.
    pub article: Arc<Article>,
    /// Its reading.
    pub reading: Arc<Reading>,
}

/// The entries of these articles, in the order of the chronology. The order of the articles does not matter.
pub fn chronology(filed: &[Filed]) -> Vec<Entry> {
    let mut ordered: Vec<&Filed> = filed.iter().collect();
    ordered.sort_by_key(|filed| (filed.article.published.date, filed.article.id));
    ordered.dedup_by_key(|filed| filed.article.id);
    let told = told::tellings(&ordered);
    let groups = group::group(&told);
    let said = quotes::attach(&ordered, &groups);
    let mut offsets = entry::Offsets::new();
    let described = groups.iter().zip(said).map(|(group, quotes)| entry::build(group, quotes, &mut offsets));
    let mut entries: Vec<Entry> = described.collect();
    entries.sort_by_cached_key(entry::place_in_time);
    tell_ids_apart(&mut entries);
    entries
}

/// Two entries may open with the same words (one verb that tells a visit and a meeting): the later one's id is
/// made from its kind too.
fn tell_ids_apart(entries: &mut [Entry]) {
    let mut taken = HashSet::new();
    for entry in entries {
        while !taken.insert(entry.id.clone()) {
            entry.id = entry::rehashed(&entry.id, entry.kind);
        }
    }
}
