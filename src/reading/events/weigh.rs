//! Weighing: which of the dates that an article offers an event is its own, or none.
//!
//! The rules before it say by what each date was found; the scenes that the story has set offer further ones. Each
//! source of a date has a weight, and more or less of it by how the event is told ([`cues`]); the heaviest date is
//! taken, or none where none is heaviest. The weights ([`weights`]) were learned from articles with their gold.
//!
//! Does not read dates and knows no word of a language.

pub(super) mod cues;
#[cfg(test)]
mod learning;
mod scenes;
mod spot_weights;
pub(super) mod spots;
mod weights;

use super::occasion::is_recent;
use super::{Draft, Scene};
use crate::model::{Edtf, Quote, When};
use cues::Cues;
use scenes::Scenes;
use weights::WEIGHTS;

/// By what a date is offered, or what date it is: a row of the weights each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// No date at all.
    Nothing,
    /// The event's own words.
    Own,
    /// A measure dated by its announcement.
    Announced,
    /// The telling that a noun points back to.
    Back,
    /// Another telling of the same.
    Tellings,
    /// The text, for the headline.
    Headline,
    /// The speaker's only occasion.
    Sayings,
    /// The meeting at which it was said or done.
    Occasion,
    /// The only one of its kind.
    Only,
    /// The day that the telling has reached.
    ToldOn,
    /// The news that the article opens with.
    Lead,
    /// What was said at the encounter.
    OfSaying,
    /// The quotation whose words it introduces.
    Quote,
    /// A clause before it in its sentence.
    SameBefore,
    /// A clause behind it in its sentence.
    SameAfter,
    /// The main clause of its sentence.
    SameNow,
    /// The sentence before, in its paragraph.
    PrevSentence,
    /// The last sentence before in its paragraph that tells a date.
    Paragraph,
    /// The first such sentence.
    ParagraphHead,
    /// The paragraph before.
    BeforeParagraph,
    /// The last sentence before.
    Last,
    /// The last clause of any kind in a sentence before.
    LastAny,
    /// The same in its paragraph.
    ParagraphAny,
    /// The sentence before the sentence before.
    SecondBefore,
    /// What its doer did last.
    DoerBefore,
    /// What its doer last said, shortly before the article.
    DoerSaid,
    /// What its doer took part in.
    NamedBefore,
    /// What its doer does next in the text.
    DoerAfter,
    /// Whatever its doer does first in the text.
    DoerAny,
    /// What somebody of its doer's state did last.
    StateBefore,
    /// The first recent day told.
    LeadDay,
    /// The first day told.
    FirstDay,
    /// The only recent day told.
    OnlyDay,
    /// The day of the report.
    Today,
    /// The last one of its kind.
    KindBefore,
    /// The date is a day.
    IsDay,
    /// It is a day shortly before the article.
    IsRecent,
    /// It is coarser than a day.
    IsCoarse,
    /// It is a stretch.
    IsStretch,
    /// It lies ahead.
    IsAhead,
    /// It is long past.
    IsOld,
}

impl Source {
    const fn bit(self) -> u64 {
        1 << self as u32
    }
}

/// So many quotes to each side may have a verb of saying as their cue.
const NEAR: usize = 16;

/// A date on offer, with the bits of its sources.
type Offer = (When, u64);

/// Gives each draft the heaviest of the dates on offer.
pub(super) fn settle(scene: &Scene<'_, '_>, drafts: &mut [Draft], quotes: &[Quote]) {
    let scenes = Scenes::of(scene, drafts);
    let chosen: Vec<Option<When>> = (0..drafts.len())
        .map(|index| {
            let draft = drafts.get(index)?;
            let cues = cues::of(scene, &scenes, draft);
            let offers = offers(scene, drafts, &scenes, quotes, index);
            #[cfg(test)]
            learning::note(
                learning::Weighed::Dates,
                scene.doc.span(&draft.words),
                draft.kind,
                offers.iter().map(|(when, sources)| (when.value.to_string(), *sources)),
                cues,
            );
            heaviest(&WEIGHTS, &offers, cues).copied()
        })
        .collect();
    for (draft, when) in drafts.iter_mut().zip(chosen) {
        draft.when = when;
    }
}

/// What has most weight; nothing where none outweighs having none.
fn heaviest<'o, T, const ROW: usize>(
    weights: &[[i8; ROW]],
    offers: &'o [(T, u64)],
    cues: Cues,
) -> Option<&'o T> {
    let nothing = weight(weights, Source::Nothing.bit(), cues);
    let weighed = offers.iter().map(|(one, sources)| (weight(weights, *sources, cues), one));
    // Of two alike the one on offer first.
    let best = weighed.fold(
        (nothing, None),
        |best, (weight, one)| {
            if weight > best.0 { (weight, Some(one)) } else { best }
        },
    );
    best.1
}

