//! Keys and what they ask for, by the table in `assets/keys`.
//!
//! Does not read the terminal: `tui` turns bytes into [`Key`]s.

use crate::model::Language;

include!(concat!(env!("OUT_DIR"), "/keys.rs"));

/// A key as a person knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A letter or sign.
    Char(char),
    /// A letter with Ctrl.
    Ctrl(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Shift and tabulator.
    BackTab,
    /// The key that takes back a letter.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// A key that depeche has no name for; it does nothing.
    Other,
}

impl Key {
    /// Whether the table's name for a key means this one.
    fn is(self, name: &str) -> bool {
        match self {
            Self::Char(' ') => name == "Space",
            Self::Char(letter) => {
                let mut letters = name.chars();
                letters.next() == Some(letter) && letters.next().is_none()
            }
            Self::Ctrl(letter) => name.strip_prefix("Ctrl-").is_some_and(|rest| rest.chars().eq([letter])),
            Self::Other => false,
            named => named.name() == Some(name),
        }
    }

    /// The table's name of a key that is no letter.
    const fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Enter => "Enter",
            Self::Esc => "Esc",
            Self::Tab => "Tab",
            Self::BackTab => "BackTab",
            Self::Backspace => "Backspace",
            Self::Delete => "Del",
            Self::Up => "Up",
            Self::Down => "Down",
            Self::Left => "Left",
            Self::Right => "Right",
            Self::Home => "Home",
            Self::End => "End",
            Self::PageUp => "PgUp",
            Self::PageDown => "PgDn",
            Self::Char(_) | Self::Ctrl(_) | Self::Other => return None,
        })
    }
}

/// Where a binding holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// The two panes.
    Main,
    /// Help, preview, lists.
    Pager,
    /// Lines that are typed into.
    Prompt,
}

/// One row of the key table.
#[derive(Debug)]
pub struct Binding {
    /// What it asks for.
    pub action: Action,
    /// The keys, the usual one first.
    pub keys: &'static [&'static str],
    /// Where.
    pub within: &'static [Within],
    french: &'static str,
    english: &'static str,
}

impl Binding {
    /// What it does, in the interface's language.
    pub const fn help(&self, language: Language) -> &'static str {
        match language {
            Language::French => self.french,
            Language::English => self.english,
        }
    }
}

/// What the key asks for there; `None` if nothing.
pub fn action(within: Within, key: Key) -> Option<Action> {
    let rows = TABLE.iter().filter(|row| row.within.contains(&within));
    rows.filter(|row| row.keys.iter().any(|name| key.is(name))).map(|row| row.action).next()
}

/// The usual key for an action, as the table names it.
pub fn usual(action: Action) -> &'static str {
    let row = TABLE.iter().find(|row| row.action == action);
    row.and_then(|row| row.keys.first()).copied().unwrap_or("")
}

/// The key that the table's name means, for those who press keys by name (tests, macros).
pub fn named(name: &str) -> Option<Key> {
    const NAMED: &[Key] = &[
        Key::Enter,
        Key::Esc,
        Key::Tab,
        Key::BackTab,
        Key::Backspace,
        Key::Delete,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::Char(' '),
    ];
    let by_name = NAMED.iter().copied().find(|key| key.is(name));
    let mut letters = name.strip_prefix("Ctrl-").unwrap_or(name).chars();
    let letter = letters.next().filter(|_| letters.next().is_none());
    by_name.or_else(|| letter.map(if name.starts_with("Ctrl-") { Key::Ctrl } else { Key::Char }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_exists_and_does_what_its_row_says() {
        for row in TABLE {
            assert!(!row.keys.is_empty() && !row.within.is_empty(), "{:?} has no key", row.action);
            for (name, within) in row.keys.iter().flat_map(|name| row.within.iter().map(move |w| (name, w))) {
                let key = named(name).unwrap_or_else(|| panic!("{name} is no key"));
                assert_eq!(action(*within, key), Some(row.action), "{name} in {within:?}");
            }
            assert!(!row.help(Language::French).is_empty() && !row.help(Language::English).is_empty());
        }
    }

    #[test]
    fn what_the_table_does_not_name_asks_for_nothing() {
        assert_eq!(action(Within::Main, Key::Char('ß')), None);
        assert_eq!(action(Within::Main, Key::Other), None);
        assert_eq!(action(Within::Prompt, Key::Char('q')), None);
    }
}
