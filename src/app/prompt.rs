//! Lines that are typed into: the filter, the name of a file, a yes or no.
//!
//! Does not write files: it asks for it.

use super::filter::{self, FilterLine};
use super::keys::{Action, Key, Within, action};
use super::{App, Effect, Queries};
use crate::lexicon::phrase::fill;
use std::path::PathBuf;

/// No line grows longer than this, whatever is pasted.
const LONGEST: usize = 500;
/// The file that an export is written to if no name is typed.
pub const USUAL_FILE: &str = "depeche.md";

/// What is being typed.
#[derive(Debug)]
pub enum Prompt {
    /// An actor to filter by.
    Filter(Box<FilterLine>),
    /// The name of the file to export to.
    FileName(String),
    /// Whether the file of that name may be replaced.
    Overwrite(PathBuf),
}

impl Prompt {
    fn text(&mut self) -> Option<&mut String> {
        match self {
            Self::Filter(line) => Some(&mut line.text),
            Self::FileName(text) => Some(text),
            Self::Overwrite(_) => None,
        }
    }
}

/// A key while a line is open.
pub fn key(app: &mut App, library: &dyn Queries, key: Key) -> Vec<Effect> {
    let Some(mut prompt) = app.prompt.take() else { return Vec::new() };
    if let Prompt::Overwrite(path) = prompt {
        return overwrite(app, path, key);
    }
    let action = action(Within::Prompt, key);
    match action {
        Some(Action::Cancel | Action::Interrupt) => return Vec::new(),
        Some(Action::Accept) => return accept(app, prompt),
        Some(Action::Redraw) => {
            app.prompt = Some(prompt);
            return vec![Effect::Redraw];
        }
        Some(Action::Suspend) => {
            app.prompt = Some(prompt);
            return vec![Effect::Suspend];
        }
        _ => {}
    }
    let is_filter = matches!(prompt, Prompt::Filter(_));
    match (action, key, &mut prompt) {
        (Some(Action::Part), _, Prompt::Filter(line)) => line.next_part(),
        (Some(Action::Invert), _, Prompt::Filter(line)) => line.not = !line.not,
        (Some(Action::NextChoice), _, Prompt::Filter(line)) => line.chosen += 1,
        (Some(Action::PreviousChoice), _, Prompt::Filter(line)) => {
            line.chosen = line.chosen.saturating_sub(1);
        }
        (Some(Action::Erase | Action::EraseWord | Action::EraseAll), _, prompt) => erase(prompt, action),
        (None | Some(Action::Invert), Key::Char(letter), prompt) => {
            type_text(prompt, letter.encode_utf8(&mut [0; 4]));
        }
        _ => {}
    }
    if let (true, Prompt::Filter(line)) = (is_filter, &mut prompt) {
        line.find(&app.view, library);
    }
    app.prompt = Some(prompt);
    Vec::new()
}

/// Text pasted while a line is open: its first line, without what is no letter.
pub fn paste(app: &mut App, library: &dyn Queries, text: &str) {
    let Some(mut prompt) = app.prompt.take() else { return };
    let line = text.lines().next().unwrap_or("");
    let letters: String = line.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect();
    type_text(&mut prompt, &letters);
    if let Prompt::Filter(line) = &mut prompt {
        line.find(&app.view, library);
    }
    app.prompt = Some(prompt);
}

fn type_text(prompt: &mut Prompt, letters: &str) {
    if let Some(text) = prompt.text() {
        let room = LONGEST.saturating_sub(text.chars().count());
        text.extend(letters.chars().take(room));
    }
    if let Prompt::Filter(line) = prompt {
        line.chosen = 0;
    }
}

fn erase(prompt: &mut Prompt, action: Option<Action>) {
    if let Some(text) = prompt.text() {
        match action {
            Some(Action::EraseAll) => text.clear(),
            Some(Action::EraseWord) => {
                text.truncate(text.trim_end().len());
                let kept = text.rfind(char::is_whitespace).map_or(0, |space| space + 1);
                text.truncate(kept);
            }
            _ => drop(text.pop()),
        }
    }
    if let Prompt::Filter(line) = prompt {
        line.chosen = 0;
    }
}

fn accept(app: &mut App, prompt: Prompt) -> Vec<Effect> {
    match prompt {
        Prompt::Filter(line) => {
            let chosen = (!line.text.trim().is_empty() || line.chosen > 0).then(|| line.chosen_test());
            match chosen {
                Some(Some(test)) => filter::add_chip(app, test),
                Some(None) => app.warn(app.ui().screen_no_actor),
                None => {}
            }
            Vec::new()
        }
        Prompt::FileName(name) => {
            let name = name.trim();
            let path = PathBuf::from(if name.is_empty() { USUAL_FILE } else { name });
            write(app, path, false)
        }
        Prompt::Overwrite(_) => Vec::new(),
    }
}

fn overwrite(app: &mut App, path: PathBuf, key: Key) -> Vec<Effect> {
    let yes = matches!(key, Key::Char(letter) if app.ui().screen_yes.chars().any(|yes| yes == letter));
    if yes {
        return write(app, path, true);
    }
    let name = path.display().to_string();
    app.warn(fill(app.ui().screen_not_written, &[&name]));
    Vec::new()
}

fn write(app: &App, path: PathBuf, replace: bool) -> Vec<Effect> {
    let text = app.pager.as_ref().map(|pager| pager.text.clone()).unwrap_or_default();
    vec![Effect::Write { path, text, replace }]
}
