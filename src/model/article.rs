//! Articles: one text as its publisher filed it.
//!
//! Does not read files or find out formats (that is `intake`), and does not look into the text.

use chrono::NaiveDate;
use std::fmt;

/// The identity of an article: BLAKE3 of its publication stamp, a line feed, and its text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub [u8; 32]);

impl ArticleId {
    /// The identity of `text` as published on `published`.
    pub fn of(published: &Published, text: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(published.to_string().as_bytes());
        hasher.update(b"\n");
        hasher.update(text.as_bytes());
        Self(*hasher.finalize().as_bytes())
    }
}

impl fmt::Display for ArticleId {
    /// `b3:` and 64 hex digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("b3:")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// When an article was published, as its source wrote it. The machine's time zone is never used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    /// The day, in the source's own offset.
    pub date: NaiveDate,
    /// The source's full stamp where it gave more than a day (RFC 3339, its own offset kept).
    pub stamp: Option<String>,
}

impl Published {
    /// Published on a day, with no time known.
    pub const fn on(date: NaiveDate) -> Self {
        Self { date, stamp: None }
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.stamp {
            Some(stamp) => f.write_str(stamp),
            None => write!(f, "{}", self.date.format("%Y-%m-%d")),
        }
    }
}

/// The language an article is written in, as far as rules exist for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// French.
    French,
    /// English.
    English,
}

impl Language {
    /// The two-letter code of ISO 639-1.
    pub const fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// The language of that code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::French, Self::English].into_iter().find(|language| language.code() == code)
    }
}

/// One text as its publisher filed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its identity.
    pub id: ArticleId,
    /// Publication, as the source says.
    pub published: Published,
    /// The file's name (without its folders) where it came from one.
    pub file: Option<String>,
    /// Headline, a blank line, body; line ends as `\n`, white space at the two ends cut, nothing else changed.
    pub text: String,
    /// The language it is in, where somebody said so; else its words tell.
    pub language: Option<Language>,
}

impl Article {
    /// An article from its parts; the identity is computed.
    pub fn new(published: Published, file: Option<String>, text: String) -> Self {
        let id = ArticleId::of(&published, &text);
        Self { id, published, file, text, language: None }
    }

    /// The same, said to be in that language if one is given.
    #[must_use]
    pub fn in_language(mut self, language: Option<Language>) -> Self {
        self.language = language.or(self.language);
        self
    }

    /// The first line.
    pub fn headline(&self) -> &str {
        self.text.lines().next().unwrap_or("")
    }
}
