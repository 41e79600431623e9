//! What stands around a form that may or may not be a verb: its possible subject, a verb before or behind it.
//!
//! Does not decide alone: its parent does.

use super::Gatherer;
use crate::lexicon::gazetteer;
use crate::lexicon::verbs::{self, Tense};
use crate::reading::doc::ParagraphKind;
use crate::reading::syntax::clauses::says_freely;
use crate::reading::syntax::{Tag, VerbTense};

impl Gatherer<'_, '_> {
    /// What stands before a form in its clause.
    pub(super) fn segment(&self, at: usize) -> Segment {
        let mut subject = false;
        let mut set_apart = false;
        let comma = self.tag_before(at) == Tag::Comma;
        let mut back = at;
        while let Some(before) = back.checked_sub(1) {
            back = before;
            set_apart |= self.tag(back) == Tag::Comma;
            match self.tag(back) {
                Tag::Verb => {
                    let group =
                        self.syntax.verb_at(self.token(back)).and_then(|group| self.syntax.verb(group));
                    if let Some(group) = group.filter(|group| group.is_finite()) {
                        // « The rebels, Chad says, attacked the town »: a saying set into it is no verb of its own.
                        if let Some(opens) =
                            self.saying_set_in(back, at).filter(|_| says_freely(&group.lemmas))
                        {
                            (back, subject) = (opens, false);
                            continue;
                        }
                        // « X, who heads the mission, handed … »: the verb of a relative clause is its own.
                        // « After he was freed, he met »: so is that of a clause that a comma closes.
                        let ended = || self.subordinator_before(back).filter(|_| set_apart);
                        if let Some(opener) = ended() {
                            back = opener;
                            continue;
                        }
                        // « who had endorsed common measures »: behind a comma it goes on until the next one.
                        let aside = |opener: &usize| self.tag_before(*opener) != Tag::Comma || set_apart;
                        let Some(opener) = self.relative_before(back).filter(aside) else {
                            let speaks = says_freely(&group.lemmas) && subject;
                            return Segment::Closed { speaks };
                        };
                        back = opener;
                        subject = true;
                    }
                }
                // « whom gunmen abducted »: the relative clause still lacks its verb.
                Tag::Relative if subject && self.lists.object_relatives.has(self.lower(back)) => {
                    return Segment::Related;
                }
                // « the sanctions that the council imposed in May might »
                Tag::That
                    if subject
                        && self.tag_before(back) == Tag::Open
                        && !self.lists.people.has(self.lower_before(back)) =>
                {
                    return Segment::Related;
                }
                Tag::That | Tag::Relative | Tag::Subordinator => break,
                // « …, and Jerry Rawlings named her »: a new clause with its own subject.
                Tag::Coordinator if subject && self.tag_before(back) == Tag::Comma => break,
                Tag::Coordinator if subject => {}
                Tag::Mark if matches!(self.doc.word(self.token(back)).text, ":" | ";") => break,
                Tag::Time if subject && self.lists.clause_prepositions.has(self.lower(back)) => break,
                Tag::Name | Tag::Open | Tag::Subject | Tag::Number => subject = true,
                _ => {}
            }
        }
        if subject { Segment::Open { comma } } else { Segment::Empty }
    }

    /// The comma that opens a saying before a form, if another one closes it right before the form.
    fn saying_set_in(&self, verb: usize, at: usize) -> Option<usize> {
        let closed = self.tag_before(at) == Tag::Comma
            && (verb + 1..at - 1).all(|between| {
                !matches!(
                    self.tag(between),
                    Tag::Comma | Tag::That | Tag::Relative | Tag::Coordinator | Tag::Mark
                )
            });
        let opens = (verb.saturating_sub(10)..verb).rev().find(|&before| self.tag(before) == Tag::Comma)?;
        let nominal = |at: usize| matches!(self.tag(at), Tag::Name | Tag::Open | Tag::Subject);
        let subject = opens + 1 < verb && (opens + 1..verb).any(nominal);
        (closed && subject && (0..opens).any(nominal)).then_some(opens)
    }

