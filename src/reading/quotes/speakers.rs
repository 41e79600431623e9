//! Who does a verb of saying: its subject, its agent, the person a pronoun means, or somebody only described.
//!
//! Does not know quotation marks.

use super::Scene;
use crate::lexicon::verbs;
use crate::model::{Kind, PartyIndex, Who};
use crate::reading::actors::{self, Gender};
use crate::reading::syntax::{Clause, ClauseKind, Tag, VerbGroup, VerbTense};

/// How many clauses back a pronoun looks.
const REACH: usize = 24;

impl Scene<'_> {
    /// The verb group of a clause.
    pub fn verb_of(&self, clause: usize) -> Option<&VerbGroup> {
        self.syntax.verb(self.syntax.clause(clause)?.verb?)
    }

    /// Whether the verb tells a saying: a statement, or a sharper act of speech.
    pub fn speaks(&self, group: &VerbGroup) -> bool {
        let speech =
            [Kind::Statement, Kind::Request, Kind::Accusation, Kind::Refusal, Kind::Threat, Kind::Support];
        kinds(group).any(|kind| speech.contains(&kind))
    }

    /// Whether the verb may tell a plain statement.
    pub fn states(&self, group: &VerbGroup) -> bool {
        kinds(group).any(|kind| kind == Kind::Statement)
    }

    /// Who says what the verb of the clause says.
    pub fn speaker_of(&self, clause: usize) -> Option<Who> {
        self.speaker_within(clause, REACH)
    }

    fn speaker_within(&self, number: usize, reach: usize) -> Option<Who> {
        let clause = self.syntax.clause(number)?;
        let group = self.verb_of(number)?;
        if reach == 0 {
            return None;
        }
        if self.undergone(group) {
            return self.agent(clause, group);
        }
        if let Some(pronoun) = group.inverted {
            return self.pronoun(pronoun, reach - 1);
        }
        if let Some(who) = clause.subjects.iter().find_map(|&noun| self.who_within(noun, reach - 1)) {
            return Some(who);
        }
        if !clause.subjects.is_empty() {
            return None;
        }
        let outer = clause.joined_to.or(clause.parent)?;
        let dependent =
            matches!(clause.kind, ClauseKind::Gerund | ClauseKind::Infinitive | ClauseKind::Participle);
        (dependent || clause.joined_to.is_some()).then(|| self.speaker_within(outer, reach - 1))?
    }

    /// Whether the subject undergoes the verb: a passive, or a participle without auxiliary.
    fn undergone(&self, group: &VerbGroup) -> bool {
        group.passive || (group.tense == VerbTense::Participle && group.shares.is_none())
    }

    /// « par le ministre »
    fn agent(&self, clause: &Clause, group: &VerbGroup) -> Option<Who> {
        let by = self.lists.by;
        let behind = group.words.end..clause.words.end.max(group.words.end);
        let noun = self.syntax.nouns_in(behind).find(|(_, noun)| by.has(noun.preposition))?.0;
        self.who(noun)
    }

    /// Whom a noun group means.
    pub fn who(&self, noun: usize) -> Option<Who> {
        self.who_within(noun, REACH)
    }

    fn who_within(&self, number: usize, reach: usize) -> Option<Who> {
        let noun = self.syntax.noun(number)?;
        if noun.pronoun {
            return self.pronoun(noun.head, reach);
        }
        if noun.temporal || noun.quotation {
            return None;
        }
        if let Some(party) = self.party_of(noun.words.clone(), noun.head) {
            return Some(Who::Party(party));
        }
        let head = &self.doc.word(noun.head).lower;
        if self.lists.sayings.has(head) {
            return self.author(noun.words.end);
        }
        Some(Who::Unnamed(self.description(noun.words.clone())))
    }

    /// The party of a noun group: of the mention that holds its head, or that opens in it.
    fn party_of(&self, words: std::ops::Range<usize>, head: usize) -> Option<PartyIndex> {
        let mentions = &self.actors.mentions;
        let holds = self.actors.group_at(head).and_then(|index| mentions.get(index));
        let fits =
            |found: &&actors::Mentioned| found.words.contains(&head) || found.group.start >= words.start;
        if let Some(found) = holds.filter(fits) {
            return Some(found.mention.party);
        }
        let (_, inner) = self.actors.within(&words).find(|(_, found)| found.inside.is_none())?;
        Some(inner.mention.party)
    }

    /// « la déclaration du ministre »: who stands behind « de ».
    fn author(&self, from: usize) -> Option<Who> {
        let (number, noun) = self.syntax.nouns_in(from..from + 3).next()?;
        let of = self.lists.of;
        let party = of.has(noun.preposition).then(|| self.party_of(noun.words.clone(), noun.head))??;
        let _same = number;
        Some(Who::Party(party))
    }

    /// « une source proche de la présidence »: the noun group with its complements, up to a verb or a mark.
    fn description(&self, words: std::ops::Range<usize>) -> String {
        let mut end = words.end;
        while let Some((_, next)) = self.syntax.nouns_in(end..end + 3).next() {
            let gap = end..next.words.start.max(end);
            let plain = gap
                .clone()
                .all(|at| matches!(self.syntax.tag(at), Tag::Preposition | Tag::Open | Tag::Adverb));
            if next.preposition.is_empty() || !plain || next.temporal || next.words.end <= end {
                break;
            }
            end = next.words.end;
        }
        self.doc.span(&(words.start..end)).of(self.doc.text).to_owned()
    }

    /// Whom a pronoun means.
    fn pronoun(&self, at: usize, reach: usize) -> Option<Who> {
        let word = self.doc.word(at);
        if self.lists.anybody.has(&word.lower) {
            return None;
        }
        let gender = if self.lists.feminine.has(&word.lower) {
            Some(Gender::Feminine)
        } else if self.lists.masculine.has(&word.lower) {
            Some(Gender::Masculine)
        } else {
            None
        };
        let plural = self.lists.plural_pronouns.has(&word.lower);
        if let Some(party) = actors::resolve_pronoun(self.doc, self.actors, at, gender, plural) {
            return Some(Who::Party(party));
        }
        self.subject_before(at, gender, plural, reach)
    }

    /// The nearest subject before a token that agrees.
    fn subject_before(&self, at: usize, gender: Option<Gender>, plural: bool, reach: usize) -> Option<Who> {
        if reach == 0 {
            return None;
        }
        let mut before: Vec<(usize, usize)> = self
            .syntax
            .clauses
            .iter()
            .enumerate()
            .filter(|(_, clause)| matches!(clause.kind, ClauseKind::Main))
            .filter_map(|(number, clause)| Some((self.syntax.verb(clause.verb?)?.main, number)))
            .filter(|(main, _)| *main < at)
            .collect();
        before.sort_unstable();
        let agrees = |who: &Who| match who {
            Who::Party(party) => {
                let profile = self.actors.profile(*party);
                let fits = profile.gender.is_none() || gender.is_none() || profile.gender == gender;
                fits && profile.plural == plural && self.actors.is_human(*party)
            }
            Who::Unnamed(_) => true,
        };
        before.iter().rev().take(REACH).find_map(|&(_, number)| {
            let clause = self.syntax.clause(number)?;
            let subjects = clause
                .subjects
                .iter()
                .filter(|&&noun| self.syntax.noun(noun).is_some_and(|noun| !noun.pronoun));
            subjects.filter_map(|&noun| self.who_within(noun, 0)).find(&agrees)
        })
    }
}

fn kinds(group: &VerbGroup) -> impl Iterator<Item = Kind> {
    let lemmas = group.lemmas.iter().filter_map(|&lemma| verbs::LEMMAS.get(lemma));
    let reflexive = group.reflexive;
    let senses = lemmas.flat_map(|lemma| lemma.senses).filter(move |sense| !sense.reflexive || reflexive);
    senses.filter_map(|sense| verbs::FRAMES.get(sense.frame)).map(|frame| frame.kind)
}
