//! How a command prints what it found.

use clap::ValueEnum;

/// How to print it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: a line each.
    Text,
    /// One JSON object a line.
    #[value(alias = "ndjson")]
    Json,
    /// For spreadsheets: comma-separated, with a line of names first.
    Csv,
}
