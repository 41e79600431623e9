//! Fetches from the tables of the index: articles with what is kept of their readings, groups, names.
//!
//! One look-up each, by a key. Answers no questions of the door and writes nothing.

use super::pack::{self, number_of};
use super::paragraphs::paragraph_key;
use super::stock::{ArticleNo, article_of, telling_no};
use crate::chronicle::{Actor, Filed, KnownActor, Names, No};
use crate::model::{Article, ArticleId, Language, Party, Seq};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Finds the article that a record files or brings along.
pub type Texts<'t> = dyn Fn(Seq) -> Option<Arc<Article>> + 't;

/// The articles with a telling in a group.
pub fn articles_of(connection: &Connection, group: No) -> rusqlite::Result<BTreeSet<ArticleNo>> {
    connection
        .prepare_cached("SELECT no FROM telling WHERE home = ?1")?
        .query_map([group], |row| row.get(0).map(article_of))?
        .collect()
}

/// The paragraphs that tell groups, each with its day of publication, in order.
pub fn paragraphs_of(connection: &Connection, groups: &BTreeSet<No>) -> rusqlite::Result<Vec<(i64, i64)>> {
    let mut found = BTreeSet::new();
    let mut statement = connection.prepare_cached(
        "SELECT a.day, a.no, t.paragraph FROM telling t CROSS JOIN article a ON a.no = t.no / ?2 WHERE t.home = ?1",
    )?;
    for group in groups {
        let mut rows = statement.query([*group, telling_no(1, 0)])?;
        while let Some(row) = rows.next()? {
            let day = row.get(0)?;
            found.insert((day, paragraph_key(day, row.get(1)?, row.get(2)?)));
        }
    }
    Ok(found.into_iter().collect())
}

/// The groups of an article's tellings, in their order.
pub fn homes(connection: &Connection, no: ArticleNo) -> rusqlite::Result<Vec<Option<No>>> {
    let first = telling_no(no, 0);
    connection
        .prepare_cached("SELECT home FROM telling WHERE no >= ?1 AND no < ?2 ORDER BY no")?
        .query_map([first, telling_no(no + 1, 0)], |row| row.get(0))?
        .collect()
}

/// The group of a telling, if it is in one.
pub fn home(connection: &Connection, telling: No) -> rusqlite::Result<Option<No>> {
    let home = connection
        .prepare_cached("SELECT home FROM telling WHERE no = ?1")?
        .query_row([telling], |row| row.get(0))
        .optional()?;
    Ok(home.flatten())
}

/// The groups that rulings link with one, itself among them; the least is the head, under which their entries stand.
pub fn linked_with(connection: &Connection, group: No) -> rusqlite::Result<BTreeSet<No>> {
    let mut all: BTreeSet<No> = connection
        .prepare_cached("SELECT home FROM linked WHERE head = (SELECT head FROM linked WHERE home = ?1)")?
        .query_map([group], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    all.insert(group);
    Ok(all)
}

/// An article with what the index keeps of its reading.
pub fn filed(connection: &Connection, no: ArticleNo, texts: &Texts<'_>) -> rusqlite::Result<Option<Filed>> {
    let found = connection
        .prepare_cached("SELECT seq, reading FROM article WHERE no = ?1")?
        .query_row([no], |row| Ok((row.get::<_, Seq>(0)?, row.get::<_, Vec<u8>>(1)?)))
        .optional()?;
    let Some((seq, bytes)) = found else { return Ok(None) };
    let (article, reading) = (texts(seq), pack::unpack_reading(&bytes));
    Ok(article.zip(reading).map(|(article, reading)| Filed { article, reading: Arc::new(reading) }))
}

/// The number of an article.
pub fn article_no(connection: &Connection, id: &ArticleId) -> rusqlite::Result<Option<ArticleNo>> {
    connection
        .prepare_cached("SELECT no FROM article WHERE id = ?1")?
        .query_row([id.0.as_slice()], |row| row.get(0))
        .optional()
}

/// When an article was published.
pub fn published(connection: &Connection, id: &ArticleId) -> rusqlite::Result<Option<NaiveDate>> {
    connection
        .prepare_cached("SELECT day FROM article WHERE id = ?1")?
        .query_row([id.0.as_slice()], |row| row.get(0).map(pack::day_of))
        .optional()
}

/// The number of an actor.
pub fn actor_no(connection: &Connection, key: &str) -> rusqlite::Result<Option<Actor>> {
    connection
        .prepare_cached("SELECT no FROM actor WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()
}

/// Where a party is named, so that bytes sort as days and articles do: the day, the article's identity (as much of it as
/// tells articles apart), the place among its parties; then the number of the article.
pub fn first_place(day: i64, id: &ArticleId, at: u16, no: ArticleNo) -> Vec<u8> {
    let mut place = Vec::with_capacity(22);
    place.extend_from_slice(&(day + (1 << 40)).to_be_bytes()[2..]);
    place.extend_from_slice(&id.0[..8]);
    place.extend_from_slice(&at.to_be_bytes());
    place.extend_from_slice(&no.to_be_bytes()[2..]);
    place
}

/// The day, the place among the parties, and the number of the article.
fn read_place(place: &[u8]) -> Option<(i64, usize, ArticleNo)> {
    let number = |bytes: &[u8]| bytes.iter().fold(0_i64, |number, byte| (number << 8) | i64::from(*byte));
    let (day, at, no) = (place.get(..6)?, place.get(14..16)?, place.get(16..22)?);
    Some((number(day) - (1 << 40), usize::try_from(number(at)).ok()?, number(no)))
}

/// How the articles of an index name actors, as known on a day.
pub struct Named<'i> {
    /// The index.
    pub connection: &'i Connection,
    /// Finds texts.
    pub texts: &'i Texts<'i>,
    /// The day, as the index counts.
    pub known_on: i64,
    /// What was looked up already.
    pub known: RefCell<HashMap<String, Vec<(Language, Party)>>>,
}

impl std::fmt::Debug for Named<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Named").field("known_on", &self.known_on).finish_non_exhaustive()
    }
}

