//! Lead: the news an article opens with, and the day that the telling has reached. What is said without a date is said
//! on the day that its paragraph has reached, or on that of the news by who takes part in it; outsiders speak on a day
//! that nobody tells.
//!
//! Does not look at sayings in the present, in the pluperfect or inside quotations, nor at silence.

use super::occasion::{is_recent, speaks};
use super::{Draft, Scene};
use crate::model::{Class, Edtf, Kind, PartyIndex, Place, Status, When, Who};
use crate::reading::syntax::{ClauseKind, VerbTense};
use std::collections::BTreeMap;

/// How the rules are named that find media.
pub(super) const MEDIUM: &str = "medium-";

/// What an article opens with.
struct Lead {
    when: When,
    place: Option<Place>,
    parties: Vec<PartyIndex>,
    /// The tokens of its sentence end here.
    end: usize,
}

/// The day that the telling has reached.
#[derive(Clone, Copy)]
struct Reached {
    when: When,
    sentence: usize,
    paragraph: usize,
}

/// Gives undated sayings the day that the telling has reached, or that of the news if they are about it.
pub(super) fn settle(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let lead = find(scene, drafts);
    let mut reached: Option<Reached> = None;
    let mut spoke: BTreeMap<PartyIndex, When> = BTreeMap::new();
    for draft in drafts.iter_mut() {
        // « Le Japon rend Port-Arthur »: the headline tells the news in the present.
        if let Some(lead) = lead.as_ref().filter(|_| draft.when.is_none() && is_headline_news(scene, draft)) {
            draft.when = Some(lead.when);
            continue;
        }
        // « Le Temps juge », « Haaretz urges »: what a paper writes it writes today.
        if draft.when.is_none() && is_printed(scene, draft) {
            draft.when = Some(When::plain(Edtf::day(scene.doc.published)));
            continue;
        }
        let told = is_told(scene, draft);
        if told && draft.when.is_none() {
            draft.when = told_on(scene, draft, reached.as_ref(), &spoke, lead.as_ref());
        }
        let day = draft.when.filter(|&when| when.value.as_day().is_some() && is_recent(scene, when));
        if let ([Who::Party(speaker)], Some(when)) = (draft.agents.as_slice(), day.filter(|_| told)) {
            spoke.insert(*speaker, when);
        }
        if told && draft.when.is_none() {
            reached = None;
        } else if moves_on(scene, draft) && draft.when.is_some() {
            let word = scene.doc.word(draft.main);
            reached = day.map(|when| Reached { when, sentence: word.sentence, paragraph: word.paragraph });
        }
    }
}

/// The day of an undated saying: the one that its paragraph has reached, the one on which its speaker spoke, that of
/// the news for who takes part in it, or the one that the paragraph before has reached.
fn told_on(
    scene: &Scene<'_, '_>,
    draft: &Draft,
    reached: Option<&Reached>,
    spoke: &BTreeMap<PartyIndex, When>,
    lead: Option<&Lead>,
) -> Option<When> {
    let named = || draft.agents.iter().filter_map(Who::party);
    let today = Edtf::day(scene.doc.published);
    let (sentence, paragraph) = (scene.doc.word(draft.main).sentence, scene.doc.word(draft.main).paragraph);
    // « X est venu lundi, a dit Y mardi »: who reports something does so on its day only if that is today; nor is it
    // told when somebody unnamed spoke.
    let inserted = scene.syntax.clause(draft.clause).is_some_and(|clause| clause.inserted);
    let reached = reached.filter(|reached| {
        named().next().is_some()
            && (reached.when.value == today || !(inserted && reached.sentence == sentence))
    });
    let lead = lead.filter(|lead| draft.main >= lead.end);
    let inside = lead.is_some_and(|lead| {
        named().any(|party| scene.stands_for(party, &lead.parties) || scene.is_participant(party))
            || scene.is_to_press(draft)
    });
    let elsewhere = lead.is_some_and(|lead| speaks_elsewhere(draft, lead));
    if let Some(reached) = reached.filter(|reached| reached.paragraph == paragraph && !elsewhere && inside) {
        return Some(reached.when);
    }
    let again = match draft.agents.as_slice() {
        [Who::Party(speaker)] => spoke.get(speaker).copied(),
        _ => None,
    };
    let of_news = || lead.filter(|_| inside).map(|lead| lead.when);
    let to_publisher = || {
        let told = named().next().is_some() && scene.is_to_publisher(draft);
        told.then(|| When::plain(today))
    };
    // A sharp word, or words quoted, on the news of the day.
    let reacts = || named().next().is_some() && (draft.kind != Kind::Statement || scene.has_quotation(draft));
    let before = || {
        let before = reached.filter(|reached| reached.paragraph + 1 == paragraph && !elsewhere)?;
        (inside || before.when.value == today && reacts()).then_some(before.when)
    };
    again.or_else(of_news).or_else(to_publisher).or_else(before)
}

/// Whether what is told moves the day on: done or said in a past tense, in a clause of its own.
fn moves_on(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    let clause = scene.syntax.clause(draft.clause);
    draft.noun.is_none()
        && draft.status.is_real()
        && !scene.is_headline(draft.main)
        && !scene.is_quoted(draft.clause)
        && clause.is_some_and(|clause| clause.inserted || clause.kind == ClauseKind::Main)
        && scene
            .governor(draft.clause)
            .is_some_and(|verb| verb.tense == VerbTense::Past && !verb.anterior && !scene.is_perfect(verb))
}

