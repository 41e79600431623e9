//! Who is who once people have ruled: definitions, other names, names, merges, offices.
//!
//! Built from the rulings that hold; how articles name somebody is asked of those in view, so that a merge with
//! somebody named only later gives away no name. Splits stand at mentions and are `amend`'s.

use super::identity;
use super::rulings::Rulings;
use super::told::Days;
use super::{Filed, KnownActor};
use crate::model::text::fold;
use crate::model::{ActorKey, ActorRef, Article, Change, Class, Language, Party, When};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How the articles in view name actors.
pub trait Names: std::fmt::Debug {
    /// How an actor is named under a key of its own, in each language by the first article that does; first ones first.
    fn of(&self, key: &str) -> Vec<(Language, Party)>;
}

/// Nobody is named.
#[derive(Debug)]
pub struct Nameless;

impl Names for Nameless {
    fn of(&self, _key: &str) -> Vec<(Language, Party)> {
        Vec::new()
    }
}

/// The names in articles in memory.
#[derive(Debug, Default)]
pub struct Named(HashMap<ActorKey, Vec<(Language, Party)>>);

impl Named {
    /// The names in these articles, in their order.
    pub fn of(articles: &[&Filed]) -> Self {
        let mut known: HashMap<ActorKey, Vec<(Language, Party)>> = HashMap::new();
        for filed in articles {
            for party in &filed.reading.parties {
                let names = known.entry(identity::key(party, &filed.article.id)).or_default();
                if !names.iter().any(|(language, _)| *language == filed.reading.language) {
                    names.push((filed.reading.language, party.clone()));
                }
            }
        }
        Self(known)
    }
}

impl Names for Named {
    fn of(&self, key: &str) -> Vec<(Language, Party)> {
        self.0.get(key).cloned().unwrap_or_default()
    }
}

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
    /// Actors as the first ruling that says something else of them names them.
    referred: HashMap<ActorKey, ActorRef>,
    offices: Vec<Office>,
}

#[derive(Debug)]
struct Office {
    name: String,
    during: Days,
    actor: ActorKey,
}

