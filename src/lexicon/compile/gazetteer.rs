//! The gazetteer: `assets/actors/*.toml` to static entities, names, adjectives and tenures.
//!
//! Stops the build where an entry contradicts another: two entities with one id, a name that resolves to nothing, a
//! succession out of order. Does not judge whether the data are true.

use super::table;
use super::text::fold;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// The files, with the kind their entities have unless they say otherwise.
const FILES: &[(&str, &str)] = &[
    ("states", "State"),
    ("places", "City"),
    ("institutions", "Institution"),
    ("media", "Medium"),
    ("persons", "Person"),
];

/// Articles that open a name and need no capital in a text.
const ARTICLES: &[&str] = &["le", "la", "les", "l", "the"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    entity: Vec<Row>,
    #[serde(default)]
    #[expect(dead_code, reason = "read by the library's tests")]
    example: Vec<toml::Value>,
}

/// One entity as written; what the fields mean stands in `assets/actors/README.md`.
#[derive(Deserialize, Default, Clone)]
#[serde(deny_unknown_fields, default)]
struct Row {
    id: Option<String>,
    kind: Option<String>,
    fr: String,
    en: Option<String>,
    g: Option<String>,
    of: Option<String>,
    #[serde(rename = "in")]
    within: Vec<String>,
    also: Vec<String>,
    also_fr: Vec<String>,
    also_en: Vec<String>,
    acr: Vec<String>,
    acr_fr: Vec<String>,
    acr_en: Vec<String>,
    seat: Vec<String>,
    seat_en: Vec<String>,
    cap: Option<String>,
    cap_en: Option<String>,
    cap_also: Vec<String>,
    govt: Option<String>,
    govt_en: Option<String>,
    adj: Vec<String>,
    adj_en: Vec<String>,
    dem: Vec<String>,
    dem_en: Vec<String>,
    pre: Vec<String>,
    sur: Vec<String>,
    from: Option<i16>,
    to: Option<i16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Offices {
    succession: Vec<Succession>,
    #[expect(dead_code, reason = "read by the library's tests")]
    example: Vec<toml::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Succession {
    office: String,
    of: String,
    /// `DATE Name`, each until the next; `DATE -` is a vacancy or the end of what is known.
    list: Vec<String>,
}

/// An entity with everything resolved but the names of others.
struct Entity {
    id: String,
    kind: String,
    row: Row,
    /// The id of its capital's own entity.
    capital: Option<String>,
}

/// A name on its way to the sorted table.
struct Name {
    written: String,
    kind: &'static str,
    entity: usize,
}

/// The generated source of the whole gazetteer.
pub fn compile(assets: &Path) -> Result<String, String> {
    let folder = assets.join("actors");
    let mut entities = Vec::new();
    for (file, kind) in FILES {
        let path = folder.join(format!("{file}.toml"));
        let rows: File = table(&path)?;
        for row in rows.entity {
            add(&mut entities, row, kind).map_err(|why| format!("{}: {why}", path.display()))?;
        }
    }
    entities.sort_by(|one, other| one.id.cmp(&other.id));
    for pair in entities.windows(2) {
        if let [one, other] = pair
            && one.id == other.id
        {
            return Err(format!("gazetteer: {} and {} share the id {}", one.row.fr, other.row.fr, one.id));
        }
    }
    let index = Index::new(&entities)?;
    let path = folder.join("offices.toml");
    let offices: Offices = table(&path)?;
    let tenures = tenures(&offices, &index).map_err(|why| format!("{}: {why}", path.display()))?;
    enter_public_life(&mut entities, &tenures);
    let mut source = entities_source(&entities, &index)?;
    for (language, french) in [("FRENCH", true), ("ENGLISH", false)] {
        source.push_str(&names_source(&format!("{language}_NAMES"), &names(&entities, french), &entities));
        source.push_str(&adjectives_source(&format!("{language}_ADJECTIVES"), &entities, french));
    }
    source.push_str(&prefixes_source(&entities));
    source.push_str(&tenures_source(&tenures));
    Ok(source)
}

/// Adds the row's entity, and for a state the cities of its capital and its seat of government.
fn add(entities: &mut Vec<Entity>, row: Row, kind: &str) -> Result<(), String> {
    if row.fr.is_empty() {
        return Err(format!("an entity without `fr` ({:?})", row.id));
    }
    let kind = row.kind.clone().unwrap_or_else(|| kind.to_owned());
    let id = row.id.clone().unwrap_or_else(|| local_id(&kind, &row.fr));
    let mut capital = None;
    for (name, english, also) in
        [(&row.cap, &row.cap_en, row.cap_also.clone()), (&row.govt, &row.govt_en, Vec::new())]
    {
        let Some(name) = name else { continue };
        let city = local_id("City", name);
        capital.get_or_insert(city.clone());
        // A former state shares its capital with the present one, which carries the spellings.
        if kind == "FormerState" {
            continue;
        }
        let place =
            Row { fr: name.clone(), en: english.clone(), also, of: Some(row.fr.clone()), ..Row::default() };
        entities.push(Entity { id: city, kind: "City".to_owned(), row: place, capital: None });
    }
    entities.push(Entity { id, kind, row, capital });
    Ok(())
}

fn local_id(kind: &str, name: &str) -> String {
    let family = match kind {
        "City" | "Region" => "place",
        "State" | "Territory" | "FormerState" => "state",
        "Person" => "person",
        "Medium" | "Agency" | "Network" => "medium",
        _ => "organisation",
    };
    format!("{family}:{}", key(name).replace(' ', "-"))
}

/// Folded, words separated by one space, apostrophes and hyphens as spaces, no full stops.
pub fn key(written: &str) -> String {
    let folded = fold(written).replace('.', "").replace(['\'', '’'], " ");
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where entities are found by what other entries call them: French name, id or acronym.
struct Index {
    states: BTreeMap<String, usize>,
    places: BTreeMap<String, usize>,
    organisations: BTreeMap<String, usize>,
    persons: BTreeMap<String, usize>,
    ids: BTreeMap<String, usize>,
}

impl Index {
    fn new(entities: &[Entity]) -> Result<Self, String> {
        let mut index = Self {
            states: BTreeMap::new(),
            places: BTreeMap::new(),
            organisations: BTreeMap::new(),
            persons: BTreeMap::new(),
            ids: BTreeMap::new(),
        };
        for (at, entity) in entities.iter().enumerate() {
            let family = match entity.kind.as_str() {
                "State" | "Territory" | "FormerState" => &mut index.states,
                "City" | "Region" => &mut index.places,
                "Person" => &mut index.persons,
                _ => &mut index.organisations,
            };
            if family.insert(entity.row.fr.clone(), at).is_some() {
                return Err(format!("gazetteer: two entries of one family are called {}", entity.row.fr));
            }
            index.ids.insert(entity.id.clone(), at);
        }
        for (at, entity) in entities.iter().enumerate() {
            if !matches!(entity.kind.as_str(), "Person" | "City" | "Region") {
                for acronym in entity.row.acr.iter().chain(&entity.row.acr_fr) {
                    index.organisations.entry(acronym.clone()).or_insert(at);
                }
            }
        }
        Ok(index)
    }

    fn state(&self, name: &str) -> Result<usize, String> {
        self.states
            .get(name)
            .or_else(|| self.organisations.get(name))
            .or_else(|| self.ids.get(name))
            .copied()
            .ok_or_else(|| format!("no state or organisation is called {name}"))
    }

    fn place(&self, name: &str) -> Result<usize, String> {
        let found = self.places.get(name).or_else(|| self.states.get(name)).or_else(|| self.ids.get(name));
        found.copied().ok_or_else(|| format!("no place is called {name}"))
    }

    fn person(&self, name: &str) -> Result<usize, String> {
        self.persons.get(name).copied().ok_or_else(|| format!("no person is called {name}"))
    }
}

fn entities_source(entities: &[Entity], index: &Index) -> Result<String, String> {
    let mut source =
        format!("/// Every entity, sorted by id.\npub static ENTITIES: [Entity; {}] = [\n", entities.len());
    let id = |at: usize| entities.get(at).map_or("", |entity| entity.id.as_str());
    for entity in entities {
        let row = &entity.row;
        let fault = |why| format!("gazetteer: {}: {why}", row.fr);
        let state = match &row.of {
            Some(name) => Some(id(index.state(name).map_err(fault)?)),
            None => None,
        };
        let mut within = Vec::new();
        for name in &row.within {
            within.push(id(index.place(name).map_err(fault)?));
        }
        let (gender, plural) = gender(row.g.as_deref()).map_err(fault)?;
        let _infallible = writeln!(
            source,
            "    Entity {{ id: {:?}, class: {}, kind: EntityKind::{}, fr: {:?}, en: {:?}, gender: {gender}, \
             plural: {plural}, state: {state:?}, capital: {:?}, within: &{within:?}, aliases: &{:?}, \
             from: {:?}, to: {:?} }},",
            entity.id,
            class(&entity.kind),
            entity.kind,
            row.fr,
            row.en.as_ref().unwrap_or(&row.fr),
            entity.capital,
            aliases(row),
            row.from,
            row.to,
        );
    }
    source.push_str("];\n");
    Ok(source)
}

/// The class of a kind, as Rust source.
fn class(kind: &str) -> &'static str {
    match kind {
        "City" | "Region" | "Network" => "None",
        "State" | "Territory" | "FormerState" => "Some(Class::State)",
        "Person" => "Some(Class::Person)",
        _ => "Some(Class::Organisation)",
    }
}

fn gender(written: Option<&str>) -> Result<(&'static str, bool), String> {
    match written {
        None => Ok(("None", false)),
        Some("m") => Ok(("Some(Gender::Masculine)", false)),
        Some("f") => Ok(("Some(Gender::Feminine)", false)),
        Some("mp") => Ok(("Some(Gender::Masculine)", true)),
        Some("fp") => Ok(("Some(Gender::Feminine)", true)),
        Some(other) => Err(format!("g = {other:?} is none of m, f, mp, fp")),
    }
}

/// Every other name, for search: not the capital, which is somewhere else's name.
fn aliases(row: &Row) -> Vec<&str> {
    let lists = [
        &row.also,
        &row.also_fr,
        &row.also_en,
        &row.acr,
        &row.acr_fr,
        &row.acr_en,
        &row.seat,
        &row.seat_en,
        &row.sur,
    ];
    let mut aliases: Vec<&str> = lists.into_iter().flatten().map(String::as_str).collect();
    aliases.dedup();
    aliases
}

/// All names of a language, in any order.
fn names(entities: &[Entity], french: bool) -> Vec<Name> {
    let mut names = Vec::new();
    for (entity, Entity { kind, row, .. }) in entities.iter().enumerate() {
        let english = row.en.as_ref().unwrap_or(&row.fr);
        let mut push = |written: &str, kind| names.push(Name { written: written.to_owned(), kind, entity });
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
        if kind == "Person" {
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

/// One form of a French adjective; gender and number are none where the form does not tell.
struct Form {
    written: String,
    gender: Option<&'static str>,
    plural: Option<bool>,
}

/// The forms of « français », « russe », « grec/grecque ».
fn french_forms(adjective: &str) -> Vec<Form> {
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

fn names_source(table: &str, names: &[Name], entities: &[Entity]) -> String {
    let mut by_key: BTreeMap<String, Vec<&Name>> = BTreeMap::new();
    for name in names {
        by_key.entry(key(&name.written)).or_default().push(name);
    }
    // What exists today before what existed once.
    let gone = |name: &Name| entities.get(name.entity).is_some_and(|entity| entity.row.to.is_some());
    let mut source = format!("pub(super) static {table}: [Name; {}] = [\n", by_key.len());
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
        let _infallible =
            write!(source, "    Name {{ key: {key:?}, needs: {needs}, upper: {short}, hits: &[");
        for name in names {
            let _infallible = write!(
                source,
                "Hit {{ entity: &ENTITIES[{}], kind: NameKind::{} }}, ",
                name.entity, name.kind
            );
        }
        source.push_str("] },\n");
    }
    source.push_str("];\n");
    source
}

fn all_capitals(written: &str) -> bool {
    // « G7 » has but one letter: its capital tells nothing more.
    written.chars().filter(|letter| letter.is_alphabetic()).count() > 1
        && !written.contains(char::is_lowercase)
}

/// What a name most likely means comes first.
fn rank(kind: &str) -> usize {
    const ORDER: &[&str] = &["Name", "Alias", "Acronym", "Capital", "Seat", "Surname"];
    ORDER.iter().position(|other| *other == kind).unwrap_or(ORDER.len())
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

fn adjectives_source(table: &str, entities: &[Entity], french: bool) -> String {
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
        let of: String = of.iter().fold(String::new(), |list, at| list + &format!("&ENTITIES[{at}], "));
        let _infallible = writeln!(
            source,
            "    Adjective {{ key: {key:?}, gender: {gender}, plural: {plural:?}, of: &[{of}] }},"
        );
    }
    source.push_str("];\n");
    source
}

fn prefixes_source(entities: &[Entity]) -> String {
    let mut prefixes = BTreeMap::new();
    for (at, entity) in entities.iter().enumerate() {
        for prefix in &entity.row.pre {
            prefixes.insert(key(prefix), at);
        }
    }
    let mut source = format!("pub(super) static PREFIXES: [(&str, &Entity); {}] = [\n", prefixes.len());
    for (prefix, at) in prefixes {
        let _infallible = writeln!(source, "    ({prefix:?}, &ENTITIES[{at}]),");
    }
    source.push_str("];\n");
    source
}

/// The day as `YYYYMMDD`; an unknown month or day is 00 where it begins, 99 where it ends.
fn day(written: &str, unknown: u32) -> Result<u32, String> {
    let fault = || format!("{written:?} is no date");
    let mut parts = written.split('-');
    let mut part = |length: usize| match parts.next() {
        None => Ok(None),
        Some(part) if part.len() == length => part.parse::<u32>().map(Some).map_err(|_| fault()),
        Some(_) => Err(fault()),
    };
    let year = part(4)?.ok_or_else(fault)?;
    let (month, day) = (part(2)?.unwrap_or(unknown), part(2)?.unwrap_or(unknown));
    Ok(year * 10_000 + month * 100 + day)
}

/// An office held by a person, both places in the list of entities.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Tenure<'a> {
    office: &'a str,
    of: usize,
    from: u32,
    to: u32,
    person: usize,
}

/// All tenures, sorted by office, then by whose office it is, then by time.
fn tenures<'a>(offices: &'a Offices, index: &Index) -> Result<Vec<Tenure<'a>>, String> {
    let mut tenures = Vec::new();
    for Succession { office, of, list } in &offices.succession {
        let fault = |why: String| format!("{office} of {of}: {why}");
        let organisation = index.state(of).map_err(fault)?;
        for (at, line) in list.iter().enumerate() {
            let (begins, name) =
                line.split_once(' ').ok_or_else(|| fault(format!("{line:?} is not `DATE Name`")))?;
            let from = day(begins, 0).map_err(fault)?;
            let to = match list.get(at + 1).and_then(|next| next.split_once(' ')) {
                Some((next, _)) => day(next, 99).map_err(fault)?,
                None => 99_999_999,
            };
            if to <= from {
                return Err(fault(format!("{line:?} begins after the next")));
            }
            if name != "-" {
                let person = index.person(name).map_err(fault)?;
                tenures.push(Tenure { office, of: organisation, from, to, person });
            }
        }
    }
    tenures.sort();
    Ok(tenures)
}

/// How many years before the first office somebody may have been spoken of.
const YEARS_BEFORE_OFFICE: i16 = 15;

/// Persons without a `from` get one from their first office, so that a surname is not taken for somebody to come.
fn enter_public_life(entities: &mut [Entity], tenures: &[Tenure<'_>]) {
    for tenure in tenures {
        let Ok(year) = i16::try_from(tenure.from / 10_000) else { continue };
        if let Some(person) = entities.get_mut(tenure.person) {
            let first = year - YEARS_BEFORE_OFFICE;
            person.row.from = Some(person.row.from.map_or(first, |from| from.min(first)));
        }
    }
}

fn tenures_source(tenures: &[Tenure<'_>]) -> String {
    let mut source = format!("pub(super) static TENURES: [Tenure; {}] = [\n", tenures.len());
    for Tenure { office, of, from, to, person } in tenures {
        let _infallible = writeln!(
            source,
            "    Tenure {{ office: Office::{office}, of: &ENTITIES[{of}], from: {from}, to: {to}, person: &ENTITIES[{person}] }},"
        );
    }
    source.push_str("];\n");
    source
}
