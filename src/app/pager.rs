//! What lies over the panes and is only read: help, the preview of an export, a citation.
//!
//! Does not draw. Help is made from the key table, so it cannot lie.

use super::keys::{Action, Key, TABLE, Within};
use super::motion::Motion;
use super::page::{Page, Pages, Role};
use super::text::Glyphs;
use super::update::everywhere;
use super::wrap::Wrap;
use super::{App, Effect, Excerpt, Format, Prompt, rulings, words};
use crate::library::{Command, View};

/// So many letters tell a line of an export from its neighbours.
const SAME: usize = 200;
/// A heading grows by so many bytes at most once all of it is known.
const HEADING: usize = 400;
/// Where the words of help begin.
const HELP_COLUMN: usize = 18;

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The keys.
    Help,
    /// The export, before it is written.
    Preview,
    /// What a ruling would change, before it is done.
    Ruling,
    /// A citation, to be selected where the terminal takes no copies.
    Citation,
    /// An article that tells no entry.
    Article,
}

/// A text over the panes.
#[derive(Debug, Clone)]
pub struct Pager {
    /// What it is.
    pub shown: Shown,
    /// The first line shown: for the preview the byte it begins at, else its number.
    pub top: usize,
    /// The preview's text.
    pub text: String,
    /// Whether that is all of it.
    pub whole: bool,
    /// The lines of the others.
    pub page: Page,
    /// The ruling that is looked at.
    pub ruling: Option<Box<Command>>,
    /// The view that is exported, and as what.
    pub export: Option<(Box<View>, Format)>,
}

impl Pager {
    /// A page that is only read.
    pub fn of_page(shown: Shown, page: Page) -> Self {
        Self { shown, top: 0, text: String::new(), whole: true, page, ruling: None, export: None }
    }

    fn of_text(shown: Shown, text: String) -> Self {
        Self { text, ..Self::of_page(shown, Page::default()) }
    }

    /// Whether it shows a text rather than a page.
    pub const fn is_text(&self) -> bool {
        matches!(self.shown, Shown::Preview | Shown::Citation | Shown::Article)
    }

    /// The preview's text, broken to a width.
    pub fn wrap(&self, width: u16, glyphs: Glyphs) -> Wrap<'_> {
        Wrap::new(&self.text, usize::from(width), glyphs)
    }
}

/// Opens the preview of an export, or gives the one that is open the rest of what is looked at.
pub fn preview(app: &mut App, excerpt: Excerpt, view: Box<View>, format: Format) {
    let Excerpt { text, whole, .. } = excerpt;
    let export = Some((view, format));
    let open = app.pager.as_ref().filter(|pager| pager.shown == Shown::Preview && pager.export == export);
    let top = open.map_or(0, |pager| moved_to(&pager.text, pager.top, &text));
    app.notice = app.notice.take().filter(|_| open.is_some());
    app.pager = Some(Pager { top, whole, export, ..Pager::of_text(Shown::Preview, text) });
}

/// Where the line that begins at a byte of a text begins in another one that differs in its heading alone.
fn moved_to(before: &str, top: usize, after: &str) -> usize {
    let Some(rest) = before.get(top..).filter(|_| top > 0) else { return 0 };
    let line: String = rest.chars().take(SAME).collect();
    let near = (0..=top.min(HEADING)).map(|by| top - by).chain(top + 1..=top + HEADING);
    let mut near = near.filter(|at| after.get(*at..).is_some_and(|after| after.starts_with(&line)));
    near.next().unwrap_or(0)
}

/// Opens a citation.
pub fn citation(app: &mut App, text: String) {
    app.pager = Some(Pager::of_text(Shown::Citation, text));
}

/// Opens an article that tells no entry.
pub fn article(app: &mut App, text: String) {
    app.pager = Some(Pager::of_text(Shown::Article, text));
}

