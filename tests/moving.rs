//! Libraries that move as lines, and folders that are watched.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails loudly")]

#[path = "common/run.rs"]
mod run;

use run::{Ran, depeche};
use std::fs;
use std::path::{Path, PathBuf};

fn article(root: &Path, name: &str, text: &str) -> PathBuf {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, format!(" date 2026-02-03 {text}\n\n{text} lundi à Riga. Fin de {name}.\n")).unwrap();
    path
}

fn ran(library: &Path, words: &[&str]) -> Ran {
    let mut all = vec![words[0].to_owned(), "--library".to_owned(), library.display().to_string()];
    all.extend(words[1..].iter().map(|word| (*word).to_owned()));
    depeche(&all)
}

fn on(library: &Path, words: &[&str]) -> String {
    let ran = ran(library, words);
    assert!(ran.err.is_empty() && ran.exit == depeche::cli::Exit::Done, "{words:?}: {}", ran.err);
    ran.out
}

fn entry(library: &Path, kind: &str) -> String {
    let listed = on(library, &["list", "--format", "json", "--kind", kind]);
    let first: serde_json::Value = serde_json::from_str(listed.lines().next().unwrap()).unwrap();
    first["id"].as_str().unwrap().to_owned()
}

/// Everything that a library shows.
fn shown(library: &Path) -> Vec<String> {
    [
        &["list", "--format", "json"][..],
        &["list", "--format", "json", "--known-on", "2026-02-03"],
        &["quotes", "--format", "json"],
        &["actors", "--format", "json"],
        &["log", "--format", "json"],
        &["export", "-o", "-"],
    ]
    .iter()
    .map(|words| on(library, words))
    .collect()
}

/// A library with articles, rulings and an undo.
fn library(root: &Path) -> PathBuf {
    let library = root.join("library");
    let texts = [
        ("a.txt", "Emmanuel Macron a rencontré Anna Ozola"),
        ("b.txt", "Vladimir Poutine a appelé Emmanuel Macron"),
        ("c.txt", "Anna Ozola a reçu Karim Haddad"),
    ];
    for (name, text) in texts {
        let path = article(&root.join("files"), name, text);
        on(&library, &["add", path.to_str().unwrap()]);
    }
    let call = entry(&library, "call");
    on(&library, &["tag", &call, "urgent"]);
    on(&library, &["note", &call, "Demander à l'ambassade."]);
    on(&library, &["undo"]);
    on(&library, &["correct", &entry(&library, "meeting"), "--place", "Vilnius"]);
    library
}

