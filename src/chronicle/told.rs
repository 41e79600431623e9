//! A telling made ready for comparison: keys instead of names, days instead of dates, folded places.
//!
//! Does not compare.

use super::Filed;
use super::identity::{self, Actor, Numbers};
use crate::model::text::fold;
use crate::model::{Article, Class, Kind, Reading, Span, Telling, When, Who};
use chrono::NaiveDate;
use std::collections::HashMap;

/// The days that a date may mean; open ends reach to the ends of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Days {
    /// First possible day.
    pub first: NaiveDate,
    /// Last possible day.
    pub last: NaiveDate,
}

impl Days {
    /// The days of a date.
    pub fn of(when: When) -> Self {
        let first = when.first_day().unwrap_or(NaiveDate::MIN);
        Self { first, last: when.last_day().unwrap_or(NaiveDate::MAX).max(first) }
    }

    /// Whether all of `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// How many days there are.
    pub fn count(self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// How many days lie between the two, 0 if they touch or overlap.
    pub fn gap(self, other: Self) -> i64 {
        (self.first.max(other.first) - self.last.min(other.last)).num_days().max(0)
    }
}

/// A place, folded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FoldedPlace {
    /// Its name.
    pub name: String,
    /// What holds it.
    pub within: Vec<String>,
}

impl FoldedPlace {
    /// Whether the two are one place, or one lies inside the other.
    pub fn agrees(&self, other: &Self) -> bool {
        self.name == other.name || self.within.contains(&other.name) || other.within.contains(&self.name)
    }
}

/// A telling, ready for comparison.
#[derive(Debug)]
pub struct Told<'a> {
    /// The article that tells it.
    pub article: &'a Article,
    /// What was read in the article.
    pub reading: &'a Reading,
    /// The telling.
    pub telling: &'a Telling,
    /// Its place in [`Reading::events`].
    pub index: usize,
    /// The days it may have happened on, where a date is told.
    pub days: Option<Days>,
    /// Who does it, sorted.
    pub agents: Vec<Actor>,
    /// With or to whom, sorted.
    pub counterparts: Vec<Actor>,
    /// Counterparts that are persons, sorted: they tell meetings of one visit apart.
    pub persons: Vec<Actor>,
    /// Agents and counterparts, sorted.
    pub parties: Vec<Actor>,
    /// Where.
    pub place: Option<FoldedPlace>,
    /// The longer words that tell it, folded, to choose between happenings that fit alike.
    pub words: Vec<String>,
    /// Whether the headline tells it.
    pub headline: bool,
}

impl Told<'_> {
    /// Its kind.
    pub const fn kind(&self) -> Kind {
        self.telling.kind
    }

    /// The day of publication.
    pub const fn published(&self) -> NaiveDate {
        self.article.published.date
    }

    /// The place among all tellings in which it is taken: by publication and article, the headline, which retells,
    /// after the body, dated before undated.
    pub fn order(&self) -> impl Ord + use<> {
        let in_article = (self.headline, self.days.is_none(), self.telling.span, self.index);
        (self.published(), self.article.id, in_article)
    }

    /// How many letters of their words the two share: see [`words_shared`].
    pub fn words_shared(&self, other: &Self) -> usize {
        words_shared(self.words.iter().map(String::as_str), &other.words.iter().map(String::as_str))
    }

    /// Whether it is told as a plan or a possibility.
    pub const fn is_plan(&self) -> bool {
        !self.telling.status.is_real()
    }

    /// Whether it tells the same with the same precision: comparing with one of the two is enough.
    pub fn same_signature(&self, other: &Self) -> bool {
        self.kind() == other.kind()
            && self.days == other.days
            && self.agents == other.agents
            && self.counterparts == other.counterparts
            && self.place == other.place
            && self.is_plan() == other.is_plan()
            && (self.days.is_some() && !self.is_plan() || self.article.id == other.article.id)
    }
}

/// All tellings of the articles, in the order in which they are grouped: by publication and article, the headline,
/// which retells, after the body, dated before undated.
pub fn tellings<'a>(ordered: &[&'a Filed]) -> Vec<Told<'a>> {
    let mut numbers = Numbers::default();
    let mut all = Vec::new();
    for filed in ordered {
        let mut keys = HashMap::new();
        let (article, reading) = (&*filed.article, &*filed.reading);
        let mut number = |who: &Who| {
            let index = who.party()?;
            let party = reading.party(index)?;
            let known = keys.entry(index).or_insert_with(|| numbers.of(identity::key(party, &article.id)));
            Some((*known, party.class))
        };
        let first = all.len();
        for (index, telling) in reading.events.iter().enumerate() {
            all.push(prepare(article, reading, index, telling, &mut number));
        }
        if let Some(of_this_article) = all.get_mut(first..) {
            of_this_article.sort_by_key(Told::order);
        }
    }
    all
}

fn prepare<'a>(
    article: &'a Article,
    reading: &'a Reading,
    index: usize,
    telling: &'a Telling,
    number: &mut impl FnMut(&Who) -> Option<(Actor, Class)>,
) -> Told<'a> {
    let agents: Vec<(Actor, Class)> = telling.agents.iter().filter_map(&mut *number).collect();
    let others: Vec<(Actor, Class)> = telling.counterparts.iter().filter_map(&mut *number).collect();
    let persons = others.iter().filter(|(_, class)| *class == Class::Person).map(|(actor, _)| *actor);
    let place = telling.place.as_ref().map(|place| FoldedPlace {
        name: fold(&place.name),
        within: place.within.iter().map(|name| fold(name)).collect(),
    });
    Told {
        article,
        reading,
        telling,
        index,
        days: telling.when.map(Days::of),
        persons: sorted(persons),
        parties: sorted(agents.iter().chain(&others).map(|(actor, _)| *actor)),
        agents: sorted(agents.iter().map(|(actor, _)| *actor)),
        counterparts: sorted(others.iter().map(|(actor, _)| *actor)),
        place,
        words: long_words(telling.span, &article.text),
        headline: telling.span.end <= article.headline().len(),
    }
}

fn sorted(actors: impl Iterator<Item = Actor>) -> Vec<Actor> {
    let mut actors: Vec<Actor> = actors.collect();
    actors.sort_unstable();
    actors.dedup();
    actors
}

/// Words long enough to be recognised in another form by how they begin.
const LONG: usize = 5;

fn long_words(span: Span, text: &str) -> Vec<String> {
    let words = fold(span.of(text));
    let long = |word: &&str| word.chars().count() >= LONG;
    words.split(|letter: char| !letter.is_alphanumeric()).filter(long).map(str::to_owned).collect()
}

/// How many letters a word that tells one and a word that tells the other begin with alike, if they are so many that
/// it may be one word in two forms (« a expulsé », « expulsion »); else 0.
pub fn words_shared<'w>(
    one: impl Iterator<Item = &'w str>,
    other: &(impl Iterator<Item = &'w str> + Clone),
) -> usize {
    let pairs = one.flat_map(|one| other.clone().map(move |other| common_beginning(one, other)));
    pairs.filter(|letters| *letters >= LONG).max().unwrap_or(0)
}

fn common_beginning(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count()
}
