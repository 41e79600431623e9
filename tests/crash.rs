//! Whatever ends the program, and whoever else writes: no acknowledged record is lost, and the library is whole.
//!
//! Quick by default; `DEPECHE_KILLS=200` kills two hundred times.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails loudly"
)]

#[path = "common/process.rs"]
mod process;

use depeche::library::{Library, View};
use depeche::model::Author;
use process::{DEPECHE, depeche};
use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Folders of articles, three in each, in which the same persons meet.
fn folders(root: &Path, count: usize) -> Vec<PathBuf> {
    let who = ["Emmanuel Macron", "Anna Ozola", "Karim Haddad", "Vladimir Poutine"];
    (0..count)
        .map(|number| {
            let folder = root.join(format!("{number:03}"));
            fs::create_dir_all(&folder).unwrap();
            for article in 0..3 {
                let (one, other) = (who[(number + article) % 4], who[(number + article + 1) % 4]);
                let day = 1 + (number * 7 + article) % 27;
                let text = format!(
                    " date 2026-02-{day:02} {one} a rencontré {other}\n\n{one} a rencontré {other} lundi à Riga.\n\nDépêche {number}-{article}.\n"
                );
                fs::write(folder.join(format!("{number}-{article}.txt")), text).unwrap();
            }
            folder
        })
        .collect()
}

/// The library holds exactly what one in memory made of the same files shows.
fn assert_shows(library: &Path, folders: &[PathBuf]) {
    let stored = Library::open(library, false, &mut |_| true).unwrap();
    let mut memory = Library::in_memory();
    memory.add_paths(folders, &Author("anna".to_owned()), chrono::DateTime::UNIX_EPOCH);
    assert_eq!(stored.articles(), memory.articles());
    assert_eq!(
        stored.window(&View::default(), 0..usize::MAX),
        memory.window(&View::default(), 0..usize::MAX)
    );
}

fn kills() -> usize {
    std::env::var("DEPECHE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(6)
}

#[test]
fn killed_at_any_moment_it_loses_nothing_that_it_acknowledged() {
    let root = tempfile::tempdir().unwrap();
    let all = folders(&root.path().join("articles"), 60);
    let (library, acks) = (root.path().join("library"), root.path().join("acks"));
    let mut seed = 7_u64;
    for round in 0..kills() {
        // One process adds folder after folder, and tells of each that was added; now and then the index is made anew.
        let script = format!(
            "cd {articles}; for f in *; do {DEPECHE} add --library {library} $f >/dev/null && echo $f >> {acks}; \
             case $f in *5) {DEPECHE} rebuild --library {library} >/dev/null;; esac; done",
            articles = root.path().join("articles").display(),
            library = library.display(),
            acks = acks.display()
        );
        let mut shell =
            Command::new("sh").args(["-c", &script]).stderr(Stdio::null()).process_group(0).spawn().unwrap();
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_millis(20 + (seed >> 33) % 700));
        let group = format!("-{}", shell.id());
        Command::new("kill").args(["-9", "--", &group]).status().unwrap();
        shell.wait().unwrap();
        // Now and then the index is lost or spoilt too.
        if round % 3 == 2 {
            for file in fs::read_dir(&library).unwrap().map(|file| file.unwrap().path()) {
                let name = file.file_name().unwrap().to_string_lossy().into_owned();
                if name.starts_with("index-") && file.extension().is_some_and(|kind| kind == "db") {
                    if round % 2 == 0 {
                        fs::remove_file(&file).unwrap();
                    } else {
                        fs::write(&file, [7; 9000]).unwrap();
                    }
                }
            }
        }
        let acknowledged = fs::read_to_string(&acks).unwrap_or_default();
        if !library.join("journal.db").exists() {
            assert!(acknowledged.is_empty());
            continue;
        }
        let stored = Library::open(&library, true, &mut |_| true).unwrap();
        drop(stored);
        let (whole, said) = depeche(&library, &["verify"]);
        assert!(whole, "round {round}: {said}");
        for folder in acknowledged.lines() {
            let files = root.path().join("articles").join(folder);
            let (_, said) = depeche(&library, &["add", files.to_str().unwrap()]);
            assert!(said.contains("0 articles added, 3 known already"), "round {round}, {folder}: {said}");
        }
        fs::remove_file(&acks).unwrap_or_default();
    }
    for folder in &all {
        depeche(&library, &["add", folder.to_str().unwrap()]);
    }
    assert_shows(&library, &all);
}

#[test]
fn ten_processes_on_one_library_lose_nothing() {
    let root = tempfile::tempdir().unwrap();
    let all = folders(&root.path().join("articles"), 20);
    let library = root.path().join("library");
    depeche(&library, &["add", all[0].to_str().unwrap()]);
    let began = Instant::now();
    let mut children = Vec::new();
    for worker in 0..10 {
        let mut words = Vec::new();
        for folder in all.iter().skip(worker % 2).step_by(2) {
            words.push(if worker < 4 {
                format!(
                    "{DEPECHE} add --library {} {} >/dev/null || exit 9",
                    library.display(),
                    folder.display()
                )
            } else {
                format!("{DEPECHE} list --library {} >/dev/null || exit 9", library.display())
            });
        }
        children.push(Command::new("sh").args(["-c", &words.join("\n")]).spawn().unwrap());
    }
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    println!("ten processes took {:?}", began.elapsed());
    let (whole, said) = depeche(&library, &["verify"]);
    assert!(whole, "{said}");
    assert_shows(&library, &all);
}

#[test]
fn a_library_without_the_right_to_write_is_read() {
    let root = tempfile::tempdir().unwrap();
    let all = folders(&root.path().join("articles"), 2);
    let library = root.path().join("library");
    for folder in &all {
        depeche(&library, &["add", folder.to_str().unwrap()]);
    }
    let (_, shown) = depeche(&library, &["list"]);
    let store = depeche::library::Store::open_to_read(&library).unwrap();
    assert!(!store.writes());
    assert_eq!(store.articles(), 6);
    assert!(!shown.is_empty());
}

#[test]
fn what_is_no_library_is_said_to_be_none() {
    let root = tempfile::tempdir().unwrap();
    let (done, said) = depeche(&root.path().join("none"), &["verify"]);
    assert!(!done && said.contains("depeche add"), "{said}");
    fs::write(root.path().join("journal.db"), "no database at all, and long enough to be looked at").unwrap();
    let (done, said) = depeche(root.path(), &["list"]);
    assert!(!done && said.contains("damaged"), "{said}");
}
