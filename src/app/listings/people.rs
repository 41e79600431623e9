//! Lists about people: actors with their counts over time, what one said, and the contacts of two.
//!
//! Does not decide who is who.

use super::{Cut, Items, LONGEST, date, more, told};
use crate::app::App;
use crate::app::listing::{Goes, actor};
use crate::app::page::Role;
use crate::app::{tabs, wordings, words};
use crate::lexicon::phrase::{self, fill};
use crate::library::lists::Partners;
use crate::library::{ActorTest, Answer, Density, Queries, Question, Seek, View, contacts};
use crate::model::{Entry, Part, When};
use std::sync::Arc;

/// Actors whose counts over time are drawn.
const DRAWN: usize = 60;
/// Parts of the time that are drawn.
const BARS: usize = 12;
const HEIGHTS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// Cells of the longest silence.
const SILENCE: i64 = 30;

/// What is asked of the library for the actors of a view.
pub fn people_question(app: &App) -> Question {
    Question::People { view: app.view.clone(), take: app.longest, drawn: DRAWN, steps: BARS * 30 }
}

/// Names, other names, entries, and how they lie in time.
pub fn actors(items: &mut Items<'_>, library: &dyn Queries) -> String {
    let ui = items.ui();
    let known = items.app.data.people.as_ref().filter(|(of, _)| *of == items.app.view);
    let Some((_, people)) = known else {
        items.line(Goes::Nowhere, &[(Role::Dim, ui.listing_looking)]);
        return format!("{} · …", ui.listing_actors);
    };
    let digits = people.actors.first().map_or(1, |(first, _)| first.entries.to_string().len());
    let ruled = library.ruled_offices(items.app.view.known_on);
    for (number, (found, density)) in people.actors.iter().enumerate() {
        let count = format!("{:>digits$} ", found.entries);
        let bars = if number < DRAWN { bars(items, density) } else { String::new() };
        let apart = |words: String| if words.is_empty() { words } else { format!("  {words}") };
        let others = apart(found.aliases.join(", "));
        // What the desk ruled stands before what the tables know.
        let of_desk = ruled.iter().filter(|(key, ..)| *key == found.key);
        let mut offices: Vec<String> = of_desk
            .map(|(_, office, during)| format!("{office} ({})", phrase::when(ui, When::plain(*during))))
            .collect();
        offices.push(words::offices(ui, items.app.settings.language, &found.key));
        offices.retain(|office| !office.is_empty());
        let offices = apart(offices.join(", "));
        let pieces = [
            (Role::Dim, count.as_str()),
            (Role::Key, &bars),
            (Role::Speaker, &found.name),
            (Role::Text, &offices),
            (Role::Dim, &others),
        ];
        items.line(actor(&found.key, &found.name), &pieces);
    }
    items.cut.after = people.actors.len() < people.found;
    if items.all.is_empty() {
        items.line(Goes::Nowhere, &[(Role::Dim, ui.listing_no_actors)]);
    }
    // Of all that a large library names no more than one more is looked at.
    let many = if people.found == people.actors.len() + 1 { people.actors.len() } else { people.found };
    let many = if many < people.found { items.counted(many) } else { many.to_string() };
    format!("{} · {many}", ui.listing_actors)
}

