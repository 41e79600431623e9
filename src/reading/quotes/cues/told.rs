//! What attributes a stretch without a verb of its own: a view told before the colon, an agent behind the marks, words
//! that are joined to words of somebody, a sentence behind that tells of who spoke.
//!
//! Does not look at verbs of saying but to see whose words stand beside.

use super::Place;
use super::sources::noun_with_author;
use crate::model::{Class, PartyIndex, Who};
use crate::reading::actors::Mentioned;
use crate::reading::doc::ParagraphKind;
use crate::reading::quotes::Cue;
use crate::reading::syntax::{ClauseKind, NounGroup, Tag};
use crate::reading::words::Shape;
use std::ops::Range;

/// How many tokens may stand between two stretches that are joined.
const JOINED: usize = 5;

/// C'est l'analyse de la ministre : « … »; la réponse est venue de la ministre : « … »: a view or a saying named before
/// the colon, by whom it is told to be.
pub(super) fn view_before_colon(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    let start = place.quotation.words.start;
    let sentence = doc.sentence_of(start)?.words.clone();
    let colon = start.checked_sub(1)?;
    if doc.word(colon).text != ":" && !is_copula(place, colon) || place.quotation.woven && !place.sentence {
        return None;
    }
    let before = sentence.start..colon;
    let view = |noun: &NounGroup| {
        let head = &doc.word(noun.head).lower;
        scene.lists.opinions.has(head) || scene.lists.sayings.has(head)
    };
    let views = scene.syntax.nouns_in(before.clone()).filter(|(_, noun)| noun.is_bare() && view(noun));
    views.into_iter().find_map(|(number, noun)| {
        let first = noun.words.start;
        let verbs = (sentence.start..first).filter_map(|at| scene.syntax.verb(scene.syntax.verb_at(at)?));
        let mut verbs = verbs.into_iter().filter(|group| !is_auxiliary(place, group.main)).peekable();
        // « On prête à la ministre ce mot : »
        let ascribed = verbs.peek().is_some();
        let gives = |group: &crate::reading::syntax::VerbGroup| {
            group.infinitives().any(|verb| scene.lists.ascribing.has(verb))
        };
        if !verbs.all(gives) || doc.is_quoted(first) {
            return None;
        }
        let cue = |speaker: Who| Cue {
            words: Some(noun.words.clone()),
            clause: None,
            speaker: Some(speaker),
            rule: "view-before",
        };
        // « La réponse est venue de la ministre », « le mot de la fin est allé au médiateur »
        let led = || {
            let behind = if ascribed { sentence.start } else { noun.words.end }..colon;
            let mut people = scene.actors.within(&behind).map(|(_, found)| found).filter(|found| {
                found.inside.is_none() && !found.plural && scene.actors.is_human(found.mention.party)
            });
            let found = people.next()?;
            let alone = people.all(|other| other.mention.party == found.mention.party);
            let led = scene.syntax.nouns_in(found.group.start..found.words.end).next()?.1;
            (alone && !led.preposition.is_empty()).then_some(Who::Party(found.mention.party))
        };
        let author = noun_with_author(scene, number).filter(|_| !ascribed);
        author.or_else(led).map(cue)
    })
}

/// Whether a token is a form of « être » or « avoir ».
fn is_auxiliary(place: &Place<'_, '_>, at: usize) -> bool {
    let auxiliaries = crate::lexicon::words(place.scene.doc.language).auxiliaries;
    let form = &place.scene.doc.word(at).lower;
    crate::lexicon::verbs::analyses(place.scene.doc.language, form)
        .any(|one| auxiliaries.has(one.infinitive()))
}

/// Whether a finite copula stands at a token.
fn is_copula(place: &Place<'_, '_>, at: usize) -> bool {
    let group = place.scene.syntax.verb_at(at).and_then(|verb| place.scene.syntax.verb(verb));
    is_auxiliary(place, at) && group.is_some_and(|group| group.is_finite() && group.words.end == at + 1)
}

