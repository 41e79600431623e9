//! The words of dates: months, weekdays, units, numbers, turns, and the words by which a clause looks back or ahead.
//!
//! Phrases are matched against the lower forms of tokens. Does not know how words combine: the rules of the
//! reading do.

use super::vocabulary::Listed;
use crate::model::{Language, Modifier};

/// What a phrase means to the rules of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// A month, 1 to 12.
    Month(u32),
    /// A month, shortened; a month only behind a day.
    MonthShort(u32),
    /// A weekday, 0 is Monday.
    Weekday(u32),
    /// A season by its EDTF number, 21 to 24.
    Season(u32),
    /// A feast.
    Feast(Feast),
    /// A unit of the calendar.
    Unit(Unit),
    /// A cardinal number.
    Number(i32),
    /// « dizaine »: about so many.
    Dozen(i32),
    /// An ordinal number.
    Ordinal(u32),
    /// « quinzaine », « moitié »: half a month (15) or half of anything (2), behind an ordinal.
    HalfWord(u32),
    /// « début », « mi- », « fin ».
    Modifier(Modifier),
    /// « environ », before the date.
    About,
    /// « environ », behind it.
    AboutAfter,
    /// « hier »: so many days from the article's.
    Offset(i32),
    /// « la nuit dernière ».
    LastNight,
    /// « soir ».
    PartOfDay,
    /// « dernier », « prochain ».
    Turn(Turn),
    /// « ce ».
    This,
    /// « -ci ».
    Here,
    /// « -là ».
    That,
    /// « même ».
    Same,
    /// « il y a ».
    Ago,
    /// « dans ».
    In,
    /// « d'ici ».
    Within,
    /// « plus tard ».
    Later,
    /// « plus tôt ».
    Earlier,
    /// « la veille », « le lendemain »: so many days from another date.
    Shift(i32),
    /// « depuis ».
    Since,
    /// « à partir de ».
    FromOn,
    /// « jusqu'à ».
    Until,
    /// « entre ».
    Between,
    /// « et ».
    And,
    /// « du ».
    From,
    /// « au ».
    To,
    /// « au ».
    ToThe,
    /// « et demi ».
    AndHalf,
    /// « nuit ».
    Night,
    /// The definite article.
    The,
    /// « de », with its articles.
    Of,
    /// What may stand before a year that stands alone.
    InYear,
    /// « résolution »: a number behind it is its own.
    Numbered,
    /// « années »: a decade follows.
    DecadeMark,
    /// « chaque »: what follows happens again and again.
    Repeated,
    /// « mois », before « de mai ».
    MonthWord,
}

impl Sense {
    /// One bit for its sort, whatever its value.
    pub const fn bit(self) -> u64 {
        let place = match self {
            Self::Month(..) => 0,
            Self::MonthShort(..) => 1,
            Self::Weekday(..) => 2,
            Self::Season(..) => 3,
            Self::Feast(..) => 4,
            Self::Unit(..) => 5,
            Self::Number(..) => 6,
            Self::Dozen(..) => 7,
            Self::Ordinal(..) => 8,
            Self::HalfWord(..) => 9,
            Self::Modifier(..) => 10,
            Self::About => 11,
            Self::AboutAfter => 12,
            Self::Offset(..) => 13,
            Self::LastNight => 14,
            Self::PartOfDay => 15,
            Self::Turn(..) => 16,
            Self::This => 17,
            Self::Here => 18,
            Self::That => 19,
            Self::Same => 20,
            Self::Ago => 21,
            Self::In => 22,
            Self::Within => 23,
            Self::Later => 24,
            Self::Earlier => 25,
            Self::Shift(..) => 26,
            Self::Since => 27,
            Self::FromOn => 28,
            Self::Until => 29,
            Self::Between => 30,
            Self::And => 31,
            Self::From => 32,
            Self::To => 33,
            Self::ToThe => 34,
            Self::AndHalf => 35,
            Self::Night => 36,
            Self::The => 37,
            Self::Of => 38,
            Self::InYear => 39,
            Self::Numbered => 40,
            Self::DecadeMark => 41,
            Self::Repeated => 42,
            Self::MonthWord => 43,
        };
        1 << place
    }
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Unit {
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// Where a date lies from the article's date, or from the date before it in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The one before the article's date.
    Last,
    /// The one after it.
    Next,
    /// The one that holds it.
    Current,
    /// The one after the date before it in the text.
    Following,
    /// The one before that date.
    Previous,
}

/// A feast of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feast {
    /// Month and day.
    Fixed(u32, u32),
    /// So many days from Easter Sunday.
    Easter(i64),
    /// Month and day of the Islamic year, by its table (a day may differ where the moon is watched).
    Islamic(u32, u32),
}

/// Words of one sense.
#[derive(Debug)]
pub struct Phrase {
    /// The lower forms of its tokens.
    pub words: &'static [&'static str],
    /// What they mean.
    pub sense: Sense,
}

/// What a word tells of the outlook of its clause; in the order of `lexicon::compile::dates`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// Looks ahead (« prévu », « doit »).
    Future,
    /// Looks back, where no table of verbs tells.
    Past,
    /// Says or fixes something to come (« annoncé »).
    Announcing,
    /// A preposition whose infinitive takes the time of the main verb.
    Inherits,
    /// An infinitive that makes its past with « être ».
    Moves,
    /// An infinitive behind whose « de » something is just over.
    JustDone,
    /// An infinitive whose own infinitive has its time (« fait savoir »).
    Causes,
    /// A small word inside a verb group.
    Between,
    /// Opens a relative clause.
    Relative,
    /// A word that looks like a verb and is none.
    NotAVerb,
}

/// The words of dates of one language.
#[derive(Debug)]
pub struct Dates {
    /// Whose they are.
    pub language: Language,
    /// Sorted by first word; longer phrases first.
    pub phrases: &'static [Phrase],
}

impl Dates {
    /// The phrases that begin with this word.
    pub fn starting<F: Listed + ?Sized>(&self, word: &F) -> &'static [Phrase] {
        word.row().dates(self.phrases, self.language)
    }

    /// Whether the word has that cue.
    pub fn has_cue<F: Listed + ?Sized>(&self, word: &F, cue: Cue) -> bool {
        word.row().cues(self.language) >> cue as u16 & 1 == 1
    }
}

include!(concat!(env!("OUT_DIR"), "/dates.rs"));
