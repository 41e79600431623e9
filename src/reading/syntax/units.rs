//! Units: the words of a sentence outside full quotations, and the words inside each of them.
//!
//! A full quotation stands for itself (« … », a-t-il dit); one that is woven into the sentence (il veut "trouver un
//! cadre") belongs to the sentence and its marks are passed over. Does not say whether anybody said the words.

use super::per_token::PerToken;
use crate::reading::doc::{Doc, LIMIT};
use crate::reading::words::Shape;
use std::ops::Range;

/// A stretch between quotation marks.
#[derive(Debug, Clone)]
pub struct Quotation {
    /// From the opening mark to the closing one, or to the end of the paragraph.
    pub words: Range<usize>,
    /// Whether it is woven into the sentence around it.
    pub woven: bool,
    /// Whether a closing mark was found.
    pub closed: bool,
}

/// A run of tokens that are parsed together.
#[derive(Debug, Clone)]
pub struct Unit {
    /// The tokens, in order. A full quotation inside is represented by its first token alone.
    pub words: Vec<usize>,
    /// The sentence they stand in.
    pub sentence: usize,
    /// The full quotation they stand in.
    pub quotation: Option<usize>,
    /// Those of the tokens that stand for a full quotation inside.
    pub stand_ins: Vec<usize>,
}

impl Unit {
    const fn new(sentence: usize, quotation: Option<usize>) -> Self {
        Self { words: Vec::new(), sentence, quotation, stand_ins: Vec::new() }
    }
}

/// Quotations are nested no deeper.
const DEEPEST: usize = 16;

/// The quotations of an article, outer ones before the ones inside them.
pub fn quotations(doc: &Doc<'_>) -> Vec<Quotation> {
    let mut found = Vec::new();
    for paragraph in &doc.paragraphs {
        let mut open: Vec<usize> = Vec::new();
        let words = paragraph.words.start..paragraph.words.end.min(LIMIT);
        for at in words.clone() {
            let word = doc.word(at);
            if word.shape == Shape::OpenQuote {
                if open.len() < DEEPEST {
                    open.push(at);
                }
            } else if word.shape == Shape::CloseQuote {
                let matching = open.iter().rposition(|&start| pairs(doc.word(start).text, word.text));
                // « « Non", a-t-il dit »: a mark of another kind closes where no mark of the same kind will.
                let stray = || {
                    let behind = at + 1..paragraph.words.end;
                    let awaited = |start: usize| {
                        let mut marks = behind.clone().take(400).map(|index| doc.word(index));
                        let mut next = marks.by_ref().filter(|mark| {
                            mark.text == doc.word(start).text || pairs(doc.word(start).text, mark.text)
                        });
                        next.next().is_some_and(|mark| mark.shape == Shape::CloseQuote)
                    };
                    let only = open.len() == 1 && word.shape == Shape::CloseQuote;
                    open.first().filter(|&&start| only && !awaited(start)).map(|_| 0)
                };
                if let Some(position) = matching.or_else(stray) {
                    let start = open.get(position).copied().unwrap_or(at);
                    open.truncate(position);
                    found.push(quotation(doc, start..at + 1, true));
                }
            }
        }
        if let Some(&start) = open.first() {
            found.push(quotation(doc, start..words.end, false));
        }
    }
    found.sort_by_key(|quotation: &Quotation| (quotation.words.start, usize::MAX - quotation.words.end));
    found
}

fn pairs(open: &str, close: &str) -> bool {
    matches!(
        (open, close),
        ("«", "»") | ("“" | "„", "”" | "“") | ("\"", "\"") | ("'", "'") | ("‹", "›") | ("‘", "’")
    )
}

fn quotation(doc: &Doc<'_>, words: Range<usize>, closed: bool) -> Quotation {
    let first = doc.word(words.start + 1);
    let before = doc.before(words.start);
    let same_sentence = doc.word(words.end.saturating_sub(1)).sentence == doc.word(words.start).sentence;
    let led_in = before.is_word() && before.sentence == doc.word(words.start).sentence;
    let small = !first.is_capital()
        || first.text.ends_with(['\'', '’']) && first.text.starts_with(char::is_lowercase);
    let woven = led_in && small && same_sentence && closed;
    Quotation { words, woven, closed }
}

/// Cuts the sentences into units.
pub fn cut(doc: &Doc<'_>, quotations: &[Quotation]) -> Vec<Unit> {
    let (holders, marks) = paint(doc, quotations);
    let mut units: Vec<Unit> = Vec::new();
    let read = doc.sentences.iter().take_while(|sentence| sentence.words.end <= LIMIT);
    for (number, sentence) in read.enumerate() {
        let before = units.len();
        // A dateline stands at the start of its paragraph.
        let dated = doc.in_dateline(sentence.words.start);
        let passed = |at: usize| marks.get(at).copied().unwrap_or(false) || dated && doc.in_dateline(at);
        for at in sentence.words.clone().filter(|at| !passed(*at)) {
            let quotation = holders.get(at);
            let room = sentence.words.end - at;
            let own = unit_of(&mut units, before, Unit::new(number, quotation), room);
            let Some((unit, fresh)) = own else { continue };
            unit.words.push(at);
            let Some(inner) = quotation.filter(|_| fresh) else { continue };
            let outer = Unit::new(number, around(quotations, inner));
            if let Some((outer, _)) = unit_of(&mut units, before, outer, room) {
                outer.words.push(at);
                outer.stand_ins.push(at);
            }
        }
    }
    units.sort_by_key(|unit| (unit.words.first().copied(), unit.quotation));
    units
}

/// For each token the innermost full quotation that holds it, and the marks of woven ones.
fn paint(doc: &Doc<'_>, quotations: &[Quotation]) -> (PerToken, Vec<bool>) {
    let mut holders = PerToken::new(doc.words.len());
    let mut marks = vec![false; doc.words.len()];
    // Outer quotations come first, so that inner ones paint over them.
    for (number, quotation) in quotations.iter().enumerate() {
        if quotation.woven {
            for mark in [quotation.words.start, quotation.words.end - 1] {
                marks.get_mut(mark).into_iter().for_each(|mark| *mark = true);
            }
        } else {
            quotation.words.clone().for_each(|at| holders.set(at, number));
        }
    }
    (holders, marks)
}

/// Of the units from `before` on the one of that quotation, and whether it was added, with room for so many tokens.
fn unit_of(units: &mut Vec<Unit>, before: usize, new: Unit, room: usize) -> Option<(&mut Unit, bool)> {
    let here = units.get(before..).unwrap_or_default();
    let known = here.iter().position(|unit| unit.quotation == new.quotation).map(|at| before + at);
    let at = known.unwrap_or(units.len());
    if known.is_none() {
        units.push(Unit { words: Vec::with_capacity(room), ..new });
    }
    Some((units.get_mut(at)?, known.is_none()))
}

/// The full quotation right around another.
fn around(quotations: &[Quotation], inner: usize) -> Option<usize> {
    let bounds = &quotations.get(inner)?.words;
    let before = quotations.get(..inner)?.iter().enumerate().rev();
    before
        .take(64)
        .find(|(_, other)| !other.woven && other.words.start <= bounds.start && bounds.end <= other.words.end)
        .map(|(number, _)| number)
}
