//! What a ruling rests on, whichever ruling it is.
//!
//! Does not choose it.

use crate::model::{Basis, Change, Source};

/// What a change rests on; `None` for changes that rest on nothing.
pub fn of(change: &Change) -> Option<Basis> {
    let of_source = |source: &Option<Source>| source.clone().map_or(Basis::Misread, Basis::NewInformation);
    match change {
        Change::EntryTagged { source, .. } | Change::EntryNoted { source, .. } => Some(of_source(source)),
        _ => change.basis().cloned(),
    }
}

/// Whether a change is no correction: it may have a source, and without one nothing was misread.
pub const fn is_only_sourced(change: &Change) -> bool {
    matches!(change, Change::EntryTagged { .. } | Change::EntryNoted { .. })
}

/// The change on another basis.
pub fn on(mut change: Change, new: Basis) -> Change {
    match &mut change {
        Change::ArticleWithdrawn { basis, .. }
        | Change::EntryCorrected { basis, .. }
        | Change::EntryRejected { basis, .. }
        | Change::EntriesLinked { basis, .. }
        | Change::EntrySplit { basis, .. }
        | Change::ActorsMerged { basis, .. } => *basis = new,
        Change::EntryTagged { source, .. } | Change::EntryNoted { source, .. } => {
            *source = match new {
                Basis::Misread => None,
                Basis::NewInformation(known) => Some(known),
            };
        }
        _ => {}
    }
    change
}
