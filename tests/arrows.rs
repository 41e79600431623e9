//! The house stays as it is drawn: who names whom, what a file must say first, where words of a language stand.
//!
//! Looks at source text, not at types: what it finds is right, what it does not see (a re-export under another
//! name) it does not see.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test fails loudly and shows its figures"
)]

#[path = "common/source.rs"]
mod source;

use source::{Source, all, strip};
use std::collections::BTreeSet;
use std::path::Path;

/// Each folder of the house with the folders that it may name beside itself. `main.rs` and `lib.rs` may name all.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("lexicon", &["model"]),
    ("intake", &["model"]),
    ("journal", &["model"]),
    ("search", &["model"]),
    ("evaluation", &[]),
    ("reading", &["lexicon", "model"]),
    ("chronicle", &["model"]),
    ("library", &["chronicle", "intake", "journal", "lexicon", "model", "reading", "search"]),
    ("app", &["lexicon", "library", "model", "search"]),
    ("export", &["lexicon", "library", "model"]),
    ("tui", &["app", "export", "lexicon", "library", "model"]),
    ("cli", &["app", "evaluation", "export", "intake", "lexicon", "library", "model", "reading", "tui"]),
];

/// Words of a language that rules still spell, to be moved into `assets/lang`. Only ever lowered.
const SPELLED: usize = 51;

/// No file is longer. One still passes 700 lines (who says a quote); only ever lowered.
const LINES: usize = 715;

