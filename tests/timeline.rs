//! The timeline that a person would write down from two articles on the same days, asserted over what `list` prints.
//!
//! It must hold for the bundled sample, and for the two agency articles it retells where they are at hand.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test may fail, and says what it skipped"
)]

use serde_json::Value;
use std::path::Path;
use std::process::Command;

fn list(arguments: &[&str]) -> Vec<Value> {
    let all = [&["list", "--format", "json"], arguments].concat();
    let output = Command::new(env!("CARGO_BIN_EXE_depeche")).args(all).output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// An entry as one would look for it.
struct Wanted<'a> {
    what: &'a str,
    kinds: &'a [&'a str],
    /// The date, or for an undated entry `≤` and the day of its first report.
    when: &'a str,
    actors: &'a [&'a str],
    and: fn(&Value) -> bool,
}

const ANY: fn(&Value) -> bool = |_| true;

fn has_actors(entry: &Value, names: &[&str]) -> bool {
    let actors = entry["actors"].as_array().unwrap();
    names.iter().all(|name| actors.iter().any(|actor| actor["name"] == *name && actor["part"] != "about"))
}

fn quotes(entry: &Value, words: &str) -> bool {
    entry["quotes"].as_array().unwrap().iter().any(|quote| quote["text"].as_str().unwrap().contains(words))
}

fn told_by_two_articles(entry: &Value) -> bool {
    entry["articles"] == 2
}

fn is_the_trip(entry: &Value) -> bool {
    let statuses = entry["statuses"].as_array().unwrap();
    let reports = entry["reports"].as_array().unwrap();
    entry["known"] == "2026-02-04"
        && entry["lag_days"] == 1
        && entry["status"] == "reported"
        && statuses.contains(&Value::from("unconfirmed"))
        && entry["place"] == "Moscou"
        && entry["origins"].as_u64().unwrap() >= 2
        && reports.iter().any(|report| report["first_by"] == "L'Express")
}

fn wanted() -> Vec<Wanted<'static>> {
    vec![
        Wanted {
            what: "Russia invades Ukraine",
            kinds: &["attack"],
            when: "2022-02",
            actors: &["Russie", "Ukraine"],
            and: ANY,
        },
        Wanted {
            what: "the call of 2022",
            kinds: &["call"],
            when: "2022-09-11",
            actors: &["Emmanuel Macron", "Vladimir Poutine"],
            and: ANY,
        },
        Wanted {
            what: "the call of July 2025",
            kinds: &["call"],
            when: "2025-07",
            actors: &["Emmanuel Macron", "Vladimir Poutine"],
            and: |entry| entry["mod"] == "start",
        },
        Wanted {
            what: "the statement of December, with both its quotes, from both articles",
            kinds: &["statement"],
            when: "2025-12",
            actors: &["Emmanuel Macron"],
            and: |entry| {
                quotes(entry, "redevenir utile")
                    && quotes(entry, "trouver un cadre")
                    && told_by_two_articles(entry)
            },
        },
        Wanted {
            what: "Macron in Haute-Saône",
            kinds: &["visit"],
            when: "2026-02-03",
            actors: &["Emmanuel Macron"],
            and: ANY,
        },
        Wanted {
            what: "his statement there, from both articles",
            kinds: &["statement"],
            when: "2026-02-03",
            actors: &["Emmanuel Macron"],
            and: |entry| {
                quotes(entry, "en train de se préparer")
                    && quotes(entry, "au niveau technique")
                    && told_by_two_articles(entry)
            },
        },
        Wanted {
            what: "the trip to Moscow",
            kinds: &["visit"],
            when: "2026-02-03",
            actors: &["Emmanuel Bonne"],
            and: is_the_trip,
        },
        Wanted {
            what: "the talks with Ouchakov",
            kinds: &["talks", "meeting"],
            when: "2026-02-03",
            actors: &["Emmanuel Bonne", "Iouri Ouchakov"],
            and: ANY,
        },
        Wanted {
            what: "the Élysée's statement",
            kinds: &["statement"],
            when: "2026-02-04",
            actors: &["Élysée"],
            and: |entry| quotes(entry, "des discussions existent au niveau technique"),
        },
        Wanted {
            what: "Zelensky's interview with its four quotes",
            kinds: &["statement"],
            when: "2026-02-04",
            actors: &["Volodymyr Zelensky"],
            and: |entry| entry["quotes"].as_array().unwrap().len() >= 4 && entry["place"] == "Kyiv",
        },
        Wanted {
            what: "Macron's call to Zelensky",
            kinds: &["call"],
            when: "≤2026-02-04",
            actors: &["Emmanuel Macron", "Volodymyr Zelensky"],
            and: ANY,
        },
        Wanted {
            what: "the talks in Abu Dhabi",
            kinds: &["talks"],
            when: "2026-02-04",
            actors: &["Ukraine", "Russie"],
            and: |entry| entry["place"] == "Abou Dhabi",
        },
        Wanted {
            what: "the resumption that is planned",
            kinds: &["talks", "call", "meeting", "cooperation"],
            when: "≤2026-02-03",
            actors: &["Emmanuel Macron", "Vladimir Poutine"],
            and: |entry| entry["statuses"].as_array().unwrap().contains(&Value::from("planned")),
        },
    ]
}

