//! What the README tells people to type works.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails loudly")]

#[path = "common/run.rs"]
mod run;

use depeche::cli::Exit;
use run::depeche;

const README: &str = include_str!("../README.md");

#[test]
fn its_examples_run() {
    let folder = tempfile::tempdir().unwrap();
    let lines = README.lines().filter_map(|line| line.strip_prefix("depeche "));
    let mut ran = 0;
    for line in lines {
        let (command, _) = line.split_once('#').unwrap_or((line, ""));
        let mut words: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
        // A journal is that of a library, and there is none here; `moving.rs` moves one.
        let looks = words.first().is_some_and(|word| ["list", "read", "export"].contains(&word.as_str()));
        if !looks || words.iter().any(|word| word == "--journal") {
            continue;
        }
        if let Some(at) = words.iter().position(|word| word == "-o") {
            words[at + 1] = folder.path().join(&words[at + 1]).to_string_lossy().into_owned();
        }
        let result = depeche(&words);
        assert_eq!((result.exit, result.err.as_str()), (Exit::Done, ""), "depeche {command}");
        let is_written = std::fs::read_dir(folder.path()).unwrap().next().is_some();
        assert!(!result.out.is_empty() || is_written, "depeche {command} does nothing");
        ran += 1;
    }
    assert!(ran >= 6, "only {ran} examples found");
}

#[test]
fn an_export_is_the_same_every_time() {
    let export = |lang: &str| depeche(&["export", "seeds", "--lang", lang, "-o", "-"]).out;
    assert_eq!(export("fr"), export("fr"));
    assert!(export("fr").starts_with("# Chronologie"));
    assert!(export("en").starts_with("# Chronology"));
}

#[test]
fn the_two_commands_are_those_that_ci_runs() {
    assert!(README.contains("\ncargo run --release ") && README.contains("\ncargo test "));
    assert!(include_str!("../.ci/run").contains("\nstep cargo test "));
}
