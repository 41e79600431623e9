//! Changes: what the journal holds. Facts in the past tense, added to, never changed.
//!
//! The types here carry no stored form; the `journal` folder owns that and reads every version ever written.

use super::{Anchor, Article, ArticleId};
use chrono::{DateTime, Utc};

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

/// The article a change files, if it files one.
impl Change {
    /// The identity of the filed article.
    pub fn article(&self) -> Option<ArticleId> {
        match self {
            Self::ArticleAdded { article } => Some(article.id),
            Self::EntryMarked { .. } | Self::EntryUnmarked { .. } => None,
        }
    }
}
