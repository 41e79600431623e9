//! `depeche evaluate DIR…`: how well the articles of a folder are read, by gold readings beside them.
//!
//! What is scored is what `read` and `list` print as JSON. Does not score by itself: `evaluation` does.

use super::filters::Lang;
use super::reading_json::ReadingJson;
use super::{Exit, Rim, json, list};
use crate::evaluation::{Gold, Layer, Scores, Sheet, Stories};
use crate::library::{Library, View};
use crate::model::text::visible;
use crate::model::{Article, Language};
use crate::{intake, reading};
use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};
use std::io;
use std::path::{Path, PathBuf};

/// Arguments of `evaluate`.
#[derive(Debug, Args)]
pub struct EvaluateArguments {
    /// Folders of gold readings: NAME.json, with its article NAME.txt beside it.
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// Where the articles are, if not beside their gold.
    #[arg(long, value_name = "DIR")]
    articles: Option<PathBuf>,
    /// The language that the articles are in; their words tell, if not given.
    #[arg(long, value_enum, value_name = "LANG")]
    language: Option<Lang>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = EvaluateFormat::Text)]
    format: EvaluateFormat,
    /// Say also what was missed and what is wrong, a line each.
    #[arg(long)]
    errors: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EvaluateFormat {
    /// For people: a line a layer.
    Text,
    /// One JSON object a folder.
    #[value(alias = "ndjson")]
    Json,
}

/// What a folder was scored.
struct Scored {
    articles: usize,
    scores: Scores,
    /// Where the gold says which tellings belong together.
    stories: Option<Stories>,
}

/// Evaluates each folder.
pub fn run(arguments: &EvaluateArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let (mut done, mut refused) = (0, 0);
    for folder in &arguments.folders {
        let texts = arguments.articles.as_deref().unwrap_or(folder);
        match evaluate(folder, texts, arguments.language.map(Language::from), rim) {
            Ok(scored) => {
                done += 1;
                match arguments.format {
                    EvaluateFormat::Text => write_text(folder, &scored, arguments.errors, rim.out)?,
                    EvaluateFormat::Json => json::line(rim.out, &as_json(folder, &scored, arguments.errors))?,
                }
            }
            Err(why) => {
                refused += 1;
                writeln!(rim.err, "depeche: {}: {why}", visible(&folder.to_string_lossy()))?;
            }
        }
    }
    Ok(Exit::of(done, refused))
}

/// Reads and scores the articles of a folder; or why it cannot be done.
fn evaluate(
    folder: &Path,
    texts: &Path,
    language: Option<Language>,
    rim: &Rim<'_>,
) -> Result<Scored, String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .and_then(|files| files.map(|file| Ok(file?.path())).collect())
        .map_err(|why| format!("cannot be read: {why}"))?;
    files.retain(|path| path.extension().is_some_and(|kind| kind == "json"));
    files.sort();
    if files.is_empty() {
        return Err("there is no gold reading in it; tests/gold/GUIDE.md says how one is written".to_owned());
    }
    let (mut gold, mut articles) = (Vec::new(), Vec::new());
    for path in &files {
        let named = |why: String| {
            format!("{}: {why}", visible(&path.file_name().unwrap_or_default().to_string_lossy()))
        };
        let (one, article) = annotated(path, texts).map_err(named)?;
        gold.push(one);
        articles.push(article.in_language(language));
    }
    let mut readings = Vec::new();
    for article in &articles {
        json::line(&mut readings, &ReadingJson::new(article, &reading::read(article)))
            .map_err(|why| why.to_string())?;
    }
    let scores = Scores::of(&gold, &String::from_utf8_lossy(&readings)).map_err(|why| why.to_string())?;
    let stories = if Stories::are_told(&gold) {
        let paths: Vec<PathBuf> = gold.iter().map(|gold| texts.join(&gold.file)).collect();
        let mut library = Library::in_memory();
        library.speak(language);
        library.add_paths(&paths, &rim.author, rim.now);
        let mut entries = Vec::new();
        list::write_json(&mut entries, &library, &View::default(), None).map_err(|why| why.to_string())?;
        Some(Stories::of(&gold, &String::from_utf8_lossy(&entries)).map_err(|why| why.to_string())?)
    } else {
        None
    };
    Ok(Scored { articles: gold.len(), scores, stories })
}

/// A gold reading and its article.
fn annotated(path: &Path, texts: &Path) -> Result<(Gold, Article), String> {
    let json = std::fs::read_to_string(path).map_err(|why| format!("cannot be read: {why}"))?;
    let sheet = Sheet::of(&json).map_err(|why| why.to_string())?;
    let article = intake::file(&texts.join(sheet.file())).map_err(|why| why.to_string())?;
    let published = article.published.to_string();
    if published != sheet.published() {
        return Err(format!("published {}, the article says {published}", visible(sheet.published())));
    }
    let gold = sheet.on(&article.text).map_err(|why| visible(&why.to_string()))?;
    Ok((gold, article))
}

fn write_text(folder: &Path, scored: &Scored, errors: bool, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{}: {} articles", visible(&folder.to_string_lossy()), scored.articles)?;
    for (name, layer) in scored.scores.layers() {
        for error in layer.errors(name).filter(|_| errors) {
            writeln!(out, "{}", visible(&error))?;
        }
    }
    for (name, layer) in scored.scores.layers() {
        writeln!(out, "{}", layer.row(name).trim_end())?;
    }
    scored.stories.map_or(Ok(()), |stories| writeln!(out, "{}", stories.row()))
}

fn as_json(folder: &Path, scored: &Scored, errors: bool) -> Value {
    let layer = |layer: &Layer| {
        let mut json = Map::new();
        json.insert("p".to_owned(), json!(layer.precision()));
        json.insert("r".to_owned(), json!(layer.recall()));
        json.insert("f1".to_owned(), json!(layer.f1()));
        json.insert("right".to_owned(), json!(layer.right));
        json.insert("gold".to_owned(), json!(layer.gold));
        json.insert("found".to_owned(), json!(layer.found));
        json.extend(layer.shares().map(|(name, share)| (name.to_owned(), json!(share))));
        Value::Object(json)
    };
    let mut json = Map::new();
    json.insert("schema".to_owned(), json!("depeche.evaluation/1"));
    json.insert("folder".to_owned(), json!(folder.to_string_lossy()));
    json.insert("articles".to_owned(), json!(scored.articles));
    json.extend(scored.scores.layers().map(|(name, counts)| (name.to_owned(), layer(counts))));
    if let Some(Stories { precision, recall, found, told, entries }) = scored.stories {
        let f1 = scored.stories.map(|stories| stories.f1());
        let figures =
            json!({"p": precision, "r": recall, "f1": f1, "found": found, "gold": told, "entries": entries});
        json.insert("stories".to_owned(), figures);
    }
    if errors {
        let all: Vec<String> =
            scored.scores.layers().iter().flat_map(|(name, layer)| layer.errors(name)).collect();
        json.insert("errors".to_owned(), json!(all));
    }
    Value::Object(json)
}
