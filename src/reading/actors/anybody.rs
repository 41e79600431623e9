//! Descriptions that tell no office: « le quinquagénaire », « l'intéressée », « le filateur normand », « the 61-year-old ».
//!
//! Finds such nouns by their ending and by what they do, and says whom they mean: whoever was spoken of last, if that
//! is one. Does not read offices (that is `groups`), and names nobody by them.

use super::groups::{Determiner, Group};
use super::phrase::may_be_adjective;
use super::resolve::{Answer, Resolver};
use super::scan::{Chunk, Scan, Sort};
use crate::lexicon::actors::{Gender, Level};
use crate::lexicon::gazetteer::Entity;
use crate::lexicon::words::WordSet;
use crate::reading::doc::ParagraphKind;
use crate::reading::words::Shape;
use std::ops::Range;

/// The office of the tables that fits anybody.
pub const ANYBODY: &str = "no-office";

/// How many sentences back such a description may look.
const REACH: usize = 3;

/// How many words may stand before the noun in a language that describes first.
const BEFORE: usize = 4;

/// How many words may stand between a subject and what it says.
const APART: usize = 4;

/// What such a noun tells.
pub struct Noun {
    /// The words that describe, the noun among them; behind the determiner.
    pub words: Range<usize>,
    /// The noun itself.
    pub head: Range<usize>,
    /// The gender that it tells.
    pub gender: Option<Gender>,
    /// The nation that it tells.
    pub nation: Option<&'static Entity>,
    /// Who is meant was it before (« l'ancien banquier »).
    pub former: bool,
}

/// The noun that fits anybody at the token, if one stands there behind a determiner: no office, no body, no name.
pub fn noun(scan: &Scan<'_, '_>, at: usize) -> Option<Noun> {
    if let Some(found) = of_a_people(scan, at) {
        return Some(found);
    }
    let word = scan.word(at);
    let lists = scan.lists();
    let aged = scan.grammar().head_last
        && aged(scan, at).is_some()
        && scan.nation(at + 1).is_none()
        && !super::premodified::modifies(scan, at + 1);
    let agent = word.shape == Shape::Lower
        && word.fold.len() > 4
        && ends_in(&word.fold, lists.agent_endings)
        && !lists.no_agents.has(&word.fold);
    if !(aged || agent) || scan.owner(at).is_some() || scan.nation(at).is_some() {
        return None;
    }
    let known = scan.tables.body(|distance| scan.fold(at + distance)).is_some()
        || scan.tables.head(|distance| scan.fold(at + distance)).is_some()
        || lists.prefixes.has(&word.fold);
    if known {
        return None;
    }
    if scan.grammar().head_last { described_before(scan, at, aged) } else { described_behind(scan, at) }
}

/// Whether a word has one of the endings; nearly none has, and its last letter tells.
fn ends_in(word: &str, endings: WordSet) -> bool {
    let last = word.as_bytes().last();
    endings.forms().iter().any(|ending| ending.as_bytes().last() == last && word.ends_with(ending))
}

/// « the | 60-year-old »: the first token of an age that ends at the token.
pub fn aged(scan: &Scan<'_, '_>, at: usize) -> Option<usize> {
    let word = scan.word(at);
    let number = at.checked_sub(2).filter(|number| {
        scan.word(at - 1).text == "-"
            && scan.together(*number, at)
            && scan.word(*number).shape == Shape::Number
    });
    let endings = scan.lists().age_endings.forms().iter();
    let mut first = endings.filter_map(|ending| {
        let whole = word.lower.as_ref() == ending.trim_start_matches('-');
        if whole { number } else { (word.hyphened && word.lower.ends_with(ending)).then_some(at) }
    });
    first.next()
}

