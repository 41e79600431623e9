//! Bodies whose state the words around tell: « its defence ministry », « l'armée », « the Government » of a text about
//! one country.
//!
//! Comes after `organisations` has found no body named before. Names nothing where the words around tell no state.

use super::bodies::{ALONE, Bare};
use super::scan::Scan;
use super::{Actors, Gender};
use crate::lexicon::gazetteer::{self, Case, Entity, Hit};
use crate::lexicon::words::WordSet;
use crate::model::{Class, PartyIndex};
use crate::reading::words::Shape;
use std::ops::Range;

/// How many sentences back a state may have been told.
const REACH: usize = 2;

/// What a bare noun was found to mean.
pub struct Implied {
    /// The words, without whom they belong to.
    pub words: Range<usize>,
    /// The state whose body it is, if the words around tell one.
    pub state: Option<&'static Entity>,
    /// The body's name; none where it goes by the state's.
    pub name: Option<String>,
}

/// The body of a state that a bare noun means.
pub fn find(scan: &Scan<'_, '_>, actors: &Actors, one: &Bare) -> Option<Implied> {
    let lists = scan.lists();
    let words = one.body.words;
    let named = if scan.grammar().head_last { words.last() } else { words.first() };
    if !named.is_some_and(|noun| lists.state_bodies.has(*noun)) {
        return None;
    }
    let noun = one.words.end.checked_sub(one.body.words.len()).filter(|noun| *noun >= one.words.start)?;
    let noun = if scan.grammar().head_last { noun } else { one.words.start };
    let held = noun.checked_sub(1).filter(|mark| scan.is_genitive(*mark));
    let first = if held.is_some() { noun } else { one.words.start };
    let before = first.checked_sub(1).filter(|before| scan.together(*before, first));
    let is = |list: WordSet| before.is_some_and(|before| list.has(scan.lower(before)));
    let goes_on = scan.together(one.words.end, first)
        && (lists.of.has(scan.lower(one.words.end))
            || scan.nation(one.words.end).is_some()
            || scan.word(one.words.end).is_capital());
    // « the regional government », « l'armée impériale » are others; « government website » is a website.
    let told = one.words.len() > one.body.words.len() && held.is_none() && one.body.kind != "ministry";
    let behind = one.words.end;
    let modifier = scan.grammar().head_last
        && (super::premodified::modifies(scan, behind)
            || scan.word(behind).shape == Shape::Lower
                && scan.tables.head(|distance| scan.fold(behind + distance)).is_some());
    if told
        || modifier
        || goes_on
        || scan.chunk_at(first).is_some_and(|chunk| chunk.rule != ALONE)
        || scan.nation(first).is_some()
    {
        return None;
    }
    let contracted = is(lists.of) && !is(lists.of_bare) || is(lists.to) && !is(lists.to_bare);
    let junta = lists.regimes.has(scan.fold(noun));
    let parliament = one.body.kind == "parliament";
    let capital = scan.chunk_at(noun).is_some_and(|chunk| chunk.rule == ALONE);
    let definite = is(lists.definite) || contracted || capital;
    let state = if let Some(mark) = held {
        let holder = mark.checked_sub(1)?;
        let found = actors.mentions.iter().rev().find(|found| found.words.contains(&holder))?;
        state_of(scan, actors, found.mention.party)
    } else if is(lists.possessive) {
        let holder = super::resolve_pronoun(scan.doc, actors, before?, None, false)?;
        state_of(scan, actors, holder)
    } else if definite {
        let domestic = parliament || lists.home_forces.has(scan.fold(noun));
        let seat = || super::setting::dateline(scan).filter(|_| junta);
        let home = || if domestic || junta { at_home(scan, actors, first) } else { None };
        seat().or_else(home).or_else(|| told_last(scan, actors, first))
    } else {
        None
    };
    let plain = one.body.kind == "government" && lists.own_governments.has(scan.fold(noun));
    let words = first..one.words.end;
    if let Some(state) = state
        && plain
    {
        return Some(Implied { words, state: Some(state), name: government(scan, state, noun) });
    }
    let own = || scan.doc.span(&words).of(scan.doc.text).to_owned();
    if capital && lists.own_named.has(scan.fold(noun)) {
        let whole = state.and_then(|state| with_adjective(scan, noun, state));
        let name = whole.filter(|name| known(scan, name).is_some());
        let name = name.unwrap_or_else(own);
        return Some(Implied { words, state, name: Some(name) });
    }
    let owned = !definite || parliament;
    let whole = state.and_then(|state| name(scan, &words, one, state, owned));
    // « La junte a nié »: by its noun, where no nation can be added to it.
    let name = whole.or_else(|| Some(own()).filter(|_| junta && definite))?;
    Some(Implied { words, state, name: Some(name) })
}

