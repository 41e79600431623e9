//! Article and lexicon in, reading out. Pure: opens no file, reads no clock, cannot fail.
//!
//! [`doc`] cuts the article into paragraphs, sentences and tokens; each layer (dates, actors, quotes, events)
//! reads that and adds its findings with the rule that found them. No word of a language is spelled here: words
//! come from the lexicon, rules know their order.

pub mod actors;
pub mod dates;
pub mod doc;
mod events;
mod foreign;
mod language;
mod layout;
mod parts;
pub mod quotes;
mod sentences;
pub mod syntax;
pub mod words;

use crate::model::{Article, Kind, Reading, Status, Telling};
use doc::Doc;
use parts::{Joiner, Part};

/// Reads an article.
pub fn read(article: &Article) -> Reading {
    let mut parts = parts::cut(&article.text).into_iter();
    let first = parts.next().unwrap_or(Part::whole(&article.text));
    let reading = read_part(article, first, None);
    if parts.len() == 0 {
        return reading;
    }
    let mut joiner = Joiner::new(reading);
    for part in parts {
        let reading = read_part(article, part, joiner.agency());
        joiner.add(reading);
    }
    joiner.whole()
}

/// Reads what is read at once, in an article that an agency signs before it.
fn read_part(article: &Article, part: Part, agency: Option<&str>) -> Reading {
    let doc = Doc::part(article, part);
    if doc.foreign {
        return foreign::read(&doc, part.first);
    }
    let mut reading = Reading::empty(doc.language);
    reading.agency = agency.map(str::to_owned).or_else(|| doc.agency.clone());
    if part.first && reading.agency.is_none() {
        reading.agency = layout::agency_in_body(doc.text, doc.language);
    }
    reading.credits.clone_from(&doc.credits);
    let actors = actors::find(&doc);
    actors.report(&mut reading);
    let (dates, doubts) = dates::find(&doc);
    reading.dates = dates;
    reading.doubts.extend(doubts);
    let syntax = syntax::Syntax::parse(&doc, &actors, &reading.dates);
    reading.quotes = quotes::find(&doc, &actors, &syntax, &reading.dates);
    reading.events =
        events::find(&doc, &actors, &syntax, &reading.dates, reading.agency.as_deref(), &reading.quotes);
    tie_quotes(&mut reading, &doc, &syntax);
    tell_sayings(&mut reading, &doc, &syntax);
    quotes::link(&mut reading.quotes, &reading.events);
    reading
}

/// « Il a parlé d'un "chantier fantôme" »: quoted words that a verb gives to somebody are said, whatever verb it is.
fn tell_sayings(reading: &mut Reading, doc: &doc::Doc<'_>, syntax: &syntax::Syntax) {
    // « Lui n'en dit rien : « … » »: what somebody does not say tells no saying.
    let denied = |cue: crate::model::Span| {
        let words = doc.words_in(cue);
        let behind = crate::lexicon::words(doc.language).negations.has(&doc.word(words.end).lower);
        behind || words.filter_map(|at| syntax.verb(syntax.verb_at(at)?)).any(|group| group.negated)
    };
    let mut said: Vec<Telling> = Vec::new();
    for quote in reading.quotes.iter().filter(|quote| quote.telling.is_none()) {
        let (Some(cue), Some(speaker)) = (quote.cue, quote.speaker.clone()) else { continue };
        let by_verb = quote.rule.starts_with("verb-") && !denied(cue);
        let known = |event: &Telling| {
            event.span.overlaps(cue)
                || event.sentence.contains(cue) && event.kind.is_said() && event.agents.contains(&speaker)
        };
        if !by_verb || reading.events.iter().chain(&said).any(known) {
            continue;
        }
        said.push(Telling {
            span: cue,
            sentence: quote.sentence,
            content: None,
            kind: spoken(doc, syntax, cue),
            when: quote.said,
            agents: vec![speaker],
            counterparts: Vec::new(),
            place: None,
            status: Status::Affirmed,
            chains: Vec::new(),
            first_by: None,
            tells: None,
            rule: "quoted",
        });
    }
    if said.is_empty() {
        return;
    }
    // Behind the others, so that what points at them stays right; then in order.
    reading.events.extend(said);
    in_order(reading);
}

