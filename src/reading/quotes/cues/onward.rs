//! Quotes without a cue of their own: they go on from the one before, or belong to whom the sentence before tells of.
//!
//! Does not look behind the quote: [`second_look`](crate::reading::quotes::second_look) does, once all are found.

use super::Place;
use crate::model::{Class, PartyIndex, Who};
use crate::reading::doc::ParagraphKind;
use crate::reading::quotes::{Cue, Draft, Scene};
use crate::reading::syntax::{ClauseKind, Quotation, Tag};
use std::ops::Range;

/// Of how many tokens at most the question of an interview is.
const QUESTION: usize = 80;

/// How many quotes back a pronoun looks for who spoke.
const SPOKEN: usize = 12;

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
        place.scene.syntax.quotations_before(draft.words.start).any(|(_, other)| holds(other))
    };
    let last = place.drafts.iter().rev().find(|draft| draft.words.end <= start && !nested(draft))?;
    let (here, there) = (doc.word(start), doc.word(last.words.start));
    let next_sentence = here.sentence <= doc.word(last.words.end.saturating_sub(1)).sentence + 1;
    let same = here.paragraph == there.paragraph && next_sentence;
    let opens = doc.paragraphs.get(here.paragraph).is_some_and(|paragraph| paragraph.words.start == start);
    // Words woven into a paragraph's sentence do not go on in the next.
    let said = !matches!(last.cue.rule, "wished" | "woven" | "own-words");
    let before = place.scene.syntax.quotations.partition_point(|one| one.words.start + 1 < last.words.start);
    let full = place.scene.syntax.quotations.get(before).is_some_and(|one| !one.woven);
    let next = here.paragraph == there.paragraph + 1 && opens && there.paragraph > 0 && said && full;
    (same || next).then(|| Cue {
        words: None,
        rule: if same { "goes-on" } else { "next-paragraph" },
        ..last.cue.clone()
    })
}

/// "…," cried the minister, "…": the quote is resumed behind who says it, in the same sentence.
pub(super) fn resumed(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let start = place.quotation.words.start;
    let comma = start.checked_sub(1).filter(|&at| scene.syntax.tag(at) == Tag::Comma)?;
    let last = place.drafts.iter().rev().find(|draft| draft.words.end <= start)?;
    let own = scene.doc.word(comma).sentence;
    let told = last.cue.words.clone().filter(|words| words.start >= last.words.end && words.end <= start)?;
    let between = told.end..comma;
    let other = between
        .clone()
        .filter_map(|at| scene.syntax.verb(scene.syntax.verb_at(at)?))
        .any(|group| group.words.start >= told.end && group.is_finite() && scene.speaks(group));
    let quoted = between.clone().any(|at| scene.doc.is_quoted(at));
    let open = !matches!(scene.doc.word(last.words.end.wrapping_sub(1)).text, "." | "!" | "?");
    let here = scene.doc.word(told.start).sentence == own && last.cue.rule == "verb-behind";
    (here && open && !other && !quoted).then(|| Cue { rule: "resumed", ..last.cue.clone() })
}

