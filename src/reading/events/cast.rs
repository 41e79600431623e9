//! Cast: whom a noun group or a pronoun means, as a party of the article or as somebody unnamed.
//!
//! Names come from the layer of actors; here plurals (« les deux pays »), pronouns, and first persons in quotations
//! are tied to them. Does not decide which part anybody plays.

use super::{Draft, Scene};
use crate::lexicon::gazetteer;
use crate::model::{Class, PartyIndex, Who};
use crate::reading::actors::{Gender, Mentioned, resolve_pronoun};
use crate::reading::syntax::{ClauseKind, Determiner, NounGroup, Tag};
use std::ops::Range;

impl Scene<'_, '_> {
    /// Whom a noun group means; `speaker` is who says « je » and « nous » here.
    pub(super) fn who(&self, noun: usize, speaker: &[Who], drafts: &[Draft]) -> Vec<Who> {
        let Some(group) = self.syntax.noun(noun) else { return Vec::new() };
        if group.temporal || group.quotation {
            return Vec::new();
        }
        if group.pronoun {
            return self.pronoun(group.words.start, speaker, drafts);
        }
        if let Some(party) = self.party_of(group) {
            return vec![Who::Party(party)];
        }
        // « Russian officials »: the guide counts them as unnamed; French copy names their state by them.
        let officials = if self.grammar().helper_verbs { Vec::new() } else { self.officials(group) };
        if !officials.is_empty() {
            return officials;
        }
        if let Some(latter) = self.latter(group) {
            return vec![Who::Party(latter)];
        }
        let both = self.both(group, drafts);
        if !both.is_empty() {
            return both;
        }
        let named = self.named_behind(group);
        if !named.is_empty() {
            return named;
        }
        vec![Who::Unnamed(self.description(group))]
    }

    /// « Ce dernier »: the person named last before.
    fn latter(&self, group: &NounGroup) -> Option<PartyIndex> {
        let lists = crate::lexicon::quotes(self.doc.language);
        let opener = &self.doc.word(group.words.start).lower;
        let latter = group.words.len() == 2
            && lists.latter.has(&self.doc.word(group.head).lower)
            && lists.latter_openers.has(opener);
        let until = self.actors.mentions.partition_point(|found| found.words.start < group.words.start);
        let before = self.actors.mentions.get(..until.min(until * usize::from(latter)))?;
        let feminine = lists.woman_openers.has(opener);
        let near = before.iter().rev().take(12).filter(|found| {
            let gender = self.actors.profile(found.mention.party).gender;
            self.actors.is_human(found.mention.party)
                && !found.plural
                && gender.is_none_or(|gender| feminine == (gender == Gender::Feminine))
        });
        near.map(|found| found.mention.party).next()
    }

    /// « Les ministres des Affaires étrangères, X et Y, »: the persons named between commas or dashes behind a plural.
    fn named_behind(&self, group: &NounGroup) -> Vec<Who> {
        let mark = |token: usize| {
            self.syntax.tag(token) == Tag::Comma || matches!(self.doc.word(token).text, "-" | "–" | "—")
        };
        // « An Emirati assistant minister, X, denied »: one alone may be named behind an indefinite.
        let definite = group.determiner == Determiner::Definite;
        if !self.is_people(group) || !definite && (group.plural || group.determiner == Determiner::None) {
            return Vec::new();
        }
        let Some(sentence) = self.doc.sentence_of(group.head) else { return Vec::new() };
        let near = group.words.end..sentence.words.end.min(group.words.end + 12);
        let opener = near.into_iter().find(|&token| mark(token) || self.syntax.verb_at(token).is_some());
        let Some(opener) = opener.filter(|&token| mark(token)) else { return Vec::new() };
        // « , MM. Heath et Johannesson, »
        let titles = crate::lexicon::actors::tables(self.doc.language).lists.titles_plural;
        let opens_with_one = titles.has(self.doc.word(opener + 1).lower.trim_end_matches('.'));
        let dot = opens_with_one && self.doc.word(opener + 2).text == ".";
        let (mut found, mut at) = (Vec::new(), opener + 1 + usize::from(opens_with_one) + usize::from(dot));
        while let Some(mention) =
            self.actors.at(at).and_then(|number| self.actors.mentions.get(number)).filter(|mention| {
                mention.words.start == at && self.class(mention.mention.party) == Class::Person
            })
        {
            add(&mut found, [Who::Party(mention.mention.party)]);
            let end = mention.words.end;
            let joins = self.syntax.tag(end) == Tag::Comma || self.syntax.tag(end) == Tag::Coordinator;
            if !joins || !group.plural {
                at = end;
                break;
            }
            at = end + 1;
        }
        // « L'homologue en question, X, est arrivé »
        let closed = !group.plural && found.len() == 1 && self.syntax.tag(at) == Tag::Comma;
        if found.len() > 1 && group.plural || closed { found } else { Vec::new() }
    }

