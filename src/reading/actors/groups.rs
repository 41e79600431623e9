//! Descriptions of persons: « le vice-ministre moldave de la Réintégration », with the name they stand beside, if one.
//!
//! Finds the groups and what they say; whom a group without a name means is `resolve`'s question.

use super::anybody::ANYBODY;
use super::phrase::{Allowed, Tail, tail};
use super::scan::{Chunk, Scan, Sort};
use crate::lexicon::actors::{Gender, Head, Level};
use crate::lexicon::gazetteer::entity;
use crate::reading::words::Shape;
use std::ops::Range;

/// How a group is determined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Determiner {
    /// « le », « ce »
    Definite,
    /// « un », « aucun »
    Indefinite,
    /// « son », « leur »
    Possessive,
    /// « mon », « notre »
    Speaker,
    /// None at all.
    None,
}

/// A description of a person.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that grammar tells")]
pub struct Group {
    /// The first token, determiner included.
    pub start: usize,
    /// The words of the description, without the determiner.
    pub words: Range<usize>,
    /// The words that name the office.
    pub head: Range<usize>,
    /// The place of the office in the tables.
    pub office: usize,
    /// How narrowly it fits.
    pub level: Level,
    /// What form, determiner and adjectives tell.
    pub gender: Option<Gender>,
    /// Means several.
    pub plural: bool,
    /// How it is determined.
    pub determiner: Determiner,
    /// The office is over (« l'ancien ministre »).
    pub former: bool,
    /// The office is still to be taken (« le futur ministre »).
    pub coming: bool,
    /// What follows the head.
    pub tail: Tail,
    /// The chunks of the persons it stands beside, and that it therefore describes.
    pub holders: Vec<usize>,
    /// One past the last token of the group with its apposed name.
    pub end: usize,
    /// The name stands first: « X, médiateur de l'OEA ».
    pub behind: bool,
}

/// Finds all descriptions, in order.
pub fn find(scan: &Scan<'_, '_>) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut at = 0;
    let anybody = scan.tables.offices.iter().position(|office| office.id == ANYBODY);
    while at < scan.doc.words.len() {
        let free = !scan.is_closed(at) && scan.owner(at).is_none();
        let found = free.then(|| group(scan, at)).flatten().or_else(|| plain(scan, at, anybody?));
        match found {
            Some(mut group) => {
                joined_behind(scan, &mut group, groups.last());
                at = group.head.end;
                groups.push(group);
            }
            None => at += 1,
        }
    }
    groups
}

/// Claims the fields of ministers' duties (« de la Défense »), so that nobody takes them for names.
pub fn claim_portfolios(scan: &mut Scan<'_, '_>) {
    for at in 0..scan.doc.words.len() {
        if scan.owner(at).is_some() {
            continue;
        }
        let Some((head, _)) = head_at(scan, at) else { continue };
        if !scan.tables.office(head.office()).is_some_and(|office| is_ministerial(office.id)) {
            continue;
        }
        // « for African | affairs »
        let nouns = scan.grammar().head_last;
        let allowed = Allowed { portfolio: true, nouns, joint: false, charge: true, posted: false };
        let portfolio = tail(scan, at + head.words.len(), allowed).portfolio;
        if let Some(words) = portfolio.filter(|words| words.clone().all(|at| scan.owner(at).is_none())) {
            scan.claim_words(words, Sort::Nobody, None, "portfolio");
        }
    }
}

/// Offices with a field of duties.
fn is_ministerial(id: &str) -> bool {
    matches!(
        id,
        "minister" | "deputy-minister" | "state-secretary" | "commissar" | "foreign-minister" | "secretary"
    )
}

/// The office at the token; « ex- » in front of it is passed over.
fn head_at(scan: &Scan<'_, '_>, at: usize) -> Option<(&'static Head, bool)> {
    let fold = scan.fold(at);
    if let Some(head) = scan.tables.head(|distance| scan.fold(at + distance)) {
        if super::names::is_given_head(scan, at) {
            return None;
        }
        return Some((head, false));
    }
    let (prefix, rest) = if scan.word(at).hyphened { fold.split_once('-')? } else { return None };
    if !scan.lists().elder.has(prefix) {
        return None;
    }
    let head = scan.tables.head(|distance| if distance == 0 { rest } else { scan.fold(at + distance) })?;
    Some((head, true))
}

