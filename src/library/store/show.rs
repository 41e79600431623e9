//! Makes the entries of rows: of the articles that tell them, under the rulings about these, as known on a day.

use super::fetch;
use super::index;
use super::keep::{Incoming, Keeper};
use super::pack::number_of;
use super::rows::{self, id_number};
use super::ruled::Ruled;
use super::ruled::changed;
use super::ruling::Ruling;
use super::stock::ArticleNo;
use super::{Store, StoreError, ask::Line};
use crate::chronicle::{self, Difference, Filed, Housed, Lost, No, Scene};
use crate::journal::db::{self, DbError};
use crate::model::{ArticleId, Entry, Record, Seq};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Articles fetched while one question is answered.
pub type Fetched = HashMap<ArticleNo, Option<Housed>>;

/// Articles of so many bytes together are kept to be shown again; with their readings they take some six times that.
const SHOWN: usize = 1 << 20;
/// Entries with so many reports between them are kept to be shown again.
const REPORTS: usize = 3000;

/// Articles that were shown lately, by their numbers and the records that file them.
#[derive(Debug, Default)]
pub(super) struct Articles {
    bytes: usize,
    filed: HashMap<(ArticleNo, Seq), Filed>,
}

impl Articles {
    fn keep(&mut self, of: (ArticleNo, Seq), filed: Filed) {
        if self.bytes > SHOWN {
            *self = Self::default();
        }
        self.bytes += filed.article.text.len();
        self.filed.insert(of, filed);
    }
}

/// Entries of rows that were shown lately, as known on a day, by the keys of their rows: when a list is moved by a line
/// all other lines stay. They hold for one state of the index.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// The number of the index, and the record up to which it is made.
    state: (u64, i64),
    reports: usize,
    entries: HashMap<(i64, Option<NaiveDate>), Arc<Entry>>,
}

/// The day of a known-on date; for now a day after all others.
pub fn day_of_view(known_on: Option<NaiveDate>) -> NaiveDate {
    known_on.unwrap_or(NaiveDate::MAX.pred_opt().unwrap_or_default())
}

