//! Files articles into a stored library: files are opened and read side by side, filed in their order, in batches.
//!
//! A batch is recorded whole before the index takes it in; between batches others have their turn, and the work can be
//! stopped. One bad file never stops the others.

use super::filing::Namesakes;
use super::store::ready::{AtHand, Ready};
use super::store::{Progress, Store, StoreError};
use super::{Added, Library, Refused};
use crate::intake::{self, IntakeError};
use crate::journal::db::JournalDb;
use crate::model::{Article, ArticleId, Author, Change, Language, Record, Seq};
use crate::reading;
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// Articles recorded at a time, while nobody else waits to record something.
const BATCH: usize = 1000;
/// The same, while somebody does.
const POLITE: usize = 50;
/// Articles that may be read while those in front of them are filed.
const AHEAD: usize = BATCH;
/// Texts of so many bytes are recorded even if they are fewer articles, and no more are read ahead.
const BYTES: usize = 2 << 20;
/// More threads than this are no faster than one writer.
const THREADS: usize = 8;

/// How far an addition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Step {
    /// Files looked at.
    pub done: usize,
    /// Files there are.
    pub of: usize,
    /// Articles filed.
    pub added: usize,
}

impl From<Progress> for Step {
    /// How far an index is, in records.
    fn from(progress: Progress) -> Self {
        let size = |count: Seq| usize::try_from(count).unwrap_or(usize::MAX);
        Self { done: size(progress.done), of: size(progress.of), added: 0 }
    }
}

/// What became of one file.
enum Looked {
    New(Article, Ready),
    Known,
    Refused(IntakeError),
}

impl Looked {
    /// How long the text is that is handed over.
    fn bytes(&self) -> usize {
        match self {
            Self::New(article, _) => article.text.len(),
            Self::Known | Self::Refused(_) => 0,
        }
    }
}

/// How long the texts are that are read and that nobody has taken yet, so that long ones do not fill the memory; and whether
/// a batch is filed just now, which is the longest of the work and wants a processor to itself.
#[derive(Default)]
struct Room {
    taken: Mutex<usize>,
    left: Condvar,
    open: AtomicBool,
    filing: Mutex<bool>,
    filed: Condvar,
}

impl Room {
    /// Waits until there is room for a text; for one there always is.
    fn enter(&self, bytes: usize) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        while *taken > 0 && *taken + bytes > BYTES && !self.open.load(Ordering::Relaxed) {
            taken = self.left.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken += bytes;
    }

    /// A text was taken.
    fn leave(&self, bytes: usize) {
        if bytes > 0 {
            let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
            *taken = taken.saturating_sub(bytes);
            self.left.notify_all();
        }
    }

    /// A batch is filed from now on, or no longer.
    fn set_filing(&self, filing: bool) {
        *self.filing.lock().unwrap_or_else(PoisonError::into_inner) = filing;
        self.filed.notify_all();
    }

