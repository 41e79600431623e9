//! Rulings in effect: what people ruled, undone ones left out, in the order in which it was recorded.
//!
//! Does not apply them: `amend` changes readings, `links` groups, `ruled` entries.

use crate::model::{ActorKey, ArticleId, Change, Record, Seq};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Records of rulings, revisions and withdrawals in effect, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rulings {
    /// Each with the day from which it holds; the first day of the calendar for always.
    records: Vec<(NaiveDate, Arc<Record>)>,
    /// Actors that a desk defined, with the day from which they are known.
    defined: HashMap<ActorKey, NaiveDate>,
    /// Folded names under which rulings know actors that have an identifier by now.
    adopted: BTreeMap<ActorKey, ActorKey>,
}

impl Rulings {
    /// These records; the order they come in makes no difference.
    pub fn of(records: impl IntoIterator<Item = Arc<Record>>) -> Self {
        let mut records: Vec<Arc<Record>> = records.into_iter().collect();
        records.sort_by_key(|record| record.seq);
        let mut rulings = Self::default();
        for record in records {
            rulings.push(record);
        }
        rulings
    }

    /// One more, later than all.
    pub fn push(&mut self, record: Arc<Record>) {
        let own = record.change.holds_from().unwrap_or(NaiveDate::MIN);
        // What names an actor that a desk defined does not hold before the definition.
        let named = record.change.actors().into_iter().filter(|actor| actor.is_defined());
        let known = named.map(|actor| self.defined.get(&actor.key).copied().unwrap_or(NaiveDate::MAX));
        let from = known.fold(own, NaiveDate::max);
        if let Some(actor) = record.change.defines() {
            let since = self.defined.entry(actor.key.clone()).or_insert(from);
            *since = from.min(*since);
        }
        self.records.push((from, record));
    }

    /// That an actor which rulings may know by its folded name has this identifier.
    pub fn adopt(&mut self, folded: ActorKey, id: ActorKey) {
        self.adopted.insert(folded, id);
    }

    /// Which folded names have become identifiers.
    pub fn adopted(&self) -> impl Iterator<Item = (&ActorKey, &ActorKey)> {
        self.adopted.iter()
    }

    /// The days on which one of them begins to hold, each once, in order.
    pub fn days(&self) -> BTreeSet<NaiveDate> {
        self.records.iter().filter_map(|(_, record)| record.change.holds_from()).collect()
    }

    /// Those that hold on that day: readings put right hold always, new information from its source's day on, and what
    /// names an actor that a desk defined not before the definition.
    #[must_use]
    pub fn holding_on(&self, day: NaiveDate) -> Self {
        self.only(|from, _| from <= day)
    }

    /// Those that hold on that day and of whose articles, if they name any, one is published by then: the others give away
    /// nothing of whom they name. `published` is the day of an article that is there.
    #[must_use]
    pub fn known_on(&self, day: NaiveDate, published: impl Fn(&ArticleId) -> Option<NaiveDate>) -> Self {
        let is_known = |article: ArticleId| published(&article).is_some_and(|published| published <= day);
        self.only(|from, record| {
            let mut articles = articles_of(&record.change).peekable();
            from <= day && (articles.peek().is_none() || articles.any(is_known))
        })
    }

    /// Those that make a difference to which tellings are one happening: what was misread, and tellings asserted.
    #[must_use]
    pub fn grounds(&self) -> Self {
        self.only(|from, record| {
            from == NaiveDate::MIN || matches!(record.change, Change::EntryAsserted { .. })
        })
    }

    /// Those of these numbers.
    #[must_use]
    pub fn select(&self, numbers: &BTreeSet<Seq>) -> Self {
        let records = numbers.iter().filter_map(|seq| self.place(*seq).cloned()).collect();
        Self { records, defined: HashMap::new(), adopted: BTreeMap::new() }
    }

    fn only(&self, keep: impl Fn(NaiveDate, &Record) -> bool) -> Self {
        let kept = self.records.iter().filter(|(from, record)| keep(*from, record));
        Self { records: kept.cloned().collect(), defined: HashMap::new(), adopted: self.adopted.clone() }
    }

    /// The days from which they hold, each once, in order; those that hold always left out.
    pub fn turns(&self) -> BTreeSet<NaiveDate> {
        let from = self.records.iter().map(|(from, _)| *from);
        from.filter(|from| !matches!(*from, NaiveDate::MIN | NaiveDate::MAX)).collect()
    }

    /// In their order.
    pub fn iter(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().map(|(_, record)| &**record)
    }

    /// The same, to be kept.
    pub fn records(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.records.iter().map(|(_, record)| record)
    }

    /// Whether nothing is ruled.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The record of that number, if it is in effect.
    pub fn record(&self, seq: Seq) -> Option<&Arc<Record>> {
        self.place(seq).map(|(_, record)| record)
    }

    /// The day from which that record holds, if it is in effect; the first day of the calendar for always.
    pub fn from(&self, seq: Seq) -> Option<NaiveDate> {
        self.place(seq).map(|(from, _)| *from)
    }

    fn place(&self, seq: Seq) -> Option<&(NaiveDate, Arc<Record>)> {
        let at = self.records.binary_search_by_key(&seq, |(_, record)| record.seq).ok()?;
        self.records.get(at)
    }
}

/// Whether a ruling says who is who, in any article.
pub const fn is_about_actors(change: &Change) -> bool {
    matches!(
        change,
        Change::ActorDefined { .. }
            | Change::ActorAliased { .. }
            | Change::ActorRenamed { .. }
            | Change::ActorsMerged { .. }
            | Change::OfficeDated { .. }
    )
}

/// The articles that a ruling, a revision or a withdrawal is about.
pub fn articles_of(change: &Change) -> impl Iterator<Item = ArticleId> {
    let mut articles: Vec<ArticleId> = change.anchors().iter().map(|anchor| anchor.article).collect();
    match change {
        Change::ArticleRevised { earlier, article } => articles.extend([*earlier, article.id]),
        Change::ArticleWithdrawn { article, .. } => articles.push(*article),
        _ => {}
    }
    articles.into_iter()
}
