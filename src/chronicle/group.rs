//! Puts tellings together into happenings, one after the other, in the order in which they became known.
//!
//! Only entries that share a kind, an actor (or for tellings without one a place or an article) and a month are
//! looked at, so the work grows with the tellings and not with their square, and a stored library can fetch the
//! same candidates.

use super::compatible::{compatible, parties_agree, places_agree, plans_agree, takes_in};
use super::identity::Actor;
use super::told::{Days, Told, words_shared};
use crate::model::{ArticleId, Kind};
use chrono::Datelike;
use std::collections::{BTreeSet, HashMap};

/// An undated telling can only mean what lies this near its publication.
const NEAR: i64 = 45;

/// Tellings of one happening.
#[derive(Debug, Default)]
pub struct Group<'t, 'a> {
    /// In the order they were taken.
    pub tellings: Vec<&'t Told<'a>>,
    /// Those that differ in what is compared.
    distinct: Vec<&'t Told<'a>>,
    /// The longer words that tell it.
    words: BTreeSet<&'t str>,
}

impl<'t, 'a> Group<'t, 'a> {
    /// A group that takes no more tellings.
    pub fn of(tellings: Vec<&'t Told<'a>>) -> Self {
        Self { tellings, ..Self::default() }
    }

    fn add(&mut self, told: &'t Told<'a>) {
        if !self.distinct.iter().any(|known| known.same_signature(told)) {
            self.distinct.push(told);
        }
        self.words.extend(told.words.iter().map(String::as_str));
        self.tellings.push(told);
    }

    fn is_dated(&self) -> bool {
        self.distinct.iter().any(|told| told.days.is_some())
    }

    /// Compatible with every dated telling, or with every telling if none is dated. What a visit takes in need not
    /// agree with what else it takes in.
    fn takes(&self, told: &Told<'_>) -> bool {
        let dated = self.is_dated();
        let mut visits = self.distinct.iter().filter(|known| known.kind() == Kind::Visit).peekable();
        if visits.peek().is_some() && told.kind() != Kind::Visit {
            return visits.all(|visit| takes_in(visit, told));
        }
        self.distinct
            .iter()
            .filter(|known| !dated || known.days.is_some())
            .all(|known| compatible(known, told))
    }
}

/// Groups tellings; they come in the order of (published, article, dated before undated, start).
pub fn group<'t, 'a>(tellings: &'t [Told<'a>]) -> Vec<Group<'t, 'a>> {
    let mut grouping = Grouping::default();
    for told in tellings {
        grouping.take(told);
    }
    grouping.groups
}

#[derive(Default)]
struct Grouping<'t, 'a> {
    groups: Vec<Group<'t, 'a>>,
    index: HashMap<Shelf, BTreeSet<usize>>,
}

