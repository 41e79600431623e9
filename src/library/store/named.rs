//! Which groups are told at a place or by a source: what a filter of such names keeps, without making entries.
//!
//! No table holds it. The tellings and readings of a library are gone through once for the names that are asked for
//! together, and what was found is kept for both readers, the screen's and the worker's. It holds for rows that no ruling
//! can change; of the others the entry is looked at.

use super::pack;
use super::stock::{ArticleNo, article_of, telling_no};
use super::{Store, index};
use crate::chronicle::No;
use crate::library::View;
use crate::model::text::fold;
use rusqlite::params;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// So many numbers of groups are kept for the next question.
const KEPT: usize = 1 << 21;
/// The rows of so many groups are looked up rather than met by going through all rows.
const FEW: usize = if cfg!(test) { 3 } else { 20_000 };
/// So many names are looked for at a time: as many as there are bits.
const BITS: usize = 64;
/// So many spellings are folded once.
const SPELLED: usize = 1 << 14;

/// A folded name that entries are filtered by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Name {
    Place(String),
    Source(String),
}

/// Numbers of groups, in order.
type Groups = Arc<Vec<No>>;

/// What was found, of one state of the index and as known on a day.
#[derive(Debug, Default)]
pub struct Found {
    of: (u64, i64, i64),
    groups: HashMap<Name, Groups>,
}

/// The same for several readers of one library.
pub type Shared = Arc<Mutex<Found>>;

/// What the names of a filter keep.
#[derive(Debug)]
pub(super) struct Kept {
    places: Vec<Groups>,
    sources: Vec<Groups>,
    without: Vec<Groups>,
    /// The rows that can be kept, in order, where they are few.
    pub(super) rows: Option<Vec<i64>>,
}

impl Kept {
    /// Whether the names keep the entry of a group that no ruling can change.
    pub(super) fn holds(&self, group: No) -> bool {
        let among = |groups: &Groups| groups.binary_search(&group).is_ok();
        (self.places.is_empty() || self.places.iter().any(among))
            && (self.sources.is_empty() || self.sources.iter().any(among))
            && !self.without.iter().any(among)
    }
}

fn names_of(view: &View) -> [Vec<Name>; 3] {
    let filter = &view.filter;
    let places = |names: &[String]| names.iter().cloned().map(Name::Place).collect::<Vec<_>>();
    let sources = |names: &[String]| names.iter().cloned().map(Name::Source).collect::<Vec<_>>();
    let without = [places(&filter.without.places), sources(&filter.without.sources)].concat();
    [places(&filter.places), sources(&filter.sources), without]
}

impl Store {
    /// Shares what is found for names with another reader of the same library.
    pub fn share_named(&mut self, with: &Shared) {
        self.named = Arc::clone(with);
    }

    /// What is shared so.
    pub const fn named_groups(&self) -> &Shared {
        &self.named
    }

    /// Finds all that the names of these views need at once.
    pub fn prepare(&self, views: &[View]) -> rusqlite::Result<()> {
        let _still = self.still()?;
        let mut days: Vec<Option<chrono::NaiveDate>> = views.iter().map(|view| view.known_on).collect();
        days.dedup();
        for day in days {
            let views = views.iter().filter(|view| view.known_on == day);
            let names: BTreeSet<Name> = views.flat_map(|view| names_of(view).concat()).collect();
            self.groups(names, day.map_or(i64::MAX, pack::number_of))?;
        }
        Ok(())
    }

    /// What the names of a view's filter keep as known on a day; `None` if it has none.
    pub(super) fn kept(&self, view: &View, known_on: i64) -> rusqlite::Result<Option<Kept>> {
        let [places, sources, without] = names_of(view);
        let names: BTreeSet<Name> = [&places, &sources, &without].into_iter().flatten().cloned().collect();
        if names.is_empty() {
            return Ok(None);
        }
        let _still = self.still()?;
        let found = self.groups(names, view.known_on.map_or(i64::MAX, pack::number_of))?;
        let of = |names: Vec<Name>| -> Vec<Groups> {
            names.iter().filter_map(|name| found.get(name)).map(Arc::clone).collect()
        };
        let mut kept = Kept { places: of(places), sources: of(sources), without: of(without), rows: None };
        let many = |groups: &[Groups]| -> Option<usize> {
            (!groups.is_empty()).then(|| groups.iter().map(|groups| groups.len()).sum())
        };
        let fewest = [&kept.places, &kept.sources].into_iter().filter_map(|one| Some((many(one)?, one)));
        if let Some((_, groups)) = fewest.min_by_key(|(many, _)| *many).filter(|(many, _)| *many <= FEW) {
            kept.rows = Some(self.rows_of_groups(groups.iter().flat_map(|groups| groups.iter()), known_on)?);
        }
        Ok(Some(kept))
    }

