//! Series and forms that look like nouns: « arrived, met the king and signed », « without meeting him », « Seven killed ».
//!
//! Does not decide alone: its parent does.

use super::Gatherer;
use crate::lexicon::gazetteer;
use crate::lexicon::verbs::Tense;
use crate::reading::doc::ParagraphKind;
use crate::reading::syntax::{Tag, VerbTense};

/// How far behind a form the end of its series is looked for, in tokens.
const SERIES: usize = 30;

impl Gatherer<'_, '_> {
    /// Whether a coordinator with another infinitive behind it follows before any finite verb.
    pub(super) fn goes_on_in_series(&self, at: usize) -> bool {
        let object = matches!(self.tag(at + 1), Tag::Open | Tag::Determiner | Tag::Name);
        let mut behind = at + 1..self.words.len().min(at + 24);
        let join = behind.find(|&next| self.tag(next) == Tag::Coordinator || self.is_helper(next));
        let joined = |join: usize| {
            self.tag(join) == Tag::Coordinator
                && self.has(join + 1, Tense::Infinitive)
                && !self.has(join + 1, Tense::Past)
                && !self.lists.never_verbs.has(self.lower(join + 1))
        };
        object && join.is_some_and(joined)
    }

    /// « arrived in Oslo, met the king and signed »: a form behind a comma that goes on with a past before it, where a
    /// coordinator with another past ends the series.
    pub(super) fn goes_on_in_past(&self, at: usize) -> bool {
        let comma = self.tag_before(at) == Tag::Comma;
        let last = self.syntax.verbs.get(self.first..).and_then(<[_]>::last);
        let told =
            last.is_some_and(|last| last.tense == VerbTense::Past && last.modal.is_none() && !last.passive);
        let (next, _) = self.between(at + 1);
        let object = matches!(self.tag(next), Tag::Determiner | Tag::Name | Tag::Number | Tag::Subject)
            || self.tag(next) == Tag::Open && self.is_nation_or_name(next);
        if !(comma && told && object) {
            return false;
        }
        for join in next..self.words.len().min(next + SERIES) {
            match self.tag(join) {
                Tag::Mark | Tag::That | Tag::Relative | Tag::Subordinator => return false,
                Tag::Coordinator => {
                    let (form, _) = self.between(join + 1);
                    let past = self.tag(form) == Tag::Open
                        && self.has(form, Tense::Past)
                        && !self.lower(form).ends_with('s')
                        && !self.lists.by.has(self.lower(form + 1));
                    if past {
                        return true;
                    }
                }
                Tag::Open if self.is_helper(join) => return false,
                _ => {}
            }
        }
        false
    }

    /// « killed five and set fire to the rest »: a form that is its own past, joined to a past.
    pub(super) fn joins_past(&self, at: usize) -> bool {
        let last = self.syntax.verbs.get(self.first..).and_then(<[_]>::last);
        let told = last.is_some_and(|last| last.tense == VerbTense::Past && last.modal.is_none());
        let (next, _) = self.between(at + 1);
        told && self.tag_before(at) == Tag::Coordinator
            && self.has(at, Tense::Past)
            && self.has(at, Tense::Infinitive)
            && matches!(
                self.tag(next),
                Tag::Determiner | Tag::Name | Tag::Number | Tag::Open | Tag::Preposition
            )
    }

    /// « the journalist snatched off a street walked free »: a form behind a noun in apposition, where the sentence has its
    /// verb behind the next comma.
    pub(super) fn stands_in_apposition(&self, at: usize) -> bool {
        let Some(comma) = (0..at).rev().find(|&back| self.tag(back) == Tag::Comma) else { return false };
        let verb = (0..at).any(|near| self.tag(near) == Tag::Verb);
        let named = comma > 0 && matches!(self.tag(comma - 1), Tag::Name | Tag::Open);
        // « "…," Lee, a minister jailed in May, told Reuters »
        let first = usize::from(self.is_stand_in(0));
        let front = matches!(self.tag(first), Tag::Name | Tag::Determiner | Tag::Open);
        let noun = matches!(self.tag(comma + 1), Tag::Determiner | Tag::Open);
        let one = (comma + 1..at)
            .all(|near| matches!(self.tag(near), Tag::Determiner | Tag::Open | Tag::Name | Tag::Adverb));
        !verb && named && front && noun && one && comma + 1 < at && self.finite_behind_comma(at)
    }

    /// « The text, adopted on Friday by the three, calls for a truce »: a participle set apart right behind a name or a thing,
    /// without an object, where a finite verb stands behind the comma that closes it.
    pub(super) fn is_closed_off(&self, at: usize) -> bool {
        let apart = at > 1
            && self.tag_before(at) == Tag::Comma
            && matches!(self.tag(at - 2), Tag::Name | Tag::Open)
            && matches!(self.tag(self.between(at + 1).0), Tag::Preposition | Tag::Time);
        let verb = || (0..at).any(|near| self.tag(near) == Tag::Verb);
        let close = || (at + 1..self.words.len()).find(|&next| self.tag(next) == Tag::Comma);
        apart
            && !verb()
            && close().is_some_and(|comma| {
                let (next, _) = self.between(comma + 1);
                let present =
                    self.analyses(next).any(|found| found.tense == Tense::Present && found.person == 3);
                self.tag(next) == Tag::Open
                    && (self.is_helper(next) || self.has(next, Tense::Past) || present)
            })
    }

