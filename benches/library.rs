//! How fast a stored library is, and how that grows: `cargo bench --bench library`, sizes in `DEPECHE_BENCH=1000,10000`.
//! `DEPECHE_BENCH_LIBRARY=DIR` asks a library that is there already instead, and changes nothing in it.
//!
//! Articles are made up from a few patterns with a long tail of names, so that a few persons are in a great part of them.
//! Prints a table of processor times; compares nothing.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::similar_names,
    clippy::semicolon_if_nothing_returned,
    reason = "a benchmark prints what it measures"
)]

use chrono::NaiveDate;
use depeche::library::{ActorTest, Filter, Library, Queries, Seek, Typed, View};
use depeche::model::Author;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

const FIRST: &[&str] =
    &["Anna", "Karim", "Jeanne", "Boris", "Elena", "Hugo", "Nadia", "Tomas", "Vera", "Yann"];
const LAST: &[&str] = &[
    "Ozola", "Haddad", "Moreau", "Petrov", "Rossi", "Novák", "Santos", "Keller", "Diallo", "Lund", "Vargas",
    "Tanaka",
];
const PLACES: &[&str] = &["à Riga", "à Paris", "à Moscou", "à Rome", "à Berlin", "à Ankara"];

struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    /// A few often, many seldom.
    fn somebody(&mut self) -> String {
        match self.below(10) {
            0..2 => "Emmanuel Macron".to_owned(),
            2 => "Vladimir Poutine".to_owned(),
            _ => format!(
                "{} {}{}",
                FIRST[self.below(10)],
                LAST[self.below(12)],
                ["", "-Leal", "-Roux"][self.below(3)]
            ),
        }
    }
}

fn articles(folder: &Path, count: usize) -> u64 {
    let mut dice = Dice(7);
    let mut bytes = 0;
    for number in 0..count {
        let (one, other, place) = (dice.somebody(), dice.somebody(), PLACES[dice.below(6)]);
        let (year, month, day) = (2000 + dice.below(26), 1 + dice.below(12), 1 + dice.below(28));
        let text = format!(
            " date {year}-{month:02}-{day:02} {one} a rencontré {other} {place}\n\n{one} a rencontré {other} lundi {place}, a annoncé le ministère.\n\n\
             « Les discussions avancent bien », a déclaré {one} mardi. {other} se rendra {place} la semaine prochaine.\n\nDépêche {number}.\n"
        );
        bytes += text.len() as u64;
        let folder = folder.join(format!("{:04}", number / 1000));
        if number % 1000 == 0 {
            fs::create_dir_all(&folder).unwrap();
        }
        fs::write(folder.join(format!("{number}.txt")), text).unwrap();
    }
    bytes
}

#[expect(clippy::disallowed_methods, reason = "the clock of additions")]
fn now() -> chrono::DateTime<chrono::Utc> {
    chrono::Utc::now()
}

/// The processor time of this thread so far: what others do beside does not count.
fn processor() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap(), u32::try_from(time.tv_nsec).unwrap())
}

/// The median of a few runs.
fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..15)
        .map(|_| {
            let began = processor();
            run();
            processor().saturating_sub(began)
        })
        .collect();
    times.sort_unstable();
    times[7]
}

/// The median of a few runs, each after something that is not counted.
fn timed(before: &dyn Fn(), run: &dyn Fn()) -> Duration {
    let mut times: Vec<Duration> = (0..9)
        .map(|_| {
            before();
            let began = processor();
            run();
            processor().saturating_sub(began)
        })
        .collect();
    times.sort_unstable();
    times[4]
}

fn main() {
    if let Ok(place) = std::env::var("DEPECHE_BENCH_LIBRARY") {
        ask(Path::new(&place));
        return;
    }
    let sizes = std::env::var("DEPECHE_BENCH").unwrap_or_else(|_| "1000,4000".to_owned());
    for size in sizes.split(',').map(|size| size.trim().parse::<usize>().unwrap()) {
        let root = tempfile::tempdir().unwrap();
        let text = articles(&root.path().join("articles"), size);
        let place = root.path().join("library");
        let author = Author("bench".to_owned());
        let mut library = Library::open(&place, true, &mut |_| true).unwrap();
        let paths = [root.path().join("articles")];
        let began = Instant::now();
        library.add(&paths, &author, now, &mut |_| true).unwrap();
        let added = began.elapsed();
        let began = Instant::now();
        library.add(&paths, &author, now, &mut |_| true).unwrap();
        let again = began.elapsed();
        drop(library);
        let disk: u64 =
            fs::read_dir(&place).unwrap().map(|file| file.unwrap().metadata().unwrap().len()).sum();
        println!(
            "{size} articles: added {:.0}/s, again {:.0} times faster, {:.1} times the text",
            size as f64 / added.as_secs_f64(),
            added.as_secs_f64() / again.as_secs_f64(),
            disk as f64 / text as f64
        );
        ask(&place);
    }
}

