//! Quoted: who speaks inside each full quotation, so that « je » and « nous » there mean somebody.
//!
//! Only as good as events need it; the layer of quotes attributes for good.

use super::{Draft, Scene};
use crate::model::{Kind, Who};

/// The speakers of the quotations, in the order of the parse.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    by_quotation: Vec<Vec<Who>>,
}

impl Speakers {
    /// Who speaks in a clause; nobody outside quotations.
    pub(super) fn of(&self, scene: &Scene<'_, '_>, clause: usize) -> &[Who] {
        let quotation = scene.quotation_of(clause);
        quotation.and_then(|quotation| self.by_quotation.get(quotation)).map_or(&[], Vec::as_slice)
    }
}

/// Ties each full quotation to the saying in the sentence where it ends, or where it starts, else to the one before.
pub(super) fn speakers(scene: &Scene<'_, '_>, drafts: &[Draft]) -> Speakers {
    let mut by_quotation: Vec<Vec<Who>> = Vec::new();
    for quotation in &scene.syntax.quotations {
        let start = scene.doc.word(quotation.words.start).sentence;
        let last = quotation.words.end.saturating_sub(1);
        let end = scene.doc.word(last).sentence;
        let paragraph = scene.doc.word(last).paragraph;
        let saying = |sentence: usize| {
            let here = drafts
                .iter()
                .filter(|draft| speaks(draft) && scene.doc.word(draft.main).sentence == sentence);
            here.filter(|draft| !quotation.words.contains(&draft.main)).min_by_key(|draft| {
                draft.main.abs_diff(quotation.words.end).min(draft.main.abs_diff(quotation.words.start))
            })
        };
        let near = saying(end).or_else(|| saying(start));
        let before = || {
            drafts.iter().rev().find(|draft| {
                speaks(draft)
                    && draft.main < quotation.words.start
                    && scene.doc.word(draft.main).paragraph + 1 >= paragraph
            })
        };
        let speaker = near.or_else(before).map(|draft| draft.agents.clone()).unwrap_or_default();
        by_quotation.push(speaker);
    }
    Speakers { by_quotation }
}

fn speaks(draft: &Draft) -> bool {
    draft.noun.is_none()
        && (draft.kind == Kind::Statement || draft.frame.is_some_and(|frame| frame.content == "told"))
}
