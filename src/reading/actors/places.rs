//! Places and governments: whether « Moscou », « l'Ukraine », « Vallerois-le-Bois » act or are only where something
//! happens.
//!
//! Decides by the words before the name; what they leave open counts as the rarer harm, a place.

use super::PlaceMention;
use super::scan::{Chunk, Scan, Sort};
use crate::lexicon::words::WordSet;
use crate::lexicon::{self, gazetteer};
use crate::model::{Place, Span};
use crate::reading::doc::ParagraphKind;
use crate::reading::words::Shape;

/// What a name of a place stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Its government.
    Actor,
    /// The place; `true` where something happens there or leads there.
    Place(bool),
    /// Neither (« un tiers d'Américains »).
    Nothing,
}

/// What leads to a name: the preposition before it, if any.
#[derive(Debug, Clone, Copy)]
struct Lead {
    /// The token of the preposition.
    at: Option<usize>,
    /// An article stands with it.
    article: bool,
}

/// What the chunk stands for.
pub fn stands(scan: &Scan<'_, '_>, index: usize) -> Stands {
    let Some(chunk) = scan.chunks.get(index) else { return Stands::Nothing };
    if scan.doc.in_dateline(chunk.words.start) {
        return match chunk.sort {
            Sort::State | Sort::Capital | Sort::Place => Stands::Place(true),
            _ => Stands::Nothing,
        };
    }
    if super::assemble::opens_dispatch(scan, chunk) {
        return Stands::Place(true);
    }
    match chunk.sort {
        Sort::State => state(scan, chunk),
        Sort::Capital => capital(scan, chunk),
        Sort::Demonym { plural } => demonym(scan, chunk, plural),
        Sort::Place => Stands::Place(is_locative(scan, chunk)),
        Sort::Organisation => body(scan, chunk),
        _ => Stands::Nothing,
    }
}

/// « reçu à l'Elysée », « au palais de l'Elysée », « en Europe »: a seat or a continent as a place.
fn body(scan: &Scan<'_, '_>, chunk: &Chunk) -> Stands {
    let lists = scan.lists();
    let first = scan.word(chunk.words.start);
    let last = chunk.words.end.saturating_sub(1);
    let house = lists.houses.has(scan.fold(last));
    if house && first.shape == Shape::Lower && lists.place_nouns.has(&first.fold) {
        return Stands::Place(true);
    }
    let lead = lead(scan, chunk, 0);
    let Some(at) = lead.at else { return Stands::Actor };
    let lower = scan.lower(at);
    // « in NATO » is no continent.
    let letters = first.shape == Shape::Upper && scan.doc.kind_at(chunk.words.start) == ParagraphKind::Body;
    let country = lists.in_country.has(lower) && !lead.article && chunk.rule == "gazetteer" && !letters;
    let seat = (chunk.rule == "seat" || house && chunk.rule == "gazetteer")
        && lists.seat_locatives.has(lower)
        && !governed(scan, at, lists.dative_stems, 10);
    if country || seat { Stands::Place(true) } else { Stands::Actor }
}

/// « Bruxelles exige des réformes »: the European Union by its seat, in a text of its time that tells nothing of Belgium.
pub fn union_at(scan: &Scan<'_, '_>, chunk: &Chunk) -> Option<&'static gazetteer::Entity> {
    const UNION: &str = "Q458";
    const HOST: &str = "Q31";
    const FOUNDED: i32 = 1993;
    let host = |entity: &gazetteer::Entity| entity.id() == HOST;
    let seat = chunk.sort == Sort::Capital && chunk.entity.is_some_and(host);
    if !seat || chrono::Datelike::year(&scan.doc.published) < FOUNDED {
        return None;
    }
    let named = scan.chunks.iter().any(|other| other.sort != Sort::Capital && other.entity.is_some_and(host));
    let told = || (0..scan.doc.words.len()).any(|at| scan.nation(at).is_some_and(|(state, _)| host(state)));
    gazetteer::entity(UNION).filter(|_| !named && !told())
}

