//! Whom a description means: « le vice-ministre », « le chef de l'Etat », « son homologue russe ».
//!
//! A description is compared with what the article has told of each person, then with the gazetteer's offices at the
//! article's date; agreement in gender, nation, office and complement is required, and of equals the nearest wins.
//! What fits two alike is left open.

use super::groups::{Determiner, Group};
use super::people::{Held, Person};
use super::scan::{Chunk, Scan};
use crate::lexicon::actors::{Gender, Level};
use crate::lexicon::gazetteer::{self, Entity, Office};
use crate::model::{Language, PartyIndex};
use crate::reading::doc::ParagraphKind;
use crate::reading::words::Shape;
use std::ops::Range;

/// What a description was resolved to.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    /// A person of the article.
    Person(usize),
    /// Somebody whom the article does not name and the gazetteer knows.
    Known(&'static Entity),
    /// An office that nobody named holds.
    Office,
    /// Two fit alike.
    Open,
    /// Nothing to annotate.
    Nobody,
}

/// One place where a person stands, for what is nearest.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// The token.
    pub word: usize,
    /// The place of the person in the list.
    pub person: usize,
    /// In a subject's place, as far as the words before tell.
    pub subject: bool,
}

/// All that resolving looks at.
pub struct Resolver<'r, 'd, 'a> {
    /// The working table.
    pub scan: &'r Scan<'d, 'a>,
    /// All descriptions.
    pub groups: &'r [Group],
    /// All persons.
    pub people: &'r [Person],
    /// The party of each chunk.
    pub party: &'r [Option<PartyIndex>],
    /// Where persons stand.
    pub trail: Trail,
    /// For each person the descriptions that were found to mean it without telling a known office.
    pub learned: Vec<Vec<usize>>,
}

/// Where persons stand, in order: all together, and each alone.
#[derive(Debug, Default)]
pub struct Trail {
    all: Vec<Step>,
    of: Vec<Vec<Step>>,
}

impl Trail {
    /// Adds a place where a person was found to stand.
    pub fn add(&mut self, step: Step) {
        let at = self.all.partition_point(|known| known.word < step.word);
        self.all.insert(at, step);
        if let Some(own) = self.of.get_mut(step.person) {
            let at = own.partition_point(|known| known.word < step.word);
            own.insert(at, step);
        }
    }

    /// The places before a token, and whether there are any behind it.
    fn last_before(&self, person: usize, word: usize) -> (Option<Step>, bool) {
        let own = self.of.get(person).map_or(&[][..], Vec::as_slice);
        let at = own.partition_point(|step| step.word < word);
        (at.checked_sub(1).and_then(|last| own.get(last)).copied(), at < own.len())
    }

    /// The steps in a range of tokens.
    fn within(&self, words: Range<usize>) -> &[Step] {
        let from = self.all.partition_point(|step| step.word < words.start);
        let to = self.all.partition_point(|step| step.word < words.end);
        self.all.get(from..to).unwrap_or_default()
    }

    /// How many steps come before the person's first.
    fn place(&self, person: usize) -> usize {
        let first = self.of.get(person).and_then(|own| own.first());
        first.map_or(usize::MAX, |first| self.all.partition_point(|step| step.word < first.word))
    }
}

/// States whose head of government is a chancellor.
const CHANCELLERIES: [&str; 2] = ["Q183", "Q40"];

/// How well an office told fits an office held.
const SAME: i32 = 40;
const COVERED: i32 = 30;
const KNOWN: i32 = 36;
const NEARLY: i32 = 2;
/// For a person whom the article names only behind the description.
const LATER: i32 = -38;
/// What such a person must reach.
const SURE: i32 = 0;

