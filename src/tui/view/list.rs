//! The chronology: a date as precise as known, what happened, and how sure it is.
//!
//! Does not sort and does not choose.

use super::{Canvas, focused};
use crate::app::layout::{Area, Layout};
use crate::app::rows::begins_year;
use crate::app::{App, Focus, Task, words};
use crate::lexicon::phrase::{self, fill};
use crate::lexicon::ui::Ui;
use crate::library::{Filter, Row};
use crate::model::{Bound, DatedBy, Edtf, Entry, Modifier, Partial, Status, Title};
use chrono::Datelike as _;

/// Cells of the date column.
const DATE: u16 = 11;
/// Words are cut to so many letters at least; then the whole title is.
const LEAST_WORDS: usize = 8;

/// Draws the pane.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, area: Area, layout: &Layout) {
    let ui = app.ui();
    let has_keys = focused(app, Focus::List);
    canvas.frame(area, layout.framed, has_keys);
    let heading = if app.newest_first {
        format!(" {} · {} ", ui.screen_chronology, ui.screen_newest_first)
    } else {
        format!(" {} ", ui.screen_chronology)
    };
    let look = if has_keys { canvas.look(|theme| theme.heading) } else { canvas.look(|theme| theme.tab) };
    let heading = canvas.clip(&heading, area.width.saturating_sub(12));
    canvas.text(area.x + 1, area.y, area.width, &heading, look);
    let inner = area.inner(layout.framed);
    if app.data.rows.is_empty() {
        empty(app, canvas, inner);
        return;
    }
    position(app, canvas, area, layout);
    let mut y = inner.y;
    if layout.framed {
        where_one_is(app, canvas, inner);
        y += 1;
    }
    let mut above: Option<(&Row, String)> = None;
    for (number, row) in app.data.rows.iter().enumerate() {
        let entry = &row.entry;
        if above.as_ref().is_some_and(|(before, _)| begins_year(before, row)) {
            rule(canvas, Area { y, height: 1, ..inner }, &entry.sort_first.year().to_string());
            y += 1;
        }
        let place = Area { y, height: layout.row_height, ..inner };
        let date = date(entry, ui);
        row_of(app, canvas, place, entry, &date, above.as_ref().is_some_and(|(_, before)| *before == date));
        if number == app.list.chosen {
            let away = !has_keys && app.prompt.is_none();
            let look = if away {
                canvas.look(|theme| theme.row_chosen_away)
            } else {
                canvas.look(|theme| theme.row_chosen)
            };
            canvas.tint(place, look);
        }
        y += layout.row_height;
        above = Some((row, date));
    }
}

/// The year and the month of the first row, always in view.
fn where_one_is(app: &App, canvas: &mut Canvas<'_>, inner: Area) {
    let Some(row) = app.data.rows.first() else { return };
    let day = row.entry.sort_first;
    let month = app.ui().named("month", &format!("{:02}", day.month()));
    rule(canvas, Area { height: 1, ..inner }, &format!("{} · {month}", day.year()));
}

/// A line with a name in it.
fn rule(canvas: &mut Canvas<'_>, area: Area, name: &str) {
    let look = canvas.look(|theme| theme.year);
    canvas.text(area.x, area.y, area.width, "─", look);
    let used = 2 + canvas.text(area.x + 2, area.y, area.width - 2, name, look);
    for x in used + 1..area.width {
        canvas.text(area.x + x, area.y, 1, "─", look);
    }
}

fn empty(app: &App, canvas: &mut Canvas<'_>, inner: Area) {
    let rebuilt = app.work.is_some_and(|work| work.task == Task::Rebuild);
    let words = match app.view.filter == Filter::default() {
        true if rebuilt => app.ui().screen_rebuilding,
        true if app.data.total == 0 => app.ui().screen_empty,
        // Something is there and nothing hides it: it could not be read.
        true if app.view.known_on.is_none() => app.ui().screen_unread,
        _ => app.ui().screen_no_match,
    };
    let wrap =
        crate::app::wrap::Wrap::new(words, usize::from(inner.width).saturating_sub(2), app.settings.glyphs);
    for (y, line) in (inner.y..inner.y + inner.height).zip(wrap.lines(0, 4)) {
        let line = words.get(line).unwrap_or("");
        canvas.text(inner.x + 1, y, inner.width - 1, line, canvas.look(|theme| theme.dim));
    }
}

/// « 14/18 » on the frame.
fn position(app: &App, canvas: &mut Canvas<'_>, area: Area, layout: &Layout) {
    let number = app.place().map_or_else(|| "…".to_owned(), |place| (place + 1).to_string());
    let count = if app.data.counted { app.data.count.to_string() } else { "…".to_owned() };
    let words = format!(" {number}/{count} ");
    let y = if layout.framed { area.y + area.height - 1 } else { area.y };
    let x = area.x + area.width.saturating_sub(canvas.width(&words) + 1);
    canvas.text(x, y, area.width, &words, canvas.look(|theme| theme.dim));
}

