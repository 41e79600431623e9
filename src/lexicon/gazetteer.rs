//! The gazetteer: the states, places, institutions, media and persons of diplomacy, with their names in French
//! and English, and who held which office when.
//!
//! All tables are static and sorted; looking something up allocates nothing. Knows names, not articles: whether
//! « Moscou » stands for Russia or is only a place, and which bearer of a surname is meant, the reading decides.

use crate::model::{Class, Language};
use chrono::{Datelike, NaiveDate};

/// What sort of thing an entity is, finer than its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// A state of today.
    State,
    /// A state that is no more.
    FormerState,
    /// A territory with its own authorities that is not, or not everywhere, taken for a state.
    Territory,
    /// A city, or a smaller place with a name.
    City,
    /// A part of a state, a sea, a strait, a part of the world.
    Region,
    /// An international organisation, an authority, a parliament, a ministry, a seat of power.
    Institution,
    /// A newspaper, broadcaster or site.
    Medium,
    /// A news agency.
    Agency,
    /// A political party or movement.
    Party,
    /// An army or armed group.
    Armed,
    /// A company.
    Company,
    /// A network on which others speak; never an actor.
    Network,
    /// A human being.
    Person,
}

/// Grammatical gender, of a name in French.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// « le Mali », « Emmanuel Bonne ».
    Masculine,
    /// « la France », « Ursula von der Leyen ».
    Feminine,
}

/// Something that has a name.
#[derive(Debug)]
pub struct Entity {
    /// Wikidata's identifier where it is certain, else a local one (`place:geneve`).
    pub id: &'static str,
    /// As what it acts; none for what cannot act (a place, a network).
    pub class: Option<Class>,
    /// Its sort.
    pub kind: EntityKind,
    /// Its name in French.
    pub fr: &'static str,
    /// Its name in English.
    pub en: &'static str,
    /// The gender of its French name.
    pub gender: Option<Gender>,
    /// Whether its French name is a plural (« les Pays-Bas »).
    pub plural: bool,
    /// The id of the state (or organisation) it belongs to.
    pub state: Option<&'static str>,
    /// The id of a state's capital, an entity of its own.
    pub capital: Option<&'static str>,
    /// For places: ids of larger places that hold it, besides its state.
    pub within: &'static [&'static str],
    /// Its other names in either language, as written: for search.
    pub aliases: &'static [&'static str],
    /// The year it began to exist, for what has not been there throughout the last century.
    pub from: Option<i16>,
    /// The year it ceased to exist.
    pub to: Option<i16>,
}

impl Entity {
    /// Its name in a language.
    pub const fn name(&self, language: Language) -> &'static str {
        match language {
            Language::French => self.fr,
            Language::English => self.en,
        }
    }

    /// Whether something can happen in it.
    pub const fn is_place(&self) -> bool {
        matches!(
            self.kind,
            EntityKind::State
                | EntityKind::FormerState
                | EntityKind::Territory
                | EntityKind::City
                | EntityKind::Region
        )
    }

    /// Whether it was there in that year, as far as known.
    pub fn existed_in(&self, year: i32) -> bool {
        self.from.is_none_or(|from| i32::from(from) <= year) && self.to.is_none_or(|to| year <= i32::from(to))
    }
}

/// In what way a name names its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// The name itself.
    Name,
    /// Another name or spelling.
    Alias,
    /// Letters (« ONU »).
    Acronym,
    /// The capital of the state: a place, or the state by its capital.
    Capital,
    /// The house that stands for the institution (« Quai d'Orsay »).
    Seat,
    /// The inhabitants as a noun with a capital letter (« les Russes »).
    Demonym {
        /// « Russes », not « Russe ».
        plural: bool,
    },
    /// The surname alone: a hint only, others bear it too.
    Surname,
}

