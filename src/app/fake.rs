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

use super::text::Glyphs;
use super::{App, Effect, Msg, Queries, Settings, keys, settle, update};
use crate::library::{
    ActorCount, ActorTest, ArticleView, Command, Density, FoundActors, Key, Preview, Question, Refused, Row,
    Seek, Typed, View, Window, told_in_words,
};
use crate::model::text::fold;
use crate::model::{
    Article, ArticleId, Change, Class, DateFinding, DatedBy, Entry, EntryActor, EntryId, EntryQuote, Hop,
    Kind, Language, Mention, Part, Party, Place, Published, Quote, Reading, Report, Span, Status, Title,
    When, Who,
};
use crate::search::Finder;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

const FIRST: &str = include_str!("../../seeds/2026-02-03-haute-saone.txt");
const SECOND: &str = include_str!("../../seeds/2026-02-04-moscou.txt");

/// Entries and articles in memory; filters as the library does.
#[derive(Clone)]
pub struct Fake {
    pub entries: Vec<Arc<Entry>>,
    pub articles: Vec<ArticleView>,
    pub refused: Vec<Refused>,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn when(text: &str) -> Option<When> {
    (!text.is_empty()).then(|| When::plain(text.parse().unwrap()))
}

/// The articles' persons: name, other names.
const ACTORS: &[(&str, &[&str])] = &[
    ("Emmanuel Macron", &["Macron", "président français"]),
    ("Vladimir Poutine", &["Poutine", "Putin"]),
    ("Emmanuel Bonne", &["Bonne"]),
    ("Iouri Ouchakov", &["Ouchakov", "Yuri Ushakov"]),
    ("Volodymyr Zelensky", &["Zelensky", "Volodimir Zelensky"]),
    ("Élysée", &["Elysée", "présidence française"]),
    ("Russie", &[]),
    ("Ukraine", &[]),
    ("Mark Carney", &["Carney"]),
];

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

/// One entry to be: date, kind, status, agents, counterparts, place, and the words that tell it in an article.
struct Told {
    when: &'static str,
    kind: Kind,
    status: Status,
    agents: &'static [usize],
    counterparts: &'static [usize],
    place: Option<&'static str>,
    words: &'static [(usize, &'static str)],
    quotes: &'static [(usize, &'static str)],
    unnamed: &'static [&'static str],
}

const NONE: Told = Told {
    when: "",
    kind: Kind::Statement,
    status: Status::Affirmed,
    agents: &[],
    counterparts: &[],
    place: None,
    words: &[],
    quotes: &[],
    unnamed: &[],
};

const TOLD: &[Told] = &[
    Told {
        when: "2022-02",
        kind: Kind::Attack,
        agents: &[6],
        counterparts: &[7],
        words: &[(0, "a envahi"), (1, "l'invasion russe")],
        ..NONE
    },
    Told {
        when: "2022-09-11",
        kind: Kind::Call,
        agents: &[0],
        counterparts: &[1],
        words: &[(0, "entretien téléphonique")],
        ..NONE
    },
    Told {
        when: "2025-07",
        kind: Kind::Call,
        agents: &[0],
        counterparts: &[1],
        words: &[(0, "se sont parlé")],
        ..NONE
    },
    Told {
        when: "2025-12",
        agents: &[0],
        words: &[(0, "avait annoncé"), (1, "avait jugé")],
        quotes: &[(0, "redevenir utile de parler à Vladimir Poutine"), (1, "trouver un cadre")],
        ..NONE
    },
    Told {
        when: "2026-02-03",
        kind: Kind::Visit,
        agents: &[0],
        place: Some("Haute-Saône"),
        words: &[(0, "En déplacement"), (1, "en visite")],
        ..NONE
    },
    Told {
        when: "2026-02-03",
        agents: &[0],
        words: &[(0, "a confirmé"), (1, "avait expliqué")],
        quotes: &[
            (0, "Cela se prépare et donc il y a des discussions qui se font au niveau technique"),
            (1, "Des discussions sont en cours au niveau technique"),
        ],
        ..NONE
    },
    Told {
        when: "2026-02-03",
        kind: Kind::Visit,
        status: Status::Reported,
        agents: &[2],
        counterparts: &[],
        place: Some("Moscou"),
        words: &[(1, "est allé"), (1, "fait état"), (1, "ni confirmer ni démentir")],
        unnamed: &["une source informée de cette visite", "deux sources diplomatiques"],
        ..NONE
    },
    Told {
        when: "2026-02-03",
        kind: Kind::Talks,
        status: Status::Reported,
        agents: &[2],
        counterparts: &[3],
        place: Some("Moscou"),
        words: &[(1, "des discussions avec")],
        unnamed: &["deux sources diplomatiques"],
        ..NONE
    },
    Told {
        when: "",
        kind: Kind::Call,
        status: Status::Reported,
        agents: &[0],
        counterparts: &[4],
        words: &[(1, "avait téléphoné")],
        ..NONE
    },
    Told {
        when: "2026-02-04",
        agents: &[4],
        words: &[(1, "a commenté")],
        quotes: &[(1, "Il sait ce que j'en pense"), (1, "L'intérêt de Poutine, c'est d'humilier l'Europe")],
        ..NONE
    },
    Told {
        when: "2026-02-04",
        kind: Kind::Talks,
        agents: &[7],
        counterparts: &[6],
        place: Some("Abou Dhabi"),
        words: &[(1, "négocié")],
        ..NONE
    },
    Told {
        when: "",
        kind: Kind::Talks,
        status: Status::Planned,
        agents: &[0],
        counterparts: &[1],
        words: &[(0, "la reprise de son dialogue")],
        ..NONE
    },
];

