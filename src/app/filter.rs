//! The filter line: what is typed finds actors, kinds, statuses, places, sources, tags, periods and words, each with the
//! entries that would be left; the chosen one becomes a chip.
//!
//! Does not rank names and does not keep entries: the library does both.

use super::chips::{self, Chip, Names};
use super::{App, period};
use crate::lexicon::ui::{ENGLISH, FRENCH, Ui};
use crate::library::{ActorCount, ActorTest, Facets, FoundActors, Question, Typed, View};
use crate::model::text::fold;
use crate::model::{Entry, Kind, Part, Status};
use chrono::NaiveDate;

/// Choices that are shown at once.
pub const SHOWN: usize = 8;
/// Actors that are counted at once.
const ACTORS: usize = 12;
/// Places, sources and tags that are offered at once, of each.
const NAMES: usize = 5;
/// Places, sources and tags of a view that are known while one types, of each.
const FACETS: usize = 5000;

/// Something that can become a chip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The chip.
    pub chip: Chip,
    /// What is shown.
    pub label: String,
    /// What sort of thing it is: « acteur », « lieu ».
    pub sort: &'static str,
    /// Entries that would be left; `None` until they are counted.
    pub entries: Option<usize>,
}

/// A name that entries can be filtered by, and how it is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Facet {
    name: String,
    folded: String,
}

/// Places, sources and tags of a view, the most frequent first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offered {
    places: Vec<Facet>,
    sources: Vec<Facet>,
    tags: Vec<Facet>,
}

impl Offered {
    /// Those that the library found.
    pub fn new(facets: Facets) -> Self {
        let folded = |names: Vec<String>| {
            names.into_iter().map(|name| Facet { folded: fold(&name), name }).collect::<Vec<_>>()
        };
        let Facets { places, sources, tags } = facets;
        Self { places: folded(places), sources: folded(sources), tags: folded(tags) }
    }

    /// What is asked of the library for them.
    pub fn question(view: &View) -> Question {
        Question::Facets(view.clone(), FACETS)
    }
}

/// The line that is typed into, and what answers it.
#[derive(Debug, Default)]
pub struct FilterLine {
    /// What is typed.
    pub text: String,
    /// The part that the actor must play.
    pub part: Option<Part>,
    /// Whether entries with it are left out.
    pub not: bool,
    /// The chosen choice.
    pub chosen: usize,
    /// The choices, best first.
    pub choices: Vec<Choice>,
    /// How many actors there are in all.
    pub found: usize,
    /// What the actors answer.
    answers: Option<Typed>,
    /// The actors found, and whether a name of theirs begins as what is typed.
    actors: (Vec<Choice>, bool),
    /// Choices that do not come from what is typed, but from the entry under the cursor.
    given: Option<Vec<Choice>>,
}

impl FilterLine {
    /// An empty line.
    pub fn new() -> Self {
        Self::default()
    }

    /// A line whose choices are what an entry is made of.
    pub fn of_entry(entry: &Entry, ui: &Ui) -> Self {
        let mut given = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for actor in &entry.actors {
            if seen.contains(&actor.key.as_str()) {
                continue;
            }
            seen.push(&actor.key);
            let (key, name) = (actor.key.clone(), actor.name.clone());
            let test = ActorTest { key, name, part: None, not: false };
            given.push(Choice::new(Chip::Actor(test), actor.name.clone(), ui.sort_actor));
        }
        let places = entry.place.iter().flat_map(|place| std::iter::once(&place.name).chain(&place.within));
        given.extend(places.map(|name| Choice::named(Chip::Place, name, ui.sort_place)));
        given.extend(entry.kinds.iter().map(|kind| Choice::kind(*kind, ui)));
        given.extend(entry.statuses.iter().map(|status| Choice::status(*status, ui)));
        let mut sources: Vec<&String> = Vec::new();
        for name in entry.reports.iter().flat_map(|report| report.agency.iter().chain(&report.first_by)) {
            if !sources.contains(&name) {
                sources.push(name);
            }
        }
        given.extend(sources.into_iter().map(|name| Choice::named(Chip::Source, name, ui.sort_source)));
        given.extend(entry.tags.iter().map(|tag| Choice::tag(tag, ui)));
        if let Some((from, to)) = entry.when.and_then(|when| Some((when.first_day()?, when.last_day()?))) {
            given.push(Choice::period((Some(from), Some(to)), ui));
        }
        Self { choices: given.clone(), given: Some(given), ..Self::default() }
    }

    /// What the worker is to find, unless it has.
    pub fn question(&self, view: &View) -> Option<Question> {
        if self.given.is_some() {
            return None;
        }
        let typed = self.typed();
        (self.answers.as_ref() != Some(&typed)).then(|| Question::Actors(view.clone(), typed))
    }

    fn typed(&self) -> Typed {
        let text = self.text.trim().to_owned();
        Typed { text, part: self.part, not: self.not, skip: 0, take: ACTORS }
    }

