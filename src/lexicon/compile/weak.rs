//! The English verb: all forms of an infinitive, by the rules of spelling, from the irregular pasts told by the table.
//!
//! Knows forms only; tenses made with helpers are syntax.

use super::conjugation::{Form, GERUND, INFINITIVE, PARTICIPLE, PAST, PRESENT};
use serde::Deserialize;

/// What rules do not tell.
#[derive(Deserialize)]
pub struct Irregular {
    /// « say said said »: infinitive, past, participle; `/` separates alternatives.
    verbs: Vec<String>,
    /// Forms of a verb that no rule makes: « is be present 3 ».
    forms: Vec<String>,
    /// Verbs of more than one syllable whose last consonant doubles.
    doubling: Vec<String>,
    /// Those of them whose last consonant may stay single too (« traveled »).
    either: Vec<String>,
    /// « stop stopped »: what the rules must give.
    proof: Vec<String>,
}

impl Irregular {
    /// Whether the rules give the forms that the table proves them by.
    pub fn check(&self) -> Result<(), String> {
        for line in &self.proof {
            let mut words = line.split(' ');
            let infinitive = words.next().unwrap_or_default();
            let made = self.inflect(infinitive);
            if let Some(missing) = words.find(|form| !made.iter().any(|made| made.text == *form)) {
                return Err(format!("conjugation.toml: {infinitive} does not give {missing:?}"));
            }
        }
        Ok(())
    }

    /// All forms of an infinitive; of several words the first is inflected.
    pub fn inflect(&self, infinitive: &str) -> Vec<Form> {
        let mut forms: Vec<Form> = Vec::new();
        let mut add = |text: &str, tense: u8, person: u8| {
            forms.push(Form { text: text.to_owned(), tense, person });
        };
        add(infinitive, INFINITIVE, 0);
        let told = self.forms.iter().filter_map(|line| {
            let words: Vec<&str> = line.split(' ').collect();
            match words.as_slice() {
                [form, verb, tense, person] if *verb == infinitive => {
                    Some((*form, *tense, person.parse().unwrap_or(0)))
                }
                _ => None,
            }
        });
        let told: Vec<(&str, &str, u8)> = told.collect();
        for (form, tense, person) in &told {
            let tense = match *tense {
                "present" => PRESENT,
                "past" => PAST,
                "participle" => PARTICIPLE,
                _ => GERUND,
            };
            add(form, tense, *person);
        }
        let irregular = self.verbs.iter().map(|line| line.split(' ').collect::<Vec<_>>());
        let irregular = irregular.into_iter().find(|words| words.first() == Some(&infinitive));
        if told.is_empty() {
            add(infinitive, PRESENT, 6);
            add(&third(infinitive), PRESENT, 3);
            add(&with_ending(infinitive, "ing", self.doubles(infinitive)), GERUND, 0);
        }
        match irregular.as_deref() {
            Some([_, past, participle]) => {
                past.split('/').for_each(|form| add(form, PAST, 0));
                participle.split('/').for_each(|form| add(form, PARTICIPLE, 0));
            }
            _ if told.is_empty() => {
                let past = with_ending(infinitive, "ed", self.doubles(infinitive));
                add(&past, PAST, 0);
                add(&past, PARTICIPLE, 0);
            }
            _ => {}
        }
        if self.either.iter().any(|known| known == infinitive) {
            let past = with_ending(infinitive, "ed", false);
            add(&past, PAST, 0);
            add(&past, PARTICIPLE, 0);
            add(&with_ending(infinitive, "ing", false), GERUND, 0);
        }
        forms
    }

    /// « stop », « admit »: one vowel and one consonant at the end of a stressed syllable.
    fn doubles(&self, verb: &str) -> bool {
        if self.doubling.iter().any(|known| known == verb) {
            return true;
        }
        // « quip », « quit »: the letter behind q is no vowel.
        let letters: Vec<char> = verb.replace("qu", "q").chars().collect();
        let vowels = letters.iter().filter(|letter| is_vowel(**letter)).count();
        match letters.as_slice() {
            [.., before, vowel, last] => {
                vowels == 1
                    && is_vowel(*vowel)
                    && !is_vowel(*before)
                    && !is_vowel(*last)
                    && !"wxy".contains(*last)
            }
            _ => false,
        }
    }
}

fn is_vowel(letter: char) -> bool {
    "aeiou".contains(letter)
}

/// « says », « passes », « denies ».
fn third(verb: &str) -> String {
    if let Some(stem) = verb.strip_suffix('y')
        && !stem.ends_with(is_vowel)
    {
        return format!("{stem}ies");
    }
    let hissing = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| verb.ends_with(end));
    if hissing { format!("{verb}es") } else { format!("{verb}s") }
}

/// « agreed », « denied », « stopped », « making », « dying ».
fn with_ending(verb: &str, ending: &str, doubles: bool) -> String {
    let past = ending.starts_with('e');
    if let Some(stem) = verb.strip_suffix('y')
        && past
        && !stem.ends_with(is_vowel)
    {
        return format!("{stem}i{ending}");
    }
    if let (Some(stem), false) = (verb.strip_suffix("ie"), past) {
        return format!("{stem}y{ending}");
    }
    let mute = verb.ends_with('e')
        && (past || !verb.ends_with("ee") && !verb.ends_with("oe") && !verb.ends_with("ye"));
    if mute {
        return format!("{}{ending}", verb.strip_suffix('e').unwrap_or(verb));
    }
    match verb.chars().last() {
        Some(last) if doubles => format!("{verb}{last}{ending}"),
        _ => format!("{verb}{ending}"),
    }
}
