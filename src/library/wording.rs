//! What a later text of an article says otherwise, word by word.
//!
//! Does not know articles: two texts in, pieces out.

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Texts of more words than this are compared line by line, of more lines not at all.
const MOST: usize = 20_000;

/// A stretch of text that both have, or only one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Both have it.
    Same(&'t str),
    /// Only the earlier text has it.
    Gone(&'t str),
    /// Only the later text has it.
    New(&'t str),
}

/// What became of a text: all its pieces, in order. Those that are not new make the earlier text, those that are not gone
/// the later one.
pub fn difference<'t>(earlier: &'t str, later: &'t str) -> Vec<Piece<'t>> {
    let cut: [fn(&str) -> Vec<&str>; 2] = [words, lines];
    for cut in cut {
        let (before, after) = (cut(earlier), cut(later));
        if before.len().max(after.len()) <= MOST {
            return compare((earlier, &before), (later, &after));
        }
    }
    vec![Piece::Gone(earlier), Piece::New(later)]
}

fn compare<'t>((earlier, before): (&'t str, &[&str]), (later, after): (&'t str, &[&str])) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let (mut from, mut to) = (0, 0);
    for op in capture_diff_slices(Algorithm::Myers, before, after) {
        let (tag, old, new) = op.as_tag_tuple();
        let length = |words: &[&str], range: std::ops::Range<usize>| -> usize {
            words.get(range).unwrap_or_default().iter().map(|word| word.len()).sum()
        };
        let (gone, fresh) = (length(before, old), length(after, new));
        let old = earlier.get(from..from + gone).unwrap_or_default();
        let new = later.get(to..to + fresh).unwrap_or_default();
        (from, to) = (from + gone, to + fresh);
        if tag == DiffTag::Equal {
            pieces.push(Piece::Same(old));
        } else {
            // White space behind both is the same.
            let spaces = |text: &str| text.len() - text.trim_end_matches(' ').len();
            let same = spaces(old).min(spaces(new));
            let (old, _) = old.split_at_checked(old.len() - same).unwrap_or((old, ""));
            let (new, tail) = new.split_at_checked(new.len() - same).unwrap_or((new, ""));
            pieces.extend((!old.is_empty()).then_some(Piece::Gone(old)));
            pieces.extend((!new.is_empty()).then_some(Piece::New(new)));
            pieces.extend((!tail.is_empty()).then_some(Piece::Same(tail)));
        }
    }
    pieces
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Words, each with the white space behind it; every other sign by itself.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = if first.is_alphanumeric() {
            rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let tail = rest.get(word..).unwrap_or_default();
        let spaces = tail.len() - tail.trim_start_matches(' ').len();
        let (token, after) = rest.split_at_checked(word + spaces).unwrap_or((rest, ""));
        words.push(token);
        rest = after;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::Piece::{Gone, New, Same};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_changed_is_told() {
        let pieces = difference("Il a vu lundi le ministre.", "Il a vu mardi le ministre, à Riga.");
        let expected = [
            Same("Il a vu "),
            Gone("lundi"),
            New("mardi"),
            Same(" "),
            Same("le ministre"),
            New(", à Riga"),
            Same("."),
        ];
        assert_eq!(pieces, expected);
        assert_eq!(difference("", ""), []);
    }

    proptest! {
        #[test]
        fn the_pieces_make_both_texts(earlier in "[a-c \n.é]{0,60}", later in "[a-c \n.é]{0,60}") {
            let pieces = difference(&earlier, &later);
            let of = |wanted: fn(&Piece<'_>) -> Option<String>| pieces.iter().filter_map(wanted).collect::<String>();
            let before = of(|piece| match piece {
                Piece::Same(text) | Piece::Gone(text) => Some((*text).to_owned()),
                Piece::New(_) => None,
            });
            let after = of(|piece| match piece {
                Piece::Same(text) | Piece::New(text) => Some((*text).to_owned()),
                Piece::Gone(_) => None,
            });
            prop_assert_eq!((before, after), (earlier, later));
        }
    }

    #[test]
    fn texts_of_many_words_are_compared_by_lines_and_endless_ones_not_at_all() {
        let many = "mot ".repeat(MOST + 1);
        let (one, other) = (format!("a\n{many}\n"), format!("b\n{many}\n"));
        assert_eq!(difference(&one, &other).len(), 3);
        let endless = "a\n".repeat(MOST + 1);
        assert_eq!(difference(&endless, "b").len(), 2);
    }
}
