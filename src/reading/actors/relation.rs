//! Descriptions that lean on another person: « son homologue russe », « ma collègue », « son visiteur ».
//!
//! Finds whose, then the other one. Does not read what the article tells of each (that is `people`).

use super::groups::{Determiner, Group};
use super::people::Person;
use super::resolve::{Answer, LATER, Resolver};
use super::trail::Step;
use crate::lexicon::actors::Level;
use crate::lexicon::gazetteer;
use crate::reading::doc::ParagraphKind;

/// How many sentences back the other of two may have been named.
const REACH: usize = 8;

/// By how much one must be likelier than the next.
const MARGIN: i32 = 2;

impl Resolver<'_, '_, '_> {
    /// « son homologue russe », « sa collègue »
    pub fn counterpart(&self, group: &Group) -> Answer {
        if group.determiner == Determiner::Definite && self.id(group.office) == "visitor" {
            return self.received(group).map_or(Answer::Nobody, Answer::Person);
        }
        let named = self.held_by(group);
        if !matches!(group.determiner, Determiner::Possessive | Determiner::Speaker) && named.is_none() {
            return Answer::Nobody;
        }
        let Some(owner) = named.or_else(|| self.owner(group)) else { return Answer::Nobody };
        if matches!(self.id(group.office), "predecessor" | "successor") {
            return self.beside_in_office(group, owner);
        }
        if self.id(group.office) == "visitor" {
            let told = self.called_so(group, owner);
            return told.or_else(|| self.guest(group, owner)).map_or(Answer::Nobody, Answer::Person);
        }
        let same_office = |number: usize| {
            let (Some(one), Some(other)) = (self.people.get(owner), self.people.get(number)) else {
                return false;
            };
            self.share_office(one, other) || self.called_as(one, number)
        };
        let others = (0..self.people.len()).filter(|&number| number != owner && self.may_be(group, number));
        let mut fits: Vec<usize> = match group.tail.nation {
            Some(nation) => {
                let of_nation = |number: &usize| {
                    let state = self.people.get(*number).and_then(|person| person.state);
                    state
                        .or_else(|| self.learned_state(*number))
                        .is_some_and(|state| state.id() == nation.id())
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
                // « le Premier ministre … son homologue somalien »: the only one, if he leads a state as well.
                let heads =
                    |number: usize| self.people.get(number).is_some_and(|person| self.leads_a_state(person));
                let colleague =
                    self.id(group.office) == "colleague" && group.determiner == Determiner::Possessive;
                let alike = |one: &usize| colleague || heads(owner) && heads(*one);
                if compatriots.len() == 1 && compatriots.iter().all(alike) {
                    compatriots
                } else if peers.is_empty() {
                    compatriots.into_iter().filter(untold).collect()
                } else {
                    peers
                }
            }
            None => others.filter(|&number| same_office(number)).collect(),
        };
        // « Son homologue française »: the only one in a like office whose state nothing tells.
        if fits.is_empty() && group.tail.nation.is_some() {
            let open = |number: &usize| {
                let told = self.people.get(*number).is_some_and(|person| person.state.is_some());
                *number != owner && !told && self.may_be(group, *number) && same_office(*number)
            };
            let mut found = (0..self.people.len()).filter(open);
            fits.extend(found.next().filter(|_| found.next().is_none()));
        }
        if fits.len() > 1 {
            let headline = self.in_headline(group);
            let nearness =
                |number: usize| if headline { Some(self.early(number)) } else { self.near(group, number) };
            fits.sort_by_key(|&number| std::cmp::Reverse(nearness(number)));
            let near = |at: usize| fits.get(at).and_then(|&number| nearness(number));
            if near(0) == near(1) {
                return self.next_named(group).map_or(Answer::Open, Answer::Person);
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
        if let Some(next) = self.next_named(group).filter(|next| *next != owner) {
            return Answer::Person(next);
        }
        let nation = group.tail.nation.filter(|_| self.trusted);
        let known = self.people.get(owner).and_then(|person| person.entity).zip(nation);
        // « son homologue japonaise », whom nobody names: its own name.
        let own = group.tail.nation.is_some() || group.tail.complement;
        let unnamed =
            if own && self.id(group.office) == "counterpart" { Answer::Office } else { Answer::Nobody };
        known
            .and_then(|(entity, nation)| {
                let held =
                    gazetteer::offices_of(entity.id(), self.scan.doc.published).map(|(office, _)| office);
                held.into_iter()
                    .find_map(|office| gazetteer::holder(office, nation.id(), self.scan.doc.published))
            })
            .map_or(unnamed, Answer::Known)
    }

    /// « le successeur de M. X », « X's predecessor »: who is named in the description.
    fn held_by(&self, group: &Group) -> Option<usize> {
        let leaning = matches!(self.id(group.office), "predecessor" | "successor");
        if group.determiner != Determiner::Definite || !leaning {
            return None;
        }
        let inside = |person: &Person| group.tail.chunks.iter().any(|chunk| person.chunks.contains(chunk));
        self.people.iter().position(inside)
    }

    /// « Vice President Han Zheng received the visitor », « the host answered »: who is at home where the article is dated
    /// from, or who is not, of those it is about just there.
    fn received(&self, group: &Group) -> Option<usize> {
        let lists = self.scan.lists();
        let word = self.scan.fold(group.head.start);
        let home = super::setting::dateline(self.scan);
        let host = lists.hosts.has(word);
        if !(host || lists.guests.has(word))
            || self.scan.doc.is_quoted(group.head.start)
            || group.tail.complement
            || group.plural
        {
            return None;
        }
        let at_home = |number: usize| {
            let state = self.people.get(number).and_then(|person| person.state);
            state.or_else(|| self.learned_state(number)).zip(home).map(|(one, two)| one.id() == two.id())
        };
        let here = self.scan.word(group.head.start).sentence;
        let from = self
            .scan
            .doc
            .sentences
            .get(here.saturating_sub(REACH))
            .map_or(0, |sentence| sentence.words.start);
        let mut near: Vec<usize> = Vec::new();
        for step in self.trail.within(from..group.start).iter().rev() {
            let body = self.scan.doc.kind_at(step.word) == ParagraphKind::Body;
            let beside = self.in_clause(group, step.person);
            if body && !beside && !near.contains(&step.person) && self.may_be(group, step.person) {
                near.push(step.person);
            }
        }
        near.retain(|&person| at_home(person) == Some(host));
        near.first().copied()
    }

    /// « son successeur », « son prédécesseur »: who held the owner's office after or before, by the article or the
    /// gazetteer.
    fn beside_in_office(&self, group: &Group, owner: usize) -> Answer {
        let after = self.id(group.office) == "successor";
        if let Some(told) = self.took_over(group, owner, after) {
            return Answer::Person(told);
        }
        let Some(person) = self.people.get(owner) else { return Answer::Nobody };
        if let Some(known) = person.entity {
            let day = self.scan.doc.published;
            let Some(found) = gazetteer::beside_in_office(known.id(), day, after) else {
                return Answer::Nobody;
            };
            let named = self.people.iter().position(|other| other.entity.is_some_and(|other| other == found));
            // « son prédécesseur » may be any earlier one: only somebody whom the article names.
            let unnamed = if after { Answer::Known(found) } else { Answer::Nobody };
            return named.map_or(unnamed, Answer::Person);
        }
        // The only other one told to hold the same office, the owner's being over or theirs.
        let over = |person: &Person| person.held.iter().any(|held| held.former);
        let same = |number: &usize| {
            self.people.get(*number).is_some_and(|other| {
                let told =
                    other.held.iter().any(|held| person.held.iter().any(|own| own.office == held.office));
                let (first, second) = if after { (person, other) } else { (other, person) };
                let parted = (over(first) || self.told_by(first, self.scan.lists().leaving)) && !over(second)
                    || self.told_by(second, self.scan.lists().arriving);
                *number != owner && told && parted
            })
        };
        let mut fits = (0..self.people.len()).filter(same).filter(|&number| self.may_be(group, number));
        match (fits.next(), fits.next()) {
            (Some(only), None) => Answer::Person(only),
            _ => Answer::Nobody,
        }
    }

    /// « X succède à Y. Son prédécesseur … », « Y, remplacé par X, … son successeur »: whom a sentence before tells to have
    /// come before or after the owner.
    fn took_over(&self, group: &Group, owner: usize, after: bool) -> Option<usize> {
        let lists = self.scan.lists();
        let here = self.scan.word(group.head.start).sentence;
        (here.saturating_sub(REACH)..=here).rev().find_map(|sentence| {
            let words = self.scan.doc.sentences.get(sentence)?.words.clone();
            let words = words.start..words.end.min(group.start);
            let verb = words.clone().find(|&at| {
                let fold = self.scan.fold(at);
                lists.succession_stems.forms().iter().any(|stem| fold.starts_with(stem))
            })?;
            let first = self.trail.within(words.start..verb).iter().next_back()?.person;
            let second = self.trail.within(verb..words.end).iter().next()?.person;
            let passive = lists.succession_openers.has(self.scan.fold(verb + 1));
            let (new, old) = if passive { (second, first) } else { (first, second) };
            let other = match (after, owner) {
                (true, owner) if owner == old => new,
                (false, owner) if owner == new => old,
                _ => return None,
            };
            (other != owner && self.may_be(group, other)).then_some(other)
        })
    }

    /// Whether a description of the person has a word of the list.
    fn told_by(&self, person: &Person, list: crate::lexicon::words::WordSet) -> bool {
        let groups = person.held.iter().filter_map(|held| self.groups.get(held.group));
        groups.into_iter().any(|group| group.words.clone().any(|at| list.has(self.scan.fold(at))))
    }

    /// « Mme X, hôte du sommet … son hôte »: whom the article calls so.
    fn called_so(&self, group: &Group, owner: usize) -> Option<usize> {
        let so = |held: &super::people::Held| {
            self.groups.get(held.group).is_some_and(|told| {
                told.office == group.office
                    && told.determiner != Determiner::Possessive
                    && self.scan.fold(told.head.start) == self.scan.fold(group.head.start)
            })
        };
        (0..self.people.len()).find(|&number| {
            number != owner
                && self.may_be(group, number)
                && self.people.get(number).is_some_and(|person| person.held.iter().any(so))
        })
    }

    /// « son visiteur », « son rival »: the other of the two whom the article is about just there. How often and how near
    /// somebody was named tells it; of two alike neither is taken.
    fn guest(&self, group: &Group, owner: usize) -> Option<usize> {
        let here = self.scan.word(group.head.start).sentence;
        let reach = here.saturating_sub(REACH);
        let from = self.scan.doc.sentences.get(reach).map_or(0, |sentence| sentence.words.start);
        let near = |number: usize| self.near(group, number).filter(|near| *near > LATER);
        let body = |step: &&Step| self.scan.doc.kind_at(step.word) == ParagraphKind::Body;
        let weight = |number: usize| {
            let before = self.trail.steps(number).iter().filter(|step| step.word < group.start).count();
            near(number).map(|near| near + 3 * i32::try_from(before.min(5)).unwrap_or(5))
        };
        let mut others: Vec<usize> =
            self.trail.within(from..group.start).iter().filter(body).map(|step| step.person).collect();
        others.sort_unstable();
        others.dedup();
        // « son hôte norvégien »: the only one of the nation, however far.
        let compatriot = |other: &usize| {
            let state = self.people.get(*other).and_then(|person| person.state);
            *other != owner && state.zip(group.tail.nation).is_some_and(|(one, two)| one.id() == two.id())
        };
        let mut compatriots = (0..self.people.len()).filter(compatriot);
        if let (Some(only), None) = (compatriots.next(), compatriots.next()) {
            return Some(only);
        }
        let fits = others.into_iter().filter(|&other| other != owner && self.may_be(group, other));
        let mut ranked: Vec<(i32, usize)> = fits.filter_map(|other| Some((weight(other)?, other))).collect();
        ranked.sort_by_key(|(weight, other)| (std::cmp::Reverse(*weight), *other));
        match ranked.as_slice() {
            [] => None,
            [(_, only)] => Some(*only),
            [(best, first), (second, _), ..] => (best - second > MARGIN).then_some(*first),
        }
    }

    /// Whether a description that was found to mean the other tells an office that the person has.
    fn called_as(&self, person: &Person, other: usize) -> bool {
        let day = self.scan.doc.published;
        let told = |office: usize| person.held.iter().any(|held| !held.former && held.office == office);
        let known = |office: usize| {
            let offices = super::tenures::offices(self.id(office));
            person.entity.is_some_and(|entity| {
                gazetteer::offices_of(entity.id(), day).any(|(held, _)| offices.contains(&held))
            })
        };
        let learned = self.learned.get(other).into_iter().flatten();
        learned
            .filter_map(|&known| self.groups.get(known))
            .any(|group| told(group.office) || known(group.office))
    }

    /// Whether an office in force of the person, by the article or the gazetteer, is over a whole state.
    fn leads_a_state(&self, person: &Person) -> bool {
        let told = person.held.iter().filter(|held| !held.former);
        let head =
            |office: usize| self.scan.tables.office(office).is_some_and(|office| office.level == Level::Head);
        let day = self.scan.doc.published;
        let known = person.entity.into_iter().flat_map(|entity| gazetteer::offices_of(entity.id(), day));
        let over = |office| {
            matches!(
                office,
                gazetteer::Office::HeadOfState
                    | gazetteer::Office::HeadOfGovernment
                    | gazetteer::Office::Leader
            )
        };
        told.into_iter().any(|held| head(held.office)) || known.into_iter().any(|(office, _)| over(office))
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
        // « le président X » and one whom the gazetteer knows as a head of state.
        let mixed = |one: &Person, other: &Person| {
            other.entity.is_some_and(|other| {
                let ids = one.held.iter().filter(|held| !held.former).map(|held| self.id(held.office));
                let mut offices = ids.flat_map(super::tenures::offices);
                offices
                    .any(|office| gazetteer::offices_of(other.id(), day).any(|(theirs, _)| theirs == *office))
            })
        };
        told || known || mixed(one, other) || mixed(other, one)
    }

    /// Whose: the first person in a subject's place before the group in its sentence, else in the sentences before.
    fn owner(&self, group: &Group) -> Option<usize> {
        let here = self.scan.word(group.head.start).sentence;
        // Whom somebody's words name in the sentence is not the one told of behind them.
        let quoted = self.scan.doc.is_quoted(group.start);
        let before = |step: &&Step| {
            let said = self.scan.doc.is_quoted(step.word) && self.scan.word(step.word).sentence == here;
            step.word < group.start && (quoted || !said)
        };
        let in_sentence = |number: usize| {
            let words = self.scan.doc.sentences.get(number).map_or(0..0, |sentence| sentence.words.clone());
            self.trail.within(words).iter().filter(before)
        };
        if let Some(step) =
            in_sentence(here).find(|step| step.subject).or_else(|| in_sentence(here).next_back())
        {
            return Some(step.person);
        }
        // « Prié de serrer la main de son cadet, M. X … »: what opens the sentence is said of its subject.
        let opening = self.scan.doc.sentences.get(here).map_or(0..0, |sentence| sentence.words.clone());
        let comma = (group.words.end..opening.end).find(|&at| self.scan.word(at).text == ",");
        let participle = !self.scan.is_finite(opening.start) && group.start > opening.start + 1;
        let clause =
            (opening.start..group.start).all(|at| !self.scan.is_finite(at) && self.scan.word(at).text != ",");
        if let Some(comma) = comma.filter(|_| participle && clause)
            && let Some(step) = self.trail.within(comma..comma + 6).iter().find(|step| step.subject)
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
