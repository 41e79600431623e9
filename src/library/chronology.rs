//! The chronology at one known-on date, with the lookups that queries need. Computed, cached, thrown away.

use super::ActorCount;
use crate::chronicle::{self, Filed, KnownActor, Lost, Rulings};
use crate::model::text::fold;
use crate::model::{Anchor, ArticleId, Class, Entry, EntryId, Layer, Span};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A span, which of the findings with that span, and the entry that holds it.
type Finding = (Span, usize, usize);

/// All entries that can be known on a date, in order.
#[derive(Debug, Default)]
pub struct Chronology {
    /// The entries.
    pub entries: Vec<Arc<Entry>>,
    by_id: HashMap<EntryId, usize>,
    tellings: HashMap<ArticleId, Vec<Finding>>,
    quotes: HashMap<ArticleId, Vec<Finding>>,
    /// What rulings name, and nothing is read from any more.
    pub lost: Vec<Lost>,
    /// Every named actor of the articles, by key; counts are 0.
    pub actors: BTreeMap<String, ActorCount>,
}

impl Chronology {
    /// Computes it from what was published by a day and the rulings in effect.
    pub fn of(filed: &[Filed], rulings: &Rulings, day: NaiveDate) -> Self {
        let chronicle = chronicle::chronicle(filed, rulings, day);
        let mut chronology = Self { lost: chronicle.lost, ..Self::default() };
        for (at, entry) in chronicle.entries.into_iter().enumerate() {
            chronology.by_id.insert(entry.id.clone(), at);
            for report in &entry.reports {
                let finding = (report.span, report.nth, at);
                chronology.tellings.entry(report.article).or_default().push(finding);
            }
            for quote in &entry.quotes {
                chronology.quotes.entry(quote.article).or_default().push((quote.span, 0, at));
            }
            chronology.entries.push(Arc::new(entry));
        }
        let count = |actor: KnownActor| {
            let KnownActor { key, name, class, aliases } = actor;
            (key.clone(), ActorCount { key, name, class, aliases, entries: 0 })
        };
        chronology.actors = chronicle.actors.into_iter().map(count).collect();
        chronology
    }

    /// Where the entry of that id stands.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Where the entry stands that holds a finding overlapping the anchor by half or more.
    pub fn holder(&self, anchor: &Anchor) -> Option<usize> {
        let findings = match anchor.layer {
            Layer::Events => &self.tellings,
            Layer::Quotes => &self.quotes,
            Layer::Dates | Layer::Actors => return None,
        };
        let overlapping = findings.get(&anchor.article)?.iter().filter(|(span, ..)| {
            let shared = span.shared(anchor.span) * 2;
            shared > 0 && shared >= anchor.span.len()
        });
        overlapping
            .min_by_key(|(span, nth, at)| {
                (usize::MAX - span.shared(anchor.span), span.len(), nth.abs_diff(anchor.nth), *span, *at)
            })
            .map(|(.., at)| *at)
    }

    /// The actors a name may mean: see [`named`].
    pub fn named(&self, name: &str) -> Vec<ActorCount> {
        named(self.actors.values(), name)
    }
}

/// The actors a name may mean: the exact full name, else an alias, else a unique surname, else candidates.
pub fn named<'a>(actors: impl Iterator<Item = &'a ActorCount>, name: &str) -> Vec<ActorCount> {
    let wanted = fold(name);
    if wanted.is_empty() {
        return Vec::new();
    }
    let actors: Vec<&ActorCount> = actors.collect();
    let by_name = |actor: &ActorCount| fold(&actor.name) == wanted;
    let by_alias = |actor: &ActorCount| actor.aliases.iter().any(|alias| fold(alias) == wanted);
    let by_surname = |actor: &ActorCount| {
        actor.class == Class::Person
            && fold(&actor.name).strip_suffix(&wanted).is_some_and(|rest| rest.ends_with(' '))
    };
    let by_part = |actor: &ActorCount| {
        actor.aliases.iter().chain([&actor.name]).any(|alias| fold(alias).contains(&wanted))
    };
    let tests: [&dyn Fn(&ActorCount) -> bool; 4] = [&by_name, &by_alias, &by_surname, &by_part];
    let found = |test: &&dyn Fn(&ActorCount) -> bool| {
        let found: Vec<ActorCount> =
            actors.iter().filter(|actor| test(actor)).map(|&actor| actor.clone()).collect();
        (!found.is_empty()).then_some(found)
    };
    tests.iter().find_map(found).unwrap_or_default()
}
