//! Asks the library for what the screen needs, and for no more; keeps what is still true.
//!
//! Rows are asked for around a place and are there at once. Counts, ranks and the ribbon may take longer in a large
//! library: they are questions for the worker, and what was known before stays until they are answered. Does not
//! decide what is chosen; it only keeps the choice within what there is.

use super::filter::Offered;
use super::listing::{self, What};
use super::listings;
use super::wrap::Wrap;
use super::{App, Effect, Queries, Tab, ahead, naming, ribbon, rows, tabs};
use crate::lexicon::phrase::fill;
use crate::library::{Answer, Facets, Filter, Question, Seek, View, told_in_words};
use crate::model::Entry;
use std::sync::Arc;

/// The ribbon is counted this finely, whatever the screen's width, and summed up when it is drawn.
const RIBBON_STEPS: usize = 720;

/// Reports that are looked at for the words searched for: no key waits for more.
pub const LOOKED_AT: usize = 20;

/// Makes the data fit the state; gives the questions that the worker is to answer.
pub fn load(app: &mut App, library: &dyn Queries) -> Vec<Effect> {
    let version = library.version();
    if !is_of(app) || app.data.version != Some(version) {
        view(app, library, version);
    }
    visible(app, library);
    detail(app, library);
    if std::mem::take(&mut app.data.relist) {
        listing::reopen(app, library);
    }
    listings::forget(app);
    known_counts(app);
    let mut wanted = wanted(app);
    wanted.retain(|question| !app.data.known.contains(question));
    if wanted == app.data.asked {
        return Vec::new();
    }
    app.data.asked.clone_from(&wanted);
    vec![Effect::Ask(wanted)]
}

/// A choice that would leave the view as it is, or all, is counted with it.
fn known_counts(app: &mut App) {
    let (all, data) = (unfiltered(&app.view), &app.data);
    let Some(super::Prompt::Filter(line)) = &mut app.prompt else { return };
    for (of, count) in [(&app.view, data.count), (&all, data.total)] {
        if data.known.iter().any(|known| matches!(known, Question::Count(view) if view == of)) {
            line.counted(&app.view, of, count);
        }
    }
}

/// Whether what is known of the view as a whole is still true.
pub fn is_of(app: &App) -> bool {
    app.data.of.as_ref() == Some(&app.view)
}

/// The same view without its filter.
pub fn unfiltered(view: &View) -> View {
    View { filter: Filter::default(), known_on: view.known_on }
}

/// Whether a list waits for the worker to count what it shows.
pub fn is_awaited(app: &App, what: What) -> bool {
    let of = match what {
        What::Articles => app.data.told.as_ref().map(|(of, _)| of),
        What::Actors => app.data.people.as_ref().map(|(of, _)| of),
        What::Review => app.data.review.as_ref().map(|(of, ..)| of),
        _ => return false,
    };
    of != Some(&app.view)
}

/// Whether a list shows what was found first, while more is being looked for.
pub fn is_growing(app: &App, what: What) -> bool {
    let more = match what {
        What::Articles => app.data.told.as_ref().map(|(_, told)| told.more || told.more_silent),
        What::Review => app.data.review.as_ref().map(|(_, latest, _)| latest.more),
        _ => None,
    };
    let (of, take) = app.data.reached;
    more == Some(true) && !is_awaited(app, what) && of == Some(what) && take < app.longest
}

/// The questions whose answers the screen shows, the quickest first.
fn wanted(app: &App) -> Vec<Question> {
    let mut wanted = Vec::new();
    if let Some(super::Prompt::Filter(line)) = &app.prompt {
        wanted.extend(line.question(&app.view));
    }
    wanted.extend(naming::question(app));
    wanted.push(Question::Count(app.view.clone()));
    if let (None, Some(row)) = (app.list.position, app.chosen_row()) {
        wanted.push(Question::Rank(app.view.clone(), row.key));
    }
    let all = unfiltered(&app.view);
    if all != app.view {
        wanted.push(Question::Count(all));
    }
    wanted.extend(ahead::question(app));
    let open = app.listing.as_ref().map(|listing| listing.what);
    let wants =
        |what| open == Some(what) && (app.lengthened || is_awaited(app, what) || is_growing(app, what));
    if wants(What::Review) {
        wanted.extend(listings::steps(app, What::Review).map(|take| listings::review_question(app, take)));
    }
    if wants(What::Articles) {
        wanted
            .extend(listings::steps(app, What::Articles).map(|take| listings::articles_question(app, take)));
    }
    if wants(What::Actors) {
        wanted.push(listings::people_question(app));
    }
    wanted.extend(app.listing.as_ref().and_then(|listing| listing.wants.clone()));
    let ribbon = ribbon::view(app);
    if app.data.ribbon_of.as_ref() != Some(&ribbon) {
        wanted.push(Question::Density(ribbon, RIBBON_STEPS));
    }
    if let Some(super::Prompt::Filter(line)) = &app.prompt {
        wanted.extend(line.counts(&app.view));
        // Takes longest, and is there for all letters to come.
        if !line.is_of_entry() && app.data.facets_of.as_ref() != Some(&app.view) {
            wanted.push(Offered::question(&app.view));
        }
    }
    wanted
}

