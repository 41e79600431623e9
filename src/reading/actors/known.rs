//! What the gazetteer knows: longest names first, from left to right.
//!
//! Does not decide whether a capital stands for its government; keeps the state and the city both.

use super::scan::{Chunk, Scan, Sort, case, gender_of};
use crate::lexicon::gazetteer::{self, Case, Entity, EntityKind, Hit, NameKind};
use crate::model::{Class, Span};
use crate::reading::words::Shape;
use chrono::Datelike as _;

/// Claims all names of the gazetteer.
pub fn claim(scan: &mut Scan<'_, '_>) {
    let mut at = 0;
    while at < scan.doc.words.len() {
        if scan.is_closed(at) {
            at += 1;
            continue;
        }
        if let Some((count, chunk)) = longest(scan, at) {
            scan.claim(chunk);
            at += count;
        } else {
            pieces(scan, at);
            at += 1;
        }
    }
}

/// « La Libre | Wallonie », « New | Straits Times », « "Le Temps | libre" »: a medium's name within a longer one is
/// another medium's.
pub fn widen_media(scan: &mut Scan<'_, '_>) {
    for index in 0..scan.chunks.len() {
        let Some(chunk) = scan.chunks.get(index).filter(|_| scan.stands(index)) else { continue };
        let medium = chunk.entity.is_some_and(|entity| entity.kind() == EntityKind::Medium);
        if !medium || chunk.sort != Sort::Organisation || chunk.span != scan.doc.span(&chunk.words) {
            continue;
        }
        let words = chunk.words.clone();
        let near = |at: usize| scan.together(at, words.start);
        let free = |at: usize| {
            let word = scan.word(at);
            let place = scan.chunk_at(at).is_none_or(|other| matches!(other.sort, Sort::Place | Sort::State));
            near(at)
                && place
                && word.shape == Shape::Capital
                && !scan.lists().not_names.has(&word.lower)
                && !scan.is_given(&word.fold)
                && scan.title(at).is_none()
        };
        // One word alone may be somebody's surname or given name (« Marianne Zgraf »).
        let led = words.start.checked_sub(1).is_some_and(|at| {
            let medium =
                || scan.tables.body(|distance| scan.fold(if distance == 0 { at } else { usize::MAX }));
            near(at)
                && (scan.lists().articles.has(scan.lower(at))
                    || scan.word(at).shape == Shape::OpenQuote
                    || medium().is_some_and(|body| body.kind == "media"))
        });
        if words.len() < 2 && !led {
            continue;
        }
        let mut end = words.end;
        while free(end) && end < words.end + 3 {
            end += 1;
        }
        let opened = words.start.checked_sub(1).is_some_and(|at| scan.word(at).shape == Shape::OpenQuote);
        if opened && let Some(close) = (end..end + 4).find(|&at| scan.word(at).shape == Shape::CloseQuote) {
            end = end.max(close);
        }
        let before = words.start.checked_sub(1).filter(|&at| {
            words.len() > 1
                && free(at)
                && scan.owner(at).is_none()
                && !scan.word(at).opens
                && !scan.word(words.start).opens
        });
        let start = before.unwrap_or(words.start);
        if (start..end) != words {
            scan.claim_words(start..end, Sort::Organisation, None, "medium-named");
        }
    }
}

/// The longest name that starts at the token.
fn longest(scan: &Scan<'_, '_>, at: usize) -> Option<(usize, Chunk)> {
    let first = scan.word(at);
    if !first.is_word()
        || (first.shape == Shape::Lower && first.fold.len() < 4 && !first.fold.ends_with('\''))
    {
        return None;
    }
    let rest = scan.doc.words.get(at..)?;
    // « St. | Petersburg »: the dot of a shortened word in a name.
    let dot = rest.get(1).is_some_and(|dot| dot.text == "." && dot.glued)
        && first.shape == Shape::Capital
        && crate::lexicon::words(scan.doc.language).abbreviations.has(&first.lower)
        && scan.title(at).is_none();
    let tokens = rest
        .iter()
        .enumerate()
        .filter(|(place, _)| !(dot && *place == 1))
        .map(|(_, word)| word)
        .take_while(|word| word.is_word() && word.paragraph == first.paragraph)
        .map(|word| (&word.fold, case(word)));
    let (count, hits) = gazetteer::longest(scan.doc.language, tokens)?;
    let count = count + usize::from(dot && count > 1);
    let words = at..at + count;
    // « le 10 » of a date is no house.
    if words.clone().all(|at| scan.word(at).shape == Shape::Number) {
        return None;
    }
    // An article that belongs to a longer capital name behind it says nothing (« La Haye » is one, « la Seine » none).
    let mut chunk = meaning(scan, hits)?;
    if count == 1 && (is_part_of_name(scan, at, &chunk) || is_given_name(scan, at, &chunk)) {
        return None;
    }
    // « M. Politis » is no paper.
    let medium = chunk.entity.is_some_and(|entity| entity.kind() == EntityKind::Medium);
    if medium && count == 1 && (scan.title_before(at).is_some() || opens_name(scan, at)) {
        return None;
    }
    // « Lords | Salisbury and Derby » are no house.
    if count == 1 && scan.lists().titles_plural.has(scan.lower(at)) && scan.word(at + 1).is_capital() {
        return None;
    }
    let words = without_kind(scan, words, &chunk);
    let more = if chunk.sort == Sort::Person && count > 1 { surnames_behind(scan, words.end) } else { 0 };
    let words = words.start..words.end + more;
    chunk.span = scan.doc.span(&words);
    chunk.words = words;
    Some((count + more, chunk))
}

