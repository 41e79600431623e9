//! Dateline: what the day's report tells without saying where happened where it was filed, if it is a gathering; and so
//! what the parties say there.
//!
//! For languages whose reports open with a dateline that is no part of the text. Does not touch what has a place.

use super::{Draft, Scene};
use crate::model::{Kind, Status, Who};

/// Gives the gatherings of the day, and what is said at them, the place of the dateline.
pub(super) fn settle(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    if !scene.grammar().helper_verbs {
        return;
    }
    let Some(place) =
        scene.actors.places.iter().find(|place| place.dateline).map(|place| place.place.clone())
    else {
        return;
    };
    let of_day = |draft: &Draft| {
        let day = draft.when.and_then(|when| when.value.as_day());
        draft.status == Status::Affirmed
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
        let said = draft.kind == Kind::Statement && draft.agents.iter().any(|who| there.contains(who))
            || matches!(draft.kind, Kind::Request | Kind::Support | Kind::Accusation | Kind::Threat);
        if gathering && said && of_day(draft) {
            draft.place = Some(place.clone());
        }
    }
}
