//! The tables of counts: entries by actor and month, by the day on which they became known, and by the first letters of
//! names.
//!
//! Kept up with the rows that come and go; counts nothing anew.

use super::pack;
use super::rows::ALWAYS;
use super::typed::{beginnings, rank};
use crate::chronicle::Actor;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// Changes of the tables of counts.
#[derive(Debug, Default)]
pub struct Counts {
    months: BTreeMap<(Actor, i64), i64>,
    /// By the month of the entries and the day on which they became known.
    known: BTreeMap<(i64, i64), i64>,
    entries: i64,
}

/// The month of a day, as the tables count.
pub fn month_of(day: i64) -> i64 {
    use chrono::Datelike as _;
    let day = pack::day_of(day);
    i64::from(day.year()) * 12 + i64::from(day.month0())
}

impl Counts {
    /// So many more rows of a day with these actors, known from one day to before another.
    pub fn add(&mut self, day: i64, actors: impl Iterator<Item = Actor>, from: i64, to: i64, more: i64) {
        *self.known.entry((month_of(day), from)).or_default() += more;
        if to == ALWAYS {
            self.entries += more;
            self.actors(day, actors.chain([0]), more);
        } else {
            *self.known.entry((month_of(day), to)).or_default() -= more;
        }
    }

    /// So many more rows of a day, as they are now, for each of these actors.
    pub fn actors(&mut self, day: i64, actors: impl Iterator<Item = Actor>, more: i64) {
        for actor in actors {
            *self.months.entry((actor, month_of(day))).or_default() += more;
        }
    }

    /// Writes the changes.
    pub fn write(self, connection: &Connection) -> rusqlite::Result<()> {
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
        let mut known = connection.prepare_cached(
            "INSERT INTO known VALUES (?1, ?2, ?3) ON CONFLICT(month, day) DO UPDATE SET entries = entries + ?3",
        )?;
        let mut days: BTreeMap<i64, i64> = BTreeMap::new();
        for ((month, at), more) in self.known.into_iter().filter(|(_, more)| *more != 0) {
            known.execute([month, at, more])?;
            *days.entry(at).or_default() += more;
        }
        for (at, more) in days.into_iter().filter(|(_, more)| *more != 0) {
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
