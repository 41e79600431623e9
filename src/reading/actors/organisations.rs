//! Organisations that neither the gazetteer nor their own words give away: media told by what they do, bodies told by
//! their head, and bare nouns (« l'agence », « son ministère ») that mean one named before.

use super::bodies::{ALONE, Bare};
use super::groups::Group;
use super::scan::{Chunk, Scan, Sort};
use super::{Actors, places};
use crate::lexicon::gazetteer::{self, Case, Entity, EntityKind, Hit};
use crate::model::{Class, PartyIndex};
use crate::reading::words::Shape;

/// How many sentences back a body may have been named that a noun of many meanings is to mean.
const NEAR: usize = 2;

/// Looks at the names that are no persons.
pub fn settle(scan: &mut Scan<'_, '_>, groups: &[Group]) {
    // A name told once as a body's or a medium's stays one.
    let known: Vec<String> = scan
        .chunks
        .iter()
        .filter(|chunk| chunk.sort == Sort::Organisation && chunk.entity.is_none())
        .map(|chunk| chunk.span.of(scan.doc.text).to_owned())
        .collect();
    for index in 0..scan.chunks.len() {
        let Some(chunk) = scan.chunks.get(index).filter(|chunk| chunk.sort == Sort::Name) else { continue };
        if !scan.stands(index) || scan.doc.in_dateline(chunk.words.start) {
            continue;
        }
        let words = chunk.span.of(scan.doc.text);
        let letters = known.iter().any(|name| name == words);
        let one_of_many =
            chunk.words.start.checked_sub(1).is_some_and(|at| scan.lists().indefinite.has(scan.lower(at)));
        let holder = || chunk.words.len() == 1 && stands_for_a_holder(scan, chunk.words.start);
        let rule = if letters {
            "body-again"
        } else if one_of_many || holder() || shortens(scan, chunk) {
            continue;
        } else if tells(scan, chunk) || prints(scan, chunk) {
            "medium-cue"
        } else if headed(scan, groups, index) {
            "body-headed"
        } else if acts(scan, chunk) && !places::is_unknown_place(scan, index) {
            "body-acts"
        } else {
            continue;
        };
        // « des Forces | nouvelles », « de la Garde | républicaine »: an adjective that is part of the name.
        let end = chunk.words.end;
        let adjective = chunk.words.len() == 1
            && matches!(rule, "body-headed" | "body-acts")
            && !scan.grammar().head_last
            && super::phrase::may_be_adjective(scan, end)
            && scan.together(end, end - 1)
            && scan.owner(end).is_none()
            && scan.nation(end).is_none()
            && !scan.is_verb_only(end);
        let wide = (rule == "medium-cue").then(|| with_article(scan, chunk)).flatten();
        let wide = wide.or_else(|| with_nation(scan, chunk));
        if let Some(chunk) = scan.chunks.get_mut(index) {
            chunk.sort = Sort::Organisation;
            chunk.rule = rule;
            if adjective {
                chunk.words.end += 1;
                chunk.span.end = scan.doc.word(end).span.end;
            }
            if let Some(before) = wide {
                chunk.words.start = before;
                chunk.span.start = scan.doc.word(before).span.start;
            }
        }
    }
    told_later(scan);
}

/// « Pour Danas, … Le chroniqueur de Danas … »: what is told to be a medium behind is one before too.
fn told_later(scan: &mut Scan<'_, '_>) {
    let text = scan.doc.text;
    let media = scan.chunks.iter().filter(|chunk| chunk.rule == "medium-cue");
    let media: Vec<&str> = media.map(|chunk| chunk.span.of(text)).collect();
    if media.is_empty() {
        return;
    }
    let alike: Vec<usize> = (0..scan.chunks.len())
        .filter(|&index| {
            let open = scan.chunks.get(index).filter(|chunk| chunk.sort == Sort::Name && scan.stands(index));
            open.is_some_and(|chunk| {
                !scan.doc.in_dateline(chunk.words.start) && media.contains(&chunk.span.of(text))
            })
        })
        .collect();
    for index in alike {
        if let Some(chunk) = scan.chunks.get_mut(index) {
            chunk.sort = Sort::Organisation;
            chunk.rule = "body-again";
        }
    }
}