fn group(scan: &Scan<'_, '_>, at: usize) -> Option<Group> {
    let (head, elder) = head_at(scan, at)?;
    let head_words = at..at + head.words.len();
    if !scan.together(at, head_words.end - 1) || scan.word(at).shape == Shape::Upper {
        return None;
    }
    let office = scan.tables.office(head.office())?;
    let front = scan.grammar().head_last.then(|| super::premodified::front(scan, at));
    let before = before(scan, at, front.as_ref());
    // « the North's | official KCNA »: an adjective of a body.
    let official = office.level == Level::Generic
        && scan.grammar().head_last
        && scan.together(head_words.end, at)
        && scan.chunk_at(head_words.end).is_some_and(|chunk| chunk.sort == Sort::Organisation);
    // « Inês Prates, détenue à Och »: without a determiner a participle.
    if office.id == ANYBODY && before.determiner == Determiner::None {
        return None;
    }
    let ranks = || official || super::premodified::ranks(scan, &head_words);
    if !before.fits
        || scan.grammar().head_last && (super::premodified::modifies(scan, head_words.end) || ranks())
    {
        return None;
    }
    let posted = office.level == Level::Envoy || office.id == "journalist";
    // « conseiller du président | pour la diplomatie »: a head of state has no field of duties.
    let charge = office.level != Level::Head;
    let allowed = Allowed { portfolio: is_ministerial(office.id), nouns: true, joint: false, charge, posted };
    let mut tail = tail(scan, head_words.end, allowed);
    if tail.end > head_words.end && scan.word(tail.end - 1).sentence != scan.word(at).sentence {
        tail.end = head_words.end;
    }
    if let Some(front) = front {
        tail.nation = front.nation.or(tail.nation);
        tail.complement |= front.held || front.unknown || !front.chunks.is_empty();
        tail.chunks.splice(0..0, front.chunks);
    }
    // « le Négus » is a nation's whatever stands beside it.
    let year = chrono::Datelike::year(&scan.doc.published);
    let own = || office.of.iter().filter_map(|id| entity(id)).find(|state| state.existed_in(year));
    tail.nation = tail.nation.or_else(own);
    // « la chef de l'Etat », « la ministre »: her article tells more than a noun for men.
    let hers = before.gender.filter(|gender| *gender == Gender::Feminine);
    let gender = hers.or(head.gender).or(before.gender).or(tail.gender);
    let head_words_end = head_words.end;
    let mut group = Group {
        start: before.start,
        words: before.words..tail.end,
        head: head_words,
        office: head.office(),
        level: office.level,
        gender,
        plural: head.plural || before.plural,
        determiner: before.determiner,
        former: elder
            || before.former
            || (head_words_end..tail.end).any(|at| scan.lists().elder.has(scan.fold(at))),
        coming: (before.words..at).any(|index| scan.lists().coming.has(scan.fold(index))),
        end: tail.end,
        tail,
        holders: Vec::new(),
        behind: false,
    };
    apposed(scan, &mut group);
    Some(group)
}

/// « le filateur normand », « the 61-year-old »: a description that tells no office.
fn plain(scan: &Scan<'_, '_>, at: usize, office: usize) -> Option<Group> {
    let noun = super::anybody::noun(scan, at)?;
    let article = noun.words.start.checked_sub(1).filter(|article| scan.together(*article, at))?;
    let lower = scan.lower(article);
    let lists = scan.lists();
    if !(lists.definite.has(lower) || lists.demonstrative.has(lower)) {
        return None;
    }
    let determined = if lists.feminine_determiners.has(lower) {
        Some(Gender::Feminine)
    } else if lists.masculine_determiners.has(lower) {
        Some(Gender::Masculine)
    } else {
        None
    };
    let end = noun.words.end;
    let mut group = Group {
        start: article,
        words: noun.words,
        head: noun.head,
        office,
        level: Level::Person,
        gender: noun.gender.or(determined),
        plural: false,
        determiner: Determiner::Definite,
        former: noun.former,
        coming: false,
        tail: Tail { end, nation: noun.nation, ..Tail::default() },
        holders: Vec::new(),
        end,
        behind: false,
    };
    apposed(scan, &mut group);
    group.holders.is_empty().then_some(group)
}

