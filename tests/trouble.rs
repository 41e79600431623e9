//! What a machine can do to a library: processes killed while they rule, disks that fill up, files torn or overwritten,
//! many at once. No acknowledged record is lost, and what is wrong is said.
//!
//! Quick by default; `DEPECHE_KILLS=200` kills two hundred times, `DEPECHE_SECONDS=60` shares a library for a minute.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails loudly, and says what it measured"
)]

#[path = "common/process.rs"]
mod process;

use depeche::library::{Command as Asked, Desk, Library, View};
use depeche::model::{Author, Change};
use process::{DEPECHE, depeche};
use std::fmt::Write as _;
use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const WHO: [&str; 5] = ["Emmanuel Macron", "Anna Ozola", "Karim Haddad", "Vladimir Poutine", "Mara Liepa"];

/// A folder of articles in which the same persons meet.
fn articles(folder: &Path, count: usize) {
    fs::create_dir_all(folder).unwrap();
    for number in 0..count {
        let (one, other) = (WHO[number % 5], WHO[(number + 1 + number / 7 % 3) % 5]);
        let day = 1 + number * 7 % 27;
        let text = format!(
            " date 2026-02-{day:02} {one} a rencontré {other}\n\n{one} a rencontré {other} lundi à Riga.\n\n« Le travail avance », a dit mardi {one}.\n\nDépêche {number}.\n"
        );
        fs::write(folder.join(format!("{number:05}.txt")), text).unwrap();
    }
}

fn open(library: &Path) -> Library {
    Library::open(library, true, &mut |_| true).unwrap()
}

fn shown(library: &Library) -> Vec<std::sync::Arc<depeche::model::Entry>> {
    library.window(&View::default(), 0..usize::MAX)
}

/// A live, a reopened and a rebuilt library show the same.
fn assert_whole(library: &Path) {
    let (whole, said) = depeche(library, &["verify"]);
    assert!(whole, "{said}");
    let before = shown(&open(library));
    assert!(Library::rebuild(library, &mut |_| true).unwrap());
    assert_eq!(shown(&open(library)), before);
}

fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

/// What others may do with a library is what its maker's `umask` leaves them.
#[test]
fn a_group_may_write_where_the_umask_says_so() {
    use std::os::unix::fs::PermissionsExt as _;
    for (umask, expected) in [("007", 0o660), ("022", 0o644)] {
        let root = tempfile::tempdir().unwrap();
        let (folder, library) = (root.path().join("articles"), root.path().join("library"));
        articles(&folder, 2);
        let line = format!(
            "umask {umask}; export DEPECHE_LIBRARY={library}; {DEPECHE} add {folder} && {DEPECHE} rebuild",
            library = library.display(),
            folder = folder.display()
        );
        assert!(Command::new("sh").args(["-c", &line]).stdout(Stdio::null()).status().unwrap().success());
        let files: Vec<_> = fs::read_dir(&library).unwrap().map(Result::unwrap).collect();
        assert!(files.iter().any(|file| file.file_name() == "journal.db"));
        for file in files {
            let mode = file.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, expected, "{} under umask {umask}", file.path().display());
        }
    }
}

#[test]
fn killed_while_ruling_it_keeps_every_ruling_that_it_acknowledged() {
    let root = tempfile::tempdir().unwrap();
    let (folder, library, acks) =
        (root.path().join("articles"), root.path().join("library"), root.path().join("acks"));
    articles(&folder, 12);
    depeche(&library, &["add", folder.to_str().unwrap()]);
    let ids: Vec<String> = shown(&open(&library)).iter().map(|entry| entry.id.clone()).collect();
    let mut seed = 11_u64;
    for round in 0..number("DEPECHE_KILLS", 4) {
        // Rulings of all sorts, one after the other; each that was made is told of.
        let mut script = String::new();
        for at in 0..40 {
            let id = &ids[(round * 3 + at) % ids.len()];
            let other = &ids[(round + at * 5 + 1) % ids.len()];
            let ruling = match at % 5 {
                0 => format!("note {id} note-{round}-{at}"),
                1 => format!("tag {id} tag-{round}-{at}"),
                2 => format!("correct {id} --date 2026-01-{:02}", 1 + at % 28),
                3 => format!("link {id} {other}"),
                _ => "undo".to_owned(),
            };
            let ruling = ruling.split_once(' ').map_or((ruling.as_str(), ""), |parts| parts);
            writeln!(
                script,
                "{DEPECHE} {} --library {} {} </dev/null >/dev/null 2>&1 && echo {round}-{at} >> {}",
                ruling.0,
                library.display(),
                ruling.1,
                acks.display()
            )
            .unwrap();
        }
        let before = open(&library).log(0).len();
        let mut shell =
            Command::new("sh").args(["-c", &script]).stderr(Stdio::null()).process_group(0).spawn().unwrap();
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_millis(50 + (seed >> 33) % 900));
        Command::new("kill").args(["-9", "--", &format!("-{}", shell.id())]).status().unwrap();
        shell.wait().unwrap();
        let acknowledged = fs::read_to_string(&acks).unwrap_or_default();
        let log = open(&library).log(0);
        let recorded = log.len() - before;
        let acknowledged: Vec<&str> =
            acknowledged.lines().filter(|line| line.starts_with(&format!("{round}-"))).collect();
        assert!(recorded >= acknowledged.len(), "round {round}: {recorded} of {acknowledged:?}");
        for number in acknowledged {
            let at: usize = number.rsplit_once('-').unwrap().1.parse().unwrap();
            let there = log.iter().any(|record| match &record.change {
                Change::EntryNoted { text, .. } => *text == format!("note-{round}-{at}"),
                Change::EntryTagged { tag, .. } => *tag == format!("tag-{round}-{at}"),
                _ => at % 5 > 1,
            });
            assert!(there, "ruling {number} is lost");
        }
        let (whole, said) = depeche(&library, &["verify"]);
        assert!(whole, "round {round}: {said}");
    }
    assert_whole(&library);
}

