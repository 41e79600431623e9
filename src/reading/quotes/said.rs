//! When a quote was said: the date in the clause of its cue, else the day on which the article last had its speaker
//! speak or act.
//!
//! Background (« avait déclaré en décembre ») dates nothing but itself. What nothing dates has no date.

use super::{Draft, Scene};
use crate::lexicon::verbs::{self, Tense};
use crate::model::{DateFinding, Edtf, PartyIndex, Span, When, Who};
use crate::reading::doc::Doc;
use crate::reading::doc::ParagraphKind;
use crate::reading::syntax::Syntax;
use crate::reading::syntax::{ClauseKind, VerbGroup, VerbTense};
use chrono::NaiveDate;

/// The article's day, where its first sentence tells in a main clause what happened on that day.
pub fn news_of_today(doc: &Doc<'_>, syntax: &Syntax, dates: &[DateFinding]) -> Option<When> {
    let today = Edtf::day(doc.published);
    let first = doc.sentences.iter().find(|sentence| {
        doc.kind_at(sentence.words.start) == ParagraphKind::Body && sentence.words.len() > 8
    })?;
    let told = syntax.clauses.iter().filter(|clause| {
        clause.kind == ClauseKind::Main && first.words.contains(&clause.words.start) && !clause.inserted
    });
    let mut told = told.filter(|clause| {
        let verb = clause.verb.and_then(|verb| syntax.verb(verb));
        verb.is_some_and(|verb| {
            verb.tense == VerbTense::Past
                && verb.modal.is_none()
                && !crate::reading::syntax::speaks_freely(verb)
        })
    });
    let own = |date: &&DateFinding| {
        date.when.value == today
            && first.span.contains(date.span)
            && !doc.in_dateline(doc.word_at(date.span.start))
    };
    told.find(|clause| {
        dates
            .iter()
            .filter(own)
            .any(|date| doc.words_in(date.span).any(|at| clause.owns(at) || syntax.clause_at(at).is_none()))
    })
    .map(|_| When::plain(today))
}

/// For how many days before the article a saying of its own is news.
const NEWS: i64 = 10;

/// How many tokens behind « interrogé » the day of the question may stand.
const ASKED: usize = 3;

/// How many quotes to each side are looked at for it.
const REVIEWED: usize = 8;

/// In how many paragraphs an interview is told to be one.
const HEAD: usize = 4;

/// From how many quotes of papers on an article is a review of the press.
const PAPERS: usize = 3;

/// Who acts on an occasion: a party, or somebody unnamed by the folded head of the description.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Key {
    Party(PartyIndex),
    Head(String),
}

/// A clause that tells on which day somebody spoke or acted.
#[derive(Debug)]
struct Occasion {
    /// The token of its verb.
    at: usize,
    keys: Vec<Key>,
    when: When,
    /// Whether the verb is one of saying.
    speaks: bool,
    /// Told in the pluperfect: counts within its paragraph only.
    background: bool,
    /// The persons named in the clause otherwise: with whom, to whom, on whose account it happened.
    with: Vec<PartyIndex>,
}

