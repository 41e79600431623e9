//! Version 2: everything people rule, revisions and withdrawals; anchors that tell findings with the same words apart.
//! Never changes.

mod parts;

use super::v1::{ArticleV1, article_form, read_article};
use super::{WireError, bytes, hex};
use crate::model::{ArticleId, Change, Language, Link};
use parts::{
    ActorV2, AnchorV2, AssertionV2, BasisV2, FieldV2, SourceV2, edtf, read_all, read_basis, read_source,
};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ChangeV2 {
    ArticleAdded {
        #[serde(flatten)]
        article: ArticleV1,
        /// The language that somebody said it is in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String>,
    },
    ArticleRevised {
        earlier: String,
        #[serde(flatten)]
        article: ArticleV1,
    },
    ArticleWithdrawn {
        article: String,
        reason: String,
        basis: BasisV2,
    },
    EntryMarked {
        anchor: AnchorV2,
    },
    EntryUnmarked {
        anchor: AnchorV2,
    },
    EntryCorrected {
        anchor: AnchorV2,
        fields: Vec<FieldV2>,
        basis: BasisV2,
    },
    EntryRejected {
        anchor: AnchorV2,
        reason: String,
        basis: BasisV2,
    },
    EntryAsserted {
        assertion: AssertionV2,
    },
    EntriesLinked {
        one: AnchorV2,
        other: AnchorV2,
        link: String,
        basis: BasisV2,
    },
    EntrySplit {
        kept: AnchorV2,
        parted: Vec<AnchorV2>,
        basis: BasisV2,
    },
    EntryTagged {
        anchor: AnchorV2,
        tag: String,
        source: Option<SourceV2>,
    },
    EntryUntagged {
        anchor: AnchorV2,
        tag: String,
    },
    EntryNoted {
        anchor: AnchorV2,
        text: String,
        source: Option<SourceV2>,
    },
    ActorDefined {
        actor: ActorV2,
        aliases: Vec<String>,
        basis: BasisV2,
    },
    ActorAliased {
        actor: ActorV2,
        alias: String,
        basis: BasisV2,
    },
    ActorRenamed {
        actor: ActorV2,
        name: String,
        basis: BasisV2,
    },
    ActorsMerged {
        kept: ActorV2,
        merged: ActorV2,
        basis: BasisV2,
    },
    ActorSplit {
        actor: ActorV2,
        parted: ActorV2,
        mentions: Vec<AnchorV2>,
        basis: BasisV2,
    },
    OfficeDated {
        actor: ActorV2,
        office: String,
        during: String,
        basis: BasisV2,
    },
    RecordReverted {
        seq: u64,
    },
    RecordRestored {
        seq: u64,
    },
}

/// The form of any change.
pub fn form(change: &Change) -> ChangeV2 {
    let anchors = |anchors: &[crate::model::Anchor]| anchors.iter().map(AnchorV2::of).collect();
    match change {
        Change::ArticleAdded { article } => ChangeV2::ArticleAdded {
            article: article_form(article),
            language: article.language.map(|language| language.code().to_owned()),
        },
        Change::ArticleRevised { earlier, article } => {
            ChangeV2::ArticleRevised { earlier: hex(&earlier.0), article: article_form(article) }
        }
        Change::ArticleWithdrawn { article, reason, basis } => ChangeV2::ArticleWithdrawn {
            article: hex(&article.0),
            reason: reason.clone(),
            basis: BasisV2::of(basis),
        },
        Change::EntryMarked { anchor } => ChangeV2::EntryMarked { anchor: AnchorV2::of(anchor) },
        Change::EntryUnmarked { anchor } => ChangeV2::EntryUnmarked { anchor: AnchorV2::of(anchor) },
        Change::EntryCorrected { anchor, fields, basis } => ChangeV2::EntryCorrected {
            anchor: AnchorV2::of(anchor),
            fields: fields.iter().map(FieldV2::of).collect(),
            basis: BasisV2::of(basis),
        },
        Change::EntryRejected { anchor, reason, basis } => ChangeV2::EntryRejected {
            anchor: AnchorV2::of(anchor),
            reason: reason.clone(),
            basis: BasisV2::of(basis),
        },
        Change::EntryAsserted { assertion } => {
            ChangeV2::EntryAsserted { assertion: AssertionV2::of(assertion) }
        }
        Change::EntriesLinked { one, other, link, basis } => ChangeV2::EntriesLinked {
            one: AnchorV2::of(one),
            other: AnchorV2::of(other),
            link: link.name().to_owned(),
            basis: BasisV2::of(basis),
        },
        Change::EntrySplit { kept, parted, basis } => ChangeV2::EntrySplit {
            kept: AnchorV2::of(kept),
            parted: anchors(parted),
            basis: BasisV2::of(basis),
        },
        Change::EntryTagged { anchor, tag, source } => ChangeV2::EntryTagged {
            anchor: AnchorV2::of(anchor),
            tag: tag.clone(),
            source: source.as_ref().map(SourceV2::of),
        },
        Change::EntryUntagged { anchor, tag } => {
            ChangeV2::EntryUntagged { anchor: AnchorV2::of(anchor), tag: tag.clone() }
        }
        Change::EntryNoted { anchor, text, source } => ChangeV2::EntryNoted {
            anchor: AnchorV2::of(anchor),
            text: text.clone(),
            source: source.as_ref().map(SourceV2::of),
        },
        Change::RecordReverted { seq } => ChangeV2::RecordReverted { seq: *seq },
        Change::RecordRestored { seq } => ChangeV2::RecordRestored { seq: *seq },
        Change::ActorDefined { actor, aliases, basis } => ChangeV2::ActorDefined {
            actor: ActorV2::of(actor),
            aliases: aliases.clone(),
            basis: BasisV2::of(basis),
        },
        Change::ActorAliased { actor, alias, basis } => ChangeV2::ActorAliased {
            actor: ActorV2::of(actor),
            alias: alias.clone(),
            basis: BasisV2::of(basis),
        },
        Change::ActorRenamed { actor, name, basis } => ChangeV2::ActorRenamed {
            actor: ActorV2::of(actor),
            name: name.clone(),
            basis: BasisV2::of(basis),
        },
        Change::ActorsMerged { kept, merged, basis } => ChangeV2::ActorsMerged {
            kept: ActorV2::of(kept),
            merged: ActorV2::of(merged),
            basis: BasisV2::of(basis),
        },
        Change::ActorSplit { actor, parted, mentions, basis } => ChangeV2::ActorSplit {
            actor: ActorV2::of(actor),
            parted: ActorV2::of(parted),
            mentions: anchors(mentions),
            basis: BasisV2::of(basis),
        },
        Change::OfficeDated { actor, office, during, basis } => ChangeV2::OfficeDated {
            actor: ActorV2::of(actor),
            office: office.clone(),
            during: during.to_string(),
            basis: BasisV2::of(basis),
        },
    }
}

