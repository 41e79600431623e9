//! Puts tellings together into happenings, one after the other, in the order in which they became known.
//!
//! Only entries that share a kind, an actor (or for tellings without one a place or an article) and a month are
//! looked at, so the work grows with the tellings and not with their square, and a stored library can fetch the
//! same candidates.

use super::compatible::{compatible, parties_agree, places_agree, plans_agree, takes_in};
use super::shelf::{self, Shelf};
use super::told::{Days, Order, Sig, Signed, Told};
use crate::model::Kind;
use std::collections::HashMap;
#[cfg(test)]
use std::sync::Arc;

/// An undated telling can only mean what lies this near its publication.
pub const NEAR: i64 = 45;

/// Tellings of one happening.
#[derive(Debug, Clone)]
pub struct Group<T> {
    /// In the order they were taken.
    pub tellings: Vec<T>,
    /// The first of those alike in what is compared.
    distinct: Vec<T>,
}

/// A group of tellings with their articles.
pub type ToldGroup<'t, 'a> = Group<&'t Told<'a>>;

impl<T> Default for Group<T> {
    fn default() -> Self {
        Self { tellings: Vec::new(), distinct: Vec::new() }
    }
}

impl<T: Signed> Group<T> {
    /// A group of these, in the order in which they were taken.
    pub fn of(tellings: impl IntoIterator<Item = T>) -> Self {
        let mut group = Self::default();
        tellings.into_iter().for_each(|told| group.add(told));
        group
    }

    /// Adds one more.
    pub fn add(&mut self, told: T) {
        if !self.distinct.iter().any(|known| known.sig().same_signature(told.sig())) {
            self.distinct.push(told.clone());
        }
        self.tellings.push(told);
    }

    /// Adds one more to a group that is shown and that nothing is compared with.
    pub fn show(&mut self, told: T) {
        self.tellings.push(told);
    }

    /// Puts one in its place among the others, which stand in their order.
    pub fn insert(&mut self, told: T) {
        let at = before(&self.tellings, &told.sig().order);
        let alike = self.distinct.iter().position(|known| known.sig().same_signature(told.sig()));
        let is_later = |known: &T| known.sig().order > told.sig().order;
        if alike.is_none_or(|alike| self.distinct.get(alike).is_some_and(is_later)) {
            if let Some(alike) = alike {
                self.distinct.remove(alike);
            }
            let first = before(&self.distinct, &told.sig().order);
            self.distinct.insert(first, told.clone());
        }
        self.tellings.insert(at, told);
    }

    /// Takes the one at that place out of a group whose tellings stand in their order.
    pub fn take_out(&mut self, order: &Order) {
        if self.holds(order) {
            self.tellings.remove(before(&self.tellings, order));
        }
        let first = before(&self.distinct, order);
        if self.distinct.get(first).is_some_and(|one| one.sig().order == *order) {
            let gone = self.distinct.remove(first);
            if let Some(heir) = self.heir(gone.sig()) {
                let heir = heir.clone();
                let place = before(&self.distinct, &heir.sig().order);
                self.distinct.insert(place, heir);
            }
        }
    }

    /// Whether the one at that place is in it; the tellings stand in their order.
    pub fn holds(&self, order: &Order) -> bool {
        self.tellings.get(before(&self.tellings, order)).is_some_and(|one| one.sig().order == *order)
    }

    /// The next one that is alike in what is compared.
    fn heir(&self, gone: &Sig) -> Option<&T> {
        let after = before(&self.tellings, &gone.order);
        let mut later = self.tellings.get(after..).unwrap_or_default().iter();
        later.find(|one| one.sig().order > gone.order && one.sig().same_signature(gone))
    }

