//! The article as the rules see it: paragraphs, tokens, sentences.
//!
//! Built once per article and only read afterwards. All rules work on token indexes into [`Doc::words`] and hand
//! back spans. Does not find anything: that is what the layers do.

use super::layout::{self, Layout};
use super::parts::Part;
use super::words::{self, Shape, Word};
use crate::lexicon::vocabulary::Form;
use crate::model::{Article, Language, Span};
use chrono::NaiveDate;
use std::ops::Range;

/// How many tokens are read at once. No article comes near it; what is longer is read part after part.
pub const LIMIT: usize = 20_000;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// The first line.
    Headline,
    /// Running text.
    Body,
    /// The caption of a photograph, with its credit.
    Caption,
    /// Who wrote, translated, edited.
    Credits,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// The whole line.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
    /// « PARIS, 23 janvier (AFP) - »: the dateline at its start, marks and white space behind it included.
    pub dateline: Option<Span>,
    /// Its tokens.
    pub words: Range<usize>,
}

/// A sentence: what stands between two full stops, whether quoted or not.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Its tokens.
    pub words: Range<usize>,
    /// The paragraph it stands in.
    pub paragraph: usize,
}

/// An article cut into paragraphs, sentences and tokens.
#[derive(Debug, Clone)]
pub struct Doc<'a> {
    /// The text all spans point into.
    pub text: &'a str,
    /// The day of publication.
    pub published: NaiveDate,
    /// The language whose rules apply.
    pub language: Language,
    /// It is in neither of the languages that have rules.
    pub foreign: bool,
    /// In order; the first is the headline.
    pub paragraphs: Vec<Paragraph>,
    /// All tokens in order.
    pub words: Vec<Word<'a>>,
    /// For each token whether a quotation mark stands open before it in its paragraph.
    quoted: Vec<bool>,
    /// All sentences in order; they never cross paragraphs.
    pub sentences: Vec<Sentence>,
    /// The agency named by dateline, caption or credits.
    pub agency: Option<String>,
    /// The people credited.
    pub credits: Vec<String>,
}

impl<'a> Doc<'a> {
    /// Cuts an article.
    pub fn new(article: &'a Article) -> Self {
        Self::part(article, Part::whole(&article.text))
    }

    /// Cuts a part of an article.
    pub(super) fn part(article: &'a Article, part: Part) -> Self {
        let text = article.text.as_str();
        let (language, foreign) = match article.language {
            Some(language) => (language, false),
            None => super::language::of(text),
        };
        let Layout { paragraphs, agency, credits } = layout::lay_out(text, part, language);
        let mut doc = Self {
            text,
            published: article.published.date,
            language,
            foreign,
            paragraphs,
            words: Vec::new(),
            quoted: Vec::new(),
            sentences: Vec::new(),
            agency,
            credits,
        };
        // A word of French has six bytes or so with the space behind it.
        doc.words.reserve(part.span.len() / 5);
        for (number, paragraph) in doc.paragraphs.iter_mut().enumerate() {
            let first = doc.words.len();
            words::cut(text, paragraph.span, number, crate::lexicon::words(doc.language), &mut doc.words);
            paragraph.words = first..doc.words.len();
        }
        doc.quoted = quoted(&doc.words);
        super::sentences::cut(&mut doc);
        doc
    }

    /// Whether a quotation mark stands open before the token in its paragraph.
    pub fn is_quoted(&self, index: usize) -> bool {
        self.quoted.get(index).copied().unwrap_or(false)
    }

    /// The token at `index`; past the end, an empty mark.
    pub fn word(&self, index: usize) -> &Word<'a> {
        static NONE: Word<'static> = Word {
            span: Span::new(0, 0),
            text: "",
            lower: Form::EMPTY,
            fold: Form::EMPTY,
            shape: Shape::Mark,
            glued: false,
            hyphened: false,
            paragraph: usize::MAX,
            sentence: usize::MAX,
            opens: false,
        };
        self.words.get(index).unwrap_or(&NONE)
    }

    /// The token before `index`, an empty mark at the start.
    pub fn before(&self, index: usize) -> &Word<'a> {
        self.word(index.wrapping_sub(1))
    }

    /// The span of a range of tokens, marks included.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let last = range.end.saturating_sub(1).max(range.start);
        Span::new(self.word(range.start).span.start, self.word(last).span.end)
    }

    /// The sentence that holds the token.
    pub fn sentence_of(&self, word: usize) -> Option<&Sentence> {
        self.sentences.get(self.word(word).sentence)
    }

    /// The kind of the paragraph that holds the token; past the end, body.
    pub fn kind_at(&self, word: usize) -> ParagraphKind {
        self.paragraphs.get(self.word(word).paragraph).map_or(ParagraphKind::Body, |paragraph| paragraph.kind)
    }

    /// Whether the token stands in a dateline.
    pub fn in_dateline(&self, word: usize) -> bool {
        let token = self.word(word);
        let dateline = self.paragraphs.get(token.paragraph).and_then(|paragraph| paragraph.dateline);
        dateline.is_some_and(|dateline| dateline.contains(token.span))
    }

    /// The index of the first token that starts at or after byte `at`.
    pub fn word_at(&self, at: usize) -> usize {
        self.words.partition_point(|word| word.span.start < at)
    }

    /// The tokens that lie in `span`.
    pub fn words_in(&self, span: Span) -> Range<usize> {
        self.word_at(span.start)..self.word_at(span.end)
    }

    /// The words of a range of tokens as one string of their lower forms, single spaces between; for matching
    /// phrases that cross tokens. Glued tokens stay glued.
    pub fn lower(&self, range: Range<usize>) -> String {
        let mut out = String::new();
        for word in self.words.get(range).unwrap_or_default() {
            if !out.is_empty() && !word.glued {
                out.push(' ');
            }
            out.push_str(&word.lower);
        }
        out
    }
}

/// How quotation marks stand open, token by token.
fn quoted(words: &[Word<'_>]) -> Vec<bool> {
    let (mut depth, mut paragraph) = (0_usize, usize::MAX);
    let open = |word: &Word<'_>| {
        if word.paragraph != paragraph {
            (depth, paragraph) = (0, word.paragraph);
        }
        let before = depth > 0;
        match word.shape {
            Shape::OpenQuote => depth += 1,
            Shape::CloseQuote => depth = depth.saturating_sub(1),
            _ => {}
        }
        before
    };
    words.iter().map(open).collect()
}
