//! Arithmetic of the calendar that dates need: weeks, shifts by a unit, feasts.
//!
//! Does not read words.

use crate::lexicon::dates::{Feast, Unit};
use crate::model::{Bound, Edtf, Partial};
use chrono::{Datelike, Days, Months, NaiveDate};

/// A day moved by so many days.
pub fn days(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let step = Days::new(count.unsigned_abs());
    if count < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) }
}

/// A day moved by so many months; the end of a shorter month where the day is missing.
pub fn months(day: NaiveDate, count: i32) -> Option<NaiveDate> {
    let step = Months::new(count.unsigned_abs());
    if count < 0 { day.checked_sub_months(step) } else { day.checked_add_months(step) }
}

/// The Monday of a day's week.
pub fn monday(day: NaiveDate) -> Option<NaiveDate> {
    days(day, -i64::from(day.weekday().num_days_from_monday()))
}

/// From a day to another.
pub fn stretch(from: NaiveDate, to: NaiveDate) -> Edtf {
    Edtf::between(Partial::Day(from), Partial::Day(to))
}

/// From a month to another.
fn month_stretch(from: NaiveDate, length: i32) -> Option<Edtf> {
    let last = months(from, length - 1)?;
    let month = |day: NaiveDate| Partial::Month(day.year(), day.month());
    Some(Edtf::between(month(from), month(last)))
}

/// The unit that holds the day `count` units away from `day`.
pub fn unit_at(day: NaiveDate, unit: Unit, count: i32) -> Option<Edtf> {
    let wide = i64::from(count);
    Some(match unit {
        Unit::Hour | Unit::Day => Edtf::day(days(day, wide)?),
        Unit::Week => {
            let first = days(monday(day)?, wide * 7)?;
            stretch(first, days(first, 6)?)
        }
        Unit::Weekend => {
            let first = days(monday(day)?, wide * 7 + 5)?;
            stretch(first, days(first, 1)?)
        }
        Unit::Month => {
            let day = months(day, count)?;
            Edtf::month(day.year(), day.month())
        }
        Unit::Quarter | Unit::Half => {
            let length: u32 = if unit == Unit::Quarter { 3 } else { 6 };
            let first = day.with_day(1)?.with_month(day.month0() / length * length + 1)?;
            month_stretch(months(first, count * length.cast_signed())?, length.cast_signed())?
        }
        Unit::Year => Edtf::year(day.year() + count),
        Unit::Decade => Edtf::Date(Partial::Decade(day.year() / 10 + count)),
        Unit::Century => Edtf::Date(Partial::Century(day.year() / 100 + count)),
    })
}

/// « il y a une décennie », « il y a un siècle »: counted units longer than a year give the year.
pub fn counted(day: NaiveDate, unit: Unit, count: i32) -> Option<Edtf> {
    match unit {
        Unit::Decade => unit_at(day, Unit::Year, count.checked_mul(10)?),
        Unit::Century => unit_at(day, Unit::Year, count.checked_mul(100)?),
        Unit::Quarter => unit_at(day, Unit::Month, count.checked_mul(3)?),
        Unit::Half => unit_at(day, Unit::Month, count.checked_mul(6)?),
        _ => unit_at(day, unit, count),
    }
}

/// The unit of `part` in a year: quarters and halves.
pub fn months_of_year(year: i32, part: u32, length: u32) -> Option<Edtf> {
    let first = NaiveDate::from_ymd_opt(year, part.checked_sub(1)?.checked_mul(length)?.checked_add(1)?, 1)?;
    month_stretch(first, length.cast_signed())
}

/// The day of a feast in a year.
pub fn feast_day(feast: Feast, year: i32) -> Option<NaiveDate> {
    match feast {
        Feast::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
        Feast::Easter(shift) => days(easter(year)?, shift),
        Feast::Islamic(month, day) => islamic(year, month, day),
    }
}

/// The first such day of the Islamic calendar in a year, by its table of thirty years.
fn islamic(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let (month, day) = (i64::from(month), i64::from(day));
    let first = NaiveDate::from_ymd_opt(622, 7, 19)?;
    let of = |hijri: i64| {
        let before =
            (hijri - 1) * 354 + (3 + 11 * hijri).div_euclid(30) + (59 * (month - 1) + 1) / 2 + day - 1;
        days(first, before)
    };
    let near = (i64::from(year) - 622) * 33 / 32;
    (near - 1..=near + 2).filter_map(of).find(|found| found.year() == year)
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let moon = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let leap = (century + 8) / 25;
    let shift = (century - leap + 1) / 3;
    let epact = (19 * moon + century - century / 4 - shift + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (moon + 11 * epact + 22 * sunday) / 451;
    let total = epact + sunday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, (total / 31).cast_unsigned(), (total % 31 + 1).cast_unsigned())
}

/// The last point of a value: its end where it is an interval.
pub fn end_of(value: Edtf) -> Option<Partial> {
    match value {
        Edtf::Date(point) | Edtf::Interval(_, Bound::At(point)) => Some(point),
        Edtf::Interval(..) => None,
    }
}

/// The first point of a value.
pub fn start_of(value: Edtf) -> Option<Partial> {
    match value {
        Edtf::Date(point) | Edtf::Interval(Bound::At(point), _) => Some(point),
        Edtf::Interval(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_church_says() {
        for day in ["1922-04-16", "1916-04-23", "2000-04-23", "2024-03-31", "2025-04-20"] {
            let day: NaiveDate = day.parse().unwrap();
            assert_eq!(easter(day.year()), Some(day));
        }
    }

    #[test]
    fn feasts_of_the_moon_fall_where_its_table_says() {
        let feast = |month, day, year| islamic(year, month, day).unwrap().to_string();
        assert_eq!(feast(10, 1, 2024), "2024-04-10");
        assert_eq!(feast(12, 10, 2008), "2008-12-09");
        assert_eq!(feast(9, 1, 2025), "2025-03-01");
    }

    #[test]
    fn a_month_after_the_end_of_january_is_february() {
        let day: NaiveDate = "2024-01-31".parse().unwrap();
        assert_eq!(unit_at(day, Unit::Month, 1), Some(Edtf::month(2024, 2)));
        assert_eq!(unit_at(day, Unit::Quarter, -1).unwrap().to_string(), "2023-10/2023-12");
    }
}
