//! Periods as they are typed: « 2025 », « déc 2025 », « last month », « 2024-2026 », « depuis 2022 ».
//!
//! The words are those of the interface, in both languages at once. Reads no clock: today is told.

use crate::lexicon::ui::{ENGLISH, FRENCH, Ui};
use crate::model::text::fold;
use chrono::{Datelike as _, Days, Months, NaiveDate};

/// From which day to which; open where nothing is said.
pub type Period = (Option<NaiveDate>, Option<NaiveDate>);

/// The period that is meant, if one is.
pub fn parse(text: &str, today: NaiveDate) -> Option<Period> {
    let folded = fold(text.trim());
    if folded.is_empty() {
        return None;
    }
    [&FRENCH, &ENGLISH].into_iter().find_map(|ui| {
        named(&folded, today, ui)
            .or_else(|| {
                lead(&folded, ui.period_since).and_then(|rest| Some((Some(one(rest, today, ui)?.0), None)))
            })
            .or_else(|| {
                lead(&folded, ui.period_until).and_then(|rest| Some((None, Some(one(rest, today, ui)?.1))))
            })
            .or_else(|| two(&folded, today, ui))
            .or_else(|| one(&folded, today, ui).map(|(from, to)| (Some(from), Some(to))))
    })
}

/// The words of a list in the interface's table: « a | b ».
fn words(list: &str) -> impl Iterator<Item = String> + '_ {
    list.split('|').map(|word| fold(word.trim()))
}

/// What follows one of the words.
fn lead<'a>(text: &'a str, list: &str) -> Option<&'a str> {
    words(list).find_map(|word| text.strip_prefix(&word)?.strip_prefix(' ').map(str::trim))
}

/// « hier », « ce mois », « la semaine dernière ».
fn named(text: &str, today: NaiveDate, ui: &Ui) -> Option<Period> {
    let is = |list: &str| words(list).any(|word| word == text);
    let month = today.with_day(1)?;
    let week = today.checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday())))?;
    let year =
        |year: i32| Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?));
    let until = |from: NaiveDate, days: u64| Some((from, from.checked_add_days(Days::new(days))?));
    let (from, to) = if is(ui.period_today) {
        (today, today)
    } else if is(ui.period_yesterday) {
        until(today.pred_opt()?, 0)?
    } else if is(ui.period_this_week) {
        until(week, 6)?
    } else if is(ui.period_last_week) {
        until(week.checked_sub_days(Days::new(7))?, 6)?
    } else if is(ui.period_this_month) {
        whole_month(month)?
    } else if is(ui.period_last_month) {
        whole_month(month.checked_sub_months(Months::new(1))?)?
    } else if is(ui.period_this_year) {
        year(today.year())?
    } else if is(ui.period_last_year) {
        year(today.year() - 1)?
    } else {
        return None;
    };
    Some((Some(from), Some(to)))
}

fn whole_month(first: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?))
}

/// « 2024-2026 », « déc 2025 / fév 2026 », « 2025-11-30..2025-12-02 ».
fn two(text: &str, today: NaiveDate, ui: &Ui) -> Option<Period> {
    let pair = ["..", "/"].into_iter().find_map(|between| text.split_once(between));
    // Folding has made a space of the hyphen.
    let years = || match text.split(' ').collect::<Vec<_>>().as_slice() {
        [from, to] if from.len() == 4 && to.len() == 4 => text.split_once(' '),
        _ => None,
    };
    let (from, to) = pair.or_else(years)?;
    let (from, to) = (one(from.trim(), today, ui)?.0, one(to.trim(), today, ui)?.1);
    (from <= to).then_some((Some(from), Some(to)))
}

/// A year, a month, a day.
fn one(text: &str, today: NaiveDate, ui: &Ui) -> Option<(NaiveDate, NaiveDate)> {
    let parts: Vec<&str> = text.split(' ').filter(|part| !part.is_empty()).collect();
    let year =
        |text: &str| text.parse::<i32>().ok().filter(|year| text.len() == 4 && (1000..3000).contains(year));
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
    let month_of = |year: i32, month: u32| whole_month(NaiveDate::from_ymd_opt(year, month, 1)?);
    let day_of =
        |year: i32, month: u32, day: u32| NaiveDate::from_ymd_opt(year, month, day).map(|day| (day, day));
    match parts.as_slice() {
        [only] => match (year(only), month(only, ui)) {
            (Some(year), _) => {
                Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
            }
            (None, Some(month)) => {
                let year = if month > today.month() { today.year() - 1 } else { today.year() };
                month_of(year, month)
            }
            _ => None,
        },
        [one, other] => match (year(one), month(one, ui), year(other), month(other, ui), number(other)) {
            (Some(year), _, _, Some(month), _)
            | (_, Some(month), Some(year), ..)
            | (Some(year), .., Some(month)) => month_of(year, month),
            _ => None,
        },
        [one, other, last] => match (year(one), number(one), year(last), number(last)) {
            (Some(year), _, _, Some(day)) => day_of(year, number(other).or_else(|| month(other, ui))?, day),
            (_, Some(day), Some(year), _) => day_of(year, number(other).or_else(|| month(other, ui))?, day),
            _ => None,
        },
        _ => None,
    }
}

/// A month by its name or the beginning of it, if no other month begins so.
fn month(text: &str, ui: &Ui) -> Option<u32> {
    let text = text.trim_end_matches('.');
    if text.chars().count() < 3 {
        return None;
    }
    let begins = |number: &u32| fold(ui.named("month", &format!("{number:02}"))).starts_with(text);
    let mut found = (1..=12).filter(begins);
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> String {
        let today = "2026-11-27".parse().unwrap();
        let end = |day: Option<NaiveDate>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
        parse(text, today).map_or_else(String::new, |(from, to)| format!("{}/{}", end(from), end(to)))
    }

    #[test]
    fn periods_are_understood_as_they_are_typed() {
        for (text, period) in [
            ("2025", "2025-01-01/2025-12-31"),
            ("déc 2025", "2025-12-01/2025-12-31"),
            ("décembre 2025", "2025-12-01/2025-12-31"),
            ("dec 2025", "2025-12-01/2025-12-31"),
            ("february 2024", "2024-02-01/2024-02-29"),
            ("2025-12", "2025-12-01/2025-12-31"),
            ("2025-12-03", "2025-12-03/2025-12-03"),
            ("3 décembre 2025", "2025-12-03/2025-12-03"),
            ("last month", "2026-10-01/2026-10-31"),
            ("le mois dernier", "2026-10-01/2026-10-31"),
            ("hier", "2026-11-26/2026-11-26"),
            ("last week", "2026-11-16/2026-11-22"),
            ("cette année", "2026-01-01/2026-12-31"),
            ("2024-2026", "2024-01-01/2026-12-31"),
            ("déc 2025..fév 2026", "2025-12-01/2026-02-28"),
            ("depuis 2022", "2022-01-01/.."),
            ("until 2022", "../2022-12-31"),
            ("décembre", "2025-12-01/2025-12-31"),
            ("février", "2026-02-01/2026-02-28"),
        ] {
            assert_eq!(parsed(text), period, "{text}");
        }
    }

    #[test]
    fn names_are_no_periods() {
        for text in ["", "mac", "jui", "ma", "12", "2026-13", "macron 2025", "20255", "mars attacks"] {
            assert_eq!(parsed(text), "", "{text}");
        }
    }
}
