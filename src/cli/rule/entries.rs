//! `correct`, `reject`, `assert`, `link`, `split`, `tag`, `note`, `mark`, `withdraw`: rulings about entries and articles.

use super::super::filters::{kind, status};
use super::super::{Exit, Rim};
use super::named::{self, NONE};
use super::{BasisArguments, DoArguments, rule};
use crate::library::Desk;
use crate::model::{
    Anchor, Article, Assertion, Change, Edtf, Entry, Field, Kind, Layer, Link, Modifier, Published, Status,
    When,
};
use crate::reading;
use chrono::NaiveDate;
use clap::Args;
use std::io;
use std::sync::Arc;

/// Which entry a ruling is about, what it rests on, and how it is carried out.
#[derive(Debug, Args)]
struct About {
    /// The entry's id, or the beginning of it.
    id: String,
    #[command(flatten)]
    basis: BasisArguments,
    #[command(flatten)]
    how: DoArguments,
}

impl About {
    fn entry(&self, library: &dyn Desk) -> Result<Arc<Entry>, String> {
        named::entry(library, &self.id)
    }

    /// Words by which the entry is found again.
    fn anchor(&self, library: &dyn Desk) -> Result<Anchor, String> {
        named::anchor(&*self.entry(library)?)
    }
}

/// Arguments of `correct`.
#[derive(Debug, Args)]
pub struct CorrectArguments {
    #[command(flatten)]
    about: About,
    /// When it happened (2026-02-03, 2026-02, 2026, 2019/..); - for unknown.
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    date: Option<Known<Edtf>>,
    /// What the words say of the date: start, mid, end, approx.
    #[arg(long = "mod", value_name = "WORD", value_parser = modifier, requires = "date")]
    modifier: Option<Modifier>,
    /// What kind of event it is.
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: Option<Kind>,
    /// Where it happened; - for unknown.
    #[arg(long, value_name = "PLACE", allow_hyphen_values = true)]
    place: Option<String>,
    /// How it is told.
    #[arg(long, value_name = "STATUS", value_parser = status)]
    status: Option<Status>,
    /// Who does it; again for each; - for nobody.
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    agent: Vec<String>,
    /// With or to whom; again for each; - for nobody.
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    counterpart: Vec<String>,
    /// Who says the quote that --quote names; - for somebody unnamed.
    #[arg(long, value_name = "NAME", requires = "quote", allow_hyphen_values = true)]
    speaker: Option<String>,
    /// The quote: its number in the entry, or words of it.
    #[arg(long, value_name = "NUMBER|WORDS", requires = "speaker")]
    quote: Option<String>,
}

/// Something said to be so, or to be unknown.
#[derive(Debug, Clone, Copy)]
struct Known<T>(Option<T>);

fn date(text: &str) -> Result<Known<Edtf>, String> {
    if text == NONE {
        return Ok(Known(None));
    }
    text.parse().map(|date| Known(Some(date))).map_err(|why: crate::model::EdtfError| why.to_string())
}

fn modifier(text: &str) -> Result<Modifier, String> {
    Modifier::from_name(text).ok_or_else(|| "write one of: start, mid, end, approx".to_owned())
}

/// Corrects.
pub fn correct(arguments: &CorrectArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    rule(rim, &arguments.about.how, |library| arguments.change(library))
}

impl CorrectArguments {
    fn change(&self, library: &dyn Desk) -> Result<Change, String> {
        let entry = self.about.entry(library)?;
        let basis = self.about.basis.basis(library)?;
        let fields = self.fields(library)?;
        if let Some((quote, speaker)) = self.quote.as_ref().zip(self.speaker.as_ref()) {
            if !fields.is_empty() {
                return Err("put the speaker of a quote right by itself, and the entry by itself".to_owned());
            }
            let anchor = named::quote(&entry, quote)?.anchor();
            let speaker = if speaker == NONE { None } else { Some(named::actor(library, speaker)?) };
            return Ok(Change::EntryCorrected { anchor, fields: vec![Field::Speaker(speaker)], basis });
        }
        Ok(Change::EntryCorrected { anchor: named::anchor(&entry)?, fields, basis })
    }

