//! What grouping goes by: readings as people put them right for every date, with what they asserted.
//!
//! Which tellings are one happening is settled once, in the order in which they became known, and does not move with the
//! known-on date. So what is ruled from a day on (new information, a later text, a withdrawal) changes what entries show
//! from that day on, and regroups nothing. Does not group.

use super::amend::{Amended, asserted_article};
use super::anchors::{self, Trail};
use super::identities::{Identities, Nameless};
use super::identity::{self, Actor};
use super::rulings::{self, Rulings};
use super::told::{self, Told};
use super::{Filed, Sig};
use crate::model::{Anchor, ArticleId, Change, Class, Link, Party, Seq};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The rulings in effect, as far as they make a difference to grouping.
#[derive(Debug)]
pub struct Grounds {
    all: Rulings,
    standing: Rulings,
    /// Who is who at every date, and once all is known; the latter knows of everybody of whom anything is ruled.
    identities: Identities,
    latest: Identities,
    /// The rulings about each article.
    about: HashMap<ArticleId, BTreeSet<Seq>>,
    /// The texts that a text took the place of.
    earlier: HashMap<ArticleId, Vec<ArticleId>>,
    /// The texts that took its place.
    later: HashMap<ArticleId, Vec<ArticleId>>,
}

impl Default for Grounds {
    fn default() -> Self {
        Self::of(&Rulings::default())
    }
}

/// An article's tellings, as grouping sees them.
#[derive(Debug)]
pub struct Ground {
    /// The article with its reading put right.
    filed: Filed,
    /// From when tellings are known that are known later than their article.
    since: HashMap<usize, NaiveDate>,
}

impl Grounds {
    /// What these rulings come to.
    pub fn of(all: &Rulings) -> Self {
        let standing = all.grounds();
        let mut grounds = Self {
            all: all.clone(),
            identities: Identities::of(&standing),
            latest: Identities::of(all),
            standing,
            about: HashMap::new(),
            earlier: HashMap::new(),
            later: HashMap::new(),
        };
        for record in all.iter() {
            for article in rulings::articles_of(&record.change) {
                grounds.about.entry(article).or_default().insert(record.seq);
            }
            if let Change::ArticleRevised { earlier, article } = &record.change {
                grounds.earlier.entry(article.id).or_default().push(*earlier);
                grounds.later.entry(*earlier).or_default().push(article.id);
            }
        }
        grounds
    }

    /// All rulings in effect.
    pub const fn rulings(&self) -> &Rulings {
        &self.all
    }

    /// The texts that led to that one, itself left out.
    pub fn earlier(&self, article: &ArticleId) -> BTreeSet<ArticleId> {
        reached(&self.earlier, article)
    }

    /// The texts that an article became, itself left out.
    pub fn later(&self, article: &ArticleId) -> BTreeSet<ArticleId> {
        reached(&self.later, article)
    }

    /// Whether a ruling is about that article, or may move somebody whom it names to another.
    pub fn move_any(&self, filed: &Filed) -> bool {
        self.about.contains_key(&filed.article.id) || self.move_party(filed)
    }

    /// Whether rulings may move somebody whom that article names to another, on whatever day.
    pub fn move_party(&self, filed: &Filed) -> bool {
        self.any_party(filed, |party| self.latest.may_move(party, &filed.article))
    }

    /// Whether that article's entries may be shown otherwise than by itself.
    pub fn touch(&self, filed: &Filed) -> bool {
        let is_other = |party: &Party| {
            let plain = identity::key(party, &filed.article.id);
            self.latest.may_move(party, &filed.article) || self.latest.renames(&plain)
        };
        self.about.contains_key(&filed.article.id) || self.any_party(filed, is_other)
    }

    fn any_party(&self, filed: &Filed, is_other: impl Fn(&Party) -> bool) -> bool {
        !self.latest.is_empty() && filed.reading.parties.iter().any(is_other)
    }

    /// The days from which rulings hold that say who is who; none if all of them hold always.
    pub fn actor_turns(&self) -> BTreeSet<NaiveDate> {
        let of_actors = self.all.iter().filter(|record| rulings::is_about_actors(&record.change));
        self.all.select(&of_actors.map(|record| record.seq).collect()).turns()
    }

    /// The rulings about these articles.
    pub fn about(&self, articles: &BTreeSet<ArticleId>) -> Rulings {
        let numbers = articles.iter().filter_map(|article| self.about.get(article)).flatten().copied();
        self.all.select(&numbers.collect())
    }

    /// These articles, and those with which rulings tie them together.
    pub fn around(&self, articles: &BTreeSet<ArticleId>) -> BTreeSet<ArticleId> {
        let near = self.with_texts(articles);
        let about = self.about(&near);
        let named = about.iter().flat_map(|record| rulings::articles_of(&record.change));
        let tied = self.with_texts(&named.collect());
        near.union(&tied).copied().collect()
    }

    /// These articles with their earlier and later texts.
    fn with_texts(&self, articles: &BTreeSet<ArticleId>) -> BTreeSet<ArticleId> {
        let mut all = articles.clone();
        for article in articles {
            all.append(&mut self.earlier(article));
            all.append(&mut self.later(article));
        }
        all
    }

