//! Lists over the panes: actors, articles, quotes, contacts, comparison, marks. One is chosen, and `Enter` goes there.
//!
//! Does not make the lists (that is `listings`) and does not draw.

use super::chips::Chip;
use super::filter::{self, Choice};
use super::keys::{Action, Key, Within};
use super::layout::Area;
use super::listings::{Cut, Made};
use super::motion::Motion;
use super::page::{Pages, Piece};
use super::update::everywhere;
use super::words::BETWEEN;
use super::{App, Effect, Focus, Log, Queries, Tab, listings, load, pager, rulings};
use crate::lexicon::phrase::fill;
use crate::library::{ActorTest, Command, Question, Seek, View};
use crate::model::{ArticleId, EntryId, Record, Seq};

/// Which list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Actors of the view.
    Actors,
    /// Articles: read, empty, refused.
    Articles,
    /// What a person said.
    Quotes,
    /// Calls, meetings, visits and talks of two actors, and the silences between.
    Contacts,
    /// What two known-on dates tell differently.
    Compare,
    /// What is marked.
    Marks,
    /// Tags.
    Tags,
    /// What the text suggests and the rules did not settle.
    Review,
    /// Selections that were saved.
    Selections,
    /// The journal.
    Journal,
}

/// Where an item leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goes {
    /// Nowhere.
    Nowhere,
    /// To the entries that a chip keeps.
    Chip(Box<Choice>),
    /// To the contacts of two actors.
    Dyad(ActorTest, ActorTest),
    /// To an entry, and to its report in that article.
    Entry(EntryId, Option<ArticleId>),
    /// To the text of an article that tells no entry.
    Article(ArticleId),
    /// To a view.
    View(Box<View>),
    /// To the undoing of a record.
    Record(Seq),
}

impl Goes {
    /// Whether it leads to the same; an article may tell an earlier entry first by now.
    fn is_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Entry(_, Some(one)), Self::Entry(_, Some(other))) => one == other,
            _ => self == other,
        }
    }
}

/// One item, on one line or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its lines, broken to the list's width.
    pub lines: Vec<Vec<Piece>>,
    /// Where it leads.
    pub goes: Goes,
}

/// A list over the panes.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Which.
    pub what: What,
    /// What stands on its frame.
    pub heading: String,
    /// Its items.
    pub items: Vec<Item>,
    /// The chosen one.
    pub chosen: usize,
    /// The first on the screen.
    pub top: usize,
    /// The two days of a comparison.
    pub days: Option<(chrono::NaiveDate, chrono::NaiveDate)>,
    /// Where it holds a part of what there is; the rest is fetched when one moves there.
    pub cut: Cut,
    /// The place that it was made around.
    around: Seek,
    /// Of the journal the number of the first record here, and how many there are.
    first: Seq,
    records: Seq,
    /// Where it was moved to before it had arrived.
    pending: Option<Motion>,
    /// What must be found before it can be made; what is there stays until it has come.
    pub wants: Option<Question>,
}

impl Listing {
    /// The number of the chosen item, and of how many; of a journal that of its record.
    pub fn place(&self) -> (usize, String) {
        let len = self.items.len();
        let part = if self.cut == Cut::default() { "" } else { "+" };
        if self.what == What::Journal {
            let before = usize::try_from(self.first.saturating_sub(1)).unwrap_or(0);
            return (before + (self.chosen + 1).min(len), self.records.to_string());
        }
        ((self.chosen + 1).min(len), format!("{len}{part}"))
    }

    /// Whether its items have come: until then it holds one that leads nowhere.
    fn has_begun(&self) -> bool {
        self.items.iter().any(|item| item.goes != Goes::Nowhere)
    }

    /// How many items from `top` on have room.
    pub fn fitting(&self, top: usize, lines: usize) -> usize {
        let mut left = lines;
        let fits = |item: &&Item| {
            let fits = item.lines.len() <= left;
            left = left.saturating_sub(item.lines.len());
            fits
        };
        let rest = self.items.iter().skip(top);
        rest.take_while(fits).count().max(1)
    }

