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

    /// Its file's name, without the running number that a download puts before an id of the source
    /// (`017_b6086113cabfcc05.txt`), which is another one the next time.
    pub fn file_name(&self) -> Option<&str> {
        let file = self.file.as_deref()?;
        let own = file.split_once('_').filter(|(number, rest)| is_number(number) && begins_with_id(rest));
        Some(own.map_or(file, |(_, rest)| rest))
    }

    /// What its source calls it, where its text says that: a name that begins with `urn:` or `tag:`, without the number of
    /// its revision, or else an address that is its last line.
    pub fn source_id(&self) -> Option<&str> {
        // Most texts hold none, and need not be cut into words for it.
        if ["urn:", "tag:"].iter().any(|scheme| self.text.contains(scheme)) {
            let words = self.text.split_whitespace().rev();
            let mut names = words.map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
            if let Some(name) = names.find(|name| name.starts_with("urn:") || name.starts_with("tag:")) {
                return Some(without_revision(name));
            }
        }
        let last = self.text.lines().next_back().map(str::trim)?;
        let address = last.starts_with("https://") || last.starts_with("http://");
        (address && !last.contains(char::is_whitespace)).then_some(last)
    }

    /// The first line.
    pub fn headline(&self) -> &str {
        self.text.lines().next().unwrap_or("")
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a file's name, without its endings, is an id: eight letters and digits or more, some of each, which is no date
/// and no word.
fn begins_with_id(name: &str) -> bool {
    let id = name.split('.').next().unwrap_or(name).as_bytes();
    id.len() >= 8
        && id.iter().all(u8::is_ascii_alphanumeric)
        && id.iter().any(u8::is_ascii_digit)
        && id.iter().any(u8::is_ascii_alphabetic)
}

/// « urn:newsml:agency.example:20260203:item-7:2U » without its last part, « tag:agency.example,2026:item-7:2 » likewise.
fn without_revision(name: &str) -> &str {
    let parts = if name.starts_with("urn:") { 5 } else { 3 };
    let is_revision = |last: &str| {
        let number = last.strip_suffix(|letter: char| letter.is_ascii_uppercase()).unwrap_or(last);
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    match name.rsplit_once(':') {
        Some((item, last)) if item.split(':').count() >= parts && is_revision(last) => item,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_names_its_article_whatever_the_revision() {
        let named = |text: &str| {
            let article = Article::new(Published::on(NaiveDate::MIN), None, format!("Titre\n\n{text}"));
            article.source_id().map(str::to_owned)
        };
        for (text, expected) in [
            (
                "Corps.\n\nurn:newsml:agence.example:20260203:item-7:2U",
                "urn:newsml:agence.example:20260203:item-7",
            ),
            ("Corps (urn:newsml:agence.example:20260203:7).", "urn:newsml:agence.example:20260203:7"),
            ("tag:agency.example,2026:newsml_L7:12\n\nBody.", "tag:agency.example,2026:newsml_L7"),
            ("tag:agency.example,2026:12", "tag:agency.example,2026:12"),
            ("Corps.\n https://agence.example/a-7 ", "https://agence.example/a-7"),
        ] {
            assert_eq!(named(text).as_deref(), Some(expected), "{text}");
        }
        for none in [
            "Corps.",
            "https://agence.example/a-7\n\nCorps.",
            "Voir https://agence.example/a-7",
            "Saturn: loin",
        ] {
            assert_eq!(named(none), None, "{none}");
        }
    }
}
