//! The packed tables as the build script writes them, and how their records are understood.
//!
//! All strings stand in one text and records point into it by number, so that nothing has to be parsed, allocated or
//! mended when the program starts. A field is unpacked when it is asked for. Does not look anything up.

use super::{EntityKind, Gender, NameKind, Office};
use crate::model::Class;
use std::fmt;

mod codes {
    //! What the codes in the records mean; generated.

    use super::{EntityKind, NameKind, Office};

    include!(concat!(env!("OUT_DIR"), "/gazetteer.rs"));
}

/// The bytes of a table.
macro_rules! bytes {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer-", $name, ".bin"))
    };
}

/// The records of a table, each of so many bytes.
macro_rules! records {
    ($name:literal, $width:literal) => {
        bytes!($name).as_chunks::<$width>().0
    };
}

/// Every string.
static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/gazetteer.txt"));

/// Lists of references to entities.
static LISTS: &[[u8; 2]] = records!("lists", 2);

pub static FRENCH_NAMES: &[[u8; Name::WIDTH]] = records!("french-names", 14);
pub static ENGLISH_NAMES: &[[u8; Name::WIDTH]] = records!("english-names", 14);
pub static FRENCH_ADJECTIVES: &[[u8; Adjective::WIDTH]] = records!("french-adjectives", 11);
pub static ENGLISH_ADJECTIVES: &[[u8; Adjective::WIDTH]] = records!("english-adjectives", 11);
pub static OWN_ADJECTIVES: &[[u8; 20]] = records!("own-adjectives", 20);
pub static PREFIXES: &[[u8; 8]] = records!("prefixes", 8);
pub static TENURES: &[[u8; Tenure::WIDTH]] = records!("tenures", 13);
pub static TENURES_BY_PERSON: &[[u8; 2]] = records!("tenures-by-person", 2);

/// A string, by its place in the text.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    at: u32,
    length: u16,
}

impl Text {
    const WIDTH: usize = 6;

    const fn read(record: &[u8], at: usize) -> Self {
        Self { at: four(record, at), length: two(record, at + 4) }
    }

    /// The string itself.
    pub fn get(self) -> &'static str {
        let at = self.at as usize;
        TEXT.get(at..at + usize::from(self.length)).unwrap_or_default()
    }

    /// Its bytes, which need no look at where characters begin.
    pub fn bytes(self) -> &'static [u8] {
        let at = self.at as usize;
        TEXT.as_bytes().get(at..at + usize::from(self.length)).unwrap_or_default()
    }
}

/// An entity, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference(u16);

impl Reference {
    const fn read(record: &[u8], at: usize) -> Self {
        Self(two(record, at))
    }

    /// The entity, if the reference is to one.
    pub fn get(self) -> Option<&'static Entity> {
        ENTITIES.get(usize::from(self.0))
    }

    /// The entity of a reference that always is to one.
    pub fn entity(self) -> &'static Entity {
        self.get().unwrap_or(&NOBODY)
    }
}

/// A list of entities, by its place in the table of lists.
#[derive(Debug, Clone, Copy)]
pub struct List {
    first: u16,
    count: u8,
}

impl List {
    const fn read(record: &[u8], at: usize) -> Self {
        Self { first: two(record, at), count: one(record, at + 2) }
    }

    /// The entities of the list.
    pub fn get(self) -> impl Iterator<Item = &'static Entity> + Clone {
        let first = usize::from(self.first);
        let list = LISTS.get(first..first + usize::from(self.count)).unwrap_or_default();
        list.iter().filter_map(|number| Reference::read(number, 0).get())
    }
}

/// A name of a language's table.
#[derive(Debug, Clone, Copy)]
pub struct Name {
    /// Folded words, one space between them; apostrophes and hyphens are spaces.
    pub key: Text,
    /// Where what it can mean stands in the list of hits, likeliest first.
    pub first: u32,
    /// The words that are written with a capital; one of them must be in the text.
    pub needs: u16,
    /// A short acronym, that must be written in capitals.
    pub upper: bool,
    /// How many hits it has.
    pub count: u8,
}

