//! Which verbs tell a saying, and of what sort: a statement, a charge, a name given, a publication.
//!
//! Does not know who does them: [`speakers`](super::speakers) does.

use super::Scene;
use crate::lexicon::verbs;
use crate::model::Kind;
use crate::reading::syntax::{ClauseKind, Tag, VerbGroup, VerbTense};

/// What the tables call a clause of content behind a verb.
const CONTENT: &str = "that-clause";

impl Scene<'_> {
    /// Whether the verb tells a saying: a statement, or a sharper act of speech.
    pub fn speaks(&self, group: &VerbGroup) -> bool {
        self.tells_speech(group)
            || group.infinitives().any(|verb| self.lists.attributing.has(verb))
            || self.quotes(group)
            || self.calls_so(group)
    }

    /// Whether the verb tells an act of speech by itself.
    pub fn tells_speech(&self, group: &VerbGroup) -> bool {
        let speech =
            [Kind::Statement, Kind::Request, Kind::Accusation, Kind::Refusal, Kind::Threat, Kind::Support];
        self.kinds(group).any(|kind| speech.contains(&kind))
    }

    /// « l'accusait de »: whether the verb tells what is said against or for the one it has as its object.
    pub fn tells_charge(&self, group: &VerbGroup) -> bool {
        self.kinds(group).any(|kind| matches!(kind, Kind::Accusation | Kind::Support | Kind::Refusal))
    }

    /// « ce qu'il nommait « une effraction » »: a verb of naming behind such a pronoun.
    pub(super) fn calls_so(&self, group: &VerbGroup) -> bool {
        let start = group.words.start;
        let what = |at: usize| {
            self.syntax.tag(at) == Tag::That && self.lists.whatever.has(&self.doc.before(at).lower)
        };
        group.infinitives().any(|verb| self.lists.calling.has(verb))
            && (start.saturating_sub(6)..start).any(what)
    }

    /// « un entretien publié lundi »: a participle that dates a saying and is none.
    pub fn publishes(&self, group: &VerbGroup) -> bool {
        group.tense == VerbTense::Participle && self.lists.publishing.has(&self.doc.word(group.main).lower)
    }

    /// Whether the verb may tell a plain statement.
    pub fn states(&self, group: &VerbGroup) -> bool {
        self.kinds(group).any(|kind| kind == Kind::Statement)
    }

    /// Whether the verb tells an act in words, a statement or a sharper one (« alleged »).
    pub fn says(&self, group: &VerbGroup) -> bool {
        self.kinds(group).any(Kind::is_said)
    }

    /// What the verb may tell, by the senses whose further words stand in its group (« a fait savoir ») or follow it.
    fn kinds<'s>(&'s self, group: &'s VerbGroup) -> impl Iterator<Item = Kind> + 's {
        let lemmas = group.lemmas.iter().filter_map(|&lemma| verbs::LEMMAS.get(lemma));
        let fits = |sense: &&verbs::Sense| {
            let tail = |at: usize| sense.tails.contains(&self.doc.word(at).lower.as_str());
            (!sense.reflexive || group.reflexive)
                && (sense.tails.is_empty() || (group.main..group.words.end + 5).any(tail))
        };
        let senses = lemmas.flat_map(|lemma| lemma.senses).filter(fits);
        let frames = senses.filter_map(|sense| verbs::FRAMES.get(sense.frame));
        // "showed that": a verb that says something only with a clause behind it.
        let told = |frame: &&verbs::Frame| !frame.must.contains(&CONTENT) || self.has_content(group.clause);
        frames.filter(told).map(|frame| frame.kind)
    }

    /// Whether a clause tells a content (« … que … »).
    fn has_content(&self, number: usize) -> bool {
        let Some(unit) = self.syntax.clause(number).map(|clause| clause.unit) else { return false };
        let mut clauses = self.syntax.clauses_of(unit..unit + 1);
        clauses.any(|(_, clause)| clause.parent == Some(number) && clause.kind == ClauseKind::Content)
    }
}