/// « le Suédois », « the Briton », « the Paraguayan »: one of a people, with no name behind it.
fn of_a_people(scan: &Scan<'_, '_>, at: usize) -> Option<Noun> {
    let (alone, state) = match scan.chunk_at(at) {
        Some(chunk) => (
            chunk.words == (at..at + 1) && matches!(chunk.sort, Sort::Demonym { plural: false }),
            chunk.entity.and_then(Scan::state_of),
        ),
        // What « the French » are, « the Japanese », may be all of them.
        None => (
            scan.word(at).shape == Shape::Capital
                && scan.lists().people_endings.forms().iter().any(|end| scan.fold(at).ends_with(end)),
            scan.nation(at).map(|(state, _)| state),
        ),
    };
    state?;
    let before = at.checked_sub(1).filter(|before| scan.together(*before, at))?;
    let lists = scan.lists();
    let definite = lists.definite.has(scan.lower(before)) || lists.demonstrative.has(scan.lower(before));
    let behind = at + 1;
    let goes_on = scan.together(behind, at)
        && (scan.word(behind).is_capital()
            || scan.title(behind).is_some()
            || scan.tables.head(|distance| scan.fold(behind + distance)).is_some()
            || scan.grammar().head_last
                && !acts(scan, behind)
                && scan.word(behind).is_word()
                && !crate::lexicon::words(scan.doc.language).prepositions.has(scan.lower(behind)));
    (alone && definite && !goes_on).then(|| Noun {
        words: at..at + 1,
        head: at..at + 1,
        gender: if lists.feminine_determiners.has(scan.lower(before)) {
            Some(Gender::Feminine)
        } else {
            None
        },
        nation: state,
        former: false,
    })
}

/// « le filateur normand », « l'ancienne banquière »
fn described_behind(scan: &Scan<'_, '_>, at: usize) -> Option<Noun> {
    let lists = scan.lists();
    let mut start = at;
    while start > 0 && lists.prefixes.has(scan.fold(start - 1)) && scan.together(start - 1, at) {
        start -= 1;
    }
    let mut end = at + 1;
    let mut nation = None;
    while end < at + 3 && scan.together(end, at) && scan.owner(end).is_none() {
        if let Some((state, _)) = scan.nation(end).filter(|_| scan.word(end).shape == Shape::Lower) {
            nation = nation.or(Some(state));
        } else if !may_be_adjective(scan, end) || acts(scan, end) {
            break;
        }
        end += 1;
    }
    // « l'auteur des faits » is not whoever was spoken of.
    if lists.of.has(scan.lower(end)) && scan.together(end, at) {
        return None;
    }
    let former = (start..at).any(|near| lists.elder.has(scan.fold(near)));
    let feminine = lists.feminine_agent_endings.forms().iter().any(|ending| scan.fold(at).ends_with(ending));
    Some(Noun {
        words: start..end,
        head: at..at + 1,
        gender: feminine.then_some(Gender::Feminine),
        nation,
        former,
    })
}

/// « the former champagne salesman », « the 61-year-old »
fn described_before(scan: &Scan<'_, '_>, at: usize, aged: bool) -> Option<Noun> {
    if !aged && super::premodified::modifies(scan, at + 1) {
        return None;
    }
    let lists = scan.lists();
    let closed = crate::lexicon::words(scan.doc.language);
    let mut start = self::aged(scan, at).unwrap_or(at);
    let mut nation = None;
    loop {
        let before = start.checked_sub(1).filter(|before| scan.together(*before, at))?;
        let lower = scan.lower(before);
        if lists.determiners_any().any(|list| list.has(lower)) {
            break;
        }
        let word = scan.word(before);
        if let Some((state, _)) = scan.nation(before) {
            nation = nation.or(Some(state));
        } else if word.shape != Shape::Lower
            || scan.owner(before).is_some()
            || closed.prepositions.has(lower)
            || closed.coordinators.has(lower)
            || closed.subordinators.has(lower)
            || scan.is_finite(before)
                && !lists.past_endings.forms().iter().any(|ending| lower.ends_with(ending))
        {
            return None;
        }
        if at - before > BEFORE {
            return None;
        }
        start = before;
    }
    let former = (start..at).any(|near| lists.elder.has(scan.fold(near)));
    Some(Noun { words: start..at + 1, head: at..at + 1, gender: None, nation, former })
}

