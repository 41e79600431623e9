//! Grouping measured on the stories: which tellings are one entry, by B³ over gold readings.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may fail, and says what it skipped"
)]

mod common;

use common::Gold;
use depeche::chronicle::{self, Filed};
use depeche::library;
use depeche::model::Language;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

/// For each telling that stands in an entry: its gold entry, the entry it was put into, and how it reads.
type Placed = Vec<(String, usize, String)>;

struct Score {
    precision: f64,
    recall: f64,
    found: f64,
    report: String,
}

fn placed(gold: &[Gold]) -> (Placed, usize) {
    let filed: Vec<Filed> = gold.iter().map(|gold| gold.filed.clone()).collect();
    let names: HashMap<_, _> = gold.iter().map(|gold| (gold.filed.article.id, gold)).collect();
    let mut placed = Vec::new();
    for (number, entry) in chronicle::chronology(&filed).iter().enumerate() {
        for report in &entry.reports {
            let gold = names[&report.article];
            let words = format!(
                "{}: {:?}",
                report.file.as_deref().unwrap(),
                report.span.of(&gold.filed.article.text)
            );
            placed.push((gold.entries[report.telling].clone(), number, words));
        }
    }
    print_lines(&filed);
    (placed, gold.iter().map(|gold| gold.entries.len()).sum())
}

/// What a reader of the chronology would see (`--nocapture`).
fn print_lines(filed: &[Filed]) {
    for entry in chronicle::chronology(filed) {
        let date = entry.when.map_or_else(|| format!("≤{}", entry.known), |when| when.value.to_string());
        let title = library::title(&entry, Language::French);
        let (status, lag, origins) = (entry.status.name(), entry.lag_days, entry.origins);
        let actors: Vec<String> =
            entry.actors.iter().map(|actor| format!("{} ({})", actor.name, actor.part.name())).collect();
        println!(
            "{date:<21} {title} | {status} {lag:?} {origins} q{} | {}",
            entry.quotes.len(),
            actors.join(", ")
        );
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of tellings are small")]
fn b_cubed(gold: &[Gold]) -> Score {
    let (placed, total) = placed(gold);
    let (mut precision, mut recall, mut report) = (0.0, 0.0, String::new());
    for (story, entry, words) in &placed {
        let in_entry: Vec<_> = placed.iter().filter(|(_, other, _)| other == entry).collect();
        let in_story = placed.iter().filter(|(other, _, _)| other == story).count();
        let both = in_entry.iter().filter(|(other, _, _)| other == story).count();
        precision += both as f64 / in_entry.len() as f64;
        recall += both as f64 / in_story as f64;
        if both < in_entry.len() || both < in_story {
            let mut others: Vec<&str> =
                in_entry.iter().map(|(other, _, _)| other.as_str()).filter(|other| other != story).collect();
            others.sort_unstable();
            others.dedup();
            let _ = writeln!(report, "{words} ({story}): with {others:?}, apart from {}", in_story - both);
        }
    }
    let count = placed.len() as f64;
    Score { precision: precision / count, recall: recall / count, found: count / total as f64, report }
}

fn check(folder: &str, precision: f64, recall: f64, found: f64) {
    let score = b_cubed(&common::gold(Path::new(folder)));
    let figures = format!(
        "B³ P {:.3} R {:.3}, {:.3} of the tellings in entries",
        score.precision, score.recall, score.found
    );
    println!("{folder}: {figures}\n{}", score.report);
    assert!(
        score.precision >= precision && score.recall >= recall && score.found >= found,
        "{folder}: {figures}\n{}",
        score.report
    );
}

#[test]
fn the_stories_are_told_apart_and_put_together() {
    check("tests/gold/stories", 0.99, 0.94, 0.95);
}

#[test]
fn the_samples_are_told_apart_and_put_together() {
    check("tests/gold/seeds", 0.97, 0.93, 0.9);
}

#[test]
fn the_two_agency_articles_are_told_apart_and_put_together() {
    if Path::new("../shared/seeds").exists() {
        check("../shared/seeds", 0.97, 0.94, 0.9);
    } else {
        println!("skipped: ../shared/seeds is not here");
    }
}
