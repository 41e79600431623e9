//! Status: told as fact, on others' word, planned, possible, denied, not happened.
//!
//! First what the verb says (tense, mood, negation), for a noun the verb it stands with; then on whose word: what
//! hangs on a saying, stands in a quotation or beside « selon » is reported, unless the doers say it themselves.

use super::cast::add;
use super::{Draft, Scene, chains};
use crate::model::{Class, Hop, Kind, PartyIndex, Status, Who};
use crate::reading::syntax::{Clause, ClauseKind, Modal, VerbGroup, VerbTense};

/// Settles the status of all drafts.
pub(super) fn settle(scene: &Scene<'_, '_>, drafts: &mut Vec<Draft>) {
    let mut added = Vec::new();
    for draft in drafts.iter_mut() {
        let given = draft.frame.and_then(|frame| frame.status);
        // « would not sign »: the refusal took place.
        let refused =
            draft.kind == Kind::Refusal && draft.frame.is_some_and(|frame| frame.kind != draft.kind);
        let told = given.unwrap_or_else(|| if refused { Status::Affirmed } else { scene.told(draft) });
        // A noun may be planned by its own meaning (« reprise du dialogue »).
        if told != Status::Affirmed || draft.noun.is_none() {
            draft.status = told;
        }
    }
    unconfirmed(scene, drafts, &mut added);
    drafts.extend(added);
    drafts.sort_by_key(|draft| (draft.words.start, usize::MAX - draft.words.end));
    let reporters: Vec<Option<usize>> =
        (0..drafts.len()).map(|index| reporter(scene, drafts, index)).collect();
    for (index, reporter) in reporters.into_iter().enumerate() {
        let speakers = reporter.and_then(|reporter| drafts.get(reporter)).map(|saying| {
            let content = saying.frame.map_or("", |frame| frame.content);
            let denies = scene
                .governor(saying.clause)
                .is_some_and(|verb| verb.infinitives().any(|lemma| scene.lists.denying_verbs.has(lemma)));
            (saying.agents.clone(), if content == "denied" && !denies { "" } else { content })
        });
        let sources = drafts.get(index).map(|draft| scene.sources(draft, drafts)).unwrap_or_default();
        let told_by = reporter.and_then(|reporter| drafts.get(reporter));
        let hops: Vec<Hop> = told_by.map(|told_by| chains::roots(scene, drafts, told_by)).unwrap_or_default();
        let hearsay = drafts.get(index).is_some_and(|draft| scene.is_hearsay(draft));
        let Some(draft) = drafts.get_mut(index) else { continue };
        draft.reporter = reporter;
        draft.sources = sources;
        let hearsay = hearsay || !draft.sources.is_empty();
        draft.sources.extend(hops);
        on_whose_word(scene, draft, speakers.as_ref(), hearsay);
    }
}

/// What changes because somebody else says it.
fn on_whose_word(
    scene: &Scene<'_, '_>,
    draft: &mut Draft,
    speakers: Option<&(Vec<Who>, &str)>,
    sourced: bool,
) {
    let content = speakers.map_or("", |(_, content)| *content);
    if content == "denied" && draft.kind != Kind::Statement {
        draft.status = Status::Denied;
        return;
    }
    // « a refusé de dire si l'entrevue avait eu lieu »
    if content == "unconfirmed" && draft.kind != Kind::Statement {
        draft.status = Status::Unconfirmed;
        return;
    }
    if content == "planned" && draft.status == Status::Affirmed {
        draft.status = Status::Planned;
        return;
    }
    let doer_says = speakers.is_some_and(|(agents, _)| {
        agents.iter().filter_map(Who::party).any(|speaker| {
            scene.speaks_for(speaker, &draft.agents) || draft.counterparts.contains(&Who::Party(speaker))
        })
    });
    let named = speakers.is_some_and(|(agents, _)| agents.iter().any(|who| who.party().is_some()));
    // What nobody in particular does is not doubted because somebody named speaks of it.
    let plain = named && draft.agents.is_empty() && draft.noun.is_some();
    let others_say = speakers.is_some() && !doer_says && !plain || sourced;
    match draft.status {
        Status::Negated if named && !doer_says && draft.kind != Kind::Statement => {
            draft.status = Status::Denied;
        }
        Status::Affirmed if others_say => draft.status = Status::Reported,
        _ => {}
    }
}