/// « Le président a fui. La police … »: bodies that act at home are those of the state or the capital named last before
/// the token for itself, else of the place that the article is dated from.
fn at_home(scan: &Scan<'_, '_>, actors: &Actors, at: usize) -> Option<&'static Entity> {
    let here = scan.word(at).sentence;
    let year = chrono::Datelike::year(&scan.doc.published);
    let reach = scan.doc.sentences.get(here.saturating_sub(REACH)).map_or(0, |sentence| sentence.words.start);
    let lists = scan.lists();
    // « l'ambassadeur de France », « the Caracas newspaper » tell whose something else is.
    let own = |words: &Range<usize>| {
        let before = words.start.checked_sub(1).filter(|before| scan.together(*before, words.start));
        let held = before.is_some_and(|before| {
            let lower = scan.lower(before);
            lists.of.has(lower)
                || lists.articles.has(lower) && before > 0 && lists.of.has(scan.lower(before - 1))
        });
        let modifies = scan.grammar().head_last && super::premodified::modifies(scan, words.end);
        !held && !modifies && words.end <= at
    };
    let until = actors.mentions.partition_point(|found| found.words.start < at);
    let mut states = actors.mentions.get(..until).unwrap_or_default().iter().filter(|found| {
        let class = actors.parties.get(found.mention.party).map(|party| party.class);
        found.words.start >= reach && class == Some(Class::State) && own(&found.words)
    });
    let state =
        states.next_back().map(|found| (found.words.start, state_of(scan, actors, found.mention.party)));
    let range = reach..at;
    let places = actors.places_within(&range).filter(|place| !place.dateline && own(&place.words));
    let capital = |name: &str| gazetteer::state_of_capital(scan.doc.language, name, year);
    let place =
        places.filter_map(|place| Some((place.words.start, Some(capital(&place.place.name)?)))).last();
    let found = state.into_iter().chain(place).max_by_key(|(start, _)| *start).and_then(|(_, state)| state);
    found.or_else(|| super::setting::dateline(scan))
}

/// « Gouvernement norvégien », « Norwegian government »: a state's government by the state's adjective, as others call it
/// too; none where the state has no adjective.
///
/// In English states with seldom adjectives go by their names (« the Vanuatu government »): the article must tell it.
pub fn government(scan: &Scan<'_, '_>, state: &Entity, noun: usize) -> Option<String> {
    let told = || !scan.grammar().head_last || adjective(scan, state, None).is_some();
    with_adjective(scan, noun, state).filter(|_| told())
}

/// « Congrès américain », « American congress »
fn with_adjective(scan: &Scan<'_, '_>, noun: usize, state: &Entity) -> Option<String> {
    let adjective = gazetteer::adjective_of(state, scan.doc.language, gazetteer::Gender::Masculine)?;
    let noun: &str = scan.fold(noun).as_ref();
    if scan.grammar().head_last {
        return Some(format!("{adjective} {noun}"));
    }
    let mut letters = noun.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    Some(format!("{first}{} {adjective}", letters.as_str()))
}

/// The state of the mention named last before the token, in this sentence or the ones before.
fn told_last(scan: &Scan<'_, '_>, actors: &Actors, at: usize) -> Option<&'static Entity> {
    let here = scan.word(at).sentence;
    let year = chrono::Datelike::year(&scan.doc.published);
    // « In Prague the Government accepted »
    let opening = scan.doc.sentences.get(here).map_or(at, |sentence| sentence.words.start);
    let fronted = actors
        .places_within(&(opening..at))
        .find(|place| place.words.start <= opening + 1 && !place.dateline && at <= place.words.end + 3);
    let capital =
        fronted.and_then(|place| gazetteer::state_of_capital(scan.doc.language, &place.place.name, year));
    if capital.is_some() {
        return capital;
    }
    let reach = scan.doc.sentences.get(here.saturating_sub(REACH)).map_or(0, |sentence| sentence.words.start);
    let until = actors.mentions.partition_point(|found| found.words.start < at);
    let before = actors.mentions.get(..until).unwrap_or_default().iter().rev();
    before
        .take_while(|found| found.words.start >= reach)
        .find_map(|found| state_of(scan, actors, found.mention.party))
}

