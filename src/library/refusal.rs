//! Why a command changes nothing. Typed causes; each says what to do, in English, or in the interface's words.

use crate::lexicon::phrase::fill;
use crate::lexicon::ui::Ui;
use crate::model::text::visible;
use crate::model::{ActorKey, ActorRef, Author, Seq};

/// Why a command changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The article is filed already, byte for byte.
    #[error("this article is in the library already")]
    AlreadyFiled,
    /// The library could not be written to.
    #[error("{why}")]
    NotRecorded {
        /// What failed, and what to do.
        why: String,
        /// Its name among the words of the interface, and what is told with it.
        cause: (&'static str, Vec<String>),
    },
    /// The anchor points into no filed article.
    #[error("the words meant are in no article of this library")]
    NoSuchArticle,
    /// The anchor does not name words of its article.
    #[error("the place meant is no stretch of that article's text")]
    NoSuchWords,
    /// There is such a mark already.
    #[error("this is marked already")]
    AlreadyMarked,
    /// There is no such mark.
    #[error("this is not marked")]
    NotMarked,
    /// The entry has that tag already.
    #[error("this is tagged “{}” already", visible(tag))]
    AlreadyTagged {
        /// The tag.
        tag: String,
    },
    /// The entry does not have that tag.
    #[error("this is not tagged “{}”", visible(tag))]
    NotTagged {
        /// The tag.
        tag: String,
    },
    /// The entry is rejected already.
    #[error("this is rejected already")]
    AlreadyRejected,
    /// The article is withdrawn already.
    #[error("this article is withdrawn already")]
    AlreadyWithdrawn,
    /// These words are asserted already.
    #[error("these words are asserted to tell this already")]
    AlreadyAsserted,
    /// The two are linked so already.
    #[error("these two are linked so already")]
    AlreadyLinked,
    /// A ruling that says nothing: no field, an empty tag or note, nothing to part.
    #[error("nothing is said; give what is to be changed")]
    NothingSaid,
    /// A ruling about two things names one twice.
    #[error("these are one and the same")]
    OneAndTheSame,
    /// A quote has no date, kind or place of its own; an entry has no speaker.
    #[error("a speaker is put right at a quote, everything else at an entry")]
    WrongLayer,
    /// An assertion in which nobody acts would open no entry.
    #[error("say who does it: an entry needs an agent or a counterpart, a statement an agent")]
    NobodyActs,
    /// The actor is merged into another already.
    #[error("{} is {} already", visible(&actor.name), visible(into))]
    AlreadyMerged {
        /// The actor.
        actor: ActorRef,
        /// The one it is by now.
        into: ActorKey,
    },
    /// An actor of that key is defined already.
    #[error("{} is defined already", visible(&actor.name))]
    AlreadyDefined {
        /// The actor.
        actor: ActorRef,
    },
    /// Nobody defined that actor, or the definition is undone.
    #[error("no actor {} is defined; define it first", visible(&actor.name))]
    NoSuchActor {
        /// The actor.
        actor: ActorRef,
    },
    /// The name belongs to another actor.
    #[error(
        "“{}” is the name of another actor ({}); merge the two if they are one",
        visible(name),
        visible(of)
    )]
    NameTaken {
        /// The name.
        name: String,
        /// Whose it is.
        of: ActorKey,
    },
    /// There is no ruling of that number.
    #[error("record {seq} is no ruling; `depeche log` lists them")]
    NoSuchRuling {
        /// The number.
        seq: Seq,
    },
    /// Articles are withdrawn, not undone.
    #[error("record {seq} filed an article; articles are not undone, but `depeche withdraw` hides one")]
    NotUndoable {
        /// The number.
        seq: Seq,
    },
    /// There is nothing of the caller's to undo.
    #[error("there is nothing of yours to undo; `depeche undo NUMBER` undoes another's record")]
    NothingToUndo,
    /// There is nothing of the caller's to redo.
    #[error("there is nothing of yours to redo")]
    NothingToRedo,
    /// The record is undone already.
    #[error("record {seq} is undone already, by record {by}")]
    AlreadyUndone {
        /// The record.
        seq: Seq,
        /// The record that undid it.
        by: Seq,
    },
    /// The record is not undone.
    #[error("record {seq} is not undone")]
    NotUndone {
        /// The record.
        seq: Seq,
    },
    /// Another's record is undone only after a yes.
    #[error("record {seq} is {}'s; say --yes to undo it all the same", visible(&author.0))]
    Anothers {
        /// The record.
        seq: Seq,
        /// Whose it is.
        author: Author,
    },
    /// Later records would make no sense without this one.
    #[error("record {by} rests on record {seq}: without it, {why}; undo {by} first")]
    DependedOn {
        /// The record.
        seq: Seq,
        /// The first one that rests on it.
        by: Seq,
        /// What would be wrong with that.
        why: Box<Refusal>,
    },
    /// What was ruled since stands against doing it again.
    #[error("record {seq} cannot be done again: since record {by}, {why}")]
    Overtaken {
        /// The record.
        seq: Seq,
        /// The first record that would make no sense.
        by: Seq,
        /// What would be wrong.
        why: Box<Refusal>,
    },
    /// What a ruling names would be gone.
    #[error("what it names would not be there")]
    NothingThere,
    /// The journal could not be written.
    #[error("nothing was recorded: {why}")]
    NotWritten {
        /// What the system says.
        why: String,
    },
    /// The library can be read, not written.
    #[error("this library is open for reading only")]
    ReadOnly,
}

