//! The ledger: what people ruled, which of it is undone, and so what stands.
//!
//! A fold of records, wherever they are kept. Takes every record in and refuses none; [`Ledger::check`] says beforehand
//! whether a change makes sense. A record depends on another if it would have been refused without it.

use super::refusal::Refusal;
use super::standing::Standing;
use crate::chronicle::{self, Filed, Rulings};
use crate::lexicon::gazetteer;
use crate::model::{ActorRef, Anchor, Article, ArticleId, Author, Change, Record, Seq};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The fold of all records that are not plain filings.
#[derive(Debug, Default, Clone)]
pub struct Ledger {
    /// Rulings, withdrawals and revisions.
    records: BTreeMap<Seq, Arc<Record>>,
    /// What is undone, and by which record.
    undone: BTreeMap<Seq, Seq>,
    turns: Vec<Turn>,
    /// What stands, marks left out: they change no entry.
    rulings: Rulings,
    standing: Standing,
}

/// An undo or a redo.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Turn {
    seq: Seq,
    author: Author,
    of: Seq,
    back: bool,
}

impl Ledger {
    /// Takes a record in.
    pub fn apply(&mut self, record: &Record) {
        match &record.change {
            Change::ArticleAdded { .. } => {}
            Change::RecordReverted { seq } => {
                if self.records.contains_key(seq) {
                    self.undone.insert(*seq, record.seq);
                    self.turn(record, *seq, true);
                }
            }
            Change::RecordRestored { seq } => {
                if self.undone.remove(seq).is_some() {
                    self.turn(record, *seq, false);
                }
            }
            change => {
                let record = Arc::new(without_text(record));
                self.standing.apply(change);
                if !is_mark(change) {
                    self.rulings.push(Arc::clone(&record));
                    adopt(&mut self.rulings, change);
                }
                self.records.insert(record.seq, record);
            }
        }
    }

    fn turn(&mut self, record: &Record, of: Seq, back: bool) {
        self.turns.push(Turn { seq: record.seq, author: record.author.clone(), of, back });
        let standing = self.records.values().filter(|record| !self.undone.contains_key(&record.seq));
        self.standing = Standing::default();
        let mut rulings = Vec::new();
        for record in standing {
            self.standing.apply(&record.change);
            if !is_mark(&record.change) {
                rulings.push(Arc::clone(record));
            }
        }
        self.rulings = Rulings::of(rulings.iter().cloned());
        for record in rulings {
            adopt(&mut self.rulings, &record.change);
        }
    }

    /// What stands, to compute entries from.
    pub const fn rulings(&self) -> &Rulings {
        &self.rulings
    }

    /// The number of the last record taken in.
    pub fn last(&self) -> Seq {
        let ruled = self.records.last_key_value().map_or(0, |(seq, _)| *seq);
        self.turns.last().map_or(ruled, |turn| ruled.max(turn.seq))
    }

    /// The actors that a desk defined, by definitions and splits that stand.
    pub fn defined(&self) -> Vec<ActorRef> {
        let defined = |record: &Record| record.change.defines().filter(|actor| actor.is_defined()).cloned();
        self.rulings.iter().filter_map(defined).collect()
    }

    /// What is marked.
    pub const fn marks(&self) -> &BTreeSet<Anchor> {
        &self.standing.marks
    }

    /// An article that an assertion which stands brought along.
    pub fn brought(&self, article: &ArticleId) -> Option<Arc<Article>> {
        self.asserted(article).map(|filed| filed.article)
    }

    /// The same with what is known of it.
    pub fn asserted(&self, article: &ArticleId) -> Option<Filed> {
        let assertion = self.rulings.iter().find_map(|record| match &record.change {
            Change::EntryAsserted { assertion } => {
                assertion.article.as_ref().filter(|own| own.id == *article).map(|_| assertion)
            }
            _ => None,
        });
        assertion.and_then(chronicle::asserted_article)
    }

    /// A ruling, undone or not.
    pub fn record(&self, seq: Seq) -> Option<&Arc<Record>> {
        self.records.get(&seq)
    }

    /// The record that undid it, if it is undone.
    pub fn undone_by(&self, seq: Seq) -> Option<Seq> {
        self.undone.get(&seq).copied()
    }

    /// Whether a change only marks, or turns marks back: it changes no entry.
    pub fn is_about_marks(&self, change: &Change) -> bool {
        match change {
            Change::RecordReverted { seq } | Change::RecordRestored { seq } => {
                self.records.get(seq).is_some_and(|record| is_mark(&record.change))
            }
            change => is_mark(change),
        }
    }

    /// The latest text of an article, as far as revisions tell.
    pub fn latest_text(&self, article: ArticleId) -> ArticleId {
        self.standing.latest_text(article)
    }

    /// The earlier texts of an article, the latest first.
    pub fn earlier_texts(&self, article: ArticleId) -> Vec<ArticleId> {
        self.standing.earlier_texts(article)
    }

    /// Whether the change makes sense after all that stands. `holds` says whether an article is filed.
    pub fn check(&self, change: &Change, holds: &dyn Fn(&ArticleId) -> bool) -> Result<(), Refusal> {
        self.standing.check(change, holds)
    }

    /// The author's latest ruling that is not undone.
    pub fn own_latest(&self, author: &Author) -> Option<Seq> {
        let own = |record: &&Arc<Record>| {
            record.author == *author && record.change.is_ruling() && !self.undone.contains_key(&record.seq)
        };
        self.records.values().rev().find(own).map(|record| record.seq)
    }