impl Fake {
    /// The sample, with the readings a person would make of the main things in it.
    pub fn sample() -> Self {
        let articles = vec![
            article(FIRST, "2026-02-03", "2026-02-03-haute-saone.txt"),
            article(SECOND, "2026-02-04", "2026-02-04-moscou.txt"),
        ];
        let mut fake = Self { entries: Vec::new(), articles, refused: Vec::new() };
        fake.entries =
            TOLD.iter().enumerate().map(|(number, told)| Arc::new(fake.entry(number, told))).collect();
        fake.entries.sort_by_key(|entry| (entry.sort_first, entry.sort_last, entry.when.is_none()));
        fake
    }

    /// One article with one entry that its first words tell.
    pub fn of_text(text: &str) -> Self {
        let article = Article::new(Published::on(day("2026-02-03")), None, text.to_owned());
        let reading = Reading::empty(Language::French);
        let articles = vec![ArticleView { article: Arc::new(article), reading: Arc::new(reading) }];
        let mut fake = Self { entries: Vec::new(), articles, refused: Vec::new() };
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

impl Queries for Fake {
    fn version(&self) -> u64 {
        0
    }

    fn articles(&self) -> usize {
        self.articles.len()
    }

    fn refused(&self) -> &[Refused] {
        &self.refused
    }

    fn rows(&self, view: &View, seek: &Seek, before: usize, after: usize) -> Window {
        let kept = self.keyed(view);
        let place = match seek {
            Seek::Start => 0,
            Seek::End => kept.len(),
            Seek::Day(day) => kept.iter().filter(|row| row.entry.sort_first < *day).count(),
            Seek::Key(key) => kept.iter().filter(|row| row.key < *key).count(),
            Seek::Entry(id) => self.position(view, id),
        };
        let (from, to) = (place.saturating_sub(before), (place + after).min(kept.len()));
        Window {
            rows: kept[from..to].to_vec(),
            at: place - from,
            more_before: from > 0,
            more_after: to < kept.len(),
        }
    }

    fn count(&self, view: &View) -> usize {
        self.kept(view).len()
    }

    fn rank(&self, view: &View, key: Key) -> usize {
        self.keyed(view).iter().filter(|row| row.key < key).count()
    }

    fn find_actors(&self, view: &View, typed: &Typed) -> FoundActors {
        let actors = self.actors(view);
        let names = |actor: &ActorCount| [vec![actor.name.clone()], actor.aliases.clone()].concat();
        let all: Vec<(Vec<String>, usize)> = actors.iter().map(|one| (names(one), one.entries)).collect();
        let finder = Finder::new(all.iter().map(|(names, count)| (names.iter().map(String::as_str), *count)));
        let found = finder.find(&typed.text);
        let counted = found.iter().skip(typed.skip).take(typed.take).map(|at| {
            let mut view = view.clone();
            let actor = actors[*at].clone();
            let (key, name) = (actor.key.clone(), actor.name.clone());
            view.filter.actors.push(ActorTest { key, name, part: typed.part, not: typed.not });
            ActorCount { entries: self.count(&view), ..actor }
        });
        FoundActors { actors: counted.collect(), found: found.len() }
    }

    fn actors(&self, view: &View) -> Vec<ActorCount> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for entry in self.kept(view) {
            let mut keys: Vec<&str> = entry.actors.iter().map(|actor| actor.key.as_str()).collect();
            keys.dedup();
            keys.into_iter().for_each(|key| *counts.entry(key.to_owned()).or_default() += 1);
        }
        let known = ACTORS.iter().filter_map(|(name, aliases)| {
            Some(ActorCount {
                key: fold(name),
                name: (*name).to_owned(),
                class: Class::Person,
                aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
                entries: *counts.get(&fold(name))?,
            })
        });
        let mut known: Vec<ActorCount> = known.collect();
        known.sort_by_key(|actor| std::cmp::Reverse(actor.entries));
        known
    }

    fn report_day_before(&self, day: Option<NaiveDate>) -> Option<NaiveDate> {
        self.report_days().into_iter().rev().find(|other| day.is_none_or(|day| *other < day))
    }

    fn report_day_after(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.report_days().into_iter().find(|other| *other > day)
    }

    fn marked(&self) -> Vec<EntryId> {
        self.entries.iter().filter(|entry| entry.marked).map(|entry| entry.id.clone()).collect()
    }

    fn window(&self, view: &View, positions: Range<usize>) -> Vec<Arc<Entry>> {
        self.kept(view).into_iter().skip(positions.start).take(positions.len()).collect()
    }

    fn position(&self, view: &View, id: &EntryId) -> usize {
        let at = self.entries.iter().position(|entry| &entry.id == id).unwrap_or(0);
        let before = &self.entries[..at];
        self.kept(view).iter().filter(|kept| before.iter().any(|entry| entry.id == kept.id)).count()
    }

    fn report_days(&self) -> Vec<NaiveDate> {
        self.articles.iter().map(|view| view.article.published.date).collect()
    }

    fn density(&self, view: &View, steps: usize) -> Vec<Density> {
        let kept = self.kept(view);
        let (Some(first), Some(last)) =
            (kept.iter().map(|e| e.sort_first).min(), kept.iter().map(|e| e.sort_first).max())
        else {
            return Vec::new();
        };
        let step = ((last - first).num_days() / steps as i64 + 1).max(1);
        (0..=(last - first).num_days() / step)
            .map(|number| {
                let from = first + chrono::Duration::days(number * step);
                let within = |day: NaiveDate| day >= from && day < from + chrono::Duration::days(step);
                Density { from, entries: kept.iter().filter(|entry| within(entry.sort_first)).count() }
            })
            .collect()
    }

    fn article(&self, id: &ArticleId) -> Option<ArticleView> {
        self.articles.iter().find(|view| view.article.id == *id).cloned()
    }
}

/// A screen on the fake library, with what it asked for; presses keys by their names in the table.
pub struct Desk {
    pub app: App,
    pub library: Fake,
    pub asked: Vec<Effect>,
}

impl Desk {
    pub fn new(library: Fake, (width, height): (u16, u16), language: Language, utf8: bool) -> Self {
        let settings = Settings {
            language,
            glyphs: Glyphs { utf8 },
            source: "sample".to_owned(),
            today: day("2026-02-05"),
            keys: keys::Keymap::default(),
        };
        let app = App::new(settings, View::default(), (width, height));
        let mut desk = Self { app, library, asked: Vec::new() };
        desk.settle();
        desk
    }