/// qualifié de « … » par la ministre; called "…" by the minister: the agent right behind the marks, of a verb of saying
/// right before them.
pub(super) fn by_behind(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    let (start, end) = (place.quotation.words.start, place.quotation.words.end);
    if !place.quotation.closed || !scene.lists.by.has(&doc.word(end).lower) {
        return None;
    }
    let says = |at: usize| {
        crate::lexicon::verbs::analyses(doc.language, &doc.word(at).lower).any(|one| {
            one.tense == crate::lexicon::verbs::Tense::Participle
                && (scene.lists.attributing.has(one.infinitive())
                    || scene.lists.judging.has(one.infinitive()))
        })
    };
    let sentence = doc.word(start).sentence;
    let near = start.saturating_sub(4)..start;
    let verb = near.rev().filter(|&at| doc.word(at).sentence == sentence).find(|&at| says(at))?;
    let (noun, _) = scene.syntax.nouns_in(end..end + 3).next()?;
    let speaker = scene.who(noun)?;
    Some(Cue { words: Some(verb..verb + 1), clause: None, speaker: Some(speaker), rule: "by-behind" })
}

/// parle d'« un gâchis » et le Temps d'« une folie »: whose words stand beside somebody's, the verb left out.
pub(super) fn gapped(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    let start = place.quotation.words.start;
    let last = place.drafts.iter().rev().find(|draft| draft.words.end <= start)?;
    let said = last.cue.words.is_some() && last.cue.speaker.is_some();
    if !said || doc.word(last.words.start).sentence != doc.word(start).sentence {
        return None;
    }
    let between = last.words.end + 1..start;
    let verb = between.clone().any(|at| scene.syntax.tag(at) == Tag::Verb);
    let joint =
        |at: usize| matches!(doc.word(at).text, "," | ";") || scene.syntax.tag(at) == Tag::Coordinator;
    let here = place.quotation.words.start;
    let named: Vec<&Mentioned> = scene
        .actors
        .within(&between)
        .map(|(_, found)| found)
        .filter(|found| found.inside.is_none() && joint(found.group.start.wrapping_sub(1)))
        .collect();
    let found = named.first().filter(|_| !verb && between.len() < 24)?;
    // Nothing but a comma and a preposition stands between the name and the words.
    let end = named.last()?.group.end;
    let near = (end..here).all(|at| {
        matches!(scene.syntax.tag(at), Tag::Comma | Tag::Preposition | Tag::That | Tag::Adverb | Tag::Time)
            || !doc.word(at).is_word()
            // « l'Ouganda des échanges « sincères » »
            || at < end + 4 && matches!(scene.syntax.tag(at), Tag::Determiner | Tag::Open)
    });
    let one = named.iter().all(|other| other.mention.party == found.mention.party);
    (near && one).then(|| Cue {
        words: Some(found.words.clone()),
        clause: None,
        speaker: Some(Who::Party(found.mention.party)),
        rule: "joined",
    })
}

/// « … » et « … »: words joined to those of somebody, with nothing but a coordinator, a comma or a preposition between.
pub(super) fn joined(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    let start = place.quotation.words.start;
    let last = place.drafts.iter().rev().find(|draft| draft.words.end <= start)?;
    let between = last.words.end + usize::from(last.closed)..start;
    let own = doc.word(last.words.end).sentence == doc.word(start).sentence;
    let small = |at: usize| {
        matches!(scene.syntax.tag(at), Tag::Comma | Tag::Coordinator | Tag::Preposition | Tag::Determiner)
            || doc.word(at).shape == Shape::Mark && doc.word(at).text == ";"
    };
    let coordinated = between.clone().any(|at| matches!(scene.syntax.tag(at), Tag::Coordinator | Tag::Comma));
    let close = between.len() <= JOINED && coordinated && between.clone().all(small);
    let told = last.cue.words.is_some() && last.cue.speaker.is_some() && last.cue.rule != "verb-behind"
        || last.cue.rule == "chanted";
    (own && close && told).then(|| Cue { rule: "joined", ..last.cue.clone() })
}

