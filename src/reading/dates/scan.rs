//! The tokens of an article, asked for what they mean in dates.
//!
//! Answers one question a method, each with the token behind the answer. Knows no grammar.

use super::{intervals, opens, points, slips};
use crate::lexicon::{
    self,
    dates::{Dates, Feast, Phrase, Sense, Turn, Unit},
};
use crate::model::{Language, Modifier};
use crate::reading::doc::Doc;
use crate::reading::words::{Shape, Word};

/// The tokens with the words of dates of their language.
pub struct Scan<'d> {
    /// The article.
    pub doc: &'d Doc<'d>,
    /// The words of dates.
    pub table: &'static Dates,
    /// The phrases that begin at each token: rules ask for them again and again.
    starting: Vec<&'static [Phrase]>,
    /// The sorts of the senses of those that stand there whole, a bit a sort: most questions are answered by it.
    sorts: Vec<u64>,
    /// Whether an expression may open at each token.
    may_open: Vec<bool>,
    /// Where the rules for points can read, rule by rule.
    pub points: Vec<u64>,
    /// The same of the rules for intervals.
    pub intervals: Vec<u64>,
}

/// Something read, and the token behind it.
pub type Read<T> = Option<(usize, T)>;

impl<'d> Scan<'d> {
    /// Over an article.
    pub fn new(doc: &'d Doc<'d>) -> Self {
        let table = lexicon::dates(doc.language);
        let starting: Vec<&[Phrase]> = doc.words.iter().map(|word| starting(table, word)).collect();
        let sorts = |(at, phrases): (usize, &&[Phrase])| {
            let fitting = phrases.iter().filter(|phrase| stands(doc, at, phrase));
            fitting.fold(0, |bits, phrase| bits | phrase.sense.bit())
        };
        let sorts: Vec<u64> = starting
            .iter()
            .enumerate()
            .zip(&doc.words)
            .map(|(here, word)| sorts(here) | number(word))
            .collect();
        let may_open = may_open(&sorts);
        let (points, intervals) = (opens::masks(points::RULES), opens::masks(intervals::RULES));
        Self { doc, table, starting, sorts, may_open, points, intervals }
    }