/// What stands before the head.
struct Before {
    start: usize,
    words: usize,
    determiner: Determiner,
    plural: bool,
    gender: Option<Gender>,
    former: bool,
    /// A noun may stand here.
    fits: bool,
}

fn before(scan: &Scan<'_, '_>, head: usize, front: Option<&super::premodified::Front>) -> Before {
    let lists = scan.lists();
    let mut words = front.map_or(head, |front| front.start);
    let mut former = (words..head).any(|at| lists.elder.has(scan.fold(at)));
    while words > 0
        && lists.prefixes.has(scan.fold(words - 1))
        && scan.together(words - 1, head)
        && head - words < 3
    {
        words -= 1;
        former |= lists.elder.has(scan.fold(words));
        if scan.word(words).text == "-" {
            break;
        }
    }
    let mut found = Before {
        start: words,
        words,
        determiner: Determiner::None,
        plural: false,
        gender: None,
        former,
        fits: true,
    };
    // « Togo frees | German engineer »: an adjective of nation opens a noun group, whatever stands before.
    let national = front.is_some_and(|front| front.nation.is_some());
    if front.is_some_and(|front| front.held) {
        // « Greece's deputy minister », « the general's aide »: the holder determines it, with its article.
        found.determiner = Determiner::Definite;
        let article = words.checked_sub(1).filter(|&article| scan.together(article, head));
        if let Some(article) =
            article.filter(|&at| lists.determiners_any().any(|list| list.has(scan.lower(at))))
        {
            found.start = article;
        }
        return found;
    }
    let Some(at) = words.checked_sub(1).filter(|at| scan.together(*at, head)) else { return found };
    let lower = scan.lower(at);
    let word = scan.word(at);
    if lists.masculine_determiners.has(lower) {
        found.gender = Some(Gender::Masculine);
    } else if lists.feminine_determiners.has(lower) {
        found.gender = Some(Gender::Feminine);
    }
    found.determiner = if lists.definite.has(lower) || lists.demonstrative.has(lower) {
        Determiner::Definite
    } else if lists.indefinite.has(lower) {
        Determiner::Indefinite
    } else if lists.possessive.has(lower) || lists.whose.has(lower) {
        Determiner::Possessive
    } else if lists.possessive_speaker.has(lower) {
        Determiner::Speaker
    } else {
        Determiner::None
    };
    found.plural = lists.plural_determiners.has(lower);
    if found.determiner == Determiner::None && !found.plural {
        // Behind a comma, a bracket, a dash, a name, a preposition or a verb a bare noun may stand; behind another
        // noun it is an adjective (« le plan élu »).
        let naming = lists.naming.has(&word.fold);
        let preposition = lists.prepositions.has(lower) || lists.and.has(lower);
        found.fits = national
            || !word.is_word()
            || naming
            || naming_before(scan, words).is_some()
            || preposition
            || scan.owner(at).is_some()
            || word.shape == Shape::Number
            || scan.is_finite(at);
    } else {
        found.start = at;
        // « de la », « à la »: the article alone is the determiner.
    }
    found
}

/// Finds the names that stand beside the group.
fn apposed(scan: &Scan<'_, '_>, group: &mut Group) {
    if right_behind(scan, group) || behind_comma(scan, group) || listed_behind(scan, group) {
        return;
    }
    if !before_comma(scan, group) && !equated(scan, group) && !serves_as(scan, group) {
        named_to(scan, group);
    }
}

