//! What a date expression says before it is placed on the calendar.
//!
//! Does not place it: [`super::place`] does, from the article's date and the dates before it.

use crate::lexicon::dates::{Feast, Turn, Unit};
use crate::model::{Modifier, Partial};
use std::ops::Range;

/// One point of the calendar as the words give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Point {
    /// Fully told (« mars 2024 »).
    Fixed(Partial),
    /// « mardi 3 février »: a day without its year.
    Day { day: u32, month: u32, weekday: Option<u32> },
    /// « vendredi 13 »: a day without its month.
    DayOf { day: u32, weekday: Option<u32> },
    /// « en février ».
    Month(u32),
    /// « mardi ».
    Weekday(u32),
    /// « à l'automne ».
    Season(u32),
    /// « Noël ».
    Feast(Feast),
    /// « les années 30 ».
    Decade(i32),
    /// « cette semaine », « l'an dernier », « hier »: units from the article's date.
    Near { unit: Unit, offset: i32 },
    /// « il y a trois mois », « dans dix jours »: counted from the article's date.
    Counted { unit: Unit, count: i32 },
    /// « trois jours plus tard », « la veille »: counted from another date.
    Shift { unit: Unit, count: i32, base: Base },
    /// « la première quinzaine de janvier », « le premier trimestre 2026 ».
    Part { of: Box<Phrase>, part: Portion },
    /// « la nuit dernière ».
    LastNight,
    /// « le 5 décembre de la même année », « mardi de la semaine dernière »: what comes once in a unit, in one told beside
    /// it.
    Within { inner: Box<Phrase>, unit: Box<Phrase> },
}

/// What a shift counts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// The date before it in the text.
    Before,
    /// A date behind it (« la veille de Noël »).
    Told(Box<Phrase>),
    /// A happening (« la veille de l'annonce »): the token of its noun.
    Happening(usize),
}

/// A part of a longer unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Portion {
    /// Half a month: 1 or 2.
    Fortnight(u32),
    /// A week of a month by its number.
    Week(u32),
    /// A quarter of a year.
    Quarter(u32),
    /// A half of a year.
    Half(u32),
}

/// A point with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The point.
    pub point: Point,
    /// « dernier », « prochain », « ce ».
    pub turn: Option<Turn>,
    /// « début », « environ ».
    pub modifier: Option<Modifier>,
}

impl Phrase {
    /// A point with nothing around it.
    pub fn plain(point: Point) -> Self {
        Self { point, turn: None, modifier: None }
    }
}

/// What the whole expression means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A date.
    At(Phrase),
    /// « depuis ».
    Since(Phrase),
    /// « jusqu'à ».
    Until(Phrase),
    /// « du … au … ».
    Between(Phrase, Phrase),
}

/// An expression in the text.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its tokens.
    pub words: Range<usize>,
    /// What it says.
    pub meaning: Meaning,
    /// The rule that read it.
    pub rule: &'static str,
}
