//! What people rule, and what becomes of it at every known-on date: each ruling by what it changes in the chronology.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use chrono::{DateTime, NaiveDate};
use depeche::library::{Command, Desk, How, Library, Refusal, View};
use depeche::model::{
    ActorRef, Anchor, Article, Assertion, Author, Basis, Change, Class, Edtf, Entry, Field, Kind, Language,
    Layer, Link, Part, Place, Published, Report, Source, Span, Status, When,
};
use std::sync::Arc;

const VISIT: &str = "Anna Ozola à Riga\n\nAnna Ozola s'est rendue mardi à Riga, ont déclaré des sources.";
const DENIAL: &str = "Démenti\n\nJuris Kalnins a démenti jeudi avoir rencontré Anna Ozola à Vilnius.";
const MEETING: &str = "Rencontre\n\nAnna Ozola a rencontré mercredi à Tallinn Juris Kalnins.\n\n« Nous avons parlé de tout », a dit Juris Kalnins.";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn article(day_of: &str, text: &str) -> Article {
    Article::new(Published::on(day(day_of)), None, text.to_owned())
}

fn visit() -> Article {
    article("2025-03-05", VISIT)
}

fn meeting() -> Article {
    article("2025-03-06", MEETING)
}

fn anna() -> Author {
    Author("anna".to_owned())
}

fn library(articles: &[Article]) -> Library {
    let mut library = Library::in_memory();
    for article in articles {
        library.submit(Command::AddArticle(article.clone()), &anna(), DateTime::UNIX_EPOCH).unwrap();
    }
    library
}

fn rule(library: &mut Library, change: Change) -> u64 {
    library.submit(Command::Rule(change), &anna(), DateTime::UNIX_EPOCH).unwrap()
}

fn entries(library: &Library, known_on: Option<&str>) -> Vec<Arc<Entry>> {
    let view = View { known_on: known_on.map(day), ..View::default() };
    Library::window(library, &view, 0..usize::MAX)
}

fn at(article: &Article, words: &str, layer: Layer) -> Anchor {
    let start = article.text.rfind(words).unwrap();
    Anchor::new(article.id, layer, Span::new(start, start + words.len()))
}

fn of_kind(entries: &[Arc<Entry>], kind: Kind) -> &Entry {
    let mut found = entries.iter().filter(|entry| entry.kinds.contains(&kind));
    found.next().unwrap_or_else(|| panic!("no {kind:?} among {entries:#?}"))
}

fn actor(key: &str, name: &str) -> ActorRef {
    ActorRef { key: key.to_owned(), name: name.to_owned(), class: Class::Person }
}

fn named(entry: &Entry, part: Part) -> Vec<&str> {
    entry.actors.iter().filter(|actor| actor.part == part).map(|actor| actor.name.as_str()).collect()
}

fn later() -> Basis {
    let source =
        Source { published: day("2025-03-10"), article: None, words: "communiqué du 10 mars".to_owned() };
    Basis::NewInformation(source)
}

fn corrected(anchor: &Anchor, fields: Vec<Field>, basis: Basis) -> Change {
    Change::EntryCorrected { anchor: anchor.clone(), fields, basis }
}

fn on(date: &str) -> Field {
    Field::When(Some(When::plain(date.parse::<Edtf>().unwrap())))
}

