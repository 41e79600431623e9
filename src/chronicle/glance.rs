//! What can be told of a telling at a glance, to pass over most of those on a shelf without looking at what is compared.
//!
//! A glance that finds two of no concern to each other is right; one that does not proves nothing. Tellings of one article
//! are not for it: they may belong together for that alone.

use super::compatible::DAYS_OF_ONE_STAY;
use super::group::{NEAR, is_named};
use super::identity::Actor;
use super::told::{FoldedPlace, Sig};
use crate::model::Kind;
use chrono::Datelike as _;

/// A telling at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glance {
    /// The kind of event.
    pub kind: Kind,
    /// The day of publication.
    pub published: i32,
    /// The first day it may have happened on; that of publication if no date is told.
    pub first: i32,
    /// The last day it may have happened on.
    pub last: i32,
    /// One bit for each agent; some share a bit.
    pub agents: u32,
    /// The same for each party.
    pub parties: u32,
    /// A bit for the place, if there is one; some share a bit.
    pub place: u32,
    /// The same for the place and all that hold it.
    pub within: u32,
    /// Whether a date is told.
    pub dated: bool,
    /// Whether it is told as a plan.
    pub plan: bool,
    /// Whether somebody is named whom it takes.
    pub named: bool,
}

fn bits(actors: &[Actor]) -> u32 {
    // Numbers that follow each other fall apart.
    actors.iter().fold(0, |bits, actor| bits | 1 << (actor.wrapping_mul(0x9e37_79b9) >> 27))
}

fn place_bit(name: &str) -> u32 {
    // FNV-1a: stored, so the same on every machine and for every version of the program.
    let hash =
        name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    1 << (hash >> 27)
}

const fn one_holds_the_other(one: u32, other: u32) -> bool {
    one & other == one || one & other == other
}

impl Glance {
    /// A glance at what is compared.
    pub fn of(sig: &Sig) -> Self {
        let published = sig.published().num_days_from_ce();
        let days = sig.days.map(|days| (days.first.num_days_from_ce(), days.last.num_days_from_ce()));
        let (first, last) = days.unwrap_or((published, published));
        let place = sig.place.as_ref().map_or(0, |place| place_bit(&place.name));
        let holding = |place: &FoldedPlace| place.within.iter().fold(0, |bits, name| bits | place_bit(name));
        Self {
            kind: sig.kind,
            published,
            first,
            last,
            agents: bits(&sig.agents),
            parties: bits(&sig.parties),
            place,
            within: place | sig.place.as_ref().map_or(0, holding),
            dated: sig.days.is_some(),
            plan: sig.plan,
            named: is_named(sig),
        }
    }

    /// Whether it may make a difference to a telling of another article, of a kind that shares shelves with its own, that
    /// this one is in a group: whether the two may be one happening, as the tests of `compatible` and `group` have it.
    pub fn may_concern(&self, told: &Self) -> bool {
        self.near(told) && self.places_agree(told) && self.plans_agree(told) && self.parties_agree(told)
    }

    /// Equal, unknown, or one inside the other.
    const fn places_agree(&self, told: &Self) -> bool {
        self.place == 0 || told.place == 0 || self.place & told.within != 0 || told.place & self.within != 0
    }

    /// What happened comes after the plan was told.
    const fn plans_agree(&self, told: &Self) -> bool {
        let (plan, happening) = match (self.plan, told.plan) {
            (true, false) => (self, told),
            (false, true) => (told, self),
            _ => return true,
        };
        if happening.dated { happening.last >= plan.published } else { happening.published > plan.published }
    }

    /// Dates of which one contains the other, or that may be of one stay; without a date, some weeks.
    fn near(&self, told: &Self) -> bool {
        let gap = i64::from(self.first.max(told.first)) - i64::from(self.last.min(told.last));
        if !self.dated || !told.dated {
            return gap <= NEAR;
        }
        let contained = (self.first <= told.first && told.last <= self.last)
            || (told.first <= self.first && self.last <= told.last);
        let stays = self.kind == told.kind && matches!(told.kind, Kind::Visit | Kind::Talks);
        contained || (stays && gap <= DAYS_OF_ONE_STAY)
    }

    fn parties_agree(&self, told: &Self) -> bool {
        let both_dated = self.dated && told.dated;
        let same_kind = self.kind == told.kind;
        if told.kind == Kind::Statement {
            return told.named && both_dated && one_holds_the_other(self.agents, told.agents);
        }
        if !told.named {
            return same_kind && both_dated && self.place != 0 && told.place != 0;
        }
        if self.dated != told.dated {
            // Without a date they are one only if the same are named.
            return same_kind && self.parties == told.parties;
        }
        match (self.kind, told.kind) {
            (Kind::Visit, Kind::Visit) => one_holds_the_other(self.agents, told.agents),
            (Kind::Visit, _) => self.takes_in(told),
            (_, Kind::Visit) => told.takes_in(self),
            _ if same_kind => one_holds_the_other(self.parties, told.parties),
            _ => both_dated && self.parties == told.parties,
        }
    }

    /// Whether a visit may take in what its travellers do there.
    const fn takes_in(&self, meeting: &Self) -> bool {
        self.place != 0 && meeting.place != 0 && self.agents & meeting.agents == self.agents
    }
}
