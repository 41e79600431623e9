//! Articles with their readings, and what people ruled → entries: which tellings are one happening, where it stands in
//! time, what is known of it.
//!
//! Pure: slices in, the chronology out; known-on a day is the same function over what was published by then and the
//! rulings that held then. Does not read articles, keep anything, or filter. `amend` puts readings right, `told`
//! prepares a telling for comparison, `compatible` says which two may be one happening, `group` puts them together,
//! `links` links and splits, `alike` and `copies` tell copies of one dispatch, `ruled` says what was ruled of each entry, `entry` says what an entry knows,
//! `share` how it looks from day to day.

mod actors;
mod alike;
mod amend;
mod anchors;
mod compatible;
mod copies;
mod differences;
mod entry;
mod glance;
mod grounds;
mod group;
mod identities;
mod identity;
mod links;
mod names;
mod quotes;
mod regroup;
mod ruled;
mod rulings;
mod share;
mod shelf;
mod title;
mod told;

pub use alike::{DAYS as REVISED_WITHIN, is_revision};
pub use amend::{Lost, asserted_article};
pub use differences::{Difference, How, differences};
pub use entry::place_in_time;
pub use glance::Glance;
pub use grounds::{Grounds, moved, offices};
pub use group::Group;
#[cfg(test)]
pub use group::group_sigs;
pub use identities::{Identities, Nameless, Names};
pub use identity::{Actor, key};
pub use regroup::{Kept, No, Stock, regroup};
pub use rulings::{Rulings, articles_of, is_about_actors};
pub use share::{Course, Look, Parts, Share, course, part_bit, shares_of};
pub use shelf::{bys_of_actor, own_bys, own_times, told_in_time};
pub use told::{Days, FoldedPlace, Order, Sig};

use crate::model::{ActorKey, Article, ArticleId, Class, Entry, EntryQuote, Reading};
use amend::Amended;
use chrono::NaiveDate;
use grounds::Ground;
use identities::{Aliases, Named};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// An article with what was read in it.
#[derive(Debug, Clone)]
pub struct Filed {
    /// The article.
    pub article: Arc<Article>,
    /// Its reading.
    pub reading: Arc<Reading>,
}

/// All that articles and rulings come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chronicle {
    /// The entries, in the order of the chronology.
    pub entries: Vec<Entry>,
    /// Every named actor of the articles that count, in the order of their keys.
    pub actors: Vec<KnownActor>,
    /// What rulings name in these articles, and nothing is read from any more.
    pub lost: Vec<Lost>,
}

/// An actor as the articles name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownActor {
    /// Its key.
    pub key: ActorKey,
    /// Its name, in the language of the first article that names it.
    pub name: String,
    /// What it is.
    pub class: Class,
    /// Its other names, as written.
    pub aliases: Vec<String>,
}

/// An article with the groups of its tellings, in the tellings' order.
#[derive(Debug, Clone)]
pub struct Housed {
    /// The article with its reading.
    pub filed: Filed,
    /// The group of each telling, if it is in one.
    pub homes: Vec<Option<No>>,
}

/// The entries of these groups without any ruling, each with its group; all articles with a telling in one of the groups
/// are given.
pub fn entries_of(articles: &[&Housed], wanted: &BTreeSet<No>) -> Vec<(No, Entry)> {
    let mut offsets = entry::Offsets::new();
    let mut entries = Vec::new();
    Laid::of(articles).describe(wanted, &mut |no, group, quotes| {
        entries.push((no, entry::build(group, quotes, ruled::Ruled::default(), &mut offsets)));
    });
    entries
}

/// Articles with their tellings, in the order of publication.
struct Laid<'a> {
    filed: Vec<&'a Filed>,
    told: Vec<(told::Told<'a>, Option<No>)>,
}

