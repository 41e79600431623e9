//! The built program within tmux, as many analysts run it: copies, sizes, stops, and a terminal that goes away.
//!
//! Where there is no tmux these tests say so and check nothing.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails loudly and shows its figures"
)]

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// A tmux server of its own with one window.
struct Tmux {
    name: String,
    folder: tempfile::TempDir,
}

impl Tmux {
    /// Starts a shell command; `None` where there is no tmux.
    fn start(name: &str, command: &str) -> Option<Self> {
        let tmux = Self {
            name: format!("depeche-{}-{name}", std::process::id()),
            folder: tempfile::tempdir().unwrap(),
        };
        if Command::new("tmux").arg("-V").output().is_err() {
            eprintln!("no tmux here: not checked");
            return None;
        }
        let home = tmux.folder.path().display();
        let program = env!("CARGO_BIN_EXE_depeche");
        let line = format!(
            "cd {home}; export HOME={home} XDG_DATA_HOME={home} XDG_CONFIG_HOME={home} LANG=fr_FR.UTF-8 LC_ALL=; \
             unset NO_COLOR DEPECHE_LIBRARY; export DEPECHE={program}; {command}"
        );
        tmux.run(&["-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30", &line]);
        Some(tmux)
    }

    fn run(&self, arguments: &[&str]) -> String {
        let done = Command::new("tmux").args(["-L", &self.name]).args(arguments).output().unwrap();
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    fn keys(&self, keys: &[&str]) {
        self.run(&[&["send-keys"], keys].concat());
    }

    fn screen(&self) -> String {
        self.run(&["capture-pane", "-p"])
    }

    fn until(&self, what: &str, test: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let screen = self.screen();
            if test(&screen) {
                return screen;
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "{what} is not shown but:\n{screen}");
            thread::sleep(Duration::from_millis(50));
        }
    }

    fn until_shown(&self, words: &str) -> String {
        self.until(words, |screen| screen.contains(words))
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

#[test]
fn a_citation_lands_in_the_buffer_of_tmux() {
    let Some(tmux) = Tmux::start("copy", "$DEPECHE") else { return };
    tmux.run(&["set", "-g", "set-clipboard", "on"]);
    tmux.until_shown("Bonne");
    tmux.keys(&["g", "y"]);
    tmux.until_shown("Envoyé au terminal");
    let begun = Instant::now();
    let mut copied = tmux.run(&["show-buffer"]);
    while copied.is_empty() && begun.elapsed() < Duration::from_secs(5) {
        thread::sleep(Duration::from_millis(50));
        copied = tmux.run(&["show-buffer"]);
    }
    assert!(copied.contains("b3:") && copied.contains('«'), "{copied}");
}

#[test]
fn the_screen_follows_the_size_of_its_window() {
    let Some(tmux) = Tmux::start("size", "$DEPECHE") else { return };
    tmux.until_shown("Bonne");
    tmux.run(&["set", "-g", "window-size", "manual"]);
    tmux.run(&["resize-window", "-x", "30", "-y", "8"]);
    tmux.until_shown("Trop petit");
    tmux.run(&["resize-window", "-x", "40", "-y", "12"]);
    tmux.until_shown("Chronologie");
    tmux.run(&["resize-window", "-x", "120", "-y", "40"]);
    tmux.until("both panes", |screen| screen.contains("Chronologie") && screen.contains("Historique"));
}

#[test]
fn stopped_by_a_key_the_shell_goes_on_and_brings_it_back() {
    let Some(tmux) = Tmux::start("stop", "PS1='coquille> ' exec bash --norc -i") else { return };
    tmux.until_shown("coquille>");
    tmux.keys(&["$DEPECHE", "Enter"]);
    tmux.until_shown("Bonne");
    tmux.keys(&["g", "C-z"]);
    tmux.until("the shell", |screen| screen.contains("coquille>") && !screen.contains("Chronologie"));
    tmux.keys(&["fg", "Enter"]);
    tmux.until_shown("Chronologie");
    tmux.keys(&["q"]);
    tmux.until("the shell", |screen| screen.contains("coquille>") && !screen.contains("Chronologie"));
}

#[test]
fn where_no_shell_waits_it_does_not_stop() {
    let Some(tmux) = Tmux::start("noshell", "exec $DEPECHE") else { return };
    tmux.until_shown("Bonne");
    tmux.keys(&["g", "C-z"]);
    tmux.until_shown("aucun shell");
    tmux.keys(&["j"]);
    tmux.until("the next step", |screen| !screen.contains("aucun shell"));
}

#[test]
fn a_restricted_screen_reads_and_writes_no_file() {
    let Some(tmux) = Tmux::start("restricted", "exec $DEPECHE --restricted") else { return };
    tmux.until_shown("Bonne");
    tmux.keys(&[":", "add .", "Enter"]);
    tmux.until_shown("Session restreinte");
    tmux.keys(&["g", ":", "write out.md", "Enter"]);
    tmux.until_shown("Fichier : out.md");
    tmux.keys(&["Enter"]);
    tmux.until_shown("Session restreinte");
    assert!(!tmux.folder.path().join("out.md").exists());
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    let Some(tmux) = Tmux::start("gone", "exec $DEPECHE") else { return };
    tmux.until_shown("Bonne");
    let process = tmux.run(&["display-message", "-p", "#{pane_pid}"]);
    let process = process.trim();
    let lives =
        || Command::new("kill").args(["-0", process]).output().is_ok_and(|done| done.status.success());
    assert!(lives());
    tmux.run(&["kill-server"]);
    let begun = Instant::now();
    while lives() {
        assert!(begun.elapsed() < Duration::from_secs(10), "it goes on without a terminal");
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_a_colleague_adds_is_shown_and_articles_are_filed_from_the_screen() {
    let articles = tempfile::tempdir().unwrap();
    let article = |folder: &str, day: u32, person: &str| {
        let folder = articles.path().join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        let text = format!(
            " date 2026-02-0{day} Visite de {person} à Riga\n\n{person} s'est rendu mardi à Riga, \
             a indiqué mercredi le ministère letton des Affaires étrangères.\n"
        );
        std::fs::write(folder.join("a.txt"), text).unwrap();
    };
    article("eins", 4, "Emmanuel Macron");
    article("zwei", 5, "Vladimir Poutine");
    article("drei", 6, "Volodymyr Zelensky");
    let place = articles.path().display();
    let Some(tmux) = Tmux::start("add", &format!("$DEPECHE add {place}/eins && exec $DEPECHE")) else {
        return;
    };
    tmux.until_shown("Macron");
    let added = Command::new(env!("CARGO_BIN_EXE_depeche"))
        .args(["add", "zwei"])
        .current_dir(articles.path())
        .env("XDG_DATA_HOME", tmux.folder.path())
        .env("HOME", tmux.folder.path())
        .env_remove("DEPECHE_LIBRARY")
        .output()
        .unwrap();
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    let acknowledged = Instant::now();
    tmux.until_shown("Poutine");
    let took = acknowledged.elapsed();
    assert!(took < Duration::from_secs(3), "shown after {took:?}");
    tmux.until_shown("+1 article");
    tmux.keys(&[":", &format!("add {place}/drei"), "Enter"]);
    tmux.until_shown("Articles classés : 1");
    tmux.until_shown("Zelensky");
}