/// How an actor's entries lie in the time of the view.
fn bars(items: &Items<'_>, density: &[Density]) -> String {
    let (Some(first), Some(last)) = (items.app.data.ribbon.first(), items.app.data.ribbon.last()) else {
        return String::new();
    };
    let mut sums = [0_usize; BARS];
    let days = (last.from - first.from).num_days() + 1;
    for step in density {
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
pub fn quotes(items: &mut Items<'_>) -> Result<String, String> {
    let ui = items.ui();
    let (key, name) = person(items).ok_or(ui.listing_no_person)?;
    let of = (tested((key, name.clone())), items.app.view.known_on);
    let (before, after) = items.reach();
    let question = Question::Sayings(Box::new(of), items.around.clone(), before, after);
    let Some(rows) = items.rows(question) else {
        return Ok(format!("{} · {name} · …", ui.screen_quotes));
    };
    let mut count = 0;
    for row in rows {
        let entry = &row.entry;
        for (number, wording) in wordings::utterances(&entry.quotes).iter().flatten().enumerate() {
            count += 1;
            let when = if number == 0 { date(entry, ui) } else { " ".repeat(13) };
            let pieces = wording.pieces(ui);
            let mut line = vec![(Role::Date, when.as_str())];
            line.extend(pieces.iter().map(|(role, text)| (*role, text.as_str())));
            let printed = tabs::printed(entry, wording, ui);
            let goes = Goes::Entry(entry.id.clone(), Some(wording.quote.article));
            items.put(goes, &[(0, 13, &line), (13, 13, &[(Role::Dim, &printed)])]);
        }
    }
    if count == 0 {
        items.put(Goes::Nowhere, &[(0, 0, &[(Role::Dim, ui.listing_no_quotes)])]);
    }
    Ok(format!("{} · {name} · {}", ui.screen_quotes, items.counted(count)))
}

/// The two that a list about contacts is about: the filtered ones, else the first two of the chosen entry.
fn two(items: &Items<'_>) -> Option<[(String, String); 2]> {
    let mut two: Vec<(String, String)> = Vec::new();
    let filtered = items.app.view.filter.actors.iter().filter(|test| !test.not);
    // The same one may be filtered by twice, in two parts.
    for test in filtered {
        if two.iter().all(|(key, _)| *key != test.key) {
            two.push((test.key.clone(), test.name.clone()));
        }
    }
    let entry = items.app.data.entry.iter().flat_map(|entry| &entry.actors);
    for actor in entry.filter(|actor| actor.part != Part::About) {
        if two.len() < 2 && two.iter().all(|(key, _)| *key != actor.key) {
            two.push((actor.key.clone(), actor.name.clone()));
        }
    }
    two.truncate(2);
    two.try_into().ok()
}

/// Calls, meetings, visits and talks of two, first and last, and the silences between; where two have had none, with
/// whom the first had some.
pub fn contacts(items: &mut Items<'_>) -> Result<String, String> {
    let ui = items.ui();
    let Some([one, other]) = two(items) else {
        let one = person(items).ok_or(ui.listing_no_two)?;
        return Ok(partners(items, &tested(one)));
    };
    let (one, other) = (tested(one), tested(other));
    let view = View { known_on: items.app.view.known_on, ..View::default() };
    let question = Question::Contacts(view, Box::new((one.clone(), other.clone())));
    let heading = format!("{} · {} – {}", ui.listing_contacts, one.name, other.name);
    let Some(Answer::Contacts(found)) = items.found(question) else {
        return Ok(format!("{heading} · …"));
    };
    if found.entries.is_empty() && items.app.view.filter.actors.iter().filter(|test| !test.not).count() < 2 {
        return Ok(partners(items, &one));
    }
    let longest = found.silences.iter().map(|silence| silence.days).max().unwrap_or(1).max(1);
    let within = within(items, &found.entries);
    let from = found.entries.get(within.start).map(|entry| entry.sort_first);
    let mut silences = found.silences.iter().skip_while(|silence| Some(silence.to) < from).peekable();
    for entry in found.entries.get(within.clone()).unwrap_or_default() {
        let ends = |silence: &&contacts::Silence| {
            contacts::happened(entry) && entry.when.is_some() && silence.to == entry.sort_first
        };
        if let Some(silence) = silences.next_if(ends) {
            let bar = usize::try_from(silence.days * SILENCE / longest).unwrap_or(0).max(1);
            let words = fill(ui.listing_silence, &[&words::long(ui, silence.days)]);
            let bar = format!("{}{} ", " ".repeat(13), "─".repeat(bar));
            items.line(Goes::Nowhere, &[(Role::Dim, &bar), (Role::Dim, &words)]);
        }
        let role = if contacts::happened(entry) { Role::Dim } else { Role::Doubt };
        let about = format!("{}{}", words::BETWEEN, ui.status(entry.status));
        items.entry_as(entry, role, &about);
    }
    items.cut = Cut { before: within.start > 0, after: within.end < found.entries.len() };
    if let Some((first, last)) = &found.span {
        let when =
            |entry: &Entry| entry.when.map_or_else(|| told(ui, entry.known), |when| phrase::when(ui, when));
        let words = fill(ui.listing_first_last, &[&when(first), &when(last)]);
        items.line(Goes::Nowhere, &[(Role::Heading, &words)]);
    } else {
        items.line(Goes::Nowhere, &[(Role::Dim, ui.listing_no_contact)]);
    }
    Ok(format!("{heading} · {}", found.happened))
}

/// The part of entries that are all known which a list reaches around its place.
fn within(items: &Items<'_>, entries: &[Arc<Entry>]) -> std::ops::Range<usize> {
    let (before, after) = items.reach();
    let last = entries.len();
    let place = match &items.around {
        Seek::Start => 0,
        Seek::Entry(id) => entries.iter().position(|entry| entry.id == *id).unwrap_or(last),
        _ => last,
    };
    place.saturating_sub(before)..(place + after).min(last)
}

fn tested((key, name): (String, String)) -> ActorTest {
    ActorTest { key, name, part: None, not: false }
}

/// With whom somebody had contacts: how many, the first and the last.
fn partners(items: &mut Items<'_>, one: &ActorTest) -> String {
    let ui = items.ui();
    let heading = format!("{} · {}", ui.listing_contacts, one.name);
    let of = (one.clone(), items.app.view.known_on);
    let question = Question::Partners(Box::new(of), LONGEST);
    let Some(Answer::Partners(Partners { with, more: cut })) = items.found(question) else {
        return format!("{heading} · …");
    };
    for partner in with {
        let (first, last) = (&partner.first, &partner.last);
        let day = |entry: &Entry| date(entry, ui).trim().to_owned();
        let days = if first.id == last.id { day(first) } else { format!("{} – {}", day(first), day(last)) };
        let count = format!("{:>4}  ", partner.contacts);
        let about = format!("  {days}");
        items.line(
            Goes::Dyad(one.clone(), tested((partner.key.clone(), partner.name.clone()))),
            &[(Role::Dim, &count), (Role::Speaker, &partner.name), (Role::Dim, &about)],
        );
    }
    if with.is_empty() {
        items.put(Goes::Nowhere, &[(0, 0, &[(Role::Dim, ui.listing_no_partner)])]);
    }
    if *cut {
        more(items);
    }
    format!("{heading} · {}", with.len())
}