    fn fields(&self, library: &dyn Desk) -> Result<Vec<Field>, String> {
        let mut fields = Vec::new();
        if let Some(Known(date)) = self.date {
            fields.push(Field::When(date.map(|value| When { value, modifier: self.modifier })));
        }
        fields.extend(self.kind.map(Field::Kind));
        if let Some(name) = &self.place {
            fields.push(Field::Place((name != NONE).then(|| named::place(library, name))));
        }
        fields.extend(self.status.map(Field::Status));
        if !self.agent.is_empty() {
            fields.push(Field::Agents(named::actors(library, &self.agent)?));
        }
        if !self.counterpart.is_empty() {
            fields.push(Field::Counterparts(named::actors(library, &self.counterpart)?));
        }
        Ok(fields)
    }
}

/// Arguments of `reject`.
#[derive(Debug, Args)]
pub struct RejectArguments {
    #[command(flatten)]
    about: About,
    /// Why.
    #[arg(long, value_name = "WORDS", default_value = "")]
    reason: String,
}

/// Rejects.
pub fn reject(RejectArguments { about, reason }: &RejectArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    rule(rim, &about.how, |library| {
        let (anchor, basis) = (about.anchor(library)?, about.basis.basis(library)?);
        Ok(Change::EntryRejected { anchor, reason: reason.clone(), basis })
    })
}

/// Arguments of `assert`.
#[derive(Debug, Args)]
pub struct AssertArguments {
    /// What kind of event.
    #[arg(value_parser = kind)]
    kind: Kind,
    /// Who does it; again for each.
    #[arg(long, value_name = "NAME")]
    agent: Vec<String>,
    /// With or to whom; again for each.
    #[arg(long, value_name = "NAME")]
    counterpart: Vec<String>,
    /// When it happened.
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<Known<Edtf>>,
    /// Where it happened.
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// How it is told.
    #[arg(long, value_name = "STATUS", value_parser = status, default_value = "affirmed")]
    status: Status,
    /// The words that tell it, as they stand in the article or the source.
    #[arg(long, value_name = "WORDS")]
    words: String,
    /// The article of the library in which they stand: its file's name, or the beginning of its id.
    #[arg(long, value_name = "ARTICLE", conflicts_with = "source", required_unless_present = "source")]
    article: Option<String>,
    /// The source from elsewhere in which they stand: who published it.
    #[arg(long, value_name = "NAME", requires = "published")]
    source: Option<String>,
    /// The day on which that source was published.
    #[arg(long, value_name = "DATE", requires = "source")]
    published: Option<NaiveDate>,
    /// The source's title.
    #[arg(long, value_name = "WORDS", requires = "source")]
    title: Option<String>,
    #[command(flatten)]
    how: DoArguments,
}

/// Asserts by hand.
pub fn assert(arguments: &AssertArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    rule(rim, &arguments.how, |library| arguments.change(library))
}

impl AssertArguments {
    fn change(&self, library: &dyn Desk) -> Result<Change, String> {
        let (anchor, article, language) = match (&self.article, &self.source, self.published) {
            (Some(name), ..) => {
                let article = named::article(library, name)?;
                let language = reading::read(&article).language;
                (named::words(&article, &self.words, Layer::Events)?, None, language)
            }
            (None, Some(source), Some(published)) => {
                let title = self.title.as_deref().unwrap_or(source);
                let text = format!("{title}\n\n{}", self.words.trim());
                let article = Article::new(Published::on(published), None, text.trim().to_owned());
                let language = reading::read(&article).language;
                let anchor = last_words(&article, self.words.trim());
                (anchor, Some(article), language)
            }
            _ => return Err("say --article, or --source and --published".to_owned()),
        };
        Ok(Change::EntryAsserted {
            assertion: Assertion {
                anchor,
                article,
                publisher: self.source.clone(),
                language,
                kind: self.kind,
                when: self.date.and_then(|Known(date)| date).map(When::plain),
                agents: named::actors(library, &self.agent)?,
                counterparts: named::actors(library, &self.counterpart)?,
                place: self.place.as_ref().map(|name| named::place(library, name)),
                status: self.status,
            },
        })
    }
}

/// The words at the end of an article made of them.
fn last_words(article: &Article, words: &str) -> Anchor {
    let start = article.text.len().saturating_sub(words.len());
    Anchor::new(article.id, Layer::Events, crate::model::Span::new(start, article.text.len()))
}

/// Arguments of `link`.
#[derive(Debug, Args)]
pub struct LinkArguments {
    /// One entry's id, or the beginning of it.
    one: String,
    /// The other's.
    other: String,
    /// How they are related: same (one happening), denies (the second denies the first), excludes (each the other).
    #[arg(long = "as", value_name = "LINK", value_parser = link_kind, default_value = "same")]
    link: Link,
    #[command(flatten)]
    basis: BasisArguments,
    #[command(flatten)]
    how: DoArguments,
}

