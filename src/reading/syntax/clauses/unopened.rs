//! Clauses without the word that would open them: « said the talks would resume », « a drill it had planned », and
//! sayings inserted behind their subject: « …, the minister said ».
//!
//! For languages whose grammar allows them. Does not know clauses with an opener: its parent does.

use super::{ClauseKind, Tier, says_freely, speaks};
use crate::reading::doc::ParagraphKind;
use crate::reading::syntax::{Tag, VerbGroup};

impl Tier<'_, '_> {
    /// The verb of the innermost open clause that has one.
    pub(super) fn last_verb(&self) -> Option<&VerbGroup> {
        self.stack
            .iter()
            .rev()
            .find_map(|&number| self.clause(number)?.verb)
            .and_then(|verb| self.syntax.verb(verb))
    }

    /// « said fishermen arrested since June would be released »: the verb of saying before a noun that a participle describes.
    fn telling_verb(&self) -> Option<&VerbGroup> {
        let top = self.clause(self.top()).filter(|top| top.kind == ClauseKind::Participle)?;
        let described = self.syntax.noun(top.antecedent?)?.words.start;
        let verb = self.stack.iter().rev().skip(1).find_map(|&number| self.clause(number)?.verb)?;
        let verb = self.syntax.verb(verb)?;
        (verb.words.end == described && says_freely(&verb.lemmas)).then_some(verb)
    }

    /// « said the talks would resume », « a drill it had planned », « …, the minister said »: a clause without its
    /// opener, or a saying inserted behind its subject. Tells whether the verb was tied.
    pub(super) fn without_opener(&mut self, number: usize, group: &VerbGroup) -> bool {
        if self.stack.iter().any(|&open| {
            self.clause(open).is_some_and(|clause| clause.verb.is_none() && clause.kind != ClauseKind::Main)
        }) {
            // « who in Prague, she says, recognised the border »
            let who = self.clause(self.top()).filter(|top| top.kind == ClauseKind::Relative);
            let opener = who.and_then(|top| top.opener);
            return opener.is_some_and(|opener| self.set_apart(number, group, opener));
        }
        let first = self.words.first().copied().unwrap_or(0);
        let Some(above) = self.telling_verb().or_else(|| self.last_verb()).cloned() else {
            return self.set_apart(number, group, first);
        };
        let start = group.words.start;
        let between: Vec<usize> = self
            .syntax
            .nouns_in(above.words.end..start)
            .filter(|(_, noun)| noun.is_bare() && self.words.binary_search(&noun.words.start).is_ok())
            .map(|(number, _)| number)
            .collect();
        let last_end = self.last_verb_end(start);
        let comma = (last_end..start)
            .find(|&token| self.syntax.tag(token) == Tag::Comma && self.words.binary_search(&token).is_ok());
        let coordinator = (last_end..start).rev().find(|&token| self.syntax.tag(token) == Tag::Coordinator);
        if self.behind_relative(number, group) || self.behind_apposition(number, group, &above, &between) {
            return true;
        }
        let Some(subject) = between.iter().copied().rfind(|&noun| self.reaches(noun, start)) else {
            return self.inserted_behind(number, group, comma);
        };
        if comma.is_some() && speaks(group) && self.says_nothing_more(group) {
            return self.inserted_behind(number, group, comma);
        }
        let (first, subject_end) =
            self.syntax.noun(subject).map_or((start, start), |noun| (noun.words.start, noun.words.end));
        // « said fishermen arrested since June would be released »
        let describes = |number: usize| {
            self.clause(number).is_some_and(|clause| {
                clause.kind == ClauseKind::Participle
                    && clause.antecedent == Some(subject)
                    && self.syntax.verb_is(clause.verb, |verb| verb.words.end == last_end)
            })
        };
        let set_off = last_end > first && describes(self.top());
        if last_end > first && !set_off
            || comma.is_some_and(|comma| comma < first)
            || coordinator.is_some_and(|at| at + 1 == first)
        {
            return false;
        }
        let pronoun = self.syntax.noun(subject).is_some_and(|noun| noun.pronoun);
        let before = self.noun_before(first);
        let touches = before.is_some_and(|noun| {
            self.syntax
                .noun(noun)
                .is_some_and(|noun| noun.words.end == first && noun.words.start >= above.words.end)
        });
        let joined = coordinator.is_some_and(|at| {
            at > first
                && !(at..start)
                    .any(|token| matches!(self.syntax.tag(token), Tag::Open | Tag::Name | Tag::Subject))
        });
        if joined {
            return false;
        }
        // « denies it has troops »: a verb of denying with a subject right behind it.
        let denies = first == above.words.end && self.denies(&above);
        let kind = if (says_freely(&above.lemmas) || denies) && !(touches && pronoun && !above.is_finite()) {
            ClauseKind::Content
        } else if touches && (pronoun || self.solid_at(subject)) {
            ClauseKind::Relative
        } else {
            return false;
        };
        if set_off {
            self.stack.pop();
        }
        let parent = self.top();
        let at = self.words.binary_search(&first).unwrap_or(0);
        let clause = self.open(kind, at, Some(parent));
        self.attach(clause, number);
        self.hand_over(clause, first, if set_off { subject_end } else { start });
        let antecedent = if kind == ClauseKind::Relative { before } else { None };
        let pool: Vec<usize> = between
            .into_iter()
            .filter(|&noun| self.syntax.noun(noun).is_some_and(|noun| noun.words.start >= first))
            .collect();
        let subjects = self.choose(&pool, group);
        if let Some(clause) = self.syntax.clauses.get_mut(clause) {
            clause.subjects = if subjects.is_empty() { vec![subject] } else { subjects };
            clause.antecedent = antecedent;
            clause.bare = true;
        }
        true
    }

