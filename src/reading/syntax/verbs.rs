//! Verb groups: auxiliaries, clitics, negation and the verb that carries the meaning, with tense and voice.
//!
//! « n'a pas encore été reçu » is one group; so is « doit rencontrer ». A past participle without auxiliary and an
//! infinitive are groups of their own. Does not know subjects (see `clauses`).

mod around;
mod compound;

use super::{Syntax, Tag, Unit};
use crate::lexicon::verbs::{self, Analysis, Tense};
use crate::lexicon::vocabulary::Form;
use crate::lexicon::{self, words::Words};
use crate::reading::doc::Doc;
use std::ops::Range;

/// The tense of a group, auxiliaries and modals counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerbTense {
    /// « dit », « est attendu »
    Present,
    /// « disait »
    Imperfect,
    /// « a dit », « dit » (simple), « était venu », « eut dit »
    Past,
    /// « dira »
    Future,
    /// « dirait », « pourrait dire »
    Conditional,
    /// « aurait dit »: told on others' word, or unreal
    PastConditional,
    /// « dise », « ait dit »
    Subjunctive,
    /// « dire »
    Infinitive,
    /// « avoir dit »
    PastInfinitive,
    /// « disant »
    Gerund,
    /// « occupée par », « réuni à »
    Participle,
}

/// What leans on an infinitive before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modal {
    /// « doit », « va », « prévoit de »: planned.
    Duty,
    /// « peut »: possible.
    Hedge,
    /// « vient de », « continue de » and the like: no change.
    Neutral,
}

/// A verb group.
#[expect(clippy::struct_excessive_bools, reason = "independent marks that grammar asks for one by one")]
#[derive(Debug, Clone)]
pub struct VerbGroup {
    /// From the first clitic or auxiliary to the verb itself, an inverted pronoun behind it included.
    pub words: Range<usize>,
    /// The token of the verb that carries the meaning.
    pub main: usize,
    /// The verbs it may be, as numbers in the lexicon's list.
    pub lemmas: Vec<usize>,
    /// Tense or mood.
    pub tense: VerbTense,
    /// 1 to 6 for finite groups; 1 to 4 (m, f, m pl., f pl.) for a participle; 0 where nothing tells.
    pub person: u8,
    /// The subject undergoes it.
    pub passive: bool,
    /// « avait dit », « eut dit »: before another past.
    pub anterior: bool,
    /// A reflexive pronoun belongs to it.
    pub reflexive: bool,
    /// « ne … pas » and the like, « ni … ni ».
    pub negated: bool,
    /// A modal verb leads it.
    pub modal: Option<Modal>,
    /// The infinitive of the modal verb.
    pub modal_lemma: &'static str,
    /// Tokens of object pronouns, reflexives left out.
    pub clitics: Vec<usize>,
    /// The token of an inverted pronoun.
    pub inverted: Option<usize>,
    /// The clause it belongs to, set by `clauses`.
    pub clause: usize,
    /// For a participle that shares the auxiliary of the group before (« a reçu … et décoré »): that group.
    pub shares: Option<usize>,
}

impl VerbGroup {
    /// Whether it has person and tense of its own.
    pub const fn is_finite(&self) -> bool {
        !matches!(
            self.tense,
            VerbTense::Infinitive | VerbTense::PastInfinitive | VerbTense::Gerund | VerbTense::Participle
        )
    }

    /// Whether its subject is plural, for finite groups and participles.
    pub const fn is_plural(&self) -> bool {
        if matches!(self.tense, VerbTense::Participle) { self.person >= 3 } else { self.person >= 4 }
    }

    /// Whether one of its verbs is that infinitive.
    pub fn is(&self, infinitive: &str) -> bool {
        self.infinitives().any(|lemma| lemma == infinitive)
    }

