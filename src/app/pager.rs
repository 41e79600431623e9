//! What lies over the panes and is only read: help, the preview of an export, a citation.
//!
//! Does not draw. Help is made from the key table, so it cannot lie.

use super::keys::{Action, Key, TABLE, Within};
use super::page::{Page, Pages, Role};
use super::text::Glyphs;
use super::wrap::Wrap;
use super::{App, Effect, Prompt, words};
use crate::library::Command;

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
    /// The lines of the others.
    pub page: Page,
    /// The ruling that is looked at.
    pub ruling: Option<Box<Command>>,
}

impl Pager {
    /// The preview's text, broken to a width.
    pub fn wrap(&self, width: u16, glyphs: Glyphs) -> Wrap<'_> {
        Wrap::new(&self.text, usize::from(width), glyphs)
    }
}

/// Opens the preview of an export.
pub fn preview(app: &mut App, text: String) {
    app.pager = Some(Pager { shown: Shown::Preview, top: 0, text, page: Page::default(), ruling: None });
}

/// Opens a citation.
pub fn citation(app: &mut App, text: String) {
    app.pager = Some(Pager { shown: Shown::Citation, top: 0, text, page: Page::default(), ruling: None });
}

/// Opens help; makes it anew after a resize.
pub fn open(app: &mut App, shown: Shown) {
    let Some(layout) = app.layout() else { return };
    let width = usize::from(layout.pager().inner(layout.framed).width).saturating_sub(2);
    let page = match shown {
        Shown::Help => help(app, width),
        Shown::Preview | Shown::Citation | Shown::Ruling => return,
    };
    let top = app.pager.as_ref().filter(|pager| pager.shown == shown).map_or(0, |pager| pager.top);
    let top = top.min(page.lines.len().saturating_sub(1));
    app.pager = Some(Pager { shown, top, text: String::new(), page, ruling: None });
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
            let keys = keys.join(" ");
            let room = 16_usize.saturating_sub(keys.chars().count()).max(1);
            let words = format!("{}{}", " ".repeat(room), row.help(app.settings.language));
            pages.put(2, 18, &[(Role::Key, &keys), (Role::Text, &words)]);
        }
    }
    pages.done()
}

/// A key while a pager is open.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    let (Some(layout), Some(mut pager)) = (app.layout(), app.pager.take()) else { return Vec::new() };
    let area = layout.pager().inner(layout.framed);
    let height = usize::from(area.height).max(1);
    let half = height.div_ceil(2);
    let steps = |count: usize| isize::try_from(count).unwrap_or(isize::MAX);
    let glyphs = app.settings.glyphs;
    let action = app.settings.keys.action(Within::Pager, key);
    match action {
        Some(Action::Close | Action::Interrupt) => return Vec::new(),
        Some(Action::Help) if pager.shown == Shown::Help => return Vec::new(),
        Some(Action::Down) => scroll(&mut pager, 1, area.width, height, glyphs),
        Some(Action::Up) => scroll(&mut pager, -1, area.width, height, glyphs),
        Some(Action::HalfDown) => scroll(&mut pager, steps(half), area.width, height, glyphs),
        Some(Action::HalfUp) => scroll(&mut pager, -steps(half), area.width, height, glyphs),
        Some(Action::PageDown) => scroll(&mut pager, steps(height), area.width, height, glyphs),
        Some(Action::PageUp) => scroll(&mut pager, -steps(height), area.width, height, glyphs),
        Some(Action::First) => pager.top = 0,
        Some(Action::Last) => pager.top = last_top(&pager, area.width, height, glyphs),
        Some(Action::Write) if pager.ruling.is_some() => {
            let ruling = pager.ruling.take();
            return ruling.map(Effect::Rule).into_iter().collect();
        }
        Some(Action::Write) if pager.shown == Shown::Preview => {
            app.prompt = Some(Prompt::FileName(String::new()));
        }
        _ => {}
    }
    app.pager = Some(pager);
    match action {
        Some(Action::Redraw) => vec![Effect::Redraw],
        Some(Action::Suspend) => vec![Effect::Suspend],
        _ => Vec::new(),
    }
}

fn scroll(pager: &mut Pager, steps: isize, width: u16, height: usize, glyphs: Glyphs) {
    let last = last_top(pager, width, height, glyphs);
    let to = match pager.shown {
        Shown::Preview | Shown::Citation => pager.wrap(width, glyphs).moved(pager.top, steps),
        Shown::Help | Shown::Ruling => pager.top.saturating_add_signed(steps),
    };
    pager.top = to.min(last);
}

fn last_top(pager: &Pager, width: u16, height: usize, glyphs: Glyphs) -> usize {
    match pager.shown {
        Shown::Preview | Shown::Citation => pager.wrap(width, glyphs).last_top(height),
        Shown::Help | Shown::Ruling => pager.page.lines.len().saturating_sub(height),
    }
}
