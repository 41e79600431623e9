//! What many paragraphs are counted by: for each article the groups that its lines tell, and the days on which the entries
//! of the groups stand that its tellings opened.
//!
//! A few bytes a telling, those of some articles together, read in one go: counting what half a library tells takes no look at a row of it. Entries that
//! rulings can change have no day here; they are looked at one by one. Answers no questions of the door.

use super::aged::Numbers;
use super::bytes::{Reader, Writer};
use super::paragraphs::paragraph_of;
use super::postings::Stopped;
use super::rows::{ALWAYS, day_of_key};
use super::stock::{ArticleNo, TELLINGS, article_of, order_of, telling_no};
use crate::chronicle::No;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasherDefault;

/// The days of groups that have changed; none for those that are gone, or that rulings can change.
pub type Changed = BTreeMap<ArticleNo, BTreeMap<i64, Option<i64>>>;

/// So many articles are kept together: a row for each would take longer to come by than to read.
const TOGETHER: ArticleNo = 32;

/// Which groups the lines of articles tell, by articles, packed.
#[derive(Debug, Default)]
pub struct Tellings(BTreeMap<ArticleNo, Vec<u8>>);

impl Tellings {
    /// The lines of an article and the groups that they tell.
    pub fn put(&mut self, no: ArticleNo, mut told: Vec<(i64, No)>) {
        told.sort_unstable();
        told.dedup();
        let mut packed = Writer::default();
        let mut last = 0;
        for (line, home) in told {
            packed.signed(line - last);
            packed.signed(article_of(home) - no);
            packed.signed(order_of(home));
            last = line;
        }
        self.0.insert(no, packed.done());
    }

    /// Writes them down.
    pub fn write(self, connection: &Connection) -> rusqlite::Result<()> {
        let known = "SELECT told FROM gist WHERE block = ?1";
        let put = "INSERT INTO gist VALUES (?1, ?2, x'') ON CONFLICT(block) DO UPDATE SET told = ?2";
        put_blocks(connection, self.0, known, put, |_, own| Some(own))
    }
}

/// What a block keeps of its articles, in their order. Those at its end that have nothing may be missing.
fn unpack_block(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut reader = Reader::new(bytes);
    std::iter::from_fn(move || {
        if reader.is_done() {
            return None;
        }
        let length = reader.count();
        Some(reader.raw(length))
    })
}

