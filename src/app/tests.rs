//! What keys do to the state: keys in, state and effects out.

use super::fake::{Desk, Fake};
use super::keys::{Key, TABLE, named};
use super::listing::{Item, What};
use super::{
    Effect, FilterLine, Focus, Mouse, Msg, NotWritten, Prompt, Queries as _, Shown, Tab, chips, findings,
    ribbon,
};
use crate::library::Command;
use crate::model::{Change, Field, Language, Part};
use proptest::prelude::*;
use std::path::PathBuf;

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
    let written = |desk: &Desk| match desk.asked.last() {
        Some(Effect::Write { path, text, replace }) => {
            assert_eq!((path.to_str(), text.as_str()), (Some("a.md"), "# Chronologie\n\n12 faits\n"));
            *replace
        }
        other => panic!("no file is written but {other:?}"),
    };
    let mut desk = Desk::sample();
    desk.press("e Enter").typed("a.md").press("Enter");
    assert!(!written(&desk));
    let exists = Msg::NotWritten(NotWritten::Exists(PathBuf::from("a.md")));
    desk.send(exists.clone());
    desk.press("n");
    assert!(!written(&desk), "no is no");
    desk.send(exists);
    desk.press("o");
    assert!(written(&desk));
    desk.send(Msg::Written(PathBuf::from("a.md")));
    assert!(desk.app.pager.is_none());
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

