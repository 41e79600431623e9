//! Moves libraries: a journal is written out as lines, and another library takes the lines over.
//!
//! An empty library, or one whose records are the beginning of those that come, becomes the same library, hashes included.
//! Any other takes over what it does not have: articles under their identity, rulings under the hash of their line, each
//! with its author and time; what makes no sense after what was ruled here is named and left.

use super::refusal::Refusal;
use super::store::ready::AtHand;
use super::store::{Progress, StoreError};
use super::{Library, Step};
use crate::journal::transfer::{self, Foreign, Line, TransferError};
use crate::journal::wire;
use crate::model::{Change, Seq};
use std::collections::HashMap;
use std::io::{self, BufRead, Write};

/// Records taken over at a time.
const BATCH: usize = 500;

/// What was taken over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moved {
    /// Records taken over.
    pub taken: usize,
    /// Records that were here already.
    pub known: usize,
    /// Records left, by their numbers in the journal that came, with the reason.
    pub left: Vec<(Seq, Refusal)>,
}

/// Why a journal was not taken over, or not whole.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// It is none, or was changed; nothing was taken over.
    #[error("{0}; nothing was taken over")]
    Journal(#[from] TransferError),
    /// The library here.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where what comes stands here.
#[derive(Default)]
struct Places {
    /// Up to this record both journals are the same.
    common: Seq,
    /// The numbers here of later rulings.
    numbers: HashMap<Seq, Seq>,
}

impl Places {
    fn of(&self, seq: Seq) -> Option<Seq> {
        if seq <= self.common { Some(seq) } else { self.numbers.get(&seq).copied() }
    }

    /// The change, naming records by their numbers here; `None` if one is not here.
    fn translate(&self, change: &Change) -> Option<Change> {
        Some(match change {
            Change::RecordReverted { seq } => Change::RecordReverted { seq: self.of(*seq)? },
            Change::RecordRestored { seq } => Change::RecordRestored { seq: self.of(*seq)? },
            change => change.clone(),
        })
    }
}

impl Library {
    /// Writes the journal out, a record a line, up to a record or to its end. The outer error is that of `out`.
    pub fn write_journal(
        &self,
        upto: Option<Seq>,
        out: &mut dyn Write,
    ) -> io::Result<Result<(), StoreError>> {
        let upto = upto.unwrap_or(Seq::MAX);
        let mut put = |line: &str| out.write_all(line.as_bytes()).and_then(|()| out.write_all(b"\n"));
        let Some(store) = self.store() else {
            let records = self.records().iter().take_while(|record| record.seq <= upto);
            return records.map(wire::write).try_for_each(|line| put(&line)).map(Ok);
        };
        match store.journal.lines(upto, &mut put) {
            Ok(written) => written.map(Ok),
            Err(why) => Ok(Err(why.into())),
        }
    }

    /// Takes over a journal written by [`Self::write_journal`]. `open` opens it from its beginning; it is checked whole
    /// before anything is taken over. `tell` hears how far it is, and says whether to go on.
    pub fn add_journal<R: BufRead>(
        &mut self,
        open: &mut dyn FnMut() -> io::Result<R>,
        tell: &mut dyn FnMut(Step) -> bool,
    ) -> Result<Moved, MoveError> {
        let mut places = Places::default();
        let mut same = true;
        let of = transfer::read(open().map_err(TransferError::Read)?, &mut |line| {
            let seq = line.record.seq;
            same = same && self.line(seq)?.as_ref() == Some(&line.text);
            if same {
                places.common = seq;
            }
            Ok::<(), MoveError>(())
        })?;
        let mut moved = Moved::default();
        let mut batch: Vec<Line> = Vec::with_capacity(BATCH);
        let mut stopped = false;
        let size = |count: Seq| usize::try_from(count).unwrap_or(usize::MAX);
        transfer::read(open().map_err(TransferError::Read)?, &mut |line| {
            let seq = line.record.seq;
            if seq <= places.common {
                moved.known += 1;
            } else if !stopped {
                batch.push(line);
            }
            if batch.len() >= BATCH || (seq == of && !batch.is_empty()) {
                self.take_over(std::mem::take(&mut batch), &mut places, &mut moved)?;
                stopped = !tell(Step { done: size(seq), of: size(of), added: moved.taken });
            }
            Ok::<(), MoveError>(())
        })?;
        Ok(moved)
    }

    fn line(&self, seq: Seq) -> Result<Option<String>, StoreError> {
        self.store().map_or(Ok(None), |store| Ok(store.journal.line(seq)?))
    }

    fn take_over(
        &mut self,
        batch: Vec<Line>,
        places: &mut Places,
        moved: &mut Moved,
    ) -> Result<(), MoveError> {
        let Some(stored) = &mut self.stored else { return Ok(()) };
        if stored.store.locked(|journal| Ok(journal.append_lines(&batch)?))? {
            moved.taken += batch.len();
            places.common = batch.last().map_or(places.common, |line| line.record.seq);
            return self.catch_up_with_moved();
        }
        let mut articles: Vec<(Seq, Foreign)> = Vec::new();
        for line in batch {
            let key = line.key();
            let record = line.record;
            let Some(change) = places.translate(&record.change) else {
                moved.left.push((record.seq, Refusal::NothingThere));
                continue;
            };
            let is_article = change.article().is_some();
            let foreign = Foreign { change, author: record.author, at: record.at, key };
            if is_article {
                articles.push((record.seq, foreign));
                continue;
            }
            self.record_foreign(std::mem::take(&mut articles), places, moved)?;
            if let Err(why) = self.may_follow(&foreign)? {
                moved.left.push((record.seq, why));
                continue;
            }
            self.record_foreign(vec![(record.seq, foreign)], places, moved)?;
        }
        self.record_foreign(articles, places, moved)
    }

    /// Whether a ruling makes sense after what was ruled here; one that is here already does.
    fn may_follow(&self, foreign: &Foreign) -> Result<Result<(), Refusal>, StoreError> {
        let Some(store) = self.store() else { return Ok(Ok(())) };
        if store.journal.holds_key(&foreign.key)? {
            return Ok(Ok(()));
        }
        let holds = |article: &_| store.journal.holds(article).unwrap_or(false);
        Ok(self.state.ledger.check(&foreign.change, &holds))
    }

    fn record_foreign(
        &mut self,
        foreign: Vec<(Seq, Foreign)>,
        places: &mut Places,
        moved: &mut Moved,
    ) -> Result<(), MoveError> {
        let Some(stored) = self.stored.as_mut().filter(|_| !foreign.is_empty()) else { return Ok(()) };
        let (numbers, foreign): (Vec<Seq>, Vec<Foreign>) = foreign.into_iter().unzip();
        let here = stored.store.locked(|journal| Ok(journal.append_foreign(foreign)?))?;
        for (number, (seq, is_new)) in numbers.into_iter().zip(here) {
            places.numbers.insert(number, seq);
            if is_new {
                moved.taken += 1;
            } else {
                moved.known += 1;
            }
        }
        self.catch_up_with_moved()
    }

    fn catch_up_with_moved(&mut self) -> Result<(), MoveError> {
        if let Some(stored) = &mut self.stored {
            stored.store.follow(&mut AtHand::default(), &mut |_: Progress| true)?;
        }
        self.refresh()?;
        Ok(())
    }
}
