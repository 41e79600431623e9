//! What many paragraphs are counted by: for each article the groups that its lines tell, and the days on which the entries
//! of the groups stand that its tellings opened.
//!
//! A few bytes a telling, read in one go: counting what half a library tells takes no look at a row of it. Entries that
//! rulings can change have no day here; they are looked at one by one. Answers no questions of the door.

use super::bytes::{Reader, Writer};
use super::paragraphs::PARAGRAPHS;
use super::rows::{ALWAYS, day_of_key};
use super::stock::{ArticleNo, article_of, order_of, telling_no};
use crate::chronicle::No;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, HashMap};

/// The days of groups that have changed; none for those that are gone, or that rulings can change.
pub type Changed = BTreeMap<ArticleNo, BTreeMap<i64, Option<i64>>>;

/// Writes down which groups the lines of an article tell.
pub fn put_told(connection: &Connection, no: ArticleNo, told: &mut Vec<(i64, No)>) -> rusqlite::Result<()> {
    told.sort_unstable();
    told.dedup();
    let mut packed = Writer::default();
    let mut last = 0;
    for (line, home) in told {
        packed.signed(*line - last);
        packed.signed(article_of(*home) - no);
        packed.signed(order_of(*home));
        last = *line;
    }
    let put = "INSERT INTO gist VALUES (?1, ?2, x'') ON CONFLICT(article) DO UPDATE SET told = ?2";
    connection.prepare_cached(put)?.execute(params![no, packed.done()]).map(|_| ())
}

/// The lines of an article with the groups that they tell.
fn unpack_told(bytes: &[u8], no: ArticleNo) -> impl Iterator<Item = (i64, No)> {
    let mut reader = Reader::new(bytes);
    let mut line = 0;
    std::iter::from_fn(move || {
        if reader.is_done() {
            return None;
        }
        line += reader.signed();
        let article = no + reader.signed();
        Some((line, telling_no(article, 0) + reader.signed()))
    })
}

/// Writes down on which days the entries of groups stand now.
pub fn put_days(connection: &Connection, changed: Changed) -> rusqlite::Result<()> {
    let mut known = connection.prepare_cached("SELECT days FROM gist WHERE article = ?1")?;
    let put = "INSERT INTO gist VALUES (?1, x'', ?2) ON CONFLICT(article) DO UPDATE SET days = ?2";
    let mut put = connection.prepare_cached(put)?;
    for (no, groups) in changed {
        let mut days: BTreeMap<i64, i64> = BTreeMap::new();
        let mut rows = known.query([no])?;
        if let Some(row) = rows.next()? {
            days.extend(unpack_days(row.get_ref(0)?.as_blob().unwrap_or_default()));
        }
        drop(rows);
        let was = days.clone();
        for (order, day) in groups {
            match day {
                Some(day) => days.insert(order, day),
                None => days.remove(&order),
            };
        }
        if days == was {
            continue;
        }
        let mut packed = Writer::default();
        let (mut last_order, mut last_day) = (0, 0);
        for (order, day) in days {
            packed.signed(order - last_order);
            packed.signed(day - last_day);
            (last_order, last_day) = (order, day);
        }
        put.execute(params![no, packed.done()])?;
    }
    Ok(())
}

/// The places in their article of tellings that opened groups, in order, each with the day on which its entry stands.
fn unpack_days(bytes: &[u8]) -> impl Iterator<Item = (i64, i64)> {
    let mut reader = Reader::new(bytes);
    let (mut order, mut day) = (0, 0);
    std::iter::from_fn(move || {
        if reader.is_done() {
            return None;
        }
        order += reader.signed();
        day += reader.signed();
        Some((order, day))
    })
}

/// The groups that paragraphs tell, counted by day.
#[derive(Debug, Default)]
pub struct Tally {
    /// The articles that opened groups, in order, each with the place of its first telling among `marked`.
    articles: Vec<(ArticleNo, usize)>,
    /// Whether the group is told that a telling opened.
    marked: Vec<bool>,
    /// How many stand on each day.
    pub days: BTreeMap<i64, usize>,
}

/// Stands for a telling that opened no group.
const NO_DAY: i32 = i32::MIN;

