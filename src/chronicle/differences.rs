//! What tells two states of a chronology apart: entries that came, went, changed, were upgraded or denied.
//!
//! Two entries are the same one if they share a telling. Does not know why the states differ: two known-on dates, or a
//! ruling that is only being thought of.

use crate::model::{Anchor, Entry, Report, Status};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// An entry in two states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// As it was; `None` if it was not there.
    pub before: Option<Arc<Entry>>,
    /// As it is; `None` if it is not there.
    pub after: Option<Arc<Entry>>,
    /// What happened to it, in a word.
    pub how: How,
    /// What differs, as the command line calls it: `date`, `kind`, `place`, `status`, `actors`, `reports`, `quotes`,
    /// `tags`, `notes`, `contested`.
    pub fields: Vec<&'static str>,
}

/// What happened to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// It was not there before.
    New,
    /// It is denied, or contested, and was not.
    Denied,
    /// It is told with more certainty than before.
    Upgraded,
    /// Something else differs.
    Changed,
    /// It is not there any more.
    Gone,
}

impl How {
    /// As written in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Denied => "denied",
            Self::Upgraded => "upgraded",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }
}

/// The differences, in the order of the later chronology; what is gone stands last.
pub fn differences(before: &[Arc<Entry>], after: &[Arc<Entry>]) -> Vec<Difference> {
    let mut holders: HashMap<Anchor, usize> = HashMap::new();
    for (at, entry) in before.iter().enumerate() {
        holders.extend(entry.reports.iter().map(|report| (report.anchor(), at)));
    }
    let mut taken: HashSet<usize> = HashSet::new();
    let mut found = Vec::new();
    for entry in after {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for report in &entry.reports {
            if let Some(at) = holders.get(&report.anchor()).filter(|at| !taken.contains(*at)) {
                *shared.entry(*at).or_default() += 1;
            }
        }
        let same = shared.into_iter().max_by_key(|(at, count)| (*count, usize::MAX - at)).map(|(at, _)| at);
        match same.and_then(|at| before.get(at).map(|old| (at, old))) {
            Some((at, old)) => {
                taken.insert(at);
                found.extend(difference(old, entry));
            }
            None => found.push(Difference {
                before: None,
                after: Some(Arc::clone(entry)),
                how: How::New,
                fields: Vec::new(),
            }),
        }
    }
    let gone = before.iter().enumerate().filter(|(at, _)| !taken.contains(at));
    found.extend(gone.map(|(_, entry)| Difference {
        before: Some(Arc::clone(entry)),
        after: None,
        how: How::Gone,
        fields: Vec::new(),
    }));
    found
}

fn difference(old: &Arc<Entry>, new: &Arc<Entry>) -> Option<Difference> {
    let fields = fields(old, new);
    if fields.is_empty() {
        return None;
    }
    let is_no = |entry: &Entry| entry.contested || entry.statuses.iter().any(|status| is_denial(*status));
    let how = if is_no(new) && !is_no(old) {
        How::Denied
    } else if certainty(new.status) > certainty(old.status) && !is_denial(new.status) {
        How::Upgraded
    } else {
        How::Changed
    };
    Some(Difference { before: Some(Arc::clone(old)), after: Some(Arc::clone(new)), how, fields })
}

const fn is_denial(status: Status) -> bool {
    matches!(status, Status::Denied | Status::Negated)
}

/// How certain one may be that it happened.
const fn certainty(status: Status) -> u8 {
    match status {
        Status::Negated | Status::Denied => 0,
        Status::Hypothetical => 1,
        Status::Planned => 2,
        Status::Unconfirmed => 3,
        Status::Reported => 4,
        Status::Affirmed => 5,
    }
}

fn fields(old: &Entry, new: &Entry) -> Vec<&'static str> {
    let told = |entry: &Entry| entry.reports.iter().map(Report::anchor).collect::<HashSet<_>>();
    let differs = [
        ("date", old.when != new.when),
        ("kind", old.kinds != new.kinds),
        ("place", old.place != new.place),
        ("status", old.statuses != new.statuses),
        ("contested", old.contested != new.contested),
        ("actors", old.actors != new.actors),
        ("reports", told(old) != told(new)),
        ("quotes", old.quotes != new.quotes),
        ("tags", old.tags != new.tags),
        ("notes", old.notes != new.notes),
    ];
    differs.into_iter().filter_map(|(name, differs)| differs.then_some(name)).collect()
}
