//! Dateline: what the day's report tells without saying where happened where it was filed, if it is a gathering; and so
//! what the parties say there.
//!
//! Does not touch what has a place.

use super::{Draft, Scene};
use crate::model::{Kind, Place, Status, Who};

/// Gives the gatherings of the day, and what is said at them, the place of the dateline.
pub(super) fn settle(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let mut datelines: Vec<(usize, Place)> = scene
        .actors
        .places
        .iter()
        .filter(|place| place.dateline)
        .map(|place| (scene.doc.word(place.words.start).paragraph, place.place.clone()))
        .collect();
    // « NAIROBI/MUSCAT », « ADEN, Yemen »: the first place counts.
    datelines.dedup_by_key(|(paragraph, _)| *paragraph);
    for (number, (paragraph, place)) in datelines.iter().enumerate() {
        // What stands before the first one, the headline, is its own too.
        let from = if number == 0 { 0 } else { *paragraph };
        let until = datelines.get(number + 1).map_or(usize::MAX, |(next, _)| *next);
        let start = drafts.partition_point(|draft| scene.doc.word(draft.main).paragraph < from);
        let end = drafts.partition_point(|draft| scene.doc.word(draft.main).paragraph < until);
        if let Some(own) = drafts.get_mut(start..end.max(start)) {
            of_report(scene, place, own);
        }
    }
}

/// The same for what stands behind one dateline.
fn of_report(scene: &Scene<'_, '_>, place: &Place, drafts: &mut [Draft]) {
    let of_day = |draft: &Draft| {
        let day = draft.when.and_then(|when| when.value.as_day());
        matches!(draft.status, Status::Affirmed | Status::Reported)
            && !scene.is_quoted(draft.clause)
            && day.is_some_and(|day| (0..=1).contains(&(scene.doc.published - day).num_days()))
    };
    let gathers = |kind: Kind| matches!(kind, Kind::Agreement | Kind::Talks | Kind::Meeting | Kind::Visit);
    let mut there: Vec<Who> = Vec::new();
    let mut gathering = false;
    for draft in drafts.iter_mut().filter(|draft| gathers(draft.kind)) {
        if !of_day(draft) {
            continue;
        }
        if draft.place.is_none() {
            draft.place = Some(place.clone());
        }
        if draft.place.as_ref().is_some_and(|own| own.name == place.name) {
            gathering = true;
            there.extend(
                draft.agents.iter().chain(&draft.counterparts).filter(|who| who.party().is_some()).cloned(),
            );
        }
    }
    for draft in drafts.iter_mut().filter(|draft| draft.place.is_none()) {
        // « the Turkish delegate said »: for a state that takes part.
        let attends = |who: &Who| {
            there.contains(who)
                || who.party().is_some_and(|party| {
                    let state = scene.actors.profile(party).state.as_deref();
                    scene.actors.is_human(party)
                        && there.iter().filter_map(Who::party).any(|other| {
                            scene
                                .actors
                                .parties
                                .get(other)
                                .is_some_and(|other| Some(other.name.as_str()) == state)
                        })
                })
        };
        let said = draft.kind == Kind::Statement && draft.agents.iter().any(attends)
            || matches!(draft.kind, Kind::Request | Kind::Support | Kind::Accusation | Kind::Threat);
        if gathering && said && of_day(draft) {
            draft.place = Some(place.clone());
        }
    }
}