#[test]
fn every_folder_names_only_those_it_may() {
    let mut wrong = Vec::new();
    for source in all(&["src"]) {
        let Some(folder) = folder(&source) else { continue };
        let allowed = ARROWS.iter().find(|(name, _)| *name == folder);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("{folder} has no line in the table of arrows"));
        for named in named(&source) {
            let is_folder = ARROWS.iter().any(|(name, _)| *name == named);
            if is_folder && named != folder && !allowed.contains(&named.as_str()) {
                wrong.push(format!("{} names {named}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "against the arrows:\n{}", wrong.join("\n"));
}

/// The folder of the house that a file stands in; none for `lib.rs` and `main.rs`.
fn folder(source: &Source) -> Option<&str> {
    let name = source.path.strip_prefix("src/")?.split('/').next()?;
    (!matches!(name, "lib.rs" | "main.rs")).then(|| name.trim_end_matches(".rs"))
}

/// How many modules deep a file's own module is.
fn depth(path: &str) -> usize {
    path.trim_start_matches("src/").trim_end_matches("/mod.rs").split('/').count()
}

/// The first names of all paths that start at the root of the crate, whether by `crate::` or by enough `super::`.
fn named(source: &Source) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    let up = "super::".repeat(depth(&source.path));
    for root in ["crate::", "depeche::", &up] {
        for (at, _) in source.code.match_indices(root) {
            let before = source.code[..at].chars().next_back();
            if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == ':') {
                continue;
            }
            named.extend(first_names(&source.code[at + root.len()..]));
        }
    }
    named
}

/// `model::Span` gives `model`; `{model::Span, library}` gives both.
fn first_names(path: &str) -> Vec<String> {
    let name = |words: &str| -> String {
        words.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
    };
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let (mut level, mut pieces) = (0_usize, vec![String::new()]);
    for letter in group.chars() {
        match letter {
            '}' if level == 0 => break,
            '{' => level += 1,
            '}' => level -= 1,
            ',' if level == 0 => {
                pieces.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
    }
    pieces.iter().map(|piece| name(piece)).collect()
}

#[test]
fn only_the_screen_names_the_terminal() {
    for source in all(&["src"]).iter().filter(|source| folder(source) != Some("tui")) {
        for word in ["ratatui", "crossterm"] {
            assert!(!source.code.contains(word), "{} names {word}", source.path);
        }
    }
}

#[test]
fn every_file_opens_with_its_purpose_and_is_short() {
    let sources = all(&["src", "tests"]);
    for source in &sources {
        assert!(source.text.starts_with("//! "), "{} does not open with its purpose", source.path);
    }
    let lines = |source: &&Source| source.text.lines().count();
    let longest = sources.iter().max_by_key(lines).unwrap();
    println!("longest file: {} with {} lines", longest.path, lines(&longest));
    assert!(lines(&longest) <= LINES, "{} has {} lines", longest.path, lines(&longest));
}

/// Words of French and English stand in `assets/lang`; rules know rule names and keys, which are plain English.
#[test]
fn rules_spell_no_word_of_a_language() {
    let closed = closed_words();
    let mut spelled = Vec::new();
    for source in all(&["src/reading"]) {
        for string in &source.strings {
            let word = string.trim().trim_end_matches('\'').to_lowercase();
            if !string.is_ascii() && string.chars().any(|letter| letter.is_alphabetic() && !letter.is_ascii())
            {
                spelled.push(format!("{}: {string:?} has a letter that no key has", source.path));
            } else if closed.contains(&word) {
                spelled.push(format!("{}: {string:?} is a word of a closed list", source.path));
            }
        }
    }
    println!("rules spell {} words:\n{}", spelled.len(), spelled.join("\n"));
    assert!(spelled.len() <= SPELLED, "rules spell more words of a language:\n{}", spelled.join("\n"));
}

/// The lists of English that hold no word a key may have too: keys are plain English.
const ENGLISH: &[&str] = &[
    "determiners",
    "stopwords",
    "abbreviations",
    "agencies",
    "credit_words",
    "months_folded",
    "clitics",
    "relatives",
    "possessives",
    "subject_pronouns",
];

/// Determiners, prepositions, months and the like: the lists of `words.toml` that no key of a table is in.
fn closed_words() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for file in ["assets/lang/fr/words.toml", "assets/lang/en/words.toml"] {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let lists: toml::Table = text.parse().unwrap();
        let english = file.contains("/en/");
        let closed = lists.iter().filter(|(name, _)| !english || ENGLISH.contains(&name.as_str()));
        for forms in closed.filter_map(|(_, list)| list["forms"].as_array()) {
            words.extend(
                forms.iter().filter_map(|form| Some(form.as_str()?.trim_end_matches('\'').to_owned())),
            );
        }
    }
    words.retain(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() >= 2);
    assert!(words.len() > 100, "the lists of words.toml are gone");
    words
}

#[test]
fn no_sentence_of_the_first_users_articles_stands_in_the_project() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !folder.is_dir() {
        println!("SKIPPED: ../shared/seeds is not beside the project");
        return;
    }
    let mut theirs: BTreeSet<Vec<String>> = BTreeSet::new();
    for path in files(&folder, &["txt"]) {
        let text = std::fs::read_to_string(path).unwrap();
        text.lines().for_each(|line| theirs.extend(shingles(line)));
    }
    assert!(theirs.len() > 300, "their articles are gone");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let kinds = ["rs", "toml", "txt", "json", "md", "snap"];
    let ours =
        ["src", "assets", "seeds", "tests"].iter().flat_map(|folder| files(&root.join(folder), &kinds));
    let mut copied = Vec::new();
    for path in ours.chain([root.join("README.md"), root.join("CHANGELOG.md")]) {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        for line in text.lines() {
            let found = shingles(line).into_iter().find(|words| theirs.contains(words));
            copied.extend(found.map(|words| format!("{}: {}", path.display(), words.join(" "))));
        }
    }
    assert!(copied.is_empty(), "their sentences stand in the project:\n{}", copied.join("\n"));
}

/// All runs of six words outside quotation marks, « l'Elysée » being one; public persons' words may be quoted.
fn shingles(line: &str) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    let outside = line.replace('\\', "").replace(['«', '»', '“', '”'], "\"");
    for piece in outside.split('"').step_by(2) {
        let letters = piece.to_lowercase();
        let words: Vec<String> = letters
            .split(|letter: char| !letter.is_alphanumeric() && !"'’".contains(letter))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        found.extend(words.windows(6).map(<[String]>::to_vec));
    }
    found
}

fn files(folder: &Path, kinds: &[&str]) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for path in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path, kinds));
        } else if path.extension().is_some_and(|kind| kinds.iter().any(|known| kind == *known)) {
            found.push(path);
        }
    }
    found
}

#[test]
fn the_test_itself_sees_paths_strings_and_comments() {
    let code = r##"use crate::{library::{View, Filter}, model}; // crate::tui
        let x = "crate::app \" "; let y = r#"crate::journal"#; let z = '"'; fn f<'a>() { super::super::intake::x() }"##;
    let (code, strings) = strip(code);
    assert_eq!(strings, [r#"crate::app \" "#, "crate::journal"]);
    let source = Source { path: "src/export/x.rs".to_owned(), text: String::new(), code, strings };
    let named: Vec<String> = named(&source).into_iter().collect();
    assert_eq!(named, ["intake", "library", "model"]);
    assert_eq!(shingles(r#"a b c d e f "g h i j k l" m"#).len(), 1);
}
