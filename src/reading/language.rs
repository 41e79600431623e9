//! The language of an article, by the share of each language's most frequent words.
//!
//! Does not know languages for which there are no rules: such an article counts as the nearer of the two.

use super::words::{is_letter, lower_form};
use crate::lexicon;
use crate::model::Language;

/// How many words are looked at, at most.
const MOST: usize = 400;

/// By how many frequent words a language must lead to be told before that.
const LEAD: i32 = 24;

/// The language whose frequent words stand more often among the first words; French where they stand alike.
pub fn of(text: &str) -> Language {
    let (french, english) = (lexicon::words(Language::French), lexicon::words(Language::English));
    let words = text.split(|letter: char| !is_letter(letter)).filter(|word| !word.is_empty());
    let mut lead = 0;
    for word in words.take(MOST) {
        let form = lower_form(word);
        lead += i32::from(english.stopwords.has(&form)) - i32::from(french.stopwords.has(&form));
        if lead.abs() >= LEAD {
            break;
        }
    }
    if lead > 0 { Language::English } else { Language::French }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_told_by_its_small_words() {
        assert_eq!(of("The envoy said on Tuesday that talks with the ministry were on."), Language::English);
        assert_eq!(
            of("L'émissaire a dit mardi que les discussions avec le ministère continuaient."),
            Language::French
        );
        assert_eq!(of(""), Language::French);
    }
}
