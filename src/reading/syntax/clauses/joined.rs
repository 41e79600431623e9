//! A further verb in a clause that has one: a clause joined to it, « …, puis a quitté Riga », or a saying inserted into it, « …, a
//! affirmé la ministre, … ».
//!
//! Finds which open clause lacks a verb, and which one a joined verb is equal to. Does not know words that open clauses.

use super::{ClauseKind, Tier, speaks};
use crate::reading::syntax::{Tag, VerbGroup, VerbTense};

/// So many tokens before its verb a subject may start that is told more of.
const REACH: usize = 30;

impl Tier<'_, '_> {
    /// « La Grèce, a affirmé hier la ministre, n'en a rien su »: a saying between commas, before the verb that its
    /// sentence is about.
    pub(super) fn is_aside(&self, at: usize, group: &VerbGroup) -> bool {
        let main = self.stack.first().and_then(|&main| self.clause(main));
        let open = self.stack.len() == 1
            && self.commas == 1
            && main.is_some_and(|main| {
                main.verb.is_none() && !self.bare_nouns(main, group.words.start).is_empty()
            });
        let after_comma = at > 0 && self.syntax.tag(self.token(at - 1)) == Tag::Comma;
        if !(open && after_comma && speaks(group)) {
            return false;
        }
        let Some(noun) = self.subject_behind(group).and_then(|noun| self.syntax.noun(noun)) else {
            return false;
        };
        let end = self.words.last().map_or(0, |&last| last + 1);
        let comma = (noun.words.end..end).rev().find(|&token| self.syntax.tag(token) == Tag::Comma);
        noun.words.start <= group.words.end + 3
            && comma.is_some_and(|comma| self.syntax.tag(comma + 1) == Tag::Verb)
    }

    /// The place on the stack of the innermost open clause that lacks a verb and can take this one.
    pub(super) fn free_clause(&self, at: usize, group: &VerbGroup) -> Option<usize> {
        let after_comma = at > 0 && self.syntax.tag(self.token(at - 1)) == Tag::Comma;
        let quoted = |back: usize| at >= back && self.stand_ins.contains(&self.token(at - back));
        let after_quotation = quoted(1) || after_comma && quoted(2);
        if (group.inverted.is_some() || after_quotation)
            && speaks(group)
            && self.subject_behind(group).is_some() | group.inverted.is_some()
        {
            let main = self.stack.first().and_then(|&main| self.clause(main));
            let empty = main.is_some_and(|main| {
                main.verb.is_none() && self.bare_nouns(main, group.words.start).is_empty()
            });
            return empty.then_some(0);
        }
        let position = self.stack.iter().rposition(|&number| {
            self.clause(number).is_some_and(|clause| {
                clause.verb.is_none()
                    && (clause.kind == ClauseKind::Main
                        || !(after_comma && self.commas == 1 && number == self.top()))
            })
        })?;
        Some(position)
    }

    pub(super) fn joined_or_inserted(&mut self, at: usize, number: usize, group: &VerbGroup) {
        let behind = self.subject_behind(group);
        let own = self.nouns_since_join(group);
        let told_more_of = if own.is_empty() { self.told_more_of(group) } else { Vec::new() };
        let set_apart = !told_more_of.is_empty();
        let own = if set_apart { told_more_of } else { own };
        // « to name an envoy, deliver aid »: one of a series of infinitives.
        let listed = group.modal.is_some() && group.words.len() == 1;
        let inserted = speaks(group)
            && !listed
            && !self.goes_on(at, behind)
            && (group.inverted.is_some()
                || (own.is_empty() || self.is_aside(at, group)) && !self.joined && behind.is_some());
        if inserted {
            let parent = self.stack.first().copied();
            self.stack.truncate(1);
            let clause = self.open(ClauseKind::Main, at, parent);
            self.attach(clause, number);
            let subjects = if group.inverted.is_some() { Vec::new() } else { self.run_behind(behind, group) };
            if let Some(clause) = self.syntax.clauses.get_mut(clause) {
                clause.inserted = true;
                clause.subjects = subjects;
            }
            return;
        }
        let equal = self.equal(group, !own.is_empty());
        let (kind, parent, opener, conditional) = equal
            .and_then(|equal| self.clause(equal))
            .map_or((ClauseKind::Main, None, None, false), |equal| {
                (equal.kind, equal.parent, equal.opener, equal.conditional)
            });
        let keep = equal.and_then(|equal| self.stack.iter().position(|&open| open == equal)).unwrap_or(0);
        self.stack.truncate(keep);
        let clause = self.open(kind, at, parent);
        self.attach(clause, number);
        let shares = own.is_empty() && group.inverted.is_none();
        let subjects = if shares {
            equal.and_then(|equal| self.clause(equal)).map(|equal| equal.subjects.clone()).unwrap_or_default()
        } else {
            own.clone()
        };
        if let Some(first) = own.first().and_then(|&noun| self.syntax.noun(noun)) {
            // What is told of it stays in its own clauses.
            let (start, end) = (first.words.start, first.words.end);
            self.hand_over(clause, self.led_by_time(start), if set_apart { end } else { group.words.start });
        }
        if let Some(clause) = self.syntax.clauses.get_mut(clause) {
            clause.subjects = subjects;
            clause.opener = opener;
            clause.conditional = conditional;
            clause.joined_to = if shares { equal } else { None };
        }
    }

