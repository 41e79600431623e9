//! Long work beside the screen: articles are filed, the index is made anew, rulings are weighed, on a thread of its own.
//!
//! It opens the library for itself, as any other process would, so that the screen goes on; what it records is seen as
//! what others record is. Between batches it can be stopped without loss.

use super::events::Event;
use crate::app::{Done, Msg, Progress, Task};
use crate::lexicon::ui::Ui;
use crate::library::{Command, Desk, Library, StoreError};
use crate::model::Author;
use chrono::{DateTime, NaiveDate, Utc};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Work that is being done.
#[derive(Debug)]
pub struct Work {
    stop: Arc<AtomicBool>,
}

/// What there is to do.
pub struct Order {
    /// Which work.
    pub task: Task,
    /// The files and folders of articles, where some are filed.
    pub paths: Vec<PathBuf>,
    /// The library's place.
    pub directory: PathBuf,
    /// Whom it is recorded for.
    pub author: Author,
    /// The clock.
    pub now: fn() -> DateTime<Utc>,
    /// The words of the interface.
    pub ui: &'static Ui,
}

impl Work {
    /// Begins; `tell` hears how far it is and what it came to.
    pub fn start(order: Order, tell: impl Fn(Event) + Send + 'static) -> io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let theirs = Arc::clone(&stop);
        let work = move || {
            let task = order.task;
            let report = |done: u64, of: u64| {
                tell(Event::Work(Box::new(Msg::Progress(Progress { task, done, of }))));
                !theirs.load(Ordering::Relaxed)
            };
            let done = match task {
                Task::Add => add(&order, &report),
                Task::Rebuild => rebuild(&order.directory, &report),
                // The one is `exporting`'s, which is handed more than an order holds, the other `marking`'s.
                Task::Export | Task::Mark => Ok(Done::default()),
            };
            let done = done.map(|done| Done { stopped: theirs.load(Ordering::Relaxed), ..done });
            tell(Event::Work(Box::new(Msg::Finished(task, done.map_err(|why| why.told(order.ui))))));
        };
        thread::Builder::new().name("work".to_owned()).spawn(work)?;
        Ok(Self { stop })
    }

    /// Asks it to end after the batch it is at.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Says what a command would change, on a thread of its own: in a large library that takes a while.
pub fn weigh(
    directory: PathBuf,
    command: Box<Command>,
    author: Author,
    (known_on, ui): (Option<NaiveDate>, &'static Ui),
    tell: impl Fn(Event) + Send + 'static,
) -> io::Result<()> {
    let work = move || {
        let library = Library::open(&directory, false, &mut |_| true).map_err(|why| why.told(ui));
        let preview = library.and_then(|library| {
            Desk::preview(&library, (*command).clone(), &author, known_on).map_err(|why| why.told(ui))
        });
        tell(Event::Work(Box::new(Msg::Weighed(command, Box::new(preview)))));
    };
    thread::Builder::new().name("weighing".to_owned()).spawn(work).map(drop)
}

fn add(order: &Order, report: &dyn Fn(u64, u64) -> bool) -> Result<Done, StoreError> {
    report(0, 0);
    let mut library = Library::open(&order.directory, false, &mut |_| true)?;
    let added = library
        .add(&order.paths, &order.author, order.now, &mut |at| report(at.done as u64, at.of as u64))?;
    Ok(Done {
        added: added.added + added.revised,
        known: added.known,
        refused: added.refused,
        stopped: false,
    })
}

fn rebuild(directory: &Path, report: &dyn Fn(u64, u64) -> bool) -> Result<Done, StoreError> {
    report(0, 0);
    Library::rebuild(directory, &mut |at| report(at.done, at.of))?;
    Ok(Done::default())
}
