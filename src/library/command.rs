//! Commands: what can be asked of a library, and what comes of it. Decides, changes nothing.

use super::state::State;
use crate::model::{Anchor, Article, Change};

/// Something asked of a library.
#[derive(Debug, Clone)]
pub enum Command {
    /// File an article.
    AddArticle(Article),
    /// Mark the entry that holds the anchor.
    Mark(Anchor),
    /// Take back a mark.
    Unmark(Anchor),
}

/// Why a command changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The article is filed already, byte for byte.
    #[error("this article is in the library already")]
    AlreadyFiled,
    /// The anchor points into no filed article.
    #[error("the marked words are in no article of this library")]
    NoSuchArticle,
    /// There is such a mark already.
    #[error("this is marked already")]
    AlreadyMarked,
    /// There is no such mark.
    #[error("this is not marked")]
    NotMarked,
}

/// What a command comes to.
pub fn decide(state: &State, command: Command) -> Result<Change, Refusal> {
    match command {
        Command::AddArticle(article) if state.holds(&article.id) => Err(Refusal::AlreadyFiled),
        Command::AddArticle(article) => Ok(Change::ArticleAdded { article }),
        Command::Mark(anchor) if !state.holds(&anchor.article) => Err(Refusal::NoSuchArticle),
        Command::Mark(anchor) if state.marks.contains(&anchor) => Err(Refusal::AlreadyMarked),
        Command::Mark(anchor) => Ok(Change::EntryMarked { anchor }),
        Command::Unmark(anchor) if !state.marks.contains(&anchor) => Err(Refusal::NotMarked),
        Command::Unmark(anchor) => Ok(Change::EntryUnmarked { anchor }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Layer, Published, Span};

    fn article() -> Article {
        Article::new(Published::on("2025-03-01".parse().unwrap()), None, "Titre\n\nCorps.".to_owned())
    }

    fn anchor() -> Anchor {
        Anchor::new(article().id, Layer::Events, Span::new(0, 5))
    }

    fn given(changes: &[Change]) -> State {
        let mut state = State::default();
        for change in changes {
            state.apply(change);
        }
        state
    }

    #[test]
    fn an_article_is_filed_once() {
        let added = Change::ArticleAdded { article: article() };
        let command = Command::AddArticle(article());
        assert_eq!(decide(&given(&[]), command.clone()), Ok(added.clone()));
        assert_eq!(decide(&given(&[added]), command), Err(Refusal::AlreadyFiled));
    }

    #[test]
    fn only_words_of_a_filed_article_can_be_marked_and_once() {
        let added = Change::ArticleAdded { article: article() };
        let marked = Change::EntryMarked { anchor: anchor() };
        let command = Command::Mark(anchor());
        assert_eq!(decide(&given(&[]), command.clone()), Err(Refusal::NoSuchArticle));
        assert_eq!(decide(&given(std::slice::from_ref(&added)), command.clone()), Ok(marked.clone()));
        assert_eq!(decide(&given(&[added, marked]), command), Err(Refusal::AlreadyMarked));
    }

    #[test]
    fn a_mark_is_taken_back_if_there_is_one() {
        let added = Change::ArticleAdded { article: article() };
        let marked = Change::EntryMarked { anchor: anchor() };
        let unmarked = Change::EntryUnmarked { anchor: anchor() };
        let command = Command::Unmark(anchor());
        assert_eq!(decide(&given(std::slice::from_ref(&added)), command.clone()), Err(Refusal::NotMarked));
        assert_eq!(decide(&given(&[added.clone(), marked.clone()]), command.clone()), Ok(unmarked.clone()));
        assert_eq!(decide(&given(&[added, marked, unmarked]), command), Err(Refusal::NotMarked));
    }
}
