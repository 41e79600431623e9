//! How much a view holds, and over which days, told by the rows of the index without making their entries.

use super::Store;
use super::ask::Way;
use super::pack::day_of;
use super::rows::day_of_key;
use crate::library::{Extent, View};

/// So often it is told how far one is, in entries.
const TOLD: usize = 4096;

impl Store {
    /// See [`super::super::Queries::extent`].
    pub fn extent(
        &self,
        view: &View,
        tell: &mut dyn FnMut(usize) -> bool,
    ) -> rusqlite::Result<Option<Extent>> {
        let _still = self.still()?;
        let plan = self.plan(view)?;
        let (mut extent, mut whole) = (Extent::default(), true);
        self.scan_kept(&plan, 0, Way::On, |line| {
            let (first, last) = (day_of(day_of_key(line.tkey)), day_of(line.last));
            extent.take(first, last);
            whole = extent.entries % TOLD != 0 || tell(extent.entries);
            whole
        })?;
        Ok(whole.then_some(extent))
    }
}
