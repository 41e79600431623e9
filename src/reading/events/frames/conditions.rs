//! What a sense of a verb may ask of its clause: the conditions that `assets/lang/fr/verbs.toml` explains.
//!
//! Does not choose among the senses.

use super::Attempt;
use crate::lexicon::verbs::{self, Frame};
use crate::model::{Class, Kind, Who};
use crate::reading::syntax::{Clause, ClauseKind, NounGroup, Tag, VerbTense, speaks};

impl Attempt<'_, '_, '_> {
    /// « calls for a truce in Gaza »: a word that may belong to a verb leads a group of its own, apart from this one.
    fn leads_elsewhere(&self, token: usize) -> bool {
        let scene = self.scene;
        let word = &scene.doc.word(token).lower;
        let particle = scene.lists.particles.has(word);
        if !scene.grammar().helper_verbs || !(particle || scene.lists.locatives.has(word)) {
            return false;
        }
        // « will in return drop the case »
        if token < self.verb.main {
            return true;
        }
        let between = self.verb.main + 1..token;
        let adjacent = between.into_iter().all(|near| {
            matches!(scene.syntax.tag(near), Tag::Adverb | Tag::Time) || self.verb.words.contains(&near)
        });
        let leads = matches!(
            scene.syntax.tag(token + 1),
            Tag::Determiner | Tag::Name | Tag::Open | Tag::Number | Tag::Subject
        );
        !adjacent && leads && token > self.verb.main
    }

    /// Whether one of the words follows the verb in its clause (before it too, for the subject of a passive).
    pub(super) fn tail(&self, tails: &[&str]) -> bool {
        let scene = self.scene;
        let is_tail = |token: usize| {
            let word = scene.doc.word(token).lower.as_str();
            let singular =
                word.strip_suffix('s').filter(|singular| scene.grammar().helper_verbs && singular.len() > 3);
            tails.contains(&word) || singular.is_some_and(|singular| tails.contains(&singular))
        };
        let behind = (self.verb.main + 14).min(self.clause.words.end.max(self.verb.words.end));
        // Few words are a tail, so where one stands is asked of those alone.
        let mut words = (self.verb.words.start..behind).filter(|&token| is_tail(token));
        let mut heads = self.arguments.undergoer_nouns.iter().filter_map(|&noun| scene.syntax.noun(noun));
        words.any(|token| self.may_end(token)) || heads.any(|noun| is_tail(noun.head))
    }

    /// Whether a word around the verb may belong to it as its tail.
    fn may_end(&self, token: usize) -> bool {
        let scene = self.scene;
        // « called the emir on Monday » is no call on somebody.
        // But « was sworn in on Friday ».
        let led = |token: usize| {
            scene.syntax.tag(token) == Tag::Time && scene.lists.prepositions.has(&scene.doc.word(token).lower)
        };
        let particle = scene.lists.sure_particles.has(&scene.doc.word(token).lower);
        let temporal = led(token) && !led(token + 1) && !particle;
        let child = |clause: &Clause| {
            clause.parent == Some(self.number) && clause.kind != ClauseKind::Relative
                || clause.joined_to == Some(self.number) && scene.lets_be(self.number)
        };
        let around = || {
            let clause = scene.syntax.clause_at(token).and_then(|clause| scene.syntax.clause(clause));
            clause.is_some_and(child)
        };
        !temporal
            && !self.leads_elsewhere(token)
            && (self.clause.owns(token) || self.verb.words.contains(&token) || around())
    }

    fn human_object(&self) -> bool {
        let (arguments, scene) = (self.arguments, self.scene);
        let human = |who: &Who| who.party().is_some_and(|party| scene.actors.is_human(party));
        let named = |&noun: &usize| scene.syntax.noun(noun).is_some_and(|noun| scene.is_people(noun));
        arguments.undergoers.iter().any(human) || arguments.undergoer_nouns.iter().any(named)
    }

    fn place_object(&self) -> bool {
        let scene = self.scene;
        let mut nouns = self.arguments.undergoer_nouns.iter().filter_map(|&noun| scene.syntax.noun(noun));
        nouns.any(|noun| scene.actors.places_within(&noun.words).next().is_some())
    }

    /// Whether the clause hangs on a pronoun that means no one (« ce que »).
    fn is_what_clause(&self) -> bool {
        let scene = self.scene;
        let antecedent = self.clause.antecedent.and_then(|noun| scene.syntax.noun(noun));
        self.clause.kind == ClauseKind::Relative
            && antecedent.is_some_and(|noun| {
                noun.pronoun && scene.lists.impersonal.has(&scene.doc.word(noun.head).lower)
            })
    }

    pub(super) fn holds(&self, condition: &str, frame: &Frame) -> bool {
        let arguments = self.arguments;
        let scene = self.scene;
        if condition.contains('|') {
            return condition.split('|').any(|either| self.holds(either, frame));
        }
        match condition {
            "party-object" | "undergoer-acts" => self.party_object(),
            "partner" => {
                arguments.doers.len() > 1
                    || arguments
                        .doer_nouns
                        .iter()
                        .filter_map(|&noun| scene.syntax.noun(noun))
                        .any(|noun| noun.plural)
                    || self.verb.is_plural() && (self.verb.inverted.is_some() || self.verb.is_finite())
                    || arguments.partners(frame).any(|noun| self.acts(noun) || self.verb.reflexive)
                    || !arguments.addressed.is_empty()
                        && frame.with.iter().any(|with| self.scene.lists.to.has(*with))
            }
            "content" => {
                arguments.content || self.comes_with_clause(frame) || self.reports_in_headline(frame)
            }
            "infinitive" => arguments.infinitive,
            "place" => self.names_place(),
            "objects" => self.object_named(frame),
            "actor" => arguments.acts,
            "that-clause" => scene.has_that_clause(self.number),
            "talks-subject" => self.subject_is_talks(),
            "actor-or-passive" => arguments.acts || self.verb.passive,
            "object" => {
                !arguments.undergoer_nouns.is_empty()
                    || !arguments.undergoers.is_empty()
                    || arguments.partners(frame).next().is_some()
                    || self.of_object()
            }
            "no-object" | "intransitive-yield" => {
                // « a libéré de la place » has an object too.
                let partitive = condition == "intransitive-yield" && self.of_object();
                arguments.undergoer_nouns.is_empty()
                    && arguments.undergoers.is_empty()
                    && !arguments.infinitive
                    && !partitive
            }
            "passive" => self.verb.passive,
            // « exige des excuses d'ici au 15 avril »
            "deadline" => self.sets_deadline(),
            "complement" => self.has_complement(),
            "gerund-object" => self.gerund_object(),
            "traveller" => {
                arguments.doers.iter().filter_map(Who::party).any(|party| scene.actors.is_human(party))
                    || self.doer_named(frame)
            }
            "active" => !self.verb.passive,
            // « made no comment » too
            "negated" => self.verb.negated || self.object_is_none() || self.doer_is_none(),
            "ahead" => self.verb.tense == VerbTense::Future,
            // « n'a pas répondu », « a refusé de dire »
            "declined" => {
                self.verb.negated
                    || self.verb.infinitives().any(|lemma| scene.lists.declining_verbs.has(lemma))
            }
            "persons" => {
                let human = |who: &Who| who.party().is_some_and(|party| scene.actors.is_human(party));
                !arguments.doers.is_empty() && arguments.doers.iter().all(human)
            }
            "of-object" => self.of_object(),
            // « le voyage annulé »: the noun tells it, as called off.
            "cancelled-noun" => {
                self.verb.tense == VerbTense::Participle
                    && self.verb.infinitives().any(|lemma| scene.lists.cancelling_verbs.has(lemma))
            }
            "gerund" => self.verb.tense == VerbTense::Gerund,
            "quoted" => scene.is_quoted(self.number),
            // « "We have been asked" »: in his own words the speaker, or nobody named, does it.
            "quoted-self" => scene.is_quoted(self.number) && self.nobody_else_does(),
            // « The fleet sailed »: what acts is one of the things listed.
            "doer-named" => self.doer_named(frame),
            "human-object" => self.human_object(),
            // « ending what it called a season of war »
            "what-clause" => self.is_what_clause(),
            // « "So it is," he agreed »
            "quotation" => {
                let unit = scene.syntax.units.get(self.clause.unit);
                self.clause.inserted
                    || unit.is_some_and(|unit| unit.stand_ins.iter().any(|&token| self.clause.owns(token)))
            }
            // « The battery is charged »
            "thing-passive" => self.verb.passive && !self.party_object(),
            "thing-object" => !arguments.undergoer_nouns.is_empty() && !self.party_object(),
            "with-party" => arguments.partners(frame).any(|noun| self.acts(noun)),
            // « it is said that », « is believed to have met »
            "hearsay" => self.verb.passive && (arguments.infinitive || self.subject_is_neuter()),
            "unnamed-participle" => {
                // « Seven soldiers killed in ambush »: a headline tells it so.
                self.verb.tense == VerbTense::Participle
                    && arguments.undergoers.iter().all(|who| who.party().is_none())
                    && !(scene.grammar().helper_verbs && scene.is_headline(self.verb.main))
            }
            "place-object" => self.place_object(),
            "participle" => self.verb.tense == VerbTense::Participle,
            "call-on" => {
                let to = arguments.with(|preposition| scene.lists.to.has(preposition)).next().is_some();
                (to || arguments.infinitive) && !self.verb.passive
            }
            "negation-verb" => self.verb.infinitives().any(|lemma| scene.lists.confirm_or_deny.has(lemma)),
            _ => self.holds_of_object(condition) || self.holds_in_weak_grammar(condition, frame),
        }
    }

    /// The conditions on what a verb is done to, and where to.
    fn holds_of_object(&self, condition: &str) -> bool {
        let (arguments, scene) = (self.arguments, self.scene);
        match condition {
            // « reconnaît le Kosovo »
            "state-object" => arguments.undergoers.iter().filter_map(Who::party).any(|party| {
                scene.actors.parties.get(party).is_some_and(|party| party.class == Class::State)
            }),
            "pronoun-object" => self.pronoun_object(),
            // « a rejoint l'OTAN »
            "body-object" => arguments.undergoers.iter().filter_map(Who::party).any(|party| {
                scene.actors.parties.get(party).is_some_and(|party| party.class == Class::Organisation)
            }),
            // « Les deux armées s'accusent »
            "mutual" => self.verb.reflexive && self.verb.is_plural() && arguments.undergoers.is_empty(),
            // « est lundi à Rome », « was in Hanoi »
            "right-there" => {
                let (end, scene) = (self.verb.words.end, self.scene);
                let at = (end..end + 4).find(|&at| !matches!(scene.syntax.tag(at), Tag::Time | Tag::Adverb));
                at.is_some_and(|at| {
                    scene.lists.locatives.has(&scene.doc.word(at).lower)
                        && scene.actors.places_within(&(at + 1..at + 2)).next().is_some()
                })
            }
            // « a fermé son ambassade »
            "own-object" => {
                let mut nouns = arguments.undergoer_nouns.iter().filter_map(|&noun| scene.syntax.noun(noun));
                nouns.any(|noun| noun.possessive)
            }
            // « se rend sur le chantier »
            "goes-somewhere" => {
                let leads = |preposition: &str| {
                    scene.lists.locatives.has(preposition) || scene.lists.to.has(preposition)
                };
                arguments.with(leads).any(|noun| !self.acts(noun))
            }
            _ => false,
        }
    }

    /// The conditions that only verbs with particles and helpers ask for.
    fn holds_in_weak_grammar(&self, condition: &str, frame: &Frame) -> bool {
        let (arguments, scene) = (self.arguments, self.scene);
        match condition {
            // « fired a missile at the port »: something it is aimed at.
            "aimed" => arguments.partners(frame).next().is_some(),
            // « handed over two launchers »: what the particle seems to lead.
            "objects-led" => arguments
                .partners(frame)
                .filter_map(|noun| scene.syntax.noun(noun))
                .any(|noun| noun.words.clone().any(|token| frame.lists(&scene.doc.word(token).lower))),
            "verb-negated" => self.verb.negated,
            // « would not hear of it »
            "unwilling" => self.verb.tense == VerbTense::Conditional,
            // « said no to the plan »: not « said no plan was ready »
            "flat-no" => {
                let end = self.verb.words.end;
                let goes_on = matches!(
                    scene.syntax.tag(end + 1),
                    Tag::Open | Tag::Name | Tag::Determiner | Tag::Number | Tag::Subject
                );
                scene.lists.negations.has(&scene.doc.word(end).lower) && !goes_on
            }
            "state-doer" => arguments.doers.iter().filter_map(Who::party).any(|party| {
                scene.actors.parties.get(party).is_some_and(|party| party.class == Class::State)
            }),
            _ => false,
        }
    }

    /// Whether a date until which something is to be done stands behind the verb in its sentence.
    fn sets_deadline(&self) -> bool {
        let scene = self.scene;
        let Some(sentence) = scene.doc.sentence_of(self.verb.main) else { return false };
        let from =
            scene.dates.partition_point(|date| date.span.start < scene.doc.word(self.verb.main).span.end);
        let behind = scene.dates.get(from..).unwrap_or_default().iter();
        let mut behind = behind.take_while(|date| sentence.span.contains(date.span));
        behind.any(|date| date.when.first_day().is_none() && date.when.last_day().is_some())
    }

    /// « called the plan a mistake », « called it "a fairy tale" »: something behind the object that is said of it.
    fn has_complement(&self) -> bool {
        let scene = self.scene;
        let end = self.verb.words.end;
        let sentence = scene.doc.word(self.verb.main).sentence;
        let quoted = scene.syntax.quotations.iter().any(|quotation| {
            (end..end + 8).contains(&quotation.words.start)
                && scene.doc.word(quotation.words.start).sentence == sentence
        });
        let bare = scene.syntax.nouns_in(end..end + 10).filter(|(_, noun)| {
            noun.is_bare() && self.clause.owns(noun.words.start) && !scene.is_joined(noun)
        });
        let count = bare.count();
        count > 1 || quoted && count > 0
    }

    /// « denied losing the posts »
    fn gerund_object(&self) -> bool {
        self.scene.syntax.clauses.iter().skip(self.number).take(8).any(|clause| {
            clause.parent == Some(self.number)
                && clause.kind == ClauseKind::Gerund
                && clause.opener.is_none()
                && clause.words.start <= self.verb.words.end + 1
        })
    }

    pub(super) fn acts(&self, noun: usize) -> bool {
        self.scene.syntax.noun(noun).is_some_and(|group| self.scene.can_act(group))
    }

    /// Whether the head of a doer's group is one that the frame lists.
    fn doer_named(&self, frame: &Frame) -> bool {
        let nouns = self.arguments.doer_nouns.iter().filter_map(|&noun| self.scene.syntax.noun(noun));
        nouns
            .flat_map(|noun| std::iter::once(noun.head).chain(self.counted_head(noun)))
            .any(|token| frame.lists(self.scene.doc.word(token).lower.as_str()))
    }

    /// « several of the peacekeepers »: the head of what is counted.
    fn counted_head(&self, noun: &NounGroup) -> Option<usize> {
        let next = self.scene.syntax.nouns_in(noun.words.end..noun.words.end + 3).next()?.1;
        (noun.words.len() == 1 && self.scene.lists.of.has(next.preposition)).then_some(next.head)
    }

    fn object_is_none(&self) -> bool {
        let nouns = self.arguments.undergoer_nouns.iter().filter_map(|&noun| self.scene.syntax.noun(noun));
        let opener = |noun: &NounGroup| &self.scene.doc.word(noun.words.start).lower;
        self.scene.grammar().helper_verbs
            && nouns.into_iter().any(|noun| self.scene.lists.negations.has(opener(noun)))
    }

    /// « Neither government commented »
    fn doer_is_none(&self) -> bool {
        let lists = self.scene.lists;
        let mut nouns = self.arguments.doer_nouns.iter().filter_map(|&noun| self.scene.syntax.noun(noun));
        self.scene.grammar().helper_verbs
            && nouns.any(|noun| {
                [noun.words.start.wrapping_sub(1), noun.words.start]
                    .iter()
                    .any(|&at| lists.neither.has(&self.scene.doc.word(at).lower))
            })
    }

    fn nobody_else_does(&self) -> bool {
        let lists = self.scene.lists;
        let nouns = self.arguments.doer_nouns.iter().filter_map(|&noun| self.scene.syntax.noun(noun));
        let mut pronouns = nouns.filter(|noun| noun.pronoun);
        let first = pronouns.any(|noun| lists.first_persons.has(&self.scene.doc.word(noun.head).lower));
        first || self.arguments.doers.iter().all(|who| who.party().is_none())
    }

    fn subject_is_neuter(&self) -> bool {
        let nouns = self.clause.subjects.iter().filter_map(|&noun| self.scene.syntax.noun(noun));
        let mut pronouns = nouns.filter(|noun| noun.pronoun);
        pronouns.any(|noun| self.scene.lists.neuter_pronouns.has(&self.scene.doc.word(noun.head).lower))
    }

    fn party_object(&self) -> bool {
        let neuter = |noun: usize| {
            self.scene.syntax.noun(noun).is_some_and(|group| {
                group.pronoun && self.scene.lists.neuter_pronouns.has(&self.scene.doc.word(group.head).lower)
            })
        };
        let named = self.arguments.undergoer_nouns.iter().any(|&noun| self.acts(noun) && !neuter(noun));
        named || !self.arguments.undergoers.is_empty() && self.arguments.undergoer_nouns.is_empty()
    }

    /// « l'a signé »: a pronoun for a thing.
    fn pronoun_object(&self) -> bool {
        let scene = self.scene;
        // « It was signed by », « initialled it »
        let it = |&noun: &usize| {
            scene.syntax.noun(noun).is_some_and(|group| {
                group.pronoun && scene.lists.neuter_pronouns.has(&scene.doc.word(group.head).lower)
            })
        };
        if scene.grammar().helper_verbs && self.arguments.undergoer_nouns.iter().any(it) {
            return true;
        }
        self.arguments.undergoer_nouns.is_empty()
            && self.verb.clitics.iter().any(|&token| {
                let lower = &scene.doc.word(token).lower;
                scene.lists.determiners.has(lower) && !scene.lists.indirect_clitics.has(lower)
            })
    }

    /// « a dit voir », « comme l'a dit X »: for verbs whose content may be an infinitive or a pronoun.
    fn comes_with_clause(&self, frame: &Frame) -> bool {
        let pronoun = self.verb.clitics.iter().any(|&token| {
            let lower = &self.scene.doc.word(token).lower;
            self.scene.lists.determiners.has(lower) && self.clause.kind == ClauseKind::Adverbial
        });
        // « as some newspapers claimed »
        let as_said = self.scene.grammar().helper_verbs
            && self.clause.kind == ClauseKind::Adverbial
            && speaks(self.verb)
            && self.arguments.undergoer_nouns.is_empty()
            && self.clause.opener.is_some_and(|opener| {
                let opener = &self.scene.doc.word(opener).lower;
                self.scene.lists.likeness.has(opener) && self.scene.lists.temporal_openers.has(opener)
            });
        frame.object == "content"
            && (self.arguments.plain_infinitive || self.arguments.infinitive || pronoun || as_said)
    }

    /// « Togo says engineer freed »: what a headline says needs no verb of its own.
    fn reports_in_headline(&self, frame: &Frame) -> bool {
        let says = self.verb.infinitives().any(|lemma| self.scene.lists.intransitives.has(lemma));
        self.verb.tense == VerbTense::Present
            && says
            && frame.object == "content"
            && self.scene.grammar().helper_verbs
            && self.scene.is_headline(self.verb.main)
            && !self.arguments.undergoer_nouns.is_empty()
    }

    /// « s'est félicité de l'annonce », « a parlé d'une bouée ».
    fn of_object(&self) -> bool {
        self.arguments.with(|preposition| self.scene.lists.of.has(preposition)).next().is_some()
    }

    /// « La Conférence s'est ouverte »: a subject named by the noun of talks.
    fn subject_is_talks(&self) -> bool {
        let nouns = self.arguments.doer_nouns.iter().filter_map(|&noun| self.scene.syntax.noun(noun));
        nouns.filter(|noun| self.scene.is_named(noun.head)).any(|noun| {
            verbs::nouns(self.scene.doc.language, &self.scene.doc.word(noun.head).lower)
                .any(|entry| entry.kind == Kind::Talks)
        })
    }

    fn names_place(&self) -> bool {
        let clitic = self
            .verb
            .clitics
            .iter()
            .any(|&token| self.scene.lists.adverbial_clitics.has(&self.scene.doc.word(token).lower));
        let where_to =
            self.clause.kind == ClauseKind::Relative && self.scene.place_of_antecedent(self.clause).is_some();
        let here = || {
            let said = |&token: &usize| self.scene.lists.here.has(&self.scene.doc.word(token).lower);
            self.clause.tokens.iter().any(said) && self.scene.actors.places.iter().any(|place| place.dateline)
        };
        clitic
            || where_to
            || here()
            || self
                .scene
                .actors
                .places_within(&self.clause.words)
                .any(|place| self.owns_near(place.words.start))
            || self
                .arguments
                .undergoer_nouns
                .iter()
                .filter_map(|&noun| self.scene.syntax.noun(noun))
                .any(|noun| self.scene.actors.places_within(&noun.words).next().is_some())
    }

    fn owns_near(&self, token: usize) -> bool {
        self.clause.owns(token)
    }

    /// Whether the head of the object (of the subject, in the passive; with « de » too) is one the frame lists.
    fn object_named(&self, frame: &Frame) -> bool {
        let scene = self.scene;
        let of = self
            .arguments
            .with(|preposition| scene.lists.of.has(preposition) || scene.lists.to.has(preposition));
        let mut nouns: Vec<usize> = self.arguments.undergoer_nouns.iter().copied().chain(of).collect();
        if frame.kind == Kind::Appointment && scene.grammar().helper_verbs {
            // « was named ambassador », « named her his envoy »: what somebody is made stands bare behind the verb.
            let behind = scene.syntax.nouns_in(self.verb.words.end..self.verb.words.end + 8);
            let own = behind.filter(|(_, noun)| noun.is_bare() && self.clause.owns(noun.words.start));
            nouns.extend(own.map(|(number, _)| number));
            nouns.extend(self.arguments.partners(frame));
        }
        let listed = |token: usize| frame.lists(scene.doc.word(token).lower.as_str());
        nouns
            .iter()
            .filter_map(|&noun| scene.syntax.noun(noun))
            .any(|noun| noun.words.clone().any(listed) || scene.complement_words(noun).any(listed))
    }
}
