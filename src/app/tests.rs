//! What keys do to the state: keys in, state and effects out.

use super::fake::{Desk, Fake};
use super::keys::{TABLE, Within};
use super::{Effect, Focus, Msg, NotWritten, Prompt, Shown, Tab};
use crate::model::{Language, Part};
use std::path::PathBuf;

#[test]
fn the_chronology_opens_at_its_end() {
    let mut desk = Desk::sample();
    assert_eq!(desk.chosen(), "Macron – Zelensky, appel");
    desk.press("g");
    assert_eq!(desk.chosen(), "Russie → Ukraine, attaque");
    desk.press("j j G");
    assert_eq!(desk.app.list.chosen, desk.app.data.count - 1);
    desk.press("PgUp PgUp PgUp k");
    assert_eq!(desk.app.list.chosen, 0);
}

#[test]
fn a_filter_leaves_what_has_the_actor_and_escape_drops_it() {
    let mut desk = Desk::sample();
    desk.press("/").typed("bonne").press("Enter");
    assert_eq!(desk.titles(), ["Bonne → Moscou, visite", "Bonne – Ouchakov, pourparlers, Moscou"]);
    desk.press("/").typed("ouchak").press("Enter");
    assert_eq!(desk.titles(), ["Bonne – Ouchakov, pourparlers, Moscou"], "two persons make the dyad");
    desk.press("Esc");
    assert_eq!(desk.app.data.count, 2);
    desk.press("Esc Esc Esc Esc");
    assert_eq!(desk.app.data.count, desk.app.data.total);
    assert_eq!(desk.asked, [], "Esc never quits");
}

#[test]
fn the_right_actor_is_the_first_choice() {
    for (typed, name) in [
        ("bonne", "Emmanuel Bonne"),
        ("mac", "Emmanuel Macron"),
        ("poutine", "Vladimir Poutine"),
        ("putin", "Vladimir Poutine"),
        ("zelenski", "Volodymyr Zelensky"),
        ("ouchak", "Iouri Ouchakov"),
    ] {
        let mut desk = Desk::sample();
        desk.press("/").typed(typed);
        let Some(Prompt::Filter(line)) = &desk.app.prompt else { panic!("no line") };
        assert_eq!(line.choices[0].name, name, "{typed}");
    }
}

#[test]
fn choices_count_what_would_be_left() {
    let mut desk = Desk::sample();
    desk.press("/").typed("macron");
    let left = |desk: &Desk| match &desk.app.prompt {
        Some(Prompt::Filter(line)) => line.choices[0].entries,
        _ => panic!("no line"),
    };
    assert_eq!(left(&desk), 7);
    desk.press("Tab");
    assert_eq!(left(&desk), 5, "those in which he acts");
    desk.press("Tab Tab Tab Tab !");
    assert_eq!(left(&desk), desk.app.data.total - 7);
    desk.press("Enter");
    assert_eq!(desk.app.data.count, desk.app.data.total - 7);
    assert!(desk.app.view.filter.actors[0].not);
}

#[test]
fn the_part_played_goes_round() {
    let mut desk = Desk::sample();
    desk.press("/");
    let mut parts = Vec::new();
    for _ in 0..5 {
        desk.press("Tab");
        let Some(Prompt::Filter(line)) = &desk.app.prompt else { panic!("no line") };
        parts.push(line.part);
    }
    let all = [Some(Part::Agent), Some(Part::Counterpart), Some(Part::Speaker), Some(Part::About), None];
    assert_eq!(parts, all);
}

#[test]
fn letters_are_taken_back_by_both_backspaces() {
    let mut desk = Desk::sample();
    desk.press("/").typed("macx").press("Ctrl-h").typed("y").press("Backspace");
    let Some(Prompt::Filter(line)) = &desk.app.prompt else { panic!("no line") };
    assert_eq!(line.text, "mac");
    desk.press("Esc /");
    let Some(Prompt::Filter(line)) = &desk.app.prompt else { panic!("no line") };
    assert_eq!(line.text, "", "Esc drops what was typed");
}

#[test]
fn nobody_of_that_name_adds_no_chip() {
    let mut desk = Desk::sample();
    desk.press("/").typed("xyzzy").press("Enter");
    assert_eq!(desk.app.view.filter.actors, []);
    assert!(desk.app.notice.as_ref().unwrap().warning);
}

#[test]
fn an_earlier_known_on_date_hides_what_was_reported_later() {
    let mut desk = Desk::sample();
    desk.press("<");
    assert_eq!(desk.app.view.known_on, Some("2026-02-03".parse().unwrap()));
    assert!(!desk.titles().iter().any(|title| title.contains("Bonne")));
    assert_eq!(desk.app.data.total, desk.app.data.count);
    desk.press("<");
    assert_eq!(desk.app.view.known_on, Some("2026-02-03".parse().unwrap()), "nothing was known before");
    desk.press(">");
    assert_eq!(desk.app.view.known_on, None);
}

#[test]
fn the_chosen_entry_stays_chosen_when_the_view_changes() {
    let mut desk = Desk::sample();
    desk.press("/").typed("bonne").press("Enter g");
    let chosen = desk.chosen();
    desk.press("Esc");
    assert_eq!(desk.chosen(), chosen);
    desk.press("o");
    assert_eq!(desk.chosen(), chosen);
    desk.press("d");
    assert_eq!(desk.chosen(), chosen);
}

#[test]
fn a_mark_survives_filters_and_is_what_is_exported() {
    let mut desk = Desk::sample();
    desk.press("g Space");
    assert_eq!(desk.app.data.marked, 1);
    desk.press("/").typed("zelensky").press("Enter e");
    assert_eq!(desk.app.pager.as_ref().unwrap().text, "# Chronologie\n\n1 faits\n");
    desk.press("q Esc g Space e");
    assert_eq!(desk.app.data.marked, 0);
    assert_eq!(desk.app.pager.as_ref().unwrap().text, "# Chronologie\n\n12 faits\n");
}

