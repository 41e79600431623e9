//! The chronology as Markdown, to any writer.
//!
//! Asks the library, writes text and reads no clock, so the same library and the same job give the same bytes.
//! Text from articles is escaped: it cannot become markup, links or HTML. Only [`mod@file`] touches files.

mod command;
mod entry;
mod escape;
pub mod file;
mod footnotes;
mod heading;

use crate::lexicon::{self, phrase};
use crate::library::{Extent, Library, Queries as _, View};
use crate::model::{Language, RULES_VERSION, Seq};
use footnotes::Footnotes;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::PathBuf;

/// What to export, and what the colophon needs to name the command that makes the same file again.
#[derive(Debug, Clone)]
pub struct Job<'a> {
    /// Which entries; marked ones as [`ids`](crate::library::Filter::ids).
    pub view: &'a View,
    /// The paths the library was opened with, as they were given; none for the sample.
    pub paths: &'a [PathBuf],
    /// The language of headings, dates and statuses.
    pub language: Language,
    /// The record after which the library is shown, where it is not shown as it is now.
    pub at: Option<Seq>,
    /// The language that the articles were said to be in.
    pub spoken: Option<Language>,
}

/// Writes the entries of the job's view, all of one state of the library.
pub fn markdown(out: &mut dyn Write, library: &Library, job: &Job<'_>) -> io::Result<()> {
    library.unchanging(|| {
        let extent = library.extent(job.view, &mut |_| true)?.unwrap_or_default();
        write(out, library, job, Some(&extent))
    })
}

/// The same where it is known already how much the view holds; the heading leaves that open where it is not.
pub fn markdown_of(
    out: &mut dyn Write,
    library: &Library,
    job: &Job<'_>,
    extent: Option<&Extent>,
) -> io::Result<()> {
    library.unchanging(|| write(out, library, job, extent))
}

fn write(out: &mut dyn Write, library: &Library, job: &Job<'_>, extent: Option<&Extent>) -> io::Result<()> {
    let ui = lexicon::ui(job.language);
    // What is only looked at waits for no command.
    let view = match extent {
        Some(_) => command::expressible(library, job.view)?,
        None => job.view.clone(),
    };
    heading::write(out, library, &view, extent, ui)?;
    let mut footnotes = Footnotes::new(library, job.language);
    let mut day = String::new();
    library.each(&view, &mut |entry| {
        let of_entry = entry::day(&entry, ui);
        if of_entry != day {
            writeln!(out, "\n## {of_entry}")?;
            day = of_entry;
        }
        entry::write(out, &entry, &mut footnotes, ui)
    })?;
    footnotes.write(out)?;
    let head = library.head();
    let made_by = phrase::fill(ui.export_made_by, &[env!("CARGO_PKG_VERSION"), RULES_VERSION]);
    writeln!(out, "\n## {}\n\n{made_by} {}\n", ui.export_colophon, ui.export_again)?;
    writeln!(out, "```sh\n{}\n```\n", command::line(&view, job))?;
    writeln!(out, "{}", phrase::fill(ui.export_head, &[&hex(&head.hash), &head.records.to_string()]))
}

fn hex(hash: &[u8; 32]) -> String {
    let mut hex = String::from("b3:");
    for byte in hash {
        let _infallible = write!(hex, "{byte:02x}");
    }
    hex
}
