//! Whether a form that may be a past or a participle is a past: « the talks held » and « the minister held talks ».
//!
//! Told by what stands before and behind it; what lies around its clause is told by `around`.

use super::around::Segment;
use super::{Chain, Gatherer};
use crate::lexicon::verbs::{self, Tense};
use crate::model::Kind;
use crate::reading::doc::ParagraphKind;
use crate::reading::syntax::Tag;
use crate::reading::syntax::verbs::{VerbGroup, VerbTense};

impl Gatherer<'_, '_> {
    /// A past form; joined to a compound tense it shares its helper (« has met X and signed Y »).
    pub(super) fn joined_past(&self, at: usize) -> Chain {
        let mut group = self.new_group(at, VerbTense::Past, 0);
        // « neither confirmed nor denied »
        group.negated = self.lists.negations.has(self.lower_before(at));
        let lemmas = self.lemmas(at, Tense::Past);
        if self.tag_before(at) == Tag::Coordinator
            && let Some((number, last)) = (self.first..self.syntax.verbs.len())
                .rev()
                .find_map(|number| self.syntax.verb(number).map(|verb| (number, verb)))
            && last.is_finite()
            && last.words.len() > 1
            && last.modal.is_none()
            && !(last.anterior && self.tag_before(at.saturating_sub(1)) == Tag::Comma && self.tells_in_past())
        {
            group.tense = last.tense;
            group.anterior = last.anterior;
            // « was received by the king and dined with the prince »
            let own = self.lists.accompany.has(self.lower(self.between(at + 1).0))
                || self.analyses(at).any(|found| self.lists.intransitives.has(found.infinitive()));
            let near = !own && self.token(at).saturating_sub(last.words.end) <= 2;
            let object =
                matches!(self.tag(self.between(at + 1).0), Tag::Determiner | Tag::Name | Tag::Subject);
            if last.passive && !own && (near || !object) {
                group.passive = true;
                group.shares = Some(number);
                return Chain { group: VerbGroup { lemmas, ..group }, end: at + 1 };
            }
        }
        self.leaning(at, lemmas, group)
    }

    /// « conceded to X, who had carried the vote, and pledged »: whether something before is told in the simple past.
    fn tells_in_past(&self) -> bool {
        let before = self.syntax.verbs.get(self.first..).unwrap_or_default();
        before.iter().any(|verb| verb.tense == VerbTense::Past && !verb.anterior && verb.words.len() == 1)
    }