    /// The opener of the adverbial clause that a finite verb stands in.
    fn subordinator_before(&self, verb: usize) -> Option<usize> {
        let group = self.syntax.verb_at(self.token(verb)).and_then(|group| self.syntax.verb(group));
        let start = group
            .map_or(verb, |group| (0..verb).find(|&at| self.token(at) >= group.words.start).unwrap_or(verb));
        for back in (0..start).rev() {
            match self.tag(back) {
                Tag::Subordinator => return Some(back),
                Tag::Time if self.lists.clause_prepositions.has(self.lower(back)) => return Some(back),
                Tag::That | Tag::Relative | Tag::Mark | Tag::Comma | Tag::Verb => return None,
                _ => {}
            }
        }
        None
    }

    /// The opener of the relative clause that a finite verb stands in, if a noun stands before it.
    pub(super) fn relative_before(&self, verb: usize) -> Option<usize> {
        for back in (0..verb).rev() {
            match self.tag(back) {
                Tag::Relative => return (back > 0).then_some(back),
                Tag::That if back > 0 && matches!(self.tag(back - 1), Tag::Open | Tag::Name) => {
                    let verb = (0..back).rev().any(|near| self.tag(near) == Tag::Verb);
                    return (!verb).then_some(back);
                }
                Tag::That | Tag::Subordinator | Tag::Mark => return None,
                // « X, whose men fled, would stay »: the relative clause has its verb already.
                Tag::Verb
                    if back + 1 < verb
                        && self.finite_at(back)
                        && self.tag(verb) == Tag::Verb
                        && !self.same_group(back, verb)
                        && !self.is_joined_to(back, verb) =>
                {
                    return None;
                }
                _ => {}
            }
        }
        None
    }

    /// « who flew in on Thursday and flew out »: a verb behind a coordinator, with no comma since the verb before.
    fn is_joined_to(&self, before: usize, verb: usize) -> bool {
        let group = self.syntax.verb_at(self.token(verb)).and_then(|group| self.syntax.verb(group));
        let start = group.map_or(verb, |group| {
            (before..verb).find(|&at| self.token(at) >= group.words.start).unwrap_or(verb)
        });
        let mut first = start;
        while first > before + 1 && self.tag_before(first) == Tag::Adverb {
            first -= 1;
        }
        self.tag_before(first) == Tag::Coordinator && (before..first).all(|near| self.tag(near) != Tag::Comma)
    }

    /// « had the paper brought to him »: a form behind « have » and its object.
    pub(super) fn is_caused(&self, at: usize) -> bool {
        let Some(last) = self.syntax.verbs.get(self.first..).and_then(<[_]>::last) else { return false };
        let has = last.is_finite()
            && last
                .lemmas
                .iter()
                .all(|&lemma| verbs::LEMMAS.get(lemma).is_some_and(|lemma| self.lists.have.has(lemma.text)));
        let object = last.words.end;
        let behind = (0..at).rev().take_while(|&near| self.token(near) >= object);
        let noun = |near: usize| {
            matches!(self.tag(near), Tag::Determiner | Tag::Open | Tag::Name | Tag::Number | Tag::Subject)
        };
        let mut count = 0;
        let plain = behind.inspect(|_| count += 1).all(noun);
        has && plain && (1..=4).contains(&count)
    }

    /// « who on Monday put »: a form behind the time or the place that stands right behind its relative word.
    pub(super) fn is_relative_late(&self, at: usize) -> bool {
        let mut plain = (0..at).rev().take_while(|&near| {
            matches!(
                self.tag(near),
                Tag::Time
                    | Tag::Preposition
                    | Tag::Adverb
                    | Tag::Open
                    | Tag::Name
                    | Tag::Determiner
                    | Tag::Number
            )
        });
        let first = plain.by_ref().last().unwrap_or(at);
        let led = matches!(self.tag(first), Tag::Time | Tag::Preposition | Tag::Adverb);
        first < at
            && led
            && self.tag_before(first) == Tag::Relative
            && self.lists.subject_relatives.has(self.lower_before(first))
            && !self.finite_ahead(at)
    }