impl Refusal {
    /// The same in the words of the interface. What the system or the store says stays as it is.
    pub fn told(&self, ui: &Ui) -> String {
        let number = |seq: &Seq| seq.to_string();
        let (key, values) = match self {
            Self::NotRecorded { cause: (name, values), .. } => {
                let values: Vec<&str> = values.iter().map(String::as_str).collect();
                return fill(ui.named("store", name), &values);
            }
            Self::AlreadyFiled => ("already_filed", vec![]),
            Self::NoSuchArticle => ("no_such_article", vec![]),
            Self::NoSuchWords => ("no_such_words", vec![]),
            Self::AlreadyMarked => ("already_marked", vec![]),
            Self::NotMarked => ("not_marked", vec![]),
            Self::AlreadyTagged { tag } => ("already_tagged", vec![tag.clone()]),
            Self::NotTagged { tag } => ("not_tagged", vec![tag.clone()]),
            Self::AlreadyRejected => ("already_rejected", vec![]),
            Self::AlreadyWithdrawn => ("already_withdrawn", vec![]),
            Self::AlreadyAsserted => ("already_asserted", vec![]),
            Self::AlreadyLinked => ("already_linked", vec![]),
            Self::NothingSaid => ("nothing_said", vec![]),
            Self::OneAndTheSame => ("one_and_the_same", vec![]),
            Self::WrongLayer => ("wrong_layer", vec![]),
            Self::NobodyActs => ("nobody_acts", vec![]),
            Self::AlreadyMerged { actor, into } => ("already_merged", vec![actor.name.clone(), into.clone()]),
            Self::AlreadyDefined { actor } => ("already_defined", vec![actor.name.clone()]),
            Self::NoSuchActor { actor } => ("no_such_actor", vec![actor.name.clone()]),
            Self::NameTaken { name, of } => ("name_taken", vec![name.clone(), of.clone()]),
            Self::NoSuchRuling { seq } => ("no_such_ruling", vec![number(seq)]),
            Self::NotUndoable { seq } => ("not_undoable", vec![number(seq)]),
            Self::NothingToUndo => ("nothing_to_undo", vec![]),
            Self::NothingToRedo => ("nothing_to_redo", vec![]),
            Self::AlreadyUndone { seq, by } => ("already_undone", vec![number(seq), number(by)]),
            Self::NotUndone { seq } => ("not_undone", vec![number(seq)]),
            Self::Anothers { seq, author } => ("anothers", vec![number(seq), author.0.clone()]),
            Self::DependedOn { seq, by, why } => ("depended_on", vec![number(by), number(seq), why.told(ui)]),
            Self::Overtaken { seq, by, why } => ("overtaken", vec![number(seq), number(by), why.told(ui)]),
            Self::NothingThere => ("nothing_there", vec![]),
            Self::NotWritten { why } => ("not_written", vec![why.clone()]),
            Self::ReadOnly => ("read_only", vec![]),
        };
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        fill(ui.named("refusal", key), &values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::ui::{ENGLISH, FRENCH};
    use crate::model::Class;

    #[test]
    fn every_refusal_is_told_in_the_words_of_the_interface() {
        let name = || "Petrov".to_owned();
        let actor = || ActorRef { key: name(), name: name(), class: Class::Person };
        let author = Author("anna".to_owned());
        let all = [
            Refusal::AlreadyFiled,
            Refusal::NoSuchArticle,
            Refusal::NoSuchWords,
            Refusal::AlreadyMarked,
            Refusal::NotMarked,
            Refusal::AlreadyTagged { tag: name() },
            Refusal::NotTagged { tag: name() },
            Refusal::AlreadyRejected,
            Refusal::AlreadyWithdrawn,
            Refusal::AlreadyAsserted,
            Refusal::AlreadyLinked,
            Refusal::NothingSaid,
            Refusal::OneAndTheSame,
            Refusal::WrongLayer,
            Refusal::NobodyActs,
            Refusal::AlreadyMerged { actor: actor(), into: name() },
            Refusal::AlreadyDefined { actor: actor() },
            Refusal::NoSuchActor { actor: actor() },
            Refusal::NameTaken { name: name(), of: name() },
            Refusal::NoSuchRuling { seq: 7 },
            Refusal::NotUndoable { seq: 7 },
            Refusal::NothingToUndo,
            Refusal::NothingToRedo,
            Refusal::AlreadyUndone { seq: 7, by: 9 },
            Refusal::NotUndone { seq: 7 },
            Refusal::Anothers { seq: 7, author },
            Refusal::DependedOn { seq: 7, by: 9, why: Box::new(Refusal::NothingThere) },
            Refusal::Overtaken { seq: 7, by: 9, why: Box::new(Refusal::NothingThere) },
            Refusal::NothingThere,
            Refusal::NotWritten { why: "disk".to_owned() },
            Refusal::ReadOnly,
        ];
        for refusal in all {
            let (french, english) = (refusal.told(&FRENCH), refusal.told(&ENGLISH));
            assert!(!french.is_empty() && french != english, "{refusal:?}: {french}");
            for told in [&french, &english] {
                assert!(!told.contains("{}"), "{told}");
                for value in ["7", "9", "Petrov", "anna", "disk"] {
                    assert_eq!(refusal.to_string().contains(value), told.contains(value), "{value}: {told}");
                }
            }
        }
    }
}