/// Puts something of articles into their blocks: what `own` makes of what is there and what comes; nothing where that is
/// as it was.
fn put_blocks<T>(
    connection: &Connection,
    of: BTreeMap<ArticleNo, T>,
    known: &str,
    put: &str,
    mut own: impl FnMut(&[u8], T) -> Option<Vec<u8>>,
) -> rusqlite::Result<()> {
    let (mut known, mut put) = (connection.prepare_cached(known)?, connection.prepare_cached(put)?);
    let mut of = of.into_iter().peekable();
    while let Some(block) = of.peek().map(|(no, _)| no / TOGETHER) {
        let mut rows = known.query([block])?;
        let bytes = match rows.next()? {
            Some(row) => row.get(0)?,
            None => Vec::new(),
        };
        drop(rows);
        let mut articles: Vec<Vec<u8>> = unpack_block(&bytes).map(<[u8]>::to_vec).collect();
        let mut changed = false;
        while let Some((no, coming)) = of.next_if(|(no, _)| no / TOGETHER == block) {
            let at = usize::try_from(no % TOGETHER).unwrap_or(0);
            if articles.len() <= at {
                articles.resize(at + 1, Vec::new());
            }
            if let Some(there) = articles.get_mut(at)
                && let Some(now) = own(there, coming)
            {
                changed |= now != *there;
                *there = now;
            }
        }
        if changed {
            let mut packed = Writer::default();
            for article in articles {
                packed.count(article.len());
                packed.raw(&article);
            }
            put.execute(params![block, packed.done()])?;
        }
    }
    Ok(())
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
    let known = "SELECT days FROM gist WHERE block = ?1";
    let put = "INSERT INTO gist VALUES (?1, x'', ?2) ON CONFLICT(block) DO UPDATE SET days = ?2";
    put_blocks(connection, changed, known, put, |there, groups| {
        let mut days: BTreeMap<i64, i64> = unpack_days(there).collect();
        let mut changed = false;
        for (order, day) in groups {
            changed |= match day {
                Some(day) => days.insert(order, day) != Some(day),
                None => days.remove(&order).is_some(),
            };
        }
        if !changed {
            return None;
        }
        let mut packed = Writer::default();
        let (mut last_order, mut last_day) = (0, 0);
        for (order, day) in days {
            packed.signed(order - last_order);
            packed.signed(day - last_day);
            (last_order, last_day) = (order, day);
        }
        Some(packed.done())
    })
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

/// Reads the days on which the entries stand that tellings of an article opened.
fn read_days(own: &[u8], days: &mut Vec<i32>) {
    let start = days.len();
    for (order, day) in unpack_days(own).take_while(|(order, _)| *order < TELLINGS) {
        let place = start + usize::try_from(order).unwrap_or(0);
        if place > days.len() {
            days.resize(place, NO_DAY);
        }
        days.push(i32::try_from(day).unwrap_or(NO_DAY));
    }
}

/// The groups that paragraphs tell, counted by day.
#[derive(Debug, Default)]
pub struct Tally {
    /// By the number of an article: where the first of its tellings stands among `marked`. Those of the next begin where
    /// its own end.
    starts: Vec<u32>,
    /// Whether the group is told that a telling opened.
    marked: Vec<bool>,
    /// How many stand on each day.
    pub days: BTreeMap<i64, usize>,
}

/// Stands for a telling that opened no group.
const NO_DAY: i32 = i32::MIN;
/// So many steps are taken between two looks at whether to go on.
const STRIDE: usize = 1 << 14;

/// Lines of articles, by the number of the article.
struct Hits {
    /// A bit for each of the first lines; the last says that there are later ones.
    lines: Vec<u64>,
    /// The later ones, by article and line, in order.
    later: Vec<(ArticleNo, i64)>,
}

/// A line from which on the lines of an article have no bits of their own.
const LATER: i64 = 63;

impl Hits {
    fn of(paragraphs: &[i64], articles: usize, stopped: Stopped<'_>) -> rusqlite::Result<Self> {
        let (mut lines, mut later) = (vec![0_u64; articles + 1], Vec::new());
        for stretch in paragraphs.chunks(STRIDE) {
            stopped()?;
            for paragraph in stretch {
                let (no, line) = paragraph_of(*paragraph);
                if let Some(lines) = usize::try_from(no).ok().and_then(|no| lines.get_mut(no)) {
                    *lines |= 1 << line.clamp(0, LATER);
                }
                if line >= LATER {
                    later.push((no, line));
                }
            }
        }
        later.sort_unstable();
        Ok(Self { lines, later })
    }

    /// The lines of an article, as far as they have bits.
    fn of_article(&self, no: ArticleNo) -> u64 {
        usize::try_from(no).ok().and_then(|no| self.lines.get(no)).copied().unwrap_or(0)
    }

    /// Whether a line of an article is among them, by what [`Self::of_article`] told of it.
    fn hold(&self, lines: u64, no: ArticleNo, line: i64) -> bool {
        lines >> line.clamp(0, LATER) & 1 == 1
            && (line < LATER || self.later.binary_search(&(no, line)).is_ok())
    }
}

impl Tally {
    /// The groups that these paragraphs tell, in the order of their numbers, as known on a day.
    pub fn of(
        connection: &Connection,
        paragraphs: &[i64],
        known_on: i64,
        stopped: Stopped<'_>,
    ) -> rusqlite::Result<Self> {
        let last = "SELECT coalesce(max(no), 0) FROM article";
        let last: ArticleNo = connection.prepare_cached(last)?.query_row([], |row| row.get(0))?;
        let hits = Hits::of(paragraphs, usize::try_from(last).unwrap_or(0), stopped)?;
        let mut tally = Self::default();
        tally.starts.reserve(usize::try_from(last).unwrap_or(0) + 2);
        // The days of all groups are read, and on the way which of them are told. Where those stand that a later article
        // opened is not known yet.
        let mut days: Vec<i32> = Vec::new();
        let mut later: Vec<No> = Vec::new();
        let all = "SELECT block, told, days FROM gist WHERE block >= 0 AND block <= ?1 ORDER BY block";
        let mut statement = connection.prepare_cached(all)?;
        let mut rows = statement.query([last / TOGETHER])?;
        while let Some(row) = rows.next()? {
            stopped()?;
            let first = row.get::<_, ArticleNo>(0)? * TOGETHER;
            let mut told = unpack_block(row.get_ref(1)?.as_blob().unwrap_or_default());
            let mut own = unpack_block(row.get_ref(2)?.as_blob().unwrap_or_default());
            for no in first..(first + TOGETHER).min(last + 1) {
                tally.begin(no, days.len());
                read_days(own.next().unwrap_or_default(), &mut days);
                let (told, lines) = (told.next().unwrap_or_default(), hits.of_article(no));
                if lines == 0 {
                    continue;
                }
                for (line, home) in unpack_told(told, no) {
                    if hits.hold(lines, no, line) {
                        if article_of(home) > no {
                            later.push(home);
                        } else {
                            tally.mark(home, days.len());
                        }
                    }
                }
            }
        }
        drop(rows);
        stopped()?;
        tally.begin(last + 1, days.len());
        for home in later {
            tally.mark(home, days.len());
        }
        tally.marked.resize(days.len(), false);
        tally.put_back(connection, &mut days, known_on)?;
        let mut counts: HashMap<i64, usize, BuildHasherDefault<Numbers>> = HashMap::default();
        let told = days.iter().zip(&tally.marked).filter(|(day, marked)| **marked && **day != NO_DAY);
        let (mut last, mut run) = (NO_DAY, 0);
        for (day, _) in told.chain([(&NO_DAY, &false)]) {
            if *day != last && run > 0 {
                *counts.entry(i64::from(last)).or_default() += run;
                run = 0;
            }
            (last, run) = (*day, run + 1);
        }
        tally.days = counts.into_iter().collect();
        Ok(tally)
    }

    /// The tellings of an article stand from here on; those before it that are not told of have none.
    fn begin(&mut self, no: ArticleNo, at: usize) {
        let no = usize::try_from(no).unwrap_or(0);
        self.starts.resize(no + 1, u32::try_from(at).unwrap_or(u32::MAX));
    }

    /// Marks a group, of so many that are read so far.
    fn mark(&mut self, home: No, read: usize) {
        if self.marked.len() < read {
            self.marked.resize(read, false);
        }
        if let Some(marked) = self.place_of(home).and_then(|at| self.marked.get_mut(at)) {
            *marked = true;
        }
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
        let no = usize::try_from(article_of(home)).ok()?;
        let place = *self.starts.get(no)? as usize + usize::try_from(order_of(home)).ok()?;
        // An article may have fewer groups than the telling's place is.
        let end = self.starts.get(no + 1).map_or(self.marked.len(), |next| *next as usize);
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