/// Opens help; makes it anew after a resize.
pub fn open(app: &mut App, shown: Shown) {
    let Some(layout) = app.layout() else { return };
    let width = usize::from(layout.pager().inner(layout.framed).width).saturating_sub(2);
    let page = match shown {
        Shown::Help => help(app, width),
        Shown::Preview | Shown::Citation | Shown::Article | Shown::Ruling => return,
    };
    let top = app.pager.as_ref().filter(|pager| pager.shown == shown).map_or(0, |pager| pager.top);
    let top = top.min(page.lines.len().saturating_sub(1));
    app.pager = Some(Pager { top, ..Pager::of_page(shown, page) });
}

fn help(app: &App, width: usize) -> Page {
    let ui = app.ui();
    let mut pages = Pages::new(width, app.settings.glyphs);
    let places = [
        (Within::Main, ui.screen_help_main),
        (Within::Listing, ui.screen_help_listing),
        (Within::Pager, ui.screen_help_pager),
        (Within::Prompt, ui.screen_help_prompt),
    ];
    for (place, heading) in places {
        pages.gap();
        pages.put(0, 0, &[(Role::Heading, heading)]);
        for row in TABLE.iter().filter(|row| row.within.first() == Some(&place)) {
            let names = app.settings.keys.of(row.action);
            let keys: Vec<String> = names.iter().map(|name| words::key(ui, name)).collect();
            let keys = format!("  {} ", keys.join(" "));
            let words = [(Role::Text, row.help(app.settings.language))];
            pages.put_beside((Role::Key, &keys), HELP_COLUMN, &words);
        }
    }
    pages.done()
}

/// A key while a pager is open.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    let (Some(layout), Some(mut pager)) = (app.layout(), app.pager.take()) else { return Vec::new() };
    let area = layout.pager().inner(layout.framed);
    let height = usize::from(area.height).max(1);
    let glyphs = app.settings.glyphs;
    let action = app.settings.keys.action(Within::Pager, key);
    match action {
        Some(Action::Close | Action::Interrupt) => {
            // Nobody looks at what is still being made.
            let making = app.previewing.take_if(|_| pager.shown == Shown::Preview);
            return making.map(|_| Effect::StopPreview).into_iter().collect();
        }
        Some(Action::Help) if pager.shown == Shown::Help => return Vec::new(),
        Some(Action::Write) if pager.ruling.is_some() => {
            let ruling = pager.ruling.take();
            return ruling.map(Effect::Rule).into_iter().collect();
        }
        Some(Action::Write) if pager.export.is_some() => app.prompt = Some(Prompt::FileName(String::new())),
        Some(Action::Variant) => {
            let effects = variant(app, &pager);
            app.pager = Some(pager);
            return effects;
        }
        Some(Action::Basis) if pager.ruling.as_deref().is_some_and(rulings::rests) => {
            app.prompt = Some(Prompt::Basis(String::new()));
        }
        _ => {}
    }
    if let Some(motion) = action.and_then(|action| Motion::of(action, height)) {
        let last = last_top(&pager, area.width, height, glyphs);
        pager.top = match (motion, pager.is_text()) {
            (Motion::By(lines), true) => pager.wrap(area.width, glyphs).moved(pager.top, lines).min(last),
            (motion, _) => motion.from(pager.top, last),
        };
    }
    app.pager = Some(pager);
    everywhere(action)
}

/// The same export in the next format; the same ruling on the next basis.
fn variant(app: &App, pager: &Pager) -> Vec<Effect> {
    if let Some((view, format)) = &pager.export {
        return vec![Effect::Preview(view.clone(), format.next())];
    }
    let turned = pager.ruling.as_deref().and_then(|command| rulings::on_next_basis(app, command));
    turned.map(|command| Effect::Weigh(Box::new(command))).into_iter().collect()
}

fn last_top(pager: &Pager, width: u16, height: usize, glyphs: Glyphs) -> usize {
    if pager.is_text() {
        pager.wrap(width, glyphs).last_top(height)
    } else {
        pager.page.lines.len().saturating_sub(height)
    }
}
