//! Commands: what can be asked of a library, and what comes of it. Decides, changes nothing.

use super::ledger::Ledger;
use super::refusal::Refusal;
use crate::model::{Anchor, Article, ArticleId, Author, Change, Seq};
use std::sync::Arc;

/// Something asked of a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// File an article.
    AddArticle(Article),
    /// File a changed text of a filed article.
    Revise {
        /// The text before.
        earlier: ArticleId,
        /// The text now.
        article: Article,
    },
    /// Mark the entry that holds the anchor.
    Mark(Anchor),
    /// Take back a mark.
    Unmark(Anchor),
    /// Rule something: see [`Change::is_ruling`].
    Rule(Change),
    /// Undo a record; the caller's latest ruling if none is named.
    Undo {
        /// Which.
        seq: Option<Seq>,
        /// Whether it may be another's.
        others: bool,
    },
    /// Do again what the caller undid last.
    Redo,
}

/// The articles of a library, as far as deciding needs them.
pub trait Articles {
    /// The article, if it is filed.
    fn find(&self, article: &ArticleId) -> Option<Arc<Article>>;

    /// Whether the article is filed.
    fn holds(&self, article: &ArticleId) -> bool {
        self.find(article).is_some()
    }
}

/// What a command comes to.
pub fn decide(
    ledger: &Ledger,
    articles: &dyn Articles,
    author: &Author,
    command: Command,
) -> Result<Change, Refusal> {
    let holds = |article: &ArticleId| articles.holds(article);
    let change = match command {
        Command::AddArticle(article) if articles.holds(&article.id) => return Err(Refusal::AlreadyFiled),
        Command::AddArticle(article) => return Ok(Change::ArticleAdded { article }),
        Command::Revise { article, .. } if articles.holds(&article.id) => return Err(Refusal::AlreadyFiled),
        Command::Revise { earlier, article } => Change::ArticleRevised { earlier, article },
        Command::Mark(anchor) => Change::EntryMarked { anchor },
        Command::Unmark(anchor) => Change::EntryUnmarked { anchor },
        Command::Rule(change) if change.is_ruling() => change,
        Command::Rule(_) => return Err(Refusal::NothingSaid),
        Command::Undo { seq, others } => {
            let seq = seq.or_else(|| ledger.own_latest(author)).ok_or(Refusal::NothingToUndo)?;
            return ledger.undo(seq, author, others, &holds);
        }
        Command::Redo => {
            let seq = ledger.own_undone(author).ok_or(Refusal::NothingToRedo)?;
            return ledger.redo(seq, &holds);
        }
    };
    ledger.check(&change, &holds)?;
    check_words(&change, ledger, articles)?;
    Ok(change)
}

