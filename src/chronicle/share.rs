//! What one article adds to an entry, as far as it must be known to find the entry again, and how the entry looks from day
//! to day as such shares come in.
//!
//! Without rulings. It says of an entry what building it anew for every day says, in one pass and without the articles, so
//! that an entry of a thousand reports is written anew in the time of reading a thousand short rows. Knows no titles,
//! quotes, reports or origins.

use super::actors;
use super::entry::{self, Offsets};
use super::group::ToldGroup;
use super::ruled::Ruled;
use super::{Housed, Laid, No};
use crate::model::{ActorKey, ArticleId, Class, Entry, EntryId, Kind, Part, Span, Status, When};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

/// Parts that an actor has, one bit for each place in [`Part::ALL`].
pub type Parts = u8;

/// The bit of a part.
pub const fn part_bit(part: Part) -> Parts {
    1 << (part as u8)
}

/// What an article adds to an entry; `A` is what stands for an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share<A> {
    /// When the article was published.
    pub published: NaiveDate,
    /// The article.
    pub article: ArticleId,
    /// The id of the entry if this is the first of its articles.
    pub id: EntryId,
    /// The words of its first telling.
    pub span: Span,
    /// Its tellings, in their order.
    pub tellings: Vec<(Option<When>, Kind, Status)>,
    /// Who plays a part in it; somebody who is only named does so only where nobody gives him another.
    pub cast: Vec<(A, Parts)>,
    /// The lines of the article that tell it, counted from 0, in order.
    pub lines: Vec<usize>,
}

/// How an entry looks, its actors aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// For people.
    pub id: EntryId,
    /// When it happened.
    pub when: Option<When>,
    /// First possible day, by which it is sorted.
    pub sort_first: NaiveDate,
    /// Last possible day.
    pub sort_last: NaiveDate,
    /// All kinds among its tellings, the shown one first.
    pub kinds: Vec<Kind>,
    /// All statuses that occur.
    pub statuses: Vec<Status>,
    /// The day, article and words of its first telling.
    pub first: (NaiveDate, ArticleId, Span),
}

impl Look {
    /// How an entry that is made looks; `None` for one without reports.
    pub fn of(entry: &Entry) -> Option<Self> {
        let first = entry.reports.first()?;
        Some(Self {
            id: entry.id.clone(),
            when: entry.when,
            sort_first: entry.sort_first,
            sort_last: entry.sort_last,
            kinds: entry.kinds.clone(),
            statuses: entry.statuses.clone(),
            first: (first.published, first.article, first.span),
        })
    }
}

/// From when to before when an actor has these parts; without an end, until now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Played<A> {
    /// Who.
    pub actor: A,
    /// Which.
    pub parts: Parts,
    /// The first day.
    pub from: NaiveDate,
    /// The day on which he has others.
    pub to: Option<NaiveDate>,
}

/// How an entry looks from day to day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course<A> {
    /// From which day on it looks so; each differs from the one before.
    pub looks: Vec<(NaiveDate, Look)>,
    /// Who plays in it, and when.
    pub cast: Vec<Played<A>>,
}

/// What an article adds to the entries of its groups.
pub fn shares_of(housed: &Housed) -> Vec<(No, Share<ActorKey>)> {
    let laid = Laid::of(&[housed]);
    let mut offsets = Offsets::new();
    let wanted: BTreeSet<No> = housed.homes.iter().flatten().copied().collect();
    let mut shares = Vec::with_capacity(wanted.len());
    laid.describe(&wanted, &mut |no, group, quotes| {
        let mut cast: BTreeMap<ActorKey, Parts> = BTreeMap::new();
        for actor in actors::of(group, &quotes, &Ruled::default()) {
            if actor.class != Class::Role {
                *cast.entry(actor.key).or_default() |= part_bit(actor.part);
            }
        }
        shares.extend(share(group, cast, &mut offsets).map(|share| (no, share)));
    });
    shares
}

