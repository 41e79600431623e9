//! Grouping that goes on from where it stood: tellings that come late, or go, move only what they touch.
//!
//! [`group`](super::group) takes tellings in their order, and each looks only at what comes before it. So when one comes
//! or goes, the ones after it that could see the difference decide anew, in their order, and so on until nothing
//! moves. What comes out is exactly what grouping everything from the start gives. Keeps nothing itself: a [`Stock`]
//! does.

use super::glance::Glance;
use super::group::{Decision, Group, Seen, decide, is_named};
use super::shelf::{self, LONG};
use super::told::{Order, Sig, Signed};
use crate::model::Kind;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// The number of a telling in a stock. A group has the number of the telling that opened it.
pub type No = i64;

/// Where tellings are kept. What fails inside is the stock's to remember; it then answers as if there were nothing.
pub trait Stock {
    /// What is compared of a telling, and the group that it is in, if it is in one.
    fn telling(&mut self, no: No) -> Option<(Arc<Sig>, Option<No>)>;
    /// What is compared of a telling.
    fn sig(&mut self, no: No) -> Option<Arc<Sig>> {
        self.telling(no).map(|(sig, _)| sig)
    }
    /// The group of a telling, if it is in one.
    fn home(&mut self, no: No) -> Option<No> {
        self.telling(no)?.1
    }
    /// Puts a telling into a group, or into none.
    fn put(&mut self, told: &Kept, home: Option<No>);
    /// The tellings of a group, in their order.
    fn group(&mut self, group: No) -> Arc<Group<Kept>>;
    /// The groups of the tellings on the shelves of those times that come before that place; those may be left out of which
    /// a glance tells that they are not looked for.
    fn before(
        &mut self,
        by: i64,
        times: &[i32],
        order: &Order,
        looked_for: &dyn Fn(&Glance) -> bool,
        homes: &mut Vec<No>,
    );
    /// The tellings on the shelves from one time to another that come after that place, and those dated ones that
    /// [`shelf::told_in`] finds; those may be left out that a glance tells from the ones that are looked for.
    fn after(
        &mut self,
        by: i64,
        times: (i32, i32),
        order: &Order,
        looked_for: &dyn Fn(&Glance) -> bool,
        found: &mut Vec<No>,
    );
    /// All tellings of the article in which that one stands.
    fn beside(&mut self, no: No) -> Vec<No>;
    /// Whether a telling may be known later than its article, so that others of the article come before it and after.
    fn tells_late(&mut self) -> bool;
}

/// A telling with its number.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its number.
    pub no: No,
    /// What is compared of it.
    pub sig: Arc<Sig>,
}

impl Signed for Kept {
    fn sig(&self) -> &Sig {
        &self.sig
    }
}

/// Takes tellings in and out. Those to be added are in the stock with no group, those to be removed still stand on
/// their shelves and must be taken from them afterwards. Returns the groups that have changed, gone ones among them.
pub fn regroup<S: Stock>(stock: &mut S, added: &[No], removed: &[No]) -> BTreeSet<No> {
    let mut work = Work { stock, queue: BTreeMap::new(), removed: removed.iter().copied().collect() };
    let mut touched = BTreeSet::new();
    for no in added.iter().chain(removed) {
        work.wait(*no);
    }
    while let Some((_, kept)) = work.queue.pop_first() {
        let was = work.stock.home(kept.no);
        let now = if work.removed.contains(&kept.no) { None } else { work.decide(&kept) };
        if was == now {
            continue;
        }
        work.stock.put(&kept, now);
        for group in [was, now].into_iter().flatten() {
            touched.insert(group);
            work.wake(&kept, group);
        }
        // Quotes go to the nearest telling that has a group, so all of the article's groups may have changed.
        for beside in work.stock.beside(kept.no) {
            touched.extend(work.stock.home(beside));
        }
    }
    touched
}

struct Work<'s, S> {
    stock: &'s mut S,
    /// Who must decide, in order.
    queue: BTreeMap<Order, Kept>,
    removed: HashSet<No>,
}

