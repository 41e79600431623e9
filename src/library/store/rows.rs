//! Writes the rows of entries: one for each stretch of days in which an entry looks the same to whoever filters.
//!
//! Groups that rulings link stand under the first of them. Entries themselves are not kept: they are made of their
//! articles when they are shown.

use super::fetch::{self, Texts};
use super::keep::Keeper;
use super::pack::{self, number_of};
use super::stock::ArticleNo;
use super::typed::{beginnings, rank};
use crate::chronicle::{self, Actor, Filed, Grounds, Housed, Identities, Nameless, No, Scene};
use crate::model::{ArticleId, Class, Entry, EntryActor, Part};
use chrono::NaiveDate;
use rusqlite::{Connection, params};
use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Bits of a key that count within a day.
pub const SLOT_BITS: u32 = 24;
/// Days are counted so that none is negative.
const FIRST_DAY: i64 = 800_000;
/// Stands for « until now ».
pub const ALWAYS: i64 = i32::MAX as i64;

/// The key of the first row of a day.
pub const fn day_key(day: i64) -> i64 {
    (day + FIRST_DAY) << SLOT_BITS
}

/// Writes entries into an index.
pub struct Writing<'w, 't> {
    /// What is kept in memory.
    pub keeper: &'w mut Keeper,
    /// The index.
    pub connection: &'w Connection,
    /// The rulings in effect.
    pub grounds: &'w Grounds,
    /// Finds texts.
    pub texts: &'w Texts<'t>,
}

/// What a row says of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Look {
    id: i64,
    day: i64,
    first: Option<i64>,
    last: Option<i64>,
    kinds: i64,
    statuses: i64,
    dated: bool,
    cast: Vec<(Actor, i64)>,
    place: Vec<u8>,
}

/// An entry as it looks from one day to before another.
#[derive(Debug)]
struct Version {
    look: Look,
    ruled: bool,
    from: i64,
    to: i64,
}

impl Writing<'_, '_> {
    /// Writes the entries of these groups, and of those linked with them, anew. Returns the groups under which they stand.
    pub fn entries(&mut self, touched: &BTreeSet<No>) -> rusqlite::Result<BTreeSet<No>> {
        let mut counts = Counts::default();
        let mut days = Days::default();
        let mut clusters: BTreeMap<No, BTreeSet<No>> = BTreeMap::new();
        let links = self.grounds.links().next().is_some();
        for group in touched {
            remove(self.connection, *group, &mut counts, &mut days)?;
            let groups =
                if links { fetch::linked_with(self.connection, *group)? } else { BTreeSet::from([*group]) };
            if let Some(head) = groups.first().copied() {
                if head != *group {
                    remove(self.connection, head, &mut counts, &mut days)?;
                }
                clusters.insert(head, groups);
            }
        }
        let heads = clusters.keys().copied().collect();
        // Most groups are told by one article alone, and those of one article are made at once.
        let mut together: BTreeMap<BTreeSet<ArticleNo>, BTreeSet<No>> = BTreeMap::new();
        for (head, groups) in clusters {
            let mut articles = BTreeSet::new();
            for group in &groups {
                articles.append(&mut fetch::articles_of(self.connection, *group)?);
            }
            if groups.len() > 1 || self.is_ruled(&articles)? {
                for version in self.ruled_versions(&groups, articles)? {
                    self.insert(head, &version, &mut counts, &mut days)?;
                }
            } else {
                together.entry(articles).or_default().insert(head);
            }
        }
        for (articles, groups) in together {
            for (head, versions) in self.plain_versions(&groups, articles)? {
                for version in versions {
                    self.insert(head, &version, &mut counts, &mut days)?;
                }
            }
        }
        counts.write(self.connection)?;
        Ok(heads)
    }

