//! A library on disk: the journal, which is precious, and an index of what is computed from it, which is not.
//!
//! ```text
//! record → journal.db (acknowledged) → index-vN.db (grouped, searchable) → questions
//! ```
//!
//! Several processes may have it open. Records are written in turns; the index follows, whoever is there first bringing it
//! up to the journal. Readers see the index as some batch left it, never half a batch, and wait for nobody.

mod aged;
pub mod ask;
pub mod bytes;
mod count;
mod counts;
pub mod error;
mod extent;
mod fetch;
mod gist;
mod index;
mod keep;
mod lock;
mod marks;
mod months;
mod named;
mod names;
mod pack;
mod paragraphs;
mod place;
mod postings;
pub mod ready;
mod refused;
mod rows;
mod ruled;
mod ruling;
mod show;
mod slots;
mod stock;
mod told;
mod turn;
mod typed;
mod who;

pub use error::StoreError;
pub use refused::Refusal as RefusedFile;

use super::{Head, ahead, state};
use crate::chronicle::{self, Filed};
use crate::journal::db::{self, DbError, JournalDb, Proposed};
use crate::journal::wire;
use crate::model::{Article, ArticleId, Author, Change, Record, Seq};
use crate::reading;
use chrono::{DateTime, Utc};
use keep::{Incoming, Keeper};
use lock::Lock;
use ready::{AtHand, Ready};
use ruled::{Ruled, changed};
use ruling::Ruling;
use rusqlite::{Connection, params};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Records taken into the index at a time, while nobody waits.
const BATCH: usize = 1000;
/// The same, while somebody does.
const POLITE: usize = 50;

/// Texts of so many bytes are taken in at a time, even if they are fewer records.
const BYTES: usize = 2 << 20;

/// A library on disk.
#[derive(Debug)]
pub struct Store {
    directory: PathBuf,
    /// The records.
    pub journal: JournalDb,
    index: Connection,
    /// Whether the question being answered is to be given up.
    stopped: Arc<AtomicBool>,
    generation: u64,
    locks: Option<Locks>,
    keeper: RefCell<Keeper>,
    /// Up to where this process has written the index; what it keeps in memory holds for that alone.
    kept_at: Cell<Seq>,
    /// What is ruled, as far as the index goes.
    ruled: RefCell<Arc<Ruled>>,
    /// The actors of the view that was asked about last.
    counted: RefCell<Option<Arc<typed::Counted>>>,
    /// The rows of the frequent actor that the view asked about last was about.
    led: RefCell<Option<typed::Led>>,
    /// The paragraphs that hold the words that were asked for last.
    hits: RefCell<Option<told::Hits>>,
    /// Articles that were shown lately, by the records that file them.
    shown: RefCell<show::Articles>,
    /// Entries of rows that were shown lately.
    rows: RefCell<show::Rows>,
    /// The groups of places and sources that were asked for lately, whichever reader asked.
    named: named::Shared,
}

/// Stops questions, from another thread than the one that answers.
pub struct Stopper {
    statement: rusqlite::InterruptHandle,
    stopped: Arc<AtomicBool>,
}

impl Stopper {
    /// Stops the question being answered and all that follow, or lets them be answered again.
    pub fn stop(&self, stop: bool) {
        self.stopped.store(stop, Ordering::Relaxed);
        if stop {
            self.statement.interrupt();
        }
    }
}

impl std::fmt::Debug for Stopper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stopper").field("stopped", &self.stopped).finish_non_exhaustive()
    }
}

#[derive(Debug)]
struct Locks {
    journal: Lock,
    index: Lock,
}

/// How far the index has got, and how far there is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Records that the index holds.
    pub done: Seq,
    /// Records that the journal holds.
    pub of: Seq,
}

impl Store {
    /// Whether there is a library at that place.
    pub fn exists(directory: &Path) -> bool {
        directory.join(db::FILE).exists()
    }

