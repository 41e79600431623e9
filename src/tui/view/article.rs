//! The article: headline, who published it and when, and the text with its findings underlined.
//!
//! Only the lines on the screen are looked at, however long the text is.

use super::Canvas;
use crate::app::layout::Area;
use crate::app::text::{Glyphs, grapheme_indices};
use crate::app::{self, App};
use crate::lexicon::phrase::fill;
use crate::model::{Reading, Span};
use ratatui::style::Style;
use std::ops::Range;

/// Draws it.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, inner: Area) {
    let (Some(view), Some(wrap)) = (&app.data.article, app.article_wrap()) else {
        canvas.text(
            inner.x,
            inner.y,
            inner.width,
            app.ui().screen_no_article,
            canvas.look(|theme| theme.dim),
        );
        return;
    };
    let text = &view.article.text;
    let looks = Looks::new(app, canvas);
    let mut y = inner.y;
    let bottom = inner.y + inner.height;
    let heading = canvas.look(|theme| theme.heading);
    let headline = app.headline_lines();
    let end = headline.last().map_or(0, |last| last.end);
    let whole = text.get(end..).is_none_or(|rest| rest.is_empty() || rest.starts_with('\n'));
    let mut used = 0;
    for range in headline {
        used = canvas.width(text.get(range.clone()).unwrap_or(""));
        line(canvas, inner, y, text, range, &view.reading, &looks, heading);
        y += 1;
    }
    if !whole {
        canvas.text(inner.x + used.min(inner.width - 1), y - 1, 1, "…", heading);
    }
    if y < bottom {
        signature(app, canvas, Area { y, height: 1, ..inner });
        y += 1;
    }
    if inner.height >= 14 {
        y += 1;
    }
    let top = app.detail.top.max(app.body_start());
    if top >= text.len() {
        return;
    }
    for (y, range) in (y..bottom).zip(wrap.lines(top, app.detail_height())) {
        line(canvas, inner, y, text, range, &view.reading, &looks, Style::new());
    }
}

/// « Reuters · 2026-02-04 » and, at the right, which of the reports this is.
fn signature(app: &App, canvas: &mut Canvas<'_>, area: Area) {
    let ui = app.ui();
    let dim = canvas.look(|theme| theme.dim);
    let Some(report) = app.report() else { return };
    let agency = report.agency.as_deref().unwrap_or(ui.screen_unsigned);
    let of = app.data.entry.as_ref().map_or(1, |entry| entry.reports.len());
    let number = fill(ui.screen_report_of, &[&(app.detail.report + 1).to_string(), &of.to_string()]);
    let number = if of > 1 { format!("[ {number} ]") } else { String::new() };
    let room = area.width.saturating_sub(canvas.width(&number) + 1);
    let revised = app::tabs::revised(app).map_or_else(String::new, |revised| format!(" · {revised}"));
    let words = canvas.clip(&format!("{agency} · {}{revised}", report.published), room);
    canvas.text(area.x, area.y, room, &words, dim);
    let x = area.x + area.width.saturating_sub(canvas.width(&number));
    canvas.text(x, area.y, area.width, &number, dim);
}

/// How findings look, and which words are lit.
struct Looks {
    lit: Vec<Span>,
    /// The sentences and quotes around them.
    around: Vec<Span>,
    hit: Option<Span>,
    /// The words searched for.
    found: Vec<Span>,
    styles: Styles,
    glyphs: Glyphs,
}

struct Styles {
    dates: Style,
    actors: Style,
    quotes: Style,
    events: Style,
    around: Style,
    lit: Style,
    hit: Style,
    found: Style,
}

impl Looks {
    fn new(app: &App, canvas: &Canvas<'_>) -> Self {
        let (lit, around) = app.lit();
        let styles = Styles {
            dates: canvas.look(|theme| theme.dates),
            actors: canvas.look(|theme| theme.actors),
            quotes: canvas.look(|theme| theme.quotes),
            events: canvas.look(|theme| theme.events),
            around: canvas.look(|theme| theme.around),
            lit: canvas.look(|theme| theme.lit),
            hit: canvas.look(|theme| theme.hit),
            found: canvas.look(|theme| theme.found),
        };
        Self { lit, around, hit: app.detail.hit, found: app.hits(), styles, glyphs: app.settings.glyphs }
    }

    /// The findings that touch a line, the widest layer first, so that the narrower are seen upon it.
    fn on_line(&self, reading: &Reading, line: Span) -> Vec<(Span, Style)> {
        let mut spans: Vec<(Span, Style)> = Vec::new();
        let mut add = |found: &mut dyn Iterator<Item = Span>, style: Style| {
            spans.extend(found.filter(|span| span.overlaps(line)).map(|span| (span, style)));
        };
        add(&mut reading.quotes.iter().map(|quote| quote.span), self.styles.quotes);
        add(&mut reading.events.iter().map(|event| event.span), self.styles.events);
        add(&mut reading.actors.iter().map(|mention| mention.span), self.styles.actors);
        add(&mut reading.dates.iter().map(|date| date.span), self.styles.dates);
        add(&mut self.lit.iter().copied(), self.styles.lit);
        add(&mut self.found.iter().copied(), self.styles.found);
        add(&mut self.hit.iter().copied(), self.styles.hit);
        spans
    }
}

/// Draws one line of the article.
#[expect(
    clippy::too_many_arguments,
    reason = "where, what and how; a struct would be made for this one call"
)]
fn line(
    canvas: &mut Canvas<'_>,
    inner: Area,
    y: u16,
    text: &str,
    range: Range<usize>,
    reading: &Reading,
    looks: &Looks,
    base: Style,
) {
    let on_line = Span::new(range.start, range.end);
    let spans = looks.on_line(reading, on_line);
    // Where there is a margin, a bar stands beside the sentences that tell the entry.
    if inner.x > 0 && looks.around.iter().any(|around| around.overlaps(on_line)) {
        canvas.text(inner.x - 1, y, 1, "▌", looks.styles.around);
    }
    let mut x = 0;
    let (mut style, mut until) = (base, range.start);
    for (at, grapheme) in grapheme_indices(text.get(range.clone()).unwrap_or("")) {
        let at = range.start + at;
        // The look stays until a finding begins or ends.
        if at >= until {
            let on = spans.iter().filter(|(span, _)| span.start <= at && at < span.end);
            style = on.fold(base, |style, (_, look)| style.patch(*look));
            let turns = spans.iter().flat_map(|(span, _)| [span.start, span.end]);
            until = turns.filter(|turn| *turn > at).min().unwrap_or(range.end);
        }
        let Some(cells) = canvas.grapheme(inner.x + x, y, inner.width - x, grapheme, style) else { break };
        debug_assert_eq!(looks.glyphs.show(grapheme).1, usize::from(cells));
        x += cells;
    }
}
