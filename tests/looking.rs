//! Commands that only look: quotes, actors, contacts, compare, review, log, and filters, on paths, as users run them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails loudly")]

#[path = "common/run.rs"]
mod run;

use depeche::cli::Exit;
use run::{Ran, depeche};
use serde_json::Value;

fn ran(arguments: &[&str]) -> Ran {
    let ran = depeche(arguments);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{arguments:?}");
    ran
}

fn json(arguments: &[&str]) -> Vec<Value> {
    let out = ran(&[arguments, &["--format", "json"]].concat()).out;
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn rows(arguments: &[&str]) -> Vec<Vec<String>> {
    let out = ran(&[arguments, &["--format", "csv"]].concat()).out;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Articles whose happenings are told again, denied, and told with more certainty.
fn articles() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let articles = [
        (
            "1.txt",
            "2025-03-05",
            "Anna Ozola et Juris Kalnins se sont parlé lundi au téléphone, selon une source diplomatique.",
        ),
        (
            "2.txt",
            "2025-03-20",
            "Anna Ozola a rencontré mercredi à Riga Juris Kalnins.\n\n« Nous avons parlé de tout », a dit mercredi Juris Kalnins.",
        ),
        ("3.txt", "2025-04-02", "Anna Ozola a rencontré Juris Kalnins mardi à Vilnius."),
    ];
    for (name, day, body) in articles {
        std::fs::write(folder.path().join(name), format!(" date {day} Dépêche du jour\n\n{body}\n")).unwrap();
    }
    folder
}

#[test]
fn quotes_are_listed_with_their_speakers_and_where_they_stand() {
    let folder = articles();
    let path = folder.path().to_str().unwrap();
    let quotes = json(&["quotes", path]);
    assert_eq!(quotes.len(), 1);
    assert_eq!(quotes[0]["schema"], "depeche.quote/1");
    assert_eq!(quotes[0]["speaker"], "Juris Kalnins");
    assert_eq!(quotes[0]["text"], "Nous avons parlé de tout");
    assert_eq!((&quotes[0]["said"], &quotes[0]["published"]), (&"2025-03-19".into(), &"2025-03-20".into()));
    assert!(json(&["quotes", path, "--actor", "ozola", "--as", "speaker"]).is_empty());
    assert!(ran(&["quotes", path]).out.contains("Juris Kalnins : « Nous avons parlé de tout »"));
    assert_eq!(rows(&["quotes", path]).len(), 2);
}

#[test]
fn actors_are_counted_under_the_filter_and_what_is_known_on_a_day() {
    let folder = articles();
    let path = folder.path().to_str().unwrap();
    let actors = json(&["actors", path]);
    let entries = |actors: &[Value], name: &str| {
        actors.iter().find(|actor| actor["name"] == name).map(|actor| actor["entries"].as_u64().unwrap())
    };
    let all = entries(&actors, "Anna Ozola").unwrap();
    let early = json(&["actors", path, "--known-on", "2025-03-05"]);
    assert!(entries(&early, "Anna Ozola").unwrap() < all);
    assert!(json(&["actors", path, "--known-on", "2025-03-04"]).is_empty());
    assert_eq!(rows(&["actors", path]).len(), actors.len() + 1);
}

#[test]
fn contacts_are_listed_with_the_silences_between_them() {
    let folder = articles();
    let path = folder.path().to_str().unwrap();
    let lines = json(&["contacts", "ozola", "kalnins", path]);
    let of = |schema: &str| lines.iter().filter(|line| line["schema"] == schema).collect::<Vec<_>>();
    let kinds: Vec<&str> =
        of("depeche.entry/1").iter().map(|entry| entry["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["call", "meeting", "meeting"]);
    let silences = of("depeche.silence/1");
    assert_eq!(silences.len(), 2);
    assert_eq!((&silences[0]["from"], &silences[0]["to"]), (&"2025-03-03".into(), &"2025-03-19".into()));
    assert_eq!((&silences[0]["days"], &silences[1]["days"]), (&16.into(), &13.into()));
    let text = ran(&["contacts", "ozola", "kalnins", path, "--lang", "en"]).out;
    assert!(text.contains("3 contacts, 3 March 2025 to 1 April 2025") && text.contains("16 days"), "{text}");
    let unknown = depeche(&["contacts", "ozola", "nobody", path]);
    assert_eq!(unknown.exit, Exit::Nothing);
    assert!(unknown.err.contains("nobody"), "{}", unknown.err);
}

#[test]
fn what_became_known_between_two_days_is_told() {
    let folder = articles();
    let path = folder.path().to_str().unwrap();
    let found = json(&["compare", "2025-03-05", "2025-03-20", path]);
    assert!(!found.is_empty());
    for difference in &found {
        assert_eq!(difference["schema"], "depeche.difference/1");
        assert_eq!(difference["how"], "new");
        assert_eq!(difference["before"], Value::Null);
        assert_eq!(difference["after"]["known"], "2025-03-20");
    }
    assert!(json(&["compare", "2025-03-20", "2025-03-20", path]).is_empty());
    let back = json(&["compare", "2025-03-20", "2025-03-05", path]);
    assert!(back.len() == found.len() && back.iter().all(|difference| difference["how"] == "gone"));
    let twice = depeche(&["compare", "2025-03-05", "2025-03-20", path, "--known-on", "2025-03-05"]);
    assert_eq!(twice.exit, Exit::Nothing);
}

#[test]
fn an_entry_becomes_more_certain_or_denied() {
    let folder = tempfile::tempdir().unwrap();
    let articles = [
        ("1.txt", "2025-03-05", "Anna Ozola se rendra vendredi à Riga."),
        ("2.txt", "2025-03-09", "Anna Ozola s'est rendue vendredi à Riga."),
        ("3.txt", "2025-03-10", "Juris Kalnins a démenti qu'Anna Ozola se soit rendue à Riga vendredi."),
    ];
    for (name, day, body) in articles {
        std::fs::write(folder.path().join(name), format!(" date {day} Dépêche du jour\n\n{body}\n")).unwrap();
    }
    let path = folder.path().to_str().unwrap();
    let found = json(&["compare", "2025-03-05", "2025-03-09", path]);
    let upgraded = found.iter().find(|difference| difference["how"] == "upgraded");
    let upgraded = upgraded.unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!(upgraded["before"]["status"], "planned");
    assert_eq!(upgraded["after"]["status"], "affirmed");
}

#[test]
fn the_least_certain_stands_first_in_the_review() {
    let doubtful = json(&["review", "seeds"]);
    assert!(!doubtful.is_empty());
    let weights: Vec<u64> = doubtful.iter().map(|line| line["weight"].as_u64().unwrap()).collect();
    assert!(weights.is_sorted_by(|one, other| one >= other), "{weights:?}");
    for line in &doubtful {
        assert_eq!(line["reasons"].as_array().unwrap().len(), line["words"].as_array().unwrap().len());
        assert!(!line["reasons"].as_array().unwrap().is_empty());
    }
    let eve = json(&["review", "seeds", "--known-on", "2026-02-03"]);
    assert!(!serde_json::to_string(&eve).unwrap().contains("Bonne"));
}

#[test]
fn the_journal_says_who_filed_what() {
    let log = json(&["log", "seeds"]);
    assert_eq!(log.len(), 2);
    assert_eq!((&log[0]["seq"], &log[0]["author"]), (&1.into(), &"test".into()));
    assert_eq!(log[0]["kind"], "article-added");
    assert_eq!(json(&["log", "seeds", "--last", "1"])[0]["seq"], 2);
    assert!(json(&["log", "seeds", "--rulings"]).is_empty());
    assert!(json(&["log", "seeds", "--author", "jean"]).is_empty());
    assert_eq!(rows(&["log", "seeds"]).len(), 3);
}

#[test]
fn filters_by_words_and_by_what_must_not_be() {
    let all = json(&["list", "seeds"]);
    let with = json(&["list", "seeds", "--search", "Moscou"]);
    assert!(!with.is_empty() && with.len() < all.len());
    let kind = |entry: &Value, kind: &str| entry["kinds"].as_array().unwrap().contains(&kind.into());
    let without = json(&["list", "seeds", "--not", "kind:visit"]);
    assert!(all.iter().any(|entry| kind(entry, "visit")));
    assert!(without.iter().all(|entry| !kind(entry, "visit")) && without.len() < all.len());
    assert_eq!(depeche(&["list", "seeds", "--not", "kind:waltz"]).exit, Exit::Nothing);
    assert!(json(&["list", "seeds", "--tag", "x"]).is_empty());
    assert_eq!(json(&["list", "seeds", "--not", "tag:x"]).len(), all.len());
}

/// A name that only a later article gives is unknown on the day, like one that no article gives.
#[test]
fn a_name_of_later_is_not_known_on_a_day() {
    let later = depeche(&["list", "seeds", "--known-on", "2026-02-03", "--actor", "bonne"]);
    let never = depeche(&["list", "seeds", "--known-on", "2026-02-03", "--actor", "nemo"]);
    assert_eq!((later.exit, later.out.as_str()), (Exit::Nothing, ""));
    assert_eq!(later.err.replace("bonne", "nemo"), never.err);
}

#[test]
fn the_desk_is_shown_as_it_was() {
    let first = json(&["list", "seeds", "--at", "1"]);
    let early = json(&["list", "seeds", "--known-on", "2026-02-03"]);
    assert_eq!(first, early);
    assert!(json(&["list", "seeds", "--at", "0"]).is_empty());
    let export = ran(&["export", "seeds", "--at", "1", "--not", "kind:visit", "-o", "-"]).out;
    assert!(export.contains("--not kind:visit --at 1 -o - -- seeds"), "{export}");
}

#[test]
fn a_table_has_a_row_for_each_entry() {
    let entries = json(&["list", "seeds"]);
    let rows = rows(&["list", "seeds"]);
    assert_eq!(rows.len(), entries.len() + 1);
    assert_eq!(rows[0][0], "id");
    for (row, entry) in rows.iter().skip(1).zip(&entries) {
        assert_eq!(
            (&row[0], &row[3]),
            (&entry["id"].as_str().unwrap().to_owned(), &entry["kind"].as_str().unwrap().to_owned())
        );
    }
}
