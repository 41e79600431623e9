//! The vocabulary: every form that any table of a language knows, once, with all that the tables say of it.
//!
//! The other modules enter their forms; this one packs the rows, in the order of their hashes, as `lexicon::vocabulary` reads
//! them.

#[path = "../hash.rs"]
mod hash;

use super::gazetteer::pack::Table;
use super::keep;
use super::text::fold;
use std::collections::BTreeMap;
use std::path::Path;

/// Forms of so many bytes stand in their rows.
const INSIDE: usize = 13;

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

    /// Enters a list; gives its number and that of the list of words that begin its forms of several, 0 if it has none.
    /// The list behind that one holds what stands behind those words.
    pub fn list<'f>(&mut self, forms: impl IntoIterator<Item = &'f str>) -> (usize, usize) {
        self.lists += 1;
        let (number, mut begun) = (self.lists, 0);
        for form in forms {
            self.row(form).lists.push(number);
            if let Some((first, rest)) = form.split_once(' ') {
                if begun == 0 {
                    begun = self.lists + 1;
                    self.lists += 2;
                }
                self.row(first).lists.push(begun);
                self.row(rest).lists.push(begun + 1);
            }
        }
        (number, begun)
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

    /// Writes the packed tables into a folder; the generated source gives their measures.
    pub fn write(mut self, out: &Path) -> Result<String, String> {
        for folded in self.rows.keys().map(|form| folded(form)).collect::<Vec<_>>() {
            self.rows.entry(folded).or_default();
        }
        let bits = (self.rows.len() / 2).next_power_of_two().trailing_zeros();
        let mut order: Vec<(usize, &str)> =
            self.rows.keys().map(|form| (bucket(form, bits), form.as_str())).collect();
        order.sort_unstable();
        let numbers: BTreeMap<&str, usize> = order.iter().map(|(_, form)| *form).zip(0..).collect();
        let mut parts = Parts::new(self.lists + 1)?;
        let mut rows = Table::default();
        for (_, form) in &order {
            let row = self.rows.get(*form).ok_or("a form without a row")?;
            let fold = numbers.get(folded(form).as_str()).copied().unwrap_or_default();
            parts.row(&mut rows, form, row, fold)?;
        }
        let mut buckets = Table::default();
        for bucket in 0..=1 << bits {
            buckets.two(order.partition_point(|(other, _)| *other < bucket))?;
        }
        let mut nouns = Table::default();
        parts.senses.nouns.iter().try_for_each(|noun| nouns.two(*noun))?;
        let mut analyses = Table::default();
        parts.analyses.iter().try_for_each(|analysis| analyses.four(*analysis as usize))?;
        keep(out, "vocabulary-rows.bin", &rows.0)?;
        keep(out, "vocabulary-buckets.bin", &buckets.0)?;
        keep(out, "vocabulary-sets.bin", &in_order(&parts.sets).concat())?;
        keep(out, "vocabulary-senses.bin", &parts.senses.table.0)?;
        keep(out, "vocabulary-nouns.bin", &nouns.0)?;
        keep(out, "vocabulary-analyses.bin", &analyses.0)?;
        keep(out, "vocabulary.txt", parts.text.as_bytes())?;
        Ok(format!(
            "/// How many bytes hold the lists of a form, a bit a list.\npub const SET: usize = {};\n\
             /// How many bits of a hash choose the bucket.\npub const BITS: u32 = {bits};\n",
            parts.width
        ))
    }
}

/// The bucket of a form among so many bits' worth.
fn bucket(form: &str, bits: u32) -> usize {
    (hash::hash(form) >> (32 - bits)) as usize
}

/// A form as `Word::fold` has it.
fn folded(form: &str) -> String {
    form.split('-').map(fold).collect::<Vec<_>>().join("-")
}

