//! Frames: which of its senses a verb has in its clause, and who plays which part in it.
//!
//! Senses are tried from the most demanding to the least; the first whose conditions hold tells the event. The
//! conditions are those that `assets/lang/fr/verbs.toml` explains.

use super::arguments::Arguments;
use super::cast::add;
use super::quoted::Speakers;
use super::{Draft, Scene};
use crate::lexicon::verbs::{self, Frame, Sense};
use crate::model::{Class, Kind, Status, Who};
use crate::reading::syntax::{Clause, ClauseKind, NounGroup, Tag, VerbGroup, VerbTense, speaks};
use crate::reading::words::Shape;

mod conditions;

/// Among so many parties, the first named, a speaker's state is looked for.
const EARLY: usize = 400;

/// Reads the event that the verb of a clause tells, if it tells one.
pub(super) fn read(scene: &Scene<'_, '_>, number: usize, speakers: &Speakers, drafts: &mut Vec<Draft>) {
    let Some(clause) = scene.syntax.clause(number) else { return };
    let Some(verb) = clause.verb.and_then(|verb| scene.syntax.verb(verb)) else { return };
    if !scene.is_running_text(verb.main) || !tells_something(verb) {
        return;
    }
    let speaker = speakers.of(scene, number);
    let Some(arguments) = scene.arguments(number, speaker, drafts) else { return };
    if neither_nor(scene, number, clause, verb) {
        return;
    }
    let attempt = Attempt { scene, number, clause, verb, arguments: &arguments };
    if attempt.repeats_noun()
        || attempt.completes_noun()
        || attempt.is_urged()
        || attempt.informs_by_the_way()
    {
        return;
    }
    if let Some((frame, _)) = attempt.sense() {
        let draft = attempt.draft(frame, speaker, drafts);
        if !within_request(scene, clause, drafts) && !same_happening(scene, clause, &draft, drafts) {
            drafts.push(draft);
        }
    }
}

fn tells_something(verb: &VerbGroup) -> bool {
    verb.lemmas.iter().filter_map(|&lemma| verbs::LEMMAS.get(lemma)).any(|lemma| !lemma.senses.is_empty())
}

/// « n'a ni confirmé ni démenti »: the second verb says no more than the first; the first is left to the nouns.
fn neither_nor(scene: &Scene<'_, '_>, number: usize, clause: &Clause, verb: &VerbGroup) -> bool {
    let confirm_or_deny = |verb: &VerbGroup| {
        verb.negated && verb.infinitives().any(|lemma| scene.lists.confirm_or_deny.has(lemma))
    };
    if !confirm_or_deny(verb) {
        return false;
    }
    let near = [number.checked_sub(1), number.checked_add(1)]
        .into_iter()
        .flatten()
        .filter_map(|near| scene.syntax.clause(near));
    near.filter(|near| near.unit == clause.unit)
        .filter_map(|near| scene.syntax.verb(near.verb?))
        .any(|other| confirm_or_deny(other) && other.main != verb.main)
}

/// The content of a request, a refusal or a threat is no event, nor what hangs on it.
fn within_request(scene: &Scene<'_, '_>, clause: &Clause, drafts: &[Draft]) -> bool {
    let mut clause = clause;
    for _ in 0..4 {
        // « threatened to block the talks unless it extradited him »: nor is what a threat hangs on.
        let condition = clause.conditional && scene.grammar().helper_verbs;
        // « ruled out calling back the fleet »
        let direct = clause.kind == ClauseKind::Gerund
            && clause.opener.is_none()
            && scene.grammar().helper_verbs
            && clause.parent.is_some_and(|parent| {
                let ends = scene.governor(parent).map_or(0, |verb| verb.words.end);
                clause.words.start <= ends + 1 && refuses(scene, parent)
            });
        let hangs =
            matches!(clause.kind, ClauseKind::Infinitive | ClauseKind::Content) || condition || direct;
        let purpose =
            clause.opener.is_some_and(|opener| scene.lists.purposes.has(&scene.doc.word(opener).lower));
        // « Après avoir rejeté le plan, il a réclamé un sommet »: what stands before the verb does not hang on what it asks.
        let ahead = |parent: &usize| {
            clause.kind == ClauseKind::Infinitive
                && scene.governor(*parent).is_some_and(|verb| clause.words.start < verb.words.start)
        };
        let parent = clause.parent.filter(|parent| hangs && !purpose && !ahead(parent));
        let Some(parent) = parent else { return false };
        let asks = |draft: &Draft| {
            draft.clause == parent
                && draft.noun.is_none()
                && draft.frame.is_some_and(|frame| {
                    frame.content == "none" || frame.content == "denied" && refuses(scene, parent)
                })
        };
        if drafts.iter().any(asks) {
            return true;
        }
        // « asked the court to order Chile to negotiate »: what is ordered was not told either.
        match scene.syntax.clause(parent) {
            Some(next) if scene.grammar().helper_verbs && next.kind == ClauseKind::Infinitive => {
                clause = next;
            }
            _ => return false,
        }
    }
    false
}

