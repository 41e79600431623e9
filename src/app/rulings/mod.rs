//! Rulings from the screen: what is typed becomes a command, what it would change is shown, and only then is it done.
//!
//! Does not decide (the library does) and writes nothing down: both are effects. What a correction's line says is
//! `edit`'s.

mod basis;
mod edit;

use super::page::{Page, Pages, Role};
use super::words::BETWEEN;
use super::{App, Effect, Pager, Prompt, Queries, Shown, Tab};
use crate::lexicon::phrase::fill;
use crate::lexicon::ui::Ui;
use crate::library::{ActorCount, Command, Difference, How, Preview, Typed};
use crate::model::text::fold;
use crate::model::{ActorRef, Anchor, Basis, Change, Entry, EntryId, Link, Record, Report, Source, Status};

/// A ruling that words are typed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// Something of the entry, or the speaker of a quote, is put right.
    Correct,
    /// The entry is rejected.
    Reject,
    /// The entry is given a tag, or loses it.
    Tag,
    /// A note is written about the entry.
    Note,
    /// The entry's first actor is another one.
    Merge,
    /// The entry is related to one chosen before.
    Link(Box<Chosen>),
    /// Reports of the entry tell another happening.
    Split,
}

/// An entry that was chosen to be linked with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Its id.
    pub id: EntryId,
    /// How it is stored.
    pub anchor: Anchor,
    /// Its title.
    pub title: String,
}

pub use edit::name_begun;

/// Opens the line that a ruling's words are typed into.
pub fn open(app: &mut App, ruling: Ruling) {
    let Some(entry) = app.chosen() else { return };
    let text = match ruling {
        Ruling::Correct if app.detail.tab == Tab::Quotes && !entry.quotes.is_empty() => {
            edit::quote(app, entry)
        }
        Ruling::Correct => edit::said(app.ui(), entry),
        Ruling::Split if entry.reports.len() < 2 => return app.warn(app.ui().decide_one_report),
        Ruling::Split => (app.detail.report + 1).to_string(),
        Ruling::Link(_) => link_word(app.ui(), Link::Same).to_owned(),
        _ => String::new(),
    };
    app.prompt = Some(Prompt::Ruling { ruling, text });
}

/// The first time an entry is chosen, the second time it is asked how the two are related.
pub fn link(app: &mut App) {
    let ui = app.ui();
    let Some(entry) = app.chosen().cloned() else { return };
    let Some(anchor) = entry.anchor() else { return app.warn(ui.screen_no_article) };
    let title = crate::library::title(&entry, app.settings.language);
    match app.linking.take() {
        None => {
            app.say(fill(ui.decide_link_begun, &[&title]));
            app.linking = Some(Chosen { id: entry.id.clone(), anchor, title });
        }
        Some(one) if one.id == entry.id => app.say(ui.decide_link_left),
        Some(one) => open(app, Ruling::Link(Box::new(one))),
    }
}

/// The word by which a link is asked for.
fn link_word(ui: &Ui, link: Link) -> &'static str {
    ui.named("link_word", link.name())
}

/// The next word that can be said, in lines that know a few words only.
pub fn next_word(app: &App, ruling: &Ruling, text: &str) -> Option<String> {
    let Ruling::Link(_) = ruling else { return None };
    let at = Link::ALL.iter().position(|link| link_word(app.ui(), *link) == text.trim());
    let next = Link::ALL.get(at.map_or(0, |at| (at + 1) % Link::ALL.len()))?;
    Some(link_word(app.ui(), *next).to_owned())
}

