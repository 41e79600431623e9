//! Actors: who can say, do or undergo something in diplomacy.
//!
//! Does not decide who is who: the reading resolves mentions within an article, the chronicle across articles.

/// What an actor is, or, for a mention, how it is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A human being, by name.
    Person,
    /// A country, by name, capital or demonym.
    State,
    /// An institution, party, company, medium, seat of power.
    Organisation,
    /// A description that names nobody but means one actor (« le président français »).
    Role,
}

impl Class {
    /// As written in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::State => "state",
            Self::Organisation => "organisation",
            Self::Role => "role",
        }
    }

    /// The class of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Person, Self::State, Self::Organisation, Self::Role];
        all.into_iter().find(|class| class.name() == name)
    }
}

/// One actor as an article knows it: all its mentions in the article point here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Canonical name: the gazetteer's in the article's language, else the longest form in the article.
    pub name: String,
    /// What it is; [`Class::Role`] only for a role that nobody named holds.
    pub class: Class,
    /// The gazetteer's identifier (`Q…` of Wikidata, or a local one), where the gazetteer knows the actor.
    /// Two mentions in different articles are one actor if this is equal, or if neither has one and the
    /// folded names are equal.
    pub id: Option<String>,
    /// Other forms under which the article or the gazetteer knows it, for search (aliases, surname).
    pub aliases: Vec<String>,
}

/// The place of a [`Party`] in its reading's list.
pub type PartyIndex = usize;

/// Somebody in a role of an event: known by name, or only described.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// A party of the reading.
    Party(PartyIndex),
    /// Somebody unnamed, in the article's words (« une source diplomatique »); `?` in JSON.
    Unnamed(String),
}

impl Who {
    /// The party, if named.
    pub const fn party(&self) -> Option<PartyIndex> {
        match self {
            Self::Party(index) => Some(*index),
            Self::Unnamed(_) => None,
        }
    }
}
