//! Actors: who is named or described in an article, and which mentions are one actor.
//!
//! In: a [`Doc`]. Out: the parties of the article, every mention of them with its words and its noun group, the
//! places that are only places, and doubts. Persons unknown to the gazetteer are the normal case.
//!
//! Does not find what the actors do (that is `events`), nor who speaks (`quotes`), and names nobody by guess: a
//! description that fits two persons alike is left open with a [`Doubt`].

mod anybody;
mod assemble;
mod bodies;
mod fits;
mod groups;
mod guess;
mod implied;
mod known;
mod likeness;
mod names;
mod organisations;
mod people;
mod phrase;
mod places;
mod premodified;
mod pronouns;
mod realms;
mod relation;
mod resolve;
mod scan;
mod setting;
mod tenures;
mod trail;

use super::doc::Doc;
use crate::model::{Class, Doubt, Mention, Party, PartyIndex, Place, Reading, Span};
use std::ops::Range;

pub use crate::lexicon::actors::Gender;
pub use pronouns::{resolve_pronoun, resolve_pronoun_before};

/// What the article tells about a party.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Grammatical gender of a person, where titles, descriptions or the given name tell it.
    pub gender: Option<Gender>,
    /// Named in the plural (« les Européens »).
    pub plural: bool,
    /// The state it belongs to, by its short French name (« Norvège »), where told.
    pub state: Option<String>,
    /// The offices told of a person, folded, in the article's words (« vice-ministre armenien »), first told first.
    pub offices: Vec<String>,
}

/// A mention with what grammar needs to know about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mentioned {
    /// The mention as the reading shows it: span without article and title, party, class, rule.
    pub mention: Mention,
    /// The tokens of the span.
    pub words: Range<usize>,
    /// The tokens of the whole noun group: article, title, descriptions and appositions included
    /// (« Le porte-parole de la diplomatie, Farhad Kia, »; a closing comma belongs to it).
    pub group: Range<usize>,
    /// The place in [`Actors::mentions`] of the mention whose noun group holds this one, for a name nested in a
    /// description (« *Macron* » in « le conseiller de Macron »).
    pub inside: Option<usize>,
    /// Whether it stands for several (« les Européens »).
    pub plural: bool,
    /// Stands where a subject does, as far as the words before tell: no preposition and no verb leads to it.
    pub subject: bool,
    /// Stands between quotation marks.
    pub quoted: bool,
}

/// A place that is only a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceMention {
    /// The words, without preposition and article.
    pub span: Span,
    /// The tokens of the span.
    pub words: Range<usize>,
    /// Its name and what holds it.
    pub place: Place,
    /// Stands in a dateline.
    pub dateline: bool,
    /// Stands behind a locative preposition, as a place where something happens (« à Moscou », « en Ukraine »).
    pub locative: bool,
}

/// The actors of an article.
#[derive(Debug, Clone, Default)]
pub struct Actors {
    /// Whom the article knows.
    pub parties: Vec<Party>,
    /// What it tells about each, in the same order.
    pub profiles: Vec<Profile>,
    /// All mentions, by start, then longest first.
    pub mentions: Vec<Mentioned>,
    /// All mere places, in order.
    pub places: Vec<PlaceMention>,
    /// What was left open.
    pub doubts: Vec<Doubt>,
}

/// Finds the actors of an article.
pub fn find(doc: &Doc<'_>) -> Actors {
    let mut scan = scan::Scan::new(doc);
    known::claim(&mut scan);
    known::widen_media(&mut scan);
    groups::claim_portfolios(&mut scan);
    let bare = bodies::claim(&mut scan);
    names::claim(&mut scan);
    let described = groups::find(&scan);
    let people = people::find(&mut scan, &described);
    assemble::assemble(&mut scan, &described, &people, &bare)
}

impl Actors {
    /// The profile of a party; an empty one past the end.
    pub fn profile(&self, party: PartyIndex) -> &Profile {
        static NOTHING: Profile = Profile { gender: None, plural: false, state: None, offices: Vec::new() };
        self.profiles.get(party).unwrap_or(&NOTHING)
    }

    /// The place in [`Self::mentions`] of the mention whose words hold the token; of nested ones the innermost.
    pub fn at(&self, word: usize) -> Option<usize> {
        let until = self.mentions.partition_point(|found| found.words.start <= word);
        (0..until)
            .rev()
            .find(|&index| self.mentions.get(index).is_some_and(|found| found.words.contains(&word)))
    }

    /// The place in [`Self::mentions`] of the outermost mention whose noun group holds the token.
    pub fn group_at(&self, word: usize) -> Option<usize> {
        self.mentions.iter().position(|found| found.inside.is_none() && found.group.contains(&word))
    }

    /// The mentions whose words lie in a range of tokens, with their places in [`Self::mentions`], nested ones too.
    pub fn within(&self, range: &Range<usize>) -> impl Iterator<Item = (usize, &Mentioned)> {
        let from = self.mentions.partition_point(|found| found.words.start < range.start);
        let end = range.end;
        self.mentions
            .iter()
            .enumerate()
            .skip(from)
            .take_while(move |(_, found)| found.words.start < end)
            .filter(move |(_, found)| found.words.end <= end)
    }

    /// The mere places in a range of tokens.
    pub fn places_within(&self, range: &Range<usize>) -> impl Iterator<Item = &PlaceMention> {
        let from = self.places.partition_point(|place| place.words.start < range.start);
        let end = range.end;
        self.places.iter().skip(from).take_while(move |place| place.words.start < end)
    }

    /// Whether a party is a person (or a role that nobody named holds), and not a state or an organisation.
    pub fn is_human(&self, party: PartyIndex) -> bool {
        self.parties.get(party).is_some_and(|party| matches!(party.class, Class::Person | Class::Role))
    }

    /// Hands parties, mentions and doubts to the reading.
    pub fn report(&self, reading: &mut Reading) {
        reading.parties.clone_from(&self.parties);
        reading.actors = self.mentions.iter().map(|found| found.mention.clone()).collect();
        reading.doubts.extend(self.doubts.iter().cloned());
    }
}

#[cfg(test)]
mod tests;
