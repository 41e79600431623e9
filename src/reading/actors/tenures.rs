//! What the gazetteer's tenures say of a description: whether somebody named holds the office on the article's day, and
//! who holds it whom nobody names.
//!
//! Does not weigh them against what the article tells (that is `resolve`).

use super::groups::Group;
use super::people::Person;
use super::resolve::Resolver;
use super::scan::Scan;
use crate::lexicon::actors::Level;
use crate::lexicon::gazetteer::{self, Entity, Office};

/// States whose head of government is a chancellor.
const CHANCELLERIES: [&str; 2] = ["Q183", "Q40"];

/// States whose foreign minister is a secretary of state.
const AMERICAN: [&str; 3] = ["Q30", "Q237", "Q145"];

/// Until when papers call the British foreign minister a secretary of state and no more.
const CABINET: i32 = 1950;

/// States that have long had a crown, so that none of their heads is a president.
const MONARCHIES: [&str; 19] = [
    "Q17", "Q145", "Q31", "Q55", "Q35", "Q20", "Q34", "Q869", "Q851", "Q810", "Q1028", "Q398", "Q842",
    "Q846", "Q32", "Q235", "Q16", "Q408", "Q664",
];

/// Empires whose chancellor was their foreign minister.
const IMPERIAL: [&str; 2] = ["Q34266", "Q28513"];

/// Offices of the tables of which a state has one holder at a time.
const SOLE: [&str; 6] =
    ["president", "head-of-state", "monarch", "head-of-government", "chancellor", "foreign-minister"];

/// How well a holder known to the gazetteer fits.
const KNOWN: i32 = 36;

/// What a minister is minister of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Foreign,
    Defence,
    Other,
}

/// Whether the gazetteer's tenures hold in the article's world. They do not where the article tells an office of
/// somebody else than they do, nor where it names officials of whom they know none: then what they say of others is as
/// likely to be out of date.
pub fn trusted(scan: &Scan<'_, '_>, people: &[Person]) -> bool {
    let day = scan.doc.published;
    let other = |person: &Person| {
        person.held.iter().filter(|held| !held.former).any(|held| {
            let id = scan.tables.office(held.office).map_or("", |office| office.id);
            let sole = SOLE.contains(&id);
            let holder = held.state.filter(|_| sole).and_then(|state| {
                offices(id).iter().find_map(|office| gazetteer::holder(*office, state.id(), day))
            });
            holder.is_some_and(|holder| person.entity.is_none_or(|known| known.id() != holder.id()))
        })
    };
    let official = |person: &Person| {
        person.held.iter().any(|held| {
            let level = scan.tables.office(held.office).map(|office| office.level);
            matches!(level, Some(Level::Head | Level::Office | Level::Envoy))
        })
    };
    let known = people.iter().any(|person| person.entity.is_some());
    !people.iter().any(other) && (known || !people.iter().any(official))
}

