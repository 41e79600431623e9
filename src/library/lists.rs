//! What long lists show of a library: what somebody said, whom somebody had to do with, what two known-on dates tell
//! differently.
//!
//! Goes through many rows, so it is asked on the query worker, and holds few of their entries at a time: of those that
//! are given no more is kept than a line of a list says. Does not draw.

use super::door::Row;
use super::{ActorTest, Filter, Queries, Seek, View, Window, contacts, differences};
use crate::chronicle::Difference;
use crate::model::{Entry, EntryId, Part};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::Arc;

/// Rows whose entries are held at a time.
const ROWS: usize = if cfg!(test) { 3 } else { 100 };

/// An entry with its date, title and status alone: what a line of a list says of it.
pub fn bare(entry: &Entry) -> Arc<Entry> {
    Arc::new(Entry {
        id: entry.id.clone(),
        title: entry.title.clone(),
        kinds: Vec::new(),
        place: None,
        actors: Vec::new(),
        statuses: Vec::new(),
        reports: Vec::new(),
        quotes: Vec::new(),
        tags: Vec::new(),
        notes: Vec::new(),
        rulings: Vec::new(),
        ..*entry
    })
}

/// The rows of a view before a place, the last first, a part at a time, until `take` says that it has enough; whether
/// there are more.
pub fn backwards(
    library: &dyn Queries,
    view: &View,
    from: &Seek,
    mut take: impl FnMut(&Row) -> bool,
) -> bool {
    let mut seek = from.clone();
    loop {
        let window = library.rows(view, &seek, ROWS, 0);
        let mut rows = window.rows.iter().rev();
        while let Some(row) = rows.next() {
            if !take(row) {
                return window.more_before || rows.next().is_some();
            }
        }
        match window.rows.first() {
            Some(first) if window.more_before => seek = Seek::Key(first.key),
            _ => return false,
        }
    }
}

/// The same from a place on.
fn forwards(library: &dyn Queries, view: &View, from: &Seek, mut take: impl FnMut(&Row) -> bool) -> bool {
    let mut seek = from.clone();
    let mut first = true;
    loop {
        let window = library.rows(view, &seek, 0, ROWS + 1);
        // The row that was the last is looked for, so that it is known where one is.
        let mut rows = window.rows.iter().skip(usize::from(!first));
        while let Some(row) = rows.next() {
            if !take(row) {
                return window.more_after || rows.next().is_some();
            }
        }
        match window.rows.last() {
            Some(last) if window.more_after => seek = Seek::Key(last.key),
            _ => return false,
        }
        first = false;
    }
}

/// The entries around a place in which somebody is quoted, at most `before` before it and `after` from it on, with his
/// quotes and the reports that print them.
pub fn sayings(
    library: &dyn Queries,
    (who, known_on): (&ActorTest, Option<NaiveDate>),
    seek: &Seek,
    (before, after): (usize, usize),
) -> Window {
    let mut view = View { known_on, ..View::default() };
    view.filter.actors.push(ActorTest { part: Some(Part::Speaker), not: false, ..who.clone() });
    let mut found = Window::default();
    let said = |row: &Row| said_by(&row.entry, who).map(|entry| Row { key: row.key, entry });
    if before > 0 {
        found.more_before = backwards(library, &view, seek, |row| {
            found.rows.extend(said(row));
            found.rows.len() < before
        });
        found.rows.reverse();
    }
    found.at = found.rows.len();
    if after > 0 {
        let most = found.at + after;
        found.more_after = forwards(library, &view, seek, |row| {
            found.rows.extend(said(row));
            found.rows.len() < most
        });
    }
    found
}

/// An entry with somebody's quotes alone; `None` if there are none.
fn said_by(entry: &Arc<Entry>, who: &ActorTest) -> Option<Arc<Entry>> {
    let named = |name: &str| {
        let mut actors = entry.actors.iter().filter(|actor| actor.key == who.key);
        name == who.name || actors.any(|actor| actor.name == name)
    };
    let is_his = |speaker: &Option<String>| speaker.as_deref().is_some_and(named);
    let quotes: Vec<_> = entry.quotes.iter().filter(|quote| is_his(&quote.speaker)).cloned().collect();
    if quotes.is_empty() {
        return None;
    }
    let prints = |article| quotes.iter().any(|quote| quote.article == article);
    let mut reports: Vec<crate::model::Report> = Vec::new();
    for report in entry.reports.iter().filter(|report| prints(report.article)) {
        if reports.iter().all(|known| known.article != report.article) {
            reports.push(report.clone());
        }
    }
    let mut entry = Entry::clone(&bare(entry));
    (entry.reports, entry.quotes) = (reports, quotes);
    Some(Arc::new(entry))
}

