//! Clauses: which verb belongs to which clause, how clauses hang together, and who their subjects are.
//!
//! Goes through a unit once, with a stack of open clauses. Openers (« que », « qui », « lorsque ») push; a verb goes to
//! the innermost open clause that still lacks one, else it is joined to an equal clause or inserted (« , a-t-il dit »).
//! Does not resolve pronouns and does not know who the subjects are as actors.

mod joined;
mod subjects;
mod unopened;

use super::verbs::VerbGroup;
use super::{NounGroup, Syntax, Tag, Unit, VerbTense};
use crate::lexicon::{self, grammar::Grammar, verbs, words::Words};
use crate::model::Kind;
use crate::reading::doc::Doc;
use std::ops::Range;

/// What a clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseKind {
    /// On its own.
    Main,
    /// « que » behind a verb.
    Content,
    /// « qui », « que », « dont », « où » behind a noun.
    Relative,
    /// « lorsque », « alors que »; a condition if `conditional`.
    Adverbial,
    /// An infinitive with what belongs to it.
    Infinitive,
    /// A gerund with what belongs to it.
    Gerund,
    /// A participle without auxiliary, with what belongs to it.
    Participle,
}

/// A clause.
#[derive(Debug, Clone)]
pub struct Clause {
    /// What it is.
    pub kind: ClauseKind,
    /// From its first token to its last; clauses inside it included.
    pub words: Range<usize>,
    /// The tokens that are its own.
    pub tokens: Vec<usize>,
    /// The unit it stands in.
    pub unit: usize,
    /// The clause it depends on.
    pub parent: Option<usize>,
    /// Its verb group.
    pub verb: Option<usize>,
    /// The noun groups of its subject, in order; empty where it has none or an inverted pronoun.
    pub subjects: Vec<usize>,
    /// For a relative clause, the noun group it belongs to.
    pub antecedent: Option<usize>,
    /// The token of the opener (« que », « si », « pour »).
    pub opener: Option<usize>,
    /// Opened by « si ».
    pub conditional: bool,
    /// Inserted into what it reports (« …, a dit X »).
    pub inserted: bool,
    /// The clause whose subject it shares (« … et a signé »).
    pub joined_to: Option<usize>,
    /// It stands without the word that would open it.
    pub bare: bool,
}

impl Clause {
    /// Whether the token is its own, not one of a clause inside it.
    pub fn owns(&self, token: usize) -> bool {
        self.tokens.binary_search(&token).is_ok()
    }
}

/// No more tokens than most clauses have: room for them is made at once.
const MOST_CLAUSES: usize = 16;

/// Ties the verbs of a unit to clauses and their subjects.
pub fn tie(doc: &Doc<'_>, syntax: &mut Syntax, number: usize, unit: &Unit) {
    let Unit { words, stand_ins, .. } = unit;
    let first = syntax.clauses.len();
    let lists = lexicon::words(doc.language);
    let mut tier = Tier {
        doc,
        lists,
        grammar: lexicon::grammar(doc.language),
        unit: number,
        words,
        stand_ins,
        first,
        stack: Vec::new(),
        joined: false,
        commas: 0,
        syntax,
    };
    tier.open(ClauseKind::Main, 0, None);
    let mut at = 0;
    while at < words.len() {
        at = tier.step(at);
    }
    tier.finish();
}

struct Tier<'d, 'a> {
    doc: &'d Doc<'a>,
    lists: &'static Words,
    grammar: &'static Grammar,
    unit: usize,
    words: &'d [usize],
    /// The tokens that stand for quotations.
    stand_ins: &'d [usize],
    /// The number of the unit's first clause.
    first: usize,
    /// Open clauses, innermost last.
    stack: Vec<usize>,
    /// A coordinator stood since the last verb.
    joined: bool,
    /// Commas since the last opener or verb.
    commas: usize,
    syntax: &'d mut Syntax,
}

impl Tier<'_, '_> {
    fn token(&self, at: usize) -> usize {
        self.words.get(at).copied().unwrap_or(usize::MAX)
    }