/// « Vladimir Padrino | López », « Nicolás Maduro | Moros »: how many further surnames stand behind a known person's name.
fn surnames_behind(scan: &Scan<'_, '_>, from: usize) -> usize {
    let surname = |at: &usize| {
        let word = scan.word(*at);
        word.shape == Shape::Capital
            && word.text.chars().count() > 2
            && scan.together(*at, from - 1)
            && scan.doc.kind_at(*at) == crate::reading::doc::ParagraphKind::Body
            && !scan.lists().not_names.has(&word.lower)
            && crate::lexicon::dates(scan.doc.language).starting(&word.lower).is_empty()
            && scan.title(*at).is_none()
            && scan.nation(*at).is_none()
            && scan.tables.head(|distance| scan.fold(*at + distance)).is_none()
            && scan.tables.body(|distance| scan.fold(*at + distance)).is_none()
            && !scan.is_given(&word.fold)
            && longest(scan, *at).is_none()
    };
    (from..from + 2).take_while(surname).count()
}

/// « Vice Foreign Minister | Sun Weidong »: without an article, before another capital word, it is somebody's name.
fn opens_name(scan: &Scan<'_, '_>, at: usize) -> bool {
    let next = scan.word(at + 1);
    let led = at.checked_sub(1).is_some_and(|before| {
        let lists = scan.lists();
        let lower = scan.lower(before);
        scan.together(before, at)
            && (lists.articles.has(lower)
                || lists.definite.has(lower)
                || scan.word(before).shape == Shape::OpenQuote)
    });
    let unknown = longest(scan, at + 1).is_none()
        && scan.tables.head(|distance| scan.fold(at + 1 + distance)).is_none()
        && !scan.lists().media_last.has(&next.fold)
        && !scan.lists().not_names.has(&next.lower);
    !led && !scan.word(at).opens && next.shape == Shape::Capital && scan.together(at, at + 1) && unknown
}

/// « agence | Reuters »: the noun that says what it is, in small letters, is no part of the name where the rest names
/// the same.
fn without_kind(scan: &Scan<'_, '_>, words: std::ops::Range<usize>, chunk: &Chunk) -> std::ops::Range<usize> {
    let agency = scan
        .tables
        .body(|distance| scan.fold(words.start + distance))
        .is_some_and(|body| body.kind == "agency" && body.words.len() == 1);
    let telling = agency && chunk.entity.is_some_and(|entity| entity.kind() == EntityKind::Agency);
    let rest = words.start + 1..words.end;
    let small = scan.word(words.start).text.starts_with(char::is_lowercase);
    if !telling || !small || rest.is_empty() || !scan.word(rest.start).is_capital() { words } else { rest }
}

