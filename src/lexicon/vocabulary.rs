//! The vocabulary: every form that the tables know, found once a token, with all that they say of it.
//!
//! A [`Form`] carries what was found, so that asking whether a list holds it is one bit, and its verbs, nouns and
//! phrases are a stretch of a table. Does not say what tables mean: each table's own module does.

use super::hash::hash;
use crate::model::Language;
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

/// A form with its row of the vocabulary.
#[derive(Clone)]
pub struct Form<'a> {
    text: Cow<'a, str>,
    row: &'static Row,
    set: &'static Set,
}

/// What the tables say of a form.
#[derive(Debug)]
pub struct Row {
    /// Where its text begins.
    text: u32,
    length: u8,
    set: u16,
    senses: u16,
    /// The number of the row of its folded form.
    fold: u16,
    /// Where its analyses begin, French ones first.
    verbs: u32,
    counts: [u8; 2],
}

/// The lists that hold a form, a bit a list.
#[derive(Debug)]
struct Set([u64; tables::WORDS]);

/// What a form opens or means: stretches of tables, by language.
#[derive(Debug)]
struct Senses {
    nouns: [(u16, u16); 2],
    dates: [(u16, u16); 2],
    heads: [(u16, u16); 2],
    bodies: [(u16, u16); 2],
    names: [(u16, u16); 2],
    adjectives: [(u16, u16); 2],
    cues: [u16; 2],
}

mod tables {
    //! The generated tables.

    use super::{Row, Senses, Set};

    include!(concat!(env!("OUT_DIR"), "/vocabulary.rs"));

    /// All forms, one behind the other.
    pub static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/vocabulary.txt"));
}

pub use tables::BEGINNERS;

/// The row of a form that no table knows.
static UNKNOWN: Row = Row { text: 0, length: 0, set: 0, senses: 0, fold: 0, verbs: 0, counts: [0, 0] };

static NO_SET: Set = Set([0; tables::WORDS]);
static NO_SENSES: Senses = Senses {
    nouns: [(0, 0); 2],
    dates: [(0, 0); 2],
    heads: [(0, 0); 2],
    bodies: [(0, 0); 2],
    names: [(0, 0); 2],
    adjectives: [(0, 0); 2],
    cues: [0; 2],
};

/// What has a row in the vocabulary: a form, which carries it, or a string, which is looked up.
pub trait Listed {
    /// Its row.
    fn row(&self) -> &'static Row;

    /// Whether the list of that number holds it.
    fn is_in(&self, list: u16) -> bool {
        self.row().set().has(list)
    }
}

impl Listed for Form<'_> {
    fn row(&self) -> &'static Row {
        self.row
    }

    fn is_in(&self, list: u16) -> bool {
        self.set.has(list)
    }
}

impl Listed for str {
    fn row(&self) -> &'static Row {
        find(self).unwrap_or(&UNKNOWN)
    }
}

impl Listed for String {
    fn row(&self) -> &'static Row {
        self.as_str().row()
    }
}

impl<T: Listed + ?Sized> Listed for &T {
    fn row(&self) -> &'static Row {
        (**self).row()
    }

    fn is_in(&self, list: u16) -> bool {
        (**self).is_in(list)
    }
}

fn find(form: &str) -> Option<&'static Row> {
    let mut at = (hash(form) >> (32 - tables::BITS)) as usize;
    loop {
        let number = usize::from(*tables::SLOTS.get(at)?).checked_sub(1)?;
        let row = tables::ROWS.get(number)?;
        if row.text() == form {
            return Some(row);
        }
        at = (at + 1) % tables::SLOTS.len();
    }
}

