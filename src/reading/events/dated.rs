//! Own dates: the date that the words of an event, its clause, or the clause it hangs on give it.
//!
//! In the clause first, then in what sets its scene (« interrogé lundi »), in the clause it tells on from or happens
//! with. Does not look at other sentences (see `when`) and does not read dates (the layer of dates does).

use super::occasion::is_recent;
use super::{Act, Draft, Scene};
use crate::model::{Bound, Edtf, Kind, Partial, Status, When};
use crate::reading::syntax::{Clause, ClauseKind, Determiner, Modal, NounGroup, Tag, VerbGroup, VerbTense};
use crate::reading::words::Shape;

/// So deep a clause no longer has the date of another.
const DEEPEST: usize = 4;

impl Scene<'_, '_> {
    /// « soutient la démarche », « has asked »: told as lasting, or as done at a time that is not told.
    pub(super) fn is_of_no_day(&self, draft: &Draft) -> bool {
        let Some(verb) = self.governor(draft.clause).filter(|_| draft.noun.is_none()) else { return false };
        verb.tense == VerbTense::Present && !self.is_headline(draft.main) || self.is_perfect(verb)
    }

    /// « has asked »: done before now, on a day that is not told.
    pub(super) fn is_perfect(&self, verb: &VerbGroup) -> bool {
        use crate::lexicon::verbs::{Analysis, Tense, analyses};
        let first = &self.doc.word(verb.words.start).lower;
        let have = |one: Analysis| self.lists.have.has(one.infinitive()) && one.tense == Tense::Present;
        self.grammar().helper_verbs
            && verb.tense == VerbTense::Past
            && verb.words.len() > 1
            && analyses(self.doc.language, first).any(have)
    }

    /// « a expulsé lundi deux attachés, accusés d'espionnage »: the charge for which something is done is made then.
    pub(super) fn date_of_charge(&self, draft: &Draft) -> Option<When> {
        let clause = self.syntax.clause(draft.clause).filter(|_| draft.noun.is_none())?;
        let charge = draft.kind == Kind::Accusation && clause.kind == ClauseKind::Participle;
        let above = clause.parent.filter(|_| charge)?;
        self.date_of_clause(above, 0)
    }

    /// « réclame des excuses d'ici au 15 avril »: a date ahead belongs to what is said or asked, not to the saying.
    pub(super) fn is_of_content(&self, draft: &Draft, when: When) -> bool {
        let said = draft.noun.is_none()
            && draft.kind.is_said()
            && matches!(draft.status, Status::Affirmed | Status::Reported);
        let open = matches!(when.value, Edtf::Interval(Bound::Open, _));
        said && (open || when.first_day().is_some_and(|first| first > self.doc.published))
    }

    /// The date of a clause without what it would have from others.
    pub(super) fn own_date_of_clause(&self, number: usize) -> Option<When> {
        *self.own_dates.get(number)?.get_or_init(|| self.date_of_clause(number, DEEPEST))
    }