#[test]
fn what_was_misread_is_put_right_at_every_known_on_date() {
    let mut library = library(&[visit(), meeting()]);
    let anchor = of_kind(&entries(&library, None), Kind::Visit).anchor().unwrap();
    let riga = Place { name: "Jurmala".to_owned(), within: vec!["Lettonie".to_owned()] };
    let fields = vec![
        on("2025-02-25"),
        Field::Kind(Kind::Talks),
        Field::Place(Some(riga)),
        Field::Status(Status::Affirmed),
        Field::Counterparts(vec![actor("juris kalnins", "Juris Kalnins")]),
    ];
    let seq = rule(&mut library, corrected(&anchor, fields, Basis::Misread));
    for known_on in [Some("2025-03-05"), Some("2025-03-06"), None] {
        let entries = entries(&library, known_on);
        let entry = of_kind(&entries, Kind::Talks);
        assert_eq!(entry.when.unwrap().value.to_string(), "2025-02-25");
        assert_eq!(entry.sort_first, day("2025-02-25"));
        assert_eq!((entry.kinds.as_slice(), entry.status), ([Kind::Talks].as_slice(), Status::Affirmed));
        assert_eq!(entry.place.as_ref().unwrap().name, "Jurmala");
        assert_eq!(named(entry, Part::Agent), ["Anna Ozola"]);
        assert_eq!(named(entry, Part::Counterpart), ["Juris Kalnins"]);
        assert_eq!(entry.lag_days, Some(8));
        assert_eq!(entry.rulings, [seq]);
        // Its report keeps saying what it says.
        assert_eq!(entry.reports[0].kind, Kind::Visit);
    }
}

#[test]
fn new_information_holds_from_its_sources_day() {
    let mut library = library(&[visit()]);
    let anchor = of_kind(&entries(&library, None), Kind::Visit).anchor().unwrap();
    rule(&mut library, corrected(&anchor, vec![Field::Status(Status::Affirmed)], later()));
    let status = |known_on| of_kind(&entries(&library, known_on), Kind::Visit).status;
    assert_eq!(status(Some("2025-03-09")), Status::Reported);
    assert_eq!(status(Some("2025-03-10")), Status::Affirmed);
    assert_eq!(status(None), Status::Affirmed);
    let untouched = of_kind(&entries(&library, Some("2025-03-09")), Kind::Visit).clone();
    assert!(untouched.rulings.is_empty());
}

#[test]
fn a_date_can_be_taken_away_and_the_latest_ruling_stands() {
    let mut library = library(&[visit()]);
    let anchor = of_kind(&entries(&library, None), Kind::Visit).anchor().unwrap();
    rule(&mut library, corrected(&anchor, vec![on("2025-02")], Basis::Misread));
    rule(&mut library, corrected(&anchor, vec![Field::When(None), Field::Place(None)], Basis::Misread));
    let all = entries(&library, None);
    let entry = of_kind(&all, Kind::Visit);
    assert_eq!((entry.when, entry.place.as_ref()), (None, None));
    assert_eq!(entry.sort_first, day("2025-03-05"));
}

#[test]
fn a_quotes_speaker_is_put_right_with_the_saying_it_belongs_to() {
    let mut library = library(&[meeting()]);
    let all = entries(&library, None);
    let said = of_kind(&all, Kind::Statement);
    assert_eq!(said.quotes[0].speaker.as_deref(), Some("Juris Kalnins"));
    let anchor = said.quotes[0].anchor();
    let speaker = Field::Speaker(Some(actor("anna ozola", "Anna Ozola")));
    rule(&mut library, corrected(&anchor, vec![speaker], Basis::Misread));
    let all = entries(&library, None);
    let said = of_kind(&all, Kind::Statement);
    assert_eq!(said.quotes[0].speaker.as_deref(), Some("Anna Ozola"));
    assert_eq!(named(said, Part::Speaker), ["Anna Ozola"]);
    assert_eq!(said.rulings.len(), 1);
}

#[test]
fn what_is_rejected_is_gone_and_comes_back_by_undo() {
    let mut library = library(&[visit()]);
    let before = entries(&library, None);
    let anchor = of_kind(&before, Kind::Visit).anchor().unwrap();
    let rejected = Change::EntryRejected { anchor, reason: "homonyme".to_owned(), basis: Basis::Misread };
    rule(&mut library, rejected);
    assert!(!entries(&library, None).iter().any(|entry| entry.kinds.contains(&Kind::Visit)));
    let undo = Command::Undo { seq: None, others: false };
    library.submit(undo, &anna(), DateTime::UNIX_EPOCH).unwrap();
    assert_eq!(entries(&library, None), before);
    library.submit(Command::Redo, &anna(), DateTime::UNIX_EPOCH).unwrap();
    assert!(!entries(&library, None).iter().any(|entry| entry.kinds.contains(&Kind::Visit)));
}

