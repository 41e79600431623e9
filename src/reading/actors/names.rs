//! Names: runs of capital words, with the particles inside them and the titles before them.
//!
//! Does not tell persons from places yet: that needs their neighbours (`people`, `places`).

use super::scan::{Chunk, Scan, Sort};
use crate::lexicon::actors::Level;
use crate::reading::words::Shape;
use std::ops::Range;

/// Claims every run of capital words that is still free.
pub fn claim(scan: &mut Scan<'_, '_>) {
    let mut at = 0;
    while at < scan.doc.words.len() {
        if scan.is_closed(at) || scan.owner(at).is_some() || scan.doc.in_dateline(at) {
            at += 1;
            continue;
        }
        let Some(words) = run(scan, at) else {
            at += 1;
            continue;
        };
        at = words.end.max(at + 1);
        let words = behind_head(scan, behind_demonym(scan, words));
        claim_run(scan, words);
    }
    known_with_titles(scan);
    share_titles(scan);
}

/// « MM. Bratiano | et Cogalniceano », « Lords Salisbury | and Derby »: the names joined to the first one behind a title of
/// several are persons' as well.
fn share_titles(scan: &mut Scan<'_, '_>) {
    let plural = |chunk: &Chunk| {
        let title = chunk.title.filter(|title| scan.lists().titles_plural.has(scan.lower(*title)))?;
        Some(chunk.words.end).filter(|end| *end > title)
    };
    let ends: Vec<usize> = scan.chunks.iter().filter_map(plural).collect();
    for end in ends {
        let mut end = end;
        let mut named: Vec<(usize, usize)> = Vec::new();
        let joined = loop {
            let and = scan.lists().and.has(scan.lower(end));
            let particle = scan.lists().opening_particles.has(scan.fold(end + 1));
            let first = end + 1 + usize::from(particle);
            let next = scan.owner(first).filter(|_| and || scan.word(end).text == ",");
            let Some((index, chunk)) = next.and_then(|index| Some((index, scan.chunks.get(index)?))) else {
                break false;
            };
            let own = chunk.title.is_some_and(|title| title >= end);
            if !chunk.maybe_person() || own || !scan.together(end - 1, first) || chunk.words.start > first {
                break false;
            }
            end = chunk.words.end;
            named.push((index, chunk.words.start.min(first - usize::from(particle))));
            if and {
                break true;
            }
        };
        for (index, from) in named.into_iter().filter(|_| joined) {
            let Some(words) = scan.chunks.get(index).map(|chunk| from..chunk.words.end) else { continue };
            let bytes = scan.doc.span(&words);
            if let Some(chunk) = scan.chunks.get_mut(index).filter(|chunk| chunk.sort == Sort::Name) {
                (chunk.sort, chunk.rule) = (Sort::Person, "person-titled");
                (chunk.words, chunk.span) = (words, bytes);
            }
        }
    }
}

/// The name that starts at the token.
fn run(scan: &Scan<'_, '_>, at: usize) -> Option<Range<usize>> {
    let first = scan.word(at);
    let lists = scan.lists();
    // « the London-based | Al-Quds »
    if first.hyphened && first.text.rsplit_once('-').is_some_and(|(_, rest)| lists.compound_ends.has(rest)) {
        return None;
    }
    // « Photographe arrêtée: … »: a description opens the line.
    let describes = first.opens
        && first.shape == Shape::Capital
        && scan.word(at + 1).shape == Shape::Lower
        && scan.tables.head(|distance| scan.fold(at + distance)).is_some()
        && !scan.is_named_elsewhere(at);
    // « Freed | Briton », « Retired Kenyan brigadier »: what opens a line before a people is no given name.
    let before_people = lists_people(scan, at);
    if before_people
        || !scan.is_name_part(at)
        || describes
        || lists.not_names.has(&first.lower) && !given_before_capital(scan, at)
        || scan.title(at).is_some() && (is_title(scan, at) || stands_for_its_bearer(scan, at))
        || is_described(scan, at)
        || is_described_alone(scan, at)
    {
        return None;
    }
    let mut end = at + 1;
    loop {
        if next_part(scan, end) {
            end += 1;
        } else if let Some(length) = particles(scan, at, end) {
            end += length + 1;
        } else if initial_dot(scan, end) {
            end += 1;
        } else if nickname(scan, end) {
            end += 4;
        } else {
            // « Azzam pacha »
            let rank = scan.word(end).shape == Shape::Lower
                && scan.together(end, at)
                && lists.name_ends.has(scan.fold(end));
            end += usize::from(rank);
            return Some(at..end);
        }
    }
}

