//! Which rows of the chronology are on the screen: around the chosen one, with a line where a year begins.
//!
//! A place is a row's key, never its number, so that a step costs the same in a chronology of twenty entries and of a
//! million. Does not draw.

use super::layout::Layout;
use super::{App, Queries};
use crate::library::{Filter, Key, Row, Seek, View};
use crate::model::Entry;
use chrono::Datelike as _;
use std::sync::Arc;

/// Where the chronology stands; what is moved is resolved when rows are next asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// From where steps are counted.
    pub seek: Seek,
    /// Steps still to go, downwards on the screen.
    pub steps: i64,
    /// The first row on the screen.
    pub top: Option<Key>,
    /// The chosen row, counted from the first on the screen.
    pub chosen: usize,
    /// Where on the screen the chosen row is to be, once, if its neighbours allow it.
    pub line: Option<usize>,
    /// How many rows of the view stand before the chosen one, where that is known.
    pub position: Option<usize>,
    /// Whether the chosen row is the view's last.
    pub at_end: bool,
}

impl Default for List {
    fn default() -> Self {
        Self { seek: Seek::End, steps: 0, top: None, chosen: 0, line: None, position: None, at_end: false }
    }
}

impl List {
    /// Moves the choice by some rows, downwards on the screen.
    pub const fn step(&mut self, rows: i64) {
        self.steps = self.steps.saturating_add(rows);
    }

    /// Moves the choice to a place.
    pub fn go(&mut self, seek: Seek) {
        self.seek = seek;
        self.steps = 0;
        self.position = None;
    }
}

/// What the rows on the screen were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    view: View,
    version: Option<u64>,
    seek: Seek,
    lines: usize,
    height: usize,
    newest_first: bool,
}

/// The lines of rows: a separator stands above a row whose year is another than that of the row before.
pub fn begins_year(before: &Row, row: &Row) -> bool {
    before.entry.sort_first.year() != row.entry.sort_first.year()
}

/// Finds the chosen row and those around it that have room.
pub fn place(app: &mut App, library: &dyn Queries, layout: &Layout) {
    let height = usize::from(layout.row_height).max(1);
    let lines = layout.list_lines();
    // Nothing moved and nothing changed: the rows are those that are there.
    let (version, seek) = (app.data.version, app.list.seek.clone());
    let of = Placed { view: app.view.clone(), version, seek, lines, height, newest_first: app.newest_first };
    if app.list.steps == 0 && app.data.rows_of.as_ref() == Some(&of) {
        return;
    }
    let fit = lines / height + 1;
    let newest_first = app.newest_first;
    let down = |steps: i64| usize::try_from(steps).unwrap_or(0);
    let steps = if newest_first { app.list.steps.saturating_neg() } else { app.list.steps };
    let (before, after) = (fit + down(steps.saturating_neg()), fit + down(steps) + 1);
    let window = library.rows(&app.view, &app.list.seek, before, after);
    let len = window.rows.len();
    app.data.rows_of = None;
    if len == 0 {
        app.data.rows.clear();
        app.list = List { seek: app.list.seek.clone(), ..List::default() };
        return;
    }
    let at = i64::try_from(window.at).unwrap_or(0);
    let chosen = usize::try_from(at.saturating_add(steps).max(0)).unwrap_or(0).min(len - 1);
    position(app, window.at, chosen);
    app.list.at_end = chosen + 1 == len && !window.more_after;
    let mut rows = window.rows;
    let (mut chosen, mut more) = (chosen, window.more_after);
    if newest_first {
        rows.reverse();
        (chosen, more) = (len - 1 - chosen, window.more_before);
    }
    if let Some(row) = rows.get(chosen) {
        app.list.seek = Seek::Key(row.key);
    }
    app.list.steps = 0;
    let kept = app.list.line.take().map(|line| chosen.saturating_sub(line));
    let top = app.list.top.and_then(|top| rows.iter().position(|row| row.key == top)).or(kept);
    let top = first_row(&rows, chosen, top, more, lines, height);
    let shown = fitting(&rows, top, lines, height);
    app.list.chosen = chosen - top;
    app.data.rows = rows.drain(top..top + shown).collect();
    app.list.top = app.data.rows.first().map(|row| row.key);
    app.data.rows_of = Some(Placed { seek: app.list.seek.clone(), ..of });
}

/// The entries before and after the chosen one. What a step would ask for is asked for with them, where that is quick
/// whatever the library's size.
pub fn beside(app: &App, library: &dyn Queries) -> Vec<Arc<Entry>> {
    let Some(layout) = app.layout() else { return Vec::new() };
    let filter = &app.view.filter;
    let streams = Filter { actors: filter.actors.clone(), ..Filter::default() } == *filter;
    let near = |rows: &[Row], at: usize| -> Vec<Arc<Entry>> {
        let places = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten();
        places.filter_map(|at| rows.get(at)).map(|row| Arc::clone(&row.entry)).collect()
    };
    if !streams || app.data.rows.is_empty() {
        return near(&app.data.rows, app.list.chosen);
    }
    let fit = layout.list_lines() / usize::from(layout.row_height).max(1) + 1;
    let window = library.rows(&app.view, &app.list.seek, fit + 1, fit + 3);
    near(&window.rows, window.at)
}

/// Steps keep the number of the chosen row; a jump loses it, except to the beginning and the end.
fn position(app: &mut App, at: usize, chosen: usize) {
    let moved = |from: usize| {
        let steps = i64::try_from(chosen).unwrap_or(0) - i64::try_from(at).unwrap_or(0);
        usize::try_from(i64::try_from(from).unwrap_or(0) + steps).ok()
    };
    app.list.position = match app.list.seek {
        Seek::Start => moved(0),
        Seek::End if app.data.counted => moved(app.data.count),
        Seek::Key(_) => app.list.position.and_then(moved),
        _ => None,
    };
}

/// The lines that rows take, the first without a line above it.
fn lines_of(rows: &[Row], height: usize) -> usize {
    let years =
        rows.windows(2).filter(|pair| matches!(pair, [one, other] if begins_year(one, other))).count();
    rows.len() * height + years
}

/// How many rows from `top` on have room.
fn fitting(rows: &[Row], top: usize, lines: usize, height: usize) -> usize {
    let rows = rows.get(top..).unwrap_or_default();
    let fits = |count: &usize| rows.get(..*count).is_some_and(|rows| lines_of(rows, height) <= lines);
    (1..=rows.len()).take_while(fits).last().unwrap_or(1).min(rows.len())
}

/// The first row on the screen: the one that was, if the chosen row is then seen; else as near to it as can be.
fn first_row(
    rows: &[Row],
    chosen: usize,
    top: Option<usize>,
    more: bool,
    lines: usize,
    height: usize,
) -> usize {
    let taken = |from: usize, to: usize| lines_of(rows.get(from..to).unwrap_or_default(), height);
    let mut top = top.unwrap_or_else(|| chosen.saturating_sub(lines / height / 2)).min(chosen);
    while top < chosen && taken(top, chosen + 1) > lines {
        top += 1;
    }
    // At the end of the chronology no room is left empty.
    while !more && top > 0 && taken(top - 1, rows.len()) <= lines {
        top -= 1;
    }
    top
}