    /// What was typed has changed.
    pub fn changed(&mut self, app: &App) {
        self.chosen = 0;
        self.choose(app);
        if let Some(given) = &self.given {
            let text = fold(self.text.trim());
            let begins = |choice: &&Choice| begins_word(&fold(&choice.label), &text);
            let not = self.not;
            let turned = |choice: &Choice| choice.clone().turned(not);
            self.choices = given.iter().filter(begins).map(turned).collect();
        }
    }

    /// Takes in the actors that were found.
    pub fn answered(&mut self, found: FoundActors, app: &App) {
        let ui = app.ui();
        let typed = self.typed();
        let text = fold(&typed.text);
        self.found = found.found;
        let actor = |actor: ActorCount| {
            let (key, name) = (actor.key, actor.name.clone());
            let tested = ActorTest { key, name, part: self.part, not: self.not };
            let entries = Some(actor.entries);
            Choice { entries, ..Choice::new(Chip::Actor(tested), actor.name, ui.sort_actor) }
        };
        let named = found.actors.iter().any(|actor| {
            let names = std::iter::once(&actor.name).chain(&actor.aliases);
            names.into_iter().any(|name| begins_word(&fold(name), &text))
        });
        self.actors = (found.actors.into_iter().map(actor).collect(), named);
        self.answers = Some(typed);
        self.choose(app);
    }

    /// Puts together what answers: actors as they were found last, and everything else by what is typed now.
    pub fn choose(&mut self, app: &App) {
        if self.given.is_some() {
            return;
        }
        let ui = app.ui();
        let typed = self.text.trim();
        let text = fold(typed);
        let (mut actors, mut named) = self.actors.clone();
        // Until those are found that answer what is typed now, of the others only those that do as well are shown.
        if self.answers.as_ref() != Some(&self.typed()) {
            actors.retain(|choice| begins_word(&fold(&choice.label), &text));
            named = !actors.is_empty();
        }
        let mut others = if text.is_empty() {
            Vec::new()
        } else {
            others(typed, &text, &app.data.facets, ui, app.settings.today)
        };
        others.extend(words(typed, ui).filter(|_| !self.not));
        // What is counted stays counted.
        let before = std::mem::take(&mut self.choices);
        let others = others.into_iter().map(|choice| {
            let choice = choice.turned(self.not);
            let counted = before.iter().find(|before| before.chip == choice.chip);
            Choice { entries: counted.and_then(|before| before.entries), ..choice }
        });
        // Actors come first unless nobody's name begins as what is typed, and something else does.
        let mut choices: Vec<Choice> = Vec::new();
        if named || text.is_empty() {
            choices.extend(actors);
            choices.extend(others);
        } else {
            let (words, others): (Vec<Choice>, Vec<Choice>) =
                others.partition(|choice| matches!(choice.chip, Chip::Word(_)));
            choices.extend(others.into_iter().chain(actors).chain(words));
        }
        self.choices = choices;
        self.chosen = self.chosen.min(self.choices.len().saturating_sub(1));
    }

    /// The counts that are still wanted of what is shown. Places and sources are looked for together, after what is
    /// counted at once. Words are counted in all the text, which takes long: only once they are chosen.
    pub fn counts(&self, view: &View) -> Vec<Question> {
        let shown = self.choices.iter().enumerate().skip(self.first()).take(SHOWN);
        let wanted = |(at, choice): &(usize, &Choice)| {
            choice.entries.is_none() && (*at == self.chosen || !matches!(choice.chip, Chip::Word(_)))
        };
        let named = |choice: &&Choice| matches!(choice.chip, Chip::Place(..) | Chip::Source(..));
        let (named, others): (Vec<&Choice>, Vec<&Choice>) =
            shown.filter(wanted).map(|(_, choice)| choice).partition(named);
        let mut counts: Vec<Question> =
            others.into_iter().map(|choice| Question::Count(choice.view(view))).collect();
        if !named.is_empty() {
            counts.push(Question::Counts(named.into_iter().map(|choice| choice.view(view)).collect()));
        }
        counts
    }

    /// Takes a count in, if it is of one of the choices.
    pub fn counted(&mut self, view: &View, of: &View, count: usize) {
        for choice in self.choices.iter_mut().filter(|choice| choice.entries.is_none()) {
            if choice.view(view) == *of {
                choice.entries = Some(count);
            }
        }
    }

    /// The number of the first choice that is shown.
    pub const fn first(&self) -> usize {
        self.chosen - self.chosen % SHOWN
    }

    /// The chosen choice.
    pub fn choice(&self) -> Option<&Choice> {
        self.choices.get(self.chosen)
    }

    /// Whether choices come from an entry rather than from what is typed.
    pub const fn is_of_entry(&self) -> bool {
        self.given.is_some()
    }

    /// The next part: any, acts, receives, speaks, is named, any.
    pub fn next_part(&mut self) {
        self.part = match self.part {
            None => Part::ALL.first().copied(),
            Some(part) => Part::ALL.iter().copied().skip_while(|other| *other != part).nth(1),
        };
        let part = self.part;
        for choice in self.given.iter_mut().flatten() {
            if let Chip::Actor(test) = &mut choice.chip {
                test.part = part;
                choice.entries = None;
            }
        }
    }
}