    /// The date a clause names as its own; else that of the clause whose subject it shares or on which its doing
    /// hangs (« pour rencontrer », « déclarant »).
    pub(super) fn date_of_clause(&self, number: usize, depth: usize) -> Option<When> {
        let clause = self.syntax.clause(number)?;
        let verb = clause.verb.and_then(|verb| self.syntax.verb(verb));
        let at = verb.map_or(clause.words.start, |verb| verb.main);
        let own = self.dates_in(number).filter(|&(token, when)| {
            !self.date_belongs_to_noun(token, number) || self.is_issue(token, when, number)
        });
        if let Some((token, when)) = own.min_by_key(|(token, _)| token.abs_diff(at)) {
            return Some(self.days_together(number, token, when));
        }
        if let Some(fronted) = self.fronted(number).filter(|_| depth <= 2)
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
        if depth >= DEEPEST {
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
        let shared = clause.joined_to.and_then(|equal| {
            let other = self.governor(equal)?;
            let same = verb.is_some_and(|verb| verb.tense == other.tense);
            same.then(|| self.date_of_clause(equal, depth + 1)).flatten()
        });
        shared
            .or_else(|| self.date_beside(number, clause))
            .or_else(|| self.date_around(clause, depth))
            .or_else(|| self.date_told_on(clause, depth))
            .or_else(|| self.date_of_stay(number))
    }

    /// « Les deux délégations se sont vues lundi et chacune a accusé l'autre », « took the islands on April 2; the
    /// governor was deported »: what is told on in the same tense, in the same breath, is on the same day.
    fn date_beside(&self, number: usize, clause: &Clause) -> Option<When> {
        let verb = self.governor(number).filter(|verb| verb.tense == VerbTense::Past && !verb.anterior)?;
        if clause.kind != ClauseKind::Main || clause.inserted {
            return None;
        }
        let first = clause.tokens.first().copied()?;
        let before = self.syntax.clauses.iter().enumerate().take(number).skip(number.saturating_sub(6)).rev();
        let mut before = before.filter(|(_, other)| {
            other.unit == clause.unit
                && other.kind == ClauseKind::Main
                && !other.inserted
                && other.words.start < first
        });
        let (other, _) = before.next()?;
        let told = self.governor(other)?;
        let linked = (told.words.end..verb.words.start).any(|token| {
            self.syntax.tag(token) == Tag::Coordinator && token + 1 >= first
                || self.doc.word(token).text == ";"
        });
        let same =
            told.tense == verb.tense && !told.anterior && linked && !verb.negated && !self.is_perfect(verb);
        let (token, when) = self.dates_in(other).next().filter(|_| same)?;
        (!self.date_belongs_to_noun(token, other) && when.value.last_day().is_some()).then_some(when)
    }

    /// « En 2009, elle est à Goma quand il est arrêté »: on the day of the clause around it.
    fn date_around(&self, clause: &Clause, depth: usize) -> Option<When> {
        let opener = clause.opener.filter(|_| clause.kind == ClauseKind::Adverbial && !clause.conditional)?;
        let together = [opener, opener.wrapping_sub(1)]
            .into_iter()
            .any(|token| self.lists.meanwhile_openers.has(&self.doc.word(token).lower));
        // « hours after Washington threatened », « peu après que »
        let soon = (opener.saturating_sub(3)..opener)
            .any(|token| self.lists.brief_spans.has(&self.doc.word(token).lower));
        let together = together || soon;
        let alike = |verb: &VerbGroup| {
            !verb.anterior
                && matches!(verb.tense, VerbTense::Past | VerbTense::Present | VerbTense::Imperfect)
        };
        let mut above = clause.parent.filter(|_| together && self.syntax.verb_is(clause.verb, alike))?;
        for _ in 0..3 {
            if self.governor(above).is_some_and(alike)
                && let Some(when) = self.date_of_clause(above, depth + 1)
            {
                return Some(when);
            }
            above = self.syntax.clause(above)?.parent?;
        }
        None
    }

    /// « avait appelé la veille le ministre, qui l'a remercié », « Hammarskjöld, who was seeing him for the last time,
    /// borrowed her »: a relative clause that tells on, or what went on meanwhile.
    fn date_told_on(&self, clause: &Clause, depth: usize) -> Option<When> {
        let parent = clause.parent.filter(|_| clause.kind == ClauseKind::Relative)?;
        let (verb, above) = (self.syntax.verb(clause.verb?)?, self.governor(parent)?);
        let opener = clause.opener?;
        let set_apart = self.syntax.tag(opener.wrapping_sub(1)) == Tag::Comma;
        let behind = clause.words.start > above.words.end
            && clause.antecedent.and_then(|noun| self.syntax.noun(noun)).is_some_and(|noun| {
                noun.words.end + 1 >= opener && noun.words.start >= above.words.end && self.can_act(noun)
            });
        let subject = clause.subjects.iter().any(|&noun| Some(noun) == clause.antecedent);
        let tells_on = verb.tense == VerbTense::Past
            && above.tense == VerbTense::Past
            && !verb.anterior
            && verb.modal.is_none()
            && !verb.passive
            && !self.is_perfect(verb)
            && behind
            && subject;
        (set_apart && tells_on).then(|| self.date_of_clause(parent, depth + 1)).flatten()
    }

    /// « flew to Brussels, where he briefed the allies Monday »: who does something somewhere on a day came that day.
    fn date_of_stay(&self, number: usize) -> Option<When> {
        let verb = self.governor(number).filter(|verb| verb.tense == VerbTense::Past && !verb.negated)?;
        let near = self.syntax.clauses.iter().enumerate().skip(number).take(4);
        let mut there = near.filter(|(_, inner)| {
            inner.parent == Some(number)
                && inner.kind == ClauseKind::Relative
                && inner.opener.is_some_and(|at| self.lists.place_relatives.has(&self.doc.word(at).lower))
                && self
                    .syntax
                    .verb_is(inner.verb, |own| own.tense == verb.tense && own.anterior == verb.anterior)
        });
        let (inner, _) = there.next()?;
        self.dates_in(inner).next().map(|(_, when)| when).filter(|when| when.value.last_day().is_some())
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

    /// « Interrogé mercredi à Kyiv, il a raconté », « réunie en février, elle avait demandé », « said when asked on
    /// Monday »: the clause that tells when and where somebody was asked, spoke, or sat.
    pub(super) fn asked(&self, number: usize) -> Option<usize> {
        let clause = self.syntax.clause(number).filter(|clause| clause.kind == ClauseKind::Main)?;
        let verb = self.governor(number)?.main;
        let near = self.syntax.clauses.iter().enumerate().skip(number.saturating_sub(4)).take(10);
        let mut settings = near.filter(|(other, inner)| {
            let bare = matches!(inner.kind, ClauseKind::Participle | ClauseKind::Gerund);
            let of_subject = || inner.antecedent.is_none_or(|noun| clause.subjects.contains(&noun));
            let asked = || {
                self.syntax.verb_is(inner.verb, |verb| {
                    verb.infinitives().any(|lemma| self.lists.asking_verbs.has(lemma))
                })
            };
            let set = || {
                self.syntax.verb_is(inner.verb, |verb| {
                    verb.infinitives().any(|lemma| self.lists.setting_verbs.has(lemma))
                })
            };
            let before = inner.words.start < verb;
            *other != number
                && inner.unit == clause.unit
                && bare
                && (before && (asked() || of_subject() && set())
                    || of_subject() && asked() && self.is_led_by_when(inner))
        });
        settings.next().map(|(inner, _)| inner)
    }

    /// « when asked »
    fn is_led_by_when(&self, clause: &Clause) -> bool {
        let first = clause.opener.unwrap_or(clause.words.start);
        [first, first.wrapping_sub(1)]
            .into_iter()
            .any(|token| self.lists.meanwhile_openers.has(&self.doc.word(token).lower))
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
            if let Some(when) = self.date_of_letter(number, group) {
                return Some(when);
            }
            let near = self.syntax.clauses.iter().enumerate().skip(number).take(6);
            let modifier = near.filter(|(_, inner)| {
                inner.kind == ClauseKind::Participle
                    && inner.words.start >= group.words.end
                    && inner.parent == Some(number)
            });
            modifier.filter_map(|(inner, _)| self.dates_in(inner).next()).map(|(_, when)| when).next()
        })
    }

