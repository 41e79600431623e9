//! `depeche articles [PATH…] [filters]`: what was read, what yielded nothing, what was refused; with `--diff`, what a later
//! text of an article says otherwise.
//!
//! With filters only articles that tell an entry of the view.

use super::format::Format;
use super::look::{self, LookArguments};
use super::open::open_at;
use super::rule::named;
use super::{Exit, Rim, csv, json};
use crate::lexicon::{self, phrase, ui::Ui};
use crate::library::{Filter, Library, Piece, Queries as _, RefusedFile, Shelved, View, difference};
use crate::model::text::visible;
use crate::model::{Article, ArticleId};
use chrono::{DateTime, SecondsFormat};
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

/// Arguments of `articles`.
#[derive(Debug, Args)]
pub struct ArticlesArguments {
    #[command(flatten)]
    look: LookArguments,
    /// Only articles of which this became. Again: or.
    #[arg(long, value_name = "STATE")]
    state: Vec<State>,
    /// What a later text of this article says otherwise: its file's name, or the beginning of its id.
    #[arg(long, value_name = "ARTICLE")]
    diff: Option<String>,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum State {
    /// Entries are told by it.
    Read,
    /// Nothing was read in it.
    Silent,
    /// A later text took its place.
    Revised,
    /// It was withdrawn.
    Withdrawn,
    /// It was refused.
    Refused,
}

impl State {
    const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Silent => "silent",
            Self::Revised => "revised",
            Self::Withdrawn => "withdrawn",
            Self::Refused => "refused",
        }
    }
}

#[derive(Serialize)]
struct ArticleJson {
    schema: &'static str,
    state: &'static str,
    article: Option<String>,
    file: Option<String>,
    published: Option<String>,
    agency: Option<String>,
    headline: Option<String>,
    entries: usize,
    earlier: Option<String>,
    later: Option<String>,
    seq: Option<u64>,
    at: Option<String>,
    author: Option<String>,
    reason: Option<String>,
}

/// One line of the list.
enum Line {
    Filed { shelved: Box<Shelved>, state: State, entries: usize, agency: Option<String> },
    Refused(RefusedFile),
}

impl Line {
    const fn state(&self) -> State {
        match self {
            Self::Filed { state, .. } => *state,
            Self::Refused(_) => State::Refused,
        }
    }
}

/// Lists articles, or shows a difference.
pub fn run(arguments: &ArticlesArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let LookArguments { paths, how, filters } = &arguments.look;
    let (library, added) = open_at(paths, filters.at, filters.language(), rim)?;
    let refused = library.refusals();
    let exit = Exit::of(added.articles(), added.refused.len());
    let view = match filters.view(&library) {
        Ok(view) => view,
        Err(why) => {
            writeln!(rim.err, "depeche: {why}")?;
            return Ok(Exit::Nothing);
        }
    };
    let mut text = Vec::new();
    if let Some(name) = &arguments.diff {
        if let Err(why) = write_difference(&mut text, &library, name, how.format, rim.colour)? {
            writeln!(rim.err, "depeche: {}", visible(&why))?;
            return Ok(Exit::Nothing);
        }
        return look::put(&text, how, exit, &library, rim);
    }
    let whole = view.filter == Filter::default();
    let mut lines = filed(&library, &view)?;
    if whole {
        lines.extend(refused.into_iter().map(Line::Refused));
    } else {
        lines.retain(|line| matches!(line, Line::Filed { entries: 1.., .. }));
    }
    lines.retain(|line| arguments.state.is_empty() || arguments.state.contains(&line.state()));
    match how.format {
        Format::Text => write_text(&mut text, &lines, lexicon::ui(how.language()))?,
        Format::Json => lines.iter().try_for_each(|line| json::line(&mut text, &row(line)))?,
        Format::Csv => {
            let names = [
                "state",
                "article",
                "file",
                "published",
                "agency",
                "headline",
                "entries",
                "earlier",
                "later",
                "seq",
                "at",
                "author",
                "reason",
            ];
            csv::write(&mut text, &names, lines.iter().map(|line| cells(row(line))))?;
        }
    }
    look::put(&text, how, exit, &library, rim)
}

