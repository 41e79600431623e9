//! The wire format: a first line ` date YYYY-MM-DD Headline`, then paragraphs.
//!
//! UTF-8 with or without a byte order mark, any line ends. Changes nothing in the text but its line ends and
//! the white space at its two ends, so that offsets mean the same everywhere.

use super::Trouble;
use crate::model::{Article, Published};
use chrono::NaiveDate;
use std::borrow::Cow;

/// Reads the bytes of a file.
pub fn read(bytes: &[u8], name: Option<String>) -> Result<Article, Trouble> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Trouble::Binary { offset });
    }
    let text = std::str::from_utf8(bytes).map_err(|why| Trouble::Encoding { offset: why.valid_up_to() })?;
    if text.trim().is_empty() {
        return Err(Trouble::Empty);
    }
    let text = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    let (first, body) = text.split_once('\n').unwrap_or((&text, ""));
    let (date, headline) = date_line(first)?;
    let text = format!("{headline}\n\n{}", body.trim_matches('\n'));
    Ok(Article::new(Published::on(date), name, text.trim().to_owned()))
}

/// The articles that stand one behind the other: each begins with a date line at the start or behind an empty line.
///
/// What stands before the first date line is a piece too, so that it is refused and not lost.
pub fn articles(bytes: &[u8]) -> Vec<&[u8]> {
    let mut starts = vec![0];
    let (mut at, mut empty) = (0, false);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let begins = || std::str::from_utf8(line).is_ok_and(is_date_line);
        if at > 0 && empty && begins() {
            starts.push(at);
        }
        at += line.len();
        empty = line.trim_ascii().is_empty();
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| bytes.get(*start..end)).collect()
}

/// Whether a line opens an article, whatever its day and headline.
fn is_date_line(line: &str) -> bool {
    let rest = line.trim().strip_prefix("date").filter(|rest| rest.starts_with(char::is_whitespace));
    rest.and_then(|rest| rest.split_whitespace().next()).is_some_and(looks_like_a_date)
}

/// The date and the headline of the first line.
fn date_line(line: &str) -> Result<(NaiveDate, &str), Trouble> {
    let no_date_line = || Trouble::NoDateLine { found: line.trim().to_owned() };
    let rest = line.trim().strip_prefix("date").ok_or_else(no_date_line)?;
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return Err(no_date_line());
    }
    let rest = rest.trim_start();
    let (date, headline) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    if !looks_like_a_date(date) {
        return Err(no_date_line());
    }
    let impossible = || Trouble::ImpossibleDate { found: date.to_owned() };
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").map_err(|_| impossible())?;
    let headline = headline.trim();
    if headline.is_empty() { Err(Trouble::NoHeadline) } else { Ok((date, headline)) }
}

/// Four, two and two digits; whether there is such a day is another question.
fn looks_like_a_date(date: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| {
        if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() }
    };
    date.len() == 10 && date.bytes().enumerate().all(shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        read(bytes, None).unwrap().text
    }

    #[test]
    fn the_text_is_the_same_with_any_line_ends_and_marks() {
        let plain = text(b" date 2025-03-01 Un titre \n\nUn paragraphe.\n\nDeux.  \n\n");
        assert_eq!(plain, "Un titre\n\nUn paragraphe.\n\nDeux.");
        assert_eq!(
            text(b"\xEF\xBB\xBF date 2025-03-01 Un titre\r\n\r\nUn paragraphe.\r\n\r\nDeux.\r\n"),
            plain
        );
        assert_eq!(text(b"date 2025-03-01 Un titre\rUn paragraphe.\r\rDeux."), plain);
    }

    #[test]
    fn files_one_behind_the_other_are_articles_of_their_own() {
        let cut = |text: &'static str| articles(text.as_bytes()).len();
        assert_eq!(cut(" date 2025-03-01 Un\n\nA.\n\n date 2025-03-02 Deux\n\nB.\n"), 2);
        assert_eq!(cut("date 2025-03-01 Un\r\n\r\nA.\r\n\r\ndate 2025-03-02 Deux\r\n\r\nB.\r\n"), 2);
        assert_eq!(cut(" date 2025-03-01 Un\n date 2025-03-02 dans le texte\n\nA.\n"), 1);
        assert_eq!(cut(" date 2025-03-01 Un\n\ndate limite fixée\n\ndated 2025-03-01 x\n"), 1);
        assert_eq!(cut("rien\n\n date 2025-03-01 Un\n"), 2);
        assert_eq!(cut(""), 1);
    }

    #[test]
    fn a_headline_alone_is_an_article() {
        assert_eq!(text(b" date 2025-03-01 Un titre"), "Un titre");
    }

    #[test]
    fn white_space_inside_the_body_stays() {
        assert_eq!(text(b" date 2025-03-01 T\n\n  a\xC2\xA0b \n c"), "T\n\n  a\u{a0}b \n c");
    }

    #[test]
    fn each_refusal_says_what_is_wrong() {
        let refused = |bytes: &[u8]| read(bytes, None).unwrap_err().to_string();
        assert!(refused(b"").contains("empty"));
        assert!(refused(b" \n\n").contains("empty"));
        assert!(refused(b" date 2025-03-01 T\n\n\0").contains("offset 20"));
        assert!(refused(b" date 2025-03-01 T\n\n\xff").contains("offset 20"));
        assert!(refused(b"{\"a\": 1}").contains("{\"a\": 1}"));
        assert!(refused(b" date 2025-02-30 T").contains("2025-02-30"));
        assert!(refused(b" date hier T").contains("first line"));
        assert!(refused(b" date 2025-03-01 \n\nx").contains("headline"));
        assert!(refused(b"dated 2025-03-01 T").contains("first line"));
        let hostile = refused("\u{1b}]0;x\u{7}".as_bytes());
        assert!(hostile.contains("^[") && !hostile.contains('\u{1b}'));
    }
}
