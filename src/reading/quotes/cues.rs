//! What attributes a stretch between quotation marks: a verb behind it, before it, around it, or the quote before.
//!
//! A stretch that nothing attributes is kept where it is a sentence of its own, and left out where it is a name, a
//! title or a term.

mod around;
mod behind;
mod onward;
mod sources;
mod told;

use super::{Cue, Draft, Scene};
use crate::model::{Class, Who};
use crate::reading::actors::Mentioned;
use crate::reading::doc::ParagraphKind;
use crate::reading::syntax::{ClauseKind, Quotation, Tag, Unit, VerbTense};
use crate::reading::words::Shape;
use around::{
    around, before_colon, before_in_sentence, called, inserted, inserted_before, judged, named_before_colon,
    own_words, told_before_colon, told_by_insertion, told_that, wished, within,
};
use behind::{
    behind, further_behind, later_in_sentence, subject_and_verb_behind, told_behind, unknown_verb_behind,
};
use onward::{answered, goes_on, resumed, told_before};
use sources::{
    according, according_before, according_behind, bracketed, chanted, in_view, noun_before_colon, noun_that,
    said_in_noun, signed,
};
use std::ops::Range;
use told::{by_behind, gapped, joined, told_after, view_before_colon};

/// A rule: the cue of a stretch, if it applies.
type Rule = fn(&Place<'_, '_>) -> Option<Cue>;

/// So many words at most has a deed as the law names it.
const LONGEST_DEED: usize = 5;

/// For sentences of their own, in this order; the first that applies wins.
const RULES: &[Rule] = &[
    behind,
    within,
    according_behind,
    according_before,
    resumed,
    inserted_before,
    unknown_verb_behind,
    subject_and_verb_behind,
    answered,
    by_behind,
    signed,
    bracketed,
    before_colon,
    view_before_colon,
    noun_before_colon,
    named_before_colon,
    told_before_colon,
    around,
    inserted,
    in_view,
    further_behind,
    told_behind,
    later_in_sentence,
    chanted,
    according,
    said_in_noun,
    before_in_sentence,
    called,
    told_that,
    own_words,
    goes_on,
    told_after,
    told_before,
    gapped,
    joined,
];

/// For words woven into a sentence.
const WOVEN: &[Rule] = &[
    noun_that,
    according_behind,
    according_before,
    resumed,
    by_behind,
    gapped,
    chanted,
    judged,
    inserted_before,
    told_by_insertion,
    around,
    behind,
    subject_and_verb_behind,
    inserted,
    further_behind,
    in_view,
    according,
    called,
    said_in_noun,
    before_in_sentence,
    told_that,
    wished,
    unknown_verb_behind,
    own_words,
    joined,
];

/// For what looks like a name or a title.
const NAMED: &[Rule] =
    &[according_behind, behind, unknown_verb_behind, by_behind, gapped, chanted, judged, around, joined];

/// A stretch in its surroundings.
struct Place<'p, 'a> {
    scene: &'p Scene<'a>,
    quotation: &'p Quotation,
    words: &'p Range<usize>,
    drafts: &'p [Draft],
    /// A sentence stands between the marks.
    sentence: bool,
}

/// From how many tokens on words woven into a sentence are no mere term.
const WORDS: usize = 5;

/// The cue of a stretch; `None` where nobody said it.
pub fn cue(scene: &Scene<'_>, quotation: &Quotation, words: &Range<usize>, drafts: &[Draft]) -> Option<Cue> {
    let place = Place { scene, quotation, words, drafts, sentence: is_sentence(scene, words) };
    if matches!(scene.doc.kind_at(words.start), ParagraphKind::Credits)
        || place.is_named()
        || place.is_title()
        || place.is_actor()
        || place.is_bracketed()
        || place.is_figure()
        || place.is_capitalised()
    {
        return None;
    }
    let rules = match (quotation.woven, place.looks_named()) {
        (true, _) => WOVEN,
        (false, true) => NAMED,
        (false, false) => RULES,
    };
    let found = rules.iter().find_map(|rule| rule(&place)).filter(|cue| !place.is_charge(cue));
    let cue = found.map(|cue| place.told_by_person(cue)).or_else(|| place.unattributed())?;
    Some(onward::talk_on(&place, cue))
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
    // « Je doute qu'aucun orateur … »: a subject pronoun among several words, whatever its verb.
    let subject = || count > 4 && words.clone().any(|at| scene.syntax.tag(at) == Tag::Subject);
    // « La Cédéao ne tolérera pas »: a word between the two halves of a negation is a verb, whatever the tables know.
    let negated = || {
        let negations = crate::lexicon::words(scene.doc.language).negations;
        words.clone().any(|at| {
            scene.syntax.tag(at) == Tag::Clitic
                && (at + 2..at + 4)
                    .any(|end| words.contains(&end) && negations.has(&scene.doc.word(end).lower))
        })
    };
    (verb && count > 2) || subject() || negated() || (matches!(last, "." | "!" | "?" | "…") && count > 1)
}

