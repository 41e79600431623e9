//! What leads to the terminal: only what has changed, in few bytes, and each frame in one write.
//!
//! Remembers what the terminal shows. Asks it nothing: its size is told, and where the cursor stands is known. Does
//! not take or give back the terminal (that is `terminal`).

use super::pen::{PLAIN, Pen, same};
use super::scroll::{self, Shift};
use crate::app::rest::Rest;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd as _;
use unicode_width::UnicodeWidthStr as _;

/// Where fewer cells of the rest have changed the frame is sent whole.
const AT_ONCE: usize = 240;
/// So many blanks are erased rather than written.
const ERASED_FROM: usize = 9;

/// Standard output, with what is not written yet.
#[derive(Debug)]
pub struct Output<W = File> {
    out: W,
    unsent: Vec<u8>,
    /// What the terminal shows; `None` if that is not known.
    shown: Option<Buffer>,
    /// Where the next frame is drawn.
    spare: Buffer,
    /// Where the terminal's cursor stands; unknown after the last column and after letters of unsure width.
    at: Option<Position>,
    pen: Pen,
    cursor_shown: bool,
}

impl Output {
    /// Writes to standard output, past its buffer.
    pub fn new(size: (u16, u16)) -> io::Result<Self> {
        let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        Ok(Self::to(out, size))
    }
}

#[cfg(test)]
impl Output<Vec<u8>> {
    /// All that was sent.
    pub fn sent(&self) -> &[u8] {
        &self.out
    }
}

