//! Nouns: the events that noun groups tell (« la visite du roi », « un appel entre … »), with their parties.
//!
//! A noun tells an event when the lexicon lists it and something anchors it: a date, a party, a verb that tells its
//! course or settles whether it happened. Its status comes from that verb (see `status`).

use super::cast::add;
use super::quoted::Speakers;
use super::{Draft, Scene};
use crate::lexicon::gazetteer;
use crate::lexicon::verbs::{self, Noun};
use crate::model::{Class, Kind, Status, Who};
use crate::reading::syntax::{ClauseKind, NounGroup, VerbGroup};

mod told;

/// Reads the events of all noun groups, inside or outside quotations.
pub(super) fn read(scene: &Scene<'_, '_>, quoted: bool, speakers: &Speakers, drafts: &mut Vec<Draft>) {
    for (number, group) in scene.syntax.nouns.iter().enumerate() {
        let Some(clause) = scene.syntax.clause_at(group.words.start) else { continue };
        if group.quotation || group.pronoun || group.temporal || scene.is_quoted(clause) != quoted {
            continue;
        }
        for token in group.words.clone() {
            if !scene.is_running_text(token) || scene.is_named(token) {
                continue;
            }
            let entry = verbs::nouns(scene.doc.language, &scene.doc.word(token).lower)
                .find(|entry| scene.compound_follows(entry, token, group));
            let Some(entry) = entry else { continue };
            let reader =
                Reader { scene, number, group, token, clause, entry, speaker: speakers.of(scene, clause) };
            if let Some(draft) = reader.draft(drafts) {
                drafts.push(draft);
            }
            break;
        }
    }
}

/// The nouns of killing: that a murder « was » something tells no murder.
const KILLING: &str = "killing-noun";

impl Scene<'_, '_> {
    /// Whether the token is part of a name (« Conférence sur la sécurité »).
    pub(super) fn is_named(&self, token: usize) -> bool {
        let mention = self.syntax.mention_at(token).and_then(|number| self.actors.mentions.get(number));
        mention.is_some_and(|found| found.mention.class != Class::Role)
    }

    fn compound_follows(&self, entry: &Noun, token: usize, group: &NounGroup) -> bool {
        if entry.compound.is_empty() {
            return true;
        }
        let near = token + 1..token + 7;
        let follows = near.clone().any(|near| entry.compound.contains(&self.doc.word(near).lower.as_str()));
        let before =
            group.words.clone().any(|near| entry.compound.contains(&self.doc.word(near).lower.as_str()));
        follows || before
    }

    /// The verb of the clause, if the noun group is its subject, its object or an adjunct of it.
    pub(super) fn governor(&self, clause: usize) -> Option<&VerbGroup> {
        self.syntax.clause(clause)?.verb.and_then(|verb| self.syntax.verb(verb))
    }

    /// Whether a noun group is a subject of its clause.
    pub(super) fn is_subject(&self, noun: usize, clause: usize) -> bool {
        self.syntax.clause(clause).is_some_and(|clause| clause.subjects.contains(&noun))
    }

    /// Whether a noun group is the object of its clause's verb: bare, behind it.
    pub(super) fn is_object(&self, noun: usize, clause: usize) -> bool {
        let Some(group) = self.syntax.noun(noun) else { return false };
        !self.is_subject(noun, clause)
            && group.preposition.is_empty()
            && self.governor(clause).is_some_and(|verb| verb.words.end <= group.words.start)
    }
}

/// Whether a verb may tell an agreement.
fn agrees(verb: &VerbGroup) -> bool {
    let senses = verb.lemmas.iter().filter_map(|&lemma| verbs::LEMMAS.get(lemma));
    let mut frames = senses.flat_map(|lemma| lemma.senses).filter_map(|sense| verbs::FRAMES.get(sense.frame));
    frames.any(|frame| frame.kind == Kind::Agreement)
}

struct Reader<'s, 'd, 'a> {
    scene: &'s Scene<'d, 'a>,
    number: usize,
    group: &'s NounGroup,
    token: usize,
    clause: usize,
    entry: &'static Noun,
    speaker: &'s [Who],
}

