//! Noun groups of languages that describe before they name: « the Norwegian deputy foreign minister », « Chad's chief
//! border negotiator », with what may follow: « of the United Nations », « for fisheries ».
//!
//! Knows the order of words only, not what they mean.

use super::phrase::{Allowed, Tail, take_chunk};
use super::scan::{Scan, Sort};
use crate::lexicon::gazetteer::Entity;
use crate::reading::words::Shape;
use std::ops::Range;

/// How many words may stand before a head.
const BEFORE: usize = 7;

/// How many small words a complement has.
const SMALL: usize = 4;

/// What stands before the head of a noun group.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that grammar tells")]
pub struct Front {
    /// The first token of the description, the holder included, its determiner not.
    pub start: usize,
    /// The first token behind a holder (« Rome's | chief envoy »), else the same.
    pub bare: usize,
    /// The nation told.
    pub nation: Option<&'static Entity>,
    /// Chunks that tell whose it is.
    pub chunks: Vec<usize>,
    /// A holder stands before it with its mark.
    pub held: bool,
    /// A word of it is written with a capital.
    pub capital: bool,
    /// A word that no table has tells whose it is (« Sudeten leader »).
    pub unknown: bool,
    /// An adjective of a people without a state (« Chechen »).
    pub people: bool,
}

/// Reads to the left of a head.
pub fn front(scan: &Scan<'_, '_>, head: usize) -> Front {
    front_of(scan, head, true)
}

/// The same; words of no table belong only to what describes a person.
fn front_of(scan: &Scan<'_, '_>, head: usize, person: bool) -> Front {
    let mut front = Front { start: head, bare: head, ..Front::default() };
    let lists = scan.lists();
    while let Some(before) = front.start.checked_sub(1) {
        if head - before > BEFORE || !scan.together(before, head) {
            break;
        }
        let word = scan.word(before);
        if scan.is_genitive(before) {
            holder(scan, before, &mut front);
            break;
        }
        // « the U.S. | embassy »: the last dot of letters is a token of its own.
        let letters = before.checked_sub(1).filter(|_| word.text == "." && word.glued);
        if let Some(index) = letters.and_then(|last| scan.owner(last))
            && let Some(chunk) = scan.chunks.get(index)
            && matches!(chunk.sort, Sort::Organisation | Sort::State)
            && chunk.words.end == before
        {
            if chunk.sort == Sort::State {
                front.nation = front.nation.or(chunk.entity);
            }
            front.chunks.push(index);
            front.start = chunk.words.start;
            front.bare = front.start;
            front.capital = true;
            continue;
        }
        // « the | Sudeten | leader »: one word of no table with a capital, right behind the article.
        if person && before + 1 == head && unknown_between(scan, before) {
            front.unknown = !scan.word(before).hyphened;
            front.start = before;
            front.bare = before;
            continue;
        }
        // « the | 34-year-old | monarch »
        if let Some(first) = super::anybody::aged(scan, before).filter(|_| person) {
            front.start = first;
            front.bare = first;
            continue;
        }
        if let Some((state, _)) =
            scan.nation(before).filter(|_| scan.owner(before).is_none() || demonym(scan, before))
        {
            front.nation = front.nation.or(Some(state));
        } else if let Some(index) = scan.owner(before) {
            let Some(chunk) = scan.chunks.get(index) else { break };
            // « U.N. envoy », « EU foreign policy chief »
            let whose =
                matches!(chunk.sort, Sort::Organisation | Sort::State) && chunk.words.end == front.start;
            if !whose {
                break;
            }
            if chunk.sort == Sort::State {
                front.nation = front.nation.or(chunk.entity);
            }
            front.chunks.push(index);
            front.start = chunk.words.start;
            front.bare = front.start;
            continue;
        } else if lists.peoples.has(&word.fold) {
            front.people = true;
        } else if !(lists.role_adjectives.has(&word.fold)
            || lists.prefixes.has(&word.fold)
            || before + 1 == head && modifies(scan, before) && leads_on(scan, before)
            || person && scan.word(before).hyphened && behind_determiner(scan, before))
        {
            break;
        }
        front.capital |= word.is_capital() && !word.opens;
        front.start = before;
        front.bare = before;
    }
    front
}

