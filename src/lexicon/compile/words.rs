//! Word lists: `assets/lang/*/words.toml` to one struct of sorted lists, one value a language.

use super::table;
use super::vocabulary::Vocabulary;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// Lists of so many forms are compiled with their forms: a short one is read through sooner than a word is looked up. The
/// vocabulary has the same number.
const SHORT: usize = 12;

/// Longer lists whose forms are gone through, besides those of beginnings and ends of words.
const SPELLED: &[&str] = &[
    "according",
    "aged",
    "agencies",
    "dative_strong",
    "endings",
    "locutions",
    "own_words",
    "prepositions",
    "stopwords",
    "travel_nouns",
];

#[derive(Deserialize)]
struct List {
    /// What the list is for; becomes the field's documentation.
    about: String,
    forms: Vec<String>,
    /// Phrases that must hold one of the forms; a test of the library walks them.
    #[expect(dead_code, reason = "read by the library's tests")]
    hits: Vec<String>,
}

/// The generated source: `pub struct Words`, `pub static FRENCH`, `pub static ENGLISH`.
pub fn compile(assets: &Path, vocabulary: &mut Vocabulary) -> Result<String, String> {
    lists(assets, "words.toml", "Words", vocabulary)
}

/// The lists of one file of each language, as one struct and its two values.
pub fn lists(assets: &Path, file: &str, kind: &str, vocabulary: &mut Vocabulary) -> Result<String, String> {
    lists_shared(assets, file, kind, &[], vocabulary)
}

/// The same; the lists named in `shared` hold the forms of all languages in each.
pub fn lists_shared(
    assets: &Path,
    file: &str,
    kind: &str,
    shared: &[&str],
    vocabulary: &mut Vocabulary,
) -> Result<String, String> {
    let french: BTreeMap<String, List> = table(&assets.join("lang/fr").join(file))?;
    let english: BTreeMap<String, List> = table(&assets.join("lang/en").join(file))?;
    let mut source =
        format!("/// The closed word lists of one language.\n#[derive(Debug)]\npub struct {kind} {{\n");
    let mut fields: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, list) in french.iter().chain(&english) {
        fields.entry(name).or_insert(&list.about);
    }
    for (name, about) in &fields {
        let _infallible = writeln!(source, "    /// {about}\n    pub {name}: WordSet,");
    }
    source.push_str("}\n");
    for (name, lists) in [("FRENCH", &french), ("ENGLISH", &english)] {
        let _infallible = writeln!(source, "/// The lists of {name}.\npub static {name}: {kind} = {kind} {{");
        for field in fields.keys() {
            let own = lists.get(*field).into_iter();
            let others = [&french, &english].into_iter().filter_map(|other| other.get(*field));
            let common = others.filter(|_| shared.contains(field));
            let forms: BTreeSet<&str> =
                own.chain(common).flat_map(|list| list.forms.iter().map(String::as_str)).collect();
            let (number, begun) = vocabulary.list(forms.iter().copied());
            // Strings and their pointers take more room than all else that is known of a word.
            let gone_through = ["_stems", "_endings"].iter().any(|end| field.ends_with(end));
            let list = if forms.len() <= SHORT || gone_through || SPELLED.contains(field) {
                format!("spelled(&{:?}, {number}, {begun})", forms.iter().collect::<Vec<_>>())
            } else {
                format!("unspelled({number}, {begun})")
            };
            let _infallible = writeln!(source, "    {field}: WordSet::{list},");
        }
        source.push_str("};\n");
    }
    Ok(source)
}
