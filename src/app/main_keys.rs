//! Keys in the two panes: moving, choosing, filtering, the known-on date, marking, exporting.
//!
//! What a key asks for can be asked for by its name as well (`:`), so all of it stands in [`act`]. Does not draw.

use super::chips::{self, Chip};
use super::filter::{self, FilterLine};
use super::keys::{Action, Key, Within};
use super::listing::{self, What};
use super::load::top_for;
use super::motion::Motion;
use super::rulings::{self, Ruling};
use super::{
    App, CommandLine, Effect, Focus, Format, Prompt, Queries, Shown, Tab, cite, findings, pager, prompt,
};
use crate::lexicon::phrase::fill;
use crate::library::{Command, Filter, Seek, View};
use crate::model::Span;
use crate::model::text::fold;

/// A key while nothing lies over the panes.
pub fn key(app: &mut App, library: &dyn Queries, key: Key) -> Vec<Effect> {
    let Some(action) = app.settings.keys.action(Within::Main, key) else { return Vec::new() };
    if app.detail.finding.is_some() && findings::act(app, library, action) {
        return Vec::new();
    }
    act(app, library, action)
}

/// Does what is asked for.
pub fn act(app: &mut App, library: &dyn Queries, action: Action) -> Vec<Effect> {
    if let Some(motion) = Motion::of(action, page(app)) {
        travel(app, motion);
        return Vec::new();
    }
    match action {
        Action::Pane => app.focus = other(app.focus),
        Action::Words => words(app),
        Action::EarlierReport => report(app, -1),
        Action::LaterReport => report(app, 1),
        Action::TabArticle => app.detail.tab = Tab::Article,
        Action::TabQuotes => app.detail.tab = Tab::Quotes,
        Action::TabReports => app.detail.tab = Tab::Reports,
        Action::TabHistory => app.detail.tab = Tab::History,
        Action::Filter => app.prompt = Some(Prompt::Filter(Box::new(FilterLine::new()))),
        Action::FilterEntry => filter_entry(app),
        Action::FilterFirst => filter_first(app),
        Action::Search => prompt::search(app),
        Action::Command => app.prompt = Some(Prompt::Command(CommandLine::new(app))),
        Action::Drop => drop_chip(app),
        Action::Dated => app.view.filter.dated = !app.view.filter.dated,
        Action::KnownEarlier => known_earlier(app, library),
        Action::KnownLater => known_later(app, library),
        Action::NextHit => mention(app, library, true),
        Action::PreviousHit => mention(app, library, false),
        Action::Order => app.newest_first = !app.newest_first,
        Action::ZoomIn => app.zoom = app.zoom.step(true),
        Action::ZoomOut => app.zoom = app.zoom.step(false),
        Action::Actors => listing::open(app, library, What::Actors, None),
        Action::Articles => listing::open(app, library, What::Articles, None),
        Action::Quotes => listing::open(app, library, What::Quotes, None),
        Action::Contacts => listing::open(app, library, What::Contacts, None),
        Action::Review => listing::open(app, library, What::Review, None),
        Action::Marks => listing::open(app, library, What::Marks, None),
        Action::Tags => listing::open(app, library, What::Tags, None),
        Action::Selections => listing::open(app, library, What::Selections, None),
        Action::Compare => compare(app, library),
        Action::Correct => rulings::open(app, Ruling::Correct),
        Action::Reject => rulings::open(app, Ruling::Reject),
        Action::Tag => rulings::open(app, Ruling::Tag),
        Action::Note => rulings::open(app, Ruling::Note),
        Action::Merge => rulings::open(app, Ruling::Merge),
        Action::Link => rulings::link(app),
        Action::Split => rulings::open(app, Ruling::Split),
        Action::InvertLast => {
            if let Some(chip) = filter::last(app) {
                filter::invert(app, &chip);
            }
        }
        Action::Undo => return vec![Effect::Weigh(Box::new(Command::Undo { seq: None, others: false }))],
        Action::Redo => return vec![Effect::Weigh(Box::new(Command::Redo))],
        Action::Journal => return vec![Effect::Journal(crate::model::Seq::MAX)],
        Action::Help => pager::open(app, Shown::Help),
        Action::Mark => return mark(app),
        Action::MarkRange => return mark_range(app),
        Action::Copy => return cite::copy(app),
        Action::Mouse => {
            app.mouse = !app.mouse;
            app.say(if app.mouse { app.ui().screen_mouse_on } else { app.ui().screen_mouse_off });
            return vec![Effect::Mouse(app.mouse)];
        }
        Action::Export => return export(app, library),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return quit(app),
        Action::Down
        | Action::Up
        | Action::HalfDown
        | Action::HalfUp
        | Action::PageDown
        | Action::PageUp
        | Action::First
        | Action::Last
        | Action::Interrupt
        | Action::Close
        | Action::Open
        | Action::Write
        | Action::Variant
        | Action::Basis
        | Action::CaretLeft
        | Action::CaretRight
        | Action::CaretStart
        | Action::CaretEnd
        | Action::Delete
        | Action::Accept
        | Action::Cancel
        | Action::Part
        | Action::Invert
        | Action::NextChoice
        | Action::PreviousChoice
        | Action::Erase
        | Action::EraseWord
        | Action::EraseAll => {}
    }
    Vec::new()
}

