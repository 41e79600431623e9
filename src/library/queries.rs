//! Queries: what a view holds, by position, by actor, by time. All read, all cached per known-on date and view.
//!
//! A view at a known-on date sees the chronology computed from what was published by then, and nothing else.

use super::chronology::Chronology;
use super::filter::told_in_words;
use super::{ActorCount, Density, Library, Seek, View};
use crate::chronicle::{self, Lost};
use crate::model::{Anchor, Entry, EntryId, Report};
use crate::search::Finder;
use chrono::{Days, NaiveDate};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, MutexGuard, OnceLock, PoisonError};

/// Known-on dates whose chronologies are kept.
const CHRONOLOGIES: usize = 8;
/// Views whose positions are kept.
const SELECTIONS: usize = 16;

/// What queries computed. Thrown away when an article comes in.
#[derive(Debug, Default)]
pub struct Cache {
    chronologies: Vec<(NaiveDate, Arc<Chronology>)>,
    selections: Vec<(View, Arc<Selection>)>,
}

/// Positions in a chronology that a filter keeps.
#[derive(Debug)]
pub(super) struct Selection {
    chronology: Arc<Chronology>,
    /// The positions, in order.
    pub kept: Vec<usize>,
    /// Its actors, and what finds them by name; made when they are first asked for.
    pub actors: OnceLock<(Vec<ActorCount>, Finder)>,
}

impl Selection {
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Arc<Entry>> {
        self.kept.iter().filter_map(|at| self.chronology.entries.get(*at))
    }
}

impl Library {
    /// How many entries the view holds.
    pub fn count(&self, view: &View) -> usize {
        if let Some(store) = self.store() {
            return self.heard(store.count(view));
        }
        self.selection(view).kept.len()
    }

    /// The entries of the view at these positions, in the order of the chronology.
    pub fn window(&self, view: &View, positions: Range<usize>) -> Vec<Arc<Entry>> {
        if let Some(store) = self.store() {
            let (mut entries, mut at) = (Vec::new(), 0);
            self.heard(store.each(view, self.state.ledger.marks(), |entry| {
                if positions.contains(&at) {
                    entries.push(entry);
                }
                at += 1;
                at < positions.end
            }));
            return entries;
        }
        let selection = self.selection(view);
        let end = positions.end.min(selection.kept.len());
        let kept = selection.kept.get(positions.start.min(end)..end).unwrap_or_default();
        let marked: Vec<usize> =
            self.state.ledger.marks().iter().filter_map(|mark| selection.chronology.holder(mark)).collect();
        let entry = |at: &usize| {
            let entry = selection.chronology.entries.get(*at)?;
            if !marked.contains(at) {
                return Some(Arc::clone(entry));
            }
            Some(Arc::new(Entry { marked: true, ..Entry::clone(entry) }))
        };
        kept.iter().filter_map(entry).collect()
    }

    /// Where the entry stands in the view: its position, or, if the view does not hold it, that of the next one.
    pub fn position(&self, view: &View, id: &EntryId) -> usize {
        if let Some(store) = self.store() {
            let place = store.key(view, &Seek::Entry(id.clone())).and_then(|key| store.rank(view, key));
            return self.heard(place);
        }
        let selection = self.selection(view);
        if let Some(at) = selection.chronology.position(id) {
            return selection.kept.partition_point(|kept| *kept < at);
        }
        let Some((entry, _)) = self.entry_with_marks(id) else { return 0 };
        let place = chronicle::place_in_time(&entry);
        selection.entries().take_while(|other| chronicle::place_in_time(other) < place).count()
    }

