//! A library on disk shows what one in memory shows: whatever the order and the batches in which articles come, live,
//! reopened and rebuilt, now and as known on any day.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails loudly")]

use chrono::{DateTime, NaiveDate};
use depeche::library::{ActorTest, Command, Filter, Library, Queries, Seek, Typed, View};
use depeche::model::{Article, Author, Entry, Kind, Published};
use proptest::prelude::*;
use std::path::Path;

const WHO: &[&str] =
    &["Emmanuel Macron", "Anna Ozola", "Vladimir Poutine", "Le président français", "La Russie"];
const WHOM: &[&str] = &["Volodymyr Zelensky", "Anna Ozola", "Karim Haddad", "la Chine"];
const WHERE: &[&str] = &["à Paris", "à Moscou", "en France", "à Riga", ""];
const WHEN: &[&str] =
    &["lundi", "mardi", "le 3 février 2026", "en janvier 2026", "depuis 2019", "la semaine dernière", ""];
const WHAT: &[&str] = &[
    "a rencontré {whom}",
    "a téléphoné à {whom}",
    "s'est rendu {where}",
    "a accusé {whom} d'ingérence",
    "a déclaré que les discussions avancent",
    "se rendra {where}",
    "n'a pas rencontré {whom}",
    "a annoncé des sanctions contre {whom}",
];

prop_compose! {
    fn any_sentence()(who in 0..WHO.len(), whom in 0..WHOM.len(), place in 0..WHERE.len(), when in 0..WHEN.len(),
        what in 0..WHAT.len(), said in prop::bool::weighted(0.3)) -> String {
        let what = WHAT[what].replace("{whom}", WHOM[whom]).replace("{where}", WHERE[place]);
        let quote = if said { ", a-t-il dit : « Nous continuerons le travail commencé »" } else { "" };
        format!("{} {what} {} {}{quote}.", WHO[who], WHERE[place], WHEN[when]).replace("  ", " ")
    }
}

prop_compose! {
    fn any_article()(day in 1_u32..12, sentences in prop::collection::vec(any_sentence(), 1..5), number in 0..1000)
        -> Article {
        let published = Published::on(NaiveDate::from_ymd_opt(2026, 2, day).unwrap());
        let text = format!("{}\n\n{}\n\nDépêche {number}.", sentences[0], sentences.join("\n\n"));
        Article::new(published, Some(format!("{number}.txt")), text)
    }
}

fn author() -> Author {
    Author("anna".to_owned())
}

fn add(library: &mut Library, articles: &[Article]) {
    for article in articles {
        let _known_already =
            library.submit(Command::AddArticle(article.clone()), &author(), DateTime::UNIX_EPOCH);
    }
}

fn open(folder: &Path) -> Library {
    Library::open(folder, true, &mut |_| true).unwrap()
}

fn views(articles: &[Article]) -> Vec<View> {
    let actor = |key: &str, not| ActorTest { key: key.to_owned(), name: key.to_owned(), part: None, not };
    let mut filters = vec![Filter::default()];
    filters.push(Filter { actors: vec![actor("anna ozola", false)], ..Filter::default() });
    filters.push(Filter { actors: vec![actor("anna ozola", true)], dated: true, ..Filter::default() });
    filters.push(Filter {
        actors: vec![actor("anna ozola", false), actor("karim haddad", false)],
        ..Filter::default()
    });
    filters.push(Filter { kinds: vec![Kind::Visit, Kind::Call], ..Filter::default() });
    filters.push(Filter { words: vec!["discuss".to_owned()], ..Filter::default() });
    filters.push(Filter { places: vec!["moscou".to_owned()], ..Filter::default() });
    filters.push(Filter {
        from: NaiveDate::from_ymd_opt(2026, 2, 2),
        to: NaiveDate::from_ymd_opt(2026, 2, 5),
        ..Filter::default()
    });
    let mut days: Vec<Option<NaiveDate>> =
        articles.iter().map(|article| Some(article.published.date)).collect();
    days.sort_unstable();
    days.dedup();
    days.push(None);
    filters
        .into_iter()
        .flat_map(|filter| {
            days.iter().map(move |known_on| View { filter: filter.clone(), known_on: *known_on })
        })
        .collect()
}

