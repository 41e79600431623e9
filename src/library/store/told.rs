//! Entries that are told in some words: the paragraphs that hold them, and the rows of the entries that these tell.
//!
//! What few paragraphs hold is looked up row by row; what many do is met soon enough by going through the rows in the
//! order of time. All rows are found once they are counted, and kept for the next question.

use super::ask::{COLUMNS, Line, Plan};
use super::keep::{paragraph_of, paragraphs_from};
use super::rows::unpack_told;
use super::stock::{ArticleNo, article_of, telling_no};
use super::{Store, index};
use crate::chronicle::No;
use crate::library::filter::View;
use crate::model::Seq;
use rusqlite::params;
use std::collections::HashSet;
use std::sync::Arc;

/// The rows of what no more paragraphs tell are looked up at once.
const FEW: usize = 1500;
/// Of more paragraphs than this the tellings are gone through all together.
const MANY: usize = 20_000;

/// What holds the words of a view.
#[derive(Debug, Clone)]
pub(super) enum Told {
    /// The rows of the entries that are told in them, as the view knows them.
    Rows(Arc<Vec<i64>>),
    /// The paragraphs, in order.
    Paragraphs(Arc<Vec<i64>>),
}

/// What was found for words, up to a record.
#[derive(Debug)]
pub(super) struct Hits {
    query: String,
    applied: Seq,
    paragraphs: Arc<Vec<i64>>,
    /// The rows, as known on a day.
    rows: Option<(i64, Arc<Vec<i64>>)>,
}

