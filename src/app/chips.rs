//! Chips: the parts of a filter, each of which can be added, taken away and inverted by itself.
//!
//! The view's filter is the truth; chips are read from it. Does not keep entries (the library does).

use super::words;
use crate::lexicon::phrase::{self, fill};
use crate::lexicon::ui::Ui;
use crate::library::{ActorTest, Filter, View};
use crate::model::text::fold;
use crate::model::{Kind, Status};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How folded names are written, as far as they have been seen.
pub type Names = BTreeMap<String, String>;

/// One part of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chip {
    /// An actor, in a part it plays, or without it.
    Actor(ActorTest),
    /// A kind; without it, if so.
    Kind(Kind, bool),
    /// A status; without it, if so.
    Status(Status, bool),
    /// A folded place; without it, if so.
    Place(String, bool),
    /// A folded publisher or source; without it, if so.
    Source(String, bool),
    /// A tag; without it, if so.
    Tag(String, bool),
    /// From one day to another.
    Period(Option<NaiveDate>, Option<NaiveDate>),
    /// A word of the text.
    Word(String),
    /// Only what has a date.
    Dated,
    /// These entries.
    Entries(Vec<String>),
    /// What was known on a day.
    Known(NaiveDate),
}

/// The chips of a view.
pub fn of(view: &View) -> Vec<Chip> {
    let filter = &view.filter;
    let without = &filter.without;
    let mut chips: Vec<Chip> = filter.actors.iter().cloned().map(Chip::Actor).collect();
    for (kinds, not) in [(&filter.kinds, false), (&without.kinds, true)] {
        chips.extend(kinds.iter().map(|kind| Chip::Kind(*kind, not)));
    }
    for (statuses, not) in [(&filter.statuses, false), (&without.statuses, true)] {
        chips.extend(statuses.iter().map(|status| Chip::Status(*status, not)));
    }
    for (names, not) in [(&filter.places, false), (&without.places, true)] {
        chips.extend(names.iter().map(|name| Chip::Place(name.clone(), not)));
    }
    for (names, not) in [(&filter.sources, false), (&without.sources, true)] {
        chips.extend(names.iter().map(|name| Chip::Source(name.clone(), not)));
    }
    for (names, not) in [(&filter.tags, false), (&without.tags, true)] {
        chips.extend(names.iter().map(|name| Chip::Tag(name.clone(), not)));
    }
    if filter.from.is_some() || filter.to.is_some() {
        chips.push(Chip::Period(filter.from, filter.to));
    }
    chips.extend(filter.words.iter().cloned().map(Chip::Word));
    chips.extend(filter.dated.then_some(Chip::Dated));
    if !filter.ids.is_empty() {
        chips.push(Chip::Entries(filter.ids.clone()));
    }
    chips.extend(view.known_on.map(Chip::Known));
    chips
}

impl Chip {
    /// Adds it to a view. One that is there already stays once; its opposite goes.
    pub fn add(&self, view: &mut View) {
        self.remove(view);
        if let Some(opposite) = self.opposite() {
            opposite.remove(view);
        }
        let Filter { without, .. } = &mut view.filter;
        match self.clone() {
            Self::Actor(test) => view.filter.actors.push(test),
            Self::Kind(kind, false) => view.filter.kinds.push(kind),
            Self::Kind(kind, true) => without.kinds.push(kind),
            Self::Status(status, false) => view.filter.statuses.push(status),
            Self::Status(status, true) => without.statuses.push(status),
            Self::Place(name, false) => view.filter.places.push(name),
            Self::Place(name, true) => without.places.push(name),
            Self::Source(name, false) => view.filter.sources.push(name),
            Self::Source(name, true) => without.sources.push(name),
            Self::Tag(name, false) => view.filter.tags.push(name),
            Self::Tag(name, true) => without.tags.push(name),
            Self::Period(from, to) => (view.filter.from, view.filter.to) = (from, to),
            Self::Word(word) => view.filter.words.push(word),
            Self::Dated => view.filter.dated = true,
            Self::Entries(ids) => view.filter.ids = ids,
            Self::Known(day) => view.known_on = Some(day),
        }
    }

    /// Takes it away from a view.
    pub fn remove(&self, view: &mut View) {
        let Filter { without, .. } = &mut view.filter;
        match self {
            Self::Actor(test) => {
                view.filter.actors.retain(|other| other.key != test.key || other.part != test.part);
            }
            Self::Kind(kind, false) => view.filter.kinds.retain(|other| other != kind),
            Self::Kind(kind, true) => without.kinds.retain(|other| other != kind),
            Self::Status(status, false) => view.filter.statuses.retain(|other| other != status),
            Self::Status(status, true) => without.statuses.retain(|other| other != status),
            Self::Place(name, false) => view.filter.places.retain(|other| other != name),
            Self::Place(name, true) => without.places.retain(|other| other != name),
            Self::Source(name, false) => view.filter.sources.retain(|other| other != name),
            Self::Source(name, true) => without.sources.retain(|other| other != name),
            Self::Tag(name, false) => view.filter.tags.retain(|other| other != name),
            Self::Tag(name, true) => without.tags.retain(|other| other != name),
            Self::Period(..) => (view.filter.from, view.filter.to) = (None, None),
            Self::Word(word) => view.filter.words.retain(|other| other != word),
            Self::Dated => view.filter.dated = false,
            Self::Entries(_) => view.filter.ids.clear(),
            Self::Known(_) => view.known_on = None,
        }
    }

