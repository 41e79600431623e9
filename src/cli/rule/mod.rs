//! Ruling on the command line: what is wrong is put right, with who and when and on what; shown before it is done.
//!
//! `entries` are the rulings about entries, `actors` those about who is who, `turn` undo and redo. Each comes to one
//! change; `named` finds what its arguments name.

pub mod actors;
pub mod entries;
pub mod named;
pub mod turn;

use super::compare;
use super::filters::{Lang, last_day};
use super::{Exit, Rim, open};
use crate::lexicon::{self, phrase};
use crate::library::{Command, Desk, Difference, Library, describe};
use crate::model::text::visible;
use crate::model::{Basis, Change, Language, Source};
use chrono::NaiveDate;
use clap::Args;
use std::io;

/// What a ruling rests on.
#[derive(Debug, Clone, Default, Args)]
#[command(
    next_help_heading = "On what (without any of these: it was misread, and holds at every known-on date)"
)]
pub struct BasisArguments {
    /// New information from an article of the library: its file's name, or the beginning of its id. Holds from its day on.
    #[arg(long, value_name = "ARTICLE", conflicts_with_all = ["source", "published"])]
    pub because: Option<String>,
    /// New information from elsewhere, in words. Holds from the day of --published on.
    #[arg(long, value_name = "WORDS", requires = "published")]
    pub source: Option<String>,
    /// The day on which that source was published.
    #[arg(long, value_name = "DATE", value_parser = last_day, requires = "source")]
    pub published: Option<NaiveDate>,
}

impl BasisArguments {
    /// The source, if one is named.
    fn read(&self, library: &dyn Desk) -> Result<Option<Source>, String> {
        if let Some(name) = &self.because {
            let article = named::article(library, name)?;
            let (published, words) = (article.published.date, article.headline().to_owned());
            return Ok(Some(Source { published, article: Some(article.id), words }));
        }
        let elsewhere = self.source.clone().zip(self.published);
        Ok(elsewhere.map(|(words, published)| Source { published, article: None, words }))
    }

    /// The basis.
    fn basis(&self, library: &dyn Desk) -> Result<Basis, String> {
        Ok(self.read(library)?.map_or(Basis::Misread, Basis::NewInformation))
    }
}

/// How a ruling is carried out.
#[derive(Debug, Clone, Args)]
pub struct DoArguments {
    /// Show what would change, and record nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// The language of what is shown.
    #[arg(long, value_enum, default_value_t = Lang::Fr)]
    pub lang: Lang,
}

impl DoArguments {
    fn language(&self) -> Language {
        self.lang.into()
    }
}

/// Opens the library, makes a change of the arguments, shows what it does and does it.
fn rule(
    rim: &mut Rim<'_>,
    how: &DoArguments,
    make: impl FnOnce(&dyn Desk) -> Result<Change, String>,
) -> io::Result<Exit> {
    let mut library = match open::kept(rim)? {
        Ok(library) => library,
        Err(exit) => return Ok(exit),
    };
    match make(&library) {
        Ok(change) => carry_out(&mut library, Command::Rule(change), how, rim),
        Err(why) => refuse(&why, rim),
    }
}

fn refuse(why: &str, rim: &mut Rim<'_>) -> io::Result<Exit> {
    writeln!(rim.err, "depeche: {}", visible(why))?;
    Ok(Exit::Nothing)
}

/// Shows what a command changes, and, unless that is all that is wanted, does it.
fn carry_out(
    library: &mut Library,
    command: Command,
    how: &DoArguments,
    rim: &mut Rim<'_>,
) -> io::Result<Exit> {
    let language = how.language();
    let ui = lexicon::ui(language);
    let preview = match library.preview(command.clone(), &rim.author, None) {
        Ok(preview) => preview,
        Err(why) => return refuse(&why.to_string(), rim),
    };
    let said = describe(&preview.change, library, language);
    if how.dry_run {
        writeln!(rim.out, "{}", visible(&phrase::fill(ui.ruling_would, &[&said])))?;
        show(&preview.differences, language, rim)?;
        return Ok(Exit::Done);
    }
    match Desk::submit(library, command, &rim.author, rim.now) {
        Ok(seq) => {
            let recorded = phrase::fill(ui.ruling_recorded, &[&seq.to_string(), &said]);
            writeln!(rim.out, "{}", visible(&recorded))?;
            show(&preview.differences, language, rim)?;
            Ok(Exit::Done)
        }
        Err(why) => refuse(&why.to_string(), rim),
    }
}

fn show(differences: &[Difference], language: Language, rim: &mut Rim<'_>) -> io::Result<()> {
    if differences.is_empty() {
        return writeln!(rim.out, "{}", lexicon::ui(language).ruling_no_entry_changes);
    }
    compare::write_text(rim.out, differences, language)
}
