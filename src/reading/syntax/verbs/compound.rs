//! Compound tenses and modals: what an auxiliary or a modal leads, past what may stand between.
//!
//! Does not decide whether a form is a verb: see `around`.

use super::{Gatherer, Modal, VerbGroup};
use super::{past, simple};
use crate::lexicon::verbs::{self, Tense};
use crate::reading::syntax::Tag;
use crate::reading::words::Shape;

impl Gatherer<'_, '_> {
    /// « ne » is often told by its second half alone; « ni » after the verb negates too.
    pub(super) fn negation_behind(&self, at: usize) -> bool {
        (at..at + 2).any(|near| self.lower(near) == "ni")
    }

    /// Skips what may stand between an auxiliary and its participle.
    pub(super) fn skip_between(&self, mut at: usize, most: usize) -> impl Iterator<Item = usize> {
        let mut positions = Vec::new();
        for _ in 0..most {
            positions.push(at);
            let between = self.tag(at) == Tag::Adverb
                || self.tag(at) == Tag::Time
                || self.lists.adverbs.has(self.lower(at))
                || self.tag(at) == Tag::Clitic
                || self.lists.clitics.has(self.lower(at));
            if !between {
                break;
            }
            at += 1;
        }
        positions.into_iter()
    }

    pub(super) fn participle_behind(&self, at: usize) -> Option<usize> {
        let stop = self.skip_between(at, 7).find(|&near| {
            self.tag(near) != Tag::Time
                && self.tag(near) != Tag::Name
                && !self.lists.determiners.has(self.lower(near))
                && self.analyses(near).any(|found| found.tense == Tense::Participle)
        });
        stop.or_else(|| self.behind_insertion(at))
    }

    /// « a inondé »: a participle by its ending, of a verb that no table knows.
    pub(super) fn unknown_behind(&self, at: usize) -> Option<usize> {
        let next = self.skip_between(at, 4).find(|&near| self.tag(near) == Tag::Open)?;
        let word = self.doc.word(self.token(next));
        let ends = self.lists.participle_endings.forms().iter().any(|ending| word.lower.ends_with(ending));
        let unknown = word.shape == Shape::Lower
            && self.analyses(next).next().is_none()
            && verbs::nouns(self.doc.language, &word.lower).next().is_none();
        (ends && unknown && !self.lists.determiners.has(self.lower(next - 1))).then_some(next)
    }

    /// « a, selon elle, refusé »: a short insertion between commas.
    pub(super) fn behind_insertion(&self, at: usize) -> Option<usize> {
        if self.tag(at) != Tag::Comma {
            return None;
        }
        let close = (at + 1..at + 9).find(|&near| self.tag(near) == Tag::Comma)?;
        let next = close + 1;
        self.analyses(next).any(|found| found.tense == Tense::Participle).then_some(next)
    }

    pub(super) fn infinitive_behind(&self, at: usize, modal: &str) -> Option<usize> {
        let mut from = at;
        let led = self.lower(from);
        let tied = self.lists.of.has(led) || self.lists.to.has(led) || self.lists.by.has(led);
        if tied && !self.lists.hedges.has(modal) {
            from += 1;
        }
        self.skip_between(from, 6).find(|&near| {
            self.tag(near) != Tag::Time && self.analyses(near).any(|found| found.tense == Tense::Infinitive)
        })
    }

    /// « a été reçu », « s'est rendu », « sera déployée »: tense and voice from the auxiliary. Gives the position
    /// behind the group.
    pub(super) fn compound(
        &self,
        group: &mut VerbGroup,
        auxiliary: &str,
        tense: Tense,
        main: usize,
    ) -> usize {
        group.anterior = matches!(tense, Tense::Imperfect | Tense::Past);
        let participle = self.lemmas(main, |found| found.tense == Tense::Participle);
        let be = |lemmas: &[usize]| lemmas.iter().any(|&lemma| Self::lemma_text(lemma) == "être");
        if be(&participle) {
            // « a été » and a second participle: passive.
            if let Some(second) = self.participle_behind(main + 1) {
                group.passive = true;
                group.tense = past(tense);
                self.set_main(group, second);
                return second + 1;
            }
            group.tense = past(tense);
            self.set_main(group, main);
            return main + 1;
        }
        let active_with_be = participle.iter().any(|&lemma| self.lists.with_be.has(Self::lemma_text(lemma)));
        if auxiliary != "être" || group.reflexive || active_with_be {
            group.tense = past(tense);
        } else {
            group.passive = true;
        }
        self.set_main(group, main);
        main + 1
    }

