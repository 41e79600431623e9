//! Persons: which names are persons, and which names are one person.
//!
//! « Emmanuel Bonne », « M. Bonne » and « Bonne » are one; « M. Lindqvist » and « Mme Lindqvist » are two. A name is
//! never joined to another by likeness alone.

use super::groups::Group;
use super::likeness::{initialled, key, keys, likeness};
use super::scan::{Chunk, Scan, Sort};
use crate::lexicon::actors::{Gender, Level};
use crate::lexicon::gazetteer::{Entity, EntityKind};
use crate::model::Span;
use crate::reading::words::Shape;
use std::ops::Range;

/// One person of the article.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// The parts of the longest form of the name, folded.
    pub parts: Vec<String>,
    /// The longest form as written.
    pub name: String,
    /// Whom the gazetteer knows it as.
    pub entity: Option<&'static Entity>,
    /// Told by a title, a description, a given name.
    pub gender: Option<Gender>,
    /// The state it belongs to.
    pub state: Option<&'static Entity>,
    /// The offices told of it.
    pub held: Vec<Held>,
    /// Its chunks, in order.
    pub chunks: Vec<usize>,
    /// What its parts are known by: see [`keys`].
    keys: Vec<u32>,
}

/// An office told of a person.
#[derive(Debug, Clone)]
pub struct Held {
    /// The place of the office in the tables.
    pub office: usize,
    /// The group that tells it; past the end for an office the gazetteer tells.
    pub group: usize,
    /// The nation told with it.
    pub state: Option<&'static Entity>,
    /// The office is over.
    pub former: bool,
    /// The token of the title that tells it, where one does.
    pub title: Option<usize>,
}

/// Finds the persons among the names.
pub fn find(scan: &mut Scan<'_, '_>, groups: &[Group]) -> Vec<Person> {
    super::places::surnames(scan);
    let described: Vec<usize> = groups.iter().flat_map(|group| group.holders.iter().copied()).collect();
    let mut order: Vec<usize> = (0..scan.chunks.len())
        .filter(|&index| {
            scan.stands(index) && scan.chunks.get(index).is_some_and(super::scan::Chunk::maybe_person)
        })
        .collect();
    // Longest names first, so that a surname finds its bearer wherever it stands.
    order.sort_by_key(|&index| {
        scan.chunks.get(index).map_or((true, 0, 0), |chunk| {
            (chunk.entity.is_none(), usize::MAX - chunk.words.len(), chunk.words.start)
        })
    });
    let mut people: Vec<Person> = Vec::new();
    for &index in &order {
        let Some(chunk) = scan.chunks.get(index) else { continue };
        let parts = parts(scan, &chunk.words);
        let gender =
            chunk.gender.or_else(|| given_gender(scan, &chunk.words)).or_else(|| told_gender(groups, index));
        let bearer = bearer(scan, &people, &parts, gender, index, groups);
        let person = match bearer {
            Some(person) => person,
            None if is_person(scan, index, &described) => {
                people.push(Person::default());
                people.len() - 1
            }
            None => continue,
        };
        join(scan, &mut people, person, index, parts, gender);
    }
    joined(scan, &mut people);
    for person in &people {
        for &index in &person.chunks {
            if let Some(chunk) = scan.chunks.get_mut(index) {
                chunk.sort = Sort::Person;
                chunk.rule = if chunk.entity.is_some() || chunk.title.is_some() {
                    chunk.rule
                } else if chunk.words.len() < person.parts.len() {
                    "person-surname"
                } else {
                    "person-name"
                };
            }
        }
    }
    for person in &mut people {
        person.chunks.sort_by_key(|&index| scan.chunks.get(index).map_or(0, |chunk| chunk.words.start));
    }
    tell_offices(scan, &mut people, groups);
    inherit_offices(scan, &mut people, groups);
    people
}

