//! The floors of accuracy, layer by layer, on every set of gold readings.
//!
//! A floor only ever rises; but a share among the events found may give way where more of them are found. `cargo test --test gold -- --nocapture` prints the figures of the day.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails loudly and shows its figures"
)]

#[path = "common/run.rs"]
mod run;

use depeche::cli::Exit;
use depeche::evaluation::{Gold, Scores, Sheet, Stories};
use depeche::intake;
use run::depeche;
use std::path::{Path, PathBuf};

/// A folder of the project, or beside it.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The gold of a folder whose articles stand in `texts`, in byte order of their names.
fn gold_of(folder: &Path, texts: &Path) -> Vec<Gold> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|kind| kind == "json"));
    files.sort();
    assert!(!files.is_empty(), "no gold in {}", folder.display());
    let one = |path: &PathBuf| {
        let sheet = Sheet::of(&std::fs::read_to_string(path).unwrap()).unwrap();
        let article = intake::file(&texts.join(sheet.file())).unwrap();
        assert_eq!(article.published.to_string(), sheet.published(), "{}", path.display());
        sheet.on(&article.text).unwrap()
    };
    files.iter().map(one).collect()
}

/// The least that a set of readings must reach, in hundredths. The last three are shares among the events found.
struct Floor {
    set: &'static str,
    language: &'static str,
    /// Dates, named actors, roles, quotes and events; then of the events found: when, agents, status.
    least: [u32; 8],
}

const fn floor(set: &'static str, language: &'static str, least: [u32; 8]) -> Floor {
    Floor { set, language, least }
}

/// Sets that the rules have learned from. The `-r` sets were scored once before that.
const LEARNED: [Floor; 24] = [
    //                     dates named roles quotes events when agents status
    floor("dev", "fr", [99, 97, 99, 99, 90, 89, 89, 92]),
    floor("dev", "en", [96, 97, 79, 94, 88, 76, 85, 92]),
    floor("stories", "fr", [99, 99, 95, 99, 94, 93, 85, 87]),
    floor("fr-r1", "fr", [96, 96, 97, 99, 90, 90, 94, 94]),
    floor("fr-r2", "fr", [96, 98, 94, 99, 89, 88, 91, 94]),
    floor("fr-r3", "fr", [95, 93, 70, 91, 83, 83, 81, 90]),
    floor("fr-r4", "fr", [95, 94, 83, 89, 82, 80, 82, 90]),
    floor("fr-r5", "fr", [93, 89, 77, 86, 81, 76, 81, 91]),
    floor("fr-r6", "fr", [97, 93, 73, 91, 79, 84, 77, 91]),
    floor("fr-r7", "fr", [97, 77, 49, 70, 80, 81, 65, 93]),
    floor("fr-r8", "fr", [94, 85, 62, 82, 80, 77, 79, 93]),
    floor("fr-r9", "fr", [99, 91, 76, 94, 81, 74, 80, 94]),
    floor("fr-r12", "fr", [95, 90, 55, 85, 74, 71, 75, 88]),
    floor("en-r1", "en", [93, 95, 78, 91, 86, 81, 86, 87]),
    floor("en-r2", "en", [96, 94, 89, 98, 87, 87, 91, 87]),
    floor("en-r3", "en", [90, 93, 76, 85, 87, 76, 80, 92]),
    floor("en-r4", "en", [97, 93, 81, 94, 87, 83, 86, 94]),
    floor("en-r5", "en", [93, 88, 59, 86, 78, 67, 79, 89]),
    floor("en-r6", "en", [97, 88, 67, 94, 83, 77, 81, 90]),
    floor("en-r7", "en", [96, 83, 42, 77, 82, 80, 73, 86]),
    floor("en-r8", "en", [96, 92, 73, 80, 82, 74, 82, 91]),
    floor("en-r9", "en", [99, 89, 73, 98, 83, 86, 88, 91]),
    floor("en-r11", "en", [95, 91, 41, 88, 79, 78, 78, 88]),
    floor("en-r12", "en", [95, 80, 51, 79, 75, 71, 75, 88]),
];

