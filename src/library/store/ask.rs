//! The door's questions, answered by the index: rows in the order of their keys, from a place on, as far as asked.
//!
//! What a row of the table tells is tested there; only what nothing but the whole entry tells is tested on it.

use super::counts::month_of;
use super::fetch;
use super::months::first_of_month;
use super::named::Kept;
use super::pack::{day_of, number_of};
use super::rows::{ALWAYS, day_key, day_of_key, id_number, last_day, part_bit, unpack_cast};
use super::show::{Fetched, marked};
use super::stock::telling_no;
use super::told::Told;
use super::{Store, index};
use crate::chronicle::{Actor, Filed, No};
use crate::library::filter::{Filter, View, told_in_words};
use crate::library::told::Silent;
use crate::library::{ActorTest, Density, Key, Row, Seek, Window};
use crate::model::{Anchor, ArticleId, Entry, Seq};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// A row of the table.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) tkey: i64,
    pub(super) home: No,
    from: i64,
    pub(super) to: i64,
    pub(super) id: i64,
    /// Whether rulings can make a difference to what the entry is.
    pub(super) ruled: bool,
    /// Its last possible day.
    pub(super) last: i64,
    cast: Vec<u8>,
}

pub(super) const COLUMNS: &str = "e.tkey, e.home, e.known_from, e.known_to, e.id, e.ruled, e.cast_, e.kinds, e.statuses, e.dated, e.first, e.last, e.told, e.place";

impl Line {
    pub(super) fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            tkey: row.get(0)?,
            home: row.get(1)?,
            from: row.get(2)?,
            to: row.get(3)?,
            id: row.get(4)?,
            ruled: row.get(5)?,
            last: last_day(row.get_ref(13)?.as_blob().unwrap_or_default()),
            cast: row.get_ref(6)?.as_blob().unwrap_or_default().to_vec(),
        })
    }

    /// Those who play in it as the plan's view knows it.
    pub(super) fn actors<'l>(&'l self, plan: &Plan<'_>) -> impl Iterator<Item = Actor> + use<'l> {
        let day = plan.known_on;
        let cast = unpack_cast(&self.cast, self.from, self.to);
        cast.filter(move |one| one.from <= day && day < one.to).map(|one| one.actor)
    }
}

/// Over so many months their counts are as fine as a screen shows.
const MONTHS: usize = 200;

/// A view in the index's terms.
#[derive(Debug)]
pub(super) struct Plan<'v> {
    pub(super) view: &'v View,
    pub(super) known_on: i64,
    /// Actors that must have one of these parts.
    pub(super) with: Vec<(Actor, i64)>,
    /// Actors that must not.
    without: Vec<(Actor, i64)>,
    kinds: i64,
    statuses: i64,
    not_kinds: i64,
    not_statuses: i64,
    ids: Vec<i64>,
    from: Option<i64>,
    to: Option<i64>,
    pub(super) words: Option<Told>,
    /// Whether more of a row is tested than its days, actors and words.
    tests_looks: bool,
    /// Of which rows the whole entry must be looked at.
    pub(super) whole: Whole,
    /// What its places and sources keep of the others.
    pub(super) named: Option<Kept>,
    /// Whether nothing can be kept.
    none: bool,
}

/// Of which rows the whole entry is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    Never,
    /// Of those that rulings can change.
    Ruled,
    Always,
}

/// Which way rows are gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    On,
    Back,
}

fn mask<T: Copy>(of: &[T], bit: impl Fn(T) -> i64) -> i64 {
    of.iter().fold(0, |mask, one| mask | 1 << bit(*one))
}

