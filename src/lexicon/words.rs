//! Closed word lists: determiners, prepositions, months' neighbours, marks of layout.
//!
//! Lists are compared with the lower form of a token, accents kept, unless the list says folded.

use super::vocabulary::Listed;

/// A sorted list of forms, its number in the vocabulary, and the number of the list of words that begin its forms of
/// several (0, an empty list, if it has none).
#[derive(Debug, Clone, Copy)]
pub struct WordSet(&'static [&'static str], u16, u16);

/// Stands for the forms of a long list that are never gone through: the vocabulary knows them.
const UNSPELLED: &[&str] = &[""; super::vocabulary::SHORT + 1];

impl WordSet {
    /// A list whose forms may be gone through.
    pub(super) const fn spelled(forms: &'static [&'static str], number: u16, begun: u16) -> Self {
        Self(forms, number, begun)
    }

    /// A long list of which only is asked whether it holds something.
    pub(super) const fn unspelled(number: u16, begun: u16) -> Self {
        Self(UNSPELLED, number, begun)
    }

    /// The forms, of a list that has been compiled with them.
    pub fn forms(self) -> &'static [&'static str] {
        debug_assert!(self.0.first() != Some(&""), "the forms of list {} are not compiled", self.1);
        self.0
    }

    /// Whether the form is in the list.
    pub fn has<F: Listed + ?Sized>(self, form: &F) -> bool {
        form.is_of(self.0, self.1)
    }

    /// Whether a form of several words begins with this one.
    pub fn is_begun_by<F: Listed + ?Sized>(self, word: &F) -> bool {
        word.is_in(self.2)
    }

    /// Whether a form of two words ends with this one.
    pub fn is_ended_by<F: Listed + ?Sized>(self, word: &F) -> bool {
        self.2 != 0 && word.is_in(self.2 + 1)
    }

    /// The form as the list has it, if it does.
    pub fn own<F: Listed + ?Sized>(self, form: &F) -> Option<&'static str> {
        self.has(form).then(|| form.row().text())
    }
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    #[derive(serde::Deserialize)]
    struct List {
        forms: Vec<String>,
        hits: Vec<String>,
    }

    #[test]
    fn every_list_proves_itself() {
        for file in [
            include_str!("../../assets/lang/fr/words.toml"),
            include_str!("../../assets/lang/en/words.toml"),
            include_str!("../../assets/lang/fr/quotes.toml"),
            include_str!("../../assets/lang/en/quotes.toml"),
        ] {
            let lists: BTreeMap<String, List> = toml::from_str(file).unwrap();
            for (name, list) in lists {
                assert!(!list.hits.is_empty(), "the list {name} has no example");
                for hit in &list.hits {
                    let padded = format!(" {} ", hit.to_lowercase().replace([',', '.', '(', ')'], " "));
                    let found = list.forms.iter().any(|form| {
                        padded.contains(&format!(" {form}")) || padded.contains(&format!("'{form}"))
                    });
                    assert!(found, "{name}: no form stands in {hit:?}");
                }
            }
        }
    }
}
