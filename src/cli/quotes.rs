//! `depeche quotes [PATH…] [filters]`: the words said, with who said them, when, and where they stand.
//!
//! With `--actor NAME --as speaker` only that actor's words.

use super::entry_json::Offsets;
use super::format::Format;
use super::look::{self, LookArguments, Looked};
use super::{Exit, Rim, csv, json};
use crate::lexicon::{self, phrase};
use crate::library::View;
use crate::model::text::visible;
use crate::model::{Entry, EntryQuote, Language, Part};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct QuoteJson<'a> {
    schema: &'static str,
    entry: &'a str,
    article: String,
    start: usize,
    end: usize,
    text: &'a str,
    speaker: Option<&'a str>,
    described: Option<&'a str>,
    said: Option<String>,
    published: Option<String>,
    headline: Option<String>,
}

/// Lists quotes.
pub fn run(arguments: &LookArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let looked = match look::look(&arguments.paths, &arguments.filters, rim)? {
        Ok(looked) => looked,
        Err(exit) => return Ok(exit),
    };
    let mut text = Vec::new();
    let how = &arguments.how;
    match how.format {
        Format::Text => write_text(&mut text, &looked, how.language())?,
        Format::Json => write_json(&mut text, &looked)?,
        Format::Csv => write_csv(&mut text, &looked)?,
    }
    look::put(&text, how, looked.exit, rim)
}

/// Every quote of the view with its entry, those of the speakers asked for.
fn quotes(looked: &Looked) -> Vec<(std::sync::Arc<Entry>, EntryQuote)> {
    let entries = looked.library.window(&looked.view, 0..usize::MAX);
    let of_entry = |entry: std::sync::Arc<Entry>| {
        let quotes = entry.quotes.clone().into_iter();
        let wanted = quotes.filter(|quote| is_wanted(&looked.view, &entry, quote)).collect::<Vec<_>>();
        wanted.into_iter().map(move |quote| (entry.clone(), quote))
    };
    entries.into_iter().flat_map(of_entry).collect()
}

fn is_wanted(view: &View, entry: &Entry, quote: &EntryQuote) -> bool {
    let mut speakers =
        view.filter.actors.iter().filter(|test| test.part == Some(Part::Speaker) && !test.not).peekable();
    speakers.peek().is_none()
        || speakers.any(|test| {
            let named = entry.actors.iter().filter(|actor| actor.key == test.key);
            named.into_iter().any(|actor| quote.speaker.as_deref() == Some(&actor.name))
        })
}

fn write_text(out: &mut dyn Write, looked: &Looked, language: Language) -> io::Result<()> {
    let ui = lexicon::ui(language);
    for (entry, quote) in quotes(looked) {
        let said = quote.said.map_or_else(|| format!("≤{}", entry.known), |said| said.value.to_string());
        let speaker = quote.speaker.as_deref().unwrap_or(ui.screen_unnamed);
        let words = phrase::fill(ui.export_quote, &[&quote.text]);
        let line = format!("{said:<11} {speaker}{}{words}", ui.export_colon);
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "{}  [{}]", visible(&line), entry.id)?;
    }
    Ok(())
}

fn write_json(out: &mut dyn Write, looked: &Looked) -> io::Result<()> {
    let mut offsets = Offsets::new(&*looked.library);
    for (entry, quote) in quotes(looked) {
        let (start, end) = offsets.of(quote.article, quote.span);
        let article = looked.library.article(&quote.article).map(|view| view.article);
        let quote = QuoteJson {
            schema: "depeche.quote/1",
            entry: &entry.id,
            article: quote.article.to_string(),
            start,
            end,
            text: &quote.text,
            speaker: quote.speaker.as_deref().filter(|_| quote.speaker_named),
            described: quote.speaker.as_deref().filter(|_| !quote.speaker_named),
            said: quote.said.map(|said| said.value.to_string()),
            published: article.as_ref().map(|article| article.published.date.to_string()),
            headline: article.map(|article| article.headline().to_owned()),
        };
        json::line(out, &quote)?;
    }
    Ok(())
}

fn write_csv(out: &mut dyn Write, looked: &Looked) -> io::Result<()> {
    let names = ["entry", "said", "speaker", "text", "known", "article"];
    let row = |(entry, quote): (std::sync::Arc<Entry>, EntryQuote)| {
        let said = quote.said.map(|said| said.value.to_string()).unwrap_or_default();
        let (speaker, article) = (quote.speaker.unwrap_or_default(), quote.article.to_string());
        vec![entry.id.clone(), said, speaker, quote.text, entry.known.to_string(), article]
    };
    csv::write(out, &names, quotes(looked).into_iter().map(row))
}
