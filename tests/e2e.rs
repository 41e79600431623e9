//! The built program as its user meets it: in a terminal, from opening to the written file.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails loudly and shows its figures"
)]

#[path = "common/pty.rs"]
mod pty;

use pty::Session;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const FRENCH: &str = "fr_FR.UTF-8";
const ARROW_UP: [&str; 3] = ["\u{1b}", "[", "A"];

#[test]
fn from_opening_to_the_written_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::start(&[], folder.path(), (80, 24), FRENCH);
    session.until("the sample's timeline", |screen| screen.contains("Bonne") && screen.contains("2026-02-0"));

    session.keys("/");
    session.settled();
    session.keys("bonne");
    session.until_shown("Emmanuel Bonne");
    session.keys("\r");
    let filtered = session.settled();
    assert!(!filtered.contains("Zaporijjia, appel"), "not filtered:\n{filtered}");

    // Its entries are few; the visit is among them, and its article is read in the detail.
    session.keys("g");
    let mut screen = session.settled();
    for _ in 0..20 {
        if screen.contains("Emmanuel Bonne, à la tête") || screen.contains("est allé") {
            break;
        }
        session.keys("j");
        screen = session.settled();
    }
    assert!(screen.contains("est allé"), "the words of the visit are not brought into view:\n{screen}");

    session.keys(" ");
    session.settled();
    session.keys("e");
    session.until_shown("# Chronologie");
    session.keys("\r");
    session.until_shown("Fichier");
    session.keys("timeline.md\r");
    session.until("the file", |_| folder.path().join("timeline.md").exists());
    session.settled();
    for _ in 0..3 {
        session.keys("q");
        std::thread::sleep(Duration::from_millis(500));
        if session.has_ended() {
            break;
        }
    }
    let left = session.end();
    assert!(left.status.success(), "{:?}", left.status);
    assert!(left.restored, "the terminal is not given back");

    let written = std::fs::read_to_string(folder.path().join("timeline.md")).unwrap();
    assert_eq!(written.matches("\n### ").count(), 1, "not the one marked entry:\n{written}");
    assert!(written.contains("Bonne") && written.contains("[^1]: "), "{written}");

    // The command in its colophon makes the same file.
    let (_, rest) = written.split_once("```sh\n").unwrap();
    let (command, _) = rest.split_once("\n```").unwrap();
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_depeche"));
    let path = std::env::join_paths([program.parent().unwrap()]).unwrap();
    let again = Command::new("/bin/sh")
        .args(["-c", command])
        .env("PATH", path)
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(again.stdout).unwrap(), written, "by {command}");
}

#[test]
fn an_arrow_whose_bytes_come_one_by_one_only_moves() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::start(&[], folder.path(), (80, 24), FRENCH);
    session.until_shown("Bonne");
    // What is said at first is said until the first key.
    session.keys("G");
    session.until_shown("filtrer");
    let at_the_end = session.settled();
    session.keys("k");
    session.until("a move", |screen| screen != at_the_end);
    let one_up = session.settled();
    session.keys("j");
    session.until("the way back", |screen| screen == at_the_end);
    for byte in ARROW_UP {
        session.keys(byte);
        std::thread::sleep(Duration::from_millis(20));
    }
    let moved = session.settled();
    assert_eq!(moved, one_up, "the arrow did more than move");
    session.keys("q");
    assert!(session.end().restored);
}

#[test]
fn a_termination_gives_the_terminal_back() {
    for signal in ["TERM", "HUP"] {
        let folder = tempfile::tempdir().unwrap();
        let session = Session::start(&[], folder.path(), (80, 24), FRENCH);
        session.until_shown("Bonne");
        session.signal(signal);
        assert!(session.end().restored, "SIG{signal} leaves the terminal broken");
    }
}

#[test]
fn a_plain_locale_gets_plain_letters() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::start(&[], folder.path(), (80, 24), "C");
    session.until_shown("Bonne");
    session.keys("/elysee\r?");
    session.settled();
    session.keys("qq");
    std::thread::sleep(Duration::from_millis(300));
    session.keys("q");
    let left = session.end();
    assert!(left.restored);
    let odd = left.bytes.iter().position(|byte| !byte.is_ascii());
    let near = odd.map(|at| String::from_utf8_lossy(&left.bytes[at.saturating_sub(20)..at + 8]).into_owned());
    assert_eq!(near, None, "letters beyond ASCII under LANG=C");
}

