//! Lists over the panes, commands by name, findings walked in the article.

use super::text_of;
use crate::app::fake::{Desk, Fake};
use crate::app::keys::Key;
use crate::app::listing::What;
use crate::app::page::Role;
use crate::app::{Effect, Msg, Prompt, chips, findings, keys, settle, update};
use crate::library::Question;
use crate::model::{Article, Language};
use std::path::PathBuf;

#[test]
fn refused_files_stand_among_the_articles() {
    let mut fake = Fake::sample();
    let (path, reason) = (PathBuf::from("vide.txt"), "it is empty".to_owned());
    let cause = Some(crate::library::Cause { name: "empty".to_owned(), with: String::new() });
    fake.refused.push(crate::library::Refused { path, reason, cause });
    let mut desk = Desk::new(fake, (80, 24), Language::French, true);
    desk.press("A G");
    let listing = desk.app.listing.as_ref().unwrap();
    assert_eq!(listing.what, What::Articles);
    let told = text_of(&listing.items[listing.chosen]);
    assert!(told.contains("vide.txt") && told.contains("Est vide ;"), "{told}");
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
    desk.press(":").typed("w").press("Enter");
    assert!(desk.app.pager.is_some(), "a letter stands for what fingers know");
    desk.press("q :").typed("xyzzy").press("Enter");
    assert!(desk.app.notice.as_ref().unwrap().warning);
}

#[test]
fn revisions_are_read_in_the_history() {
    let mut desk = Desk::sample();
    let mut earlier = desk.library.articles[0].clone();
    let text = earlier.article.text.replace("entretien téléphonique", "échange téléphonique");
    earlier.article = std::sync::Arc::new(Article::new(earlier.article.published.clone(), None, text));
    desk.library.earlier.push(earlier);
    desk.press("g j 4");
    let lit: Vec<&str> = desk
        .app
        .data
        .page
        .lines
        .iter()
        .flatten()
        .filter(|piece| piece.role == Role::Differs)
        .map(|piece| piece.text.as_str())
        .collect();
    assert_eq!(lit, ["échange", "entretien"]);
}

#[test]
fn with_one_person_contacts_are_all_those_it_met() {
    let mut desk = Desk::sample();
    desk.press("/").typed("visite").press("Enter g /").typed("emmanuel mac").press("Enter C");
    let told: Vec<String> = desk.app.listing.as_ref().unwrap().items.iter().map(text_of).collect();
    assert!(told[0].contains("Vladimir Poutine"), "{told:?}");
    desk.press("Enter");
    assert!(desk.app.listing.as_ref().unwrap().heading.contains("Macron – Vladimir Poutine"));
    // Filtered by in one part, it is not counted as two.
    desk.press("q Esc Esc Esc /").typed("emmanuel mac").press("Tab Enter C Enter");
    assert!(desk.app.listing.as_ref().unwrap().heading.contains("Macron – Vladimir Poutine"));
    assert_eq!(chips::of(&desk.app.view).len(), 2);
    desk.press("q /").typed("emmanuel mac").press("Enter C");
    assert!(desk.app.listing.as_ref().unwrap().heading.contains("Macron – Vladimir Poutine"));
}

#[test]
fn a_long_list_is_fetched_where_one_moves() {
    let mut desk = Desk::sample();
    desk.press("g").press(&"Space j ".repeat(12)).press("'");
    let all: Vec<String> = desk.app.listing.as_ref().unwrap().items.iter().map(text_of).collect();
    assert_eq!(all.len(), 12);
    desk.press("q");
    desk.app.reach = 2;
    desk.press("' g");
    let chosen = |desk: &Desk| {
        let listing = desk.app.listing.as_ref().unwrap();
        assert!(listing.items.len() <= 4);
        text_of(&listing.items[listing.chosen])
    };
    let mut walked = vec![chosen(&desk)];
    for _ in 1..all.len() {
        desk.press("j");
        walked.push(chosen(&desk));
    }
    assert_eq!(walked, all);
    for told in all.iter().rev().skip(1) {
        desk.press("k");
        assert_eq!(chosen(&desk), *told);
    }
    desk.press("G");
    assert_eq!(chosen(&desk), all[11]);
    desk.press("g");
    assert_eq!(chosen(&desk), all[0]);
}