/// What of the timeline is not there.
fn missing(entries: &[Value]) -> Vec<&'static str> {
    let is_it = |wanted: &Wanted<'_>, entry: &Value| {
        let when = match entry["when"].as_str() {
            Some(when) => when.to_owned(),
            None => format!("≤{}", entry["known"].as_str().unwrap()),
        };
        let kinds = entry["kinds"].as_array().unwrap();
        when == wanted.when
            && wanted.kinds.iter().any(|kind| kinds.contains(&Value::from(*kind)))
            && has_actors(entry, wanted.actors)
            && (wanted.and)(entry)
    };
    let lacks = |wanted: &Wanted<'_>| !entries.iter().any(|entry| is_it(wanted, entry));
    wanted().iter().filter(|wanted| lacks(wanted)).map(|wanted| wanted.what).collect()
}

/// What the rules do not read yet in the sample's own wording; this list may only grow shorter.
const GAPS: &[&str] = &[
    "the call of 2022",
    "the trip to Moscow",
    "the talks with Ouchakov",
    "the Élysée's statement",
    "Zelensky's interview with its four quotes",
    "Macron's call to Zelensky",
    "the talks in Abu Dhabi",
];

fn check(paths: &[&str], gaps: &[&str]) {
    let entries = list(paths);
    let titles: Vec<String> =
        entries.iter().map(|entry| format!("{} {}", entry["placed"], entry["title"])).collect();
    let mut missing = missing(&entries);
    missing.retain(|what| !gaps.contains(what));
    assert!(missing.is_empty(), "missing: {missing:#?}\nfrom {titles:#?}");
    assert!((14..=24).contains(&entries.len()), "{} entries: {titles:#?}", entries.len());
    let eve = serde_json::to_string(&list(&[paths, &["--known-on", "2026-02-03"]].concat())).unwrap();
    for name in ["Bonne", "Ouchakov", "L'Express", "Abou Dhabi"] {
        assert!(!eve.contains(name), "on the eve of the report {name} is known");
    }
}

#[test]
fn the_agency_articles_give_the_timeline_a_person_would_write() {
    if Path::new("../shared/seeds").exists() {
        let articles =
            ["../shared/seeds/000_b6086113cabfcc05.txt", "../shared/seeds/001_a750ecfb37264a37.txt"];
        check(&articles, &[]);
    } else {
        println!("skipped: ../shared/seeds is not here");
    }
}

#[test]
fn the_sample_gives_the_timeline_a_person_would_write() {
    check(&[], GAPS);
}

#[test]
fn two_of_one_surname_are_told_apart_in_a_title() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("un.txt");
    let text = "date 2031-03-14 Visite\n\nAnna Roussel a rencontré mercredi à Riga Jean Roussel.\n";
    std::fs::write(&file, text).unwrap();
    let entries = list(&[file.to_str().unwrap()]);
    let meeting = entries.iter().find(|entry| entry["kind"] == "meeting").unwrap();
    let title = meeting["title"].as_str().unwrap();
    assert!(title.contains("Anna Roussel") && title.contains("Jean Roussel"), "{title}");
}
