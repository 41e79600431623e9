//! Verbs of saying before the marks, inside them, or over the clause that the words are woven into.
//!
//! Does not look at verbs that follow the closing mark, but for one inserted into the sentence.

use super::Place;
use crate::model::{Class, Who};
use crate::reading::quotes::{Cue, Scene};
use crate::reading::syntax::{ClauseKind, VerbTense};

/// a déclaré : « … »; déclarant: « … »
pub(super) fn before_colon(place: &Place<'_, '_>) -> Option<Cue> {
    let doc = place.scene.doc;
    let start = place.quotation.words.start;
    let mark = doc.before(start);
    if mark.text != ":" || mark.paragraph != doc.word(start).paragraph {
        return None;
    }
    verb_before(place, start - 1, "verb-before")
}

/// La ministre : « … »: a name alone before the colon.
pub(super) fn named_before_colon(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let colon = place.quotation.words.start.checked_sub(1)?;
    let sentence = scene.doc.sentence_of(colon)?;
    if scene.doc.word(colon).text != ":" || sentence.words.start + 12 < colon {
        return None;
    }
    let whole = sentence.words.start..colon;
    let mut named = scene.actors.within(&whole).map(|(_, found)| found);
    let found = named.find(|found| found.inside.is_none() && found.group.start <= whole.start + 1)?;
    let alone = (found.group.end..colon).all(|at| !scene.doc.word(at).is_word());
    // « Chypre : « … » » opens a headline with the place it is about.
    let speaks = found.mention.class != Class::State;
    (alone && speaks).then(|| Cue {
        words: Some(found.words.clone()),
        clause: None,
        speaker: Some(Who::Party(found.mention.party)),
        rule: "name-before",
    })
}

/// « …, affirme-t-elle. … »: the insertion stands between the marks.
pub(super) fn within(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let found = scene.syntax.clauses.iter().enumerate().find(|(clause, here)| {
        here.inserted
            && place.words.contains(&here.words.start)
            && scene.verb_of(*clause).is_some_and(|group| {
                (scene.speaks(group) || says_behind(scene, group))
                    && matches!(group.person, 3 | 6)
                    && place.words.contains(&group.main)
                    && !scene.doc.before(group.words.start).is_word()
            })
    });
    let (clause, _) = found?;
    let words = scene.verb_of(clause)?.words.clone();
    Some(place.said(words, clause, "verb-inside"))
}

/// s'est-il contenté de dire: an inverted verb over an infinitive of saying.
fn says_behind(scene: &Scene<'_>, group: &crate::reading::syntax::VerbGroup) -> bool {
    let near = group.words.end..group.words.end + 3;
    let infinitive = near.filter_map(|at| scene.syntax.verb(scene.syntax.verb_at(at)?)).find(|next| {
        next.words.start >= group.words.end && next.tense == crate::reading::syntax::VerbTense::Infinitive
    });
    group.inverted.is_some() && infinitive.is_some_and(|next| scene.speaks(next))
}

/// tient ce départ pour « … », y voit comme « … »: a judgement of the subject.
pub(super) fn judged(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let start = place.quotation.words.start;
    if !scene.lists.judged.has(&scene.doc.before(start).lower) {
        return None;
    }
    let clause = owner(place, if place.quotation.woven { place.words.start } else { start })?;
    let group = scene.verb_of(clause)?;
    let judges = group.infinitives().any(|verb| scene.lists.judging.has(verb));
    let cue = place.said(group.words.clone(), clause, "judged");
    (judges && group.words.start < start && cue.speaker.is_some()).then_some(cue)
}

/// The nearest verb of saying before a token in its sentence and unit.
fn verb_before(place: &Place<'_, '_>, until: usize, rule: &'static str) -> Option<Cue> {
    let scene = place.scene;
    let (_, unit) = place.unit_around()?;
    let before = unit.words.iter().rev().filter(|&&at| at < until && !unit.stand_ins.contains(&at));
    let mut last = usize::MAX;
    for &at in before {
        let Some(verb) = scene.syntax.verb_at(at).filter(|verb| *verb != last) else { continue };
        last = verb;
        let Some(group) = scene.syntax.verb(verb) else { continue };
        if scene.speaks(group) {
            return Some(place.said(group.words.clone(), group.clause, rule));
        }
    }
    None
}

