//! What the rules know about languages and the world: checked tables, compiled into the binary.
//!
//! The data stand in `assets/`, with examples that tests run; `compile` turns them into static values when the
//! program is built. Nothing is parsed at start. Does not read articles.

pub mod words;

use crate::model::Language;

/// The word lists of a language.
pub fn words(language: Language) -> &'static words::Words {
    match language {
        Language::French => &words::FRENCH,
        Language::English => &words::ENGLISH,
    }
}
