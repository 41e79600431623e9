//! The screen's state: what is shown, what is chosen, what is being typed. Knows no terminal.
//!
//! ```text
//! key → update(&mut App, library, message) → effects        the only writer
//!              └ load: what the screen needs of the library
//! App → tui::view(&App)                                      draws, changes nothing
//! ```
//!
//! Effects (marking, exporting, writing a file, ending) are returned and carried out by whoever runs the loop, who
//! reports back in a message.

pub mod ahead;
pub mod chips;
mod cite;
mod command;
mod differ;
#[cfg(test)]
pub mod fake;
mod filter;
pub mod findings;
pub mod keys;
pub mod layout;
pub mod listing;
mod listings;
mod load;
mod main_keys;
mod messages;
mod motion;
mod mouse;
pub mod naming;
pub mod page;
mod pager;
mod period;
mod prompt;
pub mod rest;
mod revisions;
pub mod ribbon;
pub mod rows;
pub mod rulings;
pub mod tabs;
#[cfg(test)]
mod tests;
pub mod text;
mod update;
mod wordings;
pub mod words;
pub mod wrap;

pub use crate::library::Queries;
pub use chips::Chip;
pub use command::CommandLine;
pub use filter::{Choice, FilterLine, SHOWN};
pub use layout::{Focus, Layout};
pub use listing::Listing;
pub use messages::{Content, Done, Effect, Excerpt, Format, Log, Mouse, Msg, NotWritten, Progress, Task};
pub use pager::{Pager, Shown};
pub use prompt::{Prompt, caret_at, usual_file};
pub use ribbon::Zoom;
pub use rows::List;
pub use update::{settle, update};

use crate::lexicon::ui::Ui;
use crate::lexicon::{self};
use crate::library::people::People;
use crate::library::review::Latest;
use crate::library::told::Articles;
use crate::library::{Answer, ArticleView, Command, Density, Question, Row, View};
use crate::model::text::fold;
use crate::model::{Entry, Language, Report, Seq, Span};
use chips::Names;
use chrono::NaiveDate;
use keys::Keymap;
use page::Page;
use std::ops::Range;
use std::sync::Arc;
use text::Glyphs;
use unicode_segmentation::UnicodeSegmentation as _;
use wrap::Wrap;

/// What does not change while the screen is open.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The interface's language.
    pub language: Language,
    /// What the locale can show.
    pub glyphs: Glyphs,
    /// What is being looked at, to show: « sample », a folder's name.
    pub source: String,
    /// Today, for periods that count from it.
    pub today: NaiveDate,
    /// Which keys ask for what.
    pub keys: Keymap,
    /// Whether no file beside the library may be read or written.
    pub restricted: bool,
}

/// The faces of the detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// The article of the chosen report.
    Article,
    /// The entry's quotes.
    Quotes,
    /// The entry's reports.
    Reports,
    /// Since when it is known, and what was ruled about it.
    History,
}

impl Tab {
    /// All, in their order.
    pub const ALL: &'static [Self] = &[Self::Article, Self::Quotes, Self::Reports, Self::History];
}

/// What the detail shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// The face.
    pub tab: Tab,
    /// The chosen report of the entry.
    pub report: usize,
    /// In the article: the byte where the first line shown begins. Elsewhere: the first line shown.
    pub top: usize,
    /// The mention that was gone to.
    pub hit: Option<Span>,
    /// The finding that is looked at, while one walks through them.
    pub finding: Option<usize>,
}

/// Something said in the status line until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub text: String,
    /// Whether something did not work.
    pub warning: bool,
}

/// Rulings that have lost their words: the numbers of their records, and what they say.
type LostRulings = Vec<(Seq, String)>;

/// What was asked of the library for the screen as it is.
#[derive(Debug, Clone, Default)]
pub struct Data {
    /// The view that the rest answers; `None` if something has changed since.
    of: Option<View>,
    /// The library's version that the rest answers.
    version: Option<u64>,
    /// Questions that are answered.
    known: Vec<Question>,
    /// Questions that the worker has been asked.
    asked: Vec<Question>,
    /// Entries of the view, as last counted.
    pub count: usize,
    /// Whether that is this view's number.
    pub counted: bool,
    /// Entries without a filter.
    pub total: usize,
    /// Articles filed.
    pub articles: usize,
    /// Files refused.
    pub refused: usize,
    /// Entries marked.
    pub marked: usize,
    /// How the entries lie in time.
    pub ribbon: Vec<Density>,
    /// Of which view.
    ribbon_of: Option<View>,
    /// Places, sources and tags that the filter line offers.
    facets: filter::Offered,
    /// Of which view.
    facets_of: Option<View>,
    /// What is to be checked, of which view, and the rulings that have lost their words.
    review: Option<(View, Latest, LostRulings)>,
    /// Of which of these lists how many entries were looked at for it last.
    reached: (Option<listing::What>, usize),
    /// The actors of a view, and of which.
    people: Option<(View, People)>,
    /// The articles of a view, and of which.
    told: Option<(View, Articles)>,
    /// What was found for the list that is open, the latest last.
    found: Vec<(Question, Answer)>,
    /// Whether the list that is open must be made anew.
    relist: bool,
    /// The rows on the screen, in its order.
    pub rows: Vec<Row>,
    /// What they were asked for; `None` if they must be asked for anew.
    rows_of: Option<rows::Placed>,
    /// The chosen entry.
    pub entry: Option<Arc<Entry>>,
    /// The article of the chosen report.
    pub article: Option<ArticleView>,
    /// Readings that are kept or are being made.
    readings: ahead::Readings,
    /// The lines of the other faces of the detail.
    pub page: Page,
    /// Its earlier texts, the latest first, if it was revised.
    pub earlier: Vec<ArticleView>,
    /// Whether something was recorded since the detail was made.
    detail_stale: bool,
    /// What the detail was made for: entry, report, face, width.
    detail_of: Option<(String, usize, Tab, u16, u16)>,
    /// The words searched for when a report was looked for that is told in them.
    sought: Vec<String>,
}

