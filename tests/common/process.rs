//! Runs the built program as a process of its own, on a library.

use std::path::Path;
use std::process::Command;

/// The built program.
pub const DEPECHE: &str = env!("CARGO_BIN_EXE_depeche");

/// Runs `depeche SUBCOMMAND --library LIBRARY …`: whether all went well, and what it said.
pub fn depeche(library: &Path, arguments: &[&str]) -> (bool, String) {
    let (subcommand, rest) = arguments.split_first().unwrap();
    let ran =
        Command::new(DEPECHE).arg(subcommand).arg("--library").arg(library).args(rest).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
    (ran.status.success(), said)
}
