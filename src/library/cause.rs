//! Why a file was refused, in the words of the interface.
//!
//! The sentence that is kept and printed for programs is English. Does not look at files.

use super::Refused;
use super::store::RefusedFile;
use crate::intake::IntakeError;
use crate::lexicon::phrase::fill;
use crate::lexicon::ui::Ui;

/// What is wrong with a file: its name among the words of the interface, and what is told with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Its name, as in [`crate::intake::Trouble::cause`].
    pub name: String,
    /// An offset, the words found, what the system says; made visible, or empty.
    pub with: String,
}

impl Cause {
    /// The sentence, without the file's name; `None` for a cause that these words do not know.
    fn told(&self, ui: &Ui) -> Option<String> {
        let words = ui.named("trouble", &self.name);
        // Kept in guillemets by programs before this one.
        let with = self.with.trim_start_matches("« ").trim_end_matches(" »");
        (!words.is_empty()).then(|| fill(words, &[with]))
    }
}

impl From<IntakeError> for Refused {
    fn from(why: IntakeError) -> Self {
        let (name, with) = why.trouble.cause();
        let cause = Some(Cause { name: name.to_owned(), with });
        Self { reason: why.to_string(), path: why.path, cause }
    }
}

impl Refused {
    /// Why and what to do, in the words of the interface, without the file's name; as it was kept, if nothing more is
    /// known.
    pub fn told(&self, ui: &Ui) -> String {
        told(self.cause.as_ref(), &self.reason, ui)
    }
}

impl RefusedFile {
    /// The same as [`Refused::told`].
    pub fn told(&self, ui: &Ui) -> String {
        told(self.cause.as_ref(), &self.reason, ui)
    }
}

fn told(cause: Option<&Cause>, reason: &str, ui: &Ui) -> String {
    cause.and_then(|cause| cause.told(ui)).unwrap_or_else(|| reason.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::Trouble;
    use crate::lexicon::ui::{ENGLISH, FRENCH};
    use std::io;

    #[test]
    fn every_trouble_with_a_file_is_told_in_the_words_of_the_interface() {
        let found = || "premi\u{e8}re".to_owned();
        let all = [
            Trouble::Unreadable(io::Error::other("disque")),
            Trouble::Special,
            Trouble::TooLarge,
            Trouble::Empty,
            Trouble::Binary { offset: 7 },
            Trouble::Encoding { offset: 7 },
            Trouble::NoDateLine { found: found() },
            Trouble::ImpossibleDate { found: found() },
            Trouble::NoHeadline,
        ];
        for trouble in all {
            let english = trouble.to_string();
            let refused = Refused::from(IntakeError { path: "a.txt".into(), trouble });
            for ui in [&FRENCH, &ENGLISH] {
                let told = refused.told(ui);
                assert!(told != refused.reason && !told.contains("{}"), "{told}");
                for value in ["7", "premi\u{e8}re", "disque"] {
                    assert_eq!(english.contains(value), told.contains(value), "{value}: {told}");
                }
            }
            assert_ne!(refused.told(&FRENCH), refused.told(&ENGLISH));
        }
        let (path, reason) = ("a.txt".into(), "no".to_owned());
        assert_eq!(Refused { path, reason, cause: None }.told(&FRENCH), "no");
    }
}
