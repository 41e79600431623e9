//! Which entry a quote stands in: that of the saying it belongs to, else of its speaker's utterance of that day.
//!
//! Does not find quotes or speakers.

use super::Filed;
use super::amend::Amended;
use super::anchors;
use super::group::ToldGroup;
use super::told::{Days, Told};
use crate::model::{Anchor, ArticleId, EntryQuote, Quote, Reading, Seq, Span, Who};
use std::collections::HashMap;

/// For each group the quotes said in it, in the order of their articles and of their words.
pub fn attach(ordered: &[&Filed], groups: &[ToldGroup<'_, '_>]) -> Vec<Vec<EntryQuote>> {
    let homes = Homes::of(groups);
    let mut said: Vec<Vec<EntryQuote>> = groups.iter().map(|_| Vec::new()).collect();
    for filed in ordered {
        for quote in &filed.reading.quotes {
            let home = homes.of_quote(&filed.article.id, &filed.reading, quote);
            if let Some(quotes) = home.and_then(|home| said.get_mut(home)) {
                quotes.push(entry_quote(filed, quote));
            }
        }
    }
    said
}

/// The group in which the quote stands that answers the anchor best.
pub fn home(
    said: &[Vec<EntryQuote>],
    amended: &mut Amended<'_, '_>,
    seq: Seq,
    anchor: &Anchor,
) -> Option<usize> {
    let (_, followed) = amended.locate(seq, anchor)?;
    let of_article = said.iter().enumerate().flat_map(|(home, quotes)| {
        let quotes = quotes.iter().filter(|quote| quote.article == followed.article);
        quotes.map(move |quote| (home, quote.span))
    });
    let quotes: Vec<(usize, Span)> = of_article.collect();
    let best = anchors::answering(&followed, quotes.iter().map(|(_, span)| *span)).first().copied();
    let home = best.and_then(|best| quotes.get(best)).map(|(home, _)| *home);
    if home.is_none() {
        amended.lose(seq, anchor);
    }
    home
}

/// Where tellings went.
struct Homes<'t, 'a>(HashMap<ArticleId, OfArticle<'t, 'a>>);

/// Where the tellings of an article went.
#[derive(Default)]
struct OfArticle<'t, 'a> {
    /// By their places in the reading.
    homes: Vec<Option<usize>>,
    told: Vec<(usize, &'t Told<'a>)>,
}

impl OfArticle<'_, '_> {
    fn home(&self, telling: usize) -> Option<usize> {
        self.homes.get(telling).copied().flatten()
    }
}

impl<'t, 'a> Homes<'t, 'a> {
    fn of(groups: &[ToldGroup<'t, 'a>]) -> Self {
        let mut all: HashMap<ArticleId, OfArticle<'_, '_>> = HashMap::new();
        for (home, group) in groups.iter().enumerate() {
            for told in &group.tellings {
                let of_article = all.entry(told.article.id).or_default();
                of_article.homes.resize(told.reading.events.len(), None);
                if let Some(place) = of_article.homes.get_mut(told.index) {
                    *place = Some(home);
                }
                of_article.told.push((home, told));
            }
        }
        Self(all)
    }

    fn of_quote(&self, article: &ArticleId, reading: &Reading, quote: &Quote) -> Option<usize> {
        let of_article = self.0.get(article)?;
        let own = quote.telling.and_then(|telling| {
            // An unnamed source's statement is no entry: its words stand with what it tells.
            let told = || reading.events.get(telling)?.tells;
            of_article.home(telling).or_else(|| of_article.home(told()?))
        });
        own.or_else(|| of_article.of_speaker(quote))
    }
}

impl OfArticle<'_, '_> {
    /// The nearest utterance of the speaker in the same article, on the same day if one is told.
    fn of_speaker(&self, quote: &Quote) -> Option<usize> {
        let Some(Who::Party(speaker)) = &quote.speaker else { return None };
        let said = quote.said.map(Days::of);
        let speaks = |told: &Told<'_>| {
            let same_day = match (said, told.days) {
                (Some(said), Some(told)) => said.contains(told) || told.contains(said),
                _ => true,
            };
            is_speech(told) && same_day && told.telling.agents.contains(&Who::Party(*speaker))
        };
        let utterances = self.told.iter().filter(|(_, told)| speaks(told));
        let nearest = utterances
            .min_by_key(|(_, told)| (told.telling.span.start.abs_diff(quote.span.start), told.index));
        nearest.map(|(home, _)| *home)
    }
}

fn is_speech(told: &Told<'_>) -> bool {
    use crate::model::Kind;
    matches!(
        told.kind(),
        Kind::Statement
            | Kind::Support
            | Kind::Request
            | Kind::Accusation
            | Kind::Refusal
            | Kind::Threat
            | Kind::Protest
    )
}

fn entry_quote(filed: &Filed, quote: &Quote) -> EntryQuote {
    let named = quote.speaker.as_ref().and_then(Who::party).and_then(|party| filed.reading.party(party));
    let described = match &quote.speaker {
        Some(Who::Unnamed(words)) => Some(words.clone()),
        _ => None,
    };
    EntryQuote {
        article: filed.article.id,
        span: quote.span,
        text: quote.span.of(&filed.article.text).to_owned(),
        speaker: named.map(|party| party.name.clone()).or(described),
        speaker_named: named.is_some(),
        said: quote.said,
    }
}
