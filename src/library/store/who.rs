//! The door's questions about actors, answered by the index: by their names, with how many entries they are in.
//!
//! What is typed is looked for where words of names begin; only where nothing begins so are all names gone through.

use super::Store;
use super::ask::Way;
use super::fetch;
use crate::chronicle::{Actor, KnownActor};
use crate::library::chronology::named;
use crate::library::filter::{Filter, View};
use crate::library::{ActorCount, ActorTest, FoundActors, Typed};
use crate::model::text::fold;
use crate::model::{Class, Part};
use crate::search::Finder;
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, params};
use std::collections::{BTreeSet, HashMap};

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
        actors.sort_by(more_first);
        Ok(actors)
    }

    /// An actor of entries, with the names known by then.
    fn actor(
        &self,
        no: Actor,
        entries: usize,
        known_on: Option<NaiveDate>,
    ) -> rusqlite::Result<Option<ActorCount>> {
        let key = self
            .index
            .prepare_cached("SELECT key FROM actor WHERE no = ?1")?
            .query_row([no], |row| row.get::<_, String>(0))
            .optional()?;
        let Some(key) = key else { return Ok(None) };
        Ok(self.actor_of(&key, known_on, entries > 0)?.map(|known| counted(known, entries)))
    }

    /// See [`super::super::Library::actors_called`].
    pub fn actors_called(
        &self,
        name: &str,
        known_on: Option<NaiveDate>,
    ) -> rusqlite::Result<Vec<ActorCount>> {
        let wanted = fold(name);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.meant(self.keys_named(&wanted, true)?, name, known_on)?;
        // A whole name is meant before a part of another.
        let whole = |actor: &ActorCount| {
            let folded = fold(&actor.name);
            let ends = folded.strip_suffix(&wanted).is_some_and(|rest| rest.ends_with(' '));
            folded == wanted
                || actor.aliases.iter().any(|alias| fold(alias) == wanted)
                || (actor.class == Class::Person && ends)
        };
        if found.iter().any(whole) {
            return Ok(found);
        }
        self.meant(self.keys_named(&wanted, false)?, name, known_on)
    }

    /// Of the actors of these keys those that a name may mean, with their counts.
    fn meant(
        &self,
        keys: BTreeSet<String>,
        name: &str,
        known_on: Option<NaiveDate>,
    ) -> rusqlite::Result<Vec<ActorCount>> {
        let identities = self.ruled()?.identities(known_on);
        let moved: HashMap<&String, String> = identities.moved().collect();
        let mut actors = Vec::new();
        for key in keys {
            let entries = self.entries_of_actor(&key, known_on)?;
            // Whom articles name so is somebody else.
            if entries == 0 && moved.get(&key).is_some_and(|to| *to != key) {
                continue;
            }
            actors.extend(self.actor_of(&key, known_on, entries > 0)?.map(|known| counted(known, entries)));
        }
        Ok(named(actors.iter(), name))
    }

    /// In how many entries an actor has a part, as known on a day.
    fn entries_of_actor(&self, key: &str, known_on: Option<NaiveDate>) -> rusqlite::Result<usize> {
        let (key, name) = (key.to_owned(), String::new());
        let actors = vec![ActorTest { key, name, part: None, not: false }];
        self.count(&View { known_on, filter: Filter { actors, ..Filter::default() } })
    }

    /// The keys of actors that some article or ruling names so, or, unless the whole name or its end is wanted, with a name
    /// that holds it.
    fn keys_named(&self, wanted: &str, whole: bool) -> rusqlite::Result<BTreeSet<String>> {
        let sql = if whole {
            "SELECT a.key, a.entries FROM name n JOIN actor a ON a.no = n.actor WHERE n.folded = ?1"
        } else {
            "SELECT DISTINCT a.key, a.entries FROM name n JOIN actor a ON a.no = n.actor
             WHERE n.form IS NOT NULL AND instr(n.folded, ?1) > 0"
        };
        let named: Vec<(String, usize)> = self
            .index
            .prepare_cached(sql)?
            .query_map([wanted], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let ruled = self.ruled()?;
        if ruled.is_empty() {
            return Ok(named.into_iter().map(|(key, _)| key).collect());
        }
        // Rulings may have moved them by some day, or given names of their own.
        let latest = ruled.identities(None);
        let moved: HashMap<&String, String> = latest.moved().collect();
        let mut keys: BTreeSet<String> = latest
            .given()
            .filter(|(folded, _)| if whole { ends_so(folded, wanted) } else { folded.contains(wanted) })
            .map(|(_, key)| key)
            .collect();
        for (key, _) in named {
            keys.extend(moved.get(&key).cloned());
            keys.insert(key);
        }
        Ok(keys)
    }

    fn counted(&self, no: Actor, known_on: Option<NaiveDate>) -> rusqlite::Result<Option<ActorCount>> {
        let entries: Option<i64> = self
            .index
            .prepare_cached("SELECT entries FROM actor WHERE no = ?1")?
            .query_row([no], |row| row.get(0))
            .optional()?;
        let entries = usize::try_from(entries.unwrap_or(0)).unwrap_or(0);
        Ok(self.actor(no, entries.max(1), known_on)?.map(|actor| ActorCount { entries, ..actor }))
    }

    /// See [`super::super::Queries::find_actors`].
    pub fn find_actors(&self, view: &View, typed: &Typed) -> rusqlite::Result<FoundActors> {
        let text = fold(typed.text.trim());
        let plain = view.known_on.is_none() && view.filter == Filter::default();
        let beginning = format!("{text}\u{10ffff}");
        // Who is in no entry now may have been in one.
        let playing = if view.known_on.is_none() {
            "a.entries > 0"
        } else {
            "EXISTS (SELECT 1 FROM entry_actor e WHERE e.actor = a.no)"
        };
        let sql = format!(
            "SELECT DISTINCT a.no FROM name n JOIN actor a ON a.no = n.actor
             WHERE n.folded >= ?1 AND n.folded < ?2 AND {playing} ORDER BY a.entries DESC LIMIT ?3"
        );
        let most = i64::try_from(COUNTED.max(typed.skip + typed.take)).unwrap_or(i64::MAX);
        let mut numbers: Vec<Actor> = if text.is_empty() {
            let sql = "SELECT no FROM actor WHERE entries > 0 ORDER BY entries DESC, name LIMIT ?1";
            self.index
                .prepare_cached(sql)?
                .query_map([most], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?
        } else {
            let mut statement = self.index.prepare_cached(&sql)?;
            statement
                .query_map(params![text, beginning, most], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?
        };
        if !text.is_empty() {
            let more = self.ruled_names(&text)?;
            numbers.extend(more.into_iter().filter(|no| !numbers.contains(no)).collect::<Vec<Actor>>());
        }
        if numbers.is_empty() {
            // Nothing begins so: letters may be missing or wrong.
            numbers = self
                .index
                .prepare_cached(&format!("SELECT a.no FROM actor a WHERE {playing}"))?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
        }
        let few = numbers.len() <= COUNTED;
        let mut actors = Vec::with_capacity(numbers.len());
        for no in numbers {
            let Some(actor) = self.counted(no, view.known_on)? else { continue };
            let entries =
                if plain || !few { actor.entries } else { self.with_actor(view, &actor, None, false)? };
            if entries > 0 {
                actors.push(ActorCount { entries, ..actor });
            }
        }
        actors.sort_by(more_first);
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

    /// Actors whom rulings call by a name with a word that begins so, or by the names of those who are another by now.
    fn ruled_names(&self, begun: &str) -> rusqlite::Result<Vec<Actor>> {
        let ruled = self.ruled()?;
        if ruled.is_empty() {
            return Ok(Vec::new());
        }
        let latest = ruled.identities(None);
        let begins = |folded: &str| {
            folded.starts_with(begun)
                || folded.match_indices(|letter: char| !letter.is_alphanumeric()).any(|(at, sign)| {
                    folded.get(at + sign.len()..).is_some_and(|rest| rest.starts_with(begun))
                })
        };
        let mut keys: BTreeSet<String> =
            latest.given().filter(|(folded, _)| begins(folded)).map(|(_, key)| key).collect();
        let names = "SELECT 1 FROM name WHERE actor = ?1 AND folded >= ?2 AND folded < ?3";
        for (key, to) in latest.moved() {
            if let Some(no) = fetch::actor_no(&self.index, key)?
                && self.index.prepare_cached(names)?.exists(params![
                    no,
                    begun,
                    format!("{begun}\u{10ffff}")
                ])?
            {
                keys.extend([key.clone(), to]);
            }
        }
        let mut numbers = Vec::new();
        for key in keys {
            numbers.extend(fetch::actor_no(&self.index, &key)?);
        }
        Ok(numbers)
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

fn counted(KnownActor { key, name, class, aliases }: KnownActor, entries: usize) -> ActorCount {
    ActorCount { key, name, class, aliases, entries }
}

/// Whether a folded name is these words, or ends with them.
fn ends_so(folded: &str, wanted: &str) -> bool {
    folded.strip_suffix(wanted).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
}

/// In how many entries, then by name.
fn more_first(one: &ActorCount, other: &ActorCount) -> std::cmp::Ordering {
    let by_name = one.name.cmp(&other.name).then_with(|| one.key.cmp(&other.key));
    other.entries.cmp(&one.entries).then(by_name)
}
