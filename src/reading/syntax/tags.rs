//! Tags: what each token may be, by the closed word lists, the layers found before, and the token next to it.
//!
//! Verbs are not tagged here: a form is a verb only in a group (see `verbs`).

use crate::lexicon::vocabulary::Form;
use crate::lexicon::{self, verbs, words::Words};
use crate::model::{Class, DateFinding};
use crate::reading::actors::Actors;
use crate::reading::doc::{Doc, ParagraphKind};
use crate::reading::words::Shape;
use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// Noun, adjective, or anything else of the open classes.
    Open,
    /// Part of a name.
    Name,
    /// A number.
    Number,
    /// Opens a noun group.
    Determiner,
    /// Opens a group that is neither subject nor object; a contracted one swallowed its article.
    Preposition,
    /// Joins equals.
    Coordinator,
    /// « que », opening a content or a relative clause.
    That,
    /// « qui », « dont », « où ».
    Relative,
    /// Opens an adverbial clause.
    Subordinator,
    /// A subject pronoun.
    Subject,
    /// An object pronoun or « ne » before a verb.
    Clitic,
    /// An adverb.
    Adverb,
    /// Part of a verb group.
    Verb,
    /// Part of a date.
    Time,
    /// A comma or a dash that sets apart.
    Comma,
    /// Any other mark.
    Mark,
    /// Inside brackets.
    Bracket,
}

/// Tags all tokens.
pub fn tag(doc: &Doc<'_>, actors: &Actors, dates: &[DateFinding]) -> Vec<Tag> {
    let lists = lexicon::words(doc.language);
    let mut tags: Vec<Tag> = (0..doc.words.len()).map(|at| by_list(doc, lists, at)).collect();
    for place in &actors.places {
        fill(&mut tags, place.words.clone(), Tag::Name);
    }
    for found in actors.mentions.iter().filter(|found| found.mention.class != Class::Role) {
        fill(&mut tags, found.words.clone(), Tag::Name);
    }
    for date in dates {
        let words = doc.words_in(date.span);
        let words = lead_in(doc, &tags, words);
        fill(&mut tags, words, Tag::Time);
    }
    brackets(doc, &mut tags);
    tags
}

fn fill(tags: &mut [Tag], words: Range<usize>, tag: Tag) {
    tags.get_mut(words).unwrap_or_default().fill(tag);
}

/// A date with the preposition or article before it (« en décembre », « Le lendemain »).
fn lead_in(doc: &Doc<'_>, tags: &[Tag], words: Range<usize>) -> Range<usize> {
    let mut start = words.start;
    let part_of_day = lexicon::words(doc.language).parts_of_day.has(&doc.word(words.end).lower);
    let end = if part_of_day { words.end + 1 } else { words.end };
    let mut led = false;
    for _ in 0..2 {
        let Some(before) = start.checked_sub(1) else { break };
        let tag = tags.get(before).copied().unwrap_or(Tag::Mark);
        let same = doc.word(before).sentence == doc.word(start).sentence;
        // « praised her | on Sunday »: nothing leads a preposition but another.
        if !same || !matches!(tag, Tag::Determiner | Tag::Preposition) || led && tag == Tag::Determiner {
            break;
        }
        led = tag == Tag::Preposition;
        start = before;
    }
    start..end
}

