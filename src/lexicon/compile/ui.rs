//! Interface strings: `assets/ui/{fr,en}.toml` to one struct, one value a language.
//!
//! Each string is a field `section_key`, so that a missing one stops the build, and a row of `all`, so that the
//! names of kinds, statuses and parts can be looked up.

use super::table;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

type Strings = BTreeMap<String, BTreeMap<String, String>>;

/// The generated source: `pub struct Ui`, `pub static FRENCH`, `pub static ENGLISH`.
pub fn compile(assets: &Path) -> Result<String, String> {
    let french = flat(&table(&assets.join("ui/fr.toml"))?);
    let english = flat(&table(&assets.join("ui/en.toml"))?);
    if let Some(name) = french.keys().find(|name| !english.contains_key(*name)) {
        return Err(format!("assets/ui/en.toml lacks {}.{}", name.0, name.1));
    }
    if let Some(name) = english.keys().find(|name| !french.contains_key(*name)) {
        return Err(format!("assets/ui/fr.toml lacks {}.{}", name.0, name.1));
    }
    let mut source =
        String::from("/// What the interface says, in one language.\n#[derive(Debug)]\npub struct Ui {\n");
    for ((section, key), text) in &english {
        let _infallible = writeln!(source, "    /// `{text:?}`\n    pub {section}_{key}: &'static str,");
    }
    source.push_str("    /// All of them by section and key, sorted.\n");
    source.push_str("    pub all: &'static [(&'static str, &'static str, &'static str)],\n}\n");
    for (name, strings) in [("FRENCH", &french), ("ENGLISH", &english)] {
        let _infallible = writeln!(source, "/// The strings of {name}.\npub static {name}: Ui = Ui {{");
        for ((section, key), text) in strings {
            let _infallible = writeln!(source, "    {section}_{key}: {text:?},");
        }
        source.push_str("    all: &[\n");
        for ((section, key), text) in strings {
            let _infallible = writeln!(source, "        ({section:?}, {key:?}, {text:?}),");
        }
        source.push_str("    ],\n};\n");
    }
    Ok(source)
}

fn flat(strings: &Strings) -> BTreeMap<(String, String), String> {
    let rows = strings.iter().flat_map(|(section, texts)| {
        texts.iter().map(move |(key, text)| ((section.clone(), key.clone()), text.clone()))
    });
    rows.collect()
}