impl Resolver<'_, '_, '_> {
    /// Whom the group means.
    pub fn answer(&mut self, number: usize) -> Answer {
        let answer = self.meant(number);
        if let Answer::Person(person) = answer
            && let Some(learned) = self.learned.get_mut(person)
        {
            learned.push(number);
        }
        answer
    }

    fn meant(&self, number: usize) -> Answer {
        let Some(group) = self.groups.get(number) else { return Answer::Nobody };
        let headline = self.in_headline(group);
        if group.plural || group.coming {
            return Answer::Nobody;
        }
        match group.determiner {
            Determiner::Indefinite if !headline => return Answer::Nobody,
            Determiner::None if !headline || !self.opens_line(group) => return Answer::Nobody,
            Determiner::Speaker if group.level != Level::Relation => return Answer::Nobody,
            _ => {}
        }
        if group.level == Level::Relation {
            return self.counterpart(group);
        }
        if self.told_unnamed(group) {
            return Answer::Nobody;
        }
        let ranked = self.ranked(group, headline);
        match ranked.as_slice() {
            [] => {}
            [(person, _)] => return Answer::Person(*person),
            [(first, best), (_, second), ..] => {
                return if best - second > NEARLY { Answer::Person(*first) } else { Answer::Open };
            }
        }
        if group.determiner == Determiner::Indefinite {
            return Answer::Nobody;
        }
        if let Some(entity) = self.holder(group) {
            return Answer::Known(entity);
        }
        if let Some(person) = self.variation(group).or_else(|| self.lone(group)) {
            return Answer::Person(person);
        }
        self.own_name(group)
    }

    fn in_headline(&self, group: &Group) -> bool {
        self.scan.doc.kind_at(group.head.start) == ParagraphKind::Headline
    }

    /// « la photographe » of the only woman of whom nothing else is told, « le chercheur » of the only person at all.
    fn lone(&self, group: &Group) -> Option<usize> {
        let varies = matches!(group.level, Level::Generic | Level::Person)
            && !matches!(self.id(group.office), "kin" | "member");
        if !varies || group.determiner != Determiner::Definite || group.tail.complement || group.former {
            return None;
        }
        let untold = |number: &usize| {
            self.people.get(*number).is_some_and(|person| {
                person.held.is_empty() && person.entity.is_none() && self.may_be(group, *number)
            }) && self.learned.get(*number).is_none_or(Vec::is_empty)
                && self.near(group, *number).is_some_and(|near| near > LATER)
        };
        if self.people.len() == 1 {
            return Some(0).filter(untold);
        }
        let woman = |number: &usize| {
            self.people.get(*number).is_some_and(|person| person.gender == Some(Gender::Feminine))
        };
        let mut women = (0..self.people.len()).filter(untold).filter(woman);
        let only = women.next().filter(|_| group.gender == Some(Gender::Feminine))?;
        women.next().is_none().then_some(only)
    }

    /// Of an article with one office that nobody is told to hold and one person of whom nothing is told, named soon
    /// behind it, the one holds the other (« a convoqué l'ambassadeur norvégien. … "Non", a répondu Hans Zgraf »).
    pub fn bridge(&self, open: &[usize]) -> Option<usize> {
        let office = |number: usize| {
            self.groups.get(number).map(|group| {
                let nation = group.tail.nation.map(Entity::id);
                (group.office, nation, group.gender, group.level)
            })
        };
        let first = *open.iter().min_by_key(|number| self.groups.get(**number).map(|group| group.head.start))?;
        let (.., level) = office(first)?;
        let same = open.iter().all(|&number| office(number) == office(first));
        if !same || !matches!(level, Level::Office | Level::Envoy) {
            return None;
        }
        let group = self.groups.get(first)?;
        let untold = |number: &usize| {
            self.people.get(*number).is_some_and(|person| {
                let known = person.entity.is_some() || !person.held.is_empty() || person.state.is_some();
                let learned = self.learned.get(*number).is_some_and(|learned| !learned.is_empty());
                person.parts.len() > 1 && !known && !learned
            })
        };
        let mut untold = (0..self.people.len()).filter(untold);
        let (Some(only), None) = (untold.next(), untold.next()) else { return None };
        let step = self.trail.of.get(only)?.first()?;
        let last = open
            .iter()
            .filter_map(|number| self.groups.get(*number))
            .map(|group| group.head.start)
            .filter(|start| *start < step.word)
            .max()?;
        let apart = self.scan.word(step.word).sentence.saturating_sub(self.scan.word(last).sentence);
        let speaks = step.subject && self.told_behind(step.word);
        (apart <= 3 && speaks && self.may_be(group, only)).then_some(only)
    }

    /// « … », a répondu X: a verb stands right before, behind a quotation or a comma.
    fn told_behind(&self, word: usize) -> bool {
        let before = word.checked_sub(1).filter(|before| self.scan.together(*before, word));
        before.is_some_and(|before| self.scan.word(before).shape == Shape::Lower && self.is_verb(before))
    }

    /// « un responsable portuaire … le responsable portuaire »: somebody brought in without a name keeps none.
    fn told_unnamed(&self, group: &Group) -> bool {
        let here = &group.head;
        let words = |other: &Group| self.scan.fold(other.head.start) == self.scan.fold(here.start);
        let gender =
            |other: &Group| !matches!((group.gender, other.gender), (Some(one), Some(two)) if one != two);
        let named = |other: &Group| !other.holders.is_empty() && other.office == group.office;
        let earlier =
            self.groups.iter().filter(|other| other.head.start < here.start && words(other) && gender(other));
        let mut told = earlier.filter(|other| other.determiner == Determiner::Indefinite || named(other));
        let Some(last) = told.next_back() else { return false };
        if !last.holders.is_empty() || self.scan.doc.kind_at(last.head.start) == ParagraphKind::Headline {
            return false;
        }
        let tail = |group: &Group| (group.head.end..group.tail.end).map(|at| self.scan.fold(at));
        let same = group.tail.end > group.head.end && tail(group).eq(tail(last));
        // Somebody named since whom the description fits takes it over.
        let since = self.trail.within(last.head.start + 1..here.start).iter();
        let fits = |step: &Step| {
            self.people
                .get(step.person)
                .is_some_and(|person| self.fits(group, step.person, person).is_some())
        };
        same || !since.into_iter().any(fits)
    }

    /// « Président français: … »: a bare description at the start of a headline.
    fn opens_line(&self, group: &Group) -> bool {
        self.scan.word(group.words.start).opens
    }

    /// The persons that fit, best first.
    fn ranked(&self, group: &Group, headline: bool) -> Vec<(usize, i32)> {
        let mut fits: Vec<(usize, i32)> = self
            .people
            .iter()
            .enumerate()
            .filter_map(|(number, person)| {
                let quality = self.fits(group, number, person)?;
                let near = if headline { self.early(number) } else { self.near(group, number)? };
                // Somebody named only later must fit well.
                (near > LATER || quality + near >= SURE).then_some((number, quality + near))
            })
            .collect();
        fits.sort_by_key(|(number, score)| (std::cmp::Reverse(*score), *number));
        fits
    }

    /// How well the person fits; `None` if not at all.
    fn fits(&self, group: &Group, number: usize, person: &Person) -> Option<i32> {
        if self.inside(group, person)
            || matches!((group.gender, person.gender), (Some(one), Some(other)) if one != other)
        {
            return None;
        }
        let nation = match (group.tail.nation, person.state) {
            (Some(told), Some(known)) if told.id() == known.id() => 8,
            (Some(told), Some(known)) if !related(told, known) => return None,
            (Some(_), Some(_) | None) => -5,
            _ => 0,
        };
        let told = person.held.iter().filter_map(|held| self.office_fits(group, held)).max();
        let learned = self.learned.get(number).into_iter().flatten().filter_map(|&known| {
            let other = self.groups.get(known).filter(|other| other.level != Level::Relation)?;
            let held = Held {
                office: other.office,
                group: known,
                state: other.tail.nation,
                former: other.former,
            };
            // Only the same words: what a description covers was told by the office itself.
            (other.office == group.office).then(|| self.office_fits(group, &held))?
        });
        let told = told.max(learned.max());
        let known = person.entity.and_then(|entity| self.known_fits(group, entity));
        told.max(known).map(|quality| quality + nation)
    }

    /// The person is named within the group itself (« le conseiller de Macron »).
    fn inside(&self, group: &Group, person: &Person) -> bool {
        person
            .chunks
            .iter()
            .filter_map(|&index| self.scan.chunks.get(index))
            .any(|chunk| chunk.words.start >= group.words.start && chunk.words.start < group.words.end)
    }

    fn office_fits(&self, group: &Group, held: &Held) -> Option<i32> {
        let quality = if held.office == group.office {
            SAME
        } else if self.scan.tables.may_mean(group.office, held.office) {
            COVERED
        } else {
            return None;
        };
        if group.former && !held.former {
            return None;
        }
        let Some(other) = self.groups.get(held.group) else { return Some(quality) };
        // The same word (« commissaire ») tells more than an office that it may stand for.
        let said = if self.scan.fold(group.head.start) == self.scan.fold(other.head.start) { 6 } else { 0 };
        let quality = quality + said;
        if !group.tail.complement {
            return Some(quality);
        }
        match self.same_complement(group, other) {
            Some(true) => Some(quality + 10),
            // « le président de la commission » is not the president told before; a nation may stand for a state's
            // complement.
            Some(false) if other.tail.complement => None,
            _ if group.level == Level::Head && !Self::only_state(group) => None,
            _ => Some(quality - 4),
        }
    }

    /// Whether the complements name the same; `None` if one has none.
    fn same_complement(&self, one: &Group, other: &Group) -> Option<bool> {
        if !one.tail.complement || !other.tail.complement {
            return None;
        }
        let party = |chunk: &usize| self.party.get(*chunk).copied().flatten();
        let theirs: Vec<PartyIndex> = other.tail.chunks.iter().filter_map(party).collect();
        if one.tail.chunks.iter().filter_map(party).any(|party| theirs.contains(&party)) {
            return Some(true);
        }
        let words = |group: &Group| {
            (group.head.end..group.tail.end)
                .map(|at| self.scan.fold(at))
                .filter(|fold| fold.len() > 3 && !self.scan.tables.lists.of.has(*fold))
        };
        Some(words(one).any(|word| words(other).any(|known| known == word)))
    }

    /// The complement is a state and nothing else (« le président de la France »).
    fn only_state(group: &Group) -> bool {
        group.tail.nation.is_some() && group.tail.portfolio.is_none()
    }

    /// Whether the gazetteer's offices of the person at the article's date fit.
    fn known_fits(&self, group: &Group, entity: &'static Entity) -> Option<i32> {
        let wanted = self.wanted(group);
        let day = self.scan.doc.published;
        let nation = group.tail.nation.map(Entity::id);
        if group.former {
            let past = |office: &Office| {
                nation.is_some_and(|nation| {
                    gazetteer::former_holders(*office, nation, day).any(|holder| holder.id() == entity.id())
                })
            };
            return wanted.iter().any(past).then_some(KNOWN);
        }
        let complement = group.tail.complement && !Self::only_state(group) && group.level != Level::Generic;
        let held = gazetteer::offices_of(entity.id(), day).any(|(office, of)| {
            let of_told = self.told_of(group, of);
            wanted.contains(&office)
                && self.called(group, office, of, entity)
                && nation.is_none_or(|nation| nation == of.id())
                && (!complement || of_told || office == Office::ForeignMinister)
        });
        held.then_some(KNOWN)
    }

    /// Whether the head of that government goes by the word: chancellors in two states, and no prime minister is a
    /// head of state as well.
    fn called(&self, group: &Group, office: Office, of: &'static Entity, person: &'static Entity) -> bool {
        if office != Office::HeadOfGovernment {
            return true;
        }
        let chancellery = CHANCELLERIES.contains(&of.id());
        let head_of_state = || {
            gazetteer::holder(Office::HeadOfState, of.id(), self.scan.doc.published)
                .is_some_and(|head| head.id() == person.id())
        };
        match self.id(group.office) {
            "chancellor" => chancellery,
            "head-of-government" => chancellery || !head_of_state(),
            _ => true,
        }
    }

    fn told_of(&self, group: &Group, of: &Entity) -> bool {
        let chunks = group.tail.chunks.iter().filter_map(|&index| self.scan.chunks.get(index));
        chunks.filter_map(|chunk| chunk.entity).any(|entity| entity == of || entity.state() == Some(of))
    }

    /// The gazetteer's offices that the group can name. A secretary of state is a foreign minister in one state only.
    fn wanted(&self, group: &Group) -> &'static [Office] {
        let id = self.id(group.office);
        let american = group.tail.nation.is_none_or(|state| state.id() == "Q30");
        if id == "state-secretary" && !american { &[] } else { offices(id) }
    }

    fn id(&self, office: usize) -> &'static str {
        self.scan.tables.office(office).map_or("", |office| office.id)
    }

    /// How near the person was last named; `None` if only far behind or not yet. Somebody named later in the same
    /// paragraph is possible, but last choice.
    fn near(&self, group: &Group, number: usize) -> Option<i32> {
        let here = self.scan.word(group.head.start).sentence;
        let (before, behind) = self.trail.last_before(number, group.head.start);
        match before {
            Some(step) => {
                let distance = i32::try_from(here.saturating_sub(self.scan.word(step.word).sentence))
                    .unwrap_or(i32::MAX);
                Some(12 - distance.min(12) * 2 + if step.subject { 3 } else { 0 })
            }
            None => behind.then_some(LATER),
        }
    }

    /// For headlines: the earlier the person comes in the article, the likelier.
    fn early(&self, number: usize) -> i32 {
        let place = self.trail.place(number);
        -(i32::try_from(place.min(12)).unwrap_or(12)) * 3
    }

    /// The head of state or government whom nobody names: certain for one state and one day.
    fn holder(&self, group: &Group) -> Option<&'static Entity> {
        let nation = group.tail.nation?;
        if group.former
            || group.tail.complement && !Self::only_state(group)
            || !matches!(
                self.id(group.office),
                "president"
                    | "state-secretary"
                    | "head-of-state"
                    | "monarch"
                    | "head-of-government"
                    | "chancellor"
                    | "foreign-minister"
            )
        {
            return None;
        }
        let holders = self
            .wanted(group)
            .iter()
            .filter_map(|office| gazetteer::holder(*office, nation.id(), self.scan.doc.published));
        let agrees = |person: &&'static Entity| {
            group.gender.is_none_or(|gender| {
                person.gender().is_none_or(|known| super::scan::gender_of(known) == gender)
            })
        };
        holders.into_iter().find(agrees)
    }

    /// « s'est réjoui l'ancien ministre camerounais », « la dirigeante sociale-démocrate »: another word for the only
    /// person spoken of, where nothing speaks against it.
    fn variation(&self, group: &Group) -> Option<usize> {
        let told_before =
            group.start.checked_sub(1).filter(|before| self.scan.together(*before, group.start));
        let inverted = told_before
            .is_some_and(|before| self.scan.word(before).shape == Shape::Lower && self.is_verb(before));
        let opens = told_before.is_none() && self.scan.word(group.start).opens;
        if !(inverted || opens) || group.determiner != Determiner::Definite || group.tail.complement {
            return None;
        }
        let varies = group.level == Level::Generic || group.level == Level::Person || group.former;
        if !varies {
            // « a lancé la porte-parole »: an office told of nobody, of the only one who has none.
            return if inverted && group.tail.nation.is_none() { self.untold_speaker(group) } else { None };
        }
        let here = self.scan.word(group.head.start).sentence;
        let first =
            self.scan.doc.sentences.get(here.saturating_sub(2)).map_or(0, |sentence| sentence.words.start);
        let recent = self.trail.within(first..group.head.start).iter().rev();
        let mut fits = recent.filter(|step| self.may_be(group, step.person)).map(|step| step.person);
        let first = fits.next()?;
        fits.all(|other| other == first).then_some(first)
    }

    /// The only person in a subject's place in this sentence or the one before of whom the article tells no office.
    fn untold_speaker(&self, group: &Group) -> Option<usize> {
        let here = self.scan.word(group.head.start).sentence;
        let first =
            self.scan.doc.sentences.get(here.saturating_sub(1)).map_or(0, |sentence| sentence.words.start);
        let untold = |number: usize| {
            self.people.get(number).is_some_and(|person| person.held.is_empty() && person.entity.is_none())
        };
        let recent = self.trail.within(first..group.head.start).iter();
        let mut fits = recent
            .filter(|step| step.subject && untold(step.person) && self.may_be(group, step.person))
            .map(|step| step.person);
        let first = fits.next()?;
        fits.all(|other| other == first).then_some(first)
    }

    fn is_verb(&self, at: usize) -> bool {
        crate::lexicon::verbs::analyses(self.scan.doc.language, self.scan.lower(at)).next().is_some()
    }

    /// Nothing told of the person speaks against the description.
    fn may_be(&self, group: &Group, number: usize) -> bool {
        let Some(person) = self.people.get(number) else { return false };
        let gender = !matches!((group.gender, person.gender), (Some(one), Some(other)) if one != other);
        let nation =
            !matches!((group.tail.nation, person.state), (Some(one), Some(other)) if !related(one, other));
        gender && nation && !self.inside(group, person)
    }

    /// An office with its state or body that nobody named holds is its own name.
    fn own_name(&self, group: &Group) -> Answer {
        let official = matches!(group.level, Level::Head | Level::Office | Level::Envoy);
        let tail = &group.tail;
        let posted = group.level == Level::Envoy && tail.end > group.head.end;
        let of = tail.nation.is_some() || tail.inner.is_some() || !tail.chunks.is_empty() || posted;
        let definite = group.determiner == Determiner::Definite
            || group.determiner == Determiner::Possessive && posted && !tail.posts.is_empty();
        let told = definite && tail.end > group.head.end;
        if official && of && told && !group.former { Answer::Office } else { Answer::Nobody }
    }

    /// « son homologue russe », « sa collègue »
    fn counterpart(&self, group: &Group) -> Answer {
        if matches!(self.id(group.office), "predecessor")
            || !matches!(group.determiner, Determiner::Possessive | Determiner::Speaker)
        {
            return Answer::Nobody;
        }
        let Some(owner) = self.owner(group) else { return Answer::Nobody };
        if self.id(group.office) == "visitor" {
            return self.guest(group, owner).map_or(Answer::Nobody, Answer::Person);
        }
        let same_office = |number: usize| {
            let (Some(one), Some(other)) = (self.people.get(owner), self.people.get(number)) else {
                return false;
            };
            self.share_office(one, other)
        };
        let others = (0..self.people.len()).filter(|&number| number != owner && self.may_be(group, number));
        let mut fits: Vec<usize> = match group.tail.nation {
            Some(nation) => {
                let of_nation = |number: &usize| {
                    self.people
                        .get(*number)
                        .is_some_and(|person| person.state.is_some_and(|state| state.id() == nation.id()))
                };
                let compatriots: Vec<usize> = others.filter(of_nation).collect();
                let peers: Vec<usize> =
                    compatriots.iter().copied().filter(|&number| same_office(number)).collect();
                // A compatriot of another office is no counterpart; one of whom no office is told may be.
                let untold = |number: &usize| {
                    self.people
                        .get(*number)
                        .is_some_and(|person| person.held.is_empty() && person.entity.is_none())
                };
                if peers.is_empty() { compatriots.into_iter().filter(untold).collect() } else { peers }
            }
            None => others.filter(|&number| same_office(number)).collect(),
        };
        if fits.len() > 1 {
            let headline = self.in_headline(group);
            let nearness =
                |number: usize| if headline { Some(self.early(number)) } else { self.near(group, number) };
            fits.sort_by_key(|&number| std::cmp::Reverse(nearness(number)));
            let near = |at: usize| fits.get(at).and_then(|&number| nearness(number));
            if near(0) == near(1) {
                return Answer::Open;
            }
        }
        if let Some(&first) = fits.first() {
            return Answer::Person(first);
        }
        // Nobody holds the like office: the only other person of the article.
        let mut others =
            (0..self.people.len()).filter(|&number| number != owner && self.may_be(group, number));
        if let (Some(only), None, None) = (others.next(), others.next(), group.tail.nation) {
            return Answer::Person(only);
        }
        let known = self.people.get(owner).and_then(|person| person.entity).zip(group.tail.nation);
        known
            .and_then(|(entity, nation)| {
                let held =
                    gazetteer::offices_of(entity.id(), self.scan.doc.published).map(|(office, _)| office);
                held.into_iter()
                    .find_map(|office| gazetteer::holder(office, nation.id(), self.scan.doc.published))
            })
            .map_or(Answer::Nobody, Answer::Known)
    }

    /// « son visiteur », « son hôte »: the other person named last.
    fn guest(&self, group: &Group, owner: usize) -> Option<usize> {
        let before = self.trail.within(0..group.start).iter().rev();
        let other = |step: &&Step| step.person != owner && self.may_be(group, step.person);
        before.take(12).find(other).map(|step| step.person)
    }

    /// Whether two persons hold the same office, by the article or the gazetteer.
    fn share_office(&self, one: &Person, other: &Person) -> bool {
        let told = one.held.iter().any(|held| {
            other.held.iter().any(|theirs| {
                theirs.office == held.office
                    || self.scan.tables.may_mean(theirs.office, held.office)
                    || self.scan.tables.may_mean(held.office, theirs.office)
            })
        });
        let day = self.scan.doc.published;
        let known = one.entity.zip(other.entity).is_some_and(|(one, other)| {
            gazetteer::offices_of(one.id(), day)
                .any(|(office, _)| gazetteer::offices_of(other.id(), day).any(|(theirs, _)| theirs == office))
        });
        told || known
    }

    /// Whose: the first person in a subject's place before the group in its sentence, else in the sentences before.
    fn owner(&self, group: &Group) -> Option<usize> {
        let here = self.scan.word(group.head.start).sentence;
        let before = |step: &&Step| step.word < group.start;
        let in_sentence = |number: usize| {
            let words = self.scan.doc.sentences.get(number).map_or(0..0, |sentence| sentence.words.clone());
            self.trail.within(words).iter().filter(before)
        };
        if let Some(step) =
            in_sentence(here).find(|step| step.subject).or_else(|| in_sentence(here).next_back())
        {
            return Some(step.person);
        }
        // Who speaks of « mon homologue » may have been named some paragraphs ago.
        let reach = if group.determiner == Determiner::Speaker { 12 } else { 3 };
        let earlier = (here.saturating_sub(reach)..here).rev();
        earlier
            .into_iter()
            .find_map(|number| {
                in_sentence(number).find(|step| step.subject).or_else(|| in_sentence(number).next_back())
            })
            .map(|step| step.person)
    }
}