/// One thing that a name can mean.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// What it means.
    pub entity: &'static Entity,
    /// How it is named.
    pub kind: NameKind,
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// With a small first letter.
    Lower,
    /// With a capital first letter.
    Capital,
    /// In capitals, or a number.
    Upper,
}

/// A name of a language's table.
#[derive(Debug)]
struct Name {
    /// Folded words, one space between them; apostrophes and hyphens are spaces.
    key: &'static str,
    /// The words that are written with a capital; one of them must be in the text.
    needs: u16,
    /// A short acronym, that must be written in capitals.
    upper: bool,
    /// Where what it can mean stands in the list of hits, likeliest first.
    first: u16,
    /// How many hits it has.
    count: u8,
}

/// An adjective of states or organisations (« française », « cap-verdiens »).
#[derive(Debug)]
pub struct Adjective {
    key: &'static str,
    /// None where the form does not tell (« russe »).
    pub gender: Option<Gender>,
    /// Whether it is a plural; none where the form does not tell (« français »).
    pub plural: Option<bool>,
    /// What it belongs to; what exists today before what existed once. Never empty.
    pub of: &'static [&'static Entity],
}

/// An office that one person holds at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Office {
    /// President of a republic, monarch, pope.
    HeadOfState,
    /// Prime minister, chancellor; a president who heads the government too.
    HeadOfGovernment,
    /// The one who decides in fact: a supreme leader, a party's general secretary, the head of a junta.
    Leader,
    /// Vice-president.
    DeputyHeadOfState,
    /// Foreign minister, secretary of state; of the Union, its high representative.
    ForeignMinister,
    /// Minister of defence.
    DefenceMinister,
    /// Diplomatic or foreign policy adviser of the head of state or of government.
    DiplomaticAdviser,
    /// National security adviser, secretary of a security council.
    SecurityAdviser,
    /// Head of the head of state's or of government's office.
    ChiefOfStaff,
    /// Special envoy of the head of state or of an organisation.
    Envoy,
    /// Secretary-general, president, director-general of an organisation; of the Union, of its Commission.
    OrganisationHead,
    /// Spokesperson of a seat of power or of an organisation.
    Spokesperson,
}

impl Office {
    /// Whether several may hold it at once.
    pub const fn is_shared(self) -> bool {
        matches!(self, Self::Envoy)
    }
}

/// Who held an office, from a day to a day, both `YYYYMMDD` with 00 and 99 for what is not known.
#[derive(Debug)]
struct Tenure {
    office: Office,
    of: &'static Entity,
    from: u32,
    to: u32,
    person: &'static Entity,
}

impl Tenure {
    fn holds(&self, day: u32) -> bool {
        self.from <= day && day <= self.to
    }
}

mod tables {
    //! The generated tables.
    #![expect(clippy::unreadable_literal, reason = "generated: days as YYYYMMDD")]

    use super::{Adjective, Class, Entity, EntityKind, Gender, Hit, Name, NameKind, Office, Tenure};

    include!(concat!(env!("OUT_DIR"), "/gazetteer.rs"));
}

pub use tables::ENTITIES;
use tables::{
    ENGLISH_ADJECTIVES, ENGLISH_HITS, ENGLISH_NAMES, FRENCH_ADJECTIVES, FRENCH_HITS, FRENCH_NAMES, PREFIXES,
    TENURES,
};