    /// The tellings that may answer an anchor at some date: their articles and places in these. `find` finds articles.
    pub fn answering(
        &self,
        anchor: &Anchor,
        find: &dyn Fn(&ArticleId) -> Option<Filed>,
    ) -> BTreeSet<(ArticleId, u32)> {
        let texts = self.with_texts(&BTreeSet::from([anchor.article]));
        let mut texts: Vec<Filed> = texts.iter().filter_map(find).collect();
        texts.sort_by_key(|filed| (filed.article.published.date, filed.article.id));
        let revised: Vec<(ArticleId, ArticleId)> =
            self.earlier.iter().flat_map(|(later, all)| all.iter().map(|one| (*one, *later))).collect();
        let mut found = BTreeSet::new();
        for known in 1..=texts.len() {
            let known: Vec<&Filed> = texts.iter().take(known).collect();
            let Some(followed) = Trail::of(&known, revised.iter().copied()).follow(anchor) else { continue };
            let Some(filed) = known.iter().find(|filed| filed.article.id == followed.article) else {
                continue;
            };
            let Some(ground) = self.ground(filed, &texts) else { continue };
            let answers = anchors::tellings(&followed, &ground.filed.reading);
            let told = ground.told(&mut |_, _| 0);
            let answering = told.iter().filter(|told| answers.contains(&told.index));
            found.extend(answering.map(|told| (followed.article, told.sig.order.2)));
        }
        found
    }

    /// Pairs of words that rulings say to be of one happening.
    pub fn links(&self) -> impl Iterator<Item = (&Anchor, &Anchor)> {
        self.all.iter().filter_map(|record| match &record.change {
            Change::EntriesLinked { one, other, link: Link::Same, .. } => Some((one, other)),
            _ => None,
        })
    }

    /// The article as grouping sees it, given the earlier texts; `None` if it tells nothing on any day.
    pub fn ground(&self, filed: &Filed, earlier: &[Filed]) -> Option<Ground> {
        if !self.move_any(filed) {
            return Some(Ground { filed: filed.clone(), since: HashMap::new() });
        }
        let (id, day) = (filed.article.id, filed.article.published.date);
        let mut ordered: Vec<&Filed> = earlier
            .iter()
            .filter(|other| other.article.published.date <= day && other.article.id != id)
            .collect();
        ordered.push(filed);
        let about: BTreeSet<ArticleId> = ordered.iter().map(|filed| filed.article.id).collect();
        let all = self.about(&about);
        let standing = self.standing.select(&all.iter().map(|record| record.seq).collect());
        let amended = Amended::of(&ordered, &all, &standing, &self.identities, &Nameless);
        let since = |(telling, seq): (&(ArticleId, usize), &Seq)| {
            let from = self.all.from(*seq).filter(|from| telling.0 == id && *from > day)?;
            Some((telling.1, from))
        };
        let since = amended.asserted.iter().filter_map(since).collect();
        let filed = amended.filed.into_iter().find(|other| other.article.id == id)?;
        Some(Ground { filed, since })
    }

    /// The articles that assertions bring along.
    pub fn brought(&self) -> Vec<Filed> {
        let brought = self.all.iter().filter_map(|record| match &record.change {
            Change::EntryAsserted { assertion } => asserted_article(assertion),
            _ => None,
        });
        brought.collect()
    }
}

impl Ground {
    /// Its tellings, as they are compared and in the order in which they are grouped; `number` numbers the keys of actors.
    pub fn told(&self, number: &mut impl FnMut(String, Class) -> Actor) -> Vec<Told<'_>> {
        let mut told = told::of_article(&self.filed, number);
        for told in &mut told {
            if let Some(since) = self.since.get(&told.index) {
                told.sig.order.0 = *since;
            }
        }
        told
    }

    /// What is compared of them; `starts` gets the places where their sentences begin.
    pub fn signatures(
        &self,
        starts: &mut Vec<usize>,
        mut number: impl FnMut(String, Class) -> Actor,
    ) -> Vec<Sig> {
        let told = self.told(&mut number);
        starts.extend(told.iter().map(|told| told.telling.sentence.start));
        told.into_iter().map(|told| told.sig).collect()
    }
}

fn reached(steps: &HashMap<ArticleId, Vec<ArticleId>>, from: &ArticleId) -> BTreeSet<ArticleId> {
    let mut found = BTreeSet::new();
    let mut next: Vec<ArticleId> = steps.get(from).cloned().unwrap_or_default();
    while let Some(one) = next.pop() {
        if one != *from && found.insert(one) {
            next.extend(steps.get(&one).into_iter().flatten());
        }
    }
    found
}

/// The actors of the keys under which articles name somebody who is another by these rulings, with whom they mean.
pub fn moved(rulings: &Rulings) -> BTreeMap<String, String> {
    let identities = Identities::of(rulings);
    identities.moved().map(|(key, to)| (key.clone(), to)).collect()
}

/// The folded names of the offices that these rulings date.
pub fn offices(rulings: &Rulings) -> BTreeSet<String> {
    let identities = Identities::of(rulings);
    identities.offices().map(str::to_owned).collect()
}
