//! Place: where an event happened, as named in its clause, then shared with other tellings of the occasion.
//!
//! Only named places count; an institution is none. Does not guess a place from a party's country.

use super::{Draft, Scene};
use crate::lexicon::verbs;
use crate::model::{Kind, Place, Who};
use crate::reading::actors::PlaceMention;
use crate::reading::syntax::{Clause, ClauseKind, Determiner, NounGroup, Tag};

/// Gives each draft the place its own words name.
pub(super) fn settle(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    for draft in drafts {
        draft.place = match draft.noun.and_then(|noun| scene.syntax.noun(noun)) {
            Some(group) => scene.place_of_noun(group, draft),
            None => scene.place_of_verb(draft),
        };
    }
}

impl Scene<'_, '_> {
    /// The place right behind a noun group (« la visite du roi à Rome »): in the groups that belong to it.
    pub(super) fn place_behind(&self, group: &NounGroup) -> Option<&PlaceMention> {
        let end = self.doc.sentence_of(group.head).map_or(group.words.end, |sentence| sentence.words.end);
        let stop = (group.words.end..end).find(|&token| {
            self.syntax
                .verb_at(token)
                .and_then(|verb| self.syntax.verb(verb))
                .is_some_and(crate::reading::syntax::VerbGroup::is_finite)
        });
        let range = group.words.end..stop.unwrap_or(end);
        self.actors
            .places_within(&range)
            .find(|place| place.locative && place.words.start <= group.words.end + 10)
    }

    fn place_of_noun(&self, group: &NounGroup, draft: &Draft) -> Option<Place> {
        if matches!(draft.kind, Kind::Call | Kind::Aid | Kind::Request | Kind::Statement) {
            return None;
        }
        let near = self.place_behind(group).map(|place| place.place.clone());
        near.or_else(|| {
            // « Des discussions ont eu lieu à Doha »: the place of the clause it is the subject of.
            let noun = draft.noun?;
            let tied = self.is_subject(noun, draft.clause) || self.modifier(noun).is_some();
            let clause = self.modifier(noun).unwrap_or(draft.clause);
            tied.then(|| self.place_in(clause).or_else(|| self.place_in(draft.clause))).flatten()
        })
    }

    fn place_of_verb(&self, draft: &Draft) -> Option<Place> {
        if draft.rule == "neither-nor" || matches!(draft.kind, Kind::Call | Kind::Aid) {
            return None;
        }
        if draft.kind == Kind::Support {
            return self.fronted_place(draft.clause).or_else(|| self.place_ahead(draft));
        }
        self.place_there(draft)
            .or_else(|| self.place_for(draft.clause, draft.kind.is_said()))
            .or_else(|| self.fronted_place(draft.clause))
            .or_else(|| self.object_place(draft))
            .or_else(|| self.occasion_place(draft))
    }

    /// « Interrogé lors d'un déplacement à Lima, il a répondu »: a saying on the occasion of a journey.
    fn occasion_place(&self, draft: &Draft) -> Option<Place> {
        let sentence = self.doc.sentence_of(draft.main)?;
        if draft.kind != Kind::Statement || self.is_quoted(draft.clause) {
            return None;
        }
        if let Some(place) = self.asked(draft.clause).and_then(|asked| self.place_in(asked)) {
            return Some(place);
        }
        let occasions = self.syntax.nouns_in(sentence.words.clone()).filter(|(_, noun)| {
            self.lists.occasions.has(noun.preposition)
                || self.lists.under_way.has(noun.preposition) && noun.determiner == Determiner::None
        });
        let mut occasions = occasions.filter(|(_, noun)| {
            verbs::nouns(self.doc.language, &self.doc.word(noun.head).lower).next().is_some()
        });
        occasions.find_map(|(_, noun)| self.place_behind(noun)).map(|place| place.place.clone())
    }

    /// The place a clause names as its own, nearest to its verb.
    fn place_in(&self, number: usize) -> Option<Place> {
        self.place_for(number, true)
    }

    /// The same, for a verb that says something or does something: « held talks in Lima » happens there.
    fn place_for(&self, number: usize, says: bool) -> Option<Place> {
        let clause = self.syntax.clause(number)?;
        let verb =
            clause.verb.and_then(|verb| self.syntax.verb(verb)).map_or(clause.words.start, |verb| verb.main);
        if let Some(place) = self.place_of_antecedent(clause) {
            return Some(place);
        }
        // « met here on Monday »: where the dateline says.
        let here = clause.tokens.iter().any(|&token| self.lists.here.has(&self.doc.word(token).lower));
        if here && let Some(place) = self.actors.places.iter().find(|place| place.dateline) {
            return Some(place.place.clone());
        }
        let own = self
            .actors
            .places_within(&clause.words)
            .filter(|place| place.locative && clause.owns(place.words.start));
        let free = own.filter(|place| !self.belongs_to_noun(place, verb, says));
        free.min_by_key(|place| {
            place.words.start.abs_diff(verb) + if place.words.start < verb { 3 } else { 0 }
        })
        .map(|place| place.place.clone())
    }

