//! What tests across layers share: gold readings as readings of the model, so that grouping is measured apart from
//! the rules that read.

#![allow(dead_code, reason = "each test file is its own crate and uses a part")]

use depeche::chronicle::Filed;
use depeche::intake;
use depeche::lexicon::gazetteer::{self, Case};
use depeche::model::text::fold;
use depeche::model::{
    Article, Class, Edtf, Kind, Language, Mention, Modifier, Party, Place, Quote, Reading, Span, Status,
    Telling, When, Who,
};
use depeche::reading::doc::Doc;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A gold article with its reading, and the gold entry of each telling.
pub struct Gold {
    /// As a library would file it.
    pub filed: Filed,
    /// The name of the entry that each of [`Reading::events`] belongs to.
    pub entries: Vec<String>,
}

/// All gold articles of a folder, in the order of their names.
pub fn gold(folder: &Path) -> Vec<Gold> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|why| panic!("{}: {why}", folder.display()))
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Gold {
    let json: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let file = json["file"].as_str().unwrap();
    // The samples' articles stand apart from their gold.
    let beside = path.with_file_name(file);
    let article = if beside.exists() { beside } else { Path::new("seeds").join(file) };
    let article = intake::file(&article).unwrap();
    let (reading, entries) = Maker::new(&article, &json).make(&json);
    Gold { filed: Filed { article: Arc::new(article), reading: Arc::new(reading) }, entries }
}

struct Maker<'a> {
    article: &'a Article,
    sentences: Vec<Span>,
    reading: Reading,
}

impl<'a> Maker<'a> {
    fn new(article: &'a Article, json: &Value) -> Self {
        let language = if json["language"] == "en" { Language::English } else { Language::French };
        let sentences = Doc::new(article).sentences.iter().map(|sentence| sentence.span).collect();
        Self { article, sentences, reading: Reading::empty(language) }
    }

