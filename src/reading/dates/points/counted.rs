//! Days and units counted from another date: « il y a trois mois », « la veille », « two days later », « hier ».
//!
//! Does not find the date they count from: the placing does.

use super::super::phrase::{Base, Phrase, Point};
use super::super::scan::{Read, Scan};
use super::{feast_told, point};
use crate::lexicon::dates::{Sense, Unit};
use crate::lexicon::verbs::{self, Tense};
use crate::model::Modifier;
use crate::reading::words::Shape;

/// A count and a unit: « environ trois mois », « un an et demi »; the flag says « about ».
pub fn so_long(scan: &Scan<'_>, at: usize) -> Option<(usize, Unit, i32, bool)> {
    let start = scan.skip(at, Sense::About);
    let (next, (count, dozen)) = scan.count(start)?;
    // « a fortnight »
    let half = |sense| if let Sense::HalfWord(days) = sense { Some(days) } else { None };
    let fortnight = || scan.sense(next, Sense::HalfWord(0), half).filter(|(_, days)| *days == 15);
    let (mut next, mut unit, each) = match scan.unit(next) {
        Some((next, unit)) => (next, unit, 1),
        None => fortnight().map(|(next, _)| (next, Unit::Week, 2))?,
    };
    let mut count = Some(count * each).filter(|count| (1..=2000).contains(count))?;
    if let Some(behind) = scan.is(next, Sense::AndHalf) {
        next = behind;
        if unit == Unit::Year {
            (unit, count) = (Unit::Month, count * 12 + 6);
        }
    }
    Some((next, unit, count, dozen || start > at))
}

pub(super) fn counted(unit: Unit, count: i32, about: bool) -> Phrase {
    let (unit, count) =
        if unit == Unit::Hour { (Unit::Day, (count + count.signum() * 12) / 24) } else { (unit, count) };
    let modifier = about.then_some(Modifier::Approx);
    Phrase { point: Point::Counted { unit, count }, turn: None, modifier }
}

/// « il y a trois mois », « three months ago »
pub(super) fn ago(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let is_since = |at: usize| scan.is(at, Sense::Since).is_some();
    if let Some(next) = scan.is(at, Sense::Ago).filter(|_| !is_since(at)) {
        let (next, unit, count, about) = so_long(scan, next)?;
        return (unit != Unit::Hour || count >= 24).then(|| (next, counted(unit, -count, about)));
    }
    if scan.doc.language == crate::model::Language::English {
        let (next, unit, count, about) = so_long(scan, at)?;
        let since = is_since(next);
        let next = scan.is(next, Sense::Ago)?;
        // « He left two years since. », but « two years since the war »
        if since && scan.word(next).is_word() {
            return None;
        }
        // « a week ago Wednesday »
        if let Some((behind, weekday)) = scan.weekday(next).filter(|_| unit == Unit::Week) {
            let base = Base::Told(Box::new(Phrase::plain(Point::Weekday(weekday))));
            return Some((behind, Phrase::plain(Point::Shift { unit, count: -count, base })));
        }
        return (unit != Unit::Hour || count >= 24).then(|| (next, counted(unit, -count, about)));
    }
    None
}

/// « dans dix jours »
pub(super) fn in_so_long(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let next = scan.is(at, Sense::In)?;
    let (next, unit, count, about) = so_long(scan, next)?;
    // « flew in a month later »
    let shifted = scan.is(next, Sense::Later).is_some() || scan.is(next, Sense::Earlier).is_some();
    // « their third visit in a fortnight » is how long, not when.
    let fortnight = scan.unit(next - 1).is_none() && unit == Unit::Week;
    (!shifted && !fortnight && (unit != Unit::Hour || count >= 24))
        .then(|| (next, counted(unit, count, about)))
}

/// « la nuit dernière »
pub(super) fn last_night(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    Some((scan.is(at, Sense::LastNight)?, Phrase::plain(Point::LastNight)))
}

/// « hier », « demain »; with the weekday that follows (« hier dimanche »)
pub(super) fn day_offset(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
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

/// « trois jours plus tard », « huit jours après », « deux ans plus tôt »
pub(super) fn later(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
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
    let untold = if opens_clause(scan, next) { Base::Happening(next) } else { Base::Before };
    // « two days later | the fleets sailed » counts from no fleets, « two days after the vote » does from the vote.
    let lists = crate::lexicon::words(scan.doc.language);
    let led = lists.prepositions.has(&scan.doc.before(next).lower) || opens_clause(scan, next);
    let told = happening_or_date(scan, next).filter(|_| led);
    let base = told.map_or(untold, |(_, base)| base);
    Some((next, Phrase { point: Point::Shift { unit, count, base }, turn: None, modifier }))
}

/// « twelve days after | they arrested »
fn opens_clause(scan: &Scan<'_>, at: usize) -> bool {
    let lists = crate::lexicon::words(scan.doc.language);
    let led = lists.clause_prepositions.has(&scan.doc.before(at).lower);
    // « who the day before | had carried off the vote »
    let verb = verbs::analyses(scan.doc.language, &scan.word(at).lower)
        .any(|one| lists.auxiliaries.has(one.infinitive()) || one.tense == Tense::Past);
    led && scan.word(at).is_word() && !verb
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
pub(super) fn eve_or_morrow(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
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
        // « on Wednesday, the day after a plane brought him »
        None if opens_clause(scan, next) => (next, Base::Happening(next)),
        None => (next, Base::Before),
    };
    Some((next, Phrase::plain(Point::Shift { unit: Unit::Day, count, base })))
}

/// « le même jour », « le jour même », « ce jour-là », « la même année »
pub(super) fn same_unit(scan: &Scan<'_>, at: usize) -> Read<Phrase> {
    let same = |unit| Phrase::plain(Point::Shift { unit, count: 0, base: Base::Before });
    let part = |at| scan.is(at, Sense::PartOfDay).map(|next| (next, Unit::Day));
    let unit_of_days = |at| scan.unit(at).filter(|(_, unit)| *unit != Unit::Hour).or_else(|| part(at));
    if let Some(next) = scan.is(at, Sense::This) {
        // « ce même jour », « that same day »
        if let Some((next, unit)) = scan.is(next, Sense::Same).and_then(unit_of_days) {
            return Some((next, same(unit)));
        }
        let (next, unit) = unit_of_days(next)?;
        return Some((scan.is(next, Sense::That)?, same(unit)));
    }
    if let Some(next) = scan.is(at, Sense::That) {
        let (next, unit) = unit_of_days(scan.skip(next, Sense::Same))?;
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
