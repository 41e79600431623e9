//! Opens what a command looks at: the paths given; without any, the library, or the bundled sample while it is empty.
//!
//! Says on standard error which files were refused and why.

use super::add::Meter;
use super::{Exit, Rim};
use crate::library::{Added, Desk, Library, Progress, Refused, StoreError};
use crate::model::{Language, Seq};
use std::io;
use std::path::{Path, PathBuf};

/// The library; one in memory of the articles under `paths`, if there are any; or of the sample.
pub fn open(
    paths: &[PathBuf],
    language: Option<Language>,
    rim: &mut Rim<'_>,
) -> io::Result<(Library, Added)> {
    open_with((paths, language), Library::open, true, rim)
}

/// How a library on disk is opened.
type Opening = fn(&Path, bool, &mut dyn FnMut(Progress) -> bool) -> Result<Library, StoreError>;

fn open_with(
    (paths, language): (&[PathBuf], Option<Language>),
    opening: Opening,
    missed: bool,
    rim: &mut Rim<'_>,
) -> io::Result<(Library, Added)> {
    if paths.is_empty() {
        return open_library(opening, missed, rim);
    }
    let mut library = Library::in_memory();
    library.speak(language);
    let mut added = Added::default();
    for path in paths {
        let more = if path == Path::new("-") {
            library.add_stream(Path::new("standard input"), &mut *rim.input, &rim.author, rim.now)
        } else {
            library.add_paths(std::slice::from_ref(path), &rim.author, rim.now)
        };
        added.and(more);
    }
    for refused in &added.refused {
        writeln!(rim.err, "depeche: {}", refused.reason)?;
    }
    Ok((library, added))
}

/// The same, as the desk had it after a record of its journal.
pub fn open_at(
    paths: &[PathBuf],
    at: Option<Seq>,
    language: Option<Language>,
    rim: &mut Rim<'_>,
) -> io::Result<(Library, Added)> {
    Ok(at_record(open(paths, language, rim)?, at))
}

/// The same to be explored: what other rules read is shown as it is, and read again beside.
pub fn open_to_explore(
    paths: &[PathBuf],
    at: Option<Seq>,
    language: Option<Language>,
    rim: &mut Rim<'_>,
) -> io::Result<(Library, Added)> {
    Ok(at_record(open_with((paths, language), Library::open_as_it_is, false, rim)?, at))
}

fn at_record((library, added): (Library, Added), at: Option<Seq>) -> (Library, Added) {
    let shown = at.map(|seq| Desk::at(&library, seq));
    (shown.unwrap_or(library), added)
}

/// The library, to rule in it; or why not has been said, and how the run ends.
pub fn kept(rim: &mut Rim<'_>) -> io::Result<Result<Library, Exit>> {
    let there = rim.library.clone().filter(|directory| Library::exists(directory));
    let Some(directory) = there else {
        writeln!(rim.err, "depeche: there is no library yet; `depeche add PATH…` makes one")?;
        return Ok(Err(Exit::Nothing));
    };
    match metered(&directory, Library::open, rim) {
        Ok(library) => Ok(Ok(library)),
        Err(why) => {
            writeln!(rim.err, "depeche: {why}")?;
            Ok(Err(Exit::Nothing))
        }
    }
}

/// The library or the sample. One that was named and is not there is `missed`: what is printed of the sample could pass for
/// what a disk that is not mounted holds.
fn open_library(opening: Opening, missed: bool, rim: &mut Rim<'_>) -> io::Result<(Library, Added)> {
    if let Some(directory) =
        rim.library.clone().filter(|directory| missed && rim.library_named && !directory.exists())
    {
        let reason = format!(
            "{}: there is no library; look whether its disk is there, or make one with `depeche add PATH…`",
            directory.display()
        );
        writeln!(rim.err, "depeche: {reason}")?;
        let refused = vec![Refused { path: directory, reason, cause: None }];
        return Ok((Library::in_memory(), Added { refused, ..Added::default() }));
    }
    if let Some(directory) = rim.library.clone().filter(|directory| Library::exists(directory)) {
        match metered(&directory, opening, rim) {
            Ok(library) if library.articles() > 0 => return Ok((library, Added::default())),
            Ok(_empty) => {}
            Err(why) => {
                let refused = Refused { path: directory, reason: why.to_string(), cause: None };
                writeln!(rim.err, "depeche: {}", refused.reason)?;
                let added = Added { refused: vec![refused], ..Added::default() };
                return Ok((Library::in_memory(), added));
            }
        }
    }
    if rim.library.is_some() && !rim.terminal.present {
        writeln!(
            rim.err,
            "depeche: the library is empty, this is the sample; `depeche add PATH…` files articles"
        )?;
    }
    let mut library = Library::in_memory();
    let added = library.add_sample(&rim.author, rim.now);
    Ok((library, added))
}

/// Opens a library; while it is brought up to its journal, or read again by new rules, a terminal shows how far that is.
fn metered(directory: &Path, opening: Opening, rim: &mut Rim<'_>) -> Result<Library, StoreError> {
    let now = rim.terminal.now;
    let mut meter = Meter { began: now(), now, shown: rim.progress };
    let mut told = false;
    let library = opening(directory, false, &mut |progress| {
        told = true;
        meter.show(rim.err, progress.into());
        true
    });
    if told {
        meter.clear(rim.err);
    }
    library
}
