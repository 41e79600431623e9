//! Words: cuts a text into tokens as grammar needs them.
//!
//! Elided articles and pronouns stand alone (`l'`, `d'`, `qu'`), inverted pronouns too (`-t-il`, `-elle`), and what is
//! shortened behind a word (`'s`, `n't`), by the lists of the language; numbers
//! with their separators are one token, every mark is one. Does not know parts of speech.

use crate::lexicon::vocabulary::Form;
use crate::lexicon::words::Words;
use crate::model::Span;
use crate::model::text::fold;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Letters, first one small.
    Lower,
    /// Letters, first one capital, not all.
    Capital,
    /// Two letters or more, all capital.
    Upper,
    /// Digits, perhaps with letters behind (`1er`, `14h30`).
    Number,
    /// An opening quotation mark, or a straight one that opens.
    OpenQuote,
    /// A closing quotation mark, or a straight one that closes.
    CloseQuote,
    /// Any other mark.
    Mark,
}

/// A token.
#[derive(Debug, Clone)]
pub struct Word<'a> {
    /// Where it stands.
    pub span: Span,
    /// The token as it stands.
    pub text: &'a str,
    /// Lower case, accents kept, apostrophes straight.
    pub lower: Form<'a>,
    /// Folded: lower case without accents; hyphens are kept as hyphens.
    pub fold: Form<'a>,
    /// What it is made of.
    pub shape: Shape,
    /// Whether it follows the token before without white space.
    pub glued: bool,
    /// Whether a hyphen stands in it: passes that cut compounds ask every token.
    pub hyphened: bool,
    /// The number of its paragraph.
    pub paragraph: usize,
    /// The number of its sentence (see `sentences`).
    pub sentence: usize,
    /// Whether it is the first word (not mark) of its sentence, or of a quotation: its capital then tells nothing.
    pub opens: bool,
}

impl Word<'_> {
    /// Letters or digits, not a mark.
    pub fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Lower | Shape::Capital | Shape::Upper | Shape::Number)
    }

    /// Starts with a capital letter.
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }

    /// Whether its lower form is one of these.
    pub fn is_any(&self, forms: &[&str]) -> bool {
        self.lower.is_any(forms)
    }
}

/// Whether it is alphabetic; the letters of French are told without a table.
pub fn is_letter(letter: char) -> bool {
    is_french_letter(letter) || !letter.is_ascii() && letter.is_alphabetic()
}

const fn is_french_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic() || matches!(letter, 'à'..='ö' | 'ø'..='ÿ')
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{02BC}')
}

/// Cuts the stretch `span` of `text` into tokens and appends them.
pub fn cut<'a>(text: &'a str, span: Span, paragraph: usize, lists: &Words, words: &mut Vec<Word<'a>>) {
    let stretch = span.of(text);
    let (mut at, mut last_end) = (0, usize::MAX);
    while let Some(rest) = stretch.get(at..)
        && let Some(letter) = rest.chars().next()
    {
        if letter == ' ' || letter.is_whitespace() {
            at += letter.len_utf8();
            continue;
        }
        let mut end = at + token_length(rest, last_end == at, lists);
        if paragraph == 0
            && let Some(label) = stretch.get(at..end).and_then(|token| label_length(token, lists))
        {
            end = at + label;
        }
        let piece = Span::new(span.start + at, span.start + end);
        let before = stretch.get(..at).unwrap_or("");
        push(text, piece, paragraph, last_end == at, before, words);
        last_end = end;
        at = end;
    }
}

/// « PORTRAIT-Anna Ozola »: the length of what a headline is labelled with, before its hyphen.
fn label_length(token: &str, lists: &Words) -> Option<usize> {
    let (label, behind) = token.split_once('-')?;
    let labels = !label.chars().any(char::is_lowercase) && behind.contains(char::is_lowercase);
    (labels && lists.headline_labels.has(&lower_form(label))).then_some(label.len())
}

/// The length in bytes of the token at the start of `rest`, which starts with something visible.
fn token_length(rest: &str, glued: bool, lists: &Words) -> usize {
    let first = rest.chars().next().unwrap_or(' ');
    if !is_french_letter(first) && first.is_numeric() {
        return number_length(rest);
    }
    if is_letter(first) {
        return letters_length(rest, lists);
    }
    if first == '-'
        && let Some(length) = inverted_length(rest, lists)
    {
        return length;
    }
    if glued
        && is_apostrophe(first)
        && let Some(length) = ending_length(rest, lists)
    {
        return length;
    }
    if first == '.' {
        let dots = rest.len() - rest.trim_start_matches('.').len();
        return dots.max(1);
    }
    first.len_utf8()
}

