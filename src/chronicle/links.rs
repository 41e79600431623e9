//! Groups as people put them right: entries linked into one, tellings parted from their entry.
//!
//! Rulings are taken in the order of their records, so the later of two that undo each other stands.

use super::amend::Amended;
use super::anchors;
use super::compatible::places_agree;
use super::group::ToldGroup;
use super::rulings::Rulings;
use super::told::Told;
use crate::model::{Anchor, ArticleId, Change, Link, Seq};
use std::collections::HashMap;

/// Groups with what rulings did to them.
#[derive(Debug)]
pub struct Regrouped<'t, 'a> {
    /// The groups; none is empty.
    pub groups: Vec<ToldGroup<'t, 'a>>,
    /// Beside each group: the rulings that joined or parted it, and whether it was joined from what excludes each
    /// other.
    pub marks: Vec<Mark>,
}

/// What rulings did to a group.
#[derive(Debug, Default, Clone)]
pub struct Mark {
    /// Their records.
    pub rulings: Vec<Seq>,
    /// Whether reports that rulings brought together exclude each other.
    pub contested: bool,
}

/// Which group holds which telling.
pub type Homes = HashMap<(ArticleId, usize), usize>;

/// Where each telling is.
pub fn homes(groups: &[ToldGroup<'_, '_>]) -> Homes {
    let mut homes = Homes::new();
    for (home, group) in groups.iter().enumerate() {
        for told in &group.tellings {
            homes.insert((told.article.id, told.index), home);
        }
    }
    homes
}

/// The telling in a group that answers the anchor best.
pub fn telling(
    homes: &Homes,
    amended: &mut Amended<'_, '_>,
    seq: Seq,
    anchor: &Anchor,
) -> Option<(ArticleId, usize)> {
    let (at, followed) = amended.locate(seq, anchor)?;
    let reading = amended.filed.get(at).map(|filed| &filed.reading);
    let answers = reading.map(|reading| anchors::tellings(&followed, reading)).unwrap_or_default();
    let found =
        answers.into_iter().map(|index| (followed.article, index)).find(|key| homes.contains_key(key));
    if found.is_none() {
        amended.lose(seq, anchor);
    }
    found
}

/// Takes links and splits in.
pub fn regroup<'t, 'a>(
    groups: Vec<ToldGroup<'t, 'a>>,
    rulings: &Rulings,
    amended: &mut Amended<'_, '_>,
) -> Regrouped<'t, 'a> {
    let mut homes = homes(&groups);
    let first_homes = homes.clone();
    let marks = groups.iter().map(|_| Mark::default()).collect();
    let mut regrouped = Regrouped { groups, marks };
    for record in rulings.iter() {
        let mut find = |anchor: &Anchor| telling(&homes, amended, record.seq, anchor);
        match &record.change {
            Change::EntriesLinked { one, other, link: Link::Same, .. } => {
                let (one, other) = (find(one), find(other));
                if let (Some(one), Some(other)) = (one, other) {
                    regrouped.join(record.seq, &mut homes, one, other);
                }
            }
            Change::EntrySplit { kept, parted, .. } => {
                let kept = find(kept);
                let parted = parted.iter().filter_map(&mut find).collect::<Vec<_>>();
                if let Some(kept) = kept {
                    regrouped.part(record.seq, &mut homes, kept, &parted);
                }
            }
            _ => {}
        }
    }
    for (group, mark) in regrouped.groups.iter().zip(&mut regrouped.marks) {
        mark.contested = !mark.rulings.is_empty() && is_contested(group, &first_homes);
    }
    let whole = regrouped.groups.into_iter().zip(regrouped.marks);
    let (groups, marks) = whole.filter(|(group, _)| !group.tellings.is_empty()).unzip();
    Regrouped { groups, marks }
}

/// Whether tellings that only rulings brought together exclude each other.
fn is_contested(group: &ToldGroup<'_, '_>, first_homes: &Homes) -> bool {
    let home = |told: &Told<'_>| first_homes.get(&(told.article.id, told.index));
    let pairs = group.tellings.iter().flat_map(|one| group.tellings.iter().map(move |other| (one, other)));
    pairs.into_iter().any(|(one, other)| home(one) != home(other) && exclude(one, other))
}

impl Regrouped<'_, '_> {
    fn join(&mut self, seq: Seq, homes: &mut Homes, one: (ArticleId, usize), other: (ArticleId, usize)) {
        let (Some(&to), Some(&from)) = (homes.get(&one), homes.get(&other)) else { return };
        if to != from {
            let moved = self.groups.get_mut(from).map(|group| std::mem::take(&mut group.tellings));
            let moved = moved.unwrap_or_default();
            for told in &moved {
                homes.insert((told.article.id, told.index), to);
            }
            let mark = self.marks.get_mut(from).map(std::mem::take).unwrap_or_default();
            let Some(group) = self.groups.get_mut(to) else { return };
            group.tellings.extend(moved);
            group.tellings.sort_by_key(|told| told.sig.order);
            if let Some(known) = self.marks.get_mut(to) {
                known.rulings.extend(mark.rulings);
            }
        }
        if let Some(known) = self.marks.get_mut(to) {
            known.rulings.push(seq);
        }
    }

    fn part(&mut self, seq: Seq, homes: &mut Homes, kept: (ArticleId, usize), parted: &[(ArticleId, usize)]) {
        let Some(&home) = homes.get(&kept) else { return };
        let leaves = |told: &Told<'_>| {
            let key = (told.article.id, told.index);
            key != kept && parted.contains(&key)
        };
        let Some(group) = self.groups.get_mut(home) else { return };
        let (left, stayed): (Vec<_>, Vec<_>) = group.tellings.drain(..).partition(|told| leaves(told));
        group.tellings = stayed;
        if left.is_empty() {
            return;
        }
        for told in &left {
            homes.insert((told.article.id, told.index), self.groups.len());
        }
        if let Some(mark) = self.marks.get_mut(home) {
            mark.rulings.push(seq);
        }
        self.groups.push(ToldGroup::of(left));
        self.marks.push(Mark { rulings: vec![seq], contested: false });
    }
}

/// Whether two tellings of what was ruled to be one happening cannot both be right: about its days, or its place.
fn exclude(one: &Told<'_>, other: &Told<'_>) -> bool {
    let days = match (one.days, other.days) {
        (Some(one), Some(other)) => one.first > other.last || other.first > one.last,
        _ => false,
    };
    days || !places_agree(one, other)
}