    /// The same the other way round; `None` where there is none.
    pub fn opposite(&self) -> Option<Self> {
        Some(match self.clone() {
            Self::Actor(test) => Self::Actor(ActorTest { not: !test.not, ..test }),
            Self::Kind(kind, not) => Self::Kind(kind, !not),
            Self::Status(status, not) => Self::Status(status, !not),
            Self::Place(name, not) => Self::Place(name, !not),
            Self::Source(name, not) => Self::Source(name, !not),
            Self::Tag(name, not) => Self::Tag(name, !not),
            Self::Period(..) | Self::Word(_) | Self::Dated | Self::Entries(_) | Self::Known(_) => {
                return None;
            }
        })
    }

    /// The label with the cross that takes it away.
    pub fn written(&self, ui: &Ui, names: &Names) -> String {
        format!(" {} × ", self.label(ui, names))
    }

    /// What is written on it: « sans Emmanuel Bonne (parle) ».
    pub fn label(&self, ui: &Ui, names: &Names) -> String {
        let called = |name: &String| names.get(name).unwrap_or(name).clone();
        let (words, not) = match self {
            Self::Actor(test) => {
                let part = test.part.map(|part| format!(" ({})", ui.part(part))).unwrap_or_default();
                (format!("{}{part}", test.name), test.not)
            }
            Self::Kind(kind, not) => (ui.kind(*kind).to_owned(), *not),
            Self::Status(status, not) => (ui.status(*status).to_owned(), *not),
            Self::Place(name, not) => (fill(ui.chip_place, &[&called(name)]), *not),
            Self::Source(name, not) => (fill(ui.chip_source, &[&called(name)]), *not),
            Self::Tag(name, not) => (format!("#{name}"), *not),
            Self::Period(from, to) => (period(ui, *from, *to), false),
            Self::Word(word) => (fill(ui.export_quote, &[word]), false),
            Self::Dated => (ui.screen_dated_only.to_owned(), false),
            Self::Entries(ids) => (fill(ui.export_chosen, &[&ids.len().to_string()]), false),
            Self::Known(day) => (fill(ui.screen_known_on, &[&day.to_string()]), false),
        };
        if not { format!("{} {words}", ui.screen_without) } else { words }
    }
}

/// « 2025 », « 2025-12 », « 2025-12-03 – 2025-12-09 », « depuis 2025-01-01 ».
pub fn period(ui: &Ui, from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => words::stretch(from, to).unwrap_or_else(|| format!("{from} – {to}")),
        (Some(from), None) => fill(ui.date_since, &[&from.to_string()]),
        (None, Some(to)) => fill(ui.date_until, &[&to.to_string()]),
        (None, None) => String::new(),
    }
}

/// Words of a text as they are searched: folded, those too short to say anything left out.
pub fn search_words(text: &str) -> Vec<String> {
    words(text).filter(|word| word.chars().count() >= SHORTEST).collect()
}

/// The words in a text that are too short to be looked for.
pub fn short_words(text: &str) -> Vec<String> {
    words(text).filter(|word| word.chars().count() < SHORTEST).collect()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words: Vec<String> =
        folded.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect();
    words.into_iter().filter(|word| !word.is_empty())
}

/// Letters that a word has at least which is looked for in the text.
const SHORTEST: usize = 3;

/// A period in the long words of the interface.
pub fn told(ui: &Ui, day: NaiveDate) -> String {
    phrase::day(ui, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::ui::FRENCH;
    use crate::model::Part;

    fn all() -> Vec<Chip> {
        let test = ActorTest {
            key: "bonne".to_owned(),
            name: "Emmanuel Bonne".to_owned(),
            part: Some(Part::Speaker),
            not: false,
        };
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        vec![
            Chip::Actor(test),
            Chip::Kind(Kind::Visit, true),
            Chip::Status(Status::Denied, false),
            Chip::Place("moscou".to_owned(), false),
            Chip::Source("reuters".to_owned(), true),
            Chip::Tag("iran".to_owned(), false),
            Chip::Period(day("2025-12-01"), day("2025-12-31")),
            Chip::Word("dialogue".to_owned()),
            Chip::Dated,
            Chip::Entries(vec!["0a".to_owned()]),
            Chip::Known(day("2026-02-03").unwrap()),
        ]
    }

    #[test]
    fn what_is_added_is_there_and_what_is_taken_away_is_not() {
        for chip in all() {
            let mut view = View::default();
            chip.add(&mut view);
            chip.add(&mut view);
            assert_eq!(of(&view), std::slice::from_ref(&chip), "added twice, there once");
            if let Some(opposite) = chip.opposite() {
                opposite.add(&mut view);
                assert_eq!(of(&view), std::slice::from_ref(&opposite), "its opposite takes its place");
                opposite.remove(&mut view);
            } else {
                chip.remove(&mut view);
            }
            assert_eq!(view, View::default());
        }
        let mut view = View::default();
        for chip in all() {
            chip.add(&mut view);
        }
        assert_eq!(of(&view), all());
    }

    #[test]
    fn chips_say_what_they_keep() {
        let names = Names::from([("moscou".to_owned(), "Moscou".to_owned())]);
        let labels: Vec<String> = all().iter().map(|chip| chip.label(&FRENCH, &names)).collect();
        assert_eq!(
            labels,
            [
                "Emmanuel Bonne (parle)",
                "sans visite",
                "démenti",
                "à Moscou",
                "sans selon reuters",
                "#iran",
                "2025-12",
                "« dialogue »",
                "datés",
                "sélection (1)",
                "connu au 2026-02-03"
            ]
        );
    }
}
