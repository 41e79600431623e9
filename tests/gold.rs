//! The floors of accuracy, layer by layer, on every set of gold readings.
//!
//! A floor only ever rises. `cargo test --test gold -- --nocapture` prints the figures of the day.
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

/// The least that a set of readings must reach. Attributes are shares among the events found.
struct Floor {
    dates: f64,
    named: f64,
    roles: f64,
    quotes: f64,
    events: f64,
    when: f64,
    agents: f64,
    status: f64,
}

/// What a command prints about the articles of a set, as JSON.
fn json(command: &str, gold: &[Gold], texts: &Path) -> String {
    let mut arguments = vec![command.into(), "--format".into(), "json".into()];
    arguments.extend(gold.iter().map(|gold| texts.join(&gold.file).into_os_string()));
    let ran = depeche(&arguments);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    ran.out
}

fn check(name: &str, gold: &[Gold], texts: &Path, floor: &Floor) {
    let scores = Scores::of(gold, &json("read", gold, texts)).unwrap();
    println!("{name}: {} articles", gold.len());
    scores.layers().iter().for_each(|(name, layer)| println!("  {}", layer.row(name)));
    let Scores { dates, named, roles, quotes, events } = scores;
    let reached = [
        ("dates", dates.f1(), floor.dates),
        ("named actors", named.f1(), floor.named),
        ("roles", roles.f1(), floor.roles),
        ("quotes", quotes.f1(), floor.quotes),
        ("events", events.f1(), floor.events),
        ("when", events.share_of("when"), floor.when),
        ("agents", events.share_of("agents"), floor.agents),
        ("status", events.share_of("status"), floor.status),
    ];
    for (layer, value, least) in reached {
        assert!(value >= least, "{name}: {layer} {value:.3} is under the floor of {least}");
    }
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
    let floor = Floor {
        dates: 0.94,
        named: 0.95,
        roles: 0.8,
        quotes: 0.78,
        events: 0.8,
        when: 0.88,
        agents: 0.9,
        status: 0.9,
    };
    check("seeds", &gold, &texts, &floor);
}

#[test]
fn the_development_set_is_read_well() {
    let texts = folder("tests/gold/dev");
    let mut gold = gold_of(&texts, &texts);
    gold.retain(|gold| gold.language == "fr");
    let floor = Floor {
        dates: 0.95,
        named: 0.95,
        roles: 0.9,
        quotes: 0.92,
        events: 0.85,
        when: 0.78,
        agents: 0.85,
        status: 0.88,
    };
    check("dev, French", &gold, &texts, &floor);
}

/// The English articles of the development set, and two sets that were first read unseen and then learned from.
#[test]
fn english_is_read_as_well_as_it_was() {
    let floor = |dates, named, roles, quotes, events, when, agents, status| Floor {
        dates,
        named,
        roles,
        quotes,
        events,
        when,
        agents,
        status,
    };
    let sets = [
        ("dev", floor(0.94, 0.92, 0.72, 0.82, 0.86, 0.6, 0.84, 0.9)),
        ("en-r1", floor(0.8, 0.91, 0.35, 0.79, 0.81, 0.72, 0.82, 0.81)),
        ("en-r2", floor(0.85, 0.85, 0.36, 0.7, 0.82, 0.7, 0.8, 0.83)),
    ];
    for (name, floor) in sets {
        let texts = folder("tests/gold").join(name);
        let mut gold = gold_of(&texts, &texts);
        gold.retain(|gold| gold.language == "en");
        check(&format!("{name}, English"), &gold, &texts, &floor);
    }
}

#[test]
fn the_stories_are_read_and_grouped_well() {
    let texts = folder("tests/gold/stories");
    let gold = gold_of(&texts, &texts);
    let floor = Floor {
        dates: 0.95,
        named: 0.95,
        roles: 0.85,
        quotes: 0.94,
        events: 0.85,
        when: 0.75,
        agents: 0.8,
        status: 0.85,
    };
    check("stories", &gold, &texts, &floor);
    check_stories("stories", &gold, &texts, 0.85);
}

/// Fresh articles by other hands, scored once before anything was learned from them: first round.
#[test]
fn the_first_fresh_articles_are_read_well() {
    let texts = folder("tests/gold/fr-r1");
    let gold = gold_of(&texts, &texts);
    let floor = Floor {
        dates: 0.94,
        named: 0.95,
        roles: 0.9,
        quotes: 0.94,
        events: 0.82,
        when: 0.75,
        agents: 0.85,
        status: 0.9,
    };
    check("fresh, first round", &gold, &texts, &floor);
}

/// The second round.
#[test]
fn the_second_fresh_articles_are_read_well() {
    let texts = folder("tests/gold/fr-r2");
    let gold = gold_of(&texts, &texts);
    let floor = Floor {
        dates: 0.93,
        named: 0.96,
        roles: 0.88,
        quotes: 0.94,
        events: 0.8,
        when: 0.77,
        agents: 0.83,
        status: 0.9,
    };
    check("fresh, second round", &gold, &texts, &floor);
}

/// Articles that no rule was ever fitted to: what a user may expect. They stay so: learn from other texts.
#[test]
fn unseen_articles_are_read_as_well_as_they_were() {
    let french = Floor {
        dates: 0.95,
        named: 0.87,
        roles: 0.38,
        quotes: 0.77,
        events: 0.74,
        when: 0.76,
        agents: 0.8,
        status: 0.92,
    };
    let english = Floor {
        dates: 0.85,
        named: 0.81,
        roles: 0.22,
        quotes: 0.69,
        events: 0.66,
        when: 0.49,
        agents: 0.68,
        status: 0.88,
    };
    for (name, floor) in [("fr-unseen", french), ("en-unseen", english)] {
        let texts = folder("tests/gold").join(name);
        let gold = gold_of(&texts, &texts);
        check(name, &gold, &texts, &floor);
    }
}

/// Stories by another hand; their grouping was never fitted.
#[test]
fn other_stories_are_grouped_well() {
    let texts = folder("tests/gold/stories-2");
    let gold = gold_of(&texts, &texts);
    check_stories("stories-2", &gold, &texts, 0.89);
}

#[test]
fn the_first_users_articles_are_read_well() {
    let texts = folder("../shared/seeds");
    if !texts.is_dir() {
        println!("SKIPPED: ../shared/seeds is not beside the project");
        return;
    }
    let gold = gold_of(&texts, &texts);
    let floor = Floor {
        dates: 0.94,
        named: 0.95,
        roles: 0.8,
        quotes: 0.94,
        events: 0.8,
        when: 0.9,
        agents: 0.9,
        status: 0.9,
    };
    check("first user's articles", &gold, &texts, &floor);
    check_stories("first user's articles", &gold, &texts, 0.85);
}
