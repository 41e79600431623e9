//! What commands that only look have in common: paths, filters, format, and where to write.

use super::filters::{FilterArguments, Lang};
use super::format::Format;
use super::open::open_at;
use super::output::{self, Output};
use super::{Exit, Rim};
use crate::library::{Desk, Queries, View};
use crate::model::Language;
use clap::Args;
use std::io::{self, Write};
use std::path::PathBuf;

/// Arguments of every command that looks.
#[derive(Debug, Args)]
pub struct LookArguments {
    /// Articles and folders of articles; - reads one from standard input. Without any, the library.
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub how: HowArguments,
    #[command(flatten)]
    pub filters: FilterArguments,
}

/// How to print, and where.
#[derive(Debug, Clone, Args)]
pub struct HowArguments {
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// The language of titles and words.
    #[arg(long, value_enum, default_value_t = Lang::Fr)]
    pub lang: Lang,
    #[command(flatten)]
    pub output: Output,
}

impl HowArguments {
    /// The language.
    pub fn language(&self) -> Language {
        self.lang.into()
    }
}

/// What is looked at.
pub struct Looked {
    /// The library.
    pub library: Box<dyn Desk>,
    /// The part of it.
    pub view: View,
    /// How the run ends if all goes well.
    pub exit: Exit,
}

/// Opens what is to be looked at; or says why not, and how the run ends.
pub fn look(
    paths: &[PathBuf],
    filters: &FilterArguments,
    rim: &mut Rim<'_>,
) -> io::Result<Result<Looked, Exit>> {
    let (library, added) = open_at(paths, filters.at, filters.language(), rim)?;
    let exit = Exit::of(added.articles(), added.refused.len());
    if exit == Exit::Nothing {
        return Ok(Err(exit));
    }
    let view = filters.view(&library);
    if let Some(why) = library.trouble() {
        writeln!(rim.err, "depeche: {}", crate::library::unreadable(&why))?;
        return Ok(Err(Exit::Nothing));
    }
    match view {
        Ok(view) => Ok(Ok(Looked { library: Box::new(library), view, exit })),
        Err(why) => {
            writeln!(rim.err, "depeche: {why}")?;
            Ok(Err(Exit::Nothing))
        }
    }
}

/// Writes what was found in a library where it is to go; or, if some of it could not be read, says that instead, so that no
/// part passes for the whole.
pub fn put(
    text: &[u8],
    how: &HowArguments,
    exit: Exit,
    library: &dyn Queries,
    rim: &mut Rim<'_>,
) -> io::Result<Exit> {
    if let Some(why) = library.trouble() {
        writeln!(rim.err, "depeche: {}", crate::library::unreadable(&why))?;
        return Ok(Exit::Nothing);
    }
    put_with(how, exit, rim, |out| out.write_all(text))
}

/// Writes what is found where it is to go, as it is found.
pub fn put_with(
    how: &HowArguments,
    exit: Exit,
    rim: &mut Rim<'_>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<Exit> {
    if let Err(why) = output::write(&how.output, rim, write)? {
        writeln!(rim.err, "depeche: {why}")?;
        return Ok(Exit::Nothing);
    }
    Ok(exit)
}