/// Anchors must name words of their articles, on character boundaries.
fn check_words(change: &Change, ledger: &Ledger, articles: &dyn Articles) -> Result<(), Refusal> {
    let brought = match change {
        Change::EntryAsserted { assertion } => assertion.article.as_ref(),
        _ => None,
    };
    for anchor in change.anchors() {
        let own = brought.filter(|article| article.id == anchor.article);
        let no_words = |article: &Article| anchor.span.of(&article.text).is_empty();
        let filed = || articles.find(&anchor.article).or_else(|| ledger.brought(&anchor.article));
        if own.map_or_else(|| filed().is_none_or(|article| no_words(&article)), no_words) {
            return Err(Refusal::NoSuchWords);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::state::State;
    use super::*;
    use crate::model::{ActorRef, Basis, Class, Field, Kind, Layer, Link, Published, Record, Span};
    use chrono::DateTime;

    fn article() -> Article {
        let text = "Titre\n\nAnna Ozola est à Riga.".to_owned();
        Article::new(Published::on("2025-03-01".parse().unwrap()), None, text)
    }

    fn added() -> Change {
        Change::ArticleAdded { article: article() }
    }

    fn words(start: usize) -> Anchor {
        Anchor::new(article().id, Layer::Events, Span::new(start, start + 5))
    }

    fn actor(key: &str) -> ActorRef {
        ActorRef { key: key.to_owned(), name: key.to_owned(), class: Class::Person }
    }

    fn merged(kept: &str, merged: &str) -> Change {
        Change::ActorsMerged { kept: actor(kept), merged: actor(merged), basis: Basis::Misread }
    }

    fn defined(key: &str) -> Change {
        Change::ActorDefined { actor: actor(key), aliases: Vec::new(), basis: Basis::Misread }
    }

    fn aliased(key: &str, alias: &str) -> Change {
        Change::ActorAliased { actor: actor(key), alias: alias.to_owned(), basis: Basis::Misread }
    }

    fn corrected(anchor: Anchor, field: Field) -> Change {
        Change::EntryCorrected { anchor, fields: vec![field], basis: Basis::Misread }
    }

    fn tagged(tag: &str) -> Change {
        Change::EntryTagged { anchor: words(0), tag: tag.to_owned(), source: None }
    }

    fn linked(one: usize, other: usize) -> Change {
        let (one, other, link) = (words(one), words(other), Link::Same);
        Change::EntriesLinked { one, other, link, basis: Basis::Misread }
    }

    /// What was recorded so far, all of it by Anna.
    struct Given(State);

    fn given(changes: impl IntoIterator<Item = Change>) -> Given {
        let mut state = State::default();
        for (change, seq) in changes.into_iter().zip(1..) {
            let author = Author("anna".to_owned());
            let at = DateTime::UNIX_EPOCH;
            state.apply(&Record { seq, at, author, previous: [0; 32], change });
        }
        Given(state)
    }

    impl Given {
        fn when(&self, command: Command) -> Result<Change, Refusal> {
            self.asked_by("anna", command)
        }

        fn asked_by(&self, author: &str, command: Command) -> Result<Change, Refusal> {
            decide(&self.0.ledger, &self.0, &Author(author.to_owned()), command)
        }
    }

    fn undo(seq: Seq) -> Command {
        Command::Undo { seq: Some(seq), others: false }
    }

    #[test]
    fn an_article_is_filed_once() {
        let command = || Command::AddArticle(article());
        assert_eq!(given([]).when(command()), Ok(added()));
        assert_eq!(given([added()]).when(command()), Err(Refusal::AlreadyFiled));
    }

    #[test]
    fn only_words_of_a_filed_article_can_be_marked_and_once() {
        let marked = || Change::EntryMarked { anchor: words(0) };
        let command = || Command::Mark(words(0));
        assert_eq!(given([]).when(command()), Err(Refusal::NoSuchArticle));
        assert_eq!(given([added()]).when(command()), Ok(marked()));
        assert_eq!(given([added(), marked()]).when(command()), Err(Refusal::AlreadyMarked));
        assert_eq!(given([added()]).when(Command::Mark(words(400))), Err(Refusal::NoSuchWords));
    }

    #[test]
    fn a_mark_is_taken_back_if_there_is_one() {
        let (marked, unmarked) =
            (Change::EntryMarked { anchor: words(0) }, Change::EntryUnmarked { anchor: words(0) });
        let command = || Command::Unmark(words(0));
        assert_eq!(given([added()]).when(command()), Err(Refusal::NotMarked));
        assert_eq!(given([added(), marked.clone()]).when(command()), Ok(unmarked.clone()));
        assert_eq!(given([added(), marked, unmarked]).when(command()), Err(Refusal::NotMarked));
    }

    #[test]
    fn a_merged_actor_cannot_be_merged_again() {
        let answer = given([merged("a", "b")]).when(Command::Rule(merged("c", "b")));
        assert_eq!(answer, Err(Refusal::AlreadyMerged { actor: actor("b"), into: "a".to_owned() }));
        let back = given([merged("a", "b")]).when(Command::Rule(merged("b", "a")));
        assert_eq!(back, Err(Refusal::AlreadyMerged { actor: actor("b"), into: "a".to_owned() }));
        assert_eq!(given([]).when(Command::Rule(merged("a", "a"))), Err(Refusal::OneAndTheSame));
        assert_eq!(given([merged("a", "b")]).when(Command::Rule(merged("a", "c"))), Ok(merged("a", "c")));
    }

    #[test]
    fn a_name_belongs_to_one_actor() {
        let answer = given([aliased("a", "Ozola")]).when(Command::Rule(aliased("b", "OZOLA")));
        assert_eq!(answer, Err(Refusal::NameTaken { name: "OZOLA".to_owned(), of: "a".to_owned() }));
        let merged =
            given([aliased("a", "Ozola"), merged("a", "b")]).when(Command::Rule(aliased("b", "Ozola")));
        assert!(merged.is_ok());
    }

    #[test]
    fn an_actor_of_the_desk_is_defined_before_it_is_used() {
        let field = || Field::Agents(vec![actor("desk:x")]);
        let unknown = Err(Refusal::NoSuchActor { actor: actor("desk:x") });
        assert_eq!(given([added()]).when(Command::Rule(corrected(words(0), field()))), unknown);
        assert!(
            given([added(), defined("desk:x")]).when(Command::Rule(corrected(words(0), field()))).is_ok()
        );
        let again = given([defined("desk:x")]).when(Command::Rule(defined("desk:x")));
        assert_eq!(again, Err(Refusal::AlreadyDefined { actor: actor("desk:x") }));
    }

    #[test]
    fn what_says_nothing_is_refused() {
        let empty = Change::EntryCorrected { anchor: words(0), fields: Vec::new(), basis: Basis::Misread };
        let speaker = corrected(words(0), Field::Speaker(None));
        let given = given([added()]);
        assert_eq!(given.when(Command::Rule(empty)), Err(Refusal::NothingSaid));
        assert_eq!(given.when(Command::Rule(tagged("  "))), Err(Refusal::NothingSaid));
        assert_eq!(given.when(Command::Rule(speaker)), Err(Refusal::WrongLayer));
        assert_eq!(given.when(Command::Rule(added())), Err(Refusal::NothingSaid));
    }

    #[test]
    fn undo_takes_back_ones_own_latest_and_goes_on_before_it() {
        let records = [added(), tagged("x"), corrected(words(0), Field::Kind(Kind::Call))];
        let latest = Command::Undo { seq: None, others: false };
        let first = given(records.clone()).when(latest.clone());
        assert_eq!(first, Ok(Change::RecordReverted { seq: 3 }));
        let more = records.into_iter().chain([first.unwrap()]);
        assert_eq!(given(more).when(latest.clone()), Ok(Change::RecordReverted { seq: 2 }));
        assert_eq!(given([added()]).when(latest.clone()), Err(Refusal::NothingToUndo));
        assert_eq!(given([added(), tagged("x")]).asked_by("jean", latest), Err(Refusal::NothingToUndo));
    }

    #[test]
    fn anothers_record_is_undone_only_after_a_yes() {
        let given = given([added(), tagged("x")]);
        let anna = Author("anna".to_owned());
        assert_eq!(given.asked_by("jean", undo(2)), Err(Refusal::Anothers { seq: 2, author: anna }));
        let agreed = Command::Undo { seq: Some(2), others: true };
        assert_eq!(given.asked_by("jean", agreed), Ok(Change::RecordReverted { seq: 2 }));
    }

    #[test]
    fn what_later_records_rest_on_is_not_undone_before_them() {
        let records = [added(), tagged("x"), Change::EntryUntagged { anchor: words(0), tag: "x".to_owned() }];
        let answer = given(records).when(undo(2));
        let why = Box::new(Refusal::NotTagged { tag: "x".to_owned() });
        assert_eq!(answer, Err(Refusal::DependedOn { seq: 2, by: 3, why }));
        let records = [added(), defined("desk:x"), corrected(words(0), Field::Agents(vec![actor("desk:x")]))];
        let answer = given(records.clone()).when(undo(2));
        assert!(matches!(answer, Err(Refusal::DependedOn { seq: 2, by: 3, .. })), "{answer:?}");
        let undone = records.into_iter().chain([Change::RecordReverted { seq: 3 }]);
        assert_eq!(given(undone).when(undo(2)), Ok(Change::RecordReverted { seq: 2 }));
    }

    #[test]
    fn what_is_not_the_latest_can_be_undone() {
        let answer = given([added(), tagged("x"), tagged("y"), linked(0, 7)]).when(undo(2));
        assert_eq!(answer, Ok(Change::RecordReverted { seq: 2 }));
    }

    #[test]
    fn only_rulings_are_undone_and_once() {
        let reverted = Change::RecordReverted { seq: 2 };
        assert_eq!(given([added()]).when(undo(1)), Err(Refusal::NoSuchRuling { seq: 1 }));
        assert_eq!(given([added()]).when(undo(9)), Err(Refusal::NoSuchRuling { seq: 9 }));
        let twice = given([added(), tagged("x"), reverted]).when(undo(2));
        assert_eq!(twice, Err(Refusal::AlreadyUndone { seq: 2, by: 3 }));
    }

    #[test]
    fn redo_does_again_what_one_undid_last() {
        let undone = [added(), tagged("x"), Change::RecordReverted { seq: 2 }];
        assert_eq!(given(undone.clone()).when(Command::Redo), Ok(Change::RecordRestored { seq: 2 }));
        assert_eq!(given(undone.clone()).asked_by("jean", Command::Redo), Err(Refusal::NothingToRedo));
        let again = undone.clone().into_iter().chain([Change::RecordRestored { seq: 2 }]);
        assert_eq!(given(again).when(Command::Redo), Err(Refusal::NothingToRedo));
        let ruled_since = undone.into_iter().chain([tagged("y")]);
        assert_eq!(given(ruled_since).when(Command::Redo), Err(Refusal::NothingToRedo));
    }

    #[test]
    fn an_undo_is_undone_by_its_number() {
        let undone = [added(), tagged("x"), Change::RecordReverted { seq: 2 }];
        assert_eq!(given(undone).when(undo(3)), Ok(Change::RecordRestored { seq: 2 }));
    }

    #[test]
    fn what_was_ruled_since_can_stand_against_doing_it_again() {
        let records = [defined("desk:x"), Change::RecordReverted { seq: 1 }, aliased("a", "desk:x")];
        let answer = given(records).when(undo(2));
        assert!(matches!(answer, Err(Refusal::Overtaken { seq: 1, by: 3, .. })), "{answer:?}");
    }

    #[test]
    fn a_revision_follows_a_filed_text() {
        let published = article().published;
        let later = Article::new(published, None, "Titre\n\nAnna Ozola est à Tallinn.".to_owned());
        let revise = || Command::Revise { earlier: article().id, article: later.clone() };
        assert_eq!(given([]).when(revise()), Err(Refusal::NoSuchArticle));
        assert!(matches!(given([added()]).when(revise()), Ok(Change::ArticleRevised { .. })));
    }
}
