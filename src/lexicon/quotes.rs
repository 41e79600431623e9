//! Words around quotation marks: what names and what says, pronouns of speakers.
//!
//! Does not know verbs of saying: the table of verbs does.

pub use super::words::WordSet;

include!(concat!(env!("OUT_DIR"), "/quotes.rs"));