/// « … » La ministre n'a pas varié: a sentence alone at the head of a paragraph, by whom the next one tells of.
pub(super) fn told_after(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    let end = place.quotation.words.end;
    if !place.sentence || place.quotation.woven || !place.quotation.closed || !place.opens_paragraph() {
        return None;
    }
    let paragraph = doc.word(end - 1).paragraph;
    let own = doc.word(end - 1).sentence;
    let next =
        [own, own + 1].into_iter().filter_map(|number| doc.sentences.get(number)).find_map(|sentence| {
            let words = sentence.words.start.max(end)..sentence.words.end;
            let first = words.clone().find(|&at| doc.word(at).is_word())?;
            Some(first..words.end)
        })?;
    let cue = |party: PartyIndex| Cue {
        words: None,
        clause: None,
        speaker: Some(Who::Party(party)),
        rule: "sentence-behind",
    };
    if doc.word(next.start).paragraph != paragraph {
        return portrayed(place, &next).map(cue);
    }
    if next.clone().any(|at| doc.is_quoted(at)) {
        return None;
    }
    if let Some(found) = subject_of(place, &next) {
        return Some(cue(found.mention.party));
    }
    // « … » C'est par ces mots que la ministre a conclu: who acts in what the next sentence tells of them.
    let opens = next.start..next.end.min(next.start + 6);
    let mut nouns = scene.syntax.nouns_in(opens);
    let those = nouns.any(|(number, noun)| {
        let pointed = scene.lists.pointing.has(&doc.word(noun.words.start).lower);
        pointed && (scene.is_saying(number) || scene.lists.opinions.has(&doc.word(noun.head).lower))
    });
    acting_in(place, &next).filter(|_| those).map(cue)
}

/// « … » alone above the first paragraph, which brings in the person whom the article portrays.
fn portrayed(place: &Place<'_, '_>, next: &Range<usize>) -> Option<PartyIndex> {
    let doc = place.scene.doc;
    let alone = doc.paragraphs.get(doc.word(place.quotation.words.start).paragraph)?;
    let whole = alone.words.end <= place.quotation.words.end + 1;
    let first = doc.paragraphs.iter().find(|paragraph| paragraph.kind == ParagraphKind::Body)?;
    (whole && first.words.start == alone.words.start).then(|| acting_in(place, next))?
}

/// The person who does what the main clause of a sentence tells.
fn acting_in(place: &Place<'_, '_>, sentence: &Range<usize>) -> Option<PartyIndex> {
    let scene = place.scene;
    let verbs = sentence.clone().filter_map(|at| scene.syntax.verb(scene.syntax.verb_at(at)?));
    let main = verbs.into_iter().filter(|group| {
        let clause = scene.syntax.clause(group.clause);
        group.is_finite() && clause.is_some_and(|clause| clause.kind != ClauseKind::Adverbial)
    });
    let mut told = main.filter_map(|group| scene.speaker_of(group.clause)?.party());
    told.find(|&party| scene.actors.parties.get(party).is_some_and(|party| party.class == Class::Person))
}

/// The person whom a sentence begins with as its subject.
fn subject_of<'s>(place: &Place<'s, '_>, sentence: &Range<usize>) -> Option<&'s Mentioned> {
    let scene = place.scene;
    let found = scene.actors.within(sentence).map(|(_, found)| found).next()?;
    let first = found.group.start <= sentence.start + 1 && found.inside.is_none() && !found.plural;
    let verb = (found.group.end..(found.group.end + 4).min(sentence.end))
        .any(|at| scene.syntax.tag(at) == Tag::Verb);
    (first && verb && scene.actors.is_human(found.mention.party)).then_some(found)
}
