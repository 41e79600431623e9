//! The filter line: an actor is found as its name is typed, and becomes a chip.
//!
//! Does not rank names (that is `search`) and does not keep entries (that is the library).

use super::{App, Queries};
use crate::library::{ActorCount, ActorTest, View};
use crate::model::Part;
use crate::search::Finder;

/// Choices that are counted and shown at once.
pub const SHOWN: usize = 8;

/// An actor that answers what is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The actor.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Entries that would be left.
    pub entries: usize,
}

/// The line that is typed into, and what answers it.
#[derive(Debug)]
pub struct FilterLine {
    /// What is typed.
    pub text: String,
    /// The part that the actor must play.
    pub part: Option<Part>,
    /// Whether entries without the actor are kept.
    pub not: bool,
    /// The chosen choice.
    pub chosen: usize,
    /// The best choices, the first [`SHOWN`] of them from the chosen one's page.
    pub choices: Vec<Choice>,
    /// How many there are in all.
    pub found: usize,
    actors: Vec<ActorCount>,
    finder: Finder,
}

impl FilterLine {
    /// An empty line over the actors of the view.
    pub fn new(view: &View, library: &dyn Queries) -> Self {
        let actors = library.actors(view);
        let names = |actor: &ActorCount| {
            std::iter::once(actor.name.clone()).chain(actor.aliases.clone()).collect::<Vec<_>>()
        };
        let all: Vec<(Vec<String>, usize)> =
            actors.iter().map(|actor| (names(actor), actor.entries)).collect();
        let finder = Finder::new(all.iter().map(|(names, count)| (names.iter().map(String::as_str), *count)));
        let mut line = Self {
            text: String::new(),
            part: None,
            not: false,
            chosen: 0,
            choices: Vec::new(),
            found: 0,
            actors,
            finder,
        };
        line.find(view, library);
        line
    }

    /// Finds and counts anew.
    pub fn find(&mut self, view: &View, library: &dyn Queries) {
        let found = self.finder.find(&self.text);
        self.found = found.len();
        self.chosen = self.chosen.min(self.found.saturating_sub(1));
        let first = self.first();
        let shown = found.iter().skip(first).take(SHOWN).filter_map(|at| self.actors.get(*at));
        let choice = |actor: &ActorCount| {
            let mut view = view.clone();
            view.filter.actors.push(self.test(&actor.key, &actor.name));
            let counted = self.part.is_some() || self.not;
            let entries = if counted { library.count(&view) } else { actor.entries };
            Choice { key: actor.key.clone(), name: actor.name.clone(), entries }
        };
        self.choices = shown.map(choice).collect();
    }

    /// The number of the first choice that is shown.
    pub const fn first(&self) -> usize {
        self.chosen - self.chosen % SHOWN
    }

    /// The test that the chosen actor makes.
    pub fn chosen_test(&self) -> Option<ActorTest> {
        let choice = self.choices.get(self.chosen - self.first())?;
        Some(self.test(&choice.key, &choice.name))
    }

    fn test(&self, key: &str, name: &str) -> ActorTest {
        ActorTest { key: key.to_owned(), name: name.to_owned(), part: self.part, not: self.not }
    }

    /// The next part: any, acts, receives, speaks, is named, any.
    pub fn next_part(&mut self) {
        self.part = match self.part {
            None => Part::ALL.first().copied(),
            Some(part) => Part::ALL.iter().copied().skip_while(|other| *other != part).nth(1),
        };
    }
}

/// Adds the chosen actor to the view's filter, unless it stands there already.
pub fn add_chip(app: &mut App, test: ActorTest) {
    let actors = &mut app.view.filter.actors;
    actors.retain(|other| other.key != test.key || other.part != test.part);
    actors.push(test);
}