#[test]
fn a_hostile_article_drives_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let article = " date 2026-02-04 Emmanuel Macron\u{1b}]0;pris\u{7} a reçu Vladimir Poutine \u{1b}[2J\u{202e}\n\n\
        Emmanuel Macron a rencontré mardi Vladimir Poutine \u{9b}31m\u{1b}[?1049l\u{200b} à Moscou.\n\n\
        \"Le dialogue \u{1b}c\u{202e}reprend\u{200b}\", a déclaré mercredi Emmanuel Macron.\n";
    std::fs::write(folder.path().join("a\u{1b}[2J.txt"), article).unwrap();
    let mut session = Session::start(&["."], folder.path(), (80, 24), FRENCH);
    session.until_shown("Poutine");
    for keys in ["g", "j", "j", "\t", "2", "3", "1", "G", "e", "q", "?", "q"] {
        session.keys(keys);
        session.settled();
    }
    let text = String::from_utf8(session.bytes()).expect("no half letters are written");
    for hostile in ["\u{1b}]0;", "\u{1b}c", "\u{1b}[?1049l", "\u{7}", "\u{9b}", "\u{202e}", "\u{200b}"] {
        assert!(!text.contains(hostile), "{hostile:?} reached the terminal");
    }
    session.keys("q");
    assert!(session.end().restored);
}

#[test]
fn a_storm_of_resizes_leaves_the_screen_of_the_last_size() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::start(&[], folder.path(), (80, 24), FRENCH);
    session.until_shown("Bonne");
    for (columns, rows) in [(120, 40), (40, 12), (10, 3), (200, 60), (81, 25), (39, 11), (100, 30)] {
        session.resize(columns, rows);
        session.keys("k");
        std::thread::sleep(Duration::from_millis(10));
    }
    session.keys("g");
    let stormed = session.settled();
    let mut fresh = Session::start(&[], folder.path(), (100, 30), FRENCH);
    fresh.until_shown("Bonne");
    fresh.keys("g");
    assert_eq!(stormed, fresh.settled());
    session.keys("q");
    assert!(session.end().restored);
    fresh.keys("q");
    assert!(fresh.end().restored);
}

#[test]
fn stopped_the_terminal_is_given_back_and_taken_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::start(&[], folder.path(), (80, 24), FRENCH);
    session.until_shown("Bonne");
    session.keys("gj");
    let before = session.settled();
    session.keys("\u{1a}");
    session.until("the ordinary screen", |screen| screen.trim().is_empty());
    session.signal("CONT");
    let after = session.until_shown("Bonne");
    assert_eq!(after.trim_end(), before.trim_end());
    session.keys("q");
    let left = session.end();
    assert!(left.restored && left.status.success(), "{:?}", left.status);
}

#[test]
fn a_citation_goes_to_the_terminals_clipboard() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::start(&[], folder.path(), (80, 24), FRENCH);
    session.until_shown("Bonne");
    session.keys("gy");
    session.until_shown("Citation");
    session.settled();
    let bytes = session.bytes();
    assert!(bytes.windows(7).any(|bytes| bytes == b"\x1b]52;c;"), "nothing was copied");
    session.keys("qq");
    assert!(session.end().restored);
}

#[test]
fn an_entry_is_tagged_after_a_look_and_the_tag_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::start(&[], folder.path(), (80, 24), FRENCH);
    session.until_shown("Bonne");
    session.keys("gtsuivre\r");
    session.until_shown("Ce que cela changerait");
    session.keys("\r");
    session.until_shown("Écrit au journal");
    session.keys("4");
    session.until_shown("#suivre");
    session.keys("u");
    session.until_shown("Ce que cela changerait");
    session.keys("\r");
    session
        .until("the tag gone", |screen| !screen.contains("#suivre") && screen.contains("Écrit au journal"));
    session.keys("L");
    session.until_shown("décision défaite");
    session.keys("qq");
    assert!(session.end().restored);
}

/// A library in which two meetings may be one, and one call is told by three articles.
fn told_by_several(folder: &Path) -> std::path::PathBuf {
    let articles = [
        ("a1", 4, "Karim Haddad s'est entretenu mardi par téléphone avec Anna Ozola."),
        ("a2", 5, "Karim Haddad et Anna Ozola se sont entretenus au téléphone le 3 février."),
        ("a3", 5, "Karim Haddad a téléphoné mardi à Anna Ozola."),
        ("b1", 4, "Olav Tveit a rencontré Juris Kalnins mardi à Riga."),
        ("b2", 5, "Olav Tveit a rencontré Juris Kalnins lundi à Tallinn."),
    ];
    for (name, day, body) in articles {
        let text = format!(" date 2026-02-0{day} Dépêche {name}\n\n{body}\n");
        std::fs::write(folder.join(format!("{name}.txt")), text).unwrap();
    }
    let library = folder.join("library");
    let mut command = Command::new(env!("CARGO_BIN_EXE_depeche"));
    command.arg("add").args(articles.map(|(name, ..)| folder.join(format!("{name}.txt"))));
    assert!(command.arg("--library").arg(&library).output().unwrap().status.success());
    library
}

