//! What attributes a stretch between quotation marks: a verb behind it, before it, around it, or the quote before.
//!
//! A stretch that nothing attributes is kept where it is a sentence of its own, and left out where it is a name, a
//! title or a term.

use super::{Cue, Draft, Scene};
use crate::model::Who;
use crate::reading::doc::ParagraphKind;
use crate::reading::syntax::{ClauseKind, Quotation, Tag, Unit};
use std::ops::Range;

/// A rule: the cue of a stretch, if it applies.
type Rule = fn(&Place<'_, '_>) -> Option<Cue>;

/// For sentences of their own, in this order; the first that applies wins.
const RULES: &[Rule] = &[
    behind,
    subject_and_verb_behind,
    before_colon,
    within,
    around,
    inserted,
    later_in_sentence,
    chanted,
    according,
    said_in_noun,
    before_in_sentence,
    goes_on,
    signed,
    told_before,
];

/// For words woven into a sentence.
const WOVEN: &[Rule] = &[
    chanted,
    judged,
    around,
    behind,
    subject_and_verb_behind,
    inserted,
    according,
    said_in_noun,
    before_in_sentence,
];

/// For what looks like a name or a title.
const NAMED: &[Rule] = &[behind, chanted, judged, around];

/// A stretch in its surroundings.
struct Place<'p, 'a> {
    scene: &'p Scene<'a>,
    quotation: &'p Quotation,
    words: &'p Range<usize>,
    drafts: &'p [Draft],
    /// A sentence stands between the marks.
    sentence: bool,
}

/// The cue of a stretch; `None` where nobody said it.
pub fn cue(scene: &Scene<'_>, quotation: &Quotation, words: &Range<usize>, drafts: &[Draft]) -> Option<Cue> {
    let place = Place { scene, quotation, words, drafts, sentence: is_sentence(scene, words) };
    if matches!(scene.doc.kind_at(words.start), ParagraphKind::Credits)
        || place.is_named()
        || place.is_title()
        || place.is_actor()
    {
        return None;
    }
    let rules = match (quotation.woven, place.looks_named()) {
        (true, _) => WOVEN,
        (false, true) => NAMED,
        (false, false) => RULES,
    };
    let found = rules.iter().find_map(|rule| rule(&place));
    found.or_else(|| place.unattributed())
}

/// Whether a finite verb stands between the marks.
fn has_verb(scene: &Scene<'_>, words: &Range<usize>) -> bool {
    let finite =
        |verb: usize| scene.syntax.verb(verb).is_some_and(crate::reading::syntax::VerbGroup::is_finite);
    words.clone().filter_map(|at| scene.syntax.verb_at(at)).any(finite)
}

/// Whether a sentence stands between the marks: a finite verb, or a mark that ends one.
fn is_sentence(scene: &Scene<'_>, words: &Range<usize>) -> bool {
    let verb = has_verb(scene, words);
    let last = scene.doc.word(words.end.saturating_sub(1)).text;
    let count = words.clone().filter(|&at| scene.doc.word(at).is_word()).count();
    (verb && count > 2) || (matches!(last, "." | "!" | "?" | "…") && count > 1)
}

impl Place<'_, '_> {
    fn said(&self, words: Range<usize>, clause: usize, rule: &'static str) -> Cue {
        Cue { words: Some(words), clause: Some(clause), speaker: self.scene.speaker_of(clause), rule }
    }

    /// « le mot “médiation” », « l'opération “Aube” »: a noun that names stands right before the marks.
    fn is_named(&self) -> bool {
        let before = self.scene.doc.before(self.quotation.words.start);
        let same = before.paragraph == self.scene.doc.word(self.words.start).paragraph;
        same && self.scene.lists.naming.has(&before.lower) && !has_verb(self.scene, self.words)
    }

    /// A comma or a full stop stands before the closing mark.
    fn comma_inside(&self) -> bool {
        let last = self.scene.doc.word(self.words.end.saturating_sub(1));
        matches!(last.text, "," | "." | "!" | "?" | "…" | "—")
    }

