//! Verbs of saying before the marks, inside them, or over the clause that the words are woven into.
//!
//! Does not look at verbs that follow the closing mark, but for one inserted into the sentence.

use super::Place;
use super::behind::may_be_finite;
use super::sources::said_in_noun;
use crate::model::{Class, Who};
use crate::reading::quotes::{Cue, Scene};
use crate::reading::syntax::{ClauseKind, Determiner, Tag, VerbTense};
use crate::reading::words::Shape;

/// a déclaré : « … »; déclarant: « … »
pub(super) fn before_colon(place: &Place<'_, '_>) -> Option<Cue> {
    let doc = place.scene.doc;
    let start = place.quotation.words.start;
    let mark = doc.before(start);
    if mark.text != ":" || mark.paragraph != doc.word(start).paragraph {
        return None;
    }
    let cue = verb_before(place, start - 1, "verb-before")?;
    if let Some(who) = ascribed(place, &cue) {
        return Some(Cue { speaker: Some(who), ..cue });
    }
    // « Lui n'en dit rien : « … » »
    let opens = place.scene.doc.sentence_of(start - 1)?.words.start;
    let cue = match cue.speaker {
        None if place.scene.is_pronoun(opens) => Cue { speaker: place.scene.meant(opens), ..cue },
        _ => cue,
    };
    // « a lu un message de la reine : »: the words are hers.
    let read = cue
        .clause
        .and_then(|clause| place.scene.verb_of(clause))
        .filter(|group| group.infinitives().any(|verb| place.scene.lists.relaying.has(verb)));
    let message = read.and_then(|_| said_in_noun(place)).filter(|told| told.speaker.is_some());
    if let Some(told) = message.filter(|told| {
        let behind = cue.words.as_ref().map_or(0, |words| words.end);
        told.words.as_ref().is_some_and(|words| words.start >= behind)
    }) {
        return Some(told);
    }
    // « A un témoin qui réclamait le texte, la ministre eut ce mot : »: a main verb behind goes before one inside.
    let scene = place.scene;
    let from = cue.words.as_ref()?.end;
    let inside = scene.syntax.clause(cue.clause?).is_some_and(|clause| clause.kind == ClauseKind::Relative);
    // « … à la reine, qui a répondu : »
    let ends = cue.words.as_ref().is_some_and(|words| words.end + 1 == start);
    if inside
        && ends
        && cue
            .clause
            .is_some_and(|clause| scene.syntax.clause(clause).is_some_and(|here| here.subjects.is_empty()))
        && let Some(opener) = scene.syntax.clause(cue.clause?).and_then(|clause| clause.opener)
        && let Some(found) = scene
            .mentions_before(opener)
            .take(3)
            .find(|found| found.words.end + 1 == opener || found.words.end == opener)
        && scene.actors.is_human(found.mention.party)
        && !found.plural
    {
        return Some(Cue { speaker: Some(Who::Party(found.mention.party)), ..cue });
    }
    if inside && cue.speaker.is_none() {
        return None;
    }
    let main = |at: usize| {
        let group = scene.syntax.verb_at(at).and_then(|verb| scene.syntax.verb(verb));
        group.is_some_and(|group| {
            let clause = scene.syntax.clause(group.clause);
            group.is_finite() && clause.is_some_and(|clause| clause.kind == ClauseKind::Main)
        })
    };
    (!inside || !(from..start).any(main)).then_some(cue)
}