/// `-t-il`, `-elle`, `-nous`: the length with the hyphens, if that is what stands here.
fn inverted_length(rest: &str, lists: &Words) -> Option<usize> {
    let tail =
        rest.strip_prefix("-t-").or_else(|| rest.strip_prefix("-t’")).or_else(|| rest.strip_prefix('-'))?;
    let end = tail.find(|letter| !is_letter(letter)).unwrap_or(tail.len());
    let word = tail.get(..end)?;
    lists.inverted.has(&lower_form(word)).then(|| rest.len() - tail.len() + end)
}

fn number_length(rest: &str) -> usize {
    let mut end = 0;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter.is_alphanumeric() {
            end = at + letter.len_utf8();
        } else {
            let digit_follows = letters.peek().is_some_and(|(_, next)| next.is_numeric());
            if !(matches!(letter, '.' | ',') && digit_follows) {
                break;
            }
        }
    }
    end.max(1)
}

/// No elided word is longer, in bytes: what is need not be looked up.
const LONGEST_ELIDED: usize = 16;

/// How many of the first bytes are letters of French or ASCII digits: what most words are made of.
fn plain_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            at += 1;
        } else if *byte == 0xC3
            && let Some(second) = bytes.get(at + 1)
            // The signs of multiplication and division.
            && !matches!(second, 0x97 | 0xB7)
        {
            at += 2;
        } else {
            break;
        }
    }
    at
}

fn letters_length(rest: &str, lists: &Words) -> usize {
    if let Some(length) = ending_length(rest, lists) {
        return length;
    }
    let plain = plain_length(rest.as_bytes());
    let mut end = plain;
    if plain > 0 && matches!(rest.as_bytes().get(plain), None | Some(b' ' | b',' | b'\n')) {
        return plain;
    }
    let behind = rest.get(plain..).unwrap_or_default();
    for (at, letter) in behind.char_indices().map(|(at, letter)| (plain + at, letter)) {
        if is_letter(letter)
            || letter.is_numeric()
            || !letter.is_ascii() && unicode_normalization::char::is_combining_mark(letter)
        {
            end = at + letter.len_utf8();
            continue;
        }
        let tail = rest.get(at + letter.len_utf8()..).unwrap_or("");
        let letter_follows = tail.chars().next().is_some_and(char::is_alphanumeric);
        if is_apostrophe(letter) {
            let head = rest.get(..at).filter(|head| head.len() <= LONGEST_ELIDED).unwrap_or("");
            if lists.elided.has(&lower_form(head)) {
                return at + letter.len_utf8();
            }
            if let Some(start) = cut_off(rest, at, lists) {
                return start;
            }
            if !letter_follows {
                break;
            }
        } else if letter == '-' {
            if !letter_follows || inverted_length(rest.get(at..).unwrap_or(""), lists).is_some() {
                break;
            }
        } else if letter == '.' || letter == '&' {
            // U.R.S.S., A&B: a single letter stands on both sides.
            let single = end == 1 || rest.get(..at).is_some_and(|head| head.ends_with(is_initial_dot(head)));
            let next_single = tail.chars().nth(1).is_none_or(|next| !next.is_alphanumeric());
            let capital = tail.chars().next().is_some_and(char::is_uppercase);
            // S.d.N.: a small letter between capitals.
            let mut inner = tail.chars().skip(1);
            let between = rest.starts_with(char::is_uppercase)
                && inner.next() == Some('.')
                && inner.next().is_some_and(char::is_uppercase);
            if !(single && letter_follows && next_single && (capital || between)) {
                break;
            }
        } else {
            break;
        }
    }
    if end == 0 { rest.chars().next().map_or(1, char::len_utf8) } else { end }
}

/// The length of an ending that is cut off the word before it (« ’s », « n’t ») and stands here.
fn ending_length(rest: &str, lists: &Words) -> Option<usize> {
    if lists.endings.forms().is_empty() {
        return None;
    }
    let length = |ending: &&str| -> Option<usize> {
        let mut here = rest.chars();
        let mut length = 0;
        for wanted in ending.chars() {
            let letter = here.next()?;
            let same = if is_apostrophe(wanted) {
                is_apostrophe(letter)
            } else {
                letter.eq_ignore_ascii_case(&wanted)
            };
            if !same {
                return None;
            }
            length += letter.len_utf8();
        }
        here.next().is_none_or(|next| !next.is_alphanumeric()).then_some(length)
    };
    lists.endings.forms().iter().filter_map(length).max()
}

