//! Readings as people put them right: which articles count, who is who in them, who said a quote, and tellings that
//! the rules did not find.
//!
//! Only articles that a ruling touches are copied. What concerns whole entries (their dates, kinds, places …) is not
//! changed here, since an entry's reports keep saying what they say.

use super::Filed;
use super::anchors::{self, Trail};
use super::identities::{Identities, Names};
use super::identity;
use super::rulings::Rulings;
use crate::model::{
    ActorKey, ActorRef, Anchor, ArticleId, Assertion, Change, Field, Layer, Party, PartyIndex, Reading, Seq,
    Span, Telling, Who,
};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Articles that count, with their readings as ruled, in the order of (published, identity).
#[derive(Debug)]
pub struct Amended<'a, 'n> {
    /// The articles.
    pub filed: Vec<Filed>,
    /// Who is who.
    pub identities: &'n Identities,
    /// How the articles in view name actors.
    pub names: &'n dyn Names,
    /// From words of earlier texts to those of later ones.
    pub trail: Trail<'a>,
    /// What rulings name and no article in view holds any more.
    pub lost: Vec<Lost>,
    /// The tellings that rulings asserted.
    pub asserted: HashMap<(ArticleId, usize), Seq>,
    /// The tellings that rulings asserted which do not hold yet.
    pub hidden: HashSet<(ArticleId, usize)>,
    at: HashMap<ArticleId, usize>,
}

/// Words that a ruling names, and that nothing is read from any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The record of the ruling.
    pub seq: Seq,
    /// The words.
    pub anchor: Anchor,
}

impl<'a, 'n> Amended<'a, 'n> {
    /// The articles in view under rulings that hold, among all that are in effect; `identities` are what those that hold
    /// say of actors, `names` is how the articles in view name them. The words of what does not hold yet keep their places among the tellings of their articles.
    pub fn of(
        ordered: &[&'a Filed],
        all: &Rulings,
        holding: &Rulings,
        identities: &'n Identities,
        names: &'n dyn Names,
    ) -> Self {
        let trail = Trail::of(ordered, holding.iter().filter_map(|record| revision(&record.change)));
        let withdrawn: HashSet<ArticleId> =
            holding.iter().filter_map(|record| withdrawn(&record.change)).collect();
        let counts = |filed: &&&'a Filed| {
            let id = filed.article.id;
            !trail.is_superseded(&id) && !withdrawn.contains(&id)
        };
        let mut filed: Vec<Filed> = ordered.iter().filter(counts).map(|filed| (*filed).clone()).collect();
        filed.extend(holding.iter().filter_map(|record| brought_along(&record.change)));
        filed.sort_by_key(|filed| (filed.article.published.date, filed.article.id));
        filed.dedup_by_key(|filed| filed.article.id);
        let at = filed.iter().enumerate().map(|(at, filed)| (filed.article.id, at)).collect();
        let (lost, asserted, hidden) = (Vec::new(), HashMap::new(), HashSet::new());
        let mut amended = Self { filed, identities, names, trail, lost, asserted, hidden, at };
        if !all.is_empty() || !identities.is_empty() {
            amended.put_right(all, holding);
        }
        amended
    }

    fn put_right(&mut self, all: &Rulings, holding: &Rulings) {
        let parted = self.parted(holding);
        if !self.identities.is_empty() || !parted.is_empty() {
            self.name_parties(&parted);
        }
        for record in all.iter() {
            let holds = holding.record(record.seq).is_some();
            match &record.change {
                Change::EntryCorrected { anchor, fields, .. } if holds && anchor.layer == Layer::Quotes => {
                    for field in fields {
                        if let Field::Speaker(speaker) = field {
                            self.put_speaker_right(record.seq, anchor, speaker.as_ref());
                        }
                    }
                }
                Change::EntryAsserted { assertion } if holds => {
                    if let Some((at, anchor)) = self.locate(record.seq, &assertion.anchor) {
                        self.assert(Some(record.seq), at, &anchor, assertion);
                    }
                }
                Change::EntryAsserted { assertion } => {
                    let followed = self.trail.follow(&assertion.anchor);
                    let at = followed.and_then(|anchor| Some((*self.at.get(&anchor.article)?, anchor)));
                    if let Some((at, anchor)) = at {
                        self.assert(None, at, &anchor, assertion);
                    }
                }
                _ => {}
            }
        }
    }

