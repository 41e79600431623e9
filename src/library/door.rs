//! The questions that can be asked of a library, in the form that a store of millions answers fast.
//!
//! Rows are asked for around a place ([`Seek`]), never by their number: a place is found in an index, a number has to be
//! counted. What cannot be promised to be quick (`count`, `rank`, `density`, `find_actors` under an unusual filter) is
//! asked on the query [worker](super::Worker), whose answers come later and can be overtaken. Only questions: what
//! changes a library is a command. A trait, so that a screen can be tried on entries made by hand.

use super::contacts::{self, Contacts};
use super::lists::{self, Compared, Partners};
use super::people::{People, people};
use super::review::{self, Latest};
use super::told::{Articles, Silent, articles};
use super::{ActorCount, ActorTest, ArticleView, Density, Filter, Refused, RefusedFile, View};
use crate::model::{ActorKey, ArticleId, Edtf, Entry, EntryId, Language, Part, Record, Seq};
use chrono::NaiveDate;
use std::io;
use std::ops::Range;
use std::sync::Arc;

/// The place of a row in the chronology. Greater is later. Holds as long as [`Queries::version`] and the view's
/// known-on date stay the same; across such a change a row is found again by its entry's id, or else by its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub i64);

/// Where to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seek {
    /// Before the first row.
    Start,
    /// After the last row.
    End,
    /// Before the first row that begins on this day or later.
    Day(NaiveDate),
    /// At that row, or, if the view does not hold it, before the next one.
    Key(Key),
    /// At the row of that entry; if the view does not hold it, where it would stand; at the end, if nobody knows it.
    Entry(EntryId),
}

/// One line of the chronology with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its place.
    pub key: Key,
    /// The entry.
    pub entry: Arc<Entry>,
}

/// Rows around a place, in the order of the chronology.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Window {
    /// The rows.
    pub rows: Vec<Row>,
    /// How many of them stand before the place; the row looked for is `rows[at]`, if the view holds it.
    pub at: usize,
    /// Whether the view holds rows before the first of these.
    pub more_before: bool,
    /// Whether the view holds rows after the last of these.
    pub more_after: bool,
}

/// Whom to look for while a name is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    /// What is typed so far; empty for the most frequent actors.
    pub text: String,
    /// The part that the actor must play, for the counts.
    pub part: Option<Part>,
    /// Whether the counts are those without the actor.
    pub not: bool,
    /// So many of the best answers are passed over.
    pub skip: usize,
    /// So many are counted and given.
    pub take: usize,
}

/// Actors that answer what is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundActors {
    /// The best, after those passed over; `entries` counts what the view would hold with them added to its filter.
    pub actors: Vec<ActorCount>,
    /// How many there are in all; in a large library a lower bound.
    pub found: usize,
}

/// Names that entries can be filtered by, besides those of actors.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// Places, and places that hold them.
    pub places: Vec<String>,
    /// Publishers and named sources.
    pub sources: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
}

/// How many entries a view holds, and from the first possible day of any of them to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// How many.
    pub entries: usize,
    /// The days; `None` of no entries.
    pub days: Option<(NaiveDate, NaiveDate)>,
}

impl Extent {
    /// Takes in one more entry.
    pub fn take(&mut self, first: NaiveDate, last: NaiveDate) {
        self.entries += 1;
        self.days = Some(self.days.map_or((first, last), |(from, to)| (from.min(first), to.max(last))));
    }
}

