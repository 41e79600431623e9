//! What an entry knows: its date, place, statuses, first report, lag, origins.
//!
//! Does not choose what belongs together: it describes a finished group.

use super::group::ToldGroup;
use super::ruled::Ruled;
use super::told::{Days, Told};
use super::{actors, copies, title};
use crate::model::text::fold;
use crate::model::{
    ArticleId, Chain, CodePoints, DatedBy, Entry, EntryId, EntryQuote, Hop, Kind, Place, Report, Status, When,
};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What was counted in articles met, once for each.
#[derive(Debug, Default)]
pub struct Offsets {
    points: HashMap<ArticleId, CodePoints>,
    runs: copies::Known,
}

impl Offsets {
    /// Nothing counted yet.
    pub fn new() -> Self {
        Self::default()
    }
}

/// Describes a group, as its reports tell it and as rulings have it.
pub fn build(
    group: &ToldGroup<'_, '_>,
    quotes: Vec<EntryQuote>,
    ruled: Ruled,
    offsets: &mut Offsets,
) -> Entry {
    let tellings = in_order(group);
    let known = tellings.first().map(|told| told.published()).unwrap_or_default();
    let when = ruled.when.unwrap_or_else(|| when(&tellings));
    let kinds = ruled.kind.map_or_else(|| kinds(&tellings), |kind| vec![kind]);
    let kind = kinds.first().copied().unwrap_or(Kind::Statement);
    let statuses = ruled.status.map_or_else(|| statuses(&tellings), |status| vec![status]);
    let status = statuses.first().copied().unwrap_or(Status::Affirmed);
    let place = ruled.place.clone().unwrap_or_else(|| place(&tellings));
    let (sort_first, sort_last) = days(when, known);
    Entry {
        id: tellings.first().map(|told| id(told, offsets)).unwrap_or_default(),
        when,
        sort_first,
        sort_last,
        dated_by: if when.is_some() { DatedBy::Event } else { DatedBy::Report },
        kind,
        title: title::of(group, &quotes, kind, place.as_ref(), &ruled),
        actors: actors::of(group, &quotes, &ruled),
        place,
        status,
        contested: ruled.contested || is_contested(&statuses),
        lag_days: lag(when, status, known),
        known,
        articles: tellings.iter().map(|told| told.article.id).collect::<HashSet<_>>().len(),
        origins: origins(&tellings, &mut offsets.runs),
        reports: tellings.iter().map(|told| report(told)).collect(),
        kinds,
        statuses,
        quotes,
        tags: ruled.tags,
        notes: ruled.notes,
        marked: false,
        rulings: ruled.rulings,
    }
}

/// The tellings of a group in the order of their articles and words.
pub fn in_order<'t, 'a>(group: &ToldGroup<'t, 'a>) -> Vec<&'t Told<'a>> {
    let mut tellings: Vec<&Told<'_>> = group.tellings.clone();
    tellings.sort_by_key(|told| (told.published(), told.article.id, told.telling.span.start, told.index));
    tellings
}

/// First possible day, last possible day, dated before undated, first telling; of two told with the same words, which only
/// rulings make, one always before the other.
pub fn place_in_time(entry: &Entry) -> impl Ord + use<> {
    let first = entry.reports.first().map(|report| (report.published, report.article, report.span));
    (entry.sort_first, entry.sort_last, entry.when.is_none(), first, entry.kind, entry.id.clone())
}

/// For people: the first ten hex digits of BLAKE3 of the article's identity and the offsets in code points; of several
/// tellings with the same words (one verb that tells a visit and a meeting) the later ones' numbers count too.
pub fn id(told: &Told<'_>, offsets: &mut Offsets) -> EntryId {
    let points = offsets.points.entry(told.article.id).or_insert_with(|| CodePoints::new(&told.article.text));
    let (start, end) = points.of(told.telling.span);
    let words = format!("{}\n{start}\n{end}", told.article.id);
    match nth(told) {
        0 => ten_digits(&words),
        nth => ten_digits(&format!("{words}\n{nth}")),
    }
}

fn ten_digits(text: &str) -> EntryId {
    blake3::hash(text.as_bytes()).to_hex().chars().take(10).collect()
}

