//! Reads several articles at once, before they are filed one by one.
//!
//! Reading is pure, so an article read ahead is read as it would be later. Files nothing.

use crate::intake::IntakeError;
use crate::model::{Article, ArticleId, Reading};
use crate::reading;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// So many articles are read ahead at a time, so that a large folder is not held in memory twice.
pub const BATCH: usize = 16;
/// More threads than this are no faster at what one batch holds.
const THREADS: usize = 8;

/// The readings of these articles, by the articles' ids; empty where a single one is not worth a thread.
pub fn read(articles: &[Result<Article, IntakeError>]) -> HashMap<ArticleId, Arc<Reading>> {
    let articles: Vec<&Article> = articles.iter().flatten().collect();
    if articles.len() < 2 {
        return HashMap::new();
    }
    make_all(&articles, |article| Arc::new(reading::read(article)))
}

/// What is made of each of these articles, by the articles' ids.
pub fn make_all<T: Send>(
    articles: &[&Article],
    make: impl Fn(&Article) -> T + Sync,
) -> HashMap<ArticleId, T> {
    if let [article] = articles {
        return HashMap::from([(article.id, make(article))]);
    }
    // Asking how many processors there are takes longer than starting one thread.
    let most = if articles.len() > 2 { thread::available_parallelism().map_or(1, usize::from) } else { 2 };
    let queue = Mutex::new(articles.iter());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        let mut done = Vec::new();
        while let Some(article) = next() {
            done.push((article.id, make(article)));
        }
        done
    };
    thread::scope(|scope| {
        let others: Vec<_> = (1..most.min(THREADS)).map(|_| scope.spawn(work)).collect();
        let mut all: HashMap<_, _> = work().into_iter().collect();
        // Where a panic unwinds: a thread that panicked read nothing, and its articles are read when they are filed.
        all.extend(others.into_iter().filter_map(|thread| thread.join().ok()).flatten());
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Published;

    #[test]
    fn what_is_read_ahead_is_what_is_read_later() {
        let article = |number: u32| {
            let day = chrono::NaiveDate::from_ymd_opt(2026, 2, 3).unwrap();
            let text = format!("Titre {number}\n\nEmmanuel Macron a parlé mardi à {number} journalistes.");
            Ok(Article::new(Published::on(day), None, text))
        };
        let articles: Vec<Result<Article, IntakeError>> = (0..20).map(article).collect();
        let ahead = read(&articles);
        assert_eq!(ahead.len(), 20);
        for article in articles.into_iter().flatten() {
            assert_eq!(*ahead[&article.id], reading::read(&article));
        }
    }
}
