//! Arguments: who and what stands where around a verb: doer, undergoer, groups with prepositions, clauses.
//!
//! Voice is undone here: the subject of a passive is its undergoer, « par » its doer. Infinitives, gerunds and bare
//! participles take theirs from the clause they hang on. Does not know what the verb means.

use super::cast::add;
use super::{Draft, Scene};
use crate::lexicon;
use crate::lexicon::verbs::Frame;
use crate::model::{Kind, Who};
use crate::reading::actors::Gender;
use crate::reading::syntax::{Clause, ClauseKind, NounGroup, Tag, VerbGroup};

/// What stands around a verb.
#[expect(clippy::struct_excessive_bools, reason = "independent conditions that frames ask for one by one")]
#[derive(Debug, Default, Clone)]
pub(super) struct Arguments {
    /// Who does it.
    pub doers: Vec<Who>,
    /// The noun groups of the doers.
    pub doer_nouns: Vec<usize>,
    /// Whether a doer can act at all (a person, a body; not « la tempête »).
    pub acts: bool,
    /// Whom or what it befalls.
    pub undergoers: Vec<Who>,
    /// The noun groups of the undergoers.
    pub undergoer_nouns: Vec<usize>,
    /// Groups with a preposition that belong to the clause: preposition, noun group.
    pub prepositional: Vec<(&'static str, usize)>,
    /// Parties by an indirect pronoun (« lui »).
    pub addressed: Vec<Who>,
    /// A « que » clause, a quotation, or the verb is inserted into one.
    pub content: bool,
    /// An infinitive with « de » or « à » follows.
    pub infinitive: bool,
    /// An infinitive without preposition follows.
    pub plain_infinitive: bool,
}

impl Scene<'_, '_> {
    /// What stands around the verb of a clause.
    pub(super) fn arguments(&self, number: usize, speaker: &[Who], drafts: &[Draft]) -> Option<Arguments> {
        let clause = self.syntax.clause(number)?;
        let verb = self.syntax.verb(clause.verb?)?;
        let mut found = Arguments::default();
        let subjects = self.subjects(number, clause, verb, speaker, drafts, 0);
        found.content = self.has_content(number, clause, verb);
        for child in self.children(number) {
            if child.kind == ClauseKind::Infinitive && child.words.start >= verb.words.end {
                let led = child.opener.is_some_and(|opener| {
                    let lower = &self.doc.word(opener).lower;
                    // « avant de quitter » is no complement.
                    let compound = self.lists.prepositions.has(&self.doc.before(opener).lower);
                    !compound && (self.lists.of.has(lower) || self.lists.to.has(lower))
                });
                let purpose = child.opener.is_some();
                found.infinitive |= led;
                found.plain_infinitive |= !purpose;
            }
        }
        self.prepositional(clause, verb, &mut found);
        if verb.passive {
            found.undergoers = subjects.0;
            found.undergoer_nouns = subjects.1;
            // « L'arrestation de Lee par Oslo a été dénoncée par Riga »: who did it stands behind the verb.
            let behind = |noun: &usize| {
                self.syntax.noun(*noun).is_some_and(|noun| noun.words.start > verb.words.start)
            };
            // « soutenu par A et combattu par B »: a second doer is joined to the first.
            let mut led = false;
            let joined = |noun: &usize| {
                let first = !std::mem::replace(&mut led, true);
                first || self.syntax.noun(*noun).is_some_and(|noun| self.is_joined(noun) || self.listed(noun))
            };
            let by: Vec<usize> = found
                .with(|preposition| self.lists.by.has(preposition))
                .filter(behind)
                .filter(joined)
                .collect();
            for noun in by {
                found.acts |= self.syntax.noun(noun).is_some_and(|group| self.can_act(group));
                add(&mut found.doers, self.acting(noun, speaker, drafts));
                found.doer_nouns.push(noun);
            }
        } else {
            found.acts = subjects.2;
            found.doers = subjects.0;
            found.doer_nouns = subjects.1;
            self.objects(number, clause, verb, speaker, drafts, &mut found);
        }
        self.clitics(verb, speaker, drafts, &mut found);
        Some(found)
    }

    /// Whether a comma stands right before a group, its preposition passed over.
    fn listed(&self, group: &NounGroup) -> bool {
        let before = group.words.start.saturating_sub(1 + usize::from(!group.preposition.is_empty()));
        self.syntax.tag(before) == Tag::Comma
            || self.syntax.tag(group.words.start.saturating_sub(1)) == Tag::Comma
    }