    /// « Lee, en visite à Lima, a salué l'accord »: what a clause names before its verb, behind a comma that its subject does
    /// not hold.
    fn place_ahead(&self, draft: &Draft) -> Option<Place> {
        let clause = self.syntax.clause(draft.clause)?;
        let verb = self.governor(draft.clause)?;
        let ahead = clause.words.start..verb.words.start;
        let named = self.actors.places_within(&ahead).find(|place| {
            place.locative
                && clause.owns(place.words.start)
                && self.syntax.tag(place.words.end) == Tag::Comma
                && (clause.words.start..place.words.start)
                    .rev()
                    .take(6)
                    .find(|&token| self.syntax.tag(token) == Tag::Comma)
                    .is_some_and(|comma| self.syntax.tag(comma + 1) == Tag::Preposition)
                && !self.belongs_to_noun(place, verb.main, true)
        })?;
        Some(named.place.clone())
    }

    /// « s'est envolé pour la Californie afin d'y informer »: « y » means the place named last before.
    fn place_there(&self, draft: &Draft) -> Option<Place> {
        let verb = self.governor(draft.clause)?;
        let there =
            verb.clitics.iter().any(|&token| self.lists.adverbial_clitics.has(&self.doc.word(token).lower));
        let sentence = self.doc.sentence_of(draft.main)?;
        let before = sentence.words.start..verb.words.start;
        let last = self.actors.places_within(&before).last().filter(|_| there)?;
        Some(last.place.clone())
    }

    /// « In Iquitos, crowds burned a courthouse, and three people were shot »: a place that opens the sentence, closed by
    /// a comma, holds for all that its main clauses tell.
    fn fronted_place(&self, number: usize) -> Option<Place> {
        let clause = self.syntax.clause(number)?;
        let first = *self.syntax.units.get(clause.unit)?.words.first()?;
        let open = matches!(clause.kind, ClauseKind::Main) && !clause.inserted;
        let place = self.actors.places_within(&(first..first + 4)).next()?;
        let set_apart = self.syntax.tag(place.words.end) == Tag::Comma;
        (open && place.locative && set_apart).then(|| place.place.clone())
    }

    /// « Bakou, où elle est attendue »: the place a relative clause belongs to.
    pub(super) fn place_of_antecedent(&self, clause: &Clause) -> Option<Place> {
        let opener = clause.opener?;
        if !self.lists.place_relatives.has(&self.doc.word(opener).lower) {
            return None;
        }
        let noun = self.syntax.noun(clause.antecedent?)?;
        self.actors.places_within(&noun.words).next().map(|place| place.place.clone())
    }

    /// « gagner Managua », « visiter Rome »: the object of a verb of going.
    fn object_place(&self, draft: &Draft) -> Option<Place> {
        let clause = self.syntax.clause(draft.clause)?;
        if draft.kind == Kind::Attack {
            // « la centrale de Zaporijjia, occupée par »: what is occupied is the place.
            let noun = clause
                .antecedent
                .or(clause.subjects.first().copied())
                .and_then(|noun| self.syntax.noun(noun));
            let Some(noun) = noun else { return self.aimed_at(draft) };
            let undergoes = self.governor(draft.clause).is_some_and(|verb| verb.passive);
            let named =
                self.actors.places_within(&noun.words).find(|place| noun.words.contains(&place.words.start));
            return named
                .filter(|_| undergoes)
                .map(|place| place.place.clone())
                .or_else(|| self.aimed_at(draft));
        }
        if matches!(draft.kind, Kind::Coercion | Kind::Withdrawal) {
            // « seized the Falklands », « evacuated the town of Goma »: what is taken or left.
            let verb = self.governor(draft.clause).filter(|verb| !verb.passive)?;
            let mut behind = self.syntax.nouns_in(verb.words.end..verb.words.end + 6).map(|(_, noun)| noun);
            let object = behind.find(|noun| noun.is_bare())?;
            let near = object.words.start..object.words.end + 4;
            let named = self.actors.places_within(&near).find(|place| clause.owns(place.words.start));
            return named.map(|place| place.place.clone());
        }
        if draft.kind != Kind::Visit {
            return None;
        }
        let places = self.actors.places_within(&clause.words);
        places
            .filter(|place| place.words.start >= draft.words.end && clause.owns(place.words.start))
            .map(|place| place.place.clone())
            .next()
    }

    /// « bombed the port of Aden », « a bombardé Damas »: the place that an attack is aimed at.
    fn aimed_at(&self, draft: &Draft) -> Option<Place> {
        let clause = self.syntax.clause(draft.clause)?;
        let verb = self.governor(draft.clause).filter(|verb| !verb.passive)?;
        let (_, object) =
            self.syntax.nouns_in(verb.words.end..verb.words.end + 6).find(|(_, noun)| noun.is_bare())?;
        let near = object.words.start..object.words.end + 4;
        let named = self.actors.places_within(&near).find(|place| clause.owns(place.words.start))?;
        Some(named.place.clone())
    }

