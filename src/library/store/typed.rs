//! Actors while a name is being typed, answered by the index: those with a word that begins so, the most frequent first.
//!
//! What few names begin with is looked up among the names; what many do in lists of the more frequent actors by their
//! first letters. Under a filter the actors of its entries are counted once and remembered. Only where nothing begins
//! so may letters be missing or wrong, and only names of the more frequent are then tried in a large library.

use super::Store;
use super::ask::Way;
use super::fetch;
use super::who::more_first;
use crate::chronicle::Actor;
use crate::library::filter::{Filter, View};
use crate::library::{ActorCount, FoundActors, Typed};
use crate::model::Seq;
use crate::model::text::fold;
use crate::search::Finder;
use chrono::NaiveDate;
use rusqlite::params;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Actors that are looked at whole, of those that answer what is typed.
const LOOKED_AT: usize = 64;
/// More names than this that begin alike are not gone through one by one.
const FEW: usize = 2000;
/// Of the more frequent actors so many are looked at.
const FREQUENT: usize = 400;
/// Views of more entries than this are not counted whole for all their actors.
const COUNTED: usize = 60_000;
/// So many first letters have lists of their own.
pub const LETTERS: usize = 3;

/// The actors of a view's entries, with how many of them they are in.
#[derive(Debug)]
pub struct Counted {
    view: View,
    applied: Seq,
    entries: HashMap<Actor, usize>,
}

/// The rows of a view of one actor that is in many entries, and in how many of them others are, as far as that was asked.
#[derive(Debug)]
pub struct Led {
    view: View,
    applied: Seq,
    rows: Vec<i64>,
    together: HashMap<Actor, usize>,
}

/// How a view's counts are known.
enum Counts {
    /// From the actors' rows.
    Plain,
    /// From having counted.
    Whole(Arc<Counted>),
    /// Only by asking for each actor.
    Single,
}

/// The rank of an actor in the lists of its first letters; 0 for none.
pub const fn rank(entries: i64) -> i64 {
    if entries < 2 { 0 } else { 64 - entries.leading_zeros() as i64 }
}

/// The beginnings of a word under which an actor is listed; an empty one lists all.
pub fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8()).take(LETTERS);
    std::iter::once(0).chain(ends).filter_map(|end| word.get(..end))
}

impl Store {
    /// See [`super::super::Queries::find_actors`].
    pub fn find_actors(&self, view: &View, typed: &Typed) -> rusqlite::Result<FoundActors> {
        let _still = self.still()?;
        let text = fold(typed.text.trim());
        let counts = self.counts(view)?;
        let wanted = LOOKED_AT.max(typed.skip + typed.take);
        let begun = if text.is_empty() && wanted > FREQUENT {
            self.most_told(wanted)?
        } else {
            self.begun(&text, view.known_on)?
        };
        let mut actors = self.looked_at(view, begun, &counts, wanted)?;
        if actors.is_empty() {
            // Nothing begins so: letters may be missing or wrong.
            let all = match &counts {
                Counts::Whole(counted) => counted.entries.keys().copied().collect(),
                Counts::Plain | Counts::Single => self.more_frequent(&text)?,
            };
            actors = self.looked_at(view, all, &counts, FEW)?;
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
            let plain = typed.part.is_none() && !typed.not;
            let entries = match &counts {
                Counts::Single if plain => self.beside(view, actor)?,
                Counts::Plain | Counts::Whole(_) if plain => actor.entries,
                _ => self.with_actor(view, actor, typed.part, typed.not)?,
            };
            given.push(ActorCount { entries, ..actor.clone() });
        }
        Ok(FoundActors { actors: given, found: found.len() })
    }

    /// How the view's counts are known.
    fn counts(&self, view: &View) -> rusqlite::Result<Counts> {
        if view.known_on.is_none() && view.filter == Filter::default() {
            return Ok(Counts::Plain);
        }
        let applied = self.ruled()?.applied;
        let known = self.counted.borrow().clone();
        if let Some(known) = known.filter(|known| known.applied == applied && known.view == *view) {
            return Ok(Counts::Whole(known));
        }
        let plan = self.plan(view)?;
        if self.most_entries(&plan)? > COUNTED {
            return Ok(Counts::Single);
        }
        let mut entries = HashMap::new();
        self.scan_kept(&plan, 0, Way::On, |line| {
            for actor in line.actors(&plan) {
                *entries.entry(actor).or_default() += 1;
            }
            true
        })?;
        let counted = Arc::new(Counted { view: view.clone(), applied, entries });
        self.counted.replace(Some(Arc::clone(&counted)));
        Ok(Counts::Whole(counted))
    }

    /// How many entries the view would hold with that actor beside those it is about. Of a view of one actor the rows are
    /// kept, and only those of the other are gone through.
    fn beside(&self, view: &View, actor: &ActorCount) -> rusqlite::Result<usize> {
        let plan = self.plan(view)?;
        let (Some(own), Some(other)) = (plan.only_actor(), fetch::actor_no(&self.index, &actor.key)?) else {
            return self.with_actor(view, actor, None, false);
        };
        let applied = self.ruled()?.applied;
        let mut kept = self.led.borrow_mut();
        if kept.as_ref().is_none_or(|led| led.applied != applied || led.view != *view) {
            let rows = self.rows_of(own, plan.known_on)?;
            *kept = Some(Led { view: view.clone(), applied, rows, together: HashMap::new() });
        }
        let Some(led) = kept.as_mut() else { return Ok(0) };
        if let Some(known) = led.together.get(&other) {
            return Ok(*known);
        }
        let mut rows = led.rows.iter().peekable();
        let mut both = 0;
        for tkey in &self.rows_of(other, plan.known_on)? {
            while rows.next_if(|row| *row < tkey).is_some() {}
            both += usize::from(rows.peek() == Some(&tkey));
        }
        led.together.insert(other, both);
        Ok(both)
    }