/// « On lui prête ce mot : », « Le journal prête au souverain cette réflexion : »: to whom a saying is ascribed.
fn ascribed(place: &Place<'_, '_>, cue: &Cue) -> Option<Who> {
    let scene = place.scene;
    let group = scene.verb_of(cue.clause?)?;
    let ascribes = group.infinitives().any(|verb| scene.lists.ascribing.has(verb));
    let behind = group.words.end..place.quotation.words.start;
    let said = |(number, noun): (usize, &crate::reading::syntax::NounGroup)| {
        let view = scene.lists.opinions.has(&scene.doc.word(noun.head).lower);
        noun.is_bare() && (scene.is_saying(number) || view)
    };
    if !ascribes || group.passive || !scene.syntax.nouns_in(behind.clone()).any(said) {
        return None;
    }
    let to = scene.syntax.nouns_in(behind).find(|(_, noun)| !noun.preposition.is_empty());
    let human = |who: &Who| who.party().is_some_and(|party| scene.actors.is_human(party));
    let described =
        |number: usize| scene.described_as(number, place.quotation.words.start, place.drafts).map(Who::Party);
    let named = || to.and_then(|(number, _)| scene.who(number).filter(human).or_else(|| described(number)));
    let pronoun = || group.clitics.iter().find_map(|&at| scene.is_pronoun(at).then(|| scene.meant(at))?);
    named().or_else(pronoun)
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
    // « Le Soir titre : « … » »: one plain word more may be a verb that no table has.
    let word = |at: usize| scene.doc.word(at).is_word();
    let verb = found.group.end + 1 == colon && scene.doc.word(found.group.end).shape == Shape::Lower;
    let alone = (found.group.end..colon).all(|at| !word(at)) || verb && found.group.end > found.group.start;
    // « Chypre : « … » » opens a headline with the place it is about.
    let speaks = found.mention.class != Class::State && (place.sentence || place.words.len() > 3);
    (alone && speaks).then(|| Cue {
        words: Some(found.words.clone()),
        clause: None,
        speaker: Some(Who::Party(found.mention.party)),
        rule: "name-before",
    })
}

/// La ministre s'est montrée nette : « … »: a whole sentence behind the colon is said by whom the main clause before it
/// tells of.
pub(super) fn told_before_colon(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let colon = place.quotation.words.start.checked_sub(1)?;
    let sentence = scene.doc.sentence_of(colon)?.words.clone();
    if scene.doc.word(colon).text != ":" || !place.sentence || place.quotation.woven {
        return None;
    }
    let verbs = (sentence.start..colon).rev().filter_map(|at| scene.syntax.verb_at(at));
    let mut main = verbs.filter_map(|verb| scene.syntax.verb(verb)).filter(|group| {
        let clause = scene.syntax.clause(group.clause);
        group.is_finite() && clause.is_some_and(|clause| clause.kind == ClauseKind::Main)
    });
    let told = |group: &crate::reading::syntax::VerbGroup| {
        let cue = place.said(group.words.clone(), group.clause, "told-before");
        // « La ministre en est convaincue : »: what looks like a passive tells of its subject.
        let subject = || scene.subject_of(group.clause).filter(|_| group.passive);
        Cue { speaker: cue.speaker.clone().or_else(subject), ..cue }
    };
    let cue = main.next().map(told).filter(|cue| {
        let party = cue.speaker.as_ref().and_then(Who::party);
        let person = || cue.speaker.is_some() && cue.clause.is_some_and(|clause| scene.is_person(clause));
        party.map_or_else(person, |party| scene.actors.is_human(party) || scene.is_medium(party))
    });
    // « La ministre n'en démord pas : »: whom the sentence names as its subject, where no table has its verb.
    let subject = || {
        let before = sentence.start..colon;
        let found = scene.actors.within(&before).map(|(_, found)| found).find(|found| {
            let first = found.group.start <= sentence.start + 4;
            found.inside.is_none() && !found.plural && first && scene.actors.is_human(found.mention.party)
        })?;
        let led = scene.syntax.tag(found.group.start.wrapping_sub(1)) == Tag::Preposition;
        let speaker = Some(Who::Party(found.mention.party)).filter(|_| !led)?;
        Some(Cue {
            words: Some(found.words.clone()),
            clause: None,
            speaker: Some(speaker),
            rule: "told-before",
        })
    };
    // « des réactions, comme celle de la ministre : « … » »
    let near = colon.saturating_sub(16).max(sentence.start)..colon;
    let one = near.clone().rev().find(|&at| scene.lists.demonstratives.has(&scene.doc.word(at).lower));
    let other = one.filter(|&at| scene.lists.of.has(&scene.doc.word(at + 1).lower)).and_then(|at| {
        let behind = at + 2..at + 9;
        let mut named = scene.actors.within(&behind).map(|(_, found)| found);
        named.find(|found| found.group.start <= at + 2 && scene.actors.is_human(found.mention.party))
    });
    if let Some(found) = other {
        let speaker = Some(Who::Party(found.mention.party));
        return Some(Cue { words: Some(found.words.clone()), clause: None, speaker, rule: "told-before" });
    }
    // « Lui n'en dit rien : « … » »
    let pronoun = sentence.start;
    let stressed = || {
        scene.is_pronoun(pronoun).then(|| scene.meant(pronoun)).flatten().map(|who| Cue {
            words: Some(pronoun..pronoun + 1),
            clause: None,
            speaker: Some(who),
            rule: "told-before",
        })
    };
    // « Même son de cloche dans La Stampa : »: the one paper that the words before tell of.
    let paper = || {
        let before = sentence.start..colon;
        let mut named =
            scene.actors.within(&before).map(|(_, found)| found).filter(|found| found.inside.is_none());
        let found = named.next()?;
        let alone = named.next().is_none() && scene.is_medium(found.mention.party);
        let speaker = Some(Who::Party(found.mention.party)).filter(|_| alone)?;
        Some(Cue {
            words: Some(found.words.clone()),
            clause: None,
            speaker: Some(speaker),
            rule: "told-before",
        })
    };
    cue.or_else(stressed).or_else(subject).or_else(paper)
}

