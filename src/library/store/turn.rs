//! Writing to the journal in one's turn, whatever is written.

use super::{Store, StoreError};
use crate::journal::db::{self, DbError, JournalDb};

impl Store {
    /// Does something with the journal while nobody else records.
    pub fn locked<T>(
        &mut self,
        act: impl FnOnce(&mut JournalDb) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let Some(locks) = &self.locks else {
            let path = self.directory.join(db::FILE);
            return Err(StoreError::Journal(DbError::ReadOnly { path }));
        };
        let _held = locks.journal.hold()?;
        act(&mut self.journal)
    }
}
