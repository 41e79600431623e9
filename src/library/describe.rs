//! What a record says, in words: for the journal, the history of an entry, and what a ruling would do.
//!
//! Does not make hostile characters visible: who shows it does.

use super::Queries;
use crate::lexicon::ui::Ui;
use crate::lexicon::{self, phrase};
use crate::model::{ActorRef, Anchor, ArticleId, Basis, Change, Field, Language, Source, When};

/// Words that a ruling names are cut there.
const WORDS: usize = 40;

/// « a corrigé « s'est rendue » : date 2025-02-25 (mal lu) ».
pub fn describe(change: &Change, library: &dyn Queries, language: Language) -> String {
    let ui = lexicon::ui(language);
    let name = |actor: &ActorRef| actor.name.clone();
    let words = |anchor: &Anchor| words(anchor, library, ui);
    let headline = |article: &ArticleId| {
        let view = library.filed(article);
        view.map_or_else(|| article.to_string(), |view| view.article.headline().to_owned())
    };
    let values: Vec<String> = match change {
        Change::ArticleAdded { article } | Change::ArticleRevised { article, .. } => {
            vec![article.headline().to_owned()]
        }
        Change::ArticleWithdrawn { article, reason, .. } => vec![headline(article), reason.clone()],
        Change::EntryMarked { anchor } | Change::EntryUnmarked { anchor } => vec![words(anchor)],
        Change::EntryCorrected { anchor, fields, .. } => {
            let field = |field: &Field| {
                format!("{} {}", ui.named("field", field.name()), field_value(field, language))
            };
            let fields: Vec<String> = fields.iter().map(field).collect();
            vec![words(anchor), fields.join(", ")]
        }
        Change::EntryRejected { anchor, reason, .. } => vec![words(anchor), reason.clone()],
        Change::EntryAsserted { assertion } => {
            let article = assertion.article.as_ref();
            let own = article.map(|article| quoted(assertion.anchor.span.of(&article.text), ui));
            vec![own.unwrap_or_else(|| words(&assertion.anchor)), ui.kind(assertion.kind).to_owned()]
        }
        Change::EntriesLinked { one, other, link, .. } => {
            vec![words(one), words(other), ui.named("link", link.name()).to_owned()]
        }
        Change::EntrySplit { kept, parted, .. } => {
            let parted: Vec<String> = parted.iter().map(words).collect();
            vec![parted.join(", "), words(kept)]
        }
        Change::EntryTagged { anchor, tag, .. } | Change::EntryUntagged { anchor, tag } => {
            vec![words(anchor), tag.clone()]
        }
        Change::EntryNoted { anchor, text, .. } => vec![words(anchor), text.clone()],
        Change::ActorDefined { actor, .. } => vec![name(actor)],
        Change::ActorAliased { actor, alias, .. } => vec![name(actor), alias.clone()],
        Change::ActorRenamed { actor, name: called, .. } => vec![name(actor), called.clone()],
        Change::ActorsMerged { kept, merged, .. } => vec![name(kept), name(merged)],
        Change::ActorSplit { actor, parted, .. } => vec![name(parted), name(actor)],
        Change::OfficeDated { actor, office, during, .. } => {
            vec![name(actor), office.clone(), phrase::when(ui, When::plain(*during))]
        }
        Change::RecordReverted { seq } | Change::RecordRestored { seq } => vec![seq.to_string()],
    };
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let said = phrase::fill(ui.named("change", &change.name().replace('-', "_")), &values);
    match basis(change, ui) {
        Some(basis) => format!("{said} ({basis})"),
        None => said,
    }
}

fn words(anchor: &Anchor, library: &dyn Queries, ui: &Ui) -> String {
    let article = library.filed(&anchor.article);
    article.map_or_else(|| "?".to_owned(), |view| quoted(anchor.span.of(&view.article.text), ui))
}

fn quoted(words: &str, ui: &Ui) -> String {
    phrase::fill(ui.export_quote, &[&phrase::cut(words, WORDS)])
}

/// What a field says, in words.
pub fn field_value(field: &Field, language: Language) -> String {
    let ui = lexicon::ui(language);
    let names = |actors: &[ActorRef]| {
        let names: Vec<&str> = actors.iter().map(|actor| actor.name.as_str()).collect();
        if names.is_empty() { ui.ruling_nobody.to_owned() } else { names.join(", ") }
    };
    match field {
        Field::When(Some(when)) => phrase::when(ui, *when),
        Field::Kind(kind) => ui.kind(*kind).to_owned(),
        Field::Place(Some(place)) => place.name.clone(),
        Field::Status(status) => ui.status(*status).to_owned(),
        Field::Agents(actors) | Field::Counterparts(actors) => names(actors),
        Field::Speaker(Some(actor)) => actor.name.clone(),
        Field::When(None) | Field::Place(None) | Field::Speaker(None) => ui.ruling_unknown.to_owned(),
    }
}

/// What a ruling rests on; none for what need not rest on anything.
fn basis(change: &Change, ui: &Ui) -> Option<String> {
    let source = |source: &Source| {
        phrase::fill(ui.ruling_new_information, &[&source.words, &source.published.to_string()])
    };
    match change {
        Change::EntryTagged { source: Some(new), .. } | Change::EntryNoted { source: Some(new), .. } => {
            Some(source(new))
        }
        _ => change.basis().map(|basis| match basis {
            Basis::Misread => ui.ruling_misread.to_owned(),
            Basis::NewInformation(new) => source(new),
        }),
    }
}
