//! `depeche verify` and `depeche rebuild`: whether a library is whole, and its index made anew.

use super::add::{Meter, interrupted};
use super::{Exit, Rim};
use crate::library::Library;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

fn directory(rim: &mut Rim<'_>) -> io::Result<Option<PathBuf>> {
    let there = rim.library.clone().filter(|directory| Library::exists(directory));
    if there.is_none() {
        writeln!(rim.err, "depeche: there is no library yet; `depeche add PATH…` makes one")?;
    }
    Ok(there)
}

/// Checks chain, payloads and index; says what is wrong and what to do.
pub fn verify(rim: &mut Rim<'_>) -> io::Result<Exit> {
    let Some(directory) = directory(rim)? else { return Ok(Exit::Nothing) };
    match Library::verify(&directory) {
        Ok(records) => {
            writeln!(rim.out, "{records} records, whole; the index is at record {records}")?;
            Ok(Exit::Done)
        }
        Err(why) => {
            writeln!(rim.err, "depeche: {why}")?;
            Ok(Exit::Nothing)
        }
    }
}

/// Makes the index anew from the journal and puts it into use whole.
pub fn rebuild(rim: &mut Rim<'_>) -> io::Result<Exit> {
    let Some(directory) = directory(rim)? else { return Ok(Exit::Nothing) };
    let stop = interrupted();
    let now = rim.terminal.now;
    let mut meter = Meter { began: now(), now, shown: rim.progress };
    let rebuilt = Library::rebuild(&directory, &mut |progress| {
        meter.show(rim.err, progress.into());
        !stop.load(Ordering::Relaxed)
    });
    meter.clear(rim.err);
    match rebuilt {
        Ok(true) => {
            writeln!(rim.out, "the index is made anew")?;
            Ok(Exit::Done)
        }
        Ok(false) => {
            writeln!(rim.err, "depeche: interrupted; the index is as it was")?;
            Ok(Exit::Nothing)
        }
        Err(why) => {
            writeln!(rim.err, "depeche: {why}")?;
            Ok(Exit::Nothing)
        }
    }
}
