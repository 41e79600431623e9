//! The detail: the article with the entry's words lit, or its quotes, reports and history.
//!
//! Does not break texts into lines itself and does not scroll.

use super::{Canvas, article, focused};
use crate::app::layout::{Area, Layout};
use crate::app::{self, App, Focus, Tab};

/// Draws the pane.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, area: Area, layout: &Layout) {
    canvas.frame(area, layout.framed, focused(app, Focus::Detail));
    tabs(app, canvas, area);
    if app.chosen_row().is_none() {
        return;
    }
    let inner = layout.detail_inner();
    if app.detail.tab == Tab::Article {
        article::draw(app, canvas, inner);
        if layout.framed {
            legend(app, canvas, area);
        }
        return;
    }
    let lines = app.data.page.lines.iter().skip(app.detail.top);
    for (y, line) in (inner.y..inner.y + inner.height).zip(lines) {
        canvas.pieces(inner.x, y, inner.width, line);
    }
    if layout.framed {
        share(canvas, area, app.detail.top, app.detail_height(), app.data.page.lines.len());
    }
}

/// « Article │ Citations 4 │ Rapports 2 │ Historique », the chosen one lit.
fn tabs(app: &App, canvas: &mut Canvas<'_>, area: Area) {
    let (labels, bar) = app::tabs::labels(app, area.width.saturating_sub(4));
    let mut x = area.x + 1;
    let end = area.x + area.width - 1;
    let dim = canvas.look(|theme| theme.tab);
    x += canvas.text(x, area.y, end - x, " ", dim);
    for (number, (tab, label)) in Tab::ALL.iter().zip(&labels).enumerate() {
        if number > 0 {
            x += canvas.text(x, area.y, end - x, &bar, dim);
        }
        let chosen = *tab == app.detail.tab;
        let look = if chosen { canvas.look(|theme| theme.tab_chosen) } else { dim };
        x += canvas.text(x, area.y, end - x, label, look);
    }
    canvas.text(x, area.y, end - x, " ", dim);
}

/// What the underlines mean, in their own looks, on the frame.
fn legend(app: &App, canvas: &mut Canvas<'_>, area: Area) {
    let ui = app.ui();
    let y = area.y + area.height - 1;
    let end = area.x + area.width - 1;
    let layers = [
        (ui.layer_dates, canvas.look(|theme| theme.dates)),
        (ui.layer_actors, canvas.look(|theme| theme.actors)),
        (ui.layer_quotes, canvas.look(|theme| theme.quotes)),
        (ui.layer_events, canvas.look(|theme| theme.events)),
    ];
    let mut x = area.x + 1;
    let dim = canvas.look(|theme| theme.border);
    for (word, look) in layers {
        if x + 2 + canvas.width(word) > end {
            break;
        }
        x += canvas.text(x, y, end - x, " ", dim);
        x += canvas.text(x, y, end - x, word, look);
        x += canvas.text(x, y, end - x, " ", dim);
    }
}

/// How far down a page one is, on the frame.
pub fn share(canvas: &mut Canvas<'_>, area: Area, top: usize, height: usize, of: usize) {
    if of <= height {
        return;
    }
    let percent = (top * 100).checked_div(of - height).unwrap_or(0).min(100);
    let words = format!(" {percent}% ");
    let x = area.x + area.width.saturating_sub(canvas.width(&words) + 1);
    canvas.text(x, area.y + area.height - 1, area.width, &words, canvas.look(|theme| theme.dim));
}