    /// The infinitives it may be of.
    pub fn infinitives(&self) -> impl Iterator<Item = &'static str> {
        self.lemmas.iter().filter_map(|&lemma| verbs::LEMMAS.get(lemma)).map(|lemma| lemma.text)
    }
}

/// Gathers the verb groups of a unit.
pub fn gather(doc: &Doc<'_>, syntax: &mut Syntax, unit: &Unit) {
    if lexicon::grammar(doc.language).helper_verbs {
        return super::helpers::gather(doc, syntax, unit);
    }
    let Unit { words, stand_ins, .. } = unit;
    let first = syntax.verbs.len();
    let mut gatherer = Gatherer { doc, lists: lexicon::words(doc.language), words, stand_ins, first, syntax };
    let mut at = 0;
    while at < words.len() {
        at = gatherer.group_at(at).map_or(at + 1, |next| next.max(at + 1));
    }
}

struct Gatherer<'d, 'a> {
    doc: &'d Doc<'a>,
    lists: &'static Words,
    /// The unit's tokens; positions below index into them.
    words: &'d [usize],
    /// The tokens that stand for quotations.
    stand_ins: &'d [usize],
    /// The number of the unit's first verb group.
    first: usize,
    syntax: &'d mut Syntax,
}

impl Gatherer<'_, '_> {
    fn token(&self, at: usize) -> usize {
        self.words.get(at).copied().unwrap_or(usize::MAX)
    }

