//! Exports that are made to be looked at, and exports that are longer than what was looked at.
//!
//! In a large library both take a while and are made on a thread of their own, which opens the library for itself and
//! can be stopped. Does not know formats: how an export is made and saved is handed in.

use super::events::Event;
use crate::app::{Done, Excerpt, Format, Msg, NotWritten, Progress, Task};
use crate::lexicon::phrase::fill;
use crate::lexicon::ui::Ui;
use crate::library::{Extent, Library, Queries as _, View};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Makes the export of a view in a format; its heading leaves open how much the view holds if that is not known.
pub type Export =
    Arc<dyn Fn(&mut dyn Write, &Library, &View, Format, Option<&Extent>) -> io::Result<()> + Send + Sync>;
/// What is to be written, to any writer.
type Writing<'a> = dyn FnMut(&mut dyn Write) -> io::Result<()> + 'a;
/// Saves to a file what is written, whole or not at all, replacing one that is there only if told to.
pub type Save = Arc<dyn Fn(&Path, bool, &mut Writing<'_>) -> io::Result<()> + Send + Sync>;

/// So often it is told how many entries were gone through.
const OFTEN: Duration = Duration::from_millis(200);
/// So much of an export is looked at, in bytes.
const LOOKED_AT: usize = 1 << 20;
/// So much of it is shown at first.
const AT_FIRST: usize = 1 << 15;
/// So often it is told how far an export is, in bytes.
const TOLD: u64 = 1 << 18;

/// Asks a thread to stop, at the latest when it is dropped.
#[derive(Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks.
    pub fn now(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        self.now();
    }
}

/// Takes bytes until there are enough, or until it is asked to stop.
struct Sink<'a> {
    out: &'a mut dyn Write,
    left: usize,
    stop: &'a AtomicBool,
    taken: u64,
    told: u64,
    tell: &'a dyn Fn(u64),
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.left == 0 || self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::from(ErrorKind::StorageFull));
        }
        let taken = self.out.write(bytes.get(..self.left).unwrap_or(bytes))?;
        self.left -= taken;
        self.taken += taken as u64;
        if self.taken - self.told >= TOLD {
            self.told = self.taken;
            (self.tell)(self.taken);
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// An export that is looked at.
struct Look<'a> {
    library: &'a Library,
    export: &'a Export,
    view: &'a View,
    format: Format,
    stop: &'a AtomicBool,
}

impl Look<'_> {
    /// Its beginning, so many bytes at most.
    fn excerpt(&self, most: usize, extent: Option<&Extent>) -> Result<Excerpt, String> {
        let mut bytes = Vec::new();
        let mut sink =
            Sink { out: &mut bytes, left: most, stop: self.stop, taken: 0, told: 0, tell: &|_| {} };
        let made = (self.export)(&mut sink, self.library, self.view, self.format, extent);
        let whole = sink.left > 0;
        if let (Err(why), true) = (made, whole) {
            return Err(why.to_string());
        }
        if !whole {
            let lines = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            bytes.truncate(lines);
        }
        let text = String::from_utf8(bytes).map_err(|why| why.to_string())?;
        Ok(Excerpt { text, whole, more: false })
    }

    /// What its heading tells of it.
    fn extent(&self, tell: &dyn Fn(usize)) -> Result<Option<Extent>, String> {
        extent(self.library, (self.view, self.format), self.stop, tell).map_err(|why| why.to_string())
    }
}

/// What the heading of an export tells of it, where there is one.
fn extent(
    library: &Library,
    (view, format): (&View, Format),
    stop: &AtomicBool,
    tell: &dyn Fn(usize),
) -> io::Result<Option<Extent>> {
    if !format.is_headed() {
        return Ok(None);
    }
    let mut told = Instant::now();
    let extent = library.extent(view, &mut |entries| {
        if told.elapsed() >= OFTEN {
            told = Instant::now();
            tell(entries);
        }
        !stop.load(Ordering::Relaxed)
    })?;
    extent.map(Some).ok_or_else(|| io::Error::from(ErrorKind::Interrupted))
}

