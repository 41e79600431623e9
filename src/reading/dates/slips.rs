//! Slips: names of months and weekdays with one letter wrong (« Wendesday », « févier », « jeuid »).
//!
//! Only words that no table knows can be one. Looks at no word around.

use crate::lexicon::dates::{Dates, Sense};
use crate::lexicon::grammar;
use crate::model::Language;
use crate::reading::words::{Shape, Word};
use std::sync::OnceLock;

/// Of a shorter name a slip may be another word.
const SHORTEST: usize = 5;

/// The name that was meant, if the word is one with a slip.
pub fn meant(table: &'static Dates, word: &Word<'_>) -> Option<&'static str> {
    let capital = grammar(table.language).bare_content;
    let shape = if capital { word.shape == Shape::Capital } else { is_small(word) };
    if !shape || word.lower.is_known() || word.lower.len() < SHORTEST {
        return None;
    }
    let names = names(table);
    // Names of people differ by a letter from short names of days (« Munday »), not by two that changed places.
    let short = if capital { 7 } else { 6 };
    names.iter().copied().find(|name| match slip(&word.lower, name) {
        Some(Slip::Swapped) => true,
        Some(Slip::Other) => name.chars().count() >= short,
        None => false,
    })
}

/// In small letters, or with the capital that opens a sentence.
fn is_small(word: &Word<'_>) -> bool {
    word.shape == Shape::Lower || word.shape == Shape::Capital && word.opens
}

/// All that have a name of one word.
fn names(table: &'static Dates) -> &'static [&'static str] {
    static FRENCH: OnceLock<Vec<&str>> = OnceLock::new();
    static ENGLISH: OnceLock<Vec<&str>> = OnceLock::new();
    let kept = if table.language == Language::French { &FRENCH } else { &ENGLISH };
    kept.get_or_init(|| {
        let named = table.phrases.iter().filter(|phrase| {
            matches!(phrase.sense, Sense::Month(_) | Sense::Weekday(_)) && phrase.words.len() == 1
        });
        named
            .filter_map(|phrase| phrase.words.first().copied())
            .filter(|name| name.len() >= SHORTEST)
            .collect()
    })
}

/// What happened to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slip {
    /// Two letters that stand side by side changed places.
    Swapped,
    /// One was left out, put in or taken for another, behind the first.
    Other,
}

/// How the word differs from the name, if by no more; « mardis » is another word.
fn slip(word: &str, name: &str) -> Option<Slip> {
    let same = word.chars().zip(name.chars()).take_while(|(one, other)| one == other);
    let (one, other) = same.fold((word, name), |(one, other), _| (behind(one), behind(other)));
    // The first letter is right, and nothing is put in at the end.
    if one.len() == word.len() || other.is_empty() {
        return None;
    }
    let (mut first, mut second) = (one.chars(), other.chars());
    let pairs = (first.next(), first.next(), second.next(), second.next());
    if pairs.0.is_some() && pairs.0 == pairs.3 && pairs.1 == pairs.2 && first.as_str() == second.as_str() {
        return Some(Slip::Swapped);
    }
    let other_letter = behind(one) == behind(other) && !one.is_empty();
    (other_letter || behind(one) == other || one == behind(other)).then_some(Slip::Other)
}

/// What stands behind the first letter.
fn behind(text: &str) -> &str {
    let mut letters = text.chars();
    letters.next();
    letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_may_be_wrong() {
        for (word, name) in [("wendesday", "wednesday"), ("jeuid", "jeudi")] {
            assert_eq!(slip(word, name), Some(Slip::Swapped), "{word}");
        }
        for (word, name) in [
            ("febuary", "february"),
            ("févier", "février"),
            ("octobber", "october"),
            ("mercrdi", "mercredi"),
            ("decambre", "decembre"),
        ] {
            assert_eq!(slip(word, name), Some(Slip::Other), "{word}");
        }
    }

    #[test]
    fn what_is_another_word_is_no_slip() {
        for (word, name) in [
            ("mardis", "mardi"),
            ("augusta", "august"),
            ("bonday", "monday"),
            ("decade", "december"),
            ("mardi", "mardi"),
        ] {
            assert_eq!(slip(word, name), None, "{word}");
        }
    }
}