    /// Those of a noun group that can act; nobody for a place or a thing.
    pub(super) fn acting(&self, noun: usize, speaker: &[Who], drafts: &[Draft]) -> Vec<Who> {
        let acts = self.syntax.noun(noun).is_some_and(|group| self.can_act(group));
        if acts { self.who(noun, speaker, drafts) } else { Vec::new() }
    }

    /// Whether a « que » clause hangs on a verb.
    pub(super) fn has_that_clause(&self, number: usize) -> bool {
        self.children(number).any(|child| child.kind == ClauseKind::Content)
    }

    /// The clauses that hang on a clause.
    pub(super) fn children(&self, number: usize) -> impl Iterator<Item = &Clause> {
        let unit = self.syntax.clause(number).map(|clause| clause.unit);
        let from = number.saturating_sub(24);
        let near = self.syntax.clauses.iter().skip(from).take(64);
        near.filter(move |clause| clause.parent == Some(number) && Some(clause.unit) == unit)
    }

    /// Subjects as parties, as noun groups, and whether they can act.
    fn subjects(
        &self,
        number: usize,
        clause: &Clause,
        verb: &VerbGroup,
        speaker: &[Who],
        drafts: &[Draft],
        depth: usize,
    ) -> (Vec<Who>, Vec<usize>, bool) {
        if depth > 6 {
            return (Vec::new(), Vec::new(), false);
        }
        if let Some(token) = verb.inverted {
            let who = self.pronoun(token, speaker, drafts);
            let acts = !self
                .lists
                .impersonal
                .has(self.doc.word(token).lower.trim_start_matches("-t-").trim_start_matches('-'));
            return (who, Vec::new(), acts);
        }
        if !verb.is_finite() {
            return self.implied(number, clause, verb, speaker, drafts, depth);
        }
        let nouns = clause.subjects.clone();
        let mut who = Vec::new();
        let mut acts = false;
        for &noun in &nouns {
            let Some(group) = self.syntax.noun(noun) else { continue };
            acts |= self.can_act(group);
            let above = self.subject_above(clause, group, speaker, drafts, depth);
            add(&mut who, if above.is_empty() { self.who(noun, speaker, drafts) } else { above });
        }
        (who, nouns, acts)
    }

    /// « X a dit qu'il viendrait »: a pronoun in a content clause is the subject of the verb above, if it agrees.
    fn subject_above(
        &self,
        clause: &Clause,
        group: &NounGroup,
        speaker: &[Who],
        drafts: &[Draft],
        depth: usize,
    ) -> Vec<Who> {
        let word = &self.doc.word(group.words.start).lower;
        let third = group.pronoun && !self.lists.impersonal.has(word) && !self.lists.first_persons.has(word);
        // « De Lima, où il achevait une visite, le ministre a dit »: who is named only behind.
        let ahead = |parent: usize| {
            let subject = self.syntax.clause(parent).and_then(|main| main.subjects.first().copied());
            let subject = subject.and_then(|subject| self.syntax.noun(subject));
            matches!(clause.kind, ClauseKind::Relative | ClauseKind::Adverbial)
                && clause.antecedent.is_none_or(|noun| !clause.subjects.contains(&noun))
                && subject.is_some_and(|subject| {
                    !subject.pronoun
                        && subject.words.start >= clause.words.end
                        && self.party_of(subject).is_some()
                })
        };
        let parent =
            clause.parent.filter(|&parent| third && (clause.kind == ClauseKind::Content || ahead(parent)));
        let Some((number, parent)) = parent.and_then(|parent| Some((parent, self.syntax.clause(parent)?)))
        else {
            return Vec::new();
        };
        let Some(verb) = parent.verb.and_then(|verb| self.syntax.verb(verb)) else { return Vec::new() };
        let (who, ..) = self.subjects(number, parent, verb, speaker, drafts, depth + 1);
        let feminine = self.lists.feminine_pronouns.has(word);
        let neuter = self.lists.neuter_pronouns.has(word);
        let agrees = |party: usize| {
            if neuter {
                return !self.actors.is_human(party);
            }
            let gender = self.actors.profile(party).gender;
            self.actors.is_human(party)
                && gender.is_none_or(|gender| (gender == Gender::Feminine) == feminine)
        };
        match who.as_slice() {
            [Who::Party(party)] if !group.plural && agrees(*party) => who,
            _ => Vec::new(),
        }
    }

