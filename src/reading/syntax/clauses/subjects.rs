//! Subjects: which noun groups a finite verb has before or behind it.
//!
//! Does not tie verbs to clauses: its parent does.

use super::super::{Determiner, NounGroup};
use super::{Clause, ClauseKind, Tier};
use crate::reading::syntax::{Tag, VerbGroup};

impl Tier<'_, '_> {
    /// Bare noun groups of a clause before a token, determined ones first choice.
    pub(super) fn bare_nouns(&self, clause: &Clause, until: usize) -> Vec<usize> {
        let nouns = self.syntax.nouns_in(clause.words.start..until);
        nouns.filter(|(_, noun)| noun.is_bare() && clause.owns_any(noun)).map(|(number, _)| number).collect()
    }

    pub(super) fn subjects(&self, number: usize, group: &VerbGroup) -> Vec<usize> {
        let Some(clause) = self.clause(number) else { return Vec::new() };
        if group.inverted.is_some() {
            return Vec::new();
        }
        let bare = self.bare_nouns(clause, group.words.start);
        if clause.kind == ClauseKind::Relative {
            let opener = clause.opener.map(|token| &self.doc.word(token).lower);
            // « the text that he signed »: with a subject of its own it stands for the object.
            let object =
                opener.is_some_and(|opener| self.lists.object_relatives.has(opener)) && !bare.is_empty();
            let led = clause
                .opener
                .is_some_and(|opener| self.syntax.tag(opener.wrapping_sub(1)) == Tag::Preposition);
            if !led && !object && opener.is_some_and(|opener| self.lists.subject_relatives.has(opener)) {
                return self.antecedents(clause, group);
            }
        }
        let chosen = self.choose(&bare, group);
        // « In Beirut gunmen bundled Lee »: behind a verb that says nothing stands its object.
        let object = self.grammar.bare_content
            && !super::speaks(group)
            && !group.passive
            && group
                .infinitives()
                .any(|lemma| !self.lists.intransitives.has(lemma) && !self.lists.be.has(lemma))
            && chosen.is_empty()
            && self.noun_before(group.words.start).is_some();
        if object {
            return Vec::new();
        }
        // « …, told the agency in a message »: behind a verb of addressing stands its hearer.
        let addresses = chosen.is_empty()
            && self.grammar.bare_content
            && group.infinitives().next().is_some()
            && group.infinitives().all(|lemma| self.lists.addressing.has(lemma));
        if addresses {
            return Vec::new();
        }
        if chosen.is_empty() { self.run_behind(self.subject_behind(group), group) } else { chosen }
    }

    /// Whom « qui » stands for: the antecedent, with those joined to it where the verb is plural.
    pub(super) fn antecedents(&self, clause: &Clause, group: &VerbGroup) -> Vec<usize> {
        let Some(first) = clause.antecedent else { return Vec::new() };
        let plural = self.syntax.noun(first).is_some_and(|noun| noun.plural);
        if !group.is_plural() || plural {
            return vec![first];
        }
        if let Some(opener) = clause.opener
            && let Some(several) = self.agreeing_before(opener, true)
        {
            return vec![several];
        }
        let mut run = vec![first];
        let mut later = first;
        while let Some(before) = later.checked_sub(1) {
            let joined = self.is_joined(before, later)
                && self.syntax.noun(before).is_some_and(|noun| {
                    noun.is_bare() == self.syntax.noun(later).is_some_and(NounGroup::is_bare)
                });
            if !joined {
                break;
            }
            run.insert(0, before);
            later = before;
        }
        run
    }

    /// The nearest noun group before a token in its clause's reach that agrees in number.
    pub(super) fn agreeing_before(&self, token: usize, plural: bool) -> Option<usize> {
        let sentence = self.doc.word(token).sentence;
        let until = self.syntax.nouns.partition_point(|noun| noun.words.start < token);
        let near = (until.saturating_sub(5)..until).rev();
        let mut found = near.filter_map(|number| self.syntax.noun(number).map(|noun| (number, noun)));
        found
            .find(|(_, noun)| {
                let here = self.doc.word(noun.words.start).sentence == sentence;
                here && !noun.temporal && !noun.aside && !noun.quotation && noun.plural == plural
            })
            .filter(|(_, noun)| !(noun.words.end..token).any(|near| self.syntax.tag(near) == Tag::Verb))
            .map(|(number, _)| number)
    }

