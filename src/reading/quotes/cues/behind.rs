//! Verbs of saying behind the marks: « … », a dit la ministre; « … », la ministre dit.
//!
//! Does not look before the marks nor inside them.

use super::Place;
use crate::model::Who;
use crate::reading::quotes::{Cue, Scene};
use crate::reading::syntax::{ClauseKind, Tag};
use crate::reading::words::Shape;

/// « … », a déclaré la ministre; « … », dit-elle
pub(super) fn behind(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    let end = place.quotation.words.end;
    let comma = doc.word(end).text == ",";
    let first = if comma { end + 1 } else { end };
    let same = doc.word(first).sentence == doc.word(end.saturating_sub(1)).sentence;
    if !same || !place.ends_alone() {
        return None;
    }
    let (clause, words) = place.speech_at(first)?;
    let group = scene.verb_of(clause)?;
    // "…," came the reply from the minister
    let came = scene.syntax.nouns_in(words.end..words.end + 2).any(|(_, noun)| {
        noun.is_bare() && scene.lists.sayings.has(&doc.word(noun.head).lower) && words.end <= noun.words.start
    });
    if !(scene.speaks(group) || place.sentence && !place.quotation.woven || came) {
        return None;
    }
    if group.inverted.is_some() {
        let cue = place.said(words, clause, "verb-behind");
        let speaker = cue.speaker.clone().or_else(|| read_in(place, group));
        return Some(Cue { speaker, ..cue });
    }
    if !(comma
        || place.sentence
        || came && place.comma_inside()
        || place.breaks_off() && words.start == first)
    {
        return None;
    }
    let behind = |noun: usize| scene.syntax.noun(noun).is_some_and(|noun| noun.words.start >= words.end);
    // "…," came the answer: of whom the sentence before tells.
    if came
        && !scene
            .syntax
            .clause(clause)?
            .subjects
            .iter()
            .any(|&noun| scene.who(noun).is_some_and(|who| who.party().is_some()))
        && let Some(before) = super::onward::told_before(place)
    {
        return Some(Cue { words: Some(words), rule: "verb-behind", ..before });
    }
    if scene.syntax.clause(clause)?.subjects.iter().any(|&noun| behind(noun)) {
        let mut cue = place.said(words.clone(), clause, "verb-behind");
        cue.speaker = cue.speaker.or_else(|| place.party_behind(words.end));
        return Some(cue);
    }
    // « … », a déclaré à la presse la ministre: taken for a verb that shares its subject.
    if comma
        && scene.states(group)
        && (group.is_finite() || may_be_finite(scene, words.start))
        && let Some(speaker) = place.party_behind(words.end).or_else(|| place.party_further(words.end))
    {
        return Some(Cue {
            words: Some(words),
            clause: Some(clause),
            speaker: Some(speaker),
            rule: "verb-behind",
        });
    }
    // "…," remarked one of the officers
    let one = scene.lists.one_of.has(&doc.word(words.end).lower)
        && scene.lists.of.has(&doc.word(words.end + 1).lower);
    if one && scene.speaks(group) && (comma || place.comma_inside()) {
        let end = (words.end..words.end + 8)
            .find(|&at| !doc.word(at).is_word() || at > words.end && scene.syntax.tag(at) == Tag::Verb);
        let span = doc.span(&(words.end..end.unwrap_or(words.end + 1)));
        let speaker = Some(Who::Unnamed(span.of(doc.text).to_owned()));
        return Some(Cue { words: Some(words), clause: Some(clause), speaker, rule: "verb-behind" });
    }
    // « … », a tenu à tempérer Anna Ozola: the last verb says it, its subject behind.
    let further = (words.end..words.end + 4).find_map(|at| {
        let next = scene.syntax.verb(scene.syntax.verb_at(at)?)?;
        let near = next.words.end..next.words.end + 8;
        let mut named = scene.actors.within(&near).map(|(_, found)| found);
        named.find(|found| {
            let says = scene.speaks(next) || group.is_finite() && scene.actors.is_human(found.mention.party);
            says && found.inside.is_none() && found.group.start == next.words.end
        })
    });
    if let Some(found) = further.filter(|_| comma && place.sentence) {
        let speaker = Some(Who::Party(found.mention.party));
        return Some(Cue { words: Some(words), clause: Some(clause), speaker, rule: "verb-behind" });
    }
    // « … », dit la ministre: a form that may be a participle is none between a quotation and a bare noun.
    // "…," shot back a man
    let near = words.end..words.end + 2;
    let people =
        scene.syntax.nouns_in(near).find(|(number, noun)| noun.is_bare() && scene.is_people(*number));
    if let Some((number, _)) = people.filter(|_| words.start == first && (comma || place.breaks_off())) {
        let speaker = scene.who(number);
        return Some(Cue { words: Some(words), clause: Some(clause), speaker, rule: "verb-behind" });
    }
    let (noun, postponed) =
        scene.syntax.nouns_in(words.end..words.end + 12).find(|(_, noun)| noun.is_bare())?;
    let finite = may_be_finite(scene, words.start);
    // "…," conceded a man close to him
    let ended = comma || place.breaks_off() && words.start == first;
    (finite && postponed.words.start == words.end && ended).then(|| Cue {
        speaker: scene.who(noun).or_else(|| place.party_behind(words.end)),
        words: Some(words),
        clause: Some(clause),
        rule: "verb-behind",
    })
}

