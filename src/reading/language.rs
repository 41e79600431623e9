//! The language of an article, by the share of each language's most frequent words, and whether it is in one of them at all.
//!
//! Tells no other languages apart.

use super::words::{is_letter, lower_form};
use crate::lexicon;
use crate::model::Language;

/// How many words are looked at, at most.
const MOST: usize = 400;

/// How many letters are looked at, at most.
const REACH: usize = 8_000;

/// No frequent word is longer, in bytes: what is need not be looked up.
const LONGEST: usize = 8;

/// By how many frequent words a language must lead to be told before that.
const LEAD: i32 = 24;

/// Of fewer words nobody can tell that they are in none of the languages.
const FEWEST: usize = 30;

/// Of so many words one at least is frequent in the language and in no other, if they are in the language.
const SPARSE: usize = 50;

/// The language whose frequent words stand more often among the first words, French where they stand alike; and whether
/// the text is in neither.
pub fn of(text: &str) -> (Language, bool) {
    let (french, english) = (lexicon::words(Language::French), lexicon::words(Language::English));
    // A text has no more letters than bytes.
    let long = text.len() > REACH;
    let front = if long { text.char_indices().nth(REACH).and_then(|(end, _)| text.get(..end)) } else { None };
    let front = front.unwrap_or(text);
    let words = front.split(|letter: char| !is_letter(letter)).filter(|word| !word.is_empty());
    let (mut lead, mut seen, mut french_own, mut english_own) = (0, 0_usize, 0_usize, 0_usize);
    for word in words.take(MOST) {
        seen += 1;
        if word.len() > LONGEST {
            continue;
        }
        let form = lower_form(word);
        lead += i32::from(english.stopwords.has(&form)) - i32::from(french.stopwords.has(&form));
        french_own += usize::from(french.own_words.has(&form));
        english_own += usize::from(english.own_words.has(&form));
        if lead.abs() >= LEAD && is_own(lead, french_own, english_own, seen) {
            break;
        }
    }
    let language = if lead > 0 { Language::English } else { Language::French };
    let foreign = seen >= FEWEST && !is_own(lead, french_own, english_own, seen);
    (language, foreign)
}

/// Whether enough words are the leading language's own.
const fn is_own(lead: i32, french: usize, english: usize, seen: usize) -> bool {
    let own = if lead > 0 { english } else { french };
    own * SPARSE > seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_frequent_word_is_longer_than_is_looked_up() {
        for language in [Language::French, Language::English] {
            let words = lexicon::words(language);
            // A capital letter takes no more than a byte more than the small one.
            let bytes = |form: &&str| form.len() + form.chars().filter(|letter| !letter.is_ascii()).count();
            let longest =
                words.stopwords.forms().iter().chain(words.own_words.forms()).map(bytes).max().unwrap();
            assert!(longest <= LONGEST, "{longest}");
        }
    }

    #[test]
    fn the_language_is_told_by_its_small_words() {
        assert_eq!(
            of("The envoy said on Tuesday that talks with the ministry were on."),
            (Language::English, false)
        );
        assert_eq!(
            of("L'émissaire a dit mardi que les discussions avec le ministère continuaient."),
            (Language::French, false)
        );
        assert_eq!(of(""), (Language::French, false));
    }
}