/// How soon a count stops: told to at moments spread over its length, how often it had not ended of itself by then, and
/// the median and the longest time from then on (what others do beside counts here).
fn stopped(library: &Library, view: &View) -> (usize, Duration, Duration) {
    let opening = library.reader().unwrap();
    let (ask, asked) = channel();
    let (answer, answered) = channel();
    let view = view.clone();
    let counting = thread::spawn(move || {
        let reader = opening().unwrap();
        let other =
            View { filter: Filter { words: vec!["zzzzz".to_owned()], ..Filter::default() }, known_on: None };
        let stop = Arc::clone(&reader.stop);
        answer.send((Some(stop), Instant::now())).unwrap();
        while asked.recv().is_ok() {
            let _forgets = reader.queries.count(&other);
            answer.send((None, Instant::now())).unwrap();
            let _counted = reader.queries.count(&view);
            answer.send((None, Instant::now())).unwrap();
        }
    });
    let stop = answered.recv().unwrap().0.unwrap();
    let mut waited = Vec::new();
    let count = |after: Option<Duration>| {
        ask.send(()).unwrap();
        let (_, began) = answered.recv().unwrap();
        let Some(after) = after else { return (began, answered.recv().unwrap().1) };
        thread::sleep(after);
        let told = Instant::now();
        stop(true);
        let (_, ended) = answered.recv().unwrap();
        stop(false);
        (told, ended)
    };
    let (began, ended) = count(None);
    let length = ended.duration_since(began).min(Duration::from_secs(2));
    for part in 1..40 {
        let (told, ended) = count(Some(length * part / 40));
        waited.extend(ended.checked_duration_since(told));
    }
    drop(ask);
    counting.join().unwrap();
    waited.sort_unstable();
    let at = |at: usize| waited.get(at).copied().unwrap_or_default();
    (waited.len(), at(waited.len() / 2), at(waited.len().saturating_sub(1)))
}

/// Asks a library what a screen asks.
fn ask(place: &Path) {
    let all = View::default();
    let opened = median(|| {
        let library = Library::open(place, false, &mut |_| true).unwrap();
        assert!(!Queries::rows(&library, &all, &Seek::End, 40, 0).rows.is_empty());
    });
    let library = Library::open(place, false, &mut |_| true).unwrap();
    let entries = library.count(&all);
    println!("{} articles, {entries} entries: opened with 40 rows in {opened:?}", library.articles());
    let called = |name: &str| {
        let typed = Typed { text: name.to_owned(), take: 1, ..Typed::default() };
        let found = library.find_actors(&all, &typed).actors;
        let actor = found.first().unwrap_or_else(|| panic!("nobody is called {name}")).clone();
        ActorTest { key: actor.key, name: actor.name, part: None, not: false }
    };
    let (macron, poutine) = (called("Emmanuel Macron"), called("Vladimir Poutine"));
    let one = Filter { actors: vec![macron.clone()], ..Filter::default() };
    let pair = Filter { actors: vec![macron.clone(), poutine], ..Filter::default() };
    let told = |word: &str| Filter { words: vec![word.to_owned()], ..Filter::default() };
    let day: Option<NaiveDate> = "2013-06-01".parse().ok();
    let amid = Seek::Day("2012-06-01".parse().unwrap());
    for (name, filter) in [
        ("all", Filter::default()),
        ("one actor", one.clone()),
        ("two actors", pair),
        ("the commonest word", told("president")),
        ("a common word", told("riga")),
        ("three letters", told("ren")),
        ("three letters of every other paragraph", told("les")),
        ("a rare word", told("grimaldi")),
    ] {
        // Questions that were asked before are answered from what was found then: each is asked after another one.
        let before = View { filter: told("zzzzz"), known_on: None };
        for known_on in [None, day] {
            let view = View { filter: filter.clone(), known_on };
            let forget = || drop(Queries::rows(&library, &before, &Seek::End, 1, 0));
            let rows = |seek: &Seek| timed(&forget, &|| drop(Queries::rows(&library, &view, seek, 20, 20)));
            let (amid, end) = (rows(&amid), rows(&Seek::End));
            let count = timed(&forget, &|| assert!(library.count(&view) <= entries));
            let ribbon = timed(&forget, &|| drop(library.density(&view, 720)));
            let known = known_on.map_or_else(String::new, |day| format!(", known on {day}"));
            println!(
                "  {name}{known}: {} entries; 40 rows {amid:?}, at the end {end:?}; count {count:?}, ribbon {ribbon:?}",
                library.count(&view)
            );
        }
    }
    for (name, filter) in [("all", Filter::default()), ("one actor", one.clone())] {
        let view = View { filter, known_on: None };
        for text in ["", "m", "ma", "mac", "ozol", "makron", "zzzz"] {
            let typed = Typed { text: text.to_owned(), take: 8, ..Typed::default() };
            let began = processor();
            let found = library.find_actors(&view, &typed);
            let first = processor().saturating_sub(began);
            let again = median(|| drop(library.find_actors(&view, &typed)));
            println!("  typing « {text} » under {name}: {first:?}, then {again:?}, {} found", found.found);
        }
    }
    let few_letters = ["de".to_owned(), "president".to_owned()].to_vec();
    for (name, filter) in [
        ("the commonest word", told("president")),
        ("three letters of every other paragraph", told("les")),
        ("a word of two letters beside another", Filter { words: few_letters, ..Filter::default() }),
        (
            "a place, looked for in every entry",
            Filter { places: vec!["riga".to_owned()], ..Filter::default() },
        ),
        ("an actor with a word", Filter { words: vec!["president".to_owned()], ..one.clone() }),
    ] {
        let (times, median, longest) = stopped(&library, &View { filter, known_on: None });
        println!("  counting {name}, stopped {times} times: {median:?} from then on, at most {longest:?}");
    }
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("  {}", status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or("memory unknown"));
}
