//! Screens: keys in, picture out.

use super::super::Colours;
use super::super::output::Output;
use super::{Paint, view};
use crate::app::fake::{Desk, Fake};
use crate::app::keys::TABLE;
use crate::model::Language;
use crate::model::text::is_hostile;
use insta::assert_snapshot;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

fn buffer(desk: &Desk, colour: bool) -> Buffer {
    let (width, height) = desk.app.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let colours = if colour { Colours::Sixteen } else { Colours::None };
    view(&desk.app, Paint::of(colours), &mut buffer);
    buffer
}

fn picture(desk: &Desk) -> String {
    let buffer = buffer(desk, true);
    let lines = buffer.content.chunks(usize::from(buffer.area.width));
    let line = |cells: &[ratatui::buffer::Cell]| {
        let text: String = cells.iter().map(ratatui::buffer::Cell::symbol).collect();
        text.trim_end().to_owned()
    };
    lines.map(line).collect::<Vec<_>>().join("\n")
}

fn desk(size: (u16, u16), language: Language, utf8: bool) -> Desk {
    Desk::new(Fake::sample(), size, language, utf8)
}

#[test]
fn first_screen_80x24() {
    assert_snapshot!(picture(&Desk::sample()));
}

#[test]
fn first_screen_120x40_english() {
    assert_snapshot!(picture(&desk((120, 40), Language::English, true)));
}

#[test]
fn first_screen_40x12() {
    let mut desk = desk((40, 12), Language::French, true);
    assert_snapshot!("first_screen_40x12", picture(&desk));
    desk.press("g j j j j j j Enter");
    assert_snapshot!("article_40x12", picture(&desk));
}

#[test]
fn a_trip_told_by_unnamed_sources() {
    let mut desk = Desk::sample();
    desk.press("/").typed("bonne");
    assert_snapshot!("filter_line_80x24", picture(&desk));
    desk.press("Enter g Space");
    assert_snapshot!("filtered_80x24", picture(&desk));
    desk.press("3");
    assert_snapshot!("reports_80x24", picture(&desk));
    desk.press("4");
    assert_snapshot!("history_80x24", picture(&desk));
}

#[test]
fn quotes_with_their_speakers() {
    let mut desk = desk((100, 24), Language::English, true);
    desk.press("g j j j 2");
    assert_snapshot!(picture(&desk));
}

#[test]
fn ascii_where_the_locale_is_not_utf8() {
    let mut desk = desk((80, 24), Language::French, false);
    desk.press("/").typed("mac").press("Enter <");
    let picture = picture(&desk);
    assert!(picture.is_ascii());
    assert_snapshot!(picture);
}

#[test]
fn help_is_made_from_the_table() {
    let mut desk = Desk::sample();
    desk.press("?");
    assert_snapshot!(picture(&desk));
}

#[test]
fn nothing_matches_says_what_to_do() {
    let mut desk = Desk::sample();
    desk.press("/").typed("ouchakov").press("Enter /").typed("russie").press("Enter");
    assert_snapshot!(picture(&desk));
}

#[test]
fn the_export_is_looked_at_before_it_is_written() {
    let mut desk = desk((40, 12), Language::French, true);
    desk.press("e Enter").typed("a");
    assert_snapshot!(picture(&desk));
}

#[test]
fn why_a_line_is_not_understood_stands_above_it() {
    let mut desk = desk((40, 12), Language::French, true);
    desk.press("c Ctrl-u").typed("date=2026-13-45").press("Enter");
    let picture = picture(&desk);
    let last: Vec<&str> = picture.lines().rev().take(4).collect();
    assert!(last[0].contains("Corriger") && last[0].contains("date=2026-13-45"), "{picture}");
    assert!(last[3].contains("n'est pas clair") && last[1].contains("statut="), "{picture}");
}

#[test]
fn where_there_is_little_room_what_is_typed_is_seen_whole() {
    let mut desk = desk((40, 12), Language::French, true);
    desk.press("= Ctrl-u").typed("2026-02-03 2026-02-04");
    let picture = picture(&desk);
    let last = picture.lines().last().unwrap();
    assert!(last.starts_with(" Comparer") && last.ends_with("2026-02-03 2026-02-04"), "{picture}");
}

