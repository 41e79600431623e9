//! What keys do to the state: keys in, state and effects out. Here: moving, filtering, the mouse, what is typed.

mod ahead;
mod keys;
mod lists;
mod ruling;

use super::fake::{Desk, Fake};
use super::listing::Item;
use super::{Effect, FilterLine, Focus, Mouse, Msg, Prompt, Tab, chips, ribbon};
use crate::model::{Language, Part};

#[test]
fn the_chronology_opens_at_its_end() {
    let mut desk = Desk::sample();
    assert_eq!(desk.chosen(), "Macron – Zelensky, appel");
    desk.press("g");
    assert_eq!(desk.chosen(), "Russie → Ukraine, attaque");
    desk.press("j j G");
    assert_eq!(desk.app.place(), Some(desk.app.data.count - 1));
    desk.press("PgUp PgUp PgUp k");
    assert_eq!(desk.app.place(), Some(0));
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
    assert!(desk.asked.is_empty(), "Esc never quits");
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
        assert_eq!(line.choices[0].label, name, "{typed}");
    }
}

#[test]
fn choices_count_what_would_be_left() {
    let mut desk = Desk::sample();
    desk.press("/").typed("macron");
    let left = |desk: &Desk| match &desk.app.prompt {
        Some(Prompt::Filter(line)) => line.choices[0].entries.unwrap(),
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
fn q_closes_what_is_open_and_quits_at_the_root() {
    let mut desk = Desk::sample();
    desk.press("? q");
    assert!(desk.app.pager.is_none());
    assert!(desk.asked.is_empty());
    desk.press("q");
    assert!(matches!(desk.asked[..], [Effect::Quit]));
    let mut narrow = Desk::new(Fake::sample(), (40, 12), Language::French, true);
    narrow.press("Enter");
    assert_eq!(narrow.app.focus, Focus::Detail);
    narrow.press("q");
    assert_eq!((narrow.app.focus, narrow.asked.len()), (Focus::List, 0));
    narrow.press("q");
    assert!(matches!(narrow.asked[..], [Effect::Quit]));
}

#[test]
fn ctrl_c_quits_when_pressed_twice() {
    let mut desk = Desk::sample();
    desk.press("/ Ctrl-c");
    assert!(desk.app.prompt.is_none());
    desk.press("j Ctrl-c");
    assert!(desk.asked.is_empty());
    desk.press("Ctrl-c");
    assert!(matches!(desk.asked[..], [Effect::Quit]));
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
    assert!(desk.asked.is_empty());
    desk.press("/");
    desk.send(Msg::Paste("mac\u{1b}[A\nEnter".to_owned()));
    let Some(Prompt::Filter(line)) = &desk.app.prompt else { panic!("no line") };
    assert_eq!(line.text, "mac[A");
    desk.send(Msg::Paste("x".repeat(1_000_000)));
    let Some(Prompt::Filter(line)) = &desk.app.prompt else { panic!("no line") };
    assert!(line.text.chars().count() <= 500);
}

fn text_of(item: &Item) -> String {
    item.lines.iter().flatten().map(|piece| piece.text.as_str()).collect()
}

fn line(desk: &Desk) -> &FilterLine {
    match &desk.app.prompt {
        Some(Prompt::Filter(line)) => line,
        other => panic!("no filter line but {other:?}"),
    }
}

#[test]
fn kinds_statuses_periods_and_words_become_chips() {
    for (typed, left) in
        [("visite", 2), ("visit", 2), ("prévu", 1), ("2022", 2), ("fév 2026", 8), ("last month", 0)]
    {
        let mut desk = Desk::sample();
        desk.press("/").typed(typed).press("Enter");
        assert_eq!(desk.app.data.count, left, "{typed}");
        assert_eq!(chips::of(&desk.app.view).len(), 1, "{typed}");
        desk.press("Esc");
        assert_eq!(desk.app.data.count, 12);
    }
}

#[test]
fn a_chip_that_is_inverted_leaves_the_rest() {
    let mut desk = Desk::sample();
    desk.press("/ !").typed("visite");
    assert_eq!(line(&desk).choices[0].entries, Some(10));
    desk.press("Enter");
    assert_eq!(desk.app.data.count, 10);
    assert_eq!(chips::of(&desk.app.view)[0].label(desk.app.ui(), &desk.app.names), "sans visite");
}

#[test]
fn the_entry_under_the_cursor_offers_what_it_is_made_of() {
    let mut desk = Desk::sample();
    desk.press("/").typed("bonne").press("Enter g Esc f");
    let labels: Vec<&str> = line(&desk).choices.iter().map(|choice| choice.label.as_str()).collect();
    assert_eq!(labels[..3], ["Emmanuel Bonne", "Moscou", "visite"]);
    assert!(line(&desk).choices.iter().all(|choice| choice.entries.is_some_and(|left| left > 0)));
    desk.typed("mos").press("Enter");
    assert_eq!(desk.app.data.count, 2);
    desk.press("Esc F");
    assert_eq!(desk.titles(), ["Bonne → Moscou, visite", "Bonne – Ouchakov, pourparlers, Moscou"]);
}

#[test]
fn words_are_searched_while_they_are_typed_and_escape_goes_back() {
    let mut desk = Desk::sample();
    desk.press("s").typed("mos");
    let narrowed = desk.app.data.count;
    assert!(narrowed > 0 && narrowed < 12, "{narrowed}");
    desk.press("Esc");
    assert_eq!(desk.app.data.count, 12);
    desk.press("s").typed("moscou").press("Enter g n");
    let text = desk.app.data.article.as_ref().unwrap().article.text.clone();
    assert_eq!(desk.app.detail.hit.unwrap().of(&text), "Moscou");
    assert!(!desk.app.hits().is_empty());
    desk.press("Esc");
    assert_eq!(desk.app.data.count, 12);
}

#[test]
fn what_is_too_short_to_be_searched_for_is_said() {
    let mut desk = Desk::sample();
    desk.press("s").typed("UE").press("Enter");
    assert!(desk.app.notice.as_ref().is_some_and(|notice| notice.text.contains("« ue »")));
    assert_eq!(desk.app.data.count, 12);
    desk.press("s").typed("moscou").press("Enter");
    assert!(desk.app.notice.is_none());
}

#[test]
fn the_cursor_goes_through_what_is_typed() {
    let mut desk = Desk::sample();
    let text = |desk: &Desk| match &desk.app.prompt {
        Some(Prompt::Filter(line)) => line.text.clone(),
        other => panic!("no line but {other:?}"),
    };
    desk.press("/").typed("bone").press("Left").typed("n");
    assert_eq!(text(&desk), "bonne");
    desk.press("Home Del").typed("B").press("End").typed("s").press("Backspace");
    assert_eq!(text(&desk), "Bonne");
    desk.press("Ctrl-a Right Ctrl-w");
    assert_eq!(text(&desk), "onne");
    desk.press("Esc /").typed("x");
    assert_eq!(text(&desk), "x", "a new line begins at its end");
}

#[test]
fn a_chip_is_inverted_by_a_key_and_by_the_mouse() {
    let mut desk = Desk::sample();
    desk.press("/").typed("visite").press("Enter !");
    assert_eq!(desk.app.data.count, 10);
    desk.press("M");
    desk.send(Msg::Mouse(Mouse::Press, 71, 0));
    assert_eq!(desk.app.data.count, 2, "a press on its words turns it round");
    desk.send(Msg::Mouse(Mouse::Press, 78, 0));
    assert_eq!(desk.app.data.count, 12, "a press on its cross takes it away");
    desk.press("g");
    desk.send(Msg::Mouse(Mouse::Press, 50, 2));
    assert_eq!(desk.app.detail.tab, Tab::Quotes);
    desk.press("a");
    desk.send(Msg::Mouse(Mouse::Press, 10, 4));
    assert_eq!(desk.app.listing.as_ref().unwrap().chosen, 2);
    desk.send(Msg::Mouse(Mouse::Press, 10, 4));
    assert!(desk.app.listing.is_none(), "a second press goes there");
}

#[test]
fn the_mouse_chooses_scrolls_and_clicks_chips_once_it_is_taken() {
    let mut desk = Desk::sample();
    desk.press("M g");
    assert!(matches!(desk.asked[..], [Effect::Mouse(true)]));
    desk.send(Msg::Mouse(Mouse::Down, 3, 10));
    assert_eq!(desk.app.place(), Some(1));
    let title = desk.titles()[0].clone();
    desk.send(Msg::Mouse(Mouse::Press, 3, 5));
    assert_eq!(desk.chosen(), title);
    desk.send(Msg::Mouse(Mouse::Press, 60, 10));
    assert_eq!(desk.app.focus, Focus::Detail);
    desk.press("/").typed("bonne").press("Enter");
    desk.send(Msg::Mouse(Mouse::Press, 78, 0));
    assert_eq!(desk.app.data.count, 12, "the chip is gone");
}

#[test]
fn the_ribbon_comes_nearer_to_the_chosen_entry() {
    let mut desk = Desk::sample();
    let names = |desk: &Desk| -> Vec<String> {
        ribbon::stretches(&desk.app, 79).into_iter().map(|stretch| stretch.name).collect()
    };
    assert_eq!(names(&desk), ["2022", "2023", "2024", "2025", "2026"]);
    desk.press("+ +");
    assert_eq!(names(&desk)[..3], ["2026 jan", "fév", "mar"]);
    let total: usize = ribbon::stretches(&desk.app, 79).iter().flat_map(|one| &one.counts).sum();
    assert_eq!(total, 8);
    desk.press("+");
    assert!(names(&desk)[0].starts_with("2026-02"));
    desk.press("- - - -");
    assert_eq!(names(&desk).len(), 5);
}
