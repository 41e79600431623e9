//! Keeps the index at the journal: takes articles in, groups on, and writes anew the entries that changed.
//!
//! Works inside one transaction of the caller's; what is kept in memory between transactions must be dropped if one is
//! rolled back. Readings come ready made. Rulings are not in the index: they are laid over it.

use super::pack::{self, number_of};
use super::stock::{ArticleNo, Cache, Shelves, article_of, telling_no};
use crate::chronicle::{self, Actor, Filed, Housed, No, Sig, regroup};
use crate::model::text::fold;
use crate::model::{Article, Class, Entry, EntryActor, Part, Reading, Seq};
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Bits of a key that count within a day.
pub const SLOT_BITS: u32 = 24;
/// Days are counted so that none is negative.
const FIRST_DAY: i64 = 800_000;
/// Stands for « until now ».
pub const ALWAYS: i64 = i32::MAX as i64;
/// Numbers of roles that nobody named holds begin here; they are known in their article alone.
const ROLES: Actor = 0x8000_0000;
/// So many paragraphs of one article can be told apart; the last takes the rest.
pub const PARAGRAPHS: i64 = 1 << 12;
/// Articles kept in memory.
const ARTICLES: usize = 4096;

/// An article to be taken in.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The record that files it.
    pub seq: Seq,
    /// The article.
    pub article: Arc<Article>,
    /// Its reading.
    pub reading: Arc<Reading>,
}

/// What is kept in memory while an index is written.
#[derive(Debug, Default)]
pub struct Keeper {
    stock: Cache,
    actors: HashMap<String, Actor>,
    firsts: HashMap<Actor, Vec<u8>>,
    names: HashMap<(Actor, String), i64>,
    filed: HashMap<ArticleNo, Filed>,
}

/// Finds the text of a filed article by its record.
pub type Texts<'t> = dyn Fn(Seq) -> Option<Arc<Article>> + 't;

/// The key of the first row of a day.
pub const fn day_key(day: i64) -> i64 {
    (day + FIRST_DAY) << SLOT_BITS
}

impl Keeper {
    /// Takes articles in.
    pub fn take(
        &mut self,
        connection: &Connection,
        incoming: &[Incoming],
        texts: &Texts<'_>,
    ) -> rusqlite::Result<()> {
        self.stock.trim();
        if self.filed.len() > ARTICLES {
            self.filed.clear();
        }
        let mut added = Vec::new();
        for incoming in incoming {
            self.file(connection, incoming, &mut added)?;
        }
        let mut shelves = Shelves::new(connection, &mut self.stock);
        let touched = regroup(&mut shelves, &added, &[]);
        shelves.check()?;
        self.write_entries(connection, &touched, texts)
    }

