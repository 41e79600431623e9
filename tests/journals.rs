//! Journals of every version that was ever written are read, and read back as they were written.
//!
//! The files under `tests/journals` never change: a new version of the stored form gets a file of its own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use depeche::journal::{Journal, wire};
use depeche::library::Library;
use std::collections::BTreeSet;

const V1: &str = include_str!("journals/v1.ndjson");
const V2: &str = include_str!("journals/v2.ndjson");

/// All kinds of change that exist today.
const KINDS: [&str; 21] = [
    "article-added",
    "article-revised",
    "article-withdrawn",
    "entry-marked",
    "entry-unmarked",
    "entry-corrected",
    "entry-rejected",
    "entry-asserted",
    "entries-linked",
    "entry-split",
    "entry-tagged",
    "entry-untagged",
    "entry-noted",
    "actor-defined",
    "actor-aliased",
    "actor-renamed",
    "actors-merged",
    "actor-split",
    "office-dated",
    "record-reverted",
    "record-restored",
];

fn opened(stored: &str) -> Journal {
    let records = stored.lines().map(|line| wire::read(line).unwrap_or_else(|why| panic!("{line}: {why}")));
    Journal::of(records.collect()).unwrap()
}

#[test]
fn every_version_is_read_and_written_as_it_was() {
    for stored in [V1, V2] {
        let journal = opened(stored);
        let again: Vec<String> = journal.after(0).iter().map(wire::write).collect();
        assert_eq!(again, stored.lines().collect::<Vec<_>>());
        // What it comes to can be shown.
        assert!(Library::replay(journal).articles() > 0);
    }
}

#[test]
fn every_kind_of_change_is_in_a_stored_journal() {
    let journal = opened(V2);
    let stored: BTreeSet<&str> = journal.after(0).iter().map(|record| record.change.name()).collect();
    assert_eq!(stored, KINDS.into_iter().collect());
    let journal = opened(V1);
    let stored: BTreeSet<&str> = journal.after(0).iter().map(|record| record.change.name()).collect();
    assert_eq!(stored, ["article-added", "entry-marked", "entry-unmarked"].into_iter().collect());
}

#[test]
fn what_the_first_version_could_say_is_still_written_so() {
    for line in V2.lines().filter(|line| line.contains("\"entry-marked\"")) {
        let says_which = line.contains("\"nth\"");
        assert_eq!(line.starts_with("{\"v\":2"), says_which, "{line}");
    }
}

#[test]
fn a_newer_version_is_refused_by_its_number() {
    let newer = V1.lines().next().unwrap().replace("{\"v\":1", "{\"v\":3");
    let why = wire::read(&newer).unwrap_err().to_string();
    assert!(why.contains("version 3") && why.contains("newer depeche"), "{why}");
}