    fn make(mut self, json: &Value) -> (Reading, Vec<String>) {
        self.reading.agency = json["agency"].as_str().map(str::to_owned);
        for actor in json["actors"].as_array().unwrap() {
            let class = class(actor["class"].as_str().unwrap());
            let party = self.party(&actor["actor"], Some(class));
            let mention = Mention { span: self.span(actor), party, class, rule: "gold" };
            self.reading.actors.push(mention);
        }
        let mut events: Vec<(Telling, String)> =
            json["events"].as_array().unwrap().iter().map(|event| self.telling(event)).collect();
        events.sort_by_key(|(telling, _)| (telling.span.start, std::cmp::Reverse(telling.span.end)));
        let (tellings, entries) = events.into_iter().unzip();
        self.reading.events = tellings;
        self.link_sources();
        let mut quotes: Vec<Quote> =
            json["quotes"].as_array().unwrap().iter().map(|quote| self.quote(quote)).collect();
        quotes.sort_by_key(|quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
        self.reading.quotes = quotes;
        (self.reading, entries)
    }

    /// A statement by somebody unnamed tells the first other event of its sentence.
    fn link_sources(&mut self) {
        let events = self.reading.events.clone();
        for telling in &mut self.reading.events {
            let unnamed = telling.agents.iter().all(|who| who.party().is_none());
            if telling.kind == Kind::Statement && unnamed {
                telling.tells = events
                    .iter()
                    .position(|other| other.sentence == telling.sentence && other.kind != Kind::Statement);
            }
        }
    }

    fn telling(&mut self, event: &Value) -> (Telling, String) {
        let span = self.span(event);
        let telling = Telling {
            span,
            sentence: self.sentence(span),
            content: None,
            kind: Kind::from_name(event["kind"].as_str().unwrap()).unwrap(),
            when: when(event["when"].as_str(), event["mod"].as_str()),
            agents: self.who(&event["agents"]),
            counterparts: self.who(&event["counterparts"]),
            place: event["place"][0].as_str().map(|name| self.place(name)),
            status: Status::from_name(event["status"].as_str().unwrap()).unwrap(),
            chains: Vec::new(),
            first_by: None,
            tells: None,
            rule: "gold",
        };
        (telling, event["entry"].as_str().unwrap_or_default().to_owned())
    }

    fn quote(&mut self, quote: &Value) -> Quote {
        let span = self.span(quote);
        let speaker = self.one(&quote["speaker"]);
        Quote {
            span,
            speaker: Some(speaker),
            said: when(quote["said"].as_str(), None),
            cue: None,
            telling: None,
            sentence: self.sentence(span),
            rule: "gold",
        }
    }

    /// A place with what holds it: by the gazetteer, or as the article says it, « Riga (Lettonie) ».
    fn place(&self, name: &str) -> Place {
        let (folded, language) = (fold(name), self.reading.language);
        let known = gazetteer::place(language, folded.split(' ').map(|word| (word, Case::Capital)));
        let larger = known.into_iter().flat_map(|(_, place)| gazetteer::larger(place));
        let mut within: Vec<String> = larger.map(|place| place.name(language).to_owned()).collect();
        let told = self.article.text.split_once(&format!("{name} ("));
        within.extend(told.and_then(|(_, rest)| Some(rest.split_once(')')?.0.to_owned())));
        Place { name: name.to_owned(), within }
    }

    fn who(&mut self, list: &Value) -> Vec<Who> {
        list.as_array().unwrap().iter().map(|names| self.one(names)).collect()
    }

    fn one(&mut self, names: &Value) -> Who {
        match names[0].as_str() {
            Some("?") | None => Who::Unnamed(names[1].as_str().unwrap_or("?").to_owned()),
            Some(_) => Who::Party(self.party(names, None)),
        }
    }

    /// The party that one of the accepted names means.
    fn party(&mut self, names: &Value, class: Option<Class>) -> usize {
        let names: Vec<&str> = names.as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let parties = &mut self.reading.parties;
        let called = |name: &&str| parties.iter().position(|party| fold(name) == fold(&party.name));
        let known = names.iter().find_map(called);
        let at = known.unwrap_or_else(|| {
            parties.push(Party {
                name: names[0].to_owned(),
                class: class.unwrap_or(Class::Organisation),
                id: None,
                aliases: names.iter().skip(1).map(|name| (*name).to_owned()).collect(),
            });
            parties.len() - 1
        });
        // Named by a role here, by name there: the name tells what it is.
        if let Some(class) = class.filter(|class| *class != Class::Role)
            && parties[at].class == Class::Role
        {
            parties[at].class = class;
        }
        at
    }

    /// As `score.py` finds it: the nth time the words stand in the text, not inside a longer word.
    fn span(&self, item: &Value) -> Span {
        let exact = item["exact"].as_str().unwrap();
        let nth = usize::try_from(item["nth"].as_u64().unwrap_or(1)).unwrap();
        let text = &self.article.text;
        let letter = |end: Option<char>| end.is_some_and(char::is_alphanumeric);
        let whole = |at: &usize| {
            let (before, after) = (&text[..*at], &text[at + exact.len()..]);
            !(letter(before.chars().next_back()) && letter(exact.chars().next())
                || letter(after.chars().next()) && letter(exact.chars().next_back()))
        };
        let starts: Vec<usize> =
            text.char_indices().map(|(at, _)| at).filter(|at| text[*at..].starts_with(exact)).collect();
        let start = starts.into_iter().filter(whole).nth(nth - 1);
        let start = start.unwrap_or_else(|| panic!("{exact:?} #{nth} is not in {:?}", self.article.file));
        Span::new(start, start + exact.len())
    }

    fn sentence(&self, span: Span) -> Span {
        self.sentences.iter().copied().find(|sentence| sentence.overlaps(span)).unwrap_or(span)
    }
}

fn class(name: &str) -> Class {
    let all = [Class::Person, Class::State, Class::Organisation, Class::Role];
    all.into_iter().find(|class| class.name() == name).unwrap()
}

fn when(value: Option<&str>, modifier: Option<&str>) -> Option<When> {
    let value: Edtf = value?.parse().unwrap();
    let all = [Modifier::Start, Modifier::Mid, Modifier::End, Modifier::Approx];
    let modifier = modifier.map(|name| all.into_iter().find(|modifier| modifier.name() == name).unwrap());
    Some(When { value, modifier })
}
