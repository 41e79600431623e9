//! Review: the entries of a view that a person should look at, the least certain first.
//!
//! Adds up reasons for doubt; each is named, so that one sees why an entry stands where it does. Settles nothing.

use super::{Queries, Seek, View, lists};
use crate::model::{ArticleId, Doubt, Entry, Hop, Part, Status, When, Who};
use std::collections::HashMap;
use std::sync::Arc;

/// An entry with what is doubtful about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubtful {
    /// The entry.
    pub entry: Arc<Entry>,
    /// Why, the heaviest reason first.
    pub reasons: Vec<Reason>,
    /// The reasons' weights added up; the greater, the less certain.
    pub weight: u32,
}

/// A reason for doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Reports exclude each other.
    Contested,
    /// Reports give dates that exclude each other.
    Dates,
    /// The rules left something open in a sentence that tells it; the doubt's own words.
    Read(&'static str),
    /// Nobody who was asked confirms it.
    Unconfirmed,
    /// All rests on one source that is not named.
    Unnamed,
    /// An agent or counterpart is not named.
    Somebody,
    /// No date is told.
    Undated,
}

impl Reason {
    /// As written in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contested => "contested",
            Self::Dates => "dates",
            Self::Read(_) => "read",
            Self::Unconfirmed => "unconfirmed",
            Self::Unnamed => "unnamed",
            Self::Somebody => "somebody",
            Self::Undated => "undated",
        }
    }

    const fn weight(self) -> u32 {
        match self {
            Self::Contested => 40,
            Self::Dates => 30,
            Self::Read(_) => 25,
            Self::Unconfirmed => 20,
            Self::Unnamed => 12,
            Self::Somebody => 8,
            Self::Undated => 6,
        }
    }
}

/// The doubtful entries of a view, least certain first; those alike in the order of the chronology.
pub fn review(library: &dyn Queries, view: &View) -> Vec<Doubtful> {
    among(library, library.window(view, 0..usize::MAX))
}

/// The same among the latest entries of a view.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Latest {
    /// Those that are doubtful.
    pub doubtful: Vec<Doubtful>,
    /// Whether there are earlier entries, which were not looked at.
    pub more: bool,
}

/// The same among the latest entries of a view, of which so many are looked at; of each no more than a line of a list
/// says.
pub fn latest(library: &dyn Queries, view: &View, take: usize) -> Latest {
    let mut doubts = Doubts { library, known: HashMap::new() };
    let (mut doubtful, mut left) = (Vec::new(), take);
    let more = lists::backwards(library, view, &Seek::End, |row| {
        let found = doubts.of(&row.entry);
        doubtful.extend(found.map(|found| Doubtful { entry: lists::bare(&row.entry), ..found }));
        left = left.saturating_sub(1);
        left > 0
    });
    doubtful.reverse();
    Latest { doubtful: in_order(doubtful), more }
}

fn among(library: &dyn Queries, entries: impl IntoIterator<Item = Arc<Entry>>) -> Vec<Doubtful> {
    let mut doubts = Doubts { library, known: HashMap::new() };
    in_order(entries.into_iter().filter_map(|entry| doubts.of(&entry)).collect())
}

fn in_order(mut found: Vec<Doubtful>) -> Vec<Doubtful> {
    found.sort_by_key(|doubtful| u32::MAX - doubtful.weight);
    found
}

struct Doubts<'a> {
    library: &'a dyn Queries,
    /// Per article: what the rules left open, and the places of tellings with somebody unnamed.
    known: HashMap<ArticleId, (Vec<Doubt>, Vec<usize>)>,
}

impl Doubts<'_> {
    /// What is doubtful about an entry, if anything is.
    fn of(&mut self, entry: &Arc<Entry>) -> Option<Doubtful> {
        let mut reasons = self.about(entry);
        if reasons.is_empty() {
            return None;
        }
        reasons.sort_by_key(|reason| (u32::MAX - reason.weight(), *reason));
        let weight = reasons.iter().map(|reason| reason.weight()).sum();
        Some(Doubtful { entry: Arc::clone(entry), reasons, weight })
    }

    fn about(&mut self, entry: &Entry) -> Vec<Reason> {
        let mut reasons = Vec::new();
        let mut add = |holds: bool, reason: Reason| {
            if holds && !reasons.contains(&reason) {
                reasons.push(reason);
            }
        };
        add(entry.contested, Reason::Contested);
        add(dates_exclude(entry), Reason::Dates);
        let only_denied = matches!(entry.status, Status::Unconfirmed | Status::Denied);
        add(only_denied, Reason::Unconfirmed);
        add(rests_on_somebody(entry), Reason::Unnamed);
        add(entry.when.is_none(), Reason::Undated);
        let named = |part| entry.actors.iter().any(|actor| actor.part == part);
        let complete = named(Part::Agent) && named(Part::Counterpart);
        for report in &entry.reports {
            let (doubts, unnamed) = self.of_article(&report.article);
            add(!complete && unnamed.contains(&report.telling), Reason::Somebody);
            for doubt in doubts.iter().filter(|doubt| report.sentence.contains(doubt.span)) {
                add(true, Reason::Read(doubt.why));
            }
        }
        reasons
    }

    fn of_article(&mut self, article: &ArticleId) -> &(Vec<Doubt>, Vec<usize>) {
        let library = self.library;
        self.known.entry(*article).or_insert_with(|| {
            let Some(view) = library.article(article) else { return Default::default() };
            let somebody = |who: &Who| matches!(who, Who::Unnamed(_));
            let tellings = view.reading.events.iter().enumerate();
            let unnamed = tellings
                .filter(|(_, telling)| telling.agents.iter().chain(&telling.counterparts).any(somebody));
            (view.reading.doubts.clone(), unnamed.map(|(at, _)| at).collect())
        })
    }
}

/// Whether two reports give dates that share no day.
fn dates_exclude(entry: &Entry) -> bool {
    let days = |when: When| Some((when.first_day()?, when.last_day()?));
    let told: Vec<_> = entry.reports.iter().filter_map(|report| days(report.when?)).collect();
    let latest_first = told.iter().map(|(first, _)| *first).max();
    let earliest_last = told.iter().map(|(_, last)| *last).min();
    latest_first.zip(earliest_last).is_some_and(|(first, last)| first > last)
}

/// Whether there is one origin, and it is only described.
fn rests_on_somebody(entry: &Entry) -> bool {
    let described = |hop: Option<&Hop>| matches!(hop, Some(Hop::Described(words)) if !words.is_empty());
    let mut chains = entry.reports.iter().flat_map(|report| &report.chains);
    entry.origins == 1 && chains.any(|chain| described(chain.last()))
}
