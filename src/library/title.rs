//! Titles of entries in a language: « Bonne → Moscou, visite », « Macron : « … » ».
//!
//! Does not make hostile characters visible: who shows it does.

use crate::lexicon::{self, phrase};
use crate::model::{Entry, Language};

/// A title's words are cut before they grow longer than this.
const LONGEST: usize = 90;

/// The title of an entry, on one line.
pub fn title(entry: &Entry, language: Language) -> String {
    let title = phrase::title(lexicon::ui(language), &entry.title, LONGEST);
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}
