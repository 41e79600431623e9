//! The ribbon: how the entries lie in time, on one line, with years, months or days written into it.
//!
//! Does not count entries and does not divide the time; `app` does.

use super::Canvas;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::ribbon::{bar_of, stretches};

const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Draws it.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, area: Area) {
    let all = stretches(app, usize::from(area.width.saturating_sub(1)));
    let here = app.chosen().map(|entry| entry.sort_first);
    let most = all.iter().flat_map(|stretch| &stretch.counts).copied().max().unwrap_or(0).max(1);
    let mut x = 1;
    for stretch in &all {
        let room = area.width.saturating_sub(x);
        if room == 0 {
            return;
        }
        x += canvas.text(x, area.y, room, &stretch.name, canvas.look(|theme| theme.ribbon_year));
        x += u16::from(!stretch.name.is_empty());
        let here = here.and_then(|day| bar_of(day, stretch.from, stretch.to, stretch.counts.len()));
        for (bar, count) in stretch.counts.iter().enumerate() {
            let chosen = here == Some(bar);
            let look = if chosen {
                canvas.look(|theme| theme.ribbon_here)
            } else {
                canvas.look(|theme| theme.ribbon_bar)
            };
            let height = (count * BARS.len()).div_ceil(most).clamp(1, BARS.len());
            let sign = if *count == 0 { " " } else { BARS.get(height - 1).copied().unwrap_or(" ") };
            if *count > 0 || chosen {
                canvas.text(x, area.y, area.width.saturating_sub(x), sign, look);
            }
            x += 1;
        }
        x += u16::from(!stretch.name.is_empty() || stretch.counts.len() > 1);
    }
}
