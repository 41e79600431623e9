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

/// A stream larger than this is refused: so much copy is a folder.
pub const LARGEST_STREAM: u64 = 1024 * 1024 * 1024;

/// The articles of a stream, such as several files one behind the other; `name` is what a refusal calls it, with the number of
/// the article where there are several.
pub fn streamed(name: &Path, input: impl Read) -> Vec<Result<Article, IntakeError>> {
    let refuse = |trouble| vec![Err(IntakeError { path: name.to_owned(), trouble })];
    let mut bytes = Vec::new();
    if let Err(why) = input.take(LARGEST_STREAM + 1).read_to_end(&mut bytes) {
        return refuse(Trouble::Unreadable(why));
    }
    if bytes.len() as u64 > LARGEST_STREAM {
        let why = "it is larger than 1 GB: name a folder of articles instead";
        return refuse(Trouble::Unreadable(std::io::Error::other(why)));
    }
    let pieces = wire::articles(&bytes);
    let several = pieces.len() > 1;
    let article = |(number, piece): (usize, &[u8])| {
        let name = if several {
            format!("{}, article {}", name.display(), number + 1).into()
        } else {
            name.to_owned()
        };
        stream(&name, None, piece)
    };
    pieces.into_iter().enumerate().map(article).collect()
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