#[test]
fn a_file_that_is_there_is_replaced_only_after_a_yes() {
    let write = |replace| Effect::Write {
        path: PathBuf::from("a.md"),
        text: "# Chronologie\n\n12 faits\n".to_owned(),
        replace,
    };
    let mut desk = Desk::sample();
    desk.press("e Enter").typed("a.md").press("Enter");
    assert_eq!(desk.asked.last(), Some(&write(false)));
    let exists = Msg::NotWritten(NotWritten::Exists(PathBuf::from("a.md")));
    desk.send(exists.clone());
    desk.press("n");
    assert_eq!(desk.asked.last(), Some(&write(false)), "no is no");
    desk.send(exists);
    desk.press("o");
    assert_eq!(desk.asked.last(), Some(&write(true)));
    desk.send(Msg::Written(PathBuf::from("a.md")));
    assert!(desk.app.pager.is_none());
}

#[test]
fn q_closes_what_is_open_and_quits_at_the_root() {
    let mut desk = Desk::sample();
    desk.press("? q");
    assert!(desk.app.pager.is_none());
    assert_eq!(desk.asked, []);
    desk.press("q");
    assert_eq!(desk.asked, [Effect::Quit]);
    let mut narrow = Desk::new(Fake::sample(), (40, 12), Language::French, true);
    narrow.press("Enter");
    assert_eq!(narrow.app.focus, Focus::Detail);
    narrow.press("q");
    assert_eq!((narrow.app.focus, narrow.asked.len()), (Focus::List, 0));
    narrow.press("q");
    assert_eq!(narrow.asked, [Effect::Quit]);
}

#[test]
fn ctrl_c_quits_when_pressed_twice() {
    let mut desk = Desk::sample();
    desk.press("/ Ctrl-c");
    assert!(desk.app.prompt.is_none());
    desk.press("j Ctrl-c");
    assert_eq!(desk.asked, []);
    desk.press("Ctrl-c");
    assert_eq!(desk.asked, [Effect::Quit]);
}

#[test]
fn brackets_go_through_the_reports_and_enter_to_their_words() {
    let mut desk = Desk::sample();
    desk.press("g 3 ]");
    assert_eq!(desk.app.detail.report, 1);
    desk.press("] ] Enter");
    assert_eq!(
        (desk.app.detail.report, desk.app.focus, desk.app.detail.tab),
        (1, Focus::Detail, Tab::Article)
    );
    let article = desk.app.data.article.as_ref().unwrap();
    assert_eq!(article.article.published.date, "2026-02-04".parse().unwrap());
    let wrap = desk.app.article_wrap().unwrap();
    let shown = wrap.lines(desk.app.detail.top, desk.app.detail_height());
    let words = desk.app.report().unwrap().span.start;
    assert!(shown.iter().any(|line| line.contains(&words)), "the words are in view");
    desk.press("[");
    assert_eq!(desk.app.detail.report, 0);
    desk.press("Tab j");
    assert_eq!(desk.app.detail.report, 0);
    assert_eq!(desk.app.list.chosen, 1);
}

#[test]
fn mentions_of_the_filtered_actor_are_gone_to_in_turn() {
    let mut desk = Desk::sample();
    desk.press("/").typed("zelensky").press("Enter g n");
    let hit = desk.app.detail.hit.unwrap();
    let text = &desk.app.data.article.as_ref().unwrap().article.text;
    assert!(hit.of(text).ends_with(" Zelensky"));
    desk.press("j");
    assert_eq!(desk.app.detail.hit, None);
}

#[test]
fn a_paste_is_typed_into_a_line_and_does_nothing_elsewhere() {
    let mut desk = Desk::sample();
    desk.send(Msg::Paste("q\nq\n".repeat(1000)));
    assert_eq!(desk.asked, []);
    desk.press("/");
    desk.send(Msg::Paste("mac\u{1b}[A\nEnter".to_owned()));
    let Some(Prompt::Filter(line)) = &desk.app.prompt else { panic!("no line") };
    assert_eq!(line.text, "mac[A");
    desk.send(Msg::Paste("x".repeat(1_000_000)));
    let Some(Prompt::Filter(line)) = &desk.app.prompt else { panic!("no line") };
    assert!(line.text.chars().count() <= 500);
}

#[test]
fn refused_files_can_be_looked_at() {
    let mut desk = Desk::sample();
    desk.press("A");
    assert_eq!(desk.app.pager.as_ref().map(|pager| pager.shown), Some(Shown::Refused));
}

#[test]
fn any_key_of_the_table_anywhere_leaves_the_screen_whole() {
    let all: Vec<&str> = TABLE
        .iter()
        .filter(|row| row.within.contains(&Within::Main) || row.within.contains(&Within::Prompt))
        .flat_map(|row| row.keys.iter().copied())
        .collect();
    for size in [(80, 24), (40, 12), (200, 60), (10, 3)] {
        let mut desk = Desk::new(Fake::sample(), size, Language::English, false);
        for first in &all {
            for second in &all {
                desk.press(first).press(second);
                let (list, data) = (desk.app.list, &desk.app.data);
                assert!(list.chosen < data.count.max(1), "{first} {second}");
                assert!(list.top <= list.chosen, "{first} {second}");
            }
            desk.press("Esc Esc Esc Esc q");
        }
    }
}

#[test]
fn an_empty_library_takes_any_key() {
    let nothing = Fake { entries: Vec::new(), articles: Vec::new(), refused: Vec::new() };
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
