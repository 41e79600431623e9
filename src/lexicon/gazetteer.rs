//! The gazetteer: the states, places, institutions, media and persons of diplomacy, with their names in French
//! and English, and who held which office when.
//!
//! All tables are static and sorted; looking something up allocates nothing. Knows names, not articles: whether
//! « Moscou » stands for Russia or is only a place, and which bearer of a surname is meant, the reading decides.

mod packed;

use super::vocabulary::{Listed, Row};
use crate::model::text::fold;
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

impl Entity {
    /// Its name in a language.
    pub fn name(&self, language: Language) -> &'static str {
        match language {
            Language::French => self.fr(),
            Language::English => self.en(),
        }
    }

    /// Whether something can happen in it.
    pub fn is_place(&self) -> bool {
        matches!(
            self.kind(),
            EntityKind::State
                | EntityKind::FormerState
                | EntityKind::Territory
                | EntityKind::City
                | EntityKind::Region
        )
    }

    /// Whether it was there in that year, as far as known.
    pub fn existed_in(&self, year: i32) -> bool {
        self.from().is_none_or(|from| i32::from(from) <= year)
            && self.to().is_none_or(|to| year <= i32::from(to))
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

/// An office that one person holds at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

    /// As explanations name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HeadOfState => "head of state",
            Self::HeadOfGovernment => "head of government",
            Self::Leader => "leader",
            Self::DeputyHeadOfState => "deputy head of state",
            Self::ForeignMinister => "foreign minister",
            Self::DefenceMinister => "defence minister",
            Self::DiplomaticAdviser => "diplomatic adviser",
            Self::SecurityAdviser => "security adviser",
            Self::ChiefOfStaff => "chief of staff",
            Self::Envoy => "envoy",
            Self::OrganisationHead => "head of organisation",
            Self::Spokesperson => "spokesperson",
        }
    }
}

pub use packed::{Adjective, ENTITIES, Entity, Hit};
use packed::{
    ENGLISH_ADJECTIVES, ENGLISH_HITS, ENGLISH_NAMES, FRENCH_ADJECTIVES, FRENCH_HITS, FRENCH_NAMES, Name,
    OWN_ADJECTIVES, PREFIXES, TENURES, TENURES_BY_PERSON, Tenure, Text,
};