    /// The subject of a verb form without person: what a participle belongs to; of infinitives and gerunds the doer
    /// of the verb above, or whom that verb asks.
    fn implied(
        &self,
        number: usize,
        clause: &Clause,
        verb: &VerbGroup,
        speaker: &[Who],
        drafts: &[Draft],
        depth: usize,
    ) -> (Vec<Who>, Vec<usize>, bool) {
        let _ = number;
        // « Named consul in 1976, he kept a house »: what opens the sentence is said of its subject.
        let ahead = || {
            let main = clause.parent.and_then(|parent| self.syntax.clause(parent))?;
            let first = *self.syntax.units.get(clause.unit)?.words.first()?;
            let opens =
                clause.antecedent.is_none() && verb.words.start <= first + 1 && clause.opener.is_none();
            main.subjects.first().copied().filter(|_| opens && main.kind == ClauseKind::Main)
        };
        // « Le texte fut rejeté par A et approuvé par B »: a second passive has the subject of the first.
        let second = || {
            let above = clause.parent.and_then(|parent| self.governor(parent));
            verb.words.start > 0
                && self.syntax.tag(verb.words.start - 1) == Tag::Coordinator
                && above.is_some_and(|above| above.passive && above.is_finite())
        };
        if clause.kind == ClauseKind::Participle
            && let Some(noun) =
                clause.antecedent.or_else(ahead).filter(|_| verb.shares.is_none() && !second())
        {
            let acts = self.syntax.noun(noun).is_some_and(|group| self.can_act(group));
            let mut who = self.joined_before(noun, verb, speaker, drafts);
            add(&mut who, self.who(noun, speaker, drafts));
            return (who, vec![noun], acts);
        }
        let Some((parent_number, parent)) =
            clause.parent.and_then(|parent| Some((parent, self.syntax.clause(parent)?)))
        else {
            return (Vec::new(), Vec::new(), false);
        };
        let Some(above) = parent.verb.and_then(|verb| self.syntax.verb(verb)) else {
            return (Vec::new(), Vec::new(), false);
        };
        let told_of = clause.kind == ClauseKind::Gerund
            && clause.opener.is_some_and(|opener| {
                let lower = &self.doc.word(opener).lower;
                self.lists.of.has(lower) || self.lists.blaming.has(lower)
            });
        // « quoted a lawmaker as saying »: who is quoted says it.
        let quoted_as = lexicon::grammar(self.doc.language).helper_verbs
            && clause.kind == ClauseKind::Gerund
            && clause.opener.is_some_and(|opener| self.lists.likeness.has(&self.doc.word(opener).lower));
        if quoted_as
            && let Some(arguments) = self.arguments(parent_number, speaker, drafts)
            && !arguments.undergoers.is_empty()
        {
            return (arguments.undergoers.clone(), arguments.undergoer_nouns.clone(), true);
        }
        // « Après avoir rejeté le plan, Oslo a prié Rome de venir »: the first of these is Oslo's.
        let ahead = above.words.start > verb.words.start;
        if (clause.kind == ClauseKind::Infinitive || told_of)
            && !ahead
            && Self::asks(parent_number, drafts)
            && let Some(arguments) = self.arguments(parent_number, speaker, drafts)
        {
            let mut asked = arguments.undergoers.clone();
            for noun in arguments.with(|preposition| self.lists.to.has(preposition)) {
                add(&mut asked, self.acting(noun, speaker, drafts));
            }
            add(&mut asked, arguments.addressed.clone());
            // « accuses it of bankrolling »: somebody does it, and not who accuses them.
            let somebody = Self::accuses(parent_number, drafts)
                && (!arguments.undergoer_nouns.is_empty() || !above.clitics.is_empty());
            if !asked.is_empty() || somebody {
                return (asked, Vec::new(), true);
            }
        }
        // « sent Lee to meet the king »: whom a verb that tells nothing of its own has do it.
        let told = drafts.iter().rev().any(|draft| draft.clause == parent_number && draft.noun.is_none());
        // « de peur de laisser Washington négocier » tells nothing.
        let led = clause.opener.map_or(above.is_finite(), |opener| {
            let lower = &self.doc.word(opener).lower;
            self.lists.to.has(lower) || self.lists.infinitive_marks.has(lower)
        });
        if clause.kind == ClauseKind::Infinitive
            && !told
            && led
            && above.words.end <= verb.words.start
            && let Some(arguments) = self.arguments(parent_number, speaker, drafts)
            && !above.passive
            && arguments.undergoers.iter().any(|who| who.party().is_some())
            && arguments
                .undergoer_nouns
                .iter()
                .all(|&noun| self.syntax.noun(noun).is_some_and(|noun| noun.words.start >= above.words.end))
        {
            return (arguments.undergoers.clone(), arguments.undergoer_nouns.clone(), true);
        }
        if clause.kind == ClauseKind::Infinitive
            && let Some(noun) = self.decider(verb).or_else(|| self.decides(verb))
        {
            return (self.who(noun, speaker, drafts), vec![noun], true);
        }
        self.subjects(parent_number, parent, above, speaker, drafts, depth + 1)
    }