/// Where the ending begins that is cut off a word whose apostrophe stands at `at`.
fn cut_off(rest: &str, at: usize, lists: &Words) -> Option<usize> {
    let before =
        rest.get(..at)?.char_indices().next_back().map(|(start, _)| start).filter(|start| *start > 0);
    let stands = |start: usize| rest.get(start..).is_some_and(|tail| ending_length(tail, lists).is_some());
    before.filter(|&start| stands(start)).or_else(|| Some(at).filter(|&start| stands(start)))
}

/// For « U.R.S » the last letter after a dot; a character that never ends the head otherwise.
fn is_initial_dot(head: &str) -> char {
    let mut letters = head.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some('.')) if last.is_alphabetic() => last,
        _ => '\u{0}',
    }
}

fn push<'a>(
    text: &'a str,
    span: Span,
    paragraph: usize,
    glued: bool,
    before: &str,
    words: &mut Vec<Word<'a>>,
) {
    let token = span.of(text);
    let lower = lower_form(token);
    let folded = folded_form(&lower);
    let after = text.get(span.end..).and_then(|rest| rest.chars().next());
    let shape = shape_of(token, before, after, words, paragraph);
    words.push(Word {
        span,
        text: token,
        lower,
        fold: folded,
        shape,
        glued,
        hyphened: token.bytes().any(|byte| byte == b'-'),
        paragraph,
        sentence: 0,
        opens: false,
    });
}

/// The lower form of a token.
pub fn lower_form(token: &str) -> Form<'_> {
    let stays = |letter: char| {
        if letter.is_ascii() {
            !letter.is_ascii_uppercase()
        } else {
            !is_apostrophe(letter) && is_lower(letter)
        }
    };
    if token.chars().all(stays) {
        return Form::borrowed(token);
    }
    let mut room = [0; LONGEST_LOWERED];
    match lowered(token, &mut room) {
        Some(lower) => Form::made(lower),
        None => Form::made(&token.to_lowercase().replace(is_apostrophe, "'")),
    }
}

/// Tokens of so many bytes are made lower without asking for memory.
const LONGEST_LOWERED: usize = 48;

/// The lower form of a short token of ASCII, Western letters and typographic apostrophes, written into `room`.
fn lowered<'r>(token: &str, room: &'r mut [u8; LONGEST_LOWERED]) -> Option<&'r str> {
    let mut length = 0;
    let mut bytes = token.bytes();
    while let Some(byte) = bytes.next() {
        let mut put = |byte: u8| {
            *room.get_mut(length)? = byte;
            length += 1;
            Some(())
        };
        match byte {
            0xC3 => {
                let second = bytes.next()?;
                put(byte)?;
                put(if matches!(second, 0x80..=0x9E) && second != 0x97 { second + 0x20 } else { second })?;
            }
            0xE2 if bytes.next() == Some(0x80) && bytes.next() == Some(0x99) => put(b'\'')?,
            byte if byte.is_ascii() => put(byte.to_ascii_lowercase())?,
            _ => return None,
        }
    }
    std::str::from_utf8(room.get(..length)?).ok()
}

/// Whether lower case changes nothing.
fn is_lower(letter: char) -> bool {
    matches!(letter, 'ß'..='ÿ') || letter.to_lowercase().eq([letter])
}

fn folded_form<'a>(lower: &Form<'a>) -> Form<'a> {
    if let Some(known) = lower.folded() {
        return known;
    }
    if lower.is_ascii() && !lower.contains('`') {
        return lower.clone();
    }
    if !lower.contains('-') {
        return Form::made(&fold(lower));
    }
    Form::made(&lower.split('-').map(fold).collect::<Vec<_>>().join("-"))
}