impl Scene<'_, '_> {
    /// Whether a party is one of the doers, or a person or body of the state that is (a minister tells what the
    /// country did).
    fn speaks_for(&self, speaker: PartyIndex, doers: &[Who]) -> bool {
        let state = self.actors.profile(speaker).state.as_deref();
        doers.iter().filter_map(Who::party).any(|doer| {
            let name = self.actors.parties.get(doer).map(|party| party.name.as_str());
            doer == speaker
                || state.is_some()
                    && (name == state
                        || self.actors.profile(doer).state.as_deref() == state && self.is_body(doer))
        })
    }

    fn is_body(&self, party: PartyIndex) -> bool {
        self.actors.parties.get(party).is_some_and(|party| party.class == Class::Organisation)
    }

    /// What the verb says, of a verb's own event or of a noun's.
    fn told(&self, draft: &Draft) -> Status {
        let Some(clause) = self.syntax.clause(draft.clause) else { return Status::Affirmed };
        match draft.noun {
            None => clause
                .verb
                .and_then(|verb| self.syntax.verb(verb))
                .map_or(Status::Affirmed, |verb| self.of_verb(draft.clause, verb)),
            Some(noun) => self.of_noun(noun, draft.clause),
        }
    }

    fn of_verb(&self, number: usize, verb: &VerbGroup) -> Status {
        let Some(clause) = self.syntax.clause(number) else { return Status::Affirmed };
        let feared = clause
            .parent
            .filter(|_| clause.kind == ClauseKind::Content)
            .and_then(|parent| self.governor(parent));
        let feared =
            feared.is_some_and(|above| above.infinitives().any(|lemma| self.lists.fear_verbs.has(lemma)));
        if clause.conditional || feared {
            return Status::Hypothetical;
        }
        if verb.modal == Some(Modal::Hedge) {
            return Status::Hypothetical;
        }
        if verb.negated {
            return Status::Negated;
        }
        if verb.modal == Some(Modal::Duty) {
            return Status::Planned;
        }
        match verb.tense {
            VerbTense::Future => Status::Planned,
            VerbTense::Conditional if self.is_future_in_past(clause) => Status::Planned,
            VerbTense::Conditional => Status::Hypothetical,
            VerbTense::Infinitive => self.of_infinitive(number),
            _ => Status::Affirmed,
        }
    }

    /// « a dit qu'il reviendrait »: the conditional that a past verb of saying asks for.
    fn is_future_in_past(&self, clause: &Clause) -> bool {
        let above = clause
            .parent
            .filter(|_| clause.kind == ClauseKind::Content)
            .and_then(|parent| self.governor(parent));
        above.is_some_and(|above| matches!(above.tense, VerbTense::Past | VerbTense::Imperfect))
    }

    /// « pour rencontrer »: planned, unless what it is the purpose of has happened on others' word (see `settle`).
    fn of_infinitive(&self, number: usize) -> Status {
        let Some(clause) = self.syntax.clause(number) else { return Status::Affirmed };
        let opener = &self.doc.word(clause.opener.unwrap_or(usize::MAX)).lower;
        let above = clause.parent.and_then(|parent| self.governor(parent));
        if self.lists.negative_prepositions.has(opener) {
            return Status::Negated;
        }
        let finite_above = clause.parent.and_then(|parent| self.above_finite(parent));
        if let Some(above) = above.filter(|above| above.is_finite()).or(finite_above) {
            let own = self.of_verb(above.clause, above);
            if matches!(own, Status::Planned | Status::Hypothetical) {
                return own;
            }
        }
        let gone = above.is_some_and(|above| {
            above.infinitives().any(|lemma| self.lists.with_be.has(lemma) || self.lists.journeys.has(lemma))
                && matches!(above.tense, VerbTense::Past)
        });
        let made =
            above.is_some_and(|above| above.infinitives().any(|lemma| self.lists.real_openers.has(lemma)));
        let led = self.lists.purposes.has(opener) || self.lists.of.has(opener) || self.lists.to.has(opener);
        let _ = gone;
        if led && !made { Status::Planned } else { Status::Affirmed }
    }

    /// The nearest clause above with a finite verb, the clause itself included.
    pub(super) fn finite_above(&self, clause: usize) -> Option<usize> {
        let mut at = Some(clause);
        for _ in 0..6 {
            let number = at?;
            if self.governor(number).is_some_and(VerbGroup::is_finite) {
                return Some(number);
            }
            at = self.syntax.clause(number)?.parent;
        }
        None
    }

