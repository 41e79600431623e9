//! What comes in and what goes out: messages to the screen's state, effects that it asks for.
//!
//! Does not carry anything out: whoever runs the loop does, and reports back in a message.

use super::keys::Key;
use crate::library::View;
use crate::model::EntryId;
use std::path::PathBuf;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// An entry was marked, or its mark taken back.
    Marked(bool),
    /// The export that was asked for, as text.
    Previewed(String),
    /// The export was written to that file.
    Written(PathBuf),
    /// The export was not written.
    NotWritten(NotWritten),
}

/// Why an export was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotWritten {
    /// A file of that name is there.
    Exists(PathBuf),
    /// Anything else, in the system's words.
    Failed(String),
}

/// Something that must leave the screen's state to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// End.
    Quit,
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back until the shell continues us.
    Suspend,
    /// Mark the entry, or take its mark back; answered by [`Msg::Marked`].
    ToggleMark(EntryId),
    /// Make the export of the view; answered by [`Msg::Previewed`].
    Preview(Box<View>),
    /// Write an export; answered by [`Msg::Written`] or [`Msg::NotWritten`].
    Write {
        /// Where.
        path: PathBuf,
        /// What.
        text: String,
        /// Whether a file that is there may be replaced.
        replace: bool,
    },
}
