//! What is read of an article in a language without rules: dates in numbers, and names that the gazetteer knows.
//!
//! Says so by a doubt. Does not tell languages: `language` does.

use super::{actors, dates, doc::Doc};
use crate::model::{Class, Doubt, Reading, Span};

/// The rules of dates that read no word of any language.
const NUMERIC: &[&str] = &["iso-day", "slashed-day"];

/// The rules that name somebody by the gazetteer alone.
const KNOWN: &[&str] = &["gazetteer", "person-known", "seat"];

/// Reads an article whose words mean nothing to the rules.
pub fn read(doc: &Doc<'_>, first: bool) -> Reading {
    let mut reading = Reading::empty(doc.language);
    if first {
        let end = doc.paragraphs.first().map_or(doc.text.len(), |paragraph| paragraph.span.end);
        reading.doubts.push(Doubt { span: Span::new(0, end.max(1)), why: Reading::FOREIGN });
    }
    let (dates, _) = dates::find(doc);
    reading.dates = dates.into_iter().filter(|date| NUMERIC.contains(&date.rule)).collect();
    let mut all = Reading::empty(doc.language);
    actors::find(doc).report(&mut all);
    let mut numbers = vec![None; all.parties.len()];
    for mut mention in std::mem::take(&mut all.actors) {
        let Some(party) = all.party(mention.party).filter(|party| party.id.is_some()) else { continue };
        if !KNOWN.contains(&mention.rule) || mention.class == Class::Role {
            continue;
        }
        let Some(number) = numbers.get_mut(mention.party) else { continue };
        mention.party = *number.get_or_insert_with(|| {
            reading.parties.push(party.clone());
            reading.parties.len() - 1
        });
        reading.actors.push(mention);
    }
    reading
}