fn assertion(article: Option<Article>, anchor: Anchor) -> Assertion {
    Assertion {
        anchor,
        article,
        publisher: Some("Ministère letton".to_owned()),
        language: Language::French,
        kind: Kind::Call,
        when: Some(When::plain("2025-03-03".parse().unwrap())),
        agents: vec![actor("anna ozola", "Anna Ozola")],
        counterparts: vec![actor("juris kalnins", "Juris Kalnins")],
        place: None,
        status: Status::Affirmed,
    }
}

#[test]
fn an_entry_asserted_by_hand_is_known_from_its_sources_day_and_leads_to_its_words() {
    let mut library = library(&[visit()]);
    let note = article("2025-03-08", "Note du ministère\n\nAppel le 3 mars entre les deux ministres.");
    let anchor = at(&note, "Appel", Layer::Events);
    rule(&mut library, Change::EntryAsserted { assertion: assertion(Some(note.clone()), anchor) });
    let eve = entries(&library, Some("2025-03-07"));
    assert!(!eve.iter().any(|entry| entry.kinds.contains(&Kind::Call)));
    let all = entries(&library, Some("2025-03-08"));
    let call = of_kind(&all, Kind::Call);
    assert_eq!(call.known, day("2025-03-08"));
    assert_eq!(call.reports[0].agency.as_deref(), Some("Ministère letton"));
    let source = library.article(&call.reports[0].article).unwrap().article;
    assert_eq!(call.reports[0].span.of(&source.text), "Appel");
    assert_eq!(call.reports[0].sentence.of(&source.text), "Appel le 3 mars entre les deux ministres.");
    // The second of two must not go while a tag hangs on it.
    let tag = Change::EntryTagged { anchor: call.anchor().unwrap(), tag: "x".to_owned(), source: None };
    rule(&mut library, tag);
    let undo = Command::Undo { seq: Some(2), others: false };
    let refused = library.submit(undo, &anna(), DateTime::UNIX_EPOCH);
    assert!(matches!(refused, Err(Refusal::DependedOn { seq: 2, by: 3, .. })), "{refused:?}");
}

#[test]
fn what_the_rules_missed_in_an_article_is_asserted_at_its_words() {
    let text = "Titre\n\nLe téléphone a sonné lundi à Riga.";
    let filed = article("2025-03-05", text);
    let mut library = library(std::slice::from_ref(&filed));
    let anchor = at(&filed, "Le téléphone a sonné", Layer::Events);
    rule(&mut library, Change::EntryAsserted { assertion: assertion(None, anchor) });
    let all = entries(&library, None);
    let call = of_kind(&all, Kind::Call);
    assert_eq!((call.known, named(call, Part::Agent)), (day("2025-03-05"), vec!["Anna Ozola"]));
    assert_eq!(call.rulings, [2]);
}

#[test]
fn linked_entries_are_one_and_split_ones_two() {
    let mut library = library(&[visit(), meeting()]);
    let all = entries(&library, None);
    let (one, other) = (of_kind(&all, Kind::Visit), of_kind(&all, Kind::Meeting));
    assert_ne!(one.id, other.id);
    let (one, other) = (one.anchor().unwrap(), other.anchor().unwrap());
    let link = Change::EntriesLinked {
        one: one.clone(),
        other: other.clone(),
        link: Link::Same,
        basis: Basis::Misread,
    };
    rule(&mut library, link);
    let linked = entries(&library, None);
    assert_eq!(linked.len(), all.len() - 1);
    let joined = of_kind(&linked, Kind::Visit);
    assert!(joined.kinds.contains(&Kind::Meeting) && joined.articles == 2);
    // Riga on Tuesday and Tallinn on Wednesday cannot both be right of one happening.
    assert!(joined.contested);
    // On the day of the first article there is nothing to link.
    let first = entries(&library, Some("2025-03-05"));
    assert!(!first.iter().any(|entry| entry.contested || entry.kinds.contains(&Kind::Meeting)));
    let parted: Vec<Anchor> =
        joined.reports.iter().filter(|report| report.article == meeting().id).map(Report::anchor).collect();
    rule(&mut library, Change::EntrySplit { kept: one, parted, basis: Basis::Misread });
    assert_eq!(entries(&library, None).len(), all.len());
    assert!(entries(&library, None).iter().all(|entry| !entry.contested));
}

