//! The door's rows around places: what a window holds is what the whole chronology holds there.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails loudly")]

use depeche::library::told::articles;
use depeche::library::{Filter, Key, Library, Queries, Row, Seek, Store, Typed, View};
use depeche::model::{Author, Kind};
use std::fs;

fn sample() -> Library {
    let mut library = Library::in_memory();
    library.add_sample(&Author("anna".to_owned()), chrono::DateTime::UNIX_EPOCH);
    library
}

fn statements() -> View {
    View { filter: Filter { kinds: vec![Kind::Statement], ..Filter::default() }, known_on: None }
}

fn all(library: &dyn Queries, view: &View) -> Vec<Row> {
    let window = library.rows(view, &Seek::Start, 9, usize::MAX);
    assert_eq!((window.at, window.more_before, window.more_after), (0, false, false));
    window.rows
}

#[test]
fn rows_stand_around_their_place() {
    let library = sample();
    for view in [View::default(), statements()] {
        let rows = all(&library, &view);
        assert_eq!(rows.len(), library.count(&view));
        let extent = library.extent(&view, &mut |_| true).unwrap().unwrap();
        assert_eq!(extent.entries, rows.len());
        let first = rows.iter().map(|row| row.entry.sort_first).min();
        assert_eq!(extent.days, first.zip(rows.iter().map(|row| row.entry.sort_last).max()));
        assert!(rows.windows(2).all(|pair| pair[0].key < pair[1].key));
        for (at, row) in rows.iter().enumerate() {
            for seek in [Seek::Key(row.key), Seek::Entry(row.entry.id.clone())] {
                let window = Queries::rows(&library, &view, &seek, 2, 3);
                let (from, to) = (at.saturating_sub(2), (at + 3).min(rows.len()));
                assert_eq!(window.rows, rows[from..to]);
                assert_eq!(window.at, at - from);
                assert_eq!((window.more_before, window.more_after), (from > 0, to < rows.len()));
            }
            assert_eq!(Queries::rank(&library, &view, row.key), at);
            let day = row.entry.sort_first;
            let window = Queries::rows(&library, &view, &Seek::Day(day), 0, 1);
            assert_eq!(window.rows[0].entry.sort_first, day);
        }
        assert_eq!(Queries::rank(&library, &view, Key(i64::MAX)), rows.len());
    }
}

#[test]
fn a_row_that_the_view_does_not_hold_has_its_place_in_it() {
    let library = sample();
    let (everything, kept) = (all(&library, &View::default()), all(&library, &statements()));
    for row in &everything {
        let window = Queries::rows(&library, &statements(), &Seek::Entry(row.entry.id.clone()), 0, 1);
        let next = kept.iter().find(|other| other.key >= row.key);
        assert_eq!(window.rows.first(), next);
    }
    let window = Queries::rows(&library, &statements(), &Seek::Entry("nobody".to_owned()), 1, 1);
    assert_eq!(window.rows.last(), kept.last());
}

#[test]
fn an_actor_is_found_by_what_is_typed_with_what_the_view_would_hold() {
    let library = sample();
    let typed = Typed { text: "bon".to_owned(), take: 3, ..Typed::default() };
    let found = library.find_actors(&View::default(), &typed);
    assert_eq!(found.actors[0].name, "Emmanuel Bonne");
    let without = library.find_actors(&View::default(), &Typed { not: true, ..typed });
    let total = library.count(&View::default());
    assert_eq!(without.actors[0].entries, total - found.actors[0].entries);
}

#[test]
fn the_days_of_reports_are_walked_both_ways() {
    let library = sample();
    let mut days = vec![library.report_day_before(None).unwrap()];
    while let Some(day) = library.report_day_before(days.last().copied()) {
        days.push(day);
    }
    days.reverse();
    assert_eq!(days, Queries::report_days(&library));
    assert_eq!(library.report_day_after(days[0]), days.get(1).copied());
}

#[test]
fn words_of_the_paragraph_and_what_is_left_out() {
    let library = sample();
    let count = |filter: Filter| library.count(&View { filter, known_on: None });
    let all = count(Filter::default());
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let moscow = count(Filter { words: words(&["moscou"]), ..Filter::default() });
    assert!(moscow > 0 && moscow < all);
    assert_eq!(count(Filter { words: words(&["mosc"]), ..Filter::default() }), moscow, "a word may go on");
    assert!(count(Filter { words: words(&["moscou", "elysee"]), ..Filter::default() }) <= moscow);
    assert_eq!(count(Filter { words: words(&["xyzzy"]), ..Filter::default() }), 0);
    let said = count(Filter { kinds: vec![Kind::Statement], ..Filter::default() });
    let without = depeche::library::Without { kinds: vec![Kind::Statement], ..Default::default() };
    assert_eq!(count(Filter { without, ..Filter::default() }), all - said);
    assert_eq!(count(Filter { tags: vec!["x".to_owned()], ..Filter::default() }), 0);
}