    /// Whether a form that may be a past or a participle is a past here.
    pub(super) fn is_past(&self, at: usize) -> bool {
        let lists = self.lists;
        let text = |lemma: &usize| verbs::LEMMAS.get(*lemma).map_or("", |lemma| lemma.text);
        let lemmas = self.lemmas(at, Tense::Past);
        if lemmas.iter().map(text).any(|lemma| lists.intransitives.has(lemma)) {
            return true;
        }
        let before = self.tag_before(at);
        let (next, _) = self.between(at + 1);
        if lists.by.has(self.lower(next)) && before != Tag::Subject {
            return false;
        }
        // « PEACE SIGNED AT PORTSMOUTH »: headlines tell in the present what somebody did.
        let made = self.makes_somebody(at);
        let bare = matches!(self.tag(next), Tag::Preposition | Tag::Time | Tag::Mark)
            || next >= self.words.len()
            || made;
        if bare
            && matches!(before, Tag::Open | Tag::Name)
            && self.doc.kind_at(self.token(at)) == ParagraphKind::Headline
            && !self.says(at)
        {
            return false;
        }
        // « the lawmaker who first disclosed it »
        let mut led = at;
        while led > 0 && self.tag_before(led) == Tag::Adverb {
            led -= 1;
        }
        // « which last met in March »
        if led > 1 && lists.ranks.has(self.lower_before(led)) && self.tag(led - 2) == Tag::Relative {
            return true;
        }
        let relative =
            matches!(self.tag_before(led), Tag::Subject | Tag::Relative) || self.is_relative_that(at);
        if relative || self.is_relative_late(at) {
            return true;
        }
        if self.is_caused(at) {
            return false;
        }
        if self.stands_in_lead(at)
            || self.stands_in_aside(at)
            || self.stands_in_apposition(at)
            || self.is_closed_off(at)
        {
            return false;
        }
        // « but never quite stopped »
        let mut behind = at;
        while behind > 0 && self.tag_before(behind) == Tag::Adverb {
            behind -= 1;
        }
        if self.tag_before(behind) == Tag::Coordinator {
            let last = self.syntax.verbs.get(self.first..).and_then(<[_]>::last);
            // « accused them of giving in and demanded a vote »
            let object = matches!(self.tag(next), Tag::Determiner | Tag::That | Tag::Name)
                || self.has_tail(at, self.lower(next));
            let leans = |last: &VerbGroup| {
                object
                    && matches!(last.tense, VerbTense::Gerund | VerbTense::Infinitive)
                    && self.finite_before(at)
            };
            return last.is_none_or(|last| last.is_finite() || leans(last));
        }
        // « telephoned President Lee »
        let titled = self.syntax.person_starts.get(self.token(next)).copied().unwrap_or(false);
        let object = matches!(self.tag(next), Tag::Determiner | Tag::Name | Tag::Subject | Tag::That | Tag::Number)
                || titled
                || self.is_stand_in(next)
                || lists.infinitive_marks.has(self.lower(next)) && self.has(next + 1, Tense::Infinitive)
                // « denied having seized the tanker »
                || self.has(next, Tense::Gerund)
                    && lemmas.iter().map(text).any(|lemma| lists.confirm_or_deny.has(lemma));
        if self.goes_on_in_past(at) {
            return true;
        }
        let ahead = self.finite_ahead(at);
        match self.segment(at) {
            // The clause has its verb: only a clause without opener behind a verb of saying takes another.
            Segment::Related => true,
            Segment::Closed { speaks } => {
                speaks && !ahead && (object || self.subject_before(at)) || !object && self.closes_report(at)
            }
            Segment::Open { comma: true } => object || !ahead && !self.finite_behind_comma(at),
            Segment::Open { comma: false } => object && !self.sure_ahead(at) || !ahead,
            Segment::Empty => false,
        }
    }

    /// Whether a form may tell that somebody is made something.
    pub(super) fn makes_somebody(&self, at: usize) -> bool {
        let lemmas = self.analyses(at).filter_map(|found| verbs::LEMMAS.get(found.lemma));
        let mut frames =
            lemmas.flat_map(|lemma| lemma.senses).filter_map(|sense| verbs::FRAMES.get(sense.frame));
        frames.any(|frame| frame.kind == Kind::Appointment && frame.object == "counterpart")
    }

    /// Whether a finite verb stands before a form in its unit.
    fn finite_before(&self, at: usize) -> bool {
        let token = self.token(at);
        let verbs = self.syntax.verbs.get(self.first..).unwrap_or_default();
        verbs.iter().any(|verb| verb.is_finite() && verb.words.end <= token)
    }

    /// « …, the newspaper reported on Monday »: a saying behind its subject, set apart by a comma, with no clause behind.
    pub(super) fn closes_report(&self, at: usize) -> bool {
        let mut named = false;
        for back in (0..at).rev() {
            match self.tag(back) {
                // « his minister, Lee, tweeted »
                Tag::Comma if back + 1 == at => {}
                Tag::Comma => {
                    let rest = at + 1..self.words.len();
                    let alone = rest.into_iter().all(|next| {
                        !matches!(self.tag(next), Tag::That | Tag::Relative) && !self.is_helper(next)
                    });
                    return named && alone && self.says(at);
                }
                Tag::Verb | Tag::That | Tag::Relative | Tag::Subordinator => return false,
                Tag::Name | Tag::Open | Tag::Subject => named = true,
                _ => {}
            }
        }
        false
    }
}