/// « Jimmy | « Barbecue » | Chérizier »: one capital word between quotation marks within a name.
fn nickname(scan: &Scan<'_, '_>, at: usize) -> bool {
    scan.word(at).shape == Shape::OpenQuote
        && scan.word(at + 1).shape == Shape::Capital
        && scan.word(at + 2).shape == Shape::CloseQuote
        && scan.together(at, at + 3)
        && scan.together(at, at.wrapping_sub(1))
        && next_part(scan, at + 3)
}

/// An unknown word that opens a sentence, right before the name of a people.
fn lists_people(scan: &Scan<'_, '_>, at: usize) -> bool {
    let first = scan.word(at);
    let people = || {
        scan.chunk_at(at + 1).is_some_and(|chunk| matches!(chunk.sort, Sort::Demonym { .. }))
            || scan.nation(at + 1).is_some()
    };
    scan.grammar().head_last
        && first.opens
        && first.shape == Shape::Capital
        && scan.together(at, at + 1)
        && people()
        && !scan.is_given(&first.fold)
}

/// « la Bermudienne | Flora Duffy »: behind an article a first capital word tells where somebody comes from.
fn behind_demonym(scan: &Scan<'_, '_>, words: Range<usize>) -> Range<usize> {
    let Some(before) = words.start.checked_sub(1).filter(|before| scan.together(*before, words.start)) else {
        return words;
    };
    let lower = scan.lower(before);
    let lists = scan.lists();
    let article = lists.definite.has(lower)
        || lists.indefinite.has(lower)
        || lists.to.has(lower) && !lists.to_bare.has(lower);
    let named = words.len() > 1 && scan.is_given(scan.fold(words.start + 1));
    if article
        && named
        && !scan.is_given(scan.fold(words.start))
        && scan.word(words.start).shape == Shape::Capital
    {
        words.start + 1..words.end
    } else {
        words
    }
}

/// « Senate Majority Leader | Bob Dole »: capitals that end in a word for an office, before a name.
fn behind_head(scan: &Scan<'_, '_>, words: Range<usize>) -> Range<usize> {
    if !scan.grammar().head_last {
        // « le Président | Trump »
        let head =
            scan.tables.head(|distance| scan.fold(words.start + distance)).map_or(0, |head| head.words.len());
        let behind = words.start + head;
        let name = head == 1 && behind < words.end && !scan.is_given(scan.fold(words.start));
        let led = words.start.checked_sub(1).is_some_and(|before| {
            scan.together(before, words.start)
                && (scan.lists().definite.has(scan.lower(before)) || scan.lists().of.has(scan.lower(before)))
        });
        return if name && led { behind..words.end } else { words };
    }
    let head =
        |at: usize| scan.tables.head(|distance| scan.fold(at + distance)).map(|head| at + head.words.len());
    let behind = (words.start + 1..words.end).rev().filter_map(head).find(|&behind| behind < words.end);
    match behind {
        Some(name) if words.end - name > 1 || scan.is_given(scan.fold(name)) => name..words.end,
        _ => words,
    }
}

/// « Rose Martin »: a given name that is also a common word, with a capital behind it.
fn given_before_capital(scan: &Scan<'_, '_>, at: usize) -> bool {
    let lists = scan.lists();
    let fold = scan.fold(at);
    (lists.masculine_names.has(fold) || lists.feminine_names.has(fold))
        && (scan.word(at + 1).shape == Shape::Capital
            || lists.opening_particles.has(scan.fold(at + 1)) && scan.word(at + 2).shape == Shape::Capital)
}

/// A title stands here and a name behind it.
fn is_title(scan: &Scan<'_, '_>, at: usize) -> bool {
    scan.title(at).is_some_and(|(length, _)| {
        scan.word(at + length).is_capital() || scan.lists().opening_particles.has(scan.fold(at + length))
    })
}