/// The screen's state.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a state of its own")]
pub struct App {
    /// What does not change.
    pub settings: Settings,
    /// Cells across and down.
    pub size: (u16, u16),
    /// Which entries, and what was known when.
    pub view: View,
    /// Whether the newest entry stands first.
    pub newest_first: bool,
    /// Which pane takes the keys.
    pub focus: Focus,
    /// The chronology.
    pub list: List,
    /// The detail.
    pub detail: Detail,
    /// The line that is being typed into.
    pub prompt: Option<Prompt>,
    /// What lies over the panes.
    pub pager: Option<Pager>,
    /// The list that lies over the panes.
    pub listing: Option<Listing>,
    /// Names that are offered while an actor is being named.
    pub naming: naming::Naming,
    /// How far the ribbon is zoomed in.
    pub zoom: Zoom,
    /// Chips in the order in which they were added.
    added: Vec<Chip>,
    /// How folded names of chips are written.
    pub names: Names,
    /// Selections that were saved, by name.
    pub saved: Vec<(String, View)>,
    /// Whether the mouse is ours.
    pub mouse: bool,
    /// Where a range of marks was begun.
    range: Option<crate::library::Key>,
    /// The entry that is to be linked with another one.
    linking: Option<rulings::Chosen>,
    /// The ruling of which it is being found out what it would change.
    weighing: Option<Command>,
    /// The export that is being made to be looked at, and how many entries were gone through for it.
    previewing: Option<(View, Format)>,
    looked: usize,
    /// How many letters of the line that is typed into stand after the cursor.
    pub caret: usize,
    /// Rows that a long list reaches to each side of its place.
    reach: usize,
    /// What a list that is counted beside the screen holds at most.
    longest: usize,
    /// Whether more is wanted for the list that is open than it holds.
    lengthened: bool,
    /// Long work beside the screen, and how far it is.
    pub work: Option<Progress>,
    /// Files that were refused since the screen opened.
    pub refused: Vec<crate::library::Refused>,
    /// What the status line says.
    pub notice: Option<Notice>,
    /// Whether the last key was an interrupt, so that another one ends.
    interrupted: bool,
    /// Whether the state has changed since the library was asked.
    stale: bool,
    /// Whether the list has been opened at its end yet.
    opened: bool,
    /// Whether nothing has been drawn yet: what takes long of the first picture is left for the second.
    first: bool,
    /// What was asked of the library.
    pub data: Data,
}

impl App {
    /// A screen of that size, to be opened at the end of the chronology when it is first [settled](settle).
    pub fn new(settings: Settings, view: View, (width, height): (u16, u16)) -> Self {
        Self {
            settings,
            size: (width, height),
            view,
            newest_first: false,
            focus: Focus::List,
            list: List::default(),
            detail: Detail { tab: Tab::Article, report: 0, top: 0, hit: None, finding: None },
            prompt: None,
            pager: None,
            listing: None,
            naming: naming::Naming::default(),
            zoom: Zoom::default(),
            added: Vec::new(),
            names: Names::new(),
            saved: Vec::new(),
            mouse: false,
            range: None,
            linking: None,
            weighing: None,
            previewing: None,
            looked: 0,
            caret: 0,
            reach: listings::REACH,
            longest: listings::LONGEST,
            lengthened: false,
            work: None,
            refused: Vec::new(),
            notice: None,
            interrupted: false,
            stale: true,
            opened: false,
            first: true,
            data: Data::default(),
        }
    }

    /// The chosen row; `None` if the view holds none.
    pub fn chosen_row(&self) -> Option<&Row> {
        self.data.rows.get(self.list.chosen)
    }

    /// The chosen entry, if the view holds any.
    pub fn chosen(&self) -> Option<&Arc<Entry>> {
        self.chosen_row().map(|row| &row.entry)
    }

    /// The number of the chosen row on the screen's way, from 0, where it is known.
    pub fn place(&self) -> Option<usize> {
        let position = self.list.position?;
        if self.newest_first {
            self.data.count.checked_sub(position + 1).filter(|_| self.data.counted)
        } else {
            Some(position)
        }
    }

