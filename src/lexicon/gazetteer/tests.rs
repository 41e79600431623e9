//! The tables keep what they promise, and their examples hold.

mod offices;

use super::*;
use crate::model::text::fold;

const FILES: [(&str, &str); 7] = [
    ("spellings", include_str!("../../../assets/actors/spellings.toml")),
    ("states", include_str!("../../../assets/actors/states.toml")),
    ("places", include_str!("../../../assets/actors/places.toml")),
    ("institutions", include_str!("../../../assets/actors/institutions.toml")),
    ("media", include_str!("../../../assets/actors/media.toml")),
    ("persons", include_str!("../../../assets/actors/persons.toml")),
    ("offices", include_str!("../../../assets/actors/offices.toml")),
];

#[derive(serde::Deserialize)]
struct Examples {
    example: Vec<toml::Table>,
}

/// Cuts roughly as the reading does: at white space, behind elisions, marks alone.
fn tokens(text: &str) -> Vec<(String, Case)> {
    let mut tokens = Vec::new();
    for chunk in text.split_whitespace() {
        let chunk = chunk.replace('’', "'");
        let (elided, rest) = match chunk.split_once('\'') {
            Some((head, rest)) if head.chars().count() == 1 => (format!("{head}'"), rest.to_owned()),
            _ => (String::new(), chunk),
        };
        let word = rest.trim_end_matches([',', '.', ';', ')']);
        let mark = rest.get(word.len()..).and_then(|marks| marks.get(..1)).unwrap_or("");
        for token in [elided.as_str(), word, mark] {
            if !token.is_empty() {
                tokens.push((token.split('-').map(fold).collect::<Vec<_>>().join("-"), case(token)));
            }
        }
    }
    tokens
}

fn case(token: &str) -> Case {
    let letters = || token.chars().filter(|letter| letter.is_alphabetic());
    match token.chars().next() {
        Some(first) if first.is_numeric() => Case::Upper,
        Some(first) if first.is_uppercase() && letters().count() > 1 && letters().all(char::is_uppercase) => {
            Case::Upper
        }
        Some(first) if first.is_uppercase() => Case::Capital,
        _ => Case::Lower,
    }
}

/// The likeliest meaning of every name in the text, longest first, none inside another.
fn found(language: Language, text: &str) -> Vec<&'static str> {
    let tokens = tokens(text);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let rest = tokens[at..].iter().map(|(token, case)| (token.as_str(), *case));
        match longest(language, rest) {
            Some((count, hits)) => {
                found.push(hits[0].entity().name(language));
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

fn french(text: &str) -> Vec<&'static str> {
    found(Language::French, text)
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn id(name: &str) -> &'static str {
    ENTITIES
        .iter()
        .find(|entity| entity.fr() == name)
        .unwrap_or_else(|| panic!("nothing is called {name}"))
        .id()
}

fn holder_name(office: Office, of: &str, on: NaiveDate) -> Option<&'static str> {
    holder(office, id(of), on).map(Entity::fr)
}

#[test]
fn every_example_holds() {
    for (file, text) in FILES {
        let examples: Examples = toml::from_str(text).unwrap();
        assert!(!examples.example.is_empty(), "{file} has no example");
        for example in examples.example {
            check(file, &example);
        }
    }
}

/// `text` and `finds`, or for offices `office`, `of`, `on` and `is`.
fn check(file: &str, example: &toml::Table) {
    let text = |field: &str| example.get(field).and_then(toml::Value::as_str).unwrap_or("");
    if let Some(finds) = example.get("finds").and_then(toml::Value::as_array) {
        let language = if text("lang") == "en" { Language::English } else { Language::French };
        let finds: Vec<&str> = finds.iter().filter_map(toml::Value::as_str).collect();
        assert_eq!(found(language, text("text")), finds, "{file}: {:?}", text("text"));
        return;
    }
    let on: NaiveDate = text("on").parse().unwrap();
    let held = TENURES.iter().map(Tenure::unpack).find(|tenure| {
        tenure.of.entity().fr() == text("of")
            && format!("{:?}", tenure.office) == text("office")
            && tenure.holds(number(on))
    });
    assert!(
        held.is_some() || text("is").is_empty(),
        "{file}: nobody is {} of {} on {on}",
        text("office"),
        text("of")
    );
    let office = held.map(|tenure| tenure.office);
    let name = office.and_then(|office| holder_name(office, text("of"), on));
    assert_eq!(name.unwrap_or(""), text("is"), "{file}: {} of {} on {on}", text("office"), text("of"));
}

