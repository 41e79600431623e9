//! Grouping that goes on from where it stood: tellings that come late, or go, move only what they touch.
//!
//! [`group`](super::group) takes tellings in their order, and each looks only at what comes before it. So when one comes
//! or goes, the ones after it that could see the difference decide anew, in their order, and so on until nothing
//! moves. What comes out is exactly what grouping everything from the start gives. Keeps nothing itself: a [`Stock`]
//! does.

use super::group::{Decision, Group, decide};
use super::shelf::{self, LONG};
use super::told::{Order, Sig, Signed};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// The number of a telling in a stock. A group has the number of the telling that opened it.
pub type No = i64;

/// Where tellings are kept. What fails inside is the stock's to remember; it then answers as if there were nothing.
pub trait Stock {
    /// What is compared of a telling.
    fn sig(&mut self, no: No) -> Option<Arc<Sig>>;
    /// The group of a telling, if it is in one.
    fn home(&mut self, no: No) -> Option<No>;
    /// Puts a telling into a group, or into none.
    fn put(&mut self, no: No, home: Option<No>);
    /// The tellings of a group, in any order.
    fn members(&mut self, group: No) -> Vec<No>;
    /// The tellings on the shelves of those times that come before that place.
    fn before(&mut self, by: i64, times: &[i32], order: &Order) -> Vec<No>;
    /// The tellings on the shelves from one time to another that come after that place, and those dated ones that
    /// [`shelf::told_in`] finds.
    fn after(&mut self, by: i64, times: (i32, i32), order: &Order) -> Vec<No>;
    /// All tellings of the article in which that one stands.
    fn beside(&mut self, no: No) -> Vec<No>;
}

/// A telling with its number.
#[derive(Debug, Clone)]
struct Kept {
    no: No,
    sig: Arc<Sig>,
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
        work.stock.put(kept.no, now);
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

    fn members(&mut self, group: No) -> Vec<Kept> {
        let members = self.stock.members(group);
        let mut members: Vec<Kept> = members.into_iter().filter_map(|no| self.kept(no)).collect();
        members.sort_unstable_by_key(|kept| kept.sig.order);
        members
    }

    /// The group a telling belongs to, seeing what comes before it.
    fn decide(&mut self, told: &Kept) -> Option<No> {
        let times = shelf::searched_times(&told.sig);
        let mut homes: BTreeSet<No> = BTreeSet::new();
        for by in shelf::searched_bys(&told.sig) {
            for no in self.stock.before(by, &times, &told.sig.order) {
                homes.extend(self.stock.home(no));
            }
        }
        for no in self.stock.beside(told.no) {
            let before = self
                .stock
                .sig(no)
                .is_some_and(|sig| sig.order < told.sig.order && shelf::same_family(sig.kind, told.sig.kind));
            if before {
                homes.extend(self.stock.home(no));
            }
        }
        let mut groups: Vec<((Order, No), Group<Kept>)> = Vec::with_capacity(homes.len());
        for home in homes {
            let mut members = self.members(home);
            members.retain(|member| member.sig.order < told.sig.order);
            if let Some(first) = members.first() {
                groups.push(((first.sig.order, home), Group::of(members)));
            }
        }
        groups.sort_unstable_by_key(|(place, _)| *place);
        let candidates: Vec<((Order, No), &Group<Kept>)> =
            groups.iter().map(|(place, group)| (*place, group)).collect();
        match decide(&told.sig, &candidates) {
            Decision::Join((_, home)) => Some(home),
            Decision::Open => Some(told.no),
            Decision::Drop => None,
        }
    }

    /// Lets those decide anew to whom it makes a difference that `moved` is in the group, or no longer is.
    fn wake(&mut self, moved: &Kept, group: No) {
        let mut others = self.members(group);
        others.retain(|member| member.no != moved.no);
        let watching_all = if adds_nothing(&others, moved) {
            self.stock.beside(moved.no).into_iter().collect()
        } else {
            self.watching(moved, &others)
        };
        let mut watching: BTreeMap<Order, Kept> = BTreeMap::new();
        for no in watching_all {
            let Some(kept) = self.kept(no).filter(|kept| kept.sig.order > moved.sig.order) else { continue };
            if !self.queue.contains_key(&kept.sig.order) {
                watching.insert(kept.sig.order, kept);
            }
        }
        let (mut with, mut without) = (Group::of([]), Group::of([]));
        let mut coming = others.iter().peekable();
        let mut moved_in = false;
        for (order, kept) in watching {
            while coming.peek().is_some_and(|member| member.sig.order < order) || !moved_in {
                let next = coming.peek().filter(|member| member.sig.order < order);
                if !moved_in && next.is_none_or(|member| member.sig.order > moved.sig.order) {
                    with.add(moved.clone());
                    moved_in = true;
                } else if let Some(member) = coming.next() {
                    with.add(member.clone());
                    without.add(member.clone());
                }
            }
            let seen = |group: &Group<Kept>| !group.tellings.is_empty() && group.matters_to(&kept.sig);
            if self.stock.home(kept.no) == Some(group) || seen(&with) || seen(&without) {
                self.queue.insert(order, kept);
            }
        }
    }

