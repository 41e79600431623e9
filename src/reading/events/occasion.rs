//! Occasion: what is said and done at a meeting has the meeting's date and place, also where another sentence names
//! them.
//!
//! Runs last: it fills what the event's own words, its clause and other tellings of the same left open. Does not
//! touch what is planned, conditional, or told as before what the article is about.

use super::{Draft, Scene};
use crate::model::{Kind, Status, When, Who};
use crate::reading::syntax::{ClauseKind, Determiner, VerbTense};
use std::collections::BTreeMap;

/// So many paragraphs back an encounter still is the occasion of what follows.
const PARAGRAPHS: usize = 6;

/// A sentence hardly tells more.
const BESIDE: usize = 40;

/// Gives undated and unplaced tellings the date and place of their occasion.
pub(super) fn settle(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let found = drafts.get(index).filter(|draft| is_open(scene, draft));
        let Some(draft) = found else { continue };
        let occasion = named_beside(scene, drafts, draft).or_else(|| encounter_before(scene, drafts, index));
        let Some(occasion) = occasion.cloned() else { continue };
        if let Some(draft) = drafts.get_mut(index) {
            if draft.when.is_none() {
                draft.when = occasion.when;
            }
            let happens_there = !matches!(draft.kind, Kind::Call | Kind::Aid)
                && occasion.kind != Kind::Call
                && draft.when == occasion.when;
            if happens_there && draft.place.is_none() {
                draft.place = occasion.place;
            }
        }
    }
}

/// Something really said or done, in running text and outside quotations, whose date or place is open.
fn is_open(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    (draft.when.is_none() || draft.place.is_none())
        && matches!(draft.status, Status::Affirmed | Status::Reported)
        && draft.noun.is_none()
        && !scene.is_headline(draft.main)
        && !scene.is_quoted(draft.clause)
        && !scene.is_anterior(draft)
        && !scene.is_of_no_day(draft)
        && (speaks(draft.kind) || does_together(draft.kind))
        && scene.syntax.clause(draft.clause).is_some_and(|clause| {
            matches!(clause.kind, ClauseKind::Main | ClauseKind::Gerund) || clause.inserted
        })
}

pub(super) const fn speaks(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Statement | Kind::Request | Kind::Accusation | Kind::Refusal | Kind::Threat | Kind::Support
    )
}

const fn does_together(kind: Kind) -> bool {
    matches!(kind, Kind::Agreement | Kind::Cooperation | Kind::Aid | Kind::Concession)
}

/// Where people are together.
const fn is_encounter(kind: Kind) -> bool {
    matches!(kind, Kind::Meeting | Kind::Talks | Kind::Call | Kind::Agreement)
}

/// « a-t-elle dit à l'issue de l'entretien », « lors du sommet »: the occasion named in the same clause.
fn named_beside<'d>(scene: &Scene<'_, '_>, drafts: &'d [Draft], draft: &Draft) -> Option<&'d Draft> {
    let sentence = scene.doc.sentence_of(draft.main)?;
    let from = drafts.partition_point(|other| other.main < sentence.words.start);
    let here = drafts.get(from..).unwrap_or_default().iter().take(BESIDE);
    let mut occasions = here.filter(|other| {
        let Some(group) = other.noun.and_then(|noun| scene.syntax.noun(noun)) else { return false };
        sentence.words.contains(&other.main)
            && (is_encounter(other.kind) || other.kind == Kind::Visit)
            && other.status.is_real()
            && other.clause == draft.clause
            && scene.is_occasion(group)
    });
    occasions.find(|other| other.when.is_some() || other.place.is_some())
}

/// The last dated encounter that all of the doers were part of, not long before.
fn encounter_before<'d>(scene: &Scene<'_, '_>, drafts: &'d [Draft], index: usize) -> Option<&'d Draft> {
    let draft = drafts.get(index)?;
    let here = scene.doc.word(draft.main).paragraph;
    let doers = draft.agents.iter().filter_map(Who::party);
    if draft.agents.is_empty() || doers.clone().count() < draft.agents.len() {
        return None;
    }
    let close = |other: &&Draft| scene.doc.word(other.main).paragraph + PARAGRAPHS >= here;
    let near = drafts.get(..index)?.iter().rev().take_while(close).filter(|other| {
        !scene.is_headline(other.main)
            && is_encounter(other.kind)
            && other.status.is_real()
            && !scene.is_quoted(other.clause)
            && !scene.is_anterior(other)
    });
    let attended = |other: &&Draft| doers.clone().all(|doer| scene.takes_part(doer, other));
    let recent = |when: When| when.value.as_day().is_some() && is_recent(scene, when);
    let mut attended = near.filter(attended);
    let occasion = attended.next()?;
    let fits = match (draft.when, occasion.when) {
        (None, Some(when)) => recent(when),
        (Some(mine), Some(theirs)) => mine == theirs,
        (_, None) => false,
    };
    // Two occasions of the same people on different days: which is open.
    let only = attended.all(|other| other.when.is_none() || other.when == occasion.when);
    (fits && only).then_some(occasion)
}

