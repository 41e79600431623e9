//! Words other than verbs that attribute: « selon », a noun of saying, a signature below, a crowd's banner.
//!
//! Does not look at verbs, but for whose object a noun of saying is.

use super::Place;
use super::around::owner;
use crate::reading::quotes::Cue;

/// « … » and below it « — Anna Ozola, ministre »
pub(super) fn signed(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    let paragraph = doc.paragraphs.get(doc.word(place.words.start).paragraph)?;
    let below = paragraph.words.end;
    let alone = paragraph.words.start == place.quotation.words.start && place.quotation.words.end >= below;
    if !alone || !matches!(doc.word(below).text, "—" | "–" | "-") {
        return None;
    }
    let (noun, group) = scene.syntax.nouns_in(below + 1..below + 4).next()?;
    let speaker = scene.who(noun)?;
    Some(Cue { words: Some(below..group.words.end), clause: None, speaker: Some(speaker), rule: "signed" })
}

/// aux cris de « … », derrière une banderole « … »: by the subject of the sentence.
pub(super) fn chanted(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let start = place.quotation.words.start;
    let near = (start.saturating_sub(4)..start)
        .rev()
        .find(|&at| scene.lists.chanted.has(&scene.doc.word(at).lower))?;
    if scene.doc.word(near).sentence != scene.doc.word(start).sentence {
        return None;
    }
    let clause = owner(place, if place.quotation.woven { place.words.start } else { start })?;
    Some(Cue {
        words: Some(near..near + 1),
        clause: Some(clause),
        speaker: scene.speaker_of(clause),
        rule: "chanted",
    })
}

/// Selon la ministre, l'accord « tient bon »
pub(super) fn according(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let sentence = scene.doc.sentence_of(place.words.start)?;
    let named = |start: usize| {
        let one = scene.doc.lower(start.saturating_sub(1)..start);
        let two = scene.doc.lower(start.saturating_sub(2)..start);
        let form = if scene.lists.according.has(&two) { two } else { one };
        scene.lists.according.has(&form).then_some(form)
    };
    let mut nouns = scene.syntax.nouns_in(sentence.words.clone());
    let (noun, group, form) = nouns.find_map(|(number, noun)| {
        let outside = !noun.temporal && !place.quotation.words.contains(&noun.words.start);
        let form = named(noun.words.start).filter(|_| outside)?;
        Some((number, noun, form))
    })?;
    // « pour » names a source only at the start of a sentence.
    let opens = group.words.start <= sentence.words.start + 4;
    if form.chars().count() < 5 && !opens {
        return None;
    }
    let speaker = scene.who(noun)?;
    let start = group.words.start.saturating_sub(1);
    Some(Cue {
        words: Some(start..group.words.end),
        clause: None,
        speaker: Some(speaker),
        rule: "according-to",
    })
}

/// une déclaration de la ministre : « … »; dans un message, « … »
pub(super) fn said_in_noun(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let start = place.quotation.words.start;
    let sentence = scene.doc.sentence_of(start)?;
    let nouns = scene.syntax.nouns_in(sentence.words.start..start);
    let (noun, group) =
        nouns.filter(|(_, noun)| scene.lists.sayings.has(&scene.doc.word(noun.head).lower)).last()?;
    let clause = scene.syntax.clause_at(group.head);
    let author = scene.who(noun).filter(|who| who.party().is_some());
    // « a opposé un démenti « … » »: who has the saying is the subject, where the words follow its noun.
    let object = || {
        let object = group.is_bare() && group.words.end == start;
        let verb = scene.verb_of(clause?)?;
        let speaker = scene.speaker_of(clause?)?;
        (object && !verb.passive && verb.words.end <= group.words.start && speaker.party().is_some())
            .then_some(speaker)
    };
    let speaker = author.or_else(object)?;
    Some(Cue { words: Some(group.words.clone()), clause, speaker: Some(speaker), rule: "noun-of-saying" })
}
