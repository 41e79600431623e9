//! The library: the one door to the data. Adds articles, records marks, answers queries.
//!
//! Ties intake, reading, chronicle and journal together. Does not draw, print or read arguments.
//! A library of paths lives in memory; a stored one stands behind the same door and the same queries.

mod adding;
mod ahead;
mod cause;
mod chronology;
mod command;
pub mod contacts;
mod describe;
mod desk;
mod door;
mod filing;
mod filter;
mod found;
mod ledger;
pub mod lists;
mod moving;
pub mod people;
mod queries;
mod refusal;
pub mod review;
mod sample;
mod shelved;
mod standing;
mod state;
mod store;
mod stored;
mod title;
pub mod told;
mod wording;
mod worker;

pub use crate::chronicle::{Difference, How, Lost, differences};
pub use crate::journal::transfer::TransferError;
pub use adding::Step;
pub use cause::Cause;
pub use command::{Articles, Command, decide};
pub use describe::{describe, field_value};
pub use desk::{Desk, Preview, preview};
pub use door::{
    Answer, Extent, Facets, FoundActors, Key, Opening, Queries, Question, Reader, Row, Seek, Typed, Window,
};
pub use filter::{ActorTest, Filter, View, Without, told_in_words};
pub use ledger::Ledger;
pub use moving::{MoveError, Moved};
pub use refusal::Refusal;
pub use shelved::Shelved;
pub use store::{Progress, RefusedFile, Store, StoreError};
pub use stored::unreadable;
pub use title::title;
pub use wording::{Piece, difference};
pub use worker::{Generation, Worker};

use crate::intake::{self, IntakeError};
use crate::journal::Journal;
use crate::model::{Article, ArticleId, Author, Class, EntryId, Language, Reading, Record, Seq};
use crate::reading;
use chrono::{DateTime, NaiveDate, Utc};
use queries::Cache;
use state::State;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

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
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// The same for whoever says it in the words of the interface, if it is known.
    pub cause: Option<Cause>,
}

/// What an addition did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Added {
    /// Articles filed.
    pub added: usize,
    /// Later texts filed of articles that are there.
    pub revised: usize,
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
pub struct Library {
    journal: Journal,
    state: State,
    refused: Vec<Refused>,
    cache: Mutex<Cache>,
    /// Where it is kept, if on disk.
    stored: Option<Box<stored::Stored>>,
    /// The language of what is filed from here on, where somebody said so.
    language: Option<Language>,
}

impl Added {
    /// What another addition did too.
    pub fn and(&mut self, more: Self) {
        self.added += more.added;
        self.revised += more.revised;
        self.known += more.known;
        self.refused.extend(more.refused);
    }

    /// How many files hold an article.
    pub const fn articles(&self) -> usize {
        self.added + self.revised + self.known
    }
}

impl Library {
    /// An empty library in memory.
    pub fn in_memory() -> Self {
        Self::default()
    }

    /// The bundled sample in memory.
    #[cfg(test)]
    pub fn sample() -> Self {
        let mut library = Self::in_memory();
        library.add_sample(&Author("anna".to_owned()), DateTime::UNIX_EPOCH);
        library
    }

    /// Takes every article filed from here on to be in that language; `None` lets its words tell.
    pub const fn speak(&mut self, language: Option<Language>) {
        self.language = language;
    }

    /// The library that a journal's records come to.
    pub fn replay(journal: Journal) -> Self {
        let mut state = State::default();
        journal.after(0).iter().for_each(|record| state.apply(record));
        Self { journal, state, ..Self::default() }
    }

    /// The records of the journal, in order.
    pub fn records(&self) -> &[Record] {
        self.journal.after(0)
    }

    /// Decides a command, writes what comes of it down, and shows it. The number of the record.
    pub fn submit(&mut self, command: Command, author: &Author, now: DateTime<Utc>) -> Result<Seq, Refusal> {
        if self.stored.is_some() {
            return self.submit_stored(command, author, now);
        }
        let change = command::decide(&self.state.ledger, &self.state, author, command)?;
        let record = self.journal.append(change, author, now);
        self.state.apply(&record);
        if !self.state.ledger.is_about_marks(&record.change) {
            self.forget_computed();
        }
        Ok(record.seq)
    }

