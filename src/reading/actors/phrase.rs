//! Noun groups: how far a description or the name of a body reaches to the right.
//!
//! « conseiller | diplomatique du président français Emmanuel Macron », « ministère | norvégien des Affaires
//! étrangères ». Knows the order of words only, not what they mean.

use super::scan::{Scan, Sort};
use crate::lexicon::actors::Gender;
use crate::lexicon::gazetteer::Entity;
use crate::lexicon::words::WordSet;
use crate::reading::words::Shape;
use std::ops::Range;

/// What follows the head of a noun group.
#[derive(Debug, Clone, Default)]
pub struct Tail {
    /// One past its last token.
    pub end: usize,
    /// The nation that an adjective or the complement tells.
    pub nation: Option<&'static Entity>,
    /// The nation of a person described in the complement (« conseiller de la Première ministre danoise »).
    pub inner: Option<&'static Entity>,
    /// The gender that an adjective tells.
    pub gender: Option<Gender>,
    /// The chunks in its complements.
    pub chunks: Vec<usize>,
    /// The field of duties (« des Affaires étrangères »).
    pub portfolio: Option<Range<usize>>,
    /// Any complement with « de ».
    pub complement: bool,
    /// An adjective of a people without a state (« tchétchène »).
    pub people: bool,
    /// Where an envoy is posted (« à Erevan »).
    pub posts: Range<usize>,
}

/// What may follow.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one construction may follow")]
pub struct Allowed {
    /// Capital words behind « de » and an article are a field of duties.
    pub portfolio: bool,
    /// Small nouns may follow « de » (« de cabinet », « de développement »).
    pub nouns: bool,
    /// « pour », « sur », « en » go on (« Organisation pour la sécurité … »).
    pub joint: bool,
    /// « chargé de », « auprès de » go on.
    pub charge: bool,
    /// « à Erevan », « auprès de l'ONU » go on: where an envoy is posted.
    pub posted: bool,
}

/// Reads on from `at`, the token behind the head.
pub fn tail(scan: &Scan<'_, '_>, at: usize, allowed: Allowed) -> Tail {
    if scan.grammar().head_last {
        return super::premodified::tail(scan, at, allowed);
    }
    let mut tail = Tail { end: at, ..Tail::default() };
    let sentence = scan.word(at.saturating_sub(1)).sentence;
    let mut steps = 0;
    while steps < 12 && scan.word(tail.end).sentence == sentence {
        steps += 1;
        if !(adjective(scan, &mut tail)
            || complement(scan, &mut tail, allowed)
            || charge(scan, &mut tail, allowed)
            || posting(scan, &mut tail, allowed))
        {
            break;
        }
    }
    tail
}

/// « français », « diplomatique », « cap-verdienne »
fn adjective(scan: &Scan<'_, '_>, tail: &mut Tail) -> bool {
    let at = tail.end;
    let word = scan.word(at);
    if word.shape != Shape::Lower {
        return false;
    }
    if let Some((state, gender)) = scan.nation(at) {
        // Behind a complement the adjective may belong to that: the first one tells the nation.
        tail.nation = tail.nation.or(Some(state));
        tail.gender = tail.gender.or(gender);
        tail.end += 1;
        return true;
    }
    let people = scan.lists().peoples.has(&word.fold);
    tail.people |= people;
    if people
        || scan.lists().role_adjectives.has(&word.fold)
        || ends_like_adjective(&word.fold, scan.lists().adjective_endings) && !scan.is_finite(at)
    {
        tail.end += 1;
        return true;
    }
    // « en chef », « par intérim »
    let lists = scan.lists();
    if lists.tail_openers.has(&word.lower)
        && lists.tail_ends.has(scan.lower(at + 1))
        && scan.owner(at + 1).is_none()
    {
        tail.end += 2;
        return true;
    }
    if let Some((_, second)) = crate::lexicon::gazetteer::compound(scan.doc.language, &word.fold) {
        tail.nation = tail.nation.or(second.of().next());
        tail.end += 1;
        return true;
    }
    false
}

/// Endings that French keeps for adjectives; none of a verb's form behind a noun.
fn ends_like_adjective(fold: &str, endings: WordSet) -> bool {
    fold.len() > 5 && endings.forms().iter().any(|ending| fold.ends_with(ending))
}

