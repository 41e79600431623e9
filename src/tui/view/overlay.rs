//! What lies over the panes: help, the preview, refused files, and the choices of the filter line.
//!
//! Does not decide what is shown.

use super::{Canvas, detail};
use crate::app;
use crate::app::keys::Action;
use crate::app::layout::{Area, Layout};
use crate::app::page::{Pages, Role};
use crate::app::{App, Chip, CommandLine, FilterLine, Notice, Pager, Prompt, SHOWN, Shown, caret_at};
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
        Shown::Citation => ui.screen_citation,
        Shown::Article => ui.screen_article,
        Shown::Ruling => ui.screen_ruling,
    };
    let format =
        pager.export.as_ref().map_or_else(String::new, |(_, format)| format!("· {} ", format.name()));
    let part = if pager.whole { String::new() } else { format!("· {} ", ui.work_beginning) };
    let heading = canvas.clip(&format!(" {heading} {format}{part}"), area.width - 2);
    canvas.text(area.x + 1, area.y, area.width - 2, &heading, canvas.look(|theme| theme.heading));
    let inner = area.inner(layout.framed);
    if pager.is_text() {
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
    refused(app, canvas, layout);
    match app.prompt.as_ref()? {
        Prompt::Filter(line) => {
            choices(app, canvas, line, layout);
            let part = line.part.map_or(ui.part_any, |part| ui.part(part));
            let not = if line.not { format!("{} ", ui.screen_without) } else { String::new() };
            let lead = format!(" {} {not}", ui.screen_filter_lead);
            let hints = format!("Tab {}  ! {} ", fill(ui.hint_part, &[part]), ui.hint_invert);
            Some(typed(canvas, area, &lead, (&line.text, app.caret), &hints))
        }
        Prompt::Search { text, .. } => {
            let hints = format!("{} {} ", app.settings.keys.usual(Action::NextHit), ui.hint_next_hit);
            Some(typed(canvas, area, &format!(" {} ", ui.screen_search_lead), (text, app.caret), &hints))
        }
        Prompt::Command(line) => {
            commands(app, canvas, line, layout);
            Some(typed(canvas, area, " :", (&line.text, app.caret), ""))
        }
        Prompt::Compare(text) => {
            Some(typed(canvas, area, &format!(" {} ", ui.screen_compare_lead), (text, app.caret), ""))
        }
        Prompt::Ruling { ruling, text } => {
            names(app, canvas, layout);
            let lead = format!(" {} ", app::rulings::lead(app, ruling));
            let completes =
                app::rulings::next_word(app, ruling, text).is_some() || app::naming::chosen(app).is_some();
            let hint = if completes { "Tab … " } else { "" };
            Some(typed(canvas, area, &lead, (text, app.caret), hint))
        }
        Prompt::Basis(text) => {
            Some(typed(canvas, area, &format!(" {} ", ui.decide_basis), (text, app.caret), ""))
        }
        Prompt::FileName(text) => {
            let usual = if text.is_empty() { format!("({}) ", app::usual_file(app)) } else { String::new() };
            Some(typed(canvas, area, &format!(" {} ", ui.screen_file_name), (text, app.caret), &usual))
        }
        Prompt::Overwrite(path) => {
            let question = fill(ui.screen_overwrite, &[&path.display().to_string()]);
            let question = canvas.clip(&question, area.width - 2);
            canvas.text(1, area.y, area.width, &question, canvas.look(|theme| theme.warning));
            None
        }
    }
}

/// Above a line that was not understood, why; it stands there to be put right.
fn refused(app: &App, canvas: &mut Canvas<'_>, layout: &Layout) {
    let (Some(notice), Some(prompt)) = (&app.notice, &app.prompt) else { return };
    if !matches!(prompt, Prompt::Filter(_) | Prompt::Command(_) | Prompt::Overwrite(_)) {
        whole(app, canvas, layout, notice);
    }
}

