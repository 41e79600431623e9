//! The door's questions about actors, answered by the index: by their names, with how many entries they are in.
//!
//! What is typed is looked for where words of names begin; only where nothing begins so are all names gone through.

use super::Store;
use super::ask::Way;
use super::pack::{self, number_of};
use crate::chronicle::Actor;
use crate::library::filter::{Filter, View};
use crate::library::{ActorCount, ActorTest, FoundActors, Typed};
use crate::model::text::fold;
use crate::model::{Class, Part};
use crate::search::Finder;
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, params};
use std::collections::HashMap;

/// Actors whose counts under a filter are looked at, of those that answer what is typed.
const COUNTED: usize = 64;

impl Store {
    /// See [`super::super::Queries::actors`].
    pub fn actors(&self, view: &View) -> rusqlite::Result<Vec<ActorCount>> {
        let mut counts: HashMap<Actor, usize> = HashMap::new();
        if view.known_on.is_none() && view.filter == Filter::default() {
            let mut statement =
                self.index.prepare_cached("SELECT no, entries FROM actor WHERE entries > 0")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let entries: i64 = row.get(1)?;
                counts.insert(row.get(0)?, usize::try_from(entries).unwrap_or(0));
            }
        } else {
            let plan = self.plan(view)?;
            self.scan_kept(&plan, 0, Way::On, |line| {
                for (actor, _) in line.cast {
                    *counts.entry(actor).or_default() += 1;
                }
                true
            })?;
        }
        let mut actors = Vec::with_capacity(counts.len());
        for (actor, entries) in counts {
            actors.extend(self.actor(actor, entries, view.known_on)?);
        }
        actors.sort_by(|one, other| {
            let by_name = one.name.cmp(&other.name).then_with(|| one.key.cmp(&other.key));
            other.entries.cmp(&one.entries).then(by_name)
        });
        Ok(actors)
    }

    /// An actor with the names known by then.
    fn actor(
        &self,
        no: Actor,
        entries: usize,
        known_on: Option<NaiveDate>,
    ) -> rusqlite::Result<Option<ActorCount>> {
        let found = self
            .index
            .prepare_cached("SELECT key, name, class FROM actor WHERE no = ?1")?
            .query_row([no], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))
            .optional()?;
        let Some((key, name, class)) = found else { return Ok(None) };
        let known_on = known_on.map_or(i64::MAX, number_of);
        let aliases = self
            .index
            .prepare_cached(
                "SELECT form FROM name WHERE actor = ?1 AND since <= ?2 AND form IS NOT NULL ORDER BY folded",
            )?
            .query_map(params![no, known_on], |row| row.get::<_, String>(0))?
            .filter(|alias| alias.as_ref().map_or(true, |alias| *alias != name))
            .collect::<rusqlite::Result<_>>()?;
        Ok(Some(ActorCount { key, name, class: pack::class_of(class), aliases, entries }))
    }

    /// See [`super::super::Library::actors_called`].
    pub fn actors_called(
        &self,
        name: &str,
        known_on: Option<NaiveDate>,
    ) -> rusqlite::Result<Vec<ActorCount>> {
        let mut found = self.actors_meant(name, known_on.map_or(i64::MAX, number_of))?;
        if known_on.is_some() {
            let view = View { known_on, ..View::default() };
            for actor in &mut found {
                actor.entries = self.with_actor(&view, actor, None, false)?;
            }
        }
        Ok(found)
    }

    fn actors_meant(&self, name: &str, known_on: i64) -> rusqlite::Result<Vec<ActorCount>> {
        let wanted = fold(name);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement = self
            .index
            .prepare_cached("SELECT actor, form IS NOT NULL FROM name WHERE folded = ?1 AND since <= ?2")?;
        let exact: Vec<(Actor, bool)> = statement
            .query_map(params![wanted, known_on], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let (mut by_name, mut by_alias, mut by_surname) = (Vec::new(), Vec::new(), Vec::new());
        for (no, whole) in exact {
            let Some(actor) = self.counted(no)? else { continue };
            let folded = fold(&actor.name);
            let ends = folded.strip_suffix(&wanted).is_some_and(|rest| rest.ends_with(' '));
            if folded == wanted {
                by_name.push(actor);
            } else if whole {
                by_alias.push(actor);
            } else if actor.class == Class::Person && ends {
                by_surname.push(actor);
            }
        }
        let found = [by_name, by_alias, by_surname].into_iter().find(|found| !found.is_empty());
        if let Some(mut found) = found {
            found.sort_by(|one, other| one.key.cmp(&other.key));
            return Ok(found);
        }
        let mut statement = self.index.prepare_cached(
            "SELECT DISTINCT actor FROM name WHERE form IS NOT NULL AND instr(folded, ?1) > 0 AND since <= ?2",
        )?;
        let numbers: Vec<Actor> = statement
            .query_map(params![wanted, known_on], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut parts = Vec::new();
        for no in numbers {
            parts.extend(self.counted(no)?);
        }
        parts.sort_by(|one: &ActorCount, other| one.key.cmp(&other.key));
        Ok(parts)
    }

    fn counted(&self, no: Actor) -> rusqlite::Result<Option<ActorCount>> {
        let entries: Option<i64> = self
            .index
            .prepare_cached("SELECT entries FROM actor WHERE no = ?1")?
            .query_row([no], |row| row.get(0))
            .optional()?;
        self.actor(no, usize::try_from(entries.unwrap_or(0)).unwrap_or(0), None)
    }

    /// See [`super::super::Queries::find_actors`].
    pub fn find_actors(&self, view: &View, typed: &Typed) -> rusqlite::Result<FoundActors> {
        let text = fold(typed.text.trim());
        let plain = view.known_on.is_none() && view.filter == Filter::default();
        let beginning = format!("{text}\u{10ffff}");
        let sql = "SELECT DISTINCT a.no FROM name n JOIN actor a ON a.no = n.actor
             WHERE n.folded >= ?1 AND n.folded < ?2 AND a.entries > 0 ORDER BY a.entries DESC LIMIT ?3";
        let most = i64::try_from(COUNTED.max(typed.skip + typed.take)).unwrap_or(i64::MAX);
        let mut numbers: Vec<Actor> = if text.is_empty() {
            let sql = "SELECT no FROM actor WHERE entries > 0 ORDER BY entries DESC, name LIMIT ?1";
            self.index
                .prepare_cached(sql)?
                .query_map([most], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?
        } else {
            let mut statement = self.index.prepare_cached(sql)?;
            statement
                .query_map(params![text, beginning, most], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?
        };
        if numbers.is_empty() {
            // Nothing begins so: letters may be missing or wrong.
            numbers = self
                .index
                .prepare_cached("SELECT no FROM actor WHERE entries > 0")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
        }
        let few = numbers.len() <= COUNTED;
        let mut actors = Vec::with_capacity(numbers.len());
        for no in numbers {
            let Some(actor) = self.counted(no)? else { continue };
            let entries =
                if plain || !few { actor.entries } else { self.with_actor(view, &actor, None, false)? };
            if entries > 0 {
                actors.push(ActorCount { entries, ..actor });
            }
        }
        let names = |actor: &ActorCount| [vec![actor.name.clone()], actor.aliases.clone()].concat();
        let rows: Vec<(Vec<String>, usize)> =
            actors.iter().map(|actor| (names(actor), actor.entries)).collect();
        let finder =
            Finder::new(rows.iter().map(|(names, count)| (names.iter().map(String::as_str), *count)));
        let found = finder.find(&typed.text);
        let mut given = Vec::new();
        for at in found.iter().skip(typed.skip).take(typed.take) {
            let Some(actor) = actors.get(*at) else { continue };
            let entries = if plain && typed.part.is_none() && !typed.not {
                actor.entries
            } else {
                self.with_actor(view, actor, typed.part, typed.not)?
            };
            given.push(ActorCount { entries, ..actor.clone() });
        }
        Ok(FoundActors { actors: given, found: found.len() })
    }

    fn with_actor(
        &self,
        view: &View,
        actor: &ActorCount,
        part: Option<Part>,
        not: bool,
    ) -> rusqlite::Result<usize> {
        let mut view = view.clone();
        let (key, name) = (actor.key.clone(), actor.name.clone());
        view.filter.actors.push(ActorTest { key, name, part, not });
        self.count(&view)
    }
}