/// « Council of the League … the | Council | met »: a capital noun of a body that is named in full elsewhere.
fn shortens(scan: &Scan<'_, '_>, chunk: &Chunk) -> bool {
    let Some(body) = scan.tables.body(|distance| scan.fold(chunk.words.start + distance)) else {
        return false;
    };
    body.words.len() == chunk.words.len()
        && scan.chunks.iter().any(|other| {
            other.sort == Sort::Organisation
                && other.words.len() > chunk.words.len()
                && heads(scan, &crate::model::text::fold(other.span.of(scan.doc.text)), body.words)
        })
}

/// « International | Tribunal | for the Law of the Sea », « Uzbek Foreign | Ministry »: whether the words head the folded
/// name.
fn heads(scan: &Scan<'_, '_>, name: &str, words: &[&str]) -> bool {
    let lists = scan.lists();
    let whole: Vec<&str> = name.split(' ').collect();
    if !scan.grammar().head_last {
        return whole.len() > words.len() && whole.starts_with(words);
    }
    let ends =
        |word: &&str| lists.of.has(*word) || lists.joint_complement.has(*word) || lists.locatives.has(*word);
    let head = whole.iter().position(ends).map_or(&whole[..], |end| whole.get(..end).unwrap_or_default());
    whole.len() > words.len() && head.ends_with(words)
}

/// « Le Mauricien »: an article with a capital belongs to a medium's name.
fn with_article(scan: &Scan<'_, '_>, chunk: &Chunk) -> Option<usize> {
    let before = chunk.words.start.checked_sub(1)?;
    let word = scan.word(before);
    (scan.lists().media_small.has(&word.fold) && word.text.starts_with(char::is_uppercase) && !word.opens)
        .then_some(before)
}

/// « un proche du Président », « le chef de la République »: a capital that stands for its holder, or for a state.
fn stands_for_a_holder(scan: &Scan<'_, '_>, at: usize) -> bool {
    let head = scan.tables.head(|distance| scan.fold(if distance == 0 { at } else { usize::MAX }));
    head.is_some() || scan.lists().realm_nouns.has(scan.lower(at))
}

/// « Ethiopian | Airlines »: a nation with a capital before what is no person belongs to the name.
fn with_nation(scan: &Scan<'_, '_>, chunk: &Chunk) -> Option<usize> {
    let before = chunk.words.start.checked_sub(1)?;
    let nation = scan.grammar().head_last
        && scan.together(before, chunk.words.start)
        && scan.owner(before).is_none()
        && scan.nation(before).is_some();
    nation.then_some(before)
}

/// « a rapporté Aftenposten », « Aftenposten, citant … », « selon Le Mauricien »
fn tells(scan: &Scan<'_, '_>, chunk: &Chunk) -> bool {
    let lists = scan.lists();
    let stem = |at: usize| {
        let word = scan.word(at);
        word.shape == Shape::Lower
            && scan.together(at, chunk.words.start)
            && lists.saying_stems.forms().iter().any(|stem| word.fold.starts_with(stem))
    };
    let mut behind = chunk.words.end;
    // « Unconfirmed reports speak of … »: a participle that opens a sentence.
    let first = scan.word(chunk.words.start);
    let participle = chunk.words.len() == 1
        && first.opens
        && lists.past_endings.forms().iter().any(|ending| first.lower.ends_with(ending));
    if participle {
        return false;
    }
    if scan.word(behind).text == "," {
        behind += 1;
    }
    let placed = chunk.words.start.checked_sub(1).is_some_and(|before| {
        scan.together(before, chunk.words.start)
            && lists.locatives.has(scan.lower(before))
            && scan.doc.word(before).shape == Shape::Lower
    });
    // « … à Gabala, a indiqué X »: a place before somebody else's verb.
    if placed && behind > chunk.words.end {
        return false;
    }
    if stem(behind)
        || scan.lower(behind) == "a" && stem(behind + 1)
        || scan.is_finite(behind) && stem(behind + 1)
    {
        return true;
    }
    let start = with_article(scan, chunk).unwrap_or(chunk.words.start);
    let Some(before) = start.checked_sub(1).filter(|before| scan.together(*before, start)) else {
        return false;
    };
    // « told the | Spectator », « raconte le | Matin »
    let verb = before.checked_sub(1).filter(|verb| scan.together(*verb, before));
    if lists.definite.has(scan.lower(before)) && chunk.words.len() == 1 && verb.is_some_and(stem) {
        return true;
    }
    let by = lists.told_by.has(scan.fold(before)) && with_article(scan, chunk).is_some();
    let cited = lists.saying_stems.forms().iter().any(|stem| scan.fold(before).starts_with(stem))
        && scan.word(before).shape == Shape::Lower;
    by || cited
}