    /// « The king, a spokesman said, would not come »: a saying with its subject between two commas, before the verb
    /// that its sentence is about.
    fn set_apart(&mut self, number: usize, group: &VerbGroup, first: usize) -> bool {
        let start = group.words.start;
        let own = |token: &usize| self.words.binary_search(token).is_ok();
        let mut commas = (first..start).filter(own).filter(|&token| self.syntax.tag(token) == Tag::Comma);
        let (Some(comma), None) = (commas.next(), commas.next()) else { return false };
        let end = self.words.last().map_or(0, |&last| last + 1);
        // « said in a bulletin on Saturday, »
        let close = (group.words.end..end.min(group.words.end + 10)).filter(own).find(|&token| {
            matches!(
                self.syntax.tag(token),
                Tag::Comma
                    | Tag::Verb
                    | Tag::That
                    | Tag::Relative
                    | Tag::Coordinator
                    | Tag::Subordinator
                    | Tag::Mark
            )
        });
        let closed = close.filter(|&token| self.syntax.tag(token) == Tag::Comma);
        let goes_on = closed.is_some_and(|close| {
            (close + 1..close + 4)
                .any(|token| self.syntax.tag(token) == Tag::Verb && self.is_finite_at(token))
        });
        let relative = self.syntax.tag(first) == Tag::Relative;
        let subject = relative
            || self.syntax.nouns_in(first..comma).any(|(_, noun)| noun.is_bare() && self.solid(noun));
        if !speaks(group) || !goes_on || !subject {
            return false;
        }
        let pool: Vec<usize> = self
            .syntax
            .nouns_in(comma..start)
            .filter(|(_, noun)| noun.is_bare() && self.words.binary_search(&noun.words.start).is_ok())
            .map(|(number, _)| number)
            .collect();
        let subjects = self.choose(&pool, group);
        let Some(noun) = subjects.first().and_then(|&noun| self.syntax.noun(noun)) else { return false };
        let from = noun.words.start;
        let parent = self.stack.first().copied();
        let at = self.words.binary_search(&from).unwrap_or(0);
        let clause = self.open(ClauseKind::Main, at, parent);
        self.attach(clause, number);
        self.hand_over(clause, from, start);
        if let Some(clause) = self.syntax.clauses.get_mut(clause) {
            clause.inserted = true;
            clause.subjects = subjects;
        }
        true
    }