impl Store {
    /// What holds all of these words; what was found for the last question is kept.
    pub(super) fn told(&self, words: &[String], view: &View, known_on: i64) -> rusqlite::Result<Told> {
        let quoted: Vec<String> =
            words.iter().map(|word| format!("\"{}\"*", word.replace('"', "\"\""))).collect();
        let query = quoted.join(" AND ");
        let applied = index::number(&self.index, "applied")?.cast_unsigned();
        let known = self.hits.borrow().as_ref().and_then(|hits| {
            let same = hits.query == query && hits.applied == applied;
            let rows =
                hits.rows.as_ref().filter(|(day, _)| *day == known_on).map(|(_, rows)| Arc::clone(rows));
            same.then(|| rows.map_or_else(|| Told::Paragraphs(Arc::clone(&hits.paragraphs)), Told::Rows))
        });
        if let Some(known) = known {
            return Ok(known);
        }
        let paragraphs: Vec<i64> = self
            .index
            .prepare_cached("SELECT rowid FROM words WHERE words MATCH ?1")?
            .query_map([&query], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let paragraphs = Arc::new(paragraphs);
        let hits = Hits { query, applied, paragraphs: Arc::clone(&paragraphs), rows: None };
        self.hits.replace(Some(hits));
        if paragraphs.len() <= FEW {
            return self.rows_told(&paragraphs, view, known_on).map(Told::Rows);
        }
        Ok(Told::Paragraphs(paragraphs))
    }

    /// Whether a row that is known is told in the words of the plan.
    pub(super) fn tells(&self, row: &rusqlite::Row<'_>, plan: &Plan<'_>) -> rusqlite::Result<bool> {
        match &plan.words {
            None => Ok(true),
            Some(Told::Rows(rows)) => Ok(rows.binary_search(&row.get(0)?).is_ok()),
            Some(Told::Paragraphs(paragraphs)) => self.tells_one(row, paragraphs, plan.view),
        }
    }

    fn tells_one(&self, row: &rusqlite::Row<'_>, paragraphs: &[i64], view: &View) -> rusqlite::Result<bool> {
        let end = end_of(view);
        let told = row.get_ref(12)?.as_blob().unwrap_or_default();
        let mut told = unpack_told(told).take_while(|paragraph| *paragraph < end);
        if !told.any(|paragraph| paragraphs.binary_search(&paragraph).is_ok()) {
            return Ok(false);
        }
        // A ruling may have taken the telling out.
        let line = Line::of(row)?;
        Ok(!line.ruled || self.tells_ruled(&line, view)?)
    }

    /// The rows of all entries that are told in the words of the plan, in order.
    pub(super) fn all_told(&self, plan: &Plan<'_>) -> rusqlite::Result<Arc<Vec<i64>>> {
        match &plan.words {
            None => Ok(Arc::default()),
            Some(Told::Rows(rows)) => Ok(Arc::clone(rows)),
            Some(Told::Paragraphs(paragraphs)) => self.rows_told(paragraphs, plan.view, plan.known_on),
        }
    }

    /// The rows of the entries that these paragraphs tell, in order.
    fn rows_told(&self, paragraphs: &[i64], view: &View, known_on: i64) -> rusqlite::Result<Arc<Vec<i64>>> {
        let known = paragraphs.partition_point(|paragraph| *paragraph < end_of(view));
        let homes = self.homes_told(paragraphs.get(..known).unwrap_or_default())?;
        let mut rows = Vec::with_capacity(homes.len());
        if homes.len() <= MANY {
            let mut statement = self.index.prepare_cached(
                "SELECT tkey FROM entry WHERE home = ?1 AND known_from <= ?2 AND known_to > ?2 AND ruled = 0",
            )?;
            for home in homes {
                for tkey in statement.query_map([home, known_on], |row| row.get(0))? {
                    rows.push(tkey?);
                }
            }
        } else {
            let mut homes = homes.into_iter().peekable();
            let mut statement = self.index.prepare_cached(
                "SELECT home, known_from, known_to, tkey FROM entry INDEXED BY entry_home WHERE ruled = 0 ORDER BY home",
            )?;
            let mut all = statement.query([])?;
            while let Some(row) = all.next()? {
                let home: No = row.get(0)?;
                while homes.next_if(|told| *told < home).is_some() {}
                let Some(told) = homes.peek() else { break };
                if *told == home && row.get::<_, i64>(1)? <= known_on && known_on < row.get::<_, i64>(2)? {
                    rows.push(row.get(3)?);
                }
            }
        }
        let ruled = format!(
            "SELECT {COLUMNS} FROM entry e INDEXED BY entry_ruled WHERE e.ruled = 1 AND e.known_from <= ?1 AND e.known_to > ?1"
        );
        let mut statement = self.index.prepare_cached(&ruled)?;
        let mut ruled = statement.query([known_on])?;
        while let Some(row) = ruled.next()? {
            if self.tells_one(row, paragraphs, view)? {
                rows.push(row.get(0)?);
            }
        }
        rows.sort_unstable();
        let rows = Arc::new(rows);
        if let Some(hits) = self.hits.borrow_mut().as_mut() {
            hits.rows = Some((known_on, Arc::clone(&rows)));
        }
        Ok(rows)
    }

    /// The groups that these paragraphs tell, in order.
    fn homes_told(&self, paragraphs: &[i64]) -> rusqlite::Result<Vec<No>> {
        let mut places: Vec<(ArticleNo, i64)> = paragraphs.iter().map(|key| paragraph_of(*key)).collect();
        let mut homes = Vec::new();
        if places.len() <= MANY {
            places.sort_unstable();
            let told = "SELECT paragraph, home FROM telling WHERE no >= ?1 AND no < ?2 AND home IS NOT NULL";
            let mut statement = self.index.prepare_cached(told)?;
            for of_article in places.chunk_by(|one, other| one.0 == other.0) {
                let Some((no, _)) = of_article.first() else { continue };
                let mut tellings = statement.query(params![telling_no(*no, 0), telling_no(no + 1, 0)])?;
                while let Some(row) = tellings.next()? {
                    let line: i64 = row.get(0)?;
                    if of_article.iter().any(|(_, held)| *held == line) {
                        homes.push(row.get(1)?);
                    }
                }
            }
            homes.sort_unstable();
        } else {
            let places: HashSet<(ArticleNo, i64)> = places.into_iter().collect();
            let all = "SELECT home, paragraph, no FROM telling INDEXED BY telling_home WHERE home IS NOT NULL ORDER BY home";
            let mut statement = self.index.prepare_cached(all)?;
            let mut tellings = statement.query([])?;
            while let Some(row) = tellings.next()? {
                let home: No = row.get(0)?;
                if homes.last() != Some(&home) && places.contains(&(article_of(row.get(2)?), row.get(1)?)) {
                    homes.push(home);
                }
            }
        }
        homes.dedup();
        Ok(homes)
    }
}

/// The number with which the paragraphs begin that a view does not know.
fn end_of(view: &View) -> i64 {
    view.known_on.map_or(i64::MAX, |day| paragraphs_from(super::pack::number_of(day) + 1))
}
