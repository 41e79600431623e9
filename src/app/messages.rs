//! What comes in and what goes out: messages to the screen's state, effects that it asks for.
//!
//! Does not carry anything out: whoever runs the loop does, and reports back in a message.

use super::keys::Key;
use crate::library::{Answer, Command, Key as RowKey, Preview, Question, Refused, View};
use crate::model::{EntryId, Record, Seq};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The screen has this size now.
    Resize {
        /// Cells across.
        width: u16,
        /// Cells down.
        height: u16,
    },
    /// The mouse did something at a cell.
    Mouse(Mouse, u16, u16),
    /// What the worker found.
    Answered(Vec<(Question, Answer)>),
    /// The library may have changed.
    Look,
    /// What a ruling would change, or why it is refused.
    Weighed(Box<Command>, Box<Result<Preview, String>>),
    /// A ruling was written down under that number, or why it was not.
    Ruled(Result<Seq, String>),
    /// The journal.
    Journal(Log),
    /// A question could not be answered, and why.
    Trouble(String),
    /// An entry was marked, or its mark taken back.
    Marked(bool),
    /// The export that was asked for, as text, and of what; or why there is none.
    Previewed(Result<Excerpt, String>, Box<View>, Format),
    /// So many entries were gone through for the export that is looked at.
    Looked(usize),
    /// How far long work is.
    Progress(Progress),
    /// Long work has ended, or why it could not be done.
    Finished(Task, Result<Done, String>),
    /// The export was written to that file.
    Written(PathBuf),
    /// The export was not written.
    NotWritten(NotWritten),
}

/// Records of the journal around one of them.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// The records, in order.
    pub records: Vec<Record>,
    /// Those of them that are undone, each with the record that undid it.
    pub undone: BTreeMap<Seq, Seq>,
    /// The record that was asked for.
    pub chosen: Seq,
    /// The last of the journal.
    pub last: Seq,
}

/// An export as it is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// Its text, of a long one the beginning.
    pub text: String,
    /// Whether that is all of it.
    pub whole: bool,
    /// Whether more of it follows in a moment: its heading may leave open how much there is until then.
    pub more: bool,
}

/// What is written to a file.
#[derive(Debug, Clone)]
pub enum Content {
    /// A text.
    Text(String),
    /// The export of a view, made anew: it is longer than what was looked at.
    Export(Box<View>, Format),
}

/// What a mouse does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// Its first button was pressed.
    Press,
    /// Its wheel was turned towards one.
    Down,
    /// Its wheel was turned away.
    Up,
}

/// What an export is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people, with footnotes.
    Markdown,
    /// For programs, one object a line.
    Json,
    /// For spreadsheets.
    Csv,
}

impl Format {
    const ALL: [Self; 3] = [Self::Markdown, Self::Json, Self::Csv];

    /// Its name, the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Json => "JSON",
            Self::Csv => "CSV",
        }
    }

    /// How names of such files end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    /// Whether it begins with how many entries follow, and over which days.
    pub const fn is_headed(self) -> bool {
        matches!(self, Self::Markdown)
    }

    /// The one after this.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Markdown => Self::Json,
            Self::Json => Self::Csv,
            Self::Csv => Self::Markdown,
        }
    }

    /// The format that a file's name asks for by its ending, if it asks for one.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        let ending = match ending.as_str() {
            "ndjson" | "jsonl" => "json",
            "markdown" => "md",
            other => other,
        };
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }
}

/// Work that takes long and is done beside the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Articles are filed.
    Add,
    /// The index is made anew.
    Rebuild,
    /// A long export is written.
    Export,
    /// The rows of a range are marked.
    Mark,
}

/// How far long work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Which work.
    pub task: Task,
    /// Files or records that are done; of an export, kilobytes.
    pub done: u64,
    /// Files or records that there are; 0 while that is not known.
    pub of: u64,
}

/// What long work came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Done {
    /// Articles that were filed; of a range, entries that were marked.
    pub added: usize,
    /// Articles that were known already.
    pub known: usize,
    /// Files that were refused.
    pub refused: Vec<Refused>,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

/// Why an export was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotWritten {
    /// A file of that name is there.
    Exists(PathBuf),
    /// Anything else: why, and the name that was typed for it, if one was.
    Failed(String, Option<PathBuf>),
}

/// Something that must leave the screen's state to be done.
#[derive(Debug, Clone)]
pub enum Effect {
    /// End.
    Quit,
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back until the shell continues us.
    Suspend,
    /// Say what a ruling would change; answered by [`Msg::Weighed`].
    Weigh(Box<Command>),
    /// Write a ruling down; answered by [`Msg::Ruled`].
    Rule(Box<Command>),
    /// Give the journal around a record, the latest for [`Seq::MAX`]; answered by [`Msg::Journal`].
    Journal(Seq),
    /// Ask the worker, and forget what it was asked before; answered by [`Msg::Answered`].
    Ask(Vec<Question>),
    /// Send a text to the terminal's clipboard.
    Copy(String),
    /// Take the mouse, or give it back.
    Mouse(bool),
    /// Keep the saved selections: names and chips, for the next time.
    Keep,
    /// Mark the entry, or take its mark back; answered by [`Msg::Marked`].
    ToggleMark(EntryId),
    /// Mark the rows of the view from one to another; answered by [`Msg::Progress`] and [`Msg::Finished`].
    MarkRange {
        /// Of which view.
        view: Box<View>,
        /// The first.
        from: RowKey,
        /// The last.
        to: RowKey,
    },
    /// Make the export of the view; answered by [`Msg::Previewed`].
    Preview(Box<View>, Format),
    /// Give up the export that is being made.
    StopPreview,
    /// Begin long work on these files and folders; answered by [`Msg::Progress`] and [`Msg::Finished`].
    Work(Task, Vec<PathBuf>),
    /// Stop the long work.
    StopWork,
    /// Write an export; answered by [`Msg::Written`] or [`Msg::NotWritten`], and a long one by [`Msg::Progress`] and
    /// [`Msg::Finished`] before.
    Write {
        /// Where.
        path: PathBuf,
        /// What.
        content: Content,
        /// Whether a file that is there may be replaced.
        replace: bool,
    },
}
