//! Entries: the lines of the chronology, each with all its reports.
//!
//! Terms and values are those of the entry contract (`depeche.entry/1`). Does not group tellings (that is
//! `chronicle`) and does not serialise itself.

use super::{ArticleId, Chain, Class, Kind, Place, Seq, Span, Status, When};
use chrono::NaiveDate;

/// For people: the first ten hex digits of BLAKE3(article, start, end) of the entry's first telling.
/// What is stored names an [`Anchor`] instead.
pub type EntryId = String;

/// A layer of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Date expressions.
    Dates,
    /// Mentions of actors.
    Actors,
    /// Quoted words.
    Quotes,
    /// Tellings of events.
    Events,
}

impl Layer {
    /// As written in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dates => "dates",
            Self::Actors => "actors",
            Self::Quotes => "quotes",
            Self::Events => "events",
        }
    }

    /// The layer of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Dates, Self::Actors, Self::Quotes, Self::Events].into_iter().find(|layer| layer.name() == name)
    }
}

/// What everything stored about an entry names: words of an article, in a layer. It applies to the entry that
/// holds a finding of that layer overlapping it by half or more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    /// The article.
    pub article: ArticleId,
    /// The layer.
    pub layer: Layer,
    /// The words, in bytes of the article's text.
    pub span: Span,
    /// Where several findings of the layer have these very words (one verb, two calls): which of them, from 0.
    pub nth: usize,
}

impl Anchor {
    /// The first finding of the layer with these words.
    pub const fn new(article: ArticleId, layer: Layer, span: Span) -> Self {
        Self { article, layer, span, nth: 0 }
    }
}

/// Which part an actor plays in an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Does it.
    Agent,
    /// It is done with or to them.
    Counterpart,
    /// Says it.
    Speaker,
    /// Is named in the sentence or in a quote.
    About,
}

impl Part {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Agent, Self::Counterpart, Self::Speaker, Self::About];

    /// As written in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Counterpart => "counterpart",
            Self::Speaker => "speaker",
            Self::About => "about",
        }
    }

    /// The part of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|part| part.name() == name)
    }
}

/// An actor of an entry with the part it plays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryActor {
    /// The key that makes mentions across articles one actor: gazetteer identifier or folded full name.
    pub key: String,
    /// Canonical name, in the language of the entry's first article.
    pub name: String,
    /// What it is.
    pub class: Class,
    /// What it does here.
    pub part: Part,
}

/// What an entry's place in time rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatedBy {
    /// The date of the event.
    Event,
    /// No date is told; the first report's stands in (`≤` on the screen).
    Report,
}

/// One telling in an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The article that tells it.
    pub article: ArticleId,
    /// Its file's name, where it came from one.
    pub file: Option<String>,
    /// Its date of publication: when this report became known.
    pub published: NaiveDate,
    /// The publisher, where the article names it.
    pub agency: Option<String>,
    /// The article's headline.
    pub headline: String,
    /// The place of the telling in the article's reading.
    pub telling: usize,
    /// The words that tell it.
    pub span: Span,
    /// Of the article's tellings with these very words, which one it is, from 0.
    pub nth: usize,
    /// The sentence that tells it.
    pub sentence: Span,
    /// The kind of this telling.
    pub kind: Kind,
    /// The date this telling gives.
    pub when: Option<When>,
    /// The place this telling gives.
    pub place: Option<Place>,
    /// How it is told.
    pub status: Status,
    /// From the publisher outwards to a root, one chain per root; never empty here.
    pub chains: Vec<Chain>,
    /// Who the article says told it first.
    pub first_by: Option<String>,
}

/// Quoted words in an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryQuote {
    /// The article they stand in.
    pub article: ArticleId,
    /// The words.
    pub span: Span,
    /// The words themselves.
    pub text: String,
    /// Who said them: a name, or for an unnamed speaker the description.
    pub speaker: Option<String>,
    /// Whether `speaker` is a name.
    pub speaker_named: bool,
    /// When they were said.
    pub said: Option<When>,
}

/// What an entry is called, before it is put into a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Title {
    /// « Macron : « … » », or the reported clause.
    Said {
        /// Surname or short name of the speaker.
        speaker: String,
        /// The longest quote, or the reported clause.
        words: String,
        /// Whether the words are a quote.
        quoted: bool,
    },
    /// « Bonne → Moscou », with the kind where the kind is not plain from the arrow.
    Happened {
        /// Short names of the agents.
        agents: Vec<String>,
        /// Short names of the counterparts.
        counterparts: Vec<String>,
        /// What happened.
        kind: Kind,
        /// Where.
        place: Option<String>,
    },
    /// Where neither can be made: the telling's sentence.
    Sentence(String),
}

/// One line of the chronology.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// For people.
    pub id: EntryId,
    /// When it happened, as precise as its reports; `None` where no date is told.
    pub when: Option<When>,
    /// First possible day, by which it is sorted.
    pub sort_first: NaiveDate,
    /// Last possible day (of the event; of the first report where undated).
    pub sort_last: NaiveDate,
    /// What its place in time rests on.
    pub dated_by: DatedBy,
    /// The kind shown: the first of visit, talks, meeting among its tellings, else the first telling's.
    pub kind: Kind,
    /// All kinds among its tellings, the shown one first.
    pub kinds: Vec<Kind>,
    /// What it is called.
    pub title: Title,
    /// Where.
    pub place: Option<Place>,
    /// Who, with the part played; an actor with two parts stands twice.
    pub actors: Vec<EntryActor>,
    /// The first present among its reports, in the order of [`Status`].
    pub status: Status,
    /// Whether reports exclude each other.
    pub contested: bool,
    /// All statuses that occur, in the order of [`Status`].
    pub statuses: Vec<Status>,
    /// Date of the first report.
    pub known: NaiveDate,
    /// Days from the event's last possible day to the first report; `None` for planned, hypothetical, undated.
    pub lag_days: Option<i64>,
    /// How many articles tell it.
    pub articles: usize,
    /// How many distinct roots its reports have.
    pub origins: usize,
    /// Its tellings, in the order of (published, article, start).
    pub reports: Vec<Report>,
    /// The words said in it, in the order of their articles.
    pub quotes: Vec<EntryQuote>,
    /// Tags given by people.
    pub tags: Vec<String>,
    /// Notes written by people.
    pub notes: Vec<String>,
    /// Whether it is marked.
    pub marked: bool,
    /// The records of the rulings that made it what it is, in their order.
    pub rulings: Vec<Seq>,
}

impl Report {
    /// The anchor of this telling.
    pub const fn anchor(&self) -> Anchor {
        Anchor { article: self.article, layer: Layer::Events, span: self.span, nth: self.nth }
    }
}

impl EntryQuote {
    /// The anchor of these words.
    pub const fn anchor(&self) -> Anchor {
        Anchor::new(self.article, Layer::Quotes, self.span)
    }
}

impl Entry {
    /// The anchor by which this entry is stored: its first telling.
    pub fn anchor(&self) -> Option<Anchor> {
        self.reports.first().map(Report::anchor)
    }
}
