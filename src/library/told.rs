//! The articles that tell a view's entries, and those that tell nothing: what a list of articles shows.
//!
//! Goes through many rows, so it is asked on the query worker, and holds few of their entries at a time. Does not draw.

use super::{ArticleView, Queries, Seek, View};
use crate::model::{ArticleId, EntryId};
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
    /// Those in which nothing was read.
    pub silent: Vec<ArticleView>,
}

/// The articles that tell the latest `take` entries of a view, and at most `silent` in which nothing was read.
pub fn articles(library: &dyn Queries, view: &View, take: usize, silent: usize) -> Articles {
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
    found.silent = library.silent_articles(view.known_on, silent);
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
