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
    let how = &arguments.how;
    look::put_with(how, looked.exit, rim, |out| match how.format {
        Format::Text => write_text(out, &looked, how.language()),
        Format::Json => write_json(out, &looked),
        Format::Csv => write_csv(out, &looked),
    })
}

/// Calls `each` with every quote of the view and its entry, those of the speakers asked for.
fn each_quote(
    looked: &Looked,
    mut each: impl FnMut(&Entry, &EntryQuote) -> io::Result<()>,
) -> io::Result<()> {
    looked.library.each(&looked.view, &mut |entry| {
        let mut wanted = entry.quotes.iter().filter(|quote| is_wanted(&looked.view, &entry, quote));
        wanted.try_for_each(|quote| each(&entry, quote))
    })
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
    each_quote(looked, |entry, quote| {
        let said = quote.said.map_or_else(|| format!("≤{}", entry.known), |said| said.value.to_string());
        let speaker = quote.speaker.as_deref().unwrap_or(ui.screen_unnamed);
        let words = phrase::fill(ui.export_quote, &[&quote.text]);
        let line = format!("{said:<11} {speaker}{}{words}", ui.export_colon);
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "{}  [{}]", visible(&line), entry.id)
    })
}

fn write_json(out: &mut dyn Write, looked: &Looked) -> io::Result<()> {
    let mut offsets = Offsets::new(&*looked.library);
    each_quote(looked, |entry, quote| {
        let (start, end) = offsets.of(quote.article, quote.span);
        let article = looked.library.filed(&quote.article).map(|view| view.article);
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
        json::line(out, &quote)
    })
}

fn write_csv(out: &mut dyn Write, looked: &Looked) -> io::Result<()> {
    let names = ["entry", "said", "speaker", "text", "known", "article"];
    let mut table = csv::Table::begin(out, &names)?;
    each_quote(looked, |entry, quote| {
        let said = quote.said.map(|said| said.value.to_string()).unwrap_or_default();
        let (speaker, article) = (quote.speaker.clone().unwrap_or_default(), quote.article.to_string());
        table.row(&[entry.id.clone(), said, speaker, quote.text.clone(), entry.known.to_string(), article])
    })?;
    table.end()
}
