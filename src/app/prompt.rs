//! Lines that are typed into: the filter, words to search, a command, two dates, the name of a file, a yes or no.
//!
//! Does not write files: it asks for it.

use super::filter::{self, Choice, FilterLine};
use super::keys::{Action, Key, Within};
use super::listing::{self, What};
use super::rulings::{self, Ruling};
use super::update::everywhere;
use super::{App, CommandLine, Content, Effect, Format, Queries, chips, command, load, naming, period};
use crate::lexicon::phrase::fill;
use crate::library::{Answer, View};
use crate::model::text::fold;
use std::path::PathBuf;

/// No line grows longer than this, whatever is pasted.
const LONGEST: usize = 500;
/// No name of a file that is proposed is longer, its ending left out.
const LONGEST_NAME: usize = 48;

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
    /// The source that a ruling rests on, with its day.
    Basis(String),
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
            | Self::Basis(text)
            | Self::Compare(text)
            | Self::Search { text, .. }
            | Self::Ruling { text, .. } => Some(text),
            Self::Overwrite(_) => None,
        }
    }
}

/// The file that an export is written to if no name is typed: after what the filter says.
pub fn usual_file(app: &App) -> String {
    let export = app.pager.as_ref().and_then(|pager| pager.export.as_ref());
    let format = export.map_or(Format::Markdown, |(_, format)| *format);
    let chips = export.map(|(view, _)| chips::of(view)).unwrap_or_default();
    let labels: Vec<String> = chips
        .iter()
        .filter(|chip| !matches!(chip, super::Chip::Entries(_)))
        .map(|chip| fold(&chip.label(app.ui(), &app.names)))
        .collect();
    let mut name = String::new();
    for word in labels.join(" ").split(|letter: char| !letter.is_ascii_alphanumeric()) {
        if !word.is_empty() && name.len() + word.len() < LONGEST_NAME {
            if !name.is_empty() {
                name.push('-');
            }
            name.push_str(word);
        }
    }
    let name = if name.is_empty() { env!("CARGO_PKG_NAME") } else { &name };
    format!("{name}.{}", format.ending())
}

/// Opens the line that words are searched with; those searched for stand there.
pub fn search(app: &mut App) {
    let before = app.view.clone();
    let text = before.filter.words.join(" ");
    app.prompt = Some(Prompt::Search { text, before: Box::new(before) });
}

/// A key while a line is open.
pub fn key(app: &mut App, library: &dyn Queries, key: Key) -> Vec<Effect> {
    let action = app.settings.keys.action(Within::Prompt, key);
    if names(app, action) {
        return Vec::new();
    }
    let named = naming::chosen(app).cloned();
    let Some(mut prompt) = app.prompt.take() else { return Vec::new() };
    if let Prompt::Overwrite(path) = prompt {
        return overwrite(app, path, key);
    }
    match action {
        Some(Action::Cancel | Action::Interrupt) => {
            naming::close(app);
            if let Prompt::Search { before, .. } = prompt {
                app.view = *before;
            }
            return Vec::new();
        }
        Some(Action::Accept) => {
            app.caret = 0;
            if let Prompt::Ruling { ruling, text } = prompt {
                // One that was not typed is meant if it was chosen.
                let named = named.filter(|_| !text.trim().is_empty() || app.naming.chosen > 0);
                naming::close(app);
                return rulings::accept(app, library, (ruling, text), named);
            }
            return accept(app, library, prompt);
        }
        Some(Action::Redraw | Action::Suspend) => {
            app.prompt = Some(prompt);
            return everywhere(action);
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
        (Some(Action::Part), _, Prompt::Ruling { ruling, text }) => {
            if let Some(next) = rulings::next_word(app, ruling, text) {
                *text = next;
            }
        }
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
        (Some(Action::Erase | Action::EraseWord | Action::EraseAll | Action::Delete), _, prompt) => {
            erase(prompt, action, &mut app.caret);
            changed(app, prompt);
        }
        (Some(Action::CaretLeft | Action::CaretRight | Action::CaretStart | Action::CaretEnd), _, prompt) => {
            let last = prompt.text().map_or(0, |text| text.chars().count());
            app.caret = match action {
                Some(Action::CaretLeft) => (app.caret + 1).min(last),
                Some(Action::CaretRight) => app.caret.saturating_sub(1),
                Some(Action::CaretStart) => last,
                _ => 0,
            };
        }
        (None | Some(Action::Invert), Key::Char(letter), prompt) => {
            type_text(prompt, letter.encode_utf8(&mut [0; 4]), app.caret);
            changed(app, prompt);
        }
        _ => {}
    }
    app.prompt = Some(prompt);
    Vec::new()
}

/// Moves among the names that are offered, or writes the chosen one out; whether there was something to do.
fn names(app: &mut App, action: Option<Action>) -> bool {
    match action {
        Some(Action::NextChoice) => naming::step(app, 1),
        Some(Action::PreviousChoice) => naming::step(app, -1),
        Some(Action::Part) => {
            let completed = naming::completed(app);
            if let (Some(completed), Some(Prompt::Ruling { text, .. })) = (&completed, &mut app.prompt) {
                text.clone_from(completed);
                app.caret = 0;
            }
            completed.is_some()
        }
        _ => false,
    }
}

/// Text pasted while a line is open: its first line, without what is no letter.
pub fn paste(app: &mut App, text: &str) {
    let Some(mut prompt) = app.prompt.take() else { return };
    let line = text.lines().next().unwrap_or("");
    let letters: String = line.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect();
    type_text(&mut prompt, &letters, app.caret);
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
        Prompt::Compare(_)
        | Prompt::Basis(_)
        | Prompt::FileName(_)
        | Prompt::Overwrite(_)
        | Prompt::Ruling { .. } => {}
    }
}