    fn above_finite(&self, clause: usize) -> Option<&VerbGroup> {
        let mut at = Some(clause);
        for _ in 0..4 {
            let here = at.and_then(|number| self.syntax.clause(number))?;
            let verb = here.verb.and_then(|verb| self.syntax.verb(verb))?;
            if verb.is_finite() {
                return Some(verb);
            }
            at = here.parent;
        }
        None
    }

    fn of_noun(&self, noun: usize, clause: usize) -> Status {
        let Some(group) = self.syntax.noun(noun) else { return Status::Affirmed };
        if self.lists.negative_prepositions.has(group.preposition) {
            return Status::Negated;
        }
        if let Some(modifier) = self.modifier(noun).and_then(|modifier| self.governor(modifier)) {
            if modifier.infinitives().any(|lemma| self.lists.planning_verbs.has(lemma)) {
                return Status::Planned;
            }
            if modifier.infinitives().any(|lemma| self.lists.cancelling_verbs.has(lemma)) {
                return Status::Negated;
            }
        }
        let next =
            group.words.clone().any(|token| self.lists.future_adjectives.has(&self.doc.word(token).lower));
        let Some(verb) = self.governor(clause) else {
            return if next { Status::Planned } else { Status::Affirmed };
        };
        let subject = self.is_subject(noun, clause);
        let object = self.is_object(noun, clause);
        if subject {
            if verb.passive && verb.infinitives().any(|lemma| self.lists.planning_verbs.has(lemma)) {
                return Status::Planned;
            }
            if verb.passive && verb.infinitives().any(|lemma| self.lists.cancelling_verbs.has(lemma)) {
                return Status::Negated;
            }
            let any = |list: crate::lexicon::words::WordSet| verb.infinitives().any(|lemma| list.has(lemma));
            let course = any(self.lists.course_verbs) && !any(self.lists.presupposing_verbs);
            return if course { self.of_verb(clause, verb) } else { Status::Affirmed };
        }
        if object {
            let any = |list: crate::lexicon::words::WordSet| verb.infinitives().any(|lemma| list.has(lemma));
            if any(self.lists.confirm_or_deny) && self.is_neither_nor(clause) {
                return Status::Unconfirmed;
            }
            if any(self.lists.denying_verbs) && !verb.negated {
                return Status::Denied;
            }
            if any(self.lists.cancelling_verbs) {
                return Status::Negated;
            }
            if any(self.lists.planning_verbs) {
                return Status::Planned;
            }
            if any(self.lists.speaking_of_plans)
                || self.syntax.clause(clause).is_some_and(|clause| clause.conditional)
            {
                return Status::Hypothetical;
            }
            let own = self.of_verb(clause, verb);
            if matches!(own, Status::Planned | Status::Hypothetical | Status::Negated)
                && !crate::reading::syntax::speaks(verb)
            {
                return own;
            }
        }
        if verb.infinitives().any(|lemma| self.lists.speaking_of_plans.has(lemma)) {
            return Status::Hypothetical;
        }
        if next { Status::Planned } else { Status::Affirmed }
    }

    /// « n'a ni confirmé ni démenti ».
    fn is_neither_nor(&self, clause: usize) -> bool {
        let Some(unit) = self.syntax.clause(clause).map(|clause| clause.unit) else { return false };
        let near = clause.saturating_sub(2)..clause + 3;
        let settling = near
            .filter_map(|near| self.syntax.clause(near))
            .filter(|near| near.unit == unit)
            .filter(|near| {
                near.verb.and_then(|verb| self.syntax.verb(verb)).is_some_and(|verb| {
                    verb.negated && verb.infinitives().any(|lemma| self.lists.confirm_or_deny.has(lemma))
                })
            });
        settling.count() >= 2
    }