/// A finite verb right here, or what stands before one.
fn acts(scan: &Scan<'_, '_>, at: usize) -> bool {
    let closed = crate::lexicon::words(scan.doc.language);
    let helpers = [closed.future_helpers, closed.conditional_helpers, closed.negations, closed.reflexives];
    // « the Norwegian | press »: one person does not « press ».
    let bare = scan.grammar().head_last && scan.is_infinitive(at);
    scan.is_finite(at) && !bare || helpers.iter().any(|list| list.has(scan.lower(at)))
}

impl Resolver<'_, '_, '_> {
    /// Whom a description means that fits anybody: whoever was spoken of last.
    pub fn anybody(&self, group: &Group) -> Answer {
        let listed = self.scan.tables.head(|distance| self.scan.fold(group.head.start + distance)).is_some();
        if group.determiner != Determiner::Definite || group.tail.complement && listed || self.quiet(group) {
            return Answer::Nobody;
        }
        let before = group.start.checked_sub(1).filter(|before| self.scan.together(*before, group.start));
        let inverted = self.speaks_up(group);
        let quoted = (group.start.saturating_sub(APART)..group.start)
            .any(|at| self.scan.word(at).shape == Shape::CloseQuote);
        let opens = self.opens_clause(group.start);
        let clause = opens || before.is_some_and(|before| self.opens_subject(before));
        let aged = listed || self.scan.word(group.head.start).hyphened;
        let people =
            self.scan.chunk_at(group.head.start).is_some() || self.scan.nation(group.head.start).is_some();
        let evident = inverted && (aged || people || quoted)
            || clause && aged
            || clause && self.speaks(group.words.end) && (people || group.former)
            || opens && (people || group.former || self.speaks(group.words.end));
        if !evident {
            return Answer::Nobody;
        }
        self.spoken_of(group, inverted).map_or(Answer::Nobody, Answer::Person)
    }

    /// Whether the description tells no office.
    pub fn fits_anybody(&self, group: &Group) -> bool {
        self.id(group.office) == ANYBODY
    }

    /// « The retired judge banned telephones », « … », a dit l'ancien banquier: a trade that nobody is told to have, of
    /// whoever was spoken of last.
    pub fn otherwise(&self, group: &Group) -> Option<usize> {
        let trade = matches!(group.level, Level::Generic | Level::Person) || group.former;
        let close = matches!(self.id(group.office), "kin" | "member");
        let quiet = self.quiet(group);
        if group.determiner != Determiner::Definite
            || !(trade || self.speaks_up(group))
            || close
            || quiet
            || group.tail.complement && !group.former
        {
            return None;
        }
        let inverted = self.speaks_up(group);
        let told = !self.has_a_flock(group) && self.acts_in_clause(group);
        (inverted || told || self.opens_clause(group.start))
            .then(|| self.spoken_of(group, inverted))
            .flatten()
    }

    /// Nobody whom the article speaks of by itself: in a headline, or between quotation marks but for « …, dit le
    /// vieillard, … » there.
    fn quiet(&self, group: &Group) -> bool {
        let inserted = || {
            let verb = group.start.checked_sub(1).filter(|verb| self.scan.together(*verb, group.start));
            let helped =
                |verb: usize| (verb.saturating_sub(2)..verb).rev().find(|&at| !self.scan.is_finite(at));
            verb.is_some_and(|verb| {
                self.says(verb) && helped(verb).is_some_and(|comma| self.scan.word(comma).text == ",")
            })
        };
        // « the man who locked her up » is told by what he did.
        let closed = crate::lexicon::words(self.scan.doc.language);
        let behind = self.scan.lower(group.words.end);
        let defined = closed.personal_relatives.has(behind) || closed.relatives.has(behind);
        self.in_headline(group) || defined || self.scan.doc.is_quoted(group.head.start) && !inserted()
    }

    /// « … », a plaisanté le secrétaire d'Etat adjoint; « Qatar's minister … The Qatari mediator met »: an office that
    /// nobody is told to hold, of the only one just spoken of whose offices leave room for it.
    pub fn besides(&self, group: &Group) -> Option<usize> {
        let id = self.id(group.office);
        let charged = matches!(group.level, Level::Envoy | Level::Generic | Level::Person)
            || matches!(id, "chief" | "deputy-minister" | "state-secretary" | "secretary");
        let quiet = self.quiet(group);
        let close = matches!(id, "kin" | "member" | "ambassador" | "charge" | "attache");
        if group.determiner != Determiner::Definite
            || !charged
            || self.contrasted(group)
            || quiet
            || close
            || group.former
        {
            return None;
        }
        let inverted = self.speaks_up(group);
        let told = !self.has_a_flock(group) && self.acts_in_clause(group);
        if !inverted && !told && !self.opens_clause(group.start) {
            return None;
        }
        // « l'émissaire de l'ONU » serves whom nobody told.
        if group.tail.complement && group.tail.nation.is_none() {
            return None;
        }
        let here = self.scan.word(group.head.start).sentence;
        let sentence = here.checked_sub(1)?;
        let words = self.scan.doc.sentences.get(sentence)?.words.clone();
        // « le général israélien X … Les deux hommes se reverront. Le négociateur israélien … »
        let alone = group.tail.nation.is_some() && self.trail.within(words.start..group.start).is_empty();
        let reach = self.scan.doc.sentences.get(sentence.saturating_sub(if alone { REACH } else { 0 }))?;
        let words = reach.words.start..words.end;
        let mut near: Vec<usize> = Vec::new();
        for step in self.trail.within(words.start..group.start) {
            let body = self.scan.doc.kind_at(step.word) == ParagraphKind::Body;
            if body && self.may_be(group, step.person) && !near.contains(&step.person) {
                near.push(step.person);
            }
        }
        let said = self.sayer(group);
        near.retain(|&person| self.leaves_room(group, person) && Some(person) != said);
        if let Some(nation) = group.tail.nation {
            let of_nation = |person: &usize| {
                let state = self.people.get(*person).and_then(|person| person.state);
                state.or_else(|| self.learned_state(*person)).is_some_and(|state| state.id() == nation.id())
            };
            if near.iter().any(of_nation) {
                near.retain(of_nation);
            } else if group.tail.complement || alone {
                return None;
            }
        }
        let [only] = near.as_slice() else { return None };
        Some(*only)
    }

    /// Whether the offices told of a person may be held besides that of the description.
    fn leaves_room(&self, group: &Group, person: usize) -> bool {
        let day = self.scan.doc.published;
        let nation = group.tail.nation.is_some();
        self.people.get(person).is_some_and(|person| {
            let known = person.entity.is_some_and(|entity| {
                crate::lexicon::gazetteer::offices_of(entity.id(), day).next().is_some()
            });
            let ranked =
                matches!(self.id(group.office), "general" | "officer" | "cleric" | "churchman" | "noble");
            let room = |level: Level| {
                if ranked {
                    return matches!(level, Level::Person | Level::Relation);
                }
                matches!(level, Level::Envoy | Level::Person | Level::Generic | Level::Relation)
                    || nation && level == Level::Office && group.level != Level::Office
            };
            let told = person.held.iter().filter(|held| !held.former);
            !known
                && told
                    .filter_map(|held| self.scan.tables.office(held.office))
                    .all(|office| room(office.level))
        })
    }

    /// « Le général tadjik a parlé, lui, de … »: set against the one spoken of before.
    pub fn contrasted(&self, group: &Group) -> bool {
        let closed = crate::lexicon::words(self.scan.doc.language);
        (group.words.end..group.words.end + 2 * APART).any(|at| {
            let lower = self.scan.lower(at + 1);
            let comma = |at: usize| self.scan.word(at).text == ",";
            let pronoun = closed.indirect_clitics.has(lower) || closed.feminine_pronouns.has(lower);
            comma(at) && comma(at + 2) && pronoun && self.scan.together(at, group.head.start)
        })
    }

    /// « L'intéressé est bien traité, a-t-il certifié », « The fugitive, she said, was to slip away »: who says it, by a
    /// pronoun, and is therefore somebody else.
    fn sayer(&self, group: &Group) -> Option<usize> {
        let here = self.scan.word(group.head.start).sentence;
        let closed = crate::lexicon::words(self.scan.doc.language);
        let end = self.scan.doc.sentences.get(here)?.words.end;
        let pronoun = (group.words.end..end).find(|&at| {
            let lower = self.scan.lower(at);
            let single = !closed.plural_pronouns.has(lower);
            let cut = lower.strip_prefix("-t-").or_else(|| lower.strip_prefix('-'));
            let third = |cut: &str| {
                closed.subject_pronouns.has(cut)
                    && !closed.plural_pronouns.has(cut)
                    && !closed.first_persons.has(cut)
                    && !closed.impersonal.has(cut)
            };
            let inverted = cut.is_some_and(third);
            let apart = closed.personal_pronouns.has(lower)
                && self.scan.word(at.saturating_sub(1)).text == ","
                && self.says(at + 1);
            inverted || apart && single
        })?;
        let lower = self.scan.lower(pronoun);
        let cut = lower.rsplit('-').next().unwrap_or_default();
        let feminine = closed.feminine_pronouns.has(cut);
        let gender = if feminine { Gender::Feminine } else { Gender::Masculine };
        let start = self.scan.doc.sentences.get(here.saturating_sub(REACH))?.words.start;
        let steps = self.trail.within(start..group.start).iter().rev();
        let agrees = |person: usize| {
            let known = self.people.get(person).and_then(|person| person.gender);
            known.is_none_or(|known| known == gender)
        };
        let speaker = steps.clone().find(|step| {
            let verb = step.word.checked_sub(1).is_some_and(|at| self.says(at));
            (step.subject || verb) && agrees(step.person)
        });
        speaker.map(|step| step.person)
    }

    /// Whether a noun group starts where a clause does: with its sentence, or behind a semicolon or a colon.
    pub fn opens_clause(&self, start: usize) -> bool {
        self.scan.word(start).opens
            || start
                .checked_sub(1)
                .is_some_and(|before| matches!(self.scan.word(before).text, ";" | ":" | "—" | "–"))
    }

    /// « … », a dit le juge; « "…," the judge said »: the group stands right behind what was said, with a verb of saying.
    pub fn speaks_up(&self, group: &Group) -> bool {
        let before = group.start.checked_sub(1).filter(|before| self.scan.together(*before, group.start));
        before.is_some_and(|before| {
            self.closes_speech(before)
                || self.scan.word(before).shape == Shape::CloseQuote && self.speaks(group.words.end)
        })
    }

    /// « the prior », « the prosecutor »: a place has its own, whoever was spoken of.
    fn has_a_flock(&self, group: &Group) -> bool {
        matches!(self.id(group.office), "jurist" | "lawyer" | "churchman" | "cleric" | "noble")
    }

    /// « … said | the observer | would travel », « until | the envoy | had eaten »: the subject of a clause of its own, told
    /// neither of a name right before nor of an object that a pronoun means (« où le prélat doit le recevoir »).
    fn acts_in_clause(&self, group: &Group) -> bool {
        let Some(before) =
            group.start.checked_sub(1).filter(|before| self.scan.together(*before, group.start))
        else {
            return false;
        };
        let closed = crate::lexicon::words(self.scan.doc.language);
        let lower = self.scan.lower(before);
        let apposed = self.scan.word(before).text == ","
            && before
                .checked_sub(1)
                .and_then(|last| self.scan.chunk_at(last))
                .is_some_and(Chunk::maybe_person);
        let relative = closed.relatives.has(lower) && !closed.complementisers.has(lower);
        let opens = self.opens_subject(before) || self.scan.grammar().head_last && self.says(before);
        let behind = group.words.end;
        let object = (behind..behind + APART).any(|at| {
            self.scan.together(at, behind)
                && closed.clitics.has(self.scan.lower(at))
                && self.scan.lists().articles.has(self.scan.lower(at))
                && self.scan.is_verb_only(at + 1)
        });
        opens && !apposed && !relative && !object && acts(self.scan, behind)
    }

    /// A comma, or a word that opens a clause.
    fn opens_subject(&self, at: usize) -> bool {
        let closed = crate::lexicon::words(self.scan.doc.language);
        let lower = self.scan.lower(at);
        self.scan.word(at).text == ","
            || closed.complementisers.has(lower)
            || closed.subordinators.has(lower)
            || closed.relatives.has(lower)
    }

    /// Behind a subject, a verb of saying within a few words.
    fn speaks(&self, behind: usize) -> bool {
        let near = (behind..behind + APART).take_while(|&at| {
            self.scan.together(at, behind) && self.scan.word(at).shape == Shape::Lower && at < behind + APART
        });
        near.into_iter().any(|at| self.says(at))
    }

    /// The one spoken of last before a description whom nothing told of him forbids: the only one of the sentence or the
    /// clause before, or the one it begins with in a subject's place.
    fn spoken_of(&self, group: &Group, inverted: bool) -> Option<usize> {
        let here = self.scan.word(group.head.start).sentence;
        let nation = group.tail.nation;
        let of_nation = |person: usize| {
            let state = self.people.get(person).and_then(|person| person.state);
            state
                .or_else(|| self.learned_state(person))
                .zip(nation)
                .is_some_and(|(one, two)| one.id() == two.id())
        };
        if self.contrasted(group) {
            return None;
        }
        let said = self.sayer(group);
        let far = nation.is_some() || said.is_some();
        let last = here.saturating_sub(if far { 2 * REACH } else { REACH });
        let mut sentence = here + 1;
        while sentence > last {
            sentence -= 1;
            let words = self.scan.doc.sentences.get(sentence)?.words.clone();
            let words = words.start..words.end.min(group.start);
            let fits = |step: &&super::trail::Step| {
                self.scan.doc.kind_at(step.word) == ParagraphKind::Body
                    && self.may_be(group, step.person)
                    && Some(step.person) != said
                    && (self.scan.doc.is_quoted(group.start) || !self.scan.doc.is_quoted(step.word))
                    && (sentence != here || inverted || !self.in_clause(group, step.person))
            };
            let spoke = self.trail.within(words.clone()).iter().any(|step| Some(step.person) == said);
            let anyone = self.trail.within(words.clone()).iter().any(|step| Some(step.person) != said);
            let steps: Vec<_> = self.trail.within(words).iter().filter(fits).collect();
            // « Hans Berg a refusé. « Non », a lâché la sexagénaire »: somebody else than the one just spoken of.
            if spoke && !steps.is_empty() || inverted && anyone && steps.is_empty() && sentence < here {
                return None;
            }
            let one = |chosen: &dyn Fn(&super::trail::Step) -> bool| {
                let mut found: Option<usize> = None;
                for step in steps.iter().filter(|step| chosen(step)) {
                    if found.is_some_and(|known| known != step.person) {
                        return None;
                    }
                    found = Some(step.person);
                }
                found
            };
            let main = |steps: &[&super::trail::Step]| {
                steps.first().filter(|first| first.subject).map(|first| first.person)
            };
            // « … un médecin militaire, Jona Senilagakali. Le septuagénaire … »: whom the sentence before ends with, for the
            // first time.
            let fresh = |steps: &[&super::trail::Step]| {
                let last =
                    steps.last().filter(|_| !inverted && sentence + 1 == here && self.fits_anybody(group))?;
                let first = self.trail.steps(last.person).first()?;
                let near = self.scan.word(last.word).sentence == sentence && first.word == last.word;
                let full = self.people.get(last.person).is_some_and(|person| person.parts.len() > 1);
                (near && full && !last.subject).then_some(last.person)
            };
            let compatriot = nation.and_then(|_| one(&|step| of_nation(step.person)));
            let found =
                compatriot.or_else(|| one(&|_| true)).or_else(|| fresh(&steps)).or_else(|| main(&steps));
            // Somebody else of the nation is known.
            let other = nation.is_some()
                && found.is_some_and(|found| {
                    !of_nation(found)
                        && (0..self.people.len()).any(|person| person != found && of_nation(person))
                });
            if other {
                return None;
            }
            if found.is_some() {
                return found;
            }
            if !steps.is_empty() {
                return None;
            }
        }
        None
    }
}