    /// The token.
    pub fn word(&self, at: usize) -> &Word<'d> {
        self.doc.word(at)
    }

    /// Whether an expression may open at `at`: at a word of dates that stands in front, with what no expression lacks
    /// not far behind it.
    pub fn may_open(&self, at: usize) -> bool {
        self.may_open.get(at).copied().unwrap_or(false)
    }

    /// The sorts of the token at `at`, a bit a sort.
    pub fn sorts(&self, at: usize) -> u64 {
        self.sorts.get(at).copied().unwrap_or(0)
    }

    /// The longest phrase at `at` for which `pick` answers; `like` is of the sort that it picks.
    pub fn sense<T>(&self, at: usize, like: Sense, pick: impl Fn(Sense) -> Option<T>) -> Read<T> {
        if self.sorts.get(at).is_none_or(|sorts| sorts & like.bit() == 0) {
            return None;
        }
        let starting = self.starting.get(at).copied().unwrap_or_default();
        starting.iter().find_map(|phrase| {
            let fits = stands(self.doc, at, phrase);
            if fits { pick(phrase.sense).map(|value| (at + phrase.words.len(), value)) } else { None }
        })
    }

    /// The token behind a phrase of exactly this sense.
    pub fn is(&self, at: usize, sense: Sense) -> Option<usize> {
        self.sense(at, sense, |found| (found == sense).then_some(())).map(|(next, ())| next)
    }

    /// Whether a phrase of this sense ends right before `at`.
    pub fn follows(&self, at: usize, sense: Sense) -> bool {
        (1..=4).any(|back| at.checked_sub(back).is_some_and(|start| self.is(start, sense) == Some(at)))
    }

    /// Past a phrase of this sense, or where it stood.
    pub fn skip(&self, at: usize, sense: Sense) -> usize {
        self.is(at, sense).unwrap_or(at)
    }

    /// Past a comma, or where it stood.
    pub fn skip_comma(&self, at: usize) -> usize {
        if self.word(at).text == "," { at + 1 } else { at }
    }

    /// A month by its whole name.
    pub fn month(&self, at: usize) -> Read<u32> {
        self.sense(
            at,
            Sense::Month(0),
            |sense| if let Sense::Month(month) = sense { Some(month) } else { None },
        )
    }

    /// A month behind a day: its name or an abbreviation, with its full stop.
    pub fn month_behind_day(&self, at: usize) -> Read<u32> {
        self.month(at).or_else(|| {
            let short = |sense| if let Sense::MonthShort(month) = sense { Some(month) } else { None };
            let (next, month) = self.sense(at, Sense::MonthShort(0), short)?;
            let dot = self.word(next).text == "." && self.word(next).glued;
            Some((if dot { next + 1 } else { next }, month))
        })
    }

    /// A weekday.
    pub fn weekday(&self, at: usize) -> Read<u32> {
        self.sense(
            at,
            Sense::Weekday(0),
            |sense| if let Sense::Weekday(day) = sense { Some(day) } else { None },
        )
    }

    /// A season.
    pub fn season(&self, at: usize) -> Read<u32> {
        self.sense(
            at,
            Sense::Season(0),
            |sense| if let Sense::Season(season) = sense { Some(season) } else { None },
        )
    }

    /// A feast.
    pub fn feast(&self, at: usize) -> Read<Feast> {
        self.sense(at, Sense::Feast(Feast::Easter(0)), |sense| {
            if let Sense::Feast(feast) = sense { Some(feast) } else { None }
        })
    }

    /// A unit of the calendar.
    pub fn unit(&self, at: usize) -> Read<Unit> {
        self.sense(
            at,
            Sense::Unit(Unit::Day),
            |sense| if let Sense::Unit(unit) = sense { Some(unit) } else { None },
        )
    }

    /// « dernier ».
    pub fn turn(&self, at: usize) -> Read<Turn> {
        self.sense(
            at,
            Sense::Turn(Turn::Last),
            |sense| if let Sense::Turn(turn) = sense { Some(turn) } else { None },
        )
    }

    /// « début ».
    pub fn modifier(&self, at: usize) -> Read<Modifier> {
        self.sense(at, Sense::Modifier(Modifier::Start), |sense| {
            if let Sense::Modifier(modifier) = sense { Some(modifier) } else { None }
        })
    }

    /// An ordinal.
    pub fn ordinal(&self, at: usize) -> Read<u32> {
        self.sense(at, Sense::Ordinal(0), |sense| {
            if let Sense::Ordinal(number) = sense { Some(number) } else { None }
        })
    }

    /// The value of a token of one to four digits.
    pub fn digits(&self, at: usize) -> Option<i32> {
        let word = self.word(at);
        let plain = word.shape == Shape::Number && word.text.len() <= 4;
        (plain && word.text.bytes().all(|byte| byte.is_ascii_digit())).then(|| word.text.parse().ok())?
    }

    /// A number in digits or words; the flag says « about » (« une dizaine de »).
    pub fn count(&self, at: usize) -> Read<(i32, bool)> {
        if let Some(number) = self.digits(at) {
            return Some((at + 1, (number, false)));
        }
        let dozen = |at| {
            let (next, number) = self.sense(at, Sense::Dozen(0), |sense| {
                if let Sense::Dozen(number) = sense { Some(number) } else { None }
            })?;
            Some((self.is(next, Sense::Of)?, (number, true)))
        };
        let number = |at| {
            self.sense(at, Sense::Number(0), |sense| {
                if let Sense::Number(number) = sense { Some((number, false)) } else { None }
            })
        };
        let behind_one = number(at).and_then(|(next, (one, _))| if one == 1 { dozen(next) } else { None });
        behind_one.or_else(|| number(at)).or_else(|| dozen(at))
    }

    /// A day of a month: `1` to `31`, `1er`.
    pub fn day(&self, at: usize) -> Read<u32> {
        if self.word(at).shape != Shape::Number {
            return None;
        }
        if let Some((next, 1)) = self.ordinal(at) {
            return Some((next, 1));
        }
        let text = self.word(at).text;
        let day = self.digits(at).filter(|day| text.len() <= 2 && (1..=31).contains(day))?;
        Some((at + 1, day.cast_unsigned()))
    }

    /// A year of four digits between 1500 and 2100.
    pub fn year(&self, at: usize) -> Read<i32> {
        let word = self.word(at);
        let year = self.digits(at).filter(|year| word.text.len() == 4 && (1500..=2100).contains(year))?;
        Some((at + 1, year))
    }

    /// Whether nothing but marks stands beside the token in its paragraph.
    pub fn heads_alone(&self, at: usize) -> bool {
        let paragraph = self.doc.paragraphs.get(self.word(at).paragraph);
        paragraph.is_some_and(|paragraph| {
            paragraph.words.len() < 6
                && paragraph.words.clone().all(|near| near == at || !self.word(near).is_word())
        })
    }

    /// Whether the token's capital tells that it is a name: a capital that opens no sentence.
    pub fn is_name(&self, at: usize) -> bool {
        let word = self.word(at);
        word.shape == Shape::Capital && !word.opens
    }
}

