//! When a bare number of four digits is a year.
//!
//! Does not know years with a day or a month: those are told.

use super::scan::Scan;
use crate::lexicon::dates::Sense;
use crate::reading::words::Shape;

/// Whether the number at `at` is a year by what stands around it.
pub fn is_year(scan: &Scan<'_>, at: usize) -> bool {
    let before = scan.doc.before(at);
    let behind = scan.word(at + 1);
    let same_line = before.paragraph == scan.word(at).paragraph;
    // « reference 2019-44 »
    let coded = behind.text == "-" && behind.glued && scan.word(at + 2).shape == Shape::Number;
    if coded || is_counted(scan, at) || is_numbered(scan, at) || measured(scan, at) {
        return false;
    }
    // « -- 2002 -- »: a heading.
    if scan.heads_alone(at) {
        return true;
    }
    if !same_line || before.shape == Shape::OpenQuote || matches!(before.text, "(" | "–" | "—" | "[") {
        return matches!(behind.text, ")" | ":" | "," | "-" | "–" | "—" | "]")
            || behind.shape == Shape::Lower;
    }
    if scan.word(at).glued && !before.lower.ends_with('\'') {
        return false;
    }
    let led = scan.follows(at, Sense::InYear)
        || scan.follows(at, Sense::Since)
        || scan.follows(at, Sense::FromOn)
        || scan.follows(at, Sense::Until)
        || scan.follows(at, Sense::About)
        || scan.modifier(at.wrapping_sub(1)).is_some();
    // « in 1990, 1995 and 2001 »
    let listed = before.text == ","
        && at.checked_sub(2).is_some_and(|first| scan.year(first).is_some() && is_year(scan, first))
        && (scan.is(at + 1, Sense::And).is_some() || behind.text == "," && scan.year(at + 2).is_some());
    led || listed || (before.shape == Shape::Lower && before.lower.chars().count() > 3)
}

/// « 2000 hommes », « 1800 km », « 2000 m² »: the number counts something.
fn is_counted(scan: &Scan<'_>, at: usize) -> bool {
    let lists = crate::lexicon::words(scan.doc.language);
    let behind = scan.word(at + 1);
    let same_line = behind.paragraph == scan.word(at).paragraph;
    let plural = behind.shape == Shape::Lower
        && behind.lower.chars().count() > 3
        && behind.lower.ends_with(['s', 'x'])
        && scan.turn(at + 1).is_none()
        && !lists.not_plural.has(&behind.lower)
        && !lists.stopwords.has(&behind.lower);
    same_line && plural
}

/// « 50 % », « 2000 € », « 1998 km »
fn measured(scan: &Scan<'_>, at: usize) -> bool {
    let behind = scan.word(at + 1);
    matches!(behind.text, "%" | "€" | "$" | "£" | "°" | "km" | "m" | "kg" | "h" | "mètres" | "MW" | "ha")
        || (behind.shape == Shape::Number && behind.paragraph == scan.word(at).paragraph)
}

/// « résolution 1701 », « vol 1549 », « l'Euro 2016 »: the number belongs to a name.
fn is_numbered(scan: &Scan<'_>, at: usize) -> bool {
    let before = scan.doc.before(at);
    let numbered = scan.follows(at, Sense::Numbered)
        || (matches!(before.text, "." | "°") && scan.follows(at.wrapping_sub(1), Sense::Numbered));
    let named = before.is_capital() && !before.opens && scan.month(at.wrapping_sub(1)).is_none();
    numbered || named
}