#[test]
fn a_denial_makes_both_contested() {
    let denial = article("2025-03-06", DENIAL);
    let mut library = library(&[visit(), denial.clone()]);
    let all = entries(&library, None);
    let denies = all.iter().find(|entry| entry.reports[0].article == denial.id).unwrap();
    let (one, other) = (of_kind(&all, Kind::Visit).anchor().unwrap(), denies.anchor().unwrap());
    let (one_before, other_before) = (one.clone(), other.clone());
    rule(&mut library, Change::EntriesLinked { one, other, link: Link::Denies, basis: Basis::Misread });
    let all = entries(&library, None);
    let contested: Vec<Anchor> =
        all.iter().filter(|entry| entry.contested).map(|entry| entry.anchor().unwrap()).collect();
    assert_eq!(contested.len(), 2);
    assert!(contested.contains(&one_before) && contested.contains(&other_before));
    assert!(entries(&library, Some("2025-03-05")).iter().all(|entry| !entry.contested));
}

#[test]
fn tags_and_notes_hang_on_words_and_wait_for_their_source() {
    let mut library = library(&[visit()]);
    let anchor = of_kind(&entries(&library, None), Kind::Visit).anchor().unwrap();
    let Basis::NewInformation(source) = later() else { panic!("later is new information") };
    let tag = |tag: &str, source: Option<Source>| Change::EntryTagged {
        anchor: anchor.clone(),
        tag: tag.to_owned(),
        source,
    };
    rule(&mut library, tag("baltes", None));
    rule(&mut library, tag("démenti", Some(source)));
    let noted = Change::EntryNoted { anchor: anchor.clone(), text: "Vu.".to_owned(), source: None };
    rule(&mut library, noted);
    let tags = |library: &Library, known_on| of_kind(&entries(library, known_on), Kind::Visit).tags.clone();
    assert_eq!(tags(&library, None), ["baltes", "démenti"]);
    assert_eq!(tags(&library, Some("2025-03-09")), ["baltes"]);
    rule(&mut library, Change::EntryUntagged { anchor, tag: "baltes".to_owned() });
    assert_eq!(tags(&library, None), ["démenti"]);
    assert_eq!(of_kind(&entries(&library, None), Kind::Visit).notes, ["Vu."]);
}

#[test]
fn merged_actors_are_one_and_no_later_name_leaks() {
    let early = article("2025-03-05", "Visite\n\nAnna Ozola s'est rendue mardi à Riga.");
    let late = article("2025-03-09", "Visite\n\nAnna Berzina-Ozola s'est rendue samedi à Vilnius.");
    let mut library = library(&[early, late]);
    let merged = Change::ActorsMerged {
        kept: actor("anna berzina ozola", "Anna Berzina-Ozola"),
        merged: actor("anna ozola", "Anna Ozola"),
        basis: Basis::Misread,
    };
    rule(&mut library, merged);
    let all = entries(&library, None);
    let names: Vec<&str> = all.iter().flat_map(|entry| named(entry, Part::Agent)).collect();
    assert_eq!(names, ["Anna Berzina-Ozola", "Anna Berzina-Ozola"]);
    assert_eq!(library.actors_named("anna ozola").len(), 1);
    let eve = entries(&library, Some("2025-03-05"));
    assert_eq!(named(&eve[0], Part::Agent), ["Anna Ozola"]);
    assert_eq!(eve[0].actors[0].key, "anna berzina ozola");
}

