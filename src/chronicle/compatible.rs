//! Which two tellings may be one happening.
//!
//! Says nothing about how many of them there are to choose from: that is `group`.

use super::identity::Actor;
use super::told::{Days, Sig};
use crate::model::Kind;

/// Arrival, stay and departure of one visit, the days of one round of talks.
pub const DAYS_OF_ONE_STAY: i64 = 3;

/// Whether two dated tellings, or two undated ones, may be one happening.
pub fn compatible(one: &Sig, other: &Sig) -> bool {
    if !places_agree(one, other) || !plans_agree(one, other) {
        return false;
    }
    match (one.kind(), other.kind()) {
        (Kind::Visit, Kind::Visit) => {
            days_agree(one, other, DAYS_OF_ONE_STAY) && within(&one.agents, &other.agents)
        }
        (Kind::Visit, Kind::Meeting | Kind::Talks) => takes_in(one, other),
        (Kind::Meeting | Kind::Talks, Kind::Visit) => takes_in(other, one),
        (Kind::Meeting, Kind::Talks) | (Kind::Talks, Kind::Meeting) => {
            one.parties == other.parties && one.days.is_some() && one.days == other.days
        }
        (kind, same) if kind == same => {
            days_agree(one, other, slack(one, other)) && parties_agree(one, other)
        }
        _ => false,
    }
}

/// A round of talks at one place may last; everything else has its day.
fn slack(one: &Sig, other: &Sig) -> i64 {
    let one_round = one.kind() == Kind::Talks
        && one.parties == other.parties
        && one.place.is_some()
        && other.place.is_some();
    if one_round { DAYS_OF_ONE_STAY } else { 0 }
}

/// A visit takes in its traveller's meetings and talks at that place, unless a person met or a date tells them
/// apart.
pub fn takes_in(visit: &Sig, meeting: &Sig) -> bool {
    let same_place = visit.place.is_some() && meeting.place.is_some();
    let told_apart = meeting.persons.iter().any(|person| !visit.parties.contains(person));
    let travellers = !visit.agents.is_empty() && visit.agents.iter().all(|who| meeting.agents.contains(who));
    same_place
        && !told_apart
        && travellers
        && places_agree(visit, meeting)
        && plans_agree(visit, meeting)
        && days_agree(visit, meeting, 0)
}

/// Both undated, or dates of which one contains the other, or that lie no more than `slack` days apart.
fn days_agree(one: &Sig, other: &Sig, slack: i64) -> bool {
    match (one.days, other.days) {
        (Some(one), Some(other)) => {
            one.contains(other) || other.contains(one) || (slack > 0 && near(one, other, slack))
        }
        (None, None) => true,
        _ => false,
    }
}

fn near(one: Days, other: Days, slack: i64) -> bool {
    one.count() <= slack + 1 && other.count() <= slack + 1 && one.gap(other) <= slack
}

/// Equal, unknown, or one inside the other.
pub fn places_agree(one: &Sig, other: &Sig) -> bool {
    match (&one.place, &other.place) {
        (Some(one), Some(other)) => one.agrees(other),
        _ => true,
    }
}

/// A plan and a happening are one only if the happening comes after the plan was told, by its own date or by that of
/// its article.
pub fn plans_agree(one: &Sig, other: &Sig) -> bool {
    let (plan, happening) = match (one.is_plan(), other.is_plan()) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return true,
    };
    match happening.days {
        Some(days) => days.last >= plan.published(),
        None => happening.published() > plan.published(),
    }
}

/// The named parties of one within the other's, neither empty; nobody does in one what is done to him in the
/// other.
pub fn parties_agree(one: &Sig, other: &Sig) -> bool {
    if one.kind() == Kind::Statement {
        let heard = |told: &Sig| !told.counterparts.is_empty();
        return within(&one.agents, &other.agents)
            && (!heard(one) || !heard(other) || within(&one.counterparts, &other.counterparts));
    }
    within(&one.parties, &other.parties) && (!is_directed(one.kind()) || roles_agree(one, other))
}

/// Whether who does it and whom it befalls are different things.
const fn is_directed(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Visit | Kind::Meeting | Kind::Call | Kind::Talks | Kind::Agreement | Kind::Cooperation
    )
}

fn roles_agree(one: &Sig, other: &Sig) -> bool {
    let shared = |these: &[Actor], those: &[Actor]| these.iter().any(|actor| those.contains(actor));
    !shared(&one.agents, &other.counterparts) && !shared(&one.counterparts, &other.agents)
}

/// One within the other, neither empty.
fn within(one: &[Actor], other: &[Actor]) -> bool {
    let inside = |inner: &[Actor], outer: &[Actor]| inner.iter().all(|actor| outer.contains(actor));
    !one.is_empty() && !other.is_empty() && (inside(one, other) || inside(other, one))
}
