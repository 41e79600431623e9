//! Spots: which of the places that an article names is where an event happened, or none.
//!
//! Weighs as dates are weighed: by what a place is on offer, and how the event is told. Reads no places and knows no
//! word of a language.

use super::cues::Cues;
use super::scenes::{Scenes, WINDOW};
use super::spot_weights::WEIGHTS;
use super::{cues, heaviest};
use crate::model::{Kind, PartyIndex, Place, Who};
use crate::reading::actors::PlaceMention;
use crate::reading::events::occasion::speaks;
use crate::reading::events::{Draft, Scene};
use std::collections::BTreeMap;

/// By what a place is offered, or what place it is: a row of the weights each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reading::events) enum Spot {
    /// No place at all.
    Nothing,
    /// The event's own words.
    Own,
    /// Another telling of the same, or the visit it is part of.
    Shared,
    /// The meeting at which it was said or done.
    Occasion,
    /// The gathering of the day.
    Gathering,
    /// The dateline, for what the day's report tells.
    Filed,
    /// What the same people say just before.
    GoesOn,
    /// The dateline.
    Dateline,
    /// Behind a preposition in its clause, before it.
    ClauseBefore,
    /// The same, behind it.
    ClauseAfter,
    /// Behind a preposition in its sentence, before it.
    SentenceBefore,
    /// The same, behind it.
    SentenceAfter,
    /// However named in its sentence.
    Named,
    /// A telling before it in its sentence.
    SameBefore,
    /// A telling behind it in its sentence.
    SameAfter,
    /// The sentence before, in its paragraph.
    PrevSentence,
    /// The last telling before, in its paragraph.
    Paragraph,
    /// The paragraph before.
    BeforeParagraph,
    /// The last telling before.
    Last,
    /// What its doer did last.
    DoerBefore,
    /// What its doer took part in last.
    PartBefore,
    /// What its doer does next in the text.
    PartAfter,
    /// Where its doer travels to.
    Visit,
    /// The last encounter told.
    Encounter,
    /// The last one of its kind.
    KindBefore,
    /// The next one of its kind.
    KindAfter,
    /// What else happened on its day, told before.
    DayBefore,
    /// The same, told after.
    DayAfter,
    /// The first telling.
    First,
    /// A telling in the headline.
    Headline,
    /// Named in the headline.
    InHeadline,
    /// Named most often.
    Often,
    /// The saying that reports it.
    Reporter,
    /// What it tells of.
    Content,
    /// What somebody of its doer's state did last.
    StateBefore,
    /// It opens the sentence or the paragraph.
    Opens,
    /// Behind a preposition, the last before its sentence.
    LastNamed,
    /// The only one of what its doer takes part in.
    DoerOnly,
    /// The only one of all encounters.
    EncounterOnly,
    /// The only one of its day.
    DayOnly,
    /// The first encounter.
    FirstEncounter,
    /// What the verb of the sentence before names.
    PrevNamed,
    /// Most tellings have it.
    MostTold,
    /// It holds no larger place.
    IsCountry,
    /// It is named but once.
    IsOnce,
    /// It is the place of the dateline.
    IsDateline,
    /// It is the place of a dateline among several.
    IsSection,
    /// It is the place of another dateline.
    IsElsewhere,
    /// It opens the paragraph as its dateline.
    IsFiledHere,
    /// It is the doer's state, or in it.
    IsHome,
    /// It is a state that takes part.
    IsParty,
    /// It is the place of the news.
    IsNews,
    /// It is named in its sentence.
    IsHere,
}

impl Spot {
    const fn bit(self) -> u64 {
        1 << self as u32
    }
}

/// A telling with a place of its own.
struct Told<'d> {
    draft: &'d Draft,
    sentence: usize,
    paragraph: usize,
    place: &'d Place,
    headline: bool,
}

impl Told<'_> {
    fn at(&self) -> usize {
        self.draft.main
    }
}