/// « the Count », « First Lord of the Admiralty »: a title with no name behind it, told with an article or « of ».
fn stands_for_its_bearer(scan: &Scan<'_, '_>, at: usize) -> bool {
    let lists = scan.lists();
    let behind = at + 1;
    let of = scan.grammar().head_last && scan.together(behind, at) && lists.of.has(scan.lower(behind));
    let led = at
        .checked_sub(1)
        .is_some_and(|before| scan.together(before, at) && lists.definite.has(scan.lower(before)));
    (led || of) && !scan.word(behind).is_capital()
}

/// A capital word that goes on with the name.
fn next_part(scan: &Scan<'_, '_>, at: usize) -> bool {
    let word = scan.word(at);
    // « Henry A. Kissinger »: the letter is no article.
    let dot = scan.word(at + 1);
    let initial = word.text.chars().count() == 1 && word.is_capital() && dot.text == "." && dot.glued;
    // « E. L. M. Burns »: behind an initial another letter is none of « Monsieur ».
    let initials = initial
        && at
            .checked_sub(2)
            .is_some_and(|two| scan.word(at - 1).text == "." && is_initials(scan.word(two).text));
    scan.is_name_part(at)
        && scan.together(at, at.wrapping_sub(1))
        && !scan.is_headline_verb(at)
        && (initials || !is_title(scan, at))
        && (initial
            || !scan.lists().not_names.has(&word.lower)
            || is_particle(scan, at)
            || capital_particle(scan, at)
            || behind_capital_particle(scan, at))
        // « Anatole France »: a place at the end of a name belongs to it only where the gazetteer's step left it free.
        && scan.chunk_at(at).is_none_or(|chunk| matches!(chunk.sort, Sort::Name))
}

/// « Egyptian President | Anwar Sadat »: capitals of a description are no name.
fn is_described(scan: &Scan<'_, '_>, at: usize) -> bool {
    scan.grammar().head_last
        && (super::premodified::describes(scan, at) || scan.nation(at).is_some())
        && !is_trade_surname(scan, at)
        && !is_given_head(scan, at)
}

/// « Victor Salgado », « Dean Acheson »: a given name that a description could be headed by.
pub fn is_given_head(scan: &Scan<'_, '_>, at: usize) -> bool {
    scan.grammar().head_last
        && scan.word(at).shape == Shape::Capital
        && scan.word(at + 1).shape == Shape::Capital
        && scan.together(at + 1, at)
        && scan.is_given(scan.fold(at))
        && scan.tables.head(|distance| scan.fold(at + distance)).is_some_and(|head| head.words.len() == 1)
        && scan.tables.head(|distance| scan.fold(at + 1 + distance)).is_none()
}

/// « Mr. | Baker », « Secretary | Cook », « James Baker … | Baker said »: a word for a trade or a rank that is somebody's
/// surname: behind a title, an office or, elsewhere, a given name, with no name behind it.
fn is_trade_surname(scan: &Scan<'_, '_>, at: usize) -> bool {
    let next = at + 1;
    let word = scan.word(at);
    let last = !(scan.together(next, at) && scan.word(next).is_capital());
    let Some(head) = scan.tables.head(|distance| scan.fold(at + distance)) else { return false };
    let Some(office) = scan.tables.office(head.office()) else { return false };
    let rank = office.id == "general";
    let trade = rank || office.level == Level::Person || matches!(office.id, "monarch" | "pope" | "visitor");
    if !last || head.words.len() > 1 || !trade || word.shape != Shape::Capital {
        return false;
    }
    if scan.title_before(at).is_some() {
        return true;
    }
    let office_before = at.checked_sub(1).filter(|&before| {
        let fold = scan.fold(before);
        let office_here = scan.tables.head(|distance| if distance == 0 { fold } else { scan.fold(at) });
        let told = office_here.and_then(|held| scan.tables.office(held.office())).is_some_and(|held| {
            !(rank && held.id == "general")
                && (held.id == "general" || matches!(held.level, Level::Head | Level::Office | Level::Envoy))
        });
        scan.together(before, at)
            && scan.word(before).shape == Shape::Capital
            && !scan.lists().role_adjectives.has(fold)
            && told
    });
    if office_before.is_some() {
        return !scan.lists().role_adjectives.has(&word.fold);
    }
    let led = at.checked_sub(1).is_some_and(|before| {
        scan.together(before, at)
            && (scan.word(before).is_capital()
                || scan.lists().determiners_any().any(|list| list.has(scan.lower(before))))
    });
    let given = |at: usize| {
        let word = scan.word(at);
        word.shape == Shape::Capital
            && (scan.is_given(&word.fold)
                || !scan.lists().not_names.has(&word.lower)
                    && !scan.lists().role_adjectives.has(&word.fold)
                    && scan.nation(at).is_none()
                    && scan
                        .owner(at)
                        .is_none_or(|index| scan.chunks.get(index).is_some_and(Chunk::maybe_person))
                    && scan.tables.head(|distance| scan.fold(at + distance)).is_none()
                    && scan.title(at).is_none())
    };
    let full = |other: usize| {
        let here = scan.word(other);
        let behind = scan.word(other + 1);
        here.shape == Shape::Capital
            && !here.opens
            && here.fold == word.fold
            && given(other - 1)
            && !(scan.together(other, other + 1) && behind.is_capital())
    };
    !led && (1..scan.doc.words.len()).any(full)
}