/// The longest run of tokens that names something, from the first token on: how many tokens, and what they can mean,
/// likeliest first.
///
/// Tokens are folded words (`Word::fold`) with their case. A token may hold several words of a name (`abou-dhabi`) and
/// a name several tokens (`l'`, `express`); an English possessive `'s` at a token's end and the
/// full stop behind an initial are passed over. A token with
/// two names in it (`ukraine-russie`) names nothing: cut it at its hyphen first.
pub fn longest<'a, F: Listed + AsRef<str> + ?Sized + 'a>(
    language: Language,
    tokens: impl Iterator<Item = (&'a F, Case)>,
) -> Option<(usize, &'static [Hit])> {
    let table = names(language);
    let mut range = table;
    let mut at = 0;
    let mut words = 0;
    let mut capitals = 0;
    let mut upper = true;
    let mut found = None;
    let mut initial = false;
    for (count, (form, case)) in tokens.enumerate() {
        let token = form.as_ref();
        let whole = is_one_word(token);
        if words == 0 && whole && form.row().names(table, language).is_empty() {
            return None;
        }
        if initial && token == "." {
            initial = false;
            continue;
        }
        let before = words;
        initial = token.len() == 1;
        // Most tokens are one word and need not be cut.
        let mut single = Some(token).filter(|token| whole && !token.is_empty());
        let mut several = (!whole).then(|| pieces(token));
        while let Some(word) = single.take().or_else(|| several.as_mut()?.next()) {
            range = if words == 0 && !word.contains('.') {
                row(form, word).names(table, language)
            } else {
                narrow(range, |name| Name::unpack(name).key, at, word)
            };
            at += if whole { word.len() } else { length(word) } + 1;
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
        let named = range.first().map(Name::unpack).filter(|name| name.key.bytes().len() + 1 == at);
        if let Some(name) = named
            && (name.needs == 0 || name.needs & capitals != 0)
            && (upper || !name.upper)
        {
            found = Some((count + 1, name));
        }
    }
    found.map(|(count, name)| (count, hits(language, &name)))
}

/// The adjective of a state or organisation: « russe », « françaises », « cap-verdien », « est-allemand ».
pub fn adjective<F: Listed + AsRef<str> + ?Sized>(language: Language, form: &F) -> Option<Adjective> {
    let word = form.as_ref();
    let table = match language {
        Language::French => FRENCH_ADJECTIVES,
        Language::English => ENGLISH_ADJECTIVES,
    };
    if form.row().adjectives(table, language).is_empty() && is_one_word(word) {
        return None;
    }
    let (mut range, mut at) = (table, 0);
    for piece in pieces(word) {
        range = if at == 0 && !piece.contains('.') {
            row(form, piece).adjectives(table, language)
        } else {
            narrow(range, |record| Adjective::unpack(record).key, at, piece)
        };
        at += length(piece) + 1;
    }
    range.first().map(Adjective::unpack).filter(|adjective| adjective.key.bytes().len() + 1 == at)
}

/// The adjective of an entity in a language, in the singular: of South Korea « sud-coréen », « sud-coréenne », "South Korean".
/// English has one form for both genders.
pub fn adjective_of(entity: &Entity, language: Language, gender: Gender) -> Option<&'static str> {
    let record =
        OWN_ADJECTIVES.binary_search_by(|record| packed::own(record).0.entity().id().cmp(entity.id()));
    let (_, [masculine, feminine, english]) = packed::own(OWN_ADJECTIVES.get(record.ok()?)?);
    let form = match (language, gender) {
        (Language::English, _) => english,
        (Language::French, Gender::Masculine) => masculine,
        (Language::French, Gender::Feminine) => feminine,
    };
    Some(form.get()).filter(|form| !form.is_empty())
}

/// « franco-allemand », « russo-ukrainiennes »: the first state, and the adjective of the second.
pub fn compound(language: Language, word: &str) -> Option<(&'static Entity, Adjective)> {
    let (first, rest) = word.split_once('-')?;
    let known = PREFIXES.binary_search_by(|record| packed::prefix(*record).0.get().cmp(first)).ok();
    let known = known.and_then(|at| packed::prefix(*PREFIXES.get(at)?).1.get());
    let first = known.or_else(|| adjective(language, first)?.of().next())?;
    Some((first, adjective(language, rest)?))
}

/// The entity with that id.
pub fn entity(id: &str) -> Option<&'static Entity> {
    ENTITIES.binary_search_by(|entity| entity.id().cmp(id)).ok().and_then(|at| ENTITIES.get(at))
}

/// The entity whose full name folds so, if there is one.
pub fn called(folded: &str) -> Option<&'static Entity> {
    [Language::French, Language::English].into_iter().find_map(|language| {
        let tokens = folded.split_whitespace().map(|word| (word, Case::Capital));
        let (count, hits) = longest(language, tokens)?;
        let whole = count == folded.split_whitespace().count();
        let named = |entity: &&'static Entity| fold(entity.name(language)) == folded;
        hits.iter().map(Hit::entity).filter(|_| whole).find(named)
    })
}

/// The state an entity belongs to; a state belongs to itself.
pub fn state_of(entity: &'static Entity) -> Option<&'static Entity> {
    if entity.class() == Some(Class::State) { Some(entity) } else { entity.state() }
}

/// The state whose capital has this name (folded), in that year.
pub fn state_of_capital(language: Language, name: &str, year: i32) -> Option<&'static Entity> {
    let (tokens, hits) = longest(language, std::iter::once((name, Case::Upper)))?;
    let states = hits.iter().filter(|hit| hit.kind() == NameKind::Capital).map(Hit::entity);
    // A state of that time only (the Soviet Union) before one that has always been there (Russia).
    states.filter(|state| tokens == 1 && state.existed_in(year)).min_by_key(|state| state.to().is_none())
}