    /// The whole group.
    pub fn seen(&self) -> Seen<'_, T> {
        Seen { tellings: &self.tellings, distinct: &self.distinct, without: None, heir: None }
    }

    /// The group as a telling of that place sees it: what comes before; the tellings stand in their order.
    pub fn seen_from(&self, order: &Order) -> Seen<'_, T> {
        let tellings = self.tellings.get(..before(&self.tellings, order)).unwrap_or_default();
        let distinct = self.distinct.get(..before(&self.distinct, order)).unwrap_or_default();
        Seen { tellings, distinct, without: None, heir: None }
    }

    /// Those that differ in what is compared.
    pub fn distinct(&self) -> impl Iterator<Item = &Sig> + Clone {
        self.distinct.iter().map(Signed::sig)
    }
}

/// How many of them come before a place.
fn before<T: Signed>(ordered: &[T], order: &Order) -> usize {
    // Mostly all do.
    if ordered.last().is_none_or(|last| last.sig().order < *order) {
        return ordered.len();
    }
    ordered.partition_point(|one| one.sig().order < *order)
}

/// A group as a telling that may join it sees it.
#[derive(Debug)]
pub struct Seen<'g, T> {
    tellings: &'g [T],
    distinct: &'g [T],
    /// One of them that is not seen, and who stands for those like it instead.
    without: Option<&'g Order>,
    heir: Option<&'g T>,
}

impl<T> Clone for Seen<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Seen<'_, T> {}

impl<'g, T: Signed> Seen<'g, T> {
    /// The same without one of its tellings; `group` is the whole group.
    pub fn without(self, gone: &'g Sig, group: &'g Group<T>, order: &Order) -> Self {
        let stood = self.distinct.iter().any(|one| one.sig().order == gone.order);
        let heir = if stood { group.heir(gone) } else { None };
        let heir = heir.filter(|heir| heir.sig().order < *order);
        Self { without: Some(&gone.order), heir, ..self }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.tellings().next().is_none()
    }

    /// The first of its tellings.
    pub fn first(&self) -> Option<&'g Sig> {
        self.tellings().next()
    }

    fn tellings(self) -> impl Iterator<Item = &'g Sig> + Clone {
        let seen = move |one: &&Sig| self.without.is_none_or(|gone| one.order != *gone);
        self.tellings.iter().map(Signed::sig).filter(seen)
    }

    fn distinct(self) -> impl Iterator<Item = &'g Sig> + Clone {
        let seen = move |one: &&Sig| self.without.is_none_or(|gone| one.order != *gone);
        self.distinct.iter().chain(self.heir).map(Signed::sig).filter(seen)
    }

    /// How many letters its words share with those of a telling.
    fn words_shared(self, told: &Sig) -> usize {
        self.tellings().map(|known| known.words_shared(told)).max().unwrap_or(0)
    }

    fn is_dated(self) -> bool {
        self.distinct().any(|told| told.days.is_some())
    }

    /// Compatible with every dated telling, or with every telling if none is dated. What a visit takes in need not
    /// agree with what else it takes in.
    fn takes(self, told: &Sig) -> bool {
        let dated = self.is_dated();
        let mut visits = self.distinct().filter(|known| known.kind() == Kind::Visit).peekable();
        if visits.peek().is_some() && told.kind() != Kind::Visit {
            return visits.all(|visit| takes_in(visit, told));
        }
        self.distinct().filter(|known| !dated || known.days.is_some()).all(|known| compatible(known, told))
    }

    /// Whether it fits a dated telling.
    fn fits_dated(self, told: &Sig) -> bool {
        if self.is_dated() {
            self.takes(told)
        } else {
            self.distinct().all(|known| same_undated(told, known))
        }
    }

    /// Whether it is dated and an undated telling may mean it.
    fn is_meant(self, told: &Sig) -> bool {
        let known = self.distinct().filter(|known| known.days.is_some());
        self.is_dated()
            && known.clone().any(|known| same_undated(known, told))
            && known.clone().all(|known| places_agree(known, told))
    }

    /// Whether it is undated and fits an undated telling.
    fn fits_undated(self, told: &Sig) -> bool {
        !self.is_dated() && self.distinct().all(|known| same_both_undated(known, told)) && self.takes(told)
    }

    /// Whether a telling without a named party may mean it.
    fn fits_unnamed(self, told: &Sig) -> bool {
        self.distinct().all(|known| may_be_meant(known, told))
    }

    /// Whether a headline may tell it again.
    fn is_retold(self, told: &Sig) -> bool {
        self.tellings().any(|known| retells(told, known))
    }

    /// Whether it can make a difference to where the telling goes.
    pub fn matters_to(self, told: &Sig) -> bool {
        (told.headline && self.is_retold(told))
            || match (is_named(told), told.days) {
                (false, _) => told.kind() != Kind::Statement && self.fits_unnamed(told),
                (true, Some(_)) => self.fits_dated(told),
                (true, None) => self.is_meant(told) || self.fits_undated(told),
            }
    }

    /// Whether a dated telling that names somebody and stands in `home`, which stays as it was, would rather be in this
    /// group; `home` is none where it opened a group itself.
    pub fn draws<P: Ord>(self, place: P, told: &Sig, home: Option<(P, Self)>) -> bool {
        !self.is_empty()
            && self.fits_dated(told)
            && home.is_none_or(|(other, home)| (self.likeness(told), place) > (home.likeness(told), other))
    }

    /// How much it shares with a telling that it fits: words, parties, date, article.
    fn likeness(self, told: &Sig) -> (usize, bool, bool, bool) {
        let any = |test: fn(&Sig, &Sig) -> bool| self.distinct().any(|known| test(known, told));
        (
            self.words_shared(told),
            any(|known, told| known.parties == told.parties),
            any(|known, told| known.days == told.days),
            any(Sig::same_article),
        )
    }
}