impl<'i> Named<'i> {
    /// The names known by then.
    pub fn on(connection: &'i Connection, texts: &'i Texts<'i>, known_on: i64) -> Self {
        Self { connection, texts, known_on, known: RefCell::default() }
    }

    fn look_up(&self, key: &str) -> rusqlite::Result<Vec<(Language, Party)>> {
        let places = self
            .connection
            .prepare_cached("SELECT fr, en FROM actor WHERE key = ?1")?
            .query_row([key], |row| Ok([row.get::<_, Option<Vec<u8>>>(0)?, row.get(1)?]))
            .optional()?;
        let mut places: Vec<Vec<u8>> = places.into_iter().flatten().flatten().collect();
        places.sort_unstable();
        let mut names = Vec::new();
        for (day, at, no) in places.iter().filter_map(|place| read_place(place)) {
            if day > self.known_on {
                continue;
            }
            if let Some(filed) = filed(self.connection, no, self.texts)?
                && let Some(party) = filed.reading.party(at)
            {
                names.push((filed.reading.language, party.clone()));
            }
        }
        Ok(names)
    }
}

impl Names for Named<'_> {
    fn of(&self, key: &str) -> Vec<(Language, Party)> {
        if let Some(known) = self.known.borrow().get(key) {
            return known.clone();
        }
        // What fails here fails where the entry's articles are fetched too, and is told there.
        let names = self.look_up(key).unwrap_or_default();
        self.known.borrow_mut().insert(key.to_owned(), names.clone());
        names
    }
}

/// How articles alone name the actor of a key, if any did by that day.
pub fn plain_actor(
    connection: &Connection,
    key: &str,
    known_on: Option<NaiveDate>,
) -> rusqlite::Result<Option<KnownActor>> {
    let found = connection
        .prepare_cached("SELECT no, name, class, fr, en FROM actor WHERE key = ?1")?
        .query_row([key], |row| {
            let places = [row.get::<_, Option<Vec<u8>>>(3)?, row.get(4)?];
            Ok((row.get::<_, Actor>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?, places))
        })
        .optional()?;
    let Some((no, name, class, places)) = found else { return Ok(None) };
    let known_on = known_on.map_or(i64::MAX, number_of);
    let first = places.iter().flatten().filter_map(|place| read_place(place)).map(|(day, ..)| day).min();
    if first.is_none_or(|first| first > known_on) {
        return Ok(None);
    }
    let aliases = connection
        .prepare_cached(
            "SELECT form FROM name WHERE actor = ?1 AND since <= ?2 AND form IS NOT NULL ORDER BY folded",
        )?
        .query_map([i64::from(no), known_on], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    let folded = crate::model::text::fold(&name);
    let aliases = aliases.into_iter().filter(|alias| crate::model::text::fold(alias) != folded).collect();
    Ok(Some(KnownActor { key: key.to_owned(), name, class: pack::class_of(class), aliases }))
}
