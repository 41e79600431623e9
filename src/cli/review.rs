//! `depeche review [PATH…] [filters]`: what is doubtful, the least certain first; before it, rulings that lost their words.

use super::entry_json::{EntryJson, Offsets};
use super::format::Format;
use super::list;
use super::look::{self, LookArguments, Looked};
use super::{Exit, Rim, csv, json};
use crate::lexicon::{self, phrase, ui::Ui};
use crate::library::describe;
use crate::library::review::{self, Doubtful, Reason};
use crate::model::Language;
use crate::model::text::visible;
use std::io::{self, Write};

/// Lists what is doubtful.
pub fn run(arguments: &LookArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let looked = match look::look(&arguments.paths, &arguments.filters, rim)? {
        Ok(looked) => looked,
        Err(exit) => return Ok(exit),
    };
    let found = review::review(&*looked.library, &looked.view);
    let mut text = Vec::new();
    let language = arguments.how.language();
    match arguments.how.format {
        Format::Text => write_text(&mut text, &looked, &found, language)?,
        Format::Json => write_json(&mut text, &looked, &found, language)?,
        Format::Csv => write_csv(&mut text, &found, language)?,
    }
    look::put(&text, &arguments.how, looked.exit, &*looked.library, rim)
}

/// Why it is doubtful, each reason in words.
fn reasons(doubtful: &Doubtful, ui: &Ui) -> Vec<String> {
    let words = |reason: &Reason| {
        let template = ui.named("doubt", reason.name());
        match reason {
            Reason::Read(why) => phrase::fill(template, &[ui.open(why)]),
            _ => template.to_owned(),
        }
    };
    doubtful.reasons.iter().map(words).collect()
}

/// The words of rulings that lost theirs, with the rulings' numbers.
fn lost(looked: &Looked, language: Language) -> Vec<(u64, String)> {
    let mut lost = looked.library.lost();
    lost.dedup_by_key(|lost| lost.seq);
    let library = &*looked.library;
    let said = lost.into_iter().filter_map(|lost| {
        let record = library.ledger().record(lost.seq)?;
        Some((lost.seq, describe(&record.change, library, language)))
    });
    said.collect()
}

fn write_text(
    out: &mut dyn Write,
    looked: &Looked,
    found: &[Doubtful],
    language: Language,
) -> io::Result<()> {
    let ui = lexicon::ui(language);
    for (seq, said) in lost(looked, language) {
        writeln!(out, "{}", visible(&phrase::fill(ui.ruling_lost, &[&seq.to_string(), &said])))?;
    }
    if found.is_empty() {
        return writeln!(out, "{}", ui.ruling_nothing_doubtful);
    }
    for doubtful in found {
        let (entry, reasons) = (&doubtful.entry, reasons(doubtful, ui).join(", "));
        writeln!(out, "{}\n            {reasons}  [{}]", list::line(entry, language), entry.id)?;
    }
    Ok(())
}

fn write_json(
    out: &mut dyn Write,
    looked: &Looked,
    found: &[Doubtful],
    language: Language,
) -> io::Result<()> {
    let ui = lexicon::ui(language);
    for (seq, said) in lost(looked, language) {
        json::line(out, &serde_json::json!({"schema": "depeche.lost/1", "seq": seq, "what": said}))?;
    }
    let mut offsets = Offsets::new(&*looked.library);
    for doubtful in found {
        let names: Vec<&str> = doubtful.reasons.iter().map(|reason| reason.name()).collect();
        let entry = serde_json::to_value(EntryJson::new(&doubtful.entry, Some(language), &mut offsets));
        let json = serde_json::json!({
            "schema": "depeche.review/1", "weight": doubtful.weight, "reasons": names,
            "words": reasons(doubtful, ui),
            "entry": entry.map_err(io::Error::other)?,
        });
        json::line(out, &json)?;
    }
    Ok(())
}

fn write_csv(out: &mut dyn Write, found: &[Doubtful], language: Language) -> io::Result<()> {
    let ui = lexicon::ui(language);
    let names: Vec<&str> = ["weight", "reasons"].iter().chain(csv::ENTRY).copied().collect();
    let row = |doubtful: &Doubtful| {
        let mut row = vec![doubtful.weight.to_string(), reasons(doubtful, ui).join("; ")];
        row.extend(list::entry_row(&doubtful.entry, language));
        row
    };
    csv::write(out, &names, found.iter().map(row))
}
