//! When: the date of each event, from its own words (see `dated`), or from other tellings in the article.
//!
//! Does not read dates (the layer of dates does), and leaves open what nothing tells.

use super::occasion::is_recent;
use super::place::shares;
use super::weigh::Source;
use super::{Draft, Scene, refer};
use crate::model::{Bound, Class, Edtf, Kind, Status, When, Who};
use crate::reading::syntax::VerbTense;
use std::collections::BTreeSet;

/// How many tellings to each side may tell the same.
const AROUND: usize = 200;

/// The tellings around one, with their places.
fn around(known: &[Draft], index: usize) -> impl Iterator<Item = (usize, &Draft)> {
    let first = index.saturating_sub(AROUND);
    let near = known.get(first..(index + AROUND).min(known.len())).unwrap_or_default();
    near.iter().enumerate().map(move |(place, draft)| (first + place, draft))
}

/// Gives each draft its date.
pub(super) fn settle(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut() {
        let own = match draft.noun {
            Some(noun) => scene.date_of_noun(noun, draft.main, draft.clause),
            None => scene.date_of_clause(draft.clause, 0),
        };
        let own = own.or_else(|| scene.date_of_charge(draft));
        let own = own.filter(|&when| !scene.is_of_content(draft, when) && !goes_on_since(scene, draft, when));
        draft.dated = own.is_some();
        draft.when = own;
    }
    super::note_date(drafts, Source::Own);
    announced(scene, drafts);
    super::note_date(drafts, Source::Announced);
    refine(drafts);
    refer::back(scene, drafts);
    super::note_date(drafts, Source::Back);
    from_other_tellings(scene, drafts);
    super::note_date(drafts, Source::Tellings);
    headline(scene, drafts);
    super::note_date(drafts, Source::Headline);
    sayings(scene, drafts);
    super::note_date(drafts, Source::Sayings);
    future_nouns(scene, drafts);
}

/// « le voyage, en préparation depuis avril », « a dit le roi, sur le trône depuis mai »: since when something lasts
/// that does not last is not when it happened.
fn goes_on_since(scene: &Scene<'_, '_>, draft: &Draft, when: When) -> bool {
    let open = matches!(when.value, Edtf::Interval(_, Bound::Open));
    let said = || {
        draft.kind.is_said()
            && scene
                .governor(draft.clause)
                .is_some_and(|verb| verb.tense == VerbTense::Past && !verb.negated && !scene.is_perfect(verb))
    };
    let happens = match draft.noun {
        // « en visite à Damas depuis samedi » lasts.
        Some(noun)
            if scene.syntax.noun(noun).is_some_and(|group| scene.lists.under_way.has(group.preposition)) =>
        {
            false
        }
        Some(_) => matches!(draft.kind, Kind::Visit | Kind::Meeting | Kind::Call | Kind::Agreement),
        None => said(),
    };
    open && happens
}

/// « a annoncé lundi l'expulsion de deux attachés »: a measure is taken by announcing it.
fn announced(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let known: Vec<Draft> = drafts.to_vec();
    for (index, draft) in drafts.iter_mut().enumerate() {
        let measure = matches!(
            draft.kind,
            Kind::Sanction
                | Kind::Coercion
                | Kind::Mobilisation
                | Kind::Appointment
                | Kind::Withdrawal
                | Kind::Concession
        ) && draft.status == Status::Affirmed
            && draft.when.is_none();
        let Some(noun) = draft.noun.filter(|_| measure) else { continue };
        let by = around(&known, index).map(|(_, other)| other).find(|other| {
            other.clause == draft.clause && other.noun.is_none() && other.kind == Kind::Statement
        });
        if scene.is_object(noun, draft.clause)
            && let Some(by) = by
        {
            draft.when = by.when;
        }
    }
}

/// An undated happening takes the date of a dated telling of the same kind with the same people, if all such agree.
fn from_other_tellings(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let known: Vec<Draft> = drafts.to_vec();
    for (index, draft) in drafts.iter_mut().enumerate() {
        if draft.when.is_some() || draft.kind == Kind::Statement {
            continue;
        }
        let everyone = || draft.agents.iter().chain(&draft.counterparts).cloned().collect::<Vec<_>>();
        let alike = around(&known, index).filter(|(number, other)| {
            let kinds = other.kind == draft.kind || on_one_trip(other.kind, draft.kind);
            let real = other.status.is_real() == draft.status.is_real();
            let others: Vec<_> = other.agents.iter().chain(&other.counterparts).cloned().collect();
            // One party may strike more than once: an attack is the same only if it befalls the same.
            let same = draft.kind != Kind::Attack
                || shares(&draft.agents, &other.agents) && shares(&draft.counterparts, &other.counterparts);
            *number != index && other.dated && kinds && real && same && shares(&everyone(), &others)
        });
        let alike: Vec<&Draft> = alike.map(|(_, other)| other).collect();
        let same_kind: Vec<&&Draft> = alike.iter().filter(|other| other.kind == draft.kind).collect();
        let values: BTreeSet<When> = if same_kind.is_empty() {
            let here = |other: &Draft| draft.place.is_some() && other.place == draft.place;
            alike
                .iter()
                .filter(|other| near(scene, other, draft) || here(other))
                .filter_map(|other| other.when)
                .collect()
        } else {
            same_kind.iter().filter_map(|other| other.when).collect()
        };
        if let (1, Some(&when)) = (values.len(), values.first()) {
            draft.when = Some(when);
        }
    }
}

