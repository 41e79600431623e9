//! Whether the words around a date look back or ahead.
//!
//! Judges by the verb that governs the date: the nearest to its left within the sentence, else to its right. Does
//! not find subjects or kinds of events.

use super::scan::Scan;
use crate::lexicon::dates::{Cue, Sense};
use crate::lexicon::gazetteer;
use crate::lexicon::verbs::{self, Analysis, Tense};
use crate::lexicon::vocabulary::Form;
use crate::lexicon::words;
use crate::model::{Kind, Language};
use crate::reading::words::Shape;
use std::ops::Range;

/// Where a clause looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    /// A past tense.
    Back,
    /// A future, or a verb of intent.
    Ahead,
    /// A plan told by a participle (« la réunion prévue lundi »): ahead of the time of the verb around it.
    Planned,
    /// A present that says nothing was said: what is near, rather ahead.
    Present,
    /// Nothing tells.
    Open,
}

/// The outlook of the clause around the tokens of a date.
pub fn outlook(scan: &Scan<'_>, around: &Range<usize>) -> Outlook {
    let Some(sentence) = scan.doc.sentence_of(around.start) else { return Outlook::Open };
    let clause = Clause { scan, start: sentence.words.start, end: sentence.words.end };
    if clause.heads_item(around) {
        return Outlook::Back;
    }
    // « C'est mercredi que l'Assemblée a admis »: the clause behind tells.
    let left = if clause.is_cleft(around) { None } else { clause.leftward(around.start) };
    left.or_else(|| clause.rightward(around.end)).unwrap_or(Outlook::Open)
}

/// The sentence around a date.
struct Clause<'s, 'd> {
    scan: &'s Scan<'d>,
    start: usize,
    end: usize,
}

impl Clause<'_, '_> {
    /// « September 19: Baku launches … »: the date at the head of an item, told in the present of histories.
    fn heads_item(&self, date: &Range<usize>) -> bool {
        let first = self.scan.doc.paragraphs.get(self.scan.word(date.start).paragraph);
        first.is_some_and(|paragraph| date.start <= paragraph.words.start + 1)
            && (self.scan.word(date.end).text == ":"
                || matches!(self.scan.word(date.end).text, "-" | "–" | "—")
                    && !self.scan.word(date.end).glued)
    }

    /// « C'est mercredi que … », « It was on Monday that … »
    fn is_cleft(&self, date: &Range<usize>) -> bool {
        let lists = words_of(self.scan.doc.language);
        let is = |at: usize| {
            let mut all = verbs::analyses(self.scan.doc.language, self.lower(at));
            at > self.start && all.any(|one| lists.be.has(one.infinitive()) && one.tense.is_finite())
        };
        let near = (self.start..date.start).rev().take(2);
        lists.complementisers.has(self.lower(date.end)) && near.into_iter().any(is)
    }

