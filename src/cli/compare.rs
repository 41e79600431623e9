//! `depeche compare D1 D2 [PATH…] [filters]`: what became known between two days. Entries that are new, changed, more
//! certain, denied; and how a ruling's effect is shown.

use super::entry_json::{EntryJson, Offsets};
use super::filters::last_day;
use super::format::Format;
use super::list;
use super::look::{self, LookArguments};
use super::{Exit, Rim, csv, json};
use crate::lexicon;
use crate::library::{Difference, Queries, View, differences};
use crate::model::{Entry, Language};
use chrono::NaiveDate;
use clap::Args;
use std::io::{self, Write};
use std::sync::Arc;

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// The earlier known-on date (2026-02-03, 2026-02 or 2026).
    #[arg(value_parser = last_day)]
    before: NaiveDate,
    /// The later one.
    #[arg(value_parser = last_day)]
    after: NaiveDate,
    #[command(flatten)]
    look: LookArguments,
}

/// Compares.
pub fn run(arguments: &CompareArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let look = &arguments.look;
    if look.filters.known_on.is_some() {
        writeln!(rim.err, "depeche: compare has two known-on dates already; leave --known-on out")?;
        return Ok(Exit::Nothing);
    }
    let looked = match look::look(&look.paths, &look.filters, rim)? {
        Ok(looked) => looked,
        Err(exit) => return Ok(exit),
    };
    let known_on = |day: NaiveDate| -> Vec<Arc<Entry>> {
        let view = View { filter: looked.view.filter.clone(), known_on: Some(day) };
        looked.library.window(&view, 0..usize::MAX)
    };
    let found = differences(&known_on(arguments.before), &known_on(arguments.after));
    let mut text = Vec::new();
    let language = look.how.language();
    match look.how.format {
        Format::Text => write_text(&mut text, &found, language)?,
        Format::Json => write_json(&mut text, &found, &*looked.library, language)?,
        Format::Csv => write_csv(&mut text, &found, language)?,
    }
    look::put(&text, &look.how, looked.exit, &*looked.library, rim)
}

/// A line for each entry as it was and as it is.
pub fn write_text(out: &mut dyn Write, found: &[Difference], language: Language) -> io::Result<()> {
    let ui = lexicon::ui(language);
    for Difference { before, after, how, fields } in found {
        let fields: Vec<&str> = fields.iter().map(|field| ui.named("field", field)).collect();
        let colon = if fields.is_empty() { "" } else { ui.export_colon };
        writeln!(out, "{}{colon}{}", ui.named("how", how.name()), fields.join(", "))?;
        for (sign, entry) in [("-", before), ("+", after)] {
            if let Some(entry) = entry {
                writeln!(out, "  {sign} {}", list::line(entry, language))?;
            }
        }
    }
    Ok(())
}

/// The differences as JSON, one a line.
pub fn write_json(
    out: &mut dyn Write,
    found: &[Difference],
    library: &dyn Queries,
    language: Language,
) -> io::Result<()> {
    let mut offsets = Offsets::new(library);
    for Difference { before, after, how, fields } in found {
        let mut entry = |entry: &'_ Option<Arc<Entry>>| {
            entry.as_deref().map(|entry| EntryJson::new(entry, Some(language), &mut offsets)).map(json_value)
        };
        let (before, after) = (entry(before), entry(after));
        let (before, after) = (before.transpose()?, after.transpose()?);
        let json = serde_json::json!({
            "schema": "depeche.difference/1", "how": how.name(), "fields": fields, "before": before, "after": after,
        });
        json::line(out, &json)?;
    }
    Ok(())
}

fn json_value(entry: EntryJson<'_>) -> io::Result<serde_json::Value> {
    serde_json::to_value(entry).map_err(io::Error::other)
}

fn write_csv(out: &mut dyn Write, found: &[Difference], language: Language) -> io::Result<()> {
    let names: Vec<&str> = ["how", "fields", "state"].iter().chain(csv::ENTRY).copied().collect();
    let mut rows = Vec::new();
    for Difference { before, after, how, fields } in found {
        for (state, entry) in [("before", before), ("after", after)] {
            let Some(entry) = entry else { continue };
            let mut row = vec![how.name().to_owned(), fields.join("; "), state.to_owned()];
            row.extend(list::entry_row(entry, language));
            rows.push(row);
        }
    }
    csv::write(out, &names, rows.into_iter())
}