/// La responsable se veut rassurante. « … »: by the subject of the sentence before.
pub(super) fn told_before(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    if !place.sentence || place.quotation.woven {
        return None;
    }
    let sentence = doc.word(place.quotation.words.start).sentence;
    // A sentence without a verb (« Verbatim. ») tells nothing: the one before it does.
    let earlier = (sentence.saturating_sub(2)..sentence).rev().filter_map(|number| doc.sentences.get(number));
    let has_verb = |words: &Range<usize>| words.clone().any(|at| scene.syntax.tag(at) == Tag::Verb);
    let named = |words: &Range<usize>| scene.actors.within(words).next().is_some();
    let before = earlier.into_iter().find(|sentence| has_verb(&sentence.words) || named(&sentence.words))?;
    if doc.kind_at(before.words.start) == ParagraphKind::Headline {
        return None;
    }
    let verbs = before.words.clone().filter(|&at| scene.syntax.tag(at) == Tag::Verb);
    let clauses: Vec<usize> = verbs.filter_map(|at| scene.syntax.clause_at(at)).collect();
    let here = |clause: usize| scene.syntax.clause(clause);
    // « …, a dit la ministre. « … » »: who says that sentence goes on, else who it tells of.
    let inserted = clauses.iter().find(|&&clause| {
        here(clause).is_some_and(|clause| clause.inserted)
            && scene.verb_of(clause).is_some_and(|group| scene.says(group))
    });
    let main =
        || clauses.iter().find(|&&clause| here(clause).is_some_and(|clause| clause.kind == ClauseKind::Main));
    let Some(&clause) = inserted.or_else(main) else {
        // No verb that the table knows: whom its sentence names or describes first.
        let start = before.words.start;
        let described = scene.syntax.nouns_in(start..start + 1).next().filter(|(_, noun)| noun.is_bare());
        let described = described.and_then(|(number, _)| {
            scene.described_as(number, place.quotation.words.start, place.drafts).filter(named_person(scene))
        });
        if let Some(party) = described {
            let speaker = Some(Who::Party(party));
            return Some(Cue { words: None, clause: None, speaker, rule: "sentence-before" });
        }
        let mut named = scene.actors.within(&before.words).map(|(_, found)| found);
        let found = named.find(|found| found.inside.is_none() && found.subject && !found.quoted)?;
        let human = !found.plural && scene.actors.is_human(found.mention.party);
        return human.then_some(Cue {
            words: None,
            clause: None,
            speaker: Some(Who::Party(found.mention.party)),
            rule: "sentence-before",
        });
    };
    let human = |who: &Who| who.party().is_some_and(|party| scene.actors.is_human(party));
    // « La voix d'Anna Ozola tremblait. « … » »: else the one person whom it tells of.
    let only = || {
        let mut named = scene
            .actors
            .within(&before.words)
            .map(|(_, found)| found)
            .filter(|found| !found.quoted && scene.actors.is_human(found.mention.party));
        let first = named.next().filter(|found| !found.plural)?.mention.party;
        let owner = scene.lists.possessing.has(&doc.word(named_end(place, &before.words, first)).lower);
        (named.all(|found| found.mention.party == first) && owner).then_some(Who::Party(first))
    };
    // « La ministre a été pressée de questions. « … » »
    let undergoes = || scene.verb_of(clause).filter(|group| group.passive).and(scene.subject_of(clause));
    // « La négociatrice hausse les épaules. « … »»
    let described = || {
        let found = scene.epithet(clause, place.quotation.words.start, place.drafts);
        found.filter(named_person(scene)).map(Who::Party)
    };
    let told = scene.speaker_of(clause).filter(human).or_else(undergoes).or_else(described).filter(human);
    let speaker = told.or_else(only)?;
    Some(Cue { words: None, clause: Some(clause), speaker: Some(speaker), rule: "sentence-before" })
}

/// Whether a party is a person told by name.
fn named_person<'s>(scene: &'s Scene<'_>) -> impl Fn(&PartyIndex) -> bool + 's {
    |party| scene.actors.parties.get(*party).is_some_and(|party| party.class == Class::Person)
}

/// The token behind the first mention of a party in a sentence.
fn named_end(place: &Place<'_, '_>, sentence: &Range<usize>, party: PartyIndex) -> usize {
    let mut named = place.scene.actors.within(sentence).map(|(_, found)| found);
    named.find(|found| found.mention.party == party).map_or(usize::MAX, |found| found.words.end)
}

