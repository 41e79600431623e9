//! Descriptions that lean on another person: « son homologue russe », « ma collègue », « son visiteur ».
//!
//! Finds whose, then the other one. Does not read what the article tells of each (that is `people`).

use super::groups::{Determiner, Group};
use super::people::Person;
use super::resolve::{Answer, Resolver};
use super::trail::Step;
use crate::lexicon::gazetteer;

impl Resolver<'_, '_, '_> {
    /// « son homologue russe », « sa collègue »
    pub fn counterpart(&self, group: &Group) -> Answer {
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
        let nation = group.tail.nation.filter(|_| self.trusted);
        let known = self.people.get(owner).and_then(|person| person.entity).zip(nation);
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
