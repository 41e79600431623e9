//! Interface strings: what the screen, `list` and exports say, in French and English.
//!
//! Does not choose the language: that is the caller's, from the locale or `--lang`.

use crate::model::{Doubt, Kind, Modifier, Part, Status};

include!(concat!(env!("OUT_DIR"), "/ui.rs"));

impl Ui {
    /// The string of a section by its key; empty if there is none (a test walks all that are asked for).
    pub fn named(&self, section: &str, key: &str) -> &'static str {
        let row = self.all.binary_search_by(|(s, k, _)| (*s, *k).cmp(&(section, key)));
        row.ok().and_then(|row| self.all.get(row)).map_or("", |(_, _, text)| text)
    }

    /// The word for a kind of event (« visite »).
    pub fn kind(&self, kind: Kind) -> &'static str {
        self.named("kind", kind.name())
    }

    /// The word for a status (« non confirmé »).
    pub fn status(&self, status: Status) -> &'static str {
        self.named("status", status.name())
    }

    /// The word for the part an actor plays (« parle »).
    pub fn part(&self, part: Part) -> &'static str {
        self.named("part", part.name())
    }

    /// What the rules could not settle, in words (« une date que rien ne situe »).
    pub fn open(&self, why: &'static str) -> &'static str {
        let named = Doubt::ALL.iter().find(|(open, _)| *open == why);
        named.map_or(why, |(_, name)| self.named("open", name))
    }

    /// The short word for what is said beside a date's value (« déb »).
    pub fn modifier(&self, modifier: Modifier) -> &'static str {
        self.named("modifier", modifier.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_that_is_shown_has_a_word_in_both_languages() {
        for ui in [&FRENCH, &ENGLISH] {
            assert!(Kind::ALL.iter().all(|kind| !ui.kind(*kind).is_empty()));
            assert!(Status::ALL.iter().all(|status| !ui.status(*status).is_empty()));
            assert!(Part::ALL.iter().all(|part| !ui.part(*part).is_empty()));
            let modifiers = [Modifier::Start, Modifier::Mid, Modifier::End, Modifier::Approx];
            assert!(Doubt::ALL.iter().all(|(why, _)| !ui.open(why).is_empty()));
            assert!(modifiers.iter().all(|modifier| !ui.modifier(*modifier).is_empty()));
        }
    }

    #[test]
    fn what_is_open_is_told_in_the_language_of_the_interface() {
        assert!(Doubt::ALL.iter().all(|(why, _)| FRENCH.open(why) != *why));
        assert_eq!(FRENCH.open("something new"), "something new");
    }

    #[test]
    fn the_two_languages_leave_the_same_gaps() {
        for ((section, key, french), (_, _, english)) in FRENCH.all.iter().zip(ENGLISH.all) {
            assert_eq!(french.matches("{}").count(), english.matches("{}").count(), "{section}.{key}");
        }
    }
}
