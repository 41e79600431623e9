//! The reading as JSON: `depeche.reading/1`.
//!
//! Field names and their order are the contract's. Spans leave as code points.

use crate::model::{Article, Chain, CodePoints, Hop, RULES_VERSION, Reading, Span, When, Who};
use serde::Serialize;

/// One article's reading, ready to be written.
#[derive(Serialize)]
pub struct ReadingJson<'a> {
    schema: &'static str,
    rules: &'static str,
    file: Option<&'a str>,
    article: String,
    published: String,
    language: Option<&'static str>,
    agency: Option<&'a str>,
    credits: &'a [String],
    headline: &'a str,
    text: &'a str,
    dates: Vec<DateJson>,
    actors: Vec<ActorJson<'a>>,
    quotes: Vec<QuoteJson<'a>>,
    events: Vec<EventJson<'a>>,
    doubts: Vec<DoubtJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanations: Option<Vec<ExplanationJson>>,
}

/// Why a finding stands, where it was asked for.
#[derive(Serialize)]
struct ExplanationJson {
    #[serde(flatten)]
    range: Range,
    layer: &'static str,
    rule: &'static str,
    cue: Option<Range>,
    path: Vec<String>,
}

/// A span in code points.
#[derive(Serialize)]
struct Range {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct DateJson {
    #[serde(flatten)]
    range: Range,
    value: String,
    #[serde(rename = "mod")]
    modifier: Option<&'static str>,
    rule: &'static str,
}

#[derive(Serialize)]
struct ActorJson<'a> {
    #[serde(flatten)]
    range: Range,
    actor: &'a str,
    class: &'static str,
    id: Option<&'a str>,
    rule: &'static str,
}

#[derive(Serialize)]
struct QuoteJson<'a> {
    #[serde(flatten)]
    range: Range,
    speaker: Option<&'a str>,
    described: Option<&'a str>,
    said: Option<String>,
    cue: Option<Range>,
    rule: &'static str,
}

#[derive(Serialize)]
struct EventJson<'a> {
    #[serde(flatten)]
    range: Range,
    kind: &'static str,
    plover: Option<&'static str>,
    when: Option<String>,
    #[serde(rename = "mod")]
    modifier: Option<&'static str>,
    agents: Vec<&'a str>,
    counterparts: Vec<&'a str>,
    place: Option<&'a str>,
    status: &'static str,
    chains: Vec<Vec<HopJson<'a>>>,
    first_by: Option<&'a str>,
    rule: &'static str,
}

#[derive(Serialize)]
struct DoubtJson {
    #[serde(flatten)]
    range: Range,
    why: &'static str,
}

/// A station of a chain: a name, or a description of an unnamed source.
#[derive(Serialize)]
#[serde(untagged)]
pub enum HopJson<'a> {
    /// Known by name.
    Named(&'a str),
    /// Only described.
    Described {
        /// Always null: the source has no name.
        source: Option<&'a str>,
        /// The article's words; null where it has none.
        described: Option<&'a str>,
    },
}

/// Chains as JSON.
pub fn chains<'a>(chains: &'a [Chain]) -> Vec<Vec<HopJson<'a>>> {
    let hop = |hop: &'a Hop| match hop {
        Hop::Named(name) => HopJson::Named(name),
        Hop::Described(words) => {
            HopJson::Described { source: None, described: (!words.is_empty()).then_some(words.as_str()) }
        }
    };
    chains.iter().map(|chain| chain.iter().map(hop).collect()).collect()
}

/// The modifier of a date as JSON has it.
pub fn modifier(when: Option<When>) -> Option<&'static str> {
    Some(when?.modifier?.name())
}

