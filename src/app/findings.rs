//! Walking through what was read in an article, finding by finding, each with the rule that read it.
//!
//! Does not read articles and does not draw.

use super::filter::{self, Choice};
use super::keys::Action;
use super::main_keys::go_to;
use super::words::BETWEEN;
use super::{App, Chip, Queries, chips, listing};
use crate::lexicon::phrase::{self, fill};
use crate::lexicon::ui::Ui;
use crate::library::{ActorTest, ArticleView, Seek, View};
use crate::model::text::fold;
use crate::model::{Layer, Party, Span, Who};

/// One finding of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its words.
    pub span: Span,
    /// Its layer; none for a doubt.
    pub layer: Option<Layer>,
    /// Its place in the layer.
    pub at: usize,
}

/// All findings of the body and the headline, by where they begin, the longest first.
pub fn all(view: &ArticleView) -> Vec<Finding> {
    let reading = &view.reading;
    let mut all: Vec<Finding> = Vec::new();
    let mut put = |layer: Option<Layer>, spans: &mut dyn Iterator<Item = Span>| {
        all.extend(spans.enumerate().map(|(at, span)| Finding { span, layer, at }));
    };
    put(Some(Layer::Quotes), &mut reading.quotes.iter().map(|quote| quote.span));
    put(Some(Layer::Events), &mut reading.events.iter().map(|event| event.span));
    put(Some(Layer::Actors), &mut reading.actors.iter().map(|mention| mention.span));
    put(Some(Layer::Dates), &mut reading.dates.iter().map(|date| date.span));
    put(None, &mut reading.doubts.iter().map(|doubt| doubt.span));
    all.sort_by_key(|finding| (finding.span.start, std::cmp::Reverse(finding.span.end)));
    all
}

/// Begins to walk at the words of the entry.
pub fn enter(app: &mut App) {
    let Some(view) = &app.data.article else { return };
    let all = all(view);
    let from = app.report().map_or(0, |report| report.sentence.start);
    let at = all.iter().position(|finding| finding.span.start >= from).or((!all.is_empty()).then_some(0));
    match at {
        Some(at) => show(app, at),
        None => app.say(app.ui().screen_no_findings),
    }
}

/// What is asked for while walking; `false` if it is not for us.
pub fn act(app: &mut App, library: &dyn Queries, action: Action) -> bool {
    let (Some(at), Some(view)) = (app.detail.finding, &app.data.article) else { return false };
    let last = all(view).len().saturating_sub(1);
    match action {
        Action::Down | Action::NextHit => show(app, (at + 1).min(last)),
        Action::Up | Action::PreviousHit => show(app, at.saturating_sub(1)),
        Action::First => show(app, 0),
        Action::Last => show(app, last),
        Action::Words => follow(app, library, at),
        Action::Drop | Action::Quit | Action::Pane => leave(app),
        _ => {
            leave(app);
            return false;
        }
    }
    true
}

fn leave(app: &mut App) {
    app.detail.finding = None;
    app.detail.hit = None;
}

fn show(app: &mut App, at: usize) {
    let Some(finding) = app.data.article.as_ref().and_then(|view| all(view).into_iter().nth(at)) else {
        return;
    };
    app.detail.finding = Some(at);
    let seen = app.detail.top;
    go_to(app, finding.span);
    // The text stays where it is while the finding is in view.
    if let Some(wrap) = app.article_wrap() {
        let lines = wrap.lines(seen, app.detail_height());
        let in_view = |line: &std::ops::Range<usize>| {
            finding.span.start >= line.start && finding.span.start <= line.end
        };
        if lines.iter().any(in_view) {
            app.detail.top = seen;
        }
    }
}

/// From a finding to what it means: an actor or a date becomes a chip, an event is gone to.
fn follow(app: &mut App, library: &dyn Queries, at: usize) {
    let ui = app.ui();
    let Some(view) = app.data.article.clone() else { return };
    let Some(finding) = all(&view).into_iter().nth(at) else { return };
    let choice = match finding.layer {
        Some(Layer::Actors) => view.reading.actors.get(finding.at).and_then(|mention| {
            let party = view.reading.party(mention.party)?;
            let test = ActorTest { key: key(party), name: party.name.clone(), part: None, not: false };
            Some(Choice { chip: Chip::Actor(test), label: party.name.clone(), sort: "", entries: None })
        }),
        Some(Layer::Dates) => view.reading.dates.get(finding.at).and_then(|date| {
            let (from, to) = (Some(date.when.first_day()?), Some(date.when.last_day()?));
            let label = chips::period(ui, from, to);
            Some(Choice { chip: Chip::Period(from, to), label, sort: "", entries: None })
        }),
        Some(Layer::Events | Layer::Quotes) => {
            let id = holder(app, library, &view, finding.span);
            match id {
                Some(id) => listing::to_entry(app, library, &id, Some(view.article.id)),
                None => app.say(ui.screen_no_entry_there),
            }
            return;
        }
        None => None,
    };
    if let Some(choice) = choice {
        leave(app);
        filter::add(app, &choice);
        app.say(fill(ui.screen_added, &[&choice.label]));
    }
}

