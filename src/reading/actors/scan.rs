//! The working table of the layer: what each token was taken for so far.
//!
//! Steps claim tokens in turn (gazetteer, bodies, names, descriptions); a token belongs to one chunk at most. Does
//! not resolve anything: chunks are words with a sort, not actors.

use crate::lexicon::actors::{Gender, Lists, Tables};
use crate::lexicon::gazetteer::{Case, Entity};
use crate::lexicon::vocabulary::{Form, Listed};
use crate::model::Span;
use crate::reading::doc::{Doc, ParagraphKind};
use crate::reading::words::{Shape, Word};
use std::ops::Range;

pub use crate::reading::doc::LIMIT;

/// What a stretch of tokens was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A person known to the gazetteer, or one that the grammar shows.
    Person,
    /// A state by its name.
    State,
    /// A capital: a place, or the government in it.
    Capital,
    /// Inhabitants (« les Russes », « le Béninois »).
    Demonym {
        /// « Russes »
        plural: bool,
    },
    /// Any other place.
    Place,
    /// An institution, a medium, a party, a company.
    Organisation,
    /// Capital words of which nothing is known yet.
    Name,
    /// A field of duties, a thing with a capital: nobody.
    Nobody,
}

/// A stretch of tokens that stands for one thing.
#[derive(Debug, Clone)]
pub struct Chunk {
    /// Its tokens.
    pub words: Range<usize>,
    /// Its bytes; less than its tokens where a token names two (« Guyana-Suriname »).
    pub span: Span,
    /// What it was taken for.
    pub sort: Sort,
    /// What the gazetteer knows it as.
    pub entity: Option<&'static Entity>,
    /// For a capital: the city itself; for a surname: whom it hints at.
    pub other: Option<&'static Entity>,
    /// The first token of a title before it.
    pub title: Option<usize>,
    /// The gender a title tells.
    pub gender: Option<Gender>,
    /// The rule that found it.
    pub rule: &'static str,
}

impl Chunk {
    /// The first token, title included.
    pub fn start(&self) -> usize {
        self.title.unwrap_or(self.words.start)
    }

    /// Whether it can be a person.
    pub const fn maybe_person(&self) -> bool {
        matches!(self.sort, Sort::Person | Sort::Name)
    }
}

/// The working table.
pub struct Scan<'d, 'a> {
    /// The article.
    pub doc: &'d Doc<'a>,
    /// The language's tables.
    pub tables: &'static Tables,
    /// What was found, in the order of finding.
    pub chunks: Vec<Chunk>,
    /// For each token the chunk that holds it, plus one; zero for none.
    owner: Vec<u32>,
}

impl<'d, 'a> Scan<'d, 'a> {
    /// An empty table.
    pub fn new(doc: &'d Doc<'a>) -> Self {
        Self {
            doc,
            tables: crate::lexicon::actors::tables(doc.language),
            chunks: Vec::new(),
            owner: vec![0; doc.words.len()],
        }
    }

