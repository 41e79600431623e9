//! Whether the words around a date look back or ahead.
//!
//! Judges by the verb that governs the date: the nearest to its left within the sentence, else to its right. Does
//! not find subjects or kinds of events.

use super::scan::Scan;
use crate::lexicon::dates::{Cue, Sense};
use crate::reading::doc::Doc;
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
    /// Nothing tells.
    Open,
}

/// The outlook of the clause around the tokens of a date.
pub fn outlook(doc: &Doc<'_>, words: &Range<usize>) -> Outlook {
    let scan = Scan::new(doc);
    let Some(sentence) = doc.sentence_of(words.start) else { return Outlook::Open };
    leftward(&scan, sentence.words.start, words.start)
        .or_else(|| rightward(&scan, words.end, sentence.words.end))
        .unwrap_or(Outlook::Open)
}

/// From the date to the start of its sentence, past whole quotations.
fn leftward(scan: &Scan<'_>, start: usize, date: usize) -> Option<Outlook> {
    let mut at = date;
    let mut inherits = false;
    while at > start {
        at -= 1;
        let word = scan.word(at);
        match word.shape {
            Shape::CloseQuote => at = opening(scan, start, at),
            Shape::OpenQuote => return None,
            Shape::Mark if matches!(word.text, ";" | "•") => return None,
            _ => {}
        }
        if !word.is_word() {
            continue;
        }
        match verb(scan, at) {
            Some(Verb::Tells(outlook)) => return Some(outlook),
            Some(Verb::Infinitive) => match infinitive(scan, start, at) {
                Some(outlook) => return Some(outlook),
                None => inherits = true,
            },
            None => {}
        }
    }
    let _all_open = inherits;
    None
}

/// The opening mark of the quotation that closes at `at`, or the start.
fn opening(scan: &Scan<'_>, start: usize, at: usize) -> usize {
    (start..at).rev().find(|&before| scan.word(before).shape == Shape::OpenQuote).unwrap_or(at)
}

/// From the date to the end of its sentence.
fn rightward(scan: &Scan<'_>, from: usize, end: usize) -> Option<Outlook> {
    let mut at = from;
    while at < end {
        let word = scan.word(at);
        if matches!(word.text, ";" | "•") {
            return None;
        }
        if word.is_word()
            && let Some(Verb::Tells(mut outlook)) = verb_forward(scan, at, end)
        {
            if outlook == Outlook::Planned {
                outlook = Outlook::Ahead;
            }
            return Some(outlook);
        }
        at += 1;
    }
    None
}

/// What a token tells as a verb.
enum Verb {
    Tells(Outlook),
    Infinitive,
}

fn verb(scan: &Scan<'_>, at: usize) -> Option<Verb> {
    let word = scan.word(at);
    let lower = word.lower.as_str();
    if word.shape != Shape::Lower && !word.opens {
        return None;
    }
    let cue = |cue| scan.table.has_cue(lower, cue);
    if cue(Cue::NotAVerb) {
        return cue(Cue::Past).then_some(Verb::Tells(Outlook::Back));
    }
    if cue(Cue::Future) {
        let participle = lower.trim_end_matches(['e', 's']).ends_with(['u', 'é']);
        return Some(Verb::Tells(if participle { Outlook::Planned } else { Outlook::Ahead }));
    }
    if cue(Cue::Past) || cue(Cue::Saying) {
        return Some(Verb::Tells(Outlook::Back));
    }
    if cue(Cue::Helper) {
        let after = scan.word(at + 1);
        let pronoun = after.lower.starts_with('-');
        let participle = looks_participle(scan, if pronoun { at + 2 } else { at + 1 });
        if lower.ends_with("ra") || lower.ends_with("ront") {
            return Some(Verb::Tells(Outlook::Ahead));
        }
        return (participle || lower.starts_with("aurai")).then_some(Verb::Tells(Outlook::Back));
    }
    if determined(scan, at) {
        return None;
    }
    if is_future(lower) || is_conditional(lower) {
        return Some(Verb::Tells(Outlook::Ahead));
    }
    if is_past(lower) || looks_participle(scan, at) {
        return Some(Verb::Tells(Outlook::Back));
    }
    let infinitive = lower.chars().count() > 3
        && (lower.ends_with("er") || lower.ends_with("ir") || lower.ends_with("re"));
    infinitive.then_some(Verb::Infinitive)
}

