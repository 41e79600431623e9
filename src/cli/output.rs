//! Where a command writes: standard output, or a file that is not overwritten unless it is said.

use super::Rim;
use crate::export::file;
use crate::model::text::visible;
use clap::Args;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where to write.
#[derive(Debug, Clone, Args)]
pub struct Output {
    /// Write to this file; - is standard output.
    #[arg(short, long = "output", value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite the file if it exists.
    #[arg(long)]
    pub force: bool,
}

/// A file that was not written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// It exists.
    #[error("{} exists; add --force to overwrite it", visible(&path.to_string_lossy()))]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The system refuses.
    #[error("cannot write {}: {source}", visible(&path.to_string_lossy()))]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Writes all that `write` writes, as it comes; a file is there whole or not at all. The outer error is standard output's.
pub fn write(
    output: &Output,
    rim: &mut Rim<'_>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<Result<(), OutputError>> {
    let Some(path) = output.output.as_deref().filter(|path| *path != Path::new("-")) else {
        return write(rim.out).map(Ok);
    };
    let saved = file::save_with(path, output.force, write);
    Ok(saved.map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => OutputError::Exists { path: path.to_owned() },
        _ => OutputError::Write { path: path.to_owned(), source },
    }))
}