    fn finite_at(&self, at: usize) -> bool {
        let group = self.syntax.verb_at(self.token(at)).and_then(|group| self.syntax.verb(group));
        group.is_some_and(crate::reading::syntax::VerbGroup::is_finite)
    }

    fn same_group(&self, one: usize, other: usize) -> bool {
        self.syntax.verb_at(self.token(one)) == self.syntax.verb_at(self.token(other))
    }

    /// « the treaty that led to », « which »: a relative word right before.
    pub(super) fn is_relative_that(&self, at: usize) -> bool {
        let lower = self.lower_before(at);
        self.lists.complementisers.has(lower) && self.tag_before(at) == Tag::That
    }

    /// Whether a finite verb follows in the same stretch.
    pub(super) fn finite_ahead(&self, at: usize) -> bool {
        self.ahead(at, |next| {
            let free = !matches!(self.tag_before(next), Tag::Determiner | Tag::Preposition | Tag::Number)
                && !self.lists.genitives.has(self.lower_before(next))
                && !self.lists.never_verbs.has(self.lower(next))
                && !self.lists.by.has(self.lower(next + 1));
            // « called for the text to be read »: an infinitive with what hangs on it is no finite verb.
            let before = next.checked_sub(1).unwrap_or(next);
            let hangs = self.lists.infinitive_marks.has(self.lower(before))
                || self.is_of_be(before) && self.lists.infinitive_marks.has(self.lower_before(before));
            !hangs && (self.is_helper(next) || free && self.has(next, Tense::Past))
        })
    }

    fn is_of_be(&self, at: usize) -> bool {
        self.has(at, Tense::Infinitive)
            && self.analyses(at).any(|found| self.lists.be.has(found.infinitive()))
    }

    /// Whether a helper in a finite form, which can be nothing else, follows in the same stretch.
    pub(super) fn sure_ahead(&self, at: usize) -> bool {
        self.ahead(at, |next| self.is_helper(next))
    }

    pub(super) fn ahead(&self, at: usize, fits: impl Fn(usize) -> bool) -> bool {
        for next in at + 1..self.words.len() {
            match self.tag(next) {
                Tag::That
                | Tag::Relative
                | Tag::Subordinator
                | Tag::Comma
                | Tag::Mark
                | Tag::Coordinator
                | Tag::Subject => {
                    return false;
                }
                Tag::Open if fits(next) => return true,
                _ => {}
            }
        }
        false
    }

    /// « The text, signed in May, led … »: a finite verb right behind the next comma.
    pub(super) fn finite_behind_comma(&self, at: usize) -> bool {
        let comma = (at + 1..self.words.len()).find(|&next| self.tag(next) == Tag::Comma);
        comma.is_some_and(|comma| {
            let (next, _) = self.between(comma + 1);
            self.tag(next) == Tag::Open && (self.is_helper(next) || self.has(next, Tense::Past))
        })
    }

    pub(super) fn is_helper(&self, at: usize) -> bool {
        let lower = self.lower(at);
        let lists = self.lists;
        [lists.future_helpers, lists.conditional_helpers, lists.hedge_helpers, lists.duty_helpers]
            .iter()
            .any(|list| list.has(lower))
            || self
                .analyses(at)
                .any(|found| found.tense.is_finite() && lists.auxiliaries.has(found.infinitive()))
    }

    /// Whether something that can be a subject stands right before, perhaps closed by a comma.
    pub(super) fn subject_before(&self, at: usize) -> bool {
        let mut before = at;
        while let Some(back) = before.checked_sub(1) {
            if !matches!(self.tag(back), Tag::Adverb | Tag::Comma | Tag::Bracket | Tag::Time) {
                let stands = matches!(
                    self.tag(back),
                    Tag::Open
                        | Tag::Name
                        | Tag::Subject
                        | Tag::Relative
                        | Tag::Number
                        | Tag::That
                        | Tag::Determiner
                );
                return stands || self.is_stand_in(back) || self.tag(back) == Tag::Verb;
            }
            before = back;
        }
        false
    }

