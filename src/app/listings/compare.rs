//! What two known-on dates tell differently: what is new, what changed, what was denied.
//!
//! Does not compute chronologies: it asks for both.

use super::{Items, rows};
use crate::app::Queries;
use crate::app::listing::Goes;
use crate::app::page::Role;
use crate::lexicon::phrase::{self, fill};
use crate::library::View;
use crate::model::{Entry, Status};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::Arc;

/// Makes the list.
pub fn compare(
    items: &mut Items<'_>,
    library: &dyn Queries,
    days: Option<(NaiveDate, NaiveDate)>,
) -> Result<String, String> {
    let ui = items.ui();
    let (one, other) = days.ok_or(ui.listing_no_days)?;
    let at = |day: NaiveDate| {
        let view = View { known_on: Some(day), filter: items.app.view.filter.clone() };
        rows(library, &view).0
    };
    let before: HashMap<String, Arc<Entry>> =
        at(one).into_iter().map(|row| (row.entry.id.clone(), row.entry)).collect();
    let after = at(other);
    let (mut new, mut changed, mut denied) = (Vec::new(), Vec::new(), Vec::new());
    for row in &after {
        let entry = &row.entry;
        let Some(earlier) = before.get(&entry.id) else {
            new.push((entry, String::new()));
            continue;
        };
        let differs = differences(items, earlier, entry);
        let is_denied = |entry: &Entry| entry.statuses.contains(&Status::Denied);
        if is_denied(entry) && !is_denied(earlier) {
            denied.push((entry, differs));
        } else if !differs.is_empty() {
            changed.push((entry, differs));
        }
    }
    let groups = [(ui.compare_new, new), (ui.compare_changed, changed), (ui.compare_denied, denied)];
    for (heading, entries) in groups {
        if entries.is_empty() {
            continue;
        }
        let heading = format!("{heading} · {}", entries.len());
        items.line(Goes::Nowhere, &[(Role::Heading, &heading)]);
        for (entry, differs) in entries {
            let about = if differs.is_empty() { differs } else { format!("  {differs}") };
            items.entry(entry, &about);
        }
    }
    if items.all.is_empty() {
        items.line(Goes::Nowhere, &[(Role::Dim, ui.compare_same)]);
    }
    Ok(fill(ui.listing_compare, &[&one.to_string(), &other.to_string()]))
}

/// « rapporté → démenti · 1 → 3 origines · 2025-12 → 2025-12-03 »
fn differences(items: &Items<'_>, one: &Entry, other: &Entry) -> String {
    let ui = items.ui();
    let mut differs = Vec::new();
    if one.status != other.status {
        differs.push(format!("{} → {}", ui.status(one.status), ui.status(other.status)));
    }
    if one.when != other.when {
        let when = |entry: &Entry| {
            entry
                .when
                .map_or_else(|| ui.screen_happened_unknown_short.to_owned(), |when| phrase::when(ui, when))
        };
        differs.push(format!("{} → {}", when(one), when(other)));
    }
    if one.origins != other.origins {
        let origins = fill(ui.count_origin_many, &[&other.origins.to_string()]);
        differs.push(format!("{} → {origins}", one.origins));
    }
    if one.contested != other.contested && other.contested {
        differs.push(ui.screen_contested.to_owned());
    }
    let (place, other_place) = (one.place.as_ref(), other.place.as_ref());
    if let (Some(place), Some(other)) = (place, other_place)
        && place.name != other.name
    {
        differs.push(format!("{} → {}", place.name, other.name));
    }
    if one.reports.len() != other.reports.len() && differs.is_empty() {
        let reports = fill(ui.count_report_many, &[&other.reports.len().to_string()]);
        differs.push(format!("{} → {reports}", one.reports.len()));
    }
    differs.join(" · ")
}
