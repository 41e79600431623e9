//! Any bytes, through intake and reading: no panic, no empty span, none that cuts a character, the same reading twice.
//!
//! Does not look at what is read, nor at how long it takes beyond libFuzzer's own limit.
#![no_main]

use depeche::model::{Article, Span};
use depeche::{intake, reading};
use libfuzzer_sys::fuzz_target;
use std::path::Path;

// As they are, and behind a first line that is in order: few changes of a text find one.
fuzz_target!(|bytes: &[u8]| {
    for first in [&b""[..], b"date 2026-02-04 Paris\n"] {
        let file = [first, bytes].concat();
        if let Ok(article) = intake::stream(Path::new("fuzz"), None, &*file) {
            check(&article);
        }
    }
});

fn check(article: &Article) {
    let reading = reading::read(article);
    let quotes = reading.quotes.iter().flat_map(|quote| [Some(quote.span), quote.cue, Some(quote.sentence)]);
    let events =
        reading.events.iter().flat_map(|event| [Some(event.span), event.content, Some(event.sentence)]);
    let dates = reading.dates.iter().map(|date| date.span);
    let actors = reading.actors.iter().map(|mention| mention.span);
    let doubts = reading.doubts.iter().map(|doubt| doubt.span);
    let spans: Vec<Span> = dates.chain(actors).chain(doubts).chain(quotes.chain(events).flatten()).collect();
    for span in spans {
        assert!(span.start < span.end, "{span:?} is empty");
        assert!(
            article.text.get(span.start..span.end).is_some(),
            "{span:?} cuts a character or ends outside"
        );
    }
    assert!(reading == reading::read(article), "read in two ways");
}