    /// Waits while a batch is filed.
    fn stand_back(&self) {
        let mut filing = self.filing.lock().unwrap_or_else(PoisonError::into_inner);
        while *filing && !self.open.load(Ordering::Relaxed) {
            filing = self.filed.wait(filing).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Lets everybody go on.
    fn open(&self) {
        let _taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        self.open.store(true, Ordering::Relaxed);
        self.left.notify_all();
        self.set_filing(false);
    }
}

impl Library {
    /// Files every article found under `paths` into a stored library. `tell` hears how far it is after every batch, and
    /// says whether to go on; what is not yet filed then is not filed at all.
    pub fn add(
        &mut self,
        paths: &[PathBuf],
        author: &Author,
        now: fn() -> DateTime<Utc>,
        tell: &mut dyn FnMut(Step) -> bool,
    ) -> Result<Added, StoreError> {
        let files = intake::files(paths);
        let Some(directory) = self.store().map(|store| store.directory().to_owned()) else {
            return Ok(self.add_paths(paths, author, now()));
        };
        let of = files.len();
        let looked_at: Vec<PathBuf> = files.iter().flatten().cloned().collect();
        let (stop, language) = (AtomicBool::new(false), self.language);
        let queue = Mutex::new(files.into_iter().enumerate());
        let (send, results) = sync_channel(AHEAD);
        let room = Room::default();
        let threads = thread::available_parallelism().map_or(1, usize::from).min(THREADS);
        let added = thread::scope(|scope| {
            for number in 1..=threads {
                let (send, queue, stop, directory, room) = (send.clone(), &queue, &stop, &directory, &room);
                // The last one leaves its processor to whoever files.
                let stands_back = number > 1 && number == threads;
                scope.spawn(move || look((directory, language), queue, (&send, room, stands_back), stop));
            }
            drop(send);
            let done = self.file((&results, &room), of, author, now, tell);
            stop.store(true, Ordering::Relaxed);
            // Whoever waits to hand something over must be let go.
            drop(results);
            room.open();
            done
        })?;
        let done = added.articles() + added.refused.len() == of;
        if let Some(store) = self.store() {
            // Interrupted, it is not known which of the rest would have been taken in.
            store.remember(&added.refused, if done { &looked_at } else { &[] }, author, now());
        }
        Ok(added)
    }

    /// Files the article of a stream; `name` is what a refusal calls it.
    pub fn add_one(
        &mut self,
        article: Result<Article, IntakeError>,
        author: &Author,
        now: DateTime<Utc>,
    ) -> Result<Added, StoreError> {
        let mut filing = Filing::default();
        match article {
            Ok(article) => {
                let article = article.in_language(self.language);
                let ready = Ready::of(&article, reading::read(&article));
                filing.take(Looked::New(article, ready));
            }
            Err(why) => filing.take(Looked::Refused(why)),
        }
        self.flush(&mut filing, author, now)?;
        self.refused.extend(filing.added.refused.clone());
        Ok(filing.added)
    }

    fn file(
        &mut self,
        (looked, room): (&Receiver<(usize, Looked)>, &Room),
        of: usize,
        author: &Author,
        now: fn() -> DateTime<Utc>,
        tell: &mut dyn FnMut(Step) -> bool,
    ) -> Result<Added, StoreError> {
        let mut filing = Filing::default();
        let (mut early, mut next) = (BTreeMap::new(), 0);
        while let Ok((at, looked_at)) = looked.recv() {
            room.leave(looked_at.bytes());
            early.insert(at, looked_at);
            while let Some(in_turn) = early.remove(&next) {
                next += 1;
                filing.take(in_turn);
                let waiting = filing.changes.len();
                let wanted =
                    waiting >= POLITE && waiting % POLITE == 0 && self.store().is_some_and(Store::is_wanted);
                if waiting >= BATCH || filing.bytes >= BYTES || wanted {
                    room.set_filing(true);
                    self.flush(&mut filing, author, now())?;
                    room.set_filing(false);
                    if !tell(Step { done: next, of, added: filing.added.added }) {
                        self.refused.extend(filing.added.refused.clone());
                        return Ok(filing.added);
                    }
                }
            }
        }
        self.flush(&mut filing, author, now())?;
        tell(Step { done: next, of, added: filing.added.added });
        self.refused.extend(filing.added.refused.clone());
        Ok(filing.added)
    }

    fn flush(&mut self, filing: &mut Filing, author: &Author, now: DateTime<Utc>) -> Result<(), StoreError> {
        let changes = std::mem::take(&mut filing.changes);
        let articles = std::mem::take(&mut filing.ready);
        filing.bytes = 0;
        if changes.is_empty() {
            return Ok(());
        }
        let proposed = changes.len();
        let Some(stored) = &mut self.stored else { return Ok(()) };
        let namesakes = Namesakes::of(&changes, &stored.store)?;
        let latest = |article| self.state.ledger.latest_text(article);
        let recorded =
            stored.store.record(author, now, |journal| namesakes.settle(changes, journal, latest))?;
        let is_revised = |record: &&Record| matches!(record.change, Change::ArticleRevised { .. });
        let revised = recorded.iter().filter(is_revised).count();
        filing.added.added += recorded.len() - revised;
        filing.added.revised += revised;
        filing.added.known += proposed - recorded.len();
        stored.store.follow(&mut AtHand { articles, records: recorded }, &mut |_| true)?;
        self.refresh()?;
        Ok(())
    }
}

/// What is to be filed next, and what came of the rest.
#[derive(Default)]
struct Filing {
    changes: Vec<Change>,
    ready: HashMap<ArticleId, Ready>,
    /// How long the texts are that are to be filed.
    bytes: usize,
    added: Added,
}

impl Filing {
    fn take(&mut self, looked: Looked) {
        match looked {
            Looked::New(article, ready) => {
                self.bytes += article.text.len();
                self.ready.insert(article.id, ready);
                self.changes.push(Change::ArticleAdded { article });
            }
            Looked::Known => self.added.known += 1,
            Looked::Refused(why) => {
                self.added.refused.push(Refused::from(why));
            }
        }
    }
}

type Files = std::iter::Enumerate<std::vec::IntoIter<Result<PathBuf, IntakeError>>>;

/// Opens and reads files until there are no more.
fn look(
    (directory, language): (&Path, Option<Language>),
    queue: &Mutex<Files>,
    (send, room, stands_back): (&SyncSender<(usize, Looked)>, &Room, bool),
    stop: &AtomicBool,
) {
    // What is known already need not be read; without a journal to ask, it is found out when it is filed. One that held
    // nothing at first need not be asked.
    let journal = JournalDb::open_to_read(directory).ok();
    let journal = journal.filter(|journal| journal.head().is_ok_and(|head| head > 0));
    while !stop.load(Ordering::Relaxed) {
        if stands_back {
            room.stand_back();
        }
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        let Some((at, file)) = next else { return };
        let article = file.and_then(|path| intake::file(&path));
        let looked = match article.map(|article| article.in_language(language)) {
            Err(why) => Looked::Refused(why),
            Ok(article) => {
                let known =
                    journal.as_ref().is_some_and(|journal| journal.holds(&article.id).unwrap_or(false));
                if known {
                    Looked::Known
                } else {
                    let ready = Ready::of(&article, reading::read(&article));
                    Looked::New(article, ready)
                }
            }
        };
        room.enter(looked.bytes());
        if send.send((at, looked)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever has the next text in turn is never kept waiting by those behind it: what lies there is taken at once.
    #[test]
    fn long_texts_wait_for_room_and_all_come_through() {
        let (room, (send, taken)) = (Room::default(), sync_channel(AHEAD));
        let most = thread::scope(|scope| {
            for _ in 0..3 {
                let (send, room) = (send.clone(), &room);
                scope.spawn(move || {
                    for bytes in [BYTES / 2, 3 * BYTES, 1, BYTES] {
                        room.enter(bytes);
                        send.send(bytes).unwrap();
                    }
                });
            }
            drop(send);
            let mut most = 0;
            for bytes in &taken {
                most = most.max(*room.taken.lock().unwrap());
                room.leave(bytes);
            }
            most
        });
        assert!(most <= 3 * BYTES, "{most} bytes were ahead");
        assert_eq!(*room.taken.lock().unwrap(), 0);
    }

    #[test]
    fn who_stands_back_goes_on_once_the_batch_is_filed() {
        let (room, went_on) = (Room::default(), AtomicBool::new(false));
        room.set_filing(true);
        thread::scope(|scope| {
            scope.spawn(|| {
                room.stand_back();
                went_on.store(true, Ordering::Relaxed);
            });
            thread::sleep(std::time::Duration::from_millis(20));
            assert!(!went_on.load(Ordering::Relaxed), "a batch is filed");
            room.set_filing(false);
        });
        assert!(went_on.load(Ordering::Relaxed));
    }

    #[test]
    fn nobody_waits_for_room_once_it_is_open() {
        let room = Room::default();
        room.enter(BYTES);
        room.set_filing(true);
        thread::scope(|scope| {
            scope.spawn(|| room.enter(BYTES));
            scope.spawn(|| room.stand_back());
            room.open();
        });
        assert_eq!(*room.taken.lock().unwrap(), 2 * BYTES);
    }
}