impl<S: Stock> Work<'_, S> {
    fn wait(&mut self, no: No) {
        if let Some(kept) = self.kept(no) {
            self.queue.insert(kept.sig.order, kept);
        }
    }

    fn kept(&mut self, no: No) -> Option<Kept> {
        Some(Kept { no, sig: self.stock.sig(no)? })
    }

    /// The group a telling belongs to, seeing what comes before it.
    fn decide(&mut self, told: &Kept) -> Option<No> {
        let order = &told.sig.order;
        let times = shelf::searched_times(&told.sig);
        let mut homes: Vec<No> = Vec::new();
        let bys = if times.is_empty() { Vec::new() } else { shelf::searched_bys(&told.sig) };
        // A group that takes a telling stands on the shelves that this one searches with one of its own that is of concern to
        // it, if it does not tell of a long time: that searches fewer shelves than it may fit on.
        let glance = Glance::of(&told.sig);
        let is_long = told.sig.days.is_some() && shelf::own_times(&told.sig).contains(&LONG);
        let looked_for = |known: &Glance| is_long || known.may_concern(&glance);
        for by in bys {
            self.stock.before(by, &times, order, &looked_for, &mut homes);
        }
        for no in self.stock.beside(told.no) {
            let Some((sig, home)) = self.stock.telling(no) else { continue };
            if sig.order < *order && shelf::same_family(sig.kind, told.sig.kind) {
                homes.extend(home);
            }
        }
        homes.sort_unstable();
        homes.dedup();
        let groups: Vec<(No, Arc<Group<Kept>>)> =
            homes.into_iter().map(|home| (home, self.stock.group(home))).collect();
        let mut candidates: Vec<((Order, No), Seen<'_, Kept>)> = Vec::with_capacity(groups.len());
        for (home, group) in &groups {
            let seen = group.seen_from(order);
            candidates.extend(seen.first().map(|first| ((first.order, *home), seen)));
        }
        candidates.sort_unstable_by_key(|(place, _)| *place);
        match decide(&told.sig, &candidates) {
            Decision::Join((_, home)) => Some(home),
            Decision::Open => Some(told.no),
            Decision::Drop => None,
        }
    }

    /// Lets those decide anew to whom it makes a difference that `moved` is in the group, or no longer is.
    fn wake(&mut self, moved: &Kept, no: No) {
        let mut with = self.stock.group(no);
        let members = Arc::clone(&with);
        if !with.holds(&moved.sig.order) {
            Arc::make_mut(&mut with).insert(moved.clone());
        }
        let watching = if adds_nothing(&with, moved) {
            self.stock.beside(moved.no)
        } else {
            let mut watching = self.watching(moved, &with);
            for member in members.tellings.iter().rev() {
                if member.sig.order <= moved.sig.order {
                    break;
                }
                self.queue.entry(member.sig.order).or_insert_with(|| member.clone());
            }
            watching.sort_unstable();
            watching.dedup();
            watching
        };
        for watcher in watching {
            let Some((sig, home)) = self.stock.telling(watcher) else { continue };
            let kept = Kept { no: watcher, sig };
            let order = &kept.sig.order;
            if *order <= moved.sig.order || self.queue.contains_key(order) {
                continue;
            }
            let comes = match home {
                Some(home) if home == no => true,
                // The group that fits best is its own; only what the other is by now can draw it away.
                Some(home) if kept.sig.days.is_some() && !kept.sig.headline && is_named(&kept.sig) => {
                    let own = if home == watcher { None } else { Some(self.stock.group(home)) };
                    let own = own.as_ref().map(|own| own.seen_from(order));
                    let place = |seen: Seen<'_, Kept>, no| (seen.first().map(|first| first.order), no);
                    let seen = members.seen_from(order);
                    seen.draws(place(seen, no), &kept.sig, own.map(|own| (place(own, home), own)))
                }
                _ => {
                    let seen = with.seen_from(order);
                    let without = seen.without(&moved.sig, &with, order);
                    seen.matters_to(&kept.sig) || (!without.is_empty() && without.matters_to(&kept.sig))
                }
            };
            if comes {
                self.queue.insert(kept.sig.order, kept);
            }
        }
    }

    /// Who may see the group on a shelf that it searches; more than that does no harm.
    fn watching(&mut self, moved: &Kept, group: &Group<Kept>) -> Vec<No> {
        let mut watching = Vec::new();
        let from = (moved.sig.order.0, moved.sig.order.1);
        let late = self.stock.tells_late();
        for member in &group.tellings {
            if late || (member.sig.order.0, member.sig.order.1) >= from {
                watching.extend(self.stock.beside(member.no));
            }
        }
        // Those that are alike stand on the same shelves.
        let mut shelves: BTreeSet<(i64, (i32, i32))> = BTreeSet::new();
        let mut glances: Vec<Glance> = Vec::new();
        for sig in group.distinct() {
            let times = watched_from(sig);
            for by in shelf::own_bys(sig) {
                shelves.extend(times.iter().map(|times| (by, *times)));
            }
            let glance = Glance::of(sig);
            if !glances.contains(&glance) {
                glances.push(glance);
            }
        }
        let looked_for = |told: &Glance| glances.iter().any(|glance| glance.may_concern(told));
        for (by, times) in shelves {
            self.stock.after(by, times, &moved.sig.order, &looked_for, &mut watching);
        }
        watching
    }
}

