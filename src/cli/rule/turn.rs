//! `undo [NUMBER]` and `redo`. Another's record is undone only after a yes.

use super::super::{Exit, Rim, open};
use super::{DoArguments, carry_out, refuse};
use crate::lexicon::{self, phrase};
use crate::library::{Command, Desk, Refusal};
use crate::model::Seq;
use crate::model::text::visible;
use clap::Args;
use std::io;

/// Arguments of `undo`.
#[derive(Debug, Args)]
pub struct UndoArguments {
    /// The record to undo; without it, your own latest. `depeche log` shows the numbers.
    seq: Option<Seq>,
    /// Yes, also if it is another's.
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    how: DoArguments,
}

/// Arguments of `redo`.
#[derive(Debug, Args)]
pub struct RedoArguments {
    #[command(flatten)]
    how: DoArguments,
}

/// Undoes.
pub fn undo(arguments: &UndoArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let mut library = match open::kept(rim)? {
        Ok(library) => library,
        Err(exit) => return Ok(exit),
    };
    let command = |others: bool| Command::Undo { seq: arguments.seq, others };
    let mut others = arguments.yes;
    if let Err(Refusal::Anothers { seq, author }) = library.preview(command(others), &rim.author, None) {
        let ui = lexicon::ui(arguments.how.language());
        let question = phrase::fill(ui.ruling_sure, &[&seq.to_string(), &visible(&author.0)]);
        if !rim.terminal.present || !agreed(&question, ui.screen_yes, rim)? {
            return refuse(&Refusal::Anothers { seq, author }.to_string(), rim);
        }
        others = true;
    }
    carry_out(&mut library, command(others), &arguments.how, rim)
}

/// Redoes.
pub fn redo(arguments: &RedoArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    match open::kept(rim)? {
        Ok(mut library) => carry_out(&mut library, Command::Redo, &arguments.how, rim),
        Err(exit) => Ok(exit),
    }
}

/// Asks, and hears one line.
fn agreed(question: &str, yes: &str, rim: &mut Rim<'_>) -> io::Result<bool> {
    write!(rim.err, "{question}")?;
    rim.err.flush()?;
    let mut answer = [0; 1];
    let heard = rim.input.read(&mut answer)?;
    Ok(heard == 1 && answer.first().is_some_and(|letter| yes.contains(char::from(*letter))))
}
