//! Turns: who writes next, among all processes of a library.
//!
//! `SQLite` lets writers wait unfairly, so they wait here instead. Whoever waits holds the turn; who has just written has to
//! get behind. Locks end with the process that holds them, however it ends.

use super::error::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// One thing that one process does at a time.
#[derive(Debug)]
pub struct Lock {
    turn: File,
    held: File,
    path: PathBuf,
}

/// Held until dropped.
#[derive(Debug)]
pub struct Held<'l>(&'l File);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        // What cannot be unlocked ends with the process.
        let _ended_anyway = self.0.unlock();
    }
}

impl Lock {
    /// The lock of that name in a library's directory.
    pub fn open(directory: &Path, name: &str) -> Result<Self, StoreError> {
        let path = directory.join(name);
        let file = |path: &Path| {
            OpenOptions::new()
                .create(true)
                .truncate(false)
                .read(true)
                .write(true)
                .open(path)
                .map_err(|source| StoreError::Lock { path: path.to_owned(), source })
        };
        Ok(Self { turn: file(&directory.join(format!("{name}.turn")))?, held: file(&path)?, path })
    }

    /// Waits for its turn, and holds the lock.
    pub fn hold(&self) -> Result<Held<'_>, StoreError> {
        let failed = |source| StoreError::Lock { path: self.path.clone(), source };
        self.turn.lock().map_err(failed)?;
        let held = self.held.lock();
        let _ended_anyway = self.turn.unlock();
        held.map_err(failed)?;
        Ok(Held(&self.held))
    }

    /// Holds the lock if nobody else does.
    pub fn try_hold(&self) -> Option<Held<'_>> {
        self.held.try_lock().ok().map(|()| Held(&self.held))
    }

    /// Whether somebody waits.
    pub fn is_wanted(&self) -> bool {
        match self.turn.try_lock() {
            Ok(()) => {
                let _ended_anyway = self.turn.unlock();
                false
            }
            Err(TryLockError::WouldBlock) => true,
            Err(TryLockError::Error(_)) => false,
        }
    }
}