/// What is being ruled about, for the line that is typed into.
pub fn lead(app: &App, ruling: &Ruling) -> String {
    let ui = app.ui();
    match ruling {
        Ruling::Correct => ui.decide_correct.to_owned(),
        Ruling::Reject => ui.decide_reject.to_owned(),
        Ruling::Tag => ui.decide_tag.to_owned(),
        Ruling::Note => ui.decide_note.to_owned(),
        Ruling::Link(one) => {
            let short = app.settings.glyphs.clip_words(&one.title, usize::from(app.size.0) / 3);
            fill(ui.decide_link, &[&short])
        }
        Ruling::Split => {
            let reports = app.chosen().map_or(0, |entry| entry.reports.len());
            fill(ui.decide_split, &[&reports.to_string()])
        }
        Ruling::Merge => {
            let name = app.chosen().and_then(|entry| entry.actors.first()).map_or("", |actor| &actor.name);
            fill(ui.decide_merge, &[name])
        }
    }
}

/// From the typed words to the command, which is weighed before it is done.
pub fn accept(
    app: &mut App,
    library: &dyn Queries,
    (ruling, text): (Ruling, String),
    chosen: Option<ActorCount>,
) -> Vec<Effect> {
    match change(app, library, (&ruling, text.trim()), chosen) {
        Ok(change) => vec![Effect::Weigh(Box::new(Command::Rule(change)))],
        Err(why) => {
            app.warn(why);
            app.prompt = Some(Prompt::Ruling { ruling, text });
            Vec::new()
        }
    }
}

fn change(
    app: &App,
    library: &dyn Queries,
    (ruling, text): (&Ruling, &str),
    chosen: Option<ActorCount>,
) -> Result<Change, String> {
    let ui = app.ui();
    let entry = app.chosen().ok_or(ui.screen_no_entries)?;
    let anchor: Anchor = entry.anchor().ok_or(ui.screen_no_article)?;
    let basis = Basis::Misread;
    if text.is_empty() && chosen.is_none() {
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
        Ruling::Correct => edit::correction(app, library, entry, text)?,
        Ruling::Link(one) => {
            let folded = fold(text);
            let known = |link: &&Link| fold(link_word(ui, **link)) == folded || link.name() == text;
            let link = Link::ALL.iter().find(known).copied();
            let link = link.ok_or_else(|| fill(ui.decide_link_unclear, &[text]))?;
            Change::EntriesLinked { one: one.anchor.clone(), other: anchor, link, basis }
        }
        Ruling::Split => {
            let wrong = || fill(ui.decide_split_unclear, &[text, &entry.reports.len().to_string()]);
            let numbers = edit::numbers(text).ok_or_else(wrong)?;
            let report = |number: &usize| entry.reports.get(number.checked_sub(1)?).map(Report::anchor);
            let parted: Option<Vec<Anchor>> = numbers.iter().map(report).collect();
            let parted = parted.ok_or_else(wrong)?;
            let stays = entry.reports.iter().map(Report::anchor).find(|one| !parted.contains(one));
            Change::EntrySplit { kept: stays.ok_or_else(wrong)?, parted, basis }
        }
        Ruling::Merge => {
            let actor = entry.actors.first().ok_or(ui.decide_nothing)?;
            let (key, name) = (actor.key.clone(), actor.name.clone());
            let merged = ActorRef { key, name, class: actor.class };
            let kept = if let Some(chosen) = chosen {
                chosen
            } else {
                // Not answered yet.
                let typed = Typed { text: text.to_owned(), take: 1, ..Typed::default() };
                let all = super::load::unfiltered(&app.view);
                let kept = library.find_actors(&all, &typed).actors.into_iter().next();
                kept.ok_or_else(|| ui.screen_no_actor.to_owned())?
            };
            let kept = ActorRef { key: kept.key, name: kept.name, class: kept.class };
            Change::ActorsMerged { kept, merged, basis }
        }
    })
}

/// Whether a command rests on something that can be said.
pub fn rests(command: &Command) -> bool {
    matches!(command, Command::Rule(change) if basis::of(change).is_some())
}

/// The command on the next basis: misread, then what each article of the entry says, published when it was.
pub fn on_next_basis(app: &App, command: &Command) -> Option<Command> {
    let Command::Rule(change) = command else { return None };
    let now = basis::of(change)?;
    let mut all = vec![Basis::Misread];
    for report in &app.chosen()?.reports {
        let (published, words) = (report.published, report.headline.clone());
        let source = Basis::NewInformation(Source { published, article: Some(report.article), words });
        if !all.contains(&source) {
            all.push(source);
        }
    }
    let at = all.iter().position(|one| *one == now).map_or(0, |at| (at + 1) % all.len());
    Some(Command::Rule(basis::on(change.clone(), all.into_iter().nth(at)?)))
}

