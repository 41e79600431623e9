//! The ribbon: which stretch of time it shows, and how that is divided.
//!
//! Does not count (the library does) and does not draw.

use super::App;
use crate::library::{Density, View};
use chrono::{Datelike as _, Days, Months, NaiveDate};

/// How far the ribbon is zoomed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zoom {
    /// All the time there is.
    #[default]
    All,
    /// Ten years.
    Decade,
    /// One year, by months.
    Year,
    /// One month, by days.
    Month,
}

impl Zoom {
    /// Nearer, or farther away.
    #[must_use]
    pub const fn step(self, nearer: bool) -> Self {
        match (self, nearer) {
            (Self::All, true) | (Self::Year, false) => Self::Decade,
            (Self::Decade, true) | (Self::Month, false) => Self::Year,
            (Self::Year | Self::Month, true) => Self::Month,
            (Self::All | Self::Decade, false) => Self::All,
        }
    }

    /// The stretch around a day; none for all the time there is.
    fn around(self, day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let from = match self {
            Self::All => return None,
            Self::Decade => NaiveDate::from_ymd_opt(day.year().div_euclid(10) * 10, 1, 1)?,
            Self::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1)?,
            Self::Month => day.with_day(1)?,
        };
        let months = match self {
            Self::All | Self::Decade => 120,
            Self::Year => 12,
            Self::Month => 1,
        };
        Some((from, from.checked_add_months(Months::new(months))?.checked_sub_days(Days::new(1))?))
    }
}

/// A stretch with its name: a year, a month, a day, or several years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// « 2022 », « févr. », « 14 ».
    pub name: String,
    /// First day.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
    /// Entries in each of its equal parts.
    pub counts: Vec<usize>,
}

/// What is counted for the ribbon: the view, narrowed to the stretch that is shown.
pub fn view(app: &App) -> View {
    let mut view = app.view.clone();
    if let Some((from, to)) = shown(app) {
        view.filter.from = Some(view.filter.from.map_or(from, |asked| asked.max(from)));
        view.filter.to = Some(view.filter.to.map_or(to, |asked| asked.min(to)));
    }
    view
}

fn shown(app: &App) -> Option<(NaiveDate, NaiveDate)> {
    app.zoom.around(app.data.entry.as_ref()?.sort_first)
}

/// The ribbon divided for some cells: each stretch has its name and at least one bar.
pub fn stretches(app: &App, cells: usize) -> Vec<Stretch> {
    let ribbon = &app.data.ribbon;
    let counted = || {
        let last = ribbon.iter().rfind(|step| step.entries > 0)?;
        Some((ribbon.first()?.from, last.from))
    };
    let Some((first, last)) = shown(app).or_else(counted) else { return Vec::new() };
    let months = |name: &dyn Fn(NaiveDate) -> String, step: u32, from: NaiveDate| {
        let mut all = Vec::new();
        let mut at = Some(from);
        while let Some(from) = at.filter(|from| *from <= last) {
            at = from.checked_add_months(Months::new(step));
            all.extend(at.map(|to| Stretch { name: name(from), from, to, counts: Vec::new() }));
        }
        all
    };
    let mut all = match app.zoom {
        Zoom::All | Zoom::Decade => {
            let Some(from) = NaiveDate::from_ymd_opt(first.year(), 1, 1) else { return Vec::new() };
            // As many years a stretch as it takes for all stretches to have room.
            let years = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
            let room = |years: &i32| {
                usize::try_from((last.year() - first.year()) / years + 1)
                    .is_ok_and(|count| count * 7 <= cells)
            };
            let years = years.into_iter().find(room).unwrap_or(1000);
            months(&|from| from.year().to_string(), years.unsigned_abs() * 12, from)
        }
        Zoom::Year => {
            let ui = app.ui();
            let name = |from: NaiveDate| {
                let month = ui.named("month_short", &format!("{:02}", from.month()));
                let short: String = month.chars().take(if cells >= 12 * 7 { 4 } else { 3 }).collect();
                if from.month() == 1 { format!("{} {short}", from.year()) } else { short }
            };
            months(&name, 1, first)
        }
        Zoom::Month => {
            let day = |number: u64| {
                let from = first.checked_add_days(Days::new(number))?;
                let to = from.checked_add_days(Days::new(1)).filter(|_| from <= last)?;
                let tells = number == 0 || from.day() % 5 == 0;
                let name = match number {
                    0 => format!("{} 1", from.format("%Y-%m")),
                    _ if tells => from.day().to_string(),
                    _ => String::new(),
                };
                Some(Stretch { name, from, to, counts: Vec::new() })
            };
            (0..31).filter_map(day).collect()
        }
    };
    let names: usize = all.iter().map(|one: &Stretch| one.name.chars().count() + 2).sum();
    let bars = (cells.saturating_sub(names) / all.len().max(1)).clamp(1, 40);
    for stretch in &mut all {
        stretch.counts =
            sums(ribbon, stretch.from, stretch.to, if app.zoom == Zoom::Month { 1 } else { bars });
    }
    all
}

/// The bar, among `bars` over a stretch, in which a day lies.
pub fn bar_of(day: NaiveDate, from: NaiveDate, to: NaiveDate, bars: usize) -> Option<usize> {
    if day < from || day >= to {
        return None;
    }
    let bars = i64::try_from(bars.max(1)).ok()?;
    usize::try_from((day - from).num_days() * bars / (to - from).num_days().max(1)).ok()
}

fn sums(ribbon: &[Density], from: NaiveDate, to: NaiveDate, bars: usize) -> Vec<usize> {
    let mut sums = vec![0; bars.max(1)];
    for step in ribbon {
        if let Some(sum) = bar_of(step.from, from, to, bars).and_then(|bar| sums.get_mut(bar)) {
            *sum += step.entries;
        }
    }
    sums
}