#[test]
fn a_moved_library_shows_the_same_bit_for_bit() {
    let root = tempfile::tempdir().unwrap();
    let (one, other) = (library(root.path()), root.path().join("other"));
    let file = root.path().join("journal.ndjson");
    let lines = on(&one, &["export", "--journal", "-o", "-"]);
    on(&one, &["export", "--journal", "-o", file.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(&file).unwrap(), lines);
    assert_eq!(lines.lines().count(), 7);

    let add = || on(&other, &["add", file.to_str().unwrap()]);
    assert_eq!(add(), "7 records taken over\n");
    assert_eq!(shown(&other), shown(&one));
    assert!(on(&other, &["verify"]).starts_with("7 records, whole"));
    assert_eq!(on(&other, &["export", "--journal", "-o", "-"]), lines);
    assert_eq!(add(), "0 records taken over, 7 known already\n");
    // The one goes on, and the other follows.
    let more = article(&root.path().join("files"), "d.txt", "Karim Haddad a rencontré Vladimir Poutine");
    on(&one, &["add", more.to_str().unwrap()]);
    on(&one, &["undo"]);
    on(&one, &["export", "--journal", "--force", "-o", file.to_str().unwrap()]);
    assert_eq!(add(), "2 records taken over, 7 known already\n");
    assert_eq!(shown(&other), shown(&one));
    on(&other, &["rebuild"]);
    assert_eq!(shown(&other), shown(&one));
    let none = ran(&root.path().join("none"), &["export", "--journal", "-o", "-"]);
    assert!(none.out.is_empty() && none.err.contains("no library"), "{}", none.err);
    // Up to a record it is the library as the desk had it.
    let early = on(&one, &["export", "--journal", "--at", "3", "-o", "-"]);
    assert_eq!(early.lines().count(), 3);
}

#[test]
fn a_library_of_its_own_takes_over_what_it_does_not_have() {
    let root = tempfile::tempdir().unwrap();
    let (one, other) = (library(root.path()), root.path().join("other"));
    let file = root.path().join("journal.ndjson");
    on(&one, &["export", "--journal", "-o", file.to_str().unwrap()]);
    let own = article(&root.path().join("own"), "e.txt", "Karim Haddad a rencontré Vladimir Poutine");
    on(&other, &["add", own.to_str().unwrap(), root.path().join("files/b.txt").to_str().unwrap()]);
    on(&other, &["tag", &entry(&other, "meeting"), "à suivre"]);

    let add = || on(&other, &["add", file.to_str().unwrap()]);
    assert_eq!(add(), "6 records taken over, 1 known already\n");
    let first = shown(&other);
    assert_eq!(add(), "0 records taken over, 7 known already\n");
    assert_eq!(shown(&other), first);
    assert!(on(&other, &["verify"]).starts_with("9 records, whole"));
    on(&other, &["rebuild"]);
    assert_eq!(shown(&other), first);
    // The note was undone there, the tag and the correction stand; all rulings are theirs, by time and author.
    let all = on(&other, &["list", "--format", "json"]);
    assert!(all.contains("urgent") && all.contains("à suivre") && all.contains("Vilnius"), "{all}");
    assert!(!all.contains("ambassade"));
    // What was undone here stays undone when the journal comes again.
    on(&other, &["undo"]);
    assert!(!on(&other, &["list"]).contains("Vilnius"));
    add();
    assert!(!on(&other, &["list"]).contains("Vilnius"));
}

#[test]
fn a_journal_that_was_changed_is_not_taken_over() {
    let root = tempfile::tempdir().unwrap();
    let (one, other) = (library(root.path()), root.path().join("other"));
    let lines = on(&one, &["export", "--journal", "-o", "-"]);
    let cut: Vec<&str> = lines.lines().enumerate().filter(|(at, _)| *at != 3).map(|(_, line)| line).collect();
    for (what, why) in [
        (lines.replace("urgent", "calme"), "does not follow"),
        (cut.join("\n"), "does not follow"),
        (lines.replace("\"v\":2", "\"v\":99"), "newer depeche"),
        (lines.replace("Fin de a.txt", "Fin de rien"), "text is not the one"),
    ] {
        let file = root.path().join("changed.ndjson");
        fs::write(&file, what).unwrap();
        let ran = ran(&other, &["add", file.to_str().unwrap()]);
        assert!(ran.err.contains(why) && ran.err.contains("nothing was taken over"), "{}", ran.err);
        assert_eq!(ran.exit, depeche::cli::Exit::Nothing);
        assert!(on(&other, &["verify"]).starts_with("0 records"));
    }
}

#[cfg(unix)]
mod watching {
    use super::{article, on};
    use std::fs;
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::path::Path;
    use std::process::{Child, Command, Stdio};

    struct Watching {
        child: Child,
        lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
    }

    impl Watching {
        fn of(library: &Path, folder: &Path) -> Self {
            let mut child = Command::new(env!("CARGO_BIN_EXE_depeche"))
                .args(["watch", "--every", "1", "--library"])
                .arg(library)
                .arg(folder)
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let lines = BufReader::new(child.stdout.take().unwrap()).lines();
            Self { child, lines }
        }

        /// The next line; waits for it.
        fn told(&mut self) -> String {
            self.lines.next().unwrap().unwrap()
        }

        fn end(mut self, signal: &str) -> (Option<i32>, Vec<String>) {
            Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
            let rest = self.lines.map(|line| line.unwrap()).collect();
            (self.child.wait().unwrap().code(), rest)
        }
    }

    #[test]
    fn what_arrives_is_filed_once_it_is_complete_until_it_is_told_to_end() {
        let root = tempfile::tempdir().unwrap();
        let (folder, library) = (root.path().join("in"), root.path().join("library"));
        article(&folder, "a.txt", "Emmanuel Macron a rencontré Anna Ozola");
        let mut watching = Watching::of(&library, &folder);
        let told = watching.told();
        assert!(told.starts_with("added") && told.contains("a.txt") && told.contains("Macron"), "{told}");
        // A file that still grows is left alone; hidden ones too.
        let late = article(&folder, "nested/b.txt", "Vladimir Poutine a appelé Emmanuel Macron");
        fs::write(folder.join(".c.txt"), "no article").unwrap();
        for _ in 0..12 {
            std::thread::sleep(std::time::Duration::from_millis(250));
            let mut file = fs::OpenOptions::new().append(true).open(&late).unwrap();
            file.write_all("Encore une phrase.\n".as_bytes()).unwrap();
        }
        let told = watching.told();
        assert!(told.starts_with("added") && told.contains("b.txt"), "{told}");
        let (code, rest) = watching.end("-TERM");
        assert_eq!((code, rest.as_slice()), (Some(0), ["2 articles added".to_owned()].as_slice()));
        let listed = on(&library, &["articles", "--format", "json"]);
        assert_eq!(listed.lines().count(), 2);
        assert!(on(&library, &["verify"]).starts_with("2 records, whole"));

        // Begun again it finds everything known, and ends on Ctrl-C too.
        let mut watching = Watching::of(&library, &folder);
        assert!(watching.told().starts_with("known"));
        assert_eq!(watching.end("-INT").0, Some(0));
    }
}

#[test]
fn shells_and_manuals_are_made_from_the_arguments() {
    for shell in ["bash", "zsh", "fish"] {
        let script = depeche(&["completions", shell]).out;
        assert!(script.contains("known-on") && script.contains("withdraw"), "{shell}");
    }
    let page = depeche(&["man"]).out;
    assert!(page.contains(".TH") && page.contains("evaluate"), "{page}");
    assert!(depeche(&["man", "articles"]).out.contains("known\\-on"));
    assert_eq!(depeche(&["man", "nothing"]).exit, depeche::cli::Exit::Nothing);
}