/// « de la Défense », « du président français Emmanuel Macron », « à la Mer », « pour la sécurité »
fn complement(scan: &Scan<'_, '_>, tail: &mut Tail, allowed: Allowed) -> bool {
    let lists = scan.lists();
    let mut at = tail.end;
    if scan.owner(at).is_some() {
        return false;
    }
    if lists.and.has(scan.lower(at)) && tail.complement {
        return joined(scan, tail, allowed);
    }
    let of = lists.of.has(scan.lower(at));
    let to = lists.to.has(scan.lower(at)) && allowed.portfolio && !scan.word(at).opens;
    // « le Conseil | en janvier »
    let dated = || {
        let next = scan.word(at + 1);
        next.shape == Shape::Number
            || crate::lexicon::words(scan.doc.language).months_folded.has(&next.fold) && !next.is_capital()
    };
    let joint = lists.joint_complement.has(scan.lower(at)) && allowed.joint && !dated();
    if !(of || to || joint) {
        return false;
    }
    let mut article = !lists.of_bare.has(scan.lower(at)) && !lists.to_bare.has(scan.lower(at)) && !joint;
    at += 1;
    if lists.articles.has(scan.lower(at)) {
        article = true;
        at += 1;
    }
    if to && !(article && scan.word(at).is_capital()) {
        return false;
    }
    if !noun_group(scan, tail, at, allowed, article && !joint, of) {
        return false;
    }
    tail.complement = true;
    true
}

/// « et de la Défense », « et la coopération »
fn joined(scan: &Scan<'_, '_>, tail: &mut Tail, allowed: Allowed) -> bool {
    let lists = scan.lists();
    let mut at = tail.end + 1;
    // « et à l'Aide humanitaire »: as the first was joined.
    let of = lists.of.has(scan.lower(at)) || allowed.portfolio && lists.to.has(scan.lower(at));
    let contracted = of && !lists.of_bare.has(scan.lower(at)) && !lists.to_bare.has(scan.lower(at));
    if of {
        at += 1;
    }
    let article = lists.articles.has(scan.lower(at));
    if article {
        at += 1;
    }
    if !(of && (allowed.portfolio || allowed.joint) || article && allowed.joint) {
        return false;
    }
    let capital = scan.word(at).is_capital() && scan.chunk_at(at).is_none();
    if lists.to.has(scan.lower(tail.end + 1)) && !(capital && (article || contracted)) {
        return false;
    }
    let small = allowed.joint && scan.word(at).shape == Shape::Lower && !scan.is_finite(at);
    if !(capital || small) {
        return false;
    }
    noun_group(scan, tail, at, allowed, true, of)
}

/// What stands behind the preposition and the article.
fn noun_group(
    scan: &Scan<'_, '_>,
    tail: &mut Tail,
    mut at: usize,
    allowed: Allowed,
    article: bool,
    of: bool,
) -> bool {
    if let Some((length, _)) = scan.title(at)
        && scan.chunk_at(at + length).is_some_and(super::scan::Chunk::maybe_person)
    {
        at += length;
    }
    if let Some(index) = scan.owner(at) {
        return take_chunk(scan, tail, index, of);
    }
    // « conseiller du nouveau président »
    if scan.lists().prefixes.has(scan.fold(at))
        && scan.tables.head(|distance| scan.fold(at + 1 + distance)).is_some()
    {
        at += 1;
    }
    if let Some(head) = scan.tables.head(|distance| scan.fold(at + distance)) {
        // « ambassadeur du tsar »: whose the one described reigns over.
        let year = chrono::Datelike::year(&scan.doc.published);
        let own = scan.tables.office(head.office()).and_then(|office| {
            let states = office.of.iter().filter_map(|id| crate::lexicon::gazetteer::entity(id));
            states.into_iter().find(|state| state.existed_in(year))
        });
        tail.inner = tail.inner.or(own);
        return described(scan, tail, at + head.words.len(), of);
    }
    let word = scan.word(at);
    if word.is_capital() {
        // « le gouverneur de la région de l'Est du Burkina Faso »
        let quarter = scan.lists().not_names.has(&word.lower) && scan.lists().place_nouns.has(&word.fold);
        if quarter && article && tail.complement {
            tail.end = at + 1;
            return true;
        }
        if !(allowed.portfolio && article || allowed.joint) {
            return false;
        }
        let first = at;
        at += 1;
        if allowed.joint {
            while scan.word(at).is_capital() && scan.owner(at).is_none() && scan.together(at, first) {
                at += 1;
            }
        } else if scan.word(at).shape == Shape::Lower && may_be_adjective(scan, at) {
            // « Affaires étrangères », « Économie bleue »
            at += 1;
        } else if scan.lists().joint_complement.has(scan.lower(at))
            && scan.lists().in_country.has(scan.lower(at))
            && scan.word(at + 1).shape == Shape::Lower
            && may_be_adjective(scan, at + 1)
        {
            // « Ressources en eau »
            at += 2;
        }
        tail.portfolio = tail.portfolio.take().map_or(Some(first..at), |known| Some(known.start..at));
        tail.end = at;
        return true;
    }
    // « au président ivoirien d'y mettre »
    let clitic = word.fold.len() < 3;
    if word.shape != Shape::Lower || !allowed.nouns || clitic || scan.is_infinitive(at) {
        return false;
    }
    if scan.lists().determiners_any().any(|list| list.has(&word.lower))
        || scan.lists().prepositions.has(&word.lower)
        || !of && !article && scan.is_finite(at)
    {
        return false;
    }
    let mut inner = Tail { end: at + 1, ..Tail::default() };
    while adjective(scan, &mut inner) {}
    tail.end = inner.end;
    if of {
        tail.inner = tail.inner.or(inner.nation);
    }
    true
}

