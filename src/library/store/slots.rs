//! Keys of rows: free ones within a day, in the order of their places, and new ones with room between them where none is left.
//!
//! Knows nothing of a row but its key, its place and its actors.

use super::rows::{SLOT_BITS, day_key, unpack_cast};
use crate::chronicle::Actor;
use rusqlite::{Connection, params};
use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeSet, HashMap};

/// The rows of days that are being written, in their order.
#[derive(Debug, Default)]
pub struct Days {
    known: HashMap<i64, Vec<(Vec<u8>, i64)>>,
}

impl Days {
    /// A row of that day has gone.
    pub fn forget(&mut self, day: i64) {
        self.known.remove(&day);
    }

    /// A free key for a row of that place among the rows of its day.
    pub fn slot(&mut self, connection: &Connection, day: i64, place: &[u8]) -> rusqlite::Result<i64> {
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
    let mut junction =
        connection.prepare_cached("UPDATE entry_actor SET tkey = ?3 WHERE actor = ?1 AND tkey = ?2")?;
    let casts: Vec<(i64, BTreeSet<Actor>)> = connection
        .prepare_cached("SELECT tkey, known_from, known_to, cast_ FROM entry WHERE tkey >= ?1 AND tkey < ?2")?
        .query_map([day_key(day), day_key(day + 1)], |row| {
            let cast = unpack_cast(row.get_ref(3)?.as_blob().unwrap_or_default(), row.get(1)?, row.get(2)?);
            Ok((row.get(0)?, cast.map(|one| one.actor).collect()))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let to: HashMap<i64, i64> = moves.iter().copied().collect();
    for (from, _) in &moves {
        row.execute([*from, -*from])?;
    }
    for (from, actors) in &casts {
        for actor in actors {
            junction.execute(params![actor, from, -*from])?;
        }
    }
    for (from, to) in &moves {
        row.execute([-*from, *to])?;
    }
    for (from, actors) in &casts {
        for actor in actors {
            junction.execute(params![actor, -*from, to.get(from).unwrap_or(from)])?;
        }
    }
    Ok(())
}