    /// Who may see the group on a shelf that it searches; more than that does no harm.
    fn watching(&mut self, moved: &Kept, others: &[Kept]) -> HashSet<No> {
        let mut watching = HashSet::new();
        // Most of them stand on the same shelves.
        let mut shelves: BTreeSet<(i64, (i32, i32))> = BTreeSet::new();
        for member in others.iter().chain([moved]) {
            watching.extend(self.stock.beside(member.no));
            let times = watched_from(&member.sig);
            for by in shelf::own_bys(&member.sig) {
                shelves.extend(times.iter().map(|times| (by, *times)));
            }
            watching.insert(member.no);
        }
        for (by, times) in shelves {
            watching.extend(self.stock.after(by, times, &moved.sig.order));
        }
        watching
    }
}

/// Whether nobody who comes after that telling, in another article, can tell whether it is among the others, which are in
/// order: one before it tells the same with the same precision, and one with the same words.
fn adds_nothing(others: &[Kept], moved: &Kept) -> bool {
    let before = others.partition_point(|other| other.sig.order < moved.sig.order);
    let before = others.get(..before).unwrap_or_default();
    let stands_there = |other: &Sig| moved.sig.days.is_some() || other.published() == moved.sig.published();
    before.iter().any(|other| stands_there(&other.sig) && other.sig.same_signature(&moved.sig))
        && before.iter().any(|other| other.sig.words == moved.sig.words)
}

/// The times, from one to another, under which those stand who search the shelves of a telling and may see it there.
fn watched_from(sig: &Sig) -> Vec<(i32, i32)> {
    let each = |times: &mut dyn Iterator<Item = i32>| times.map(|time| (time, time)).collect();
    let Some(days) = sig.days else {
        let month = shelf::month(sig.published());
        let told = |month| [shelf::undated(month), shelf::told_in(month)];
        return each(&mut (month..=month + 2).flat_map(told));
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
    each(&mut dated.chain((first - 2..=last + 2).map(shelf::undated)))
}

#[cfg(test)]
mod tests {
    use super::super::group::group_sigs;
    use super::*;
    use crate::chronicle::told::{Days, FoldedPlace};
    use crate::model::{ArticleId, Kind};
    use chrono::NaiveDate;
    use proptest::prelude::*;
    use std::collections::HashMap;

    #[derive(Default)]
    struct Memory {
        sigs: HashMap<No, Arc<Sig>>,
        homes: HashMap<No, No>,
    }

    impl Stock for Memory {
        fn sig(&mut self, no: No) -> Option<Arc<Sig>> {
            self.sigs.get(&no).cloned()
        }
        fn home(&mut self, no: No) -> Option<No> {
            self.homes.get(&no).copied()
        }
        fn put(&mut self, no: No, home: Option<No>) {
            match home {
                Some(home) => self.homes.insert(no, home),
                None => self.homes.remove(&no),
            };
        }
        fn members(&mut self, group: No) -> Vec<No> {
            self.homes.iter().filter(|(_, home)| **home == group).map(|(no, _)| *no).collect()
        }
        fn before(&mut self, by: i64, times: &[i32], order: &Order) -> Vec<No> {
            let on = |time: i32| times.contains(&time);
            self.on(by, on).filter(|(_, sig)| sig.order < *order).map(|(no, _)| no).collect()
        }
        fn after(&mut self, by: i64, times: (i32, i32), order: &Order) -> Vec<No> {
            let on = |time: i32| times.0 <= time && time <= times.1;
            self.on(by, on).filter(|(_, sig)| sig.order > *order).map(|(no, _)| no).collect()
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
                parties,
                agents,
                counterparts,
                place: place.map(|place| FoldedPlace {
                    name: format!("place{place}"),
                    within: if place == 2 { vec!["place1".to_owned()] } else { Vec::new() },
                }),
                words: vec![Arc::from(format!("wordy{word}{word}{word}{word}{word}"))],
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
