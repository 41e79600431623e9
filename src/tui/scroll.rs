//! Finds what has only moved: rows that stood a little higher or lower before need not be sent again.
//!
//! A terminal moves whole rows. Where two panes stand side by side and one of them has moved, the other must be sent
//! anew; that is still less, if it has changed anyway. Sends nothing itself.

use super::pen::Pen;
use ratatui::buffer::{Buffer, Cell};

/// Bytes that a move must save at least: telling the terminal takes some twenty.
const LEAST: i32 = 30;
/// So many moves are tried.
const TRIED: usize = 1;
/// Bytes that another look takes, about.
const LOOK: i32 = 6;

/// Rows from `top` to `bottom` (the last that is part of it), moved up by `by` rows, or down if it is below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// First row of the region.
    pub top: u16,
    /// Last row of the region.
    pub bottom: u16,
    /// Rows up; below zero, down. Less than the region is high.
    pub by: i32,
}

/// The signature of a cell in which nothing is seen.
const BLANK: u64 = 0;

/// A number that cells which look the same share, and others hardly ever: a wrong guess costs bytes, no more.
fn signature(cell: &Cell) -> u64 {
    let pen = Pen::of(cell);
    let symbol = cell.symbol();
    if symbol == " " && pen.blank_is_empty() {
        return BLANK;
    }
    // FNV, which is quick for a few bytes.
    let mix = |sum: u64, part: u64| (sum ^ part).wrapping_mul(0x0100_0000_01b3);
    let sum = symbol.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| mix(sum, u64::from(byte)));
    mix(sum, pen.signature()) | 1
}

/// The moves that seem to save most, the better one last; none if no move saves anything.
pub fn find(before: &Buffer, after: &Buffer) -> Vec<Shift> {
    let height = i32::from(after.area.height);
    let width = usize::from(after.area.width);
    let is_blank = |cell: &Cell| signature(cell) == BLANK;
    if before.area != after.area || height < 4 || width == 0 || before.content.iter().all(is_blank) {
        return Vec::new();
    }
    let weights = weights(after);
    let signed = |buffer: &Buffer| -> Vec<u64> { buffer.content.iter().map(signature).collect() };
    let (before, after) = (signed(before), signed(after));
    let old: Vec<&[u64]> = before.chunks(width).collect();
    let new: Vec<&[u64]> = after.chunks(width).collect();
    let weights: Vec<&[i32]> = weights.chunks(width).collect();
    let weight =
        |at: i32| usize::try_from(at).ok().and_then(|at| weights.get(at)).copied().unwrap_or_default();
    let cost = |old: &[u64], new: &[u64], weight: &[i32]| {
        if old == new {
            return 0;
        }
        let (mut letters, mut blanks) = (0_i32, 0_i32);
        for ((_, new), weight) in old.iter().zip(new).zip(weight).filter(|((one, other), _)| one != other) {
            if *new == BLANK {
                blanks += 1;
            } else {
                letters += weight;
            }
        }
        // Blanks are erased together.
        letters + blanks.min(6)
    };
    let full: Vec<i32> = weights.iter().map(|row| row.iter().sum()).collect();
    let still: Vec<i32> =
        old.iter().zip(&new).zip(&weights).map(|((old, new), weight)| cost(old, new, weight)).collect();
    if still.iter().sum::<i32>() < LEAST {
        return Vec::new();
    }
    let steps = [1, 2, 3, 4, 6, 8].into_iter().chain([height / 2, height / 2 - 2, height - 4, height - 6]);
    let mut tried: Vec<i32> = steps.filter(|by| *by > 0).flat_map(|by| [by, -by]).collect();
    tried.sort_unstable();
    tried.dedup();
    let mut best: Vec<(i32, Shift)> = Vec::new();
    best.extend(tried.into_iter().filter_map(|by| {
        let row = |at: i32| usize::try_from(at).ok();
        let gain = |at: i32| {
            let moved = row(at + by).and_then(|from| old.get(from));
            match (moved, row(at).and_then(|at| new.get(at).zip(still.get(at)))) {
                (Some(moved), Some((new, still))) if *still > 0 => still - cost(moved, new, weight(at)),
                (Some(moved), Some((new, _))) => -cost(moved, new, weight(at)),
                _ => -1_000_000,
            }
        };
        let letters = |at: i32| row(at).and_then(|at| full.get(at)).copied().unwrap_or(0);
        // What the move leaves empty is sent anew.
        let net = |first: i32, last: i32| {
            let emptied = if by > 0 { last + 1..=last + by } else { first + by..=first - 1 };
            let sent = |at: i32| letters(at) - row(at).and_then(|at| still.get(at)).copied().unwrap_or(0);
            (first..=last).map(gain).sum::<i32>() - emptied.map(sent).sum::<i32>()
        };
        let (mut first, mut last) = best_stretch((0..height).map(gain))?;
        for _ in 0..by.abs() {
            if by > 0 && last > first && net(first, last - 1) >= net(first, last) {
                last -= 1;
            } else if by < 0 && last > first && net(first + 1, last) >= net(first, last) {
                first += 1;
            }
        }
        let (top, bottom) = if by > 0 { (first, last + by) } else { (first + by, last) };
        let shift = Shift { top: u16::try_from(top).ok()?, bottom: u16::try_from(bottom).ok()?, by };
        let gain = net(first, last);
        (gain >= LEAST).then_some((gain, shift))
    }));
    best.sort_by_key(|(gain, _)| *gain);
    best.drain(..best.len().saturating_sub(TRIED));
    best.into_iter().map(|(_, shift)| shift).collect()
}