    fn kept_in_view(mut self, lines: usize) -> Self {
        self.keep_in_view(lines);
        self
    }

    fn keep_in_view(&mut self, lines: usize) {
        self.chosen = self.chosen.min(self.items.len().saturating_sub(1));
        self.top = self.top.min(self.chosen);
        while self.top < self.chosen && self.top + self.fitting(self.top, lines) <= self.chosen {
            self.top += 1;
        }
    }
}

/// So many records are shown at a time; the rest is fetched when one moves there.
pub const RECORDS: Seq = 200;

/// Opens the journal, or moves on in it.
pub fn journal(app: &mut App, log: &Log) {
    let Some(layout) = app.layout() else { return };
    let width = usize::from(area(&layout).width).saturating_sub(2);
    let item = |record: &Record| {
        // What is undone is undone by a record, and that one can be undone.
        let by = log.undone.get(&record.seq).copied();
        let undone = by.map_or_else(String::new, |by| {
            format!("{BETWEEN}{}", fill(app.ui().ruling_undone, &[&by.to_string()]))
        });
        let mut pages = Pages::new(width, app.settings.glyphs);
        rulings::record(app, &mut pages, record, &undone);
        let goes =
            if record.change.is_ruling() { Goes::Record(by.unwrap_or(record.seq)) } else { Goes::Nowhere };
        Item { lines: pages.done().lines, goes }
    };
    let items: Vec<Item> = log.records.iter().map(item).collect();
    let heading = app.ui().listing_journal.to_owned();
    let seq = |record: Option<&Record>| record.map_or(0, |record| record.seq);
    let (first, end) = (seq(log.records.first()), seq(log.records.last()));
    let chosen = usize::try_from(log.chosen.saturating_sub(first)).unwrap_or(usize::MAX);
    let chosen = chosen.min(items.len().saturating_sub(1));
    let lines = lines(app);
    let listing = Listing {
        what: What::Journal,
        heading,
        items,
        chosen,
        top: chosen.saturating_sub(lines / 2),
        days: None,
        cut: Cut { before: first > 1, after: end < log.last },
        around: Seek::End,
        first,
        records: log.last,
        pending: None,
        wants: None,
    };
    app.listing = Some(listing.kept_in_view(lines));
}

/// The lines that a list has on the screen.
fn lines(app: &App) -> usize {
    app.layout().map_or(1, |layout| usize::from(area(&layout).height).max(1))
}

/// Where a list's items stand.
pub fn area(layout: &super::Layout) -> Area {
    layout.pager().inner(layout.framed)
}

/// Opens a list, or makes it anew.
pub fn open(
    app: &mut App,
    library: &dyn Queries,
    what: What,
    days: Option<(chrono::NaiveDate, chrono::NaiveDate)>,
) {
    // On a screen that is too small for any list the one that is open waits.
    let Some(layout) = app.layout() else { return };
    let before = app.listing.take().filter(|listing| listing.what == what && listing.days == days);
    if before.is_none() {
        app.longest = listings::LONGEST;
        app.lengthened = false;
        app.data.found.clear();
    }
    let around = before.as_ref().map_or(Seek::End, |before| before.around.clone());
    let width = usize::from(area(&layout).width).saturating_sub(2);
    let Made { heading, items, cut, wants } = match listings::make(app, library, (what, days), &around, width)
    {
        Ok(made) => made,
        Err(why) => return app.say(why),
    };
    // What is there stays until what it is to become has come.
    if let Some(mut before) = before.clone().filter(Listing::has_begun)
        && (wants.is_some() || load::is_awaited(app, what))
    {
        before.wants = wants;
        app.listing = Some(before.kept_in_view(lines(app)));
        return;
    }
    let come = wants.is_none() && !load::is_awaited(app, what) && !load::is_growing(app, what);
    let pending = before.as_ref().and_then(|before| before.pending);
    let (mut chosen, top) = first_chosen(what, before, &items);
    if let Some(motion) = pending.filter(|_| come) {
        chosen = motion.from(chosen, items.len().saturating_sub(1));
    }
    let pending = pending.filter(|_| !come);
    let listing = Listing {
        what,
        heading,
        items,
        chosen,
        top,
        days,
        cut,
        around,
        first: 0,
        records: 0,
        pending,
        wants,
    };
    app.listing = Some(listing.kept_in_view(lines(app)));
}

