//! Articles by the names of their files.

use super::Store;
use super::pack::number_of;
use crate::chronicle::REVISED_WITHIN;
use crate::model::{Article, Seq};
use chrono::NaiveDate;
use rusqlite::params;
use std::sync::Arc;

/// So many articles of one name and time are looked at; a name that more of them have says nothing.
const MOST: i64 = 8;

impl Store {
    /// The last articles filed under that file's name and published at most a few days before that day, in the order in
    /// which they were filed.
    pub fn texts_called(&self, file: &str, day: NaiveDate) -> rusqlite::Result<Vec<Arc<Article>>> {
        let day = number_of(day);
        let mut statement = self.index.prepare_cached(
            "SELECT seq FROM article WHERE file = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY seq DESC LIMIT ?4",
        )?;
        let found = statement.query_map(params![file, day - REVISED_WITHIN, day, MOST], |row| row.get(0))?;
        let mut found: Vec<Seq> = found.collect::<rusqlite::Result<_>>()?;
        found.reverse();
        Ok(found.into_iter().filter_map(|seq| self.text(seq)).collect())
    }
}
