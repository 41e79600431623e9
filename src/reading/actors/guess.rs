//! Whom a description means where the article tells nobody that office: the only one it can mean, or nobody.
//!
//! Comes after `resolve` has found no holder. Does not choose between two.

use super::groups::{Determiner, Group};
use super::resolve::{LATER, Resolver};
use crate::lexicon::actors::{Gender, Level};
use crate::lexicon::gazetteer::Entity;
use crate::reading::words::Shape;

impl Resolver<'_, '_, '_> {
    /// « s'est réjoui l'ancien ministre camerounais », « la dirigeante sociale-démocrate »: another word for the only
    /// person spoken of, where nothing speaks against it.
    pub fn variation(&self, group: &Group) -> Option<usize> {
        let told_before =
            group.start.checked_sub(1).filter(|before| self.scan.together(*before, group.start));
        let inverted = told_before.is_some_and(|before| self.closes_speech(before));
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

    /// « … », a souri le diplomate: a verb, and right before it and its helpers the end of what was said.
    fn closes_speech(&self, verb: usize) -> bool {
        let word = |at: usize| self.scan.word(at);
        let first = (verb.saturating_sub(4)..verb).rev().find(|&at| word(at).shape != Shape::Lower);
        word(verb).shape == Shape::Lower
            && self.is_verb(verb)
            && first.is_some_and(|at| {
                self.scan.together(at, verb) && (word(at).shape == Shape::CloseQuote || word(at).text == ",")
                    || !self.scan.together(at, verb)
            })
    }

    fn is_verb(&self, at: usize) -> bool {
        crate::lexicon::verbs::analyses(self.scan.doc.language, self.scan.lower(at)).next().is_some()
    }

    /// « la photographe » of the only woman of whom nothing else is told, « le chercheur » of the only person at all.
    pub fn lone(&self, group: &Group) -> Option<usize> {
        let varies = matches!(group.level, Level::Generic | Level::Person)
            && !matches!(self.id(group.office), "kin" | "member");
        if !varies || group.determiner != Determiner::Definite || group.tail.complement || group.former {
            return None;
        }
        let untold = |number: &usize| {
            self.people.get(*number).is_some_and(|person| {
                person.held.is_empty() && person.entity.is_none() && self.may_be(group, *number)
            }) && self.learned.get(*number).is_none_or(Vec::is_empty)
                && (self.in_headline(group) || self.near(group, *number).is_some_and(|near| near > LATER))
        };
        if self.people.len() == 1 {
            return Some(0).filter(untold);
        }
        let woman = |number: &usize| {
            self.people.get(*number).is_some_and(|person| person.gender == Some(Gender::Feminine))
        };
        let mut found = (0..self.people.len()).filter(untold).filter(woman);
        let only = found.next().filter(|_| group.gender == Some(Gender::Feminine))?;
        found.next().is_none().then_some(only)
    }

    /// « Togo says German engineer freed … X, 38, is resting »: of all persons the only one of whom nothing is told, named
    /// soon behind the headline or first sentence that brings somebody in.
    pub fn announced(&self, leads: &[usize]) -> Option<usize> {
        let first = self.groups.get(*leads.first()?)?;
        let alike = leads
            .iter()
            .filter_map(|&number| self.groups.get(number))
            .all(|group| self.scan.fold(group.head.start) == self.scan.fold(first.head.start));
        let untold = |number: &usize| {
            self.people.get(*number).is_some_and(|person| {
                let known = person.entity.is_some() || !person.held.is_empty() || person.state.is_some();
                let learned = self.learned.get(*number).is_some_and(|learned| !learned.is_empty());
                !known && !learned
            })
        };
        let mut untold = (0..self.people.len()).filter(untold);
        let (Some(only), None) = (untold.next(), untold.next()) else { return None };
        let last =
            leads.iter().filter_map(|&number| self.groups.get(number)).map(|group| group.head.start).max()?;
        let step = self.trail.steps(only).iter().find(|step| step.word > last)?;
        let apart = self.scan.word(step.word).sentence.saturating_sub(self.scan.word(last).sentence);
        let full = self.people.get(only).is_some_and(|person| person.parts.len() > 1);
        (alike && full && step.subject && apart <= 3 && self.may_be(first, only)).then_some(only)
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
        let first =
            *open.iter().min_by_key(|number| self.groups.get(**number).map(|group| group.head.start))?;
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
        let step = self.trail.steps(only).first()?;
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
}