    /// What the interface says.
    pub fn ui(&self) -> &'static Ui {
        lexicon::ui(self.settings.language)
    }

    /// Where things stand; `None` if the screen is too small.
    pub fn layout(&self) -> Option<Layout> {
        Layout::of(self.size.0, self.size.1, self.focus)
    }

    /// The chosen report of the chosen entry.
    pub fn report(&self) -> Option<&Report> {
        self.data.entry.as_ref()?.reports.get(self.detail.report)
    }

    /// Whether only one pane is shown at a time.
    pub fn one_pane(&self) -> bool {
        self.layout().is_some_and(|layout| layout.list.is_none() || layout.detail.is_none())
    }

    /// The article's body, broken to the detail's width.
    pub fn article_wrap(&self) -> Option<Wrap<'_>> {
        let text = &self.data.article.as_ref()?.article.text;
        let width = usize::from(self.layout()?.detail_inner().width);
        Some(Wrap::new(text, width, self.settings.glyphs))
    }

    /// Where the body of the article begins: after the headline and the blank line.
    pub fn body_start(&self) -> usize {
        let text = self.data.article.as_ref().map_or("", |view| view.article.text.as_str());
        let headline = text.find('\n').unwrap_or(text.len());
        let body = text.get(headline..).map_or(0, |rest| rest.len() - rest.trim_start_matches('\n').len());
        headline + body
    }

    /// Whether it is being found out what a ruling would change.
    pub const fn is_weighing(&self) -> bool {
        self.weighing.is_some()
    }

    /// Whether an export is being made to be looked at, and how many entries were gone through for it.
    pub fn previews(&self) -> Option<usize> {
        self.previewing.as_ref().map(|_| self.looked)
    }

    /// The lines of the headline that are shown above the article: two where there is room.
    pub fn headline_lines(&self) -> Vec<Range<usize>> {
        let (Some(wrap), Some(layout)) = (self.article_wrap(), self.layout()) else { return Vec::new() };
        let room = if layout.detail_inner().height >= 14 { 2 } else { 1 };
        let end = self.data.article.as_ref().map_or(0, |view| {
            let text = &view.article.text;
            text.find('\n').unwrap_or(text.len())
        });
        wrap.lines(0, room).into_iter().filter(|line| line.start < end.max(1)).collect()
    }

    /// Rows of the detail that its scrolling content has.
    pub fn detail_height(&self) -> usize {
        let Some(layout) = self.layout() else { return 1 };
        let inner = usize::from(layout.detail_inner().height);
        match self.detail.tab {
            // Under the headline stands a line with agency and date, and where there is room a blank one.
            Tab::Article => inner.saturating_sub(self.headline_lines().len() + 1 + usize::from(inner >= 14)),
            _ => inner,
        }
        .max(1)
    }

    /// The words of the entry in the article on the screen: those that tell it, and the sentences and quotes around.
    pub fn lit(&self) -> (Vec<Span>, Vec<Span>) {
        let (Some(entry), Some(view)) = (&self.data.entry, &self.data.article) else {
            return (Vec::new(), Vec::new());
        };
        let reports = || entry.reports.iter().filter(|report| report.article == view.article.id);
        let quotes = entry.quotes.iter().filter(|quote| quote.article == view.article.id);
        let around = reports().map(|report| report.sentence).chain(quotes.map(|quote| quote.span));
        (reports().map(|report| report.span).collect(), around.collect())
    }

    /// The words searched for, where they stand in the article.
    pub fn hits(&self) -> Vec<Span> {
        self.data.article.as_ref().map(|view| self.hits_in(&view.article.text)).unwrap_or_default()
    }

    /// The same in some article's text.
    pub fn hits_in(&self, text: &str) -> Vec<Span> {
        let words = &self.view.filter.words;
        if words.is_empty() {
            return Vec::new();
        }
        let all = text.split_word_bound_indices().filter(|(_, word)| {
            let folded = fold(word);
            words.iter().any(|begun| folded.starts_with(begun.as_str()))
        });
        all.map(|(at, word)| Span::new(at, at + word.len())).collect()
    }

    /// The first picture is drawn: what was left out of it is wanted now.
    pub fn drawn(&mut self) {
        if std::mem::replace(&mut self.first, false) {
            self.data.article = None;
            self.data.detail_stale = true;
            self.stale = true;
        }
    }

    /// Says at first how one's own articles are opened, where the sample is.
    pub fn hinted(&mut self, sample: bool) {
        if sample {
            self.say(self.ui().screen_sample_hint);
        }
    }

    /// Says at first what is wrong with the settings, if anything is.
    pub fn warned(&mut self, warning: Option<&str>) {
        if let Some(warning) = warning {
            self.warn(warning);
        }
    }

    /// Says that nobody would let us go on after a stop.
    pub fn cannot_stop(&mut self) {
        self.warn(self.ui().screen_no_shell);
    }

    fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), warning: false });
    }

    fn warn(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), warning: true });
    }
}