/// Takes in what the worker found, as far as it is still wanted.
pub fn answered(app: &mut App, answers: Vec<(Question, Answer)>) {
    let all = unfiltered(&app.view);
    for (question, answer) in answers {
        app.data.asked.retain(|asked| *asked != question);
        match (&question, answer) {
            (Question::Count(view), Answer::Count(count)) => {
                if *view == app.view {
                    app.data.count = count;
                    app.data.counted = true;
                    if app.list.at_end {
                        app.list.position = count.checked_sub(1);
                    }
                }
                if *view == all {
                    app.data.total = count;
                }
                if let Some(super::Prompt::Filter(line)) = &mut app.prompt {
                    line.counted(&app.view, view, count);
                }
            }
            (Question::Counts(views), Answer::Counts(counts)) => {
                if let Some(super::Prompt::Filter(line)) = &mut app.prompt {
                    views.iter().zip(counts).for_each(|(view, count)| line.counted(&app.view, view, count));
                }
            }
            (Question::Rank(view, key), Answer::Rank(rank))
                if *view == app.view && app.chosen_row().is_some_and(|row| row.key == *key) =>
            {
                app.list.position = Some(rank);
            }
            (Question::Density(view, _), Answer::Density(density)) if *view == ribbon::view(app) => {
                app.data.ribbon = density;
                app.data.ribbon_of = Some(view.clone());
            }
            (Question::Actors(_, typed), Answer::Actors(found))
                if matches!(app.prompt, Some(super::Prompt::Ruling { .. })) =>
            {
                naming::answered(app, typed, found);
            }
            (Question::Actors(..), Answer::Actors(found)) => {
                if let Some(super::Prompt::Filter(mut line)) = app.prompt.take() {
                    if line.question(&app.view).as_ref() == Some(&question) {
                        line.answered(found, app);
                    }
                    app.prompt = Some(super::Prompt::Filter(line));
                }
            }
            (Question::Article(_), Answer::Article(Some(view))) => ahead::answered(app, *view),
            (Question::Articles(view, take), Answer::Articles(articles)) if *view == app.view => {
                app.data.reached = (Some(What::Articles), *take);
                app.data.told = Some((view.clone(), articles));
                app.lengthened = false;
                app.data.relist = true;
            }
            (Question::People { view, .. }, Answer::People(people)) if *view == app.view => {
                app.data.people = Some((view.clone(), people));
                app.lengthened = false;
                app.data.relist = true;
            }
            (Question::Review(view, take, _), Answer::Review(doubtful, lost)) if *view == app.view => {
                app.data.reached = (Some(What::Review), *take);
                app.data.review = Some((view.clone(), doubtful, lost));
                app.lengthened = false;
                app.data.relist = true;
            }
            (question, answer)
                if app.listing.as_ref().is_some_and(|list| list.wants.as_ref() == Some(question)) =>
            {
                listings::keep(app, question.clone(), answer);
            }
            (Question::Facets(view, _), Answer::Facets(found)) if *view == app.view => {
                offered(app, found);
                if let Some(super::Prompt::Filter(mut line)) = app.prompt.take() {
                    line.choose(app);
                    app.prompt = Some(super::Prompt::Filter(line));
                }
            }
            _ => {}
        }
        // What the other answers say is kept where it is shown.
        if matches!(&question, Question::Count(view) if *view == app.view || *view == all) {
            app.data.known.push(question);
        }
    }
}

/// Takes in the places, sources and tags of the view.
pub fn offered(app: &mut App, found: Facets) {
    app.data.facets = Offered::new(found);
    app.data.facets_of = Some(app.view.clone());
}

/// What depends on the view alone. The chosen entry stays chosen if the view still holds it.
fn view(app: &mut App, library: &dyn Queries, version: u64) {
    let same_view = is_of(app);
    if app.data.version != Some(version) {
        recorded(app, library, version);
    }
    let data = &mut app.data;
    let view = &app.view;
    let all = Question::Count(unfiltered(view));
    data.known.retain(|question| *question == all);
    data.asked.clear();
    // What is left was answered, and is of this view, if it has no filter.
    data.counted = data.known.contains(&Question::Count(view.clone()));
    if data.counted {
        data.count = data.total;
    }
    app.list.seek = match &data.entry {
        Some(entry) if app.opened => Seek::Entry(entry.id.clone()),
        _ => Seek::End,
    };
    app.list.steps = 0;
    app.list.position = None;
    // What others record moves nothing of what one looks at: the chosen row stays on its line, the detail where it is.
    app.list.line = app.list.top.take().filter(|_| same_view).map(|_| app.list.chosen);
    app.data.detail_stale = true;
    if !same_view {
        app.data.detail_of = None;
    }
    app.data.of = Some(app.view.clone());
}