/// « the | Sudeten | leader », « the | Oxford-educated | leader »: a capital word between article and head that nothing
/// claims as a name of more than itself.
fn unknown_between(scan: &Scan<'_, '_>, at: usize) -> bool {
    let lists = scan.lists();
    let led = at.checked_sub(1).is_some_and(|article| {
        scan.together(article, at)
            && (lists.definite.has(scan.lower(article)) || lists.demonstrative.has(scan.lower(article)))
    });
    let open = scan.chunk_at(at).is_none_or(|chunk| {
        chunk.sort == Sort::Name && chunk.words.len() == 1 && chunk.title.is_none() && chunk.other.is_none()
    });
    led && open
        && scan.word(at).shape == Shape::Capital
        && scan.nation(at).is_none()
        && scan.tables.head(|distance| scan.fold(at + distance)).is_none()
}

/// « the | bearded premier », « the | newly elected president »: words of no table right behind a determiner.
fn behind_determiner(scan: &Scan<'_, '_>, at: usize) -> bool {
    let closed = crate::lexicon::words(scan.doc.language);
    let open = |at: usize| {
        let lower = scan.lower(at);
        let aged = || scan.lists().age_endings.forms().iter().any(|ending| lower.ends_with(ending));
        (scan.word(at).shape == Shape::Lower || aged())
            && scan.owner(at).is_none()
            && !scan.is_genitive(at)
            && !closed.prepositions.has(lower)
            && !closed.coordinators.has(lower)
            && !closed.relatives.has(lower)
            && !closed.subordinators.has(lower)
            && !closed.complementisers.has(lower)
            && !scan.lists().determiners_any().any(|list| list.has(lower))
            && scan.tables.head(|distance| scan.fold(at + distance)).is_none()
    };
    let mut first = at;
    while at - first < 2 && open(first) {
        let Some(before) = first.checked_sub(1).filter(|before| scan.together(*before, at)) else {
            return false;
        };
        let lower = scan.lower(before);
        let lists = scan.lists();
        if lists.definite.has(lower) || lists.demonstrative.has(lower) || lists.possessive.has(lower) {
            return true;
        }
        first = before;
    }
    false
}

/// « Fijian | boat captain », « a | village mayor »: what stands before may open a group.
fn leads_on(scan: &Scan<'_, '_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        let lower = scan.lower(before);
        scan.together(before, at)
            && (scan.nation(before).is_some()
                || scan.is_genitive(before)
                || scan.lists().determiners_any().any(|list| list.has(lower)))
    })
}

fn demonym(scan: &Scan<'_, '_>, at: usize) -> bool {
    scan.chunk_at(at).is_some_and(|chunk| matches!(chunk.sort, Sort::Demonym { .. }))
}

/// « Greece's », « the United Nations' », « Macron's »
fn holder(scan: &Scan<'_, '_>, mark: usize, front: &mut Front) {
    front.held = true;
    front.bare = mark + 1;
    let Some(index) = mark.checked_sub(1).and_then(|last| scan.owner(last)) else {
        front.start = mark.saturating_sub(1);
        return;
    };
    let Some(chunk) = scan.chunks.get(index) else { return };
    if matches!(chunk.sort, Sort::State | Sort::Capital) {
        front.nation = front.nation.or(chunk.entity);
    }
    front.chunks.push(index);
    front.start = chunk.start();
    // « President | Benigno Aquino's peace adviser »
    let office = front.start.checked_sub(1).filter(|&at| {
        scan.word(at).is_capital()
            && scan.together(at, mark)
            && scan.tables.head(|distance| scan.fold(at + distance)).is_some_and(|head| head.words.len() == 1)
    });
    if chunk.maybe_person()
        && let Some(office) = office
    {
        front.start = office;
    }
}

