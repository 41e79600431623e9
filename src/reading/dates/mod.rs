//! Dates: finds calendar expressions and places them, as precise as their words.
//!
//! In: an article. Out: findings and doubts. [`points`] and [`intervals`] read what the words say, [`place`] puts
//! it on the calendar from the article's date, the dates before it and the [`outlook`] of its clause.
//!
//! Does not read the clock (« hier » counts from the article's own date), clock times, ages, durations that place
//! nothing, or what happens again and again.

mod calendar;
mod guard;
mod intervals;
mod opens;
pub mod outlook;
mod phrase;
mod place;
mod points;
mod scan;
mod slips;

use super::doc::Doc;
use crate::lexicon::dates::{Sense, Unit};
use crate::model::{DateFinding, Doubt, Span};
use phrase::{Found, Meaning, Point};
use scan::Scan;

/// The dates of an article, in order, and what could not be placed.
pub fn find(doc: &Doc<'_>) -> (Vec<DateFinding>, Vec<Doubt>) {
    let words = Scan::new(doc);
    let found = expressions(&words);
    let placed = place::place_all(&words, &found);
    let mut findings: Vec<(Found, DateFinding)> = Vec::new();
    let mut doubts = Vec::new();
    for (found, when) in found.into_iter().zip(placed) {
        let span = doc.span(&found.words);
        match when {
            Some(when) => {
                let rule = found.rule;
                findings.push((found, DateFinding { span, when, rule }));
            }
            None => doubts.push(Doubt { span, why: Doubt::UNPLACED }),
        }
    }
    (joined(&words, findings), doubts)
}

/// All expressions, in order, none overlapping.
fn expressions(scan: &Scan<'_>) -> Vec<Found> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < scan.doc.words.len() {
        match intervals::at(scan, at).filter(|found| within_paragraph(scan, found)) {
            Some(found) => {
                at = found.words.end.max(at + 1);
                all.push(found);
            }
            None => at += 1,
        }
    }
    all
}

fn within_paragraph(scan: &Scan<'_>, found: &Found) -> bool {
    let last = found.words.end.saturating_sub(1);
    found.words.end > found.words.start && scan.word(found.words.start).paragraph == scan.word(last).paragraph
}

/// « hier (mardi) », « mardi, 3 février », « le lendemain, 8 avril »: a relative and an absolute date side by side
/// are one expression.
fn joined(scan: &Scan<'_>, findings: Vec<(Found, DateFinding)>) -> Vec<DateFinding> {
    let mut out: Vec<(Found, DateFinding)> = Vec::new();
    for (found, finding) in findings {
        if let Some((before, kept)) = out.last_mut()
            && relative(before) < relative(&found)
            && (kept.when == finding.when || is_shift(before))
            && let Some(end) = side_by_side(scan, before, &found)
        {
            kept.span = Span::new(kept.span.start, scan.word(end).span.end);
            kept.when = finding.when;
            before.words.end = end + 1;
            continue;
        }
        out.push((found, finding));
    }
    out.into_iter().map(|(_, finding)| finding).collect()
}

/// « le lendemain »: counted from a date that may be the wrong one.
fn is_shift(found: &Found) -> bool {
    matches!(&found.meaning, Meaning::At(phrase) if matches!(phrase.point, Point::Shift { base: phrase::Base::Before, .. }))
}

/// « hier », « lundi » beside « mardi 3 février »: how far from an absolute date.
fn relative(found: &Found) -> u8 {
    match &found.meaning {
        Meaning::At(phrase) => match phrase.point {
            Point::Near { unit: Unit::Day, .. }
            | Point::Shift { unit: Unit::Day, base: phrase::Base::Before, .. } => 0,
            Point::Weekday(_) => 1,
            Point::Day { .. } | Point::Fixed(crate::model::Partial::Day(_)) => 2,
            _ => 3,
        },
        _ => 3,
    }
}

/// The last token of two expressions that a comma or brackets join.
fn side_by_side(scan: &Scan<'_>, before: &Found, found: &Found) -> Option<usize> {
    if relative(before) == 3 || relative(found) == 3 {
        return None;
    }
    if before.words.end == found.words.start {
        return Some(found.words.end.saturating_sub(1));
    }
    let mark = scan.word(before.words.end);
    let behind = scan.skip(before.words.end + 1, Sense::The);
    if behind != found.words.start {
        return None;
    }
    match mark.text {
        "(" if scan.word(found.words.end).text == ")" => Some(found.words.end),
        "," => Some(found.words.end.saturating_sub(1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
