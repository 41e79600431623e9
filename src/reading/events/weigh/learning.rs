//! Learning: works the weights out anew from the articles with gold readings, by hand when there is more gold.
//!
//! `cargo test --lib weigh::learning -- --ignored --nocapture` prints how many events are dated rightly when the weights
//! were learned from other articles, and then the table. Never looks at the articles that accuracy is measured on.

use super::cues::{COUNT, Cues};
use super::spots::MORE;
use super::{Source, spot_weights, weights};
use crate::model::text::fold;
use crate::model::{Article, Kind, Published, Span};
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// How strongly large weights are held down.
const PENALTY: f64 = 14.0;

/// How often each event of the samples counts.
const SAMPLES: usize = 3;

/// How many steps are taken, and how large they are at first.
const STEPS: i32 = 250;
const STEP: f64 = 0.1;

/// So many parts each in turn are left out.
const PARTS: usize = 4;

/// The table holds hundredths.
const SCALE: f64 = 100.0;

/// What is weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weighed {
    Dates,
    Places,
}

impl Weighed {
    /// The sizes of the table: rows, and numbers in each.
    const fn size(self) -> (usize, usize) {
        match self {
            Self::Dates => (weights::WEIGHTS.len(), COUNT + 1),
            Self::Places => (spot_weights::WEIGHTS.len(), COUNT + MORE + 1),
        }
    }
}

/// An event with the dates or places on offer.
struct Seen {
    what: Weighed,
    span: Span,
    kind: Kind,
    offers: Vec<(String, u64)>,
    cues: Cues,
}

thread_local! {
    static SEEN: RefCell<Vec<Seen>> = const { RefCell::new(Vec::new()) };
}

/// Keeps what is on offer for an event of the article that this thread reads.
pub(super) fn note(
    what: Weighed,
    span: Span,
    kind: Kind,
    offers: impl Iterator<Item = (String, u64)>,
    cues: Cues,
) {
    let offers = offers.collect();
    SEEN.with_borrow_mut(|seen| seen.push(Seen { what, span, kind, offers, cues }));
}

/// An event whose date or place the gold tells.
struct Case {
    what: Weighed,
    /// The sources of having none, then those of each on offer.
    offers: Vec<u64>,
    cues: Cues,
    /// Which of them is right; none where the right one is not on offer.
    right: Option<usize>,
}

/// The places of the weights that count for these sources under these cues.
fn features((rows, row): (usize, usize), sources: u64, cues: Cues) -> impl Iterator<Item = usize> {
    let rows = (0..rows).filter(move |source| sources & (1 << source) != 0);
    rows.flat_map(move |source| {
        let counts = (0..row).filter(move |cue| *cue == 0 || cues & (1 << (cue - 1)) != 0);
        counts.map(move |cue| source * row + cue)
    })
}

impl Case {
    fn scores(&self, weights: &[f64]) -> Vec<f64> {
        let score =
            |offer: &u64| features(self.what.size(), *offer, self.cues).map(|place| weights[place]).sum();
        self.offers.iter().map(score).collect()
    }

    fn chosen(&self, weights: &[f64]) -> usize {
        let scores = self.scores(weights);
        (0..scores.len()).rev().max_by(|one, other| scores[*one].total_cmp(&scores[*other])).unwrap()
    }
}

/// The cases of a folder of gold readings whose articles stand in `texts`.
fn cases(folder: &Path, texts: &Path) -> Vec<Case> {
    let mut found = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "json")) {
        let gold: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let text = texts.join(file.with_extension("txt").file_name().unwrap());
        let Ok(text) = std::fs::read_to_string(text) else { continue };
        let (first, body) = text.split_once('\n').unwrap();
        let headline = first.trim().splitn(3, ' ').nth(2).unwrap();
        let text = format!("{}\n\n{}", headline.trim(), body.trim_matches('\n'));
        let day = gold["published"].as_str().unwrap().parse().unwrap();
        let article = Article::new(Published::on(day), None, text);
        SEEN.take();
        crate::reading::read(&article);
        let seen = SEEN.take();
        for event in gold["events"].as_array().unwrap() {
            let (exact, nth) = (event["exact"].as_str().unwrap(), event["nth"].as_u64().unwrap_or(1));
            let mut places = article.text.match_indices(exact).map(|(start, _)| start);
            let Some(start) = places.nth(usize::try_from(nth - 1).unwrap()) else { continue };
            let span = Span::new(start, start + exact.len());
            let same = |one: &&Seen| one.kind.name() == event["kind"] && one.span.overlaps(span);
            for what in [Weighed::Dates, Weighed::Places] {
                let Some(seen) = seen.iter().filter(|one| one.what == what).find(same) else { continue };
                let value = match what {
                    Weighed::Dates => &event["when"],
                    Weighed::Places => &event["place"],
                };
                let accepted: Vec<String> = match value {
                    serde_json::Value::Array(names) => {
                        names.iter().filter_map(|name| name.as_str()).map(fold).collect()
                    }
                    value => value.as_str().map(fold).into_iter().collect(),
                };
                let offered = || seen.offers.iter().position(|(one, _)| accepted.contains(&fold(one)));
                let right = if accepted.is_empty() { Some(0) } else { offered().map(|place| place + 1) };
                let each = seen.offers.iter().map(|(_, sources)| *sources);
                let nothing = 1 << Source::Nothing as u64;
                let offers = std::iter::once(nothing).chain(each).collect();
                found.push(Case { what, offers, cues: seen.cues, right });
            }
        }
    }
    found
}

