//! What could be known on a day does not depend on what was published later, nor on the order of filing.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may fail, and says what it skipped"
)]

mod common;

use chrono::{DateTime, NaiveDate};
use common::Gold;
use depeche::chronicle::{self, Filed};
use depeche::library::{ActorCount, Command, Library, View};
use depeche::model::{Author, Entry};
use proptest::prelude::*;
use std::path::Path;
use std::sync::{Arc, LazyLock};

static STORIES: LazyLock<Vec<Gold>> = LazyLock::new(|| common::gold(Path::new("tests/gold/stories")));

fn known_on(articles: &[Filed], day: NaiveDate) -> Vec<Entry> {
    let published: Vec<Filed> =
        articles.iter().filter(|filed| filed.article.published.date <= day).cloned().collect();
    chronicle::chronology(&published)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn the_order_of_filing_makes_no_difference(
        order in Just((0..12_usize).collect::<Vec<_>>()).prop_shuffle(),
        taken in 1..12_usize,
    ) {
        let shuffled: Vec<Filed> = order.iter().take(taken).map(|at| STORIES[*at].filed.clone()).collect();
        let mut sorted = shuffled.clone();
        sorted.sort_by_key(|filed| filed.article.id);
        prop_assert_eq!(chronicle::chronology(&shuffled), chronicle::chronology(&sorted));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn no_entry_knows_more_than_its_day(taken in proptest::sample::subsequence((0..12_usize).collect::<Vec<_>>(), 1..=12)) {
        let articles: Vec<Filed> = taken.iter().map(|at| STORIES[*at].filed.clone()).collect();
        for filed in &articles {
            let day = filed.article.published.date;
            for entry in known_on(&articles, day) {
                prop_assert!(entry.known <= day);
                let reports_published = entry.reports.iter().all(|report| report.published <= day);
                prop_assert!(reports_published);
                let published = |article| articles.iter().any(|other| {
                    other.article.id == article && other.article.published.date <= day
                });
                let quotes_published = entry.quotes.iter().all(|quote| published(quote.article));
                prop_assert!(quotes_published);
                prop_assert!(entry.lag_days.is_none_or(|lag| lag >= 0));
            }
        }
    }
}

fn library(articles: &[&Gold]) -> Library {
    let mut library = Library::in_memory();
    for gold in articles {
        let article = depeche::model::Article::clone(&gold.filed.article);
        let author = Author("anna".to_owned());
        library.submit(Command::AddArticle(article), &author, DateTime::UNIX_EPOCH).unwrap();
    }
    library
}

fn seen(library: &Library, known_on: Option<NaiveDate>) -> (Vec<Arc<Entry>>, Vec<ActorCount>) {
    let view = View { known_on, ..View::default() };
    (library.window(&view, 0..usize::MAX), library.actors(&view))
}

/// A library that holds more shows of a day what one shows that never got the rest, names and counts included.
#[test]
fn what_is_published_later_changes_nothing_of_a_day() {
    let all: Vec<&Gold> = STORIES.iter().collect();
    let full = library(&all);
    for day in full.report_days() {
        let by_then: Vec<&Gold> =
            STORIES.iter().filter(|gold| gold.filed.article.published.date <= day).collect();
        let (entries, actors) = seen(&full, Some(day));
        assert!(!entries.is_empty());
        assert_eq!((entries, actors), seen(&library(&by_then), None), "{day}");
    }
}

/// On the eve of the report nobody could read of the visit: no entry, no name.
#[test]
fn the_eve_of_a_report_knows_nothing_of_it() {
    let articles: Vec<Filed> = STORIES.iter().map(|gold| gold.filed.clone()).collect();
    let eve = known_on(&articles, "2025-05-14".parse().unwrap());
    let next = known_on(&articles, "2025-05-15".parse().unwrap());
    let named = |entries: &[Entry]| {
        entries.iter().any(|entry| entry.actors.iter().any(|actor| actor.name == "Mads Overgaard-Lind"))
    };
    assert!(!named(&eve));
    assert!(named(&next));
}