const fn other(focus: Focus) -> Focus {
    match focus {
        Focus::List => Focus::Detail,
        Focus::Detail => Focus::List,
    }
}

/// Where one pane is shown at a time the detail is a view of its own, which `q` closes.
fn quit(app: &mut App) -> Vec<Effect> {
    if app.focus == Focus::Detail && app.one_pane() {
        app.focus = Focus::List;
        return Vec::new();
    }
    vec![Effect::Quit]
}

/// The rows of the pane that has the keys.
fn page(app: &App) -> usize {
    match app.focus {
        Focus::List => app.layout().map_or(1, |layout| layout.list_rows()),
        Focus::Detail => app.detail_height(),
    }
}

fn travel(app: &mut App, motion: Motion) {
    match (app.focus, motion) {
        (Focus::List, Motion::By(rows)) => app.list.step(i64::try_from(rows).unwrap_or(0)),
        (Focus::List, end) => to_end(app, (end == Motion::Start) != app.newest_first),
        (Focus::Detail, motion) => scroll_detail(app, motion),
    }
}

/// To the first or the last row of the chronology.
fn to_end(app: &mut App, first: bool) {
    app.list.go(if first { Seek::Start } else { Seek::End });
}

/// Scrolls the detail.
pub fn scroll_detail(app: &mut App, motion: Motion) {
    let height = app.detail_height();
    app.detail.top = if app.detail.tab == Tab::Article {
        let (Some(wrap), body) = (app.article_wrap(), app.body_start()) else { return };
        match motion {
            Motion::By(lines) => wrap.moved(app.detail.top, lines).min(wrap.last_top(height)).max(body),
            Motion::Start => body,
            Motion::End => wrap.last_top(height).max(body),
        }
    } else {
        motion.from(app.detail.top, app.data.page.lines.len().saturating_sub(height))
    };
}

/// Into the article, at the words of the chosen report; from there, to its findings one by one.
fn words(app: &mut App) {
    if app.chosen_row().is_none() {
        return;
    }
    if app.focus == Focus::Detail && app.detail.tab == Tab::Article {
        return findings::enter(app);
    }
    app.focus = Focus::Detail;
    app.detail.tab = Tab::Article;
    app.detail.hit = None;
    app.data.detail_of = None;
}

fn report(app: &mut App, step: isize) {
    let reports = app.data.entry.as_ref().map_or(0, |entry| entry.reports.len());
    let to = app.detail.report.saturating_add_signed(step).min(reports.saturating_sub(1));
    if to != app.detail.report {
        app.detail.report = to;
        app.detail.hit = None;
        app.detail.finding = None;
    }
}

/// The filter line, with what the chosen entry is made of.
fn filter_entry(app: &mut App) {
    let ui = app.ui();
    if let Some(entry) = app.chosen() {
        app.prompt = Some(Prompt::Filter(Box::new(FilterLine::of_entry(entry, ui))));
    }
}

/// Filters by the first actor of the chosen entry.
fn filter_first(app: &mut App) {
    let ui = app.ui();
    let Some(line) = app.chosen().map(|entry| FilterLine::of_entry(entry, ui)) else { return };
    let there = chips::of(&app.view);
    let next = line.choices.iter().find(|choice| !there.contains(&choice.chip)).cloned();
    if let Some(choice) = next {
        filter::add(app, &choice);
        app.say(fill(ui.screen_added, &[&choice.label]));
    }
}

fn drop_chip(app: &mut App) {
    let ui = app.ui();
    if let Some(chip) = filter::drop_last(app) {
        let label = chip.label(ui, &app.names);
        app.say(fill(ui.screen_dropped, &[&label]));
    }
}

fn known_earlier(app: &mut App, library: &dyn Queries) {
    // Without a date everything is known, up to the last report.
    let now = app.view.known_on.or_else(|| library.report_day_before(None));
    match now.and_then(|now| library.report_day_before(Some(now))) {
        Some(day) => app.view.known_on = Some(day),
        None => app.say(app.ui().screen_no_earlier_report),
    }
}

fn known_later(app: &mut App, library: &dyn Queries) {
    let Some(now) = app.view.known_on else {
        app.say(app.ui().screen_no_later_report);
        return;
    };
    let next = library.report_day_after(now);
    app.view.known_on = next.filter(|day| library.report_day_after(*day).is_some());
}