/// What the article as a whole says of its places.
struct Whole<'d> {
    told: Vec<Told<'d>>,
    /// How often each place is named.
    counts: BTreeMap<&'d str, usize>,
    datelines: Vec<&'d PlaceMention>,
    /// Whether it has datelines in more than one paragraph.
    several: bool,
    titled: Option<&'d PlaceMention>,
    often: Option<&'d PlaceMention>,
    most_told: Option<&'d Place>,
    first: Option<&'d Place>,
    headline: Option<&'d Place>,
    first_encounter: Option<&'d Place>,
    encounter_only: Option<&'d Place>,
}

impl<'d> Whole<'d> {
    fn of(scene: &'d Scene<'_, '_>, drafts: &'d [Draft]) -> Self {
        let told = told(scene, drafts);
        let places = &scene.actors.places;
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for place in places {
            *counts.entry(&place.place.name).or_default() += 1;
        }
        let mut tellings: BTreeMap<&str, usize> = BTreeMap::new();
        for one in &told {
            *tellings.entry(&one.place.name).or_default() += 1;
        }
        let datelines: Vec<&PlaceMention> = places.iter().filter(|place| place.dateline).collect();
        let paragraph = |place: &&PlaceMention| scene.doc.word(place.words.start).paragraph;
        let running = || told.iter().filter(|one| !one.headline);
        Self {
            several: datelines.first().map(paragraph) != datelines.last().map(paragraph),
            titled: places.iter().find(|place| scene.is_headline(place.words.start)),
            often: places.iter().max_by_key(|place| counts.get(place.place.name.as_str()).copied()),
            most_told: told
                .iter()
                .max_by_key(|one| tellings.get(one.place.name.as_str()).copied())
                .map(|one| one.place),
            first: running().next().map(|one| one.place),
            headline: told.first().filter(|one| one.headline).map(|one| one.place),
            first_encounter: running().find(|one| meets(one)).map(|one| one.place),
            encounter_only: only(told.iter().filter(|one| meets(one))),
            told,
            counts,
            datelines,
        }
    }

    /// The place of the last dateline before a token, else of the first: of « ADEN, Yemen » the first name.
    fn filed(&self, scene: &Scene<'_, '_>, at: usize) -> Option<&'d PlaceMention> {
        let paragraph = |place: &PlaceMention| scene.doc.word(place.words.start).paragraph;
        let until = self.datelines.partition_point(|place| place.words.start < at);
        let last = until.checked_sub(1).and_then(|last| self.datelines.get(last)).map(|last| paragraph(last));
        let from = last.map_or(0, |last| self.datelines.partition_point(|place| paragraph(place) < last));
        self.datelines.get(from).copied()
    }
}

/// Whether people are together there.
fn meets(one: &Told<'_>) -> bool {
    matches!(one.draft.kind, Kind::Meeting | Kind::Talks | Kind::Agreement)
}

/// Gives each draft the heaviest of the places on offer.
pub(in crate::reading::events) fn settle(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let chosen: Vec<Option<Place>> = {
        let scenes = Scenes::of(scene, drafts);
        let whole = Whole::of(scene, drafts);
        let each = drafts.iter().map(|draft| {
            let cues = cues::of(scene, &scenes, draft) | own_cues(draft) << cues::COUNT;
            let offers = offers(scene, drafts, &whole, draft);
            #[cfg(test)]
            super::learning::note(
                super::learning::Weighed::Places,
                scene.doc.span(&draft.words),
                draft.kind,
                offers.iter().map(|(place, spots)| (place.name.clone(), *spots)),
                cues,
            );
            heaviest(&WEIGHTS, &offers, cues).copied().cloned()
        });
        each.collect()
    };
    for (draft, place) in drafts.iter_mut().zip(chosen) {
        draft.place = place;
    }
}

/// How many cues there are for places beside those for dates.
pub(super) const MORE: usize = 9;

