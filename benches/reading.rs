//! How fast articles are read, beside how fast gzip's algorithm compresses the same bytes at level 6 in the same run:
//! `cargo bench --bench reading [DIR…]`.
//!
//! Reads the bundled samples, made-up articles, and the articles of the folders given. Each step is timed on one thread,
//! the least of several rounds. Prints a table; what is fast enough is said elsewhere.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark prints what it measures"
)]

use depeche::intake;
use depeche::model::{Article, Published};
use depeche::reading;
use flate2::{Compression, write::GzEncoder};
use std::hint::black_box;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Each is measured so often, and the least counts: what disturbs only makes it longer.
const ROUNDS: usize = 7;

fn least(mut step: impl FnMut()) -> Duration {
    let once = |_| {
        let begun = Instant::now();
        step();
        begun.elapsed()
    };
    (0..ROUNDS).map(once).min().unwrap()
}

fn measure(name: &str, articles: &[Article]) {
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    if bytes == 0 {
        return;
    }
    // Small sets are read again and again, so that a round is long enough to be timed.
    let times = (1_000_000 / bytes).max(1);
    let every = || std::iter::repeat_n(articles, times).flatten();
    let read = least(|| every().for_each(|article| drop(black_box(reading::read(article)))));
    let packed = least(|| {
        let mut gzip = GzEncoder::new(std::io::sink(), Compression::new(6));
        every().for_each(|article| gzip.write_all(article.text.as_bytes()).unwrap());
        gzip.finish().unwrap();
    });
    let rate = |taken: Duration| (bytes * times) as f64 / taken.as_secs_f64() / 1e6;
    let per_second = (articles.len() * times) as f64 / read.as_secs_f64();
    println!(
        "{name:<24} {:>6} articles {:>9} bytes   reading {:>6.2} MB/s {per_second:>7.0}/s   gzip -6 {:>6.2} MB/s   {:>5.2} times gzip's",
        articles.len(),
        bytes,
        rate(read),
        rate(packed),
        read.as_secs_f64() / packed.as_secs_f64()
    );
}

/// Articles of a few patterns, as long as agencies' are.
fn made_up(count: usize) -> Vec<Article> {
    let names =
        ["Anna Ozola", "Karim Haddad", "Emmanuel Macron", "Vladimir Poutine", "Elena Rossi", "Hugo Lund"];
    let places = ["à Riga", "à Moscou", "à Paris", "en Turquie"];
    let days = ["lundi", "mardi", "hier", "la semaine dernière", "le 3 février"];
    let article = |number: usize| {
        let pick =
            |list: &[&'static str], salt: usize| list.get((number * 7 + salt) % list.len()).copied().unwrap();
        let paragraph = |salt: usize| {
            let (one, other) = (pick(&names, salt), pick(&names, salt + 1));
            let (place, day) = (pick(&places, salt), pick(&days, salt));
            format!(
                "{one} a rencontré {day} {other} {place}, selon une source diplomatique. « Les discussions avancent bien, et \
                 nous attendons une réponse », a déclaré {one} aux journalistes. Le ministre des Affaires étrangères n'a ni \
                 confirmé ni démenti que son homologue se rendrait {place} dans les prochains jours."
            )
        };
        let body: Vec<String> = (0..4).map(paragraph).collect();
        let day = "2026-02-04".parse().unwrap();
        Article::new(Published::on(day), None, format!("Une rencontre {number}\n\n{}", body.join("\n\n")))
    };
    (0..count).map(article).collect()
}

fn under(folder: &Path) -> Vec<Article> {
    let files = intake::files(&[folder.to_owned()]);
    files.into_iter().flatten().filter_map(|file| intake::file(&file).ok()).collect()
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    measure("samples", &under(&root.join("seeds")));
    measure("gold, development", &under(&root.join("tests/gold/dev")));
    measure("made up", &made_up(300));
    // Cargo hands its own options on.
    for folder in std::env::args().skip(1).filter(|argument| !argument.starts_with('-')) {
        measure(&folder, &under(&PathBuf::from(&folder)));
    }
}
