//! Why a file was not taken in: what was being done, what is wrong, what to do about it.
//!
//! Every text that comes from the file or its name is made visible before it is put into a message.

use crate::model::text::visible;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// A file that was refused.
#[derive(Debug, thiserror::Error)]
pub struct IntakeError {
    /// The file, as it was named or found.
    pub path: PathBuf,
    /// What is wrong with it.
    #[source]
    pub trouble: Trouble,
}

impl fmt::Display for IntakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", visible(&self.path.to_string_lossy()), self.trouble)
    }
}

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The system does not let us read it.
    #[error("cannot be read ({0}); check the name and your right to read it")]
    Unreadable(#[source] io::Error),
    /// A socket, a device, a pipe inside a folder.
    #[error("is no regular file; name it on the command line if it should be read")]
    Special,
    /// Larger than [`super::LARGEST`].
    #[error("is larger than 64 MB, which no article is; cut it into articles")]
    TooLarge,
    /// No byte, or only white space.
    #[error("is empty; an article opens with “date YYYY-MM-DD Headline”")]
    Empty,
    /// It holds a NUL byte: no text.
    #[error("is binary (a NUL byte at offset {offset}); save it as plain text")]
    Binary {
        /// Where the first NUL stands, in bytes.
        offset: usize,
    },
    /// Not UTF-8.
    #[error("is not UTF-8 (a bad byte at offset {offset}); save it as UTF-8")]
    Encoding {
        /// Where the first bad byte stands.
        offset: usize,
    },
    /// The first line is no date line.
    #[error("is no article: its first line is {}, not “date YYYY-MM-DD Headline”", quoted(found))]
    NoDateLine {
        /// The beginning of the first line.
        found: String,
    },
    /// A date line whose date is on no calendar.
    #[error("has the date {}, which is on no calendar; write YYYY-MM-DD", quoted(found))]
    ImpossibleDate {
        /// What stands for the date.
        found: String,
    },
    /// A date line that ends after the date.
    #[error("has no headline after its date; write “date YYYY-MM-DD Headline”")]
    NoHeadline,
}

impl Trouble {
    /// Its name, and the one thing that is told with it, if any, for whoever tells it in other words.
    pub fn cause(&self) -> (&'static str, String) {
        match self {
            Self::Unreadable(why) => ("unreadable", why.to_string()),
            Self::Special => ("special", String::new()),
            Self::TooLarge => ("too_large", String::new()),
            Self::Empty => ("empty", String::new()),
            Self::Binary { offset } => ("binary", offset.to_string()),
            Self::Encoding { offset } => ("encoding", offset.to_string()),
            Self::NoDateLine { found } => ("no_date_line", shown(found)),
            Self::ImpossibleDate { found } => ("impossible_date", shown(found)),
            Self::NoHeadline => ("no_headline", String::new()),
        }
    }
}

/// The beginning of a text, made visible.
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(60).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    visible(&shown)
}

/// The same in quotation marks.
fn quoted(text: &str) -> String {
    format!("“{}”", shown(text))
}