/// The preposition that leads to the chunk; joined names share the first one's.
fn lead(scan: &Scan<'_, '_>, chunk: &Chunk, depth: usize) -> Lead {
    let lists = scan.lists();
    let none = Lead { at: None, article: false };
    let Some(mut at) = chunk.words.start.checked_sub(1).filter(|at| scan.together(*at, chunk.words.start))
    else {
        return none;
    };
    let article = lists.articles.has(scan.lower(at));
    if article {
        match at.checked_sub(1).filter(|before| scan.together(*before, at)) {
            Some(before) => at = before,
            None => return Lead { at: None, article },
        }
    }
    // « in eastern | Ukraine »
    if scan.grammar().head_last && scan.word(at).shape == Shape::Lower && lists.directions.has(scan.lower(at))
    {
        match at.checked_sub(1).filter(|before| scan.together(*before, at)) {
            Some(before) => at = before,
            None => return Lead { at: None, article },
        }
    }
    let lower = scan.lower(at);
    if scan.lists().to.has(lower)
        || lists.of.has(lower)
        || lists.prepositions.has(lower)
        || lists.locatives.has(lower)
    {
        // « a » is a preposition only with the capital of a sentence's first word.
        if lower == "a" && !scan.word(at).is_capital() {
            return Lead { at: None, article };
        }
        let contracted = !lists.of_bare.has(lower)
            && !lists.to_bare.has(lower)
            && (lists.of.has(lower) || lists.to.has(lower));
        return Lead { at: Some(at), article: article || contracted };
    }
    let joined = lists.and.has(lower) || scan.word(at).text == ",";
    if joined
        && depth < 4
        && let Some(before) = at.checked_sub(1).and_then(|before| scan.chunk_at(before))
        && matches!(before.sort, Sort::State | Sort::Capital | Sort::Place)
        && before.words.end == at
    {
        let inherited = lead(scan, before, depth + 1);
        // « A Paris, le Quai d'Orsay … », « En Ukraine, Moscou … »: a comma joins only within a list.
        let listed = depth > 0
            || lists.and.has(lower)
            || lists.and.has(scan.lower(chunk.words.end)) && scan.word(chunk.words.end + 1).is_capital();
        let listed = listed && (lists.and.has(lower) || !acts_in_pair(scan, chunk));
        if !listed || article && !inherited.article {
            return Lead { at: None, article };
        }
        return Lead { at: inherited.at, article: article || inherited.article };
    }
    Lead { at: None, article }
}

/// « A Zurich, Rome et Vienne ont négocié »: a finite verb right behind the pair that it opens.
fn acts_in_pair(scan: &Scan<'_, '_>, chunk: &Chunk) -> bool {
    let joined = scan.lists().and.has(scan.lower(chunk.words.end));
    let other = scan.chunk_at(chunk.words.end + 1).filter(|_| joined);
    other.is_some_and(|other| {
        matches!(other.sort, Sort::State | Sort::Capital) && scan.is_finite(other.words.end)
    })
}

/// Whether one of the few words before `at` begins like one of the stems.
fn governed(scan: &Scan<'_, '_>, at: usize, stems: WordSet, reach: usize) -> bool {
    let mut seen = 0;
    for back in (at.saturating_sub(reach)..at).rev() {
        let word = scan.word(back);
        if !scan.together(back, at) || matches!(word.text, ";" | ":" | ",") {
            break;
        }
        // « une photographe arrêtée au Kirghizistan »: a participle of its own stands nearer.
        if word.is_word() && !starts_with_any(&word.fold, stems) && reach > 3 && is_attribute(scan, back) {
            break;
        }
        if word.is_word() && starts_with_any(&word.fold, stems) && word.fold.len() > 2 {
            return true;
        }
        seen += 1;
        // Another verb stands nearer.
        if seen > 0
            && (scan.is_infinitive(back) || scan.is_finite(back) && !scan.lists().articles.has(&word.lower))
        {
            break;
        }
        // Another receiver stands nearer to the verb.
        if scan.lists().to.has(&word.lower) && word.lower != "a" && reach > 1 {
            break;
        }
        // A clause of its own stands between.
        if scan.lists().that.has(&word.lower) && seen > 1 {
            break;
        }
    }
    false
}

