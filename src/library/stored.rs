//! A library on disk behind the door: opened, followed, written to.
//!
//! Its index answers, with what is ruled as far as the index goes; what is decided rests on all that is recorded. What
//! fails while a question is answered is kept for [`Library::trouble`]; the answer is then empty.

use super::command::{self, Articles, Command};
use super::desk::{Preview, proposed};
use super::door::{Opening, Reader};
use super::refusal::Refusal;
use super::store::ready::AtHand;
use super::store::{Progress, Store, StoreError};
use super::{Head, Library};
use crate::journal::db::JournalDb;
use crate::model::{Article, ArticleId, Author, Change, Record, Seq};
use chrono::{DateTime, NaiveDate, Utc};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// A library's place on disk.
#[derive(Debug)]
pub(super) struct Stored {
    pub store: Store,
    /// The last record that this process has taken in.
    seen: Seq,
    trouble: Mutex<Option<String>>,
}

/// The articles of a journal on disk.
struct Recorded<'j>(&'j JournalDb);

impl Articles for Recorded<'_> {
    fn find(&self, article: &ArticleId) -> Option<Arc<Article>> {
        self.0.article(article).ok().flatten().map(Arc::new)
    }

    fn holds(&self, article: &ArticleId) -> bool {
        self.0.holds(article).unwrap_or(false)
    }
}

impl From<StoreError> for Refusal {
    fn from(why: StoreError) -> Self {
        Self::NotRecorded { why: why.to_string(), cause: why.cause() }
    }
}

/// Whether somebody stopped the question.
fn interrupted(why: &rusqlite::Error) -> bool {
    why.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted)
}

/// What a failure of the index is told as, where the store's own words are not told otherwise.
pub fn unreadable(why: &dyn std::fmt::Display) -> String {
    format!("the library cannot be read ({why}); `depeche verify` says more")
}

impl Library {
    /// Opens a library on disk: for writing where that is allowed, else for reading. Makes it if `make`. Articles that were
    /// read by other rules are read again, unless only reading is allowed. `tell` hears how far its index is behind, and
    /// says whether to go on.
    pub fn open(
        directory: &Path,
        make: bool,
        tell: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Self, StoreError> {
        let mut library = Self::open_as_it_is(directory, make, tell)?;
        if let Some(store) = library.store_mut().filter(|store| store.writes() && store.is_outdated()) {
            store.rebuild(tell)?;
            library.refresh()?;
        }
        Ok(library)
    }

    /// The same, with articles as other rules read them, where they did.
    pub fn open_as_it_is(
        directory: &Path,
        make: bool,
        tell: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Self, StoreError> {
        let mut store = Store::open(directory, make)?;
        // Whoever is at it brings the index up to the journal; nobody who opens a library waits for an import.
        if store.writes()
            && !store.is_followed()
            && let Err(why) = store.follow(&mut AtHand::default(), tell)
        {
            if !why.wants_rebuild() {
                return Err(why);
            }
            store.rebuild(tell)?;
        }
        Self::of_store(store)
    }

    fn of_store(store: Store) -> Result<Self, StoreError> {
        let stored = Stored { store, seen: 0, trouble: Mutex::new(None) };
        let mut library = Self { stored: Some(Box::new(stored)), ..Self::default() };
        library.refresh()?;
        Ok(library)
    }

    /// Whether every record is there and follows from the one before, and the index is whole and up to the last of them;
    /// how many records there are. Changes nothing.
    pub fn verify(directory: &Path) -> Result<Seq, StoreError> {
        Store::verify(directory)
    }

    /// Makes the index of a library anew and puts it into use whole; `false` if `tell` said to stop.
    pub fn rebuild(directory: &Path, tell: &mut dyn FnMut(Progress) -> bool) -> Result<bool, StoreError> {
        Store::open(directory, false)?.rebuild(tell)
    }

    /// Whether there is a library at that place.
    pub fn exists(directory: &Path) -> bool {
        Store::exists(directory)
    }

    /// The store, for what is about the files themselves; `None` for a library in memory.
    pub fn store(&self) -> Option<&Store> {
        self.stored.as_ref().map(|stored| &stored.store)
    }

    /// The same, to change them.
    pub fn store_mut(&mut self) -> Option<&mut Store> {
        self.stored.as_mut().map(|stored| &mut stored.store)
    }

    /// An answer of the index; empty if it failed.
    pub(super) fn heard<T: Default>(&self, answer: rusqlite::Result<T>) -> T {
        answer.unwrap_or_else(|why| {
            if let Some(stored) = self.stored.as_ref().filter(|_| !interrupted(&why)) {
                let mut trouble = stored.trouble.lock().unwrap_or_else(PoisonError::into_inner);
                *trouble = Some(why.to_string());
            }
            T::default()
        })
    }

    /// An answer of the index that is written out as it comes: what failed is an error of kind
    /// [`InvalidData`](io::ErrorKind::InvalidData), so that no half of it passes for the whole.
    pub(super) fn heard_whole(answer: rusqlite::Result<()>) -> io::Result<()> {
        match answer {
            Err(why) if !interrupted(&why) => Err(Self::unread(why)),
            _ => Ok(()),
        }
    }

    /// What failed, as such an error.
    #[expect(clippy::needless_pass_by_value, reason = "errors are mapped by value")]
    pub(super) fn unread(why: rusqlite::Error) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, unreadable(&why))
    }