/// A library, as far as it is read.
pub trait Queries {
    /// A number that changes whenever something was added or ruled, by this process or another. Asking costs
    /// microseconds, so a screen asks it a few times a second.
    fn version(&self) -> u64;
    /// How many articles are filed.
    fn articles(&self) -> usize;
    /// Files refused since it was opened.
    fn refused(&self) -> &[Refused];
    /// At most `before` rows before the place and `after` rows from it on: milliseconds, however large the library
    /// and wherever the place.
    fn rows(&self, view: &View, seek: &Seek, before: usize, after: usize) -> Window;
    /// How many entries the view holds. At once without a filter and for one actor; else on the worker.
    fn count(&self, view: &View) -> usize;
    /// The same of several views at once: what their places and sources need is looked for together.
    fn counts(&self, views: &[View]) -> Vec<usize> {
        views.iter().map(|view| self.count(view)).collect()
    }
    /// How many of the view's rows stand before that place. On the worker.
    fn rank(&self, view: &View, key: Key) -> usize;
    /// How the view's entries lie in time, by their first possible days, in at most `steps` stretches of equal length
    /// (a store counts months, so stretches may be longer than asked). Empty if the view is.
    fn density(&self, view: &View, steps: usize) -> Vec<Density>;
    /// The actors that answer what is typed, best first.
    fn find_actors(&self, view: &View, typed: &Typed) -> FoundActors;
    /// The actors of the view's entries with their counts, most entries first. All of them: for lists that are printed.
    fn actors(&self, view: &View) -> Vec<ActorCount>;
    /// The last day before that one on which an article was published; the last of all for `None`.
    fn report_day_before(&self, day: Option<NaiveDate>) -> Option<NaiveDate>;
    /// The first day after that one on which an article was published.
    fn report_day_after(&self, day: NaiveDate) -> Option<NaiveDate>;
    /// An article and its reading.
    fn article(&self, id: &ArticleId) -> Option<ArticleView>;
    /// An article with what a library keeps of its reading (language, publisher, parties, quotes, events), without what
    /// only its reader sees (dates, rules, doubts). Nothing is read anew for it.
    fn filed(&self, id: &ArticleId) -> Option<ArticleView> {
        self.article(id)
    }
    /// The marked entries, oldest first.
    fn marked(&self) -> Vec<EntryId>;
    /// How many marks there are, at once: in a store those on entries that were linked since, or are not found any more,
    /// count each.
    fn marks(&self) -> usize {
        self.marked().len()
    }
    /// Places, sources and tags of the view's entries with a word that begins so (folded), at most `take` of each.
    fn facets(&self, _view: &View, _begun: &str, _take: usize) -> Facets {
        Facets::default()
    }
    /// Filed articles in which no event was found, oldest first, at most `take`.
    fn silent_articles(&self, _known_on: Option<NaiveDate>, _take: usize) -> Vec<Silent> {
        Vec::new()
    }

    /// Files that were refused and not taken in since, by whoever.
    fn refusals(&self) -> Vec<RefusedFile> {
        Vec::new()
    }

    /// The earlier texts of an article, the latest first; none if it was not revised.
    fn earlier_texts(&self, _id: &ArticleId) -> Vec<ArticleView> {
        Vec::new()
    }

    /// The actors that a name may mean to somebody who knows what was published by that day: exact folded name, alias or
    /// unique surname give one; else candidates.
    fn actors_called(&self, name: &str, known_on: Option<NaiveDate>) -> Vec<ActorCount> {
        let all = self.actors(&View { known_on, ..View::default() });
        super::chronology::named(all.iter(), name)
    }

    /// The record of a ruling.
    fn ruling(&self, _seq: Seq) -> Option<Arc<Record>> {
        None
    }

    /// Rulings that have lost the words they named, by the numbers of their records, told in a language.
    fn lost_rulings(&self, _language: Language) -> Vec<(Seq, String)> {
        Vec::new()
    }

    /// The offices that rulings give to actors, as known on a day, each with whom it is given to and for which time.
    fn ruled_offices(&self, _known_on: Option<NaiveDate>) -> Vec<(ActorKey, String, Edtf)> {
        Vec::new()
    }

    /// What could not be read while questions were answered, since it was asked last, in words for people: such an answer
    /// is empty, or a part of the whole.
    fn trouble(&self) -> Option<String> {
        None
    }

    /// What opens a second reader of the same library on another thread; `None` where every answer is quick and no
    /// thread is needed.
    fn reader(&self) -> Option<Opening> {
        None
    }

    /// The entries of the view at these positions. Counts from the start, so it is slow deep in a large library.
    fn window(&self, view: &View, positions: Range<usize>) -> Vec<Arc<Entry>>;
    /// Calls `each` with all entries of the view in order, and holds none of them. The first error ends it, and is given
    /// back.
    fn each(&self, view: &View, each: &mut dyn FnMut(Arc<Entry>) -> io::Result<()>) -> io::Result<()> {
        self.window(view, 0..usize::MAX).into_iter().try_for_each(each)
    }
    /// How many entries the view holds, and over which days. `tell` hears how many were gone through, now and then, and
    /// says whether to go on; `None` if it said no.
    fn extent(&self, view: &View, tell: &mut dyn FnMut(usize) -> bool) -> io::Result<Option<Extent>> {
        let (mut extent, mut whole) = (Extent::default(), true);
        let ended = self.each(view, &mut |entry| {
            extent.take(entry.sort_first, entry.sort_last);
            whole = tell(extent.entries);
            if whole { Ok(()) } else { Err(io::ErrorKind::Interrupted.into()) }
        });
        match ended {
            Err(why) if whole => Err(why),
            _ => Ok(whole.then_some(extent)),
        }
    }
    /// Where the entry stands in the view, or would, counted from the start.
    fn position(&self, view: &View, id: &EntryId) -> usize;
    /// All days on which reports were published.
    fn report_days(&self) -> Vec<NaiveDate>;
}

/// Opens a reader on the thread that it is for; `None` if that did not work.
pub type Opening = Box<dyn FnOnce() -> Option<Reader> + Send>;

