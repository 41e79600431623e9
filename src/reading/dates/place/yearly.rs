//! Yearly: in which year what comes once a year was meant: « 5 April », « in October », « at Christmas ».
//!
//! Does not place days of the month or the week, and does not ask whether the words are a date.

use super::{Course, Outlook, View, distance};
use crate::lexicon::dates::Turn;
use crate::model::{Edtf, Modifier, Partial, When};
use crate::reading::dates::calendar;
use chrono::Datelike;

impl Course<'_, '_> {
    /// What comes once a year, in the year that turn, context or outlook choose.
    pub(super) fn yearly(
        &self,
        turn: Option<Turn>,
        modifier: Option<Modifier>,
        view: View,
        of_year: impl Fn(i32) -> Option<Edtf>,
    ) -> Option<Edtf> {
        let center = match turn {
            Some(Turn::Following | Turn::Previous) => {
                self.before(view.at).and_then(|anchor| calendar::end_of(anchor.value)?.last_day())
            }
            _ => None,
        };
        let today = center.unwrap_or(view.today);
        let near: Vec<Edtf> = (today.year() - 8..=today.year() + 8).filter_map(&of_year).collect();
        let when = |value| When { value, modifier };
        let first = |value: &Edtf| when(*value).first_day();
        let last = |value: &Edtf| when(*value).last_day();
        let before = |strict: bool| {
            near.iter()
                .rev()
                .find(|value| {
                    first(value).is_some_and(|day| {
                        if strict {
                            last(value).is_some_and(|last| last < today) && day < today
                        } else {
                            day <= today
                        }
                    })
                })
                .copied()
        };
        let after = |strict: bool| {
            near.iter()
                .find(|value| {
                    if strict {
                        first(value).is_some_and(|day| day > today)
                    } else {
                        last(value).is_some_and(|day| day >= today)
                    }
                })
                .copied()
        };
        match turn {
            Some(Turn::Last | Turn::Previous) => return before(true),
            Some(Turn::Next | Turn::Following) => return after(true),
            Some(Turn::Current) => {
                let holds =
                    near.iter().find(|value| first(value) <= Some(today) && last(value) >= Some(today));
                let this_year =
                    near.iter().find(|value| value.first_day().is_some_and(|day| day.year() == today.year()));
                return holds.or(this_year).copied();
            }
            None => {}
        }
        if !matches!(view.outlook, Outlook::Ahead | Outlook::Planned)
            && let Some(value) = self.inherited(view, &of_year)
        {
            return Some(value);
        }
        match view.outlook {
            Outlook::Back if self.announced(view) => {
                let (past, next) = (before(false)?, after(false)?);
                let soon = next.first_day().is_some_and(|day| (day - today).num_days() < 120);
                let long_ago = past.last_day().is_some_and(|day| (today - day).num_days() > 180);
                Some(if soon && long_ago { next } else { past })
            }
            Outlook::Back => {
                // A report of tonight may bear yesterday's date.
                let tonight = after(true)
                    .filter(|next| next.first_day().is_some_and(|day| (day - today).num_days() <= 2));
                // « put off to early October » in September: nor is what is most of a year past.
                let soon = after(true).filter(|next| {
                    let near = if next.as_day().is_some() { 4 } else { 30 };
                    next.first_day().is_some_and(|day| (day - today).num_days() <= near)
                });
                let tonight = tonight.or_else(|| {
                    let old = before(false).and_then(|past| last(&past));
                    soon.filter(|_| old.is_none_or(|day| (today - day).num_days() > 300))
                });
                before(false)
                    .filter(|past| {
                        tonight.is_none() || past.last_day().is_some_and(|day| (today - day).num_days() < 60)
                    })
                    .or(tonight)
            }
            // « relations, broken off on February 19, are to be resumed » in June: no plan is told for most of a year
            // ahead without its year.
            Outlook::Ahead | Outlook::Planned => {
                let (past, next) = (before(false), after(false));
                let far = next
                    .and_then(Edtf::first_day)
                    .is_some_and(|day| (240..400).contains(&(day - today).num_days()));
                let just =
                    past.and_then(|past| last(&past)).is_some_and(|day| (today - day).num_days() < 120);
                if far && just && !view.end { past } else { next }
            }
            Outlook::Present | Outlook::Open => {
                near.iter().copied().min_by_key(|value| distance(*value, today))
            }
        }
    }

    /// « a annoncé une réunion le 3 octobre »: the verb before the date says or fixes what is to come.
    fn announced(&self, view: View) -> bool {
        let scan = self.scan;
        let start = scan.doc.sentence_of(view.at).map_or(view.at, |sentence| sentence.words.start);
        let cue = crate::lexicon::dates::Cue::Announcing;
        (start..view.at).rev().take(14).any(|at| scan.table.has_cue(&scan.word(at).lower, cue))
    }

    /// The year of an old story: a date before it in the paragraph tells a year long past, and this one goes on.
    fn inherited(&self, view: View, of_year: &dyn Fn(i32) -> Option<Edtf>) -> Option<Edtf> {
        let doc = self.scan.doc;
        let anchor = self.before(view.at)?;
        let (here, there) = (doc.word(view.at), doc.word(anchor.at));
        let old = anchor.value.last_day().is_some_and(|day| (view.today - day).num_days() > 365);
        let opens = |at: usize| doc.sentence_of(at).is_some_and(|sentence| at <= sentence.words.start + 3);
        let framed = here.sentence == there.sentence && opens(anchor.at);
        let goes_on = here.paragraph == there.paragraph && here.sentence != there.sentence && opens(view.at);
        let told = anchor.year_told;
        // « clashed in September 2022 before agreeing to a truce on Sept. 16 »
        let within = here.sentence == there.sentence
            && matches!(anchor.value, Edtf::Date(Partial::Month(year, _))
                if of_year(year).is_some_and(|value| calendar::start_of(value).and_then(Partial::first_day)
                    .zip(anchor.value.first_day()).is_some_and(|(one, other)| one.month() == other.month())));
        if !(old && told && (framed || goes_on || within)) {
            return None;
        }
        let start = calendar::start_of(anchor.value)?;
        let (first, year) = (start.first_day()?, start.year());
        let later = |value: &Edtf| value.last_day().is_some_and(|day| day >= first);
        let value = of_year(year).filter(later).or_else(|| {
            if matches!(start, Partial::Year(_)) { None } else { of_year(year + 1).filter(later) }
        })?;
        (value.first_day()? <= view.today).then_some(value)
    }
}