/// The body that the gazetteer knows by a name that was put together.
pub fn known(scan: &Scan<'_, '_>, name: &str) -> Option<&'static Entity> {
    let words = crate::model::text::fold(name);
    let count = words.split(' ').count();
    let (length, hits) =
        gazetteer::longest(scan.doc.language, words.split(' ').map(|word| (word, Case::Upper)))?;
    let body = |entity: &&Entity| entity.class() == Some(Class::Organisation);
    hits.iter().map(Hit::entity).find(body).filter(|_| length == count)
}

/// The state that a party is or belongs to.
fn state_of(scan: &Scan<'_, '_>, actors: &Actors, party: PartyIndex) -> Option<&'static Entity> {
    let known = actors.parties.get(party)?;
    let name =
        if known.class == Class::State { &known.name } else { actors.profile(party).state.as_ref()? };
    let words = crate::model::text::fold(name);
    let tokens = words.split(' ').map(|word| (word, Case::Upper));
    let (_, hits) = gazetteer::longest(scan.doc.language, tokens)?;
    let year = chrono::Datelike::year(&scan.doc.published);
    hits.iter()
        .map(Hit::entity)
        .find(|entity| entity.class() == Some(Class::State) && entity.existed_in(year))
}

/// « Norwegian foreign ministry », « Armée norvégienne ». In French a state that no holder tells (not `owned`) must be named by its
/// adjective somewhere in the article, else it is too seldom the one that is meant.
fn name(
    scan: &Scan<'_, '_>,
    words: &Range<usize>,
    one: &Bare,
    state: &Entity,
    owned: bool,
) -> Option<String> {
    let text = scan.doc.span(words).of(scan.doc.text);
    if scan.grammar().head_last {
        let adjective = adjective(scan, state, None);
        if adjective.is_none() && one.body.kind == "parliament" {
            let mut letters = text.chars();
            let first: String = letters.next()?.to_uppercase().collect();
            let of = scan.lists().of_bare.forms().first()?;
            return Some(format!("{first}{} {of} {}", letters.as_str(), state.name(scan.doc.language)));
        }
        let held = |name: &str| if name.ends_with('s') { format!("{name}'") } else { format!("{name}'s") };
        let own = || gazetteer::adjective_of(state, scan.doc.language, gazetteer::Gender::Masculine);
        let whose = adjective.or_else(own).map_or_else(|| held(state.name(scan.doc.language)), str::to_owned);
        return Some(format!("{whose} {text}"));
    }
    let head = words.start..words.start + one.body.words.len();
    let noun = scan.doc.span(&head).of(scan.doc.text);
    let rest = scan.doc.span(&(head.end..words.end));
    let rest = if head.end < words.end { rest.of(scan.doc.text) } else { "" };
    let of = if gender(one) == Gender::Feminine {
        gazetteer::Gender::Feminine
    } else {
        gazetteer::Gender::Masculine
    };
    let own = || gazetteer::adjective_of(state, scan.doc.language, of).filter(|_| owned);
    // « Parlement macédonien », where the article has « macédoniens ».
    let plural = |word: &&str| word.ends_with('s');
    let told = adjective(scan, state, Some(gender(one)));
    let singular = || gazetteer::adjective_of(state, scan.doc.language, of);
    let adjective =
        told.filter(|word| !plural(word)).or_else(|| told.and_then(|_| singular())).or_else(own)?;
    let mut letters = noun.chars();
    let first: String = letters.next()?.to_uppercase().collect();
    Some(format!("{first}{} {adjective} {rest}", letters.as_str()).trim_end().to_owned())
}

/// The gender of a body's noun, by its ending: ministries are masculine.
fn gender(one: &Bare) -> Gender {
    let feminine =
        one.body.kind != "ministry" && one.body.words.first().is_some_and(|noun| noun.ends_with('e'));
    if feminine { Gender::Feminine } else { Gender::Masculine }
}

/// A word of the article that is the state's adjective in that gender and the singular.
fn adjective<'a>(scan: &Scan<'_, 'a>, state: &Entity, gender: Option<Gender>) -> Option<&'a str> {
    let shape = if scan.grammar().head_last { Shape::Capital } else { Shape::Lower };
    (0..scan.doc.words.len()).find_map(|at| {
        let word = scan.word(at);
        if word.shape != shape {
            return None;
        }
        let (nation, told) = scan.nation(at)?;
        let one = scan.grammar().head_last
            || !word.lower.ends_with('s')
            || told.is_none_or(|told| told != Gender::Feminine);
        let fits = gender.is_none() || told.is_none() || told == gender;
        (nation.id() == state.id() && fits && one).then_some(word.text)
    })
}