/// « X, who arrived in May as | envoy », « … a choisi X comme | médiateur »: what somebody serves as.
fn serves_as(scan: &Scan<'_, '_>, group: &mut Group) -> bool {
    let Some(mark) = group.start.checked_sub(1).filter(|&mark| scan.together(mark, group.start)) else {
        return false;
    };
    let last = mark.checked_sub(1).filter(|&last| scan.together(last, mark));
    // « as his wife alleges »
    let clause = scan.is_finite(group.tail.end) || scan.lists().articles.has(scan.lower(group.tail.end));
    if group.plural || clause || !scan.lists().serving.has(scan.lower(mark)) {
        return false;
    }
    // « named her as envoy » is told of another.
    let closed = crate::lexicon::words(scan.doc.language);
    let pronoun = last.is_some_and(|last| {
        let lower = scan.lower(last);
        closed.personal_pronouns.has(lower) || closed.feminine_pronouns.has(lower)
    });
    let start =
        scan.doc.sentences.get(scan.word(mark).sentence).map_or(mark, |sentence| sentence.words.start);
    let nearest = (start..mark).rev().find_map(|at| {
        let index = scan.owner(at)?;
        let named = |chunk: &&Chunk| chunk.sort == Sort::Person || chunk.words.len() > 1;
        scan.chunks.get(index).filter(|chunk| chunk.maybe_person()).filter(named).map(|_| index)
    });
    let Some(index) = nearest.filter(|_| !pronoun) else { return false };
    group.holders.push(index);
    group.behind = true;
    true
}

/// « X, son cousin et chef de la délégation »: a description joined to one that stands behind a name.
fn joined_behind(scan: &Scan<'_, '_>, group: &mut Group, last: Option<&Group>) {
    let Some(and) = group.start.checked_sub(1).filter(|&and| scan.lists().and.has(scan.lower(and))) else {
        return;
    };
    if let Some(last) = last
        && group.holders.is_empty()
        && !group.plural
        && last.behind
        && last.tail.end == and
        && scan.together(and, last.start)
    {
        group.holders.clone_from(&last.holders);
        group.behind = true;
    }
}

/// « X est le ministre de la Pêche », « le vice-président sera Y »: a name and a description joined by « être ».
fn equated(scan: &Scan<'_, '_>, group: &mut Group) -> bool {
    if group.plural {
        return false;
    }
    let before =
        group.start.checked_sub(1).filter(|&verb| scan.together(verb, group.start) && is_copula(scan, verb));
    let subject = before.and_then(|verb| verb.checked_sub(1)).and_then(|last| scan.owner(last));
    if let Some(index) = subject.filter(|&index| {
        let chunk = scan.chunks.get(index);
        chunk.is_some_and(|chunk| chunk.maybe_person() && chunk.words.end == before.unwrap_or(0))
    }) {
        group.holders.push(index);
        group.behind = true;
        return true;
    }
    let verb = group.tail.end;
    if let Some(index) = person_at(scan, verb + 1).filter(|_| is_copula(scan, verb) && scan.is_finite(verb)) {
        group.holders.push(index);
        return true;
    }
    false
}

/// A form of « être », « devenir ».
pub fn is_copula(scan: &Scan<'_, '_>, at: usize) -> bool {
    let word = scan.word(at);
    word.shape == Shape::Lower
        && crate::lexicon::verbs::analyses(scan.doc.language, &word.lower).any(|form| {
            crate::lexicon::verbs::LEMMAS
                .get(form.lemma)
                .is_some_and(|lemma| scan.lists().copulas.has(lemma.text))
        })
}

/// « X, nommée le 1er mars représentante spéciale »: the office that the subject is given.
fn named_to(scan: &Scan<'_, '_>, group: &mut Group) {
    if group.determiner != Determiner::None {
        return;
    }
    let Some(naming) = naming_before(scan, group.start) else { return };
    let nearest = (naming.saturating_sub(8)..naming)
        .rev()
        .take_while(|&at| scan.together(at, naming))
        .find_map(|at| scan.owner(at));
    if let Some(index) = nearest
        && scan.chunks.get(index).is_some_and(Chunk::maybe_person)
    {
        group.holders.push(index);
        group.behind = true;
    }
}