#[test]
fn the_articles_of_a_library_opened_again_have_what_was_refused_and_what_tells_nothing() {
    let root = tempfile::tempdir().unwrap();
    let (folder, place) = (root.path().join("articles"), root.path().join("library"));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("empty.txt"), "").unwrap();
    fs::write(
        folder.join("told.txt"),
        " date 2026-02-03 Appel\n\nEmmanuel Macron a appelé Vladimir Poutine lundi.\n",
    )
    .unwrap();
    for day in 1..=5 {
        fs::write(
            folder.join(format!("{day}.txt")),
            format!(" date 2026-01-0{day} Rien {day}\n\nIl pleut.\n"),
        )
        .unwrap();
    }
    let (anna, now) = (Author("anna".to_owned()), || chrono::DateTime::UNIX_EPOCH);
    let mut library = Library::open(&place, true, &mut |_| true).unwrap();
    let added = library.add(&[folder], &anna, now, &mut |_| true).unwrap();
    assert_eq!((added.added, added.refused.len()), (6, 1));
    drop(library);
    let library = Library::open(&place, false, &mut |_| true).unwrap();
    // To whoever may only read, what others record is a change, and nothing else.
    let reader = Store::open_to_read(&place).unwrap();
    let version = reader.version();
    assert_eq!(reader.version(), version);
    assert!(reader.articles() == 6 && version == reader.version());
    let found = articles(&library, &View::default(), 100);
    assert_eq!(found.told.iter().map(|told| told.headline.as_str()).collect::<Vec<_>>(), ["Appel"]);
    let silent: Vec<&str> = found.silent.iter().map(|silent| silent.headline.as_str()).collect();
    assert_eq!(silent, ["Rien 1", "Rien 2", "Rien 3", "Rien 4", "Rien 5"]);
    assert!(!found.more_silent && found.refused.len() == 1 && found.refused[0].path.ends_with("empty.txt"));
    let few = articles(&library, &View::default(), 3);
    assert_eq!((few.silent.len(), few.more_silent), (3, true));
    // What a filter keeps is told in an entry.
    let calls = View { filter: Filter { kinds: vec![Kind::Call], ..Filter::default() }, known_on: None };
    let found = articles(&library, &calls, 100);
    assert_eq!((found.told.len(), found.silent.len(), found.refused.len()), (1, 0, 0));
    drop(library);
    let late = root.path().join("late.txt");
    fs::write(&late, " date 2026-02-04 Appel\n\nKeir Starmer a appelé Vladimir Poutine mardi.\n").unwrap();
    let mut library = Library::open(&place, false, &mut |_| true).unwrap();
    library.add(&[late], &anna, now, &mut |_| true).unwrap();
    assert_ne!(reader.version(), version);
}

#[test]
fn what_is_stopped_answers_nothing_until_it_is_let_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut library = Library::open(folder.path(), true, &mut |_| true).unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    for day in 1..9 {
        let text = format!(
            " date 2026-02-0{day} Visite\n\nAnna Ozola a rencontré Karim Haddad lundi à Riga.\n\n« Le travail avance », a dit mardi Anna Ozola.\n"
        );
        fs::write(articles.join(format!("{day}.txt")), text).unwrap();
    }
    let author = Author("anna".to_owned());
    library.add(&[articles], &author, || chrono::DateTime::UNIX_EPOCH, &mut |_| true).unwrap();
    let reader = library.reader().unwrap()().unwrap();
    let told = |word: &str| View {
        filter: Filter { words: vec![word.to_owned()], ..Filter::default() },
        known_on: None,
    };
    let placed = Filter { places: vec!["riga".to_owned()], ..Filter::default() };
    for view in [told("riga"), told("r"), View { filter: placed, known_on: None }, statements()] {
        let whole = library.count(&view);
        assert!(whole > 0, "{view:?}");
        // Nothing runs that could be interrupted yet: what comes after is stopped all the same.
        (reader.stop)(true);
        assert_eq!(reader.queries.count(&view), 0, "{view:?}");
        assert!(reader.queries.density(&view, 40).is_empty());
        assert!(Queries::rows(&*reader.queries, &view, &Seek::End, 9, 0).rows.is_empty());
        assert_eq!(reader.queries.trouble(), None, "that it was stopped is no trouble");
        (reader.stop)(false);
        assert_eq!(reader.queries.count(&view), whole, "{view:?}");
    }
}
