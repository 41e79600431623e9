//! Dates as precise as their words: the part of EDTF (ISO 8601-2) that news copy needs, with modifiers.
//!
//! Does not read text, and never completes what is unknown: a month stays a month.

use chrono::{Datelike, Days, NaiveDate};
use std::fmt;
use std::str::FromStr;

/// A stretch of the calendar named by one expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Partial {
    /// `18XX`: the years 1800 to 1899.
    Century(i32),
    /// `199X`: the years 1990 to 1999.
    Decade(i32),
    /// `2022`.
    Year(i32),
    /// `2025-21` spring, `-22` summer, `-23` autumn, `-24` winter; the number is 21 to 24.
    Season(i32, u32),
    /// `2025-12`.
    Month(i32, u32),
    /// `2026-02-03`.
    Day(NaiveDate),
}

impl Partial {
    /// Its first day. Seasons are the meteorological ones of the north: winter `2025-24` begins on 2025-12-01.
    pub fn first_day(self) -> Option<NaiveDate> {
        match self {
            Self::Century(century) => NaiveDate::from_ymd_opt(century * 100, 1, 1),
            Self::Decade(decade) => NaiveDate::from_ymd_opt(decade * 10, 1, 1),
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1),
            Self::Season(year, season) => NaiveDate::from_ymd_opt(year, season.checked_sub(20)? * 3, 1),
            Self::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 1),
            Self::Day(day) => Some(day),
        }
    }

    /// Its last day.
    pub fn last_day(self) -> Option<NaiveDate> {
        let day_before =
            |year, month| NaiveDate::from_ymd_opt(year, month, 1)?.checked_sub_days(Days::new(1));
        match self {
            Self::Century(century) => NaiveDate::from_ymd_opt(century * 100 + 99, 12, 31),
            Self::Decade(decade) => NaiveDate::from_ymd_opt(decade * 10 + 9, 12, 31),
            Self::Year(year) | Self::Month(year, 12) => NaiveDate::from_ymd_opt(year, 12, 31),
            Self::Season(year, 24) => day_before(year + 1, 3),
            Self::Season(year, season) => day_before(year, season.checked_sub(20)? * 3 + 3),
            Self::Month(year, month) => day_before(year, month + 1),
            Self::Day(day) => Some(day),
        }
    }

    /// The year it lies in, or begins in.
    pub fn year(self) -> i32 {
        match self {
            Self::Century(century) => century * 100,
            Self::Decade(decade) => decade * 10,
            Self::Year(year) | Self::Season(year, _) | Self::Month(year, _) => year,
            Self::Day(day) => day.year(),
        }
    }
}

impl fmt::Display for Partial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Century(century) => write!(f, "{century:02}XX"),
            Self::Decade(decade) => write!(f, "{decade:03}X"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Season(year, part) | Self::Month(year, part) => write!(f, "{year:04}-{part:02}"),
            Self::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
        }
    }
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// `..`: no end is told.
    Open,
    /// A told end.
    At(Partial),
}

/// A date in the Extended Date/Time Format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edtf {
    /// One day, month, season, year, decade or century.
    Date(Partial),
    /// From one to the other, either open, not both.
    Interval(Bound, Bound),
}

impl Edtf {
    /// A single day.
    pub const fn day(day: NaiveDate) -> Self {
        Self::Date(Partial::Day(day))
    }

    /// A month of a year.
    pub const fn month(year: i32, month: u32) -> Self {
        Self::Date(Partial::Month(year, month))
    }

    /// A year.
    pub const fn year(year: i32) -> Self {
        Self::Date(Partial::Year(year))
    }

    /// A closed interval.
    pub const fn between(from: Partial, to: Partial) -> Self {
        Self::Interval(Bound::At(from), Bound::At(to))
    }

    /// From `from` on.
    pub const fn since(from: Partial) -> Self {
        Self::Interval(Bound::At(from), Bound::Open)
    }

    /// Until `to`.
    pub const fn until(to: Partial) -> Self {
        Self::Interval(Bound::Open, Bound::At(to))
    }

    /// The first day it may mean; `None` where its start is open.
    pub fn first_day(self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) | Self::Interval(Bound::At(date), _) => date.first_day(),
            Self::Interval(Bound::Open, _) => None,
        }
    }

    /// The last day it may mean; `None` where its end is open.
    pub fn last_day(self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) | Self::Interval(_, Bound::At(date)) => date.last_day(),
            Self::Interval(_, Bound::Open) => None,
        }
    }

    /// The day, if it is exactly one.
    pub const fn as_day(self) -> Option<NaiveDate> {
        match self {
            Self::Date(Partial::Day(day)) => Some(day),
            _ => None,
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str(".."),
            Self::At(date) => date.fmt(f),
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Interval(from, to) => write!(f, "{from}/{to}"),
        }
    }
}

/// What is not a date of the part of EDTF that depeche knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no date; write 2026-02-03, 2026-02, 2026, 2025-21 (spring), 199X, 18XX, or two of them as FROM/TO with .. for an open end"
)]
pub struct EdtfError(pub String);

