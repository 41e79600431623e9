//! Explanations: for each finding of a reading the rule that read it, the words that cued it, and for a name the way
//! from the words to whom they mean.
//!
//! Derives all of it from the reading and the gazetteer; it reads nothing anew and settles nothing.

use crate::lexicon::phrase::fill;
use crate::lexicon::{self, gazetteer};
use crate::model::text::visible;
use crate::model::{Article, Class, CodePoints, Hop, Mention, Party, Reading, Span, Who};
use std::io::{self, Write};

/// Why a finding stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The layer: `dates`, `actors`, `quotes`, `events`.
    pub layer: &'static str,
    /// The words of the finding.
    pub span: Span,
    /// The rule that read it.
    pub rule: &'static str,
    /// The words that cued it, where they are other words than its own.
    pub cue: Option<Span>,
    /// The way from the words to what they mean, one station after the other.
    pub path: Vec<String>,
}

/// Why each finding of a reading stands, in the order of the article.
pub fn explanations(article: &Article, reading: &Reading) -> Vec<Explanation> {
    let words = |span: Span| quoted(reading, span.of(&article.text));
    let points = CodePoints::new(&article.text);
    let dates = reading.dates.iter().map(|date| Explanation {
        layer: "dates",
        span: date.span,
        rule: date.rule,
        cue: None,
        path: vec![words(date.span), format!("published {}", article.published), date.when.value.to_string()],
    });
    let actors = reading.actors.iter().enumerate().filter_map(|(at, mention)| {
        let party = reading.party(mention.party)?;
        Some(Explanation {
            layer: "actors",
            span: mention.span,
            rule: mention.rule,
            cue: None,
            path: path(article, reading, &points, at, mention, party),
        })
    });
    let quotes = reading.quotes.iter().map(|quote| Explanation {
        layer: "quotes",
        span: quote.span,
        rule: quote.rule,
        cue: quote.cue,
        path: std::iter::once(words(quote.span))
            .chain(quote.speaker.iter().map(|who| name(reading, who)))
            .collect(),
    });
    let events = reading.events.iter().map(|event| {
        let said = event.chains.iter().map(|chain| {
            let hops = chain.iter().map(|hop| match hop {
                Hop::Named(name) => name.clone(),
                Hop::Described(words) => quoted(reading, words),
            });
            hops.collect::<Vec<_>>().join(" ← ")
        });
        Explanation {
            layer: "events",
            span: event.span,
            rule: event.rule,
            cue: None,
            path: [words(event.span), event.kind.name().to_owned()].into_iter().chain(said).collect(),
        }
    });
    let mut all: Vec<Explanation> = dates.chain(actors).chain(quotes).chain(events).collect();
    all.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end)));
    all
}

/// Words of an article in the quotation marks of its language.
fn quoted(reading: &Reading, words: &str) -> String {
    fill(lexicon::ui(reading.language).export_quote, &[words])
}

fn name(reading: &Reading, who: &Who) -> String {
    match who {
        Who::Party(party) => reading.party(*party).map_or_else(String::new, |party| party.name.clone()),
        Who::Unnamed(words) => quoted(reading, words),
    }
}

/// « président ukrainien » → head of state, Ukraine, 2019-05-20/.. → Volodymyr Zelensky.
fn path(
    article: &Article,
    reading: &Reading,
    points: &CodePoints,
    at: usize,
    mention: &Mention,
    party: &Party,
) -> Vec<String> {
    let text = |span: Span| span.of(&article.text);
    let named_at = |span: Span| format!("named at {} as {}", points.of(span).0, quoted(reading, text(span)));
    let mut path = vec![quoted(reading, text(mention.span))];
    let before = || {
        let named = |other: &&Mention| other.party == mention.party && other.class != Class::Role;
        let earlier = reading.actors.get(..at).unwrap_or_default().iter().rev().find(named);
        earlier.or_else(|| reading.actors.get(at + 1..).unwrap_or_default().iter().find(named))
    };
    if mention.class == Class::Role && party.class == Class::Person {
        if mention.rule != "role-office"
            && let Some(named) = before()
        {
            path.push(named_at(named.span));
        }
        let offices = party.id.iter().flat_map(|id| gazetteer::held(id, article.published.date));
        path.extend(offices.take(2).map(|held| {
            format!("{}, {}, {}", held.office.name(), held.of.name(reading.language), held.during)
        }));
    } else if text(mention.span) != party.name
        && let Some(full) = before().filter(|other| text(other.span).len() > text(mention.span).len())
    {
        path.push(named_at(full.span));
    }
    path.push(party.id.as_ref().map_or_else(|| party.name.clone(), |id| format!("{} [{id}]", party.name)));
    path
}

/// Writes explanations for people, one a line.
pub fn write(out: &mut dyn Write, article: &Article, reading: &Reading) -> io::Result<()> {
    for one in explanations(article, reading) {
        let cue = |cue: Span| format!("  cue {}", quoted(reading, cue.of(&article.text)));
        let cue = one.cue.map_or_else(String::new, cue);
        let line = format!("  {:<6} {}  [{}]{cue}", one.layer, one.path.join(" → "), one.rule);
        writeln!(out, "{}", visible(&line.replace('\n', " ")))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Published;

    fn explained(day: &str, body: &str) -> String {
        let text = format!("Titre\n\n{body}");
        let article = Article::new(Published::on(day.parse().unwrap()), None, text);
        let mut out = Vec::new();
        write(&mut out, &article, &crate::reading::read(&article)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_office_leads_to_its_holder_with_its_dates() {
        let shown = explained("2006-03-01", "Le président français a reçu mardi la chancelière allemande.");
        assert!(
            shown.contains("« président français » → head of state, France, 1995-05-17/2007-05-1"),
            "{shown}"
        );
        assert!(shown.contains("→ Jacques Chirac [Q"), "{shown}");
    }

    #[test]
    fn a_description_leads_to_the_name_that_stands_before_it() {
        let body = "Le ministre norvégien Olav Tveit est venu mardi à Riga. Le ministre a dit non.";
        let shown = explained("2025-03-06", body);
        assert!(shown.contains("named at 29 as « Olav Tveit » → Olav Tveit  [role-resolved]"), "{shown}");
    }

    #[test]
    fn a_quote_shows_the_words_that_attribute_it() {
        let shown = explained("2025-03-06", "« Rien n'est perdu », a déclaré mardi Olav Tveit.");
        assert!(shown.contains("Olav Tveit  [verb-behind]  cue « a déclaré »"), "{shown}");
    }
}