    /// « Les Marées », de Hans Zgraf: a title with its author behind.
    fn is_title(&self) -> bool {
        let doc = self.scene.doc;
        let mut at = self.quotation.words.end;
        at += usize::from(doc.word(at).text == ",");
        let of = self.scene.lists.of.has(&doc.word(at).lower) && doc.word(at + 1).is_capital();
        let same = doc.word(at).sentence == doc.word(self.quotation.words.start).sentence;
        of && same && self.looks_named() && doc.word(self.words.start).is_capital()
    }

    /// "Le Temps libre": nothing but an actor's name between the marks.
    fn is_actor(&self) -> bool {
        let named = self.scene.actors.at(self.words.start);
        named.and_then(|index| self.scene.actors.mentions.get(index)).is_some_and(|found| {
            found.words == *self.words && found.mention.class != crate::model::Class::Role
        })
    }

    /// The unit around the stretch in the sentence where it begins.
    fn unit_around(&self) -> Option<(usize, &Unit)> {
        let start = self.quotation.words.start;
        let stands_in = |unit: &Unit| {
            unit.stand_ins.contains(&start) || self.quotation.woven && unit.words.contains(&self.words.start)
        };
        let sentence = self.scene.doc.word(start).sentence;
        let mut units =
            self.scene.syntax.units.iter().enumerate().filter(|(_, unit)| unit.sentence == sentence);
        units.find(|(_, unit)| stands_in(unit))
    }

    /// The clause of the verb group that holds a token.
    fn clause_of_verb(&self, token: usize) -> Option<(usize, Range<usize>)> {
        let group = self.scene.syntax.verb(self.scene.syntax.verb_at(token)?)?;
        Some((group.clause, group.words.clone()))
    }

    /// The verb that begins at a token; « a, pour sa part, déclaré » begins with its helper.
    fn speech_at(&self, first: usize) -> Option<(usize, Range<usize>)> {
        let (clause, words) = self.clause_of_verb(first)?;
        let scene = self.scene;
        let auxiliaries = crate::lexicon::words(scene.doc.language).auxiliaries;
        let helper =
            scene.verb_of(clause).is_some_and(|group| group.infinitives().any(|verb| auxiliaries.has(verb)));
        let speaks = |at: usize| {
            let (clause, words) = self.clause_of_verb(at)?;
            scene.verb_of(clause).is_some_and(|group| scene.speaks(group)).then_some((clause, words))
        };
        let found = if helper { (words.end..words.end + 6).find_map(speaks) } else { None };
        found.or(Some((clause, words)))
    }

    /// The first party named in the six tokens behind a verb, not as its hearer.
    fn party_behind(&self, from: usize) -> Option<Who> {
        let named = self.scene.actors.mentions.iter().find(|found| {
            let start = found.group.start;
            let led =
                start.checked_sub(1).is_some_and(|before| self.scene.syntax.tag(before) == Tag::Preposition);
            let near = (from..from + 6).contains(&start)
                && self.scene.doc.word(start).sentence == self.scene.doc.word(from).sentence;
            found.inside.is_none() && near && !led
        });
        named.map(|found| Who::Party(found.mention.party))
    }

    /// A name or a title by its look: a capital first, no sentence, in the middle of another.
    fn looks_named(&self) -> bool {
        let doc = self.scene.doc;
        let before = doc.before(self.quotation.words.start);
        let inside = before.is_word() && before.sentence == doc.word(self.quotation.words.start).sentence;
        inside && !self.quotation.woven && !self.sentence
    }

    /// Whether a stretch that nothing attributes was said all the same: a sentence that stands alone.
    fn unattributed(&self) -> Option<Cue> {
        let doc = self.scene.doc;
        let alone = doc.word(self.quotation.words.start).opens
            || doc
                .sentence_of(self.quotation.words.start)
                .is_some_and(|sentence| sentence.words.start == self.quotation.words.start)
            || doc.before(self.quotation.words.start).text == ":";
        let headline = doc.kind_at(self.words.start) == ParagraphKind::Headline;
        (self.sentence && (alone || headline)).then_some(Cue {
            words: None,
            clause: None,
            speaker: None,
            rule: "alone",
        })
    }
}