/// The participle that gives the office, a date at most between it and the office.
fn naming_before(scan: &Scan<'_, '_>, start: usize) -> Option<usize> {
    let near = (start.saturating_sub(6)..start)
        .rev()
        .take_while(|&at| scan.together(at, start) && scan.word(at).is_word());
    near.into_iter().find(|&at| scan.lists().naming.has(scan.fold(at)))
}

/// « le président américain | Donald Trump », « les ministres X et Y », « les présidents serbe X, croate Y »
fn right_behind(scan: &Scan<'_, '_>, group: &mut Group) -> bool {
    let mut at = group.tail.end;
    if scan.word(at).text == "(" {
        // « le président (ukrainien Volodimir) Zelensky »
        let close = (at + 1..at + 7).find(|&index| scan.word(index).text == ")");
        match close.and_then(|close| person_at(scan, close + 1).map(|person| (close, person))) {
            Some((_, index)) => {
                take(scan, group, index);
                return true;
            }
            None => return false,
        }
    }
    // « la députée | néo-démocrate | Ruth Martin »: words that the tables do not know as adjectives.
    let most = if scan.grammar().head_last { 1 } else { 3 };
    let unknown = (0..most)
        .take_while(|&skipped| {
            skipped == 0
                || super::phrase::may_be_adjective(scan, at + skipped - 1)
                    && scan.owner(at + skipped - 1).is_none()
        })
        .find(|&skipped| person_at(scan, at + skipped).is_some());
    at += unknown.unwrap_or(0);
    let Some(index) = person_at(scan, at).or_else(|| doubly_described(scan, group)) else { return false };
    take(scan, group, index);
    if !group.plural {
        return true;
    }
    at = group.end;
    for _ in 0..6 {
        let mut next = at;
        if scan.word(next).text == "," || scan.lists().and.has(scan.lower(next)) {
            next += 1;
        }
        while next > at && scan.nation(next).is_some() && scan.word(next).shape == Shape::Lower {
            next += 1;
        }
        match person_at(scan, next).filter(|_| next > at) {
            Some(index) => take(scan, group, index),
            None => break,
        }
        at = group.end;
    }
    true
}

/// « le médecin | et romancier letton | Hans Zgraf »: a second description without article before the name.
fn doubly_described(scan: &Scan<'_, '_>, group: &Group) -> Option<usize> {
    let and = group.tail.end;
    if group.plural || !scan.lists().and.has(scan.lower(and)) {
        return None;
    }
    let bare = |at: usize| super::phrase::may_be_adjective(scan, at) && scan.owner(at).is_none();
    let name = (and + 2..and + 5).find(|&at| !bare(at - 1) || person_at(scan, at).is_some())?;
    person_at(scan, name).filter(|_| bare(name - 1))
}

/// « Le porte-parole de la diplomatie iranienne, Farhad Zolghadri-Kia, », « le médiateur, le Béninois Fidèle X »
fn behind_comma(scan: &Scan<'_, '_>, group: &mut Group) -> bool {
    // « L'entraîneur toulousain, X, »: an adjective that no table has.
    let unknown =
        super::phrase::may_be_adjective(scan, group.tail.end) && scan.owner(group.tail.end).is_none();
    let comma = group.tail.end + usize::from(!scan.grammar().head_last && unknown);
    let comma = if scan.word(comma).text == "," { comma } else { placed(scan, group.tail.end) };
    if group.plural || scan.word(comma).text != "," {
        return false;
    }
    let mut at = comma + 1;
    if scan.grammar().head_last
        && let Some(name) = super::premodified::described_name(scan, at)
    {
        at = name;
    } else if scan.lists().definite.has(scan.lower(at)) {
        // « le Béninois », « l'ancien juge mozambicain »
        if let Some(index) = scan.owner(at + 1)
            && scan
                .chunks
                .get(index)
                .is_some_and(|chunk| matches!(chunk.sort, Sort::Demonym { plural: false }))
        {
            at += 2;
        } else {
            let inner = (at + 1..at + 4).find(|&index| head_at(scan, index).is_some());
            let Some(inner) = inner.and_then(|inner| group_without_apposition(scan, inner)) else {
                return false;
            };
            at = inner.tail.end;
            // « Son adversaire, le chef pirate Doc-Tich, »
            if let Some(second) = group_without_apposition(scan, at).filter(|_| person_at(scan, at).is_none())
            {
                at = second.tail.end;
            }
        }
    } else {
        at = rank(scan, at);
    }
    let Some(index) = person_at(scan, at) else { return false };
    let Some(chunk) = scan.chunks.get(index) else { return false };
    // « le préfet, M. X, et le gouverneur »; behind a title also without the second comma.
    let next = chunk.words.end;
    let listed = chunk.title.is_some()
        && scan.lists().and.has(scan.lower(next))
        && scan.lists().determiners_any().any(|list| list.has(scan.lower(next + 1)));
    // « L'ambassadeur russe, X a été tué »: the second comma is often forgotten behind the first words of a sentence.
    let opens = scan.word(group.start).opens && scan.is_finite(next);
    if !(closes(scan, next) || listed || opens) {
        return false;
    }
    take(scan, group, index);
    if scan.word(group.end).text == "," {
        group.end += 1;
    }
    true
}

