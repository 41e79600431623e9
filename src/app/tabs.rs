//! The faces of the detail that the program writes itself: quotes, reports, history.
//!
//! Does not draw and does not show the article (that is broken where it is looked at).

use super::page::{Page, Pages, Role};
use super::wordings::{self, Wording};
use super::words::{self, BETWEEN};
use super::{App, Queries, Tab, revisions, rulings};
use crate::lexicon::phrase::{self, fill};
use crate::lexicon::ui::Ui;
use crate::model::{Chain, Entry, EntryQuote, Hop, Report, Status, Who};

/// The names of the faces as there is room for them, and what stands between: with numbers, without, then closer.
pub fn labels(app: &App, room: u16) -> (Vec<String>, String) {
    let ui = app.ui();
    let label = |tab: &Tab, numbers: bool| {
        let (name, count) = match tab {
            Tab::Article => (ui.screen_article, None),
            Tab::Quotes => (ui.screen_quotes, app.chosen().map(|entry| entry.quotes.len())),
            Tab::Reports => (ui.screen_reports, app.chosen().map(|entry| entry.reports.len())),
            Tab::History => (ui.screen_history, None),
        };
        count.filter(|_| numbers).map_or_else(|| name.to_owned(), |count| format!("{name} {count}"))
    };
    let glyphs = app.settings.glyphs;
    let line = |numbers: bool, bar: &str| {
        let labels: Vec<String> = Tab::ALL.iter().map(|tab| label(tab, numbers)).collect();
        (labels, bar.to_owned())
    };
    let fits = |(labels, bar): &(Vec<String>, String)| {
        let width: usize = labels.iter().map(|label| glyphs.width(label)).sum();
        width + glyphs.width(bar) * (labels.len() - 1) <= usize::from(room)
    };
    [line(true, " │ "), line(false, " │ ")].into_iter().find(fits).unwrap_or_else(|| line(false, "│"))
}

/// The page of the chosen face; empty for the article.
pub fn page(app: &App, entry: &Entry, width: usize, library: &dyn Queries) -> Page {
    let mut pages = Pages::new(width, app.settings.glyphs);
    let ui = app.ui();
    match app.detail.tab {
        Tab::Article => {}
        Tab::Quotes => quotes(&mut pages, entry, ui, library),
        Tab::Reports => {
            let mut above = None;
            for (number, report) in entry.reports.iter().enumerate() {
                let again = above.replace(report.article) == Some(report.article);
                let of = (number + 1, entry.reports.len());
                telling(&mut pages, report, (number == app.detail.report, of), again, ui);
            }
        }
        Tab::History => {
            history(&mut pages, entry, ui);
            let ruled: Vec<_> = entry.rulings.iter().filter_map(|seq| library.ruling(*seq)).collect();
            if !ruled.is_empty() {
                pages.gap();
            }
            for record in ruled {
                rulings::record(app, &mut pages, &record, "");
            }
            if let Some(view) = &app.data.article {
                revisions::write(&mut pages, &view.article, &app.data.earlier, ui);
            }
        }
    }
    pages.done()
}

fn quotes(pages: &mut Pages, entry: &Entry, ui: &Ui, library: &dyn Queries) {
    if entry.quotes.is_empty() {
        pages.put(0, 0, &[(Role::Dim, ui.screen_no_quotes)]);
    }
    for utterance in wordings::utterances(&entry.quotes) {
        pages.gap();
        for (number, wording) in utterance.iter().enumerate() {
            let quote = wording.quote;
            if number == 0 {
                let speaker = quote.speaker.as_deref().unwrap_or(ui.screen_who_unknown);
                let mut rest = String::new();
                if let Some(whom) = addressee(quote, ui, library) {
                    rest.push_str(BETWEEN);
                    rest.push_str(&fill(ui.screen_to_whom, &[&whom]));
                }
                if let Some(said) = quote.said {
                    rest.push_str(BETWEEN);
                    rest.push_str(&fill(ui.screen_said, &[&phrase::when(ui, said)]));
                }
                let role = if quote.speaker_named { Role::Speaker } else { Role::Heading };
                pages.put(0, 2, &[(role, speaker), (Role::Dim, &rest)]);
            }
            let pieces = wording.pieces(ui);
            let pieces: Vec<(Role, &str)> =
                pieces.iter().map(|(role, text)| (*role, text.as_str())).collect();
            pages.put(2, 2, &pieces);
            let printed = printed(entry, wording, ui);
            if !printed.is_empty() {
                pages.put(2, 4, &[(Role::Dim, &printed)]);
            }
        }
    }
}