    /// The rows of the entries that an actor is in, as known on a day, in order.
    fn rows_of(&self, actor: Actor, known_on: i64) -> rusqlite::Result<Vec<i64>> {
        self.index
            .prepare_cached(
                "SELECT tkey FROM entry_actor WHERE actor = ?1 AND known_from <= ?2 AND known_to > ?2",
            )?
            .query_map(params![actor, known_on], |row| row.get(0))?
            .collect()
    }

    /// Of these actors those that are in entries of the view, the more frequent ones, with their names.
    fn looked_at(
        &self,
        view: &View,
        actors: BTreeSet<Actor>,
        counts: &Counts,
        wanted: usize,
    ) -> rusqlite::Result<Vec<ActorCount>> {
        let mut known: Vec<(usize, Actor)> = Vec::with_capacity(actors.len());
        let mut entries = self.index.prepare_cached("SELECT entries FROM actor WHERE no = ?1")?;
        for actor in actors {
            let count = match counts {
                Counts::Whole(counted) => counted.entries.get(&actor).copied().unwrap_or(0),
                Counts::Plain | Counts::Single => entries.query_row([actor], |row| row.get(0))?,
            };
            if count > 0 {
                known.push((count, actor));
            }
        }
        known.sort_unstable_by_key(|(count, actor)| (std::cmp::Reverse(*count), *actor));
        let mut found = Vec::new();
        for (count, actor) in known.into_iter().take(wanted) {
            found.extend(self.actor(actor, count, view.known_on)?);
        }
        Ok(found)
    }

    /// Actors with a name of which a word begins so; all, if nothing is typed; of many the more frequent.
    fn begun(&self, text: &str, known_on: Option<NaiveDate>) -> rusqlite::Result<BTreeSet<Actor>> {
        if text.is_empty() {
            return self.more_frequent(text);
        }
        let beginning = format!("{text}\u{10ffff}");
        let few = i64::try_from(FEW + 1).unwrap_or(i64::MAX);
        let named: Vec<Actor> = self
            .index
            .prepare_cached("SELECT actor FROM name WHERE folded >= ?1 AND folded < ?2 LIMIT ?3")?
            .query_map(params![text, beginning, few], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut found: BTreeSet<Actor> = if named.len() <= FEW {
            named.into_iter().collect()
        } else {
            let listed = beginnings(text).last().unwrap_or_default();
            let mut found = self.listed(listed)?;
            if listed != text {
                let mut forms = self
                    .index
                    .prepare_cached("SELECT 1 FROM name WHERE actor = ?1 AND folded >= ?2 AND folded < ?3")?;
                let mut begins =
                    |actor: &Actor| forms.exists(params![actor, text, beginning]).unwrap_or(false);
                found.retain(&mut begins);
            }
            found
        };
        found.extend(self.ruled_names(text, known_on)?);
        Ok(found)
    }

    /// The actors of the most entries, at most so many. Goes through all there are.
    fn most_told(&self, many: usize) -> rusqlite::Result<BTreeSet<Actor>> {
        self.index
            .prepare_cached("SELECT no FROM actor WHERE entries > 0 ORDER BY entries DESC LIMIT ?1")?
            .query_map([i64::try_from(many).unwrap_or(i64::MAX)], |row| row.get(0))?
            .collect()
    }

    /// The more frequent actors with a word that begins so, by its first letters.
    fn listed(&self, beginning: &str) -> rusqlite::Result<BTreeSet<Actor>> {
        self.index
            .prepare_cached("SELECT actor FROM begins WHERE beginning = ?1 ORDER BY rank DESC LIMIT ?2")?
            .query_map(params![beginning, i64::try_from(FREQUENT).unwrap_or(0)], |row| row.get(0))?
            .collect()
    }

    /// All actors of a small library; of a large one the more frequent, and those whose names begin a little like what is
    /// typed.
    fn more_frequent(&self, text: &str) -> rusqlite::Result<BTreeSet<Actor>> {
        let few = i64::try_from(FEW + 1).unwrap_or(i64::MAX);
        let all: BTreeSet<Actor> = self
            .index
            .prepare_cached("SELECT no FROM actor LIMIT ?1")?
            .query_map([few], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        if all.len() <= FEW {
            return Ok(all);
        }
        let mut found = self.listed("")?;
        for beginning in beginnings(text).skip(1) {
            found.append(&mut self.listed(beginning)?);
        }
        Ok(found)
    }

    /// Actors whom rulings as known on a day call by a name with a word that begins so, or by the names of those who are
    /// another by then.
    fn ruled_names(&self, begun: &str, known_on: Option<NaiveDate>) -> rusqlite::Result<Vec<Actor>> {
        let ruled = self.ruled()?;
        if ruled.is_empty() {
            return Ok(Vec::new());
        }
        let identities = self.identities(&ruled, known_on)?;
        let begins = |folded: &str| {
            folded.starts_with(begun)
                || folded.match_indices(|letter: char| !letter.is_alphanumeric()).any(|(at, sign)| {
                    folded.get(at + sign.len()..).is_some_and(|rest| rest.starts_with(begun))
                })
        };
        let mut keys: BTreeSet<String> =
            identities.given().filter(|(folded, _)| begins(folded)).map(|(_, key)| key).collect();
        let names = "SELECT 1 FROM name WHERE actor = ?1 AND folded >= ?2 AND folded < ?3";
        for (key, to) in identities.moved() {
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
}