/// « le Duce », « du Négus »: behind a determiner, a word for an office with no name behind it, capital or not.
fn is_described_alone(scan: &Scan<'_, '_>, at: usize) -> bool {
    let Some(head) = scan.tables.head(|distance| scan.fold(at + distance)) else { return false };
    let lists = scan.lists();
    let behind = at + head.words.len();
    let led = at.checked_sub(1).filter(|&before| scan.together(before, at)).is_some_and(|before| {
        let lower = scan.lower(before);
        let contracted = lists.of.has(lower) && !lists.of_bare.has(lower)
            || lists.to.has(lower) && !lists.to_bare.has(lower);
        lists.definite.has(lower) || lists.demonstrative.has(lower) || contracted
    });
    // « L'Economiste », « Le Président » are papers too: only words that are titles of one.
    let title = scan.tables.office(head.office()).is_some_and(|office| !office.of.is_empty());
    led && title
        && scan.word(at).shape == Shape::Capital
        && !(scan.together(behind, at) && scan.word(behind).is_capital())
}

/// A particle in small letters.
fn is_particle(scan: &Scan<'_, '_>, at: usize) -> bool {
    let word = scan.word(at);
    word.shape == Shape::Lower && scan.lists().particles.has(&word.fold)
}

/// « Marine Le Pen », « Alison Des Forges », « Jean de La Brède »: a particle with a capital between two capital words, or
/// behind a small one.
fn capital_particle(scan: &Scan<'_, '_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let named = |at: usize| {
        scan.word(at).shape == Shape::Capital && !scan.lists().not_names.has(&scan.word(at).lower)
    };
    scan.word(at).shape == Shape::Capital
        && scan.lists().particles.has(scan.fold(at))
        && (named(before) || is_particle(scan, before))
        && (named(at + 1) || scan.word(at + 1).shape == Shape::Capital && is_particle(scan, before))
        && scan.together(before, at + 1)
}

/// « José de La | Mar »: whatever word it is, behind a particle with a capital of its own it is a name.
fn behind_capital_particle(scan: &Scan<'_, '_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    scan.word(before).shape == Shape::Capital
        && !scan.word(before).opens
        && scan.word(at).shape == Shape::Capital
        && scan.lists().particles.has(scan.fold(before))
}

