//! Roles of an article are resolved by who held the office on its day.
//!
//! Does not test the tables themselves: the gazetteer's own tests do.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails loudly")]

use depeche::model::{Article, Published};

/// Whom the article of that day calls by these words.
fn called(day: &str, body: &str, words: &str) -> Vec<String> {
    let text = format!("Le point sur la journée\n\n{body}");
    let article = Article::new(Published::on(day.parse().unwrap()), None, text);
    let reading = depeche::reading::read(&article);
    let named = reading.actors.iter().filter(|mention| mention.span.of(&article.text) == words);
    named.map(|mention| reading.parties[mention.party].name.clone()).collect()
}

#[track_caller]
fn check(day: &str, body: &str, words: &str, name: &str) {
    assert_eq!(called(day, body, words), [name], "{day}: {body}");
}

#[test]
fn a_french_article_means_the_holder_of_its_day() {
    check(
        "2006-03-15",
        "Le président français a reçu une délégation.",
        "président français",
        "Jacques Chirac",
    );
    check(
        "1982-06-01",
        "Le président français a reçu une délégation.",
        "président français",
        "François Mitterrand",
    );
    check(
        "1998-12-16",
        "Le Premier ministre britannique a démenti.",
        "Premier ministre britannique",
        "Tony Blair",
    );
    check(
        "2003-02-14",
        "Le chef de la diplomatie française a dit non.",
        "chef de la diplomatie française",
        "Dominique de Villepin",
    );
    check(
        "1962-10-22",
        "Le président américain a parlé à la télévision.",
        "président américain",
        "John F. Kennedy",
    );
    check("1999-07-09", "Le président iranien a appelé au calme.", "président iranien", "Mohammad Khatami");
    check(
        "2009-01-01",
        "Le président pakistanais a condamné l'attentat.",
        "président pakistanais",
        "Asif Ali Zardari",
    );
}

#[test]
fn nobody_is_meant_where_nobody_held_it() {
    assert_eq!(
        called("1969-05-01", "Le président français a reçu une délégation.", "président français"),
        ["président français"]
    );
}
