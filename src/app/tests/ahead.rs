//! Readings: made once, beforehand where that is quick, and beside the screen where it is not.

use crate::app::ahead;
use crate::app::fake::{Desk, Fake};
use crate::app::{Effect, settle, update};
use crate::app::{Msg, keys};
use crate::library::Question;
use crate::model::Language;

#[test]
fn the_article_that_a_step_leads_to_is_read_before_the_step() {
    let mut desk = Desk::sample();
    let report = |desk: &Desk, at: usize| desk.app.data.rows[at].entry.reports[0].article;
    let here = desk.app.list.chosen;
    let turn = (1..=here).find(|up| report(&desk, here - up) != report(&desk, here)).unwrap();
    let other = report(&desk, here - turn);
    for _ in 1..turn {
        desk.press("k");
    }
    desk.library.read.borrow_mut().clear();
    ahead::prepare(&mut desk.app, &desk.library);
    ahead::prepare(&mut desk.app, &desk.library);
    assert_eq!(desk.library.read.take(), [other], "once, while no key was waiting");
    desk.press("k");
    assert_eq!(desk.app.data.article.as_ref().unwrap().article.id, other);
    assert_eq!(desk.library.read.take(), [], "and not when the key came");
}

#[test]
fn a_long_article_is_shown_at_once_and_read_beside() {
    let mut fake = Fake::of_text(&"Le ministre a reçu l'ambassadeur. ".repeat(2000));
    let id = fake.articles[0].article.id;
    let mut reading = crate::model::Reading::clone(&fake.articles[0].reading);
    reading.dates.push(crate::model::DateFinding {
        span: crate::model::Span::new(0, 2),
        when: crate::model::When::plain("2026-02-03".parse().unwrap()),
        rule: "test",
    });
    fake.articles[0].reading = std::sync::Arc::new(reading);
    let dates = |desk: &Desk| desk.app.data.article.as_ref().unwrap().reading.dates.len();
    let mut desk = Desk::new(fake, (80, 24), Language::French, true);
    assert_eq!(dates(&desk), 1, "what was read beside is shown");
    assert_eq!(desk.library.read.take(), [id], "and read once");
    desk.press("Tab j k");
    assert_eq!((dates(&desk), desk.library.read.take()), (1, Vec::new()));
    // Before the answer has come it is there with what is kept of it.
    let mut app = crate::app::App::new(desk.app.settings.clone(), desk.app.view.clone(), (80, 24));
    settle(&mut app, &desk.library);
    app.drawn();
    let effects = settle(&mut app, &desk.library);
    let asks = |effect: &Effect| matches!(effect, Effect::Ask(all) if all.contains(&Question::Article(id)));
    assert!(effects.iter().any(asks), "{effects:?}");
    assert_eq!(app.data.article.as_ref().map(|view| view.reading.dates.len()), Some(0));
    update(&mut app, &desk.library, Msg::Key(keys::named("j").unwrap()));
    assert_eq!(desk.library.read.take(), [], "no key waits for the reading");
}
