//! The door's questions, answered by a library in memory.
//!
//! A row's key is its position in the chronology of its known-on date. Computes nothing that `queries` does not.

use super::door::{Extent, Facets, FoundActors, Key, Opening, Queries, Row, Seek, Typed, Window};
use super::queries::Selection;
use super::told::Silent;
use super::{ActorCount, ActorTest, ArticleView, Density, Library, Refused, RefusedFile, View, describe};
use crate::chronicle::Filed;
use crate::model::text::fold;
use crate::model::{ActorKey, ArticleId, Change, Edtf, Entry, EntryId, Hop, Language, Record, Seq};
use crate::search::Finder;
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::sync::Arc;

/// Entries whose places and sources are offered in a stored library.
const FACETS: usize = 2000;

impl Queries for Library {
    fn version(&self) -> u64 {
        if let Some(store) = self.store() {
            return store.version();
        }
        self.journal.head()
    }

    fn trouble(&self) -> Option<String> {
        Self::trouble(self)
    }

    fn articles(&self) -> usize {
        Self::articles(self)
    }

    fn refused(&self) -> &[Refused] {
        Self::refused(self)
    }

    fn rows(&self, view: &View, seek: &Seek, before: usize, after: usize) -> Window {
        if let Some(store) = self.store() {
            return self.heard(store.rows(view, seek, before, after, self.state.ledger.marks()));
        }
        let selection = self.selection(view);
        let place = match seek {
            Seek::Start => 0,
            Seek::End => selection.kept.len(),
            Seek::Day(day) => selection.entries().take_while(|entry| entry.sort_first < *day).count(),
            Seek::Key(key) => rank(&selection, *key),
            Seek::Entry(id) if self.entry_with_marks(id).is_none() => selection.kept.len(),
            Seek::Entry(id) => Self::position(self, view, id),
        };
        let (from, to) =
            (place.saturating_sub(before), (place.saturating_add(after)).min(selection.kept.len()));
        let keys = selection.kept.get(from..to).unwrap_or_default().iter();
        let entries = Self::window(self, view, from..to).into_iter();
        let row = |(at, entry): (&usize, _)| Row { key: Key(i64::try_from(*at).unwrap_or(i64::MAX)), entry };
        Window {
            rows: keys.zip(entries).map(row).collect(),
            at: place - from,
            more_before: from > 0,
            more_after: to < selection.kept.len(),
        }
    }

    fn count(&self, view: &View) -> usize {
        Self::count(self, view)
    }

    fn counts(&self, views: &[View]) -> Vec<usize> {
        if let Some(store) = self.store() {
            self.heard(store.prepare(views));
        }
        views.iter().map(|view| Self::count(self, view)).collect()
    }

    fn rank(&self, view: &View, key: Key) -> usize {
        if let Some(store) = self.store() {
            return self.heard(store.rank(view, key));
        }
        rank(&self.selection(view), key)
    }

    fn density(&self, view: &View, steps: usize) -> Vec<Density> {
        Self::density(self, view, steps)
    }

    fn find_actors(&self, view: &View, typed: &Typed) -> FoundActors {
        if let Some(store) = self.store() {
            return self.heard(store.find_actors(view, typed));
        }
        let selection = self.selection(view);
        let (actors, finder) = selection.actors.get_or_init(|| {
            let actors = Self::actors(self, view);
            let names = |actor: &ActorCount| [vec![actor.name.clone()], actor.aliases.clone()].concat();
            let rows: Vec<(Vec<String>, usize)> =
                actors.iter().map(|actor| (names(actor), actor.entries)).collect();
            let borrowed = rows.iter().map(|(names, count)| (names.iter().map(String::as_str), *count));
            let finder = Finder::new(borrowed);
            (actors, finder)
        });
        let found = finder.find(&typed.text);
        let given = found.iter().skip(typed.skip).take(typed.take).filter_map(|at| actors.get(*at));
        let counted = given.map(|actor| {
            let plain = typed.part.is_none() && !typed.not;
            let entries = if plain { actor.entries } else { self.with_actor(view, actor, typed) };
            ActorCount { entries, ..actor.clone() }
        });
        FoundActors { actors: counted.collect(), found: found.len() }
    }

    fn actors(&self, view: &View) -> Vec<ActorCount> {
        Self::actors(self, view)
    }

    fn actors_called(&self, name: &str, known_on: Option<NaiveDate>) -> Vec<ActorCount> {
        Self::actors_called(self, name, known_on)
    }

    fn report_day_before(&self, day: Option<NaiveDate>) -> Option<NaiveDate> {
        if let Some(store) = self.store() {
            return self.heard(store.report_day_before(day));
        }
        let before = day.map_or(Some(NaiveDate::MAX), |day| day.pred_opt())?;
        self.state.last_published(Some(before))
    }

    fn report_day_after(&self, day: NaiveDate) -> Option<NaiveDate> {
        if let Some(store) = self.store() {
            return self.heard(store.report_day_after(day));
        }
        Self::report_days(self).into_iter().find(|other| *other > day)
    }

    fn article(&self, id: &ArticleId) -> Option<ArticleView> {
        Self::article(self, id)
    }

    fn filed(&self, id: &ArticleId) -> Option<ArticleView> {
        let kept = self.store().and_then(|store| self.heard(store.filed(id)));
        let view = kept.map(|Filed { article, reading }| ArticleView { article, reading });
        view.or_else(|| Self::article(self, id))
    }

    fn earlier_texts(&self, id: &ArticleId) -> Vec<ArticleView> {
        let earlier = self.state.ledger.earlier_texts(*id);
        earlier.iter().filter_map(|id| Self::article(self, id)).collect()
    }

