//! Who is who across articles: the gazetteer's identifier or the folded full name, and nothing else.
//!
//! A role that nobody named holds is known only inside its article.

use crate::model::text::fold;
use crate::model::{ArticleId, Class, Party};
use std::collections::HashMap;

/// What makes mentions in different articles one actor.
pub fn key(party: &Party, article: &ArticleId) -> String {
    match (&party.id, party.class) {
        (Some(id), _) => id.clone(),
        (None, Class::Role) => format!("{} @ {article}", fold(&party.name)),
        (None, _) => fold(&party.name),
    }
}

/// A key as a small number, for comparing and indexing.
pub type Actor = u32;

/// Numbers keys in the order they are met.
#[derive(Debug, Default)]
pub struct Numbers {
    known: HashMap<String, Actor>,
}

impl Numbers {
    /// The number of a key.
    pub fn of(&mut self, key: String) -> Actor {
        let next = Actor::try_from(self.known.len()).unwrap_or(Actor::MAX);
        *self.known.entry(key).or_insert(next)
    }
}
