//! `evaluate`: the figures of a folder of gold, as text and as JSON, and what is refused.
//!
//! Does not judge the rules: `gold.rs` holds the floors.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails loudly")]

#[path = "common/run.rs"]
mod run;

use depeche::cli::Exit;
use run::depeche;
use serde_json::Value;
use std::path::Path;

const ARTICLE: &str =
    " date 2026-02-04 Une visite\n\nEmmanuel Macron a rencontré mardi Vladimir Poutine à Moscou.\n";

/// Two actors that are there, one under another name; a date that is right; an event that the rules cannot find.
const GOLD: &str = r#"{"file": "a.txt", "language": "fr", "published": "2026-02-04", "agency": null, "credits": [],
 "dates": [{"exact": "mardi", "nth": 1, "value": "2026-02-03", "mod": null}],
 "actors": [{"exact": "Emmanuel Macron", "actor": ["Emmanuel Macron"], "class": "person"},
            {"exact": "Vladimir Poutine", "nth": 1, "actor": ["Un autre"], "class": "person"}],
 "quotes": [],
 "events": [{"exact": "visite", "nth": 1, "kind": "attack", "when": null, "agents": [], "counterparts": [], "place": null,
             "status": "affirmed"}]}"#;

fn folder(gold: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
    std::fs::write(folder.path().join("a.json"), gold).unwrap();
    folder
}

fn evaluate(options: &[&str], folder: &Path) -> run::Ran {
    let mut arguments: Vec<std::ffi::OsString> = vec!["evaluate".into(), folder.into()];
    arguments.extend(options.iter().map(std::ffi::OsString::from));
    depeche(&arguments)
}

#[test]
fn the_figures_are_counted_layer_by_layer() {
    let folder = folder(GOLD);
    let ran = evaluate(&["--format", "json"], folder.path());
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    let figures: Value = serde_json::from_str(&ran.out).unwrap();
    let counts =
        |layer: &str| ["right", "gold", "found"].map(|count| figures[layer][count].as_u64().unwrap());
    assert_eq!(counts("dates"), [1, 1, 1]);
    assert_eq!(counts("actors named"), [1, 2, 2]);
    assert_eq!(counts("events"), [0, 1, 1]);
    assert_eq!(figures["actors named"]["name-if-found"], 0.5);
    assert_eq!(figures["actors named"]["f1"], 0.5);
    assert_eq!(figures["articles"], 1);
}

#[test]
fn the_text_has_a_line_a_layer_and_names_errors_where_asked() {
    let folder = folder(GOLD);
    let ran = evaluate(&["--errors"], folder.path());
    assert!(
        ran.out.contains("dates            P 1.000  R 1.000  F1 1.000  (1/1 gold, 1 found)"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("a.txt: missed actors named: \"Vladimir Poutine\" Un autre\n"), "{}", ran.out);
    assert!(ran.out.contains("a.txt: wrong events: \"a rencontré\" meeting\n"), "{}", ran.out);
}

#[test]
fn gold_that_does_not_fit_is_refused_with_its_reason() {
    for (gold, reason) in [
        ("{", "is no gold reading"),
        (&GOLD.replace("Vladimir Poutine", "Vladimir"), ""),
        (
            &GOLD.replace("\"exact\": \"mardi\", \"nth\": 1", "\"exact\": \"mardi\", \"nth\": 2"),
            "“mardi” does not stand 2 times",
        ),
        (
            &GOLD.replace("\"published\": \"2026-02-04\"", "\"published\": \"2026-02-05\""),
            "the article says 2026-02-04",
        ),
        (&GOLD.replace("a.txt", "absent.txt"), "absent.txt"),
    ] {
        let folder = folder(gold);
        let ran = evaluate(&[], folder.path());
        let expected = if reason.is_empty() { Exit::Done } else { Exit::Nothing };
        assert_eq!(ran.exit, expected, "{}", ran.err);
        assert!(ran.err.contains(reason), "{}", ran.err);
    }
    assert_eq!(evaluate(&[], tempfile::tempdir().unwrap().path()).exit, Exit::Nothing);
}
