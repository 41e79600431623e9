//! The head of an export: what it holds, of what time, as known when, out of how much.
//!
//! Does not write entries.

use super::escape::escape;
use crate::lexicon::phrase;
use crate::lexicon::ui::Ui;
use crate::library::{Extent, Filter, Library, View, Without};
use std::io::{self, Write};

/// Stands for what is not known yet.
const OPEN: &str = "…";

/// Writes the title and the facts under it.
pub fn write(
    out: &mut dyn Write,
    library: &Library,
    view: &View,
    extent: Option<&Extent>,
    ui: &Ui,
) -> io::Result<()> {
    let filter = words(&view.filter, ui);
    let title = if filter.is_empty() { String::new() } else { format!("{}{filter}", ui.export_colon) };
    writeln!(out, "# {}{title}\n", ui.export_title)?;
    let mut fact = |name: &str, value: &str| writeln!(out, "- **{name}**{}{value}", ui.export_colon);
    fact(ui.export_filter, if filter.is_empty() { ui.export_no_filter } else { &filter })?;
    let open = || Some(OPEN.to_owned());
    if let Some(period) = extent.map_or_else(open, |extent| period(extent, ui)) {
        fact(ui.export_period, &period)?;
    }
    let known_on = view.known_on.map(|day| phrase::day(ui, day));
    fact(ui.export_known_on, known_on.as_deref().unwrap_or(ui.export_known_all))?;
    let all = library.count(&View { filter: Filter::default(), known_on: view.known_on });
    let entries = extent.map_or_else(|| OPEN.to_owned(), |extent| extent.entries.to_string());
    fact(ui.export_entries, &phrase::fill(ui.export_entries_of, &[&entries, &all.to_string()]))?;
    if extent.is_some_and(|extent| extent.entries == 0) {
        writeln!(out, "\n{}", ui.export_nothing)?;
    }
    Ok(())
}

fn period(extent: &Extent, ui: &Ui) -> Option<String> {
    let (first, last) = extent.days?;
    let (from, to) = (phrase::day(ui, first), phrase::day(ui, last));
    Some(if first == last { from } else { phrase::fill(ui.date_span, &[&from, &to]) })
}

/// What is kept out, in words.
fn without(without: &Without, ui: &Ui) -> Vec<String> {
    let kinds = without.kinds.iter().map(|kind| ui.kind(*kind).to_owned());
    let statuses = without.statuses.iter().map(|status| ui.status(*status).to_owned());
    let names = without.places.iter().chain(&without.sources).map(|name| escape(name));
    let tags = without.tags.iter().map(|tag| escape(&format!("#{tag}")));
    let all = kinds.chain(statuses).chain(names).chain(tags);
    all.map(|word| format!("{} {word}", ui.screen_without)).collect()
}

/// The filter in words; empty if it keeps all.
fn words(filter: &Filter, ui: &Ui) -> String {
    let mut words: Vec<String> = Vec::new();
    for test in &filter.actors {
        let name = escape(&test.name);
        let name = if test.not { format!("{} {name}", ui.screen_without) } else { name };
        words.push(test.part.map_or(name.clone(), |part| format!("{name} ({})", ui.part(part))));
    }
    words.extend(filter.kinds.iter().map(|kind| ui.kind(*kind).to_owned()));
    words.extend(filter.statuses.iter().map(|status| ui.status(*status).to_owned()));
    words.extend(filter.places.iter().chain(&filter.sources).map(|name| escape(name)));
    words.extend(filter.tags.iter().map(|tag| escape(&format!("#{tag}"))));
    words.extend(filter.words.iter().map(|word| escape(&phrase::fill(ui.export_quote, &[word]))));
    words.extend(without(&filter.without, ui));
    let days = [(filter.from, ui.date_since), (filter.to, ui.date_until)];
    words.extend(
        days.iter().filter_map(|(day, template)| Some(phrase::fill(template, &[&phrase::day(ui, (*day)?)]))),
    );
    words.extend(filter.dated.then(|| ui.screen_dated_only.to_owned()));
    if !filter.ids.is_empty() {
        words.push(phrase::fill(ui.export_chosen, &[&filter.ids.len().to_string()]));
    }
    words.join(ui.export_semicolon)
}