impl Resolver<'_, '_, '_> {
    /// Whether the gazetteer's offices of the person at the article's date fit.
    pub(super) fn known_fits(&self, group: &Group, entity: &'static Entity) -> Option<i32> {
        let wanted = self.wanted(group);
        let published = self.scan.doc.published;
        let narrated = self.narrated(group);
        let day = narrated.unwrap_or(published);
        let nation = group.tail.nation.map(Entity::id);
        if group.former {
            let past = |office: &Office| {
                nation.is_some_and(|nation| {
                    gazetteer::former_holders(*office, nation, day).any(|holder| holder.id() == entity.id())
                })
            };
            return wanted.iter().any(past).then_some(KNOWN);
        }
        let complement = group.tail.complement && !Self::only_state(group) && group.level != Level::Generic;
        let held_on = |day: chrono::NaiveDate| {
            gazetteer::offices_of(entity.id(), day).any(|(office, of)| {
                let of_told = self.told_of(group, of);
                wanted.contains(&office)
                    && self.called(group, office, of, entity)
                    && nation.is_none_or(|nation| nation == of.id())
                    && (!complement
                        || of_told
                        || office == Office::ForeignMinister
                        || matches!(self.field(group), Some(Field::Foreign | Field::Defence)))
            })
        };
        let then = held_on(day);
        let held = then || narrated.is_some() && held_on(published);
        // A monarch is told by a nation: heads of republics hold the same office of the tables.
        if self.id(group.office) == "monarch" && nation.is_none() {
            return None;
        }
        // « le ministre »: rather one whom the article calls that.
        let minister = matches!(self.id(group.office), "minister" | "state-secretary");
        let bare =
            minister && nation.is_none() && !group.tail.complement || self.id(group.office) == "diplomat";
        // « In September 1964 … the president »: rather who held it then.
        let told = match (narrated, then) {
            (None, _) => 0,
            (Some(_), true) => 12,
            (Some(_), false) => -12,
        };
        held.then_some(if bare { KNOWN - 12 } else { KNOWN } + told)
    }

    /// The middle of the year that the sentence of the description, or the one before, tells, if it is past.
    fn narrated(&self, group: &Group) -> Option<chrono::NaiveDate> {
        let doc = self.scan.doc;
        let here = self.scan.word(group.head.start).sentence;
        let before = doc.sentences.get(here.saturating_sub(1)).map_or(0, |sentence| sentence.words.start);
        let now = chrono::Datelike::year(&doc.published);
        let year = |at: usize| {
            let word = self.scan.word(at);
            let four = word.shape == crate::reading::words::Shape::Number && word.text.len() == 4;
            // « en 1986 », « en juin 1967 »; not « depuis 1998 », « l'accord de 1942 ».
            let before = self.scan.lower(at.checked_sub(1)?);
            let dated = crate::lexicon::dates(doc.language);
            let four = four
                && (self.scan.lists().in_year.has(before)
                    || before.as_str() == ","
                    || before.len() > 2 && !dated.starting(before).is_empty());
            four.then(|| word.text.parse::<i32>().ok())?.filter(|year| (1500..now).contains(year))
        };
        let same = |at: &usize| self.scan.word(*at).paragraph == self.scan.word(group.head.start).paragraph;
        let year = (before..group.head.start).rev().take_while(same).find_map(year)?;
        chrono::NaiveDate::from_ymd_opt(year, 7, 1)
    }

    /// Whether the head of that government goes by the word: chancellors in two states, and no prime minister is a
    /// head of state as well.
    fn called(&self, group: &Group, office: Office, of: &'static Entity, person: &'static Entity) -> bool {
        if self.id(group.office) == "state-secretary" && office == Office::ForeignMinister {
            // « le secrétaire d'Etat » alone has long been none of the United Kingdom.
            let told = group.tail.complement
                || group.tail.nation.is_some()
                || chrono::Datelike::year(&self.scan.doc.published) < CABINET;
            return AMERICAN.contains(&of.id()) && (told || of.id() != "Q145");
        }
        if self.id(group.office) == "commissar" {
            return of.id() == "Q15180";
        }
        if self.id(group.office) == "chancellor" && office == Office::ForeignMinister {
            return group.tail.nation.is_some() && IMPERIAL.contains(&of.id());
        }
        if office != Office::HeadOfGovernment {
            return true;
        }
        let chancellery = CHANCELLERIES.contains(&of.id());
        let head_of_state = || {
            gazetteer::holder(Office::HeadOfState, of.id(), self.scan.doc.published)
                .is_some_and(|head| head.id() == person.id())
        };
        match self.id(group.office) {
            "chancellor" => chancellery,
            "head-of-government" => chancellery || !head_of_state(),
            _ => true,
        }
    }

    fn told_of(&self, group: &Group, of: &Entity) -> bool {
        let chunks = group.tail.chunks.iter().filter_map(|&index| self.scan.chunks.get(index));
        chunks.filter_map(|chunk| chunk.entity).any(|entity| entity == of || entity.state() == Some(of))
    }

    /// The gazetteer's offices that the group can name. A secretary of state is a foreign minister in one state only.
    fn wanted(&self, group: &Group) -> &'static [Office] {
        let id = self.id(group.office);
        let american = group.tail.nation.is_none_or(|state| state.id() == "Q30");
        match (id, self.field(group)) {
            ("minister" | "secretary", Some(Field::Foreign)) => offices("foreign-minister"),
            ("minister" | "secretary", Some(Field::Defence)) => offices("defence-minister"),
            ("minister" | "secretary", Some(Field::Other)) => &[],
            ("state-secretary", _) if !american => &[],
            _ => offices(id),
        }
    }

    /// The field of duties that a minister's description tells.
    fn field(&self, group: &Group) -> Option<Field> {
        let lists = self.scan.lists();
        let told = |list: crate::lexicon::words::WordSet| {
            group.words.clone().any(|at| !group.head.contains(&at) && list.has(self.scan.fold(at)))
        };
        if told(lists.foreign_fields) {
            Some(Field::Foreign)
        } else if told(lists.defence_fields) {
            Some(Field::Defence)
        } else {
            let other = group.tail.portfolio.is_some() || group.tail.complement && !Self::only_state(group);
            other.then_some(Field::Other)
        }
    }

    /// The head of state or government whom nobody names: certain for one state and one day.
    pub(super) fn holder(&self, group: &Group) -> Option<&'static Entity> {
        // « le secrétaire général de l'ONU »
        if self.trusted && !group.former && matches!(self.id(group.office), "general-secretary" | "director")
        {
            let chunks = group.tail.chunks.iter().filter_map(|&index| self.scan.chunks.get(index));
            let bodies = chunks.filter_map(|chunk| chunk.entity);
            let day = self.scan.doc.published;
            let mut heads =
                bodies.filter_map(|body| gazetteer::holder(Office::OrganisationHead, body.id(), day));
            return heads.next();
        }
        // « le Négus » is certain whatever the article makes up.
        let always = self.scan.tables.office(group.office).is_some_and(|office| !office.of.is_empty());
        let nation = group.tail.nation.filter(|_| self.trusted || always)?;
        let day = self.narrated(group).unwrap_or(self.scan.doc.published);
        if self.id(group.office) == "president" && MONARCHIES.contains(&nation.id()) {
            return None;
        }
        // « le ministre américain de la Défense »
        let told = self.id(group.office) == "minister"
            && matches!(self.field(group), Some(Field::Foreign | Field::Defence));
        if group.former
            || group.tail.complement && !Self::only_state(group) && !told
            || !(told || self.has_one_holder(group))
        {
            return None;
        }
        let holders =
            self.wanted(group).iter().filter_map(|office| gazetteer::holder(*office, nation.id(), day));
        let agrees = |person: &&'static Entity| {
            group.gender.is_none_or(|gender| {
                person.gender().is_none_or(|known| super::scan::gender_of(known) == gender)
            })
        };
        holders.into_iter().find(agrees)
    }

    /// An office of which a state has one, and whose holders the gazetteer knows.
    fn has_one_holder(&self, group: &Group) -> bool {
        let always = self.scan.tables.office(group.office).is_some_and(|office| !office.of.is_empty());
        let id = self.id(group.office);
        always
            || SOLE.contains(&id)
            || matches!(id, "state-secretary" | "defence-minister" | "vice-president" | "pope")
    }
}

