//! Runs the command line in this process, with its streams as values.

use depeche::cli::{self, Exit, Rim};
use depeche::model::Author;

/// What a run left.
pub struct Ran {
    /// How it ended.
    pub exit: Exit,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs `depeche` with these arguments, at a fixed time, outside any terminal.
pub fn depeche<A: AsRef<std::ffi::OsStr>>(arguments: &[A]) -> Ran {
    depeche_with(arguments, "")
}

/// The same, with this on standard input.
pub fn depeche_with<A: AsRef<std::ffi::OsStr>>(arguments: &[A], input: &str) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut rim = Rim {
        out: &mut out,
        err: &mut err,
        input: &mut input.as_bytes(),
        now: chrono::DateTime::UNIX_EPOCH,
        author: Author("test".to_owned()),
        library_named: false,
        library: None,
        progress: false,
        colour: false,
        terminal: cli::Terminal::absent(),
    };
    let words =
        std::iter::once("depeche".into()).chain(arguments.iter().map(|word| word.as_ref().to_owned()));
    let exit = cli::run(words, &mut rim).unwrap();
    Ran { exit, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}
