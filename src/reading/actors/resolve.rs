//! Whom a description means: « le vice-ministre », « le chef de l'Etat », « son homologue russe ».
//!
//! A description is compared with what the article has told of each person, then with the gazetteer's offices at the
//! article's date; agreement in gender, nation, office and complement is required, and of equals the nearest wins.
//! What fits two alike is left open.

use super::groups::{Determiner, Group};
use super::people::{Held, Person};
use super::phrase::Tail;
use super::scan::Scan;
use super::setting::related;
use super::trail::{Step, Trail};
use crate::lexicon::actors::Level;
use crate::lexicon::gazetteer::Entity;
use crate::model::PartyIndex;
use crate::reading::doc::ParagraphKind;
use crate::reading::words::Shape;

/// What a description was resolved to.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    /// A person of the article.
    Person(usize),
    /// Somebody whom the article does not name and the gazetteer knows.
    Known(&'static Entity),
    /// An office that nobody named holds.
    Office,
    /// Whom another description brought in without a name: its place in the list.
    Unnamed(usize),
    /// Somebody whom a headline or a first sentence brings in and the text names later, or not at all.
    Lead,
    /// Two fit alike.
    Open,
    /// Nothing to annotate.
    Nobody,
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
    /// The descriptions that are their own names, in the order of reading.
    pub unnamed: Vec<usize>,
    /// Whether the gazetteer may name somebody whom the article does not: see [`trusted`](super::tenures::trusted).
    pub trusted: bool,
}

/// How well an office told fits an office held.
pub const SAME: i32 = 40;
pub const COVERED: i32 = 30;
const NEARLY: i32 = 2;
/// For a person whom the article names only behind the description.
pub const LATER: i32 = -38;
/// What such a person must reach.
const SURE: i32 = 0;
/// What somebody must reach whom the first sentence calls by an indefinite description.
const SURE_LEAD: i32 = 10;