    fn lower(&self, at: usize) -> &Form<'_> {
        &self.doc.word(self.token(at)).lower
    }

    fn tag(&self, at: usize) -> Tag {
        self.syntax.tag(self.token(at))
    }

    fn analyses(&self, at: usize) -> impl Iterator<Item = Analysis> + Clone + use<'_> {
        verbs::analyses(self.doc.language, self.lower(at))
    }

    /// Reads a group that starts at this position; gives the position behind it.
    fn group_at(&mut self, at: usize) -> Option<usize> {
        if !matches!(
            self.tag(at),
            Tag::Open | Tag::Determiner | Tag::Clitic | Tag::Adverb | Tag::Subordinator | Tag::Preposition
        ) || self.lists.never_verbs.has(self.lower(at)) && !self.stands_as_verb(at)
            || self.stand_ins.contains(&self.token(at))
        {
            return None;
        }
        // Of the article, not of the gatherer, which a group changes.
        let doc = self.doc;
        let analyses = verbs::analyses(doc.language, &doc.word(self.token(at)).lower);
        analyses.clone().next()?;
        let finite = self.finite(at, analyses.clone());
        if let Some(finite) = finite.filter(|_| !self.is_led_by_doer(at, analyses.clone())) {
            return self.finite_group(at, finite);
        }
        if self.tag(at) != Tag::Open {
            return None;
        }
        if let Some(found) = self.infinitive(at, analyses.clone()) {
            return Some(self.bare_group(at, found));
        }
        if let Some(found) = self.gerund(at, analyses.clone()) {
            return Some(self.bare_group(at, found));
        }
        let found = self.bare_participle(at, analyses)?;
        Some(self.bare_group(at, found))
    }

    /// A group led by the finite form at this position.
    fn finite_group(&mut self, at: usize, finite: Analysis) -> Option<usize> {
        let (start, clitics, reflexive, mut negated) = self.front(at, finite.person, true);
        let mut group = self.new_group(start, at, finite);
        group.clitics = clitics;
        group.reflexive = reflexive;
        let mut end = at + 1;
        if self.inverted_behind(at) {
            group.inverted = Some(self.token(end));
            end += 1;
        }
        negated |= self.negation_behind(end);
        let infinitive = finite.infinitive();
        let (mut last, mut unknown) = (end, false);
        if self.lists.auxiliaries.has(infinitive) {
            if let Some(main) = self.participle_behind(end) {
                last = self.compound(&mut group, infinitive, finite.tense, main);
            } else if let Some(main) = self.unknown_behind(end).filter(|_| infinitive == verbs::HAVE) {
                last = self.compound(&mut group, infinitive, finite.tense, main);
                unknown = true;
            }
        } else if self.lists.modals.has(infinitive)
            && let Some(main) = self.infinitive_behind(end, infinitive)
        {
            last = self.modal(&mut group, infinitive, finite.tense, main);
        }
        if let Some(tail) = self.infinitive_tail(&group, last) {
            last = tail + 1;
        }
        group.negated = negated;
        if group.lemmas.is_empty() && !unknown {
            return None;
        }
        group.words.end = self.token(last.max(end) - 1) + 1;
        let tokens: Vec<usize> = self.words.get(start..last.max(end)).unwrap_or_default().to_vec();
        self.push(group, &tokens);
        Some(last.max(end))
    }

    fn new_group(&self, start: usize, at: usize, found: Analysis) -> VerbGroup {
        let main = self.token(at);
        let lemmas = self.lemmas(at, |other| other.tense == found.tense);
        VerbGroup {
            words: self.token(start)..main + 1,
            main,
            lemmas,
            tense: simple(found.tense),
            person: found.person,
            passive: false,
            anterior: false,
            reflexive: false,
            negated: false,
            modal: None,
            modal_lemma: "",
            clitics: Vec::new(),
            inverted: None,
            clause: usize::MAX,
            shares: None,
        }
    }

    fn lemmas(&self, at: usize, keep: impl Fn(&Analysis) -> bool) -> Vec<usize> {
        let mut lemmas: Vec<usize> = self.analyses(at).filter(keep).map(|found| found.lemma).collect();
        lemmas.dedup();
        lemmas
    }

    fn infinitive(&self, at: usize, mut analyses: impl Iterator<Item = Analysis>) -> Option<Analysis> {
        let found = analyses.find(|found| found.tense == Tense::Infinitive)?;
        let before = at.checked_sub(1);
        let nominal = before.is_some_and(|before| {
            let lower = self.lower(before);
            self.lists.determiners.has(lower) && !self.lists.clitics.has(lower)
                || self.lists.contracted.has(lower)
        });
        (!nominal).then_some(found)
    }

    fn gerund(&self, at: usize, mut analyses: impl Iterator<Item = Analysis>) -> Option<Analysis> {
        let found = analyses.find(|found| found.tense == Tense::Gerund)?;
        // « X, commandant des troupes »: a noun for people before its complement.
        let next = self.lower(at + 1);
        if self.lists.people.has(self.lower(at))
            && (self.lists.of.has(next) || self.lists.contracted.has(next))
        {
            return None;
        }
        let before = at.checked_sub(1);
        let nominal = before.is_some_and(|before| {
            matches!(self.tag(before), Tag::Determiner | Tag::Number)
                && !self.lists.clitics.has(self.lower(before))
                || self.lists.contracted.has(self.lower(before))
        });
        (!nominal).then_some(found)
    }

    /// A participle without auxiliary: « occupée par », « et décoré »; not behind a determiner (« les détenus »).
    fn bare_participle(&self, at: usize, mut analyses: impl Iterator<Item = Analysis>) -> Option<Analysis> {
        let found = analyses.find(|found| found.tense == Tense::Participle)?;
        let before = at.checked_sub(1);
        let nominal = before.is_some_and(|before| {
            let lower = self.lower(before);
            self.lists.determiners.has(lower)
                || self.lists.contracted.has(lower)
                || self.tag(before) == Tag::Number
                || self.tag(before) == Tag::Preposition && !lower.starts_with('a')
        });
        (!nominal && !self.lists.auxiliaries.has(found.infinitive())).then_some(found)
    }

    /// « M. X, joint par téléphone, »: a form that may be a participle is one between a comma and its doer.
    fn is_led_by_doer(&self, at: usize, mut analyses: impl Iterator<Item = Analysis>) -> bool {
        let after_comma = at.checked_sub(1).is_some_and(|before| self.tag(before) == Tag::Comma);
        after_comma
            && analyses.any(|found| found.tense == Tense::Participle)
            && !crate::lexicon::grammar(self.doc.language).helper_verbs
            && at + 1 < self.words.len()
            && self.lists.by.has(self.lower(at + 1))
    }

    /// An infinitive, a gerund or a participle that no finite verb leads.
    fn bare_group(&mut self, at: usize, found: Analysis) -> usize {
        let (start, clitics, reflexive, negated) = if found.tense == Tense::Participle {
            (at, Vec::new(), false, false)
        } else {
            self.front(at, 3, false)
        };
        let mut group = self.new_group(start, at, found);
        group.clitics = clitics;
        group.reflexive = reflexive;
        group.negated = negated || at > 0 && self.lists.neither.has(self.lower(at - 1));
        let mut end = at + 1;
        if found.tense == Tense::Participle {
            group.shares = self.shared_auxiliary(at, found.person);
            group.passive = group.shares.is_none();
            if let Some(leader) = group.shares.and_then(|leader| self.syntax.verbs.get(leader)) {
                group.tense = leader.tense;
                group.person = leader.person;
                group.passive = leader.passive;
                group.anterior = leader.anterior;
                group.negated = leader.negated && self.lower(at.saturating_sub(1)) == "ni";
                group.reflexive = leader.reflexive;
            } else {
                let active = group.infinitives().all(|lemma| self.lists.with_be.has(lemma));
                group.passive = !active;
            }
        } else if self.lists.auxiliaries.has(found.infinitive()) {
            if let Some(main) = self.participle_behind(end) {
                let compound = self.compound(&mut group, found.infinitive(), found.tense, main);
                end = compound;
            }
        } else if self.lists.modals.has(found.infinitive())
            && let Some(main) = self.infinitive_behind(end, found.infinitive())
        {
            let keep = group.tense;
            end = self.modal(&mut group, found.infinitive(), found.tense, main);
            group.tense = keep;
        }
        group.words.end = self.token(end - 1) + 1;
        let tokens: Vec<usize> = self.words.get(start..end).unwrap_or_default().to_vec();
        self.push(group, &tokens);
        end
    }

    fn push(&mut self, group: VerbGroup, tokens: &[usize]) {
        self.syntax.push_verb(group, tokens);
    }
}