/// R: « … », or « … » alone below a question: the answer of an interview is by whom its first paragraph tells of.
pub(super) fn answered(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    let labelled = place.quotation.words.start.checked_sub(2).filter(|&label| {
        doc.word(label + 1).text == ":"
            && scene.lists.answers.has(&doc.word(label).lower)
            && doc.word(label).opens
    });
    let label = match labelled {
        Some(label) => label..label + 1,
        None => asked_above(place)?,
    };
    let before = place.drafts.iter().rev().find(|draft| draft.cue.rule == "answer");
    if let Some(speaker) = before.and_then(|draft| draft.cue.speaker.clone()) {
        return Some(Cue { words: Some(label), clause: None, speaker: Some(speaker), rule: "answer" });
    }
    let body = doc.paragraphs.iter().find(|paragraph| paragraph.kind == ParagraphKind::Body)?.words.clone();
    let verbs = body.filter_map(|at| scene.syntax.verb_at(at)).filter_map(|verb| scene.syntax.verb(verb));
    let main = verbs.filter(|group| {
        scene.syntax.clause(group.clause).is_some_and(|clause| clause.kind == ClauseKind::Main)
    });
    let mut speakers = main.filter_map(|group| scene.speaker_of(group.clause)?.party());
    let speaker = speakers.find(|&party| scene.actors.is_human(party))?;
    let speaker = Some(Who::Party(speaker));
    Some(Cue { words: Some(label), clause: None, speaker, rule: "answer" })
}

/// The last token of a question that stands, unquoted, as the paragraph above a paragraph that is nothing but speech;
/// « Vous hésitez… » and what the answer goes on from count as well.
fn asked_above(place: &Place<'_, '_>) -> Option<Range<usize>> {
    let doc = place.scene.doc;
    let start = place.quotation.words.start;
    let number = doc.word(start).paragraph;
    let whole = doc.paragraphs.get(number).filter(|paragraph| paragraph.words.start == start)?;
    let rest = place.quotation.words.end..whole.words.end;
    if rest.clone().any(|at| doc.word(at).is_word()) {
        return None;
    }
    let above = doc.paragraphs.get(number.checked_sub(1)?)?;
    let last = above.words.end.checked_sub(1).filter(|_| above.kind == ParagraphKind::Body)?;
    let asks = matches!(doc.word(last).text, "?" | "…" | "..." | ".") && !doc.is_quoted(above.words.start);
    let trails = doc.word(last).text != "." || doc.word(last.wrapping_sub(1)).text == ".";
    let quotes = above.words.clone().any(|at| doc.is_quoted(at));
    (asks && trails && !quotes && above.words.len() < QUESTION).then_some(last..last + 1)
}

