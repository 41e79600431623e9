//! What stands in the lists over the panes, one file a group of them. Questions to the library in, items out.
//!
//! Does not move in them and does not draw.

mod articles;
mod compare;
mod people;

pub use articles::{articles_question, review_question};
pub use people::people_question;

use super::filter::Choice;
use super::listing::{Goes, Item, What};
use super::page::{Pages, Piece, Role};
use super::{App, Queries, load};
use crate::lexicon::phrase::{self, fill};
use crate::lexicon::ui::Ui;
use crate::library::{Answer, Filter, Question, Row, Seek, View};
use crate::model::Entry;
use chrono::NaiveDate;

/// What a list that is counted beside the screen holds at first; it grows when one moves to its edge.
pub const LONGEST: usize = 2000;

/// So many entries are looked at for the first items of a list that takes long.
const FIRST: usize = if cfg!(test) { 3 } else { 100 };

/// How many entries are looked at for a list: few at first, so that one sees something.
pub fn steps(app: &App, what: What) -> impl Iterator<Item = usize> + use<> {
    let first = (load::is_awaited(app, what) && FIRST < app.longest).then_some(FIRST);
    first.into_iter().chain([app.longest])
}

/// Rows that a list which holds a part of them reaches to each side.
pub const REACH: usize = 150;

/// Where a list holds a part of what there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cut {
    /// Whether there is more before its first item.
    pub before: bool,
    /// Whether there is more after its last.
    pub after: bool,
}

/// A list as it is made.
pub struct Made {
    /// What stands on its frame.
    pub heading: String,
    /// Its items.
    pub items: Vec<Item>,
    /// Where it holds a part.
    pub cut: Cut,
    /// What must be found before it can be made.
    pub wants: Option<Question>,
}

/// Answers that are kept while a list is open: it may be made of two, and be asked for anew at another width.
const KEPT: usize = 4;

/// Takes in what was found for the list that is open.
pub fn keep(app: &mut App, question: Question, answer: Answer) {
    let found = &mut app.data.found;
    found.retain(|(known, _)| *known != question);
    found.push((question, answer));
    found.drain(..found.len().saturating_sub(KEPT));
    app.data.relist = true;
}

/// Lets go of what was found for lists that are not open any more, if it is much.
pub fn forget(app: &mut App) {
    let open = app.listing.as_ref().map(|listing| listing.what);
    let data = &mut app.data;
    if open.is_none() {
        data.found = Vec::new();
    }
    let closed = |what: What, many: usize| open != Some(what) && many > LONGEST;
    if data.people.as_ref().is_some_and(|(_, people)| closed(What::Actors, people.actors.len())) {
        data.people = None;
    }
    if data.told.as_ref().is_some_and(|(_, told)| closed(What::Articles, told.told.len() + told.silent.len()))
    {
        data.told = None;
    }
    if data.review.as_ref().is_some_and(|(_, latest, _)| closed(What::Review, latest.doubtful.len())) {
        data.review = None;
    }
}

/// Makes a list for a width, if it is long around a place; or says why there is no such list.
pub fn make(
    app: &App,
    library: &dyn Queries,
    (what, days): (What, Option<(NaiveDate, NaiveDate)>),
    around: &Seek,
    width: usize,
) -> Result<Made, String> {
    let around = around.clone();
    let mut items = Items { app, width, around, cut: Cut::default(), all: Vec::new(), wants: None };
    let heading = match what {
        What::Actors => people::actors(&mut items, library),
        What::Quotes => people::quotes(&mut items)?,
        What::Contacts => people::contacts(&mut items)?,
        What::Articles => articles::articles(&mut items),
        What::Review => articles::review(&mut items),
        What::Compare => compare::compare(&mut items, days)?,
        What::Marks => marks(&mut items, library),
        What::Tags => tags(&mut items),
        What::Selections => selections(&mut items),
        // Its records are an effect's answer.
        What::Journal => return Err(String::new()),
    };
    Ok(Made { heading, items: items.all, cut: items.cut, wants: items.wants })
}

/// Items being put together.
struct Items<'a> {
    app: &'a App,
    width: usize,
    /// The place that a long list is made around.
    around: Seek,
    cut: Cut,
    all: Vec<Item>,
    /// What must be found before they can be made.
    wants: Option<Question>,
}