fn share(
    group: &ToldGroup<'_, '_>,
    cast: BTreeMap<ActorKey, Parts>,
    offsets: &mut Offsets,
) -> Option<Share<ActorKey>> {
    let tellings = entry::in_order(group);
    let first = tellings.first()?;
    let text = &first.article.text;
    let line = |start| text.get(..start).map_or(0, |before| before.matches('\n').count());
    let lines: BTreeSet<usize> = tellings.iter().map(|told| line(told.telling.sentence.start)).collect();
    Some(Share {
        published: first.article.published.date,
        article: first.article.id,
        id: entry::id(first, offsets),
        span: first.telling.span,
        tellings: tellings
            .iter()
            .map(|told| (told.telling.when, told.telling.kind, told.telling.status))
            .collect(),
        cast: cast.into_iter().collect(),
        lines: lines.into_iter().collect(),
    })
}

/// How the entry of these shares, all that it has, looks from day to day.
pub fn course<A: Clone + Eq + Hash + Ord>(shares: &mut [Share<A>]) -> Course<A> {
    shares.sort_by_key(|share| (share.published, share.article));
    let mut course = Course { looks: Vec::new(), cast: Vec::new() };
    let mut whens: Vec<(When, usize)> = Vec::new();
    let mut kinds: Vec<Kind> = Vec::new();
    let mut statuses: BTreeSet<Status> = BTreeSet::new();
    let mut cast: HashMap<A, Standing> = HashMap::new();
    let Some(first) = shares.first() else { return course };
    let (id, told_first) = (first.id.clone(), (first.published, first.article, first.span));
    for of_day in shares.chunk_by(|one, other| one.published == other.published) {
        let mut moved: BTreeSet<&A> = BTreeSet::new();
        let Some(day) = of_day.first().map(|share| share.published) else { continue };
        for share in of_day {
            for (when, kind, status) in &share.tellings {
                if let Some(when) = when {
                    match whens.iter_mut().find(|(known, _)| known == when) {
                        Some((_, times)) => *times += 1,
                        None => whens.push((*when, 1)),
                    }
                }
                if !kinds.contains(kind) {
                    kinds.push(*kind);
                }
                statuses.insert(*status);
            }
            for (actor, parts) in &share.cast {
                let standing = cast.entry(actor.clone()).or_default();
                if standing.parts | parts != standing.parts {
                    standing.parts |= parts;
                    moved.insert(actor);
                }
            }
        }
        let when = entry::most_precise(&whens);
        let (sort_first, sort_last) = entry::days(when, told_first.0);
        let mut shown = kinds.clone();
        entry::shown_first(&mut shown);
        let statuses = statuses.iter().copied().collect();
        let look =
            Look { id: id.clone(), when, sort_first, sort_last, kinds: shown, statuses, first: told_first };
        if course.looks.last().is_none_or(|(_, known)| *known != look) {
            course.looks.push((day, look));
        }
        for actor in moved {
            if let Some(standing) = cast.get_mut(actor) {
                standing.turn(actor, day, &mut course.cast);
            }
        }
    }
    course
}

/// What is known of an actor's parts while shares come in.
#[derive(Debug, Default)]
struct Standing {
    parts: Parts,
    /// Which of the stretches is open.
    open: Option<usize>,
}

impl Standing {
    /// Begins a new stretch where the parts shown are others from that day on.
    fn turn<A: Clone>(&mut self, actor: &A, day: NaiveDate, played: &mut Vec<Played<A>>) {
        let named = part_bit(Part::About);
        let parts = if self.parts == named { named } else { self.parts & !named };
        if let Some(open) = self.open.and_then(|open| played.get_mut(open)) {
            if open.parts == parts {
                return;
            }
            open.to = Some(day);
        }
        self.open = Some(played.len());
        played.push(Played { actor: actor.clone(), parts, from: day, to: None });
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Filed, chronicle, entries_of};
    use super::*;
    use crate::chronicle::Rulings;
    use crate::model::{Article, Entry, Published};
    use crate::reading;
    use std::sync::Arc;