/// The export of a view to be looked at.
pub fn look(library: &Library, export: &Export, view: Box<View>, format: Format) -> Msg {
    let look = Look { library, export, view: &view, format, stop: &AtomicBool::new(false) };
    let made = look.extent(&|_| {}).and_then(|extent| look.excerpt(LOOKED_AT, extent.as_ref()));
    Msg::Previewed(made, view, format)
}

/// The same on a thread of its own: at first the first pages, then, once it is known what the heading tells, more.
pub fn look_beside(
    directory: PathBuf,
    export: Export,
    view: Box<View>,
    format: Format,
    tell: impl Fn(Event) + Send + 'static,
) -> io::Result<Stop> {
    let stop = Stop::default();
    let theirs = Arc::clone(&stop.0);
    let work = move || {
        let tell = |msg| {
            if !theirs.load(Ordering::Relaxed) {
                tell(Event::Work(Box::new(msg)));
            }
        };
        let made = |made| tell(Msg::Previewed(made, view.clone(), format));
        let library = match Library::open_as_it_is(&directory, false, &mut |_| true) {
            Ok(library) => library,
            Err(why) => return made(Err(why.to_string())),
        };
        let look = Look { library: &library, export: &export, view: &view, format, stop: &theirs };
        let first = look.excerpt(AT_FIRST, None);
        let last = first.as_ref().map_or(true, |first| first.whole && !format.is_headed());
        made(first.map(|first| Excerpt { more: !last, ..first }));
        if !last {
            let extent = library.unchanging(|| look.extent(&|entries| tell(Msg::Looked(entries))));
            made(extent.and_then(|extent| look.excerpt(LOOKED_AT, extent.as_ref())));
        }
    };
    thread::Builder::new().name("export".to_owned()).spawn(work)?;
    Ok(stop)
}

/// An export to be written to a file.
pub struct Order {
    /// How it is made.
    pub export: Export,
    /// How it is saved.
    pub save: Save,
    /// Of what.
    pub view: Box<View>,
    /// As what.
    pub format: Format,
    /// Where to.
    pub path: PathBuf,
    /// Whether a file that is there may be replaced.
    pub replace: bool,
    /// The words of the interface.
    pub ui: &'static Ui,
}

/// Writes an export on a thread of its own.
pub fn write_beside(
    directory: PathBuf,
    order: Order,
    tell: impl Fn(Event) + Send + 'static,
) -> io::Result<Stop> {
    let stop = Stop::default();
    let theirs = Arc::clone(&stop.0);
    let work = move || {
        let tell = |msg| tell(Event::Work(Box::new(msg)));
        let progress =
            |bytes: u64| tell(Msg::Progress(Progress { task: Task::Export, done: bytes / 1000, of: 0 }));
        progress(0);
        let saved = Library::open_as_it_is(&directory, false, &mut |_| true)
            .map_err(io::Error::other)
            .and_then(|library| {
                (order.save)(&order.path, order.replace, &mut |out| {
                    let mut sink =
                        Sink { out, left: usize::MAX, stop: &theirs, taken: 0, told: 0, tell: &progress };
                    library.unchanging(|| {
                        let of = (&*order.view, order.format);
                        let extent = extent(&library, of, &theirs, &|_| {})?;
                        (order.export)(&mut sink, &library, &order.view, order.format, extent.as_ref())
                    })
                })
            });
        let stopped = theirs.load(Ordering::Relaxed);
        tell(Msg::Finished(Task::Export, Ok(Done { stopped, ..Done::default() })));
        if !stopped {
            tell(written(saved, order.path, order.ui));
        }
    };
    thread::Builder::new().name("export".to_owned()).spawn(work)?;
    Ok(stop)
}

/// What saving came to.
pub fn written(saved: io::Result<()>, path: PathBuf, ui: &Ui) -> Msg {
    match saved {
        Ok(()) => Msg::Written(path),
        Err(why) if why.kind() == ErrorKind::AlreadyExists => Msg::NotWritten(NotWritten::Exists(path)),
        Err(why) => Msg::NotWritten(NotWritten::Failed(unwritable(&why, &path, ui), Some(path))),
    }
}

