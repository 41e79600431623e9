//! Marks in the index: which entries hold the words that were marked.

use super::Store;
use super::ask::{COLUMNS, Line};
use super::fetch;
use super::pack::day_of;
use super::rows::{ALWAYS, id_number};
use super::show::{Fetched, is_known};
use crate::chronicle::{self, Housed, No};
use crate::model::{Anchor, ArticleId, Entry, EntryId, Layer, Span};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, params};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// Entries that hold marks: the groups under which they stand, and where rulings make several of one group, which.
#[derive(Debug, Default)]
pub(super) struct Held(HashSet<(No, Option<i64>)>);

impl Held {
    /// Whether the row's entry is among them.
    pub(super) fn contains(&self, line: &Line) -> bool {
        self.0.contains(&(line.home, None)) || self.0.contains(&(line.home, Some(line.id)))
    }
}

impl Store {
    /// The entries that hold these marks on a day.
    pub(super) fn held<'m>(
        &self,
        marks: impl Iterator<Item = &'m Anchor>,
        known_on: Option<NaiveDate>,
    ) -> rusqlite::Result<Held> {
        let mut held = Held::default();
        for mark in marks {
            held.0.extend(self.holder(mark, known_on)?);
        }
        Ok(held)
    }

    /// The entry that holds a finding overlapping the anchor by half or more.
    fn holder(
        &self,
        anchor: &Anchor,
        known_on: Option<NaiveDate>,
    ) -> rusqlite::Result<Option<(No, Option<i64>)>> {
        let Some(no) = fetch::article_no(&self.index, &anchor.article)? else { return Ok(None) };
        let Some(filed) = self.filed_lately(no)? else { return Ok(None) };
        if !is_known(&filed, known_on) {
            return Ok(None);
        }
        let ruled = self.ruled()?;
        if ruled.has_links || ruled.grounds.touch(&filed) {
            let mut findings = Vec::new();
            for (head, entry) in self.entries_beside(no, known_on)? {
                let holder = (head, Some(id_number(&entry.id)));
                findings.extend(found(&entry, anchor).map(|(span, nth)| (span, nth, holder)));
            }
            return Ok(best(anchor, findings));
        }
        let housed = Housed { filed, homes: fetch::homes(&self.index, no)? };
        let groups: BTreeSet<No> = housed.homes.iter().flatten().copied().collect();
        let mut findings = Vec::new();
        // The article alone tells which of its words an entry holds.
        for (group, entry) in chronicle::entries_of(&[&housed], &groups) {
            findings.extend(found(&entry, anchor).map(|(span, nth)| (span, nth, (group, None))));
        }
        Ok(best(anchor, findings))
    }

    /// The marked entries as they are known now, oldest first.
    pub fn marked(&self, marks: &BTreeSet<Anchor>) -> rusqlite::Result<Vec<EntryId>> {
        let mut keys: BTreeMap<i64, i64> = BTreeMap::new();
        for (home, only) in self.held(marks.iter(), None)?.0 {
            let mut statement =
                self.index.prepare_cached("SELECT tkey, id FROM entry WHERE home = ?1 AND known_to = ?2")?;
            let mut rows = statement.query(params![home, ALWAYS])?;
            while let Some(row) = rows.next()? {
                let id = row.get(1)?;
                if only.is_none_or(|only| only == id) {
                    keys.insert(row.get(0)?, id);
                }
            }
        }
        Ok(keys.into_values().map(|id| format!("{id:010x}")).collect())
    }

    /// The entry of that id as it is known now, or was last, and which marks are on it.
    pub fn entry_with_marks(
        &self,
        id: &EntryId,
        marks: &BTreeSet<Anchor>,
    ) -> rusqlite::Result<Option<(Arc<Entry>, Vec<Anchor>)>> {
        let sql = format!("SELECT {COLUMNS} FROM entry e WHERE e.id = ?1 ORDER BY e.known_to DESC LIMIT 1");
        let line = self.index.prepare_cached(&sql)?.query_row([id_number(id)], Line::of).optional()?;
        let Some(line) = line else { return Ok(None) };
        let known_on = (line.to != ALWAYS).then(|| day_of(line.to - 1));
        let Some(entry) = self.entry(&line, known_on, &mut Fetched::new())? else { return Ok(None) };
        let articles: HashSet<ArticleId> = entry.reports.iter().map(|report| report.article).collect();
        let mut on = Vec::new();
        for mark in marks.iter().filter(|mark| articles.contains(&mark.article)) {
            if self.held(std::iter::once(mark), known_on)?.contains(&line) {
                on.push(mark.clone());
            }
        }
        Ok(Some((Arc::new(entry), on)))
    }
}

/// The findings of an entry in the anchor's article and layer, each with which of those with its words it is.
fn found<'e>(entry: &'e Entry, anchor: &Anchor) -> impl Iterator<Item = (Span, usize)> + 'e {
    let (article, layer) = (anchor.article, anchor.layer);
    let tellings =
        entry.reports.iter().filter(move |report| layer == Layer::Events && report.article == article);
    let quotes = entry.quotes.iter().filter(move |quote| layer == Layer::Quotes && quote.article == article);
    tellings.map(|report| (report.span, report.nth)).chain(quotes.map(|quote| (quote.span, 0)))
}

/// Whose finding answers the anchor best.
fn best<T: Ord + Copy>(anchor: &Anchor, findings: Vec<(Span, usize, T)>) -> Option<T> {
    let half = |span: Span| {
        let shared = span.shared(anchor.span) * 2;
        shared > 0 && shared >= anchor.span.len()
    };
    let best = findings.into_iter().filter(|(span, ..)| half(*span)).min_by_key(|(span, nth, holder)| {
        (usize::MAX - span.shared(anchor.span), span.len(), nth.abs_diff(anchor.nth), *span, *holder)
    });
    best.map(|(.., holder)| holder)
}
