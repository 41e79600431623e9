//! Spans: a stretch of one article's text, on character boundaries, never empty.
//!
//! Inside the program spans count bytes, since that is what slicing costs nothing for. What leaves the
//! program (JSON, footnotes) counts Unicode code points; [`CodePoints`] converts.

use serde::{Deserialize, Serialize};

/// A stretch of an article's text, in bytes, `start < end`, both on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`. Callers keep `start < end`; an empty span has no words and is never stored.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The words it stands for; empty if it does not lie in `text` on character boundaries.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Its length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no byte at all (such a span is never stored in a reading).
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// How many bytes the two share.
    pub fn shared(self, other: Self) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// Converts between byte offsets and code-point offsets of one text.
#[derive(Debug, Clone)]
pub struct CodePoints {
    /// Where the bytes stand that begin no code point.
    inner: Vec<u32>,
    /// The length of the text in bytes.
    length: usize,
}

/// So many bytes are looked at together.
const BLOCK: usize = 8;

impl CodePoints {
    /// Indexes `text` once; each conversion is a binary search.
    pub fn new(text: &str) -> Self {
        let mut inner = Vec::with_capacity(text.len() / 16);
        let mut place = |at: usize| inner.push(u32::try_from(at).unwrap_or(u32::MAX));
        let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
        for (number, block) in blocks.iter().enumerate() {
            // Of eight bytes at once those whose highest bit is set and the next one is not.
            let bytes = u64::from_le_bytes(*block);
            let mut found = (bytes >> 7) & (!bytes >> 6) & 0x0101_0101_0101_0101;
            while found != 0 {
                place(number * BLOCK + found.trailing_zeros() as usize / 8);
                found &= found - 1;
            }
        }
        let begun = text.len() - rest.len();
        let inside = |(_, byte): &(usize, &u8)| *byte & 0xC0 == 0x80;
        rest.iter().enumerate().filter(inside).for_each(|(at, _)| place(begun + at));
        Self { inner, length: text.len() }
    }

    /// The number of code points before byte `at`.
    pub fn of_byte(&self, at: usize) -> usize {
        let at = at.min(self.length);
        at - self.inner.partition_point(|&inner| (inner as usize) < at)
    }

    /// The span in code points: what contracts call `start` and `end`.
    pub fn of(&self, span: Span) -> (usize, usize) {
        (self.of_byte(span.start), self.of_byte(span.end))
    }

    /// The byte offset of the code point number `at`, or the end of the text.
    pub fn to_byte(&self, at: usize) -> usize {
        // As many bytes begin none before it as stand before the code point after so many of them.
        let (mut low, mut high) = (0, self.inner.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            let begun = self.inner.get(middle).map_or(usize::MAX, |&inner| inner as usize - middle);
            if begun <= at { low = middle + 1 } else { high = middle }
        }
        (at + low).min(self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_survive_letters_of_several_bytes() {
        let text = "l’été à Kyiv";
        let points = CodePoints::new(text);
        let kyiv = text.find("Kyiv").unwrap();
        let span = Span::new(kyiv, kyiv + 4);
        assert_eq!(points.of(span), (8, 12));
        assert_eq!(points.to_byte(8), kyiv);
        assert_eq!(span.of(text), "Kyiv");
    }

    #[test]
    fn every_offset_comes_back() {
        for text in ["", "a", "é", "aé€😀b", "😀😀", "abc", "é«»ü–z"] {
            let points = CodePoints::new(text);
            for (number, (at, _)) in text.char_indices().enumerate() {
                assert_eq!((points.of_byte(at), points.to_byte(number)), (number, at), "{text:?}");
            }
            let letters = text.chars().count();
            assert_eq!((points.of_byte(text.len()), points.to_byte(letters)), (letters, text.len()));
            assert_eq!(points.to_byte(letters + 3), text.len());
        }
    }
}
