//! Asks the library for what the screen needs, and for no more; keeps what is still true.
//!
//! Does not decide what is chosen; it only keeps the choice within what there is.

use super::wrap::Wrap;
use super::{App, Queries, Tab, tabs};
use crate::library::{Filter, View};
use std::sync::Arc;

/// The ribbon is counted this finely, whatever the screen's width, and summed up when it is drawn.
const RIBBON_STEPS: usize = 720;

/// Whether what is known of the view as a whole is still true.
pub fn is_of(app: &App) -> bool {
    app.data.of.as_ref() == Some(&app.view)
}

/// Makes the data fit the state.
pub fn load(app: &mut App, library: &dyn Queries) {
    if !is_of(app) {
        view(app, library);
    }
    rows(app, library);
    detail(app, library);
}

/// What depends on the view alone. The chosen entry stays chosen if the view still holds it.
fn view(app: &mut App, library: &dyn Queries) {
    let unfiltered = View { filter: Filter::default(), known_on: app.view.known_on };
    let data = &mut app.data;
    data.count = library.count(&app.view);
    data.total = if unfiltered == app.view { data.count } else { library.count(&unfiltered) };
    data.articles = library.articles();
    data.refused = library.refused().len();
    data.days = library.report_days();
    data.ribbon = library.density(&app.view, RIBBON_STEPS);
    let last = data.count.saturating_sub(1);
    let position = match &data.entry {
        Some(entry) => library.position(&app.view, &entry.id).min(last),
        None => last,
    };
    if data.count > 0 || !app.opened {
        app.list.chosen = if app.newest_first { last - position } else { position };
        app.opened |= data.count > 0;
    }
    app.data.of = Some(app.view.clone());
    app.data.detail_of = None;
}

/// The entries on the screen.
fn rows(app: &mut App, library: &dyn Queries) {
    let Some(layout) = app.layout() else { return };
    let (height, count) = (layout.list_rows(), app.data.count);
    let list = &mut app.list;
    list.chosen = list.chosen.min(count.saturating_sub(1));
    list.top = list.top.clamp((list.chosen + 1).saturating_sub(height), list.chosen);
    list.top = list.top.min(count.saturating_sub(height));
    let (from, to) = (list.top, (list.top + height).min(count));
    app.data.rows = if app.newest_first {
        let mut rows = library.window(&app.view, count - to..count - from);
        rows.reverse();
        rows
    } else {
        library.window(&app.view, from..to)
    };
    let chosen = app.data.rows.get(app.list.chosen - app.list.top).map(Arc::clone);
    let same = |one: &Arc<_>, other: &Arc<_>| Arc::ptr_eq(one, other);
    let unchanged = match (&chosen, &app.data.entry) {
        (Some(chosen), Some(entry)) => same(chosen, entry) || chosen.id == entry.id,
        _ => false,
    };
    if !unchanged {
        app.detail.report = 0;
        app.detail.hit = None;
    }
    // With nothing to show the last entry is remembered, so that dropping a filter comes back to it.
    if chosen.is_some() {
        app.data.entry = chosen;
    }
}

/// The detail of the chosen entry: brought to its words when entry, report, face or size change.
fn detail(app: &mut App, library: &dyn Queries) {
    let (Some(layout), Some(entry)) = (app.layout(), app.data.entry.clone()) else { return };
    let inner = layout.detail_inner();
    let report = app.detail.report.min(entry.reports.len().saturating_sub(1));
    app.detail.report = report;
    let of = Some((entry.id.clone(), report, app.detail.tab, inner.width, inner.height));
    if app.data.detail_of == of && app.detail.tab != Tab::History {
        return;
    }
    let moved = app.data.detail_of != of;
    app.data.detail_of = of;
    app.data.article = entry.reports.get(report).and_then(|report| library.article(&report.article));
    app.data.page = tabs::page(app, &entry, usize::from(inner.width), library);
    if moved {
        app.detail.top = match app.detail.tab {
            Tab::Article => words_top(app),
            _ => 0,
        };
    }
}

/// Where the article must begin so that the words of the report stand in the upper part of the pane.
fn words_top(app: &App) -> usize {
    let (Some(wrap), Some(report)) = (app.article_wrap(), app.report()) else { return 0 };
    top_for(app, wrap, app.detail.hit.unwrap_or(report.sentence).start)
}

/// Where the article must begin so that the line of byte `at` stands in the upper third.
pub fn top_for(app: &App, wrap: Wrap<'_>, at: usize) -> usize {
    let (body, height) = (app.body_start(), app.detail_height());
    let line = wrap.line_at(at.max(body)).start;
    let above = -isize::try_from(height / 4).unwrap_or(0);
    wrap.moved(line, above).min(wrap.last_top(height)).max(body)
}
