//! What lies over the panes: help, the preview, refused files, and the choices of the filter line.
//!
//! Does not decide what is shown.

use super::{Canvas, detail};
use crate::app::layout::{Area, Layout};
use crate::app::{App, FilterLine, Pager, Prompt, Shown};
use crate::lexicon::phrase::fill;
use ratatui::layout::Position;

/// Draws help, the preview or a list over everything between title and status.
pub fn pager(app: &App, canvas: &mut Canvas<'_>, layout: &Layout) {
    let Some(pager) = &app.pager else { return };
    let ui = app.ui();
    let area = layout.pager();
    canvas.frame(area, layout.framed, app.prompt.is_none());
    let heading = match pager.shown {
        Shown::Help => ui.screen_help,
        Shown::Preview => ui.screen_preview,
        Shown::Refused => ui.screen_refused,
    };
    canvas.text(
        area.x + 1,
        area.y,
        area.width - 2,
        &format!(" {heading} "),
        canvas.look(|theme| theme.heading),
    );
    let inner = area.inner(layout.framed);
    if pager.shown == Shown::Preview {
        preview(app, canvas, pager, inner);
        if layout.framed {
            detail::share(canvas, area, pager.top, 0, pager.text.len());
        }
        return;
    }
    for (y, line) in (inner.y..inner.y + inner.height).zip(pager.page.lines.iter().skip(pager.top)) {
        canvas.pieces(inner.x + 1, y, inner.width - 1, line);
    }
    if layout.framed {
        detail::share(canvas, area, pager.top, usize::from(inner.height), pager.page.lines.len());
    }
}

fn preview(app: &App, canvas: &mut Canvas<'_>, pager: &Pager, inner: Area) {
    let wrap = pager.wrap(inner.width, app.settings.glyphs);
    let lines = wrap.lines(pager.top, usize::from(inner.height));
    for (y, range) in (inner.y..inner.y + inner.height).zip(lines) {
        let line = pager.text.get(range).unwrap_or("");
        let look = match line.as_bytes() {
            [b'#', ..] => canvas.look(|theme| theme.heading),
            [b'>', ..] => canvas.look(|theme| theme.speaker),
            _ => canvas.look(|theme| theme.row),
        };
        canvas.text(inner.x, y, inner.width, line, look);
    }
}

/// Draws the line that is typed into and what belongs to it; gives the cursor's place.
pub fn prompt(app: &App, canvas: &mut Canvas<'_>, layout: &Layout) -> Option<Position> {
    let ui = app.ui();
    let area = layout.status;
    canvas.wipe(area);
    match app.prompt.as_ref()? {
        Prompt::Filter(line) => {
            choices(app, canvas, line, layout);
            let part = line.part.map_or(ui.part_any, |part| ui.part(part));
            let not = if line.not { format!("{} ", ui.screen_without) } else { String::new() };
            let lead = format!(" {} {not}", ui.screen_filter_lead);
            let hints = format!("Tab {}  ! {} ", fill(ui.hint_part, &[part]), ui.hint_invert);
            Some(typed(canvas, area, &lead, &line.text, &hints))
        }
        Prompt::FileName(text) => {
            let usual =
                if text.is_empty() { format!("({}) ", crate::app::USUAL_FILE) } else { String::new() };
            Some(typed(canvas, area, &format!(" {} ", ui.screen_file_name), text, &usual))
        }
        Prompt::Overwrite(path) => {
            let question = fill(ui.screen_overwrite, &[&path.display().to_string()]);
            let question = canvas.clip(&question, area.width - 2);
            canvas.text(1, area.y, area.width, &question, canvas.look(|theme| theme.warning));
            None
        }
    }
}

/// What is typed, its end always in sight, and at the right what else can be pressed.
fn typed(canvas: &mut Canvas<'_>, area: Area, lead: &str, text: &str, right: &str) -> Position {
    let lead_width = canvas.text(area.x, area.y, area.width, lead, canvas.look(|theme| theme.key));
    let right_width = canvas.width(right);
    let right_width = if lead_width + 20 + right_width > area.width { 0 } else { right_width };
    if right_width > 0 {
        let x = area.x + area.width - right_width;
        canvas.text(x, area.y, right_width, right, canvas.look(|theme| theme.dim));
    }
    let room = area.width.saturating_sub(lead_width + right_width + 1);
    let mut shown = text;
    while canvas.width(shown) > room {
        let mut letters = shown.chars();
        letters.next();
        shown = letters.as_str();
    }
    let x = area.x + lead_width;
    let used = canvas.text(x, area.y, room, shown, canvas.look(|theme| theme.row));
    Position { x: x + used, y: area.y }
}

/// The actors that answer, above the line, the chosen one lit.
fn choices(app: &App, canvas: &mut Canvas<'_>, line: &FilterLine, layout: &Layout) {
    let rows = u16::try_from(line.choices.len().max(1)).unwrap_or(1).min(layout.whole.height - 4);
    let width = layout.list.map_or(layout.whole.width, |list| list.width).min(60);
    let area = Area { x: 0, y: layout.status.y - rows - 1, width, height: rows + 1 };
    canvas.wipe(area);
    canvas.frame(area, false, true);
    let heading = format!(" {} ", app.ui().screen_filter);
    canvas.text(1, area.y, width, &heading, canvas.look(|theme| theme.heading));
    let count = format!(" {} ", line.found);
    let x = width.saturating_sub(canvas.width(&count) + 1);
    canvas.text(x, area.y, width - x, &count, canvas.look(|theme| theme.dim));
    if line.choices.is_empty() {
        canvas.text(1, area.y + 1, width - 1, app.ui().screen_no_actor, canvas.look(|theme| theme.dim));
    }
    for (number, choice) in line.choices.iter().enumerate() {
        let y = area.y + 1 + u16::try_from(number).unwrap_or(0);
        let entries = choice.entries.to_string();
        let room = width.saturating_sub(canvas.width(&entries) + 4);
        let name = canvas.clip(&choice.name, room);
        canvas.text(2, y, room, &name, canvas.look(|theme| theme.row));
        let x = width.saturating_sub(canvas.width(&entries) + 1);
        canvas.text(x, y, width, &entries, canvas.look(|theme| theme.dim));
        if line.first() + number == line.chosen {
            canvas.text(0, y, 1, ">", canvas.look(|theme| theme.key));
            canvas.tint(Area { x: 0, y, width, height: 1 }, canvas.look(|theme| theme.row_chosen));
        }
    }
}
