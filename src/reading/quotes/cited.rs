//! Whom a source is cited with: « le journal, citant un témoin », "Tass quoted him as saying".
//!
//! Does not know quotation marks.

use super::Scene;
use crate::lexicon::gazetteer::{self, EntityKind};
use crate::model::PartyIndex;
use crate::model::Who;
use crate::reading::actors::Mentioned;
use crate::reading::syntax::{Clause, VerbGroup, VerbTense};
use crate::reading::words::Shape;

impl Scene<'_> {
    /// Whether a party is a paper, a station or the like.
    pub(super) fn is_medium(&self, party: PartyIndex) -> bool {
        let id = self.actors.parties.get(party).and_then(|party| party.id.as_deref());
        let known = id.and_then(gazetteer::entity).is_some_and(|entity| entity.kind() == EntityKind::Medium);
        let told = |found: &&Mentioned| {
            let named = found.mention.rule.starts_with("medium-");
            let outlet = || {
                let title = found.group.start..found.words.start;
                title.into_iter().any(|at| self.lists.outlets.has(&self.doc.word(at).lower))
            };
            found.mention.party == party && (named || outlet())
        };
        known || self.actors.mentions.iter().find(told).is_some()
    }

    /// Whether a verb gives another's words: to cite, to quote.
    pub(super) fn quotes(&self, group: &VerbGroup) -> bool {
        group.infinitives().any(|verb| self.lists.quoting.has(verb))
    }

    /// "Tass quoted him as saying", « X a été cité par Tass »: whose words a verb of citing gives, its object's, in the
    /// passive its subject's. A person who cites somebody says the words as well, and stays their speaker.
    pub(super) fn quoted_by(&self, number: usize) -> Option<Who> {
        let clause = self.syntax.clause(number)?;
        let group = self.verb_of(number).filter(|group| self.quotes(group))?;
        if group.passive {
            return self.first_known(&clause.subjects, 2).filter(|_| group.is_finite());
        }
        let party = |noun: &usize| self.who_within(*noun, 1)?.party();
        let person = |party: PartyIndex| self.actors.is_human(party);
        if clause.subjects.iter().filter_map(party).any(person) {
            return None;
        }
        let end = group.words.end;
        if self.doc.word(end).shape == Shape::OpenQuote {
            return None;
        }
        let (noun, _) = self.syntax.nouns_in(end..end + 3).find(|(_, noun)| noun.is_bare())?;
        self.who_within(noun, 1)
    }

    /// "quoted Anna Ozola as saying": the person right before such a gerund says the words.
    pub(super) fn quoted_as(&self, number: usize) -> Option<Who> {
        let group = self.verb_of(number).filter(|group| group.tense == VerbTense::Gerund)?;
        let mark = group.words.start.checked_sub(1)?;
        let found = self.mentions_before(mark).next().filter(|found| found.group.end == mark)?;
        let person = self.actors.is_human(found.mention.party) && !found.plural;
        (person && self.lists.likened.has(&self.doc.word(mark).lower))
            .then_some(Who::Party(found.mention.party))
    }

    /// « Le journal, citant une témoin, … »: the source that a sentence cites speaks in those behind it.
    pub(super) fn cited_in(&self, sentence: usize) -> Option<Who> {
        let clause = self.syntax.clause(self.citing(sentence)?)?;
        let end = self.syntax.verb(clause.verb?)?.words.end;
        let (noun, _) = self.syntax.nouns_in(end..end + 4).find(|(_, noun)| noun.is_bare())?;
        self.who_within(noun, 1)
    }

    /// The clause in which a sentence cites its source.
    pub fn citing(&self, sentence: usize) -> Option<usize> {
        let cites = |clause: &Clause| {
            let group = clause.verb.and_then(|verb| self.syntax.verb(verb));
            group.is_some_and(|group| {
                group.tense == VerbTense::Gerund
                    && group.infinitives().any(|verb| self.lists.citing.has(verb))
            })
        };
        let mut clauses = self.syntax.clauses_of(self.syntax.units_of(sentence));
        clauses.find(|(_, clause)| cites(clause)).map(|(number, _)| number)
    }
}