/// What may stand inside an expression or behind it, and never opens one.
const BEHIND: u64 = Sense::And.bit()
    | Sense::Of.bit()
    | Sense::To.bit()
    | Sense::ToThe.bit()
    | Sense::Here.bit()
    | Sense::AboutAfter.bit()
    | Sense::AndHalf.bit()
    | Sense::InYear.bit()
    | Sense::Numbered.bit()
    | Sense::MonthWord.bit();

/// What may open an expression and is none by itself; something else must follow.
const WEAK: u64 = BEHIND
    | Sense::The.bit()
    | Sense::From.bit()
    | Sense::This.bit()
    | Sense::That.bit()
    | Sense::Same.bit()
    | Sense::In.bit()
    | Sense::Within.bit()
    | Sense::Since.bit()
    | Sense::FromOn.bit()
    | Sense::Until.bit()
    | Sense::Between.bit()
    | Sense::About.bit()
    | Sense::Number(0).bit()
    | Sense::Repeated.bit()
    | Sense::Later.bit()
    | Sense::Earlier.bit();

/// How far behind its first token an expression has its first word that is not weak.
const REACH: usize = 10;

/// What an expression that a mere article opens has right behind it: « la veille », « le même jour », « l'an dernier ».
const BEHIND_THE: u64 = Sense::Shift(0).bit()
    | Sense::Same.bit()
    | Sense::Unit(Unit::Day).bit()
    | Sense::PartOfDay.bit()
    | Sense::Turn(Turn::Last).bit();

/// How many tokens an article may have in the tables.
const LONGEST_THE: usize = 3;

/// Where an expression may open, token by token: looked for once, so that the rules need not try everywhere.
fn may_open(sorts: &[u64]) -> Vec<bool> {
    let mut open = vec![false; sorts.len()];
    let (mut strong, mut unit) = (usize::MAX, usize::MAX);
    for (at, own) in sorts.iter().enumerate().rev() {
        let by_itself = own & !WEAK != 0;
        if by_itself {
            strong = at;
        }
        if own & (Sense::Unit(Unit::Day).bit() | Sense::HalfWord(0).bit()) != 0 {
            unit = at;
        }
        let weakly = || match own & !BEHIND {
            0 => false,
            bits if bits == Sense::The.bit() => {
                sorts.iter().skip(at + 1).take(LONGEST_THE).any(|near| near & BEHIND_THE != 0)
            }
            // What a number opens is counted in units.
            bits if bits == Sense::Number(0).bit() => unit - at <= REACH,
            _ => strong - at <= REACH,
        };
        if let Some(open) = open.get_mut(at) {
            *open = by_itself || weakly();
        }
    }
    open
}

/// The phrases that begin with the token, or with what it is a slip for.
fn starting(table: &'static Dates, word: &Word<'_>) -> &'static [Phrase] {
    // « A partir de lundi »: the accent of a capital is often left out.
    let accentless = table.language == Language::French && word.text == "A" && word.opens;
    match if accentless { table.starting("à") } else { table.starting(&word.lower) } {
        [] => slips::meant(table, word).map_or(&[], |meant| table.starting(meant)),
        phrases => phrases,
    }
}

/// Whether the phrase, which begins with the token at `at`, stands there whole.
fn stands(doc: &Doc<'_>, at: usize, phrase: &Phrase) -> bool {
    phrase.words.iter().enumerate().skip(1).all(|(step, form)| {
        let next = doc.word(at + step);
        next.lower == *form && next.paragraph == doc.word(at).paragraph
    })
}

/// The bit of a number, perhaps of the Romans, or of a word with a hyphen (« mi-mai »).
fn number(word: &Word<'_>) -> u64 {
    match word.shape {
        Shape::Number => opens::NUMBER,
        Shape::Lower | Shape::Capital | Shape::Upper => {
            let roman = word.lower.starts_with(['x', 'v', 'i'])
                && word.lower.bytes().all(|byte| NUMERAL.contains(&byte));
            if roman {
                opens::NUMBER
            } else if word.hyphened {
                opens::HYPHENED
            } else {
                0
            }
        }
        _ => 0,
    }
}

/// The letters of the numbers of the Romans and of the endings of ordinals, « è » included byte by byte.
const NUMERAL: &[u8] = b"xviemthsnrd\xC3\xA8";
