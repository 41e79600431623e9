//! Organisations that their words describe: « ministère norvégien des Affaires étrangères », « Conseil suprême
//! interallié », « Organisation pour la sécurité … (OSCE) », « le quotidien Politiken ».
//!
//! Does not resolve « l'agence » or « son ministère » (that is `resolve`).

use super::phrase::{Allowed, Tail};
use super::scan::{Scan, Sort};
use crate::lexicon::actors::Body;
use crate::lexicon::gazetteer::Entity;
use crate::model::Class;
use crate::reading::words::Shape;
use std::ops::Range;

/// What follows a body's noun; letters in brackets at its end are another mention.
fn tail(scan: &Scan<'_, '_>, at: usize, allowed: Allowed) -> Tail {
    let mut read = super::phrase::tail(scan, at, allowed);
    let open = read.end.saturating_sub(3);
    if open >= at && scan.word(open).text == "(" && scan.word(open + 2).text == ")" {
        read.end = open;
    }
    read
}

/// The rule of an assembly's noun with a capital and nothing more.
pub const ALONE: &str = "body-capital";

/// The kind of committees and offices of a larger body.
const COMMISSION: &str = "commission";

/// A body's noun that stands without a name: it may mean one named before.
#[derive(Debug, Clone)]
pub struct Bare {
    /// Its tokens, adjectives included.
    pub words: Range<usize>,
    /// What it is.
    pub body: &'static Body,
}

/// Claims the bodies and returns the bare nouns.
pub fn claim(scan: &mut Scan<'_, '_>) -> Vec<Bare> {
    acronyms(scan);
    let mut bare = Vec::new();
    let mut at = 0;
    while at < scan.doc.words.len() {
        at = if scan.is_closed(at) { at + 1 } else { one(scan, at, &mut bare).max(at + 1) };
    }
    letters_behind(scan);
    bare
}

/// « l'Agence turque de coopération | (TIKA) »: letters of another tongue in brackets right behind a body's name.
fn letters_behind(scan: &mut Scan<'_, '_>) {
    for at in 2..scan.doc.words.len() {
        if !bracketed(scan, at) || scan.word(at).shape != Shape::Upper || scan.word(at).text.len() < 2 {
            continue;
        }
        let free = scan.chunk_at(at).is_none_or(|chunk| chunk.entity.is_none() && chunk.rule != "acronym");
        let body = scan.chunk_at(at - 2).is_some_and(|chunk| {
            chunk.sort == Sort::Organisation && chunk.words.end == at - 1 && chunk.rule != "acronym"
        });
        if free && body && !scan.is_closed(at) {
            scan.claim_words(at..at + 1, Sort::Organisation, None, "acronym");
        }
    }
}

/// « (OSCE) », « (O.S.C.E.) »
fn bracketed(scan: &Scan<'_, '_>, at: usize) -> bool {
    if at == 0 || scan.word(at - 1).text != "(" {
        return false;
    }
    let dotted = scan.word(at).text.contains('.') && scan.word(at + 1).text == ".";
    let close = if dotted { at + 2 } else { at + 1 };
    scan.word(close).text == ")"
}