#[test]
fn a_journal_of_any_length_is_gone_through_a_part_at_a_time() {
    let mut desk = Desk::new(Fake { recorded: 1000, ..Fake::sample() }, (80, 24), Language::French, true);
    let chosen = |desk: &Desk| {
        let listing = desk.app.listing.as_ref().unwrap();
        let line = &listing.items[listing.chosen].lines[0];
        line.iter().map(|piece| piece.text.as_str()).collect::<String>().trim().to_owned()
    };
    desk.press("L");
    assert_eq!(desk.app.listing.as_ref().unwrap().place(), (1000, "1000".to_owned()));
    assert!(chosen(&desk).starts_with("1000 "), "{}", chosen(&desk));
    for seq in (1..1000).rev() {
        desk.press("k");
        assert!(chosen(&desk).starts_with(&format!("{seq} ")), "{seq}: {}", chosen(&desk));
    }
    desk.press("G");
    assert!(chosen(&desk).starts_with("1000 "));
    desk.press("g");
    assert!(chosen(&desk).starts_with("1 "));
    desk.press("j");
    assert!(chosen(&desk).starts_with("2 "));
}

#[test]
fn a_key_pressed_before_a_list_has_come_is_not_lost() {
    let mut desk = Desk::sample();
    let act = |desk: &mut Desk, key: &str| {
        update(&mut desk.app, &desk.library, Msg::Key(keys::named(key).unwrap()))
    };
    act(&mut desk, "a");
    let asked = act(&mut desk, "G");
    assert_eq!(desk.app.listing.as_ref().unwrap().items.len(), 1, "still being looked for");
    let [Effect::Ask(questions)] = asked.as_slice() else { panic!("{asked:?}") };
    let answers = questions.iter().map(|question| (question.clone(), question.answer(&desk.library)));
    desk.send(Msg::Answered(answers.collect()));
    let listing = desk.app.listing.as_ref().unwrap();
    assert!(listing.items.len() > 2);
    assert_eq!(listing.chosen, listing.items.len() - 1);
}

#[test]
fn a_list_of_actors_or_articles_grows_at_its_edge() {
    let mut desk = Desk::sample();
    desk.press("a");
    let items = |desk: &Desk| desk.app.listing.as_ref().unwrap().items.len();
    let all = items(&desk);
    assert!(all > 4, "{all}");
    let second = desk.app.listing.as_ref().unwrap().items[1].goes.clone();
    // As if there were room for two.
    desk.app.longest = 2;
    desk.app.data.people = None;
    desk.send(Msg::Look);
    assert_eq!(items(&desk), 2);
    desk.press("G");
    assert_eq!(items(&desk), all.min(8), "four times as many");
    let listing = desk.app.listing.as_ref().unwrap();
    assert_eq!((listing.chosen, &listing.items[1].goes), (1, &second), "the chosen one stays chosen");
}

#[test]
fn what_is_to_be_checked_is_looked_for_further_back_at_the_edge() {
    let mut desk = Desk::sample();
    desk.press("r");
    let items = |desk: &Desk| desk.app.listing.as_ref().unwrap().items.clone();
    let heading = |desk: &Desk| desk.app.listing.as_ref().unwrap().heading.clone();
    let (all, whole) = (items(&desk), heading(&desk));
    assert!(all.len() > 2 && !whole.ends_with('+'), "{whole}");
    // As if there were room for two entries.
    desk.app.longest = 2;
    desk.app.data.review = None;
    desk.send(Msg::Look);
    assert!(items(&desk).len() <= 2 && heading(&desk).ends_with('+'), "{}", heading(&desk));
    desk.press("G G G");
    assert_eq!((items(&desk), heading(&desk)), (all, whole));
}

