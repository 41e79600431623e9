//! Pronouns: whom « il », « elle », « son » mean, by discourse order, agreement and preference for subjects.
//!
//! Does not annotate them: the guide's mentions are names and descriptions. Does not look ahead of the pronoun.

use super::{Actors, Gender, Mentioned};
use crate::model::{Class, PartyIndex};
use crate::reading::doc::{Doc, ParagraphKind};

/// How many sentences back a pronoun may look.
const REACH: usize = 6;

/// Whom a third-person pronoun or possessive at the token `word` means. `gender` is `None` where the form does not
/// tell (« lui », « son »). A plural pronoun means several parties and is answered only where one party is plural.
///
/// Sentence by sentence backwards, persons before states and organisations, subjects before others; what stands
/// between quotation marks counts only for a pronoun between the same marks.
pub fn resolve_pronoun(
    doc: &Doc<'_>,
    actors: &Actors,
    word: usize,
    gender: Option<Gender>,
    plural: bool,
) -> Option<PartyIndex> {
    resolve_pronoun_before(doc, actors, word, word, gender, plural)
}

/// The same, among what stands before `until`: a pronoun set into a sentence means nobody whom the sentence tells of.
pub fn resolve_pronoun_before(
    doc: &Doc<'_>,
    actors: &Actors,
    word: usize,
    until: usize,
    gender: Option<Gender>,
    plural: bool,
) -> Option<PartyIndex> {
    let here = doc.word(word).sentence;
    let quoted = doc.is_quoted(word);
    let agrees = |found: &&Mentioned| {
        let profile = actors.profile(found.mention.party);
        let gender = !matches!((profile.gender, gender), (Some(one), Some(other)) if one != other);
        let number = (profile.plural || found.plural) == plural;
        let told = quoted || !found.quoted;
        gender && number && told && doc.kind_at(found.words.start) != ParagraphKind::Caption
    };
    let reach = doc.sentences.get(here.saturating_sub(REACH)).map_or(0, |sentence| sentence.words.start);
    let from = actors.mentions.partition_point(|found| found.words.start < reach);
    let to = actors.mentions.partition_point(|found| found.words.start < until);
    let near = actors.mentions.get(from..to).unwrap_or_default();
    let before = near.iter().filter(|found| found.group.start <= word);
    let candidates: Vec<&Mentioned> = before.filter(agrees).collect();
    let lists = crate::lexicon::words(doc.language);
    let form = doc.word(word).lower.as_str();
    let sorts: &[bool] = if lists.neuter_pronouns.has(form) {
        &[false]
    } else if lists.personal_pronouns.has(form) {
        &[true]
    } else {
        &[true, false]
    };
    for &human in sorts {
        let mut sentence = here + 1;
        while sentence > here.saturating_sub(REACH) {
            sentence -= 1;
            let stands = |found: &&&Mentioned| {
                doc.word(found.words.start).sentence == sentence
                    && actors.is_human(found.mention.party) == human
            };
            if sentence != here && is_headline(doc, sentence) && here > 0 && !is_headline(doc, here) {
                continue;
            }
            let outer = |found: &&&Mentioned| found.inside.is_none();
            let of_sentence = || candidates.iter().filter(stands);
            // A known gender beats an unknown one within the sentence.
            let sure = |found: &&&Mentioned| {
                gender.is_none() || actors.profile(found.mention.party).gender == gender
            };
            // But a man of whom nothing is told is more often meant by « he » than whom he speaks of.
            let likely = |found: &&&Mentioned| {
                sure(found)
                    || gender == Some(Gender::Masculine)
                        && actors.profile(found.mention.party).gender.is_none()
            };
            let best = of_sentence()
                .filter(outer)
                .filter(likely)
                .find(|found| found.subject)
                .or_else(|| of_sentence().filter(outer).find(|found| found.subject))
                .or_else(|| of_sentence().filter(outer).rfind(sure))
                .or_else(|| of_sentence().rfind(sure))
                .or_else(|| of_sentence().next_back());
            if let Some(found) = best {
                return Some(found.mention.party);
            }
            if sentence == 0 {
                break;
            }
        }
    }
    None
}

fn is_headline(doc: &Doc<'_>, sentence: usize) -> bool {
    doc.sentences.get(sentence).is_some_and(|sentence| {
        doc.paragraphs
            .get(sentence.paragraph)
            .is_some_and(|paragraph| paragraph.kind == ParagraphKind::Headline)
    })
}

impl Actors {
    /// Whether a mention is one of a person, a state or an organisation by its own name, not by a description.
    pub fn is_name(&self, mention: usize) -> bool {
        self.mentions.get(mention).is_some_and(|found| found.mention.class != Class::Role)
    }
}
