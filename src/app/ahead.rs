//! Readings of articles: kept for a while, and made before somebody asks for them.
//!
//! Reading an article takes as long as all the rest of a step through the chronology. So the articles of the entries
//! beside the chosen one are read while no key is waiting; a long one is shown with what the library keeps of its
//! reading until the worker has read it. Does not draw and does not wait.

use super::{App, Queries, Tab, rows};
use crate::library::{ArticleView, Question};
use crate::model::{ArticleId, Entry};

/// Readings that are kept.
const KEPT: usize = 6;
/// Longer texts, in bytes, are read beside the screen: no key waits for them.
const LONG: usize = 16 << 10;

/// What is read of articles.
#[derive(Debug, Clone, Default)]
pub struct Readings {
    /// Articles that were read lately, the latest last.
    lately: Vec<ArticleView>,
    /// The article on the screen, if what is shown of its reading is what the library keeps.
    unread: Option<ArticleId>,
    /// Around what the articles beside are read.
    around: Option<rows::Placed>,
}

impl Readings {
    fn find(&self, id: &ArticleId) -> Option<&ArticleView> {
        self.lately.iter().find(|view| view.article.id == *id)
    }

    fn keep(&mut self, view: ArticleView) {
        self.lately.retain(|known| known.article.id != view.article.id);
        self.lately.push(view);
        self.lately.drain(..self.lately.len().saturating_sub(KEPT));
    }
}

/// The article of an entry's report, read if that is quick; the one at hand, if it is that one.
pub fn article(app: &mut App, entry: &Entry, report: usize, library: &dyn Queries) -> Option<ArticleView> {
    let id = entry.reports.get(report)?.article;
    if app.data.readings.unread == Some(id) && !app.first {
        app.data.article = None;
    }
    let at_hand = app.data.article.as_ref().filter(|view| view.article.id == id);
    if let Some(view) = at_hand.or_else(|| app.data.readings.find(&id)).cloned() {
        app.data.readings.unread = app.data.readings.unread.filter(|unread| app.first && *unread == id);
        return Some(view);
    }
    app.data.readings.unread = None;
    let filed = library.filed(&id)?;
    // Of the first picture reading would be the half.
    if app.first || filed.article.text.len() > LONG {
        app.data.readings.unread = Some(id);
        return Some(filed);
    }
    read(app, &id, library)
}

fn read(app: &mut App, id: &ArticleId, library: &dyn Queries) -> Option<ArticleView> {
    let view = library.article(id)?;
    app.data.readings.keep(view.clone());
    Some(view)
}

/// The reading of the article on the screen, if it is still to be made beside.
pub fn question(app: &App) -> Option<Question> {
    app.data.readings.unread.filter(|_| !app.first).map(Question::Article)
}

/// Takes in an article that was read beside.
pub fn answered(app: &mut App, view: ArticleView) {
    if app.data.readings.unread == Some(view.article.id) {
        app.data.detail_stale = true;
        app.stale = true;
    }
    app.data.readings.keep(view);
}

/// Makes what the next step will need, where it is not there yet. To be called while no key is waiting.
pub fn prepare(app: &mut App, library: &dyn Queries) {
    let covered = app.prompt.is_some() || app.pager.is_some() || app.listing.is_some();
    if covered || app.detail.tab != Tab::Article || app.data.readings.around == app.data.rows_of {
        return;
    }
    app.data.readings.around.clone_from(&app.data.rows_of);
    for entry in rows::beside(app, library) {
        let Some(id) = entry.reports.first().map(|report| report.article) else { continue };
        let known = app.data.article.as_ref().is_some_and(|view| view.article.id == id);
        if known || app.data.readings.find(&id).is_some() {
            continue;
        }
        if library.filed(&id).is_some_and(|filed| filed.article.text.len() <= LONG) {
            let _kept = read(app, &id, library);
        }
    }
}
