//! Rulings from the screen: what is typed becomes a command, what it would change is shown, and only then is it done.
//!
//! Does not decide (the library does) and writes nothing down: both are effects.

use super::page::{Page, Pages, Role};
use super::words::BETWEEN;
use super::{App, Effect, Pager, Prompt, Queries, Shown};
use crate::lexicon::phrase::fill;
use crate::library::{Command, Difference, How, Preview, Typed};
use crate::model::text::fold;
use crate::model::{ActorRef, Anchor, Basis, Change, Entry, Field, Kind, Place, Record, Status, When};

/// A ruling that words are typed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// Something of the entry is put right.
    Correct,
    /// The entry is rejected.
    Reject,
    /// The entry is given a tag, or loses it.
    Tag,
    /// A note is written about the entry.
    Note,
    /// The entry's first actor is another one.
    Merge,
}

/// Opens the line that a ruling's words are typed into.
pub fn open(app: &mut App, ruling: Ruling) {
    let Some(entry) = app.chosen() else { return };
    let text = match ruling {
        Ruling::Correct => said(entry),
        _ => String::new(),
    };
    app.prompt = Some(Prompt::Ruling { ruling, text });
}

/// What an entry says, as it can be corrected: « date=2026-02-03 kind=visit place=Moscou status=reported ».
fn said(entry: &Entry) -> String {
    let when = entry.when.map_or_else(String::new, |when| when.value.to_string());
    let place = entry.place.as_ref().map_or("", |place| place.name.as_str());
    let place = place.replace(' ', "_");
    format!("date={when} kind={} place={place} status={}", entry.kind.name(), entry.status.name())
}

/// What is being ruled about, for the line that is typed into.
pub fn lead(app: &App, ruling: Ruling) -> String {
    let ui = app.ui();
    match ruling {
        Ruling::Correct => ui.decide_correct.to_owned(),
        Ruling::Reject => ui.decide_reject.to_owned(),
        Ruling::Tag => ui.decide_tag.to_owned(),
        Ruling::Note => ui.decide_note.to_owned(),
        Ruling::Merge => {
            let name = app.chosen().and_then(|entry| entry.actors.first()).map_or("", |actor| &actor.name);
            fill(ui.decide_merge, &[name])
        }
    }
}

/// From the typed words to the command, which is weighed before it is done.
pub fn accept(app: &mut App, library: &dyn Queries, ruling: Ruling, text: &str) -> Vec<Effect> {
    match change(app, library, ruling, text.trim()) {
        Ok(change) => vec![Effect::Weigh(Box::new(Command::Rule(change)))],
        Err(why) => {
            app.warn(why);
            Vec::new()
        }
    }
}

fn change(app: &App, library: &dyn Queries, ruling: Ruling, text: &str) -> Result<Change, String> {
    let ui = app.ui();
    let entry = app.chosen().ok_or(ui.screen_no_entries)?;
    let anchor: Anchor = entry.anchor().ok_or(ui.screen_no_article)?;
    let basis = Basis::Misread;
    if text.is_empty() {
        return Err(ui.decide_nothing.to_owned());
    }
    Ok(match ruling {
        Ruling::Reject => Change::EntryRejected { anchor, reason: text.to_owned(), basis },
        Ruling::Note => Change::EntryNoted { anchor, text: text.to_owned(), source: None },
        Ruling::Tag => {
            let tag = text.trim_start_matches('#').to_owned();
            if entry.tags.contains(&tag) {
                Change::EntryUntagged { anchor, tag }
            } else {
                Change::EntryTagged { anchor, tag, source: None }
            }
        }
        Ruling::Correct => {
            let fields = fields(app, entry, text)?;
            if fields.is_empty() {
                return Err(ui.decide_nothing.to_owned());
            }
            Change::EntryCorrected { anchor, fields, basis }
        }
        Ruling::Merge => {
            let actor = entry.actors.first().ok_or(ui.decide_nothing)?;
            let (key, name) = (actor.key.clone(), actor.name.clone());
            let merged = ActorRef { key, name, class: actor.class };
            let typed = Typed { text: text.to_owned(), take: 1, ..Typed::default() };
            let all = super::load::unfiltered(&app.view);
            let kept = library.find_actors(&all, &typed).actors.into_iter().next();
            let kept = kept.ok_or_else(|| ui.screen_no_actor.to_owned())?;
            let kept = ActorRef { key: kept.key, name: kept.name, class: kept.class };
            Change::ActorsMerged { kept, merged, basis }
        }
    })
}

/// The fields of « date=… kind=… » that differ from what the entry says.
fn fields(app: &App, entry: &Entry, text: &str) -> Result<Vec<Field>, String> {
    let ui = app.ui();
    let before = said(entry);
    let before: Vec<&str> = before.split_whitespace().collect();
    let mut fields = Vec::new();
    for part in text.split_whitespace().filter(|part| !before.contains(part)) {
        let wrong = || fill(ui.decide_unclear, &[part]);
        let (name, value) = part.split_once('=').ok_or_else(wrong)?;
        let known = |section: &str, name: &str| {
            let word = fold(ui.named(section, name)).replace(' ', "_");
            fold(value) == word || value == name
        };
        fields.push(match fold(name).as_str() {
            "date" if value.is_empty() => Field::When(None),
            "date" => Field::When(Some(When::plain(value.parse().map_err(|_| wrong())?))),
            "kind" | "genre" => {
                let kind = Kind::ALL.iter().find(|kind| known("kind", kind.name()));
                Field::Kind(*kind.ok_or_else(wrong)?)
            }
            "status" | "statut" => {
                let status = Status::ALL.iter().find(|status| known("status", status.name()));
                Field::Status(*status.ok_or_else(wrong)?)
            }
            "place" | "lieu" if value.is_empty() => Field::Place(None),
            "place" | "lieu" => {
                Field::Place(Some(Place { name: value.replace('_', " "), within: Vec::new() }))
            }
            _ => return Err(wrong()),
        });
    }
    Ok(fields)
}

