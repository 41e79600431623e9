//! Days of the calendar: « mardi 3 février », « the 14th », « vendredi 13 », numbers with marks.
//!
//! Does not read days that are counted from another (« hier », « la veille »).

use super::super::phrase::{Base, Phrase, Point};
use super::super::scan::{Read, Scan};
use super::counted::same_unit;
use super::units::{this_unit, unit_with_turn};
use super::with_turn;
use crate::lexicon::dates::{Sense, Turn, Unit};
use crate::lexicon::verbs::{self, Tense};
use crate::model::Partial;
use crate::reading::words::Shape;
use chrono::NaiveDate;

/// « 2026-02-03 »
pub(super) fn iso_day(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (_, year) = scan.year(at)?;
    let dashed = |at: usize| scan.word(at).text == "-" && scan.word(at).glued && scan.word(at + 1).glued;
    if !(dashed(at + 1) && dashed(at + 3)) {
        return None;
    }
    let two = |at: usize| scan.digits(at).filter(|_| scan.word(at).text.len() == 2);
    let day = NaiveDate::from_ymd_opt(year, two(at + 2)?.cast_unsigned(), two(at + 4)?.cast_unsigned())?;
    Some((at + 5, Phrase::plain(Point::Fixed(Partial::Day(day)))))
}

/// « 11/09 », « 11/09/2022 », « 11.09.2022 »
pub(super) fn slashed_day(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    if scan.word(at).shape != Shape::Number {
        return None;
    }
    if let Some(day) = dotted(scan.word(at).text) {
        return Some((at + 1, Phrase::plain(Point::Fixed(Partial::Day(day)))));
    }
    let slashed = |at: usize| scan.word(at).text == "/" && scan.word(at).glued && scan.word(at + 1).glued;
    let outside = at.checked_sub(1).is_none_or(|before| scan.word(before).text != "/");
    if !(slashed(at + 1) && outside && scan.word(at).text.len() <= 2 && scan.word(at + 2).text.len() <= 2) {
        return None;
    }
    let day = scan.digits(at).filter(|day| (1..=31).contains(day))?.cast_unsigned();
    let month = scan.digits(at + 2).filter(|month| (1..=12).contains(month))?.cast_unsigned();
    if slashed(at + 3) {
        let (next, year) = scan.year(at + 4)?;
        let day = NaiveDate::from_ymd_opt(year, month, day)?;
        return Some((next, Phrase::plain(Point::Fixed(Partial::Day(day)))));
    }
    // « 2/3 »: a share, a score; a date only with two digits for the month.
    let told =
        scan.word(at + 2).text.len() == 2 && (scan.follows(at, Sense::The) || scan.doc.in_dateline(at));
    told.then(|| (at + 3, Phrase::plain(Point::Day { day, month, weekday: None })))
}

