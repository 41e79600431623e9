//! When: the date of each event, from its own words, the clause it hangs on, or other tellings in the article.
//!
//! Does not read dates (the layer of dates does), and leaves open what nothing tells.

use super::occasion::is_recent;
use super::place::shares;
use super::{Draft, Scene, refer};
use crate::model::{Bound, Class, Edtf, Kind, Partial, Status, When, Who};
use crate::reading::syntax::{Clause, ClauseKind, Determiner, Tag, VerbTense};
use std::collections::BTreeSet;

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
    announced(scene, drafts);
    refine(drafts);
    refer::back(scene, drafts);
    from_other_tellings(scene, drafts);
    headline(scene, drafts);
    sayings(scene, drafts);
    future_nouns(scene, drafts);
}

/// « le voyage, en préparation depuis avril », « a dit le roi, sur le trône depuis mai »: since when something lasts
/// that does not last is not when it happened.
fn goes_on_since(scene: &Scene<'_, '_>, draft: &Draft, when: When) -> bool {
    let open = matches!(when.value, Edtf::Interval(_, Bound::Open));
    let said = || {
        draft.kind.is_said()
            && scene.governor(draft.clause).is_some_and(|verb| verb.tense == VerbTense::Past && !verb.negated)
    };
    let happens = match draft.noun {
        Some(_) => matches!(draft.kind, Kind::Visit | Kind::Meeting | Kind::Call | Kind::Agreement),
        None => said(),
    };
    open && happens
}

impl Scene<'_, '_> {
    /// « soutient la démarche », « has asked »: told as lasting, or as done at a time that is not told.
    pub(super) fn is_of_no_day(&self, draft: &Draft) -> bool {
        use crate::lexicon::verbs::{Tense, analyses};
        let Some(verb) = self.governor(draft.clause).filter(|_| draft.noun.is_none()) else { return false };
        let perfect = || {
            let first = &self.doc.word(verb.words.start).lower;
            let have = |one: crate::lexicon::verbs::Analysis| {
                self.lists.have.has(one.infinitive()) && one.tense == Tense::Present
            };
            self.grammar().helper_verbs
                && verb.tense == VerbTense::Past
                && verb.words.len() > 1
                && analyses(self.doc.language, first).any(have)
        };
        verb.tense == VerbTense::Present && !self.is_headline(draft.main) || perfect()
    }

    /// « a expulsé lundi deux attachés, accusés d'espionnage »: the charge for which something is done is made then.
    fn date_of_charge(&self, draft: &Draft) -> Option<When> {
        let clause = self.syntax.clause(draft.clause).filter(|_| draft.noun.is_none())?;
        let charge = draft.kind == Kind::Accusation && clause.kind == ClauseKind::Participle;
        let above = clause.parent.filter(|_| charge)?;
        self.date_of_clause(above, 0)
    }

    /// « réclame des excuses d'ici au 15 avril »: a date ahead belongs to what is said or asked, not to the saying.
    fn is_of_content(&self, draft: &Draft, when: When) -> bool {
        let said = draft.noun.is_none()
            && draft.kind.is_said()
            && matches!(draft.status, Status::Affirmed | Status::Reported);
        let open = matches!(when.value, Edtf::Interval(Bound::Open, _));
        said && (open || when.first_day().is_some_and(|first| first > self.doc.published))
    }

    /// The date a clause names as its own; else that of the clause whose subject it shares or on which its doing
    /// hangs (« pour rencontrer », « déclarant »).
    fn date_of_clause(&self, number: usize, depth: usize) -> Option<When> {
        let clause = self.syntax.clause(number)?;
        let verb = clause.verb.and_then(|verb| self.syntax.verb(verb));
        let at = verb.map_or(clause.words.start, |verb| verb.main);
        let own = self.dates_in(number).filter(|&(token, _)| !self.date_belongs_to_noun(token, number));
        if let Some((token, when)) = own.min_by_key(|(token, _)| token.abs_diff(at)) {
            return Some(self.days_together(number, token, when));
        }
        if let Some(fronted) = self.fronted(number).filter(|_| depth == 0)
            && let Some((_, when)) = self.dates_in(fronted).next()
        {
            return Some(when);
        }
        if let Some(when) = self
            .date_of_publication(number)
            .or_else(|| {
                self.asked(number).and_then(|asked| self.dates_in(asked).next()).map(|(_, when)| when)
            })
            .or_else(|| self.date_before_opener(clause))
            .or_else(|| self.date_of_bullet(clause))
        {
            return Some(when);
        }
        if depth > 3 {
            return None;
        }
        let inherits = match clause.kind {
            ClauseKind::Infinitive => {
                let done = verb.is_some_and(|verb| verb.tense == VerbTense::PastInfinitive);
                self.frames_clause(clause)
                    || !done
                        && clause
                            .opener
                            .is_none_or(|opener| self.lists.purposes.has(&self.doc.word(opener).lower))
            }
            ClauseKind::Gerund => true,
            // « un traité qui rétablit les relations »: what a text does is done when it is made.
            ClauseKind::Relative => {
                verb.is_some_and(|verb| verb.tense == VerbTense::Present) && self.is_of_text(clause)
            }
            _ => false,
        };
        if inherits {
            return clause.parent.and_then(|parent| self.date_of_clause(parent, depth + 1));
        }
        clause.joined_to.and_then(|equal| {
            let other = self.governor(equal)?;
            let same = verb.is_some_and(|verb| verb.tense == other.tense);
            same.then(|| self.date_of_clause(equal, depth + 1)).flatten()
        })
    }