/// The bytes that each cell takes when it is sent, about; what is not seen takes none.
fn weights(picture: &Buffer) -> Vec<i32> {
    let mut pen = super::pen::PLAIN;
    let weight = |cell: &Cell| {
        let this = Pen::of(cell);
        if cell.symbol() == " " && this.blank_is_empty() {
            return 0;
        }
        let another = std::mem::replace(&mut pen, this) != this;
        i32::try_from(cell.symbol().len()).unwrap_or(1) + if another { LOOK } else { 0 }
    };
    picture.content.iter().map(weight).collect()
}

/// The neighbouring numbers with the greatest sum, by their first and last place.
fn best_stretch(numbers: impl Iterator<Item = i32>) -> Option<(i32, i32)> {
    let mut best: Option<(i32, i32, i32)> = None;
    let (mut start, mut sum) = (0, 0);
    for (at, number) in (0..).zip(numbers) {
        if sum <= 0 {
            (start, sum) = (at, 0);
        }
        sum += number;
        if sum > 0 && best.is_none_or(|(_, _, most)| sum > most) {
            best = Some((start, at, sum));
        }
    }
    best.map(|(first, last, _)| (first, last))
}

/// Moves the rows of a picture as a terminal does: what becomes free is empty.
pub fn apply(shown: &mut Buffer, shift: Shift) {
    let width = usize::from(shown.area.width);
    let (from, to) = (usize::from(shift.top) * width, (usize::from(shift.bottom) + 1) * width);
    let by = shift.by.unsigned_abs() as usize * width;
    let Some(region) = shown.content.get_mut(from..to).filter(|region| by <= region.len()) else { return };
    let emptied = if shift.by > 0 {
        region.rotate_left(by);
        let kept = region.len() - by;
        region.get_mut(kept..)
    } else {
        region.rotate_right(by);
        region.get_mut(..by)
    };
    emptied.into_iter().flatten().for_each(Cell::reset);
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn picture(lines: &[&str]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 60, 8));
        for (row, line) in (0..).zip(lines) {
            buffer.set_string(0, row, line, Style::new());
        }
        buffer
    }

    const ROWS: [&str; 8] = [
        "title of the screen",
        "the first of the lines that a list shows",
        "a second one, which is quite different",
        "third, with words of its own",
        "number four says something else again",
        "fifth: nothing like those before it",
        "the sixth is the last that can be seen",
        "status",
    ];

    #[test]
    fn rows_that_moved_are_found_and_the_rest_stays() {
        let before = picture(&ROWS);
        let mut moved = ROWS;
        moved[1..7].rotate_left(1);
        moved[6] = "a new line";
        let shift = *find(&before, &picture(&moved)).last().unwrap();
        assert_eq!(shift, Shift { top: 1, bottom: 6, by: 1 });
        let mut shown = before.clone();
        apply(&mut shown, shift);
        assert_eq!(shown, picture(&[ROWS[0], ROWS[2], ROWS[3], ROWS[4], ROWS[5], ROWS[6], "", ROWS[7]]));
        let back = *find(&picture(&moved), &before).last().unwrap();
        assert_eq!(back.by, -1);
    }

    #[test]
    fn a_picture_that_hardly_changed_is_not_moved() {
        let mut other = ROWS;
        other[3] = "third, with words of his own";
        assert_eq!(find(&picture(&ROWS), &picture(&other)), []);
        assert_eq!(find(&picture(&ROWS), &picture(&ROWS)), []);
    }
}