/// Two known-on dates are asked for; the last two on which something was reported stand there.
fn compare(app: &mut App, library: &dyn Queries) {
    let last = app.view.known_on.or_else(|| library.report_day_before(None));
    let before = last.and_then(|last| library.report_day_before(Some(last)));
    let text = match (before, last) {
        (Some(before), Some(last)) => format!("{before} {last}"),
        _ => String::new(),
    };
    app.prompt = Some(Prompt::Compare(text));
}

/// To the next or previous words searched for; without any, mention of the filtered actors, or else of the entry's.
fn mention(app: &mut App, library: &dyn Queries, forwards: bool) {
    let mentions = mentions(app);
    let here = app.detail.hit.or_else(|| app.report().map(|report| report.span)).map_or(0, |span| span.start);
    let next = if forwards {
        mentions.iter().find(|span| span.start > here)
    } else {
        mentions.iter().rev().find(|span| span.start < here)
    };
    let around = if forwards { mentions.first() } else { mentions.last() };
    let next = next.copied();
    if next.is_none()
        && let Some((report, span)) = elsewhere(app, library, forwards)
    {
        app.detail.report = report;
        app.detail.tab = Tab::Article;
        app.detail.hit = Some(span);
        return;
    }
    let Some(span) = next.or(around.copied()) else {
        app.say(app.ui().screen_no_mention);
        return;
    };
    go_to(app, span);
}

/// The next word searched for in another article of the entry, going round its reports.
fn elsewhere(app: &App, library: &dyn Queries, forwards: bool) -> Option<(usize, Span)> {
    let entry = app.data.entry.as_ref()?;
    let here = app.report()?.article;
    let (many, at) = (entry.reports.len(), app.detail.report);
    let round = (1..many).map(|step| if forwards { (at + step) % many } else { (at + many - step) % many });
    round.take(super::load::LOOKED_AT).find_map(|number| {
        let article = entry.reports.get(number)?.article;
        let view = (article != here).then(|| library.filed(&article)).flatten()?;
        let hits = app.hits_in(&view.article.text);
        let hit = if forwards { hits.first() } else { hits.last() };
        hit.map(|span| (number, *span))
    })
}

/// Brings words of the article into view.
pub fn go_to(app: &mut App, span: Span) {
    app.detail.tab = Tab::Article;
    app.detail.hit = Some(span);
    if let Some(top) = app.article_wrap().map(|wrap| top_for(app, wrap, span.start)) {
        app.detail.top = top;
    }
}

fn mentions(app: &App) -> Vec<Span> {
    let (Some(view), Some(entry)) = (&app.data.article, &app.data.entry) else { return Vec::new() };
    if !app.view.filter.words.is_empty() {
        return app.hits();
    }
    let mut keys: Vec<&str> =
        app.view.filter.actors.iter().filter(|test| !test.not).map(|test| test.key.as_str()).collect();
    if keys.is_empty() {
        keys = entry.actors.iter().map(|actor| actor.key.as_str()).collect();
    }
    let meant = |party: usize| {
        view.reading.party(party).is_some_and(|party| {
            let key = party.id.clone().unwrap_or_else(|| fold(&party.name));
            keys.contains(&key.as_str())
        })
    };
    let mentions = view.reading.actors.iter().filter(|mention| meant(mention.party));
    mentions.map(|mention| mention.span).collect()
}

fn mark(app: &App) -> Vec<Effect> {
    app.chosen().map(|entry| Effect::ToggleMark(entry.id.clone())).into_iter().collect()
}

/// The first time here a range begins, the second time all between are marked.
fn mark_range(app: &mut App) -> Vec<Effect> {
    let Some(here) = app.chosen_row().map(|row| row.key) else { return Vec::new() };
    let Some(begun) = app.range.take() else {
        app.range = Some(here);
        app.say(app.ui().screen_range_begun);
        return Vec::new();
    };
    if app.work.is_some() {
        app.range = Some(begun);
        app.warn(app.ui().work_busy);
        return Vec::new();
    }
    let (from, to) = (begun.min(here), begun.max(here));
    vec![Effect::MarkRange { view: Box::new(app.view.clone()), from, to }]
}

/// What is marked; if nothing is, what the filter keeps.
fn export(app: &mut App, library: &dyn Queries) -> Vec<Effect> {
    let marked = library.marked();
    let view = if marked.is_empty() {
        app.view.clone()
    } else {
        View { filter: Filter { ids: marked, ..Filter::default() }, known_on: app.view.known_on }
    };
    if library.rows(&view, &Seek::Start, 0, 1).rows.is_empty() {
        app.say(app.ui().screen_nothing_to_export);
        return Vec::new();
    }
    vec![Effect::Preview(Box::new(view), Format::Markdown)]
}

/// The chip of what was known on a day.
pub fn known_on(app: &mut App, day: chrono::NaiveDate) {
    Chip::Known(day).add(&mut app.view);
}
