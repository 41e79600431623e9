//! Short names for titles: the surname of a person, the whole name of everything else.
//!
//! Does not know names: it takes the form that the article or the gazetteer itself shortens to, else the last word
//! with its particles.

use crate::model::text::fold;
use crate::model::{Class, Party};

/// « Emmanuel Bonne » → « Bonne », « Ursula von der Leyen » → « von der Leyen », « Russie » → « Russie ».
pub fn short(party: &Party) -> String {
    if party.class != Class::Person {
        return party.name.clone();
    }
    let folded = fold(&party.name);
    let ends_name = |alias: &&String| {
        let alias = fold(alias);
        alias.len() < folded.len() && folded.strip_suffix(&alias).is_some_and(|rest| rest.ends_with(' '))
    };
    let alias = party.aliases.iter().filter(ends_name).max_by_key(|alias| alias.len());
    alias.cloned().unwrap_or_else(|| surname(&party.name))
}

/// From the first small word (a particle), else from the last word on.
fn surname(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let small = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
    let from = words.iter().skip(1).position(small).map_or(words.len().saturating_sub(1), |at| at + 1);
    words.get(from..).unwrap_or_default().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, aliases: &[&str]) -> Party {
        let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
        Party { name: name.to_owned(), class: Class::Person, id: None, aliases }
    }

    #[test]
    fn a_person_is_called_by_the_surname() {
        assert_eq!(short(&person("Anna Ozola", &[])), "Ozola");
        assert_eq!(short(&person("Hans van der Brugge", &[])), "van der Brugge");
        assert_eq!(short(&person("Inès Duarte Leal", &["Duarte Leal", "Duarte"])), "Duarte Leal");
        assert_eq!(short(&person("Ozola", &[])), "Ozola");
    }
}