/// « une rencontre Sarraj-Haftar »: two surnames of the article in one word are two persons.
fn joined(scan: &mut Scan<'_, '_>, people: &mut [Person]) {
    for index in 0..scan.chunks.len() {
        let Some(chunk) =
            scan.chunks.get(index).filter(|chunk| chunk.maybe_person() && chunk.words.len() == 1)
        else {
            continue;
        };
        let (at, title) = (chunk.words.start, chunk.title);
        let Some((one, two)) =
            scan.word(at).text.split_once('-').filter(|_| title.is_none() && scan.stands(index))
        else {
            continue;
        };
        // « Holm-Berg » of « Hans Holm-Berg » is one.
        let whole = scan.fold(at).as_ref();
        if people
            .iter()
            .any(|person| person.parts.len() > 1 && person.parts.last().is_some_and(|last| last == whole))
        {
            continue;
        }
        let start = scan.word(at).span.start;
        let spans = [
            Span::new(start, start + one.len()),
            Span::new(start + one.len() + 1, start + one.len() + 1 + two.len()),
        ];
        let bearer = |part: &str| {
            let folded = crate::model::text::fold(part);
            part.starts_with(char::is_uppercase)
                .then(|| {
                    people.iter().position(|person| {
                        person.parts.len() > 1
                            && person.parts.last().is_some_and(|last| ends_in(last, &folded))
                    })
                })
                .flatten()
        };
        let (Some(first), Some(second)) = (bearer(one), bearer(two)) else { continue };
        if first == second {
            continue;
        }
        for person in people.iter_mut() {
            person.chunks.retain(|&known| known != index);
        }
        for (span, number) in spans.into_iter().zip([first, second]) {
            let claimed = scan.claim(Chunk {
                words: at..at + 1,
                span,
                sort: Sort::Person,
                entity: None,
                other: None,
                title: None,
                gender: None,
                rule: "persons-joined",
            });
            if let Some(person) = people.get_mut(number) {
                person.chunks.push(claimed);
            }
        }
    }
}

/// « el-Sarraj » goes by « Sarraj ».
fn ends_in(last: &str, surname: &str) -> bool {
    last == surname || last.rsplit_once('-').is_some_and(|(_, end)| end == surname)
}

/// Adds a mention to a person.
fn join(
    scan: &mut Scan<'_, '_>,
    people: &mut [Person],
    person: usize,
    index: usize,
    parts: Vec<String>,
    gender: Option<Gender>,
) {
    let Some(chunk) = scan.chunks.get(index) else { return };
    let Some(person) = people.get_mut(person) else { return };
    person.chunks.push(index);
    person.gender = person.gender.or(gender);
    if person.entity.is_none() {
        person.entity = chunk.entity.filter(|entity| entity.kind() == EntityKind::Person);
        if person.entity.is_none() && person.chunks.len() == 1 {
            person.entity = hinted(scan, index).or_else(|| without_initials(scan, index));
        }
        if let Some(entity) = person.entity {
            person.state = person.state.or_else(|| Scan::state_of(entity));
            person.gender = person.gender.or(entity.gender().map(super::scan::gender_of));
        }
    }
    // « L. B. Chastri » goes by « Lal Bahadour Chastri » where the article has it.
    let spelled = |parts: &[String]| parts.iter().map(String::len).sum::<usize>();
    let initials = person.parts.iter().any(|part| part.split('.').all(|piece| piece.chars().count() == 1));
    let fuller = initials && parts.len() > 1 && spelled(&parts) > spelled(&person.parts);
    if parts.len() > person.parts.len() && !person.name.is_empty() && initialled(&person.parts, &parts) {
        return;
    }
    if parts.len() > person.parts.len() || fuller {
        person.keys = keys(&parts);
        person.parts = parts;
        chunk.span.of(scan.doc.text).clone_into(&mut person.name);
    }
    let before = particles_before(scan, &person.parts, &chunk.words);
    if before < chunk.words.start
        && let Some(chunk) = scan.chunks.get_mut(index)
    {
        chunk.words.start = before;
        chunk.span.start = scan.doc.word(before).span.start;
    }
}

/// « rencontré de Arruda Falcão »: the particles before a surname belong to it if the full name has them there.
fn particles_before(scan: &Scan<'_, '_>, full: &[String], words: &Range<usize>) -> usize {
    let mut start = words.start;
    while let Some(before) = start.checked_sub(1) {
        let first = scan.fold(start);
        let at = full.iter().position(|part| part == first).unwrap_or(0);
        let particle = at.checked_sub(1).and_then(|at| full.get(at));
        let same = particle.is_some_and(|part| part == scan.fold(before) && scan.lists().particles.has(part));
        if !same || at < 2 || scan.owner(before).is_some() {
            break;
        }
        start = before;
    }
    start
}