impl Resolver<'_, '_, '_> {
    /// Whom the group means.
    pub fn answer(&mut self, number: usize) -> Answer {
        let answer = self.meant(number);
        match answer {
            Answer::Person(person) => {
                let office = self.groups.get(number).is_some_and(|group| !self.fits_anybody(group));
                if let Some(learned) = self.learned.get_mut(person).filter(|_| office) {
                    learned.push(number);
                }
            }
            Answer::Office => self.unnamed.push(number),
            _ => {}
        }
        answer
    }

    fn meant(&self, number: usize) -> Answer {
        let Some(group) = self.groups.get(number) else { return Answer::Nobody };
        let headline = self.in_headline(group);
        if group.plural {
            return Answer::Nobody;
        }
        if group.coming && group.level != Level::Relation {
            return self.to_come(group);
        }
        if self.fits_anybody(group) {
            return self.anybody(group);
        }
        match group.determiner {
            Determiner::Indefinite if !headline && !self.in_lead(group) => {
                return self.named_back(group).map_or(Answer::Nobody, Answer::Person);
            }
            Determiner::None if !headline || !(self.opens_line(group) || self.scan.grammar().head_last) => {
                return Answer::Nobody;
            }
            Determiner::Speaker if group.level != Level::Relation => return Answer::Nobody,
            _ => {}
        }
        if group.level == Level::Relation {
            return self.counterpart(group);
        }
        if self.told_unnamed(group) {
            return Answer::Nobody;
        }
        // « le Qatar … son souverain »: the possessive tells whose.
        if let Some(nation) = self.possessor_nation(group) {
            let told = Group { tail: Tail { nation: Some(nation), ..group.tail.clone() }, ..group.clone() };
            let ranked = self.ranked(&told, headline);
            let best = match ranked.as_slice() {
                [(only, _)] => Some(*only),
                [(first, best), (_, second), ..] if best - second > NEARLY => Some(*first),
                _ => None,
            };
            if let Some(person) = best {
                return Answer::Person(person);
            }
            if let Some(entity) = self.holder(&told).filter(|_| ranked.is_empty()) {
                return Answer::Known(entity);
            }
            return self.own_name(group);
        }
        let mut ranked = self.ranked(group, headline);
        if let Some(body) = self.possessor_body(group) {
            // « Asean … its envoy » is not that of the United Nations.
            ranked.retain(|(person, _)| self.serves(*person, body));
        }
        if group.determiner == Determiner::Indefinite && !headline {
            // « a dépêché un émissaire … »: only one of whom just this is told.
            let sure = ranked.first().filter(|(_, score)| *score >= SURE_LEAD).map(|(person, _)| *person);
            return sure.or_else(|| self.named_back(group)).map_or(Answer::Lead, Answer::Person);
        }
        if let Some((number, score)) = self.brought_in(group)
            && ranked.first().is_none_or(|(_, best)| *best < score)
        {
            return Answer::Unnamed(number);
        }
        match ranked.as_slice() {
            [] => {}
            [(person, _)] => return Answer::Person(*person),
            [(first, best), (_, second), ..] => {
                if best - second > NEARLY {
                    return Answer::Person(*first);
                }
                // Of two presidents the one of the state spoken of.
                let scene = self.scene(group);
                let of_scene = |&&(number, score): &&(usize, i32)| {
                    let state = self.people.get(number).and_then(|person| person.state);
                    best - score <= NEARLY
                        && state.zip(scene).is_some_and(|(state, scene)| state.id() == scene.id())
                };
                let mut fits = ranked.iter().filter(of_scene);
                return match (fits.next(), fits.next()) {
                    (Some((only, _)), None) => Answer::Person(*only),
                    _ => self.just_named(group, &ranked).map_or(Answer::Open, Answer::Person),
                };
            }
        }
        if group.determiner == Determiner::Indefinite {
            return Answer::Lead;
        }
        if let Some(entity) = self.holder(group) {
            return Answer::Known(entity);
        }
        if let Some(person) = self.guess(group) {
            return Answer::Person(person);
        }
        if let Some(nation) = self.scene(group).filter(|_| group.determiner == Determiner::Definite) {
            let told = Group { tail: Tail { nation: Some(nation), ..group.tail.clone() }, ..group.clone() };
            if let Some(entity) = self.holder(&told) {
                return Answer::Known(entity);
            }
        }
        match self.own_name(group) {
            Answer::Nobody if group.determiner == Determiner::None => Answer::Lead,
            answer => answer,
        }
    }

    /// Whom a description of an office that nobody is told to hold means all the same.
    fn guess(&self, group: &Group) -> Option<usize> {
        // « The Sultan » is nobody of whom no crown is told.
        if group.head.clone().any(|at| self.scan.lists().crowns.has(self.scan.fold(at))) {
            return None;
        }
        self.leads(group)
            .or_else(|| self.delegate(group))
            .or_else(|| self.just_met(group))
            .or_else(|| self.variation(group))
            .or_else(|| self.lone(group))
            .or_else(|| self.goes_on(group))
            .or_else(|| self.nearest_open(group))
            .or_else(|| self.besides(group))
            .or_else(|| self.otherwise(group))
    }

    /// « X a nommé Y au ministère. La future ministre … »: whom the sentence before tells of, or an office that is still to
    /// be filled.
    fn to_come(&self, group: &Group) -> Answer {
        let here = self.scan.word(group.head.start).sentence;
        let before = here.checked_sub(1).and_then(|before| self.scan.doc.sentences.get(before));
        let steps = before.map(|before| self.trail.within(before.words.clone()).iter());
        let subject = steps.and_then(|mut steps| steps.find(|step| step.subject)).map(|step| step.person);
        let opens = self.scan.word(group.start).opens;
        let told = subject.filter(|person| opens && self.may_be(group, *person));
        told.map_or_else(|| self.own_name(group), Answer::Person)
    }

    /// Of those that fit alike, the one that the sentence before or this one was about.
    fn just_named(&self, group: &Group, ranked: &[(usize, i32)]) -> Option<usize> {
        let here = self.scan.word(group.head.start).sentence;
        let best = ranked.first().map(|(_, best)| *best)?;
        let alike = ranked.iter().filter(|(_, score)| best - score <= NEARLY).map(|(person, _)| *person);
        let near = |person: &usize| {
            let last = self.trail.last_before(*person, group.start).0;
            last.is_some_and(|step| {
                step.subject
                    && self.scan.word(step.word).sentence + 1 >= here
                    && !self.scan.doc.is_quoted(step.word)
            })
        };
        let mut fits = alike.filter(near);
        fits.next().filter(|_| fits.next().is_none())
    }

    /// « the Spanish king … the king »: whom a description without a name brought in before, and how well it fits.
    fn brought_in(&self, group: &Group) -> Option<(usize, i32)> {
        if group.determiner != Determiner::Definite || group.former {
            return None;
        }
        let here = self.scan.word(group.head.start).sentence;
        let fits = |number: &usize| {
            let other = self.groups.get(*number).filter(|other| other.head.start < group.head.start)?;
            let gender = !matches!((group.gender, other.gender), (Some(one), Some(two)) if one != two);
            let nation = match (group.tail.nation, other.tail.nation) {
                (Some(told), Some(known)) => told.id() == known.id(),
                (told, _) => told.is_none(),
            };
            let complement = !group.tail.complement || self.same_complement(group, other) == Some(true);
            let office = self.office_fits_bare(group, other)?;
            let distance =
                i32::try_from(here.saturating_sub(self.scan.word(other.head.start).sentence)).ok()?;
            let near = 12 - distance.min(12) * 2;
            (gender && nation && complement && distance < 12).then_some((*number, office + near))
        };
        self.unnamed.iter().rev().take(40).filter_map(fits).max_by_key(|(_, score)| *score)
    }

    /// How well the office of a description fits that of another.
    fn office_fits_bare(&self, group: &Group, other: &Group) -> Option<i32> {
        if group.office == other.office {
            let same = self.scan.fold(group.head.start) == self.scan.fold(other.head.start);
            if self.apart(group, other) {
                return None;
            }
            return Some(if same { SAME + 6 } else { SAME });
        }
        // « the Czech minister … The foreign minister » is another.
        let closer = group.head.len() > other.head.len();
        (!closer && self.scan.tables.may_mean(group.office, other.office)).then_some(COVERED)
    }

    /// In the first sentence of the body, outside quotation marks; not an unnamed source of it.
    fn in_lead(&self, group: &Group) -> bool {
        let doc = self.scan.doc;
        let here = self.scan.word(group.head.start);
        let kind = |number: usize| doc.paragraphs.get(number).map(|paragraph| paragraph.kind);
        let first = (0..here.paragraph).all(|number| kind(number) != Some(ParagraphKind::Body));
        let before = here.sentence.checked_sub(1).and_then(|before| doc.sentences.get(before));
        let opening = before.is_none_or(|before| {
            let paragraph = doc.sentences.get(here.sentence).map(|sentence| sentence.paragraph);
            Some(before.paragraph) != paragraph || doc.in_dateline(before.words.start)
        });
        let source = group.level == Level::Generic
            || group.start.checked_sub(1).is_some_and(|before| {
                crate::lexicon::words(doc.language).according.has(self.scan.lower(before))
            });
        first && opening && !source && !doc.is_quoted(group.head.start)
    }

    pub(super) fn in_headline(&self, group: &Group) -> bool {
        self.scan.doc.kind_at(group.head.start) == ParagraphKind::Headline
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
            self.people.get(step.person).is_some_and(|person| self.fits(group, step.person, person).is_some())
        };
        same || !since.into_iter().any(fits)
    }

    /// « Président français: … »: a bare description at the start of a headline.
    fn opens_line(&self, group: &Group) -> bool {
        self.scan.word(group.words.start).opens
    }

    /// « X a reçu le ministre », « X, sans lien avec le ministre »: a description beside a name in one clause means
    /// somebody else. A comma ends the clause unless a preposition follows it.
    pub(super) fn in_clause(&self, group: &Group, number: usize) -> bool {
        let (Some(step), _) = self.trail.last_before(number, group.start) else { return false };
        // « à l'anniversaire du roi »: whose something is may be named beside it.
        let holding = self.scan.lists().of.has(self.scan.lower(group.start));
        if holding || !self.scan.together(step.word, group.start) {
            return false;
        }
        let words = crate::lexicon::words(self.scan.doc.language);
        let ends = |at: usize| {
            let lower = self.scan.lower(at);
            let word = self.scan.word(at);
            let comma = word.text == "," && !words.prepositions.has(self.scan.lower(at + 1));
            comma
                || !word.is_word() && !matches!(word.text, "," | "." | "-")
                || words.relatives.has(lower)
                || words.subordinators.has(lower)
                || words.complementisers.has(lower)
        };
        !(step.word + 1..group.start).any(ends)
    }

    /// The persons that fit, best first.
    fn ranked(&self, group: &Group, headline: bool) -> Vec<(usize, i32)> {
        let mut fits: Vec<(usize, i32)> = self
            .people
            .iter()
            .enumerate()
            .filter_map(|(number, person)| {
                let quality = self.fits(group, number, person).filter(|_| !self.in_clause(group, number))?;
                let near = if headline { self.early(number) } else { self.near(group, number)? };
                // Somebody named only later must fit well, and by the same word.
                let later = near <= LATER && !headline;
                if later && self.joins_behind(group, number) {
                    return None;
                }
                let sure = quality + near >= SURE
                    && (headline || group.tail.nation.is_some() || self.called_alike(group, number));
                (!later || sure).then_some((number, quality + near))
            })
            .collect();
        fits.sort_by_key(|(number, score)| (std::cmp::Reverse(*score), *number));
        fits
    }

    /// « The general was joined by Adm. X and Gen. Y »: who is named behind a description in its clause is another.
    fn joins_behind(&self, group: &Group, number: usize) -> bool {
        let first = self.trail.steps(number).first().map(|step| step.word);
        let Some(word) = first.filter(|&word| word > group.end && self.scan.together(word, group.start))
        else {
            return false;
        };
        let words = crate::lexicon::words(self.scan.doc.language);
        (group.end..word).any(|at| self.scan.is_finite(at))
            && !(group.end..word).any(|at| {
                let lower = self.scan.lower(at);
                !self.scan.word(at).is_word() && !matches!(self.scan.word(at).text, "," | "." | "-")
                    || words.relatives.has(lower)
                    || words.subordinators.has(lower)
                    || words.complementisers.has(lower)
            })
    }

    /// Whether the article, or the gazetteer, tells the very word of the person.
    fn called_alike(&self, group: &Group, number: usize) -> bool {
        let word = self.scan.fold(group.head.start);
        let told = |held: &Held| {
            let known = self.groups.get(held.group).map(|other| self.scan.fold(other.head.start));
            known.is_none_or(|known| known == word)
        };
        self.people.get(number).is_some_and(|person| person.entity.is_some() || person.held.iter().any(told))
    }

    /// The complement is a state and nothing else (« le président de la France »).
    pub(super) fn only_state(group: &Group) -> bool {
        group.tail.nation.is_some() && group.tail.portfolio.is_none()
    }

    pub(super) fn id(&self, office: usize) -> &'static str {
        self.scan.tables.office(office).map_or("", |office| office.id)
    }

    /// How near the person was last named; `None` if only far behind or not yet. Somebody named later in the same
    /// paragraph is possible, but last choice.
    pub(super) fn near(&self, group: &Group, number: usize) -> Option<i32> {
        let here = self.scan.word(group.head.start).sentence;
        let (before, behind) = self.trail.last_before(number, group.head.start);
        match before {
            Some(step) => {
                let distance = i32::try_from(here.saturating_sub(self.scan.word(step.word).sentence))
                    .unwrap_or(i32::MAX);
                // The first two sentences count more than those further back.
                Some(14 - distance.min(12) * 2 - distance.min(2) + if step.subject { 3 } else { 0 })
            }
            None => behind.then_some(LATER),
        }
    }

    /// For headlines: the earlier the person comes in the article, the likelier.
    pub(super) fn early(&self, number: usize) -> i32 {
        let place = self.trail.place(number);
        -(i32::try_from(place.min(12)).unwrap_or(12)) * 3
    }

    /// Nothing told of the person speaks against the description.
    pub(super) fn may_be(&self, group: &Group, number: usize) -> bool {
        let Some(person) = self.people.get(number) else { return false };
        let gender = !matches!((group.gender, person.gender), (Some(one), Some(other)) if one != other);
        let state = person.state.or_else(|| self.learned_state(number));
        let nation = !matches!((group.tail.nation, state), (Some(one), Some(other)) if !related(one, other));
        gender && nation && !self.inside(group, person)
    }

    /// An office that nobody named holds is its own name: one with its state or body, or one of which a state or a
    /// ministry has one only.
    fn own_name(&self, group: &Group) -> Answer {
        // « the bearded premier »: words of no table tell whom the article means, not what the office is called.
        let lists = self.scan.lists();
        let unknown = |at: usize| {
            let fold = self.scan.fold(at);
            self.scan.word(at).shape == Shape::Lower
                && !self.scan.is_genitive(at)
                && self.scan.owner(at).is_none()
                && self.scan.nation(at).is_none()
                && !lists.role_adjectives.has(fold)
                && !lists.prefixes.has(fold)
        };
        if self.scan.grammar().head_last && (group.words.start..group.head.start).any(unknown) {
            return Answer::Nobody;
        }
        let official = matches!(group.level, Level::Head | Level::Office | Level::Envoy);
        let tail = &group.tail;
        let posted = group.level == Level::Envoy && tail.end > group.head.end;
        let of = tail.nation.is_some() || tail.inner.is_some() || !tail.chunks.is_empty() || posted;
        let definite = group.determiner == Determiner::Definite
            || group.determiner == Determiner::Possessive && posted && !tail.posts.is_empty();
        let told = definite && group.words.len() > group.head.len();
        let sole = group.determiner == Determiner::Definite
            && (self.scan.tables.office(group.office).is_some_and(|office| !office.of.is_empty())
                || matches!(
                    self.id(group.office),
                    "president"
                        | "head-of-state"
                        | "monarch"
                        | "prince"
                        | "pope"
                        | "head-of-government"
                        | "chancellor"
                        | "vice-president"
                        | "deputy-head-of-government"
                        | "foreign-minister"
                        | "ambassador"
                        | "attache"
                        | "charge"
                        | "general-secretary"
                ))
            && !tail.complement;
        // « son porte-parole »: one of several, told by whose it is.
        let own = group.determiner == Determiner::Possessive
            && matches!(
                self.id(group.office),
                "spokesman" | "ambassador" | "attache" | "charge" | "negotiator"
            );
        // « Son épouse, malade, reste »: kin whom a sentence is about and nobody names go by whose they are.
        let about = self.scan.word(group.start).opens && !self.scan.doc.is_quoted(group.start);
        let kin = about && group.determiner == Determiner::Possessive && self.id(group.office) == "kin";
        // « la résidence du gouverneur », « the Home Minister »: one that a place or a state has, of whom nothing is told.
        let longer = group.words.len() > group.head.len();
        let held_once = match self.id(group.office) {
            "governor" | "viceroy" | "mayor" | "interior-minister" | "finance-minister"
            | "defence-minister" | "trade-minister" | "field-minister" | "churchman" | "cleric" => true,
            "minister" | "state-secretary" => longer,
            "jurist" => group.head.len() > 1,
            "general" => tail.nation.is_some() && !self.opens_clause(group.start),
            _ => false,
        };
        let local = held_once
            && !self.speaks_up(group)
            && group.determiner == Determiner::Definite
            && !self.scan.doc.is_quoted(group.start)
            && self.scan.word(group.words.end).text != ",";
        let named = official && (of && told || sole || own) || kin || local;
        if named && !group.former { Answer::Office } else { Answer::Nobody }
    }
}