/// Reads one body at the token; returns where to go on.
fn one(scan: &mut Scan<'_, '_>, at: usize, bare: &mut Vec<Bare>) -> usize {
    if let Some(index) = scan.owner(at) {
        return known(scan, at, index);
    }
    let Some(body) = scan.tables.body(|distance| scan.fold(at + distance)) else { return at };
    // « Guinea's | junta chief »: words for somebody, the body's noun among them.
    let head = scan.tables.head(|distance| scan.fold(at + distance));
    if head.is_some_and(|head| head.words.len() > body.words.len()) {
        return at;
    }
    if scan.grammar().head_last {
        return premodified(scan, at, body, bare);
    }
    let capital = scan.word(at).shape == Shape::Capital;
    if body.kind == "ministry" && body.words.len() > 1 && !capital {
        // « le département d'Etat » in small letters is as much a name as with a capital.
        if let Some(entity) = super::known::body(scan, &(at..at + body.words.len())) {
            scan.claim_words(at..at + body.words.len(), Sort::Organisation, Some(entity), "body-known");
            return at + body.words.len();
        }
    }
    let proper = capital && !scan.word(at).opens;
    let head = at..at + body.words.len();
    let front = preposed(scan, at, capital);
    let far = Allowed {
        portfolio: body.portfolio || body.kind == COMMISSION || proper,
        nouns: proper || body.portfolio,
        joint: proper,
        charge: false,
        posted: false,
    };
    let mut read = tail(scan, head.end, far);
    if body.named && !proper && name_behind(scan, &read, head.end) {
        return head.end;
    }
    if scan.word(at).opens && capital {
        // A sentence opens with it, so its capital tells nothing.
        read = tail(
            scan,
            head.end,
            Allowed { portfolio: body.portfolio, nouns: false, joint: false, charge: false, posted: false },
        );
    }
    if proper && read.end > head.end {
        read.end = adjectives_behind(scan, read.end);
        // « Conseil de l'Atlantique | nord »
        let quarter = scan.word(read.end - 1).is_capital()
            && scan.word(read.end).shape == Shape::Lower
            && scan.together(read.end, at)
            && scan.lists().quarters.has(scan.fold(read.end));
        read.end += usize::from(quarter);
    }
    // « la partie turque », but not « la partie turque de l'île ».
    if body.kind == "side" && (read.complement || scan.lists().of.has(scan.lower(read.end))) {
        return head.end;
    }
    // « le bureau de Riga » is where somebody sits.
    let seated = body.kind == COMMISSION && read.nation.is_none() && read.portfolio.is_none();
    let full = read.nation.is_some()
        || read.people
        || parent(scan, &read) && !(seated && only_places(scan, &read))
        || (body.portfolio && (read.portfolio.is_some() || read.complement));
    let enough = if proper {
        read.end > head.end || body.small
    } else {
        body.small && full || body.kind == COMMISSION && read.portfolio.is_some()
    };
    // « le Parlement »: that of the state spoken of; « la Commission », « la Cour »: one named in full before.
    let alone = proper && read.end == head.end && front.is_none() && body.kind != "government";
    if alone && body.words.len() == 1 && enough && determined(scan, at) {
        scan.claim_words(at..head.end, Sort::Organisation, None, ALONE);
        bare.push(Bare { words: at..head.end, body });
        return head.end;
    }
    if enough && determined(scan, at) {
        let rule = if proper { "body-name" } else { "body-nation" };
        scan.claim_words(front.unwrap_or(at)..read.end, Sort::Organisation, None, rule);
        return read.end;
    }
    if let Some(front) = front {
        scan.claim_words(front..read.end, Sort::Organisation, None, "body-name");
        return read.end;
    }
    // « une commission mixte », « le comité technique »: told by what kind it is, also one that is still to be.
    let told = |at: usize| scan.lists().committee_kinds.has(scan.fold(at)) && scan.together(at, head.start);
    while read.end < head.end + 3 && read.end >= head.end && told(read.end) && scan.owner(read.end).is_none()
    {
        read.end += 1;
    }
    let kind = (head.end..read.end).all(told);
    let sits = scan.lists().committees.has(scan.fold(at)) && body.words.len() == 1;
    if sits && kind && read.end > head.end && !plural_before(scan, at) {
        scan.claim_words(at..read.end, Sort::Organisation, None, "body-kind");
        return read.end;
    }
    if !capital || scan.word(at).opens || proper {
        bare.push(Bare { words: at..read.end, body });
    }
    head.end
}

