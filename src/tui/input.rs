//! Bytes from the terminal to keys.
//!
//! A key's bytes may arrive in pieces: what has begun waits for its rest, and only a silence makes a lone Esc. What no
//! key begins with, and answers to questions that nobody asked, are swallowed. Reads nothing itself.

use crate::app::keys::Key;
use crate::app::{Mouse, Msg};
use std::time::Duration;

/// No sequence of a key is longer; what is, is thrown away.
const LONGEST: usize = 64;
/// Pasted text beyond this is thrown away.
const LONGEST_PASTE: usize = 1 << 20;
/// A paste that stops coming is over.
const PASTE_WAIT: Duration = Duration::from_secs(1);

const ESC: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";

/// What has come and is not yet a key.
#[derive(Debug, Default)]
pub struct Input {
    pending: Vec<u8>,
    paste: Option<Vec<u8>>,
}

/// What the first bytes make.
enum Parsed {
    /// A key of so many bytes.
    Key(Key, usize),
    /// So many bytes that mean nothing.
    Nothing(usize),
    /// The mouse, at a cell, of so many bytes.
    Mouse(Mouse, (u16, u16), usize),
    /// The mark that pasted text follows, of so many bytes.
    Paste(usize),
    /// More is to come.
    Partial,
}

impl Input {
    /// How long to wait for the rest; `None` if nothing has begun.
    pub fn patience(&self, escape_wait: Duration) -> Option<Duration> {
        match (&self.paste, self.pending.is_empty()) {
            (Some(_), _) => Some(PASTE_WAIT),
            (None, false) => Some(escape_wait),
            (None, true) => None,
        }
    }

    /// Takes bytes in; gives the keys that are whole.
    pub fn take(&mut self, bytes: &[u8]) -> Vec<Msg> {
        self.pending.extend_from_slice(bytes);
        let mut msgs = Vec::new();
        while !self.pending.is_empty() {
            if self.paste.is_some() {
                if !self.take_paste(&mut msgs) {
                    break;
                }
                continue;
            }
            let used = match parse(&self.pending) {
                Parsed::Partial if self.pending.len() > LONGEST => self.pending.len(),
                Parsed::Partial => break,
                Parsed::Key(key, used) => {
                    msgs.push(Msg::Key(key));
                    used
                }
                Parsed::Mouse(mouse, (x, y), used) => {
                    msgs.push(Msg::Mouse(mouse, x, y));
                    used
                }
                Parsed::Nothing(used) => used,
                Parsed::Paste(used) => {
                    self.paste = Some(Vec::new());
                    used
                }
            };
            self.pending.drain(..used.min(self.pending.len()));
        }
        msgs
    }

    /// Nothing more came: what has begun is all there is.
    pub fn give_up(&mut self) -> Vec<Msg> {
        if let Some(mut pasted) = self.paste.take() {
            pasted.append(&mut self.pending);
            return vec![pasted_text(&pasted)];
        }
        let pending = std::mem::take(&mut self.pending);
        match pending.as_slice() {
            [ESC] => vec![Msg::Key(Key::Esc)],
            [ESC, next @ (b'[' | b'O')] => vec![Msg::Key(Key::Esc), Msg::Key(Key::Char(char::from(*next)))],
            _ => Vec::new(),
        }
    }

    /// Moves bytes into the paste; `false` if its end is still to come.
    fn take_paste(&mut self, msgs: &mut Vec<Msg>) -> bool {
        let Some(pasted) = &mut self.paste else { return true };
        let end = self.pending.windows(PASTE_END.len()).position(|bytes| bytes == PASTE_END);
        // The last bytes may be the beginning of the end.
        let whole = end.unwrap_or_else(|| self.pending.len().saturating_sub(PASTE_END.len() - 1));
        let room = LONGEST_PASTE.saturating_sub(pasted.len());
        pasted.extend(self.pending.drain(..whole).take(room));
        if end.is_some() {
            self.pending.drain(..PASTE_END.len());
            msgs.push(pasted_text(pasted));
            self.paste = None;
        }
        end.is_some()
    }
}