    /// « A et B, reçus par C, »: those joined before whom a participle between commas is said of.
    fn joined_before(&self, noun: usize, verb: &VerbGroup, speaker: &[Who], drafts: &[Draft]) -> Vec<Who> {
        let comma = verb.words.start > 0 && self.syntax.tag(verb.words.start - 1) == Tag::Comma;
        let several = self.grammar().helper_verbs || self.doc.word(verb.words.end - 1).lower.ends_with('s');
        let (Some(group), Some(first)) = (self.syntax.noun(noun), noun.checked_sub(1)) else {
            return Vec::new();
        };
        let beside = self.syntax.noun(first).filter(|before| {
            let named = |group: &NounGroup| self.party_of(group).is_some();
            before.words.end + 2 >= group.words.start
                && before.preposition == group.preposition
                && named(before)
                && named(group)
        });
        if !(comma && several && self.is_joined(group)) || beside.is_none() {
            return Vec::new();
        }
        self.who(first, speaker, drafts)
    }

    /// « la décision de Londres de se retirer »: behind a thing and whose it is, « de » and an infinitive tell what
    /// the holder does.
    fn decider(&self, verb: &VerbGroup) -> Option<usize> {
        let opener = verb.words.start.checked_sub(1)?;
        let led = self.lists.of.has(&self.doc.word(opener).lower);
        let end = opener.checked_sub(1).filter(|_| led && !self.grammar().helper_verbs)?;
        let holder = self.syntax.noun_at(end)?;
        let group = self.syntax.noun(holder).filter(|group| group.words.end == opener)?;
        let thing = self.syntax.noun(holder.checked_sub(1)?)?;
        let held = self.lists.of.has(group.preposition)
            && thing.words.end + 1 >= group.words.start
            && !self.can_act(thing)
            && !thing.temporal;
        (held && self.party_of(group).is_some()).then_some(holder)
    }

    /// « Washington's decision to suspend aid »: right behind a thing that somebody has, « to » tells what they do.
    fn decides(&self, verb: &VerbGroup) -> Option<usize> {
        let opener = verb.words.start.checked_sub(1).filter(|_| self.grammar().helper_verbs)?;
        let led = self.lists.infinitive_marks.has(&self.doc.word(opener).lower);
        let thing = self.syntax.noun_at(opener.checked_sub(1).filter(|_| led)?)?;
        let group = self.syntax.noun(thing).filter(|group| group.words.end == opener)?;
        let holder = thing.checked_sub(1)?;
        let held = self.syntax.noun(holder).is_some_and(|before| {
            self.lists.genitives.has(before.preposition)
                && before.words.end + 1 >= group.words.start
                && self.party_of(before).is_some()
        });
        (held && !self.can_act(group)).then_some(holder)
    }

    /// Whether the verb of a clause asks somebody else to do something, or accuses or thanks them for it.
    fn asks(clause: usize, drafts: &[Draft]) -> bool {
        drafts.iter().any(|draft| {
            draft.clause == clause
                && draft.noun.is_none()
                && matches!(draft.kind, Kind::Request | Kind::Accusation | Kind::Support)
        })
    }

    /// Whether the verb of a clause accuses somebody.
    fn accuses(clause: usize, drafts: &[Draft]) -> bool {
        let accuses =
            |draft: &Draft| draft.clause == clause && draft.noun.is_none() && draft.kind == Kind::Accusation;
        drafts.iter().any(accuses)
    }

