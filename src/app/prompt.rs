//! Lines that are typed into: the filter, words to search, a command, two dates, the name of a file, a yes or no.
//!
//! Does not write files: it asks for it.

use super::filter::{self, Choice, FilterLine};
use super::keys::{Action, Key, Within};
use super::listing::{self, What};
use super::rulings::{self, Ruling};
use super::{App, CommandLine, Effect, Queries, chips, command, period};
use crate::lexicon::phrase::fill;
use crate::library::View;
use std::path::PathBuf;

/// No line grows longer than this, whatever is pasted.
const LONGEST: usize = 500;
/// The file that an export is written to if no name is typed.
pub const USUAL_FILE: &str = "depeche.md";

/// What is being typed.
#[derive(Debug)]
pub enum Prompt {
    /// Something to filter by.
    Filter(Box<FilterLine>),
    /// Words to search in the text; the view as it was before.
    Search {
        /// The words.
        text: String,
        /// What Esc goes back to.
        before: Box<View>,
    },
    /// A command.
    Command(CommandLine),
    /// What a ruling says.
    Ruling {
        /// Which ruling.
        ruling: Ruling,
        /// The words.
        text: String,
    },
    /// Two known-on dates to compare.
    Compare(String),
    /// The name of the file to export to.
    FileName(String),
    /// Whether the file of that name may be replaced.
    Overwrite(PathBuf),
}

impl Prompt {
    fn text(&mut self) -> Option<&mut String> {
        match self {
            Self::Filter(line) => Some(&mut line.text),
            Self::Command(line) => Some(&mut line.text),
            Self::FileName(text)
            | Self::Compare(text)
            | Self::Search { text, .. }
            | Self::Ruling { text, .. } => Some(text),
            Self::Overwrite(_) => None,
        }
    }
}

/// Opens the line that words are searched with; those searched for stand there.
pub fn search(app: &mut App) {
    let before = app.view.clone();
    let text = before.filter.words.join(" ");
    app.prompt = Some(Prompt::Search { text, before: Box::new(before) });
}

/// A key while a line is open.
pub fn key(app: &mut App, library: &dyn Queries, key: Key) -> Vec<Effect> {
    let Some(mut prompt) = app.prompt.take() else { return Vec::new() };
    if let Prompt::Overwrite(path) = prompt {
        return overwrite(app, path, key);
    }
    let action = app.settings.keys.action(Within::Prompt, key);
    match action {
        Some(Action::Cancel | Action::Interrupt) => {
            if let Prompt::Search { before, .. } = prompt {
                app.view = *before;
            }
            return Vec::new();
        }
        Some(Action::Accept) => return accept(app, library, prompt),
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
    let step: isize = match action {
        Some(Action::NextChoice) => 1,
        Some(Action::PreviousChoice) => -1,
        _ => 0,
    };
    match (action, key, &mut prompt) {
        (Some(Action::Part), _, Prompt::Filter(line)) => {
            line.next_part();
            line.changed(app);
        }
        (Some(Action::Part), _, Prompt::Command(line)) => complete(line, app),
        (Some(Action::Invert), _, Prompt::Filter(line)) => {
            line.not = !line.not;
            line.changed(app);
        }
        (Some(Action::NextChoice | Action::PreviousChoice), _, Prompt::Filter(line)) => {
            let last = line.choices.len().saturating_sub(1);
            line.chosen = line.chosen.saturating_add_signed(step).min(last);
        }
        (Some(Action::NextChoice | Action::PreviousChoice), _, Prompt::Command(line)) => {
            let last = line.offers.len().saturating_sub(1);
            line.chosen = line.chosen.saturating_add_signed(step).min(last);
        }
        (Some(Action::Erase), _, Prompt::Filter(line)) if line.text.is_empty() => {
            filter::drop_last(app);
        }
        (Some(Action::Erase | Action::EraseWord | Action::EraseAll), _, prompt) => {
            erase(prompt, action);
            changed(app, prompt);
        }
        (None | Some(Action::Invert), Key::Char(letter), prompt) => {
            type_text(prompt, letter.encode_utf8(&mut [0; 4]));
            changed(app, prompt);
        }
        _ => {}
    }
    app.prompt = Some(prompt);
    Vec::new()
}

/// Text pasted while a line is open: its first line, without what is no letter.
pub fn paste(app: &mut App, text: &str) {
    let Some(mut prompt) = app.prompt.take() else { return };
    let line = text.lines().next().unwrap_or("");
    let letters: String = line.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect();
    type_text(&mut prompt, &letters);
    changed(app, &mut prompt);
    app.prompt = Some(prompt);
}

/// Completes a command's name.
fn complete(line: &mut CommandLine, app: &App) {
    if let Some(offer) = line.offers.get(line.chosen) {
        line.text = format!("{} ", offer.name);
        line.chosen = 0;
        line.changed(app);
    }
}

/// What is typed has changed: it is looked for anew.
fn changed(app: &mut App, prompt: &mut Prompt) {
    match prompt {
        Prompt::Filter(line) => line.changed(app),
        Prompt::Command(line) => {
            line.chosen = 0;
            line.changed(app);
        }
        Prompt::Search { text, .. } => app.view.filter.words = chips::search_words(text),
        Prompt::Compare(_) | Prompt::FileName(_) | Prompt::Overwrite(_) | Prompt::Ruling { .. } => {}
    }
}

fn type_text(prompt: &mut Prompt, letters: &str) {
    if let Some(text) = prompt.text() {
        let room = LONGEST.saturating_sub(text.chars().count());
        text.extend(letters.chars().take(room));
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
}

fn accept(app: &mut App, library: &dyn Queries, prompt: Prompt) -> Vec<Effect> {
    match prompt {
        Prompt::Filter(mut line) => {
            // What was typed last may not have been answered yet.
            if let Some(question) = line.question(&app.view)
                && let crate::library::Answer::Actors(found) = question.answer(library)
            {
                line.answered(found, app);
            }
            let typed = !line.text.trim().is_empty() || line.chosen > 0 || line.is_of_entry();
            match line.choice().cloned() {
                _ if !typed => {}
                // Words that stand nowhere are a name that nobody has.
                Some(Choice { chip: super::Chip::Word(_), entries: Some(0), .. }) | None => {
                    app.warn(app.ui().screen_no_actor);
                }
                Some(choice) => filter::add(app, &choice),
            }
        }
        Prompt::Search { text, before } => {
            for word in chips::search_words(&text) {
                let chip = super::Chip::Word(word);
                if !before.filter.words.contains(&text) {
                    app.added.push(chip);
                }
            }
        }
        Prompt::Command(line) => return command::run(app, library, &line),
        Prompt::Compare(text) => compare(app, library, &text),
        Prompt::Ruling { ruling, text } => return rulings::accept(app, library, ruling, &text),
        Prompt::FileName(name) => {
            let name = name.trim();
            let path = PathBuf::from(if name.is_empty() { USUAL_FILE } else { name });
            return write(app, path, false);
        }
        Prompt::Overwrite(_) => {}
    }
    Vec::new()
}

fn compare(app: &mut App, library: &dyn Queries, text: &str) {
    let day = |text: &str| period::parse(text, app.settings.today).and_then(|(from, to)| to.or(from));
    let days: Vec<_> = text.split_whitespace().map(day).collect();
    match days.as_slice() {
        [Some(one), Some(other)] => {
            let days = Some((*one.min(other), *one.max(other)));
            listing::open(app, library, What::Compare, days);
        }
        _ => app.warn(fill(app.ui().command_no_date, &[text])),
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
