//! Keys in the two panes: moving, choosing, filtering, the known-on date, marking, exporting.
//!
//! Does not draw.

use super::filter::FilterLine;
use super::keys::{Action, Key, Within, action};
use super::load::top_for;
use super::{App, Effect, Focus, Prompt, Queries, Shown, Tab, pager};
use crate::lexicon::phrase::fill;
use crate::library::{Filter, View};
use crate::model::Span;
use crate::model::text::fold;

/// A key while nothing lies over the panes.
pub fn key(app: &mut App, library: &dyn Queries, key: Key) -> Vec<Effect> {
    let Some(action) = action(Within::Main, key) else { return Vec::new() };
    match action {
        Action::Down
        | Action::Up
        | Action::HalfDown
        | Action::HalfUp
        | Action::PageDown
        | Action::PageUp
        | Action::First
        | Action::Last => travel(app, action),
        Action::Pane => app.focus = other(app.focus),
        Action::Words => words(app),
        Action::EarlierReport => report(app, -1),
        Action::LaterReport => report(app, 1),
        Action::TabArticle => app.detail.tab = Tab::Article,
        Action::TabQuotes => app.detail.tab = Tab::Quotes,
        Action::TabReports => app.detail.tab = Tab::Reports,
        Action::TabHistory => app.detail.tab = Tab::History,
        Action::Filter => app.prompt = Some(Prompt::Filter(Box::new(FilterLine::new(&app.view, library)))),
        Action::Drop => drop_chip(app),
        Action::Dated => app.view.filter.dated = !app.view.filter.dated,
        Action::KnownEarlier => known_earlier(app),
        Action::KnownLater => known_later(app),
        Action::NextHit => mention(app, true),
        Action::PreviousHit => mention(app, false),
        Action::Order => {
            app.newest_first = !app.newest_first;
            app.list.chosen = app.data.count.saturating_sub(1).saturating_sub(app.list.chosen);
        }
        Action::Refused => pager::open(app, Shown::Refused, library),
        Action::Help => pager::open(app, Shown::Help, library),
        Action::Mark => return mark(app),
        Action::Export => return export(app, library),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return quit(app),
        Action::Interrupt
        | Action::Close
        | Action::Write
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

/// How far an action moves in a pane of that many rows; `None` for its ends.
fn distance(action: Action, rows: usize) -> Option<isize> {
    let rows = isize::try_from(rows).unwrap_or(1);
    Some(match action {
        Action::Down => 1,
        Action::Up => -1,
        Action::HalfDown => (rows / 2).max(1),
        Action::HalfUp => -(rows / 2).max(1),
        Action::PageDown => rows,
        Action::PageUp => -rows,
        _ => return None,
    })
}

fn travel(app: &mut App, action: Action) {
    let Some(layout) = app.layout() else { return };
    match app.focus {
        Focus::List => {
            let last = app.data.count.saturating_sub(1);
            let chosen = match distance(action, layout.list_rows()) {
                Some(steps) => app.list.chosen.saturating_add_signed(steps).min(last),
                None if action == Action::First => 0,
                None => last,
            };
            app.list.chosen = chosen;
        }
        Focus::Detail => scroll_detail(app, action),
    }
}

fn scroll_detail(app: &mut App, action: Action) {
    let height = app.detail_height();
    let steps = distance(action, height);
    let top = if app.detail.tab == Tab::Article {
        let (Some(wrap), body) = (app.article_wrap(), app.body_start()) else { return };
        match steps {
            Some(steps) => wrap.moved(app.detail.top, steps).min(wrap.last_top(height)).max(body),
            None if action == Action::First => body,
            None => wrap.last_top(height).max(body),
        }
    } else {
        let last = app.data.page.lines.len().saturating_sub(height);
        match steps {
            Some(steps) => app.detail.top.saturating_add_signed(steps).min(last),
            None if action == Action::First => 0,
            None => last,
        }
    };
    app.detail.top = top;
}

/// Into the article, at the words of the chosen report.
fn words(app: &mut App) {
    if app.data.count == 0 {
        return;
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
    }
}

fn drop_chip(app: &mut App) {
    let ui = app.ui();
    if let Some(test) = app.view.filter.actors.pop() {
        app.say(fill(ui.screen_dropped, &[&test.name]));
    } else if app.view.filter.dated {
        app.view.filter.dated = false;
        app.say(fill(ui.screen_dropped, &[ui.screen_dated_only]));
    } else if app.view.filter != Filter::default() {
        app.view.filter = Filter::default();
    } else if let Some(day) = app.view.known_on.take() {
        app.say(fill(ui.screen_dropped, &[&fill(ui.screen_known_on, &[&day.to_string()])]));
    }
}

/// One report day earlier; all that is known is the last of them.
fn known_earlier(app: &mut App) {
    let days = &app.data.days;
    let now = app.view.known_on.or(days.last().copied());
    match days.iter().rev().find(|day| now.is_some_and(|now| **day < now)) {
        Some(day) => app.view.known_on = Some(*day),
        None => app.say(app.ui().screen_no_earlier_report),
    }
}

fn known_later(app: &mut App) {
    let Some(now) = app.view.known_on else {
        app.say(app.ui().screen_no_later_report);
        return;
    };
    let next = app.data.days.iter().find(|day| **day > now).copied();
    app.view.known_on = next.filter(|day| Some(day) != app.data.days.last());
}

/// To the next or previous mention, in the article, of the filtered actors; of the entry's, if none is filtered.
fn mention(app: &mut App, forwards: bool) {
    let mentions = mentions(app);
    let here = app.detail.hit.or_else(|| app.report().map(|report| report.span)).map_or(0, |span| span.start);
    let next = if forwards {
        mentions.iter().find(|span| span.start > here).or(mentions.first())
    } else {
        mentions.iter().rev().find(|span| span.start < here).or(mentions.last())
    };
    let Some(span) = next.copied() else {
        app.say(app.ui().screen_no_mention);
        return;
    };
    app.detail.tab = Tab::Article;
    app.detail.hit = Some(span);
    if let Some(top) = app.article_wrap().map(|wrap| top_for(app, wrap, span.start)) {
        app.detail.top = top;
    }
}

fn mentions(app: &App) -> Vec<Span> {
    let (Some(view), Some(entry)) = (&app.data.article, &app.data.entry) else { return Vec::new() };
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
    let entry = app.data.entry.as_ref().filter(|_| app.data.count > 0);
    entry.map(|entry| Effect::ToggleMark(entry.id.clone())).into_iter().collect()
}

/// What is marked; if nothing is, what the filter keeps.
fn export(app: &mut App, library: &dyn Queries) -> Vec<Effect> {
    let marked = library.marked();
    let view = if marked.is_empty() {
        app.view.clone()
    } else {
        View { filter: Filter { ids: marked, ..Filter::default() }, known_on: app.view.known_on }
    };
    if library.count(&view) == 0 {
        app.say(app.ui().screen_nothing_to_export);
        return Vec::new();
    }
    vec![Effect::Preview(Box::new(view))]
}