/// « soviétique » of a Russian, « allemand » of a West German: a state and its forerunner.
fn related(one: &Entity, other: &Entity) -> bool {
    let name = |entity: &Entity| entity.name(Language::French).split(' ').next_back().map(str::to_owned);
    one.id() == other.id() || (one.to().is_some() || other.to().is_some()) && name(one) == name(other)
}

/// The gazetteer's offices that an office of the tables can name.
fn offices(id: &str) -> &'static [Office] {
    match id {
        "president" => &[Office::HeadOfState, Office::OrganisationHead],
        "head-of-state" => &[Office::HeadOfState, Office::Leader],
        "monarch" | "pope" => &[Office::HeadOfState],
        "head-of-government" | "chancellor" => &[Office::HeadOfGovernment],
        "vice-president" => &[Office::DeputyHeadOfState],
        "rais" | "supreme-guide" => &[Office::Leader, Office::HeadOfState],
        "leader" => &[Office::Leader, Office::HeadOfState, Office::HeadOfGovernment],
        "general-secretary" => &[Office::OrganisationHead, Office::Leader],
        "foreign-minister" => &[Office::ForeignMinister],
        "state-secretary" | "minister" => &[Office::ForeignMinister, Office::DefenceMinister],
        "adviser" => &[Office::DiplomaticAdviser, Office::SecurityAdviser],
        "envoy" => &[Office::Envoy],
        "director" | "chief" | "boss" => &[Office::OrganisationHead],
        "spokesman" => &[Office::Spokesperson],
        "diplomat" => &[Office::ForeignMinister, Office::DiplomaticAdviser, Office::Envoy],
        "official" => &[Office::DefenceMinister, Office::SecurityAdviser, Office::ChiefOfStaff],
        _ => &[],
    }
}

