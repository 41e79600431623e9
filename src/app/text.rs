//! Text as cells: how wide a piece of text is, how it is cut to a width, and how it is shown in a locale.
//!
//! Everything that reaches the screen passes [`Glyphs::show`]: hostile characters become visible, and where the
//! locale is not UTF-8 every letter becomes ASCII. Does not draw and does not break lines (that is `wrap`).

use crate::model::text::{is_hostile, push_visible};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// More bytes than any honest letter with its marks has; longer heaps of marks are spelled out.
const LONGEST_GRAPHEME: usize = 40;

/// What the terminal's locale can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// Whether the locale is UTF-8; if not, everything is shown in ASCII.
    pub utf8: bool,
}

impl Glyphs {
    /// One grapheme as it is shown, and the cells it takes.
    pub fn show(self, grapheme: &str) -> (Cow<'_, str>, usize) {
        if let [byte @ 0x20..=0x7e] = grapheme.as_bytes() {
            debug_assert!(byte.is_ascii());
            return (Cow::Borrowed(grapheme), 1);
        }
        if grapheme == "\t" {
            return (Cow::Borrowed(" "), 1);
        }
        if self.utf8 && grapheme.len() <= LONGEST_GRAPHEME && !grapheme.chars().any(is_hostile) {
            let width = grapheme.width();
            if width > 0 {
                return (Cow::Borrowed(grapheme), width);
            }
        }
        let shown = self.spelled(grapheme);
        let width = shown.width();
        (Cow::Owned(shown), width)
    }

    /// A grapheme that cannot be shown as it stands.
    fn spelled(self, grapheme: &str) -> String {
        use std::fmt::Write as _;
        let mut shown = String::new();
        let heap = grapheme.len() > LONGEST_GRAPHEME;
        for (at, letter) in grapheme.chars().enumerate() {
            let alone = letter.width().unwrap_or(0) == 0 && (heap || at == 0);
            if alone && !is_hostile(letter) {
                let _infallible = write!(shown, "‹U+{:04X}›", u32::from(letter));
            } else {
                push_visible(&mut shown, letter);
            }
        }
        if self.utf8 { shown } else { ascii(&shown) }
    }

    /// A whole text as it is shown, on one line.
    pub fn shown(self, text: &str) -> String {
        graphemes(text).map(|grapheme| self.show(grapheme).0).collect()
    }

    /// The cells a text takes.
    pub fn width(self, text: &str) -> usize {
        graphemes(text).map(|grapheme| self.show(grapheme).1).sum()
    }

    /// The text as shown, cut to `width` cells; what is cut off is told by an ellipsis.
    pub fn clip(self, text: &str, width: usize) -> String {
        let (mut shown, mut used) = (String::new(), 0);
        let ellipsis = self.show("…");
        let mut kept = (0, 0);
        for grapheme in graphemes(text) {
            let (piece, cells) = self.show(grapheme);
            if used + cells > width {
                shown.truncate(kept.0);
                if kept.1 + ellipsis.1 <= width {
                    shown.push_str(&ellipsis.0);
                }
                return shown;
            }
            shown.push_str(&piece);
            used += cells;
            if used + ellipsis.1 <= width {
                kept = (shown.len(), used);
            }
        }
        shown
    }

    /// As [`Self::clip`], but cut between words where that loses little.
    pub fn clip_words(self, text: &str, width: usize) -> String {
        let clipped = self.clip(text, width);
        let ellipsis = self.show("…").0;
        let Some(cut) = clipped.strip_suffix(ellipsis.as_ref()).filter(|_| self.width(text) > width) else {
            return clipped;
        };
        match cut.rsplit_once(' ') {
            Some((words, rest)) if rest.chars().count() <= width / 3 => {
                let words = words.trim_end_matches([' ', ',', ';', ':']);
                // « Macron – » and nobody: half a name says more.
                let open = words.ends_with(['–', '→', '-', '>']);
                if open { clipped } else { format!("{words}{ellipsis}") }
            }
            _ => clipped,
        }
    }
}

/// The graphemes of a text; most are one letter, and need no look into the tables of Unicode.
pub fn graphemes(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut letters = rest.chars();
        let first = letters.next()?;
        let alone = stands_alone(first) && letters.next().is_none_or(stands_alone);
        let length = if alone { first.len_utf8() } else { rest.graphemes(true).next()?.len() };
        let (grapheme, behind) = rest.split_at_checked(length)?;
        rest = behind;
        Some(grapheme)
    })
}

/// The same, each with the byte at which it begins.
pub fn grapheme_indices(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut begun = 0;
    graphemes(text).map(move |grapheme| {
        let at = begun;
        begun += grapheme.len();
        (at, grapheme)
    })
}

/// Letters, signs and box drawing that never join what stands beside them.
const fn stands_alone(letter: char) -> bool {
    matches!(letter, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205e}' | '\u{2190}'..='\u{2193}' | '\u{2500}'..='\u{259f}')
}

/// The nearest ASCII: letters lose their marks, signs become what a typewriter would put.
fn ascii(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.nfc() {
        match letter {
            ' '..='~' => plain.push(letter),
            _ => plain.push_str(ascii_letter(letter).unwrap_or("?")),
        }
    }
    plain
}