/// The item of a list that is chosen, and the first on the screen if that can be: as before, if it was open before.
fn first_chosen(what: What, before: Option<Listing>, items: &[Item]) -> (usize, usize) {
    let Some(before) = before.filter(Listing::has_begun) else {
        // What is told in time opens at its end.
        let in_time = matches!(what, What::Quotes | What::Contacts)
            && !items.iter().any(|item| matches!(item.goes, Goes::Dyad(..)));
        // Articles in which nothing was read, and refused files, stand behind the newest.
        let newest = items.iter().rposition(|item| matches!(item.goes, Goes::Entry(..)));
        let newest = newest.filter(|_| what == What::Articles);
        let first = if in_time { items.len().saturating_sub(1) } else { newest.unwrap_or(0) };
        return (first, 0);
    };
    // Made longer, or around another place, it holds the chosen item elsewhere.
    let chosen = before.items.get(before.chosen).filter(|item| item.goes != Goes::Nowhere);
    let again = chosen.and_then(|chosen| {
        let same = items.iter().position(|item| item.goes == chosen.goes);
        same.or_else(|| items.iter().position(|item| item.goes.is_as(&chosen.goes)))
    });
    let at = again.unwrap_or(before.chosen);
    (at, (at + before.top).saturating_sub(before.chosen))
}

/// Moves in a list; where it holds a part and one comes to its edge, it is made around that.
fn travel(app: &mut App, library: &dyn Queries, mut listing: Listing, motion: Motion) -> Vec<Effect> {
    let awaited = listing.wants.is_some() || load::is_awaited(app, listing.what);
    if awaited && !listing.has_begun() {
        listing.pending = Some(motion.after(listing.pending));
        app.listing = Some(listing);
        return Vec::new();
    }
    let last = listing.items.len().saturating_sub(1);
    let to = motion.from(listing.chosen, last);
    let over = match motion {
        Motion::Start => listing.cut.before,
        Motion::End => listing.cut.after,
        Motion::By(rows) => {
            (rows < 0 && to == 0 && listing.cut.before) || (rows > 0 && to == last && listing.cut.after)
        }
    };
    if over && listing.what == What::Journal {
        let seq = match motion {
            Motion::Start => 1,
            Motion::End => Seq::MAX,
            Motion::By(_) => listing.first + to as Seq,
        };
        app.listing = Some(listing);
        return vec![Effect::Journal(seq)];
    }
    if over && load::is_growing(app, listing.what) {
        // More is on its way.
        listing.pending = Some(motion).filter(|motion| !matches!(motion, Motion::By(_)));
    } else if over && matches!(listing.what, What::Actors | What::Articles | What::Review) {
        // Of what is counted beside the screen more is asked for; what is there stays until it has come.
        app.longest = app.longest.saturating_mul(4);
        app.lengthened = true;
    } else if over {
        let around = match (motion, listing.items.get(to).map(|item| &item.goes)) {
            (Motion::Start, _) => Seek::Start,
            (Motion::End, _) => Seek::End,
            (Motion::By(_), Some(Goes::Entry(id, _))) => Seek::Entry(id.clone()),
            (Motion::By(_), _) => listing.around.clone(),
        };
        if around != listing.around || awaited {
            listing.around = around;
            // By how far one moved is known once it has come; the item at the edge stays chosen until then.
            listing.pending = Some(motion).filter(|motion| !matches!(motion, Motion::By(_)));
            let (what, days) = (listing.what, listing.days);
            listing.chosen = to;
            app.listing = Some(listing);
            open(app, library, what, days);
            return Vec::new();
        }
    }
    listing.chosen = to;
    app.listing = Some(listing.kept_in_view(lines(app)));
    Vec::new()
}

