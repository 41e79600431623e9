//! Closed word lists: determiners, prepositions, months' neighbours, marks of layout.
//!
//! Lists are compared with the lower form of a token, accents kept, unless the list says folded.

/// A sorted list of forms.
#[derive(Debug, Clone, Copy)]
pub struct WordSet(pub &'static [&'static str]);

impl WordSet {
    /// Whether the form is in the list.
    pub fn has(self, form: &str) -> bool {
        self.0.binary_search(&form).is_ok()
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