impl Choice {
    const fn new(chip: Chip, label: String, sort: &'static str) -> Self {
        Self { chip, label, sort, entries: None }
    }

    fn kind(kind: Kind, ui: &Ui) -> Self {
        Self::new(Chip::Kind(kind, false), ui.kind(kind).to_owned(), ui.sort_kind)
    }

    fn status(status: Status, ui: &Ui) -> Self {
        Self::new(Chip::Status(status, false), ui.status(status).to_owned(), ui.sort_status)
    }

    fn tag(tag: &str, ui: &Ui) -> Self {
        Self::new(Chip::Tag(tag.to_owned(), false), format!("#{tag}"), ui.sort_tag)
    }

    fn named(chip: impl Fn(String, bool) -> Chip, name: &str, sort: &'static str) -> Self {
        Self::new(chip(fold(name), false), name.to_owned(), sort)
    }

    fn period((from, to): period::Period, ui: &Ui) -> Self {
        Self::new(Chip::Period(from, to), chips::period(ui, from, to), ui.sort_period)
    }

    /// The other way round, if asked and if there is one.
    fn turned(self, not: bool) -> Self {
        let chip = if not { self.chip.opposite() } else { None };
        Self { chip: chip.unwrap_or(self.chip), ..self }
    }

    /// The view with this added.
    fn view(&self, view: &View) -> View {
        let mut view = view.clone();
        self.chip.add(&mut view);
        view
    }
}

/// Whether a word of a folded text begins so.
fn begins_word(text: &str, begun: &str) -> bool {
    let starts = text.match_indices(begun).map(|(at, _)| at);
    let before = |at: usize| text.get(..at).and_then(|before| before.chars().next_back());
    starts.into_iter().any(|at| before(at).is_none_or(|letter| !letter.is_alphanumeric()))
}

/// What answers besides actors and words.
fn others(typed: &str, folded: &str, facets: &Offered, ui: &Ui, today: NaiveDate) -> Vec<Choice> {
    let mut others: Vec<Choice> = Vec::new();
    others.extend(period::parse(typed, today).map(|period| Choice::period(period, ui)));
    // The words of both languages are understood.
    let said = |section: &str, name: &str| {
        [&FRENCH, &ENGLISH].into_iter().any(|ui| fold(ui.named(section, name)).starts_with(folded))
    };
    let kinds = Kind::ALL.iter().filter(|kind| said("kind", kind.name()));
    others.extend(kinds.map(|kind| Choice::kind(*kind, ui)));
    let statuses = Status::ALL.iter().filter(|status| said("status", status.name()));
    others.extend(statuses.map(|status| Choice::status(*status, ui)));
    let begun = |names: &'_ [Facet]| -> Vec<String> {
        let begun = names.iter().filter(|name| begins_word(&name.folded, folded));
        begun.take(NAMES).map(|name| name.name.clone()).collect()
    };
    others.extend(begun(&facets.places).iter().map(|name| Choice::named(Chip::Place, name, ui.sort_place)));
    others
        .extend(begun(&facets.sources).iter().map(|name| Choice::named(Chip::Source, name, ui.sort_source)));
    others.extend(begun(&facets.tags).iter().map(|tag| Choice::tag(tag, ui)));
    others
}

/// The first of the words that are typed, to be found in the text.
fn words(typed: &str, ui: &Ui) -> Option<Choice> {
    let words = chips::search_words(typed);
    let word = words.first().filter(|_| words.len() == 1)?;
    let label = crate::lexicon::phrase::fill(ui.export_quote, &[word]);
    Some(Choice::new(Chip::Word(word.clone()), label, ui.sort_words))
}

/// Adds a choice to the view's filter.
pub fn add(app: &mut App, choice: &Choice) {
    remember(&mut app.names, choice);
    choice.chip.add(&mut app.view);
    app.added.retain(|other| *other != choice.chip);
    app.added.push(choice.chip.clone());
}

fn remember(names: &mut Names, choice: &Choice) {
    if let Chip::Place(folded, _) | Chip::Source(folded, _) = &choice.chip {
        names.insert(folded.clone(), choice.label.clone());
    }
}

/// The chip that was added last.
pub fn last(app: &App) -> Option<Chip> {
    let there = chips::of(&app.view);
    let added = app.added.iter().rev().find(|chip| there.contains(chip)).cloned();
    added.or_else(|| there.last().cloned())
}

/// Turns a chip into its opposite, where it has one.
pub fn invert(app: &mut App, chip: &Chip) {
    let Some(opposite) = chip.opposite() else { return };
    opposite.add(&mut app.view);
    app.added.retain(|other| other != chip);
    app.added.push(opposite);
}

/// Takes the chip away that was added last.
pub fn drop_last(app: &mut App) -> Option<Chip> {
    let chip = last(app)?;
    chip.remove(&mut app.view);
    app.added.retain(|other| *other != chip);
    Some(chip)
}