/// « l'éditorial de | Vijesti », « dans les colonnes du | Tagblatt », « an editorial in | Vijesti »: whose columns they are.
fn prints(scan: &Scan<'_, '_>, chunk: &Chunk) -> bool {
    let lists = scan.lists();
    let start = with_article(scan, chunk).unwrap_or(chunk.words.start);
    let before = |at: usize| at.checked_sub(1).filter(|before| scan.together(*before, start));
    let Some(mut led) = before(start) else { return false };
    if lists.articles.has(scan.lower(led)) {
        let Some(further) = before(led) else { return false };
        led = further;
    }
    // « its correspondent at | Tatsienlu » tells where a person is.
    let printed = |noun: usize| scan.tables.head(|distance| scan.fold(noun + distance)).is_none();
    let inside = |noun| scan.grammar().head_last && lists.locatives.has(scan.lower(led)) && printed(noun);
    let noun = before(led).filter(|noun| lists.of.has(scan.lower(led)) || inside(*noun));
    noun.is_some_and(|noun| lists.press_nouns.has(scan.fold(noun)))
}

/// « le chef du Hezbollah »: what a person heads, told with an article.
fn headed(scan: &Scan<'_, '_>, groups: &[Group], index: usize) -> bool {
    let Some(chunk) = scan.chunks.get(index) else { return false };
    let Some(before) = chunk.words.start.checked_sub(1) else { return false };
    let lower = scan.lower(before);
    let lists = scan.lists();
    let bare = lists.of_bare.has(lower)
        && before.checked_sub(1).is_some_and(|noun| super::people::heads_a_body(scan, noun));
    let article = lists.of.has(lower) && !lists.of_bare.has(lower) || lists.articles.has(lower) || bare;
    let place = |group: &Group| {
        scan.tables
            .office(group.office)
            .is_some_and(|office| matches!(office.id, "mayor" | "governor" | "prefect"))
    };
    article
        && groups.iter().any(|group| {
            group.tail.chunks.contains(&index) && group.tail.portfolio.is_none() && !place(group)
        })
}

/// « le Folketing a adopté »: unknown capital words with an article that do something.
fn acts(scan: &Scan<'_, '_>, chunk: &Chunk) -> bool {
    let Some(before) =
        chunk.words.start.checked_sub(1).filter(|before| scan.together(*before, chunk.words.start))
    else {
        return false;
    };
    let articled = scan.lists().articles.has(scan.lower(before)) && super::trail::subject_at(scan, before);
    articled && scan.is_finite(chunk.words.end)
}

/// « Niger's government », « the Congo government »: as the adjective has it, so that all ways to call it are one.
fn of_state(scan: &Scan<'_, '_>, chunk: &Chunk) -> Option<String> {
    let government = chunk.words.clone().skip(1).find(|&at| {
        let body = scan.tables.body(|distance| scan.fold(at + distance));
        body.is_some_and(|body| body.kind == "government")
    })?;
    let marked = scan.is_genitive(government - 1);
    let state = chunk.words.start..government - usize::from(marked);
    let tokens = state.clone().map(|at| (scan.fold(at), Case::Upper));
    let (count, hits) = gazetteer::longest(scan.doc.language, tokens)?;
    let states = hits.iter().map(Hit::entity).filter(|entity| entity.class() == Some(Class::State));
    let year = chrono::Datelike::year(&scan.doc.published);
    let state = states.filter(|_| count == state.len()).find(|state| state.existed_in(year))?;
    let adjective = gazetteer::adjective_of(state, scan.doc.language, gazetteer::Gender::Masculine)?;
    let behind = scan.doc.span(&(government..chunk.words.end));
    scan.grammar().head_last.then(|| format!("{adjective} {}", behind.of(scan.doc.text)))
}

