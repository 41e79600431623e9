//! `actor …`: who is who. Definitions, other names, names, merges, splits, offices.

use super::super::{Exit, Rim};
use super::{BasisArguments, DoArguments, named, rule};
use crate::library::Desk;
use crate::model::text::fold;
use crate::model::{ActorRef, Anchor, Change, Class, Edtf, Layer};
use clap::{Args, Subcommand};
use std::io;

/// What is ruled about an actor.
#[derive(Debug, Subcommand)]
pub enum ActorCommand {
    /// Defines an actor that the gazetteer does not know.
    Define {
        /// Its name.
        name: String,
        /// What it is: person, state, organisation.
        #[arg(long, value_parser = named::class, default_value = "person")]
        class: Class,
        /// Another name under which articles know it. Again for each.
        #[arg(long, value_name = "NAME")]
        alias: Vec<String>,
        #[command(flatten)]
        rest: Rest,
    },
    /// Gives an actor another name: who is named so is this one.
    Alias {
        /// The actor.
        actor: String,
        /// The other name.
        alias: String,
        #[command(flatten)]
        rest: Rest,
    },
    /// Calls an actor otherwise from now on.
    Rename {
        /// The actor.
        actor: String,
        /// Its name from now on.
        name: String,
        #[command(flatten)]
        rest: Rest,
    },
    /// Makes two actors one.
    Merge {
        /// The one that both are from now on.
        kept: String,
        /// The one that is no longer one of its own.
        merged: String,
        #[command(flatten)]
        rest: Rest,
    },
    /// Says that in some articles another is meant by an actor's name.
    Split {
        /// The actor.
        actor: String,
        /// Who is meant there.
        #[arg(long = "as", value_name = "NAME")]
        other: String,
        /// An article in which the other is meant: its file's name, or the beginning of its id. Again for each.
        #[arg(long = "in", value_name = "ARTICLE", required = true)]
        articles: Vec<String>,
        #[command(flatten)]
        rest: Rest,
    },
    /// Dates an office: whom articles of that time call so is this actor.
    Office {
        /// The actor.
        actor: String,
        /// The office, as articles name it (« ministre letton des Affaires étrangères »).
        office: String,
        /// From when to when (2024-07/.., 2019/2023).
        #[arg(long, value_name = "DATES")]
        during: Edtf,
        #[command(flatten)]
        rest: Rest,
    },
}

/// What all of them have.
#[derive(Debug, Args)]
pub struct Rest {
    #[command(flatten)]
    basis: BasisArguments,
    #[command(flatten)]
    how: DoArguments,
}

/// Rules about an actor.
pub fn run(command: &ActorCommand, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let rest = match command {
        ActorCommand::Define { rest, .. }
        | ActorCommand::Alias { rest, .. }
        | ActorCommand::Rename { rest, .. }
        | ActorCommand::Merge { rest, .. }
        | ActorCommand::Split { rest, .. }
        | ActorCommand::Office { rest, .. } => rest,
    };
    rule(rim, &rest.how, |library| change(command, rest, library))
}

fn change(command: &ActorCommand, rest: &Rest, library: &dyn Desk) -> Result<Change, String> {
    let basis = rest.basis.basis(library)?;
    let actor = |name: &str| named::actor(library, name);
    Ok(match command {
        ActorCommand::Define { name, class, alias, .. } => {
            let key = named::new_key(library, name);
            let actor = ActorRef { key, name: name.clone(), class: *class };
            Change::ActorDefined { actor, aliases: alias.clone(), basis }
        }
        ActorCommand::Alias { actor: of, alias, .. } => {
            let of = actor(of)?;
            is_free(library, alias, &of)?;
            Change::ActorAliased { actor: of, alias: alias.clone(), basis }
        }
        ActorCommand::Rename { actor: of, name, .. } => {
            let of = actor(of)?;
            is_free(library, name, &of)?;
            Change::ActorRenamed { actor: of, name: name.clone(), basis }
        }
        ActorCommand::Merge { kept, merged, .. } => {
            Change::ActorsMerged { kept: actor(kept)?, merged: actor(merged)?, basis }
        }
        ActorCommand::Split { actor: of, other, articles, .. } => {
            let of = actor(of)?;
            let parted = actor(other).unwrap_or_else(|_nobody_yet| ActorRef {
                key: named::new_key(library, other),
                name: other.clone(),
                class: of.class,
            });
            let mentions = articles.iter().map(|article| mention(library, article, &of));
            Change::ActorSplit { mentions: mentions.collect::<Result<_, _>>()?, actor: of, parted, basis }
        }
        ActorCommand::Office { actor: of, office, during, .. } => {
            Change::OfficeDated { actor: actor(of)?, office: office.clone(), during: *during, basis }
        }
    })
}

/// A full name that another actor bears is no other name of this one.
fn is_free(library: &dyn Desk, name: &str, of: &ActorRef) -> Result<(), String> {
    let others = library.actors_called(name, None);
    let bearer = others.iter().find(|other| fold(&other.name) == fold(name) && other.key != of.key);
    match bearer {
        Some(other) if fold(&other.name) != other.key => {
            Err(format!("« {name} » is {} already; merge the two if they are one", other.name))
        }
        _ => Ok(()),
    }
}

/// The first mention of the actor in an article.
fn mention(library: &dyn Desk, article: &str, actor: &ActorRef) -> Result<Anchor, String> {
    let article = named::article(library, article)?;
    let view = library.article(&article.id).ok_or_else(|| format!("the article {} is gone", article.id))?;
    let is_meant = |party: &crate::model::Party| {
        party.id.as_ref() == Some(&actor.key)
            || fold(&party.name) == fold(&actor.name)
            || fold(&party.name) == actor.key
    };
    let mut mentions = view.reading.actors.iter();
    let found = mentions.find(|mention| view.reading.party(mention.party).is_some_and(is_meant));
    let found =
        found.ok_or_else(|| format!("{} is not named in « {} »", actor.name, view.article.headline()))?;
    Ok(Anchor::new(article.id, Layer::Actors, found.span))
}
