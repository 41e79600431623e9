//! Lists about people: actors with their counts over time, what one said, and the contacts of two.
//!
//! Does not decide who is who.

use super::{Items, LONGEST, date, more, rows, told};
use crate::app::listing::{Goes, actor};
use crate::app::page::Role;
use crate::app::words;
use crate::app::{Chip, Queries};
use crate::lexicon::phrase::{self, fill};
use crate::library::{ActorTest, View};
use crate::model::{Entry, EntryQuote, Kind, Part};

/// Actors whose counts over time are drawn.
const DRAWN: usize = 60;
/// Parts of the time that are drawn.
const BARS: usize = 12;
const HEIGHTS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// Kinds that are contacts.
const CONTACTS: [Kind; 4] = [Kind::Call, Kind::Meeting, Kind::Visit, Kind::Talks];

/// Names, other names, entries, and how they lie in time.
pub fn actors(items: &mut Items<'_>, library: &dyn Queries) -> String {
    let ui = items.ui();
    let actors = library.actors(&items.app.view);
    let digits = actors.first().map_or(1, |first| first.entries.to_string().len());
    for (number, found) in actors.iter().take(LONGEST).enumerate() {
        let count = format!("{:>digits$} ", found.entries);
        let bars = if number < DRAWN { bars(items, library, &found.key, &found.name) } else { String::new() };
        let others = found.aliases.join(", ");
        let others = if others.is_empty() { String::new() } else { format!("  {others}") };
        let pieces = [
            (Role::Dim, count.as_str()),
            (Role::Key, &bars),
            (Role::Speaker, &found.name),
            (Role::Dim, &others),
        ];
        items.line(actor(&found.key, &found.name), &pieces);
    }
    if actors.len() > LONGEST {
        more(items);
    }
    format!("{} · {}", ui.listing_actors, actors.len())
}

/// How an actor's entries lie in the time of the view.
fn bars(items: &Items<'_>, library: &dyn Queries, key: &str, name: &str) -> String {
    let (Some(first), Some(last)) = (items.app.data.ribbon.first(), items.app.data.ribbon.last()) else {
        return String::new();
    };
    let mut view = items.app.view.clone();
    let test = ActorTest { key: key.to_owned(), name: name.to_owned(), part: None, not: false };
    Chip::Actor(test).add(&mut view);
    let mut sums = [0_usize; BARS];
    let days = (last.from - first.from).num_days() + 1;
    for step in library.density(&view, BARS * 30) {
        let at = (step.from - first.from).num_days() * i64::try_from(BARS).unwrap_or(1) / days;
        if let Some(sum) = usize::try_from(at).ok().and_then(|at| sums.get_mut(at.min(BARS - 1))) {
            *sum += step.entries;
        }
    }
    let most = sums.iter().copied().max().unwrap_or(0).max(1);
    let bar = |sum: &usize| HEIGHTS.get((sum * 8).div_ceil(most)).copied().unwrap_or(" ");
    sums.iter().map(bar).collect::<String>() + " "
}

/// Whom a list about one person is about: the filtered one, else who speaks in the chosen entry.
fn person(items: &Items<'_>) -> Option<(String, String)> {
    let filtered = items.app.view.filter.actors.iter().find(|test| !test.not);
    let of_entry = || {
        let entry = items.app.data.entry.as_ref()?;
        let speaks = entry.actors.iter().find(|actor| actor.part == Part::Speaker);
        let actor = speaks.or(entry.actors.first())?;
        Some((actor.key.clone(), actor.name.clone()))
    };
    filtered.map(|test| (test.key.clone(), test.name.clone())).or_else(of_entry)
}

