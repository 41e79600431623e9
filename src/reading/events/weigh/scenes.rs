//! Scenes: the clauses that tell something on a date of their own, and what dates they offer the events around them.
//!
//! Does not choose among them.

use super::Source;
use crate::model::{Edtf, PartyIndex, When, Who};
use crate::reading::events::lead::MEDIUM;
use crate::reading::events::occasion::{is_recent, speaks};
use crate::reading::events::{Draft, Scene};
use crate::reading::syntax::{ClauseKind, VerbTense, speaks_freely};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// How many scenes to each side are looked at.
pub(super) const WINDOW: usize = 60;

/// How many days before publication a report may have been filed.
const BY_MAIL: i64 = 60;

/// A clause that tells something on a date of its own.
#[derive(Debug)]
pub(super) struct Told {
    /// Its number.
    pub clause: usize,
    /// Its verb's token.
    at: usize,
    /// The sentence of it.
    pub sentence: usize,
    paragraph: usize,
    pub when: When,
    doers: Vec<PartyIndex>,
    /// Whoever is named in it.
    pub named: Vec<PartyIndex>,
    says: bool,
    /// A main clause, or one set into it.
    main: bool,
    anterior: bool,
}

impl Told {
    const fn moves(&self) -> bool {
        self.main && !self.anterior
    }
}

/// All of them, in order.
#[derive(Debug)]
pub(super) struct Scenes<'d> {
    told: Vec<Told>,
    /// The drafts of verbs by their clause.
    pub by_clause: BTreeMap<usize, &'d Draft>,
    /// The day that the news is of.
    pub lead: Option<usize>,
    first: Option<When>,
    only: Option<When>,
    /// Whether more than one recent day is told.
    pub several: bool,
    /// Where each party is first named in running text.
    pub first_named: BTreeMap<PartyIndex, usize>,
    /// The parties that are media.
    pub media: BTreeSet<PartyIndex>,
    /// The days of the datelines, with where they start.
    filed: Vec<(usize, NaiveDate)>,
}

impl<'d> Scenes<'d> {
    /// The scenes of an article.
    pub fn of(scene: &Scene<'_, '_>, drafts: &'d [Draft]) -> Self {
        let mut by_clause = BTreeMap::new();
        for draft in drafts.iter().filter(|draft| draft.noun.is_none()) {
            by_clause.entry(draft.clause).or_insert(draft);
        }
        let clauses = 0..scene.syntax.clauses.len();
        let mut told: Vec<Told> =
            clauses.filter_map(|clause| told(scene, clause, by_clause.get(&clause).copied())).collect();
        told.sort_by_key(|told| told.at);
        let day = |one: &&Told| one.when.value.as_day().is_some();
        let recent = |one: &Told| one.when.value.as_day().is_some() && is_recent(scene, one.when);
        let moving = || told.iter().enumerate().filter(|(_, one)| one.moves());
        let lead = moving().take(4).find(|(_, one)| recent(one)).map(|(number, _)| number);
        let first = told.iter().filter(|one| one.moves()).find(day).map(|one| one.when);
        let days: BTreeSet<When> = told.iter().filter(|one| recent(one)).map(|one| one.when).collect();
        let only = days.first().copied().filter(|_| days.len() == 1);
        let mut first_named = BTreeMap::new();
        let mut media: BTreeSet<PartyIndex> =
            (0..scene.actors.parties.len()).filter(|&party| scene.is_known_medium(party)).collect();
        for found in &scene.actors.mentions {
            if found.mention.rule.starts_with(MEDIUM) {
                media.insert(found.mention.party);
            }
            if !scene.is_headline(found.words.start) {
                first_named.entry(found.mention.party).or_insert(found.words.start);
            }
        }
        let datelines = scene.dates.iter().filter_map(|date| {
            let day = date.when.value.as_day()?;
            let filed = (0..=BY_MAIL).contains(&(scene.doc.published - day).num_days());
            let inside = scene.doc.in_dateline(scene.doc.word_at(date.span.start));
            (filed && inside).then_some((date.span.start, day))
        });
        let filed = datelines.collect();
        Self { told, by_clause, lead, first, only, several: days.len() > 1, first_named, media, filed }
    }

