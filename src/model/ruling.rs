//! Rulings: the parts that changes made by people consist of.
//!
//! Does not say what a ruling does: that is `chronicle`.

use super::{Anchor, Article, ArticleId, Class, Kind, Language, Place, Status, When};
use chrono::NaiveDate;

/// What makes mentions in several articles one actor: the gazetteer's identifier, the folded full name, or for an
/// actor defined by the desk the key it was given.
pub type ActorKey = String;

/// An actor as a ruling names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorRef {
    /// Its key.
    pub key: ActorKey,
    /// Its name when it was ruled, for people.
    pub name: String,
    /// What it is.
    pub class: Class,
}

impl ActorRef {
    /// Keys of actors that a desk defined begin so.
    pub const DEFINED: &'static str = "desk:";

    /// Whether a desk defined it, so that it is nobody without that ruling.
    pub fn is_defined(&self) -> bool {
        self.key.starts_with(Self::DEFINED)
    }
}

/// What a ruling rests on, published at some time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    /// The day of its publication: from then on the ruling holds.
    pub published: NaiveDate,
    /// The filed article, where it is one.
    pub article: Option<ArticleId>,
    /// What it is, for people: a headline, « note verbale ».
    pub words: String,
}

/// Why a ruling is made, and so at which known-on dates it holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The articles said so all along and were read wrongly: it holds at every known-on date.
    Misread,
    /// Something published later says so: it holds from that day on.
    NewInformation(Source),
}

impl Basis {
    /// The day from which it holds; `None` for always.
    pub const fn holds_from(&self) -> Option<NaiveDate> {
        match self {
            Self::Misread => None,
            Self::NewInformation(source) => Some(source.published),
        }
    }
}

/// What an entry says instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// When it happened; `None` for unknown.
    When(Option<When>),
    /// What it was.
    Kind(Kind),
    /// Where; `None` for unknown.
    Place(Option<Place>),
    /// How it is told.
    Status(Status),
    /// All who did it.
    Agents(Vec<ActorRef>),
    /// All with or to whom it was done.
    Counterparts(Vec<ActorRef>),
    /// Who said a quote; `None` for somebody unnamed. Its anchor names the quote.
    Speaker(Option<ActorRef>),
}

impl Field {
    /// What it is called on the command line and in the journal.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::When(_) => "date",
            Self::Kind(_) => "kind",
            Self::Place(_) => "place",
            Self::Status(_) => "status",
            Self::Agents(_) => "agents",
            Self::Counterparts(_) => "counterparts",
            Self::Speaker(_) => "speaker",
        }
    }
}

impl Field {
    /// The actors it names.
    pub fn actors(&self) -> Vec<&ActorRef> {
        match self {
            Self::Agents(actors) | Self::Counterparts(actors) => actors.iter().collect(),
            Self::Speaker(actor) => actor.iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// How two entries are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    /// They are one happening.
    Same,
    /// The second denies the first: both are contested.
    Denies,
    /// They exclude each other: both are contested.
    Excludes,
}

impl Link {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Same, Self::Denies, Self::Excludes];

    /// As written on the command line and in the journal.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Denies => "denies",
            Self::Excludes => "excludes",
        }
    }

    /// The link of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|link| link.name() == name)
    }
}

/// A telling asserted by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assertion {
    /// The words that tell it: of a filed article, or of the one brought along. Known from that article's day on.
    pub anchor: Anchor,
    /// The article brought along, where no filed one tells it: the source's words, published when the source was.
    pub article: Option<Article>,
    /// Who published the article brought along.
    pub publisher: Option<String>,
    /// The language of its words.
    pub language: Language,
    /// What happened.
    pub kind: Kind,
    /// When.
    pub when: Option<When>,
    /// Who did it.
    pub agents: Vec<ActorRef>,
    /// With or to whom.
    pub counterparts: Vec<ActorRef>,
    /// Where.
    pub place: Option<Place>,
    /// How it is told.
    pub status: Status,
}
