//! Words other than verbs that attribute: « selon », a noun of saying, a signature below, a crowd's banner.
//!
//! Does not look at verbs, but for whose object a noun of saying is.

use super::Place;
use super::around::{around, owner};
use crate::model::Who;
use crate::reading::quotes::{Cue, Scene};
use crate::reading::syntax::Tag;
use std::ops::Range;

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
    let words = || doc.span(&group.words).of(doc.text).to_owned();
    let speaker = scene.who(noun).unwrap_or_else(|| Who::Unnamed(words()));
    Some(Cue { words: Some(below..group.words.end), clause: None, speaker: Some(speaker), rule: "signed" })
}

/// « … » (Anna Ozola): whom alone brackets name right behind the marks.
pub(super) fn bracketed(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let open = place.quotation.words.end;
    if scene.doc.word(open).text != "(" || !place.sentence {
        return None;
    }
    let near = open + 1..open + 2;
    let found =
        scene.actors.within(&near).map(|(_, found)| found).find(|found| {
            found.inside.is_none() && matches!(scene.doc.word(found.words.end).text, ")" | ",")
        })?;
    let speaker = Some(Who::Party(found.mention.party));
    let words = Some(found.words.clone());
    scene.actors.is_human(found.mention.party).then_some(Cue { words, clause: None, speaker, rule: "signed" })
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

/// « … », selon la ministre: the source right behind the marks.
pub(super) fn according_behind(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    let end = place.quotation.words.end;
    let first = end + usize::from(doc.word(end).text == ",");
    if !place.ends_alone() || doc.word(first).sentence != doc.word(end - 1).sentence {
        return None;
    }
    let (length, short) = source_form(place, first)?;
    // « elle exige un arrêt « immédiat », selon le journal »: a person who says the words goes before who reports them.
    let told = place.quotation.woven.then(|| around(place)).flatten();
    let person = told.filter(|cue| {
        let party = cue.speaker.as_ref().and_then(Who::party);
        let told = cue.clause.and_then(|clause| scene.verb_of(clause)).is_some_and(|group| group.passive);
        cue.rule == "verb-around" && !told && party.is_some_and(|party| scene.actors.is_human(party))
    });
    let found = person.or_else(|| source(place, first..first + length))?;
    // « « Une insulte » pour la ministre »
    let human = found.speaker.as_ref().and_then(Who::party).is_some_and(|party| scene.actors.is_human(party));
    let whole = human && !place.quotation.woven && first == end;
    (!short || whole).then_some(found)
}

/// tandis que, pour la ministre, « … »: the source right before the marks.
pub(super) fn according_before(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let start = place.quotation.words.start;
    let sentence = scene.doc.sentence_of(start)?.words.start;
    let comma = start.checked_sub(1).filter(|&at| scene.syntax.tag(at) == Tag::Comma)?;
    let from = (sentence.max(start.saturating_sub(24))..comma)
        .rev()
        .take_while(|&at| scene.syntax.tag(at) != Tag::Verb)
        .find(|&at| source_form(place, at).is_some())?;
    let (length, short) = source_form(place, from)?;
    let cue = source(place, from..from + length)?;
    let party = cue.speaker.as_ref().and_then(Who::party);
    (!short || party.is_some_and(|party| scene.actors.is_human(party))).then_some(cue)
}

/// Selon la ministre, l'accord « tient bon »: the nearest source that the sentence names.
pub(super) fn according(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let start = place.quotation.words.start;
    let sentence = scene.doc.sentence_of(start)?.words.clone();
    let outside = sentence.clone().filter(|at| !place.quotation.words.contains(at));
    let leads = |from: usize| -> Option<(usize, Cue)> {
        let (length, short) = source_form(place, from)?;
        // « pour » names a source only at the start of a sentence, or a person behind a comma.
        let opens = from <= sentence.start + 3;
        let set_apart = matches!(
            scene.syntax.tag(from.wrapping_sub(1)),
            Tag::Comma | Tag::Mark | Tag::Coordinator | Tag::Subordinator
        );
        let cue = (!short || opens || set_apart).then(|| source(place, from..from + length))??;
        let human = || cue.speaker.as_ref()?.party().filter(|&party| scene.actors.is_human(party));
        (!short || opens || human().is_some()).then_some((from, cue))
    };
    outside.filter_map(leads).min_by_key(|(from, _)| from.abs_diff(start)).map(|(_, cue)| cue)
}

/// The length of the words before a source that stand at a token, and whether they are a short preposition that has
/// other uses.
fn source_form(place: &Place<'_, '_>, at: usize) -> Option<(usize, bool)> {
    let scene = place.scene;
    let first = scene.doc.word(at).lower.as_str();
    if !scene.lists.according.forms().iter().any(|form| form.starts_with(first)) {
        return None;
    }
    (1..=6).rev().find_map(|length| {
        let form = scene.doc.lower(at..at + length);
        if scene.lists.according.has(&form) {
            return Some((length, form.chars().count() < 5));
        }
        // « de l'avis du ministre »: the article belongs to the source.
        let last = &scene.doc.word(at + length - 1).lower;
        let of = scene.lists.of.forms().first().filter(|_| length > 1 && scene.lists.of_which.has(last))?;
        let form = format!("{} {of}", scene.doc.lower(at..at + length - 1));
        scene.lists.according.has(&form).then_some((length - 1, false))
    })
}

/// The source behind the words that announce one.
fn source(place: &Place<'_, '_>, form: Range<usize>) -> Option<Cue> {
    let scene = place.scene;
    let cue = |end: usize, speaker: Option<Who>| Cue {
        words: Some(form.start..end),
        clause: None,
        speaker,
        rule: "according-to",
    };
    if scene.is_pronoun(form.end) {
        return Some(cue(form.end + 1, scene.meant(form.end)));
    }
    // « pour qui », "according to whom": whom the relative clause tells of.
    if scene.syntax.tag(form.end) == Tag::Relative {
        let who =
            scene.named_before_comma(form.start).or_else(|| scene.named_before(form.start).map(Who::Party));
        return who.map(|who| cue(form.end + 1, Some(who)));
    }
    // « selon ce qu'a confié la ministre »
    if scene.lists.whatever.has(&scene.doc.word(form.end).lower) {
        let verb = (form.end..form.end + 5).find_map(|at| scene.syntax.verb(scene.syntax.verb_at(at)?))?;
        let near = verb.words.end..verb.words.end + 6;
        let mut named = scene.actors.within(&near).map(|(_, found)| found);
        let who = scene.speaker_of(verb.clause).filter(|who| who.party().is_some()).or_else(|| {
            named.find(|found| found.inside.is_none()).map(|found| Who::Party(found.mention.party))
        })?;
        return scene.speaks(verb).then(|| cue(verb.words.end, Some(who)));
    }
    let (noun, group) = scene.syntax.nouns_in(form.end..form.end + 2).next()?;
    let speaker = scene.who(noun).filter(|_| !group.temporal)?;
    Some(cue(group.words.end, Some(speaker)))
}

/// In the minister's view, "…"; "…", by her own account: whose view the words are.
pub(super) fn in_view(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let start = place.quotation.words.start;
    let sentence = scene.doc.sentence_of(start)?.words.clone();
    let outside = sentence.filter(|at| !place.quotation.words.contains(at));
    let view = |at: usize| -> Option<Cue> {
        let of = (at.saturating_sub(2)..at)
            .rev()
            .find(|&mark| scene.lists.possessing.has(&scene.doc.word(mark).lower));
        let mark = of.filter(|_| scene.lists.views.has(&scene.doc.word(at).lower))?;
        let near = mark.saturating_sub(16)..mark;
        let found = scene.actors.within(&near).map(|(_, found)| found).filter(|found| found.inside.is_none());
        let found = found.filter(|found| found.words.end == mark || found.group.end == mark).last()?;
        let led = scene.syntax.tag(found.group.start.wrapping_sub(1)) == Tag::Preposition;
        let human = scene.actors.is_human(found.mention.party);
        (led && human).then(|| Cue {
            words: Some(found.words.start..at + 1),
            clause: None,
            speaker: Some(Who::Party(found.mention.party)),
            rule: "according-to",
        })
    };
    outside.into_iter().find_map(view)
}

/// Avertissement de la ministre : « … »; the minister's answer: "…": a noun of saying alone before the colon.
pub(super) fn noun_before_colon(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let colon = place.quotation.words.start.checked_sub(1)?;
    let sentence = scene.doc.sentence_of(colon)?.words.clone();
    if scene.doc.word(colon).text != ":" || sentence.start + 24 < colon {
        return None;
    }
    let nouns = scene.syntax.nouns_in(sentence.start..colon);
    let mut sayings = nouns.filter(|(_, noun)| {
        let head = &scene.doc.word(noun.head).lower;
        noun.is_bare() && scene.lists.sayings.has(head)
    });
    let (noun, group) = sayings.next()?;
    // « La ministre a fait une déclaration : »: who has it as an object is for the verb to tell.
    // « a reçu une lettre de la reine : » is hers all the same.
    let signed = || scene.described(group.words.clone()) == colon && scene.author(group.words.end).is_some();
    let object = (sentence.start..group.words.start).any(|at| scene.syntax.tag(at) == Tag::Verb) && !signed();
    let owner = |group: &crate::reading::syntax::NounGroup| {
        let before = group.words.start;
        group.possessive.then(|| scene.told_of(before)).flatten()
    };
    let speaker = scene.who(noun).filter(|who| who.party().is_some()).or_else(|| owner(group));
    let speaker = speaker.or_else(|| noun_with_author(scene, noun));
    let words = group.words.clone();
    (!object).then_some(Cue {
        words: Some(words),
        clause: None,
        speaker: Some(speaker?),
        rule: "noun-of-saying",
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
    // Whose a saying told before is, its name tells only where the words follow it.
    let near = group.words.end + 8 > start;
    let author = scene.who(noun).filter(|_| near || scene.writer_before(noun).is_none());
    let author = author.filter(|who| who.party().is_some());
    // « a opposé un démenti « … » », « avait adressé un communiqué laconique : « … » »: who has the saying is the
    // subject, where the words follow its noun.
    let object = || {
        let colon = scene.doc.before(start).text == ":" && group.words.end + 8 > start;
        let object = group.is_bare() && (group.words.end == start || colon);
        let verb = scene.verb_of(clause?)?;
        let speaker = scene.speaker_of(clause?)?;
        let told = colon || speaker.party().is_some();
        (object && !verb.passive && verb.words.end <= group.words.start && told).then_some(speaker)
    };
    let speaker = author.or_else(object)?;
    Some(Cue { words: Some(group.words.clone()), clause, speaker: Some(speaker), rule: "noun-of-saying" })
}

/// Whose a saying or a view is that a noun names: « le message de la ministre », « le commentaire d'un diplomate ».
pub(super) fn noun_with_author(scene: &Scene<'_>, noun: usize) -> Option<Who> {
    let group = scene.syntax.noun(noun)?;
    if let Some(who) = scene.author(group.words.end).or_else(|| scene.owner_of(group.words.start)) {
        return Some(who);
    }
    if group.possessive && scene.lists.its.has(&scene.doc.word(group.words.start).lower) {
        return scene.told_of(group.words.start);
    }
    let (behind, author) = scene.syntax.nouns_in(group.words.end..group.words.end + 2).next()?;
    let own = scene.lists.of.has(author.preposition) && scene.is_people(behind);
    own.then(|| scene.who(behind)).flatten()
}

/// over his remark that they were « … », l'idée de la ministre que « … »: a saying or a view right before the clause of its
/// content.
pub(super) fn noun_that(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let mut clause = owner(place, place.words.start)?;
    for _ in 0..3 {
        let here = scene.syntax.clause(clause)?;
        if let Some(that) = here.opener.filter(|&at| scene.syntax.tag(at) == Tag::That) {
            let number = scene.syntax.noun_at(that.checked_sub(1)?)?;
            let noun = scene.syntax.noun(number)?;
            let view = scene.lists.opinions.has(&scene.doc.word(noun.head).lower);
            let told = (scene.is_saying(number) || view) && noun.words.end == that && noun.possessive;
            let speaker = noun_with_author(scene, number).or_else(|| scene.told_of(noun.words.start));
            let words = noun.words.clone();
            let speaker = speaker.filter(|who| told && who.party().is_some())?;
            return Some(Cue {
                words: Some(words),
                clause: None,
                speaker: Some(speaker),
                rule: "noun-of-saying",
            });
        }
        clause = here.parent?;
    }
    None
}