/// The command that is looked at, on a source from elsewhere: « Élysée 2026-02-03 ».
pub fn on_source(app: &mut App, text: String) -> Vec<Effect> {
    let command = app.pager.as_ref().and_then(|pager| pager.ruling.as_deref());
    let Some(Command::Rule(change)) = command.cloned() else { return Vec::new() };
    let (words, day) = text.trim().rsplit_once(' ').unwrap_or_default();
    let day =
        super::period::parse(day, app.settings.today).and_then(|(from, to)| from.filter(|_| from == to));
    match day {
        Some(published) if !words.trim().is_empty() => {
            let source = Source { published, article: None, words: words.trim().to_owned() };
            let change = basis::on(change, Basis::NewInformation(source));
            vec![Effect::Weigh(Box::new(Command::Rule(change)))]
        }
        _ => {
            app.warn(app.ui().decide_basis_unclear);
            app.prompt = Some(Prompt::Basis(text));
            Vec::new()
        }
    }
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
    app.pager = Some(Pager { ruling: Some(Box::new(command)), ..Pager::of_page(Shown::Ruling, page) });
}

fn page(app: &App, preview: &Preview, width: usize) -> Page {
    let ui = app.ui();
    let mut pages = Pages::new(width, app.settings.glyphs);
    let (what, about) = told(app, &preview.change);
    pages.put(0, 2, &[(Role::Heading, &what), (Role::Text, &about)]);
    if let Some(basis) = basis::of(&preview.change) {
        let told = match &basis {
            Basis::Misread if basis::is_only_sourced(&preview.change) => ui.decide_unsourced.to_owned(),
            Basis::Misread => ui.decide_misread.to_owned(),
            Basis::NewInformation(source) => {
                fill(ui.decide_new_information, &[&source.words, &source.published.to_string()])
            }
        };
        pages.put(0, 2, &[(Role::Dim, &told)]);
    }
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
    let entry = difference.after.as_ref().or(difference.before.as_ref());
    // Reports that exclude each other deny nothing.
    let denies = |entry: &std::sync::Arc<Entry>| {
        entry.statuses.iter().any(|status| matches!(status, Status::Denied | Status::Negated))
    };
    let word = match difference.how {
        How::Denied if !entry.is_some_and(denies) => "contested",
        how => how.name(),
    };
    let word = ui.named("how", word);
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
        "reports" => entry.reports.len().to_string(),
        "quotes" => entry.quotes.len().to_string(),
        "tags" if entry.tags.is_empty() => ui.decide_without.to_owned(),
        "actors" if entry.actors.is_empty() => ui.decide_without.to_owned(),
        "place" if entry.place.is_none() => ui.decide_without.to_owned(),
        "place" => entry.place.as_ref().map_or_else(String::new, |place| place.name.clone()),
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
        Change::EntriesLinked { link, .. } => ui.named("link", link.name()).to_owned(),
        Change::EntrySplit { parted, .. } => fill(ui.count_report_many, &[&parted.len().to_string()]),
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

/// One record of the journal: its number, when and by whom, what was ruled, and what became of it.
pub fn record(app: &App, pages: &mut Pages, record: &Record, undone: &str) {
    let (what, about) = told(app, &record.change);
    let when = format!("{}  ", record.at.format("%Y-%m-%d %H:%M"));
    let who = format!("{}  ", record.author.0);
    let number = format!("{:>5}  ", record.seq);
    let words = [
        (Role::Dim, when.as_str()),
        (Role::Speaker, who.as_str()),
        (Role::Text, what.as_str()),
        (Role::Dim, about.as_str()),
        (Role::Doubt, undone),
    ];
    pages.put_beside((Role::Dim, &number), 7, &words);
}
