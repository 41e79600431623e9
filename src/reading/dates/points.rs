//! The rules for one point of the calendar: « mardi 3 février », « l'an dernier », « il y a trois mois ».
//!
//! Each rule reads at one token and hands back the token behind and what the words say. Does not read intervals.

mod counted;
mod days;
mod units;

use super::phrase::{Phrase, Point};
use super::scan::{Read, Scan};
use crate::lexicon::dates::{Sense, Unit};
use crate::lexicon::gazetteer::{self, Case};
use crate::model::{Modifier, Partial};
use crate::reading::words::Shape;
pub use counted::so_long;
use counted::{ago, day_offset, eve_or_morrow, in_so_long, last_night, later, same_unit};
use days::{
    day_month, day_of_month, in_year_told, iso_day, slashed_day, told_within, weekday, weekday_number,
};
use units::{
    bare_unit, century, decade, end_of_unit, part_of_unit, this_unit, turn_before, unit_with_turn, weekend,
};

/// A rule: what it reads at a token.
type Rule = fn(&Scan<'_>, usize) -> Read<Phrase>;

/// All of them; the first that reads wins.
pub(super) const RULES: &[(&str, Rule)] = &[
    ("iso-day", iso_day),
    ("slashed-day", slashed_day),
    ("day-month", day_month),
    ("weekday-number", weekday_number),
    ("day-of-month", day_of_month),
    ("ago", ago),
    ("in-so-long", in_so_long),
    ("last-night", last_night),
    ("day-offset", day_offset),
    ("part-of-unit", part_of_unit),
    ("later", later),
    ("eve-or-morrow", eve_or_morrow),
    ("same-unit", same_unit),
    ("this-unit", this_unit),
    ("unit-with-turn", unit_with_turn),
    ("turn-before", turn_before),
    ("weekend", weekend),
    ("end-of-unit", end_of_unit),
    ("century", century),
    ("decade", decade),
    ("feast", feast),
    ("hyphened-part", hyphened_part),
    ("part-of-point", part_of_point),
    ("about-point", about_point),
    ("month", month),
    ("season", season),
    ("weekday", weekday),
    ("year", year),
];

/// What stands at `at`, with the rule that read it.
pub fn point(scan: &Scan<'_>, at: usize) -> Option<(usize, Phrase, &'static str)> {
    if !scan.may_open(at) {
        return None;
    }
    let (name, (next, mut phrase)) = super::opens::of(RULES, &scan.points, scan.sorts(at))
        .find_map(|(name, rule)| rule(scan, at).map(|read| (*name, read)))?;
    let next = match scan.is(next, Sense::AboutAfter) {
        Some(behind) if phrase.modifier.is_none() => {
            phrase.modifier = Some(Modifier::Approx);
            behind
        }
        _ => next,
    };
    Some((next, phrase, name))
}

/// A point, perhaps behind an article.
pub fn point_behind_article(scan: &Scan<'_>, at: usize) -> Option<(usize, Phrase, &'static str)> {
    point(scan, at).or_else(|| point(scan, scan.is(at, Sense::The)?))
}

fn with_turn(scan: &Scan<'_>, at: usize, point: Point) -> (usize, Phrase) {
    let mut phrase = Phrase::plain(point);
    let mut next = at;
    if let Some((behind, turn)) = scan.turn(at) {
        phrase.turn = Some(turn);
        next = behind;
    }
    (next, phrase)
}

/// « Noël 2019 », « la Saint-Sylvestre »; not « le marché de Noël », « Noël Mamère »
fn feast(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (behind, _) = scan.feast(at)?;
    let (next, phrase) = feast_told(scan, at)?;
    let before = scan.doc.before(at);
    let named = (scan.word(behind).is_capital() && !scan.word(behind).opens)
        || (before.is_capital() && !before.opens);
    let named = named && behind == at + 1
        || scan.follows(at, Sense::Number(1)) && scan.word(behind).shape == Shape::Lower;
    // « à partir de Noël »
    let from_on =
        (1..=4).any(|back| at.checked_sub(back).and_then(|lead| scan.is(lead, Sense::FromOn)) == Some(at));
    let of_something = scan.follows(at, Sense::From) && !from_on || scan.is(behind, Sense::From).is_some();
    let year_told = matches!(phrase.point, Point::Fixed(_));
    // « à Assomption » is a town, « à l'Assomption » a feast.
    let place = std::iter::once((&scan.word(at).fold, Case::Capital));
    let named = named
        || scan.follows(at, Sense::To)
            && scan.word(at).is_capital()
            && gazetteer::place(scan.doc.language, place).is_some();
    (year_told || !(named || of_something)).then_some((next, phrase))
}

/// A feast where the words before it leave no doubt (« la veille de Noël »).
fn feast_told(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (next, feast) = scan.feast(at)?;
    match scan.year(next) {
        Some((behind, year)) => {
            let day = super::calendar::feast_day(feast, year)?;
            Some((behind, Phrase::plain(Point::Fixed(Partial::Day(day)))))
        }
        None => Some(with_turn(scan, next, Point::Feast(feast))),
    }
}

/// « mi-mai », « mi-2025 »: one token
fn hyphened_part(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (head, tail) = scan.word(at).lower.split_once('-')?;
    let find = |text: &str| {
        scan.table.starting(text).iter().filter(|phrase| phrase.words.len() == 1).map(|phrase| phrase.sense)
    };
    let modifier = find(head)
        .find_map(|sense| if let Sense::Modifier(modifier) = sense { Some(modifier) } else { None })?;
    let month = find(tail).find_map(|sense| if let Sense::Month(month) = sense { Some(month) } else { None });
    let (next, mut phrase) = if let Some(month) = month {
        month_with_year(scan, at + 1, month)
    } else if let Some(Partial::Decade(decade)) = units::decade_of(scan, tail) {
        // « the mid-1920s »
        (at + 1, Phrase::plain(Point::Fixed(Partial::Decade(decade))))
    } else {
        let year = tail.parse::<i32>().ok().filter(|year| tail.len() == 4 && (1500..=2100).contains(year))?;
        (at + 1, Phrase::plain(Point::Fixed(Partial::Year(year))))
    };
    phrase.modifier = Some(modifier);
    Some((next, phrase))
}

/// « début juillet », « fin de l'année », « au milieu de l'été 2021 »
fn part_of_point(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (next, modifier) = scan.modifier(at)?;
    let dash = scan.word(next).text == "-" && scan.word(at).lower.len() == 2;
    let behind = if dash { next + 1 } else { scan.skip(next, Sense::Of) };
    let behind =
        scan.is(behind, Sense::MonthWord).and_then(|month| scan.is(month, Sense::Of)).unwrap_or(behind);
    let (next, mut phrase, rule) = point_behind_article(scan, behind).or_else(|| bare_unit(scan, behind))?;
    let fine = phrase.modifier.is_none()
        && !matches!(
            phrase.point,
            Point::Day { .. } | Point::Weekday(_) | Point::DayOf { .. } | Point::Fixed(Partial::Day(_))
        )
        && !matches!(rule, "later" | "ago" | "in-so-long" | "day-offset" | "eve-or-morrow");
    phrase.modifier = Some(modifier);
    fine.then_some((next, phrase))
}

/// « vers 2012 », « aux alentours du 20 mars »
fn about_point(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let next = scan.is(at, Sense::About)?;
    let (next, mut phrase, _) = point_behind_article(scan, next)?;
    phrase.modifier = phrase.modifier.or(Some(Modifier::Approx));
    Some((next, phrase))
}

/// « février 2022 », « en février », « juillet dernier », « Sept. 2020 »
fn month(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let Some((next, month)) = scan.month(at) else {
        // « Sept. 2020 »: an abbreviation needs its year.
        let (next, month) = scan.month_behind_day(at)?;
        let found = month_with_year(scan, next, month);
        return matches!(found.1.point, Point::Fixed(_)).then_some(found);
    };
    let (next, phrase) = month_with_year(scan, next, month);
    let told = matches!(phrase.point, Point::Fixed(_) | Point::Within { .. }) || phrase.turn.is_some();
    let capital = scan.word(at).is_capital() && scan.doc.language == crate::model::Language::French;
    let english = scan.doc.language == crate::model::Language::English;
    if english && (!scan.word(at).is_capital() || scan.word(at).opens && !told) {
        return None;
    }
    (told || (!capital && !scan.follows(at, Sense::Repeated))).then_some((next, phrase))
}

fn month_with_year(scan: &Scan<'_>, at: usize, month: u32) -> (usize, Phrase) {
    // « February, 1887 »
    let comma = || {
        let english = scan.doc.language == crate::model::Language::English;
        scan.year(scan.skip_comma(at)).filter(|&(end, _)| english && scan.word(end).shape != Shape::Lower)
    };
    let behind = scan.is(at, Sense::Of).and_then(|of| scan.year(of)).or_else(|| scan.year(at)).or_else(comma);
    match behind {
        Some((next, year)) => (next, Phrase::plain(Point::Fixed(Partial::Month(year, month)))),
        None => match year_of_next_month(scan, at) {
            Some(year) => (at, Phrase::plain(Point::Fixed(Partial::Month(year, month)))),
            None => in_year_told(scan, at, Point::Month(month)),
        },
    }
}

/// « (en août) et septembre 1999 »: months that are joined share their year.
fn year_of_next_month(scan: &Scan<'_>, at: usize) -> Option<i32> {
    let (next, _) = scan.month(scan.is(at, Sense::And)?)?;
    scan.year(next).map(|(_, year)| year)
}

/// « été 2021 », « l'automne dernier », « à l'automne »
fn season(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (next, season) = scan.season(at)?;
    if scan.is_name(at) {
        return None;
    }
    let determined = scan.follows(at, Sense::The) || scan.follows(at, Sense::ToThe);
    let games = scan.follows(at, Sense::From);
    let of = scan.skip(next, Sense::Of);
    if let Some((next, year)) = scan.year(next).or_else(|| scan.year(of))
        && !games
        && (determined
            || scan.word(at).opens
            || scan.modifier(at.wrapping_sub(1)).is_some()
            || crate::lexicon::verbs::analyses(scan.doc.language, &scan.word(at.wrapping_sub(1)).lower)
                .next()
                .is_none())
    {
        return Some((next, Phrase::plain(Point::Fixed(Partial::Season(year, season)))));
    }
    // « les Jeux d'hiver »
    let bare = !determined && crate::lexicon::words(scan.doc.language).of.has(&scan.doc.before(at).lower);
    if let Some(found) =
        told_within(scan, next, &Point::Season(season), Unit::Year).filter(|_| !games && !bare)
    {
        return Some(found);
    }
    let (next, phrase) = with_turn(scan, next, Point::Season(season));
    // « Spring: troops gather »: the head of an item.
    let opens = scan.doc.paragraphs.get(scan.word(at).paragraph);
    if opens.is_some_and(|paragraph| at <= paragraph.words.start + 1) && scan.word(next).text == ":" {
        return Some((next, phrase));
    }
    let governed = determined && governed_season(scan, at);
    (determined && (phrase.turn.is_some() || governed)).then_some((next, phrase))
}

/// « à l'automne », « depuis l'été », « d'ici au printemps »: a season that is placed by a preposition.
fn governed_season(scan: &Scan<'_>, at: usize) -> bool {
    if scan.follows(at, Sense::ToThe) || scan.follows(at, Sense::Until) {
        return true;
    }
    let article = at.wrapping_sub(1);
    // « in the spring »: what is to come, or what has just been.
    let lists = crate::lexicon::words(scan.doc.language);
    let led = article.checked_sub(1).is_some_and(|lead| {
        let lower = &scan.word(lead).lower;
        lists.prepositions.has(lower) && !lists.of.has(lower)
    });
    let ends = scan.word(at + 1).shape != Shape::Lower || lists.prepositions.has(&scan.word(at + 1).lower);
    let english = crate::lexicon::grammar(scan.doc.language).bare_content && led;
    if english && ends && scan.is(at + 1, Sense::Of).is_none() {
        return true;
    }
    [Sense::To, Sense::Since, Sense::FromOn, Sense::Until]
        .into_iter()
        .any(|sense| scan.follows(article, sense))
        || scan.modifier(article.wrapping_sub(1)).is_some()
        || scan.modifier(article.wrapping_sub(2)).is_some()
}

/// « en 1999 », « l'année 2025 », « l'accord de 2015 »
fn year(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let start = scan.unit(at).filter(|(_, unit)| *unit == Unit::Year).map_or(at, |(next, _)| next);
    let (next, year) = scan.year(start)?;
    let phrase = Phrase::plain(Point::Fixed(Partial::Year(year)));
    if start > at {
        // « the years 1914-18 »
        let goes_on = matches!(scan.word(next).text, "-" | "–") && scan.digits(next + 1).is_some();
        return (!goes_on).then_some((next, phrase));
    }
    super::guard::is_year(scan, at).then_some((next, phrase))
}