#[test]
fn actors_are_defined_called_otherwise_and_found_by_other_names() {
    let one = article("2025-03-05", "Visite\n\nAnna Ozola s'est rendue mardi à Riga.");
    let other = article("2025-03-07", "Visite\n\nAnne Ozolina s'est rendue jeudi à Vilnius.");
    let mut library = library(&[one, other]);
    let desk = actor("desk:ozola", "Anna Ozola-Berzina");
    let defined = Change::ActorDefined {
        actor: desk.clone(),
        aliases: vec!["Anna Ozola".to_owned()],
        basis: Basis::Misread,
    };
    rule(&mut library, defined);
    let aliased =
        Change::ActorAliased { actor: desk.clone(), alias: "Anne Ozolina".to_owned(), basis: Basis::Misread };
    rule(&mut library, aliased);
    let agents = |library: &Library, known_on| -> Vec<(String, String)> {
        let all = entries(library, known_on);
        let actors = all.iter().flat_map(|entry| &entry.actors).filter(|actor| actor.part == Part::Agent);
        actors.map(|actor| (actor.key.clone(), actor.name.clone())).collect()
    };
    let desk_named = |name: &str| ("desk:ozola".to_owned(), name.to_owned());
    assert_eq!(agents(&library, None), vec![desk_named("Anna Ozola-Berzina"); 2]);
    let renamed = Change::ActorRenamed { actor: desk, name: "Anna Berzina".to_owned(), basis: later() };
    rule(&mut library, renamed);
    assert_eq!(agents(&library, None), vec![desk_named("Anna Berzina"); 2]);
    assert_eq!(agents(&library, Some("2025-03-07")), vec![desk_named("Anna Ozola-Berzina"); 2]);
}

#[test]
fn one_name_of_two_persons_is_split_by_article() {
    let one = article("2025-03-05", "Visite\n\nAnna Ozola s'est rendue mardi à Riga.");
    let other = article("2025-03-07", "Visite\n\nAnna Ozola s'est rendue jeudi à Vilnius.");
    let mut library = library(&[one, other.clone()]);
    let split = Change::ActorSplit {
        actor: actor("anna ozola", "Anna Ozola"),
        parted: actor("desk:ozola-2", "Anna Ozola (Vilnius)"),
        mentions: vec![at(&other, "Anna Ozola", Layer::Actors)],
        basis: Basis::Misread,
    };
    rule(&mut library, split);
    let all = entries(&library, None);
    let keys: Vec<&str> = all.iter().map(|entry| entry.actors[0].key.as_str()).collect();
    assert_eq!(keys, ["anna ozola", "desk:ozola-2"]);
    assert_eq!(named(&all[1], Part::Agent), ["Anna Ozola (Vilnius)"]);
}

#[test]
fn an_office_names_its_holder_while_it_is_held() {
    let text = "Visite\n\nLe vice-ministre letton de la culture s'est rendu mardi à Riga.";
    let mut library = library(&[article("2025-03-05", text), article("2026-03-04", text)]);
    let before = entries(&library, None);
    let roles: Vec<&str> = before.iter().flat_map(|entry| named(entry, Part::Agent)).collect();
    assert_eq!(roles.len(), 2, "{before:#?}");
    let office = roles[0].to_owned();
    let dated = Change::OfficeDated {
        actor: actor("anna ozola", "Anna Ozola"),
        office,
        during: "2024/2025".parse().unwrap(),
        basis: Basis::Misread,
    };
    rule(&mut library, dated);
    let all = entries(&library, None);
    let names: Vec<&str> = all.iter().flat_map(|entry| named(entry, Part::Agent)).collect();
    assert_eq!(names[0], "Anna Ozola");
    assert_ne!(names[1], "Anna Ozola");
}