impl<'a> Laid<'a> {
    fn of(articles: &[&'a Housed]) -> Self {
        let mut ordered: Vec<&Housed> = articles.to_vec();
        ordered.sort_by_key(|housed| (housed.filed.article.published.date, housed.filed.article.id));
        let mut told = Vec::new();
        for housed in &ordered {
            let tellings = told::housed_of_article(&housed.filed);
            told.extend(tellings.into_iter().zip(housed.homes.iter().copied()));
        }
        Self { filed: ordered.iter().map(|housed| &housed.filed).collect(), told }
    }

    /// Calls `describe` with each of the wanted groups and the words said in it.
    fn describe(
        &self,
        wanted: &BTreeSet<No>,
        describe: &mut dyn FnMut(No, &group::ToldGroup<'_, '_>, Vec<EntryQuote>),
    ) {
        let mut groups: BTreeMap<No, group::ToldGroup<'_, '_>> = BTreeMap::new();
        for (told, home) in &self.told {
            if let Some(home) = home {
                groups.entry(*home).or_default().show(told);
            }
        }
        let (numbers, groups): (Vec<No>, Vec<group::ToldGroup<'_, '_>>) = groups.into_iter().unzip();
        let said = quotes::attach(&self.filed, &groups);
        for ((no, group), quotes) in numbers.into_iter().zip(&groups).zip(said) {
            if wanted.contains(&no) {
                describe(no, group, quotes);
            }
        }
    }
}

/// The entries of these articles without any ruling. The order of the articles does not matter.
pub fn chronology(filed: &[Filed]) -> Vec<Entry> {
    chronicle(filed, &Rulings::default(), NaiveDate::MAX).entries
}

/// What these articles and rulings in effect come to on a day, by which all of the articles were published. The order of
/// the articles does not matter; an article that was withdrawn, or of which a later text is among them, does not count.
pub fn chronicle(filed: &[Filed], rulings: &Rulings, day: NaiveDate) -> Chronicle {
    let grounds = Grounds::of(rulings);
    let brought = grounds.brought();
    let brought = brought.iter().filter(|filed| filed.article.published.date <= day);
    let mut ordered: Vec<&Filed> = filed.iter().chain(brought).collect();
    ordered.sort_by_key(|filed| (filed.article.published.date, filed.article.id));
    ordered.dedup_by_key(|filed| filed.article.id);
    let names = if rulings.is_empty() { Named::default() } else { Named::of(&ordered) };
    let homes = homes_of(&ordered, &grounds, day);
    let home = |article: &ArticleId, place: u32| homes.get(&(*article, place)).copied();
    let holding = rulings.holding_on(day);
    let known: HashSet<ArticleId> = ordered.iter().map(|filed| filed.article.id).collect();
    let published = |id: &ArticleId| known.contains(id).then_some(day);
    let identities = Identities::of(&rulings.known_on(day, published));
    let scene = Scene { all: rulings, holding: &holding, identities: &identities, names: &names };
    let shown = scene.show(&ordered, &home, None);
    let actors = actors_of(&ordered, &shown.entries, &identities);
    Chronicle { entries: shown.entries, actors, lost: shown.lost }
}

/// The groups of all tellings known on a day, by the tellings' articles and places in them.
fn homes_of(ordered: &[&Filed], grounds: &Grounds, day: NaiveDate) -> HashMap<(ArticleId, u32), No> {
    let known: HashMap<ArticleId, &Filed> = ordered.iter().map(|filed| (filed.article.id, *filed)).collect();
    let ground = |filed: &&Filed| {
        let earlier = grounds.earlier(&filed.article.id);
        let earlier: Vec<Filed> = earlier.iter().filter_map(|id| known.get(id).copied().cloned()).collect();
        grounds.ground(filed, &earlier)
    };
    let readings: Vec<Ground> = ordered.iter().filter_map(ground).collect();
    let mut numbers = identity::Numbers::default();
    let told = readings.iter().flat_map(|ground| ground.told(&mut |key, _| numbers.of(key)));
    let mut told: Vec<told::Told<'_>> = told.filter(|told| told.sig.order.0 <= day).collect();
    told.sort_by_key(|told| told.sig.order);
    let mut homes = HashMap::with_capacity(told.len());
    for (group, no) in group::group(&told).iter().zip(0..) {
        for told in &group.tellings {
            homes.insert((told.article.id, told.sig.order.2), no);
        }
    }
    homes
}

/// Rulings and names under which entries are shown.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'s> {
    /// All rulings in effect, or those about the articles shown.
    pub all: &'s Rulings,
    /// Those of them that hold.
    pub holding: &'s Rulings,
    /// Who is who by all that hold.
    pub identities: &'s Identities,
    /// How the articles in view name actors.
    pub names: &'s dyn Names,
}

/// Entries under rulings.
#[derive(Debug)]
pub struct Shown {
    /// The entries, in the order of the chronology.
    pub entries: Vec<Entry>,
    /// What rulings name in these articles, and nothing is read from any more.
    pub lost: Vec<Lost>,
}

