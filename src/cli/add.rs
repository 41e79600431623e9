//! `depeche add PATH…|-`: files articles into the library.
//!
//! Shows on a terminal how far it is; Ctrl-C stops after the batch. A file that is refused is named with its reason.

use super::filters::Lang;
use super::{Exit, Rim};
use crate::intake;
use crate::library::{Added, Library, MoveError, Step, TransferError};
use crate::model::Language;
use chrono::{DateTime, Utc};
use clap::Args;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Arguments of `add`.
#[derive(Debug, Args)]
pub struct AddArguments {
    /// Articles and folders of articles, or a journal that `export --journal` wrote; - reads articles, one behind the other, or a journal from standard input.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The language that the articles are in, recorded with them; their words tell, if not given.
    #[arg(long, value_enum, value_name = "LANG")]
    language: Option<Lang>,
}

/// Files them.
pub fn run(arguments: &AddArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let Some(directory) = rim.library.clone() else {
        writeln!(rim.err, "depeche: there is no place for a library; name one with --library DIR")?;
        return Ok(Exit::Nothing);
    };
    let stop = interrupted();
    let (added, journals) = match add(&directory, arguments, rim, &stop) {
        Ok(added) => added,
        Err(why) => {
            writeln!(rim.err, "depeche: {why}")?;
            return Ok(Exit::Nothing);
        }
    };
    for refused in &added.refused {
        writeln!(rim.err, "depeche: {}", refused.reason)?;
    }
    if added.articles() + added.refused.len() > 0 || journals == 0 {
        writeln!(rim.out, "{}", told(&added))?;
    }
    if stop.load(Ordering::Relaxed) {
        writeln!(rim.err, "depeche: interrupted; say the same again to go on")?;
        return Ok(Exit::Partly);
    }
    Ok(Exit::of(added.articles() + journals, added.refused.len()))
}

/// « 3 articles added, 1 revised, 2 known already, 1 refused ».
pub fn told(added: &Added) -> String {
    let mut told = format!("{} articles added", added.added);
    let counts =
        [(added.revised, "revised"), (added.known, "known already"), (added.refused.len(), "refused")];
    for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
        let _infallible = write!(told, ", {count} {what}");
    }
    told
}

/// What a path holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Stream,
    Journal,
    Articles,
}

fn kind(path: &Path) -> Kind {
    if path == Path::new("-") {
        return Kind::Stream;
    }
    let begins = || {
        let mut begun = Vec::new();
        let file = File::open(path).ok()?;
        file.take(RECORD.len() as u64).read_to_end(&mut begun).ok()?;
        Some(begun == RECORD)
    };
    if path.is_file() && begins().unwrap_or(false) { Kind::Journal } else { Kind::Articles }
}

/// How the lines of journals begin.
const RECORD: &[u8] = b"{\"v\":";

/// What was added, and how many journals were taken over.
fn add(
    directory: &Path,
    arguments: &AddArguments,
    rim: &mut Rim<'_>,
    stop: &AtomicBool,
) -> Result<(Added, usize), MoveError> {
    let now = rim.terminal.now;
    let mut meter = Meter { began: now(), now, shown: rim.progress };
    let library = Library::open(directory, true, &mut |progress| {
        meter.show(rim.err, progress.into());
        !stop.load(Ordering::Relaxed)
    });
    meter.clear(rim.err);
    let mut library = library?;
    library.speak(arguments.language.map(Language::from));
    let mut added = Added::default();
    let mut journals = 0;
    for group in arguments.paths.chunk_by(|one, other| kind(one) == kind(other)) {
        let mut meter = Meter { began: now(), now, shown: rim.progress };
        let kind = group.first().map_or(Kind::Articles, |path| kind(path));
        match kind {
            Kind::Stream => {
                let mut text = Vec::new();
                rim.input
                    .take(intake::LARGEST_STREAM + 1)
                    .read_to_end(&mut text)
                    .map_err(TransferError::Read)?;
                if text.starts_with(RECORD) {
                    take_over(&mut library, &mut || Ok(&*text), (&mut meter, stop), rim)?;
                    journals += 1;
                } else {
                    for article in intake::streamed(Path::new("standard input"), &*text) {
                        added.and(library.add_one(article, &rim.author, rim.now)?);
                    }
                }
            }
            Kind::Journal => {
                for path in group {
                    let mut open = || File::open(path).map(BufReader::new);
                    take_over(&mut library, &mut open, (&mut meter, stop), rim)?;
                    journals += 1;
                }
            }
            Kind::Articles => {
                let more = library.add(group, &rim.author, now, &mut |step| {
                    meter.show(rim.err, step);
                    !stop.load(Ordering::Relaxed)
                });
                meter.clear(rim.err);
                added.and(more?);
            }
        }
    }
    Ok((added, journals))
}

/// So many records that were left are named.
const NAMED: usize = 10;

/// Takes a journal over and says what came of it.
fn take_over<R: BufRead>(
    library: &mut Library,
    open: &mut dyn FnMut() -> io::Result<R>,
    (meter, stop): (&mut Meter, &AtomicBool),
    rim: &mut Rim<'_>,
) -> Result<(), MoveError> {
    let moved = library.add_journal(open, &mut |step| {
        meter.show(rim.err, step);
        !stop.load(Ordering::Relaxed)
    });
    meter.clear(rim.err);
    let moved = moved?;
    let known = if moved.known > 0 { format!(", {} known already", moved.known) } else { String::new() };
    let left = if moved.left.is_empty() { String::new() } else { format!(", {} left", moved.left.len()) };
    let mut say = || {
        for (seq, why) in moved.left.iter().take(NAMED) {
            writeln!(rim.err, "depeche: record {seq} of the journal was left: {why}")?;
        }
        writeln!(rim.out, "{} records taken over{known}{left}", moved.taken)
    };
    say().map_err(|why| TransferError::Read(why).into())
}

/// Whether Ctrl-C was pressed from here on; pressed again it ends the program, and what is recorded stays.
pub fn interrupted() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    // Without the signals Ctrl-C ends the program at once, which loses nothing recorded.
    let _at_once =
        signal_hook::flag::register_conditional_shutdown(signal_hook::consts::SIGINT, 130, Arc::clone(&stop));
    let _at_once = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&stop));
    stop
}

/// How far long work is, on one line of a terminal.
#[derive(Debug)]
pub struct Meter {
    /// When it began.
    pub began: DateTime<Utc>,
    /// The clock.
    pub now: fn() -> DateTime<Utc>,
    /// Whether there is a terminal to show it on.
    pub shown: bool,
}

impl Meter {
    /// Shows how far it is.
    pub fn show(&mut self, err: &mut dyn io::Write, step: Step) {
        if !self.shown {
            return;
        }
        let passed = ((self.now)() - self.began).num_milliseconds().max(1).unsigned_abs();
        let rate = step.done as u64 * 1000 / passed;
        let left = (step.of - step.done.min(step.of)) as u64 / rate.max(1);
        let _progress_is_no_result =
            write!(err, "\r{}/{} · {rate}/s · {left} s left \x1b[K", step.done, step.of);
        let _progress_is_no_result = err.flush();
    }

    /// Takes the line away.
    pub fn clear(&self, err: &mut dyn io::Write) {
        if self.shown {
            let _progress_is_no_result = write!(err, "\r\x1b[K");
        }
    }
}
