//! The mouse, once it is switched on: it chooses, scrolls, and clicks chips and faces of the detail.
//!
//! Does not know how a terminal tells of it.

use super::keys::{Action, Key};
use super::layout::Area;
use super::main_keys::{act, scroll_detail};
use super::motion::Motion;
use super::{App, Chip, Effect, Focus, Layout, Mouse, Queries, Tab, chips, filter, listing, pager, tabs};

/// Rows that a turn of the wheel scrolls.
const TURN: isize = 3;

/// Something the mouse did at a cell.
pub fn mouse(app: &mut App, library: &dyn Queries, mouse: Mouse, at: (u16, u16)) -> Vec<Effect> {
    let Some(layout) = app.layout() else { return Vec::new() };
    if app.prompt.is_some() {
        return Vec::new();
    }
    let turned = match mouse {
        Mouse::Press => None,
        Mouse::Down => Some(1),
        Mouse::Up => Some(-1),
    };
    let within = |area: Option<Area>| area.is_some_and(|area| holds(area, at));
    if app.pager.is_some() || app.listing.is_some() {
        return match turned {
            Some(way) => turn_over(app, library, way),
            None if app.pager.is_none() && within(Some(listing::area(&layout))) => {
                press_item(app, library, &layout, at.1)
            }
            None => Vec::new(),
        };
    }
    if let Some(way) = turned {
        if within(layout.list) {
            app.list.step(i64::try_from(way).unwrap_or(0));
        } else if within(layout.detail) {
            scroll_detail(app, Motion::By(way * TURN));
        }
        return Vec::new();
    }
    if at.1 == layout.title.y {
        match chip_at(app, at.0) {
            Some((chip, true)) => chip.remove(&mut app.view),
            Some((chip, false)) => filter::invert(app, &chip),
            None => {}
        }
    } else if within(layout.list) {
        app.focus = Focus::List;
        press_row(app, &layout, at.1);
    } else if within(layout.detail) {
        app.focus = Focus::Detail;
        if let Some(area) = layout.detail.filter(|area| area.y == at.1)
            && let Some(tab) = tab_at(app, area, at.0)
        {
            app.detail.tab = tab;
        }
    } else if layout.status.y == at.1 {
        return act(app, library, Action::Help);
    }
    Vec::new()
}

const fn holds(area: Area, (x, y): (u16, u16)) -> bool {
    x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height
}

/// Chooses the row on that line of the screen.
fn press_row(app: &mut App, layout: &Layout, y: u16) {
    let Some(area) = layout.list else { return };
    let mut line = area.inner(layout.framed).y + u16::from(layout.framed);
    let mut before = None;
    for (number, row) in app.data.rows.iter().enumerate() {
        if before.is_some_and(|before| super::rows::begins_year(before, row)) {
            line += 1;
        }
        line += layout.row_height;
        if y < line {
            let steps = i64::try_from(number).unwrap_or(0) - i64::try_from(app.list.chosen).unwrap_or(0);
            app.list.step(steps);
            return;
        }
        before = Some(row);
    }
}

/// The wheel over a pager or a list.
fn turn_over(app: &mut App, library: &dyn Queries, way: isize) -> Vec<Effect> {
    let key = if way > 0 { Key::Down } else { Key::Up };
    for _ in 0..TURN {
        if app.pager.is_some() {
            pager::key(app, key);
        } else {
            listing::key(app, library, key);
        }
    }
    Vec::new()
}

/// Chooses the item on that line of a list; the chosen one is gone to.
fn press_item(app: &mut App, library: &dyn Queries, layout: &Layout, y: u16) -> Vec<Effect> {
    let Some(listing) = &mut app.listing else { return Vec::new() };
    let mut bottom = usize::from(listing::area(layout).y);
    let found = listing.items.iter().enumerate().skip(listing.top).find(|(_, item)| {
        bottom += item.lines.len();
        usize::from(y) < bottom
    });
    let Some(number) = found.map(|(number, _)| number) else { return Vec::new() };
    if listing.chosen == number {
        return listing::key(app, library, Key::Enter);
    }
    listing.chosen = number;
    Vec::new()
}

/// The face of the detail whose name stands at that column.
fn tab_at(app: &App, area: Area, x: u16) -> Option<Tab> {
    let (labels, bar) = tabs::labels(app, area.width.saturating_sub(4));
    let width = |text: &str| u16::try_from(app.settings.glyphs.width(text)).unwrap_or(u16::MAX);
    let mut at = area.x + 2;
    Tab::ALL.iter().zip(labels).find_map(|(tab, label)| {
        let end = at + width(&label);
        let here = x + 1 >= at && x <= end;
        at = end + width(&bar);
        here.then_some(*tab)
    })
}

/// The chip on that column of the title line, and whether its cross was meant.
fn chip_at(app: &App, x: u16) -> Option<(Chip, bool)> {
    let width = |chip: &Chip| {
        let written = chip.written(app.ui(), &app.names);
        u16::try_from(app.settings.glyphs.width(&written)).unwrap_or(u16::MAX).saturating_add(1)
    };
    let all = chips::of(&app.view);
    let together = all.iter().map(width).fold(0, u16::saturating_add);
    // They stand at the right; where they have no room, from the left on, and the last is cut.
    let mut start = if together < app.size.0 { app.size.0 - together } else { 1 };
    all.into_iter().find_map(|chip| {
        let end = start.saturating_add(width(&chip));
        let here = x >= start && x < end;
        start = end;
        here.then_some((chip, x + 4 >= end))
    })
}
