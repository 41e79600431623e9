//! Changes: what the journal holds. Facts in the past tense, added to, never changed.
//!
//! The types here carry no stored form; the `journal` folder owns that and reads every version ever written. What a
//! change does to the chronology is the `chronicle` folder's.

use super::ruling::{ActorRef, Assertion, Basis, Field, Link, Source};
use super::{Anchor, Article, ArticleId, Edtf};
use chrono::{DateTime, NaiveDate, Utc};

/// The number of a record in its journal, from 1.
pub type Seq = u64;

/// Who made a change, as they call themselves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Author(pub String);

/// A fact that the journal holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// An article was filed, as it came.
    ArticleAdded {
        /// The article with its text, so that a rebuild needs no other file.
        article: Article,
    },
    /// A changed text of an article was filed. The chronology reads the latest text known; the earlier one is kept.
    ArticleRevised {
        /// The text before.
        earlier: ArticleId,
        /// The text now.
        article: Article,
    },
    /// An article was withdrawn: it is kept, and tells nothing any more.
    ArticleWithdrawn {
        /// The article.
        article: ArticleId,
        /// Why, in the words of who withdrew it.
        reason: String,
        /// Filed by mistake (at no date), or taken back by its publisher (from the source's date on).
        basis: Basis,
    },
    /// Somebody marked the entry that holds the anchor.
    EntryMarked {
        /// What was marked.
        anchor: Anchor,
    },
    /// Somebody took a mark back.
    EntryUnmarked {
        /// What is no longer marked.
        anchor: Anchor,
    },
    /// What an entry says, or who said a quote, was corrected.
    EntryCorrected {
        /// The entry, by one of its tellings; the quote, by its words.
        anchor: Anchor,
        /// What it says instead.
        fields: Vec<Field>,
        /// On what.
        basis: Basis,
    },
    /// An entry was rejected: nothing of the kind was told.
    EntryRejected {
        /// The entry.
        anchor: Anchor,
        /// Why, in the words of who rejected it.
        reason: String,
        /// On what.
        basis: Basis,
    },
    /// A telling that the rules did not find was asserted by hand.
    EntryAsserted {
        /// The telling with its source.
        assertion: Assertion,
    },
    /// Two entries were put into a relation.
    EntriesLinked {
        /// One.
        one: Anchor,
        /// The other.
        other: Anchor,
        /// How they are related.
        link: Link,
        /// On what.
        basis: Basis,
    },
    /// Tellings were parted from an entry: they tell another happening.
    EntrySplit {
        /// A telling that stays.
        kept: Anchor,
        /// The tellings that leave, together.
        parted: Vec<Anchor>,
        /// On what.
        basis: Basis,
    },
    /// An entry was given a tag.
    EntryTagged {
        /// The entry.
        anchor: Anchor,
        /// The tag.
        tag: String,
        /// What the tag rests on, if on something published: it is not shown before that.
        source: Option<Source>,
    },
    /// A tag was taken from an entry.
    EntryUntagged {
        /// What the tag was given to.
        anchor: Anchor,
        /// The tag.
        tag: String,
    },
    /// A note was written about an entry.
    EntryNoted {
        /// The entry.
        anchor: Anchor,
        /// The note.
        text: String,
        /// What the note rests on, if on something published: it is not shown before that.
        source: Option<Source>,
    },
    /// An actor was defined that the gazetteer does not know.
    ActorDefined {
        /// The actor; all who are named like it, or by one of its aliases, are this one.
        actor: ActorRef,
        /// Its other names.
        aliases: Vec<String>,
        /// On what.
        basis: Basis,
    },
    /// An actor was given another name: who is named so is this one.
    ActorAliased {
        /// The actor.
        actor: ActorRef,
        /// The name.
        alias: String,
        /// On what.
        basis: Basis,
    },
    /// An actor is to be called otherwise.
    ActorRenamed {
        /// The actor, by its name until then.
        actor: ActorRef,
        /// Its name from now on.
        name: String,
        /// On what.
        basis: Basis,
    },
    /// Two actors were found to be one.
    ActorsMerged {
        /// The one that both are from now on.
        kept: ActorRef,
        /// The one that is no longer one of its own.
        merged: ActorRef,
        /// On what.
        basis: Basis,
    },
    /// One actor was found to be two: in some articles another is meant.
    ActorSplit {
        /// The one.
        actor: ActorRef,
        /// Whom the mentions below mean.
        parted: ActorRef,
        /// Mentions, one for each article in which the other is meant.
        mentions: Vec<Anchor>,
        /// On what.
        basis: Basis,
    },
    /// An actor was found to hold an office for a time: whom articles call so meanwhile is this one.
    OfficeDated {
        /// The actor.
        actor: ActorRef,
        /// The office, as articles name it (« ministre letton des affaires étrangères »).
        office: String,
        /// From when to when.
        during: Edtf,
        /// On what.
        basis: Basis,
    },
    /// Undo. From here on, that record counts as not having happened.
    RecordReverted {
        /// Its number.
        seq: Seq,
    },
    /// Redo. From here on, that record counts again.
    RecordRestored {
        /// Its number.
        seq: Seq,
    },
}

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its number.
    pub seq: Seq,
    /// When this desk recorded it.
    pub at: DateTime<Utc>,
    /// Who.
    pub author: Author,
    /// BLAKE3 over the record before; zeros for the first.
    pub previous: [u8; 32],
    /// What.
    pub change: Change,
}

impl Change {
    /// The identity of the article it files, if it files one.
    pub fn article(&self) -> Option<ArticleId> {
        match self {
            Self::ArticleAdded { article } | Self::ArticleRevised { article, .. } => Some(article.id),
            _ => None,
        }
    }

