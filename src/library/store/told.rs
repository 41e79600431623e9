//! Entries that are told in some words: the paragraphs that hold them, and the rows of the entries that these tell.
//!
//! What few paragraphs hold is looked up row by row; what many do is met soon enough by going through the rows in the
//! order of time. All rows are found once they are counted, and kept for the next question.

use super::aged::Numbers;
use super::ask::{COLUMNS, Line, Plan};
use super::keep::{DAY, PARAGRAPHS, paragraph_of, paragraphs_from};
use super::rows::unpack_told;
use super::stock::{ArticleNo, article_of, telling_no};
use super::{Store, index};
use crate::chronicle::No;
use crate::library::filter::View;
use crate::model::Seq;
use rusqlite::{OptionalExtension as _, params};
use std::collections::{BTreeMap, HashSet};
use std::hash::BuildHasherDefault;
use std::sync::{Arc, Mutex, PoisonError};

/// The rows of what no more paragraphs tell are looked up at once.
const FEW: usize = if cfg!(test) { 2 } else { 1500 };
/// Of more paragraphs than this the tellings are gone through all together.
const MANY: usize = if cfg!(test) { 3 } else { 50_000 };
/// A word that begins more words than this is not asked for by each of them.
const TERMS: usize = 128;
/// Beginnings of so many letters have lists of their own in the table of words.
const LETTERS: usize = 3;
/// So much of the time of publication is looked up at once: the paragraphs of some weeks.
const STRETCH: i64 = DAY * 16;

/// What holds the words of a view.
#[derive(Debug, Clone)]
pub(super) enum Told {
    /// The rows of the entries that are told in them, as the view knows them.
    Rows(Arc<Vec<i64>>),
    /// The paragraphs, in order.
    Paragraphs(Arc<Vec<i64>>),
    /// What many paragraphs hold: they are looked up as far as they are asked for.
    Near(Arc<Near>),
}

/// Paragraphs that hold words, by stretches of the time in which they were published, as far as they were asked for.
#[derive(Debug)]
pub(super) struct Near {
    query: String,
    known: Mutex<BTreeMap<i64, Vec<i64>>>,
}

/// What was found for words, up to a record.
#[derive(Debug)]
pub(super) struct Hits {
    words: Vec<String>,
    applied: Seq,
    paragraphs: Told,
    /// The rows, as known on a day.
    rows: Option<(i64, Arc<Vec<i64>>)>,
}

impl Store {
    /// What holds all of these words; what was found for the last question is kept.
    pub(super) fn told(&self, words: &[String], view: &View, known_on: i64) -> rusqlite::Result<Told> {
        let applied = index::number(&self.index, "applied")?.cast_unsigned();
        let known = self.hits.borrow().as_ref().and_then(|hits| {
            let same = hits.words == words && hits.applied == applied;
            let rows =
                hits.rows.as_ref().filter(|(day, _)| *day == known_on).map(|(_, rows)| Arc::clone(rows));
            same.then(|| rows.map_or_else(|| hits.paragraphs.clone(), Told::Rows))
        });
        if let Some(known) = known {
            return Ok(known);
        }
        let (query, streams) = self.query(words)?;
        // What comes in order as it is asked for need not be fetched whole.
        let limit = if streams { i64::try_from(FEW + 1).unwrap_or(-1) } else { -1 };
        let paragraphs = self.holding(&query, limit)?;
        let few = paragraphs.len() <= FEW;
        let found = if streams && !few {
            Told::Near(Arc::new(Near { query, known: Mutex::default() }))
        } else {
            Told::Paragraphs(Arc::new(paragraphs))
        };
        let hits = Hits { words: words.to_vec(), applied, paragraphs: found.clone(), rows: None };
        self.hits.replace(Some(hits));
        match &found {
            Told::Paragraphs(paragraphs) if few => self.rows_told(paragraphs, view, known_on).map(Told::Rows),
            _ => Ok(found),
        }
    }