impl Reader<'_, '_, '_> {
    fn draft(&self, drafts: &[Draft]) -> Option<Draft> {
        if self.told_by_noun(drafts)
            || self.told_by_verb(drafts)
            || self.broken_off(drafts)
            || self.asked_for(drafts)
            || self.is_modifier()
        {
            return None;
        }
        let (mut agents, mut counterparts) = (Vec::new(), Vec::new());
        self.complements(drafts, &mut agents, &mut counterparts);
        if agents.is_empty() && counterparts.is_empty() {
            self.behind_course(drafts, &mut agents, &mut counterparts);
        }
        if agents.is_empty() {
            add(&mut agents, self.makers(drafts));
        }
        self.adjective(&mut agents);
        self.compound_adjective(&mut agents);
        self.invaded(&mut counterparts);
        self.suffered(drafts, &mut counterparts);
        let held = self.holder(drafts, &mut agents, &mut counterparts);
        let own_party = !agents.is_empty() || !counterparts.is_empty();
        add(
            &mut agents,
            self.scene
                .possessor(self.group, self.speaker, drafts)
                .into_iter()
                .filter(|who| !counterparts.contains(who)),
        );
        if self.entry.kind == Kind::Attack {
            self.attacker(&mut agents);
        }
        let possessed = !agents.is_empty() || held;
        self.add_clause_doers(drafts, &mut agents, &counterparts);
        if !self.anchored(own_party, possessed, &agents, drafts) {
            return None;
        }
        counterparts.retain(|who| !agents.contains(who));
        Some(Draft {
            words: self.token..self.token + 1,
            main: self.token,
            clause: self.clause,
            kind: self.entry.kind,
            rule: self.entry.name,
            frame: None,
            noun: Some(self.number),
            agents,
            counterparts,
            status: self.entry.status.unwrap_or(Status::Affirmed),
            when: None,
            dated: false,
            by: super::weigh::Source::Nothing,
            at: super::weigh::spots::Spot::Nothing,
            place: None,
            reporter: None,
            sources: Vec::new(),
            first_by: None,
        })
    }

    /// The object of a request or a threat is no event.
    fn asked_for(&self, drafts: &[Draft]) -> bool {
        let scene = self.scene;
        let object = !self.scene.is_subject(self.number, self.clause);
        // « demander d'accueillir une réunion »: what hangs on the request too.
        let parent = self
            .scene
            .syntax
            .clause(self.clause)
            .filter(|clause| clause.kind == ClauseKind::Infinitive)
            .and_then(|clause| clause.parent);
        // « a demand for talks »
        let before = self.number.checked_sub(1).and_then(|before| scene.syntax.noun(before));
        let demanded = scene.grammar().helper_verbs
            && scene.lists.blaming.has(self.group.preposition)
            && !scene.lists.of.has(self.group.preposition)
            && before.is_some_and(|before| {
                before.words.end + 1 == self.group.words.start
                    && verbs::nouns(scene.doc.language, &scene.doc.word(before.head).lower)
                        .any(|noun| noun.kind == Kind::Request)
            });
        if demanded {
            return true;
        }
        object
            && drafts.iter().any(|draft| {
                (draft.clause == self.clause || Some(draft.clause) == parent)
                    && draft.noun.is_none()
                    && draft.words.end <= self.token
                    && draft.frame.is_some_and(|frame| frame.content == "none")
            })
    }

    /// « une équipe de médiation », « accord de paix », « salle de conférence »: a noun that only tells of what
    /// kind another is.
    fn is_modifier(&self) -> bool {
        let bare = self.scene.lists.of.has(self.group.preposition)
            || self.scene.lists.locatives.has(self.group.preposition);
        // « dans cet entretien, diffusé hier »: an interview, no meeting.
        let interview = self.entry.kind == Kind::Meeting
            && self.scene.lists.interview_prepositions.has(self.group.preposition);
        // « la mission du conseil est de juger »: what something consists in.
        let consists = self.scene.is_subject(self.number, self.clause)
            && self.scene.governor(self.clause).is_some_and(|verb| {
                verb.is(verbs::BE)
                    && self.scene.syntax.clauses.iter().skip(self.clause).take(4).any(|inner| {
                        inner.parent == Some(self.clause)
                            && inner.kind == ClauseKind::Infinitive
                            && inner.words.start <= verb.words.end + 2
                    })
            });
        if consists {
            return true;
        }
        let granted = self.entry.kind == Kind::Meeting
            && self.scene.is_object(self.number, self.clause)
            && self.scene.governor(self.clause).is_some_and(|verb| {
                verb.infinitives().any(|lemma| self.scene.lists.granting_verbs.has(lemma))
            });
        if interview || granted {
            return true;
        }
        // « a news conference »
        let to_press = self.entry.kind == Kind::Talks
            && self
                .group
                .words
                .clone()
                .any(|token| self.scene.lists.press_occasions.has(&self.scene.doc.word(token).lower));
        if to_press {
            return true;
        }
        let undetermined = self.group.determiner == crate::reading::syntax::Determiner::None;
        // « une source informée de ce voyage »
        let pointed = self.scene.lists.demonstratives.has(&self.scene.doc.word(self.group.words.start).lower);
        if self.scene.lists.of.has(self.group.preposition) && pointed {
            return true;
        }
        if self.scene.lists.of.has(self.group.preposition) && undetermined && self.counted() {
            return false;
        }
        // « De passage à Genève, il a répondu »
        let opens = self.scene.doc.sentence_of(self.token).map_or(0, |sentence| sentence.words.start);
        if self.entry.kind == Kind::Visit
            && undetermined
            && self.group.words.start <= opens + 1
            && self.scene.place_behind(self.group).is_some()
        {
            return false;
        }
        let headline = self.scene.is_headline(self.token);
        // « Ethiopia, Eritrea in secret talks »
        let in_talks = headline
            && self.entry.kind == Kind::Talks
            && self.scene.lists.under_way.has(self.group.preposition)
            && self.scene.governor(self.clause).is_none();
        if self.scene.lists.modifying_prepositions.has(self.group.preposition) && undetermined && !in_talks {
            return true;
        }
        self.scene.lists.of.has(self.group.preposition) && undetermined && !headline
            || bare && undetermined && self.entry.needs.contains(&"news") && !headline
    }

    /// « une série d'entretiens », « un cycle de pourparlers »: the noun before only counts it.
    fn counted(&self) -> bool {
        let before = self.group.words.start.saturating_sub(2);
        self.scene.lists.series.has(&self.scene.doc.word(before).lower)
    }

    /// Groups behind the noun: « de X », « entre X et Y », « avec Y », and what the entry lists.
    fn complements(&self, drafts: &[Draft], agents: &mut Vec<Who>, counterparts: &mut Vec<Who>) {
        let scene = self.scene;
        let end = scene.doc.sentence_of(self.token).map_or(self.token, |sentence| sentence.words.end);
        let mut last_end = self.group.words.end;
        let mut carried: Option<bool> = None;
        let mut between = false;
        for (noun, group) in scene.syntax.nouns_in(self.group.words.end..end) {
            let verb_between =
                (last_end..group.words.start).any(|token| scene.syntax.verb_at(token).is_some());
            if verb_between || group.quotation || group.words.start > last_end + 6 {
                break;
            }
            let who = || scene.acting(noun, self.speaker, drafts);
            let preposition = group.preposition;
            between |= scene.lists.between.has(preposition);
            let adjacent = group.words.start <= last_end + 1;
            if scene.lists.between.has(preposition) {
                add(agents, who());
                carried = Some(true);
            } else if scene.lists.accompany.has(preposition) || self.entry.with.contains(&preposition) {
                add(counterparts, who());
                carried = Some(false);
            } else if scene.lists.by.has(preposition) {
                add(agents, who());
                carried = Some(true);
            } else if scene.lists.of.has(preposition)
                && adjacent
                && group.words.start <= self.group.words.end + 1
            {
                match self.entry.of {
                    // « leur retrait de la Cédéao »: the possessive says whose it is.
                    "agent" | "both" if self.group.possessive => {}
                    // « the withdrawal of its troops »
                    "agent" if group.possessive && scene.grammar().helper_verbs => {
                        add(agents, scene.possessor(group, self.speaker, drafts));
                    }
                    "agent" | "both" => add(agents, who()),
                    "counterpart" => add(counterparts, self.befallen(noun, drafts)),
                    _ => {}
                }
                carried = Some(self.entry.of != "counterpart");
            } else if preposition.is_empty()
                && (scene.is_joined(group) || between && self.is_listed(group, last_end))
            {
                match carried {
                    Some(true) => add(agents, who()),
                    Some(false) => add(counterparts, who()),
                    None => break,
                }
            } else if preposition.is_empty() && !group.temporal {
                break;
            }
            last_end = group.words.end;
        }
    }

    /// « l'accord conclu lundi par X et Y »: who brought about what a participle behind it tells of.
    fn makers(&self, drafts: &[Draft]) -> Vec<Who> {
        let scene = self.scene;
        let made = |verb: &VerbGroup| {
            let lists = scene.lists;
            verb.passive
                && verb
                    .infinitives()
                    .any(|verb| lists.support_verbs.has(verb) || lists.course_verbs.has(verb))
        };
        // « The accord, signed by Chad and Sudan »
        let told_so = |verb: &VerbGroup| self.entry.kind == Kind::Agreement && verb.passive && agrees(verb);
        let made = |verb: &VerbGroup| !scene.grammar().helper_verbs && made(verb) || told_so(verb);
        let modifier = scene.modifier(self.number);
        let modifier = modifier.filter(|&inner| scene.governor(inner).is_some_and(made));
        let told = modifier.and_then(|inner| scene.arguments(inner, self.speaker, drafts));
        let doers = told.map(|told| told.doers).unwrap_or_default();
        doers.into_iter().filter(|who| who.party().is_some()).collect()
    }

    /// « entre X, Y et Z »: a name right behind a comma.
    fn is_listed(&self, group: &NounGroup, last_end: usize) -> bool {
        let comma = self.scene.syntax.tag(last_end) == crate::reading::syntax::Tag::Comma;
        comma && group.words.start == last_end + 1 && self.scene.party_of(group).is_some()
    }

    /// « Des discussions ont eu lieu lundi entre X et Y »: the parties behind the verb that tells the course.
    fn behind_course(&self, drafts: &[Draft], agents: &mut Vec<Who>, counterparts: &mut Vec<Who>) {
        let scene = self.scene;
        let course = scene
            .governor(self.clause)
            .is_some_and(|verb| verb.infinitives().any(|lemma| scene.lists.course_verbs.has(lemma)));
        if !course || !scene.is_subject(self.number, self.clause) {
            return;
        }
        let Some(arguments) = scene.arguments(self.clause, self.speaker, drafts) else { return };
        for noun in arguments.with(|preposition| scene.lists.between.has(preposition)) {
            add(agents, scene.acting(noun, self.speaker, drafts));
        }
        for noun in arguments.with(|preposition| scene.lists.accompany.has(preposition)) {
            add(counterparts, scene.acting(noun, self.speaker, drafts));
        }
    }

    /// « la Russie …, ses attaques »: a state, where one stands before in the sentence, rather than a person.
    fn attacker(&self, agents: &mut Vec<Who>) {
        let scene = self.scene;
        let person = agents.iter().filter_map(Who::party).all(|party| scene.actors.is_human(party));
        let sentence = scene.doc.word(self.token).sentence;
        let near = scene.actors.mentions.iter().rev().filter(|found| found.words.end <= self.token);
        let mut near = near.take_while(|found| scene.doc.word(found.words.start).sentence == sentence);
        if self.group.possessive
            && person
            && let Some(found) = near.find(|found| found.mention.class == Class::State)
        {
            *agents = vec![Who::Party(found.mention.party)];
        }
    }

    /// Whom a release, an arrest, an expulsion befalls, even where only described.
    fn befallen(&self, noun: usize, drafts: &[Draft]) -> Vec<Who> {
        self.scene.acting(noun, self.speaker, drafts)
    }

    /// « l'offensive russe »: the state behind an adjective is the agent.
    fn adjective(&self, agents: &mut Vec<Who>) {
        if self.entry.adjective != "agent" {
            return;
        }
        for token in self.token + 1..self.group.words.end {
            let scene = self.scene;
            let adjective = gazetteer::adjective(scene.doc.language, &scene.doc.word(token).fold);
            let mut states = adjective.into_iter().flat_map(gazetteer::Adjective::of);
            let party = states.find_map(|state| {
                scene
                    .actors
                    .parties
                    .iter()
                    .position(|party| party.id.as_deref() == Some(state.id()) || party.name == state.fr())
            });
            if let Some(party) = party {
                add(agents, [Who::Party(party)]);
            }
        }
    }

    /// « des pourparlers russo-géorgiens »: the two states of a compound adjective.
    fn compound_adjective(&self, agents: &mut Vec<Who>) {
        if self.entry.of != "both" || !agents.is_empty() {
            return;
        }
        for token in self.token + 1..self.group.words.end {
            let scene = self.scene;
            let found = gazetteer::compound(scene.doc.language, &scene.doc.word(token).fold);
            let Some((first, second)) = found else { continue };
            for state in std::iter::once(first).chain(second.of().take(1)) {
                let mut parties = scene.actors.parties.iter();
                let party = parties.position(|party| party.id.as_deref() == Some(state.id()));
                add(agents, party.map(Who::Party));
            }
        }
    }

    /// « l'offensive en Ukraine »: the state where an attack takes place suffers it.
    fn invaded(&self, counterparts: &mut Vec<Who>) {
        if self.entry.kind != Kind::Attack || !counterparts.is_empty() {
            return;
        }
        let place = self.scene.place_behind(self.group).map(|place| place.place.name.as_str());
        let parties = &self.scene.actors.parties;
        let state = parties
            .iter()
            .position(|party| party.class == Class::State && Some(party.name.as_str()) == place);
        counterparts.extend(state.map(Who::Party));
    }

    /// « le pays subit l'invasion »: who suffers an attack stands as the subject.
    fn suffered(&self, drafts: &[Draft], counterparts: &mut Vec<Who>) {
        let scene = self.scene;
        let suffers = scene
            .governor(self.clause)
            .is_some_and(|verb| verb.infinitives().any(|lemma| scene.lists.suffering_verbs.has(lemma)));
        if self.entry.kind != Kind::Attack || !suffers || !scene.is_object(self.number, self.clause) {
            return;
        }
        let Some(clause) = scene.syntax.clause(self.clause) else { return };
        // « le président X, dont le pays subit … »: the country of the person.
        let holder = clause
            .antecedent
            .and_then(|noun| scene.syntax.noun(noun))
            .and_then(|group| scene.party_of(group));
        let state = holder.and_then(|party| scene.actors.profile(party).state.as_deref());
        let country =
            state.and_then(|state| scene.actors.parties.iter().position(|party| party.name == state));
        match country {
            Some(country) => add(counterparts, [Who::Party(country)]),
            None => {
                for &noun in &clause.subjects {
                    add(counterparts, scene.acting(noun, self.speaker, drafts));
                }
            }
        }
    }

    /// « lors d'une visite », « a eu un entretien »: who acts in the clause acts in the noun too.
    fn add_clause_doers(&self, drafts: &[Draft], agents: &mut Vec<Who>, counterparts: &[Who]) {
        let travels = matches!(self.entry.kind, Kind::Visit | Kind::Meeting | Kind::Call | Kind::Talks);
        if !agents.is_empty() || !travels || self.scene.is_subject(self.number, self.clause) {
            return;
        }
        let Some(verb) = self.scene.governor(self.clause) else {
            self.caption(drafts, agents);
            return;
        };
        // « il y a des discussions »: nobody has them.
        let there_is = verb
            .clitics
            .iter()
            .any(|&token| self.scene.lists.adverbial_clitics.has(&self.scene.doc.word(token).lower));
        let support = !there_is && verb.infinitives().any(|lemma| self.scene.lists.support_verbs.has(lemma));
        let adjunct = self.entry.kind == Kind::Visit
            && !self.group.preposition.is_empty()
            && self.group.determiner != crate::reading::syntax::Determiner::Definite
            || self.entry.kind == Kind::Visit && self.scene.lists.occasions.has(self.group.preposition);
        let object = self.scene.is_object(self.number, self.clause) || self.counted();
        // « il réfléchissait à une reprise du dialogue avec X »: who thinks of talks with somebody is the other side.
        let thinks = !counterparts.is_empty()
            && verb.infinitives().any(|lemma| {
                self.scene.lists.speaking_of_plans.has(lemma) || self.scene.lists.planning_verbs.has(lemma)
            });
        // « Interrogé lors d'un déplacement, le roi a répondu »: the journey is the answering king's.
        let main = self.scene.finite_above(self.clause).filter(|_| !verb.is_finite()).unwrap_or(self.clause);
        let undergoes = verb.is_finite() && verb.passive;
        if (support && object || thinks && !verb.passive || adjunct && !undergoes)
            && let Some(arguments) = self.scene.arguments(main, self.speaker, drafts)
        {
            add(agents, arguments.doers.into_iter().filter(|who| !counterparts.contains(who)));
        }
    }

    /// « Le président Sall en visite à Rome »: no verb; the name in front.
    fn caption(&self, drafts: &[Draft], agents: &mut Vec<Who>) {
        let sentence = self.scene.doc.sentence_of(self.token).map_or(0, |sentence| sentence.words.start);
        let front = self
            .scene
            .syntax
            .nouns_in(sentence..self.group.words.start)
            .find(|(_, noun)| noun.is_bare() && self.scene.can_act(noun));
        if let Some((noun, _)) = front {
            add(agents, self.scene.who(noun, self.speaker, drafts));
        }
    }

    /// « le sommet, qui se tiendra en mai »: a clause of its own tells the course of what the noun names.
    fn told_in_relative(&self) -> bool {
        let scene = self.scene;
        let near = scene.syntax.clauses.iter().skip(self.clause).take(6);
        let mut own = near.filter(|clause| {
            clause.kind == ClauseKind::Relative
                && clause.antecedent == Some(self.number)
                && clause.subjects.contains(&self.number)
        });
        own.any(|clause| {
            let runs = |verb: &VerbGroup| {
                verb.infinitives().any(|lemma| {
                    scene.lists.course_verbs.has(lemma)
                        && !scene.lists.be.has(lemma)
                        && !scene.lists.have.has(lemma)
                })
            };
            scene.syntax.verb_is(clause.verb, runs)
        })
    }

    fn anchored(&self, own_party: bool, possessed: bool, agents: &[Who], drafts: &[Draft]) -> bool {
        let scene = self.scene;
        let verb = scene.governor(self.clause);
        let settled = verb.is_some_and(|verb| {
            verb.infinitives().any(|lemma| {
                scene.lists.confirm_or_deny.has(lemma)
                    || scene.lists.settling_verbs.has(lemma)
                    || scene.lists.cancelling_verbs.has(lemma)
            })
        }) && (!scene.is_subject(self.number, self.clause)
            || scene.grammar().helper_verbs && verb.is_some_and(|verb| verb.passive));
        // « condemns the treaty »: who judges an agreement does not tell that it was made.
        // « a dénoncé le traité », but « a salué l'accord » and « a démenti tout accord » tell it.
        let breaks = |draft: &Draft| {
            matches!(draft.kind, Kind::Refusal | Kind::Withdrawal | Kind::Threat)
                && (scene.grammar().helper_verbs || !self.settled(draft))
        };
        let weighs = |draft: &Draft| {
            scene.grammar().helper_verbs && matches!(draft.kind, Kind::Support | Kind::Accusation)
        };
        let judged = self.entry.kind == Kind::Agreement
            && drafts.iter().any(|draft| {
                draft.clause == self.clause && draft.noun.is_none() && (breaks(draft) || weighs(draft))
            });
        let settled = settled && !judged;
        let course = verb
            .is_some_and(|verb| verb.infinitives().any(|lemma| scene.lists.course_verbs.has(lemma)))
            && (scene.is_subject(self.number, self.clause) || self.entry.kind == Kind::Talks)
            || self.told_in_relative();
        // « The veto is a right »: to be something is no course that news takes.
        let bare = scene.grammar().helper_verbs
            && (self.entry.needs.contains(&"news") || self.entry.name == KILLING)
            && verb.is_some_and(|verb| {
                verb.infinitives().all(|lemma| scene.lists.be.has(lemma) || scene.lists.have.has(lemma))
            });
        let course = course && !bare;
        // « tore up the pact on Monday »: the date is the judgement's.
        let judged = judged && scene.modifier(self.number).is_none();
        let dated = !judged && scene.date_of_noun(self.number, self.token, self.clause).is_some();
        let placed = self.entry.place && scene.place_behind(self.group).is_some();
        let participle = scene.modifier(self.number).is_some();
        // « An accord signed at Ngurdoto »: told by whom or where it was made.
        let made = self.entry.kind == Kind::Agreement
            && scene.modifier(self.number).is_some_and(|inner| {
                scene.governor(inner).is_some_and(agrees)
                    && scene.syntax.clause(inner).is_some_and(|clause| clause.tokens.len() > 2)
            });
        if self.entry.needs.contains(&"possessed") {
            return possessed;
        }
        // « The trip ended », « la séance »: an encounter or a journey that the article points to, or that somebody does.
        let encounter = matches!(self.entry.kind, Kind::Talks | Kind::Meeting | Kind::Visit)
            && !self.entry.needs.contains(&"speaker");
        let pointed = self.group.determiner == crate::reading::syntax::Determiner::Definite
            || scene.is_object(self.number, self.clause);
        // In an article that tells of one.
        let told = || {
            drafts.iter().any(|draft| {
                matches!(draft.kind, Kind::Talks | Kind::Meeting | Kind::Visit | Kind::Call | Kind::Agreement)
                    && draft.agents.iter().chain(&draft.counterparts).any(|who| who.party().is_some())
            })
        };
        if encounter && pointed && told() {
            return true;
        }
        if self.entry.needs.contains(&"speaker") {
            return possessed || own_party;
        }
        if self.entry.needs.contains(&"news") {
            return dated
                || settled
                || course
                || possessed
                || made && !judged
                || scene.is_headline(self.token) && (own_party || participle);
        }
        if self.entry.needs.contains(&"anchor") {
            let near = |draft: &&Draft| {
                scene.doc.word(draft.main).paragraph + 1 >= scene.doc.word(self.token).paragraph
            };
            let resumed = drafts
                .iter()
                .filter(near)
                .any(|draft| draft.kind == self.entry.kind && draft.main < self.token)
                && self.entry.kind == Kind::Talks
                && self.group.determiner == crate::reading::syntax::Determiner::Definite;
            return own_party || possessed || dated || course || placed || settled || participle || resumed;
        }
        let resumed = drafts.iter().any(|draft| draft.kind == self.entry.kind && draft.main < self.token);
        let definite = self.group.determiner == crate::reading::syntax::Determiner::Definite;
        own_party
            || possessed
            || settled
            || !agents.is_empty()
            || !self.entry.compound.is_empty()
            || (dated || placed || course || definite) && resumed
            || self.group.possessive && course && scene.is_subject(self.number, self.clause)
            || dated && placed
    }
}

