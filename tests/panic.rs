//! A panic where nothing is unwound, as in a release: the terminal is given back before the program aborts.
//!
//! This program runs itself in a terminal, opens the screen as the built one does, and panics where an export is made. No
//! way to panic is built into the product.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails loudly")]

#[path = "common/pty.rs"]
#[allow(dead_code, reason = "each test file is its own crate and uses a part")]
mod pty;

use chrono::{DateTime, Utc};
use depeche::app::keys::Keymap;
use depeche::app::text::Glyphs;
use depeche::app::{Format, Settings};
use depeche::library::{Extent, Library, View};
use depeche::model::{Author, Language};
use depeche::tui::{self, Colours, Multiplexer, Options, Stopping};
use pty::Session;
use std::io::Write;
use std::panic;
use std::sync::Arc;
use std::time::Duration;

const PANICS: &str = "DEPECHE_TEST_PANICS";

/// Not a test by itself: what [`the_terminal_is_given_back_before_an_abort`] runs.
#[test]
fn the_screen_that_panics() {
    if std::env::var_os(PANICS).is_none() {
        return;
    }
    let told = panic::take_hook();
    // The hook is all that runs before an abort; destructors do not.
    panic::set_hook(Box::new(move |info| {
        told(info);
        std::process::abort();
    }));
    let author = Author("anna".to_owned());
    let mut library = Library::in_memory();
    library.add_sample(&author, DateTime::UNIX_EPOCH);
    let export = |_: &mut dyn Write, _: &Library, _: &View, _: Format, _: Option<&Extent>| {
        panic!("what nobody thought of")
    };
    let now: fn() -> DateTime<Utc> = || DateTime::UNIX_EPOCH;
    let options = Options {
        home: None,
        settings: Settings {
            restricted: false,
            language: Language::French,
            glyphs: Glyphs { utf8: true },
            source: "essai".to_owned(),
            today: now().date_naive(),
            keys: Keymap::default(),
        },
        view: View::default(),
        colours: Colours::Sixteen,
        escape_wait: Duration::from_millis(50),
        slow_line: false,
        author,
        now,
        export: Arc::new(export),
        multiplexer: Multiplexer::None,
        stopping: Stopping::Always,
        mouse: true,
        sample: true,
        warning: None,
        saved: Vec::new(),
        keep: &|_| Ok(()),
        save: Arc::new(|_, _, _| Ok(())),
    };
    tui::explore(&mut library, &options).unwrap();
}

#[test]
fn the_terminal_is_given_back_before_an_abort() {
    let folder = tempfile::tempdir().unwrap();
    let own = std::env::current_exe().unwrap();
    let arguments = ["--exact", "the_screen_that_panics", "--nocapture"];
    let variables = [("LANG", "fr_FR.UTF-8"), (PANICS, "1")];
    let mut session =
        Session::start_program(own.to_str().unwrap(), &arguments, folder.path(), (100, 30), &variables);
    session.until_shown("Chronologie");
    session.settled();
    session.keys("e");
    let left = session.end();
    assert!(!left.status.success(), "it ended as if nothing had been");
    assert!(left.restored, "the terminal is not given back");
    let said = String::from_utf8_lossy(&left.bytes);
    let (before, after) = said.rsplit_once("\u{1b}[?1049l").expect("the other screen is left");
    assert!(after.contains("what nobody thought of"), "{after}");
    assert!(!before.contains("what nobody thought of"));
    let mouse_off = before.rfind("\u{1b}[?1000l").expect("the mouse is given back");
    assert!(Some(mouse_off) > before.rfind("\u{1b}[?1000h"));
}
