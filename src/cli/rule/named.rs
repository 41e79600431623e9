//! What the arguments of a ruling name: an entry by its id, one of its quotes or reports by number or words, an
//! article, an actor, a place. What is not found or not clear is said with what there is.

use crate::lexicon::gazetteer::{self, Case};
use crate::library::{Desk, Filter, View};
use crate::model::text::{fold, visible};
use crate::model::{
    ActorRef, Anchor, Article, ArticleId, Class, Entry, EntryQuote, Language, Layer, Place, Report, Span,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The entry with that id, or the only one whose id begins so.
pub fn entry(library: &dyn Desk, id: &str) -> Result<Arc<Entry>, String> {
    let id = id.to_lowercase();
    let filter = Filter { ids: vec![id.clone()], ..Filter::default() };
    let mut found = library.window(&View { filter, known_on: None }, 0..1);
    if found.is_empty() && id.len() >= 4 {
        let all = library.window(&View::default(), 0..usize::MAX);
        found = all.into_iter().filter(|entry| entry.id.starts_with(&id)).collect();
    }
    match found.as_slice() {
        [entry] => Ok(Arc::clone(entry)),
        [] => Err(format!("no entry has the id {id}; `depeche list --format json` shows ids")),
        several => {
            let ids: Vec<&str> = several.iter().map(|entry| entry.id.as_str()).collect();
            Err(format!("the id {id} may mean {}; write more of it", ids.join(", ")))
        }
    }
}

/// The anchor by which an entry is stored.
pub fn anchor(entry: &Entry) -> Result<Anchor, String> {
    entry.anchor().ok_or_else(|| "this entry has no report to hold on to".to_owned())
}

/// A quote of the entry, by its number (from 1) or by words of it.
pub fn quote(entry: &Entry, named: &str) -> Result<EntryQuote, String> {
    let by_number = named.parse::<usize>().ok().and_then(|number| entry.quotes.get(number.checked_sub(1)?));
    let by_words = || {
        let mut with = entry.quotes.iter().filter(|quote| fold(&quote.text).contains(&fold(named)));
        with.next().filter(|_| with.next().is_none())
    };
    let found = by_number.or_else(by_words).cloned();
    found.ok_or_else(|| {
        let quotes = entry.quotes.iter().zip(1..).map(|(quote, number)| format!("{number}: {}", quote.text));
        let quotes: Vec<String> = quotes.collect();
        format!("« {named} » names no quote of this entry; it has {} ({})", quotes.len(), quotes.join(" · "))
    })
}

/// A report of the entry, by its number (from 1).
pub fn report(entry: &Entry, number: usize) -> Result<&Report, String> {
    let found = number.checked_sub(1).and_then(|at| entry.reports.get(at));
    found.ok_or_else(|| {
        let report = |(report, number): (&Report, usize)| {
            format!("{number}: {} {} {}", report.published, report.kind.name(), report.headline)
        };
        let reports: Vec<String> = entry.reports.iter().zip(1..).map(report).collect();
        format!("this entry has no report {number}; it has {}", reports.join(" · "))
    })
}

/// An article, by its id or the beginning of it, or by the name of its file.
pub fn article(library: &dyn Desk, name: &str) -> Result<Arc<Article>, String> {
    let mut known: BTreeMap<ArticleId, Option<String>> = BTreeMap::new();
    for record in library.log(0) {
        if let crate::model::Change::ArticleAdded { article }
        | crate::model::Change::ArticleRevised { article, .. } = record.change
        {
            known.insert(article.id, article.file);
        }
    }
    let wanted = name.trim_start_matches("b3:").to_lowercase();
    let is_meant = |id: &ArticleId, file: Option<&str>| {
        let digits = id.to_string();
        let begins = wanted.len() >= 4 && digits.trim_start_matches("b3:").starts_with(&wanted);
        begins || file == Some(name)
    };
    let found: Vec<ArticleId> =
        known.iter().filter(|(id, file)| is_meant(id, file.as_deref())).map(|(id, _)| *id).collect();
    match found.as_slice() {
        [id] => library
            .article(id)
            .map(|view| view.article)
            .ok_or_else(|| format!("the article {id} cannot be read")),
        [] => Err(format!("no article has the id or the file name {name}")),
        several => Err(format!("{name} may mean {} articles; write more of the id", several.len())),
    }
}

/// An actor of the library or the gazetteer; without one, what to do.
pub fn actor(library: &dyn Desk, name: &str) -> Result<ActorRef, String> {
    let found = library.actors_called(name, None);
    match found.as_slice() {
        [actor] => {
            return Ok(ActorRef { key: actor.key.clone(), name: actor.name.clone(), class: actor.class });
        }
        [] => {}
        several => {
            let names: Vec<String> = several.iter().map(|actor| visible(&actor.name)).collect();
            return Err(format!("« {name} » may mean: {}; write one of them in full", names.join(", ")));
        }
    }
    let defined = library.ledger().defined().into_iter().find(|actor| fold(&actor.name) == fold(name));
    let of_gazetteer = [Language::French, Language::English].into_iter().find_map(|language| {
        let tokens = tokens(name);
        let (count, hits) =
            gazetteer::longest(language, tokens.iter().map(|(word, case)| (word.as_str(), *case)))?;
        let entity = hits.first()?.entity();
        let class = entity.class()?;
        let whole = count == tokens.len();
        whole.then(|| ActorRef { key: entity.id().to_owned(), name: entity.name(language).to_owned(), class })
    });
    defined.or(of_gazetteer).ok_or_else(|| {
        format!("nobody is called « {name} »; define the actor first: depeche actor define « {name} »")
    })
}

/// All actors of a list; one word alone, `-`, stands for nobody.
pub fn actors(library: &dyn Desk, names: &[String]) -> Result<Vec<ActorRef>, String> {
    if matches!(names, [only] if only == NONE) {
        return Ok(Vec::new());
    }
    names.iter().map(|name| actor(library, name)).collect()
}

/// What stands for nothing, nobody, unknown.
pub const NONE: &str = "-";

/// A key for an actor that the desk defines.
pub fn new_key(library: &dyn Desk, name: &str) -> String {
    let letters = fold(name);
    let words: Vec<&str> =
        letters.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let plain = format!("{}{}", ActorRef::DEFINED, words.join("-"));
    let taken = library.ledger().defined();
    let is_free = |key: &String| !taken.iter().any(|actor| actor.key == *key);
    let numbered = (2_usize..).map(|number| format!("{plain}-{number}"));
    std::iter::once(plain.clone()).chain(numbered).find(is_free).unwrap_or(plain)
}

/// A place by its name, with what holds it where an entry or the gazetteer knows.
pub fn place(library: &dyn Desk, name: &str) -> Place {
    let filter = Filter { places: vec![fold(name)], ..Filter::default() };
    let told = library.window(&View { filter, known_on: None }, 0..50);
    let places = told.iter().flat_map(|entry| &entry.reports).filter_map(|report| report.place.as_ref());
    let mut same = places.filter(|place| fold(&place.name) == fold(name));
    if let Some(place) = same.next() {
        return place.clone();
    }
    let of_gazetteer = [Language::French, Language::English].into_iter().find_map(|language| {
        let tokens = tokens(name);
        let (count, place) =
            gazetteer::place(language, tokens.iter().map(|(word, case)| (word.as_str(), *case)))?;
        let within = gazetteer::larger(place).map(|outer| outer.name(language).to_owned()).collect();
        (count == tokens.len()).then(|| Place { name: place.name(language).to_owned(), within })
    });
    of_gazetteer.unwrap_or_else(|| Place { name: name.to_owned(), within: Vec::new() })
}

/// The words of a name as the gazetteer takes them.
fn tokens(name: &str) -> Vec<(String, Case)> {
    let case = |word: &str| {
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        match word.chars().next() {
            Some(_) if letters > 1 && word.chars().all(|letter| !letter.is_lowercase()) => Case::Upper,
            Some(first) if first.is_uppercase() => Case::Capital,
            _ => Case::Lower,
        }
    };
    let folded = |word: &str| word.split('-').map(fold).collect::<Vec<_>>().join("-");
    name.split_whitespace().map(|word| (folded(word), case(word))).collect()
}

/// The class of that name.
pub fn class(text: &str) -> Result<Class, String> {
    let known = Class::from_name(text).filter(|class| *class != Class::Role);
    known.ok_or_else(|| "write one of: person, state, organisation".to_owned())
}

/// Words of an article, where they stand once or first.
pub fn words(article: &Article, words: &str, layer: Layer) -> Result<Anchor, String> {
    let start = article.text.find(words).filter(|_| !words.is_empty());
    let start = start.ok_or_else(|| {
        format!("« {words} » does not stand in « {} »; copy the words as they are", article.headline())
    })?;
    Ok(Anchor::new(article.id, layer, Span::new(start, start + words.len())))
}
