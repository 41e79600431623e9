//! Entries that are told in some words: the paragraphs that hold them, and the rows of the entries that these tell.
//!
//! What few paragraphs hold is looked up row by row; what many do is met soon enough by going through the rows in the
//! order of time, and counted by what `gist` keeps of their articles. What was found is kept for the next question.

use super::ask::{COLUMNS, Line, Plan};
use super::gist::Tally;
use super::paragraphs::{DAY, paragraph_of, paragraphs_from};
use super::postings::{self, Holding, LETTERS};
use super::rows::{day_key, day_of_key, unpack_told};
use super::stock::{ArticleNo, telling_no};
use super::{Store, index};
use crate::chronicle::No;
use crate::library::filter::View;
use crate::model::Seq;
use rusqlite::{OptionalExtension as _, params};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The rows of what no more paragraphs tell are looked up at once.
const FEW: usize = if cfg!(test) { 2 } else { 1500 };
/// A word that begins more words than this is not asked for by each of them.
const TERMS: usize = 128;
/// No more paragraphs than these are gathered before the first rows are shown: what more hold is met soon by going through
/// the rows.
const GATHERED: usize = if cfg!(test) { 12 } else { 400_000 };
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
    /// The rows of few paragraphs, as known on a day.
    rows: Option<(i64, Arc<Vec<i64>>)>,
    /// The entries that many tell, as known on a day.
    counted: Option<(i64, Arc<Counted>)>,
}

/// The entries that many paragraphs tell: those that no ruling can change counted, the rows of the others in order.
#[derive(Debug)]
struct Counted {
    tally: Tally,
    ruled: Vec<i64>,
}

/// All entries that words tell.
enum All {
    Rows(Arc<Vec<i64>>),
    Counted(Arc<Counted>),
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
        let _still = self.still()?;
        let found = match postings::holding(&self.index, words, GATHERED, &|| self.stopped())? {
            Some(Holding::All(paragraphs)) => Told::Paragraphs(Arc::new(paragraphs)),
            more => {
                let (query, streams) = self.query(words)?;
                // What comes in order as it is asked for need not be fetched whole.
                let limit = if streams { i64::try_from(FEW + 1).unwrap_or(-1) } else { -1 };
                let paragraphs = match more {
                    Some(_) if streams => None,
                    Some(_) => Some(self.holding(words)?),
                    None => {
                        Some(self.matching(&query, limit)?).filter(|found| !streams || found.len() <= FEW)
                    }
                };
                match paragraphs {
                    Some(paragraphs) => Told::Paragraphs(Arc::new(paragraphs)),
                    None => Told::Near(Arc::new(Near { query, known: Mutex::default() })),
                }
            }
        };
        let few = matches!(&found, Told::Paragraphs(paragraphs) if paragraphs.len() <= FEW);
        let hits =
            Hits { words: words.to_vec(), applied, paragraphs: found.clone(), rows: None, counted: None };
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

    /// All paragraphs that hold words, in order.
    fn holding(&self, words: &[String]) -> rusqlite::Result<Vec<i64>> {
        if let Some(Holding::All(paragraphs)) =
            postings::holding(&self.index, words, usize::MAX, &|| self.stopped())?
        {
            return Ok(paragraphs);
        }
        self.matching(&self.query(words)?.0, -1)
    }

