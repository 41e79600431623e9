//! Articles with their readings, and what people ruled → entries: which tellings are one happening, where it stands in
//! time, what is known of it.
//!
//! Pure: slices in, the chronology out; known-on a day is the same function over what was published by then and the
//! rulings that held then. Does not read articles, keep anything, or filter. `amend` puts readings right, `told`
//! prepares a telling for comparison, `compatible` says which two may be one happening, `group` puts them together,
//! `links` links and splits, `ruled` says what was ruled of each entry, `entry` says what an entry knows.

mod actors;
mod amend;
mod anchors;
mod compatible;
mod differences;
mod entry;
mod group;
mod identities;
mod identity;
mod links;
mod names;
mod quotes;
mod regroup;
mod ruled;
mod rulings;
mod shelf;
mod title;
mod told;

pub use amend::{Lost, asserted_article};
pub use differences::{Difference, How, differences};
pub use entry::place_in_time;
pub use identity::{Actor, key};
pub use regroup::{No, Stock, regroup};
pub use rulings::Rulings;
pub use shelf::{own_bys, own_times, told_in_time};
pub use told::{Days, FoldedPlace, Sig};

use crate::model::{ActorKey, Article, Class, Entry, Reading};
use amend::Amended;
use std::collections::{BTreeMap, BTreeSet};
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

/// The tellings of one article, as they are compared and in the order in which they are grouped; `starts` gets the places
/// where their sentences begin, and `number` numbers the keys of actors.
pub fn signatures(
    filed: &Filed,
    starts: &mut Vec<usize>,
    mut number: impl FnMut(String, Class) -> Actor,
) -> Vec<Sig> {
    let told = told::of_article(filed, &mut number);
    starts.extend(told.iter().map(|told| told.telling.sentence.start));
    told.into_iter().map(|told| told.sig).collect()
}

/// The entries of these groups without any ruling, in the order of the chronology; all articles with a telling in one of
/// the groups are given.
pub fn entries_of(articles: &[&Housed], wanted: &BTreeSet<No>) -> Vec<Entry> {
    let mut ordered: Vec<&Housed> = articles.to_vec();
    ordered.sort_by_key(|housed| (housed.filed.article.published.date, housed.filed.article.id));
    let filed: Vec<&Filed> = ordered.iter().map(|housed| &housed.filed).collect();
    let mut numbers = identity::Numbers::default();
    let mut told = Vec::new();
    for housed in &ordered {
        let tellings = told::of_article(&housed.filed, &mut |key, _| numbers.of(key));
        told.extend(tellings.into_iter().zip(housed.homes.iter().copied()));
    }
    let mut groups: BTreeMap<No, group::ToldGroup<'_, '_>> = BTreeMap::new();
    for (told, home) in &told {
        if let Some(home) = home {
            groups.entry(*home).or_default().add(told);
        }
    }
    let complete: Vec<bool> = groups.keys().map(|home| wanted.contains(home)).collect();
    let groups: Vec<group::ToldGroup<'_, '_>> = groups.into_values().collect();
    let said = quotes::attach(&filed, &groups);
    let mut offsets = entry::Offsets::new();
    let whole = groups.iter().zip(said).zip(complete).filter(|(_, complete)| *complete);
    let described =
        whole.map(|((group, quotes), _)| entry::build(group, quotes, ruled::Ruled::default(), &mut offsets));
    let mut entries: Vec<Entry> = described.collect();
    entries.sort_by_cached_key(entry::place_in_time);
    entries
}

/// The entries of these articles without any ruling. The order of the articles does not matter.
pub fn chronology(filed: &[Filed]) -> Vec<Entry> {
    chronicle(filed, &Rulings::default()).entries
}

/// What these articles and rulings come to. The order of the articles does not matter; an article that was withdrawn,
/// or of which a later text is among them, does not count.
pub fn chronicle(filed: &[Filed], rulings: &Rulings) -> Chronicle {
    let mut ordered: Vec<&Filed> = filed.iter().collect();
    ordered.sort_by_key(|filed| (filed.article.published.date, filed.article.id));
    ordered.dedup_by_key(|filed| filed.article.id);
    let mut amended = Amended::of(&ordered, rulings);
    let counted = amended.filed.clone();
    let counted: Vec<&Filed> = counted.iter().collect();
    let told = told::tellings(&counted);
    let regrouped = links::regroup(group::group(&told), rulings, &mut amended);
    let said = quotes::attach(&counted, &regrouped.groups);
    let ruled = ruled::of(&regrouped, &said, rulings, &mut amended);
    let mut offsets = entry::Offsets::new();
    let whole = regrouped.groups.iter().zip(said).zip(ruled).filter(|(_, ruled)| !ruled.rejected);
    let described = whole.map(|((group, quotes), ruled)| entry::build(group, quotes, ruled, &mut offsets));
    let mut entries: Vec<Entry> = described.collect();
    entries.sort_by_cached_key(entry::place_in_time);
    let actors = actors_of(&counted, &entries);
    Chronicle { entries, actors, lost: amended.lost }
}

/// Every named actor of the articles, and those whom rulings alone put into an entry.
fn actors_of(filed: &[&Filed], entries: &[Entry]) -> Vec<KnownActor> {
    let mut actors: BTreeMap<ActorKey, KnownActor> = BTreeMap::new();
    for filed in filed {
        for party in filed.reading.parties.iter().filter(|party| party.class != Class::Role) {
            let key = identity::key(party, &filed.article.id);
            let known = actors.entry(key.clone()).or_insert_with(|| KnownActor {
                key,
                name: party.name.clone(),
                class: party.class,
                aliases: Vec::new(),
            });
            for alias in party.aliases.iter().chain([&party.name]) {
                if *alias != known.name && !known.aliases.contains(alias) {
                    known.aliases.push(alias.clone());
                }
            }
        }
    }
    for actor in entries.iter().flat_map(|entry| &entry.actors).filter(|actor| actor.class != Class::Role) {
        actors.entry(actor.key.clone()).or_insert_with(|| KnownActor {
            key: actor.key.clone(),
            name: actor.name.clone(),
            class: actor.class,
            aliases: Vec::new(),
        });
    }
    actors.into_values().collect()
}