    /// Sources that stand beside an event: « selon X », « d'après deux diplomates », « - sources » behind a headline.
    fn sources(&self, draft: &Draft, drafts: &[Draft]) -> Vec<Hop> {
        let Some(sentence) = self.doc.sentence_of(draft.main) else { return Vec::new() };
        let mut who = Vec::new();
        for (noun, group) in self.syntax.nouns_in(sentence.words.clone()) {
            let after = &self.doc.before(group.words.start.saturating_sub(1)).lower;
            let before = &self.doc.before(group.words.start).lower;
            let dapres = (before.len() == 5 && before.starts_with("sel")
                || before.starts_with("apr") && self.lists.of.has(after))
                && self.lists.according.has(group.preposition);
            let near = &self.doc.before(group.words.start).lower;
            let dapres = dapres && self.lists.according.has(before)
                || (near == group.preposition || self.lists.to.has(near))
                    && self.lists.according_alone.has(group.preposition);
            let suffix = self.is_headline(draft.main)
                && group.words.start > 0
                && matches!(before.as_str(), "-" | "–")
                && self.is_people(group);
            if dapres || suffix {
                add(&mut who, self.who(noun, &[], &[]));
            }
        }
        who.retain(|who| !draft.agents.contains(who));
        chains::fold(self, drafts, &who, draft.main)
    }

    /// A party or a description as a station of a chain.
    pub(super) fn hop(&self, who: &Who) -> Hop {
        match who {
            Who::Party(party) => Hop::Named(
                self.actors.parties.get(*party).map(|party| party.name.clone()).unwrap_or_default(),
            ),
            Who::Unnamed(words) => Hop::Described(words.clone()),
        }
    }

    /// The conditional of hearsay: « la Turquie aurait consenti ».
    fn is_hearsay(&self, draft: &Draft) -> bool {
        draft.noun.is_none()
            && self.governor(draft.clause).is_some_and(|verb| verb.tense == VerbTense::PastConditional)
    }
}

/// « n'a ni confirmé ni démenti l'information »: the news itself, unconfirmed, where the object names no event.
fn unconfirmed(scene: &Scene<'_, '_>, drafts: &[Draft], added: &mut Vec<Draft>) {
    for (number, clause) in scene.syntax.clauses.iter().enumerate() {
        let Some(verb) = clause.verb.and_then(|verb| scene.syntax.verb(verb)) else { continue };
        let first = verb.negated
            && verb.infinitives().any(|lemma| scene.lists.confirm_or_deny.has(lemma))
            && scene.is_neither_nor(number)
            && !added.iter().any(|draft: &Draft| {
                scene.doc.word(draft.main).sentence == scene.doc.word(verb.main).sentence
            });
        let sentence = scene.doc.word(verb.main).sentence;
        let named = drafts.iter().any(|draft| {
            draft.status == Status::Unconfirmed && scene.doc.word(draft.main).sentence == sentence
        });
        if !first || named {
            continue;
        }
        let news =
            drafts.iter().find(|draft| draft.kind != Kind::Statement && draft.words.end <= verb.words.start);
        if let Some(news) = news {
            added.push(Draft {
                words: verb.words.clone(),
                main: verb.main,
                clause: number,
                rule: "neither-nor",
                frame: None,
                noun: None,
                status: Status::Unconfirmed,
                when: None,
                dated: false,
                by: super::weigh::Source::Nothing,
                at: super::weigh::spots::Spot::Nothing,
                place: None,
                ..news.clone()
            });
        }
    }
}

/// The saying on whose word an event stands: the verb whose content it is, the verb inserted behind it, or the
/// speaker of the quotation it stands in.
fn reporter(scene: &Scene<'_, '_>, drafts: &[Draft], index: usize) -> Option<usize> {
    let draft = drafts.get(index)?;
    let says = |number: usize| {
        drafts.iter().position(|other| {
            other.clause == number
                && other.noun.is_none()
                && other.frame.is_some_and(|frame| {
                    matches!(frame.content, "told" | "denied" | "planned" | "reported" | "unconfirmed")
                })
        })
    };
    if scene.is_background(draft) {
        return None;
    }
    let mut at = Some(draft.clause);
    let mut child = draft.clause;
    for _ in 0..8 {
        let Some(number) = at else { break };
        let clause = scene.syntax.clause(number)?;
        if (number != draft.clause || draft.noun.is_some())
            && let Some(saying) = says(number).filter(|&saying| saying != index)
        {
            let hangs = scene.syntax.clause(child).is_some_and(|child| {
                matches!(child.kind, ClauseKind::Content | ClauseKind::Infinitive)
                    || child.kind == ClauseKind::Gerund && self::told_by_gerund(scene, child, number)
            });
            let passive = scene.governor(number).is_some_and(|verb| verb.passive);
            let object = draft.noun.is_some_and(|noun| {
                number == draft.clause
                    && (scene.is_object(noun, number) || passive && scene.is_subject(noun, number))
            });
            if hangs && number != draft.clause || object {
                return Some(saying);
            }
        }
        // What is told beside, in a clause of its own, is told by the article.
        let aside =
            matches!(clause.kind, ClauseKind::Adverbial | ClauseKind::Relative | ClauseKind::Participle);
        if clause.kind == ClauseKind::Participle {
            return None;
        }
        if aside && !clause.conditional {
            break;
        }
        child = number;
        at = clause.parent;
    }
    inserted(scene, drafts, index).or_else(|| quoting(scene, drafts, index))
}

