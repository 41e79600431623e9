//! Who is who once people have ruled: definitions, other names, names, merges, offices.
//!
//! Built from the articles in view and the rulings that hold, so that a merge with somebody named only later gives
//! away no name. Splits stand at mentions and are `amend`'s.

use super::Filed;
use super::identity;
use super::rulings::Rulings;
use super::told::Days;
use crate::model::text::fold;
use crate::model::{ActorKey, ActorRef, Article, Change, Class, Language, Party, When};
use std::collections::{HashMap, HashSet};

/// What rulings say of actors.
#[derive(Debug, Default)]
pub struct Identities {
    /// A key that is another's now.
    merged: HashMap<ActorKey, ActorKey>,
    /// Folded names that were given to an actor.
    named: HashMap<String, ActorKey>,
    /// What an actor is to be called.
    called: HashMap<ActorKey, String>,
    /// Actors as rulings name them.
    ruled: HashMap<ActorKey, ActorRef>,
    /// Names given to an actor, as written.
    aliases: HashMap<ActorKey, Vec<String>>,
    offices: Vec<Office>,
    /// How the articles in view name an actor, by language and in any.
    known: HashMap<ActorKey, Vec<(Language, Party)>>,
}

#[derive(Debug)]
struct Office {
    name: String,
    during: Days,
    actor: ActorKey,
}

impl Identities {
    /// What the rulings say, with the names that these articles use.
    pub fn of(articles: &[&Filed], rulings: &Rulings) -> Self {
        let mut identities = Self::default();
        for record in rulings.iter() {
            identities.take(&record.change);
        }
        if !identities.is_empty() || !rulings.is_empty() {
            identities.adopt(articles);
            identities.know(articles);
        }
        identities
    }

    /// Whether no article's actors change.
    pub fn is_empty(&self) -> bool {
        self.merged.is_empty() && self.named.is_empty() && self.called.is_empty() && self.offices.is_empty()
    }

    fn take(&mut self, change: &Change) {
        match change {
            Change::ActorDefined { actor, aliases, .. } => {
                self.remember(actor);
                self.called.insert(actor.key.clone(), actor.name.clone());
                for name in std::iter::once(&actor.name).chain(aliases) {
                    self.name(actor, name);
                }
            }
            Change::ActorAliased { actor, alias, .. } => {
                self.remember(actor);
                self.name(actor, alias);
            }
            Change::ActorRenamed { actor, name, .. } => {
                self.remember(actor);
                self.called.insert(actor.key.clone(), name.clone());
                self.name(actor, name);
            }
            Change::ActorsMerged { kept, merged, .. } => {
                self.remember(merged);
                self.merged.insert(merged.key.clone(), kept.key.clone());
            }
            Change::ActorSplit { parted, .. } => self.remember(parted),
            Change::OfficeDated { actor, office, during, .. } => {
                self.remember(actor);
                let during = Days::of(When::plain(*during));
                self.offices.push(Office { name: fold(office), during, actor: actor.key.clone() });
            }
            _ => {}
        }
    }

    fn remember(&mut self, actor: &ActorRef) {
        self.ruled.insert(actor.key.clone(), actor.clone());
    }

    fn name(&mut self, actor: &ActorRef, name: &str) {
        self.named.insert(fold(name), actor.key.clone());
        self.aliases.entry(actor.key.clone()).or_default().push(name.to_owned());
    }

    /// An actor that rulings know by its folded name, and the gazetteer by now by an identifier, is one.
    fn adopt(&mut self, articles: &[&Filed]) {
        let ruled: HashSet<&ActorKey> =
            self.ruled.keys().chain(self.merged.keys()).chain(self.merged.values()).collect();
        let mut adopted = HashMap::new();
        for party in articles.iter().flat_map(|filed| &filed.reading.parties) {
            let Some(id) = &party.id else { continue };
            let folded = fold(&party.name);
            if folded != *id && ruled.contains(&folded) && !self.merged.contains_key(&folded) {
                adopted.insert(folded, id.clone());
            }
        }
        self.merged.extend(adopted);
    }