    /// The words in the latest text known, and where that article stands; none if it is not in view or withdrawn.
    /// Words that a later text dropped are noted as lost.
    pub fn locate(&mut self, seq: Seq, anchor: &Anchor) -> Option<(usize, Anchor)> {
        let Some(followed) = self.trail.follow(anchor) else {
            self.lose(seq, anchor);
            return None;
        };
        self.at.get(&followed.article).map(|at| (*at, followed))
    }

    /// Notes words as lost.
    pub fn lose(&mut self, seq: Seq, anchor: &Anchor) {
        let lost = Lost { seq, anchor: anchor.clone() };
        if !self.lost.contains(&lost) {
            self.lost.push(lost);
        }
    }

    /// Which parties of which articles are somebody else, by splits: whom they were taken for, and who they are.
    fn parted(&mut self, rulings: &Rulings) -> HashMap<(usize, PartyIndex), (ActorKey, ActorKey)> {
        let mut parted = HashMap::new();
        for record in rulings.iter() {
            let Change::ActorSplit { actor, parted: other, mentions, .. } = &record.change else { continue };
            for mention in mentions {
                let Some((at, anchor)) = self.locate(record.seq, mention) else { continue };
                let found = self.filed.get(at).and_then(|filed| {
                    let place = anchors::mention(&anchor, &filed.reading)?;
                    filed.reading.actors.get(place)
                });
                match found {
                    Some(found) => {
                        parted.insert((at, found.party), (actor.key.clone(), other.key.clone()));
                    }
                    None => self.lose(record.seq, mention),
                }
            }
        }
        parted
    }

    fn name_parties(&mut self, parted: &HashMap<(usize, PartyIndex), (ActorKey, ActorKey)>) {
        for (at, filed) in self.filed.iter_mut().enumerate() {
            let mut changed: Vec<(PartyIndex, Party)> = Vec::new();
            for (index, party) in filed.reading.parties.iter().enumerate() {
                let plain = identity::key(party, &filed.article.id);
                let mut key = self.identities.key(party, &filed.article);
                let mut own = Some(party);
                if let Some((one, other)) = parted.get(&(at, index))
                    && self.identities.resolve(one) == key
                {
                    key = self.identities.resolve(other);
                    own = None;
                }
                if self.identities.changes(&key, &plain) {
                    changed
                        .push((index, self.identities.party(self.names, &key, filed.reading.language, own)));
                }
            }
            if changed.is_empty() {
                continue;
            }
            let reading = Arc::make_mut(&mut filed.reading);
            for (index, party) in changed {
                if let Some(place) = reading.parties.get_mut(index) {
                    *place = party;
                }
            }
        }
    }

    fn put_speaker_right(&mut self, seq: Seq, anchor: &Anchor, speaker: Option<&ActorRef>) {
        let Some((at, followed)) = self.locate(seq, anchor) else { return };
        let Some(filed) = self.filed.get_mut(at) else { return };
        let Some(place) = anchors::quote(&followed, &filed.reading) else {
            self.lose(seq, anchor);
            return;
        };
        let article = filed.article.id;
        let reading = Arc::make_mut(&mut filed.reading);
        let who = speaker.map(|actor| {
            let party = self.identities.named_by(self.names, actor, reading.language);
            Who::Party(party_index(reading, &article, party))
        });
        let Some(quote) = reading.quotes.get_mut(place) else { return };
        let before = std::mem::replace(&mut quote.speaker, who.clone());
        // Whom the words were put into the mouth of is whom the saying was read of.
        let saying = quote.telling.and_then(|telling| reading.events.get_mut(telling));
        if let (Some(saying), Some(before), Some(who)) = (saying, before, who) {
            for agent in saying.agents.iter_mut().filter(|agent| **agent == before) {
                *agent = who.clone();
            }
        }
    }