impl<W: Write> Output<W> {
    /// Writes anywhere.
    pub fn to(out: W, (width, height): (u16, u16)) -> Self {
        Self {
            out,
            unsent: Vec::with_capacity(1 << 14),
            shown: Some(Buffer::empty(Rect::new(0, 0, width, height))),
            spare: Buffer::empty(Rect::new(0, 0, width, height)),
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

    /// Sends bytes with the next frame that change nothing of what is seen and move nothing.
    pub fn whisper(&mut self, bytes: &[u8]) {
        self.unsent.extend_from_slice(bytes);
    }

    /// The terminal has another size.
    pub fn resize(&mut self, (width, height): (u16, u16)) {
        self.spare = Buffer::empty(Rect::new(0, 0, width, height));
        self.shown = None;
    }

    /// Forgets what the terminal shows, so that the next frame draws all of it.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// Draws one frame; the cursor is shown where `view` wants it. Of a long frame the `rest` is left as it stands;
    /// whether that was done, so that another frame must follow.
    pub fn draw(
        &mut self,
        view: impl FnOnce(&mut Buffer) -> Option<Position>,
        rest: Option<&Rest>,
    ) -> io::Result<bool> {
        let mut next = std::mem::take(&mut self.spare);
        next.reset();
        let cursor = view(&mut next);
        let shown = match self.shown.take().filter(|shown| shown.area == next.area) {
            Some(shown) => shown,
            None => self.clear(next.area),
        };
        self.hide_cursor_if(cursor.is_none());
        let rest = rest.filter(|rest| changed(&shown, &next, rest) >= AT_ONCE);
        let left = match self.shortest(&shown, &next, rest) {
            Cow::Owned(picture) => {
                next = picture;
                true
            }
            Cow::Borrowed(_) => false,
        };
        if let Some(cursor) = cursor {
            self.go(cursor);
            if !std::mem::replace(&mut self.cursor_shown, true) {
                self.put(format_args!("\x1b[?25h"));
            }
        }
        self.spare = shown;
        self.shown = Some(next);
        self.flush()?;
        Ok(left)
    }

    /// Puts down what leads from one picture to the next: as it is, or after a move of rows, whichever takes fewer
    /// bytes. The rest is left as it stands or was moved to; the picture that is then shown.
    fn shortest<'b>(&mut self, shown: &Buffer, next: &'b Buffer, rest: Option<&Rest>) -> Cow<'b, Buffer> {
        let (begun, at, pen) = (self.unsent.len(), self.at, self.pen);
        let left = |shown: &Buffer| -> Cow<'b, Buffer> {
            let mut picture = Cow::Borrowed(next);
            if let Some(rest) = rest {
                copy(shown, picture.to_mut(), rest);
            }
            picture
        };
        let mut picture = left(shown);
        self.changes(shown, &picture);
        // What is left is not looked at when moves are weighed.
        let (mut before, mut after) = (Cow::Borrowed(shown), Cow::Borrowed(next));
        if let Some(rest) = rest {
            let blank = Buffer::empty(next.area);
            copy(&blank, before.to_mut(), rest);
            copy(&blank, after.to_mut(), rest);
        }
        for shift in scroll::find(&before, &after) {
            let still = (self.unsent.split_off(begun), self.at, self.pen);
            (self.at, self.pen) = (at, pen);
            let mut moved = shown.clone();
            self.shift(shift);
            scroll::apply(&mut moved, shift);
            let then = left(&moved);
            self.changes(&moved, &then);
            if self.unsent.len() - begun >= still.0.len() {
                self.unsent.truncate(begun);
                self.unsent.extend_from_slice(&still.0);
                (self.at, self.pen) = (still.1, still.2);
            } else {
                picture = then;
            }
        }
        picture
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.unsent.is_empty() {
            return Ok(());
        }
        let sent = self.out.write_all(&self.unsent);
        self.unsent.clear();
        sent
    }

    fn hide_cursor_if(&mut self, hide: bool) {
        if hide && std::mem::replace(&mut self.cursor_shown, false) {
            self.put(format_args!("\x1b[?25l"));
        }
    }

    fn clear(&mut self, area: Rect) -> Buffer {
        self.dress(PLAIN);
        self.put(format_args!("\x1b[2J"));
        Buffer::empty(area)
    }

    /// Moves rows as terminals since the VT100 do: a line feed on a region's last row, an index back on its first.
    fn shift(&mut self, shift: Shift) {
        self.undress();
        self.put(format_args!("\x1b[{};{}r", shift.top + 1, shift.bottom + 1));
        let from = if shift.by > 0 { shift.bottom } else { shift.top };
        self.put(format_args!("\x1b[{}H", from + 1));
        let feed: &[u8] = if shift.by > 0 { b"\n" } else { b"\x1bM" };
        (0..shift.by.unsigned_abs()).for_each(|_| self.unsent.extend_from_slice(feed));
        self.put(format_args!("\x1b[r"));
        self.at = Some(Position::ORIGIN);
    }

    /// Sends the cells that differ.
    fn changes(&mut self, shown: &Buffer, next: &Buffer) {
        let width = usize::from(next.area.width).max(1);
        let rows = shown.content.chunks(width).zip(next.content.chunks(width));
        for (y, (old, new)) in (0..).zip(rows) {
            if old != new {
                self.row(y, old, new);
            }
        }
    }

    fn row(&mut self, y: u16, old: &[Cell], new: &[Cell]) {
        let (mut x, mut spoilt) = (0, 0_usize);
        while let (Some(before), Some(cell)) = (old.get(x), new.get(x)) {
            let cells = wide(cell);
            // What stood under a wide letter is gone when its half is written over.
            let changed = !same(before, cell) || spoilt > 0;
            if changed {
                let covered = old.iter().skip(x).take(cells).enumerate();
                spoilt =
                    covered.map(|(at, under)| at + wide(under)).fold(spoilt.max(wide(before)), usize::max);
                match erasable(old, new, x, spoilt) {
                    Some(blanks) => {
                        self.erase(x, y, blanks, new.len());
                        x += blanks;
                        spoilt = 0;
                        continue;
                    }
                    None => self.cell(x, y, new),
                }
            }
            x += cells;
            spoilt = spoilt.saturating_sub(cells);
        }
    }

    /// Erases blanks, to the end of the row if they reach it.
    fn erase(&mut self, x: usize, y: u16, blanks: usize, width: usize) {
        self.go(Position { x: u16::try_from(x).unwrap_or(u16::MAX), y });
        self.undress();
        if x + blanks == width {
            self.put(format_args!("\x1b[K"));
        } else {
            self.put(format_args!("\x1b[{blanks}X"));
        }
    }

    fn cell(&mut self, x: usize, y: u16, row: &[Cell]) {
        let Some(cell) = row.get(x) else { return };
        let to = Position { x: u16::try_from(x).unwrap_or(u16::MAX), y };
        let mut pen = Pen::of(cell);
        // A blank needs no colour of its own.
        if cell.symbol() == " " && pen.blank_is_empty() && self.pen.blank_is_empty() {
            pen = self.pen;
        }
        if !self.write_over(to, row, pen) {
            self.go(to);
        }
        self.dress(pen);
        let symbol = cell.symbol();
        self.unsent.extend_from_slice(symbol.as_bytes());
        let one = symbol.len() == 1 || (symbol.chars().count() == 1 && symbol.width() == 1);
        let sure = one && x + 1 < row.len();
        self.at = sure.then_some(Position { x: to.x + 1, y });
    }

    /// Over a few cells that stay as they are, writing them again may be shorter than passing over them: in the look that
    /// is on or in the `next` one, which is put on anyway.
    fn write_over(&mut self, to: Position, row: &[Cell], next: Pen) -> bool {
        let near = |at: &Position| at.y == to.y && at.x < to.x && to.x - at.x <= 6;
        let Some(at) = self.at.filter(near) else { return false };
        let Some(between) = row.get(usize::from(at.x)..usize::from(to.x)) else { return false };
        let bytes: usize = between.iter().map(|cell| cell.symbol().len()).sum();
        if bytes > way(Some(at), to).len() {
            return false;
        }
        let fits = |cell: &Cell, pen: Pen| {
            let blank = cell.symbol() == " " && Pen::of(cell).blank_is_empty() && pen.blank_is_empty();
            wide(cell) == 1 && (Pen::of(cell) == pen || blank)
        };
        let before = between.iter().take_while(|cell| fits(cell, self.pen)).count();
        let (before, after) = between.split_at(before);
        if !after.iter().all(|cell| fits(cell, next)) {
            return false;
        }
        self.unsent.extend(before.iter().flat_map(|cell| cell.symbol().bytes()));
        if !after.is_empty() {
            self.dress(next);
            self.unsent.extend(after.iter().flat_map(|cell| cell.symbol().bytes()));
        }
        self.at = Some(to);
        true
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        let _memory_takes_it = self.unsent.write_fmt(text);
    }

    fn go(&mut self, to: Position) {
        // Most letters stand behind the one that was sent last.
        if self.at == Some(to) {
            return;
        }
        let way = way(self.at, to);
        self.unsent.extend_from_slice(way.as_bytes());
        self.at = Some(to);
    }

    /// Puts down what would be seen of blanks that are erased or moved in.
    fn undress(&mut self) {
        if !self.pen.blank_is_empty() {
            self.dress(PLAIN);
        }
    }

    fn dress(&mut self, pen: Pen) {
        let codes = self.pen.to(pen);
        self.unsent.extend_from_slice(codes.as_bytes());
        self.pen = pen;
    }
}