impl Place<'_, '_> {
    fn said(&self, words: Range<usize>, clause: usize, rule: &'static str) -> Cue {
        let scene = self.scene;
        let speaker = self.by_voice(words.start).or_else(|| scene.somebody_of(clause));
        let speaker = speaker.or_else(|| scene.given_in(clause)).or_else(|| scene.spoken_at(clause));
        Cue { words: Some(words), clause: Some(clause), speaker, rule }
    }

    /// « La ministre a dit que Riga n'entendait pas « … » »: what a person tells of a state or a body is in the words of that
    /// person.
    fn told_by_person(&self, cue: Cue) -> Cue {
        let scene = self.scene;
        let human = |who: &Who| who.party().is_some_and(|party| scene.actors.is_human(party));
        let content = cue.clause.and_then(|clause| scene.syntax.clause(clause));
        let outer =
            content.filter(|clause| clause.kind == ClauseKind::Content).and_then(|clause| clause.parent);
        let body = cue.speaker.as_ref().is_some_and(|who| who.party().is_some() && !human(who));
        let told = outer.filter(|_| body).and_then(|outer| Some((outer, scene.speaker_of(outer)?)));
        match told.filter(|(_, who)| human(who)) {
            Some((outer, who)) => {
                let words = scene.verb_of(outer).map(|group| group.words.clone());
                Cue { words, clause: Some(outer), speaker: Some(who), rule: "verb-around" }
            }
            None => cue,
        }
    }

    /// la « Légion des Caraïbes », the "Act of Union": a name, its words in capitals, within a sentence.
    fn is_capitalised(&self) -> bool {
        let doc = self.scene.doc;
        let start = self.quotation.words.start;
        // « aurait crié « Vive la Reine »»: what is cried is no name.
        let cried = start.checked_sub(1).is_some_and(|at| self.scene.syntax.tag(at) == Tag::Verb);
        let within = doc.before(start).is_word() && !cried;
        let within = within && doc.before(start).sentence == doc.word(start).sentence;
        let long = |at: &usize| doc.word(*at).is_word() && doc.word(*at).lower.chars().count() > 3;
        let names = doc.word(self.words.start).is_capital()
            && self.words.clone().filter(long).all(|at| doc.word(at).is_capital());
        within && names && !has_verb(self.scene, self.words)
    }

    /// « Riga, par la voix de son ministre Janis Kalninsh, a dit »: who lends the voice says the words.
    fn by_voice(&self, verb: usize) -> Option<Who> {
        let scene = self.scene;
        let sentence = scene.doc.sentence_of(verb)?.words.clone();
        let voice = |at: &usize| scene.lists.voices.has(&scene.doc.word(*at).lower);
        let at = (sentence.start.max(verb.saturating_sub(40))..sentence.end.min(verb + 16)).find(voice)?;
        let led = scene.lists.voicing.has(&scene.doc.lower(at.saturating_sub(2)..at));
        let near = at + 1..at + 10;
        let mut named = scene.actors.within(&near).map(|(_, found)| found);
        let told = |found: &&Mentioned| {
            let party = scene.actors.parties.get(found.mention.party);
            party.is_some_and(|party| party.class == Class::Person)
        };
        let found = named.find(|found| led && scene.actors.is_human(found.mention.party)).filter(told)?;
        Some(Who::Party(found.mention.party))
    }

    /// Whether nothing but a dateline and marks stands before the stretch in its paragraph.
    fn opens_paragraph(&self) -> bool {
        let doc = self.scene.doc;
        let start = self.quotation.words.start;
        let first = doc.paragraphs.get(doc.word(start).paragraph).map_or(start, |one| one.words.start);
        (first..start).all(|at| !doc.word(at).is_word() || doc.in_dateline(at))
    }

    /// Whether the marks close, and not right before those of a quotation around them: what stands behind those is said
    /// of that one.
    fn ends_alone(&self) -> bool {
        self.quotation.closed && self.scene.doc.word(self.quotation.words.end).shape != Shape::CloseQuote
    }

