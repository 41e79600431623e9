//! Version 2: what changes are made of. Never changes.

use super::super::v1::{ArticleV1, article_form, read_article};
use super::{WireError, article_id, hex};
use crate::model::{
    ActorRef, Anchor, Assertion, Basis, Class, Edtf, Field, Kind, Language, Layer, Modifier, Place, Source,
    Span, Status, When,
};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub struct AnchorV2 {
    article: String,
    layer: String,
    start: usize,
    end: usize,
    #[serde(default, skip_serializing_if = "is_zero")]
    nth: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands references")]
const fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl AnchorV2 {
    pub fn of(anchor: &Anchor) -> Self {
        Self {
            article: hex(&anchor.article.0),
            layer: anchor.layer.name().to_owned(),
            start: anchor.span.start,
            end: anchor.span.end,
            nth: anchor.nth,
        }
    }

    pub fn read(&self) -> Result<Anchor, WireError> {
        if self.start >= self.end {
            return Err(WireError::Value("span"));
        }
        Ok(Anchor {
            article: article_id(&self.article)?,
            layer: Layer::from_name(&self.layer).ok_or(WireError::Value("layer"))?,
            span: Span::new(self.start, self.end),
            nth: self.nth,
        })
    }
}

/// All anchors of a list.
pub fn read_all(forms: &[AnchorV2]) -> Result<Vec<Anchor>, WireError> {
    forms.iter().map(AnchorV2::read).collect()
}

#[derive(Serialize, Deserialize)]
pub struct SourceV2 {
    published: String,
    article: Option<String>,
    words: String,
}

impl SourceV2 {
    pub fn of(source: &Source) -> Self {
        Self {
            published: source.published.to_string(),
            article: source.article.map(|article| hex(&article.0)),
            words: source.words.clone(),
        }
    }

    fn read(self) -> Result<Source, WireError> {
        Ok(Source {
            published: self.published.parse().map_err(|_| WireError::Value("date"))?,
            article: self.article.as_deref().map(article_id).transpose()?,
            words: self.words,
        })
    }
}

/// The source, if there is one.
pub fn read_source(form: Option<SourceV2>) -> Result<Option<Source>, WireError> {
    form.map(SourceV2::read).transpose()
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BasisV2 {
    Misread,
    NewInformation(SourceV2),
}

impl BasisV2 {
    pub fn of(basis: &Basis) -> Self {
        match basis {
            Basis::Misread => Self::Misread,
            Basis::NewInformation(source) => Self::NewInformation(SourceV2::of(source)),
        }
    }
}

/// The basis of a form.
pub fn read_basis(form: BasisV2) -> Result<Basis, WireError> {
    Ok(match form {
        BasisV2::Misread => Basis::Misread,
        BasisV2::NewInformation(source) => Basis::NewInformation(source.read()?),
    })
}

#[derive(Serialize, Deserialize)]
pub struct ActorV2 {
    key: String,
    name: String,
    class: String,
}

impl ActorV2 {
    pub fn of(actor: &ActorRef) -> Self {
        Self { key: actor.key.clone(), name: actor.name.clone(), class: actor.class.name().to_owned() }
    }

    pub fn read(self) -> Result<ActorRef, WireError> {
        let class = Class::from_name(&self.class).ok_or(WireError::Value("class"))?;
        Ok(ActorRef { key: self.key, name: self.name, class })
    }
}

fn actors_form(actors: &[ActorRef]) -> Vec<ActorV2> {
    actors.iter().map(ActorV2::of).collect()
}

fn read_actors(forms: Vec<ActorV2>) -> Result<Vec<ActorRef>, WireError> {
    forms.into_iter().map(ActorV2::read).collect()
}

#[derive(Serialize, Deserialize)]
pub struct PlaceV2 {
    name: String,
    within: Vec<String>,
}

impl PlaceV2 {
    fn of(place: &Place) -> Self {
        Self { name: place.name.clone(), within: place.within.clone() }
    }

    fn read(self) -> Place {
        Place { name: self.name, within: self.within }
    }
}

#[derive(Serialize, Deserialize)]
pub struct WhenV2 {
    value: String,
    #[serde(rename = "mod")]
    modifier: Option<String>,
}

impl WhenV2 {
    fn of(when: When) -> Self {
        Self {
            value: when.value.to_string(),
            modifier: when.modifier.map(|modifier| modifier.name().to_owned()),
        }
    }

    fn read(&self) -> Result<When, WireError> {
        let modifier = self.modifier.as_deref();
        let modifier =
            modifier.map(|name| Modifier::from_name(name).ok_or(WireError::Value("modifier"))).transpose()?;
        Ok(When { value: edtf(&self.value)?, modifier })
    }
}

/// A date.
pub fn edtf(form: &str) -> Result<Edtf, WireError> {
    form.parse().map_err(|_| WireError::Value("date"))
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldV2 {
    Date(Option<WhenV2>),
    Kind(String),
    Place(Option<PlaceV2>),
    Status(String),
    Agents(Vec<ActorV2>),
    Counterparts(Vec<ActorV2>),
    Speaker(Option<ActorV2>),
}

impl FieldV2 {
    pub fn of(field: &Field) -> Self {
        match field {
            Field::When(when) => Self::Date(when.map(WhenV2::of)),
            Field::Kind(kind) => Self::Kind(kind.name().to_owned()),
            Field::Place(place) => Self::Place(place.as_ref().map(PlaceV2::of)),
            Field::Status(status) => Self::Status(status.name().to_owned()),
            Field::Agents(actors) => Self::Agents(actors_form(actors)),
            Field::Counterparts(actors) => Self::Counterparts(actors_form(actors)),
            Field::Speaker(actor) => Self::Speaker(actor.as_ref().map(ActorV2::of)),
        }
    }

    pub fn read(self) -> Result<Field, WireError> {
        Ok(match self {
            Self::Date(when) => Field::When(when.as_ref().map(WhenV2::read).transpose()?),
            Self::Kind(name) => Field::Kind(kind(&name)?),
            Self::Place(place) => Field::Place(place.map(PlaceV2::read)),
            Self::Status(name) => Field::Status(status(&name)?),
            Self::Agents(actors) => Field::Agents(read_actors(actors)?),
            Self::Counterparts(actors) => Field::Counterparts(read_actors(actors)?),
            Self::Speaker(actor) => Field::Speaker(actor.map(ActorV2::read).transpose()?),
        })
    }
}

fn kind(name: &str) -> Result<Kind, WireError> {
    Kind::from_name(name).ok_or(WireError::Value("kind"))
}

fn status(name: &str) -> Result<Status, WireError> {
    Status::from_name(name).ok_or(WireError::Value("status"))
}

#[derive(Serialize, Deserialize)]
pub struct AssertionV2 {
    anchor: AnchorV2,
    article: Option<ArticleV1>,
    publisher: Option<String>,
    language: String,
    kind: String,
    when: Option<WhenV2>,
    agents: Vec<ActorV2>,
    counterparts: Vec<ActorV2>,
    place: Option<PlaceV2>,
    status: String,
}

impl AssertionV2 {
    pub fn of(assertion: &Assertion) -> Self {
        Self {
            anchor: AnchorV2::of(&assertion.anchor),
            article: assertion.article.as_ref().map(article_form),
            publisher: assertion.publisher.clone(),
            language: assertion.language.code().to_owned(),
            kind: assertion.kind.name().to_owned(),
            when: assertion.when.map(WhenV2::of),
            agents: actors_form(&assertion.agents),
            counterparts: actors_form(&assertion.counterparts),
            place: assertion.place.as_ref().map(PlaceV2::of),
            status: assertion.status.name().to_owned(),
        }
    }

    pub fn read(self) -> Result<Assertion, WireError> {
        Ok(Assertion {
            anchor: self.anchor.read()?,
            article: self.article.map(read_article).transpose()?,
            publisher: self.publisher,
            language: Language::from_code(&self.language).ok_or(WireError::Value("language"))?,
            kind: kind(&self.kind)?,
            when: self.when.as_ref().map(WhenV2::read).transpose()?,
            agents: read_actors(self.agents)?,
            counterparts: read_actors(self.counterparts)?,
            place: self.place.map(PlaceV2::read),
            status: status(&self.status)?,
        })
    }
}