/// « 11.09.2022 » in one token.
fn dotted(text: &str) -> Option<NaiveDate> {
    let mut pieces = text.split('.');
    let (day, month, year) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let whole = pieces.next().is_none() && day.len() <= 2 && month.len() <= 2 && year.len() == 4;
    if !whole {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// « mardi 3 février », « 12 juin 2025 », « 1er mars dernier », « 3 du mois », « April 18, 2026 »
pub(super) fn day_month(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (start, weekday) = match scan.weekday(at) {
        Some((next, weekday)) => (scan.skip(scan.skip_comma(next), Sense::The), Some(weekday)),
        None => (at, None),
    };
    let (next, day, month) = day_then_month(scan, start).or_else(|| month_then_day(scan, start))?;
    with_year(scan, next, day, month, weekday)
}

fn day_then_month(scan: &Scan<'_>, at: usize) -> Option<(usize, u32, u32)> {
    let (next, day) = scan.day(at).or_else(|| Some((at + 1, numbered_day(scan, at)?)))?;
    let (next, month) = scan.month_behind_day(scan.skip(next, Sense::Of))?;
    Some((next, day, month))
}

/// « April 18 »: only where the language puts the month first.
fn month_then_day(scan: &Scan<'_>, at: usize) -> Option<(usize, u32, u32)> {
    if scan.doc.language != crate::model::Language::English {
        return None;
    }
    let (next, month) = scan.month_behind_day(at)?;
    let (next, day) = scan.day(next).or_else(|| Some((next + 1, numbered_day(scan, next)?)))?;
    Some((next, day, month))
}

/// The year behind a day and a month, if one follows.
fn with_year(scan: &Scan<'_>, at: usize, day: u32, month: u32, weekday: Option<u32>) -> Read<Phrase> {
    let comma = scan.skip_comma(at);
    let year = scan.year(at).or_else(|| {
        let english = scan.doc.language == crate::model::Language::English && comma > at;
        if english { scan.year(comma) } else { None }
    });
    if let Some((next, year)) = year {
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        return Some((next, Phrase::plain(Point::Fixed(Partial::Day(date)))));
    }
    // A leap day must be possible.
    NaiveDate::from_ymd_opt(2024, month, day)?;
    Some(in_year_told(scan, at, Point::Day { day, month, weekday }))
}

/// « Dec. 5 of that year », « le 3 mai de l'année dernière », « May 14 this year »; else with its turn, if any.
pub(super) fn in_year_told(scan: &Scan<'_>, at: usize, point: Point) -> (usize, Phrase) {
    told_within(scan, at, &point, Unit::Year).unwrap_or_else(|| with_turn(scan, at, point))
}

/// A point that comes once in a unit, and behind it which one: « of last year », « de la semaine prochaine », "this week".
pub(super) fn told_within(scan: &Scan<'_>, at: usize, point: &Point, unit: Unit) -> Read<Phrase> {
    let of = scan.skip(at, Sense::Of);
    // « of the » is one phrase, and the article belongs to « the same week » too.
    let article = if of > at + 1 { of - 1 } else { of };
    let told = [this_unit, same_unit, unit_with_turn]
        .iter()
        .find_map(|rule| [of, article, at].into_iter().find_map(|start| rule(scan, start)));
    let (end, told) = told.filter(|(_, phrase)| match phrase.point {
        Point::Near { unit: told, .. } | Point::Shift { unit: told, .. } => told == unit,
        _ => false,
    })?;
    let inner = Box::new(Phrase::plain(point.clone()));
    Some((end, Phrase::plain(Point::Within { inner, unit: Box::new(told) })))
}

/// « vendredi 13 », « Saturday, 20th inst. »
pub(super) fn weekday_number(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (behind, weekday) = scan.weekday(at)?;
    let numbered = |at: usize| numbered_day(scan, at).map(|day| (at + 1, day));
    let (next, day) = scan
        .day(scan.skip(behind, Sense::The))
        .or_else(|| numbered(scan.skip(scan.skip_comma(behind), Sense::The)))?;
    let counted = scan.word(next).shape == Shape::Lower && scan.word(next).lower.ends_with('s');
    let clock = matches!(scan.word(next).text, ":" | "%" | "h") || scan.unit(next).is_some();
    (!counted && !clock).then(|| with_turn(scan, next, Point::DayOf { day, weekday: Some(weekday) }))
}

/// « 14th », « 1er », and as older papers have it « 3d »
fn numbered_day(scan: &Scan<'_>, at: usize) -> Option<u32> {
    let lower = scan.word(at).lower.as_str();
    let tail = lower.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let day = lower.strip_suffix(tail)?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let old = tail == "d" && matches!(day % 10, 2 | 3);
    (old || matches!(tail, "st" | "nd" | "rd" | "th" | "er")).then_some(day)
}

/// « on the 14th », « démenti le 1er », « la séance du 27, »: a day of the month that is going on, with nothing behind
/// that it could count.
pub(super) fn day_of_month(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    if let Some(found) = bare_day(scan, at) {
        return Some(found);
    }
    let day = numbered_day(scan, at)?;
    let behind = scan.word(at + 1);
    let lists = crate::lexicon::words(scan.doc.language);
    let ends = behind.shape == Shape::Mark && !matches!(behind.text, "-" | "/")
        || lists.coordinators.has(&behind.lower)
        || lists.complementisers.has(&behind.lower)
        || lists.prepositions.has(&behind.lower) && scan.is(at + 1, Sense::Of).is_none();
    if let Some((next, phrase)) = day_of_told_month(scan, at + 1, day) {
        return scan.follows(at, Sense::The).then_some((next, phrase));
    }
    // « on the 20th of the month »
    let of_month = || {
        let month = scan.is(scan.is(at + 1, Sense::Of)?, Sense::The)?;
        scan.unit(month).filter(|(_, unit)| *unit == Unit::Month)
    };
    // « the Gazette of the 7th denies »
    let ends = ends || tells(scan, at + 1);
    // « on the 24th ult. »
    let (next, phrase) = with_turn(scan, at + 1, Point::DayOf { day, weekday: None });
    let turned = phrase.turn.is_some();
    ((ends || turned || of_month().is_some()) && scan.follows(at, Sense::The)).then_some((next, phrase))
}

/// « (the Gazette of the 7th) | denies »: nothing but a verb.
fn tells(scan: &Scan<'_>, at: usize) -> bool {
    let lower = &scan.word(at).lower;
    let present = |one: verbs::Analysis| one.tense == Tense::Present && one.person == 3;
    verbs::analyses(scan.doc.language, lower).any(present)
        && verbs::nouns(scan.doc.language, lower).next().is_none()
}

/// « le 27 | du mois dernier », « the 5th | of this month »
fn day_of_told_month(scan: &Scan<'_>, at: usize, day: u32) -> Read<Phrase> {
    let of = scan.is(at, Sense::Of)?;
    let month = |at: usize| scan.unit(at).filter(|(_, unit)| *unit == Unit::Month).map(|(next, _)| next);
    let before = || scan.turn(of).and_then(|(next, turn)| Some((month(next)?, turn)));
    let this = || Some((month(scan.is(of, Sense::This)?)?, Turn::Current));
    let behind = || scan.turn(month(scan.skip(of, Sense::The))?);
    let (next, turn) = this().or_else(before).or_else(behind)?;
    Some((next, Phrase { turn: Some(turn), ..Phrase::plain(Point::DayOf { day, weekday: None }) }))
}

/// « MONTREUX, 7. - », « le 27, on se sépara », « le 15 courant »: a number that no unit follows.
fn bare_day(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (next, day) = scan.day(at)?;
    let point = Point::DayOf { day, weekday: None };
    let mark = |marks: &[&str]| marks.contains(&scan.word(next).text);
    if scan.doc.in_dateline(at) {
        let alone = scan.doc.before(at).text == "," && mark(&[".", "-", "–", "—", "--", "("]);
        return alone.then(|| (next, Phrase::plain(point)));
    }
    let by_number = crate::lexicon::grammar(scan.doc.language).bare_content;
    let determined = scan.follows(at, Sense::The) || scan.follows(at, Sense::From);
    if let Some(found) = day_of_told_month(scan, next, day) {
        return determined.then_some(found);
    }
    let (end, phrase) = with_turn(scan, next, point);
    let current = phrase.turn == Some(Turn::Current);
    // « nous nous verrons le 23 à Bruxelles », but not « gagné le 2 à 0 »
    let lists = crate::lexicon::words(scan.doc.language);
    let placed = lists.prepositions.has(&scan.word(next).lower)
        && scan.is(next, Sense::Of).is_none()
        && scan.is(next, Sense::From).is_none()
        && next == at + 1
        && scan.follows(at, Sense::The);
    // « le 5 au matin », « une dépêche du 9 annonce »
    let by_part = scan.is(next, Sense::ToThe).or_else(|| scan.is(next, Sense::To));
    let placed = placed
        || by_part.is_some_and(|part| scan.is(part, Sense::PartOfDay).is_some())
        || scan.follows(at, Sense::From) && tells(scan, next);
    let scored = scan.word(next + 1).shape == Shape::Number;
    let ends = mark(&[",", ".", ";", ")"]) || !scored && (placed || mark(&[":"]));
    (!by_number && determined && (current || ends)).then_some((end, phrase))
}

/// « mardi », « vendredi dernier »
pub(super) fn weekday(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (next, day) = scan.weekday(at)?;
    let french = scan.doc.language == crate::model::Language::French;
    // « before Thursday week »: the one after.
    if let Some((behind, Unit::Week)) = scan.unit(next)
        && !french
        && scan.word(behind).shape != Shape::Lower
    {
        let base =
            Base::Told(Box::new(Phrase { turn: Some(Turn::Next), ..Phrase::plain(Point::Weekday(day)) }));
        return Some((behind, Phrase::plain(Point::Shift { unit: Unit::Week, count: 1, base })));
    }
    if let Some(found) = told_within(scan, next, &Point::Weekday(day), Unit::Week) {
        return Some(found);
    }
    let (next, phrase) = with_turn(scan, next, Point::Weekday(day));
    let again = scan.follows(at, Sense::Repeated)
        || scan.follows(at, Sense::ToThe)
        || (french && (scan.follows(at, Sense::The) || scan.ordinal(at.wrapping_sub(1)).is_some()));
    let named = french && scan.is_name(at);
    (!named && (phrase.turn.is_some() || !again)).then_some((next, phrase))
}
