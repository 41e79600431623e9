//! A telling made ready for comparison: keys instead of names, days instead of dates, folded places.
//!
//! Does not compare. What is compared stands in [`Sig`] by itself, so that a store can keep it without the article.

use super::Filed;
use super::identity::{self, Actor, Numbers};
use crate::model::text::fold;
use crate::model::{Article, ArticleId, Class, Kind, Reading, Span, Telling, When, Who};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

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

/// Words in one piece: there are a great many of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(Box<str>);

impl Words {
    /// The words, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.split_terminator('\n')
    }
}

impl<'w> FromIterator<&'w str> for Words {
    fn from_iter<I: IntoIterator<Item = &'w str>>(words: I) -> Self {
        let mut all = String::new();
        for word in words {
            all.push_str(word);
            all.push('\n');
        }
        Self(all.into_boxed_str())
    }
}

/// Where a telling stands among all: by publication and article, then in its article as they are grouped.
pub type Order = (NaiveDate, ArticleId, u32);

/// All of a telling that is compared: enough to say what it belongs to, without its article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sig {
    /// Its place among all tellings.
    pub order: Order,
    /// What kind of event it tells.
    pub kind: Kind,
    /// Whether it is told as a plan or a possibility.
    pub plan: bool,
    /// The days it may have happened on, where a date is told.
    pub days: Option<Days>,
    /// Who does it, sorted.
    pub agents: Box<[Actor]>,
    /// With or to whom, sorted.
    pub counterparts: Box<[Actor]>,
    /// Counterparts that are persons, sorted: they tell meetings of one visit apart.
    pub persons: Box<[Actor]>,
    /// Agents and counterparts, sorted.
    pub parties: Box<[Actor]>,
    /// Where.
    pub place: Option<FoldedPlace>,
    /// The longer words that tell it, folded, to choose between happenings that fit alike.
    pub words: Words,
    /// Whether the headline tells it.
    pub headline: bool,
}

impl Sig {
    /// Its kind.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The day of publication.
    pub const fn published(&self) -> NaiveDate {
        self.order.0
    }

    /// Whether the other stands in the same article.
    pub fn same_article(&self, other: &Self) -> bool {
        self.order.1 == other.order.1
    }

    /// How many letters of their words the two share: see [`words_shared`].
    pub fn words_shared(&self, other: &Self) -> usize {
        words_shared(self.words.iter(), &other.words.iter())
    }

    /// Whether it is told as a plan or a possibility.
    pub const fn is_plan(&self) -> bool {
        self.plan
    }

    /// Whether it tells the same with the same precision: comparing with one of the two is enough.
    pub fn same_signature(&self, other: &Self) -> bool {
        // Of one happening most tellings without a date differ in nothing but the article.
        self.kind() == other.kind()
            && self.is_plan() == other.is_plan()
            && self.days == other.days
            && (self.days.is_some() && !self.is_plan() || self.same_article(other))
            && self.agents == other.agents
            && self.counterparts == other.counterparts
            && self.place == other.place
    }
}

/// Something that has a signature: a telling with its article, or one that a store keeps.
pub trait Signed: Clone {
    /// What is compared.
    fn sig(&self) -> &Sig;
}

impl Signed for &Told<'_> {
    fn sig(&self) -> &Sig {
        &self.sig
    }
}

impl Signed for Arc<Sig> {
    fn sig(&self) -> &Sig {
        self
    }
}

/// A telling with its article and what is compared of it.
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
    /// What is compared.
    pub sig: Sig,
}

impl Deref for Told<'_> {
    type Target = Sig;

    fn deref(&self) -> &Sig {
        &self.sig
    }
}

/// All tellings of the articles, in the order in which they are grouped: by publication and article, the headline,
/// which retells, after the body, dated before undated.
pub fn tellings<'a>(ordered: &[&'a Filed]) -> Vec<Told<'a>> {
    let mut numbers = Numbers::default();
    ordered.iter().flat_map(|filed| shown_of_article(filed, &mut |key, _| numbers.of(key))).collect()
}

/// As [`of_article`], to be grouped again by rulings: the words that tell them are left out.
fn shown_of_article<'a>(filed: &'a Filed, number: &mut impl FnMut(String, Class) -> Actor) -> Vec<Told<'a>> {
    all_of_article(filed, number, |_, _| Words::default())
}

/// The tellings of one article, in the order in which they are grouped; `number` numbers the keys of actors.
pub fn of_article<'a>(filed: &'a Filed, number: &mut impl FnMut(String, Class) -> Actor) -> Vec<Told<'a>> {
    all_of_article(filed, number, long_words)
}