fn shape_of(token: &str, before: &str, after: Option<char>, words: &[Word<'_>], paragraph: usize) -> Shape {
    let first = token.chars().next().unwrap_or(' ');
    if !is_french_letter(first) && first.is_numeric() {
        return Shape::Number;
    }
    if is_letter(first) {
        if !first.is_uppercase() {
            return Shape::Lower;
        }
        let mut letters = token.chars().filter(|letter| letter.is_alphabetic());
        // « S.d.N. » is written as « S.D.N. » is.
        let small = letters.clone().any(char::is_lowercase) && !token.contains('.');
        return if !small && letters.nth(1).is_some() { Shape::Upper } else { Shape::Capital };
    }
    if (first == '-' || is_apostrophe(first)) && token.chars().count() > 1 {
        return Shape::Lower;
    }
    match first {
        '«' | '“' | '„' | '‹' | '‘' => Shape::OpenQuote,
        '»' | '”' | '›' => Shape::CloseQuote,
        '"' => {
            let opens = before
                .chars()
                .next_back()
                .is_none_or(|letter| letter.is_whitespace() || "([–—".contains(letter))
                || [".-", "--", " -"].iter().any(|dash| before.ends_with(dash))
                || before.ends_with('\'') && words.last().is_some_and(|word| word.shape == Shape::OpenQuote)
                || words.last().is_some_and(|word| {
                    word.shape == Shape::Lower
                        && word.lower.ends_with('\'')
                        && word.span.end > 0
                        && before.ends_with(word.text)
                });
            if opens { Shape::OpenQuote } else { Shape::CloseQuote }
        }
        '\'' | '’' if token.chars().count() == 1 => single_mark(first, before, after, (words, paragraph)),
        _ => Shape::Mark,
    }
}

/// How far back an opening single mark is looked for, in tokens.
const SINGLE_REACH: usize = 200;

/// A single mark alone: it opens before a word, closes where one stands open, and is an apostrophe elsewhere.
fn single_mark(
    mark: char,
    before: &str,
    after: Option<char>,
    (words, paragraph): (&[Word<'_>], usize),
) -> Shape {
    let word_behind = after.is_some_and(char::is_alphanumeric);
    let free =
        before.chars().next_back().is_none_or(|letter| letter.is_whitespace() || "([–—\"“«".contains(letter));
    if mark == '\'' && free && word_behind {
        return Shape::OpenQuote;
    }
    let opening = if mark == '’' { "‘" } else { "'" };
    let mut near = words.iter().rev().take(SINGLE_REACH).take_while(|word| word.paragraph == paragraph);
    let last = near
        .find(|word| word.text == opening || word.text.starts_with(mark) && word.shape == Shape::CloseQuote);
    let open = last.is_some_and(|word| word.shape == Shape::OpenQuote);
    if open && !word_behind && !free { Shape::CloseQuote } else { Shape::Mark }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon;
    use crate::model::Language;

    #[test]
    fn what_is_shortened_behind_a_word_stands_alone() {
        let text = "Russia’s envoy didn't say he'd leave the parties' hall, O'Brien said.";
        let mut words = Vec::new();
        cut(text, Span::new(0, text.len()), 0, lexicon::words(Language::English), &mut words);
        let cut: Vec<&str> = words.iter().map(|word| word.text).collect();
        let expected = "Russia|’s|envoy|did|n't|say|he|'d|leave|the|parties|'|hall|,|O'Brien|said|.";
        assert_eq!(cut.join("|"), expected);
    }

    fn check(text: &str, expected: &str) {
        let mut words = Vec::new();
        cut(text, Span::new(0, text.len()), 0, lexicon::words(Language::French), &mut words);
        let cut: Vec<&str> = words.iter().map(|word| word.text).collect();
        assert_eq!(cut.join("|"), expected);
    }

    #[test]
    fn elided_words_stand_alone() {
        check("L'Elysée n'a rien dit jusqu’à l’aube.", "L'|Elysée|n'|a|rien|dit|jusqu’|à|l’|aube|.");
    }

    #[test]
    fn aujourdhui_is_one_word() {
        check("aujourd'hui, quelqu'un", "aujourd'hui|,|quelqu'un");
    }

    #[test]
    fn inverted_pronouns_stand_alone() {
        check("a-t-il dit, affirme-t-elle, dit-on", "a|-t-il|dit|,|affirme|-t-elle|,|dit|-on");
    }

    #[test]
    fn hyphenated_names_are_one_word() {
        check("Jean-Yves Ter-Minassian, vice-ministre", "Jean-Yves|Ter-Minassian|,|vice-ministre");
    }

    #[test]
    fn numbers_keep_their_separators_and_dates_do_not_glue() {
        check(
            "60.000 le 1er à 14h30, 11/09, 2026-02-03.",
            "60.000|le|1er|à|14h30|,|11|/|09|,|2026|-|02|-|03|.",
        );
    }

    #[test]
    fn initials_stay_together_and_a_full_stop_does_not() {
        check("l'U.R.S.S. a dit. M. Diallo", "l'|U.R.S.S|.|a|dit|.|M|.|Diallo");
        check("la S.d.N. siège à St.-Cloud", "la|S.d.N|.|siège|à|St|.|-|Cloud");
    }

    #[test]
    fn straight_marks_know_their_side() {
        let text = "\"Oui\", a-t-il dit, \"non\"";
        let mut words = Vec::new();
        cut(text, Span::new(0, text.len()), 0, lexicon::words(Language::French), &mut words);
        let sides: Vec<Shape> =
            words.iter().filter(|word| word.text == "\"").map(|word| word.shape).collect();
        assert_eq!(sides, [Shape::OpenQuote, Shape::CloseQuote, Shape::OpenQuote, Shape::CloseQuote]);
    }
}
