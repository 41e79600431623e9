//! The command line, run as users run it: what is printed, what is refused, and the exit status.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail"
)]

use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn depeche(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_depeche")).args(arguments).env("LC_ALL", "C.UTF-8").output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    out(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A folder with one good article and whatever a test adds.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let good = " date 2025-03-05 Ozola s'est rendue à Riga\n\nAnna Ozola s'est rendue mardi à Riga.\n";
    std::fs::write(folder.path().join("good.txt"), good).unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn read(folder: &tempfile::TempDir) -> Output {
    depeche(&["read", folder.path().to_str().unwrap()])
}

#[test]
fn everything_done_is_zero_something_refused_one_nothing_done_two() {
    let fine = folder(&[]);
    assert_eq!(code(&read(&fine)), 0);
    let mixed = folder(&[("bad.txt", b"")]);
    let output = read(&mixed);
    assert_eq!(code(&output), 1);
    assert_eq!(lines(&output).len(), 1);
    assert_eq!(code(&depeche(&["read", mixed.path().join("bad.txt").to_str().unwrap()])), 2);
    assert_eq!(code(&depeche(&["list", "/no/such/file"])), 2);
    assert_eq!(code(&depeche(&["list", "--kind", "waltz"])), 2);
    assert_eq!(code(&depeche(&["--help"])), 0);
}

#[test]
fn each_refused_file_is_named_with_its_reason() {
    let refused: &[(&str, &[u8], &str)] = &[
        ("empty.txt", b"", "empty"),
        ("nul.txt", b" date 2025-03-05 T\n\n\0", "binary (a NUL byte at offset 20)"),
        ("latin.txt", b" date 2025-03-05 T\n\n\xe9t\xe9", "not UTF-8 (a bad byte at offset 20)"),
        ("undated.txt", b"Un titre\n\nUn texte.", "no article"),
        ("leap.txt", b" date 2025-02-29 T\n\nUn texte.", "2025-02-29"),
        ("data.json", b"{}", "no article"),
    ];
    for (name, bytes, reason) in refused {
        let folder = folder(&[(name, bytes)]);
        let output = read(&folder);
        assert_eq!(code(&output), 1, "{name}");
        assert!(err(&output).contains(name) && err(&output).contains(reason), "{name}: {}", err(&output));
    }
}

#[test]
fn a_reading_gives_the_text_and_counts_code_points() {
    let output = read(&folder(&[]));
    let reading = &lines(&output)[0];
    let text = reading["text"].as_str().unwrap();
    assert_eq!(text, "Ozola s'est rendue à Riga\n\nAnna Ozola s'est rendue mardi à Riga.");
    assert_eq!(reading["schema"], "depeche.reading/1");
    let letters: Vec<char> = text.chars().collect();
    let date = &reading["dates"][0];
    let span = |end: &str| usize::try_from(date[end].as_u64().unwrap()).unwrap();
    let words: String = letters[span("start")..span("end")].iter().collect();
    assert_eq!((words.as_str(), &date["value"]), ("mardi", &Value::from("2025-03-04")));
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    let unix = " date 2025-03-05 Titre\n\nAnna Ozola est venue mardi à Riga.\n\nElle repart.\n";
    let dos = format!("\u{feff}{}", unix.replace('\n', "\r\n"));
    let read = |text: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, text).unwrap();
        out(&depeche(&["read", path.to_str().unwrap()])).to_owned()
    };
    assert_eq!(read(unix), read(&dos));
}

#[test]
fn standard_input_is_an_article_too() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_depeche"))
        .args(["read", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b" date 2025-03-05 Titre\n\nTexte.").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 0);
    assert_eq!(lines(&output)[0]["file"], Value::Null);
}

/// Escape sequences, bidi overrides, zero-width characters, in a text and in a file's name: seen, not obeyed.
#[test]
fn hostile_text_is_inert_everywhere() {
    let hostile = "\u{1b}]0;titre\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{200b}\u{2066}\u{e0041}\r\u{8}";
    let article = format!(
        " date 2025-03-05 Ozola {hostile}a dit\n\nAnna Ozola{hostile} a dit mardi à Riga: \"Oui{hostile}, non\".\n"
    );
    let name = "h\u{1b}[31m\u{202e}.txt";
    let bad = "b\u{1b}[31m\u{202e}.txt";
    let folder = folder(&[(name, article.as_bytes()), (bad, hostile.as_bytes())]);
    let path = folder.path().to_str().unwrap();
    let wrong_path = format!("/none{hostile}");
    for arguments in [
        vec!["read", path],
        vec!["read", path, "--format", "text"],
        vec!["list", path],
        vec!["list", path, "--format", "json"],
        vec!["list", path, "--actor", hostile],
        vec!["export", path, "-o", "-"],
        vec!["list", wrong_path.as_str()],
        vec!["list", "--from", hostile],
    ] {
        let output = depeche(&arguments);
        for letter in out(&output).chars().chain(err(&output).chars()) {
            let inert = letter == '\n' || !depeche::model::text::is_hostile(letter);
            assert!(inert, "{arguments:?} lets {letter:?} through");
        }
    }
    let output = depeche(&["read", path]);
    let texts: Vec<String> =
        lines(&output).iter().map(|reading| reading["text"].as_str().unwrap().to_owned()).collect();
    assert!(texts.iter().any(|text| text.contains("\u{1b}]0;titre\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{200b}")));
}

