//! `depeche add PATH…|-`: files articles into the library.
//!
//! Shows on a terminal how far it is; Ctrl-C stops after the batch. A file that is refused is named with its reason.

use super::{Exit, Rim};
use crate::intake;
use crate::library::{Added, Library, Step, StoreError};
use chrono::{DateTime, Utc};
use clap::Args;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Arguments of `add`.
#[derive(Debug, Args)]
pub struct AddArguments {
    /// Articles and folders of articles; - reads one from standard input.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

/// Files them.
pub fn run(arguments: &AddArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let Some(directory) = rim.library.clone() else {
        writeln!(rim.err, "depeche: there is no place for a library; name one with --library DIR")?;
        return Ok(Exit::Nothing);
    };
    let stop = interrupted();
    let added = match add(&directory, arguments, rim, &stop) {
        Ok(added) => added,
        Err(why) => {
            writeln!(rim.err, "depeche: {why}")?;
            return Ok(Exit::Nothing);
        }
    };
    for refused in &added.refused {
        writeln!(rim.err, "depeche: {}", refused.reason)?;
    }
    let known = if added.known > 0 { format!(", {} known already", added.known) } else { String::new() };
    let refused =
        if added.refused.is_empty() { String::new() } else { format!(", {} refused", added.refused.len()) };
    writeln!(rim.out, "{} articles added{known}{refused}", added.added)?;
    if stop.load(Ordering::Relaxed) {
        writeln!(rim.err, "depeche: interrupted; say the same again to go on")?;
        return Ok(Exit::Partly);
    }
    Ok(Exit::of(added.added + added.known, added.refused.len()))
}

fn add(
    directory: &Path,
    arguments: &AddArguments,
    rim: &mut Rim<'_>,
    stop: &AtomicBool,
) -> Result<Added, StoreError> {
    let mut library = Library::open(directory, true, &mut |_| !stop.load(Ordering::Relaxed))?;
    let mut added = Added::default();
    let now = rim.terminal.now;
    for group in arguments.paths.chunk_by(|one, other| (one == Path::new("-")) == (other == Path::new("-"))) {
        let more = if group.first().is_some_and(|path| path == Path::new("-")) {
            let article = intake::stream(Path::new("standard input"), None, &mut *rim.input);
            library.add_one(article, &rim.author, rim.now)?
        } else {
            let mut meter = Meter { began: now(), now, shown: rim.progress };
            let more = library.add(group, &rim.author, now, &mut |step| {
                meter.show(rim.err, step);
                !stop.load(Ordering::Relaxed)
            });
            meter.clear(rim.err);
            more?
        };
        added.added += more.added;
        added.known += more.known;
        added.refused.extend(more.refused);
    }
    Ok(added)
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