/// Whether a description stands here, so that its capitals are no name: a head, or words that lead to one.
pub fn describes(scan: &Scan<'_, '_>, at: usize) -> bool {
    let lists = scan.lists();
    let sentence = scan.word(at).sentence;
    for next in at..at + BEFORE {
        let word = scan.word(next);
        if !word.is_word() || word.sentence != sentence || scan.owner(next).is_some() && next > at {
            return false;
        }
        if scan.tables.head(|distance| scan.fold(next + distance)).is_some() {
            return true;
        }
        let adjective = lists.role_adjectives.has(&word.fold)
            || lists.prefixes.has(&word.fold)
            || lists.peoples.has(&word.fold)
            || scan.nation(next).is_some();
        if !adjective {
            return false;
        }
    }
    false
}

/// « chief | border negotiator », « deputy | foreign minister »: a word for an office that only says of what rank the
/// one behind it is.
pub fn ranks(scan: &Scan<'_, '_>, head: &Range<usize>) -> bool {
    let lists = scan.lists();
    // « the general's chief of staff »
    if !lists.role_adjectives.has(scan.fold(head.end - 1)) || scan.is_genitive(head.end) {
        return false;
    }
    let closed = crate::lexicon::words(scan.doc.language);
    let mut near = (head.end..head.end + 3).take_while(|&at| {
        let lower = scan.lower(at);
        scan.together(at, head.start)
            && (scan.word(at).shape == Shape::Lower || scan.nation(at).is_some())
            && !closed.prepositions.has(lower)
            && !closed.relatives.has(lower)
            && !closed.coordinators.has(lower)
            && !lists.determiners_any().any(|list| list.has(lower))
    });
    near.any(|at| scan.tables.head(|distance| scan.fold(at + distance)).is_some_and(|other| !other.plural))
}

/// « Singapore | reporters »: a plain noun behind a name, and nothing that may be a verb or an adjective.
pub fn modifies_plainly(scan: &Scan<'_, '_>, at: usize) -> bool {
    let person = scan.tables.head(|distance| scan.fold(at + distance));
    let body = scan.tables.body(|distance| scan.fold(at + distance));
    let known = person.is_some_and(|head| head.plural) || body.is_some_and(|body| body.named);
    scan.word(at).shape == Shape::Lower
        && scan.together(at, at.saturating_sub(1))
        && !scan.is_verb_only(at)
        && known
}

/// « rebel | columns »: a noun behind a head, which then only says of what kind that is.
pub fn modifies(scan: &Scan<'_, '_>, at: usize) -> bool {
    let word = scan.word(at);
    let lower = &word.lower;
    let closed = crate::lexicon::words(scan.doc.language);
    word.shape == Shape::Lower
        && scan.together(at, at.saturating_sub(1))
        && !scan.is_genitive(at)
        && !scan.is_verb_only(at)
        && !scan.lists().past_endings.forms().iter().any(|ending| lower.ends_with(ending))
        && !closed.prepositions.has(lower)
        && !closed.adverbs.has(lower)
        && !closed.relatives.has(lower)
        && !closed.subordinators.has(lower)
        && !closed.coordinators.has(lower)
        && !closed.complementisers.has(lower)
        && !closed.subject_pronouns.has(lower)
        && !closed.hedge_helpers.has(lower)
        && !closed.conditional_helpers.has(lower)
        && !closed.future_helpers.has(lower)
        && !closed.duty_helpers.has(lower)
        && !closed.do_helpers.has(lower)
        && !scan.lists().determiners_any().any(|list| list.has(lower))
        && !closed.adverb_endings.forms().iter().any(|ending| lower.ends_with(ending))
        && !scan.lists().coming.has(lower)
        && crate::lexicon::dates(scan.doc.language).starting(lower).is_empty()
        && scan.tables.head(|distance| scan.fold(at + distance)).is_none()
}

/// « The mediator, | Chad's Foreign Minister | Abakar Nyamsi »: where the name behind a further description starts.
pub fn described_name(scan: &Scan<'_, '_>, at: usize) -> Option<usize> {
    let mut headed = false;
    let mut next = at + usize::from(scan.lists().definite.has(scan.lower(at)));
    for _ in 0..BEFORE {
        if !scan.together(next, at) || !scan.word(next).is_word() {
            return None;
        }
        if let Some(index) = scan.owner(next) {
            let chunk = scan.chunks.get(index)?;
            if chunk.maybe_person() {
                return headed.then_some(next);
            }
            next = chunk.words.end;
        } else if let Some(head) = scan.tables.head(|distance| scan.fold(next + distance)) {
            headed = true;
            next += head.words.len();
        } else if scan.is_genitive(next)
            || scan.nation(next).is_some()
            || scan.lists().role_adjectives.has(scan.fold(next))
            || scan.lists().prefixes.has(scan.fold(next))
        {
            next += 1;
        } else {
            return None;
        }
    }
    None
}