/// Whether nobody who comes after that telling, in another article, can tell whether it is in the group: one before it
/// tells the same with the same precision, and one with the same words.
fn adds_nothing(group: &Group<Kept>, moved: &Kept) -> bool {
    let before = || group.tellings.iter().take_while(|other| other.sig.order < moved.sig.order);
    let stands_there = |other: &Sig| moved.sig.days.is_some() || other.published() == moved.sig.published();
    before().any(|other| stands_there(&other.sig) && other.sig.same_signature(&moved.sig))
        && before().any(|other| other.sig.words == moved.sig.words)
}

/// The times, from one to another, under which those stand who search the shelves of a telling and may see it there.
fn watched_from(sig: &Sig) -> Vec<(i32, i32)> {
    let each = |times: &mut dyn Iterator<Item = i32>| times.map(|time| (time, time)).collect();
    // Statements without a date search no shelves.
    let is_statement = sig.kind == Kind::Statement;
    let Some(days) = sig.days else {
        let month = shelf::month(sig.published());
        let undated = (month..=month + 2).map(shelf::undated).filter(|_| !is_statement);
        return each(&mut undated.chain((month..=month + 2).map(shelf::told_in)));
    };
    let own = shelf::own_times(sig);
    if own.contains(&LONG) {
        // Everybody searches there, but nobody means a long time who tells of none of its days.
        let (first, last) = (shelf::month(days.first), shelf::month(days.last));
        return vec![(LONG, LONG), (shelf::at(first - 2), shelf::undated(last + 2))];
    }
    let months: Vec<i32> = own.iter().map(|time| time / 4).collect();
    let (Some(first), Some(last)) = (months.first().copied(), months.last().copied()) else {
        return Vec::new();
    };
    let dated = (first - 1..=last + 1).map(shelf::at);
    let undated = (first - 2..=last + 2).map(shelf::undated).filter(|_| !is_statement);
    each(&mut dated.chain(undated))
}

#[cfg(test)]
mod tests {
    use super::super::group::group_sigs;
    use super::*;
    use crate::chronicle::told::{Days, FoldedPlace};
    use crate::model::ArticleId;
    use chrono::NaiveDate;
    use proptest::prelude::*;
    use std::collections::HashMap;

    #[derive(Default)]
    struct Memory {
        sigs: HashMap<No, Arc<Sig>>,
        homes: HashMap<No, No>,
        groups: HashMap<No, Arc<Group<Kept>>>,
    }

    impl Stock for Memory {
        fn telling(&mut self, no: No) -> Option<(Arc<Sig>, Option<No>)> {
            self.sigs.get(&no).map(|sig| (Arc::clone(sig), self.homes.get(&no).copied()))
        }
        fn put(&mut self, told: &Kept, home: Option<No>) {
            if let Some(was) = self.homes.remove(&told.no) {
                Arc::make_mut(self.groups.entry(was).or_default()).take_out(&told.sig.order);
            }
            if let Some(home) = home {
                self.homes.insert(told.no, home);
                Arc::make_mut(self.groups.entry(home).or_default()).insert(told.clone());
            }
        }
        fn group(&mut self, group: No) -> Arc<Group<Kept>> {
            let kept = Arc::clone(self.groups.entry(group).or_default());
            let mut anew: Vec<Kept> = kept.tellings.clone();
            anew.sort_by_key(|kept| kept.sig.order);
            let orders = |group: &Group<Kept>| group.distinct().map(|sig| sig.order).collect::<Vec<_>>();
            assert_eq!(
                orders(&kept),
                orders(&Group::of(anew)),
                "a group that is kept up is another than one made anew"
            );
            kept
        }
        fn before(
            &mut self,
            by: i64,
            times: &[i32],
            order: &Order,
            looked_for: &dyn Fn(&Glance) -> bool,
            homes: &mut Vec<No>,
        ) {
            let on = |time: i32| times.contains(&time);
            let before =
                self.on(by, on).filter(|(_, sig)| sig.order < *order && looked_for(&Glance::of(sig)));
            homes.extend(before.filter_map(|(no, _)| self.homes.get(&no)));
        }
        fn after(
            &mut self,
            by: i64,
            times: (i32, i32),
            order: &Order,
            looked_for: &dyn Fn(&Glance) -> bool,
            found: &mut Vec<No>,
        ) {
            let on = |time: i32| times.0 <= time && time <= times.1;
            let after = self.on(by, on).filter(|(_, sig)| sig.order > *order && looked_for(&Glance::of(sig)));
            found.extend(after.map(|(no, _)| no));
        }
        fn tells_late(&mut self) -> bool {
            false
        }
        fn beside(&mut self, no: No) -> Vec<No> {
            let Some(article) = self.sigs.get(&no).map(|sig| sig.order.1) else { return Vec::new() };
            self.sigs.iter().filter(|(_, sig)| sig.order.1 == article).map(|(no, _)| *no).collect()
        }
    }