    /// Of the bare groups before a verb its subjects: the first that is no mere adjective, with those joined to it
    /// where the verb is plural.
    pub(super) fn choose(&self, bare: &[usize], group: &VerbGroup) -> Vec<usize> {
        let noun = |number: usize| self.syntax.noun(number);
        let solid: Vec<usize> = bare
            .iter()
            .copied()
            .filter(|&number| noun(number).is_some_and(|noun| self.solid(noun)))
            .collect();
        let pool: &[usize] = if solid.is_empty() { bare } else { &solid };
        // « Hungary and Poland each handed in notes »
        let pool = match pool {
            [rest @ .., before, last] if self.floats(*before, *last) => {
                pool.get(..rest.len() + 1).unwrap_or(pool)
            }
            _ => pool,
        };
        let Some(&first) = pool.first() else { return Vec::new() };
        // A pronoun right before the verb is its subject, whatever stands at the front.
        if let Some(&last) = pool.last()
            && noun(last).is_some_and(|noun| {
                noun.pronoun
                    && noun.words.end >= group.words.start
                    && !self.lists.reflexives.has(&self.doc.word(noun.head).lower)
            })
        {
            // « the Chancellor and he had signed »
            if let [.., other, _] = pool
                && self.grammar.helper_verbs
                && self.is_joined(*other, last)
                && noun(*other)
                    .zip(noun(last))
                    .is_some_and(|(other, last)| other.words.end + 1 == last.words.start)
            {
                return vec![*other, last];
            }
            return vec![last];
        }
        let first_plural = noun(first).is_some_and(|noun| noun.plural);
        if group.person == 0 || self.grammar.helper_verbs && group.person == 6 {
            return self.joined_run(pool, group);
        }
        if !group.is_plural() || group.person != 6 {
            return vec![first];
        }
        let mut run = vec![first];
        let mut last = first;
        let mut closed = false;
        for &next in pool.iter().skip(1) {
            let joined = self.is_joined(last, next);
            if !joined && first_plural {
                break;
            }
            // « X, ministre, et Y, son homologue, … »: behind the joined one stands what describes it.
            let beside =
                noun(last).zip(noun(next)).is_some_and(|(last, next)| last.words.end + 1 == next.words.start);
            if !joined && closed && beside {
                continue;
            }
            closed |= joined;
            run.push(next);
            last = next;
        }
        run
    }

    /// « each », « both », « all » right behind the subject that they count.
    fn floats(&self, before: usize, last: usize) -> bool {
        let (Some(before), Some(last)) = (self.syntax.noun(before), self.syntax.noun(last)) else {
            return false;
        };
        let word = &self.doc.word(last.head).lower;
        self.grammar.helper_verbs
            && last.words.len() == 1
            && self.lists.determiners.has(word)
            && !self.lists.demonstratives.has(word)
            && !self.lists.possessives.has(word)
            && before.words.end == last.words.start
            && matches!(self.syntax.tag(before.head), Tag::Open | Tag::Name)
            && !before.pronoun
    }

    /// « Lee, the envoy's brother, who took charge »: whom a description behind a comma is said of, at the front of the unit.
    pub(super) fn named_before(&self, noun: usize) -> usize {
        let described = |group: &NounGroup| !group.words.clone().any(|at| self.syntax.tag(at) == Tag::Name);
        let Some(group) =
            self.syntax.noun(noun).filter(|group| self.grammar.helper_verbs && described(group))
        else {
            return noun;
        };
        let holder = noun.checked_sub(1).filter(|&before| {
            self.syntax.noun(before).is_some_and(|holder| {
                self.lists.genitives.has(holder.preposition) && holder.words.end + 1 == group.words.start
            })
        });
        let first = holder.unwrap_or(noun);
        let start = self.syntax.noun(first).map_or(group.words.start, |first| first.words.start);
        let Some(before) = first.checked_sub(1) else { return noun };
        let front = self.words.first().copied();
        let named = self.syntax.noun(before).is_some_and(|named| {
            named.is_bare()
                && named.words.end + 1 == start
                && self.syntax.tag(named.words.end) == Tag::Comma
                && self.syntax.tag(named.head) == Tag::Name
                && front == Some(named.words.start)
        });
        if named && self.lists.people.has(&self.doc.word(group.head).lower) { before } else { noun }
    }

    /// Whether only commas, coordinators and complements with prepositions stand between two groups.
    pub(super) fn is_joined(&self, first: usize, second: usize) -> bool {
        let (Some(first), Some(second)) = (self.syntax.noun(first), self.syntax.noun(second)) else {
            return false;
        };
        let before = self.doc.before(second.words.start);
        self.lists.coordinators.has(&before.lower) && first.words.end < second.words.start
    }

    /// Whether the first of these groups can stand as a subject: a name, a pronoun, or opened by a determiner, and
    /// before its verb.
    pub(super) fn is_solid(&self, subjects: &[usize]) -> bool {
        subjects.first().and_then(|&first| self.syntax.noun(first)).is_some_and(|noun| self.solid(noun))
    }

