//! A small library made by hand, so that screens can be tried without the rules of reading.
//!
//! The two articles are the bundled sample's. Tests only.

#![allow(
    missing_docs,
    clippy::missing_panics_doc,
    clippy::string_slice,
    clippy::cast_possible_wrap,
    clippy::needless_for_each,
    reason = "tests only"
)]

mod desk;
mod queries;
mod told;

pub use desk::Desk;

use crate::library::{ArticleView, Key, Refused, Row, View, told_in_words};
use crate::model::text::fold;
use crate::model::{
    Article, ArticleId, Author, Change, Class, DateFinding, DatedBy, Entry, EntryActor, EntryQuote, Hop,
    Kind, Language, Mention, Part, Party, Place, Published, Quote, Reading, Record, Report, Seq, Span,
    Status, Title, When, Who,
};
use chrono::NaiveDate;
use std::cell::RefCell;
use std::sync::Arc;
use told::{ACTORS, NONE, TOLD, Told};

const FIRST: &str = include_str!("../../../seeds/2026-02-03-haute-saone.txt");
const SECOND: &str = include_str!("../../../seeds/2026-02-04-moscou.txt");

/// Entries and articles in memory; filters as the library does.
#[derive(Clone)]
pub struct Fake {
    pub entries: Vec<Arc<Entry>>,
    pub articles: Vec<ArticleView>,
    pub refused: Vec<Refused>,
    /// Earlier texts of any article.
    pub earlier: Vec<ArticleView>,
    pub version: u64,
    /// How many records its journal has.
    pub recorded: u64,
    /// The articles that were read, in order.
    pub read: RefCell<Vec<ArticleId>>,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn when(text: &str) -> Option<When> {
    (!text.is_empty()).then(|| When::plain(text.parse().unwrap()))
}

fn article(text: &str, published: &str, file: &str) -> ArticleView {
    let text = text.trim().split_once(char::is_whitespace).unwrap().1;
    let text = text.split_once(' ').unwrap().1.trim().to_owned();
    let article = Article::new(Published::on(day(published)), Some(file.to_owned()), text);
    let mut reading = Reading::empty(Language::French);
    for (number, (name, aliases)) in ACTORS.iter().enumerate() {
        let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
        reading.parties.push(Party { name: (*name).to_owned(), class: Class::Person, id: None, aliases });
        let spellings = ACTORS[number].1.iter().filter(|alias| alias.contains(' ')).chain([name]);
        for (at, words) in spellings.flat_map(|spelling| article.text.match_indices(spelling)) {
            let span = Span::new(at, at + words.len());
            reading.actors.push(Mention { span, party: number, class: Class::Person, rule: "test" });
        }
    }
    for date in ["février 2022", "début juillet 2025", "11 septembre 2022", "mardi", "mercredi"] {
        for (at, _) in article.text.match_indices(date) {
            let span = Span::new(at, at + date.len());
            reading.dates.push(DateFinding { span, when: when("2026-02-03").unwrap(), rule: "test" });
        }
    }
    reading.actors.sort_by_key(|mention| mention.span.start);
    let mut opened = None;
    for (at, _) in article.text.match_indices('"') {
        match opened.take() {
            None => opened = Some(at + 1),
            Some(start) => reading.quotes.push(Quote {
                span: Span::new(start, at),
                speaker: Some(Who::Party(0)),
                said: None,
                cue: None,
                telling: None,
                sentence: Span::new(start, at),
                rule: "test",
            }),
        }
    }
    ArticleView { article: Arc::new(article), reading: Arc::new(reading) }
}

impl Fake {
    /// The sample, with the readings a person would make of the main things in it.
    pub fn sample() -> Self {
        let articles = vec![
            article(FIRST, "2026-02-03", "2026-02-03-haute-saone.txt"),
            article(SECOND, "2026-02-04", "2026-02-04-moscou.txt"),
        ];
        let mut fake = Self::of_articles(articles);
        fake.entries =
            TOLD.iter().enumerate().map(|(number, told)| Arc::new(fake.entry(number, told))).collect();
        fake.entries.sort_by_key(|entry| (entry.sort_first, entry.sort_last, entry.when.is_none()));
        fake
    }

    /// Articles without an entry.
    fn of_articles(articles: Vec<ArticleView>) -> Self {
        Self {
            entries: Vec::new(),
            articles,
            refused: Vec::new(),
            earlier: Vec::new(),
            version: 0,
            recorded: 0,
            read: RefCell::default(),
        }
    }

    /// One article with one entry that its first words tell.
    pub fn of_text(text: &str) -> Self {
        let article = Article::new(Published::on(day("2026-02-03")), None, text.to_owned());
        let reading = Reading::empty(Language::French);
        let articles = vec![ArticleView { article: Arc::new(article), reading: Arc::new(reading) }];
        let mut fake = Self::of_articles(articles);
        let mut entry = fake.entry(0, &Told { when: "2026-02-03", agents: &[0], ..NONE });
        let view = &fake.articles[0].article;
        let end = text.char_indices().nth(12).map_or(text.len(), |(at, _)| at);
        entry.reports = vec![report(&fake.articles[0], Span::new(0, end), &NONE)];
        entry.title = Title::Sentence(text.to_owned());
        entry.quotes = vec![EntryQuote {
            article: view.id,
            span: Span::new(0, text.len()),
            text: text.to_owned(),
            speaker: Some(text.to_owned()),
            speaker_named: true,
            said: None,
        }];
        fake.entries = vec![Arc::new(entry)];
        fake
    }