#[test]
fn tables_are_sorted_and_without_twins() {
    assert!(ENTITIES.is_sorted_by(|one, other| one.id() < other.id()));
    for language in [Language::French, Language::English] {
        let table = names(language);
        let key = |record| Name::unpack(record).key.get();
        assert!(table.is_sorted_by(|one, other| key(one) < key(other)));
        for name in table.iter().map(Name::unpack) {
            assert!(!name.key.get().is_empty() && name.count > 0, "{name:?}");
            assert_eq!(hits(language, &name).len(), usize::from(name.count), "{name:?}");
        }
    }
    for table in [FRENCH_ADJECTIVES, ENGLISH_ADJECTIVES] {
        let key = |record| Adjective::unpack(record).key.get();
        assert!(table.is_sorted_by(|one, other| key(one) < key(other)));
        assert!(table.iter().all(|record| Adjective::unpack(record).of().next().is_some()));
    }
    let key = |record: &[u8; 8]| packed::prefix(*record).0.get();
    assert!(PREFIXES.is_sorted_by(|one, other| key(one) < key(other)));
}

#[test]
fn every_reference_resolves() {
    for one in ENTITIES {
        assert_eq!(entity(one.id()), Some(one));
        assert!(one.state().into_iter().chain(one.capital()).chain(one.within()).all(|other| other != one));
        assert!(!larger(one).any(|place| holds(one, place)), "{} lies within itself", one.fr());
    }
}

#[test]
fn tenures_of_one_office_do_not_overlap_and_are_held_by_persons() {
    let tenures: Vec<Tenure> = TENURES.iter().map(Tenure::unpack).collect();
    for (at, tenure) in tenures.iter().enumerate() {
        assert_eq!(tenure.person.entity().kind(), EntityKind::Person, "{tenure:?}");
        assert_ne!(tenure.of.entity().kind(), EntityKind::Person, "{tenure:?}");
        for other in tenures.iter().skip(at + 1) {
            let same = tenure.office == other.office && tenure.of == other.of;
            // A handover within a month that is not known to the day counts for both.
            let apart = tenure.to / 100 <= other.from / 100 || other.to / 100 <= tenure.from / 100;
            assert!(!same || apart || tenure.office.is_shared(), "{tenure:?} overlaps {other:?}");
        }
    }
}

#[test]
fn every_name_finds_itself() {
    for one in ENTITIES.iter().filter(|entity| entity.class().is_some()) {
        let tokens = tokens(one.fr());
        let rest = tokens.iter().map(|(token, case)| (token.as_str(), *case));
        let (count, hits) =
            longest(Language::French, rest).unwrap_or_else(|| panic!("{} is not found", one.fr()));
        assert_eq!(count, tokens.len(), "{}", one.fr());
        assert!(hits.iter().any(|hit| hit.entity().id() == one.id()), "{}", one.fr());
    }
}

#[test]
fn the_longest_name_wins_and_a_mark_ends_it() {
    assert_eq!(french("Le président français Emmanuel Macron"), ["Emmanuel Macron"]);
    assert_eq!(french("Vladimir, Emmanuel Macron"), ["Emmanuel Macron"]);
    assert_eq!(
        longest(Language::French, [("emmanuel", Case::Capital)].into_iter()).map(|(count, _)| count),
        None
    );
}

#[test]
fn initials_may_have_their_full_stop() {
    assert_eq!(french("le président George W. Bush"), ["George W. Bush"]);
    assert_eq!(french("le plan B. Russie et Chine"), ["Russie", "Chine"]);
}

