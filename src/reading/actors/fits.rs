//! How well a person fits a description: by nation, gender, office and complement.
//!
//! Compares the description with what the article and the gazetteer tell. Does not choose among those that fit (that is
//! `resolve`).

use super::groups::Group;
use super::people::{Held, Person};
use super::resolve::{COVERED, Resolver, SAME};
use super::scan::Sort;
use super::setting::related;
use crate::lexicon::actors::{Gender, Level};
use crate::lexicon::gazetteer::Entity;
use crate::model::{Class, PartyIndex};
use crate::reading::words::Shape;

impl Resolver<'_, '_, '_> {
    /// How well the person fits; `None` if not at all.
    pub(super) fn fits(&self, group: &Group, number: usize, person: &Person) -> Option<i32> {
        if self.inside(group, person)
            || matches!((group.gender, person.gender), (Some(one), Some(other)) if one != other)
        {
            return None;
        }
        // « le raïs » is no king.
        let crowned = |held: &Held| self.id(held.office) == "monarch";
        if matches!(self.id(group.office), "rais" | "viceroy") && person.held.iter().any(crowned) {
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

    pub(super) fn office_fits(&self, group: &Group, held: &Held) -> Option<i32> {
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
        // « le président X … l'ex-président »: told of one in office only where the same word tells it; « the defense minister … the
        // ousted minister » have one in common.
        if group.former && !held.former && held.office != group.office {
            let known = self.groups.get(held.group).map(|known| known.head.clone());
            let common = |at: usize| {
                known.iter().flat_map(Clone::clone).any(|known| self.scan.fold(known) == self.scan.fold(at))
            };
            if !group.head.clone().any(common) {
                return None;
            }
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
    pub(super) fn apart(&self, one: &Group, other: &Group) -> bool {
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
    pub(super) fn same_complement(&self, one: &Group, other: &Group) -> Option<bool> {
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
}
