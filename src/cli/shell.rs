//! `depeche completions SHELL` and `depeche man [SUBCOMMAND]`: what shells and manuals want to know of the arguments.
//!
//! Both are made from the arguments themselves, so they cannot lie.

use super::{Exit, Rim};
use clap::{Args, Command};
use clap_complete::Shell;
use std::io;

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
pub struct ManArguments {
    /// The page of this subcommand.
    subcommand: Option<String>,
}

/// Prints the script that completes arguments.
pub fn completions(
    arguments: &CompletionsArguments,
    mut command: Command,
    rim: &mut Rim<'_>,
) -> io::Result<Exit> {
    // The generator does not hand errors of writing on; memory has none.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "depeche", &mut script);
    rim.out.write_all(&script)?;
    Ok(Exit::Done)
}

/// Prints a page of the manual, as `man` formats it.
pub fn man(arguments: &ManArguments, mut command: Command, rim: &mut Rim<'_>) -> io::Result<Exit> {
    command.build();
    let page = match &arguments.subcommand {
        None => Some(command),
        Some(name) => command.find_subcommand(name).cloned(),
    };
    let Some(page) = page else {
        let name = crate::model::text::visible(arguments.subcommand.as_deref().unwrap_or_default());
        writeln!(rim.err, "depeche: there is no subcommand {name}; `depeche help` lists them")?;
        return Ok(Exit::Nothing);
    };
    clap_mangen::Man::new(page).render(&mut rim.out)?;
    Ok(Exit::Done)
}
