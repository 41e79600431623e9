//! Who does a verb of saying: its subject, its agent, the person a pronoun means, or somebody only described.
//!
//! Does not know quotation marks.

use super::Scene;
use crate::lexicon::verbs;
use crate::model::{Kind, PartyIndex, Who};
use crate::reading::actors::{self, Gender};
use crate::reading::syntax::{Clause, ClauseKind, Determiner, Tag, VerbGroup, VerbTense};

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
        self.kinds(group).any(|kind| speech.contains(&kind))
            || group.infinitives().any(|verb| self.lists.attributing.has(verb))
    }

    /// « un entretien publié lundi »: a participle that dates a saying and is none.
    pub fn publishes(&self, group: &VerbGroup) -> bool {
        group.tense == VerbTense::Participle && self.lists.publishing.has(&self.doc.word(group.main).lower)
    }

    /// Whether the verb may tell a plain statement.
    pub fn states(&self, group: &VerbGroup) -> bool {
        self.kinds(group).any(|kind| kind == Kind::Statement)
    }

    /// What the verb may tell, by the senses whose further words follow it.
    fn kinds<'s>(&'s self, group: &'s VerbGroup) -> impl Iterator<Item = Kind> + 's {
        let lemmas = group.lemmas.iter().filter_map(|&lemma| verbs::LEMMAS.get(lemma));
        let fits = |sense: &&verbs::Sense| {
            let tail = |at: usize| sense.tails.contains(&self.doc.word(at).lower.as_str());
            (!sense.reflexive || group.reflexive)
                && (sense.tails.is_empty() || (group.words.end..group.words.end + 5).any(tail))
        };
        let senses = lemmas.flat_map(|lemma| lemma.senses).filter(fits);
        senses.filter_map(|sense| verbs::FRAMES.get(sense.frame)).map(|frame| frame.kind)
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
        if undergone(group) {
            return self.agent(clause, group);
        }
        if let Some(pronoun) = group.inverted {
            return self.pronoun(pronoun, reach - 1);
        }
        let subjects: Vec<usize> =
            clause.subjects.iter().copied().filter(|&noun| !self.is_place(noun)).collect();
        if !subjects.is_empty() {
            return self.first_known(&subjects, reach);
        }
        if let Some(noun) = self.solid_before(clause, group) {
            return self.who_within(noun, reach - 1);
        }
        if group.is_finite()
            && let Some(party) = self.named_before(group.words.start)
        {
            return Some(Who::Party(party));
        }
        self.outer_speaker(number, reach)
    }

    /// Of several subjects the first that the article names, else the first.
    fn first_known(&self, subjects: &[usize], reach: usize) -> Option<Who> {
        let all: Vec<Who> = subjects.iter().filter_map(|&noun| self.who_within(noun, reach - 1)).collect();
        all.iter().find(|who| who.party().is_some()).or_else(|| all.first()).cloned()
    }

    /// Whether a noun group is a mere place, taken for a subject.
    fn is_place(&self, noun: usize) -> bool {
        let Some(noun) = self.syntax.noun(noun) else { return false };
        self.actors.places_within(&noun.words).any(|place| place.words.contains(&noun.head))
    }

    /// « A Bruxelles, une porte-parole a dit »: the bare group that a place at the front hid.
    fn solid_before(&self, clause: &Clause, group: &VerbGroup) -> Option<usize> {
        if clause.subjects.is_empty() {
            return None;
        }
        let mut nouns = self.syntax.nouns_in(clause.words.start..group.words.start);
        let bare = nouns.find(|(number, noun)| {
            noun.is_bare() && !noun.pronoun && clause.owns(noun.head) && !self.is_place(*number)
        });
        bare.map(|(number, _)| number)
    }

    /// The party whose whole noun group ends right before a verb.
    fn named_before(&self, verb: usize) -> Option<PartyIndex> {
        let before = verb.checked_sub(1)?;
        let found = self.actors.group_at(before).and_then(|index| self.actors.mentions.get(index))?;
        (found.group.end == verb).then_some(found.mention.party)
    }

    /// « …, déclarant que »: the subject of the clause around it that speaks, else of the nearest that has a party.
    fn outer_speaker(&self, number: usize, reach: usize) -> Option<Who> {
        let clause = self.syntax.clause(number)?;
        if let Some(equal) = clause.joined_to {
            return self.speaker_within(equal, reach - 1);
        }
        if !matches!(clause.kind, ClauseKind::Gerund | ClauseKind::Infinitive | ClauseKind::Participle) {
            return None;
        }
        let mut nearest = None;
        let mut outer = clause.parent;
        for _ in 0..8 {
            let Some(here) = outer else { break };
            let who = self.own_speaker(here, reach - 1);
            if self.verb_of(here).is_some_and(|group| self.speaks(group)) && who.is_some() {
                return who;
            }
            if nearest.is_none() && matches!(who, Some(Who::Party(_))) {
                nearest = who;
            }
            outer = self.syntax.clause(here).and_then(|clause| clause.parent);
        }
        nearest
    }

    /// The speaker of a clause that has a subject of its own or shares one.
    fn own_speaker(&self, number: usize, reach: usize) -> Option<Who> {
        let clause = self.syntax.clause(number)?;
        let finite = self.verb_of(number).is_some_and(VerbGroup::is_finite);
        let own = !clause.subjects.is_empty() || clause.joined_to.is_some() || finite;
        own.then(|| self.speaker_within(number, reach))?
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
        if let Some(who) = self.pointed(number) {
            return Some(who);
        }
        if let Some(party) = self.party_of(noun.words.clone(), noun.head) {
            return Some(Who::Party(party));
        }
        let head = &self.doc.word(noun.head).lower;
        if self.lists.sayings.has(head) {
            let joint = noun.words.clone().any(|at| self.lists.joint.has(&self.doc.word(at).lower));
            let party = || self.human_before(noun.words.start).map(Who::Party);
            return self.author(noun.words.end).or_else(|| if joint { party() } else { None });
        }
        // Without a determiner it is no description of anybody (« a juste indiqué »).
        (noun.determiner != Determiner::None).then(|| Who::Unnamed(self.description(noun.words.clone())))
    }

    /// « l'une d'elles », « l'une des sources »: one of several unnamed; « ce dernier », « l'intéressée »: who was named
    /// last. `None` where the group points at nobody so.
    fn pointed(&self, number: usize) -> Option<Who> {
        let noun = self.syntax.noun(number)?;
        let head = self.doc.word(noun.head);
        let before = &self.doc.before(noun.head).lower;
        if self.lists.one_of.has(&head.lower) && self.lists.one_of_openers.has(before) {
            let end = (noun.words.end..noun.words.end + 4)
                .find(|&at| self.syntax.verb_at(at).is_some() || !self.doc.word(at).is_word())
                .unwrap_or(noun.words.end);
            let words = noun.words.start..end.max(noun.words.end);
            return Some(Who::Unnamed(self.doc.span(&words).of(self.doc.text).to_owned()));
        }
        if self.lists.latter.has(&head.lower) && self.lists.latter_openers.has(before) {
            let gender = Some(self.gender_of(&head.lower, before));
            let agrees = |found: &&actors::Mentioned| {
                let known = self.actors.profile(found.mention.party).gender;
                !matches!((known, gender), (Some(one), Some(other)) if one != other)
                    && !found.plural
                    && self.actors.is_human(found.mention.party)
            };
            let mut earlier =
                self.actors.mentions.iter().rev().filter(|found| found.words.start < noun.words.start);
            return earlier.find(agrees).map(|found| Who::Party(found.mention.party));
        }
        None
    }

    /// The gender that a determiner tells, else the ending of a noun that varies.
    fn gender_of(&self, form: &str, determiner: &str) -> Gender {
        if self.lists.woman_openers.has(determiner) || form.ends_with('e') {
            Gender::Feminine
        } else {
            Gender::Masculine
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
        let clauses = self.syntax.clauses.iter().enumerate().filter(|(_, clause)| {
            words.contains(&clause.words.start) && (clause.kind == ClauseKind::Main || clause.inserted)
        });
        let (clause, _) = clauses
            .filter_map(|(number, clause)| Some((clause, self.verb_of(number)?)))
            .rfind(|(_, group)| self.states(group))?;
        let noun = *clause.subjects.first().filter(|_| clause.subjects.len() == 1)?;
        let subject = self.syntax.noun(noun)?;
        let Some(Who::Unnamed(words)) = self.who_within(noun, 1) else { return None };
        let people = self.lists.sources.has(&self.doc.word(subject.head).lower)
            || crate::lexicon::actors::tables(self.doc.language)
                .head(|distance| &self.doc.word(subject.head + distance).fold)
                .is_some_and(|head| !head.plural)
            || self.lists.one_of.has(&self.doc.word(subject.head).lower);
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
            None if self.lists.man_openers.has(opener) => Some(Gender::Masculine),
            None if self.lists.woman_openers.has(opener) => Some(Gender::Feminine),
            None => None,
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

    /// The party of a noun group: of the mention whose whole group holds its head, or that opens in it.
    fn party_of(&self, words: std::ops::Range<usize>, head: usize) -> Option<PartyIndex> {
        let mentions = &self.actors.mentions;
        if let Some(found) = self.actors.group_at(head).and_then(|index| mentions.get(index)) {
            return Some(found.mention.party);
        }
        let inner =
            mentions.iter().find(|found| found.inside.is_none() && words.contains(&found.words.start));
        // « La Brésilienne Ana Costa »: the name stands right behind what describes its bearer.
        let behind =
            || mentions.iter().find(|found| found.inside.is_none() && found.words.start == words.end);
        inner.or_else(behind).map(|found| found.mention.party).or_else(|| self.one_of(words.clone(), head))
    }

    /// « les deux négociateurs »: the first of the persons told to hold that office.
    fn one_of(&self, words: std::ops::Range<usize>, head: usize) -> Option<PartyIndex> {
        let plural = self.syntax.noun(self.syntax.noun_at(head)?)?.plural && words.len() > 1;
        let definite = self.doc.word(words.start);
        let lists = crate::lexicon::words(self.doc.language);
        if !plural || lists.indefinites.has(&definite.lower) {
            return None;
        }
        if words.clone().any(|at| self.lists.both.has(&self.doc.word(at).lower)) {
            return self.human_before(words.start);
        }
        let office = self.doc.word(head).fold.trim_end_matches(['s', 'x']);
        let holds = |profile: &actors::Profile| {
            profile.offices.iter().any(|told| told.split(' ').any(|word| word == office))
        };
        let mut parties = self.actors.profiles.iter().enumerate().filter(|(_, profile)| holds(profile));
        let first = parties.next()?;
        parties.next().map(|_| first.0)
    }

    /// The person named last before a token.
    fn human_before(&self, at: usize) -> Option<PartyIndex> {
        let before =
            self.actors.mentions.iter().rev().filter(|found| found.words.start < at && !found.plural);
        before.map(|found| found.mention.party).find(|&party| self.actors.is_human(party))
    }

    /// « la déclaration du ministre »: who stands behind « de ».
    fn author(&self, from: usize) -> Option<Who> {
        let (_, noun) = self.syntax.nouns_in(from..from + 3).next()?;
        let of = self.lists.of;
        let party = of.has(noun.preposition).then(|| self.party_of(noun.words.clone(), noun.head))??;
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
        // « l'une d'elles »
        if let Some(one) = at.checked_sub(3)
            && self.lists.one_of.has(&self.doc.word(one + 1).lower)
            && self.lists.one_of_openers.has(&self.doc.word(one).lower)
        {
            return Some(Who::Unnamed(self.doc.span(&(one..at + 1)).of(self.doc.text).to_owned()));
        }
        let gender = if self.lists.feminine.has(&word.lower) {
            Some(Gender::Feminine)
        } else if self.lists.masculine.has(&word.lower) {
            Some(Gender::Masculine)
        } else {
            None
        };
        let plural = self.lists.plural_pronouns.has(&word.lower);
        let source = || self.cited_in(word.sentence.checked_sub(1)?);
        if !plural && let Some(source) = source() {
            return Some(source);
        }
        let party = actors::resolve_pronoun(self.doc, self.actors, at, gender, plural);
        if !plural && let Some(source) = self.source_before(at, gender, party) {
            return Some(source);
        }
        if let Some(party) = party {
            return Some(Who::Party(party));
        }
        self.subject_before(at, gender, plural, reach)
    }

    /// The nearest subject before a token that agrees: of a main clause outside quotations (or in the same one).
    fn subject_before(&self, at: usize, gender: Option<Gender>, plural: bool, reach: usize) -> Option<Who> {
        if reach == 0 {
            return None;
        }
        let here = self.quotation_of(at);
        let mut before: Vec<(usize, usize)> = self
            .syntax
            .clauses
            .iter()
            .enumerate()
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
            let who = self.subject_of(number)?;
            agrees(&who, number).then_some(who)
        })
    }

    /// « Le journal, citant une témoin, … »: the source that a sentence cites speaks in those behind it.
    fn cited_in(&self, sentence: usize) -> Option<Who> {
        let clause = self.syntax.clause(self.citing(sentence)?)?;
        let end = self.syntax.verb(clause.verb?)?.words.end;
        let (noun, _) = self.syntax.nouns_in(end..end + 4).find(|(_, noun)| noun.is_bare())?;
        self.who_within(noun, 1)
    }

    /// The clause in which a sentence cites its source.
    pub fn citing(&self, sentence: usize) -> Option<usize> {
        let cites = |clause: &&Clause| {
            let here = self.doc.word(clause.words.start).sentence == sentence;
            let group = clause.verb.and_then(|verb| self.syntax.verb(verb));
            here && group.is_some_and(|group| {
                group.tense == VerbTense::Gerund
                    && group.infinitives().any(|verb| self.lists.citing.has(verb))
            })
        };
        self.syntax.clauses.iter().position(|clause| cites(&clause))
    }

    /// The subject of a clause where it is no pronoun.
    fn subject_of(&self, number: usize) -> Option<Who> {
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
        self.syntax.quotations.iter().rposition(holds)
    }
}

/// Whether the subject undergoes the verb: a passive, or a participle without auxiliary.
fn undergone(group: &VerbGroup) -> bool {
    group.passive || (group.tense == VerbTense::Participle && group.shares.is_none())
}