/// « the Norwegian foreign ministry », « Niger's army », « the Autonomous Bougainville Government », « Ministry of
/// Foreign Affairs ».
fn premodified(scan: &mut Scan<'_, '_>, at: usize, body: &'static Body, bare: &mut Vec<Bare>) -> usize {
    let capital = scan.word(at).shape == Shape::Capital;
    let proper = capital && !scan.word(at).opens;
    let (words, front) = super::premodified::named_front(scan, at);
    let words = behind_prefixes(scan, words);
    let head_end = at + body.words.len();
    // « customs | officers »: the noun only says whose they are.
    if body.kind == "force"
        && scan.tables.head(|distance| scan.fold(head_end + distance)).is_some_and(|head| head.plural)
    {
        return head_end;
    }
    // « Wright-Patterson Air Force | Base », « the Beagle Channel »
    let lands = |at: usize| scan.word(at).is_capital() && scan.lists().landforms_last.has(scan.fold(at));
    if lands(head_end) || body.kind == "media" && proper && lands(at) {
        return head_end;
    }
    let far = Allowed {
        portfolio: body.portfolio || proper,
        nouns: body.portfolio,
        joint: proper && !body.named,
        charge: false,
        posted: false,
    };
    let read = tail(scan, head_end, far);
    // « the Politiken newspaper », « the Tass agency »
    if body.named && !proper && named_before(scan, &words, at) {
        return head_end;
    }
    // « the newspaper Politiken »
    if body.named && !proper && name_behind(scan, &read, head_end) {
        return head_end;
    }
    // « the Government » is that of the state spoken of.
    let state_alone = body.kind == "government" && !(at..head_end).any(|at| scan.owner(at).is_some());
    // « Congress approved it », « he asked Congress »: no article, as names have none.
    let acts = scan.word(at).opens && scan.is_finite(head_end);
    let named =
        body.kind == "parliament" && capital && (proper || acts) && scan.lists().own_named.has(scan.fold(at));
    let alone = words.start == at
        && read.end == head_end
        && at.checked_sub(1).is_none_or(|at| !scan.word(at).is_capital());
    if named && alone {
        scan.claim_words(at..head_end, Sort::Organisation, None, ALONE);
        bare.push(Bare { words: at..head_end, body });
        return head_end;
    }
    let told = front.nation.is_some() || front.people || !front.chunks.is_empty();
    let full = told || parent(scan, &read) || body.portfolio && read.portfolio.is_some();
    let enough = if proper {
        read.end > head_end || body.small && !state_alone || words.start < at
    } else {
        body.small && full
    };
    let person = front.chunks.iter().any(|&index| {
        scan.chunks.get(index).is_some_and(|chunk| chunk.sort == Sort::Person || chunk.sort == Sort::Name)
    });
    if enough && !person && determined(scan, words.start) {
        let end = if full && told && !proper { head_end } else { read.end };
        let known = super::known::body(scan, &(front.bare..end));
        let nation = front.nation.map(Entity::id);
        let entity = known.filter(|entity| nation.is_none() || entity.state().map(Entity::id) == nation);
        let rule = if proper { "body-name" } else { "body-nation" };
        scan.claim_words(words.start..end, Sort::Organisation, entity, rule);
        return end;
    }
    let kind = at.checked_sub(1).filter(|&kind| {
        scan.lists().committee_kinds.has(scan.fold(kind))
            && scan.owner(kind).is_none()
            && scan.together(kind, at)
    });
    let led = kind.and_then(|kind| kind.checked_sub(1)).is_some_and(|before| {
        let lower = scan.lower(before);
        scan.lists().definite.has(lower) || scan.lists().committee_kinds.has(scan.fold(before))
    });
    let sits = led && scan.lists().committees.has(scan.fold(at)) && body.words.len() == 1 && !capital;
    if let Some(kind) = kind.filter(|_| sits) {
        let before =
            kind.checked_sub(1).filter(|&before| scan.lists().committee_kinds.has(scan.fold(before)));
        scan.claim_words(before.unwrap_or(kind)..head_end, Sort::Organisation, None, "body-kind");
        return head_end;
    }
    bare.push(Bare { words: words.start..head_end, body });
    head_end
}

/// « la | Haute Cour », « le | Grand Conseil des chefs »: an adjective with a capital that opens a body's name.
fn preposed(scan: &Scan<'_, '_>, at: usize, capital: bool) -> Option<usize> {
    let front = at.checked_sub(1).filter(|front| scan.together(*front, at))?;
    let word = scan.word(front);
    let opens = word.shape == Shape::Capital
        && scan.owner(front).is_none()
        && scan.lists().preposed.has(&word.fold)
        && (capital || !word.opens);
    let led = front.checked_sub(1).is_some_and(|before| {
        let lists = scan.lists();
        let lower = scan.lower(before);
        scan.together(before, front) && (lists.articles.has(lower) || lists.definite.has(lower))
    });
    (opens && led).then_some(front)
}

/// « les commissions », « deux commissions »
fn plural_before(scan: &Scan<'_, '_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        scan.together(before, at) && scan.lists().plural_determiners.has(scan.lower(before))
    })
}