/// The filed articles with what the view's entries tell of them.
fn filed(library: &Library, view: &View) -> io::Result<Vec<Line>> {
    let mut told: HashMap<ArticleId, (usize, Option<String>)> = HashMap::new();
    library.each(view, &mut |entry| {
        let mut articles: Vec<ArticleId> = Vec::new();
        for report in &entry.reports {
            if !articles.contains(&report.article) {
                articles.push(report.article);
                let told = told.entry(report.article).or_insert_with(|| (0, report.agency.clone()));
                told.0 += 1;
            }
        }
        Ok(())
    })?;
    let line = |shelved: Shelved| {
        let (entries, agency) = told.remove(&shelved.article.id).unwrap_or_else(|| {
            let reading = library.filed(&shelved.article.id).map(|view| view.reading);
            (0, reading.and_then(|reading| reading.agency.clone()))
        });
        let state = match (shelved.withdrawn, shelved.later, entries) {
            (Some(_), ..) => State::Withdrawn,
            (None, Some(_), _) => State::Revised,
            (None, None, 0) => State::Silent,
            _ => State::Read,
        };
        Line::Filed { shelved: Box::new(shelved), state, entries, agency }
    };
    Ok(library.shelved(view.known_on).into_iter().map(line).collect())
}

fn row(line: &Line) -> ArticleJson {
    let empty = ArticleJson {
        schema: "depeche.article/1",
        state: line.state().name(),
        article: None,
        file: None,
        published: None,
        agency: None,
        headline: None,
        entries: 0,
        earlier: None,
        later: None,
        seq: None,
        at: None,
        author: None,
        reason: None,
    };
    match line {
        Line::Filed { shelved, entries, agency, .. } => ArticleJson {
            article: Some(shelved.article.id.to_string()),
            file: shelved.article.file.clone(),
            published: Some(shelved.article.published.to_string()),
            agency: agency.clone(),
            headline: Some(shelved.headline.clone()),
            entries: *entries,
            earlier: shelved.earlier.map(|id| id.to_string()),
            later: shelved.later.map(|id| id.to_string()),
            seq: Some(shelved.seq),
            at: Some(shelved.at.to_rfc3339_opts(SecondsFormat::Secs, true)),
            author: Some(shelved.author.0.clone()),
            ..empty
        },
        Line::Refused(refused) => ArticleJson {
            file: Some(refused.path.to_string_lossy().into_owned()),
            // A library in memory remembers no times.
            at: (refused.at > DateTime::UNIX_EPOCH)
                .then(|| refused.at.to_rfc3339_opts(SecondsFormat::Secs, true)),
            author: Some(refused.author.clone()).filter(|author| !author.is_empty()),
            reason: Some(refused.reason.clone()),
            ..empty
        },
    }
}

fn cells(row: ArticleJson) -> csv::Row {
    let or_empty = Option::unwrap_or_default;
    let seq = row.seq.map(|seq| seq.to_string());
    vec![
        row.state.to_owned(),
        or_empty(row.article),
        or_empty(row.file),
        or_empty(row.published),
        or_empty(row.agency),
        or_empty(row.headline),
        row.entries.to_string(),
        or_empty(row.earlier),
        or_empty(row.later),
        or_empty(seq),
        or_empty(row.at),
        or_empty(row.author),
        or_empty(row.reason),
    ]
}

/// So many digits of an identity tell articles apart for people.
const DIGITS: usize = 10;

fn short(id: &ArticleId) -> String {
    id.to_string().chars().skip("b3:".len()).take(DIGITS).collect()
}