/// The longest run of tokens that names something, from the first token on: how many tokens, and what they can mean,
/// likeliest first.
///
/// Tokens are folded words (`Word::fold`) with their case. A token may hold several words of a name (`abou-dhabi`) and
/// a name several tokens (`l'`, `express`); an English possessive `'s` at a token's end and the
/// full stop behind an initial are passed over. A token with
/// two names in it (`ukraine-russie`) names nothing: cut it at its hyphen first.
pub fn longest<'a>(
    language: Language,
    tokens: impl Iterator<Item = (&'a str, Case)>,
) -> Option<(usize, &'static [Hit])> {
    let mut range = names(language);
    let mut at = 0;
    let mut words = 0;
    let mut capitals = 0;
    let mut upper = true;
    let mut found = None;
    let mut initial = false;
    for (count, (token, case)) in tokens.enumerate() {
        if initial && token == "." {
            initial = false;
            continue;
        }
        let before = words;
        initial = token.len() == 1;
        for word in pieces(token) {
            range = narrow(range, |name| name.key, at, word);
            at += length(word) + 1;
            // Of a token with hyphens the case of the first word alone is known, and its capital tells for all.
            if case != Case::Lower && words < 16 {
                capitals |= 1 << words;
            }
            words += 1;
        }
        // « People | 's | Republic »: the mark of a holder is no word of the name.
        if words == before && token.starts_with('\'') {
            continue;
        }
        upper &= case == Case::Upper;
        if words == before || range.is_empty() {
            break;
        }
        let whole = range.first().filter(|name| name.key.len() + 1 == at);
        if let Some(name) = whole
            && (name.needs == 0 || name.needs & capitals != 0)
            && (upper || !name.upper)
        {
            found = Some((count + 1, name));
        }
    }
    found.map(|(count, name)| (count, hits(language, name)))
}

/// The adjective of a state or organisation: « russe », « françaises », « cap-verdien », « est-allemand ».
pub fn adjective(language: Language, word: &str) -> Option<&'static Adjective> {
    let table: &'static [Adjective] = match language {
        Language::French => &FRENCH_ADJECTIVES,
        Language::English => &ENGLISH_ADJECTIVES,
    };
    let (mut range, mut at) = (table, 0);
    for piece in pieces(word) {
        range = narrow(range, |adjective| adjective.key, at, piece);
        at += length(piece) + 1;
    }
    range.first().filter(|adjective| adjective.key.len() + 1 == at)
}

/// « franco-allemand », « russo-ukrainiennes »: the first state, and the adjective of the second.
pub fn compound(language: Language, word: &str) -> Option<(&'static Entity, &'static Adjective)> {
    let (prefix, rest) = word.split_once('-')?;
    let first = PREFIXES.binary_search_by(|(other, _)| (*other).cmp(prefix)).ok();
    let first = first.and_then(|at| PREFIXES.get(at)).map(|(_, entity)| *entity);
    let first = first.or_else(|| adjective(language, prefix)?.of.first().copied())?;
    Some((first, adjective(language, rest)?))
}

/// The entity with that id.
pub fn entity(id: &str) -> Option<&'static Entity> {
    ENTITIES.binary_search_by(|entity| entity.id.cmp(id)).ok().and_then(|at| ENTITIES.get(at)).copied()
}

/// The state an entity belongs to; a state belongs to itself.
pub fn state_of(entity: &'static Entity) -> Option<&'static Entity> {
    if entity.class == Some(Class::State) { Some(entity) } else { entity.state.and_then(self::entity) }
}

/// The state whose capital has this name (folded), in that year.
pub fn state_of_capital(language: Language, name: &str, year: i32) -> Option<&'static Entity> {
    let (tokens, hits) = longest(language, std::iter::once((name, Case::Upper)))?;
    let states = hits.iter().filter(|hit| hit.kind == NameKind::Capital).map(|hit| hit.entity);
    // A state of that time only (the Soviet Union) before one that has always been there (Russia).
    states.filter(|state| tokens == 1 && state.existed_in(year)).min_by_key(|state| state.to.is_none())
}

/// The capital of a state, a place.
pub fn capital_of(state: &str) -> Option<&'static Entity> {
    entity(state)?.capital.and_then(entity)
}

/// The longest run of tokens that names a place (a state too), and the place.
pub fn place<'a>(
    language: Language,
    tokens: impl Iterator<Item = (&'a str, Case)>,
) -> Option<(usize, &'static Entity)> {
    let (count, hits) = longest(language, tokens)?;
    let named = |hit: &&Hit| hit.entity.is_place() && matches!(hit.kind, NameKind::Name | NameKind::Alias);
    Some((count, hits.iter().find(named)?.entity))
}