    /// Files every article found under `paths` (folders recursively, names in byte order, hidden entries and
    /// links skipped). One bad file never stops the others.
    pub fn add_paths(&mut self, paths: &[PathBuf], author: &Author, now: DateTime<Utc>) -> Added {
        let mut added = Added::default();
        let mut files = intake::files(paths).into_iter().peekable();
        while files.peek().is_some() {
            let batch = files.by_ref().take(ahead::BATCH);
            let articles = batch
                .map(|file| {
                    file.and_then(|file| intake::file(&file))
                        .map(|article| article.in_language(self.language))
                })
                .collect();
            self.take_all(articles, author, now, &mut added);
        }
        added
    }

    /// Files the articles of a stream; `name` is what a refusal calls it.
    pub fn add_stream(
        &mut self,
        name: &Path,
        input: impl Read,
        author: &Author,
        now: DateTime<Utc>,
    ) -> Added {
        let mut added = Added::default();
        let articles = intake::streamed(name, input).into_iter();
        let articles = articles.map(|article| article.map(|article| article.in_language(self.language)));
        self.take_all(articles.collect(), author, now, &mut added);
        added
    }

    /// Files the articles compiled into the program.
    pub fn add_sample(&mut self, author: &Author, now: DateTime<Utc>) -> Added {
        let mut added = Added::default();
        let article = |(name, text): &(&str, &str)| {
            intake::stream(Path::new(name), Some((*name).to_owned()), text.as_bytes())
        };
        self.take_all(sample::ARTICLES.iter().map(article).collect(), author, now, &mut added);
        added
    }

    /// Files articles in their order; they are read side by side first.
    fn take_all(
        &mut self,
        articles: Vec<Result<Article, IntakeError>>,
        author: &Author,
        now: DateTime<Utc>,
        added: &mut Added,
    ) {
        self.state.read_ahead = ahead::read(&articles);
        for article in articles {
            self.take(article, author, now, added);
        }
        self.state.read_ahead.clear();
    }

    fn take(
        &mut self,
        article: Result<Article, IntakeError>,
        author: &Author,
        now: DateTime<Utc>,
        added: &mut Added,
    ) {
        match article {
            Ok(article) => {
                let earlier = self.state.revised(&article);
                let command = match earlier {
                    Some(earlier) => Command::Revise { earlier, article },
                    None => Command::AddArticle(article),
                };
                match self.submit(command, author, now) {
                    Ok(_) if earlier.is_some() => added.revised += 1,
                    Ok(_) => added.added += 1,
                    Err(_already_filed) => added.known += 1,
                }
            }
            Err(why) => {
                let refused = Refused::from(why);
                self.refused.push(refused.clone());
                added.refused.push(refused);
            }
        }
    }

    /// Files refused when they were to be filed, and not taken in since, by whoever; in memory those of this run alone.
    pub fn refusals(&self) -> Vec<RefusedFile> {
        self.store().map_or_else(|| self.refused.iter().map(RefusedFile::of).collect(), Store::refusals)
    }

    /// How many articles are filed.
    pub fn articles(&self) -> usize {
        if let Some(store) = self.store() {
            return store.articles();
        }
        self.state.filed.len()
    }

    /// Where the journal stands.
    pub fn head(&self) -> Head {
        self.stored_head().unwrap_or(self.state.head)
    }

    /// Files refused since this library was opened.
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// An article and its reading.
    pub fn article(&self, id: &ArticleId) -> Option<ArticleView> {
        if let Some(store) = self.store() {
            // The index keeps less than a reader sees.
            let article = store.journal.article(id).ok().flatten().map(Arc::new);
            let read =
                |article: Arc<Article>| ArticleView { reading: Arc::new(reading::read(&article)), article };
            if let Some(view) = article.map(read) {
                return Some(view);
            }
        }
        let filed = self.state.article(id)?;
        Some(ArticleView { article: filed.article, reading: filed.reading })
    }

    /// The days on which reports were published, each once, in order: the stops of the known-on date.
    pub fn report_days(&self) -> Vec<NaiveDate> {
        if let Some(store) = self.store() {
            return self.heard(store.report_days());
        }
        self.state.published_days()
    }

    /// Marks the entry, or takes its mark back; `true` if it is marked afterwards. Recorded in the journal.
    pub fn toggle_mark(&mut self, id: &EntryId, author: &Author, now: DateTime<Utc>) -> bool {
        let Some((entry, marks)) = self.entry_with_marks(id) else { return false };
        if marks.is_empty() {
            let marked = entry.anchor().map(|anchor| self.submit(Command::Mark(anchor), author, now));
            return matches!(marked, Some(Ok(_)));
        }
        // All of them: the entry would still count as marked by any that stayed.
        let left =
            marks.into_iter().filter(|mark| self.submit(Command::Unmark(mark.clone()), author, now).is_err());
        left.count() > 0
    }
}