    fn file(
        &mut self,
        connection: &Connection,
        Incoming { seq, article, reading }: &Incoming,
        added: &mut Vec<No>,
    ) -> rusqlite::Result<()> {
        let day = number_of(article.published.date);
        connection
            .prepare_cached("INSERT INTO article(id, day, seq, file, reading) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![article.id.0.as_slice(), day, seq, article.file, pack::reading(reading)])?;
        let no = connection.last_insert_rowid();
        connection
            .prepare_cached(
                "INSERT INTO day VALUES (?1, 1, 0) ON CONFLICT(day) DO UPDATE SET articles = articles + 1",
            )?
            .execute([day])?;
        connection.prepare_cached("UPDATE meta SET value = value + 1 WHERE name = 'articles'")?.execute([])?;
        index_text(connection, no, &article.text)?;
        self.know_parties(connection, article, reading)?;
        let filed = Filed { article: Arc::clone(article), reading: Arc::clone(reading) };
        let breaks: Vec<usize> = article.text.match_indices('\n').map(|(at, _)| at).collect();
        for (sig, start) in self.signatures(connection, no, &filed)? {
            let telling = telling_no(no, sig.order.2);
            let paragraph = paragraph_at(&breaks, start);
            Shelves::new(connection, &mut self.stock).add(telling, paragraph, sig)?;
            added.push(telling);
        }
        self.filed.insert(no, filed);
        Ok(())
    }

    /// The signatures of an article's tellings, each with where its sentence begins.
    fn signatures(
        &mut self,
        connection: &Connection,
        no: ArticleNo,
        filed: &Filed,
    ) -> rusqlite::Result<Vec<(Sig, usize)>> {
        let mut roles = 0;
        let mut trouble = None;
        let mut starts = Vec::new();
        let sigs = chronicle::signatures(filed, &mut starts, |key, class| {
            if class == Class::Role && roles < 0xff && no < 0x7f_ffff {
                roles += 1;
                return ROLES | u32::try_from(no << 8).unwrap_or(0) | roles;
            }
            // Parties are known by now, roles aside.
            self.actor(connection, &key, |_| Ok(())).unwrap_or_else(|why| {
                trouble = Some(why);
                0
            })
        });
        trouble.map_or_else(|| Ok(sigs.into_iter().zip(starts).collect()), Err)
    }

    /// The number of an actor; `make` fills in what is not there.
    fn actor(
        &mut self,
        connection: &Connection,
        key: &str,
        fill: impl FnOnce(Actor) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<Actor> {
        if let Some(known) = self.actors.get(key) {
            return Ok(*known);
        }
        let found = connection
            .prepare_cached("SELECT no, first FROM actor WHERE key = ?1")?
            .query_row([key], |row| Ok((row.get::<_, Actor>(0)?, row.get::<_, Vec<u8>>(1)?)))
            .optional()?;
        let no = if let Some((no, first)) = found {
            self.firsts.insert(no, first);
            no
        } else {
            connection
                .prepare_cached("INSERT INTO actor(key, name, class, first) VALUES (?1, '', 3, x'ff')")?
                .execute([key])?;
            let no = Actor::try_from(connection.last_insert_rowid()).unwrap_or(Actor::MAX);
            self.firsts.insert(no, vec![0xff]);
            fill(no)?;
            no
        };
        self.actors.insert(key.to_owned(), no);
        Ok(no)
    }

    /// Names and aliases; an actor is called as the first article that names it does.
    fn know_parties(
        &mut self,
        connection: &Connection,
        article: &Article,
        reading: &Reading,
    ) -> rusqlite::Result<()> {
        let day = number_of(article.published.date);
        for (party, at) in reading.parties.iter().zip(0_u32..) {
            if party.class == Class::Role {
                continue;
            }
            let key = chronicle::key(party, &article.id);
            let no = self.actor(connection, &key, |_| Ok(()))?;
            let mut place = day.to_be_bytes().to_vec();
            place.extend_from_slice(&article.id.0);
            place.extend_from_slice(&at.to_be_bytes());
            if self.firsts.get(&no).is_none_or(|first| place < *first) {
                connection
                    .prepare_cached("UPDATE actor SET name = ?2, class = ?3, first = ?4 WHERE no = ?1")?
                    .execute(params![no, party.name, party.class as i64, place])?;
                self.firsts.insert(no, place);
            }
            for name in party.aliases.iter().chain([&party.name]) {
                self.know_name(connection, no, name, day)?;
            }
        }
        Ok(())
    }

    /// A name by its folded form, and by each of its later words, so that what is typed is found where a word begins.
    fn know_name(
        &mut self,
        connection: &Connection,
        actor: Actor,
        name: &str,
        day: i64,
    ) -> rusqlite::Result<()> {
        let place = (actor, name.to_owned());
        if self.names.get(&place).is_some_and(|since| *since <= day) {
            return Ok(());
        }
        let mut insert = connection.prepare_cached(
            "INSERT INTO name VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT(folded, actor) DO UPDATE SET since = min(since, excluded.since),
                form = coalesce(form, excluded.form)",
        )?;
        let folded = fold(name);
        insert.execute(params![folded, actor, day, name])?;
        for (at, _) in folded.match_indices(|letter: char| !letter.is_alphanumeric()) {
            let rest = folded.get(at..).unwrap_or_default();
            let rest = rest.trim_start_matches(|letter: char| !letter.is_alphanumeric());
            if !rest.is_empty() {
                insert.execute(params![rest, actor, day, None::<&str>])?;
            }
        }
        self.names.insert(place, day);
        Ok(())
    }

    /// Writes the versions of these groups' entries anew.
    fn write_entries(
        &mut self,
        connection: &Connection,
        touched: &BTreeSet<No>,
        texts: &Texts<'_>,
    ) -> rusqlite::Result<()> {
        let mut counts = Counts::default();
        let mut days = Days::default();
        for group in touched {
            remove(connection, *group, &mut counts, &mut days)?;
        }
        for group in touched {
            for version in self.versions(connection, *group, texts)? {
                self.insert(connection, *group, &version, &mut counts, &mut days)?;
            }
        }
        counts.write(connection)
    }

    /// What a group's entry was from when to when.
    fn versions(
        &mut self,
        connection: &Connection,
        group: No,
        texts: &Texts<'_>,
    ) -> rusqlite::Result<Vec<Version>> {
        let mut articles = Vec::new();
        for no in articles_of(connection, group)? {
            articles.push(self.housed(connection, no, texts)?);
        }
        let mut articles: Vec<Housed> = articles.into_iter().flatten().collect();
        articles.sort_by_key(|housed| (housed.filed.article.published.date, housed.filed.article.id));
        let mut starts: Vec<_> = articles.iter().map(|housed| housed.filed.article.published.date).collect();
        starts.dedup();
        let mut versions = Vec::new();
        for (at, from) in starts.iter().enumerate() {
            let known: Vec<&Housed> =
                articles.iter().filter(|housed| housed.filed.article.published.date <= *from).collect();
            let wanted = BTreeSet::from([group]);
            let to = starts.get(at + 1).map_or(ALWAYS, |next| number_of(*next));
            let entries = chronicle::entries_of(&known, &wanted).into_iter();
            versions.extend(entries.map(|entry| Version { entry, from: number_of(*from), to }));
        }
        Ok(versions)
    }

    fn housed(
        &mut self,
        connection: &Connection,
        no: ArticleNo,
        texts: &Texts<'_>,
    ) -> rusqlite::Result<Option<Housed>> {
        let homes = homes(connection, no)?;
        if let Some(filed) = self.filed.get(&no) {
            return Ok(Some(Housed { filed: filed.clone(), homes }));
        }
        let filed = filed(connection, no, texts)?;
        if let Some(filed) = &filed {
            self.filed.insert(no, filed.clone());
        }
        Ok(filed.map(|filed| Housed { filed, homes }))
    }

    fn insert(
        &mut self,
        connection: &Connection,
        group: No,
        Version { entry, from, to }: &Version,
        counts: &mut Counts,
        days: &mut Days,
    ) -> rusqlite::Result<()> {
        let mut cast: BTreeMap<Actor, i64> = BTreeMap::new();
        for EntryActor { key, class, part, .. } in &entry.actors {
            if *class != Class::Role {
                let no = self.actor(connection, key, |_| Ok(()))?;
                *cast.entry(no).or_default() |= part_bit(*part);
            }
        }
        let place = place(entry, *from);
        let first = number_of(entry.sort_first);
        let tkey = days.slot(connection, first, &place)?;
        let (low, high) = match entry.when {
            Some(when) => (when.first_day(), when.last_day()),
            None => (Some(entry.sort_first), Some(entry.sort_last)),
        };
        let kinds = entry.kinds.iter().fold(0_i64, |mask, kind| mask | 1 << (*kind as i64));
        let statuses = entry.statuses.iter().fold(0_i64, |mask, status| mask | 1 << (*status as i64));
        let mut packed = super::bytes::Writer::default();
        for (actor, parts) in &cast {
            packed.number(u64::from(*actor));
            packed.number(parts.cast_unsigned());
        }
        connection
            .prepare_cached("INSERT INTO entry VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)")?
            .execute(params![
                tkey,
                group,
                from,
                to,
                id_number(&entry.id),
                low.map(number_of),
                high.map(number_of),
                kinds,
                statuses,
                entry.when.is_some(),
                packed.done(),
                place
            ])?;
        let mut junction = connection.prepare_cached("INSERT INTO entry_actor VALUES (?1, ?2, ?3)")?;
        for (actor, parts) in &cast {
            junction.execute(params![actor, tkey, parts])?;
        }
        counts.add(first, cast.into_keys(), *from, *to, number_of(entry.known), 1);
        Ok(())
    }
}

/// Full text by paragraph: lines that hold something.
fn index_text(connection: &Connection, no: ArticleNo, text: &str) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO words(rowid, text) VALUES (?1, ?2)")?;
    let mut lines: BTreeMap<i64, String> = BTreeMap::new();
    for (line, at) in text.split('\n').zip(0..) {
        if !line.trim().is_empty() {
            let paragraph = lines.entry(PARAGRAPHS.min(at + 1) - 1).or_default();
            paragraph.push_str(&fold(line));
            paragraph.push('\n');
        }
    }
    for (at, line) in lines {
        insert.execute(params![no * PARAGRAPHS + at, line])?;
    }
    Ok(())
}

/// An entry as it was known from one day to before another.
struct Version {
    entry: Entry,
    from: i64,
    to: i64,
}

/// The bit of a part in `entry_actor`.
pub const fn part_bit(part: Part) -> i64 {
    1 << (part as i64)
}

/// An entry's id as a number.
pub fn id_number(id: &str) -> i64 {
    i64::from_str_radix(id, 16).unwrap_or(-1)
}

/// Which line of the text a place is in.
fn paragraph_at(breaks: &[usize], at: usize) -> i64 {
    let line = breaks.partition_point(|feed| *feed < at);
    i64::try_from(line).unwrap_or(0).min(PARAGRAPHS - 1)
}

/// The place of an entry within its day, so that bytes sort as [`chronicle::place_in_time`] does.
fn place(entry: &Entry, from: i64) -> Vec<u8> {
    let mut place = Vec::with_capacity(80);
    // Days may be negative: shifted they sort as unsigned.
    let mut day = |day: i64| place.extend_from_slice(&(day + (1 << 40)).to_be_bytes()[2..]);
    day(number_of(entry.sort_last));
    day(i64::from(entry.when.is_none()));
    if let Some(report) = entry.reports.first() {
        day(number_of(report.published));
        place.extend_from_slice(&report.article.0);
        for at in [report.span.start, report.span.end] {
            place.extend_from_slice(&u32::try_from(at).unwrap_or(u32::MAX).to_be_bytes());
        }
    }
    place.push(entry.kind as u8);
    place.extend_from_slice(&(from + (1 << 40)).to_be_bytes()[2..]);
    place
}

/// The articles with a telling in a group.
pub fn articles_of(connection: &Connection, group: No) -> rusqlite::Result<BTreeSet<ArticleNo>> {
    connection
        .prepare_cached("SELECT no FROM telling WHERE home = ?1")?
        .query_map([group], |row| row.get(0).map(article_of))?
        .collect()
}

/// The groups of an article's tellings, in their order.
pub fn homes(connection: &Connection, no: ArticleNo) -> rusqlite::Result<Vec<Option<No>>> {
    let first = telling_no(no, 0);
    connection
        .prepare_cached("SELECT home FROM telling WHERE no >= ?1 AND no < ?2 ORDER BY no")?
        .query_map([first, telling_no(no + 1, 0)], |row| row.get(0))?
        .collect()
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

/// Takes the versions of a group's entry out.
fn remove(connection: &Connection, group: No, counts: &mut Counts, days: &mut Days) -> rusqlite::Result<()> {
    let rows: Vec<(i64, i64, i64, Vec<u8>)> = connection
        .prepare_cached("SELECT tkey, known_from, known_to, cast_ FROM entry WHERE home = ?1")?
        .query_map([group], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let known = rows.iter().map(|(_, from, ..)| *from).min().unwrap_or(0);
    for (tkey, from, to, cast) in rows {
        let mut junction =
            connection.prepare_cached("DELETE FROM entry_actor WHERE actor = ?1 AND tkey = ?2")?;
        let cast = unpack_cast(&cast);
        for (actor, _) in &cast {
            junction.execute(params![actor, tkey])?;
        }
        connection.prepare_cached("DELETE FROM entry WHERE tkey = ?1")?.execute([tkey])?;
        let day = day_of_key(tkey);
        days.forget(day);
        counts.add(day, cast.into_iter().map(|(actor, _)| actor), from, to, known, -1);
    }
    Ok(())
}

/// The day on which a row stands.
pub const fn day_of_key(tkey: i64) -> i64 {
    (tkey >> SLOT_BITS) - FIRST_DAY
}

/// The actors of a row with their parts.
pub fn unpack_cast(bytes: &[u8]) -> Vec<(Actor, i64)> {
    let mut from = super::bytes::Reader::new(bytes);
    let mut cast = Vec::new();
    while !from.is_done() {
        let actor = Actor::try_from(from.number()).unwrap_or(Actor::MAX);
        cast.push((actor, from.number().cast_signed()));
    }
    cast
}

/// The rows of days that are being written, in their order.
#[derive(Debug, Default)]
struct Days {
    known: HashMap<i64, Vec<(Vec<u8>, i64)>>,
}

impl Days {
    fn forget(&mut self, day: i64) {
        self.known.remove(&day);
    }

    /// A free key for a row of that place among the rows of its day.
    fn slot(&mut self, connection: &Connection, day: i64, place: &[u8]) -> rusqlite::Result<i64> {
        let rows = match self.known.entry(day) {
            Slot::Occupied(known) => known.into_mut(),
            Slot::Vacant(unknown) => {
                let all = "SELECT place, tkey FROM entry WHERE tkey >= ?1 AND tkey < ?2 ORDER BY tkey";
                let rows = connection
                    .prepare_cached(all)?
                    .query_map([day_key(day), day_key(day + 1)], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect::<rusqlite::Result<_>>()?;
                unknown.insert(rows)
            }
        };
        let at = rows.partition_point(|(other, _)| other.as_slice() < place);
        let below = at.checked_sub(1).and_then(|at| rows.get(at)).map_or(day_key(day) - 1, |row| row.1);
        let above = rows.get(at).map_or(day_key(day + 1), |row| row.1);
        if above - below > 1 {
            // Rows mostly come in order: room is left where more are to come.
            let step = if at == rows.len() { (above - below).min(1 << 13) / 2 } else { (above - below) / 2 };
            let tkey = below + step.max(1);
            rows.insert(at, (place.to_vec(), tkey));
            return Ok(tkey);
        }
        spread(connection, day, rows)?;
        self.slot(connection, day, place)
    }
}

/// Gives the rows of a day new keys with equal room between them.
fn spread(connection: &Connection, day: i64, rows: &mut [(Vec<u8>, i64)]) -> rusqlite::Result<()> {
    let room = (1_i64 << SLOT_BITS) / (i64::try_from(rows.len()).unwrap_or(0) + 1);
    let mut moves = Vec::new();
    for ((_, tkey), number) in rows.iter_mut().zip(1..) {
        moves.push((*tkey, day_key(day) + room * number));
        *tkey = day_key(day) + room * number;
    }
    // By way of keys that no row has.
    let mut row = connection.prepare_cached("UPDATE entry SET tkey = ?2 WHERE tkey = ?1")?;
    let casts: Vec<(i64, Vec<u8>)> = connection
        .prepare_cached("SELECT tkey, cast_ FROM entry WHERE tkey >= ?1 AND tkey < ?2")?
        .query_map([day_key(day), day_key(day + 1)], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let to: HashMap<i64, i64> = moves.iter().copied().collect();
    let mut junction = connection.prepare_cached("DELETE FROM entry_actor WHERE actor = ?1 AND tkey = ?2")?;
    for (tkey, cast) in &casts {
        for (actor, _) in unpack_cast(cast) {
            junction.execute(params![actor, tkey])?;
        }
    }
    for (from, _) in &moves {
        row.execute([*from, -*from])?;
    }
    for (from, to) in &moves {
        row.execute([-*from, *to])?;
    }
    let mut junction = connection.prepare_cached("INSERT INTO entry_actor VALUES (?1, ?2, ?3)")?;
    for (tkey, cast) in &casts {
        for (actor, parts) in unpack_cast(cast) {
            junction.execute(params![actor, to.get(tkey).unwrap_or(tkey), parts])?;
        }
    }
    Ok(())
}

/// Changes of the tables of counts.
#[derive(Debug, Default)]
struct Counts {
    months: BTreeMap<(Actor, i64), i64>,
    known: BTreeMap<i64, i64>,
    entries: i64,
}

/// The month of a day, as the tables count.
pub fn month_of(day: i64) -> i64 {
    use chrono::Datelike as _;
    let day = pack::day_of(day);
    i64::from(day.year()) * 12 + i64::from(day.month0())
}

impl Counts {
    fn add(
        &mut self,
        day: i64,
        actors: impl Iterator<Item = Actor>,
        from: i64,
        to: i64,
        known: i64,
        more: i64,
    ) {
        if from == known {
            *self.known.entry(known).or_default() += more;
        }
        if to == ALWAYS {
            self.entries += more;
            for actor in actors.chain([0]) {
                *self.months.entry((actor, month_of(day))).or_default() += more;
            }
        }
    }

    fn write(self, connection: &Connection) -> rusqlite::Result<()> {
        let mut month = connection.prepare_cached(
            "INSERT INTO month VALUES (?1, ?2, ?3) ON CONFLICT(actor, month) DO UPDATE SET entries = entries + ?3",
        )?;
        for ((actor, at), more) in self.months.iter().filter(|(_, more)| **more != 0) {
            month.execute(params![actor, at, more])?;
        }
        let mut totals: BTreeMap<Actor, i64> = BTreeMap::new();
        for ((actor, _), more) in &self.months {
            *totals.entry(*actor).or_default() += more;
        }
        let mut total = connection.prepare_cached("UPDATE actor SET entries = entries + ?2 WHERE no = ?1")?;
        for (actor, more) in totals.into_iter().filter(|(_, more)| *more != 0) {
            total.execute(params![actor, more])?;
        }
        let mut day = connection.prepare_cached(
            "INSERT INTO day VALUES (?1, 0, ?2) ON CONFLICT(day) DO UPDATE SET entries = entries + ?2",
        )?;
        for (at, more) in self.known.into_iter().filter(|(_, more)| *more != 0) {
            day.execute([at, more])?;
        }
        connection
            .prepare_cached("UPDATE meta SET value = value + ?1 WHERE name = 'entries'")?
            .execute([self.entries])
            .map(|_| ())
    }
}