/// Whether the first place holds the second, or is the same.
pub fn holds(outer: &Entity, inner: &Entity) -> bool {
    outer.id == inner.id || larger(inner).any(|place| holds(outer, place))
}

/// The next larger places, nearest first: regions, then the state.
pub fn larger(place: &Entity) -> impl Iterator<Item = &'static Entity> + use<> {
    place.within.iter().copied().chain(place.state).filter_map(entity)
}

/// Who held the office on that day; the latest to come to it on the day of a handover, or where several share it.
pub fn holder(office: Office, of: &str, on: NaiveDate) -> Option<&'static Entity> {
    let day = number(on);
    let mut holders =
        TENURES.iter().filter(|tenure| tenure.office == office && tenure.of.id == of && tenure.holds(day));
    holders.next_back().map(|tenure| tenure.person)
}

/// The offices the person held on that day, and of what.
pub fn offices_of(person: &str, on: NaiveDate) -> impl Iterator<Item = (Office, &'static Entity)> {
    let day = number(on);
    let held = TENURES.iter().filter(move |tenure| tenure.person.id == person && tenure.holds(day));
    held.map(|tenure| (tenure.office, tenure.of))
}

/// Who ever held the office up to that day, latest first (« l'ancien président »).
pub fn former_holders(office: Office, of: &str, on: NaiveDate) -> impl Iterator<Item = &'static Entity> {
    let day = number(on);
    let past = TENURES
        .iter()
        .rev()
        .filter(move |tenure| tenure.office == office && tenure.of.id == of && tenure.to < day);
    past.map(|tenure| tenure.person)
}

fn names(language: Language) -> &'static [Name] {
    match language {
        Language::French => &FRENCH_NAMES,
        Language::English => &ENGLISH_NAMES,
    }
}

fn hits(language: Language, name: &Name) -> &'static [Hit] {
    let hits: &'static [Hit] = match language {
        Language::French => &FRENCH_HITS,
        Language::English => &ENGLISH_HITS,
    };
    let first = usize::from(name.first);
    hits.get(first..first + usize::from(name.count)).unwrap_or_default()
}

fn number(day: NaiveDate) -> u32 {
    u32::try_from(day.year()).unwrap_or(0) * 10_000 + day.month() * 100 + day.day()
}

/// The words of a folded token, as the keys have them.
fn pieces(token: &str) -> impl Iterator<Item = &str> {
    let token = token.strip_suffix("'s").unwrap_or(token);
    token.split(['-', '\'', ' ']).filter(|piece| length(piece) > 0)
}

/// The letters of a piece, without the full stops of « u.r.s.s ».
fn letters(piece: &str) -> impl Iterator<Item = u8> {
    piece.bytes().filter(|byte| *byte != b'.')
}

fn length(piece: &str) -> usize {
    letters(piece).count()
}

/// Of a sorted table, the stretch whose keys have this whole word at this offset. All keys of the table given agree
/// up to there.
fn narrow<T>(table: &'static [T], key: impl Fn(&T) -> &'static str, at: usize, word: &str) -> &'static [T] {
    use std::cmp::Ordering;
    let compare = |entry: &T| {
        let rest = key(entry).as_bytes().get(at..).unwrap_or_default();
        let head = rest.iter().copied().take_while(|byte| *byte != b' ');
        if rest.is_empty() { Ordering::Less } else { head.cmp(letters(word)) }
    };
    let first = table.partition_point(|entry| compare(entry) == Ordering::Less);
    let rest = table.get(first..).unwrap_or_default();
    let count = rest.partition_point(|entry| compare(entry) == Ordering::Equal);
    rest.get(..count).unwrap_or_default()
}

#[cfg(test)]
mod tests;
