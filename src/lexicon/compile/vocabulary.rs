//! The vocabulary: every form that any table of a language knows, once, with all that the tables say of it.
//!
//! The other modules enter their forms; this one writes the rows and the hash table over them.

#[path = "../hash.rs"]
mod hash;

use super::text::fold;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What the tables say of a form, French first.
#[derive(Debug, Clone, Default)]
struct Row {
    /// The numbers of the lists that hold it.
    lists: Vec<usize>,
    /// Packed analyses, in order.
    verbs: [Vec<u32>; 2],
    /// The rest, which most forms have nothing of.
    senses: Senses,
}

/// What a form opens or means. A stretch is where it begins in its table and how long it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Senses {
    /// Numbers of event nouns.
    nouns: [Vec<usize>; 2],
    /// The phrases of dates that begin with it.
    dates: [(usize, usize); 2],
    /// The names of offices that begin with it.
    heads: [(usize, usize); 2],
    /// The words of bodies that begin with it.
    bodies: [(usize, usize); 2],
    /// The names of the gazetteer that begin with it.
    names: [(usize, usize); 2],
    /// The adjectives of the gazetteer that begin with it.
    adjectives: [(usize, usize); 2],
    /// What it tells of the outlook of its clause, a bit a cue.
    cues: [u16; 2],
}

/// A table whose rows stand together by first word.
#[derive(Debug, Clone, Copy)]
pub enum Family {
    /// Phrases of dates.
    Dates,
    /// Names of offices.
    Heads,
    /// Words of bodies.
    Bodies,
    /// Names of the gazetteer.
    Names,
    /// Adjectives of the gazetteer.
    Adjectives,
}

/// All forms.
#[derive(Debug, Default)]
pub struct Vocabulary {
    rows: BTreeMap<String, Row>,
    lists: usize,
}

impl Vocabulary {
    /// The row of a form, empty if it is new.
    fn row(&mut self, form: &str) -> &mut Row {
        self.rows.entry(form.to_owned()).or_default()
    }

    /// Enters packed analyses of a form, in order.
    pub fn verb(&mut self, form: &str, language: usize, analyses: impl IntoIterator<Item = u32>) {
        if let Some(verbs) = self.row(form).verbs.get_mut(language) {
            verbs.extend(analyses);
        }
    }

    /// Enters the number of an event noun.
    pub fn noun(&mut self, form: &str, language: usize, number: usize) {
        self.row(form).senses.nouns.get_mut(language).into_iter().for_each(|nouns| nouns.push(number));
    }

    /// Enters a cue of outlook by its number.
    pub fn cue(&mut self, form: &str, language: usize, cue: usize) {
        self.row(form).senses.cues.get_mut(language).into_iter().for_each(|cues| *cues |= 1 << cue);
    }

    /// Enters a list; gives its number, from 1. List 0 holds the words that begin a form of several.
    pub fn list<'f>(&mut self, forms: impl IntoIterator<Item = &'f str>) -> usize {
        self.lists += 1;
        let number = self.lists;
        for form in forms {
            self.row(form).lists.push(number);
            if let Some((first, _)) = form.split_once(' ') {
                self.row(first).lists.push(0);
            }
        }
        number
    }

    /// Enters a table sorted by first word.
    pub fn firsts<'f>(&mut self, family: Family, language: usize, words: impl Iterator<Item = &'f str>) {
        for (at, word) in words.enumerate() {
            let senses = &mut self.row(word).senses;
            let stretches = match family {
                Family::Dates => &mut senses.dates,
                Family::Heads => &mut senses.heads,
                Family::Bodies => &mut senses.bodies,
                Family::Names => &mut senses.names,
                Family::Adjectives => &mut senses.adjectives,
            };
            if let Some((from, length)) = stretches.get_mut(language) {
                if *length == 0 {
                    *from = at;
                }
                *length += 1;
            }
        }
    }

    /// The generated source, and the text of all forms in a row.
    pub fn write(mut self) -> Result<(String, String), String> {
        for folded in self.rows.keys().map(|form| folded(form)).collect::<Vec<_>>() {
            self.rows.entry(folded).or_default();
        }
        if self.rows.len() >= usize::from(u16::MAX) {
            return Err(format!("{} forms are more than the vocabulary can number", self.rows.len()));
        }
        let mut parts = Parts::new(self.lists + 1);
        let numbers: BTreeMap<&str, usize> = self.rows.keys().map(String::as_str).zip(0..).collect();
        let mut rows = String::new();
        for (form, row) in &self.rows {
            let fold = numbers.get(folded(form).as_str()).copied().unwrap_or_default();
            parts.row(&mut rows, form, row, fold);
        }
        let (bits, slots) = slots(self.rows.keys().map(String::as_str));
        let mut source = String::new();
        let words = parts.words;
        let _infallible = writeln!(
            source,
            "/// The list of the words that begin a form of several, in any list.\npub const BEGINNERS: u16 = 0;\n\
             /// Sixty-four lists a word.\npub const WORDS: usize = {words};\n\
             /// How many bits of a hash choose the slot.\npub const BITS: u32 = {bits};\n\
             /// For each slot the number of its row plus one, zero if it is free.\n\
             pub static SLOTS: [u16; {}] = [",
            slots.len()
        );
        numbers_in_lines(&mut source, slots.iter().map(usize::to_string));
        let _infallible = writeln!(
            source,
            "];\n/// All forms, sorted.\npub static ROWS: [Row; {}] = [\n{rows}];\n\
             /// The memberships that occur.\npub static SETS: [Set; {}] = [",
            self.rows.len(),
            parts.sets.len(),
        );
        for set in in_order(&parts.sets) {
            let _infallible = writeln!(source, "    Set({set:?}),");
        }
        let _infallible = writeln!(
            source,
            "];\n/// The senses that occur; the first are none.\npub static SENSES: [Senses; {}] = [",
            parts.senses.len()
        );
        for senses in in_order(&parts.senses) {
            parts.nouns.row(&mut source, senses);
        }
        let _infallible = writeln!(source, "];\n/// Numbers of event nouns.\npub static NOUNS: &[u16] = &[");
        numbers_in_lines(&mut source, parts.nouns.0.iter().map(usize::to_string));
        let _infallible = writeln!(source, "];\n/// Packed analyses.\npub static ANALYSES: &[u32] = &[");
        numbers_in_lines(&mut source, parts.analyses.iter().map(u32::to_string));
        source.push_str("];\n");
        Ok((source, parts.text))
    }
}