    /// « le mot “médiation” », « l'opération “Aube” »: a noun that names stands right before the marks.
    fn is_named(&self) -> bool {
        let before = self.scene.doc.before(self.quotation.words.start);
        let first = self.scene.doc.word(self.words.start);
        let same = before.paragraph == first.paragraph;
        // A name is short, or begins with a capital (« le mouvement « en cas d'accord avec l'État » » names nothing).
        let participle = self.scene.lists.naming_forms.has(&before.lower);
        let name = first.is_capital() || self.words.len() <= 4 && !participle;
        let lists = self.scene.lists;
        // « la notion de « proches » »
        let over = self.scene.doc.before(self.quotation.words.start.wrapping_sub(1));
        let at = self.quotation.words.start.wrapping_sub(1);
        let group =
            self.scene.syntax.verb_at(at.wrapping_sub(1)).and_then(|verb| self.scene.syntax.verb(verb));
        let called = group.is_some_and(|group| group.is_finite() && !group.passive);
        // "described the project as "…"" names nothing.
        let leads = if crate::lexicon::grammar(self.scene.doc.language).helper_verbs {
            lists.of_which.has(&before.lower)
        } else {
            self.scene.syntax.tag(at) == Tag::Preposition
        };
        let names = lists.naming.has(&before.lower) && !self.is_told_by(at)
            || lists.naming.has(&over.lower) && !called && leads;
        let plain = !matches!(self.scene.syntax.tag(self.words.start), Tag::Adverb | Tag::Preposition);
        same && name && names && plain && !has_verb(self.scene, self.words)
    }

    /// « se dit « prêt » »: a form that names is a verb of saying where somebody says it.
    fn is_told_by(&self, at: usize) -> bool {
        // « dit « je » »: a pronoun alone is a word.
        let pronoun = self.words.len() == 1 && self.scene.syntax.tag(self.words.start) == Tag::Subject;
        let group = self.scene.syntax.verb_at(at).and_then(|verb| self.scene.syntax.verb(verb));
        group.is_some_and(|group| {
            let says =
                group.is_finite() && (self.scene.states(group) || self.scene.calls_so(group)) && !pronoun;
            says && (group.reflexive || self.scene.is_somebody(group.clause))
        })
    }

    /// « mis en examen pour « injure publique » »: the law's words for a deed, said by nobody, unless somebody is told
    /// to say the sentence.
    fn is_charge(&self, cue: &Cue) -> bool {
        // « charged him with having "learnt of the affair from the hawkers" »: no law names a deed at such length.
        let told = has_verb(self.scene, self.words) || self.words.len() > LONGEST_DEED;
        matches!(cue.rule, "verb-around" | "verb-earlier") && self.is_term() && !told
    }

    /// Whether the words before tell that the law's name of a deed follows.
    fn is_term(&self) -> bool {
        if self.words.len() > LONGEST_DEED {
            return false;
        }
        let doc = self.scene.doc;
        let start = self.quotation.words.start;
        let lists = self.scene.lists;
        let led = (start.saturating_sub(2)..start).any(|at| lists.charging.has(&doc.word(at).lower));
        let charge = |at: usize| {
            lists.charges.has(&doc.word(at).lower) && doc.word(at).sentence == doc.word(start).sentence
        };
        led && (start.saturating_sub(12)..start).any(charge)
    }

    /// a "5+2" meeting: no word but figures; quoting "an officer who saw it": somebody described by another.
    fn is_figure(&self) -> bool {
        let doc = self.scene.doc;
        let words = self.words.clone().map(|at| doc.word(at)).filter(|word| word.is_word());
        let figures =
            words.clone().all(|word| word.shape == Shape::Number || self.scene.lists.sums.has(&word.lower));
        let before = self.quotation.words.start.wrapping_sub(1);
        let verb = self.scene.syntax.verb_at(before).and_then(|verb| self.scene.syntax.verb(verb));
        let cites = verb.is_some_and(|group| {
            group.tense == VerbTense::Gerund
                && group.infinitives().any(|verb| self.scene.lists.citing.has(verb))
        });
        figures || cites && !self.sentence
    }

    /// le désir (« Le désir est-il illimité ? »): an example in brackets.
    fn is_bracketed(&self) -> bool {
        let doc = self.scene.doc;
        let closed = matches!(doc.word(self.quotation.words.end).text, ")" | "]");
        self.sentence && closed && matches!(doc.before(self.quotation.words.start).text, "(" | "[")
    }

    /// A comma or a full stop stands before the closing mark.
    fn comma_inside(&self) -> bool {
        let last = self.scene.doc.word(self.words.end.saturating_sub(1));
        matches!(last.text, "," | "." | "!" | "?" | "…" | "—")
    }

    /// "…," "…?": a mark within the closing one leads on to who says the words.
    fn breaks_off(&self) -> bool {
        matches!(self.scene.doc.word(self.words.end.saturating_sub(1)).text, "," | "!" | "?")
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
        named
            .and_then(|index| self.scene.actors.mentions.get(index))
            .is_some_and(|found| found.words == *self.words && found.mention.class != Class::Role)
    }

    /// The unit around the stretch in the sentence where it begins.
    fn unit_around(&self) -> Option<(usize, &Unit)> {
        let start = self.quotation.words.start;
        let stands_in = |unit: &Unit| {
            unit.stand_ins.contains(&start) || self.quotation.woven && unit.words.contains(&self.words.start)
        };
        let sentence = self.scene.doc.word(start).sentence;
        let mut units = self.scene.syntax.units_of(sentence);
        units.find_map(|number| {
            let unit = self.scene.syntax.units.get(number)?;
            stands_in(unit).then_some((number, unit))
        })
    }

