//! Reference: nouns that point back to an event told before, sayings told twice in a sentence, plans of a speaker.
//!
//! « Le déplacement », « cet entretien » take their parties, date and place from the telling they point to. Does not
//! join tellings across sentences into one: that is the chronicle's.

use super::{Draft, Scene};
use crate::model::{Kind, Status, Who};
use crate::reading::syntax::{ClauseKind, Determiner, VerbGroup, VerbTense};

/// Fills nouns that point back.
pub(super) fn back(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let Some(found) = drafts.get(index).filter(|draft| points_back(scene, draft)) else { continue };
        let (before, kind) = (drafts.get(..index).unwrap_or_default(), found.kind);
        let named = |other: &&Draft| {
            other.agents.iter().chain(&other.counterparts).filter(|who| who.party().is_some()).count()
        };
        let told = before
            .iter()
            .rev()
            .find(|other| other.kind == kind && !(other.agents.is_empty() && other.counterparts.is_empty()));
        // « Talks end without a deal »: whose they are stands behind, or with what they led to.
        let behind = drafts.get(index + 1..).unwrap_or_default();
        let led_to = |other: &&Draft| {
            matches!(
                (kind, other.kind),
                (Kind::Talks, Kind::Talks | Kind::Agreement) | (Kind::Meeting, Kind::Meeting)
            ) && named(other) > 1
                && other.status.is_real()
        };
        let told = told.or_else(|| behind.iter().find(led_to)).or_else(|| before.iter().rev().find(led_to));
        let Some(told) = told.cloned() else { continue };
        if let Some(draft) = drafts.get_mut(index) {
            if draft.agents.is_empty() && draft.counterparts.is_empty() {
                draft.agents = told.agents;
                draft.counterparts = told.counterparts;
            }
            if draft.when.is_none() {
                draft.when = told.when;
            }
            draft.place = draft.place.take().or(told.place);
        }
    }
}

fn points_back(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    let pointing = matches!(draft.kind, Kind::Visit | Kind::Meeting | Kind::Call | Kind::Talks);
    let group = draft.noun.and_then(|noun| scene.syntax.noun(noun));
    pointing
        && draft.agents.is_empty()
        && draft.counterparts.is_empty()
        && group.is_some_and(|group| group.determiner == Determiner::Definite)
}

/// Keeps one saying for each speaker and sentence: « a affirmé que …, tout en affirmant que … » is one.
pub(super) fn one_saying_a_sentence(scene: &Scene<'_, '_>, drafts: &mut Vec<Draft>) {
    let mut said: Vec<(usize, Vec<Who>, bool)> = Vec::new();
    drafts.retain(|draft| {
        if draft.kind != Kind::Statement || draft.agents.is_empty() {
            return true;
        }
        let key = (scene.doc.word(draft.main).sentence, draft.agents.clone(), scene.is_quoted(draft.clause));
        let first = !said.contains(&key);
        said.push(key);
        first
    });
}

/// « a averti qu'il prendrait des mesures »: a warning of force or sanctions is a threat, and its content no event.
pub(super) fn warnings(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let warns = |draft: &Draft| {
        draft.kind == Kind::Statement
            && draft.noun.is_none()
            && scene
                .governor(draft.clause)
                .is_some_and(|verb| verb.infinitives().any(|lemma| scene.lists.warning_verbs.has(lemma)))
    };
    let warned = |draft: &Draft| {
        matches!(
            draft.kind,
            Kind::Sanction | Kind::Attack | Kind::Coercion | Kind::Mobilisation | Kind::Refusal
        ) && matches!(draft.status, Status::Planned | Status::Hypothetical)
    };
    for index in 0..drafts.len() {
        let Some(clause) = drafts.get(index).filter(|draft| warns(draft)).map(|draft| draft.clause) else {
            continue;
        };
        // « a prévenu qu'il poursuivrait la lutte »: whatever is to come of it.
        let ahead = scene.children(clause).any(|child| {
            let to_come = |verb: &VerbGroup| {
                matches!(verb.tense, VerbTense::Conditional | VerbTense::PastConditional | VerbTense::Future)
            };
            child.kind == ClauseKind::Content && scene.syntax.verb_is(child.verb, to_come)
        });
        let content = |draft: &Draft| {
            let open = matches!(draft.status, Status::Planned | Status::Hypothetical);
            (warned(draft) || ahead && open && draft.kind != Kind::Statement)
                && draft.clause != clause
                && scene.hangs_on(draft.clause, clause)
        };
        if !ahead && !drafts.iter().any(content) {
            continue;
        }
        let warned = scene.arguments(clause, &[], drafts).map(|around| around.undergoers);
        if let Some(draft) = drafts.get_mut(index) {
            draft.kind = Kind::Threat;
            if draft.counterparts.is_empty() {
                draft.counterparts = warned.unwrap_or_default();
                draft.counterparts.retain(|who| who.party().is_some() && !draft.agents.contains(who));
            }
        }
        // Marked now and dropped at the end, so that the numbers of reporters stay right.
        for draft in drafts.iter_mut().filter(|draft| content(draft)) {
            draft.words = draft.main..draft.main;
        }
    }
}

/// « des pourparlers …, où X joue les médiateurs »: who mediates takes part in the talks that the sentence tells.
pub(super) fn mediators(scene: &Scene<'_, '_>, drafts: &mut Vec<Draft>) {
    let told: Vec<usize> = drafts
        .iter()
        .filter(|draft| draft.kind == Kind::Talks && draft.rule != MEDIATE)
        .map(|draft| scene.doc.word(draft.main).sentence)
        .collect();
    drafts.retain(|draft| draft.rule != MEDIATE || !told.contains(&scene.doc.word(draft.main).sentence));
}

/// The frame of mediation, by the name that both languages give it.
const MEDIATE: &str = "mediate";

/// « X a dit que la reprise du dialogue avec Y … »: who speaks of talks with somebody is the other side of them.
pub(super) fn to_speaker(drafts: &mut [Draft]) {
    let speakers: Vec<Vec<Who>> = drafts.iter().map(|draft| draft.agents.clone()).collect();
    for draft in drafts.iter_mut() {
        let shared =
            matches!(draft.kind, Kind::Talks | Kind::Meeting | Kind::Call) && !draft.counterparts.is_empty();
        // « Oslo annonce l'expulsion de … »: who announces a measure takes it.
        let measure = matches!(
            draft.kind,
            Kind::Sanction | Kind::Aid | Kind::Withdrawal | Kind::Mobilisation | Kind::Coercion
        ) && draft.status != Status::Denied;
        if !(shared || measure) || !draft.agents.is_empty() || draft.noun.is_none() {
            continue;
        }
        let speaker = draft.reporter.and_then(|reporter| speakers.get(reporter));
        let named = speaker.filter(|speaker| speaker.iter().all(|who| who.party().is_some()));
        if let Some(speaker) = named {
            draft.agents = speaker.iter().filter(|who| !draft.counterparts.contains(who)).cloned().collect();
        }
    }
}
