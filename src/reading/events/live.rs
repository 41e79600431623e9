//! Live reports: what an item tells under its clock is of the article's day, unless it says otherwise.
//!
//! Does not look at what had happened before, at what is to come, or inside quotations.

use super::{Draft, Scene};
use crate::model::{Edtf, Status, When};
use crate::reading::doc::Paragraph;
use crate::reading::layout::clock_of_item;
use crate::reading::syntax::{ClauseKind, VerbTense};

/// So many items make a live report: one clock alone may stand anywhere.
const ITEMS: usize = 2;

/// Dates what the items tell and nothing else has dated.
pub(super) fn settle(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let is_item = |paragraph: &&Paragraph| {
        paragraph.dateline.is_some() && clock_of_item(paragraph.span.of(scene.doc.text)).is_some()
    };
    let mut items = scene.doc.paragraphs.iter().filter(is_item).map(|paragraph| paragraph.words.start);
    let (Some(first), true) = (items.next(), items.count() + 1 >= ITEMS) else { return };
    let today = When::plain(Edtf::day(scene.doc.published));
    let undated = |draft: &&mut Draft| draft.when.is_none() && draft.main >= first;
    for draft in drafts.iter_mut().filter(undated) {
        if happens_now(scene, draft) {
            draft.when = Some(today);
        }
    }
}

/// Told by the verb of a main clause as going on or just done.
fn happens_now(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    let told = matches!(draft.status, Status::Affirmed | Status::Reported | Status::Denied);
    let main = scene
        .syntax
        .clause(draft.clause)
        .is_some_and(|clause| clause.kind == ClauseKind::Main || clause.inserted);
    let now = scene.governor(draft.clause).is_some_and(|verb| {
        matches!(verb.tense, VerbTense::Present | VerbTense::Past) && !verb.anterior && verb.modal.is_none()
    });
    told && main && now && draft.noun.is_none() && !scene.is_quoted(draft.clause)
}

#[cfg(test)]
mod tests {
    use crate::model::{Article, Published};

    fn days(body: &str) -> Vec<Option<String>> {
        let text = format!("Jour d'élections à Riga\n\n{body}");
        let article = Article::new(Published::on("2021-04-06".parse().unwrap()), None, text);
        let events = crate::reading::read(&article).events;
        events.iter().map(|event| event.when.map(|when| when.value.to_string())).collect()
    }

    #[test]
    fn an_item_is_of_the_day_unless_it_says_otherwise() {
        let today = Some("2021-04-06".to_owned());
        let told = days(
            "17h55 Le ministre Jan Moe est arrivé à Riga.\n\n16h05 - Le ministre letton condamne l'attaque de lundi.",
        );
        assert_eq!(told, [today.clone(), today, Some("2021-04-05".to_owned())]);
    }
}