    fn lower(&self, at: usize) -> &Form<'_> {
        &self.scan.word(at).lower
    }

    fn cue(&self, at: usize, cue: Cue) -> bool {
        self.scan.table.has_cue(self.lower(at), cue)
    }

    /// From the date to the start of its sentence, past whole quotations. A present without a subject beside it may
    /// be a noun: a clearer verb before the next comma wins over it.
    fn leftward(&self, date: usize) -> Option<Outlook> {
        let mut at = date;
        let mut present = None;
        while at > self.start {
            at -= 1;
            let word = self.scan.word(at);
            match word.shape {
                Shape::CloseQuote => at = self.opening(at),
                Shape::OpenQuote => return present,
                Shape::Mark if matches!(word.text, ";" | "•" | ":") => return present,
                Shape::Mark if present.is_some() && word.text == "," => return present,
                Shape::Lower | Shape::Capital | Shape::Upper => match self.verb(at) {
                    Some(Outlook::Present) if self.has_subject(at) => return Some(Outlook::Present),
                    Some(Outlook::Present) => present = Some(Outlook::Present),
                    Some(outlook) => return Some(outlook),
                    None => {}
                },
                _ => {}
            }
        }
        present
    }

    /// A pronoun that is a subject or goes with a verb stands right before it.
    fn has_subject(&self, at: usize) -> bool {
        let lists = words_of(self.scan.doc.language);
        let before = self.scan.doc.before(at);
        lists.subjects.has(&before.lower) || lists.reflexives.has(&before.lower)
    }

    /// The opening mark of the quotation that closes at `at`, or `at` itself.
    fn opening(&self, at: usize) -> usize {
        (self.start..at).rev().find(|&before| self.scan.word(before).shape == Shape::OpenQuote).unwrap_or(at)
    }

    /// From the date to the end of its sentence or quotation; what a relative clause tells is its own.
    fn rightward(&self, from: usize) -> Option<Outlook> {
        let mut at = from;
        let mut present = None;
        while at < self.end {
            let word = self.scan.word(at);
            if word.shape == Shape::CloseQuote || matches!(word.text, ";" | "•") {
                break;
            }
            if self.cue(at, Cue::Relative) && at > from && self.scan.doc.before(at).text == "," {
                at = (at..self.end).find(|&next| self.scan.word(next).text == ",").unwrap_or(self.end);
                continue;
            }
            match if word.is_word() { self.verb_forward(at) } else { None } {
                Some(Outlook::Present) => present = present.or(Some(Outlook::Present)),
                Some(Outlook::Planned) => return Some(Outlook::Ahead),
                Some(outlook) => return Some(present.unwrap_or(outlook)),
                None => {}
            }
            at += 1;
        }
        present
    }

    /// What the token tells as the last word of a verb group (its participle, its infinitive, its only word).
    fn verb(&self, at: usize) -> Option<Outlook> {
        let word = self.scan.word(at);
        if word.is_capital() && !word.opens {
            return None;
        }
        if self.scan.doc.language == Language::English {
            return self.english(at);
        }
        // « A l'aube de mardi »: the preposition without its accent.
        let accentless = word.text == "A" && word.opens;
        if accentless
            && !verbs::analyses(self.scan.doc.language, self.lower(at + 1))
                .any(|one| one.tense == Tense::Participle)
        {
            return None;
        }
        if self.cue(at, Cue::Future) {
            let participle = verbs::analyses(self.scan.doc.language, self.lower(at))
                .any(|one| one.tense == Tense::Participle);
            return Some(if participle { Outlook::Planned } else { Outlook::Ahead });
        }
        if self.cue(at, Cue::Past) {
            return Some(Outlook::Back);
        }
        if self.cue(at, Cue::NotAVerb) && self.helper_before(at).is_none() {
            return None;
        }
        let all: Vec<Analysis> = verbs::analyses(self.scan.doc.language, self.lower(at)).collect();
        let has = |tense| all.iter().any(|one| one.tense == tense);
        let participle = has(Tense::Participle);
        if participle && let Some((helper, at_helper)) = self.helper_before(at) {
            return self.compound(helper, at_helper, at);
        }
        if self.is_noun(at) {
            return None;
        }
        if has(Tense::Infinitive) {
            return self.infinitive(at);
        }
        // « les chefs d'Etat, réunis en sommet, ont … »
        // « Réunis lundi sous une tente, les élus ont … »
        let set_apart = self.scan.doc.before(at).text == "," || word.opens;
        if participle && set_apart && has(Tense::Present) && !all.iter().any(|one| states(*one)) {
            return None;
        }
        // « s'ils n'étaient pas relâchés avant le 15 »: a condition lies ahead.
        if has(Tense::Imperfect) && self.is_condition(at) {
            return Some(Outlook::Ahead);
        }
        // « des navires saisis en mars »: nobody speaks of himself.
        let mine = |one: &Analysis| one.tense == Tense::Present && one.person < 3;
        if participle && all.iter().any(mine) && !self.has_subject(at) {
            let others: Vec<Analysis> = all.iter().filter(|one| !mine(one)).copied().collect();
            return simple(&others);
        }
        simple(&all)
    }

    /// The word of a condition opens the clause, with nothing but its subject between.
    fn is_condition(&self, at: usize) -> bool {
        let lists = words_of(self.scan.doc.language);
        let near = (self.start..at).rev().take(6).take_while(|&near| self.scan.word(near).is_word());
        near.into_iter().any(|near| {
            let lower = self.lower(near);
            // « s'était » is no condition, « s'il était » is.
            let elided = lower.ends_with('\'') && !lists.subject_pronouns.has(self.lower(near + 1));
            lists.conditionals.has(lower) && !elided
        })
    }

    /// A helper with a participle: « a signé », « sera reçu », « aurait consenti », « est attendu ».
    fn compound(&self, helper: Analysis, at_helper: usize, at: usize) -> Option<Outlook> {
        let to_have = helper.infinitive() == verbs::HAVE;
        if helper.tense == Tense::Imperfect && !to_have && self.is_condition(at_helper) {
            return Some(Outlook::Ahead);
        }
        match helper.tense {
            Tense::Conditional if to_have || self.reflexive(at_helper) || self.moves(at) => {
                Some(Outlook::Back)
            }
            Tense::Future | Tense::Conditional => Some(Outlook::Ahead),
            // « d'être entrée jeudi » is over, « d'être reçue jeudi » is not.
            Tense::Infinitive if !to_have && !self.moves(at) => self.infinitive(at_helper),
            _ => Some(Outlook::Back),
        }
    }

    /// « se serait rendu »
    fn reflexive(&self, at: usize) -> bool {
        words_of(self.scan.doc.language).reflexives.has(&self.scan.doc.before(at).lower)
    }

    /// « serait arrivé »: a verb that makes its past with « être ».
    fn moves(&self, at: usize) -> bool {
        verbs::analyses(self.scan.doc.language, self.lower(at))
            .any(|one| self.scan.table.has_cue(one.infinitive(), Cue::Moves))
    }

    /// The helper within four tokens before a participle, past adverbs and pronouns.
    fn helper_before(&self, at: usize) -> Option<(Analysis, usize)> {
        for back in 1..=4 {
            let before = at.checked_sub(back).filter(|before| *before >= self.start)?;
            let word = self.scan.word(before);
            if !word.is_word() {
                return None;
            }
            let helper = verbs::analyses(self.scan.doc.language, &word.lower)
                .find(|one| is_helper(*one) && one.tense != Tense::Participle);
            if let Some(helper) = helper {
                // « a été reçu »: the first helper tells; « avoir été ».
                return Some((helper, before));
            }
            let passes = word.lower.starts_with('-')
                || self.cue(before, Cue::Between)
                || word.lower.ends_with(self.adverb_ending())
                || verbs::analyses(self.scan.doc.language, &word.lower).any(is_helper);
            if !passes {
                return None;
            }
        }
        None
    }

    fn adverb_ending(&self) -> &'static str {
        words_of(self.scan.doc.language).adverb_endings.forms().first().copied().unwrap_or("\u{0}")
    }

    /// A form behind a determiner or a preposition is a noun, unless it can only be an infinitive.
    fn is_noun(&self, at: usize) -> bool {
        let before = self.scan.doc.before(at);
        let same = before.paragraph == self.scan.word(at).paragraph;
        let infinitive =
            verbs::analyses(self.scan.doc.language, self.lower(at)).all(|one| one.tense == Tense::Infinitive);
        let lists = words_of(self.scan.doc.language);
        let clitic_too = lists.clitics.has(&before.lower)
            && verbs::analyses(self.scan.doc.language, self.lower(at))
                .all(|one| one.tense.is_finite() && one.tense != Tense::Present);
        let led = lists.determiners.has(&before.lower)
            || self.scan.follows(at, Sense::Of)
            || self.scan.follows(at, Sense::To);
        same && led && !infinitive && !clitic_too
    }

    /// An infinitive: behind a verb it looks where that looks, behind « de » or « à » ahead, behind « pour » it has
    /// the time of the main verb (`None`: look on).
    fn infinitive(&self, at: usize) -> Option<Outlook> {
        let lists = words_of(self.scan.doc.language);
        let mut before = at;
        while before > self.start {
            before -= 1;
            let lower = self.lower(before);
            if self.cue(before, Cue::Inherits) {
                return None;
            }
            let leads =
                self.scan.is(before, Sense::Of).is_some() || self.scan.is(before, Sense::To).is_some();
            if leads && !lists.determiners.has(lower) {
                let outer = before.wrapping_sub(1);
                let just_done = verbs::analyses(self.scan.doc.language, self.lower(outer)).any(|one| {
                    self.scan.table.has_cue(one.infinitive(), Cue::JustDone) && one.tense.is_finite()
                });
                return if self.cue(outer, Cue::Inherits) {
                    None
                } else {
                    Some(if just_done { Outlook::Back } else { Outlook::Ahead })
                };
            }
            if lists.clitics.has(lower) || self.cue(before, Cue::Between) || lower.starts_with('-') {
                continue;
            }
            let causes = verbs::analyses(self.scan.doc.language, lower)
                .any(|one| self.scan.table.has_cue(one.infinitive(), Cue::Causes));
            let intends = before + 1 == at
                && verbs::analyses(self.scan.doc.language, lower)
                    .any(|one| one.tense == Tense::Present && lists.modals.has(one.infinitive()));
            if intends && !causes {
                return Some(Outlook::Ahead);
            }
            return match self.verb(before) {
                Some(Outlook::Present) if causes => Some(Outlook::Back),
                Some(Outlook::Present) => Some(Outlook::Ahead),
                tells => tells,
            };
        }
        None
    }

    /// Forward, a helper or a modal is told by what stands behind it.
    fn verb_forward(&self, at: usize) -> Option<Outlook> {
        let word = self.scan.word(at);
        if word.is_capital() && !word.opens || self.scan.doc.language == Language::English {
            return self.verb(at);
        }
        let mut finite =
            verbs::analyses(self.scan.doc.language, &word.lower).filter(|one| one.tense.is_finite());
        let Some(helper) = finite.find(|one| is_helper(*one)) else {
            return self.modal_forward(at).or_else(|| self.verb(at));
        };
        let behind = at + 1..(at + 5).min(self.end);
        let participle = behind.clone().find(|&next| {
            verbs::analyses(self.scan.doc.language, self.lower(next))
                .any(|one| one.tense == Tense::Participle && !is_helper(one))
        });
        match participle {
            Some(next) if self.cue(next, Cue::Future) && helper.infinitive() != verbs::HAVE => {
                Some(Outlook::Ahead)
            }
            Some(next) => self.compound(helper, at, next),
            None if matches!(helper.tense, Tense::Future | Tense::Conditional) => Some(Outlook::Ahead),
            None if matches!(helper.tense, Tense::Imperfect | Tense::Past) => Some(Outlook::Back),
            None => Some(Outlook::Present),
        }
    }

    /// « doit rencontrer »: a present before an infinitive.
    fn modal_forward(&self, at: usize) -> Option<Outlook> {
        let present = verbs::analyses(self.scan.doc.language, self.lower(at))
            .find(|one| one.tense == Tense::Present)?;
        let causes = self.scan.table.has_cue(present.infinitive(), Cue::Causes);
        let next = (at + 1..(at + 4).min(self.end)).find(|&next| {
            verbs::analyses(self.scan.doc.language, self.lower(next))
                .any(|one| one.tense == Tense::Infinitive)
        })?;
        let between = (at + 1..next).all(|gap| {
            self.lower(gap).starts_with('-') || words_of(self.scan.doc.language).clitics.has(self.lower(gap))
        });
        (between && !causes && !self.is_noun(at)).then_some(Outlook::Ahead)
    }

    /// By the cues of the table and the endings of regular verbs.
    fn english(&self, at: usize) -> Option<Outlook> {
        let lower = self.lower(at);
        // « signed a text to reopen », « are to meet »
        let marks = words_of(self.scan.doc.language).infinitive_marks;
        let infinitive =
            || verbs::analyses(self.scan.doc.language, lower).any(|one| one.tense == Tense::Infinitive);
        if marks.has(&self.scan.doc.before(at).lower) && infinitive() {
            // « declined to say on Monday »
            let above = at.checked_sub(2).map(|above| self.lower(above));
            let declines = above.is_some_and(|above| self.declines(above));
            return Some(if declines { Outlook::Back } else { Outlook::Ahead });
        }
        if self.cue(at, Cue::NotAVerb) {
            return None;
        }
        let before = self.scan.doc.before(at);
        let lists = words_of(self.scan.doc.language);
        // « a shared canal », « its armed wing »: behind a determiner it describes a noun.
        if before.sentence == self.scan.word(at).sentence
            && (lists.determiners.has(&before.lower) || lists.genitives.has(&before.lower))
            && !lists.subjects.has(&before.lower)
            && !lists.complementisers.has(&before.lower)
        {
            return None;
        }
        // « the body which lawmakers set up on April 16 »
        let particle = lists.sure_particles.has(self.lower(at + 1));
        if self.cue(at, Cue::Future) && !(particle && self.cue(at, Cue::Announcing)) {
            let planned = lower.ends_with("ed") || self.cue(at, Cue::Announcing);
            if planned && self.called_off(at) {
                return Some(Outlook::Back);
            }
            return Some(if planned { Outlook::Planned } else { Outlook::Ahead });
        }
        let past = self.cue(at, Cue::Past) || (lower.len() > 4 && lower.ends_with("ed"));
        if past {
            return Some(if self.led_ahead(at) { Outlook::Ahead } else { Outlook::Back });
        }
        let all = verbs::analyses(self.scan.doc.language, lower);
        // « is arriving Monday »
        let under_way = all.clone().any(|one| one.tense == Tense::Gerund)
            && verbs::analyses(self.scan.doc.language, &before.lower)
                .any(|one| lists.be.has(one.infinitive()) && one.tense == Tense::Present);
        if under_way {
            return Some(Outlook::Ahead);
        }
        let helper = |one: Analysis| lists.auxiliaries.has(one.infinitive());
        let past = all.clone().any(|one| one.tense == Tense::Past && !helper(one))
            && !all.clone().any(|one| one.tense == Tense::Present);
        if past {
            return Some(if self.led_ahead(at) { Outlook::Ahead } else { Outlook::Back });
        }
        // « the minister, who arrives on Monday », « he leaves Friday », « the ultimatum expires on Thursday »
        let told = at.checked_sub(2).is_some_and(|opener| lists.determiners.has(self.lower(opener)))
            && before.shape == Shape::Lower
            && !lists.never_verbs.has(lower)
            && verbs::nouns(self.scan.doc.language, lower).next().is_none();
        // « outside Gabonese waters »
        let name = before.is_capital()
            && !before.opens
            && gazetteer::adjective(self.scan.doc.language, &before.fold).is_none();
        let stands = told || lists.subjects.has(&before.lower) || name;
        let present = all.clone().any(|one| one.tense == Tense::Present && one.person == 3 && !helper(one))
            && !all.clone().any(states);
        (stands && present).then_some(Outlook::Ahead)
    }

    /// Whether it is a form of « decline », « refuse ».
    fn declines(&self, form: &Form<'_>) -> bool {
        let lists = words_of(self.scan.doc.language);
        verbs::analyses(self.scan.doc.language, form).any(|one| lists.declining_verbs.has(one.infinitive()))
    }

    /// « will be held », « are to be signed », « proposes that talks be held »: a participle behind a helper that looks ahead.
    fn led_ahead(&self, at: usize) -> bool {
        let lists = words_of(self.scan.doc.language);
        let mut be = false;
        for near in (self.start..at).rev().take(5) {
            let lower = self.lower(near);
            if self.cue(near, Cue::Future) {
                return be;
            }
            let helps = verbs::analyses(self.scan.doc.language, lower)
                .any(|one| lists.be.has(one.infinitive()) && one.tense == Tense::Infinitive);
            be |= helps;
            if helps && lists.infinitive_marks.has(&self.scan.doc.before(near).lower) {
                // « declined to be named on Monday »
                return !near.checked_sub(2).is_some_and(|above| self.declines(self.lower(above)));
            }
            if !helps
                && !lists.adverbs.has(lower)
                && !lists.negations.has(lower)
                && !lower.ends_with(self.adverb_ending())
            {
                return be;
            }
        }
        be
    }

    /// « had put off a trip set for the end of August »: a plan of a time that is over.
    fn called_off(&self, at: usize) -> bool {
        let lists = words_of(self.scan.doc.language);
        (self.start..at).rev().any(|near| {
            let lower = self.lower(near);
            let over = verbs::analyses(self.scan.doc.language, lower)
                .any(|one| one.tense == Tense::Past && lists.have.has(one.infinitive()));
            over && verbs::analyses(self.scan.doc.language, self.lower(near + 1))
                .any(|one| one.tense == Tense::Participle)
        })
    }
}

