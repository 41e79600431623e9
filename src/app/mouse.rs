//! The mouse, once it is switched on: it chooses, scrolls, and clicks chips and faces of the detail.
//!
//! Does not know how a terminal tells of it.

use super::keys::Action;
use super::layout::Area;
use super::listing;
use super::main_keys::{act, scroll_detail};
use super::{App, Chip, Effect, Focus, Layout, Mouse, Queries, Tab, chips, pager};

/// Rows that a turn of the wheel scrolls.
const TURN: usize = 3;

/// Something the mouse did at a cell.
pub fn mouse(app: &mut App, library: &dyn Queries, mouse: Mouse, at: (u16, u16)) -> Vec<Effect> {
    let Some(layout) = app.layout() else { return Vec::new() };
    if app.prompt.is_some() {
        return Vec::new();
    }
    let turned = match mouse {
        Mouse::Press => None,
        Mouse::Down => Some(Action::Down),
        Mouse::Up => Some(Action::Up),
    };
    if app.pager.is_some() || app.listing.is_some() {
        let Some(action) = turned else { return Vec::new() };
        let key = if action == Action::Down { super::keys::Key::Down } else { super::keys::Key::Up };
        for _ in 0..TURN {
            if app.pager.is_some() {
                pager::key(app, key);
            } else {
                listing::key(app, library, key);
            }
        }
        return Vec::new();
    }
    let within = |area: Option<Area>| area.is_some_and(|area| holds(area, at));
    if let Some(action) = turned {
        if within(layout.list) {
            app.list.step(if action == Action::Down { 1 } else { -1 });
        } else if within(layout.detail) {
            (0..TURN).for_each(|_| scroll_detail(app, action));
        }
        return Vec::new();
    }
    if at.1 == layout.title.y {
        if let Some(chip) = chip_at(app, at.0) {
            chip.remove(&mut app.view);
        }
    } else if within(layout.list) {
        app.focus = Focus::List;
        press_row(app, &layout, at.1);
    } else if within(layout.detail) {
        app.focus = Focus::Detail;
        if layout.detail.is_some_and(|area| area.y == at.1) {
            next_tab(app);
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

fn next_tab(app: &mut App) {
    let at = Tab::ALL.iter().position(|tab| *tab == app.detail.tab).unwrap_or(0);
    app.detail.tab = Tab::ALL.get((at + 1) % Tab::ALL.len()).copied().unwrap_or(Tab::Article);
}

/// The chip on that column of the title line.
fn chip_at(app: &App, x: u16) -> Option<Chip> {
    let mut end = app.size.0;
    // Chips stand at the right, the last one last.
    for chip in chips::of(&app.view).into_iter().rev() {
        let label = chip.label(app.ui(), &app.names);
        let width = u16::try_from(app.settings.glyphs.width(&label)).ok()? + 5;
        let start = end.checked_sub(width)?;
        if x >= start {
            return Some(chip);
        }
        end = start;
    }
    None
}
