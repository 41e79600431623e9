//! The rules for whole expressions: « du 4 au 9 septembre », « depuis 2019 », « avant vendredi », or one point.
//!
//! Each reads at one token. Does not place anything on the calendar.

use super::phrase::{Found, Meaning, Phrase, Point};
use super::points::{point, point_behind_article};
use super::scan::Scan;
use crate::lexicon::dates::{Sense, Turn, Unit};
use crate::lexicon::verbs;
use crate::model::{Modifier, Partial};
use crate::reading::words::Shape;
use chrono::NaiveDate;

/// A rule: the expression at a token.
type Rule = fn(&Scan<'_>, usize) -> Option<(usize, Meaning)>;

/// All of them; the first that reads wins. What is one point has the name of its own rule.
pub(super) const RULES: &[(&str, Rule)] = &[
    ("night-of", night_of),
    ("between", between),
    ("dashed-days", dashed_days),
    ("month-dashed-days", month_and_dashed_days),
    ("days-and-days", days_and_days),
    ("day-to-day", day_to_other_day),
    ("dashed-years", dashed_years),
    ("hyphened-months", hyphened_months),
    ("since-so-long", since_so_long),
    ("within", within),
    ("since", since),
    ("from-on", from_on),
    ("until", until),
    ("day-of-list", day_of_list),
    ("next-day-of-list", next_day_of_list),
];

/// The expression at `at`.
pub fn at(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.may_open(at) {
        return None;
    }
    let found = |rule, (end, meaning)| Found { words: at..end, meaning, rule };
    super::opens::of(RULES, &scan.intervals, scan.sorts(at))
        .find_map(|(name, rule)| rule(scan, at).map(|read| found(name, read)))
        .or_else(|| point(scan, at).map(|(end, phrase, rule)| found(rule, (end, Meaning::At(phrase)))))
}

/// « (la) nuit du 14 au 15 mai », « nuit de mardi à mercredi »
fn night_of(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let next = scan.is(at, Sense::Night)?;
    between(scan, next)
        .or_else(|| day_to_day(scan, scan.skip(next, Sense::Of)))
        .or_else(|| bare_days(scan, next))
}

/// « (nuit) du 18 au 19 »: the month is the one that goes on.
fn bare_days(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let (next, first) = scan.day(scan.is(at, Sense::From)?)?;
    let (end, second) = scan.day(scan.is(next, Sense::To)?)?;
    let day = |day| Phrase::plain(Point::DayOf { day, weekday: None });
    (second == first + 1).then(|| (end, Meaning::Between(day(first), day(second))))
}

/// « (overnight) Tuesday to Wednesday », « (the night of) October 9 to 10 »
fn day_to_day(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let (next, first, _) = point(scan, at)?;
    let (end, second) = second_end(scan, scan.is(next, Sense::To)?, &first)?;
    Some((end, Meaning::Between(first, second)))
}

/// The second end of an interval: a point, or the bare day of the month that the first end names.
fn second_end(scan: &Scan<'_>, at: usize, first: &Phrase) -> Option<(usize, Phrase)> {
    if let Some((end, second, _)) = bare_year_or_point(scan, at) {
        return Some((end, second));
    }
    let month = match first.point {
        Point::Day { month, .. } => month,
        Point::Fixed(Partial::Day(day)) => chrono::Datelike::month(&day),
        _ => return None,
    };
    let (end, day) = scan.day(at)?;
    Some((end, Phrase::plain(Point::Day { day, month, weekday: None })))
}

/// « du 4 au 9 septembre », « entre le 3 et le 5 mai », « de 2019 à 2021 », « depuis lundi jusqu'à mercredi »
fn between(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let (start, joins): (usize, &[Sense]) = if let Some(next) = scan.is(at, Sense::Between) {
        (next, &[Sense::And])
    } else {
        let from = scan.is(at, Sense::From).filter(|_| !is_moved(scan, at, 4));
        let next = from.or_else(|| scan.is(at, Sense::Since))?;
        (next, &[Sense::To, Sense::Until])
    };
    let start = scan.skip(start, Sense::The);
    let join = |at: usize| joins.iter().find_map(|sense| scan.is(at, *sense));
    let (middle, first) = end_of_interval(scan, start, &join)?;
    let (end, second) = second_end(scan, scan.skip(middle, Sense::The), &first)?;
    let first = same_kind(first, &second)?;
    // « de lundi à vendredi » is told of one week, « du lundi au vendredi » of any.
    let any_week = matches!((&first.point, &second.point), (Point::Weekday(_), Point::Weekday(_)))
        && scan.word(at).lower != "de"
        && scan.is(at, Sense::Between).is_none()
        && scan.doc.language == crate::model::Language::French;
    (!any_week).then_some((end, Meaning::Between(first, second)))
}

/// The first end with the joining word behind it: a bare day (« du 4 au … »), a bare year or any point.
fn end_of_interval(
    scan: &Scan<'_>,
    at: usize,
    join: &dyn Fn(usize) -> Option<usize>,
) -> Option<(usize, Phrase)> {
    if let Some((next, phrase, _)) = bare_year_or_point(scan, at)
        && let Some(middle) = join(next)
    {
        return Some((middle, phrase));
    }
    let (next, day) = scan.day(at)?;
    Some((join(next)?, Phrase::plain(Point::DayOf { day, weekday: None })))
}

fn bare_year_or_point(scan: &Scan<'_>, at: usize) -> Option<(usize, Phrase, &'static str)> {
    if let Some((next, year)) = scan.year(at) {
        let lists = crate::lexicon::words(scan.doc.language);
        let behind = &scan.word(next).lower;
        let small = lists.prepositions.has(behind)
            || lists.stopwords.has(behind)
            || scan.is(next, Sense::Repeated).is_some();
        let counts = behind.ends_with('s') && behind.len() > 3 && !small;
        return (!counts).then(|| (next, Phrase::plain(Point::Fixed(Partial::Year(year))), "year"));
    }
    point(scan, at)
}

/// Both ends must be of one grain; a bare day takes the month (and year) of the other end.
fn same_kind(first: Phrase, second: &Phrase) -> Option<Phrase> {
    use chrono::Datelike;
    let Point::DayOf { day, .. } = first.point else { return Some(first) };
    let point = match &second.point {
        Point::Day { month, .. } => Point::Day { day, month: *month, weekday: None },
        Point::Fixed(Partial::Day(date)) => Point::Fixed(Partial::Day(date.with_day(day)?)),
        Point::DayOf { .. } => Point::DayOf { day, weekday: None },
        _ => return None,
    };
    Some(Phrase::plain(point))
}

/// « 12-14 juin 2025 »
fn dashed_days(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let (next, day) = scan.day(at)?;
    if !matches!(scan.word(next).text, "-" | "–") {
        return None;
    }
    let (end, second, _) = point(scan, next + 1)?;
    let first = same_kind(Phrase::plain(Point::DayOf { day, weekday: None }), &second)?;
    Some((end, Meaning::Between(first, second)))
}

/// « October 9-10 », « Oct. 30–31, 2019 »: the month before both
fn month_and_dashed_days(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let (next, month) = scan.month_behind_day(at)?;
    let (next, first) = scan.day(next)?;
    let dash =
        matches!(scan.word(next).text, "-" | "–") && scan.word(next).glued && scan.word(next + 1).glued;
    let (end, second) = scan.day(next + 1).filter(|(_, second)| dash && *second > first)?;
    let year = scan.year(end).or_else(|| scan.year(scan.skip_comma(end)));
    let day = |day| match year {
        Some((_, year)) => {
            NaiveDate::from_ymd_opt(year, month, day).map(|date| Point::Fixed(Partial::Day(date)))
        }
        None => Some(Point::Day { day, month, weekday: None }),
    };
    let end = year.map_or(end, |(behind, _)| behind);
    Some((end, Meaning::Between(Phrase::plain(day(first)?), Phrase::plain(day(second)?))))
}

/// « May 30-June 2 », « 30 mai - 2 juin », « May 30 through June 2 »
fn day_to_other_day(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let (next, first, rule) = point(scan, at)?;
    let dash = matches!(scan.word(next).text, "-" | "–").then_some(next + 1);
    let english = scan.doc.language == crate::model::Language::English;
    let through = || scan.is(next, Sense::To).filter(|_| english && !is_moved(scan, at, 4));
    if rule != "day-month" || scan.doc.in_dateline(at) {
        return None;
    }
    let (end, second, other) = point(scan, dash.or_else(through)?)?;
    (other == "day-month").then_some((end, Meaning::Between(first, second)))
}

/// « reporté du 9 au 16 mai », « moved from May 9 to May 16 »: two days, and no time between them; so many tokens before
/// them the verb may stand.
pub(super) fn is_moved(scan: &Scan<'_>, at: usize, reach: usize) -> bool {
    let lists = crate::lexicon::words(scan.doc.language);
    let moves = |near: usize| {
        verbs::analyses(scan.doc.language, &scan.word(near).lower)
            .any(|one| lists.moving_verbs.has(one.infinitive()))
    };
    let near =
        (0..at).rev().take(reach).take_while(|&near| scan.word(near).sentence == scan.word(at).sentence);
    near.into_iter().any(moves)
}

/// « (les) 3 et 4 mai »: days that follow each other
fn days_and_days(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let (mut next, first) = scan.day(at)?;
    let mut last = first;
    while scan.word(next).text == "," {
        let (behind, day) = scan.day(next + 1)?;
        if day != last + 1 {
            return None;
        }
        (next, last) = (behind, day);
    }
    let next = scan.is(next, Sense::And)?;
    let (_, day) = scan.day(next)?;
    let (end, second, _) = point(scan, next)?;
    let first = same_kind(Phrase::plain(Point::DayOf { day: first, weekday: None }), &second)?;
    (day == last + 1).then_some((end, Meaning::Between(first, second)))
}

/// « le 3 et le 17 mai »: the first of several days of a month; the others are read where they stand
fn day_of_list(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let (end, day) = scan.day(at)?;
    let mut next = end;
    for _ in 0..6 {
        let comma = scan.skip_comma(next);
        next = scan.skip(scan.is(comma, Sense::And).or((comma > next).then_some(comma))?, Sense::The);
        if let Some((_, second, "day-month")) = point(scan, next) {
            let first = same_kind(Phrase::plain(Point::DayOf { day, weekday: None }), &second)?;
            return Some((end, Meaning::At(first)));
        }
        next = scan.day(next)?.0;
    }
    None
}

/// « 1914-1918 », « la guerre de 1914-18 »: two digits may be a month or belong to a number, unless a word for time leads.
fn dashed_years(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let (next, first) = scan.year(at)?;
    let dash =
        matches!(scan.word(next).text, "-" | "–") && scan.word(next).glued && scan.word(next + 1).glued;
    let short = || {
        let led = scan.follows(at, Sense::InYear) || scan.follows(at, Sense::Unit(Unit::Year));
        let digits = scan.digits(next + 1).filter(|digits| led && (13..100).contains(digits))?;
        (scan.word(next + 1).text.len() == 2).then_some((next + 2, first - first % 100 + digits))
    };
    let second = scan.year(next + 1).or_else(short);
    let (end, second) = second.filter(|(_, second)| dash && *second > first)?;
    let year = |year| Phrase::plain(Point::Fixed(Partial::Year(year)));
    Some((end, Meaning::Between(year(first), year(second))))
}

/// « juillet-août 2024 »: one token
fn hyphened_months(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let (head, tail) = scan.word(at).lower.split_once('-')?;
    let month = |text: &str| {
        let single = scan.table.starting(text).iter().filter(|phrase| phrase.words.len() == 1);
        single
            .map(|phrase| phrase.sense)
            .find_map(|sense| if let Sense::Month(month) = sense { Some(month) } else { None })
    };
    let (first, second) = (month(head)?, month(tail)?);
    let (end, point) = match scan.year(at + 1) {
        Some((end, year)) => (end, Point::Fixed(Partial::Month(year, second))),
        None => (at + 1, Point::Month(second)),
    };
    let mut last = Phrase::plain(point);
    let end = match scan.turn(end) {
        Some((behind, turn)) => {
            last.turn = Some(turn);
            behind
        }
        None => end,
    };
    Some((end, Meaning::Between(Phrase::plain(Point::Month(first)), last)))
}

/// « depuis bientôt quatre ans », « depuis trois jours »
fn since_so_long(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let next = scan.is(at, Sense::Since)?;
    let (end, phrase) = so_long(scan, next, -1)?;
    Some((end, Meaning::Since(phrase)))
}

/// « d'ici deux mois », « sous huit jours »
fn within(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let next = scan.is(at, Sense::Within)?;
    let (end, phrase) = so_long(scan, next, 1)?;
    Some((end, Meaning::Until(phrase)))
}

fn so_long(scan: &Scan<'_>, at: usize, sign: i32) -> Option<(usize, Phrase)> {
    let (mut end, unit, count, mut about) = super::points::so_long(scan, at)?;
    if let Some(behind) = scan.is(end, Sense::AboutAfter) {
        (end, about) = (behind, true);
    }
    let (unit, count) = if unit == Unit::Hour { (Unit::Day, count / 24) } else { (unit, count) };
    let later = scan.is(end, Sense::Later).is_some() || scan.is(end, Sense::Earlier).is_some();
    if later || count == 0 {
        return None;
    }
    let modifier = about.then_some(Modifier::Approx);
    Some((end, Phrase { point: Point::Counted { unit, count: sign * count }, turn: None, modifier }))
}

/// « depuis 2019 »
fn since(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let next = scan.is(at, Sense::Since)?;
    // « since at least 2011 »
    let both = format!("{} {}", scan.word(next).lower, scan.word(next + 1).lower);
    let next = if crate::lexicon::words(scan.doc.language).locutions.has(&both) { next + 2 } else { next };
    let (end, mut phrase, _) = bare_year_or_point(scan, next).or_else(|| point_behind_article(scan, next))?;
    let end = match scan.is(end, Sense::AboutAfter) {
        Some(behind) => {
            phrase.modifier = phrase.modifier.or(Some(Modifier::Approx));
            behind
        }
        None => end,
    };
    Some((end, Meaning::Since(phrase)))
}

/// « à partir de lundi »
fn from_on(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let (end, phrase, _) = point_behind_article(scan, scan.is(at, Sense::FromOn)?)?;
    // « from next winter », « from Jan. 1 »; « a letter from 1890 » has its year.
    let of = scan.is(at, Sense::From).is_some()
        && (matches!(
            phrase.point,
            Point::Fixed(Partial::Year(_) | Partial::Decade(_) | Partial::Century(_))
        ) || scan.is(end, Sense::To).is_some()
            || scan.is(end, Sense::Until).is_some());
    (!of).then_some((end, Meaning::Since(phrase)))
}

/// « jusqu'à vendredi », « avant le 15 janvier », « d'ici à la fin du mois »
fn until(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let next = scan.is(at, Sense::Until)?;
    let (end, phrase, rule) = bare_year_or_point(scan, next).or_else(|| point_behind_article(scan, next))?;
    let turned = matches!(phrase.turn, Some(Turn::Following | Turn::Previous));
    (!turned && !matches!(rule, "ago" | "in-so-long" | "later")).then_some((end, Meaning::Until(phrase)))
}

/// « Dec. 28 and | 29 »: another day of the month told before it
fn next_day_of_list(scan: &Scan<'_>, at: usize) -> Option<(usize, Meaning)> {
    let (end, day) = scan.day(at)?;
    let before = at.checked_sub(2)?;
    let joins = scan.is(at - 1, Sense::And) == Some(at) || scan.word(at - 1).text == ",";
    let (_, told) = scan.day(before).filter(|_| joins)?;
    let month = (1..=2).find_map(|back| scan.month_behind_day(before.checked_sub(back)?))?;
    let counted = scan.word(end).shape == Shape::Lower && scan.word(end).lower.ends_with('s');
    let fits = month.0 == before && day > told && !counted && scan.unit(end).is_none();
    fits.then(|| (end, Meaning::At(Phrase::plain(Point::Day { day, month: month.1, weekday: None }))))
}
