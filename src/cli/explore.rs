//! `depeche [PATH…]`: opens the screen on the library, the paths given, or the bundled sample.
//!
//! Hands the screen what it may not reach itself: how exports are made and saved.

use super::filters::{FilterArguments, Lang};
use super::{Exit, Rim, config, list, open, selections};
use crate::app::text::Glyphs;
use crate::app::{Format, Settings};
use crate::export::{self, Job, file};
use crate::lexicon;
use crate::library::{Extent, Library, View};
use crate::model::Language;
use crate::tui::{self, Colours, Multiplexer, Options, Stopping};
use chrono::{DateTime, Utc};
use clap::Args;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What a screen is given from outside.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// Whether standard output is a terminal.
    pub present: bool,
    /// Whether the locale is UTF-8.
    pub utf8: bool,
    /// The locale's language, as far as the interface speaks it.
    pub language: Language,
    /// Whether it stands at the far end of a network.
    pub remote: bool,
    /// How many colours it shows.
    pub colours: Colours,
    /// What stands between us and it.
    pub multiplexer: Multiplexer,
    /// The user's folder of settings, where the system names one.
    pub settings: fn() -> Option<PathBuf>,
    /// The clock.
    pub now: fn() -> DateTime<Utc>,
}

impl Terminal {
    /// No terminal: output goes to a file or another program.
    pub const fn absent() -> Self {
        Self {
            present: false,
            utf8: true,
            language: Language::French,
            remote: false,
            colours: Colours::None,
            multiplexer: Multiplexer::None,
            settings: || None,
            now: || DateTime::UNIX_EPOCH,
        }
    }

    /// How long a lone Esc waits for the rest of a key.
    const fn escape_wait(self) -> Duration {
        Duration::from_millis(if self.remote { 100 } else { 50 })
    }
}

/// Arguments of the screen.
#[derive(Debug, Default, Args)]
pub struct ExploreArguments {
    /// Articles and folders of articles to explore; without any, the bundled sample.
    ///
    /// A path named like a subcommand needs ./ before it.
    paths: Vec<PathBuf>,
    /// Show all letters and signs, whatever the locale says.
    #[arg(long)]
    utf8: bool,
    /// The language of the screen; the locale's, if not given.
    #[arg(long, value_enum)]
    lang: Option<Lang>,
    /// Read and write no file beside the library: for accounts that may do nothing else, as by `OpenSSH`'s `ForceCommand`.
    #[arg(long)]
    restricted: bool,
    #[command(flatten)]
    filters: FilterArguments,
}

/// Explores.
pub fn run(arguments: &ExploreArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    if !rim.terminal.present {
        writeln!(rim.err, "depeche: standard output is no terminal; say list, read or export")?;
        return Ok(Exit::Nothing);
    }
    let (mut library, added) =
        open::open_to_explore(&arguments.paths, arguments.filters.at, arguments.filters.language(), rim)?;
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
    explore(&mut library, view, arguments, rim)?;
    Ok(exit)
}

fn explore(library: &mut Library, view: View, arguments: &ExploreArguments, rim: &Rim<'_>) -> io::Result<()> {
    let folder = (rim.terminal.settings)();
    let config = folder.as_deref().map(config::read).unwrap_or_default();
    let chosen = arguments.lang.map(Language::from).or(config.language);
    let language = chosen.unwrap_or(rim.terminal.language);
    let keep = |saved: &[(String, View)]| match &folder {
        Some(folder) => selections::write(folder, saved),
        None => Err(io::Error::other("this system names no folder for settings")),
    };
    let (paths, at, spoken) = (arguments.paths.clone(), arguments.filters.at, arguments.filters.language());
    let export = move |out: &mut dyn Write,
                       library: &Library,
                       view: &View,
                       format: Format,
                       extent: Option<&Extent>| match format {
        Format::Markdown => {
            let job = Job { view, paths: &paths, language, at, spoken };
            export::markdown_of(out, library, &job, extent)
        }
        Format::Json => list::write_json(out, library, view, None),
        Format::Csv => list::write_csv(out, library, view, language),
    };
    let options = Options {
        home: std::env::home_dir(),
        settings: Settings {
            language,
            glyphs: Glyphs { utf8: arguments.utf8 || config.utf8.unwrap_or(rim.terminal.utf8) },
            source: source(library, &arguments.paths, language),
            today: rim.now.date_naive(),
            keys: config.keys,
            restricted: arguments.restricted,
        },
        sample: arguments.paths.is_empty() && library.store().is_none(),
        view,
        colours: if rim.colour && config.colour.unwrap_or(true) {
            config.theme.unwrap_or(rim.terminal.colours)
        } else {
            Colours::None
        },
        escape_wait: config.escape_wait.map_or(rim.terminal.escape_wait(), Duration::from_millis),
        slow_line: config.slow_line.unwrap_or(rim.terminal.remote),
        mouse: config.mouse,
        warning: config.wrong.into_iter().next(),
        author: rim.author.clone(),
        now: rim.terminal.now,
        export: Arc::new(export),
        multiplexer: rim.terminal.multiplexer,
        stopping: if arguments.restricted
            || rim.terminal.remote
            || rim.terminal.multiplexer != Multiplexer::None
        {
            Stopping::WithShell
        } else {
            Stopping::Always
        },
        saved: folder.as_deref().map(selections::read).unwrap_or_default(),
        keep: &keep,
        save: Arc::new(|path, replace, write| file::save_with(path, replace, |out| write(out))),
    };
    tui::explore(library, &options)
}

/// What is looked at, in a word: « échantillon », a folder's name, « archives +2 ».
fn source(library: &Library, paths: &[PathBuf], language: Language) -> String {
    let name = |path: &Path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    match paths {
        [] if library.store().is_some() => {
            library.store().map(|store| name(store.directory())).unwrap_or_default()
        }
        [] => lexicon::ui(language).screen_sample.to_owned(),
        [only] => name(only),
        [first, others @ ..] => format!("{} +{}", name(first), others.len()),
    }
}