/// Where the candidates for a telling are kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Shelf {
    family: Kind,
    by: By,
    month: Month,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum By {
    Actor(Actor),
    Place(String),
    Article(ArticleId),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Month {
    /// Months since year 0.
    At(i32),
    /// Longer than [`LONG`] months, or open.
    Long,
    /// Undated, published in that month.
    Undated(i32),
}

/// Dates of more months than this stand on one shelf.
const LONG: i32 = 14;

impl<'t, 'a> Grouping<'t, 'a> {
    fn take(&mut self, told: &'t Told<'a>) {
        let named = is_named(told);
        let retold = if told.headline { self.for_headline(told) } else { None };
        let place = retold.or_else(|| match (named, told.days) {
            (false, _) => self.for_unnamed(told),
            (true, Some(_)) => self.for_dated(told),
            (true, None) => self.for_undated(told),
        });
        let place = match place {
            Some(place) => place,
            None if !named => return,
            None => {
                self.groups.push(Group::default());
                self.groups.len() - 1
            }
        };
        if let Some(group) = self.groups.get_mut(place) {
            group.add(told);
            for shelf in own_shelves(told) {
                self.index.entry(shelf).or_default().insert(place);
            }
        }
    }

    /// The best of the entries that a dated telling fits.
    fn for_dated(&self, told: &Told<'_>) -> Option<usize> {
        let fits = |group: &Group<'_, '_>| {
            if group.is_dated() {
                group.takes(told)
            } else {
                group.distinct.iter().all(|known| same_undated(told, known))
            }
        };
        self.best(told, fits)
    }

    /// The only dated entry with the same parties, else an undated one that fits.
    fn for_undated(&self, told: &Told<'_>) -> Option<usize> {
        let dated = |group: &Group<'_, '_>| {
            let known = group.distinct.iter().filter(|known| known.days.is_some());
            group.is_dated()
                && known.clone().any(|known| same_undated(known, told))
                && known.clone().all(|known| places_agree(known, told))
        };
        let undated = |group: &Group<'_, '_>| {
            let alike = group.distinct.iter().all(|known| same_both_undated(known, told));
            !group.is_dated() && alike && group.takes(told)
        };
        self.only(told, dated).or_else(|| self.best(told, undated))
    }

    /// The only entry that a telling without a named party can mean.
    fn for_unnamed(&self, told: &Told<'_>) -> Option<usize> {
        if told.kind() == Kind::Statement {
            return None;
        }
        self.only(told, |group| group.distinct.iter().all(|known| may_be_meant(known, told)))
    }

    /// The only entry of the article's body that tells the same with the same word, where the headline puts a state
    /// or an institution for a person, or names nobody.
    fn for_headline(&self, told: &Told<'_>) -> Option<usize> {
        self.only(told, |group| group.tellings.iter().any(|known| retells(told, known)))
    }

    /// The entry that fits, if exactly one does.
    fn only(&self, told: &Told<'_>, fits: impl Fn(&Group<'t, 'a>) -> bool) -> Option<usize> {
        let mut fitting =
            self.candidates(told).into_iter().filter(|place| self.groups.get(*place).is_some_and(&fits));
        let first = fitting.next();
        first.filter(|_| fitting.next().is_none())
    }

    /// Of the entries that fit, the one that shares most with the telling; of those alike, the latest.
    fn best(&self, told: &Told<'_>, fits: impl Fn(&Group<'t, 'a>) -> bool) -> Option<usize> {
        let candidates = self.candidates(told).into_iter();
        let fitting = candidates.filter_map(|place| {
            self.groups.get(place).filter(|group| fits(group)).map(|group| (place, group))
        });
        fitting.max_by_key(|(place, group)| (likeness(group, told), *place)).map(|(place, _)| place)
    }

    fn candidates(&self, told: &Told<'_>) -> BTreeSet<usize> {
        let shelves = shelves_to_search(told).into_iter();
        shelves.filter_map(|shelf| self.index.get(&shelf)).flatten().copied().collect()
    }
}

/// How much an entry shares with a telling that fits it: words, parties, date, article.
fn likeness(group: &Group<'_, '_>, told: &Told<'_>) -> (usize, bool, bool, bool) {
    let any = |test: fn(&Told<'_>, &Told<'_>) -> bool| group.distinct.iter().any(|known| test(known, told));
    (
        words_shared(group.words.iter().copied(), &told.words.iter().map(String::as_str)),
        any(|known, told| known.parties == told.parties),
        any(|known, told| known.days == told.days),
        any(|known, told| known.article.id == told.article.id),
    )
}

/// A statement is somebody's who is named; anything else needs one named party.
fn is_named(told: &Told<'_>) -> bool {
    if told.kind() == Kind::Statement { !told.agents.is_empty() } else { !told.parties.is_empty() }
}

/// Whether an undated telling may mean a dated one: the parties are equal, and it lies near the publication.
fn same_undated(dated: &Told<'_>, undated: &Told<'_>) -> bool {
    let Some(days) = dated.days else { return false };
    let published = Days { first: undated.published(), last: undated.published() };
    let same_article = dated.article.id == undated.article.id;
    dated.kind() == undated.kind()
        && dated.parties == undated.parties
        && parties_agree(dated, undated)
        && places_agree(dated, undated)
        && plans_agree(dated, undated)
        && tells_alike(dated, undated)
        && (same_article || undated.kind() != Kind::Statement)
        && (same_article || days.gap(published) <= NEAR)
}

/// Whether an undated telling may mean what others tell without a date: not long apart, and statements only in one
/// article.
fn same_both_undated(known: &Told<'_>, told: &Told<'_>) -> bool {
    let near = (told.published() - known.published()).num_days().abs() <= NEAR;
    let same_article = known.article.id == told.article.id;
    (same_article || (near && told.kind() != Kind::Statement)) && tells_alike(known, told)
}

/// Without a date to tell them apart, two encounters of the same parties count as one, and so do two sayings, and
/// what one does to the other; two attacks or demands that name one party do so only if told with the same word.
fn tells_alike(known: &Told<'_>, told: &Told<'_>) -> bool {
    let encounter = matches!(
        told.kind(),
        Kind::Visit | Kind::Meeting | Kind::Call | Kind::Talks | Kind::Agreement | Kind::Statement
    );
    encounter || told.parties.len() > 1 || known.words_shared(told) > 0
}

/// Whether a telling without a named party may mean a known one: of that date, in the same article or at the same
/// place.
fn may_be_meant(known: &Told<'_>, told: &Told<'_>) -> bool {
    let same_article = known.article.id == told.article.id;
    let same_place = known.place.is_some() && told.place.is_some();
    let tied = match (known.days, told.days) {
        (Some(known), Some(told)) => {
            (same_article || same_place) && (known.contains(told) || told.contains(known))
        }
        _ => false,
    };
    known.kind() == told.kind() && tied && places_agree(known, told) && plans_agree(known, told)
}

fn retells(headline: &Told<'_>, body: &Told<'_>) -> bool {
    body.article.id == headline.article.id
        && body.kind() == headline.kind()
        && (body.days == headline.days || headline.days.is_none())
        && body.words_shared(headline) > 0
        && places_agree(body, headline)
        && plans_agree(body, headline)
}

/// Visits take in meetings and talks, so they share a shelf.
const fn family(kind: Kind) -> Kind {
    match kind {
        Kind::Meeting | Kind::Talks => Kind::Visit,
        kind => kind,
    }
}

fn month(day: chrono::NaiveDate) -> i32 {
    day.year().saturating_mul(12) + day.month0().cast_signed()
}

/// The months a telling's date touches; a few days around count too, for stays that cross them.
fn months(days: Days, around: i32) -> Vec<Month> {
    let (first, last) = (month(days.first), month(days.last));
    if last.saturating_sub(first) > LONG {
        return vec![Month::Long];
    }
    (first - around..=last + around).map(Month::At).collect()
}

fn bys(told: &Told<'_>) -> Vec<By> {
    let place = told.place.iter().map(|place| By::Place(place.name.clone()));
    let actors = told.parties.iter().map(|actor| By::Actor(*actor));
    actors.chain(place).chain([By::Article(told.article.id)]).collect()
}

fn shelves(told: &Told<'_>, bys: &[By], months: &[Month]) -> Vec<Shelf> {
    let family = family(told.kind());
    let shelf = |by: &By, month| Shelf { family, by: by.clone(), month };
    let by_month = |by| match by {
        // An article has few tellings: they stand together whatever their dates.
        &By::Article(_) => vec![shelf(by, Month::Long)],
        _ => months.iter().map(|month| shelf(by, *month)).collect(),
    };
    bys.iter().flat_map(by_month).collect()
}

fn own_shelves(told: &Told<'_>) -> Vec<Shelf> {
    let months = match told.days {
        Some(days) => months(days, 0),
        None => vec![Month::Undated(month(told.published()))],
    };
    shelves(told, &bys(told), &months)
}

fn shelves_to_search(told: &Told<'_>) -> Vec<Shelf> {
    let published = month(told.published());
    let undated = (published - 2..=published).map(Month::Undated);
    let mut searched = match told.days {
        Some(days) => months(days, 1),
        None => (published - 2..=published + 2).map(Month::At).collect(),
    };
    searched.extend(undated);
    if !searched.contains(&Month::Long) {
        searched.push(Month::Long);
    }
    let bys: Vec<By> =
        bys(told).into_iter().filter(|by| !matches!(by, By::Place(_)) || told.parties.is_empty()).collect();
    shelves(told, &bys, &searched)
}
