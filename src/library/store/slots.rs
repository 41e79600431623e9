//! Keys of rows: free ones within a day, in the order of their places, and new ones with room between them where none is left.
//!
//! Knows nothing of a row but its key, its place and its actors.

use super::rows::{day_key, unpack_cast};
use crate::chronicle::Actor;
use rusqlite::{Connection, params};
use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeSet, HashMap};

/// Behind the last row of a day one more takes this part of the room that is left.
const AT_THE_END: i64 = 64;
/// So many rows before and behind a place without room are moved first, so that there is so much between them.
const AROUND: usize = 8;
const ROOM: i64 = 1 << 10;

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
            // Rows mostly come in order, or in none: room is left where more are to come, and so much between two that some
            // twenty and more may come each before the other.
            let room = above - below;
            let step = if at == rows.len() { room / AT_THE_END } else { room / 2 };
            let tkey = below + step.max(1);
            rows.insert(at, (place.to_vec(), tkey));
            return Ok(tkey);
        }
        // Those around it make room, as many as have some between them.
        let mut around = AROUND;
        loop {
            let (first, last) = (at.saturating_sub(around), (at + around).min(rows.len()));
            let below =
                first.checked_sub(1).and_then(|at| rows.get(at)).map_or(day_key(day) - 1, |row| row.1);
            let above = rows.get(last).map_or(day_key(day + 1), |row| row.1);
            // Behind the last of them half of the room is left.
            let room = if last == rows.len() { (above - below) / 2 } else { above - below };
            let step = room / (i64::try_from(last - first).unwrap_or(0) + 1);
            if step >= ROOM || last - first == rows.len() {
                spread(connection, rows.get_mut(first..last).unwrap_or_default(), below, step.max(2))?;
                return self.slot(connection, day, place);
            }
            around *= 2;
        }
    }
}

/// Gives rows that follow each other new keys, so much apart.
fn spread(
    connection: &Connection,
    rows: &mut [(Vec<u8>, i64)],
    below: i64,
    step: i64,
) -> rusqlite::Result<()> {
    let (Some(first), Some(last)) = (rows.first().map(|row| row.1), rows.last().map(|row| row.1)) else {
        return Ok(());
    };
    let mut moves = Vec::new();
    for ((_, tkey), number) in rows.iter_mut().zip(1..) {
        moves.push((*tkey, below + step * number));
        *tkey = below + step * number;
    }
    // By way of keys that no row has.
    let mut row = connection.prepare_cached("UPDATE entry SET tkey = ?2 WHERE tkey = ?1")?;
    let mut junction =
        connection.prepare_cached("UPDATE entry_actor SET tkey = ?3 WHERE actor = ?1 AND tkey = ?2")?;
    let casts: Vec<(i64, BTreeSet<Actor>)> = connection
        .prepare_cached(
            "SELECT tkey, known_from, known_to, cast_ FROM entry WHERE tkey >= ?1 AND tkey <= ?2",
        )?
        .query_map([first, last], |row| {
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

#[cfg(test)]
mod tests {
    use super::super::index;
    use super::super::rows::pack_cast_of;
    use super::*;

    /// Rows that come at the front, at the end or between two others, one after the other, until there is no room.
    #[test]
    fn rows_stand_in_the_order_of_their_places_however_they_come() {
        let folder = tempfile::tempdir().unwrap();
        let connection = index::open(&folder.path().join("index.db")).unwrap();
        let mut days = Days::default();
        let mut places: Vec<u32> = Vec::new();
        places.extend((0..60).map(|at| 1_000_000 - at));
        places.extend((0..60).map(|at| 2_000_000 + at));
        places.extend((0..60).map(|at| 1_500_000 - at));
        places.extend((0..900).map(|at| 3_000_000 + at));
        places.extend((0..200).map(|at| 10 + (at * 7_919) % 100_003));
        for (at, place) in (1_i64..).zip(&places) {
            let (place, actor) = (place.to_be_bytes(), Actor::try_from(at % 5 + 1).unwrap());
            let tkey = days.slot(&connection, 9, &place).unwrap();
            let row =
                "INSERT INTO entry VALUES (?1, ?2, 1, 2147483647, ?2, 1, 1, 1, 1, 1, 0, 0, ?3, ?4, x'')";
            connection.execute(row, params![tkey, at, pack_cast_of(actor), place]).unwrap();
            let junction = "INSERT INTO entry_actor VALUES (?1, ?2, 1, 2147483647, 1, 0)";
            connection.execute(junction, params![actor, tkey]).unwrap();
        }
        let mut statement = connection.prepare("SELECT place FROM entry ORDER BY tkey").unwrap();
        let stored: Vec<[u8; 4]> =
            statement.query_map([], |row| row.get(0)).unwrap().collect::<rusqlite::Result<_>>().unwrap();
        places.sort_unstable();
        assert_eq!(stored, places.iter().map(|place| place.to_be_bytes()).collect::<Vec<_>>());
        let astray = "SELECT count(*) FROM entry_actor WHERE tkey NOT IN (SELECT tkey FROM entry)";
        assert_eq!(connection.query_row(astray, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
    }
}
