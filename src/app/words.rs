//! Small phrases of the screen: names of keys, how long after, what stands between facts.
//!
//! Phrases that exports share are in `lexicon::phrase`.

use crate::lexicon::gazetteer;
use crate::lexicon::phrase::fill;
use crate::lexicon::ui::Ui;
use crate::model::{Edtf, Language, Partial};
use chrono::{Datelike as _, NaiveDate};

/// What stands between two facts; a line is not broken before it.
pub const BETWEEN: &str = "\u{a0}· ";

/// The name of a key as people see it on their keyboard: « Entrée », « Ctrl-d », « j ».
pub fn key(ui: &Ui, name: &str) -> String {
    let known = ui.named("key", &name.to_lowercase());
    if known.is_empty() || name.chars().count() == 1 { name.to_owned() } else { known.to_owned() }
}

/// How long after, as precise as it matters: « +1 j », « +6 mois », « +3 ans ».
pub fn lag(ui: &Ui, days: i64) -> String {
    let (template, number) = match days {
        ..=92 => (ui.count_lag, days),
        93..=730 => (ui.count_lag_months, days / 30),
        _ => (ui.count_lag_years, days / 365),
    };
    fill(template, &[&number.to_string()]).replace(' ', "\u{a0}")
}

/// A season by its short name, « autom. 2016 »; `None` for any other date.
pub fn season(ui: &Ui, value: Edtf) -> Option<String> {
    let Edtf::Date(Partial::Season(year, season)) = value else { return None };
    Some(format!("{} {year}", ui.named("season_short", &season.to_string())))
}

/// The offices that somebody held, the latest first, as the tables know them: « chef de l'État (Russie, 2012–) ».
pub fn offices(ui: &Ui, language: Language, key: &str) -> String {
    let year = |year: Option<u32>| year.map_or_else(String::new, |year| year.to_string());
    let told = |(office, of, from, to): (gazetteer::Office, &gazetteer::Entity, _, _)| {
        let name = ui.named("office", &office.name().replace(' ', "_"));
        format!("{name} ({}, {}–{})", of.name(language), year(from), year(to))
    };
    gazetteer::ever_held(key).into_iter().map(told).collect::<Vec<_>>().join(", ")
}

/// A stretch of time without a contact: « 12 jours », « 7 mois », « 3 ans ».
pub fn long(ui: &Ui, days: i64) -> String {
    let (template, number) = match days {
        ..=92 => (ui.count_days, days),
        93..=1095 => (ui.count_months, days / 30),
        _ => (ui.count_years, days / 365),
    };
    fill(template, &[&number.to_string()])
}

/// A whole year, month or day by its short name; `None` for any other stretch.
pub fn stretch(from: NaiveDate, to: NaiveDate) -> Option<String> {
    let next = to.succ_opt()?;
    if from == to {
        return Some(from.to_string());
    }
    let begins_month = from.day() == 1 && next.day() == 1;
    let months = (next.year() - from.year()) * 12 + i32::try_from(next.month()).ok()?
        - i32::try_from(from.month()).ok()?;
    match months {
        1 if begins_month => Some(from.format("%Y-%m").to_string()),
        12 if begins_month && from.month() == 1 => Some(from.year().to_string()),
        _ if begins_month && from.month() == 1 && next.month() == 1 => {
            Some(format!("{} – {}", from.year(), to.year()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::ui::{ENGLISH, FRENCH};
    use gazetteer::Office::{
        ChiefOfStaff, DefenceMinister, DeputyHeadOfState, DiplomaticAdviser, Envoy, ForeignMinister,
        HeadOfGovernment, HeadOfState, Leader, OrganisationHead, SecurityAdviser, Spokesperson,
    };

    #[test]
    fn a_lag_is_told_in_the_unit_that_matters() {
        let told = |days| lag(&FRENCH, days).replace('\u{a0}', " ");
        assert_eq!([told(1), told(34), told(187), told(1241)], ["+1 j", "+34 j", "+6 mois", "+3 ans"]);
    }

    #[test]
    fn offices_are_told_with_their_years_in_both_languages() {
        let key = gazetteer::holder(
            gazetteer::Office::HeadOfState,
            "Q142",
            NaiveDate::from_ymd_opt(1996, 1, 1).unwrap(),
        );
        let key = key.map(gazetteer::Entity::id).unwrap();
        let told = offices(&FRENCH, Language::French, key);
        assert!(
            told.starts_with("chef de l'État (France, 1995–2007), chef du gouvernement (France, 1986–1988)"),
            "{told}"
        );
        let told = offices(&ENGLISH, Language::English, key);
        assert!(told.starts_with("head of state (France, 1995–2007)"), "{told}");
        assert_eq!(offices(&FRENCH, Language::French, "nobody of that name"), "");
        for office in [
            ChiefOfStaff,
            DefenceMinister,
            DeputyHeadOfState,
            DiplomaticAdviser,
            Envoy,
            ForeignMinister,
            HeadOfGovernment,
            HeadOfState,
            Leader,
            OrganisationHead,
            SecurityAdviser,
            Spokesperson,
        ] {
            let name = office.name().replace(' ', "_");
            assert!(!FRENCH.named("office", &name).is_empty(), "{name}");
        }
    }

    #[test]
    fn keys_are_named_as_on_the_keyboard() {
        assert_eq!(key(&FRENCH, "Enter"), "Entrée");
        assert_eq!(key(&FRENCH, "j"), "j");
        assert_eq!(key(&FRENCH, "Ctrl-d"), "Ctrl-d");
    }
}
