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
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many tellings of one article can be told apart.
pub const TELLINGS: i64 = 1 << 20;
/// So many tellings and groups are kept.
const KEPT: usize = 80_000;
/// So many places on shelves are kept.
const SPOTS: usize = 400_000;
/// So many articles are kept by their days and identities: less than a hundred bytes each.
const ARTICLES: usize = 100_000;
/// A shelf's tellings of so much time are kept together.
const STRETCH: i32 = 48;

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
type Rank = (i32, u32);

/// Stands before all others.
const FIRST: Rank = (i32::MIN, 0);

fn rank(order: &Order) -> Rank {
    let beginning = order.1.0.iter().take(4).fold(0, |number, byte| (number << 8) | u32::from(*byte));
    (order.0.num_days_from_ce(), beginning)
}

/// A telling on the shelves of an actor or a place.
#[derive(Debug, Clone, Copy)]
struct Spot {
    /// The time it stands under.
    time: i32,
    rank: Rank,
    no: No,
    glance: Glance,
}

impl Spot {
    const fn place(&self) -> (i32, Rank, No) {
        (self.time, self.rank, self.no)
    }
}

/// The tellings on the shelves of an actor or a place that stand under the times of one stretch, in the order of their places.
type Shelf = Vec<Spot>;

/// Which stretch a time is of.
const fn stretch(time: i32) -> i32 {
    time.div_euclid(STRETCH)
}

/// Those that stand under a time and have no greater rank.
fn before(shelf: &[Spot], time: i32, own: Rank) -> &[Spot] {
    let from = shelf.partition_point(|spot| spot.time < time);
    let rest = shelf.get(from..).unwrap_or_default();
    rest.get(..rest.partition_point(|spot| (spot.time, spot.rank) <= (time, own))).unwrap_or_default()
}

/// Those that stand under one of these times, the first of them with no lesser rank than that.
fn between(shelf: &[Spot], (from, first): (i32, Rank), to: i32) -> &[Spot] {
    let start = shelf.partition_point(|spot| (spot.time, spot.rank) < (from, first));
    let rest = shelf.get(start..).unwrap_or_default();
    rest.get(..rest.partition_point(|spot| spot.time <= to)).unwrap_or_default()
}

