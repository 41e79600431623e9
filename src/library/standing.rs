//! What stands: the domain's rules among rulings. Who is merged, which names are taken, what is marked and tagged.
//!
//! `check` refuses and changes nothing; `apply` changes and never refuses. Knows no readings: whether words still hold
//! a finding is the chronicle's.

use super::refusal::Refusal;
use crate::model::text::fold;
use crate::model::{ActorKey, ActorRef, Anchor, ArticleId, Assertion, Change, Field, Kind, Layer, Link};
use std::collections::{BTreeMap, BTreeSet};

/// The fold of the rulings that stand.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What is marked.
    pub marks: BTreeSet<Anchor>,
    tags: BTreeSet<(Anchor, String)>,
    rejected: BTreeSet<Anchor>,
    links: BTreeSet<(Anchor, Anchor, Link)>,
    asserted: BTreeSet<(Anchor, Kind)>,
    brought: BTreeSet<ArticleId>,
    withdrawn: BTreeSet<ArticleId>,
    revised: BTreeMap<ArticleId, ArticleId>,
    merged: BTreeMap<ActorKey, ActorKey>,
    defined: BTreeSet<ActorKey>,
    names: BTreeMap<String, ActorKey>,
}

impl Standing {
    /// Takes a change in.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::EntryMarked { anchor } => {
                self.marks.insert(anchor.clone());
            }
            Change::EntryUnmarked { anchor } => {
                self.marks.remove(anchor);
            }
            Change::EntryTagged { anchor, tag, .. } => {
                self.tags.insert((anchor.clone(), tag.clone()));
            }
            Change::EntryUntagged { anchor, tag } => {
                self.tags.remove(&(anchor.clone(), tag.clone()));
            }
            Change::EntryRejected { anchor, .. } => {
                self.rejected.insert(anchor.clone());
            }
            Change::EntriesLinked { one, other, link, .. } => {
                self.links.insert((one.clone(), other.clone(), *link));
            }
            Change::EntrySplit { kept, parted, .. } => {
                // Linked again later, they are linked anew.
                let apart = |one: &Anchor, other: &Anchor| one == kept && parted.contains(other);
                self.links.retain(|(one, other, link)| {
                    *link != Link::Same || !(apart(one, other) || apart(other, one))
                });
            }
            Change::EntryAsserted { assertion } => {
                self.asserted.insert((assertion.anchor.clone(), assertion.kind));
                self.brought.extend(assertion.article.as_ref().map(|article| article.id));
            }
            Change::ArticleWithdrawn { article, .. } => {
                self.withdrawn.insert(*article);
            }
            Change::ArticleRevised { earlier, article } => {
                self.revised.insert(*earlier, article.id);
            }
            of_actors => self.apply_to_actors(of_actors),
        }
    }

    fn apply_to_actors(&mut self, change: &Change) {
        match change {
            Change::ActorDefined { actor, aliases, .. } => {
                self.defined.insert(actor.key.clone());
                for name in std::iter::once(&actor.name).chain(aliases) {
                    self.names.insert(fold(name), actor.key.clone());
                }
            }
            Change::ActorAliased { actor, alias: name, .. } | Change::ActorRenamed { actor, name, .. } => {
                self.names.insert(fold(name), actor.key.clone());
            }
            Change::ActorsMerged { kept, merged, .. } => {
                self.merged.insert(merged.key.clone(), kept.key.clone());
            }
            Change::ActorSplit { parted, .. } => {
                self.defined.insert(parted.key.clone());
            }
            _ => {}
        }
    }

    /// The latest text of an article, as far as revisions tell.
    pub fn latest_text(&self, article: ArticleId) -> ArticleId {
        let mut latest = article;
        for _ in 0..=self.revised.len() {
            match self.revised.get(&latest) {
                Some(later) => latest = *later,
                None => break,
            }
        }
        latest
    }

    /// The earlier texts of an article, the latest first.
    pub fn earlier_texts(&self, article: ArticleId) -> Vec<ArticleId> {
        let mut texts = vec![article];
        while let Some(now) = texts.last().copied() {
            // A text that was revised to what it once was does not lead round and round.
            let before =
                self.revised.iter().find(|(earlier, later)| **later == now && !texts.contains(earlier));
            match before {
                Some((earlier, _)) => texts.push(*earlier),
                None => break,
            }
        }
        texts.split_off(1)
    }

    /// Whether the change makes sense after all that stands.
    pub fn check(&self, change: &Change, holds: &dyn Fn(&ArticleId) -> bool) -> Result<(), Refusal> {
        let brings = match change {
            Change::EntryAsserted { assertion } => assertion.article.as_ref().map(|article| article.id),
            _ => None,
        };
        let known = |article: &ArticleId| {
            holds(article) || self.brought.contains(article) || brings == Some(*article)
        };
        if !change.anchors().iter().all(|anchor| known(&anchor.article)) {
            return Err(Refusal::NoSuchArticle);
        }
        match change {
            Change::ArticleAdded { .. } | Change::RecordReverted { .. } | Change::RecordRestored { .. } => {
                Ok(())
            }
            Change::ArticleRevised { earlier, article } => {
                refuse(!holds(earlier), Refusal::NoSuchArticle)?;
                refuse(article.id == *earlier, Refusal::OneAndTheSame)
            }
            Change::ArticleWithdrawn { article, .. } => {
                refuse(!holds(article), Refusal::NoSuchArticle)?;
                refuse(self.withdrawn.contains(article), Refusal::AlreadyWithdrawn)
            }
            Change::EntryMarked { anchor } => refuse(self.marks.contains(anchor), Refusal::AlreadyMarked),
            Change::EntryUnmarked { anchor } => refuse(!self.marks.contains(anchor), Refusal::NotMarked),
            Change::EntryCorrected { anchor, fields, .. } => self.check_fields(anchor, fields),
            Change::EntryRejected { anchor, .. } => {
                refuse(anchor.layer != Layer::Events, Refusal::WrongLayer)?;
                refuse(self.rejected.contains(anchor), Refusal::AlreadyRejected)
            }
            Change::EntryAsserted { assertion } => self.check_assertion(assertion, holds),
            Change::EntriesLinked { one, other, link, .. } => {
                refuse(one == other, Refusal::OneAndTheSame)?;
                let known =
                    |one: &Anchor, other: &Anchor| self.links.contains(&(one.clone(), other.clone(), *link));
                refuse(known(one, other) || known(other, one), Refusal::AlreadyLinked)
            }
            Change::EntrySplit { kept, parted, .. } => {
                refuse(parted.is_empty(), Refusal::NothingSaid)?;
                refuse(parted.contains(kept), Refusal::OneAndTheSame)
            }
            Change::EntryTagged { anchor, tag, .. } => {
                refuse(tag.trim().is_empty(), Refusal::NothingSaid)?;
                let known = self.tags.contains(&(anchor.clone(), tag.clone()));
                refuse(known, Refusal::AlreadyTagged { tag: tag.clone() })
            }
            Change::EntryUntagged { anchor, tag } => {
                let known = self.tags.contains(&(anchor.clone(), tag.clone()));
                refuse(!known, Refusal::NotTagged { tag: tag.clone() })
            }
            Change::EntryNoted { text, .. } => refuse(text.trim().is_empty(), Refusal::NothingSaid),
            of_actors => self.check_actors(of_actors),
        }
    }

    fn check_fields(&self, anchor: &Anchor, fields: &[Field]) -> Result<(), Refusal> {
        refuse(fields.is_empty(), Refusal::NothingSaid)?;
        for field in fields {
            let layer = if matches!(field, Field::Speaker(_)) { Layer::Quotes } else { Layer::Events };
            refuse(anchor.layer != layer, Refusal::WrongLayer)?;
            match field {
                Field::Agents(actors) | Field::Counterparts(actors) => {
                    actors.iter().try_for_each(|actor| self.check_defined(actor))?;
                }
                Field::Speaker(Some(actor)) => self.check_defined(actor)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn check_assertion(
        &self,
        assertion: &Assertion,
        holds: &dyn Fn(&ArticleId) -> bool,
    ) -> Result<(), Refusal> {
        let brought = assertion.article.as_ref().map(|article| article.id);
        refuse(brought.is_some_and(|id| holds(&id) || self.brought.contains(&id)), Refusal::AlreadyFiled)?;
        refuse(brought.is_some_and(|id| id != assertion.anchor.article), Refusal::NoSuchArticle)?;
        refuse(assertion.anchor.layer != Layer::Events, Refusal::WrongLayer)?;
        let nobody = assertion.agents.is_empty()
            && (assertion.kind == Kind::Statement || assertion.counterparts.is_empty());
        refuse(nobody, Refusal::NobodyActs)?;
        let known = self.asserted.contains(&(assertion.anchor.clone(), assertion.kind));
        refuse(known, Refusal::AlreadyAsserted)?;
        let mut actors = assertion.agents.iter().chain(&assertion.counterparts);
        actors.try_for_each(|actor| self.check_defined(actor))
    }

    fn check_actors(&self, change: &Change) -> Result<(), Refusal> {
        match change {
            Change::ActorDefined { actor, aliases, .. } => {
                let known = self.defined.contains(&actor.key);
                refuse(known, Refusal::AlreadyDefined { actor: actor.clone() })?;
                refuse(actor.name.trim().is_empty(), Refusal::NothingSaid)?;
                let mut names = std::iter::once(&actor.name).chain(aliases);
                names.try_for_each(|name| self.check_name(name, actor))
            }
            Change::ActorAliased { actor, alias: name, .. } | Change::ActorRenamed { actor, name, .. } => {
                self.check_defined(actor)?;
                refuse(name.trim().is_empty(), Refusal::NothingSaid)?;
                self.check_name(name, actor)
            }
            Change::ActorsMerged { kept, merged, .. } => {
                refuse(kept.key == merged.key, Refusal::OneAndTheSame)?;
                self.check_defined(kept)?;
                self.check_defined(merged)?;
                for actor in [merged, kept] {
                    if let Some(into) = self.merged.get(&actor.key) {
                        let into = self.resolve(into);
                        return Err(Refusal::AlreadyMerged { actor: actor.clone(), into });
                    }
                }
                Ok(())
            }
            Change::ActorSplit { actor, parted, mentions, .. } => {
                refuse(actor.key == parted.key, Refusal::OneAndTheSame)?;
                refuse(mentions.is_empty(), Refusal::NothingSaid)?;
                refuse(mentions.iter().any(|anchor| anchor.layer != Layer::Actors), Refusal::WrongLayer)?;
                self.check_defined(actor)
            }
            Change::OfficeDated { actor, office, .. } => {
                self.check_defined(actor)?;
                refuse(office.trim().is_empty(), Refusal::NothingSaid)
            }
            _ => Ok(()),
        }
    }

    fn resolve(&self, key: &ActorKey) -> ActorKey {
        let mut key = key;
        for _ in 0..=self.merged.len() {
            match self.merged.get(key) {
                Some(kept) => key = kept,
                None => break,
            }
        }
        key.clone()
    }

    /// An actor that the desk defined must be defined; any other is known by its key.
    fn check_defined(&self, actor: &ActorRef) -> Result<(), Refusal> {
        let unknown = actor.is_defined() && !self.defined.contains(&actor.key);
        refuse(unknown, Refusal::NoSuchActor { actor: actor.clone() })
    }

    fn check_name(&self, name: &str, actor: &ActorRef) -> Result<(), Refusal> {
        match self.names.get(&fold(name)) {
            Some(of) if *of != actor.key && self.resolve(of) != self.resolve(&actor.key) => {
                Err(Refusal::NameTaken { name: name.to_owned(), of: of.clone() })
            }
            _ => Ok(()),
        }
    }
}

fn refuse(wrong: bool, why: Refusal) -> Result<(), Refusal> {
    if wrong { Err(why) } else { Ok(()) }
}
