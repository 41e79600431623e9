//! Spots: which of the places that an article names is where an event happened, or none.
//!
//! Weighs as dates are weighed: by what a place is on offer, and how the event is told. Reads no places and knows no
//! word of a language.

use super::cues::Cues;
use super::scenes::{Scenes, WINDOW};
use super::spot_weights::WEIGHTS;
use super::{cues, heaviest};
use crate::model::{Kind, PartyIndex, Place, Who};
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

/// Gives each draft the heaviest of the places on offer.
pub(in crate::reading::events) fn settle(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let chosen: Vec<Option<Place>> = {
        let scenes = Scenes::of(scene, drafts);
        let told = told(scene, drafts);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for place in &scene.actors.places {
            *counts.entry(&place.place.name).or_default() += 1;
        }
        let each = drafts.iter().map(|draft| {
            let cues = cues::of(scene, &scenes, draft) | own_cues(draft) << cues::COUNT;
            let offers = offers(scene, drafts, &told, &counts, draft);
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

/// All places that are on offer for a draft.
fn offers<'d>(
    scene: &'d Scene<'_, '_>,
    drafts: &'d [Draft],
    told: &[Told<'d>],
    counts: &BTreeMap<&str, usize>,
    draft: &'d Draft,
) -> Vec<(&'d Place, u64)> {
    let mut found: Vec<(&'d Place, u64)> = Vec::new();
    let mut offer = |place: Option<&'d Place>, spot: Spot| {
        let Some(place) = place else { return };
        match found.iter_mut().find(|(other, _)| other.name == place.name) {
            Some((_, spots)) => *spots |= spot.bit(),
            None => found.push((place, spot.bit())),
        }
    };
    offer(draft.place.as_ref(), draft.at);
    let word = scene.doc.word(draft.main);
    let Some(sentence) = scene.doc.sentence_of(draft.main) else { return found };
    // Named around it.
    let clause = scene.syntax.clause(draft.clause);
    let here = || scene.actors.places_within(&sentence.words).filter(|place| !place.dateline);
    let locative = || here().filter(|place| place.locative);
    let own = || locative().filter(|place| clause.is_some_and(|clause| clause.owns(place.words.start)));
    let before = |at: usize| at < draft.main;
    offer(own().filter(|place| before(place.words.start)).last().map(|place| &place.place), Spot::ClauseBefore);
    offer(own().find(|place| !before(place.words.start)).map(|place| &place.place), Spot::ClauseAfter);
    offer(
        locative().filter(|place| before(place.words.start)).last().map(|place| &place.place),
        Spot::SentenceBefore,
    );
    offer(locative().find(|place| !before(place.words.start)).map(|place| &place.place), Spot::SentenceAfter);
    offer(
        here().min_by_key(|place| place.words.start.abs_diff(draft.main)).map(|place| &place.place),
        Spot::Named,
    );
    let mut datelines = scene.actors.places.iter().filter(|place| place.dateline);
    let first_dateline = datelines.clone().next();
    let mut paragraphs: Vec<usize> =
        datelines.clone().map(|place| scene.doc.word(place.words.start).paragraph).collect();
    paragraphs.dedup();
    let datelines_seen = paragraphs.len();
    let mut filed: Vec<_> = datelines.by_ref().take_while(|place| place.words.start < draft.main).collect();
    // « ADEN, Yemen »: the first place of the last one counts.
    filed.dedup_by_key(|place| scene.doc.word(place.words.start).paragraph);
    let filed = filed.pop().or(first_dateline).map(|place| &place.place);
    offer(filed, Spot::Dateline);
    let opening = |start: usize| {
        let words = start..start + 5;
        let mut places = scene.actors.places_within(&words);
        places.find(|place| place.locative && !place.dateline).map(|place| &place.place)
    };
    offer(opening(sentence.words.start), Spot::Opens);
    let paragraph = scene.doc.paragraphs.get(word.paragraph);
    offer(paragraph.and_then(|paragraph| opening(paragraph.words.start)), Spot::Opens);
    let until = scene.actors.places.partition_point(|place| place.words.start < sentence.words.start);
    let earlier = scene.actors.places.get(..until).unwrap_or_default().iter().rev();
    let earlier = earlier.take(WINDOW).find(|place| place.locative && !place.dateline);
    offer(earlier.map(|place| &place.place), Spot::LastNamed);
    let titled = scene.actors.places.iter().find(|place| scene.is_headline(place.words.start));
    offer(titled.map(|place| &place.place), Spot::InHeadline);
    let most = scene.actors.places.iter().max_by_key(|place| counts.get(place.place.name.as_str()));
    offer(most.map(|place| &place.place), Spot::Often);
    // Told around it.
    let at = told.partition_point(|one| one.at() < draft.main);
    let others = |one: &&Told<'d>| !std::ptr::eq(one.draft, draft);
    let back = || {
        let window = told.get(at.saturating_sub(WINDOW)..at).unwrap_or_default();
        window.iter().rev().filter(others)
    };
    let on = || told.get(at..).unwrap_or_default().iter().take(WINDOW).filter(others);
    let place = |one: &Told<'d>| one.place;
    let same = |one: &&Told<'d>| one.sentence == word.sentence;
    let running = |one: &&Told<'d>| !one.headline;
    offer(back().find(same).map(place), Spot::SameBefore);
    offer(on().find(same).map(place), Spot::SameAfter);
    let earlier = |one: &&Told<'d>| one.sentence < word.sentence && one.paragraph == word.paragraph;
    offer(
        back().find(|one| one.sentence + 1 == word.sentence && one.paragraph == word.paragraph).map(place),
        Spot::PrevSentence,
    );
    offer(back().find(earlier).map(place), Spot::Paragraph);
    offer(back().find(|one| one.paragraph + 1 == word.paragraph).map(place), Spot::BeforeParagraph);
    offer(back().filter(running).find(|one| one.sentence < word.sentence).map(place), Spot::Last);
    let doers: Vec<PartyIndex> = draft.agents.iter().filter_map(Who::party).collect();
    let does = |one: &&Told<'d>| {
        one.draft.agents.iter().filter_map(Who::party).any(|doer| doers.contains(&doer))
    };
    let part = |one: &&Told<'d>| {
        let everyone = one.draft.agents.iter().chain(&one.draft.counterparts);
        everyone.into_iter().filter_map(Who::party).any(|party| doers.contains(&party))
    };
    offer(back().find(does).map(place), Spot::DoerBefore);
    offer(back().find(part).map(place), Spot::PartBefore);
    offer(on().find(part).map(place), Spot::PartAfter);
    let visit = |one: &&Told<'d>| one.draft.kind == Kind::Visit;
    offer(back().filter(visit).find(part).or_else(|| on().filter(visit).find(part)).map(place), Spot::Visit);
    let meets = |one: &&Told<'d>| matches!(one.draft.kind, Kind::Meeting | Kind::Talks | Kind::Agreement);
    offer(back().find(meets).map(place), Spot::Encounter);
    let alike = |one: &&Told<'d>| {
        one.draft.kind == draft.kind || speaks(one.draft.kind) && speaks(draft.kind)
    };
    offer(back().find(alike).map(place), Spot::KindBefore);
    offer(on().find(alike).map(place), Spot::KindAfter);
    let day = |one: &&Told<'d>| draft.when.is_some() && one.draft.when == draft.when;
    offer(back().find(day).map(place), Spot::DayBefore);
    offer(on().find(day).map(place), Spot::DayAfter);
    let first = told.iter().find(running).filter(others);
    offer(first.map(place), Spot::First);
    let headline = told.iter().take_while(|one| one.headline).find(others);
    offer(headline.map(place), Spot::Headline);
    let reporter = draft.reporter.and_then(|reporter| drafts.get(reporter));
    offer(reporter.and_then(|reporter| reporter.place.as_ref()), Spot::Reporter);
    let reports = |one: &&Told<'d>| {
        let reporter = one.draft.reporter.and_then(|reporter| drafts.get(reporter));
        reporter.is_some_and(|reporter| std::ptr::eq(reporter, draft))
    };
    offer(back().chain(on()).find(reports).map(place), Spot::Content);
    let states: Vec<&str> = doers.iter().filter_map(|&doer| scene.state(doer)).collect();
    let of_state = |one: &&Told<'d>| {
        let mut doers = one.draft.agents.iter().filter_map(Who::party);
        doers.any(|doer| scene.state(doer).is_some_and(|state| states.contains(&state)))
    };
    offer(back().find(of_state).map(place), Spot::StateBefore);
    let all = || told.iter().filter(others);
    let only = |of: Vec<&'d Place>| -> Option<&'d Place> {
        let first = *of.first()?;
        of.iter().all(|place| place.name == first.name).then_some(first)
    };
    offer(only(all().filter(part).map(place).collect()), Spot::DoerOnly);
    offer(only(all().filter(meets).map(place).collect()), Spot::EncounterOnly);
    offer(only(all().filter(day).map(place).collect()), Spot::DayOnly);
    offer(all().filter(running).find(meets).map(place), Spot::FirstEncounter);
    let previous = scene.doc.sentences.get(word.sentence.wrapping_sub(1));
    let mut there = previous.into_iter().flat_map(|previous| scene.actors.places_within(&previous.words));
    offer(there.find(|place| place.locative && !place.dateline).map(|place| &place.place), Spot::PrevNamed);
    let most = told.iter().max_by_key(|one| told.iter().filter(|other| other.place.name == one.place.name).count());
    offer(most.map(place), Spot::MostTold);
    // What sort of place it is.
    let news = first.map(place);
    let party = |name: &str| {
        let everyone = draft.agents.iter().chain(&draft.counterparts).filter_map(Who::party);
        everyone.into_iter().any(|one| scene.actors.parties.get(one).is_some_and(|one| one.name == name))
    };
    for (place, spots) in &mut found {
        let name = place.name.as_str();
        let home = states.contains(&name) || place.within.iter().any(|larger| states.contains(&larger.as_str()));
        *spots |= [
            (place.within.is_empty(), Spot::IsCountry),
            (counts.get(name).is_none_or(|count| *count < 2), Spot::IsOnce),
            (filed.is_some_and(|filed| filed.name == name), Spot::IsDateline),
            (filed.is_some_and(|filed| filed.name == name) && datelines_seen > 1, Spot::IsSection),
            (
                filed.is_some_and(|filed| filed.name != name)
                    && scene.actors.places.iter().any(|place| place.dateline && place.place.name == name),
                Spot::IsElsewhere,
            ),
            (
                scene.actors.places.iter().any(|place| {
                    place.dateline
                        && place.place.name == name
                        && scene.doc.word(place.words.start).paragraph == word.paragraph
                }),
                Spot::IsFiledHere,
            ),
            (home, Spot::IsHome),
            (party(name), Spot::IsParty),
            (news.is_some_and(|news| news.name == name), Spot::IsNews),
            (here().any(|here| here.place.name == name), Spot::IsHere),
        ]
        .into_iter()
        .filter(|(is, _)| *is)
        .fold(0, |bits, (_, spot)| bits | spot.bit());
    }
    found
}
