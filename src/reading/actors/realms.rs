//! States told by a common noun: « le royaume », « Kigali accuses its neighbour », « le voisin libyen ».
//!
//! Comes when persons and states have been found. Does not say who acts for a state (that is `places`).

use super::Actors;
use super::scan::Scan;
use crate::model::{Class, PartyIndex};
use crate::reading::words::Shape;

/// How many sentences back the other state may have been named.
const REACH: usize = 6;

/// How many mentions back a state of the kind told may have been named.
const NEAR: usize = 24;

/// The nouns that mean a state, each with its token and the state.
pub fn find(scan: &Scan<'_, '_>, actors: &Actors) -> Vec<(usize, PartyIndex, &'static str)> {
    (1..scan.doc.words.len())
        .filter(|&at| scan.word(at).shape == Shape::Lower && !scan.is_closed(at) && scan.owner(at).is_none())
        .filter_map(|at| {
            let realm = || Some((at, realm(scan, actors, at)?, "realm"));
            realm().or_else(|| Some((at, neighbour(scan, actors, at)?, "neighbour")))
        })
        .collect()
}

/// « le royaume », « the emirate »: the state of that kind named last.
fn realm(scan: &Scan<'_, '_>, actors: &Actors, at: usize) -> Option<PartyIndex> {
    let lists = scan.lists();
    if !lists.realm_nouns.has(scan.lower(at)) || !definite(scan, at - 1) || !scan.together(at, at - 1) {
        return None;
    }
    if lists.of.has(scan.lower(at + 1)) || scan.nation(at + 1).is_some() {
        return None;
    }
    let until = actors.mentions.partition_point(|found| found.words.start < at);
    let before = actors.mentions.get(..until)?.iter().rev().take(NEAR);
    before.map(|found| found.mention.party).find(|&party| {
        actors.parties.get(party).is_some_and(|party| {
            party.class == Class::State && lists.realms.has(crate::model::text::fold(&party.name).as_str())
        })
    })
}

fn definite(scan: &Scan<'_, '_>, at: usize) -> bool {
    let lists = scan.lists();
    let lower = scan.lower(at);
    lists.definite.has(lower) || lists.of.has(lower) && !lists.of_bare.has(lower)
}

/// « Kigali accuses its | neighbour », « le | voisin | du Sud »: of two states the other one.
fn neighbour(scan: &Scan<'_, '_>, actors: &Actors, at: usize) -> Option<PartyIndex> {
    let lists = scan.lists();
    if !lists.state_relations.has(scan.fold(at)) {
        return None;
    }
    // « its northern neighbour »
    let mut first = at;
    while first + 2 > at && first > 1 && !determined(scan, first - 1) {
        first -= 1;
    }
    let before = first - 1;
    if !determined(scan, before) || !scan.together(before, at) {
        return None;
    }
    let covered = actors.mentions.iter().any(|found| found.words.contains(&at));
    let is_state =
        |party: PartyIndex| actors.parties.get(party).is_some_and(|party| party.class == Class::State);
    let quarter = lists.of.has(scan.lower(at + 1)) && lists.quarters.has(scan.fold(at + 2));
    let possessive = lists.possessive.has(scan.lower(before));
    if covered || !possessive && !quarter {
        return None;
    }
    let here = scan.word(at).sentence;
    let sentence = scan.doc.sentences.get(here)?.words.clone();
    let until = actors.mentions.partition_point(|found| found.words.start < first);
    let earlier = actors.mentions.get(..until)?;
    // Whose: the subject of its sentence must be a state.
    let own = || earlier.iter().filter(|found| found.words.start >= sentence.start && !found.quoted);
    let owner = own().find(|found| found.subject).or_else(|| own().next())?.mention.party;
    let owner = Some(owner).filter(|&owner| is_state(owner));
    if possessive && owner.is_none() {
        return None;
    }
    let told = (first..=at + 1).find_map(|near| scan.nation(near)).map(|(state, _)| state);
    let reach = scan.doc.sentences.get(here.saturating_sub(REACH))?.words.start;
    let mut others: Vec<PartyIndex> = Vec::new();
    for found in earlier.iter().filter(|found| found.words.start >= reach) {
        let party = found.mention.party;
        let same = told.is_none_or(|told| {
            actors.parties.get(party).is_some_and(|party| party.id.as_deref() == Some(told.id()))
        });
        if is_state(party) && Some(party) != owner && same && !others.contains(&party) {
            others.push(party);
        }
    }
    let [only] = others.as_slice() else { return None };
    Some(*only)
}

fn determined(scan: &Scan<'_, '_>, at: usize) -> bool {
    scan.lists().definite.has(scan.lower(at)) || scan.lists().possessive.has(scan.lower(at))
}