/// « …, affirme-t-elle. … »: the insertion stands between the marks.
pub(super) fn within(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let first = scene.syntax.units_of(scene.doc.word(place.words.start).sentence);
    let last = scene.syntax.units_of(scene.doc.word(place.words.end.saturating_sub(1)).sentence);
    let found = scene.syntax.clauses_of(first.start..last.end).find(|(clause, here)| {
        here.inserted
            && place.words.contains(&here.words.start)
            && scene.verb_of(*clause).is_some_and(|group| {
                (scene.speaks(group) || says_behind(scene, group))
                    && matches!(group.person, 3 | 6)
                    && place.words.contains(&group.main)
                    && !scene.doc.before(group.words.start).is_word()
            })
    });
    let Some((clause, _)) = found else { return inserted_name(place) };
    let words = scene.verb_of(clause)?.words.clone();
    Some(place.said(words, clause, "verb-inside"))
}

/// « …, dit la ministre Ozola. … »: a form that may be a participle is none between a comma and a name.
fn inserted_name(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let commas = place.words.clone().filter(|&at| scene.syntax.tag(at) == Tag::Comma);
    commas.map(|comma| comma + 1).find_map(|at| {
        let group = scene.syntax.verb(scene.syntax.verb_at(at)?)?;
        let end = group.words.end;
        let finite = may_be_finite(scene, at) || group.is_finite() && matches!(group.person, 3 | 6);
        let says = group.words.start == at && scene.speaks(group) && finite;
        let near = end..end + 8;
        let mut named = scene.actors.within(&near).map(|(_, found)| found);
        let Some(found) = named.find(|found| says && found.inside.is_none() && found.group.start == end)
        else {
            // « …, aurait dit celui-ci. … »
            if says && scene.lists.latter_pronouns.has(&scene.doc.word(end).lower) {
                let speaker = scene.meant(end);
                return Some(Cue { words: Some(at..end), clause: None, speaker, rule: "verb-inside" });
            }
            // « …, dit le quadragénaire, assis »
            let (noun, group) = scene.syntax.nouns_in(end..end + 1).next()?;
            let alone = !scene.doc.word(group.words.end).is_word();
            let people = says && alone && group.is_bare() && !group.plural && scene.is_people(noun);
            let party = scene.described_as(noun, place.quotation.words.start, place.drafts);
            return party.filter(|_| people).map(|party| Cue {
                words: Some(at..end),
                clause: None,
                speaker: Some(Who::Party(party)),
                rule: "verb-inside",
            });
        };
        scene.actors.is_human(found.mention.party).then(|| Cue {
            words: Some(group.words.clone()),
            clause: Some(group.clause),
            speaker: Some(Who::Party(found.mention.party)),
            rule: "verb-inside",
        })
    })
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
        let gives = || group.is_finite() && scene.gives_saying(group.clause);
        if scene.speaks(group) || gives() {
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
    // « Lee, the minister said on Monday, recognised the border "with a smile" »: the words are the minister's.
    if let Some(verb) = scene.verb_of(clause).filter(|verb| verb.words.start < token) {
        let start = scene.syntax.clause(clause).map_or(0, |own| own.words.start);
        let near = scene.syntax.clauses.iter().enumerate().skip(clause.saturating_sub(3)).take(8);
        let mut set_in = near.filter(|(number, inner)| {
            let says = scene.verb_of(*number).filter(|group| scene.speaks(group));
            inner.inserted
                && says.is_some_and(|group| group.words.start > start && group.words.end <= verb.words.start)
        });
        if let Some((number, group)) = set_in.find_map(|(number, _)| Some((number, scene.verb_of(number)?))) {
            return Some(place.said(group.words.clone(), number, "verb-around"));
        }
    }
    for _ in 0..10 {
        let here = scene.syntax.clause(clause)?;
        if let Some(group) = scene.verb_of(clause)
            && (scene.speaks(group) || scene.gives_saying(clause))
            && !scene.publishes(group)
            && group.words.start < token
        {
            let cue = place.said(group.words.clone(), clause, "verb-around");
            // « avait assuré que la France dirait non »: what is only foretold in somebody's words is theirs.
            let foretold = here.kind == ClauseKind::Content
                && matches!(group.tense, VerbTense::Conditional | VerbTense::Future);
            // « a jugé que la Russie ne montrait pas « … »»: what somebody does not show is in the words of whom it strikes.
            let missed = here.kind == ClauseKind::Content && group.negated && !scene.states(group);
            let somebody = scene.is_somebody(clause) && !foretold && !missed;
            // « a raconté qu'il l'avait appelée pour lui dire « … »»: told by whom it was said to.
            let infinitive = here.kind == ClauseKind::Infinitive;
            let names = group.infinitives().any(|verb| scene.lists.attributing.has(verb));
            let charges = scene.tells_charge(group);
            let hearer = !group.clitics.is_empty() && (infinitive || !names) && !charges;
            let kind = |number: usize| scene.syntax.clause(number).map(|clause| clause.kind);
            let told_of = here.kind == ClauseKind::Content
                || infinitive && here.parent.and_then(kind) == Some(ClauseKind::Content);
            if somebody && !(hearer && told_of) {
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

/// the adviser calls it "a first loaf": a form of saying right before the marks that was taken for a noun.
pub(super) fn called(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    let start = place.quotation.words.start;
    let lists = crate::lexicon::words(doc.language);
    let leans = |at: &usize| {
        matches!(scene.syntax.tag(*at), Tag::Preposition | Tag::That | Tag::Adverb)
            || lists.clitics.has(&doc.word(*at).lower)
            || lists.personal_pronouns.has(&doc.word(*at).lower)
            || lists.neuter_pronouns.has(&doc.word(*at).lower)
    };
    let near = (start.saturating_sub(4)..start).rev().find(|at| !leans(at))?;
    // "the report calls the project "…"": with its object between.
    let object = || {
        let determiner = (near.saturating_sub(3)..=near)
            .rev()
            .take_while(|&at| matches!(scene.syntax.tag(at), Tag::Open | Tag::Determiner | Tag::Name))
            .find(|&at| scene.syntax.tag(at) == Tag::Determiner)?;
        determiner.checked_sub(1).filter(|&at| scene.syntax.tag(at) == Tag::Open)
    };
    let is_form = |at: usize| {
        crate::lexicon::verbs::analyses(doc.language, &doc.word(at).lower)
            .any(|one| one.tense.is_finite() && scene.lists.attributing.has(one.infinitive()))
    };
    let at = if is_form(near) { near } else { object()? };
    let sentence = doc.sentence_of(start)?.words.start;
    if !is_form(at) || doc.word(at).shape != Shape::Lower || scene.syntax.verb_at(at).is_some() {
        return None;
    }
    // "The latter calls it "…"": read as a name of several words.
    if let Some(speaker) = scene.latter_before(at) {
        return Some(Cue {
            words: Some(at..at + 1),
            clause: None,
            speaker: Some(speaker),
            rule: "verb-before",
        });
    }
    let before = sentence..at;
    let named = scene.actors.within(&before).map(|(_, found)| found);
    let found = named.filter(|found| found.inside.is_none() && found.subject && !found.plural).last()?;
    let apart = (found.words.end..at).any(|near| doc.word(near).text == ";");
    (!apart).then(|| Cue {
        words: Some(at..at + 1),
        clause: None,
        speaker: Some(Who::Party(found.mention.party)),
        rule: "verb-before",
    })
}

/// insiste sur le fait que « … »: a whole clause behind « que » is said by the subject of the main verb, whatever it is.
pub(super) fn told_that(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let start = place.quotation.words.start;
    let Some(that) = start.checked_sub(1).filter(|&at| scene.syntax.tag(at) == Tag::That) else {
        return content_of(place);
    };
    let sentence = scene.doc.sentence_of(that)?.words.start;
    let mut verbs = (sentence..that).rev().filter_map(|at| scene.syntax.verb(scene.syntax.verb_at(at)?));
    let group = verbs.find(|group| group.is_finite() && group.words.end <= that)?;
    let cue = place.said(group.words.clone(), group.clause, "told-that");
    let party = cue.speaker.as_ref().and_then(Who::party);
    let whole = place.words.len() > 4;
    let pronoun = || {
        cue.speaker.is_none() && scene.speaking_pronoun(group.clause).is_some_and(|at| scene.is_pronoun(at))
    };
    (whole && (party.is_some() || scene.is_person(group.clause) || pronoun())).then_some(cue)
}

/// est d'avis que les alliés « demandent trop »: words in a clause of content are those of the person who has it.
fn content_of(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let mut clause =
        owner(place, if place.quotation.woven { place.words.start } else { place.quotation.words.start })?;
    for _ in 0..3 {
        let here = scene.syntax.clause(clause)?;
        // « d'avis que »: a noun of a view has a content.
        let view = here.antecedent.and_then(|noun| scene.syntax.noun(noun)).is_some_and(|noun| {
            noun.determiner == Determiner::None && scene.lists.opinions.has(&scene.doc.word(noun.head).lower)
        });
        clause = here.parent?;
        if here.kind == ClauseKind::Content || view {
            let group = scene.verb_of(clause).filter(|group| !group.negated && group.is_finite())?;
            let cue = place.said(group.words.clone(), clause, "told-that");
            let human =
                cue.speaker.as_ref().and_then(Who::party).is_some_and(|one| scene.actors.is_human(one));
            return human.then_some(cue);
        }
        if here.kind == ClauseKind::Relative {
            return None;
        }
    }
    None
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

/// La société « coopère pleinement », elle est partie « avec deux stylos »: a predicate or a complement in marks, the
/// subject's own words where nobody else is told to say them.
pub(super) fn own_words(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let start = place.words.start;
    let predicate = scene.syntax.verb_at(start).and_then(|verb| scene.syntax.verb(verb)).filter(|group| {
        group.words.start == start && group.tense == VerbTense::Present && matches!(group.person, 3 | 6)
    });
    if predicate.is_some()
        && !place.quotation.woven
        && let Some(speaker) = place.by_voice(start)
    {
        return Some(Cue { words: None, clause: None, speaker: Some(speaker), rule: "own-words" });
    }
    // « Paris « regrette » »: one word alone is a verb of saying.
    let own = |group: &&crate::reading::syntax::VerbGroup| {
        place.quotation.woven && (place.words.len() > 1 || scene.speaks(group))
    };
    if let Some(group) = predicate.filter(own) {
        let main = scene.syntax.clause(group.clause)?.kind == ClauseKind::Main;
        let voice = place.by_voice(start);
        let speaker = voice.or_else(|| scene.speaker_of(group.clause));
        let speaker = speaker.filter(|who| main && who.party().is_some())?;
        return Some(Cue {
            words: None,
            clause: Some(group.clause),
            speaker: Some(speaker),
            rule: "own-words",
        });
    }
    // « La ministre, Anna Ozola, « félicite » la reine »: behind an apposition the words stand apart.
    if !place.quotation.woven {
        let quotation = place.quotation.words.start;
        let near = quotation.saturating_sub(12)..quotation;
        let mut named = scene.actors.within(&near).map(|(_, found)| found);
        let found =
            named.find(|found| found.inside.is_none() && found.subject && found.group.end == quotation);
        let Some(found) = found else { return set_apart(place) };
        let person = scene.actors.is_human(found.mention.party) && predicate.is_some();
        return person.then_some(Cue {
            words: None,
            clause: None,
            speaker: Some(Who::Party(found.mention.party)),
            rule: "own-words",
        });
    }
    // Quoted words that begin as a noun does may be a name for a thing.
    let free = matches!(scene.syntax.tag(start), Tag::Preposition | Tag::Adverb | Tag::Verb | Tag::Clitic);
    let mut clause = owner(place, start).filter(|_| free && place.words.len() > 3)?;
    for _ in 0..3 {
        let here = scene.syntax.clause(clause)?;
        if here.kind == ClauseKind::Main {
            break;
        }
        clause = here.parent.filter(|_| matches!(here.kind, ClauseKind::Infinitive | ClauseKind::Gerund))?;
    }
    let group = scene.verb_of(clause)?;
    let told = !matches!(group.tense, VerbTense::Conditional | VerbTense::PastConditional);
    let acts = group.is_finite() && !group.passive && group.words.start < start && told;
    let speaker = scene.speaker_of(clause).filter(|_| acts)?;
    let human = speaker.party().is_some_and(|party| scene.actors.is_human(party));
    human.then_some(Cue { words: None, clause: Some(clause), speaker: Some(speaker), rule: "own-words" })
}

/// elle s'y rendra, « avec deux stylos »; il a lu le texte, « dix pages pour rien »: small letters behind a comma are the
/// words of the person the clause tells of.
fn set_apart(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    let start = place.quotation.words.start;
    let small = doc.word(place.words.start).shape == Shape::Lower && place.words.len() > 3;
    let comma = start.checked_sub(1).is_some_and(|at| scene.syntax.tag(at) == Tag::Comma);
    let clause = owner(place, start).filter(|_| small && comma)?;
    let told = scene.verb_of(clause).is_some_and(|group| group.is_finite() && group.words.end < start);
    let speaker = scene.speaker_of(clause).filter(|_| told)?;
    let human = speaker.party().is_some_and(|party| scene.actors.is_human(party));
    human.then_some(Cue { words: None, clause: Some(clause), speaker: Some(speaker), rule: "own-words" })
}

/// The clause that owns a token of the unit around the marks.
pub(super) fn owner(place: &Place<'_, '_>, token: usize) -> Option<usize> {
    let scene = place.scene;
    if place.quotation.woven {
        return scene.syntax.clause_at(token);
    }
    let (number, _) = place.unit_around()?;
    let stand_in = place.quotation.words.start;
    let mut owners = scene.syntax.clauses_of(number..number + 1).filter(|(_, clause)| clause.owns(stand_in));
    owners.next().map(|(clause, _)| clause)
}

/// la dernière « guerre de la morue », les « terroristes »: a few words that a definite article outside the marks makes
/// the name of a thing.
pub(super) fn is_called_so(place: &Place<'_, '_>) -> bool {
    let scene = place.scene;
    let start = place.quotation.words.start;
    let definite = |at: usize| {
        crate::lexicon::actors::tables(scene.doc.language).lists.definite.has(&scene.doc.word(at).lower)
    };
    let one = start.checked_sub(1).filter(|&at| scene.doc.word(at).is_word());
    let led = one.is_some_and(|at| {
        definite(at) || scene.syntax.tag(at) == Tag::Open && at.checked_sub(1).is_some_and(definite)
    });
    let nominal =
        place.words.len() <= 5 && matches!(scene.syntax.tag(place.words.start), Tag::Open | Tag::Name);
    led && nominal && place.words.clone().all(|at| scene.syntax.tag(at) != Tag::Verb)
}

/// L'accord « tient bon », a assuré la ministre: the sentence around the marks is said by whom it inserts.
pub(super) fn inserted(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    if is_called_so(place) {
        return None;
    }
    let (number, _) = place.unit_around()?;
    let found = scene.syntax.clauses_of(number..number + 1).find(|(clause, here)| {
        here.inserted
            && scene
                .verb_of(*clause)
                .is_some_and(|group| scene.states(group) && group.words.start >= place.quotation.words.end)
    });
    let (clause, _) = found?;
    let words = scene.verb_of(clause)?.words.clone();
    Some(place.said(words, clause, "verb-inserted"))
}

/// Les deux États se sont entendus sur un gel « immédiat », a annoncé la ministre: where the verb over the words is one
/// that tells a saying only now and then, whom the sentence inserts says them.
pub(super) fn told_by_insertion(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let found = inserted(place).filter(|cue| cue.speaker.is_some())?;
    let over = around(place).and_then(|cue| cue.clause);
    let sure = over.and_then(|clause| scene.verb_of(clause)).is_some_and(|group| scene.tells_speech(group));
    (!sure).then_some(found)
}

/// Le port, déclare la ministre, « restera ouvert »: the same right before the marks.
pub(super) fn inserted_before(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let start = place.quotation.words.start;
    let (number, _) = place.unit_around()?;
    let sentence = scene.doc.word(start).sentence;
    let comma = start.checked_sub(1).filter(|&at| scene.syntax.tag(at) == Tag::Comma)?;
    let near = comma.saturating_sub(16)..comma;
    let says = near.rev().find_map(|at| {
        let group = scene.syntax.verb(scene.syntax.verb_at(at)?)?;
        let set_in = scene.syntax.tag(group.words.start.wrapping_sub(1)) == Tag::Comma;
        let postponed = group.inverted.is_some()
            || scene
                .actors
                .within(&(group.words.end..comma))
                .any(|(_, found)| found.group.start == group.words.end);
        let here =
            scene.doc.word(at).sentence == sentence && scene.syntax.clause(group.clause)?.unit == number;
        (set_in && postponed && here && group.is_finite() && scene.states(group)).then_some(group)
    })?;
    let near = says.words.end..comma;
    let named = scene.actors.within(&near).map(|(_, found)| found).find(|found| {
        found.inside.is_none()
            && found.group.start == says.words.end
            && scene.actors.is_human(found.mention.party)
    });
    let named = named.filter(|_| says.inverted.is_none()).map(|found| Who::Party(found.mention.party));
    let cue = place.said(says.words.clone(), says.clause, "verb-inserted");
    let speaker = named.or_else(|| cue.speaker.clone())?;
    Some(Cue { speaker: Some(speaker), ..cue })
}

/// a lancé cette phrase, « … »: a verb of saying earlier in the sentence, for a whole sentence between the marks.
pub(super) fn before_in_sentence(place: &Place<'_, '_>) -> Option<Cue> {
    let quoted_sentence = place.sentence || place.quotation.woven;
    quoted_sentence.then(|| verb_before(place, place.quotation.words.start, "verb-earlier"))?
}
