//! Lines: a text broken to a width, only where somebody looks.
//!
//! A place in a text is the byte at which a line begins. Only the stretch around it is broken, so that a line of a
//! megabyte costs what a short one costs. Does not draw.

use super::text::{Glyphs, grapheme_indices};
use std::ops::Range;

/// Paragraphs longer than this are broken stretch by stretch.
const STRETCH: usize = 2048;

/// A text, the width to break it to, and how its letters are shown.
#[derive(Debug, Clone, Copy)]
pub struct Wrap<'a> {
    text: &'a str,
    width: usize,
    glyphs: Glyphs,
}

impl<'a> Wrap<'a> {
    /// Breaks `text` to `width` cells, at least one.
    pub fn new(text: &'a str, width: usize, glyphs: Glyphs) -> Self {
        Self { text, width: width.max(1), glyphs }
    }

    /// The line that holds the byte `at`.
    pub fn line_at(&self, at: usize) -> Range<usize> {
        let lines = self.stretch_lines(self.stretch(at));
        let held = lines.iter().rev().find(|line| line.start <= at);
        held.or(lines.first()).cloned().unwrap_or(0..0)
    }

    /// The line after the one that begins at `start`.
    pub fn next(&self, start: usize) -> Option<Range<usize>> {
        let stretch = self.stretch(start);
        let end = stretch.end;
        let lines = self.stretch_lines(stretch);
        if let Some(line) = lines.iter().find(|line| line.start > start) {
            return Some(line.clone());
        }
        let ends_paragraph = self.text.as_bytes().get(end) == Some(&b'\n');
        let next = if ends_paragraph { end + 1 } else { end };
        (ends_paragraph || next < self.text.len()).then(|| self.first_of(next))
    }

    /// The line before the one that begins at `start`.
    pub fn previous(&self, start: usize) -> Option<Range<usize>> {
        let stretch = self.stretch(start);
        let begin = stretch.start;
        let lines = self.stretch_lines(stretch);
        if let Some(line) = lines.iter().rev().find(|line| line.start < start) {
            return Some(line.clone());
        }
        let before = begin.checked_sub(1)?;
        self.stretch_lines(self.stretch(floor(self.text, before))).pop()
    }

    /// The line `count` lines after (or, below zero, before) the one at `start`, or the farthest there is.
    pub fn moved(&self, start: usize, count: isize) -> usize {
        let steps = count.unsigned_abs();
        if count >= 0 {
            return self.lines(start, steps + 1).last().map_or(start, |line| line.start);
        }
        let (mut at, mut left) = (start, steps);
        loop {
            let stretch = self.stretch(at);
            let begin = stretch.start;
            let lines = self.stretch_lines(stretch);
            let held = lines.iter().rposition(|line| line.start <= at).unwrap_or(0);
            if let Some(line) = held.checked_sub(left).and_then(|row| lines.get(row)) {
                return line.start;
            }
            match begin.checked_sub(1) {
                Some(before) => at = floor(self.text, before),
                None => return begin,
            }
            left -= held + 1;
        }
    }

    /// At most `count` lines from the one that begins at `start`.
    pub fn lines(&self, start: usize, count: usize) -> Vec<Range<usize>> {
        let mut lines: Vec<Range<usize>> = Vec::with_capacity(count);
        let mut at = start;
        while lines.len() < count {
            let stretch = self.stretch(at);
            let end = stretch.end;
            lines.extend(self.stretch_lines(stretch).into_iter().filter(|line| line.start >= at));
            let ends_paragraph = self.text.as_bytes().get(end) == Some(&b'\n');
            if !ends_paragraph && end >= self.text.len() {
                break;
            }
            at = if ends_paragraph { end + 1 } else { end };
        }
        lines.truncate(count);
        lines
    }

    /// The farthest a window of `height` lines may begin, so that it is full where the text allows.
    pub fn last_top(&self, height: usize) -> usize {
        let last = self.line_at(self.text.len()).start;
        self.moved(last, -isize::try_from(height.saturating_sub(1)).unwrap_or(0))
    }

    fn first_of(&self, at: usize) -> Range<usize> {
        self.stretch_lines(self.stretch(at)).first().cloned().unwrap_or(at..at)
    }

    /// The paragraph, or the stretch of a long one, that holds the byte `at`.
    fn stretch(&self, at: usize) -> Range<usize> {
        let at = floor(self.text, at);
        let (before, after) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        let start = before.rfind('\n').map_or(0, |feed| feed + 1);
        let end = after.find('\n').map_or(self.text.len(), |feed| at + feed);
        if end - start <= STRETCH {
            return start..end;
        }
        let cut = |number: usize| if number > 0 { self.cut(start + number * STRETCH, end) } else { start };
        let mut number = (at - start) / STRETCH;
        if at < cut(number) {
            number = number.saturating_sub(1);
        }
        if at >= cut(number + 1) && cut(number + 1) < end {
            number += 1;
        }
        cut(number)..cut(number + 1)
    }

