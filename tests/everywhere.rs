//! Every subcommand that looks takes every filter and format, on paths and on a library, and says the same of both; a
//! library that other rules read is read again.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails loudly")]

#[path = "common/run.rs"]
mod run;

use depeche::cli::Exit;
use depeche::library::Library;
use run::{Ran, depeche};
use std::path::{Path, PathBuf};

const FILTERS: &[&str] = &[
    "",
    "--actor Bonne",
    "--actor Bonne --actor Macron",
    "--actor Bonne --as agent",
    "--actor Macron --as about",
    "--not Bonne",
    "--not kind:visit",
    "--not status:reported",
    "--not place:Moscou",
    "--not source:Reuters",
    "--not tag:urgent",
    "--kind visit --kind call",
    "--status reported",
    "--place Moscou",
    "--source Reuters",
    "--tag urgent",
    "--from 2026-02 --to 2026-02-03",
    "--dated",
    "--known-on 2026-02-03",
    "--at 1",
    "--search moscou",
    "--id 0",
];

const COMMANDS: &[&str] = &[
    "list",
    "list --format json",
    "list --format csv --lang en",
    "quotes",
    "quotes --format json",
    "quotes --format csv",
    "actors",
    "actors --format json",
    "actors --format csv",
    "articles",
    "articles --format csv",
    "review --format json",
    "export -o -",
];

fn words(of: &str) -> Vec<String> {
    of.split_whitespace().map(str::to_owned).collect()
}

fn ran(command: &str, filter: &str, place: &[&str]) -> Ran {
    let mut all = words(command);
    all.splice(1..1, place.iter().map(|word| (*word).to_owned()));
    all.extend(words(filter));
    depeche(&all)
}

fn sample(root: &Path) -> PathBuf {
    let library = root.join("library");
    let added = depeche(&["add", "--library", library.to_str().unwrap(), "seeds"]);
    assert_eq!(added.exit, Exit::Done, "{}", added.err);
    library
}

/// What differs between the two without being said of the articles: the command that an export repeats, when and by whom
/// an article was filed.
fn alike(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.contains("depeche export")).map(str::to_owned).collect()
}

#[test]
fn filters_and_formats_are_the_same_everywhere() {
    let root = tempfile::tempdir().unwrap();
    let library = sample(root.path());
    let place = ["--library", library.to_str().unwrap()];
    let mut told = 0;
    for command in COMMANDS {
        for filter in FILTERS {
            let (of_paths, of_library) = (ran(command, filter, &["seeds"]), ran(command, filter, &place));
            assert_eq!(of_paths.err, of_library.err, "{command} {filter}");
            assert_eq!(of_library.exit, Exit::Done, "{command} {filter}: {}", of_library.err);
            assert_eq!(alike(&of_paths.out), alike(&of_library.out), "{command} {filter}");
            told += usize::from(!of_library.out.is_empty());
        }
    }
    assert!(told > COMMANDS.len() * FILTERS.len() / 2, "only {told} said anything");
    for (command, filter) in [
        ("contacts Bonne Ouchakov", ""),
        ("contacts Bonne Ouchakov --format json", "--known-on 2026-02-04"),
        ("compare 2026-02-03 2026-02-04", ""),
        ("compare 2026-02-03 2026-02-04 --format csv", "--actor Bonne"),
    ] {
        let mut with_paths = words(command);
        with_paths.push("seeds".to_owned());
        with_paths.extend(words(filter));
        let (of_paths, of_library) = (depeche(&with_paths), ran(command, filter, &place));
        assert_eq!((of_paths.exit, of_paths.out), (of_library.exit, of_library.out), "{command}");
    }
}

#[test]
fn a_library_read_by_other_rules_is_read_again_and_rulings_find_their_words() {
    let root = tempfile::tempdir().unwrap();
    let library = sample(root.path());
    let place = ["--library", library.to_str().unwrap()];
    let listed = ran("list --format json", "--kind visit", &place).out;
    let id = serde_json::from_str::<serde_json::Value>(listed.lines().next().unwrap()).unwrap()["id"].clone();
    assert_eq!(ran("tag", &format!("{} urgent", id.as_str().unwrap()), &place).exit, Exit::Done);
    let shown = || ran("list --format json", "", &place).out;
    let before = shown();
    assert!(before.contains("urgent"));

    let index = |library: &Path| -> PathBuf {
        let mut files: Vec<PathBuf> = std::fs::read_dir(library)
            .unwrap()
            .map(|file| file.unwrap().path())
            .filter(|path| path.extension().is_some_and(|kind| kind == "db") && !path.ends_with("journal.db"))
            .collect();
        files.sort();
        files.pop().unwrap()
    };
    // As other rules would have left it: another version, and entries that these rules do not read.
    let old = index(&library);
    let tables = rusqlite::Connection::open(&old).unwrap();
    tables
        .execute_batch("UPDATE meta SET value = '2020.1.1' WHERE name = 'rules'; DELETE FROM entry;")
        .unwrap();
    drop(tables);
    let verified = ran("verify", "", &place);
    assert!(verified.err.contains("another version"), "{}", verified.err);

    // The screen shows what is there meanwhile, and sees it change.
    let mut open = Library::open_as_it_is(&library, false, &mut |_| true).unwrap();
    assert!(open.store().unwrap().is_outdated());
    let version = open.store().unwrap().version();
    let mut steps = Vec::new();
    Library::rebuild(&library, &mut |progress| {
        steps.push((progress.done, progress.of));
        true
    })
    .unwrap();
    assert_eq!(steps.last(), Some(&(3, 3)));
    assert!(open.refresh().unwrap() && !open.store().unwrap().is_outdated());
    assert_ne!(open.store().unwrap().version(), version);
    assert_eq!(shown(), before);
    assert_ne!(index(&library), old);

    // A command reads again by itself before it answers.
    let tables = rusqlite::Connection::open(index(&library)).unwrap();
    tables
        .execute_batch("UPDATE meta SET value = '2020.1.1' WHERE name = 'rules'; DELETE FROM entry;")
        .unwrap();
    drop(tables);
    assert_eq!(shown(), before);
    assert_eq!(ran("verify", "", &place).exit, Exit::Done);
}