/// A simple tense, or a participle without helper.
fn simple(all: &[Analysis]) -> Option<Outlook> {
    let has = |tense| all.iter().any(|one| one.tense == tense);
    let helper = all.iter().any(|one| is_helper(*one));
    if has(Tense::Future) || has(Tense::Conditional) {
        return Some(Outlook::Ahead);
    }
    if has(Tense::Imperfect) || (has(Tense::Past) && !has(Tense::Present)) {
        return Some(Outlook::Back);
    }
    if has(Tense::Present) {
        let says = all.iter().any(|one| one.tense == Tense::Present && states(*one));
        return Some(if says { Outlook::Back } else { Outlook::Present });
    }
    if has(Tense::Participle) && !helper {
        return Some(Outlook::Back);
    }
    // « citant mardi un fonctionnaire »
    if all.iter().any(|one| one.tense == Tense::Gerund && states(*one)) {
        return Some(Outlook::Back);
    }
    None
}

fn words_of(language: Language) -> &'static words::Words {
    crate::lexicon::words(language)
}

/// A form of « avoir » or « être ».
fn is_helper(one: Analysis) -> bool {
    one.infinitive() == verbs::HAVE || one.infinitive() == verbs::BE
}

/// Whether the form may be of a verb that tells a saying: a statement or a sharper act of speech.
pub fn says(language: Language, form: &Form<'_>) -> bool {
    let speech =
        [Kind::Statement, Kind::Refusal, Kind::Accusation, Kind::Request, Kind::Threat, Kind::Support];
    verbs::analyses(language, form).any(|one| kinds(one).any(|kind| speech.contains(&kind)))
}

/// Whether the verb tells a statement in one of its senses.
fn states(one: Analysis) -> bool {
    kinds(one).any(|kind| kind == Kind::Statement)
}

fn kinds(one: Analysis) -> impl Iterator<Item = Kind> {
    let senses = verbs::LEMMAS.get(one.lemma).map_or(&[][..], |lemma| lemma.senses);
    senses.iter().filter_map(|sense| verbs::FRAMES.get(sense.frame)).map(|frame| frame.kind)
}