/// Makes the list that is open anew: the screen has another width, or the library changed.
pub fn reopen(app: &mut App, library: &dyn Queries) {
    if app.listing.as_ref().is_some_and(|listing| listing.what == What::Journal) {
        return;
    }
    if let Some((what, days)) = app.listing.as_ref().map(|listing| (listing.what, listing.days)) {
        open(app, library, what, days);
    }
}

/// A key while a list is open.
pub fn key(app: &mut App, library: &dyn Queries, key: Key) -> Vec<Effect> {
    let action = app.settings.keys.action(Within::Listing, key);
    let lines = lines(app);
    let Some(listing) = app.listing.take() else { return Vec::new() };
    match action {
        Some(Action::Close | Action::Interrupt) => return Vec::new(),
        Some(Action::Open) => return follow(app, library, listing),
        _ => {}
    }
    match action.and_then(|action| Motion::of(action, listing.fitting(listing.top, lines))) {
        Some(motion) => return travel(app, library, listing, motion),
        None => app.listing = Some(listing),
    }
    if action == Some(Action::Help) {
        pager::open(app, super::Shown::Help);
    }
    everywhere(action)
}

/// Goes where the chosen item leads; a list whose item leads nowhere stays open.
fn follow(app: &mut App, library: &dyn Queries, listing: Listing) -> Vec<Effect> {
    let goes = listing.items.get(listing.chosen).map_or(Goes::Nowhere, |item| item.goes.clone());
    match goes {
        Goes::Nowhere => app.listing = Some(listing),
        Goes::Chip(choice) => filter::add(app, &choice),
        Goes::Dyad(one, other) => {
            let there =
                |app: &App, key: &str| app.view.filter.actors.iter().any(|test| !test.not && test.key == key);
            for test in [one, other] {
                if there(app, &test.key) {
                    continue;
                }
                let label = test.name.clone();
                filter::add(app, &Choice { chip: Chip::Actor(test), label, sort: "", entries: None });
            }
            open(app, library, What::Contacts, None);
        }
        Goes::View(view) => {
            app.view = *view;
            app.added.clear();
        }
        Goes::Record(seq) => {
            let command = Command::Undo { seq: Some(seq), others: true };
            return vec![Effect::Weigh(Box::new(command))];
        }
        Goes::Article(id) => {
            app.listing = Some(listing);
            if let Some(view) = library.filed(&id) {
                pager::article(app, view.article.text.clone());
            }
        }
        Goes::Entry(id, article) => to_entry(app, library, &id, article),
    }
    Vec::new()
}

/// Chooses an entry; filters that hide it are dropped.
pub fn to_entry(app: &mut App, library: &dyn Queries, id: &EntryId, article: Option<ArticleId>) {
    let holds = |view: &View| {
        let window = library.rows(view, &Seek::Entry(id.clone()), 0, 1);
        window.rows.first().filter(|row| row.entry.id == *id).map(|row| std::sync::Arc::clone(&row.entry))
    };
    let mut view = app.view.clone();
    let mut entry = holds(&view);
    if entry.is_none() {
        view.filter = crate::library::Filter::default();
        entry = holds(&view);
    }
    if entry.is_none() {
        view.known_on = None;
        entry = holds(&view);
    }
    let Some(entry) = entry else { return app.say(app.ui().screen_no_entries) };
    if view != app.view {
        app.view = view;
        app.say(app.ui().screen_filters_dropped);
    }
    let report = entry.reports.iter().position(|report| Some(report.article) == article).unwrap_or(0);
    app.data.entry = Some(entry);
    app.opened = true;
    app.list.go(Seek::Entry(id.clone()));
    app.detail.report = report;
    app.detail.tab = Tab::Article;
    app.detail.hit = None;
    app.detail.finding = None;
    app.data.detail_of = None;
    if app.one_pane() {
        app.focus = Focus::Detail;
    }
}

/// The chip of an actor, as an item leads to it.
pub fn actor(key: &str, name: &str) -> Goes {
    let test = ActorTest { key: key.to_owned(), name: name.to_owned(), part: None, not: false };
    Goes::Chip(Box::new(Choice { chip: Chip::Actor(test), label: name.to_owned(), sort: "", entries: None }))
}
