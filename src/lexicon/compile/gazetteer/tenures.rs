//! Offices: successions to a table of who held what from which day to which.
//!
//! Does not fill gaps: a vacancy, or what is not known, is nobody's.

use super::pack::{Table, code};
use super::{Entity, Index, Packed};
use serde::Deserialize;

/// The offices, in the order of their codes.
pub const OFFICES: &[&str] = &[
    "HeadOfState",
    "HeadOfGovernment",
    "Leader",
    "DeputyHeadOfState",
    "ForeignMinister",
    "DefenceMinister",
    "DiplomaticAdviser",
    "SecurityAdviser",
    "ChiefOfStaff",
    "Envoy",
    "OrganisationHead",
    "Spokesperson",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offices {
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
pub struct Tenure {
    office: usize,
    of: usize,
    from: u32,
    to: u32,
    person: usize,
}

/// All tenures, sorted by office, then by whose office it is, then by time.
pub fn tenures(offices: &Offices, index: &Index) -> Result<Vec<Tenure>, String> {
    let mut tenures = Vec::new();
    for Succession { office, of, list } in &offices.succession {
        let fault = |why: String| format!("{office} of {of}: {why}");
        let organisation = index.state(of).map_err(fault)?;
        let office = code(OFFICES, office).map_err(fault)?;
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
pub fn enter_public_life(entities: &mut [Entity], tenures: &[Tenure]) {
    for tenure in tenures {
        let Ok(year) = i16::try_from(tenure.from / 10_000) else { continue };
        if let Some(person) = entities.get_mut(tenure.person) {
            let first = year - YEARS_BEFORE_OFFICE;
            person.row.from = Some(person.row.from.map_or(first, |from| from.min(first)));
        }
    }
}

/// The table of tenures, and their places in it by person.
pub fn pack(packed: &mut Packed, tenures: &[Tenure]) -> Result<(), String> {
    let mut table = Table::default();
    for Tenure { office, of, from, to, person } in tenures {
        table.one(*office)?;
        table.reference(Some(*of))?;
        table.four(*from as usize)?;
        table.four(*to as usize)?;
        table.reference(Some(*person))?;
    }
    let mut by_person: Vec<(usize, usize)> =
        tenures.iter().enumerate().map(|(at, tenure)| (tenure.person, at)).collect();
    by_person.sort_unstable();
    let mut places = Table::default();
    by_person.iter().try_for_each(|(_, at)| places.two(*at))?;
    packed.tables.push(("tenures".to_owned(), table));
    packed.tables.push(("tenures-by-person".to_owned(), places));
    Ok(())
}