/// With whom somebody had contacts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Partners {
    /// They, those with most contacts first.
    pub with: Vec<Partner>,
    /// Whether there are earlier contacts, which were not looked at.
    pub more: bool,
}

/// Somebody with whom there were contacts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// How many contacts.
    pub contacts: usize,
    /// The first.
    pub first: Arc<Entry>,
    /// The last.
    pub last: Arc<Entry>,
}

/// With whom somebody had contacts, among the latest `take` that he may have had some in.
pub fn partners(
    library: &dyn Queries,
    (who, known_on): (&ActorTest, Option<NaiveDate>),
    take: usize,
) -> Partners {
    let mut view = View { known_on, ..View::default() };
    view.filter.actors.push(who.clone());
    view.filter.kinds = contacts::KINDS.to_vec();
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut found = Partners::default();
    let mut left = take;
    found.more = backwards(library, &view, &Seek::End, |row| {
        met(&row.entry, &who.key, &mut at, &mut found.with);
        left = left.saturating_sub(1);
        left > 0
    });
    found.with.sort_by(|one, other| other.contacts.cmp(&one.contacts).then_with(|| one.key.cmp(&other.key)));
    found
}

/// Counts an entry, which is earlier than those before, for those whom its actor meets in it.
fn met(entry: &Arc<Entry>, who: &str, at: &mut HashMap<String, usize>, all: &mut Vec<Partner>) {
    let takes_part = |part| matches!(part, Part::Agent | Part::Counterpart);
    let parts = || entry.actors.iter().filter(|actor| takes_part(actor.part));
    if !contacts::happened(entry) || parts().all(|actor| actor.key != who) {
        return;
    }
    let mut counted: Vec<&str> = vec![who];
    for actor in parts() {
        if counted.contains(&actor.key.as_str()) {
            continue;
        }
        counted.push(&actor.key);
        let at = *at.entry(actor.key.clone()).or_insert(all.len());
        let first = bare(entry);
        match all.get_mut(at) {
            Some(partner) => {
                partner.contacts += 1;
                partner.first = first;
            }
            None => all.push(Partner {
                key: actor.key.clone(),
                name: actor.name.clone(),
                contacts: 1,
                last: Arc::clone(&first),
                first,
            }),
        }
    }
}

/// What two known-on dates tell differently.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compared {
    /// The differences, in the order of the later chronology; what is gone stands last.
    pub differences: Vec<Difference>,
    /// Whether there are earlier entries, which were not looked at.
    pub more: bool,
}

/// What is told differently among the latest `take` entries of a filter, as known on one day and on another.
pub fn compared(
    library: &dyn Queries,
    filter: &Filter,
    (one, other): (NaiveDate, NaiveDate),
    take: usize,
) -> Compared {
    let view = |day: NaiveDate| View { known_on: Some(day), filter: filter.clone() };
    let (mut before, mut after) = (Side::new(view(one)), Side::new(view(other)));
    // Part by part in turn: what is alike on both days is not kept.
    while before.read(library, take) | after.read(library, take) {
        before.drop_alike(&mut after);
    }
    let lowest = before.lowest.max(after.lowest);
    let (before, after) = (before.rest(lowest), after.rest(lowest));
    Compared { differences: differences(&before, &after), more: lowest.is_some() }
}

/// The chronology of one of two days, from its end.
struct Side {
    view: View,
    seek: Option<Seek>,
    read: usize,
    rows: HashMap<EntryId, Row>,
    /// The first row that was looked at, if there are others before it.
    lowest: Option<crate::library::Key>,
}

impl Side {
    fn new(view: View) -> Self {
        Self { view, seek: Some(Seek::End), read: 0, rows: HashMap::new(), lowest: None }
    }

    /// Reads the part before; whether there was one.
    fn read(&mut self, library: &dyn Queries, take: usize) -> bool {
        let left = ROWS.min(take.saturating_sub(self.read));
        let Some(seek) = self.seek.take().filter(|_| left > 0) else { return false };
        let window = library.rows(&self.view, &seek, left, 0);
        self.read += window.rows.len();
        self.lowest = window.rows.first().map(|row| row.key).filter(|_| window.more_before);
        self.seek = self.lowest.map(Seek::Key);
        self.rows.extend(window.rows.into_iter().map(|row| (row.entry.id.clone(), row)));
        true
    }

