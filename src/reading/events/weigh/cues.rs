//! Cues: how an event is told, as far as it bears on when it happened.
//!
//! Does not look at dates themselves.

use super::scenes::Scenes;
use crate::model::{Class, Kind, PartyIndex, Status, Who};
use crate::reading::events::occasion::speaks;
use crate::reading::events::{Draft, Scene};
use crate::reading::syntax::{ClauseKind, Determiner, VerbTense};

/// A bit for each cue; the columns of the weights behind the first, in the order of [`of`].
pub(in crate::reading::events) type Cues = u64;

/// How many cues there are.
pub(super) const COUNT: usize = 51;

/// How a draft is told.
pub(super) fn of(scene: &Scene<'_, '_>, scenes: &Scenes<'_>, draft: &Draft) -> Cues {
    let verb = by_verb(scene, draft);
    let doers: Vec<PartyIndex> = draft.agents.iter().filter_map(Who::party).collect();
    let all = verb
        .into_iter()
        .chain(by_status(scene, draft))
        .chain(by_doers(scene, scenes, draft, &doers))
        .chain(by_place_in_text(scene, scenes, draft));
    all.enumerate().filter(|(_, is)| *is).fold(0, |bits, (place, _)| bits | 1 << place)
}

/// Kind, tense and clause.
fn by_verb(scene: &Scene<'_, '_>, draft: &Draft) -> [bool; 19] {
    let verb = scene.governor(draft.clause);
    let clause = scene.syntax.clause(draft.clause);
    let tense = |tenses: &[VerbTense]| verb.is_some_and(|verb| tenses.contains(&verb.tense));
    let kind = |of: ClauseKind| clause.is_some_and(|clause| clause.kind == of);
    [
        speaks(draft.kind),
        speaks(draft.kind) && draft.kind != Kind::Statement,
        draft.noun.is_some(),
        verb.is_some_and(|verb| verb.anterior),
        verb.is_some_and(|verb| scene.is_perfect(verb)),
        tense(&[VerbTense::Present]),
        tense(&[VerbTense::Imperfect]),
        tense(&[VerbTense::Conditional, VerbTense::PastConditional]),
        tense(&[VerbTense::Future]),
        tense(&[VerbTense::Infinitive, VerbTense::PastInfinitive, VerbTense::Gerund]),
        verb.is_some_and(|verb| verb.passive),
        verb.is_some_and(|verb| verb.negated),
        verb.is_none(),
        kind(ClauseKind::Content),
        kind(ClauseKind::Relative),
        kind(ClauseKind::Participle),
        kind(ClauseKind::Adverbial),
        clause.is_some_and(|clause| clause.inserted),
        is_pronoun(scene, draft),
    ]
}

/// Whether the subject is a pronoun.
fn is_pronoun(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    let clause = scene.syntax.clause(draft.clause);
    let mut subjects =
        clause.into_iter().flat_map(|clause| &clause.subjects).filter_map(|&noun| scene.syntax.noun(noun));
    subjects.any(|noun| noun.pronoun)
        || scene.governor(draft.clause).is_some_and(|verb| verb.inverted.is_some())
}

/// Status, sort of happening, headline and quotation.
fn by_status(scene: &Scene<'_, '_>, draft: &Draft) -> [bool; 11] {
    let group = draft.noun.and_then(|noun| scene.syntax.noun(noun));
    let encounter =
        matches!(draft.kind, Kind::Meeting | Kind::Talks | Kind::Call | Kind::Agreement | Kind::Visit);
    let measure = matches!(
        draft.kind,
        Kind::Attack
            | Kind::Coercion
            | Kind::Appointment
            | Kind::Sanction
            | Kind::Withdrawal
            | Kind::Mobilisation
    );
    [
        draft.status == Status::Reported,
        draft.status == Status::Negated,
        matches!(draft.status, Status::Denied | Status::Unconfirmed),
        matches!(draft.status, Status::Planned | Status::Hypothetical),
        scene.is_headline(draft.main),
        scene.is_quoted(draft.clause),
        encounter,
        draft.kind == Kind::Agreement,
        measure,
        group.is_some_and(|group| group.determiner == Determiner::Definite),
        draft.frame.is_some_and(|frame| frame.content == "told"),
    ]
}

/// Who does it.
fn by_doers(scene: &Scene<'_, '_>, scenes: &Scenes<'_>, draft: &Draft, doers: &[PartyIndex]) -> [bool; 8] {
    let class = |of: Class| {
        doers.iter().any(|&doer| scene.actors.parties.get(doer).is_some_and(|party| party.class == of))
    };
    let start = scene.doc.sentence_of(draft.main).map_or(draft.main, |sentence| sentence.words.start);
    let known = |doer: &PartyIndex| scenes.first_named.get(doer).is_some_and(|first| *first < start);
    let in_lead = |&doer: &PartyIndex| {
        let state = scene.state(doer);
        scenes.lead().is_some_and(|lead| {
            lead.named.contains(&doer)
                || state.is_some() && lead.named.iter().any(|&other| scene.state(other) == state)
        })
    };
    [
        doers.is_empty(),
        doers.iter().any(in_lead),
        !doers.is_empty() && !doers.iter().any(known),
        doers.iter().any(|&doer| scene.actors.is_human(doer)),
        doers.iter().any(|doer| scenes.media.contains(doer)),
        class(Class::State),
        class(Class::Organisation),
        scenes.is_dated_elsewhere(draft, doers),
    ]
}

/// Where it stands.
fn by_place_in_text(scene: &Scene<'_, '_>, scenes: &Scenes<'_>, draft: &Draft) -> [bool; 13] {
    let word = scene.doc.word(draft.main);
    let sentence = scene.doc.sentence_of(draft.main);
    let start = sentence.map_or(draft.main, |sentence| sentence.words.start);
    let paragraph = scene.doc.paragraphs.get(word.paragraph);
    let opens = paragraph.map(|paragraph| scene.doc.word(paragraph.words.start).sentence);
    let lead = scenes.lead();
    let news = lead.and_then(|lead| scenes.by_clause.get(&lead.clause));
    let place = news.and_then(|news| news.place.as_ref());
    let today = scenes.today(scene, draft.main);
    let dated = sentence.is_some_and(|sentence| {
        let from = scene.dates.partition_point(|date| date.span.end <= sentence.span.start);
        scene.dates.get(from).is_some_and(|date| sentence.span.contains(date.span))
    });
    let opening_words = start..start + 5;
    let mut front = scene.actors.places_within(&opening_words);
    let mut opening = start..draft.words.end + 1;
    [
        opens == Some(word.sentence),
        lead.is_some_and(|lead| lead.sentence == word.sentence),
        draft.place.is_some(),
        draft.place.is_some() && draft.place.as_ref() != place,
        dated,
        scenes.several,
        lead.is_some_and(|lead| lead.when.value.as_day() == Some(today)),
        front.any(|place| place.locative && !place.dateline),
        scene.has_quotation(draft),
        opening.any(|at| scene.lists.meanwhile_openers.has(&scene.doc.word(at).lower)),
        word.paragraph > 5,
        news.is_some_and(|news| news.kind == draft.kind),
        scene.grammar().helper_verbs,
    ]
}