#[test]
fn a_screen_that_is_too_small_says_so() {
    assert_snapshot!(picture(&desk((30, 5), Language::English, true)), @"Too small: 40×12 at least.");
}

#[test]
fn the_words_of_the_entry_are_lit_in_the_article() {
    let mut desk = desk((120, 40), Language::French, true);
    desk.press("/").typed("bonne").press("Enter g Enter");
    for colour in [true, false] {
        let buffer = buffer(&desk, colour);
        let lit: String = buffer
            .content
            .iter()
            .enumerate()
            .filter(|(at, cell)| cell.modifier.contains(Modifier::REVERSED) && at % 120 > 44 && at / 120 > 1)
            .map(|(_, cell)| cell.symbol())
            .collect();
        assert_eq!(lit, "est alléfait étatni confirmer ni démentir");
        let coloured = buffer.content.iter().any(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset);
        assert_eq!(coloured, colour);
    }
}

/// What a terminal shows that was sent every frame, and what one shows that is sent the last one alone.
fn seen_and_meant(frames: &[Buffer], size: (u16, u16)) -> (vt100::Parser, vt100::Parser) {
    let show = |frames: &[Buffer]| {
        let mut output = Output::to(Vec::new(), size);
        for frame in frames {
            output
                .draw(
                    |buffer| {
                        buffer.content.clone_from(&frame.content);
                        None
                    },
                    None,
                )
                .unwrap();
        }
        let mut screen = vt100::Parser::new(size.1.try_into().unwrap(), size.0.try_into().unwrap(), 0);
        screen.process(output.sent());
        screen
    };
    (show(frames), show(&frames[frames.len() - 1..]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn after_any_keys_the_screen_is_what_a_fresh_one_would_be(
        keys in proptest::collection::vec(proptest::sample::select(
            TABLE.iter().flat_map(|row| row.keys.iter().copied()).chain(["a", "m", "2"]).collect::<Vec<_>>()), 1..40),
        small in proptest::bool::ANY,
    ) {
        let size = if small { (40, 12) } else { (90, 25) };
        let mut desk = desk(size, Language::French, true);
        let mut frames = vec![buffer(&desk, true)];
        for key in keys {
            desk.press(key);
            frames.push(buffer(&desk, true));
        }
        let (seen, meant) = seen_and_meant(&frames, size);
        let drawn = frames.last().unwrap();
        for y in 0..size.1 {
            let row = |screen: &vt100::Parser| {
                let row = screen.screen().rows(0, size.0).nth(usize::from(y)).unwrap_or_default();
                row.trim_end().to_owned()
            };
            prop_assert_eq!(row(&seen), row(&meant));
            for x in 0..size.0 {
                let (seen, meant) = (seen.screen().cell(y, x).unwrap(), meant.screen().cell(y, x).unwrap());
                prop_assert_eq!(seen.inverse(), meant.inverse(), "{},{}", x, y);
                if !matches!(meant.contents(), "" | " ") {
                    prop_assert_eq!(seen.fgcolor(), meant.fgcolor());
                    // vt100 keeps bold or dim, the last that was put on.
                    if !drawn.cell((x, y)).unwrap().modifier.contains(Modifier::BOLD | Modifier::DIM) {
                        prop_assert_eq!(seen.bold(), meant.bold());
                    }
                }
            }
        }
    }
}

#[test]
fn screens_in_both_languages_at_all_sizes() {
    for (language, code) in [(Language::French, "fr"), (Language::English, "en")] {
        for (width, height) in [(80, 24), (40, 12), (200, 60)] {
            let mut desk = desk((width, height), language, true);
            desk.press("g j j");
            assert_snapshot!(format!("chronology_{width}x{height}_{code}"), picture(&desk));
            desk.press("a");
            assert_snapshot!(format!("actors_{width}x{height}_{code}"), picture(&desk));
        }
    }
}

#[test]
fn what_lies_over_the_panes_in_both_languages() {
    for (language, code) in [(Language::French, "fr"), (Language::English, "en")] {
        for (width, height) in [(80, 24), (40, 12)] {
            let mut desk = desk((width, height), language, true);
            desk.press("/").typed("bonne").press("Enter g x").typed("x").press("Enter Tab");
            assert_snapshot!(format!("ruling_{width}x{height}_{code}"), picture(&desk));
            desk.press("q Esc e Tab");
            assert_snapshot!(format!("export_{width}x{height}_{code}"), picture(&desk));
            desk.press("q /").typed("macron").press("Enter Q");
            assert_snapshot!(format!("said_{width}x{height}_{code}"), picture(&desk));
            desk.press("q c");
            assert_snapshot!(format!("correct_{width}x{height}_{code}"), picture(&desk));
            desk.press("Esc G r");
            assert_snapshot!(format!("review_{width}x{height}_{code}"), picture(&desk));
            desk.press("q Esc Esc /").typed("xyz");
            assert_snapshot!(format!("nobody_{width}x{height}_{code}"), picture(&desk));
        }
    }
}

#[test]
fn an_empty_library_says_what_to_do() {
    let nothing = Fake { entries: Vec::new(), articles: Vec::new(), ..Fake::sample() };
    let desk = Desk::new(nothing, (80, 24), Language::French, true);
    assert!(picture(&desk).contains(":add"), "{}", picture(&desk));
}

#[test]
fn lists_in_pictures() {
    let mut desk = Desk::sample();
    desk.press("/").typed("poutine").press("Enter /").typed("macron").press("Enter C");
    assert_snapshot!("contacts_80x24", picture(&desk));
    desk.press("q Esc Esc = Enter");
    assert_snapshot!("compare_80x24", picture(&desk));
    desk.press("q A");
    assert_snapshot!("articles_80x24", picture(&desk));
    desk.press("q /").typed("vis");
    assert_snapshot!("filter_kinds_80x24", picture(&desk));
    desk.press("Esc :").typed("ma");
    assert_snapshot!("commands_80x24", picture(&desk));
    desk.press("Esc / b o n n e Enter g Enter Enter j");
    assert_snapshot!("findings_80x24", picture(&desk));
    desk.press("Esc y");
    assert_snapshot!("citation_80x24", picture(&desk));
}

#[test]
fn without_colour_and_in_ascii_nothing_is_told_by_colour() {
    let mut desk = desk((80, 24), Language::English, false);
    desk.press("/").typed("poutine").press("Enter C");
    let plain = picture(&desk);
    assert!(plain.is_ascii(), "{plain}");
    assert_snapshot!("contacts_ascii", plain);
    let cells = buffer(&desk, false);
    assert!(cells.content.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
}

#[test]
fn hostile_text_reaches_no_cell() {
    let hostile = "\u{1b}[2J\u{1b}]0;x\u{7}\u{202e}evil\u{200b}\u{feff}\u{9b}31m a\u{301}\u{301}\u{301} 中文 \u{1f468}\u{200d}\u{1f469} **gras** <b>";
    let text = format!("{hostile}\n\n{hostile} {}", "long ".repeat(200_000));
    for (size, utf8) in [((80, 24), true), ((80, 24), false), ((40, 12), true)] {
        let mut desk = Desk::new(Fake::of_text(&text), size, Language::French, utf8);
        for keys in [
            "g", "Enter", "Enter", "2", "3", "4", "1 G", "Tab / x", "Esc f", "Esc a", "q A", "q Q", "q y",
            "q e", "q ?",
        ] {
            desk.press(keys);
            let buffer = buffer(&desk, true);
            for cell in &buffer.content {
                assert!(!cell.symbol().chars().any(is_hostile), "{:?} after {keys}", cell.symbol());
                assert!(utf8 || cell.symbol().is_ascii(), "{:?}", cell.symbol());
            }
        }
        desk.press("q 1 g");
        assert!(picture(&desk).contains("^[[2J"), "controls are seen");
    }
}