/// « accused X of seizing », « denied losing »: a gerund that is what the verb above tells.
fn told_by_gerund(scene: &Scene<'_, '_>, child: &Clause, above: usize) -> bool {
    let end = scene.governor(above).map_or(0, |verb| verb.words.end);
    let bare = child.opener.is_none() && child.words.start <= end + 1;
    let led = child.opener.is_some_and(|opener| {
        let lower = &scene.doc.word(opener).lower;
        scene.lists.of.has(lower) || scene.lists.blaming.has(lower)
    });
    crate::lexicon::grammar(scene.doc.language).helper_verbs && (bare || led)
}

impl Scene<'_, '_> {
    /// A noun that is neither subject nor object (« après le début de l'offensive »), or the subject of a verb that
    /// tells nothing of its course (« les attaques montrent que »): taken for granted, not reported.
    fn is_background(&self, draft: &Draft) -> bool {
        let Some(noun) = draft.noun else { return false };
        let subject = self.is_subject(noun, draft.clause);
        let told = self.governor(draft.clause).is_none_or(|verb| {
            let verbs = [
                self.lists.course_verbs,
                self.lists.settling_verbs,
                self.lists.support_verbs,
                self.lists.planning_verbs,
                self.lists.cancelling_verbs,
            ];
            verb.passive
                || verb.infinitives().any(|lemma| {
                    self.lists.auxiliaries.has(lemma) || verbs.iter().any(|list| list.has(lemma))
                })
        });
        let attack = draft.kind == Kind::Attack;
        attack && (subject && !told || !subject && !self.is_object(noun, draft.clause))
    }
}

/// « X est venu, a dit Y »: the saying inserted into the same unit.
fn inserted(scene: &Scene<'_, '_>, drafts: &[Draft], index: usize) -> Option<usize> {
    let draft = drafts.get(index)?;
    let unit = scene.syntax.clause(draft.clause)?.unit;
    drafts.iter().enumerate().position(|(number, other)| {
        let clause = scene.syntax.clause(other.clause);
        number != index
            && other.noun.is_none()
            && other.kind == Kind::Statement
            && clause.is_some_and(|clause| clause.inserted && clause.unit == unit)
            && !scene.hangs_on(draft.clause, other.clause)
    })
}

/// The saying that a quotation belongs to.
fn quoting(scene: &Scene<'_, '_>, drafts: &[Draft], index: usize) -> Option<usize> {
    let draft = drafts.get(index)?;
    let quotation =
        scene.quotation_of(draft.clause).and_then(|quotation| scene.syntax.quotations.get(quotation))?;
    let end = scene.doc.word(quotation.words.end.saturating_sub(1)).sentence;
    let start = scene.doc.word(quotation.words.start).sentence;
    let saying = |sentence: usize| {
        drafts.iter().position(|other| {
            other.noun.is_none()
                && other.frame.is_some_and(|frame| frame.kind == Kind::Statement || frame.content == "told")
                && !quotation.words.contains(&other.main)
                && scene.doc.word(other.main).sentence == sentence
        })
    };
    let before = || {
        drafts.iter().rposition(|other| {
            other.noun.is_none()
                && other.kind == Kind::Statement
                && other.main < quotation.words.start
                && !scene.is_quoted(other.clause)
        })
    };
    saying(end).or_else(|| saying(start)).or_else(before)
}

impl Scene<'_, '_> {
    /// Whether a clause depends on another.
    pub(super) fn hangs_on(&self, clause: usize, other: usize) -> bool {
        let mut at = Some(clause);
        for _ in 0..8 {
            match at {
                Some(number) if number == other => return true,
                Some(number) => at = self.syntax.clause(number).and_then(|clause| clause.parent),
                None => return false,
            }
        }
        false
    }
}