/// Reads on from `at`, the token behind the head: complements with their prepositions.
pub fn tail(scan: &Scan<'_, '_>, at: usize, allowed: Allowed) -> Tail {
    let mut tail = Tail { end: at, ..Tail::default() };
    let sentence = scan.word(at.saturating_sub(1)).sentence;
    for _ in 0..4 {
        if scan.word(tail.end).sentence != sentence || !complement(scan, &mut tail, allowed) {
            break;
        }
    }
    tail
}

fn complement(scan: &Scan<'_, '_>, tail: &mut Tail, allowed: Allowed) -> bool {
    let lists = scan.lists();
    let mut at = tail.end;
    if scan.owner(at).is_some() {
        return false;
    }
    let lower = scan.lower(at);
    let of = lists.of.has(lower);
    let carries_on = allowed.joint || allowed.charge && !tail.complement;
    let joint = lists.joint_complement.has(lower) && carries_on;
    if !(of || joint) {
        return false;
    }
    at += 1;
    if lists.definite.has(scan.lower(at)) || lists.possessive.has(scan.lower(at)) {
        at += 1;
    } else if lists.indefinite.has(scan.lower(at)) {
        // « the captain of a Fijian long-liner »
        at += 1;
        at += usize::from(demonym(scan, at) || scan.nation(at).is_some());
    }
    if let Some(index) = chunk_from(scan, at) {
        let taken = take_chunk(scan, tail, index, of);
        tail.complement |= taken;
        return taken;
    }
    let end = words(scan, at, allowed);
    if end == at {
        return false;
    }
    // « the head of Chad's delegation »
    if scan.is_genitive(end) {
        return false;
    }
    let capital = (at..end).any(|near| scan.word(near).is_capital());
    if capital && (allowed.portfolio || allowed.joint) {
        tail.portfolio = Some(at..end);
    }
    tail.end = end;
    tail.complement = true;
    joined(scan, tail, allowed);
    true
}

/// The chunk that starts here, a title or an adjective before it passed over (« the Nigerian Foreign Ministry »).
fn chunk_from(scan: &Scan<'_, '_>, at: usize) -> Option<usize> {
    let skipped = scan.title(at).map_or(at, |(length, _)| at + length);
    let index = scan.owner(skipped)?;
    let chunk = scan.chunks.get(index)?;
    let held = scan.is_genitive(chunk.words.end);
    (chunk.words.start == skipped && !matches!(chunk.sort, Sort::Demonym { .. }) && !held).then_some(index)
}

/// « and cooperation in Europe »
fn joined(scan: &Scan<'_, '_>, tail: &mut Tail, allowed: Allowed) {
    let lists = scan.lists();
    if !lists.and.has(scan.lower(tail.end)) || !(allowed.joint || allowed.portfolio) {
        return;
    }
    let at = tail.end + 1;
    let end = words(scan, at, allowed);
    let alike = scan.word(at).is_capital() == scan.word(at.saturating_sub(2)).is_capital();
    if end > at && alike && chunk_from(scan, at).is_none() {
        tail.end = end;
    }
}

/// One past a run of words of a complement: small nouns, or capital ones.
fn words(scan: &Scan<'_, '_>, at: usize, allowed: Allowed) -> usize {
    let mut end = at;
    while end - at < SMALL && scan.together(end, at) && may_describe(scan, end, allowed) {
        end += 1;
    }
    end
}

