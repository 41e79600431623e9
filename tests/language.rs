//! The language of an article: ours against a general detector, articles in other languages, and `--language`.
//!
//! Does not look at how well a language is read: the gold sets do.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails loudly")]

#[path = "common/run.rs"]
mod run;

use depeche::cli::Exit;
use depeche::intake;
use depeche::model::{Article, Language, Published, Reading};
use depeche::reading;
use run::depeche;
use serde_json::Value;
use std::path::{Path, PathBuf};
use whatlang::Lang;

fn article(text: &str) -> Article {
    Article::new(Published::on("2026-02-04".parse().unwrap()), None, text.to_owned())
}

/// What we take an article for; `None` for neither language.
fn ours(reading: &Reading) -> Option<Language> {
    (!reading.is_foreign()).then_some(reading.language)
}

#[test]
fn articles_are_told_as_a_general_detector_tells_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut compared = [0, 0];
    for file in intake::files(&[root.join("tests/gold"), root.join("seeds")]) {
        let Ok(article) = file.and_then(|file| intake::file(&file)) else { continue };
        let told = whatlang::detect(&article.text).unwrap();
        let (at, expected) = match told.lang() {
            Lang::Fra => (0, Language::French),
            Lang::Eng => (1, Language::English),
            other => panic!("{:?} is told to be {other:?}", article.file),
        };
        assert_eq!(ours(&reading::read(&article)), Some(expected), "{:?}", article.file);
        compared[at] += 1;
    }
    assert!(compared[0] > 60 && compared[1] > 20, "{compared:?}");
}

/// News in languages without rules, each naming two known actors and a day in numbers.
const OTHERS: &[(Lang, &str)] = &[
    (
        Lang::Spa,
        "Encuentro en la capital\n\nEl presidente Emmanuel Macron se reunió el 2026-02-03 con Vladimir Putin para hablar de la situación en la frontera y de los acuerdos que los dos países firmaron hace un año. Según fuentes diplomáticas, la reunión fue larga y no hubo ninguna declaración al final.",
    ),
    (
        Lang::Deu,
        "Treffen in der Hauptstadt\n\nPräsident Emmanuel Macron hat sich am 2026-02-03 mit Wladimir Putin getroffen, um über die Lage an der Grenze und über die Abkommen zu sprechen, die beide Länder vor einem Jahr unterzeichnet haben. Nach Angaben aus diplomatischen Kreisen dauerte das Treffen lange.",
    ),
    (
        Lang::Ita,
        "Incontro nella capitale\n\nIl presidente Emmanuel Macron ha incontrato il 2026-02-03 Vladimir Putin per discutere della situazione alla frontiera e degli accordi che i due paesi hanno firmato un anno fa. Secondo alcune fonti diplomatiche la riunione è stata lunga e senza risultati.",
    ),
    (
        Lang::Por,
        "Encontro na capital\n\nO presidente Emmanuel Macron reuniu-se no dia 2026-02-03 com Vladimir Putin para discutir a situação na fronteira e os acordos que os dois países assinaram no ano passado. Segundo fontes diplomáticas, a reunião foi longa e não houve nenhuma declaração.",
    ),
    (
        Lang::Nld,
        "Ontmoeting in de hoofdstad\n\nPresident Emmanuel Macron heeft op 2026-02-03 met Vladimir Poetin gesproken over de situatie aan de grens en over de akkoorden die beide landen een jaar geleden hebben getekend. Volgens diplomatieke bronnen duurde het gesprek lang en werd er niets verklaard.",
    ),
    (
        Lang::Rus,
        "Встреча в столице\n\nПрезидент Франции Эмманюэль Макрон встретился 2026-02-03 с президентом России, чтобы обсудить положение на границе и соглашения, которые две страны подписали год назад. По словам дипломатических источников, встреча была долгой, и после неё не было никаких заявлений для печати, сообщили в министерстве иностранных дел.",
    ),
];

#[test]
fn other_languages_are_read_for_numbers_and_known_names_only() {
    for (lang, text) in OTHERS {
        assert_eq!(whatlang::detect(text).unwrap().lang(), *lang);
        let reading = reading::read(&article(text));
        assert!(reading.is_foreign(), "{lang:?} is taken for {:?}", reading.language);
        let dates: Vec<&str> = reading.dates.iter().map(|date| date.span.of(text)).collect();
        assert_eq!(dates, ["2026-02-03"], "{lang:?}");
        assert!(reading.quotes.is_empty() && reading.events.is_empty(), "{lang:?}");
        let names: Vec<&str> = reading.parties.iter().map(|party| party.name.as_str()).collect();
        assert_eq!(names.contains(&"Emmanuel Macron"), *lang != Lang::Rus, "{lang:?}: {names:?}");
        assert!(reading.actors.iter().all(|mention| reading.party(mention.party).unwrap().id.is_some()));
    }
}

#[test]
fn what_is_said_of_the_language_holds() {
    let mut spanish = article(OTHERS[0].1);
    spanish.language = Some(Language::French);
    let reading = reading::read(&spanish);
    assert_eq!(ours(&reading), Some(Language::French));

    let folder = tempfile::tempdir().unwrap();
    let file: PathBuf = folder.path().join("a.txt");
    std::fs::write(&file, format!(" date 2026-02-04 {}\n", OTHERS[0].1)).unwrap();
    let language = |options: &[&str]| -> Value {
        let mut arguments = vec!["read".into(), file.clone().into_os_string()];
        arguments.extend(options.iter().map(std::ffi::OsString::from));
        let ran = depeche(&arguments);
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
        serde_json::from_str::<Value>(ran.out.trim()).unwrap()["language"].clone()
    };
    assert_eq!(language(&[]), Value::Null);
    assert_eq!(language(&["--language", "fr"]), "fr");
    assert_eq!(language(&["--language", "en"]), "en");
}

#[test]
fn a_library_keeps_what_was_said_of_the_language() {
    use depeche::journal::wire;
    use depeche::model::{Author, Change, Record};
    let article = article(OTHERS[0].1).in_language(Some(Language::English));
    let record = Record {
        seq: 1,
        at: chrono::DateTime::UNIX_EPOCH,
        author: Author("x".to_owned()),
        previous: [0; 32],
        change: Change::ArticleAdded { article },
    };
    assert_eq!(wire::read(&wire::write(&record)).unwrap(), record);
}
