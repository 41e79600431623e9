//! What changes about rulings, and what is to be looked at anew for it: articles, actors, offices, entries.
//!
//! Writes nothing; `keep` does.

use super::fetch;
use crate::chronicle::{self, Grounds, No};
use crate::model::text::fold;
use crate::model::{ArticleId, Change, Record};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What changes about rulings.
#[derive(Debug)]
pub struct Ruling<'g> {
    /// The rulings in effect before.
    pub before: &'g Grounds,
    /// Those in effect afterwards.
    pub after: &'g Grounds,
    /// Those in effect in one of the two only.
    pub changed: Vec<Arc<Record>>,
}

impl Ruling<'_> {
    /// The articles that changed rulings are about, with their other texts.
    pub(super) fn articles(&self) -> BTreeSet<ArticleId> {
        let named = self.changed.iter().flat_map(|record| chronicle::articles_of(&record.change));
        let named: BTreeSet<ArticleId> = named.collect();
        self.before.around(&named).union(&self.after.around(&named)).copied().collect()
    }

    pub(super) fn is_about_actors(&self) -> bool {
        self.changed.iter().any(|record| chronicle::is_about_actors(&record.change))
    }

    /// Keys under which tellings are compared now that are to be compared under others.
    pub(super) fn moved_grounds(&self) -> BTreeSet<String> {
        let (before, after) = (
            chronicle::moved(&self.before.rulings().grounds()),
            chronicle::moved(&self.after.rulings().grounds()),
        );
        moved_keys(&before, &after)
    }

    /// Keys of actors whose entries may have to be written anew.
    pub(super) fn moved_at_last(&self) -> BTreeSet<String> {
        let (before, after) =
            (chronicle::moved(self.before.rulings()), chronicle::moved(self.after.rulings()));
        let mut keys = moved_keys(&before, &after);
        for change in self.changed.iter().map(|record| &record.change) {
            // A ruling that only changes its day moves nobody in the end, but earlier.
            if chronicle::is_about_actors(change) {
                keys.extend(change.actors().into_iter().map(|actor| actor.key.clone()));
                keys.extend(change.names().map(fold));
            }
            // A split names whom it parts; the one who is left goes by what he went by.
            keys.extend(change.defines().map(|actor| actor.key.clone()));
        }
        keys
    }

    /// The folded names of offices of which other rulings hold.
    pub(super) fn offices(&self) -> BTreeSet<String> {
        let dated = self.changed.iter().filter_map(|record| match &record.change {
            Change::OfficeDated { office, .. } => Some(fold(office)),
            _ => None,
        });
        let mut offices: BTreeSet<String> = dated.collect();
        if !self.moved_at_last().is_empty() {
            offices.append(&mut chronicle::offices(self.before.rulings()));
            offices.append(&mut chronicle::offices(self.after.rulings()));
        }
        offices
    }
}

/// The keys that stand for somebody else in the one than in the other, with those whom they stand for.
fn moved_keys(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for key in before.keys().chain(after.keys()) {
        let (was, now) = (before.get(key), after.get(key));
        if was != now {
            keys.extend([Some(key), was, now].into_iter().flatten().cloned());
        }
    }
    keys
}

/// The groups whose entries may be others by changed rulings.
pub fn ruled_groups(connection: &Connection, ruling: &Ruling<'_>) -> rusqlite::Result<BTreeSet<No>> {
    let mut groups = BTreeSet::new();
    for article in ruling.articles() {
        if let Some(no) = fetch::article_no(connection, &article)? {
            groups.extend(fetch::homes(connection, no)?.into_iter().flatten());
        }
    }
    for key in ruling.moved_at_last() {
        let Some(actor) = fetch::actor_no(connection, &key)? else { continue };
        let heads: Vec<No> = connection
            .prepare_cached(
                "SELECT e.home FROM entry_actor a CROSS JOIN entry e ON e.tkey = a.tkey WHERE a.actor = ?1",
            )?
            .query_map([actor], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        groups.extend(heads);
    }
    Ok(groups)
}