/// The kinds that differ in where they happen.
fn own_cues(draft: &Draft) -> Cues {
    let kind = |of: &[Kind]| of.contains(&draft.kind);
    [
        kind(&[Kind::Talks]),
        kind(&[Kind::Meeting]),
        kind(&[Kind::Visit]),
        kind(&[Kind::Call, Kind::Aid]),
        kind(&[Kind::Attack, Kind::Coercion, Kind::Mobilisation, Kind::Withdrawal]),
        kind(&[Kind::Protest]),
        kind(&[Kind::Request, Kind::Support]),
        draft.when.is_some(),
        draft.when.is_some_and(|when| when.value.as_day().is_some()),
    ]
    .into_iter()
    .enumerate()
    .filter(|(_, is)| *is)
    .fold(0, |bits, (place, _)| bits | 1 << place)
}

fn told<'d>(scene: &Scene<'_, '_>, drafts: &'d [Draft]) -> Vec<Told<'d>> {
    let one = |draft: &'d Draft| {
        let word = scene.doc.word(draft.main);
        let own = !draft.words.is_empty();
        Some(Told {
            draft,
            sentence: word.sentence,
            paragraph: word.paragraph,
            place: draft.place.as_ref().filter(|_| own)?,
            headline: scene.is_headline(draft.main),
        })
    };
    let mut told: Vec<Told<'_>> = drafts.iter().filter_map(one).collect();
    told.sort_by_key(Told::at);
    told
}

/// The places on offer, with the bits of their sources.
type Offers<'d> = Vec<(&'d Place, u64)>;

/// Puts a place on offer.
fn offer<'d>(found: &mut Offers<'d>, place: Option<&'d Place>, spot: Spot) {
    let Some(place) = place else { return };
    match found.iter_mut().find(|(other, _)| other.name == place.name) {
        Some((_, spots)) => *spots |= spot.bit(),
        None => found.push((place, spot.bit())),
    }
}

/// All places that are on offer for a draft.
fn offers<'d>(
    scene: &'d Scene<'_, '_>,
    drafts: &'d [Draft],
    whole: &Whole<'d>,
    draft: &'d Draft,
) -> Offers<'d> {
    let mut found = Offers::new();
    offer(&mut found, draft.place.as_ref(), draft.at);
    named_around(scene, whole, draft, &mut found);
    told_around(scene, drafts, whole, draft, &mut found);
    of_doers(scene, &whole.told, draft, &mut found);
    for (place, spots) in &mut found {
        *spots |= nature(scene, whole, draft, place);
    }
    found
}

/// Offers a draft the places that the text names around it.
fn named_around<'d>(scene: &'d Scene<'_, '_>, whole: &Whole<'d>, draft: &Draft, found: &mut Offers<'d>) {
    let word = scene.doc.word(draft.main);
    let Some(sentence) = scene.doc.sentence_of(draft.main) else { return };
    let clause = scene.syntax.clause(draft.clause);
    let here = || scene.actors.places_within(&sentence.words).filter(|place| !place.dateline);
    let locative = || here().filter(|place| place.locative);
    let own = || locative().filter(|place| clause.is_some_and(|clause| clause.owns(place.words.start)));
    let before = |place: &&PlaceMention| place.words.start < draft.main;
    let mut put = |mention: Option<&'d PlaceMention>, spot: Spot| {
        offer(found, mention.map(|mention| &mention.place), spot);
    };
    put(own().filter(before).last(), Spot::ClauseBefore);
    put(own().find(|place| !before(place)), Spot::ClauseAfter);
    put(locative().filter(before).last(), Spot::SentenceBefore);
    put(locative().find(|place| !before(place)), Spot::SentenceAfter);
    put(here().min_by_key(|place| place.words.start.abs_diff(draft.main)), Spot::Named);
    put(whole.filed(scene, draft.main), Spot::Dateline);
    let opening = |start: usize| {
        let words = start..start + 5;
        scene.actors.places_within(&words).find(|place| place.locative && !place.dateline)
    };
    put(opening(sentence.words.start), Spot::Opens);
    let paragraph = scene.doc.paragraphs.get(word.paragraph);
    put(paragraph.and_then(|paragraph| opening(paragraph.words.start)), Spot::Opens);
    let until = scene.actors.places.partition_point(|place| place.words.start < sentence.words.start);
    let earlier = scene.actors.places.get(..until).unwrap_or_default().iter().rev().take(WINDOW);
    put(earlier.into_iter().find(|place| place.locative && !place.dateline), Spot::LastNamed);
    put(whole.titled, Spot::InHeadline);
    put(whole.often, Spot::Often);
    let previous = word.sentence.checked_sub(1).and_then(|before| scene.doc.sentences.get(before));
    let there = previous.into_iter().flat_map(|previous| scene.actors.places_within(&previous.words));
    put(there.into_iter().find(|place| place.locative && !place.dateline), Spot::PrevNamed);
}

