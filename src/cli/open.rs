//! Opens what a command looks at: the paths given, or, without any, the bundled sample.
//!
//! Says on standard error which files were refused and why.

use super::{Exit, Rim};
use crate::library::{Added, Desk, Library};
use crate::model::Seq;
use std::io;
use std::path::{Path, PathBuf};

/// A library in memory of the articles under `paths`; of the sample where there are none.
pub fn open(paths: &[PathBuf], rim: &mut Rim<'_>) -> io::Result<(Library, Added)> {
    let mut library = Library::in_memory();
    let mut added = Added::default();
    if paths.is_empty() {
        added = library.add_sample(&rim.author, rim.now);
    }
    for path in paths {
        let more = if path == Path::new("-") {
            library.add_stream(Path::new("standard input"), &mut *rim.input, &rim.author, rim.now)
        } else {
            library.add_paths(std::slice::from_ref(path), &rim.author, rim.now)
        };
        added.added += more.added;
        added.known += more.known;
        added.refused.extend(more.refused);
    }
    for refused in &added.refused {
        writeln!(rim.err, "depeche: {}", refused.reason)?;
    }
    Ok((library, added))
}

/// The same, as the desk had it after a record of its journal.
pub fn open_at(paths: &[PathBuf], at: Option<Seq>, rim: &mut Rim<'_>) -> io::Result<(Library, Added)> {
    let (library, added) = open(paths, rim)?;
    let shown = at.map(|seq| Desk::at(&library, seq));
    Ok((shown.unwrap_or(library), added))
}

/// The library, to rule in it; or why not has been said, and how the run ends.
pub fn kept(rim: &mut Rim<'_>) -> io::Result<Result<Library, Exit>> {
    writeln!(rim.err, "depeche: there is no library to rule in")?;
    Ok(Err(Exit::Nothing))
}
