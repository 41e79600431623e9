//! Opens what a command looks at: the paths given, or, without any, the bundled sample.
//!
//! Says on standard error which files were refused and why.

use super::Rim;
use crate::library::{Added, Library};
use std::io;
use std::path::PathBuf;

/// A library in memory of the articles under `paths`; of the sample where there are none.
pub fn open(paths: &[PathBuf], rim: &mut Rim<'_>) -> io::Result<(Library, Added)> {
    let mut library = Library::in_memory();
    let added = if paths.is_empty() {
        library.add_sample(&rim.author, rim.now)
    } else {
        library.add_paths(paths, &rim.author, rim.now)
    };
    for refused in &added.refused {
        writeln!(rim.err, "depeche: {}", refused.reason)?;
    }
    Ok((library, added))
}
