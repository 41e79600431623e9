//! Told already: event nouns that say no more than a verb or a noun beside them; and what stands before a noun as its holder.
//!
//! Does not read the other complements of a noun: its parent does.

use super::super::cast::add;
use super::{Draft, Reader};
use crate::lexicon::verbs::{self, Frame};
use crate::model::{Kind, Who};
use crate::reading::syntax::VerbGroup;

impl Reader<'_, '_, '_> {
    /// « des discussions …, lors d'un cycle de pourparlers », « the signing of the treaty »: one happening, told once in
    /// its sentence.
    pub(super) fn told_by_noun(&self, drafts: &[Draft]) -> bool {
        let scene = self.scene;
        let nested = || {
            let before = self.number.checked_sub(1);
            let end = before.and_then(|before| scene.syntax.noun(before)).map_or(0, |noun| noun.words.end);
            scene.grammar().helper_verbs
                && scene.lists.of.has(self.group.preposition)
                && end + 1 == self.group.words.start
                && drafts.iter().any(|draft| draft.noun == before && draft.kind == self.entry.kind)
        };
        let adjunct = scene.lists.occasions.has(self.group.preposition) || self.counted();
        let told = || {
            drafts.iter().any(|draft| {
                draft.noun.is_some()
                    && draft.kind == self.entry.kind
                    && scene.doc.word(draft.main).sentence == scene.doc.word(self.token).sentence
            })
        };
        adjunct && told() || nested()
    }

    /// « effectuer une visite », « apposer sa signature », « came into force »: the verb tells it already.
    pub(super) fn told_by_verb(&self, drafts: &[Draft]) -> bool {
        let scene = self.scene;
        // « A truce was signed », « A truce took effect »
        let undergoes = scene.is_subject(self.number, self.clause);
        let here = || drafts.iter().filter(|draft| draft.clause == self.clause && draft.noun.is_none());
        here().any(|draft| draft.kind == self.entry.kind && (draft.words.end <= self.token + 1 || undergoes))
            || scene.grammar().helper_verbs
                && here().any(|draft| draft.frame.is_some_and(|frame| self.completes(frame, draft)))
    }

    /// « went on strike », « lodged a protest »: the noun is one that the verb's sense asks for.
    fn completes(&self, frame: &Frame, draft: &Draft) -> bool {
        let Some(verb) = self.scene.governor(draft.clause).filter(|_| draft.main < self.token) else {
            return false;
        };
        let word = self.scene.doc.word(self.token).lower.as_str();
        let singular = word.strip_suffix('s');
        let senses = verb.lemmas.iter().filter_map(|&lemma| verbs::LEMMAS.get(lemma));
        let mut senses = senses.flat_map(|lemma| lemma.senses);
        senses.any(|sense| {
            verbs::FRAMES.get(sense.frame).is_some_and(|own| own.name == frame.name)
                && sense.tails.iter().any(|tail| *tail == word || Some(*tail) == singular)
        })
    }

    /// « a rompu les discussions », « a suspendu son aide »: what is broken off or held back is not told as taking
    /// place.
    pub(super) fn broken_off(&self, drafts: &[Draft]) -> bool {
        let scene = self.scene;
        let subject = scene.is_subject(self.number, self.clause);
        // « walked out of the talks », « Talks collapsed »
        let left = scene.grammar().helper_verbs
            && (scene.lists.of.has(self.group.preposition)
                || scene.lists.blaming.has(self.group.preposition)
                || subject && self.entry.kind == Kind::Talks);
        let undergoes = left
            || scene.is_object(self.number, self.clause)
            || subject && scene.governor(self.clause).is_some_and(|verb| verb.passive);
        undergoes
            && drafts.iter().any(|draft| {
                draft.clause == self.clause
                    && draft.noun.is_none()
                    && matches!(
                        (draft.kind, self.entry.kind),
                        (Kind::Refusal, Kind::Talks | Kind::Cooperation)
                            | (Kind::Sanction | Kind::Concession | Kind::Refusal, Kind::Aid)
                    )
                    && !self.settled(draft)
            })
    }

    /// « a démenti toute négociation », « annulent la réunion »: the happening stays, as denied or called off.
    pub(super) fn settled(&self, draft: &Draft) -> bool {
        let lists = self.scene.lists;
        let settles = |verb: &VerbGroup| {
            verb.infinitives().any(|lemma| {
                lists.denying_verbs.has(lemma)
                    || lists.confirm_or_deny.has(lemma)
                    || lists.cancelling_verbs.has(lemma)
            })
        };
        self.scene.governor(draft.clause).is_some_and(settles)
    }

    /// « Rome's rejection of the plan », « the envoy's arrest »: who stands before the noun does it, or it befalls them.
    /// Tells whether there is such a holder.
    pub(super) fn holder(
        &self,
        drafts: &[Draft],
        agents: &mut Vec<Who>,
        counterparts: &mut Vec<Who>,
    ) -> bool {
        let scene = self.scene;
        if let Some(holder) = self.whose() {
            let who = scene.acting(holder, self.speaker, drafts);
            return !who.is_empty() && self.give(who, agents, counterparts);
        }
        let Some((before, holder)) =
            self.number.checked_sub(1).and_then(|before| Some((before, scene.syntax.noun(before)?)))
        else {
            return false;
        };
        let holds = scene.lists.genitives.has(holder.preposition)
            && holder.words.end + 1 == self.group.words.start
            && self.token == self.group.head;
        if !holds || !agents.is_empty() || self.entry.of == "none" || self.entry.kind == Kind::Statement {
            return false;
        }
        if !scene.can_act(holder) {
            return false;
        }
        self.give(scene.who(before, self.speaker, drafts), agents, counterparts)
    }

    /// « Lee, whose mediation brought the truce », « le nonce, dont la visite »: the noun that the relative word stands for.
    fn whose(&self) -> Option<usize> {
        let scene = self.scene;
        let opener = self.group.words.start.checked_sub(1)?;
        let clause = scene.syntax.clause(self.clause).filter(|clause| clause.opener == Some(opener))?;
        scene.lists.possessive_relatives.has(&scene.doc.word(opener).lower).then_some(clause.antecedent)?
    }

    /// Whose the happening is does it, or it befalls them.
    fn give(&self, who: Vec<Who>, agents: &mut Vec<Who>, counterparts: &mut Vec<Who>) -> bool {
        let scene = self.scene;
        if !agents.is_empty() || self.entry.of == "none" || self.entry.kind == Kind::Statement {
            return false;
        }
        let human = who.iter().all(|who| who.party().is_none_or(|party| scene.actors.is_human(party)));
        if self.entry.of == "counterpart" && self.entry.with.is_empty() && counterparts.is_empty() && human {
            add(counterparts, who);
        } else {
            add(agents, who);
        }
        true
    }
}