fn by_list(doc: &Doc<'_>, lists: &Words, at: usize) -> Tag {
    let word = doc.word(at);
    let lower = &word.lower;
    let next = &doc.word(at + 1).lower;
    let before = &doc.before(at).lower;
    let locution = |first: &Form<'_>, second: &Form<'_>| {
        if !lists.locutions.is_begun_by(first) || !lists.locutions.is_ended_by(second) {
            return false;
        }
        let (first, second) = (first.as_str(), second.as_str());
        // The list is sorted, so what begins with the first word stands together.
        let from = lists.locutions.forms().partition_point(|both| *both < first);
        let mut near = lists.locutions.forms().iter().skip(from).take_while(|both| both.starts_with(first));
        near.any(|both| both.split_once(' ') == Some((first, second)))
    };
    if locution(lower, next) || locution(before, lower) {
        return Tag::Adverb;
    }
    match word.shape {
        // The point of « M. » and of initials belongs to the name.
        Shape::Mark if word.text == "." && word.glued && at > 0 && abbreviates(doc, lists, at - 1) => {
            return Tag::Open;
        }
        // « a 30-day pause »
        Shape::Mark if word.text == "-" && word.glued && doc.word(at + 1).glued => return Tag::Open,
        Shape::Mark => {
            return if matches!(word.text, "," | "-" | "–" | "—") { Tag::Comma } else { Tag::Mark };
        }
        Shape::OpenQuote | Shape::CloseQuote => return Tag::Mark,
        Shape::Number => return Tag::Number,
        Shape::Lower | Shape::Capital | Shape::Upper => {}
    }
    let grammar = lexicon::grammar(doc.language);
    if !grammar.bare_content && word.text == "A" && word.opens && !is_participle(doc, next) {
        return Tag::Preposition;
    }
    if lists.complementisers.has(lower) {
        if grammar.bare_content && points(doc, lists, at) {
            let alone = word.opens || lists.sure_particles.has(next);
            return if alone { Tag::Subject } else { Tag::Determiner };
        }
        // « plus encore que de leurs concessions »: what is compared is no clause.
        if !grammar.bare_content && lists.of.has(next) {
            return Tag::Adverb;
        }
        let leans = lists.before_that.has(&doc.before(at).lower);
        return if leans { Tag::Subordinator } else { Tag::That };
    }
    if lists.subordinators.has(lower) && (subordinates(lists, lower, next) || leads_clause(doc, lists, at)) {
        return Tag::Subordinator;
    }
    if lists.relatives.has(lower) {
        return Tag::Relative;
    }
    if lists.coordinators.has(lower) {
        return Tag::Coordinator;
    }
    if lower.starts_with('-') {
        return Tag::Subject;
    }
    if lists.sure_particles.has(lower) && verbs::analyses(doc.language, before).next().is_some() {
        return Tag::Adverb;
    }
    if lists.adverbial_clitics.has(lower) && lists.prepositions.has(lower) && clings(doc, lists, at) {
        return Tag::Clitic;
    }
    if lists.contracted.has(lower) || lists.prepositions.has(lower) {
        return Tag::Preposition;
    }
    if lists.clitics.has(lower) && !lists.determiners.has(lower) && !lists.subject_pronouns.has(lower) {
        return Tag::Clitic;
    }
    if lists.subject_pronouns.has(lower) && pronoun_stands(doc, lists, at) {
        return Tag::Subject;
    }
    if lists.determiners.has(lower) {
        return Tag::Determiner;
    }
    if !after_article(doc, lists, at) && (lists.adverbs.has(lower) || is_adverb_by_ending(doc, lists, lower))
    {
        return Tag::Adverb;
    }
    Tag::Open
}

/// « son gouvernement en demanderait l'explication », « il n'en dit rien »: « en » before a verb that can be nothing else.
fn clings(doc: &Doc<'_>, lists: &Words, at: usize) -> bool {
    use verbs::Tense;
    let next = &doc.word(at + 1).lower;
    let mut finite = verbs::analyses(doc.language, next).filter(|found| found.tense.is_finite()).peekable();
    let led = lists.clitics.has(&doc.before(at).lower) || lists.subject_pronouns.has(&doc.before(at).lower);
    finite.peek().is_some()
        && (led
            || finite
                .any(|found| matches!(found.tense, Tense::Future | Tense::Conditional | Tense::Imperfect)))
}

/// « récemment », « nearly »; a verb (« dément ») is none, and behind an article it is a noun (« le gouvernement »).
fn is_adverb_by_ending(doc: &Doc<'_>, lists: &Words, lower: &Form<'_>) -> bool {
    lists.adverb_endings.forms().iter().any(|ending| lower.len() > ending.len() && lower.ends_with(ending))
        && verbs::nouns(doc.language, lower).next().is_none()
        && verbs::analyses(doc.language, lower).next().is_none()
}

/// « that » as a pronoun at the start of a sentence, or as a determiner behind a preposition.
fn points(doc: &Doc<'_>, lists: &Words, at: usize) -> bool {
    let before = doc.before(at);
    let together = before.sentence == doc.word(at).sentence;
    // « an embargo "that will be felt" »: what opens a quotation inside a sentence goes on with it.
    let opens =
        doc.word(at).opens && doc.sentence_of(at).is_none_or(|sentence| at <= sentence.words.start + 1);
    let next = &doc.word(at + 1).lower;
    // « laid it down that the strait was free »
    let behind_particle = lists.sure_particles.has(&before.lower)
        && (lists.determiners.has(next) || lists.subject_pronouns.has(next) || doc.word(at + 1).is_capital());
    if behind_particle {
        return false;
    }
    // « that morning », « ruled that out »
    opens
        || lists.parts_of_day.has(next)
        || lists.sure_particles.has(next)
        || together && lists.prepositions.has(&before.lower) && !lists.before_that.has(&before.lower)
}

