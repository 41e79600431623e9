//! Themes: `assets/themes/*.toml` to one struct of looks, one value a theme.
//!
//! Does not know the terminal: a colour stays one of the sixteen names, a number of the 256 or a value, checked here.

use super::table;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const COLOURS: &[&str] = &[
    "default",
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "gray",
    "dark-gray",
    "light-red",
    "light-green",
    "light-yellow",
    "light-blue",
    "light-magenta",
    "light-cyan",
    "white",
];
const ATTRIBUTES: &[&str] = &["bold", "dim", "italic", "underlined", "reversed"];

#[derive(Deserialize)]
struct Look {
    #[serde(default = "default_colour")]
    colour: String,
    #[serde(default)]
    attributes: Vec<String>,
}

fn default_colour() -> String {
    "default".to_owned()
}

/// The themes: their file, and the static that each becomes.
const THEMES: &[(&str, &str)] =
    &[("sixteen", "SIXTEEN"), ("indexed", "INDEXED"), ("true", "TRUE"), ("plain", "PLAIN")];

/// The generated source: `pub struct Theme`, and one `pub static` for each of [`THEMES`].
pub fn compile(assets: &Path) -> Result<String, String> {
    let mut source = String::from(
        "/// How each part of the screen looks.\n#[derive(Debug, Clone, Copy)]\npub struct Theme {\n",
    );
    let mut values = String::new();
    let mut parts: Option<Vec<String>> = None;
    for (file, name) in THEMES {
        let looks = looks(assets, file)?;
        let dressed: Vec<String> = looks.keys().cloned().collect();
        if parts.get_or_insert_with(|| dressed.clone()) != &dressed {
            return Err(format!("assets/themes/{file}.toml does not dress the parts that the others do"));
        }
        let _infallible = writeln!(values, "/// The theme {name}.\npub static {name}: Theme = Theme {{");
        for (part, look) in &looks {
            let _infallible = writeln!(
                values,
                "    {part}: Look {{ colour: {:?}, attributes: &{:?} }},",
                look.colour, look.attributes
            );
        }
        values.push_str("};\n");
    }
    for part in parts.iter().flatten() {
        let _infallible = writeln!(source, "    /// The look of `{part}`.\n    pub {part}: Look,");
    }
    source.push_str("}\n");
    source.push_str(&values);
    Ok(source)
}

/// Whether it is one of the sixteen, one of the 256 by its number, or red, green and blue as `#rrggbb`.
fn is_colour(colour: &str) -> bool {
    let value = |hex: &str| hex.len() == 6 && hex.bytes().all(|digit| digit.is_ascii_hexdigit());
    COLOURS.contains(&colour) || colour.parse::<u8>().is_ok() || colour.strip_prefix('#').is_some_and(value)
}

fn looks(assets: &Path, theme: &str) -> Result<BTreeMap<String, Look>, String> {
    let looks: BTreeMap<String, Look> = table(&assets.join("themes").join(format!("{theme}.toml")))?;
    for (part, look) in &looks {
        let unknown = look.attributes.iter().find(|attribute| !ATTRIBUTES.contains(&attribute.as_str()));
        let unknown = unknown.or_else(|| (!is_colour(&look.colour)).then_some(&look.colour));
        if let Some(unknown) = unknown {
            return Err(format!("assets/themes/{theme}.toml, {part}: {unknown} is no colour or attribute"));
        }
    }
    Ok(looks)
}