#[test]
fn two_entries_are_linked_and_one_is_split_after_a_look_and_both_undone() {
    let folder = tempfile::tempdir().unwrap();
    let library = told_by_several(folder.path());
    let arguments = ["--library", library.to_str().unwrap()];
    let mut session = Session::start(&arguments, folder.path(), (120, 40), FRENCH);
    session.until_shown("3 faits");
    let done = |session: &mut Session, keys: &str, preview: &[&str], after: &str| {
        session.keys(keys);
        session.until("what would change", |screen| {
            screen.contains("Ce que cela changerait") && preview.iter().all(|words| screen.contains(words))
        });
        session.keys("\r");
        session.until(after, |screen| screen.contains(after) && screen.contains("Écrit au journal"));
    };
    // The meetings of Riga and Tallinn stand first and last.
    session.keys("gJ");
    session.until_shown("choisissez");
    session.keys("G");
    session.settled();
    done(&mut session, "J\r", &["un seul fait", "contesté", "lieu : ", "disparu"], "2 faits");
    done(&mut session, "u", &["décision défaite", "nouveau"], "3 faits");
    session.keys("/haddad");
    session.until_shown("Karim Haddad");
    session.settled();
    session.keys("\r3");
    session.until("its reports by number", |screen| ["1. ", "2. ", "3. "].iter().all(|n| screen.contains(n)));
    done(&mut session, "X\u{15}2\r", &["séparé", "rapports : 3 → 2", "nouveau"], "2 de 4 faits");
    done(&mut session, "u", &["décision défaite", "rapports : 2 → 3", "disparu"], "1 de 3 faits");
    session.keys("q");
    assert!(session.end().restored);
}

/// What a terminal sends when the mouse does something at a cell, counted from 1.
fn clicked(button: u8, column: usize, row: usize) -> String {
    format!("\u{1b}[<{button};{column};{row}M\u{1b}[<{button};{column};{row}m")
}

#[test]
fn the_mouse_chooses_rows_scrolls_and_clicks_chips_and_faces_in_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::start(&[], folder.path(), (120, 40), FRENCH);
    session.until_shown("Zelensky : « réfléchissait");
    let place = |screen: &str, words: &str| {
        let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(words)).unwrap();
        (line.split(words).next().unwrap().chars().count() + 1, row + 1)
    };
    let (column, row) = place(&session.screen(), "Zelensky : « réfléchissait");
    session.keys(&clicked(0, column, row));
    session.settled();
    assert!(!session.bytes().windows(8).any(|bytes| bytes == b"\x1b[?1000h"), "it is not taken unasked");
    session.keys("M");
    session.until_shown("Souris prise");
    session.keys(&clicked(0, column, row));
    session.until("the clicked entry", |screen| !screen.contains("Citations 0"));
    let (face, above) = place(&session.screen(), "Citations ");
    session.keys(&clicked(0, face + 2, above));
    session.until("its quotes", |screen| screen.contains("« réfléchissait à une reprise"));
    // The wheel over the list goes on by one, over the detail it scrolls that.
    let before = session.settled();
    session.keys(&clicked(64, 5, row));
    session.until("another entry", |screen| screen != before);
    session.keys("f\r");
    let screen = session.until_shown(" ×");
    let all = place(&screen, " ×").0;
    session.keys(&clicked(0, all - 3, 1));
    session.until("the chip turned round", |screen| screen.lines().next().unwrap().contains("sans "));
    let screen = session.settled();
    session.keys(&clicked(0, place(&screen, " ×").0 + 1, 1));
    session.until("the chip gone", |screen| !screen.lines().next().unwrap().contains('×'));
    session.keys("q");
    assert!(session.end().restored);
}

/// An article of a meeting whose other sentences are its own, longer than a screen.
fn long_article(name: &str, day: u32, who: &str) -> String {
    let filler = format!("La {name} est dans le panier de la cuisine et le jardin est grand. ").repeat(14);
    format!(
        " date 2026-02-{day:02} {who} à Riga\n\n{who} a rencontré Edgars Rinkēvičs le {day} février 2026 à Riga.\n\n{filler}\n\n{filler}\n"
    )
}