impl Plan<'_> {
    /// Whether the table's row is kept, as far as it tells.
    fn keeps(&self, row: &rusqlite::Row<'_>) -> rusqlite::Result<bool> {
        let day = self.known_on;
        let (from, to): (i64, i64) = (row.get(2)?, row.get(3)?);
        if day < from || to <= day {
            return Ok(false);
        }
        if self.tests_looks {
            let (kinds, statuses): (i64, i64) = (row.get(7)?, row.get(8)?);
            let (id, ruled, dated): (i64, bool, bool) = (row.get(4)?, row.get(5)?, row.get(9)?);
            let (first, last): (Option<i64>, Option<i64>) = (row.get(10)?, row.get(11)?);
            let kept = (self.kinds == 0 || self.kinds & kinds != 0)
                && (self.statuses == 0 || self.statuses & statuses != 0)
                && self.not_kinds & kinds == 0
                && self.not_statuses & statuses == 0
                && (dated || !self.view.filter.dated)
                && (ruled || self.view.filter.tags.is_empty())
                && (self.ids.is_empty() || self.ids.contains(&id))
                && self.from.is_none_or(|from| last.is_none_or(|last| last >= from))
                && self.to.is_none_or(|to| first.is_none_or(|first| first <= to));
            if !kept {
                return Ok(false);
            }
            if let Some(named) = self.named.as_ref().filter(|_| !ruled)
                && !named.holds(row.get(1)?)
            {
                return Ok(false);
            }
        }
        if self.with.is_empty() && self.without.is_empty() {
            return Ok(true);
        }
        let cast = row.get_ref(6)?.as_blob().unwrap_or_default();
        let plays = |(actor, parts): &(Actor, i64)| {
            unpack_cast(cast, from, to)
                .any(|one| one.actor == *actor && one.parts & parts != 0 && one.from <= day && day < one.to)
        };
        Ok(self.with.iter().all(plays) && !self.without.iter().any(plays))
    }

    /// The rows among which all that it keeps are, where they are known and few.
    fn few_rows(&self) -> Option<&[i64]> {
        let told = match &self.words {
            Some(Told::Rows(rows)) => Some(rows.as_slice()),
            _ => None,
        };
        let named = self.named.as_ref().and_then(|named| named.rows.as_deref());
        told.into_iter().chain(named).min_by_key(|rows| rows.len())
    }

    /// What of its filter the table's columns tell, as a condition; empty without any.
    pub(super) fn looks(&self) -> String {
        use std::fmt::Write as _;
        let mut looks = String::new();
        if !self.tests_looks {
            return looks;
        }
        let mut and = |condition: std::fmt::Arguments<'_>| {
            let _infallible = write!(looks, " AND {condition}");
        };
        for (column, any, none) in
            [("kinds", self.kinds, self.not_kinds), ("statuses", self.statuses, self.not_statuses)]
        {
            if any != 0 {
                and(format_args!("e.{column} & {any} != 0"));
            }
            if none != 0 {
                and(format_args!("e.{column} & {none} = 0"));
            }
        }
        if self.view.filter.dated {
            and(format_args!("e.dated = 1"));
        }
        if !self.view.filter.tags.is_empty() {
            and(format_args!("e.ruled = 1"));
        }
        if let Some(from) = self.from {
            and(format_args!("(e.last IS NULL OR e.last >= {from})"));
        }
        if let Some(to) = self.to {
            and(format_args!("(e.first IS NULL OR e.first <= {to})"));
        }
        looks
    }

    /// Whether the columns of the table tell all that the view asks for.
    pub(super) fn is_of_looks(&self) -> bool {
        let filter = &self.view.filter;
        self.whole == Whole::Never
            && !self.none
            && filter.actors.is_empty()
            && filter.words.is_empty()
            && filter.ids.is_empty()
    }

    /// Whether the view says nothing but that two actors play, in whatever part, and a day.
    pub(super) fn only_actors(&self) -> bool {
        let [one, other] = self.view.filter.actors.as_slice() else { return false };
        let plain = |test: &ActorTest| !test.not && test.part.is_none() && !test.key.contains(" @ b3:");
        let alone = Filter { actors: self.view.filter.actors.clone(), ..Filter::default() };
        plain(one) && plain(other) && one.key != other.key && self.view.filter == alone
    }

    /// Whether the view says nothing but words and a day.
    pub(super) fn only_words(&self) -> bool {
        let words = self.view.filter.words.clone();
        self.view.filter == Filter { words, ..Filter::default() }
    }

    /// The one actor that the view is about, if that is all it says.
    pub(super) fn only_actor(&self) -> Option<Actor> {
        let [test] = self.view.filter.actors.as_slice() else { return None };
        let alone = Filter { actors: vec![test.clone()], ..Filter::default() };
        let plain = !test.not && test.part.is_none() && self.view.filter == alone;
        self.with.first().filter(|_| plain).map(|(actor, _)| *actor)
    }
}

