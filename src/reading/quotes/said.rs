//! When a quote was said: the date in the clause of its cue, else the only day on which its speaker speaks in the
//! article.
//!
//! Never guesses: a saying that nothing dates has no date.

use super::{Draft, Scene};
use crate::model::{DateFinding, Edtf, PartyIndex, Span, When, Who};
use crate::reading::syntax::{ClauseKind, VerbGroup};
use std::collections::HashMap;

/// Dates all quotes.
pub fn date_all(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let occasions = occasions(scene);
    for number in 0..drafts.len() {
        let Some(draft) = drafts.get(number).cloned() else { continue };
        let own =
            draft.cue.clause.and_then(|clause| of_clause(scene, clause)).or_else(|| by_words(scene, &draft));
        let only = || match &draft.cue.speaker {
            Some(Who::Party(party)) => occasions.get(party).copied().flatten(),
            _ => None,
        };
        let nested = drafts.iter().take(number).any(|outer| outer.words.contains(&draft.words.start));
        let said = own.or_else(|| if nested { None } else { only() });
        if let Some(draft) = drafts.get_mut(number) {
            draft.said = said;
        }
    }
    continue_dates(drafts);
}

/// A quote that goes on has the date of the one it continues, and of one utterance all parts have the date of one.
fn continue_dates(drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let before = at.checked_sub(1).and_then(|before| drafts.get(before)).cloned();
        if let (Some(before), Some(draft)) = (before, drafts.get_mut(at))
            && matches!(draft.cue.rule, "goes-on" | "next-paragraph")
            && draft.said.is_none()
        {
            draft.said = before.said;
        }
    }
}

/// The date in a clause of saying, or in one around it by the same speaker.
fn of_clause(scene: &Scene<'_>, clause: usize) -> Option<When> {
    let mut number = clause;
    for _ in 0..4 {
        if let Some(when) = in_clause(scene, number).or_else(|| published(scene, number)) {
            return Some(when);
        }
        let here = scene.syntax.clause(number)?;
        let outer = here.joined_to.or(here.parent)?;
        let speaker = scene.speaker_of(clause);
        let speaks = scene.verb_of(outer).is_some_and(|group| scene.speaks(group));
        if speaker.is_none()
            || scene.speaker_of(outer) != speaker
            || !(speaks || here.kind != ClauseKind::Relative)
        {
            return None;
        }
        number = outer;
    }
    None
}

/// A date that the clause itself owns.
fn in_clause(scene: &Scene<'_>, number: usize) -> Option<When> {
    let clause = scene.syntax.clause(number)?;
    let group = scene.verb_of(number)?;
    let start = scene.doc.word(clause.words.start).span.start;
    let end = scene.doc.word(clause.words.end.saturating_sub(1)).span.end;
    let around = Span::new(start, end.max(start));
    let own = scene.dates.iter().filter(|date| date.span.overlaps(around)).filter(|date| {
        let at = scene.doc.word_at(date.span.start);
        clause.owns(at) && is_when(date)
    });
    let found = own.min_by_key(|date| distance(scene, date, group)).map(|date| date.when);
    found.or_else(|| then(scene, group))
}

/// How far a date stands from a verb.
fn distance(scene: &Scene<'_>, date: &DateFinding, group: &VerbGroup) -> usize {
    let at = scene.doc.word_at(date.span.start);
    if at < group.words.start { group.words.start - at } else { at.saturating_sub(group.words.end) }
}

/// Not a stretch that goes on.
fn is_when(date: &DateFinding) -> bool {
    matches!(date.when.value, Edtf::Date(_))
}

/// « avait alors déclaré »: the date told before it.
fn then(scene: &Scene<'_>, group: &VerbGroup) -> Option<When> {
    let adverb = group.words.clone().find(|&at| scene.lists.then.has(&scene.doc.word(at).lower))?;
    let at = scene.doc.word(adverb).span.start;
    scene.dates.iter().rev().find(|date| date.span.end <= at && is_when(date)).map(|date| date.when)
}

/// « dans un entretien paru lundi »: the date of a participle of publishing in the clause.
fn published(scene: &Scene<'_>, number: usize) -> Option<When> {
    let inner = scene.syntax.clauses.iter().enumerate().filter(|(_, clause)| clause.parent == Some(number));
    inner
        .filter(|(clause, _)| {
            scene
                .verb_of(*clause)
                .is_some_and(|group| scene.lists.publishing.has(&scene.doc.word(group.main).lower))
        })
        .find_map(|(clause, _)| in_clause(scene, clause))
}

/// « Comme je l'ai dit hier »: words of the quote that count from the day of the saying.
fn by_words(scene: &Scene<'_>, draft: &Draft) -> Option<When> {
    let span = scene.doc.span(&draft.words);
    let day = scene.dates.iter().find(|date| span.contains(date.span) && date.rule == "day-offset")?;
    let near = day.when.value.as_day().is_some_and(|day| (day - scene.doc.published).num_days().abs() <= 2);
    near.then(|| When::plain(Edtf::day(scene.doc.published)))
}

/// For each party the one date on which the article has it speak; nothing where it has two.
fn occasions(scene: &Scene<'_>) -> HashMap<PartyIndex, Option<When>> {
    let mut found: HashMap<PartyIndex, Option<When>> = HashMap::new();
    for number in 0..scene.syntax.clauses.len() {
        let speaks = scene.verb_of(number).is_some_and(|group| scene.speaks(group));
        let Some(when) = speaks.then(|| of_clause(scene, number)).flatten() else { continue };
        if let Some(Who::Party(party)) = scene.speaker_of(number) {
            found
                .entry(party)
                .and_modify(|known| *known = known.filter(|known| *known == when))
                .or_insert(Some(when));
        }
    }
    found
}
