//! What a language calls offices and bodies, and the small words around names.
//!
//! Does not know anybody: names of the world stand in the gazetteer.

use super::vocabulary::Listed;
use super::words::WordSet;
use crate::model::Language;

/// Grammatical gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// « il », « le ».
    Masculine,
    /// « elle », « la ».
    Feminine,
}

/// How narrowly a description fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Head of state or government: one holder a state.
    Head,
    /// One holder a post.
    Office,
    /// Sent by somebody to somebody.
    Envoy,
    /// A trade or a rank.
    Person,
    /// Fits many offices (« le responsable »).
    Generic,
    /// Needs another person (« son homologue »).
    Relation,
}

/// What a description says of a person.
#[derive(Debug)]
pub struct Office {
    /// Its name in the tables.
    pub id: &'static str,
    /// How narrowly it fits.
    pub level: Level,
    /// The offices, by place in the list, that it may stand for besides its own.
    pub covers: &'static [usize],
    /// The ids of the states whose office it always is (« le Duce »), those that are no more first.
    pub of: &'static [&'static str],
    /// Its words name different things: « le pêcheur » is not the engineer told before.
    pub apart: bool,
}

/// Folded tokens, a space between each two: a third of what a list of them takes.
#[derive(Debug, Clone, Copy)]
pub struct Tokens(&'static str);

impl Tokens {
    /// How many they are.
    #[expect(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// Each of them, in order.
    pub fn iter(self) -> std::str::Split<'static, char> {
        self.0.split(' ')
    }
}

/// Words that name an office: « chef de l'Etat ».
#[derive(Debug)]
pub struct Head {
    /// Folded tokens.
    pub words: Tokens,
    /// The place of its office in [`Tables::offices`].
    number: u16,
    /// The gender the form tells.
    pub gender: Option<Gender>,
    /// Means several.
    pub plural: bool,
}

impl Head {
    /// The place of its office in [`Tables::offices`].
    pub fn office(&self) -> usize {
        usize::from(self.number)
    }
}

/// Words that head the name of a body: « ministère ».
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "the columns of a table")]
pub struct Body {
    /// Folded tokens.
    pub words: &'static [&'static str],
    /// What it is, by the tables' own names.
    pub kind: &'static str,
    /// Counts in small letters where a nation or parent follows.
    pub small: bool,
    /// A definite one may stand for a body of its kind named before.
    pub alone: bool,
    /// A field of duties follows (« des Affaires étrangères »).
    pub portfolio: bool,
    /// The body's own name follows (« le quotidien Politiken »).
    pub named: bool,
}

/// All that a language tells about actors.
#[derive(Debug)]
pub struct Tables {
    /// Whose they are.
    pub language: Language,
    /// The small words.
    pub lists: &'static Lists,
    /// All offices.
    pub offices: &'static [Office],
    /// Their words, by first token, longest first.
    pub heads: &'static [Head],
    /// The words of bodies, by first token, longest first.
    pub bodies: &'static [Body],
}

include!(concat!(env!("OUT_DIR"), "/actors.rs"));

/// The tables of a language.
pub fn tables(language: Language) -> &'static Tables {
    static TABLES: [Tables; 2] = [
        Tables {
            language: Language::French,
            lists: &FRENCH,
            offices: FRENCH_OFFICES,
            heads: FRENCH_HEADS,
            bodies: FRENCH_BODIES,
        },
        Tables {
            language: Language::English,
            lists: &ENGLISH,
            offices: ENGLISH_OFFICES,
            heads: ENGLISH_HEADS,
            bodies: ENGLISH_BODIES,
        },
    ];
    match language {
        Language::French => &TABLES[0],
        Language::English => &TABLES[1],
    }
}

/// The longest entry whose further tokens stand here, of those that begin with the first, longest first; `token` gives
/// the folded token at a distance from the start.
fn longest<'w, T, I: Iterator<Item = &'static str>, F: Listed + AsRef<str> + ?Sized + 'w>(
    beginning: &'static [T],
    words: fn(&T) -> I,
    token: impl Fn(usize) -> &'w F,
) -> Option<&'static T> {
    beginning
        .iter()
        .find(|entry| words(entry).enumerate().skip(1).all(|(at, word)| token(at).as_ref() == word))
}

impl Lists {
    /// All lists of determiners.
    pub fn determiners_any(&self) -> impl Iterator<Item = WordSet> {
        [
            self.definite,
            self.plural_determiners,
            self.indefinite,
            self.possessive,
            self.possessive_speaker,
            self.demonstrative,
        ]
        .into_iter()
    }
}