/// The gazetteer's person of that surname, where the article gives the surname alone, or only a title with it.
fn hinted(scan: &Scan<'_, '_>, index: usize) -> Option<&'static Entity> {
    let chunk = scan.chunks.get(index)?;
    chunk.other.filter(|entity| {
        let agrees = chunk
            .gender
            .is_none_or(|gender| entity.gender().is_none_or(|known| super::scan::gender_of(known) == gender));
        entity.kind() == EntityKind::Person && agrees
    })
}

/// « Henry A. Kissinger »: whom the gazetteer knows by the name without its middle initials.
fn without_initials(scan: &Scan<'_, '_>, index: usize) -> Option<&'static Entity> {
    use crate::lexicon::gazetteer::{Hit, longest};
    let words = scan.doc.words.get(scan.chunks.get(index)?.words.clone())?;
    let full = |word: &&crate::reading::words::Word<'_>| word.is_word() && word.text.chars().count() > 1;
    let kept = words.iter().filter(full).count();
    if kept < 2 || kept == words.len() || !words.first().is_some_and(|first| full(&first)) {
        return None;
    }
    let tokens = words.iter().filter(full).map(|word| (&word.fold, super::scan::case(word)));
    let (count, hits) = longest(scan.doc.language, tokens)?;
    let known = hits.iter().map(Hit::entity).find(|entity| entity.kind() == EntityKind::Person)?;
    (count == kept).then_some(known)
}

/// The folded parts of a name, particles included.
fn parts(scan: &Scan<'_, '_>, words: &Range<usize>) -> Vec<String> {
    let list = scan.doc.words.get(words.clone()).unwrap_or_default();
    list.iter().filter(|word| word.is_word()).map(|word| word.fold.to_string()).collect()
}

fn given_gender(scan: &Scan<'_, '_>, words: &Range<usize>) -> Option<Gender> {
    if words.len() < 2 {
        return None;
    }
    let first = scan.fold(words.start);
    let lists = scan.lists();
    let simple = first.split('-').next().unwrap_or(first);
    let man = lists.masculine_names.has(first) || lists.masculine_names.has(simple);
    let woman = lists.feminine_names.has(first) || lists.feminine_names.has(simple);
    match (man, woman) {
        (true, false) => Some(Gender::Masculine),
        (false, true) => Some(Gender::Feminine),
        _ => None,
    }
}

fn told_gender(groups: &[Group], index: usize) -> Option<Gender> {
    groups.iter().filter(|group| group.holders.contains(&index)).find_map(|group| group.gender)
}

/// Whether the words beside a name show that it is a person.
fn is_person(scan: &Scan<'_, '_>, index: usize, described: &[usize]) -> bool {
    let Some(chunk) = scan.chunks.get(index) else { return false };
    if chunk.sort == Sort::Person || described.contains(&index) {
        return true;
    }
    let words = &chunk.words;
    let before = words.start.checked_sub(1);
    // « la Sud-Africaine Lindiwe Mokoape »
    if before
        .and_then(|at| scan.chunk_at(at))
        .is_some_and(|other| matches!(other.sort, Sort::Demonym { plural: false }))
    {
        return true;
    }
    if chunk.other.is_some() && words.len() == 1 {
        return likely_surname(scan, index);
    }
    if words.len() < 2 {
        return false;
    }
    if place_beside(scan, words) {
        return false;
    }
    if scan.is_given(scan.fold(words.start)) {
        return true;
    }
    let lists = scan.lists();
    if words.clone().any(|at| scan.word(at).shape == Shape::Number) {
        return false;
    }
    let lower = before.filter(|&at| scan.together(at, words.start)).map_or("", |at| scan.lower(at));
    // « le patron de Nova Voda »: whoever is headed so is no person.
    let headed = lists.of_bare.has(lower)
        && before.and_then(|at| at.checked_sub(1)).is_some_and(|noun| heads_a_body(scan, noun));
    let shouted = words.clone().all(|at| scan.word(at).shape == Shape::Upper);
    // « le décès de Daan Myngheer »: bare « de » leads to persons more often than to places, unless a place's noun
    // stands before it.
    let of_place = lists.of_bare.has(lower)
        && before.and_then(|at| at.checked_sub(1)).is_some_and(|noun| {
            // « le CHU de Grenoble Alpes », « les JO de Squaw Valley »
            let letters = scan.word(noun).shape == Shape::Upper && !shouted;
            lists.place_nouns.has(scan.fold(noun)) || lists.thing_nouns.has(scan.fold(noun)) || letters
        });
    // Behind a place's preposition or an article unknown words are more likely a place or a thing.
    !(of_place
        || headed
        || lists.place_nouns.has(lower)
        || lists.in_country.has(lower)
        || lists.to.has(lower) && !addressed(scan, before)
        || lists.definite.has(lower)
        || lists.articles.has(lower)
        || lists.plural_determiners.has(lower)
        || lists.of.has(lower) && !lists.of_bare.has(lower)
        || lists.indefinite.has(lower)
        || shouted && scan.doc.kind_at(words.start) != crate::reading::doc::ParagraphKind::Caption)
}

