//! The words of dates: `assets/lang/*/dates.toml` to one sorted table of phrases a language.

use super::table;
use super::vocabulary::{Family, Vocabulary};
use serde::Deserialize;
use std::fmt::Write as _;
use std::path::Path;

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    entry: Vec<Entry>,
    #[serde(default)]
    outlook: Vec<Outlook>,
}

#[derive(Deserialize)]
struct Entry {
    sense: String,
    value: Option<toml::Value>,
    forms: Vec<String>,
}

#[derive(Deserialize)]
struct Outlook {
    value: String,
    forms: Vec<String>,
}

/// The cues in the order of `lexicon::dates::Cue`.
const CUES: &[&str] = &[
    "future",
    "past",
    "announcing",
    "inherits",
    "moves",
    "just-done",
    "causes",
    "between",
    "relative",
    "not-a-verb",
];

/// The generated source: `FRENCH` and `ENGLISH`.
pub fn compile(assets: &Path, vocabulary: &mut Vocabulary) -> Result<String, String> {
    let mut source = String::new();
    for (number, (name, folder)) in [("FRENCH", "fr"), ("ENGLISH", "en")].into_iter().enumerate() {
        let path = assets.join("lang").join(folder).join("dates.toml");
        let file: File = table(&path)?;
        let at = |why: String| format!("{}: {why}", path.display());
        let _infallible = writeln!(
            source,
            "/// The words of dates of {name}.\npub static {name}: Dates = Dates {{\n    language: Language::{},",
            variant(&name.to_lowercase())?
        );
        source.push_str(&phrases(&file.entry, number, vocabulary).map_err(at)?);
        outlooks(&file.outlook, number, vocabulary).map_err(at)?;
        source.push_str("};\n");
    }
    Ok(source)
}

/// `phrases: &[…]`, sorted by first word, longer phrases first.
fn phrases(entries: &[Entry], language: usize, vocabulary: &mut Vocabulary) -> Result<String, String> {
    let mut rows: Vec<(String, usize, Vec<String>, String)> = Vec::new();
    for entry in entries {
        for (number, form) in entry.forms.iter().enumerate() {
            let words = tokens(form);
            let first = words.first().cloned().ok_or_else(|| format!("{}: an empty form", entry.sense))?;
            rows.push((first, usize::MAX - words.len(), words, sense(entry, number)?));
        }
    }
    rows.sort();
    rows.dedup();
    vocabulary.firsts(Family::Dates, language, rows.iter().map(|(first, ..)| first.as_str()));
    let mut source = String::from("    phrases: &[\n");
    for (_, _, words, sense) in rows {
        let _infallible = writeln!(source, "        Phrase {{ words: &{words:?}, sense: {sense} }},");
    }
    source.push_str("    ],\n");
    Ok(source)
}

/// Enters the cues of outlook, a bit a cue. A form may stand under several.
fn outlooks(lists: &[Outlook], language: usize, vocabulary: &mut Vocabulary) -> Result<(), String> {
    for list in lists {
        let cue = CUES.iter().position(|cue| *cue == list.value);
        let cue = cue.ok_or_else(|| format!("no outlook {:?}", list.value))?;
        for form in &list.forms {
            vocabulary.cue(form, language, cue);
        }
    }
    Ok(())
}

/// The form cut as articles are: elided words stand alone, the mark of a holder too.
fn tokens(form: &str) -> Vec<String> {
    const WHOLE: &[&str] = &["aujourd'hui"];
    const ELIDED: &[&str] = &["l", "d", "jusqu", "qu", "s", "n"];
    let mut words = Vec::new();
    for piece in form.split_whitespace() {
        if WHOLE.contains(&piece) {
            words.push(piece.to_owned());
        } else if let Some((head, tail)) = piece.split_once('\'').filter(|(head, _)| ELIDED.contains(head)) {
            words.push(format!("{head}'"));
            if !tail.is_empty() {
                words.push(tail.to_owned());
            }
        } else if let Some(head) = piece.strip_suffix("'s") {
            words.push(head.to_owned());
            words.push("'s".to_owned());
        } else if let Some(head) = piece.strip_suffix('\'') {
            words.push(head.to_owned());
            words.push("'".to_owned());
        } else {
            words.push(piece.to_owned());
        }
    }
    words
}

/// The Rust expression of an entry's sense, for its form number `form`.
fn sense(entry: &Entry, form: usize) -> Result<String, String> {
    let name = variant(&entry.sense)?;
    let wrong = || format!("sense {:?}: bad value {:?}", entry.sense, entry.value);
    let number = || entry.value.as_ref().and_then(toml::Value::as_integer).ok_or_else(wrong);
    let word = || entry.value.as_ref().and_then(toml::Value::as_str).ok_or_else(wrong);
    Ok(match entry.sense.as_str() {
        "month" | "month-short" | "weekday" | "season" | "ordinal" | "number" | "dozen" | "half-word"
        | "offset" | "shift" => format!("Sense::{name}({})", number()?),
        "months" | "months-short" | "weekdays" => {
            let name = name.replacen("Months", "Month", 1).replacen("Weekdays", "Weekday", 1);
            format!("Sense::{name}({})", number()? + i64::try_from(form).map_err(|why| why.to_string())?)
        }
        "count" => {
            format!("Sense::Number({})", number()? + i64::try_from(form).map_err(|why| why.to_string())?)
        }
        "unit" => format!("Sense::Unit(Unit::{})", variant(word()?)?),
        "turn" => format!("Sense::Turn(Turn::{})", variant(word()?)?),
        "modifier" => format!("Sense::Modifier(Modifier::{})", variant(word()?)?),
        "feast" => format!("Sense::Feast({})", feast(word()?).ok_or_else(wrong)?),
        _ => format!("Sense::{name}"),
    })
}

/// `12-25`, `easter+39` or `islamic-10-01`.
fn feast(value: &str) -> Option<String> {
    if let Some(days) = value.strip_prefix("easter") {
        let days: i64 = if days.is_empty() { 0 } else { days.parse().ok()? };
        return Some(format!("Feast::Easter({days})"));
    }
    let (kind, value) = match value.strip_prefix("islamic-") {
        Some(value) => ("Islamic", value),
        None => ("Fixed", value),
    };
    let (month, day) = value.split_once('-')?;
    Some(format!("Feast::{kind}({}, {})", month.parse::<u32>().ok()?, day.parse::<u32>().ok()?))
}

/// `month-short` as `MonthShort`.
fn variant(name: &str) -> Result<String, String> {
    let mut out = String::new();
    for piece in name.split('-') {
        let mut letters = piece.chars();
        let first = letters.next().ok_or_else(|| format!("bad name {name:?}"))?;
        out.extend(first.to_uppercase());
        out.push_str(letters.as_str());
    }
    Ok(out)
}
