//! Version 1: articles and marks. Never changes.

use super::{WireError, bytes, hex};
use crate::model::{Anchor, Article, ArticleId, Change, Layer, Published, Span};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ChangeV1 {
    ArticleAdded {
        #[serde(flatten)]
        article: ArticleV1,
    },
    EntryMarked {
        anchor: AnchorV1,
    },
    EntryUnmarked {
        anchor: AnchorV1,
    },
}

/// An article with its text.
#[derive(Serialize, Deserialize)]
pub struct ArticleV1 {
    article: String,
    date: String,
    stamp: Option<String>,
    file: Option<String>,
    text: String,
}

#[derive(Serialize, Deserialize)]
pub struct AnchorV1 {
    article: String,
    layer: String,
    start: usize,
    end: usize,
}

/// The form of a change that this version can say.
pub fn form(change: &Change) -> Option<ChangeV1> {
    Some(match change {
        Change::ArticleAdded { article } if article.language.is_none() => {
            ChangeV1::ArticleAdded { article: article_form(article) }
        }
        Change::EntryMarked { anchor } => ChangeV1::EntryMarked { anchor: anchor_form(anchor)? },
        Change::EntryUnmarked { anchor } => ChangeV1::EntryUnmarked { anchor: anchor_form(anchor)? },
        _ => return None,
    })
}

/// The change of a form.
pub fn change(form: ChangeV1) -> Result<Change, WireError> {
    Ok(match form {
        ChangeV1::ArticleAdded { article } => Change::ArticleAdded { article: read_article(article)? },
        ChangeV1::EntryMarked { anchor } => Change::EntryMarked { anchor: read_anchor(&anchor)? },
        ChangeV1::EntryUnmarked { anchor } => Change::EntryUnmarked { anchor: read_anchor(&anchor)? },
    })
}

/// The form of an article.
pub fn article_form(article: &Article) -> ArticleV1 {
    ArticleV1 {
        article: hex(&article.id.0),
        date: article.published.date.to_string(),
        stamp: article.published.stamp.clone(),
        file: article.file.clone(),
        text: article.text.clone(),
    }
}

/// The article of a form, if its text is the one that was filed.
pub fn read_article(form: ArticleV1) -> Result<Article, WireError> {
    let date: NaiveDate = form.date.parse().map_err(|_| WireError::Value("date"))?;
    let filed = Article::new(Published { date, stamp: form.stamp }, form.file, form.text);
    if hex(&filed.id.0) != form.article {
        return Err(WireError::Identity);
    }
    Ok(filed)
}

/// This version knows no second finding with the same words.
fn anchor_form(anchor: &Anchor) -> Option<AnchorV1> {
    (anchor.nth == 0).then(|| AnchorV1 {
        article: hex(&anchor.article.0),
        layer: anchor.layer.name().to_owned(),
        start: anchor.span.start,
        end: anchor.span.end,
    })
}

fn read_anchor(form: &AnchorV1) -> Result<Anchor, WireError> {
    let layer = Layer::from_name(&form.layer).ok_or(WireError::Value("layer"))?;
    let article = bytes(&form.article).ok_or(WireError::Value("article"))?;
    if form.start >= form.end {
        return Err(WireError::Value("span"));
    }
    Ok(Anchor::new(ArticleId(article), layer, Span::new(form.start, form.end)))
}