fn pasted_text(bytes: &[u8]) -> Msg {
    Msg::Paste(String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n"))
}

fn parse(bytes: &[u8]) -> Parsed {
    match bytes {
        [] | [ESC] => Parsed::Partial,
        [ESC, b'[', rest @ ..] => csi(rest),
        [ESC, b'O', rest @ ..] => ss3(rest),
        [ESC, b']' | b'P' | b'_' | b'^' | b'X', rest @ ..] => string(rest),
        [ESC, ..] => Parsed::Key(Key::Esc, 1),
        [byte @ (0..0x20 | 0x7f), ..] => Parsed::Key(control(*byte), 1),
        bytes => letter(bytes),
    }
}

const fn control(byte: u8) -> Key {
    match byte {
        b'\r' | b'\n' => Key::Enter,
        b'\t' => Key::Tab,
        0x7f => Key::Backspace,
        0x01..=0x1a => Key::Ctrl((byte | 0x60) as char),
        _ => Key::Other,
    }
}

/// One letter in UTF-8.
fn letter(bytes: &[u8]) -> Parsed {
    let head = bytes.get(..bytes.len().min(4)).unwrap_or(bytes);
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(why) if why.valid_up_to() == 0 => {
            return why.error_len().map_or(Parsed::Partial, Parsed::Nothing);
        }
        Err(why) => {
            head.get(..why.valid_up_to()).and_then(|head| std::str::from_utf8(head).ok()).unwrap_or("")
        }
    };
    match valid.chars().next() {
        Some(letter) if letter.is_control() => Parsed::Nothing(letter.len_utf8()),
        Some(letter) => Parsed::Key(Key::Char(letter), letter.len_utf8()),
        None => Parsed::Nothing(1),
    }
}

/// What follows `ESC [`.
fn csi(rest: &[u8]) -> Parsed {
    // The Linux console sends F1 as `ESC [ [ A`.
    if let [b'[', tail @ ..] = rest {
        return if tail.is_empty() { Parsed::Partial } else { Parsed::Nothing(4) };
    }
    let Some(end) = rest.iter().position(|byte| !(0x20..0x40).contains(byte)) else { return Parsed::Partial };
    let (parameters, last) = (rest.get(..end).unwrap_or_default(), rest.get(end).copied().unwrap_or(0));
    if !(0x40..0x7f).contains(&last) {
        // Cut short by another sequence: that one begins anew.
        return Parsed::Nothing(2 + end);
    }
    let used = 2 + end + 1;
    if let Some(parameters) = parameters.strip_prefix(b"<") {
        return mouse(parameters, last, used);
    }
    let number = parameters.split(|byte| *byte == b';').next().unwrap_or_default();
    let key = match (last, number) {
        (b'~', b"200") => return Parsed::Paste(used),
        (b'M', []) => return if rest.len() < end + 4 { Parsed::Partial } else { Parsed::Nothing(used + 3) },
        (b'A', _) => Key::Up,
        (b'B', _) => Key::Down,
        (b'C', _) => Key::Right,
        (b'D', _) => Key::Left,
        (b'H', _) | (b'~', b"1" | b"7") => Key::Home,
        (b'F', _) | (b'~', b"4" | b"8") => Key::End,
        (b'~', b"3") => Key::Delete,
        (b'~', b"5") => Key::PageUp,
        (b'~', b"6") => Key::PageDown,
        (b'Z', _) => Key::BackTab,
        _ => return Parsed::Nothing(used),
    };
    Parsed::Key(key, used)
}

/// A report of the mouse: button, column, row.
fn mouse(parameters: &[u8], last: u8, used: usize) -> Parsed {
    let text = std::str::from_utf8(parameters).unwrap_or("");
    let numbers: Vec<u16> = text.split(';').filter_map(|number| number.parse().ok()).collect();
    let (Some(mouse), [_, x, y]) = (
        match (last, numbers.first()) {
            (b'M', Some(0)) => Some(Mouse::Press),
            (b'M', Some(64)) => Some(Mouse::Up),
            (b'M', Some(65)) => Some(Mouse::Down),
            _ => None,
        },
        numbers.as_slice(),
    ) else {
        return Parsed::Nothing(used);
    };
    Parsed::Mouse(mouse, (x.saturating_sub(1), y.saturating_sub(1)), used)
}

/// What follows `ESC O`.
fn ss3(rest: &[u8]) -> Parsed {
    let key = match rest.first() {
        None => return Parsed::Partial,
        Some(b'A') => Key::Up,
        Some(b'B') => Key::Down,
        Some(b'C') => Key::Right,
        Some(b'D') => Key::Left,
        Some(b'H') => Key::Home,
        Some(b'F') => Key::End,
        Some(b'M') => Key::Enter,
        Some(&ESC) => return Parsed::Nothing(2),
        Some(_) => Key::Other,
    };
    Parsed::Key(key, 3)
}

