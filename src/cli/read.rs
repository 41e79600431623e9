//! `depeche read PATH…`: what is read in articles, without a library.

use super::reading_json::ReadingJson;
use super::{Exit, Rim, explain, json, reading_text};
use crate::intake::{self, IntakeError};
use crate::model::Article;
use crate::reading;
use clap::{Args, ValueEnum};
use std::io;
use std::path::{Path, PathBuf};

/// Arguments of `read`.
#[derive(Debug, Args)]
pub struct ReadArguments {
    /// Articles and folders of articles; - reads one from standard input.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
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

/// Reads and prints.
pub fn run(arguments: &ReadArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let (mut done, mut refused) = (0, 0);
    for path in &arguments.paths {
        let mut take = |article: Result<Article, IntakeError>, rim: &mut Rim<'_>| match article {
            Ok(article) => {
                done += 1;
                show(&article, arguments, rim)
            }
            Err(why) => {
                refused += 1;
                writeln!(rim.err, "depeche: {why}")
            }
        };
        if path == Path::new("-") {
            let article = intake::stream(Path::new("standard input"), None, &mut *rim.input);
            take(article, rim)?;
            continue;
        }
        for file in intake::files(std::slice::from_ref(path)) {
            take(file.and_then(|file| intake::file(&file)), rim)?;
        }
    }
    Ok(Exit::of(done, refused))
}

fn show(article: &Article, arguments: &ReadArguments, rim: &mut Rim<'_>) -> io::Result<()> {
    let reading = reading::read(article);
    match arguments.format {
        ReadFormat::Json => {
            let mut line = ReadingJson::new(article, &reading);
            if arguments.explain {
                line.explain(article, &reading);
            }
            json::line(rim.out, &line)
        }
        ReadFormat::Text => {
            reading_text::write(rim.out, article, &reading, rim.colour)?;
            if arguments.explain { explain::write(rim.out, article, &reading) } else { Ok(()) }
        }
    }
}
