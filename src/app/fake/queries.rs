//! The made-up library behind the door: answers as the real one does, without any haste.
//!
//! Tests only.

use super::Fake;
use super::told::ACTORS;
use crate::library::{
    ActorCount, ActorTest, ArticleView, Density, FoundActors, Key, Queries, Refused, RefusedFile, Seek,
    Typed, View, Window,
};
use crate::model::text::fold;
use crate::model::{ArticleId, Class, Entry, EntryId, Reading, Record, Seq};
use crate::search::Finder;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

impl Queries for Fake {
    fn version(&self) -> u64 {
        self.version
    }

    fn earlier_texts(&self, _id: &ArticleId) -> Vec<ArticleView> {
        self.earlier.clone()
    }

    fn articles(&self) -> usize {
        self.articles.len()
    }

    fn refused(&self) -> &[Refused] {
        &self.refused
    }

    fn ruling(&self, seq: Seq) -> Option<Arc<Record>> {
        Some(Arc::new(super::record(seq)))
    }

    fn refusals(&self) -> Vec<RefusedFile> {
        self.refused.iter().map(RefusedFile::of).collect()
    }

    fn rows(&self, view: &View, seek: &Seek, before: usize, after: usize) -> Window {
        let kept = self.keyed(view);
        let place = match seek {
            Seek::Start => 0,
            Seek::End => kept.len(),
            Seek::Day(day) => kept.iter().filter(|row| row.entry.sort_first < *day).count(),
            Seek::Key(key) => kept.iter().filter(|row| row.key < *key).count(),
            Seek::Entry(id) => self.position(view, id),
        };
        let (from, to) = (place.saturating_sub(before), (place + after).min(kept.len()));
        Window {
            rows: kept[from..to].to_vec(),
            at: place - from,
            more_before: from > 0,
            more_after: to < kept.len(),
        }
    }

    fn count(&self, view: &View) -> usize {
        self.kept(view).len()
    }

    fn rank(&self, view: &View, key: Key) -> usize {
        self.keyed(view).iter().filter(|row| row.key < key).count()
    }

    fn find_actors(&self, view: &View, typed: &Typed) -> FoundActors {
        let actors = self.actors(view);
        let names = |actor: &ActorCount| [vec![actor.name.clone()], actor.aliases.clone()].concat();
        let all: Vec<(Vec<String>, usize)> = actors.iter().map(|one| (names(one), one.entries)).collect();
        let finder = Finder::new(all.iter().map(|(names, count)| (names.iter().map(String::as_str), *count)));
        let found = finder.find(&typed.text);
        let counted = found.iter().skip(typed.skip).take(typed.take).map(|at| {
            let mut view = view.clone();
            let actor = actors[*at].clone();
            let (key, name) = (actor.key.clone(), actor.name.clone());
            view.filter.actors.push(ActorTest { key, name, part: typed.part, not: typed.not });
            ActorCount { entries: self.count(&view), ..actor }
        });
        FoundActors { actors: counted.collect(), found: found.len() }
    }

    fn actors(&self, view: &View) -> Vec<ActorCount> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for entry in self.kept(view) {
            let mut keys: Vec<&str> = entry.actors.iter().map(|actor| actor.key.as_str()).collect();
            keys.dedup();
            keys.into_iter().for_each(|key| *counts.entry(key.to_owned()).or_default() += 1);
        }
        let known = ACTORS.iter().filter_map(|(name, aliases)| {
            Some(ActorCount {
                key: fold(name),
                name: (*name).to_owned(),
                class: Class::Person,
                aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
                entries: *counts.get(&fold(name))?,
            })
        });
        let mut known: Vec<ActorCount> = known.collect();
        known.sort_by_key(|actor| std::cmp::Reverse(actor.entries));
        known
    }

    fn report_day_before(&self, day: Option<NaiveDate>) -> Option<NaiveDate> {
        self.report_days().into_iter().rev().find(|other| day.is_none_or(|day| *other < day))
    }

    fn report_day_after(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.report_days().into_iter().find(|other| *other > day)
    }

    fn marked(&self) -> Vec<EntryId> {
        self.entries.iter().filter(|entry| entry.marked).map(|entry| entry.id.clone()).collect()
    }

    fn window(&self, view: &View, positions: Range<usize>) -> Vec<Arc<Entry>> {
        self.kept(view).into_iter().skip(positions.start).take(positions.len()).collect()
    }

    fn position(&self, view: &View, id: &EntryId) -> usize {
        let at = self.entries.iter().position(|entry| &entry.id == id).unwrap_or(0);
        let before = &self.entries[..at];
        self.kept(view).iter().filter(|kept| before.iter().any(|entry| entry.id == kept.id)).count()
    }

    fn report_days(&self) -> Vec<NaiveDate> {
        self.articles.iter().map(|view| view.article.published.date).collect()
    }

    fn density(&self, view: &View, steps: usize) -> Vec<Density> {
        let kept = self.kept(view);
        let (Some(first), Some(last)) =
            (kept.iter().map(|e| e.sort_first).min(), kept.iter().map(|e| e.sort_first).max())
        else {
            return Vec::new();
        };
        let step = ((last - first).num_days() / steps as i64 + 1).max(1);
        (0..=(last - first).num_days() / step)
            .map(|number| {
                let from = first + chrono::Duration::days(number * step);
                let within = |day: NaiveDate| day >= from && day < from + chrono::Duration::days(step);
                Density { from, entries: kept.iter().filter(|entry| within(entry.sort_first)).count() }
            })
            .collect()
    }

    fn article(&self, id: &ArticleId) -> Option<ArticleView> {
        self.read.borrow_mut().push(*id);
        self.articles.iter().find(|view| view.article.id == *id).cloned()
    }

    /// Dates are not kept.
    fn filed(&self, id: &ArticleId) -> Option<ArticleView> {
        let view = self.articles.iter().find(|view| view.article.id == *id)?;
        let reading = Arc::new(Reading { dates: Vec::new(), ..Reading::clone(&view.reading) });
        Some(ArticleView { reading, ..view.clone() })
    }
}
