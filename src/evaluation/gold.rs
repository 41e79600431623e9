//! A gold reading: what somebody annotated in an article by hand, with the places of its words.
//!
//! Does not look at what the rules read.

use super::Range;
use serde::Deserialize;

/// One article with its gold reading.
#[derive(Debug, Clone)]
pub struct Gold {
    /// The file's name.
    pub file: String,
    /// The code of the language it is written in.
    pub language: String,
    /// Headline, blank line, body.
    pub(super) text: Vec<char>,
    pub(super) dates: Vec<Placed<GoldDate>>,
    pub(super) named: Vec<Placed<GoldActor>>,
    pub(super) roles: Vec<Placed<GoldActor>>,
    pub(super) quotes: Vec<Placed<GoldQuote>>,
    pub(super) events: Vec<Placed<GoldEvent>>,
}

/// An item with its place in the text.
#[derive(Debug, Clone)]
pub(super) struct Placed<T> {
    pub range: Range,
    pub item: T,
}

/// Why a gold file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// Not JSON of the guide's shape.
    #[error("is no gold reading: {0}")]
    Shape(#[from] serde_json::Error),
    /// The words of an item are not in the text so often.
    #[error("“{exact}” does not stand {nth} times in the article")]
    Absent {
        /// The words.
        exact: String,
        /// Which time was asked for, from 1.
        nth: usize,
    },
}

#[derive(Deserialize)]
struct Form {
    file: String,
    language: String,
    published: String,
    dates: Vec<Item<GoldDate>>,
    actors: Vec<Item<GoldActor>>,
    quotes: Vec<Item<GoldQuote>>,
    events: Vec<Item<GoldEvent>>,
}

#[derive(Deserialize)]
struct Item<T> {
    exact: String,
    #[serde(default = "first")]
    nth: usize,
    #[serde(flatten)]
    told: T,
}

const fn first() -> usize {
    1
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct GoldDate {
    pub value: String,
    #[serde(rename = "mod", default)]
    pub modifier: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct GoldActor {
    pub actor: Names,
    pub class: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct GoldQuote {
    pub speaker: Names,
    #[serde(default)]
    pub said: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct GoldEvent {
    pub kind: String,
    #[serde(default)]
    pub when: Option<String>,
    pub agents: Vec<Names>,
    pub counterparts: Vec<Names>,
    #[serde(default)]
    pub place: Option<Names>,
    pub status: String,
    /// The name of the entry that the telling belongs to, in stories.
    #[serde(default)]
    pub entry: Option<String>,
}

/// The names that are accepted, best first.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Names {
    One(String),
    Many(Vec<String>),
}

impl Names {
    pub fn all(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Many(names) => names,
        }
    }

    /// Nobody named: « ? » comes first.
    pub fn is_unnamed(&self) -> bool {
        self.all().first().is_some_and(|name| name == "?")
    }
}

/// Which article a gold file is about, before its text is there.
#[derive(Debug)]
pub struct Sheet(Form);

impl Sheet {
    /// The annotations of a file.
    pub fn of(json: &str) -> Result<Self, GoldError> {
        Ok(Self(serde_json::from_str(json)?))
    }

    /// The name of the article's file.
    pub fn file(&self) -> &str {
        &self.0.file
    }

    /// The day of publication, as the annotator noted it.
    pub fn published(&self) -> &str {
        &self.0.published
    }

    /// The gold reading of that text (headline, blank line, body).
    pub fn on(self, text: &str) -> Result<Gold, GoldError> {
        let Self(form) = self;
        let text: Vec<char> = text.chars().collect();
        let (roles, named) = form.actors.into_iter().partition(|actor| actor.told.class == "role");
        Ok(Gold {
            file: form.file,
            language: form.language,
            dates: placed(&text, form.dates)?,
            named: placed(&text, named)?,
            roles: placed(&text, roles)?,
            quotes: placed(&text, form.quotes)?,
            events: placed(&text, form.events)?,
            text,
        })
    }
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)
    }
}

fn placed<T>(text: &[char], items: Vec<Item<T>>) -> Result<Vec<Placed<T>>, GoldError> {
    let place = |Item { exact, nth, told }| match nth_range(text, &exact, nth) {
        Some(range) => Ok(Placed { range, item: told }),
        None => Err(GoldError::Absent { exact, nth }),
    };
    items.into_iter().map(place).collect()
}

/// The place of the nth time `exact` stands in the text as a whole, not inside a longer word.
fn nth_range(text: &[char], exact: &str, nth: usize) -> Option<Range> {
    let exact: Vec<char> = exact.chars().collect();
    let (first, last) = (*exact.first()?, *exact.last()?);
    let letter = |at: Option<&char>| at.is_some_and(|letter| letter.is_alphanumeric());
    let stands = |(at, window): &(usize, &[char])| {
        let before = letter(at.checked_sub(1).and_then(|before| text.get(before)));
        let after = letter(text.get(at + exact.len()));
        *window == exact && !(before && first.is_alphanumeric()) && !(after && last.is_alphanumeric())
    };
    let (at, _) = text.windows(exact.len()).enumerate().filter(stands).nth(nth.checked_sub(1)?)?;
    Some((at, at + exact.len()))
}
