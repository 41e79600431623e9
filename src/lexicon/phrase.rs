//! Dates and titles put into the words of the interface.
//!
//! Does not make characters of articles visible or escape them: whoever shows a phrase does, each in its way.

use super::ui::Ui;
use crate::model::{Bound, Edtf, Kind, Modifier, Partial, Title, When};
use chrono::{Datelike, NaiveDate};

/// Puts values into the `{}` of a template, in order. What a value holds is never taken for a gap.
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut filled = String::with_capacity(template.len() + 16);
    let mut values = values.iter();
    for (number, piece) in template.split("{}").enumerate() {
        if number > 0 {
            filled.push_str(values.next().copied().unwrap_or_default());
        }
        filled.push_str(piece);
    }
    filled
}

/// « 3 février 2026 »
pub fn day(ui: &Ui, day: NaiveDate) -> String {
    let number = if day.day() == 1 { ui.date_first.to_owned() } else { day.day().to_string() };
    fill(ui.date_day, &[&number, month(ui, day.month()), &day.year().to_string()])
}

/// A date as precise as known: « début juillet 2025 », « depuis 2019 ».
pub fn when(ui: &Ui, when: When) -> String {
    let value = match when.value {
        Edtf::Date(date) => partial(ui, date),
        Edtf::Interval(Bound::At(from), Bound::At(to)) => {
            fill(ui.date_span, &[&partial(ui, from), &partial(ui, to)])
        }
        Edtf::Interval(Bound::At(from), Bound::Open) => fill(ui.date_since, &[&partial(ui, from)]),
        Edtf::Interval(Bound::Open, Bound::At(to)) => fill(ui.date_until, &[&partial(ui, to)]),
        Edtf::Interval(Bound::Open, Bound::Open) => String::new(),
    };
    let template = match when.modifier {
        None => return value,
        Some(Modifier::Start) => ui.modifier_long_start,
        Some(Modifier::Mid) => ui.modifier_long_mid,
        Some(Modifier::End) => ui.modifier_long_end,
        Some(Modifier::Approx) => ui.modifier_long_approx,
    };
    fill(template, &[&value])
}

fn partial(ui: &Ui, date: Partial) -> String {
    match date {
        Partial::Century(century) => years(ui, century * 100, century * 100 + 99),
        Partial::Decade(decade) => years(ui, decade * 10, decade * 10 + 9),
        Partial::Year(year) => year.to_string(),
        Partial::Season(year, season) => format!("{} {year}", ui.named("season", &season.to_string())),
        Partial::Month(year, number) => format!("{} {year}", month(ui, number)),
        Partial::Day(date) => day(ui, date),
    }
}

fn years(ui: &Ui, from: i32, to: i32) -> String {
    fill(ui.date_span, &[&from.to_string(), &to.to_string()])
}

fn month(ui: &Ui, month: u32) -> &'static str {
    ui.named("month", &format!("{month:02}"))
}

/// An entry's title, its words cut to about `limit` characters.
pub fn title(ui: &Ui, title: &Title, limit: usize) -> String {
    match title {
        Title::Said { speaker, words, quoted } => {
            let words = cut(words, limit);
            let words = if *quoted { fill(ui.export_quote, &[&words]) } else { words };
            if speaker.is_empty() { words } else { format!("{speaker}{}{words}", ui.export_colon) }
        }
        Title::Happened { agents, counterparts, kind, place } => {
            happened(ui, agents, counterparts, *kind, place.as_deref())
        }
        Title::Sentence(words) => cut(words, limit),
    }
}

/// « Macron – Poutine, appel », « Bonne → Moscou, visite », « Russie → Ukraine, attaque »
fn happened(ui: &Ui, agents: &[String], counterparts: &[String], kind: Kind, place: Option<&str>) -> String {
    let mutual =
        matches!(kind, Kind::Call | Kind::Meeting | Kind::Talks | Kind::Agreement | Kind::Cooperation);
    let mut rest = vec![ui.kind(kind)];
    let mut who = if mutual {
        let all: Vec<&str> = agents.iter().chain(counterparts).map(String::as_str).collect();
        all.join(" – ")
    } else if kind == Kind::Visit && counterparts.is_empty() && place.is_some() {
        format!("{} → {}", agents.join(", "), place.unwrap_or_default())
    } else if counterparts.is_empty() {
        agents.join(", ")
    } else {
        format!("{} → {}", agents.join(", "), counterparts.join(", "))
    };
    if !who.ends_with(place.unwrap_or("\n")) {
        rest.extend(place);
    }
    who = who.trim().to_owned();
    if !who.is_empty() {
        rest.insert(0, &who);
    }
    rest.join(", ")
}

/// Cuts at a word, with an ellipsis; at a character where there is no word that soon.
pub fn cut(words: &str, limit: usize) -> String {
    let Some((end, _)) = words.char_indices().nth(limit) else { return words.to_owned() };
    let head = words.get(..end).unwrap_or(words);
    let whole = match head.rsplit_once(char::is_whitespace) {
        Some((whole, _)) if whole.chars().count() * 2 > limit => whole,
        _ => head,
    };
    let kept = whole.trim_end_matches(|letter: char| letter.is_whitespace() || ",;:".contains(letter));
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::super::ui::{ENGLISH, FRENCH};
    use super::*;

    fn french(value: &str, modifier: Option<Modifier>) -> String {
        when(&FRENCH, When { value: value.parse().unwrap(), modifier })
    }

    #[test]
    fn a_date_is_told_as_precisely_as_it_is_known() {
        assert_eq!(french("2026-02-03", None), "3 février 2026");
        assert_eq!(french("2026-08-01", None), "1er août 2026");
        assert_eq!(french("2025-07", Some(Modifier::Start)), "début juillet 2025");
        assert_eq!(french("2025-24", None), "hiver 2025");
        assert_eq!(french("2019/..", None), "depuis 2019");
        assert_eq!(french("199X", None), "1990 – 1999");
        assert_eq!(when(&ENGLISH, When::plain(Edtf::month(2025, 12))), "December 2025");
    }

    #[test]
    fn titles_say_who_what_and_where() {
        let happened = |agents: &[&str], counterparts: &[&str], kind, place: Option<&str>| {
            let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
            let value = Title::Happened {
                agents: names(agents),
                counterparts: names(counterparts),
                kind,
                place: place.map(str::to_owned),
            };
            title(&FRENCH, &value, 60)
        };
        assert_eq!(happened(&["Macron"], &["Poutine"], Kind::Call, None), "Macron – Poutine, appel");
        assert_eq!(happened(&["Bonne"], &[], Kind::Visit, Some("Moscou")), "Bonne → Moscou, visite");
        assert_eq!(happened(&["Russie"], &["Ukraine"], Kind::Attack, None), "Russie → Ukraine, attaque");
        assert_eq!(happened(&[], &[], Kind::Talks, Some("Abou Dhabi")), "pourparlers, Abou Dhabi");
    }

    #[test]
    fn words_are_cut_where_one_ends() {
        assert_eq!(cut("trouver un cadre commun", 17), "trouver un cadre…");
        assert_eq!(cut("anticonstitutionnellement", 8), "anticons…");
        assert_eq!(cut("court", 8), "court");
    }

    #[test]
    fn a_value_is_not_taken_for_a_gap() {
        assert_eq!(fill("{} et {}.", &["{}", "deux"]), "{} et deux.");
    }
}