/// The entry that holds these words: looked for near the chosen one.
fn holder(app: &App, library: &dyn Queries, view: &ArticleView, span: Span) -> Option<String> {
    const NEAR: usize = 2000;
    let all = View { known_on: app.view.known_on, ..View::default() };
    let seek = app.data.entry.as_ref().map_or(Seek::End, |entry| Seek::Entry(entry.id.clone()));
    let rows = library.rows(&all, &seek, NEAR, NEAR).rows;
    let holds = |row: &&crate::library::Row| {
        let report =
            |report: &crate::model::Report| report.article == view.article.id && report.span.overlaps(span);
        let quote =
            |quote: &crate::model::EntryQuote| quote.article == view.article.id && quote.span.overlaps(span);
        row.entry.reports.iter().any(report) || row.entry.quotes.iter().any(quote)
    };
    rows.iter().find(holds).map(|row| row.entry.id.clone())
}

fn key(party: &Party) -> String {
    party.id.clone().unwrap_or_else(|| fold(&party.name))
}

/// « « mardi » · date · 3 février 2026 · weekday · 4/52 »
pub fn told(app: &App) -> Option<String> {
    let at = app.detail.finding?;
    let view = app.data.article.as_ref()?;
    let all = all(view);
    let finding = all.get(at)?;
    let ui = app.ui();
    let (sort, meaning, rule) = meaning(ui, view, finding)?;
    let mut facts = vec![sort.to_owned()];
    facts.extend((!meaning.is_empty()).then_some(meaning));
    facts.push(fill(ui.finding_rule, &[rule]));
    facts.push(format!("{}/{}", at + 1, all.len()));
    Some(facts.join(BETWEEN))
}

fn meaning(ui: &Ui, view: &ArticleView, finding: &Finding) -> Option<(&'static str, String, &'static str)> {
    let reading = &view.reading;
    let who = |who: &Who| match who {
        Who::Party(party) => reading.party(*party).map_or_else(String::new, |party| party.name.clone()),
        Who::Unnamed(words) if words.is_empty() => ui.screen_unnamed.to_owned(),
        Who::Unnamed(words) => words.clone(),
    };
    Some(match finding.layer {
        Some(Layer::Dates) => {
            let date = reading.dates.get(finding.at)?;
            (ui.finding_date, phrase::when(ui, date.when), date.rule)
        }
        Some(Layer::Actors) => {
            let mention = reading.actors.get(finding.at)?;
            let name = reading.party(mention.party).map_or_else(String::new, |party| party.name.clone());
            (ui.finding_actor, name, mention.rule)
        }
        Some(Layer::Quotes) => {
            let quote = reading.quotes.get(finding.at)?;
            let said = quote.said.map(|said| fill(ui.screen_said, &[&phrase::when(ui, said)]));
            let speaker = quote.speaker.as_ref().map_or_else(|| ui.screen_who_unknown.to_owned(), who);
            let facts: Vec<String> = std::iter::once(speaker).chain(said).collect();
            (ui.finding_quote, facts.join(", "), quote.rule)
        }
        Some(Layer::Events) => {
            let event = reading.events.get(finding.at)?;
            let names = |all: &[Who]| all.iter().map(who).collect::<Vec<_>>().join(", ");
            let mut facts = vec![ui.kind(event.kind).to_owned(), names(&event.agents)];
            if !event.counterparts.is_empty() {
                facts.push(format!("→ {}", names(&event.counterparts)));
            }
            facts.extend(event.place.as_ref().map(|place| place.name.clone()));
            facts.extend(event.when.map(|when| phrase::when(ui, when)));
            facts.push(ui.status(event.status).to_owned());
            facts.retain(|fact| !fact.is_empty());
            (ui.finding_event, facts.join(", "), event.rule)
        }
        None => (ui.finding_doubt, String::new(), ui.open(reading.doubts.get(finding.at)?.why)),
    })
}
