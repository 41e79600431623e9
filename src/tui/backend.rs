//! What ratatui draws through: changed cells as few bytes, and each frame as one write.
//!
//! Asks the terminal nothing: its size is told, and where the cursor stands is known. Does not take or give back the
//! terminal (that is `terminal`).

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd as _;
use unicode_width::UnicodeWidthStr as _;

/// How cells look, as far as the terminal has been told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: Pen = Pen { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

const ATTRIBUTES: &[(Modifier, u8)] = &[
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
];

/// Standard output, with what is not written yet.
#[derive(Debug)]
pub struct Direct<W = File> {
    out: W,
    unsent: Vec<u8>,
    size: Size,
    /// Where the terminal's cursor stands; unknown after the last column and after letters of unsure width.
    at: Option<Position>,
    pen: Pen,
    cursor_shown: bool,
}

impl Direct {
    /// Writes to standard output, past its buffer.
    pub fn new(size: (u16, u16)) -> io::Result<Self> {
        let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        Ok(Self::to(out, size))
    }
}

impl<W: Write> Direct<W> {
    fn to(out: W, (width, height): (u16, u16)) -> Self {
        Self {
            out,
            unsent: Vec::with_capacity(1 << 14),
            size: Size { width, height },
            at: None,
            pen: PLAIN,
            cursor_shown: false,
        }
    }

    /// Sends bytes with the next frame; they leave the cursor anywhere, hidden, and the pen plain.
    pub fn say(&mut self, bytes: &[u8]) {
        self.unsent.extend_from_slice(bytes);
        self.at = None;
        self.pen = PLAIN;
        self.cursor_shown = false;
    }

    /// The terminal has another size.
    pub fn resize(&mut self, (width, height): (u16, u16)) {
        self.size = Size { width, height };
        self.at = None;
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        let _memory_takes_it = self.unsent.write_fmt(text);
    }

    fn go(&mut self, to: Position) {
        match self.at {
            Some(at) if at == to => {}
            Some(at) if at.y == to.y && to.x == at.x + 1 => self.put(format_args!("\x1b[C")),
            Some(at) if at.y == to.y && to.x > at.x => self.put(format_args!("\x1b[{}C", to.x - at.x)),
            Some(at) if to.x == 0 && to.y == at.y + 1 => self.put(format_args!("\r\n")),
            _ if to.x == 0 => self.put(format_args!("\x1b[{}H", to.y + 1)),
            _ => self.put(format_args!("\x1b[{};{}H", to.y + 1, to.x + 1)),
        }
        self.at = Some(to);
    }

    fn dress(&mut self, pen: Pen) {
        if pen == self.pen {
            return;
        }
        let keeps = pen.modifier.contains(self.pen.modifier);
        let mut codes: Vec<u8> = Vec::new();
        let mut before = self.pen;
        if !keeps || pen == PLAIN {
            codes.push(0);
            before = PLAIN;
        }
        let added = pen.modifier.difference(before.modifier);
        codes.extend(
            ATTRIBUTES.iter().filter(|(modifier, _)| added.contains(*modifier)).map(|(_, code)| *code),
        );
        if pen.fg != before.fg {
            codes.push(colour(pen.fg));
        }
        if pen.bg != before.bg {
            codes.push(colour(pen.bg) + 10);
        }
        self.pen = pen;
        if codes == [0] {
            return self.put(format_args!("\x1b[m"));
        }
        let codes: Vec<String> = codes.iter().map(u8::to_string).collect();
        self.put(format_args!("\x1b[{}m", codes.join(";")));
    }
}

/// The foreground code of one of the sixteen colours; themes know no others.
const fn colour(colour: Color) -> u8 {
    match colour {
        Color::Black => 30,
        Color::Red => 31,
        Color::Green => 32,
        Color::Yellow => 33,
        Color::Blue => 34,
        Color::Magenta => 35,
        Color::Cyan => 36,
        Color::Gray => 37,
        Color::DarkGray => 90,
        Color::LightRed => 91,
        Color::LightGreen => 92,
        Color::LightYellow => 93,
        Color::LightBlue => 94,
        Color::LightMagenta => 95,
        Color::LightCyan => 96,
        Color::White => 97,
        _ => 39,
    }
}

impl<W: Write> Backend for Direct<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.go(Position { x, y });
            self.dress(Pen { fg: cell.fg, bg: cell.bg, modifier: cell.modifier });
            let symbol = cell.symbol();
            self.unsent.extend_from_slice(symbol.as_bytes());
            let sure = symbol.chars().count() == 1 && symbol.width() == 1 && x + 1 < self.size.width;
            self.at = sure.then_some(Position { x: x + 1, y });
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.cursor_shown, false) {
            self.put(format_args!("\x1b[?25l"));
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.cursor_shown, true) {
            self.put(format_args!("\x1b[?25h"));
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.at.unwrap_or(Position::ORIGIN))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.go(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, _region: ClearType) -> io::Result<()> {
        self.dress(PLAIN);
        self.put(format_args!("\x1b[2J"));
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.unsent.is_empty() {
            return Ok(());
        }
        let sent = self.out.write_all(&self.unsent);
        self.unsent.clear();
        sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::Terminal;
    use ratatui::style::Style;

    /// Remembers each write.
    #[derive(Default)]
    struct Writes(Vec<Vec<u8>>);

    impl Write for Writes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn frames(texts: &[&str]) -> (Vec<Vec<u8>>, String) {
        let mut terminal = Terminal::new(Direct::to(Writes::default(), (20, 4))).unwrap();
        for text in texts {
            terminal
                .draw(|frame| {
                    for (row, line) in (0..).zip(text.lines()) {
                        let style = if row == 1 { Style::new().bold().red() } else { Style::new() };
                        frame.buffer_mut().set_string(0, row, line, style);
                    }
                })
                .unwrap();
        }
        let writes = terminal.backend().out.0.clone();
        let mut screen = vt100::Parser::new(4.try_into().unwrap(), 20.try_into().unwrap(), 0);
        for write in &writes {
            screen.process(write);
        }
        (writes, screen.screen().contents())
    }

    #[test]
    fn each_frame_is_one_write_of_what_has_changed() {
        let (writes, shown) = frames(&["un\ndeux", "un\ndeux", "un\ndoux"]);
        assert_eq!(writes.len(), 2, "a frame that changes nothing writes nothing");
        assert_eq!(writes[1], b"\x1b[2;2Ho");
        assert_eq!(shown, "un\ndoux");
    }

    #[test]
    fn wide_and_combining_letters_leave_the_rest_in_its_place() {
        let (_, shown) = frames(&["中文 ab\ne\u{301}x", "中文 cb\ne\u{301}y"]);
        assert_eq!(shown, "中文 cb\ne\u{301}y");
    }

    #[test]
    fn the_pen_is_put_down_where_a_look_ends() {
        let (writes, _) = frames(&["a\nb\nc"]);
        let text = String::from_utf8(writes[0].clone()).unwrap();
        assert_eq!(text, "\x1b[1Ha\r\n\x1b[1;31mb\r\n\x1b[mc");
    }
}