/// How many cells of the rest have changed.
fn changed(from: &Buffer, to: &Buffer, rest: &Rest) -> usize {
    let cells = rest.rows.iter().flat_map(|y| rest.columns.clone().map(move |x| (x, *y)));
    cells.filter(|at| from.cell(*at) != to.cell(*at)).count()
}

/// Copies the cells of the rest.
fn copy(from: &Buffer, to: &mut Buffer, rest: &Rest) {
    for (y, x) in rest.rows.iter().flat_map(|y| rest.columns.clone().map(move |x| (*y, x))) {
        if let (Some(cell), Some(other)) = (from.cell((x, y)), to.cell_mut((x, y))) {
            other.clone_from(cell);
        }
    }
}

/// The fewest bytes that bring the cursor from where it stands, if that is known, to another place.
fn way(from: Option<Position>, to: Position) -> String {
    let mut best = match to.x {
        0 => format!("\x1b[{}H", to.y + 1),
        _ => format!("\x1b[{};{}H", to.y + 1, to.x + 1),
    };
    let Some(from) = from.filter(|from| from.y <= to.y) else { return best };
    let across = match (from.x, to.x) {
        (one, other) if one == other => String::new(),
        (_, 0) => "\r".to_owned(),
        (one, other) if one > other && one - other <= 3 => "\x08".repeat(usize::from(one - other)),
        (one, other) if one + 1 == other => "\x1b[C".to_owned(),
        (one, other) if one < other => format!("\x1b[{}C", other - one),
        (one, other) => format!("\x1b[{}D", one - other),
    };
    let column = format!("\x1b[{}G", to.x + 1);
    let across = if column.len() < across.len() { column } else { across };
    let down = usize::from(to.y - from.y);
    if across.len() + down < best.len() {
        best = across + &"\n".repeat(down);
    }
    best
}