/// « la Hollande » of 1908, « la Nouvelle-Grenade »: the state that a name of its past stands for.
fn today(entity: &'static Entity) -> &'static Entity {
    let former = entity.kind() == EntityKind::FormerState;
    entity.state().filter(|_| former).unwrap_or(entity)
}

/// A chunk from what a name can mean; its words are filled in by the caller.
fn meaning(scan: &Scan<'_, '_>, hits: &'static [Hit]) -> Option<Chunk> {
    let year = scan.doc.published.year();
    let alive = |hit: &&Hit| hit.entity().existed_in(year);
    let hit = hits.iter().find(alive).or_else(|| hits.first())?;
    // A state of that time only (the Soviet Union) before one that has always been there (Russia).
    let capitals = hits.iter().filter(alive).filter(|hit| hit.kind() == NameKind::Capital);
    let capital = capitals.min_by_key(|hit| hit.entity().to().is_none());
    let mut chunk = Chunk {
        words: 0..0,
        span: Span::new(0, 0),
        sort: Sort::Nobody,
        entity: Some(today(hit.entity())),
        other: None,
        title: None,
        gender: None,
        rule: "gazetteer",
    };
    if let NameKind::Demonym { plural } = hit.kind() {
        chunk.sort = Sort::Demonym { plural };
        chunk.rule = "demonym";
        return Some(chunk);
    }
    if let Some(capital) = capital {
        chunk.sort = Sort::Capital;
        chunk.other = Some(hit.entity());
        chunk.entity = Some(capital.entity());
        chunk.rule = "capital";
        return Some(chunk);
    }
    if hit.kind() == NameKind::Surname {
        // A hint only; the step that finds names sees the words as well.
        return None;
    }
    chunk.sort = match (hit.entity().kind(), hit.entity().class()) {
        (EntityKind::Person, _) => Sort::Person,
        (EntityKind::City | EntityKind::Region | EntityKind::Territory, None) => Sort::Place,
        (_, Some(Class::State)) => Sort::State,
        (_, Some(Class::Organisation)) => Sort::Organisation,
        _ => Sort::Nobody,
    };
    if hit.kind() == NameKind::Seat {
        chunk.rule = "seat";
    }
    if chunk.sort == Sort::Person {
        chunk.gender = hit.entity().gender().map(gender_of);
        chunk.rule = "person-known";
    }
    Some(chunk)
}

/// « Beatrix | Zgraf-Kälin »: a person known by one name, with another name right behind, is somebody else; so is
/// a given name that is a medium's as well (« Marianne Zgraf »).
fn is_given_name(scan: &Scan<'_, '_>, at: usize, chunk: &Chunk) -> bool {
    let next = scan.word(at + 1);
    let medium = chunk.sort == Sort::Organisation && scan.is_given(scan.fold(at));
    (chunk.sort == Sort::Person || medium)
        && next.shape == Shape::Capital
        && scan.together(at, at + 1)
        && !scan.lists().not_names.has(&next.lower)
}

/// « Jack London », « Paris Hilton »: a place's name next to a given name, or before an unknown capital word.
fn is_part_of_name(scan: &Scan<'_, '_>, at: usize, chunk: &Chunk) -> bool {
    if !matches!(chunk.sort, Sort::State | Sort::Capital | Sort::Place) {
        return false;
    }
    let before = at.checked_sub(1).map(|before| scan.word(before));
    let given = |fold: &str| scan.lists().masculine_names.has(fold) || scan.lists().feminine_names.has(fold);
    if before.is_some_and(|word| word.is_capital() && given(&word.fold)) {
        return true;
    }
    if scan.title_before(at).is_some() || behind_given_and_particle(scan, at) || behind_rank(scan, at) {
        return true;
    }
    if chunk.sort == Sort::Place && at.checked_sub(1).is_some_and(|given| is_unknown_given(scan, given, at)) {
        return true;
    }
    // A capital word right behind: a surname, unless the gazetteer or the language knows better (« Sofia Borg »,
    // « à Sofia Boris Borg »).
    let next = scan.word(at + 1);
    // « the Samoa Observer »
    if next.shape == Shape::Capital && scan.together(at, at + 1) && scan.lists().media_last.has(&next.fold) {
        return true;
    }
    let surname = next.shape == Shape::Capital
        && scan.together(at, at + 1)
        && !scan.lists().not_names.has(&next.lower)
        && !scan.lists().thing_nouns.has(&next.fold)
        && !scan.is_headline_verb(at + 1)
        && scan.tables.head(|distance| scan.fold(at + 1 + distance)).is_none()
        && longest(scan, at + 1).is_none_or(|(_, chunk)| chunk.sort == Sort::Nobody);
    // « la maire de Paris Anne Ozola »: a given name opens the next name.
    let next_given = given(&next.fold) && scan.word(at + 2).is_capital();
    let led = before.is_some_and(|word| {
        scan.lists().locatives.has(&word.lower)
            || scan.lists().articles.has(&word.lower)
            || scan.lists().of.has(&word.lower) && next_given
    });
    surname && (!led || given(&scan.word(at).fold))
}

/// « Antonio José de | Sucre », "Maria de | Lima": a surname, whatever town is called so. One given name alone is led by
/// « de » where no preposition is spelled so, or where there are two.
fn behind_given_and_particle(scan: &Scan<'_, '_>, at: usize) -> bool {
    let given = |at: Option<usize>| {
        at.is_some_and(|at| {
            let word = scan.word(at);
            word.shape == Shape::Capital
                && (scan.lists().masculine_names.has(&word.fold)
                    || scan.lists().feminine_names.has(&word.fold))
        })
    };
    let Some(particle) = at.checked_sub(1).filter(|&before| {
        scan.word(before).shape == Shape::Lower
            && scan.lists().particles.has(scan.fold(before))
            && scan.together(before, at)
    }) else {
        return false;
    };
    let preposition = scan.lists().of.has(scan.lower(particle));
    given(particle.checked_sub(1)) && (!preposition || given(particle.checked_sub(2)))
}

/// « Admiral | Togo »: a rank with a capital inside a sentence or at its start, right before.
fn behind_rank(scan: &Scan<'_, '_>, at: usize) -> bool {
    let Some(rank) = at.checked_sub(1).filter(|&rank| scan.grammar().head_last && scan.together(rank, at))
    else {
        return false;
    };
    let head = scan.tables.head(|distance| scan.fold(if distance == 0 { rank } else { at }));
    let office = head.and_then(|head| scan.tables.office(head.office()));
    scan.word(rank).shape == Shape::Capital && office.is_some_and(|office| office.id == "general")
}

/// « Domingo | Palermo, the minister », « Domingo Palermo said »: a word of no table right before a place whose name acts
/// like somebody's.
fn is_unknown_given(scan: &Scan<'_, '_>, given: usize, at: usize) -> bool {
    let word = scan.word(given);
    let lists = scan.lists();
    let known = lists.not_names.has(&word.lower)
        || lists.quarters.has(&word.fold)
        || lists.place_nouns.has(&word.fold)
        || lists.thing_nouns.has(&word.fold)
        || lists.landforms.has(&word.fold)
        || scan.nation(given).is_some()
        || scan.is_verb_only(given)
        || scan.tables.head(|distance| scan.fold(given + distance)).is_some()
        || scan.tables.body(|distance| scan.fold(given + distance)).is_some()
        || gazetteer::longest(scan.doc.language, std::iter::once((&word.fold, case(word)))).is_some();
    let led = given.checked_sub(1).is_some_and(|before| {
        let lower = scan.lower(before);
        scan.together(before, given)
            && (lists.articles.has(lower)
                || lists.definite.has(lower)
                || lists.locatives.has(lower)
                || lists.of.has(lower)
                || lists.prepositions.has(lower)
                || scan.word(before).is_capital())
    });
    let next = at + 1;
    let acts = scan.is_finite(next)
        || scan.word(next).text == "," && lists.determiners_any().any(|list| list.has(scan.lower(next + 1)));
    word.shape == Shape::Capital
        && !word.hyphened
        && scan.together(given, next)
        && scan.owner(given).is_none()
        && scan.doc.kind_at(at) == crate::reading::doc::ParagraphKind::Body
        && !known
        && !led
        && acts
}

/// « Guyana-Suriname », « REPERES-Malawi-Tanzanie »: a token that names several states.
fn pieces(scan: &mut Scan<'_, '_>, at: usize) {
    let word = scan.word(at);
    if !word.is_capital() || !word.hyphened {
        return;
    }
    // « … entre Riga et Oslo-presse »: the source behind a headline.
    let headline = scan.doc.kind_at(at) == crate::reading::doc::ParagraphKind::Headline;
    let last = scan.word(at + 1).paragraph != word.paragraph;
    let sourced = headline && last && word.text.split('-').skip(1).all(|part| !part.starts_with(char::is_uppercase))
            // « TIMELINE-Lesotho », « Exclusive-Ethiopia »: what kind of text it is.
            || headline && word.opens && word.text.chars().filter(|letter| *letter == '-').count() == 1;
    let mut start = word.span.start;
    let mut found: Vec<Chunk> = Vec::new();
    for piece in word.text.split('-') {
        let bytes = Span::new(start, start + piece.len());
        start += piece.len() + 1;
        if !piece.starts_with(char::is_uppercase) {
            continue;
        }
        let folded = crate::model::text::fold(piece);
        // « Gabon-Guinée | équatoriale », « INTERVIEW-San | Marino »: the last one's name may go on.
        let next = scan.word(at + 1);
        let longer = (bytes.end == word.span.end && scan.together(at, at + 1))
            .then(|| state(scan, &format!("{folded} {}", next.fold)))
            .flatten();
        let alone = state(scan, &folded);
        let (entity, bytes, words) = match (longer, alone) {
            (Some(longer), alone) if alone.is_none_or(|alone| longer.id() != alone.id()) => {
                (longer, Span::new(bytes.start, next.span.end), at..at + 2)
            }
            (_, Some(entity)) => (entity, bytes, at..at + 1),
            _ => continue,
        };
        found.push(Chunk {
            words,
            span: bytes,
            sort: Sort::State,
            entity: Some(entity),
            other: None,
            title: None,
            gender: None,
            rule: "states-joined",
        });
    }
    // One state in a hyphenated word is more often part of a name (« Saint-Siège », « Afrique-du-Sud »).
    if found.len() > 1 || sourced {
        for chunk in found {
            scan.claim(chunk);
        }
    }
}

/// The state of that folded name or capital.
fn state(scan: &Scan<'_, '_>, folded: &str) -> Option<&'static Entity> {
    let (_, hits) = gazetteer::longest(scan.doc.language, std::iter::once((folded, Case::Upper)))?;
    let named = hits.iter().find(|hit| hit.entity().class() == Some(Class::State));
    named.map(Hit::entity)
}