/// « refused to see »: by a refusal, other than by a denial, nothing is told to have happened.
fn refuses(scene: &Scene<'_, '_>, clause: usize) -> bool {
    let denies = |lemma: &str| scene.lists.denying_verbs.has(lemma);
    scene.grammar().helper_verbs && scene.governor(clause).is_some_and(|verb| !verb.infinitives().any(denies))
}

/// « convened in Nairobi to discuss the border », « bombed two camps, killing ten »: what they sat down for is no second
/// sitting, what an attack did no second attack.
fn same_happening(scene: &Scene<'_, '_>, clause: &Clause, draft: &Draft, drafts: &mut [Draft]) -> bool {
    if !scene.grammar().helper_verbs {
        return false;
    }
    // « is initialled and signed »
    let joined = clause.joined_to.is_some_and(|other| {
        drafts.iter().any(|told| {
            told.clause == other
                && told.noun.is_none()
                && told.kind == draft.kind
                && told.words.end + 1 == draft.words.start
        })
    });
    if joined {
        return true;
    }
    let above = drafts.iter_mut().find(|other| other.noun.is_none() && Some(other.clause) == clause.parent);
    let Some(above) = above else { return false };
    let sits = |kind: Kind| matches!(kind, Kind::Meeting | Kind::Talks | Kind::Call);
    let person = |who: &Who| who.party().is_some_and(|party| scene.actors.is_human(party));
    match clause.kind {
        ClauseKind::Infinitive if sits(draft.kind) && sits(above.kind) && draft.counterparts.is_empty() => {
            // Envoys who meet to discuss something negotiate.
            if draft.kind == Kind::Talks && !above.agents.iter().chain(&above.counterparts).any(person) {
                above.kind = Kind::Talks;
            }
            true
        }
        ClauseKind::Gerund => {
            let accused = clause.opener.is_some();
            draft.kind == Kind::Attack && above.kind == Kind::Attack && !accused
        }
        _ => false,
    }
}

struct Attempt<'s, 'd, 'a> {
    scene: &'s Scene<'d, 'a>,
    number: usize,
    clause: &'s Clause,
    verb: &'s VerbGroup,
    arguments: &'s Arguments,
}