/// A notice on as many lines as it takes, above the status line.
pub fn whole(app: &App, canvas: &mut Canvas<'_>, layout: &Layout, notice: &Notice) {
    let role = if notice.warning { Role::Doubt } else { Role::Text };
    let width = usize::from(layout.whole.width).saturating_sub(2);
    let mut pages = Pages::new(width, app.settings.glyphs);
    pages.put(0, 0, &[(role, &notice.text)]);
    let lines = pages.done().lines;
    let rows = u16::try_from(lines.len()).unwrap_or(1).min(layout.status.y / 2);
    let area = Area { x: 0, y: layout.status.y - rows, width: layout.whole.width, height: rows };
    canvas.wipe(area);
    for (line, y) in lines.iter().zip(area.y..area.y + rows) {
        canvas.pieces(1, y, area.width - 1, line);
    }
}

/// What is typed, the cursor always in sight, and at the right what else can be pressed.
fn typed(
    canvas: &mut Canvas<'_>,
    area: Area,
    lead: &str,
    (text, caret): (&str, usize),
    right: &str,
) -> Position {
    let gap = if lead.ends_with(' ') { " " } else { "" };
    // What is typed is more than what it is for.
    let lead_room =
        area.width.saturating_sub(canvas.width(text) + 2).clamp(area.width / 3, area.width * 2 / 3);
    let lead = format!("{}{gap}", canvas.clip(lead.trim_end(), lead_room));
    let lead_width = canvas.text(area.x, area.y, area.width, &lead, canvas.look(|theme| theme.key));
    let right_width = canvas.width(right);
    let right_width = if lead_width + 20 + right_width > area.width { 0 } else { right_width };
    if right_width > 0 {
        let x = area.x + area.width - right_width;
        canvas.text(x, area.y, right_width, right, canvas.look(|theme| theme.dim));
    }
    let room = area.width.saturating_sub(lead_width + right_width + 1);
    let (mut before, after) = text.split_at_checked(caret_at(text, caret)).unwrap_or((text, ""));
    // Some of what stands behind the cursor is seen as well.
    let behind = canvas.width(after).min(room / 4);
    while canvas.width(before) > room.saturating_sub(behind) {
        let mut letters = before.chars();
        letters.next();
        before = letters.as_str();
    }
    let x = area.x + lead_width;
    let look = canvas.look(|theme| theme.row);
    let used = canvas.text(x, area.y, room, before, look);
    canvas.text(x + used, area.y, room - used, after, look);
    Position { x: x + used, y: area.y }
}

/// The place above the line for some rows, wiped and framed, with a heading.
fn above(
    canvas: &mut Canvas<'_>,
    layout: &Layout,
    rows: usize,
    width: u16,
    heading: &str,
    count: Option<String>,
) -> Area {
    let rows = u16::try_from(rows.max(1)).unwrap_or(1).min(layout.whole.height - 4);
    let width = width.min(layout.whole.width);
    let area = Area { x: 0, y: layout.status.y - rows - 1, width, height: rows + 1 };
    canvas.wipe(area);
    canvas.frame(area, false, true);
    canvas.text(1, area.y, width, &format!(" {heading} "), canvas.look(|theme| theme.heading));
    if let Some(count) = count {
        let count = format!(" {count} ");
        let x = width.saturating_sub(canvas.width(&count) + 1);
        canvas.text(x, area.y, width - x, &count, canvas.look(|theme| theme.dim));
    }
    area
}

/// What answers, above the line, the chosen one lit.
fn choices(app: &App, canvas: &mut Canvas<'_>, line: &FilterLine, layout: &Layout) {
    let shown: Vec<_> = line.choices.iter().enumerate().skip(line.first()).take(SHOWN).collect();
    let width = layout.list.map_or(layout.whole.width, |list| list.width).min(60);
    let count = (!line.is_of_entry() && line.found > 0).then(|| line.found.to_string());
    let area = above(canvas, layout, shown.len(), width, app.ui().screen_filter, count);
    if shown.is_empty() {
        canvas.text(1, area.y + 1, width - 1, app.ui().screen_no_actor, canvas.look(|theme| theme.dim));
    }
    for ((number, choice), y) in shown.into_iter().zip(area.y + 1..area.y + area.height) {
        let entries = choice.entries.map_or_else(|| "…".to_owned(), |entries| entries.to_string());
        let room = width.saturating_sub(canvas.width(&entries) + 4);
        let label = canvas.clip(&choice.label, room);
        let used = canvas.text(2, y, room, &label, canvas.look(|theme| theme.row));
        let actor = matches!(choice.chip, Chip::Actor(_));
        if !actor && !choice.sort.is_empty() && used + 2 + canvas.width(choice.sort) < room {
            canvas.text(4 + used, y, room - used, choice.sort, canvas.look(|theme| theme.dim));
        }
        let x = width.saturating_sub(canvas.width(&entries) + 1);
        canvas.text(x, y, width, &entries, canvas.look(|theme| theme.dim));
        if number == line.chosen {
            canvas.text(0, y, 1, ">", canvas.look(|theme| theme.key));
            canvas.tint(Area { x: 0, y, width, height: 1 }, canvas.look(|theme| theme.row_chosen));
        }
    }
}