impl Name {
    pub const WIDTH: usize = 14;

    pub fn unpack(record: &[u8; Self::WIDTH]) -> Self {
        Self {
            key: Text::read(record, 0),
            first: four(record, 6),
            needs: two(record, 10),
            upper: one(record, 12) != 0,
            count: one(record, 13),
        }
    }
}

/// An adjective of states or organisations (« française », « cap-verdiens »).
#[derive(Debug, Clone, Copy)]
pub struct Adjective {
    pub(super) key: Text,
    /// None where the form does not tell (« russe »).
    pub gender: Option<Gender>,
    /// Whether it is a plural; none where the form does not tell (« français »).
    pub plural: Option<bool>,
    list: List,
}

impl Adjective {
    pub(super) const WIDTH: usize = 11;

    pub(super) fn unpack(record: &[u8; Self::WIDTH]) -> Self {
        Self {
            key: Text::read(record, 0),
            gender: gender(one(record, 6)),
            plural: match one(record, 7) {
                0 => Some(false),
                1 => Some(true),
                _ => None,
            },
            list: List::read(record, 8),
        }
    }

    /// What it belongs to; what exists today before what existed once. Never empty.
    pub fn of(self) -> impl Iterator<Item = &'static Entity> + Clone {
        self.list.get()
    }
}

/// Who held an office, from a day to a day, both `YYYYMMDD` with 00 and 99 for what is not known.
#[derive(Debug, Clone, Copy)]
pub struct Tenure {
    pub office: Office,
    pub of: Reference,
    pub from: u32,
    pub to: u32,
    pub person: Reference,
}

impl Tenure {
    pub const WIDTH: usize = 13;

    pub fn unpack(record: &[u8; Self::WIDTH]) -> Self {
        let office = codes::OFFICES.get(usize::from(one(record, 0)));
        Self {
            office: office.copied().unwrap_or(Office::Envoy),
            of: Reference::read(record, 1),
            from: four(record, 3),
            to: four(record, 7),
            person: Reference::read(record, 11),
        }
    }

    pub const fn holds(self, day: u32) -> bool {
        self.from <= day && day <= self.to
    }
}

/// Whose own adjectives these are, and the first one: in French masculine and feminine, in English. An empty one is none.
pub fn own(record: &[u8; 20]) -> (Reference, [Text; 3]) {
    (Reference::read(record, 0), [Text::read(record, 2), Text::read(record, 8), Text::read(record, 14)])
}

/// The prefix of a compound and whose it is.
pub fn prefix(record: [u8; 8]) -> (Text, Reference) {
    (Text::read(&record, 0), Reference::read(&record, Text::WIDTH))
}

/// The number at a place in a record; behind its end, where the build script puts none, one that refers to nothing.
const fn one(record: &[u8], at: usize) -> u8 {
    match record.split_at_checked(at) {
        Some((_, [number, ..])) => *number,
        _ => u8::MAX,
    }
}

const fn two(record: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([one(record, at), one(record, at + 1)])
}

const fn four(record: &[u8], at: usize) -> u32 {
    two(record, at) as u32 | (two(record, at + 2) as u32) << 16
}

const fn year(record: &[u8], at: usize) -> Option<i16> {
    match two(record, at).cast_signed() {
        i16::MIN => None,
        year => Some(year),
    }
}

const fn gender(code: u8) -> Option<Gender> {
    match code {
        1 | 3 => Some(Gender::Masculine),
        2 | 4 => Some(Gender::Feminine),
        _ => None,
    }
}

/// What a reference to nothing would be; the build script writes none.
static NOBODY: Entity = Entity { record: [u8::MAX; Entity::WIDTH] };