    /// Whether rulings can make a difference to what these articles tell.
    fn is_ruled(&mut self, articles: &BTreeSet<ArticleNo>) -> rusqlite::Result<bool> {
        if self.grounds.rulings().is_empty() {
            return Ok(false);
        }
        for no in articles {
            let filed = self.keeper.filed(self.connection, *no, self.texts)?;
            if filed.is_some_and(|filed| self.grounds.move_any(&filed)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// These articles with their groups, in the order of publication.
    fn housed(&mut self, articles: BTreeSet<ArticleNo>) -> rusqlite::Result<Vec<Housed>> {
        let mut housed = Vec::with_capacity(articles.len());
        for no in articles {
            if let Some(filed) = self.keeper.filed(self.connection, no, self.texts)? {
                housed.push(Housed { homes: fetch::homes(self.connection, no)?, filed });
            }
        }
        housed.sort_by_key(|housed| (housed.filed.article.published.date, housed.filed.article.id));
        Ok(housed)
    }

    fn plain_versions(
        &mut self,
        groups: &BTreeSet<No>,
        articles: BTreeSet<ArticleNo>,
    ) -> rusqlite::Result<BTreeMap<No, Vec<Version>>> {
        let articles = self.housed(articles)?;
        let articles: Vec<&Housed> = articles.iter().collect();
        let mut seen: BTreeMap<No, Vec<(i64, Vec<Look>)>> = BTreeMap::new();
        for (day, entries) in chronicle::sketches_of(&articles, groups) {
            for (group, entry) in entries {
                let looks = self.looks(&[entry])?;
                seen.entry(group).or_default().push((number_of(day), looks));
            }
        }
        Ok(seen.into_iter().map(|(group, seen)| (group, versions(seen, false))).collect())
    }

    fn ruled_versions(
        &mut self,
        groups: &BTreeSet<No>,
        mut articles: BTreeSet<ArticleNo>,
    ) -> rusqlite::Result<Vec<Version>> {
        let own = self.housed(articles.clone())?;
        let ids: BTreeSet<ArticleId> = own.iter().map(|housed| housed.filed.article.id).collect();
        for id in self.grounds.around(&ids) {
            articles.extend(fetch::article_no(self.connection, &id)?);
        }
        let articles = self.housed(articles)?;
        let ids: BTreeSet<ArticleId> = articles.iter().map(|housed| housed.filed.article.id).collect();
        let about = self.grounds.about(&ids);
        let mut days: BTreeSet<NaiveDate> =
            articles.iter().map(|housed| housed.filed.article.published.date).collect();
        let first = days.first().copied();
        days.extend(about.turns());
        let names_actors = about.iter().any(|record| !record.change.actors().is_empty());
        if names_actors || articles.iter().any(|housed| self.grounds.move_party(&housed.filed)) {
            days.extend(self.grounds.actor_turns());
        }
        let mut seen = Vec::with_capacity(days.len());
        for day in days.into_iter().filter(|day| Some(*day) >= first) {
            let identities = Identities::of(&self.grounds.rulings().holding_on(day));
            let holding = about.holding_on(day);
            let scene = Scene { all: &about, holding: &holding, identities: &identities, names: &Nameless };
            let entries = show(&scene, &articles, day, groups);
            seen.push((number_of(day), self.looks(&entries)?));
        }
        Ok(versions(seen, true))
    }

    fn looks(&mut self, entries: &[Entry]) -> rusqlite::Result<Vec<Look>> {
        let mut looks = Vec::with_capacity(entries.len());
        for entry in entries {
            let mut cast: BTreeMap<Actor, i64> = BTreeMap::new();
            for EntryActor { key, class, part, .. } in &entry.actors {
                if *class != Class::Role {
                    let no = self.keeper.actor(self.connection, key)?;
                    *cast.entry(no).or_default() |= part_bit(*part);
                }
            }
            let (low, high) = match entry.when {
                Some(when) => (when.first_day(), when.last_day()),
                None => (Some(entry.sort_first), Some(entry.sort_last)),
            };
            looks.push(Look {
                id: id_number(&entry.id),
                day: number_of(entry.sort_first),
                first: low.map(number_of),
                last: high.map(number_of),
                kinds: entry.kinds.iter().fold(0_i64, |mask, kind| mask | 1 << (*kind as i64)),
                statuses: entry.statuses.iter().fold(0_i64, |mask, status| mask | 1 << (*status as i64)),
                dated: entry.when.is_some(),
                cast: cast.into_iter().collect(),
                place: place(entry),
            });
        }
        Ok(looks)
    }

    fn insert(
        &mut self,
        head: No,
        Version { look, ruled, from, to }: &Version,
        counts: &mut Counts,
        days: &mut Days,
    ) -> rusqlite::Result<()> {
        let mut place = look.place.clone();
        place.extend_from_slice(&(from + (1 << 40)).to_be_bytes()[2..]);
        let tkey = days.slot(self.connection, look.day, &place)?;
        let mut packed = super::bytes::Writer::default();
        for (actor, parts) in &look.cast {
            packed.number(u64::from(*actor));
            packed.number(parts.cast_unsigned());
        }
        self.connection
            .prepare_cached("INSERT INTO entry VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)")?
            .execute(params![
                tkey,
                head,
                from,
                to,
                look.id,
                look.first,
                look.last,
                look.kinds,
                look.statuses,
                look.dated,
                ruled,
                packed.done(),
                place
            ])?;
        let mut junction = self.connection.prepare_cached("INSERT INTO entry_actor VALUES (?1, ?2, ?3)")?;
        for (actor, parts) in &look.cast {
            junction.execute(params![actor, tkey, parts])?;
        }
        counts.add(look.day, look.cast.iter().map(|(actor, _)| *actor), *from, *to, 1);
        Ok(())
    }
}

/// The entries of groups on a day, under rulings.
pub fn show(scene: &Scene<'_>, articles: &[Housed], day: NaiveDate, groups: &BTreeSet<No>) -> Vec<Entry> {
    let known: Vec<&Housed> =
        articles.iter().filter(|housed| housed.filed.article.published.date <= day).collect();
    let homes: HashMap<ArticleId, &[Option<No>]> =
        known.iter().map(|housed| (housed.filed.article.id, housed.homes.as_slice())).collect();
    let home = |article: &ArticleId, at: u32| {
        let homes = homes.get(article)?;
        homes.get(usize::try_from(at).ok()?).copied().flatten()
    };
    let filed: Vec<&Filed> = known.iter().map(|housed| &housed.filed).collect();
    scene.show(&filed, &home, Some(groups)).entries
}

/// From how entries look on days that follow each other to the stretches in which they look the same.
fn versions(seen: Vec<(i64, Vec<Look>)>, ruled: bool) -> Vec<Version> {
    let mut done = Vec::new();
    let mut open: Vec<Version> = Vec::new();
    for (day, looks) in seen {
        let mut still = Vec::with_capacity(looks.len());
        for look in looks {
            let same = open.iter().position(|version| version.look == look);
            still.push(match same {
                Some(same) => open.swap_remove(same),
                None => Version { look, ruled, from: day, to: ALWAYS },
            });
        }
        done.extend(open.drain(..).map(|version| Version { to: day, ..version }));
        open = still;
    }
    done.extend(open);
    done
}

/// The bit of a part in `entry_actor`.
pub const fn part_bit(part: Part) -> i64 {
    1 << (part as i64)
}

/// An entry's id as a number.
pub fn id_number(id: &str) -> i64 {
    i64::from_str_radix(id, 16).unwrap_or(-1)
}

/// The place of an entry within its day, so that bytes sort as [`chronicle::place_in_time`] does.
/// What tells versions of one entry apart comes behind it.
fn place(entry: &Entry) -> Vec<u8> {
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
    place
}

/// Takes the versions of the entries under a group out.
fn remove(connection: &Connection, group: No, counts: &mut Counts, days: &mut Days) -> rusqlite::Result<()> {
    let rows: Vec<(i64, i64, i64, Vec<u8>)> = connection
        .prepare_cached("SELECT tkey, known_from, known_to, cast_ FROM entry WHERE home = ?1")?
        .query_map([group], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
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
        counts.add(day, cast.into_iter().map(|(actor, _)| actor), from, to, -1);
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
    fn add(&mut self, day: i64, actors: impl Iterator<Item = Actor>, from: i64, to: i64, more: i64) {
        *self.known.entry(from).or_default() += more;
        if to == ALWAYS {
            self.entries += more;
            for actor in actors.chain([0]) {
                *self.months.entry((actor, month_of(day))).or_default() += more;
            }
        } else {
            *self.known.entry(to).or_default() -= more;
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
        let mut total = connection
            .prepare_cached("UPDATE actor SET entries = entries + ?2 WHERE no = ?1 RETURNING entries")?;
        for (actor, more) in totals.into_iter().filter(|(actor, more)| *actor != 0 && *more != 0) {
            let entries: i64 = total.query_row(params![actor, more], |row| row.get(0))?;
            list(connection, actor, rank(entries - more), rank(entries))?;
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

/// Moves an actor in the lists of its names' first letters from a rank to another.
fn list(connection: &Connection, actor: Actor, was: i64, now: i64) -> rusqlite::Result<()> {
    if was == now {
        return Ok(());
    }
    let words: Vec<String> = connection
        .prepare_cached("SELECT folded FROM name WHERE actor = ?1")?
        .query_map([actor], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let beginnings: BTreeSet<&str> = words.iter().flat_map(|word| beginnings(word)).collect();
    let mut gone =
        connection.prepare_cached("DELETE FROM begins WHERE beginning = ?1 AND rank = ?2 AND actor = ?3")?;
    let mut come = connection.prepare_cached("INSERT OR IGNORE INTO begins VALUES (?1, ?2, ?3)")?;
    for beginning in beginnings {
        if was > 0 {
            gone.execute(params![beginning, was, actor])?;
        }
        if now > 0 {
            come.execute(params![beginning, now, actor])?;
        }
    }
    Ok(())
}
