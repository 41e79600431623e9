//! Where the tellings that may be one happening are looked for: shelves by kind, actor (or place, or article) and month.
//!
//! Every telling stands on its own shelves and searches those around; what it may join stands on one of these. So the
//! work of grouping grows with the tellings and not with their square, and a store fetches what it needs and no more.
//! Does not compare.

use super::identity::Actor;
use super::told::{Days, Sig};
use crate::model::{ArticleId, Kind};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// One shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shelf {
    /// Of which kind of event, and of which actor, place or article.
    by: By,
    /// Of which time: see [`at`], [`undated`], [`LONG`].
    time: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum By {
    ActorOrPlace(i64),
    Article(i64, ArticleId),
}

/// The time of shelves for dates of more than [`MANY`] months or without an end, and for all tellings of one article.
pub const LONG: i32 = -1;

/// Dates of more months than this stand on one shelf.
const MANY: i32 = 14;

/// The time of the shelf for what happened in a month (counted from year 0).
pub const fn at(month: i32) -> i32 {
    month * 4
}

/// The time of the shelf for what was told without a date in a month.
pub const fn undated(month: i32) -> i32 {
    month * 4 + 1
}

/// The time under which a dated telling can be found by the month in which it was told; nothing searches there for
/// what it may join.
pub const fn told_in(month: i32) -> i32 {
    month * 4 + 2
}

/// The month of a day, counted from year 0.
pub fn month(day: NaiveDate) -> i32 {
    day.year().saturating_mul(12) + day.month0().cast_signed()
}

/// The months a date touches; `None` for those of the [`LONG`] shelf.
fn months(days: Days) -> Option<RangeInclusive<i32>> {
    let (first, last) = (month(days.first), month(days.last));
    (last.saturating_sub(first) <= MANY).then_some(first..=last)
}

/// Visits take in meetings and talks, so they share a shelf.
const fn family(kind: Kind) -> i64 {
    match kind {
        Kind::Meeting | Kind::Talks => Kind::Visit as i64,
        kind => kind as i64,
    }
}

/// Whether tellings of the two kinds share shelves.
pub const fn same_family(one: Kind, other: Kind) -> bool {
    family(one) == family(other)
}

/// What a shelf is of, as one number. Two places of one number share a shelf; they are compared by name anyway.
fn by(kind: Kind, of: i64, what: u64) -> i64 {
    let what = (what & 0x000f_ffff_ffff_ffff).cast_signed();
    (family(kind) << 55) | (of << 52) | what
}

fn by_actors(sig: &Sig) -> impl Iterator<Item = i64> {
    sig.parties.iter().map(|actor| by(sig.kind, 1, u64::from(*actor)))
}

fn by_place(sig: &Sig) -> Option<i64> {
    let place = sig.place.as_ref()?;
    // FNV-1a: the same on every machine and for every version of the program.
    let hash = place.name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Some(by(sig.kind, 2, hash ^ (hash >> 52)))
}

/// What the shelves are of on which the tellings stand whose parties an actor is among.
pub fn bys_of_actor(actor: Actor) -> impl Iterator<Item = i64> {
    Kind::ALL.iter().map(move |kind| by(*kind, 1, u64::from(actor))).collect::<BTreeSet<i64>>().into_iter()
}

/// What the shelves are of, the article's aside, on which a telling stands.
pub fn own_bys(sig: &Sig) -> Vec<i64> {
    by_actors(sig).chain(by_place(sig)).collect()
}

/// What the shelves are of, the article's aside, that a telling searches.
pub fn searched_bys(sig: &Sig) -> Vec<i64> {
    by_actors(sig).chain(by_place(sig).filter(|_| sig.parties.is_empty())).collect()
}

/// The times of the shelves on which a telling stands.
pub fn own_times(sig: &Sig) -> Vec<i32> {
    match sig.days {
        Some(days) => months(days).map_or_else(|| vec![LONG], |months| months.map(at).collect()),
        None => vec![undated(month(sig.published()))],
    }
}

/// The times of the shelves that a telling searches: stays may cross months, and what was told without a date lately
/// may mean the same. A statement without a date is one with others of its article alone, which stand together anyway; so
/// one with a date is not looked for where those stand without.
pub fn searched_times(sig: &Sig) -> Vec<i32> {
    let published = month(sig.published());
    let is_statement = sig.kind == Kind::Statement;
    let own = sig.days.map(months);
    let mut times: Vec<i32> = match own {
        None if is_statement => return Vec::new(),
        None => (published - 2..=published + 2).map(at).collect(),
        Some(None) => Vec::new(),
        Some(Some(months)) => (months.start() - 1..=months.end() + 1).map(at).collect(),
    };
    if is_statement && !times.is_empty() {
        times.push(LONG);
        return times;
    }
    times.extend((published - 2..=published).map(undated));
    times.push(LONG);
    times
}

fn all(sig: &Sig, bys: Vec<i64>, times: &[i32]) -> Vec<Shelf> {
    let by_time = |by| times.iter().map(move |time| Shelf { by: By::ActorOrPlace(by), time: *time });
    // An article has few tellings: they stand together whatever their dates.
    let article = Shelf { by: By::Article(family(sig.kind), sig.order.1), time: LONG };
    bys.into_iter().flat_map(by_time).chain([article]).collect()
}

/// All shelves on which a telling stands.
pub fn own(sig: &Sig) -> Vec<Shelf> {
    all(sig, own_bys(sig), &own_times(sig))
}

/// All shelves that a telling searches.
pub fn searched(sig: &Sig) -> Vec<Shelf> {
    all(sig, searched_bys(sig), &searched_times(sig))
}

/// The time under which a dated telling stands beside its own, so that it can be found by the month it was told in.
pub fn told_in_time(sig: &Sig) -> Option<i32> {
    sig.days.map(|_| told_in(month(sig.published())))
}
