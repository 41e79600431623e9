//! The second look: what one quote tells of another, once all have been read.
//!
//! Does not find quotes and looks at no verb.

use super::{Cue, Draft, Scene};
use crate::model::{PartyIndex, Who};
use crate::reading::doc::ParagraphKind;
use std::collections::BTreeMap;

/// How many mentions back whom a pronoun within a quotation means is looked for.
const MENTIONS: usize = 60;

/// How many quotes back the one around a nested quote is looked for.
const NESTED: usize = 16;

/// From how many quotes on somebody is whom an article is about.
const OFTEN: usize = 3;

/// « aucun « animal brillant » n'a été trouvé », selon les auteurs: marks within a quotation are its speaker's terms, not
/// speech, where nobody within it says them.
pub fn drop_terms(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts.drain(..) {
        let outer = kept.iter().rev().take(NESTED).find(|outer| outer.words.contains(&draft.words.start));
        let said =
            |outer: &Draft| draft.cue.words.as_ref().is_some_and(|words| outer.words.contains(&words.start));
        let first = scene.syntax.quotations.partition_point(|one| one.words.start + 1 < draft.words.start);
        let full = scene.syntax.quotations.get(first).is_some_and(|one| !one.woven);
        if outer.is_none_or(|outer| full || said(outer)) {
            kept.push(draft);
        }
    }
    *drafts = kept;
}

/// « "Je lui ai dit: 'Non'" »: who says « je » within a quotation is its speaker; whom it tells of with a pronoun is
/// somebody else, named before.
pub fn by_speaker(scene: &Scene<'_>, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let Some(draft) = drafts.get(at) else { continue };
        let subjects = draft.cue.clause.and_then(|clause| scene.syntax.clause(clause));
        let own = subjects.into_iter().flat_map(|clause| &clause.subjects).any(|&noun| {
            let head = scene.syntax.noun(noun).map_or(usize::MAX, |noun| noun.head);
            scene.lists.speaker_pronouns.has(&scene.doc.word(head).lower)
        });
        let outer =
            drafts.iter().take(at).rev().take(NESTED).find(|outer| outer.words.contains(&draft.words.start));
        let Some(outer) = outer else { continue };
        let undergoes =
            draft.cue.clause.and_then(|clause| scene.verb_of(clause)).is_some_and(|group| group.passive);
        if own && undergoes {
            // "When we are asked '…'": who is asked does not ask.
            if let Some(draft) = drafts.get_mut(at) {
                draft.cue.speaker = None;
            }
            continue;
        }
        let told = draft.cue.speaker.is_some() && draft.cue.speaker == outer.cue.speaker;
        let pronoun = draft.cue.clause.and_then(|clause| scene.speaking_pronoun(clause));
        let inside = pronoun.filter(|pronoun| told && outer.words.contains(pronoun));
        let speaker = match inside {
            _ if own => outer.cue.speaker.clone(),
            Some(pronoun) => {
                let outside = outer.words.start;
                let mut named = scene.mentions_before(outside).take(MENTIONS);
                let other = |found: &&crate::reading::actors::Mentioned| {
                    let who = Who::Party(found.mention.party);
                    scene.actors.is_human(found.mention.party)
                        && Some(&who) != outer.cue.speaker.as_ref()
                        && scene.agrees(pronoun, &who, None)
                };
                named.find(other).map(|found| Who::Party(found.mention.party))
            }
            None => continue,
        };
        if let Some(draft) = drafts.get_mut(at) {
            draft.cue.speaker = speaker;
        }
    }
}

/// The person whom an article has speak often, and nobody else more than once.
pub(super) fn only_speaker(scene: &Scene<'_>, drafts: &[Draft]) -> Option<PartyIndex> {
    let mut times: BTreeMap<PartyIndex, usize> = BTreeMap::new();
    for party in drafts.iter().filter_map(|draft| draft.cue.speaker.as_ref()?.party()) {
        *times.entry(party).or_default() += 1;
    }
    let mut again = times.into_iter().filter(|(_, times)| *times > 1);
    let (first, often) = again.next()?;
    (again.next().is_none() && often >= OFTEN && scene.actors.is_human(first)).then_some(first)
}