    /// « …, two officials who have seen the draft said »: the subject of the saying is what a relative clause describes.
    fn behind_relative(&mut self, number: usize, group: &VerbGroup) -> bool {
        let relative = self.stack.last().and_then(|&top| self.clause(top));
        let holder = relative
            .filter(|clause| clause.kind == ClauseKind::Relative && clause.verb.is_some() && !clause.bare)
            .and_then(|clause| clause.antecedent);
        let Some(start) = holder.and_then(|noun| self.syntax.noun(noun)).map(|noun| noun.words.start) else {
            return false;
        };
        let before = self.syntax.tag(start.wrapping_sub(1));
        let near = self.last_verb_end(group.words.start) + 6 > group.words.start;
        let says = before == Tag::Comma && speaks(group) && self.says_nothing_more(group);
        // « and the treaty under which they sat was concluded »
        let goes_on = before == Tag::Coordinator && !self.joined;
        if start == 0 || !near || !group.is_finite() || !(says || goes_on) {
            return false;
        }
        let parent = self.stack.first().copied();
        let Ok(at) = self.words.binary_search(&start) else { return false };
        self.stack.truncate(1);
        let parent = if says { parent } else { None };
        let clause = self.open(ClauseKind::Main, at, parent);
        self.attach(clause, number);
        if let Some(clause) = self.syntax.clauses.get_mut(clause) {
            clause.words = group.words.clone();
            clause.inserted = says;
            clause.subjects = holder.into_iter().collect();
        }
        true
    }

    /// « said the consul, Anna Lee, had left »: a clause without its opener whose subject an apposition follows.
    fn behind_apposition(
        &mut self,
        number: usize,
        group: &VerbGroup,
        above: &VerbGroup,
        between: &[usize],
    ) -> bool {
        let start = group.words.start;
        let Some(&subject) = between.first() else { return false };
        // « said Kenya's consul, Anna Lee, had left »
        let holder = subject.checked_sub(1).and_then(|before| self.syntax.noun(before));
        let holder = holder.filter(|holder| self.lists.genitives.has(holder.preposition));
        let Some(first) = holder.or_else(|| self.syntax.noun(subject)).map(|noun| noun.words.start) else {
            return false;
        };
        let closed = start > 0 && self.syntax.tag(start - 1) == Tag::Comma;
        let commas = (first..start).filter(|&token| self.syntax.tag(token) == Tag::Comma).count();
        let verbs = (first..start).any(|token| self.syntax.tag(token) == Tag::Verb);
        if !(closed && commas == 2 && !verbs && first == above.words.end && says_freely(&above.lemmas)) {
            return false;
        }
        let parent = self.top();
        let Ok(at) = self.words.binary_search(&first) else { return false };
        let clause = self.open(ClauseKind::Content, at, Some(parent));
        self.attach(clause, number);
        self.hand_over(clause, first, start);
        if let Some(clause) = self.syntax.clauses.get_mut(clause) {
            clause.subjects = vec![subject];
            clause.bare = true;
        }
        true
    }

    /// Whether a verb takes a clause as what it denies or asks for.
    fn denies(&self, group: &VerbGroup) -> bool {
        group.infinitives().any(|lemma| self.lists.confirm_or_deny.has(lemma))
    }

    /// Whether a group with its complements reaches to a verb, no other bare group between.
    fn reaches(&self, noun: usize, verb: usize) -> bool {
        let Some(group) = self.syntax.noun(noun) else { return false };
        let mut between = self.syntax.nouns_in(group.words.end..verb);
        !between.any(|(_, other)| other.is_bare())
            && !(group.words.end..verb)
                .any(|token| self.syntax.tag(token) == Tag::Verb && self.is_finite_at(token))
    }

    pub(super) fn is_finite_at(&self, token: usize) -> bool {
        self.syntax.verb_at(token).and_then(|verb| self.syntax.verb(verb)).is_some_and(VerbGroup::is_finite)
    }

    fn solid_at(&self, noun: usize) -> bool {
        self.syntax.noun(noun).is_some_and(|noun| self.solid(noun))
    }