/// As [`of_article`], of tellings whose groups are known: what groups are found by (parties, places, words) is left
/// out, which is most of the work.
pub fn housed_of_article(filed: &Filed) -> Vec<Told<'_>> {
    let (article, reading) = (&*filed.article, &*filed.reading);
    let told = |(index, telling)| Told { article, reading, telling, index, sig: plain_sig(article, telling) };
    let mut all: Vec<Told<'_>> = reading.events.iter().enumerate().map(told).collect();
    order(&mut all);
    all
}

fn all_of_article<'a>(
    filed: &'a Filed,
    number: &mut impl FnMut(String, Class) -> Actor,
    words: TakeWords,
) -> Vec<Told<'a>> {
    let mut keys = HashMap::new();
    let (article, reading) = (&*filed.article, &*filed.reading);
    let mut number = |who: &Who| {
        let index = who.party()?;
        let party = reading.party(index)?;
        let known =
            keys.entry(index).or_insert_with(|| number(identity::key(party, &article.id), party.class));
        Some((*known, party.class))
    };
    let events = reading.events.iter().enumerate();
    let mut all: Vec<Told<'a>> = events
        .map(|(index, telling)| prepare(article, reading, index, telling, (&mut number, words)))
        .collect();
    order(&mut all);
    all
}

/// Puts the tellings of one article into the order in which they are grouped.
fn order(all: &mut [Told<'_>]) {
    all.sort_by_key(|told| (told.headline, told.days.is_none(), told.telling.span, told.index));
    for (told, order) in all.iter_mut().zip(0..) {
        told.sig.order.2 = order;
    }
}

/// What a telling says by itself, without its parties, its place and its words.
fn plain_sig(article: &Article, telling: &Telling) -> Sig {
    Sig {
        order: (article.published.date, article.id, 0),
        kind: telling.kind,
        plan: !telling.status.is_real(),
        days: telling.when.map(Days::of),
        agents: Box::default(),
        counterparts: Box::default(),
        persons: Box::default(),
        parties: Box::default(),
        place: None,
        words: Words::default(),
        headline: telling.span.end <= article.headline().len(),
    }
}

/// How the words of a telling that grouping compares are taken from its article.
type TakeWords = fn(Span, &str) -> Words;

fn prepare<'a>(
    article: &'a Article,
    reading: &'a Reading,
    index: usize,
    telling: &'a Telling,
    (number, words): (&mut impl FnMut(&Who) -> Option<(Actor, Class)>, TakeWords),
) -> Told<'a> {
    let agents: Vec<(Actor, Class)> = telling.agents.iter().filter_map(&mut *number).collect();
    let others: Vec<(Actor, Class)> = telling.counterparts.iter().filter_map(&mut *number).collect();
    let persons = others.iter().filter(|(_, class)| *class == Class::Person).map(|(actor, _)| *actor);
    let place = telling.place.as_ref().map(|place| FoldedPlace {
        name: fold(&place.name),
        within: place.within.iter().map(|name| fold(name)).collect(),
    });
    let sig = Sig {
        persons: sorted(persons),
        parties: sorted(agents.iter().chain(&others).map(|(actor, _)| *actor)),
        agents: sorted(agents.iter().map(|(actor, _)| *actor)),
        counterparts: sorted(others.iter().map(|(actor, _)| *actor)),
        place,
        words: words(telling.span, &article.text),
        ..plain_sig(article, telling)
    };
    Told { article, reading, telling, index, sig }
}

fn sorted(actors: impl Iterator<Item = Actor>) -> Box<[Actor]> {
    let mut actors: Vec<Actor> = actors.collect();
    actors.sort_unstable();
    actors.dedup();
    actors.into_boxed_slice()
}

/// Words long enough to be recognised in another form by how they begin.
const LONG: usize = 5;

fn long_words(span: Span, text: &str) -> Words {
    let words = fold(span.of(text));
    let long = |word: &&str| word.chars().count() >= LONG;
    words.split(|letter: char| !letter.is_alphanumeric()).filter(long).collect()
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
    // Most words differ in their first byte, and most of the others within a few.
    let alike = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    if alike < LONG {
        return 0;
    }
    // A letter that differs in its last byte only is another letter.
    let alike = (0..=alike).rev().find(|end| one.is_char_boundary(*end) && other.is_char_boundary(*end));
    one.get(..alike.unwrap_or(0)).map_or(0, |shared| shared.chars().count())
}