fn link_kind(text: &str) -> Result<Link, String> {
    Link::from_name(text).ok_or_else(|| "write one of: same, denies, excludes".to_owned())
}

/// Links.
pub fn link(arguments: &LinkArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    rule(rim, &arguments.how, |library| {
        let anchor = |id: &str| named::anchor(&*named::entry(library, id)?);
        let (one, other) = (anchor(&arguments.one)?, anchor(&arguments.other)?);
        let basis = arguments.basis.basis(library)?;
        Ok(Change::EntriesLinked { one, other, link: arguments.link, basis })
    })
}

/// Arguments of `split`.
#[derive(Debug, Args)]
pub struct SplitArguments {
    #[command(flatten)]
    about: About,
    /// The reports that tell another happening, by their numbers in the entry.
    #[arg(value_name = "REPORT", required = true)]
    reports: Vec<usize>,
}

/// Splits.
pub fn split(SplitArguments { about, reports }: &SplitArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    rule(rim, &about.how, |library| {
        let entry = about.entry(library)?;
        let parted = reports.iter().map(|number| Ok(named::report(&entry, *number)?.anchor()));
        let parted: Vec<Anchor> = parted.collect::<Result<_, String>>()?;
        let stays =
            entry.reports.iter().map(crate::model::Report::anchor).find(|anchor| !parted.contains(anchor));
        let kept = stays.ok_or("at least one report must stay in the entry")?;
        Ok(Change::EntrySplit { kept, parted, basis: about.basis.basis(library)? })
    })
}

/// Arguments of `tag`.
#[derive(Debug, Args)]
pub struct TagArguments {
    #[command(flatten)]
    about: About,
    /// The tag.
    tag: String,
    /// Take the tag away.
    #[arg(long, conflicts_with_all = ["because", "source", "published"])]
    remove: bool,
}

/// Tags.
pub fn tag(TagArguments { about, tag, remove }: &TagArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    rule(rim, &about.how, |library| {
        let entry = about.entry(library)?;
        let tag = tag.trim_start_matches('#').trim().to_owned();
        if !remove {
            let source = about.basis.read(library)?;
            return Ok(Change::EntryTagged { anchor: named::anchor(&entry)?, tag, source });
        }
        // The entry may have been found by other words when it was tagged.
        let given = entry.rulings.iter().rev().filter_map(|seq| library.ledger().record(*seq));
        let anchor = given.into_iter().find_map(|record| match &record.change {
            Change::EntryTagged { anchor, tag: known, .. } if *known == tag => Some(anchor.clone()),
            _ => None,
        });
        let anchor = anchor.map_or_else(|| named::anchor(&entry), Ok)?;
        Ok(Change::EntryUntagged { anchor, tag })
    })
}

/// Arguments of `note`.
#[derive(Debug, Args)]
pub struct NoteArguments {
    #[command(flatten)]
    about: About,
    /// The note.
    text: String,
}

/// Notes.
pub fn note(NoteArguments { about, text }: &NoteArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    rule(rim, &about.how, |library| {
        let (anchor, source) = (about.anchor(library)?, about.basis.read(library)?);
        Ok(Change::EntryNoted { anchor, text: text.clone(), source })
    })
}

/// Arguments of `mark`.
#[derive(Debug, Args)]
pub struct MarkArguments {
    /// The entry's id, or the beginning of it.
    id: String,
    #[command(flatten)]
    how: DoArguments,
}

/// Marks.
pub fn mark(arguments: &MarkArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    rule(rim, &arguments.how, |library| {
        let anchor = named::anchor(&*named::entry(library, &arguments.id)?)?;
        let marked = library.ledger().marks().contains(&anchor);
        Ok(if marked { Change::EntryUnmarked { anchor } } else { Change::EntryMarked { anchor } })
    })
}

/// Arguments of `withdraw`.
#[derive(Debug, Args)]
pub struct WithdrawArguments {
    /// The article: its file's name, or the beginning of its id.
    article: String,
    /// Why.
    #[arg(long, value_name = "WORDS", default_value = "")]
    reason: String,
    #[command(flatten)]
    basis: BasisArguments,
    #[command(flatten)]
    how: DoArguments,
}

/// Withdraws an article.
pub fn withdraw(arguments: &WithdrawArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    rule(rim, &arguments.how, |library| {
        let article = named::article(library, &arguments.article)?.id;
        let basis = arguments.basis.basis(library)?;
        Ok(Change::ArticleWithdrawn { article, reason: arguments.reason.clone(), basis })
    })
}