    /// « dans une lettre du 4 mai », « in his message of December 17 »: the day of what somebody says something in.
    fn date_of_letter(&self, number: usize, group: &NounGroup) -> Option<When> {
        let verb = self.governor(number)?;
        let led = self.lists.locatives.has(group.preposition) || self.lists.by.has(group.preposition);
        let mut behind = self.dates_in(number).filter(|&(token, _)| {
            token > group.head && token <= group.words.end + 2 && self.date_belongs_to_noun(token, number)
        });
        behind.next().filter(|_| led && verb.words.start < group.head).map(|(_, when)| when)
    }

    /// « le 26 juillet, quand il annonça », « l'incident du 4 août, quand une vedette »: the date right before.
    fn date_before_opener(&self, clause: &Clause) -> Option<When> {
        let opener = clause.opener.filter(|&opener| {
            clause.kind == ClauseKind::Adverbial
                && self.lists.meanwhile_openers.has(&self.doc.word(opener).lower)
                || clause.kind == ClauseKind::Relative
                    && self.lists.place_relatives.has(&self.doc.word(opener).lower)
        })?;
        let near = self.dates.iter().rev().map(|date| (self.doc.word_at(date.span.end), date.when));
        let mut near = near.filter(|&(end, _)| end <= opener && end + 2 >= opener);
        // « until February 1887, when »: the point itself.
        near.next().map(|(_, when)| match when.value {
            Edtf::Interval(Bound::Open, Bound::At(point)) | Edtf::Interval(Bound::At(point), Bound::Open) => {
                When { value: Edtf::Date(point), ..when }
            }
            _ => when,
        })
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
        if contracted && noun_before || self.describes(token) {
            return true;
        }
        // « a annoncé une réunion le 3 octobre »
        let Some(verb) = self.governor(clause) else { return false };
        let ahead = matches!(verb.tense, VerbTense::Future | VerbTense::Conditional)
            || matches!(verb.modal, Some(Modal::Duty | Modal::Hedge));
        // « a écarté une signature cette année »
        let to_come = || self.acts.get(&clause) == Some(&Act::Speaking) && self.is_to_come(token);
        (self.tells(clause, verb) || to_come())
            && !ahead
            && self.event_noun_between(verb.words.end, token)
            && !self.is_day_of_telling(token, verb)
    }

