//! Writes the rows of entries: one for each stretch of days in which an entry looks the same to whoever filters.
//!
//! Groups that rulings link stand under the first of them. Entries themselves are not kept: they are made of their
//! articles when they are shown.

use super::counts::Counts;
use super::fetch::{self, Texts};
use super::gist;
use super::keep::Keeper;
use super::pack::{BEGINNING, number_of};
use super::paragraphs::paragraph_key;
use super::slots::Days;
use super::stock::{ArticleNo, article_of, order_of};
use crate::chronicle::{self, Actor, Course, Filed, Grounds, Housed, Identities, Nameless, No, Scene};
use crate::model::{ArticleId, Class, Entry, EntryActor, Part};
use chrono::NaiveDate;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Bits of a key that count within a day.
pub const SLOT_BITS: u32 = 32;
/// Days are counted so that none is negative.
pub const FIRST_DAY: i64 = 800_000;
/// Stands for « until now ».
pub const ALWAYS: i64 = i32::MAX as i64;

/// So many bytes behind a row's place tell the versions of one entry apart.
const VERSION: usize = 6;

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

/// What a row says of an entry, its actors aside.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Look {
    id: i64,
    day: i64,
    first: Option<i64>,
    last: Option<i64>,
    kinds: i64,
    statuses: i64,
    dated: bool,
    place: Vec<u8>,
}

/// From which day to before which other an actor has these parts in an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Played {
    /// Who.
    pub actor: Actor,
    /// The first day.
    pub from: i64,
    /// The day after the last.
    pub to: i64,
    /// Which parts, as [`chronicle::part_bit`] counts them.
    pub parts: i64,
}

/// An entry as it looks from one day to before another.
#[derive(Debug)]
struct Version {
    look: Look,
    ruled: bool,
    from: i64,
    to: i64,
    /// In the order of the actors.
    cast: Vec<Played>,
    /// The paragraphs that tell it, in order.
    told: Vec<i64>,
}

/// A row as it stands in the table.
struct Standing {
    tkey: i64,
    version: Version,
}

impl Writing<'_, '_> {
    /// Writes the entries of these groups, and of those linked with them, anew. Returns the groups under which they stand.
    pub fn entries(&mut self, touched: &BTreeSet<No>) -> rusqlite::Result<BTreeSet<No>> {
        let mut counts = Counts::default();
        let mut days = Days::default();
        let mut clusters: BTreeMap<No, BTreeSet<No>> = BTreeMap::new();
        let links = self.grounds.links().next().is_some();
        for group in touched {
            let groups =
                if links { fetch::linked_with(self.connection, *group)? } else { BTreeSet::from([*group]) };
            if let Some(head) = groups.first().copied() {
                if head != *group {
                    remove(self.connection, *group, &mut counts, &mut days)?;
                }
                clusters.insert(head, groups);
            }
        }
        let heads = clusters.keys().copied().collect();
        let mut coming = Vec::new();
        let mut standing = gist::Changed::new();
        for (head, groups) in clusters {
            let (versions, day) = if groups.len() > 1 || self.is_ruled(head)? {
                (self.ruled_versions(&groups)?, None)
            } else {
                let versions = self.plain_versions(head)?;
                let day =
                    versions.iter().find(|version| version.to == ALWAYS).map(|version| version.look.day);
                (versions, day)
            };
            for group in groups {
                standing.entry(article_of(group)).or_default().insert(order_of(group), day);
            }
            let versions = if self.keeper.is_new(head) {
                versions
            } else {
                keep(self.connection, head, versions, &mut counts, &mut days)?
            };
            coming.extend(versions.into_iter().map(|version| (head, version)));
        }
        for (head, version) in coming {
            insert(self.connection, head, &version, &mut counts, &mut days)?;
        }
        counts.write(self.connection)?;
        gist::put_days(self.connection, standing)?;
        Ok(heads)
    }