    fn open(&mut self, kind: ClauseKind, at: usize, parent: Option<usize>) -> usize {
        // Behind a colon at the end of its unit nothing stands: the clause is empty, at the last token.
        let token = self.words.get(at).or(self.words.last()).copied().unwrap_or(0);
        let number = self.syntax.clauses.len();
        self.syntax.clauses.push(Clause {
            kind,
            words: token..token + 1,
            tokens: Vec::with_capacity(MOST_CLAUSES),
            unit: self.unit,
            parent,
            verb: None,
            subjects: Vec::new(),
            antecedent: None,
            opener: None,
            conditional: false,
            inserted: false,
            joined_to: None,
            bare: false,
        });
        self.stack.push(number);
        self.commas = 0;
        number
    }

    fn top(&self) -> usize {
        self.stack.last().copied().unwrap_or(0)
    }

    fn clause(&self, number: usize) -> Option<&Clause> {
        self.syntax.clauses.get(number)
    }

    fn own(&mut self, at: usize) {
        let (token, top) = (self.token(at), self.top());
        if let Some(clause) = self.syntax.clauses.get_mut(top) {
            clause.tokens.push(token);
            clause.words.end = clause.words.end.max(token + 1);
        }
    }

    fn step(&mut self, at: usize) -> usize {
        let token = self.token(at);
        if self.stand_ins.contains(&token) {
            self.own(at);
            return at + 1;
        }
        match self.syntax.tag(token) {
            Tag::That => {
                self.close_aside(at);
                let content = self.is_content(at);
                self.opener(at, if content { ClauseKind::Content } else { ClauseKind::Relative });
            }
            // « did not say who had done it »
            Tag::Relative if self.asks_who(at) => self.opener(at, ClauseKind::Content),
            Tag::Relative => self.opener(at, ClauseKind::Relative),
            Tag::Subordinator => {
                let asked =
                    self.lists.questions.has(&self.doc.word(token).lower) && self.last_verb().is_some();
                self.opener(at, if asked { ClauseKind::Content } else { ClauseKind::Adverbial });
            }
            // « three days after the ships sailed »
            Tag::Time
                if self.grammar.bare_content
                    && self.lists.clause_prepositions.has(&self.doc.word(token).lower)
                    && self.finite_follows(at) =>
            {
                self.opener(at, ClauseKind::Adverbial);
                self.free_subject(token);
            }
            Tag::Coordinator => {
                self.joined = true;
                self.own(at);
            }
            Tag::Comma => {
                self.close_at_comma(at);
                self.joined = false;
                self.commas += 1;
                self.own(at);
            }
            Tag::Mark if matches!(self.doc.word(token).text, ":" | ";") => self.close_all(at),
            Tag::Verb => {
                if let Some(group) = self.syntax.verb_at(token) {
                    return self.verb(at, group);
                }
                self.own(at);
            }
            _ => self.own(at),
        }
        at + 1
    }

    /// « two days after General Lee had settled »: the noun group behind a preposition that opens a clause is not led by it.
    fn free_subject(&mut self, opener: usize) {
        let end = self.syntax.nouns.partition_point(|noun| noun.words.start <= opener + 1);
        let from = self.syntax.nouns.partition_point(|noun| noun.words.start <= opener);
        let holds = |noun: &NounGroup| self.lists.genitives.has(noun.preposition);
        let held = self.syntax.nouns.get(from).is_some_and(holds);
        let until = if held { end + 1 } else { end };
        let lower = &self.doc.word(opener).lower;
        for noun in self.syntax.nouns.get_mut(from..until).unwrap_or_default() {
            if !lower.is_empty() && *noun.preposition == **lower {
                noun.preposition = "";
            }
        }
    }