/// « du président français Emmanuel Macron »: the description of another person, with the name behind it.
pub fn described(scan: &Scan<'_, '_>, tail: &mut Tail, end: usize, of: bool) -> bool {
    let mut inner = Tail { end, ..Tail::default() };
    while adjective(scan, &mut inner) {}
    tail.end = inner.end;
    tail.inner = tail.inner.or(inner.nation);
    let name = scan.title(tail.end).map_or(tail.end, |(length, _)| tail.end + length);
    if let Some(index) = scan.owner(name)
        && scan.chunks.get(index).is_some_and(|chunk| chunk.maybe_person() && chunk.words.start == name)
    {
        return take_chunk(scan, tail, index, of);
    }
    true
}

/// A small word that is no verb, preposition, article or conjunction.
pub fn may_be_adjective(scan: &Scan<'_, '_>, at: usize) -> bool {
    let lists = scan.lists();
    let lower = scan.lower(at);
    scan.word(at).shape == Shape::Lower
        && !(scan.is_finite(at)
            || lists.prepositions.has(lower)
            || lists.of.has(lower)
            || lists.to.has(lower)
            || lists.and.has(lower)
            || lists.that.has(lower)
            || lists.not_names.has(lower)
            || lists.determiners_any().any(|list| list.has(lower)))
}

pub fn take_chunk(scan: &Scan<'_, '_>, tail: &mut Tail, index: usize, of: bool) -> bool {
    let Some(chunk) = scan.chunks.get(index) else { return false };
    if chunk.sort == Sort::Nobody && tail.portfolio.is_none() {
        tail.portfolio = Some(chunk.words.clone());
    }
    if matches!(chunk.sort, Sort::Demonym { .. }) {
        return false;
    }
    if of && tail.nation.is_none() && matches!(chunk.sort, Sort::State) {
        tail.nation = chunk.entity;
    }
    tail.chunks.push(index);
    tail.end = chunk.words.end;
    // « l'Organisation des Etats américains (OEA) »
    let letters = tail.end + 1;
    if scan.word(tail.end).text == "("
        && scan.word(letters).shape == Shape::Upper
        && scan.word(letters + 1).text == ")"
    {
        tail.end = letters + 2;
    }
    true
}

/// « ambassadeur de Russie | à Erevan », « ambassadrice | aux Nations unies »
fn posting(scan: &Scan<'_, '_>, tail: &mut Tail, allowed: Allowed) -> bool {
    let lists = scan.lists();
    let mut at = tail.end;
    let lower = scan.lower(at);
    if !allowed.posted || !(lists.to.has(lower) || lists.in_country.has(lower)) || scan.owner(at).is_some() {
        return false;
    }
    at += 1;
    at += usize::from(lists.articles.has(scan.lower(at)));
    let Some(chunk) = scan.chunk_at(at).filter(|chunk| chunk.words.start == at) else { return false };
    if !matches!(chunk.sort, Sort::Capital | Sort::Place | Sort::State | Sort::Organisation) {
        return false;
    }
    tail.end = chunk.words.end;
    tail.posts = chunk.words.clone();
    true
}

/// « chargé des corridors de transport », « auprès du président »
fn charge(scan: &Scan<'_, '_>, tail: &mut Tail, allowed: Allowed) -> bool {
    if !allowed.charge || !scan.lists().in_charge.has(scan.lower(tail.end)) {
        return false;
    }
    let kept = tail.end;
    let nations = (tail.nation, tail.inner);
    tail.end += 1;
    let lists = scan.lists();
    let mut at = tail.end;
    let of = lists.of.has(scan.lower(at));
    at += usize::from(of);
    let article = lists.articles.has(scan.lower(at));
    at += usize::from(article);
    let wide = Allowed { portfolio: true, nouns: true, ..allowed };
    if (of || article) && noun_group(scan, tail, at, wide, true, of) {
        // A nation in the field of duties is not the holder's.
        (tail.nation, tail.inner) = nations;
        return true;
    }
    tail.end = kept;
    false
}
