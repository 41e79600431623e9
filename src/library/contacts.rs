//! Contacts of two actors: their calls, meetings, visits and talks, first and last, and the silences between.
//!
//! Counts what is told as having happened; plans and denials are given beside it. Looks at the two actors themselves,
//! not at others of their states.

use super::{ActorTest, Queries, Seek, View, lists};
use crate::model::{Entry, Kind, Part, Status};
use chrono::NaiveDate;
use std::sync::Arc;

/// What two actors had to do with each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contacts {
    /// Entries in which both have a part, in the order of the chronology; plans and denials too.
    pub entries: Vec<Arc<Entry>>,
    /// How many of them are told as having happened.
    pub happened: usize,
    /// The first and the last of those.
    pub span: Option<(Arc<Entry>, Arc<Entry>)>,
    /// Between two dated contacts that follow each other, in their order.
    pub silences: Vec<Silence>,
}

/// Days without a contact that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// The last possible day of the contact before.
    pub from: NaiveDate,
    /// The first possible day of the contact after.
    pub to: NaiveDate,
    /// The days from the one to the other.
    pub days: i64,
}

/// The kinds of event that are contacts.
pub const KINDS: [Kind; 4] = [Kind::Call, Kind::Meeting, Kind::Visit, Kind::Talks];

/// Whether what an entry tells happened, as far as it is known.
pub const fn happened(entry: &Entry) -> bool {
    matches!(entry.status, Status::Affirmed | Status::Reported)
}

/// The contacts of two actors within a view.
pub fn contacts(library: &dyn Queries, view: &View, one: &ActorTest, other: &ActorTest) -> Contacts {
    let mut entries = library.window(&of_two(view, one, other), 0..usize::MAX);
    entries.retain(|entry| takes_part(entry, &one.key) && takes_part(entry, &other.key));
    of(entries)
}

/// The same, with no more of each entry than a line of a list says.
pub fn bare(library: &dyn Queries, view: &View, one: &ActorTest, other: &ActorTest) -> Contacts {
    let mut entries = Vec::new();
    lists::backwards(library, &of_two(view, one, other), &Seek::End, |row| {
        if takes_part(&row.entry, &one.key) && takes_part(&row.entry, &other.key) {
            entries.push(lists::bare(&row.entry));
        }
        true
    });
    entries.reverse();
    of(entries)
}

fn of_two(view: &View, one: &ActorTest, other: &ActorTest) -> View {
    let mut view = view.clone();
    view.filter.actors.extend([one.clone(), other.clone()]);
    if view.filter.kinds.is_empty() {
        view.filter.kinds = KINDS.to_vec();
    }
    view
}

fn takes_part(entry: &Entry, key: &str) -> bool {
    let mut actors = entry.actors.iter().filter(|actor| actor.key == key);
    actors.any(|actor| matches!(actor.part, Part::Agent | Part::Counterpart))
}

/// Contacts in their order, counted, with the silences between.
fn of(entries: Vec<Arc<Entry>>) -> Contacts {
    let real: Vec<&Arc<Entry>> = entries.iter().filter(|entry| happened(entry)).collect();
    let span = real.first().zip(real.last()).map(|(first, last)| (Arc::clone(first), Arc::clone(last)));
    let mut silences = Vec::new();
    let mut last: Option<NaiveDate> = None;
    for entry in real.iter().filter(|entry| entry.when.is_some()) {
        if let Some(from) = last.filter(|from| *from < entry.sort_first) {
            let to = entry.sort_first;
            silences.push(Silence { from, to, days: (to - from).num_days() });
        }
        last = last.max(Some(entry.sort_last));
    }
    Contacts { happened: real.len(), span, silences, entries }
}
