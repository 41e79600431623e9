//! The door's questions about actors, answered by the index: by their names, with how many entries they are in.

use super::Store;
use super::ask::Way;
use super::fetch;
use crate::chronicle::{Actor, Identities, KnownActor};
use crate::library::chronology::named;
use crate::library::filter::{Filter, View};
use crate::library::{ActorCount, ActorTest};
use crate::model::text::fold;
use crate::model::{Class, Part};
use chrono::NaiveDate;
use rusqlite::OptionalExtension as _;
use std::collections::{BTreeSet, HashMap};

impl Store {
    /// See [`super::super::Queries::actors`].
    pub fn actors(&self, view: &View) -> rusqlite::Result<Vec<ActorCount>> {
        let _still = self.still()?;
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
                for actor in line.actors(&plan) {
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
    pub(super) fn actor(
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
        let found = self.meant(self.keys_named(&wanted, true, known_on)?, name, known_on)?;
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
        self.meant(self.keys_named(&wanted, false, known_on)?, name, known_on)
    }

    /// Of the actors of these keys those that a name may mean, with their counts.
    fn meant(
        &self,
        keys: BTreeSet<String>,
        name: &str,
        known_on: Option<NaiveDate>,
    ) -> rusqlite::Result<Vec<ActorCount>> {
        let identities = self.identities(&*self.ruled()?, known_on)?;
        let moved: HashMap<&String, String> = identities.moved().collect();
        let mut actors = Vec::new();
        for key in keys {
            let entries = self.entries_of_actor(&key, known_on)?;
            // Whom articles name so is somebody else, unless whom they name otherwise is this one.
            if entries == 0
                && moved.get(&key).is_some_and(|to| *to != key)
                && !self.is_named_otherwise(&identities, &key, known_on)?
            {
                continue;
            }
            actors.extend(self.actor_of(&key, known_on, entries > 0)?.map(|known| counted(known, entries)));
        }
        Ok(named(actors.iter(), name))
    }

    /// Whether articles known by a day name an actor under a key that is not its own.
    fn is_named_otherwise(
        &self,
        identities: &Identities,
        key: &str,
        known_on: Option<NaiveDate>,
    ) -> rusqlite::Result<bool> {
        for other in identities.other_keys(key) {
            if fetch::plain_actor(&self.index, &other, known_on)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// In how many entries an actor has a part, as known on a day.
    fn entries_of_actor(&self, key: &str, known_on: Option<NaiveDate>) -> rusqlite::Result<usize> {
        let (key, name) = (key.to_owned(), String::new());
        let actors = vec![ActorTest { key, name, part: None, not: false }];
        self.count(&View { known_on, filter: Filter { actors, ..Filter::default() } })
    }

    /// The keys of actors that some article, or a ruling as known on a day, names so, or, unless the whole name or its end
    /// is wanted, with a name that holds it.
    fn keys_named(
        &self,
        wanted: &str,
        whole: bool,
        known_on: Option<NaiveDate>,
    ) -> rusqlite::Result<BTreeSet<String>> {
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
        // Rulings may have moved them by then, or given names of their own.
        let identities = self.identities(&ruled, known_on)?;
        let moved: HashMap<&String, String> = identities.moved().collect();
        let mut keys: BTreeSet<String> = identities
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

    /// How many entries the view would hold with that actor added to its filter.
    pub(super) fn with_actor(
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
pub fn more_first(one: &ActorCount, other: &ActorCount) -> std::cmp::Ordering {
    let by_name = one.name.cmp(&other.name).then_with(|| one.key.cmp(&other.key));
    other.entries.cmp(&one.entries).then(by_name)
}