/// The keys of a numbering, by number.
fn in_order<K: Clone>(numbers: &BTreeMap<K, usize>) -> Vec<K> {
    let mut keys: Vec<(&usize, &K)> = numbers.iter().map(|(key, number)| (number, key)).collect();
    keys.sort_by_key(|(number, _)| **number);
    keys.into_iter().map(|(_, key)| key.clone()).collect()
}

/// What is shared between rows.
struct Parts {
    /// Bytes of a set.
    width: usize,
    /// The forms too long for their rows.
    text: String,
    sets: BTreeMap<Vec<u8>, usize>,
    senses: SensesTable,
    analyses: Vec<u32>,
}

impl Parts {
    fn new(lists: usize) -> Result<Self, String> {
        let width = lists.div_ceil(8);
        // What most forms have stands first: no list, no sense.
        let mut senses = SensesTable::default();
        senses.place(&Senses::default())?;
        Ok(Self {
            width,
            text: String::new(),
            sets: BTreeMap::from([(vec![0; width], 0)]),
            senses,
            analyses: Vec::new(),
        })
    }

    /// The record of a row, as `lexicon::vocabulary::Row` reads it.
    fn row(&mut self, table: &mut Table, form: &str, row: &Row, fold: usize) -> Result<(), String> {
        let mut set = vec![0_u8; self.width];
        for list in &row.lists {
            if let Some(byte) = set.get_mut(list / 8) {
                *byte |= 1 << (list % 8);
            }
        }
        let next = self.sets.len();
        let set = *self.sets.entry(set).or_insert(next);
        let senses = self.senses.place(&row.senses)?;
        table.one(form.len())?;
        let start = table.0.len();
        if form.len() <= INSIDE {
            table.0.extend(form.as_bytes());
        } else {
            table.four(self.text.len())?;
            self.text.push_str(form);
        }
        table.0.resize(start + INSIDE, 0);
        table.two(set)?;
        table.two(senses)?;
        table.two(fold)?;
        table.two(self.analyses.len() & 0xFFFF)?;
        table.one(self.analyses.len() >> 16)?;
        let [french, english] = row.verbs.each_ref().map(Vec::len);
        if french.max(english) > 15 {
            return Err(format!("more than 15 analyses of « {form} » as a verb"));
        }
        table.one(french | english << 4)?;
        self.analyses.extend(row.verbs.iter().flatten());
        Ok(())
    }
}

/// The senses that occur, each once.
#[derive(Default)]
struct SensesTable {
    /// Where each stands, counted in numbers of two bytes.
    places: BTreeMap<Senses, usize>,
    table: Table,
    /// The numbers of event nouns, stretch after stretch.
    nouns: Vec<usize>,
}

impl SensesTable {
    /// Where these senses stand, as `lexicon::vocabulary::Row` reads them. Most forms open one table or none: the pairs
    /// that are nothing are left out.
    fn place(&mut self, senses: &Senses) -> Result<usize, String> {
        if let Some(place) = self.places.get(senses) {
            return Ok(*place);
        }
        let place = self.table.0.len() / 2;
        self.places.insert(senses.clone(), place);
        let nouns = senses.nouns.each_ref().map(|numbers| {
            let from = if numbers.is_empty() { 0 } else { self.nouns.len() };
            self.nouns.extend(numbers);
            (from, numbers.len())
        });
        let families = [nouns, senses.dates, senses.heads, senses.bodies, senses.names, senses.adjectives];
        let cues = senses.cues.map(usize::from);
        let pairs: Vec<_> = families.into_iter().flatten().chain([cues.into()]).collect();
        let held = |(bit, pair): (usize, &(usize, usize))| usize::from(*pair != (0, 0)) << bit;
        self.table.two(pairs.iter().enumerate().map(held).sum())?;
        for (from, length) in pairs.into_iter().filter(|pair| *pair != (0, 0)) {
            self.table.two(from)?;
            self.table.two(length)?;
        }
        Ok(place)
    }
}