/// Articles that nobody who writes rules learns from; they stay so: learn from other texts. Whether their figures fell has now and
/// then decided between two rules, or against a change. A list of what was misread of the roles in fr-unseen-5 was once on a screen.
const UNSEEN: [Floor; 11] = [
    floor("fr-unseen", "fr", [97, 89, 52, 89, 82, 84, 84, 93]),
    floor("fr-unseen-2", "fr", [92, 92, 57, 78, 77, 69, 78, 89]),
    floor("fr-unseen-3", "fr", [93, 86, 42, 58, 71, 70, 74, 87]),
    floor("fr-unseen-4", "fr", [92, 89, 63, 82, 72, 69, 79, 94]),
    floor("fr-unseen-5", "fr", [97, 85, 64, 92, 77, 78, 76, 90]),
    floor("fr-unseen-6", "fr", [96, 87, 62, 79, 78, 75, 74, 88]),
    floor("en-unseen", "en", [91, 88, 52, 89, 81, 72, 81, 91]),
    floor("en-unseen-2", "en", [90, 90, 53, 90, 77, 71, 82, 94]),
    floor("en-unseen-3", "en", [79, 81, 45, 66, 57, 47, 70, 80]),
    floor("en-unseen-4", "en", [93, 88, 42, 80, 76, 78, 76, 92]),
    floor("en-unseen-5", "en", [91, 86, 61, 89, 75, 70, 77, 91]),
];

/// What a command prints about the articles of a set, as JSON.
fn json(command: &str, gold: &[Gold], texts: &Path) -> String {
    let mut arguments = vec![command.into(), "--format".into(), "json".into()];
    arguments.extend(gold.iter().map(|gold| texts.join(&gold.file).into_os_string()));
    let ran = depeche(&arguments);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    ran.out
}

fn check(name: &str, gold: &[Gold], texts: &Path, least: [u32; 8]) {
    let scores = Scores::of(gold, &json("read", gold, texts)).unwrap();
    println!("{name}: {} articles", gold.len());
    scores.layers().iter().for_each(|(name, layer)| println!("  {}", layer.row(name)));
    let Scores { dates, named, roles, quotes, events } = scores;
    let reached = [
        ("dates", dates.f1()),
        ("named actors", named.f1()),
        ("roles", roles.f1()),
        ("quotes", quotes.f1()),
        ("events", events.f1()),
        ("when", events.share_of("when")),
        ("agents", events.share_of("agents")),
        ("status", events.share_of("status")),
    ];
    for ((layer, value), least) in reached.into_iter().zip(least) {
        let least = f64::from(least) / 100.0;
        assert!(value >= least, "{name}: {layer} {value:.3} is under the floor of {least}");
    }
}

/// Checks a set of `tests/gold`.
fn check_set(floor: &Floor) {
    let texts = folder("tests/gold").join(floor.set);
    let mut gold = gold_of(&texts, &texts);
    gold.retain(|gold| gold.language == floor.language);
    check(&format!("{}, {}", floor.set, floor.language), &gold, &texts, floor.least);
}

fn check_stories(name: &str, gold: &[Gold], texts: &Path, least: f64) {
    let found = Stories::of(gold, &json("list", gold, texts)).unwrap();
    println!("{name}: {}", found.row());
    assert!(found.f1() >= least, "{name}: stories {:.3} is under the floor of {least}", found.f1());
}

#[test]
fn the_samples_are_read_well() {
    let (gold_folder, texts) = (folder("tests/gold/seeds"), folder("seeds"));
    let gold = gold_of(&gold_folder, &texts);
    check("seeds", &gold, &texts, [94, 95, 80, 78, 80, 88, 90, 90]);
}

#[test]
fn what_the_rules_learned_from_is_read_well() {
    LEARNED.iter().for_each(check_set);
}

#[test]
fn unseen_articles_are_read_as_well_as_they_were() {
    UNSEEN.iter().for_each(check_set);
}

/// The second stories are by another hand; their grouping was never fitted.
#[test]
fn the_stories_are_grouped_well() {
    for (set, least) in [("stories", 0.85), ("stories-2", 0.89)] {
        let texts = folder("tests/gold").join(set);
        check_stories(set, &gold_of(&texts, &texts), &texts, least);
    }
}

#[test]
fn the_first_users_articles_are_read_well() {
    let texts = folder("../shared/seeds");
    if !texts.is_dir() {
        println!("SKIPPED: ../shared/seeds is not beside the project");
        return;
    }
    let gold = gold_of(&texts, &texts);
    check("first user's articles", &gold, &texts, [94, 95, 80, 94, 80, 90, 90, 90]);
    check_stories("first user's articles", &gold, &texts, 0.85);
}