    /// So many paragraphs that answer a question, in order; all of them for a number below nothing.
    fn matching(&self, query: &str, limit: i64) -> rusqlite::Result<Vec<i64>> {
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

    /// How many entries are told in the words of the plan.
    pub(super) fn count_told(&self, plan: &Plan<'_>) -> rusqlite::Result<usize> {
        Ok(match self.all_told(plan)? {
            All::Rows(rows) => rows.len(),
            All::Counted(counted) => counted.tally.count() + counted.ruled.len(),
        })
    }

    /// How many of them stand before a row.
    pub(super) fn rank_told(&self, plan: &Plan<'_>, key: i64) -> rusqlite::Result<usize> {
        let counted = match self.all_told(plan)? {
            All::Rows(rows) => return Ok(rows.partition_point(|tkey| *tkey < key)),
            All::Counted(counted) => counted,
        };
        let day = day_of_key(key.max(0));
        let earlier: usize = counted.tally.days.range(..day).map(|(_, entries)| entries).sum();
        // Of the row's own day the rows are looked at.
        let mut statement = self.index.prepare_cached(
            "SELECT home FROM entry WHERE tkey >= ?1 AND tkey < ?2 AND known_from <= ?3 AND known_to > ?3 AND ruled = 0",
        )?;
        let mut rows = statement.query([day_key(day), key, plan.known_on])?;
        let mut same_day = 0;
        while let Some(row) = rows.next()? {
            same_day += usize::from(counted.tally.holds(row.get(0)?));
        }
        Ok(earlier + same_day + counted.ruled.partition_point(|tkey| *tkey < key))
    }

    /// How many of them stand on each day.
    pub(super) fn days_told(&self, plan: &Plan<'_>) -> rusqlite::Result<BTreeMap<i64, usize>> {
        let (mut days, rows) = match self.all_told(plan)? {
            All::Rows(rows) => (BTreeMap::new(), rows),
            All::Counted(counted) => (counted.tally.days.clone(), Arc::new(counted.ruled.clone())),
        };
        for tkey in rows.iter() {
            *days.entry(day_of_key(*tkey)).or_default() += 1;
        }
        Ok(days)
    }

    /// All entries that are told in the words of the plan.
    fn all_told(&self, plan: &Plan<'_>) -> rusqlite::Result<All> {
        let _still = self.still()?;
        let paragraphs = match &plan.words {
            None => return Ok(All::Rows(Arc::default())),
            Some(Told::Rows(rows)) => return Ok(All::Rows(Arc::clone(rows))),
            Some(Told::Paragraphs(paragraphs)) => Some(Arc::clone(paragraphs)),
            Some(Told::Near(_)) => None,
        };
        let known = self.hits.borrow().as_ref().and_then(|hits| hits.counted.clone());
        if let Some((_, counted)) = known.filter(|(day, _)| *day == plan.known_on) {
            return Ok(All::Counted(counted));
        }
        let paragraphs = match (paragraphs, &plan.words) {
            (None, Some(Told::Near(_))) => Arc::new(self.holding(&plan.view.filter.words)?),
            (paragraphs, _) => paragraphs.unwrap_or_default(),
        };
        let known = paragraphs.partition_point(|paragraph| *paragraph < end_of(plan.view));
        let known = paragraphs.get(..known).unwrap_or_default();
        let tally = Tally::of(&self.index, known, plan.known_on, &|| self.stopped())?;
        let mut ruled = self.ruled_told(&paragraphs, plan.view, plan.known_on)?;
        ruled.sort_unstable();
        let counted = Arc::new(Counted { tally, ruled });
        if let Some(hits) = self.hits.borrow_mut().as_mut() {
            hits.counted = Some((plan.known_on, Arc::clone(&counted)));
        }
        Ok(All::Counted(counted))
    }

    /// The rows of the entries that a few paragraphs tell, in order.
    fn rows_told(
        &self,
        paragraphs: &Arc<Vec<i64>>,
        view: &View,
        known_on: i64,
    ) -> rusqlite::Result<Arc<Vec<i64>>> {
        let known = paragraphs.partition_point(|paragraph| *paragraph < end_of(view));
        let mut rows = Vec::new();
        let mut statement = self.index.prepare_cached(
            "SELECT tkey FROM entry WHERE home = ?1 AND known_from <= ?2 AND known_to > ?2 AND ruled = 0",
        )?;
        for home in self.homes_told(paragraphs.get(..known).unwrap_or_default())? {
            for tkey in statement.query_map([home, known_on], |row| row.get(0))? {
                rows.push(tkey?);
            }
        }
        rows.append(&mut self.ruled_told(paragraphs, view, known_on)?);
        rows.sort_unstable();
        let rows = Arc::new(rows);
        if let Some(hits) = self.hits.borrow_mut().as_mut() {
            hits.rows = Some((known_on, Arc::clone(&rows)));
        }
        Ok(rows)
    }

    /// The rows of the entries that rulings can change and that these paragraphs tell.
    fn ruled_told(
        &self,
        paragraphs: &Arc<Vec<i64>>,
        view: &View,
        known_on: i64,
    ) -> rusqlite::Result<Vec<i64>> {
        let ruled = format!(
            "SELECT {COLUMNS} FROM entry e INDEXED BY entry_ruled WHERE e.ruled = 1 AND e.known_from <= ?1 AND e.known_to > ?1"
        );
        let mut statement = self.index.prepare_cached(&ruled)?;
        let mut ruled = statement.query([known_on])?;
        let held = Told::Paragraphs(Arc::clone(paragraphs));
        let mut rows = Vec::new();
        while let Some(row) = ruled.next()? {
            if self.tells_one(row, &held, view)? {
                rows.push(row.get(0)?);
            }
        }
        Ok(rows)
    }

    /// The groups that a few paragraphs tell, in order.
    fn homes_told(&self, paragraphs: &[i64]) -> rusqlite::Result<Vec<No>> {
        let mut places: Vec<(ArticleNo, i64)> = paragraphs.iter().map(|key| paragraph_of(*key)).collect();
        places.sort_unstable();
        let mut homes = Vec::new();
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
    use crate::library::{Command, Filter, Library, Queries, Seek, View};
    use crate::model::{Author, Basis, Change, Field, Link, Source, When};
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
            // Some tell it far down.
            let above = "Texte.\n\n".repeat([0, 40][usize::from(at % 7 == 3)]);
            let text = format!(
                " date 2024-03-{:02} Dépêche {at}\n\n{above}{one} a rencontré {other} le {day} mars 2024 à Riga, selon le président.\n\n\
                 {other} a accusé {one} le {} mars 2024, selon la présidence à Oslo{}.\n",
                day + 3,
                day + 2,
                ["", ", fait présidentiel rare"][usize::from(at == 5)],
            );
            std::fs::write(articles.join(format!("{at}.txt")), text).unwrap();
        }
        // One happening that is told more precisely later.
        for (day, when) in [(27, "en février 2024"), (28, "le 12 février 2024")] {
            let text = format!(
                " date 2024-03-{day} Dépêche\n\nAnna Ozola a rencontré Vera Rossi {when} à Riga, selon le président.\n"
            );
            std::fs::write(articles.join(format!("late{day}.txt")), text).unwrap();
        }
        let author = Author("anna".to_owned());
        let mut stored = Library::open(&place, true, &mut |_| true).unwrap();
        stored.add(std::slice::from_ref(&articles), &author, now, &mut |_| true).unwrap();
        let mut memory = Library::in_memory();
        memory.add_paths(&[articles], &author, now());
        let found = compare(&stored, &memory);
        assert!(found > 100, "{found} found");
        // Rulings: one is not so, two are one, one is elsewhere from a day on.
        let all = Library::window(&memory, &View::default(), 0..usize::MAX);
        let anchor = |at: usize| all[at].anchor().unwrap();
        let source =
            Source { published: "2024-03-12".parse().unwrap(), article: None, words: "note".to_owned() };
        let rulings = [
            Change::EntryRejected { anchor: anchor(2), reason: String::new(), basis: Basis::Misread },
            Change::EntriesLinked {
                one: anchor(4),
                other: anchor(5),
                link: Link::ALL[0],
                basis: Basis::Misread,
            },
            Change::EntryCorrected {
                anchor: anchor(7),
                fields: vec![Field::When(Some(When::plain("2024-02-03".parse().unwrap())))],
                basis: Basis::NewInformation(source),
            },
        ];
        for ruling in rulings {
            for library in [&mut stored, &mut memory] {
                library.submit(Command::Rule(ruling.clone()), &author, now()).unwrap();
            }
        }
        let left = compare(&stored, &memory);
        assert!(left < found && left > 100, "{left} left of {found}");
        drop(stored);
        Library::rebuild(&place, &mut |_| true).unwrap();
        assert_eq!(compare(&Library::open(&place, false, &mut |_| true).unwrap(), &memory), left);
    }

