//! `depeche log [PATH…]`: the journal in words, who ruled what and when; with `--id`, the history of one entry.

use super::format::Format;
use super::look::{self, HowArguments};
use super::open::open_at;
use super::{Exit, Rim, csv, json};
use crate::lexicon::{self, phrase};
use crate::library::{Desk, Filter, View, describe};
use crate::model::text::visible;
use crate::model::{Record, Seq};
use chrono::SecondsFormat;
use clap::Args;
use std::io::{self, Write};
use std::path::PathBuf;

/// Arguments of `log`.
#[derive(Debug, Args)]
pub struct LogArguments {
    /// Articles and folders of articles; without any, the library.
    paths: Vec<PathBuf>,
    /// Only what this person recorded.
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// Only what was ruled, not the articles filed.
    #[arg(long)]
    rulings: bool,
    /// Only what made the entry with this id what it is. Again: or.
    #[arg(long, value_name = "ID")]
    id: Vec<String>,
    /// Only the last so many.
    #[arg(long, value_name = "COUNT")]
    last: Option<usize>,
    /// Only up to this record.
    #[arg(long, value_name = "NUMBER")]
    at: Option<Seq>,
    #[command(flatten)]
    how: HowArguments,
}

/// Shows the journal.
pub fn run(arguments: &LogArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let (library, added) = open_at(&arguments.paths, arguments.at, None, rim)?;
    let exit = Exit::of(added.articles(), added.refused.len());
    if exit == Exit::Nothing {
        return Ok(exit);
    }
    let records = wanted(arguments, &library);
    let mut text = Vec::new();
    match arguments.how.format {
        Format::Text => write_text(&mut text, &records, &library, arguments)?,
        Format::Json => {
            for record in &records {
                let json = serde_json::json!({
                    "schema": "depeche.record/1", "seq": record.seq, "at": stamp(record),
                    "author": record.author.0, "kind": record.change.name(),
                    "undone_by": library.ledger().undone_by(record.seq),
                    "what": describe(&record.change, &library, arguments.how.language()),
                });
                json::line(&mut text, &json)?;
            }
        }
        Format::Csv => {
            let row = |record: &Record| {
                let undone = library.ledger().undone_by(record.seq).map(|seq| seq.to_string());
                vec![
                    record.seq.to_string(),
                    stamp(record),
                    record.author.0.clone(),
                    record.change.name().to_owned(),
                    undone.unwrap_or_default(),
                    describe(&record.change, &library, arguments.how.language()),
                ]
            };
            let names = ["seq", "at", "author", "kind", "undone_by", "what"];
            csv::write(&mut text, &names, records.iter().map(row))?;
        }
    }
    look::put(&text, &arguments.how, exit, &library, rim)
}

fn wanted(arguments: &LogArguments, library: &dyn Desk) -> Vec<Record> {
    let ids: Vec<String> = arguments.id.iter().map(|id| id.to_lowercase()).collect();
    let of_entries = (!ids.is_empty()).then(|| {
        let view = View { filter: Filter { ids, ..Filter::default() }, known_on: None };
        let entries = library.window(&view, 0..usize::MAX);
        entries.iter().flat_map(|entry| entry.rulings.clone()).collect::<Vec<Seq>>()
    });
    let mut records = library.log(0);
    records.retain(|record| {
        let by = arguments.author.as_ref().is_none_or(|author| record.author.0 == *author);
        let ruled = !arguments.rulings || record.change.article().is_none();
        by && ruled && of_entries.as_ref().is_none_or(|seqs| seqs.contains(&record.seq))
    });
    let passed = arguments.last.map_or(0, |last| records.len().saturating_sub(last));
    records.drain(..passed);
    records
}

fn stamp(record: &Record) -> String {
    record.at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn write_text(
    out: &mut dyn Write,
    records: &[Record],
    library: &dyn Desk,
    arguments: &LogArguments,
) -> io::Result<()> {
    let language = arguments.how.language();
    let ui = lexicon::ui(language);
    if records.is_empty() {
        return writeln!(out, "{}", ui.ruling_log_empty);
    }
    let width = records.last().map_or(1, |record| record.seq.to_string().len());
    for record in records {
        let at = record.at.format("%Y-%m-%d %H:%M");
        let said = describe(&record.change, library, language);
        let undone = library.ledger().undone_by(record.seq);
        let undone = undone.map(|by| format!(" · {}", phrase::fill(ui.ruling_undone, &[&by.to_string()])));
        let line = format!("{}  {said}{}", record.author.0, undone.unwrap_or_default());
        writeln!(out, "{:>width$}  {at}  {}", record.seq, visible(&line))?;
    }
    Ok(())
}