    const TEXTS: &[(&str, &str)] = &[
        (
            "2026-02-02",
            "Anna Ozola attendue à Riga\n\nAnna Ozola se rendra à Riga le 3 février 2026, a annoncé Boris Petrov.",
        ),
        (
            "2026-02-03",
            "Ozola à Riga\n\nAnna Ozola s'est rendue mardi 3 février 2026 à Riga, où elle a rencontré Karim Haddad.",
        ),
        (
            "2026-02-04",
            "Ozola à Riga\n\nAnna Ozola s'est rendue en février 2026 à Riga. « Karim Haddad va bien », a-t-elle dit.",
        ),
        (
            "2026-02-04",
            "Démenti\n\nAnna Ozola ne s'est pas rendue le 3 février 2026 à Riga, a affirmé Vera Rossi. \
             Karim Haddad a rencontré Anna Ozola le 3 février 2026 à Riga.",
        ),
        (
            "2026-02-05",
            "Riga\n\nKarim Haddad a rencontré Anna Ozola le 3 février 2026 à Riga, selon Boris Petrov.",
        ),
    ];

    fn cast(entry: &Entry) -> BTreeMap<ActorKey, Parts> {
        let mut cast = BTreeMap::new();
        for actor in entry.actors.iter().filter(|actor| actor.class != Class::Role) {
            *cast.entry(actor.key.clone()).or_default() |= part_bit(actor.part);
        }
        cast
    }

    #[test]
    fn a_course_says_what_building_the_entry_anew_for_every_day_says() {
        let filed: Vec<Filed> = TEXTS
            .iter()
            .chain(&[("2026-02-06", include_str!("../../seeds/2026-02-04-moscou.txt"))])
            .map(|(day, text)| {
                let article = Article::new(Published::on(day.parse().unwrap()), None, (*text).to_owned());
                Filed { reading: Arc::new(reading::read(&article)), article: Arc::new(article) }
            })
            .collect();
        let mut ordered: Vec<&Filed> = filed.iter().collect();
        ordered.sort_by_key(|filed| (filed.article.published.date, filed.article.id));
        let homes = super::super::homes_of(&ordered, &super::super::Grounds::default(), NaiveDate::MAX);
        let housed: Vec<Housed> = ordered
            .iter()
            .map(|filed| {
                let homes = (0..u32::try_from(filed.reading.events.len()).unwrap())
                    .map(|at| homes.get(&(filed.article.id, at)).copied())
                    .collect();
                Housed { filed: (*filed).clone(), homes }
            })
            .collect();
        let mut shares: BTreeMap<No, Vec<Share<ActorKey>>> = BTreeMap::new();
        for (no, share) in housed.iter().flat_map(shares_of) {
            shares.entry(no).or_default().push(share);
        }
        assert_eq!(shares.len(), chronicle(&filed, &Rulings::default(), NaiveDate::MAX).entries.len());
        assert!(shares.values().any(|shares| shares.len() > 2), "nothing is told by several articles");
        for (no, mut shares) in shares {
            let course = course(&mut shares);
            for day in housed.iter().map(|housed| housed.filed.article.published.date) {
                let known: Vec<&Housed> =
                    housed.iter().filter(|housed| housed.filed.article.published.date <= day).collect();
                let entry = entries_of(&known, &BTreeSet::from([no])).pop().map(|(_, entry)| entry);
                let looks = course.looks.iter().take_while(|(from, _)| *from <= day).last();
                assert_eq!(looks.map(|(_, look)| look.clone()), entry.as_ref().and_then(Look::of));
                let plays =
                    course.cast.iter().filter(|one| one.from <= day && one.to.is_none_or(|to| day < to));
                let plays: BTreeMap<ActorKey, Parts> =
                    plays.map(|one| (one.actor.clone(), one.parts)).collect();
                assert_eq!(plays, entry.as_ref().map(cast).unwrap_or_default());
            }
        }
    }
}