    /// The rows of these groups and of all entries that rulings may change, in order, as known on a day.
    fn rows_of_groups<'g>(
        &self,
        groups: impl Iterator<Item = &'g No>,
        known_on: i64,
    ) -> rusqlite::Result<Vec<i64>> {
        let mut rows: Vec<i64> = Vec::new();
        let mut of_group = self.index.prepare_cached(
            "SELECT tkey FROM entry WHERE home = ?1 AND known_from <= ?2 AND known_to > ?2 AND ruled = 0",
        )?;
        for group in groups {
            self.stopped()?;
            let mut found = of_group.query(params![group, known_on])?;
            while let Some(row) = found.next()? {
                rows.push(row.get(0)?);
            }
        }
        let mut ruled = self.index.prepare_cached(
            "SELECT tkey FROM entry INDEXED BY entry_ruled WHERE ruled = 1 AND known_from <= ?1 AND known_to > ?1",
        )?;
        let mut found = ruled.query([known_on])?;
        while let Some(row) = found.next()? {
            rows.push(row.get(0)?);
        }
        rows.sort_unstable();
        rows.dedup();
        Ok(rows)
    }

    /// The groups of names; those that nobody has asked for yet are found together.
    fn groups(&self, names: BTreeSet<Name>, day: i64) -> rusqlite::Result<HashMap<Name, Groups>> {
        let lock = || self.named.lock().unwrap_or_else(PoisonError::into_inner);
        let of = (self.generation, index::number(&self.index, "applied")?, day);
        let mut found: HashMap<Name, Groups> = {
            let known = lock();
            let known = (known.of == of).then_some(&known.groups);
            let one = |name: &Name| Some((name.clone(), Arc::clone(known?.get(name)?)));
            names.iter().filter_map(one).collect()
        };
        let missing: Vec<Name> = names.into_iter().filter(|name| !found.contains_key(name)).collect();
        if missing.is_empty() {
            return Ok(found);
        }
        // Nobody waits for the other reader while it looks.
        let mut groups: Vec<Vec<No>> = vec![Vec::new(); missing.len()];
        for (names, groups) in missing.chunks(BITS).zip(groups.chunks_mut(BITS)) {
            if names.iter().any(|name| matches!(name, Name::Place(_))) {
                self.told_at(names, day, groups)?;
            }
            if names.iter().any(|name| matches!(name, Name::Source(_))) {
                self.told_by(names, day, groups)?;
            }
        }
        let mut known = lock();
        if known.of != of || known.groups.values().map(|groups| groups.len()).sum::<usize>() > KEPT {
            *known = Found { of, groups: HashMap::new() };
        }
        for (name, mut groups) in missing.into_iter().zip(groups) {
            groups.sort_unstable();
            groups.dedup();
            let groups = Arc::new(groups);
            known.groups.insert(name.clone(), Arc::clone(&groups));
            found.insert(name, groups);
        }
        drop(known);
        Ok(found)
    }

    /// Adds the groups that have a telling at one of the places, published by a day.
    fn told_at(&self, names: &[Name], day: i64, groups: &mut [Vec<No>]) -> rusqlite::Result<()> {
        let mut published = self.index.prepare_cached("SELECT day FROM article WHERE no = ?1")?;
        let mut tellings = self
            .index
            .prepare_cached("SELECT no, home, sig FROM telling WHERE home IS NOT NULL ORDER BY no")?;
        let mut rows = tellings.query([])?;
        let mut known: (ArticleNo, bool) = (-1, false);
        while let Some(row) = rows.next()? {
            self.stopped()?;
            let sig = row.get_ref(2)?.as_blob().unwrap_or_default();
            let mut matched = None;
            pack::places_of_sig(sig, &mut |place| {
                for (at, name) in names.iter().enumerate() {
                    if matches!(name, Name::Place(wanted) if wanted == place) {
                        let matched: &mut Vec<usize> = matched.get_or_insert_with(Vec::new);
                        matched.push(at);
                    }
                }
            });
            let Some(matched) = matched else { continue };
            let article = article_of(row.get(0)?);
            if known.0 != article {
                let is_known =
                    day == i64::MAX || published.query_row([article], |row| row.get::<_, i64>(0))? <= day;
                known = (article, is_known);
            }
            if known.1 {
                let home: No = row.get(1)?;
                for at in matched {
                    groups.get_mut(at).into_iter().for_each(|groups| groups.push(home));
                }
            }
        }
        Ok(())
    }

    /// Adds the groups that have a telling by one of the sources, published by a day.
    fn told_by(&self, names: &[Name], day: i64, groups: &mut [Vec<No>]) -> rusqlite::Result<()> {
        let mut homes = self
            .index
            .prepare_cached("SELECT home, sig FROM telling WHERE no >= ?1 AND no < ?2 ORDER BY no")?;
        let mut articles = self.index.prepare_cached("SELECT no, day, reading FROM article")?;
        let mut rows = articles.query([])?;
        let mut sources = Sources { names, named: HashMap::new(), described: HashMap::new() };
        while let Some(row) = rows.next()? {
            self.stopped()?;
            let mut events: Vec<Event> = Vec::new();
            let mut all = 0;
            let reading = row.get_ref(2)?.as_blob().unwrap_or_default();
            pack::sources_of_reading(reading, &mut |told| match told {
                pack::Sourced::Publisher(name) => all = sources.named(name),
                pack::Sourced::Event(start, end, dated) => {
                    events.push(Event { key: (false, !dated, (start, end), events.len()), by: all });
                }
                pack::Sourced::Named(name) => {
                    let by = sources.named(name);
                    events.last_mut().into_iter().for_each(|event| event.by |= by);
                }
                pack::Sourced::Described(words) => {
                    let by = sources.described(words);
                    events.last_mut().into_iter().for_each(|event| event.by |= by);
                }
            });
            if events.iter().all(|event| event.by == 0) || row.get::<_, i64>(1)? > day {
                continue;
            }
            let no: ArticleNo = row.get(0)?;
            let first = telling_no(no, 0);
            let tellings: Vec<(Option<No>, bool)> = homes
                .query_map([first, telling_no(no + 1, 0)], |row| {
                    Ok((row.get(0)?, pack::is_headline(row.get_ref(1)?.as_blob().unwrap_or_default())))
                })?
                .collect::<rusqlite::Result<_>>()?;
            in_order(&mut events, tellings.iter().filter(|(_, headline)| *headline).count());
            for (event, (home, _)) in events.iter().zip(&tellings) {
                let Some(home) = home else { continue };
                for (at, groups) in groups.iter_mut().enumerate().filter(|(at, _)| event.by & bit(*at) != 0) {
                    if matches!(names.get(at), Some(Name::Source(_))) {
                        groups.push(*home);
                    }
                }
            }
        }
        Ok(())
    }
}

