//! Where things stand on a screen of a given size.
//!
//! Shared by what moves (a page is as long as its pane) and by what draws. Does not draw.

/// Fewer columns than this and nothing useful can be shown.
pub const LEAST_WIDTH: u16 = 40;
/// Fewer rows than this and nothing useful can be shown.
pub const LEAST_HEIGHT: u16 = 12;

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// The area within its frame.
    #[must_use]
    pub const fn inner(self, framed: bool) -> Self {
        if framed {
            Self {
                x: self.x + 1,
                y: self.y + 1,
                width: self.width.saturating_sub(2),
                height: self.height.saturating_sub(2),
            }
        } else {
            Self { y: self.y + 1, height: self.height.saturating_sub(1), ..self }
        }
    }
}

/// Which pane takes the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The chronology.
    List,
    /// The entry's detail.
    Detail,
}

/// Where things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The whole screen.
    pub whole: Area,
    /// The title line.
    pub title: Area,
    /// The ribbon, where there is room.
    pub ribbon: Option<Area>,
    /// The chronology with its frame, if it is shown.
    pub list: Option<Area>,
    /// The detail with its frame, if it is shown.
    pub detail: Option<Area>,
    /// The status line, and the line that is typed into.
    pub status: Area,
    /// Whether panes have a whole frame; else a line above.
    pub framed: bool,
    /// Rows that an entry takes.
    pub row_height: u16,
}

impl Layout {
    /// The layout of a screen; `None` if it is too small.
    pub fn of(width: u16, height: u16, focus: Focus) -> Option<Self> {
        if width < LEAST_WIDTH || height < LEAST_HEIGHT {
            return None;
        }
        let whole = Area { x: 0, y: 0, width, height };
        let framed = height >= 16;
        let line = |y| Area { x: 0, y, width, height: 1 };
        let ribbon = framed.then(|| line(1));
        let top = if framed { 2 } else { 1 };
        let panes = Area { x: 0, y: top, width, height: height - top - 1 };
        let split = match width {
            100.. => Some(44),
            80.. => Some(38),
            _ => None,
        };
        let (list, detail) = match (split, focus) {
            (Some(split), _) => {
                (Some(Area { width: split, ..panes }), Some(Area { x: split, width: width - split, ..panes }))
            }
            (None, Focus::List) => (Some(panes), None),
            (None, Focus::Detail) => (None, Some(panes)),
        };
        let row_height = if panes.height >= 14 { 2 } else { 1 };
        Some(Self {
            whole,
            title: line(0),
            ribbon,
            list,
            detail,
            status: line(height - 1),
            framed,
            row_height,
        })
    }

    /// The area with its frame that help, previews and lists take: all between title and status.
    pub const fn pager(&self) -> Area {
        Area { y: 1, height: self.whole.height.saturating_sub(2), ..self.whole }
    }

    /// Lines that rows of the chronology and the lines between years have: all but the one that tells where one is.
    pub fn list_lines(&self) -> usize {
        let pane = self.list.or(self.detail).unwrap_or(self.whole);
        usize::from(pane.inner(self.framed).height).saturating_sub(usize::from(self.framed)).max(1)
    }

    /// How many entries the chronology shows, on this screen or, if hidden, when it is shown.
    pub fn list_rows(&self) -> usize {
        let pane = self.list.or(self.detail).unwrap_or(self.whole);
        let lines = pane.inner(self.framed).height.saturating_sub(u16::from(self.framed));
        usize::from((lines / self.row_height).max(1))
    }

    /// The area of the detail's content, on this screen or, if hidden, when it is shown.
    pub fn detail_inner(&self) -> Area {
        let inner = self.detail.or(self.list).unwrap_or(self.whole).inner(self.framed);
        let margin = u16::from(self.framed);
        Area { x: inner.x + margin, width: inner.width.saturating_sub(2 * margin), ..inner }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_panes_stand_side_by_side_from_80_columns_on() {
        let widths = |width| {
            let layout = Layout::of(width, 24, Focus::List).unwrap();
            (layout.list.map(|area| area.width), layout.detail.map(|area| area.width))
        };
        assert_eq!(widths(120), (Some(44), Some(76)));
        assert_eq!(widths(100), (Some(44), Some(56)));
        assert_eq!(widths(80), (Some(38), Some(42)));
        assert_eq!(widths(79), (Some(79), None));
    }

    #[test]
    fn a_screen_of_40_by_12_is_used_and_a_smaller_one_is_not() {
        let layout = Layout::of(40, 12, Focus::Detail).unwrap();
        assert_eq!(layout.detail_inner().height, 9);
        assert_eq!((layout.ribbon, layout.row_height), (None, 1));
        assert_eq!(Layout::of(39, 12, Focus::List), None);
        assert_eq!(Layout::of(40, 11, Focus::List), None);
    }
}
