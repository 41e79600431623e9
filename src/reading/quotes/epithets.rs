//! Whom a bare description that speaks means: « … », a lâché le trentenaire.
//!
//! Elegant copy tells whom it has just told of by what he is besides. Does not know quotation marks, nor the offices of
//! persons: the actors do, and what they have resolved never comes here.

use super::{Draft, Scene};
use crate::lexicon::actors::{Level, Tables, tables};
use crate::lexicon::gazetteer;
use crate::model::{Class, PartyIndex, Who};
use crate::reading::actors::{Gender, Mentioned};
use crate::reading::doc::ParagraphKind;
use crate::reading::syntax::{ClauseKind, Determiner, NounGroup, Tag};
use crate::reading::words::Shape;
use std::ops::Range;

/// How many sentences back whom a description means is looked for.
const SENTENCES: usize = 5;

/// Of how many paragraphs, its own the first.
const PARAGRAPHS: usize = 2;

/// How many tokens back the one person named so far is looked for.
const NEAR: usize = 400;

/// How many mentions back whom a description means is looked for by title.
const MENTIONS: usize = 80;

/// How many noun groups back somebody may have been brought in without a name.
const NOUNS: usize = 300;

impl Scene<'_> {
    /// Whom the bare description means that is the subject of a clause: of the sentences before `until`, the nearest in
    /// which somebody speaks or acts whom it can mean.
    pub(super) fn epithet(&self, clause: usize, until: usize, drafts: &[Draft]) -> Option<PartyIndex> {
        let here = self.syntax.clause(clause)?;
        let number = *here.subjects.first().filter(|_| here.subjects.len() == 1)?;
        self.described_as(number, until, drafts)
    }

    /// Whom a bare description means.
    pub(super) fn described_as(&self, number: usize, until: usize, drafts: &[Draft]) -> Option<PartyIndex> {
        let noun = self.syntax.noun(number).filter(|noun| self.is_epithet(number, noun))?;
        // « un mineur … le mineur »: somebody brought in without a name keeps none.
        let head = &self.doc.word(noun.head).fold;
        let fresh =
            self.syntax.nouns.get(number.saturating_sub(NOUNS)..number).unwrap_or_default().iter().any(
                |other| {
                    let loose = other.determiner == Determiner::Indefinite && !other.plural;
                    loose && self.doc.word(other.head).fold == *head
                },
            );
        if fresh {
            return None;
        }
        let told = Description::new(self, noun);
        let words = self.content(noun);
        let fits = |party: &PartyIndex| {
            let titled = self.is_titled(*party, head) && !told.former && told.states.is_empty();
            (titled && self.agrees_with(*party, &told) || self.may_be_told(*party, &told))
                && !self.holds_another(*party, noun, &words)
        };
        // The only person of the text so far.
        let near = until.saturating_sub(NEAR)..until;
        let mut named = self.actors.within(&near).map(|(_, found)| found).filter(|found| self.is_one(found));
        let only = named.next().map(|found| found.mention.party);
        if let Some(only) = only.filter(fits)
            && named.all(|found| found.mention.party == only)
            && self.doc.word(self.doc.sentence_of(until)?.words.start).paragraph < PARAGRAPHS + 3
        {
            return Some(only);
        }
        // « l'émissaire américain »: the one person of that nation.
        let own = |party: &PartyIndex| {
            self.actors.profile(*party).state.as_deref().is_some_and(|state| told.states.contains(&state))
        };
        let acting = self.acting_before(noun, until, drafts).filter(fits);
        let bare = gazetteer::adjective(self.doc.language, head).is_some();
        if !bare && !told.states.is_empty() && !acting.as_ref().is_some_and(own) {
            let mut alike = self
                .persons_before(until)
                .map(|found| found.mention.party)
                .filter(|party| own(party) && fits(party));
            let first = alike.next();
            if let Some(first) = first.filter(|&first| alike.all(|party| party == first)) {
                return Some(first);
            }
        }
        if acting.is_some() {
            return acting;
        }
        let rank = told.office.map(|(_, level)| level);
        let post = matches!(rank, Some(Level::Head | Level::Office));
        let titled = self.persons_before(until).map(|found| found.mention.party).filter(|&party| {
            let shared = words.iter().filter(|word| self.is_titled(party, word)).count();
            fits(&party) && if post { shared == words.len() } else { self.is_titled(party, head) }
        });
        let titled: Vec<PartyIndex> = titled.collect();
        if let Some(&first) = titled.first() {
            return if titled.iter().all(|&party| party == first) { Some(first) } else { most(&titled, 0) };
        }
        // By what he is besides: a trade, a rank, an age; not by a post that somebody else may hold.
        let besides = self.lists.persons.has(&self.doc.word(noun.head).lower)
            || matches!(rank, Some(Level::Person | Level::Envoy));
        let told: Vec<PartyIndex> = self.persons_before(until).map(|found| found.mention.party).collect();
        // Else whom the sentences before name last, not in passing.
        let aside = |found: &&Mentioned| {
            let clause =
                self.syntax.clause_at(found.words.start).and_then(|clause| self.syntax.clause(clause));
            clause.is_some_and(|clause| clause.kind == ClauseKind::Relative)
        };
        let last = || self.persons_before(until).next().filter(|found| !aside(found));
        let last = || last().map(|found| found.mention.party);
        most(&told, 1).or_else(last).filter(|party| besides && fits(party))
    }

    /// The words of a description that tell what somebody is, folded, its complements among them.
    fn content(&self, noun: &NounGroup) -> Vec<&str> {
        let words = (noun.words.start..self.described(noun.words.clone())).filter(|&at| {
            let word = self.doc.word(at);
            let nation = gazetteer::adjective(self.doc.language, &word.fold).is_some();
            let plain = matches!(self.syntax.tag(at), Tag::Open | Tag::Name | Tag::Adverb);
            at == noun.head || plain && word.is_word() && !nation && !self.lists.once.has(&word.lower)
        });
        words.map(|at| self.doc.word(at).fold.as_str()).collect()
    }

    /// Whether the text tells a person by a title or an office with a word.
    fn is_titled(&self, party: PartyIndex, word: &str) -> bool {
        let offices = &self.actors.profile(party).offices;
        offices.iter().any(|office| office.split([' ', '-']).any(|one| one == word))
            || self.actors.mentions.iter().filter(|found| found.mention.party == party).any(|found| {
                let mut title =
                    (found.group.start..found.words.start).chain(found.words.end..found.group.end);
                title.any(|at| self.doc.word(at).fold.as_str() == word)
            })
    }

    /// « le ministre des finances » is nobody who is told to be minister of something else; « le colonel rebelle » is a
    /// colonel.
    fn holds_another(&self, party: PartyIndex, noun: &NounGroup, words: &[&str]) -> bool {
        let head = self.doc.word(noun.head).fold.as_str();
        let inside = |word: &str| noun.words.clone().any(|at| self.doc.word(at).fold.as_str() == word);
        let adjective = |word: &str| inside(word) && !crate::lexicon::grammar(self.doc.language).helper_verbs;
        let mut others = words.iter().filter(|&&word| word != head && !adjective(word)).peekable();
        others.peek().is_some()
            && self.is_titled(party, head)
            && !others.any(|word| self.is_titled(party, word))
    }

    /// The nearest before a description who speaks or acts.
    fn acting_before(&self, noun: &NounGroup, until: usize, drafts: &[Draft]) -> Option<PartyIndex> {
        let paragraph = self.doc.word(until).paragraph;
        // Into the paragraph above goes only what nothing comes before in its own.
        let first = self.doc.paragraphs.get(paragraph)?.words.start;
        let begins = until.min(noun.words.start);
        let opens = (first..begins).all(|at| !self.doc.word(at).is_word() || self.doc.in_dateline(at));
        let back = if opens { PARAGRAPHS } else { 1 };
        let sentence = self.doc.word(until).sentence;
        let before = (sentence.saturating_sub(SENTENCES)..=sentence).rev();
        for number in before {
            let whole = self.doc.sentences.get(number)?;
            let words = whole.words.start..whole.words.end.min(until);
            if whole.paragraph + back <= paragraph
                || self.doc.kind_at(whole.words.start) != ParagraphKind::Body
            {
                return None;
            }
            if let Some(party) = self.told_in(&words, drafts) {
                return Some(party);
            }
            // Of several of whom none acts it may be any.
            if self.actors.within(&words).any(|(_, found)| self.is_one(found) && !found.quoted) {
                return None;
            }
        }
        None
    }

    /// The persons named one by one before a token, each as often as it is.
    fn persons_before(&self, until: usize) -> impl Iterator<Item = &Mentioned> {
        let named = self.mentions_before(until).take(MENTIONS);
        named.filter(|found| {
            self.is_one(found)
                && !found.quoted
                && self.doc.kind_at(found.words.start) != ParagraphKind::Credits
        })
    }

    /// Whom a description that the actors have resolved could mean besides, by who speaks or acts right before.
    pub(super) fn otherwise(
        &self,
        party: PartyIndex,
        clause: usize,
        until: usize,
        drafts: &[Draft],
    ) -> Option<PartyIndex> {
        let here = self.syntax.clause(clause)?;
        let number = *here.subjects.first().filter(|_| here.subjects.len() == 1)?;
        let noun = self.syntax.noun(number)?;
        let found = self.actors.mentions.get(self.actors.group_at(noun.head)?)?;
        if found.mention.rule != "role-resolved" || noun.words.start < until {
            return None;
        }
        let told = Description::new(self, noun);
        let sentence = self.doc.word(until).sentence;
        let paragraph = self.doc.word(until).paragraph;
        for number in (sentence.saturating_sub(3)..=sentence).rev() {
            let whole = self.doc.sentences.get(number)?;
            let words = whole.words.start..whole.words.end.min(until);
            if whole.paragraph + 2 <= paragraph {
                return None;
            }
            if let Some(other) = self.told_in(&words, drafts) {
                let mut named = self.actors.within(&words).map(|(_, found)| found);
                let told_there = named.any(|found| found.mention.party == party && !found.quoted);
                let near = whole.paragraph == paragraph || sentence == number + 1;
                return (near && !told_there && other != party && self.may_be_told(other, &told))
                    .then_some(other);
            }
        }
        None
    }

    /// Whether the subject of a clause is the first description of a party that nothing but descriptions tells of.
    pub(super) fn is_first_description(&self, party: PartyIndex, clause: usize) -> bool {
        let mut own = self.actors.mentions.iter().filter(|found| found.mention.party == party).peekable();
        let Some(first) = own.peek().map(|found| found.words.clone()) else { return false };
        let Some(here) = self.syntax.clause(clause) else { return false };
        let mut subjects = here.subjects.iter().filter_map(|&noun| self.syntax.noun(noun));
        let subject = subjects.any(|noun| noun.words.start <= first.start && first.start < noun.words.end);
        subject && own.all(|found| found.mention.class == Class::Role)
    }

    /// Who speaks or acts in a sentence, else the one person it names.
    fn told_in(&self, words: &Range<usize>, drafts: &[Draft]) -> Option<PartyIndex> {
        let spoke = drafts.iter().rev().find(|draft| {
            words.contains(&draft.words.start)
                || draft.cue.words.as_ref().is_some_and(|cue| words.contains(&cue.start))
        });
        let human = |who: &Who| who.party().filter(|&party| self.actors.is_human(party));
        if let Some(party) = spoke.and_then(|draft| human(draft.cue.speaker.as_ref()?)) {
            return Some(party);
        }
        let one = |found: &&Mentioned| self.is_one(found) && !found.quoted && found.inside.is_none();
        let named = || self.actors.within(words).map(|(_, found)| found).filter(one);
        // Not whom a relative clause behind somebody else has as its subject.
        let joined = |found: &&Mentioned| {
            let next = self.doc.word(found.group.end);
            !crate::lexicon::words(self.doc.language).coordinators.has(&next.lower)
        };
        let subject = named().next().filter(|found| found.subject).filter(joined);
        let subject = subject.map(|found| found.mention.party);
        let first = named().next().map(|found| found.mention.party);
        let only = first.filter(|&first| named().all(|found| found.mention.party == first));
        subject.or(only)
    }

    fn is_one(&self, found: &Mentioned) -> bool {
        self.actors.is_human(found.mention.party) && !found.plural
    }

    /// « le trentenaire », « the weary prelate », « l'ancien banquier »: a definite description of one person.
    fn is_epithet(&self, number: usize, noun: &NounGroup) -> bool {
        let bare =
            noun.determiner == Determiner::Definite && !noun.possessive && !noun.plural && !noun.pronoun;
        if !bare || self.is_saying(number) {
            return false;
        }
        let head = self.doc.word(noun.head);
        let lower = &head.lower;
        let body =
            tables(self.doc.language).body(|distance| &self.doc.word(noun.head + distance).fold).is_some();
        let thing = self.lists.outlets.has(lower) || body;
        let demonym = gazetteer::adjective(self.doc.language, &head.fold).is_some();
        let aged = noun.words.clone().any(|at| self.lists.aged.has(&self.doc.word(at).lower))
            || head.shape == Shape::Number
            || self.lists.aged.forms().iter().any(|end| head.lower.ends_with(end));
        let person = self.is_people(number) || self.lists.persons.has(lower) || demonym || aged;
        // What an unknown house or place has is fresh: « le directeur de l'hôpital ».
        let former = noun.words.clone().any(|at| self.lists.once.has(&self.doc.word(at).lower));
        let end = self.described(noun.words.clone());
        let trade = (noun.words.end..end).any(|at| self.lists.by_trade.has(&self.doc.word(at).lower));
        // « le ministre des finances », « le chef de la délégation »: what an office is for names nobody else.
        let reach = noun.words.end..end;
        let level = tables(self.doc.language).head(|distance| &self.doc.word(noun.head + distance).fold);
        let level = level.and_then(|head| Some(tables(self.doc.language).office(head.office())?.level));
        let office = matches!(level, Some(Level::Head | Level::Office | Level::Envoy))
            && self.actors.within(&reach).next().is_none()
            && self.actors.places_within(&reach).next().is_none();
        person && !thing && (former || trade || office || end == noun.words.end)
    }

    /// Whether nothing that is told of a person speaks against a description.
    fn may_be_told(&self, party: PartyIndex, told: &Description) -> bool {
        let profile = self.actors.profile(party);
        let tables = tables(self.doc.language);
        let apart = |office: &String| {
            let words: Vec<&str> = office.split([' ', '-']).collect();
            let held = (0..words.len()).find_map(|at| office_of(tables, words.get(at..)?));
            match (told.office, held) {
                (Some((said, level)), Some((held, other))) if !told.former => {
                    let office = |level| matches!(level, Level::Head | Level::Office);
                    let exclusive = other == Level::Head && (told.full || level != Level::Person)
                        || office(level) && office(other);
                    exclusive && !tables.may_mean(said, held) && !tables.may_mean(held, said)
                }
                _ => false,
            }
        };
        self.agrees_with(party, told) && !profile.offices.iter().any(apart)
    }

    /// Whether gender and nation of a person are those that a description tells, as far as they are known.
    fn agrees_with(&self, party: PartyIndex, told: &Description) -> bool {
        let profile = self.actors.profile(party);
        let gender = !matches!((profile.gender, told.gender), (Some(one), Some(other)) if one != other);
        let nation = match &profile.state {
            Some(state) => told.states.is_empty() || told.states.contains(&state.as_str()),
            None => true,
        };
        gender && nation
    }
}

