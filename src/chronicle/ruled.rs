//! What people ruled of single entries: fields put right, tags, notes, rejections, denials.
//!
//! Rulings on one field are taken in the order of their records: the latest that holds stands. An entry's reports keep
//! saying what they say.

use super::amend::Amended;
use super::links::{self, Homes, Regrouped};
use super::quotes;
use super::rulings::Rulings;
use crate::model::{
    ActorRef, Anchor, Change, EntryQuote, Field, Kind, Language, Layer, Link, Party, Place, Record, Seq,
    Status, When,
};

/// Something that a ruling says, or says to be unknown.
pub type Told<T> = Option<T>;

/// What an entry says by rulings instead of by its reports.
#[derive(Debug, Clone, Default)]
pub struct Ruled {
    /// When it happened.
    pub when: Option<Told<When>>,
    /// What it was.
    pub kind: Option<Kind>,
    /// Where.
    pub place: Option<Told<Place>>,
    /// How it is told.
    pub status: Option<Status>,
    /// Who did it.
    pub agents: Option<Vec<Party>>,
    /// With or to whom.
    pub counterparts: Option<Vec<Party>>,
    /// Whether something that it excludes is told too.
    pub contested: bool,
    /// Whether it is not to be shown.
    pub rejected: bool,
    /// Tags.
    pub tags: Vec<String>,
    /// Notes.
    pub notes: Vec<String>,
    /// The records of all this.
    pub rulings: Vec<Seq>,
}

/// For each group what is ruled of its entry.
pub fn of(
    regrouped: &Regrouped<'_, '_>,
    said: &[Vec<EntryQuote>],
    rulings: &Rulings,
    amended: &mut Amended<'_, '_>,
) -> Vec<Ruled> {
    let marks = regrouped.marks.iter();
    let mut ruled: Vec<Ruled> = marks
        .map(|mark| Ruled { contested: mark.contested, rulings: mark.rulings.clone(), ..Ruled::default() })
        .collect();
    if rulings.is_empty() {
        return ruled;
    }
    let homes = links::homes(&regrouped.groups);
    for (telling, seq) in &amended.asserted {
        if let Some(of_entry) = homes.get(telling).and_then(|home| ruled.get_mut(*home)) {
            of_entry.rulings.push(*seq);
        }
    }
    for record in rulings.iter() {
        take(record, &homes, said, amended, &mut ruled);
    }
    for of_entry in &mut ruled {
        of_entry.rulings.sort_unstable();
        of_entry.rulings.dedup();
    }
    ruled
}

fn take(
    record: &Record,
    homes: &Homes,
    said: &[Vec<EntryQuote>],
    amended: &mut Amended<'_, '_>,
    ruled: &mut [Ruled],
) {
    let seq = record.seq;
    let home = |anchor: &Anchor, amended: &mut Amended<'_, '_>| match anchor.layer {
        Layer::Quotes => quotes::home(said, amended, seq, anchor),
        _ => links::telling(homes, amended, seq, anchor).and_then(|telling| homes.get(&telling).copied()),
    };
    match &record.change {
        Change::EntryCorrected { anchor, fields, .. } => {
            let language = language(anchor, amended);
            let Some(at) = home(anchor, amended) else { return };
            let named = |actor: &ActorRef| amended.identities.named_by(amended.names, actor, language);
            if let Some(of_entry) = ruled.get_mut(at) {
                for field in fields {
                    of_entry.correct(field, &named);
                }
                of_entry.rulings.push(seq);
            }
        }
        Change::EntriesLinked { one, other, link: Link::Denies | Link::Excludes, .. } => {
            let (Some(one), Some(other)) = (home(one, amended), home(other, amended)) else { return };
            for at in [one, other] {
                if let Some(of_entry) = ruled.get_mut(at).filter(|_| one != other) {
                    of_entry.contested = true;
                    of_entry.rulings.push(seq);
                }
            }
        }
        Change::EntryRejected { anchor, .. }
        | Change::EntryTagged { anchor, .. }
        | Change::EntryUntagged { anchor, .. }
        | Change::EntryNoted { anchor, .. } => {
            if let Some(of_entry) = home(anchor, amended).and_then(|at| ruled.get_mut(at)) {
                of_entry.note(&record.change);
                of_entry.rulings.push(seq);
            }
        }
        _ => {}
    }
}

/// The language of the article that holds the words.
fn language(anchor: &Anchor, amended: &Amended<'_, '_>) -> Language {
    let article = amended.trail.follow(anchor).map_or(anchor.article, |followed| followed.article);
    let filed = amended.filed.iter().find(|filed| filed.article.id == article);
    filed.map_or(Language::French, |filed| filed.reading.language)
}

impl Ruled {
    fn correct(&mut self, field: &Field, party: &dyn Fn(&ActorRef) -> Party) {
        let named = |actors: &[ActorRef]| actors.iter().map(party).collect::<Vec<Party>>();
        match field {
            Field::When(when) => self.when = Some(*when),
            Field::Kind(kind) => self.kind = Some(*kind),
            Field::Place(place) => self.place = Some(place.clone()),
            Field::Status(status) => self.status = Some(*status),
            Field::Agents(actors) => self.agents = Some(named(actors)),
            Field::Counterparts(actors) => self.counterparts = Some(named(actors)),
            // Put right in the reading, before entries are made.
            Field::Speaker(_) => {}
        }
    }

    fn note(&mut self, change: &Change) {
        match change {
            Change::EntryRejected { .. } => self.rejected = true,
            Change::EntryTagged { tag, .. } if !self.tags.contains(tag) => self.tags.push(tag.clone()),
            Change::EntryUntagged { tag, .. } => self.tags.retain(|known| known != tag),
            Change::EntryNoted { text, .. } => self.notes.push(text.clone()),
            _ => {}
        }
    }
}