/// Where a telling goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision<P> {
    /// Into that group.
    Join(P),
    /// It opens a group.
    Open,
    /// It names nobody, and nothing else says what it means.
    Drop,
}

/// Where a telling goes, given the groups on the shelves that it searches, as they are before it; `P` orders them by
/// the tellings that opened them.
pub fn decide<T: Signed, P: Copy + Ord>(told: &Sig, candidates: &[(P, Seen<'_, T>)]) -> Decision<P> {
    let choice = Choice { told, candidates };
    let named = is_named(told);
    let retold = if told.headline { choice.only(|group| group.is_retold(told)) } else { None };
    let place = retold.or_else(|| match (named, told.days) {
        // The only entry that a telling without a named party can mean.
        (false, _) if told.kind() == Kind::Statement => None,
        (false, _) => choice.only(|group| group.fits_unnamed(told)),
        (true, Some(_)) => choice.best(|group| group.fits_dated(told)),
        // The only dated entry with the same parties, else an undated one that fits.
        (true, None) => choice
            .only(|group| group.is_meant(told))
            .or_else(|| choice.best(|group| group.fits_undated(told))),
    });
    match place {
        Some(place) => Decision::Join(place),
        None if named => Decision::Open,
        None => Decision::Drop,
    }
}

struct Choice<'c, T, P> {
    told: &'c Sig,
    candidates: &'c [(P, Seen<'c, T>)],
}

impl<T: Signed, P: Copy + Ord> Choice<'_, T, P> {
    /// The group that fits, if exactly one does.
    fn only(&self, fits: impl Fn(Seen<'_, T>) -> bool) -> Option<P> {
        let mut fitting = self.candidates.iter().filter(|(_, group)| fits(*group));
        let first = fitting.next();
        first.filter(|_| fitting.next().is_none()).map(|(place, _)| *place)
    }

    /// Of the groups that fit, the one that shares most with the telling; of those alike, the latest.
    fn best(&self, fits: impl Fn(Seen<'_, T>) -> bool) -> Option<P> {
        let mut fitting = self.candidates.iter().filter(|(_, group)| fits(*group)).peekable();
        let first = fitting.next()?;
        if fitting.peek().is_none() {
            return Some(first.0);
        }
        let all = std::iter::once(first).chain(fitting);
        all.max_by_key(|(place, group)| (group.likeness(self.told), *place)).map(|(place, _)| *place)
    }
}

/// Groups tellings; they come in the order of (published, article, dated before undated, start).
pub fn group<'t, 'a>(tellings: &'t [Told<'a>]) -> Vec<ToldGroup<'t, 'a>> {
    group_all(tellings.iter())
}

