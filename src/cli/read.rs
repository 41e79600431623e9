//! `depeche read PATH…`: what is read in articles, without a library.

use super::filters::Lang;
use super::reading_json::ReadingJson;
use super::{Exit, Rim, explain, json, many, reading_text};
use crate::intake::{self, IntakeError};
use crate::model::{Article, Language};
use crate::reading;
use clap::{Args, ValueEnum};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Arguments of `read`.
#[derive(Debug, Args)]
pub struct ReadArguments {
    /// Articles and folders of articles; - reads one from standard input.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The language that the articles are in; their words tell, if not given.
    #[arg(long, value_enum, value_name = "LANG")]
    language: Option<Lang>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = ReadFormat::Json)]
    format: ReadFormat,
    /// Say of each finding by which rule and words it was read, and of each name how it was resolved.
    #[arg(long)]
    explain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReadFormat {
    /// One JSON object a line, one line an article.
    #[value(alias = "ndjson")]
    Json,
    /// For people.
    Text,
}

/// Reads and prints, in the order of the paths.
pub fn run(arguments: &ReadArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let (mut done, mut refused) = (0, 0);
    let (colour, language) = (rim.colour, arguments.language.map(Language::from));
    let print = |found: Result<Article, IntakeError>| {
        found
            .map(|article| article.in_language(language))
            .map(|article| printed(&article, arguments.format, arguments.explain, colour))
    };
    let mut take =
        |printed: Result<io::Result<Vec<u8>>, IntakeError>, out: &mut dyn Write, err: &mut dyn Write| {
            match printed {
                Ok(printed) => {
                    done += 1;
                    out.write_all(&printed?)
                }
                Err(why) => {
                    refused += 1;
                    writeln!(err, "depeche: {why}")
                }
            }
        };
    for path in &arguments.paths {
        if path == Path::new("-") {
            for article in intake::streamed(Path::new("standard input"), &mut *rim.input) {
                take(print(article), rim.out, rim.err)?;
            }
            continue;
        }
        let files = intake::files(std::slice::from_ref(path));
        let read = |file: Result<PathBuf, IntakeError>| print(file.and_then(|file| intake::file(&file)));
        many::in_order(files, read, |printed| take(printed, rim.out, rim.err))?;
    }
    Ok(Exit::of(done, refused))
}

/// What is printed of an article.
fn printed(article: &Article, format: ReadFormat, explained: bool, colour: bool) -> io::Result<Vec<u8>> {
    let reading = reading::read(article);
    let mut out = Vec::with_capacity(article.text.len() * 3 + 1024);
    match format {
        ReadFormat::Json => {
            let mut line = ReadingJson::new(article, &reading);
            if explained {
                line.explain(article, &reading);
            }
            json::line(&mut out, &line)?;
        }
        ReadFormat::Text => {
            reading_text::write(&mut out, article, &reading, colour)?;
            if explained {
                explain::write(&mut out, article, &reading)?;
            }
        }
    }
    Ok(out)
}