    fn objects(
        &self,
        number: usize,
        clause: &Clause,
        verb: &VerbGroup,
        speaker: &[Who],
        drafts: &[Draft],
        found: &mut Arguments,
    ) {
        let relative_object = clause.kind == ClauseKind::Relative
            && clause
                .opener
                .is_some_and(|opener| self.lists.complementisers.has(&self.doc.word(opener).lower));
        let relative_object =
            if clause.kind == ClauseKind::Relative && lexicon::grammar(self.doc.language).bare_content {
                clause.antecedent.is_some_and(|noun| !clause.subjects.contains(&noun))
                    && clause
                        .opener
                        .is_none_or(|opener| self.lists.object_relatives.has(&self.doc.word(opener).lower))
            } else {
                relative_object
            };
        // « It was in Lima that they met »: where, not whom.
        let is = clause
            .parent
            .and_then(|parent| self.governor(parent))
            .is_some_and(|above| above.infinitives().any(|lemma| self.lists.be.has(lemma)));
        let cleft = clause.antecedent.and_then(|noun| self.syntax.noun(noun)).is_some_and(|noun| {
            is && !noun.preposition.is_empty()
                && self.actors.places_within(&noun.words).any(|place| place.locative)
        });
        if relative_object && !cleft {
            if let Some(noun) = clause.antecedent {
                add(&mut found.undergoers, self.who(noun, speaker, drafts));
                found.undergoer_nouns.push(noun);
            }
            return;
        }
        // « …, X told Reuters »: with its subject before it the inserted verb keeps its object.
        let before = lexicon::grammar(self.doc.language).bare_content
            && clause
                .subjects
                .iter()
                .all(|&noun| self.syntax.noun(noun).is_some_and(|noun| noun.words.start < verb.words.start));
        if clause.inserted && !before {
            return;
        }
        let end = clause.words.end.max(verb.words.end);
        let mut last_end = usize::MAX;
        for (noun, group) in self.syntax.nouns_in(verb.words.end..end) {
            let own = self.syntax.clause_at(group.words.start) == Some(number);
            if !own || !group.is_bare() || found.doer_nouns.contains(&noun) || clause.subjects.contains(&noun)
            {
                continue;
            }
            let joined = last_end == usize::MAX || self.is_joined(group);
            if !joined {
                // « gave Tunisia 3 million euros »: to whom, then what.
                if let [first] = found.undergoer_nouns.as_slice()
                    && last_end == group.words.start
                    && self.is_given(*first, group)
                {
                    let to = std::mem::take(&mut found.undergoers);
                    add(&mut found.addressed, to);
                    found.undergoer_nouns = vec![noun];
                    last_end = usize::MAX - 1;
                }
                continue;
            }
            add(&mut found.undergoers, self.who(noun, speaker, drafts));
            found.undergoer_nouns.push(noun);
            last_end = group.words.end;
        }
    }

    /// Whether a thing right behind somebody can be what they are given.
    fn is_given(&self, to: usize, thing: &NounGroup) -> bool {
        let party = |group: &NounGroup| self.can_act(group);
        lexicon::grammar(self.doc.language).helper_verbs
            && !party(thing)
            && !thing.pronoun
            && thing.determiner != crate::reading::syntax::Determiner::None
            && self.syntax.noun(to).is_some_and(party)
    }