/// The names that are offered while an actor is being named.
fn names(app: &App, canvas: &mut Canvas<'_>, layout: &Layout) {
    // Why a line was not understood stands in their place.
    let Some(offers) = app::naming::offers(app).filter(|offers| !offers.is_empty() && app.notice.is_none())
    else {
        return;
    };
    let width = layout.list.map_or(layout.whole.width, |list| list.width).min(60);
    let area = above(canvas, layout, offers.len(), width, app.ui().listing_actors, None);
    for ((number, actor), y) in offers.iter().enumerate().zip(area.y + 1..area.y + area.height) {
        let entries = actor.entries.to_string();
        let room = width.saturating_sub(canvas.width(&entries) + 4);
        let name = canvas.clip(&actor.name, room);
        canvas.text(2, y, room, &name, canvas.look(|theme| theme.row));
        let x = width.saturating_sub(canvas.width(&entries) + 1);
        canvas.text(x, y, width, &entries, canvas.look(|theme| theme.dim));
        if number == app.naming.chosen {
            canvas.text(0, y, 1, ">", canvas.look(|theme| theme.key));
            canvas.tint(Area { x: 0, y, width, height: 1 }, canvas.look(|theme| theme.row_chosen));
        }
    }
}

/// The commands that answer, above the line.
fn commands(app: &App, canvas: &mut Canvas<'_>, line: &CommandLine, layout: &Layout) {
    let shown: Vec<_> = line.offers.iter().enumerate().skip(line.first()).take(SHOWN).collect();
    let width = layout.whole.width.min(70);
    let area = above(canvas, layout, shown.len(), width, app.ui().screen_commands, None);
    for ((number, offer), y) in shown.into_iter().zip(area.y + 1..area.y + area.height) {
        let used = canvas.text(2, y, width - 2, offer.name, canvas.look(|theme| theme.key));
        let x = 2 + used.max(14) + 2;
        let room = width.saturating_sub(x + 1);
        let help = canvas.clip(offer.help, room);
        canvas.text(x, y, room, &help, canvas.look(|theme| theme.dim));
        if number == line.chosen {
            canvas.text(0, y, 1, ">", canvas.look(|theme| theme.key));
            canvas.tint(Area { x: 0, y, width, height: 1 }, canvas.look(|theme| theme.row_chosen));
        }
    }
}

/// Draws a list over everything between title and status.
pub fn listing(app: &App, canvas: &mut Canvas<'_>, layout: &Layout) {
    let Some(listing) = &app.listing else { return };
    let area = layout.pager();
    canvas.frame(area, layout.framed, app.prompt.is_none());
    let heading = canvas.clip(&format!(" {} ", listing.heading), area.width.saturating_sub(12));
    canvas.text(area.x + 1, area.y, area.width - 2, &heading, canvas.look(|theme| theme.heading));
    let inner = area.inner(layout.framed);
    let mut y = inner.y;
    let bottom = inner.y + inner.height;
    for (number, item) in listing.items.iter().enumerate().skip(listing.top) {
        if y >= bottom {
            break;
        }
        let from = y;
        for line in item.lines.iter().take(usize::from(bottom - y)) {
            canvas.pieces(inner.x + 1, y, inner.width - 1, line);
            y += 1;
        }
        if number == listing.chosen {
            let place = Area { y: from, height: y - from, ..inner };
            canvas.tint(place, canvas.look(|theme| theme.row_chosen));
        }
    }
    let (number, of) = listing.place();
    let words = format!(" {number}/{of} ");
    let y = if layout.framed { area.y + area.height - 1 } else { area.y };
    let x = area.x + area.width.saturating_sub(canvas.width(&words) + 1);
    canvas.text(x, y, area.width, &words, canvas.look(|theme| theme.dim));
}
