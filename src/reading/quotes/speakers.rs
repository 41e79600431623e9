//! Who does a verb of saying: its subject, its agent, the person a pronoun means, or somebody only described.
//!
//! Does not know quotation marks, nor pronouns: [`pronouns`](super::pronouns) does.

use super::Scene;
use crate::model::{Class, PartyIndex, Who};
use crate::reading::actors;
use crate::reading::syntax::{Clause, ClauseKind, Determiner, Tag, VerbGroup, VerbTense};
use crate::reading::words::Shape;

/// How many clauses back a pronoun looks.
pub(super) const REACH: usize = 24;

impl Scene<'_> {
    /// The verb group of a clause.
    pub fn verb_of(&self, clause: usize) -> Option<&VerbGroup> {
        self.syntax.verb(self.syntax.clause(clause)?.verb?)
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
        if let Some(who) = self.quoted_by(number).or_else(|| self.latter_before(group.words.start)) {
            return Some(who);
        }
        // « n'a ni confirmé ni démenti »: joined to a verb that acts.
        let equal = clause.joined_to.filter(|_| !group.is_finite() && group.words.len() == 1);
        if let Some(equal) = equal.filter(|&equal| self.verb_of(equal).is_some_and(|other| !undergone(other)))
        {
            return self.speaker_within(equal, reach - 1);
        }
        if undergone(group) && !never {
            // "is said to have observed": whom the passive tells of has spoken.
            let told = || group.is_finite() && self.is_told_to_speak(group);
            let subject = || self.first_known(&clause.subjects, reach).filter(|_| told());
            // "what the Governor called": taken for a participle.
            let named = || {
                let free = crate::lexicon::grammar(self.doc.language).helper_verbs && group.words.len() == 1;
                free.then(|| self.named_before(group.words.start)).flatten().map(Who::Party)
            };
            return self.agent(clause, group).or_else(subject).or_else(named);
        }
        if let Some(pronoun) = group.inverted {
            return self.pronoun(pronoun, reach - 1);
        }
        if let Some(party) = self.set_off_before(group).or_else(|| self.told_of_between(group)) {
            return Some(Who::Party(party));
        }
        // "on Saturday the minister, Anna Ozola, told a newspaper": what stands behind was taken for the subject.
        let behind =
            |noun: &usize| self.syntax.noun(*noun).is_some_and(|noun| noun.words.start >= group.words.end);
        if crate::lexicon::grammar(self.doc.language).helper_verbs
            && group.is_finite()
            && !clause.subjects.is_empty()
            && clause.subjects.iter().all(behind)
            && let Some(party) = self.named_before(group.words.start).filter(|&one| self.actors.is_human(one))
        {
            return Some(Who::Party(party));
        }
        // "what the Governor called"
        if let Some(found) = self.mentions_before(group.words.start).next()
            && found.group.end == group.words.start
            && self.lists.whatever.has(&self.doc.before(found.group.start).lower)
        {
            return Some(Who::Party(found.mention.party));
        }
        let subjects: Vec<usize> =
            clause.subjects.iter().copied().filter(|&noun| !self.is_place(noun)).collect();
        if !subjects.is_empty() {
            return self.first_known(&subjects, reach);
        }
        // « selon la ministre, qui parle d'« un verre à moitié vide » »
        if clause.kind == ClauseKind::Relative
            && let Some(who) = clause.opener.and_then(|opener| {
                self.named_before(opener).map(Who::Party).or_else(|| self.named_before_comma(opener))
            })
        {
            return Some(who);
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
    pub(super) fn first_known(&self, subjects: &[usize], reach: usize) -> Option<Who> {
        let all: Vec<Who> = subjects.iter().filter_map(|&noun| self.who_within(noun, reach - 1)).collect();
        all.iter().find(|who| who.party().is_some()).or_else(|| all.first()).cloned()
    }

    /// Whether a noun group is a mere place, taken for a subject.
    pub(super) fn is_place(&self, noun: usize) -> bool {
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

    /// « Interrogé hier, le ministre Paul Vidal a dit »: the party named right before a finite verb, behind a comma, is
    /// its subject, whatever stands before.
    fn set_off_before(&self, group: &VerbGroup) -> Option<PartyIndex> {
        let start = group.words.start;
        let found = start.checked_sub(1).and_then(|before| self.actors.group_at(before));
        let found = self.actors.mentions.get(found?).filter(|found| found.group.end == start)?;
        let comma = self.syntax.tag(found.group.start.wrapping_sub(1)) == Tag::Comma;
        let human = self.actors.is_human(found.mention.party);
        (group.is_finite() && comma && human).then_some(found.mention.party)
    }

    /// « La ministre, dont le pays a cédé, a dit », "Anna Ozola, spokeswoman for the ministry, told": the party behind
    /// which a relative clause or an apposition is set in before the verb.
    fn told_of_between(&self, group: &VerbGroup) -> Option<PartyIndex> {
        let start = group.words.start;
        let sentence = self.doc.sentence_of(start)?.words.start;
        let closes = start.checked_sub(1).is_some_and(|at| self.syntax.tag(at) == Tag::Comma);
        if !closes || !group.is_finite() {
            return None;
        }
        let near = sentence.max(start.saturating_sub(48))..start;
        let mut named = self.actors.within(&near).map(|(_, found)| found);
        let plain = |found: &actors::Mentioned| {
            found.inside.is_none()
                && !found.quoted
                && self.syntax.tag(found.group.start.wrapping_sub(1)) != Tag::Preposition
                && self.actors.is_human(found.mention.party)
        };
        let opens = |found: &&actors::Mentioned| {
            let end = found.group.end - usize::from(self.doc.before(found.group.end).text == ",");
            self.syntax.tag(end) == Tag::Comma
                && matches!(self.syntax.tag(end + 1), Tag::Relative | Tag::That)
                && plain(found)
        };
        if let Some(found) = named.find(opens) {
            return (!found.plural).then_some(found.mention.party);
        }
        self.apposed_before(sentence, start - 1)
    }

    /// "Anna Ozola, spokeswoman for the ministry,": the person at the front of a clause whose apposition, without a verb,
    /// ends with the comma.
    fn apposed_before(&self, sentence: usize, comma: usize) -> Option<PartyIndex> {
        let near = sentence.max(comma.saturating_sub(24))..comma;
        let finite = |at: usize| {
            self.syntax.verb_at(at).and_then(|verb| self.syntax.verb(verb)).is_some_and(VerbGroup::is_finite)
        };
        let mut named = self.actors.within(&near).map(|(_, found)| found);
        let found = named.find(|found| {
            let first = found.group.start;
            let titled = |at: usize| matches!(self.syntax.tag(at), Tag::Open | Tag::Name | Tag::Determiner);
            let opens = (sentence..first).all(titled)
                || matches!(
                    self.syntax.tag(first.wrapping_sub(1)),
                    Tag::Comma | Tag::That | Tag::Coordinator
                );
            let end = found.words.end;
            let set = self.syntax.tag(end) == Tag::Comma && end < comma;
            // "La Razon, believed to have his ear,": a form that may be a participle is one right behind the comma.
            let participle = |at: usize| at == end + 1 && self.syntax.verb_at(at).is_some();
            let apposition = set && !(end..comma).any(|at| finite(at) && !participle(at));
            opens
                && apposition
                && matches!(found.mention.class, Class::Person | Class::Organisation | Class::State)
                && found.inside.is_none()
                && !found.quoted
                && !found.plural
        })?;
        // « Anna Ozola, Per Lund, Olav Brekke, »: a list has no apposition.
        let behind = found.words.end + 1..found.words.end + 2;
        let other = self.actors.within(&behind).any(|(_, next)| next.mention.class != Class::Role);
        (!other).then_some(found.mention.party)
    }

    /// The party whose whole noun group ends right before a verb.
    pub(super) fn named_before(&self, verb: usize) -> Option<PartyIndex> {
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
        if let Some(who) = self.narrated(number, reach).or_else(|| self.quoted_as(number)) {
            return Some(who);
        }
        let mut nearest = None;
        let mut outer = clause.parent;
        for _ in 0..8 {
            let Some(here) = outer else { break };
            let who = self.own_speaker(here, reach - 1).or_else(|| self.said_to(clause, here, reach - 1));
            if self.verb_of(here).is_some_and(|group| self.speaks(group)) && who.is_some() {
                return who;
            }
            if nearest.is_none() && matches!(who, Some(Who::Party(_))) {
                nearest = who;
            }
            outer = self.syntax.clause(here).and_then(|clause| clause.parent);
        }
        nearest
            .or_else(|| self.fronted(number, reach - 1))
            .or_else(|| self.named_before_comma(self.verb_of(number)?.words.start))
    }

    /// « Et la ministre d'ajouter : »: the infinitive of a story, its subject before the preposition.
    fn narrated(&self, number: usize, reach: usize) -> Option<Who> {
        let group = self.verb_of(number).filter(|group| group.tense == VerbTense::Infinitive)?;
        let to = group.words.start.checked_sub(1)?;
        if !self.lists.narrating.has(&self.doc.word(to).lower) {
            return None;
        }
        let (noun, subject) = self.syntax.nouns_in(to.saturating_sub(12)..to).last()?;
        let first = subject.words.start;
        let opens = matches!(self.syntax.tag(first.wrapping_sub(1)), Tag::Coordinator | Tag::Mark)
            || self.doc.sentence_of(first).is_some_and(|sentence| sentence.words.start == first);
        (subject.words.end == to && subject.is_bare() && opens).then(|| self.who_within(noun, reach - 1))?
    }

    /// « Et d'ajouter : », « Avant de conclure : »: the infinitive of a story that opens its sentence, without a subject.
    pub(super) fn is_narrated(&self, number: usize) -> bool {
        let group = self.verb_of(number).filter(|group| group.tense == VerbTense::Infinitive);
        let Some(to) = group.and_then(|group| group.words.start.checked_sub(1)) else { return false };
        let first = self.doc.sentence_of(to).map_or(to, |sentence| sentence.words.start);
        let joint = |at: usize| {
            matches!(
                self.syntax.tag(at),
                Tag::Coordinator | Tag::Preposition | Tag::Subordinator | Tag::Adverb
            )
        };
        self.lists.narrating.has(&self.doc.word(to).lower) && (first..to).all(joint)
    }

    /// "is said to have observed", "was overheard to ask": a passive over an infinitive of saying.
    pub(super) fn is_told_to_speak(&self, group: &VerbGroup) -> bool {
        let behind = group.words.end..group.words.end + 3;
        let next = behind.filter_map(|at| self.syntax.verb(self.syntax.verb_at(at)?));
        let mut next = next.filter(|next| next.words.start >= group.words.end);
        group.passive
            && next.any(|next| !next.is_finite() && next.tense != VerbTense::Participle && self.speaks(next))
    }

    /// "is said to have called": whom a passive tells to have spoken, by the infinitive it has.
    fn said_to(&self, clause: &Clause, outer: usize, reach: usize) -> Option<Who> {
        let inner = matches!(clause.kind, ClauseKind::Infinitive | ClauseKind::Gerund);
        let infinitive = inner && clause.parent == Some(outer);
        let passive = self.verb_of(outer).is_some_and(|group| group.passive && group.is_finite());
        let subjects = &self.syntax.clause(outer)?.subjects;
        (infinitive && passive && reach > 0).then(|| self.first_known(subjects, reach))?
    }

    /// « Saluant « un geste », la ministre a promis »: the subject behind the comma that ends a participle at the front.
    fn fronted(&self, number: usize, reach: usize) -> Option<Who> {
        let clause = self.syntax.clause(number).filter(|clause| clause.kind != ClauseKind::Infinitive)?;
        let start = self.verb_of(number)?.words.start;
        let sentence = self.doc.sentence_of(start)?.words.clone();
        if reach == 0 || start > sentence.start + 1 {
            return None;
        }
        let later = self.syntax.clauses_of(clause.unit..clause.unit + 1).filter(|(other, _)| *other > number);
        let behind = later.filter(|(other, _)| self.verb_of(*other).is_some_and(VerbGroup::is_finite));
        let mut subjects = behind.flat_map(|(_, clause)| clause.subjects.iter().copied());
        let set_off = |noun: &usize| {
            let first = self.syntax.noun(*noun).map_or(0, |noun| noun.words.start);
            first > start && self.syntax.tag(first.wrapping_sub(1)) == Tag::Comma
        };
        let named = || {
            let mut verbs =
                self.syntax.clauses_of(clause.unit..clause.unit + 1).filter(|(other, _)| *other > number);
            verbs.find_map(|(other, _)| self.set_off_before(self.verb_of(other)?)).map(Who::Party)
        };
        subjects.find(set_off).and_then(|noun| self.who_within(noun, reach - 1)).or_else(named)
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

    pub(super) fn who_within(&self, number: usize, reach: usize) -> Option<Who> {
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
        // « l'entourage du ministre » is not the minister.
        let circle = self.lists.circles.has(&self.doc.word(noun.head).lower);
        if circle && self.actors.at(noun.head).is_none() {
            return Some(Who::Unnamed(self.description(noun.words.clone())));
        }
        // "the President's letter to the Chancellor" is the President's.
        let told = self.lists.sayings.has(&self.doc.word(noun.head).lower)
            && self.actors.group_at(noun.head).is_none();
        let writer = || self.author(noun.words.end).or_else(|| self.owner_of(noun.words.start));
        if let Some(who) = told.then(writer).flatten() {
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
            let owner = || self.owner_of(noun.words.start);
            let both = || if joint { party() } else { None };
            return self
                .author(noun.words.end)
                .or_else(owner)
                .or_else(both)
                .or_else(|| (reach > 1).then(|| self.its_own(number)).flatten())
                .or_else(|| self.writer_before(number));
        }
        // "the Islamic Jihad, a group which let it be known": an apposition with a relative clause is whom it stands to.
        let comma = noun.words.start.checked_sub(1).filter(|&at| self.syntax.tag(at) == Tag::Comma);
        if let Some(comma) = comma.filter(|_| self.syntax.tag(noun.words.end) == Tag::Relative)
            && let Some(found) = self.mentions_before(comma).take(3).find(|found| found.words.end == comma)
        {
            return Some(Who::Party(found.mention.party));
        }
        // Without a determiner it is no description of anybody (« a juste indiqué »), nor are quoted words.
        let quotes = noun.words.clone().any(|at| self.doc.word(at).shape == Shape::OpenQuote);
        (noun.determiner != Determiner::None && !quotes)
            .then(|| Who::Unnamed(self.description(noun.words.clone())))
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
        // "a Baghdad driver" is not the town.
        let before = |found: &actors::Mentioned| {
            let thing = matches!(found.mention.class, Class::State | Class::Organisation);
            thing && found.words.end <= head && found.words.start >= words.start
        };
        let inner = whole
            .filter(|found| found.inside.is_none() && !before(found))
            .find(|found| found.words.start <= words.end);
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
        if words.clone().any(|at| self.lists.both.has(&self.doc.word(at).lower))
            && self.syntax.noun_at(head).is_some_and(|noun| self.is_people_of_any_number(noun))
        {
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

    /// "the minister's reply": whom a mark of possession right before a noun ties to it.
    pub(super) fn owner_of(&self, noun: usize) -> Option<Who> {
        let mark = (noun.saturating_sub(3)..noun).rev().find(|&at| {
            let word = self.doc.word(at);
            self.lists.possessing.has(&word.lower)
        })?;
        let (_, group) = self.syntax.nouns_in(mark.saturating_sub(12)..mark).last()?;
        let near = group.words.end == mark && mark + 3 >= noun;
        let who = near.then(|| self.party_of(group.words.clone(), group.head))??;
        Some(Who::Party(who))
    }

    /// « la déclaration du ministre »: who stands behind « de ».
    pub(super) fn author(&self, from: usize) -> Option<Who> {
        let (_, noun) = self.syntax.nouns_in(from..from + 3).next()?;
        // "a memo seen by the agency"
        if (from..noun.words.start).any(|at| self.syntax.tag(at) == Tag::Verb) {
            return None;
        }
        let of = self.lists.of;
        let party = of.has(noun.preposition).then(|| self.party_of(noun.words.clone(), noun.head))??;
        Some(Who::Party(party))
    }

    /// « le président de la région, Anna Ozola, »: the person named behind a description and a comma, before another mark.
    fn apposed(&self, number: usize) -> Option<PartyIndex> {
        let noun = self.syntax.noun(number)?;
        let end = self.described(noun.words.clone());
        // « le procureur de la République Pierre Sennès »
        let right = noun.words.end..end + 8;
        let named = self.actors.within(&right).map(|(_, found)| found).find(|found| {
            let led = matches!(
                self.syntax.tag(found.group.start.wrapping_sub(1)),
                Tag::Preposition | Tag::Determiner | Tag::Comma | Tag::Mark
            );
            !led && found.inside.is_none() && found.words.start <= end && found.mention.class == Class::Person
        });
        let loose = noun.determiner == Determiner::Indefinite && noun.words.end != end;
        if let Some(found) = named.filter(|_| !noun.plural && !loose) {
            return Some(found.mention.party);
        }
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
                || self.lists.person_endings.forms().iter().any(|ending| lower.ends_with(ending))
                || tables.head(fold).is_some();
            let thing =
                self.lists.outlets.has(lower) || self.lists.sayings.has(lower) || tables.body(fold).is_some();
            noun.pronoun || !noun.plural && person && !thing
        })
    }

    /// Whether a noun group tells of people by its noun.
    pub fn is_people(&self, noun: usize) -> bool {
        let Some(noun) = self.syntax.noun(noun) else { return false };
        let tables = crate::lexicon::actors::tables(self.doc.language);
        let fold = |distance: usize| &self.doc.word(noun.head + distance).fold;
        let lower = &self.doc.word(noun.head).lower;
        // « le vice-premier »: the office stands behind the hyphen.
        let last = self.doc.word(noun.head).fold.rsplit('-').next().unwrap_or_default();
        self.lists.sources.has(lower)
            || self.lists.person_endings.forms().iter().any(|ending| lower.ends_with(ending))
            || tables.head(fold).is_some()
            || last.len() < lower.len() && tables.heads.iter().any(|head| head.words.iter().eq([last]))
    }

    /// « les deux négociateurs »: the same for several.
    fn is_people_of_any_number(&self, noun: usize) -> bool {
        let Some(head) = self.syntax.noun(noun).map(|noun| &self.doc.word(noun.head).lower) else {
            return false;
        };
        let one = head.trim_end_matches(['s', 'x']);
        let ends = self.lists.person_endings.forms().iter().any(|ending| one.ends_with(ending));
        self.is_people(noun) || ends || self.lists.persons.has(one)
    }

    /// « une source proche de la présidence »: the noun group with its complements, up to a verb or a mark.
    fn description(&self, words: std::ops::Range<usize>) -> String {
        let end = self.described(words.clone());
        // « selon les mots du procureur »: the article is part of the preposition.
        let contracted = crate::lexicon::words(self.doc.language).contracted;
        let noun = self.syntax.noun_at(words.start).and_then(|noun| self.syntax.noun(noun));
        let led = contracted.has(&self.doc.word(words.start).lower)
            && noun.is_some_and(|noun| !noun.preposition.is_empty() && !noun.plural);
        let start = words.start + usize::from(led && words.len() > 1);
        self.doc.span(&(start..end)).of(self.doc.text).to_owned()
    }

    /// Where a noun group ends with its complements.
    pub(super) fn described(&self, words: std::ops::Range<usize>) -> usize {
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
}

/// Whether the subject undergoes the verb: a passive, or a participle without auxiliary.
pub(super) fn undergone(group: &VerbGroup) -> bool {
    group.passive || (group.tense == VerbTense::Participle && group.shares.is_none())
}