/// « … », a dit une source. « … », a-t-elle ajouté: a pronoun that speaks is who spoke before, where they agree and
/// nobody else was made a subject between.
pub(super) fn talk_on(place: &Place<'_, '_>, cue: Cue) -> Cue {
    let scene = place.scene;
    let doc = scene.doc;
    let start = place.quotation.words.start;
    // « …, a ajouté le chef de la délégation, qui avait promis de « … »»: who is told of is who was told to speak.
    if let Some(speaker) = cue.clause.and_then(|clause| told_of(place, clause)) {
        return Cue { speaker: Some(speaker), ..cue };
    }
    if let (Some(Who::Unnamed(_)), Some(clause)) = (&cue.speaker, cue.clause) {
        return match scene.epithet(clause, start, place.drafts) {
            Some(party) => Cue { speaker: Some(Who::Party(party)), ..cue },
            None => cue,
        };
    }
    // "the Swede said": a description that the actors know nobody else by.
    if let (Some(Who::Party(party)), Some(clause)) = (&cue.speaker, cue.clause)
        && scene.is_first_description(*party, clause)
        && let Some(party) = scene.epithet(clause, start, place.drafts)
    {
        return Cue { speaker: Some(Who::Party(party)), ..cue };
    }
    if let (Some(Who::Party(party)), Some(clause)) = (&cue.speaker, cue.clause)
        && let Some(party) = scene.otherwise(*party, clause, start, place.drafts)
    {
        return Cue { speaker: Some(Who::Party(party)), ..cue };
    }
    // « Et d'ajouter : »: without a subject whoever spoke last goes on.
    if cue.speaker.is_none() && cue.clause.is_some_and(|clause| scene.is_narrated(clause)) {
        let last = place.drafts.iter().rev().find(|draft| draft.words.end <= start);
        let sentence = doc.word(start).sentence;
        let near = last.filter(|last| doc.word(last.words.start).sentence + 3 > sentence);
        return Cue { speaker: near.and_then(|last| last.cue.speaker.clone()), ..cue };
    }
    let Some(pronoun) = cue.clause.and_then(|clause| scene.speaking_pronoun(clause)).or_else(|| {
        let last = cue.words.as_ref().filter(|_| cue.clause.is_none())?.end - 1;
        scene.is_pronoun(last).then_some(last)
    }) else {
        return cue;
    };
    if doc.is_quoted(start) {
        return cue;
    }
    let house = cue.speaker.as_ref().and_then(Who::party);
    // "He has not spoken, but the newspaper, believed to have his ear, promised …": somebody nearer does the verb.
    let between = pronoun..cue.words.as_ref().map_or(pronoun, |words| words.start).max(pronoun);
    if scene.actors.within(&between).any(|(_, found)| Some(found.mention.party) == house && found.subject) {
        return cue;
    }
    if house.is_some_and(|party| !scene.actors.is_human(party) && scene.is_house_before(pronoun, party)) {
        return cue;
    }
    // A pronoun that found nobody, or no person, is the person who spoke last in the article and agrees.
    let human = |who: &Who| who.party().is_some_and(|party| scene.actors.is_human(party));
    let nobody = !cue.speaker.as_ref().is_some_and(|who| human(who) || who.party().is_none());
    let spoke = place.drafts.iter().rev().take(SPOKEN).filter(|draft| draft.words.end <= start);
    let mut spoke = spoke.filter_map(|draft| draft.cue.speaker.as_ref().filter(|who| human(who)));
    let cue = match spoke.find(|who| nobody && scene.agrees(pronoun, who, None)) {
        Some(who) => Cue { speaker: Some(who.clone()), ..cue },
        None => cue,
    };
    let last = place.drafts.iter().rev().find(|draft| draft.words.end <= start);
    let Some(last) = last else { return cue };
    // Whom a « he » meant before no « she » means.
    let spoke_otherwise = |who: &Who| {
        let mut same = place.drafts.iter().filter(|draft| draft.cue.speaker.as_ref() == Some(who));
        same.any(|draft| {
            let told = draft.cue.clause.and_then(|clause| scene.speaking_pronoun(clause));
            told.is_some_and(|told| scene.are_of_two_genders(told, pronoun))
        })
    };
    let near = doc.word(start).sentence <= doc.word(last.words.end).sentence + 1;
    let Some(speaker) = last.cue.speaker.as_ref().filter(|_| near) else { return cue };
    let told = last.words.end;
    if !scene.agrees(pronoun, speaker, last.cue.clause)
        || spoke_otherwise(speaker)
        || scene.is_new_subject(cue.speaker.as_ref(), told, pronoun)
    {
        return cue;
    }
    Cue { speaker: Some(speaker.clone()), ..cue }
}

/// Whom a relative clause has as its subject, where that noun was said to speak before in the sentence.
fn told_of(place: &Place<'_, '_>, clause: usize) -> Option<Who> {
    let scene = place.scene;
    let here = scene.syntax.clause(clause).filter(|here| here.kind == ClauseKind::Relative)?;
    let subject = here.subjects.first()?;
    let mut before = place.drafts.iter().rev().take(SPOKEN).filter(|draft| draft.cue.clause == here.parent);
    let outer = scene.syntax.clause(here.parent?)?;
    before.next().filter(|_| outer.subjects.first() == Some(subject))?.cue.speaker.clone()
}