    /// Opens a library for writing, or, if that is not allowed, for reading; makes it if `make`.
    pub fn open(directory: &Path, make: bool) -> Result<Self, StoreError> {
        if !Self::exists(directory) {
            if !make {
                return Err(StoreError::Missing { path: directory.to_owned() });
            }
            place::make(directory)?;
        }
        place::check(directory)?;
        match Self::open_to_write(directory) {
            Err(
                StoreError::Journal(DbError::ReadOnly { .. } | DbError::Open { .. })
                | StoreError::Lock { .. },
            ) if !make => Self::open_to_read(directory),
            other => other,
        }
    }

    fn open_to_write(directory: &Path) -> Result<Self, StoreError> {
        let journal = JournalDb::open(directory)?;
        let locks = Locks {
            journal: Lock::open(directory, "journal.lock")?,
            index: Lock::open(directory, "index.lock")?,
        };
        let mut generation = index::generation(directory);
        let index = match index::open(&index::file(directory, generation)) {
            Err(why) if why.wants_rebuild() => {
                let _held = locks.index.hold()?;
                generation = index::generation(directory) + 1;
                let path = index::file(directory, generation);
                index::remove(&path);
                let index = index::open(&path)?;
                in_use(directory, generation)?;
                index
            }
            other => other?,
        };
        Ok(Self::of(directory, journal, index, generation, Some(locks)))
    }

    /// Opens a library for reading alone. If its index cannot be used, one is made in memory.
    pub fn open_to_read(directory: &Path) -> Result<Self, StoreError> {
        let journal = JournalDb::open_to_read(directory)?;
        let generation = index::generation(directory);
        let opened = index::open_to_read(&index::file(directory, generation));
        if let Ok(index) = opened {
            return Ok(Self::of(directory, journal, index, generation, None));
        }
        let mut store = Self::of(directory, journal, index::open(Path::new(":memory:"))?, generation, None);
        store.catch_up(&mut |_| true)?;
        Ok(store)
    }

    /// Checks journal and index: see [`super::Library::verify`].
    pub fn verify(directory: &Path) -> Result<Seq, StoreError> {
        if !Self::exists(directory) {
            return Err(StoreError::Missing { path: directory.to_owned() });
        }
        let journal = JournalDb::open_to_read(directory)?;
        let records = journal.verify(|_| {})?;
        let path = index::file(directory, index::generation(directory));
        let index = index::open_to_read(&path)?;
        let failed = |why: rusqlite::Error| StoreError::index(&path, &why);
        if index::is_outdated(&index).map_err(failed)? {
            return Err(StoreError::Outdated { path });
        }
        let check: String =
            index.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(failed)?;
        let broken = |why: String| Err(StoreError::Index { path: path.clone(), why, broken: true });
        if check != "ok" {
            return broken(check);
        }
        let number = |name: &str| index::number(&index, name).map_err(failed);
        let (applied, articles) = (number("applied")?.cast_unsigned(), number("articles")?.cast_unsigned());
        let recorded = journal.articles(applied)?;
        // One that is only behind is brought up to the journal by whoever opens the library next.
        if applied > records || articles != recorded {
            return broken(format!(
                "it holds {articles} of {recorded} articles, up to record {applied} of {records}"
            ));
        }
        Ok(records)
    }

    fn of(
        directory: &Path,
        journal: JournalDb,
        index: Connection,
        generation: u64,
        locks: Option<Locks>,
    ) -> Self {
        let keeper = RefCell::new(Keeper::default());
        Self {
            directory: directory.to_owned(),
            journal,
            index,
            stopped: Arc::default(),
            generation,
            locks,
            keeper,
            kept_at: Cell::new(Seq::MAX),
            ruled: RefCell::default(),
            counted: RefCell::default(),
            led: RefCell::default(),
            hits: RefCell::default(),
            shown: RefCell::default(),
            rows: RefCell::default(),
            named: named::Shared::default(),
        }
    }

    /// The directory.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Whether it can be written to.
    pub const fn writes(&self) -> bool {
        self.locks.is_some()
    }

    /// What went wrong with the index, in words for people.
    pub fn failed(&self, why: &rusqlite::Error) -> StoreError {
        StoreError::index(&index::file(&self.directory, self.generation), why)
    }

