//! Adjectives and demonyms: the forms of a French adjective, and the tables of adjectives and prefixes.
//!
//! Does not know more grammar than the adjectives of states need; what is irregular is written out in the tables.

use super::pack::Table;
use super::{Entity, Packed, key};
use std::collections::BTreeMap;

/// One form of a French adjective; gender and number are none where the form does not tell.
pub struct Form {
    /// The form itself.
    pub written: String,
    /// « Masculine » or « Feminine ».
    pub gender: Option<&'static str>,
    /// Whether it is a plural.
    pub plural: Option<bool>,
}

/// The forms of « français », « russe », « grec/grecque ».
pub fn french_forms(adjective: &str) -> Vec<Form> {
    let (masculine, feminine) = match adjective.split_once('/') {
        Some((masculine, feminine)) => (masculine.to_owned(), feminine.to_owned()),
        None => (adjective.to_owned(), feminine(adjective)),
    };
    let form = |written: String, gender, plural| Form { written, gender, plural };
    let (him, her) = (Some("Masculine"), Some("Feminine"));
    if masculine == feminine {
        let invariable = masculine.ends_with('s');
        let mut forms = vec![form(masculine.clone(), None, if invariable { None } else { Some(false) })];
        if !invariable {
            forms.push(form(format!("{masculine}s"), None, Some(true)));
        }
        return forms;
    }
    let invariable = masculine.ends_with(['s', 'x']);
    let mut forms = vec![form(masculine.clone(), him, if invariable { None } else { Some(false) })];
    if !invariable {
        forms.push(form(format!("{masculine}s"), him, Some(true)));
    }
    forms.push(form(feminine.clone(), her, Some(false)));
    forms.push(form(format!("{feminine}s"), her, Some(true)));
    forms
}

fn feminine(masculine: &str) -> String {
    if masculine.ends_with('e') {
        masculine.to_owned()
    } else if masculine.ends_with("en") {
        format!("{masculine}ne")
    } else {
        format!("{masculine}e")
    }
}

/// The sorted table of a language's adjectives: key, gender, number, what they belong to. Gives their keys in order.
pub fn pack(
    packed: &mut Packed,
    language: &str,
    entities: &[Entity],
    french: bool,
) -> Result<Vec<String>, String> {
    let mut by_key: BTreeMap<String, (Vec<usize>, Form)> = BTreeMap::new();
    for (at, entity) in entities.iter().enumerate() {
        let forms: Vec<Form> = if french {
            entity.row.adj.iter().flat_map(|adjective| french_forms(adjective)).collect()
        } else {
            let plain = |form: &String| Form { written: form.clone(), gender: None, plural: None };
            entity.row.adj_en.iter().map(plain).collect()
        };
        for form in forms {
            let (of, _) = by_key.entry(key(&form.written)).or_insert((Vec::new(), form));
            if !of.contains(&at) {
                of.push(at);
            }
        }
    }
    let mut table = Table::default();
    let keys = by_key.keys().cloned().collect();
    for (key, (mut of, Form { gender, plural, .. })) in by_key {
        // What exists today before what existed once.
        of.sort_by_key(|at| entities.get(*at).is_none_or(|entity| entity.row.to.is_some()));
        table.string(&mut packed.text, &key)?;
        table.one(match gender {
            None => 0,
            Some("Masculine") => 1,
            Some(_) => 2,
        })?;
        table.one(plural.map_or(2, usize::from))?;
        packed.lists.put(&mut table, &of)?;
    }
    packed.tables.push((format!("{language}-adjectives"), table));
    Ok(keys)
}

/// The table of what is said of a state's own: for each entity that has adjectives, in the order of entities, its first one in
/// French, masculine and feminine, and in English.
pub fn pack_own(packed: &mut Packed, entities: &[Entity]) -> Result<(), String> {
    let mut table = Table::default();
    for (at, entity) in entities.iter().enumerate() {
        let forms = entity.row.adj.first().map(|adjective| french_forms(adjective)).unwrap_or_default();
        let of = |gender| {
            let one = |form: &&Form| form.plural != Some(true) && form.gender.is_none_or(|is| is == gender);
            forms.iter().find(one).map(|form| form.written.as_str()).unwrap_or_default()
        };
        let english = entity.row.adj_en.first().map(String::as_str).unwrap_or_default();
        let all = [of("Masculine"), of("Feminine"), english];
        if all.iter().all(|form| form.is_empty()) {
            continue;
        }
        table.reference(Some(at))?;
        for form in all {
            table.string(&mut packed.text, form)?;
        }
    }
    packed.tables.push(("own-adjectives".to_owned(), table));
    Ok(())
}

/// The sorted table of the prefixes of compounds.
pub fn pack_prefixes(packed: &mut Packed, entities: &[Entity]) -> Result<(), String> {
    let mut prefixes = BTreeMap::new();
    for (at, entity) in entities.iter().enumerate() {
        for prefix in &entity.row.pre {
            prefixes.insert(key(prefix), at);
        }
    }
    let mut table = Table::default();
    for (prefix, at) in prefixes {
        table.string(&mut packed.text, &prefix)?;
        table.reference(Some(at))?;
    }
    packed.tables.push(("prefixes".to_owned(), table));
    Ok(())
}
