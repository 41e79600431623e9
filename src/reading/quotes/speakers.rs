//! Who does a verb of saying: its subject, its agent, the person a pronoun means, or somebody only described.
//!
//! Does not know quotation marks.

use super::Scene;
use crate::lexicon::verbs;
use crate::model::{Class, Kind, PartyIndex, Who};
use crate::reading::actors::{self, Gender};
use crate::reading::syntax::{Clause, ClauseKind, Determiner, Tag, VerbGroup, VerbTense};
use crate::reading::words::Shape;

/// How many clauses back a pronoun looks.
const REACH: usize = 24;

/// How many sentences back a subject without a name is looked for.
const FAR: usize = 40;

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
        // « a été plus net »: « plus » is a participle in the table alone.
        let never =
            crate::lexicon::words(self.doc.language).never_verbs.has(&self.doc.word(group.main).lower);
        if undergone(group) && !never {
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
        if group.tense == VerbTense::Gerund
            && let Some(noun) = self.absolute(group)
        {
            let words = || self.syntax.noun(noun).map(|noun| self.description(noun.words.clone()));
            return self.who_within(noun, reach - 1).or_else(|| words().map(Who::Unnamed));
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

    /// « ce dernier expliquant que », « Le Courrier le disant « perdu » »: the subject that a gerund has of its own,
    /// behind a comma.
    fn absolute(&self, group: &VerbGroup) -> Option<usize> {
        let start = group.words.start;
        let (number, noun) = self.syntax.nouns_in(start.saturating_sub(6)..start).last()?;
        let set_apart = self.syntax.tag(noun.words.start.wrapping_sub(1)) == Tag::Comma;
        let solid = noun.determiner != Determiner::None || self.syntax.tag(noun.head) == Tag::Name;
        (noun.words.end == start && noun.is_bare() && !noun.pronoun && solid && set_apart).then_some(number)
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
            // « a exigé que l'autre parte, mais a ajouté : »: what says is joined to what says, not to what is said.
            let here = self.syntax.clause(equal)?;
            let says = |clause: usize| self.verb_of(clause).is_some_and(|group| self.speaks(group));
            let told = here.kind == ClauseKind::Content && says(number) && !says(equal);
            let outer = here.parent.filter(|&parent| told && says(parent));
            return self.speaker_within(outer.unwrap_or(equal), reach - 1);
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
        if let Some(party) = self.apposed(number) {
            return Some(Who::Party(party));
        }
        let head = &self.doc.word(noun.head).lower;
        if self.lists.sayings.has(head) {
            let joint = noun.words.clone().any(|at| self.lists.joint.has(&self.doc.word(at).lower));
            let party = || self.human_before(noun.words.start).map(Who::Party);
            return self.author(noun.words.end).or_else(|| if joint { party() } else { None });
        }
        // Without a determiner it is no description of anybody (« a juste indiqué »), nor are quoted words.
        let quotes = noun.words.clone().any(|at| self.doc.word(at).shape == Shape::OpenQuote);
        (noun.determiner != Determiner::None && !quotes)
            .then(|| Who::Unnamed(self.description(noun.words.clone())))
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
            return self
                .mentions_before(noun.words.start)
                .find(agrees)
                .map(|found| Who::Party(found.mention.party));
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
        let clauses = self.syntax.clauses_of(self.syntax.units_of(sentence)).filter(|(_, clause)| {
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
        // « La Brésilienne Ana Costa »: the name may stand right behind what describes its bearer.
        let near = words.start..words.end + 16;
        let whole = self.actors.within(&near).map(|(_, found)| found);
        let inner = whole.filter(|found| found.inside.is_none()).find(|found| found.words.start <= words.end);
        inner.map(|found| found.mention.party).or_else(|| self.one_of(words.clone(), head))
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

    /// The mentions before a token, the nearest first.
    pub fn mentions_before(&self, at: usize) -> impl Iterator<Item = &actors::Mentioned> {
        let until = self.actors.mentions.partition_point(|found| found.words.start < at);
        self.actors.mentions.get(..until).unwrap_or_default().iter().rev()
    }

    /// The person named last before a token.
    fn human_before(&self, at: usize) -> Option<PartyIndex> {
        let before = self.mentions_before(at).filter(|found| !found.plural);
        before.map(|found| found.mention.party).find(|&party| self.actors.is_human(party))
    }

    /// « la déclaration du ministre »: who stands behind « de ».
    fn author(&self, from: usize) -> Option<Who> {
        let (_, noun) = self.syntax.nouns_in(from..from + 3).next()?;
        let of = self.lists.of;
        let party = of.has(noun.preposition).then(|| self.party_of(noun.words.clone(), noun.head))??;
        Some(Who::Party(party))
    }

    /// « le président de la région, Anna Ozola, »: the person named behind a description and a comma, before another mark.
    fn apposed(&self, number: usize) -> Option<PartyIndex> {
        let noun = self.syntax.noun(number)?;
        let end = self.described(noun.words.clone());
        if self.doc.word(end).text != "," {
            return None;
        }
        let near = end + 1..end + 8;
        let mut behind = self.actors.within(&near).map(|(_, found)| found);
        let named = behind.find(|found| found.inside.is_none() && found.group.start == end + 1)?;
        // « Leurs porte-parole, Anna Ozola et Olav Brekke, »
        let next = self.doc.word(named.group.end);
        let several = noun.plural && crate::lexicon::words(self.doc.language).coordinators.has(&next.lower);
        let set_off =
            !next.is_word() && !noun.plural || self.doc.before(named.group.end).text == "," || several;
        (named.mention.class == Class::Person && set_off && !named.plural).then_some(named.mention.party)
    }

    /// Whether the clause has a subject that can speak: a party, a pronoun, people, a body, a text.
    pub fn is_somebody(&self, clause: usize) -> bool {
        let speaks = |head: usize| {
            let tables = crate::lexicon::actors::tables(self.doc.language);
            let fold = |distance: usize| &self.doc.word(head + distance).fold;
            let lower = &self.doc.word(head).lower;
            tables.head(fold).is_some()
                || tables.body(fold).is_some()
                || self.lists.sources.has(lower)
                || self.lists.sayings.has(lower)
                || self.lists.one_of.has(lower)
                || self.lists.outlets.has(lower)
        };
        let Some(here) = self.syntax.clause(clause) else { return false };
        match self.speaker_of(clause) {
            Some(Who::Party(_)) => true,
            None => self.speaking_pronoun(clause).is_some(),
            Some(Who::Unnamed(_)) => {
                here.subjects.is_empty()
                    || here
                        .subjects
                        .iter()
                        .filter_map(|&noun| self.syntax.noun(noun))
                        .any(|noun| noun.pronoun || noun.plural || speaks(noun.head))
            }
        }
    }

    /// Who says what the verb of the clause says; where its subject cannot speak (« confirme la scène », taken for
    /// « la scène confirme »), who the clauses around it have as a person.
    pub fn somebody_of(&self, clause: usize) -> Option<Who> {
        let clause = self.helper_of(clause).unwrap_or(clause);
        let own = self.speaker_of(clause);
        let undergoes = self.verb_of(clause).is_none_or(undergone);
        let relative = self.syntax.clause(clause).is_none_or(|clause| clause.kind == ClauseKind::Relative);
        if undergoes || relative || self.is_somebody(clause) {
            return own;
        }
        let mut outer = self.syntax.clause(clause).and_then(|clause| clause.parent);
        for _ in 0..4 {
            let Some(number) = outer else { break };
            let who = self.speaker_of(number);
            if who.as_ref().and_then(Who::party).is_some_and(|party| self.actors.is_human(party)) {
                return who;
            }
            outer = self.syntax.clause(number).and_then(|clause| clause.parent);
        }
        own
    }

    /// « a, pour sa part, reconnu »: the clause of the helper that stands apart from its participle.
    fn helper_of(&self, clause: usize) -> Option<usize> {
        let group = self.verb_of(clause).filter(|group| group.tense == VerbTense::Participle)?;
        let auxiliaries = crate::lexicon::words(self.doc.language).auxiliaries;
        let sentence = self.doc.word(group.main).sentence;
        let start = group.words.start;
        let mut near =
            (start.saturating_sub(7)..start).rev().filter(|&at| self.doc.word(at).sentence == sentence);
        let helper = near.find_map(|at| self.syntax.verb(self.syntax.verb_at(at)?))?;
        let plain = helper.is_finite() && helper.infinitives().any(|verb| auxiliaries.has(verb));
        let object = self.syntax.nouns_in(helper.words.end..start).any(|(_, noun)| noun.is_bare());
        (plain && !object).then_some(helper.clause)
    }

    /// Whether the subject of a clause is one person by the noun.
    pub fn is_person(&self, clause: usize) -> bool {
        let Some(here) = self.syntax.clause(clause) else { return false };
        let tables = crate::lexicon::actors::tables(self.doc.language);
        let mut nouns = here.subjects.iter().filter_map(|&noun| self.syntax.noun(noun));
        nouns.any(|noun| {
            let fold = |distance: usize| &self.doc.word(noun.head + distance).fold;
            let lower = &self.doc.word(noun.head).lower;
            let person = self.lists.sources.has(lower)
                || self.lists.person_endings.0.iter().any(|ending| lower.ends_with(ending))
                || tables.head(fold).is_some();
            let thing =
                self.lists.outlets.has(lower) || self.lists.sayings.has(lower) || tables.body(fold).is_some();
            noun.pronoun || !noun.plural && person && !thing
        })
    }

    /// « l'ancien prisonnier », « la géographe »: the one person named in a stretch whom a bare description can mean.
    pub fn epithet(&self, clause: usize, near: std::ops::Range<usize>) -> Option<PartyIndex> {
        let here = self.syntax.clause(clause).filter(|_| self.is_person(clause))?;
        let noun = here.subjects.first().filter(|_| here.subjects.len() == 1)?;
        let noun = self.syntax.noun(*noun)?;
        let bare =
            noun.determiner == Determiner::Definite && !noun.possessive && !noun.plural && !noun.pronoun;
        if !bare || noun.words.len() > 3 || self.described(noun.words.clone()) != noun.words.end {
            return None;
        }
        let opener = &self.doc.word(noun.words.start).lower;
        let gender = match (self.lists.woman_openers.has(opener), self.lists.man_openers.has(opener)) {
            (true, _) => Some(Gender::Feminine),
            (_, true) => Some(Gender::Masculine),
            _ => None,
        };
        let named = self.actors.within(&near).map(|(_, found)| found);
        let mut people = named.filter(|found| {
            let party = found.mention.party;
            let known = self.actors.profile(party).gender;
            self.actors.is_human(party)
                && !found.plural
                && !found.quoted
                && !matches!((known, gender), (Some(one), Some(other)) if one != other)
        });
        let first = people.next()?.mention.party;
        people.all(|found| found.mention.party == first).then_some(first)
    }

    /// Whether a pronoun of the third person stands at a token.
    pub fn is_pronoun(&self, at: usize) -> bool {
        let form = &self.doc.word(at).lower;
        self.lists.feminine.has(form) || self.lists.masculine.has(form)
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
                let told = match (self.lists.woman_openers.has(&opener), self.lists.man_openers.has(&opener))
                {
                    (true, _) => Some(Gender::Feminine),
                    (_, true) => Some(Gender::Masculine),
                    _ => None,
                };
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

    /// « une source proche de la présidence »: the noun group with its complements, up to a verb or a mark.
    fn description(&self, words: std::ops::Range<usize>) -> String {
        let end = self.described(words.clone());
        self.doc.span(&(words.start..end)).of(self.doc.text).to_owned()
    }

    /// Where a noun group ends with its complements.
    fn described(&self, words: std::ops::Range<usize>) -> usize {
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
        end
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

    /// « Le journal, citant une témoin, … »: the source that a sentence cites speaks in those behind it.
    fn cited_in(&self, sentence: usize) -> Option<Who> {
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
        self.syntax
            .quotations_before(at + 1)
            .find(|(_, quotation)| holds(quotation))
            .map(|(number, _)| number)
    }
}

/// Whether the subject undergoes the verb: a passive, or a participle without auxiliary.
fn undergone(group: &VerbGroup) -> bool {
    group.passive || (group.tense == VerbTense::Participle && group.shares.is_none())
}
