//! Units of the calendar by their names: « la semaine dernière », « this week », « le premier trimestre », centuries.
//!
//! Does not read units that are counted (« il y a un an »).

use super::super::phrase::{Base, Phrase, Point, Portion};
use super::super::scan::{Read, Scan};
use super::days::day_month;
use super::point_behind_article;
use crate::lexicon::dates::{Sense, Turn, Unit};
use crate::model::Partial;
use crate::reading::words::Shape;

/// « la première quinzaine de janvier », « le premier trimestre 2026 », « la première semaine de mars »
pub(super) fn part_of_unit(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (next, number) = scan.ordinal(at)?;
    let half = |sense| if let Sense::HalfWord(kind) = sense { Some(kind) } else { None };
    if let Some((next, kind)) = scan.sense(next, Sense::HalfWord(0), half) {
        let of = scan.is(next, Sense::Of)?;
        let (next, of, _) = point_behind_article(scan, of).or_else(|| bare_unit(scan, of))?;
        let part = match (kind, &of.point) {
            (15, _) | (_, Point::Month(_) | Point::Fixed(Partial::Month(..))) => Portion::Fortnight(number),
            _ => Portion::Half(number),
        };
        return Some((next, Phrase::plain(Point::Part { of: Box::new(of), part })));
    }
    let (next, unit) = scan.unit(next)?;
    let part = match unit {
        Unit::Quarter => Portion::Quarter(number),
        Unit::Half => Portion::Half(number),
        Unit::Week => Portion::Week(number),
        _ => return None,
    };
    let of = scan.skip(next, Sense::Of);
    if let Some((next, of, _)) =
        point_behind_article(scan, of).or_else(|| year_behind(scan, of)).or_else(|| bare_unit(scan, of))
    {
        return Some((next, Phrase::plain(Point::Part { of: Box::new(of), part })));
    }
    let year = Phrase::plain(Point::Near { unit: Unit::Year, offset: 0 });
    (unit != Unit::Week).then(|| (next, Phrase::plain(Point::Part { of: Box::new(year), part })))
}

fn year_behind(scan: &Scan<'_>, at: usize) -> Option<(usize, Phrase, &'static str)> {
    let (next, year) = scan.year(at)?;
    Some((next, Phrase::plain(Point::Fixed(Partial::Year(year))), "year"))
}

/// « (de) l'année », « (du) mois »: the article's own.
pub(super) fn bare_unit(scan: &Scan<'_>, at: usize) -> Option<(usize, Phrase, &'static str)> {
    let (next, unit) = scan.unit(scan.skip(at, Sense::The))?;
    let long =
        matches!(unit, Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter | Unit::Half | Unit::Year);
    long.then(|| (next, Phrase::plain(Point::Near { unit, offset: 0 }), "unit"))
}

/// « cette semaine », « ce mardi », « cet automne », « ce mois-ci »
pub(super) fn this_unit(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let next = scan.skip(scan.is(at, Sense::This)?, Sense::Same);
    if let Some((behind, unit)) = scan.unit(next) {
        if scan.is(behind, Sense::That).is_some() || matches!(unit, Unit::Hour | Unit::Day) {
            return None;
        }
        let of_month = scan.is(behind, Sense::Of).and_then(|of| scan.month(of)).is_some();
        if unit == Unit::Month && of_month {
            return None;
        }
        let behind = scan.skip(behind, Sense::Here);
        return Some((behind, Phrase::plain(Point::Near { unit, offset: 0 })));
    }
    if let Some((behind, day)) = scan.weekday(next) {
        if let Some((behind, mut phrase)) = day_month(scan, next) {
            phrase.turn = phrase.turn.or(Some(Turn::Current));
            return Some((behind, phrase));
        }
        let phrase = Phrase { point: Point::Weekday(day), turn: Some(Turn::Current), modifier: None };
        return Some((behind, phrase));
    }
    let (behind, season) = scan.season(next)?;
    Some((behind, Phrase { point: Point::Season(season), turn: Some(Turn::Current), modifier: None }))
}

/// « la semaine dernière », « l'an prochain », « le mois suivant », « the next week »
pub(super) fn unit_with_turn(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let start = scan.skip(at, Sense::The);
    let (next, unit, turn) = if let Some((next, turn)) = scan.turn(start) {
        if scan.doc.language != crate::model::Language::English {
            return None;
        }
        let (next, unit) = scan.unit(next)?;
        let next_day = unit == Unit::Day && turn == Turn::Next && start > at;
        (next, unit, if next_day { Turn::Following } else { turn })
    } else {
        let (next, unit) = scan.unit(start)?;
        let (next, turn) = scan.turn(next)?;
        (next, unit, turn)
    };
    // « du mois prochain » is one month, « un mois prochain » any.
    let several = scan.is(at, Sense::Repeated).is_some()
        || scan.follows(at, Sense::Repeated) && !scan.follows(at, Sense::Of);
    let moves = !several
        && !matches!(unit, Unit::Hour)
        && (unit != Unit::Day || matches!(turn, Turn::Following | Turn::Previous));
    let point = match turn {
        Turn::Last => Point::Near { unit, offset: -1 },
        Turn::Next => Point::Near { unit, offset: 1 },
        Turn::Current => Point::Near { unit, offset: 0 },
        Turn::Following => Point::Shift { unit, count: 1, base: Base::Before },
        Turn::Previous => Point::Shift { unit, count: -1, base: Base::Before },
    };
    moves.then(|| (next, Phrase::plain(point)))
}

