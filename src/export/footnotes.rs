//! Footnotes: from each line of an export to the words it was read from.
//!
//! Publisher, headline, date of publication, paragraph, code-point offsets, article id.

use super::escape::escape;
use crate::lexicon::ui::Ui;
use crate::lexicon::{self, phrase};
use crate::library::{ArticleView, Desk, Library, Queries as _, describe};
use crate::model::{ArticleId, Change, CodePoints, Entry, Language, Span};
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

/// Articles that are held to be pointed into again.
const CITED: usize = 2000;

/// The footnotes of one export, numbered as they are first pointed at.
pub struct Footnotes<'a> {
    library: &'a Library,
    ui: &'a Ui,
    language: Language,
    /// What the notes point at, in their order. They are worded when they are written: a large library's are more than
    /// memory should hold.
    notes: Vec<Place>,
    numbers: HashMap<Place, u32>,
    /// The articles that are pointed into, in the order in which they first were.
    pointed: Vec<ArticleId>,
    known: HashMap<ArticleId, u32>,
    articles: BTreeMap<ArticleId, Option<Cited>>,
}

/// Words of an article, by its number in [`Footnotes::pointed`]: where they start and end.
type Place = (u32, u32, u32);

/// An article that notes point into.
struct Cited {
    view: ArticleView,
    points: CodePoints,
}

impl<'a> Footnotes<'a> {
    /// None yet.
    pub fn new(library: &'a Library, language: Language) -> Self {
        let ui = lexicon::ui(language);
        Self {
            library,
            ui,
            language,
            notes: Vec::new(),
            numbers: HashMap::new(),
            pointed: Vec::new(),
            known: HashMap::new(),
            articles: BTreeMap::new(),
        }
    }

    /// The mark that points at the note for these words.
    pub fn mark(&mut self, article: ArticleId, span: Span) -> String {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let article = *self.known.entry(article).or_insert_with(|| {
            self.pointed.push(article);
            number(self.pointed.len() - 1)
        });
        let place = (article, number(span.start), number(span.end));
        let noted = *self.numbers.entry(place).or_insert_with(|| {
            self.notes.push(place);
            number(self.notes.len())
        });
        format!("[^{noted}]")
    }

    /// The article's own text of a span.
    pub fn words(&mut self, article: ArticleId, span: Span) -> String {
        self.cited(article).map(|cited| span.of(&cited.view.article.text).to_owned()).unwrap_or_default()
    }

    /// Notes about the entry, and what else was ruled of it, each with who and when; tags stand by themselves.
    pub fn rulings(&self, entry: &Entry) -> (Vec<String>, Vec<String>) {
        let (mut noted, mut ruled) = (Vec::new(), Vec::new());
        for record in entry.rulings.iter().filter_map(|seq| self.library.ledger().record(*seq)) {
            let when = phrase::day(self.ui, record.at.date_naive());
            let said = |words: &str| {
                phrase::fill(self.ui.export_ruled, &[&escape(words), &escape(&record.author.0), &when])
            };
            match &record.change {
                Change::EntryNoted { text, .. } => noted.push(said(text)),
                Change::EntryTagged { .. } | Change::EntryUntagged { .. } => {}
                change => ruled.push(said(&describe(change, self.library, self.language))),
            }
        }
        (noted, ruled)
    }

    fn note(&mut self, article: ArticleId, span: Span) -> String {
        let ui = self.ui;
        let Some(Cited { view, points }) = self.cited(article) else { return article.to_string() };
        let text = &view.article.text;
        let publisher = view.reading.agency.as_deref().map(escape);
        let headline = phrase::fill(ui.export_quote, &[&escape(view.article.headline())]);
        let (start, end) = points.of(span);
        [
            publisher.unwrap_or_else(|| ui.export_no_publisher.to_owned()),
            headline,
            escape(&view.article.published.to_string()),
            match paragraph(text, span) {
                0 => ui.export_headline.to_owned(),
                number => phrase::fill(ui.export_paragraph, &[&number.to_string()]),
            },
            phrase::fill(ui.export_offsets, &[&start.to_string(), &end.to_string()]),
            article.to_string(),
        ]
        .join(", ")
    }

    fn cited(&mut self, article: ArticleId) -> Option<&Cited> {
        let library = self.library;
        let cite = || {
            let view = library.filed(&article)?;
            let points = CodePoints::new(&view.article.text);
            Some(Cited { view, points })
        };
        if self.articles.len() >= CITED {
            self.articles.clear();
        }
        self.articles.entry(article).or_insert_with(cite).as_ref()
    }

    /// Writes the notes in order.
    pub fn write(mut self, out: &mut dyn Write) -> io::Result<()> {
        for (number, (article, start, end)) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            let Some(article) = self.pointed.get(article as usize).copied() else { continue };
            let note = self.note(article, Span::new(start as usize, end as usize));
            writeln!(out, "{}[^{}]: {note}.", if number == 0 { "\n" } else { "" }, number + 1)?;
        }
        Ok(())
    }
}

/// The number of the paragraph the span begins in: 0 is the headline, blank lines do not count.
fn paragraph(text: &str, span: Span) -> usize {
    let before = text.get(..span.start).unwrap_or(text);
    let lines = before.split('\n');
    let begun = lines.clone().count() - 1;
    lines.take(begun).filter(|line| !line.trim().is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_counted_behind_the_headline() {
        let text = "Titre\n\nUn.\n\nDeux, trois.";
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            paragraph(text, Span::new(start, start + words.len()))
        };
        assert_eq!([at("Titre"), at("Un"), at("Deux"), at("trois")], [0, 1, 2, 2]);
    }
}