impl Store {
    fn housed<'f>(&self, no: ArticleNo, fetched: &'f mut Fetched) -> rusqlite::Result<Option<&'f Housed>> {
        if let std::collections::hash_map::Entry::Vacant(place) = fetched.entry(no) {
            let filed = self.filed_lately(no)?;
            let homes = fetch::homes(&self.index, no)?;
            place.insert(filed.map(|filed| Housed { filed, homes }));
        }
        Ok(fetched.get(&no).and_then(Option::as_ref))
    }

    /// An article, kept for a while: rows that are scrolled over rest on the same ones again and again.
    pub(super) fn filed_lately(&self, no: ArticleNo) -> rusqlite::Result<Option<Filed>> {
        let seq: Option<Seq> = self
            .index
            .prepare_cached("SELECT seq FROM article WHERE no = ?1")?
            .query_row([no], |row| row.get(0))
            .optional()?;
        let Some(seq) = seq else { return Ok(None) };
        if let Some(known) = self.shown.borrow().filed.get(&(no, seq)) {
            return Ok(Some(known.clone()));
        }
        let filed = fetch::filed(&self.index, no, &|seq| self.text(seq))?;
        if let Some(filed) = &filed {
            self.shown.borrow_mut().keep((no, seq), filed.clone());
        }
        Ok(filed)
    }

    /// The entries of rows as known on a day, none where a row's is gone.
    pub(super) fn entries_of_rows(
        &self,
        lines: &[Line],
        known_on: Option<NaiveDate>,
    ) -> rusqlite::Result<Vec<Option<Arc<Entry>>>> {
        let state = (self.generation, index::number(&self.index, "applied")?);
        let mut rows = self.rows.borrow_mut();
        if rows.state != state || rows.reports > REPORTS {
            *rows = Rows { state, ..Rows::default() };
        }
        let mut fetched = Fetched::new();
        let mut found = Vec::with_capacity(lines.len());
        let mut made = Vec::new();
        for line in lines {
            let key = (line.tkey, known_on);
            let known = rows.entries.get(&key).cloned();
            found.push(match known {
                Some(known) => Some(known),
                None => self.entry(line, known_on, &mut fetched)?.map(Arc::new).inspect(|entry| {
                    made.push((key, Arc::clone(entry)));
                }),
            });
        }
        // An article that could not be read may be read the next time.
        if fetched.values().all(Option::is_some) {
            rows.reports += made.iter().map(|(_, entry)| 1 + entry.reports.len()).sum::<usize>();
            rows.entries.extend(made);
        }
        Ok(found)
    }

    /// The entry of a row as known on a day.
    pub(super) fn entry(
        &self,
        line: &Line,
        known_on: Option<NaiveDate>,
        fetched: &mut Fetched,
    ) -> rusqlite::Result<Option<Entry>> {
        let entries = self.entries_under(line.home, known_on, fetched)?;
        Ok(entries.into_iter().find(|entry| id_number(&entry.id) == line.id))
    }

    /// The entries that stand under a group as known on a day.
    pub(super) fn entries_under(
        &self,
        head: No,
        known_on: Option<NaiveDate>,
        fetched: &mut Fetched,
    ) -> rusqlite::Result<Vec<Entry>> {
        let ruled = self.ruled()?;
        let day = day_of_view(known_on);
        let groups =
            if ruled.has_links { fetch::linked_with(&self.index, head)? } else { BTreeSet::from([head]) };
        let mut articles = BTreeSet::new();
        for group in &groups {
            articles.append(&mut fetch::articles_of(&self.index, *group)?);
        }
        let mut touched = groups.len() > 1;
        for no in &articles {
            let housed = self.housed(*no, fetched)?;
            touched |= !ruled.is_empty() && housed.is_some_and(|housed| ruled.grounds.touch(&housed.filed));
        }
        if touched {
            return self.entries_ruled(&ruled, &groups, articles, known_on, fetched);
        }
        let known = |housed: &&Housed| housed.filed.article.published.date <= day;
        let housed: Vec<&Housed> =
            articles.iter().filter_map(|no| fetched.get(no)?.as_ref()).filter(known).collect();
        Ok(chronicle::entries_of(&housed, &groups).into_iter().map(|(_, entry)| entry).collect())
    }

    fn entries_ruled(
        &self,
        ruled: &Ruled,
        groups: &BTreeSet<No>,
        mut articles: BTreeSet<ArticleNo>,
        known_on: Option<NaiveDate>,
        fetched: &mut Fetched,
    ) -> rusqlite::Result<Vec<Entry>> {
        let ids = articles.iter().filter_map(|no| Some(fetched.get(no)?.as_ref()?.filed.article.id));
        let ids = ruled.grounds.around(&ids.collect());
        for id in &ids {
            articles.extend(fetch::article_no(&self.index, id)?);
        }
        let mut housed: Vec<Housed> = Vec::with_capacity(articles.len());
        for no in articles {
            housed.extend(self.housed(no, fetched)?.cloned());
        }
        housed.sort_by_key(|housed| (housed.filed.article.published.date, housed.filed.article.id));
        let day = day_of_view(known_on);
        let about = ruled.grounds.about(&ids);
        let holding = about.holding_on(day);
        let identities = self.identities(ruled, known_on)?;
        let texts = |seq| self.text(seq);
        let names = self.named(&texts, known_on);
        let scene = Scene { all: &about, holding: &holding, identities: &identities, names: &names };
        Ok(rows::show(&scene, &housed, day, groups))
    }

    /// The entries of all groups of an article as known on a day, each with the group it stands under.
    pub(super) fn entries_beside(
        &self,
        no: ArticleNo,
        known_on: Option<NaiveDate>,
    ) -> rusqlite::Result<Vec<(No, Entry)>> {
        let has_links = self.ruled()?.has_links;
        let mut heads = BTreeSet::new();
        for home in fetch::homes(&self.index, no)?.into_iter().flatten() {
            let linked =
                if has_links { fetch::linked_with(&self.index, home)? } else { BTreeSet::from([home]) };
            heads.extend(linked.first());
        }
        let mut fetched = Fetched::new();
        let mut found = Vec::new();
        for head in heads {
            let entries = self.entries_under(head, known_on, &mut fetched)?;
            found.extend(entries.into_iter().map(|entry| (head, entry)));
        }
        Ok(found)
    }

    /// What rulings name, and nothing is read from any more.
    pub fn lost(&self) -> rusqlite::Result<Vec<Lost>> {
        let ruled = self.ruled()?;
        let all = ruled.grounds.rulings();
        if all.is_empty() {
            return Ok(Vec::new());
        }
        let named = all.iter().flat_map(|record| chronicle::articles_of(&record.change));
        let ids = ruled.grounds.around(&named.collect());
        let mut housed = BTreeMap::new();
        for id in &ids {
            if let Some(no) = fetch::article_no(&self.index, id)?
                && let Some(filed) = fetch::filed(&self.index, no, &|seq| self.text(seq))?
            {
                let homes = fetch::homes(&self.index, no)?;
                housed.insert((filed.article.published.date, *id), Housed { filed, homes });
            }
        }
        let identities = self.identities(&ruled, None)?;
        let scene = Scene { all, holding: all, identities: &identities, names: &chronicle::Nameless };
        let homes: HashMap<ArticleId, &[Option<No>]> =
            housed.iter().map(|((_, id), housed)| (*id, housed.homes.as_slice())).collect();
        let home = |article: &ArticleId, at: u32| {
            homes.get(article)?.get(usize::try_from(at).ok()?).copied().flatten()
        };
        let filed: Vec<&Filed> = housed.values().map(|housed| &housed.filed).collect();
        Ok(scene.show(&filed, &home, Some(&BTreeSet::new())).lost)
    }

    /// What a record that is only thought of would change, as known on a day. Nothing of it stays.
    pub fn preview(
        &self,
        record: Record,
        known_on: Option<NaiveDate>,
    ) -> Result<Vec<Difference>, StoreError> {
        let Some(locks) = &self.locks else {
            return Err(StoreError::Journal(DbError::ReadOnly { path: self.directory.join(db::FILE) }));
        };
        let _held = locks.index.hold()?;
        self.thought_of(record, known_on).map_err(|why| self.failed(&why))
    }

    fn thought_of(&self, record: Record, known_on: Option<NaiveDate>) -> rusqlite::Result<Vec<Difference>> {
        // Dropped, and so rolled back, whatever happens.
        let transaction = Transaction::new_unchecked(&self.index, TransactionBehavior::Immediate)?;
        let before = self.ruled()?;
        let records = [record];
        let after = Arc::new(before.after(&records, before.applied));
        let ruling = Ruling {
            before: &before.grounds,
            after: &after.grounds,
            changed: changed(before.grounds.rulings(), after.grounds.rulings()),
        };
        let incoming = super::read(&records, &mut HashMap::new());
        let touched = Keeper::default().take(&transaction, &incoming, &ruling, &|seq| {
            let brought = incoming.iter().find(|incoming| incoming.seq == seq);
            brought.map(|incoming| Arc::clone(&incoming.article)).or_else(|| self.text(seq))
        })?;
        let _was = self.ruled.replace(Arc::clone(&after));
        let late = self.entries_of_groups(&touched, known_on, &incoming);
        self.ruled.replace(before);
        self.shown.take();
        drop(transaction);
        let early = self.entries_of_groups(&touched, known_on, &[])?;
        Ok(chronicle::differences(&early, &late?))
    }

    /// The entries of these groups and those linked with them, in the order of the chronology.
    fn entries_of_groups(
        &self,
        groups: &BTreeSet<No>,
        known_on: Option<NaiveDate>,
        incoming: &[Incoming],
    ) -> rusqlite::Result<Vec<Arc<Entry>>> {
        let mut heads = BTreeSet::new();
        for group in groups {
            heads.extend(fetch::linked_with(&self.index, *group)?.first());
        }
        let mut fetched = Fetched::new();
        for incoming in incoming {
            if let Some(no) = fetch::article_no(&self.index, &incoming.article.id)? {
                let filed = incoming.filed();
                fetched.insert(no, Some(Housed { filed, homes: fetch::homes(&self.index, no)? }));
            }
        }
        let mut entries = Vec::new();
        for head in heads {
            entries.extend(self.entries_under(head, known_on, &mut fetched)?.into_iter().map(Arc::new));
        }
        entries.sort_by_cached_key(|entry| chronicle::place_in_time(entry));
        Ok(entries)
    }
}

/// Whether an article is known on a day of the index.
pub fn is_known(filed: &Filed, known_on: Option<NaiveDate>) -> bool {
    known_on.is_none_or(|day| number_of(filed.article.published.date) <= number_of(day))
}

/// An entry to be handed out; copied only if it is marked.
pub fn marked(entry: Arc<Entry>, marked: bool) -> Arc<Entry> {
    if entry.marked == marked { entry } else { Arc::new(Entry { marked, ..Arc::unwrap_or_clone(entry) }) }
}
