//! The nation of a description that tells none: « le Qatar … son souverain », « DOHA … l'émir ».
//!
//! Reads the words before it and the dateline. Does not say who holds the office (that is `tenures` and `resolve`).

use super::groups::{Determiner, Group};
use super::resolve::Resolver;
use super::scan::{Scan, Sort};
use crate::lexicon::actors::Level;
use crate::lexicon::gazetteer::{self, Entity};
use crate::model::{Language, PartyIndex};
use crate::reading::doc::ParagraphKind;

impl Resolver<'_, '_, '_> {
    /// Whose the office is that a possessive tells: the state, or the state of whoever was named last before it.
    pub fn possessor_nation(&self, group: &Group) -> Option<&'static Entity> {
        let official = matches!(group.level, Level::Head | Level::Office | Level::Envoy);
        let relative =
            || group.start.checked_sub(1).is_some_and(|at| self.scan.lists().whose.has(self.scan.lower(at)));
        let possessive = group.determiner == Determiner::Possessive || relative();
        if !possessive || !official || group.tail.nation.is_some() {
            return None;
        }
        let here = self.scan.word(group.head.start).sentence;
        let start = self.scan.doc.sentences.get(here)?.words.start;
        // « In Brussels, Chancellor Kurz backed his foreign minister »: where it happens is not whose he is.
        let placed = |at: usize| {
            self.scan.chunk_at(at).is_some_and(|chunk| {
                let before = chunk.words.start.checked_sub(1);
                matches!(chunk.sort, Sort::Capital | Sort::Place)
                    && before.is_some_and(|before| self.scan.lists().in_country.has(self.scan.lower(before)))
            })
        };
        (start..group.start).rev().filter(|at| !placed(*at)).find_map(|at| self.state_at(at))
    }

    /// The body of no state whose envoy or official a possessive means, where it is named last before.
    pub fn possessor_body(&self, group: &Group) -> Option<PartyIndex> {
        let official = matches!(group.level, Level::Office | Level::Envoy);
        if group.determiner != Determiner::Possessive || !official {
            return None;
        }
        let here = self.scan.word(group.head.start).sentence;
        let start = self.scan.doc.sentences.get(here)?.words.start;
        let last = (start..group.start).rev().find_map(|at| self.scan.owner(at))?;
        let body = self.scan.chunks.get(last).filter(|chunk| chunk.sort == Sort::Organisation)?;
        let international = body.entity.is_some_and(|entity| Scan::state_of(entity).is_none());
        self.party.get(last).copied().flatten().filter(|_| international)
    }

    /// Whether nothing told of the person says that it serves another than the body.
    pub fn serves(&self, person: usize, body: PartyIndex) -> bool {
        let Some(person) = self.people.get(person) else { return false };
        let others = |group: &Group| {
            let parties =
                group.tail.chunks.iter().filter_map(|&chunk| self.party.get(chunk).copied().flatten());
            let parties: Vec<PartyIndex> = parties.collect();
            !parties.is_empty() && !parties.contains(&body)
        };
        person.state.is_none()
            && !person.held.iter().filter_map(|held| self.groups.get(held.group)).any(others)
    }

    /// The nation of the scene: the only state of the sentence, else the one that the dateline or the only state of the
    /// first sentence tells.
    pub fn scene(&self, group: &Group) -> Option<&'static Entity> {
        let sole = group.level == Level::Head || self.id(group.office) == "foreign-minister";
        // « l'Empereur »: few states have one, so that the scene tells nothing.
        let crown = self.id(group.office) == "monarch"
            && group.head.clone().any(|at| self.scan.lists().rare_crowns.has(self.scan.fold(at)));
        if !sole || crown || group.tail.nation.is_some() || group.tail.complement || group.former {
            return None;
        }
        let here = self.scan.word(group.head.start).sentence;
        let sentence = self.scan.doc.sentences.get(here)?.words.clone();
        match self.states(sentence).as_slice() {
            [only] => Some(only),
            [] => dateline(self.scan),
            _ => None,
        }
    }

    /// The distinct states named in a range of tokens, those of persons and bodies too.
    fn states(&self, words: std::ops::Range<usize>) -> Vec<&'static Entity> {
        let mut found: Vec<&'static Entity> = Vec::new();
        for state in words.filter_map(|at| self.state_at(at)) {
            if !found.iter().any(|known| known.id() == state.id()) {
                found.push(state);
            }
        }
        found
    }

    /// The state that a token names or belongs to.
    fn state_at(&self, at: usize) -> Option<&'static Entity> {
        let Some(owner) = self.scan.owner(at) else { return self.scan.nation(at).map(|(state, _)| state) };
        let chunk = self.scan.chunks.get(owner)?;
        match chunk.sort {
            Sort::State | Sort::Capital | Sort::Demonym { .. } => chunk.entity,
            Sort::Organisation => {
                self.scan.nation(at).map(|(state, _)| state).or_else(|| chunk.entity.and_then(Scan::state_of))
            }
            Sort::Person => {
                let person = self.people.iter().find(|person| person.chunks.contains(&owner));
                person.and_then(|person| person.state)
            }
            Sort::Place | Sort::Name | Sort::Nobody => None,
        }
    }
}

/// The state of the place that the article is dated from.
pub(super) fn dateline(scan: &Scan<'_, '_>) -> Option<&'static Entity> {
    let doc = scan.doc;
    let body = doc.paragraphs.iter().find(|paragraph| paragraph.kind == ParagraphKind::Body)?;
    let opening = body.words.start..body.words.end.min(body.words.start + 6);
    let mut chunks = opening.filter(|at| doc.in_dateline(*at)).filter_map(|at| scan.chunk_at(at));
    chunks.find_map(|chunk| chunk.entity.and_then(gazetteer::state_of))
}

/// Empires, each with a state that writers call it by.
const FORERUNNERS: [(&str, &str); 5] =
    [("Q34266", "Q159"), ("Q15180", "Q159"), ("Q12560", "Q43"), ("Q28513", "Q40"), ("Q28513", "Q28")];

/// « soviétique » of a Russian, « allemand » of a West German: a state and its forerunner.
pub fn related(one: &Entity, other: &Entity) -> bool {
    let pair = |(old, new): &(&str, &str)| {
        (one.id() == *old && other.id() == *new) || (one.id() == *new && other.id() == *old)
    };
    if FORERUNNERS.iter().any(pair) {
        return true;
    }
    let name = |entity: &Entity| entity.name(Language::French).split(' ').next_back().map(str::to_owned);
    one.id() == other.id() || (one.to().is_some() || other.to().is_some()) && name(one) == name(other)
}
