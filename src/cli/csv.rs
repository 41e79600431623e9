//! Comma-separated values, as spreadsheets read them.
//!
//! What comes from articles is data: hostile characters are made visible, and a cell that a spreadsheet would take for
//! a formula begins with an apostrophe.

use crate::model::text::visible;
use std::io::{self, Write};

/// One row of cells.
pub type Row = Vec<String>;

/// The names of an entry's cells.
pub const ENTRY: &[&str] = &[
    "id",
    "when",
    "mod",
    "kind",
    "title",
    "place",
    "agents",
    "counterparts",
    "speakers",
    "about",
    "status",
    "contested",
    "known",
    "lag_days",
    "articles",
    "origins",
    "tags",
    "notes",
];

/// A table that is written row by row.
pub struct Table<'o> {
    writer: csv::Writer<&'o mut dyn Write>,
}

impl<'o> Table<'o> {
    /// A table with the names of its cells.
    pub fn begin(out: &'o mut dyn Write, names: &[&str]) -> io::Result<Self> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(names)?;
        Ok(Self { writer })
    }

    /// Writes a row.
    pub fn row(&mut self, row: &[String]) -> io::Result<()> {
        Ok(self.writer.write_record(row.iter().map(|cell| inert(cell)))?)
    }

    /// Writes what is left.
    pub fn end(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Writes the names and the rows.
pub fn write(out: &mut dyn Write, names: &[&str], mut rows: impl Iterator<Item = Row>) -> io::Result<()> {
    let mut table = Table::begin(out, names)?;
    rows.try_for_each(|row| table.row(&row))?;
    table.end()
}

fn inert(cell: &str) -> String {
    let cell = visible(cell);
    let is_number = cell.parse::<f64>().is_ok();
    if cell.starts_with(['=', '+', '-', '@']) && !is_number { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_run() {
        let mut out = Vec::new();
        let row = ["a, \"b\"", "=1+1", "-3", "\u{1b}[2J", "@x"].map(str::to_owned).to_vec();
        write(&mut out, &["a", "b", "c", "d", "e"], std::iter::once(row)).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "a,b,c,d,e\n\"a, \"\"b\"\"\",'=1+1,-3,^[[2J,'@x\n");
    }
}
