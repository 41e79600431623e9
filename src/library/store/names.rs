//! Articles by the names of their files, and by those that their sources give them.

use super::Store;
use super::pack::number_of;
use super::paragraphs::{paragraph_of, paragraphs_from};
use crate::chronicle::REVISED_WITHIN;
use crate::model::text::fold;
use crate::model::{Article, Seq};
use chrono::NaiveDate;
use rusqlite::params;
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many articles of one name and time are looked at; a name that more of them have says nothing.
const MOST: i64 = 8;

impl Store {
    /// The last articles filed under the file's name of this one and published at most a few days before it, in the order in
    /// which they were filed.
    pub fn texts_called(&self, article: &Article) -> rusqlite::Result<Vec<Arc<Article>>> {
        let day = number_of(article.published.date);
        // An index made before running numbers were set aside keeps the whole name of the file.
        let (name, file) = (article.file_name(), article.file.as_deref());
        let mut statement = self.index.prepare_cached(
            "SELECT seq FROM article WHERE file IN (?1, ?5) AND day BETWEEN ?2 AND ?3 ORDER BY seq DESC LIMIT ?4",
        )?;
        let found =
            statement.query_map(params![name, day - REVISED_WITHIN, day, MOST, file], |row| row.get(0))?;
        let mut found: Vec<Seq> = found.collect::<rusqlite::Result<_>>()?;
        found.reverse();
        Ok(found.into_iter().filter_map(|seq| self.text(seq)).collect())
    }

    /// The last articles that their source calls so, published at most a few days before that day, in the order in which
    /// they were filed. The name stands in one of their paragraphs, which its words lead to.
    pub fn texts_named(&self, name: &str, day: NaiveDate) -> rusqlite::Result<Vec<Arc<Article>>> {
        let folded = fold(name);
        let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let query = words.map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" AND ");
        let day = number_of(day);
        let mut statement = self.index.prepare_cached(
            "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid >= ?2 AND rowid < ?3 ORDER BY rowid DESC LIMIT ?4",
        )?;
        let (from, to) = (paragraphs_from(day - REVISED_WITHIN), paragraphs_from(day + 1));
        let mut article = self.index.prepare_cached("SELECT seq FROM article WHERE no = ?1")?;
        let mut found = BTreeSet::<Seq>::new();
        for paragraph in statement.query_map(params![query, from, to, MOST], |row| row.get(0))? {
            found.insert(article.query_row([paragraph_of(paragraph?).0], |row| row.get(0))?);
        }
        let texts = found.into_iter().filter_map(|seq| self.text(seq));
        Ok(texts.filter(|text| text.source_id() == Some(name)).collect())
    }
}