    fn prepositional(&self, clause: &Clause, verb: &VerbGroup, found: &mut Arguments) {
        let (Some(&first), Some(&last)) = (clause.tokens.first(), clause.tokens.last()) else { return };
        let mut carried: Option<(&'static str, usize)> = None;
        for (noun, group) in self.syntax.nouns_in(first..last + 1) {
            if !clause.owns(group.words.start) || group.temporal || group.quotation {
                continue;
            }
            if !group.preposition.is_empty() {
                // « de » right behind a noun belongs to the noun.
                let nested = self.lists.of.has(group.preposition) && !Self::follows_verb(group, verb);
                if !nested {
                    found.prepositional.push((group.preposition, noun));
                    carried = Some((group.preposition, group.words.end));
                }
            } else if let Some((preposition, end)) = carried {
                // « avec X et Y »
                // « agreed by Lavrov, Kerry and the envoy »
                let listed = verb.passive
                    && self.lists.by.has(preposition)
                    && self.syntax.tag(group.words.start.wrapping_sub(1)) == Tag::Comma
                    && self.party_of(group).is_some();
                let joined =
                    self.is_joined(group) && group.words.start <= end + if verb.passive { 4 } else { 2 };
                if joined || listed && group.words.start <= end + 2 {
                    found.prepositional.push((preposition, noun));
                    carried = Some((preposition, group.words.end));
                }
            }
        }
    }

    fn follows_verb(group: &NounGroup, verb: &VerbGroup) -> bool {
        let before = group.words.start.saturating_sub(2)..group.words.start;
        verb.words.end > before.start && verb.words.end <= group.words.start
    }

    fn clitics(&self, verb: &VerbGroup, speaker: &[Who], drafts: &[Draft], found: &mut Arguments) {
        for &token in &verb.clitics {
            let lower = &self.doc.word(token).lower;
            if self.lists.adverbial_clitics.has(lower) {
                continue;
            }
            let who = if self.lists.first_persons.has(lower) {
                speaker.to_vec()
            } else {
                let not_doer = |who: &Who| !found.doers.contains(who);
                self.pronoun(token, speaker, drafts).into_iter().filter(not_doer).collect()
            };
            if self.lists.indirect_clitics.has(lower) {
                add(&mut found.addressed, who);
            } else {
                add(&mut found.undergoers, who);
            }
        }
    }

    /// Whether a verb has something said with it.
    fn has_content(&self, number: usize, clause: &Clause, verb: &VerbGroup) -> bool {
        let behind =
            |child: &Clause| child.kind == ClauseKind::Content && child.words.start >= verb.words.start;
        if clause.inserted || self.children(number).any(behind) {
            return true;
        }
        // « let it be known that »
        if self.lets_be(number) && self.children(number + 1).any(behind) {
            return true;
        }
        let Some(unit) = self.syntax.units.get(clause.unit) else { return false };
        let quoted = unit.stand_ins.iter().any(|&token| {
            clause.owns(token)
                || token > verb.words.end && self.only_marks_between(verb.words.end, token)
                || token < verb.words.start && self.near_before(token, verb.words.start)
        });
        let woven = self.syntax.quotations.iter().any(|quotation| {
            quotation.woven
                && clause.words.contains(&quotation.words.start)
                && quotation.words.start >= verb.words.end
        });
        quoted || woven || self.colon_leads_quotation(clause, unit.sentence)
    }

    /// « let it be known »: what is let happen, right behind, without a mark of the infinitive.
    pub(super) fn lets_be(&self, number: usize) -> bool {
        let next = self.syntax.clause(number + 1).filter(|next| next.joined_to == Some(number));
        let done =
            |verb: &VerbGroup| verb.passive && verb.tense == crate::reading::syntax::VerbTense::Subjunctive;
        self.grammar().helper_verbs && next.is_some_and(|next| self.syntax.verb_is(next.verb, done))
    }

    /// « …, déclarant vendredi : « … » »: what is quoted stands in a clause of its own behind the colon.
    fn colon_leads_quotation(&self, clause: &Clause, sentence: usize) -> bool {
        let Some(&last) = clause.tokens.last() else { return false };
        let colon = (last.saturating_sub(1)..=last + 1).find(|&token| self.doc.word(token).text == ":");
        let next = colon.map(|token| self.doc.word(token + 1));
        next.is_some_and(|next| {
            next.shape == crate::reading::words::Shape::OpenQuote
                && next.sentence >= sentence
                && next.sentence <= sentence + 1
        })
    }

    fn only_marks_between(&self, from: usize, to: usize) -> bool {
        (from..to).all(|token| !self.syntax.tag(token).eq(&Tag::Verb)) && to - from < 24
    }

    fn near_before(&self, token: usize, start: usize) -> bool {
        let quotation = self.syntax.quotations.iter().find(|quotation| {
            !quotation.woven && quotation.words.contains(&token) && quotation.words.end <= start + 1
        });
        quotation.is_some_and(|quotation| start.saturating_sub(quotation.words.end) <= 4)
    }
}

impl Arguments {
    /// The groups whose preposition fits.
    pub(super) fn with<'s>(&'s self, fits: impl Fn(&str) -> bool + 's) -> impl Iterator<Item = usize> + 's {
        self.prepositional.iter().filter(move |(preposition, _)| fits(preposition)).map(|&(_, noun)| noun)
    }

    /// Whether a frame's prepositions hold one of the groups.
    pub(super) fn partners<'s>(&'s self, frame: &'s Frame) -> impl Iterator<Item = usize> + 's {
        self.with(|preposition| frame.with.iter().any(|with| with.split(' ').next() == Some(preposition)))
    }
}
