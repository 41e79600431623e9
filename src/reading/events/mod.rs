//! Events: what the article tells, sentence by sentence: who did, said or plans what, with whom, when, where, on
//! whose word.
//!
//! In: a parsed article with its actors and dates. Out: tellings. Verbs and nouns tell events by the frames of the
//! lexicon ([`frames`], [`nouns`]); [`cast`] finds the parties; [`status`], [`when`], [`place`] and [`chains`] fill in
//! how, when, where and on whose word. Does not group tellings of one happening: that is the chronicle's.

mod arguments;
mod cast;
mod chains;
mod dated;
mod dateline;
mod frames;
mod lead;
mod live;
mod nouns;
mod occasion;
mod place;
mod quoted;
mod refer;
mod status;
mod weigh;
mod when;

use super::actors::Actors;
use super::doc::{Doc, ParagraphKind};
use super::syntax::Syntax;
use crate::lexicon::verbs::Frame;
use crate::lexicon::{self, words::Words};
use crate::model::{Chain, DateFinding, Hop, Kind, Place, Quote, Span, Status, Telling, When, Who};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;
use weigh::Source;
use weigh::spots::Spot;

/// An event while it is being read.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The tokens that tell it.
    words: Range<usize>,
    /// The verb or noun itself.
    main: usize,
    /// The clause it stands in (for a verb: its own).
    clause: usize,
    /// What happens.
    kind: Kind,
    /// The frame's name.
    rule: &'static str,
    /// The frame of a verb.
    frame: Option<&'static Frame>,
    /// The noun group of a noun.
    noun: Option<usize>,
    agents: Vec<Who>,
    counterparts: Vec<Who>,
    status: Status,
    when: Option<When>,
    /// Whether the date stands with the event itself.
    dated: bool,
    /// By what it was dated.
    by: Source,
    place: Option<Place>,
    /// By what it was placed.
    at: Spot,
    /// The saying that reports it, as its place among the drafts.
    reporter: Option<usize>,
    /// Sources named beside it (« selon … »).
    sources: Vec<Hop>,
    first_by: Option<String>,
}

/// What all steps look at.
pub(super) struct Scene<'d, 'a> {
    doc: &'d Doc<'a>,
    actors: &'d Actors,
    syntax: &'d Syntax,
    dates: &'d [DateFinding],
    lists: &'static Words,
    agency: Option<&'d str>,
    /// The clauses whose verb tells an event, with how it does.
    acts: BTreeMap<usize, Act>,
    /// The date of each clause without what it would have from others, once that was asked.
    own_dates: Vec<OnceCell<Option<When>>>,
}

/// Reads the events of an article.
pub fn find(
    doc: &Doc<'_>,
    actors: &Actors,
    syntax: &Syntax,
    dates: &[DateFinding],
    agency: Option<&str>,
    quotes: &[Quote],
) -> Vec<Telling> {
    let lists = lexicon::words(doc.language);
    let own_dates = vec![OnceCell::new(); syntax.clauses.len()];
    let mut scene = Scene { doc, actors, syntax, dates, lists, agency, acts: BTreeMap::new(), own_dates };
    let mut drafts = Vec::new();
    // What stands outside quotations first: it tells who speaks inside them.
    for quoted in [false, true] {
        let speakers = quoted::speakers(&scene, &drafts);
        for clause in 0..syntax.clauses.len() {
            if scene.is_quoted(clause) == quoted {
                frames::read(&scene, clause, &speakers, &mut drafts);
            }
        }
        nouns::read(&scene, quoted, &speakers, &mut drafts);
    }
    scene.acts = acts(&scene, &drafts);
    drafts.sort_by_key(|draft| (draft.words.start, usize::MAX - draft.words.end));
    drafts.dedup_by(|second, first| second.kind == first.kind && first.words.end > second.words.start);
    refer::one_saying_a_sentence(&scene, &mut drafts);
    refer::mediators(&scene, &mut drafts);
    status::settle(&scene, &mut drafts);
    refer::to_speaker(&mut drafts);
    refer::warnings(&scene, &mut drafts);
    place::settle(&scene, &mut drafts);
    note_place(&mut drafts, Spot::Own);
    when::settle(&scene, &mut drafts);
    note_place(&mut drafts, Spot::Shared);
    place::share(&scene, &mut drafts);
    note_place(&mut drafts, Spot::Shared);
    occasion::settle(&scene, &mut drafts);
    note_date(&mut drafts, Source::Occasion);
    note_place(&mut drafts, Spot::Occasion);
    occasion::only_of_its_kind(&scene, &mut drafts);
    note_date(&mut drafts, Source::Only);
    occasion::on_the_day_told(&scene, &mut drafts);
    note_date(&mut drafts, Source::ToldOn);
    lead::settle(&scene, &mut drafts);
    note_date(&mut drafts, Source::Lead);
    occasion::of_saying(&scene, &mut drafts);
    note_date(&mut drafts, Source::OfSaying);
    weigh::settle(&scene, &mut drafts, quotes);
    live::settle(&scene, &mut drafts);
    occasion::at_gathering(&mut drafts);
    note_place(&mut drafts, Spot::Gathering);
    dateline::settle(&scene, &mut drafts);
    note_place(&mut drafts, Spot::Filed);
    occasion::goes_on_there(&scene, &mut drafts);
    note_place(&mut drafts, Spot::GoesOn);
    weigh::spots::settle(&scene, &mut drafts);
    chains::settle(&scene, &mut drafts);
    let tells = chains::told_by_unnamed(&drafts);
    // What was taken back leaves; the others move up.
    let places: Vec<usize> = drafts
        .iter()
        .scan(0, |next, draft| {
            let place = *next;
            *next += usize::from(!draft.words.is_empty());
            Some(place)
        })
        .collect();
    let told = drafts.into_iter().zip(tells).filter(|(draft, _)| !draft.words.is_empty());
    told.map(|(draft, tells)| scene.telling(draft, tells.and_then(|told| places.get(told).copied())))
        .collect()
}