impl Scene<'_> {
    /// The entries that these articles and rulings come to; `home` is the group of the telling at that place of that
    /// article. With `wanted` only those of whose tellings one is in one of these groups: all articles of these groups,
    /// and of those linked with them, are given, with what rulings about them name.
    pub fn show(
        &self,
        ordered: &[&Filed],
        home: &dyn Fn(&ArticleId, u32) -> Option<No>,
        wanted: Option<&BTreeSet<No>>,
    ) -> Shown {
        let mut amended = Amended::of(ordered, self.all, self.holding, self.identities, self.names);
        let counted = amended.filed.clone();
        let counted: Vec<&Filed> = counted.iter().collect();
        let mut told = told::tellings(&counted);
        let mut groups: BTreeMap<No, group::ToldGroup<'_, '_>> = BTreeMap::new();
        let mut wanted_tellings: HashSet<(ArticleId, usize)> = HashSet::new();
        for told in &mut told {
            let seq = amended.asserted.get(&(told.article.id, told.index));
            if let Some(from) = seq.and_then(|seq| self.all.from(*seq)) {
                told.sig.order.0 = told.sig.order.0.max(from);
            }
        }
        told.sort_by_key(|told| told.sig.order);
        for told in &told {
            let telling = (told.article.id, told.index);
            let home = home(&told.article.id, told.sig.order.2);
            if let Some(home) = home.filter(|_| !amended.hidden.contains(&telling)) {
                groups.entry(home).or_default().add(told);
                if wanted.is_some_and(|wanted| wanted.contains(&home)) {
                    wanted_tellings.insert(telling);
                }
            }
        }
        let regrouped = links::regroup(groups.into_values().collect(), self.holding, &mut amended);
        let said = quotes::attach(&counted, &regrouped.groups);
        let ruled = ruled::of(&regrouped, &said, self.holding, &mut amended);
        let mut offsets = entry::Offsets::new();
        let is_wanted = |group: &group::ToldGroup<'_, '_>| {
            let mut tellings = group.tellings.iter();
            wanted.is_none() || tellings.any(|told| wanted_tellings.contains(&(told.article.id, told.index)))
        };
        let whole = regrouped.groups.iter().zip(said).zip(ruled);
        let whole = whole.filter(|((group, _), ruled)| !ruled.rejected && is_wanted(group));
        let described =
            whole.map(|((group, quotes), ruled)| entry::build(group, quotes, ruled, &mut offsets));
        let mut entries: Vec<Entry> = described.collect();
        entries.sort_by_cached_key(entry::place_in_time);
        Shown { entries, lost: amended.lost }
    }
}

/// Every actor whom the articles name, as rulings have it called, and those whom rulings alone put into an entry.
fn actors_of(filed: &[&Filed], entries: &[Entry], identities: &Identities) -> Vec<KnownActor> {
    let mut plain: BTreeMap<ActorKey, (KnownActor, Aliases)> = BTreeMap::new();
    for filed in filed {
        for party in filed.reading.parties.iter().filter(|party| party.class != Class::Role) {
            let key = identity::key(party, &filed.article.id);
            let (_, aliases) = plain.entry(key.clone()).or_insert_with(|| {
                let (name, class) = (party.name.clone(), party.class);
                (KnownActor { key, name, class, aliases: Vec::new() }, Aliases::default())
            });
            party.aliases.iter().chain([&party.name]).for_each(|alias| aliases.add(alias));
        }
    }
    let plain = plain.into_iter().map(|(key, (known, aliases))| {
        let aliases = aliases.beside(&known.name);
        (key, KnownActor { aliases, ..known })
    });
    let plain: BTreeMap<ActorKey, KnownActor> = plain.collect();
    let moved: HashMap<&ActorKey, ActorKey> = identities.moved().collect();
    let mut keys: BTreeSet<&ActorKey> = plain.keys().map(|key| moved.get(key).unwrap_or(key)).collect();
    let playing = entries.iter().flat_map(|entry| &entry.actors);
    keys.extend(playing.filter(|actor| actor.class != Class::Role).map(|actor| &actor.key));
    let known = |key: &ActorKey| known_actor(identities, key, &|key| plain.get(key).cloned());
    keys.into_iter().map(known).collect()
}

/// The actor of a key, as rulings have it called; `plain` is how articles alone name that of a key.
pub fn known_actor(
    identities: &Identities,
    key: &ActorKey,
    plain: &dyn Fn(&ActorKey) -> Option<KnownActor>,
) -> KnownActor {
    let own = plain(key);
    match own {
        Some(own) if !identities.is_ruled(key) => own,
        own => {
            let others = identities.other_keys(key);
            let others: Vec<KnownActor> = others.iter().filter_map(plain).collect();
            identities.called(key, own.as_ref(), &others)
        }
    }
}
