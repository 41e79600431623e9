//! Tellings in the index, as grouping needs them: their signatures, groups and shelves.
//!
//! Everything is in the tables at once; what is kept in memory only saves reading it again. A failure is remembered and
//! found by [`Shelves::check`]; until then the answers are empty.

use super::aged::{Aged, ByNumber};
use super::pack;
use crate::chronicle::{Actor, No, Order, Sig, Stock, bys_of_actor, own_bys, own_times, told_in_time};
use crate::model::ArticleId;
use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many tellings of one article can be told apart.
const TELLINGS: i64 = 1 << 20;
/// So many tellings and groups are kept, and the shelves of so many actors and places.
const KEPT: usize = 130_000;
/// So many articles are kept by their days and identities: less than a hundred bytes each.
const ARTICLES: usize = 150_000;

/// The number of an article in the index.
pub type ArticleNo = i64;

/// The article of a telling.
pub const fn article_of(no: No) -> ArticleNo {
    no / TELLINGS
}

/// The number of an article's telling.
pub fn telling_no(article: ArticleNo, order: u32) -> No {
    article * TELLINGS + i64::from(order).min(TELLINGS - 1)
}

/// Where a telling stands among all, roughly: what has another rank comes before or after as its rank does.
fn rank(order: &Order) -> u64 {
    let day = u64::from(order.0.num_days_from_ce().cast_unsigned() ^ (1 << 31));
    let beginning = order.1.0.iter().take(4).fold(0, |number, byte| (number << 8) | u64::from(*byte));
    (day << 32) | beginning
}

/// What was read of the tables.
#[derive(Debug)]
pub struct Cache {
    sigs: ByNumber<No, Arc<Sig>>,
    homes: ByNumber<No, Option<No>>,
    members: ByNumber<No, Vec<No>>,
    /// The shelves of an actor, a place, whole: tellings by the times they stand under and their ranks.
    shelves: ByNumber<i64, BTreeSet<(i32, u64, No)>>,
    articles: ByNumber<ArticleNo, (NaiveDate, ArticleId)>,
    beside: ByNumber<ArticleNo, Vec<No>>,
    /// Articles of which tellings have moved, with the groups that these have left.
    moves: BTreeMap<ArticleNo, BTreeSet<No>>,
}

impl Default for Cache {
    fn default() -> Self {
        Self {
            sigs: Aged::new(KEPT),
            homes: Aged::new(KEPT),
            members: Aged::new(KEPT),
            shelves: Aged::new(KEPT),
            articles: Aged::new(ARTICLES),
            beside: Aged::new(KEPT / 8),
            moves: BTreeMap::new(),
        }
    }
}

impl Cache {
    /// Forgets what has moved.
    pub fn forget_moves(&mut self) {
        self.moves.clear();
    }

    /// The articles of which tellings have moved since, with the groups that these have left.
    pub fn moves(&mut self) -> BTreeMap<ArticleNo, BTreeSet<No>> {
        std::mem::take(&mut self.moves)
    }
}

/// Tellings in the index.
#[derive(Debug)]
pub struct Shelves<'c> {
    connection: &'c Connection,
    cache: &'c mut Cache,
    failed: Option<rusqlite::Error>,
}

impl<'c> Shelves<'c> {
    /// The tellings of an index in the middle of a transaction.
    pub const fn new(connection: &'c Connection, cache: &'c mut Cache) -> Self {
        Self { connection, cache, failed: None }
    }

    /// What has failed since the beginning.
    pub fn check(self) -> rusqlite::Result<()> {
        self.failed.map_or(Ok(()), Err)
    }

    /// Puts a telling on its shelves, in no group yet.
    pub fn add(&mut self, no: No, paragraph: i64, sig: Sig) -> rusqlite::Result<()> {
        let day = self.article(article_of(no))?.map_or(sig.order.0, |(day, _)| day);
        if sig.order.0 != day {
            self.connection.execute("INSERT OR REPLACE INTO meta VALUES ('late', 1)", [])?;
        }
        let mut insert = self.connection.prepare_cached("INSERT INTO telling VALUES (?1, NULL, ?2, ?3)")?;
        insert.execute(params![no, paragraph, pack::sig(&sig, day)])?;
        let mut stand = self.connection.prepare_cached("INSERT OR IGNORE INTO shelf VALUES (?1, ?2, ?3)")?;
        let times: Vec<i32> = own_times(&sig).into_iter().chain(told_in_time(&sig)).collect();
        for by in own_bys(&sig) {
            for time in &times {
                if stand.execute(params![by, time, no])? == 1
                    && let Some(kept) = self.cache.shelves.get(&by)
                {
                    kept.insert((*time, rank(&sig.order), no));
                }
            }
        }
        self.cache.sigs.insert(no, Arc::new(sig));
        self.cache.homes.insert(no, None);
        // A telling that opens a group has no other members yet.
        self.cache.members.insert(no, Vec::new());
        if let Some(beside) = self.cache.beside.get(&article_of(no)) {
            beside.push(no);
        }
        Ok(())
    }

