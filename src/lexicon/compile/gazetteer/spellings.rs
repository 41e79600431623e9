//! The ways in which one name is written: by groups of words and of endings that are spellings of each other.
//!
//! Does not guess: a word that stands in no group is written in one way only.

use super::key;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spellings {
    /// Words (or words that follow each other), folded; each list one name.
    word: Vec<Vec<String>>,
    /// Endings of a last word.
    ending: Vec<Vec<String>>,
    #[expect(dead_code, reason = "read by the library's tests")]
    example: Vec<toml::Value>,
}

/// How many ways of writing a name are listed; who has more words in groups is known by the first.
const WAYS: usize = 48;

/// How many words a way of writing has at most.
const LONGEST: usize = 4;

impl Spellings {
    /// The other ways to write a name, each word with a capital where the word it stands for has one.
    pub fn others(&self, written: &str) -> Vec<String> {
        let words: Vec<String> = written.split([' ', '-']).map(str::to_owned).collect();
        let mut ways = vec![Vec::new()];
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let (length, choices) = self.choices(&words, at).unwrap_or_else(|| {
                let last = at + 1 == words.len();
                (1, if last { self.endings(word) } else { vec![word.clone()] })
            });
            // The way as written comes first, so that what is cut off is the rarest.
            let longer = choices.iter().flat_map(|choice| {
                ways.iter().map(move |way| way.iter().chain([choice]).cloned().collect::<Vec<String>>())
            });
            ways = longer.take(WAYS).collect();
            at += length;
        }
        let same = key(&words.join(" "));
        let ways = ways.into_iter().map(|way| way.join(" "));
        ways.filter(|way| key(way) != same).collect()
    }

    /// How many words from here on stand in a group, and all the group's ways, as written first.
    fn choices(&self, words: &[String], at: usize) -> Option<(usize, Vec<String>)> {
        (1..=LONGEST).rev().find_map(|length| {
            let here = words.get(at..at + length)?;
            let folded = key(&here.join(" "));
            let group = self.word.iter().find(|group| group.contains(&folded))?;
            let capital = here.first()?.starts_with(char::is_uppercase);
            let others = group.iter().filter(|other| **other != folded);
            let written = others.map(|other| if capital { capitalised(other) } else { other.clone() });
            Some((length, [here.join(" ")].into_iter().chain(written).collect()))
        })
    }

    /// A word with each ending of the group of its own, as written first.
    fn endings(&self, word: &str) -> Vec<String> {
        let mut ways = vec![word.to_owned()];
        let longest = |group: &&Vec<String>| group.iter().any(|ending| word.ends_with(ending.as_str()));
        if let Some(group) = self.ending.iter().find(longest) {
            let mine = group
                .iter()
                .filter(|ending| word.ends_with(ending.as_str()))
                .max_by_key(|ending| ending.len());
            let stem = mine.and_then(|ending| word.strip_suffix(ending.as_str())).unwrap_or(word);
            ways.extend(group.iter().map(|ending| format!("{stem}{ending}")).filter(|way| way != word));
        }
        ways
    }
}

/// Each word with a capital.
fn capitalised(words: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    words.split(' ').map(word).collect::<Vec<String>>().join(" ")
}