/// All records of a table, each made the only field of a value when the program is built.
macro_rules! wrapped {
    ($name:literal, $width:literal, $kind:ident) => {{
        const RECORDS: &[[u8; $width]] = records!($name, $width);
        #[expect(
            clippy::indexing_slicing,
            reason = "done when the program is built, which a fault would stop"
        )]
        static WRAPPED: [$kind; RECORDS.len()] = {
            let mut all = [$kind { record: [0; $width] }; RECORDS.len()];
            let mut at = 0;
            while at < RECORDS.len() {
                all[at].record = RECORDS[at];
                at += 1;
            }
            all
        };
        &WRAPPED
    }};
}

/// Every entity, sorted by id.
pub static ENTITIES: &[Entity] = wrapped!("entities", 37, Entity);

pub static FRENCH_HITS: &[Hit] = wrapped!("french-hits", 3, Hit);
pub static ENGLISH_HITS: &[Hit] = wrapped!("english-hits", 3, Hit);

/// Something that has a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Entity {
    record: [u8; Self::WIDTH],
}

impl Entity {
    const WIDTH: usize = 37;

    /// Wikidata's identifier where it is certain, else a local one (`place:geneve`).
    pub fn id(&self) -> &'static str {
        Text::read(&self.record, 0).get()
    }

    /// Its name in French.
    pub fn fr(&self) -> &'static str {
        Text::read(&self.record, 6).get()
    }

    /// Its name in English.
    pub fn en(&self) -> &'static str {
        Text::read(&self.record, 12).get()
    }

    /// Its other names in either language, as written: for search.
    pub fn aliases(&self) -> impl Iterator<Item = &'static str> + Clone + use<> {
        Text::read(&self.record, 18).get().lines()
    }

    /// The state (or organisation) it belongs to.
    pub fn state(&self) -> Option<&'static Self> {
        Reference::read(&self.record, 24).get()
    }

    /// A state's capital, an entity of its own.
    pub fn capital(&self) -> Option<&'static Self> {
        Reference::read(&self.record, 26).get()
    }

    /// For places: larger places that hold it, besides its state.
    pub fn within(&self) -> impl Iterator<Item = &'static Self> + Clone + use<> {
        List::read(&self.record, 28).get()
    }

    /// Its sort.
    pub fn kind(&self) -> EntityKind {
        let kind = codes::KINDS.get(usize::from(one(&self.record, 31)));
        kind.copied().unwrap_or(EntityKind::Network)
    }

    /// As what it acts; none for what cannot act (a place, a network).
    pub fn class(&self) -> Option<Class> {
        match self.kind() {
            EntityKind::City | EntityKind::Region | EntityKind::Network => None,
            EntityKind::State | EntityKind::Territory | EntityKind::FormerState => Some(Class::State),
            EntityKind::Person => Some(Class::Person),
            _ => Some(Class::Organisation),
        }
    }

    /// The gender of its French name.
    pub const fn gender(&self) -> Option<Gender> {
        gender(one(&self.record, 32))
    }

    /// Whether its French name is a plural (« les Pays-Bas »).
    pub const fn is_plural(&self) -> bool {
        one(&self.record, 32) > 2
    }

    /// The year it began to exist, for what has not been there throughout the last century.
    pub const fn from(&self) -> Option<i16> {
        year(&self.record, 33)
    }

    /// The year it ceased to exist.
    pub const fn to(&self) -> Option<i16> {
        year(&self.record, 35)
    }
}

impl fmt::Debug for Entity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?} {} ({})", self.kind(), self.fr(), self.id())
    }
}

/// One thing that a name can mean.
#[derive(Clone, Copy)]
pub struct Hit {
    record: [u8; Self::WIDTH],
}

impl Hit {
    const WIDTH: usize = 3;

    /// What it means.
    pub fn entity(&self) -> &'static Entity {
        Reference::read(&self.record, 0).entity()
    }

    /// How it is named.
    pub fn kind(&self) -> NameKind {
        let kind = codes::NAME_KINDS.get(usize::from(one(&self.record, 2)));
        kind.copied().unwrap_or(NameKind::Surname)
    }
}

impl fmt::Debug for Hit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?} of {:?}", self.kind(), self.entity())
    }
}