#[test]
fn a_line_of_a_megabyte_is_read() {
    // Few and very long words: how fast words are read is measured elsewhere.
    let word = format!("é{}\u{202e} ", "mot".repeat(7000));
    let article = format!(" date 2025-03-05 Titre\n\n{}\n", word.repeat(50));
    assert!(article.len() > 1024 * 1024);
    let folder = folder(&[("long.txt", article.as_bytes())]);
    let output = depeche(&["list", folder.path().to_str().unwrap()]);
    assert_eq!(code(&output), 0, "{}", err(&output));
}

fn sample(arguments: &[&str]) -> Vec<Value> {
    let all = [&["list", "--format", "json"], arguments].concat();
    let output = depeche(&all);
    assert_eq!(code(&output), 0, "{arguments:?}: {}", err(&output));
    lines(&output)
}

#[test]
fn without_a_path_the_sample_is_listed_in_order_of_time() {
    let entries = sample(&[]);
    assert!(entries.len() > 10, "{}", entries.len());
    let years: Vec<&str> = entries.iter().map(|entry| &entry["placed"].as_str().unwrap()[..4]).collect();
    assert!(years.is_sorted(), "{years:?}");
    for entry in &entries {
        assert_eq!(entry["schema"], "depeche.entry/1");
        assert!(!entry["title"].as_str().unwrap().is_empty());
        assert!(!entry["reports"].as_array().unwrap().is_empty());
    }
}

#[test]
fn the_eve_of_the_report_knows_nothing_of_the_trip() {
    let eve = sample(&["--known-on", "2026-02-03"]);
    assert!(!eve.is_empty());
    let text = serde_json::to_string(&eve).unwrap();
    assert!(!text.contains("Bonne") && !text.contains("Ouchakov"), "{text}");
    assert!(serde_json::to_string(&sample(&[])).unwrap().contains("Emmanuel Bonne"));
}

#[test]
fn filters_keep_what_they_say() {
    let has = |entry: &Value, name: &str| {
        entry["actors"].as_array().unwrap().iter().any(|actor| actor["name"] == name)
    };
    let bonne = sample(&["--actor", "bonne"]);
    assert!(!bonne.is_empty() && bonne.iter().all(|entry| has(entry, "Emmanuel Bonne")));
    let without = sample(&["--not", "Emmanuel Bonne"]);
    assert_eq!(without.len() + bonne.len(), sample(&[]).len());
    assert!(!without.iter().any(|entry| has(entry, "Emmanuel Bonne")));
    let dated = sample(&["--dated"]);
    assert!(!dated.is_empty() && dated.iter().all(|entry| entry["dated_by"] == "event"));
    let early = sample(&["--dated", "--to", "2022"]);
    assert!(!early.is_empty());
    assert!(early.iter().all(|entry| entry["placed"].as_str().unwrap() < "2023"), "{early:?}");
    let visits = sample(&["--kind", "visit"]);
    assert!(!visits.is_empty());
    assert!(visits.iter().all(|entry| entry["kinds"].as_array().unwrap().contains(&Value::from("visit"))));
    let id = bonne[0]["id"].as_str().unwrap();
    assert_eq!(sample(&["--id", id]).len(), 1);
}

#[test]
fn a_name_that_means_nobody_or_several_is_refused() {
    let output = depeche(&["list", "--actor", "Nobody Anywhere"]);
    assert_eq!(code(&output), 2);
    assert!(out(&output).is_empty());
    assert!(err(&output).contains("Nobody Anywhere"), "{}", err(&output));
}

#[test]
fn a_file_is_not_overwritten_unless_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.ndjson");
    let path = file.to_str().unwrap();
    assert_eq!(code(&depeche(&["list", "--format", "json", "-o", path])), 0);
    assert!(std::fs::metadata(Path::new(path)).unwrap().len() > 100);
    let again = depeche(&["list", "--format", "text", "-o", path]);
    assert_eq!(code(&again), 2);
    assert!(err(&again).contains("--force"));
    assert_eq!(code(&depeche(&["list", "-o", path, "--force"])), 0);
    assert!(out(&depeche(&["list", "-o", "-"])).lines().count() > 10);
}

#[test]
fn the_same_articles_give_the_same_bytes_in_any_order() {
    let seeds = ["seeds/2026-02-03-haute-saone.txt", "seeds/2026-02-04-moscou.txt"];
    let list = |paths: [&str; 2]| out(&depeche(&["list", "--format", "json", paths[0], paths[1]])).to_owned();
    assert_eq!(list(seeds), list([seeds[1], seeds[0]]));
}

#[test]
fn a_library_that_was_named_and_is_not_there_is_missed() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("disk/library");
    for command in ["list", "quotes", "actors", "articles", "review", "export"] {
        let mut arguments = vec![command, "--library", gone.to_str().unwrap()];
        arguments.extend(["-o", "-"].iter().filter(|_| command == "export"));
        let said = depeche(&arguments);
        assert!(code(&said) == 2 && !out(&said).contains("2026"), "{command}: {}", out(&said));
        assert!(err(&said).contains("there is no library"), "{command}: {}", err(&said));
        let named = Command::new(env!("CARGO_BIN_EXE_depeche"))
            .arg(command)
            .args(["-o", "-"].iter().filter(|_| command == "export"))
            .env("DEPECHE_LIBRARY", &gone)
            .output()
            .unwrap();
        assert_eq!((code(&named), out(&named), err(&named)), (2, out(&said), err(&said)), "{command}");
    }
    assert!(!gone.exists());
}