/// What dates a saying that its own clause does not date: the first that applies.
type Rule = fn(&Scene<'_>, &[Occasion], &[Draft], usize) -> Option<When>;

const RULES: &[Rule] = &[
    |_, _, drafts, number| continued(drafts, number),
    |scene, _, drafts, number| chronicle(scene, drafts.get(number)?),
    |scene, _, drafts, number| press(scene, drafts, number),
    |scene, occasions, drafts, number| interview(scene, occasions, drafts.get(number)?),
    |scene, _, drafts, number| of_happening(scene, drafts.get(number)?),
    |scene, _, drafts, number| cited_date(scene, drafts.get(number)?),
    |scene, occasions, drafts, number| of_occasion(scene, occasions, drafts.get(number)?),
    |scene, occasions, drafts, number| reaction(scene, occasions, drafts.get(number)?),
    |scene, _, drafts, number| same_speaker(scene, drafts, number),
    |scene, _, drafts, number| of_the_day(scene, drafts.get(number)?),
    |scene, _, drafts, number| answer(scene, drafts, number),
    |scene, occasions, drafts, number| took_part(scene, occasions, drafts.get(number)?),
    |scene, occasions, drafts, number| only_day(scene, occasions, drafts.get(number)?),
    |scene, _, drafts, number| neighbour(scene, drafts, number),
];

/// Dates all quotes.
pub fn date_all(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let occasions = occasions(scene);
    let interviewed =
        if is_interview(scene) { super::second_look::only_speaker(scene, drafts) } else { None };
    for number in 0..drafts.len() {
        let Some(draft) = drafts.get(number) else { continue };
        let nested = drafts.iter().take(number).any(|outer| outer.words.contains(&draft.words.start));
        let own = draft.cue.clause.and_then(|clause| of_clause(scene, clause));
        let told = || {
            let rules = RULES.iter().filter(|_| !nested);
            let found = rules.into_iter().find_map(|rule| rule(scene, &occasions, drafts, number));
            found.or_else(|| interviewed.filter(|_| !nested).and_then(|party| portrayed(scene, draft, party)))
        };
        let said = own.or_else(told).or_else(|| by_words(scene, draft));
        if let Some(draft) = drafts.get_mut(number) {
            draft.said = said;
        }
    }
}

/// A quote that goes on has the date of the one it continues.
fn continued(drafts: &[Draft], number: usize) -> Option<When> {
    let draft = drafts.get(number)?;
    let goes_on = matches!(draft.cue.rule, "goes-on" | "next-paragraph");
    goes_on.then(|| drafts.get(number.checked_sub(1)?)?.said)?
}

/// « * 2 mai - Riga refuse. … »: a chronicle's paragraph begins with the day of all that it tells.
fn chronicle(scene: &Scene<'_>, draft: &Draft) -> Option<When> {
    let number = scene.doc.word(draft.words.start).paragraph;
    let paragraph = scene.doc.paragraphs.get(number).filter(|one| one.kind == ParagraphKind::Body)?;
    let start = paragraph.words.start;
    let date = scene.dates.iter().find(|date| {
        let at = scene.doc.word_at(date.span.start);
        (start..start + 4).contains(&at) && (start..at).all(|at| !scene.doc.word(at).is_word())
    })?;
    let end = scene.doc.words_in(date.span).end;
    let label = matches!(scene.doc.word(end).text, ":" | "-" | "–" | "—") && is_when(scene, date);
    let dated = scene.doc.in_dateline(scene.doc.word_at(date.span.start));
    // « * 3 février - … »: behind a bullet no dateline stands.
    let listed = !scene.doc.word(start).is_word();
    (label && (!dated || listed)).then_some(date.when)
}

/// « Le Courrier juge le texte « mort » »: what a paper says in the present it says on the day of the article.
/// In a review of the press whoever says something in the present does so there.
fn press(scene: &Scene<'_>, drafts: &[Draft], number: usize) -> Option<When> {
    let is_medium = |draft: &Draft| {
        draft.cue.speaker.as_ref().and_then(Who::party).is_some_and(|party| scene.is_medium(party))
    };
    let draft = drafts.get(number)?;
    let medium = is_medium(draft) || {
        let near = drafts.get(number.saturating_sub(REVIEWED)..).unwrap_or_default();
        near.iter().take(2 * REVIEWED).filter(|draft| is_medium(draft)).count() >= PAPERS
    };
    let group = draft.cue.clause.and_then(|clause| scene.verb_of(clause));
    let today = group.map_or(draft.cue.rule == "according-to", |group| {
        group.tense == VerbTense::Present && group.modal.is_none()
    });
    (medium && today).then(|| When::plain(Edtf::day(scene.doc.published)))
}

/// What a person said, in a past that is no background, where the article has told of one recent day so far: on that
/// day.
fn only_day(scene: &Scene<'_>, occasions: &[Occasion], draft: &Draft) -> Option<When> {
    let party = draft.cue.speaker.as_ref().and_then(Who::party)?;
    let group = draft.cue.clause.and_then(|clause| scene.verb_of(clause));
    let told = group.is_none_or(|group| group.tense == VerbTense::Past && !is_background(scene, group));
    let headline = scene.doc.kind_at(draft.words.start) == ParagraphKind::Headline;
    if !told || headline || !scene.actors.is_human(party) {
        return None;
    }
    let before = || occasions.iter().filter(|one| one.at < draft.words.start && !one.background);
    let first = before().next()?.when;
    before().all(|one| one.when == first).then_some(first)
}

/// The answers of an interview were given when the article, above them, last tells somebody to have spoken.
fn interview(scene: &Scene<'_>, occasions: &[Occasion], draft: &Draft) -> Option<When> {
    let label = draft.cue.words.as_ref().filter(|_| draft.cue.rule == "answer")?.start;
    let first = scene.doc.paragraphs.iter().find(|paragraph| paragraph.kind == ParagraphKind::Body)?;
    let lead =
        |one: &&Occasion| one.speaks && !one.background && one.at < label && first.words.contains(&one.at);
    occasions.iter().rev().find(lead).map(|one| one.when)
}

/// « Le journal, citant un témoin, a rapporté jeudi … »: what the source says next was told that day.
fn cited_date(scene: &Scene<'_>, draft: &Draft) -> Option<When> {
    if !matches!(draft.cue.speaker, Some(Who::Unnamed(_))) {
        return None;
    }
    let sentence = scene.doc.word(draft.cue.words.as_ref()?.start).sentence.checked_sub(1)?;
    let citing = scene.syntax.clause(scene.citing(sentence)?)?;
    in_clause(scene, citing.parent?).filter(|when| is_news(scene, *when))
}

/// What is said of the news of the article's day, in a past that is no background.
fn of_the_day(scene: &Scene<'_>, draft: &Draft) -> Option<When> {
    let group = draft.cue.clause.and_then(|clause| scene.verb_of(clause))?;
    let told = group.tense == VerbTense::Past && !group.anterior && group.modal.is_none();
    let free = crate::lexicon::grammar(scene.doc.language).helper_verbs;
    (told && free).then(|| news_of_today(scene.doc, scene.syntax, scene.dates))?
}

/// « … », lui a répondu la ministre: an answer is given when what it answers was said.
fn answer(scene: &Scene<'_>, drafts: &[Draft], number: usize) -> Option<When> {
    let draft = drafts.get(number)?;
    let group = draft.cue.clause.and_then(|clause| scene.verb_of(clause))?;
    let answers = group.infinitives().any(|verb| scene.lists.answering.has(verb));
    let told = group.tense == VerbTense::Past && !is_background(scene, group) && group.modal.is_none();
    let last = drafts.get(number.checked_sub(1)?).filter(|_| answers && told)?;
    let paragraph = |draft: &Draft| scene.doc.word(draft.words.start).paragraph;
    let other = draft.cue.speaker != last.cue.speaker;
    (other && paragraph(last) + 1 >= paragraph(draft)).then_some(last.said).flatten()
}

/// What somebody said who took part in what happened on a recent day: on that day, where it is told in the past.
fn took_part(scene: &Scene<'_>, occasions: &[Occasion], draft: &Draft) -> Option<When> {
    let group = draft.cue.clause.and_then(|clause| scene.verb_of(clause))?;
    let told = group.tense == VerbTense::Past && !is_background(scene, group) && group.modal.is_none();
    let party = draft.cue.speaker.as_ref().and_then(Who::party)?;
    let part = |occasion: &&Occasion| !occasion.background && occasion.with.contains(&party);
    let before = occasions.iter().rev().filter(|occasion| occasion.at < draft.words.start).find(part);
    before.filter(|_| told).map(|occasion| occasion.when)
}

/// What the same speaker said before on a recent day.
fn same_speaker(scene: &Scene<'_>, drafts: &[Draft], number: usize) -> Option<When> {
    let draft = drafts.get(number)?;
    let group = draft.cue.clause.and_then(|clause| scene.verb_of(clause));
    if group.is_some_and(|group| is_background(scene, group) || group.tense == VerbTense::Present) {
        return None;
    }
    let speaker = draft.cue.speaker.as_ref().filter(|who| who.party().is_some())?;
    let before = drafts.iter().take(number).rev().filter(|other| other.cue.speaker.as_ref() == Some(speaker));
    before.filter_map(|other| other.said).find(|when| is_news(scene, *when))
}

/// What is told in the paragraph of another saying, in the same past, was said when that was.
fn neighbour(scene: &Scene<'_>, drafts: &[Draft], number: usize) -> Option<When> {
    let draft = drafts.get(number)?;
    let plain = |draft: &Draft| {
        let group = draft.cue.clause.and_then(|clause| scene.verb_of(clause));
        group.is_some_and(|group| {
            group.tense == VerbTense::Past && group.modal.is_none() && !is_background(scene, group)
        })
    };
    let last = drafts.get(number.checked_sub(1)?)?;
    let paragraph = |draft: &Draft| scene.doc.word(draft.words.start).paragraph;
    let beside = paragraph(last) == paragraph(draft) && plain(last) && plain(draft);
    last.said.filter(|when| beside && is_news(scene, *when))
}

/// Whom an interview or a portrait has speak speaks on its day.
fn portrayed(scene: &Scene<'_>, draft: &Draft, interviewed: PartyIndex) -> Option<When> {
    let group = draft.cue.clause.and_then(|clause| scene.verb_of(clause));
    let now = group.is_none_or(|group| group.modal.is_none() && !is_background(scene, group));
    let own = draft.cue.speaker == Some(Who::Party(interviewed));
    (now && own).then(|| When::plain(Edtf::day(scene.doc.published)))
}

/// Whether an article tells at its head or its end that somebody answered questions.
fn is_interview(scene: &Scene<'_>) -> bool {
    let paragraphs = &scene.doc.paragraphs;
    let ends = paragraphs.iter().take(HEAD).chain(paragraphs.last());
    let mut words = ends.flat_map(|paragraph| paragraph.words.clone());
    words.any(|at| scene.lists.interviewing.has(&scene.doc.word(at).lower))
}

/// « à l'issue de l'entretien »: the day that an earlier sentence gives for the happening named behind the verb.
fn of_happening(scene: &Scene<'_>, draft: &Draft) -> Option<When> {
    let group = scene.verb_of(draft.cue.clause?)?;
    let sentence = scene.doc.word(group.main).sentence;
    let behind = group.words.end..group.words.end + 12;
    let named = scene.syntax.nouns_in(behind).filter(|(_, noun)| {
        let head = scene.doc.word(noun.head);
        head.sentence == sentence
            && !noun.preposition.is_empty()
            && verbs::nouns(scene.doc.language, &head.lower).next().is_some()
    });
    let before = |noun: usize| {
        let fold = &scene.doc.word(noun).fold;
        let told = (0..group.main).rev().filter(|&at| {
            scene.doc.word(at).fold == *fold
                && scene.doc.word(at).sentence != sentence
                && scene.doc.kind_at(at) == ParagraphKind::Body
        });
        told.filter_map(|at| {
            let whole = scene.doc.sentence_of(at)?.span;
            let dates = scene.dates.iter().filter(|date| whole.contains(date.span));
            dates.min_by_key(|date| scene.doc.word_at(date.span.start).abs_diff(at))
        })
        .map(|date| date.when)
        .next()
    };
    named.filter_map(|(_, noun)| before(noun.head)).find(|when| is_news(scene, *when))
}

/// The date in a clause of saying, or in one around it by the same speaker.
fn of_clause(scene: &Scene<'_>, clause: usize) -> Option<When> {
    let mut number = clause;
    for _ in 0..4 {
        let own = in_clause(scene, number).or_else(|| published(scene, number));
        if let Some(when) = own.or_else(|| meanwhile(scene, number)) {
            return Some(when);
        }
        let here = scene.syntax.clause(number)?;
        let outer = here.joined_to.or(here.parent)?;
        let speaker = scene.speaker_of(clause);
        let speaks = scene.verb_of(outer).is_some_and(|group| scene.speaks(group));
        let same = speaker.is_some() && scene.speaker_of(outer) == speaker;
        let met = here.kind == ClauseKind::Relative && !here.inserted && past_main(scene, outer);
        if !(met || same && (speaks || here.kind != ClauseKind::Relative)) {
            return None;
        }
        number = outer;
    }
    None
}

/// « s'est entretenue dimanche avec la reine, qui a salué … »: said on the occasion that the main clause tells.
fn past_main(scene: &Scene<'_>, number: usize) -> bool {
    let main = scene.syntax.clause(number).is_some_and(|clause| clause.kind == ClauseKind::Main);
    main && scene
        .verb_of(number)
        .is_some_and(|group| group.tense == VerbTense::Past && !is_background(scene, group))
}

/// The date that a clause has of its own.
fn in_clause(scene: &Scene<'_>, number: usize) -> Option<When> {
    let clause = scene.syntax.clause(number)?;
    let group = scene.verb_of(number)?;
    let start = scene.doc.word(clause.words.start).span.start;
    let end = scene.doc.word(clause.words.end.saturating_sub(1)).span.end;
    let around = Span::new(start, end.max(start));
    let own = scene.dates.iter().filter(|date| date.span.overlaps(around)).filter(|date| {
        let words = scene.doc.words_in(date.span);
        words.clone().any(|at| clause.owns(at))
            && is_when(scene, date)
            && !scene.lists.possessing.has(&scene.doc.word(words.end).lower)
            && !belongs_to_noun(scene, words.start, group)
    });
    let found = own.min_by_key(|date| distance(scene, date, group)).map(|date| date.when);
    found.or_else(|| then(scene, group))
}

/// How far a date stands from a verb.
fn distance(scene: &Scene<'_>, date: &DateFinding, group: &VerbGroup) -> usize {
    let at = scene.doc.word_at(date.span.start);
    if at < group.words.start { group.words.start - at } else { at.saturating_sub(group.words.end) }
}

/// A date, not a stretch, and not to come.
fn is_when(scene: &Scene<'_>, date: &DateFinding) -> bool {
    let begun = date.when.first_day().is_some_and(|day| day <= scene.doc.published);
    let told_later = date.rule == "unit-with-turn";
    matches!(date.when.value, Edtf::Date(_)) && (begun || told_later)
}

/// « démentir un appel dimanche », « souhaiter une année 2025 »: the date belongs to the noun behind the verb.
fn belongs_to_noun(scene: &Scene<'_>, at: usize, group: &VerbGroup) -> bool {
    let before = at.saturating_sub(1);
    let event = before >= group.words.end
        && verbs::nouns(scene.doc.language, &scene.doc.word(before).lower).next().is_some();
    let inside = scene.syntax.noun_at(at).and_then(|noun| scene.syntax.noun(noun)).is_some_and(|noun| {
        noun.words.start < at
            && noun.words.start >= group.words.end
            && !noun.temporal
            && noun.preposition.is_empty()
    });
    event || inside
}

/// « avait alors déclaré »: the date told before it.
fn then(scene: &Scene<'_>, group: &VerbGroup) -> Option<When> {
    let near = group.words.start..group.words.end + 1;
    let adverb = near.into_iter().find(|&at| scene.lists.then.has(&scene.doc.word(at).lower))?;
    let at = scene.doc.word(adverb).span.start;
    let told = |date: &&DateFinding| {
        date.span.end <= at
            && is_when(scene, date)
            && !scene.doc.is_quoted(scene.doc.word_at(date.span.start))
    };
    scene.dates.iter().rev().find(told).map(|date| date.when)
}

/// « dans un entretien paru lundi »: the date of a participle of publishing in the clause.
fn published(scene: &Scene<'_>, number: usize) -> Option<When> {
    let here = scene.syntax.clause(number)?;
    let main = scene.verb_of(number)?.words.end;
    let inner = scene.syntax.clauses_of(here.unit..here.unit + 1).filter(|(other, clause)| {
        // « …, écrit la ministre dans une tribune publiée lundi »: taken for a participle beside the other.
        let beside = clause.parent == here.parent && clause.words.start >= main && *other != number;
        // "writes in a column published Monday": taken for a second verb of the sentence.
        let start = clause.words.start;
        let second = clause.joined_to == Some(number)
            && start == scene.verb_of(*other).map_or(0, |group| group.words.start)
            && scene.syntax.noun_at(start.wrapping_sub(1)).is_some();
        clause.kind == ClauseKind::Participle && (clause.parent == Some(number) || beside) || second
    });
    let publishes = |clause: &usize| {
        scene
            .verb_of(*clause)
            .is_some_and(|group| scene.lists.publishing.has(&scene.doc.word(group.main).lower))
    };
    inner.map(|(clause, _)| clause).filter(publishes).find_map(|clause| in_clause(scene, clause))
}

/// « En quittant Riga lundi, la ministre a dit », "asked on Monday, she said": the date of a participle that goes with
/// the saying.
fn meanwhile(scene: &Scene<'_>, number: usize) -> Option<When> {
    let here = scene.syntax.clause(number)?;
    let verb = scene.verb_of(number)?;
    let sentence = scene.doc.sentence_of(verb.main)?.words.start;
    let inner = scene.syntax.clauses_of(here.unit..here.unit + 1).filter(|(other, clause)| {
        *other != number && (clause.parent == Some(number) || clause.parent == here.parent)
    });
    let goes_with = |clause: &usize| {
        scene.verb_of(*clause).is_some_and(|group| {
            let fronted = group.words.start <= sentence + 1;
            let asked = scene.lists.asking.has(&scene.doc.word(group.main).lower);
            match group.tense {
                VerbTense::Gerund => fronted,
                VerbTense::Participle => fronted || asked,
                // « a fait connaître hier sa décision »
                VerbTense::Infinitive => group.words.start == verb.words.end,
                _ => asked && group.words.len() == 1,
            }
        })
    };
    // « interrogée sur l'incident du 4 août »: the day of what the question is about.
    let free = |clause: &usize| {
        let words = scene.syntax.clause(*clause).map_or(0..0, |clause| clause.words.clone());
        let group = scene.verb_of(*clause);
        let asked = group.filter(|group| scene.lists.asking.has(&scene.doc.word(group.main).lower));
        let near = asked.map_or(usize::MAX, |group| group.words.end + ASKED);
        let inside = scene.doc.span(&words);
        let own = scene.dates.iter().filter(|date| date.span.overlaps(inside));
        own.map(|date| scene.doc.word_at(date.span.start)).all(|at| {
            let noun = scene.syntax.noun_at(at).and_then(|noun| scene.syntax.noun(noun));
            let led = scene.lists.of_which.has(&scene.doc.before(at).lower) || at > near;
            !led && noun.is_none_or(|noun| !scene.lists.of.has(noun.preposition))
        })
    };
    let inner = inner.map(|(clause, _)| clause).filter(goes_with).filter(free);
    inner.into_iter().find_map(|clause| in_clause(scene, clause))
}

/// « Comme je l'ai dit hier »: words of the quote that count from the day of the saying.
fn by_words(scene: &Scene<'_>, draft: &Draft) -> Option<When> {
    let span = scene.doc.span(&draft.words);
    let day = scene.dates.iter().find(|date| span.contains(date.span) && date.rule == "day-offset")?;
    let near = day.when.value.as_day().is_some_and(|day| (day - scene.doc.published).num_days().abs() <= 2);
    near.then(|| When::plain(Edtf::day(scene.doc.published)))
}

/// A pluperfect, or a tense that tells no happening.
fn is_background(scene: &Scene<'_>, group: &VerbGroup) -> bool {
    let anterior = group.anterior && group.tense == VerbTense::Past;
    anterior
        || group.words.clone().any(|at| {
            let auxiliaries = crate::lexicon::words(scene.doc.language).auxiliaries;
            let helper = |one: verbs::Analysis| auxiliaries.has(one.infinitive());
            verbs::analyses(scene.doc.language, &scene.doc.word(at).lower)
                .any(|one| one.tense == Tense::Imperfect && helper(one))
        })
}

/// All clauses that tell a recent day on which somebody spoke or acted, in order.
fn occasions(scene: &Scene<'_>) -> Vec<Occasion> {
    let mut found = Vec::new();
    for (number, clause) in scene.syntax.clauses.iter().enumerate() {
        let Some(group) = scene.verb_of(number) else { continue };
        let speaks = scene.speaks(group);
        let acts = clause.kind == ClauseKind::Main && group.tense == VerbTense::Past;
        let background = is_background(scene, group);
        let quoted = scene.syntax.units.get(clause.unit).is_some_and(|unit| unit.quotation.is_some());
        if quoted || !(speaks || acts) || speaks && background || group.modal.is_some() {
            continue;
        }
        let told = of_clause(scene, number).or_else(|| of_participle(scene, number));
        let Some(when) = told.filter(|when| is_news(scene, *when)) else { continue };
        let mut keys: Vec<Key> = clause.subjects.iter().filter_map(|&noun| key(scene, noun)).collect();
        if keys.is_empty()
            && clause.subjects.is_empty()
            && let Some(Who::Party(party)) = scene.speaker_of(number)
        {
            keys.push(Key::Party(party));
        }
        let named = scene.actors.within(&clause.words).map(|(_, found)| found);
        let with = named.filter(|found| !found.quoted && !found.plural).map(|found| found.mention.party);
        let with = with.filter(|&party| scene.actors.is_human(party)).collect();
        found.push(Occasion { at: group.main, keys, when, speaks, background, with });
    }
    found.sort_by_key(|occasion| occasion.at);
    found
}

/// « s'est montré plus ouvert hier »: the date of a participle right behind the verb.
fn of_participle(scene: &Scene<'_>, number: usize) -> Option<When> {
    let end = scene.verb_of(number)?.words.end;
    let unit = scene.syntax.clause(number)?.unit;
    let mut clauses = scene.syntax.clauses_of(unit..unit + 1);
    let (behind, _) = clauses.find(|(_, clause)| {
        clause.parent == Some(number)
            && clause.kind == ClauseKind::Participle
            && clause.words.start <= end + 2
    })?;
    in_clause(scene, behind)
}

fn key(scene: &Scene<'_>, noun: usize) -> Option<Key> {
    if scene.syntax.noun(noun)?.plural {
        return None;
    }
    match scene.who(noun)? {
        Who::Party(party) => Some(Key::Party(party)),
        Who::Unnamed(_) => Some(Key::Head(scene.doc.word(scene.syntax.noun(noun)?.head).fold.to_string())),
    }
}

/// Whether a date is one day shortly before the article.
fn is_news(scene: &Scene<'_>, when: When) -> bool {
    let recent = |day: NaiveDate| (0..=NEWS).contains(&(scene.doc.published - day).num_days());
    when.value.as_day().is_some_and(recent)
}

/// The day on which the article last had the speaker speak, else act; a headline looks ahead.
fn of_occasion(scene: &Scene<'_>, occasions: &[Occasion], draft: &Draft) -> Option<When> {
    let keys = keys_of(scene, draft);
    let group = draft.cue.clause.and_then(|clause| scene.verb_of(clause));
    // « aurait confié »: when is not told with what is only said to have been said.
    let hearsay =
        |group: &VerbGroup| matches!(group.tense, VerbTense::Conditional | VerbTense::PastConditional);
    if keys.is_empty() || group.is_some_and(|group| is_background(scene, group) || hearsay(group)) {
        return None;
    }
    let present = group.is_some_and(|group| group.tense == VerbTense::Present);
    let headline = scene.doc.kind_at(draft.words.start) == ParagraphKind::Headline;
    let of = |keys: &[Key], speaks: bool| -> Option<When> {
        let paragraph = |at: usize| scene.doc.word(at).paragraph;
        let fits = |occasion: &&Occasion| {
            occasion.speaks == speaks
                && (!occasion.background || paragraph(occasion.at) == paragraph(draft.words.start))
                && occasion.keys.iter().any(|key| keys.contains(key))
        };
        let before = occasions.iter().rev().filter(|occasion| occasion.at < draft.words.start).find(fits);
        // What somebody does later on in the text may as well have come after.
        let later = || occasions.iter().filter(|_| speaks).find(fits);
        before.or_else(later).map(|occasion| occasion.when)
    };
    let acts = || if present || headline { None } else { of(&keys, false) };
    of(&keys, true)
        .or_else(acts)
        .or_else(|| if present && !headline { None } else { of(&principals(scene, &keys), true) })
}

/// The speaker of a quote as keys.
fn keys_of(scene: &Scene<'_>, draft: &Draft) -> Vec<Key> {
    if let Some(Who::Party(party)) = &draft.cue.speaker {
        return vec![Key::Party(*party)];
    }
    let clause = draft.cue.clause.and_then(|clause| scene.syntax.clause(clause));
    clause
        .map(|clause| clause.subjects.iter().filter_map(|&noun| key(scene, noun)).collect())
        .unwrap_or_default()
}

/// The state a speaker belongs to: what it announced, its people comment on the same occasion.
fn principals(scene: &Scene<'_>, keys: &[Key]) -> Vec<Key> {
    let states = keys.iter().filter_map(|key| match key {
        Key::Party(party) => scene.actors.profile(*party).state.as_deref(),
        Key::Head(_) => None,
    });
    let party = |name: &str| scene.actors.parties.iter().position(|party| party.name == name);
    states.filter_map(party).map(Key::Party).collect()
}

/// « n'a ni confirmé ni démenti ce voyage »: on the day of the article, where that is the day of its news.
fn reaction(scene: &Scene<'_>, occasions: &[Occasion], draft: &Draft) -> Option<When> {
    let mut clause = draft.cue.clause?;
    for _ in 0..4 {
        let here = scene.syntax.clause(clause)?;
        let group = scene.verb_of(clause)?;
        let lists = crate::lexicon::words(scene.doc.language);
        if group.negated && group.infinitives().any(|verb| scene.lists.reacting.has(verb)) {
            let object = scene
                .syntax
                .nouns_in(group.words.end..group.words.end + 6)
                .find(|(_, noun)| noun.is_bare())?;
            let opener = &scene.doc.word(object.1.words.start).lower;
            let lead = occasions.iter().find(|occasion| occasion.speaks)?;
            let today = lead.when.value.as_day() == Some(scene.doc.published);
            return (today && !lists.indefinites.has(opener)).then_some(lead.when);
        }
        clause = here.joined_to.or(here.parent)?;
    }
    None
}
