//! The filter line: an actor is found as its name is typed, and becomes a chip.
//!
//! Does not rank names and does not keep entries: the library does both.

use super::{App, Queries};
use crate::library::{ActorCount, ActorTest, FoundActors, Typed, View};
use crate::model::Part;

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
}

impl FilterLine {
    /// An empty line over the actors of the view.
    pub fn new(view: &View, library: &dyn Queries) -> Self {
        let mut line =
            Self { text: String::new(), part: None, not: false, chosen: 0, choices: Vec::new(), found: 0 };
        line.find(view, library);
        line
    }

    /// Finds and counts anew.
    pub fn find(&mut self, view: &View, library: &dyn Queries) {
        let found = self.ask(view, library);
        self.found = found.found;
        // What is typed may answer fewer than the chosen one's page had.
        let last = self.found.saturating_sub(1);
        let found = if self.chosen > last {
            self.chosen = last;
            self.ask(view, library)
        } else {
            found
        };
        let choice = |actor: ActorCount| Choice { key: actor.key, name: actor.name, entries: actor.entries };
        self.choices = found.actors.into_iter().map(choice).collect();
    }

    fn ask(&self, view: &View, library: &dyn Queries) -> FoundActors {
        let (text, part, not) = (self.text.clone(), self.part, self.not);
        library.find_actors(view, &Typed { text, part, not, skip: self.first(), take: SHOWN })
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