/// « the new | German army »: what tells the time of a body in small letters is no part of its name.
fn behind_prefixes(scan: &Scan<'_, '_>, words: Range<usize>) -> Range<usize> {
    let prefix = |at: usize| {
        scan.word(at).text.starts_with(char::is_lowercase) && scan.lists().prefixes.has(scan.fold(at))
    };
    let start = words.clone().find(|&at| !prefix(at)).unwrap_or(words.start);
    start..words.end
}

/// « the | Politiken | newspaper »: claims the name before.
fn named_before(scan: &mut Scan<'_, '_>, words: &Range<usize>, at: usize) -> bool {
    let mut end = words.start;
    if let Some(last) = at.checked_sub(1)
        && let Some(chunk) = scan.chunk_at(last)
        && chunk.words.end == at
    {
        return chunk.sort == Sort::Organisation;
    }
    end = end.min(at);
    let mut start = end;
    while let Some(before) = start.checked_sub(1) {
        let word = scan.word(before);
        // « the London-based | newspaper »
        let based = word.text.rsplit_once('-').is_some_and(|(_, rest)| scan.lists().compound_ends.has(rest));
        let name = word.is_capital()
            && !based
            && !word.opens
            && scan.owner(before).is_none()
            && !scan.lists().not_names.has(&word.lower);
        if !name || !scan.together(before, at) || scan.nation(before).is_some() || at - before > 4 {
            break;
        }
        start = before;
    }
    if start == end {
        return false;
    }
    scan.claim_words(start..end, Sort::Organisation, None, "medium-named");
    true
}

/// The gazetteer's body with its parent behind it: « Conseil de sécurité | de l'ONU », « Parlement | iranien ».
fn known(scan: &mut Scan<'_, '_>, at: usize, index: usize) -> usize {
    let Some(chunk) = scan.chunks.get(index) else { return at };
    let end = chunk.words.end;
    if chunk.sort != Sort::Organisation || chunk.words.start != at {
        return end;
    }
    if scan.grammar().head_last
        && let Some((start, entity)) = wider(scan, at, index)
    {
        let joint = entity.is_none() && scan.lists().joint_complement.has(scan.lower(end));
        let far = Allowed { joint, nouns: joint, ..Allowed::default() };
        let end = if joint && scan.word(end + 1).is_capital() { tail(scan, end, far).end } else { end };
        scan.claim_words(start..end, Sort::Organisation, entity, "body-name");
        return end;
    }
    let read = tail(scan, end, Allowed::default());
    let headed = scan.tables.body(|distance| scan.fold(at + distance)).is_some();
    if read.end > end && headed && !read.complement {
        // « Conseil de sécurité | nationale » is another body; « Sénat | français » the same with its nation told.
        let same = read
            .nation
            .is_some_and(|nation| chunk.entity.is_some_and(|entity| entity.state() == Some(nation)));
        let entity = chunk.entity.filter(|_| same);
        scan.claim_words(at..read.end, Sort::Organisation, entity, "body-name");
        return read.end;
    }
    // « the Congress of Berlin » is no parliament.
    let plain = chunk.words.len() == 1 && scan.word(at).is_capital();
    if plain && headed && read.complement && !read.chunks.is_empty() && only_places(scan, &read) {
        scan.claim_words(at..read.end, Sort::Organisation, None, "body-name");
        return read.end;
    }
    let parent = read
        .chunks
        .iter()
        .any(|&index| scan.chunks.get(index).is_some_and(|chunk| matches!(chunk.sort, Sort::Organisation)));
    if parent && scan.tables.body(|distance| scan.fold(at + distance)).is_some() {
        let (entity, rule) = (chunk.entity, chunk.rule);
        scan.claim_words(at..read.end, Sort::Organisation, entity, rule);
        return read.end;
    }
    end
}

/// Whether the complement names a state or an organisation.
fn parent(scan: &Scan<'_, '_>, read: &Tail) -> bool {
    read.chunks.iter().any(|&index| {
        scan.chunks
            .get(index)
            .is_some_and(|chunk| matches!(chunk.sort, Sort::State | Sort::Organisation | Sort::Capital))
    })
}

/// Whether the complement names places alone.
fn only_places(scan: &Scan<'_, '_>, read: &Tail) -> bool {
    let mut chunks = read.chunks.iter().filter_map(|&index| scan.chunks.get(index));
    chunks.all(|chunk| matches!(chunk.sort, Sort::Capital | Sort::Place))
}