/// A paragraph: indent of its first line, of its others, and its pieces.
type Paragraph<'a> = (usize, usize, &'a [(Role, &'a str)]);

impl<'a> Items<'a> {
    fn ui(&self) -> &'static Ui {
        self.app.ui()
    }

    /// Rows that a list reaches before the place that it is made around, and from there on.
    fn reach(&self) -> (usize, usize) {
        let reach = self.app.reach;
        match self.around {
            Seek::Start => (0, 2 * reach),
            Seek::End => (2 * reach, 0),
            _ => (reach, reach),
        }
    }

    /// What the worker has found; until then the list says that it is being looked for.
    fn found(&mut self, question: Question) -> Option<&'a Answer> {
        let app = self.app;
        let found = app.data.found.iter().find(|(known, _)| *known == question);
        if found.is_none() {
            self.line(Goes::Nowhere, &[(Role::Dim, self.ui().listing_looking)]);
            self.wants = Some(question);
        }
        found.map(|(_, answer)| answer)
    }

    /// The same of rows around the place.
    fn rows(&mut self, question: Question) -> Option<&'a [Row]> {
        let (before, after, rows) = match self.found(question)? {
            Answer::Rows(window) => (window.more_before, window.more_after, window.rows.as_slice()),
            _ => return None,
        };
        self.cut = Cut { before, after };
        Some(rows)
    }

    /// A number of items, « 17 », or where the list holds a part « 17+ ».
    fn counted(&self, count: usize) -> String {
        if self.cut == Cut::default() { count.to_string() } else { format!("{count}+") }
    }

    /// The same, « 17+ … » while more is being looked for.
    fn growing(&self, what: What, count: usize) -> String {
        let more = if load::is_growing(self.app, what) { " …" } else { "" };
        self.counted(count) + more
    }

    /// An item of paragraphs.
    fn put(&mut self, goes: Goes, paragraphs: &[Paragraph<'_>]) {
        let mut pages = Pages::new(self.width, self.app.settings.glyphs);
        for (first, rest, pieces) in paragraphs {
            match pieces {
                [(role, column), words @ ..] if *first == 0 && column.chars().count() == *rest => {
                    pages.put_beside((*role, column), *rest, words);
                }
                pieces => pages.put(*first, *rest, pieces),
            }
        }
        let lines = pages.done().lines;
        self.all.push(Item { lines, goes });
    }

    /// An item on one line, what has no room cut off.
    fn line(&mut self, goes: Goes, pieces: &[(Role, &str)]) {
        let glyphs = self.app.settings.glyphs;
        let mut room = self.width;
        let mut line = Vec::with_capacity(pieces.len());
        for (role, text) in pieces {
            let width = glyphs.width(text);
            let text = if width > room { glyphs.clip(text, room) } else { (*text).to_owned() };
            line.push(Piece { text, role: *role });
            if width > room {
                break;
            }
            room -= width;
        }
        self.all.push(Item { lines: vec![line], goes });
    }

    /// An entry: its date, its title, and what is said of it.
    fn entry(&mut self, entry: &Entry, about: &str) {
        self.entry_as(entry, Role::Dim, about);
    }

    /// The same, with the part that what is said of it plays.
    fn entry_as(&mut self, entry: &Entry, role: Role, about: &str) {
        let goes = Goes::Entry(entry.id.clone(), None);
        let date = date(entry, self.ui());
        let title = crate::library::title(entry, self.app.settings.language);
        self.put(goes, &[(0, 13, &[(Role::Date, &date), (Role::Text, &title), (role, about)])]);
    }
}

/// The date column of a list: « 2026-02-03   ».
fn date(entry: &Entry, ui: &Ui) -> String {
    let date = entry.when.map_or_else(
        || format!("≤{}", entry.known),
        |when| super::words::season(ui, when.value).unwrap_or_else(|| when.value.to_string()),
    );
    format!("{date:<13}")
}

fn marks(items: &mut Items<'_>, library: &dyn Queries) -> String {
    let ids = library.marked();
    let ui = items.ui();
    let count = ids.len();
    if ids.is_empty() {
        items.line(Goes::Nowhere, &[(Role::Dim, ui.listing_no_marks)]);
    } else {
        let view = View { filter: Filter { ids, ..Filter::default() }, known_on: None };
        let (before, after) = items.reach();
        let question = Question::Rows { view, seek: items.around.clone(), before, after };
        for row in items.rows(question).unwrap_or_default() {
            items.entry(&row.entry, "");
        }
    }
    format!("{} · {count}", ui.listing_marks)
}

fn tags(items: &mut Items<'_>) -> String {
    let ui = items.ui();
    let question = Question::Facets(items.app.view.clone(), LONGEST);
    let Some(Answer::Facets(facets)) = items.found(question) else {
        return format!("{} · …", ui.listing_tags);
    };
    for tag in &facets.tags {
        let chip = super::Chip::Tag(tag.clone(), false);
        let choice = Choice { chip, label: format!("#{tag}"), sort: ui.sort_tag, entries: None };
        let label = choice.label.clone();
        items.line(Goes::Chip(Box::new(choice)), &[(Role::Key, &label)]);
    }
    if facets.tags.is_empty() {
        items.line(Goes::Nowhere, &[(Role::Dim, ui.listing_no_tags)]);
    }
    ui.listing_tags.to_owned()
}

fn selections(items: &mut Items<'_>) -> String {
    let ui = items.ui();
    for (name, view) in &items.app.saved {
        let chips: Vec<String> =
            super::chips::of(view).iter().map(|chip| chip.label(ui, &items.app.names)).collect();
        let about = format!("  {}", chips.join(" · "));
        let goes = Goes::View(Box::new(view.clone()));
        items.all.push(Item {
            lines: vec![vec![
                Piece { text: name.clone(), role: Role::Key },
                Piece { text: about, role: Role::Dim },
            ]],
            goes,
        });
    }
    if items.all.is_empty() {
        items.line(Goes::Nowhere, &[(Role::Dim, ui.listing_no_selections)]);
    }
    ui.listing_selections.to_owned()
}

/// « le 3 février 2026 » in the words of the interface.
fn told(ui: &Ui, day: NaiveDate) -> String {
    phrase::day(ui, day)
}

/// What a list's last line says when there is more.
fn more(items: &mut Items<'_>) {
    let words = fill(items.ui().listing_more, &[&LONGEST.to_string()]);
    items.line(Goes::Nowhere, &[(Role::Dim, &words)]);
}