    /// « the parties say », « he says »: whether the number of what stands before fits the form's.
    pub(super) fn agrees(&self, at: usize, person: u8) -> bool {
        let (mut before, mut found) = (at, None);
        while let Some(back) = before.checked_sub(1) {
            if !matches!(self.tag(back), Tag::Adverb | Tag::Bracket | Tag::Time) {
                found = Some(back);
                break;
            }
            before = back;
        }
        let Some(back) = found else { return false };
        if person == 6 && self.counted_act(at) {
            return true;
        }
        // « …, the Kremlin says a day later »
        if person == 3 && self.closes_report(at) || person == 6 && self.plural_back(at) {
            return true;
        }
        if self.is_stand_in(back) && self.says(at) {
            return true;
        }
        if person == 6 && matches!(self.tag(back), Tag::Name | Tag::Open) && self.is_demanded(at) {
            return true;
        }
        let lower = self.lower(back);
        let lists = self.lists;
        let several = lists.plural_pronouns.has(lower) || lists.first_persons.has(lower);
        match self.tag(back) {
            Tag::Relative | Tag::That => lists.subject_relatives.has(lower),
            Tag::Subject if person == 6 => several || !lists.impersonal.has(lower) && !self.is_single(lower),
            Tag::Subject => !several,
            Tag::Open if person == 6 => {
                lower.ends_with('s') && !lists.not_plural.has(lower)
                    || lists.people.has(lower) && !self.segment(at).is_closed()
            }
            // « its ministry says six people were killed »
            Tag::Open | Tag::Name if person == 3 && self.says(at) && self.starts_clause(at + 1) => {
                !self.segment(at).is_closed()
            }
            Tag::Open => !self.segment(at).is_closed() && !self.finite_ahead(at),
            Tag::Name => {
                let closed = self.segment(at).is_closed();
                !closed && (person == 3 || self.joined_names(back)) && !self.sure_ahead(at)
            }
            Tag::Coordinator => {
                let next = self.tag(self.between(at + 1).0);
                let goes_on = matches!(next, Tag::Time | Tag::Determiner | Tag::Name | Tag::That)
                    && verbs::nouns(self.doc.language, self.lower(at)).next().is_none();
                self.syntax.verbs.get(self.first..).and_then(<[_]>::last).is_some_and(|last| {
                    last.is_finite()
                        && (last.person == person && last.tense == VerbTense::Present
                            || goes_on && person == 3 && matches!(last.person, 0 | 3))
                })
            }
            Tag::Comma if self.says(at) && self.actor_behind(at) => true,
            Tag::Comma => person == 3 && !self.segment(at).is_closed() && self.subject_before(at),
            _ => false,
        }
    }

    /// « demanded that Israel quit »: a bare form behind the opener of what a verb asks for.
    fn is_demanded(&self, at: usize) -> bool {
        let opener = (0..at).rev().find(|&back| matches!(self.tag(back), Tag::That | Tag::Verb | Tag::Comma));
        let that = opener.is_some_and(|opener| self.tag(opener) == Tag::That);
        let last = self.syntax.verbs.get(self.first..).and_then(<[_]>::last);
        that && last.is_some_and(|last| {
            last.lemmas
                .iter()
                .filter_map(|&lemma| verbs::LEMMAS.get(lemma))
                .flat_map(|lemma| lemma.senses)
                .filter_map(|sense| verbs::FRAMES.get(sense.frame))
                .any(|frame| frame.content == "none" && frame.needs.contains(&"that-clause"))
        })
    }

    /// « Gunmen in Ukraine's east spurn », « Two lorries of flour reach »: a form that is no noun, behind a plural that
    /// reaches to it with its complements, where no other verb stands.
    fn plural_back(&self, at: usize) -> bool {
        let lists = self.lists;
        let lower = self.lower(at);
        if lists.never_verbs.has(lower)
            || verbs::nouns(self.doc.language, lower).next().is_some()
            || self.finite_ahead(at)
            || !matches!(self.segment(at), Segment::Open { .. })
        {
            return false;
        }
        let (mut plural, mut complement) = (false, false);
        for back in (0..at).rev() {
            let word = self.lower(back);
            match self.tag(back) {
                Tag::Preposition => complement = true,
                Tag::Open | Tag::Number | Tag::Determiner => {
                    let several = word.ends_with('s') && !word.ends_with("ss") && !lists.not_plural.has(word)
                        || lists.plural_nouns.has(word)
                        || lists.plural_openers.has(word);
                    plural |= several && complement && !lists.genitives.has(word);
                }
                Tag::Name | Tag::Adverb | Tag::Time | Tag::Bracket => {}
                _ => break,
            }
        }
        plural
    }

