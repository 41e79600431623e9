//! What is shown live is what the journal comes to: random sequences of commands, and the same journal replayed.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may fail, and says what it skipped"
)]

use chrono::DateTime;
use depeche::journal::{Journal, wire};
use depeche::library::{Command, Library, View};
use depeche::model::{Anchor, Article, Author, Layer, Published, Span};
use proptest::collection::vec;
use proptest::prelude::*;
use std::fmt::Write as _;

/// Short dispatches whose happenings meet across articles.
const BODIES: &[&str] = &[
    "Anna Ozola s'est rendue mardi à Riga, ont déclaré mercredi deux sources diplomatiques.",
    "Le ministère letton a démenti mercredi la visite d'Anna Ozola à Riga.",
    "Anna Ozola a rencontré mardi à Riga le président letton Juris Kalnins.",
    "« Nous avons parlé », a dit mercredi Juris Kalnins à la presse.",
    "",
];

#[derive(Debug, Clone)]
enum Step {
    Add {
        day: u32,
        body: usize,
    },
    /// Toggles the mark of the entry at that place of the chronology, counted round.
    Toggle(usize),
    /// Marks words of any article filed before, whether an entry holds them or not.
    Mark {
        article: usize,
        start: usize,
    },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1..20_u32, 0..BODIES.len()).prop_map(|(day, body)| Step::Add { day, body }),
        (0..40_usize).prop_map(Step::Toggle),
        (0..8_usize, 0..30_usize).prop_map(|(article, start)| Step::Mark { article, start }),
    ]
}

fn article(day: u32, body: usize) -> Article {
    let published = Published::on(chrono::NaiveDate::from_ymd_opt(2025, 3, day).unwrap());
    let text = format!("Dépêche du {day} mars\n\n{}", BODIES[body]).trim().to_owned();
    Article::new(published, Some(format!("{day}-{body}.txt")), text)
}

/// Everything that a screen could show.
fn shown(library: &Library) -> String {
    let mut shown = format!("{:?}\n", library.head());
    let days = library.report_days();
    for known_on in days.iter().copied().map(Some).chain([None]) {
        let view = View { known_on, ..View::default() };
        for entry in library.window(&view, 0..library.count(&view)) {
            let _infallible = writeln!(shown, "{entry:?}");
        }
        let _infallible = writeln!(shown, "{:?}", library.actors(&view));
    }
    shown
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn a_replayed_journal_shows_what_was_shown_live(steps in vec(step(), 0..24)) {
        let author = Author("anna".to_owned());
        let now = DateTime::UNIX_EPOCH;
        let mut live = Library::in_memory();
        let mut filed: Vec<Article> = Vec::new();
        for step in steps {
            match step {
                Step::Add { day, body } => {
                    let article = article(day, body);
                    filed.push(article.clone());
                    let _filed_or_known = live.submit(Command::AddArticle(article), &author, now);
                }
                Step::Toggle(place) => {
                    let all = View::default();
                    let count = live.count(&all);
                    if let Some(entry) = live.window(&all, 0..count).get(place % count.max(1)) {
                        let marked = live.toggle_mark(&entry.id, &author, now);
                        prop_assert_eq!(marked, !entry.marked);
                    }
                }
                Step::Mark { article, start } => {
                    if let Some(article) = filed.get(article) {
                        let span = Span::new(start, start + 6);
                        let anchor = Anchor::new(article.id, Layer::Events, span);
                        let _marked_or_refused = live.submit(Command::Mark(anchor), &author, now);
                    }
                }
            }
        }
        let lines: Vec<String> = live.records().iter().map(wire::write).collect();
        let records = lines.iter().map(|line| wire::read(line).unwrap()).collect();
        let replayed = Library::replay(Journal::of(records).unwrap());
        prop_assert_eq!(shown(&replayed), shown(&live));
    }
}
