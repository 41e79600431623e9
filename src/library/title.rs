//! Titles of entries in a language: « Bonne → Moscou, visite », « Macron : « … » ».
//!
//! Does not make hostile characters visible: who shows it does.

use crate::lexicon;
use crate::model::{Entry, Kind, Language, Title};

/// A title is cut at a word before it grows longer than this.
const LONGEST: usize = 90;

/// The title of an entry.
pub fn title(entry: &Entry, language: Language) -> String {
    match &entry.title {
        Title::Said { speaker, words, quoted } => {
            let (words, mark) = (cut(&one_line(words)), if language == Language::French { " " } else { "" });
            if !*quoted {
                return format!("{speaker}{mark}: {words}");
            }
            match language {
                Language::French => format!("{speaker} : « {words} »"),
                Language::English => format!("{speaker}: “{words}”"),
            }
        }
        Title::Happened { agents, counterparts, kind, place } => {
            happened(agents, counterparts, *kind, place.as_deref(), language)
        }
        Title::Sentence(words) => cut(&one_line(words)),
    }
}

fn happened(
    agents: &[String],
    others: &[String],
    kind: Kind,
    place: Option<&str>,
    language: Language,
) -> String {
    let mutual =
        matches!(kind, Kind::Meeting | Kind::Call | Kind::Talks | Kind::Agreement | Kind::Cooperation);
    let word = lexicon::ui(language).kind(kind);
    if mutual {
        let all: Vec<&str> = agents.iter().chain(others).map(String::as_str).collect();
        return with_place(format!("{}, {word}", all.join(" – ")), place);
    }
    let doers = agents.join(", ");
    // A visit leads to its place; whom it meets there comes behind.
    let (goal, rest) = match (kind, place) {
        (Kind::Visit, Some(place)) => (place.to_owned(), None),
        _ => (others.join(", "), place),
    };
    let who = match (doers.is_empty(), goal.is_empty()) {
        (false, false) => format!("{doers} → {goal}"),
        (true, false) => format!("→ {goal}"),
        _ => doers,
    };
    with_place(format!("{who}, {word}"), rest)
}

fn with_place(title: String, place: Option<&str>) -> String {
    match place {
        Some(place) => format!("{title}, {place}"),
        None => title,
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cuts at a word, with an ellipsis.
fn cut(words: &str) -> String {
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    let fits: String = words.chars().take(LONGEST).collect();
    let whole = fits.rsplit_once(' ').map_or(fits.as_str(), |(whole, _)| whole);
    format!("{} …", whole.trim_end_matches([',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_cut_at_a_word() {
        assert_eq!(cut("court"), "court");
        let long = "mot ".repeat(40);
        let shown = cut(long.trim());
        assert!(shown.ends_with("mot …") && shown.chars().count() <= LONGEST + 2);
        assert!(cut(&"x".repeat(500)).chars().count() <= LONGEST + 2);
    }

    #[test]
    fn who_does_what_with_whom_and_where() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let title = |agents: &[&str], others: &[&str], kind, place| {
            happened(&names(agents), &names(others), kind, place, Language::French)
        };
        assert_eq!(title(&["Ozola"], &["Perrin"], Kind::Visit, Some("Riga")), "Ozola → Riga, visite");
        assert_eq!(title(&["Ozola"], &["Perrin"], Kind::Call, None), "Ozola – Perrin, appel");
        assert_eq!(
            title(&["Ozola", "Perrin"], &[], Kind::Meeting, Some("Riga")),
            "Ozola – Perrin, rencontre, Riga"
        );
        assert_eq!(title(&[], &["Lettonie"], Kind::Attack, None), "→ Lettonie, attaque");
        assert_eq!(title(&["Ozola"], &[], Kind::Refusal, None), "Ozola, refus");
    }
}