fn write_text(out: &mut dyn Write, lines: &[Line], ui: &Ui) -> io::Result<()> {
    if lines.is_empty() {
        return writeln!(out, "{}", ui.listing_no_articles);
    }
    for line in lines {
        match line {
            Line::Filed { shelved, state, entries, agency } => {
                let told = match state {
                    State::Silent => ui.listing_silent.to_owned(),
                    State::Withdrawn => ui.listing_withdrawn.to_owned(),
                    State::Revised => {
                        let later = shelved.later.map(|later| short(&later)).unwrap_or_default();
                        phrase::fill(ui.listing_revised, &[&later])
                    }
                    _ if *entries == 1 => phrase::fill(ui.count_entry_one, &["1"]),
                    _ => phrase::fill(ui.count_entry_many, &[&entries.to_string()]),
                };
                let earlier =
                    shelved.earlier.map(|earlier| phrase::fill(ui.listing_revises, &[&short(&earlier)]));
                let earlier = earlier.map(|earlier| format!(" · {earlier}")).unwrap_or_default();
                let agency = agency.as_deref().unwrap_or(ui.screen_unsigned);
                let line = format!("{} · {agency} · {told}{earlier}", shelved.headline);
                let (day, id) = (shelved.article.published.date, short(&shelved.article.id));
                writeln!(out, "{day}  {}  [{id}]", visible(&line))?;
            }
            Line::Refused(refused) => {
                let line = match &refused.cause {
                    Some(_) => format!("{} : {}", refused.path.display(), refused.told(ui)),
                    None => refused.reason.clone(),
                };
                writeln!(out, "{}{}", ui.listing_refused, visible(&line))?;
            }
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct DifferenceJson<'a> {
    schema: &'static str,
    earlier: String,
    article: String,
    change: &'static str,
    text: &'a str,
}

/// What the article says otherwise than the text before it, or, where it is the first, what the next one does; the inner
/// error says why there is nothing to show.
fn write_difference(
    out: &mut dyn Write,
    library: &Library,
    name: &str,
    format: Format,
    colour: bool,
) -> io::Result<Result<(), String>> {
    let (earlier, later) = match texts(library, name) {
        Ok(texts) => texts,
        Err(why) => return Ok(Err(why)),
    };
    let pieces = difference(&earlier.text, &later.text);
    let row = |piece: &Piece<'_>| -> (&'static str, String) {
        match piece {
            Piece::Same(text) => ("same", (*text).to_owned()),
            Piece::Gone(text) => ("gone", (*text).to_owned()),
            Piece::New(text) => ("new", (*text).to_owned()),
        }
    };
    match format {
        Format::Text => write_pieces(out, (&earlier, &later), &pieces, colour)?,
        Format::Json => {
            for (change, text) in pieces.iter().map(row) {
                let (earlier, article) = (earlier.id.to_string(), later.id.to_string());
                let schema = "depeche.difference/1";
                json::line(out, &DifferenceJson { schema, earlier, article, change, text: &text })?;
            }
        }
        Format::Csv => {
            let cells = |(change, text): (&str, String)| vec![change.to_owned(), text];
            csv::write(out, &["change", "text"], pieces.iter().map(row).map(cells))?;
        }
    }
    Ok(Ok(()))
}

/// The article's text and the one before or after it.
fn texts(library: &Library, name: &str) -> Result<(Arc<Article>, Arc<Article>), String> {
    let shelved = library.shelved(None);
    let latest =
        |shelved: &&Shelved| shelved.earlier.is_some() && shelved.article.file.as_deref() == Some(name);
    // Texts of one article share their file's name.
    let named = shelved.iter().rev().find(latest).map(|shelved| shelved.article.id);
    let id = named.map_or_else(|| named::article(library, name).map(|article| article.id), Ok)?;
    let found = shelved.iter().find(|shelved| shelved.article.id == id);
    let pair = found.and_then(|shelved| match (shelved.earlier, shelved.later) {
        (Some(earlier), _) => Some((earlier, id)),
        (None, Some(later)) => Some((id, later)),
        (None, None) => None,
    });
    let (earlier, later) = pair.ok_or_else(|| format!("there is one text of the article {name} only"))?;
    let text = |id: ArticleId| {
        let read = library.article(&id).map(|view| view.article);
        read.ok_or_else(|| format!("the article {id} cannot be read"))
    };
    Ok((text(earlier)?, text(later)?))
}

/// Paragraphs in which something changed: gone words in `[-…-]`, new ones in `{+…+}`; red and green on a terminal.
fn write_pieces(
    out: &mut dyn Write,
    (earlier, later): (&Article, &Article),
    pieces: &[Piece<'_>],
    colour: bool,
) -> io::Result<()> {
    for (sign, article) in [("---", earlier), ("+++", later)] {
        let file = article.file.as_deref().unwrap_or_default();
        writeln!(out, "{sign} {} {} {}", article.published, article.id, visible(file))?;
    }
    let (mut line, mut changed) = (String::new(), false);
    let mut put = |line: &mut String, changed: &mut bool| {
        let shown = std::mem::take(line);
        if std::mem::take(changed) { writeln!(out, "\n{shown}") } else { Ok(()) }
    };
    for piece in pieces {
        let (text, before, after) = match piece {
            Piece::Same(text) => (text, "", ""),
            Piece::Gone(text) if colour => (text, "\x1b[31m[-", "-]\x1b[0m"),
            Piece::New(text) if colour => (text, "\x1b[32m{+", "+}\x1b[0m"),
            Piece::Gone(text) => (text, "[-", "-]"),
            Piece::New(text) => (text, "{+", "+}"),
        };
        for (at, part) in text.split('\n').enumerate() {
            if at > 0 {
                put(&mut line, &mut changed)?;
            }
            if !part.is_empty() {
                line.push_str(before);
                line.push_str(&visible(part));
                line.push_str(after);
                changed |= !before.is_empty();
            }
        }
    }
    put(&mut line, &mut changed)
}