/// A form as `Word::fold` has it.
fn folded(form: &str) -> String {
    form.split('-').map(fold).collect::<Vec<_>>().join("-")
}

/// The keys of a numbering, by number.
fn in_order<K>(numbers: &BTreeMap<K, usize>) -> Vec<&K> {
    let mut keys: Vec<(&usize, &K)> = numbers.iter().map(|(key, number)| (number, key)).collect();
    keys.sort_by_key(|(number, _)| **number);
    keys.into_iter().map(|(_, key)| key).collect()
}

/// What is shared between rows.
struct Parts {
    words: usize,
    text: String,
    sets: BTreeMap<Vec<u64>, usize>,
    senses: BTreeMap<Senses, usize>,
    analyses: Vec<u32>,
    nouns: NounNumbers,
}

impl Parts {
    fn new(lists: usize) -> Self {
        let words = lists.div_ceil(64).max(1);
        Self {
            words,
            text: String::new(),
            sets: BTreeMap::from([(vec![0; words], 0)]),
            senses: BTreeMap::from([(Senses::default(), 0)]),
            analyses: Vec::new(),
            nouns: NounNumbers(Vec::new()),
        }
    }

    fn row(&mut self, source: &mut String, form: &str, row: &Row, fold: usize) {
        let mut set = vec![0_u64; self.words];
        for list in &row.lists {
            if let Some(word) = set.get_mut(list / 64) {
                *word |= 1 << (list % 64);
            }
        }
        let next = self.sets.len();
        let set = *self.sets.entry(set).or_insert(next);
        let next = self.senses.len();
        let senses = *self.senses.entry(row.senses.clone()).or_insert(next);
        let verbs = self.analyses.len();
        self.analyses.extend(row.verbs.iter().flatten());
        let counts = row.verbs.each_ref().map(Vec::len);
        let _infallible = writeln!(
            source,
            "    Row {{ text: {}, length: {}, set: {set}, senses: {senses}, fold: {fold}, verbs: {verbs}, counts: {counts:?} }},",
            self.text.len(),
            form.len(),
        );
        self.text.push_str(form);
    }
}

/// The numbers of event nouns, stretch after stretch.
struct NounNumbers(Vec<usize>);

impl NounNumbers {
    fn row(&mut self, source: &mut String, senses: &Senses) {
        let nouns = senses.nouns.each_ref().map(|numbers| {
            let from = if numbers.is_empty() { 0 } else { self.0.len() };
            self.0.extend(numbers);
            (from, numbers.len())
        });
        let _infallible = writeln!(
            source,
            "    Senses {{ nouns: {nouns:?}, dates: {:?}, heads: {:?}, bodies: {:?}, names: {:?}, adjectives: {:?}, cues: {:?} }},",
            senses.dates, senses.heads, senses.bodies, senses.names, senses.adjectives, senses.cues
        );
    }
}

/// A hash table at most half full, and how many bits of the hash choose the slot.
fn slots<'f>(forms: impl ExactSizeIterator<Item = &'f str>) -> (u32, Vec<usize>) {
    let size = (forms.len() * 2).next_power_of_two();
    let bits = size.trailing_zeros();
    let mut slots = vec![0; size];
    for (number, form) in forms.enumerate() {
        let mut at = (hash::hash(form) >> (32 - bits)) as usize;
        while slots.get(at).is_some_and(|slot| *slot != 0) {
            at = (at + 1) % size;
        }
        if let Some(slot) = slots.get_mut(at) {
            *slot = number + 1;
        }
    }
    (bits, slots)
}

/// Short lines: a lint quotes the whole line that it finds fault with.
fn numbers_in_lines(source: &mut String, numbers: impl Iterator<Item = String>) {
    let numbers: Vec<String> = numbers.collect();
    for line in numbers.chunks(16) {
        let _infallible = writeln!(source, "    {},", line.join(", "));
    }
}