/// « de », « van der », « ben » between two capital words: how many small words.
fn particles(scan: &Scan<'_, '_>, first: usize, at: usize) -> Option<usize> {
    let lists = scan.lists();
    let mut length = 0;
    while length < 3
        && lists.particles.has(scan.fold(at + length))
        && scan.word(at + length).shape == Shape::Lower
    {
        length += 1;
    }
    if length == 0 || !next_part(scan, at + length) || scan.owner(at + length).is_some() {
        return None;
    }
    let small = scan.lower(at);
    if length == 1 && lists.articles.has(small) {
        return None;
    }
    // « le CNDP de X »: letters take no particle.
    if length > 0
        && lists.of.has(small)
        && scan.word(at - 1).shape == Shape::Upper
        && scan.word(at + length).shape != Shape::Upper
        && scan.word(at - 1).text.chars().count() > 1
    {
        return None;
    }
    // « Macron de Berlin » is no name: French « de » and « du » join only behind a single given name or a title.
    if lists.of.has(small) {
        if scan.lists().thing_nouns.has(scan.fold(first)) || scan.lists().place_nouns.has(scan.fold(first)) {
            return None;
        }
        let plain = at == first + 1 || scan.fold(at) == "d'";
        let given = lists.masculine_names.has(scan.fold(first)) || lists.feminine_names.has(scan.fold(first));
        // « le comte Armand du Chayla », « le baron Louis du Four de Pradt »
        let noble = first
            .checked_sub(1)
            .is_some_and(|title| scan.together(title, first) && lists.name_titles.has(scan.fold(title)));
        let given = given || noble;
        let foreign = lists.of_bare.has(small) && (at - first <= 2 || noble);
        if !(plain && (given || lists.of_bare.has(small)) || foreign) {
            return None;
        }
        // « Ligue du Sud »: an article in « du » needs a given name.
        if !lists.of_bare.has(small) && !given {
            return None;
        }
    }
    Some(length)
}

/// « J. » in « J. Martin »
fn initial_dot(scan: &Scan<'_, '_>, at: usize) -> bool {
    let dot = scan.word(at);
    dot.text == "." && dot.glued && at > 0 && is_initials(scan.word(at - 1).text) && next_part(scan, at + 1)
}

/// « J », « A.C.S »: capital letters, with a dot between each two.
fn is_initials(text: &str) -> bool {
    text.split('.').all(|letter| letter.chars().count() == 1 && letter.chars().all(char::is_uppercase))
}

/// Claims a run with the particles and the title before it.
fn claim_run(scan: &mut Scan<'_, '_>, words: Range<usize>) {
    let mut start = words.start;
    let mut back = start;
    while back > 0
        && (scan.lists().opening_particles.has(scan.fold(back - 1))
            || scan.lists().particles.has(scan.fold(back - 1))
                && back > 1
                && scan.lists().opening_particles.has(scan.fold(back - 2)))
        && scan.together(back - 1, start)
        && scan.owner(back - 1).is_none()
        && start - back < 3
    {
        back -= 1;
    }
    if back < start {
        // « M. de Kermorvan »; « van der », « ben » need no title, « de » does.
        let titled = scan.title_before(back).is_some() || rank_before(scan, back);
        let french = scan.lists().of.has(scan.lower(back)) || scan.lists().articles.has(scan.lower(back));
        let borne = super::known::surname(scan, &(back..words.end)).is_some();
        if titled || borne || !french && !scan.word(back).is_capital() {
            start = back;
        }
    }
    let title = scan.title_before(start);
    // « Lord Justice Pemberton »: two titles, of which the second alone could be a name.
    if title.is_some() && start + 1 < words.end && scan.lists().titles_any.has(scan.lower(start)) {
        start += 1;
    }
    let words = start..words.end;
    // « M. L. G. »: letters that sign are nobody.
    if title.is_some() && words.clone().all(|at| scan.word(at).text.chars().count() == 1) {
        scan.claim_words(words, Sort::Nobody, None, "initials");
        return;
    }
    let bytes = scan.doc.span(&words);
    let alone = words.len() == 1;
    let acronym =
        alone && scan.word(start).shape == Shape::Upper && scan.word(start).text.chars().count() <= 7;
    let mut chunk = Chunk {
        words,
        span: bytes,
        sort: Sort::Name,
        entity: None,
        other: None,
        title: title.map(|(at, _)| at),
        gender: title.and_then(|(_, gender)| gender),
        rule: "name",
    };
    if title.is_some() || alone && ends_in_rank(scan, start) {
        chunk.sort = Sort::Person;
        chunk.rule = "person-titled";
    } else if chunk.words.len() > 1 && scan.lists().media_last.has(scan.fold(chunk.words.end - 1)) {
        chunk.sort = Sort::Organisation;
        chunk.rule = "medium-named";
    } else if alone && medium_compound(scan, start) {
        chunk.sort = Sort::Organisation;
        chunk.rule = "medium-compound";
    } else if acronym && acronym_here(scan, start) {
        chunk.sort = Sort::Organisation;
        chunk.rule = "acronym";
    }
    if chunk.sort == Sort::Name
        && chunk.words.len() > 1
        && (scan.lists().landforms.has(scan.fold(start))
            || !scan.is_given(scan.fold(start))
                && scan.lists().landforms_last.has(scan.fold(chunk.words.end - 1)))
    {
        chunk.sort = Sort::Place;
        chunk.rule = "landform";
    }
    if chunk.sort == Sort::Name && is_thing(scan, &chunk.words) {
        chunk.sort = Sort::Nobody;
        chunk.rule = "thing";
    }
    chunk.other = super::known::surname(scan, &chunk.words);
    scan.claim(chunk);
}

