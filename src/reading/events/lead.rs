//! Lead: the news an article opens with, its day and its parties. Who belongs to them and speaks without a date speaks
//! on that day; outsiders speak on a day that nobody tells.
//!
//! Does not look at sayings in the present, in the pluperfect or inside quotations, nor at silence.

use super::occasion::{is_recent, speaks};
use super::{Draft, Scene};
use crate::model::{Class, Edtf, PartyIndex, Status, When, Who};
use crate::reading::syntax::{ClauseKind, VerbTense};
use std::collections::BTreeMap;

/// What an article opens with.
struct Lead {
    when: When,
    parties: Vec<PartyIndex>,
    /// The tokens of its sentence end here.
    end: usize,
}

/// Gives undated sayings of those whom the news is about its day.
pub(super) fn settle(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let lead = find(scene, drafts);
    for draft in drafts.iter_mut().filter(|draft| draft.when.is_none()) {
        // « Le Japon rend Port-Arthur »: the headline tells the news in the present.
        if let Some(lead) = lead.as_ref().filter(|_| is_headline_news(scene, draft)) {
            draft.when = Some(lead.when);
            continue;
        }
        if !is_told(scene, draft) {
            continue;
        }
        let named = || draft.agents.iter().filter_map(Who::party);
        let news = lead.as_ref().filter(|lead| {
            draft.main >= lead.end
                && (named().any(|party| scene.stands_for(party, &lead.parties)) || scene.is_to_press(draft))
        });
        if let Some(lead) = news {
            draft.when = Some(lead.when);
        } else if named().next().is_some() && scene.is_to_publisher(draft) {
            draft.when = Some(When::plain(Edtf::day(scene.doc.published)));
        }
    }
    goes_on(scene, drafts);
}

fn is_headline_news(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    scene.is_headline(draft.main)
        && draft.noun.is_none()
        && draft.status.is_real()
        && scene.governor(draft.clause).is_some_and(|verb| verb.tense == VerbTense::Present)
}

/// « a-t-elle ajouté »: who spoke on a day goes on speaking on it.
fn goes_on(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let mut spoke: BTreeMap<PartyIndex, When> = BTreeMap::new();
    for draft in drafts.iter_mut() {
        let [Who::Party(speaker)] = draft.agents.as_slice() else { continue };
        let speaker = *speaker;
        if draft.when.is_none() && is_told(scene, draft) {
            draft.when = spoke.get(&speaker).copied();
        }
        let recent = draft.when.filter(|&when| when.value.as_day().is_some() && is_recent(scene, when));
        if let Some(when) = recent.filter(|_| is_told(scene, draft)) {
            spoke.insert(speaker, when);
        }
    }
}

/// The first sentence of running text that tells a happening with a recent day of its own.
fn find(scene: &Scene<'_, '_>, drafts: &[Draft]) -> Option<Lead> {
    let is_news = |draft: &&Draft| {
        !scene.is_headline(draft.main)
            && draft.dated
            && draft.status.is_real()
            && !scene.is_quoted(draft.clause)
            && draft.when.is_some_and(|when| when.value.as_day().is_some() && is_recent(scene, when))
    };
    let first = drafts.iter().find(is_news)?;
    let sentence = scene.doc.sentence_of(first.main)?;
    let when = first.when?;
    let mut parties = Vec::new();
    for draft in drafts.iter().filter(|draft| sentence.words.contains(&draft.main)) {
        let same = draft.when.is_none_or(|other| other == when);
        let everyone = draft.agents.iter().chain(&draft.counterparts).filter_map(Who::party);
        parties.extend(everyone.filter(|_| same && draft.status.is_real()));
    }
    Some(Lead { when, parties, end: sentence.words.end })
}

/// A saying told as one that was made: in a past tense, by words and not by silence.
fn is_told(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    let verb = scene.governor(draft.clause);
    let told = verb.is_some_and(|verb| {
        verb.tense == VerbTense::Past
            && !verb.anterior
            && verb.modal.is_none()
            && !verb.passive
            && !verb.negated
    });
    let clause = scene.syntax.clause(draft.clause);
    told && draft.noun.is_none()
        && !scene.is_of_no_day(draft)
        && speaks(draft.kind)
        && matches!(draft.status, Status::Affirmed | Status::Reported)
        && !scene.is_quoted(draft.clause)
        && clause.is_some_and(|clause| clause.inserted || clause.kind == ClauseKind::Main)
}

impl Scene<'_, '_> {
    /// « a-t-elle dit à la presse », « told reporters »
    fn is_to_press(&self, draft: &Draft) -> bool {
        let end = self.syntax.clause(draft.clause).map_or(draft.main, |clause| clause.words.end);
        let near = draft.words.end..end.min(draft.words.end + 8);
        near.into_iter().any(|token| self.lists.press.has(&self.doc.word(token).lower))
    }

    /// « a-t-il dit à l'AFP » in a report of that agency.
    fn is_to_publisher(&self, draft: &Draft) -> bool {
        let Some(agency) = self.agency.map(crate::model::text::fold) else { return false };
        let fold = crate::model::text::fold;
        draft.counterparts.iter().filter_map(Who::party).any(|party| {
            let mut mentions = self.actors.mentions.iter().filter(|found| found.mention.party == party);
            mentions.any(|found| fold(found.mention.span.of(self.doc.text)) == agency)
                || self.actors.parties.get(party).is_some_and(|party| fold(&party.name) == agency)
        })
    }

    /// Whether a party is one of these, or a person or body of the same state.
    fn stands_for(&self, party: PartyIndex, parties: &[PartyIndex]) -> bool {
        let state = |party: PartyIndex| {
            let found = self.actors.parties.get(party)?;
            match found.class {
                Class::State => Some(found.name.as_str()),
                _ => self.actors.profile(party).state.as_deref(),
            }
        };
        let of_body = |party: PartyIndex| {
            let named = self.actors.mentions.iter().filter(|found| parties.contains(&found.mention.party));
            named
                .filter_map(|found| self.actors.mentions.get(found.inside?))
                .any(|outer| outer.mention.party == party)
        };
        parties.contains(&party)
            || self.actors.is_human(party) && of_body(party)
            || state(party).is_some_and(|own| parties.iter().any(|&other| state(other) == Some(own)))
    }
}