    /// The scene of the news.
    pub fn lead(&self) -> Option<&Told> {
        self.lead.and_then(|lead| self.told.get(lead))
    }

    /// The day of the report that a token stands in: of the last dateline before it, or of the article.
    pub fn today(&self, scene: &Scene<'_, '_>, at: usize) -> NaiveDate {
        let start = scene.doc.word(at).span.start;
        let until = self.filed.partition_point(|(filed, _)| *filed < start);
        let filed = until.checked_sub(1).and_then(|last| self.filed.get(last));
        filed.map_or(scene.doc.published, |(_, day)| *day)
    }

    /// Whether any of these does something on a date in another clause, not far away.
    pub fn is_dated_elsewhere(&self, draft: &Draft, doers: &[PartyIndex]) -> bool {
        self.around(draft).any(|one| one.doers.iter().any(|doer| doers.contains(doer)))
    }

    /// The scenes before and behind a draft, other than its own clause.
    fn around(&self, draft: &Draft) -> impl Iterator<Item = &Told> {
        let here = self.told.partition_point(|one| one.at < draft.main);
        let near = here.saturating_sub(WINDOW)..(here + WINDOW).min(self.told.len());
        self.told.get(near).unwrap_or_default().iter().filter(|one| one.clause != draft.clause)
    }

    /// Offers a draft the dates of the scenes around it.
    pub fn offer(&self, scene: &Scene<'_, '_>, draft: &Draft, offer: &mut impl FnMut(Option<When>, Source)) {
        let word = scene.doc.word(draft.main);
        let (sentence, paragraph) = (word.sentence, word.paragraph);
        let before: Vec<&Told> = self.around(draft).filter(|one| one.at < draft.main).collect();
        let back = || before.iter().rev().copied();
        let moving = || back().filter(|one| one.moves());
        let earlier = |one: &&Told| one.sentence < sentence && one.paragraph == paragraph;
        let when = |one: &Told| one.when;
        let same = || self.around(draft).filter(|one| one.sentence == sentence);
        offer(back().find(|one| one.sentence == sentence).map(when), Source::SameBefore);
        offer(same().find(|one| one.at > draft.main).map(when), Source::SameAfter);
        offer(same().find(|one| one.main).map(when), Source::SameNow);
        let previous = |one: &&Told| one.sentence + 1 == sentence && one.paragraph == paragraph;
        offer(moving().find(previous).map(when), Source::PrevSentence);
        offer(moving().find(earlier).map(when), Source::Paragraph);
        offer(
            before.iter().copied().filter(|one| one.moves()).find(earlier).map(when),
            Source::ParagraphHead,
        );
        offer(moving().find(|one| one.paragraph + 1 == paragraph).map(when), Source::BeforeParagraph);
        offer(moving().find(|one| one.sentence < sentence).map(when), Source::Last);
        offer(back().find(|one| one.sentence < sentence).map(when), Source::LastAny);
        offer(back().find(earlier).map(when), Source::ParagraphAny);
        let second = |one: &&Told| one.sentence + 2 == sentence && one.paragraph == paragraph;
        offer(moving().find(second).map(when), Source::SecondBefore);
        self.offer_of_doers(scene, draft, &before, offer);
        offer(self.lead().map(when), Source::LeadDay);
        offer(self.first, Source::FirstDay);
        offer(self.only, Source::OnlyDay);
        let today = When::plain(Edtf::day(self.today(scene, draft.main)));
        offer(Some(today).filter(|_| !tells_other_day(scene, draft, today)), Source::Today);
    }

