//! `depeche watch DIR…`: files what arrives in folders, until it is told to end.
//!
//! Looks again and again instead of asking the system to be told, so that it works on network file systems too. A file is
//! taken once its size and time stay the same from one look to the next; one that changes later is looked at again.

use super::{Exit, Rim, add};
use crate::intake;
use crate::library::{Added, Library, StoreError};
use crate::model::text::visible;
use clap::Args;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

/// Arguments of `watch`.
#[derive(Debug, Args)]
pub struct WatchArguments {
    /// Folders in which articles arrive.
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// Seconds between two looks.
    #[arg(long, value_name = "SECONDS", default_value_t = 2, value_parser = clap::value_parser!(u64).range(1..=3600))]
    every: u64,
}

/// How a file looks from outside.
type Look = (u64, Option<SystemTime>);

/// What is known of the folders.
#[derive(Debug, Default)]
struct Watched {
    /// How files looked last.
    seen: HashMap<PathBuf, Look>,
    /// How those looked that were taken.
    taken: HashMap<PathBuf, Look>,
}

/// More files at a time than this are told together.
const MANY: usize = 20;
/// So often it is looked whether to end.
const PATIENCE: Duration = Duration::from_millis(50);

/// Watches.
pub fn run(arguments: &WatchArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let Some(directory) = rim.library.clone() else {
        writeln!(rim.err, "depeche: there is no place for a library; name one with --library DIR")?;
        return Ok(Exit::Nothing);
    };
    for folder in &arguments.folders {
        if !folder.is_dir() {
            writeln!(rim.err, "depeche: {} is no folder", visible(&folder.to_string_lossy()))?;
            return Ok(Exit::Nothing);
        }
    }
    let stop = add::interrupted();
    // Told to end twice, or without these signals, it ends at once, which loses nothing recorded.
    let _at_once = signal_hook::flag::register(signal_hook::consts::SIGTERM, std::sync::Arc::clone(&stop));
    let mut all = Added::default();
    let watched = watch(&directory, arguments, rim, &stop, &mut all)?;
    if let Err(why) = watched {
        writeln!(rim.err, "depeche: {why}")?;
        return Ok(Exit::of(all.articles(), 1));
    }
    writeln!(rim.out, "{}", add::told(&all))?;
    Ok(Exit::of(all.articles(), all.refused.len()))
}

fn watch(
    directory: &Path,
    arguments: &WatchArguments,
    rim: &mut Rim<'_>,
    stop: &AtomicBool,
    all: &mut Added,
) -> io::Result<Result<(), StoreError>> {
    let mut library = match Library::open(directory, true, &mut |_| !stop.load(Ordering::Relaxed)) {
        Ok(library) => library,
        Err(why) => return Ok(Err(why)),
    };
    let mut watched = Watched::default();
    while !stop.load(Ordering::Relaxed) {
        let began = Instant::now();
        let complete = watched.look(&arguments.folders);
        if let Err(why) = take(&mut library, &complete, rim, stop, all)? {
            return Ok(Err(why));
        }
        // A look at a large folder costs something; nine tenths of the time are pause.
        let pause = Duration::from_secs(arguments.every).max(began.elapsed() * 9);
        let began = Instant::now();
        while began.elapsed() < pause && !stop.load(Ordering::Relaxed) {
            std::thread::sleep(PATIENCE);
        }
    }
    Ok(Ok(()))
}

/// Files what is complete, and says so.
fn take(
    library: &mut Library,
    complete: &[PathBuf],
    rim: &mut Rim<'_>,
    stop: &AtomicBool,
    all: &mut Added,
) -> io::Result<Result<(), StoreError>> {
    let now = rim.terminal.now;
    let at_a_time = if complete.len() > MANY { complete.len() } else { 1 };
    for paths in complete.chunks(at_a_time) {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let added = match library.add(paths, &rim.author, now, &mut |_| !stop.load(Ordering::Relaxed)) {
            Ok(added) => added,
            Err(why) => return Ok(Err(why)),
        };
        for refused in &added.refused {
            writeln!(rim.err, "depeche: {}", refused.reason)?;
        }
        match paths {
            [path] if added.articles() > 0 => {
                let what = match &added {
                    Added { added: 1, .. } => "added",
                    Added { revised: 1, .. } => "revised",
                    _ => "known",
                };
                let headline = intake::file(path).map(|article| article.headline().to_owned());
                let line = format!("{what}  {}  {}", path.display(), headline.unwrap_or_default());
                writeln!(rim.out, "{}", visible(&line))?;
            }
            [_] => {}
            _ => writeln!(rim.out, "{}", add::told(&added))?,
        }
        rim.out.flush()?;
        all.and(added);
    }
    Ok(Ok(()))
}

impl Watched {
    /// The files that look as they did at the last look, and otherwise than when they were taken.
    fn look(&mut self, folders: &[PathBuf]) -> Vec<PathBuf> {
        let mut now: HashMap<PathBuf, Look> = HashMap::new();
        let mut complete = Vec::new();
        // What cannot be looked into now may be there at the next look.
        for path in intake::files(folders).into_iter().flatten() {
            let Ok(metadata) = std::fs::metadata(&path) else { continue };
            let look = (metadata.len(), metadata.modified().ok());
            if self.seen.get(&path) == Some(&look) && self.taken.get(&path) != Some(&look) {
                complete.push(path.clone());
                self.taken.insert(path.clone(), look);
            }
            now.insert(path, look);
        }
        self.taken.retain(|path, _| now.contains_key(path));
        self.seen = now;
        complete
    }
}
