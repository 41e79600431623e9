//! The title line and the status line.
//!
//! What there is no room for is left out, the least needed first.

use super::Canvas;
use crate::app::keys::Action;
use crate::app::layout::Area;
use crate::app::{self, App, Chip, Notice, Task, findings, words};
use crate::lexicon::phrase::fill;
use ratatui::style::Style;

/// Name, source, counts; chips and the known-on date.
pub fn title(app: &App, canvas: &mut Canvas<'_>, area: Area) {
    let chips = chips(app, canvas);
    let chips_width: u16 = chips.iter().map(|(text, _)| canvas.width(text) + 1).sum();
    let name = format!(" {}  ", env!("CARGO_PKG_NAME"));
    let facts = facts(app);
    // The longest list of facts that leaves room for the chips.
    let room = area.width.saturating_sub(chips_width);
    let named = [true, true, true, false].into_iter().zip([
        facts.join(" · "),
        facts.get(1..).unwrap_or_default().join(" · "),
        facts.last().cloned().unwrap_or_default(),
        facts.last().map_or_else(String::new, |last| format!(" {last}")),
    ]);
    let width = |(with_name, text): &(bool, String)| {
        canvas.width(text) + 2 + if *with_name { canvas.width(&name) } else { 0 }
    };
    let fitting = named.clone().find(|candidate| width(candidate) <= room);
    let (with_name, text) = fitting.unwrap_or_else(|| (false, String::new()));
    let mut x = 0;
    if with_name {
        x += canvas.text(0, area.y, area.width, &name, canvas.look(|theme| theme.name));
    }
    x += canvas.text(x, area.y, area.width - x, &text, canvas.look(|theme| theme.title));
    // Chips stand at the right where they fit, and are cut where they do not.
    let mut x = if chips_width < area.width - x { area.width - chips_width } else { x + 1 };
    for (text, style) in chips {
        let room = area.width.saturating_sub(x);
        let text = canvas.clip(&text, room);
        x += canvas.text(x, area.y, room, &text, style) + 1;
    }
}

fn facts(app: &App) -> Vec<String> {
    let (ui, data) = (app.ui(), &app.data);
    let number = |count: usize, one: &str, many: &str| {
        fill(if count == 1 { one } else { many }, &[&count.to_string()])
    };
    let mut facts = vec![app.settings.source.clone()];
    // What was filed later is not known yet, not even its number.
    if app.view.known_on.is_none() {
        facts.push(number(data.articles, ui.count_article_one, ui.count_article_many));
    }
    facts.push(if data.count == data.total || !data.counted {
        number(data.count, ui.count_entry_one, ui.count_entry_many)
    } else {
        fill(ui.count_entries_of, &[&data.count.to_string(), &data.total.to_string()])
    });
    facts
}

fn chips(app: &App, canvas: &Canvas<'_>) -> Vec<(String, Style)> {
    let ui = app.ui();
    let look = |chip: &Chip| match chip {
        Chip::Known(_) => canvas.look(|theme| theme.known),
        _ => canvas.look(|theme| theme.chip),
    };
    app::chips::of(&app.view).iter().map(|chip| (chip.written(ui, &app.names), look(chip))).collect()
}

/// What was just said, else the keys to go on with; at the right what waits for attention. A warning that has no room here
/// is given back.
pub fn status<'a>(app: &'a App, canvas: &mut Canvas<'_>, area: Area) -> Option<&'a Notice> {
    let right = waiting(app);
    let right_width = canvas.width(&right) + u16::from(!right.is_empty());
    let room = area.width.saturating_sub(right_width);
    let warning = canvas.look(|theme| theme.warning);
    canvas.text(area.width - canvas.width(&right).min(area.width), area.y, area.width, &right, warning);
    if let Some(told) = findings::told(app).filter(|_| app.notice.is_none()) {
        let text = canvas.clip(&told, room.saturating_sub(1));
        canvas.text(1, area.y, room, &text, canvas.look(|theme| theme.notice));
        return None;
    }
    let long = app.notice.as_ref().filter(|notice| notice.warning && canvas.width(&notice.text) >= room);
    if let Some(notice) = app.notice.as_ref().filter(|_| long.is_none()) {
        let style = if notice.warning { warning } else { canvas.look(|theme| theme.notice) };
        let text = canvas.clip(&notice.text, room.saturating_sub(1));
        canvas.text(1, area.y, room, &text, style);
        return None;
    }
    let mut x = 1;
    for (key, words) in hints(app) {
        let width = canvas.width(&key) + 1 + canvas.width(words);
        if x + width > room {
            break;
        }
        x += canvas.text(x, area.y, room - x, &key, canvas.look(|theme| theme.key)) + 1;
        x += canvas.text(x, area.y, room.saturating_sub(x), words, canvas.look(|theme| theme.dim)) + 2;
    }
    long
}

