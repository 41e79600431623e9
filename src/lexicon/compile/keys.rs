//! The key table: `assets/keys/default.toml` to the enum of actions and the rows that keys and help are read from.
//!
//! An action that the table names and the program does not handle stops the build, since the enum is made from it.

use super::table;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

#[derive(Deserialize)]
struct Table {
    key: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    action: String,
    keys: Vec<String>,
    /// Where it holds: `main`, `pager`, `listing`, `prompt`.
    within: Vec<String>,
    fr: String,
    en: String,
}

/// The generated source: `pub enum Action`, `pub static TABLE`.
pub fn compile(assets: &Path) -> Result<String, String> {
    let Table { key: rows } = table(&assets.join("keys/default.toml"))?;
    let mut seen: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for row in &rows {
        for (place, key) in row.within.iter().flat_map(|place| row.keys.iter().map(move |key| (place, key))) {
            if let Some(other) = seen.insert((place, key), &row.action) {
                return Err(format!("assets/keys: {key} means {other} and {} in {place}", row.action));
            }
        }
    }
    let mut source = String::from(
        "/// What a key can ask for.\n#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]\npub enum Action {\n",
    );
    for row in &rows {
        let _infallible = writeln!(source, "    /// {}\n    {},", row.en, camel(&row.action));
    }
    source.push_str(
        "}\n\n/// The key table, in the order in which help shows it.\npub static TABLE: &[Binding] = &[\n",
    );
    for row in &rows {
        let places: Vec<String> =
            row.within.iter().map(|place| format!("Within::{}", camel(place))).collect();
        let _infallible = writeln!(
            source,
            "    Binding {{ action: Action::{}, name: {:?}, keys: &{:?}, within: &[{}], french: {:?}, english: {:?} }},",
            camel(&row.action),
            row.action,
            row.keys,
            places.join(", "),
            row.fr,
            row.en
        );
    }
    source.push_str("];\n");
    Ok(source)
}

fn camel(name: &str) -> String {
    let mut camel = String::new();
    for part in name.split('-') {
        let mut letters = part.chars();
        camel.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        camel.push_str(letters.as_str());
    }
    camel
}