impl Tally {
    /// The groups that these paragraphs tell (articles and lines, as [`place`] writes them, in order), as known on a day.
    pub fn of(connection: &Connection, places: &[i64], known_on: i64) -> rusqlite::Result<Self> {
        let mut tally = Self::default();
        let mut days = tally.read_days(connection)?;
        tally.put_back(connection, &mut days, known_on)?;
        tally.marked = vec![false; days.len()];
        let mut places = places.chunk_by(|one, other| one / PARAGRAPHS == other / PARAGRAPHS).peekable();
        let mut counts: HashMap<i32, usize> = HashMap::new();
        let mut statement = connection.prepare_cached("SELECT article, told FROM gist ORDER BY article")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let no: ArticleNo = row.get(0)?;
            let of_article =
                |lines: &&[i64]| lines.first().map_or(ArticleNo::MIN, |place| place / PARAGRAPHS);
            while places.next_if(|lines| of_article(lines) < no).is_some() {}
            let Some(lines) = places.next_if(|lines| of_article(lines) == no) else {
                if places.peek().is_none() {
                    break;
                }
                continue;
            };
            let mut lines = lines.iter().map(|place| place % PARAGRAPHS).peekable();
            for (line, home) in unpack_told(row.get_ref(1)?.as_blob().unwrap_or_default(), no) {
                while lines.next_if(|held| *held < line).is_some() {}
                if lines.peek() != Some(&line) {
                    continue;
                }
                let Some(at) = tally.place_of(home) else { continue };
                if let (Some(marked), Some(day)) = (tally.marked.get_mut(at), days.get(at))
                    && *day != NO_DAY
                    && !std::mem::replace(marked, true)
                {
                    *counts.entry(*day).or_default() += 1;
                }
            }
        }
        tally.days = counts.into_iter().map(|(day, count)| (i64::from(day), count)).collect();
        Ok(tally)
    }

    /// The days of all groups as they stand now.
    fn read_days(&mut self, connection: &Connection) -> rusqlite::Result<Vec<i32>> {
        let mut days: Vec<i32> = Vec::new();
        let mut statement =
            connection.prepare_cached("SELECT article, days FROM gist WHERE days <> x'' ORDER BY article")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let first = days.len();
            self.articles.push((row.get(0)?, first));
            for (order, day) in unpack_days(row.get_ref(1)?.as_blob().unwrap_or_default()) {
                days.resize(first + usize::try_from(order).unwrap_or(0), NO_DAY);
                days.push(i32::try_from(day).unwrap_or(NO_DAY));
            }
        }
        Ok(days)
    }

    /// Puts the days back to where entries stood on a day that stand elsewhere now.
    fn put_back(&self, connection: &Connection, days: &mut [i32], known_on: i64) -> rusqlite::Result<()> {
        if known_on >= ALWAYS - 1 {
            return Ok(());
        }
        let mut statement = connection.prepare_cached(
            "SELECT home, tkey FROM entry INDEXED BY entry_once
             WHERE known_to < 2147483647 AND ruled = 0 AND known_from <= ?1 AND known_to > ?1",
        )?;
        let mut rows = statement.query([known_on])?;
        while let Some(row) = rows.next()? {
            if let Some(day) = self.place_of(row.get(0)?).and_then(|at| days.get_mut(at)) {
                *day = i32::try_from(day_of_key(row.get(1)?)).unwrap_or(NO_DAY);
            }
        }
        Ok(())
    }

    fn place_of(&self, home: No) -> Option<usize> {
        let at = self.articles.binary_search_by_key(&article_of(home), |(no, _)| *no).ok()?;
        let (_, first) = self.articles.get(at)?;
        let place = first + usize::try_from(order_of(home)).ok()?;
        // An article may have fewer groups than the telling's place is.
        let end = self.articles.get(at + 1).map_or(usize::MAX, |(_, next)| *next);
        (place < end).then_some(place)
    }

    /// Whether a group is told.
    pub fn holds(&self, home: No) -> bool {
        self.place_of(home).and_then(|at| self.marked.get(at)).is_some_and(|marked| *marked)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.days.values().sum()
    }
}

/// A paragraph by its article and line.
pub const fn place(no: ArticleNo, line: i64) -> i64 {
    no * PARAGRAPHS + line
}
