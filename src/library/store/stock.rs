//! Tellings in the index, as grouping needs them: their signatures, groups and shelves.
//!
//! Everything is in the tables at once; what is kept in memory only saves reading it again. A failure is remembered and
//! found by [`Shelves::check`]; until then the answers are empty.

use super::aged::{Aged, ByNumber};
use super::pack;
use crate::chronicle::{
    Actor, Glance, Group, Kept, No, Order, Sig, Stock, bys_of_actor, own_bys, own_times, told_in_time,
};
use crate::model::ArticleId;
use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// So many tellings of one article can be told apart.
pub const TELLINGS: i64 = 1 << 20;
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

/// The place of a telling in its article.
pub const fn order_of(no: No) -> i64 {
    no % TELLINGS
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

/// A telling's place on the shelves of an actor or a place: the time it stands under, its rank, and its number.
type Spot = (i32, u64, No);

/// What is known of a telling on a shelf.
#[derive(Debug, Clone, Copy)]
struct Standing {
    home: Option<No>,
    glance: Glance,
}

/// The shelves of an actor or a place, whole. Of tellings that nobody has looked at yet only the place is known.
type Shelf = BTreeMap<Spot, Option<Standing>>;

/// The times under which a telling stands.
fn stands_under(sig: &Sig) -> impl Iterator<Item = i32> {
    own_times(sig).into_iter().chain(told_in_time(sig))
}

/// What was read of the tables.
#[derive(Debug)]
pub struct Cache {
    /// What is compared of tellings, and their groups.
    tellings: ByNumber<No, (Arc<Sig>, Option<No>)>,
    groups: ByNumber<No, Arc<Group<Kept>>>,
    /// Tellings that have come since the moves were taken and opened no group yet: theirs have no other tellings.
    fresh: HashSet<No>,
    shelves: ByNumber<i64, Shelf>,
    /// Whether a telling may be known later than its article, once that was asked.
    late: Option<bool>,
    articles: ByNumber<ArticleNo, (NaiveDate, ArticleId)>,
    beside: ByNumber<ArticleNo, Vec<No>>,
    /// Articles of which tellings have moved, with the groups that these have left.
    moves: BTreeMap<ArticleNo, BTreeSet<No>>,
}

impl Default for Cache {
    fn default() -> Self {
        Self {
            tellings: Aged::new(KEPT),
            groups: Aged::new(KEPT),
            fresh: HashSet::new(),
            shelves: Aged::new(KEPT),
            late: None,
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
        self.fresh.clear();
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
            self.cache.late = Some(true);
        }
        let mut insert = self.connection.prepare_cached("INSERT INTO telling VALUES (?1, NULL, ?2, ?3)")?;
        insert.execute(params![no, paragraph, pack::sig(&sig, day)])?;
        let mut stand = self.connection.prepare_cached("INSERT OR IGNORE INTO shelf VALUES (?1, ?2, ?3)")?;
        let standing = Standing { home: None, glance: Glance::of(&sig) };
        for by in own_bys(&sig) {
            for time in stands_under(&sig) {
                if stand.execute(params![by, time, no])? == 1
                    && let Some(shelf) = self.cache.shelves.at(by)
                {
                    shelf.insert((time, rank(&sig.order), no), Some(standing));
                }
            }
        }
        self.cache.tellings.insert(no, (Arc::new(sig), None));
        self.cache.fresh.insert(no);
        if let Some(beside) = self.cache.beside.at(article_of(no)) {
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
        for by in own_bys(&sig) {
            for time in stands_under(&sig) {
                gone.execute(params![by, time, no])?;
                if let Some(shelf) = self.cache.shelves.at(by) {
                    shelf.remove(&(time, rank(&sig.order), no));
                }
            }
        }
        self.connection.prepare_cached("DELETE FROM telling WHERE no = ?1")?.execute([no])?;
        self.cache.tellings.remove(&no);
        self.cache.fresh.remove(&no);
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
        if let Some(known) = self.cache.articles.at(no) {
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

    /// Looks at the shelves of an actor or a place; `look` gives the tellings that it must know more of.
    fn look<T>(&mut self, by: i64, look: impl Fn(&Shelf) -> (T, Vec<Spot>)) -> T {
        if self.cache.shelves.at(by).is_none() {
            let read = self.try_or(Shelf::new(), |shelves| shelves.read_shelves(by));
            self.cache.shelves.insert(by, read);
        }
        let (seen, unknown) =
            self.cache.shelves.at(by).map_or_else(|| look(&Shelf::new()), |shelf| look(shelf));
        if unknown.is_empty() {
            return seen;
        }
        for spot in unknown {
            let Some((sig, home)) = self.telling(spot.2) else { continue };
            let standing = Standing { home, glance: Glance::of(&sig) };
            if let Some(known) = self.cache.shelves.at(by).and_then(|shelf| shelf.get_mut(&spot)) {
                *known = Some(standing);
            }
        }
        // What is still unknown could not be read, and that is remembered.
        self.cache.shelves.at(by).map_or(seen, |shelf| look(shelf).0)
    }

    fn read_shelves(&mut self, by: i64) -> rusqlite::Result<Shelf> {
        let rows: Vec<(i32, No)> = self
            .connection
            .prepare_cached("SELECT time, telling FROM shelf WHERE by = ?1")?
            .query_map([by], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        // Only what is asserted may be known later than its article, and that is seldom.
        let late = self.is_late()?;
        let mut read = Shelf::new();
        for (time, no) in rows {
            let order = if late {
                self.sig(no).map(|sig| sig.order)
            } else {
                self.article(article_of(no))?.map(|(day, id)| (day, id, 0))
            };
            read.extend(order.map(|order| ((time, rank(&order), no), None)));
        }
        Ok(read)
    }

    fn is_late(&mut self) -> rusqlite::Result<bool> {
        if let Some(late) = self.cache.late {
            return Ok(late);
        }
        let late = self.connection.prepare_cached("SELECT 1 FROM meta WHERE name = 'late'")?.exists([])?;
        self.cache.late = Some(late);
        Ok(late)
    }

    fn numbers(&self, sql: &str, of: impl rusqlite::Params) -> rusqlite::Result<Vec<No>> {
        self.connection.prepare_cached(sql)?.query_map(of, |row| row.get(0))?.collect()
    }

    fn read_telling(&mut self, no: No) -> rusqlite::Result<Option<(Arc<Sig>, Option<No>)>> {
        let Some((day, id)) = self.article(article_of(no))? else { return Ok(None) };
        let order = u32::try_from(order_of(no)).unwrap_or(0);
        let found = self
            .connection
            .prepare_cached("SELECT sig, home FROM telling WHERE no = ?1")?
            .query_row([no], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Option<No>>(1)?)))
            .optional()?;
        let Some((bytes, home)) = found else { return Ok(None) };
        let telling = pack::unpack_sig(&bytes, (day, id, order)).map(|sig| (Arc::new(sig), home));
        if let Some((sig, home)) = &telling {
            self.cache.tellings.insert(no, (Arc::clone(sig), *home));
        }
        Ok(telling)
    }
}

impl Stock for Shelves<'_> {
    fn telling(&mut self, no: No) -> Option<(Arc<Sig>, Option<No>)> {
        if let Some((sig, home)) = self.cache.tellings.at(no) {
            return Some((Arc::clone(sig), *home));
        }
        self.try_or(None, |shelves| shelves.read_telling(no))
    }

    fn put(&mut self, told: &Kept, home: Option<No>) {
        let no = told.no;
        let was = self.home(no);
        self.cache.moves.entry(article_of(no)).or_default().extend(was);
        if let Some(group) = was.and_then(|was| self.cache.groups.at(was)) {
            Arc::make_mut(group).take_out(&told.sig.order);
        }
        if let Some(home) = home {
            if let Some(group) = self.cache.groups.at(home) {
                Arc::make_mut(group).insert(told.clone());
            } else if home == no && self.cache.fresh.contains(&no) {
                self.cache.groups.insert(home, Arc::new(Group::of([told.clone()])));
            }
        }
        self.cache.fresh.remove(&no);
        self.cache.tellings.insert(no, (Arc::clone(&told.sig), home));
        for by in own_bys(&told.sig) {
            let Some(standing) = self.cache.shelves.at(by) else { continue };
            for time in stands_under(&told.sig) {
                if let Some(Some(known)) = standing.get_mut(&(time, rank(&told.sig.order), no)) {
                    known.home = home;
                }
            }
        }
        self.try_or((), |shelves| {
            shelves
                .connection
                .prepare_cached("UPDATE telling SET home = ?2 WHERE no = ?1")?
                .execute(params![no, home])
                .map(|_| ())
        });
    }

    fn group(&mut self, group: No) -> Arc<Group<Kept>> {
        if let Some(group) = self.cache.groups.at(group) {
            return Arc::clone(group);
        }
        let members = self
            .try_or(Vec::new(), |shelves| shelves.numbers("SELECT no FROM telling WHERE home = ?1", [group]));
        let sigs = members.into_iter().filter_map(|no| Some(Kept { no, sig: self.sig(no)? }));
        let mut tellings: Vec<Kept> = sigs.collect();
        tellings.sort_unstable_by_key(|kept| kept.sig.order);
        let made = Arc::new(Group::of(tellings));
        self.cache.groups.insert(group, Arc::clone(&made));
        made
    }

    fn before(&mut self, by: i64, times: &[i32], order: &Order, homes: &mut Vec<No>) {
        let own = rank(order);
        let (found, alike) = self.look(by, |shelf| {
            let (mut found, mut alike, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
            for time in times {
                for (spot, standing) in shelf.range((*time, 0, No::MIN)..=(*time, own, No::MAX)) {
                    match standing {
                        None => unknown.push(*spot),
                        Some(Standing { home: None, .. }) => {}
                        Some(Standing { home: Some(home), .. }) if spot.1 == own => {
                            alike.push((spot.2, *home));
                        }
                        Some(Standing { home: Some(home), .. }) => found.push(*home),
                    }
                }
            }
            ((found, alike), unknown)
        });
        homes.extend(found);
        // Only of those of one rank must be asked which comes first.
        for (no, home) in alike {
            homes.extend(self.sig(no).filter(|sig| sig.order < *order).map(|_| home));
        }
    }

    fn after(
        &mut self,
        by: i64,
        (from, to): (i32, i32),
        order: &Order,
        looked_for: &dyn Fn(&Glance) -> bool,
        found: &mut Vec<No>,
    ) {
        let own = rank(order);
        // Those of one rank are told apart by who asks.
        let first = if from == to { own } else { 0 };
        let seen = self.look(by, |shelf| {
            let (mut seen, mut unknown) = (Vec::new(), Vec::new());
            let near = shelf.range((from, first, No::MIN)..=(to, u64::MAX, No::MAX));
            for (spot, standing) in near.filter(|((_, rank, _), _)| *rank >= own) {
                match standing {
                    None => unknown.push(*spot),
                    Some(standing) if looked_for(&standing.glance) => seen.push(spot.2),
                    Some(_) => {}
                }
            }
            (seen, unknown)
        });
        found.extend(seen);
    }

    fn tells_late(&mut self) -> bool {
        self.try_or(true, Self::is_late)
    }

    fn beside(&mut self, no: No) -> Vec<No> {
        let article = article_of(no);
        if let Some(known) = self.cache.beside.at(article) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronicle::group_sigs;
    use std::collections::HashMap;
    use std::path::Path;

    /// The groups of an index are those that grouping all its tellings from the start gives, however many there are and in
    /// whatever order their articles came: `DEPECHE_INDEX=FILE cargo test --lib groups_of_an_index -- --ignored`.
    #[test]
    #[ignore = "wants an index"]
    fn groups_of_an_index_are_those_of_grouping_from_the_start() {
        let path = std::env::var("DEPECHE_INDEX").unwrap();
        let connection = super::super::index::open_to_read(Path::new(&path)).unwrap();
        let mut statement = connection
            .prepare("SELECT t.no, t.home, t.sig, a.day, a.id FROM telling t JOIN article a ON a.no = t.no / 1048576")
            .unwrap();
        let rows = statement.query_map([], |row| {
            let (no, day): (No, i64) = (row.get(0)?, row.get(3)?);
            let order = (pack::day_of(day), ArticleId(row.get(4)?), u32::try_from(order_of(no)).unwrap());
            let sig = pack::unpack_sig(row.get_ref(2)?.as_blob()?, order).unwrap();
            Ok((no, row.get::<_, Option<No>>(1)?, Arc::new(sig)))
        });
        let mut all: Vec<(No, Option<No>, Arc<Sig>)> = rows.unwrap().map(Result::unwrap).collect();
        all.sort_by_key(|(_, _, sig)| sig.order);
        let numbers: HashMap<Order, No> = all.iter().map(|(no, _, sig)| (sig.order, *no)).collect();
        let sigs: Vec<Arc<Sig>> = all.iter().map(|(_, _, sig)| Arc::clone(sig)).collect();
        let mut wanted: HashMap<No, No> = HashMap::new();
        for group in group_sigs(&sigs) {
            let home = numbers[&group.tellings[0].order];
            wanted.extend(group.tellings.iter().map(|sig| (numbers[&sig.order], home)));
        }
        let wrong = all.iter().filter(|(no, home, _)| wanted.get(no) != home.as_ref());
        let wrong: Vec<No> = wrong.map(|(no, ..)| *no).collect();
        assert!(wrong.is_empty(), "{} of {} are elsewhere: {:?} ...", wrong.len(), all.len(), wrong.first());
    }
}
