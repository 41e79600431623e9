//! Moving: what the eight keys that move mean, in the chronology, the detail, lists and pagers alike.
//!
//! Does not move anything.

use super::keys::Action;

/// A way to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// By so many rows, downwards.
    By(isize),
    /// To the beginning.
    Start,
    /// To the end.
    End,
}

impl Motion {
    /// What an action moves by where a page has that many rows; `None` if it does not move.
    pub fn of(action: Action, page: usize) -> Option<Self> {
        let page = isize::try_from(page.max(1)).unwrap_or(isize::MAX);
        let half = (page / 2).max(1);
        Some(match action {
            Action::Down => Self::By(1),
            Action::Up => Self::By(-1),
            Action::HalfDown => Self::By(half),
            Action::HalfUp => Self::By(-half),
            Action::PageDown => Self::By(page),
            Action::PageUp => Self::By(-page),
            Action::First => Self::Start,
            Action::Last => Self::End,
            _ => return None,
        })
    }

    /// Both, one after the other, where that is one motion; else the later one.
    #[must_use]
    pub const fn after(self, earlier: Option<Self>) -> Self {
        match (earlier, self) {
            (Some(Self::By(one)), Self::By(other)) => Self::By(one.saturating_add(other)),
            _ => self,
        }
    }

    /// Where it leads from a row, where `last` is the last.
    pub fn from(self, row: usize, last: usize) -> usize {
        match self {
            Self::By(rows) => row.saturating_add_signed(rows).min(last),
            Self::Start => 0,
            Self::End => last,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_motion_leaves_the_rows() {
        for action in
            [Action::Down, Action::HalfUp, Action::PageDown, Action::PageUp, Action::First, Action::Last]
        {
            let motion = Motion::of(action, 7).unwrap();
            for row in 0..5 {
                assert!(motion.from(row, 4) <= 4);
            }
        }
        assert_eq!(Motion::of(Action::HalfDown, 1), Some(Motion::By(1)), "a step on the smallest page");
        assert_eq!(Motion::of(Action::Quit, 7), None);
    }
}
