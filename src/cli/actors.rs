//! `depeche actors [PATH…] [filters]`: who has a part in the entries, most entries first.

use super::format::Format;
use super::look::{self, LookArguments};
use super::{Exit, Rim, csv, json};
use crate::library::ActorCount;
use crate::model::text::visible;
use serde::Serialize;
use std::io;
use std::io::Write;

#[derive(Serialize)]
struct ActorJson<'a> {
    schema: &'static str,
    key: &'a str,
    name: &'a str,
    class: &'static str,
    entries: usize,
    aliases: &'a [String],
}

/// Lists actors.
pub fn run(arguments: &LookArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let looked = match look::look(&arguments.paths, &arguments.filters, rim)? {
        Ok(looked) => looked,
        Err(exit) => return Ok(exit),
    };
    let actors = looked.library.actors(&looked.view);
    let mut text = Vec::new();
    match arguments.how.format {
        Format::Text => write_text(&mut text, &actors)?,
        Format::Json => {
            for ActorCount { key, name, class, aliases, entries } in &actors {
                let (schema, class, entries) = ("depeche.actor/1", class.name(), *entries);
                json::line(&mut text, &ActorJson { schema, key, name, class, entries, aliases })?;
            }
        }
        Format::Csv => {
            let row = |actor: &ActorCount| {
                let (key, name) = (actor.key.clone(), actor.name.clone());
                let (class, entries) = (actor.class.name().to_owned(), actor.entries.to_string());
                vec![key, name, class, entries, actor.aliases.join("; ")]
            };
            let names = ["key", "name", "class", "entries", "aliases"];
            csv::write(&mut text, &names, actors.iter().map(row))?;
        }
    }
    look::put(&text, &arguments.how, looked.exit, &*looked.library, rim)
}

fn write_text(out: &mut dyn Write, actors: &[ActorCount]) -> io::Result<()> {
    let width = actors.iter().map(|actor| actor.entries.to_string().len()).max().unwrap_or(1);
    for actor in actors {
        writeln!(out, "{:>width$}  {}", actor.entries, visible(&actor.name))?;
    }
    Ok(())
}