    fn know(&mut self, articles: &[&Filed]) {
        for filed in articles {
            for party in &filed.reading.parties {
                let key = self.resolve(&identity::key(party, &filed.article.id));
                // Under the name of its own, not of one that was merged into it.
                if identity::key(party, &filed.article.id) == key {
                    let names = self.known.entry(key).or_default();
                    if !names.iter().any(|(language, _)| *language == filed.reading.language) {
                        names.push((filed.reading.language, party.clone()));
                    }
                }
            }
        }
    }

    /// The key that a key stands for by now.
    pub fn resolve(&self, key: &str) -> ActorKey {
        let mut key = key;
        for _ in 0..=self.merged.len() {
            match self.merged.get(key) {
                Some(kept) => key = kept,
                None => break,
            }
        }
        key.to_owned()
    }

    /// The key of a party of an article.
    pub fn key(&self, party: &Party, article: &Article) -> ActorKey {
        let plain = identity::key(party, &article.id);
        let given = match (&party.id, party.class) {
            (None, Class::Role) => self.holder(&fold(&party.name), article),
            (None, _) => self.named.get(&fold(&party.name)),
            (Some(_), _) => None,
        };
        self.resolve(given.unwrap_or(&plain))
    }

    /// Who holds the office of that folded name on the article's day; the latest ruling counts.
    fn holder(&self, office: &str, article: &Article) -> Option<&ActorKey> {
        let day = Days { first: article.published.date, last: article.published.date };
        let held = self.offices.iter().rev().find(|held| held.name == office && held.during.contains(day));
        held.map(|held| &held.actor)
    }

    /// The party of that key, to stand in an article of that language; `own` is what the article itself calls it.
    pub fn party(&self, key: &ActorKey, language: Language, own: Option<&Party>) -> Party {
        let known = self.known.get(key).and_then(|names| {
            let same = names.iter().find(|(spoken, _)| *spoken == language);
            same.or_else(|| names.first()).map(|(_, party)| party)
        });
        let ruled = self.ruled.get(key);
        let named = own.filter(|own| own.class != Class::Role);
        let name = self.called.get(key).map(String::as_str);
        let name = name.or_else(|| known.map(|party| party.name.as_str()));
        let name = name.or_else(|| ruled.map(|actor| actor.name.as_str()));
        let name = name.or_else(|| named.map(|party| party.name.as_str())).unwrap_or(key);
        let class = known.map(|party| party.class).or_else(|| ruled.map(|actor| actor.class));
        let mut aliases: Vec<String> = Vec::new();
        let given = self.aliases.get(key).into_iter().flatten();
        let of_known = known.into_iter().flat_map(|party| party.aliases.iter().chain([&party.name]));
        let of_own = named.into_iter().flat_map(|party| party.aliases.iter().chain([&party.name]));
        for alias in of_known.chain(given).chain(of_own) {
            if alias != name && !aliases.contains(alias) {
                aliases.push(alias.clone());
            }
        }
        Party {
            name: name.to_owned(),
            class: class.or_else(|| named.map(|party| party.class)).unwrap_or(Class::Person),
            id: Some(key.clone()),
            aliases,
        }
    }

    /// The party that a ruling names.
    pub fn named_by(&self, actor: &ActorRef, language: Language) -> Party {
        let key = self.resolve(&actor.key);
        let own = Party {
            name: actor.name.clone(),
            class: actor.class,
            id: Some(key.clone()),
            aliases: Vec::new(),
        };
        if key == actor.key && !self.called.contains_key(&key) && !self.known.contains_key(&key) {
            return own;
        }
        self.party(&key, language, Some(&own))
    }

    /// Whether an actor goes by another name or key than its article gives it.
    pub fn changes(&self, key: &ActorKey, plain: &ActorKey) -> bool {
        key != plain || self.called.contains_key(key) || self.aliases.contains_key(key)
    }
}