/// A telling that is not in its table yet.
#[derive(Debug)]
struct Fresh {
    paragraph: i64,
    packed: Vec<u8>,
    sig: Arc<Sig>,
    home: Option<No>,
    /// Whether it was in a group already.
    is_open: bool,
}

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
    /// Tellings that have come and wait to be written down, by their numbers, and the groups that they are in.
    fresh: BTreeMap<No, Fresh>,
    fresh_homes: BTreeMap<No, Vec<No>>,
    shelves: ByNumber<(i64, i32), Shelf>,
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
            fresh: BTreeMap::new(),
            fresh_homes: BTreeMap::new(),
            shelves: Aged::weighing(SPOTS, |shelf| shelf.len() + 2),
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

    /// Puts tellings on their shelves, in no group yet. They are in their table once [`Self::write_down`] was asked for.
    pub fn add(&mut self, coming: Vec<(No, i64, Sig)>) -> rusqlite::Result<()> {
        let mut spots = Vec::with_capacity(2 * coming.len());
        for (no, paragraph, sig) in coming {
            let day = self.article(article_of(no))?.map_or(sig.order.0, |(day, _)| day);
            if sig.order.0 != day {
                self.connection.execute("INSERT OR REPLACE INTO meta VALUES ('late', 1)", [])?;
                self.cache.late = Some(true);
            }
            let (rank, glance) = (rank(&sig.order), Glance::of(&sig));
            for by in own_bys(&sig) {
                spots.extend(stands_under(&sig).map(|time| (by, Spot { time, rank, no, glance })));
            }
            let (packed, sig) = (pack::sig(&sig, day), Arc::new(sig));
            self.cache.tellings.insert(no, (Arc::clone(&sig), None));
            let fresh = Fresh { paragraph, packed, sig, home: None, is_open: false };
            self.cache.fresh.insert(no, fresh);
            if let Some(beside) = self.cache.beside.at(article_of(no)) {
                beside.push(no);
            }
        }
        // In the order of the table.
        spots.sort_unstable_by_key(|(by, spot)| (*by, spot.time, spot.no));
        let mut stand =
            self.connection.prepare_cached("INSERT OR IGNORE INTO shelf VALUES (?1, ?2, ?3, ?4)")?;
        for (by, spot) in spots {
            let Spot { time, rank, no, glance } = spot;
            if stand.execute(params![by, time, no, pack::spot(rank.1, &glance)])? == 1
                && let Some(shelf) = self.cache.shelves.at((by, stretch(time)))
            {
                let at = shelf.partition_point(|other| other.place() < spot.place());
                shelf.insert(at, spot);
                self.cache.shelves.grown(1);
            }
        }
        Ok(())
    }

    /// Writes down the tellings that have come, with the groups that they are in by now.
    pub fn write_down(&mut self) -> rusqlite::Result<()> {
        let mut insert = self.connection.prepare_cached("INSERT INTO telling VALUES (?1, ?2, ?3, ?4)")?;
        for (no, fresh) in std::mem::take(&mut self.cache.fresh) {
            insert.execute(params![no, fresh.home, fresh.paragraph, fresh.packed])?;
        }
        self.cache.fresh_homes.clear();
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
                if let Some(shelf) = self.cache.shelves.at((by, stretch(time))) {
                    shelf.retain(|spot| (spot.time, spot.no) != (time, no));
                }
            }
        }
        if self.cache.fresh.remove(&no).is_none() {
            self.connection.prepare_cached("DELETE FROM telling WHERE no = ?1")?.execute([no])?;
        }
        self.cache.tellings.remove(&no);
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

    /// The shelves of an actor or a place, of one stretch of time.
    fn shelf(&mut self, by: i64, stretch: i32) -> &[Spot] {
        if self.cache.shelves.at((by, stretch)).is_none() {
            let times =
                (stretch.saturating_mul(STRETCH), stretch.saturating_add(1).saturating_mul(STRETCH) - 1);
            let mut read = self.try_or(Shelf::new(), |shelves| shelves.read_shelf(by, times));
            read.sort_unstable_by_key(Spot::place);
            read.shrink_to_fit();
            self.cache.shelves.insert((by, stretch), read);
        }
        self.cache.shelves.at((by, stretch)).map_or(&[], |shelf| shelf)
    }

    fn read_shelf(&self, by: i64, (from, to): (i32, i32)) -> rusqlite::Result<Shelf> {
        let mut statement = self.connection.prepare_cached(
            "SELECT time, telling, glance FROM shelf WHERE by = ?1 AND time >= ?2 AND time <= ?3",
        )?;
        let mut rows = statement.query(params![by, from, to])?;
        let mut read = Shelf::new();
        while let Some(row) = rows.next()? {
            let (time, no) = (row.get(0)?, row.get(1)?);
            let spot = pack::unpack_spot(row.get_ref(2)?.as_blob().unwrap_or_default());
            read.extend(spot.map(|(number, glance)| {
                let rank = (glance.published, number);
                Spot { time, rank, no, glance }
            }));
        }
        Ok(read)
    }

    /// The first time in which something stands on the shelves.
    fn first_time(&self, by: i64, (from, to): (i32, i32)) -> rusqlite::Result<Option<i32>> {
        self.connection
            .prepare_cached(
                "SELECT time FROM shelf WHERE by = ?1 AND time >= ?2 AND time <= ?3 ORDER BY time LIMIT 1",
            )?
            .query_row(params![by, from, to], |row| row.get(0))
            .optional()
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
        if let Some(fresh) = self.cache.fresh.get(&no) {
            let telling = (Arc::clone(&fresh.sig), fresh.home);
            self.cache.tellings.insert(no, telling.clone());
            return Ok(Some(telling));
        }
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
            let opens = || home == no && self.cache.fresh.get(&no).is_some_and(|fresh| !fresh.is_open);
            if let Some(group) = self.cache.groups.at(home) {
                Arc::make_mut(group).insert(told.clone());
            } else if opens() {
                self.cache.groups.insert(home, Arc::new(Group::of([told.clone()])));
            }
        }
        self.cache.tellings.insert(no, (Arc::clone(&told.sig), home));
        if let Some(fresh) = self.cache.fresh.get_mut(&no) {
            (fresh.home, fresh.is_open) = (home, true);
            if let Some(left) = was.and_then(|was| self.cache.fresh_homes.get_mut(&was)) {
                left.retain(|other| *other != no);
            }
            if let Some(home) = home {
                self.cache.fresh_homes.entry(home).or_default().push(no);
            }
            return;
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
        let mut members = self
            .try_or(Vec::new(), |shelves| shelves.numbers("SELECT no FROM telling WHERE home = ?1", [group]));
        members.extend(self.cache.fresh_homes.get(&group).into_iter().flatten());
        let sigs = members.into_iter().filter_map(|no| Some(Kept { no, sig: self.sig(no)? }));
        let mut tellings: Vec<Kept> = sigs.collect();
        tellings.sort_unstable_by_key(|kept| kept.sig.order);
        let made = Arc::new(Group::of(tellings));
        self.cache.groups.insert(group, Arc::clone(&made));
        made
    }

    fn before(
        &mut self,
        by: i64,
        times: &[i32],
        order: &Order,
        looked_for: &dyn Fn(&Glance) -> bool,
        homes: &mut Vec<No>,
    ) {
        let own = rank(order);
        let mut found = Vec::new();
        for times in times.chunk_by(|one, other| stretch(*one) == stretch(*other)) {
            let Some(first) = times.first() else { continue };
            let spots = self.shelf(by, stretch(*first));
            for time in times {
                let near = before(spots, *time, own).iter().filter(|spot| looked_for(&spot.glance));
                found.extend(near.map(|spot| (spot.no, spot.rank == own)));
            }
        }
        for (no, alike) in found {
            let Some((sig, home)) = self.telling(no) else { continue };
            // Of those of one rank must be asked which comes first.
            homes.extend(home.filter(|_| !alike || sig.order < *order));
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
        let first = if from == to { own } else { FIRST };
        let look = |shelf: &[Spot], found: &mut Vec<No>| {
            let near = between(shelf, (from, first), to).iter();
            let near = near.filter(|spot| spot.rank >= own && looked_for(&spot.glance));
            found.extend(near.map(|spot| spot.no));
        };
        let mut next = Some(from).filter(|from| *from <= to);
        while let Some(time) = next {
            let stretch = stretch(time);
            look(self.shelf(by, stretch), found);
            let behind = stretch.saturating_add(1).saturating_mul(STRETCH);
            // Of a long time only those stretches are looked at that hold something.
            next = match (behind..=to).contains(&behind) {
                true if to - behind > STRETCH => {
                    self.try_or(None, |shelves| shelves.first_time(by, (behind, to)))
                }
                more => more.then_some(behind),
            };
        }
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
            let mut numbers = shelves.numbers(all, [first, first + TELLINGS - 1])?;
            numbers.extend(shelves.cache.fresh.range(first..first + TELLINGS).map(|(no, _)| *no));
            Ok(numbers)
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
