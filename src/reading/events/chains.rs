//! Chains: on whose word each event is told, from the publisher outwards to a root.
//!
//! A root is a source the article names or describes beside the event, or who says it in the article. Who told it
//! first is kept apart (« a rapporté en premier lieu X »). Does not count origins: the chronicle does.

use super::{Draft, Scene};
use crate::model::{Chain, Class, Hop, Kind, Status, Who};

/// Notes who told a happening first: « a été rapporté en premier lieu par X », « révélée par X ».
pub(super) fn settle(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let first: Vec<(usize, usize, Who)> =
        drafts.iter().filter_map(|draft| told_first(scene, draft)).collect();
    for (sentence, saying, who) in first {
        let Hop::Named(name) = scene.hop(&who) else { continue };
        let first_telling = drafts.iter().position(|draft| {
            draft.noun.is_some()
                && draft.kind != Kind::Statement
                && scene.doc.word(draft.main).sentence == sentence
                && draft.main != saying
        });
        let Some(kind_and_agents) =
            first_telling.and_then(|index| drafts.get(index)).map(|draft| (draft.kind, draft.agents.clone()))
        else {
            continue;
        };
        for draft in drafts
            .iter_mut()
            .filter(|draft| draft.kind == kind_and_agents.0 && draft.agents == kind_and_agents.1)
        {
            draft.first_by = Some(name.clone());
        }
    }
}

fn told_first(scene: &Scene<'_, '_>, draft: &Draft) -> Option<(usize, usize, Who)> {
    if draft.kind != Kind::Statement || draft.noun.is_some() {
        return None;
    }
    let verb = scene.governor(draft.clause)?;
    let clause = scene.syntax.clause(draft.clause)?;
    let reveals = verb.infinitives().any(|lemma| scene.lists.revealing_verbs.has(lemma));
    let first = clause.tokens.iter().any(|&token| scene.lists.firsts.has(&scene.doc.word(token).lower));
    let reports = reveals || verb.passive && first;
    let who = draft.agents.iter().find(|who| who.party().is_some())?;
    let outlet = who
        .party()
        .and_then(|party| scene.actors.parties.get(party))
        .is_some_and(|party| party.class == Class::Organisation);
    (reports && outlet).then(|| (scene.doc.word(draft.main).sentence, draft.main, who.clone()))
}

/// The chains of a draft, publisher first.
pub(super) fn of(scene: &Scene<'_, '_>, draft: &Draft) -> Vec<Chain> {
    let publisher: Option<Hop> = scene.agency.map(|agency| Hop::Named(agency.to_owned()));
    let mut chains: Vec<Chain> = Vec::new();
    for source in &draft.sources {
        chains.push(publisher.iter().cloned().chain([source.clone()]).collect());
    }
    chains
}

/// The roots behind an event that a saying tells.
pub(super) fn roots(scene: &Scene<'_, '_>, drafts: &[Draft], saying: &Draft) -> Vec<Hop> {
    fold(scene, drafts, &saying.agents, saying.main)
}

/// Sources as stations, each named as it was described first: « la personne au fait », « cette source » are the source
/// described before, « - sources » behind a headline those of the first saying in the text.
pub(super) fn fold(scene: &Scene<'_, '_>, drafts: &[Draft], sources: &[Who], at: usize) -> Vec<Hop> {
    let mut hops = Vec::new();
    for who in sources {
        let folded = described_first(scene, drafts, who, at).unwrap_or_else(|| vec![who.clone()]);
        for who in folded {
            let hop = scene.hop(&who);
            if !hops.contains(&hop) {
                hops.push(hop);
            }
        }
    }
    hops
}

fn described_first(scene: &Scene<'_, '_>, drafts: &[Draft], who: &Who, at: usize) -> Option<Vec<Who>> {
    let Who::Unnamed(words) = who else { return None };
    let unnamed = |draft: &&Draft| {
        draft.kind == Kind::Statement
            && !draft.agents.is_empty()
            && draft.agents.iter().all(|who| who.party().is_none())
    };
    let mut sayings = drafts.iter().filter(unnamed);
    if !words.contains(' ') {
        return scene.is_headline(at).then(|| sayings.next()).flatten().map(|saying| saying.agents.clone());
    }
    let (head, plural) = scene.head_of(words)?;
    if !scene.is_definite(who) {
        return None;
    }
    let earlier = sayings.filter(|saying| saying.main < at).flat_map(|saying| &saying.agents);
    let mut alike = earlier.filter(|other| {
        let Who::Unnamed(other) = other else { return false };
        let same_noun = |one: &str, other: &str| {
            one == other || scene.lists.source_nouns.has(one) && scene.lists.source_nouns.has(other)
        };
        scene.head_of(other).is_some_and(|(noun, several)| several == plural && same_noun(&noun, &head))
    });
    alike.next().map(|who| vec![who.clone()])
}

/// For each draft that is a saying of unnamed sources: the event it tells, as its place among the drafts. The
/// events themselves take those sources up.
pub(super) fn told_by_unnamed(drafts: &[Draft]) -> Vec<Option<usize>> {
    let unnamed =
        |draft: &Draft| !draft.agents.is_empty() && draft.agents.iter().all(|who| who.party().is_none());
    drafts
        .iter()
        .enumerate()
        .map(|(index, draft)| {
            let telling = draft.kind == Kind::Statement && unnamed(draft);
            let told = drafts.iter().position(|other| {
                other.reporter == Some(index)
                    && other.kind != Kind::Statement
                    && other.status != Status::Hypothetical
            });
            told.filter(|_| telling)
        })
        .collect()
}