/// « Reuters · 2026-02-04, AFP · 2026-02-04 »: who prints a wording.
pub fn printed(entry: &Entry, wording: &Wording<'_>, ui: &Ui) -> String {
    let report = |quote: &&EntryQuote| entry.reports.iter().find(|report| report.article == quote.article);
    let by: Vec<String> =
        wording.printed.iter().filter_map(report).map(|report| signed(report, ui)).collect();
    by.join(", ")
}

/// Whom the words were said to: the counterparts of the saying they belong to.
fn addressee(quote: &EntryQuote, ui: &Ui, library: &dyn Queries) -> Option<String> {
    let view = library.article(&quote.article)?;
    let found = view.reading.quotes.iter().find(|found| found.span == quote.span)?;
    let saying = view.reading.events.get(found.telling?)?;
    let name = |who: &Who| match who {
        Who::Party(party) => view.reading.party(*party).map(|party| party.name.clone()),
        Who::Unnamed(words) if words.is_empty() => Some(ui.screen_unnamed.to_owned()),
        Who::Unnamed(words) => Some(words.clone()),
    };
    let names: Vec<String> = saying.counterparts.iter().filter_map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// « texte modifié 2 fois (4) »: that the article on the screen has earlier texts, which the history shows.
pub fn revised(app: &App) -> Option<String> {
    revisions::told(&app.data.earlier, app.ui())
}

/// « Reuters · 2026-02-04 »
pub fn signed(report: &Report, ui: &Ui) -> String {
    let agency = report.agency.as_deref().unwrap_or(ui.screen_unsigned);
    format!("{agency}{BETWEEN}{}", report.published)
}

fn telling(
    pages: &mut Pages,
    report: &Report,
    (chosen, (number, of)): (bool, (usize, usize)),
    again: bool,
    ui: &Ui,
) {
    pages.gap();
    let lead = if chosen { "> " } else { "  " };
    // By its number a report is split off.
    let lead = if of > 1 { format!("{lead}{number}. ") } else { lead.to_owned() };
    let status = format!("{BETWEEN}{}", ui.status(report.status));
    let role = if doubtful(report.status) { Role::Doubt } else { Role::Text };
    let lag = lag(report).map(|days| format!("{BETWEEN}{}", words::lag(ui, days)));
    pages.put(
        0,
        2,
        &[
            (Role::Key, &lead),
            (Role::Speaker, &signed(report, ui)),
            (role, &status),
            (Role::Dim, lag.as_deref().unwrap_or("")),
        ],
    );
    if !again {
        pages.put(2, 2, &[(Role::Heading, &report.headline)]);
    }
    let mut facts = vec![ui.kind(report.kind).to_owned()];
    facts.extend(report.when.map(|when| phrase::when(ui, when)));
    facts.extend(report.place.as_ref().map(|place| place.name.clone()));
    pages.put(2, 4, &[(Role::Text, &facts.join(BETWEEN))]);
    if let Some(first) = &report.first_by {
        pages.put(2, 4, &[(Role::Dim, &fill(ui.screen_first_by, &[first]))]);
    }
    chains(pages, &report.chains, ui);
}

/// The ways of the report as a small tree: the publisher, and under it whom it had its word from.
fn chains(pages: &mut Pages, chains: &[Chain], ui: &Ui) {
    let beyond: Vec<&[Hop]> =
        chains.iter().filter_map(|chain| chain.get(1..)).filter(|hops| !hops.is_empty()).collect();
    if beyond.is_empty() {
        pages.put(2, 4, &[(Role::Dim, ui.screen_publisher_word)]);
    }
    branches(pages, &beyond, "");
}

/// The first hops of some ways, each once, and under each the rest of the ways that lead over it.
fn branches(pages: &mut Pages, ways: &[&[Hop]], indent: &str) {
    let mut firsts: Vec<&Hop> = Vec::new();
    for first in ways.iter().filter_map(|way| way.first()) {
        if !firsts.contains(&first) {
            firsts.push(first);
        }
    }
    for (number, first) in firsts.iter().enumerate() {
        let last = number + 1 == firsts.len();
        let branch = format!("{indent}{}", if last { "└─ " } else { "├─ " });
        let words = hop(first);
        pages.put(2, 5 + indent.chars().count(), &[(Role::Dim, &branch), (Role::Text, &words)]);
        let over = ways.iter().filter(|way| way.first() == Some(first)).filter_map(|way| way.get(1..));
        let rest: Vec<&[Hop]> = over.filter(|rest| !rest.is_empty()).collect();
        let deeper = format!("{indent}{}", if last { "   " } else { "│  " });
        branches(pages, &rest, &deeper);
    }
}

fn hop(hop: &Hop) -> String {
    match hop {
        Hop::Named(name) | Hop::Described(name) => name.clone(),
    }
}

fn lag(report: &Report) -> Option<i64> {
    let last = report.when.filter(|_| report.status.is_real())?.last_day()?;
    let days = (report.published - last).num_days();
    (days > 0).then_some(days)
}

/// Whether a status says that the thing is in doubt.
pub const fn doubtful(status: Status) -> bool {
    matches!(status, Status::Unconfirmed | Status::Hypothetical | Status::Denied | Status::Negated)
}

fn history(pages: &mut Pages, entry: &Entry, ui: &Ui) {
    let date = if let Some(when) = entry.when {
        fill(ui.screen_happened, &[&phrase::when(ui, when)])
    } else {
        fill(ui.screen_happened_unknown, &[&phrase::day(ui, entry.known)])
    };
    pages.put(0, 2, &[(Role::Text, &date)]);
    if let Some(place) = &entry.place {
        pages.put(0, 2, &[(Role::Text, &fill(ui.screen_place, &[&place.name]))]);
    }
    let known = fill(ui.screen_known_since, &[&phrase::day(ui, entry.known)]);
    let lag = entry.lag_days.filter(|days| *days > 0);
    let lag = lag.map(|days| {
        let words = if days == 1 { ui.export_lag_one } else { ui.export_lag_many };
        format!(", {}", fill(words, &[&days.to_string()]))
    });
    pages.put(0, 2, &[(Role::Text, &known), (Role::Dim, lag.as_deref().unwrap_or(""))]);
    pages.gap();
    for report in &entry.reports {
        let day = report.published.to_string();
        let agency = report.agency.as_deref().unwrap_or(ui.screen_unsigned);
        let words =
            format!("  {agency}{BETWEEN}{}{BETWEEN}{}", ui.kind(report.kind), ui.status(report.status));
        pages.put(0, 12, &[(Role::Date, &day), (Role::Text, &words)]);
    }
    if entry.contested {
        pages.put(0, 2, &[(Role::Doubt, ui.screen_contested)]);
    }
    pages.gap();
    let mark = if entry.marked { ui.screen_marked_now } else { ui.screen_unmarked_now };
    pages.put(0, 2, &[(Role::Dim, mark)]);
    for (sign, words) in
        entry.tags.iter().map(|tag| ("#", tag)).chain(entry.notes.iter().map(|note| ("- ", note)))
    {
        pages.put(0, 2, &[(Role::Key, sign), (Role::Text, words)]);
    }
}