    /// Offers a draft the dates of what its doers do elsewhere.
    fn offer_of_doers(
        &self,
        scene: &Scene<'_, '_>,
        draft: &Draft,
        before: &[&Told],
        offer: &mut impl FnMut(Option<When>, Source),
    ) {
        let agents: Vec<PartyIndex> = draft.agents.iter().filter_map(Who::party).collect();
        let back = || before.iter().rev().copied();
        let does = |one: &&Told| one.doers.iter().any(|doer| agents.contains(doer));
        let named = |one: &&Told| one.named.iter().any(|doer| agents.contains(doer));
        let states: Vec<&str> = agents.iter().filter_map(|&agent| scene.state(agent)).collect();
        let of_state = |one: &&Told| {
            one.doers.iter().any(|&doer| scene.state(doer).is_some_and(|state| states.contains(&state)))
        };
        let when = |one: &Told| one.when;
        let said = |one: &&Told| one.says && is_recent(scene, one.when);
        offer(back().find(does).map(when), Source::DoerBefore);
        offer(back().filter(said).find(does).map(when), Source::DoerSaid);
        offer(back().filter(|one| one.moves()).find(named).map(when), Source::NamedBefore);
        let behind = self.around(draft).filter(|one| one.at > draft.main && one.moves());
        offer(behind.into_iter().find(does).map(when), Source::DoerAfter);
        offer(self.around(draft).find(does).map(when), Source::DoerAny);
        offer(back().filter(|one| one.moves()).find(of_state).map(when), Source::StateBefore);
    }
}

/// Whether the sentence of a draft tells a day near today that is not today.
fn tells_other_day(scene: &Scene<'_, '_>, draft: &Draft, today: When) -> bool {
    let Some(sentence) = scene.doc.sentence_of(draft.main) else { return false };
    let from = scene.dates.partition_point(|date| date.span.end <= sentence.span.start);
    let mut dates = scene.dates.get(from..).unwrap_or_default().iter();
    let other = dates.find(|date| {
        let word = scene.doc.word_at(date.span.start);
        let near = |day: NaiveDate| (scene.doc.published - day).num_days().abs() <= 8;
        date.when.value.as_day().is_some_and(near) && !scene.doc.in_dateline(word)
    });
    other.is_some_and(|date| sentence.span.contains(date.span) && date.when != today)
}

/// A clause of running text that really tells something on a date of its own, not ahead and not open.
fn told(scene: &Scene<'_, '_>, number: usize, draft: Option<&Draft>) -> Option<Told> {
    let clause = scene.syntax.clause(number)?;
    let verb = scene.governor(number)?;
    let running =
        !scene.is_quoted(number) && !scene.is_headline(verb.main) && scene.is_running_text(verb.main);
    let real = matches!(
        verb.tense,
        VerbTense::Past
            | VerbTense::Present
            | VerbTense::Imperfect
            | VerbTense::Participle
            | VerbTense::Gerund
    );
    if !(running && real && verb.modal.is_none()) {
        return None;
    }
    let own = draft.and_then(|draft| draft.when.filter(|_| draft.dated));
    let when = own.or_else(|| scene.own_date_of_clause(number))?;
    let ahead = when.first_day().is_some_and(|day| day > scene.doc.published);
    let open = !matches!(when.value, Edtf::Date(_)) && when.value.last_day().is_none();
    if ahead || open {
        return None;
    }
    let subjects = || {
        let nouns = clause.subjects.iter().filter_map(|&noun| scene.syntax.noun(noun));
        nouns.filter_map(|group| scene.party_of(group)).collect()
    };
    let doers = draft.map_or_else(subjects, |draft| draft.agents.iter().filter_map(Who::party).collect());
    let named = scene.actors.within(&clause.words).filter(|(_, found)| !found.quoted);
    let word = scene.doc.word(verb.main);
    Some(Told {
        clause: number,
        at: verb.main,
        sentence: word.sentence,
        paragraph: word.paragraph,
        when,
        doers,
        named: named.map(|(_, found)| found.mention.party).collect(),
        says: draft.map_or_else(|| speaks_freely(verb), |draft| speaks(draft.kind)),
        main: clause.inserted || clause.kind == ClauseKind::Main,
        anterior: verb.anterior,
    })
}