/// What a terminal says unasked, up to its end.
fn string(rest: &[u8]) -> Parsed {
    let bell = rest.iter().position(|byte| *byte == 0x07).map(|at| at + 1);
    let end = rest.windows(2).position(|pair| pair == b"\x1b\\").map(|at| at + 2);
    match (bell, end) {
        (Some(bell), Some(end)) => Parsed::Nothing(2 + bell.min(end)),
        (Some(end), None) | (None, Some(end)) => Parsed::Nothing(2 + end),
        (None, None) => Parsed::Partial,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is told, in a form that can be compared.
    fn keys(pieces: &[&[u8]]) -> Vec<String> {
        let mut input = Input::default();
        pieces.iter().flat_map(|piece| input.take(piece)).map(|msg| format!("{msg:?}")).collect()
    }

    fn key(key: Key) -> String {
        format!("{:?}", Msg::Key(key))
    }

    #[test]
    fn an_arrow_that_arrives_byte_by_byte_only_moves() {
        assert_eq!(keys(&[b"\x1b", b"[", b"A"]), [key(Key::Up)]);
        assert_eq!(keys(&[b"\x1b", b"O", b"B"]), [key(Key::Down)]);
        assert_eq!(keys(&[b"\x1b", b"[", b"5", b"~"]), [key(Key::PageUp)]);
        assert_eq!(keys(&[b"j\x1b[", b"Bk"]), [key(Key::Char('j')), key(Key::Down), key(Key::Char('k'))]);
    }

    #[test]
    fn a_lone_escape_is_one_after_a_silence() {
        let mut input = Input::default();
        let wait = Duration::from_millis(50);
        assert_eq!(input.patience(wait), None);
        assert!(input.take(b"\x1b").is_empty());
        assert_eq!(input.patience(wait), Some(wait));
        assert!(matches!(input.give_up()[..], [Msg::Key(Key::Esc)]));
        assert_eq!(input.patience(wait), None);
        assert_eq!(keys(&[b"\x1b\x1b", b"j"]), [key(Key::Esc), key(Key::Esc), key(Key::Char('j'))]);
    }

    #[test]
    fn letters_of_several_bytes_may_come_in_pieces() {
        assert_eq!(keys(&[b"\xc3", b"\xa9"]), [key(Key::Char('é'))]);
        assert_eq!(keys(&["é中".as_bytes()]), [key(Key::Char('é')), key(Key::Char('中'))]);
        assert_eq!(keys(&[b"\xff", b"a"]), [key(Key::Char('a'))]);
        assert_eq!(keys(&["\u{9b}a".as_bytes()]), [key(Key::Char('a'))]);
    }

    #[test]
    fn backspace_is_known_by_both_its_bytes() {
        assert_eq!(
            keys(&[b"\x7f\x08\r\t\x03"]),
            [key(Key::Backspace), key(Key::Ctrl('h')), key(Key::Enter), key(Key::Tab), key(Key::Ctrl('c'))]
        );
    }

    #[test]
    fn a_paste_is_one_message_whatever_is_in_it() {
        let paste = format!("{:?}", Msg::Paste("q\n\u{1b}[Ay".to_owned()));
        assert_eq!(keys(&[b"\x1b[200~q\r\x1b[A", b"y\x1b[20", b"1~j"]), [paste, key(Key::Char('j'))]);
    }

    #[test]
    fn the_mouse_tells_its_cell() {
        assert_eq!(keys(&[b"\x1b[<0;12;3M\x1b[<0;12;3m"]), ["Mouse(Press, 11, 2)"]);
        assert_eq!(keys(&[b"\x1b[<65;1;", b"1M"]), ["Mouse(Down, 0, 0)"]);
        assert_eq!(keys(&[b"\x1b[<9;1;1Mj"]), [key(Key::Char('j'))]);
    }

    #[test]
    fn answers_that_nobody_asked_for_are_swallowed() {
        assert_eq!(keys(&[b"\x1b]11;rgb:0/0/0\x1b\\j"]), [key(Key::Char('j'))]);
        assert_eq!(keys(&[b"\x1b[?62;22cj"]), [key(Key::Char('j'))]);
        assert_eq!(keys(&[b"\x1b[[Aj"]), [key(Key::Char('j'))]);
        assert_eq!(keys(&[b"\x1b[1;2\x1b[Aj"]), [key(Key::Up), key(Key::Char('j'))]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived_and_the_pieces_do_not_matter(
            bytes in proptest::collection::vec(
                prop_oneof![Just(ESC), Just(b'['), Just(b'O'), Just(b'~'), 0x20_u8..0x7f, 0_u8..=255], 0..40),
            at in 0_usize..40,
        ) {
            let at = at.min(bytes.len());
            let (one, other) = bytes.split_at(at);
            prop_assert_eq!(keys(&[one, other]), keys(&[&bytes]));
        }
    }
}