/// Date, how it is known, how sure it is; under it, or beside it where rows are few, the title.
fn row_of(app: &App, canvas: &mut Canvas<'_>, row: Area, entry: &Entry, date: &str, again: bool) {
    let undated = entry.dated_by == DatedBy::Report;
    let date_look = match (undated, again) {
        (true, _) => canvas.look(|theme| theme.date_undated),
        (false, true) => canvas.look(|theme| theme.date_again),
        (false, false) => canvas.look(|theme| theme.date),
    };
    if entry.marked {
        canvas.text(row.x, row.y, 1, "*", canvas.look(|theme| theme.mark));
    }
    canvas.text(row.x + 1, row.y, DATE, date, date_look);
    let sign = sign(entry);
    let right = row.x + row.width - 1;
    canvas.text(right, row.y, 1, sign, canvas.look(|theme| theme.doubt));
    let after = row.x + 1 + DATE + 1;
    if row.height == 1 {
        let room = right.saturating_sub(after + 1);
        let title = title(app, entry, room);
        canvas.text(after, row.y, room, &title, canvas.look(|theme| theme.row));
        return;
    }
    let room = right.saturating_sub(after + 1);
    let meta = meta(canvas, entry, app.ui(), room);
    canvas.text(after, row.y, room, &meta, canvas.look(|theme| theme.row_meta));
    let room = row.width.saturating_sub(3);
    let title = title(app, entry, room);
    canvas.text(row.x + 3, row.y + 1, room, &title, canvas.look(|theme| theme.row));
}

/// What a doubtful entry is marked with; its status says it in words.
const fn sign(entry: &Entry) -> &'static str {
    match entry.status {
        _ if entry.contested => "!",
        Status::Denied | Status::Negated => "-",
        Status::Planned => ">",
        Status::Unconfirmed | Status::Hypothetical => "?",
        Status::Affirmed | Status::Reported => {
            let mut rest = entry.statuses.as_slice();
            while let [status, others @ ..] = rest {
                if matches!(status, Status::Unconfirmed) {
                    return "?";
                }
                rest = others;
            }
            " "
        }
    }
}

/// The title as long as there is room for it; what is said is cut within its quotation marks.
fn title(app: &App, entry: &Entry, room: u16) -> String {
    let (glyphs, room) = (app.settings.glyphs, usize::from(room));
    let of_words = |limit: usize| {
        let title = phrase::title(app.ui(), &entry.title, limit);
        title.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let whole = of_words(room);
    let (mut title, mut limit) = (whole.clone(), room);
    loop {
        let width = glyphs.width(&title);
        if width <= room {
            return title;
        }
        // What is too long by some cells needs its words cut by as many letters at least, if none takes two cells.
        let over = width - room;
        let letters = if width == title.chars().count() { over } else { over.div_ceil(2) };
        if matches!(entry.title, Title::Happened { .. }) || limit < LEAST_WORDS + letters {
            return glyphs.clip_words(&whole, room);
        }
        limit -= letters;
        title = of_words(limit);
    }
}

/// « +1 j · 2 origines · non confirmé », as much of it as there is room for.
fn meta(canvas: &Canvas<'_>, entry: &Entry, ui: &Ui, room: u16) -> String {
    let lag = entry.lag_days.filter(|days| *days > 0).map(|days| words::lag(ui, days));
    let origins = (entry.origins > 1).then(|| fill(ui.count_origin_many, &[&entry.origins.to_string()]));
    let status = entry.statuses.iter().rfind(|status| !matches!(status, Status::Affirmed));
    let status = match status {
        _ if entry.contested => Some(ui.screen_contested.to_owned()),
        status => status.map(|status| ui.status(*status).to_owned()),
    };
    let mut meta = String::new();
    for fact in [lag, origins, status].into_iter().flatten() {
        let longer = if meta.is_empty() { fact } else { format!("{meta} · {fact}") };
        if canvas.width(&longer) <= room {
            meta = longer;
        }
    }
    meta
}

/// The date in at most eleven cells: « 2026-02-03 », « 2025-07 déb », « ≤2026-02-04 », « 2019/.. ».
fn date(entry: &Entry, ui: &Ui) -> String {
    let Some(when) = entry.when else { return format!("≤{}", entry.known) };
    match (when.value, when.modifier) {
        (value, Some(Modifier::Approx)) => format!("~{}", short(value)),
        (value, Some(modifier)) => format!("{} {}", short(value), ui.modifier(modifier)),
        (value, None) => words::season(ui, value).unwrap_or_else(|| short(value)),
    }
}

/// An interval of days within a month needs no second month; one that is longer is told by its start.
fn short(value: Edtf) -> String {
    match value {
        Edtf::Interval(Bound::At(from), Bound::At(to)) => {
            let (from, to) = (from.to_string(), to.to_string());
            match (from.get(..8), to.get(..8), to.get(8..)) {
                (Some(one), Some(other), Some(day)) if one == other => {
                    format!("{}/{day}", from.get(2..).unwrap_or(""))
                }
                _ if from.len() + to.len() < usize::from(DATE) => format!("{from}/{to}"),
                _ => format!("{from}/"),
            }
        }
        Edtf::Interval(Bound::At(from @ Partial::Day(_)), Bound::Open) => format!("{from}/"),
        value => value.to_string(),
    }
}