    /// « …, and Libya, its neighbour, praised it », « …, et le roi, qui l'avait lu, a refusé »: a joint behind a comma leads a
    /// subject that is told more of before its verb.
    fn told_more_of(&self, group: &VerbGroup) -> Vec<usize> {
        let start = group.words.start;
        let comma = |token: usize| self.syntax.tag(token) == Tag::Comma;
        if !comma(start.wrapping_sub(1)) || !group.is_finite() {
            return Vec::new();
        }
        let from = self.words.first().copied().unwrap_or(0).max(start.saturating_sub(REACH));
        let led = (from..start).rev().find_map(|joint| {
            let joins = self.syntax.tag(joint) == Tag::Coordinator && comma(joint.wrapping_sub(1));
            // « …, and six months later the consul, X, resigned »
            let when = |&token: &usize| {
                matches!(self.syntax.tag(token), Tag::Time | Tag::Adverb | Tag::Preposition | Tag::Comma)
            };
            let lead = (joint + 1..start).find(|token| !when(token)).filter(|_| joins)?;
            let (number, noun) = self.syntax.nouns_in(lead..lead + 2).find(|(_, noun)| !noun.temporal)?;
            (noun.is_bare() && self.solid(noun) && comma(noun.words.end) && noun.words.end + 1 < start)
                .then_some((number, noun.words.end))
        });
        let Some((number, end)) = led else { return Vec::new() };
        // Whatever verb stands between is said of it.
        let own = self.syntax.clauses.get(self.first..).unwrap_or_default();
        let mut inside = own.iter().filter(|clause| {
            let verb = clause.verb.and_then(|verb| self.syntax.verb(verb));
            verb.is_some_and(|verb| (end..start).contains(&verb.main))
        });
        let told = inside
            .all(|clause| clause.kind != ClauseKind::Main && clause.antecedent.is_none_or(|of| of == number));
        if told { vec![number] } else { Vec::new() }
    }

    /// « he paused, then said: "So be it" »: behind a comma and an adverb, with no subject right behind.
    fn goes_on(&self, at: usize, behind: Option<usize>) -> bool {
        let end = self.words.get(at).map_or(0, |token| token + 1);
        let near = behind.and_then(|noun| self.syntax.noun(noun)).is_some_and(|noun| {
            noun.words.start == end
                && (noun.pronoun
                    || self.syntax.tag(noun.head) == Tag::Name
                    || self.lists.people.has(&self.doc.word(noun.head).lower))
        });
        let adverb = at > 1
            && self.syntax.tag(self.token(at - 1)) == Tag::Adverb
            && self.syntax.tag(self.token(at - 2)) == Tag::Comma;
        self.grammar.helper_verbs && adverb && !near
    }

    /// « …, and a day later he ruled it out »: where what stands between the joint and the subject starts, if that is
    /// only when.
    fn led_by_time(&self, first: usize) -> usize {
        let from = self.last_verb_end(first);
        let joint = (from..first)
            .rev()
            .find(|&token| self.syntax.tag(token) == Tag::Coordinator || self.doc.word(token).text == ";");
        let Some(joint) = joint else { return first };
        let mut between = joint + 1..first;
        let time = between.clone().any(|token| self.syntax.tag(token) == Tag::Time);
        let only = between.all(|token| {
            matches!(self.syntax.tag(token), Tag::Time | Tag::Comma | Tag::Adverb | Tag::Preposition)
        });
        if time && only { joint + 1 } else { first }
    }

    /// « …, and proposed », « …, mais a aussitôt refusé »: behind a comma and a joint, with adverbs between at most.
    fn is_joint_set_off(&self, group: &VerbGroup) -> bool {
        let first = self.words.first().copied().unwrap_or(0);
        let mut before = (first..group.words.start).rev();
        let joint = before.find(|&token| self.syntax.tag(token) != Tag::Adverb);
        joint.is_some_and(|joint| {
            self.syntax.tag(joint) == Tag::Coordinator && self.syntax.tag(joint.wrapping_sub(1)) == Tag::Comma
        })
    }

    /// The open clause that a joined verb is equal to: alike in tense and person, outer ones if its subject is shared.
    fn equal(&self, group: &VerbGroup, own_subject: bool) -> Option<usize> {
        // A third of a series stands where the second does.
        let series = self.clause(self.top()).is_some_and(|top| top.joined_to.is_some());
        let set_off = self.joined && !own_subject && !series && self.is_joint_set_off(group);
        let score = |number: usize, depth: usize| -> Option<(usize, usize, usize)> {
            let clause = self.clause(number)?;
            let other = self.syntax.verb(clause.verb?)?;
            if !other.is_finite() {
                return None;
            }
            let alike = usize::from(other.tense == group.tense) * 2
                + usize::from(other.person == group.person)
                + usize::from(speaks(other) == speaks(group));
            // « said the consul was well and had asked for him »: what was before goes on inside.
            let inner = self.grammar.helper_verbs
                && clause.kind == ClauseKind::Content
                && self.joined
                && !own_subject
                && (group.anterior || group.tense == VerbTense::Conditional);
            // « denied that he meant to yield, and proposed a truce »: the comma leads out of what was denied.
            let outer = set_off && clause.kind != ClauseKind::Content;
            let alike = alike + usize::from(inner) * 4 + usize::from(outer) * 2;
            let depth = if own_subject || !self.joined { self.stack.len() - depth } else { depth };
            Some((alike, depth, number))
        };
        let candidates = self.stack.iter().enumerate().filter_map(|(depth, &number)| score(number, depth));
        candidates.max().map(|(_, _, number)| number)
    }
}