    /// « asked for help under a 2017 treaty »: a year between a determiner and its noun.
    fn describes(&self, token: usize) -> bool {
        let led = self.lists.determiners.has(&self.doc.before(token).lower);
        let date = self.dates.iter().find(|date| self.doc.word_at(date.span.start) == token);
        let year = date.is_some_and(|date| matches!(date.when.value, Edtf::Date(Partial::Year(_))));
        led && year && self.doc.word(token + 1).shape == Shape::Lower
    }

    /// « Le Figaro de ce matin annonce », « telegrams of Monday say »: the day of what says something.
    fn is_issue(&self, token: usize, when: When, number: usize) -> bool {
        let (Some(clause), Some(verb)) = (self.syntax.clause(number), self.governor(number)) else {
            return false;
        };
        let subject = clause.subjects.first().and_then(|&noun| self.syntax.noun(noun));
        is_recent(self, when)
            && when.value.as_day().is_some()
            && self.tells(number, verb)
            && subject.is_some_and(|noun| noun.words.start < token && token < verb.words.start)
    }

    /// Whether a clause tells what its object is about (« announced a meeting »), as its event was read, or its verb if
    /// it tells none.
    fn tells(&self, clause: usize, verb: &VerbGroup) -> bool {
        match self.acts.get(&clause) {
            Some(&act) => act == Act::Telling,
            None => crate::reading::syntax::speaks_freely(verb),
        }
    }

    /// Whether the date at a token may still come.
    fn is_to_come(&self, token: usize) -> bool {
        let date = self.dates.iter().find(|date| self.doc.word_at(date.span.start) == token);
        date.and_then(|date| date.when.last_day()).is_some_and(|last| last > self.doc.published)
    }

    /// « avait révélé le voyage jeudi »: a past day behind a definite noun is the day of the telling.
    fn is_day_of_telling(&self, token: usize, verb: &VerbGroup) -> bool {
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
            let tells = self.tells(clause, verb);
            if self.is_day_of_telling(date, verb) && tells {
                return None;
            }
            if contracted || verb_has_other || tells || verb_far {
                return Some(when);
            }
        }
        let tells = verb
            .infinitives()
            .any(|lemma| self.lists.course_verbs.has(lemma) || self.lists.support_verbs.has(lemma));
        let under_way = self.lists.under_way.has(group.preposition) && group.determiner == Determiner::None;
        let occasion = self.is_occasion(group) || under_way;
        (tells || occasion).then(|| self.date_of_clause(clause, 3)).flatten()
    }

    fn verb_between(&self, from: usize, to: usize) -> bool {
        (from..to).any(|token| {
            self.syntax
                .verb_at(token)
                .and_then(|verb| self.syntax.verb(verb))
                .is_some_and(VerbGroup::is_finite)
        })
    }
}