impl Store {
    pub(super) fn plan<'v>(&self, view: &'v View) -> rusqlite::Result<Plan<'v>> {
        self.stopped()?;
        let filter = &view.filter;
        let (mut with, mut without, mut none) = (Vec::new(), Vec::new(), false);
        for test in &filter.actors {
            let parts = test.part.map_or(i64::MAX, part_bit);
            match (fetch::actor_no(&self.index, &test.key)?, test.not) {
                (Some(actor), false) => with.push((actor, parts)),
                (Some(actor), true) => without.push((actor, parts)),
                (None, false) => none = true,
                (None, true) => {}
            }
        }
        let known_on = view.known_on.map_or(ALWAYS - 1, number_of);
        let words =
            if filter.words.is_empty() { None } else { Some(self.told(&filter.words, view, known_on)?) };
        let named = self.kept(view, known_on)?;
        let tests_looks = *filter
            != Filter { actors: filter.actors.clone(), words: filter.words.clone(), ..Filter::default() };
        Ok(Plan {
            view,
            tests_looks,
            known_on,
            with,
            without,
            kinds: mask(&filter.kinds, |kind| kind as i64),
            statuses: mask(&filter.statuses, |status| status as i64),
            not_kinds: mask(&filter.without.kinds, |kind| kind as i64),
            not_statuses: mask(&filter.without.statuses, |status| status as i64),
            ids: filter.ids.iter().map(|id| id_number(id)).collect(),
            from: filter.from.map(number_of),
            to: filter.to.map(number_of),
            words,
            whole: match () {
                () if filter.actors.iter().any(|test| test.key.contains(" @ b3:")) => Whole::Always,
                () if !filter.tags.is_empty() || !filter.without.tags.is_empty() || named.is_some() => {
                    Whole::Ruled
                }
                () => Whole::Never,
            },
            named,
            none,
        })
    }

    /// Whether the words stand in what tells the entry under rulings.
    pub(super) fn tells_ruled(&self, line: &Line, view: &View) -> rusqlite::Result<bool> {
        let mut fetched = Fetched::new();
        let Some(entry) = self.entry(line, view.known_on, &mut fetched)? else { return Ok(false) };
        let tells = |report: &crate::model::Report| {
            let mut articles = fetched.values().flatten().map(|housed| &housed.filed.article);
            let article = articles.find(|article| article.id == report.article);
            let sentence = std::iter::once(report.sentence);
            article.is_some_and(|article| told_in_words(&article.text, sentence, &view.filter.words))
        };
        Ok(entry.reports.iter().any(tells))
    }

    /// More entries than this are not gone through to answer a plan.
    pub(super) fn most_entries(&self, plan: &Plan<'_>) -> rusqlite::Result<usize> {
        let mut most = usize::try_from(index::number(&self.index, "entries")?).unwrap_or(usize::MAX);
        let mut entries = self.index.prepare_cached("SELECT entries FROM actor WHERE no = ?1")?;
        for (actor, _) in &plan.with {
            most = most.min(entries.query_row([actor], |row| row.get(0))?);
        }
        Ok(if plan.ids.is_empty() { most } else { plan.ids.len() })
    }

    /// Holds the index as it is until dropped, so that an answer of several questions is of one state.
    pub fn still(&self) -> rusqlite::Result<Option<Transaction<'_>>> {
        let open = || Transaction::new_unchecked(&self.index, TransactionBehavior::Deferred);
        if self.index.is_autocommit() { open().map(Some) } else { Ok(None) }
    }

    /// Goes through the rows of a plan from a key on, until `each` has enough.
    fn scan(
        &self,
        plan: &Plan<'_>,
        key: i64,
        way: Way,
        mut each: impl FnMut(Line) -> rusqlite::Result<bool>,
    ) -> rusqlite::Result<()> {
        if plan.none {
            return Ok(());
        }
        let leads = self.leads(plan)?;
        if let Some(rows) = plan.few_rows()
            && leads
                .first()
                .is_none_or(|(entries, _)| usize::try_from(*entries).is_ok_and(|n| rows.len() < n))
            && plan.ids.is_empty()
        {
            return self.scan_told(plan, rows, key, way, each);
        }
        // Of what happens after the day of the view little is known on it: it stands in an index of its own.
        let cut = plan.view.known_on.map_or(i64::MAX, |day| day_key(number_of(day) + 1));
        let stages = match way {
            Way::On => [(false, key, cut), (true, key.max(cut), i64::MAX)],
            Way::Back => [(true, cut, key), (false, i64::MIN, key.min(cut))],
        };
        for (ahead, from, to) in stages.into_iter().filter(|(_, from, to)| from < to) {
            let sql = statement_of(plan, leads.len(), ahead, way);
            let mut statement = self.index.prepare_cached(&sql)?;
            let lead = |at: usize| leads.get(at).map_or(0, |(_, actor)| *actor);
            let mut rows = statement.query(params![from, to, plan.known_on, lead(0), lead(1)])?;
            while let Some(row) = rows.next()? {
                self.stopped()?;
                if !plan.keeps(row)? || !self.tells(row, plan)? {
                    continue;
                }
                if !each(Line::of(row)?)? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// The actors of a plan with how many entries they are in: the rarest leads, and the next follows.
    pub(super) fn leads(&self, plan: &Plan<'_>) -> rusqlite::Result<Vec<(i64, Actor)>> {
        let mut leads: Vec<(i64, Actor)> = Vec::with_capacity(plan.with.len());
        for (actor, _) in &plan.with {
            let entries = self
                .index
                .prepare_cached("SELECT entries FROM actor WHERE no = ?1")?
                .query_row([actor], |row| row.get(0))?;
            leads.push((entries, *actor));
        }
        leads.sort_unstable();
        leads.dedup();
        Ok(leads)
    }

    /// The same over the rows that are told in the words.
    fn scan_told(
        &self,
        plan: &Plan<'_>,
        rows: &[i64],
        key: i64,
        way: Way,
        mut each: impl FnMut(Line) -> rusqlite::Result<bool>,
    ) -> rusqlite::Result<()> {
        let (before, after) = rows.split_at(rows.partition_point(|tkey| *tkey < key));
        let sql = format!("SELECT {COLUMNS} FROM entry e WHERE e.tkey = ?1");
        let mut statement = self.index.prepare_cached(&sql)?;
        let mut one = |tkey: &i64| -> rusqlite::Result<bool> {
            let mut rows = statement.query([tkey])?;
            match rows.next()? {
                Some(row) if plan.keeps(row)? && self.tells(row, plan)? => each(Line::of(row)?),
                _ => Ok(true),
            }
        };
        let ordered: Box<dyn Iterator<Item = &i64>> = match way {
            Way::On => Box::new(after.iter()),
            Way::Back => Box::new(before.iter().rev()),
        };
        for tkey in ordered {
            self.stopped()?;
            if !one(tkey)? {
                break;
            }
        }
        Ok(())
    }

    /// As [`Self::scan`], and the whole entry is looked at where that is needed.
    pub(super) fn scan_kept(
        &self,
        plan: &Plan<'_>,
        key: i64,
        way: Way,
        mut each: impl FnMut(Line) -> bool,
    ) -> rusqlite::Result<()> {
        let mut fetched = Fetched::new();
        self.scan(plan, key, way, |line| {
            if plan.whole == Whole::Always || (plan.whole == Whole::Ruled && line.ruled) {
                if fetched.len() > 512 {
                    fetched.clear();
                }
                let entry = self.entry(&line, plan.view.known_on, &mut fetched)?;
                if !entry.is_some_and(|entry| plan.view.filter.keeps(&entry)) {
                    return Ok(true);
                }
            }
            Ok(each(line))
        })
    }

    /// Where to look, as a key.
    fn place(&self, plan: &Plan<'_>, seek: &Seek) -> rusqlite::Result<i64> {
        Ok(match seek {
            Seek::Start => 0,
            Seek::End => i64::MAX,
            Seek::Day(day) => day_key(number_of(*day)),
            Seek::Key(key) => key.0,
            Seek::Entry(id) => {
                let mut statement = self
                    .index
                    .prepare_cached("SELECT tkey, known_from, known_to FROM entry WHERE id = ?1")?;
                let versions: Vec<(i64, i64, i64)> = statement
                    .query_map([id_number(id)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                    .collect::<rusqlite::Result<_>>()?;
                let known =
                    versions.iter().find(|(_, from, to)| *from <= plan.known_on && plan.known_on < *to);
                let latest = || versions.iter().max_by_key(|(_, from, _)| *from);
                known.or_else(latest).map_or(i64::MAX, |(tkey, ..)| *tkey)
            }
        })
    }

    /// The key of a place.
    pub fn key(&self, view: &View, seek: &Seek) -> rusqlite::Result<Key> {
        self.place(&self.plan(view)?, seek).map(Key)
    }

    /// See [`super::super::Queries::rows`].
    pub fn rows(
        &self,
        view: &View,
        seek: &Seek,
        before: usize,
        after: usize,
        marks: &BTreeSet<Anchor>,
    ) -> rusqlite::Result<Window> {
        let _still = self.still()?;
        let plan = self.plan(view)?;
        let place = self.place(&plan, seek)?;
        let mut lines = Vec::new();
        let mut more_before = false;
        self.scan_kept(&plan, place, Way::Back, |line| {
            more_before = lines.len() == before;
            if !more_before {
                lines.push(line);
            }
            !more_before
        })?;
        lines.reverse();
        let (at, mut more_after) = (lines.len(), false);
        self.scan_kept(&plan, place, Way::On, |line| {
            more_after = lines.len() - at >= after;
            if !more_after {
                lines.push(line);
            }
            !more_after
        })?;
        let entries = self.entries_of_rows(&lines, view.known_on)?;
        let found: Vec<(Line, Arc<Entry>)> =
            lines.into_iter().zip(entries).filter_map(|(line, entry)| Some((line, entry?))).collect();
        let shown = found.iter().flat_map(|(_, entry)| entry.reports.iter().map(|report| report.article));
        let shown: HashSet<ArticleId> = shown.collect();
        let near = marks.iter().filter(|mark| shown.contains(&mark.article));
        let held = self.held(near, view.known_on)?;
        let row = |(line, entry): (Line, Arc<Entry>)| Row {
            key: Key(line.tkey),
            entry: marked(entry, held.contains(&line)),
        };
        let rows = found.into_iter().map(row).collect();
        Ok(Window { rows, at, more_before, more_after })
    }

    /// Calls `each` with every entry of the view, in order, until it says no.
    pub fn each(
        &self,
        view: &View,
        marks: &BTreeSet<Anchor>,
        mut each: impl FnMut(Arc<Entry>) -> bool,
    ) -> rusqlite::Result<()> {
        let _still = self.still()?;
        let plan = self.plan(view)?;
        let held = self.held(marks.iter(), view.known_on)?;
        let mut fetched = Fetched::new();
        self.scan(&plan, 0, Way::On, |line| {
            if fetched.len() > 512 {
                fetched.clear();
            }
            let Some(entry) = self.entry(&line, view.known_on, &mut fetched)? else { return Ok(true) };
            Ok(!plan.view.filter.keeps(&entry) || each(marked(Arc::new(entry), held.contains(&line))))
        })
    }

    /// See [`super::super::Queries::rank`].
    pub fn rank(&self, view: &View, key: Key) -> rusqlite::Result<usize> {
        let plan = self.plan(view)?;
        if plan.only_words() && plan.words.is_some() {
            return self.rank_told(&plan, key.0);
        }
        let (mut from, mut count) = (0, 0_usize);
        if key.0 > 0
            && key.0 < i64::MAX
            && let Some(months) = self.months(&plan)?
        {
            let month = month_of(day_of_key(key.0));
            count = months.range(..month).map(|(_, entries)| entries).sum();
            from = day_key(first_of_month(month));
        }
        self.scan_kept(&plan, from, Way::On, |line| {
            let before = line.tkey < key.0;
            count += usize::from(before);
            before
        })?;
        Ok(count)
    }

    /// See [`super::super::Queries::density`].
    pub fn density(&self, view: &View, steps: usize) -> rusqlite::Result<Vec<Density>> {
        let plan = self.plan(view)?;
        // Of few entries, or of a short time, the days are told.
        let many = index::number(&self.index, "entries")? > 20_000;
        let months = self.months(&plan)?.filter(|months| many || months.len() >= MONTHS);
        let mut days: BTreeMap<i64, usize> = BTreeMap::new();
        if plan.only_words() && plan.words.is_some() {
            days = self.days_told(&plan)?;
        } else if let Some(months) = months {
            days.extend(months.into_iter().map(|(month, entries)| (first_of_month(month), entries)));
        } else if let Some(actor) = plan.only_actor() {
            let mut statement = self.index.prepare_cached(
                "SELECT tkey FROM entry_actor WHERE actor = ?1 AND known_from <= ?2 AND known_to > ?2",
            )?;
            let mut rows = statement.query(params![actor, plan.known_on])?;
            while let Some(row) = rows.next()? {
                *days.entry(day_of_key(row.get(0)?)).or_default() += 1;
            }
        } else {
            self.scan_kept(&plan, 0, Way::On, |line| {
                *days.entry(day_of_key(line.tkey)).or_default() += 1;
                true
            })?;
        }
        Ok(stretches(&days, steps))
    }

    /// The last day before that one on which something became known; of all for `None`.
    pub fn report_day_before(&self, day: Option<NaiveDate>) -> rusqlite::Result<Option<NaiveDate>> {
        let ruled = self.ruled()?.grounds.rulings().days();
        let ruled = ruled.range(..day.unwrap_or(NaiveDate::MAX)).next_back().copied();
        let published = self
            .index
            .prepare_cached("SELECT day FROM day WHERE day < ?1 AND articles > 0 ORDER BY day DESC LIMIT 1")?
            .query_row([day.map_or(i64::MAX, number_of)], |row| row.get(0).map(day_of))
            .optional()?;
        Ok(published.max(ruled))
    }

    /// The first day after that one on which something became known.
    pub fn report_day_after(&self, day: NaiveDate) -> rusqlite::Result<Option<NaiveDate>> {
        let ruled = self.ruled()?.grounds.rulings().days();
        let ruled = ruled.into_iter().find(|other| *other > day);
        let published = self
            .index
            .prepare_cached("SELECT day FROM day WHERE day > ?1 AND articles > 0 ORDER BY day LIMIT 1")?
            .query_row([number_of(day)], |row| row.get(0).map(day_of))
            .optional()?;
        Ok(published.into_iter().chain(ruled).min())
    }

    /// All days on which something became known: articles were published, or what rulings rest on.
    pub fn report_days(&self) -> rusqlite::Result<Vec<NaiveDate>> {
        let mut days: BTreeSet<NaiveDate> = self
            .index
            .prepare_cached("SELECT day FROM day WHERE articles > 0")?
            .query_map([], |row| row.get(0).map(day_of))?
            .collect::<rusqlite::Result<_>>()?;
        days.extend(self.ruled()?.grounds.rulings().days());
        Ok(days.into_iter().collect())
    }

    /// Articles in which no event was found, oldest first.
    pub fn silent(&self, known_on: Option<NaiveDate>, take: usize) -> rusqlite::Result<Vec<Silent>> {
        let seqs: Vec<Seq> = self
            .index
            .prepare_cached(
                "SELECT seq FROM article a WHERE day <= ?1 AND brought = 0
                 AND NOT EXISTS (SELECT 1 FROM telling t WHERE t.no >= a.no * ?3 AND t.no < (a.no + 1) * ?3)
                 ORDER BY day, id LIMIT ?2",
            )?
            .query_map(
                params![
                    known_on.map_or(i64::MAX, number_of),
                    i64::try_from(take).unwrap_or(i64::MAX),
                    telling_no(1, 0)
                ],
                |row| row.get(0),
            )?
            .collect::<rusqlite::Result<_>>()?;
        Ok(seqs.into_iter().filter_map(|seq| self.text(seq)).map(|article| Silent::of(&article)).collect())
    }

    /// An article with what the index keeps of its reading.
    pub fn filed(&self, id: &ArticleId) -> rusqlite::Result<Option<Filed>> {
        match fetch::article_no(&self.index, id)? {
            Some(no) => self.filed_lately(no),
            None => Ok(None),
        }
    }

    /// All articles with what the index keeps of their readings.
    pub fn all_filed(&self) -> rusqlite::Result<Vec<Filed>> {
        let numbers: Vec<i64> = self
            .index
            .prepare_cached("SELECT no FROM article WHERE brought = 0 ORDER BY no")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let filed = numbers
            .into_iter()
            .filter_map(|no| fetch::filed(&self.index, no, &|seq| self.text(seq)).transpose());
        filed.collect()
    }
}

/// The statement that goes through a plan's rows: all, or those with one actor or two; ahead of the day of the view only
/// those that were known before they happened.
fn statement_of(plan: &Plan<'_>, leads: usize, ahead: bool, way: Way) -> String {
    let order = match way {
        Way::On => "ASC",
        Way::Back => "DESC",
    };
    let looks = plan.looks();
    if !plan.ids.is_empty() {
        let ids: Vec<String> = plan.ids.iter().map(ToString::to_string).collect();
        let (ids, ahead) = (ids.join(","), if ahead { "e.ahead = 1" } else { "1" });
        return format!(
            "SELECT {COLUMNS} FROM entry e WHERE e.id IN ({ids}) AND {ahead} AND e.tkey >= ?1 AND e.tkey < ?2
             AND ?3 = ?3 AND ?4 = ?4 AND ?5 = ?5 ORDER BY e.tkey {order}"
        );
    }
    if leads == 0 {
        let (by, ahead) = if ahead { ("INDEXED BY entry_ahead", "e.ahead = 1 AND") } else { ("", "") };
        return format!(
            "SELECT {COLUMNS} FROM entry e {by} WHERE {ahead} e.tkey >= ?1 AND e.tkey < ?2
             AND ?3 = ?3 AND ?4 = ?4 AND ?5 = ?5{looks} ORDER BY e.tkey {order}"
        );
    }
    let (by, ahead) = if ahead { ("INDEXED BY entry_actor_ahead", "a.ahead = 1 AND") } else { ("", "") };
    let beside = if leads == 1 {
        ""
    } else {
        "CROSS JOIN entry_actor b ON b.actor = ?5 AND b.tkey = a.tkey AND b.known_from <= ?3 AND b.known_to > ?3"
    };
    format!(
        "SELECT {COLUMNS} FROM entry_actor a {by} {beside} CROSS JOIN entry e ON e.tkey = a.tkey
         WHERE {ahead} a.actor = ?4 AND a.tkey >= ?1 AND a.tkey < ?2 AND a.known_from <= ?3 AND a.known_to > ?3
         AND ?5 = ?5{looks} ORDER BY a.tkey {order}"
    )
}

/// Counts by day as equal stretches.
fn stretches(days: &BTreeMap<i64, usize>, steps: usize) -> Vec<Density> {
    let (Some((first, _)), Some((last, _))) = (days.first_key_value(), days.last_key_value()) else {
        return Vec::new();
    };
    let span = (last - first).unsigned_abs() + 1;
    let step = span.div_ceil(steps.max(1) as u64).max(1);
    let count = usize::try_from(span.div_ceil(step)).unwrap_or(0);
    let from = |number: usize| {
        let passed = i64::try_from(number as u64 * step).unwrap_or(0);
        Density { from: day_of(first + passed), entries: 0 }
    };
    let mut stretches: Vec<Density> = (0..count).map(from).collect();
    for (day, entries) in days {
        let number = usize::try_from((day - first).unsigned_abs() / step).unwrap_or(0);
        if let Some(stretch) = stretches.get_mut(number) {
            stretch.entries += entries;
        }
    }
    stretches
}