    /// The question for paragraphs with a word for each of these that begins so, and whether they come in order without
    /// being gathered first.
    fn query(&self, words: &[String]) -> rusqlite::Result<(String, bool)> {
        let mut streams = true;
        let mut parts = Vec::with_capacity(words.len());
        for word in words {
            let quoted = |word: &str| format!("\"{}\"", word.replace('"', "\"\""));
            let letters = word.chars().count();
            // The table's words are those of folded texts; other letters may be cut otherwise.
            let plain = letters > LETTERS && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let terms = if plain { self.terms(word)? } else { None };
            match terms {
                Some(terms) if terms.is_empty() => parts.push(quoted(word)),
                Some(terms) => {
                    let terms: Vec<String> = terms.iter().map(|term| quoted(term)).collect();
                    parts.push(format!("({})", terms.join(" OR ")));
                }
                None => {
                    streams &= letters == LETTERS;
                    parts.push(format!("{}*", quoted(word)));
                }
            }
        }
        Ok((parts.join(" AND "), streams))
    }

    /// The words that begin so, if they are few. A word is looked up behind the one before: a list of words counts for
    /// each in how many paragraphs it is, and that takes long for the common ones.
    fn terms(&self, begun: &str) -> rusqlite::Result<Option<Vec<String>>> {
        self.index.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'words', 'instance')",
        )?;
        let mut statement = self
            .index
            .prepare_cached("SELECT term FROM temp.vocabulary WHERE term >= ?1 AND term <= ?2 LIMIT 1")?;
        let end = format!("{begun}\u{10ffff}");
        let (mut terms, mut from) = (Vec::new(), begun.to_owned());
        while let Some(term) =
            statement.query_row(params![from, end], |row| row.get::<_, String>(0)).optional()?
        {
            if terms.len() == TERMS {
                return Ok(None);
            }
            from = format!("{term}\u{1}");
            terms.push(term);
        }
        Ok(Some(terms))
    }

    /// So many paragraphs that answer a question, in order; all of them for a number below nothing.
    fn holding(&self, query: &str, limit: i64) -> rusqlite::Result<Vec<i64>> {
        self.index
            .prepare_cached("SELECT rowid FROM words WHERE words MATCH ?1 LIMIT ?2")?
            .query_map(params![query, limit], |row| row.get(0))?
            .collect()
    }

    /// Whether a paragraph is among those.
    fn is_near(&self, near: &Near, paragraph: i64) -> rusqlite::Result<bool> {
        let mut known = near.known.lock().unwrap_or_else(PoisonError::into_inner);
        let stretch = paragraph / STRETCH;
        if let Some(known) = known.get(&stretch) {
            return Ok(known.binary_search(&paragraph).is_ok());
        }
        let found: Vec<i64> = self
            .index
            .prepare_cached("SELECT rowid FROM words WHERE words MATCH ?1 AND rowid >= ?2 AND rowid < ?3")?
            .query_map(params![near.query, stretch * STRETCH, (stretch + 1) * STRETCH], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let holds = found.binary_search(&paragraph).is_ok();
        known.insert(stretch, found);
        Ok(holds)
    }

    /// Whether a row that is known is told in the words of the plan.
    pub(super) fn tells(&self, row: &rusqlite::Row<'_>, plan: &Plan<'_>) -> rusqlite::Result<bool> {
        match &plan.words {
            None => Ok(true),
            Some(Told::Rows(rows)) => Ok(rows.binary_search(&row.get(0)?).is_ok()),
            Some(told) => self.tells_one(row, told, plan.view),
        }
    }

    fn tells_one(&self, row: &rusqlite::Row<'_>, held: &Told, view: &View) -> rusqlite::Result<bool> {
        let end = end_of(view);
        let told = row.get_ref(12)?.as_blob().unwrap_or_default();
        let mut holds = false;
        for paragraph in unpack_told(told).take_while(|paragraph| *paragraph < end) {
            holds = match held {
                Told::Near(near) => self.is_near(near, paragraph)?,
                Told::Paragraphs(all) => all.binary_search(&paragraph).is_ok(),
                Told::Rows(rows) => rows.binary_search(&row.get(0)?).is_ok(),
            };
            if holds {
                break;
            }
        }
        if !holds {
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
            Some(Told::Near(near)) => {
                let paragraphs = Arc::new(self.holding(&near.query, -1)?);
                self.rows_told(&paragraphs, plan.view, plan.known_on)
            }
        }
    }

    /// The rows of the entries that these paragraphs tell, in order.
    fn rows_told(
        &self,
        paragraphs: &Arc<Vec<i64>>,
        view: &View,
        known_on: i64,
    ) -> rusqlite::Result<Arc<Vec<i64>>> {
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
        let held = Told::Paragraphs(Arc::clone(paragraphs));
        while let Some(row) = ruled.next()? {
            if self.tells_one(row, &held, view)? {
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
        let places: Vec<(ArticleNo, i64)> = paragraphs.iter().map(|key| paragraph_of(*key)).collect();
        let mut homes = Vec::new();
        if places.len() <= MANY {
            let mut places = places;
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
            let key = |no: ArticleNo, line: i64| no * PARAGRAPHS + line;
            let places: HashSet<i64, BuildHasherDefault<Numbers>> =
                places.into_iter().map(|(no, line)| key(no, line)).collect();
            let all = "SELECT home, paragraph, no FROM telling INDEXED BY telling_home WHERE home IS NOT NULL ORDER BY home";
            let mut statement = self.index.prepare_cached(all)?;
            let mut tellings = statement.query([])?;
            while let Some(row) = tellings.next()? {
                let home: No = row.get(0)?;
                if homes.last() != Some(&home) && places.contains(&key(article_of(row.get(2)?), row.get(1)?))
                {
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

#[cfg(test)]
mod tests {
    use crate::library::{Filter, Library, Queries, Seek, View};
    use crate::model::Author;
    use chrono::{DateTime, Utc};

    fn now() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }

    /// Few hits and many, words whole and begun, on every day: as a library in memory answers.
    #[test]
    fn what_is_told_in_words_is_found_by_every_way_of_looking() {
        let folder = tempfile::tempdir().unwrap();
        let names = ["Anna Ozola", "Boris Petrov", "Vera Rossi", "Karim Haddad"];
        let (articles, place) = (folder.path().join("articles"), folder.path().join("library"));
        std::fs::create_dir(&articles).unwrap();
        for at in 0..24_usize {
            let (one, other, day) = (names[at % 4], names[(at / 4 + 1 + at) % 4], 1 + at);
            let text = format!(
                " date 2024-03-{:02} Dépêche {at}\n\n{one} a rencontré {other} le {day} mars 2024 à Riga, selon le président.\n\n\
                 {other} a accusé {one} le {} mars 2024, selon la présidence à Oslo{}.\n",
                day + 3,
                day + 2,
                ["", ", fait présidentiel rare"][usize::from(at == 5)],
            );
            std::fs::write(articles.join(format!("{at}.txt")), text).unwrap();
        }
        let author = Author("anna".to_owned());
        let mut stored = Library::open(&place, true, &mut |_| true).unwrap();
        stored.add(std::slice::from_ref(&articles), &author, now, &mut |_| true).unwrap();
        let mut memory = Library::in_memory();
        memory.add_paths(&[articles], &author, now());
        let mut found = 0;
        for words in
            ["pre", "pr", "presi", "president", "rare", "riga", "rig", "oslo pre", "zzz", "présidence"]
        {
            let words: Vec<String> = words.split(' ').map(crate::model::text::fold).collect();
            for known_on in [None, "2024-03-09".parse().ok()] {
                let view = View { filter: Filter { words: words.clone(), ..Filter::default() }, known_on };
                let ids = |library: &Library| -> Vec<String> {
                    let rows = Queries::rows(library, &view, &Seek::Start, 0, 100).rows;
                    rows.iter().map(|row| row.entry.id.clone()).collect()
                };
                let expected = ids(&memory);
                assert_eq!(ids(&stored), expected, "{words:?} on {known_on:?}, as they are asked for");
                assert_eq!(stored.count(&view), expected.len(), "{words:?} on {known_on:?}, counted");
                assert_eq!(ids(&stored), expected, "{words:?} on {known_on:?}, once they are counted");
                found += expected.len();
            }
        }
        assert!(found > 100, "{found} found");
    }
}