    /// « avant de déjeuner », « après avoir signé »: told on the day of the clause around it, where nothing tells how
    /// long before or after.
    fn frames_clause(&self, clause: &Clause) -> bool {
        let Some(opener) = clause.opener else { return false };
        let led = [opener, opener.wrapping_sub(1)];
        led.into_iter().any(|token| {
            self.lists.sequence_prepositions.has(&self.doc.word(token).lower)
                && self.syntax.tag(token) != Tag::Time
                && self.syntax.tag(token.wrapping_sub(1)) != Tag::Time
        })
    }

    /// A relative clause that belongs to an accord or another text.
    fn is_of_text(&self, clause: &Clause) -> bool {
        let noun = clause.antecedent.and_then(|noun| self.syntax.noun(noun));
        noun.is_some_and(|noun| {
            let head = &self.doc.word(noun.head).lower;
            crate::lexicon::verbs::nouns(self.doc.language, head).any(|entry| entry.kind == Kind::Agreement)
        })
    }

    /// « dimanche et lundi »: two days side by side are one stay.
    fn days_together(&self, clause: usize, token: usize, when: When) -> When {
        let neighbour = self.dates_in(clause).find(|&(other, _)| {
            let (first, second) = (other.min(token), other.max(token));
            first != second
                && second <= first + 6
                && (first + 1..second)
                    .filter(|&between| self.syntax.tag(between) != Tag::Time)
                    .all(|between| self.lists.coordinators.has(&self.doc.word(between).lower))
        });
        let Some((_, other)) = neighbour else { return when };
        let (Some(one), Some(two)) = (when.value.as_day(), other.value.as_day()) else { return when };
        let (first, last) = (one.min(two), one.max(two));
        if (last - first).num_days() == 1 {
            When {
                value: Edtf::Interval(Bound::At(Partial::Day(first)), Bound::At(Partial::Day(last))),
                ..when
            }
        } else {
            when
        }
    }

    /// « Arrivé lundi à l'aube, le roi a été reçu … »: the participle at the front of a clause.
    fn fronted(&self, number: usize) -> Option<usize> {
        let clause = self.syntax.clause(number).filter(|clause| clause.kind == ClauseKind::Main)?;
        let verb = self.governor(number)?.main;
        let near = self.syntax.clauses.iter().enumerate().skip(number.saturating_sub(3)).take(6);
        let mut near = near.filter(|(other, inner)| {
            *other != number && inner.unit == clause.unit && inner.kind == ClauseKind::Participle
        });
        near.find(|(_, inner)| {
            let first = self.syntax.units.get(clause.unit).and_then(|unit| unit.words.first().copied());
            first.is_some_and(|first| inner.words.start <= first + 1) && inner.words.start < verb
        })
        .map(|(inner, _)| inner)
    }

    /// « Interrogé mercredi à Kyiv, il a raconté »: the clause that tells when and where somebody was asked.
    pub(super) fn asked(&self, number: usize) -> Option<usize> {
        let clause = self.syntax.clause(number).filter(|clause| clause.kind == ClauseKind::Main)?;
        let unit = clause.unit;
        let near = self.syntax.clauses.iter().enumerate().skip(number.saturating_sub(4)).take(10);
        let mut fronted = near.filter(|(_, inner)| {
            inner.unit == unit
                && inner.kind == ClauseKind::Participle
                && inner.words.start < self.governor(number).map_or(0, |verb| verb.main)
        });
        fronted
            .find(|&(inner, _)| {
                self.governor(inner)
                    .is_some_and(|verb| verb.infinitives().any(|lemma| self.lists.asking_verbs.has(lemma)))
            })
            .map(|(inner, _)| inner)
    }