/// Why there is no such file now, and what to do.
fn unwritable(why: &io::Error, path: &Path, ui: &Ui) -> String {
    let name = path.display().to_string();
    match why.kind() {
        ErrorKind::NotFound => fill(ui.screen_no_folder, &[&name]),
        ErrorKind::IsADirectory | ErrorKind::NotADirectory | ErrorKind::InvalidInput => {
            fill(ui.screen_no_file, &[&name])
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => fill(ui.screen_no_right, &[&name]),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => fill(ui.screen_no_room, &[&name]),
        _ => format!("{name}{}{why}", ui.export_colon),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::ui::{ENGLISH, FRENCH};
    use ErrorKind::{InvalidInput, IsADirectory, NotFound, PermissionDenied, StorageFull};

    fn made_of(lines: usize, stop: bool) -> Result<Excerpt, String> {
        let export: Export =
            Arc::new(move |out, _, _, _, _| (0..lines).try_for_each(|_| writeln!(out, "éééé")));
        let (library, view, stop) = (Library::in_memory(), View::default(), AtomicBool::new(stop));
        let look = Look { library: &library, export: &export, view: &view, format: Format::Csv, stop: &stop };
        look.excerpt(LOOKED_AT, None)
    }

    #[test]
    fn of_a_long_export_the_beginning_is_looked_at_in_whole_lines() {
        let short = made_of(3, false).unwrap();
        assert_eq!((short.text.as_str(), short.whole), ("éééé\néééé\néééé\n", true));
        let long = made_of(1 << 20, false).unwrap();
        assert!(!long.whole && long.text.ends_with('\n') && long.text.len() <= LOOKED_AT);
        assert!(long.text.len() > LOOKED_AT - 10);
    }

    #[test]
    fn the_first_pages_come_before_all_is_counted() {
        let folder = tempfile::tempdir().unwrap();
        let directory = folder.path().join("library");
        drop(Library::open(&directory, true, &mut |_| true).unwrap());
        let export: Export = Arc::new(|out, _, _, _, extent| {
            writeln!(out, "{}", extent.map_or("…".to_owned(), |extent| extent.entries.to_string()))?;
            (0..1 << 14).try_for_each(|line| writeln!(out, "- {line}"))
        });
        let (send, told) = std::sync::mpsc::channel();
        let tell = move |event| send.send(event).unwrap();
        let view = Box::new(View::default());
        let stop = look_beside(directory, export, view, Format::Markdown, tell).unwrap();
        let next = || match told.recv().unwrap() {
            Event::Work(msg) => match *msg {
                Msg::Previewed(made, ..) => made.unwrap(),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        };
        let (first, last) = (next(), next());
        assert!(first.text.starts_with("…\n- 0\n") && first.more && first.text.len() <= AT_FIRST);
        assert!(last.text.starts_with("0\n- 0\n") && last.whole && !last.more);
        drop(stop);
    }

    #[test]
    fn a_file_that_cannot_be_written_is_named_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let told = |kind: ErrorKind, ui: &Ui| {
            let path = folder.path().join("a.md");
            match written(Err(io::Error::new(kind, "errno")), path.clone(), ui) {
                Msg::NotWritten(NotWritten::Failed(why, Some(named))) => {
                    assert!(named == path && why.starts_with(&path.display().to_string()), "{why}");
                    why
                }
                other => panic!("{other:?}"),
            }
        };
        for kind in [NotFound, IsADirectory, InvalidInput, PermissionDenied, StorageFull] {
            assert!(!told(kind, &FRENCH).contains("errno"));
            assert_ne!(told(kind, &FRENCH), told(kind, &ENGLISH));
        }
        assert!(told(ErrorKind::TimedOut, &FRENCH).ends_with(" : errno"));
    }

    #[test]
    fn an_export_that_is_given_up_stops() {
        assert!(made_of(1 << 20, true).is_err());
    }
}
