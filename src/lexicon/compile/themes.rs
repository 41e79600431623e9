//! Themes: `assets/themes/*.toml` to one struct of looks, one value a theme.
//!
//! Does not know the terminal: a colour stays one of the sixteen names, checked here.

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

/// The generated source: `pub struct Theme`, `pub static SIXTEEN`, `pub static PLAIN`.
pub fn compile(assets: &Path) -> Result<String, String> {
    let sixteen = looks(assets, "sixteen")?;
    let plain = looks(assets, "plain")?;
    if !sixteen.keys().eq(plain.keys()) {
        return Err("assets/themes: the themes do not dress the same parts".to_owned());
    }
    let mut source = String::from(
        "/// How each part of the screen looks.\n#[derive(Debug, Clone, Copy)]\npub struct Theme {\n",
    );
    for part in sixteen.keys() {
        let _infallible = writeln!(source, "    /// The look of `{part}`.\n    pub {part}: Look,");
    }
    source.push_str("}\n");
    for (name, looks) in [("SIXTEEN", &sixteen), ("PLAIN", &plain)] {
        let _infallible = writeln!(source, "/// The theme {name}.\npub static {name}: Theme = Theme {{");
        for (part, look) in looks {
            let _infallible = writeln!(
                source,
                "    {part}: Look {{ colour: {:?}, attributes: &{:?} }},",
                look.colour, look.attributes
            );
        }
        source.push_str("};\n");
    }
    Ok(source)
}

fn looks(assets: &Path, theme: &str) -> Result<BTreeMap<String, Look>, String> {
    let looks: BTreeMap<String, Look> = table(&assets.join("themes").join(format!("{theme}.toml")))?;
    for (part, look) in &looks {
        let unknown = look.attributes.iter().find(|attribute| !ATTRIBUTES.contains(&attribute.as_str()));
        let unknown = unknown.or_else(|| (!COLOURS.contains(&look.colour.as_str())).then_some(&look.colour));
        if let Some(unknown) = unknown {
            return Err(format!("assets/themes/{theme}.toml, {part}: {unknown} is no colour or attribute"));
        }
    }
    Ok(looks)
}