/// « le patron », « la directrice générale »: the last word of an office whose bare « de » is followed by a body.
pub fn heads_a_body(scan: &Scan<'_, '_>, last: usize) -> bool {
    let ends = |first: usize| {
        let head = scan.tables.head(|distance| scan.fold(first + distance));
        head.filter(|head| first + head.words.len() == last + 1)
            .and_then(|head| scan.tables.office(head.office()))
            .is_some_and(|office| matches!(office.id, "boss" | "director"))
    };
    ends(last) || last.checked_sub(1).is_some_and(ends)
}

/// « no relation to Cho Dong-geun », « a letter to Anna Lee », « succède à Jaime Bermudez »: what stands before asks for
/// somebody. Where one preposition leads to places as well, only what hardly ever goes with a place.
fn addressed(scan: &Scan<'_, '_>, preposition: Option<usize>) -> bool {
    let Some(at) = preposition else { return false };
    let lists = scan.lists();
    let (stems, reach) =
        if scan.grammar().helper_verbs { (lists.dative_stems, 4) } else { (lists.dative_strong, 2) };
    (at.saturating_sub(reach)..at).any(|near| {
        let fold = scan.fold(near);
        scan.together(near, at) && stems.forms().iter().any(|stem| fold.starts_with(stem))
    })
}

/// « Dubaï, Abu Dhabi et Doha », « Gold Coast, Australie »: a place joined to the name by a comma or « et ».
fn place_beside(scan: &Scan<'_, '_>, words: &Range<usize>) -> bool {
    let joins = |at: usize| scan.word(at).text == "," || scan.lists().and.has(scan.lower(at));
    let place = |at: usize| {
        scan.together(at, words.start)
            && scan.chunk_at(at).is_some_and(|chunk| matches!(chunk.sort, Sort::Place | Sort::Capital))
    };
    // « En visite à Tunis, Olav Brekke a salué »: right before a finite verb a comma parts the place from the subject.
    let subject = |comma: usize| {
        scan.word(comma).text == "," && scan.together(comma, words.end) && scan.is_finite(words.end)
    };
    let before = words.start.checked_sub(2).is_some_and(|at| joins(at + 1) && place(at) && !subject(at + 1));
    let behind = joins(words.end) && place(words.end + 1) && !scan.lists().and.has(scan.lower(words.end));
    (before || behind) && !scan.is_given(scan.fold(words.start))
}

/// A surname that the gazetteer knows, alone: a person unless an article says that it is a thing.
fn likely_surname(scan: &Scan<'_, '_>, index: usize) -> bool {
    let Some(chunk) = scan.chunks.get(index) else { return false };
    let Some(before) = chunk.words.start.checked_sub(1) else { return true };
    let lower = scan.lower(before);
    !(scan.together(before, chunk.words.start)
        && (scan.lists().articles.has(lower)
            || scan.lists().indefinite.has(lower)
            || scan.lists().plural_determiners.has(lower)))
}