    /// « dans un entretien paru lundi », « dans une note remise hier »: the day the words came out.
    fn date_of_publication(&self, number: usize) -> Option<When> {
        let clause = self.syntax.clause(number)?;
        let nouns = self.syntax.nouns_in(clause.words.clone());
        let mut outlets = nouns.filter(|(_, noun)| {
            self.lists.outlets.has(&self.doc.word(noun.head).lower) && clause.owns(noun.head)
        });
        outlets.find_map(|(noun, _)| {
            let group = self.syntax.noun(noun)?;
            let near = self.syntax.clauses.iter().enumerate().skip(number).take(6);
            let modifier = near.filter(|(_, inner)| {
                inner.kind == ClauseKind::Participle
                    && inner.words.start >= group.words.end
                    && inner.parent == Some(number)
            });
            modifier.filter_map(|(inner, _)| self.dates_in(inner).next()).map(|(_, when)| when).next()
        })
    }

    /// « le 26 juillet, quand il annonça », « l'incident du 4 août, quand une vedette »: the date right before.
    fn date_before_opener(&self, clause: &Clause) -> Option<When> {
        let opener = clause.opener.filter(|&opener| {
            clause.kind == ClauseKind::Adverbial
                && self.lists.temporal_openers.has(&self.doc.word(opener).lower)
                || clause.kind == ClauseKind::Relative
                    && self.lists.place_relatives.has(&self.doc.word(opener).lower)
        })?;
        let near = self.dates.iter().rev().map(|date| (self.doc.word_at(date.span.end), date.when));
        let mut near = near.filter(|&(end, _)| end <= opener && end + 2 >= opener);
        near.next().map(|(_, when)| when)
    }

    /// « - 28 février 2023: la police arrête … »: the date at the head of an item of a chronology.
    fn date_of_bullet(&self, clause: &Clause) -> Option<When> {
        let sentence =
            self.syntax.units.get(clause.unit).and_then(|unit| self.doc.sentences.get(unit.sentence))?;
        let paragraph = self.doc.paragraphs.get(sentence.paragraph)?;
        let first = paragraph.words.start;
        let colon =
            (first..(first + 12).min(paragraph.words.end)).find(|&token| self.doc.word(token).text == ":")?;
        let date = self.dates.iter().find(|date| {
            let token = self.doc.word_at(date.span.start);
            token >= first && token <= first + 2 && self.doc.word_at(date.span.end) <= colon
        })?;
        (clause.words.start > colon && self.syntax.verb_at(first).is_none()).then_some(date.when)
    }

    /// The dates whose tokens a clause owns, with their first token.
    fn dates_in(&self, number: usize) -> impl Iterator<Item = (usize, When)> {
        let words = self.syntax.clause(number).map_or(0..0, |clause| clause.words.clone());
        let span = self.doc.span(&words);
        let from = self.dates.partition_point(|date| date.span.end <= span.start);
        let near = self.dates.iter().skip(from).take_while(move |date| date.span.start < span.end);
        near.filter_map(move |date| {
            let token = self.doc.word_at(date.span.start);
            let last = self.doc.word_at(date.span.end).saturating_sub(1).max(token);
            let here = self.syntax.clause_at(token) == Some(number)
                || self.syntax.clause_at(last) == Some(number) && self.syntax.clause_at(token).is_none();
            here.then_some((token, date.when))
        })
    }

    /// « la conférence du 14 janvier »: a date behind « du » right after a noun, or behind an event noun that has
    /// more claim to it than the verb.
    fn date_belongs_to_noun(&self, token: usize, clause: usize) -> bool {
        let before = self.doc.before(token);
        let contracted = self.lists.of.has(&before.lower)
            || self.lists.contracted.has(&before.lower) && before.lower.starts_with('d');
        let noun_before = token
            .checked_sub(2)
            .is_some_and(|near| self.syntax.noun_at(near).is_some() && self.syntax.verb_at(near).is_none());
        if contracted && noun_before {
            return true;
        }
        // « a annoncé une réunion le 3 octobre »
        let Some(verb) = self.governor(clause) else { return false };
        crate::reading::syntax::speaks(verb)
            && self.event_noun_between(verb.words.end, token)
            && !self.is_day_of_telling(token, verb)
    }

    /// « avait révélé le voyage jeudi »: a past day behind a definite noun is the day of the telling.
    fn is_day_of_telling(&self, token: usize, verb: &crate::reading::syntax::VerbGroup) -> bool {
        let date = self.dates.iter().find(|date| self.doc.word_at(date.span.start) == token);
        let past =
            date.and_then(|date| date.when.value.as_day()).is_some_and(|day| day <= self.doc.published);
        let told = self.syntax.nouns_in(verb.words.end..token).map(|(_, noun)| noun);
        let mut told = told.filter(|noun| noun.is_bare());
        past && verb.tense == VerbTense::Past
            && told.next().is_some_and(|noun| noun.determiner == Determiner::Definite && !noun.possessive)
            && told.next().is_none()
    }