/// « … », peut-on lire dans le communiqué de la présidence: who gives to read what nobody in particular reads.
fn read_in(place: &Place<'_, '_>, group: &crate::reading::syntax::VerbGroup) -> Option<Who> {
    let scene = place.scene;
    let end = group.words.end;
    let reads = |at: usize| {
        crate::lexicon::verbs::analyses(scene.doc.language, &scene.doc.word(at).lower)
            .any(|one| scene.lists.reading.has(one.infinitive()))
    };
    // « …, y est-il écrit »
    let written = group.passive && !group.clitics.is_empty();
    if !written && !(group.words.start..end + 2).any(reads) {
        return None;
    }
    let sentence = scene.doc.word(group.main).sentence;
    let mut nouns = scene
        .syntax
        .nouns_in(end..end + 10)
        .filter(|(_, noun)| !noun.preposition.is_empty() && scene.doc.word(noun.head).sentence == sentence);
    let named = nouns.find_map(|(noun, _)| scene.who(noun).filter(|who| who.party().is_some()));
    // « …, lit-on dans Le Temps »
    let paper = || {
        let near = end..end + 4;
        let mut papers = scene.actors.within(&near).map(|(_, found)| found.mention.party);
        papers.find(|&party| scene.is_medium(party)).map(Who::Party)
    };
    // « …, peut-on y lire »
    named.or_else(paper).or_else(|| scene.writer_near(place.quotation.words.start)).or_else(|| {
        // « Le Temps se félicite … « … », y lit-on »
        let last = place.drafts.last()?;
        let near = scene.doc.word(last.words.start).sentence + 1 == scene.doc.word(group.main).sentence;
        last.cue.speaker.clone().filter(|who| near && who.party().is_some_and(|one| scene.is_medium(one)))
    })
}

