//! The command line: arguments in, library calls, text out. One file a subcommand.
//!
//! Reads no clock, no environment and no folders by itself: [`Rim`] brings them. Prints nothing by itself: it
//! writes to what the rim gives.

mod actors;
mod add;
mod articles;
mod compare;
pub mod config;
mod contacts;
mod csv;
mod entry_json;
mod evaluate;
mod explain;
mod explore;
mod export;
pub mod filters;
mod format;
mod json;
mod keep;
mod list;
mod log;
mod look;
mod many;
mod open;
pub mod output;
mod quotes;
mod read;
mod reading_json;
mod reading_text;
mod review;
mod rule;
mod selections;
mod shell;
mod watch;

pub use explore::Terminal;
pub use open::open;

use crate::model::Author;
use chrono::{DateTime, Utc};
use clap::{CommandFactory as _, Parser, Subcommand};
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;

/// What a run is given from outside.
pub struct Rim<'a> {
    /// Standard output.
    pub out: &'a mut dyn Write,
    /// Standard error.
    pub err: &'a mut dyn Write,
    /// Standard input.
    pub input: &'a mut dyn Read,
    /// Now.
    pub now: DateTime<Utc>,
    /// Whom the journal names.
    pub author: Author,
    /// Where the library is, unless an argument says otherwise; `None` where there can be none.
    pub library: Option<PathBuf>,
    /// Whether somebody said so: it is missed then if it is not there.
    pub library_named: bool,
    /// Whether long work shows on standard error how far it is: a terminal.
    pub progress: bool,
    /// Whether output may be coloured: a terminal, and no `NO_COLOR`.
    pub colour: bool,
    /// What a screen is given.
    pub terminal: Terminal,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything was done.
    Done,
    /// Something was refused, the rest done.
    Partly,
    /// Nothing was done.
    Nothing,
}

impl Exit {
    /// The exit status.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Partly => 1,
            Self::Nothing => 2,
        }
    }

    /// By how much was done and how much refused.
    pub const fn of(done: usize, refused: usize) -> Self {
        match (done, refused) {
            (_, 0) => Self::Done,
            (0, _) => Self::Nothing,
            _ => Self::Partly,
        }
    }
}

/// Reads news-agency articles about diplomacy into a timeline.
#[derive(Debug, Parser)]
#[command(name = "depeche", version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// The library; without it `DEPECHE_LIBRARY`, else the user's data directory.
    #[arg(long, global = true, value_name = "DIR")]
    library: Option<PathBuf>,
    #[command(flatten)]
    explore: explore::ExploreArguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Files articles into the library.
    Add(add::AddArguments),
    /// Files what arrives in folders, until it is told to end.
    Watch(watch::WatchArguments),
    /// Checks that the library is whole.
    Verify,
    /// Makes the library's index anew from its journal.
    Rebuild,
    /// Prints the chronology, a line an entry.
    List(Box<list::ListArguments>),
    /// Prints what is read in articles: dates, actors, quotes, events.
    Read(read::ReadArguments),
    /// Writes the commented file of settings and keys, or checks the one that is there.
    Config(config::ConfigArguments),
    /// Writes the chronology as Markdown, or the journal to be added elsewhere.
    Export(Box<export::ExportArguments>),
    /// Prints the words said, with who said them and when.
    Quotes(Box<look::LookArguments>),
    /// Prints who has a part in the entries, most entries first.
    Actors(Box<look::LookArguments>),
    /// Prints what became of each article: read, silent, revised, withdrawn, refused.
    Articles(Box<articles::ArticlesArguments>),
    /// Prints calls, meetings, visits and talks of two actors, and the silences between.
    Contacts(Box<contacts::ContactsArguments>),
    /// Prints what became known between two days.
    Compare(Box<compare::CompareArguments>),
    /// Prints what is doubtful, the least certain first.
    Review(Box<look::LookArguments>),
    /// Corrects an entry, or who said one of its quotes.
    Correct(Box<rule::entries::CorrectArguments>),
    /// Rejects an entry: nothing of the kind was told.
    Reject(Box<rule::entries::RejectArguments>),
    /// Adds an entry by hand, with its source.
    Assert(Box<rule::entries::AssertArguments>),
    /// Links two entries: one happening, or a denial.
    Link(Box<rule::entries::LinkArguments>),
    /// Parts reports from an entry: they tell another happening.
    Split(Box<rule::entries::SplitArguments>),
    /// Rules who is who.
    #[command(subcommand)]
    Actor(Box<rule::actors::ActorCommand>),
    /// Tags an entry.
    Tag(Box<rule::entries::TagArguments>),
    /// Writes a note about an entry.
    Note(Box<rule::entries::NoteArguments>),
    /// Marks an entry, or takes its mark back.
    Mark(Box<rule::entries::MarkArguments>),
    /// Withdraws an article: it is kept, and tells nothing any more.
    Withdraw(Box<rule::entries::WithdrawArguments>),
    /// Undoes a record of the journal: your own latest, or that of a number.
    Undo(Box<rule::turn::UndoArguments>),
    /// Does again what you undid last.
    Redo(rule::turn::RedoArguments),
    /// Scores how the articles of a folder are read, by gold readings beside them.
    Evaluate(evaluate::EvaluateArguments),
    /// Prints the journal: who filed and ruled what, and when.
    Log(Box<log::LogArguments>),
    /// Prints the script that completes arguments in a shell.
    Completions(shell::CompletionsArguments),
    /// Prints a page of the manual (`depeche man | man -l -`).
    Man(shell::ManArguments),
}