/// An event of a reading: what it is ordered by among those of its article, and which of the sources tell it.
struct Event {
    key: (bool, bool, (usize, usize), usize),
    by: u64,
}

/// Puts events into the order in which their tellings are numbered; so many of them are told by the headline, which
/// ends before all others.
fn in_order(events: &mut [Event], headlines: usize) {
    events.sort_by_key(|event| event.key.2.1);
    for event in events.iter_mut().take(headlines) {
        event.key.0 = true;
    }
    events.sort_by_key(|event| event.key);
}

/// The bit of a name.
const fn bit(at: usize) -> u64 {
    1 << at
}

/// Which of the names a spelling means; each is folded once.
struct Sources<'n> {
    names: &'n [Name],
    named: HashMap<String, u64>,
    described: HashMap<String, u64>,
}

impl Sources<'_> {
    fn named(&mut self, name: &str) -> u64 {
        Self::of(&mut self.named, self.names, name, |folded, wanted| folded == wanted)
    }

    fn described(&mut self, words: &str) -> u64 {
        Self::of(&mut self.described, self.names, words, |folded, wanted| folded.contains(wanted))
    }

    fn of(
        known: &mut HashMap<String, u64>,
        names: &[Name],
        spelled: &str,
        means: impl Fn(&str, &str) -> bool,
    ) -> u64 {
        if spelled.is_empty() {
            return 0;
        }
        if let Some(bits) = known.get(spelled) {
            return *bits;
        }
        let folded = fold(spelled);
        let wanted = names.iter().enumerate().filter(|(_, name)| match name {
            Name::Source(wanted) => means(&folded, wanted),
            Name::Place(_) => false,
        });
        let bits = wanted.fold(0, |bits, (at, _)| bits | bit(at));
        if known.len() >= SPELLED {
            known.clear();
        }
        known.insert(spelled.to_owned(), bits);
        bits
    }
}

