//! Marks in the index: which entries hold the words that were marked.

use super::Store;
use super::ask::{COLUMNS, Fetched, Line};
use super::keep::{self, ALWAYS, id_number};
use crate::chronicle::{self, Housed, No};
use crate::model::{Anchor, Entry, EntryId, Layer, Span};
use rusqlite::{OptionalExtension as _, params};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

impl Store {
    /// The groups whose entries are marked.
    pub(super) fn marked_homes(&self, marks: &BTreeSet<Anchor>) -> rusqlite::Result<HashSet<No>> {
        let mut homes = HashSet::new();
        for mark in marks {
            homes.extend(self.holder(mark)?);
        }
        Ok(homes)
    }

    /// The group that holds a finding overlapping the anchor by half or more.
    fn holder(&self, anchor: &Anchor) -> rusqlite::Result<Option<No>> {
        let Some(no) = self.article_no(&anchor.article)? else { return Ok(None) };
        let Some(filed) = keep::filed(&self.index, no, &|seq| self.text(seq))? else { return Ok(None) };
        let housed = Housed { filed, homes: keep::homes(&self.index, no)? };
        let mut found: Vec<(Span, usize, No)> = Vec::new();
        let groups: BTreeSet<No> = housed.homes.iter().flatten().copied().collect();
        for group in groups {
            // The article alone tells which of its words an entry holds.
            for entry in chronicle::entries_of(&[&housed], &BTreeSet::from([group])) {
                match anchor.layer {
                    Layer::Events => {
                        found.extend(entry.reports.iter().map(|report| (report.span, report.nth, group)));
                    }
                    Layer::Quotes => found.extend(entry.quotes.iter().map(|quote| (quote.span, 0, group))),
                    Layer::Dates | Layer::Actors => {}
                }
            }
        }
        let half = |span: Span| {
            let shared = span.shared(anchor.span) * 2;
            shared > 0 && shared >= anchor.span.len()
        };
        let best = found.into_iter().filter(|(span, ..)| half(*span)).min_by_key(|(span, nth, group)| {
            (usize::MAX - span.shared(anchor.span), span.len(), nth.abs_diff(anchor.nth), *group)
        });
        Ok(best.map(|(.., group)| group))
    }

    /// The marked entries as they are known now, oldest first.
    pub fn marked(&self, marks: &BTreeSet<Anchor>) -> rusqlite::Result<Vec<EntryId>> {
        let mut keys: BTreeMap<i64, i64> = BTreeMap::new();
        for home in self.marked_homes(marks)? {
            let mut statement =
                self.index.prepare_cached("SELECT tkey, id FROM entry WHERE home = ?1 AND known_to = ?2")?;
            let mut rows = statement.query(params![home, ALWAYS])?;
            while let Some(row) = rows.next()? {
                keys.insert(row.get(0)?, row.get(1)?);
            }
        }
        Ok(keys.into_values().map(|id| format!("{id:010x}")).collect())
    }

    /// The entry of that id as it is known now, and which marks are on it.
    pub fn entry_with_marks(
        &self,
        id: &EntryId,
        marks: &BTreeSet<Anchor>,
    ) -> rusqlite::Result<Option<(Arc<Entry>, Vec<Anchor>)>> {
        let sql = format!("SELECT {COLUMNS} FROM entry e WHERE e.id = ?1 ORDER BY e.known_to DESC LIMIT 1");
        let line = self.index.prepare_cached(&sql)?.query_row([id_number(id)], Line::of).optional()?;
        let Some(line) = line else { return Ok(None) };
        let Some(entry) = self.entry(&line, &mut Fetched::new())? else { return Ok(None) };
        let mut on = Vec::new();
        for mark in marks {
            if self.holder(mark)? == Some(line.home) {
                on.push(mark.clone());
            }
        }
        Ok(Some((Arc::new(entry), on)))
    }
}
