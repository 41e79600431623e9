//! Ruling in a library, as users run it: each command in a process of its own, so that everything goes through the
//! journal; by two people.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails loudly")]

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

struct Desk(tempfile::TempDir);

const VISIT: &str = "Anna Ozola s'est rendue mardi à Riga, ont déclaré mercredi deux sources diplomatiques.";
const MEETING: &str = "Anna Ozola a rencontré jeudi à Tallinn Juris Kalnins.\n\n« Nous avons parlé de tout », a dit jeudi Juris Kalnins.";
const OTHER: &str = "Anne Ozolina s'est rendue samedi à Vilnius.";

impl Desk {
    /// A library with three articles.
    fn open() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        let articles = [
            ("1.txt", "2025-03-05", VISIT),
            ("2.txt", "2025-03-07", MEETING),
            ("3.txt", "2025-03-09", OTHER),
        ];
        for (name, day, body) in articles {
            let text = format!(" date {day} Dépêche {name}\n\n{body}\n");
            std::fs::write(desk.path().join(name), text).unwrap();
        }
        let files: Vec<String> = ["1.txt", "2.txt", "3.txt"]
            .map(|name| desk.path().join(name).to_string_lossy().into_owned())
            .to_vec();
        let mut arguments = vec!["add"];
        arguments.extend(files.iter().map(String::as_str));
        desk.done("anna", &arguments);
        desk
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, who: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_depeche"));
        command.args(arguments).env("DEPECHE_LIBRARY", self.path().join("library"));
        command.env("USER", who).env("LC_ALL", "C.UTF-8").output().unwrap()
    }

    /// What a command that does what it should prints.
    fn done(&self, who: &str, arguments: &[&str]) -> String {
        let output = self.run(who, arguments);
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {err}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What a command that does nothing says.
    fn refused(&self, who: &str, arguments: &[&str]) -> String {
        let output = self.run(who, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Vec<Value> {
        let out = self.done("anna", &[arguments, &["--format", "json"]].concat());
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn entry(&self, kind: &str, arguments: &[&str]) -> Value {
        let entries = self.json(&[&["list", "--kind", kind], arguments].concat());
        entries.into_iter().next().unwrap_or_else(|| panic!("no {kind}"))
    }

    fn id(&self, kind: &str) -> String {
        self.entry(kind, &[])["id"].as_str().unwrap().to_owned()
    }

    fn log(&self) -> Vec<Value> {
        self.json(&["log", "--rulings"])
    }
}

fn names(entry: &Value, part: &str) -> Vec<String> {
    let actors = entry["actors"].as_array().unwrap().iter().filter(|actor| actor["part"] == part);
    actors.map(|actor| actor["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_correction_is_shown_before_it_is_made_and_taken_back_by_undo() {
    let desk = Desk::open();
    let id = desk.id("visit");
    let correct = ["correct", &id, "--date", "2025-02-25", "--place", "Jurmala", "--agent", "Juris Kalnins"];
    let dry = desk.done("anna", &[&correct[..], &["--dry-run", "--lang", "en"]].concat());
    assert!(dry.contains("Would record") && dry.contains("2025-02-25"), "{dry}");
    assert!(desk.log().is_empty());
    let done = desk.done("anna", &correct);
    assert!(done.contains("Enregistrement 4") && done.contains("mal lu"), "{done}");
    for known_on in ["2025-03-05", "2025-03-09"] {
        let entry = desk.entry("visit", &["--known-on", known_on]);
        assert_eq!((&entry["when"], &entry["place"]), (&"2025-02-25".into(), &"Jurmala".into()));
        assert_eq!(names(&entry, "agent"), ["Juris Kalnins"]);
    }
    desk.done("anna", &["undo"]);
    assert_eq!(desk.entry("visit", &[])["when"], "2025-03-04");
    desk.done("anna", &["redo"]);
    assert_eq!(desk.entry("visit", &[])["when"], "2025-02-25");
    // As the desk had it before.
    assert_eq!(desk.entry("visit", &["--at", "3"])["when"], "2025-03-04");
    let log = desk.log();
    let kinds: Vec<&str> = log.iter().map(|record| record["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["entry-corrected", "record-reverted", "record-restored"]);
    assert_eq!(desk.json(&["log", "--id", &id]).len(), 1);
}

#[test]
fn new_information_holds_from_its_articles_day() {
    let desk = Desk::open();
    let id = desk.id("visit");
    desk.done("anna", &["correct", &id, "--status", "affirmed", "--because", "3.txt"]);
    assert_eq!(desk.entry("visit", &["--known-on", "2025-03-08"])["status"], "reported");
    assert_eq!(desk.entry("visit", &["--known-on", "2025-03-09"])["status"], "affirmed");
    let upgraded = desk.json(&["compare", "2025-03-08", "2025-03-09", "--kind", "visit"]);
    assert!(upgraded.iter().any(|difference| difference["how"] == "upgraded"), "{upgraded:?}");
}

#[test]
fn anothers_ruling_is_undone_only_after_a_yes() {
    let desk = Desk::open();
    let id = desk.id("visit");
    desk.done("anna", &["tag", &id, "baltes"]);
    assert!(desk.refused("jean", &["undo"]).contains("nothing of yours"));
    let refused = desk.refused("jean", &["undo", "4"]);
    assert!(refused.contains("anna") && refused.contains("--yes"), "{refused}");
    desk.done("jean", &["undo", "4", "--yes"]);
    assert_eq!(desk.entry("visit", &[])["tags"], Value::Array(Vec::new()));
    let log = desk.json(&["log", "--rulings"]);
    assert_eq!((&log[0]["undone_by"], &log[1]["author"]), (&5.into(), &"jean".into()));
}

#[test]
fn what_later_records_rest_on_is_not_undone() {
    let desk = Desk::open();
    desk.done("anna", &["actor", "define", "Mara Liepa"]);
    let id = desk.id("visit");
    desk.done("anna", &["correct", &id, "--agent", "Mara Liepa"]);
    let refused = desk.refused("anna", &["undo", "4"]);
    assert!(refused.contains("record 5 rests on record 4"), "{refused}");
    desk.done("anna", &["undo", "5"]);
    desk.done("anna", &["undo", "4"]);
    assert_eq!(names(&desk.entry("visit", &[]), "agent"), ["Anna Ozola"]);
}

#[test]
fn tags_and_notes_are_given_taken_and_filtered_by() {
    let desk = Desk::open();
    let id = desk.id("visit");
    desk.done("anna", &["tag", &id, "#baltes"]);
    desk.done("jean", &["note", &id, "À vérifier."]);
    let entry = desk.entry("visit", &["--tag", "baltes"]);
    assert_eq!((&entry["tags"][0], &entry["notes"][0]), (&"baltes".into(), &"À vérifier.".into()));
    assert!(!desk.json(&["list", "--not", "tag:baltes"]).iter().any(|entry| entry["id"] == id.as_str()));
    let export = desk.done("anna", &["export", "--tag", "baltes", "-o", "-"]);
    assert!(export.contains("**Étiquettes** : baltes") || export.contains("baltes"), "{export}");
    assert!(export.contains("À vérifier. — jean"), "{export}");
    desk.done("anna", &["tag", &id, "baltes", "--remove"]);
    assert!(desk.json(&["list", "--tag", "baltes"]).is_empty());
    assert!(desk.refused("anna", &["tag", &id, "baltes", "--remove"]).contains("not tagged"));
}

#[test]
fn entries_are_rejected_linked_split_and_asserted() {
    let desk = Desk::open();
    let (visit, meeting) = (desk.id("visit"), desk.id("meeting"));
    let before = desk.json(&["list"]).len();
    desk.done("anna", &["link", &visit, &meeting]);
    let linked = desk.entry("meeting", &[]);
    assert_eq!((&linked["articles"], &linked["contested"]), (&2.into(), &true.into()));
    let reports = linked["reports"].as_array().unwrap();
    let second = reports.iter().position(|report| report["file"] == "2.txt").unwrap() + 1;
    let numbers: Vec<String> = (second..=reports.len()).map(|number| number.to_string()).collect();
    let mut split = vec!["split", linked["id"].as_str().unwrap()];
    split.extend(numbers.iter().map(String::as_str));
    desk.done("anna", &split);
    assert_eq!(desk.json(&["list"]).len(), before);
    desk.done("anna", &["reject", &visit, "--reason", "homonyme"]);
    assert!(!desk.json(&["list"]).iter().any(|entry| entry["id"] == visit.as_str()));
    let call =
        ["assert", "call", "--agent", "Anna Ozola", "--counterpart", "Juris Kalnins", "--date", "2025-03-01"];
    let source = ["--source", "Ministère", "--published", "2025-03-08", "--words", "Appel le 1er mars."];
    desk.done("anna", &[&call[..], &source[..]].concat());
    let call = desk.entry("call", &[]);
    assert_eq!((&call["known"], &call["reports"][0]["agency"]), (&"2025-03-08".into(), &"Ministère".into()));
    let eve = desk.json(&["list", "--kind", "call", "--known-on", "2025-03-07"]);
    assert!(eve.iter().all(|entry| entry["id"] != call["id"]));
    let contacts = desk.json(&["contacts", "ozola", "kalnins"]);
    assert_eq!(contacts.iter().filter(|line| line["schema"] == "depeche.entry/1").count(), 2);
}

#[test]
fn a_quotes_speaker_is_put_right() {
    let desk = Desk::open();
    let id = desk.entry("statement", &[])["id"].as_str().unwrap().to_owned();
    desk.done("anna", &["correct", &id, "--quote", "1", "--speaker", "Anna Ozola"]);
    let quotes = desk.json(&["quotes"]);
    assert_eq!(quotes[0]["speaker"], "Anna Ozola");
    let unknown = desk.refused("anna", &["correct", &id, "--quote", "7", "--speaker", "Anna Ozola"]);
    assert!(unknown.contains("Nous avons parlé de tout"), "{unknown}");
}

#[test]
fn who_is_who_is_ruled() {
    let desk = Desk::open();
    desk.done("anna", &["actor", "merge", "Anna Ozola", "Anne Ozolina"]);
    let visits = desk.json(&["list", "--actor", "Anna Ozola", "--kind", "visit"]);
    assert_eq!(visits.len(), 2);
    let again = desk.refused("anna", &["actor", "merge", "Juris Kalnins", "Anna Ozola", "--source", "note"]);
    assert!(again.contains("--published"), "{again}");
    desk.done("anna", &["actor", "rename", "Anna Ozola", "Anna Ozola-Berzina"]);
    assert_eq!(names(&desk.entry("visit", &[]), "agent"), ["Anna Ozola-Berzina"]);
    let split = ["actor", "split", "Anna Ozola-Berzina", "--as", "Anna Ozola (fille)", "--in", "1.txt"];
    desk.done("anna", &split);
    assert_eq!(names(&desk.entry("visit", &[]), "agent"), ["Anna Ozola (fille)"]);
    let office = [
        "actor",
        "office",
        "Juris Kalnins",
        "ministre letton des Affaires étrangères",
        "--during",
        "2024/..",
    ];
    desk.done("anna", &office);
    assert!(desk.refused("anna", &["actor", "alias", "Nemo", "Personne"]).contains("actor define"));
}

#[test]
fn a_withdrawn_article_is_kept_and_tells_nothing() {
    let desk = Desk::open();
    desk.done(
        "anna",
        &["withdraw", "1.txt", "--reason", "retirée", "--source", "agence", "--published", "2025-03-08"],
    );
    let tells = |known_on: &str| {
        let entries = desk.json(&["list", "--known-on", known_on]);
        entries.iter().any(|entry| entry["reports"][0]["file"] == "1.txt")
    };
    assert!(tells("2025-03-07") && !tells("2025-03-08"));
}

#[test]
fn what_is_not_found_is_said_with_what_to_do() {
    let desk = Desk::open();
    assert!(desk.refused("anna", &["tag", "ffffffffff", "x"]).contains("no entry has the id"));
    let id = desk.id("visit");
    assert!(desk.refused("anna", &["correct", &id]).contains("nothing is said"));
    assert!(desk.refused("anna", &["correct", &id, "--agent", "Nemo"]).contains("actor define"));
    assert!(desk.refused("anna", &["correct", &id, "--date", "demain"]).contains("2026-02-03"));
    assert!(desk.refused("anna", &["undo", "2"]).contains("no ruling"));
    let nowhere = tempfile::tempdir().unwrap();
    let library = nowhere.path().join("none");
    let library = library.to_str().unwrap();
    let joined = format!("--library={library}");
    for arguments in
        [["undo", "--library", library].as_slice(), &["--library", library, "undo"], &[&joined, "undo"]]
    {
        let refused = desk.refused("anna", arguments);
        assert!(refused.contains("depeche add"), "{refused}");
    }
}
