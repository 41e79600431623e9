//! Verbs in all their forms, and what verbs and nouns tell: the frames of events.
//!
//! Knows forms and frames; finding groups, subjects and objects is the reading's syntax.

use super::vocabulary::Listed;
use crate::model::{Kind, Language, Status};

/// Tense or mood of a simple form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// « dit »
    Present,
    /// « disait »
    Imperfect,
    /// « dit », « alla »
    Past,
    /// « dira »
    Future,
    /// « dirait »
    Conditional,
    /// « dise »
    Subjunctive,
    /// « dire »
    Infinitive,
    /// « disant »
    Gerund,
    /// « dit », « dites »
    Participle,
}

impl Tense {
    /// Whether it is a finite form.
    pub const fn is_finite(self) -> bool {
        !matches!(self, Self::Infinitive | Self::Gerund | Self::Participle)
    }
}

/// One way to understand a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Analysis {
    /// The number of its verb in [`LEMMAS`].
    pub lemma: usize,
    /// Its tense or mood.
    pub tense: Tense,
    /// 1 to 6 (je … ils); for participles 1 masculine, 2 feminine, 3 and 4 their plurals; else 0.
    pub person: u8,
}

impl Analysis {
    fn unpack(packed: u32) -> Self {
        let tense = match packed >> 4 & 0xf {
            0 => Tense::Present,
            1 => Tense::Imperfect,
            2 => Tense::Past,
            3 => Tense::Future,
            4 => Tense::Conditional,
            5 => Tense::Subjunctive,
            6 => Tense::Infinitive,
            7 => Tense::Gerund,
            _ => Tense::Participle,
        };
        Self { lemma: (packed >> 8) as usize, tense, person: (packed & 0xf) as u8 }
    }

    /// The infinitive.
    pub fn infinitive(self) -> &'static str {
        LEMMAS.get(self.lemma).map_or("", |lemma| lemma.text)
    }
}

/// A verb.
#[derive(Debug)]
pub struct Lemma {
    /// The infinitive.
    pub text: &'static str,
    /// What it may tell, the most demanding first; empty for a plain verb.
    pub senses: &'static [Sense],
}

/// One sense of a verb.
#[derive(Debug)]
pub struct Sense {
    /// The number of its frame in [`FRAMES`].
    pub frame: usize,
    /// Whether it is the pronominal verb.
    pub reflexive: bool,
    /// Words of which one must follow.
    pub tails: &'static [&'static str],
}

/// What a group of verbs tells; the fields are those of `assets/lang/fr/verbs.toml`, which explains them.
#[derive(Debug)]
#[expect(missing_docs, reason = "the table explains its own columns")]
pub struct Frame {
    pub name: &'static str,
    pub kind: Kind,
    pub object: &'static str,
    pub with: &'static [&'static str],
    pub must: &'static [&'static str],
    pub needs: &'static [&'static str],
    pub never: &'static [&'static str],
    pub objects: &'static [&'static str],
    pub content: &'static str,
    pub both: bool,
    pub status: Option<Status>,
}

impl Frame {
    /// Whether a word is one of the frame's objects; a plural is listed by its singular.
    pub fn lists(&self, word: &str) -> bool {
        let singular = word.strip_suffix('s');
        self.objects.contains(&word) || singular.is_some_and(|singular| self.objects.contains(&singular))
    }
}

/// What a group of nouns tells; the fields are those of `assets/lang/fr/nouns.toml`, which explains them.
#[derive(Debug)]
#[expect(missing_docs, reason = "the table explains its own columns")]
pub struct Noun {
    pub name: &'static str,
    pub kind: Kind,
    pub of: &'static str,
    pub with: &'static [&'static str],
    pub needs: &'static [&'static str],
    pub compound: &'static [&'static str],
    pub adjective: &'static str,
    pub status: Option<Status>,
    pub place: bool,
}

mod tables {
    //! The generated tables.

    use super::{Frame, Lemma, Noun, Sense};
    use crate::model::{Kind, Status};

    include!(concat!(env!("OUT_DIR"), "/verbs.rs"));
}

pub use tables::{FRAMES, LEMMAS, NOUNS};

/// The infinitive of the French helper of most past tenses.
pub const HAVE: &str = "avoir";

/// The infinitive of the French helper of the passive and of some past tenses.
pub const BE: &str = "être";

/// All ways to understand a form (lower case, accents as written).
pub fn analyses<F: Listed + ?Sized>(
    language: Language,
    form: &F,
) -> impl Iterator<Item = Analysis> + Clone + use<F> {
    form.row().verbs(language).map(Analysis::unpack)
}

/// The event nouns of which this is a form.
pub fn nouns<F: Listed + ?Sized>(
    language: Language,
    form: &F,
) -> impl Iterator<Item = &'static Noun> + use<F> {
    form.row().nouns(language).filter_map(|number| NOUNS.get(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: &str, infinitive: &str, tense: Tense, person: u8) {
        let found: Vec<_> = analyses(Language::French, form)
            .map(|found| (found.infinitive(), found.tense, found.person))
            .collect();
        assert!(found.contains(&(infinitive, tense, person)), "{form}: {found:?}");
    }

    #[test]
    fn regular_and_irregular_verbs_are_conjugated() {
        check("déclare", "déclarer", Tense::Present, 3);
        check("déclarait", "déclarer", Tense::Imperfect, 3);
        check("annonça", "annoncer", Tense::Past, 3);
        check("annonçait", "annoncer", Tense::Imperfect, 3);
        check("exigeait", "exiger", Tense::Imperfect, 3);
        check("appellent", "appeler", Tense::Present, 6);
        check("lèvera", "lever", Tense::Future, 3);
        check("libèrent", "libérer", Tense::Present, 6);
        check("reverront", "revoir", Tense::Future, 6);
        check("vint", "venir", Tense::Past, 3);
        check("reçue", "recevoir", Tense::Participle, 2);
        check("démentie", "démentir", Tense::Participle, 2);
        check("finissent", "finir", Tense::Present, 6);
        check("rendues", "rendre", Tense::Participle, 4);
        check("soient", "être", Tense::Subjunctive, 6);
        check("eut", "avoir", Tense::Past, 3);
    }

    #[test]
    fn a_noun_is_no_verb_form() {
        assert_eq!(analyses(Language::French, "ambassade").count(), 0);
    }
}
