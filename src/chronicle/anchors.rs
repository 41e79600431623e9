//! From the words that a ruling names to what is read in them today.
//!
//! A finding answers an anchor if it shares half of the anchor's words or more; of several the one that shares most.
//! Words of an article that was revised are looked for in its later text. Decides nothing about entries.

use super::Filed;
use crate::model::{Anchor, ArticleId, Reading, Span};
use chrono::NaiveDate;
use std::collections::HashMap;

/// The findings of a list that answer the anchor, best first; the list's own places.
pub fn answering(anchor: &Anchor, findings: impl Iterator<Item = Span>) -> Vec<usize> {
    let findings: Vec<Span> = findings.collect();
    let half = |span: &Span| span.shared(anchor.span) * 2 >= anchor.span.len() && span.overlaps(anchor.span);
    let nth = |at: usize, span: Span| {
        findings.get(..at).unwrap_or_default().iter().filter(|other| **other == span).count()
    };
    let answer = |(at, span): (usize, &Span)| {
        let closeness =
            (usize::MAX - span.shared(anchor.span), span.len(), nth(at, *span).abs_diff(anchor.nth), at);
        half(span).then_some((closeness, at))
    };
    let mut answers: Vec<_> = findings.iter().enumerate().filter_map(answer).collect();
    answers.sort_unstable();
    answers.into_iter().map(|(_, at)| at).collect()
}

/// The tellings of a reading that answer the anchor, best first.
pub fn tellings(anchor: &Anchor, reading: &Reading) -> Vec<usize> {
    answering(anchor, reading.events.iter().map(|telling| telling.span))
}

/// The quote of a reading that answers the anchor best.
pub fn quote(anchor: &Anchor, reading: &Reading) -> Option<usize> {
    answering(anchor, reading.quotes.iter().map(|quote| quote.span)).first().copied()
}

/// The mention of an actor that answers the anchor best.
pub fn mention(anchor: &Anchor, reading: &Reading) -> Option<usize> {
    answering(anchor, reading.actors.iter().map(|mention| mention.span)).first().copied()
}

/// Which text of an article took the place of which, as far as both are known.
#[derive(Debug, Default)]
pub struct Trail<'a> {
    later: HashMap<ArticleId, ArticleId>,
    texts: HashMap<ArticleId, (NaiveDate, &'a str)>,
}

impl<'a> Trail<'a> {
    /// The trail through these articles; `revised` are pairs of an earlier and a later text.
    pub fn of(filed: &[&'a Filed], revised: impl Iterator<Item = (ArticleId, ArticleId)>) -> Self {
        let text = |filed: &&'a Filed| {
            let article = &filed.article;
            (article.id, (article.published.date, article.text.as_str()))
        };
        let texts: HashMap<ArticleId, (NaiveDate, &str)> = filed.iter().map(text).collect();
        let known = |id: &ArticleId| texts.contains_key(id);
        let later =
            revised.filter(|(earlier, later)| known(earlier) && known(later) && earlier != later).collect();
        Self { later, texts }
    }

    /// Whether a later text of that article is known.
    pub fn is_superseded(&self, article: &ArticleId) -> bool {
        self.later.contains_key(article)
    }

    /// The same words in the latest text known; `None` if they do not stand in it any more, or if that text was published
    /// before them.
    pub fn follow(&self, anchor: &Anchor) -> Option<Anchor> {
        let mut anchor = anchor.clone();
        // A text that was revised to what it once was must not lead round and round.
        for _ in 0..=self.later.len() {
            let Some(later) = self.later.get(&anchor.article) else { return Some(anchor) };
            let ((first, from), (last, to)) = (self.texts.get(&anchor.article)?, self.texts.get(later)?);
            if last < first {
                return None;
            }
            anchor = Anchor { article: *later, span: carried(anchor.span, from, to)?, ..anchor };
        }
        Some(anchor)
    }
}

/// How much text around the words tells which of several like passages is meant.
const AROUND: usize = 60;

/// The span of the same words in another text: where they stand more than once, the place whose surroundings are
/// most alike.
pub fn carried(span: Span, from: &str, to: &str) -> Option<Span> {
    let words = span.of(from);
    if words.is_empty() {
        return None;
    }
    let before = from.get(..span.start).unwrap_or_default();
    let after = from.get(span.end..).unwrap_or_default();
    let alike = |at: usize| {
        let other_before = to.get(..at).unwrap_or_default();
        let other_after = to.get(at + words.len()..).unwrap_or_default();
        let back = before.bytes().rev().zip(other_before.bytes().rev());
        let forth = after.bytes().zip(other_after.bytes());
        back.take(AROUND).take_while(|(one, other)| one == other).count()
            + forth.take(AROUND).take_while(|(one, other)| one == other).count()
    };
    let places = to.match_indices(words).map(|(at, _)| at);
    let best = places.max_by_key(|at| (alike(*at), usize::MAX - at.abs_diff(span.start)))?;
    Some(Span::new(best, best + words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Layer;

    fn at(text: &str, words: &str) -> Span {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    #[test]
    fn half_of_the_words_is_enough_and_the_most_wins() {
        let anchor = Anchor::new(ArticleId([0; 32]), Layer::Events, Span::new(10, 20));
        let spans = [Span::new(0, 14), Span::new(0, 15), Span::new(10, 21), Span::new(12, 18)];
        assert_eq!(answering(&anchor, spans.into_iter()), [2, 3, 1]);
    }

    #[test]
    fn of_findings_with_the_same_words_the_one_meant_comes_first() {
        let anchor = Anchor { nth: 1, ..Anchor::new(ArticleId([0; 32]), Layer::Events, Span::new(3, 9)) };
        let spans = [Span::new(3, 9), Span::new(3, 9), Span::new(3, 9)];
        assert_eq!(answering(&anchor, spans.into_iter()).first(), Some(&1));
    }

    #[test]
    fn words_are_found_again_in_a_revised_text() {
        let from = "Titre\n\nIl a parlé à Riga. Puis elle a parlé à Vilnius.";
        let to = "Titre corrigé\n\nMardi, il est venu. Il a parlé à Riga. Puis elle a parlé à Tallinn.";
        let second = Span::new(from.rfind("a parlé").unwrap(), from.rfind("a parlé").unwrap() + 8);
        let found = carried(second, from, to).unwrap();
        assert_eq!(found.start, to.rfind("a parlé").unwrap());
        assert_eq!(carried(at(from, "à Riga"), from, to), Some(at(to, "à Riga")));
        assert_eq!(carried(at(from, "à Vilnius"), from, to), None);
    }
}
