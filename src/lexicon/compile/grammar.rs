//! How a language builds its sentences: `assets/lang/*/grammar.toml` to one struct of properties, one value a language.

use super::table;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

#[derive(Deserialize)]
struct Property {
    /// What it says; becomes the field's documentation.
    about: String,
    /// Whether it holds.
    holds: bool,
}

/// The generated source: `pub struct Grammar`, `pub static FRENCH`, `pub static ENGLISH`.
pub fn compile(assets: &Path) -> Result<String, String> {
    let french: BTreeMap<String, Property> = table(&assets.join("lang/fr/grammar.toml"))?;
    let english: BTreeMap<String, Property> = table(&assets.join("lang/en/grammar.toml"))?;
    if !french.keys().eq(english.keys()) {
        return Err("grammar.toml: the languages do not tell the same properties".to_owned());
    }
    let mut source =
        String::from("/// How a language builds its sentences.\n#[derive(Debug)]\npub struct Grammar {\n");
    for (name, property) in &french {
        let _infallible = writeln!(source, "    /// {}\n    pub {name}: bool,", property.about);
    }
    source.push_str("}\n");
    for (name, properties) in [("FRENCH", &french), ("ENGLISH", &english)] {
        let _infallible =
            writeln!(source, "/// The properties of {name}.\npub static {name}: Grammar = Grammar {{");
        for (field, property) in properties {
            let _infallible = writeln!(source, "    {field}: {},", property.holds);
        }
        source.push_str("};\n");
    }
    Ok(source)
}
