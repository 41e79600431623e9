//! Quotes without a cue of their own: they go on from the one before, or belong to whom the sentence before tells of.
//!
//! Does not look behind the quote: [`second_look`](crate::reading::quotes::second_look) does, once all are found.

use super::Place;
use crate::model::Who;
use crate::reading::doc::ParagraphKind;
use crate::reading::quotes::{Cue, Draft};
use crate::reading::syntax::{ClauseKind, Quotation, Tag};

/// « … », a-t-elle dit. « … »: the quote goes on in the same paragraph, or at the start of the next.
pub(super) fn goes_on(place: &Place<'_, '_>) -> Option<Cue> {
    let doc = place.scene.doc;
    let start = place.quotation.words.start;
    if !place.sentence || place.quotation.woven {
        return None;
    }
    // Speech within a quotation before this one is not what goes on.
    let nested = |draft: &&Draft| {
        let holds = |other: &Quotation| {
            !other.woven
                && other.words.start + 1 < draft.words.start
                && draft.words.end < other.words.end
                && other.words.end <= start
        };
        place.scene.syntax.quotations.iter().any(holds)
    };
    let last = place.drafts.iter().rev().find(|draft| draft.words.end <= start && !nested(draft))?;
    let (here, there) = (doc.word(start), doc.word(last.words.start));
    let next_sentence = here.sentence <= doc.word(last.words.end.saturating_sub(1)).sentence + 1;
    let same = here.paragraph == there.paragraph && next_sentence;
    let opens = doc.paragraphs.get(here.paragraph).is_some_and(|paragraph| paragraph.words.start == start);
    // Words woven into a paragraph's sentence do not go on in the next.
    let said = !matches!(last.cue.rule, "wished" | "woven" | "own-words");
    let next = here.paragraph == there.paragraph + 1 && opens && there.paragraph > 0 && said;
    (same || next).then(|| Cue {
        words: None,
        rule: if same { "goes-on" } else { "next-paragraph" },
        ..last.cue.clone()
    })
}

/// La responsable se veut rassurante. « … »: by the subject of the sentence before.
pub(super) fn told_before(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    if !place.sentence || place.quotation.woven {
        return None;
    }
    let sentence = doc.word(place.quotation.words.start).sentence;
    let before = doc.sentences.get(sentence.checked_sub(1)?)?;
    if doc.kind_at(before.words.start) == ParagraphKind::Headline {
        return None;
    }
    let unit =
        |clause: usize| scene.syntax.clause(clause).is_some_and(|clause| clause.kind == ClauseKind::Main);
    let clauses = before.words.clone().filter(|&at| scene.syntax.tag(at) == Tag::Verb);
    let clause = clauses.filter_map(|at| scene.syntax.clause_at(at)).find(|&clause| unit(clause))?;
    let speaker = scene.speaker_of(clause)?;
    let human = matches!(speaker, Who::Party(party) if scene.actors.is_human(party));
    human.then_some(Cue {
        words: None,
        clause: Some(clause),
        speaker: Some(speaker),
        rule: "sentence-before",
    })
}

/// « … », a dit une source. « … », a-t-elle ajouté: a pronoun that speaks is who spoke before, where they agree and
/// nobody else was made a subject between.
pub(super) fn talk_on(place: &Place<'_, '_>, cue: Cue) -> Cue {
    let scene = place.scene;
    let doc = scene.doc;
    let start = place.quotation.words.start;
    let Some(pronoun) = cue.clause.and_then(|clause| scene.speaking_pronoun(clause)).or_else(|| {
        let last = cue.words.as_ref().filter(|_| cue.rule == "according-to")?.end - 1;
        scene.is_pronoun(last).then_some(last)
    }) else {
        return cue;
    };
    let last = place.drafts.iter().rev().find(|draft| draft.words.end <= start);
    let Some(last) = last.filter(|_| !doc.is_quoted(start)) else { return cue };
    let near = doc.word(start).sentence <= doc.word(last.words.end).sentence + 1;
    let Some(speaker) = last.cue.speaker.as_ref().filter(|_| near) else { return cue };
    let told = last.cue.words.as_ref().map_or(last.words.start, |words| words.start);
    if !scene.agrees(pronoun, speaker, last.cue.clause)
        || scene.is_new_subject(cue.speaker.as_ref(), told, pronoun)
    {
        return cue;
    }
    Cue { speaker: Some(speaker.clone()), ..cue }
}