/// « Les ministres letton et russe, Anna Ozola et Ivan Rusu, », « the ministers of Latvia and Russia, A and B, »: as many names behind
/// the comma as there are persons.
fn listed_behind(scan: &Scan<'_, '_>, group: &mut Group) -> bool {
    if !group.plural {
        return false;
    }
    let lists = scan.lists();
    let told = |at: usize| {
        let lower = scan.lower(at);
        let state = scan.chunk_at(at).is_some_and(|chunk| chunk.sort == Sort::State);
        state
            || scan.nation(at).is_some()
            || lists.and.has(lower)
            || lists.of.has(lower)
            || lists.articles.has(lower)
    };
    let comma = (group.tail.end..group.tail.end + 8).find(|&at| !told(at));
    let Some(comma) = comma.filter(|&comma| scan.word(comma).text == ",") else { return false };
    let mut named = Vec::new();
    let mut at = comma;
    while let Some(index) = person_at(scan, at + 1).filter(|_| named.len() < 6) {
        named.push(index);
        at = scan.chunks.get(index).map_or(at + 1, |chunk| chunk.words.end);
        if scan.word(at).text != "," && !lists.and.has(scan.lower(at)) {
            break;
        }
    }
    let whole = named.len() > 1 && (closes(scan, at) || scan.is_finite(at));
    if whole {
        group.holders = named;
    }
    whole
}

/// « the head of the mission | in Georgetown |, X, », « le chef de la Minusma | au Mali |, X, »: passes over where.
fn placed(scan: &Scan<'_, '_>, at: usize) -> usize {
    let lists = scan.lists();
    let lower = scan.lower(at);
    if scan.owner(at).is_some() || !(lists.locatives.has(lower) || lists.in_country.has(lower)) {
        return at;
    }
    let name = at + 1 + usize::from(lists.articles.has(scan.lower(at + 1)));
    let place = scan.chunk_at(name).filter(|chunk| {
        let named = matches!(chunk.sort, Sort::Place | Sort::Capital | Sort::State | Sort::Name);
        named && chunk.words.start == name && chunk.title.is_none() && scan.together(at, name)
    });
    place.map_or(at, |place| place.words.end)
}

/// Passes over a rank before a name (« le maréchal », « sir »).
fn rank(scan: &Scan<'_, '_>, at: usize) -> usize {
    scan.title(at).map_or(at, |(length, _)| at + length)
}

fn group_without_apposition(scan: &Scan<'_, '_>, at: usize) -> Option<Group> {
    let (head, _) = head_at(scan, at)?;
    let allowed = Allowed { portfolio: true, nouns: true, joint: false, charge: true, posted: false };
    let head_words = at..at + head.words.len();
    let tail = tail(scan, head_words.end, allowed);
    Some(Group {
        start: at,
        words: at..tail.end,
        head: head_words,
        office: head.office(),
        level: Level::Person,
        gender: head.gender,
        plural: head.plural,
        determiner: Determiner::Definite,
        former: false,
        coming: false,
        end: tail.end,
        tail,
        holders: Vec::new(),
        behind: false,
    })
}