impl Scene<'_, '_> {
    /// The participle that hangs on a noun group (« la réunion prévue jeudi »), as its clause.
    pub(super) fn modifier(&self, noun: usize) -> Option<usize> {
        let group = self.syntax.noun(noun)?;
        let from = self.syntax.clause_at(group.words.start)?;
        let near = || self.syntax.clauses.iter().enumerate().skip(from.saturating_sub(6)).take(24);
        let own = near()
            .filter(|(_, clause)| clause.kind == ClauseKind::Participle && clause.antecedent == Some(noun))
            .map(|(number, _)| number)
            .next();
        own.or_else(|| {
            // « la réunion des ministres de la Pêche prévue jeudi »: what is planned is an event, not a person nor a place.
            let unit = self.syntax.clause(from)?.unit;
            let mut planned = near().filter(|(_, clause)| {
                let plans = |verb: &VerbGroup| {
                    verb.is_plural() == group.plural
                        && verb.infinitives().any(|lemma| self.lists.planning_verbs.has(lemma))
                };
                clause.kind == ClauseKind::Participle
                    && clause.unit == unit
                    && clause.words.start > group.words.end
                    && clause.words.start <= group.words.end + 14
                    && self.syntax.verb_is(clause.verb, plans)
                    && clause
                        .antecedent
                        .is_some_and(|other| other > noun && self.only_complements(noun, other))
            });
            planned.next().map(|(number, _)| number)
        })
    }

    /// Whether between two noun groups, the second included, only complements of the first stand.
    fn only_complements(&self, noun: usize, last: usize) -> bool {
        let mut between = (noun + 1..=last).filter_map(|other| self.syntax.noun(other));
        between.all(|group| {
            let event = verbs::nouns(self.doc.language, &self.doc.word(group.head).lower).next().is_some();
            !event && (!group.preposition.is_empty() || self.party_of(group).is_some())
        })
    }
}
