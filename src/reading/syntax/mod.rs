//! Syntax: units, verb groups, noun groups and clauses, as far as events and quotes need them.
//!
//! A shallow parse in four steps: [`tags`] says what each token may be, [`verbs`] gathers verb groups with tense,
//! voice and negation, [`nouns`] gathers noun groups with their prepositions, [`clauses`] ties verbs to their
//! clauses and subjects. Works on units: the words of a sentence outside full quotations, and those inside each.
//! Does not know what verbs mean, and never fails: what it cannot tie stays untied.

mod clauses;
mod helpers;
mod nouns;
mod per_token;
mod tags;
mod units;
mod verbs;

pub use clauses::{Clause, ClauseKind, speaks, speaks_freely};
pub use nouns::{Determiner, NounGroup};
pub use tags::Tag;
pub use units::{Quotation, Unit};
pub use verbs::{Modal, VerbGroup, VerbTense};

use super::actors::Actors;
use super::doc::Doc;
use crate::model::{Class, DateFinding};
use per_token::PerToken;
use std::ops::Range;

/// How many quotations back one is looked for that may hold a token.
const AROUND: usize = 64;

/// The parse of an article.
#[derive(Debug, Default)]
pub struct Syntax {
    /// What each token is, in the order of [`Doc::words`].
    pub tags: Vec<Tag>,
    /// The stretches between quotation marks.
    pub quotations: Vec<Quotation>,
    /// The units, in order of their first token.
    pub units: Vec<Unit>,
    /// The verb group that each token belongs to.
    verb_of: PerToken,
    /// The outermost mention of an actor that each token belongs to, as its place in [`Actors::mentions`].
    mention_of: PerToken,
    /// For the first token of each mention, where the noun group around it starts.
    group_starts: PerToken,
    /// Whether the noun group of a named person starts here.
    person_starts: Vec<bool>,
    /// The tokens of a description before a name, its first one left out.
    titling: Vec<bool>,
    /// The verb groups, unit by unit.
    pub verbs: Vec<VerbGroup>,
    /// The clause that owns each token.
    clause_of: PerToken,
    /// The noun groups, in order.
    pub nouns: Vec<NounGroup>,
    /// The clauses, in order of their first token.
    pub clauses: Vec<Clause>,
}

impl Syntax {
    /// Parses an article.
    pub fn parse(doc: &Doc<'_>, actors: &Actors, dates: &[DateFinding]) -> Self {
        let quotations = units::quotations(doc);
        let units = units::cut(doc, &quotations);
        let mut syntax = Self {
            tags: tags::tag(doc, actors, dates),
            verb_of: PerToken::new(doc.words.len()),
            mention_of: mentions(doc, actors),
            group_starts: group_starts(doc, actors),
            person_starts: person_starts(doc, actors),
            titling: titling(doc, actors),
            clause_of: PerToken::new(doc.words.len()),
            quotations,
            ..Self::default()
        };
        // They are read while what is found in them is added.
        for unit in &units {
            verbs::gather(doc, &mut syntax, unit);
            nouns::gather(doc, &mut syntax, unit);
        }
        syntax.nouns.sort_by_key(|noun| noun.words.start);
        for (number, unit) in units.iter().enumerate() {
            clauses::tie(doc, &mut syntax, number, unit);
        }
        syntax.units = units;
        for (number, clause) in syntax.clauses.iter().enumerate() {
            for &token in &clause.tokens {
                // Of a token that stands for a quotation the clause around it comes first, the one inside last.
                syntax.clause_of.set(token, number);
            }
        }
        syntax
    }

    /// Whether the token belongs to a description before a name.
    fn is_titling(&self, word: usize) -> bool {
        self.titling.get(word).copied().unwrap_or(false)
    }

    /// What the token is; a mark past the end.
    pub fn tag(&self, word: usize) -> Tag {
        self.tags.get(word).copied().unwrap_or(Tag::Mark)
    }

    /// The verb group of that number.
    pub fn verb(&self, number: usize) -> Option<&VerbGroup> {
        self.verbs.get(number)
    }

    /// Whether the verb group of that number is so; false for none.
    pub fn verb_is(&self, number: Option<usize>, is: impl Fn(&VerbGroup) -> bool) -> bool {
        number.and_then(|number| self.verb(number)).is_some_and(is)
    }