    fn entry(&self, number: usize, told: &Told) -> Entry {
        let reports: Vec<Report> = told
            .words
            .iter()
            .map(|(article, words)| {
                let article = &self.articles[*article];
                let at = article.article.text.find(words).unwrap_or_else(|| panic!("{words} is not told"));
                report(article, Span::new(at, at + words.len()), told)
            })
            .collect();
        let quotes = told.quotes.iter().map(|(article, words)| {
            let article = &self.articles[*article].article;
            let at = article.text.find(words).unwrap_or_else(|| panic!("{words} is not said"));
            EntryQuote {
                article: article.id,
                span: Span::new(at, at + words.len()),
                text: (*words).to_owned(),
                speaker: told.agents.first().map(|agent| ACTORS[*agent].0.to_owned()),
                speaker_named: true,
                said: when(told.when),
            }
        });
        let known = reports.iter().map(|report| report.published).min().unwrap_or(day("2026-02-03"));
        let date = when(told.when);
        let surname = |actor: &usize| ACTORS[*actor].0.rsplit(' ').next().unwrap().to_owned();
        let quotes: Vec<EntryQuote> = quotes.collect();
        let title = match (told.kind, quotes.first()) {
            (Kind::Statement, Some(quote)) => {
                Title::Said { speaker: surname(&told.agents[0]), words: quote.text.clone(), quoted: true }
            }
            (kind, _) => Title::Happened {
                agents: told.agents.iter().map(surname).collect(),
                counterparts: told.counterparts.iter().map(surname).collect(),
                kind,
                place: told.place.map(str::to_owned),
            },
        };
        let part = if told.kind == Kind::Statement { Part::Speaker } else { Part::Agent };
        let with = |part: Part| {
            move |actor: &usize| EntryActor {
                key: fold(ACTORS[*actor].0),
                name: ACTORS[*actor].0.to_owned(),
                class: Class::Person,
                part,
            }
        };
        let doubted = told.words.len() > 2;
        let real = told.status.is_real();
        let lag = date.filter(|_| real).map(|date| (known - date.last_day().unwrap()).num_days());
        Entry {
            id: format!("{number:010x}"),
            when: date,
            sort_first: date.map_or(known, |date| date.first_day().unwrap()),
            sort_last: date.map_or(known, |date| date.last_day().unwrap()),
            dated_by: if date.is_some() { DatedBy::Event } else { DatedBy::Report },
            kind: told.kind,
            kinds: vec![told.kind],
            title,
            place: told.place.map(|name| Place { name: name.to_owned(), within: Vec::new() }),
            actors: told
                .agents
                .iter()
                .map(with(part))
                .chain(told.counterparts.iter().map(with(Part::Counterpart)))
                .collect(),
            status: told.status,
            contested: false,
            statuses: if doubted { vec![told.status, Status::Unconfirmed] } else { vec![told.status] },
            known,
            lag_days: lag,
            articles: 1,
            origins: told.unnamed.len().max(1),
            reports,
            quotes,
            tags: Vec::new(),
            notes: Vec::new(),
            marked: false,
            rulings: Vec::new(),
        }
    }

    fn kept(&self, view: &View) -> Vec<Arc<Entry>> {
        let known = |entry: &&Arc<Entry>| view.known_on.is_none_or(|day| entry.known <= day);
        let words = |entry: &&Arc<Entry>| {
            let told = |report: &Report| {
                let article = self.articles.iter().find(|view| view.article.id == report.article).unwrap();
                told_in_words(&article.article.text, std::iter::once(report.sentence), &view.filter.words)
            };
            view.filter.words.is_empty() || entry.reports.iter().any(told)
        };
        let kept = self.entries.iter().filter(known).filter(|entry| view.filter.keeps(entry));
        kept.filter(words).cloned().collect()
    }

    fn keyed(&self, view: &View) -> Vec<Row> {
        let at = |entry: &Arc<Entry>| self.entries.iter().position(|other| other.id == entry.id).unwrap();
        self.kept(view).into_iter().map(|entry| Row { key: Key(at(&entry) as i64), entry }).collect()
    }

    /// Marks an entry or takes its mark back, as the library would.
    pub fn toggle(&mut self, id: &str) -> bool {
        let entry = self.entries.iter_mut().find(|entry| entry.id == id).unwrap();
        let marked = !entry.marked;
        *entry = Arc::new(Entry { marked, ..Entry::clone(entry) });
        marked
    }
}

/// A record of that number.
pub fn record(seq: Seq) -> Record {
    Record {
        seq,
        at: chrono::DateTime::UNIX_EPOCH,
        author: Author("anna".to_owned()),
        previous: [0; 32],
        change: Change::RecordReverted { seq: 1 },
    }
}

fn report(view: &ArticleView, span: Span, told: &Told) -> Report {
    let text = &view.article.text;
    let start = text[..span.start].rfind(". ").map_or(0, |at| at + 2);
    let start = text[..span.start].rfind('\n').map_or(start, |at| start.max(at + 1));
    let end = text[span.end..].find(". ").map_or(text.len(), |at| span.end + at + 1);
    let reuters = Hop::Named("Reuters".to_owned());
    let mut chains: Vec<Vec<Hop>> =
        told.unnamed.iter().map(|words| vec![reuters.clone(), Hop::Described((*words).to_owned())]).collect();
    if chains.is_empty() {
        chains.push(vec![reuters]);
    }
    Report {
        article: view.article.id,
        file: view.article.file.clone(),
        published: view.article.published.date,
        agency: Some("Reuters".to_owned()),
        headline: view.article.headline().to_owned(),
        telling: 0,
        span,
        nth: 0,
        sentence: Span::new(start, end),
        kind: told.kind,
        when: when(told.when),
        place: told.place.map(|name| Place { name: name.to_owned(), within: Vec::new() }),
        status: told.status,
        chains,
        first_by: (!told.unnamed.is_empty()).then(|| "L'Express".to_owned()),
    }
}