/// The tellings before a draft, the nearest first, and those behind it.
fn around<'t, 'd>(
    told: &'t [Told<'d>],
    draft: &'d Draft,
) -> (impl Iterator<Item = &'t Told<'d>> + Clone, impl Iterator<Item = &'t Told<'d>> + Clone) {
    let at = told.partition_point(|one| one.at() < draft.main);
    let others = move |one: &&Told<'d>| !std::ptr::eq(one.draft, draft);
    let back = told.get(at.saturating_sub(WINDOW)..at).unwrap_or_default().iter().rev().filter(others);
    let on = told.get(at..).unwrap_or_default().iter().take(WINDOW).filter(others);
    (back, on)
}

/// The only place of these tellings.
fn only<'t, 'd: 't>(mut tellings: impl Iterator<Item = &'t Told<'d>>) -> Option<&'d Place> {
    let first = tellings.next()?.place;
    tellings.all(|one| one.place.name == first.name).then_some(first)
}

/// Offers a draft the places of the tellings around it.
fn told_around<'d>(
    scene: &Scene<'_, '_>,
    drafts: &'d [Draft],
    whole: &Whole<'d>,
    draft: &'d Draft,
    found: &mut Offers<'d>,
) {
    let word = scene.doc.word(draft.main);
    let (back, on) = around(&whole.told, draft);
    let mut put = |one: Option<&Told<'d>>, spot: Spot| offer(found, one.map(|one| one.place), spot);
    let same = |one: &&Told<'d>| one.sentence == word.sentence;
    let running = |one: &&Told<'d>| !one.headline;
    let paragraph = |one: &&Told<'d>| one.sentence < word.sentence && one.paragraph == word.paragraph;
    put(back.clone().find(same), Spot::SameBefore);
    put(on.clone().find(same), Spot::SameAfter);
    put(back.clone().find(|one| paragraph(one) && one.sentence + 1 == word.sentence), Spot::PrevSentence);
    put(back.clone().find(paragraph), Spot::Paragraph);
    put(back.clone().find(|one| one.paragraph + 1 == word.paragraph), Spot::BeforeParagraph);
    put(back.clone().filter(running).find(|one| one.sentence < word.sentence), Spot::Last);
    put(back.clone().find(|one| meets(one)), Spot::Encounter);
    let alike =
        |one: &&Told<'d>| one.draft.kind == draft.kind || speaks(one.draft.kind) && speaks(draft.kind);
    put(back.clone().find(alike), Spot::KindBefore);
    put(on.clone().find(alike), Spot::KindAfter);
    let day = |one: &&Told<'d>| draft.when.is_some() && one.draft.when == draft.when;
    put(back.clone().find(day), Spot::DayBefore);
    put(on.clone().find(day), Spot::DayAfter);
    let reports = |one: &&Told<'d>| {
        let reporter = one.draft.reporter.and_then(|reporter| drafts.get(reporter));
        reporter.is_some_and(|reporter| std::ptr::eq(reporter, draft))
    };
    put(back.clone().chain(on.clone()).find(reports), Spot::Content);
    offer(found, only(back.chain(on).filter(day)), Spot::DayOnly);
    offer(found, whole.first_encounter, Spot::FirstEncounter);
    offer(found, whole.encounter_only, Spot::EncounterOnly);
    offer(found, whole.first, Spot::First);
    offer(found, whole.headline, Spot::Headline);
    offer(found, whole.most_told, Spot::MostTold);
    let reporter = draft.reporter.and_then(|reporter| drafts.get(reporter));
    offer(found, reporter.and_then(|reporter| reporter.place.as_ref()), Spot::Reporter);
}