/// Whose name this is, among those known so far.
fn bearer(
    scan: &Scan<'_, '_>,
    people: &[Person],
    parts: &[String],
    gender: Option<Gender>,
    index: usize,
    groups: &[Group],
) -> Option<usize> {
    let chunk = scan.chunks.get(index)?;
    // « Sadate » of « Anouar el-Sadate »: the surname hints at somebody named already.
    if let Some(entity) = chunk.entity.or_else(|| hinted(scan, index)) {
        let same = |person: &Person| person.entity.is_some_and(|known| known.id() == entity.id());
        if let Some(at) = people.iter().position(same) {
            return Some(at);
        }
    }
    let agrees = |person: &Person| match (person.gender, gender) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let own = parts.last().map(|last| key(last));
    let whole = parts.last().and_then(|last| last.rsplit_once('-')).map(|(_, end)| key(end));
    let mut fits: Vec<(usize, u8)> = people
        .iter()
        .enumerate()
        .filter(|(_, person)| {
            let shares = |key: Option<u32>| key.is_some_and(|key| person.keys.contains(&key));
            (shares(own) || shares(whole)) && agrees(person)
        })
        .filter_map(|(at, person)| {
            likeness(scan, &person.parts, parts, chunk.title.is_some()).map(|rank| (at, rank))
        })
        .collect();
    // « Bounthavy »: a given name that is none of the known ones may go for the whole name.
    let familiar = parts.first().is_some_and(|part| scan.is_given(part)) || scan.grammar().gendered;
    if !scan.doc.is_quoted(chunk.words.start) && familiar {
        fits.retain(|(_, rank)| *rank < 3);
    }
    let best = fits.iter().map(|(_, rank)| *rank).min()?;
    fits.retain(|(_, rank)| *rank == best);
    // « President Salcedo »: of several bearers the one who was called that before.
    if fits.len() > 1 {
        let office = |index: usize| {
            groups.iter().find(|group| group.holders.contains(&index)).map(|group| group.office)
        };
        let told = office(index);
        let called = |at: usize| {
            people.get(at).is_some_and(|person| person.chunks.iter().any(|&other| office(other) == told))
        };
        if told.is_some() && fits.iter().any(|(at, _)| called(*at)) {
            fits.retain(|(at, _)| called(*at));
        }
    }
    // Of several bearers, the one named last before; a title's gender has already told men from women.
    let here = chunk.words.start;
    let last = |at: usize| {
        people.get(at).and_then(|person| {
            let starts = person
                .chunks
                .iter()
                .filter_map(|&index| scan.chunks.get(index))
                .map(|chunk| chunk.words.start);
            starts.filter(|start| *start < here).max()
        })
    };
    fits.iter().map(|(at, _)| *at).max_by_key(|&at| (last(at), std::cmp::Reverse(at)))
}