/// An article that has nobody speak but one person has that one say what stands alone.
pub fn by_the_only(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let Some(first) = only_speaker(scene, drafts) else { return };
    // Another who speaks further on in the paragraph may have said it.
    let mut other = usize::MAX;
    for draft in drafts.iter_mut().rev() {
        let paragraph = scene.doc.word(draft.words.start).paragraph;
        match &draft.cue.speaker {
            None if draft.cue.rule == "alone" && paragraph != other => {
                draft.cue.speaker = Some(Who::Party(first));
            }
            Some(who) if who.party() != Some(first) => other = paragraph,
            _ => {}
        }
    }
}

/// A headline quotes somebody in words that the text gives again with their speaker.
pub fn echo(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let folds = |draft: &Draft| -> Vec<&str> {
        let words = draft.words.clone().map(|at| scene.doc.word(at)).filter(|word| word.is_word());
        words.map(|word| word.fold.as_str()).collect()
    };
    for at in 0..drafts.len() {
        let Some(draft) = drafts.get(at) else { continue };
        let headline = scene.doc.kind_at(draft.words.start) == ParagraphKind::Headline;
        if !headline || draft.cue.speaker.is_some() {
            continue;
        }
        let wanted = folds(draft);
        let same = |other: &&Draft| {
            other.cue.speaker.is_some()
                && wanted.len() > 2
                && folds(other).windows(wanted.len()).any(|words| words == wanted)
        };
        let Some(cue) = drafts.iter().skip(at + 1).find(same).map(|other| other.cue.clone()) else {
            continue;
        };
        if let Some(draft) = drafts.get_mut(at) {
            draft.cue = Cue { rule: "echoed", ..cue };
        }
    }
}

/// A paragraph of a quote that is not closed is said by whom the next paragraph names; so is one that another follows
/// at once (« … » « … », a dit la ministre).
pub fn hand_back(scene: &Scene<'_>, drafts: &mut [Draft]) {
    for at in (1..drafts.len()).rev() {
        let Some(next) = drafts.get(at).cloned() else { continue };
        let paragraph = scene.doc.word(next.words.start).paragraph;
        let Some(draft) = drafts.get_mut(at - 1) else { continue };
        let open = draft.cue.words.is_none()
            && matches!(draft.cue.rule, "alone" | "next-paragraph" | "sentence-before");
        let here = scene.doc.word(draft.words.start).paragraph;
        let follows = draft.closed
            && here == paragraph
            && next.cue.words.is_some()
            && (draft.words.end + 1..=draft.words.end + 3).contains(&next.words.start)
            && (draft.words.end..next.words.start).all(|at| !scene.doc.word(at).is_word());
        if open && (!draft.closed && here + 1 == paragraph || follows) {
            draft.cue = Cue { words: None, rule: "paragraph-behind", ..next.cue };
        }
    }
}

/// Words of the headline that the text quotes again are said by whom the text names.
pub fn hand_up(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let words = |draft: &Draft| -> String {
        let folded = draft.words.clone().map(|at| scene.doc.word(at)).filter(|word| word.is_word());
        folded.map(|word| word.fold.as_str()).collect::<Vec<_>>().join(" ")
    };
    let said: Vec<(String, Cue)> = drafts
        .iter()
        .filter(|draft| draft.cue.speaker.is_some())
        .map(|draft| (words(draft), draft.cue.clone()))
        .collect();
    for draft in drafts.iter_mut().filter(|draft| draft.cue.speaker.is_none()) {
        if scene.doc.kind_at(draft.words.start) != ParagraphKind::Headline {
            continue;
        }
        let own = words(draft);
        if let Some((_, cue)) = said.iter().find(|(text, _)| text.contains(own.as_str())) {
            draft.cue = Cue { words: None, rule: "said-again", ..cue.clone() };
        }
    }
}