fn shown(library: &Library, view: &View) -> Vec<Entry> {
    library.window(view, 0..usize::MAX).into_iter().map(|entry| Entry::clone(&entry)).collect()
}

/// Everything that the door tells of two libraries with the same articles.
fn assert_same(one: &Library, other: &Library, articles: &[Article]) {
    assert_eq!(one.head().records, other.head().records);
    assert_eq!(one.articles(), other.articles());
    assert_eq!(one.report_days(), other.report_days());
    for view in views(articles) {
        let (left, right) = (shown(one, &view), shown(other, &view));
        assert_eq!(left, right, "{view:?}");
        assert_eq!(one.count(&view), left.len(), "{view:?}");
        assert_eq!(other.count(&view), left.len(), "{view:?}");
        let counts = |library: &Library| -> Vec<(String, String, usize)> {
            library.actors(&view).into_iter().map(|actor| (actor.key, actor.name, actor.entries)).collect()
        };
        assert_eq!(counts(one), counts(other), "{view:?}");
        assert_eq!(one.density(&view, 90), other.density(&view, 90), "{view:?}");
        if let Some(middle) = left.get(left.len() / 2) {
            let seek = Seek::Entry(middle.id.clone());
            let (near, far) =
                (Queries::rows(one, &view, &seek, 3, 3), Queries::rows(other, &view, &seek, 3, 3));
            let entries = |window: &depeche::library::Window| -> Vec<Entry> {
                window.rows.iter().map(|row| Entry::clone(&row.entry)).collect()
            };
            assert_eq!(entries(&near), entries(&far), "{view:?}");
            assert_eq!(
                (near.at, near.more_before, near.more_after),
                (far.at, far.more_before, far.more_after)
            );
            let rank = |library: &Library, window: &depeche::library::Window| {
                Queries::rank(library, &view, window.rows[window.at].key)
            };
            assert_eq!(rank(one, &near), rank(other, &far));
        }
        let typed = Typed { text: "anna".to_owned(), take: 3, ..Typed::default() };
        let found = |library: &Library| -> Vec<(String, usize)> {
            let found = library.find_actors(&view, &typed).actors;
            found.into_iter().map(|actor| (actor.key, actor.entries)).collect()
        };
        assert_eq!(found(one), found(other), "{view:?}");
    }
    assert_eq!(one.trouble(), None);
    assert_eq!(other.trouble(), None);
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]
    #[test]
    fn any_order_and_batches_live_reopened_and_rebuilt_show_the_same(
        articles in prop::collection::vec(any_article(), 1..9)
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut memory = Library::in_memory();
        add(&mut memory, &articles);
        let mut stored = open(folder.path());
        add(&mut stored, &articles);
        assert_same(&stored, &memory, &articles);
        drop(stored);
        let mut reopened = open(folder.path());
        assert_same(&reopened, &memory, &articles);
        reopened.store_mut().unwrap().rebuild(&mut |_| true).unwrap();
        assert_same(&reopened, &memory, &articles);
    }

    #[test]
    fn what_was_known_on_a_day_depends_on_nothing_later(
        articles in prop::collection::vec(any_article(), 2..9), day in 1_u32..12
    ) {
        let day = NaiveDate::from_ymd_opt(2026, 2, day).unwrap();
        let earlier: Vec<Article> =
            articles.iter().filter(|article| article.published.date <= day).cloned().collect();
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut whole = open(folder.path());
        add(&mut whole, &articles);
        let mut part = open(other.path());
        add(&mut part, &earlier);
        for view in views(&earlier) {
            let view = View { known_on: Some(day), ..view };
            assert_eq!(shown(&whole, &view), shown(&part, &view));
        }
    }
}