#[test]
fn the_first_items_of_a_long_list_are_there_before_the_others() {
    let mut desk = Desk::sample();
    desk.press("r");
    let whole = desk.app.listing.as_ref().unwrap().clone();
    // As the worker answers, one after the other.
    desk.press("q");
    desk.app.data.review = None;
    desk.app.listing = None;
    let effects = update(&mut desk.app, &desk.library, Msg::Key(Key::Char('r')));
    assert!(effects.is_empty());
    let effects = settle(&mut desk.app, &desk.library);
    let [Effect::Ask(questions)] = &effects[..] else { panic!("{effects:?}") };
    let takes: Vec<&Question> =
        questions.iter().filter(|question| matches!(question, Question::Review(..))).collect();
    assert_eq!(takes.len(), 2);
    let answered = |question: &Question| (question.clone(), question.answer(&desk.library));
    let first = Msg::Answered(vec![answered(takes[0])]);
    let second = Msg::Answered(vec![answered(takes[1])]);
    update(&mut desk.app, &desk.library, first);
    assert!(settle(&mut desk.app, &desk.library).is_empty(), "the second question is still being answered");
    let listing = desk.app.listing.as_ref().unwrap();
    assert!(!listing.items.is_empty() && listing.items.len() < whole.items.len());
    assert!(listing.heading.ends_with("+ …"), "{}", listing.heading);
    update(&mut desk.app, &desk.library, Msg::Key(Key::Char('G')));
    settle(&mut desk.app, &desk.library);
    update(&mut desk.app, &desk.library, second);
    settle(&mut desk.app, &desk.library);
    let listing = desk.app.listing.as_ref().unwrap();
    assert_eq!((&listing.items, &listing.heading), (&whole.items, &whole.heading));
    assert_eq!(listing.chosen, whole.items.len() - 1, "what was pressed meanwhile is done");
}

#[test]
fn articles_open_at_the_newest() {
    let mut fake = Fake::sample();
    let reason = "it is empty".to_owned();
    fake.refused.push(crate::library::Refused { path: PathBuf::from("vide.txt"), reason, cause: None });
    let mut desk = Desk::new(fake, (80, 24), Language::French, true);
    desk.press("A");
    let listing = desk.app.listing.as_ref().unwrap();
    assert!(text_of(&listing.items[listing.chosen]).contains("2026-02-04"), "{listing:?}");
}

#[test]
fn a_list_outlives_a_screen_that_is_too_small_for_it() {
    for (keys, what) in
        [("a", What::Actors), ("A", What::Articles), ("r", What::Review), ("L", What::Journal)]
    {
        let mut desk = Desk::sample();
        desk.press(keys);
        for (width, height) in [(40, 12), (20, 5), (80, 24)] {
            desk.send(Msg::Resize { width, height });
            desk.send(Msg::Look);
        }
        assert_eq!(desk.app.listing.as_ref().map(|listing| listing.what), Some(what), "{keys}");
    }
}

#[test]
fn the_report_that_is_told_in_the_words_searched_for_is_shown_and_n_goes_on_to_others() {
    let mut fake = Fake::sample();
    let [first, second] = [0, 1].map(|at| fake.articles[at].article.clone());
    let of = |article: &Article| fake.entries.iter().position(|entry| entry.reports[0].article == article.id);
    let (told, other) = (of(&first).unwrap(), fake.entries[of(&second).unwrap()].reports[0].clone());
    let sentence = other.sentence.of(&second.text).to_owned();
    let elsewhere = |word: &&str| {
        word.len() > 5
            && word.chars().all(|letter| letter.is_ascii_lowercase())
            && !first.text.contains(*word)
    };
    let word = sentence.split(' ').find(elsewhere).unwrap();
    let mut entry = crate::model::Entry::clone(&fake.entries[told]);
    entry.reports.push(other);
    let id = entry.id.clone();
    fake.entries[told] = entry.into();
    let mut desk = Desk::new(fake, (120, 40), Language::French, true);
    desk.press("s").typed(word).press("Enter g");
    while desk.app.chosen().unwrap().id != id {
        desk.press("j");
    }
    assert!(desk.app.detail.report > 0 && !desk.app.hits().is_empty(), "{word}");
    // A word that both have is gone to in the one and then in the other.
    desk.press("Esc s").typed("macron").press("Enter");
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..60 {
        desk.press("n");
        seen.insert(desk.app.report().unwrap().article);
    }
    assert_eq!(seen.len(), 2);
    desk.press("g");
    while desk.app.chosen().unwrap().id != id {
        desk.press("j");
    }
    let from = desk.app.report().unwrap().article;
    for _ in 0..60 {
        desk.press("N");
        if desk.app.report().unwrap().article != from {
            return;
        }
    }
    panic!("N stays in one article");
}