/// « … », a déclaré la ministre; « … », dit-elle
fn behind(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    let end = place.quotation.words.end;
    let comma = doc.word(end).text == ",";
    let first = if comma { end + 1 } else { end };
    if doc.word(first).sentence != doc.word(end.saturating_sub(1)).sentence || !place.quotation.closed {
        return None;
    }
    let (clause, words) = place.speech_at(first)?;
    let group = scene.verb_of(clause)?;
    if !(scene.speaks(group) || place.sentence && !place.quotation.woven) {
        return None;
    }
    if group.inverted.is_some() {
        return Some(place.said(words, clause, "verb-behind"));
    }
    if !comma && !place.sentence {
        return None;
    }
    let behind = |noun: usize| scene.syntax.noun(noun).is_some_and(|noun| noun.words.start >= words.end);
    if scene.syntax.clause(clause)?.subjects.iter().any(|&noun| behind(noun)) {
        let mut cue = place.said(words.clone(), clause, "verb-behind");
        cue.speaker = cue.speaker.or_else(|| place.party_behind(words.end));
        return Some(cue);
    }
    // « … », a déclaré à la presse la ministre: taken for a verb that shares its subject.
    if comma
        && scene.states(group)
        && (group.is_finite() || may_be_finite(scene, first))
        && let Some(speaker) = place.party_behind(words.end)
    {
        return Some(Cue {
            words: Some(words),
            clause: Some(clause),
            speaker: Some(speaker),
            rule: "verb-behind",
        });
    }
    // « … », dit la ministre: a form that may be a participle is none between a quotation and a bare noun.
    let (noun, postponed) =
        scene.syntax.nouns_in(words.end..words.end + 12).find(|(_, noun)| noun.is_bare())?;
    (may_be_finite(scene, first) && postponed.words.start == words.end && comma).then(|| Cue {
        words: Some(words),
        clause: Some(clause),
        speaker: scene.who(noun),
        rule: "verb-behind",
    })
}

