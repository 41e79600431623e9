//! What is ruled, as far as the index goes: read from the journal once, kept up as the index is.
//!
//! Its size is that of the rulings, not of the library. Knows no entries.

use super::Store;
use super::fetch::{self, Named};
use super::index;
use super::pack::number_of;
use crate::chronicle::{self, Grounds, Identities, KnownActor, Rulings};
use crate::library::Ledger;
use crate::model::{ArticleId, Record, Seq};
use chrono::NaiveDate;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Known-on dates for which it is kept who is who.
const DAYS: usize = 16;

/// What is ruled up to a record.
#[derive(Debug, Default)]
pub struct Ruled {
    /// The record.
    pub applied: Seq,
    /// All that was ruled.
    pub ledger: Ledger,
    /// What of it is in effect.
    pub grounds: Grounds,
    /// Whether rulings link entries.
    pub has_links: bool,
    /// Who is who on days asked for.
    identities: Mutex<HashMap<NaiveDate, Arc<Identities>>>,
}

impl Ruled {
    /// The same after more records.
    pub fn after(&self, records: &[Record], applied: Seq) -> Self {
        let mut ledger = self.ledger.clone();
        for record in records {
            ledger.apply(record);
        }
        Self::of(applied, ledger)
    }

    fn of(applied: Seq, ledger: Ledger) -> Self {
        let grounds = Grounds::of(ledger.rulings());
        let has_links = grounds.links().next().is_some();
        Self { applied, ledger, grounds, has_links, identities: Mutex::default() }
    }

    /// Who is who on a day, `None` for now, by what is known then; `published` is the day of an article. What could not be
    /// worked out is not kept.
    fn identities(
        &self,
        known_on: Option<NaiveDate>,
        published: impl Fn(&ArticleId) -> rusqlite::Result<Option<NaiveDate>>,
    ) -> rusqlite::Result<Arc<Identities>> {
        let day = known_on.unwrap_or(NaiveDate::MAX.pred_opt().unwrap_or_default());
        let mut kept = self.identities.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.get(&day) {
            return Ok(Arc::clone(known));
        }
        let failed = RefCell::new(None);
        let published = |id: &ArticleId| {
            published(id).unwrap_or_else(|why| {
                failed.replace(Some(why));
                None
            })
        };
        let made = Arc::new(Identities::of(&self.grounds.rulings().known_on(day, published)));
        if let Some(why) = failed.take() {
            return Err(why);
        }
        if kept.len() > DAYS {
            kept.clear();
        }
        kept.insert(day, Arc::clone(&made));
        Ok(made)
    }

    /// Whether anything is ruled that can change an entry.
    pub fn is_empty(&self) -> bool {
        self.grounds.rulings().is_empty()
    }
}

/// The records that are in effect among the one and not the other, or from another day on.
pub fn changed(before: &Rulings, after: &Rulings) -> Vec<Arc<Record>> {
    let one_sided = |of: &Rulings, other: &Rulings| -> Vec<Arc<Record>> {
        let differs = |record: &&Arc<Record>| of.from(record.seq) != other.from(record.seq);
        of.records().filter(differs).cloned().collect()
    };
    [one_sided(before, after), one_sided(after, before)].concat()
}

impl Store {
    /// What is ruled as far as the index goes.
    pub(super) fn ruled(&self) -> rusqlite::Result<Arc<Ruled>> {
        let applied = index::number(&self.index, "applied")?.cast_unsigned();
        let known = Arc::clone(&self.ruled.borrow());
        if known.applied == applied {
            return Ok(known);
        }
        let (base, since) = if known.applied < applied { (known, None) } else { (Arc::default(), Some(0)) };
        let since = since.unwrap_or(base.applied);
        let records = self
            .journal
            .rulings_after(since)
            .map_err(|why| rusqlite::Error::ToSqlConversionFailure(Box::new(why)))?;
        let records: Vec<Record> = records.into_iter().filter(|record| record.seq <= applied).collect();
        let now = if records.is_empty() {
            Ruled::of(applied, base.ledger.clone())
        } else {
            base.after(&records, applied)
        };
        let now = Arc::new(now);
        self.ruled.replace(Arc::clone(&now));
        Ok(now)
    }

    /// Who is who on a day by these rulings; `None` for now.
    pub(super) fn identities(
        &self,
        ruled: &Ruled,
        known_on: Option<NaiveDate>,
    ) -> rusqlite::Result<Arc<Identities>> {
        ruled.identities(known_on, |id| fetch::published(&self.index, id))
    }

    /// An actor as rulings have it called on a day; `None` if nobody is named so by then.
    pub(super) fn actor_of(
        &self,
        key: &str,
        known_on: Option<NaiveDate>,
        in_entries: bool,
    ) -> rusqlite::Result<Option<KnownActor>> {
        let ruled = self.ruled()?;
        let plain = |key: &str| fetch::plain_actor(&self.index, key, known_on);
        let own = plain(key)?;
        if ruled.is_empty() {
            return Ok(own);
        }
        let identities = self.identities(&ruled, known_on)?;
        let failed = RefCell::new(None);
        let look_up = |key: &String| {
            plain(key).unwrap_or_else(|why| {
                failed.replace(Some(why));
                None
            })
        };
        let named = own.is_some() || identities.other_keys(key).iter().any(|key| look_up(key).is_some());
        let known = chronicle::known_actor(&identities, &key.to_owned(), &look_up);
        match failed.take() {
            Some(why) => Err(why),
            None => Ok((named || in_entries).then_some(known)),
        }
    }

    /// How articles name actors on a day.
    pub(super) fn named<'s>(&'s self, texts: &'s fetch::Texts<'s>, known_on: Option<NaiveDate>) -> Named<'s> {
        Named::on(&self.index, texts, known_on.map_or(i64::MAX, number_of))
    }
}
