//! Evaluation: readings against gold readings, layer by layer, and entries against stories.
//!
//! In: gold (one file of JSON an article, with the words of each item and which time they stand in the text) and the
//! lines that `read` and `list` print as JSON. Out: counts, shares and what was missed. Reads no file, reads no
//! article, and does not decide what is good enough.

mod compare;
mod gold;
mod score;
mod stories;

pub use gold::{Gold, GoldError, Sheet};
pub use score::{Layer, Scores};
pub use stories::Stories;

/// A stretch of text in code points.
type Range = (usize, usize);

/// A line that is not what the contract says.
#[derive(Debug, thiserror::Error)]
pub enum EvaluationError {
    /// No reading, or no entry.
    #[error("a line is no reading and no entry: {0}")]
    Shape(#[from] serde_json::Error),
    /// The article was not read.
    #[error("{0}: there is no reading of it")]
    Unread(String),
    /// The reading is of another text.
    #[error("{0}: its reading is of another text")]
    OtherText(String),
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn harmonic(one: f64, other: f64) -> f64 {
    if one + other == 0.0 { 0.0 } else { 2.0 * one * other / (one + other) }
}