#[test]
fn surnames_are_hints_and_a_person_has_a_time() {
    let (_, hits) = longest(Language::French, [("clinton", Case::Capital)].into_iter()).unwrap();
    assert!(hits.len() == 2 && hits.iter().all(|hit| hit.kind() == NameKind::Surname), "{hits:?}");
    let brandt = entity(id("Willy Brandt")).unwrap();
    assert!(brandt.existed_in(1970) && !brandt.existed_in(2020) && !brandt.existed_in(1920));
}

#[test]
fn offices_know_who_came_before() {
    let before: Vec<_> =
        former_holders(Office::HeadOfState, id("France"), day(2026, 1, 1)).map(Entity::fr).take(2).collect();
    assert_eq!(before, ["François Hollande", "Nicolas Sarkozy"]);
}

#[test]
fn a_name_needs_its_capital() {
    assert_eq!(french("ils ont pris des paris"), Vec::<&str>::new());
    assert_eq!(french("à Paris"), ["Paris"]);
}

#[test]
fn a_short_acronym_needs_capitals() {
    assert_eq!(french("l'UA et l'UE"), ["Union africaine", "Union européenne"]);
    assert_eq!(french("Ua et Ue"), Vec::<&str>::new());
    assert_eq!(found(Language::English, "Us, the US"), ["United States"]);
}

#[test]
fn a_capital_stands_for_the_state_of_its_time() {
    let state = |name, year| state_of_capital(Language::French, name, year).map(Entity::fr);
    assert_eq!(state("moscou", 1962), Some("URSS"));
    assert_eq!(state("saint petersbourg", 1907), Some("Empire russe"));
    assert_eq!(state("vienne", 2026), Some("Autriche"));
    assert_eq!(state("geneve", 2026), None);
}

#[test]
fn places_hold_places() {
    let named = |name| ENTITIES.iter().find(|entity| entity.fr() == name && entity.is_place()).unwrap();
    assert!(holds(named("France"), named("Vesoul")));
    assert!(holds(named("Haute-Saône"), named("Vesoul")));
    assert!(!holds(named("Vesoul"), named("France")));
    let (count, found) =
        place(Language::French, [("charm", Case::Capital), ("el-cheikh", Case::Lower)].into_iter()).unwrap();
    assert_eq!((count, found.en(), state_of(found).map(Entity::fr)), (2, "Sharm el-Sheikh", Some("Égypte")));
}

#[test]
fn a_capital_is_a_place_and_stands_for_its_state() {
    let (_, hits) = longest(Language::French, [("moscou", Case::Capital)].into_iter()).unwrap();
    assert_eq!(hits[0].entity().kind(), EntityKind::City);
    assert!(hits.iter().any(|hit| hit.kind() == NameKind::Capital && hit.entity().id() == "Q159"));
    assert_eq!(state_of_capital(Language::French, "moscou", 2026).map(Entity::fr), Some("Russie"));
    assert_eq!(capital_of("Q159").map(Entity::en), Some("Moscow"));
}

#[test]
fn adjectives_know_their_state_gender_and_number() {
    let form = |word| {
        let adjective = adjective(Language::French, word)?;
        Some((adjective.of().next()?.fr(), adjective.gender, adjective.plural))
    };
    assert_eq!(form("russe"), Some(("Russie", None, Some(false))));
    assert_eq!(form("francais"), Some(("France", Some(Gender::Masculine), None)));
    assert_eq!(form("francaises"), Some(("France", Some(Gender::Feminine), Some(true))));
    assert_eq!(form("francai"), None);
    let (first, second) = compound(Language::French, "franco-russe").unwrap();
    assert_eq!((first.fr(), second.of().next().unwrap().fr()), ("France", "Russie"));
}

#[test]
fn an_office_has_its_holder_of_the_day() {
    assert_eq!(holder_name(Office::HeadOfState, "France", day(2026, 2, 4)), Some("Emmanuel Macron"));
    assert_eq!(holder_name(Office::HeadOfState, "France", day(1850, 2, 4)), None);
    let offices: Vec<_> =
        offices_of(id("Vladimir Poutine"), day(2022, 9, 11)).map(|(office, of)| (office, of.fr())).collect();
    assert!(offices.contains(&(Office::HeadOfState, "Russie")), "{offices:?}");
}
