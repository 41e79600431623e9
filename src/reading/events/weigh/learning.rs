//! Learning: works the weights out anew from the articles with gold readings, by hand when there is more gold.
//!
//! `cargo test --lib weigh::learning -- --ignored --nocapture` prints how many events are dated rightly when the weights
//! were learned from other articles, and then the table. Never looks at the articles that accuracy is measured on.

use super::cues::{COUNT, Cues};
use super::weights::WEIGHTS;
use super::{Offer, Source};
use crate::model::{Article, Kind, Published, Span};
use std::cell::RefCell;
use std::path::Path;

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

/// An event with the dates on offer.
struct Seen {
    span: Span,
    kind: Kind,
    offers: Vec<Offer>,
    cues: Cues,
}

thread_local! {
    static SEEN: RefCell<Vec<Seen>> = const { RefCell::new(Vec::new()) };
}

/// Keeps what is on offer for an event of the article that this thread reads.
pub(super) fn note(span: Span, kind: Kind, offers: &[Offer], cues: Cues) {
    SEEN.with_borrow_mut(|seen| seen.push(Seen { span, kind, offers: offers.to_vec(), cues }));
}

/// An event whose date the gold tells.
struct Case {
    /// The sources of having no date, then those of each date.
    offers: Vec<u64>,
    cues: Cues,
    /// Which of them is right; none where the right date is not on offer.
    right: Option<usize>,
}

const ROW: usize = COUNT + 1;

/// The places of the weights that count for these sources under these cues.
fn features(sources: u64, cues: Cues) -> impl Iterator<Item = usize> {
    let rows = (0..WEIGHTS.len()).filter(move |source| sources & (1 << source) != 0);
    rows.flat_map(move |source| {
        let counts = (0..ROW).filter(move |cue| *cue == 0 || cues & (1 << (cue - 1)) != 0);
        counts.map(move |cue| source * ROW + cue)
    })
}

impl Case {
    fn scores(&self, weights: &[f64]) -> Vec<f64> {
        let score = |offer: &u64| features(*offer, self.cues).map(|place| weights[place]).sum();
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
            let Some(seen) = seen.iter().find(same) else { continue };
            let offered = |when: &str| seen.offers.iter().position(|(one, _)| one.value.to_string() == when);
            let right = event["when"].as_str().map_or(Some(0), |when| offered(when).map(|place| place + 1));
            let dates = seen.offers.iter().map(|(_, sources)| *sources);
            let offers = std::iter::once(Source::Nothing.bit()).chain(dates).collect();
            found.push(Case { offers, cues: seen.cues, right });
        }
    }
    found
}

/// The weights under which the right dates are likeliest.
fn learn<'c>(cases: impl Iterator<Item = &'c Case>) -> Vec<f64> {
    let cases: Vec<&Case> = cases.filter(|case| case.right.is_some()).collect();
    let size = WEIGHTS.len() * ROW;
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
                features(*offer, case.cues).for_each(|feature| slope[feature] += pull);
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
#[ignore = "takes minutes and prints a table; run when there is more gold"]
fn the_weights_are_learned() {
    let mut cases_of: Vec<Vec<Case>> = Vec::new();
    let mut folders: Vec<_> =
        std::fs::read_dir("tests/gold").unwrap().map(|folder| folder.unwrap().path()).collect();
    folders.sort();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        if !folder.to_string_lossy().contains("unseen") {
            cases_of.push(cases(folder, folder));
        }
    }
    let all: Vec<&Case> = cases_of.iter().flatten().collect();
    let mut right = 0;
    for part in 0..PARTS {
        let others = cases_of.iter().enumerate().filter(|(folder, _)| folder % PARTS != part);
        let weights = learn(others.flat_map(|(_, cases)| cases));
        let own = cases_of.iter().enumerate().filter(|(folder, _)| folder % PARTS == part);
        let own = own.flat_map(|(_, cases)| cases);
        right += own.filter(|case| case.right == Some(case.chosen(&weights))).count();
    }
    println!("learned from others, {right} of {} events are dated rightly", all.len());
    // What a new user reads first counts more than one article among three hundred.
    let (sample, first) = (Path::new("tests/gold/seeds"), Path::new("../shared/seeds"));
    let mut samples = cases(sample, Path::new("seeds"));
    if first.is_dir() {
        samples.extend(cases(first, first));
    }
    let weights = learn(all.into_iter().chain((0..SAMPLES).flat_map(|_| &samples)));
    for row in weights.chunks(ROW) {
        let row: Vec<String> = row
            .iter()
            .map(|weight| format!("{:.0}", weight * SCALE))
            .map(|weight| if weight == "-0" { "0".to_owned() } else { weight })
            .collect();
        println!("    [{}],", row.join(", "));
    }
}
