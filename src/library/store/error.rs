//! Why a stored library does not do what is asked: what failed, on what, why, what to do next.

use crate::journal::db::DbError;
use crate::lexicon::phrase::fill;
use crate::lexicon::ui::Ui;
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
    /// No room for the index; what was recorded is in the journal.
    #[error(
        "the disk of {} is full; the index could not be written: free some space; what is recorded stays recorded, and \
        the index in place is still used",
        path.display()
    )]
    Full {
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
            DbError::Full { path } => Self::Full { path },
            locked @ DbError::ReadOnly { .. } => Self::Journal(locked),
            other => {
                let broken =
                    other.is_damage() || matches!(other, DbError::Gone { .. }) || is_missing_table(why);
                Self::Index { path: path.to_owned(), why: why.to_string(), broken }
            }
        }
    }

    /// Its name among the words of the interface, and what is told with it, for whoever tells it in other words. What the
    /// system or `SQLite` says stays as it is.
    pub fn cause(&self) -> (&'static str, Vec<String>) {
        let shown = |path: &Path| crate::model::text::visible(&path.display().to_string());
        match self {
            Self::Journal(why) => why.cause(),
            Self::Directory { path, source } => ("directory", vec![shown(path), source.to_string()]),
            Self::Missing { path } => ("missing", vec![shown(path)]),
            Self::Network { path } => ("network", vec![shown(path)]),
            Self::Lock { path, source } => ("lock", vec![shown(path), source.to_string()]),
            Self::Outdated { path } => ("outdated", vec![shown(path)]),
            Self::Full { path } => ("index_full", vec![shown(path)]),
            Self::Index { path, why, .. } => ("index", vec![shown(path), why.clone()]),
        }
    }

    /// The same in the words of the interface.
    pub fn told(&self, ui: &Ui) -> String {
        let (name, values) = self.cause();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        fill(ui.named("store", name), &values)
    }

    /// Whether making the index anew helps.
    pub const fn wants_rebuild(&self) -> bool {
        matches!(self, Self::Outdated { .. } | Self::Index { broken: true, .. })
    }
}

fn is_missing_table(why: &rusqlite::Error) -> bool {
    matches!(why, rusqlite::Error::QueryReturnedNoRows) || why.to_string().contains("no such table")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::ui::{ENGLISH, FRENCH};

    #[test]
    fn what_failed_is_told_in_the_words_of_the_interface() {
        let path = || PathBuf::from("/there/index.db");
        let why = || "SQLite's words".to_owned();
        let source = || io::Error::other("SQLite's words");
        let all = [
            StoreError::Journal(DbError::Open { path: path(), why: why() }),
            StoreError::Journal(DbError::Foreign { path: path() }),
            StoreError::Journal(DbError::Newer { path: path(), found: 77 }),
            StoreError::Journal(DbError::Full { path: path() }),
            StoreError::Journal(DbError::ReadOnly { path: path() }),
            StoreError::Journal(DbError::Damaged { path: path(), why: why() }),
            StoreError::Journal(DbError::Chain { path: path(), seq: 77 }),
            StoreError::Journal(DbError::Gone { path: path() }),
            StoreError::Journal(DbError::Other { path: path(), why: why() }),
            StoreError::Directory { path: path(), source: source() },
            StoreError::Missing { path: path() },
            StoreError::Network { path: path() },
            StoreError::Lock { path: path(), source: source() },
            StoreError::Outdated { path: path() },
            StoreError::Full { path: path() },
            StoreError::Index { path: path(), why: why(), broken: true },
        ];
        for error in all {
            let english = error.to_string();
            assert_ne!(error.told(&FRENCH), error.told(&ENGLISH));
            for told in [error.told(&FRENCH), error.told(&ENGLISH)] {
                assert!(told.contains("/there/index.db") && !told.contains("{}"), "{told}");
                for value in ["SQLite's words", "77"] {
                    assert_eq!(english.contains(value), told.contains(value), "{value}: {told}");
                }
            }
        }
        let full =
            rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL), None);
        let here = Path::new(".");
        assert!(matches!(StoreError::index(here, &full), StoreError::Full { .. }), "no record is meant");
    }
}