    pub(super) fn lemma_text(lemma: usize) -> &'static str {
        verbs::LEMMAS.get(lemma).map_or("", |lemma| lemma.text)
    }

    pub(super) fn set_main(&self, group: &mut VerbGroup, at: usize) {
        group.main = self.token(at);
        group.lemmas = self.lemmas(at, |found| found.tense == Tense::Participle);
    }

    /// « doit rencontrer », « pourrait être reçu ». Gives the position behind the group.
    pub(super) fn modal(
        &self,
        group: &mut VerbGroup,
        modal: &'static str,
        tense: Tense,
        main: usize,
    ) -> usize {
        let infinitive = self.lemmas(main, |found| found.tense == Tense::Infinitive);
        group.modal = Some(if self.lists.hedges.has(modal) {
            Modal::Hedge
        } else if self.lists.duties.has(modal) {
            Modal::Duty
        } else {
            Modal::Neutral
        });
        group.modal_lemma = modal;
        group.tense = simple(tense);
        let before_main = main.checked_sub(1).map(|before| self.lower(before).to_owned()).unwrap_or_default();
        group.reflexive = self.lists.reflexives.has(&before_main)
            || group.reflexive && !self.lists.clitics.has(&before_main);
        group.main = self.token(main);
        let auxiliary = infinitive.iter().any(|&lemma| self.lists.auxiliaries.has(Self::lemma_text(lemma)));
        if auxiliary && let Some(participle) = self.participle_behind(main + 1) {
            let lemmas = self.lemmas(participle, |found| found.tense == Tense::Participle);
            let active = lemmas.iter().any(|&lemma| self.lists.with_be.has(Self::lemma_text(lemma)));
            let be = infinitive.iter().any(|&lemma| Self::lemma_text(lemma) == "être");
            group.passive = be && !active && !group.reflexive;
            self.set_main(group, participle);
            return participle + 1;
        }
        group.lemmas = infinitive;
        main + 1
    }

    /// « fait savoir »: an infinitive that the verb's own sense asks for right behind it.
    pub(super) fn infinitive_tail(&self, group: &VerbGroup, at: usize) -> Option<usize> {
        let near = if self.tag(at) == Tag::Adverb { at + 1 } else { at };
        let lower = self.lower(near);
        let senses =
            group.lemmas.iter().filter_map(|&lemma| verbs::LEMMAS.get(lemma)).flat_map(|lemma| lemma.senses);
        let asked = senses.flat_map(|sense| sense.tails).any(|tail| *tail == lower);
        (asked && self.analyses(near).any(|found| found.tense == Tense::Infinitive)).then_some(near)
    }

    /// « a reçu X et décoré Y »: the group before whose auxiliary this participle shares.
    pub(super) fn shared_auxiliary(&self, at: usize, person: u8) -> Option<usize> {
        let mut joined = at.checked_sub(1)?;
        while joined > 0 && (self.tag(joined) == Tag::Adverb || self.tag(joined) == Tag::Time) {
            joined -= 1;
        }
        let listed = self.tag(joined) == Tag::Coordinator;
        if !listed {
            return None;
        }
        let number = (self.first..self.syntax.verbs.len())
            .rev()
            .find(|&number| self.syntax.verb(number).is_some_and(VerbGroup::is_finite))?;
        let leader = self.syntax.verb(number)?;
        let compound = leader.words.len() > 1 && leader.words.start < leader.main;
        // With « avoir » the participle does not agree with the subject; another ending belongs to a noun.
        let agrees = leader.passive
            || leader.reflexive
            || person == 1
            || leader.infinitives().any(|lemma| self.lists.with_be.has(lemma));
        if !agrees {
            return None;
        }
        let direct = self.token(joined) == leader.words.end;
        // Behind a relative clause of its own the participle may be an adjective.
        (compound && leader.modal.is_none() && (direct || !leader.passive)).then_some(number)
    }
}