/// « … » : tel est le message de la ministre; "…" was how the minister put it: what the rest of the sentence tells of.
pub(super) fn told_behind(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    let end = place.quotation.words.end;
    let sentence = doc.sentence_of(end - 1)?.words.clone();
    let colon = matches!(doc.word(end).text, ":" | "—" | "–");
    let auxiliaries = crate::lexicon::words(doc.language).auxiliaries;
    let copula = || {
        let group = place.clause_of_verb(end).and_then(|(clause, _)| scene.verb_of(clause));
        group.is_some_and(|group| {
            group.is_finite() && !group.passive && group.infinitives().any(|verb| auxiliaries.has(verb))
        })
    };
    let first = end + usize::from(colon);
    let own = doc.word(first).sentence == doc.word(end - 1).sentence;
    // "A total defeat" is how the minister put it: words that are no sentence are told to be somebody's.
    let noun_follows = || {
        let mut nouns = scene.syntax.nouns_in(first..first + 2);
        colon && nouns.any(|(number, noun)| noun.is_bare() && scene.is_saying(number))
    };
    let whole = place.sentence
        || noun_follows()
        || copula()
            && (first..sentence.end).any(|at| {
                let verb = scene.syntax.verb_at(at).and_then(|verb| scene.syntax.verb(verb));
                scene.lists.sayings.has(&doc.word(at).lower) || verb.is_some_and(|group| scene.speaks(group))
            });
    if !place.ends_alone() || !whole || place.quotation.woven || !own || !(colon || copula()) {
        return None;
    }
    let rest = first..sentence.end.min(first + 24);
    let noun = scene.syntax.nouns_in(rest.clone()).find_map(|(noun, group)| {
        let saying = scene.lists.sayings.has(&doc.word(group.head).lower);
        // "…" was her only comment
        if saying && group.possessive {
            return scene.told_of(group.words.start);
        }
        scene.who(noun).filter(|who| saying && who.party().is_some())
    });
    let named = || {
        let mut named = scene.actors.within(&rest).map(|(_, found)| found);
        let human = |found: &&crate::reading::actors::Mentioned| {
            found.inside.is_none()
                && !found.plural
                && scene.syntax.tag(found.group.start.wrapping_sub(1)) != Tag::Preposition
                && scene.actors.is_human(found.mention.party)
        };
        named.find(human).map(|found| Who::Party(found.mention.party))
    };
    // « … » : la formule est de la ministre
    let owned = || {
        let saying = scene
            .syntax
            .nouns_in(first..first + 3)
            .find(|(_, noun)| scene.lists.sayings.has(&doc.word(noun.head).lower) && noun.is_bare())?;
        let near = saying.1.words.end..saying.1.words.end + 8;
        let by = scene.syntax.nouns_in(near).find(|(_, noun)| scene.lists.of.has(noun.preposition))?;
        scene.who(by.0).filter(|who| who.party().is_some())
    };
    let speaker = noun.or_else(named).or_else(owned)?;
    // « … » : c'est en ces termes que la ministre avait appelé la veille …: the verb of saying tells when.
    let clause = (first..sentence.end).find_map(|at| {
        let group = scene.syntax.verb(scene.syntax.verb_at(at)?)?;
        (group.is_finite() && scene.speaks(group)).then_some(group.clause)
    });
    Some(Cue { words: Some(first..first + 1), clause, speaker: Some(speaker), rule: "told-behind" })
}

/// "…?" the minister asked: a mark within the quotation ends its sentence, and whom the next one begins with says it,
/// where that one tells nothing else.
fn asked(place: &Place<'_, '_>) -> Option<std::ops::Range<usize>> {
    let doc = place.scene.doc;
    let end = place.quotation.words.end;
    let last = doc.word(place.words.end.saturating_sub(1));
    let next = doc.sentence_of(end)?;
    let own = doc.word(end - 1).sentence;
    let follows = doc.word(end).sentence == own + 1
        && next.words.start == end
        && doc.word(end).paragraph == doc.word(end - 1).paragraph;
    if !matches!(last.text, "?" | "!" | "…") || !follows || next.words.len() > 40 {
        return None;
    }
    let verb = next.words.clone().find(|&at| place.scene.syntax.verb_at(at).is_some())?;
    let group = place.scene.syntax.verb(place.scene.syntax.verb_at(verb)?)?;
    let subject =
        place.scene.syntax.nouns_in(end..end + 1).any(|(_, noun)| noun.words.end == group.words.start);
    if !subject || !place.scene.states(group) {
        return None;
    }
    let behind = group.words.end;
    let object =
        matches!(place.scene.syntax.tag(behind), Tag::That | Tag::Determiner | Tag::Open | Tag::Name)
            || matches!(doc.word(behind).shape, Shape::OpenQuote)
            || doc.word(behind).text == ":";
    let told = next.words.clone().any(|at| doc.is_quoted(at));
    (group.is_finite() && !object && !told).then(|| next.words.clone())
}

