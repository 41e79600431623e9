//! What to show: filters over entries, the same words on the command line and on the screen.
//!
//! Does not look anything up: names are resolved to actor keys by the library before they stand here.

use crate::model::text::fold;
use crate::model::{Entry, EntryActor, Hop, Kind, Part, Span, Status};
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
    /// Any of these tags, if there are any.
    pub tags: Vec<String>,
    /// All of these folded words, each the beginning of a word, in one paragraph that tells the entry.
    pub words: Vec<String>,
    /// None of these.
    pub without: Without,
}

/// What entries must not have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Without {
    /// Kinds, among all its tellings.
    pub kinds: Vec<Kind>,
    /// Statuses, among all its reports.
    pub statuses: Vec<Status>,
    /// Folded place names, or places inside them.
    pub places: Vec<String>,
    /// Folded publishers or sources.
    pub sources: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
}

/// What a query looks at: a filter, at a known-on date.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// Which entries.
    pub filter: Filter,
    /// Only what was published by that day, and everything computed from that alone; `None` for all.
    pub known_on: Option<NaiveDate>,
}

impl Filter {
    /// Whether it keeps the entry, words apart: those stand in articles ([`Filter::words`]).
    pub fn keeps(&self, entry: &Entry) -> bool {
        self.actors.iter().all(|test| test.keeps(entry))
            && any_or_none(&self.kinds, |kind| entry.kinds.contains(kind))
            && any_or_none(&self.statuses, |status| entry.statuses.contains(status))
            && any_or_none(&self.places, |place| happens_at(entry, place))
            && any_or_none(&self.sources, |source| is_told_by(entry, source))
            && any_or_none(&self.ids, |id| entry.id == *id)
            && any_or_none(&self.tags, |tag| entry.tags.contains(tag))
            && !self.without.names(entry)
            && (!self.dated || entry.when.is_some())
            && self.overlaps(entry)
    }

    /// Whether the time asked for and the days the entry may stand for share a day.
    fn overlaps(&self, entry: &Entry) -> bool {
        let (first, last) = match entry.when {
            Some(when) => (when.first_day(), when.last_day()),
            None => (Some(entry.sort_first), Some(entry.sort_last)),
        };
        let too_early = self.from.is_some_and(|from| last.is_some_and(|last| last < from));
        let too_late = self.to.is_some_and(|to| first.is_some_and(|first| first > to));
        !too_early && !too_late
    }
}

impl Without {
    fn names(&self, entry: &Entry) -> bool {
        self.kinds.iter().any(|kind| entry.kinds.contains(kind))
            || self.statuses.iter().any(|status| entry.statuses.contains(status))
            || self.places.iter().any(|place| happens_at(entry, place))
            || self.sources.iter().any(|source| is_told_by(entry, source))
            || self.tags.iter().any(|tag| entry.tags.contains(tag))
    }
}

/// Whether all of these folded words begin words of one paragraph of the text that holds one of the spans.
pub fn told_in_words(text: &str, spans: impl Iterator<Item = Span>, words: &[String]) -> bool {
    let holds = |span: Span| {
        let start = text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |feed| feed + 1);
        let end =
            text.get(span.end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| span.end + at);
        let paragraph = fold(text.get(start..end).unwrap_or(""));
        let begun: Vec<&str> = paragraph
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        words.iter().all(|word| begun.iter().any(|begun| begun.starts_with(word.as_str())))
    };
    spans.into_iter().any(holds)
}

impl ActorTest {
    fn keeps(&self, entry: &Entry) -> bool {
        let plays =
            |actor: &EntryActor| actor.key == self.key && self.part.is_none_or(|part| part == actor.part);
        entry.actors.iter().any(plays) != self.not
    }
}

fn any_or_none<T>(wanted: &[T], test: impl Fn(&T) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(test)
}

fn happens_at(entry: &Entry, folded: &str) -> bool {
    let places = entry.reports.iter().filter_map(|report| report.place.as_ref()).chain(&entry.place);
    places.flat_map(|place| place.within.iter().chain([&place.name])).any(|name| fold(name) == folded)
}

/// A named source by its name, a described one by words of its description.
fn is_told_by(entry: &Entry, folded: &str) -> bool {
    let named = |hop: &Hop| match hop {
        Hop::Named(name) => fold(name) == folded,
        Hop::Described(words) => !words.is_empty() && fold(words).contains(folded),
    };
    entry.reports.iter().any(|report| {
        let publishers = report.agency.iter().chain(&report.first_by);
        publishers.into_iter().any(|name| fold(name) == folded) || report.chains.iter().flatten().any(named)
    })
}