/// All that a person said, over time, with wordings.
pub fn quotes(items: &mut Items<'_>, library: &dyn Queries) -> Result<String, String> {
    let ui = items.ui();
    let (key, name) = person(items).ok_or(ui.listing_no_person)?;
    let mut view = View { known_on: items.app.view.known_on, ..View::default() };
    let test = ActorTest { key, name: name.clone(), part: Some(Part::Speaker), not: false };
    view.filter.actors.push(test);
    let (rows, cut) = rows(library, &view);
    let mut count = 0;
    for row in &rows {
        let entry = &row.entry;
        let said: Vec<&EntryQuote> =
            entry.quotes.iter().filter(|quote| quote.speaker.as_deref() == Some(name.as_str())).collect();
        for (number, quote) in said.iter().enumerate() {
            count += 1;
            let when = if number == 0 { date(entry) } else { " ".repeat(13) };
            let words = fill(ui.export_quote, &[&quote.text]);
            let report = entry.reports.iter().find(|report| report.article == quote.article);
            let signed = report.map_or_else(String::new, |report| {
                let agency = report.agency.as_deref().unwrap_or(ui.screen_unsigned);
                format!("{agency}{}{}", words::BETWEEN, report.published)
            });
            let goes = Goes::Entry(entry.id.clone(), Some(quote.article));
            items.put(
                goes,
                &[(0, 13, &[(Role::Date, &when), (Role::Quote, &words)]), (13, 13, &[(Role::Dim, &signed)])],
            );
        }
    }
    if cut {
        more(items);
    }
    if count == 0 {
        items.line(Goes::Nowhere, &[(Role::Dim, ui.screen_no_quotes)]);
    }
    Ok(format!("{} · {name} · {count}", ui.screen_quotes))
}

/// The two that a list about contacts is about: the filtered ones, else the first two of the chosen entry.
fn two(items: &Items<'_>) -> Option<[(String, String); 2]> {
    let mut two: Vec<(String, String)> = Vec::new();
    let filtered = items.app.view.filter.actors.iter().filter(|test| !test.not);
    two.extend(filtered.map(|test| (test.key.clone(), test.name.clone())));
    let entry = items.app.data.entry.iter().flat_map(|entry| &entry.actors);
    for actor in entry.filter(|actor| actor.part != Part::About) {
        if two.len() < 2 && two.iter().all(|(key, _)| *key != actor.key) {
            two.push((actor.key.clone(), actor.name.clone()));
        }
    }
    two.truncate(2);
    two.try_into().ok()
}

/// Calls, meetings, visits and talks of two, first and last, and the silences between.
pub fn contacts(items: &mut Items<'_>, library: &dyn Queries) -> Result<String, String> {
    let ui = items.ui();
    let [(one, one_name), (other, other_name)] = two(items).ok_or(ui.listing_no_two)?;
    let mut view = View { known_on: items.app.view.known_on, ..View::default() };
    for (key, name) in [(&one, &one_name), (&other, &other_name)] {
        view.filter.actors.push(ActorTest { key: key.clone(), name: name.clone(), part: None, not: false });
    }
    view.filter.kinds = CONTACTS.to_vec();
    let (rows, cut) = rows(library, &view);
    // Who is only spoken of has no contact by that.
    let takes_part = |entry: &Entry, key: &str| {
        entry.actors.iter().any(|actor| actor.key == key && actor.part != Part::About)
    };
    let kept: Vec<_> = rows
        .iter()
        .map(|row| &row.entry)
        .filter(|entry| takes_part(entry, &one) && takes_part(entry, &other) && entry.status.is_real())
        .collect();
    let mut last: Option<&Entry> = None;
    for entry in &kept {
        if let (Some(before), Some(when)) = (last, entry.when.and_then(crate::model::When::first_day)) {
            let days = (when - before.sort_last).num_days();
            if days > 0 {
                let silence = fill(ui.listing_silence, &[&words::long(ui, days)]);
                items.line(Goes::Nowhere, &[(Role::Dim, &format!("             {silence}"))]);
            }
        }
        let about = format!("{}{}", words::BETWEEN, ui.status(entry.status));
        items.entry(entry, &about);
        last = entry.when.is_some().then_some(entry);
    }
    if cut {
        more(items);
    }
    if let (Some(first), Some(last)) = (kept.first(), kept.last()) {
        let when =
            |entry: &Entry| entry.when.map_or_else(|| told(ui, entry.known), |when| phrase::when(ui, when));
        let words = fill(ui.listing_first_last, &[&when(first), &when(last)]);
        items.line(Goes::Nowhere, &[(Role::Heading, &words)]);
    } else {
        items.line(Goes::Nowhere, &[(Role::Dim, ui.listing_no_contact)]);
    }
    Ok(format!("{} · {one_name} – {other_name} · {}", ui.listing_contacts, kept.len()))
}
