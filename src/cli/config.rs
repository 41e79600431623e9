//! `depeche config`: writes the commented file of settings and keys, and reads it for the screen.
//!
//! Where it stands is the rim's to say. A line that is wrong is named and the rest holds.

use super::{Exit, Rim};
use crate::app::keys::{Keymap, TABLE};
use crate::export::file;
use crate::model::Language;
use crate::tui::Colours;
use clap::Args;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

/// The file's name, within the user's folder of settings.
pub const FILE: &str = "config.toml";

/// Arguments of `config`.
#[derive(Debug, Args)]
pub struct ConfigArguments {
    /// Print the file as it would be written, and write nothing.
    #[arg(long)]
    print: bool,
    /// Replace the file that is there.
    #[arg(long)]
    force: bool,
}

/// What the file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// The interface's language, if not the locale's.
    pub language: Option<Language>,
    /// Whether all letters are shown, whatever the locale says.
    pub utf8: Option<bool>,
    /// Whether colours are used.
    pub colour: Option<bool>,
    /// Which colours, if not those that the terminal is known to have.
    pub theme: Option<Colours>,
    /// How long a lone Esc waits for the rest of a key, in milliseconds.
    pub escape_wait: Option<u64>,
    /// Whether the rest of an article follows once the keys rest; behind a network, if nothing is said.
    pub slow_line: Option<bool>,
    /// Whether the mouse is taken at first.
    pub mouse: bool,
    /// Which keys ask for what.
    pub keys: Keymap,
    /// What is wrong with it, a sentence each.
    pub wrong: Vec<String>,
}

/// Writes the file, or says what is wrong with the one that is there.
pub fn run(arguments: &ConfigArguments, rim: &mut Rim<'_>) -> io::Result<Exit> {
    let text = default_text();
    if arguments.print {
        rim.out.write_all(text.as_bytes())?;
        return Ok(Exit::Done);
    }
    let Some(folder) = (rim.terminal.settings)() else {
        writeln!(
            rim.err,
            "depeche: this system names no folder for settings; say config --print and keep it yourself"
        )?;
        return Ok(Exit::Nothing);
    };
    let path = folder.join(FILE);
    if path.exists() && !arguments.force {
        let config = read(&folder);
        for wrong in &config.wrong {
            writeln!(rim.err, "depeche: {}: {wrong}", path.display())?;
        }
        writeln!(rim.out, "{}", path.display())?;
        return Ok(if config.wrong.is_empty() { Exit::Done } else { Exit::Partly });
    }
    let written = std::fs::create_dir_all(&folder).and_then(|()| file::save(&path, text.as_bytes(), true));
    match written {
        Ok(()) => {
            writeln!(rim.out, "{}", path.display())?;
            Ok(Exit::Done)
        }
        Err(why) => {
            writeln!(rim.err, "depeche: cannot write {}: {why}", path.display())?;
            Ok(Exit::Nothing)
        }
    }
}

/// The settings in a folder; the defaults, where there is no file.
pub fn read(folder: &Path) -> Config {
    match std::fs::read_to_string(folder.join(FILE)) {
        Ok(text) => parse(&text),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Config::default(),
        Err(why) => Config { wrong: vec![format!("cannot be read: {why}")], ..Config::default() },
    }
}

fn parse(text: &str) -> Config {
    let mut config = Config::default();
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(why) => {
            let why: toml::de::Error = why;
            config.wrong.push(format!("is no TOML: {}", why.message()));
            return config;
        }
    };
    for (name, value) in &table {
        let right = match (name.as_str(), value) {
            ("language", toml::Value::String(code)) => {
                config.language =
                    [Language::French, Language::English].into_iter().find(|one| one.code() == code);
                config.language.is_some()
            }
            ("utf8", toml::Value::Boolean(utf8)) => {
                config.utf8 = Some(*utf8);
                true
            }
            ("colour", toml::Value::Boolean(colour)) => {
                config.colour = Some(*colour);
                true
            }
            ("theme", toml::Value::String(name)) => {
                config.theme = Colours::named(name);
                config.theme.is_some()
            }
            ("mouse", toml::Value::Boolean(mouse)) => {
                config.mouse = *mouse;
                true
            }
            ("escape_wait", toml::Value::Integer(wait)) => {
                config.escape_wait = u64::try_from(*wait).ok().filter(|wait| *wait <= 2000);
                config.escape_wait.is_some()
            }
            ("slow_line", toml::Value::Boolean(slow)) => {
                config.slow_line = Some(*slow);
                true
            }
            ("keys", toml::Value::Table(keys)) => {
                change_keys(&mut config, keys);
                true
            }
            _ => false,
        };
        if !right {
            config.wrong.push(format!("{name} = {value} is not understood; depeche config --print explains"));
        }
    }
    config
}