    /// Whether a relative word opens what is told or left unsaid: right behind a verb of saying.
    fn asks_who(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| self.token(before)) else { return false };
        let says = self.syntax.verb_is(self.syntax.verb_at(before), speaks);
        says && self.syntax.tag(before) == Tag::Verb
    }

    /// Whether a finite verb stands behind a position before any mark or opener.
    fn finite_follows(&self, at: usize) -> bool {
        // « who the day before had won »: without a subject it opens nothing.
        let mut subject = false;
        for &token in self.words.get(at + 1..).unwrap_or_default() {
            match self.syntax.tag(token) {
                Tag::Verb => return subject && self.is_finite_at(token),
                Tag::Comma | Tag::Mark | Tag::That | Tag::Relative | Tag::Subordinator => return false,
                Tag::Adverb | Tag::Time => {}
                _ => subject = true,
            }
        }
        false
    }

    /// A comma closes a participle's clause, a relative clause that a comma opened, and what stands at the front.
    fn close_at_comma(&mut self, at: usize) {
        while self.stack.len() > 1 {
            let Some(top) = self.clause(self.top()) else { return };
            let opened_by_comma =
                top.opener.is_some_and(|opener| self.syntax.tag(opener.wrapping_sub(1)) == Tag::Comma);
            let starts_unit = self
                .words
                .first()
                .is_some_and(|&first| top.opener == Some(first) || top.words.start == first);
            let waits = |parent: Option<usize>| {
                let around = parent.and_then(|parent| self.clause(parent));
                self.grammar.bare_content
                    && around.is_some_and(|around| around.kind == ClauseKind::Main && around.verb.is_none())
            };
            let closes = match top.kind {
                ClauseKind::Participle => true,
                ClauseKind::Relative => top.verb.is_some() && opened_by_comma,
                // « Mandela, after he was freed, embraced him »: the clause around it still waits for its verb.
                ClauseKind::Adverbial => top.verb.is_some() && (starts_unit || waits(top.parent)),
                _ => false,
            };
            // « …, a dit X » and « …, et que …» go on inside.
            let goes_on =
                matches!(self.syntax.tag(self.token(at + 1)), Tag::Coordinator | Tag::That | Tag::Relative);
            if !closes || goes_on {
                return;
            }
            self.stack.pop();
            // The comma that opened the clause counts for the clause around it.
            self.commas = 1;
        }
    }

    /// « a affirmé, citant un conseiller, que … »: what stands behind the aside hangs on the saying before it.
    fn close_aside(&mut self, at: usize) {
        let comma = |token: usize| self.syntax.tag(token) == Tag::Comma;
        let set_apart = at > 0 && comma(self.token(at - 1));
        let Some(top) = self.clause(self.top()).filter(|_| set_apart) else { return };
        if top.kind != ClauseKind::Gerund || !comma(top.words.start.wrapping_sub(1)) {
            return;
        }
        let says = |number: &usize| {
            let clause = self.clause(*number);
            clause.is_some_and(|clause| clause.kind != ClauseKind::Gerund)
                && clause.and_then(|clause| self.syntax.verb(clause.verb?)).is_some_and(speaks)
        };
        if let Some(position) = self.stack.iter().rposition(says) {
            self.stack.truncate(position + 1);
        }
    }

    fn opener(&mut self, at: usize, kind: ClauseKind) {
        // « reported on Saturday, citing two sources, that »: what a comma closed is not what is gone on with.
        let comma = at > 0 && self.syntax.tag(self.token(at - 1)) == Tag::Comma;
        while self.grammar.bare_content
            && comma
            && kind == ClauseKind::Content
            && self.stack.len() > 1
            && self.clause(self.top()).is_some_and(|top| top.kind == ClauseKind::Gerund)
        {
            self.stack.pop();
        }
        let parent = self.top();
        let number = self.open(kind, at, Some(parent));
        let token = self.token(at);
        let antecedent = if kind == ClauseKind::Relative { self.noun_before(token) } else { None };
        let personal = self.lists.personal_relatives.has(&self.doc.word(token).lower);
        let antecedent = antecedent.map(|noun| if personal { self.holder_of(noun) } else { noun });
        let antecedent = antecedent.map(|noun| self.named_before(noun));
        let conditional = self.lists.conditionals.has(&self.doc.word(token).lower);
        if let Some(clause) = self.syntax.clauses.get_mut(number) {
            clause.opener = Some(token);
            clause.antecedent = antecedent;
            clause.conditional = conditional;
        }
        self.own(at);
        self.joined = false;
    }

    /// « an ambassador to Kenya who »: the person rather than the name in the complement.
    fn holder_of(&self, noun: usize) -> usize {
        let before =
            noun.checked_sub(1).and_then(|before| self.syntax.noun(before).map(|group| (before, group)));
        let Some((number, holder)) = before else { return noun };
        let named = self.syntax.noun(noun).is_some_and(|group| {
            !group.preposition.is_empty()
                && self.syntax.tag(group.head) == Tag::Name
                && group.words.start <= holder.words.end + 2
        });
        if named && self.lists.people.has(&self.doc.word(holder.head).lower) { number } else { noun }
    }

    /// A colon or a semicolon ends what is open; what follows stands on its own.
    fn close_all(&mut self, at: usize) {
        self.own(at);
        self.stack.clear();
        self.open(ClauseKind::Main, at + 1, None);
        self.joined = false;
    }

    /// « que » opens a content clause behind a verb that takes one, unless a noun stands right before it.
    fn is_content(&self, at: usize) -> bool {
        let verb = self.stack.iter().rev().find_map(|&number| self.clause(number)?.verb);
        let Some(group) = verb.and_then(|verb| self.syntax.verb(verb)) else {
            // « Ménélik, que le roi a reçu »: a name set apart by a comma has no verb yet that could be told anything.
            let comma = at > 1 && self.syntax.tag(self.token(at - 1)) == Tag::Comma;
            let before = at.checked_sub(if comma { 2 } else { 1 });
            return before
                .is_some_and(|before| !matches!(self.syntax.tag(self.token(before)), Tag::Open | Tag::Name));
        };
        let Some(before) = at.checked_sub(1) else { return true };
        let tag = self.syntax.tag(self.token(before));
        // « sans dire à quelle date »: a preposition belongs to the question.
        if matches!(tag, Tag::Verb | Tag::Adverb | Tag::Time | Tag::Mark | Tag::Preposition)
            || tag == Tag::Comma && speaks(group)
        {
            return true;
        }
        if self.grammar.bare_content && matches!(tag, Tag::Open | Tag::Name) {
            if tells_somebody(&group.lemmas) && !group.passive {
                return true;
            }
            if group.passive || !says_freely(&group.lemmas) && !takes_that(&group.lemmas) {
                return false;
            }
        }
        let between = self
            .syntax
            .nouns_in(group.words.end..self.token(at))
            .any(|(_, noun)| noun.is_bare() && (!self.grammar.bare_content || self.solid(noun)));
        (speaks(group) || self.grammar.bare_content && takes_that(&group.lemmas)) && !between
    }

    /// The noun group right before a token, or the one its postponed complements belong to.
    fn noun_before(&self, token: usize) -> Option<usize> {
        let sentence = self.doc.word(token).sentence;
        let mut found: Option<usize> = None;
        for (number, noun) in
            self.syntax.nouns.iter().enumerate().rev().filter(|(_, noun)| noun.words.start < token)
        {
            if self.doc.word(noun.words.start).sentence != sentence {
                break;
            }
            // « Lee, 48, who resigned in May »
            let age = noun.words.len() == 1 && self.syntax.tag(noun.head) == Tag::Number;
            if noun.temporal
                || noun.aside
                || noun.quotation
                || age && self.syntax.tag(noun.words.end) == Tag::Comma
            {
                continue;
            }
            let verb_between = (noun.words.end..token).any(|near| self.syntax.tag(near) == Tag::Verb);
            if verb_between {
                break;
            }
            found = found.or(Some(number));
            // « la commission du Parlement, qui »: the head rather than its complement, behind a comma.
            let comma = self.syntax.tag(token - 1) == Tag::Comma;
            let named = comma && found == Some(number) && self.syntax.tag(noun.head) == Tag::Name;
            if !comma || noun.preposition.is_empty() || named {
                return if comma { Some(number) } else { found };
            }
        }
        found
    }

    fn verb(&mut self, at: usize, number: usize) -> usize {
        let Some(group) = self.syntax.verb(number).cloned() else { return at + 1 };
        if group.is_finite() {
            self.finite(at, number, &group);
        } else {
            self.bare(at, number, &group);
        }
        let mut next = at;
        while next < self.words.len() && self.token(next) < group.words.end {
            self.own(next);
            next += 1;
        }
        self.joined = false;
        self.commas = 0;
        next.max(at + 1)
    }

    fn bare(&mut self, at: usize, number: usize, group: &VerbGroup) {
        let kind = match group.tense {
            VerbTense::Infinitive | VerbTense::PastInfinitive => ClauseKind::Infinitive,
            VerbTense::Gerund => ClauseKind::Gerund,
            _ => ClauseKind::Participle,
        };
        // An infinitive or gerund does not hang on another participle's noun, but on the verb before.
        while self.stack.len() > 1
            && self.clause(self.top()).is_some_and(|top| top.kind == ClauseKind::Participle)
            && kind != ClauseKind::Infinitive
        {
            self.stack.pop();
        }
        // Behind a comma a gerund belongs to the whole sentence (« X a dit que …, soulignant … »).
        let set_apart =
            (1..=3).any(|back| at >= back && self.syntax.tag(self.token(at - back)) == Tag::Comma);
        if kind == ClauseKind::Gerund && set_apart {
            let main = self.stack.iter().position(|&number| {
                self.clause(number)
                    .is_some_and(|clause| clause.kind == ClauseKind::Main && clause.verb.is_some())
            });
            self.stack.truncate(main.map_or(self.stack.len(), |main| main + 1));
        }
        let before = at.checked_sub(1).map(|before| self.token(before));
        // « when summoned to, he answered », « once ratified »: the opener leads the participle, no clause of its own.
        let short = self.shortened(before);
        if short && self.clause(self.top()).is_some_and(|top| top.opener == before) {
            self.stack.pop();
        }
        let parent = self.top();
        let clause = self.open(kind, at, Some(parent));
        let lead = before.filter(|&token| short || self.syntax.tag(token) == Tag::Preposition);
        let conditional =
            short && before.is_some_and(|token| self.lists.conditionals.has(&self.doc.word(token).lower));
        let antecedent = if kind == ClauseKind::Participle && !short {
            let agreeing = || self.agreeing_before(group.words.start, group.is_plural());
            let agreeing = if group.person == 0 { None } else { agreeing() };
            agreeing.or_else(|| self.noun_before(group.words.start))
        } else {
            None
        };
        self.attach(clause, number);
        if let Some(clause) = self.syntax.clauses.get_mut(clause) {
            clause.opener = lead;
            clause.antecedent = antecedent;
            clause.conditional = conditional;
        }
    }

    /// Whether the token before a form without person is an opener that leads it alone.
    fn shortened(&self, before: Option<usize>) -> bool {
        self.grammar.bare_content
            && before.is_some_and(|token| {
                let lower = &self.doc.word(token).lower;
                self.lists.subordinators.has(lower) && !self.lists.prepositions.has(lower)
            })
    }

    fn attach(&mut self, clause: usize, verb: usize) {
        if let Some(clause) = self.syntax.clauses.get_mut(clause) {
            clause.verb = Some(verb);
        }
        if let Some(group) = self.syntax.verbs.get_mut(verb) {
            group.clause = clause;
        }
    }

    fn finite(&mut self, at: usize, number: usize, group: &VerbGroup) {
        if self.grammar.bare_content && self.without_opener(number, group) {
            return;
        }
        let free = if self.is_aside(at, group) { None } else { self.free_clause(at, group) };
        match free {
            Some(position) => {
                self.stack.truncate(position + 1);
                let clause = self.top();
                self.attach(clause, number);
                let subjects = self.subjects(clause, group);
                // « Revenant sur ce point, elle a dénoncé la règle »: what stands right before the verb, not behind it.
                let postponed = subjects
                    .first()
                    .and_then(|&noun| self.syntax.noun(noun))
                    .is_some_and(|noun| noun.words.start >= group.words.end);
                let subjects =
                    if self.is_solid(&subjects) && !(postponed && self.noun_ends_at(group.words.start)) {
                        subjects
                    } else {
                        let led = self.grammar.bare_content
                            && self.clause(clause).is_some_and(|clause| {
                                clause.kind == ClauseKind::Relative && !subjects.is_empty()
                            });
                        if led { subjects } else { self.late_subjects(clause, group).unwrap_or(subjects) }
                    };
                self.negate_by_subject(number, &subjects);
                self.set_subjects(clause, subjects);
            }
            None => self.joined_or_inserted(at, number, group),
        }
    }

    /// « Neither side would comment », « No accord is signed »: what is denied of the subject is negated.
    fn negate_by_subject(&mut self, verb: usize, subjects: &[usize]) {
        let first = subjects.first().and_then(|&noun| self.syntax.noun(noun)).map(|noun| noun.words.start);
        let neither = |first: usize| self.lists.neither.has(&self.doc.before(first).lower);
        let negates = first
            .is_some_and(|first| self.lists.negations.has(&self.doc.word(first).lower) || neither(first));
        if self.grammar.helper_verbs
            && negates
            && let Some(group) = self.syntax.verbs.get_mut(verb)
        {
            group.negated = true;
        }
    }

    /// The tokens from `from` up to the verb leave the clause that owned them for the new one.
    fn hand_over(&mut self, clause: usize, from: usize, until: usize) {
        let moved: Vec<usize> =
            (from..until).filter(|token| self.words.binary_search(token).is_ok()).collect();
        for (number, other) in self.syntax.clauses.iter_mut().enumerate().skip(self.first) {
            if number != clause {
                other.tokens.retain(|token| !moved.contains(token));
            }
        }
        if let Some(clause) = self.syntax.clauses.get_mut(clause) {
            clause.tokens.extend(&moved);
            clause.words.start = clause.words.start.min(from);
        }
    }

    /// Closes the unit: tokens in order, ranges to hold what depends on them.
    fn finish(&mut self) {
        for clause in self.syntax.clauses.iter_mut().skip(self.first) {
            clause.tokens.sort_unstable();
            clause.tokens.dedup();
            if let (Some(&first), Some(&last)) = (clause.tokens.first(), clause.tokens.last()) {
                clause.words = first..last + 1;
            }
        }
        for number in (self.first..self.syntax.clauses.len()).rev() {
            let Some((parent, words, inserted)) =
                self.clause(number).map(|clause| (clause.parent, clause.words.clone(), clause.inserted))
            else {
                continue;
            };
            if inserted {
                continue;
            }
            if let Some(parent) = parent.and_then(|parent| self.syntax.clauses.get_mut(parent)) {
                parent.words.start = parent.words.start.min(words.start);
                parent.words.end = parent.words.end.max(words.end);
            }
        }
    }
}

