//! Pages: text put together by the program, broken to a width, each piece with the part it plays.
//!
//! For what is short by nature (quotes, reports, help). Articles and exports are broken where they are looked at.

use super::text::Glyphs;
use super::wrap::Wrap;

/// No text of an article takes more than this on a page; the article itself shows the rest.
const LONGEST: usize = 4000;

/// The part that a piece of text plays; a theme says how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Plain text.
    Text,
    /// A heading.
    Heading,
    /// What stands back.
    Dim,
    /// Who speaks or reports.
    Speaker,
    /// Quoted words.
    Quote,
    /// A date.
    Date,
    /// A key.
    Key,
    /// What is in doubt.
    Doubt,
    /// Words that another wording lacks.
    Differs,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// As it stands in its source; made visible when it is drawn.
    pub text: String,
    /// Its part.
    pub role: Role,
}

/// Lines that are ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The lines.
    pub lines: Vec<Vec<Piece>>,
}

/// Writes a page of a width.
#[derive(Debug)]
pub struct Pages {
    width: usize,
    glyphs: Glyphs,
    page: Page,
}

impl Pages {
    /// An empty page of `width` cells.
    pub fn new(width: usize, glyphs: Glyphs) -> Self {
        Self { width, glyphs, page: Page::default() }
    }

    /// An empty line, unless the page begins or has just had one.
    pub fn gap(&mut self) {
        if self.page.lines.last().is_some_and(|line| !line.is_empty()) {
            self.page.lines.push(Vec::new());
        }
    }

    /// A paragraph: its first line indented by `first` cells, the others by `rest`.
    pub fn put(&mut self, first: usize, rest: usize, pieces: &[(Role, &str)]) {
        let mut text = String::new();
        let mut roles: Vec<(usize, Role)> = Vec::new();
        for (role, piece) in pieces {
            let piece = match piece.char_indices().nth(LONGEST) {
                Some((cut, _)) => format!("{}…", piece.get(..cut).unwrap_or("")),
                None => (*piece).to_owned(),
            };
            text.push_str(&piece.replace('\n', " "));
            roles.push((text.len(), *role));
        }
        let indent = first.max(rest);
        let wrap = Wrap::new(&text, self.width.saturating_sub(indent), self.glyphs);
        for (number, line) in wrap.lines(0, LONGEST).into_iter().enumerate() {
            let indent = if number == 0 { first } else { rest };
            let mut pieces = Vec::new();
            if indent > 0 {
                pieces.push(Piece { text: " ".repeat(indent), role: Role::Text });
            }
            let mut start = line.start;
            for (end, role) in &roles {
                let end = (*end).min(line.end);
                if end > start {
                    let text = text.get(start..end).unwrap_or("").to_owned();
                    pieces.push(Piece { text, role: *role });
                    start = end;
                }
            }
            self.page.lines.push(pieces);
        }
    }

    /// A paragraph with a column of its own before it: the words beside that have the same room on every line.
    pub fn put_beside(&mut self, column: (Role, &str), indent: usize, words: &[(Role, &str)]) {
        let at = self.page.lines.len();
        self.put(indent, indent, words);
        if self.page.lines.len() == at {
            self.page.lines.push(vec![Piece { text: String::new(), role: Role::Text }]);
        }
        if let Some(first) = self.page.lines.get_mut(at).and_then(|line| line.first_mut()) {
            let width = self.glyphs.width(column.1);
            let text = format!("{}{}", column.1, " ".repeat(indent.saturating_sub(width)));
            *first = Piece { text, role: column.0 };
        }
    }

    /// The page.
    pub fn done(mut self) -> Page {
        while self.page.lines.last().is_some_and(Vec::is_empty) {
            self.page.lines.pop();
        }
        self.page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_stay_with_their_words_across_lines() {
        let mut pages = Pages::new(10, Glyphs { utf8: true });
        pages.put(0, 2, &[(Role::Speaker, "Macron"), (Role::Text, " a dit oui")]);
        let page = pages.done();
        let lines: Vec<String> =
            page.lines.iter().map(|line| line.iter().map(|piece| piece.text.as_str()).collect()).collect();
        assert_eq!(lines, ["Macron a", "  dit oui"]);
        assert_eq!(page.lines[0][0].role, Role::Speaker);
    }

    #[test]
    fn a_megabyte_in_one_piece_is_cut() {
        let mut pages = Pages::new(40, Glyphs { utf8: true });
        pages.put(0, 0, &[(Role::Quote, &"a".repeat(1_000_000))]);
        assert!(pages.done().lines.len() < 200);
    }
}