/// The capital of a state, a place.
pub fn capital_of(state: &str) -> Option<&'static Entity> {
    entity(state)?.capital()
}

/// The longest run of tokens that names a place (a state too), and the place.
pub fn place<'a, F: Listed + AsRef<str> + ?Sized + 'a>(
    language: Language,
    tokens: impl Iterator<Item = (&'a F, Case)>,
) -> Option<(usize, &'static Entity)> {
    let (count, hits) = longest(language, tokens)?;
    let named =
        |hit: &&Hit| hit.entity().is_place() && matches!(hit.kind(), NameKind::Name | NameKind::Alias);
    Some((count, hits.iter().find(named)?.entity()))
}

/// Whether the first place holds the second, or is the same.
pub fn holds(outer: &Entity, inner: &Entity) -> bool {
    outer.id() == inner.id() || larger(inner).any(|place| holds(outer, place))
}

/// The next larger places, nearest first: regions, then the state.
pub fn larger(place: &Entity) -> impl Iterator<Item = &'static Entity> + use<> {
    place.within().chain(place.state())
}

/// Who held the office on that day; the latest to come to it on the day of a handover, or where several share it.
pub fn holder(office: Office, of: &str, on: NaiveDate) -> Option<&'static Entity> {
    let day = number(on);
    let mut held = tenures(office, of).filter(|tenure| tenure.holds(day));
    held.next_back().map(|tenure| tenure.person.entity())
}

/// An office as somebody held it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The office.
    pub office: Office,
    /// Of which state or organisation.
    pub of: &'static Entity,
    /// From when to when, as EDTF; `..` where the tables tell no end.
    pub during: String,
}

/// The offices the person held on that day, with their dates.
pub fn held(person: &str, on: NaiveDate) -> impl Iterator<Item = Held> {
    held_by(person, on).map(|tenure| Held {
        office: tenure.office,
        of: tenure.of.entity(),
        during: format!("{}/{}", edtf(tenure.from), edtf(tenure.to)),
    })
}

/// All offices the person ever held, the latest first: which, of what, from which year to which, where the tables tell.
pub fn ever_held(person: &str) -> Vec<(Office, &'static Entity, Option<u32>, Option<u32>)> {
    let mut all: Vec<Tenure> = all_held_by(person).collect();
    all.sort_by_key(|tenure| std::cmp::Reverse(tenure.from));
    let year = |day: u32| Some(day / 10_000).filter(|year| (1..=9998).contains(year));
    let told = |held: Tenure| (held.office, held.of.entity(), year(held.from), year(held.to));
    all.into_iter().map(told).collect()
}

/// A day in the tables' form as EDTF.
fn edtf(day: u32) -> String {
    match (day / 10_000, day / 100 % 100, day % 100) {
        (1..=9998, month, day_of) if month > 0 && day_of > 0 => {
            format!("{:04}-{month:02}-{day_of:02}", day / 10_000)
        }
        (year @ 1..=9998, ..) => format!("{year:04}"),
        _ => "..".to_owned(),
    }
}

/// The offices the person held on that day, and of what.
pub fn offices_of(person: &str, on: NaiveDate) -> impl Iterator<Item = (Office, &'static Entity)> {
    held_by(person, on).map(|tenure| (tenure.office, tenure.of.entity()))
}

/// Who came to the office right after the person, or held it right before: the one held on that day, else the one held
/// last before it.
pub fn beside_in_office(person: &str, on: NaiveDate, after: bool) -> Option<&'static Entity> {
    let day = number(on);
    let own = all_held_by(person).filter(|tenure| tenure.from <= day).max_by_key(|tenure| tenure.from)?;
    let mut others = tenures(own.office, own.of.entity().id());
    let named = move |tenure: &Tenure| tenure.person.entity().id() != person;
    let found = if after {
        others.find(|tenure| tenure.from > own.from && named(tenure))
    } else {
        others.rfind(|tenure| tenure.from < own.from && named(tenure))
    };
    found.map(|tenure| tenure.person.entity())
}