    fn drop_alike(&mut self, other: &mut Self) {
        self.rows.retain(|id, row| {
            let alike = other.rows.get(id).is_some_and(|there| there.entry == row.entry);
            if alike {
                other.rows.remove(id);
            }
            !alike
        });
    }

    /// What is left from a row on, in order.
    fn rest(self, lowest: Option<crate::library::Key>) -> Vec<Arc<Entry>> {
        let from = |row: &Row| lowest.is_none_or(|lowest| row.key >= lowest);
        let mut rows: Vec<Row> = self.rows.into_values().filter(from).collect();
        rows.sort_by_key(|row| row.key);
        rows.into_iter().map(|row| row.entry).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Library;
    use super::*;

    fn called(library: &Library, name: &str) -> ActorTest {
        let actor = Queries::actors_called(library, name, None).remove(0);
        ActorTest { key: actor.key, name: actor.name, part: None, not: false }
    }

    #[test]
    fn what_somebody_said_is_found_around_any_place() {
        let library = Library::sample();
        let macron = called(&library, "Emmanuel Macron");
        let all = sayings(&library, (&macron, None), &Seek::End, (usize::MAX, 0));
        assert!(all.rows.len() > 1 && !all.more_before && !all.more_after);
        for row in &all.rows {
            assert!(row.entry.quotes.iter().all(|quote| quote.speaker.as_deref() == Some(&*macron.name)));
            assert!(!row.entry.quotes.is_empty() && !row.entry.reports.is_empty());
        }
        for (at, row) in all.rows.iter().enumerate() {
            let seek = Seek::Entry(row.entry.id.clone());
            let found = sayings(&library, (&macron, None), &seek, (1, 2));
            let (from, to) = (at.saturating_sub(1), (at + 2).min(all.rows.len()));
            assert_eq!(found.rows, all.rows[from..to]);
            // What comes before may still turn out to hold no words of his.
            assert!(found.more_before || from == 0);
            assert!(found.more_after || to == all.rows.len());
        }
    }

    #[test]
    fn two_days_are_compared_as_if_all_were_kept() {
        let library = Library::sample();
        let days = library.report_day_before(None).map(|last| (library.report_day_before(Some(last)), last));
        let Some((Some(one), other)) = days else { panic!("two days") };
        let all = |day| library.window(&View { known_on: Some(day), ..View::default() }, 0..usize::MAX);
        let wanted = differences(&all(one), &all(other));
        assert!(!wanted.is_empty());
        let found = compared(&library, &Filter::default(), (one, other), usize::MAX);
        assert_eq!(found, Compared { differences: wanted, more: false });
        assert!(compared(&library, &Filter::default(), (one, other), 2).more);
    }

    #[test]
    fn contacts_and_those_they_are_with_are_counted_alike() {
        let library = Library::sample();
        let macron = called(&library, "Emmanuel Macron");
        let found = partners(&library, (&macron, None), usize::MAX);
        assert!(!found.with.is_empty() && !found.more);
        for partner in &found.with {
            let other = called(&library, &partner.name);
            let between = contacts::bare(&library, &View::default(), &macron, &other);
            let whole = contacts::contacts(&library, &View::default(), &macron, &other);
            let ids = |entries: &[Arc<Entry>]| -> Vec<EntryId> {
                entries.iter().map(|entry| entry.id.clone()).collect()
            };
            assert_eq!(ids(&between.entries), ids(&whole.entries));
            assert_eq!((between.happened, &between.silences), (whole.happened, &whole.silences));
            assert_eq!(between.happened, partner.contacts, "{}", partner.name);
        }
        assert!(partners(&library, (&macron, None), 1).more);
    }

    #[test]
    fn the_rows_of_a_view_are_gone_through_once_each() {
        let library = Library::sample();
        let all = library.rows(&View::default(), &Seek::End, usize::MAX, 0).rows;
        let mut seen = Vec::new();
        backwards(&library, &View::default(), &Seek::End, |row| {
            seen.push(row.key);
            true
        });
        seen.reverse();
        assert_eq!(seen, all.iter().map(|row| row.key).collect::<Vec<_>>());
        seen.clear();
        forwards(&library, &View::default(), &Seek::Start, |row| {
            seen.push(row.key);
            true
        });
        assert_eq!(seen, all.iter().map(|row| row.key).collect::<Vec<_>>());
    }
}
