//! What the rules know about languages and the world: checked tables, compiled into the binary.
//!
//! The data stand in `assets/`, with examples that tests run; `compile` turns them into static values when the
//! program is built. Nothing is parsed at start. Does not read articles.

pub mod actors;
pub mod dates;
pub mod gazetteer;
pub mod grammar;
mod hash;
pub mod phrase;
pub mod quotes;
pub mod themes;
pub mod ui;
pub mod verbs;
pub mod vocabulary;
pub mod words;

use crate::model::Language;

/// The word lists of a language.
pub fn words(language: Language) -> &'static words::Words {
    match language {
        Language::French => &words::FRENCH,
        Language::English => &words::ENGLISH,
    }
}

/// How a language builds its sentences.
pub fn grammar(language: Language) -> &'static grammar::Grammar {
    match language {
        Language::French => &grammar::FRENCH,
        Language::English => &grammar::ENGLISH,
    }
}

/// What the interface says in a language.
pub fn ui(language: Language) -> &'static ui::Ui {
    match language {
        Language::French => &ui::FRENCH,
        Language::English => &ui::ENGLISH,
    }
}

/// The words of dates of a language.
pub fn dates(language: Language) -> &'static dates::Dates {
    match language {
        Language::French => &dates::FRENCH,
        Language::English => &dates::ENGLISH,
    }
}

/// The words around quotation marks of a language.
pub fn quotes(language: Language) -> &'static quotes::Quotes {
    match language {
        Language::French => &quotes::FRENCH,
        Language::English => &quotes::ENGLISH,
    }
}