/// Who stands in a list more than `least` times and more often than anybody else in it.
fn most(list: &[PartyIndex], least: usize) -> Option<PartyIndex> {
    let count = |one: PartyIndex| list.iter().filter(|&&other| other == one).count();
    let best = list.iter().copied().max_by_key(|&one| count(one))?;
    let clear = list.iter().all(|&other| other == best || count(other) < count(best));
    (clear && count(best) > least).then_some(best)
}

/// The office that folded words tell of, with its level.
fn office_of(tables: &'static Tables, words: &[&str]) -> Option<(usize, Level)> {
    let head = tables.heads.iter().find(|head| {
        head.words.len() <= words.len() && head.words.iter().zip(words).all(|(one, other)| one == *other)
    })?;
    Some((head.office(), tables.office(head.office())?.level))
}

/// What a description tells of whom it means.
struct Description {
    gender: Option<Gender>,
    /// The French names of the states that its adjectives may mean.
    states: Vec<&'static str>,
    office: Option<(usize, Level)>,
    former: bool,
    /// More than its noun is told: « le colonel rebelle ».
    full: bool,
}

impl Description {
    fn new(scene: &Scene<'_>, noun: &NounGroup) -> Self {
        let opener = &scene.doc.word(noun.words.start).lower;
        let gender = scene.gender_told(opener);
        let adjectives = noun
            .words
            .clone()
            .filter_map(|at| gazetteer::adjective(scene.doc.language, &scene.doc.word(at).fold));
        let states =
            adjectives.flat_map(|adjective| adjective.of().map(|state| state.name(scene.doc.language)));
        let tables = tables(scene.doc.language);
        let head = tables.head(|distance| &scene.doc.word(noun.head + distance).fold);
        let office = head.and_then(|head| Some((head.office(), tables.office(head.office())?.level)));
        let former = noun.words.clone().any(|at| scene.lists.once.has(&scene.doc.word(at).lower));
        Self { gender, states: states.collect(), office, former, full: noun.words.len() > 2 }
    }
}