/// A past participle right behind a noun or an adjective, in the feminine or the plural: no verb of the sentence.
fn is_attribute(scan: &Scan<'_, '_>, at: usize) -> bool {
    use crate::lexicon::verbs::{Tense, analyses};
    let word = scan.word(at);
    let agrees = word.fold.ends_with("ee") || word.fold.ends_with("ees");
    let participle = || analyses(scan.doc.language, &word.lower).any(|one| one.tense == Tense::Participle);
    let noun = || {
        at.checked_sub(1).is_some_and(|before| {
            scan.together(before, at)
                && scan.word(before).shape == Shape::Lower
                && analyses(scan.doc.language, scan.lower(before)).next().is_none()
                && super::phrase::may_be_adjective(scan, before)
        })
    };
    agrees && participle() && noun()
}

fn starts_with_any(fold: &str, stems: WordSet) -> bool {
    stems.forms().iter().any(|stem| fold.starts_with(stem))
}

/// A noun of the list right before `at`, adjectives and participles passed over.
fn noun_before(scan: &Scan<'_, '_>, at: usize, nouns: WordSet) -> bool {
    let mut back = at;
    for _ in 0..3 {
        let Some(before) = back.checked_sub(1).filter(|before| scan.together(*before, at)) else {
            return false;
        };
        let fold = scan.fold(before);
        if nouns.has(fold) {
            return true;
        }
        if !(scan.lists().role_adjectives.has(fold) || scan.nation(before).is_some()) {
            return false;
        }
        back = before;
    }
    false
}

fn state(scan: &Scan<'_, '_>, chunk: &Chunk) -> Stands {
    let lists = scan.lists();
    if slug(scan, chunk) {
        return Stands::Actor;
    }
    if attributive(scan, chunk) || water_before(scan, chunk) {
        return Stands::Place(false);
    }
    let lead = lead(scan, chunk, 0);
    let Some(at) = lead.at else {
        return if object_of_travel(scan, chunk) { Stands::Place(true) } else { Stands::Actor };
    };
    let lower = scan.lower(at);
    if lists.in_country.has(lower) {
        return Stands::Place(true);
    }
    if lists.to.has(lower) {
        // « une aide au Cameroun et au Nigeria »
        if let Some(before) = equal_before(scan, at) {
            return if before.sort == Sort::Capital { capital(scan, before) } else { state(scan, before) };
        }
        let plain_article = scan.chunk_article(chunk) && lists.to_bare.has(lower);
        let given = governed(scan, at, lists.dative_stems, 10);
        return if plain_article || given { Stands::Actor } else { Stands::Place(true) };
    }
    if lists.of.has(lower) {
        let place = noun_before(scan, at, lists.place_nouns) || governed(scan, at, lists.movement_stems, 1);
        return if place { Stands::Place(false) } else { Stands::Actor };
    }
    if lists.between.has(lower) && noun_before(scan, at, lists.travel_nouns) {
        return Stands::Place(false);
    }
    if lists.toward.has(lower) && governed(scan, at, lists.movement_stems, 3) {
        return Stands::Place(true);
    }
    Stands::Actor
}

/// The state named right before « et » and the preposition at `at`.
fn equal_before<'s>(scan: &'s Scan<'_, '_>, at: usize) -> Option<&'s Chunk> {
    let joined = at.checked_sub(1)?;
    let and = scan.lists().and.has(scan.lower(joined));
    if !and && scan.word(joined).text != "," {
        return None;
    }
    let before = scan.chunk_at(joined.checked_sub(1)?)?;
    (matches!(before.sort, Sort::State | Sort::Capital)
        && before.words.end == joined
        && before.words.start < at)
        .then_some(before)
}

/// « Chypre: l'ONU annonce … », « Bosnie: la paix … »: what a headline is about.
fn slug(scan: &Scan<'_, '_>, chunk: &Chunk) -> bool {
    let colon = scan.word(chunk.words.end);
    let first = scan
        .doc
        .paragraphs
        .get(scan.word(chunk.words.start).paragraph)
        .map_or(0, |paragraph| paragraph.words.start);
    colon.text == ":"
        && scan.doc.kind_at(chunk.words.start) == ParagraphKind::Headline
        && chunk.words.start <= first + 1
}

