//! Scores of readings, layer by layer: precision, recall, and the shares of right values among what was found.
//!
//! What counts as right is the annotation guide's; does not know floors.

use super::compare::{Pairs, Sentences, accepted, overlap, pair, same_parties};
use super::gold::{Gold, GoldActor, GoldDate, GoldEvent, GoldQuote, Names, Placed};
use super::{EvaluationError, Range, harmonic, share};
use serde::Deserialize;
use std::collections::HashMap;

/// Counts of one layer.
#[derive(Debug, Clone, Default)]
pub struct Layer {
    /// Found as the gold has it.
    pub right: usize,
    /// Items of the gold.
    pub gold: usize,
    /// Findings.
    pub found: usize,
    /// For each attribute of what was found: its name, how often right, how often asked.
    attributes: Vec<(&'static str, usize, usize)>,
    /// What was missed and what is wrong: the file, which of the two, and the words.
    errors: Vec<Error>,
}

/// One thing missed, or found where there is none.
#[derive(Debug, Clone)]
struct Error {
    file: String,
    missed: bool,
    words: String,
    told: String,
}

impl Layer {
    fn add(&mut self, right: usize, gold: usize, found: usize) {
        self.right += right;
        self.gold += gold;
        self.found += found;
    }

    fn attribute(&mut self, name: &'static str, right: bool) {
        let at = self.attributes.iter().position(|(other, ..)| *other == name).unwrap_or_else(|| {
            self.attributes.push((name, 0, 0));
            self.attributes.len() - 1
        });
        if let Some((_, good, asked)) = self.attributes.get_mut(at) {
            *good += usize::from(right);
            *asked += 1;
        }
    }

    /// Counts what belongs together, and notes the rest.
    fn count<G, F>(
        &mut self,
        gold: &Gold,
        pairs: &Pairs<'_, '_, G, F>,
        told: &(impl Fn(&G) -> String, impl Fn(&F) -> String),
    ) {
        let (missed, wrong) = (pairs.missed.len(), pairs.wrong.len());
        self.add(pairs.both.len(), pairs.both.len() + missed, pairs.both.len() + wrong);
        let words = |range: Range| gold.text.get(range.0..range.1).unwrap_or_default().iter().collect();
        let error = |missed: bool, range: Range, told: String| Error {
            file: gold.file.clone(),
            missed,
            words: words(range),
            told,
        };
        self.errors.extend(pairs.missed.iter().map(|one| error(true, one.range, told.0(&one.item))));
        self.errors.extend(pairs.wrong.iter().map(|one| error(false, one.range, told.1(&one.item))));
    }

    /// The share of findings that are right.
    pub fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// The share of the gold that was found.
    pub fn recall(&self) -> f64 {
        share(self.right, self.gold)
    }

    /// The balance of the two.
    pub fn f1(&self) -> f64 {
        harmonic(self.precision(), self.recall())
    }

    /// For each attribute its name and the share of right values among what was found.
    pub fn shares(&self) -> impl Iterator<Item = (&'static str, f64)> {
        self.attributes.iter().map(|&(name, good, asked)| (name, share(good, asked)))
    }

    /// The share of right values of an attribute; 1 if it was never asked.
    pub fn share_of(&self, name: &str) -> f64 {
        self.shares().find(|(other, _)| *other == name).map_or(1.0, |(_, share)| share)
    }

    /// One line for people.
    pub fn row(&self, name: &str) -> String {
        let (precision, recall, f1) = (self.precision(), self.recall(), self.f1());
        let shares: Vec<String> = self.shares().map(|(name, share)| format!("{name} {share:.3}")).collect();
        format!(
            "{name:<16} P {precision:.3}  R {recall:.3}  F1 {f1:.3}  ({}/{} gold, {} found)  {}",
            self.right,
            self.gold,
            self.found,
            shares.join("  ")
        )
    }

