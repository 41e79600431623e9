//! What an entry is called, before it is put into a language.
//!
//! A statement is what was said; everything else is who, with whom, what and where; where neither can be made, the
//! telling's sentence. Never empty.

use super::group::ToldGroup;
use super::names;
use super::ruled::Ruled;
use super::told::Told;
use crate::model::{EntryQuote, Kind, Party, Place, Title, Who};

/// More names than this make a title nobody reads.
const NAMES: usize = 3;

/// The title of an entry of that kind and place.
pub fn of(
    group: &ToldGroup<'_, '_>,
    quotes: &[EntryQuote],
    kind: Kind,
    place: Option<&Place>,
    ruled: &Ruled,
) -> Title {
    let title = if kind == Kind::Statement {
        said(group, quotes, ruled)
    } else {
        happened(group, kind, place, ruled)
    };
    title.unwrap_or_else(|| Title::Sentence(sentence(group)))
}

fn said(group: &ToldGroup<'_, '_>, quotes: &[EntryQuote], ruled: &Ruled) -> Option<Title> {
    let speaker = match &ruled.agents {
        Some(agents) => (!agents.is_empty()).then(|| ruled_names(agents).join(", "))?,
        None => group.tellings.iter().find_map(|told| {
            let names = short_names(told, &told.telling.agents);
            (!names.is_empty()).then(|| names.join(", "))
        })?,
    };
    let longest =
        quotes.iter().max_by_key(|quote| (quote.text.chars().count(), std::cmp::Reverse(quote.span)));
    if let Some(quote) = longest {
        return Some(Title::Said { speaker, words: quote.text.clone(), quoted: true });
    }
    let clause = group.tellings.iter().find_map(|told| {
        let words = told.telling.content?.of(&told.article.text).trim();
        (!words.is_empty()).then(|| words.to_owned())
    });
    let words = clause.unwrap_or_else(|| sentence(group));
    Some(Title::Said { speaker, words, quoted: false })
}

fn happened(group: &ToldGroup<'_, '_>, kind: Kind, place: Option<&Place>, ruled: &Ruled) -> Option<Title> {
    let mut agents: Vec<String> = Vec::new();
    let mut counterparts: Vec<String> = Vec::new();
    // A kind that was put right is told by none of them, or not by all.
    let of_kind = group.tellings.iter().filter(|told| ruled.kind.is_some() || told.kind() == kind);
    for told in of_kind {
        if ruled.agents.is_none() {
            add(&mut agents, short_names(told, &told.telling.agents));
        }
        if ruled.counterparts.is_none() {
            add(&mut counterparts, short_names(told, &told.telling.counterparts));
        }
    }
    add(&mut agents, ruled_names(ruled.agents.as_deref().unwrap_or_default()));
    add(&mut counterparts, ruled_names(ruled.counterparts.as_deref().unwrap_or_default()));
    counterparts.retain(|name| !agents.contains(name));
    if agents.is_empty() && counterparts.is_empty() {
        return None;
    }
    Some(Title::Happened { agents, counterparts, kind, place: place.map(|place| place.name.clone()) })
}

fn add(names: &mut Vec<String>, more: Vec<String>) {
    for name in more {
        if !names.contains(&name) && names.len() < NAMES {
            names.push(name);
        }
    }
}

fn ruled_names(parties: &[Party]) -> Vec<String> {
    parties.iter().map(names::short).collect()
}

/// The names of some who take part; whole where another who takes part has the same short one.
fn short_names(told: &Told<'_>, who: &[Who]) -> Vec<String> {
    let cast = || told.telling.agents.iter().chain(&told.telling.counterparts).filter_map(Who::party);
    let name = |who: &Who| {
        let own = who.party()?;
        let party = told.reading.party(own)?;
        let short = names::short(party);
        let alike = |other: &Party| other.name != party.name && names::short(other) == short;
        let shared =
            cast().filter(|other| *other != own).filter_map(|other| told.reading.party(other)).any(alike);
        Some(if shared { party.name.clone() } else { short })
    };
    who.iter().filter_map(name).filter(|name| !name.is_empty()).collect()
}

/// The first telling's sentence, else the words that tell it, else the headline.
fn sentence(group: &ToldGroup<'_, '_>) -> String {
    let Some(told) = group.tellings.first() else { return String::new() };
    let text = &told.article.text;
    let candidates = [told.telling.sentence.of(text), told.telling.span.of(text), told.article.headline()];
    candidates.into_iter().map(str::trim).find(|words| !words.is_empty()).unwrap_or_default().to_owned()
}