/// « Singapore reporters », « the Lima newspaper »: a place before a plain noun says whose that is.
fn attributive(scan: &Scan<'_, '_>, chunk: &Chunk) -> bool {
    scan.grammar().head_last
        && scan.doc.kind_at(chunk.words.start) == ParagraphKind::Body
        && super::premodified::modifies_plainly(scan, chunk.words.end)
}

/// « Lake | Chad »: a land's or a water's noun with a capital right before.
fn water_before(scan: &Scan<'_, '_>, chunk: &Chunk) -> bool {
    chunk.words.start.checked_sub(1).is_some_and(|before| {
        scan.together(before, chunk.words.start)
            && scan.word(before).is_capital()
            && scan.lists().landforms.has(scan.fold(before))
    })
}

/// « Managua's | La Prensa »: where a medium is made.
fn holds_medium(scan: &Scan<'_, '_>, chunk: &Chunk) -> bool {
    scan.is_genitive(chunk.words.end)
        && scan.chunk_at(chunk.words.end + 1).is_some_and(|held| {
            held.entity.is_some_and(|entity| entity.kind() == gazetteer::EntityKind::Medium)
                || held.rule.starts_with("medium-")
        })
}

fn capital(scan: &Scan<'_, '_>, chunk: &Chunk) -> Stands {
    let lists = scan.lists();
    if attributive(scan, chunk) || holds_medium(scan, chunk) {
        return Stands::Place(false);
    }
    // « au Lesotho (Gaborone, Maseru) »: one of a list in brackets.
    let listed = (chunk.words.start.saturating_sub(4)..chunk.words.start)
        .any(|at| scan.word(at).text == "(" && scan.together(at, chunk.words.start))
        && scan.word(chunk.words.end).text == ")"
        && chunk.words.start.checked_sub(1).is_some_and(|at| scan.word(at).text == ",");
    if listed {
        return Stands::Place(true);
    }
    let lead = lead(scan, chunk, 0);
    let Some(at) = lead.at else {
        let part =
            chunk.words.start.checked_sub(1).filter(|before| scan.together(*before, chunk.words.start));
        let apposed = part.is_some_and(|before| {
            scan.word(before).text == "("
                || scan.word(before).shape == Shape::Lower && lists.place_nouns.has(scan.fold(before))
        });
        return if object_of_travel(scan, chunk) || apposed { Stands::Place(true) } else { Stands::Actor };
    };
    let lower = scan.lower(at);
    if lists.between.has(lower) {
        // « la ligne entre Téhéran et Machhad »: with a mere place beside it, it is one.
        let other = scan.chunk_at(chunk.words.end + 1).filter(|_| lists.and.has(scan.lower(chunk.words.end)));
        if other.is_some_and(|other| matches!(other.sort, Sort::Place | Sort::Name)) {
            return Stands::Place(false);
        }
        return if noun_before(scan, at, lists.travel_nouns) || governed(scan, at, lists.travel_nouns, 3) {
            Stands::Place(false)
        } else {
            Stands::Actor
        };
    }
    if lists.toward.has(lower) && governed(scan, at, lists.movement_stems, 3) {
        return Stands::Place(true);
    }
    // « …; pour Tokyo, l'affaire est close »
    let fronted = at.checked_sub(1).is_some_and(|before| matches!(scan.word(before).text, ";" | ":" | ","))
        && scan.word(chunk.words.end).text == ",";
    if lists.with_capital.has(lower)
        || fronted && !lists.in_country.has(lower) && !lists.to.has(lower) && !lists.of.has(lower)
    {
        return Stands::Actor;
    }
    if lists.to.has(lower) {
        // « a demandé à Riga et à Oslo »
        if let Some(before) = equal_before(scan, at) {
            return if before.sort == Sort::Capital { capital(scan, before) } else { state(scan, before) };
        }
        return if governed(scan, at, lists.dative_strong, 12) { Stands::Actor } else { Stands::Place(true) };
    }
    if lists.of.has(lower) {
        let actor = noun_before(scan, at, lists.actor_nouns) || governed(scan, at, lists.actor_of_stems, 1);
        return if actor { Stands::Actor } else { Stands::Place(false) };
    }
    if noun_before(scan, at, lists.pressure_nouns) || !lists.locatives.has(lower) {
        return Stands::Actor;
    }
    if scan.word(at).opens && !lists.in_country.has(lower) && !lists.to.has(lower) {
        // « Pour Moscou, … »
        return Stands::Actor;
    }
    Stands::Place(true)
}

