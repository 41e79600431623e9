//! `depeche export [PATH…] [filters] -o FILE`: the chronology as Markdown.

use super::filters::{FilterArguments, Lang};
use super::{Exit, Rim, open};
use crate::export::{self, Job, file};
use crate::library::Added;
use crate::model::text::visible;
use clap::Args;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArguments {
    /// Articles and folders of articles; without any, the bundled sample.
    paths: Vec<PathBuf>,
    /// Where to write; - is standard output.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Replace the file if it exists.
    #[arg(long)]
    force: bool,
    /// The language of headings, dates and statuses.
    #[arg(long, value_enum, default_value_t = Lang::Fr)]
    lang: Lang,
    /// Write the journal itself, a record a line: `depeche add` of it moves the library.
    #[arg(long, conflicts_with = "lang")]
    journal: bool,
    #[command(flatten)]
    filters: FilterArguments,
}

/// Exports.
pub fn run(arguments: &ExportArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    if arguments.journal {
        return journal(arguments, rim);
    }
    let (library, added) =
        open::open_at(&arguments.paths, arguments.filters.at, arguments.filters.language(), rim)?;
    let exit = Exit::of(added.articles(), added.refused.len());
    if exit == Exit::Nothing {
        return Ok(exit);
    }
    let view = match arguments.filters.view(&library) {
        Ok(view) => view,
        Err(why) => {
            writeln!(rim.err, "depeche: {why}")?;
            return Ok(Exit::Nothing);
        }
    };
    let job = Job {
        view: &view,
        paths: &arguments.paths,
        language: arguments.lang.into(),
        at: arguments.filters.at,
        spoken: arguments.filters.language(),
    };
    if arguments.output == Path::new("-") {
        export::markdown(rim.out, &library, &job)?;
        return Ok(exit);
    }
    let write = |out: &mut dyn Write| export::markdown(out, &library, &job);
    saved(arguments, file::save_with(&arguments.output, arguments.force, write), exit, rim)
}

/// Says what came of writing the file.
fn saved(
    arguments: &ExportArguments,
    saved: io::Result<()>,
    exit: Exit,
    rim: &mut Rim<'_>,
) -> io::Result<Exit> {
    let Err(why) = saved else { return Ok(exit) };
    let name = visible(&arguments.output.to_string_lossy());
    match why.kind() {
        ErrorKind::AlreadyExists => {
            writeln!(rim.err, "depeche: {name} exists; say --force to replace it")?;
        }
        _ => writeln!(rim.err, "depeche: cannot write {name}: {why}")?,
    }
    Ok(Exit::Nothing)
}

/// Writes the journal out, whole or up to a record.
fn journal(arguments: &ExportArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let at = arguments.filters.at;
    if arguments.filters != (FilterArguments { at, ..FilterArguments::default() }) {
        writeln!(
            rim.err,
            "depeche: a journal is written whole: of the filters only --at goes with --journal"
        )?;
        return Ok(Exit::Nothing);
    }
    // Whoever saves a library wants that one, and no sample in its place.
    let (library, added) = if arguments.paths.is_empty() {
        match open::kept(rim)? {
            Ok(library) => (library, Added::default()),
            Err(exit) => return Ok(exit),
        }
    } else {
        open::open(&arguments.paths, arguments.filters.language(), rim)?
    };
    let exit = Exit::of(added.articles(), added.refused.len());
    if exit == Exit::Nothing {
        return Ok(exit);
    }
    let write = |out: &mut dyn Write| {
        library.write_journal(at, out)?.map_err(|why| io::Error::other(why.to_string()))
    };
    if arguments.output == Path::new("-") {
        write(rim.out)?;
        return Ok(exit);
    }
    saved(arguments, file::save_with(&arguments.output, arguments.force, write), exit, rim)
}