    /// Whether rulings can make a difference to what the articles of a group tell.
    fn is_ruled(&mut self, group: No) -> rusqlite::Result<bool> {
        if self.grounds.rulings().is_empty() {
            return Ok(false);
        }
        for no in fetch::articles_of(self.connection, group)? {
            let filed = self.keeper.filed(self.connection, no, self.texts)?;
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

    fn plain_versions(&mut self, group: No) -> rusqlite::Result<Vec<Version>> {
        let mut shares = Vec::new();
        let mut paragraphs = Vec::new();
        for (no, share) in self.keeper.shares(self.connection, group)? {
            let day = number_of(share.published);
            let lines = share.lines.iter().filter_map(|line| i64::try_from(*line).ok());
            paragraphs.extend(lines.map(|line| (day, paragraph_key(day, no, line))));
            shares.push(share);
        }
        paragraphs.sort_unstable();
        paragraphs.dedup();
        let Course { looks, cast } = chronicle::course(&mut shares);
        let mut cast: Vec<Played> = cast
            .into_iter()
            .map(|one| Played {
                actor: one.actor,
                from: number_of(one.from),
                to: one.to.map_or(ALWAYS, number_of),
                parts: i64::from(one.parts),
            })
            .collect();
        cast.sort_unstable();
        let ends = looks.iter().skip(1).map(|(day, _)| number_of(*day)).chain([ALWAYS]);
        let versions = looks.iter().zip(ends).map(|((from, look), to)| {
            let from = number_of(*from);
            let cast = cast.iter().filter(|one| one.from < to && from < one.to);
            Version {
                look: look_of(look),
                ruled: false,
                from,
                to,
                cast: cast
                    .map(|one| Played { from: one.from.max(from), to: one.to.min(to), ..*one })
                    .collect(),
                told: told_before(&paragraphs, to),
            }
        });
        Ok(versions.collect())
    }

    fn ruled_versions(&mut self, groups: &BTreeSet<No>) -> rusqlite::Result<Vec<Version>> {
        let mut articles = BTreeSet::new();
        for group in groups {
            articles.append(&mut fetch::articles_of(self.connection, *group)?);
        }
        let paragraphs = fetch::paragraphs_of(self.connection, groups)?;
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
        let mut versions = versions(seen);
        for version in &mut versions {
            version.told = told_before(&paragraphs, version.to);
        }
        Ok(versions)
    }

    fn looks(&mut self, entries: &[Entry]) -> rusqlite::Result<Vec<(Look, Cast)>> {
        let mut looks = Vec::with_capacity(entries.len());
        for entry in entries {
            let mut cast = Cast::new();
            for EntryActor { key, class, part, .. } in &entry.actors {
                if *class != Class::Role {
                    let no = self.keeper.actor(self.connection, key)?;
                    *cast.entry(no).or_default() |= part_bit(*part);
                }
            }
            looks.extend(chronicle::Look::of(entry).map(|look| (look_of(&look), cast)));
        }
        Ok(looks)
    }
}

/// Actors with their parts on a day.
type Cast = BTreeMap<Actor, i64>;

fn look_of(look: &chronicle::Look) -> Look {
    let (first, last) = match look.when {
        Some(when) => (when.first_day(), when.last_day()),
        None => (Some(look.sort_first), Some(look.sort_last)),
    };
    Look {
        id: id_number(&look.id),
        day: number_of(look.sort_first),
        first: first.map(number_of),
        last: last.map(number_of),
        kinds: look.kinds.iter().fold(0_i64, |mask, kind| mask | 1 << (*kind as i64)),
        statuses: look.statuses.iter().fold(0_i64, |mask, status| mask | 1 << (*status as i64)),
        dated: look.when.is_some(),
        place: place(look),
    }
}

/// Of paragraphs with their days, in order, those published before a day.
fn told_before(paragraphs: &[(i64, i64)], day: i64) -> Vec<i64> {
    paragraphs.iter().take_while(|(published, _)| *published < day).map(|(_, paragraph)| *paragraph).collect()
}

fn insert(
    connection: &Connection,
    head: No,
    version: &Version,
    counts: &mut Counts,
    days: &mut Days,
) -> rusqlite::Result<()> {
    let Version { look, ruled, from, to, cast, told } = version;
    let place = placed(look, *from);
    let tkey = days.slot(connection, look.day, &place)?;
    connection
        .prepare_cached("INSERT INTO entry VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)")?
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
            *from < look.day,
            pack_cast(cast, *from, *to),
            place,
            pack_told(told),
        ])?;
    for one in cast {
        let ahead = *from < look.day;
        connection
            .prepare_cached("INSERT INTO entry_actor VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![one.actor, tkey, one.from, one.to, one.parts, ahead])?;
    }
    counts.add(look.day, current(cast), *from, *to, 1);
    Ok(())
}

/// The place of a version's row within its day.
fn placed(look: &Look, from: i64) -> Vec<u8> {
    let mut place = look.place.clone();
    place.extend_from_slice(&(from + (1 << 40)).to_be_bytes()[2..]);
    place
}

/// Those who play now.
fn current(cast: &[Played]) -> impl Iterator<Item = Actor> {
    cast.iter().filter(|one| one.to == ALWAYS).map(|one| one.actor)
}

/// Leaves the rows under a group that say what is to be said already, their actors put right, and takes the others
/// out. Returns what is to be written.
fn keep(
    connection: &Connection,
    head: No,
    versions: Vec<Version>,
    counts: &mut Counts,
    days: &mut Days,
) -> rusqlite::Result<Vec<Version>> {
    let mut standing = standing(connection, head)?;
    let mut coming = Vec::new();
    for version in versions {
        let same = standing.iter().position(|Standing { version: known, .. }| {
            (known.from, known.to, known.ruled) == (version.from, version.to, version.ruled)
                && known.look == version.look
        });
        let Some(same) = same else {
            coming.push(version);
            continue;
        };
        let Standing { tkey, version: known } = standing.swap_remove(same);
        recast(connection, tkey, &known, &version, counts)?;
    }
    for Standing { tkey, version } in standing {
        take_out(connection, tkey, &version, counts, days)?;
    }
    Ok(coming)
}

/// Puts the actors and paragraphs of a row right.
fn recast(
    connection: &Connection,
    tkey: i64,
    known: &Version,
    version: &Version,
    counts: &mut Counts,
) -> rusqlite::Result<()> {
    if known.cast == version.cast && known.told == version.told {
        return Ok(());
    }
    connection.prepare_cached("UPDATE entry SET cast_ = ?2, told = ?3 WHERE tkey = ?1")?.execute(params![
        tkey,
        pack_cast(&version.cast, version.from, version.to),
        pack_told(&version.told)
    ])?;
    let mut gone = connection
        .prepare_cached("DELETE FROM entry_actor WHERE actor = ?1 AND tkey = ?2 AND known_from = ?3")?;
    let mut come = connection.prepare_cached("INSERT INTO entry_actor VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for one in known.cast.iter().filter(|one| version.cast.binary_search(one).is_err()) {
        gone.execute(params![one.actor, tkey, one.from])?;
    }
    let ahead = version.from < version.look.day;
    for one in version.cast.iter().filter(|one| known.cast.binary_search(one).is_err()) {
        come.execute(params![one.actor, tkey, one.from, one.to, one.parts, ahead])?;
    }
    if version.to == ALWAYS {
        counts.actors(version.look.day, current(&known.cast), -1);
        counts.actors(version.look.day, current(&version.cast), 1);
    }
    Ok(())
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

/// From how entries under rulings look on days that follow each other to the stretches in which they look the same.
fn versions(seen: Vec<(i64, Vec<(Look, Cast)>)>) -> Vec<Version> {
    let mut done = Vec::new();
    let mut open: Vec<(Version, Cast)> = Vec::new();
    for (day, looks) in seen {
        let mut still = Vec::with_capacity(looks.len());
        for (look, cast) in looks {
            let same = open.iter().position(|(version, _)| version.look == look);
            let (mut version, was) = if let Some(same) = same {
                open.swap_remove(same)
            } else {
                let (cast, told) = (Vec::new(), Vec::new());
                (Version { look, ruled: true, from: day, to: ALWAYS, cast, told }, Cast::new())
            };
            for one in version.cast.iter_mut().filter(|one| one.to == ALWAYS) {
                if cast.get(&one.actor) != Some(&one.parts) {
                    one.to = day;
                }
            }
            let come = cast.iter().filter(|(actor, parts)| was.get(actor) != Some(parts));
            version.cast.extend(come.map(|(actor, parts)| Played {
                actor: *actor,
                from: day,
                to: ALWAYS,
                parts: *parts,
            }));
            still.push((version, cast));
        }
        done.extend(open.drain(..).map(|(version, _)| closed(version, day)));
        open = still;
    }
    done.extend(open.into_iter().map(|(version, _)| version));
    for version in &mut done {
        version.cast.sort_unstable();
    }
    done
}

/// A version that looks otherwise from a day on.
fn closed(mut version: Version, day: i64) -> Version {
    version.to = day;
    version.cast.iter_mut().for_each(|one| one.to = one.to.min(day));
    version
}

/// The bit of a part in `entry_actor`.
pub fn part_bit(part: Part) -> i64 {
    i64::from(chronicle::part_bit(part))
}

/// An entry's id as a number.
pub fn id_number(id: &str) -> i64 {
    i64::from_str_radix(id, 16).unwrap_or(-1)
}

/// The place of an entry within its day, so that bytes sort as [`chronicle::place_in_time`] does.
/// What tells versions of one entry apart comes behind it.
fn place(look: &chronicle::Look) -> Vec<u8> {
    let mut place = Vec::with_capacity(48);
    // Days may be negative: shifted they sort as unsigned.
    let mut day = |day: i64| place.extend_from_slice(&(day + (1 << 40)).to_be_bytes()[2..]);
    day(number_of(look.sort_last));
    day(i64::from(look.when.is_none()));
    let (published, article, span) = &look.first;
    day(number_of(*published));
    place.extend_from_slice(article.0.get(..BEGINNING).unwrap_or_default());
    for at in [span.start, span.end] {
        place.extend_from_slice(&u32::try_from(at).unwrap_or(u32::MAX).to_be_bytes());
    }
    place.extend(look.kinds.first().map(|kind| *kind as u8));
    place.extend_from_slice(&id_number(&look.id).to_be_bytes()[3..]);
    place
}

/// The last possible day, from a row's place.
pub fn last_day(place: &[u8]) -> i64 {
    place.iter().take(6).fold(0, |day, byte| (day << 8) | i64::from(*byte)) - (1 << 40)
}

/// The rows under a group.
fn standing(connection: &Connection, group: No) -> rusqlite::Result<Vec<Standing>> {
    connection
        .prepare_cached(
            "SELECT tkey, known_from, known_to, id, first, last, kinds, statuses, dated, ruled, cast_, place, told
             FROM entry WHERE home = ?1",
        )?
        .query_map([group], |row| {
            let (tkey, from, to) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let mut place: Vec<u8> = row.get(11)?;
            // What tells the versions apart stands behind the place.
            place.truncate(place.len().saturating_sub(VERSION));
            let look = Look {
                id: row.get(3)?,
                day: day_of_key(tkey),
                first: row.get(4)?,
                last: row.get(5)?,
                kinds: row.get(6)?,
                statuses: row.get(7)?,
                dated: row.get(8)?,
                place,
            };
            let cast = unpack_cast(row.get_ref(10)?.as_blob().unwrap_or_default(), from, to).collect();
            let told = unpack_told(row.get_ref(12)?.as_blob().unwrap_or_default()).collect();
            Ok(Standing { tkey, version: Version { look, ruled: row.get(9)?, from, to, cast, told } })
        })?
        .collect()
}

/// Takes the rows of the entries under a group out.
fn remove(connection: &Connection, group: No, counts: &mut Counts, days: &mut Days) -> rusqlite::Result<()> {
    for Standing { tkey, version } in standing(connection, group)? {
        take_out(connection, tkey, &version, counts, days)?;
    }
    Ok(())
}

fn take_out(
    connection: &Connection,
    tkey: i64,
    version: &Version,
    counts: &mut Counts,
    days: &mut Days,
) -> rusqlite::Result<()> {
    let mut junction = connection
        .prepare_cached("DELETE FROM entry_actor WHERE actor = ?1 AND tkey = ?2 AND known_from = ?3")?;
    for one in &version.cast {
        junction.execute(params![one.actor, tkey, one.from])?;
    }
    connection.prepare_cached("DELETE FROM entry WHERE tkey = ?1")?.execute([tkey])?;
    days.forget(version.look.day);
    counts.add(version.look.day, current(&version.cast), version.from, version.to, -1);
    Ok(())
}

/// The day on which a row stands.
pub const fn day_of_key(tkey: i64) -> i64 {
    (tkey >> SLOT_BITS) - FIRST_DAY
}

fn pack_cast(cast: &[Played], from: i64, to: i64) -> Vec<u8> {
    let mut packed = super::bytes::Writer::default();
    for one in cast {
        // Most play as long as the row holds.
        let whole = one.from == from && one.to == to;
        packed.number(u64::from(one.actor));
        packed.number((one.parts.cast_unsigned() << 1) | u64::from(!whole));
        if !whole {
            packed.signed(one.from - from);
            packed.signed(if one.to == to { 0 } else { one.to - one.from });
        }
    }
    packed.done()
}

/// An actor who plays as long as the row does.
#[cfg(test)]
pub fn pack_cast_of(actor: Actor) -> Vec<u8> {
    pack_cast(&[Played { actor, from: 1, to: ALWAYS, parts: 1 }], 1, ALWAYS)
}

/// The actors of a row that holds from one day to before another, with their parts.
pub fn unpack_cast(bytes: &[u8], from: i64, to: i64) -> impl Iterator<Item = Played> {
    let mut reader = super::bytes::Reader::new(bytes);
    std::iter::from_fn(move || {
        if reader.is_done() {
            return None;
        }
        let actor = Actor::try_from(reader.number()).unwrap_or(Actor::MAX);
        let number = reader.number();
        let parts = (number >> 1).cast_signed();
        let mut played = Played { actor, from, to, parts };
        if number & 1 == 1 {
            played.from += reader.signed();
            played.to = match reader.signed() {
                0 => to,
                length => played.from + length,
            };
        }
        Some(played)
    })
}

fn pack_told(told: &[i64]) -> Vec<u8> {
    let mut packed = super::bytes::Writer::default();
    let mut last = 0;
    for paragraph in told {
        packed.signed(paragraph - last);
        last = *paragraph;
    }
    packed.done()
}

/// The paragraphs that tell a row's entry, in order.
pub fn unpack_told(bytes: &[u8]) -> impl Iterator<Item = i64> {
    let mut reader = super::bytes::Reader::new(bytes);
    let mut last = 0;
    std::iter::from_fn(move || {
        if reader.is_done() {
            return None;
        }
        last += reader.signed();
        Some(last)
    })
}
