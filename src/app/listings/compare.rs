//! What two known-on dates tell differently: what is new, what changed, what was denied, what is gone.
//!
//! Does not compute chronologies and does not compare entries: it asks for both.

use super::{Items, LONGEST, more};
use crate::app::listing::Goes;
use crate::app::page::Role;
use crate::app::rulings;
use crate::lexicon::phrase::fill;
use crate::library::lists::Compared;
use crate::library::{Answer, Difference, How, Question};
use chrono::NaiveDate;

/// The groups, in their order.
const GROUPS: [How; 5] = [How::New, How::Denied, How::Upgraded, How::Changed, How::Gone];

/// Makes the list.
pub fn compare(items: &mut Items<'_>, days: Option<(NaiveDate, NaiveDate)>) -> Result<String, String> {
    let ui = items.ui();
    let (one, other) = days.ok_or(ui.listing_no_days)?;
    let heading = fill(ui.listing_compare, &[&one.to_string(), &other.to_string()]);
    let question = Question::Compare(items.app.view.filter.clone(), (one, other), LONGEST);
    let Some(Answer::Compare(Compared { differences: found, more: cut })) = items.found(question) else {
        return Ok(heading);
    };
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
    if *cut {
        more(items);
    }
    Ok(heading)
}