fn waiting(app: &App) -> String {
    let (ui, data) = (app.ui(), &app.data);
    let mut waiting = Vec::new();
    if app.is_weighing() {
        waiting.push(format!("{} ({})", ui.work_weighs, app.settings.keys.usual(Action::Interrupt)));
    }
    if let Some(looked) = app.previews() {
        let far = if looked == 0 { String::new() } else { format!(" {looked}") };
        waiting.push(format!("{}{far} ({})", ui.work_exports, app.settings.keys.usual(Action::Interrupt)));
    }
    if let Some(work) = &app.work {
        let name = match work.task {
            Task::Add => ui.work_add,
            Task::Rebuild => ui.work_rebuild,
            Task::Export => ui.work_export,
            Task::Mark => ui.work_mark,
        };
        let far = match (work.task, work.done, work.of) {
            (Task::Export, done, _) if done > 0 => format!("{name} {done} kB"),
            (Task::Mark, done, _) => format!("{name} {done}"),
            (_, _, 0) => format!("{name} …"),
            (_, done, of) => format!("{name} {done}/{of}"),
        };
        waiting.push(format!("{far} ({})", app.settings.keys.usual(Action::Interrupt)));
    }
    if data.marked > 0 {
        let many = if data.marked == 1 { ui.count_marked_one } else { ui.count_marked_many };
        waiting.push(fill(many, &[&data.marked.to_string()]));
    }
    if data.refused > 0 {
        let many = if data.refused == 1 { ui.count_refused_one } else { ui.count_refused_many };
        let count = fill(many, &[&data.refused.to_string()]);
        waiting.push(format!("{count} ({})", app.settings.keys.usual(Action::Articles)));
    }
    waiting.join(" · ")
}

fn hints(app: &App) -> Vec<(String, &'static str)> {
    use crate::app::Shown;
    let ui = app.ui();
    let usual = |action| app.settings.keys.usual(action);
    let key = |action| words::key(ui, usual(action));
    match app.pager.as_ref().map(|pager| pager.shown) {
        Some(Shown::Preview) => {
            vec![
                (key(Action::Write), ui.hint_write),
                (key(Action::Variant), ui.hint_format),
                (key(Action::Close), ui.hint_close),
            ]
        }
        Some(Shown::Ruling) => {
            let mut hints = vec![(key(Action::Write), ui.hint_rule), (key(Action::Close), ui.hint_cancel)];
            let ruling = app.pager.as_ref().and_then(|pager| pager.ruling.as_deref());
            if ruling.is_some_and(app::rulings::rests) {
                let basis = [(key(Action::Variant), ui.hint_basis), (key(Action::Basis), ui.hint_source)];
                hints.splice(1..1, basis);
            }
            hints
        }
        Some(_) => vec![(key(Action::Close), ui.hint_close)],
        None if app.listing.is_some() => {
            vec![(key(Action::Open), ui.hint_open), (key(Action::Close), ui.hint_close)]
        }
        None => {
            let known = format!("{} {}", usual(Action::KnownEarlier), usual(Action::KnownLater));
            let mut hints = vec![
                (key(Action::Filter), ui.hint_filter),
                (key(Action::Mark), ui.hint_mark),
                (key(Action::Export), ui.hint_export),
                (known, ui.hint_known),
                (key(Action::Help), ui.hint_help),
                (key(Action::Quit), ui.hint_quit),
            ];
            if app.one_pane() {
                let words = if app.focus == crate::app::Focus::List { ui.hint_words } else { ui.hint_back };
                hints.insert(0, (key(Action::Pane), words));
            }
            hints
        }
    }
}