    /// What the author undid last, unless it is done again by now or the author has ruled since.
    pub fn own_undone(&self, author: &Author) -> Option<Seq> {
        let own = self.turns.iter().rev().filter(|turn| turn.back && turn.author == *author);
        let mut still = own.filter(|turn| self.undone.get(&turn.of) == Some(&turn.seq));
        let last = still.next()?;
        let ruled_since = self.records.range(last.seq..).any(|(_, record)| record.author == *author);
        (!ruled_since).then_some(last.of)
    }

    /// What undoing that record comes to. A turn is turned back; another's record needs `others`.
    pub fn undo(
        &self,
        seq: Seq,
        author: &Author,
        others: bool,
        holds: &dyn Fn(&ArticleId) -> bool,
    ) -> Result<Change, Refusal> {
        if let Some(turn) = self.turns.iter().find(|turn| turn.seq == seq) {
            Self::own_or_agreed(seq, &turn.author, author, others)?;
            return if turn.back { self.redo(turn.of, holds) } else { self.revert(turn.of, holds) };
        }
        let record = self.records.get(&seq).ok_or(Refusal::NoSuchRuling { seq })?;
        if !record.change.is_ruling() {
            return Err(Refusal::NotUndoable { seq });
        }
        if let Some(by) = self.undone.get(&seq) {
            return Err(Refusal::AlreadyUndone { seq, by: *by });
        }
        Self::own_or_agreed(seq, &record.author, author, others)?;
        self.revert(seq, holds)
    }

    fn own_or_agreed(seq: Seq, of: &Author, author: &Author, others: bool) -> Result<(), Refusal> {
        let agreed = others || of == author;
        agreed.then_some(()).ok_or_else(|| Refusal::Anothers { seq, author: of.clone() })
    }

    fn revert(&self, seq: Seq, holds: &dyn Fn(&ArticleId) -> bool) -> Result<Change, Refusal> {
        if let Some(by) = self.undone.get(&seq) {
            return Err(Refusal::AlreadyUndone { seq, by: *by });
        }
        let odd = self.odd(None, holds);
        if let Some((by, why)) = self.odd(Some(seq), holds).into_iter().find(|(by, _)| !odd.contains_key(by))
        {
            return Err(Refusal::DependedOn { seq, by, why: Box::new(why) });
        }
        Ok(Change::RecordReverted { seq })
    }

    /// What doing that record again comes to.
    pub fn redo(&self, seq: Seq, holds: &dyn Fn(&ArticleId) -> bool) -> Result<Change, Refusal> {
        if !self.undone.contains_key(&seq) {
            return Err(Refusal::NotUndone { seq });
        }
        let mut with = self.clone();
        with.undone.remove(&seq);
        let odd = self.odd(None, holds);
        if let Some((by, why)) = with.odd(None, holds).into_iter().find(|(by, _)| !odd.contains_key(by)) {
            return Err(Refusal::Overtaken { seq, by, why: Box::new(why) });
        }
        Ok(Change::RecordRestored { seq })
    }

    /// Which of the records that stand make no sense after those before them, one of them left out.
    fn odd(&self, without: Option<Seq>, holds: &dyn Fn(&ArticleId) -> bool) -> BTreeMap<Seq, Refusal> {
        let mut standing = Standing::default();
        let mut odd = BTreeMap::new();
        let stands =
            |record: &&Arc<Record>| !self.undone.contains_key(&record.seq) && Some(record.seq) != without;
        for record in self.records.values().filter(stands) {
            if let Err(why) = standing.check(&record.change, holds) {
                odd.insert(record.seq, why);
            }
            standing.apply(&record.change);
        }
        if let Some((target, record)) = without.and_then(|seq| Some((seq, self.records.get(&seq)?))) {
            let after = self.records.range(target + 1..).map(|(_, record)| record);
            for later in after.filter(stands).filter(|later| rests_on(&later.change, &record.change)) {
                odd.entry(later.seq).or_insert(Refusal::NothingThere);
            }
        }
        odd
    }
}

/// The record, its article but for the headline left out: texts are the journal's, and there may be many of them.
fn without_text(record: &Record) -> Record {
    let Change::ArticleRevised { earlier, article } = &record.change else { return record.clone() };
    let article = Article { text: article.headline().to_owned(), ..article.clone() };
    let change = Change::ArticleRevised { earlier: *earlier, article };
    let Record { seq, at, author, previous, .. } = record;
    Record { seq: *seq, at: *at, author: author.clone(), previous: *previous, change }
}

/// An actor that a ruling knows by its folded name, and the gazetteer by now by an identifier, is one.
fn adopt(rulings: &mut Rulings, change: &Change) {
    for actor in change.actors().into_iter().chain(change.defines()).filter(|actor| !actor.is_defined()) {
        let entity = gazetteer::called(&actor.key).filter(|entity| entity.class().is_some());
        if let Some(entity) = entity.filter(|entity| entity.id() != actor.key) {
            rulings.adopt(actor.key.clone(), entity.id().to_owned());
        }
    }
}

/// Whether a change names the very words that another asserted.
fn rests_on(later: &Change, earlier: &Change) -> bool {
    let Change::EntryAsserted { assertion } = earlier else { return false };
    later.anchors().contains(&&assertion.anchor)
}

const fn is_mark(change: &Change) -> bool {
    matches!(change, Change::EntryMarked { .. } | Change::EntryUnmarked { .. })
}