    /// What was missed and what is wrong, a line each: the file, which of the two, the layer, the words, what was meant.
    pub fn errors(&self, name: &str) -> impl Iterator<Item = String> {
        self.errors.iter().map(move |Error { file, missed, words, told }| {
            let which = if *missed { "missed" } else { "wrong" };
            format!("{file}: {which} {name}: {words:?} {told}")
        })
    }
}

/// The scores of a set of readings.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    /// Date expressions.
    pub dates: Layer,
    /// Actors mentioned by name.
    pub named: Layer,
    /// Actors mentioned by role.
    pub roles: Layer,
    /// Quoted words.
    pub quotes: Layer,
    /// Events.
    pub events: Layer,
}

/// What `read` prints of an article, as far as it is scored.
#[derive(Deserialize)]
struct Reading {
    file: Option<String>,
    text: String,
    dates: Vec<Item<Date>>,
    actors: Vec<Item<Actor>>,
    quotes: Vec<Item<Quote>>,
    events: Vec<Item<Event>>,
}

#[derive(Deserialize)]
struct Item<T> {
    start: usize,
    end: usize,
    #[serde(flatten)]
    found: T,
}

#[derive(Deserialize)]
struct Date {
    value: String,
    #[serde(rename = "mod")]
    modifier: Option<String>,
}

#[derive(Deserialize)]
struct Actor {
    actor: String,
    class: String,
}

#[derive(Deserialize)]
struct Quote {
    speaker: Option<String>,
    said: Option<String>,
}

#[derive(Deserialize)]
struct Event {
    kind: String,
    when: Option<String>,
    agents: Vec<String>,
    counterparts: Vec<String>,
    place: Option<String>,
    status: String,
}

impl Scores {
    /// Scores what `read --format json` printed, one line an article.
    pub fn of(gold: &[Gold], readings: &str) -> Result<Self, EvaluationError> {
        let readings: Result<Vec<Reading>, _> = readings.lines().map(serde_json::from_str).collect();
        let named = readings?.into_iter().filter_map(|reading| Some((reading.file.clone()?, reading)));
        let mut by_file: HashMap<String, Reading> = named.collect();
        let mut scores = Self::default();
        for gold in gold {
            let reading =
                by_file.remove(&gold.file).ok_or_else(|| EvaluationError::Unread(gold.file.clone()))?;
            if !reading.text.chars().eq(gold.text.iter().copied()) {
                return Err(EvaluationError::OtherText(gold.file.clone()));
            }
            scores.add(gold, reading);
        }
        Ok(scores)
    }

    fn add(&mut self, gold: &Gold, reading: Reading) {
        dates(&mut self.dates, gold, &placed(reading.dates));
        let (roles, named) =
            placed(reading.actors).into_iter().partition::<Vec<_>, _>(|actor| actor.item.class == "role");
        actors(&mut self.named, gold, (&gold.named, &named), true);
        actors(&mut self.roles, gold, (&gold.roles, &roles), false);
        quotes(&mut self.quotes, gold, &placed(reading.quotes));
        events(&mut self.events, gold, &placed(reading.events));
    }

