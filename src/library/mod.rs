//! The library: the one door to the data. Adds articles, records marks, answers queries.
//!
//! Ties intake, reading, chronicle and journal together. Does not draw, print or read arguments.
//! Today a library lives in memory; a stored one will stand behind the same door and the same queries.

mod filter;

pub use filter::{ActorTest, Filter, View};

use crate::model::{Article, ArticleId, Author, Class, Entry, EntryId, Reading};
use chrono::{DateTime, NaiveDate, Utc};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// An actor as the library knows it under a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorCount {
    /// Its key: gazetteer identifier or folded full name.
    pub key: String,
    /// Its canonical name.
    pub name: String,
    /// What it is.
    pub class: Class,
    /// Other names, for search; not folded.
    pub aliases: Vec<String>,
    /// Entries of the view in which it has a part.
    pub entries: usize,
}

/// An article with what was read in it.
#[derive(Debug, Clone)]
pub struct ArticleView {
    /// The article.
    pub article: Arc<Article>,
    /// Its reading.
    pub reading: Arc<Reading>,
}

/// A file that was not taken in, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The file.
    pub path: PathBuf,
    /// Why, and what to do, in one sentence for people (English; texts of the file made visible).
    pub reason: String,
}

/// What an addition did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Added {
    /// Articles filed.
    pub added: usize,
    /// Articles that were there already, byte for byte.
    pub known: usize,
    /// Files refused, in the order met.
    pub refused: Vec<Refused>,
}

/// One step of the ribbon: a stretch of time and how many entries of the view begin in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Density {
    /// First day of the stretch.
    pub from: NaiveDate,
    /// Entries that begin in it.
    pub entries: usize,
}

/// Where a journal stands, as an export names it: what makes the same chronology has the same head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Head {
    /// Records that say what is shown: articles filed, later rulings; marks do not count.
    pub records: usize,
    /// BLAKE3 chained over those records' changes (an article's by its id), without their times and authors, so that
    /// the same articles opened again tomorrow have the same head; zeros where there are none.
    pub hash: [u8; 32],
}

/// A library: a journal and the chronology computed from it.
#[derive(Debug, Default)]
pub struct Library {}

impl Library {
    /// An empty library in memory.
    pub fn in_memory() -> Self {
        Self::default()
    }

    /// Files every article found under `paths` (folders recursively, names in byte order, hidden entries and
    /// links skipped). One bad file never stops the others.
    pub fn add_paths(&mut self, paths: &[PathBuf], author: &Author, now: DateTime<Utc>) -> Added {
        let _ = (paths, author, now);
        Added::default()
    }

    /// Files the articles compiled into the program.
    pub fn add_sample(&mut self, author: &Author, now: DateTime<Utc>) -> Added {
        let _ = (author, now);
        Added::default()
    }

    /// How many articles are filed.
    pub fn articles(&self) -> usize {
        0
    }

    /// Where the journal stands.
    pub fn head(&self) -> Head {
        Head::default()
    }

    /// Files refused since this library was opened.
    pub fn refused(&self) -> &[Refused] {
        &[]
    }

    /// How many entries the view holds.
    pub fn count(&self, view: &View) -> usize {
        let _ = view;
        0
    }

    /// The entries of the view at these positions, in the order of the chronology.
    pub fn window(&self, view: &View, positions: Range<usize>) -> Vec<Arc<Entry>> {
        let _ = (view, positions);
        Vec::new()
    }

    /// Where the entry stands in the view: its position, or, if the view does not hold it, that of the next one.
    pub fn position(&self, view: &View, id: &EntryId) -> usize {
        let _ = (view, id);
        0
    }

    /// The actors of the view's entries with their counts, most entries first, then by name.
    pub fn actors(&self, view: &View) -> Vec<ActorCount> {
        let _ = view;
        Vec::new()
    }

    /// The actors that a name may mean: exact folded name, alias or unique surname give one; else candidates.
    pub fn actors_named(&self, name: &str) -> Vec<ActorCount> {
        let _ = name;
        Vec::new()
    }

    /// The days on which reports were published, each once, in order: the stops of the known-on date.
    pub fn report_days(&self) -> Vec<NaiveDate> {
        Vec::new()
    }

    /// How the view's entries lie in time, in at most `steps` equal stretches.
    pub fn density(&self, view: &View, steps: usize) -> Vec<Density> {
        let _ = (view, steps);
        Vec::new()
    }

    /// An article and its reading.
    pub fn article(&self, id: &ArticleId) -> Option<ArticleView> {
        let _ = id;
        None
    }

    /// Marks the entry, or takes its mark back; `true` if it is marked afterwards. Recorded in the journal.
    pub fn toggle_mark(&mut self, id: &EntryId, author: &Author, now: DateTime<Utc>) -> bool {
        let _ = (id, author, now);
        false
    }
}