/// The cells that a cell's letter takes.
fn wide(cell: &Cell) -> usize {
    let symbol = cell.symbol();
    if symbol.len() == 1 { 1 } else { symbol.width().max(1) }
}

/// How many cells from `x` on are empty, up to the last that was not; `None` if they are too few to be erased.
fn erasable(old: &[Cell], new: &[Cell], x: usize, spoilt: usize) -> Option<usize> {
    let (old, new) = (old.get(x..)?, new.get(x..)?);
    let empty = |cell: &Cell| cell.symbol() == " " && Pen::of(cell).blank_is_empty();
    let blanks = new.iter().take_while(|cell| empty(cell)).count();
    let differs = |(old, new): (&Cell, &Cell)| !same(old, new);
    let last = old.iter().zip(new).take(blanks).rposition(differs)?;
    let changed = (last + old.get(last).map_or(1, wide)).max(spoilt).min(blanks);
    let reached = if blanks == new.len() { blanks } else { changed };
    (changed >= ERASED_FROM).then_some(reached)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::style::{Color, Modifier, Style};

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

    fn screen(writes: &[Vec<u8>], (width, height): (u16, u16)) -> vt100::Parser {
        let mut screen = vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0);
        for write in writes {
            screen.process(write);
        }
        screen
    }

    fn frames(texts: &[&str]) -> (Vec<Vec<u8>>, String) {
        let mut output = Output::to(Writes::default(), (20, 4));
        for text in texts {
            output
                .draw(
                    |buffer| {
                        for (row, line) in (0..).zip(text.lines()) {
                            let style = if row == 1 { Style::new().bold().red() } else { Style::new() };
                            buffer.set_string(0, row, line, style);
                        }
                        None
                    },
                    None,
                )
                .unwrap();
        }
        let writes = output.out.0;
        let shown: Vec<_> =
            screen(&writes, (20, 4)).screen().rows(0, 20).map(|row| row.trim_end().to_owned()).collect();
        let shown = shown.join("\n").trim_end().to_owned();
        (writes, shown)
    }

    #[test]
    fn each_frame_is_one_write_of_what_has_changed() {
        let (writes, shown) = frames(&["un\ndeux", "un\ndeux", "un\ndoux"]);
        assert_eq!(writes.len(), 2, "a frame that changes nothing writes nothing");
        assert_eq!(writes[1], b"\x08\x08\x08o");
        assert_eq!(shown, "un\ndoux");
    }

    #[test]
    fn wide_and_combining_letters_leave_the_rest_in_its_place() {
        let (_, shown) = frames(&["中文 ab\ne\u{301}x", "中文 cb\ne\u{301}y", "a中b cb", "中文"]);
        assert_eq!(shown, "中文");
    }

    #[test]
    fn the_pen_is_put_down_where_a_look_ends() {
        let (writes, _) = frames(&["a\nb\nc"]);
        let text = String::from_utf8(writes[0].clone()).unwrap();
        assert_eq!(text, "\x1b[1Ha\r\n\x1b[1;31mb\r\n\x1b[mc");
    }

    #[test]
    fn what_becomes_empty_is_erased() {
        let (writes, shown) = frames(&["abcdefghijklmnopqrst", "a", "a                  t"]);
        assert_eq!(writes[1], b"\x1b[1;2H\x1b[K");
        assert_eq!(shown, "a                  t");
    }

    #[test]
    fn the_rest_of_a_long_frame_is_left_until_it_is_asked_for() {
        let mut output = Output::to(Writes::default(), (60, 30));
        let rest = Rest { columns: 20..60, rows: (10..30).collect() };
        let mut draw = |letter: &str, rest| {
            let line = letter.repeat(60);
            let view = |buffer: &mut Buffer| {
                (0..30).for_each(|row| buffer.set_string(0, row, &line, Style::new()));
                None
            };
            (output.draw(view, rest).unwrap(), output.out.0.clone())
        };
        draw("a", None);
        let (left, writes) = draw("b", Some(&rest));
        assert!(left);
        let seen = screen(&writes, (60, 30));
        let row = |row: u16| seen.screen().rows(0, 60).nth(row.into()).unwrap();
        assert_eq!((row(9), row(10)), ("b".repeat(60), "b".repeat(20) + &"a".repeat(40)));
        let (left, writes) = draw("b", None);
        assert!(!left);
        assert_eq!(screen(&writes, (60, 30)).screen().rows(0, 60).nth(10).unwrap(), "b".repeat(60));
    }

    fn any_line() -> impl Strategy<Value = Vec<(String, u8)>> {
        let letter = prop_oneof![
            4 => Just(" ".to_owned()),
            3 => "[a-c]".prop_map(|letter| letter),
            1 => Just("中".to_owned()),
            1 => Just("e\u{301}".to_owned()),
        ];
        proptest::collection::vec((letter, 0_u8..4), 0..24)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn what_is_seen_is_what_a_fresh_terminal_would_show(
            pictures in proptest::collection::vec(proptest::collection::vec(any_line(), 6), 1..5),
            moves in proptest::collection::vec((0_usize..6, 0_usize..3), 0..4),
        ) {
            let mut all = pictures.clone();
            // Pictures whose rows have moved a little.
            for (picture, (_, by)) in pictures.iter().zip(&moves) {
                let mut moved = picture.clone();
                moved.rotate_left(*by);
                all.push(moved);
            }
            let size = (22, 6);
            let mut output = Output::to(Writes::default(), size);
            let draw = |picture: &Vec<Vec<(String, u8)>>, buffer: &mut Buffer| {
                for (y, line) in (0..).zip(picture) {
                    let mut x = 0;
                    for (letter, look) in line {
                        let style = match look {
                            0 => Style::new(),
                            1 => Style::new().add_modifier(Modifier::BOLD).fg(Color::Cyan),
                            2 => Style::new().add_modifier(Modifier::REVERSED),
                            _ => Style::new().add_modifier(Modifier::DIM | Modifier::UNDERLINED),
                        };
                        if x + 2 <= size.0 {
                            x = buffer.set_string_checked(x, y, letter, style);
                        }
                    }
                }
                None
            };
            for picture in &all {
                output.draw(|buffer| draw(picture, buffer), None).unwrap();
            }
            let mut fresh = Output::to(Writes::default(), size);
            fresh.draw(|buffer| draw(all.last().unwrap(), buffer), None).unwrap();
            let seen = screen(&output.out.0, size);
            let meant = screen(&fresh.out.0, size);
            for (y, x) in (0..size.1).flat_map(|y| (0..size.0).map(move |x| (y, x))) {
                let (seen, meant) = (seen.screen().cell(y, x).unwrap(), meant.screen().cell(y, x).unwrap());
                let letters = |cell: &vt100::Cell| match cell.contents() {
                    "" => " ".to_owned(),
                    letters => letters.to_owned(),
                };
                prop_assert_eq!(letters(seen), letters(meant), "at {},{}", x, y);
                prop_assert_eq!(seen.inverse(), meant.inverse());
                prop_assert_eq!(seen.underline(), meant.underline());
                if letters(seen) != " " {
                    prop_assert_eq!(seen.fgcolor(), meant.fgcolor());
                    prop_assert_eq!(seen.dim(), meant.dim());
                }
            }
        }
    }

    trait SetChecked {
        fn set_string_checked(&mut self, x: u16, y: u16, letter: &str, style: Style) -> u16;
    }

    impl SetChecked for Buffer {
        fn set_string_checked(&mut self, x: u16, y: u16, letter: &str, style: Style) -> u16 {
            self.set_string(x, y, letter, style);
            x + u16::try_from(letter.width()).unwrap()
        }
    }
}
