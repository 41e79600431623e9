//! The rim: arguments, the clock, the environment; an error becomes an exit code.

use depeche::cli::{self, Exit, Rim, Terminal};
use depeche::model::{Author, Language};
use depeche::tui::{Colours, Multiplexer};
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let colour =
        io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut rim = Rim {
        out: &mut out,
        err: &mut io::stderr(),
        input: &mut io::stdin(),
        now: now(),
        author: author(),
        library: library(),
        library_named: named_library().is_some(),
        progress: io::stderr().is_terminal(),
        colour,
        terminal: terminal(),
    };
    let ended = cli::run(std::env::args_os(), &mut rim).and_then(|exit| out.flush().map(|()| exit));
    match ended {
        Ok(exit) => ExitCode::from(exit.code()),
        // Whoever reads our output has seen enough.
        Err(why) if why.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(why) => {
            // What cannot be read says so itself.
            let what = if why.kind() == ErrorKind::InvalidData { "" } else { "cannot write: " };
            let _nowhere_left_to_say_it = writeln!(io::stderr(), "depeche: {what}{why}");
            ExitCode::from(Exit::Nothing.code())
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
fn now() -> chrono::DateTime<chrono::Utc> {
    chrono::Utc::now()
}

/// Whom the journal names: the user of the system.
fn author() -> Author {
    let name = ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    Author(name.filter(|name| !name.is_empty()).unwrap_or_else(|| "unknown".to_owned()))
}

/// Where the library is: `DEPECHE_LIBRARY`, else a folder of the user's data directory.
fn library() -> Option<PathBuf> {
    named_library().or_else(|| {
        let places = directories::ProjectDirs::from("", "", "depeche")?;
        Some(places.data_dir().join("library"))
    })
}

fn named_library() -> Option<PathBuf> {
    std::env::var_os("DEPECHE_LIBRARY").filter(|name| !name.is_empty()).map(PathBuf::from)
}

/// What the environment says of the terminal.
fn terminal() -> Terminal {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let letters = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set).unwrap_or_default().to_lowercase();
    let words = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set).unwrap_or_default();
    Terminal {
        present: io::stdout().is_terminal(),
        utf8: letters.contains("utf-8") || letters.contains("utf8"),
        language: if words.starts_with("fr") { Language::French } else { Language::English },
        settings: || {
            let places = directories::ProjectDirs::from("", "", env!("CARGO_PKG_NAME"))?;
            Some(places.config_dir().to_owned())
        },
        // GNU screen passes no more than 256 on.
        colours: match Colours::of(&set(&"TERM").unwrap_or_default(), &set(&"COLORTERM").unwrap_or_default())
        {
            Colours::True if set(&"STY").is_some() => Colours::Indexed,
            colours => colours,
        },
        remote: set(&"SSH_CONNECTION").is_some(),
        multiplexer: match (set(&"TMUX"), set(&"STY")) {
            // Of one within the other the inner one gives the terminal its name.
            (Some(_), Some(_)) if set(&"TERM").is_some_and(|name| name.starts_with("screen.")) => {
                Multiplexer::Screen
            }
            (Some(_), _) => Multiplexer::Tmux,
            (None, Some(_)) => Multiplexer::Screen,
            (None, None) => Multiplexer::None,
        },
        now,
    }
}