    pub(super) fn solid(&self, noun: &NounGroup) -> bool {
        noun.pronoun
            || noun.determiner != Determiner::None
            || noun.words.clone().any(|token| self.syntax.tag(token) == Tag::Name)
    }

    /// « Inquiets de …, les Européens s'activent »: the subject behind what stands at the front, taken back from the
    /// clause inside it.
    pub(super) fn late_subjects(&mut self, clause: usize, group: &VerbGroup) -> Option<Vec<usize>> {
        let from = self.last_verb_end(group.words.start);
        let comma = (from..group.words.start).find(|&token| self.syntax.tag(token) == Tag::Comma)?;
        let behind = self.syntax.nouns_in(comma..group.words.start).filter(|(_, noun)| noun.is_bare());
        let found: Vec<usize> = behind.map(|(number, _)| number).collect();
        let own = self.choose(&found, group);
        let start = self.syntax.noun(*own.first()?)?.words.start;
        self.is_solid(&own).then(|| {
            self.hand_over(clause, start, group.words.start);
            own
        })
    }

    /// Whether a bare noun group ends right before a token.
    pub(super) fn noun_ends_at(&self, token: usize) -> bool {
        let near = token.saturating_sub(8)..token;
        self.syntax.nouns_in(near).any(|(_, noun)| noun.words.end == token && noun.is_bare())
    }

    /// Where the last verb before a token ends, in this unit.
    pub(super) fn last_verb_end(&self, before: usize) -> usize {
        let verbs = self
            .syntax
            .clauses
            .iter()
            .skip(self.first)
            .filter_map(|clause| clause.verb.and_then(|verb| self.syntax.verb(verb)));
        let ends = verbs.map(|verb| verb.words.end).filter(|&end| end <= before);
        ends.max().unwrap_or_else(|| self.words.first().copied().unwrap_or(0))
    }

    pub(super) fn set_subjects(&mut self, clause: usize, subjects: Vec<usize>) {
        if let Some(clause) = self.syntax.clauses.get_mut(clause) {
            clause.subjects = subjects;
        }
    }

    /// Bare groups since the last coordinator or comma: the own subject of a joined verb.
    pub(super) fn nouns_since_join(&self, group: &VerbGroup) -> Vec<usize> {
        let start = group.words.start;
        let last_verb = self.last_verb_end(start);
        let join = (last_verb..start).rev().find(|&token| {
            matches!(self.syntax.tag(token), Tag::Coordinator | Tag::Comma)
                && self.words.binary_search(&token).is_ok()
        });
        let Some(join) = join else { return Vec::new() };
        // « X et Y ont … »: the joint may lie inside the subject itself; then look further back for its start.
        let found: Vec<usize> = self
            .syntax
            .nouns_in(join..start)
            .filter(|(_, noun)| noun.is_bare() && noun.words.start > join)
            .map(|(number, _)| number)
            .collect();
        self.choose(&found, group)
    }

    /// The first bare group behind a verb, before anything that opens another clause.
    pub(super) fn subject_behind(&self, group: &VerbGroup) -> Option<usize> {
        let end = self.words.last().map_or(0, |&last| last + 1);
        let stop = (group.words.end..end)
            .filter(|token| self.words.binary_search(token).is_ok())
            .find(|&token| {
                matches!(self.syntax.tag(token), Tag::That | Tag::Relative | Tag::Subordinator)
                    || self.syntax.tag(token) == Tag::Verb
                    || matches!(self.doc.word(token).text, ":" | ";")
            })
            .unwrap_or(end);
        let mut behind = self
            .syntax
            .nouns_in(group.words.end..stop)
            .filter(|(_, noun)| self.words.binary_search(&noun.words.start).is_ok());
        behind.find(|(_, noun)| noun.is_bare()).map(|(number, _)| number)
    }

    /// A postponed subject with those joined to it.
    pub(super) fn run_behind(&self, first: Option<usize>, group: &VerbGroup) -> Vec<usize> {
        let Some(first) = first else { return Vec::new() };
        let mut run = vec![first];
        if group.is_plural() {
            let end = self.words.last().map_or(0, |&last| last + 1);
            let from = self.syntax.noun(first).map_or(end, |noun| noun.words.end);
            for (number, noun) in self.syntax.nouns_in(from..end) {
                // « une source informée du voyage et deux diplomates »: only a finite verb ends the run.
                let verb_between = (from..noun.words.start).any(|token| {
                    self.syntax
                        .verb_at(token)
                        .and_then(|verb| self.syntax.verb(verb))
                        .is_some_and(VerbGroup::is_finite)
                });
                if verb_between {
                    break;
                }
                if noun.is_bare() && self.lists.coordinators.has(&self.doc.before(noun.words.start).lower) {
                    run.push(number);
                }
            }
        }
        run
    }
}