#[test]
fn refused_files_stand_among_the_articles() {
    let mut fake = Fake::sample();
    let reason = "it is empty".to_owned();
    fake.refused.push(crate::library::Refused { path: PathBuf::from("vide.txt"), reason });
    let mut desk = Desk::new(fake, (80, 24), Language::French, true);
    desk.press("A G");
    let listing = desk.app.listing.as_ref().unwrap();
    assert_eq!(listing.what, What::Articles);
    assert!(text_of(&listing.items[listing.chosen]).contains("vide.txt"));
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
fn findings_are_walked_with_their_rules_and_become_chips() {
    let mut desk = Desk::sample();
    desk.press("/").typed("bonne").press("Enter g Esc Enter Enter");
    let first = findings::told(&desk.app).unwrap();
    assert!(first.contains("règle"), "{first}");
    desk.press("j");
    let second = findings::told(&desk.app).unwrap();
    assert_ne!(first, second);
    let before = chips::of(&desk.app.view).len();
    for _ in 0..200 {
        if findings::told(&desk.app).is_some_and(|told| told.starts_with("acteur")) {
            break;
        }
        desk.press("j");
    }
    desk.press("Enter");
    assert_eq!(chips::of(&desk.app.view).len(), before + 1);
    assert_eq!(findings::told(&desk.app), None);
}

#[test]
fn lists_lead_to_entries_and_chips() {
    let mut desk = Desk::sample();
    desk.press("a");
    assert!(text_of(&desk.app.listing.as_ref().unwrap().items[0]).contains("Macron"));
    desk.press("Enter");
    assert_eq!(chips::of(&desk.app.view).len(), 1);
    desk.press("Q");
    assert!(desk.app.listing.as_ref().unwrap().heading.contains("Emmanuel Macron"));
    desk.press("g Enter");
    assert!(desk.app.listing.is_none());
    assert_eq!(desk.chosen(), "Macron : « redevenir utile de parler à Vladimir Poutine »");
    desk.press("Esc Esc / ").typed("poutine").press("Enter /").typed("macron").press("Enter C");
    let contacts = desk.app.listing.as_ref().unwrap();
    let told: Vec<String> = contacts.items.iter().map(text_of).collect();
    assert!(told.iter().any(|line| line.contains("silence")), "{told:?}");
    assert!(told.last().unwrap().contains("11 septembre 2022"), "{told:?}");
    desk.press("q g Space '");
    assert_eq!(desk.app.listing.as_ref().unwrap().items.len(), 1);
}

#[test]
fn two_known_on_dates_are_compared() {
    let mut desk = Desk::sample();
    desk.press("=");
    let Some(Prompt::Compare(days)) = &desk.app.prompt else { panic!("no line") };
    assert_eq!(days, "2026-02-03 2026-02-04");
    desk.press("Enter");
    let told: Vec<String> = desk.app.listing.as_ref().unwrap().items.iter().map(text_of).collect();
    assert!(told[0].starts_with("Nouveau"), "{told:?}");
    assert!(told.iter().any(|line| line.contains("Bonne → Moscou")), "{told:?}");
    desk.press("q = Ctrl-u").typed("hier").press("Enter");
    assert!(desk.app.notice.as_ref().unwrap().warning);
}

#[test]
fn commands_are_the_keys_names_and_take_words() {
    let mut desk = Desk::sample();
    desk.press(":").typed("known 2026-02-03").press("Enter");
    assert_eq!(desk.app.view.known_on, Some("2026-02-03".parse().unwrap()));
    desk.press(":").typed("known").press("Enter :").typed("go 2022-09").press("Enter");
    assert_eq!(desk.chosen(), "Macron – Poutine, appel");
    desk.press(":").typed("dated").press("Enter");
    assert!(desk.app.view.filter.dated);
    desk.press(":").typed("save mes faits").press("Enter");
    assert!(matches!(desk.asked[..], [Effect::Keep]));
    desk.press("Esc S Enter");
    assert!(desk.app.view.filter.dated);
    desk.press("Esc :").typed("load mes").press("Enter");
    assert!(desk.app.view.filter.dated);
    desk.press(":").typed("xyzzy").press("Enter");
    assert!(desk.app.notice.as_ref().unwrap().warning);
}

#[test]
fn a_citation_is_sent_and_shown() {
    let mut desk = Desk::sample();
    desk.press("/").typed("bonne").press("Enter g y");
    let Some(Effect::Copy(text)) = desk.asked.last() else { panic!("nothing sent") };
    assert!(text.starts_with("Bonne → Moscou, visite (3 février 2026, rapporté)\n« "), "{text}");
    assert!(text.contains("Reuters, 2026-02-04") && text.contains("b3:"), "{text}");
    assert_eq!(desk.app.pager.as_ref().map(|pager| pager.shown), Some(Shown::Citation));
}

#[test]
fn a_ruling_is_weighed_before_it_is_done() {
    let mut desk = Desk::sample();
    desk.press("/").typed("bonne").press("Enter g x").typed("lu de travers").press("Enter");
    let Some(Effect::Weigh(command)) = desk.asked.last().cloned() else { panic!("not weighed") };
    let Command::Rule(Change::EntryRejected { reason, .. }) = *command else { panic!("{command:?}") };
    assert_eq!(reason, "lu de travers");
    assert_eq!(desk.app.pager.as_ref().map(|pager| pager.shown), Some(Shown::Ruling));
    desk.press("Esc");
    assert!(!desk.asked.iter().any(|effect| matches!(effect, Effect::Rule(_))), "nothing was done");
    desk.press("t").typed("#iran").press("Enter Enter");
    let Some(Effect::Rule(command)) = desk.asked.last() else { panic!("not done") };
    assert!(matches!(&**command, Command::Rule(Change::EntryTagged { tag, .. }) if tag == "iran"));
    assert!(desk.app.pager.is_none());
    desk.press("c");
    for _ in 0.."reported".len() {
        desk.press("Backspace");
    }
    desk.typed("denied date=2026-02-02").press("Enter");
    let Some(Effect::Weigh(command)) = desk.asked.last().cloned() else { panic!("not weighed") };
    let Command::Rule(Change::EntryCorrected { fields, .. }) = *command else { panic!("{command:?}") };
    let names: Vec<&str> = fields.iter().map(Field::name).collect();
    assert_eq!(names, ["status", "date"], "what stays as it is, is not corrected");
    desk.press("Esc c").typed(" kind=dance").press("Enter");
    assert!(desk.app.notice.as_ref().unwrap().warning);
    desk.press("m").typed("zelen").press("Enter");
    let Some(Effect::Weigh(command)) = desk.asked.last().cloned() else { panic!("not weighed") };
    let Command::Rule(Change::ActorsMerged { kept, merged, .. }) = *command else { panic!("{command:?}") };
    assert_eq!((kept.name.as_str(), merged.name.as_str()), ("Volodymyr Zelensky", "Emmanuel Bonne"));
    desk.press("Esc u");
    assert!(
        matches!(desk.asked.last(), Some(Effect::Weigh(command)) if matches!(**command, Command::Undo { .. }))
    );
    desk.press("Esc L q");
    assert!(matches!(desk.asked.last(), Some(Effect::Journal)));
}

#[test]
fn a_range_is_marked_from_here_to_there() {
    let mut desk = Desk::sample();
    desk.press("g v j j v");
    assert_eq!(desk.app.data.marked, 3);
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
    desk.send(Msg::Mouse(Mouse::Press, 75, 0));
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
