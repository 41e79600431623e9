//! The actors of an entry: who does it, with or to whom, who speaks, and who is named in its sentences and quotes.
//!
//! Never the rest of the article.

use super::group::ToldGroup;
use super::identity;
use super::ruled::Ruled;
use super::told::Told;
use crate::model::{
    ActorKey, ArticleId, Class, EntryActor, EntryQuote, Kind, Part, Party, PartyIndex, Span, Who,
};
use std::collections::{HashMap, HashSet};

/// All of them, agents first, each part once; agents and counterparts by rulings, where there are any.
pub fn of(group: &ToldGroup<'_, '_>, quotes: &[EntryQuote], ruled: &Ruled) -> Vec<EntryActor> {
    let mut cast = Cast::default();
    cast.ruled(ruled.agents.as_deref().unwrap_or_default(), Part::Agent);
    for told in group.tellings.iter().filter(|_| ruled.agents.is_none()) {
        cast.all(told, &told.telling.agents, Part::Agent);
    }
    cast.ruled(ruled.counterparts.as_deref().unwrap_or_default(), Part::Counterpart);
    for told in group.tellings.iter().filter(|_| ruled.counterparts.is_none()) {
        cast.all(told, &told.telling.counterparts, Part::Counterpart);
    }
    let is_statement = |kind: Kind| ruled.kind.unwrap_or(kind) == Kind::Statement;
    for told in group.tellings.iter().filter(|told| is_statement(told.kind())) {
        match &ruled.agents {
            Some(agents) => cast.ruled(agents, Part::Speaker),
            None => cast.all(told, &told.telling.agents, Part::Speaker),
        }
    }
    for (told, quoted) in with_quotes(group, quotes) {
        let all = &told.reading.quotes;
        let first = all.partition_point(|quote| quote.span.start < quoted.start);
        let quote = all.iter().skip(first).take_while(|quote| quote.span.start == quoted.start);
        let quote = quote.into_iter().find(|quote| quote.span == quoted);
        cast.all(told, quote.and_then(|quote| quote.speaker.as_ref()), Part::Speaker);
    }
    for told in &group.tellings {
        cast.named_in(told, told.telling.sentence);
    }
    for (told, quoted) in with_quotes(group, quotes) {
        cast.named_in(told, quoted);
    }
    cast.actors
}

/// Each quote with a telling of its article.
fn with_quotes<'g, 'a>(
    group: &'g ToldGroup<'_, 'a>,
    quotes: &'g [EntryQuote],
) -> impl Iterator<Item = (&'g Told<'a>, Span)> {
    let of_article: HashMap<ArticleId, &Told<'a>> =
        group.tellings.iter().map(|told| (told.article.id, &**told)).collect();
    quotes.iter().filter_map(move |quote| Some((*of_article.get(&quote.article)?, quote.span)))
}

#[derive(Default)]
struct Cast {
    actors: Vec<EntryActor>,
    known: HashSet<(String, Part)>,
    /// Keys of all that have a part.
    keys: HashSet<String>,
}

impl Cast {
    fn all<'w>(&mut self, told: &Told<'_>, who: impl IntoIterator<Item = &'w Who>, part: Part) {
        who.into_iter().filter_map(Who::party).for_each(|party| self.one(told, party, part));
    }

    fn ruled(&mut self, parties: &[Party], part: Part) {
        for party in parties {
            let key = party.id.clone().unwrap_or_default();
            self.add(key, party, part);
        }
    }

    fn one(&mut self, told: &Told<'_>, party: PartyIndex, part: Part) {
        let Some(party) = told.reading.party(party) else { return };
        self.add(identity::key(party, &told.article.id), party, part);
    }

    fn add(&mut self, key: ActorKey, party: &Party, part: Part) {
        if self.known.insert((key.clone(), part)) {
            self.keys.insert(key.clone());
            self.actors.push(EntryActor { key, name: party.name.clone(), class: party.class, part });
        }
    }

    /// Those whose name or resolved role stands in the words, unless they play another part already.
    fn named_in(&mut self, told: &Told<'_>, words: Span) {
        let mentions = &told.reading.actors;
        let first = mentions.partition_point(|mention| mention.span.start < words.start);
        let near = mentions.iter().skip(first).take_while(|mention| mention.span.start < words.end);
        for mention in near.filter(|mention| words.contains(mention.span)) {
            let party = told.reading.party(mention.party);
            let Some(party) = party.filter(|party| party.class != Class::Role) else { continue };
            let key = identity::key(party, &told.article.id);
            let has_a_part = Part::ALL.iter().any(|part| self.known.contains(&(key.clone(), *part)));
            if !has_a_part {
                self.one(told, mention.party, Part::About);
            }
        }
    }
}