/// « A Manille, la sénatrice a réclamé »: said where the news did not happen.
fn speaks_elsewhere(draft: &Draft, lead: &Lead) -> bool {
    draft.place.as_ref().is_some_and(|place| lead.place.as_ref() != Some(place))
}

/// Something that a medium says in the present, other than news of its own that it tells.
fn is_printed(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    draft.noun.is_none()
        && speaks(draft.kind)
        && matches!(draft.status, Status::Affirmed | Status::Reported)
        && !scene.is_headline(draft.main)
        && !scene.is_quoted(draft.clause)
        && (scene.has_quotation(draft)
            || !scene.syntax.clause(draft.clause).is_some_and(|clause| clause.inserted))
        && scene.governor(draft.clause).is_some_and(|verb| verb.tense == VerbTense::Present && !verb.passive)
        && draft.agents.iter().filter_map(Who::party).any(|party| scene.is_medium(party))
}

fn is_headline_news(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    scene.is_headline(draft.main)
        && draft.noun.is_none()
        && draft.status.is_real()
        && scene.governor(draft.clause).is_some_and(|verb| verb.tense == VerbTense::Present)
}

/// The first sentence of running text that tells a happening with a recent day of its own, or something on a recent
/// day before that.
fn find(scene: &Scene<'_, '_>, drafts: &[Draft]) -> Option<Lead> {
    let told = of_events(scene, drafts);
    let dated = of_dates(scene);
    let first = |lead: &Lead| scene.doc.word(lead.end.saturating_sub(1)).paragraph;
    match (told, dated) {
        (Some(told), Some(dated)) if first(&dated) < first(&told) => Some(dated),
        (told, dated) => told.or(dated),
    }
}

/// « X walked free on Thursday »: the first recent day on which something is told as past, whatever it is.
fn of_dates(scene: &Scene<'_, '_>) -> Option<Lead> {
    let mut near = scene.dates.iter().take(8).filter_map(|date| {
        let token = scene.doc.word_at(date.span.start);
        let clause = scene.syntax.clause_at(token)?;
        let main = scene.syntax.clause(clause)?.kind == ClauseKind::Main;
        let past = scene.governor(clause).is_some_and(|verb| verb.tense == VerbTense::Past && !verb.anterior);
        let recent = date.when.value.as_day().is_some() && is_recent(scene, date.when);
        let running = !scene.is_headline(token) && scene.is_running_text(token) && !scene.is_quoted(clause);
        (main && past && recent && running).then_some((token, date.when))
    });
    let (token, when) = near.next()?;
    let sentence = scene.doc.sentence_of(token)?;
    let parties = scene.actors.within(&sentence.words).map(|(_, found)| found.mention.party).collect();
    Some(Lead { when, place: None, parties, end: sentence.words.end })
}

/// The first sentence of running text that tells a happening with a recent day of its own.
fn of_events(scene: &Scene<'_, '_>, drafts: &[Draft]) -> Option<Lead> {
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
    for draft in drafts.iter().filter(|draft| draft.status.is_real()) {
        // Who does something else on that day takes part as well.
        let same = if sentence.words.contains(&draft.main) {
            draft.when.is_none_or(|other| other == when)
        } else {
            draft.when == Some(when) && draft.dated && !draft.kind.is_said()
        };
        let everyone = draft.agents.iter().chain(&draft.counterparts).filter_map(Who::party);
        parties.extend(everyone.filter(|_| same));
    }
    Some(Lead { when, place: first.place.clone(), parties, end: sentence.words.end })
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
    /// « le négociateur », « the chief delegate »: somebody whose office is to take part.
    fn is_participant(&self, party: PartyIndex) -> bool {
        let offices = self.actors.profile(party).offices.iter();
        offices.flat_map(|office| office.split(' ')).any(|word| self.lists.participants.own(word).is_some())
    }

    /// Whether words quoted stand in the sentence of a saying.
    pub(super) fn has_quotation(&self, draft: &Draft) -> bool {
        let Some(sentence) = self.doc.sentence_of(draft.main) else { return false };
        let until =
            self.syntax.quotations.partition_point(|quotation| quotation.words.start < sentence.words.end);
        let near = self.syntax.quotations.get(until.saturating_sub(8)..until).unwrap_or_default();
        near.iter().any(|quotation| quotation.words.end > sentence.words.start)
    }

    /// Whether a party is a newspaper, an agency, a broadcaster or a site.
    pub(super) fn is_medium(&self, party: PartyIndex) -> bool {
        let named = |found: &crate::reading::actors::Mentioned| {
            found.mention.party == party && found.mention.rule.starts_with(MEDIUM)
        };
        self.is_known_medium(party) || self.actors.mentions.iter().any(named)
    }

    /// Whether the gazetteer knows a party for a medium.
    pub(super) fn is_known_medium(&self, party: PartyIndex) -> bool {
        use crate::lexicon::gazetteer::{EntityKind, entity};
        let id = self.actors.parties.get(party).and_then(|party| party.id.as_deref());
        id.and_then(entity).is_some_and(|entity| entity.kind() == EntityKind::Medium)
    }

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