fn read_language(code: &str) -> Result<Language, WireError> {
    Language::from_code(code).ok_or(WireError::Value("language"))
}

/// The change of a form.
pub fn change(form: ChangeV2) -> Result<Change, WireError> {
    Ok(match form {
        ChangeV2::ArticleAdded { article, language } => {
            let mut article = read_article(article)?;
            article.language = language.as_deref().map(read_language).transpose()?;
            Change::ArticleAdded { article }
        }
        ChangeV2::ArticleRevised { earlier, article } => {
            Change::ArticleRevised { earlier: article_id(&earlier)?, article: read_article(article)? }
        }
        ChangeV2::ArticleWithdrawn { article, reason, basis } => {
            Change::ArticleWithdrawn { article: article_id(&article)?, reason, basis: read_basis(basis)? }
        }
        ChangeV2::EntryMarked { anchor } => Change::EntryMarked { anchor: anchor.read()? },
        ChangeV2::EntryUnmarked { anchor } => Change::EntryUnmarked { anchor: anchor.read()? },
        ChangeV2::EntryCorrected { anchor, fields, basis } => Change::EntryCorrected {
            anchor: anchor.read()?,
            fields: fields.into_iter().map(FieldV2::read).collect::<Result<_, _>>()?,
            basis: read_basis(basis)?,
        },
        ChangeV2::EntryRejected { anchor, reason, basis } => {
            Change::EntryRejected { anchor: anchor.read()?, reason, basis: read_basis(basis)? }
        }
        ChangeV2::EntryAsserted { assertion } => Change::EntryAsserted { assertion: assertion.read()? },
        ChangeV2::EntriesLinked { one, other, link, basis } => Change::EntriesLinked {
            one: one.read()?,
            other: other.read()?,
            link: Link::from_name(&link).ok_or(WireError::Value("link"))?,
            basis: read_basis(basis)?,
        },
        ChangeV2::EntrySplit { kept, parted, basis } => {
            Change::EntrySplit { kept: kept.read()?, parted: read_all(&parted)?, basis: read_basis(basis)? }
        }
        ChangeV2::EntryTagged { anchor, tag, source } => {
            Change::EntryTagged { anchor: anchor.read()?, tag, source: read_source(source)? }
        }
        ChangeV2::EntryUntagged { anchor, tag } => Change::EntryUntagged { anchor: anchor.read()?, tag },
        ChangeV2::EntryNoted { anchor, text, source } => {
            Change::EntryNoted { anchor: anchor.read()?, text, source: read_source(source)? }
        }
        ChangeV2::RecordReverted { seq } => Change::RecordReverted { seq },
        ChangeV2::RecordRestored { seq } => Change::RecordRestored { seq },
        of_actors => return change_of_actors(of_actors),
    })
}

fn change_of_actors(form: ChangeV2) -> Result<Change, WireError> {
    Ok(match form {
        ChangeV2::ActorDefined { actor, aliases, basis } => {
            Change::ActorDefined { actor: actor.read()?, aliases, basis: read_basis(basis)? }
        }
        ChangeV2::ActorAliased { actor, alias, basis } => {
            Change::ActorAliased { actor: actor.read()?, alias, basis: read_basis(basis)? }
        }
        ChangeV2::ActorRenamed { actor, name, basis } => {
            Change::ActorRenamed { actor: actor.read()?, name, basis: read_basis(basis)? }
        }
        ChangeV2::ActorsMerged { kept, merged, basis } => {
            Change::ActorsMerged { kept: kept.read()?, merged: merged.read()?, basis: read_basis(basis)? }
        }
        ChangeV2::ActorSplit { actor, parted, mentions, basis } => Change::ActorSplit {
            actor: actor.read()?,
            parted: parted.read()?,
            mentions: read_all(&mentions)?,
            basis: read_basis(basis)?,
        },
        ChangeV2::OfficeDated { actor, office, during, basis } => Change::OfficeDated {
            actor: actor.read()?,
            office,
            during: edtf(&during)?,
            basis: read_basis(basis)?,
        },
        _ => return Err(WireError::Value("change")),
    })
}

fn article_id(form: &str) -> Result<ArticleId, WireError> {
    bytes(form).map(ArticleId).ok_or(WireError::Value("article"))
}