    /// The tellings whose parties an actor is among.
    pub fn of_actor(&self, actor: Actor) -> rusqlite::Result<Vec<No>> {
        let mut found = Vec::new();
        for by in bys_of_actor(actor) {
            found.extend(self.numbers("SELECT telling FROM shelf WHERE by = ?1", [by])?);
        }
        Ok(found)
    }

    /// The tellings of an article.
    pub fn of_article(&mut self, no: ArticleNo) -> Vec<No> {
        self.beside(telling_no(no, 0))
    }

    /// What is compared of a telling.
    pub fn known(&mut self, no: No) -> Option<Arc<Sig>> {
        self.sig(no)
    }

    /// Takes a telling that is in no group from its shelves.
    pub fn remove(&mut self, no: No) -> rusqlite::Result<()> {
        let Some(sig) = self.sig(no) else { return Ok(()) };
        let mut gone = self
            .connection
            .prepare_cached("DELETE FROM shelf WHERE by = ?1 AND time = ?2 AND telling = ?3")?;
        let times: Vec<i32> = own_times(&sig).into_iter().chain(told_in_time(&sig)).collect();
        for by in own_bys(&sig) {
            for time in &times {
                gone.execute(params![by, time, no])?;
                if let Some(kept) = self.cache.shelves.get(&by) {
                    kept.remove(&(*time, rank(&sig.order), no));
                }
            }
        }
        self.connection.prepare_cached("DELETE FROM telling WHERE no = ?1")?.execute([no])?;
        self.cache.sigs.remove(&no);
        self.cache.homes.remove(&no);
        self.cache.members.remove(&no);
        self.cache.beside.remove(&article_of(no));
        Ok(())
    }

    fn try_or<T>(&mut self, otherwise: T, what: impl FnOnce(&mut Self) -> rusqlite::Result<T>) -> T {
        if self.failed.is_some() {
            return otherwise;
        }
        what(self).unwrap_or_else(|why| {
            self.failed = Some(why);
            otherwise
        })
    }

    fn article(&mut self, no: ArticleNo) -> rusqlite::Result<Option<(NaiveDate, ArticleId)>> {
        if let Some(known) = self.cache.articles.get(&no) {
            return Ok(Some(*known));
        }
        let article = self
            .connection
            .prepare_cached("SELECT day, id FROM article WHERE no = ?1")?
            .query_row([no], |row| Ok((pack::day_of(row.get(0)?), ArticleId(row.get(1)?))))
            .optional()?;
        if let Some(article) = article {
            self.cache.articles.insert(no, article);
        }
        Ok(article)
    }

    /// What is taken from the shelves of an actor or a place.
    fn standing(
        &mut self,
        by: i64,
        take: impl FnOnce(&BTreeSet<(i32, u64, No)>) -> Vec<(i32, u64, No)>,
    ) -> Vec<(i32, u64, No)> {
        if let Some(known) = self.cache.shelves.get(&by) {
            return take(known);
        }
        let read = self.try_or(BTreeSet::new(), |shelves| shelves.read_shelves(by));
        let taken = take(&read);
        self.cache.shelves.insert(by, read);
        taken
    }