/// A reader for another thread.
pub struct Reader {
    /// Answers the same questions.
    pub queries: Box<dyn Queries + Send>,
    /// With `true`, stops the question being answered and all that follow: their answers are empty then and must be
    /// dropped. With `false`, questions are answered again.
    pub stop: Arc<dyn Fn(bool) + Send + Sync>,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}

/// A question for the worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// See [`Queries::rows`].
    Rows {
        /// Of which view.
        view: View,
        /// Around which place.
        seek: Seek,
        /// At most so many before it.
        before: usize,
        /// At most so many from it on.
        after: usize,
    },
    /// See [`Queries::count`].
    Count(View),
    /// See [`Queries::counts`].
    Counts(Vec<View>),
    /// See [`Queries::rank`].
    Rank(View, Key),
    /// See [`Queries::density`].
    Density(View, usize),
    /// See [`Queries::find_actors`].
    Actors(View, Typed),
    /// See [`Queries::facets`]; all names, so many of each at most.
    Facets(View, usize),
    /// See [`Queries::article`].
    Article(ArticleId),
    /// See [`review::latest`] and [`Queries::lost_rulings`].
    Review(View, usize, Language),
    /// See [`articles`]: of which view, and of how many entries.
    Articles(View, usize),
    /// See [`lists::sayings`]: of whom, known on which day, around which place, how many before it and from it on.
    Sayings(Box<(ActorTest, Option<NaiveDate>)>, Seek, usize, usize),
    /// See [`contacts::bare`].
    Contacts(View, Box<(ActorTest, ActorTest)>),
    /// See [`lists::partners`].
    Partners(Box<(ActorTest, Option<NaiveDate>)>, usize),
    /// See [`lists::compared`].
    Compare(Filter, (NaiveDate, NaiveDate), usize),
    /// See [`people`].
    People {
        /// Of which view.
        view: View,
        /// How many.
        take: usize,
        /// Of how many of them the time is told.
        drawn: usize,
        /// In how many stretches.
        steps: usize,
    },
}

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// To [`Question::Rows`] and [`Question::Sayings`].
    Rows(Window),
    /// To [`Question::Count`].
    Count(usize),
    /// To [`Question::Counts`].
    Counts(Vec<usize>),
    /// To [`Question::Rank`].
    Rank(usize),
    /// To [`Question::Density`].
    Density(Vec<Density>),
    /// To [`Question::Actors`].
    Actors(FoundActors),
    /// To [`Question::Facets`].
    Facets(Facets),
    /// To [`Question::Article`]; `None` if it is not filed.
    Article(Option<Box<ArticleView>>),
    /// To [`Question::Review`].
    Review(Latest, Vec<(Seq, String)>),
    /// To [`Question::Articles`].
    Articles(Articles),
    /// To [`Question::Contacts`].
    Contacts(Contacts),
    /// To [`Question::Partners`].
    Partners(Partners),
    /// To [`Question::Compare`].
    Compare(Compared),
    /// To [`Question::People`].
    People(People),
}

impl Question {
    /// The answer, found now, on this thread.
    pub fn answer(&self, library: &dyn Queries) -> Answer {
        match self {
            Self::Rows { view, seek, before, after } => {
                Answer::Rows(library.rows(view, seek, *before, *after))
            }
            Self::Count(view) => Answer::Count(library.count(view)),
            Self::Counts(views) => Answer::Counts(library.counts(views)),
            Self::Rank(view, key) => Answer::Rank(library.rank(view, *key)),
            Self::Density(view, steps) => Answer::Density(library.density(view, *steps)),
            Self::Actors(view, typed) => Answer::Actors(library.find_actors(view, typed)),
            Self::Article(id) => Answer::Article(library.article(id).map(Box::new)),
            Self::Review(view, take, language) => {
                Answer::Review(review::latest(library, view, *take), library.lost_rulings(*language))
            }
            Self::Articles(view, take) => Answer::Articles(articles(library, view, *take)),
            Self::Sayings(of, seek, before, after) => {
                Answer::Rows(lists::sayings(library, (&of.0, of.1), seek, (*before, *after)))
            }
            Self::Contacts(view, two) => Answer::Contacts(contacts::bare(library, view, &two.0, &two.1)),
            Self::Partners(of, take) => Answer::Partners(lists::partners(library, (&of.0, of.1), *take)),
            Self::Compare(filter, days, take) => {
                Answer::Compare(lists::compared(library, filter, *days, *take))
            }
            Self::People { view, take, drawn, steps } => {
                Answer::People(people(library, view, *take, *drawn, *steps))
            }
            Self::Facets(view, take) => Answer::Facets(library.facets(view, "", *take)),
        }
    }
}