/// The steps of the named mentions, in order.
pub fn trail(scan: &Scan<'_, '_>, groups: &[Group], people: &[Person]) -> Trail {
    let mut steps: Vec<Step> = people
        .iter()
        .enumerate()
        .flat_map(|(person, found)| found.chunks.iter().map(move |&index| (person, index)))
        .filter_map(|(person, index)| {
            let chunk = scan.chunks.get(index)?;
            Some(Step { word: chunk.words.start, person, subject: is_subject(scan, groups, index, chunk) })
        })
        .collect();
    steps.sort_by_key(|step| step.word);
    let mut of = vec![Vec::new(); people.len()];
    for step in &steps {
        if let Some(own) = of.get_mut(step.person) {
            own.push(*step);
        }
    }
    Trail { all: steps, of }
}

fn is_subject(scan: &Scan<'_, '_>, groups: &[Group], index: usize, chunk: &Chunk) -> bool {
    let nested = groups
        .iter()
        .any(|group| !group.holders.contains(&index) && group.words.contains(&chunk.words.start));
    let start = groups
        .iter()
        .filter(|group| group.holders.contains(&index) && !group.behind)
        .map(|group| group.start)
        .min()
        .unwrap_or_else(|| chunk.start());
    !nested && subject_at(scan, start)
}

/// Whether a noun group that starts here stands where a subject does: no preposition and no verb right before it,
/// unless the verb closes a quotation (« … », a dit X).
pub fn subject_at(scan: &Scan<'_, '_>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1).filter(|before| scan.together(*before, start)) else {
        return true;
    };
    let lower = scan.lower(before);
    let first = &scan.word(start).lower;
    let lists = scan.lists();
    if lists.prepositions.has(lower)
        || lists.of.has(lower)
        || lists.to.has(lower) && scan.word(before).shape == Shape::Lower && lower != "a"
    {
        return false;
    }
    if (lists.of.has(first) && !lists.of_bare.has(first))
        || (lists.to.has(first) && !lists.to_bare.has(first))
    {
        return false;
    }
    let verb = scan.word(before).shape == Shape::Lower
        && crate::lexicon::verbs::analyses(scan.doc.language, lower).next().is_some();
    if !verb {
        return true;
    }
    let sentence = scan.doc.sentence_of(start).map_or(start..start, |sentence| sentence.words.clone());
    (sentence.start..before).any(|at| scan.word(at).shape == Shape::CloseQuote || scan.word(at).text == ",")
}