impl Syntax {
    /// Adds a verb group; its tokens are verbs from now on.
    pub(super) fn push_verb(&mut self, group: VerbGroup, tokens: &[usize]) {
        for &token in tokens {
            if let Some(tag) = self.tags.get_mut(token)
                && *tag != Tag::Time
                && *tag != Tag::Bracket
            {
                *tag = Tag::Verb;
                self.verb_of.set(token, self.verbs.len());
            }
        }
        self.verbs.push(group);
    }
}

fn simple(tense: Tense) -> VerbTense {
    match tense {
        Tense::Present => VerbTense::Present,
        Tense::Imperfect => VerbTense::Imperfect,
        Tense::Past => VerbTense::Past,
        Tense::Future => VerbTense::Future,
        Tense::Conditional => VerbTense::Conditional,
        Tense::Subjunctive => VerbTense::Subjunctive,
        Tense::Infinitive => VerbTense::Infinitive,
        Tense::Gerund => VerbTense::Gerund,
        Tense::Participle => VerbTense::Participle,
    }
}

/// The tense of a compound by its auxiliary's.
fn past(auxiliary: Tense) -> VerbTense {
    match auxiliary {
        Tense::Present | Tense::Imperfect | Tense::Past | Tense::Participle => VerbTense::Past,
        Tense::Future => VerbTense::Future,
        Tense::Conditional => VerbTense::PastConditional,
        Tense::Subjunctive => VerbTense::Subjunctive,
        Tense::Infinitive => VerbTense::PastInfinitive,
        Tense::Gerund => VerbTense::Gerund,
    }
}
