//! The chronology as JSON: `depeche.entry/1`.
//!
//! Field names and their order are the contract's. Spans leave as code points.

use super::reading_json::{HopJson, chains, modifier};
use crate::library::{self, Queries};
use crate::model::{ArticleId, Bound, CodePoints, DatedBy, Edtf, Entry, Language, Partial, Span};
use serde::Serialize;
use std::collections::HashMap;

/// One entry, ready to be written.
#[derive(Serialize)]
pub struct EntryJson<'a> {
    schema: &'static str,
    id: &'a str,
    when: Option<String>,
    #[serde(rename = "mod")]
    modifier: Option<&'static str>,
    placed: String,
    dated_by: &'static str,
    kind: &'static str,
    kinds: Vec<&'static str>,
    plover: Option<&'static str>,
    title: String,
    place: Option<&'a str>,
    actors: Vec<ActorJson<'a>>,
    status: &'static str,
    contested: bool,
    statuses: Vec<&'static str>,
    known: String,
    lag_days: Option<i64>,
    articles: usize,
    origins: usize,
    reports: Vec<ReportJson<'a>>,
    quotes: Vec<QuoteJson<'a>>,
    tags: &'a [String],
    notes: &'a [String],
}

#[derive(Serialize)]
struct ActorJson<'a> {
    name: &'a str,
    class: &'static str,
    part: &'static str,
}

#[derive(Serialize)]
struct ReportJson<'a> {
    article: String,
    file: Option<&'a str>,
    published: String,
    agency: Option<&'a str>,
    headline: &'a str,
    start: usize,
    end: usize,
    kind: &'static str,
    status: &'static str,
    chains: Vec<Vec<HopJson<'a>>>,
    first_by: Option<&'a str>,
}

#[derive(Serialize)]
struct QuoteJson<'a> {
    article: String,
    start: usize,
    end: usize,
    text: &'a str,
    speaker: Option<&'a str>,
    said: Option<String>,
}

/// Articles whose code points are kept counted.
const KNOWN: usize = 2000;

/// Turns spans of filed articles into code points, indexing an article once for all that lies near it.
pub struct Offsets<'a> {
    library: &'a dyn Queries,
    known: HashMap<ArticleId, CodePoints>,
}

impl<'a> Offsets<'a> {
    /// Offsets into the articles of a library.
    pub fn new(library: &'a dyn Queries) -> Self {
        Self { library, known: HashMap::new() }
    }

    /// A span in code points.
    pub fn of(&mut self, article: ArticleId, span: Span) -> (usize, usize) {
        if self.known.len() >= KNOWN {
            self.known.clear();
        }
        let points = self.known.entry(article).or_insert_with(|| {
            let text = self.library.filed(&article).map(|view| CodePoints::new(&view.article.text));
            text.unwrap_or_else(|| CodePoints::new(""))
        });
        points.of(span)
    }
}

impl<'a> EntryJson<'a> {
    /// Puts an entry into the contract's terms; the title speaks `language`, else that of its first article.
    pub fn new(entry: &'a Entry, language: Option<Language>, offsets: &mut Offsets<'_>) -> Self {
        let spoken = language.or_else(|| {
            let first = offsets.library.filed(&entry.reports.first()?.article)?;
            Some(first.reading.language)
        });
        Self {
            schema: "depeche.entry/1",
            id: &entry.id,
            when: entry.when.map(|when| when.value.to_string()),
            modifier: modifier(entry.when),
            placed: placed(entry),
            dated_by: match entry.dated_by {
                DatedBy::Event => "event",
                DatedBy::Report => "report",
            },
            kind: entry.kind.name(),
            kinds: entry.kinds.iter().map(|kind| kind.name()).collect(),
            plover: entry.kind.plover(),
            title: library::title(entry, spoken.unwrap_or(Language::French)),
            place: entry.place.as_ref().map(|place| place.name.as_str()),
            actors: actors(entry),
            status: entry.status.name(),
            contested: entry.contested,
            statuses: entry.statuses.iter().map(|status| status.name()).collect(),
            known: entry.known.to_string(),
            lag_days: entry.lag_days,
            articles: entry.articles,
            origins: entry.origins,
            reports: reports(entry, offsets),
            quotes: quotes(entry, offsets),
            tags: &entry.tags,
            notes: &entry.notes,
        }
    }
}

/// The day, month or year under which an entry stands.
fn placed(entry: &Entry) -> String {
    let date = match entry.when.map(|when| when.value) {
        Some(
            Edtf::Date(date)
            | Edtf::Interval(Bound::At(date), _)
            | Edtf::Interval(Bound::Open, Bound::At(date)),
        ) => date,
        _ => Partial::Day(entry.known),
    };
    match date {
        Partial::Day(_) | Partial::Month(..) | Partial::Year(_) => date.to_string(),
        Partial::Season(..) => {
            date.first_day().map_or_else(|| date.to_string(), |day| day.format("%Y-%m").to_string())
        }
        Partial::Decade(_) | Partial::Century(_) => format!("{:04}", date.year()),
    }
}

fn actors(entry: &Entry) -> Vec<ActorJson<'_>> {
    let actor = |actor: &'_ crate::model::EntryActor| (actor.class.name(), actor.part.name());
    let json = entry.actors.iter().map(|one| {
        let (class, part) = actor(one);
        ActorJson { name: &one.name, class, part }
    });
    json.collect()
}

fn reports<'a>(entry: &'a Entry, offsets: &mut Offsets<'_>) -> Vec<ReportJson<'a>> {
    let report = |report: &'a crate::model::Report| {
        let (start, end) = offsets.of(report.article, report.span);
        ReportJson {
            article: report.article.to_string(),
            file: report.file.as_deref(),
            published: report.published.to_string(),
            agency: report.agency.as_deref(),
            headline: &report.headline,
            start,
            end,
            kind: report.kind.name(),
            status: report.status.name(),
            chains: chains(&report.chains),
            first_by: report.first_by.as_deref(),
        }
    };
    entry.reports.iter().map(report).collect()
}

fn quotes<'a>(entry: &'a Entry, offsets: &mut Offsets<'_>) -> Vec<QuoteJson<'a>> {
    let quote = |quote: &'a crate::model::EntryQuote| {
        let (start, end) = offsets.of(quote.article, quote.span);
        QuoteJson {
            article: quote.article.to_string(),
            start,
            end,
            text: &quote.text,
            speaker: quote.speaker.as_deref().filter(|_| quote.speaker_named),
            said: quote.said.map(|said| said.value.to_string()),
        }
    };
    entry.quotes.iter().map(quote).collect()
}