impl Identities {
    /// What the rulings say.
    pub fn of(rulings: &Rulings) -> Self {
        let mut identities = Self::default();
        for record in rulings.iter() {
            identities.take(&record.change);
            for actor in record.change.actors() {
                identities.referred.entry(actor.key.clone()).or_insert_with(|| actor.clone());
            }
        }
        // An actor that rulings know by its folded name, and the gazetteer by now by an identifier, is one.
        for (folded, id) in rulings.adopted() {
            identities.merged.entry(folded.clone()).or_insert_with(|| id.clone());
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
        self.resolve(self.meant(party, article).unwrap_or(&plain))
    }

    /// Whether these rulings, or some of them, give a party of an article another key than its own. Rulings may lead back
    /// to its own key where all of them hold, and to another where only some do.
    pub fn may_move(&self, party: &Party, article: &Article) -> bool {
        let plain = || identity::key(party, &article.id);
        self.meant(party, article).is_some() || self.merged.contains_key(&plain())
    }

    fn meant(&self, party: &Party, article: &Article) -> Option<&ActorKey> {
        match (&party.id, party.class) {
            (None, Class::Role) => self.holder(&fold(&party.name), article),
            (None, _) => self.named.get(&fold(&party.name)),
            (Some(_), _) => None,
        }
    }

    /// Who holds the office of that folded name on the article's day; the latest ruling counts.
    fn holder(&self, office: &str, article: &Article) -> Option<&ActorKey> {
        let day = Days { first: article.published.date, last: article.published.date };
        let held = self.offices.iter().rev().find(|held| held.name == office && held.during.contains(day));
        held.map(|held| &held.actor)
    }

    /// The party of that key, to stand in an article of that language; `own` is what the article itself calls it, `names`
    /// what the articles in view do.
    pub fn party(&self, names: &dyn Names, key: &ActorKey, language: Language, own: Option<&Party>) -> Party {
        let forms = names.of(key);
        let same = forms.iter().find(|(spoken, _)| *spoken == language);
        let known = same.or_else(|| forms.first()).map(|(_, party)| party);
        let ruled = self.ruled.get(key);
        let own = own.filter(|own| own.class != Class::Role);
        let name = self.called.get(key).map(String::as_str);
        let name = name.or_else(|| known.map(|party| party.name.as_str()));
        let name = name.or_else(|| ruled.map(|actor| actor.name.as_str()));
        let name = name.or_else(|| own.map(|party| party.name.as_str())).unwrap_or(key);
        let class = known.map(|party| party.class).or_else(|| ruled.map(|actor| actor.class));
        let mut aliases: Vec<String> = Vec::new();
        let given = self.aliases.get(key).into_iter().flatten();
        let of_known = known.into_iter().flat_map(|party| party.aliases.iter().chain([&party.name]));
        let of_own = own.into_iter().flat_map(|party| party.aliases.iter().chain([&party.name]));
        for alias in of_known.chain(given).chain(of_own) {
            if alias != name && !aliases.contains(alias) {
                aliases.push(alias.clone());
            }
        }
        Party {
            name: name.to_owned(),
            class: class.or_else(|| own.map(|party| party.class)).unwrap_or(Class::Person),
            id: Some(key.clone()),
            aliases,
        }
    }

    /// The party that a ruling names.
    pub fn named_by(&self, names: &dyn Names, actor: &ActorRef, language: Language) -> Party {
        let key = self.resolve(&actor.key);
        let own = Party {
            name: actor.name.clone(),
            class: actor.class,
            id: Some(key.clone()),
            aliases: Vec::new(),
        };
        if key == actor.key && !self.called.contains_key(&key) && names.of(&key).is_empty() {
            return own;
        }
        self.party(names, &key, language, Some(&own))
    }

    /// The keys, other than its own, under which articles may name an actor.
    pub fn other_keys(&self, key: &str) -> Vec<ActorKey> {
        let all = self.moved().filter(|(other, to)| *other != key && to == key);
        let all: BTreeSet<&ActorKey> = all.map(|(other, _)| other).collect();
        all.into_iter().cloned().collect()
    }

    /// Whether rulings have a say in what an actor is called.
    pub fn is_ruled(&self, key: &str) -> bool {
        self.called.contains_key(key)
            || self.aliases.contains_key(key)
            || self.ruled.contains_key(key)
            || self.referred.contains_key(key)
            || self.merged.values().any(|kept| self.resolve(kept) == *key)
    }

    /// An actor as rulings have it called; `own` and `others` are how articles name it, and those who are it by now, first
    /// ones first.
    pub fn called(&self, key: &ActorKey, own: Option<&KnownActor>, others: &[KnownActor]) -> KnownActor {
        // Of somebody whom no article names yet, the names of those who are the same by now give away nothing.
        let ruled = self.ruled.get(key);
        let referred = self.referred.get(key);
        let other = others.first();
        let name = self.called.get(key).or_else(|| own.map(|known| &known.name));
        let name = name.or_else(|| ruled.map(|actor| &actor.name));
        let name = name.or_else(|| other.map(|known| &known.name));
        let name = name.or_else(|| referred.map(|actor| &actor.name)).unwrap_or(key).clone();
        let class = own.map(|known| known.class).or_else(|| ruled.map(|actor| actor.class));
        let class = class.or_else(|| other.map(|known| known.class));
        let class = class.or_else(|| referred.map(|actor| actor.class));
        let mut aliases = Aliases::default();
        for known in own.into_iter().chain(others) {
            known.aliases.iter().chain([&known.name]).for_each(|alias| aliases.add(alias));
        }
        self.aliases.get(key).into_iter().flatten().for_each(|alias| aliases.add(alias));
        let aliases = aliases.beside(&name);
        KnownActor { key: key.clone(), name, class: class.unwrap_or(Class::Person), aliases }
    }

    /// The folded names that rulings give to actors, with whom they mean.
    pub fn given(&self) -> impl Iterator<Item = (String, ActorKey)> {
        let named = self.named.iter().map(|(folded, key)| (folded.clone(), self.resolve(key)));
        let ruled = self.ruled.values().chain(self.referred.values());
        named.chain(ruled.map(|actor| (fold(&actor.name), self.resolve(&actor.key))))
    }

    /// The keys under which articles may name somebody who is another by now, with whom they mean.
    pub fn moved(&self) -> impl Iterator<Item = (&ActorKey, ActorKey)> {
        let merged = self.merged.iter().filter(|(key, _)| !self.named.contains_key(*key));
        self.named.iter().chain(merged).map(|(key, to)| (key, self.resolve(to)))
    }

    /// The folded names of offices that rulings date.
    pub fn offices(&self) -> impl Iterator<Item = &str> {
        self.offices.iter().map(|office| office.name.as_str())
    }

    /// Whether an actor goes by another name or key than its article gives it.
    pub fn changes(&self, key: &ActorKey, plain: &ActorKey) -> bool {
        key != plain || self.renames(key)
    }

    /// Whether the actor of a key goes by another name, or by more names.
    pub fn renames(&self, key: &ActorKey) -> bool {
        self.called.contains_key(key) || self.aliases.contains_key(key)
    }
}

/// Other names of an actor: of those that fold alike one, in their folded order.
#[derive(Debug, Default)]
pub struct Aliases(BTreeMap<String, String>);

impl Aliases {
    /// One more name.
    pub fn add(&mut self, name: &str) {
        let form = self.0.entry(fold(name)).or_insert_with(|| name.to_owned());
        if name < form.as_str() {
            name.clone_into(form);
        }
    }

    /// All but the name itself.
    pub fn beside(self, name: &str) -> Vec<String> {
        let name = fold(name);
        self.0.into_iter().filter(|(folded, _)| *folded != name).map(|(_, form)| form).collect()
    }
}