/// « Il a remercié "tous les amis" »: a verb that says something sharper than that it was said, whatever its object.
fn spoken(doc: &doc::Doc<'_>, syntax: &syntax::Syntax, cue: crate::model::Span) -> Kind {
    use crate::lexicon::verbs::{FRAMES, LEMMAS};
    let group = doc.words_in(cue).rev().find_map(|at| syntax.verb(syntax.verb_at(at)?));
    let Some(group) = group else { return Kind::Statement };
    let senses = group.lemmas.iter().filter_map(|&lemma| LEMMAS.get(lemma)).flat_map(|lemma| lemma.senses);
    let plain = senses.filter(|sense| sense.tails.is_empty() && sense.reflexive == group.reflexive);
    let mut sharper = None;
    for frame in plain.filter_map(|sense| FRAMES.get(sense.frame)) {
        // « mon fils m'a appelé »: whatever else the verb may tell leaves it open what was said.
        if frame.kind == Kind::Statement || !frame.kind.is_said() {
            return Kind::Statement;
        }
        if !frame.must.contains(&"that-clause") {
            sharper = sharper.or(Some(frame.kind));
        }
    }
    sharper.unwrap_or(Kind::Statement)
}

/// Puts the events in order and mends what points at them.
fn in_order(reading: &mut Reading) {
    let mut order: Vec<usize> = (0..reading.events.len()).collect();
    let key =
        |at: usize| reading.events.get(at).map(|event| (event.span.start, std::cmp::Reverse(event.span.end)));
    order.sort_by_key(|&at| key(at));
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        if let Some(slot) = place.get_mut(old) {
            *slot = new;
        }
    }
    let moved = |at: usize| place.get(at).copied();
    for event in &mut reading.events {
        event.tells = event.tells.and_then(moved);
    }
    for quote in &mut reading.quotes {
        quote.telling = quote.telling.and_then(moved);
    }
    let events = std::mem::take(&mut reading.events);
    let mut slots: Vec<Option<Telling>> = events.into_iter().map(Some).collect();
    reading.events = order.iter().filter_map(|&old| slots.get_mut(old)?.take()).collect();
}

/// Ties each quote to the saying whose words it is: the one its cue names, else its speaker's in the same sentence.
/// A quote is said when its saying is.
fn tie_quotes(reading: &mut Reading, doc: &doc::Doc<'_>, syntax: &syntax::Syntax) {
    let events = &reading.events;
    for quote in &mut reading.quotes {
        let cued = quote.cue.and_then(|cue| events.iter().position(|event| event.span.overlaps(cue)));
        let spoken = || {
            let speaker = quote.speaker.as_ref()?;
            events.iter().position(|event| {
                event.sentence.overlaps(quote.sentence)
                    && !quote.span.contains(event.span)
                    && event.kind == Kind::Statement
                    && event.agents.contains(speaker)
            })
        };
        quote.telling = quote.telling.or(cued).or_else(spoken);
    }
    for quote in &mut reading.quotes {
        let Some(event) = quote.telling.and_then(|telling| reading.events.get_mut(telling)) else { continue };
        // « aurait confié »: when is not told with what is only said to have been said.
        let hearsay = || {
            let verb = syntax.verb_at(doc.word_at(event.span.start)).and_then(|verb| syntax.verb(verb));
            verb.is_none_or(|verb| verb.tense == syntax::VerbTense::Conditional)
        };
        let told = event.status == Status::Affirmed || event.status == Status::Reported && !hearsay();
        if !told || quote.span.contains(event.span) {
            continue;
        }
        if event.agents.iter().any(|who| Some(who) == quote.speaker.as_ref()) {
            quote.said = event.when;
        }
    }
    // What goes on has the date that the tie has given to what it goes on from.
    for at in 1..reading.quotes.len() {
        let Some([before, quote]) = reading.quotes.get_mut(at - 1..=at) else { continue };
        let goes_on = matches!(quote.rule, "goes-on" | "next-paragraph" | "resumed");
        if goes_on && quote.said.is_none() && quote.speaker == before.speaker {
            quote.said = before.said;
        }
    }
}