fn change_keys(config: &mut Config, keys: &toml::Table) {
    for (action, value) in keys {
        let names: Option<Vec<String>> = match value {
            toml::Value::Array(names) => names.iter().map(|name| name.as_str().map(str::to_owned)).collect(),
            toml::Value::String(name) => Some(vec![name.clone()]),
            _ => None,
        };
        let changed = match names {
            Some(names) => config.keys.change(action, &names),
            None => Err(format!("keys.{action} = {value} is no list of keys")),
        };
        config.wrong.extend(changed.err());
    }
}

/// The file with everything in it that can be said, commented out.
fn default_text() -> String {
    let mut text = String::from(
        "# Settings of depeche. A line that begins with # says what holds anyway; take the # away and change it.\n\n\
         # The language of the screen: \"fr\" or \"en\"; the locale's, if nothing is said.\n# language = \"fr\"\n\n\
         # All letters and signs, whatever the locale says.\n# utf8 = true\n\n\
         # No colours, only bold, underlined and reversed; NO_COLOR does the same.\n# colour = false\n\n\
         # \"sixteen\" (the terminal's own), \"256\" or \"true\"; by what the terminal says of itself, if nothing is said.\n# theme = \"sixteen\"\n\n\
         # Milliseconds that a lone Esc waits for the rest of a key; more on a slow line.\n# escape_wait = 50\n\n\
         # While keys are pressed only the list and the words of the entry are sent, the rest of the article when they\n\
         # rest; so behind a network (SSH_CONNECTION), and for a while where the terminal has fallen behind.\n\
         # slow_line = true\n\n\
         # Whether the mouse is taken at first; the terminal's own selection then needs Shift.\n# mouse = true\n\n\
         # Keys: letters, Ctrl-x, and Space Enter Esc Tab BackTab Backspace Del Up Down Left Right Home End PgUp PgDn.\n\
         [keys]\n",
    );
    for row in TABLE {
        let keys: Vec<String> = row.keys.iter().map(|key| format!("{key:?}")).collect();
        let help = row.help(Language::English);
        let _infallible = writeln!(text, "# {help}\n# {} = [{}]", row.name, keys.join(", "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keys::{Action, Key, Within};

    #[test]
    fn the_written_file_says_what_holds_anyway() {
        let text = default_text();
        assert_eq!(parse(&text), Config::default());
        let bare: String = text
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|rest| rest.contains(" = [")).unwrap_or(line))
            .fold(String::new(), |text, line| text + line + "\n");
        let config = parse(&bare);
        assert_eq!(config.wrong, [""; 0]);
        assert_eq!(config.keys, Keymap::default(), "every action can be named");
    }

    #[test]
    fn settings_and_keys_are_read_and_what_is_wrong_is_named() {
        let config = parse(
            "language = \"en\"\nescape_wait = 200\nmouse = true\ncolour = 3\ntheme = \"256\"\n[keys]\ndown = [\"n\"]\ndance = \"x\"\nup = 1\n",
        );
        assert_eq!(
            (config.language, config.escape_wait, config.mouse, config.theme),
            (Some(Language::English), Some(200), true, Some(Colours::Indexed))
        );
        assert_eq!(config.keys.action(Within::Main, Key::Char('n')), Some(Action::Down));
        assert_eq!(config.wrong.len(), 3, "{:?}", config.wrong);
        assert_eq!(parse("language = ").wrong.len(), 1);
    }
}
