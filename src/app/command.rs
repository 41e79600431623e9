//! The command line after `:`: everything a key does by its name, and what needs words with it.
//!
//! The names are those of the key table, so that what help shows and what can be typed are one list.

use super::keys::{Action, TABLE, Within};
use super::{App, Effect, Prompt, Queries, Shown, Task, listing, main_keys, period};
use crate::lexicon::phrase::fill;
use crate::library::Seek;
use crate::model::text::fold;
use std::path::PathBuf;

/// What one letter stands for, as fingers know it from other programs.
const USUAL: &[(&str, &str)] = &[("q", "quit"), ("w", "write"), ("h", "help"), ("e", "export")];

/// A command that can be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its name.
    pub name: &'static str,
    /// What it does, in the interface's language.
    pub help: &'static str,
}

/// The line that is typed into, and the commands that begin so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CommandLine {
    /// What is typed.
    pub text: String,
    /// The commands that answer.
    pub offers: Vec<Offer>,
    /// The chosen one.
    pub chosen: usize,
}

impl CommandLine {
    /// An empty line.
    pub fn new(app: &App) -> Self {
        let mut line = Self::default();
        line.changed(app);
        line
    }

    /// What is typed has changed.
    pub fn changed(&mut self, app: &App) {
        let ui = app.ui();
        let typed = fold(self.text.split_whitespace().next().unwrap_or(""));
        let with_words = [
            ("known", ui.command_known),
            ("go", ui.command_go),
            ("period", ui.command_period),
            ("save", ui.command_save),
            ("load", ui.command_load),
            ("write", ui.command_write),
            ("add", ui.command_add),
            ("rebuild", ui.command_rebuild),
        ];
        let actions = TABLE.iter().filter(|row| row.within.contains(&Within::Main));
        let all = with_words
            .into_iter()
            .chain(actions.map(|row| (row.name, row.help(app.settings.language))))
            .map(|(name, help)| Offer { name, help });
        let begins = |offer: &Offer| {
            offer.name.starts_with(&typed)
                || offer.name.split('-').any(|word| word.starts_with(&typed))
                || (typed.len() > 2 && fold(offer.help).split(' ').any(|word| word.starts_with(&typed)))
        };
        let mut offers: Vec<Offer> = all.filter(begins).collect();
        let usual = USUAL.iter().find(|(letter, _)| *letter == typed).map(|(_, name)| *name);
        offers.sort_by_key(|offer| {
            let begins = offer.name.starts_with(&typed);
            (Some(offer.name) != usual, !begins, offer.name.len() != typed.len())
        });
        self.offers = offers;
        self.chosen = self.chosen.min(self.offers.len().saturating_sub(1));
    }

    /// The number of the first offer that is shown.
    pub const fn first(&self) -> usize {
        self.chosen - self.chosen % super::SHOWN
    }
}

/// Carries out what was typed or chosen.
pub fn run(app: &mut App, library: &dyn Queries, line: &CommandLine) -> Vec<Effect> {
    let rest = line.text.trim().split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim());
    let Some(offer) = line.offers.get(line.chosen) else {
        let why = fill(app.ui().command_unknown, &[line.text.trim()]);
        app.warn(why);
        return Vec::new();
    };
    if let Some(row) = TABLE.iter().find(|row| row.name == offer.name && row.within.contains(&Within::Main)) {
        return action(app, library, row.action);
    }
    let today = app.settings.today;
    let period = period::parse(rest, today);
    match (offer.name, period) {
        ("known", Some((from, to))) => {
            if let Some(day) = to.or(from) {
                main_keys::known_on(app, day);
            }
        }
        ("known", None) if rest.is_empty() => app.view.known_on = None,
        ("go", Some((from, to))) => {
            if let Some(day) = from.or(to) {
                app.list.go(Seek::Day(day));
            }
        }
        ("period", Some((from, to))) => super::Chip::Period(from, to).add(&mut app.view),
        ("save", _) if !rest.is_empty() => return save(app, rest),
        ("load", _) if !rest.is_empty() => load(app, rest),
        ("load", _) => listing::open(app, library, listing::What::Selections, None),
        ("write", _) => return write(app, library, rest),
        ("add", _) if !rest.is_empty() => return work(app, Task::Add, rest),
        ("rebuild", _) => return work(app, Task::Rebuild, ""),
        _ if rest.is_empty() => {
            let why = fill(app.ui().command_wants_more, &[offer.name, offer.help]);
            app.warn(why);
        }
        _ => {
            let why = fill(app.ui().command_no_date, &[rest]);
            app.warn(why);
        }
    }
    Vec::new()
}

fn action(app: &mut App, library: &dyn Queries, action: Action) -> Vec<Effect> {
    if action == Action::Help {
        super::pager::open(app, Shown::Help);
        return Vec::new();
    }
    main_keys::act(app, library, action)
}

/// Saves the view under a name; one of that name is replaced.
fn save(app: &mut App, name: &str) -> Vec<Effect> {
    let view = app.view.clone();
    app.saved.retain(|(other, _)| other != name);
    app.saved.push((name.to_owned(), view));
    app.say(fill(app.ui().screen_saved, &[name]));
    vec![Effect::Keep]
}

/// Begins long work, unless some is being done.
fn work(app: &mut App, task: Task, paths: &str) -> Vec<Effect> {
    if app.work.is_some() {
        app.warn(app.ui().work_busy);
        return Vec::new();
    }
    if task == Task::Add && app.settings.restricted {
        app.warn(app.ui().screen_restricted);
        return Vec::new();
    }
    vec![Effect::Work(task, vec![PathBuf::from(paths)])]
}

fn load(app: &mut App, name: &str) {
    let wanted = fold(name);
    let exact = app.saved.iter().find(|(other, _)| other == name);
    let found = exact.or_else(|| app.saved.iter().find(|(other, _)| fold(other).starts_with(&wanted)));
    match found.map(|(_, view)| view.clone()) {
        Some(view) => app.view = view,
        None => app.warn(fill(app.ui().screen_not_saved, &[name])),
    }
}

/// Exports to a file whose name is given, after a preview.
fn write(app: &mut App, library: &dyn Queries, name: &str) -> Vec<Effect> {
    let effects = main_keys::act(app, library, Action::Export);
    if !name.is_empty() && !effects.is_empty() {
        app.prompt = Some(Prompt::FileName(PathBuf::from(name).display().to_string()));
    }
    effects
}
