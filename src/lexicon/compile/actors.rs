//! Offices, bodies and word lists for finding actors: `assets/lang/*/{roles,bodies,actors}.toml` to static values.
//!
//! Forms are cut into tokens and folded as the reading's tokens are, sorted by first token, longest first.

use super::text::fold;
use super::vocabulary::{Family, Vocabulary};
use super::{table, words};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

#[derive(Deserialize)]
struct Roles {
    office: Vec<Office>,
}

#[derive(Deserialize)]
struct Office {
    id: String,
    level: String,
    #[serde(default)]
    masculine: Vec<String>,
    #[serde(default)]
    feminine: Vec<String>,
    #[serde(default)]
    both: Vec<String>,
    #[serde(default)]
    plural: Vec<String>,
    #[serde(default)]
    covers: Vec<String>,
    #[serde(default)]
    of: Vec<String>,
    #[serde(default)]
    apart: bool,
    #[expect(dead_code, reason = "read by the library's tests")]
    hits: Vec<String>,
}

#[derive(Deserialize)]
struct Bodies {
    body: Vec<Body>,
}

#[derive(Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "the columns of a table")]
struct Body {
    kind: String,
    forms: Vec<String>,
    small: bool,
    alone: bool,
    #[serde(default)]
    portfolio: bool,
    #[serde(default)]
    named: bool,
    #[expect(dead_code, reason = "read by the library's tests")]
    hits: Vec<String>,
}

/// The lists of names, which belong to no language: each language has those of all.
const NAMES: &[&str] = &["masculine_names", "feminine_names", "particles", "opening_particles"];

/// A form as tokens, with what stands behind `=>` in its generated line.
type Heads = BTreeMap<Vec<String>, (usize, &'static str, bool)>;

/// The generated source: the lists, and per language its offices, their heads, and its bodies.
pub fn compile(assets: &Path, vocabulary: &mut Vocabulary) -> Result<String, String> {
    let mut source = words::lists_shared(assets, "actors.toml", "Lists", NAMES, vocabulary)?;
    for (number, (language, folder)) in
        [("FRENCH", "lang/fr"), ("ENGLISH", "lang/en")].into_iter().enumerate()
    {
        let roles: Roles = table(&assets.join(folder).join("roles.toml"))?;
        let bodies: Bodies = table(&assets.join(folder).join("bodies.toml"))?;
        let heads = offices(&mut source, language, &roles.office)?;
        vocabulary.firsts(Family::Heads, number, firsts(&heads));
        let bodies = kinds(&mut source, language, &bodies.body);
        vocabulary.firsts(Family::Bodies, number, firsts(&bodies));
    }
    Ok(source)
}

fn firsts(forms: &[Vec<String>]) -> impl Iterator<Item = &str> {
    forms.iter().filter_map(|words| words.first()).map(String::as_str)
}

/// Writes the offices; gives the words of their heads in order.
fn offices(source: &mut String, language: &str, offices: &[Office]) -> Result<Vec<Vec<String>>, String> {
    let number = |id: &String| {
        offices.iter().position(|office| office.id == *id).ok_or_else(|| format!("roles: no office {id:?}"))
    };
    let _infallible =
        writeln!(source, "/// The offices of {language}.\npub static {language}_OFFICES: &[Office] = &[");
    for office in offices {
        let covers = office.covers.iter().map(number).collect::<Result<Vec<_>, _>>()?;
        let level = match office.level.as_str() {
            "head" => "Head",
            "office" => "Office",
            "envoy" => "Envoy",
            "person" => "Person",
            "generic" => "Generic",
            "relation" => "Relation",
            other => return Err(format!("roles: {}: no level {other:?}", office.id)),
        };
        let _infallible = writeln!(
            source,
            "    Office {{ id: {:?}, level: Level::{level}, covers: &{covers:?}, of: &{:?}, apart: {} }},",
            office.id, office.of, office.apart
        );
    }
    source.push_str("];\n");
    let mut heads = Heads::new();
    for (index, office) in offices.iter().enumerate() {
        for (forms, gender) in [
            (&office.masculine, "Some(Gender::Masculine)"),
            (&office.feminine, "Some(Gender::Feminine)"),
            (&office.both, "None"),
        ] {
            for form in forms {
                put(&mut heads, tokens(form), index, gender, false);
                put(&mut heads, plural(&tokens(form)), index, gender, true);
            }
        }
        for form in &office.plural {
            heads.insert(tokens(form), (index, "None", true));
        }
    }
    let _infallible = writeln!(
        source,
        "/// The words that name the offices of {language}.\npub static {language}_HEADS: &[Head] = &["
    );
    for (words, (office, gender, plural)) in in_order(&heads) {
        let _infallible = writeln!(
            source,
            "    Head {{ words: Tokens({:?}), number: {office}, gender: {gender}, plural: {plural} }},",
            words.join(" ")
        );
    }
    source.push_str("];\n");
    Ok(in_order(&heads).into_iter().map(|(words, _)| words.clone()).collect())
}

/// One form that two genders share tells no gender.
fn put(heads: &mut Heads, words: Vec<String>, office: usize, gender: &'static str, plural: bool) {
    heads
        .entry(words)
        .and_modify(|known| {
            if known.1 != gender {
                known.1 = "None";
            }
        })
        .or_insert((office, gender, plural));
}

/// Writes the words of bodies; gives them in order.
fn kinds(source: &mut String, language: &str, bodies: &[Body]) -> Vec<Vec<String>> {
    let mut forms: BTreeMap<Vec<String>, &Body> = BTreeMap::new();
    for body in bodies {
        for form in &body.forms {
            forms.insert(tokens(form), body);
        }
    }
    let _infallible = writeln!(
        source,
        "/// The words that head the names of bodies in {language}.\npub static {language}_BODIES: &[Body] = &["
    );
    for (words, body) in in_order(&forms) {
        let _infallible = writeln!(
            source,
            "    Body {{ words: &{words:?}, kind: {:?}, small: {}, alone: {}, portfolio: {}, named: {} }},",
            body.kind, body.small, body.alone, body.portfolio, body.named
        );
    }
    source.push_str("];\n");
    in_order(&forms).into_iter().map(|(words, _)| words.clone()).collect()
}

/// By first token; among those, the longest first.
fn in_order<T>(map: &BTreeMap<Vec<String>, T>) -> Vec<(&Vec<String>, &T)> {
    let mut sorted: Vec<_> = map.iter().collect();
    sorted.sort_by(|a, b| {
        (a.0.first(), std::cmp::Reverse(a.0.len()), a.0).cmp(&(
            b.0.first(),
            std::cmp::Reverse(b.0.len()),
            b.0,
        ))
    });
    sorted
}

/// The first word in the plural.
fn plural(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    if let Some(first) = words.first_mut()
        && !first.ends_with(['s', 'x'])
    {
        first.push('s');
    }
    words
}

/// « chef de l'état » as the reading cuts and folds it: chef, de, l', etat.
fn tokens(form: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    for word in form.split_whitespace() {
        let mut word = word.split('-').map(fold).collect::<Vec<_>>().join("-");
        while let Some(at) = word.find('\'') {
            let tail = word.split_off(at + 1);
            tokens.push(std::mem::replace(&mut word, tail));
        }
        tokens.push(word);
    }
    tokens
}
