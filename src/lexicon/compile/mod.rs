//! From `assets/` to generated Rust source. Runs in the build script only; the library reads its output.
//!
//! Does not test the tables' examples: the library's tests do, with the rules that use the tables.

mod actors;
mod conjugation;
mod dates;
mod gazetteer;
mod grammar;
mod keys;
#[path = "../../model/text.rs"]
#[expect(
    dead_code,
    reason = "names are folded at build time by the rule of the library; the rest is the library's"
)]
mod text;
mod themes;
mod ui;
mod verbs;
mod vocabulary;
mod weak;
mod words;

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Compiles every family of tables.
pub fn all() -> Result<(), String> {
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|why| why.to_string())?);
    let assets = Path::new("assets");
    let mut vocabulary = vocabulary::Vocabulary::default();
    write(&out, "gazetteer.rs", &gazetteer::compile(assets, &out, &mut vocabulary)?)?;
    write(&out, "keys.rs", &keys::compile(assets)?)?;
    write(&out, "themes.rs", &themes::compile(assets)?)?;
    write(&out, "ui.rs", &ui::compile(assets)?)?;
    write(&out, "verbs.rs", &verbs::compile(assets, &mut vocabulary)?)?;
    write(&out, "actors.rs", &actors::compile(assets, &mut vocabulary)?)?;
    write(&out, "dates.rs", &dates::compile(assets, &mut vocabulary)?)?;
    write(&out, "quotes.rs", &words::lists(assets, "quotes.toml", "Quotes", &mut vocabulary)?)?;
    write(&out, "grammar.rs", &grammar::compile(assets)?)?;
    write(&out, "words.rs", &words::compile(assets, &mut vocabulary)?)?;
    write(&out, "vocabulary.rs", &vocabulary.write(&out)?)
}

fn write(out: &Path, name: &str, source: &str) -> Result<(), String> {
    keep(out, name, source.as_bytes())
}

/// Puts a file into the folder of generated files.
fn keep(out: &Path, name: &str, bytes: &[u8]) -> Result<(), String> {
    fs::write(out.join(name), bytes).map_err(|why| format!("cannot write {name}: {why}"))
}

/// Reads and parses one TOML file under `assets/`.
pub fn table<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, String> {
    let text = fs::read_to_string(path).map_err(|why| format!("cannot read {}: {why}", path.display()))?;
    toml::from_str(&text).map_err(|why| format!("{}: {why}", path.display()))
}
