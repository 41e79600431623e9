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
    /// Help, preview.
    Pager,
    /// Lists over the panes.
    Listing,
    /// Lines that are typed into.
    Prompt,
}

/// One row of the key table.
#[derive(Debug)]
pub struct Binding {
    /// What it asks for.
    pub action: Action,
    /// What that is called in the configuration and after `:`.
    pub name: &'static str,
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

/// Which keys ask for what: the table, with the changes of the user's configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    /// The keys of each row of the table.
    keys: Vec<Vec<String>>,
}

impl Default for Keymap {
    fn default() -> Self {
        let names = |row: &Binding| row.keys.iter().map(|name| (*name).to_owned()).collect();
        Self { keys: TABLE.iter().map(names).collect() }
    }
}

impl Keymap {
    /// Gives an action other keys; a key that meant something else in the same place means this from now on.
    /// The error says what is wrong.
    pub fn change(&mut self, action: &str, keys: &[String]) -> Result<(), String> {
        let at = TABLE.iter().position(|row| row.name == action);
        let (Some(at), Some(row)) = (at, TABLE.iter().find(|row| row.name == action)) else {
            return Err(format!("no action is called “{action}”"));
        };
        for name in keys {
            let Some(key) = named(name) else { return Err(format!("“{name}” is no key")) };
            for (other, names) in TABLE.iter().zip(&mut self.keys) {
                if other.within.iter().any(|within| row.within.contains(within)) {
                    names.retain(|name| !key.is(name));
                }
            }
        }
        if let Some(names) = self.keys.get_mut(at) {
            *names = keys.to_vec();
        }
        Ok(())
    }

    /// What the key asks for there; `None` if nothing.
    pub fn action(&self, within: Within, key: Key) -> Option<Action> {
        let rows = TABLE.iter().zip(&self.keys).filter(|(row, _)| row.within.contains(&within));
        rows.filter(|(_, names)| names.iter().any(|name| key.is(name))).map(|(row, _)| row.action).next()
    }

    /// The keys for an action, the usual one first.
    pub fn of(&self, action: Action) -> &[String] {
        let at = TABLE.iter().position(|row| row.action == action);
        at.and_then(|at| self.keys.get(at)).map_or(&[], Vec::as_slice)
    }

    /// The usual key for an action, as the table names it; empty if it has none.
    pub fn usual(&self, action: Action) -> &str {
        self.of(action).first().map_or("", String::as_str)
    }
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
                let keys = Keymap::default();
                assert_eq!(keys.action(*within, key), Some(row.action), "{name} in {within:?}");
            }
            assert!(!row.help(Language::French).is_empty() && !row.help(Language::English).is_empty());
        }
    }

    #[test]
    fn what_the_table_does_not_name_asks_for_nothing() {
        let keys = Keymap::default();
        assert_eq!(keys.action(Within::Main, Key::Char('ß')), None);
        assert_eq!(keys.action(Within::Main, Key::Other), None);
        assert_eq!(keys.action(Within::Prompt, Key::Char('q')), None);
    }

    #[test]
    fn keys_can_be_changed_and_take_the_place_of_what_they_meant() {
        let mut keys = Keymap::default();
        keys.change("down", &["n".to_owned(), "Down".to_owned()]).unwrap();
        assert_eq!(keys.action(Within::Main, Key::Char('n')), Some(Action::Down));
        assert_eq!(keys.action(Within::Main, Key::Char('j')), None);
        assert!(keys.of(Action::NextHit).is_empty());
        assert_eq!(keys.usual(Action::Down), "n");
        assert!(keys.change("dance", &[]).is_err());
        assert!(keys.change("down", &["Hyper-x".to_owned()]).is_err());
    }
}