#[test]
fn behind_a_network_the_list_comes_first_and_the_rest_of_the_article_when_the_keys_rest() {
    let folder = tempfile::tempdir().unwrap();
    for (name, day, who) in [("pomme", 3, "Emmanuel Macron"), ("cerise", 20, "Vladimir Poutine")] {
        std::fs::write(folder.path().join(format!("{name}.txt")), long_article(name, day, who)).unwrap();
    }
    let start = |network: bool| {
        let variables = [("LANG", FRENCH), ("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")];
        let variables = if network { &variables[..] } else { &variables[..1] };
        let program = env!("CARGO_BIN_EXE_depeche");
        let session = Session::start_program(program, &["."], folder.path(), (120, 40), variables);
        session.until_shown("La cerise est");
        session
    };
    let (mut near, mut far) = (start(false), start(true));
    for session in [&mut near, &mut far] {
        session.keys("G");
        session.settled();
    }
    let mut in_parts = 0;
    for key in ["g", "G", "g", "G", "g"] {
        near.pieces();
        far.pieces();
        near.keys(key);
        far.keys(key);
        assert_eq!(far.settled(), near.settled(), "in the end all is there");
        let (near, far) = (near.pieces(), far.pieces());
        // On a busy machine both parts may be read at once.
        if far.len() > 1 {
            assert!(far[0] * 2 < near.iter().sum(), "the first part is not small: {far:?}, in one {near:?}");
            in_parts += 1;
        }
    }
    assert!(in_parts > 1, "all came at once {in_parts} times of 5");
    for mut session in [near, far] {
        session.keys("q");
        assert!(session.end().restored);
    }
}

/// Overwrites all of a library's index but its first page.
fn tear(library: &Path) {
    for file in std::fs::read_dir(library).unwrap().map(|file| file.unwrap().path()) {
        let name = file.file_name().unwrap().to_str().unwrap();
        if name.starts_with("index-") && file.extension().is_some_and(|end| end == "db") {
            let length = std::fs::metadata(&file).unwrap().len();
            let mut torn = std::fs::File::options().write(true).open(&file).unwrap();
            torn.seek(SeekFrom::Start(4096)).unwrap();
            torn.write_all(&vec![0xa5; usize::try_from(length - 4096).unwrap()]).unwrap();
        }
    }
}

#[test]
fn an_index_torn_under_an_open_screen_is_told_and_made_anew_at_the_next_opening_or_when_asked() {
    let root = tempfile::tempdir().unwrap();
    let (folder, library) = (root.path().join("articles"), root.path().join("library"));
    std::fs::create_dir(&folder).unwrap();
    for number in 0..240_u32 {
        let (year, day) = (2000 + number / 12, 1 + number % 12);
        let text = format!(
            " date {year}-03-{day:02} Visite {number}\n\nEmmanuel Macron a rencontré Vladimir Poutine le {day} mars {year} à Riga.\n\n\
             « Le travail avance », a dit le même jour Vladimir Poutine.\n"
        );
        std::fs::write(folder.join(format!("{number:03}.txt")), text).unwrap();
    }
    let depeche = || Command::new(env!("CARGO_BIN_EXE_depeche"));
    let shown = |directory: &str| {
        let session = Session::start(&["--library", directory], root.path(), (120, 30), FRENCH);
        session.until_shown("2019");
        session
    };
    // An open screen on a new library of these articles, whose index is torn when the first rows stand there.
    let torn = |library: &Path| {
        let directory = library.to_str().unwrap();
        let added =
            depeche().args(["add", "--library", directory, folder.to_str().unwrap()]).output().unwrap();
        assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
        let mut session = shown(directory);
        session.settled();
        tear(library);
        session.keys("g");
        session
    };
    let leave = |mut session: Session| {
        session.keys("q");
        let left = session.end();
        assert!(left.restored && left.status.success(), "{:?}", left.status);
    };
    let whole = |directory: &str| {
        let verified = depeche().args(["verify", "--library", directory]).output().unwrap();
        assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    };
    let directory = library.to_str().unwrap();
    let mut session = torn(&library);
    session.until_shown("Index illisible, des faits peuvent manquer ; « :rebuild » le refait.");
    for keys in ["A", "q", "a", "q", "r", "q", "j", "k", "G", "/riga", "\u{1b}", "?", "q"] {
        session.keys(keys);
        session.settled();
    }
    assert!(!session.has_ended(), "keys are still answered");
    leave(session);
    let mut session = shown(directory);
    session.keys("g");
    session.until_shown("2000-03-01");
    leave(session);
    whole(directory);
    // Another is made anew under the open screen.
    let library = root.path().join("another");
    let mut session = torn(&library);
    session.until_shown("Index illisible");
    assert!(!session.screen().contains("2019-03-07"));
    session.keys(":rebuild\r");
    session.until_shown("2019-03-07");
    session.keys("g");
    session.until_shown("2000-03-01");
    leave(session);
    whole(library.to_str().unwrap());
}

#[test]
fn a_flood_of_pasted_text_is_survived() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::start(&[], folder.path(), (80, 24), FRENCH);
    session.until_shown("Bonne");
    let before = session.settled();
    session.keys(&format!("\u{1b}[200~{}\u{1b}[201~", "qu\u{1b}[A\r\n".repeat(20_000)));
    assert_eq!(session.settled(), before);
    session.keys("/");
    session.keys("\u{1b}[200~bonne\nq\u{1b}[201~");
    session.until_shown("Emmanuel Bonne");
    session.keys("\u{1b}");
    session.settled();
    session.keys("q");
    assert!(session.end().restored);
}
