//! The ribbon: how the entries lie in time, on one line, with the years written into it.
//!
//! Does not count entries; it sums up what was counted.

use super::Canvas;
use crate::app::App;
use crate::app::layout::Area;
use crate::library::Density;
use chrono::{Datelike as _, NaiveDate};

const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// Cells that a stretch of years needs at least: four digits, a bar or two, a gap.
const LEAST: i32 = 7;

/// Draws it.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, area: Area) {
    let (Some(first), Some(last)) =
        (app.data.ribbon.first(), app.data.ribbon.iter().rfind(|step| step.entries > 0))
    else {
        return;
    };
    let (first, last) = (first.from.year(), last.from.year());
    let width = i32::from(area.width) - 1;
    // As many years a stretch as it takes for all stretches to have room.
    let years = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
    let stretches = |years: i32| (last - first) / years + 1;
    let years = years.into_iter().find(|years| width / stretches(*years) >= LEAST).unwrap_or(1000);
    let cells = (width / stretches(years)).max(7);
    let here = app.data.entry.as_ref().filter(|_| app.data.count > 0).map(|entry| entry.sort_first);
    let counts: Vec<Vec<usize>> = (0..stretches(years))
        .map(|number| sums(&app.data.ribbon, first + number * years, years, cells - 6))
        .collect();
    let most = counts.iter().flatten().copied().max().unwrap_or(0).max(1);
    for (number, counts) in (0..).zip(&counts) {
        let year = first + number * years;
        let x = u16::try_from(1 + number * cells).unwrap_or(u16::MAX).min(area.width);
        let end = area.width;
        canvas.text(x, area.y, end - x, &year.to_string(), canvas.look(|theme| theme.ribbon_year));
        let here = here.and_then(|day| bar_of(day, year, years, cells - 6));
        for (bar, count) in (0..).zip(counts) {
            let chosen = here == Some(bar);
            if *count == 0 && !chosen {
                continue;
            }
            let look = if chosen {
                canvas.look(|theme| theme.ribbon_here)
            } else {
                canvas.look(|theme| theme.ribbon_bar)
            };
            let height = (count * BARS.len()).div_ceil(most).clamp(1, BARS.len());
            let sign = if *count == 0 { " " } else { BARS.get(height - 1).copied().unwrap_or(" ") };
            let x = x + 5 + u16::try_from(bar).unwrap_or(0);
            canvas.text(x, area.y, end.saturating_sub(x), sign, look);
        }
    }
}

/// The bar, among `bars` over a stretch of years, in which a day lies.
fn bar_of(day: NaiveDate, year: i32, years: i32, bars: i32) -> Option<usize> {
    let start = NaiveDate::from_ymd_opt(year, 1, 1)?;
    let end = NaiveDate::from_ymd_opt(year + years, 1, 1)?;
    if day < start || day >= end {
        return None;
    }
    let bars = i64::from(bars.max(1));
    usize::try_from((day - start).num_days() * bars / (end - start).num_days()).ok()
}

fn sums(ribbon: &[Density], year: i32, years: i32, bars: i32) -> Vec<usize> {
    let mut sums = vec![0; usize::try_from(bars.max(1)).unwrap_or(1)];
    for step in ribbon {
        if let Some(sum) = bar_of(step.from, year, years, bars).and_then(|bar| sums.get_mut(bar)) {
            *sum += step.entries;
        }
    }
    sums
}
