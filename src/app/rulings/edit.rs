//! The line of a correction: what an entry or a quote says as « name=value », and back to what was changed in it.
//!
//! Blanks within a value are written `_`. The names and values of both languages are understood. Does not rule.

use super::{App, Queries};
use crate::lexicon::phrase::fill;
use crate::lexicon::ui::{ENGLISH, FRENCH, Ui};
use crate::model::text::fold;
use crate::model::{ActorRef, Basis, Change, Entry, Field, Kind, Part, Place, Status, When};

/// What stands for nobody and unknown.
const NONE: &str = "-";

/// What an entry says, as it can be corrected: « date=2026-02-03 genre=visite lieu=Moscou statut=rapporté … ».
pub fn said(ui: &Ui, entry: &Entry) -> String {
    let when = entry.when.map_or_else(String::new, |when| when.value.to_string());
    let place = entry.place.as_ref().map_or("", |place| place.name.as_str());
    let named = |part: Part| {
        let names = entry.actors.iter().filter(|actor| actor.part == part).map(|actor| joined(&actor.name));
        names.collect::<Vec<_>>().join(",")
    };
    let mut values = vec![
        ("date", when),
        ("kind", joined(ui.kind(entry.kind))),
        ("place", joined(place)),
        ("status", joined(ui.status(entry.status))),
    ];
    if entry.kind != Kind::Statement {
        values.push(("agents", named(Part::Agent)));
        values.push(("counterparts", named(Part::Counterpart)));
    }
    let said = |(name, value): &(&str, String)| format!("{}={value}", ui.named("edit", name));
    values.iter().map(said).collect::<Vec<_>>().join(" ")
}

/// Who said the entry's first quote, as it can be corrected.
pub fn quote(app: &App, entry: &Entry) -> String {
    let ui = app.ui();
    let speaker = entry.quotes.first().and_then(|quote| quote.speaker.as_deref()).unwrap_or(NONE);
    format!("{}=1 {}={}", ui.named("edit", "quote"), ui.named("edit", "speaker"), joined(speaker))
}

fn joined(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join("_")
}

fn apart(value: &str) -> String {
    value.replace('_', " ")
}

/// What is typed of the last actor's name in a line, « agit=Macron,Poutine »; `None` if no actor is named at its end.
pub fn name_begun(text: &str) -> Option<&str> {
    let (name, value) = text.split_whitespace().next_back()?.split_once('=')?;
    if text.ends_with(char::is_whitespace)
        || !matches!(field_named(name)?, "agents" | "counterparts" | "speaker")
    {
        return None;
    }
    value.rsplit(',').next().filter(|begun| !begun.is_empty() && *begun != NONE)
}

/// « 2 3 », « 2,3 », « 2-4 »: the numbers meant.
pub fn numbers(text: &str) -> Option<Vec<usize>> {
    let mut numbers = Vec::new();
    for part in text.split([' ', ',', ';']).filter(|part| !part.is_empty()) {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to): (usize, usize) = (from.parse().ok()?, to.parse().ok()?);
        numbers.extend((from..=to).take(1000));
    }
    (!numbers.is_empty()).then_some(numbers)
}

/// The correction that a line asks for; what is wrong with it, if it asks for none.
pub fn correction(app: &App, library: &dyn Queries, entry: &Entry, text: &str) -> Result<Change, String> {
    let ui = app.ui();
    let before = said(ui, entry);
    let before: Vec<&str> = before.split_whitespace().collect();
    let basis = Basis::Misread;
    let (mut fields, mut quote, mut speaker) = (Vec::new(), None, None);
    for part in text.split_whitespace().filter(|part| !before.contains(part)) {
        let wrong = || fill(ui.decide_unclear, &[part]);
        let (name, value) = part.split_once('=').ok_or_else(wrong)?;
        match field_named(name).ok_or_else(wrong)? {
            "quote" => quote = Some(value.parse::<usize>().map_err(|_| wrong())?),
            "speaker" => speaker = Some(actors(app, library, value)?.into_iter().next()),
            name => fields.push(field(app, library, name, value)?.ok_or_else(wrong)?),
        }
    }
    if let (Some(number), Some(speaker)) = (quote, speaker) {
        let quote = number.checked_sub(1).and_then(|at| entry.quotes.get(at));
        let quote = quote.ok_or_else(|| fill(ui.decide_unclear, &[text]))?;
        let fields = vec![Field::Speaker(speaker)];
        return Ok(Change::EntryCorrected { anchor: quote.anchor(), fields, basis });
    }
    if fields.is_empty() {
        return Err(ui.decide_nothing.to_owned());
    }
    let anchor = entry.anchor().ok_or(ui.screen_no_article)?;
    Ok(Change::EntryCorrected { anchor, fields, basis })
}