/// Adds all with no more room than that; whether it was enough.
fn add_with_little_room(library: &Path, folder: &Path, blocks: usize) -> (bool, String) {
    let script = format!(
        "trap '' XFSZ; ulimit -f {blocks}; exec {DEPECHE} add --library {} {}",
        library.display(),
        folder.display()
    );
    let ran = Command::new("sh").args(["-c", &script]).output().unwrap();
    (ran.status.success(), String::from_utf8_lossy(&ran.stderr).into_owned())
}

#[test]
fn a_file_that_may_not_grow_is_said_and_nothing_recorded_is_lost() {
    let root = tempfile::tempdir().unwrap();
    let (folder, library) = (root.path().join("articles"), root.path().join("library"));
    articles(&folder, 120);
    let mut refused = 0;
    for blocks in [60, 150, 400] {
        let (done, said) = add_with_little_room(&library, &folder, blocks);
        if !done {
            refused += 1;
            assert!(said.contains("depeche:") && !said.contains("panicked"), "{said}");
        }
        if library.join("journal.db").exists() {
            drop(Library::open(&library, true, &mut |_| true));
        }
    }
    assert!(refused > 0);
    let (done, said) = depeche(&library, &["add", folder.to_str().unwrap()]);
    assert!(done, "{said}");
    assert_eq!(open(&library).articles(), 120);
    assert_whole(&library);
}

/// A small file system, where this user may make one.
struct Small(PathBuf);

impl Small {
    fn mount(at: &Path) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=450k", "tmpfs"])
            .arg(at)
            .stderr(Stdio::null())
            .status();
        mounted.ok()?.success().then(|| Self(at.to_owned()))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _left = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_is_said_and_nothing_recorded_is_lost() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("articles");
    articles(&folder, 150);
    let Some(small) = Small::mount(&root.path().join("small")) else {
        println!("no file system can be mounted here: not tried");
        return;
    };
    let library = small.0.join("library");
    let mut full = false;
    for _ in 0..3 {
        let (done, said) = depeche(&library, &["add", folder.to_str().unwrap()]);
        full |= !done;
        assert!(done || said.contains("full") || said.contains("disk"), "{said}");
        assert!(!said.contains("panicked"), "{said}");
    }
    assert!(full, "so little room was enough");
    // Elsewhere there is room: what was recorded is all there.
    let elsewhere = root.path().join("elsewhere");
    fs::create_dir_all(&elsewhere).unwrap();
    for file in fs::read_dir(&library).unwrap().map(|file| file.unwrap().path()) {
        if file.file_name().unwrap().to_string_lossy().starts_with("journal.db") {
            fs::copy(&file, elsewhere.join(file.file_name().unwrap())).unwrap();
        }
    }
    let recorded = open(&elsewhere).articles();
    let (done, said) = depeche(&elsewhere, &["add", folder.to_str().unwrap()]);
    assert!(done, "{recorded} were recorded: {said}");
    assert_eq!(open(&elsewhere).articles(), 150);
    println!("{recorded} of 150 articles were recorded before the disk was full");
    assert_whole(&elsewhere);
}

#[test]
fn what_is_torn_or_overwritten_is_repaired_or_said() {
    let root = tempfile::tempdir().unwrap();
    let (folder, library) = (root.path().join("articles"), root.path().join("library"));
    articles(&folder, 40);
    depeche(&library, &["add", folder.to_str().unwrap()]);
    let id = shown(&open(&library))[0].id.clone();
    depeche(&library, &["note", &id, "Vu."]);
    let before = shown(&open(&library));
    let index = || {
        let files = fs::read_dir(&library).unwrap().map(|file| file.unwrap().path());
        files.filter(|file| file.extension().is_some_and(|end| end == "db") && !file.ends_with("journal.db"))
    };
    // The index is gone, noise, cut in the middle: it is made anew, rulings and all.
    for file in index() {
        fs::remove_file(file).unwrap();
    }
    assert_eq!(shown(&open(&library)), before);
    for file in index() {
        fs::write(file, vec![91; 70_000]).unwrap();
    }
    assert_eq!(shown(&open(&library)), before);
    for file in index() {
        let bytes = fs::read(&file).unwrap();
        fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
    }
    let (whole, said) = depeche(&library, &["verify"]);
    if !whole {
        assert!(said.contains("rebuild"), "{said}");
        let (done, said) = depeche(&library, &["rebuild"]);
        assert!(done, "{said}");
    }
    assert_eq!(shown(&open(&library)), before);
    assert_whole(&library);
    // The journal is torn: that is said, by every command, and nothing is made up.
    let journal = library.join("journal.db");
    let bytes = fs::read(&journal).unwrap();
    for torn in [&bytes[..bytes.len() / 2], &bytes[..900]] {
        for rest in ["journal.db-wal", "journal.db-shm"] {
            fs::remove_file(library.join(rest)).unwrap_or_default();
        }
        fs::write(&journal, torn).unwrap();
        let (whole, said) = depeche(&library, &["verify"]);
        assert!(!whole && said.contains("depeche:") && !said.contains("panicked"), "{said}");
    }
    fs::write(&journal, &bytes).unwrap();
    assert_whole(&library);
}