/// Notes by what those were dated that have a date since.
fn note_date(drafts: &mut [Draft], by: Source) {
    let new = |draft: &&mut Draft| draft.when.is_some() && draft.by == Source::Nothing;
    for draft in drafts.iter_mut().filter(new) {
        draft.by = by;
    }
}

/// Notes by what those were placed that have a place since.
fn note_place(drafts: &mut [Draft], at: Spot) {
    let new = |draft: &&mut Draft| draft.place.is_some() && draft.at == Spot::Nothing;
    for draft in drafts.iter_mut().filter(new) {
        draft.at = at;
    }
}

/// How the verb of a clause tells its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    /// It tells what its object is about (« announced a visit »).
    Telling,
    /// It is a sharper act in words (« ruled out a visit »).
    Speaking,
    /// It does something.
    Doing,
}

/// Of the clauses whose verb tells an event, how it does.
fn acts(scene: &Scene<'_, '_>, drafts: &[Draft]) -> BTreeMap<usize, Act> {
    let act = |draft: &Draft| {
        let frame = draft.frame?;
        let settles = |lemma| scene.lists.denying_verbs.has(lemma) || scene.lists.confirm_or_deny.has(lemma);
        let settles = || scene.governor(draft.clause).is_some_and(|verb| verb.infinitives().any(settles));
        let tells = draft.kind == Kind::Statement || frame.content == "told" || frame.object == "content";
        let act = match draft.kind {
            _ if tells || settles() => Act::Telling,
            kind if kind.is_said() => Act::Speaking,
            _ => Act::Doing,
        };
        Some((draft.clause, act))
    };
    drafts.iter().filter_map(act).collect()
}

impl Scene<'_, '_> {
    /// Whether the clause stands inside a full quotation.
    fn is_quoted(&self, clause: usize) -> bool {
        self.quotation_of(clause).is_some()
    }

    fn quotation_of(&self, clause: usize) -> Option<usize> {
        let unit = self.syntax.clause(clause)?.unit;
        self.syntax.units.get(unit)?.quotation
    }

    fn is_headline(&self, token: usize) -> bool {
        self.doc.kind_at(token) == ParagraphKind::Headline
    }

    /// Whether the paragraph of a token is read for events at all.
    fn is_running_text(&self, token: usize) -> bool {
        self.doc.kind_at(token) != ParagraphKind::Credits && !self.doc.in_dateline(token)
    }

    fn telling(&self, draft: Draft, tells: Option<usize>) -> Telling {
        let sentence = self.doc.sentence_of(draft.main).map_or(Span::new(0, 1), |sentence| sentence.span);
        let chains: Vec<Chain> = chains::of(self, &draft);
        Telling {
            span: self.doc.span(&draft.words),
            sentence,
            content: self.content(&draft),
            kind: draft.kind,
            when: draft.when,
            agents: draft.agents,
            counterparts: draft.counterparts,
            place: draft.place,
            status: draft.status,
            chains,
            first_by: draft.first_by,
            tells,
            rule: draft.rule,
        }
    }

    /// The reported clause of a saying, without its conjunction.
    fn content(&self, draft: &Draft) -> Option<Span> {
        draft.frame.filter(|frame| frame.content == "told")?;
        let own = self.syntax.clause(draft.clause)?;
        let content = self.syntax.clauses.iter().find(|clause| {
            clause.parent == Some(draft.clause)
                && clause.words.start >= draft.words.end
                && clause.kind == super::syntax::ClauseKind::Content
        });
        if let Some(content) = content {
            let opener = content.opener.unwrap_or(content.words.start);
            return (opener + 1 < content.words.end).then(|| self.doc.span(&(opener + 1..content.words.end)));
        }
        // « X est venu, a dit Y »: what stands before.
        let unit = self.syntax.units.get(own.unit)?;
        let first = *unit.words.first()?;
        (own.inserted && first < own.words.start && !unit.stand_ins.contains(&first))
            .then(|| self.doc.span(&(first..own.words.start)))
    }
}