/// Groups what is compared of tellings; they come in their order.
#[cfg(test)]
pub fn group_sigs(sigs: &[Arc<Sig>]) -> Vec<Group<Arc<Sig>>> {
    group_all(sigs.iter().cloned())
}

fn group_all<T: Signed>(tellings: impl Iterator<Item = T>) -> Vec<Group<T>> {
    let mut groups: Vec<Group<T>> = Vec::new();
    let mut index: HashMap<Shelf, Vec<usize>> = HashMap::new();
    for told in tellings {
        let shelves = shelf::searched(told.sig());
        let mut places: Vec<usize> =
            shelves.iter().filter_map(|shelf| index.get(shelf)).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        let candidates: Vec<(usize, Seen<'_, T>)> =
            places.into_iter().filter_map(|place| Some((place, groups.get(place)?.seen()))).collect();
        let place = match decide(told.sig(), &candidates) {
            Decision::Join(place) => place,
            Decision::Open => {
                groups.push(Group::default());
                groups.len() - 1
            }
            Decision::Drop => continue,
        };
        if let Some(group) = groups.get_mut(place) {
            let shelves = shelf::own(told.sig());
            group.add(told);
            for shelf in shelves {
                let places = index.entry(shelf).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
    }
    groups
}

/// A statement is somebody's who is named; anything else needs one named party.
pub fn is_named(told: &Sig) -> bool {
    if told.kind() == Kind::Statement { !told.agents.is_empty() } else { !told.parties.is_empty() }
}

/// Whether an undated telling may mean a dated one: the parties are equal, and it lies near the publication.
fn same_undated(dated: &Sig, undated: &Sig) -> bool {
    let Some(days) = dated.days else { return false };
    let published = Days { first: undated.published(), last: undated.published() };
    let same_article = dated.same_article(undated);
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
fn same_both_undated(known: &Sig, told: &Sig) -> bool {
    let near = (told.published() - known.published()).num_days().abs() <= NEAR;
    let same_article = known.same_article(told);
    (same_article || (near && told.kind() != Kind::Statement)) && tells_alike(known, told)
}

/// Without a date to tell them apart, two encounters of the same parties count as one, and so do two sayings, and
/// what one does to the other; two attacks or demands that name one party do so only if told with the same word.
fn tells_alike(known: &Sig, told: &Sig) -> bool {
    let encounter = matches!(
        told.kind(),
        Kind::Visit | Kind::Meeting | Kind::Call | Kind::Talks | Kind::Agreement | Kind::Statement
    );
    encounter || told.parties.len() > 1 || known.words_shared(told) > 0
}

/// Whether a telling without a named party may mean a known one: of that date, in the same article or at the same
/// place.
fn may_be_meant(known: &Sig, told: &Sig) -> bool {
    let same_article = known.same_article(told);
    let same_place = known.place.is_some() && told.place.is_some();
    let tied = match (known.days, told.days) {
        (Some(known), Some(told)) => {
            (same_article || same_place) && (known.contains(told) || told.contains(known))
        }
        _ => false,
    };
    known.kind() == told.kind() && tied && places_agree(known, told) && plans_agree(known, told)
}

fn retells(headline: &Sig, body: &Sig) -> bool {
    body.same_article(headline)
        && body.kind() == headline.kind()
        && (body.days == headline.days || headline.days.is_none())
        && body.words_shared(headline) > 0
        && places_agree(body, headline)
        && plans_agree(body, headline)
}
