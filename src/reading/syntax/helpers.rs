//! Verb groups of languages whose tenses are told by helpers before the verb: « would not have met », « is to be signed ».
//!
//! A form that may be a past or a participle is told by what stands around it. Does not know subjects (see `clauses`),
//! nor languages that inflect their verbs through (see `verbs`).

mod around;
mod past;
mod series;

use super::verbs::{Modal, VerbGroup, VerbTense};
use super::{Syntax, Tag, Unit};
use crate::lexicon::verbs::{self, Analysis, Tense};
use crate::lexicon::vocabulary::Form;
use crate::lexicon::{self, words::Words};
use crate::reading::doc::{Doc, ParagraphKind};
use crate::reading::words::Shape;

/// How many adverbs may stand between a helper and its verb.
const BETWEEN: usize = 5;

/// Gathers the verb groups of a unit.
pub fn gather(doc: &Doc<'_>, syntax: &mut Syntax, unit: &Unit) {
    let Unit { words, stand_ins, .. } = unit;
    let first = syntax.verbs.len();
    let lists = lexicon::words(doc.language);
    let mut gatherer = Gatherer { doc, lists, words, stand_ins, first, syntax };
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

/// A chain of helpers with its verb, while it is read.
struct Chain {
    group: VerbGroup,
    /// The position behind it.
    end: usize,
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

    fn tag_before(&self, at: usize) -> Tag {
        at.checked_sub(1).map_or(Tag::Mark, |before| self.tag(before))
    }

    fn lower_before(&self, at: usize) -> &Form<'_> {
        &self.doc.word(at.checked_sub(1).map_or(usize::MAX, |before| self.token(before))).lower
    }

    fn analyses(&self, at: usize) -> impl Iterator<Item = Analysis> + Clone {
        verbs::analyses(self.doc.language, self.lower(at))
    }

    fn has(&self, at: usize, tense: Tense) -> bool {
        self.analyses(at).any(|found| found.tense == tense)
    }

    fn lemmas(&self, at: usize, tense: Tense) -> Vec<usize> {
        let mut lemmas: Vec<usize> =
            self.analyses(at).filter(|found| found.tense == tense).map(|found| found.lemma).collect();
        lemmas.dedup();
        lemmas
    }

    fn is_stand_in(&self, at: usize) -> bool {
        self.stand_ins.contains(&self.token(at))
    }

    /// Reads a group that starts at this position; gives the position behind it.
    fn group_at(&mut self, at: usize) -> Option<usize> {
        if self.tag(at) != Tag::Open || self.is_stand_in(at) || self.is_name_like(at) {
            return None;
        }
        let chain = self.helped(at).or_else(|| self.lexical(at))?;
        Some(self.push(at, chain))
    }

    /// « Will Smith », « May Lee »: a capital inside a sentence is no verb, unless the whole line has capitals.
    fn is_name_like(&self, at: usize) -> bool {
        let word = self.doc.word(self.token(at));
        let headline = self.doc.kind_at(self.token(at)) == ParagraphKind::Headline;
        word.is_capital() && !word.opens && !headline
    }

    /// A group led by a helper.
    fn helped(&self, at: usize) -> Option<Chain> {
        let lower = self.lower(at);
        let lists = self.lists;
        let counted =
            lists.numerals.has(self.lower_before(at)) || lists.plural_openers.has(self.lower_before(at));
        let nominal = matches!(self.tag_before(at), Tag::Determiner | Tag::Number) && !counted
            || lists.genitives.has(self.lower_before(at));
        let shortened = lists.genitives.has(lower);
        if nominal && !shortened || shortened && self.tag_before(at) != Tag::Subject {
            return None;
        }
        let opens = self.doc.word(self.token(at)).is_capital() && self.doc.word(self.token(at)).opens;
        // « Having arrived in Oslo, he »
        if opens && !self.has(at, Tense::Gerund) {
            return None;
        }
        let mut group = self.new_group(at, VerbTense::Present, 0);
        group.negated = lists.negated_helpers.has(lower);
        if lists.future_helpers.has(lower) {
            group.tense = VerbTense::Future;
            return self.bare(at + 1, group);
        }
        if lists.conditional_helpers.has(lower) {
            group.tense = VerbTense::Conditional;
            return self.bare(at + 1, group);
        }
        if lists.hedge_helpers.has(lower) {
            group.modal = Some(Modal::Hedge);
            group.tense = VerbTense::Conditional;
            return self.bare(at + 1, group);
        }
        if lists.duty_helpers.has(lower) {
            group.modal = Some(Modal::Duty);
            return self.bare(self.behind_mark(at + 1), group);
        }
        if lists.do_helpers.has(lower) {
            let past = self.has(at, Tense::Past);
            group.tense = if past { VerbTense::Past } else { VerbTense::Present };
            return self.bare(at + 1, group);
        }
        let be = shortened || self.is_of(at, |lemma| lists.be.has(lemma));
        let have = self.is_of(at, |lemma| lists.have.has(lemma));
        if !be && !have {
            return None;
        }
        let finite = self.analyses(at).find(|found| found.tense.is_finite());
        let marked = lists.infinitive_marks.has(self.lower_before(at));
        let tense = match finite {
            _ if shortened => Tense::Present,
            Some(finite) => finite.tense,
            None if self.has(at, Tense::Gerund) => Tense::Gerund,
            None if self.has(at, Tense::Infinitive) && marked => Tense::Infinitive,
            None if self.has(at, Tense::Infinitive) => Tense::Subjunctive,
            None => return None,
        };
        let tense = if marked && self.has(at, Tense::Infinitive) { Tense::Infinitive } else { tense };
        group.person = finite.map_or(3, |finite| finite.person);
        group.tense = match tense {
            Tense::Present => VerbTense::Present,
            Tense::Past => VerbTense::Past,
            Tense::Gerund => VerbTense::Gerund,
            Tense::Infinitive => self.marked_tense(at),
            _ => VerbTense::Subjunctive,
        };
        if be { self.behind_be(at, group) } else { self.behind_have(at, group) }
    }

    /// Behind a mark of the infinitive in a headline without a verb the infinitive tells what is to come (« X to host »).
    fn marked_tense(&self, at: usize) -> VerbTense {
        let headline = self.doc.kind_at(self.token(at)) == ParagraphKind::Headline;
        let mark = at.saturating_sub(1);
        let finite = (self.first..self.syntax.verbs.len())
            .filter_map(|number| self.syntax.verb(number))
            .any(VerbGroup::is_finite);
        let subject = matches!(self.tag_before(mark), Tag::Name | Tag::Open) && mark > 0;
        if headline && !finite && subject { VerbTense::Future } else { VerbTense::Infinitive }
    }

    fn is_of(&self, at: usize, list: impl Fn(&str) -> bool) -> bool {
        self.analyses(at).any(|found| list(found.infinitive()))
    }

    fn new_group(&self, at: usize, tense: VerbTense, person: u8) -> VerbGroup {
        let token = self.token(at);
        VerbGroup {
            words: token..token + 1,
            main: token,
            lemmas: Vec::new(),
            tense,
            person,
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

    /// Past what may stand between a helper and its verb; tells whether it negates.
    fn between(&self, mut at: usize) -> (usize, bool) {
        let mut negated = false;
        for _ in 0..BETWEEN {
            let lower = self.lower(at);
            let adverb = self.tag(at) == Tag::Adverb
                || self.lists.negations.has(lower)
                || self.lists.adverbs.has(lower)
                || self.tag(at) == Tag::Bracket;
            if !adverb {
                break;
            }
            negated |= self.lists.negations.has(lower);
            at += 1;
        }
        (at, negated)
    }

    fn behind_mark(&self, at: usize) -> usize {
        if self.lists.infinitive_marks.has(self.lower(at)) { at + 1 } else { at }
    }

    /// The bare verb behind a helper.
    fn bare(&self, at: usize, mut group: VerbGroup) -> Option<Chain> {
        let (at, negated) = self.between(at);
        group.negated |= negated;
        if self.is_unknown(at) {
            group.main = self.token(at);
            return Some(Chain { group, end: at + 1 });
        }
        if !self.has(at, Tense::Infinitive) || !matches!(self.tag(at), Tag::Open | Tag::Preposition) {
            // « did so », a helper alone: the verb itself, if it is one.
            let own = at.saturating_sub(1);
            let alone = self.lists.do_helpers.has(self.lower(own)) && !negated;
            return alone.then(|| {
                let lemmas = self.analyses(own).map(|found| found.lemma).collect();
                Chain { group: VerbGroup { lemmas, ..group }, end: own + 1 }
            });
        }
        if self.is_of(at, |lemma| self.lists.have.has(lemma)) {
            let tense = group.tense;
            let mut chain = self.behind_have(at, group)?;
            if chain.group.anterior && tense == VerbTense::Conditional && chain.group.modal.is_none() {
                chain.group.tense = VerbTense::PastConditional;
            } else {
                chain.group.tense = tense;
            }
            chain.group.anterior = false;
            return Some(chain);
        }
        if self.is_of(at, |lemma| self.lists.be.has(lemma)) {
            return self.behind_be(at, group);
        }
        Some(self.leaning(at, self.lemmas(at, Tense::Infinitive), group))
    }

    /// « would reserve »: a word that no table knows, where only a verb can stand.
    fn is_unknown(&self, at: usize) -> bool {
        let word = self.doc.word(self.token(at));
        self.tag(at) == Tag::Open
            && word.shape == Shape::Lower
            && !word.glued
            && self.analyses(at).next().is_none()
            && verbs::nouns(self.doc.language, &word.lower).next().is_none()
            && !self.lists.people.has(&word.lower)
    }

    /// What a form of « have » leads.
    fn behind_have(&self, at: usize, mut group: VerbGroup) -> Option<Chain> {
        let (next, negated) = self.between(at + 1);
        if self.has(next, Tense::Participle) && !matches!(self.tag(next), Tag::Determiner | Tag::Name) {
            group.negated |= negated;
            group.anterior =
                matches!(group.tense, VerbTense::Past | VerbTense::Conditional | VerbTense::Future);
            group.tense = match group.tense {
                VerbTense::Present | VerbTense::Past | VerbTense::Subjunctive => VerbTense::Past,
                VerbTense::Infinitive => VerbTense::PastInfinitive,
                tense => tense,
            };
            if self.is_of(next, |lemma| self.lists.be.has(lemma)) {
                return self.behind_be(next, group);
            }
            return Some(self.leaning(next, self.lemmas(next, Tense::Participle), group));
        }
        group.negated |= negated;
        let lemmas = self.analyses(at).map(|found| found.lemma).take(1).collect();
        Some(self.leaning(at, lemmas, group))
    }

    /// What a form of « be » leads: a passive, an action under way, what is to be done; else the form itself.
    fn behind_be(&self, at: usize, mut group: VerbGroup) -> Option<Chain> {
        let (next, negated) = self.between(at + 1);
        group.negated |= negated;
        let lists = self.lists;
        let tag = self.tag(next);
        let free = !matches!(tag, Tag::Determiner | Tag::Name | Tag::Time) && !self.is_stand_in(next);
        let ready = lists.ready.has(self.lower(next));
        let (mark, _) = self.between(next + 1);
        if ready && lists.infinitive_marks.has(self.lower(mark)) && self.has(mark + 1, Tense::Infinitive) {
            return self.to_be_done(mark + 1, group);
        }
        // « has been pleased to appoint »: it was done.
        let pleased = lists.done_gladly.has(self.lower(next));
        if pleased
            && lists.infinitive_marks.has(self.lower(next + 1))
            && self.has(next + 2, Tense::Infinitive)
        {
            return Some(self.leaning(next + 2, self.lemmas(next + 2, Tense::Infinitive), group));
        }
        if lists.infinitive_marks.has(self.lower(next)) && self.has(next + 1, Tense::Infinitive) {
            return self.to_be_done(next + 1, group);
        }
        // « is visiting Oslo », but not « was the signing of »
        let noun = lists.never_verbs.has(self.lower(next)) && lists.of.has(self.lower(next + 1));
        if free && self.has(next, Tense::Gerund) && !noun {
            let again = lists.be.has("be") && self.is_of(next, |lemma| lists.be.has(lemma));
            if again {
                return self.behind_be(next, group);
            }
            return Some(self.leaning(next, self.lemmas(next, Tense::Gerund), group));
        }
        if free && self.has(next, Tense::Participle) {
            let lemmas = self.lemmas(next, Tense::Participle);
            let text = |lemma: &usize| verbs::LEMMAS.get(*lemma).map_or("", |lemma| lemma.text);
            group.passive = !lemmas.iter().all(|lemma| lists.with_be.has(text(lemma)));
            group.main = self.token(next);
            group.lemmas = lemmas;
            return Some(Chain { group, end: next + 1 });
        }
        group.lemmas = self.analyses(at).map(|found| found.lemma).take(1).collect();
        if group.lemmas.is_empty() {
            // The shortened form behind a pronoun.
            let be = verbs::LEMMAS.iter().position(|lemma| lists.be.has(lemma.text));
            group.lemmas = be.into_iter().collect();
        }
        group.main = self.token(at);
        Some(Chain { group, end: next.max(at + 1) })
    }

    /// « is to meet », « is due to be signed »: planned.
    fn to_be_done(&self, at: usize, mut group: VerbGroup) -> Option<Chain> {
        group.modal = group.modal.or(Some(Modal::Duty));
        if self.is_of(at, |lemma| self.lists.be.has(lemma)) {
            return self.behind_be(at, group);
        }
        if self.is_of(at, |lemma| self.lists.have.has(lemma)) {
            return self.behind_have(at, group);
        }
        Some(self.leaning(at, self.lemmas(at, Tense::Infinitive), group))
    }

    /// A verb that may lean on an infinitive behind it (« plans to meet », « helped pay »).
    fn leaning(&self, at: usize, lemmas: Vec<usize>, mut group: VerbGroup) -> Chain {
        let lists = self.lists;
        let text = |lemma: &usize| verbs::LEMMAS.get(*lemma).map_or("", |lemma| lemma.text);
        let modal = lemmas.iter().map(text).find(|lemma| lists.modals.has(lemma));
        let (next, _) = self.between(at + 1);
        let marked = lists.infinitive_marks.has(self.lower(next));
        // « has yet to say »
        let not_yet = marked
            && modal.is_some_and(|modal| lists.have.has(modal))
            && (at + 1..next).any(|near| lists.not_yet.has(self.lower(near)));
        let verb = if marked { self.between(next + 1).0 } else { next };
        let leans = self.has(verb, Tense::Infinitive)
            && self.tag(verb) == Tag::Open
            && (marked || modal.is_some_and(|modal| lists.bare_modals.has(modal)));
        group.negated |= marked && modal.is_some_and(|modal| lists.failing_verbs.has(modal));
        group.main = self.token(at);
        group.lemmas = lemmas;
        let Some(modal) = modal.filter(|_| leans && group.modal.is_none_or(|modal| modal != Modal::Duty))
        else {
            return Chain { group, end: at + 1 };
        };
        // « went to see him » is done, « is going to see him » is not.
        let gone = lists.journeys.has(modal) && !self.has(at, Tense::Gerund);
        let own = if lists.duties.has(modal) && !not_yet && !gone { Modal::Duty } else { Modal::Neutral };
        group.negated |= not_yet;
        group.modal = group.modal.or(Some(own));
        group.modal_lemma = modal;
        // « appears to have accepted »
        if self.is_of(verb, |lemma| lists.have.has(lemma))
            && let Some(mut chain) =
                self.behind_have(verb, group.clone()).filter(|chain| chain.end > verb + 1)
        {
            chain.group.anterior = false;
            return chain;
        }
        if self.is_of(verb, |lemma| lists.be.has(lemma)) {
            let main = (group.main, group.lemmas.clone());
            return self.behind_be(verb, group.clone()).unwrap_or_else(|| {
                (group.main, group.lemmas) = main;
                Chain { group, end: at + 1 }
            });
        }
        group.main = self.token(verb);
        group.lemmas = self.lemmas(verb, Tense::Infinitive);
        Chain { group, end: verb + 1 }
    }

    /// A group without helper.
    fn lexical(&self, at: usize) -> Option<Chain> {
        self.analyses(at).next()?;
        let before = self.tag_before(at);
        let lists = self.lists;
        let lower = self.lower(at);
        let marked = self.mark_before(at).is_some();
        if marked && self.has(at, Tense::Infinitive) {
            let mark = self.mark_before(at).unwrap_or(at);
            let group = self.new_group(at, self.marked_tense(mark + 1), 0);
            return Some(self.leaning(at, self.lemmas(at, Tense::Infinitive), group));
        }
        let text = |lemma: usize| verbs::LEMMAS.get(lemma).map_or("", |lemma| lemma.text);
        // « Thousands marched »: who is only counted.
        let several = lists.plural_openers.has(self.lower_before(at))
            && self.has(at, Tense::Past)
            && (!self.has(at, Tense::Participle)
                || self.analyses(at).any(|found| lists.intransitives.has(text(found.lemma))))
            || self.befalls_counted(at)
            || self.counted_act(at)
            || self.counted_past(at);
        // « the army chief refused », « Turkish official hails »: an adjective that is a noun for people too.
        let person = lists.people.has(self.lower_before(at))
            && (self.has(at, Tense::Past) || self.has(at, Tense::Present) && lower.ends_with('s'));
        let nominal = matches!(before, Tag::Determiner | Tag::Number) && !several
            || lists.genitives.has(self.lower_before(at))
            || lists.preposed.has(self.lower_before(at))
                && before == Tag::Open
                && !self.only_says(at)
                && !person
                && !(self.has(at, Tense::Past)
                    && at > 1
                    && matches!(self.tag(at - 2), Tag::Subject | Tag::Relative));
        let pronoun = matches!(before, Tag::Subject | Tag::Relative) || self.is_relative_that(at);
        if nominal
            || lists.never_verbs.has(lower)
                && !pronoun
                && !self.stands_as_verb(at)
                && !self.acts_on_object(at)
                && !self.joins_past(at)
        {
            return None;
        }
        // « neither confirm nor deny »
        if lists.neither.has(self.lower_before(at)) && self.has(at, Tense::Infinitive) {
            return self.second_half(at);
        }
        // « to accept or reject », « to name an envoy, deliver aid, and convene all »
        if (before == Tag::Coordinator || before == Tag::Comma && self.goes_on_in_series(at))
            && self.has(at, Tense::Infinitive)
            && !self.has(at, Tense::Past)
            && let Some(last) = self.syntax.verbs.get(self.first..).and_then(<[_]>::last)
            && (matches!(last.tense, VerbTense::Infinitive | VerbTense::Future | VerbTense::Conditional)
                || last.modal.is_some())
        {
            let (modal, negated) = (last.modal, last.negated);
            let group = self.new_group(at, last.tense, last.person);
            let lemmas = self.lemmas(at, Tense::Infinitive);
            return Some(Chain { group: VerbGroup { lemmas, negated, modal, ..group }, end: at + 1 });
        }
        let opens = self.doc.word(self.token(at)).opens && self.doc.word(self.token(at)).is_capital();
        if self.has(at, Tense::Gerund) {
            let group = self.new_group(at, VerbTense::Gerund, 0);
            return Some(self.leaning(at, self.lemmas(at, Tense::Gerund), group));
        }
        let (past, participle) = (self.has(at, Tense::Past), self.has(at, Tense::Participle));
        if past && (!participle || self.is_past(at)) && !opens {
            let subject = self.subject_before(at) || before == Tag::Coordinator || before == Tag::Adverb;
            if subject && before != Tag::Preposition {
                return Some(self.joined_past(at));
            }
        }
        if participle {
            let group = VerbGroup { passive: true, ..self.new_group(at, VerbTense::Participle, 0) };
            let text = |lemma: usize| verbs::LEMMAS.get(lemma).map_or("", |lemma| lemma.text);
            let lemmas = self.lemmas(at, Tense::Participle);
            // « Under it, armed groups are »
            let next = self.lower(at + 1);
            // But « X, elected president in May, took office »
            let describes = before == Tag::Comma
                && !self.makes_somebody(at)
                && self.tag(at + 1) == Tag::Open
                && (self.lists.people.has(next) || next.ends_with('s') && !self.lists.not_plural.has(next));
            if before == Tag::Preposition
                || describes
                || lemmas.iter().all(|lemma| lists.intransitives.has(text(*lemma)))
                    && !(opens && lists.by.has(self.lower(at + 1)))
            {
                return None;
            }
            return Some(Chain { group: VerbGroup { lemmas, ..group }, end: at + 1 });
        }
        let present = self.analyses(at).find(|found| found.tense == Tense::Present)?;
        // « They last met in Cairo »
        if lists.preposed.has(lower) && self.has(at + 1, Tense::Past) {
            return None;
        }
        if opens || before == Tag::Preposition || !self.agrees(at, present.person) {
            return None;
        }
        let group = self.new_group(at, VerbTense::Present, present.person);
        Some(self.leaning(at, self.lemmas(at, Tense::Present), group))
    }

    /// « said », « says »: a form of a verb of saying that describes no noun.
    fn only_says(&self, at: usize) -> bool {
        let text = |lemma: usize| verbs::LEMMAS.get(lemma).map_or("", |lemma| lemma.text);
        self.says(at)
            && self.analyses(at).all(|found| self.lists.intransitives.has(text(found.lemma)))
            && !self.lists.never_verbs.has(self.lower(at))
    }

    /// The mark of an infinitive before the form, adverbs passed over.
    fn mark_before(&self, at: usize) -> Option<usize> {
        let mut before = at;
        for _ in 0..3 {
            before = before.checked_sub(1)?;
            if self.lists.infinitive_marks.has(self.lower(before)) {
                return (self.tag(before) != Tag::Verb).then_some(before);
            }
            if self.tag(before) != Tag::Adverb {
                return None;
            }
        }
        None
    }

    /// The second verb of « neither … nor … »: negated like the first, of its tense.
    fn second_half(&self, at: usize) -> Option<Chain> {
        let last = self.syntax.verbs.get(self.first..)?.last()?;
        let group = VerbGroup { negated: true, ..self.new_group(at, last.tense, last.person) };
        Some(Chain { group: VerbGroup { lemmas: self.lemmas(at, Tense::Infinitive), ..group }, end: at + 1 })
    }

    fn push(&mut self, at: usize, chain: Chain) -> usize {
        let Chain { mut group, end } = chain;
        let end = end.max(at + 1);
        group.words = self.token(at)..self.token(end - 1) + 1;
        let tokens: Vec<usize> = self.words.get(at..end).unwrap_or_default().to_vec();
        self.syntax.push_verb(group, &tokens);
        end
    }
}