/// A word of a complement: no verb, preposition, article or conjunction.
fn may_describe(scan: &Scan<'_, '_>, at: usize, allowed: Allowed) -> bool {
    let lists = scan.lists();
    let word = scan.word(at);
    let lower = word.lower.as_str();
    if scan.owner(at).is_some() || !word.is_word() || word.shape == Shape::Number || scan.is_genitive(at) {
        return false;
    }
    if word.is_capital() {
        return (allowed.portfolio || allowed.joint || allowed.nouns) && !lists.not_names.has(lower);
    }
    let closed = crate::lexicon::words(scan.doc.language);
    let verb = scan.is_verb_only(at) && !closed.never_verbs.has(lower);
    allowed.nouns
        && !verb
        && !closed.prepositions.has(lower)
        && !closed.adverbs.has(lower)
        && !closed.relatives.has(lower)
        && !closed.subordinators.has(lower)
        && !closed.coordinators.has(lower)
        && !closed.complementisers.has(lower)
        && !lists.not_names.has(lower)
        && !lists.determiners_any().any(|list| list.has(lower))
        || lists.role_adjectives.has(lower)
}

/// « Senate | Foreign | Relations Committee »: a word of no closed class, with a capital inside a sentence.
fn is_plain_capital(scan: &Scan<'_, '_>, at: usize) -> bool {
    let closed = crate::lexicon::words(scan.doc.language);
    let lower = scan.lower(at);
    scan.word(at).shape == Shape::Capital
        && !closed.prepositions.has(lower)
        && !closed.subordinators.has(lower)
        && !closed.coordinators.has(lower)
        && !scan.lists().determiners_any().any(|list| list.has(lower))
        && !crate::lexicon::dates(scan.doc.language).starting(lower).iter().any(|_| true)
}

/// « People's », « Workers' »: a common noun of many that holds, with a capital.
fn folk(scan: &Scan<'_, '_>, mark: usize) -> bool {
    let closed = crate::lexicon::words(scan.doc.language);
    mark.checked_sub(1).is_some_and(|at| {
        let plural = || scan.tables.head(|distance| scan.fold(at + distance)).is_some_and(|head| head.plural);
        scan.word(at).is_capital()
            && scan.owner(at).is_none()
            && (closed.people.has(scan.lower(at)) || plural())
    })
}

/// The words of a body before its noun: adjectives, and capital words that belong to its name (« the Autonomous
/// Bougainville | Government »).
pub fn named_front(scan: &Scan<'_, '_>, head: usize) -> (Range<usize>, Front) {
    let mut front = front_of(scan, head, false);
    let proper = scan.word(head).is_capital() && !scan.word(head).opens;
    // « Tigray People's Liberation Front »: a common noun that holds is part of the name.
    let common = front.held
        && front.chunks.is_empty()
        && front.start + 1 < front.bare
        && scan.word(front.start).is_capital()
        && scan.owner(front.start).is_none();
    if common && proper {
        front.held = false;
        front.bare = front.start;
    }
    if proper && !front.held {
        while let Some(before) = front.start.checked_sub(1) {
            let word = scan.word(before);
            let free = word.is_capital()
                && scan.together(before, head)
                && (!scan.lists().not_names.has(&word.lower)
                    || !word.opens && is_plain_capital(scan, before))
                && (scan.owner(before).is_none()
                    || scan.chunk_at(before).is_some_and(|chunk| {
                        let house = chunk.sort == Sort::Organisation && chunk.words.len() == 1;
                        matches!(chunk.sort, Sort::Place | Sort::State) || house
                    }));
            // « Tigray | People's | Liberation Front »
            if scan.is_genitive(before) && folk(scan, before) {
                front.start = before - 1;
                front.bare = before - 1;
                continue;
            }
            if !free || head - before > BEFORE {
                break;
            }
            front.start = before;
            front.bare = before;
            front.capital = true;
        }
        // « Samoa's | Legislative Assembly »: whose it is stands before the capitals of its name.
        let mark = front.start.checked_sub(1).filter(|&mark| front.start < head && scan.is_genitive(mark));
        let owner = mark.and_then(|mark| scan.chunk_at(mark.checked_sub(1)?));
        if let Some(mark) = mark
            && owner.is_some_and(|owner| matches!(owner.sort, Sort::State | Sort::Capital))
        {
            let bare = front.bare;
            holder(scan, mark, &mut front);
            front.bare = bare;
        }
    }
    (front.start..head, front)
}
