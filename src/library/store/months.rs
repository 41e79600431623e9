//! How many entries of a view each month has, where tables tell.
//!
//! Of a day of the past the table of months tells as well, put right by the few rows that became known late or look otherwise
//! since. Tests no filter but an actor's.

use super::Store;
use super::ask::Plan;
use super::counts::month_of;
use super::pack::number_of;
use super::rows::{ALWAYS, FIRST_DAY, SLOT_BITS, day_key, day_of_key};
use crate::chronicle::Actor;
use crate::library::filter::Filter;
use chrono::NaiveDate;
use rusqlite::params;
use std::collections::BTreeMap;

/// What an actor plays in as it is now is known within so many days of its happening, or stands among the odd.
const SOON: i64 = 92;
/// Rows of an actor that became known later, or that hold no more.
const ODD: &str = "SELECT tkey FROM entry_actor INDEXED BY entry_actor_odd
    WHERE (known_to < 2147483647 OR known_from > (tkey >> 32) - 799908) AND actor = ?1";
/// The figures of that condition, which is the index's too.
const _: () = assert!(ALWAYS == 2_147_483_647 && SLOT_BITS == 32 && FIRST_DAY - SOON == 799_908);

impl Store {
    /// How many entries of a plan each month has, where a table tells; none of them is empty.
    pub(super) fn months(&self, plan: &Plan<'_>) -> rusqlite::Result<Option<BTreeMap<i64, usize>>> {
        if let (Some(day), Some(actor)) = (plan.view.known_on, plan.only_actor()) {
            return self.months_on(actor, day).map(Some);
        }
        let all = plan.view.filter == Filter::default();
        let (sql, of) = match (plan.view.known_on, plan.only_actor()) {
            (None, Some(actor)) => ("SELECT month, entries FROM month WHERE actor = ?1", i64::from(actor)),
            (None, None) if all => ("SELECT month, entries FROM month WHERE actor = ?1", 0),
            (Some(_), None) if all => {
                ("SELECT month, sum(entries) FROM known WHERE day <= ?1 GROUP BY month", plan.known_on)
            }
            _ => return Ok(None),
        };
        let mut months = BTreeMap::new();
        let mut statement = self.index.prepare_cached(sql)?;
        let mut rows = statement.query([of])?;
        while let Some(row) = rows.next()? {
            let entries: i64 = row.get(1)?;
            if let Some(entries) = usize::try_from(entries).ok().filter(|entries| *entries > 0) {
                months.insert(row.get(0)?, entries);
            }
        }
        Ok(Some(months))
    }

    /// How many entries of an actor each month has, as known on a day; none of them is empty. Of what happened long before
    /// the day the table of months tells, but for what became known late or looked otherwise; of the months around it the
    /// rows are counted.
    pub(super) fn months_on(&self, actor: Actor, day: NaiveDate) -> rusqlite::Result<BTreeMap<i64, usize>> {
        let known_on = number_of(day);
        let near = month_of(known_on - SOON);
        let mut months: BTreeMap<i64, i64> = self
            .index
            .prepare_cached("SELECT month, entries FROM month WHERE actor = ?1 AND month < ?2")?
            .query_map(params![actor, near], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let (from, ahead) = (day_key(first_of_month(near)), day_key(known_on + 1));
        let mut add = |sql: &str, of: &[i64], more: i64| -> rusqlite::Result<()> {
            let mut statement = self.index.prepare_cached(sql)?;
            let mut rows = statement.query(rusqlite::params_from_iter(of))?;
            while let Some(row) = rows.next()? {
                *months.entry(month_of(day_of_key(row.get(0)?))).or_default() += more;
            }
            Ok(())
        };
        let actor = i64::from(actor);
        add(
            &format!("{ODD} AND tkey < ?2 AND known_to = {ALWAYS} AND known_from > ?3"),
            &[actor, from, known_on],
            -1,
        )?;
        add(
            &format!("{ODD} AND tkey < ?2 AND known_to < {ALWAYS} AND known_from <= ?3 AND known_to > ?3"),
            &[actor, from, known_on],
            1,
        )?;
        let known = "SELECT tkey FROM entry_actor WHERE actor = ?1 AND tkey >= ?2 AND tkey < ?3 AND known_from <= ?4 AND known_to > ?4";
        add(known, &[actor, from, ahead, known_on], 1)?;
        let ahead_of = "SELECT tkey FROM entry_actor INDEXED BY entry_actor_ahead
             WHERE ahead = 1 AND actor = ?1 AND tkey >= ?2 AND known_from <= ?3 AND known_to > ?3";
        add(ahead_of, &[actor, ahead, known_on], 1)?;
        let some = months.into_iter().filter_map(|(month, entries)| {
            let entries = usize::try_from(entries).ok().filter(|entries| *entries > 0)?;
            Some((month, entries))
        });
        Ok(some.collect())
    }
}

/// The first day of a month.
pub fn first_of_month(month: i64) -> i64 {
    let year = i32::try_from(month.div_euclid(12)).unwrap_or(0);
    let month = u32::try_from(month.rem_euclid(12)).unwrap_or(0) + 1;
    NaiveDate::from_ymd_opt(year, month, 1).map_or(0, number_of)
}