    /// « le diplomate en poste à Vienne », « l'ambassade de Finlande à Oslo »: a place that says where a noun is, not
    /// where the verb happens.
    fn belongs_to_noun(&self, place: &PlaceMention, verb: usize, says: bool) -> bool {
        let before = place.words.start.saturating_sub(3)..place.words.start;
        let posted = before.clone().any(|token| self.lists.postings.has(&self.doc.word(token).lower));
        posted && place.words.start.abs_diff(verb) > 2 || says && self.behind_event_noun(place, verb)
    }

    /// « Le voyage de la reine en Russie a été rapporté par X »: the place of the voyage, not of the report.
    fn behind_event_noun(&self, place: &PlaceMention, verb: usize) -> bool {
        let speaks = self
            .syntax
            .verb_at(verb)
            .and_then(|verb| self.syntax.verb(verb))
            .is_some_and(crate::reading::syntax::speaks);
        let start = self.doc.sentence_of(place.words.start).map_or(0, |sentence| sentence.words.start);
        let near = (start.max(place.words.start.saturating_sub(8))..place.words.start).rev();
        let mut near = near.take_while(|&token| {
            self.syntax.verb_at(token).is_none() && self.syntax.tag(token) != Tag::Comma
        });
        speaks
            && near.any(|token| {
                verbs::nouns(self.doc.language, &self.doc.word(token).lower).any(|noun| noun.place)
            })
    }
}

/// Shares places between tellings of one occasion.
pub(super) fn share(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let known: Vec<Draft> = drafts.to_vec();
    for (index, draft) in drafts.iter_mut().enumerate() {
        if draft.place.is_some() {
            continue;
        }
        draft.place = same_occasion(scene, &known, index).or_else(|| held_on_visit(&known, index));
    }
}

/// Another telling of the same kind by the same people on the same day names the place.
fn same_occasion(scene: &Scene<'_, '_>, known: &[Draft], index: usize) -> Option<Place> {
    let draft = known.get(index)?;
    if matches!(
        draft.kind,
        Kind::Call
            | Kind::Aid
            | Kind::Support
            | Kind::Accusation
            | Kind::Request
            | Kind::Refusal
            | Kind::Threat
            | Kind::Attack
    ) {
        return None;
    }
    let alike = known.iter().enumerate().filter(|(number, other)| {
        *number != index
            && other.kind == draft.kind
            && other.place.is_some()
            && shares(&draft.agents, &other.agents)
    });
    let same = alike.filter(|(_, other)| match (draft.when, other.when) {
        (Some(mine), Some(other)) => mine.value == other.value,
        (None, _) | (_, None) => {
            draft.kind != Kind::Statement
                || scene.doc.word(other.main).paragraph.abs_diff(scene.doc.word(draft.main).paragraph) <= 1
        }
    });
    nearest_and_finest(same.map(|(_, other)| other), draft)
}

/// The place of the nearest of these tellings; « Moscou » rather than « Russie », where both are named.
fn nearest_and_finest<'d>(tellings: impl Iterator<Item = &'d Draft>, draft: &Draft) -> Option<Place> {
    let places: Vec<(usize, &Place)> =
        tellings.filter_map(|other| Some((other.main.abs_diff(draft.main), other.place.as_ref()?))).collect();
    let finest =
        places.iter().find(|(_, place)| places.iter().any(|(_, other)| place.within.contains(&other.name)));
    finest.or_else(|| places.iter().min_by_key(|(distance, _)| *distance)).map(|(_, place)| (*place).clone())
}

/// Meetings and talks of a traveller on the days of the visit happen where it leads.
fn held_on_visit(known: &[Draft], index: usize) -> Option<Place> {
    let draft = known.get(index)?;
    if !matches!(draft.kind, Kind::Meeting | Kind::Talks) || !draft.status.is_real() && draft.when.is_none() {
        return None;
    }
    let everyone: Vec<Who> = draft.agents.iter().chain(&draft.counterparts).cloned().collect();
    let visit = known.iter().filter(|other| {
        other.kind == Kind::Visit && other.place.is_some() && shares(&everyone, &other.agents)
    });
    let fits = visit.filter(|other| match (draft.when, other.when) {
        (Some(mine), Some(theirs)) => overlap(mine, theirs),
        (None, _) => true,
        (Some(_), None) => false,
    });
    nearest_and_finest(fits, draft)
}

fn overlap(one: crate::model::When, other: crate::model::When) -> bool {
    match (one.first_day(), one.last_day(), other.first_day(), other.last_day()) {
        (Some(first), Some(last), Some(from), Some(to)) => first <= to && from <= last,
        _ => false,
    }
}

/// Whether two casts share a named party.
pub(super) fn shares(one: &[Who], other: &[Who]) -> bool {
    one.iter().any(|who| who.party().is_some() && other.contains(who))
}
