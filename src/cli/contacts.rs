//! `depeche contacts A B [PATH…] [filters]`: calls, meetings, visits and talks of two actors, and the silences between.

use super::entry_json::{EntryJson, Offsets};
use super::filters::actor_test;
use super::format::Format;
use super::list;
use super::look::{self, LookArguments};
use super::{Exit, Rim, csv, json};
use crate::lexicon::{self, phrase};
use crate::library::contacts::{self, Contacts, Silence};
use crate::model::Language;
use clap::Args;
use serde::Serialize;
use std::io::{self, Write};

/// Arguments of `contacts`.
#[derive(Debug, Args)]
pub struct ContactsArguments {
    /// One: full name, alias or unique surname.
    one: String,
    /// The other.
    other: String,
    #[command(flatten)]
    look: LookArguments,
}

#[derive(Serialize)]
struct SilenceJson {
    schema: &'static str,
    from: String,
    to: String,
    days: i64,
}

/// Lists contacts.
pub fn run(arguments: &ContactsArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let look = &arguments.look;
    let looked = match look::look(&look.paths, &look.filters, rim)? {
        Ok(looked) => looked,
        Err(exit) => return Ok(exit),
    };
    let library = &*looked.library;
    let named = |name: &str| actor_test(library, name, looked.view.known_on, (None, false));
    let (one, other) = match (named(&arguments.one), named(&arguments.other)) {
        (Ok(one), Ok(other)) => (one, other),
        (Err(why), _) | (_, Err(why)) => {
            writeln!(rim.err, "depeche: {why}")?;
            return Ok(Exit::Nothing);
        }
    };
    let contacts = contacts::contacts(library, &looked.view, &one, &other);
    let mut text = Vec::new();
    match look.how.format {
        Format::Text => write_text(&mut text, &contacts, look.how.language())?,
        Format::Json => {
            let mut offsets = Offsets::new(library);
            for entry in &contacts.entries {
                json::line(&mut text, &EntryJson::new(entry, Some(look.how.language()), &mut offsets))?;
            }
            for Silence { from, to, days } in &contacts.silences {
                let (schema, from, to) = ("depeche.silence/1", from.to_string(), to.to_string());
                json::line(&mut text, &SilenceJson { schema, from, to, days: *days })?;
            }
        }
        Format::Csv => {
            let rows = contacts.entries.iter().map(|entry| list::entry_row(entry, look.how.language()));
            csv::write(&mut text, csv::ENTRY, rows)?;
        }
    }
    look::put(&text, &look.how, looked.exit, &*looked.library, rim)
}

fn write_text(out: &mut dyn Write, contacts: &Contacts, language: Language) -> io::Result<()> {
    let ui = lexicon::ui(language);
    for entry in &contacts.entries {
        writeln!(out, "{}", list::line(entry, language))?;
    }
    let Some((first, last)) = &contacts.span else {
        return writeln!(out, "{}", ui.ruling_no_contacts);
    };
    let (from, to) = (phrase::day(ui, first.sort_first), phrase::day(ui, last.sort_last));
    let count = phrase::fill(ui.ruling_contacts_count, &[&contacts.happened.to_string(), &from, &to]);
    writeln!(out, "\n{count}")?;
    if !contacts.silences.is_empty() {
        writeln!(out, "{}", ui.ruling_silences)?;
    }
    for Silence { from, to, days } in &contacts.silences {
        let (from, to) = (phrase::day(ui, *from), phrase::day(ui, *to));
        writeln!(out, "  {}", phrase::fill(ui.ruling_silence, &[&days.to_string(), &from, &to]))?;
    }
    Ok(())
}