    /// Headlines and chronologies (« September 19: Baku launches … ») tell what happened in the present.
    pub(super) fn tells_in_present(&self, at: usize) -> bool {
        let token = self.token(at);
        if self.doc.kind_at(token) == ParagraphKind::Headline {
            return true;
        }
        let Some(paragraph) = self.doc.paragraphs.get(self.doc.word(token).paragraph) else { return false };
        let first = paragraph.words.start;
        let head = (first..paragraph.words.end).take(8).take_while(|&near| self.doc.word(near).text != ":");
        let dated = head.clone().any(|near| self.syntax.tag(near) == Tag::Time);
        dated && self.doc.word(first + head.count()).text == ":"
    }

    /// « says | six people were killed »: a subject that a finite verb follows before any mark.
    fn starts_clause(&self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Determiner | Tag::Name | Tag::Subject | Tag::Number)
            && self.finite_ahead(at)
    }

    /// Whether a form may be of a verb of saying.
    pub(super) fn says(&self, at: usize) -> bool {
        let lemmas: Vec<usize> = self.analyses(at).map(|found| found.lemma).collect();
        says_freely(&lemmas)
    }

    /// « …, says envoy », « …, says Lee »
    pub(super) fn actor_behind(&self, at: usize) -> bool {
        matches!(self.tag(at + 1), Tag::Name | Tag::Determiner) || self.lists.people.has(self.lower(at + 1))
    }

    /// « he », « she », « it »: pronouns of one.
    pub(super) fn is_single(&self, lower: &str) -> bool {
        self.lists.personal_pronouns.has(lower) || self.lists.neuter_pronouns.has(lower)
    }

    /// « Sadat, Begin sign », « Tokyo and Seoul reopen »: names joined before a plural verb.
    pub(super) fn joined_names(&self, last: usize) -> bool {
        let first = (0..=last).rev().take_while(|&back| self.tag(back) == Tag::Name).last().unwrap_or(last);
        let join = first.checked_sub(1).filter(|&join| {
            matches!(self.tag(join), Tag::Coordinator | Tag::Comma | Tag::Determiner | Tag::Open)
        });
        join.is_some_and(|join| {
            (0..=join).rev().take(6).any(|back| {
                matches!(self.tag(back), Tag::Coordinator | Tag::Comma)
                    && matches!(self.tag_before(back), Tag::Name | Tag::Open)
            })
        })
    }

    /// « Greece plans a », « Oslo claims that »: a form that is nearly always a noun, between a name and what only a
    /// verb can have behind it.
    pub(super) fn stands_as_verb(&self, at: usize) -> bool {
        // « The Figaro of this morning states that »
        let mut behind = at;
        while behind > 1 && matches!(self.tag_before(behind), Tag::Time | Tag::Adverb) {
            behind -= 1;
        }
        let before = self.lower_before(behind);
        let closed = self.tag_before(behind) == Tag::Comma && self.subject_before(at);
        let foes = headline_plural(before)
            && self.tag_before(behind) == Tag::Open
            && !self.lists.not_plural.has(before)
            && self.tells_in_present(at);
        let actor = self.tag_before(behind) == Tag::Name || self.lists.people.has(before) || closed || foes;
        let (next, _) = self.between(at + 1);
        let object = matches!(self.tag(next), Tag::Determiner | Tag::That | Tag::Subject)
            || self.lists.infinitive_marks.has(self.lower(next)) && self.has(next + 1, Tense::Infinitive);
        let headline = self.tells_in_present(at) && matches!(self.tag(next), Tag::Name | Tag::Open);
        let inflected = self.has(at, Tense::Past)
            || self.lower(at).ends_with('s')
            || self.tag_before(at) == Tag::Name && self.joined_names(at.saturating_sub(1));
        let end = matches!(self.tag(next), Tag::Mark | Tag::Time) || next >= self.words.len();
        let says = self.lower(at).ends_with('s') && self.says(at) && end;
        // « protesters call for », « Paris calls on »: a preposition that one of the verb's senses asks for.
        let tail = inflected && self.asks_for(at, next) && self.tag_before(at) != Tag::Time
            || self.lists.people.has(before) && before.ends_with('s') && self.asks_for(at, next);
        // « Azerbaijan promises fuel », « FOUR POWERS SIGN AT MUNICH »: the sentence has no other verb.
        let lone = (inflected || headline_plural(before) && self.tells_in_present(at))
            && matches!(self.tag(next), Tag::Open | Tag::Name | Tag::Number | Tag::Preposition | Tag::Mark)
            && (self.tag(next) != Tag::Preposition && self.tag(next) != Tag::Mark
                || self.tells_in_present(at))
            && (verbs::nouns(self.doc.language, self.lower(at)).next().is_none()
                || self.tells_in_present(at) && self.is_nation_or_name(next))
            && !self.verb_elsewhere(at);
        // « The Shah set out for »: the particle makes it one of the verb's senses.
        let particle = self.lower(at + 1);
        let phrasal = inflected && self.lists.particles.has(particle) && self.has_tail(at, particle);
        actor
            && (phrasal || object || says || headline && inflected || tail || lone)
            && !self.segment(at).is_closed()
            && !self.finite_ahead(at)
    }

    /// « police raid Serb offices »
    pub(super) fn is_nation_or_name(&self, at: usize) -> bool {
        let fold = &self.doc.word(self.token(at)).fold;
        self.tag(at) == Tag::Name || gazetteer::adjective(self.doc.language, fold).is_some()
    }

    /// Whether one of the verb's senses asks for a word.
    pub(super) fn has_tail(&self, at: usize, word: &str) -> bool {
        let senses = self.analyses(at).filter_map(|found| verbs::LEMMAS.get(found.lemma));
        senses.flat_map(|lemma| lemma.senses).any(|sense| sense.tails.contains(&word))
    }

    /// Whether a preposition is one that a sense of the verb asks for right behind it.
    fn asks_for(&self, at: usize, next: usize) -> bool {
        let lower = self.lower(next);
        self.tag(next) == Tag::Preposition
            && self
                .analyses(at)
                .filter_map(|found| verbs::LEMMAS.get(found.lemma))
                .flat_map(|lemma| lemma.senses)
                .any(|sense| {
                    let frame = verbs::FRAMES.get(sense.frame);
                    let partner = frame.is_some_and(|frame| frame.with.iter().any(|with| *with == lower));
                    sense.tails.iter().any(|tail| *tail == lower) || partner && self.tells_in_present(at)
                })
    }

    /// Whether the unit has a verb before a form, or behind it what can be nothing else.
    fn verb_elsewhere(&self, at: usize) -> bool {
        let finite = (self.first..self.syntax.verbs.len())
            .filter_map(|number| self.syntax.verb(number))
            .any(crate::reading::syntax::VerbGroup::is_finite);
        let ahead = (at + 1..self.words.len()).any(|next| {
            let noun = matches!(self.tag_before(next), Tag::Determiner | Tag::Number | Tag::Preposition)
                || self.lists.never_verbs.has(self.lower(next));
            self.is_helper(next) || self.tag(next) == Tag::Open && !noun && self.has(next, Tense::Past)
        });
        finite || ahead
    }
}

/// Whether a noun before a form of the plural may be its subject.
fn headline_plural(before: &str) -> bool {
    before.ends_with('s')
}

/// What stands before a form in its clause.
pub(super) enum Segment {
    /// A relative word that may be the object, and a possible subject behind it.
    Related,
    /// Nothing that could be a subject.
    Empty,
    /// A possible subject and no finite verb; a comma stands right before the form.
    Open { comma: bool },
    /// A finite verb already; whether it is one of saying, with a possible subject behind it.
    Closed { speaks: bool },
}

impl Segment {
    pub(super) const fn is_closed(&self) -> bool {
        matches!(self, Self::Closed { speaks: false })
    }
}
