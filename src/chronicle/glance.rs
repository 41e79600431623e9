//! What can be told of a telling at a glance, to pass over most of those on a shelf without looking at what is compared.
//!
//! A glance that finds two of no concern to each other is right; one that does not proves nothing. Tellings of one article
//! are not for it: they may belong together for that alone.

use super::compatible::DAYS_OF_ONE_STAY;
use super::group::{NEAR, is_named};
use super::identity::Actor;
use super::told::Sig;
use crate::model::Kind;
use chrono::Datelike as _;

/// A telling at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glance {
    /// The days it may have happened on; that of publication if no date is told.
    first: i32,
    last: i32,
    /// One bit for each agent, and for each party; some share a bit.
    agents: u32,
    parties: u32,
    dated: bool,
    named: bool,
    statement: bool,
}

fn bits(actors: &[Actor]) -> u32 {
    // Numbers that follow each other fall apart.
    actors.iter().fold(0, |bits, actor| bits | 1 << (actor.wrapping_mul(0x9e37_79b9) >> 27))
}

const fn one_holds_the_other(one: u32, other: u32) -> bool {
    one & other == one || one & other == other
}

impl Glance {
    /// A glance at what is compared.
    pub fn of(sig: &Sig) -> Self {
        let (first, last) =
            sig.days.map_or((sig.published(), sig.published()), |days| (days.first, days.last));
        Self {
            first: first.num_days_from_ce(),
            last: last.num_days_from_ce(),
            agents: bits(&sig.agents),
            parties: bits(&sig.parties),
            dated: sig.days.is_some(),
            named: is_named(sig),
            statement: sig.kind == Kind::Statement,
        }
    }

    /// Whether it may make a difference to a telling of another article, of a kind that shares shelves with its own, that
    /// this one is in a group.
    pub fn may_concern(&self, told: &Self) -> bool {
        let days = i64::from(self.first.max(told.first)) - i64::from(self.last.min(told.last));
        let near = if self.dated && told.dated { DAYS_OF_ONE_STAY } else { NEAR };
        if days > near || (told.statement && !(self.dated && told.dated)) {
            return false;
        }
        if !told.named {
            return !told.statement && self.dated && told.dated && days <= 0;
        }
        one_holds_the_other(self.agents, told.agents)
            || (!told.statement && one_holds_the_other(self.parties, told.parties))
    }
}
