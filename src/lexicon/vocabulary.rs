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
    row: Row,
    set: &'static [u8; tables::SET],
}

/// What the tables say of a form: a packed record.
#[derive(Clone, Copy)]
pub struct Row(&'static [u8; Row::WIDTH]);

mod tables {
    //! The packed tables, as `lexicon::compile::vocabulary` writes them, numbers little end first.

    use super::Row;

    include!(concat!(env!("OUT_DIR"), "/vocabulary.rs"));

    /// The records of a table.
    macro_rules! records {
        ($name:literal) => {
            include_bytes!(concat!(env!("OUT_DIR"), "/vocabulary-", $name, ".bin")).as_chunks().0
        };
    }

    /// All forms, in the order of their hashes.
    pub static ROWS: &[[u8; Row::WIDTH]] = records!("rows");
    /// For each bucket the number of its first row, and one past the last.
    pub static BUCKETS: &[[u8; 2]] = records!("buckets");
    /// The memberships that occur, a bit a list.
    pub static SETS: &[[u8; SET]] = records!("sets");
    /// The senses that occur: which pairs follow, a bit a pair, and those. A pair is by family and language where a
    /// stretch begins and how long it is; the last one is the cues of both languages.
    pub static SENSES: &[[u8; 2]] = records!("senses");
    /// Numbers of event nouns.
    pub static NOUNS: &[[u8; 2]] = records!("nouns");
    /// Packed analyses.
    pub static ANALYSES: &[[u8; 4]] = records!("analyses");
    /// The forms too long for their rows.
    pub static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/vocabulary.txt"));
}

/// The record of a form that no table knows.
static UNKNOWN: [u8; Row::WIDTH] = [0; Row::WIDTH];

static NO_SET: [u8; tables::SET] = [0; tables::SET];

/// What has a row in the vocabulary: a form, which carries it, or a string, which is looked up.
pub trait Listed {
    /// Its row.
    fn row(&self) -> Row;

    /// Whether the list of that number holds it.
    fn is_in(&self, list: u16) -> bool {
        holds(self.row().set(), list)
    }

    /// Whether it is one of the forms, which the list of that number holds: a short list is read through sooner than a
    /// string is looked up.
    #[inline]
    fn is_of(&self, _forms: &[&str], list: u16) -> bool {
        self.is_in(list)
    }
}

/// Lists of so many forms are short.
pub(super) const SHORT: usize = 12;

impl Listed for Form<'_> {
    #[inline]
    fn row(&self) -> Row {
        self.row
    }

    #[inline]
    fn is_in(&self, list: u16) -> bool {
        holds(self.set, list)
    }
}

impl Listed for str {
    fn row(&self) -> Row {
        find(self).unwrap_or(Row(&UNKNOWN))
    }

    fn is_of(&self, forms: &[&str], list: u16) -> bool {
        if forms.len() <= SHORT { forms.contains(&self) } else { self.is_in(list) }
    }
}

impl Listed for String {
    fn row(&self) -> Row {
        self.as_str().row()
    }

    fn is_of(&self, forms: &[&str], list: u16) -> bool {
        self.as_str().is_of(forms, list)
    }
}

impl<T: Listed + ?Sized> Listed for &T {
    #[inline]
    fn row(&self) -> Row {
        (**self).row()
    }

    #[inline]
    fn is_in(&self, list: u16) -> bool {
        (**self).is_in(list)
    }

    #[inline]
    fn is_of(&self, forms: &[&str], list: u16) -> bool {
        (**self).is_of(forms, list)
    }
}

#[inline]
fn holds(set: &[u8; tables::SET], list: u16) -> bool {
    set.get(usize::from(list / 8)).is_some_and(|byte| byte >> (list % 8) & 1 == 1)
}

fn find(form: &str) -> Option<Row> {
    let bucket = (hash(form) >> (32 - tables::BITS)) as usize;
    let first =
        |bucket: usize| tables::BUCKETS.get(bucket).map(|number| usize::from(u16::from_le_bytes(*number)));
    let rows = tables::ROWS.get(first(bucket)?..first(bucket + 1)?)?;
    rows.iter().map(Row).find(|row| row.bytes() == form.as_bytes())
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.text(), f)
    }
}

impl Row {
    /// Bytes of a record: the length of the form; its text, or where it stands; the number of its set, where its senses
    /// stand, the number of the row of its folded form; in three bytes where its analyses begin, in one how many are French
    /// and, four bits up, how many English.
    const WIDTH: usize = 24;
    /// Forms of so many bytes stand in their rows.
    const INSIDE: usize = 13;