    /// The sample at 80×24, in French.
    pub fn sample() -> Self {
        Self::new(Fake::sample(), (80, 24), Language::French, true)
    }

    /// Presses keys; names of the table, separated by blanks. Marks and previews are carried out.
    pub fn press(&mut self, names: &str) -> &mut Self {
        for name in names.split(' ').filter(|name| !name.is_empty()) {
            self.send(Msg::Key(keys::named(name).unwrap_or_else(|| panic!("no key {name}"))));
        }
        self
    }

    /// Types a text letter by letter.
    pub fn typed(&mut self, text: &str) -> &mut Self {
        text.chars().for_each(|letter| self.send(Msg::Key(keys::Key::Char(letter))));
        self
    }

    pub fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.app, &self.library, msg);
        self.carry_out(effects);
        self.settle();
    }

    fn settle(&mut self) {
        loop {
            let effects = settle(&mut self.app, &self.library);
            if effects.is_empty() {
                return;
            }
            self.carry_out(effects);
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let answer = match &effect {
                Effect::ToggleMark(id) => Some(Msg::Marked(self.library.toggle(id))),
                Effect::Preview(view) => {
                    let count = self.library.count(view);
                    Some(Msg::Previewed(format!("# Chronologie\n\n{count} faits\n")))
                }
                Effect::Ask(questions) => {
                    let answered = |question: &Question| (question.clone(), question.answer(&self.library));
                    Some(Msg::Answered(questions.iter().map(answered).collect()))
                }
                Effect::Weigh(command) => {
                    let change = match &**command {
                        Command::Rule(change) => change.clone(),
                        _ => Change::RecordReverted { seq: 1 },
                    };
                    let preview = Preview { change, differences: Vec::new() };
                    Some(Msg::Weighed(command.clone(), Box::new(Ok(preview))))
                }
                Effect::Rule(_) => Some(Msg::Ruled(Ok(7))),
                Effect::Journal => Some(Msg::Journal(Vec::new())),
                _ => None,
            };
            if !matches!(effect, Effect::Ask(_)) {
                self.asked.push(effect);
            }
            if let Some(msg) = answer {
                let effects = update(&mut self.app, &self.library, msg);
                self.carry_out(effects);
            }
        }
    }

    /// The titles of the entries on the screen.
    pub fn titles(&self) -> Vec<String> {
        let title = |row: &Row| crate::library::title(&row.entry, Language::French);
        self.app.data.rows.iter().map(title).collect()
    }

    /// The title of the chosen entry.
    pub fn chosen(&self) -> String {
        self.app.chosen().map_or_else(String::new, |entry| crate::library::title(entry, Language::French))
    }
}