/// « a quitté Moscou », « doit gagner Managua »
fn object_of_travel(scan: &Scan<'_, '_>, chunk: &Chunk) -> bool {
    let mut start = chunk.words.start;
    if start.checked_sub(1).is_some_and(|before| scan.lists().articles.has(scan.lower(before))) {
        start -= 1;
    }
    start.checked_sub(1).is_some_and(|before| {
        let word = scan.word(before);
        scan.together(before, start)
            && word.shape == Shape::Lower
            && starts_with_any(&word.fold, scan.lists().place_verb_stems)
    })
}

/// « les Russes », « aux Européens »: all of them; not « deux Norvégiens », « un tiers d'Américains ».
fn demonym(scan: &Scan<'_, '_>, chunk: &Chunk, plural: bool) -> Stands {
    let Some(before) =
        chunk.words.start.checked_sub(1).filter(|before| scan.together(*before, chunk.words.start))
    else {
        return Stands::Nothing;
    };
    let lists = scan.lists();
    let lower = scan.lower(before);
    let definite = lists.articles.has(lower) || lists.to.has(lower) && !lists.to_bare.has(lower);
    // « les Français Rose et Jean Martin » are two of them.
    if scan.word(chunk.words.end).is_capital()
        && scan.chunk_at(chunk.words.end).is_some_and(Chunk::maybe_person)
    {
        return Stands::Nothing;
    }
    // « les Pakistanais »: the form is the same for one.
    let plural = plural || definite && lists.plural_determiners.has(lower);
    let of = lists.of.has(lower) && !lists.of_bare.has(lower);
    let counted = before
        .checked_sub(1)
        .is_some_and(|noun| lists.quantities.has(scan.fold(noun)) || !scan.word(noun).is_word());
    if plural
        && (definite
            || of
                && !counted
                && before
                    .checked_sub(1)
                    .is_some_and(|noun| scan.word(noun).shape == Shape::Lower && !scan.is_finite(noun)))
    {
        Stands::Actor
    } else {
        Stands::Nothing
    }
}

/// Whether a locative preposition leads to the place.
fn is_locative(scan: &Scan<'_, '_>, chunk: &Chunk) -> bool {
    let lists = scan.lists();
    lead(scan, chunk, 0).at.is_some_and(|at| {
        // « in the border city of Osh »: the preposition before the place's noun.
        let noun = lists.of.has(scan.lower(at)) && noun_before(scan, at, lists.place_nouns);
        let led = || {
            (at.saturating_sub(5)..at)
                .any(|before| scan.together(before, at) && lists.locatives.has(scan.lower(before)))
        };
        lists.locatives.has(scan.lower(at)) || noun && scan.grammar().head_last && led()
    })
}

/// Unknown capital words behind a locative preposition or a place's noun: places. To be asked for names that are no
/// persons.
pub fn is_unknown_place(scan: &Scan<'_, '_>, index: usize) -> bool {
    let Some(chunk) = scan.chunks.get(index) else { return false };
    if scan.doc.in_dateline(chunk.words.start) {
        return true;
    }
    let lists = scan.lists();
    let Some(before) =
        chunk.words.start.checked_sub(1).filter(|before| scan.together(*before, chunk.words.start))
    else {
        return false;
    };
    if lists.place_nouns.has(scan.fold(before)) && scan.word(before).shape == Shape::Lower {
        return true;
    }
    let lead = lead(scan, chunk, 0);
    let Some(at) = lead.at else { return false };
    let lower = scan.lower(at);
    if lists.of.has(lower) {
        return noun_before(scan, at, lists.place_nouns);
    }
    lists.locatives.has(lower) && !(lead.article && lists.to.has(lower))
}