    fn bytes(self) -> &'static [u8] {
        let [length, record @ ..] = self.0;
        let length = usize::from(*length);
        if length <= Self::INSIDE {
            return record.get(..length).unwrap_or_default();
        }
        let from = four(self.0, 1) as usize;
        tables::TEXT.as_bytes().get(from..from + length).unwrap_or_default()
    }

    /// The form itself.
    pub(super) fn text(self) -> &'static str {
        std::str::from_utf8(self.bytes()).unwrap_or_default()
    }

    fn set(self) -> &'static [u8; tables::SET] {
        tables::SETS.get(usize::from(two(self.0, 14))).unwrap_or(&NO_SET)
    }

    /// The packed analyses of the form as a verb.
    pub(super) fn verbs(self, language: Language) -> impl Iterator<Item = u32> + Clone + use<> {
        let measures = four(self.0, 20) as usize;
        let (from, french, english) = (measures & 0xFF_FFFF, measures >> 24 & 0xF, measures >> 28);
        let range = match language {
            Language::French => from..from + french,
            Language::English => from + french..from + french + english,
        };
        let analyses = tables::ANALYSES.get(range).unwrap_or_default();
        analyses.iter().map(|analysis| u32::from_le_bytes(*analysis))
    }

    /// A pair of its senses.
    fn pair(self, number: u32) -> Option<(u16, u16)> {
        // The first stretch is that of most forms, which have none.
        let at = usize::from(two(self.0, 16));
        let senses = tables::SENSES.get(at..).filter(|_| at > 0)?;
        let (held, pairs) = senses.split_first()?;
        let (held, bit) = (u16::from_le_bytes(*held), 1 << number);
        if held & bit == 0 {
            return None;
        }
        let before = (held & (bit - 1)).count_ones() as usize;
        let pair = pairs.get(2 * before..)?;
        Some((u16::from_le_bytes(*pair.first()?), u16::from_le_bytes(*pair.get(1)?)))
    }

    /// The stretch of a family's table: where it begins and how long it is.
    fn stretch(self, family: u32, language: Language) -> (usize, usize) {
        let (from, length) =
            self.pair(2 * family + u32::from(language == Language::English)).unwrap_or_default();
        (usize::from(from), usize::from(length))
    }

    fn of<T>(self, table: &'static [T], family: u32, language: Language) -> &'static [T] {
        let (from, length) = self.stretch(family, language);
        table.get(from..from + length).unwrap_or_default()
    }

    /// The numbers of the event nouns of which it is a form.
    pub(super) fn nouns(self, language: Language) -> impl Iterator<Item = usize> + use<> {
        self.of(tables::NOUNS, 0, language).iter().map(|noun| usize::from(u16::from_le_bytes(*noun)))
    }

    /// Of the phrases of dates those that begin with it.
    pub(super) fn dates<T>(self, table: &'static [T], language: Language) -> &'static [T] {
        self.of(table, 1, language)
    }

    /// Of the names of offices those that begin with it.
    pub(super) fn heads<T>(self, table: &'static [T], language: Language) -> &'static [T] {
        self.of(table, 2, language)
    }

    /// Of the words of bodies those that begin with it.
    pub(super) fn bodies<T>(self, table: &'static [T], language: Language) -> &'static [T] {
        self.of(table, 3, language)
    }

    /// Of the names of the gazetteer those that begin with it.
    pub(super) fn names<T>(self, table: &'static [T], language: Language) -> &'static [T] {
        self.of(table, 4, language)
    }

    /// Of the adjectives of the gazetteer those that begin with it.
    pub(super) fn adjectives<T>(self, table: &'static [T], language: Language) -> &'static [T] {
        self.of(table, 5, language)
    }

    /// Its cues of outlook, a bit a cue.
    pub(super) fn cues(self, language: Language) -> u16 {
        let (french, english) = self.pair(12).unwrap_or_default();
        if language == Language::French { french } else { english }
    }
}

#[inline]
fn two(record: &[u8], at: usize) -> u16 {
    record.get(at..at + 2).and_then(|bytes| bytes.try_into().ok()).map_or(0, u16::from_le_bytes)
}

#[inline]
fn four(record: &[u8], at: usize) -> u32 {
    record.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes)
}

impl Form<'static> {
    /// The empty form.
    pub const EMPTY: Self = Self { text: Cow::Borrowed(""), row: Row(&UNKNOWN), set: &NO_SET };

    /// A form of the vocabulary, with its own text.
    fn known(row: Row) -> Self {
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
            Some(row) => Form::known(row),
            None => Self { text: Cow::Owned(text.to_owned()), row: Row(&UNKNOWN), set: &NO_SET },
        }
    }

    /// Whether the vocabulary knows it.
    pub fn is_known(&self) -> bool {
        self.row.0.first() != Some(&0)
    }

    /// Its folded form, if the vocabulary knows it.
    pub fn folded(&self) -> Option<Self> {
        if !self.is_known() {
            return None;
        }
        let folded = tables::ROWS.get(usize::from(two(self.row.0, 18)))?;
        if std::ptr::eq(folded, self.row.0) { Some(self.clone()) } else { Some(Form::known(Row(folded))) }
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
        for record in tables::ROWS {
            let text = Row(record).text();
            assert!(std::ptr::eq(find(text).unwrap().0, record), "{text:?}");
            let folded = text.split('-').map(crate::model::text::fold).collect::<Vec<_>>().join("-");
            if !text.is_empty() {
                assert_eq!(Form::borrowed(text).folded().unwrap(), folded.as_str());
            }
        }
    }

    #[test]
    fn what_is_in_no_table_is_in_no_list() {
        let form = Form::made("xyzzy");
        assert!((0..1_000).all(|list| !form.is_in(list)));
        assert_eq!(form.row().verbs(Language::French).count(), 0);
    }
}