    impl Memory {
        fn on(&self, by: i64, on: impl Fn(i32) -> bool) -> impl Iterator<Item = (No, &Sig)> {
            let stands = move |sig: &Sig| {
                let own = shelf::own_times(sig).into_iter().chain(shelf::told_in_time(sig));
                shelf::own_bys(sig).contains(&by) && own.into_iter().any(&on)
            };
            self.sigs.iter().filter(move |(_, sig)| stands(sig)).map(|(no, sig)| (*no, &**sig))
        }
    }

    /// The groups, as the orders of their tellings.
    fn stored(memory: &Memory) -> BTreeSet<Vec<Order>> {
        let mut groups: HashMap<No, Vec<Order>> = HashMap::new();
        for (no, home) in &memory.homes {
            groups.entry(*home).or_default().push(memory.sigs[no].order);
        }
        for (home, orders) in &mut groups {
            orders.sort_unstable();
            assert_eq!(orders[0], memory.sigs[home].order, "a group is not called after its opener");
        }
        groups.into_values().collect()
    }

    fn from_scratch(memory: &Memory) -> BTreeSet<Vec<Order>> {
        let mut sigs: Vec<Arc<Sig>> = memory.sigs.values().cloned().collect();
        sigs.sort_by_key(|sig| sig.order);
        let groups = group_sigs(&sigs);
        groups.iter().map(|group| group.tellings.iter().map(|sig| sig.order).collect()).collect()
    }

    fn day(number: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 11, 20).unwrap() + chrono::Duration::days(number)
    }

    prop_compose! {
        fn any_sig()(
            published in prop_oneof![0_i64..90, Just(40_i64)], article in 0_u8..3, kind in 0_usize..5, plan in any::<bool>(),
            dated in prop::option::weighted(0.6, (0_i64..80, prop_oneof![4 => 0_i64..3, 1 => 20_i64..40, 1 => Just(500_i64), 1 => Just(900_i64)])),
            agents in prop::collection::btree_set(0_u32..4, 0..3), others in prop::collection::btree_set(0_u32..4, 0..2),
            place in prop::option::of(0_u8..3), word in 0_u8..3, headline in prop::bool::weighted(0.1),
        ) -> Sig {
            let kinds = [Kind::Statement, Kind::Visit, Kind::Meeting, Kind::Talks, Kind::Attack];
            let agents: Vec<u32> = agents.into_iter().collect();
            let counterparts: Vec<u32> = others.into_iter().filter(|one| !agents.contains(one)).collect();
            let mut parties = [agents.clone(), counterparts.clone()].concat();
            parties.sort_unstable();
            let mut id = [article; 32];
            id[1] = u8::try_from(published).unwrap();
            Sig {
                order: (day(published), ArticleId(id), 0),
                kind: kinds[kind],
                plan,
                days: dated.map(|(first, more)| Days { first: day(first), last: day(first + more) }),
                persons: counterparts.iter().copied().filter(|one| one % 2 == 0).collect(),
                parties: parties.into(),
                agents: agents.into(),
                counterparts: counterparts.into(),
                place: place.map(|place| FoldedPlace {
                    name: format!("place{place}"),
                    within: if place == 2 { vec!["place1".to_owned()] } else { Vec::new() },
                }),
                words: [format!("wordy{word}{word}{word}{word}{word}").as_str()].into_iter().collect(),
                headline,
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(
            std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(200)
        ))]
        #[test]
        fn late_and_removed_tellings_end_where_grouping_from_the_start_puts_them(
            sigs in prop::collection::vec((any_sig(), 0_u8..4, any::<bool>()), 1..40)
        ) {
            let mut memory = Memory::default();
            let mut batches: BTreeMap<u8, Vec<No>> = BTreeMap::new();
            let mut last: HashMap<ArticleId, u32> = HashMap::new();
            let mut all = Vec::new();
            for ((mut sig, batch, goes), no) in sigs.into_iter().zip(1..) {
                let next = last.entry(sig.order.1).or_default();
                sig.order.2 = *next;
                *next += 1;
                all.push((no, Arc::new(sig)));
                batches.entry(batch).or_default().push(no);
                if goes {
                    batches.entry(10 + batch).or_default().push(no);
                }
            }
            let all: HashMap<No, Arc<Sig>> = all.into_iter().collect();
            for (batch, nos) in batches {
                if batch < 10 {
                    for no in &nos {
                        memory.sigs.insert(*no, Arc::clone(&all[no]));
                    }
                    regroup(&mut memory, &nos, &[]);
                } else {
                    regroup(&mut memory, &[], &nos);
                    for no in &nos {
                        memory.sigs.remove(no);
                    }
                }
                prop_assert_eq!(stored(&memory), from_scratch(&memory));
            }
        }
    }
}
