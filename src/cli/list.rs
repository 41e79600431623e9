//! `depeche list [PATH…] [filters]`: the chronology, a line an entry.

use super::csv::{self, Row};
use super::entry_json::{EntryJson, Offsets};
use super::filters::{FilterArguments, Lang};
use super::format::Format;
use super::open::open_at;
use super::output::{self, Output};
use super::{Exit, Rim, json};
use crate::lexicon::{self, phrase, ui::Ui};
use crate::library::{self, Library, Queries as _, View};
use crate::model::text::visible;
use crate::model::{DatedBy, Entry, Language, Part};
use clap::Args;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::PathBuf;
use unicode_width::UnicodeWidthStr;

/// Arguments of `list`.
#[derive(Debug, Args)]
pub struct ListArguments {
    /// Articles and folders of articles; - reads one from standard input. Without any, the bundled sample.
    paths: Vec<PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The language of titles and words; French, and in JSON that of each entry's first article, if not given.
    #[arg(long, value_enum)]
    lang: Option<Lang>,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    filters: FilterArguments,
}

/// Lists.
pub fn run(arguments: &ListArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let (library, added) =
        open_at(&arguments.paths, arguments.filters.at, arguments.filters.language(), rim)?;
    let exit = Exit::of(added.articles(), added.refused.len());
    if exit == Exit::Nothing {
        return Ok(exit);
    }
    let view = match arguments.filters.view(&library) {
        Ok(view) => view,
        Err(unclear) => {
            writeln!(rim.err, "depeche: {unclear}")?;
            return Ok(Exit::Nothing);
        }
    };
    let language = arguments.lang.map(Language::from);
    let written = output::write(&arguments.output, rim, |out| match arguments.format {
        Format::Json => write_json(out, &library, &view, language),
        Format::Text => write_text(out, &library, &view, language.unwrap_or(Language::French)),
        Format::Csv => write_csv(out, &library, &view, language.unwrap_or(Language::French)),
    })?;
    if let Err(why) = written {
        writeln!(rim.err, "depeche: {why}")?;
        return Ok(Exit::Nothing);
    }
    Ok(exit)
}

/// The chronology, one JSON object a line.
pub fn write_json(
    out: &mut dyn Write,
    library: &Library,
    view: &View,
    language: Option<Language>,
) -> io::Result<()> {
    let mut offsets = Offsets::new(library);
    library.each(view, &mut |entry| json::line(out, &EntryJson::new(&entry, language, &mut offsets)))
}

/// The entries of a view as a table.
pub fn write_csv(out: &mut dyn Write, library: &Library, view: &View, language: Language) -> io::Result<()> {
    let mut table = csv::Table::begin(out, csv::ENTRY)?;
    library.each(view, &mut |entry| table.row(&entry_row(&entry, language)))?;
    table.end()
}

/// An entry as one row of [`csv::ENTRY`].
pub fn entry_row(entry: &Entry, language: Language) -> Row {
    let part = |part: Part| {
        let names = entry.actors.iter().filter(|actor| actor.part == part);
        names.map(|actor| actor.name.clone()).collect::<Vec<_>>().join("; ")
    };
    vec![
        entry.id.clone(),
        entry.when.map(|when| when.value.to_string()).unwrap_or_default(),
        entry
            .when
            .and_then(|when| when.modifier)
            .map(|modifier| modifier.name().to_owned())
            .unwrap_or_default(),
        entry.kind.name().to_owned(),
        library::title(entry, language),
        entry.place.as_ref().map(|place| place.name.clone()).unwrap_or_default(),
        part(Part::Agent),
        part(Part::Counterpart),
        part(Part::Speaker),
        part(Part::About),
        entry.status.name().to_owned(),
        entry.contested.to_string(),
        entry.known.to_string(),
        entry.lag_days.map(|days| days.to_string()).unwrap_or_default(),
        entry.articles.to_string(),
        entry.origins.to_string(),
        entry.tags.join("; "),
        entry.notes.join("; "),
    ]
}

fn write_text(out: &mut dyn Write, library: &Library, view: &View, language: Language) -> io::Result<()> {
    library.each(view, &mut |entry| writeln!(out, "{}", line(&entry, language)))
}

/// What a line may be long, so that it stays one on the smallest usual terminal.
const COLUMNS: usize = 80;

/// « 2026-02-03  Bonne → Moscou, visite · rapporté · +1 j · 2 origines »; the title gives way to the rest.
pub fn line(entry: &Entry, language: Language) -> String {
    let ui = lexicon::ui(language);
    let mut told = format!(" · {}", ui.status(entry.status));
    if let Some(lag) = entry.lag_days.filter(|lag| *lag > 0) {
        let _infallible = write!(told, " · {}", phrase::fill(ui.count_lag, &[&lag.to_string()]));
    }
    let origins = if entry.origins > 1 { ui.count_origin_many } else { ui.count_origin_one };
    let _infallible = write!(told, " · {}", phrase::fill(origins, &[&entry.origins.to_string()]));
    let date = format!("{:<11} ", date(entry, ui));
    let room = COLUMNS.saturating_sub(date.width() + told.width() + 1).max(20);
    format!("{date}{}{told}", phrase::cut(&visible(&library::title(entry, language)), room))
}

/// The date as precise as it is told; `≤` where the first report's stands in.
fn date(entry: &Entry, ui: &Ui) -> String {
    match (entry.dated_by, entry.when) {
        (DatedBy::Event, Some(when)) => match when.modifier {
            Some(modifier) => format!("{} {}", when.value, ui.modifier(modifier)),
            None => when.value.to_string(),
        },
        _ => format!("≤{}", entry.known),
    }
}
