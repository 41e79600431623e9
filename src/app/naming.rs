//! Names that are offered while an actor is being named: the one that another is merged into, who acts, who speaks.
//!
//! Does not rank names (the library does) and does not rule.

use super::rulings::{self, Ruling};
use super::{App, Prompt, SHOWN};
use crate::library::{ActorCount, FoundActors, Question, Typed};

/// The names that are offered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Naming {
    /// What the names answer.
    answers: Option<Typed>,
    /// The names, best first.
    pub offers: Vec<ActorCount>,
    /// The chosen one.
    pub chosen: usize,
}

/// What is typed of a name so far; `None` where no actor is being named.
fn typed(app: &App) -> Option<String> {
    let Some(Prompt::Ruling { ruling, text }) = &app.prompt else { return None };
    match ruling {
        // Before anything is typed: those of the same name, whom one merges most often.
        Ruling::Merge if text.trim().is_empty() => {
            let name = &merged(app)?.1;
            name.split_whitespace().next_back().map(str::to_owned)
        }
        Ruling::Merge => Some(text.trim().to_owned()),
        Ruling::Correct if app.caret == 0 => {
            let begun = rulings::name_begun(text)?.replace('_', " ");
            // What the entry says already is not being typed.
            let mut there = app.chosen()?.actors.iter();
            there.all(|actor| actor.name != begun).then_some(begun)
        }
        _ => None,
    }
}

/// The key and the name of the actor that would be merged into another.
fn merged(app: &App) -> Option<(String, String)> {
    app.chosen()?.actors.first().map(|actor| (actor.key.clone(), actor.name.clone()))
}

fn looked_for(app: &App) -> Option<Typed> {
    // One more than are shown: the actor itself may be among them.
    Some(Typed { text: typed(app)?, take: SHOWN + 1, ..Typed::default() })
}

/// What the worker is to find, unless it has.
pub fn question(app: &App) -> Option<Question> {
    let typed = looked_for(app).filter(|typed| app.naming.answers.as_ref() != Some(typed))?;
    Some(Question::Actors(super::load::unfiltered(&app.view), typed))
}

/// Takes in the actors that were found.
pub fn answered(app: &mut App, typed: &Typed, found: FoundActors) {
    if looked_for(app).as_ref() != Some(typed) {
        return;
    }
    let merges = matches!(&app.prompt, Some(Prompt::Ruling { ruling: Ruling::Merge, .. }));
    let itself = merged(app).filter(|_| merges).map(|(key, _)| key);
    let mut offers = found.actors;
    offers.retain(|actor| Some(&actor.key) != itself.as_ref());
    offers.truncate(SHOWN);
    app.naming = Naming { answers: Some(typed.clone()), offers, chosen: 0 };
}

/// Forgets what was offered.
pub fn close(app: &mut App) {
    app.naming = Naming::default();
}

/// What is offered for what is typed now; `None` where no actor is being named.
pub fn offers(app: &App) -> Option<&[ActorCount]> {
    typed(app).map(|_| app.naming.offers.as_slice())
}

/// The chosen one, if it answers what is typed now.
pub fn chosen(app: &App) -> Option<&ActorCount> {
    let typed = looked_for(app)?;
    let naming = Some(&app.naming).filter(|naming| naming.answers.as_ref() == Some(&typed))?;
    naming.offers.get(naming.chosen)
}

/// Chooses another one; whether there are any.
pub fn step(app: &mut App, step: isize) -> bool {
    let last = app.naming.offers.len().saturating_sub(1);
    app.naming.chosen = app.naming.chosen.saturating_add_signed(step).min(last);
    offers(app).is_some_and(|offers| !offers.is_empty())
}

/// The line with the chosen name written out.
pub fn completed(app: &App) -> Option<String> {
    let Some(Prompt::Ruling { ruling, text }) = &app.prompt else { return None };
    let name = &chosen(app)?.name;
    if *ruling == Ruling::Merge {
        return Some(name.clone());
    }
    let begun = rulings::name_begun(text)?;
    let before = text.get(..text.len() - begun.len())?;
    Some(format!("{before}{}", name.split_whitespace().collect::<Vec<_>>().join("_")))
}
