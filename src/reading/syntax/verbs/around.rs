//! What stands around a form that may be a finite verb: its subject, what clings to it, what makes it a noun.
//!
//! Does not read compound tenses: see `compound`.

use super::{Gatherer, VerbGroup};
use crate::lexicon::verbs::{self, Analysis, Tense};
use crate::reading::syntax::Tag;
use crate::reading::words::Shape;

impl Gatherer<'_, '_> {
    /// « elle note », « Oslo place ses navires »: a form that is nearly always a noun is a verb right behind a
    /// pronoun, or between a name and an article.
    pub(super) fn stands_as_verb(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        self.lists.subject_pronouns.has(self.lower(before))
            || self.tag(before) == Tag::Name
                && self.tag(at + 1) == Tag::Determiner
                && self.tag(at) == Tag::Open
    }

    /// The finite analysis of the form at this position, if it is a verb here.
    pub(super) fn finite(
        &self,
        at: usize,
        mut analyses: impl Iterator<Item = Analysis> + Clone,
    ) -> Option<Analysis> {
        let finite: Vec<Analysis> = analyses.clone().filter(|found| found.tense.is_finite()).collect();
        let agreeing = self.agreeing(at, &finite)?;
        let auxiliary = self.lists.auxiliaries.has(agreeing.infinitive());
        let tag = self.tag(at);
        if tag != Tag::Open && !(auxiliary && matches!(tag, Tag::Determiner | Tag::Adverb)) {
            return None;
        }
        if auxiliary {
            return (!self.east(at)).then_some(agreeing);
        }
        if self.nominal_before(at, &finite) || agreeing.tense == Tense::Present && self.behind_finite(at) {
            return None;
        }
        let participle_too = analyses.any(|found| found.tense == Tense::Participle);
        if participle_too && !self.subject_before(at) && !self.inverted_behind(at) {
            return None;
        }
        let noun_too = verbs::nouns(self.doc.language, self.lower(at)).next().is_some()
            || self.lists.people.has(self.lower(at));
        if noun_too && !self.subject_before(at) {
            return None;
        }
        if self.doc.word(self.token(at)).opens
            && self.doc.word(self.token(at)).is_capital()
            && !self.inverted_behind(at)
        {
            return None;
        }
        Some(agreeing)
    }