/// « Institut d'études | insulaires », « Front de libération de la Somalie | occidentale »: adjectives behind the
/// whole name.
fn adjectives_behind(scan: &Scan<'_, '_>, at: usize) -> usize {
    let adjective = |at: usize| {
        let word = scan.word(at);
        let endings = scan.lists().body_adjective_endings;
        super::phrase::may_be_adjective(scan, at)
            && scan.owner(at).is_none()
            && word.fold.len() > 5
            && endings.forms().iter().any(|ending| word.fold.ends_with(ending))
    };
    (at..at + 2).find(|&at| !adjective(at) || !scan.together(at, at.wrapping_sub(1))).unwrap_or(at + 2)
}

/// « the U.N. | Security Council », « the Peruvian | Congress »: where the name of a known body starts with whose it is,
/// and what it then is.
fn wider(scan: &Scan<'_, '_>, at: usize, index: usize) -> Option<(usize, Option<&'static Entity>)> {
    let entity = scan.chunks.get(index)?.entity;
    let before = at.checked_sub(1).filter(|before| scan.together(*before, at))?;
    // « U.N. »: the last dot is a token of its own.
    let dot = scan.word(before).text == "." && scan.word(before).glued;
    let before = if dot { before.checked_sub(1)? } else { before };
    let headed = scan.tables.body(|distance| scan.fold(at + distance)).is_some();
    if let Some(chunk) = scan.chunk_at(before) {
        let parent = chunk.sort == Sort::Organisation && chunk.words.end == before + 1 && headed;
        // « the | Lesotho | Congress for Democracy »
        let state = chunk.sort == Sort::State
            && headed
            && chunk.words.end == at
            && scan.lists().joint_complement.has(scan.lower(scan.chunks.get(index)?.words.end));
        return if state {
            Some((chunk.words.start, None))
        } else {
            parent.then_some((chunk.words.start, entity))
        };
    }
    let (nation, _) = scan.nation(before)?;
    let same = entity.and_then(Entity::state).is_some_and(|state| state.id() == nation.id());
    (!same && headed).then_some((before, None))
}

/// Not « une armée », « des délégations »: one body, told as known; or no determiner at all.
fn determined(scan: &Scan<'_, '_>, at: usize) -> bool {
    at.checked_sub(1)
        .is_none_or(|before| !scan.lists().indefinite.has(scan.lower(before)) || !scan.together(before, at))
}

/// « le quotidien | norvégien | Aftenposten », « la chaîne Sigma »: claims the name behind.
fn name_behind(scan: &mut Scan<'_, '_>, read: &Tail, head_end: usize) -> bool {
    let mut at = head_end;
    while at < read.end
        && scan.word(at).shape == Shape::Lower
        && scan.owner(at).is_none()
        && !scan.lists().of.has(scan.lower(at))
    {
        at += 1;
    }
    // « le journal panarabe | Asharq al-Awsat »: an adjective that the tables do not know.
    if at == head_end
        && super::phrase::may_be_adjective(scan, at)
        && scan.word(at + 1).is_capital()
        && scan.owner(at).is_none()
        && scan.together(at, at + 1)
    {
        at += 1;
    }
    if scan.word(at).shape == Shape::OpenQuote {
        at += 1;
    }
    if let Some(index) = scan.owner(at) {
        return scan.chunks.get(index).is_some_and(|chunk| chunk.sort == Sort::Organisation);
    }
    let mut end = run(scan, at);
    if end == at {
        // « le site 24.lv »
        let dotted = |at: usize| scan.word(at).glued && scan.word(at + 1).glued;
        let address = scan.word(at).is_word() && scan.word(at + 1).text == "." && dotted(at + 1);
        if !address || scan.word(at + 2).shape != Shape::Lower {
            return false;
        }
        end = at + 3;
    }
    // « le site | Gazeta.uz »
    let address = scan.word(end).text == "."
        && scan.word(end).glued
        && scan.word(end + 1).glued
        && scan.word(end + 1).shape == Shape::Lower;
    end += if address { 2 } else { 0 };
    // « Groupe E »: a letter is no name.
    if end == at + 1 && scan.word(at).text.chars().count() == 1 {
        scan.claim_words(at..end, Sort::Nobody, None, "letter");
        return true;
    }
    // « l'association Amitiés | baltes »: an adjective in the plural of the only word.
    let plural = |at: usize| scan.word(at).fold.ends_with('s');
    if end == at + 1 && plural(at) && plural(end) && super::phrase::may_be_adjective(scan, end) {
        end += 1;
    }
    scan.claim_words(at..end, Sort::Organisation, None, "medium-named");
    true
}

