//! The gazetteer: `assets/actors/*.toml` to packed tables of entities, names, adjectives and tenures.
//!
//! Stops the build where an entry contradicts another: two entities with one id, a name that resolves to nothing, a
//! succession out of order. Does not judge whether the data are true.

mod adjectives;
mod names;
pub mod pack;
mod spellings;
mod tenures;

use super::text::fold;
use super::vocabulary::{Family, Vocabulary};
use super::{keep, table};
use pack::{Lists, Table, Text, code};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The files, with the kind their entities have unless they say otherwise.
const FILES: &[(&str, &str)] = &[
    ("states", "State"),
    ("places", "City"),
    ("institutions", "Institution"),
    ("media", "Medium"),
    ("persons", "Person"),
];

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

/// An entity with everything resolved but the names of others.
struct Entity {
    id: String,
    kind: String,
    row: Row,
    /// The id of its capital's own entity.
    capital: Option<String>,
}

/// The kinds of entities, in the order of their codes.
const KINDS: &[&str] = &[
    "State",
    "FormerState",
    "Territory",
    "City",
    "Region",
    "Institution",
    "Medium",
    "Agency",
    "Party",
    "Armed",
    "Company",
    "Network",
    "Person",
];

/// What is packed: the text that all share, and the tables.
#[derive(Default)]
struct Packed {
    text: Text,
    lists: Lists,
    /// Each table with the name of its file.
    tables: Vec<(String, Table)>,
}

/// Writes the packed tables into a folder; the generated source gives the codes their meaning.
pub fn compile(assets: &Path, out: &Path, vocabulary: &mut Vocabulary) -> Result<String, String> {
    let folder = assets.join("actors");
    let mut entities = entities(&folder)?;
    let index = Index::new(&entities)?;
    let path = folder.join("offices.toml");
    let offices: tenures::Offices = table(&path)?;
    let tenures = tenures::tenures(&offices, &index).map_err(|why| format!("{}: {why}", path.display()))?;
    tenures::enter_public_life(&mut entities, &tenures);

    let spellings: spellings::Spellings = table(&folder.join("spellings.toml"))?;
    let mut packed = Packed::default();
    pack_entities(&mut packed, &entities, &index)?;
    for (number, (language, french)) in [("french", true), ("english", false)].into_iter().enumerate() {
        let keys =
            names::pack(&mut packed, language, &names::names(&entities, french, &spellings), &entities)?;
        vocabulary.firsts(Family::Names, number, keys.iter().map(|key| first_word(key)));
        let keys = adjectives::pack(&mut packed, language, &entities, french)?;
        vocabulary.firsts(Family::Adjectives, number, keys.iter().map(|key| first_word(key)));
    }
    adjectives::pack_own(&mut packed, &entities)?;
    adjectives::pack_prefixes(&mut packed, &entities)?;
    tenures::pack(&mut packed, &tenures)?;
    keep(out, "gazetteer.txt", packed.text.written.as_bytes())?;
    keep(out, "gazetteer-lists.bin", &packed.lists.0.0)?;
    for (name, table) in &packed.tables {
        keep(out, &format!("gazetteer-{name}.bin"), &table.0)?;
    }
    Ok(codes("KINDS", "EntityKind", KINDS)
        + &codes("NAME_KINDS", "NameKind", names::KINDS)
        + &codes("OFFICES", "Office", tenures::OFFICES))
}

fn first_word(key: &str) -> &str {
    key.split_once(' ').map_or(key, |(first, _)| first)
}

/// What codes mean, as Rust source: the variants of an enumeration in the order of their codes.
fn codes(table: &str, kind: &str, words: &[&str]) -> String {
    let variants: Vec<String> = words.iter().map(|word| format!("{kind}::{word}")).collect();
    format!("pub const {table}: [{kind}; {}] = [{}];\n", words.len(), variants.join(", "))
}

/// All entities of all files, sorted by id.
fn entities(folder: &Path) -> Result<Vec<Entity>, String> {
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
    Ok(entities)
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

fn pack_entities(packed: &mut Packed, entities: &[Entity], index: &Index) -> Result<(), String> {
    let mut table = Table::default();
    for entity in entities {
        let fault = |why| format!("gazetteer: {}: {why}", entity.row.fr);
        pack_entity(packed, &mut table, entity, index).map_err(fault)?;
    }
    packed.tables.push(("entities".to_owned(), table));
    Ok(())
}

/// One record.
fn pack_entity(packed: &mut Packed, table: &mut Table, entity: &Entity, index: &Index) -> Result<(), String> {
    let row = &entity.row;
    for string in [&entity.id, &row.fr, row.en.as_ref().unwrap_or(&row.fr), &aliases(row).join("\n")] {
        table.string(&mut packed.text, string)?;
    }
    table.reference(row.of.as_ref().map(|name| index.state(name)).transpose()?)?;
    let capital = entity.capital.as_ref().map(|id| {
        index.ids.get(id).copied().ok_or_else(|| format!("its capital {id} is a place of no other state"))
    });
    table.reference(capital.transpose()?)?;
    let within = row.within.iter().map(|name| index.place(name)).collect::<Result<Vec<_>, _>>()?;
    packed.lists.put(table, &within)?;
    table.one(code(KINDS, &entity.kind)?)?;
    table.one(gender(row.g.as_deref())?)?;
    table.year(row.from);
    table.year(row.to);
    Ok(())
}

/// Gender and number in one code.
fn gender(written: Option<&str>) -> Result<usize, String> {
    match written {
        None => Ok(0),
        Some(written) => code(&["", "m", "f", "mp", "fp"], written),
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