    /// A number that changes whenever the journal or the index does.
    pub fn version(&self) -> u64 {
        if !self.writes() {
            // Where the files of a writer who is gone lie about, every look of a reader who may not write counts as a change.
            let head = self.journal.head().unwrap_or(0);
            return (head << 28) ^ self.applied().unwrap_or(0) ^ (index::generation(&self.directory) << 56);
        }
        let tables: i64 = self.index.pragma_query_value(None, "data_version", |row| row.get(0)).unwrap_or(0);
        let applied = self.applied().unwrap_or(0);
        (self.journal.data_version().cast_unsigned() << 40)
            ^ (tables.cast_unsigned() << 20)
            ^ applied
            ^ (index::generation(&self.directory) << 56)
    }

    /// Whether its articles were read by other rules than this program's; they are read again by [`Self::rebuild`].
    pub fn is_outdated(&self) -> bool {
        index::is_outdated(&self.index).unwrap_or(false)
    }

    /// The number of the index in use.
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// What stops the question being answered, from another thread. Holds until the index is opened anew.
    pub fn stopper(&self) -> Stopper {
        Stopper { statement: self.index.get_interrupt_handle(), stopped: Arc::clone(&self.stopped) }
    }

    /// An error once somebody has stopped the question. A statement that runs ends of itself; what is done between
    /// statements asks here.
    fn stopped(&self) -> rusqlite::Result<()> {
        if self.stopped.load(Ordering::Relaxed) {
            let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_INTERRUPT);
            return Err(rusqlite::Error::SqliteFailure(code, None));
        }
        Ok(())
    }

    /// Takes the index that is in use by now, if another process has made one.
    pub fn reopen_index(&mut self) -> Result<(), StoreError> {
        let generation = index::generation(&self.directory);
        if generation != self.generation {
            let path = index::file(&self.directory, generation);
            self.index = if self.writes() { index::open(&path)? } else { index::open_to_read(&path)? };
            self.generation = generation;
            self.shown.take();
            self.hits.replace(None);
            self.counted.replace(None);
            self.led.replace(None);
            self.kept_at.set(Seq::MAX);
        }
        Ok(())
    }

    /// The record up to which the index is made.
    pub fn applied(&self) -> Result<Seq, StoreError> {
        let applied = index::number(&self.index, "applied").map_err(|why| self.failed(&why))?;
        Ok(applied.cast_unsigned())
    }

    /// How many articles the index holds.
    pub fn articles(&self) -> usize {
        let articles = index::number(&self.index, "articles").unwrap_or(0);
        usize::try_from(articles).unwrap_or(0)
    }

    /// Where the journal stands, for what makes a difference to the chronology: see [`Head`].
    pub fn head(&self) -> Head {
        let records = index::number(&self.index, "head_records").unwrap_or(0);
        let hash =
            self.index.query_row("SELECT value FROM meta WHERE name = 'head_hash'", [], |row| row.get(0));
        Head { records: usize::try_from(records).unwrap_or(0), hash: hash.unwrap_or([0; 32]) }
    }

    /// Records what `decide` comes to while nobody else writes, all or nothing.
    pub fn record<E: From<StoreError>>(
        &mut self,
        author: &Author,
        at: DateTime<Utc>,
        decide: impl FnOnce(&JournalDb) -> Result<Vec<Change>, E>,
    ) -> Result<Vec<Record>, E> {
        let Some(locks) = &self.locks else {
            let path = self.directory.join(db::FILE);
            return Err(StoreError::Journal(DbError::ReadOnly { path }).into());
        };
        let _held = locks.journal.hold()?;
        let proposed = decide(&self.journal)?.into_iter().map(Proposed::new).collect();
        Ok(self.journal.append(proposed, author, at).map_err(StoreError::from)?)
    }

    /// Whether somebody brings the index up to the journal just now.
    pub fn is_followed(&self) -> bool {
        self.locks.as_ref().is_some_and(|locks| locks.index.try_hold().is_none())
    }

    /// Whether another process waits to record something.
    pub fn is_wanted(&self) -> bool {
        self.locks.as_ref().is_some_and(|locks| locks.journal.is_wanted())
    }

    /// Brings the index up to the journal. `ready` is what is at hand already; `tell` hears how far it is, and says
    /// whether to go on.
    pub fn follow(
        &mut self,
        ready: &mut AtHand,
        tell: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<(), StoreError> {
        loop {
            let wanted = self.locks.as_ref().is_some_and(|locks| locks.index.is_wanted());
            let progress = self.follow_once(ready, if wanted { POLITE } else { BATCH })?;
            if progress.done >= progress.of || !tell(progress) {
                return Ok(());
            }
        }
    }

    fn follow_once(&mut self, ready: &mut AtHand, limit: usize) -> Result<Progress, StoreError> {
        let of = self.journal.head()?;
        if self.applied()? >= of {
            return Ok(Progress { done: of, of });
        }
        self.reopen_index()?;
        let held = self.locks.as_ref().map(|locks| locks.index.hold()).transpose()?;
        let applied = self.applied()?;
        let records = match ready.after(applied, limit) {
            Some(records) => records,
            None => self.journal.after(applied, limit)?,
        };
        let records = at_a_time(records);
        let done = records.last().map_or(applied, |record| record.seq);
        if self.kept_at.get() != applied {
            self.keeper.replace(Keeper::default());
        }
        let incoming = read(&records, &mut ready.articles);
        let result = self.take(&records, &incoming, done);
        drop(held);
        match result {
            Ok(()) => {
                self.kept_at.set(done);
                Ok(Progress { done, of })
            }
            Err(why) => {
                self.kept_at.set(Seq::MAX);
                Err(self.failed(&why))
            }
        }
    }

    fn take(&self, records: &[Record], incoming: &[Incoming], done: Seq) -> rusqlite::Result<()> {
        let transaction =
            rusqlite::Transaction::new_unchecked(&self.index, rusqlite::TransactionBehavior::Immediate)?;
        let before = self.ruled()?;
        let after = before.after(records, done);
        let ruling = Ruling {
            before: &before.grounds,
            after: &after.grounds,
            changed: changed(before.grounds.rulings(), after.grounds.rulings()),
        };
        self.keeper.borrow_mut().take(&transaction, incoming, &ruling, &|seq| self.text(seq))?;
        let mut head = self.head();
        for record in records {
            if let Some(said) = self.said(&record.change) {
                head = state::head_after(head, &said);
            }
        }
        let mut meta = transaction.prepare_cached("INSERT OR REPLACE INTO meta VALUES (?1, ?2)")?;
        meta.execute(params!["applied", done.cast_signed()])?;
        meta.execute(params!["head_records", i64::try_from(head.records).unwrap_or(i64::MAX)])?;
        meta.execute(params!["head_hash", head.hash.as_slice()])?;
        drop(meta);
        transaction.commit()?;
        self.ruled.replace(Arc::new(after));
        Ok(())
    }

    /// What a change says, if it makes a difference to the chronology; marks make none.
    fn said(&self, change: &Change) -> Option<[u8; 32]> {
        match change {
            Change::ArticleAdded { article } | Change::ArticleRevised { article, .. } => Some(article.id.0),
            Change::EntryMarked { .. } | Change::EntryUnmarked { .. } => None,
            Change::RecordReverted { seq } | Change::RecordRestored { seq } => {
                let turned = self.journal.record(*seq).ok().flatten()?;
                self.said(&turned.change).map(|_| wire::digest(change))
            }
            ruling => Some(wire::digest(ruling)),
        }
    }

    /// The article that a record files.
    fn text(&self, seq: Seq) -> Option<Arc<Article>> {
        match self.journal.record(seq).ok()??.change {
            Change::ArticleAdded { article } | Change::ArticleRevised { article, .. } => {
                Some(Arc::new(article))
            }
            Change::EntryAsserted { assertion } => assertion.article.map(Arc::new),
            _ => None,
        }
    }

    /// Makes the index anew beside the old one and puts it into use.
    pub fn rebuild(&mut self, tell: &mut dyn FnMut(Progress) -> bool) -> Result<bool, StoreError> {
        let Some(locks) = self.locks.take() else {
            let path = self.directory.join(db::FILE);
            return Err(StoreError::Journal(DbError::ReadOnly { path }));
        };
        let done = self.rebuild_held(&locks, tell);
        self.locks = Some(locks);
        done
    }

    fn rebuild_held(
        &mut self,
        locks: &Locks,
        tell: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<bool, StoreError> {
        // Others go on with the old one meanwhile; what they record is taken in before the new one takes over.
        let generation = index::generation(&self.directory) + 1;
        let path = index::file(&self.directory, generation);
        index::remove(&path);
        let journal = JournalDb::open_to_read(&self.directory)?;
        let fresh =
            index::open(&path).map(|index| Self::of(&self.directory, journal, index, generation, None));
        let made = fresh.and_then(|fresh| fresh.make_whole(locks, tell));
        // One that is not whole would only take room, which may be what there is none of.
        if !matches!(made, Ok(true)) {
            index::remove(&path);
        }
        self.reopen_index()?;
        made
    }

    /// Takes all records into a new index and puts it into use; `false` if it was stopped before.
    fn make_whole(
        mut self,
        locks: &Locks,
        tell: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<bool, StoreError> {
        let mut whole = true;
        let mut go_on = |progress: Progress| {
            whole = tell(progress);
            whole
        };
        self.catch_up(&mut go_on)?;
        if whole {
            let _held = locks.index.hold()?;
            self.catch_up(&mut |_| true)?;
            in_use(&self.directory, self.generation)?;
        }
        Ok(whole)
    }

    /// As [`Self::follow`], without looking for another index.
    fn catch_up(&mut self, tell: &mut dyn FnMut(Progress) -> bool) -> Result<(), StoreError> {
        let of = self.journal.head()?;
        loop {
            let applied = self.applied()?;
            let records = at_a_time(self.journal.after(applied, BATCH)?);
            let Some(done) = records.last().map(|record| record.seq) else { return Ok(()) };
            let incoming = read(&records, &mut HashMap::new());
            self.take(&records, &incoming, done).map_err(|why| self.failed(&why))?;
            if !tell(Progress { done, of }) {
                return Ok(());
            }
        }
    }
}

/// Of these records as many as are taken in at a time.
fn at_a_time(mut records: Vec<Record>) -> Vec<Record> {
    let mut bytes = 0;
    let few = records.iter().position(|record| {
        let full = bytes >= BYTES;
        if let Change::ArticleAdded { article } | Change::ArticleRevised { article, .. } = &record.change {
            bytes += article.text.len();
        }
        full
    });
    records.truncate(few.unwrap_or(records.len()));
    records
}

fn in_use(directory: &Path, generation: u64) -> Result<(), StoreError> {
    index::put_in_use(directory, generation)
        .map_err(|source| StoreError::Directory { path: directory.to_owned(), source })
}

/// The articles that records file, with their readings.
fn read(records: &[Record], ready: &mut HashMap<ArticleId, Ready>) -> Vec<Incoming> {
    let articles = records.iter().filter_map(|record| match &record.change {
        Change::ArticleAdded { article } | Change::ArticleRevised { article, .. } => {
            Some((record.seq, article))
        }
        _ => None,
    });
    let articles: Vec<(Seq, &Article)> = articles.collect();
    let unread: Vec<&Article> = articles
        .iter()
        .map(|(_, article)| *article)
        .filter(|article| !ready.contains_key(&article.id))
        .collect();
    let mut fresh = ahead::make_all(&unread, |article| Ready::of(article, reading::read(article)));
    let filed = articles.into_iter().filter_map(|(seq, article)| {
        let ready = ready.remove(&article.id).or_else(|| fresh.remove(&article.id))?;
        Some(Incoming { seq, article: Arc::new(article.clone()), ready, brought: false })
    });
    let brought = records.iter().filter_map(|record| match &record.change {
        Change::EntryAsserted { assertion } => {
            let Filed { article, reading } = chronicle::asserted_article(assertion)?;
            let ready = Ready::whole(&article, reading);
            Some(Incoming { seq: record.seq, article, ready, brought: true })
        }
        _ => None,
    });
    let mut incoming: Vec<Incoming> = filed.chain(brought).collect();
    incoming.sort_by_key(|incoming| incoming.seq);
    incoming
}