#[cfg(test)]
mod tests {
    use crate::library::{Filter, Library, Queries as _, View, Without};
    use crate::model::{Author, Hop};
    use chrono::NaiveDate;
    use std::collections::BTreeSet;

    /// Every place and source of the sample, in few rows and in many.
    #[test]
    fn names_keep_what_they_keep_of_a_library_in_memory() {
        let folder = tempfile::tempdir().unwrap();
        let author = Author("anna".to_owned());
        let mut memory = Library::in_memory();
        memory.add_sample(&author, chrono::DateTime::UNIX_EPOCH);
        let mut stored = Library::open(folder.path(), true, &mut |_| true).unwrap();
        let added = [1, 2].map(|number| folder.path().join(format!("{number}.txt")));
        for (path, (_, text)) in added.iter().zip(crate::library::sample::ARTICLES) {
            std::fs::write(path, text).unwrap();
        }
        stored.add(&added, &author, || chrono::DateTime::UNIX_EPOCH, &mut |_| true).unwrap();
        let (mut places, mut sources) = (BTreeSet::new(), BTreeSet::new());
        memory
            .each(&View::default(), &mut |entry| {
                for report in &entry.reports {
                    let place = report.place.iter();
                    places.extend(place.flat_map(|place| place.within.iter().chain([&place.name])).cloned());
                    sources.extend(report.agency.iter().chain(&report.first_by).cloned());
                    sources.extend(report.chains.iter().flatten().map(|hop| match hop {
                        Hop::Named(name) | Hop::Described(name) => name.clone(),
                    }));
                }
                Ok(())
            })
            .unwrap();
        let as_typed = |names: BTreeSet<String>| -> Vec<String> {
            names.iter().map(|name| crate::model::text::fold(name)).filter(|name| !name.is_empty()).collect()
        };
        let (places, sources) = (as_typed(places), as_typed(sources));
        let mut filters = vec![
            Filter { places: places.clone(), sources: sources.clone(), ..Filter::default() },
            Filter {
                without: Without { places: places.clone(), ..Without::default() },
                sources: sources.clone(),
                ..Filter::default()
            },
        ];
        filters
            .extend(places.iter().map(|place| Filter { places: vec![place.clone()], ..Filter::default() }));
        filters.extend(sources.iter().flat_map(|source| {
            let without = Without { sources: vec![source.clone()], ..Without::default() };
            let sources = vec![source.clone()];
            [Filter { sources, ..Filter::default() }, Filter { without, ..Filter::default() }]
        }));
        assert!(filters.len() > 12, "{places:?} {sources:?}");
        let days = [None, NaiveDate::from_ymd_opt(2026, 2, 3)];
        let views: Vec<View> = days
            .into_iter()
            .flat_map(|known_on| filters.iter().map(move |filter| View { filter: filter.clone(), known_on }))
            .collect();
        let counted = stored.counts(&views);
        for (view, counted) in views.iter().zip(counted) {
            let kept = |library: &Library| -> Vec<String> {
                library.window(view, 0..999).iter().map(|entry| entry.id.clone()).collect()
            };
            assert_eq!(kept(&stored), kept(&memory), "{view:?}");
            assert_eq!(counted, kept(&memory).len(), "{view:?}");
            assert_eq!(
                stored.extent(view, &mut |_| true).unwrap(),
                memory.extent(view, &mut |_| true).unwrap(),
                "{view:?}"
            );
        }
        assert_eq!(stored.trouble(), None);
    }
}