/// The place that a chunk names, with what holds it.
pub fn mention(scan: &Scan<'_, '_>, chunk: &Chunk, locative: bool) -> PlaceMention {
    let language = scan.doc.language;
    let known = if chunk.sort == Sort::Capital { chunk.other.or(chunk.entity) } else { chunk.entity };
    let mut within = bracket(scan, chunk);
    let name = known
        .map_or_else(|| chunk.span.of(scan.doc.text).to_owned(), |entity| entity.name(language).to_owned());
    if let Some(entity) = known {
        for larger in gazetteer::larger(entity) {
            let larger = larger.name(language).to_owned();
            if !within.contains(&larger) && larger != name {
                within.push(larger);
            }
        }
    }
    PlaceMention {
        span: chunk.span,
        words: chunk.words.clone(),
        place: Place { name, within },
        dateline: scan.doc.in_dateline(chunk.words.start),
        locative,
    }
}

/// « SIMLA, April 30 (Reuter).-- », « GIZO — »: the town that a dateline opens with, however unknown.
pub fn of_dateline(scan: &Scan<'_, '_>, dateline: Span) -> Option<PlaceMention> {
    let start = scan.doc.word_at(dateline.start);
    let first = scan.word(start);
    let names = |at: usize| {
        let word = scan.word(at);
        let more = at == start || scan.together(at - 1, at) && first.shape == word.shape;
        more && dateline.contains(word.span) && matches!(word.shape, Shape::Upper | Shape::Capital)
    };
    let end = (start..start + 4).find(|&at| !names(at))?;
    let behind = scan.word(end);
    let day =
        behind.shape == Shape::Number || lexicon::words(scan.doc.language).months_folded.has(&behind.fold);
    let closes = matches!(behind.text, "," | "(" | "—" | "--") || day || behind.span.start >= dateline.end;
    let words = start..end;
    let agency = words.clone().any(|at| lexicon::words(scan.doc.language).agencies.has(scan.lower(at)));
    if words.is_empty() || !closes || agency {
        return None;
    }
    let name = titled(scan.doc.span(&words).of(scan.doc.text));
    let place = Place { name, within: Vec::new() };
    Some(PlaceMention { span: scan.doc.span(&words), words, place, dateline: true, locative: true })
}

/// « LA GUAYRA » as elsewhere in a text, « La Guayra ».
fn titled(name: &str) -> String {
    let mut opens = true;
    let letter = |letter: char| {
        let own = if opens { letter } else { letter.to_lowercase().next().unwrap_or(letter) };
        opens = !letter.is_alphabetic();
        own
    };
    name.chars().map(letter).collect()
}

/// « Vallerois-le-Bois (Haute-Saône) »
fn bracket(scan: &Scan<'_, '_>, chunk: &Chunk) -> Vec<String> {
    let open = chunk.words.end;
    if scan.word(open).text != "(" || !scan.word(open + 1).is_capital() {
        return Vec::new();
    }
    let Some(close) = (open + 2..open + 6).find(|&at| scan.word(at).text == ")") else { return Vec::new() };
    let inside = scan.doc.span(&(open + 1..close)).of(scan.doc.text);
    vec![inside.to_owned()]
}

impl Scan<'_, '_> {
    /// Whether an article stands right before the chunk.
    pub fn chunk_article(&self, chunk: &Chunk) -> bool {
        chunk.words.start.checked_sub(1).is_some_and(|before| self.lists().articles.has(self.lower(before)))
    }
}

/// « Domingo Palermo … Palermo denied it »: a place's name that ends a longer name of the article and acts.
pub fn surnames(scan: &mut Scan<'_, '_>) {
    let ends: Vec<&str> = scan
        .chunks
        .iter()
        .filter(|chunk| chunk.maybe_person() && chunk.words.len() > 1)
        .map(|chunk| scan.fold(chunk.words.end - 1).as_ref())
        .collect();
    for index in 0..scan.chunks.len() {
        let Some(chunk) =
            scan.chunks.get(index).filter(|chunk| matches!(chunk.sort, Sort::Place | Sort::Capital))
        else {
            continue;
        };
        let at = chunk.words.start;
        let acts = scan.is_finite(chunk.words.end) && super::trail::subject_at(scan, at);
        let one = chunk.words.len() == 1 && chunk.title.is_none();
        let surname = one && acts && ends.contains(&scan.fold(at).as_ref()) && scan.stands(index);
        if let Some(chunk) = scan.chunks.get_mut(index).filter(|_| surname) {
            (chunk.sort, chunk.entity, chunk.rule) = (Sort::Name, None, "name");
        }
    }
}
