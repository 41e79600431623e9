//! Draws the screen's state. Changes nothing: takes `&App`.
//!
//! Every text goes through [`Canvas::text`] and so through the glyphs of the locale; no other way leads to a cell.

mod article;
mod bars;
mod detail;
mod list;
mod overlay;
mod ribbon;

use super::theme::{Paint, style};
use crate::app::layout::{Area, LEAST_HEIGHT, LEAST_WIDTH};
use crate::app::page::Piece;
use crate::app::text::{Glyphs, graphemes};
use crate::app::{App, Focus};
use crate::lexicon::phrase::fill;
use crate::lexicon::themes::Look;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Modifier, Style};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr as _;

/// Draws the whole screen; gives the place of the cursor, if one is wanted.
pub fn view(app: &App, paint: Paint, buffer: &mut Buffer) -> Option<Position> {
    let mut canvas = Canvas { buffer, glyphs: app.settings.glyphs, paint };
    let Some(layout) = app.layout() else {
        let least = format!("{LEAST_WIDTH}×{LEAST_HEIGHT}");
        canvas.text(0, 0, app.size.0, &fill(app.ui().screen_too_small, &[&least]), Style::new());
        return None;
    };
    bars::title(app, &mut canvas, layout.title);
    if app.pager.is_some() {
        overlay::pager(app, &mut canvas, &layout);
    } else if app.listing.is_some() {
        overlay::listing(app, &mut canvas, &layout);
    } else {
        if let Some(area) = layout.ribbon {
            ribbon::draw(app, &mut canvas, area);
        }
        if let Some(area) = layout.list {
            list::draw(app, &mut canvas, area, &layout);
        }
        if let Some(area) = layout.detail {
            detail::draw(app, &mut canvas, area, &layout);
        }
    }
    if app.prompt.is_some() {
        return overlay::prompt(app, &mut canvas, &layout);
    }
    if let Some(notice) = bars::status(app, &mut canvas, layout.status) {
        overlay::whole(app, &mut canvas, &layout, notice);
    }
    None
}

/// Cells to draw on, and how letters and parts look.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    glyphs: Glyphs,
    paint: Paint,
}

impl Canvas<'_> {
    /// Draws text from a cell on, in at most `width` cells of its row; gives the cells used.
    pub fn text(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let mut used = 0;
        for grapheme in graphemes(text) {
            let Some(cells) = self.grapheme(x + used, y, width - used, grapheme, style) else { break };
            used += cells;
        }
        used
    }

    /// Draws one grapheme; `None` if it has no room.
    pub fn grapheme(&mut self, x: u16, y: u16, room: u16, grapheme: &str, style: Style) -> Option<u16> {
        let (shown, width) = self.glyphs.show(grapheme);
        let width = u16::try_from(width).ok().filter(|width| *width <= room)?;
        let spelled = match shown {
            Cow::Borrowed(letter) => {
                self.letter(x, y, width, letter, style);
                return Some(width);
            }
            Cow::Owned(spelled) => spelled,
        };
        // What was made visible is several letters.
        let mut used = 0;
        for letter in graphemes(&spelled) {
            let cells = u16::try_from(letter.width()).unwrap_or(0);
            self.letter(x + used, y, cells, letter, style);
            used += cells;
        }
        Some(width)
    }

    /// Puts one letter of some cells down.
    fn letter(&mut self, x: u16, y: u16, cells: u16, letter: &str, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(letter).set_style(style);
        }
        for trailing in 1..cells {
            if let Some(cell) = self.buffer.cell_mut((x + trailing, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// Draws the pieces of a line.
    pub fn pieces(&mut self, x: u16, y: u16, width: u16, pieces: &[Piece]) {
        let mut used = 0;
        for piece in pieces {
            used += self.text(x + used, y, width - used, &piece.text, self.paint.role(piece.role));
        }
    }

    /// Adds a style to the cells of an area.
    pub fn tint(&mut self, area: Area, style: Style) {
        // Bold and dim at once is seen as either, by the terminal's mood.
        let dims = style.add_modifier.contains(Modifier::DIM);
        let style = if dims { style.remove_modifier(Modifier::BOLD) } else { style };
        for y in area.y..area.y + area.height {
            for x in area.x..area.x + area.width {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.set_style(style);
                }
            }
        }
    }

    /// Empties the cells of an area.
    pub fn wipe(&mut self, area: Area) {
        for y in area.y..area.y + area.height {
            for x in area.x..area.x + area.width {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
    }

    /// A look of the theme.
    pub fn look(&self, look: impl Fn(&crate::lexicon::themes::Theme) -> Look) -> Style {
        style(look(self.paint.theme))
    }

    /// Draws a frame, or, where there is no room for one, the line above. Titles go onto it.
    pub fn frame(&mut self, area: Area, framed: bool, focused: bool) {
        let look =
            if focused { self.look(|theme| theme.border_focus) } else { self.look(|theme| theme.border) };
        let (right, bottom) = (area.x + area.width.saturating_sub(1), area.y + area.height.saturating_sub(1));
        for x in area.x..=right {
            self.text(x, area.y, 1, "─", look);
        }
        if !framed {
            return;
        }
        for x in area.x..=right {
            self.text(x, bottom, 1, "─", look);
        }
        for y in area.y + 1..bottom {
            self.text(area.x, y, 1, "│", look);
            self.text(right, y, 1, "│", look);
        }
        for (x, y, corner) in
            [(area.x, area.y, "┌"), (right, area.y, "┐"), (area.x, bottom, "└"), (right, bottom, "┘")]
        {
            self.text(x, y, 1, corner, look);
        }
    }

    /// The cells that a text takes.
    pub fn width(&self, text: &str) -> u16 {
        u16::try_from(self.glyphs.width(text)).unwrap_or(u16::MAX)
    }

    /// The text cut to some cells.
    pub fn clip(&self, text: &str, width: u16) -> String {
        self.glyphs.clip(text, usize::from(width))
    }
}

/// Whether a pane has the keys.
fn focused(app: &App, pane: Focus) -> bool {
    app.focus == pane && app.prompt.is_none()
}

#[cfg(test)]
mod tests;