    /// « The five meet next in Oslo »: a present behind who is only counted.
    pub(super) fn counted_act(&self, at: usize) -> bool {
        let counted = at > 1
            && self.lists.numerals.has(self.lower(at - 1))
            && self.lists.determiners.has(self.lower(at - 2));
        let (next, _) = self.between(at + 1);
        counted
            && self.analyses(at).any(|found| found.tense == Tense::Present && found.person == 6)
            && (matches!(
                self.tag(next),
                Tag::Preposition | Tag::Time | Tag::Determiner | Tag::Name | Tag::Mark
            ) || self.lists.preposed.has(self.lower(next)) && self.tag(next + 1) == Tag::Preposition)
    }

    /// « The two signed an accord », « Both denied it »: a past behind who is only counted, with its object.
    pub(super) fn counted_past(&self, at: usize) -> bool {
        let lists = self.lists;
        let number = at > 0
            && (lists.numerals.has(self.lower(at - 1)) || lists.two.has(self.lower(at - 1)))
            && (lists.two.has(self.lower(at - 1)) && at == 1
                || at > 1
                    && lists.determiners.has(self.lower(at - 2))
                    && !lists.genitives.has(self.lower(at - 2)));
        let (next, _) = self.between(at + 1);
        let object = matches!(self.tag(next), Tag::Determiner | Tag::Name | Tag::That | Tag::Subject);
        number && object && self.has(at, Tense::Past)
    }

    /// « without meeting Lee », « accused of shelling two villages », « Warning that »: a form in « -ing » that is mostly a
    /// noun, between what leads no noun of its own and an object.
    pub(super) fn acts_on_object(&self, at: usize) -> bool {
        let free = at == 0
            || matches!(
                self.tag_before(at),
                Tag::Preposition
                    | Tag::Comma
                    | Tag::Mark
                    | Tag::Subordinator
                    | Tag::Coordinator
                    | Tag::Adverb
            );
        // « met with visiting Lao leaders »
        let describes =
            self.lists.describing_gerunds.has(self.lower(at)) && self.tag(at + 1) != Tag::Determiner;
        if describes {
            return false;
        }
        let (next, _) = self.between(at + 1);
        let object = matches!(
            self.tag(next),
            Tag::Determiner | Tag::Name | Tag::Number | Tag::Subject | Tag::That | Tag::Clitic
        ) || self.tag(next) == Tag::Open
            && (self.doc.word(self.token(next)).is_capital()
                || gazetteer::adjective(self.doc.language, &self.doc.word(self.token(next)).fold).is_some());
        // « Meeting with Lee on Monday, he »
        let with = at == 0
            && self.lists.accompany.has(self.lower(next))
            && (next + 1..self.words.len().min(next + 10)).any(|near| self.tag(near) == Tag::Comma);
        free && (object || with) && self.has(at, Tense::Gerund)
    }

    /// « Seven killed in ambush », « Two soldiers shot »: a headline that opens with a number of those whom it befalls.
    pub(super) fn befalls_counted(&self, at: usize) -> bool {
        let headline = self.doc.kind_at(self.token(at)) == ParagraphKind::Headline;
        let counted =
            self.tag_before(at) == Tag::Number || self.lists.plural_openers.has(self.lower_before(at));
        headline && counted && at == 1 && self.has(at, Tense::Participle)
    }

    /// « According to a note released on Monday, both »: a form behind the one noun that a preposition at the front of the
    /// sentence leads, before the comma that closes it.
    pub(super) fn stands_in_lead(&self, at: usize) -> bool {
        let led = self.tag(0) == Tag::Preposition;
        let plain = (1..at).all(|near| {
            matches!(self.tag(near), Tag::Preposition | Tag::Open | Tag::Adverb | Tag::Determiner)
        });
        let determiners = (1..at).filter(|&near| self.tag(near) == Tag::Determiner).count();
        let comma = (at + 1..self.words.len()).find(|&next| matches!(self.tag(next), Tag::Comma | Tag::Mark));
        led && plain && determiners == 1 && comma.is_some_and(|comma| self.tag(comma) == Tag::Comma)
    }

    /// « The Government, in a note handed to the Powers, promises »: a form behind the noun that a preposition leads right
    /// behind a comma.
    pub(super) fn stands_in_aside(&self, at: usize) -> bool {
        let noun = |near: &usize| matches!(self.tag(*near), Tag::Open | Tag::Determiner);
        let first = (0..at).rev().take_while(noun).last().unwrap_or(at);
        first < at
            && first > 1
            && self.tag(first - 1) == Tag::Preposition
            && self.tag(first - 2) == Tag::Comma
            && (at + 1..self.words.len()).any(|next| self.tag(next) == Tag::Comma)
    }
}