/// One past a run of capital words with the small words of a medium's name between.
pub fn run(scan: &Scan<'_, '_>, at: usize) -> usize {
    let mut end = at;
    let lists = scan.lists();
    loop {
        let word = scan.word(end);
        let number = word.shape == Shape::Number && end > at && word.text.len() < 4;
        let particled = end > at && scan.is_hyphened_particle(end);
        if (word.is_capital()
            || number
            || particled
            || end == at && word.text.starts_with(char::is_uppercase))
            && word.paragraph == scan.word(at).paragraph
            && !(end == at
                && word.is_capital()
                && lists.not_names.has(&word.lower)
                && !lists.media_small.has(&word.lower))
        {
            end += 1;
            continue;
        }
        let small = lists.media_small.has(&word.fold) && end > at;
        if small
            && scan.word(end + 1).shape == Shape::Capital
            && !lists.articles.has(&word.lower)
            && scan.owner(end + 1).is_none()
        {
            end += 2;
            continue;
        }
        break;
    }
    // An article alone is no name.
    if end == at + 1 && lists.media_small.has(scan.fold(at)) { at } else { end }
}

/// « Agence internationale de l'énergie atomique (AIEA) »: the letters in brackets say where the name begins.
fn acronyms(scan: &mut Scan<'_, '_>) {
    for at in 1..scan.doc.words.len() {
        let word = scan.word(at);
        let letters = || word.text.chars().filter(|letter| letter.is_alphabetic()).count();
        if word.shape != Shape::Upper
            || !bracketed(scan, at)
            || letters() < 2
            || scan.is_closed(at)
            || scan.doc.in_dateline(at)
        {
            continue;
        }
        // « Commission du | Mékong | (MRC) »: one word is not short for itself.
        let long = long_form(scan, at).filter(|start| start + 2 < at || scan.grammar().head_last);
        let Some(start) = long else { continue };
        // « Tupac Amaru Revolutionary | Movement (MRTA) »
        let headed = scan.grammar().head_last && start + 2 == at && scan.owner(start).is_none();
        let start = if headed { super::premodified::named_front(scan, start).0.start } else { start };
        // « Laurent Dupont (LR) »: a person's party.
        if scan.is_given(scan.fold(start)) {
            continue;
        }
        let short = scan.chunk_at(at).and_then(|chunk| chunk.entity);
        let long =
            scan.chunk_at(start).filter(|chunk| chunk.words.end == at - 1).and_then(|chunk| chunk.entity);
        let organised =
            |entity: &&'static crate::lexicon::gazetteer::Entity| entity.class() == Some(Class::Organisation);
        let entity = long.filter(organised).or(short.filter(organised));
        scan.claim_words(start..at - 1, Sort::Organisation, entity, "body-acronym");
        scan.claim_words(at..at + 1, Sort::Organisation, entity, "acronym");
    }
}

/// The first token of the name that the letters at `at` shorten: a capital word with the first letter, near enough.
fn long_form(scan: &Scan<'_, '_>, at: usize) -> Option<usize> {
    let initial = scan.fold(at).chars().next()?;
    let mut best = None;
    let lowest = at.saturating_sub(18);
    let mut back = at - 1;
    while back > lowest {
        back -= 1;
        let word = scan.word(back);
        if !word.is_word()
            || !scan.together(back, at)
            || scan.is_finite(back)
                && !scan.lists().articles.has(&word.lower)
                && scan.owner(back).is_none()
                && word.lower.len() > 3
        {
            break;
        }
        // « the Sudanese government and | the Sudan People's Liberation Movement (SPLM) »
        let joined = scan.lists().and.has(&word.lower) && scan.lists().definite.has(scan.lower(back + 1));
        if joined && best.is_some() && scan.grammar().head_last {
            break;
        }
        if scan.tables.body(|distance| scan.fold(back + distance)).is_some() && word.fold.starts_with(initial)
        {
            return Some(back);
        }
        if word.is_capital() && word.fold.starts_with(initial) {
            best = Some(back);
        }
    }
    best
}