    fn marked(&self) -> Vec<EntryId> {
        if let Some(store) = self.store() {
            return self.heard(store.marked(self.state.ledger.marks()));
        }
        let all = View::default();
        let entries = Self::window(self, &all, 0..Self::count(self, &all));
        entries.iter().filter(|entry| entry.marked).map(|entry| entry.id.clone()).collect()
    }

    fn marks(&self) -> usize {
        match self.store() {
            Some(_) => self.state.ledger.marks().len(),
            None => Queries::marked(self).len(),
        }
    }

    fn ruling(&self, seq: Seq) -> Option<Arc<Record>> {
        self.state.ledger.record(seq).map(Arc::clone)
    }

    fn lost_rulings(&self, language: Language) -> Vec<(Seq, String)> {
        let mut lost = Self::lost(self);
        lost.dedup_by_key(|lost| lost.seq);
        let told = lost.into_iter().filter_map(|lost| {
            let record = self.state.ledger.record(lost.seq)?;
            Some((lost.seq, describe(&record.change, self, language)))
        });
        told.collect()
    }

    fn ruled_offices(&self, known_on: Option<NaiveDate>) -> Vec<(ActorKey, String, Edtf)> {
        let holding = self.state.ledger.rulings().holding_on(known_on.unwrap_or(NaiveDate::MAX));
        let office = |record: &Record| match &record.change {
            Change::OfficeDated { actor, office, during, .. } => {
                Some((actor.key.clone(), office.clone(), *during))
            }
            _ => None,
        };
        holding.iter().filter_map(office).collect()
    }

    fn reader(&self) -> Option<Opening> {
        self.second_reader()
    }

    fn facets(&self, view: &View, begun: &str, take: usize) -> Facets {
        let (mut places, mut sources, mut tags) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let entries: Vec<Arc<Entry>> = if self.store().is_some() {
            // The latest of a large library stand for all.
            Queries::rows(self, view, &Seek::End, FACETS, 0).rows.into_iter().map(|row| row.entry).collect()
        } else {
            self.selection(view).entries().cloned().collect()
        };
        for entry in entries {
            count(&mut tags, entry.tags.iter(), begun);
            for report in &entry.reports {
                let place = report.place.iter().flat_map(|place| place.within.iter().chain([&place.name]));
                count(&mut places, place, begun);
                let hops = report.chains.iter().flatten().filter_map(|hop| match hop {
                    Hop::Named(name) => Some(name),
                    Hop::Described(_) => None,
                });
                count(&mut sources, hops.chain(&report.agency).chain(&report.first_by), begun);
            }
        }
        Facets { places: most(places, take), sources: most(sources, take), tags: most(tags, take) }
    }

    fn refusals(&self) -> Vec<RefusedFile> {
        Self::refusals(self)
    }

    fn silent_articles(&self, known_on: Option<NaiveDate>, take: usize) -> Vec<Silent> {
        if let Some(store) = self.store() {
            return self.heard(store.silent(known_on, take));
        }
        let filed = self.state.published_by(known_on.unwrap_or(NaiveDate::MAX));
        let silent = filed.into_iter().filter(|filed| filed.reading.events.is_empty());
        silent.take(take).map(|filed| Silent::of(&filed.article)).collect()
    }

    fn window(&self, view: &View, positions: Range<usize>) -> Vec<Arc<Entry>> {
        Self::window(self, view, positions)
    }

    fn each(&self, view: &View, each: &mut dyn FnMut(Arc<Entry>) -> io::Result<()>) -> io::Result<()> {
        let Some(store) = self.store() else {
            return self.window(view, 0..usize::MAX).into_iter().try_for_each(each);
        };
        let mut ended = Ok(());
        let answer = store.each(view, self.state.ledger.marks(), |entry| {
            ended = each(entry);
            ended.is_ok()
        });
        ended.and(Self::heard_whole(answer))
    }

    fn extent(&self, view: &View, tell: &mut dyn FnMut(usize) -> bool) -> io::Result<Option<Extent>> {
        if let Some(store) = self.store() {
            return store.extent(view, tell).map_err(Self::unread);
        }
        let mut extent = Extent::default();
        self.selection(view).entries().for_each(|entry| extent.take(entry.sort_first, entry.sort_last));
        Ok(Some(extent))
    }

    fn position(&self, view: &View, id: &EntryId) -> usize {
        Self::position(self, view, id)
    }

    fn report_days(&self) -> Vec<NaiveDate> {
        Self::report_days(self)
    }
}

impl Library {
    /// How many entries the view would hold with that test of an actor added.
    fn with_actor(&self, view: &View, actor: &ActorCount, typed: &Typed) -> usize {
        let mut view = view.clone();
        let (key, name) = (actor.key.clone(), actor.name.clone());
        view.filter.actors.push(ActorTest { key, name, part: typed.part, not: typed.not });
        Self::count(self, &view)
    }
}

/// Counts the names that have a word which begins so.
fn count<'a>(counts: &mut BTreeMap<String, usize>, names: impl Iterator<Item = &'a String>, begun: &str) {
    for name in names {
        if fold(name).split(|letter: char| !letter.is_alphanumeric()).any(|word| word.starts_with(begun)) {
            *counts.entry(name.clone()).or_default() += 1;
        }
    }
}

/// The most frequent names.
fn most(counts: BTreeMap<String, usize>, take: usize) -> Vec<String> {
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts.into_iter().take(take).map(|(name, _)| name).collect()
}

/// How many of the kept rows stand before that place.
fn rank(selection: &Selection, key: Key) -> usize {
    let at = usize::try_from(key.0).unwrap_or(0);
    selection.kept.partition_point(|kept| *kept < at)
}
