//! Whatever the text: no panic, spans on character boundaries, the same reading every time, time that grows as the text.
//!
//! Does not look at what is read: the gold sets do.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails loudly and shows its figures"
)]

use chrono::NaiveDate;
use depeche::model::{Article, Published, Reading, Span};
use depeche::reading;
use proptest::prelude::*;
use std::time::Duration;

fn article(text: &str) -> Article {
    let day = NaiveDate::from_ymd_opt(2026, 2, 4).unwrap();
    Article::new(Published::on(day), None, text.to_owned())
}

/// All spans of a reading.
fn spans(reading: &Reading) -> Vec<Span> {
    let quotes = reading.quotes.iter().flat_map(|quote| [Some(quote.span), quote.cue, Some(quote.sentence)]);
    let events =
        reading.events.iter().flat_map(|event| [Some(event.span), event.content, Some(event.sentence)]);
    let dates = reading.dates.iter().map(|date| date.span);
    let actors = reading.actors.iter().map(|mention| mention.span);
    let doubts = reading.doubts.iter().map(|doubt| doubt.span);
    dates.chain(actors).chain(doubts).chain(quotes.chain(events).flatten()).collect()
}

/// What must hold of every reading.
fn check(text: &str) {
    let article = article(text);
    let reading = reading::read(&article);
    for span in spans(&reading) {
        assert!(span.start < span.end, "{span:?} is empty in {text:?}");
        assert!(article.text.get(span.start..span.end).is_some(), "{span:?} cuts a character of {text:?}");
    }
    assert_eq!(reading, reading::read(&article), "{text:?} is read in two ways");
}

/// Pieces of articles, of which the odd ones are put together.
const PIECES: &[&str] = &[
    "Emmanuel Macron",
    "M.",
    "le président",
    "français",
    "la ministre",
    "son homologue",
    "l'",
    "d'",
    "qu'",
    "-t-il",
    "a dit",
    "a rencontré",
    "s'est rendu",
    "doit",
    "n'a pas",
    "selon",
    "mardi",
    "3 février",
    "2026",
    "la veille",
    "il y a trois",
    "jours",
    "à",
    "Moscou",
    "de",
    "ONU",
    "U.R.S.S.",
    "«",
    "»",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "(",
    ")",
    ",",
    ".",
    ":",
    ";",
    "–",
    "...",
    "?",
    "\n",
    "\n\n",
    "que",
    "qui",
    "et",
    "The envoy",
    "said on",
    "Tuesday",
    "dog's",
    "didn't",
    "AFP",
    "( AFP / A B )",
    "\u{301}",
    "\u{202e}",
    "\u{0}",
    "😀",
    "ǅ",
    "ß",
    "İ",
    "Ⅷ",
    "１２",
    "\u{a0}",
    "é",
    "É",
    "1er",
    "12/09",
    "2019-2021",
    "XIXe siècle",
];

fn any_pieces() -> impl Strategy<Value = String> {
    proptest::collection::vec((proptest::sample::select(PIECES), any::<bool>()), 0..60).prop_map(|pieces| {
        pieces.iter().flat_map(|(piece, apart)| [*piece, if *apart { " " } else { "" }]).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_characters_are_survived(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn any_bytes_that_are_text_are_survived(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn pieces_of_articles_in_any_order_are_survived(text in any_pieces()) {
        check(&text);
    }
}

/// Texts of which one thing never ends.
const SHAPES: &[(&str, &str)] = &[
    ("one sentence", "le ministre a dit que la France et "),
    ("one word", "anticonstitutionnellement"),
    ("hyphens", "ab-"),
    ("apostrophes", "ab'"),
    ("elisions", "l'"),
    ("full stops", "."),
    ("initials", "A."),
    ("quotations", "« oui » "),
    ("quotations that only open", "« a "),
    ("quotations that only close", "a » "),
    ("straight marks", "\"a\" "),
    ("nested marks", "“a ‘b” c’ "),
    ("brackets that only open", "(a "),
    ("capitals", "PARIS MACRON ONU "),
    ("digits", "12 1999 3/4 "),
    ("one number", "1."),
    ("one name", "Emmanuel Macron "),
    ("commas", "a, "),
    ("verbs", "a dit et "),
    ("openers", "que qui dont "),
    ("dates", "mardi 3 février, "),
    ("halves of dates", "du 3 et "),
    ("lines", "a\n"),
    ("lines that say", "« Oui », a dit le ministre mardi.\n"),
    ("roles", "Le président a dit mardi que le ministre viendrait. "),
    ("known names", "Emmanuel Macron a rencontré Vladimir Poutine à Moscou. "),
    ("complements", "de la "),
    ("dashes", "- "),
    ("marks that combine", "e\u{301}"),
    ("holders", "the dog's "),
    ("white space", " "),
];

/// Never twice the same name.
fn crowd(length: usize) -> String {
    let names: Vec<String> = (0..length / 16).map(|number| format!("Xa{number}e Ybo{number}. ")).collect();
    names.concat()
}

fn repeated(piece: &str, length: usize) -> String {
    piece.repeat(length / piece.len())
}

/// The processor time of this thread: other work on the machine does not count.
fn spent() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap())
}

/// The least time of a few readings.
fn time(text: &str, times: usize) -> Duration {
    let article = article(&format!("Titre\n\n{text}"));
    let once = || {
        let begun = spent();
        let _reading = reading::read(&article);
        spent().saturating_sub(begun)
    };
    (0..times).map(|_| once()).min().unwrap_or_default()
}

/// A text `factor` times as long takes about `factor` times as long; a quadratic step would take its square.
fn assert_linear(name: &str, text: impl Fn(usize) -> String, length: usize, factor: u32) {
    let slack = Duration::from_millis(60);
    let mut told = String::new();
    for _attempt in 0..4 {
        let long = text(length * factor as usize);
        let (short, long) = (time(&text(length), 2), time(&long, 1));
        if long < short * factor * 2 + slack {
            return;
        }
        told = format!("{name}: {short:?} for {length} bytes, {long:?} for {factor} times as many");
    }
    panic!("{told}");
}

/// A few shapes, in texts long enough to be read part after part.
#[test]
fn time_grows_as_the_text_where_it_is_cut() {
    let few = ["one sentence", "quotations", "full stops", "lines that say", "one word", "initials"];
    for (name, piece) in SHAPES.iter().filter(|(name, _)| few.contains(name)) {
        // A part of the cut text is the same whatever the text's length, so these are texts that are cut.
        assert_linear(name, |length| repeated(piece, length), 130_000, 3);
    }
}

#[test]
#[ignore = "megabytes of each shape take minutes without optimisation"]
fn time_grows_as_the_text() {
    for (name, piece) in SHAPES {
        assert_linear(name, |length| repeated(piece, length), 400_000, 8);
    }
    assert_linear("a crowd", crowd, 400_000, 8);
}

/// `cargo test --release --test any_text -- --ignored --nocapture`
#[test]
#[ignore = "ten megabytes of each shape take minutes without optimisation"]
fn ten_megabytes_of_anything_are_read_in_seconds() {
    let ten = 10_000_000;
    let crowd = ("a crowd", crowd(ten));
    let texts = SHAPES.iter().map(|(name, piece)| (*name, repeated(piece, ten))).chain([crowd]);
    for (name, text) in texts {
        let taken = time(&text, 1);
        println!("{name}: {taken:.1?}");
        assert!(taken < Duration::from_secs(60), "{name}: {taken:?}");
    }
}