/// Runs the program with these arguments (the program's name first).
pub fn run(arguments: impl IntoIterator<Item = OsString>, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.len() == 1 {
        // Nothing need be understood, and the parser of so many commands takes longer than the first rows.
        return explore::run(&explore::ExploreArguments::default(), rim);
    }
    let arguments = match Arguments::try_parse_from(library_behind(arguments)) {
        Ok(arguments) => arguments,
        Err(why) => return explain(&why, rim),
    };
    if let Some(directory) = arguments.library {
        rim.library = Some(directory);
        rim.library_named = true;
    }
    match arguments.command {
        Some(Command::Add(arguments)) => add::run(&arguments, rim),
        Some(Command::Watch(arguments)) => watch::run(&arguments, rim),
        Some(Command::Completions(arguments)) => shell::completions(&arguments, Arguments::command(), rim),
        Some(Command::Man(arguments)) => shell::man(&arguments, Arguments::command(), rim),
        Some(Command::Verify) => keep::verify(rim),
        Some(Command::Rebuild) => keep::rebuild(rim),
        Some(Command::List(arguments)) => list::run(&arguments, rim),
        Some(Command::Read(arguments)) => read::run(&arguments, rim),
        Some(Command::Config(arguments)) => config::run(&arguments, rim),
        Some(Command::Export(arguments)) => export::run(&arguments, rim),
        Some(Command::Quotes(arguments)) => quotes::run(&arguments, rim),
        Some(Command::Actors(arguments)) => actors::run(&arguments, rim),
        Some(Command::Articles(arguments)) => articles::run(&arguments, rim),
        Some(Command::Contacts(arguments)) => contacts::run(&arguments, rim),
        Some(Command::Compare(arguments)) => compare::run(&arguments, rim),
        Some(Command::Review(arguments)) => review::run(&arguments, rim),
        Some(Command::Correct(arguments)) => rule::entries::correct(&arguments, rim),
        Some(Command::Reject(arguments)) => rule::entries::reject(&arguments, rim),
        Some(Command::Assert(arguments)) => rule::entries::assert(&arguments, rim),
        Some(Command::Link(arguments)) => rule::entries::link(&arguments, rim),
        Some(Command::Split(arguments)) => rule::entries::split(&arguments, rim),
        Some(Command::Actor(command)) => rule::actors::run(&command, rim),
        Some(Command::Tag(arguments)) => rule::entries::tag(&arguments, rim),
        Some(Command::Note(arguments)) => rule::entries::note(&arguments, rim),
        Some(Command::Mark(arguments)) => rule::entries::mark(&arguments, rim),
        Some(Command::Withdraw(arguments)) => rule::entries::withdraw(&arguments, rim),
        Some(Command::Undo(arguments)) => rule::turn::undo(&arguments, rim),
        Some(Command::Redo(arguments)) => rule::turn::redo(&arguments, rim),
        Some(Command::Evaluate(arguments)) => evaluate::run(&arguments, rim),
        Some(Command::Log(arguments)) => log::run(&arguments, rim),
        None => explore::run(&arguments.explore, rim),
    }
}

/// `--library DIR` in front of a subcommand is put behind it: before one, arguments are those of the screen.
fn library_behind(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let first = arguments.get(1).map(|first| first.to_string_lossy().into_owned()).unwrap_or_default();
    let taken = match first.as_str() {
        "--library" => 2,
        joined if joined.starts_with("--library=") => 1,
        _ => return arguments,
    };
    let is_word = arguments.get(1 + taken).is_some_and(|next| !next.as_encoded_bytes().starts_with(b"-"));
    if let Some(stretch) = arguments.get_mut(1..=1 + taken).filter(|_| is_word) {
        stretch.rotate_left(taken);
    }
    arguments
}

/// Help and version go to standard output and are no failure; a wrong argument goes to standard error.
fn explain(why: &clap::Error, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let text = why.render().to_string();
    if why.use_stderr() {
        // Clap repeats arguments as they came; they may hold what drives a terminal.
        let shown: Vec<String> = text.split('\n').map(crate::model::text::visible).collect();
        rim.err.write_all(shown.join("\n").as_bytes())?;
        return Ok(Exit::Nothing);
    }
    rim.out.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}