fn held_by(person: &str, on: NaiveDate) -> impl Iterator<Item = Tenure> {
    let day = number(on);
    all_held_by(person).filter(move |tenure| tenure.holds(day))
}

fn all_held_by(person: &str) -> impl Iterator<Item = Tenure> + use<> {
    let person = entity(person);
    let whose = move |at: &[u8; 2]| {
        let tenure = TENURES.get(usize::from(u16::from_le_bytes(*at)));
        tenure.map(Tenure::unpack)
    };
    let id = |entity: &'static Entity| entity.id();
    let first = TENURES_BY_PERSON
        .partition_point(|at| whose(at).map(|tenure| tenure.person.entity().id()) < person.map(id));
    let theirs = TENURES_BY_PERSON.get(first..).unwrap_or_default().iter().map_while(whose);
    theirs.take_while(move |tenure| person.map(id) == Some(tenure.person.entity().id()))
}

/// Who ever held the office up to that day, latest first (« l'ancien président »).
pub fn former_holders(
    office: Office,
    of: &str,
    on: NaiveDate,
) -> impl Iterator<Item = &'static Entity> + use<> {
    let day = number(on);
    let past = tenures(office, of).rev().filter(move |tenure| tenure.to < day);
    past.map(|tenure| tenure.person.entity())
}

/// All who held the office, in the order of time.
fn tenures(office: Office, of: &str) -> impl DoubleEndedIterator<Item = Tenure> + use<> {
    let key = |record: &[u8; Tenure::WIDTH]| {
        let tenure = Tenure::unpack(record);
        (tenure.office, tenure.of.entity().id())
    };
    let first = TENURES.partition_point(|record| key(record) < (office, of));
    let rest = TENURES.get(first..).unwrap_or_default();
    let count = rest.partition_point(|record| key(record) == (office, of));
    rest.get(..count).unwrap_or_default().iter().map(Tenure::unpack)
}

fn names(language: Language) -> &'static [[u8; Name::WIDTH]] {
    match language {
        Language::French => FRENCH_NAMES,
        Language::English => ENGLISH_NAMES,
    }
}

fn hits(language: Language, name: &Name) -> &'static [Hit] {
    let hits = match language {
        Language::French => FRENCH_HITS,
        Language::English => ENGLISH_HITS,
    };
    let first = name.first as usize;
    hits.get(first..first + usize::from(name.count)).unwrap_or_default()
}

fn number(day: NaiveDate) -> u32 {
    u32::try_from(day.year()).unwrap_or(0) * 10_000 + day.month() * 100 + day.day()
}

/// Whether a folded token is one word, as it stands in keys.
fn is_one_word(token: &str) -> bool {
    !token.bytes().any(|byte| matches!(byte, b'-' | b'\'' | b' ' | b'.'))
}

/// The row of the first word in a token, which is the token's own where it is all of it.
fn row<F: Listed + AsRef<str> + ?Sized>(form: &F, word: &str) -> Row {
    if word.len() == form.as_ref().len() { form.row() } else { word.row() }
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
fn narrow<T>(table: &'static [T], key: impl Fn(&T) -> Text, at: usize, word: &str) -> &'static [T] {
    use std::cmp::Ordering;
    let dotted = word.contains('.');
    let compare = |entry: &T| {
        let rest = key(entry).bytes().get(at..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == b' ').unwrap_or(rest.len());
        let head = rest.get(..end).unwrap_or_default();
        if rest.is_empty() {
            Ordering::Less
        } else if dotted {
            head.iter().copied().cmp(letters(word))
        } else {
            head.cmp(word.as_bytes())
        }
    };
    let first = table.partition_point(|entry| compare(entry) == Ordering::Less);
    let rest = table.get(first..).unwrap_or_default();
    let count = rest.partition_point(|entry| compare(entry) == Ordering::Equal);
    rest.get(..count).unwrap_or_default()
}

#[cfg(test)]
mod tests;