/// The byte at which the cursor stands that has so many letters behind it.
pub fn caret_at(text: &str, caret: usize) -> usize {
    caret
        .checked_sub(1)
        .map_or(text.len(), |back| text.char_indices().rev().nth(back).map_or(0, |(at, _)| at))
}

fn type_text(prompt: &mut Prompt, letters: &str, caret: usize) {
    if let Some(text) = prompt.text() {
        let room = LONGEST.saturating_sub(text.chars().count());
        let letters: String = letters.chars().take(room).collect();
        text.insert_str(caret_at(text, caret), &letters);
    }
}

/// Takes away what stands before the cursor, or the letter behind it.
fn erase(prompt: &mut Prompt, action: Option<Action>, caret: &mut usize) {
    let Some(text) = prompt.text() else { return };
    let at = caret_at(text, *caret);
    let mut before = text.get(..at).unwrap_or("").to_owned();
    let mut after = text.get(at..).unwrap_or("").to_owned();
    match action {
        Some(Action::EraseAll) => (before, after, *caret) = (String::new(), String::new(), 0),
        Some(Action::Delete) => {
            after = after.chars().skip(1).collect();
            *caret = caret.saturating_sub(1);
        }
        Some(Action::EraseWord) => {
            before.truncate(before.trim_end().len());
            let kept = before.rfind(char::is_whitespace).map_or(0, |space| space + 1);
            before.truncate(kept);
        }
        _ => drop(before.pop()),
    }
    *text = before + &after;
}

fn accept(app: &mut App, library: &dyn Queries, prompt: Prompt) -> Vec<Effect> {
    match prompt {
        Prompt::Filter(mut line) => {
            // What was typed last may not have been answered yet, nor what else there is of such a name.
            if !line.is_of_entry()
                && app.data.facets_of.as_ref() != Some(&app.view)
                && let Answer::Facets(found) = super::filter::Offered::question(&app.view).answer(library)
            {
                load::offered(app, found);
                line.choose(app);
            }
            if let Some(question) = line.question(&app.view)
                && let Answer::Actors(found) = question.answer(library)
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
            let short = chips::short_words(&text);
            if !short.is_empty() {
                app.say(fill(app.ui().screen_too_short, &[&short.join(" ")]));
            }
            for word in chips::search_words(&text) {
                let chip = super::Chip::Word(word);
                if !before.filter.words.contains(&text) {
                    app.added.push(chip);
                }
            }
        }
        Prompt::Command(line) => return command::run(app, library, &line),
        Prompt::Compare(text) => compare(app, library, text),
        Prompt::Ruling { ruling, text } => return rulings::accept(app, library, (ruling, text), None),
        Prompt::Basis(text) => return rulings::on_source(app, text),
        Prompt::FileName(name) => return save_as(app, name.trim()),
        Prompt::Overwrite(_) => {}
    }
    Vec::new()
}

/// Writes the export to that file; if its name asks for another format, shows that first.
fn save_as(app: &mut App, name: &str) -> Vec<Effect> {
    let path = if name.is_empty() { PathBuf::from(usual_file(app)) } else { PathBuf::from(name) };
    let export = app.pager.as_ref().and_then(|pager| pager.export.clone());
    match (export, Format::of(&path)) {
        // Asked for by name, it may not have been made yet.
        (None, _) => {
            app.prompt = Some(Prompt::FileName(name.to_owned()));
            app.say(app.ui().work_exports);
            Vec::new()
        }
        (Some((view, shown)), Some(format)) if format != shown => {
            app.prompt = Some(Prompt::FileName(name.to_owned()));
            vec![Effect::Preview(view, format)]
        }
        _ => write(app, path, false),
    }
}

fn compare(app: &mut App, library: &dyn Queries, text: String) {
    let day = |text: &str| period::parse(text, app.settings.today).and_then(|(from, to)| to.or(from));
    let days: Vec<_> = text.split_whitespace().map(day).collect();
    if let [Some(one), Some(other)] = days.as_slice() {
        let days = Some((*one.min(other), *one.max(other)));
        listing::open(app, library, What::Compare, days);
    } else {
        app.warn(fill(app.ui().command_no_date, &[&text]));
        app.prompt = Some(Prompt::Compare(text));
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

fn write(app: &mut App, path: PathBuf, replace: bool) -> Vec<Effect> {
    if app.settings.restricted {
        app.warn(app.ui().screen_restricted);
        return Vec::new();
    }
    let Some(pager) = &app.pager else { return Vec::new() };
    let content = match &pager.export {
        Some((view, format)) if !pager.whole => Content::Export(view.clone(), *format),
        _ => Content::Text(pager.text.clone()),
    };
    if matches!(content, Content::Export(..)) && app.work.is_some() {
        app.warn(app.ui().work_busy);
        return Vec::new();
    }
    vec![Effect::Write { path, content, replace }]
}