/// « before the king came », « as delegates arrived »: a preposition with a subject and its verb behind it.
fn leads_clause(doc: &Doc<'_>, lists: &Words, at: usize) -> bool {
    let sentence = doc.word(at).sentence;
    if !lists.clause_prepositions.has(&doc.word(at).lower) {
        return false;
    }
    for next in at + 2..at + 9 {
        let word = doc.word(next);
        let lower = word.lower.as_str();
        // « after Col. Francisco Caamano sent word »
        if word.text == "." && word.glued && word.sentence == sentence {
            continue;
        }
        let stops =
            lists.prepositions.has(lower) || lists.coordinators.has(lower) || lists.relatives.has(lower);
        if !word.is_word() || word.sentence != sentence || stops {
            return false;
        }
        let before = doc.before(next).lower.as_str();
        let nominal =
            lists.determiners.has(before) || lists.genitives.has(before) || lists.never_verbs.has(lower);
        let finite = verbs::analyses(doc.language, lower).any(|found| {
            found.tense == verbs::Tense::Past
                || lists.auxiliaries.has(found.infinitive()) && found.tense.is_finite()
        });
        // « after Azerbaijan eases », « as Qatar rift deepens »
        let present = lower.ends_with('s')
            && (doc.before(next).is_capital() || doc.kind_at(next) == ParagraphKind::Headline)
            && !lists.never_verbs.has(&doc.word(next).lower)
            && verbs::nouns(doc.language, &doc.word(next).lower).next().is_none()
            && verbs::analyses(doc.language, lower).any(|found| found.tense == verbs::Tense::Present);
        // « After talks break down »
        let particle = lists.sure_particles.has(&doc.word(next + 1).lower)
            && !lists.never_verbs.has(&doc.word(next).lower)
            && verbs::analyses(doc.language, lower)
                .any(|found| found.tense == verbs::Tense::Present && found.person == 6);
        let present = present || particle;
        let helper = [lists.future_helpers, lists.conditional_helpers, lists.hedge_helpers];
        let finite = finite || present;
        if !nominal && word.shape == Shape::Lower && (finite || helper.iter().any(|list| list.has(lower))) {
            return true;
        }
    }
    false
}

fn abbreviates(doc: &Doc<'_>, lists: &Words, at: usize) -> bool {
    let word = doc.word(at);
    let short = lists.abbreviations.has(&word.lower) || word.text.chars().count() == 1;
    short && word.is_capital() && doc.word(at + 2).sentence == word.sentence
}

fn after_article(doc: &Doc<'_>, lists: &Words, at: usize) -> bool {
    let before = &doc.before(at).lower;
    lists.determiners.has(before) || lists.contracted.has(before)
}

fn is_participle(doc: &Doc<'_>, form: &Form<'_>) -> bool {
    verbs::analyses(doc.language, form).any(|found| found.tense == verbs::Tense::Participle)
}

/// « si », « quand » always; « s' » before a pronoun (« s'il »), « comme » before a clause of its own.
fn subordinates(lists: &Words, lower: &Form<'_>, next: &Form<'_>) -> bool {
    let opens_clause = lists.subject_pronouns.has(next) || lists.clitics.has(next);
    if lists.clitics.has(lower) {
        return next.starts_with("il");
    }
    !lists.likeness.has(lower) || opens_clause
}

/// « ce », « tout », « personne »: pronouns before a verb or a clitic, else determiners or nouns.
fn pronoun_stands(doc: &Doc<'_>, lists: &Words, at: usize) -> bool {
    let lower = &doc.word(at).lower;
    let next = &doc.word(at + 1).lower;
    let double = lists.determiners.has(lower) || lists.people.has(lower) || lists.indefinites.has(lower);
    if !double {
        return true;
    }
    // « accused her of », « named her his envoy »
    if lexicon::grammar(doc.language).helper_verbs && lists.possessives.has(lower) {
        let opens = lists.determiners.has(next) && !lists.numerals.has(next);
        return !doc.word(at + 1).is_word()
            || opens
            || lists.prepositions.has(next)
            || lists.complementisers.has(next)
            || lists.infinitive_marks.has(next);
    }
    if lexicon::grammar(doc.language).helper_verbs {
        // « both said », « another delay »: only a helper can be nothing but a verb.
        let helper = verbs::analyses(doc.language, next)
            .any(|found| found.tense.is_finite() && lists.auxiliaries.has(found.infinitive()));
        let helpers = [lists.future_helpers, lists.conditional_helpers, lists.hedge_helpers];
        return helper
            || helpers.iter().any(|list| list.has(next))
            || verbs::analyses(doc.language, next).any(|found| found.tense == verbs::Tense::Past)
                && verbs::nouns(doc.language, next).next().is_none()
            || lists.relatives.has(next)
            || lists.of.has(next);
    }
    let verb_follows = verbs::analyses(doc.language, next).any(|found| found.tense.is_finite())
        && !verbs::nouns(doc.language, next).any(|_| true);
    lists.clitics.has(next) && !lists.determiners.has(next)
        || verb_follows
        || lists.relatives.has(next)
        || lists.complementisers.has(next)
}

/// Everything in round or square brackets inside a sentence is passed over, unless it is a name or a date.
fn brackets(doc: &Doc<'_>, tags: &mut [Tag]) {
    for sentence in &doc.sentences {
        let mut open: Option<usize> = None;
        for at in sentence.words.clone() {
            match doc.word(at).text {
                "(" | "[" => open = open.or(Some(at)),
                ")" | "]" => {
                    if let Some(start) = open.take() {
                        fill(tags, start..at + 1, Tag::Bracket);
                    }
                }
                _ => {}
            }
        }
    }
}
