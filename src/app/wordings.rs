//! Wordings of one utterance under each other: the same words once with all who print them, what differs lit.
//!
//! Does not decide which quotes belong to an entry, and does not compare words itself (`differ` does).

use super::differ::{self, Run};
use super::page::Role;
use crate::lexicon::phrase::fill;
use crate::lexicon::ui::Ui;
use crate::model::EntryQuote;
use crate::model::text::fold;

/// One wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording<'a> {
    /// The quote that it was first met in.
    pub quote: &'a EntryQuote,
    /// All quotes with these words, one for each article.
    pub printed: Vec<&'a EntryQuote>,
    /// Its words in runs, those that the wording above lacks marked; `None` if nothing is to be lit.
    runs: Option<Vec<Run>>,
}

/// An utterance in all its wordings.
pub type Utterance<'a> = Vec<Wording<'a>>;

/// Quotes in their order, those that word the same utterance together.
pub fn utterances<'a>(quotes: impl IntoIterator<Item = &'a EntryQuote>) -> Vec<Utterance<'a>> {
    let mut all: Vec<Utterance<'a>> = Vec::new();
    for quote in quotes {
        let words = bare(&quote.text);
        let same = |wording: &&mut Wording<'_>| {
            wording.quote.speaker == quote.speaker && bare(&wording.quote.text) == words
        };
        if let Some(known) = all.iter_mut().flatten().find(same) {
            if known.printed.iter().all(|printed| printed.article != quote.article) {
                known.printed.push(quote);
            }
            continue;
        }
        let like = |utterance: &&mut Utterance<'_>| {
            utterance.iter().any(|other| {
                // Two sentences of one article are two utterances, however alike.
                other.quote.speaker == quote.speaker
                    && other.printed.iter().all(|printed| printed.article != quote.article)
                    && differ::differences(&quote.text, &other.quote.text).is_some()
            })
        };
        match all.iter_mut().find(like) {
            Some(utterance) => {
                let above = utterance.last().map_or("", |above| &above.quote.text);
                let runs = differ::differences(&quote.text, above);
                utterance.push(Wording { quote, printed: vec![quote], runs });
            }
            None => all.push(vec![Wording { quote, printed: vec![quote], runs: None }]),
        }
    }
    all
}

/// Words as they are compared: without signs and accents.
fn bare(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

impl Wording<'_> {
    /// « trouver un cadre », with what the wording above lacks lit.
    pub fn pieces(&self, ui: &Ui) -> Vec<(Role, String)> {
        let (Some(runs), Some((open, close))) = (&self.runs, ui.export_quote.split_once("{}")) else {
            return vec![(Role::Quote, fill(ui.export_quote, &[&self.quote.text]))];
        };
        let mut pieces = vec![(Role::Quote, open.to_owned())];
        for (number, (run, lacks)) in runs.iter().enumerate() {
            if number > 0 {
                pieces.push((Role::Quote, " ".to_owned()));
            }
            pieces.push((if *lacks { Role::Differs } else { Role::Quote }, run.clone()));
        }
        pieces.push((Role::Quote, close.to_owned()));
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, Span};

    fn quote(article: u8, text: &str) -> EntryQuote {
        EntryQuote {
            article: ArticleId([article; 32]),
            span: Span::new(0, text.len()),
            text: text.to_owned(),
            speaker: Some("Anna Ozola".to_owned()),
            speaker_named: true,
            said: None,
        }
    }

    #[test]
    fn wordings_stand_under_each_other_and_the_same_words_once() {
        let quotes = [
            quote(1, "Il faut trouver un cadre de dialogue"),
            quote(1, "Nous sommes prêts"),
            quote(2, "il faut trouver un cadre clair de dialogue"),
            quote(3, "« Nous sommes prêts. »"),
            quote(1, "Nous sommes prêts"),
        ];
        let all = utterances(&quotes);
        let texts: Vec<Vec<&str>> =
            all.iter().map(|one| one.iter().map(|wording| wording.quote.text.as_str()).collect()).collect();
        assert_eq!(
            texts,
            [vec![quotes[0].text.as_str(), quotes[2].text.as_str()], vec![quotes[1].text.as_str()]]
        );
        assert_eq!(all[1][0].printed.len(), 2, "one for each article");
        let lit: Vec<String> = all[0][1]
            .pieces(&crate::lexicon::ui::FRENCH)
            .into_iter()
            .filter(|(role, _)| *role == Role::Differs)
            .map(|(_, run)| run)
            .collect();
        assert_eq!(lit, ["clair"]);
    }
}