/// The sum of the weights of these sources under these cues.
fn weight<const ROW: usize>(weights: &[[i8; ROW]], sources: u64, cues: Cues) -> i32 {
    // The first number of a row counts always.
    let columns = cues << 1 | 1;
    let rows = bits(sources).filter_map(|source| weights.get(source));
    rows.map(|row| bits(columns).filter_map(|cue| row.get(cue)).map(|&weight| i32::from(weight)).sum::<i32>())
        .sum()
}

/// The places of the bits that are set.
fn bits(mut of: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = of.trailing_zeros();
        of &= of.checked_sub(1)?;
        Some(place as usize)
    })
}

/// All dates that are on offer for a draft.
fn offers(
    scene: &Scene<'_, '_>,
    drafts: &[Draft],
    scenes: &Scenes<'_>,
    quotes: &[Quote],
    index: usize,
) -> Vec<Offer> {
    let mut found: Vec<Offer> = Vec::new();
    let Some(draft) = drafts.get(index) else { return found };
    let mut offer = |when: Option<When>, source: Source| {
        let Some(when) = when else { return };
        match found.iter_mut().find(|(other, _)| *other == when) {
            Some((_, sources)) => *sources |= source.bit(),
            None => found.push((when, source.bit())),
        }
    };
    offer(draft.when, draft.by);
    let span = scene.doc.span(&draft.words);
    // Cues stand near their quotes, which are in order.
    let near = quotes.partition_point(|quote| quote.span.end <= span.start);
    let near = quotes.get(near.saturating_sub(NEAR)..).unwrap_or_default().iter().take(2 * NEAR);
    let introduced = near.into_iter().find(|quote| quote.cue.is_some_and(|cue| cue.overlaps(span)));
    offer(introduced.and_then(|quote| quote.said), Source::Quote);
    scenes.offer(scene, draft, &mut offer);
    let alike = drafts.get(..index).unwrap_or_default().iter().rev().take(scenes::WINDOW);
    let mut alike = alike.filter(|other| other.dated && other.kind == draft.kind && other.status.is_real());
    offer(alike.next().and_then(|other| other.when), Source::KindBefore);
    for (when, sources) in &mut found {
        *sources |= nature(scene, *when);
    }
    found
}

/// What sort of date it is, as bits.
fn nature(scene: &Scene<'_, '_>, when: When) -> u64 {
    let day = when.value.as_day().is_some();
    let old = |last: chrono::NaiveDate| (scene.doc.published - last).num_days() > 8;
    [
        (day, Source::IsDay),
        (day && is_recent(scene, when), Source::IsRecent),
        (!day && matches!(when.value, Edtf::Date(_)), Source::IsCoarse),
        (matches!(when.value, Edtf::Interval(..)), Source::IsStretch),
        (when.first_day().is_some_and(|first| first > scene.doc.published), Source::IsAhead),
        (when.last_day().is_some_and(old), Source::IsOld),
    ]
    .into_iter()
    .filter(|(is, _)| *is)
    .fold(0, |bits, (_, source)| bits | source.bit())
}

#[cfg(test)]
mod tests {
    use crate::model::{Article, Published};

    /// The dates of the events of an article of 14 March 2031, a Friday, in their order.
    fn whens(body: &str) -> Vec<String> {
        let day = "2031-03-14".parse().unwrap();
        let article = Article::new(Published::on(day), None, format!("Title\n\n{body}"));
        let reading = crate::reading::read(&article);
        let when = |event: &crate::model::Telling| event.when.map(|when| when.value.to_string());
        reading.events.iter().map(|event| when(event).unwrap_or_default()).collect()
    }

    #[test]
    fn who_goes_on_speaking_speaks_on_the_same_day() {
        let told = whens(
            "President Anna Ozola met Chancellor Hans Zgraf in Riga on Wednesday. \"We shall sign in May,\" \
             Ozola told reporters. The chancellor thanked his host.",
        );
        assert_eq!(told, ["2031-03-12", "2031-03-12", "2031-03-12"]);
    }

    #[test]
    fn what_lasts_has_no_day() {
        let told = whens(
            "President Anna Ozola met Chancellor Hans Zgraf in Riga on Wednesday. Norway has always supported \
             the accord.",
        );
        assert_eq!(told, ["2031-03-12", ""]);
    }

    #[test]
    fn a_report_by_mail_is_told_on_its_own_day() {
        let told = whens(
            "OSLO, March 9.--The Foreign Minister yesterday received the British envoy. BERLIN, March 11.--Nothing.",
        );
        assert_eq!(told, ["2031-03-08"]);
    }
}