    /// How the language builds its sentences.
    pub(super) fn grammar(&self) -> &'static crate::lexicon::grammar::Grammar {
        crate::lexicon::grammar(self.doc.language)
    }

    /// The party that a noun group names: a mention in it that is no complement's, or one whose group it opens.
    pub(super) fn party_of(&self, group: &NounGroup) -> Option<PartyIndex> {
        let inside = |found: &&Mentioned| {
            found.words.start < group.words.end
                && group.words.start < found.words.end
                && found.inside.is_none()
        };
        let around = Self::around(group);
        let near = self.actors.within(&around).map(|(_, found)| found);
        let mut named: Vec<&Mentioned> = near.filter(inside).collect();
        if self.grammar().head_last {
            // « NATO allies », « a Turkish ship »: what stands before the head describes it.
            named.retain(|found| found.words.contains(&group.head) || found.group.contains(&group.head));
        }
        named.sort_by_key(|found| (found.mention.class == Class::Role, found.words.start));
        if let Some(found) = named.first() {
            return Some(found.mention.party);
        }
        if let Some(party) = self.named_right_behind(group) {
            return Some(party);
        }
        // « L'émissaire néerlandaise pour le Caucase, Ilse …»: the group belongs to a name behind it.
        let holder = self.actors.group_at(group.head).and_then(|number| self.actors.mentions.get(number))?;
        let opens = holder.group.start >= group.words.start && holder.group.start <= group.head;
        let led = holder.words.start >= group.head;
        // « Chad's | chief negotiator, X », « X, a former ambassador to Kenya »: all one group.
        let around = self.grammar().head_last
            && holder.group.start <= group.head
            && group.words.end <= holder.group.end
            && group.preposition.is_empty();
        (opens && led || around).then_some(holder.mention.party)
    }

    /// « l'Ougandais | Yoweri Museveni », « the Lima newspaper | El Comercio »: a person or body whose name follows.
    fn named_right_behind(&self, group: &NounGroup) -> Option<PartyIndex> {
        let next = self.actors.at(group.words.end).and_then(|number| self.actors.mentions.get(number))?;
        let word = self.doc.word(group.head);
        let demonym = word.is_capital() && gazetteer::adjective(self.doc.language, &word.fold).is_some();
        let fits = match next.mention.class {
            Class::Person => demonym && !group.plural,
            Class::Organisation => {
                !group.plural && self.lists.people.has(&word.lower) && self.is_medium(next.mention.party)
            }
            _ => false,
        };
        let starts = next.words.start == group.words.end && next.inside.is_none();
        (fits && starts && group.determiner == Determiner::Definite).then_some(next.mention.party)
    }

    /// « des responsables russes », « des responsables du Kremlin », « (ukrainiens) et russes »: officials stand for
    /// their state or body.
    fn officials(&self, group: &NounGroup) -> Vec<Who> {
        let words = group.words.clone();
        let head = self.lists.officials.has(&self.doc.word(group.head).lower);
        let lone = words.len() == 1 && self.is_joined(group) && self.syntax.tag(group.head) == Tag::Open;
        if !(head || lone) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for token in words {
            let adjective = gazetteer::adjective(self.doc.language, &self.doc.word(token).fold);
            let mut states = adjective.into_iter().flat_map(gazetteer::Adjective::of);
            let party = states.find_map(|state| {
                self.actors
                    .parties
                    .iter()
                    .position(|party| party.id.as_deref() == Some(state.id()) || party.name == state.fr())
            });
            add(&mut found, party.map(Who::Party));
        }
        if found.is_empty() && head {
            let complement = self.complement(group).and_then(|complement| self.party_of(complement));
            let body = complement.filter(|&party| self.class(party) != Class::Person);
            add(&mut found, body.map(Who::Party));
            // « des représentants de l'Ukraine et de la Russie »
            let next = self.complement(group).and_then(|first| {
                let mut behind =
                    self.syntax.nouns_in(first.words.end..first.words.end + 4).map(|(_, noun)| noun);
                behind.find(|noun| self.lists.of.has(noun.preposition) && self.is_joined(noun))
            });
            add(
                &mut found,
                next.filter(|_| body.is_some()).and_then(|next| self.party_of(next)).map(Who::Party),
            );
        }
        found
    }

    /// A few tokens around a group: mentions may begin before it (their article) and end behind it.
    fn around(group: &NounGroup) -> Range<usize> {
        group.words.start.saturating_sub(12)..group.words.end + 24
    }

    /// Whether a noun group can act: a party, a pronoun, or a noun for people.
    pub(super) fn can_act(&self, group: &NounGroup) -> bool {
        if group.temporal || group.quotation {
            return false;
        }
        let impersonal = |token: usize| self.lists.impersonal.has(&self.doc.word(token).lower);
        if group.pronoun {
            // « one of the officials »
            let counted = || {
                self.lists.counters.has(&self.doc.word(group.head).lower)
                    && self.complement(group).is_some_and(|complement| self.is_people(complement))
            };
            return !impersonal(group.words.start) || self.grammar().helper_verbs && counted();
        }
        self.party_of(group).is_some()
            || self.is_people(group)
            || !self.officials(group).is_empty()
            || self.bears_name(group)
    }

    /// « Palermo denied it », « Les Paraguayens ont attaqué »: a name that no layer knows, or people by their nation.
    fn bears_name(&self, group: &NounGroup) -> bool {
        let head = self.doc.word(group.head);
        let nation = || {
            let fold: &str = head.fold.as_ref();
            let singular = fold.strip_suffix('s').unwrap_or(fold);
            gazetteer::adjective(self.doc.language, &head.fold).is_some()
                || gazetteer::adjective(self.doc.language, singular).is_some()
        };
        // « The Cabinet of St. Petersburg »: one mention, whose first noun is a body's.
        let body = || {
            self.grammar().helper_verbs
                && group.words.clone().any(|token| {
                    let word = self.doc.word(token);
                    word.is_capital() && self.lists.people.has(&word.lower)
                })
        };
        let named =
            head.is_capital() && (self.syntax.tag(group.head) == Tag::Name || !head.opens && nation());
        // « parler à Moscou »: where, not to whom.
        let town = || self.actors.places_within(&group.words).any(|place| place.locative);
        !group.aside && (named || body()) && !town()
    }

    /// Whether the head, or one of the words of the group, is a noun for people or bodies.
    pub(super) fn is_people(&self, group: &NounGroup) -> bool {
        self.lists.people.has(&self.doc.word(group.head).lower) || {
            let head = &self.doc.word(group.head).lower;
            let number = self.grammar().helper_verbs && self.syntax.tag(group.head) == Tag::Number;
            let counted = self.lists.counters.has(head) || self.lists.numerals.has(head) || number;
            let several = self.grammar().helper_verbs
                && group.determiner == Determiner::Definite
                && group.words.len() == 2
                && self.lists.numerals.has(head);
            // « Thousands marched »
            let many = self.grammar().helper_verbs
                && group.words.len() == 1
                && self.lists.plural_openers.has(head)
                && self.complement(group).is_none();
            // « The two have haggled »
            several
                || many
                || counted
                    && self.complement(group).is_some_and(|complement| {
                        self.is_people(complement) || complement.pronoun && self.grammar().helper_verbs
                    })
        }
    }

    /// The group with « de » right behind another.
    fn complement(&self, group: &NounGroup) -> Option<&NounGroup> {
        let next = self.syntax.nouns_in(group.words.end..group.words.end + 3).next().map(|(_, noun)| noun)?;
        self.lists.of.has(next.preposition).then_some(next)
    }

    /// The words of an unnamed party: the group, and a complement that says whose or of what kind.
    pub(super) fn description(&self, group: &NounGroup) -> String {
        let mut end = group.words.end;
        if let Some(complement) = self.complement(group) {
            end = complement.words.end;
        } else if let Some(verb) = self.syntax.verb_at(end).and_then(|verb| self.syntax.verb(verb)) {
            // « une source informée de ce voyage ».
            if verb.words.len() == 1 && !verb.is_finite() {
                let behind = self.syntax.nouns_in(verb.words.end..verb.words.end + 3).next();
                let tied = behind.filter(|(_, noun)| self.lists.of.has(noun.preposition));
                end = tied.map_or(verb.words.end, |(_, noun)| noun.words.end);
            }
        }
        self.doc.span(&(group.words.start..end)).of(self.doc.text).to_owned()
    }

    /// « les deux pays », « les deux hommes »: the two states or persons named last before.
    fn both(&self, group: &NounGroup, drafts: &[Draft]) -> Vec<Who> {
        let counted = group.words.clone().any(|token| self.lists.two.has(&self.doc.word(token).lower));
        if !counted || !group.plural || group.determiner != Determiner::Definite {
            return Vec::new();
        }
        let head = &self.doc.word(group.head).lower;
        let states = self.lists.state_nouns.has(head);
        // « The two »
        // « Both the company and its owner »: names follow.
        let alone = self.grammar().helper_verbs
            && self.lists.two.has(head)
            && !self.lists.determiners.has(&self.doc.word(group.head + 1).lower);
        if !states && !alone && !self.lists.people.has(head) {
            return Vec::new();
        }
        let fits = |class: Class| match class {
            Class::State => states || alone,
            Class::Person => !states,
            _ => false,
        };
        // « Le président X a reçu les deux diplomates »: who receives them is none of the two.
        let subjects = self.syntax.clause_at(group.words.start).and_then(|clause| self.syntax.clause(clause));
        let host = subjects.and_then(|clause| {
            let subject = self.syntax.noun(*clause.subjects.first()?)?;
            self.party_of(subject).filter(|_| subject.words.end <= group.words.start)
        });
        let pair =
            drafts.iter().rev().filter(|draft| draft.words.end <= group.words.start).find_map(|draft| {
                let parties: Vec<PartyIndex> =
                    draft.agents.iter().chain(&draft.counterparts).filter_map(Who::party).collect();
                let two = parties.len() == 2
                    && parties.iter().all(|&party| fits(self.class(party)) && Some(party) != host);
                let theirs = || Some(self.states_of(&parties)).filter(|own| states && own.len() == 2);
                if two { Some(parties) } else { theirs() }
            });
        let pair = pair.unwrap_or_else(|| self.last_two(group.words.start, host, fits));
        pair.into_iter().map(Who::Party).collect()
    }

    /// The states that two persons belong to.
    fn states_of(&self, parties: &[PartyIndex]) -> Vec<PartyIndex> {
        let mut found = Vec::new();
        for &party in parties.iter().filter(|&&party| self.actors.is_human(party)) {
            let Some(name) = self.actors.profile(party).state.as_deref() else { continue };
            let state = self.actors.parties.iter().position(|party| party.name == name);
            found.extend(state.filter(|state| !found.contains(state)));
        }
        found
    }

    fn class(&self, party: PartyIndex) -> Class {
        self.actors.parties.get(party).map_or(Class::Role, |party| party.class)
    }

    /// The last two parties of a class mentioned before a token but one, in the order of the article; none if only one was.
    fn last_two(
        &self,
        before: usize,
        but: Option<PartyIndex>,
        fits: impl Fn(Class) -> bool,
    ) -> Vec<PartyIndex> {
        let mut found: Vec<PartyIndex> = Vec::new();
        for mention in self.actors.mentions.iter().rev().filter(|mention| mention.words.end <= before) {
            let party = mention.mention.party;
            if fits(self.class(party)) && !found.contains(&party) && Some(party) != but {
                found.push(party);
            }
            if found.len() == 2 {
                found.reverse();
                return found;
            }
        }
        Vec::new()
    }

    /// Whom a pronoun means.
    pub(super) fn pronoun(&self, token: usize, speaker: &[Who], drafts: &[Draft]) -> Vec<Who> {
        let word = self.doc.word(token);
        let lower = word.lower.trim_start_matches("-t-").trim_start_matches('-');
        if self.lists.impersonal.has(lower) {
            return Vec::new();
        }
        if self.lists.first_persons.has(lower) {
            return speaker.to_vec();
        }
        // « each accused the other »: those who acted together before.
        if self.grammar().helper_verbs && self.lists.determiners.has(lower) {
            return self.several_before(token, drafts);
        }
        let plural = self.lists.plural_pronouns.has(lower);
        let gender =
            if self.lists.feminine_pronouns.has(lower) { Gender::Feminine } else { Gender::Masculine };
        if plural {
            let unnamed = self.unnamed_before(token, gender);
            if !unnamed.is_empty() {
                return unnamed;
            }
            let several = self.several_before(token, drafts);
            if !several.is_empty() {
                return several;
            }
        }
        let thing = self.lists.neuter_pronouns.has(lower);
        if !plural
            && !thing
            && let Some(who) = self.last_doer(token, gender, drafts)
        {
            return vec![who];
        }
        let told = if self.lists.neuter_pronouns.has(lower) || plural && !self.grammar().gendered {
            None
        } else {
            Some(gender)
        };
        if let Some(party) = resolve_pronoun(self.doc, self.actors, token, told, plural) {
            return vec![Who::Party(party)];
        }
        self.last_subject(token, plural, drafts)
    }

    /// « il », « elle »: the person who acted last in a main clause of this paragraph or the one before, where the
    /// gender agrees.
    fn last_doer(&self, token: usize, gender: Gender, drafts: &[Draft]) -> Option<Who> {
        let paragraph = self.doc.word(token).paragraph;
        let near = drafts.iter().rev().filter(|draft| draft.words.end <= token && draft.noun.is_none());
        let mut near = near.take_while(|draft| self.doc.word(draft.main).paragraph + 1 >= paragraph);
        near.find_map(|draft| {
            let main = self.syntax.clause(draft.clause).is_some_and(|clause| clause.kind == ClauseKind::Main);
            let doer = self.subject_of_passive(draft.clause).or(match draft.agents.as_slice() {
                [Who::Party(party)] => Some(*party),
                _ => None,
            })?;
            let known = self.actors.profile(doer).gender;
            let agrees = known.is_none_or(|known| known == gender);
            (main && !self.is_quoted(draft.clause) && agrees && self.actors.is_human(doer))
                .then_some(Who::Party(doer))
        })
    }

    /// « X a été reçu par Y. Il … »: what a passive is about goes on, not who did it.
    fn subject_of_passive(&self, clause: usize) -> Option<PartyIndex> {
        self.governor(clause).filter(|verb| verb.passive)?;
        let subject = *self.syntax.clause(clause)?.subjects.first()?;
        self.party_of(self.syntax.noun(subject)?).filter(|&party| self.actors.is_human(party))
    }

    /// « elles », « ils »: people named only by description shortly before (« les deux sources diplomatiques »).
    fn unnamed_before(&self, token: usize, gender: Gender) -> Vec<Who> {
        if gender != Gender::Feminine {
            return Vec::new();
        }
        let sentence = self.doc.word(token).sentence;
        let until = self.syntax.nouns.partition_point(|noun| noun.words.start < token);
        let near = (until.saturating_sub(24)..until).rev().filter_map(|number| self.syntax.noun(number));
        let found =
            near.take_while(|noun| self.doc.word(noun.words.start).sentence + 2 >= sentence).find(|noun| {
                noun.plural
                    && self.lists.feminine_people.has(&self.doc.word(noun.head).lower)
                    && self.party_of(noun).is_none()
            });
        found.map(|noun| Who::Unnamed(self.description(noun))).into_iter().collect()
    }

    /// « ils »: the parties that last acted together.
    pub(super) fn several_before(&self, token: usize, drafts: &[Draft]) -> Vec<Who> {
        let near = drafts.iter().rev().filter(|draft| draft.words.end <= token);
        let recent = near.take_while(|draft| {
            let (here, there) = (self.doc.word(token).paragraph, self.doc.word(draft.main).paragraph);
            here <= there + 1
        });
        for draft in recent {
            if draft.agents.len() >= 2 {
                return draft.agents.clone();
            }
            if draft.agents.len() == 1 && draft.counterparts.len() == 1 {
                return draft.agents.iter().chain(&draft.counterparts).cloned().collect();
            }
        }
        Vec::new()
    }

    /// The unnamed subject of the sentence before, where no party fits.
    fn last_subject(&self, token: usize, plural: bool, drafts: &[Draft]) -> Vec<Who> {
        let sentence = self.doc.word(token).sentence;
        let before = drafts.iter().rev().find(|draft| {
            let there = self.doc.word(draft.main).sentence;
            draft.words.end <= token && there + 2 >= sentence && !draft.agents.is_empty()
        });
        before
            .map(|draft| draft.agents.clone())
            .filter(|agents| plural || agents.len() == 1)
            .unwrap_or_default()
    }

    /// Whom a possessive before a noun means (« leur appel », « sa visite »).
    pub(super) fn possessor(&self, group: &NounGroup, speaker: &[Who], drafts: &[Draft]) -> Vec<Who> {
        let opener = &self.doc.word(group.words.start).lower;
        if self.lists.first_possessives.has(opener) {
            return speaker.to_vec();
        }
        if !self.lists.possessives.has(opener) {
            return Vec::new();
        }
        let own = self.possessing_subject(group, speaker, drafts);
        if !own.is_empty() {
            return own;
        }
        if self.lists.plural_possessives.has(opener) {
            let several = self.several_before(group.words.start, drafts);
            return if several.is_empty() {
                self.last_two(group.words.start, None, |class| class == Class::Person)
                    .into_iter()
                    .map(Who::Party)
                    .collect()
            } else {
                several
            };
        }
        resolve_pronoun(self.doc, self.actors, group.words.start, None, false)
            .map(Who::Party)
            .into_iter()
            .collect()
    }

    /// « Le Mali et le Niger ont annoncé leur retrait »: what is the object of a verb is its subject's.
    fn possessing_subject(&self, group: &NounGroup, speaker: &[Who], drafts: &[Draft]) -> Vec<Who> {
        let object = || {
            let noun = self.syntax.noun_at(group.head)?;
            let number = self.syntax.clause_at(group.words.start)?;
            let clause = self.syntax.clause(number)?;
            let verb = self.governor(number)?;
            let mut between = self.syntax.nouns_in(verb.words.end..group.words.start);
            let alone = !between.any(|(_, noun)| noun.is_bare() && !noun.temporal);
            (self.is_object(noun, number) && alone && !verb.passive).then_some(clause)
        };
        let Some(clause) = object() else { return Vec::new() };
        let mut owners = Vec::new();
        for &subject in &clause.subjects {
            add(&mut owners, self.acting(subject, speaker, drafts));
        }
        let plural = self.lists.plural_possessives.has(&self.doc.word(group.words.start).lower);
        let named = owners.iter().all(|who| who.party().is_some());
        if named && (owners.len() > 1) == plural { owners } else { Vec::new() }
    }

    /// Whether the tag of the token before a group is a coordinator.
    pub(super) fn is_joined(&self, group: &NounGroup) -> bool {
        group.words.start > 0 && {
            let before = if group.preposition.is_empty() {
                group.words.start - 1
            } else {
                group.words.start.saturating_sub(2)
            };
            self.syntax.tag(before) == Tag::Coordinator
        }
    }
}

