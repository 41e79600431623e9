//! Rust source cut into what is code, what is a string and what is a comment, as far as the tidy tests need.
//!
//! No parser: nested generics, macros and types mean nothing here.

use std::path::{Path, PathBuf};

/// One file of the project.
pub struct Source {
    /// Its path in the project, with `/`.
    pub path: String,
    /// As it stands.
    pub text: String,
    /// The code without comments, strings emptied, up to the tests at its end.
    pub code: String,
    /// The strings of that code, escapes as written.
    pub strings: Vec<String>,
}

/// Every Rust file under these folders, in byte order of their paths.
pub fn all(folders: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in folders {
        collect(&root.join(folder), &mut paths);
    }
    paths.sort();
    assert!(!paths.is_empty(), "no source under {folders:?}");
    paths.iter().map(|path| source(root, path)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.is_dir() {
            collect(&file, paths);
        } else if file.extension().is_some_and(|kind| kind == "rs") {
            paths.push(file);
        }
    }
}

fn source(root: &Path, path: &Path) -> Source {
    let text = std::fs::read_to_string(path).unwrap();
    let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
    let tested = if path.ends_with("/tests.rs") || path.contains("/tests/") {
        ""
    } else {
        text.split("#[cfg(test)]\nmod tests").next().unwrap()
    };
    let (code, strings) = strip(tested);
    Source { path, text, code, strings }
}

/// The code without comments and with empty strings, and the strings.
pub fn strip(text: &str) -> (String, Vec<String>) {
    let letters: Vec<char> = text.chars().collect();
    let (mut code, mut strings, mut at) = (String::new(), Vec::new(), 0);
    let starts = |at: usize, words: &str| {
        words.chars().enumerate().all(|(n, letter)| letters.get(at + n) == Some(&letter))
    };
    while let Some(&letter) = letters.get(at) {
        if starts(at, "//") {
            at += letters[at..].iter().take_while(|letter| **letter != '\n').count();
        } else if starts(at, "/*") {
            at += 2;
            while at < letters.len() && !starts(at, "*/") {
                at += 1;
            }
            at += 2;
        } else if let Some((string, end)) = string_at(&letters, at) {
            code.push_str("\"\"");
            strings.push(string);
            at = end;
        } else if letter == '\'' && (starts(at + 1, "\\") || letters.get(at + 2) == Some(&'\'')) {
            // A character, not a lifetime.
            at += if starts(at + 1, "\\") { 3 } else { 2 };
            at += letters[at..].iter().take_while(|letter| **letter != '\'').count() + 1;
        } else {
            code.push(letter);
            at += 1;
        }
    }
    (code, strings)
}

/// The string that begins here, plain, byte or raw, and where it ends.
fn string_at(letters: &[char], at: usize) -> Option<(String, usize)> {
    let in_word =
        at.checked_sub(1).is_some_and(|before| letters[before].is_alphanumeric() || letters[before] == '_');
    let mut open = at;
    if !in_word {
        open += usize::from(letters.get(open) == Some(&'b'));
        if letters.get(open) == Some(&'r') {
            let hashes = letters[open + 1..].iter().take_while(|letter| **letter == '#').count();
            let start = open + 2 + hashes;
            if letters.get(start - 1) == Some(&'"') {
                let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
                let length = letters[start..].windows(close.len()).position(|window| window == close)?;
                return Some((letters[start..start + length].iter().collect(), start + length + close.len()));
            }
        }
    }
    if letters.get(open) != Some(&'"') || (open > at && letters.get(at) != Some(&'b')) {
        return None;
    }
    let mut end = open + 1;
    while letters.get(end).is_some_and(|letter| *letter != '"') {
        end += if letters[end] == '\\' { 2 } else { 1 };
    }
    Some((letters[open + 1..end.min(letters.len())].iter().collect(), end + 1))
}