fn ascii_letter(letter: char) -> Option<&'static str> {
    let sign = match letter {
        '‹' | '≤' => "<",
        '›' => ">",
        '‘' | '’' | 'ʼ' | '′' => "'",
        '“' | '”' | '„' | '«' | '»' | '″' => "\"",
        '‐' | '‑' | '–' | '—' | '−' | '─' | '·' | '•' => "-",
        '…' => "..",
        '→' => "->",
        '←' => "<-",
        '↑' => "Up",
        '↓' => "Down",
        '×' => "x",
        '│' | '├' | '┤' | '▌' => "|",
        '┌' | '┐' | '└' | '┘' | '┬' | '┴' | '┼' => "+",
        '▁' | '▂' => ".",
        '▃' | '▄' => ":",
        '▅' | '▆' => "=",
        '▇' | '█' => "#",
        'œ' => "oe",
        'Œ' => "OE",
        'æ' => "ae",
        'Æ' => "AE",
        'ß' => "ss",
        'ø' | '°' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' => "d",
        'Đ' => "D",
        'ı' => "i",
        '€' => "EUR",
        letter if letter.is_whitespace() => " ",
        _ => return cyrillic(letter).or_else(|| base(letter)),
    };
    Some(sign)
}

/// The letter under the marks, if it is ASCII.
fn base(letter: char) -> Option<&'static str> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let base = std::iter::once(letter).nfd().next()?;
    let at = LETTERS.find(base)?;
    LETTERS.get(at..=at)
}

/// Russian and Ukrainian letters as English-speaking agencies put them.
fn cyrillic(letter: char) -> Option<&'static str> {
    const LOWER: &[(char, &str)] = &[
        ('а', "a"),
        ('б', "b"),
        ('в', "v"),
        ('г', "g"),
        ('ґ', "g"),
        ('д', "d"),
        ('е', "e"),
        ('ё', "yo"),
        ('є', "ye"),
        ('ж', "zh"),
        ('з', "z"),
        ('и', "i"),
        ('і', "i"),
        ('ї', "yi"),
        ('й', "y"),
        ('к', "k"),
        ('л', "l"),
        ('м', "m"),
        ('н', "n"),
        ('о', "o"),
        ('п', "p"),
        ('р', "r"),
        ('с', "s"),
        ('т', "t"),
        ('у', "u"),
        ('ф', "f"),
        ('х', "kh"),
        ('ц', "ts"),
        ('ч', "ch"),
        ('ш', "sh"),
        ('щ', "shch"),
        ('ъ', "'"),
        ('ы', "y"),
        ('ь', "'"),
        ('э', "e"),
        ('ю', "yu"),
        ('я', "ya"),
    ];
    let lower = letter.to_lowercase().next()?;
    LOWER.iter().find(|(cyrillic, _)| *cyrillic == lower).map(|(_, latin)| *latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    const UTF8: Glyphs = Glyphs { utf8: true };
    const ASCII: Glyphs = Glyphs { utf8: false };

    proptest::proptest! {
        #[test]
        fn graphemes_are_those_of_unicode(text in "([a-zé«…—│\u{301}\u{200d}\u{1f468}\u{ad}\r\n가각🇫🇷]|\\PC){0,30}") {
            let ours: Vec<&str> = graphemes(&text).collect();
            proptest::prop_assert_eq!(ours, text.graphemes(true).collect::<Vec<_>>());
        }
    }

    #[test]
    fn hostile_characters_are_seen_and_take_their_cells() {
        assert_eq!(UTF8.show("\u{1b}"), (Cow::Borrowed("^["), 2));
        assert_eq!(UTF8.show("\u{202e}"), (Cow::Borrowed("‹U+202E›"), 8));
        assert_eq!(ASCII.shown("\u{202e}"), "<U+202E>");
        assert_eq!(UTF8.shown("a\nb\tc"), "a^Jb c");
    }

    #[test]
    fn a_heap_of_marks_is_spelled_out() {
        let heap = format!("a{}", "\u{301}".repeat(30));
        assert!(UTF8.shown(&heap).starts_with("a‹U+0301›‹U+0301›"));
        assert_eq!(UTF8.shown("\u{301}"), "‹U+0301›");
        assert_eq!(UTF8.shown("e\u{301}"), "e\u{301}");
    }

    #[test]
    fn wide_letters_count_twice_and_are_never_halved() {
        assert_eq!(UTF8.width("中文"), 4);
        assert_eq!(UTF8.clip("中文中文", 5), "中文…");
        assert_eq!(UTF8.clip("中文中文", 4), "中…");
        assert_eq!(UTF8.clip("abc", 3), "abc");
        assert_eq!(UTF8.clip("abcd", 3), "ab…");
        assert_eq!(UTF8.clip("abcd", 0), "");
    }

    #[test]
    fn without_utf8_every_letter_is_ascii() {
        let shown = ASCII.shown("L’Élysée : « œuvre » → Київ, Łódź – 中 ≤ 3…");
        assert_eq!(shown, "L'Elysee : \" oeuvre \" -> kiyiv, Lodz - ? < 3..");
    }

    #[test]
    fn a_cut_falls_between_words() {
        assert_eq!(UTF8.clip_words("redevenir utile dans la négociation", 20), "redevenir utile…");
        assert_eq!(UTF8.clip_words("court", 20), "court");
        assert_eq!(UTF8.clip_words("Joubert-Laurent – Tavernier, appel", 24), "Joubert-Laurent – Taver…");
    }

    #[test]
    fn nothing_that_is_shown_can_drive_a_terminal() {
        for point in (0..0x11_0000).filter_map(char::from_u32) {
            let text = point.to_string();
            assert!(!UTF8.show(&text).0.chars().any(is_hostile), "U+{:04X}", u32::from(point));
        }
        for point in (0..0x3000).filter_map(char::from_u32) {
            let text = point.to_string();
            assert!(ASCII.show(&text).0.bytes().all(|byte| (0x20..0x7f).contains(&byte)), "{point:?}");
        }
    }
}
