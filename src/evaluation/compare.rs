//! What is the same: names folded, stretches that overlap, places in one sentence.
//!
//! Does not count.

use super::Range;
use super::gold::{Names, Placed};
use std::cmp::Reverse;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Folds names for comparison: accents, case, apostrophes, hyphens and white space do not count.
fn fold(text: &str) -> String {
    let bare: String = text.nfd().filter(|letter| canonical_combining_class(*letter) == 0).collect();
    let lower = bare.to_lowercase().replace('’', "'");
    let pieces = lower.split(|letter: char| letter.is_whitespace() || letter == '-');
    pieces.filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether a name is one of those that the gold accepts.
pub fn accepted(names: &Names, name: &str) -> bool {
    let name = fold(name);
    names.all().iter().any(|accepted| fold(accepted) == name)
}

/// As many, and each accepted name among them; nobody named counts as nobody.
pub fn same_parties(gold: &[Names], found: &[String]) -> bool {
    let gold: Vec<&Names> = gold.iter().filter(|names| !names.is_unnamed()).collect();
    let found: Vec<&String> = found.iter().filter(|name| *name != "?").collect();
    gold.len() == found.len() && gold.iter().all(|names| found.iter().any(|name| accepted(names, name)))
}

/// How many code points the two share.
pub const fn overlap(one: Range, other: Range) -> usize {
    let end = if one.1 < other.1 { one.1 } else { other.1 };
    let start = if one.0 > other.0 { one.0 } else { other.0 };
    end.saturating_sub(start)
}

/// Pairs gold with findings one to one, by the largest overlap among those that are `allowed`.
pub fn pair<'g, 'f, G, F>(
    gold: &'g [Placed<G>],
    found: &'f [Placed<F>],
    allowed: impl Fn(&Placed<G>, &Placed<F>) -> bool,
) -> Pairs<'g, 'f, G, F> {
    let mut candidates: Vec<(usize, Reverse<usize>, usize, usize)> = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, f) in found.iter().enumerate().filter(|(_, f)| allowed(g, f)) {
            candidates.push((overlap(g.range, f.range), Reverse(g.range.0.abs_diff(f.range.0)), i, j));
        }
    }
    candidates.sort_unstable_by(|one, other| other.cmp(one));
    let (mut gold_left, mut found_left): (Vec<_>, Vec<_>) =
        (gold.iter().map(Some).collect(), found.iter().map(Some).collect());
    let mut both = Vec::new();
    for (_, _, i, j) in candidates {
        if let (Some(g), Some(f)) = (gold_left.get_mut(i), found_left.get_mut(j))
            && let (Some(one), Some(other)) = (*g, *f)
        {
            (*g, *f) = (None, None);
            both.push((one, other));
        }
    }
    let rest = (gold_left.into_iter().flatten().collect(), found_left.into_iter().flatten().collect());
    Pairs { both, missed: rest.0, wrong: rest.1 }
}

/// What belongs together, and what is left over.
pub struct Pairs<'g, 'f, G, F> {
    pub both: Vec<(&'g Placed<G>, &'f Placed<F>)>,
    pub missed: Vec<&'g Placed<G>>,
    pub wrong: Vec<&'f Placed<F>>,
}

/// Where the sentences of a text end, as far as an evaluation cuts it.
pub struct Sentences(Vec<usize>);

impl Sentences {
    /// Cuts: white space between an end and a beginning, and line feeds.
    pub fn of(text: &[char]) -> Self {
        let ends = |letter: char| ".!?…»\"”".contains(letter);
        let begins = |letter: char| matches!(letter, 'A'..='Z' | 'À'..='Ý' | '«' | '"' | '“');
        let (mut at, mut found) = (0, Vec::new());
        while at < text.len() {
            let rest = text.get(at..).unwrap_or_default();
            let run = |test: fn(&char) -> bool| at + rest.iter().take_while(|letter| test(letter)).count();
            let white = run(|letter| letter.is_whitespace());
            let feeds = run(|letter| *letter == '\n');
            let before = at.checked_sub(1).and_then(|before| text.get(before));
            let parted = white > at
                && before.is_some_and(|&letter| ends(letter))
                && text.get(white).is_some_and(|&letter| begins(letter));
            let end = if parted { white } else { feeds };
            if end == at {
                at += 1;
                continue;
            }
            at = end;
            found.push(end);
        }
        Self(found)
    }

    /// The number of the sentence that holds the start of a stretch.
    pub fn number(&self, range: Range) -> usize {
        self.0.partition_point(|end| *end <= range.0)
    }
}
