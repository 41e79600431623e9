//! How many entries a view holds: from the tables of counts where they tell it, else by going through its rows.

use super::Store;
use super::ask::Way;
use crate::library::filter::{Filter, View};
use rusqlite::params;

impl Store {
    /// See [`super::super::Queries::count`].
    pub fn count(&self, view: &View) -> rusqlite::Result<usize> {
        let _still = self.still()?;
        let plan = self.plan(view)?;
        let number = |sql: &str, of: i64| -> rusqlite::Result<usize> {
            let number: i64 = self.index.prepare_cached(sql)?.query_row([of], |row| row.get(0))?;
            Ok(usize::try_from(number).unwrap_or(0))
        };
        if plan.only_words() && plan.words.is_some() {
            return self.count_told(&plan);
        }
        match (view.known_on, plan.only_actor()) {
            (Some(day), Some(actor)) => Ok(self.months_on(actor, day)?.values().sum()),
            (_, None) if plan.with.len() == 2 && plan.only_actors() => {
                let both = "SELECT count(*) FROM entry_actor a CROSS JOIN entry_actor b ON b.actor = ?2 AND b.tkey = a.tkey
                    AND b.known_from <= ?3 AND b.known_to > ?3 WHERE a.actor = ?1 AND a.known_from <= ?3 AND a.known_to > ?3";
                let leads = self.leads(&plan)?;
                let lead = |at: usize| leads.get(at).map_or(0, |(_, actor)| *actor);
                let count: i64 = self
                    .index
                    .prepare_cached(both)?
                    .query_row(params![lead(0), lead(1), plan.known_on], |row| row.get(0))?;
                Ok(usize::try_from(count).unwrap_or(0))
            }
            (None, Some(actor)) => number("SELECT entries FROM actor WHERE no = ?1", i64::from(actor)),
            (Some(_), None) if view.filter == Filter::default() => {
                number("SELECT coalesce(sum(entries), 0) FROM day WHERE day <= ?1", plan.known_on)
            }
            (None, None) if view.filter == Filter::default() => {
                number("SELECT value FROM meta WHERE name = 'entries' AND ?1 = ?1", 0)
            }
            _ if plan.is_of_looks() => {
                let looks = plan.looks();
                let sql = format!(
                    "SELECT count(*) FROM entry e WHERE e.known_from <= ?1 AND e.known_to > ?1{looks}"
                );
                number(&sql, plan.known_on)
            }
            _ => {
                let mut count = 0;
                self.scan_kept(&plan, 0, Way::On, |_| {
                    count += 1;
                    true
                })?;
                Ok(count)
            }
        }
    }
}
