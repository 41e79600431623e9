//! Article and lexicon in, reading out. Pure: opens no file, reads no clock, cannot fail.
//!
//! [`doc`] cuts the article into paragraphs, sentences and tokens; each layer (dates, actors, quotes, events)
//! reads that and adds its findings with the rule that found them. No word of a language is spelled here: words
//! come from the lexicon, rules know their order.

pub mod actors;
pub mod dates;
pub mod doc;
mod events;
mod language;
mod layout;
pub mod quotes;
mod sentences;
pub mod syntax;
pub mod words;

use crate::model::{Article, Reading};
use doc::Doc;

/// Reads an article.
pub fn read(article: &Article) -> Reading {
    let doc = Doc::new(article);
    let mut reading = Reading::empty(doc.language);
    reading.agency = doc.agency.clone().or_else(|| layout::agency_in_body(doc.text, doc.language));
    reading.credits.clone_from(&doc.credits);
    let actors = actors::find(&doc);
    actors.report(&mut reading);
    let (dates, doubts) = dates::find(&doc);
    reading.dates = dates;
    reading.doubts.extend(doubts);
    let syntax = syntax::Syntax::parse(&doc, &actors, &reading.dates);
    reading.events = events::find(&doc, &actors, &syntax, &reading.dates, reading.agency.as_deref());
    let (found, doubts) = dates::find(&doc);
    (reading.dates, reading.doubts) = (found, doubts.into_iter().chain(reading.doubts).collect());
    let syntax = syntax::Syntax::parse(&doc, &actors, &reading.dates);
    reading.quotes = quotes::find(&doc, &actors, &syntax, &reading.dates);
    reading
}
