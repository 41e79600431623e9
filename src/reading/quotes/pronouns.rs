//! Whom a pronoun that speaks means, and words that point at somebody told before (« l'une d'elles », « ce dernier »).
//!
//! Does not know verbs of saying.

use super::Scene;
use super::speakers::REACH;
use crate::model::{PartyIndex, Who};
use crate::reading::actors::{self, Gender};
use crate::reading::syntax::{Clause, ClauseKind, Determiner, Tag, VerbGroup};
use crate::reading::words::Shape;

/// How many sentences back a subject without a name is looked for.
const FAR: usize = 40;

impl Scene<'_> {
    /// « l'une d'elles », « l'une des sources »: one of several unnamed; « ce dernier », « l'intéressée »: who was named
    /// last. `None` where the group points at nobody so.
    pub(super) fn pointed(&self, number: usize) -> Option<Who> {
        let noun = self.syntax.noun(number)?;
        let head = self.doc.word(noun.head);
        let before = &self.doc.before(noun.head).lower;
        if self.lists.one_of.has(&head.lower) && self.lists.one_of_openers.has(before) {
            let end = (noun.words.end..noun.words.end + 4)
                .find(|&at| self.syntax.verb_at(at).is_some() || !self.doc.word(at).is_word())
                .unwrap_or(noun.words.end);
            let words = noun.words.start..end.max(noun.words.end);
            // « L'une des rares voix, Anna Ozola, a dit »: the one is named.
            let near = end..end + 12;
            let mut named = self.actors.within(&near).map(|(_, found)| found);
            let set_off = |found: &&actors::Mentioned| {
                let led = self.syntax.tag(found.group.start.wrapping_sub(1)) == Tag::Comma;
                let closed = self.doc.before(found.group.end).text == ","
                    || self.doc.word(found.group.end).text == ",";
                led && closed && !found.plural && self.actors.is_human(found.mention.party)
            };
            if let Some(found) = named.find(set_off) {
                return Some(Who::Party(found.mention.party));
            }
            return Some(Who::Unnamed(self.doc.span(&words).of(self.doc.text).to_owned()));
        }
        if self.lists.latter.has(&head.lower) && self.lists.latter_openers.has(before) {
            let gendered = crate::lexicon::grammar(self.doc.language).gendered;
            let gender = gendered.then(|| self.gender_of(&head.lower, before));
            let agrees = |found: &&actors::Mentioned| {
                let known = self.actors.profile(found.mention.party).gender;
                !matches!((known, gender), (Some(one), Some(other)) if one != other)
                    && !found.plural
                    && self.actors.is_human(found.mention.party)
            };
            return self
                .mentions_before(noun.words.start)
                .find(agrees)
                .map(|found| Who::Party(found.mention.party));
        }
        None
    }

    /// « Ce dernier y voit », "The latter has said": whom such a group right before a verb means, whatever it was read as.
    pub(super) fn latter_before(&self, verb: usize) -> Option<Who> {
        let head = (verb.saturating_sub(3)..verb).rev().find(|&at| self.syntax.tag(at) != Tag::Clitic)?;
        let form = &self.doc.word(head).lower;
        let opener = &self.doc.before(head).lower;
        if !self.lists.latter.has(form) || !self.lists.latter_openers.has(opener) {
            return None;
        }
        let gendered = crate::lexicon::grammar(self.doc.language).gendered;
        let gender = gendered.then(|| self.gender_of(form, opener));
        let mut named = self.mentions_before(head - 1);
        let last = named.find(|found| {
            let known = self.actors.profile(found.mention.party).gender;
            let agrees = !matches!((known, gender), (Some(one), Some(other)) if one != other);
            agrees && !found.plural && self.actors.is_human(found.mention.party)
        })?;
        Some(Who::Party(last.mention.party))
    }

    /// The gender that a determiner tells, else the ending of a noun that varies.
    fn gender_of(&self, form: &str, determiner: &str) -> Gender {
        if self.lists.woman_openers.has(determiner) || form.ends_with('e') {
            Gender::Feminine
        } else {
            Gender::Masculine
        }
    }

    /// The gender that the word which opens a noun group tells, if any.
    pub(super) fn gender_told(&self, opener: &str) -> Option<Gender> {
        let (woman, man) = (self.lists.woman_openers.has(opener), self.lists.man_openers.has(opener));
        match (woman, man) {
            (true, _) => Some(Gender::Feminine),
            (_, true) => Some(Gender::Masculine),
            _ => None,
        }
    }

    /// Somebody unnamed who was said to speak in the sentence before, told in a gender that agrees, behind the last
    /// mention of the party that the pronoun would mean else.
    fn source_before(&self, at: usize, gender: Option<Gender>, party: Option<PartyIndex>) -> Option<Who> {
        let sentence = self.doc.word(at).sentence.checked_sub(1)?;
        let words = self.doc.sentences.get(sentence)?.words.clone();
        if self.doc.kind_at(words.start) != self.doc.kind_at(at) {
            return None;
        }
        if let Some(who) = self.source_told(&words, gender) {
            return Some(who);
        }
        let clauses = self.syntax.clauses_of(self.syntax.units_of(sentence)).filter(|(_, clause)| {
            words.contains(&clause.words.start) && (clause.kind == ClauseKind::Main || clause.inserted)
        });
        let (clause, _) = clauses
            .filter_map(|(number, clause)| Some((clause, self.verb_of(number)?)))
            .rfind(|(clause, group)| {
                self.states(group) || clause.kind == ClauseKind::Main && self.is_last_told(clause, at)
            })?;
        let noun = *clause.subjects.first().filter(|_| clause.subjects.len() == 1)?;
        let subject = self.syntax.noun(noun)?;
        let Some(Who::Unnamed(words)) = self.who_within(noun, 1) else { return None };
        let people = self.is_people(noun) || self.lists.one_of.has(&self.doc.word(subject.head).lower);
        // « tranche l'émissaire. Il … »: whom the description means.
        if let Some(party) = self.described_as(noun, subject.words.start, &[]) {
            return Some(Who::Party(party));
        }
        // « l'une des sources » is one of several.
        let start = subject.words.start;
        let one = (start.saturating_sub(2)..start + 2).find(|&at| {
            self.lists.one_of.has(&self.doc.word(at).lower)
                && self.lists.one_of_openers.has(&self.doc.before(at).lower)
        });
        if !(one.is_some() || people && !subject.plural) {
            return None;
        }
        let opener = &self.doc.word(subject.words.start).lower;
        let told = match one {
            Some(at) => Some(self.gender_of(&self.doc.word(at).lower, opener)),
            None => self.gender_told(opener),
        };
        let words = one.map_or(words, |at| {
            self.doc.span(&(at.saturating_sub(1)..subject.words.end)).of(self.doc.text).to_owned()
        });
        if matches!((told, gender), (Some(one), Some(other)) if one != other) {
            return None;
        }
        let nearer = party.is_none_or(|party| {
            let named = self
                .actors
                .mentions
                .iter()
                .rev()
                .find(|found| found.mention.party == party && found.words.start < at && !found.quoted);
            !self.actors.is_human(party) || named.is_none_or(|found| found.words.start < subject.words.start)
        });
        nearer.then_some(Who::Unnamed(words))
    }

    /// « selon une source diplomatique »: the one source without a name on whose word a sentence tells.
    fn source_told(&self, sentence: &std::ops::Range<usize>, gender: Option<Gender>) -> Option<Who> {
        let mut nouns = self.syntax.nouns_in(sentence.clone());
        let (number, noun) = nouns
            .find(|(number, noun)| self.lists.according.has(noun.preposition) && self.is_people(*number))?;
        let told = self.gender_told(&self.doc.word(noun.words.start).lower);
        let one = self.lists.one_of.has(&self.doc.word(noun.words.start).lower);
        let fits = gender.is_some() && (told == gender || one) && (!noun.plural || one);
        let who = self.who_within(number, 1).filter(|_| fits && !self.doc.is_quoted(noun.head))?;
        matches!(who, Who::Unnamed(_)).then_some(who)
    }

    /// Whether nothing but the quotation stands between the sentence before and the pronoun of an insertion: « Un diplomate
    /// hésite. « … », dit-il ».
    fn is_last_told(&self, clause: &Clause, at: usize) -> bool {
        let fresh = |&noun: &usize| {
            self.syntax.noun(noun).is_some_and(|noun| noun.determiner == Determiner::Indefinite)
        };
        if !clause.subjects.first().is_some_and(fresh) {
            return false;
        }
        let start = self.doc.sentence_of(at).map_or(at, |sentence| sentence.words.start);
        self.doc.word(start).shape == Shape::OpenQuote && !self.doc.is_quoted(at)
    }

    /// Whether a pronoun of the third person stands at a token.
    pub fn is_pronoun(&self, at: usize) -> bool {
        let form = &self.doc.word(at).lower;
        self.lists.feminine.has(form) || self.lists.masculine.has(form)
    }

    /// Whether one of two pronouns means a woman and the other a man.
    pub fn are_of_two_genders(&self, one: usize, other: usize) -> bool {
        let woman = |at: usize| self.lists.feminine.has(&self.doc.word(at).lower);
        self.is_pronoun(one) && self.is_pronoun(other) && woman(one) != woman(other)
    }

    /// Whom the pronoun at a token means.
    pub fn meant(&self, at: usize) -> Option<Who> {
        self.pronoun(at, REACH)
    }

    /// The token of the pronoun that is a clause's subject, or of the one it shares.
    pub fn speaking_pronoun(&self, clause: usize) -> Option<usize> {
        let here = self.syntax.clause(clause)?;
        if let Some(equal) = here.joined_to.filter(|&equal| here.subjects.is_empty() && equal < clause) {
            return self.speaking_pronoun(equal);
        }
        if let Some(pronoun) = self.verb_of(clause)?.inverted {
            return Some(pronoun);
        }
        let noun = here
            .subjects
            .first()
            .filter(|_| here.subjects.len() == 1)
            .and_then(|&noun| self.syntax.noun(noun))?;
        noun.pronoun.then_some(noun.head)
    }

    /// Whether a pronoun of the third person can mean a speaker, as far as gender and number are told; `clause` is the
    /// one in which that speaker spoke.
    pub fn agrees(&self, pronoun: usize, speaker: &Who, clause: Option<usize>) -> bool {
        let form = &self.doc.word(pronoun).lower;
        let gender = match (self.lists.feminine.has(form), self.lists.masculine.has(form)) {
            (true, _) => Gender::Feminine,
            (_, true) => Gender::Masculine,
            _ => return false,
        };
        let plural = self.lists.plural_pronouns.has(form);
        match speaker {
            Who::Party(party) => {
                let profile = self.actors.profile(*party);
                let human =
                    self.actors.is_human(*party) || crate::lexicon::grammar(self.doc.language).gendered;
                human && profile.plural == plural && profile.gender.is_none_or(|known| known == gender)
            }
            Who::Unnamed(words) => {
                let opener = words.split([' ', '\'', '’']).next().unwrap_or_default().to_lowercase();
                let many =
                    clause.and_then(|clause| self.verb_of(clause)).is_some_and(|group| group.person == 6);
                let told = self.gender_told(&opener);
                many == plural && told.is_none_or(|told| told == gender)
            }
        }
    }

    /// Whether somebody was made the subject between two tokens, outside quotations.
    pub fn is_new_subject(&self, who: Option<&Who>, from: usize, until: usize) -> bool {
        let Some(Who::Party(party)) = who else { return false };
        let near = from..until;
        let between = self.actors.within(&near).map(|(_, found)| found);
        let mut own = between.filter(|found| found.mention.party == *party && found.subject && !found.quoted);
        own.any(|found| !self.doc.is_quoted(found.words.start))
    }

    /// Whom a pronoun means.
    pub(super) fn pronoun(&self, at: usize, reach: usize) -> Option<Who> {
        let word = self.doc.word(at);
        if self.lists.anybody.has(&word.lower) {
            return None;
        }
        // « l'une d'elles »
        if let Some(one) = at.checked_sub(3)
            && self.lists.one_of.has(&self.doc.word(one + 1).lower)
            && self.lists.one_of_openers.has(&self.doc.word(one).lower)
        {
            return Some(Who::Unnamed(self.doc.span(&(one..at + 1)).of(self.doc.text).to_owned()));
        }
        if self.lists.latter_pronouns.has(&word.lower)
            && self.lists.latter_marks.has(&self.doc.word(at + 1).lower)
        {
            let gender = Some(self.gender_of(&word.lower, ""));
            let last = self.mentions_before(at).find(|found| {
                let known = self.actors.profile(found.mention.party).gender;
                let agrees = !matches!((known, gender), (Some(one), Some(other)) if one != other);
                agrees && !found.plural && self.actors.is_human(found.mention.party)
            });
            return last.map(|found| Who::Party(found.mention.party));
        }
        let gender = if self.lists.feminine.has(&word.lower) {
            Some(Gender::Feminine)
        } else if self.lists.masculine.has(&word.lower) {
            Some(Gender::Masculine)
        } else {
            None
        };
        let plural = self.lists.plural_pronouns.has(&word.lower);
        // "The latter has said he expects"
        let opens = self.doc.sentence_of(at).map_or(at, |sentence| sentence.words.start);
        if !plural
            && at > opens + 2
            && let Some(who) = self.latter_before(opens + 2)
        {
            return Some(who);
        }
        let source = || self.cited_in(word.sentence.checked_sub(1)?);
        if !plural && let Some(source) = source() {
            return Some(source);
        }
        if let Some(party) = self.topic(at).filter(|_| !plural) {
            return Some(Who::Party(party));
        }
        let until = self.inserted_from(at).unwrap_or(at);
        if let Some(party) = self.house_before(at, gender).filter(|_| !plural) {
            return Some(Who::Party(party));
        }
        if let Some(who) = self.carried(at, until, plural, reach) {
            return Some(who);
        }
        let party = actors::resolve_pronoun_before(self.doc, self.actors, at, until, gender, plural);
        if !plural && let Some(source) = self.source_before(at, gender, party) {
            return Some(source);
        }
        if let Some(party) = party {
            return Some(Who::Party(party));
        }
        self.subject_before(at, gender, plural, reach)
    }

    /// « Il ne nie rien. « … », dit-il »: a pronoun means whom the same pronoun means that the sentence before has as its
    /// subject, where nobody is named since.
    fn carried(&self, at: usize, until: usize, plural: bool, reach: usize) -> Option<Who> {
        let reach = reach.checked_sub(1).filter(|&reach| reach > 0 && !self.doc.is_quoted(at))?;
        let feminine = self.lists.feminine.has(&self.doc.word(at).lower);
        let here = self.doc.sentence_of(at)?.words.start;
        let own = here..until.max(here);
        let named = |words: &std::ops::Range<usize>| {
            let mut named = self.actors.within(words).map(|(_, found)| found);
            named.any(|found| self.actors.is_human(found.mention.party) && !found.quoted)
        };
        let outside = |number: usize| {
            let sentence = self.doc.sentences.get(number)?;
            let first = sentence.words.clone().find(|&at| self.doc.word(at).is_word())?;
            (!self.doc.is_quoted(first)).then_some((number, sentence.words.clone()))
        };
        let last = self.doc.word(at).sentence;
        let (number, before) = (last.saturating_sub(2)..last).rev().find_map(outside)?;
        let together = self.doc.word(before.start).paragraph == self.doc.word(here).paragraph;
        if !self.is_pronoun(at) || named(&own) || !together {
            return None;
        }
        let mut clauses = self.syntax.clauses_of(self.syntax.units_of(number));
        let (clause, _) = clauses.find(|(number, clause)| {
            let finite = self.verb_of(*number).is_some_and(VerbGroup::is_finite);
            clause.kind == ClauseKind::Main && !clause.inserted && finite
        })?;
        let pronoun = self.speaking_pronoun(clause)?;
        let form = &self.doc.word(pronoun).lower;
        let alike = self.is_pronoun(pronoun)
            && self.lists.feminine.has(form) == feminine
            && self.lists.plural_pronouns.has(form) == plural
            && before.contains(&pronoun);
        alike.then(|| self.pronoun(pronoun, reach))?
    }

    /// Whether the pronoun at a token means the house that the sentence before has speak.
    pub fn is_house_before(&self, at: usize, party: PartyIndex) -> bool {
        let feminine = self.lists.feminine.has(&self.doc.word(at).lower);
        let gender = if feminine { Gender::Feminine } else { Gender::Masculine };
        self.house_before(at, Some(gender)) == Some(party)
    }

    /// « L'état-major a démenti. « … », a-t-il affirmé »: the house that the sentence before has speak, where that one
    /// names no person and the quotation alone stands between.
    fn house_before(&self, at: usize, gender: Option<Gender>) -> Option<PartyIndex> {
        let start = self.doc.sentence_of(at)?.words.start;
        let before = self.doc.sentences.get(self.doc.word(at).sentence.checked_sub(1)?)?;
        let together = before.paragraph == self.doc.word(at).paragraph;
        let quoted = self.doc.word(start).shape == Shape::OpenQuote && !self.doc.is_quoted(at);
        // « Le journal dément. La Russie, écrit-il, … »
        let quoted = quoted || self.inserted_from(at).is_some();
        if !together || !quoted || !crate::lexicon::grammar(self.doc.language).gendered {
            return None;
        }
        let words = before.words.clone();
        if self.actors.within(&words).any(|(_, found)| self.actors.is_human(found.mention.party)) {
            return None;
        }
        let mut clauses = self.syntax.clauses_of(self.syntax.units_of(self.doc.word(words.start).sentence));
        let (number, clause) = clauses.find(|(number, clause)| {
            clause.kind == ClauseKind::Main
                && self.verb_of(*number).is_some_and(|group| {
                    self.states(group) || group.infinitives().any(|verb| self.lists.reacting.has(verb))
                })
        })?;
        let noun = self.syntax.noun(*clause.subjects.first()?)?;
        let opener = &self.doc.word(noun.words.start).lower;
        let told = self.gender_told(opener);
        let fits = !noun.plural && !matches!((told, gender), (Some(one), Some(other)) if one != other);
        self.subject_of(number).filter(|_| fits)?.party()
    }

    /// « Ses rivaux, a-t-il dit, … »: where the sentence begins that an insertion with the pronoun at a token is set into.
    fn inserted_from(&self, at: usize) -> Option<usize> {
        let clause = self.syntax.clause(self.syntax.clause_at(at)?)?;
        let sentence = self.doc.sentence_of(at)?.words.start;
        let first = clause.tokens.first().copied()?;
        let comma = first.checked_sub(1).filter(|&before| self.syntax.tag(before) == Tag::Comma)?;
        (clause.inserted && comma > sentence && !self.doc.is_quoted(at)).then_some(sentence)
    }

    /// « Quant à la ministre, elle … », "As for the minister, she …": whom the pronoun right behind a topic means.
    fn topic(&self, at: usize) -> Option<PartyIndex> {
        let comma = at.checked_sub(1).filter(|&before| self.syntax.tag(before) == Tag::Comma)?;
        let sentence = self.doc.sentence_of(at)?.words.start;
        let named = sentence..comma;
        let found =
            self.actors.within(&named).map(|(_, found)| found).find(|found| found.inside.is_none())?;
        let opens = (sentence + 1..=found.group.start.min(sentence + 4))
            .any(|end| self.lists.topics.has(&self.doc.lower(sentence..end)))
            && found.group.start <= sentence + 4;
        let ends = matches!(found.group.end, end if end == comma || end == comma + 1);
        let party = self.actors.profile(found.mention.party);
        (opens && ends && !party.plural && !found.plural).then_some(found.mention.party)
    }

    /// Whose saying « sa réponse » is: the subject of the nearest clause before it, one person.
    pub(super) fn told_of(&self, at: usize) -> Option<Who> {
        let form = &self.doc.word(at).lower;
        let gender = match (self.lists.her.has(form), self.lists.his.has(form)) {
            (true, _) => Some(Gender::Feminine),
            (_, true) => Some(Gender::Masculine),
            _ => None,
        };
        // "its headline": of the paper told before.
        let paper = || {
            let sentence = self.doc.word(at).sentence;
            let mut papers = self
                .mentions_before(at)
                .take_while(|found| self.doc.word(found.words.start).sentence + 2 > sentence);
            papers
                .find(|found| self.is_medium(found.mention.party))
                .map(|found| Who::Party(found.mention.party))
        };
        if self.lists.its.has(form) {
            return paper();
        }
        self.subject_before(at, gender, false, REACH).filter(|who| who.party().is_some())
    }

    /// The nearest subject before a token that agrees: of a main clause outside quotations (or in the same one).
    fn subject_before(&self, at: usize, gender: Option<Gender>, plural: bool, reach: usize) -> Option<Who> {
        if reach == 0 {
            return None;
        }
        let here = self.quotation_of(at);
        let sentence = self.doc.word(at).sentence;
        let units =
            self.syntax.units_of(sentence.saturating_sub(FAR)).start..self.syntax.units_of(sentence).end;
        let mut before: Vec<(usize, usize)> = self
            .syntax
            .clauses_of(units)
            .filter(|(_, clause)| clause.kind == ClauseKind::Main || clause.kind == ClauseKind::Relative)
            .filter(|(_, clause)| {
                let quotation = self.syntax.units.get(clause.unit).and_then(|unit| unit.quotation);
                quotation.is_none() || quotation == here
            })
            .filter_map(|(number, clause)| Some((self.syntax.verb(clause.verb?)?.main, number)))
            .filter(|(main, _)| *main < at)
            .collect();
        before.sort_unstable();
        let agrees = |who: &Who, clause: usize| match who {
            Who::Party(party) => {
                let profile = self.actors.profile(*party);
                let fits = profile.gender.is_none() || gender.is_none() || profile.gender == gender;
                fits && profile.plural == plural && self.actors.is_human(*party)
            }
            Who::Unnamed(_) => {
                self.verb_of(clause).is_some_and(|group| self.states(group) && group.is_plural() == plural)
            }
        };
        before.iter().rev().take(REACH).find_map(|&(_, number)| {
            // « ils »: the first of those who were named together.
            let several = self.syntax.clause(number).is_some_and(|clause| clause.subjects.len() > 1);
            let who = self.subject_of(number)?;
            (several && plural && who.party().is_some() || agrees(&who, number)).then_some(who)
        })
    }

    /// The subject of a clause where it is no pronoun.
    pub(super) fn subject_of(&self, number: usize) -> Option<Who> {
        let clause = self.syntax.clause(number)?;
        let group = self.verb_of(number)?;
        let named =
            clause.subjects.iter().copied().filter(|&noun| {
                !self.is_place(noun) && self.syntax.noun(noun).is_some_and(|noun| !noun.pronoun)
            });
        let named: Vec<usize> = named.collect();
        if named.is_empty() && group.inverted.is_none() {
            return self.named_before(group.words.start).map(Who::Party);
        }
        self.first_known(&named, 1)
    }

    /// The innermost full quotation that a token stands in.
    fn quotation_of(&self, at: usize) -> Option<usize> {
        let holds =
            |quotation: &crate::reading::syntax::Quotation| !quotation.woven && quotation.words.contains(&at);
        self.syntax
            .quotations_before(at + 1)
            .find(|(_, quotation)| holds(quotation))
            .map(|(number, _)| number)
    }
}
