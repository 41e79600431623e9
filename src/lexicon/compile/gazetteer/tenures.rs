//! Offices: successions to a table of who held what from which day to which.
//!
//! Does not fill gaps: a vacancy, or what is not known, is nobody's.

use super::{Entity, Index, reference};
use serde::Deserialize;
use std::fmt::Write as _;

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
pub struct Tenure<'a> {
    office: &'a str,
    of: usize,
    from: u32,
    to: u32,
    person: usize,
}

/// All tenures, sorted by office, then by whose office it is, then by time.
pub fn tenures<'a>(offices: &'a Offices, index: &Index) -> Result<Vec<Tenure<'a>>, String> {
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
pub fn enter_public_life(entities: &mut [Entity], tenures: &[Tenure<'_>]) {
    for tenure in tenures {
        let Ok(year) = i16::try_from(tenure.from / 10_000) else { continue };
        if let Some(person) = entities.get_mut(tenure.person) {
            let first = year - YEARS_BEFORE_OFFICE;
            person.row.from = Some(person.row.from.map_or(first, |from| from.min(first)));
        }
    }
}

pub fn tenures_source(tenures: &[Tenure<'_>]) -> String {
    let mut source = format!("pub(super) static TENURES: [Tenure; {}] = [\n", tenures.len());
    for Tenure { office, of, from, to, person } in tenures {
        let _infallible = writeln!(
            source,
            "    Tenure {{ office: Office::{office}, of: {}, from: {from}, to: {to}, person: {} }},",
            reference(*of),
            reference(*person)
        );
    }
    source.push_str("];\n");
    source
}
