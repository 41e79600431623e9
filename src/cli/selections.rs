//! Saved selections: filters under a name, kept between runs in a file of the user's.
//!
//! Stores what a filter consists of, never the entries it keeps: those may be others tomorrow.

use crate::app::{Chip, chips};
use crate::export::file;
use crate::library::{ActorTest, View};
use crate::model::{Kind, Part, Status};
use serde_json::{Value, json};
use std::io;
use std::path::Path;

/// The file's name, within the user's folder of settings.
const FILE: &str = "selections.json";

/// The selections in a folder; none, where there is no file or it is not understood.
pub fn read(folder: &Path) -> Vec<(String, View)> {
    let text = std::fs::read_to_string(folder.join(FILE)).unwrap_or_default();
    let saved: Value = serde_json::from_str(&text).unwrap_or_default();
    let selection = |one: &Value| {
        let mut view = View::default();
        for chip in one.get("chips")?.as_array()?.iter().filter_map(chip) {
            chip.add(&mut view);
        }
        Some((one.get("name")?.as_str()?.to_owned(), view))
    };
    saved.as_array().map(|all| all.iter().filter_map(selection).collect()).unwrap_or_default()
}

/// Keeps them.
pub fn write(folder: &Path, saved: &[(String, View)]) -> io::Result<()> {
    let selection = |(name, view): &(String, View)| {
        let chips: Vec<Value> = chips::of(view).iter().map(stored).collect();
        json!({ "name": name, "chips": chips })
    };
    let all: Vec<Value> = saved.iter().map(selection).collect();
    std::fs::create_dir_all(folder)?;
    let text = serde_json::to_string_pretty(&all).map_err(io::Error::other)?;
    file::save(&folder.join(FILE), text.as_bytes(), true)
}

fn stored(chip: &Chip) -> Value {
    match chip {
        Chip::Actor(test) => json!({
            "actor": test.key, "name": test.name, "part": test.part.map(Part::name), "not": test.not,
        }),
        Chip::Kind(kind, not) => json!({ "kind": kind.name(), "not": not }),
        Chip::Status(status, not) => json!({ "status": status.name(), "not": not }),
        Chip::Place(name, not) => json!({ "place": name, "not": not }),
        Chip::Source(name, not) => json!({ "source": name, "not": not }),
        Chip::Tag(name, not) => json!({ "tag": name, "not": not }),
        Chip::Period(from, to) => {
            json!({ "from": from.map(|day| day.to_string()), "to": to.map(|day| day.to_string()) })
        }
        Chip::Word(word) => json!({ "word": word }),
        Chip::Dated => json!({ "dated": true }),
        Chip::Entries(ids) => json!({ "entries": ids }),
        Chip::Known(day) => json!({ "known_on": day.to_string() }),
    }
}

fn chip(value: &Value) -> Option<Chip> {
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let day = |name: &str| text(name).and_then(|day| day.parse().ok());
    let not = value.get("not").and_then(Value::as_bool).unwrap_or(false);
    if let Some(key) = text("actor") {
        let part = text("part").and_then(|part| Part::from_name(&part));
        return Some(Chip::Actor(ActorTest {
            name: text("name").unwrap_or_else(|| key.clone()),
            key,
            part,
            not,
        }));
    }
    let kind = || Some(Chip::Kind(Kind::from_name(&text("kind")?)?, not));
    let status = || Some(Chip::Status(Status::from_name(&text("status")?)?, not));
    let period = || {
        let (from, to) = (day("from"), day("to"));
        (from.is_some() || to.is_some()).then_some(Chip::Period(from, to))
    };
    let entries = || {
        let ids = value.get("entries")?.as_array()?;
        Some(Chip::Entries(ids.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect()))
    };
    kind()
        .or_else(status)
        .or_else(|| Some(Chip::Place(text("place")?, not)))
        .or_else(|| Some(Chip::Source(text("source")?, not)))
        .or_else(|| Some(Chip::Tag(text("tag")?, not)))
        .or_else(period)
        .or_else(|| Some(Chip::Word(text("word")?)))
        .or_else(|| value.get("dated").and_then(Value::as_bool)?.then_some(Chip::Dated))
        .or_else(entries)
        .or_else(|| Some(Chip::Known(day("known_on")?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_is_there_the_next_time() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()), []);
        let test = ActorTest {
            key: "Q3052772".to_owned(),
            name: "Emmanuel Macron".to_owned(),
            part: Some(Part::Speaker),
            not: true,
        };
        let mut view = View::default();
        let day = "2025-12-01".parse().ok();
        for chip in [
            Chip::Actor(test),
            Chip::Kind(Kind::Visit, false),
            Chip::Status(Status::Denied, true),
            Chip::Place("moscou".to_owned(), false),
            Chip::Source("reuters".to_owned(), true),
            Chip::Tag("iran".to_owned(), false),
            Chip::Period(day, None),
            Chip::Word("dialogue".to_owned()),
            Chip::Dated,
            Chip::Entries(vec!["0a1b".to_owned()]),
            Chip::Known("2026-02-03".parse().unwrap()),
        ] {
            chip.add(&mut view);
        }
        let saved = vec![("à suivre".to_owned(), view), ("tout".to_owned(), View::default())];
        write(folder.path(), &saved).unwrap();
        assert_eq!(read(folder.path()), saved);
        std::fs::write(folder.path().join(FILE), "{").unwrap();
        assert_eq!(read(folder.path()), []);
    }
}