    /// Adds the telling that a ruling asserts, or where it does not hold yet what keeps its place.
    fn assert(&mut self, seq: Option<Seq>, at: usize, anchor: &Anchor, assertion: &Assertion) {
        let Some(filed) = self.filed.get_mut(at) else { return };
        let article = Arc::clone(&filed.article);
        let reading = Arc::make_mut(&mut filed.reading);
        let mut parties = |actors: &[ActorRef]| -> Vec<Who> {
            let actors = actors.iter().filter(|_| seq.is_some());
            let named = actors.map(|actor| self.identities.named_by(self.names, actor, reading.language));
            let parties: Vec<Party> = named.collect();
            parties.into_iter().map(|party| Who::Party(party_index(reading, &article.id, party))).collect()
        };
        let agents = parties(&assertion.agents);
        let counterparts = parties(&assertion.counterparts);
        reading.events.push(Telling {
            span: anchor.span,
            sentence: sentence(&article.text, anchor.span),
            content: None,
            kind: assertion.kind,
            when: assertion.when,
            agents,
            counterparts,
            place: assertion.place.clone(),
            status: assertion.status,
            chains: Vec::new(),
            first_by: None,
            tells: None,
            rule: "asserted",
        });
        let telling = (article.id, reading.events.len() - 1);
        match seq {
            Some(seq) => {
                self.asserted.insert(telling, seq);
            }
            None => {
                self.hidden.insert(telling);
            }
        }
    }
}

/// Where the party stands in the reading, which learns of it if need be.
fn party_index(reading: &mut Reading, article: &ArticleId, party: Party) -> PartyIndex {
    let key = identity::key(&party, article);
    let known = reading.parties.iter().position(|known| identity::key(known, article) == key);
    known.unwrap_or_else(|| {
        reading.parties.push(party);
        reading.parties.len() - 1
    })
}

const fn revision(change: &Change) -> Option<(ArticleId, ArticleId)> {
    match change {
        Change::ArticleRevised { earlier, article } => Some((*earlier, article.id)),
        _ => None,
    }
}

const fn withdrawn(change: &Change) -> Option<ArticleId> {
    match change {
        Change::ArticleWithdrawn { article, .. } => Some(*article),
        _ => None,
    }
}

/// The article that an assertion brings along. Nothing but what is asserted is read in it.
fn brought_along(change: &Change) -> Option<Filed> {
    let Change::EntryAsserted { assertion } = change else { return None };
    asserted_article(assertion)
}

/// The article that an assertion brings along, with what is known of it.
pub fn asserted_article(assertion: &Assertion) -> Option<Filed> {
    let article = assertion.article.as_ref()?;
    let reading = Reading { agency: assertion.publisher.clone(), ..Reading::empty(assertion.language) };
    Some(Filed { article: Arc::new(article.clone()), reading: Arc::new(reading) })
}

/// The sentence around words: to the ends of its line, or the nearest full stops before white space.
fn sentence(text: &str, words: Span) -> Span {
    let before = text.get(..words.start).unwrap_or_default();
    let after = text.get(words.end..).unwrap_or_default();
    let stops = [". ", "! ", "? ", "\n"];
    let start = stops.iter().filter_map(|stop| before.rfind(stop).map(|at| at + stop.len())).max();
    let end = [". ", "! ", "? ", ".\n"].iter().filter_map(|stop| after.find(stop).map(|at| at + 1));
    let end = end.chain(after.find('\n')).min().unwrap_or(after.len());
    Span::new(start.unwrap_or(0), words.end + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_around_words_ends_at_stops_and_lines() {
        let text = "Titre\n\nElle est venue. Il l'a reçue à Riga! Puis rien.";
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            sentence(text, Span::new(start, start + words.len())).of(text)
        };
        assert_eq!(at("reçue"), "Il l'a reçue à Riga!");
        assert_eq!(at("Titre"), "Titre");
        assert_eq!(at("rien"), "Puis rien.");
        assert_eq!(at("venue"), "Elle est venue.");
    }
}
