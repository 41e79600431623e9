//! JSON as the contracts want it: one object a line, hostile characters written `\uXXXX`.
//!
//! Does not know what is written.

use crate::model::text::is_hostile;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use std::io::{self, Write};

/// Writes one value and a line feed.
pub fn line<T: Serialize>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    // Many small pieces: gathered first, and then written at once.
    let mut line = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut line, Inert))?;
    line.push(b'\n');
    out.write_all(&line)
}

/// Compact JSON in which no character can drive a terminal or hide text.
struct Inert;

impl Formatter for Inert {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut plain = 0;
        for (at, letter) in hostile(fragment) {
            CompactFormatter.write_string_fragment(writer, fragment.get(plain..at).unwrap_or_default())?;
            for unit in letter.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            plain = at + letter.len_utf8();
        }
        CompactFormatter.write_string_fragment(writer, fragment.get(plain..).unwrap_or_default())
    }
}

/// The hostile characters of a text, with their places. Most text is passed over byte by byte.
fn hostile(text: &str) -> impl Iterator<Item = (usize, char)> {
    let may_be = |(_, byte): &(usize, u8)| {
        // Printing ASCII, the second bytes of letters, and the first bytes of Latin letters with accents are none.
        !matches!(byte, 0x20..=0x7E | 0x80..=0xBF | 0xC3..=0xCB)
    };
    let letter = |(at, _): (usize, u8)| Some((at, text.get(at..)?.chars().next()?));
    text.bytes().enumerate().filter(may_be).filter_map(letter).filter(|(_, letter)| is_hostile(*letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_hostile_character_is_passed_over() {
        for letter in ('\0'..=char::MAX).filter(|letter| is_hostile(*letter)) {
            assert_eq!(hostile(&format!("é{letter}z")).collect::<Vec<_>>(), [(2, letter)]);
        }
    }

    #[test]
    fn hostile_characters_are_escaped_and_come_back() {
        let text = "a\u{1b}[2J\u{7f}\u{9b}\u{202e}é\u{200b}\u{e0041}\n\"z\"";
        let mut out = Vec::new();
        line(&mut out, &text).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert_eq!(written, "\"a\\u001b[2J\\u007f\\u009b\\u202eé\\u200b\\udb40\\udc41\\n\\\"z\\\"\"\n");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}