    /// « rendra compte »: no present stands right behind a finite verb.
    pub(super) fn behind_finite(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.syntax.verb_at(self.token(before)));
        before.and_then(|group| self.syntax.verb(group)).is_some_and(VerbGroup::is_finite)
    }

    /// « l'est du pays »: the point of the compass.
    pub(super) fn east(&self, at: usize) -> bool {
        let next = self.lower(at + 1);
        self.lower(at).len() == 3
            && at > 0
            && self.lists.determiners.has(self.lower(at - 1))
            && (self.lists.contracted.has(next) || self.tag(at + 1) == Tag::Preposition || next == ",")
    }

    /// First and second persons need their pronoun; of the rest the first that fits.
    pub(super) fn agreeing(&self, at: usize, finite: &[Analysis]) -> Option<Analysis> {
        let pronoun = |forms: &[&str]| {
            (1..=5).any(|back| at >= back && self.lower(at - back).is_any(forms))
                || forms.iter().any(|form| {
                    let head = self.lower(at + 1).strip_suffix(form);
                    head.is_some_and(|head| head.ends_with('-'))
                })
        };
        finite.iter().copied().find(|found| match found.person {
            1 => pronoun(&["je", "j'"]),
            2 => pronoun(&["tu"]),
            4 => pronoun(&["nous"]),
            5 => pronoun(&["vous"]),
            _ => true,
        })
    }

    /// Whether what stands before makes the form a noun: a determiner that is no pronoun, a preposition.
    pub(super) fn nominal_before(&self, at: usize, finite: &[Analysis]) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let lower = self.lower(before);
        if self.lists.clitics.has(lower) && self.lists.determiners.has(lower) {
            // « le », « la », « l' », « les », « leur »: a pronoun if a subject or « ne » stands before it, or if
            // the form can be nothing but a verb.
            let led = before > 0
                && (matches!(self.tag(before - 1), Tag::Subject | Tag::Clitic | Tag::Relative)
                    || self.lists.clitics.has(self.lower(before - 1))
                        && !self.lists.prepositions.has(self.lower(before - 1)));
            // « Ozola le dément : « … » »: a name before it and a mark behind the form.
            let named = before > 0
                && self.tag(before - 1) == Tag::Name
                && matches!(self.tag(at + 1), Tag::Mark)
                && !self.lists.contracted.has(lower);
            let led = led || named || self.object_between(at);
            let plain = finite.iter().all(|found| {
                !matches!(found.tense, Tense::Imperfect | Tense::Future | Tense::Conditional | Tense::Past)
            });
            return !led && plain;
        }
        if self.lists.clitics.has(lower) {
            // « en », « y », « se »: a clitic, unless « en » leads a noun.
            return self.tag(before) == Tag::Preposition && !self.led_by_subject(before);
        }
        if self.lists.preposed.has(lower) && before > 0 {
            // « leur première rencontre »
            return matches!(self.tag(before - 1), Tag::Determiner | Tag::Number | Tag::Preposition);
        }
        matches!(self.tag(before), Tag::Determiner | Tag::Number) || self.tag(before) == Tag::Preposition
    }

    /// « Le gouvernement l'accuse de », « Paul Vidal la juge « morte » »: an object pronoun between a subject at the front
    /// and a form that no table has as a noun.
    fn object_between(&self, at: usize) -> bool {
        let noun = verbs::nouns(self.doc.language, self.lower(at)).next().is_some()
            || self.lists.people.has(self.lower(at));
        let next = self.doc.word(self.token(at + 1));
        let goes_on = matches!(
            self.tag(at + 1),
            Tag::Preposition | Tag::That | Tag::Adverb | Tag::Mark | Tag::Comma | Tag::Coordinator
        );
        if noun || !(goes_on || next.shape == Shape::OpenQuote) || at < 2 {
            return false;
        }
        if !matches!(self.tag(at - 2), Tag::Name | Tag::Open) {
            return false;
        }
        let phrase = |back: &usize| {
            matches!(
                self.tag(*back),
                Tag::Name | Tag::Open | Tag::Determiner | Tag::Preposition | Tag::Number
            )
        };
        let first = (0..at - 1).rev().take_while(phrase).last();
        first.is_some_and(|first| matches!(self.tag(first), Tag::Name | Tag::Determiner))
    }

    pub(super) fn led_by_subject(&self, at: usize) -> bool {
        at > 0
            && (matches!(self.tag(at - 1), Tag::Subject | Tag::Clitic | Tag::Relative)
                || self.lists.clitics.has(self.lower(at - 1)))
    }

    /// Whether a possible subject stands before in the same stretch, with no finite verb between.
    pub(super) fn subject_before(&self, at: usize) -> bool {
        let mut names = false;
        for back in (0..at).rev() {
            match self.tag(back) {
                Tag::Verb => {
                    let group =
                        self.syntax.verb_at(self.token(back)).and_then(|group| self.syntax.verb(group));
                    if group.is_some_and(VerbGroup::is_finite) {
                        return false;
                    }
                }
                Tag::Subject | Tag::Relative => return true,
                Tag::Coordinator | Tag::That | Tag::Subordinator => return names,
                Tag::Mark if self.doc.word(self.token(back)).text == ":" => return names,
                Tag::Name | Tag::Determiner => names = true,
                Tag::Open if self.lists.people.has(self.lower(back)) => names = true,
                _ => {}
            }
        }
        names
    }

    pub(super) fn inverted_behind(&self, at: usize) -> bool {
        self.lower(at + 1).starts_with('-') && self.lower(at + 1).len() > 1
    }

    /// Clitics before the form: where the group starts, object pronouns, reflexive, negated.
    pub(super) fn front(&self, at: usize, person: u8, finite: bool) -> (usize, Vec<usize>, bool, bool) {
        let (mut start, mut clitics, mut reflexive, mut negated) = (at, Vec::new(), false, false);
        while start > 0 && self.lists.clitics.has(self.lower(start - 1)) {
            let before = start - 1;
            let lower = self.lower(before).to_owned();
            let subject = self.tag(before) == Tag::Subject
                && (before == 0
                    || !matches!(self.tag(before - 1), Tag::Subject | Tag::Open | Tag::Name | Tag::Relative));
            if subject && (person == 4 || person == 5) {
                break;
            }
            let noun_article = finite
                && self.lists.determiners.has(&lower)
                && !self.led_by_subject(before)
                && before > 0
                && self.tag(before - 1) == Tag::Preposition;
            if noun_article {
                break;
            }
            if lower.starts_with('n') && lower.len() == 2 {
                negated = true;
            } else if self.lists.reflexives.has(&lower) || self.doubled(before, person) {
                reflexive = true;
            } else {
                clitics.push(self.token(before));
            }
            start = before;
        }
        clitics.reverse();
        (start, clitics, reflexive, negated)
    }

    /// « nous nous sommes », « vous vous êtes », « je me suis ».
    pub(super) fn doubled(&self, before: usize, person: u8) -> bool {
        let twice = before > 0 && self.lower(before) == self.lower(before - 1);
        twice && matches!(person, 4 | 5)
            || matches!(person, 1 | 2)
                && self.lower(before).len() <= 2
                && "mt".contains(self.lower(before).chars().next().unwrap_or(' '))
    }
}