/// Forward, a helper is told by the participle behind it.
fn verb_forward(scan: &Scan<'_>, at: usize, end: usize) -> Option<Verb> {
    let lower = scan.word(at).lower.as_str();
    if scan.table.has_cue(lower, Cue::Helper) {
        let planned =
            (at + 1..(at + 4).min(end)).any(|next| scan.table.has_cue(&scan.word(next).lower, Cue::Future));
        if planned || lower.ends_with("ra") || lower.ends_with("ront") {
            return Some(Verb::Tells(Outlook::Ahead));
        }
        return Some(Verb::Tells(Outlook::Back));
    }
    match verb(scan, at) {
        Some(Verb::Infinitive) | None => None,
        tells => tells,
    }
}

/// Behind an article or a preposition stands a noun.
fn determined(scan: &Scan<'_>, at: usize) -> bool {
    let before = scan.doc.before(at);
    let list = crate::lexicon::words(scan.doc.language).determiners;
    before.paragraph == scan.word(at).paragraph
        && (list.has(&before.lower) || scan.follows(at, Sense::Of))
        && !looks_infinitive(&scan.word(at).lower)
}

fn looks_infinitive(lower: &str) -> bool {
    lower.ends_with("er") || lower.ends_with("ir") || lower.ends_with("re")
}

fn is_future(lower: &str) -> bool {
    let long = lower.chars().count() > 4;
    long && [
        "era", "ira", "dra", "vra", "rra", "eront", "iront", "dront", "vront", "rront", "erons", "irons",
        "drons", "erai", "irai", "drai", "aura", "auront", "erez",
    ]
    .iter()
    .any(|ending| lower.ends_with(ending))
}

fn is_conditional(lower: &str) -> bool {
    let long = lower.chars().count() > 5;
    long && [
        "erait",
        "drait",
        "vrait",
        "rrait",
        "eraient",
        "draient",
        "vraient",
        "rraient",
        "nirait",
        "niraient",
        "rtirait",
        "rtiraient",
    ]
    .iter()
    .any(|ending| lower.ends_with(ending))
}

fn is_past(lower: &str) -> bool {
    let long = lower.chars().count() > 4;
    long && ["ait", "aient", "èrent", "irent", "urent", "inrent", "ça", "igea"]
        .iter()
        .any(|ending| lower.ends_with(ending))
}

/// A past participle by its ending, where it stands free or behind a helper.
fn looks_participle(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.word(at);
    let lower = word.lower.as_str();
    let regular = ["é", "ée", "és", "ées"].iter().any(|ending| lower.ends_with(ending))
        && !lower.ends_with("ité")
        && !lower.ends_with("ités");
    word.shape == Shape::Lower
        && !scan.table.has_cue(lower, Cue::NotAVerb)
        && (scan.table.has_cue(lower, Cue::Past)
            || (regular && lower.chars().count() > 3)
            || (behind_helper(scan, at) && irregular(lower)))
}

fn behind_helper(scan: &Scan<'_>, at: usize) -> bool {
    (1..=3).any(|back| {
        at.checked_sub(back).is_some_and(|before| scan.table.has_cue(&scan.word(before).lower, Cue::Helper))
    })
}

fn irregular(lower: &str) -> bool {
    ["i", "is", "ie", "ies", "u", "us", "ue", "ues", "it", "ite", "ert", "int", "eint"]
        .iter()
        .any(|ending| lower.ends_with(ending))
        && lower.len() > 2
}

/// An infinitive: the verb before it tells; behind « de » or « à » it looks ahead; behind « pour » it has the time
/// of the main verb (`None`).
fn infinitive(scan: &Scan<'_>, start: usize, at: usize) -> Option<Outlook> {
    let mut before = at;
    while before > start {
        before -= 1;
        let word = scan.word(before);
        if word.lower.ends_with('\'') && !scan.is(before, Sense::Of).is_some_and(|_| true)
            || word.is_any(&[])
            || crate::lexicon::words(scan.doc.language).clitics.has(&word.lower)
        {
            continue;
        }
        if scan.table.has_cue(&word.lower, Cue::Inherits) {
            return None;
        }
        if scan.is(before, Sense::Of).is_some() || scan.is(before, Sense::To).is_some() {
            let outer = before.checked_sub(1).map(|outer| scan.word(outer).lower.as_str());
            let inherits = outer.is_some_and(|outer| scan.table.has_cue(outer, Cue::Inherits));
            return if inherits { None } else { Some(Outlook::Ahead) };
        }
        return match verb(scan, before) {
            Some(Verb::Tells(outlook)) => Some(outlook),
            _ => None,
        };
    }
    None
}