/// An undated happening of the headline is the first of its kind in the text.
fn headline(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let known: Vec<Draft> = drafts.to_vec();
    for draft in drafts.iter_mut().filter(|draft| draft.when.is_none() && scene.is_headline(draft.main)) {
        let body = known.iter().find(|other| {
            other.kind == draft.kind && !scene.is_headline(other.main) && !scene.is_quoted(other.clause)
        });
        let same = body.filter(|body| {
            let strangers =
                !draft.agents.is_empty() && !body.agents.is_empty() && draft.kind == Kind::Statement;
            !strangers || shares(&draft.agents, &body.agents)
        });
        draft.when = same.and_then(|body| body.when);
    }
}

fn near(scene: &Scene<'_, '_>, one: &Draft, other: &Draft) -> bool {
    scene.doc.word(one.main).paragraph.abs_diff(scene.doc.word(other.main).paragraph) <= 1
}

/// A visit and what the traveller does on it.
fn on_one_trip(one: Kind, other: Kind) -> bool {
    let trip = |kind| matches!(kind, Kind::Visit | Kind::Meeting | Kind::Talks);
    trip(one) && trip(other)
}

/// An undated saying takes the date of its speaker's only dated occasion, if there is exactly one.
fn sayings(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let speech = |kind| {
        matches!(
            kind,
            Kind::Statement | Kind::Request | Kind::Accusation | Kind::Refusal | Kind::Threat | Kind::Support
        )
    };
    let known: Vec<Draft> = drafts.to_vec();
    let mut running: Vec<(Vec<Who>, bool, When)> = Vec::new();
    for (index, draft) in drafts.iter_mut().enumerate() {
        let quoted = scene.is_quoted(draft.clause);
        if draft.dated && speech(draft.kind) && !quoted && draft.status.is_real() {
            let closed = draft.when.filter(|when| when.value.last_day().is_some());
            running.extend(closed.map(|when| (draft.agents.clone(), scene.is_anterior(draft), when)));
        }
        if draft.when.is_some()
            || !speech(draft.kind)
            || draft.status == Status::Negated
            || scene.is_of_no_day(draft)
            || draft.kind == Kind::Refusal && !scene.refuses_in_words(draft)
            || quoted
            || draft.status == Status::Planned
            || draft.status == Status::Hypothetical
        {
            continue;
        }
        let occasions: BTreeSet<When> = around(&known, index)
            .filter(|(number, other)| {
                *number != index && other.dated && speech(other.kind) && other.status.is_real()
            })
            .filter(|(_, other)| {
                scene.same_voice(&draft.agents, &other.agents) && !scene.is_quoted(other.clause)
            })
            .filter(|(_, other)| scene.is_anterior(draft) || !scene.is_anterior(other))
            // What somebody said long ago dates only what stands beside it.
            .filter(|(_, other)| {
                near(scene, other, draft) || other.when.is_some_and(|when| is_recent(scene, when))
            })
            .filter_map(|(_, other)| other.when)
            .filter(|when| when.value.last_day().is_some())
            .collect();
        if let (1, Some(&when)) = (occasions.len(), occasions.first()) {
            draft.when = Some(when);
        } else if let Some((.., when)) = running.iter().rev().find(|(agents, anterior, _)| {
            *anterior == scene.is_anterior(draft) && shares(agents, &draft.agents)
        }) {
            draft.when = Some(*when);
        } else if scene.reacts(draft, &known, index) {
            draft.when = Some(When::plain(Edtf::day(scene.doc.published)));
        } else if scene.is_headline(draft.main) && occasions.len() > 1 {
            draft.when = occasions.iter().copied().max_by_key(|when| when.value.last_day());
        }
    }
}

/// « cette semaine » in the headline, « mardi » in the text: the finer date of the same happening holds.
fn refine(drafts: &mut [Draft]) {
    let known: Vec<Draft> = drafts.to_vec();
    for (index, draft) in drafts.iter_mut().enumerate() {
        let Some(coarse) = draft.when.filter(|when| when.value.as_day().is_none()) else { continue };
        let everyone: Vec<_> = draft.agents.iter().chain(&draft.counterparts).cloned().collect();
        let finer: BTreeSet<When> = around(&known, index)
            .map(|(_, other)| other)
            .filter(|other| other.kind == draft.kind && other.status.is_real() == draft.status.is_real())
            .filter(|other| shares(&everyone, &other.agents) || shares(&everyone, &other.counterparts))
            .filter_map(|other| other.when.filter(|&when| when.value != coarse.value))
            .filter(|when| {
                when.first_day().is_some()
                    && coarse.first_day() <= when.first_day()
                    && when.last_day() <= coarse.last_day()
            })
            .collect();
        if let (1, Some(&when), true) = (finer.len(), finer.first(), coarse.last_day().is_some()) {
            draft.when = Some(when);
        }
    }
}

