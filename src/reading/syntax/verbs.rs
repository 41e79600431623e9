//! Verb groups: auxiliaries, clitics, negation and the verb that carries the meaning, with tense and voice.
//!
//! « n'a pas encore été reçu » is one group; so is « doit rencontrer ». A past participle without auxiliary and an
//! infinitive are groups of their own. Does not know subjects (see `clauses`).

use super::{Syntax, Tag, Unit};
use crate::lexicon::verbs::{self, Analysis, Tense};
use crate::lexicon::vocabulary::Form;
use crate::lexicon::{self, words::Words};
use crate::reading::doc::Doc;
use crate::reading::words::Shape;
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
pub fn gather(doc: &Doc<'_>, syntax: &mut Syntax, unit: usize) {
    if lexicon::grammar(doc.language).helper_verbs {
        return super::helpers::gather(doc, syntax, unit);
    }
    let Some(Unit { words, stand_ins, .. }) = syntax.units.get(unit).cloned() else { return };
    let first = syntax.verbs.len();
    let mut gatherer = Gatherer {
        doc,
        lists: lexicon::words(doc.language),
        words: &words,
        stand_ins: &stand_ins,
        first,
        syntax,
    };
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

    fn analyses(&self, at: usize) -> Vec<Analysis> {
        verbs::analyses(self.doc.language, self.lower(at)).collect()
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
        let analyses = self.analyses(at);
        if analyses.is_empty() {
            return None;
        }
        if let Some(finite) = self.finite(at, &analyses) {
            return self.finite_group(at, finite);
        }
        if self.tag(at) != Tag::Open {
            return None;
        }
        if let Some(found) = self.infinitive(at, &analyses) {
            return Some(self.bare_group(at, found));
        }
        if let Some(found) = self.gerund(at, &analyses) {
            return Some(self.bare_group(at, found));
        }
        let found = self.bare_participle(at, &analyses)?;
        Some(self.bare_group(at, found))
    }

    /// « elle note », « Oslo place ses navires »: a form that is nearly always a noun is a verb right behind a
    /// pronoun, or between a name and an article.
    fn stands_as_verb(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        self.lists.subject_pronouns.has(self.lower(before))
            || self.tag(before) == Tag::Name
                && self.tag(at + 1) == Tag::Determiner
                && self.tag(at) == Tag::Open
    }

    /// The finite analysis of the form at this position, if it is a verb here.
    fn finite(&self, at: usize, analyses: &[Analysis]) -> Option<Analysis> {
        let finite: Vec<Analysis> =
            analyses.iter().copied().filter(|found| found.tense.is_finite()).collect();
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
        let participle_too = analyses.iter().any(|found| found.tense == Tense::Participle);
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
    fn behind_finite(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.syntax.verb_at(self.token(before)));
        before.and_then(|group| self.syntax.verb(group)).is_some_and(VerbGroup::is_finite)
    }

    /// « l'est du pays »: the point of the compass.
    fn east(&self, at: usize) -> bool {
        let next = self.lower(at + 1);
        self.lower(at).len() == 3
            && at > 0
            && self.lists.determiners.has(self.lower(at - 1))
            && (self.lists.contracted.has(next) || self.tag(at + 1) == Tag::Preposition || next == ",")
    }

    /// First and second persons need their pronoun; of the rest the first that fits.
    fn agreeing(&self, at: usize, finite: &[Analysis]) -> Option<Analysis> {
        let pronoun = |forms: &[&str]| {
            (1..=5).any(|back| at >= back && self.lower(at - back).is_any(forms))
                || forms.iter().any(|form| self.lower(at + 1).ends_with(&format!("-{form}")))
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
    fn nominal_before(&self, at: usize, finite: &[Analysis]) -> bool {
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
            let led = led || named;
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

    fn led_by_subject(&self, at: usize) -> bool {
        at > 0
            && (matches!(self.tag(at - 1), Tag::Subject | Tag::Clitic | Tag::Relative)
                || self.lists.clitics.has(self.lower(at - 1)))
    }

    /// Whether a possible subject stands before in the same stretch, with no finite verb between.
    fn subject_before(&self, at: usize) -> bool {
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

    fn inverted_behind(&self, at: usize) -> bool {
        self.lower(at + 1).starts_with('-') && self.lower(at + 1).len() > 1
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

    /// « fait savoir »: an infinitive that the verb's own sense asks for right behind it.
    fn infinitive_tail(&self, group: &VerbGroup, at: usize) -> Option<usize> {
        let near = if self.tag(at) == Tag::Adverb { at + 1 } else { at };
        let lower = self.lower(near);
        let senses =
            group.lemmas.iter().filter_map(|&lemma| verbs::LEMMAS.get(lemma)).flat_map(|lemma| lemma.senses);
        let asked = senses.flat_map(|sense| sense.tails).any(|tail| *tail == lower);
        (asked && self.analyses(near).iter().any(|found| found.tense == Tense::Infinitive)).then_some(near)
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
        let mut lemmas: Vec<usize> =
            self.analyses(at).iter().filter(|found| keep(found)).map(|found| found.lemma).collect();
        lemmas.dedup();
        lemmas
    }

    /// Clitics before the form: where the group starts, object pronouns, reflexive, negated.
    fn front(&self, at: usize, person: u8, finite: bool) -> (usize, Vec<usize>, bool, bool) {
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
    fn doubled(&self, before: usize, person: u8) -> bool {
        let twice = before > 0 && self.lower(before) == self.lower(before - 1);
        twice && matches!(person, 4 | 5)
            || matches!(person, 1 | 2)
                && self.lower(before).len() <= 2
                && "mt".contains(self.lower(before).chars().next().unwrap_or(' '))
    }

    /// « ne » is often told by its second half alone; « ni » after the verb negates too.
    fn negation_behind(&self, at: usize) -> bool {
        (at..at + 2).any(|near| self.lower(near) == "ni")
    }

    /// Skips what may stand between an auxiliary and its participle.
    fn skip_between(&self, mut at: usize, most: usize) -> impl Iterator<Item = usize> {
        let mut positions = Vec::new();
        for _ in 0..most {
            positions.push(at);
            let between = self.tag(at) == Tag::Adverb
                || self.tag(at) == Tag::Time
                || self.lists.adverbs.has(self.lower(at))
                || self.tag(at) == Tag::Clitic
                || self.lists.clitics.has(self.lower(at));
            if !between {
                break;
            }
            at += 1;
        }
        positions.into_iter()
    }

    fn participle_behind(&self, at: usize) -> Option<usize> {
        let stop = self.skip_between(at, 7).find(|&near| {
            self.tag(near) != Tag::Time
                && self.tag(near) != Tag::Name
                && !self.lists.determiners.has(self.lower(near))
                && self.analyses(near).iter().any(|found| found.tense == Tense::Participle)
        });
        stop.or_else(|| self.behind_insertion(at))
    }

    /// « a inondé »: a participle by its ending, of a verb that no table knows.
    fn unknown_behind(&self, at: usize) -> Option<usize> {
        let next = self.skip_between(at, 4).find(|&near| self.tag(near) == Tag::Open)?;
        let word = self.doc.word(self.token(next));
        let ends = self.lists.participle_endings.0.iter().any(|ending| word.lower.ends_with(ending));
        let unknown = word.shape == Shape::Lower
            && self.analyses(next).is_empty()
            && verbs::nouns(self.doc.language, &word.lower).next().is_none();
        (ends && unknown && !self.lists.determiners.has(self.lower(next - 1))).then_some(next)
    }

    /// « a, selon elle, refusé »: a short insertion between commas.
    fn behind_insertion(&self, at: usize) -> Option<usize> {
        if self.tag(at) != Tag::Comma {
            return None;
        }
        let close = (at + 1..at + 9).find(|&near| self.tag(near) == Tag::Comma)?;
        let next = close + 1;
        self.analyses(next).iter().any(|found| found.tense == Tense::Participle).then_some(next)
    }

    fn infinitive_behind(&self, at: usize, modal: &str) -> Option<usize> {
        let mut from = at;
        let led = self.lower(from);
        let tied = self.lists.of.has(led) || self.lists.to.has(led) || self.lists.by.has(led);
        if tied && !self.lists.hedges.has(modal) {
            from += 1;
        }
        self.skip_between(from, 6).find(|&near| {
            self.tag(near) != Tag::Time
                && self.analyses(near).iter().any(|found| found.tense == Tense::Infinitive)
        })
    }

    /// « a été reçu », « s'est rendu », « sera déployée »: tense and voice from the auxiliary. Gives the position
    /// behind the group.
    fn compound(&self, group: &mut VerbGroup, auxiliary: &str, tense: Tense, main: usize) -> usize {
        group.anterior = matches!(tense, Tense::Imperfect | Tense::Past);
        let participle = self.lemmas(main, |found| found.tense == Tense::Participle);
        let be = |lemmas: &[usize]| lemmas.iter().any(|&lemma| Self::lemma_text(lemma) == "être");
        if be(&participle) {
            // « a été » and a second participle: passive.
            if let Some(second) = self.participle_behind(main + 1) {
                group.passive = true;
                group.tense = past(tense);
                self.set_main(group, second);
                return second + 1;
            }
            group.tense = past(tense);
            self.set_main(group, main);
            return main + 1;
        }
        let active_with_be = participle.iter().any(|&lemma| self.lists.with_be.has(Self::lemma_text(lemma)));
        if auxiliary != "être" || group.reflexive || active_with_be {
            group.tense = past(tense);
        } else {
            group.passive = true;
        }
        self.set_main(group, main);
        main + 1
    }

    fn lemma_text(lemma: usize) -> &'static str {
        verbs::LEMMAS.get(lemma).map_or("", |lemma| lemma.text)
    }

    fn set_main(&self, group: &mut VerbGroup, at: usize) {
        group.main = self.token(at);
        group.lemmas = self.lemmas(at, |found| found.tense == Tense::Participle);
    }

    /// « doit rencontrer », « pourrait être reçu ». Gives the position behind the group.
    fn modal(&self, group: &mut VerbGroup, modal: &'static str, tense: Tense, main: usize) -> usize {
        let infinitive = self.lemmas(main, |found| found.tense == Tense::Infinitive);
        group.modal = Some(if self.lists.hedges.has(modal) {
            Modal::Hedge
        } else if self.lists.duties.has(modal) {
            Modal::Duty
        } else {
            Modal::Neutral
        });
        group.modal_lemma = modal;
        group.tense = simple(tense);
        let before_main = main.checked_sub(1).map(|before| self.lower(before).to_owned()).unwrap_or_default();
        group.reflexive = self.lists.reflexives.has(&before_main)
            || group.reflexive && !self.lists.clitics.has(&before_main);
        group.main = self.token(main);
        let auxiliary = infinitive.iter().any(|&lemma| self.lists.auxiliaries.has(Self::lemma_text(lemma)));
        if auxiliary && let Some(participle) = self.participle_behind(main + 1) {
            let lemmas = self.lemmas(participle, |found| found.tense == Tense::Participle);
            let active = lemmas.iter().any(|&lemma| self.lists.with_be.has(Self::lemma_text(lemma)));
            let be = infinitive.iter().any(|&lemma| Self::lemma_text(lemma) == "être");
            group.passive = be && !active && !group.reflexive;
            self.set_main(group, participle);
            return participle + 1;
        }
        group.lemmas = infinitive;
        main + 1
    }

    fn infinitive(&self, at: usize, analyses: &[Analysis]) -> Option<Analysis> {
        let found = analyses.iter().copied().find(|found| found.tense == Tense::Infinitive)?;
        let before = at.checked_sub(1);
        let nominal = before.is_some_and(|before| {
            let lower = self.lower(before);
            self.lists.determiners.has(lower) && !self.lists.clitics.has(lower)
                || self.lists.contracted.has(lower)
        });
        (!nominal).then_some(found)
    }

    fn gerund(&self, at: usize, analyses: &[Analysis]) -> Option<Analysis> {
        let found = analyses.iter().copied().find(|found| found.tense == Tense::Gerund)?;
        let before = at.checked_sub(1);
        let nominal = before.is_some_and(|before| {
            matches!(self.tag(before), Tag::Determiner | Tag::Number)
                && !self.lists.clitics.has(self.lower(before))
                || self.lists.contracted.has(self.lower(before))
        });
        (!nominal).then_some(found)
    }

    /// A participle without auxiliary: « occupée par », « et décoré »; not behind a determiner (« les détenus »).
    fn bare_participle(&self, at: usize, analyses: &[Analysis]) -> Option<Analysis> {
        let found = analyses.iter().copied().find(|found| found.tense == Tense::Participle)?;
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

    /// « a reçu X et décoré Y »: the group before whose auxiliary this participle shares.
    fn shared_auxiliary(&self, at: usize, person: u8) -> Option<usize> {
        let mut joined = at.checked_sub(1)?;
        while joined > 0 && (self.tag(joined) == Tag::Adverb || self.tag(joined) == Tag::Time) {
            joined -= 1;
        }
        let listed = self.tag(joined) == Tag::Coordinator;
        if !listed {
            return None;
        }
        let number = (self.first..self.syntax.verbs.len())
            .rev()
            .find(|&number| self.syntax.verb(number).is_some_and(VerbGroup::is_finite))?;
        let leader = self.syntax.verb(number)?;
        let compound = leader.words.len() > 1 && leader.words.start < leader.main;
        // With « avoir » the participle does not agree with the subject; another ending belongs to a noun.
        let agrees = leader.passive
            || leader.reflexive
            || person == 1
            || leader.infinitives().any(|lemma| self.lists.with_be.has(lemma));
        if !agrees {
            return None;
        }
        let direct = self.token(joined) == leader.words.end;
        // Behind a relative clause of its own the participle may be an adjective.
        (compound && leader.modal.is_none() && (direct || !leader.passive)).then_some(number)
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
                if let Some(owner) = self.verb_of.get_mut(token) {
                    *owner = Some(self.verbs.len());
                }
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