    fn event_noun_between(&self, from: usize, to: usize) -> bool {
        (from..to).any(|token| {
            crate::lexicon::verbs::nouns(self.doc.language, &self.doc.word(token).lower).next().is_some()
        })
    }

    /// The date of a noun's event: « du 14 janvier » behind it, in the participle that hangs on it, or in its clause.
    pub(super) fn date_of_noun(&self, noun: usize, token: usize, clause: usize) -> Option<When> {
        let group = self.syntax.noun(noun)?;
        if let Some(modifier) = self.modifier(noun)
            && let Some(when) = self.date_of_clause(modifier, 3)
        {
            return Some(when);
        }
        let behind = self.dates_in(clause).filter(|&(date, _)| date > token).min_by_key(|&(date, _)| date);
        let adjacent = behind
            .filter(|&(date, _)| date <= group.words.end + 8 && !self.verb_between(group.words.end, date));
        let Some(verb) = self.governor(clause) else {
            return adjacent
                .map(|(_, when)| when)
                .or_else(|| self.dates_in(clause).map(|(_, when)| when).next());
        };
        if self.is_subject(noun, clause) {
            let close = adjacent.filter(|&(date, _)| date < verb.words.start);
            return close.map(|(_, when)| when).or_else(|| self.date_of_clause(clause, 3));
        }
        if let Some((date, when)) = adjacent {
            let verb_has_other = self.dates_in(clause).any(|(other, _)| other != date);
            let contracted = self.doc.before(date).lower.starts_with('d');
            // « le début de l'offensive en février 2022 a surpris »: before the verb it is the noun's.
            if date < verb.words.start && date <= group.words.end + 2 {
                return Some(when);
            }
            let verb_far = verb.words.end + 3 < date;
            if self.is_day_of_telling(date, verb) && crate::reading::syntax::speaks(verb) {
                return None;
            }
            if contracted || verb_has_other || crate::reading::syntax::speaks(verb) || verb_far {
                return Some(when);
            }
        }
        let tells = verb
            .infinitives()
            .any(|lemma| self.lists.course_verbs.has(lemma) || self.lists.support_verbs.has(lemma));
        let under_way = self.lists.under_way.has(group.preposition) && group.determiner == Determiner::None;
        let occasion = self.lists.occasions.has(group.preposition) || under_way;
        (tells || occasion).then(|| self.date_of_clause(clause, 3)).flatten()
    }

    fn verb_between(&self, from: usize, to: usize) -> bool {
        (from..to).any(|token| {
            self.syntax
                .verb_at(token)
                .and_then(|verb| self.syntax.verb(verb))
                .is_some_and(crate::reading::syntax::VerbGroup::is_finite)
        })
    }
}

/// « a annoncé lundi l'expulsion de deux attachés »: a measure is taken by announcing it.
fn announced(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let known: Vec<Draft> = drafts.to_vec();
    for draft in drafts.iter_mut() {
        let measure =
            matches!(draft.kind, Kind::Sanction | Kind::Coercion | Kind::Mobilisation | Kind::Appointment)
                && draft.status == Status::Affirmed
                && draft.when.is_none();
        let Some(noun) = draft.noun.filter(|_| measure) else { continue };
        let by = known.iter().find(|other| {
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
        let alike = known.iter().enumerate().filter(|(number, other)| {
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
        let occasions: BTreeSet<When> = known
            .iter()
            .enumerate()
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
        } else if scene.reacts(draft, &known) {
            draft.when = Some(When::plain(Edtf::day(scene.doc.published)));
        } else if scene.is_headline(draft.main) && occasions.len() > 1 {
            draft.when = occasions.iter().copied().max_by_key(|when| when.value.last_day());
        }
    }
}

/// « cette semaine » in the headline, « mardi » in the text: the finer date of the same happening holds.
fn refine(drafts: &mut [Draft]) {
    let known: Vec<Draft> = drafts.to_vec();
    for draft in drafts.iter_mut() {
        let Some(coarse) = draft.when.filter(|when| when.value.as_day().is_none()) else { continue };
        let everyone: Vec<_> = draft.agents.iter().chain(&draft.counterparts).cloned().collect();
        let finer: BTreeSet<When> = known
            .iter()
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
    fn reacts(&self, draft: &Draft, known: &[Draft]) -> bool {
        let sentence = self.doc.word(draft.main).sentence;
        let asked = known.iter().any(|other| {
            let there = self.doc.word(other.main).sentence;
            other.status == Status::Unconfirmed
                && (there == sentence || there + 1 == sentence && self.is_pronoun_or_same(draft, other))
        });
        let today = Edtf::day(self.doc.published);
        let news =
            known.iter().any(|other| other.dated && other.when.is_some_and(|when| when.value == today));
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
    fn state(&self, party: usize) -> Option<&str> {
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
