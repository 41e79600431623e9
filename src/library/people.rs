//! The actors of a view with their counts over time: what a list of people shows, found in one go.
//!
//! Goes through a view once for the counts and once for each actor that is drawn, so it is asked on the query worker.
//! Does not draw.

use super::{ActorCount, ActorTest, Density, Queries, Typed, View};

/// The actors of a view.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    /// Those with the most entries first; of the first of them how their entries lie in time.
    pub actors: Vec<(ActorCount, Vec<Density>)>,
    /// How many there are in all; where only the first were asked for, as many as were looked at.
    pub found: usize,
}

/// The first `take` actors of a view; of the first `drawn` of them how their entries lie in `steps` stretches of time.
pub fn people(library: &dyn Queries, view: &View, take: usize, drawn: usize, steps: usize) -> People {
    // Of all that a large library names only those that are wanted are counted.
    let (mut actors, found) = if *view == View::default() {
        let found = library.find_actors(view, &Typed { take: take.saturating_add(1), ..Typed::default() });
        (found.actors, found.found)
    } else {
        let actors = library.actors(view);
        let count = actors.len();
        (actors, count)
    };
    actors.truncate(take);
    let in_time = |(number, actor): (usize, ActorCount)| {
        let mut with = view.clone();
        let (key, name) = (actor.key.clone(), actor.name.clone());
        with.filter.actors.push(ActorTest { key, name, part: None, not: false });
        let density = if number < drawn { library.density(&with, steps) } else { Vec::new() };
        (actor, density)
    };
    People { actors: actors.into_iter().enumerate().map(in_time).collect(), found }
}