/// Shows what a command would change, before it is done.
pub fn weighed(app: &mut App, command: Command, preview: Result<Preview, String>) {
    let preview = match preview {
        Ok(preview) => preview,
        Err(why) => return app.warn(why),
    };
    let Some(layout) = app.layout() else { return };
    let width = usize::from(layout.pager().inner(layout.framed).width).saturating_sub(2);
    let page = page(app, &preview, width);
    app.pager = Some(Pager {
        shown: Shown::Ruling,
        top: 0,
        text: String::new(),
        page,
        ruling: Some(Box::new(command)),
    });
}

fn page(app: &App, preview: &Preview, width: usize) -> Page {
    let ui = app.ui();
    let mut pages = Pages::new(width, app.settings.glyphs);
    let (what, about) = told(app, &preview.change);
    pages.put(0, 2, &[(Role::Heading, &what), (Role::Text, &about)]);
    pages.gap();
    if preview.differences.is_empty() {
        pages.put(0, 2, &[(Role::Dim, ui.decide_changes_nothing)]);
    }
    for difference in &preview.differences {
        differing(app, &mut pages, difference);
    }
    pages.done()
}

/// One entry that would not be as it is.
pub fn differing(app: &App, pages: &mut Pages, difference: &Difference) {
    let ui = app.ui();
    let title = |entry: &Entry| crate::library::title(entry, app.settings.language);
    let word = ui.named("how", difference.how.name());
    let entry = difference.after.as_ref().or(difference.before.as_ref());
    let Some(entry) = entry else { return };
    let role = if difference.how == How::Gone { Role::Doubt } else { Role::Key };
    let word = format!("{word:<11} ");
    pages.put(0, 12, &[(role, &word), (Role::Text, &title(entry))]);
    let fields = fields_told(app, difference);
    if !fields.is_empty() {
        pages.put(12, 12, &[(Role::Dim, &fields)]);
    }
}

/// « statut : rapporté → démenti · date : 2025-12 → 3 décembre 2025 »; empty if the entry is in one state only.
pub fn fields_told(app: &App, difference: &Difference) -> String {
    let (Some(before), Some(after)) = (&difference.before, &difference.after) else { return String::new() };
    let told = difference.fields.iter().map(|field| one(app, field, before, after));
    told.collect::<Vec<_>>().join(BETWEEN)
}

/// « statut : rapporté → démenti »
fn one(app: &App, field: &str, before: &Entry, after: &Entry) -> String {
    let ui = app.ui();
    let value = |entry: &Entry| match field {
        "date" => entry.when.map_or_else(
            || ui.screen_happened_unknown_short.to_owned(),
            |when| crate::lexicon::phrase::when(ui, when),
        ),
        "kind" => ui.kind(entry.kind).to_owned(),
        "status" => ui.status(entry.status).to_owned(),
        "place" => entry.place.as_ref().map_or_else(|| "?".to_owned(), |place| place.name.clone()),
        "reports" => entry.reports.len().to_string(),
        "quotes" => entry.quotes.len().to_string(),
        "tags" => entry.tags.join(", "),
        "notes" => entry.notes.len().to_string(),
        "actors" => {
            let mut names: Vec<&str> = entry.actors.iter().map(|actor| actor.name.as_str()).collect();
            names.dedup();
            names.join(", ")
        }
        _ => String::new(),
    };
    let (one, other) = (value(before), value(after));
    let name = ui.named("field", field);
    if one == other { name.to_owned() } else { format!("{name}{}{one} → {other}", ui.export_colon) }
}

/// What a change is called, and what it is about.
pub fn told(app: &App, change: &Change) -> (String, String) {
    let ui = app.ui();
    let what = ui.named("deed", &change.name().replace('-', "_")).to_owned();
    let about = match change {
        Change::ArticleAdded { article } | Change::ArticleRevised { article, .. } => {
            article.headline().to_owned()
        }
        Change::EntryRejected { reason, .. } | Change::ArticleWithdrawn { reason, .. } => reason.clone(),
        Change::EntryTagged { tag, .. } | Change::EntryUntagged { tag, .. } => format!("#{tag}"),
        Change::EntryNoted { text, .. } => text.clone(),
        Change::EntryCorrected { fields, .. } => {
            let names: Vec<&str> = fields.iter().map(|field| ui.named("field", field.name())).collect();
            names.join(", ")
        }
        Change::ActorsMerged { kept, merged, .. } => format!("{} → {}", merged.name, kept.name),
        Change::ActorDefined { actor, .. } | Change::ActorSplit { actor, .. } => actor.name.clone(),
        Change::ActorAliased { actor, alias: name, .. } | Change::ActorRenamed { actor, name, .. } => {
            format!("{} → {name}", actor.name)
        }
        Change::OfficeDated { actor, office, .. } => format!("{}{BETWEEN}{office}", actor.name),
        Change::RecordReverted { seq } | Change::RecordRestored { seq } => format!("n° {seq}"),
        _ => String::new(),
    };
    let about = if about.is_empty() { about } else { format!("{BETWEEN}{about}") };
    (what, about)
}

/// One record of the journal on one line.
pub fn record(app: &App, record: &Record) -> Vec<(Role, String)> {
    let (what, about) = told(app, &record.change);
    vec![
        (Role::Dim, format!("{:>5}  {}  ", record.seq, record.at.format("%Y-%m-%d %H:%M"))),
        (Role::Speaker, format!("{}  ", record.author.0)),
        (Role::Text, what),
        (Role::Dim, about),
    ]
}