impl FromStr for Partial {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let bad = || EdtfError(text.to_owned());
        let number = |digits: &str| {
            let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            if all_digits { digits.parse::<u32>().map_err(|_| bad()) } else { Err(bad()) }
        };
        let parts: Vec<&str> = text.split('-').collect();
        match parts.as_slice() {
            [year] if year.len() == 4 && year.ends_with("XX") => {
                Ok(Self::Century(number(year.trim_end_matches('X'))?.cast_signed()))
            }
            [year] if year.len() == 4 && year.ends_with('X') => {
                Ok(Self::Decade(number(year.trim_end_matches('X'))?.cast_signed()))
            }
            [year] if year.len() == 4 => Ok(Self::Year(number(year)?.cast_signed())),
            [year, part] if year.len() == 4 && part.len() == 2 => {
                let year = number(year)?.cast_signed();
                match number(part)? {
                    month @ 1..=12 => Ok(Self::Month(year, month)),
                    season @ 21..=24 => Ok(Self::Season(year, season)),
                    _ => Err(bad()),
                }
            }
            [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => {
                let (year, month, day) = (number(year)?.cast_signed(), number(month)?, number(day)?);
                NaiveDate::from_ymd_opt(year, month, day).map(Self::Day).ok_or_else(bad)
            }
            _ => Err(bad()),
        }
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let bound = |end: &str| if end == ".." { Ok(Bound::Open) } else { end.parse().map(Bound::At) };
        match text.split_once('/') {
            None => text.parse().map(Self::Date),
            Some((from, to)) => match (bound(from)?, bound(to)?) {
                (Bound::Open, Bound::Open) => Err(EdtfError(text.to_owned())),
                (from, to) => Ok(Self::Interval(from, to)),
            },
        }
    }
}

/// What the words say of a date beside its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modifier {
    /// « début juillet »: the first third of the unit.
    Start,
    /// « mi-mai »: its second third.
    Mid,
    /// « fin août »: its last third.
    End,
    /// « environ », « vers »: about then.
    Approx,
}

impl Modifier {
    /// As written in JSON: `start`, `mid`, `end`, `approx`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Mid => "mid",
            Self::End => "end",
            Self::Approx => "approx",
        }
    }

    /// The modifier of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Start, Self::Mid, Self::End, Self::Approx].into_iter().find(|known| known.name() == name)
    }
}

/// A date with what its words say beside its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// The calendar value.
    pub value: Edtf,
    /// Start, middle, end, about; or nothing of the kind.
    pub modifier: Option<Modifier>,
}

impl When {
    /// A date without a modifier.
    pub const fn plain(value: Edtf) -> Self {
        Self { value, modifier: None }
    }

    /// The first day that is meant: of the third that the modifier names, where it names one.
    pub fn first_day(self) -> Option<NaiveDate> {
        let first = self.value.first_day()?;
        match (self.modifier, self.third()) {
            (Some(Modifier::Mid), Some(third)) => first.checked_add_days(Days::new(third)),
            (Some(Modifier::End), Some(third)) => first.checked_add_days(Days::new(third * 2)),
            _ => Some(first),
        }
    }

    /// The last day that is meant: of the third that the modifier names, where it names one.
    pub fn last_day(self) -> Option<NaiveDate> {
        let last = self.value.last_day()?;
        match (self.modifier, self.third(), self.value.first_day()) {
            (Some(Modifier::Start), Some(third), Some(first)) => {
                first.checked_add_days(Days::new(third))?.checked_sub_days(Days::new(1))
            }
            (Some(Modifier::Mid), Some(third), Some(first)) => {
                first.checked_add_days(Days::new(third * 2))?.checked_sub_days(Days::new(1))
            }
            _ => Some(last),
        }
    }

    /// A third of the unit in days, at least one; `None` for a single day or an open interval.
    fn third(self) -> Option<u64> {
        let days = (self.value.last_day()? - self.value.first_day()?).num_days() + 1;
        (days >= 3).then(|| days.unsigned_abs() / 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_form_of_the_contract_is_written_as_it_was_read() {
        for text in [
            "2026-02-03",
            "2025-12",
            "2022",
            "2025-21",
            "199X",
            "18XX",
            "2019/..",
            "../2030",
            "2026-02-03/2026-02-05",
        ] {
            assert_eq!(text.parse::<Edtf>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "2026-13", "2026-02-30", "../..", "26-02-03", "2026-2-3", "+026", "demain"] {
            assert!(text.parse::<Edtf>().is_err(), "{text} was taken for a date");
        }
    }

    #[test]
    fn a_modifier_narrows_to_a_third() {
        let july = |modifier| When { value: Edtf::month(2025, 7), modifier: Some(modifier) };
        assert_eq!(july(Modifier::Start).last_day(), Some(day("2025-07-10")));
        assert_eq!(july(Modifier::Mid).first_day(), Some(day("2025-07-11")));
        assert_eq!(july(Modifier::End).first_day(), Some(day("2025-07-21")));
        assert_eq!(july(Modifier::Approx).last_day(), Some(day("2025-07-31")));
    }

    #[test]
    fn a_winter_ends_in_the_next_year() {
        let winter = Partial::Season(2025, 24);
        assert_eq!(winter.first_day(), Some(day("2025-12-01")));
        assert_eq!(winter.last_day(), Some(day("2026-02-28")));
    }
}