/// The gazetteer's offices that an office of the tables can name.
pub fn offices(id: &str) -> &'static [Office] {
    match id {
        "president" => &[Office::HeadOfState, Office::OrganisationHead],
        "head-of-state" => &[Office::HeadOfState, Office::Leader],
        "monarch" | "pope" => &[Office::HeadOfState],
        "head-of-government" => &[Office::HeadOfGovernment],
        "chancellor" => &[Office::HeadOfGovernment, Office::ForeignMinister],
        "vice-president" => &[Office::DeputyHeadOfState],
        "state-kremlin" | "rais" | "supreme-guide" => &[Office::Leader, Office::HeadOfState],
        "leader" => {
            &[Office::Leader, Office::HeadOfState, Office::HeadOfGovernment, Office::OrganisationHead]
        }
        "general-secretary" => &[Office::OrganisationHead, Office::Leader],
        "foreign-minister" | "commissar" => &[Office::ForeignMinister],
        "state-secretary" | "minister" => &[Office::ForeignMinister, Office::DefenceMinister],
        "adviser" => &[Office::DiplomaticAdviser, Office::SecurityAdviser],
        "envoy" => &[Office::Envoy],
        "director" | "chief" | "boss" => &[Office::OrganisationHead],
        "spokesman" => &[Office::Spokesperson],
        "diplomat" => &[Office::ForeignMinister, Office::DiplomaticAdviser, Office::Envoy],
        "official" => &[Office::DefenceMinister, Office::SecurityAdviser, Office::ChiefOfStaff],
        // Words for the holder in one state (« le Duce », « le Négus »).
        _ if id.starts_with("government-") => &[Office::HeadOfGovernment],
        _ if id.starts_with("state-") => &[Office::HeadOfState],
        _ if id.starts_with("foreign-") => &[Office::ForeignMinister],
        _ if id.starts_with("defence-") => &[Office::DefenceMinister],
        _ if id.starts_with("party-") => &[Office::Leader, Office::HeadOfState],
        _ => &[],
    }
}