    /// The actors of the view's entries with their counts, most entries first, then by name.
    pub fn actors(&self, view: &View) -> Vec<ActorCount> {
        if let Some(store) = self.store() {
            return self.heard(store.actors(view));
        }
        let selection = self.selection(view);
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for entry in selection.entries() {
            let mut keys: Vec<&str> = entry.actors.iter().map(|actor| actor.key.as_str()).collect();
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                *counts.entry(key).or_default() += 1;
            }
        }
        let counted = counts.into_iter().filter_map(|(key, entries)| {
            let actor = selection.chronology.actors.get(key)?;
            Some(ActorCount { entries, ..actor.clone() })
        });
        let mut actors: Vec<ActorCount> = counted.collect();
        actors.sort_by(|one, other| {
            other
                .entries
                .cmp(&one.entries)
                .then_with(|| one.name.cmp(&other.name))
                .then_with(|| one.key.cmp(&other.key))
        });
        actors
    }

    /// What rulings name, and nothing is read from any more: listed, never dropped.
    pub fn lost(&self) -> Vec<Lost> {
        if let Some(store) = self.store() {
            return self.heard(store.lost());
        }
        self.chronology(None).lost.clone()
    }

    /// The actors that a name may mean: exact folded name, alias or unique surname give one; else candidates.
    pub fn actors_named(&self, name: &str) -> Vec<ActorCount> {
        self.actors_called(name, None)
    }

    /// The same to somebody who knows only what was published by that day.
    pub fn actors_called(&self, name: &str, known_on: Option<NaiveDate>) -> Vec<ActorCount> {
        if let Some(store) = self.store() {
            return self.heard(store.actors_called(name, known_on));
        }
        let all = View { known_on, ..View::default() };
        let mut found = self.selection(&all).chronology.named(name);
        let counts: HashMap<String, usize> =
            self.actors(&all).into_iter().map(|actor| (actor.key, actor.entries)).collect();
        for actor in &mut found {
            actor.entries = counts.get(&actor.key).copied().unwrap_or(0);
        }
        found
    }

    /// How the view's entries lie in time, in at most `steps` equal stretches.
    pub fn density(&self, view: &View, steps: usize) -> Vec<Density> {
        if let Some(store) = self.store() {
            return self.heard(store.density(view, steps));
        }
        let selection = self.selection(view);
        let days: Vec<NaiveDate> = selection.entries().map(|entry| entry.sort_first).collect();
        let (Some(first), Some(last)) = (days.iter().min().copied(), days.iter().max().copied()) else {
            return Vec::new();
        };
        let span = (last - first).num_days().unsigned_abs() + 1;
        let step = span.div_ceil(steps.max(1) as u64).max(1);
        let mut stretches: Vec<Density> = (0..span.div_ceil(step))
            .filter_map(|number| first.checked_add_days(Days::new(number * step)))
            .map(|from| Density { from, entries: 0 })
            .collect();
        for day in days {
            let number = (day - first).num_days().unsigned_abs() / step;
            let stretch = usize::try_from(number).ok().and_then(|number| stretches.get_mut(number));
            if let Some(stretch) = stretch {
                stretch.entries += 1;
            }
        }
        stretches
    }

    /// The entry of that id as it is known now, or else at a known-on date looked at before, with the marks on it.
    pub(super) fn entry_with_marks(&self, id: &EntryId) -> Option<(Arc<Entry>, Vec<Anchor>)> {
        if let Some(store) = self.store() {
            return self.heard(store.entry_with_marks(id, self.state.ledger.marks()));
        }
        let now = self.chronology(None);
        let earlier =
            self.cache().chronologies.iter().map(|(_, known)| Arc::clone(known)).collect::<Vec<_>>();
        let (chronology, at) = std::iter::once(now)
            .chain(earlier)
            .find_map(|chronology| chronology.position(id).map(|at| (chronology, at)))?;
        let marks = self
            .state
            .ledger
            .marks()
            .iter()
            .filter(|mark| chronology.holder(mark) == Some(at))
            .cloned()
            .collect();
        Some((Arc::clone(chronology.entries.get(at)?), marks))
    }

    /// Whether a paragraph that tells the entry holds all of these words.
    fn tells_words(&self, entry: &Entry, words: &[String]) -> bool {
        let tells = |report: &Report| {
            let filed = self.state.article(&report.article);
            filed.is_some_and(|filed| {
                told_in_words(&filed.article.text, std::iter::once(report.sentence), words)
            })
        };
        words.is_empty() || entry.reports.iter().any(tells)
    }

    /// Throws away what was computed: an article came in.
    pub(super) fn forget_computed(&mut self) {
        *self.cache() = Cache::default();
    }

    fn cache(&self) -> MutexGuard<'_, Cache> {
        // A cache that a panic left behind is at worst incomplete.
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn selection(&self, view: &View) -> Arc<Selection> {
        if let Some((_, known)) = self.cache().selections.iter().find(|(known, _)| known == view) {
            return Arc::clone(known);
        }
        let chronology = self.chronology(view.known_on);
        let keeps = |(at, entry): (usize, &Arc<Entry>)| {
            (view.filter.keeps(entry) && self.tells_words(entry, &view.filter.words)).then_some(at)
        };
        let kept = chronology.entries.iter().enumerate().filter_map(keeps).collect();
        let selection = Arc::new(Selection { chronology, kept, actors: OnceLock::new() });
        let mut cache = self.cache();
        cache.selections.truncate(SELECTIONS - 1);
        cache.selections.insert(0, (view.clone(), Arc::clone(&selection)));
        selection
    }

    /// The chronology of what was published by that day; by the last day, if none is given.
    fn chronology(&self, known_on: Option<NaiveDate>) -> Arc<Chronology> {
        let by = self.state.last_published(known_on).unwrap_or(NaiveDate::MIN);
        if let Some((_, known)) = self.cache().chronologies.iter().find(|(day, _)| *day == by) {
            return Arc::clone(known);
        }
        let chronology =
            Arc::new(Chronology::of(&self.state.published_by(by), self.state.ledger.rulings(), by));
        let mut cache = self.cache();
        cache.chronologies.truncate(CHRONOLOGIES - 1);
        cache.chronologies.insert(0, (by, Arc::clone(&chronology)));
        chronology
    }
}