    /// The layers with their names, in the order in which they are printed.
    pub fn layers(&self) -> [(&'static str, &Layer); 5] {
        [
            ("dates", &self.dates),
            ("actors named", &self.named),
            ("actors roles", &self.roles),
            ("quotes", &self.quotes),
            ("events", &self.events),
        ]
    }
}

fn placed<T>(items: Vec<Item<T>>) -> Vec<Placed<T>> {
    items.into_iter().map(|Item { start, end, found }| Placed { range: (start, end), item: found }).collect()
}

fn near<G, F>(gold: &Placed<G>, found: &Placed<F>) -> bool {
    overlap(gold.range, found.range) > 0
}

/// The spans overlap, value and modifier are right.
fn dates(layer: &mut Layer, gold: &Gold, found: &[Placed<Date>]) {
    let right = |g: &Placed<GoldDate>, f: &Placed<Date>| {
        near(g, f) && g.item.value == f.item.value && g.item.modifier == f.item.modifier
    };
    let told = |value: &str, modifier: &Option<String>| match modifier {
        Some(modifier) => format!("{value} {modifier}"),
        None => value.to_owned(),
    };
    let pairs = pair(&gold.dates, found, right);
    layer.count(
        gold,
        &pairs,
        &(|g: &GoldDate| told(&g.value, &g.modifier), |f: &Date| told(&f.value, &f.modifier)),
    );
    for (g, f) in pair(&gold.dates, found, near).both {
        layer.attribute("value-if-found", right(g, f));
    }
}

/// The spans overlap, the canonical name is right.
fn actors(layer: &mut Layer, gold: &Gold, items: (&[Placed<GoldActor>], &[Placed<Actor>]), named: bool) {
    let name = |g: &Placed<GoldActor>, f: &Placed<Actor>| accepted(&g.item.actor, &f.item.actor);
    let pairs = pair(items.0, items.1, |g, f| near(g, f) && name(g, f));
    layer.count(gold, &pairs, &(|g: &GoldActor| first(&g.actor), |f: &Actor| f.actor.clone()));
    for (g, f) in pair(items.0, items.1, near).both {
        layer.attribute("name-if-found", name(g, f));
        if named {
            layer.attribute("class-if-found", g.item.class == f.item.class);
        }
    }
}

fn first(names: &Names) -> String {
    names.all().join(" | ")
}

/// At least 80 % of the longer span is shared, the speaker is right.
fn quotes(layer: &mut Layer, gold: &Gold, found: &[Placed<Quote>]) {
    let near = |g: &Placed<GoldQuote>, f: &Placed<Quote>| {
        let longer = (g.range.1 - g.range.0).max(f.range.1.saturating_sub(f.range.0));
        overlap(g.range, f.range) * 10 >= longer * 8
    };
    let speaker = |g: &Placed<GoldQuote>, f: &Placed<Quote>| match &f.item.speaker {
        None => g.item.speaker.all().iter().any(|name| name == "?"),
        Some(speaker) => accepted(&g.item.speaker, speaker),
    };
    let pairs = pair(&gold.quotes, found, |g, f| near(g, f) && speaker(g, f));
    let told =
        (|g: &GoldQuote| first(&g.speaker), |f: &Quote| f.speaker.clone().unwrap_or_else(|| "?".to_owned()));
    layer.count(gold, &pairs, &told);
    for (g, f) in pair(&gold.quotes, found, near).both {
        layer.attribute("speaker-if-found", speaker(g, f));
        if g.item.said.is_some() {
            layer.attribute("said-if-found", g.item.said == f.item.said);
        }
    }
}

/// The same sentence, the same kind; then the attributes of those found.
fn events(layer: &mut Layer, gold: &Gold, found: &[Placed<Event>]) {
    let sentences = Sentences::of(&gold.text);
    let pairs = pair(&gold.events, found, |g, f| {
        g.item.kind == f.item.kind && sentences.number(g.range) == sentences.number(f.range)
    });
    layer.count(gold, &pairs, &(|g: &GoldEvent| g.kind.clone(), |f: &Event| f.kind.clone()));
    for (g, f) in &pairs.both {
        let (g, f) = (&g.item, &f.item);
        layer.attribute("when", g.when == f.when);
        layer.attribute("agents", same_parties(&g.agents, &f.agents));
        layer.attribute("counterparts", same_parties(&g.counterparts, &f.counterparts));
        layer.attribute("status", g.status == f.status);
        let place = match (&g.place, &f.place) {
            (None, place) => place.is_none(),
            (Some(names), place) => place.as_ref().is_some_and(|place| accepted(names, place)),
        };
        layer.attribute("place", place);
    }
}