    /// What it is called in the journal: `article-added`, `entry-corrected` …
    pub const fn name(&self) -> &'static str {
        match self {
            Self::ArticleAdded { .. } => "article-added",
            Self::ArticleRevised { .. } => "article-revised",
            Self::ArticleWithdrawn { .. } => "article-withdrawn",
            Self::EntryMarked { .. } => "entry-marked",
            Self::EntryUnmarked { .. } => "entry-unmarked",
            Self::EntryCorrected { .. } => "entry-corrected",
            Self::EntryRejected { .. } => "entry-rejected",
            Self::EntryAsserted { .. } => "entry-asserted",
            Self::EntriesLinked { .. } => "entries-linked",
            Self::EntrySplit { .. } => "entry-split",
            Self::EntryTagged { .. } => "entry-tagged",
            Self::EntryUntagged { .. } => "entry-untagged",
            Self::EntryNoted { .. } => "entry-noted",
            Self::ActorDefined { .. } => "actor-defined",
            Self::ActorAliased { .. } => "actor-aliased",
            Self::ActorRenamed { .. } => "actor-renamed",
            Self::ActorsMerged { .. } => "actors-merged",
            Self::ActorSplit { .. } => "actor-split",
            Self::OfficeDated { .. } => "office-dated",
            Self::RecordReverted { .. } => "record-reverted",
            Self::RecordRestored { .. } => "record-restored",
        }
    }

    /// What it rests on, if that is said whichever it is; a tag or a note rests on a source or on nothing.
    pub const fn basis(&self) -> Option<&Basis> {
        match self {
            Self::ArticleWithdrawn { basis, .. }
            | Self::EntryCorrected { basis, .. }
            | Self::EntryRejected { basis, .. }
            | Self::EntriesLinked { basis, .. }
            | Self::EntrySplit { basis, .. }
            | Self::ActorDefined { basis, .. }
            | Self::ActorAliased { basis, .. }
            | Self::ActorRenamed { basis, .. }
            | Self::ActorsMerged { basis, .. }
            | Self::ActorSplit { basis, .. }
            | Self::OfficeDated { basis, .. } => Some(basis),
            Self::ArticleAdded { .. }
            | Self::ArticleRevised { .. }
            | Self::EntryAsserted { .. }
            | Self::EntryMarked { .. }
            | Self::EntryUnmarked { .. }
            | Self::EntryTagged { .. }
            | Self::EntryUntagged { .. }
            | Self::EntryNoted { .. }
            | Self::RecordReverted { .. }
            | Self::RecordRestored { .. } => None,
        }
    }

    /// The day from which it holds; `None` if it holds at every known-on date. What names an anchor holds in any case
    /// only where the anchor's article is known.
    pub fn holds_from(&self) -> Option<NaiveDate> {
        match self {
            Self::EntryTagged { source, .. } | Self::EntryNoted { source, .. } => {
                source.as_ref().map(|source| source.published)
            }
            Self::EntryAsserted { assertion } => {
                assertion.article.as_ref().map(|article| article.published.date)
            }
            _ => self.basis().and_then(Basis::holds_from),
        }
    }

    /// The words it names, in the order in which it names them.
    pub fn anchors(&self) -> Vec<&Anchor> {
        match self {
            Self::EntryMarked { anchor }
            | Self::EntryUnmarked { anchor }
            | Self::EntryCorrected { anchor, .. }
            | Self::EntryRejected { anchor, .. }
            | Self::EntryTagged { anchor, .. }
            | Self::EntryUntagged { anchor, .. }
            | Self::EntryNoted { anchor, .. } => vec![anchor],
            Self::EntryAsserted { assertion } => vec![&assertion.anchor],
            Self::EntriesLinked { one, other, .. } => vec![one, other],
            Self::EntrySplit { kept, parted, .. } => std::iter::once(kept).chain(parted).collect(),
            Self::ActorSplit { mentions, .. } => mentions.iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The actors it names; those it defines are not among them.
    pub fn actors(&self) -> Vec<&ActorRef> {
        match self {
            Self::EntryCorrected { fields, .. } => fields.iter().flat_map(Field::actors).collect(),
            Self::EntryAsserted { assertion } => {
                assertion.agents.iter().chain(&assertion.counterparts).collect()
            }
            Self::ActorAliased { actor, .. }
            | Self::ActorRenamed { actor, .. }
            | Self::OfficeDated { actor, .. }
            | Self::ActorSplit { actor, .. } => vec![actor],
            Self::ActorsMerged { kept, merged, .. } => vec![kept, merged],
            _ => Vec::new(),
        }
    }

    /// The names it gives to an actor.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let (name, others): (Option<&String>, &[String]) = match self {
            Self::ActorDefined { actor, aliases, .. } => (Some(&actor.name), aliases),
            Self::ActorAliased { alias: name, .. } | Self::ActorRenamed { name, .. } => (Some(name), &[]),
            _ => (None, &[]),
        };
        name.into_iter().chain(others).map(String::as_str)
    }

    /// The actor it defines, if it defines one.
    pub const fn defines(&self) -> Option<&ActorRef> {
        match self {
            Self::ActorDefined { actor, .. } | Self::ActorSplit { parted: actor, .. } => Some(actor),
            _ => None,
        }
    }

    /// Whether somebody ruled it, so that it can be undone; filing articles, undo and redo are no rulings.
    pub const fn is_ruling(&self) -> bool {
        !matches!(
            self,
            Self::ArticleAdded { .. }
                | Self::ArticleRevised { .. }
                | Self::RecordReverted { .. }
                | Self::RecordRestored { .. }
        )
    }
}
