//! What may follow a moment later on a slow line: the article around the words of the entry.
//!
//! A step through the chronology changes the list, the headline and the words of the entry, and these are looked for;
//! the rest of the article is most of what is sent. Does not draw and does not wait.

use super::{App, Focus, Tab};
use crate::model::Span;
use std::ops::Range;

/// Cells of the screen that may follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// Their columns.
    pub columns: Range<u16>,
    /// Their rows.
    pub rows: Vec<u16>,
}

/// The cells that may follow; none while the detail itself is read, or something lies over it.
pub fn rest(app: &App) -> Option<Rest> {
    let covered = app.prompt.is_some() || app.pager.is_some() || app.listing.is_some();
    if covered || app.focus == Focus::Detail || app.detail.tab != Tab::Article || app.one_pane() {
        return None;
    }
    let (wrap, inner) = (app.article_wrap()?, app.layout()?.detail_inner());
    let (_, around) = app.lit();
    let height = app.detail_height();
    let lines = wrap.lines(app.detail.top.max(app.body_start()), height);
    let tells = |line: Option<&Range<usize>>| {
        line.is_some_and(|line| around.iter().any(|span| span.overlaps(Span::new(line.start, line.end))))
    };
    let bottom = inner.y + inner.height;
    let first = bottom.saturating_sub(u16::try_from(height).unwrap_or(0));
    let rows = (first..bottom).enumerate().filter(|(at, _)| !tells(lines.get(*at))).map(|(_, row)| row);
    // The bar beside the words stands in the margin.
    Some(Rest { columns: inner.x.saturating_sub(1)..inner.x + inner.width, rows: rows.collect() })
}
