//! One entry as Markdown: what, when, who, where, how it is known, the words said, and how each report tells it.

use super::escape::escape;
use super::footnotes::Footnotes;
use crate::lexicon::phrase;
use crate::lexicon::ui::Ui;
use crate::model::{Chain, DatedBy, Entry, EntryQuote, Hop, Report};
use std::io::{self, Write};

/// Titles are cut there.
const TITLE: usize = 90;

/// The heading an entry stands under: its date as precise as known, or the day of its first report.
pub fn day(entry: &Entry, ui: &Ui) -> String {
    match (entry.dated_by, entry.when) {
        (DatedBy::Event, Some(when)) => phrase::when(ui, when),
        _ => phrase::day(ui, entry.known),
    }
}

/// Writes the entry.
pub fn write(out: &mut dyn Write, entry: &Entry, notes: &mut Footnotes<'_>, ui: &Ui) -> io::Result<()> {
    writeln!(out, "\n### {}\n", escape(&phrase::title(ui, &entry.title, TITLE)))?;
    let mut fact = |name: &str, value: &str| {
        if value.is_empty() { Ok(()) } else { writeln!(out, "- **{name}**{}{value}", ui.export_colon) }
    };
    fact(ui.export_when, &date(entry, ui))?;
    fact(ui.export_what, &kinds(entry, ui))?;
    fact(ui.export_who, &actors(entry, ui))?;
    fact(ui.export_where, &place(entry))?;
    fact(ui.export_status, &status(entry, ui))?;
    fact(ui.export_known, &known(entry, ui))?;
    fact(ui.export_tags, &escaped(&entry.tags, ", "))?;
    let (remarks, ruled) = notes.rulings(entry);
    fact(ui.export_notes, &remarks.join(ui.export_semicolon))?;
    fact(ui.export_rulings, &ruled.join(ui.export_semicolon))?;
    for quote in &entry.quotes {
        write_quote(out, quote, notes, ui)?;
    }
    writeln!(out, "\n{}{}\n", ui.export_tellings, ui.export_colon.trim_end())?;
    write_tellings(out, entry, notes, ui)
}

fn date(entry: &Entry, ui: &Ui) -> String {
    match (entry.dated_by, entry.when) {
        (DatedBy::Event, Some(when)) => phrase::when(ui, when),
        _ => phrase::fill(ui.date_at_latest, &[&phrase::day(ui, entry.known)]),
    }
}

fn kinds(entry: &Entry, ui: &Ui) -> String {
    let kinds: Vec<&str> = entry.kinds.iter().map(|kind| ui.kind(*kind)).collect();
    kinds.join(", ")
}

/// Each actor once, with all its parts.
fn actors(entry: &Entry, ui: &Ui) -> String {
    let mut actors: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for actor in &entry.actors {
        let part = ui.part(actor.part);
        match actors.iter_mut().find(|(key, _, _)| *key == actor.key) {
            Some((_, _, parts)) => parts.push(part),
            None => actors.push((&actor.key, &actor.name, vec![part])),
        }
    }
    let each = actors.iter().map(|(_, name, parts)| format!("{} ({})", escape(name), parts.join(", ")));
    each.collect::<Vec<_>>().join(ui.export_semicolon)
}

fn place(entry: &Entry) -> String {
    let Some(place) = &entry.place else { return String::new() };
    let within =
        if place.within.is_empty() { String::new() } else { format!(" ({})", escaped(&place.within, ", ")) };
    format!("{}{within}", escape(&place.name))
}

fn status(entry: &Entry, ui: &Ui) -> String {
    let mut words: Vec<&str> =
        entry.statuses.iter().map(|status| ui.named("status_long", status.name())).collect();
    if entry.contested {
        words.push(ui.export_contested);
    }
    words.join(ui.export_semicolon)
}

fn known(entry: &Entry, ui: &Ui) -> String {
    let mut words = vec![phrase::fill(ui.export_known_since, &[&phrase::day(ui, entry.known)])];
    words.extend(entry.lag_days.map(|days| match days {
        0 => ui.export_lag_none.to_owned(),
        1 => phrase::fill(ui.export_lag_one, &["1"]),
        2.. => phrase::fill(ui.export_lag_many, &[&days.to_string()]),
        _ => ui.export_lag_before.to_owned(),
    }));
    let origins = if entry.origins == 1 { ui.export_origins_one } else { ui.export_origins_many };
    words.push(phrase::fill(origins, &[&entry.origins.to_string()]));
    let mut first_by: Vec<&str> = Vec::new();
    for source in entry.reports.iter().filter_map(|report| report.first_by.as_deref()) {
        if !first_by.contains(&source) {
            first_by.push(source);
        }
    }
    words.extend(first_by.iter().map(|source| phrase::fill(ui.export_first_by, &[&escape(source)])));
    words.join(ui.export_semicolon)
}

fn escaped(texts: &[String], between: &str) -> String {
    texts.iter().map(|text| escape(text)).collect::<Vec<_>>().join(between)
}

fn write_quote(
    out: &mut dyn Write,
    quote: &EntryQuote,
    notes: &mut Footnotes<'_>,
    ui: &Ui,
) -> io::Result<()> {
    let mark = notes.mark(quote.article, quote.span);
    let speaker = quote.speaker.as_deref().map_or_else(|| ui.export_unnamed.to_owned(), escape);
    let said = quote.said.map(|said| format!(", {}", phrase::when(ui, said))).unwrap_or_default();
    let words = phrase::fill(ui.export_quote, &[&escape(&quote.text)]);
    writeln!(out, "\n> {words}{mark}\n>\n> — {speaker}{said}")
}

/// Each sentence that tells it, once, with who tells it and on whose word.
fn write_tellings(out: &mut dyn Write, entry: &Entry, notes: &mut Footnotes<'_>, ui: &Ui) -> io::Result<()> {
    let mut reports: &[Report] = &entry.reports;
    while let Some((first, _)) = reports.split_first() {
        let same = |report: &Report| (report.article, report.sentence) == (first.article, first.sentence);
        let count = reports.iter().take_while(|report| same(report)).count();
        let (of_sentence, rest) = reports.split_at(count);
        reports = rest;
        let marks: String =
            of_sentence.iter().map(|report| notes.mark(report.article, report.span)).collect();
        let words = escape(&notes.words(first.article, first.sentence));
        let publisher = first.agency.as_deref().map_or_else(|| ui.export_no_publisher.to_owned(), escape);
        let by = sources(of_sentence, &publisher);
        writeln!(out, "- {}, {by}{}{words}{marks}", first.published, ui.export_colon)?;
    }
    Ok(())
}

/// « Reuters ← une source informée de ce voyage »: publisher and what it had its word from.
fn sources(reports: &[Report], publisher: &str) -> String {
    let mut chains: Vec<String> = Vec::new();
    for chain in reports.iter().flat_map(|report| &report.chains) {
        let words = chain_words(chain);
        if !words.is_empty() && !chains.contains(&words) {
            chains.push(words);
        }
    }
    if chains.is_empty() { publisher.to_owned() } else { chains.join(", ") }
}

fn chain_words(chain: &Chain) -> String {
    let hop = |hop: &Hop| match hop {
        Hop::Named(words) | Hop::Described(words) => escape(words),
    };
    chain.iter().map(hop).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ← ")
}
