//! A range of rows that is being marked, some at a time, so that no key waits for it.
//!
//! Each mark is a record of the journal. It can be stopped after any of them.

use crate::app::{Done, Msg, Progress, Task};
use crate::library::{Key, Library, Queries as _, Seek, View};
use crate::model::Author;
use chrono::{DateTime, Utc};
use std::time::{Duration, Instant};

/// So many rows are looked at together.
const ROWS: usize = 8;
/// Keys are looked for after so long.
const PATIENCE: Duration = Duration::from_millis(5);

/// What is left of a range, and how many of its entries were marked.
#[derive(Debug)]
pub struct Marking {
    view: Box<View>,
    from: Key,
    to: Key,
    marked: usize,
}

impl Marking {
    /// The rows of a view from one to another.
    pub const fn new(view: Box<View>, from: Key, to: Key) -> Self {
        Self { view, from, to, marked: 0 }
    }

    /// Goes on for a moment; says how far it is, and at the end what it came to.
    pub fn go_on(&mut self, library: &mut Library, author: &Author, now: DateTime<Utc>) -> Msg {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let rows = library.rows(&self.view, &Seek::Key(self.from), 0, ROWS).rows;
            let Some(last) = rows.last().map(|row| row.key) else { return self.ended(false) };
            for row in rows {
                if row.key > self.to {
                    return self.ended(false);
                }
                if !row.entry.marked && library.toggle_mark(&row.entry.id, author, now) {
                    self.marked += 1;
                }
            }
            self.from = Key(last.0 + 1);
        }
        let done = u64::try_from(self.marked).unwrap_or(u64::MAX);
        Msg::Progress(Progress { task: Task::Mark, done, of: 0 })
    }

    /// What it came to.
    pub fn ended(&self, stopped: bool) -> Msg {
        Msg::Finished(Task::Mark, Ok(Done { added: self.marked, stopped, ..Done::default() }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_marked_from_its_first_row_to_its_last() {
        let mut library = Library::sample();
        let view = View::default();
        let rows = library.rows(&view, &Seek::Start, 0, 99).rows;
        let author = Author("anna".to_owned());
        let (from, to) = (rows[2].key, rows[21].key);
        library.toggle_mark(&rows[4].entry.id, &author, DateTime::UNIX_EPOCH);
        let mut marking = Marking::new(Box::new(view.clone()), from, to);
        let mut ended = None;
        for _ in 0..99 {
            if let Msg::Finished(Task::Mark, done) =
                marking.go_on(&mut library, &author, DateTime::UNIX_EPOCH)
            {
                ended = done.ok();
                break;
            }
        }
        assert_eq!(ended.map(|done| (done.added, done.stopped)), Some((19, false)));
        let marked: Vec<bool> =
            library.rows(&view, &Seek::Start, 0, 99).rows.iter().map(|row| row.entry.marked).collect();
        let meant: Vec<bool> = (0..marked.len()).map(|at| (2..=21).contains(&at)).collect();
        assert_eq!(marked, meant);
    }
}