    /// The noun group of that number.
    pub fn noun(&self, number: usize) -> Option<&NounGroup> {
        self.nouns.get(number)
    }

    /// The clause of that number.
    pub fn clause(&self, number: usize) -> Option<&Clause> {
        self.clauses.get(number)
    }

    /// The noun group that holds a token.
    pub fn noun_at(&self, word: usize) -> Option<usize> {
        let until = self.nouns.partition_point(|noun| noun.words.start <= word);
        // Groups of a quotation may lie between those of the unit around it: look back a few.
        (until.saturating_sub(12)..until)
            .rev()
            .find(|&number| self.nouns.get(number).is_some_and(|noun| noun.words.contains(&word)))
    }

    /// The verb group that holds a token.
    pub fn verb_at(&self, word: usize) -> Option<usize> {
        self.verb_of.get(word)
    }

    /// The outermost mention whose words hold the token, as its place in [`Actors::mentions`].
    pub fn mention_at(&self, word: usize) -> Option<usize> {
        self.mention_of.get(word)
    }

    /// The clause that owns a token.
    pub fn clause_at(&self, word: usize) -> Option<usize> {
        self.clause_of.get(word)
    }

    /// The units of a sentence, as places in [`Self::units`].
    pub fn units_of(&self, sentence: usize) -> Range<usize> {
        let from = self.units.partition_point(|unit| unit.sentence < sentence);
        from..self.units.partition_point(|unit| unit.sentence <= sentence)
    }

    /// The clauses of a run of units, with their numbers.
    pub fn clauses_of(&self, units: Range<usize>) -> impl DoubleEndedIterator<Item = (usize, &Clause)> {
        let from = self.clauses.partition_point(|clause| clause.unit < units.start);
        let to = self.clauses.partition_point(|clause| clause.unit < units.end);
        let found = self.clauses.get(from..to).unwrap_or_default();
        found.iter().enumerate().map(move |(distance, clause)| (from + distance, clause))
    }

    /// The quotations that begin before a token, the nearest first, no more than can matter.
    pub fn quotations_before(&self, word: usize) -> impl Iterator<Item = (usize, &Quotation)> {
        let until = self.quotations.partition_point(|quotation| quotation.words.start < word);
        self.quotations.iter().enumerate().take(until).rev().take(AROUND)
    }

    /// The noun groups that start in a range of tokens.
    pub fn nouns_in(&self, range: Range<usize>) -> impl Iterator<Item = (usize, &NounGroup)> {
        let from = self.nouns.partition_point(|noun| noun.words.start < range.start);
        self.nouns.iter().enumerate().skip(from).take_while(move |(_, noun)| noun.words.start < range.end)
    }
}

/// The outermost mention that each token belongs to.
fn mentions(doc: &Doc<'_>, actors: &Actors) -> PerToken {
    let mut found = PerToken::new(doc.words.len());
    for (number, mention) in actors.mentions.iter().enumerate() {
        for token in mention.words.clone() {
            found.set_first(token, number);
        }
    }
    found
}

/// For the first token of each mention, where its noun group starts.
fn group_starts(doc: &Doc<'_>, actors: &Actors) -> PerToken {
    let mut found = PerToken::new(doc.words.len());
    for mention in &actors.mentions {
        found.set_first(mention.words.start, mention.group.start);
    }
    found
}

/// Where the noun groups of named persons start.
fn person_starts(doc: &Doc<'_>, actors: &Actors) -> Vec<bool> {
    let mut found = vec![false; doc.words.len()];
    for mention in actors.mentions.iter().filter(|found| found.mention.class == Class::Person) {
        if let Some(slot) = found.get_mut(mention.group.start).filter(|_| mention.inside.is_none()) {
            *slot = true;
        }
    }
    found
}

/// The tokens between where a named person's noun group starts and the name; none where a mark stands between.
fn titling(doc: &Doc<'_>, actors: &Actors) -> Vec<bool> {
    let mut found = vec![false; doc.words.len()];
    for mention in actors.mentions.iter().filter(|found| found.mention.class == Class::Person) {
        let before = mention.group.start..mention.words.start;
        let plain = before.clone().all(|at| doc.word(at).is_word() || doc.word(at).text == ".");
        if plain && before.len() > 1 {
            found.get_mut(before.start + 1..before.end).unwrap_or_default().fill(true);
        }
    }
    found
}

#[cfg(test)]
mod tests;