#[test]
fn half_a_list_never_passes_for_the_whole() {
    let root = tempfile::tempdir().unwrap();
    let (folder, library) = (root.path().join("articles"), root.path().join("library"));
    articles(&folder, 150);
    depeche(&library, &["add", folder.to_str().unwrap()]);
    let wholes = ["list", "actors"].map(|command| (command, depeche(&library, &[command]).1));
    let files = fs::read_dir(&library).unwrap().map(|file| file.unwrap().path());
    let is_index =
        |file: &PathBuf| file.extension().is_some_and(|end| end == "db") && !file.ends_with("journal.db");
    let index = files.into_iter().find(is_index).unwrap();
    let bytes = fs::read(&index).unwrap();
    let mut said_so = [0; 2];
    for page in 4..bytes.len() / 4096 {
        let mut torn = bytes.clone();
        torn[page * 4096..(page + 1) * 4096].fill(91);
        fs::write(&index, torn).unwrap();
        for ((command, whole), said_so) in wholes.iter().zip(&mut said_so) {
            let (done, said) = depeche(&library, &[command]);
            assert!(!done || said == *whole, "page {page}: half of what {command} lists, and no word of it");
            if !done {
                assert!(said.contains("depeche verify"), "page {page}, {command}: {said}");
                *said_so += 1;
            }
        }
    }
    assert!(said_so.iter().all(|pages| *pages > 0), "no page that a list needs was torn: {said_so:?}");
}

fn spawn(script: &str) -> Child {
    Command::new("sh").args(["-c", script]).spawn().unwrap()
}

#[test]
fn ten_at_once_wait_for_nobody_long() {
    let root = tempfile::tempdir().unwrap();
    let (folder, library) = (root.path().join("articles"), root.path().join("library"));
    let seconds = number("DEPECHE_SECONDS", 3);
    articles(&folder.join("first"), 40);
    articles(&folder.join("more"), number("DEPECHE_ARTICLES", 40 * seconds));
    depeche(&library, &["add", folder.join("first").to_str().unwrap()]);
    let end = Instant::now() + Duration::from_secs(seconds as u64);
    let place = library.display();
    let mut others =
        vec![spawn(&format!("{DEPECHE} add --library {place} {} >/dev/null 2>&1", folder.display()))];
    for _ in 0..8 {
        others.push(spawn(&format!(
            "end=$(($(date +%s) + {seconds})); while [ $(date +%s) -lt $end ]; do
             {DEPECHE} list --library {place} --actor ozola >/dev/null || exit 9; sleep 0.2; done"
        )));
    }
    // The analyst rules, once every few moments, and waits for each ruling to be recorded.
    let mut analyst = open(&library);
    let author = Author("anna".to_owned());
    let anchors: Vec<_> = shown(&analyst).iter().filter_map(|entry| entry.anchor()).collect();
    let mut waited = Vec::new();
    while Instant::now() < end {
        let anchor = anchors[waited.len() % anchors.len()].clone();
        let text = format!("note {}", waited.len());
        let change = Change::EntryNoted { anchor, text, source: None };
        let began = Instant::now();
        Library::submit(&mut analyst, Asked::Rule(change), &author, chrono::DateTime::UNIX_EPOCH).unwrap();
        waited.push(began.elapsed());
        std::thread::sleep(Duration::from_millis(50));
    }
    drop(analyst);
    for mut other in others {
        assert!(other.wait().unwrap().success());
    }
    waited.sort_unstable();
    let at = |hundredth: usize| waited[(waited.len() * hundredth / 100).min(waited.len() - 1)];
    println!("{} rulings beside an import: median {:?}, 99th {:?}", waited.len(), at(50), at(99));
    // A promise of the program as it is released, on a machine of its own; here only that nobody starves.
    assert!(at(99) < Duration::from_secs(10), "{:?}", at(99));
    let reopened = open(&library);
    let noted =
        reopened.log(0).iter().filter(|record| matches!(record.change, Change::EntryNoted { .. })).count();
    assert_eq!(noted, waited.len());
    drop(reopened);
    assert_whole(&library);
}
