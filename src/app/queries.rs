//! The questions that the screen asks a library.
//!
//! Only questions: what changes a library is an effect. A trait, so that a screen can be tried on entries made by hand.

use crate::library::{ActorCount, ArticleView, Density, Library, Refused, View};
use crate::model::{ArticleId, Entry, EntryId};
use chrono::NaiveDate;
use std::ops::Range;
use std::sync::Arc;

/// A library, as far as the screen reads it.
pub trait Queries {
    /// How many articles are filed.
    fn articles(&self) -> usize;
    /// Files refused since it was opened.
    fn refused(&self) -> &[Refused];
    /// How many entries the view holds.
    fn count(&self, view: &View) -> usize;
    /// The entries of the view at these positions.
    fn window(&self, view: &View, positions: Range<usize>) -> Vec<Arc<Entry>>;
    /// Where the entry stands in the view, or would.
    fn position(&self, view: &View, id: &EntryId) -> usize;
    /// The actors of the view's entries with their counts.
    fn actors(&self, view: &View) -> Vec<ActorCount>;
    /// The days on which reports were published.
    fn report_days(&self) -> Vec<NaiveDate>;
    /// How the view's entries lie in time.
    fn density(&self, view: &View, steps: usize) -> Vec<Density>;
    /// An article and its reading.
    fn article(&self, id: &ArticleId) -> Option<ArticleView>;

    /// The marked entries, oldest first.
    fn marked(&self) -> Vec<EntryId> {
        let all = View::default();
        let entries = self.window(&all, 0..self.count(&all));
        entries.iter().filter(|entry| entry.marked).map(|entry| entry.id.clone()).collect()
    }
}

impl Queries for Library {
    fn articles(&self) -> usize {
        Self::articles(self)
    }

    fn refused(&self) -> &[Refused] {
        Self::refused(self)
    }

    fn count(&self, view: &View) -> usize {
        Self::count(self, view)
    }

    fn window(&self, view: &View, positions: Range<usize>) -> Vec<Arc<Entry>> {
        Self::window(self, view, positions)
    }

    fn position(&self, view: &View, id: &EntryId) -> usize {
        Self::position(self, view, id)
    }

    fn actors(&self, view: &View) -> Vec<ActorCount> {
        Self::actors(self, view)
    }

    fn report_days(&self) -> Vec<NaiveDate> {
        Self::report_days(self)
    }

    fn density(&self, view: &View, steps: usize) -> Vec<Density> {
        Self::density(self, view, steps)
    }

    fn article(&self, id: &ArticleId) -> Option<ArticleView> {
        Self::article(self, id)
    }
}