    /// Whether a verb of saying has neither clause nor object behind it.
    fn says_nothing_more(&self, group: &VerbGroup) -> bool {
        let end = self.words.last().map_or(0, |&last| last + 1);
        // « said on Wednesday, after four men were shot »: a clause with its opener is not what is said.
        let behind = (group.words.end..end).filter(|token| self.words.binary_search(token).is_ok());
        // « …, the envoy told Reuters, if inspectors were let in »: nor is a condition.
        let until = |token: &usize| {
            let lower = &self.doc.word(*token).lower;
            self.syntax.tag(*token) != Tag::Subordinator
                || !(self.lists.temporal_openers.has(lower) || self.lists.conditionals.has(lower))
        };
        let opens = behind.take_while(until).any(|token| {
            matches!(self.syntax.tag(token), Tag::That | Tag::Relative)
                || self.syntax.tag(token) == Tag::Verb && self.is_finite_at(token)
                || self.stand_ins.contains(&token)
        });
        !opens
    }

    /// « …, the minister, Anna Lee, said on Monday »: the saying is inserted, its subject stands before it.
    fn inserted_behind(&mut self, number: usize, group: &VerbGroup, comma: Option<usize>) -> bool {
        let Some(comma) = comma else { return false };
        // « Having turned down the plan, Serbia called for a summit »: nothing was told yet that could be reported.
        let fronted = |number: usize| {
            let main = self.clause(number).is_some_and(|main| main.verb.is_none());
            let opens = self.clause(number + 1).is_some_and(|clause| {
                let first = self.words.first().copied().unwrap_or(0);
                clause.kind == ClauseKind::Gerund && clause.words.start <= first + 1
            });
            main && opens
        };
        if fronted(self.first) {
            return false;
        }
        if !speaks(group) || !group.is_finite() || !self.says_nothing_more(group) || self.joined {
            return false;
        }
        let pool: Vec<usize> = self
            .syntax
            .nouns_in(comma..group.words.start)
            .filter(|(_, noun)| noun.is_bare() && self.words.binary_search(&noun.words.start).is_ok())
            .map(|(number, _)| number)
            .collect();
        let subjects = self.choose(&pool, group);
        let Some(first) =
            subjects.first().and_then(|&noun| self.syntax.noun(noun)).map(|noun| noun.words.start)
        else {
            return false;
        };
        let parent = self.stack.first().copied();
        self.stack.truncate(1);
        let at = self.words.binary_search(&first).unwrap_or(0);
        let clause = self.open(ClauseKind::Main, at, parent);
        self.attach(clause, number);
        self.hand_over(clause, first, group.words.start);
        if let Some(clause) = self.syntax.clauses.get_mut(clause) {
            clause.inserted = true;
            clause.subjects = subjects;
        }
        true
    }

    /// Where the verb tells no number: the first group with those that a list joins to it.
    pub(super) fn joined_run(&self, pool: &[usize], group: &VerbGroup) -> Vec<usize> {
        let Some(&first) = pool.first() else { return Vec::new() };
        let start = |number: usize| self.syntax.noun(number).map_or(0, |noun| noun.words.start);
        let joined = |number: &usize| {
            let before = self.doc.before(start(*number));
            let headline = self.doc.kind_at(start(*number)) == ParagraphKind::Headline;
            let named = |number: usize| {
                self.syntax.noun(number).is_some_and(|noun| self.syntax.tag(noun.head) == Tag::Name)
            };
            let listed = headline && before.text == "," && named(first) && named(*number);
            *number != first && (self.lists.coordinators.has(&before.lower) || listed)
        };
        let Some(last) = pool.iter().rposition(joined) else { return vec![first] };
        let Some(&end) = pool.get(last) else { return vec![first] };
        // Nothing but commas and complements may stand between.
        let broken = (start(first)..start(end)).any(|token| {
            matches!(self.syntax.tag(token), Tag::Verb | Tag::Relative | Tag::Subordinator | Tag::That)
        });
        if broken || start(end) >= group.words.start {
            return vec![first];
        }
        pool.iter().copied().take(last + 1).collect()
    }
}