impl Row {
    fn text(&self) -> &'static str {
        let from = self.text as usize;
        tables::TEXT.get(from..from + usize::from(self.length)).unwrap_or_default()
    }

    fn set(&self) -> &'static Set {
        tables::SETS.get(usize::from(self.set)).unwrap_or(&NO_SET)
    }

    fn senses(&self) -> &'static Senses {
        tables::SENSES.get(usize::from(self.senses)).unwrap_or(&NO_SENSES)
    }

    /// The packed analyses of the form as a verb.
    pub(super) fn verbs(&self, language: Language) -> &'static [u32] {
        let [french, english] = self.counts.map(usize::from);
        let from = self.verbs as usize;
        let range = match language {
            Language::French => from..from + french,
            Language::English => from + french..from + french + english,
        };
        tables::ANALYSES.get(range).unwrap_or_default()
    }

    /// The numbers of the event nouns of which it is a form.
    pub(super) fn nouns(&self, language: Language) -> &'static [u16] {
        if self.senses == 0 { &[] } else { stretch(tables::NOUNS, self.senses().nouns, language) }
    }

    /// Of the phrases of dates those that begin with it.
    pub(super) fn dates<T>(&self, table: &'static [T], language: Language) -> &'static [T] {
        stretch(table, self.senses().dates, language)
    }

    /// Of the names of offices those that begin with it.
    pub(super) fn heads<T>(&self, table: &'static [T], language: Language) -> &'static [T] {
        stretch(table, self.senses().heads, language)
    }

    /// Of the words of bodies those that begin with it.
    pub(super) fn bodies<T>(&self, table: &'static [T], language: Language) -> &'static [T] {
        stretch(table, self.senses().bodies, language)
    }

    /// Of the names of the gazetteer those that begin with it.
    pub(super) fn names<T>(&self, table: &'static [T], language: Language) -> &'static [T] {
        stretch(table, self.senses().names, language)
    }

    /// Of the adjectives of the gazetteer those that begin with it.
    pub(super) fn adjectives<T>(&self, table: &'static [T], language: Language) -> &'static [T] {
        stretch(table, self.senses().adjectives, language)
    }

    /// Its cues of outlook, a bit a cue.
    pub(super) fn cues(&self, language: Language) -> u16 {
        of(self.senses().cues, language)
    }
}

fn of<T>([french, english]: [T; 2], language: Language) -> T {
    match language {
        Language::French => french,
        Language::English => english,
    }
}

fn stretch<T>(table: &'static [T], stretches: [(u16, u16); 2], language: Language) -> &'static [T] {
    let (from, length) = of(stretches, language);
    table.get(usize::from(from)..usize::from(from) + usize::from(length)).unwrap_or_default()
}

impl Set {
    fn has(&self, list: u16) -> bool {
        self.0.get(usize::from(list / 64)).is_some_and(|word| word >> (list % 64) & 1 == 1)
    }
}

impl Form<'static> {
    /// The empty form.
    pub const EMPTY: Self = Self { text: Cow::Borrowed(""), row: &UNKNOWN, set: &NO_SET };

    /// A form of the vocabulary, with its own text.
    fn known(row: &'static Row) -> Self {
        Self { text: Cow::Borrowed(row.text()), row, set: row.set() }
    }
}

impl<'a> Form<'a> {
    /// A form that is written in the article as it is compared.
    pub fn borrowed(text: &'a str) -> Self {
        let row = text.row();
        Self { text: Cow::Borrowed(text), row, set: row.set() }
    }

    /// A form that had to be made; a known one is not kept twice.
    pub fn made(text: &str) -> Self {
        match find(text) {
            Some(row) => Self { text: Cow::Borrowed(row.text()), row, set: row.set() },
            None => Self { text: Cow::Owned(text.to_owned()), row: &UNKNOWN, set: &NO_SET },
        }
    }

    /// Its folded form, if the vocabulary knows it.
    pub fn folded(&self) -> Option<Form<'static>> {
        if std::ptr::eq(self.row, &raw const UNKNOWN) {
            return None;
        }
        tables::ROWS.get(usize::from(self.row.fold)).map(Form::known)
    }

    /// Whether it is one of these.
    pub fn is_any(&self, forms: &[&str]) -> bool {
        forms.contains(&self.as_str())
    }

    /// Its text, as good as the form for comparing and slower for asking lists.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl Deref for Form<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl AsRef<str> for Form<'_> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Form<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl fmt::Display for Form<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl PartialEq for Form<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Form<'_> {}

impl Default for Form<'_> {
    fn default() -> Self {
        Form::EMPTY
    }
}

impl PartialEq<Form<'_>> for str {
    fn eq(&self, other: &Form<'_>) -> bool {
        *self == *other.text
    }
}

impl PartialEq<Form<'_>> for String {
    fn eq(&self, other: &Form<'_>) -> bool {
        **self == *other.text
    }
}

impl PartialEq<str> for Form<'_> {
    fn eq(&self, other: &str) -> bool {
        *self.text == *other
    }
}

impl PartialEq<&str> for Form<'_> {
    fn eq(&self, other: &&str) -> bool {
        *self.text == **other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_found_with_its_folded_form() {
        for row in &tables::ROWS {
            let text = row.text();
            assert!(std::ptr::eq(find(text).unwrap(), row), "{text:?}");
            let folded = text.split('-').map(crate::model::text::fold).collect::<Vec<_>>().join("-");
            assert_eq!(Form::borrowed(text).folded().unwrap(), folded.as_str());
        }
    }

    #[test]
    fn what_is_in_no_table_is_in_no_list() {
        let form = Form::made("xyzzy");
        assert!((0..1_000).all(|list| !form.is_in(list)));
        assert_eq!(form.row().verbs(Language::French), [0; 0]);
    }
}
