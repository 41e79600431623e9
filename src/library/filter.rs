//! What to show: filters over entries, the same words on the command line and on the screen.
//!
//! Does not look anything up: names are resolved to actor keys by the library before they stand here.

use crate::model::{Kind, Part, Status};
use chrono::NaiveDate;

/// A test on the actors of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorTest {
    /// The actor's key.
    pub key: String,
    /// Its name, to show.
    pub name: String,
    /// The part it must play; `None` for any.
    pub part: Option<Part>,
    /// Whether the test is inverted: keep entries without that actor.
    pub not: bool,
}

/// Which entries to keep. The default keeps all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// All of these must hold.
    pub actors: Vec<ActorTest>,
    /// Any of these, if there are any; matches any kind among an entry's tellings.
    pub kinds: Vec<Kind>,
    /// Any of these, if there are any.
    pub statuses: Vec<Status>,
    /// Any of these folded place names, or places inside them, if there are any.
    pub places: Vec<String>,
    /// Any of these folded publishers or sources, if there are any.
    pub sources: Vec<String>,
    /// Keep what overlaps the time from this day on.
    pub from: Option<NaiveDate>,
    /// Keep what overlaps the time up to this day.
    pub to: Option<NaiveDate>,
    /// Keep only entries whose date is told.
    pub dated: bool,
    /// Any of these entry ids, if there are any.
    pub ids: Vec<String>,
}

/// What a query looks at: a filter, at a known-on date.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// Which entries.
    pub filter: Filter,
    /// Only what was published by that day, and everything computed from that alone; `None` for all.
    pub known_on: Option<NaiveDate>,
}
