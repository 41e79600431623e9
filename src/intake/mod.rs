//! Files and streams → articles: finds files, tells formats by their content, decodes.
//!
//! One reader a format. A file that is no article is refused with a reason; it never stops the others. Does not
//! look into the text and follows no link it meets inside a folder.

mod error;
mod walk;
mod wire;

pub use error::{IntakeError, Trouble};
pub use walk::files;

use crate::model::Article;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Files larger than this are refused: news copy is measured in kilobytes.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// The articles of one file.
pub fn file(path: &Path) -> Result<Article, IntakeError> {
    let refuse = |trouble| IntakeError { path: path.to_owned(), trouble };
    let metadata = std::fs::metadata(path).map_err(|why| refuse(Trouble::Unreadable(why)))?;
    if metadata.is_file() && metadata.len() > LARGEST {
        return Err(refuse(Trouble::TooLarge));
    }
    let opened = File::open(path).map_err(|why| refuse(Trouble::Unreadable(why)))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    stream(path, name, opened)
}

/// The article of a stream; `path` is what its refusal is called, `name` the file's name where it has one.
pub fn stream(path: &Path, name: Option<String>, input: impl Read) -> Result<Article, IntakeError> {
    let refuse = |trouble| IntakeError { path: path.to_owned(), trouble };
    let mut bytes = Vec::new();
    let read = input.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|why| refuse(Trouble::Unreadable(why)))?;
    if bytes.len() as u64 > LARGEST {
        return Err(refuse(Trouble::TooLarge));
    }
    wire::read(&bytes, name).map_err(refuse)
}
