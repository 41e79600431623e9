//! The words of the house, as plain values: article, span, date, actor, reading, entry, change.
//!
//! Everything here is data with the arithmetic that belongs to it (a date knows its first day, a span its
//! words). Nothing here opens a file, reads a clock, knows a language or a terminal, and nothing here names
//! another folder of the house.

mod actor;
mod article;
mod change;
mod date;
mod entry;
mod reading;
mod ruling;
mod span;
pub mod text;

pub use actor::{Class, Party, PartyIndex, Who};
pub use article::{Article, ArticleId, Language, Published};
pub use change::{Author, Change, Record, Seq};
pub use date::{Bound, Edtf, EdtfError, Modifier, Partial, When};
pub use entry::{Anchor, DatedBy, Entry, EntryActor, EntryId, EntryQuote, Layer, Part, Report, Title};
pub use reading::{
    Chain, DateFinding, Doubt, Hop, Kind, Mention, Place, Quote, RULES_VERSION, Reading, Status, Telling,
};
pub use ruling::{ActorKey, ActorRef, Assertion, Basis, Field, Link, Source};
pub use span::{CodePoints, Span};
