//! How well tellings are grouped into entries: B³ over the tellings of the gold that were found.
//!
//! Does not look at what an entry says of its happening.

use super::compare::{Sentences, pair};
use super::gold::{Gold, Placed};
use super::{EvaluationError, harmonic, share};
use serde::Deserialize;

/// The figures of a set of stories.
#[derive(Debug, Clone, Copy)]
pub struct Stories {
    /// How pure the entries are.
    pub precision: f64,
    /// How complete they are.
    pub recall: f64,
    /// Gold tellings that stand in an entry.
    pub found: usize,
    /// Gold tellings.
    pub told: usize,
    /// Entries printed.
    pub entries: usize,
}

/// What `list` prints of an entry, as far as it is scored.
#[derive(Deserialize)]
struct Entry {
    reports: Vec<Report>,
}

#[derive(Deserialize)]
struct Report {
    file: Option<String>,
    start: usize,
    end: usize,
    kind: String,
}

impl Stories {
    /// Whether the gold says of its tellings which belong together.
    pub fn are_told(gold: &[Gold]) -> bool {
        let mut events = gold.iter().flat_map(|gold| &gold.events);
        events.clone().next().is_some() && events.all(|event| event.item.entry.is_some())
    }

    /// Scores what `list --format json` printed: for each gold telling that was found, how pure and how complete is
    /// the entry it stands in.
    pub fn of(gold: &[Gold], entries: &str) -> Result<Self, EvaluationError> {
        let entries: Result<Vec<Entry>, _> = entries.lines().map(serde_json::from_str).collect();
        let entries = entries?;
        let mut placed: Vec<(&str, usize)> = Vec::new();
        for gold in gold {
            let reports = entries.iter().enumerate().flat_map(|(home, entry)| {
                let of_file = entry.reports.iter().filter(|report| report.file.as_ref() == Some(&gold.file));
                of_file.map(move |report| Placed {
                    range: (report.start, report.end),
                    item: (&report.kind, home),
                })
            });
            let reports: Vec<Placed<(&String, usize)>> = reports.collect();
            let sentences = Sentences::of(&gold.text);
            let pairs = pair(&gold.events, &reports, |g, f| {
                g.item.kind == *f.item.0 && sentences.number(g.range) == sentences.number(f.range)
            });
            // The gold outlives the pairs, so the events are taken from it.
            for (g, f) in pairs.both {
                placed.push((g.item.entry.as_deref().unwrap_or_default(), f.item.1));
            }
        }
        let count = |test: &dyn Fn(&(&str, usize)) -> bool| placed.iter().filter(|one| test(one)).count();
        let (mut precision, mut recall) = (0.0, 0.0);
        for &(name, home) in &placed {
            let both = count(&|&(n, h)| n == name && h == home);
            precision += share(both, count(&|&(_, h)| h == home));
            recall += share(both, count(&|&(n, _)| n == name));
        }
        let found = placed.len();
        let mean = |sum: f64| if found == 0 { 0.0 } else { sum * share(1, found) };
        let told = gold.iter().map(|gold| gold.events.len()).sum();
        Ok(Self { precision: mean(precision), recall: mean(recall), found, told, entries: entries.len() })
    }

    /// The balance of the two.
    pub fn f1(&self) -> f64 {
        harmonic(self.precision, self.recall)
    }

    /// One line for people.
    pub fn row(&self) -> String {
        let Self { precision, recall, found, told, entries } = self;
        let f1 = self.f1();
        format!(
            "stories          B3 P {precision:.3}  R {recall:.3}  F1 {f1:.3}  ({found}/{told} gold tellings found, {entries} entries)"
        )
    }
}