/// « Riza-Pacha »: a title behind the name, in one word with it.
fn ends_in_rank(scan: &Scan<'_, '_>, at: usize) -> bool {
    let fold: &str = scan.fold(at).as_ref();
    fold.rsplit_once('-').is_some_and(|(name, rank)| name.len() > 2 && scan.lists().name_ends.has(rank))
}

/// « Radio-Riga »
fn medium_compound(scan: &Scan<'_, '_>, at: usize) -> bool {
    let word = scan.word(at);
    let small = |rest: &str| rest.starts_with(char::is_uppercase);
    word.text.split_once('-').is_some_and(|(_, rest)| small(rest))
        && word.fold.split('-').next().is_some_and(|first| scan.lists().media_prefixes.has(first))
}

/// « Coupe de la Ligue », « le télescope James Webb »: a noun of the lists opens the name or stands right before it.
fn is_thing(scan: &Scan<'_, '_>, words: &Range<usize>) -> bool {
    let lists = scan.lists();
    let first = scan.fold(words.start);
    if lists.thing_nouns.has(first) && !scan.is_given(first) {
        return true;
    }
    words.start.checked_sub(1).is_some_and(|before| {
        let word = scan.word(before);
        scan.together(before, words.start) && word.shape == Shape::Lower && lists.thing_nouns.has(&word.fold)
    })
}

/// « le général de Gaulle »: a military rank right before counts as a title; « secrétaire général » is none.
fn rank_before(scan: &Scan<'_, '_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let head = scan.tables.head(|distance| scan.fold(if distance == 0 { before } else { usize::MAX }));
    let rank = head
        .and_then(|head| scan.tables.office(head.office()))
        .is_some_and(|office| matches!(office.id, "general" | "prince"));
    let article = before
        .checked_sub(1)
        .is_none_or(|article| !scan.together(article, at) || scan.lists().definite.has(scan.lower(article)));
    rank && article
}

/// Letters that stand for an organisation: an article before them, or anything but the start of a line in capitals.
fn acronym_here(scan: &Scan<'_, '_>, at: usize) -> bool {
    let near = |index: usize| scan.together(index, at) && scan.word(index).shape == Shape::Upper;
    let shouted = at.checked_sub(1).is_some_and(near) || near(at + 1);
    let letters =
        scan.word(at).text.chars().all(|letter| letter.is_alphabetic() || letter == '-' || letter == '.');
    let article = at.checked_sub(1).is_some_and(|before| {
        let lower = scan.lower(before);
        let several = scan.lists().articles.has(lower) && scan.word(at).text.chars().count() > 2;
        (scan.lists().definite.has(lower) || several) && scan.together(before, at)
    });
    // « le XX e siècle »
    let numeral = scan.word(at).text.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'));
    let ordinal = scan.word(at + 1).shape == Shape::Lower && scan.word(at + 1).text.len() == 1;
    letters && !shouted && article && !(numeral && ordinal)
}

/// Titles and particles before persons that the gazetteer found.
fn known_with_titles(scan: &mut Scan<'_, '_>) {
    for index in 0..scan.chunks.len() {
        let Some(chunk) = scan.chunks.get(index) else { continue };
        if chunk.sort != Sort::Person || chunk.title.is_some() {
            continue;
        }
        let found = scan.title_before(chunk.words.start);
        if let (Some((at, gender)), Some(chunk)) = (found, scan.chunks.get_mut(index)) {
            chunk.title = Some(at);
            chunk.gender = gender.or(chunk.gender);
        }
    }
}