impl Scene<'_, '_> {
    /// Whether a party is one of an encounter's, or speaks there for the state that is.
    fn takes_part(&self, party: usize, encounter: &Draft) -> bool {
        let everyone = encounter.agents.iter().chain(&encounter.counterparts).filter_map(Who::party);
        let state = self.actors.profile(party).state.as_deref().filter(|_| self.actors.is_human(party));
        everyone.into_iter().any(|one| {
            let name = self.actors.parties.get(one).map(|one| one.name.as_str());
            one == party || state.is_some() && name == state && encounter.kind == Kind::Talks
        })
    }

    /// « a téléphoné dans la soirée »: a part of the day, of which day the story tells.
    fn names_part_of_day(&self, draft: &Draft) -> bool {
        let Some(clause) = self.syntax.clause(draft.clause) else { return false };
        let near = draft.words.end..clause.words.end.min(draft.words.end + 8);
        near.into_iter().any(|token| {
            let part = self.syntax.noun_at(token).and_then(|noun| self.syntax.noun(noun));
            clause.owns(token)
                && self.lists.parts_of_day.has(&self.doc.word(token).lower)
                && part.is_some_and(|part| {
                    part.head == token
                        && part.determiner == Determiner::Definite
                        && !part.preposition.is_empty()
                })
        })
    }

    /// « lors de », « à l'issue de », « en marge de » before a noun.
    pub(super) fn is_occasion(&self, group: &crate::reading::syntax::NounGroup) -> bool {
        if self.lists.occasions.has(group.preposition) {
            return true;
        }
        let opens = group.words.start;
        (opens.saturating_sub(4)..opens)
            .any(|token| self.lists.occasion_nouns.has(&self.doc.word(token).lower))
    }
}

/// So many of a kind are not one.
const MOST: usize = 200;

/// « La visite », « toute arrestation » without parties of its own: the only dated one of its kind in the article.
pub(super) fn only_of_its_kind(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let mut by_kind: BTreeMap<Kind, Vec<Draft>> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| draft.when.is_some()) {
        let alike = by_kind.entry(draft.kind).or_default();
        if alike.len() < MOST {
            alike.push(draft.clone());
        }
    }
    for draft in drafts.iter_mut() {
        let open = draft.noun.is_some()
            && draft.when.is_none()
            && !matches!(draft.kind, Kind::Statement | Kind::Request | Kind::Support)
            && !scene.is_quoted(draft.clause)
            && !matches!(draft.status, Status::Planned | Status::Hypothetical);
        if !open {
            continue;
        }
        let strangers = |other: &Draft| {
            let (mine, theirs) = (parties(draft), parties(other));
            !mine.is_empty() && !theirs.is_empty() && !mine.iter().any(|party| theirs.contains(party))
        };
        let known = by_kind.get(&draft.kind).into_iter().flatten();
        let mut alike = known.filter(|other| !strangers(other));
        let Some(first) = alike.next() else { continue };
        if first.when.is_some_and(|when| when.value.as_day().is_some())
            && alike.all(|other| other.when == first.when)
        {
            draft.when = first.when;
            if draft.place.is_none() && draft.kind != Kind::Call {
                draft.place.clone_from(&first.place);
            }
        }
    }
}

fn parties(draft: &Draft) -> Vec<usize> {
    draft.agents.iter().chain(&draft.counterparts).filter_map(Who::party).collect()
}