    /// Compares what both find for words; how much that is in all.
    fn compare(stored: &Library, memory: &Library) -> usize {
        let mut found = 0;
        for words in
            ["pre", "pr", "presi", "president", "rare", "riga", "rig", "oslo pre", "zzz", "présidence"]
        {
            let words: Vec<String> = words.split(' ').map(crate::model::text::fold).collect();
            for known_on in [None, "2024-03-09".parse().ok(), "2024-03-27".parse().ok()] {
                let view = View { filter: Filter { words: words.clone(), ..Filter::default() }, known_on };
                let rows = |library: &Library| Queries::rows(library, &view, &Seek::Start, 0, 100).rows;
                let ids = |library: &Library| -> Vec<String> {
                    rows(library).iter().map(|row| row.entry.id.clone()).collect()
                };
                let expected = ids(memory);
                assert_eq!(ids(stored), expected, "{words:?} on {known_on:?}, as they are asked for");
                assert_eq!(stored.count(&view), expected.len(), "{words:?} on {known_on:?}, counted");
                assert_eq!(
                    stored.density(&view, 400),
                    memory.density(&view, 400),
                    "{words:?} on {known_on:?}"
                );
                for (at, row) in rows(stored).iter().enumerate() {
                    assert_eq!(Queries::rank(stored, &view, row.key), at, "{words:?} on {known_on:?}");
                }
                assert_eq!(ids(stored), expected, "{words:?} on {known_on:?}, once they are counted");
                found += expected.len();
            }
        }
        found
    }
}