#[test]
fn the_history_of_an_entry_tells_what_was_ruled_by_whom() {
    let mut fake = Fake::sample();
    for entry in &mut fake.entries {
        *entry = crate::model::Entry { rulings: vec![7, 12], ..crate::model::Entry::clone(entry) }.into();
    }
    let mut desk = Desk::new(fake, (120, 40), Language::French, true);
    desk.press("4");
    let page: Vec<String> = desk
        .app
        .data
        .page
        .lines
        .iter()
        .map(|line| line.iter().map(|piece| piece.text.as_str()).collect())
        .collect();
    for number in ["7", "12"] {
        let told = page.iter().find(|line| line.trim_start().starts_with(number));
        assert!(told.is_some_and(|line| line.contains("anna") && line.contains("défaite")), "{page:?}");
    }
}

#[test]
fn what_a_list_shows_is_looked_for_beside_the_screen() {
    for key in ["Q", "C", "'", "#"] {
        let mut desk = Desk::sample();
        desk.press("g Space /").typed("emmanuel mac").press("Enter");
        let effects = update(&mut desk.app, &desk.library, Msg::Key(keys::named(key).unwrap()));
        assert!(effects.is_empty());
        let listing = desk.app.listing.as_ref().unwrap();
        assert!(listing.wants.is_some() && listing.items.len() == 1, "{key}: {:?}", listing.items);
        // Whoever does not want to wait goes on: what was asked is asked no more.
        desk.press("q");
        assert!(desk.app.listing.is_none());
        desk.press(key);
        let listing = desk.app.listing.as_ref().unwrap();
        assert!(listing.wants.is_none() && !desk.app.data.found.is_empty(), "{key}");
        desk.press("q");
        assert!(desk.app.data.found.is_empty(), "nothing is kept of a list that is closed");
    }
}

#[test]
fn keys_pressed_before_a_list_has_come_count_from_where_it_opens() {
    let mut desk = Desk::sample();
    desk.press("/").typed("emmanuel mac").press("Enter Q");
    let last = desk.app.listing.as_ref().unwrap().items.len() - 1;
    assert!(last >= 2);
    desk.press("q");
    for key in ["Q", "k", "k"] {
        update(&mut desk.app, &desk.library, Msg::Key(keys::named(key).unwrap()));
    }
    // What was asked meanwhile comes only now.
    desk.app.data.asked.clear();
    desk.send(Msg::Look);
    assert_eq!(desk.app.listing.as_ref().unwrap().chosen, last - 2);
}

#[test]
fn a_list_stays_while_what_others_record_is_looked_for() {
    let mut desk = Desk::sample();
    desk.press("/").typed("emmanuel mac").press("Enter Q k");
    let before = desk.app.listing.clone().unwrap();
    desk.library.version += 1;
    let asked = crate::app::settle(&mut desk.app, &desk.library);
    update(&mut desk.app, &desk.library, Msg::Look);
    let asked = if asked.is_empty() { crate::app::settle(&mut desk.app, &desk.library) } else { asked };
    let during = desk.app.listing.as_ref().unwrap();
    assert_eq!((&during.items, during.chosen), (&before.items, before.chosen));
    assert!(during.wants.is_some() && matches!(&asked[..], [Effect::Ask(_)]), "{asked:?}");
    desk.app.data.asked.clear();
    desk.send(Msg::Look);
    let after = desk.app.listing.as_ref().unwrap();
    assert_eq!((&after.items, after.chosen, &after.wants), (&before.items, before.chosen, &None));
}