/// Offers a draft the places of what its doers do elsewhere.
fn of_doers<'d>(scene: &Scene<'_, '_>, told: &[Told<'d>], draft: &'d Draft, found: &mut Offers<'d>) {
    let doers: Vec<PartyIndex> = draft.agents.iter().filter_map(Who::party).collect();
    let states: Vec<&str> = doers.iter().filter_map(|&doer| scene.state(doer)).collect();
    let (back, on) = around(told, draft);
    let among = |all: &[Who]| all.iter().filter_map(Who::party).any(|party| doers.contains(&party));
    let acts = |one: &&Told<'d>| among(&one.draft.agents);
    let part = |one: &&Told<'d>| acts(one) || among(&one.draft.counterparts);
    let of_state = |one: &&Told<'d>| {
        let mut others = one.draft.agents.iter().filter_map(Who::party);
        others.any(|other| scene.state(other).is_some_and(|state| states.contains(&state)))
    };
    let mut put = |one: Option<&Told<'d>>, spot: Spot| offer(found, one.map(|one| one.place), spot);
    put(back.clone().find(acts), Spot::DoerBefore);
    put(back.clone().find(part), Spot::PartBefore);
    put(on.clone().find(part), Spot::PartAfter);
    put(back.clone().find(of_state), Spot::StateBefore);
    let travels = |one: &&Told<'d>| one.draft.kind == Kind::Visit && part(one);
    put(back.clone().chain(on.clone()).find(travels), Spot::Visit);
    offer(found, only(back.chain(on).filter(part)), Spot::DoerOnly);
}

/// What sort of place it is, as bits.
fn nature(scene: &Scene<'_, '_>, whole: &Whole<'_>, draft: &Draft, place: &Place) -> u64 {
    let name = place.name.as_str();
    let named = |state: &str| state == name || place.within.iter().any(|larger| larger == state);
    let home = draft.agents.iter().filter_map(Who::party).any(|doer| scene.state(doer).is_some_and(named));
    let mut everyone = draft.agents.iter().chain(&draft.counterparts).filter_map(Who::party);
    let party = everyone.any(|one| scene.actors.parties.get(one).is_some_and(|one| one.name == name));
    let word = scene.doc.word(draft.main);
    let filed = whole.filed(scene, draft.main);
    let is_filed = filed.is_some_and(|filed| filed.place.name == name);
    let by = |filed: &PlaceMention| scene.doc.word(filed.words.start).paragraph == word.paragraph;
    let near = whole.datelines.iter().take(WINDOW);
    let elsewhere = filed.is_some() && !is_filed && near.into_iter().any(|one| one.place.name == name);
    let sentence = scene.doc.sentence_of(draft.main);
    let mut here = sentence.into_iter().flat_map(|sentence| scene.actors.places_within(&sentence.words));
    [
        (place.within.is_empty(), Spot::IsCountry),
        (whole.counts.get(name).is_none_or(|count| *count < 2), Spot::IsOnce),
        (is_filed, Spot::IsDateline),
        (is_filed && whole.several, Spot::IsSection),
        (elsewhere, Spot::IsElsewhere),
        (is_filed && filed.is_some_and(by), Spot::IsFiledHere),
        (home, Spot::IsHome),
        (party, Spot::IsParty),
        (whole.first.is_some_and(|news| news.name == name), Spot::IsNews),
        (here.any(|here| !here.dateline && here.place.name == name), Spot::IsHere),
    ]
    .into_iter()
    .filter(|(is, _)| *is)
    .fold(0, |bits, (_, spot)| bits | spot.bit())
}