/// « last Tuesday », « next October »
pub(super) fn turn_before(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    if scan.doc.language != crate::model::Language::English {
        return None;
    }
    let (next, turn) = scan.turn(at)?;
    let weekday = scan.weekday(next).map(|(end, day)| (end, Point::Weekday(day)));
    let month = || {
        let (end, month) = scan.month(next).filter(|_| scan.word(next).is_capital())?;
        // « last May 2 »
        Some(
            match scan.day(end).filter(|&(behind, _)| scan.year(end).is_none() && scan.unit(behind).is_none())
            {
                Some((behind, day)) => (behind, Point::Day { day, month, weekday: None }),
                None => (end, Point::Month(month)),
            },
        )
    };
    let season = || scan.season(next).map(|(end, season)| (end, Point::Season(season)));
    let (end, point) = weekday.or_else(month).or_else(season)?;
    Some((end, Phrase { point, turn: Some(turn), modifier: None }))
}

/// « (over) the weekend »
pub(super) fn weekend(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let english = scan.doc.language == crate::model::Language::English;
    let opener = scan.is(at, Sense::The).or_else(|| {
        // « after a weekend visit »
        let held = |behind: &usize| scan.word(behind + 1).shape == Shape::Lower;
        scan.is(at, Sense::Number(1)).filter(held)
    });
    let (end, unit) = scan.unit(opener.filter(|_| english)?)?;
    (unit == Unit::Weekend).then(|| (end, Phrase::plain(Point::Near { unit, offset: 0 })))
}

/// « by year's end », « until month's end »
pub(super) fn end_of_unit(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (next, phrase, _) = bare_unit(scan, at)?;
    let held = crate::lexicon::words(scan.doc.language).genitives.has(&scan.word(next).lower);
    let (end, modifier) = scan.modifier(next + 1).filter(|_| held)?;
    Some((end, Phrase { modifier: Some(modifier), ..phrase }))
}

/// « XIX e siècle », « 19e siècle »
pub(super) fn century(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let word = scan.word(at);
    let lower = word.lower.trim_end_matches(['e', 'è', 'm', 't', 'h', 's', 'n', 'r', 'd']);
    let number = lower.parse::<i32>().ok().or_else(|| roman(lower)).map(|number| (at + 1, number));
    // « the nineteenth century »
    let spelled = || scan.ordinal(at).map(|(next, number)| (next, number.cast_signed()));
    let (mut next, number) = number.or_else(spelled)?;
    if scan.word(next).lower == "e" {
        next += 1;
    }
    let (next, unit) = scan.unit(next)?;
    let fits = unit == Unit::Century && (16..=21).contains(&number);
    fits.then(|| (next, Phrase::plain(Point::Fixed(Partial::Century(number - 1)))))
}

fn roman(text: &str) -> Option<i32> {
    let value = |letter| match letter {
        'x' => Some(10),
        'v' => Some(5),
        'i' => Some(1),
        _ => None,
    };
    let digits: Option<Vec<i32>> = text.chars().map(value).collect();
    let digits = digits.filter(|digits| !digits.is_empty())?;
    let next = digits.iter().skip(1).chain(std::iter::once(&0));
    Some(digits.iter().zip(next).map(|(digit, next)| if digit < next { -digit } else { *digit }).sum())
}

/// « 1990s »
pub(super) fn decade_of(scan: &Scan<'_>, text: &str) -> Option<Partial> {
    let year = text.strip_suffix("0s").and_then(|text| text.parse::<i32>().ok())?;
    let english = scan.doc.language == crate::model::Language::English;
    (english && (150..=210).contains(&year)).then_some(Partial::Decade(year))
}

/// « années 1990 », « années 30 », « années trente », « the 1990s »
pub(super) fn decade(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    if let Some(decade) = decade_of(scan, &scan.word(at).lower) {
        return Some((at + 1, Phrase::plain(Point::Fixed(decade))));
    }
    let next = scan.is(at, Sense::DecadeMark)?;
    let (behind, (number, _)) = scan.count(next).filter(|(_, (number, _))| number % 10 == 0)?;
    let point = match (scan.digits(next).map(|_| scan.word(next).text.len()), number) {
        (Some(4), 1500..=2100) => Point::Fixed(Partial::Decade(number / 10)),
        // « années 50 », « années cinquante »; ten years and less are a duration.
        (Some(2) | None, 20..=90) => Point::Decade(number / 10),
        _ => return None,
    };
    Some((behind, Phrase::plain(point)))
}