/// The weights under which the right dates or places are likeliest.
fn learn<'c>(what: Weighed, cases: impl Iterator<Item = &'c Case>) -> Vec<f64> {
    let cases: Vec<&Case> = cases.filter(|case| case.what == what && case.right.is_some()).collect();
    let size = what.size().0 * what.size().1;
    let (mut weights, mut mean, mut square) = (vec![0.0; size], vec![0.0; size], vec![0.0; size]);
    for step in 1..=STEPS {
        let mut slope: Vec<f64> = weights.iter().map(|weight: &f64| PENALTY * weight).collect();
        for case in &cases {
            let scores = case.scores(&weights);
            let most = scores.iter().copied().fold(f64::MIN, f64::max);
            let likely: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
            let all: f64 = likely.iter().sum();
            for (place, (offer, likely)) in case.offers.iter().zip(&likely).enumerate() {
                let pull = likely / all - f64::from(u8::from(case.right == Some(place)));
                features(case.what.size(), *offer, case.cues).for_each(|feature| slope[feature] += pull);
            }
        }
        let size = if step * 10 < STEPS * 6 { STEP } else { STEP / 5.0 };
        let (fade, slow) = (1.0 - 0.9_f64.powi(step), 1.0 - 0.999_f64.powi(step));
        for (place, slope) in slope.iter().enumerate() {
            mean[place] = 0.9 * mean[place] + 0.1 * slope;
            square[place] = 0.999 * square[place] + 0.001 * slope * slope;
            weights[place] -= size * (mean[place] / fade) / ((square[place] / slow).sqrt() + 1e-8);
        }
    }
    weights
}

#[test]
#[ignore = "takes minutes and prints tables; run when there is more gold"]
fn the_weights_are_learned() {
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir("tests/gold").unwrap().map(|folder| folder.unwrap().path()).collect();
    folders.sort();
    folders.retain(|folder| folder.is_dir() && !folder.to_string_lossy().contains("unseen"));
    let cases_of: Vec<Vec<Case>> = folders.iter().map(|folder| cases(folder, folder)).collect();
    // What a new user reads first counts more than one article among three hundred.
    let (sample, first) = (Path::new("tests/gold/seeds"), Path::new("../shared/seeds"));
    let mut samples = cases(sample, Path::new("seeds"));
    if first.is_dir() {
        samples.extend(cases(first, first));
    }
    for what in [Weighed::Dates, Weighed::Places] {
        let all: Vec<&Case> = cases_of.iter().flatten().filter(|case| case.what == what).collect();
        let mut right = 0;
        for part in 0..PARTS {
            let others = cases_of.iter().enumerate().filter(|(folder, _)| folder % PARTS != part);
            let weights = learn(what, others.flat_map(|(_, cases)| cases));
            let own = cases_of.iter().enumerate().filter(|(folder, _)| folder % PARTS == part);
            let own = own.flat_map(|(_, cases)| cases).filter(|case| case.what == what);
            right += own.filter(|case| case.right == Some(case.chosen(&weights))).count();
        }
        println!("{what:?}: learned from others, {right} of {} events are right", all.len());
        let weights = learn(what, all.into_iter().chain((0..SAMPLES).flat_map(|_| &samples)));
        for row in weights.chunks(what.size().1) {
            let row: Vec<String> = row
                .iter()
                .map(|weight| format!("{:.0}", weight * SCALE))
                .map(|weight| if weight == "-0" { "0".to_owned() } else { weight })
                .collect();
            println!("    [{}],", row.join(", "));
        }
    }
}