/// « … », la ministre dit: where the subject keeps its place before a verb behind the words.
pub(super) fn subject_and_verb_behind(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    let end = place.quotation.words.end;
    let sentence =
        asked(place).or_else(|| doc.sentence_of(end.saturating_sub(1)).map(|one| one.words.clone()))?;
    let grammar = crate::lexicon::grammar(doc.language);
    if !grammar.bare_content || !place.ends_alone() || place.quotation.woven && !place.comma_inside() {
        return None;
    }
    let finite = |at: usize| {
        let (clause, words) = place.clause_of_verb(at)?;
        let group = scene.verb_of(clause)?;
        // "…," the minister, who leads the party, said
        let between = scene.syntax.clause(clause)?.kind == ClauseKind::Relative && words.start > end + 2;
        (group.is_finite() && !between).then_some((clause, words))
    };
    let (clause, words) = (end..sentence.end).find_map(finite)?;
    let group = scene.verb_of(clause)?;
    // "…", as he put it
    let likened = end + usize::from(doc.word(end).text == ",");
    let opened = (end..words.start)
        .filter(|&at| at != likened || !scene.lists.likened.has(&doc.word(at).lower))
        .any(|at| matches!(scene.syntax.tag(at), Tag::That | Tag::Subordinator));
    let joined = scene.syntax.tag(end) == Tag::Coordinator;
    let subject = scene.syntax.nouns_in(end..words.start).any(|(_, noun)| noun.is_bare() || noun.pronoun);
    let told = scene.speaks(group) || scene.is_told_to_speak(group);
    if !told || opened || joined || !subject || words.start > end + 40 {
        return None;
    }
    let mut cue = place.said(words.clone(), clause, "verb-behind");
    let own = scene
        .syntax
        .clause(clause)?
        .subjects
        .iter()
        .any(|&noun| scene.syntax.noun(noun).is_some_and(|noun| noun.words.start >= end));
    if !own {
        let first = scene.syntax.nouns_in(end..words.start).find(|(_, noun)| noun.is_bare())?.0;
        cue.speaker = scene.who(first).or(cue.speaker);
    }
    Some(cue)
}

/// "…," fumed Anna Ozola: a word that the table of verbs does not have, between a quotation that a comma ends and a
/// named speaker.
pub(super) fn unknown_verb_behind(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    let end = place.quotation.words.end;
    let comma = doc.word(end).text == ",";
    let first = end + usize::from(comma);
    let word = doc.word(first);
    let plain = word.shape == Shape::Lower
        && matches!(scene.syntax.tag(first), Tag::Open | Tag::Verb)
        && word.lower.chars().count() > 3;
    let ended = comma || place.comma_inside() || place.sentence;
    // « … », a-t-elle prononcé: a pronoun behind a hyphen is the subject of an insertion, whatever its verb.
    let pronoun = (first..first + 4).find(|&at| {
        doc.word(at).sentence == doc.word(end - 1).sentence
            && scene.syntax.tag(at) == Tag::Subject
            && doc.word(at).lower.starts_with('-')
            && scene.is_pronoun(at)
    });
    if let Some(pronoun) = pronoun.filter(|_| place.ends_alone()) {
        return Some(Cue {
            words: Some(first..pronoun + 1),
            clause: None,
            speaker: scene.meant(pronoun),
            rule: "verb-behind",
        });
    }
    if !place.ends_alone() || !ended || !plain || word.sentence != doc.word(end - 1).sentence {
        return None;
    }
    // "…," reads the statement of the ministry
    let saying = scene
        .syntax
        .nouns_in(first + 1..first + 2)
        .find(|(_, noun)| noun.is_bare() && scene.lists.sayings.has(&doc.word(noun.head).lower));
    if let Some((noun, _)) = saying {
        let speaker = scene.who(noun).or_else(|| super::sources::noun_with_author(scene, noun));
        return Some(Cue { words: Some(first..first + 1), clause: None, speaker, rule: "verb-behind" });
    }
    let cue = |speaker: Who| Cue {
        words: Some(first..first + 1),
        clause: None,
        speaker: Some(speaker),
        rule: "verb-behind",
    };
    // « … », surenchérit un homme venu du sud
    if let Some((number, noun)) = scene.syntax.nouns_in(first + 1..first + 2).next()
        && noun.is_bare()
        && scene.is_people(number)
        && let Some(who) = scene.who(number)
    {
        return Some(cue(who));
    }
    let near = first + 1..first + 8;
    let mut named = scene.actors.within(&near).map(|(_, found)| found);
    let small = |at: usize| matches!(scene.syntax.tag(at), Tag::Adverb | Tag::Time);
    let found = named.find(|found| found.inside.is_none() && (first + 1..found.group.start).all(small))?;
    let speaks = scene.actors.is_human(found.mention.party) || scene.is_medium(found.mention.party);
    speaks.then(|| cue(Who::Party(found.mention.party)))
}