/// Gives the persons the offices that stand beside their names.
fn tell_offices(scan: &Scan<'_, '_>, people: &mut [Person], groups: &[Group]) {
    for (number, group) in groups.iter().enumerate() {
        let nations = if group.holders.len() > 1 { nations_told(scan, group) } else { Vec::new() };
        for (place, &holder) in group.holders.iter().enumerate() {
            let Some(person) = people.iter_mut().find(|person| person.chunks.contains(&holder)) else {
                continue;
            };
            let before = adjective_before(scan, holder, group);
            let shared = || group.tail.nation.or(group.tail.inner);
            let state = before.or_else(|| match nations.len() {
                0 | 1 => shared(),
                count if count == group.holders.len() => nations.get(place).copied(),
                _ => None,
            });
            person.held.push(Held {
                office: group.office,
                group: number,
                state,
                former: group.former,
                title: None,
            });
            if !group.plural {
                person.gender = person.gender.or(group.gender);
            }
            person.state = person.state.or(state);
        }
    }
    for person in people.iter_mut() {
        // « Gen. Alvaro Salcedo »: a title before the name tells an office too.
        let titles = person.chunks.iter().filter_map(|&index| scan.chunks.get(index)?.title);
        let told: Vec<Held> = titles
            .filter_map(|at| {
                let head = scan.tables.head(|distance| scan.fold(at + distance))?;
                Some(Held {
                    office: head.office(),
                    group: usize::MAX,
                    state: None,
                    former: false,
                    title: Some(at),
                })
            })
            .collect();
        person.held.extend(told);
        let signs = |&index: &usize| {
            let chunk = scan.chunks.get(index)?;
            let at = chunk.words.end + usize::from(scan.word(chunk.words.end).text == ",");
            // « Foreign Ministers Anna Ozola of Latvia and … »
            let from =
                at == chunk.words.end && scan.grammar().head_last && scan.lists().of_bare.has(scan.lower(at));
            let led = from || scan.lists().speaking_for.has(scan.lower(at));
            let state = at + 1 + usize::from(scan.lists().articles.has(scan.lower(at + 1)));
            let named = scan.chunk_at(state).filter(|named| led && named.words.start == state)?;
            let closed = from
                || !scan.word(named.words.end).is_word()
                || scan.lists().and.has(scan.lower(named.words.end));
            named.entity.filter(|_| closed && matches!(named.sort, Sort::State | Sort::Capital))
        };
        person.state = person.state.or_else(|| person.chunks.iter().find_map(signs));
        for &index in &person.chunks {
            let demonym = scan
                .chunks
                .get(index)
                .and_then(|chunk| chunk.words.start.checked_sub(1))
                .and_then(|at| scan.chunk_at(at));
            if let Some(demonym) = demonym
                && matches!(demonym.sort, Sort::Demonym { plural: false })
            {
                person.state = person.state.or(demonym.entity);
            }
        }
    }
}

/// « Les ministres letton et russe », « the ministers of Latvia and Russia »: the nations told of several, in their order.
fn nations_told(scan: &Scan<'_, '_>, group: &Group) -> Vec<&'static Entity> {
    let named = group.holders.iter().filter_map(|&index| scan.chunks.get(index)).map(Chunk::start);
    let end = named.filter(|start| *start > group.start).min().unwrap_or(group.end);
    let nation = |at: usize| {
        let adjective = scan.nation(at).map(|(state, _)| state);
        let state = || {
            let chunk =
                scan.chunk_at(at).filter(|chunk| chunk.words.start == at && chunk.sort == Sort::State)?;
            chunk.entity
        };
        adjective.or_else(state)
    };
    (group.start..end).filter_map(nation).collect()
}

/// « le négociateur turc X … Son homologue grec, Y »: Y holds the office of the person described last before.
fn inherit_offices(scan: &Scan<'_, '_>, people: &mut [Person], groups: &[Group]) {
    let relation = |number: &usize| groups.get(*number).is_some_and(|group| group.level == Level::Relation);
    for number in (0..people.len()).rev() {
        let Some(person) = people.get(number) else { continue };
        let Some(told) = person.held.iter().find(|held| relation(&held.group)) else { continue };
        let Some(group) = groups.get(told.group) else { continue };
        let (state, at) = (told.state, group.head.start);
        let first = |person: &Person| {
            let starts = person
                .chunks
                .iter()
                .filter_map(|&index| scan.chunks.get(index))
                .map(|chunk| chunk.words.start);
            starts.filter(|start| *start < at).max()
        };
        let owner = (0..people.len())
            .filter(|&other| other != number)
            .filter_map(|other| people.get(other).and_then(first).map(|word| (word, other)))
            .max();
        let Some(owner) = owner.and_then(|(_, owner)| people.get(owner)) else { continue };
        let inherited: Vec<Held> = owner
            .held
            .iter()
            .filter(|held| !relation(&held.group))
            .map(|held| Held { state, group: usize::MAX, ..held.clone() })
            .collect();
        if let Some(person) = people.get_mut(number) {
            person.held.extend(inherited);
        }
    }
}

/// « les présidents serbe Slobodan Milosevic, croate Franjo Tudjman »: the adjective right before each name.
fn adjective_before(scan: &Scan<'_, '_>, holder: usize, group: &Group) -> Option<&'static Entity> {
    let start = scan.chunks.get(holder)?.start();
    let at = start.checked_sub(1)?;
    (group.plural && at >= group.head.end).then(|| scan.nation(at).map(|(state, _)| state)).flatten()
}
