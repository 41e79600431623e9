//! What two known-on dates tell differently: what is new, what changed, what was denied, what is gone.
//!
//! Does not compute chronologies and does not compare entries: it asks for both.

use super::{Items, more, rows};
use crate::app::listing::Goes;
use crate::app::page::Role;
use crate::app::{Queries, rulings};
use crate::lexicon::phrase::fill;
use crate::library::{Difference, How, View, differences};
use crate::model::Entry;
use chrono::NaiveDate;
use std::sync::Arc;

/// The groups, in their order.
const GROUPS: [How; 5] = [How::New, How::Denied, How::Upgraded, How::Changed, How::Gone];

/// Makes the list.
pub fn compare(
    items: &mut Items<'_>,
    library: &dyn Queries,
    days: Option<(NaiveDate, NaiveDate)>,
) -> Result<String, String> {
    let ui = items.ui();
    let (one, other) = days.ok_or(ui.listing_no_days)?;
    let at = |day: NaiveDate| -> (Vec<Arc<Entry>>, bool) {
        let view = View { known_on: Some(day), filter: items.app.view.filter.clone() };
        let (rows, cut) = rows(library, &view);
        (rows.into_iter().map(|row| row.entry).collect(), cut)
    };
    let ((before, cut), (after, cut_after)) = (at(one), at(other));
    let found = differences(&before, &after);
    for how in GROUPS {
        let group: Vec<&Difference> = found.iter().filter(|difference| difference.how == how).collect();
        if group.is_empty() {
            continue;
        }
        let heading = format!("{} · {}", ui.named("compare", how.name()), group.len());
        items.line(Goes::Nowhere, &[(Role::Heading, &heading)]);
        for difference in group {
            let Some(entry) = difference.after.as_ref().or(difference.before.as_ref()) else { continue };
            let differs = rulings::fields_told(items.app, difference);
            let about = if differs.is_empty() { differs } else { format!("  {differs}") };
            items.entry(entry, &about);
        }
    }
    if items.all.is_empty() {
        items.line(Goes::Nowhere, &[(Role::Dim, ui.compare_same)]);
    }
    if cut || cut_after {
        more(items);
    }
    Ok(fill(ui.listing_compare, &[&one.to_string(), &other.to_string()]))
}
