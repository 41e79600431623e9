//! Text that is compared or shown: folding for comparison, and making hostile characters visible.
//!
//! Does not know any language; case and accents are Unicode's.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds for comparison: no accents, lower case, one kind of apostrophe, hyphens and white space as one space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.chars().all(|letter| push_western(&mut folded, letter)) {
        folded.truncate(folded.trim_end().len());
        return folded;
    }
    folded.clear();
    for letter in text.nfd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            '\u{2019}' | '\u{02BC}' | '`' | '\u{00B4}' => folded.push('\''),
            'ß' => folded.push_str("ss"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' => folded.push('d'),
            'ı' => folded.push('i'),
            '-' | '\u{2010}' | '\u{2011}' => push_space(&mut folded),
            letter if letter.is_whitespace() => push_space(&mut folded),
            letter => folded.extend(letter.to_lowercase()),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Pushes the folded form of a letter of Western Europe; false for any other, which may have to do with its neighbours.
fn push_western(folded: &mut String, letter: char) -> bool {
    match letter {
        '-' | ' ' | '\t' | '\n' | '\u{B}' | '\u{C}' | '\r' => push_space(folded),
        '`' | '\u{2019}' => folded.push('\''),
        letter if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
        'à'..='å' | 'À'..='Å' => folded.push('a'),
        'ç' | 'Ç' => folded.push('c'),
        'è'..='ë' | 'È'..='Ë' => folded.push('e'),
        'ì'..='ï' | 'Ì'..='Ï' => folded.push('i'),
        'ñ' | 'Ñ' => folded.push('n'),
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' => folded.push('o'),
        'ù'..='ü' | 'Ù'..='Ü' => folded.push('u'),
        'ý' | 'ÿ' | 'Ý' => folded.push('y'),
        'ß' => folded.push_str("ss"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'æ' | 'Æ' => folded.push_str("ae"),
        '\u{a0}' | '\u{202f}' => push_space(folded),
        '«'
        | '»'
        | '°'
        | '·'
        | '§'
        | '\u{2013}'
        | '\u{2014}'
        | '\u{2018}'
        | '\u{201c}'..='\u{201e}'
        | '…'
        | '€' => {
            folded.push(letter);
        }
        _ => return false,
    }
    true
}

fn push_space(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// Whether a character could drive a terminal or hide or reorder text: C0 and C1 controls, bidi controls,
/// zero-width and other invisible format characters. Tab and line feed count too; callers that keep them say so.
pub fn is_hostile(letter: char) -> bool {
    // Most letters of most texts end here.
    if letter.is_ascii() || matches!(letter, '\u{AE}'..='\u{34E}') {
        return letter.is_ascii_control();
    }
    letter.is_control()
        || matches!(letter,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}')
}

/// Pushes `letter` so that it is seen and not obeyed: C0 as `^[`, everything else hostile as `‹U+202E›`.
pub fn push_visible(shown: &mut String, letter: char) {
    use std::fmt::Write as _;
    if !is_hostile(letter) {
        shown.push(letter);
    } else if letter.is_ascii_control() {
        shown.push('^');
        shown.push(char::from((letter as u8) ^ 0x40));
    } else {
        let _infallible = write!(shown, "‹U+{:04X}›", u32::from(letter));
    }
}

/// The text with every hostile character made visible; line feeds and tabs too.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    text.chars().for_each(|letter| push_visible(&mut shown, letter));
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_apostrophes_and_hyphens_do_not_tell_names_apart() {
        assert_eq!(fold("L’Élysée"), fold("l'Elysee"));
        assert_eq!(fold("Vallerois-le-Bois"), "vallerois le bois");
        assert_eq!(fold("Zelenskyï"), "zelenskyi");
    }

    #[test]
    fn western_letters_fold_as_unicode_has_it() {
        for letter in ('\0'..='\u{17F}').chain('\u{2000}'..='\u{206F}').chain(['€']) {
            // With a mark that no fold keeps behind it, the slow way is taken.
            let (text, slow) = (format!("a{letter}b"), format!("a{letter}b\u{5B0}"));
            assert_eq!(fold(&text), fold(&slow), "{letter:?}");
        }
    }

    #[test]
    fn controls_are_shown_and_not_run() {
        assert_eq!(visible("\u{1b}[2Jà\u{202e}b\u{7f}\u{9b}"), "^[[2Jà‹U+202E›b^?‹U+009B›");
    }
}