/// Takes in that something was recorded, by whomever.
fn recorded(app: &mut App, library: &dyn Queries, version: u64) {
    let before = app.data.version.is_some().then_some(app.data.articles);
    let data = &mut app.data;
    data.articles = library.articles();
    data.refused = library.refused().len() + app.refused.len();
    data.marked = library.marks();
    data.known.clear();
    data.ribbon_of = None;
    data.facets_of = None;
    data.review = None;
    data.people = None;
    data.told = None;
    data.found.clear();
    data.relist = true;
    data.version = Some(version);
    let more = before.and_then(|before| data.articles.checked_sub(before)).filter(|more| *more > 0);
    if let Some(more) = more.filter(|_| app.notice.is_none()) {
        let ui = app.ui();
        let many = if more == 1 { ui.count_more_one } else { ui.count_more_many };
        app.say(fill(many, &[&more.to_string()]));
    }
}

/// The entries on the screen.
fn visible(app: &mut App, library: &dyn Queries) {
    let Some(layout) = app.layout() else { return };
    rows::place(app, library, &layout);
    let chosen = app.chosen_row().map(|row| Arc::clone(&row.entry));
    app.opened |= chosen.is_some();
    let unchanged = match (&chosen, &app.data.entry) {
        (Some(chosen), Some(entry)) => Arc::ptr_eq(chosen, entry) || chosen.id == entry.id,
        _ => false,
    };
    if !unchanged {
        app.detail.report = 0;
        app.detail.hit = None;
        app.detail.finding = None;
    }
    let words = &app.view.filter.words;
    if let Some(entry) = chosen.as_ref().filter(|_| !unchanged || app.data.sought != *words)
        && let Some(report) = sought(words, entry, library)
    {
        app.detail.report = report;
    }
    app.data.sought.clone_from(&app.view.filter.words);
    // With nothing to show the last entry is remembered, so that dropping a filter comes back to it.
    if chosen.is_some() {
        app.data.entry = chosen;
    }
}

/// The first report that is told in the words searched for, where there is more than one.
fn sought(words: &[String], entry: &Entry, library: &dyn Queries) -> Option<usize> {
    if words.is_empty() || entry.reports.len() < 2 {
        return None;
    }
    entry.reports.iter().take(LOOKED_AT).position(|report| {
        let view = library.filed(&report.article);
        view.is_some_and(|view| told_in_words(&view.article.text, std::iter::once(report.sentence), words))
    })
}

/// The detail of the chosen entry: brought to its words when entry, report, face or size change.
fn detail(app: &mut App, library: &dyn Queries) {
    let (Some(layout), Some(entry)) = (app.layout(), app.data.entry.clone()) else { return };
    let inner = layout.detail_inner();
    let report = app.detail.report.min(entry.reports.len().saturating_sub(1));
    app.detail.report = report;
    let of = Some((entry.id.clone(), report, app.detail.tab, inner.width, inner.height));
    let stale = std::mem::take(&mut app.data.detail_stale);
    if app.data.detail_of == of && app.detail.tab != Tab::History && !stale {
        return;
    }
    let moved = app.data.detail_of != of;
    app.data.detail_of = of;
    let shown = app.data.article.as_ref().map(|view| view.article.id);
    app.data.article = ahead::article(app, &entry, report, library);
    if let Some(id) = app.data.article.as_ref().map(|view| view.article.id)
        && (Some(id) != shown || stale)
    {
        app.data.earlier = library.earlier_texts(&id);
    }
    app.data.page = tabs::page(app, &entry, usize::from(inner.width), library);
    if moved {
        app.detail.top = match app.detail.tab {
            Tab::Article => words_top(app),
            _ => 0,
        };
    }
}

/// Where the article must begin so that the words of the report stand in the upper part of the pane.
fn words_top(app: &App) -> usize {
    let (Some(wrap), Some(report)) = (app.article_wrap(), app.report()) else { return 0 };
    top_for(app, wrap, app.detail.hit.unwrap_or(report.sentence).start)
}

/// Where the article must begin so that the line of byte `at` stands in the upper third.
pub fn top_for(app: &App, wrap: Wrap<'_>, at: usize) -> usize {
    let (body, height) = (app.body_start(), app.detail_height());
    let line = wrap.line_at(at.max(body)).start;
    let above = -isize::try_from(height / 4).unwrap_or(0);
    wrap.moved(line, above).min(wrap.last_top(height)).max(body)
}