fn when(tellings: &[&Told<'_>]) -> Option<When> {
    let mut told: Vec<(When, usize)> = Vec::new();
    for when in tellings.iter().filter_map(|told| told.telling.when) {
        match told.iter_mut().find(|(known, _)| *known == when) {
            Some((_, times)) => *times += 1,
            None => told.push((when, 1)),
        }
    }
    most_precise(&told)
}

/// The most precise of the dates told, each with how often; of those alike, the one told most, then first.
pub fn most_precise(told: &[(When, usize)]) -> Option<When> {
    let best = told.iter().min_by_key(|(when, often)| (Days::of(*when).count(), Reverse(*often)));
    best.map(|(when, _)| *when)
}

/// The days an entry sorts by. What began and is not said to have ended lasts at least until it was told.
pub fn days(when: Option<When>, known: NaiveDate) -> (NaiveDate, NaiveDate) {
    let Some(when) = when else { return (known, known) };
    let first = when.first_day();
    let last = when.last_day();
    match (first, last) {
        (Some(first), Some(last)) => (first, last.max(first)),
        (Some(first), None) => (first, first.max(known)),
        (None, Some(last)) => (by(when).unwrap_or(last), last),
        (None, None) => (known, known),
    }
}

/// « ../X »: by X.
fn by(when: When) -> Option<NaiveDate> {
    match when.value {
        crate::model::Edtf::Interval(_, crate::model::Bound::At(end)) => end.first_day(),
        crate::model::Edtf::Interval(..) | crate::model::Edtf::Date(_) => None,
    }
}

/// The kind shown first: visit, talks or meeting if any telling is one, else the first telling's.
fn kinds(tellings: &[&Told<'_>]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for kind in tellings.iter().map(|told| told.kind()) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    shown_first(&mut kinds);
    kinds
}

/// Puts the kind that is shown first.
pub fn shown_first(kinds: &mut [Kind]) {
    let rank = |kind: &Kind| [Kind::Visit, Kind::Talks, Kind::Meeting].iter().position(|first| first == kind);
    kinds.sort_by_key(|kind| rank(kind).unwrap_or(usize::MAX));
}

fn statuses(tellings: &[&Told<'_>]) -> Vec<Status> {
    tellings.iter().map(|told| told.telling.status).collect::<BTreeSet<_>>().into_iter().collect()
}

/// A denial, or the article's own no, among those who say that it happened.
fn is_contested(statuses: &[Status]) -> bool {
    let any = |these: [Status; 2]| these.iter().any(|status| statuses.contains(status));
    any([Status::Affirmed, Status::Reported]) && any([Status::Negated, Status::Denied])
}

/// The place told most precisely; of those alike, the first.
fn place(tellings: &[&Told<'_>]) -> Option<Place> {
    let mut known = HashSet::new();
    let places = tellings.iter().filter_map(|told| told.telling.place.as_ref());
    let places: Vec<&Place> = places.filter(|place| known.insert(&place.name)).collect();
    let holds_none = |place: &&&Place| {
        let inside = |other: &&Place| other.within.iter().any(|name| fold(name) == fold(&place.name));
        !places.iter().any(inside)
    };
    places.iter().find(holds_none).or_else(|| places.first()).map(|place| (*place).clone())
}

/// From the last possible day of the event to the first report. What has happened had happened by then.
fn lag(when: Option<When>, status: Status, known: NaiveDate) -> Option<i64> {
    let last = when?.last_day()?;
    status.is_real().then(|| (known - last).num_days().max(0))
}

/// Independent roots of what supports the entry. A paper that names its sources is none itself; denials and
/// refusals to comment support nothing, but count where there is nothing else. Copies of one dispatch are one article.
fn origins(tellings: &[&Told<'_>], runs: &mut copies::Known) -> usize {
    let supports = |status: Status| !matches!(status, Status::Negated | Status::Denied | Status::Unconfirmed);
    let supporting: Vec<&Told<'_>> =
        tellings.iter().copied().filter(|told| supports(told.telling.status)).collect();
    let counted: Vec<&Told<'_>> = if supporting.is_empty() { tellings.to_vec() } else { supporting };
    let apart = roots(&counted, &HashMap::new());
    // Where all goes back to one, nothing need be compared.
    if apart <= 1 { apart } else { roots(&counted, &copies::originals(&counted, runs)) }
}

/// The same, where of some articles it is known which one they are copies of.
fn roots(counted: &[&Told<'_>], originals: &HashMap<ArticleId, &Told<'_>>) -> usize {
    let original =
        |told: &Told<'_>| originals.get(&told.article.id).map_or(told.article.id, |told| told.article.id);
    let sourced: HashSet<_> =
        counted.iter().filter(|told| !is_own_word(told)).map(|told| original(told)).collect();
    let mut roots = HashSet::new();
    for told in counted {
        match originals.get(&told.article.id) {
            _ if is_own_word(told) && sourced.contains(&original(told)) => {}
            // Whoever prints a copy vouches for nothing of its own.
            Some(first) if is_own_word(told) => {
                roots.insert(root(first.article.id, &own_word(first)));
            }
            _ => roots.extend(chains(told).iter().map(|chain| root(original(told), chain))),
        }
    }
    roots.len()
}

/// Whether the publisher tells it without naming a source.
fn is_own_word(told: &Told<'_>) -> bool {
    let publisher = |hop: &Hop| matches!(hop, Hop::Named(name) if Some(name) == told.reading.agency.as_ref());
    told.telling.chains.iter().all(|chain| matches!(chain.as_slice(), [only] if publisher(only)))
}

/// What tells roots apart: a name, or a description within its article.
fn root(article: ArticleId, chain: &Chain) -> String {
    match chain.last() {
        Some(Hop::Named(name)) => fold(name),
        Some(Hop::Described(words)) => format!("{article}\n{}", fold(words)),
        None => article.to_string(),
    }
}

/// The chain of what a publisher tells on its own word.
fn own_word(told: &Told<'_>) -> Chain {
    vec![told.reading.agency.clone().map_or(Hop::Described(String::new()), Hop::Named)]
}

/// The chains of a telling; the publisher's own word where the reading names no source.
fn chains(told: &Told<'_>) -> Vec<Chain> {
    if told.telling.chains.is_empty() {
        return vec![own_word(told)];
    }
    told.telling.chains.clone()
}

fn report(told: &Told<'_>) -> Report {
    let telling = told.telling;
    Report {
        article: told.article.id,
        file: told.article.file.clone(),
        published: told.published(),
        agency: told.reading.agency.clone(),
        headline: told.article.headline().to_owned(),
        telling: told.index,
        span: telling.span,
        nth: nth(told),
        sentence: telling.sentence,
        kind: telling.kind,
        when: telling.when,
        place: telling.place.clone(),
        status: telling.status,
        chains: chains(told),
        first_by: telling.first_by.clone(),
    }
}

/// How many tellings of the article come before it that have the same words.
fn nth(told: &Told<'_>) -> usize {
    let before = told.reading.events.get(..told.index).unwrap_or_default();
    before.iter().filter(|other| other.span == told.telling.span).count()
}