    /// The clause of the verb group that holds a token.
    fn clause_of_verb(&self, token: usize) -> Option<(usize, Range<usize>)> {
        let group = self.scene.syntax.verb(self.scene.syntax.verb_at(token)?)?;
        Some((group.clause, group.words.clone()))
    }

    /// The verb that begins at a token; « a, pour sa part, déclaré » begins with its helper.
    fn speech_at(&self, first: usize) -> Option<(usize, Range<usize>)> {
        let scene = self.scene;
        // « lui dit ce dernier »: a form that may be a participle leaves its pronoun out.
        let aside = scene.is_pronoun(first) || scene.syntax.tag(first) == Tag::Clitic;
        let apart = || aside.then(|| self.clause_of_verb(first + 1)).flatten();
        let (clause, words) = self.clause_of_verb(first).or_else(apart)?;
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
        let reach = from..from + 24;
        let mut named = self.scene.actors.within(&reach).map(|(_, found)| found);
        // « admet un proche du chancelier »
        if let Some((number, noun)) = self.scene.syntax.nouns_in(from..from + 1).next()
            && noun.is_bare()
            && self.scene.is_people(number)
            && named.all(|found| found.group.start > noun.head)
        {
            return self.scene.who(number);
        }
        let mut named = self.scene.actors.within(&reach).map(|(_, found)| found);
        let named = named.find(|found| {
            let start = found.group.start;
            let led =
                start.checked_sub(1).is_some_and(|before| self.scene.syntax.tag(before) == Tag::Preposition);
            let near = (from..from + 6).contains(&start)
                && self.scene.doc.word(start).sentence == self.scene.doc.word(from).sentence;
            found.inside.is_none() && near && !led
        });
        named.map(|found| Who::Party(found.mention.party))
    }

    /// « … », a lancé dans la nuit de lundi à mardi le ministre »: the first person named further behind, before a mark.
    fn party_further(&self, from: usize) -> Option<Who> {
        let scene = self.scene;
        let sentence = scene.doc.word(from).sentence;
        let stop = |at: &usize| scene.doc.word(*at).is_word() && scene.doc.word(*at).sentence == sentence;
        let until = (from..from + 18).take_while(stop).last()? + 1;
        let reach = from..until;
        let mut named = scene.actors.within(&reach).map(|(_, found)| found);
        let found = named.find(|found| {
            let led = scene.syntax.tag(found.group.start.wrapping_sub(1)) == Tag::Preposition;
            found.inside.is_none() && !led && !found.plural && scene.actors.is_human(found.mention.party)
        });
        found.map(|found| Who::Party(found.mention.party))
    }

    /// A name or a title by its look: a capital first, no sentence, in the middle of another.
    fn looks_named(&self) -> bool {
        let doc = self.scene.doc;
        let before = doc.before(self.quotation.words.start);
        let inside = before.is_word() && before.sentence == doc.word(self.quotation.words.start).sentence;
        inside && !self.quotation.woven && !self.sentence
    }

    /// Whether several words of the headline are quoted again in the text.
    fn is_said_again(&self) -> bool {
        let folds = |words: &Range<usize>| -> Vec<&str> {
            let words = words.clone().map(|at| self.scene.doc.word(at)).filter(|word| word.is_word());
            words.map(|word| word.fold.as_str()).collect()
        };
        let own = folds(self.words);
        let later = self.scene.syntax.quotations.iter().filter(|other| other.words.start > self.words.end);
        own.len() > 1
            && later.into_iter().any(|other| folds(&other.words).windows(own.len()).any(|run| run == own))
    }

    /// Whether a stretch that nothing attributes was said all the same: a sentence that stands alone.
    fn unattributed(&self) -> Option<Cue> {
        let doc = self.scene.doc;
        let alone = doc.word(self.quotation.words.start).opens
            || doc
                .sentence_of(self.quotation.words.start)
                .is_some_and(|sentence| sentence.words.start == self.quotation.words.start)
            || self.opens_paragraph()
            || doc.before(self.quotation.words.start).text == ":";
        let headline = doc.kind_at(self.words.start) == ParagraphKind::Headline;
        // Several words in the middle of a sentence that are no name are somebody's, though nobody's by the grammar.
        let long = self.quotation.woven && self.words.len() >= WORDS && !self.is_term();
        if long {
            return Some(Cue { words: None, clause: None, speaker: None, rule: "woven" });
        }
        (self.sentence && (alone || headline) || headline && self.is_said_again()).then_some(Cue {
            words: None,
            clause: None,
            speaker: None,
            rule: "alone",
        })
    }
}