/// The name of an organisation's chunk: its words, first letter a capital.
pub fn name(scan: &Scan<'_, '_>, chunk: &Chunk) -> String {
    let words = super::assemble::canonical(chunk.span.of(scan.doc.text));
    let words = of_state(scan, chunk).unwrap_or(words);
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// « son gouvernement », « le gouvernement d'Eisaku Sato », « Mrs Meir's government »: the words, and the state whose
/// government it is, by the person or state that has it.
pub fn government(
    scan: &Scan<'_, '_>,
    actors: &Actors,
    one: &Bare,
) -> Option<(std::ops::Range<usize>, &'static Entity)> {
    let lists = scan.lists();
    let noun = one.words.clone().find(|&at| lists.own_governments.has(scan.fold(at)))?;
    let before = noun.checked_sub(1).filter(|before| scan.together(*before, noun))?;
    let party_at = |at: usize| {
        let found = actors.mentions.iter().rev().find(|found| found.words.contains(&at))?;
        Some(found.mention.party)
    };
    let holder = if lists.possessive.has(scan.lower(before)) {
        super::resolve_pronoun(scan.doc, actors, before, None, false)
    } else if scan.is_genitive(before) {
        before.checked_sub(1).and_then(party_at)
    } else if lists.definite.has(scan.lower(before)) && lists.of_bare.has(scan.lower(noun + 1)) {
        let name = scan.title(noun + 2).map_or(noun + 2, |(length, _)| noun + 2 + length);
        party_at(name)
    } else {
        None
    }?;
    let party = actors.parties.get(holder)?;
    let state = match party.class {
        Class::State => &party.name,
        Class::Person | Class::Role => actors.profile(holder).state.as_ref()?,
        Class::Organisation => return None,
    };
    let words = crate::model::text::fold(state);
    let tokens = words.split(' ').map(|word| (word, Case::Upper));
    let (_, hits) = gazetteer::longest(scan.doc.language, tokens)?;
    let state = hits.iter().map(Hit::entity).find(|entity| entity.class() == Some(Class::State))?;
    Some((noun..noun + 1, state))
}

/// The organisation that a bare noun means, and how it counts: a ministry or delegation as an organisation, a common
/// noun (« l'agence ») as a description.
pub fn bare(scan: &Scan<'_, '_>, actors: &Actors, one: &Bare) -> Option<(PartyIndex, Class)> {
    let at = one.words.start;
    let lists = scan.lists();
    let before = at.checked_sub(1).filter(|before| scan.together(*before, at))?;
    let lower = scan.lower(before);
    let definite = lists.definite.has(lower) || lists.possessive.has(lower) || lists.demonstrative.has(lower);
    let taken =
        scan.chunk_at(at).is_some_and(|chunk| chunk.sort == Sort::Organisation && chunk.rule != ALONE);
    let whose = lists.possessive.has(lower) && one.body.kind == "organisation";
    // « the police action »
    let modifies = scan.grammar().head_last && super::premodified::modifies(scan, one.words.end);
    if !definite || taken || whose || modifies {
        return None;
    }
    // « le conseil ministériel de l'OSCE » is told by its complement.
    let of = |at: usize| scan.lists().of.has(scan.lower(at));
    let complement = one.words.clone().any(of) || of(one.words.end) && scan.together(one.words.end, at);
    if complement && one.body.kind == "council" {
        return None;
    }
    let capital = scan.word(at).is_capital() && !scan.word(at).opens;
    // « the mission » is told by what it does.
    let vague = matches!(one.body.words, [noun] if lists.vague_bodies.has(*noun));
    let named =
        lists.named_bodies_need.has(one.body.kind) && !(vague && one.body.kind == "delegation") || capital;
    let class = if named { Class::Organisation } else { Class::Role };
    // « le ministère » of one article is mostly one ministry; the nearest named before, else the only one.
    let told_medium = |party: PartyIndex| {
        one.body.kind == "media"
            && actors
                .mentions
                .iter()
                .any(|found| found.mention.party == party && found.mention.rule.starts_with("medium-"))
    };
    let fits = |party: PartyIndex| {
        actors.parties.get(party).is_some_and(|known| {
            if !one.body.alone {
                return known.class == Class::Organisation
                    && !complement
                    && same_noun(scan, known, one.body.words);
            }
            is_kind(scan, known, one.body.kind, one.body.words)
                || told_medium(party) && known.class == Class::Organisation
        })
    };
    // « Parti démocratique … le même parti »: what else the noun may name does not come between.
    let vague = vague && !one.body.alone && !capital;
    let here = scan.word(at).sentence;
    let near = |found: &&super::Mentioned| !vague || scan.word(found.words.start).sentence + NEAR >= here;
    let earlier = actors
        .mentions
        .iter()
        .filter(|found| found.mention.rule != ALONE)
        .filter(|found| found.words.start < at && fits(found.mention.party))
        .filter(near)
        .max_by_key(|found| found.words.start);
    let party = earlier
        .or_else(|| {
            actors
                .mentions
                .iter()
                .find(|found| capital && !vague && found.mention.rule != ALONE && fits(found.mention.party))
        })?
        .mention
        .party;
    Some((party, class))
}

/// « Banque asiatique de développement … la banque »: whether the noun stands in the body's name.
fn same_noun(scan: &Scan<'_, '_>, party: &crate::model::Party, words: &[&str]) -> bool {
    let [noun] = words else { return false };
    // « Council of the League of Nations » is no league.
    let named = |name: &str| {
        let folded = crate::model::text::fold(name);
        let head = folded.split(' ').take_while(|word| !scan.lists().of.has(*word));
        head.into_iter().any(|word| word == *noun)
    };
    party.name.contains(' ') && named(&party.name)
        || party.aliases.iter().any(|alias| alias.contains(' ') && named(alias))
}

/// Whether a party is a body of that kind.
fn is_kind(scan: &Scan<'_, '_>, party: &crate::model::Party, kind: &str, words: &[&str]) -> bool {
    if party.class != Class::Organisation {
        return false;
    }
    let entity = party.id.as_deref().and_then(crate::lexicon::gazetteer::entity);
    let folded = crate::model::text::fold(&party.name);
    let first: Vec<&str> = folded.split(' ').collect();
    let body = scan.tables.body(|distance| first.get(distance).copied().unwrap_or(""));
    if body.is_some_and(|body| body.words == words) {
        return true;
    }
    if scan.grammar().head_last && heads(scan, &folded, words) {
        return true;
    }
    match kind {
        "organisation" => {
            let letters = party
                .aliases
                .iter()
                .chain([&party.name])
                .any(|name| name.len() > 1 && name.chars().all(char::is_uppercase));
            entity.is_some_and(|entity| entity.kind() == EntityKind::Institution && entity.state().is_none())
                || body.is_some_and(|body| body.kind == "organisation")
                || entity.is_none() && letters
        }
        "media" => {
            entity.is_some_and(|entity| entity.kind() == EntityKind::Medium)
                || entity.is_none() && body.is_none() && !folded.contains(' ')
        }
        "agency" => entity.is_some_and(|entity| entity.kind() == EntityKind::Agency),
        // « le FMLN … la guérilla », « the Tigray People's Liberation Front … the party »
        "armed" | "party" => {
            let known = entity.is_some_and(|entity| {
                matches!(entity.kind(), EntityKind::Armed)
                    || kind == "party" && entity.kind() == EntityKind::Party
            });
            let fronts = scan.lists().fronts;
            let letters = party
                .aliases
                .iter()
                .chain([&party.name])
                .any(|name| name.len() > 2 && name.chars().all(char::is_uppercase));
            known
                || entity.is_none()
                    && first.iter().any(|word| fronts.has(*word))
                    && (letters || kind == "armed")
        }
        _ => false,
    }
}