    /// The small words of the language.
    pub fn lists(&self) -> &'static Lists {
        self.tables.lists
    }

    /// How the language builds its noun groups.
    pub fn grammar(&self) -> &'static crate::lexicon::grammar::Grammar {
        crate::lexicon::grammar(self.doc.language)
    }

    /// Whether the mark of a holder stands here, right behind its word (« Rome's »).
    pub fn is_genitive(&self, at: usize) -> bool {
        let word = self.word(at);
        self.grammar().genitive
            && word.glued
            && crate::lexicon::words(self.doc.language).genitives.has(&word.lower)
    }

    /// The token at `at`.
    pub fn word(&self, at: usize) -> &'d Word<'a> {
        self.doc.word(at)
    }

    /// Its folded form.
    pub fn fold(&self, at: usize) -> &'d Form<'a> {
        &self.doc.word(at).fold
    }

    /// Its lower form.
    pub fn lower(&self, at: usize) -> &'d Form<'a> {
        &self.doc.word(at).lower
    }

    /// The place of the chunk that holds the token.
    pub fn owner(&self, at: usize) -> Option<usize> {
        self.owner.get(at).and_then(|owner| (*owner as usize).checked_sub(1))
    }

    /// The chunk that holds the token.
    pub fn chunk_at(&self, at: usize) -> Option<&Chunk> {
        self.owner(at).and_then(|index| self.chunks.get(index))
    }

    /// Takes the tokens for one thing. What held them before loses them.
    pub fn claim(&mut self, mut chunk: Chunk) -> usize {
        // « l'O.N.U. »: the last dot belongs to letters that have dots between them.
        let behind = self.word(chunk.words.end);
        let dotted = chunk.words.end.checked_sub(1).is_some_and(|last| self.word(last).text.contains('.'));
        if dotted && behind.text == "." && behind.glued && chunk.sort != Sort::Person {
            chunk.span.end = behind.span.end;
        }
        let number = u32::try_from(self.chunks.len() + 1).unwrap_or(0);
        for owner in self.owner.get_mut(chunk.words.clone()).into_iter().flatten() {
            *owner = number;
        }
        self.chunks.push(chunk);
        self.chunks.len() - 1
    }

    /// A chunk over whole tokens, claimed.
    pub fn claim_words(
        &mut self,
        words: Range<usize>,
        sort: Sort,
        entity: Option<&'static Entity>,
        rule: &'static str,
    ) -> usize {
        let span = self.doc.span(&words);
        self.claim(Chunk { words, span, sort, entity, other: None, title: None, gender: None, rule })
    }

    /// Whether a chunk still holds its first token.
    pub fn stands(&self, index: usize) -> bool {
        self.chunks.get(index).is_some_and(|chunk| {
            self.owner(chunk.words.start) == Some(index)
                || self.owner(chunk.words.end.saturating_sub(1)) == Some(index)
                || self.shares_token(index)
        })
    }

    /// « Guyana-Suriname »: two chunks in one token, the second holds it.
    fn shares_token(&self, index: usize) -> bool {
        let chunk = self.chunks.get(index);
        chunk.is_some_and(|chunk| {
            chunk.words.len() == 1
                && chunk.span != self.word(chunk.words.start).span
                && self
                    .chunk_at(chunk.words.start)
                    .is_some_and(|other| other.words.start == chunk.words.start && other.span != chunk.span)
        })
    }

    /// Whether the token can be part of a name: a capital, or a small particle with one (« al-Assad »).
    pub fn is_name_part(&self, at: usize) -> bool {
        let word = self.word(at);
        word.is_capital() || self.is_hyphened_particle(at)
    }

    /// « al-Assad », « el-Sissi »
    pub fn is_hyphened_particle(&self, at: usize) -> bool {
        let word = self.word(at);
        word.hyphened
            && word.shape == Shape::Lower
            && word.text.split_once('-').is_some_and(|(small, rest)| {
                rest.starts_with(char::is_uppercase) && self.lists().particles.has(small)
            })
    }

    /// A given name of the lists.
    pub fn is_given<F: Listed + AsRef<str> + ?Sized>(&self, fold: &F) -> bool {
        let (masculine, feminine) = (self.lists().masculine_names, self.lists().feminine_names);
        masculine.has(fold)
            || feminine.has(fold)
            || fold
                .as_ref()
                .split_once('-')
                .is_some_and(|(first, _)| masculine.has(first) || feminine.has(first))
    }

    /// Whether nothing is looked for here: credits, and what lies beyond the limit.
    pub fn is_closed(&self, at: usize) -> bool {
        at >= LIMIT || self.doc.kind_at(at) == ParagraphKind::Credits
    }

    /// Whether two tokens stand in one sentence.
    pub fn together(&self, one: usize, other: usize) -> bool {
        self.word(one).sentence == self.word(other).sentence
    }

    /// Whether the token is a form of a verb that is finite, whatever else it may be.
    pub fn is_finite(&self, at: usize) -> bool {
        let word = self.word(at);
        word.shape == Shape::Lower
            && crate::lexicon::verbs::analyses(self.doc.language, &word.lower)
                .any(|form| form.tense.is_finite())
    }

    /// Whether the token is a form of a verb.
    pub fn is_verb_only(&self, at: usize) -> bool {
        let word = self.word(at);
        word.shape == Shape::Lower
            && crate::lexicon::verbs::analyses(self.doc.language, &word.lower).next().is_some()
    }

    /// « Italy | Seizes | Corfu », « LORD SACKVILLE | DISMISSED »: a verb's form with a capital in a headline that the text
    /// below has as no name.
    pub fn is_headline_verb(&self, at: usize) -> bool {
        let word = self.word(at);
        self.grammar().head_last
            && word.is_capital()
            && self.doc.kind_at(at) == ParagraphKind::Headline
            && crate::lexicon::verbs::analyses(self.doc.language, &word.lower).next().is_some()
            && !self.is_named_elsewhere(at)
    }

    /// Whether the word stands with a capital inside a sentence of the body, or is a name's part wherever it stands.
    pub fn is_named_elsewhere(&self, at: usize) -> bool {
        let here = self.word(at);
        self.doc.words.iter().enumerate().any(|(other, word)| {
            other != at
                && word.shape == Shape::Capital
                && !word.opens
                && word.fold.as_ref() == here.fold.as_ref()
                && self.doc.kind_at(other) != ParagraphKind::Headline
        })
    }

    /// Whether the token is an infinitive.
    pub fn is_infinitive(&self, at: usize) -> bool {
        let word = self.word(at);
        word.shape == Shape::Lower
            && crate::lexicon::verbs::analyses(self.doc.language, &word.lower)
                .any(|form| form.tense == crate::lexicon::verbs::Tense::Infinitive)
    }

    /// The length in tokens of a title that starts here (« M. », « Mme », « sir »), with the gender it tells.
    pub fn title(&self, at: usize) -> Option<(usize, Option<Gender>)> {
        let lists = self.lists();
        let word = self.word(at);
        let dotted = self.word(at + 1).text == "." && self.word(at + 1).glued;
        let length = 1 + usize::from(dotted);
        let form = &word.lower;
        if lists.titles_m.has(form) && (dotted || form.len() > 1) {
            return Some((length, Some(Gender::Masculine)));
        }
        if lists.titles_f.has(form) {
            return Some((length, Some(Gender::Feminine)));
        }
        // « Cheikh » with a capital inside a sentence is a given name.
        if word.shape == Shape::Upper && form.len() > 1 {
            // « DR » is no doctor; « M », « MM » stand above.
            return (lists.titles_plural.has(form)).then_some((length, None));
        }
        let short = dotted && crate::lexicon::words(self.doc.language).abbreviations.has(form);
        if lists.titles_any.has(form)
            && (short || form.len() < 3 || !word.is_capital() || word.opens && dotted || word.hyphened)
        {
            return Some((length, None));
        }
        lists.titles_plural.has(form).then_some((length, None))
    }

    /// The title that ends right before the token, if one does: its first token and its gender.
    pub fn title_before(&self, at: usize) -> Option<(usize, Option<Gender>)> {
        let one = at.checked_sub(1)?;
        if self.word(one).text == "." && self.word(one).glued {
            let two = one.checked_sub(1)?;
            let (length, gender) = self.title(two)?;
            return (length == 2).then_some((two, gender));
        }
        let (length, gender) = self.title(one)?;
        (length == 1 && self.together(one, at)).then_some((one, gender))
    }

    /// The entity's state, or itself if it is one.
    pub fn state_of(entity: &'static Entity) -> Option<&'static Entity> {
        crate::lexicon::gazetteer::state_of(entity)
    }

    /// The state that an adjective belongs to, of those the one that existed when the article was written.
    pub fn nation(&self, at: usize) -> Option<(&'static Entity, Option<Gender>)> {
        use crate::lexicon::gazetteer;
        let word = self.word(at);
        if !word.is_word() {
            return None;
        }
        let adjective = gazetteer::adjective(self.doc.language, &word.fold)?;
        let year = chrono::Datelike::year(&self.doc.published);
        let state = adjective.of().find(|state| state.existed_in(year)).or_else(|| adjective.of().next())?;
        let gender = adjective.gender.map(gender_of);
        Some((state, gender))
    }
}

/// The gazetteer's gender as grammar's.
pub const fn gender_of(gender: crate::lexicon::gazetteer::Gender) -> Gender {
    match gender {
        crate::lexicon::gazetteer::Gender::Masculine => Gender::Masculine,
        crate::lexicon::gazetteer::Gender::Feminine => Gender::Feminine,
    }
}

/// How the gazetteer wants a token's case.
pub fn case(word: &Word<'_>) -> Case {
    match word.shape {
        Shape::Capital => Case::Capital,
        Shape::Upper | Shape::Number => Case::Upper,
        Shape::Lower if word.text.starts_with(char::is_uppercase) => Case::Capital,
        _ => Case::Lower,
    }
}
