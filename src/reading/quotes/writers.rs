//! Whose saying a noun is that names one: « le communiqué » that an earlier sentence told somebody to have published.
//!
//! Does not know quotation marks.

use super::Scene;
use crate::model::Who;
use crate::reading::syntax::{ClauseKind, Determiner, NounGroup, Tag};

/// How many noun groups back a saying is looked for that is named again.
const BACK: usize = 160;

impl Scene<'_> {
    /// Whether a noun group names a saying.
    pub(super) fn is_saying(&self, noun: usize) -> bool {
        self.syntax.noun(noun).is_some_and(|noun| {
            !noun.pronoun && !noun.quotation && self.lists.sayings.has(&self.doc.word(noun.head).lower)
        })
    }

    /// « le communiqué », "the statement": who wrote the saying of that name told before.
    pub(super) fn writer_before(&self, number: usize) -> Option<Who> {
        let noun = self.syntax.noun(number)?;
        if noun.determiner != Determiner::Definite || noun.possessive || self.doc.is_quoted(noun.head) {
            return None;
        }
        let head = &self.doc.word(noun.head).fold;
        let general = |at: usize| self.lists.texts.has(&self.doc.word(at).lower);
        for before in (number.saturating_sub(BACK)..number).rev().filter(|&before| self.is_saying(before)) {
            let told = self.syntax.noun(before)?;
            let same = self.doc.word(told.head).fold == *head
                || general(noun.head)
                || general(told.head) && self.lists.published.has(head);
            if !same || self.doc.is_quoted(told.head) {
                continue;
            }
            let writer = self.writer_of(before).filter(|who| who.party().is_some());
            if writer.is_some() || told.determiner == Determiner::Indefinite {
                return writer;
            }
        }
        None
    }

    /// « sa lettre dit », "its headline reads": whose saying a possessive tells that is a subject.
    pub(super) fn its_own(&self, number: usize) -> Option<Who> {
        let noun = self.syntax.noun(number).filter(|noun| noun.possessive && noun.is_bare())?;
        let several = crate::lexicon::words(self.doc.language).plural_possessives;
        let one = !several.has(&self.doc.word(noun.words.start).lower);
        one.then(|| self.told_of(noun.words.start))?
    }

    /// Whose saying a noun group names: « un communiqué de la présidence », « la présidence a publié un communiqué »,
    /// « dans un communiqué, la présidence … ».
    pub(super) fn writer_of(&self, number: usize) -> Option<Who> {
        let noun = self.syntax.noun(number)?;
        let own = self.author(noun.words.end).or_else(|| self.owner_of(noun.words.start));
        let told = || noun.possessive.then(|| self.told_of(noun.words.start)).flatten();
        own.or_else(told).or_else(|| self.issuer(number)).or_else(|| self.signer(number))
    }

    /// « Signée de la ministre, la réponse tient en une page », "a letter signed by the minister": who is told to sign it.
    fn signer(&self, number: usize) -> Option<Who> {
        let noun = self.syntax.noun(number)?;
        let sentence = self.doc.sentence_of(noun.head)?.words.start;
        let fronted = sentence..(sentence + 1).min(noun.words.start);
        let mut near = fronted.chain(noun.words.end..noun.words.end + 3);
        let signed = near.find(|&at| self.lists.publishing.has(&self.doc.word(at).lower))?;
        let by =
            |noun: &NounGroup| self.lists.of.has(noun.preposition) || self.lists.by.has(noun.preposition);
        let (who, _) = self.syntax.nouns_in(signed + 1..signed + 3).find(|(_, noun)| by(noun))?;
        self.who(who).filter(|who| who.party().is_some())
    }

    /// Who issues what a noun names, or says something in it.
    fn issuer(&self, number: usize) -> Option<Who> {
        let noun = self.syntax.noun(number)?;
        let clause = self.syntax.clause_at(noun.head)?;
        let group = self.verb_of(clause)?;
        let object = noun.is_bare()
            && group.words.end <= noun.words.start
            && group.infinitives().any(|verb| self.lists.issuing.has(verb));
        let within = self.lists.within.has(noun.preposition);
        if group.passive || !(object || within) {
            return None;
        }
        self.speaker_of(clause)
    }

    /// « a donné l'ordre de », « lance un appel à »: whether a verb has a saying or a view as its object.
    pub(super) fn gives_saying(&self, clause: usize) -> bool {
        let Some(group) = self.verb_of(clause) else { return false };
        let gives = !group.passive && group.infinitives().any(|verb| self.lists.issuing.has(verb));
        let end = group.words.end;
        gives
            && self.syntax.nouns_in(end..end + 3).any(|(_, noun)| {
                let head = &self.doc.word(noun.head).lower;
                noun.is_bare() && (self.lists.opinions.has(head) || self.lists.sayings.has(head))
            })
    }

    /// « peut-on lire dans le texte », « la note où il est dit que »: the saying that a verb without a subject of its own
    /// gives to read, in its sentence.
    pub(super) fn given_in(&self, clause: usize) -> Option<Who> {
        let here = self.syntax.clause(clause)?;
        let group = self.verb_of(clause)?;
        let reads = group.passive || group.infinitives().any(|verb| self.lists.reading.has(verb));
        if !reads || !self.is_impersonal(clause) {
            return None;
        }
        if here.kind == ClauseKind::Relative
            && let Some(noun) = here.antecedent.filter(|&noun| self.is_saying(noun))
        {
            return self.writer_of(noun).or_else(|| self.who(noun));
        }
        let sentence = self.doc.sentence_of(group.main)?.words.clone();
        let mut nouns = self
            .syntax
            .nouns_in(sentence)
            .filter(|(_, noun)| self.lists.within.has(noun.preposition) && !self.doc.is_quoted(noun.head));
        nouns.find_map(|(number, noun)| {
            let saying = self.is_saying(number) || self.lists.outlets.has(&self.doc.word(noun.head).lower);
            let who = || self.writer_of(number).or_else(|| self.writer_before(number));
            let medium = || self.who(number).filter(|who| who.party().is_some_and(|one| self.is_medium(one)));
            if saying { who().or_else(|| self.who(number)) } else { medium() }
        })
    }

    /// « dit-on à la présidence », « on assure au ministère »: the house whose people are told to speak so.
    pub(super) fn spoken_at(&self, clause: usize) -> Option<Who> {
        let group = self.verb_of(clause).filter(|group| !group.passive && self.speaks(group))?;
        let nobody = |at: usize| self.lists.one.has(&self.doc.word(at).lower);
        let here = self.syntax.clause(clause)?;
        let subject = here.subjects.first().and_then(|&noun| self.syntax.noun(noun)).map(|noun| noun.head);
        let pronoun = group.inverted.or(subject).filter(|&at| nobody(at))?;
        let from = group.words.end.max(pronoun + 1);
        let sentence = self.doc.sentence_of(group.main)?.words.start;
        let fronted =
            || self.syntax.nouns_in(sentence..sentence + 3).next().filter(|_| pronoun < sentence + 9);
        let at = |noun: &NounGroup| self.lists.at.has(noun.preposition);
        let behind = self.syntax.nouns_in(from..from + 4).next().filter(|(_, noun)| at(noun));
        let (number, noun) = behind.or_else(fronted)?;
        let house = |party: &Who| party.party().is_some_and(|party| !self.actors.is_human(party));
        self.who(number).filter(|who| at(noun) && house(who))
    }

    /// Whether nobody in particular does the verb of a clause.
    fn is_impersonal(&self, clause: usize) -> bool {
        let Some(here) = self.syntax.clause(clause) else { return false };
        let nobody = |at: usize| self.lists.anybody.has(&self.doc.word(at).lower);
        let group = self.verb_of(clause);
        if let Some(pronoun) = group.and_then(|group| group.inverted) {
            return nobody(pronoun);
        }
        let mut subjects = here.subjects.iter().filter_map(|&noun| self.syntax.noun(noun));
        subjects.all(|noun| {
            let passive = group.is_some_and(|group| group.passive) && self.is_pronoun(noun.head);
            nobody(noun.head) || noun.pronoun && passive
        })
    }

    /// The saying that the sentences right before a token tell of, with who wrote it: what « peut-on y lire » means.
    pub(super) fn writer_near(&self, at: usize) -> Option<Who> {
        let sentence = self.doc.word(at).sentence;
        let first = self.doc.sentences.get(sentence.saturating_sub(2))?.words.start;
        let nouns = self.syntax.nouns_in(first..at).filter(|(_, noun)| !self.doc.is_quoted(noun.head));
        let sayings: Vec<usize> =
            nouns.map(|(number, _)| number).filter(|&number| self.is_saying(number)).collect();
        let noun = sayings.last().copied()?;
        self.writer_of(noun).or_else(|| self.writer_before(noun))
    }

    /// « une vidéo du ministre Vidal, dénonçant »: the person whose noun group ends right before the comma that a
    /// participle follows.
    pub(super) fn named_before_comma(&self, verb: usize) -> Option<Who> {
        // Somebody who acts in the sentence goes before.
        let sentence = self.doc.sentence_of(verb)?.words.start;
        let acts =
            (sentence..verb).filter_map(|at| self.syntax.verb(self.syntax.verb_at(at)?)).any(|group| {
                let subjects = self.syntax.clause(group.clause).map_or(&[][..], |clause| &clause.subjects);
                let solid = |&noun: &usize| {
                    self.syntax
                        .noun(noun)
                        .is_some_and(|noun| !noun.pronoun && noun.words.end <= group.words.start)
                };
                group.is_finite()
                    && !group.passive
                    && subjects.iter().any(solid)
                    && self.is_somebody(group.clause)
            });
        if acts {
            return None;
        }
        let comma = verb.checked_sub(1).filter(|&at| self.syntax.tag(at) == Tag::Comma)?;
        let found = self
            .mentions_before(comma)
            .take(4)
            .find(|found| found.group.end == comma || found.group.end == verb)?;
        let person = self.actors.is_human(found.mention.party) && !found.plural && !found.quoted;
        person.then_some(Who::Party(found.mention.party))
    }
}