impl Scene<'_, '_> {
    /// « n'a ni confirmé ni démenti, déclarant »: what somebody says who is asked about the news of the day.
    fn reacts(&self, draft: &Draft, known: &[Draft], index: usize) -> bool {
        let sentence = self.doc.word(draft.main).sentence;
        let asked = around(known, index).any(|(_, other)| {
            let there = self.doc.word(other.main).sentence;
            other.status == Status::Unconfirmed
                && (there == sentence || there + 1 == sentence && self.is_pronoun_or_same(draft, other))
        });
        let today = Edtf::day(self.doc.published);
        let news = around(known, index)
            .any(|(_, other)| other.dated && other.when.is_some_and(|when| when.value == today));
        asked && news
    }

    /// Whether the sentence before, where somebody would not confirm, has the same subject.
    fn is_pronoun_or_same(&self, draft: &Draft, unconfirmed: &Draft) -> bool {
        let clause = self.syntax.clause(unconfirmed.clause);
        let asked =
            clause.into_iter().flat_map(|clause| &clause.subjects).filter_map(|&noun| self.syntax.noun(noun));
        asked.filter_map(|noun| self.party_of(noun)).any(|party| {
            draft.agents.iter().filter_map(Who::party).any(|speaker| {
                speaker == party || self.state(speaker).is_some() && self.state(speaker) == self.state(party)
            })
        })
    }

    /// « a rejeté », « a démenti »: a refusal that is a saying, not « a rompu les relations ».
    fn refuses_in_words(&self, draft: &Draft) -> bool {
        self.governor(draft.clause)
            .is_some_and(|verb| verb.infinitives().any(|lemma| self.lists.spoken_refusals.has(lemma)))
    }

    /// Whether two sayings come from the same mouth: a shared party, people of one state or body, or unnamed sources
    /// described by the same noun.
    fn same_voice(&self, one: &[Who], other: &[Who]) -> bool {
        let state = |who: &Who| who.party().and_then(|party| self.state(party));
        let head = |who: &Who| match who {
            Who::Unnamed(words) => self.head_of(words).map(|(head, _)| head),
            Who::Party(_) => None,
        };
        let plain = |noun: &str| noun.trim_end_matches('s').to_owned();
        shares(one, other)
            || one.iter().any(|one| {
                other.iter().any(|other| {
                    state(one).is_some()
                        && state(one) == state(other)
                        && self.is_state_and_official(one, other)
                        || self.is_definite(one) && matches!(other, Who::Unnamed(_))
                        || head(one).zip(head(other)).is_some_and(|(one, other)| plain(&one) == plain(&other))
                })
            })
    }

    /// Whether one is a state and the other a person.
    fn is_state_and_official(&self, one: &Who, other: &Who) -> bool {
        let class =
            |who: &Who| who.party().and_then(|party| self.actors.parties.get(party)).map(|party| party.class);
        matches!(
            (class(one), class(other)),
            (Some(Class::State), Some(Class::Person)) | (Some(Class::Person), Some(Class::State))
        )
    }

    /// The noun for people in a description, without its plural ending, and whether it has one.
    pub(super) fn head_of(&self, words: &str) -> Option<(String, bool)> {
        let mut lower = words.split_whitespace().map(str::to_lowercase);
        let head = lower.find(|word| self.lists.people.has(word))?;
        let plural = head.ends_with('s');
        Some((head.trim_end_matches('s').to_owned(), plural))
    }

    /// « la personne au fait », « cette source »: somebody unnamed who was described before.
    pub(super) fn is_definite(&self, who: &Who) -> bool {
        let Who::Unnamed(words) = who else { return false };
        let first = words.split([' ', '\'', '’']).next().unwrap_or_default().to_lowercase();
        let elided = format!("{first}'");
        let opens = |word: &str| self.lists.determiners.has(word) && !self.lists.indefinites.has(word);
        opens(&first) || opens(&elided)
    }

    /// The state a party is or belongs to, by name.
    pub(super) fn state(&self, party: usize) -> Option<&str> {
        let found = self.actors.parties.get(party)?;
        if found.class == Class::State {
            Some(found.name.as_str())
        } else {
            self.actors.profile(party).state.as_deref()
        }
    }

    /// « avait déclaré »: told as before what the article is about.
    pub(super) fn is_anterior(&self, draft: &Draft) -> bool {
        draft.noun.is_none() && self.governor(draft.clause).is_some_and(|verb| verb.anterior)
    }
}

/// A noun's event dated after publication is planned.
fn future_nouns(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    for draft in drafts {
        let later = draft.when.and_then(When::first_day).is_some_and(|first| first > scene.doc.published);
        let present = scene.governor(draft.clause).is_none_or(|verb| verb.tense != VerbTense::Conditional);
        if later && draft.status == Status::Affirmed && present {
            draft.status = Status::Planned;
        }
    }
}