/// Adds those who are not there yet.
pub(super) fn add(into: &mut Vec<Who>, more: impl IntoIterator<Item = Who>) {
    for who in more {
        if !into.contains(&who) {
            into.push(who);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Article, Published, Who};

    /// The names of those who act in an article of 17 October 1973, in order.
    fn agents(body: &str) -> Vec<String> {
        let text = format!("Title\n\n{body}");
        let article = Article::new(Published::on("1973-10-17".parse().unwrap()), None, text);
        let reading = crate::reading::read(&article);
        let agents = reading.events.iter().flat_map(|event| &event.agents).filter_map(Who::party);
        agents.map(|party| reading.parties[party].name.clone()).collect()
    }

    #[test]
    fn titles_may_stand_before_the_names_behind_a_plural() {
        let told =
            agents("Les deux ministres, MM. Anders Kvist et Toma Radu, ont signé mardi un accord à Riga.");
        assert_eq!(told, ["Anders Kvist", "Toma Radu"]);
    }

    #[test]
    fn one_may_be_named_behind_a_description_or_a_clock() {
        let told = agents(
            "An Emirati assistant minister, Omar Rashid, denied the report in the hall of the town.\n\n14:30 \
             Seleshi Bekele, the water minister, said no to the plan.",
        );
        assert_eq!(told, ["Omar Rashid", "Seleshi Bekele"]);
    }

    #[test]
    fn when_may_stand_before_a_subject_that_is_told_more_of() {
        let told = agents(
            "In March Norway attacked the port, and six days later the Danish Consul, Josiah Greenleaf, resigned.",
        );
        assert_eq!(told, ["Norway", "Josiah Greenleaf"]);
    }

    #[test]
    fn who_receives_two_is_none_of_them() {
        let told =
            agents("Anders Kvist et Toma Radu sont là. Jan Moe a reçu lundi les deux ministres à Riga.");
        assert_eq!(told, ["Jan Moe"]);
    }

    #[test]
    fn what_describes_the_last_of_several_acts_no_more() {
        let told = agents(
            "Anders Kvist, commandant des troupes, et Toma Radu, son homologue, ont signé un accord à Riga.",
        );
        assert_eq!(told, ["Anders Kvist", "Toma Radu"]);
    }

    #[test]
    fn a_second_participle_has_its_own_doer() {
        let told = agents("Le texte a été soutenu par Anders Kvist et combattu par Toma Radu.");
        assert_eq!(told, ["Anders Kvist"]);
    }
}