/// « … » lundi, en marge du sommet, a déclaré la ministre: the verb behind a comma further on in the sentence.
pub(super) fn further_behind(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    if place.quotation.woven && super::around::is_called_so(place) {
        return None;
    }
    let doc = scene.doc;
    let end = place.quotation.words.end;
    let sentence = doc.sentence_of(end - 1).filter(|_| place.ends_alone())?.words.clone();
    (end..sentence.end.min(end + 60)).filter(|&at| scene.syntax.tag(at) == Tag::Comma).find_map(|at| {
        let (clause, words) = place.clause_of_verb(at + 1)?;
        let group = scene.verb_of(clause)?;
        let postponed = || {
            let subjects = &scene.syntax.clause(clause)?.subjects;
            subjects
                .iter()
                .find(|&&noun| scene.syntax.noun(noun).is_some_and(|noun| noun.words.start == words.end))
        };
        let says = group.is_finite() && scene.states(group) && words.start == at + 1;
        if says && (group.inverted.is_some() || postponed().is_some()) {
            return Some(place.said(words.clone(), clause, "verb-behind"));
        }
        // Moscow "ready" to talk, says the minister
        let near = words.end..words.end + 8;
        let mut named = scene.actors.within(&near).map(|(_, found)| found);
        let found = named.find(|found| found.inside.is_none() && found.group.start == words.end)?;
        let human = scene.actors.is_human(found.mention.party);
        let speaker = Some(Who::Party(found.mention.party)).filter(|_| says && human)?;
        let clause = Some(clause);
        Some(Cue { words: Some(words), clause, speaker: Some(speaker), rule: "verb-behind" })
    })
}

pub(super) fn may_be_finite(scene: &Scene<'_>, at: usize) -> bool {
    let form = &scene.doc.word(at).lower;
    crate::lexicon::verbs::analyses(scene.doc.language, form).any(|one| one.tense.is_finite())
}

/// « … » et « … », ajoute la ministre: a verb of saying behind a later stretch of the sentence.
pub(super) fn later_in_sentence(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let (number, _) = place.unit_around()?;
    let end = place.quotation.words.end;
    let next = scene.syntax.quotations.partition_point(|other| other.words.start < end);
    let later = scene.syntax.quotations.get(next).filter(|other| other.words.start < end + 4)?;
    let found = scene.syntax.clauses_of(number..number + 1).find(|(clause, here)| {
        let postponed = || {
            let verb = here.verb.and_then(|verb| scene.syntax.verb(verb)).map_or(0, |group| group.words.end);
            here.subjects
                .iter()
                .any(|&noun| scene.syntax.noun(noun).is_some_and(|noun| noun.words.start >= verb))
        };
        scene.verb_of(*clause).is_some_and(|group| {
            scene.speaks(group)
                && group.words.start >= later.words.end
                && (group.inverted.is_some() || postponed())
        })
    });
    let (clause, _) = found?;
    let words = scene.verb_of(clause)?.words.clone();
    Some(place.said(words, clause, "verb-behind"))
}
