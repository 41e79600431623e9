//! Whom a description means: « le vice-ministre », « le chef de l'Etat », « son homologue russe ».
//!
//! A description is compared with what the article has told of each person, then with the gazetteer's offices at the
//! article's date; agreement in gender, nation, office and complement is required, and of equals the nearest wins.
//! What fits two alike is left open.

use super::groups::{Determiner, Group};
use super::people::{Held, Person};
use super::phrase::Tail;
use super::scan::{Scan, Sort};
use super::setting::related;
use super::trail::{Step, Trail};
use crate::lexicon::actors::{Gender, Level};
use crate::lexicon::gazetteer::Entity;
use crate::model::{Class, PartyIndex};
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
const SAME: i32 = 40;
const COVERED: i32 = 30;
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
            Determiner::Indefinite if !headline && !self.in_lead(group) => return Answer::Nobody,
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
            let sure = ranked.first().filter(|(_, score)| *score >= SURE_LEAD);
            return sure.map_or(Answer::Lead, |(person, _)| Answer::Person(*person));
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
                let sure = quality + near >= SURE
                    && (headline || group.tail.nation.is_some() || self.called_alike(group, number));
                (!later || sure).then_some((number, quality + near))
            })
            .collect();
        fits.sort_by_key(|(number, score)| (std::cmp::Reverse(*score), *number));
        fits
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

    /// How well the person fits; `None` if not at all.
    fn fits(&self, group: &Group, number: usize, person: &Person) -> Option<i32> {
        if self.inside(group, person)
            || matches!((group.gender, person.gender), (Some(one), Some(other)) if one != other)
        {
            return None;
        }
        let nation =
            match (group.tail.nation, person.state.or_else(|| self.learned_state(number))) {
                (Some(told), Some(known)) if told.id() == known.id() => 8,
                // « l'émissaire onusien » of « l'émissaire de l'ONU »
                (Some(told), _) if told.class() == Some(Class::Organisation) => {
                    if self.told_with(person, told) { 8 } else { -5 }
                }
                (Some(told), Some(known)) if !related(told, known) => return None,
                (Some(_), None) if group.level == Level::Envoy && self.sent_by_other(person) => return None,
                (Some(_), Some(_) | None) => -5,
                _ => 0,
            };
        // « The premier thanked her guest »: whose guest it is tells whether the premier is a woman.
        let own = match (self.owned_by(group), person.gender) {
            (Some(told), Some(known)) if told != known => -8,
            _ => 0,
        };
        let nation = nation + own;
        let told = person.held.iter().filter_map(|held| self.office_fits(group, held)).max();
        // « the Sudeten leader » is one whom just that word tells.
        let whose = (group.words.start..group.head.start).find(|&at| {
            self.scan.word(at).is_capital()
                && self.scan.nation(at).is_none()
                && !self.scan.word(at).hyphened
                && (self.scan.word(at).opens || !self.scan.lists().role_adjectives.has(self.scan.fold(at)))
                && self.scan.chunk_at(at).is_none_or(|chunk| chunk.sort == Sort::Name)
        });
        let learned = || self.learned.get(number).into_iter().flatten().copied();
        let groups = || person.held.iter().map(|held| held.group).chain(learned());
        let said = |at: usize| {
            let mut words =
                groups().filter_map(|number| self.groups.get(number)).flat_map(|known| known.words.clone());
            words.any(|known| self.scan.fold(known) == self.scan.fold(at))
        };
        if self.scan.grammar().head_last && whose.is_some_and(|at| !said(at)) {
            return None;
        }
        // « Safvet Pasha … the Pasha »: a title that ends the name.
        let word = self.scan.fold(group.head.start).as_ref();
        let ends = person.parts.len() > 1
            && person.parts.last().is_some_and(|last| last == word)
            && self.scan.lists().name_ends.has(word);
        let told = told.max(ends.then_some(SAME));
        let learned = self.learned.get(number).into_iter().flatten().filter_map(|&known| {
            let other = self.groups.get(known).filter(|other| other.level != Level::Relation)?;
            let held = Held {
                office: other.office,
                group: known,
                state: other.tail.nation,
                former: other.former,
                title: None,
            };
            // Only the same words: what a description covers was told by the office itself.
            (other.office == group.office).then(|| self.office_fits(group, &held))?
        });
        let told = told.max(learned.max());
        let known = person.entity.and_then(|entity| self.known_fits(group, entity));
        told.max(known).map(|quality| quality + nation)
    }

    /// « ambassadeur de la Confédération du Nord »: an envoy of a body, of whom no state is told.
    fn sent_by_other(&self, person: &Person) -> bool {
        let groups = person.held.iter().filter_map(|held| self.groups.get(held.group));
        groups
            .filter(|group| self.id(group.office) == "ambassador")
            .flat_map(|group| group.tail.chunks.iter())
            .filter_map(|&index| self.scan.chunks.get(index))
            .any(|chunk| matches!(chunk.sort, Sort::Organisation | Sort::State))
    }

    /// The gender of a possessive that stands behind the description in its clause.
    fn owned_by(&self, group: &Group) -> Option<Gender> {
        if !self.scan.grammar().head_last {
            return None;
        }
        let words = crate::lexicon::words(self.scan.doc.language);
        let clause = (group.end..group.end + 8).take_while(|&at| {
            self.scan.together(at, group.head.start)
                && self.scan.word(at).is_word()
                && self.scan.word(at).shape == Shape::Lower
                && !words.complementisers.has(self.scan.lower(at))
        });
        clause.into_iter().find_map(|at| {
            let lower = self.scan.lower(at);
            if !self.scan.lists().possessive.has(lower) {
                return None;
            }
            let feminine = words.feminine_pronouns.has(lower).then_some(Gender::Feminine);
            feminine.or_else(|| words.personal_pronouns.has(lower).then_some(Gender::Masculine))
        })
    }

    /// Whether an office told of the person has the body in its complement.
    fn told_with(&self, person: &Person, body: &Entity) -> bool {
        let groups = person.held.iter().filter_map(|held| self.groups.get(held.group));
        let chunks = groups.flat_map(|group| group.tail.chunks.iter());
        chunks.filter_map(|&index| self.scan.chunks.get(index)?.entity).any(|entity| entity.id() == body.id())
    }

    /// The nation that a description told which was found to mean the person.
    pub(super) fn learned_state(&self, number: usize) -> Option<&'static Entity> {
        let learned = self.learned.get(number).into_iter().flatten();
        learned.filter_map(|&known| self.groups.get(known)).find_map(|known| known.tail.nation)
    }

    /// The person is named within the group itself (« le conseiller de Macron »).
    pub(super) fn inside(&self, group: &Group, person: &Person) -> bool {
        person
            .chunks
            .iter()
            .filter_map(|&index| self.scan.chunks.get(index))
            .any(|chunk| chunk.words.start >= group.words.start && chunk.words.start < group.words.end)
    }

    fn office_fits(&self, group: &Group, held: &Held) -> Option<i32> {
        let quality = if held.office == group.office {
            let other = self.groups.get(held.group);
            let apart = |title: usize| self.apart_from(group, title);
            if other.is_some_and(|other| self.apart(group, other)) || held.title.is_some_and(apart) {
                return None;
            }
            SAME
        } else if self.scan.tables.may_mean(group.office, held.office) {
            COVERED - self.remote(group, held)
        } else {
            return None;
        };
        // « le président X … l'ex-président »: told of one in office only where the same word tells it.
        if group.former && !held.former && held.office != group.office {
            return None;
        }
        // « l'ancien président X … le président »: rather the one in office.
        let quality = quality - if held.former == group.former { 0 } else { 14 };
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

    /// « le diplomate » is an envoy rather than a minister.
    fn remote(&self, group: &Group, held: &Held) -> i32 {
        let envoy = self.scan.tables.office(held.office).is_some_and(|office| office.level == Level::Envoy);
        if self.id(group.office) == "diplomat" && !envoy { 8 } else { 0 }
    }

    /// Whether two descriptions by one office name different trades, ranks or kin: « le pêcheur » and « le médecin ». A
    /// word that two have in common makes them alike (« le lieutenant-colonel », « le colonel »).
    fn apart(&self, one: &Group, other: &Group) -> bool {
        let words = |group: &Group| group.head.clone().map(|at| self.scan.fold(at).as_ref());
        let alike = |word: &str, known: &str| {
            word == known
                || word.len() > 4 && known.ends_with(word)
                || known.len() > 4 && word.ends_with(known)
        };
        self.other_crown(one, &other.head)
            || self.scan.tables.office(one.office).is_some_and(|office| office.apart)
                && !words(one).any(|word| word.len() > 2 && words(other).any(|known| alike(word, known)))
    }

    /// « the Sultan » is not « Emir X »: two words for the one who reigns, each of which names the realm's own dignity.
    fn other_crown(&self, group: &Group, other: &std::ops::Range<usize>) -> bool {
        let crown = |words: &std::ops::Range<usize>| {
            let mut folds = words.clone().map(|at| self.scan.fold(at));
            folds.find(|fold| self.scan.lists().crowns.has(*fold))
        };
        matches!((crown(&group.head), crown(other)), (Some(one), Some(known)) if one != known)
    }

    /// Whether a title before a name names another rank than the description (« Maj. X », « the colonel »).
    fn apart_from(&self, group: &Group, title: usize) -> bool {
        if self.other_crown(group, &(title..title + 1)) {
            return true;
        }
        let title = self.scan.fold(title);
        let short =
            |word: &str| word == title.as_ref() || title.len() < 5 && word.starts_with(title.as_ref());
        self.scan.tables.office(group.office).is_some_and(|office| office.apart)
            && !group.head.clone().any(|at| short(self.scan.fold(at)))
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
        // « le patron du groupe », « the group's boss » may be that of a group named elsewhere.
        let rest = |group: &Group| {
            let head = group.head.clone();
            let first = if self.scan.grammar().head_last { group.words.start } else { head.end };
            (first..group.tail.end).filter(move |at| !head.contains(at))
        };
        let common = |group: &Group| {
            group.tail.chunks.is_empty()
                && rest(group)
                    .any(|at| self.scan.tables.body(|distance| self.scan.fold(at + distance)).is_some())
        };
        if common(one) != common(other) && (one.tail.chunks.is_empty() || other.tail.chunks.is_empty()) {
            return None;
        }
        let words = |group: &Group| {
            rest(group)
                .map(|at| self.scan.fold(at))
                .filter(|fold| fold.len() > 3 && !self.scan.tables.lists.of.has(*fold))
        };
        Some(words(one).any(|word| words(other).any(|known| known == word)))
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
