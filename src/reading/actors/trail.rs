//! Where persons stand in an article, and whether in a subject's place: what « the nearest before » is counted on.
//!
//! Does not say whom a description means (that is `resolve`).

use super::groups::Group;
use super::people::Person;
use super::scan::{Chunk, Scan};
use crate::reading::words::Shape;
use std::ops::Range;

/// One place where a person stands, for what is nearest.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// The token.
    pub word: usize,
    /// The place of the person in the list.
    pub person: usize,
    /// In a subject's place, as far as the words before tell.
    pub subject: bool,
}

/// Where persons stand, in order: all together, and each alone.
#[derive(Debug, Default)]
pub struct Trail {
    all: Vec<Step>,
    of: Vec<Vec<Step>>,
}

impl Trail {
    /// Adds a place where a person was found to stand.
    pub fn add(&mut self, step: Step) {
        let at = self.all.partition_point(|known| known.word < step.word);
        self.all.insert(at, step);
        if let Some(own) = self.of.get_mut(step.person) {
            let at = own.partition_point(|known| known.word < step.word);
            own.insert(at, step);
        }
    }

    /// The places before a token, and whether there are any behind it.
    pub fn last_before(&self, person: usize, word: usize) -> (Option<Step>, bool) {
        let own = self.of.get(person).map_or(&[][..], Vec::as_slice);
        let at = own.partition_point(|step| step.word < word);
        (at.checked_sub(1).and_then(|last| own.get(last)).copied(), at < own.len())
    }

    /// The steps in a range of tokens.
    pub fn within(&self, words: Range<usize>) -> &[Step] {
        let from = self.all.partition_point(|step| step.word < words.start);
        let to = self.all.partition_point(|step| step.word < words.end);
        self.all.get(from..to).unwrap_or_default()
    }

    /// The person's own steps, in order.
    pub fn steps(&self, person: usize) -> &[Step] {
        self.of.get(person).map_or(&[], Vec::as_slice)
    }

    /// How many steps come before the person's first.
    pub fn place(&self, person: usize) -> usize {
        let first = self.of.get(person).and_then(|own| own.first());
        first.map_or(usize::MAX, |first| self.all.partition_point(|step| step.word < first.word))
    }
}

/// The steps of the named mentions, in order.
pub fn trail(scan: &Scan<'_, '_>, groups: &[Group], people: &[Person]) -> Trail {
    let mut steps: Vec<Step> = people
        .iter()
        .enumerate()
        .flat_map(|(person, found)| found.chunks.iter().map(move |&index| (person, index)))
        .filter_map(|(person, index)| {
            let chunk = scan.chunks.get(index)?;
            Some(Step { word: chunk.words.start, person, subject: is_subject(scan, groups, index, chunk) })
        })
        .collect();
    steps.sort_by_key(|step| step.word);
    let mut of = vec![Vec::new(); people.len()];
    for step in &steps {
        if let Some(own) = of.get_mut(step.person) {
            own.push(*step);
        }
    }
    Trail { all: steps, of }
}

fn is_subject(scan: &Scan<'_, '_>, groups: &[Group], index: usize, chunk: &Chunk) -> bool {
    let nested = groups
        .iter()
        .any(|group| !group.holders.contains(&index) && group.words.contains(&chunk.words.start));
    let start = groups
        .iter()
        .filter(|group| group.holders.contains(&index) && !group.behind)
        .map(|group| group.start)
        .min()
        .unwrap_or_else(|| chunk.start());
    !nested && subject_at(scan, start)
}

/// Whether a noun group that starts here stands where a subject does: no preposition and no verb right before it,
/// unless the verb closes a quotation (« … », a dit X).
pub fn subject_at(scan: &Scan<'_, '_>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1).filter(|before| scan.together(*before, start)) else {
        return true;
    };
    let lower = scan.lower(before);
    let first = &scan.word(start).lower;
    let lists = scan.lists();
    if lists.prepositions.has(lower)
        || lists.of.has(lower)
        || lists.to.has(lower) && scan.word(before).shape == Shape::Lower && lower != "a"
    {
        return false;
    }
    if (lists.of.has(first) && !lists.of_bare.has(first))
        || (lists.to.has(first) && !lists.to_bare.has(first))
    {
        return false;
    }
    let verb = scan.word(before).shape == Shape::Lower
        && crate::lexicon::verbs::analyses(scan.doc.language, lower).next().is_some();
    if !verb {
        return true;
    }
    let sentence = scan.doc.sentence_of(start).map_or(start..start, |sentence| sentence.words.clone());
    (sentence.start..before).any(|at| scan.word(at).shape == Shape::CloseQuote || scan.word(at).text == ",")
}
