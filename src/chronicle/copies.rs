//! Articles of an entry that are one text: near-identical copies under several names have one origin.
//!
//! Only articles that tell the same happening are compared, each with a bounded number of those before it, so the work
//! grows with the tellings.

use super::alike::{Runs, are_near};
use super::told::Told;
use crate::model::ArticleId;
use std::collections::HashMap;
use std::sync::Arc;

/// So many articles before it an article is compared with.
const COMPARED: usize = 64;
/// The runs of so many articles are kept.
const KEPT: usize = 512;

/// The runs of articles met, each found once while they are few.
#[derive(Debug, Default)]
pub struct Known(HashMap<ArticleId, Arc<Runs>>);

impl Known {
    fn of(&mut self, told: &Told<'_>) -> Arc<Runs> {
        if self.0.len() >= KEPT {
            self.0.clear();
        }
        let runs = || Arc::new(Runs::of(told.article));
        Arc::clone(self.0.entry(told.article.id).or_insert_with(runs))
    }
}

/// For every article with a copy among these tellings' articles a telling of the one that stands for all its copies:
/// one that names its publisher, if there is one; of those the first.
pub fn originals<'t, 'a>(tellings: &[&'t Told<'a>], known: &mut Known) -> HashMap<ArticleId, &'t Told<'a>> {
    let mut articles = tellings.to_vec();
    articles.sort_by_key(|told| (told.published(), told.article.id));
    articles.dedup_by_key(|told| told.article.id);
    // Copies are chained: each stands in the cluster of the one before it, which may be merged with others later.
    let mut clusters: Vec<usize> = (0..articles.len()).collect();
    for (at, told) in articles.iter().enumerate() {
        let before = articles.iter().enumerate().take(at).rev().take(COMPARED);
        let near = before.take_while(|(_, other)| are_near(told.published(), other.published()));
        for (earlier, other) in near {
            let (one, two) = (clusters.get(at).copied(), clusters.get(earlier).copied());
            if one != two && known.of(told).is_copy_of(&known.of(other)) {
                clusters.iter_mut().filter(|cluster| Some(**cluster) == one).for_each(|cluster| {
                    *cluster = two.unwrap_or_default();
                });
            }
        }
    }
    let mut first: HashMap<usize, &'t Told<'a>> = HashMap::new();
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    for (told, cluster) in articles.iter().zip(&clusters) {
        let chosen = first.entry(*cluster).or_insert(told);
        if chosen.reading.agency.is_none() && told.reading.agency.is_some() {
            *chosen = told;
        }
        *sizes.entry(*cluster).or_default() += 1;
    }
    let copied =
        articles.iter().zip(&clusters).filter(|(_, cluster)| sizes.get(cluster).is_some_and(|n| *n > 1));
    copied.filter_map(|(told, cluster)| Some((told.article.id, *first.get(cluster)?))).collect()
}