impl Clause {
    fn owns_any(&self, noun: &NounGroup) -> bool {
        self.tokens.iter().any(|token| noun.words.contains(token))
    }
}

/// Whether one of these verbs takes a clause as what is said, whatever follows it.
pub fn says_freely(lemmas: &[usize]) -> bool {
    lemmas.iter().filter_map(|&lemma| verbs::LEMMAS.get(lemma)).flat_map(|lemma| lemma.senses).any(|sense| {
        let frame = verbs::FRAMES.get(sense.frame);
        sense.tails.is_empty()
            && frame.is_some_and(|frame| {
                frame.object == "content" || frame.content == "told" && frame.object == "counterpart"
            })
    })
}

/// Whether one of these verbs tells an event by a clause of its own (« demanded in the council that »).
fn takes_that(lemmas: &[usize]) -> bool {
    let lemmas = lemmas.iter().filter_map(|&lemma| verbs::LEMMAS.get(lemma));
    lemmas
        .flat_map(|lemma| lemma.senses)
        .filter_map(|sense| verbs::FRAMES.get(sense.frame))
        .any(|frame| frame.needs.contains(&"that-clause") || frame.must.contains(&"that-clause"))
}

/// Whether a verb is one of saying whatever follows it.
pub fn speaks_freely(group: &VerbGroup) -> bool {
    says_freely(&group.lemmas)
}

/// Whether one of these verbs tells its object what is said.
fn tells_somebody(lemmas: &[usize]) -> bool {
    lemmas.iter().filter_map(|&lemma| verbs::LEMMAS.get(lemma)).flat_map(|lemma| lemma.senses).any(|sense| {
        let frame = verbs::FRAMES.get(sense.frame);
        frame.is_some_and(|frame| frame.content == "told" && frame.object == "counterpart")
    })
}

/// Whether a verb may be one of saying.
pub fn speaks(group: &VerbGroup) -> bool {
    group.lemmas.iter().filter_map(|&lemma| verbs::LEMMAS.get(lemma)).flat_map(|lemma| lemma.senses).any(
        |sense| {
            verbs::FRAMES.get(sense.frame).is_some_and(|frame| {
                frame.kind == Kind::Statement || frame.content == "told" || frame.object == "content"
            })
        },
    )
}