#[test]
fn a_revised_text_takes_the_place_of_the_earlier_and_rulings_follow_its_words() {
    let earlier = visit();
    let mut library = library(std::slice::from_ref(&earlier));
    let anchor = of_kind(&entries(&library, None), Kind::Visit).anchor().unwrap();
    rule(&mut library, Change::EntryTagged { anchor, tag: "x".to_owned(), source: None });
    let text = VISIT.replace("Anna Ozola à Riga\n", "Anna Ozola de nouveau à Riga (corrigé)\n");
    let revised = article("2025-03-07", &text);
    let revise = Command::Revise { earlier: earlier.id, article: revised.clone() };
    library.submit(revise, &anna(), DateTime::UNIX_EPOCH).unwrap();
    let before = entries(&library, Some("2025-03-06"));
    assert_eq!(of_kind(&before, Kind::Visit).reports[0].article, earlier.id);
    let all = entries(&library, None);
    assert!(all.iter().all(|entry| entry.reports.iter().all(|report| report.article == revised.id)));
    assert_eq!(of_kind(&all, Kind::Visit).tags, ["x"]);
    assert!(Desk::lost(&library).is_empty());
}

#[test]
fn a_withdrawn_article_tells_nothing_from_the_day_it_is_taken_back() {
    let mut library = library(&[visit(), meeting()]);
    let withdrawn =
        Change::ArticleWithdrawn { article: visit().id, reason: "retirée".to_owned(), basis: later() };
    rule(&mut library, withdrawn);
    let tells = |known_on| entries(&library, known_on).iter().any(|entry| entry.kinds.contains(&Kind::Visit));
    assert!(tells(Some("2025-03-09")));
    assert!(!tells(Some("2025-03-10")) && !tells(None));
    assert!(library.article(&visit().id).is_some());
}

#[test]
fn rulings_whose_words_hold_nothing_are_listed_and_not_dropped() {
    let mut library = library(&[visit()]);
    let anchor = at(&visit(), "ont déclaré", Layer::Quotes);
    let seq = rule(&mut library, Change::EntryTagged { anchor, tag: "x".to_owned(), source: None });
    let lost = Desk::lost(&library);
    assert_eq!(lost.iter().map(|lost| lost.seq).collect::<Vec<_>>(), [seq]);
    assert!(entries(&library, None).iter().all(|entry| entry.tags.is_empty()));
}

#[test]
fn a_preview_says_what_would_change_and_changes_nothing() {
    let library = library(&[visit()]);
    let before = entries(&library, None);
    let anchor = of_kind(&before, Kind::Visit).anchor().unwrap();
    let change = corrected(&anchor, vec![on("2025-02-25")], Basis::Misread);
    let preview = library.preview(Command::Rule(change.clone()), &anna(), None).unwrap();
    assert_eq!(preview.change, change);
    assert_eq!(preview.differences.len(), 1);
    let difference = &preview.differences[0];
    assert_eq!((difference.how, difference.fields.as_slice()), (How::Changed, ["date"].as_slice()));
    assert_eq!(difference.before.as_ref().unwrap().when.unwrap().value.to_string(), "2025-03-04");
    assert_eq!(difference.after.as_ref().unwrap().when.unwrap().value.to_string(), "2025-02-25");
    assert_eq!(entries(&library, None), before);
    assert_eq!(library.records().len(), 1);
}

#[test]
fn the_library_is_shown_as_the_desk_had_it() {
    let mut library = library(&[visit()]);
    let before = entries(&library, None);
    let anchor = of_kind(&before, Kind::Visit).anchor().unwrap();
    rule(&mut library, corrected(&anchor, vec![on("2025-02-25")], Basis::Misread));
    library.submit(Command::AddArticle(meeting()), &anna(), DateTime::UNIX_EPOCH).unwrap();
    assert_eq!(entries(&Desk::at(&library, 1), None), before);
    assert_eq!(Desk::at(&library, 2).articles(), 1);
    assert_eq!(Desk::at(&library, 0).articles(), 0);
    assert_eq!(entries(&Desk::at(&library, 3), None), entries(&library, None));
}
