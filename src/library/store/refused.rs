//! Files that were refused, with the reason: remembered beside the journal until they are taken in or asked to be forgotten.
//!
//! One JSON object a line. Not precious: whoever loses it loses a list that the next addition makes anew.

use super::Store;
use super::lock::Lock;
use crate::library::{Cause, Refused};
use crate::model::Author;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use std::io;
use std::path::{Path, PathBuf};

const FILE: &str = "refused.ndjson";
/// No more than the last so many are remembered.
const MOST: usize = 10_000;

/// A file that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// When, last.
    pub at: DateTime<Utc>,
    /// By whom it was to be filed.
    pub author: String,
    /// The file, from the root on.
    pub path: PathBuf,
    /// Why, and what to do.
    pub reason: String,
    /// The same for whoever says it in the words of the interface, if it is known.
    pub cause: Option<Cause>,
}

impl Refusal {
    /// One of this run alone: by nobody, at no time.
    pub fn of(refused: &Refused) -> Self {
        Self {
            at: DateTime::UNIX_EPOCH,
            author: String::new(),
            path: refused.path.clone(),
            reason: refused.reason.clone(),
            cause: refused.cause.clone(),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Line {
    at: String,
    author: String,
    path: String,
    reason: String,
    /// The name of the cause and what is told with it; lines of earlier versions have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cause: Option<(String, String)>,
}

impl Store {
    /// The files refused and not taken in since, in the order of their names.
    pub fn refusals(&self) -> Vec<Refusal> {
        read(&self.directory.join(FILE))
    }

    /// Remembers these; forgets those of `looked_at` that are not among them. Where nothing can be written, nothing is
    /// remembered.
    pub fn remember(&self, refused: &[Refused], looked_at: &[PathBuf], author: &Author, at: DateTime<Utc>) {
        let path = self.directory.join(FILE);
        if !self.writes() || (refused.is_empty() && !path.exists()) {
            return;
        }
        let Ok(lock) = Lock::open(&self.directory, "refused.lock") else { return };
        let Ok(_held) = lock.hold() else { return };
        let before = read(&path);
        let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let gone: std::collections::HashSet<PathBuf> = looked_at
            .iter()
            .chain(refused.iter().map(|refused| &refused.path))
            .map(|path| whole(path))
            .collect();
        let mut after: Vec<Refusal> =
            before.iter().filter(|known| !gone.contains(&known.path)).cloned().collect();
        after.extend(refused.iter().map(|refused| {
            let (path, reason, author) = (whole(&refused.path), refused.reason.clone(), author.0.clone());
            // What was refused for the same reason before is no news.
            let known = before.iter().find(|known| known.path == path && known.reason == reason);
            let (at, author) = known.map_or((at, author), |known| (known.at, known.author.clone()));
            Refusal { at, author, path, reason, cause: refused.cause.clone() }
        }));
        after.sort_by(|one, other| (&one.path, one.at).cmp(&(&other.path, other.at)));
        after.dedup_by(|one, other| one.path == other.path);
        if after.len() > MOST {
            after.sort_by_key(|refusal| std::cmp::Reverse(refusal.at));
            after.truncate(MOST);
        }
        if after != before {
            let _a_list_that_can_be_made_anew = write(&path, &after);
        }
    }
}

fn read(path: &Path) -> Vec<Refusal> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let lines = text.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok());
    let read = lines.filter_map(|line| {
        let Line { at, author, path, reason, cause } = line;
        let cause = cause.map(|(name, with)| Cause { name, with });
        Some(Refusal { at: at.parse().ok()?, author, path: path.into(), reason, cause })
    });
    let mut refusals: Vec<Refusal> = read.collect();
    refusals.sort_by(|one, other| one.path.cmp(&other.path));
    refusals
}

fn write(path: &Path, refusals: &[Refusal]) -> io::Result<()> {
    let mut text = String::new();
    for Refusal { at, author, path, reason, cause } in refusals {
        let line = Line {
            at: at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
            author: author.clone(),
            path: path.to_string_lossy().into_owned(),
            reason: reason.clone(),
            cause: cause.as_ref().map(|cause| (cause.name.clone(), cause.with.clone())),
        };
        text.push_str(&serde_json::to_string(&line)?);
        text.push('\n');
    }
    let next = path.with_extension("next");
    std::fs::write(&next, text)?;
    std::fs::rename(next, path)
}