/// Ends of surnames as older papers spell them, and as the tables do.
const SPELLINGS: &[(&str, &str)] =
    &[("off", "ov"), ("eff", "ev"), ("sky", "ski"), ("itch", "ic"), ("ine", "in")];

/// The organisation of the gazetteer that these words name, whatever their case.
pub fn body(scan: &Scan<'_, '_>, words: &std::ops::Range<usize>) -> Option<&'static Entity> {
    let tokens = scan.doc.words.get(words.clone())?.iter().map(|word| (&word.fold, Case::Upper));
    let (count, hits) = gazetteer::longest(scan.doc.language, tokens)?;
    let organised = hits.iter().find(|hit| hit.entity().class() == Some(Class::Organisation))?;
    (count == words.len()).then_some(organised.entity())
}

/// Whom a surname hints at: the one person of the gazetteer with it who is not long dead or unborn to the world; none
/// if several bear it.
pub fn surname(scan: &Scan<'_, '_>, words: &std::ops::Range<usize>) -> Option<&'static Entity> {
    let tokens = scan.doc.words.get(words.clone())?.iter().map(|word| (&word.fold, case(word)));
    let exact = gazetteer::longest(scan.doc.language, tokens);
    let respelled = || {
        // « Litvinoff », « Izvolsky »: endings that older papers spell otherwise.
        let one = scan.fold(words.start);
        let [(from, to), ..] = &*SPELLINGS.iter().filter(|(from, _)| one.ends_with(from)).collect::<Vec<_>>()
        else {
            return None;
        };
        let stem = one.strip_suffix(from)?;
        let form = format!("{stem}{to}");
        gazetteer::longest(scan.doc.language, std::iter::once((form.as_str(), Case::Upper)))
    };
    let (count, hits) = match exact {
        Some(found) => found,
        None if words.len() == 1 && scan.word(words.start).is_capital() => respelled()?,
        None => return None,
    };
    if count != words.len() {
        return None;
    }
    let year = scan.doc.published.year();
    let mut bearers = hits.iter().filter(|hit| hit.entity().kind() == EntityKind::Person).map(Hit::entity);
    let first = bearers.find(|person| person.existed_in(year))?;
    if bearers.all(|other| other.id() == first.id() || !other.existed_in(year)) {
        return Some(first);
    }
    // « President Clinton »: of several the one in office on that day; « de Neves » may be a place.
    let lists = scan.lists();
    let led = words.start.checked_sub(1).is_some_and(|before| {
        let lower = scan.lower(before);
        lists.of.has(lower) || lists.locatives.has(lower) || lists.articles.has(lower)
    });
    if led {
        return None;
    }
    let day = scan.doc.published;
    let bearers = hits.iter().filter(|hit| hit.entity().kind() == EntityKind::Person).map(Hit::entity);
    let mut acting = bearers.filter(|person| gazetteer::offices_of(person.id(), day).next().is_some());
    let first = acting.next()?;
    let mut others = acting.filter(|other| other.id() != first.id());
    let Some(second) = others.next() else { return Some(first) };
    // « Mr. Dulles »: of two in office the one who speaks for a state.
    let speaks = |person: &Entity| {
        use gazetteer::Office::{ForeignMinister, HeadOfGovernment, HeadOfState, Leader};
        gazetteer::offices_of(person.id(), day)
            .any(|(office, _)| matches!(office, HeadOfState | HeadOfGovernment | Leader | ForeignMinister))
    };
    match (speaks(first), speaks(second), others.next()) {
        (true, false, None) => Some(first),
        (false, true, None) => Some(second),
        _ => None,
    }
}
