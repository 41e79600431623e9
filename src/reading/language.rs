//! The language of an article, by the share of each language's most frequent words.
//!
//! Does not know languages for which there are no rules: such an article counts as the nearer of the two.

use crate::lexicon;
use crate::model::Language;

/// The language whose frequent words stand more often among the first words; French where they stand alike.
pub fn of(text: &str) -> Language {
    let share = |language| {
        let list = lexicon::words(language).stopwords;
        let letters = |word: &&str| !word.is_empty();
        let words = text.split(|letter: char| !letter.is_alphabetic()).filter(letters);
        words.take(400).filter(|word| list.has(&word.to_lowercase())).count()
    };
    if share(Language::English) > share(Language::French) { Language::English } else { Language::French }
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
