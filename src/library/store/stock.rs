//! Tellings in the index, as grouping needs them: their signatures, groups and shelves.
//!
//! Everything is in the tables at once; what is kept in memory only saves reading it again. A failure is remembered and
//! found by [`Shelves::check`]; until then the answers are empty.

use super::pack;
use crate::chronicle::{Actor, No, Sig, Stock, bys_of_actor, own_bys, own_times, told_in_time};
use crate::model::ArticleId;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// So many tellings of one article can be told apart.
const TELLINGS: i64 = 1 << 20;
/// More than this is forgotten and read again.
const KEPT: usize = 300_000;

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

/// What was read of the tables.
#[derive(Debug, Default)]
pub struct Cache {
    sigs: HashMap<No, Arc<Sig>>,
    homes: HashMap<No, Option<No>>,
    members: HashMap<No, Vec<No>>,
    shelves: HashMap<(i64, i32), Vec<No>>,
    articles: HashMap<ArticleNo, (NaiveDate, ArticleId)>,
    /// Articles of which tellings have moved, with the groups that these have left.
    moves: BTreeMap<ArticleNo, BTreeSet<No>>,
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

    /// Forgets, if it has grown large.
    pub fn trim(&mut self) {
        if self.sigs.len() > KEPT || self.shelves.len() > 4 * KEPT || self.members.len() > KEPT {
            *self = Self::default();
        }
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
        let mut insert = self.connection.prepare_cached("INSERT INTO telling VALUES (?1, NULL, ?2, ?3)")?;
        insert.execute(params![no, paragraph, pack::sig(&sig, day)])?;
        let mut stand = self.connection.prepare_cached("INSERT OR IGNORE INTO shelf VALUES (?1, ?2, ?3)")?;
        let times: Vec<i32> = own_times(&sig).into_iter().chain(told_in_time(&sig)).collect();
        for by in own_bys(&sig) {
            for time in &times {
                if stand.execute(params![by, time, no])? == 1
                    && let Some(kept) = self.cache.shelves.get_mut(&(by, *time))
                {
                    kept.push(no);
                }
            }
        }
        self.cache.sigs.insert(no, Arc::new(sig));
        self.cache.homes.insert(no, None);
        // A telling that opens a group has no other members yet.
        self.cache.members.insert(no, Vec::new());
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
                if let Some(kept) = self.cache.shelves.get_mut(&(by, *time)) {
                    kept.retain(|kept| *kept != no);
                }
            }
        }
        self.connection.prepare_cached("DELETE FROM telling WHERE no = ?1")?.execute([no])?;
        self.cache.sigs.remove(&no);
        self.cache.homes.remove(&no);
        self.cache.members.remove(&no);
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
        if let Some(members) = was.and_then(|was| self.cache.members.get_mut(&was)) {
            members.retain(|member| *member != no);
        }
        if let Some(members) = home.and_then(|home| self.cache.members.get_mut(&home)) {
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

    fn on(&mut self, by: i64, times: Option<&[i32]>) -> Vec<No> {
        let Some(times) = times else {
            let all = "SELECT telling FROM shelf WHERE by = ?1";
            return self.try_or(Vec::new(), |shelves| shelves.numbers(all, [by]));
        };
        let mut found = Vec::new();
        for time in times {
            if let Some(known) = self.cache.shelves.get(&(by, *time)) {
                found.extend_from_slice(known);
                continue;
            }
            let one = "SELECT telling FROM shelf WHERE by = ?1 AND time = ?2";
            let on = self.try_or(Vec::new(), |shelves| shelves.numbers(one, params![by, time]));
            found.extend_from_slice(&on);
            self.cache.shelves.insert((by, *time), on);
        }
        found
    }

    fn beside(&mut self, no: No) -> Vec<No> {
        let first = telling_no(article_of(no), 0);
        self.try_or(Vec::new(), |shelves| {
            let all = "SELECT no FROM telling WHERE no BETWEEN ?1 AND ?2";
            shelves.numbers(all, [first, first + TELLINGS - 1])
        })
    }
}