/// a estimé que les attaques « intolérables » …: a verb of saying over the clause that the words belong to. Where
/// that verb has its hearer as a pronoun (« l'avait informée que … »), the words are of the hearer who tells it.
pub(super) fn around(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let start = place.quotation.words.start;
    let token = if place.quotation.woven { place.words.start } else { start };
    let mut clause = owner(place, token)?;
    let mut found: Option<Cue> = None;
    for _ in 0..10 {
        let here = scene.syntax.clause(clause)?;
        if let Some(group) = scene.verb_of(clause)
            && scene.speaks(group)
            && !scene.publishes(group)
            && group.words.start < token
        {
            let cue = place.said(group.words.clone(), clause, "verb-around");
            let somebody = scene.is_somebody(clause);
            if somebody && (group.clitics.is_empty() || here.kind == ClauseKind::Main) {
                return Some(cue);
            }
            found = match found {
                Some(inner)
                    if !somebody || inner.speaker.as_ref().is_some_and(|who| who.party().is_some()) =>
                {
                    Some(inner)
                }
                _ => Some(cue),
            };
        }
        let outer = match here.kind {
            _ if here.inserted => None,
            ClauseKind::Main => here.joined_to,
            // What a relative clause tells is said by whom it says, not by who says the sentence around it.
            ClauseKind::Relative if found.is_some() => None,
            _ => here.parent,
        };
        match outer {
            Some(outer) => clause = outer,
            None => break,
        }
    }
    found
}

/// veut « lever toute suspicion »: what somebody wishes or decides, in words of their own.
pub(super) fn wished(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let mut clause = owner(place, place.words.start).filter(|_| place.words.len() > 1)?;
    for _ in 0..4 {
        let here = scene.syntax.clause(clause)?;
        // « veut « lever … » » is one verb group, its helper before the mark.
        let helper = |at: usize| {
            crate::lexicon::verbs::analyses(scene.doc.language, &scene.doc.word(at).lower)
                .any(|one| scene.lists.wishing.has(one.infinitive()))
        };
        let wishes = |group: &&crate::reading::syntax::VerbGroup| {
            let before = group.words.start..place.quotation.words.start.min(group.words.end);
            group.infinitives().any(|verb| scene.lists.wishing.has(verb)) && group.main < place.words.start
                || before.into_iter().any(helper)
        };
        if let Some(group) = scene.verb_of(clause).filter(wishes) {
            let cue = place.said(group.words.clone(), clause, "wished");
            return scene.is_somebody(clause).then_some(cue);
        }
        let inner = matches!(here.kind, ClauseKind::Infinitive | ClauseKind::Content);
        clause = here.parent.filter(|_| inner)?;
    }
    None
}

/// La société « coopère pleinement »: the whole predicate in marks, the subject's own words where nobody else is told
/// to say them.
pub(super) fn own_words(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let group = scene.syntax.verb(scene.syntax.verb_at(place.words.start)?)?;
    let begins = group.words.start == place.words.start;
    let present = group.tense == VerbTense::Present && matches!(group.person, 3 | 6);
    let here = scene.syntax.clause(group.clause)?;
    if !begins || !present || here.kind != ClauseKind::Main || place.words.len() < 2 {
        return None;
    }
    let speaker = scene.speaker_of(group.clause).filter(|who| who.party().is_some())?;
    Some(Cue { words: None, clause: Some(group.clause), speaker: Some(speaker), rule: "own-words" })
}

/// The clause that owns a token of the unit around the marks.
pub(super) fn owner(place: &Place<'_, '_>, token: usize) -> Option<usize> {
    let scene = place.scene;
    if place.quotation.woven {
        return scene.syntax.clause_at(token);
    }
    let (number, _) = place.unit_around()?;
    let stand_in = place.quotation.words.start;
    let mut owners = scene
        .syntax
        .clauses
        .iter()
        .enumerate()
        .filter(|(_, clause)| clause.unit == number && clause.owns(stand_in));
    owners.next().map(|(clause, _)| clause)
}

/// L'accord « tient bon », a assuré la ministre: the sentence around the marks is said by whom it inserts.
pub(super) fn inserted(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let (number, _) = place.unit_around()?;
    let found = scene.syntax.clauses.iter().enumerate().find(|(clause, here)| {
        here.unit == number
            && here.inserted
            && scene
                .verb_of(*clause)
                .is_some_and(|group| scene.states(group) && group.words.start >= place.quotation.words.end)
    });
    let (clause, _) = found?;
    let words = scene.verb_of(clause)?.words.clone();
    Some(place.said(words, clause, "verb-inserted"))
}

/// a lancé cette phrase, « … »: a verb of saying earlier in the sentence, for a whole sentence between the marks.
pub(super) fn before_in_sentence(place: &Place<'_, '_>) -> Option<Cue> {
    let quoted_sentence = place.sentence || place.quotation.woven;
    quoted_sentence.then(|| verb_before(place, place.quotation.words.start, "verb-earlier"))?
}