    /// Where a long paragraph is cut near `at`: after the next space, if one is near.
    fn cut(&self, at: usize, end: usize) -> usize {
        if at >= end {
            return end;
        }
        let at = floor(self.text, at);
        let near = floor(self.text, (at + STRETCH / 8).min(end));
        let space = self.text.get(at..near).and_then(|near| near.find(' '));
        space.map_or(at, |space| at + space + 1)
    }

    /// The lines of one stretch; an empty one is one empty line.
    fn stretch_lines(&self, stretch: Range<usize>) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let text = self.text.get(stretch.clone()).unwrap_or("");
        let (mut start, mut used) = (stretch.start, 0);
        // Where the line may be broken: the end of its words, the start of the next, and the cells up to there.
        let mut gap: Option<(usize, usize, usize)> = None;
        for (at, grapheme) in grapheme_indices(text) {
            let at = stretch.start + at;
            let cells = self.glyphs.show(grapheme).1;
            if grapheme == " " {
                let words_end =
                    if gap.is_some_and(|(_, next, _)| next == at) { gap.map_or(at, |gap| gap.0) } else { at };
                gap = Some((words_end, at + 1, used + cells));
                used += cells;
                continue;
            }
            if used + cells > self.width && at > start {
                match gap {
                    Some((end, next, before)) if next <= at && next > start => {
                        lines.push(start..end.max(start));
                        start = next;
                        used -= before;
                    }
                    _ => {
                        lines.push(start..at);
                        start = at;
                        used = 0;
                    }
                }
                gap = None;
                if used + cells > self.width && at > start {
                    lines.push(start..at);
                    start = at;
                    used = 0;
                }
            }
            used += cells;
        }
        let end = gap.filter(|(_, next, _)| *next == stretch.end && stretch.end > start);
        lines.push(start..end.map_or(stretch.end, |(end, _, _)| end.max(start)));
        lines
    }
}

/// The character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..4).filter_map(|back| at.checked_sub(back)).find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "lines are ranges of their text, and the tests are about just that")]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    const UTF8: Glyphs = Glyphs { utf8: true };

    fn broken(text: &str, width: usize) -> Vec<&str> {
        let wrap = Wrap::new(text, width, UTF8);
        wrap.lines(0, 1000).into_iter().map(|line| &text[line]).collect()
    }

    #[test]
    fn lines_break_between_words_and_long_words_where_they_must() {
        assert_eq!(broken("le chef de l'Etat a dit", 10), ["le chef de", "l'Etat a", "dit"]);
        assert_eq!(broken("anticonstitutionnellement oui", 10), ["anticonsti", "tutionnell", "ement oui"]);
        assert_eq!(broken("un\n\ndeux ", 10), ["un", "", "deux"]);
        assert_eq!(broken("", 10), [""]);
        assert_eq!(broken("中文中文", 5), ["中文", "中文"]);
    }

    #[test]
    fn a_megabyte_without_a_break_is_walked_without_reading_it_all() {
        let text = "x".repeat(1_000_000);
        let wrap = Wrap::new(&text, 40, UTF8);
        let started = std::time::Instant::now();
        let last = wrap.last_top(20);
        assert!(last > 990_000);
        assert_eq!(wrap.lines(last, 40).len(), 20);
        let middle = wrap.line_at(500_000).start;
        assert_eq!(wrap.moved(wrap.moved(middle, 300), -300), middle);
        assert!(started.elapsed().as_secs() < 2, "{:?}", started.elapsed());
    }

    proptest! {
        #[test]
        fn forwards_and_backwards_meet_the_same_lines(
            text in "([a-zé中 \\n\u{301}\u{202e}-]|[a-z]{3,9} ){0,40}", width in 1_usize..30
        ) {
            let wrap = Wrap::new(&text, width, UTF8);
            let forwards: Vec<_> = wrap.lines(0, 100_000);
            let mut backwards = vec![wrap.line_at(text.len())];
            while let Some(line) = wrap.previous(backwards[backwards.len() - 1].start) {
                backwards.push(line);
            }
            backwards.reverse();
            prop_assert_eq!(&forwards, &backwards);
            for pair in forwards.windows(2) {
                prop_assert_eq!(wrap.next(pair[0].start), Some(pair[1].clone()));
            }
            for line in &forwards {
                prop_assert_eq!(&wrap.line_at(line.start), line);
                let cells = UTF8.width(text[line.clone()].trim_end_matches(' '));
                prop_assert!(cells <= width || text[line.clone()].graphemes(true).count() == 1);
            }
            let words = |text: &str| text.chars().filter(|c| !" \n".contains(*c)).collect::<String>();
            let kept: String = forwards.iter().map(|line| words(&text[line.clone()])).collect();
            prop_assert_eq!(kept, words(&text));
        }
    }
}