    /// Answers several questions of one state of a stored library, whatever others add meanwhile.
    pub fn unchanging<T>(&self, answer: impl FnOnce() -> T) -> T {
        let _still = self.store().and_then(|store| self.heard(store.still()));
        answer()
    }

    /// What failed while questions were answered, since it was asked last, as the store says it.
    pub fn trouble(&self) -> Option<String> {
        let stored = self.stored.as_ref()?;
        stored.trouble.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// A second reader of the index, for the query worker; none where the articles are in memory. It shows what others
    /// record, but marks as they are now: a new one is made once [`Self::refresh`] finds something.
    pub(super) fn second_reader(&self) -> Option<Opening> {
        let directory = self.store()?.directory().to_owned();
        let named = Arc::clone(self.store()?.named_groups());
        Some(Box::new(move || {
            let mut store = Store::open_to_read(&directory).ok()?;
            store.share_named(&named);
            let stopper = store.stopper();
            let library = Self::of_store(store).ok()?;
            Some(Reader { queries: Box::new(library), stop: Arc::new(move |stop| stopper.stop(stop)) })
        }))
    }

    /// Takes in what other processes have recorded; whether there was anything. Places of rows hold no longer then.
    pub fn refresh(&mut self) -> Result<bool, StoreError> {
        let Some(stored) = &mut self.stored else { return Ok(false) };
        let generation = stored.store.generation();
        stored.store.reopen_index()?;
        let head = stored.store.journal.head()?;
        if head == stored.seen {
            // Made anew, the index may show otherwise what was there.
            return Ok(stored.store.generation() != generation);
        }
        let records = stored.store.journal.rulings_after(stored.seen)?;
        stored.seen = head;
        for record in records.iter().filter(|record| record.seq <= head) {
            self.state.ledger.apply(record);
        }
        self.forget_computed();
        Ok(true)
    }

    /// Decides a command while nobody else records, writes what comes of it down, and takes it in.
    pub(super) fn submit_stored(
        &mut self,
        command: Command,
        author: &Author,
        now: DateTime<Utc>,
    ) -> Result<Seq, Refusal> {
        self.refresh()?;
        let Some(stored) = &mut self.stored else { return Err(Refusal::NothingSaid) };
        let ledger = &mut self.state.ledger;
        let seen = stored.seen;
        let mut overtaken = false;
        let records = stored.store.record(author, now, |journal| -> Result<Vec<Change>, Refusal> {
            // Somebody may have ruled since; articles alone make no difference to what may be ruled.
            let since = journal.rulings_after(seen).map_err(StoreError::from)?;
            overtaken = !since.is_empty();
            let change = if overtaken {
                let mut latest = ledger.clone();
                for record in &since {
                    latest.apply(record);
                }
                command::decide(&latest, &Recorded(journal), author, command)?
            } else {
                command::decide(ledger, &Recorded(journal), author, command)?
            };
            Ok(vec![change])
        })?;
        let Some(seq) = records.last().map(|record| record.seq) else { return Err(Refusal::AlreadyFiled) };
        self.refresh()?;
        self.follow()?;
        Ok(seq)
    }

    fn follow(&mut self) -> Result<(), StoreError> {
        match &mut self.stored {
            // Whoever is at it takes ours in too; nobody who rules waits for an import.
            Some(stored) if stored.store.is_followed() => Ok(()),
            Some(stored) => stored.store.follow(&mut AtHand::default(), &mut |_| true),
            None => Ok(()),
        }
    }

    /// The head of a stored library, for what makes a difference to the chronology.
    pub(super) fn stored_head(&self) -> Option<Head> {
        self.store().map(Store::head)
    }

    /// What a command would change in a stored library, as known on a day.
    pub(super) fn preview_stored(
        &self,
        store: &Store,
        command: Command,
        author: &Author,
        known_on: Option<NaiveDate>,
    ) -> Result<Preview, Refusal> {
        let ledger = &self.state.ledger;
        let change = command::decide(ledger, &Recorded(&store.journal), author, command)?;
        if ledger.is_about_marks(&change) {
            return Ok(Preview { change, differences: Vec::new() });
        }
        let differences = store.preview(proposed(ledger, author, &change), known_on)?;
        Ok(Preview { change, differences })
    }

    /// The number of the last record; 0 without any.
    pub fn last_record(&self) -> Seq {
        match self.store() {
            Some(store) => store.journal.head().unwrap_or_default(),
            None => self.records().last().map_or(0, |record| record.seq),
        }
    }

    /// The records after that number, at most so many.
    pub(super) fn records_after(&self, seq: Seq, take: usize) -> Vec<Record> {
        match self.store() {
            Some(store) => store.journal.after(seq, take).unwrap_or_default(),
            None => self.journal.after(seq).iter().take(take).cloned().collect(),
        }
    }
}