/// « Emmanuel Bonne, conseiller diplomatique … », « X (médiateur de l'OEA) », « X, la ministre des Affaires étrangères, »
fn before_comma(scan: &Scan<'_, '_>, group: &mut Group) -> bool {
    let Some(mark) = group.start.checked_sub(1).filter(|mark| scan.together(*mark, group.start)) else {
        return false;
    };
    let comma = scan.word(mark).text == ",";
    if !comma && scan.word(mark).text != "(" {
        return false;
    }
    let mark = if comma { before_age(scan, mark) } else { mark };
    let Some(last) = mark.checked_sub(1) else { return false };
    let Some(index) = scan.owner(last) else { return false };
    let Some(chunk) = scan.chunks.get(index) else { return false };
    if !chunk.maybe_person() || group.plural || chunk.words.end != mark {
        return false;
    }
    let next = group.tail.end;
    // « X, the lawmaker who disclosed it », « X, un ancien ministre proche du palais »: no list and no clause goes on.
    let goes_on = scan.lists().and.has(scan.lower(next)) || scan.is_verb_only(next);
    let closed = crate::lexicon::words(scan.doc.language);
    let goes_on =
        goes_on || closed.negations.has(scan.lower(next)) || closed.reflexives.has(scan.lower(next));
    let apposed = closes(scan, next)
        || closed.personal_relatives.has(scan.lower(next))
        || group.determiner == Determiner::Definite && closed.prepositions.has(scan.lower(next))
        || group.determiner == Determiner::Indefinite && !goes_on;
    if comma && group.determiner != Determiner::None && !apposed {
        return false;
    }
    group.holders.push(index);
    group.behind = true;
    true
}

/// « Anna Ozola, 54 ans, ambassadrice », « Anna Ozola, 54, Latvia's ambassador »: the comma before an age that stands between
/// name and office.
fn before_age(scan: &Scan<'_, '_>, comma: usize) -> usize {
    let bare = comma.checked_sub(2).filter(|first| scan.together(*first, comma)).filter(|&first| {
        let age = scan.word(first + 1).text;
        scan.word(first).text == "," && age.len() == 2 && age.bytes().all(|digit| digit.is_ascii_digit())
    });
    if let Some(first) = bare {
        return first;
    }
    let Some(first) = comma.checked_sub(3).filter(|first| scan.together(*first, comma)) else { return comma };
    let aged = scan.word(first).text == ","
        && scan.word(first + 1).shape == Shape::Number
        && scan.lists().years_of_age.has(scan.lower(first + 2));
    if aged { first } else { comma }
}

/// A comma, a bracket, a full stop: what ends an apposition.
fn closes(scan: &Scan<'_, '_>, at: usize) -> bool {
    let word = scan.word(at);
    !word.is_word() && word.shape != Shape::OpenQuote
}

/// The person whose name, title included, starts right here.
fn person_at(scan: &Scan<'_, '_>, at: usize) -> Option<usize> {
    let skipped = rank(scan, at);
    let index = scan.owner(skipped)?;
    let chunk = scan.chunks.get(index)?;
    let here = chunk.words.start == skipped && (skipped == at || chunk.start() == at);
    // « le maire UDE »: letters are a party's.
    let letters = chunk.words.len() == 1
        && scan.word(skipped).shape == Shape::Upper
        && skipped == at
        && scan.word(skipped).text.chars().count() < 6;
    // « guests in the Itamaraty | Palace »
    let house =
        chunk.words.len() == 1 && skipped == at && scan.lists().landforms_last.has(scan.fold(skipped));
    (here && !letters && !house && chunk.maybe_person() && scan.together(at, at.wrapping_sub(1)))
        .then_some(index)
}

fn take(scan: &Scan<'_, '_>, group: &mut Group, index: usize) {
    group.holders.push(index);
    group.end = scan.chunks.get(index).map_or(group.end, |chunk: &Chunk| chunk.words.end);
}