/// « Ils ont signé une convention »: what is told on without a date of its own happens on the day the story has
/// reached.
pub(super) fn on_the_day_told(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let mut day: Option<(When, usize)> = None;
    for draft in drafts.iter_mut() {
        let paragraph = scene.doc.word(draft.main).paragraph;
        let told = !scene.is_headline(draft.main)
            && !scene.is_quoted(draft.clause)
            && matches!(draft.status, Status::Affirmed | Status::Reported)
            && draft.noun.is_none()
            && !scene.is_anterior(draft)
            && scene.syntax.clause(draft.clause).is_some_and(|clause| clause.kind == ClauseKind::Main);
        if !told {
            continue;
        }
        if let Some(when) = draft.when {
            day = (when.value.as_day().is_some() && is_recent(scene, when)).then_some((when, paragraph));
        } else if let Some((when, there)) = day
            && scene.governor(draft.clause).is_some_and(|verb| verb.tense == VerbTense::Past)
            && (matches!(draft.kind, Kind::Meeting | Kind::Agreement | Kind::Concession)
                && there + 1 >= paragraph
                || scene.names_part_of_day(draft) && there + 3 >= paragraph)
        {
            draft.when = Some(when);
        }
    }
}

/// « At Hamar he reproached the Premier. "They have left us a flag," he exclaimed »: who goes on in the same paragraph,
/// on the same day or on none, has not left.
pub(super) fn goes_on_there(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let mut last: Option<(usize, Draft)> = None;
    for draft in drafts.iter_mut() {
        let paragraph = scene.doc.word(draft.main).paragraph;
        let told = draft.noun.is_none()
            && matches!(draft.status, Status::Affirmed | Status::Reported)
            && !scene.is_headline(draft.main)
            && !scene.is_quoted(draft.clause)
            && !scene.is_anterior(draft)
            && speaks(draft.kind)
            && draft.agents.iter().all(|who| who.party().is_some());
        if !told || draft.agents.is_empty() {
            continue;
        }
        if let Some((there, before)) = last.as_ref().filter(|_| draft.place.is_none())
            && *there == paragraph
            && before.agents == draft.agents
            && (draft.when.is_none() || draft.when == before.when)
        {
            draft.place.clone_from(&before.place);
        }
        last = Some((paragraph, draft.clone()));
    }
}

/// « a dit un ministre en marge d'une réunion »: an encounter that is the occasion of a saying is on its day.
pub(super) fn of_saying(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let said: BTreeMap<usize, When> = drafts
        .iter()
        .filter(|draft| draft.noun.is_none() && draft.kind == Kind::Statement && draft.status.is_real())
        .rev()
        .filter_map(|draft| Some((draft.clause, draft.when.filter(|when| when.value.as_day().is_some())?)))
        .collect();
    for draft in drafts.iter_mut().filter(|draft| draft.when.is_none() && is_encounter(draft.kind)) {
        let group = draft.noun.and_then(|noun| scene.syntax.noun(noun));
        if group.is_some_and(|group| scene.is_occasion(group))
            && draft.status.is_real()
            && let Some(&when) = said.get(&draft.clause)
        {
            draft.when = Some(when);
        }
    }
}

pub(super) fn is_recent(scene: &Scene<'_, '_>, when: When) -> bool {
    let days = when.last_day().map(|day| (scene.doc.published - day).num_days());
    days.is_some_and(|days| (0..=8).contains(&days))
}

/// Encounters of one day at which nobody says where: they happen where the only gathering of that day does, if one
/// of the parties acts for it or the article names no other place for that day.
pub(super) fn at_gathering(drafts: &mut [Draft]) {
    let gatherings: Vec<Draft> = drafts
        .iter()
        .filter(|draft| {
            matches!(draft.kind, Kind::Talks | Kind::Agreement | Kind::Meeting)
                && draft.place.is_some()
                && draft.when.is_some()
                && draft.status.is_real()
        })
        .cloned()
        .collect();
    for draft in drafts.iter_mut() {
        let open = draft.place.is_none()
            && matches!(draft.kind, Kind::Meeting | Kind::Agreement | Kind::Talks)
            && draft.status.is_real();
        if !open {
            continue;
        }
        let Some(when) = draft.when else { continue };
        let mut there = gatherings.iter().filter(|other| {
            other.when.is_some_and(|other| {
                other == when
                    || other.first_day() <= when.first_day()
                        && when.last_day() <= other.last_day()
                        && when.value.as_day().is_some()
            })
        });
        let first = there.next();
        let place = first.and_then(|first| first.place.clone());
        if place.is_some() && there.all(|other| other.place == place) {
            draft.place = place;
        }
    }
}
