//! Filters as arguments: the same words for every subcommand that looks at the chronology.
//!
//! Turns what was typed into a [`View`]; names are resolved by the library. A name that may mean several actors,
//! or none, is refused with its candidates.

use crate::library::{ActorTest, Filter, Queries, View, Without};
use crate::model::text::{fold, visible};
use crate::model::{Edtf, Kind, Language, Part, Seq, Status};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use std::fmt;

/// What to keep of the chronology.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "Filters")]
pub struct FilterArguments {
    /// Keep entries with this actor: full name, alias or unique surname. Again: and.
    #[arg(long, value_name = "NAME")]
    pub actor: Vec<String>,
    /// The part that the actors must play.
    #[arg(long = "as", value_name = "PART", value_parser = part)]
    pub part: Option<Part>,
    /// Drop entries with this actor; or, with kind:, status:, place:, source: or tag: before it, with that.
    #[arg(long, value_name = "NAME", value_parser = not)]
    pub not: Vec<Not>,
    /// Keep this kind of event (statement, visit, meeting, call, talks …). Again: or.
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub kind: Vec<Kind>,
    /// Keep this status (affirmed, reported, negated, denied, unconfirmed, planned, hypothetical). Again: or.
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub status: Vec<Status>,
    /// Keep what happened at this place, or at a place inside it. Again: or.
    #[arg(long, value_name = "PLACE")]
    pub place: Vec<String>,
    /// Keep what this publisher or source tells. Again: or.
    #[arg(long, value_name = "NAME")]
    pub source: Vec<String>,
    /// Keep what happened, or may have, from this date on (2026-02-03, 2026-02 or 2026).
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    pub from: Option<NaiveDate>,
    /// Keep what happened, or may have, up to this date.
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub to: Option<NaiveDate>,
    /// Keep only entries whose date is told.
    #[arg(long)]
    pub dated: bool,
    /// Show what could be known on that day: nothing published later counts.
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub known_on: Option<NaiveDate>,
    /// Keep the entry with this id. Again: or.
    #[arg(long, value_name = "ID")]
    pub id: Vec<String>,
    /// Keep entries with this tag. Again: or.
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Keep entries told in a paragraph with all of these words, or words that begin so.
    #[arg(long, value_name = "WORDS")]
    pub search: Option<String>,
    /// The language that the articles under the paths are in; their words tell, if not given.
    #[arg(long, value_enum, value_name = "LANG")]
    pub language: Option<Lang>,
    /// Show the library as the desk had it after this record of the journal.
    #[arg(long, value_name = "NUMBER")]
    pub at: Option<Seq>,
}

/// What entries must not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Not {
    /// An actor.
    Actor(String),
    /// A kind.
    Kind(Kind),
    /// A status.
    Status(Status),
    /// A place.
    Place(String),
    /// A publisher or source.
    Source(String),
    /// A tag.
    Tag(String),
}

fn not(text: &str) -> Result<Not, String> {
    Ok(match text.split_once(':') {
        Some(("kind", name)) => Not::Kind(kind(name)?),
        Some(("status", name)) => Not::Status(status(name)?),
        Some(("place", name)) => Not::Place(name.to_owned()),
        Some(("source", name)) => Not::Source(name.to_owned()),
        Some(("tag", name)) => Not::Tag(name.to_owned()),
        _ => Not::Actor(text.to_owned()),
    })
}

/// A name that does not mean exactly one actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnclearName {
    /// What was typed.
    pub name: String,
    /// Whom it may mean.
    pub candidates: Vec<String>,
}

impl fmt::Display for UnclearName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = visible(&self.name);
        if self.candidates.is_empty() {
            return write!(
                f,
                "no actor is called “{name}”; `depeche list` without filters shows who there is"
            );
        }
        let candidates: Vec<String> = self.candidates.iter().map(|name| visible(name)).collect();
        write!(f, "“{name}” may mean: {}; write one of them in full", candidates.join(", "))
    }
}

impl FilterArguments {
    /// The language that the articles are said to be in.
    pub fn language(&self) -> Option<Language> {
        self.language.map(Language::from)
    }

    /// The view they ask for.
    pub fn view(&self, library: &dyn Queries) -> Result<View, UnclearName> {
        let mut actors = Vec::new();
        for name in &self.actor {
            actors.push(actor_test(library, name, self.known_on, (self.part, false))?);
        }
        let mut without = Without::default();
        for not in &self.not {
            match not {
                Not::Actor(name) => {
                    actors.push(actor_test(library, name, self.known_on, (None, true))?);
                }
                Not::Kind(kind) => without.kinds.push(*kind),
                Not::Status(status) => without.statuses.push(*status),
                Not::Place(name) => without.places.push(fold(name)),
                Not::Source(name) => without.sources.push(fold(name)),
                Not::Tag(tag) => without.tags.push(tag.clone()),
            }
        }
        let filter = Filter {
            actors,
            kinds: self.kind.clone(),
            statuses: self.status.clone(),
            places: self.place.iter().map(|place| fold(place)).collect(),
            sources: self.source.iter().map(|source| fold(source)).collect(),
            from: self.from,
            to: self.to,
            dated: self.dated,
            ids: self.id.iter().map(|id| id.to_lowercase()).collect(),
            tags: self.tag.clone(),
            words: self.search.as_deref().map(words).unwrap_or_default(),
            without,
        };
        Ok(View { filter, known_on: self.known_on })
    }
}

/// A test for the one actor that a name means to somebody who knows what was published by that day.
pub fn actor_test(
    library: &dyn Queries,
    name: &str,
    known_on: Option<NaiveDate>,
    (part, not): (Option<Part>, bool),
) -> Result<ActorTest, UnclearName> {
    let mut found = library.actors_called(name, known_on);
    if let [_] = found.as_slice()
        && let Some(actor) = found.pop()
    {
        return Ok(ActorTest { key: actor.key, name: actor.name, part, not });
    }
    let candidates = found.into_iter().map(|actor| actor.name).collect();
    Err(UnclearName { name: name.to_owned(), candidates })
}

/// The folded words of a search.
fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A language that has rules and words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Fr => Self::French,
            Lang::En => Self::English,
        }
    }
}

fn part(text: &str) -> Result<Part, String> {
    Part::from_name(text).ok_or_else(|| one_of(Part::ALL.iter().map(|part| part.name())))
}

/// The kind of that name.
pub fn kind(text: &str) -> Result<Kind, String> {
    Kind::from_name(text).ok_or_else(|| one_of(Kind::ALL.iter().map(|kind| kind.name())))
}

/// The status of that name.
pub fn status(text: &str) -> Result<Status, String> {
    Status::from_name(text).ok_or_else(|| one_of(Status::ALL.iter().map(|status| status.name())))
}

fn one_of(names: impl Iterator<Item = &'static str>) -> String {
    format!("write one of: {}", names.collect::<Vec<_>>().join(", "))
}

fn first_day(text: &str) -> Result<NaiveDate, String> {
    let date: Edtf = text.parse().map_err(|why: crate::model::EdtfError| why.to_string())?;
    date.first_day().ok_or_else(|| "has no first day".to_owned())
}

/// The last day of a date as typed.
pub fn last_day(text: &str) -> Result<NaiveDate, String> {
    let date: Edtf = text.parse().map_err(|why: crate::model::EdtfError| why.to_string())?;
    date.last_day().ok_or_else(|| "has no last day".to_owned())
}
