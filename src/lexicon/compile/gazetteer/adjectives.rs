//! Adjectives and demonyms: the forms of a French adjective, and the tables of adjectives and prefixes.
//!
//! Does not know more grammar than the adjectives of states need; what is irregular is written out in the tables.

use super::{Entity, key, reference};
use std::collections::BTreeMap;
use std::fmt::Write as _;

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

pub fn adjectives_source(table: &str, entities: &[Entity], french: bool) -> String {
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
    let mut source = format!("pub(super) static {table}: [Adjective; {}] = [\n", by_key.len());
    for (key, (mut of, Form { gender, plural, .. })) in by_key {
        // What exists today before what existed once.
        of.sort_by_key(|at| entities.get(*at).is_none_or(|entity| entity.row.to.is_some()));
        let gender = gender.map_or_else(|| "None".to_owned(), |gender| format!("Some(Gender::{gender})"));
        let of: String = of.iter().fold(String::new(), |list, at| list + &reference(*at) + ", ");
        let _infallible = writeln!(
            source,
            "    Adjective {{ key: {key:?}, gender: {gender}, plural: {plural:?}, of: &[{of}] }},"
        );
    }
    source.push_str("];\n");
    source
}

pub fn prefixes_source(entities: &[Entity]) -> String {
    let mut prefixes = BTreeMap::new();
    for (at, entity) in entities.iter().enumerate() {
        for prefix in &entity.row.pre {
            prefixes.insert(key(prefix), at);
        }
    }
    let mut source = format!("pub(super) static PREFIXES: [(&str, &Entity); {}] = [\n", prefixes.len());
    for (prefix, at) in prefixes {
        let _infallible = writeln!(source, "    ({prefix:?}, {}),", reference(at));
    }
    source.push_str("];\n");
    source
}