/// « … », la ministre dit: where the subject keeps its place before a verb behind the words.
fn subject_and_verb_behind(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let doc = scene.doc;
    let end = place.quotation.words.end;
    let sentence = doc.sentence_of(end.saturating_sub(1))?;
    let grammar = crate::lexicon::grammar(doc.language);
    if !grammar.bare_content || !place.quotation.closed || place.quotation.woven && !place.comma_inside() {
        return None;
    }
    let finite = |at: usize| {
        let (clause, words) = place.clause_of_verb(at)?;
        let group = scene.verb_of(clause)?;
        group.is_finite().then_some((clause, words))
    };
    let (clause, words) = (end..sentence.words.end).find_map(finite)?;
    let group = scene.verb_of(clause)?;
    let opened = (end..words.start).any(|at| matches!(scene.syntax.tag(at), Tag::That | Tag::Subordinator));
    let joined = scene.syntax.tag(end) == Tag::Coordinator;
    let subject = scene.syntax.nouns_in(end..words.start).any(|(_, noun)| noun.is_bare() || noun.pronoun);
    if !scene.speaks(group) || opened || joined || !subject || words.start > end + 40 {
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

fn may_be_finite(scene: &Scene<'_>, at: usize) -> bool {
    let form = &scene.doc.word(at).lower;
    crate::lexicon::verbs::analyses(scene.doc.language, form).any(|one| one.tense.is_finite())
}

/// a déclaré : « … »; déclarant: « … »
fn before_colon(place: &Place<'_, '_>) -> Option<Cue> {
    let doc = place.scene.doc;
    let start = place.quotation.words.start;
    let mark = doc.before(start);
    if mark.text != ":" || mark.paragraph != doc.word(start).paragraph {
        return None;
    }
    verb_before(place, start - 1, "verb-before")
}

/// « …, affirme-t-elle. … »: the insertion stands between the marks.
fn within(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let found = scene.syntax.clauses.iter().enumerate().find(|(clause, here)| {
        here.inserted
            && place.words.contains(&here.words.start)
            && scene.verb_of(*clause).is_some_and(|group| {
                (scene.speaks(group) || says_behind(scene, group))
                    && matches!(group.person, 3 | 6)
                    && place.words.contains(&group.main)
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
fn judged(place: &Place<'_, '_>) -> Option<Cue> {
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
fn around(place: &Place<'_, '_>) -> Option<Cue> {
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
            if group.clitics.is_empty() || here.kind == ClauseKind::Main {
                return Some(cue);
            }
            found.get_or_insert(cue);
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

/// The clause that owns a token of the unit around the marks.
fn owner(place: &Place<'_, '_>, token: usize) -> Option<usize> {
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
fn inserted(place: &Place<'_, '_>) -> Option<Cue> {
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

/// « … » et « … », ajoute la ministre: a verb of saying behind a later stretch of the sentence.
fn later_in_sentence(place: &Place<'_, '_>) -> Option<Cue> {
    let scene = place.scene;
    let (number, _) = place.unit_around()?;
    let end = place.quotation.words.end;
    let later = scene
        .syntax
        .quotations
        .iter()
        .find(|other| other.words.start >= end && other.words.start < end + 4)?;
    let found = scene.syntax.clauses.iter().enumerate().find(|(clause, here)| {
        let postponed = || {
            let verb = here.verb.and_then(|verb| scene.syntax.verb(verb)).map_or(0, |group| group.words.end);
            here.subjects
                .iter()
                .any(|&noun| scene.syntax.noun(noun).is_some_and(|noun| noun.words.start >= verb))
        };
        here.unit == number
            && scene.verb_of(*clause).is_some_and(|group| {
                scene.speaks(group)
                    && group.words.start >= later.words.end
                    && (group.inverted.is_some() || postponed())
            })
    });
    let (clause, _) = found?;
    let words = scene.verb_of(clause)?.words.clone();
    Some(place.said(words, clause, "verb-behind"))
}

/// « … » and below it « — Anna Ozola, ministre »
fn signed(place: &Place<'_, '_>) -> Option<Cue> {
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
fn chanted(place: &Place<'_, '_>) -> Option<Cue> {
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
fn according(place: &Place<'_, '_>) -> Option<Cue> {
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
fn said_in_noun(place: &Place<'_, '_>) -> Option<Cue> {
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

/// a lancé cette phrase, « … »: a verb of saying earlier in the sentence, for a whole sentence between the marks.
fn before_in_sentence(place: &Place<'_, '_>) -> Option<Cue> {
    let quoted_sentence = place.sentence || place.quotation.woven;
    quoted_sentence.then(|| verb_before(place, place.quotation.words.start, "verb-earlier"))?
}

/// « … », a-t-elle dit. « … »: the quote goes on in the same paragraph, or at the start of the next.
fn goes_on(place: &Place<'_, '_>) -> Option<Cue> {
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
    let next = here.paragraph == there.paragraph + 1 && opens && there.paragraph > 0;
    (same || next).then(|| Cue {
        words: None,
        rule: if same { "goes-on" } else { "next-paragraph" },
        ..last.cue.clone()
    })
}

/// La responsable se veut rassurante. « … »: by the subject of the sentence before.
fn told_before(place: &Place<'_, '_>) -> Option<Cue> {
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

/// « "Je lui ai dit: 'Non'" »: who says « je » within a quotation is its speaker.
pub fn by_speaker(scene: &Scene<'_>, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let Some(draft) = drafts.get(at) else { continue };
        let subjects = draft.cue.clause.and_then(|clause| scene.syntax.clause(clause));
        let own = subjects.into_iter().flat_map(|clause| &clause.subjects).any(|&noun| {
            let head = scene.syntax.noun(noun).map_or(usize::MAX, |noun| noun.head);
            scene.lists.speaker_pronouns.has(&scene.doc.word(head).lower)
        });
        let outer = drafts.iter().take(at).rev().find(|outer| outer.words.contains(&draft.words.start));
        let speaker = outer.filter(|_| own).map(|outer| outer.cue.speaker.clone());
        if let (Some(speaker), Some(draft)) = (speaker, drafts.get_mut(at)) {
            draft.cue.speaker = speaker;
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

/// A paragraph of a quote that is not closed is said by whom the next paragraph names.
pub fn hand_back(scene: &Scene<'_>, drafts: &mut [Draft]) {
    for at in (1..drafts.len()).rev() {
        let Some(next) = drafts.get(at).cloned() else { continue };
        let paragraph = scene.doc.word(next.words.start).paragraph;
        if let Some(draft) = drafts.get_mut(at - 1)
            && draft.cue.words.is_none()
            && matches!(draft.cue.rule, "alone" | "next-paragraph" | "sentence-before")
            && !draft.closed
            && scene.doc.word(draft.words.start).paragraph + 1 == paragraph
        {
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
