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
    /// Byte offset of each code point, and one past the end.
    starts: Vec<u32>,
}

impl CodePoints {
    /// Indexes `text` once; each conversion is a binary search.
    pub fn new(text: &str) -> Self {
        let ends = std::iter::once(text.len());
        let starts = text
            .char_indices()
            .map(|(at, _)| at)
            .chain(ends)
            .map(|at| u32::try_from(at).unwrap_or(u32::MAX))
            .collect();
        Self { starts }
    }

    /// The number of code points before byte `at`.
    pub fn of_byte(&self, at: usize) -> usize {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.starts.partition_point(|&start| start < at)
    }

    /// The span in code points: what contracts call `start` and `end`.
    pub fn of(&self, span: Span) -> (usize, usize) {
        (self.of_byte(span.start), self.of_byte(span.end))
    }

    /// The byte offset of the code point number `at`, or the end of the text.
    pub fn to_byte(&self, at: usize) -> usize {
        let last = self.starts.last().copied().unwrap_or(0);
        self.starts.get(at).copied().unwrap_or(last) as usize
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
}
