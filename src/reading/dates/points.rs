//! The rules for one point of the calendar: « mardi 3 février », « l'an dernier », « il y a trois mois ».
//!
//! Each rule reads at one token and hands back the token behind and what the words say. Does not read intervals.

use super::phrase::{Base, Phrase, Point, Portion};
use super::scan::{Read, Scan};
use crate::lexicon::dates::{Sense, Turn, Unit};
use crate::model::{Modifier, Partial};
use crate::reading::words::Shape;
use chrono::NaiveDate;

/// A rule: what it reads at a token.
type Rule = fn(&Scan<'_>, usize) -> Read<Phrase>;

/// All of them; the first that reads wins.
const RULES: &[(&str, Rule)] = &[
    ("iso-day", iso_day),
    ("slashed-day", slashed_day),
    ("day-month", day_month),
    ("weekday-number", weekday_number),
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
    let (name, (next, mut phrase)) =
        RULES.iter().find_map(|(name, rule)| rule(scan, at).map(|read| (*name, read)))?;
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

/// « 2026-02-03 »
fn iso_day(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
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
fn slashed_day(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
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
fn day_month(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (start, weekday) = match scan.weekday(at) {
        Some((next, weekday)) => (scan.skip(scan.skip_comma(next), Sense::The), Some(weekday)),
        None => (at, None),
    };
    let (next, day, month) = day_then_month(scan, start).or_else(|| month_then_day(scan, start))?;
    with_year(scan, next, day, month, weekday)
}

fn day_then_month(scan: &Scan<'_>, at: usize) -> Option<(usize, u32, u32)> {
    let (next, day) = scan.day(at)?;
    let (next, month) = scan.month_behind_day(scan.skip(next, Sense::Of))?;
    Some((next, day, month))
}

/// « April 18 »: only where the language puts the month first.
fn month_then_day(scan: &Scan<'_>, at: usize) -> Option<(usize, u32, u32)> {
    if scan.doc.language != crate::model::Language::English {
        return None;
    }
    let (next, month) = scan.month_behind_day(at)?;
    let (next, day) = scan.day(next)?;
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
    Some(with_turn(scan, at, Point::Day { day, month, weekday }))
}

/// « vendredi 13 »
fn weekday_number(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (next, _) = scan.weekday(at)?;
    let (next, day) = scan.day(scan.skip(next, Sense::The))?;
    let counted = scan.word(next).shape == Shape::Lower && scan.word(next).lower.ends_with('s');
    let clock = matches!(scan.word(next).text, ":" | "%" | "h") || scan.unit(next).is_some();
    (!counted && !clock).then(|| with_turn(scan, next, Point::DayOf { day }))
}

/// A count and a unit: « environ trois mois », « un an et demi »; the flag says « about ».
pub fn so_long(scan: &Scan<'_>, at: usize) -> Option<(usize, Unit, i32, bool)> {
    let start = scan.skip(at, Sense::About);
    let (next, (count, dozen)) = scan.count(start)?;
    let (mut next, mut unit) = scan.unit(next)?;
    let mut count = Some(count).filter(|count| (1..=2000).contains(count))?;
    if let Some(behind) = scan.is(next, Sense::AndHalf) {
        next = behind;
        if unit == Unit::Year {
            (unit, count) = (Unit::Month, count * 12 + 6);
        }
    }
    Some((next, unit, count, dozen || start > at))
}

fn counted(unit: Unit, count: i32, about: bool) -> Phrase {
    let (unit, count) =
        if unit == Unit::Hour { (Unit::Day, (count + count.signum() * 12) / 24) } else { (unit, count) };
    let modifier = about.then_some(Modifier::Approx);
    Phrase { point: Point::Counted { unit, count }, turn: None, modifier }
}

/// « il y a trois mois », « three months ago »
fn ago(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    if let Some(next) = scan.is(at, Sense::Ago) {
        let (next, unit, count, about) = so_long(scan, next)?;
        return (unit != Unit::Hour || count >= 24).then(|| (next, counted(unit, -count, about)));
    }
    if scan.doc.language == crate::model::Language::English {
        let (next, unit, count, about) = so_long(scan, at)?;
        let next = scan.is(next, Sense::Ago)?;
        return (unit != Unit::Hour || count >= 24).then(|| (next, counted(unit, -count, about)));
    }
    None
}

/// « dans dix jours »
fn in_so_long(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let next = scan.is(at, Sense::In)?;
    let (next, unit, count, about) = so_long(scan, next)?;
    (unit != Unit::Hour || count >= 24).then(|| (next, counted(unit, count, about)))
}

/// « la nuit dernière »
fn last_night(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    Some((scan.is(at, Sense::LastNight)?, Phrase::plain(Point::LastNight)))
}

/// « hier », « demain »; with the weekday that follows (« hier dimanche »)
fn day_offset(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let pick = |sense| if let Sense::Offset(days) = sense { Some(days) } else { None };
    let (next, offset) = scan.sense(at, Sense::Offset(0), pick)?;
    let french = scan.doc.language == crate::model::Language::French;
    if french && scan.is(next, Sense::That).is_some() || scan.is_name(at) {
        return None;
    }
    let before = at.checked_sub(1).map(|before| scan.word(before));
    let bound = before.is_some_and(|word| {
        word.paragraph == scan.word(at).paragraph && scan.is(at - 1, Sense::Of).is_some()
    });
    let of_day = scan.doc.language == crate::model::Language::French && scan.follows(at, Sense::To);
    if (bound && offset != 0 && word_alone(scan, at, next)) || (of_day && offset == 0 && next > at + 1) {
        return None;
    }
    let next = scan.weekday(next).map_or(next, |(behind, _)| behind);
    Some((next, Phrase::plain(Point::Near { unit: Unit::Day, offset })))
}

/// « l'Europe de demain »: not « la réunion de demain ». A noun with a capital is no meeting.
fn word_alone(scan: &Scan<'_>, at: usize, next: usize) -> bool {
    let noun = at.checked_sub(2).map(|noun| scan.word(noun));
    noun.is_some_and(crate::reading::words::Word::is_capital) && next == at + 1
}

/// « la première quinzaine de janvier », « le premier trimestre 2026 », « la première semaine de mars »
fn part_of_unit(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
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
fn bare_unit(scan: &Scan<'_>, at: usize) -> Option<(usize, Phrase, &'static str)> {
    let (next, unit) = scan.unit(scan.skip(at, Sense::The))?;
    let long =
        matches!(unit, Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter | Unit::Half | Unit::Year);
    long.then(|| (next, Phrase::plain(Point::Near { unit, offset: 0 }), "unit"))
}

/// « trois jours plus tard », « huit jours après », « deux ans plus tôt »
fn later(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (next, unit, count, about) = so_long(scan, at)?;
    if unit == Unit::Hour && count < 24 {
        return None;
    }
    let (next, sign) = match (scan.is(next, Sense::Later), scan.is(next, Sense::Earlier)) {
        (Some(next), _) => (next, 1),
        (None, Some(next)) => (next, -1),
        (None, None) => return None,
    };
    let Phrase { point: Point::Counted { unit, count }, modifier, .. } = counted(unit, sign * count, about)
    else {
        return None;
    };
    let opens_clause =
        crate::lexicon::words(scan.doc.language).clause_prepositions.has(&scan.doc.before(next).lower);
    let untold = if opens_clause && scan.word(next).is_word() { Base::Happening(next) } else { Base::Before };
    let base = happening_or_date(scan, next).map_or(untold, |(_, base)| base);
    Some((next, Phrase { point: Point::Shift { unit, count, base }, turn: None, modifier }))
}

/// « (après) la conférence …», « (après) Noël »: what a shift counts from. A happening's words are left out of the span.
fn happening_or_date(scan: &Scan<'_>, at: usize) -> Option<(usize, Base)> {
    let told = |at| feast_told(scan, at).or_else(|| point(scan, at).map(|(next, phrase, _)| (next, phrase)));
    if let Some((next, phrase)) = told(at).or_else(|| told(scan.is(at, Sense::The)?)) {
        return Some((next, Base::Told(Box::new(phrase))));
    }
    let noun = scan.is(at, Sense::The).or_else(|| scan.is(at, Sense::Of)).unwrap_or(at);
    let noun = scan.is(noun, Sense::Number(1)).unwrap_or(noun);
    let word = scan.word(noun);
    (word.shape == Shape::Lower && word.lower.chars().count() > 2).then_some((at, Base::Happening(noun)))
}

/// « la veille », « le lendemain de Noël », « au lendemain de la cérémonie »
fn eve_or_morrow(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let pick = |sense| if let Sense::Shift(days) = sense { Some(days) } else { None };
    let start = scan.skip(at, Sense::The);
    let (next, count) = scan.sense(start, Sense::Shift(0), pick)?;
    let determined = start > at || scan.follows(at, Sense::The) || scan.follows(at, Sense::To);
    if !determined {
        return None;
    }
    let of = scan.is(next, Sense::Of).and_then(|behind| happening_or_date(scan, behind));
    let (next, base) = match of {
        Some((behind, Base::Told(base))) => (behind, Base::Told(base)),
        Some((_, base)) => (next, base),
        None => (next, Base::Before),
    };
    Some((next, Phrase::plain(Point::Shift { unit: Unit::Day, count, base })))
}

/// « le même jour », « le jour même », « ce jour-là », « la même année »
fn same_unit(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let same = |unit| Phrase::plain(Point::Shift { unit, count: 0, base: Base::Before });
    let part = |at| scan.is(at, Sense::PartOfDay).map(|next| (next, Unit::Day));
    let unit_of_days = |at| scan.unit(at).filter(|(_, unit)| *unit != Unit::Hour).or_else(|| part(at));
    if let Some(next) = scan.is(at, Sense::This) {
        let (next, unit) = unit_of_days(next)?;
        return Some((scan.is(next, Sense::That)?, same(unit)));
    }
    if let Some(next) = scan.is(at, Sense::That) {
        let (next, unit) = unit_of_days(next)?;
        return Some((next, same(unit)));
    }
    let start = scan.is(at, Sense::The)?;
    if let Some(next) = scan.is(start, Sense::Same) {
        let (next, unit) = unit_of_days(next)?;
        return Some((next, same(unit)));
    }
    let (next, unit) = unit_of_days(start)?;
    Some((scan.is(next, Sense::Same)?, same(unit)))
}

/// « cette semaine », « ce mardi », « cet automne », « ce mois-ci »
fn this_unit(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let next = scan.is(at, Sense::This)?;
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
fn unit_with_turn(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
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
fn turn_before(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    if scan.doc.language != crate::model::Language::English {
        return None;
    }
    let (next, turn) = scan.turn(at)?;
    let weekday = scan.weekday(next).map(|(end, day)| (end, Point::Weekday(day)));
    let month = || {
        scan.month(next)
            .filter(|_| scan.word(next).is_capital())
            .map(|(end, month)| (end, Point::Month(month)))
    };
    let season = || scan.season(next).map(|(end, season)| (end, Point::Season(season)));
    let (end, point) = weekday.or_else(month).or_else(season)?;
    Some((end, Phrase { point, turn: Some(turn), modifier: None }))
}

/// « (over) the weekend »
fn weekend(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let english = scan.doc.language == crate::model::Language::English;
    let (end, unit) = scan.unit(scan.is(at, Sense::The).filter(|_| english)?)?;
    (unit == Unit::Weekend).then(|| (end, Phrase::plain(Point::Near { unit, offset: 0 })))
}

/// « XIX e siècle », « 19e siècle »
fn century(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let word = scan.word(at);
    let lower = word.lower.trim_end_matches(['e', 'è', 'm', 't', 'h', 's', 'n', 'r', 'd']);
    let number = lower.parse::<i32>().ok().or_else(|| roman(lower))?;
    let mut next = at + 1;
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

/// « années 1990 », « années 30 », « années trente », « the 1990s »
fn decade(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    if let Some(year) = scan.word(at).lower.strip_suffix("0s").and_then(|text| text.parse::<i32>().ok())
        && scan.doc.language == crate::model::Language::English
        && (150..=210).contains(&year)
    {
        return Some((at + 1, Phrase::plain(Point::Fixed(Partial::Decade(year)))));
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

/// « Noël 2019 », « la Saint-Sylvestre »; not « le marché de Noël », « Noël Mamère »
fn feast(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (behind, _) = scan.feast(at)?;
    let (next, phrase) = feast_told(scan, at)?;
    let before = scan.doc.before(at);
    let named = (scan.word(behind).is_capital() && !scan.word(behind).opens)
        || (before.is_capital() && !before.opens);
    let named = named && behind == at + 1;
    let of_something = scan.follows(at, Sense::From) || scan.is(behind, Sense::From).is_some();
    let year_told = matches!(phrase.point, Point::Fixed(_));
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

/// « février 2022 », « en février », « juillet dernier »
fn month(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (next, month) = scan.month(at)?;
    let (next, phrase) = month_with_year(scan, next, month);
    let told = matches!(phrase.point, Point::Fixed(_)) || phrase.turn.is_some();
    let capital = scan.word(at).is_capital() && scan.doc.language == crate::model::Language::French;
    let english = scan.doc.language == crate::model::Language::English;
    if english && (!scan.word(at).is_capital() || scan.word(at).opens && !told) {
        return None;
    }
    (told || (!capital && !scan.follows(at, Sense::Repeated))).then_some((next, phrase))
}

fn month_with_year(scan: &Scan<'_>, at: usize, month: u32) -> (usize, Phrase) {
    let behind = scan.is(at, Sense::Of).and_then(|of| scan.year(of)).or_else(|| scan.year(at));
    match behind {
        Some((next, year)) => (next, Phrase::plain(Point::Fixed(Partial::Month(year, month)))),
        None => match year_of_next_month(scan, at) {
            Some(year) => (at, Phrase::plain(Point::Fixed(Partial::Month(year, month)))),
            None => with_turn(scan, at, Point::Month(month)),
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
    let (next, phrase) = with_turn(scan, next, Point::Season(season));
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
    let english = crate::lexicon::grammar(scan.doc.language).bare_content && scan.follows(article, Sense::In);
    if english && scan.is(at + 1, Sense::Of).is_none() {
        return true;
    }
    [Sense::To, Sense::Since, Sense::FromOn, Sense::Until]
        .into_iter()
        .any(|sense| scan.follows(article, sense))
        || scan.modifier(article.wrapping_sub(1)).is_some()
        || scan.modifier(article.wrapping_sub(2)).is_some()
}

/// « mardi », « vendredi dernier »
fn weekday(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let (next, day) = scan.weekday(at)?;
    let french = scan.doc.language == crate::model::Language::French;
    let (next, phrase) = with_turn(scan, next, Point::Weekday(day));
    let again = scan.follows(at, Sense::Repeated)
        || scan.follows(at, Sense::ToThe)
        || (french && (scan.follows(at, Sense::The) || scan.ordinal(at.wrapping_sub(1)).is_some()));
    let named = french && scan.is_name(at);
    (!named && (phrase.turn.is_some() || !again)).then_some((next, phrase))
}

/// « en 1999 », « l'année 2025 », « l'accord de 2015 »
fn year(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let start = scan.unit(at).filter(|(_, unit)| *unit == Unit::Year).map_or(at, |(next, _)| next);
    let (next, year) = scan.year(start)?;
    let phrase = Phrase::plain(Point::Fixed(Partial::Year(year)));
    if start > at {
        return Some((next, phrase));
    }
    super::guard::is_year(scan, at).then_some((next, phrase))
}