impl Tables {
    /// The office whose words stand here.
    pub fn head<'w, F: Listed + AsRef<str> + ?Sized + 'w>(
        &self,
        token: impl Fn(usize) -> &'w F,
    ) -> Option<&'static Head> {
        longest(token(0).row().heads(self.heads, self.language), |head| head.words.iter(), token)
    }

    /// The body whose words stand here.
    pub fn body<'w, F: Listed + AsRef<str> + ?Sized + 'w>(
        &self,
        token: impl Fn(usize) -> &'w F,
    ) -> Option<&'static Body> {
        longest(token(0).row().bodies(self.bodies, self.language), |body| body.words.iter().copied(), token)
    }

    /// Whether a description by office `said` may mean a holder of office `held`.
    pub fn may_mean(&self, said: usize, held: usize) -> bool {
        said == held || self.offices.get(said).is_some_and(|office| office.covers.contains(&held))
    }

    /// The office at a place in the list.
    pub fn office(&self, index: usize) -> Option<&'static Office> {
        self.offices.get(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::text::fold;

    #[derive(serde::Deserialize)]
    struct Listed {
        forms: Vec<String>,
        hits: Vec<String>,
    }

    #[derive(serde::Deserialize)]
    struct Roles {
        office: Vec<Shown>,
    }

    #[derive(serde::Deserialize)]
    struct Bodies {
        body: Vec<Shown>,
    }

    #[derive(serde::Deserialize)]
    struct Shown {
        #[serde(alias = "id")]
        kind: String,
        hits: Vec<String>,
    }

    fn folded(phrase: &str) -> Vec<String> {
        let apart = fold(phrase).replace('\'', "' ").replace([',', '.', '(', ')'], " ");
        let hyphens: Vec<&str> = phrase.split_whitespace().filter(|word| word.contains('-')).collect();
        let mut words: Vec<String> = apart.split_whitespace().map(str::to_owned).collect();
        words.extend(
            hyphens.iter().map(|word| word.to_lowercase().split('-').map(fold).collect::<Vec<_>>().join("-")),
        );
        words
    }

    #[test]
    fn every_list_proves_itself() {
        for file in [
            include_str!("../../assets/lang/fr/actors.toml"),
            include_str!("../../assets/lang/en/actors.toml"),
        ] {
            let lists: std::collections::BTreeMap<String, Listed> = toml::from_str(file).unwrap();
            for (name, list) in lists {
                assert!(!list.hits.is_empty(), "the list {name} has no example");
                for hit in &list.hits {
                    let words = folded(hit);
                    let ends = name.ends_with("_endings");
                    let stands = |word: &String, form: &str| {
                        if ends { word.ends_with(form) } else { word.starts_with(form) }
                    };
                    let found = list.forms.iter().any(|form| {
                        words.iter().any(|word| stands(word, fold(form).as_str()) || word == form)
                    });
                    assert!(found, "{name}: no form stands in {hit:?}");
                }
            }
        }
    }

    #[test]
    fn every_office_and_body_is_found_in_its_examples() {
        let tables = tables(Language::French);
        let roles: Roles = toml::from_str(include_str!("../../assets/lang/fr/roles.toml")).unwrap();
        for office in roles.office {
            for hit in &office.hits {
                let words = folded(hit);
                let found = (0..words.len()).any(|start| {
                    tables
                        .head(|at| words.get(start + at).map_or("", String::as_str))
                        .is_some_and(|head| tables.offices[head.office()].id == office.kind)
                });
                assert!(found, "{}: not found in {hit:?}", office.kind);
            }
        }
        let bodies: Bodies = toml::from_str(include_str!("../../assets/lang/fr/bodies.toml")).unwrap();
        for body in bodies.body {
            for hit in &body.hits {
                let words = folded(hit);
                let found = (0..words.len()).any(|start| {
                    tables
                        .body(|at| words.get(start + at).map_or("", String::as_str))
                        .is_some_and(|found| found.kind == body.kind)
                });
                assert!(found, "{}: not found in {hit:?}", body.kind);
            }
        }
    }

    #[test]
    fn the_longest_office_wins() {
        let words = ["premier", "ministre", "danois"];
        let head = tables(Language::French).head(|at| words.get(at).copied().unwrap_or("")).unwrap();
        assert!(head.words.iter().eq(["premier", "ministre"]));
    }
}
