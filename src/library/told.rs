//! The articles that tell a view's entries, those that tell nothing, files refused: what a list of articles shows.
//!
//! Goes through many rows, so it is asked on the query worker, and holds few of their entries at a time. Does not draw.

use super::{Filter, Queries, RefusedFile, Seek, View};
use crate::model::{Article, ArticleId, EntryId};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Rows whose entries are held at a time.
const ROWS: usize = 100;

/// An article that tells entries of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The article.
    pub id: ArticleId,
    /// When it was published.
    pub published: NaiveDate,
    /// By whom, where it says so.
    pub agency: Option<String>,
    /// Its headline.
    pub headline: String,
    /// How many entries of the view it tells.
    pub entries: usize,
    /// The first of them.
    pub first: EntryId,
}

/// Articles of a view.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Articles {
    /// Those that tell entries, by the day they were published.
    pub told: Vec<Told>,
    /// Whether there are more, which tell earlier entries.
    pub more: bool,
    /// Those in which nothing was read, by the day they were published.
    pub silent: Vec<Silent>,
    /// Whether there are more of these, published later.
    pub more_silent: bool,
    /// Files that were refused and not taken in since.
    pub refused: Vec<RefusedFile>,
}

/// An article in which nothing was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// The article.
    pub id: ArticleId,
    /// When it was published.
    pub published: NaiveDate,
    /// Its headline.
    pub headline: String,
}

impl Silent {
    /// That article, in which nothing was read.
    pub fn of(article: &Article) -> Self {
        Self { id: article.id, published: article.published.date, headline: article.headline().to_owned() }
    }
}

/// The articles that tell the latest `take` entries of a view; without a filter also at most as many in which nothing was
/// read, and what was refused.
pub fn articles(library: &dyn Queries, view: &View, take: usize) -> Articles {
    let mut at: HashMap<ArticleId, usize> = HashMap::new();
    let mut found = Articles::default();
    let (mut seek, mut left) = (Seek::End, take);
    while left > 0 {
        let window = library.rows(view, &seek, ROWS.min(left), 0);
        for row in window.rows.iter().rev() {
            tell(&row.entry, &mut at, &mut found.told);
        }
        left -= window.rows.len().min(left);
        found.more = window.more_before;
        match window.rows.first() {
            Some(first) if window.more_before => seek = Seek::Key(first.key),
            _ => break,
        }
    }
    found.told.sort_by_key(|article| (article.published, article.id));
    if view.filter == Filter::default() {
        found.silent = library.silent_articles(view.known_on, take.saturating_add(1));
        found.more_silent = found.silent.len() > take;
        found.silent.truncate(take);
        found.refused = library.refusals();
    }
    found
}

/// Counts an entry, which is earlier than those before, for the articles that tell it.
fn tell(entry: &crate::model::Entry, at: &mut HashMap<ArticleId, usize>, all: &mut Vec<Told>) {
    let mut counted: Vec<ArticleId> = Vec::new();
    for report in &entry.reports {
        if counted.contains(&report.article) {
            continue;
        }
        counted.push(report.article);
        let at = *at.entry(report.article).or_insert(all.len());
        if let Some(article) = all.get_mut(at) {
            article.entries += 1;
            article.first.clone_from(&entry.id);
            continue;
        }
        all.push(Told {
            id: report.article,
            published: report.published,
            agency: report.agency.clone(),
            headline: report.headline.clone(),
            entries: 1,
            first: entry.id.clone(),
        });
    }
}
