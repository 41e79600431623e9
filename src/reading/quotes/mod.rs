//! Quotes: the stretches between quotation marks that somebody said or wrote, who said them, and when.
//!
//! In: an article with its actors, dates and parse. Out: quotes in order. [`speakers`] knows who does a verb of
//! saying, [`cues`] ties a stretch to the words that attribute it,
//! [`second_look`] to the quotes beside it, [`said`] dates the saying.
//!
//! Does not find sayings without quotation marks: the events do. Names, titles and terms in marks are left out.

mod cited;
mod cues;
mod epithets;
mod pronouns;
mod said;
mod sayings;
mod second_look;
mod speakers;
mod writers;

pub use said::news_of_today;

use super::actors::Actors;
use super::doc::Doc;
use super::syntax::{Quotation, Syntax, Tag};
use super::words::Shape;
use crate::lexicon;
use crate::lexicon::quotes::Quotes;
use crate::model::{DateFinding, Quote, Span, Telling, When, Who};
use std::ops::Range;

/// All that the rules of quotes look at.
pub(super) struct Scene<'a> {
    /// The article.
    pub doc: &'a Doc<'a>,
    /// Its actors.
    pub actors: &'a Actors,
    /// Its parse.
    pub syntax: &'a Syntax,
    /// Its dates.
    pub dates: &'a [DateFinding],
    /// The words around quotation marks.
    pub lists: &'static Quotes,
}

/// What attributes a stretch.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    /// The words that attribute it.
    pub words: Option<Range<usize>>,
    /// The clause of the verb of saying.
    pub clause: Option<usize>,
    /// Who said it.
    pub speaker: Option<Who>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// A stretch with its cue, on the way to a quote.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The tokens between the marks.
    pub words: Range<usize>,
    /// Whether the marks were closed.
    pub closed: bool,
    /// What attributes it.
    pub cue: Cue,
    /// When it was said.
    pub said: Option<When>,
}

/// The quotes of an article, in order.
pub fn find(doc: &Doc<'_>, actors: &Actors, syntax: &Syntax, dates: &[DateFinding]) -> Vec<Quote> {
    let scene = Scene { doc, actors, syntax, dates, lists: lexicon::quotes(doc.language) };
    let mut drafts: Vec<Draft> = Vec::new();
    for quotation in &syntax.quotations {
        let Some(words) = inside(doc, quotation) else { continue };
        if let Some(cue) = cues::cue(&scene, quotation, &words, &drafts) {
            let words = before_insertion(&scene, quotation, &words).unwrap_or(words);
            drafts.push(Draft { words, closed: quotation.closed, cue, said: None });
        }
    }
    second_look::hand_back(&scene, &mut drafts);
    second_look::hand_up(&scene, &mut drafts);
    second_look::drop_terms(&scene, &mut drafts);
    second_look::by_speaker(&scene, &mut drafts);
    second_look::by_the_only(&scene, &mut drafts);
    second_look::echo(&scene, &mut drafts);
    said::date_all(&scene, &mut drafts);
    drafts.into_iter().map(|draft| quote(&scene, draft)).collect()
}

/// The tokens between the marks, if any word is among them.
fn inside(doc: &Doc<'_>, quotation: &Quotation) -> Option<Range<usize>> {
    let end = quotation.words.end - usize::from(quotation.closed);
    let words = quotation.words.start + 1..end;
    words.clone().any(|at| doc.word(at).is_word()).then_some(words)
}

/// « Tout est dit, aurait-il soufflé. Le ministre a démenti: marks that were never closed end before who says the words,
/// unless the next paragraph opens them anew.
fn before_insertion(scene: &Scene<'_>, quotation: &Quotation, words: &Range<usize>) -> Option<Range<usize>> {
    let doc = scene.doc;
    let goes_on = doc.word(quotation.words.end).shape == Shape::OpenQuote;
    if quotation.closed || goes_on {
        return None;
    }
    let commas = words.clone().filter(|&at| scene.syntax.tag(at) == Tag::Comma);
    let inserted = |comma: &usize| {
        let group = scene.syntax.verb_at(comma + 1).and_then(|verb| scene.syntax.verb(verb));
        group.is_some_and(|group| {
            let clause = scene.syntax.clause(group.clause);
            let set_in = group.inverted.is_some() || clause.is_some_and(|clause| clause.inserted);
            group.words.start == comma + 1 && scene.speaks(group) && set_in
        })
    };
    commas.into_iter().find(inserted).map(|comma| words.start..comma)
}

fn quote(scene: &Scene<'_>, draft: Draft) -> Quote {
    let span = scene.doc.span(&draft.words);
    let whole = |at: usize| scene.doc.sentence_of(at).map_or(span, |sentence| sentence.span);
    Quote {
        span,
        speaker: draft.cue.speaker,
        said: draft.said,
        cue: draft.cue.words.map(|words| scene.doc.span(&words)),
        telling: None,
        sentence: whole(draft.words.start).cover(whole(draft.words.end.saturating_sub(1))),
        rule: draft.cue.rule,
    }
}

/// Ties quotes to the tellings of their sayings: the one that their cue tells, else one of the speaker in the sentence.
pub fn link(quotes: &mut [Quote], events: &[Telling]) {
    for quote in quotes {
        let by_cue = |cue: Span| events.iter().position(|event| event.span.overlaps(cue));
        let by_speaker = || {
            let speaker = quote.speaker.as_ref()?;
            events.iter().position(|event| {
                event.sentence.overlaps(quote.sentence)
                    && event.kind == crate::model::Kind::Statement
                    && event.agents.contains(speaker)
            })
        };
        quote.telling = quote.cue.and_then(by_cue).or_else(by_speaker);
    }
}

#[cfg(test)]
mod tests;