/// The field that a name means, in either language.
fn field_named(name: &str) -> Option<&'static str> {
    const FIELDS: [&str; 8] =
        ["date", "kind", "place", "status", "agents", "counterparts", "quote", "speaker"];
    let folded = fold(name);
    let means = |field: &&&str| {
        **field == folded || [&FRENCH, &ENGLISH].iter().any(|ui| fold(ui.named("edit", field)) == folded)
    };
    FIELDS.iter().find(means).copied()
}

/// A field with its value; `None` if the value is none.
fn field(app: &App, library: &dyn Queries, name: &str, value: &str) -> Result<Option<Field>, String> {
    let folded = fold(&apart(value));
    let means = |section: &str, name: &str| {
        name == value || [&FRENCH, &ENGLISH].iter().any(|ui| fold(ui.named(section, name)) == folded)
    };
    let nothing = value.is_empty() || value == NONE;
    Ok(match name {
        "date" if nothing => Some(Field::When(None)),
        "date" => value.parse().ok().map(|value| Field::When(Some(When::plain(value)))),
        "kind" => Kind::ALL.iter().find(|kind| means("kind", kind.name())).map(|kind| Field::Kind(*kind)),
        "status" => {
            let status = Status::ALL.iter().find(|status| means("status", status.name()));
            status.map(|status| Field::Status(*status))
        }
        "place" if nothing => Some(Field::Place(None)),
        "place" => Some(Field::Place(Some(Place { name: apart(value), within: Vec::new() }))),
        "agents" => Some(Field::Agents(actors(app, library, value)?)),
        "counterparts" => Some(Field::Counterparts(actors(app, library, value)?)),
        _ => None,
    })
}

/// The actors that names mean, separated by commas.
fn actors(app: &App, library: &dyn Queries, value: &str) -> Result<Vec<ActorRef>, String> {
    if value.is_empty() || value == NONE {
        return Ok(Vec::new());
    }
    let actor = |name: &str| {
        let name = apart(name);
        match library.actors_called(&name, None).as_slice() {
            [actor] => Ok(ActorRef { key: actor.key.clone(), name: actor.name.clone(), class: actor.class }),
            found => {
                let names: Vec<&str> = found.iter().map(|actor| actor.name.as_str()).collect();
                let ui = app.ui();
                Err(if names.is_empty() {
                    fill(ui.decide_nobody, &[&name])
                } else {
                    fill(ui.decide_several, &[&name, &names.join(", ")])
                })
            }
        }
    };
    value.split(',').filter(|name| !name.is_empty()).map(actor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_one_by_one_and_in_ranges() {
        assert_eq!(numbers("2 3"), Some(vec![2, 3]));
        assert_eq!(numbers("1, 3-5"), Some(vec![1, 3, 4, 5]));
        assert_eq!(numbers("deux"), None);
        assert_eq!(numbers(" "), None);
    }

    #[test]
    fn fields_are_named_in_both_languages() {
        for (name, field) in [("genre", "kind"), ("kind", "kind"), ("Statut", "status"), ("lieu", "place")] {
            assert_eq!(field_named(name), Some(field), "{name}");
        }
        assert_eq!(field_named("xyzzy"), None);
    }
}
