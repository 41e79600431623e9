//! Every name of an entity, in one language, to a sorted table.
//!
//! Does not know adjectives; takes demonyms from their forms.

use super::adjectives::french_forms;
use super::pack::{Table, code};
use super::spellings::Spellings;
use super::{Entity, Packed, Row, key};
use crate::compile::text::fold;
use std::collections::BTreeMap;

/// Articles that open a name and need no capital in a text.
const ARTICLES: &[&str] = &["le", "la", "les", "l", "the"];

/// In what ways a name names, in the order of their codes.
pub const KINDS: &[&str] = &[
    "Name",
    "Alias",
    "Acronym",
    "Capital",
    "Seat",
    "Surname",
    "Demonym { plural: false }",
    "Demonym { plural: true }",
];

/// A name on its way to the sorted table.
pub struct Name {
    written: String,
    kind: &'static str,
    entity: usize,
}

/// All names of a language, in any order.
pub fn names(entities: &[Entity], french: bool, spellings: &Spellings) -> Vec<Name> {
    let mut names = Vec::new();
    for (entity, Entity { kind, row, .. }) in entities.iter().enumerate() {
        let english = row.en.as_ref().unwrap_or(&row.fr);
        let person = kind == "Person";
        let mut push = |written: &str, kind| {
            names.push(Name { written: written.to_owned(), kind, entity });
            let others = if person { spellings.others(written) } else { Vec::new() };
            let kind = if kind == "Name" { "Alias" } else { kind };
            names.extend(others.into_iter().map(|written| Name { written, kind, entity }));
        };
        push(if french { &row.fr } else { english }, "Name");
        let (also, acronyms, seats) = if french {
            (&row.also_fr, &row.acr_fr, &row.seat)
        } else {
            (&row.also_en, &row.acr_en, &row.seat_en)
        };
        row.also.iter().chain(also).for_each(|name| push(name, "Alias"));
        row.acr.iter().chain(acronyms).for_each(|name| push(name, "Acronym"));
        for name in seats {
            push(name, "Seat");
        }
        if person {
            // People keep the spelling of their passport, their agency or their own language.
            push(if french { english } else { &row.fr }, "Alias");
            for name in surnames(row) {
                push(&name, "Surname");
            }
        }
        for (capital, other) in [(&row.cap, &row.cap_en), (&row.govt, &row.govt_en)] {
            if let Some(capital) = capital {
                push(if french { capital } else { other.as_ref().unwrap_or(capital) }, "Capital");
            }
        }
        row.cap_also.iter().for_each(|name| push(name, "Capital"));
        // An organisation's adjective is nobody's nationality; what people are called for it stands in `dem`.
        let nobody = !matches!(kind.as_str(), "State" | "FormerState" | "Territory");
        let (adj, adj_en) = if nobody { (&[][..], &[][..]) } else { (&row.adj[..], &row.adj_en[..]) };
        if french {
            for form in adj.iter().chain(&row.dem).flat_map(|adjective| french_forms(adjective)) {
                push(&capitalised(&form.written), demonym(form.plural));
            }
        } else {
            let plurals = adj_en.iter().filter_map(|adjective| english_plural(adjective));
            // « the Briton », « the Frenchman »; four letters name more than a people (« Pole », « Finn »).
            let one = |form: &String| {
                let single = form.strip_suffix('s').map(str::to_owned);
                single.or_else(|| form.strip_suffix("men").map(|stem| format!("{stem}man")))
            };
            let singles = row.dem_en.iter().filter_map(one);
            singles
                .filter(|form| form.len() > 4 && !adj_en.contains(form))
                .for_each(|form| push(&form, demonym(Some(false))));
            plurals.chain(row.dem_en.iter().cloned()).for_each(|form| push(&form, demonym(Some(true))));
        }
    }
    names
}

const fn demonym(plural: Option<bool>) -> &'static str {
    match plural {
        Some(true) => "Demonym { plural: true }",
        _ => "Demonym { plural: false }",
    }
}

/// The surnames given, or the last words of the person's names.
fn surnames(row: &Row) -> Vec<String> {
    if !row.sur.is_empty() {
        return row.sur.clone();
    }
    let full = [Some(&row.fr), row.en.as_ref()];
    full.into_iter()
        .flatten()
        .chain(&row.also)
        .filter_map(|name| Some(name.rsplit_once(' ')?.1.to_owned()))
        .collect()
}

fn capitalised(form: &str) -> String {
    let mut letters = form.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// « Russians »; none for forms that make no plural with s (« Chinese », « French »).
fn english_plural(adjective: &str) -> Option<String> {
    let plain = ["an", "i", "ot", "ak", "k"].iter().any(|end| adjective.ends_with(end));
    plain.then(|| format!("{adjective}s"))
}

/// The sorted table of names, and what each can mean in one list; a name knows its stretch of the list by place and
/// length. Gives the names' keys in order.
pub fn pack(
    packed: &mut Packed,
    language: &str,
    names: &[Name],
    entities: &[Entity],
) -> Result<Vec<String>, String> {
    let mut by_key: BTreeMap<String, Vec<&Name>> = BTreeMap::new();
    for name in names {
        by_key.entry(key(&name.written)).or_default().push(name);
    }
    // What exists today before what existed once.
    let gone = |name: &Name| entities.get(name.entity).is_some_and(|entity| entity.row.to.is_some());
    let (mut table, mut hits, mut count) = (Table::default(), Table::default(), 0);
    let keys = by_key.keys().cloned().collect();
    for (key, mut names) in by_key {
        names.sort_by_key(|name| (gone(name), rank(name.kind), name.entity));
        let mut seen = Vec::new();
        names.retain(|name| {
            !seen.contains(&name.entity) && {
                seen.push(name.entity);
                true
            }
        });
        let needs = names.iter().map(|name| capitals(&name.written)).fold(u16::MAX, |all, one| all & one);
        let short = key.len() <= 3 && names.iter().all(|name| all_capitals(&name.written));
        table.string(&mut packed.text, &key)?;
        table.four(count)?;
        table.two(usize::from(needs))?;
        table.one(usize::from(short))?;
        table.one(names.len())?;
        count += names.len();
        for name in names {
            hits.reference(Some(name.entity))?;
            hits.one(code(KINDS, name.kind)?)?;
        }
    }
    packed.tables.push((format!("{language}-names"), table));
    packed.tables.push((format!("{language}-hits"), hits));
    Ok(keys)
}

fn all_capitals(written: &str) -> bool {
    // « G7 » has but one letter: its capital tells nothing more.
    written.chars().filter(|letter| letter.is_alphabetic()).count() > 1
        && !written.contains(char::is_lowercase)
}

/// What a name most likely means comes first; a demonym in either number last.
fn rank(kind: &str) -> usize {
    KINDS.iter().position(|other| *other == kind).unwrap_or(KINDS.len()).min(KINDS.len() - 2)
}

/// Which words of a name are written with a capital, one bit a word; an article in front needs none.
fn capitals(written: &str) -> u16 {
    let spaced = written.replace(['-', '\'', '’'], " ");
    let mut bits = 0;
    for (at, word) in spaced.split_whitespace().enumerate().take(16) {
        let article = at == 0 && ARTICLES.contains(&fold(word).as_str()) && spaced.contains(' ');
        if !article && word.chars().next().is_some_and(|first| first.is_uppercase() || first.is_numeric()) {
            bits |= 1 << at;
        }
    }
    bits
}
