//! What becomes of articles that are filed: later texts, copies under other names, refusals; on disk and in memory.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails loudly")]

#[path = "common/run.rs"]
mod run;

use run::depeche;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const BODY: &str = "Anna Ozola a rencontré lundi à Riga Ion Rusu. Les deux ministres ont parlé pendant une heure de l'aide à la Moldavie, selon le service de presse du \
    ministère.\n\n« Nous voulons que Chisinau avance vite », a déclaré Mme Ozola devant des journalistes. M. Rusu a \
    remercié Riga de son soutien.";

fn write(root: &Path, path: &str, day: &str, headline: &str, body: &str) -> PathBuf {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, format!(" date {day} {headline}\n\n{body}\n")).unwrap();
    path
}

/// Runs on a library; all of it must succeed.
fn on(library: &Path, words: &[&str]) -> String {
    let mut all = vec![words[0].to_owned(), "--library".to_owned(), library.display().to_string()];
    all.extend(words[1..].iter().map(|word| (*word).to_owned()));
    let ran = depeche(&all);
    assert!(ran.err.is_empty(), "{words:?}: {}", ran.err);
    ran.out
}

fn json(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The same with the folder's articles in memory.
fn in_memory(folder: &Path, words: &[&str]) -> String {
    let mut all: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    all.insert(1, folder.display().to_string());
    let ran = depeche(&all);
    assert!(ran.err.is_empty(), "{words:?}: {}", ran.err);
    ran.out
}

#[test]
fn a_changed_text_is_a_revision_on_disk_and_in_memory() {
    let root = tempfile::tempdir().unwrap();
    let (files, library) = (root.path().join("files"), root.path().join("library"));
    let changed = BODY.replace("lundi à Riga", "mardi à Vilnius");
    // In byte order, so that the folder in memory is filed as the library is.
    let first = write(&files, "1/a.txt", "2026-02-03", "Ozola voit Rusu", BODY);
    let second = write(&files, "2/a.txt", "2026-02-04", "Ozola voit Rusu", &changed);
    let file = |path: &Path| on(&library, &["add", path.to_str().unwrap()]);
    assert_eq!(file(&first), "1 articles added\n");
    let before = on(&library, &["list", "--format", "json"]);
    assert!(before.contains("Riga") && !before.contains("Vilnius"));
    assert_eq!(file(&second), "0 articles added, 1 revised\n");
    assert_eq!(file(&second), "0 articles added, 1 known already\n");
    assert_eq!(file(&first), "0 articles added, 1 known already\n");

    let asked: [&[&str]; 4] = [
        &["list", "--format", "json"],
        &["list", "--format", "json", "--known-on", "2026-02-03"],
        &["list", "--format", "json", "--at", "1"],
        &["quotes", "--format", "json"],
    ];
    for words in asked {
        assert_eq!(on(&library, words), in_memory(&files, words), "{words:?}");
    }
    let now = on(&library, asked[0]);
    assert!(!now.contains("Riga") && now.contains("Vilnius"), "{now}");
    assert_eq!(on(&library, asked[1]), before);
    assert_eq!(on(&library, asked[2]), before);

    let listed = json(&on(&library, &["articles", "--format", "json"]));
    let (one, other) = (&listed[0], &listed[1]);
    assert_eq!((&one["state"], &other["state"]), (&"revised".into(), &"read".into()));
    assert_eq!((&one["later"], &other["earlier"]), (&other["article"], &one["article"]));
    assert_eq!(json(&on(&library, &["articles", "--format", "json", "--known-on", "2026-02-03"])).len(), 1);

    let id: String = other["article"].as_str().unwrap().chars().take(12).collect();
    let shown = on(&library, &["articles", "--diff", &id]);
    let paragraph = shown.lines().find(|line| line.contains("[-")).unwrap();
    assert!(paragraph.contains("a rencontré [-lundi-]{+mardi+} à [-Riga-]{+Vilnius+} Ion Rusu."), "{shown}");
    assert_eq!(shown.lines().filter(|line| line.contains("{+")).count(), 1);
    assert_eq!(on(&library, &["articles", "--diff", "a.txt"]), shown);
    assert_eq!(in_memory(&files, &["articles", "--diff", "a.txt"]), shown);

    assert!(on(&library, &["verify"]).contains("whole"));
    on(&library, &["rebuild"]);
    assert_eq!(on(&library, asked[0]), now);
}

#[test]
fn a_changed_text_under_its_sources_name_is_a_revision_whatever_its_file_is_called() {
    let root = tempfile::tempdir().unwrap();
    let body = |words: &str, name: &str| format!("{}\n\n{name}", BODY.replace("lundi à Riga", words));
    let (urn, tag) = ("urn:newsml:agence.example:20260203:item-7", "tag:agence.example,2026:newsml_L7");
    for (case, one, two) in [
        ("urn", format!("{urn}:1"), format!("({urn}:2U)")),
        ("tag", format!("Réf. {tag}:3"), format!("{tag}:12")),
        ("address", "https://agence.example/a-7".to_owned(), "https://agence.example/a-7".to_owned()),
    ] {
        let (files, library) = (root.path().join(case), root.path().join(case).with_extension("library"));
        let first = write(&files, "a.txt", "2026-02-03", "Ozola voit Rusu", &body("lundi à Riga", &one));
        let second = write(&files, "b.txt", "2026-02-04", "Ozola voit Rusu", &body("mardi à Vilnius", &two));
        let add = |path: &Path| on(&library, &["add", path.to_str().unwrap()]);
        assert_eq!(add(&first), "1 articles added\n", "{case}");
        assert_eq!(add(&second), "0 articles added, 1 revised\n", "{case}");
        assert_eq!(add(&files), "0 articles added, 2 known already\n", "{case}");
        let now = on(&library, &["list", "--format", "json"]);
        assert!(!now.contains("Riga") && now.contains("Vilnius"), "{case}: {now}");
        assert_eq!(in_memory(&files, &["list", "--format", "json"]), now, "{case}");
        let past = ["list", "--format", "json", "--known-on", "2026-02-03"];
        assert!(on(&library, &past).contains("Riga"), "{case}");
        assert_eq!(in_memory(&files, &past), on(&library, &past), "{case}");
        assert!(on(&library, &["articles", "--diff", "b.txt"]).contains("{+Vilnius+}"), "{case}");

        // Both at once, a third text, and one that comes without a file.
        let library = root.path().join(case).with_extension("at-once");
        let at_once = on(&library, &["add", files.to_str().unwrap()]);
        assert_eq!(at_once, "1 articles added, 1 revised\n", "{case}");
        let third =
            write(root.path(), "c.txt", "2026-02-05", "Ozola voit Rusu", &body("mercredi à Vilnius", &one));
        let streamed = run::depeche_with(
            &["add", "--library", library.to_str().unwrap(), "-"],
            &fs::read_to_string(third).unwrap(),
        );
        assert_eq!(streamed.out, "0 articles added, 1 revised\n", "{case}: {}", streamed.err);
        assert!(on(&library, &["verify"]).contains("whole"), "{case}");
    }
}

#[test]
fn articles_one_behind_the_other_in_a_stream_are_filed_each_by_itself() {
    let root = tempfile::tempdir().unwrap();
    let library = root.path().join("library");
    let one = format!(" date 2026-02-03 Ozola voit Rusu\n\n{BODY}\n");
    let two =
        one.replace("Ozola voit Rusu", "Deux").replace("lundi", "mardi").replace("2026-02-03", "2026-03-09");
    let bad = one.replace("2026-02-03", "2026-02-30");
    let ran = run::depeche_with(
        &["add", "--library", library.to_str().unwrap(), "-"],
        &format!("{one}\n{bad}\n{two}"),
    );
    assert_eq!(ran.out, "2 articles added, 1 refused\n", "{}", ran.err);
    assert!(ran.err.contains("article 2") && ran.err.contains("2026-02-30"), "{}", ran.err);
    let read = run::depeche_with(&["read", "--format", "json", "-"], &format!("{one}\n{two}"));
    assert_eq!(read.out.lines().count(), 2);
}

#[test]
fn another_name_by_the_source_another_text_or_a_later_week_is_no_revision() {
    let root = tempfile::tempdir().unwrap();
    let library = root.path().join("library");
    let name = "urn:newsml:agence.example:20260203:item";
    let other =
        "Le président a reçu des ambassadeurs. Rien d'autre n'a été communiqué à la presse hier soir.";
    let changed = BODY.replace("lundi à Riga", "mardi à Vilnius");
    for (file, day, text) in [
        ("a.txt", "2026-02-03", format!("{BODY}\n\n{name}-7:1")),
        ("b.txt", "2026-02-03", format!("{changed}\n\n{name}-8:1")),
        ("c.txt", "2026-02-03", format!("{other}\n\n{name}-7:2")),
        ("d.txt", "2026-02-09", format!("{changed}\n\n{name}-7:3")),
        ("e.txt", "2026-02-03", format!("https://agence.example/a\n\n{changed}")),
    ] {
        let path = write(root.path(), file, day, "Titre", &text);
        assert_eq!(on(&library, &["add", path.to_str().unwrap()]), "1 articles added\n", "{file}");
    }
}

#[test]
fn a_text_downloaded_anew_under_another_number_is_a_revision_by_the_id_in_its_file_name() {
    let root = tempfile::tempdir().unwrap();
    let (files, library) = (root.path().join("files"), root.path().join("library"));
    let changed = BODY.replace("lundi à Riga", "mardi à Vilnius");
    let file = |name: &str, day: &str, body: &str| {
        let path = write(&files, name, day, "Ozola voit Rusu", body);
        on(&library, &["add", path.to_str().unwrap()])
    };
    assert_eq!(file("1/000_b6086113cabfcc05.txt", "2026-02-03", BODY), "1 articles added\n");
    assert_eq!(file("2/017_b6086113cabfcc05.txt", "2026-02-04", &changed), "0 articles added, 1 revised\n");
    let now = on(&library, &["list", "--format", "json"]);
    assert!(!now.contains("Riga") && now.contains("Vilnius"), "{now}");
    assert_eq!(in_memory(&files, &["list", "--format", "json"]), now);
    let shown = on(&library, &["articles", "--diff", "017_b6086113cabfcc05.txt"]);
    assert!(shown.contains("[-lundi-]{+mardi+}"), "{shown}");
    on(&library, &["rebuild"]);
    assert_eq!(on(&library, &["list", "--format", "json"]), now);
}

#[test]
fn a_number_before_a_word_a_date_or_another_id_makes_no_revision() {
    for (one, other) in [
        ("000_b6086113cabfcc05.txt", "000_a750ecfb37264a37.txt"),
        ("1_ozola.txt", "2_ozola.txt"),
        ("1_20260203.txt", "2_20260203.txt"),
        ("fr_b6086113cabfcc05.txt", "en_b6086113cabfcc05.txt"),
    ] {
        let root = tempfile::tempdir().unwrap();
        let (files, library) = (root.path().join("files"), root.path().join("library"));
        write(&files, one, "2026-02-03", "Ozola voit Rusu", BODY);
        write(&files, other, "2026-02-03", "Ozola voit Rusu", &BODY.replace("lundi", "mardi"));
        let added = on(&library, &["add", files.to_str().unwrap()]);
        assert_eq!(added, "2 articles added\n", "{one} {other}");
    }
}

#[test]
fn a_withdrawn_article_tells_nothing_until_that_is_undone() {
    let root = tempfile::tempdir().unwrap();
    let library = root.path().join("library");
    let path = write(root.path(), "a.txt", "2026-02-03", "Ozola voit Rusu", BODY);
    on(&library, &["add", path.to_str().unwrap()]);
    let before = on(&library, &["list"]);
    on(&library, &["withdraw", "a.txt", "--reason", "pas de cette agence"]);
    assert_eq!(on(&library, &["list"]), "");
    assert_eq!(json(&on(&library, &["articles", "--format", "json"]))[0]["state"], "withdrawn");
    on(&library, &["undo"]);
    assert_eq!(on(&library, &["list"]), before);
}

/// How many origins the entry of the visitor's reception has.
fn origins(folder: &Path) -> Vec<u64> {
    let entries = json(&in_memory(folder, &["list", "--format", "json", "--kind", "meeting"]));
    entries.iter().map(|entry| entry["origins"].as_u64().unwrap()).collect()
}

#[test]
fn copies_under_several_names_are_one_origin_and_two_dispatches_are_two() {
    let root = tempfile::tempdir().unwrap();
    let copies = root.path().join("copies");
    write(&copies, "a.txt", "2026-02-03", "Ozola voit Rusu", &format!("RIGA (AFP) - {BODY}"));
    let cut = BODY.split("\n\n").next().unwrap();
    write(
        &copies,
        "b.txt",
        "2026-02-04",
        "La Moldavie cherche l'appui de Riga",
        &format!("RIGA (Reuters) - {cut}"),
    );
    let entries = json(&in_memory(&copies, &["list", "--format", "json", "--kind", "meeting"]));
    assert_eq!(entries[0]["articles"], 2, "{entries:?}");
    assert_eq!(origins(&copies), [1]);

    let dispatches = root.path().join("dispatches");
    let own = "Ion Rusu a rencontré lundi à Riga Anna Ozola. L'entretien, que la partie lettone avait annoncé la semaine dernière, a \
        surtout porté sur les livraisons de gaz et le calendrier des réformes.";
    write(&dispatches, "a.txt", "2026-02-03", "Ozola voit Rusu", &format!("RIGA (AFP) - {BODY}"));
    write(&dispatches, "b.txt", "2026-02-03", "Rusu à Riga", &format!("RIGA (Reuters) - {own}"));
    let entries = json(&in_memory(&dispatches, &["list", "--format", "json", "--kind", "meeting"]));
    assert_eq!(entries[0]["articles"], 2, "{entries:?}");
    assert_eq!(origins(&dispatches), [2]);

    // The same words a week later are told anew.
    let later = root.path().join("later");
    write(&later, "a.txt", "2026-02-03", "Ozola voit Rusu", &format!("RIGA (AFP) - {BODY}"));
    let dated = BODY.replace("lundi", "le 2 février");
    write(&later, "b.txt", "2026-02-10", "Ozola voit Rusu", &format!("RIGA (Reuters) - {dated}"));
    assert_eq!(origins(&later), [2]);
}

#[test]
fn refusals_are_remembered_until_the_file_is_taken_in() {
    let root = tempfile::tempdir().unwrap();
    let (files, library) = (root.path().join("files"), root.path().join("library"));
    write(&files, "a.txt", "2026-02-03", "Ozola voit Rusu", BODY);
    write(&files, "silent.txt", "2026-02-03", "Le temps", "Il pleut.");
    fs::write(files.join("bad.txt"), "no date line\n").unwrap();
    let add = || depeche(&["add", "--library", library.to_str().unwrap(), files.to_str().unwrap()]);
    let ran = add();
    assert!(ran.err.contains("bad.txt") && ran.exit == depeche::cli::Exit::Partly);
    let states = |text: &str| -> Vec<String> {
        json(text).iter().map(|line| line["state"].as_str().unwrap().to_owned()).collect()
    };
    let listed = on(&library, &["articles", "--format", "json"]);
    let mut found = states(&listed);
    found.sort();
    assert_eq!(found, ["read", "refused", "silent"]);
    let refused = json(&listed).into_iter().find(|line| line["state"] == "refused").unwrap();
    assert!(refused["file"].as_str().unwrap().ends_with("bad.txt"));
    assert!(refused["reason"].as_str().unwrap().contains("first line"), "{refused}");
    assert_eq!(states(&on(&library, &["articles", "--format", "json", "--state", "silent"])), ["silent"]);
    assert_eq!(states(&on(&library, &["articles", "--format", "json", "--actor", "Anna Ozola"])), ["read"]);
    let cells = on(&library, &["articles", "--format", "csv", "--state", "refused"]);
    assert!(cells.starts_with("state,article,file,") && cells.lines().count() == 2, "{cells}");
    assert!(on(&library, &["articles", "--lang", "en"]).contains("nothing was read in it"));
    let told = on(&library, &["articles", "--state", "refused"]);
    assert!(
        told.contains("bad.txt : N'est pas un article : sa première ligne est « no date line »"),
        "{told}"
    );

    write(&files, "bad.txt", "2026-02-05", "Maintenant juste", "Il pleut encore.");
    add();
    assert!(!states(&on(&library, &["articles", "--format", "json"])).contains(&"refused".to_owned()));
}
