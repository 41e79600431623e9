//! Any key, anywhere, in any order: nothing panics, no mark is lost, the screen stays whole.

use crate::app::fake::{Desk, Fake};
use crate::app::keys::{Key, TABLE, named};
use crate::app::{Msg, Prompt, Queries as _};
use crate::model::Language;
use proptest::prelude::*;

#[test]
fn a_burst_of_keys_asks_the_library_once() {
    let mut desk = Desk::sample();
    desk.press("g");
    for _ in 0..5 {
        crate::app::update(&mut desk.app, &desk.library, Msg::Key(Key::Char('j')));
    }
    assert_eq!(desk.app.list.steps, 5, "nothing has been asked yet");
    desk.press("k");
    assert_eq!(desk.app.place(), Some(4));
}

fn all_keys() -> Vec<Key> {
    let mut all: Vec<Key> = TABLE.iter().flat_map(|row| row.keys).map(|name| named(name).unwrap()).collect();
    all.extend("abcdem2026 éx".chars().map(Key::Char));
    all.extend([Key::Other, Key::Delete, Key::BackTab]);
    let mut seen = std::collections::HashSet::new();
    all.retain(|key| seen.insert(*key));
    all
}

fn whole(desk: &Desk, what: &str) {
    let (list, data) = (&desk.app.list, &desk.app.data);
    assert!(list.chosen < data.rows.len().max(1), "{what}");
    assert!(data.rows.is_empty() || desk.app.place().is_some_and(|place| place < data.count), "{what}");
    assert!(desk.app.listing.as_ref().is_none_or(|one| one.chosen < one.items.len().max(1)), "{what}");
}

#[test]
fn every_key_in_every_view_leaves_the_screen_whole() {
    let views: &[&str] = &[
        "",
        "Enter",
        "Enter Enter",
        "2",
        "4",
        "?",
        "e",
        "a",
        "A",
        "Q",
        "C",
        "r",
        "L",
        "x a Enter",
        "J j J",
        "X",
        "e Enter",
        "'",
        "#",
        "S",
        "=",
        "= Enter",
        "y",
        "/",
        "/ m a",
        "f",
        "s",
        "s m o s",
        ":",
        "/ x y z z y Enter",
        "<",
    ];
    let sample = Fake::sample();
    for (size, views) in
        [((80, 24), views), ((40, 12), &views[..9]), ((200, 60), &views[..2]), ((10, 3), &views[..2])]
    {
        for view in views {
            for key in all_keys() {
                let mut desk = Desk::new(sample.clone(), size, Language::English, false);
                desk.press(view);
                desk.send(Msg::Key(key));
                whole(&desk, &format!("{view} {key:?}"));
                desk.press("j");
                whole(&desk, &format!("{view} {key:?} j"));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]
    #[test]
    fn any_keys_in_any_order_lose_no_mark(
        keys in proptest::collection::vec(proptest::sample::select(all_keys()), 0..60),
        marked in proptest::collection::vec(0_usize..12, 0..4),
    ) {
        let mut desk = Desk::sample();
        for at in marked {
            desk.press("g");
            for _ in 0..at {
                desk.press("j");
            }
            desk.press("Space");
        }
        let before = desk.library.marked();
        for key in keys {
            // Those that mark.
            if key != Key::Char(' ') && key != Key::Char('v') {
                let marks_by_name = matches!(desk.app.prompt, Some(Prompt::Command(_))) && key == Key::Enter;
                desk.send(Msg::Key(if marks_by_name { Key::Esc } else { key }));
                whole(&desk, "a key");
            }
        }
        prop_assert_eq!(desk.library.marked(), before);
    }
}

#[test]
fn an_empty_library_takes_any_key() {
    let nothing = Fake { entries: Vec::new(), articles: Vec::new(), ..Fake::sample() };
    let mut desk = Desk::new(nothing, (80, 24), Language::French, true);
    for row in TABLE {
        for key in row.keys {
            desk.press(key);
        }
    }
    assert_eq!(desk.app.data.count, 0);
}

#[test]
fn a_megabyte_on_one_line_slows_no_key() {
    let text = format!("Titre\n\n{}", "mot ".repeat(250_000));
    let mut desk = Desk::new(Fake::of_text(&text), (80, 24), Language::French, true);
    let started = std::time::Instant::now();
    desk.press("Enter G PgUp PgUp g PgDn 2 3 1 G");
    assert!(started.elapsed().as_secs() < 3, "{:?}", started.elapsed());
}
