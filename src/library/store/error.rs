//! Why a stored library does not do what is asked: what failed, on what, why, what to do next.

use crate::journal::db::DbError;
use std::io;
use std::path::{Path, PathBuf};

/// What can go wrong with a library on disk.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The journal.
    #[error(transparent)]
    Journal(#[from] DbError),
    /// The directory.
    #[error("cannot make the library {}: {source}; name another place with --library", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// No library there.
    #[error("there is no library at {}; `depeche add PATH…` makes one", path.display())]
    Missing {
        /// The directory.
        path: PathBuf,
    },
    /// On a network file system.
    #[error(
        "{} is on a network file system, where several machines would spoil the library; keep it on a disk of this machine",
        path.display()
    )]
    Network {
        /// The directory.
        path: PathBuf,
    },
    /// A lock file.
    #[error("cannot lock {}: {source}", path.display())]
    Lock {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The index was made by other rules.
    #[error("{} was made by another version of depeche; `depeche rebuild` makes it anew", path.display())]
    Outdated {
        /// The file.
        path: PathBuf,
    },
    /// The index does not work; the journal may be whole.
    #[error("the index {} cannot be used ({why}); `depeche rebuild` makes it anew from the journal", path.display())]
    Index {
        /// The file.
        path: PathBuf,
        /// `SQLite`'s words.
        why: String,
        /// Whether the file itself is broken, or gone.
        broken: bool,
    },
}

impl StoreError {
    /// What went wrong with the index.
    pub fn index(path: &Path, why: &rusqlite::Error) -> Self {
        match DbError::of(path, why) {
            full @ (DbError::Full { .. } | DbError::ReadOnly { .. }) => Self::Journal(full),
            other => {
                let broken =
                    other.is_damage() || matches!(other, DbError::Gone { .. }) || is_missing_table(why);
                Self::Index { path: path.to_owned(), why: why.to_string(), broken }
            }
        }
    }

    /// Whether making the index anew helps.
    pub const fn wants_rebuild(&self) -> bool {
        matches!(self, Self::Outdated { .. } | Self::Index { broken: true, .. })
    }
}

fn is_missing_table(why: &rusqlite::Error) -> bool {
    matches!(why, rusqlite::Error::QueryReturnedNoRows) || why.to_string().contains("no such table")
}