impl<'a> ReadingJson<'a> {
    /// Puts an article and its reading into the contract's terms.
    pub fn new(article: &'a Article, reading: &'a Reading) -> Self {
        let points = CodePoints::new(&article.text);
        let range = |span: Span| {
            let (start, end) = points.of(span);
            Range { start, end }
        };
        Self {
            schema: "depeche.reading/1",
            rules: RULES_VERSION,
            file: article.file.as_deref(),
            article: article.id.to_string(),
            published: article.published.to_string(),
            language: Some(reading.language.code()).filter(|_| !reading.is_foreign()),
            agency: reading.agency.as_deref(),
            credits: &reading.credits,
            headline: article.headline(),
            text: &article.text,
            dates: dates(reading, &range),
            actors: actors(reading, &range),
            quotes: quotes(reading, &range),
            events: events(reading, &range),
            doubts: reading
                .doubts
                .iter()
                .map(|doubt| DoubtJson { range: range(doubt.span), why: doubt.why })
                .collect(),
            explanations: None,
        }
    }

    /// Adds why each finding stands, beside what the contract asks for.
    pub fn explain(&mut self, article: &Article, reading: &Reading) {
        let points = CodePoints::new(&article.text);
        let range = |span: Span| {
            let (start, end) = points.of(span);
            Range { start, end }
        };
        let all = super::explain::explanations(article, reading).into_iter();
        let json = all.map(|one| ExplanationJson {
            range: range(one.span),
            layer: one.layer,
            rule: one.rule,
            cue: one.cue.map(range),
            path: one.path,
        });
        self.explanations = Some(json.collect());
    }
}

fn dates(reading: &Reading, range: &impl Fn(Span) -> Range) -> Vec<DateJson> {
    let date = |date: &crate::model::DateFinding| DateJson {
        range: range(date.span),
        value: date.when.value.to_string(),
        modifier: modifier(Some(date.when)),
        rule: date.rule,
    };
    reading.dates.iter().map(date).collect()
}

fn actors<'a>(reading: &'a Reading, range: &impl Fn(Span) -> Range) -> Vec<ActorJson<'a>> {
    let actor = |mention: &'a crate::model::Mention| {
        let party = reading.party(mention.party)?;
        Some(ActorJson {
            range: range(mention.span),
            actor: &party.name,
            class: mention.class.name(),
            id: party.id.as_deref(),
            rule: mention.rule,
        })
    };
    reading.actors.iter().filter_map(actor).collect()
}

fn quotes<'a>(reading: &'a Reading, range: &impl Fn(Span) -> Range) -> Vec<QuoteJson<'a>> {
    let quote = |quote: &'a crate::model::Quote| {
        let (speaker, described) = match &quote.speaker {
            Some(Who::Party(party)) => (reading.party(*party).map(|party| party.name.as_str()), None),
            Some(Who::Unnamed(words)) => (None, Some(words.as_str())),
            None => (None, None),
        };
        QuoteJson {
            range: range(quote.span),
            speaker,
            described,
            said: quote.said.map(|said| said.value.to_string()),
            cue: quote.cue.map(range),
            rule: quote.rule,
        }
    };
    reading.quotes.iter().map(quote).collect()
}

fn events<'a>(reading: &'a Reading, range: &impl Fn(Span) -> Range) -> Vec<EventJson<'a>> {
    let event = |event: &'a crate::model::Telling| EventJson {
        range: range(event.span),
        kind: event.kind.name(),
        plover: event.kind.plover(),
        when: event.when.map(|when| when.value.to_string()),
        modifier: modifier(event.when),
        agents: names(reading, &event.agents),
        counterparts: names(reading, &event.counterparts),
        place: event.place.as_ref().map(|place| place.name.as_str()),
        status: event.status.name(),
        chains: chains(&event.chains),
        first_by: event.first_by.as_deref(),
        rule: event.rule,
    };
    reading.events.iter().map(event).collect()
}

/// Canonical names; `?` for somebody unnamed.
fn names<'a>(reading: &'a Reading, who: &'a [Who]) -> Vec<&'a str> {
    let name =
        |who: &'a Who| who.party().and_then(|party| reading.party(party)).map_or("?", |party| &party.name);
    who.iter().map(name).collect()
}