    fn read_shelves(&mut self, by: i64) -> rusqlite::Result<BTreeSet<(i32, u64, No)>> {
        let rows: Vec<(i32, No)> = self
            .connection
            .prepare_cached("SELECT time, telling FROM shelf WHERE by = ?1")?
            .query_map([by], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        // Only what is asserted may be known later than its article, and that is seldom.
        let late = self.connection.prepare_cached("SELECT 1 FROM meta WHERE name = 'late'")?.exists([])?;
        let mut read = BTreeSet::new();
        for (time, no) in rows {
            let order = if late {
                self.sig(no).map(|sig| sig.order)
            } else {
                self.article(article_of(no))?.map(|(day, id)| (day, id, 0))
            };
            read.extend(order.map(|order| (time, rank(&order), no)));
        }
        Ok(read)
    }

    /// Of tellings found by rank, those that pass; only one of that very rank must be looked at.
    fn apart(&mut self, near: Vec<(i32, u64, No)>, own: u64, passes: impl Fn(&Sig) -> bool) -> Vec<No> {
        let passing = near
            .into_iter()
            .filter(|(_, rank, no)| *rank != own || self.sig(*no).is_some_and(|sig| passes(&sig)));
        passing.map(|(_, _, no)| no).collect()
    }

    fn numbers(&self, sql: &str, of: impl rusqlite::Params) -> rusqlite::Result<Vec<No>> {
        self.connection.prepare_cached(sql)?.query_map(of, |row| row.get(0))?.collect()
    }

    fn read_sig(&mut self, no: No) -> rusqlite::Result<Option<Arc<Sig>>> {
        let Some((day, id)) = self.article(article_of(no))? else { return Ok(None) };
        let order = u32::try_from(no % TELLINGS).unwrap_or(0);
        let found = self
            .connection
            .prepare_cached("SELECT sig, home FROM telling WHERE no = ?1")?
            .query_row([no], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Option<No>>(1)?)))
            .optional()?;
        let Some((bytes, home)) = found else { return Ok(None) };
        self.cache.homes.insert(no, home);
        let sig = pack::unpack_sig(&bytes, (day, id, order)).map(Arc::new);
        if let Some(sig) = &sig {
            self.cache.sigs.insert(no, Arc::clone(sig));
        }
        Ok(sig)
    }
}

impl Stock for Shelves<'_> {
    fn sig(&mut self, no: No) -> Option<Arc<Sig>> {
        if let Some(sig) = self.cache.sigs.get(&no) {
            return Some(Arc::clone(sig));
        }
        self.try_or(None, |shelves| shelves.read_sig(no))
    }

    fn home(&mut self, no: No) -> Option<No> {
        if let Some(home) = self.cache.homes.get(&no) {
            return *home;
        }
        self.sig(no)?;
        self.cache.homes.get(&no).copied().flatten()
    }

    fn put(&mut self, no: No, home: Option<No>) {
        let was = self.home(no);
        self.cache.moves.entry(article_of(no)).or_default().extend(was);
        if let Some(members) = was.and_then(|was| self.cache.members.get(&was)) {
            members.retain(|member| *member != no);
        }
        if let Some(members) = home.and_then(|home| self.cache.members.get(&home)) {
            members.push(no);
        }
        self.cache.homes.insert(no, home);
        self.try_or((), |shelves| {
            shelves
                .connection
                .prepare_cached("UPDATE telling SET home = ?2 WHERE no = ?1")?
                .execute(params![no, home])
                .map(|_| ())
        });
    }

    fn members(&mut self, group: No) -> Vec<No> {
        if let Some(members) = self.cache.members.get(&group) {
            return members.clone();
        }
        let members = self
            .try_or(Vec::new(), |shelves| shelves.numbers("SELECT no FROM telling WHERE home = ?1", [group]));
        self.cache.members.insert(group, members.clone());
        members
    }

    fn before(&mut self, by: i64, times: &[i32], order: &Order) -> Vec<No> {
        let own = rank(order);
        let near = self.standing(by, |standing| {
            let before = |time: &i32| standing.range((*time, 0, No::MIN)..=(*time, own, No::MAX));
            times.iter().flat_map(before).copied().collect()
        });
        self.apart(near, own, |sig| sig.order < *order)
    }

    fn after(&mut self, by: i64, (from, to): (i32, i32), order: &Order) -> Vec<No> {
        let own = rank(order);
        let near = self.standing(by, |standing| {
            if from == to {
                return standing.range((from, own, No::MIN)..=(from, u64::MAX, No::MAX)).copied().collect();
            }
            let all = standing.range((from, 0, No::MIN)..=(to, u64::MAX, No::MAX));
            all.filter(|(_, other, _)| *other >= own).copied().collect()
        });
        self.apart(near, own, |sig| sig.order > *order)
    }

    fn beside(&mut self, no: No) -> Vec<No> {
        let article = article_of(no);
        if let Some(known) = self.cache.beside.get(&article) {
            return known.clone();
        }
        let first = telling_no(article, 0);
        let read = self.try_or(Vec::new(), |shelves| {
            let all = "SELECT no FROM telling WHERE no BETWEEN ?1 AND ?2";
            shelves.numbers(all, [first, first + TELLINGS - 1])
        });
        self.cache.beside.insert(article, read.clone());
        read
    }
}