impl Attempt<'_, '_, '_> {
    /// « l'accord conclu hier »: the noun tells it already.
    fn repeats_noun(&self) -> bool {
        let scene = self.scene;
        let noun = self
            .clause
            .antecedent
            .filter(|_| self.verb.tense == VerbTense::Participle)
            .and_then(|noun| scene.syntax.noun(noun));
        let kinds = || {
            self.verb
                .lemmas
                .iter()
                .filter_map(|&lemma| verbs::LEMMAS.get(lemma))
                .flat_map(|lemma| lemma.senses)
                .filter_map(|sense| verbs::FRAMES.get(sense.frame))
                .map(|frame| frame.kind)
        };
        noun.is_some_and(|noun| {
            verbs::nouns(scene.doc.language, &scene.doc.word(noun.head).lower)
                .any(|entry| kinds().any(|kind| kind == entry.kind))
        })
    }

    /// « pousse Kyiv à accepter », « il faut dialoguer »: what somebody should do is no event.
    fn is_urged(&self) -> bool {
        let scene = self.scene;
        let urges = |lemma: &'static str| scene.lists.urging_verbs.has(lemma);
        let above = self
            .clause
            .parent
            .filter(|_| self.clause.kind == ClauseKind::Infinitive)
            .and_then(|parent| scene.governor(parent));
        urges(self.verb.modal_lemma)
            || above.is_some_and(|above| above.infinitives().any(urges) || urges(above.modal_lemma))
    }

    /// « l'a appelé pour l'informer que »: the purpose of saying something is no saying of its own.
    fn informs_by_the_way(&self) -> bool {
        let scene = self.scene;
        let purpose =
            self.clause.opener.is_some_and(|opener| scene.lists.purposes.has(&scene.doc.word(opener).lower));
        self.clause.kind == ClauseKind::Infinitive && purpose && speaks(self.verb)
    }

    /// « la volonté de négocier »: an infinitive that only says of what kind a noun is.
    fn completes_noun(&self) -> bool {
        let scene = self.scene;
        // « accuse X d'avoir saisi »: what a verb above tells of its object is told.
        let above = self.clause.parent.and_then(|parent| scene.governor(parent));
        let tells = above.is_some_and(|above| {
            let senses = above
                .lemmas
                .iter()
                .filter_map(|&lemma| verbs::LEMMAS.get(lemma))
                .flat_map(|lemma| lemma.senses);
            senses.filter_map(|sense| verbs::FRAMES.get(sense.frame)).any(|frame| frame.content == "reported")
        });
        self.clause.kind == ClauseKind::Infinitive
            && !tells
            && self.clause.opener.is_some_and(|opener| {
                // A quotation mark may stand between (« la "volonté" de négocier »).
                let quoted = scene.doc.before(opener).shape == Shape::CloseQuote;
                let before = opener.wrapping_sub(if quoted { 2 } else { 1 });
                scene.lists.of.has(&scene.doc.word(opener).lower)
                    && scene.syntax.tag(before) == Tag::Open
                    && scene.syntax.noun_at(before).is_some()
            })
    }

    /// The first sense whose conditions hold.
    fn sense(&self) -> Option<(&'static Frame, &'static Sense)> {
        let lemmas = self.verb.lemmas.iter().filter_map(|&lemma| verbs::LEMMAS.get(lemma));
        lemmas.flat_map(|lemma| lemma.senses).find_map(|sense| {
            let frame = verbs::FRAMES.get(sense.frame)?;
            self.fits(frame, sense).then_some((frame, sense))
        })
    }

    fn fits(&self, frame: &Frame, sense: &Sense) -> bool {
        // A participle without auxiliary does not show whether its verb is pronominal.
        let participle = self.verb.tense == VerbTense::Participle;
        if sense.reflexive != self.verb.reflexive && !(participle && sense.reflexive) {
            return false;
        }
        let tail = sense.tails.is_empty() || self.tail(sense.tails);
        let told = |condition: &str| self.holds(condition, frame);
        // An infinitive whose doer is not told (« des démarches pour renouer le dialogue ») may lack an actor.
        let doer_open = !sense.tails.is_empty() && self.clause.kind == ClauseKind::Infinitive;
        tail && frame.must.iter().all(|condition| told(condition) || doer_open && *condition == "actor")
            && (frame.needs.is_empty()
                || !sense.tails.is_empty()
                || frame.needs.iter().any(|condition| told(condition)))
            && !frame.never.iter().any(|condition| told(condition))
    }

    fn draft(&self, frame: &'static Frame, speaker: &[Who], drafts: &[Draft]) -> Draft {
        let mut agents = self.arguments.doers.clone();
        let mut counterparts: Vec<Who> = Vec::new();
        if frame.object == "agent" {
            add(&mut agents, self.arguments.undergoers.clone());
        } else if frame.object == "counterpart" {
            let acting = self
                .arguments
                .undergoer_nouns
                .iter()
                .any(|&noun| self.acts(noun) || self.befallen(noun, frame));
            if acting || self.arguments.undergoer_nouns.is_empty() {
                add(&mut counterparts, self.arguments.undergoers.clone());
            }
        }
        for noun in self.arguments.partners(frame) {
            add(&mut counterparts, self.scene.acting(noun, speaker, drafts));
        }
        // « handed the consul his passports »
        if frame.object == "counterpart" && counterparts.is_empty() && self.scene.grammar().helper_verbs {
            add(&mut counterparts, self.arguments.addressed.clone());
        }
        if frame.with.iter().any(|with| self.scene.lists.to.has(*with)) {
            add(&mut counterparts, self.arguments.addressed.clone());
        }
        // « exige de l'Equateur qu'il recule », « réclame de Londres des excuses »
        if frame.kind == Kind::Request && !self.scene.grammar().helper_verbs && counterparts.is_empty() {
            for noun in self.arguments.with(|preposition| self.scene.lists.of.has(preposition)) {
                add(&mut counterparts, self.scene.acting(noun, speaker, drafts));
            }
            counterparts.retain(|who| who.party().is_some());
        }
        // « aux côtés de », « avec »: whoever else does it stands among the counterparts.
        if frame.kind != Kind::Statement {
            for noun in self.arguments.with(|preposition| self.scene.lists.accompany.has(preposition)) {
                if self.in_step_with(noun) {
                    continue;
                }
                add(&mut counterparts, self.scene.acting(noun, speaker, drafts));
            }
        }
        if self.scene.grammar().helper_verbs && counterparts.is_empty() {
            self.told_of(frame, speaker, drafts, &mut counterparts);
        }
        if counterparts.is_empty() {
            self.owned(frame, &mut counterparts);
        }
        if counterparts.is_empty() {
            counterparts.extend(self.state_there(frame).filter(|state| !agents.contains(state)));
        }
        // « Lee saw the chief »: a description does not mean who is named as the doer, nor does « it ».
        let pronoun = |&noun: &usize| self.scene.syntax.noun(noun).is_some_and(|noun| noun.pronoun);
        let named = self.arguments.doer_nouns.iter().any(|noun| !pronoun(noun));
        let it = self.arguments.undergoer_nouns.iter().any(pronoun);
        let named = named && self.scene.grammar().helper_verbs;
        if !frame.both && !self.verb.passive && (named || it) {
            counterparts.retain(|who| !agents.contains(who));
        }
        agents.retain(|who| !counterparts.contains(who) || frame.both);
        counterparts.retain(|who| !agents.contains(who));
        let kind = match frame.kind {
            Kind::Meeting if self.is_sitting() => Kind::Talks,
            kind if self.would_not(kind) => Kind::Refusal,
            kind => kind,
        };
        if let Some(state) = self.speaks_for(kind, &agents).filter(|state| !counterparts.contains(state)) {
            agents = vec![state];
        }
        Draft {
            words: self.verb.words.clone(),
            main: self.verb.main,
            clause: self.number,
            kind,
            rule: frame.name,
            frame: Some(frame),
            noun: None,
            agents,
            counterparts,
            status: frame.status.unwrap_or(Status::Affirmed),
            when: None,
            dated: false,
            by: super::weigh::Source::Nothing,
            at: super::weigh::spots::Spot::Nothing,
            place: None,
            reporter: None,
            sources: Vec::new(),
            first_by: None,
        }
    }

    /// « "We fired at the forts" », « "Nous quitterons le Sinaï" »: what a speaker's side does alone, his state does.
    fn speaks_for(&self, kind: Kind, agents: &[Who]) -> Option<Who> {
        let scene = self.scene;
        let [Who::Party(speaker)] = agents else { return None };
        let noun = self.arguments.doer_nouns.first().and_then(|&noun| scene.syntax.noun(noun))?;
        let first = scene.lists.first_plurals.has(&scene.doc.word(noun.head).lower);
        let joint =
            matches!(kind, Kind::Statement | Kind::Agreement | Kind::Meeting | Kind::Talks | Kind::Visit);
        if !first || joint || !scene.is_quoted(self.number) || !scene.actors.is_human(*speaker) {
            return None;
        }
        let state = scene.state(*speaker)?;
        let mut early = scene.actors.parties.iter().take(EARLY);
        early.position(|party| party.name == state).map(Who::Party)
    }

    /// « demanded that Israel quit », « banned Argentina's goods »: whom the clause is about, whose the object is.
    fn told_of(&self, frame: &Frame, speaker: &[Who], drafts: &[Draft], counterparts: &mut Vec<Who>) {
        let scene = self.scene;
        let demands = frame.must.contains(&"deadline");
        if demands || matches!(frame.kind, Kind::Request | Kind::Accusation) {
            let content = scene
                .children(self.number)
                .find(|child| child.kind == ClauseKind::Content && child.words.start >= self.verb.words.end);
            let subjects = content.map(|clause| clause.subjects.clone()).unwrap_or_default();
            for noun in subjects {
                add(counterparts, scene.acting(noun, speaker, drafts));
            }
        }
        let owned = matches!(
            frame.kind,
            Kind::Support | Kind::Accusation | Kind::Sanction | Kind::Refusal | Kind::Threat
        );
        if !owned || !counterparts.is_empty() {
            return;
        }
        let things: Vec<usize> =
            self.arguments.undergoer_nouns.iter().copied().chain(self.arguments.partners(frame)).collect();
        for noun in things {
            let Some(before) = noun.checked_sub(1) else { continue };
            let holds =
                scene.syntax.noun(before).zip(scene.syntax.noun(noun)).is_some_and(|(holder, held)| {
                    scene.lists.genitives.has(holder.preposition) && holder.words.end + 1 >= held.words.start
                });
            if holds {
                add(counterparts, scene.acting(before, speaker, drafts));
            }
        }
        counterparts.retain(|who| who.party().is_some());
    }

    /// « a salué la sagesse de Londres »: praise and blame of what somebody has or does are theirs.
    fn owned(&self, frame: &Frame, counterparts: &mut Vec<Who>) {
        let scene = self.scene;
        if !matches!(frame.kind, Kind::Support | Kind::Accusation) {
            return;
        }
        let of = self.arguments.with(|preposition| scene.lists.of.has(preposition));
        let things = self.arguments.undergoer_nouns.iter().copied().chain(of);
        for noun in things {
            let Some(group) = scene.syntax.noun(noun) else { continue };
            let event = verbs::nouns(scene.doc.language, &scene.doc.word(group.head).lower).next().is_some();
            let next = scene.syntax.noun(noun + 1).filter(|next| {
                scene.lists.of.has(next.preposition)
                    && next.words.start <= group.words.end + 2
                    && !next.temporal
            });
            if let Some(party) =
                next.filter(|_| !event && !scene.can_act(group)).and_then(|next| scene.party_of(next))
            {
                add(counterparts, [Who::Party(party)]);
                return;
            }
        }
    }

    /// « a livré des chars au Soudan », « lashed out at Greece »: a country that looks like a mere place, where the verb asks for
    /// somebody behind that preposition.
    fn state_there(&self, frame: &Frame) -> Option<Who> {
        let scene = self.scene;
        let asks = matches!(
            frame.kind,
            Kind::Aid | Kind::Request | Kind::Sanction | Kind::Threat | Kind::Accusation | Kind::Support
        );
        let mut groups = self.arguments.partners(frame).filter_map(|noun| scene.syntax.noun(noun));
        let group = groups.find(|group| asks && group.words.start > self.verb.main)?;
        let place = scene.actors.places_within(&group.words).next()?;
        let same =
            |party: &crate::model::Party| party.class == Class::State && party.name == place.place.name;
        let mut early = scene.actors.parties.iter().take(EARLY);
        early.position(same).map(Who::Party)
    }

    /// « would not sign »: told of what is past, unwillingness is a refusal.
    fn would_not(&self, kind: Kind) -> bool {
        let willed = matches!(
            kind,
            Kind::Agreement
                | Kind::Concession
                | Kind::Meeting
                | Kind::Talks
                | Kind::Withdrawal
                | Kind::Support
                | Kind::Aid
                | Kind::Cooperation
        );
        willed
            && self.scene.grammar().helper_verbs
            && self.verb.negated
            && !self.verb.passive
            && self.verb.tense == VerbTense::Conditional
            && self.arguments.acts
            && !self.scene.is_quoted(self.number)
            && if self.verb.modal.is_none() {
                self.clause.kind != ClauseKind::Content
            } else {
                // « could not accept the plan »
                kind == Kind::Agreement && !self.arguments.undergoer_nouns.is_empty()
            }
    }

    /// « des délégations se sont rencontrées »: a sitting, not a meeting of two.
    fn is_sitting(&self) -> bool {
        let scene = self.scene;
        let nouns = self.arguments.doer_nouns.iter().chain(&self.arguments.undergoer_nouns);
        nouns
            .filter_map(|&noun| scene.syntax.noun(noun))
            .any(|noun| scene.lists.sitting_bodies.has(&scene.doc.word(noun.head).lower))
    }

    /// « en lien avec Kyiv », « en consultation avec »: in step with somebody, not facing them.
    fn in_step_with(&self, noun: usize) -> bool {
        let before = noun.checked_sub(1).and_then(|before| self.scene.syntax.noun(before));
        let start = self.scene.syntax.noun(noun).map_or(0, |group| group.words.start);
        before.is_some_and(|before| {
            self.scene.lists.under_way.has(before.preposition) && before.words.end + 1 == start
        })
    }

    /// Whether a thing in the object's place counts as whom it befalls (« six chalutiers » seized).
    fn befallen(&self, noun: usize, frame: &Frame) -> bool {
        let Some(group) = self.scene.syntax.noun(noun) else { return false };
        let listed = frame.objects.contains(&self.scene.doc.word(group.head).lower.as_str());
        listed
            && matches!(
                frame.kind,
                Kind::Coercion | Kind::Attack | Kind::Concession | Kind::Sanction | Kind::Protest
            )
    }
}

impl Scene<'_, '_> {
    /// The tokens of the groups with « de » behind a group.
    pub(super) fn complement_words(&self, noun: &NounGroup) -> impl Iterator<Item = usize> {
        let mut tokens = Vec::new();
        let mut end = noun.words.end;
        for _ in 0..3 {
            let next = self.syntax.nouns_in(end..end + 3).next().map(|(_, noun)| noun);
            let Some(next) = next.filter(|next| self.lists.of.has(next.preposition)) else { break };
            tokens.extend(next.words.clone());
            end = next.words.end;
        }
        tokens.into_iter()
    }
}
