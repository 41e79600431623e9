//! Places expressions on the calendar: from the article's date, from the dates before them in the text, by the
//! outlook of their clause.
//!
//! Does not find expressions. What it cannot place it leaves out.

use super::calendar;
use super::intervals;
use super::outlook::{Outlook, outlook};
use super::phrase::{Base, Found, Meaning, Phrase, Point, Portion};
use super::scan::Scan;
use crate::lexicon::dates::{Turn, Unit};
use crate::model::{Bound, Edtf, Partial, When};
use crate::reading::doc::{Doc, Paragraph, ParagraphKind};
use crate::reading::words::Shape;
use chrono::{Datelike, NaiveDate};

mod yearly;

/// A placed date that later ones may count from.
#[derive(Debug, Clone, Copy)]
struct Anchor {
    /// Its first token.
    at: usize,
    /// The token behind it.
    end: usize,
    value: Edtf,
    /// Whether the words tell its year.
    year_told: bool,
}

/// The expressions of an article, and where they were placed so far.
pub struct Course<'s, 'd> {
    scan: &'s Scan<'d>,
    found: &'s [Found],
    anchors: Vec<Anchor>,
    /// The day of the last dateline, where it lies shortly before publication.
    filed: Option<NaiveDate>,
}

/// From where and in which direction an expression is placed.
#[derive(Debug, Clone, Copy)]
struct View {
    /// Its first token.
    at: usize,
    /// The day it is told on.
    today: NaiveDate,
    outlook: Outlook,
    /// The end of a stretch, which may lie far ahead.
    end: bool,
}

/// Places all expressions, in order; `None` for what cannot be placed.
pub fn place_all(scan: &Scan<'_>, found: &[Found]) -> Vec<Option<When>> {
    let mut course = Course { scan, found, anchors: Vec::new(), filed: None };
    let mut placed: Vec<Option<When>> = vec![None; found.len()];
    let quoted: Vec<bool> = found.iter().map(|found| scan.doc.is_quoted(found.words.start)).collect();
    // What is quoted is told on the day of the saying: the article's own dates come first.
    for pass in [false, true] {
        for (number, expression) in found.iter().enumerate() {
            if quoted.get(number) == Some(&pass) {
                let when = course.place(number, expression, pass);
                if let (Some(when), Some(slot)) = (when, placed.get_mut(number)) {
                    *slot = Some(when);
                    course.remember(expression, when);
                }
            }
        }
    }
    placed
}

impl Course<'_, '_> {
    fn place(&self, number: usize, found: &Found, quoted: bool) -> Option<When> {
        let at = found.words.start;
        let doc = self.scan.doc;
        let outlook = outlook(self.scan, &found.words);
        let end = matches!(found.meaning, Meaning::Until(_));
        let mut view = View { at, today: doc.published, outlook, end };
        if quoted && let Some(day) = self.day_of_saying(at) {
            view.today = day;
        }
        if view.outlook == Outlook::Present && self.is_set_apart(found) {
            view.outlook = Outlook::Back;
        }
        if doc.in_dateline(at) {
            view.outlook = Outlook::Open;
        } else if !quoted
            && let Some(day) = self.filed
            && (is_counted_from_today(&found.meaning) || (doc.published - day).num_days() > FILED)
        {
            view.today = day;
        }
        let (value, modifier) = match &found.meaning {
            Meaning::At(phrase @ Phrase { point: Point::Day { .. }, .. })
                if intervals::is_moved(self.scan, at, 7) =>
            {
                (self.nearest(number, phrase, view)?, phrase.modifier)
            }
            Meaning::At(phrase) => (self.value(number, phrase, view)?, phrase.modifier),
            Meaning::Since(phrase) => {
                if found.rule != "from-on" {
                    view.outlook = Outlook::Back;
                } else if matches!(view.outlook, Outlook::Open | Outlook::Present)
                    || matches!(phrase.point, Point::Weekday(_))
                {
                    // « ont accepté une trêve à partir de dimanche »
                    view.outlook = Outlook::Ahead;
                }
                let from =
                    self.near_end(number, phrase, view, found.rule == "from-on", calendar::start_of)?;
                (Edtf::since(from), phrase.modifier)
            }
            Meaning::Until(phrase) => {
                let (english, told) = (doc.language == crate::model::Language::English, view.outlook);
                if english || matches!(view.outlook, Outlook::Open | Outlook::Present) {
                    view.outlook = Outlook::Ahead;
                }
                if found.rule == "within" {
                    view.today = self.filed.filter(|_| !quoted).unwrap_or_else(|| self.floor(view));
                }
                let to = self.near_end(number, phrase, view, true, calendar::end_of)?;
                let past = view.outlook == Outlook::Ahead && matches!(told, Outlook::Back | Outlook::Open);
                let to = if past { self.rather_past(number, phrase, view, to) } else { to };
                (Edtf::until(to), phrase.modifier)
            }
            Meaning::Between(first, second) => {
                let value = self.between(number, first, second, view)?;
                (value, first.modifier.or(second.modifier))
            }
        };
        in_range(value).then_some(When { value, modifier })
    }

    /// « s'attarde sur la rencontre, dimanche, entre … »: a date between commas behind a noun is the noun's, not the
    /// present verb's.
    fn is_set_apart(&self, found: &Found) -> bool {
        let doc = self.scan.doc;
        let noun = found.words.start.checked_sub(2).map(|noun| doc.word(noun));
        doc.before(found.words.start).text == ","
            && doc.word(found.words.end).text == ","
            && noun
                .is_some_and(|noun| noun.is_word() && noun.sentence == doc.word(found.words.start).sentence)
    }

    /// Keeps a placed date for those behind it. Datelines, captions and open intervals are none to count from.
    fn remember(&mut self, found: &Found, when: When) {
        let at = found.words.start;
        let doc = self.scan.doc;
        if doc.in_dateline(at) {
            let near = |day: &NaiveDate| (1..=BY_MAIL).contains(&(doc.published - *day).num_days());
            self.filed = when.value.as_day().filter(near);
        }
        // « since 2011 … that year »
        if let (Meaning::Since(Phrase { point: Point::Fixed(from @ Partial::Year(_)), .. }), true) =
            (&found.meaning, doc.kind_at(at) == ParagraphKind::Body)
        {
            let value = Edtf::Date(*from);
            let place = self.anchors.partition_point(|other| other.at < at);
            self.anchors.insert(place, Anchor { at, end: found.words.end, value, year_told: false });
            return;
        }
        let open = matches!(when.value, Edtf::Interval(Bound::Open, _) | Edtf::Interval(_, Bound::Open));
        let caption = matches!(doc.kind_at(at), ParagraphKind::Caption | ParagraphKind::Credits);
        if open || caption || doc.in_dateline(at) || found.rule == "this-unit" {
            return;
        }
        let year_told = match &found.meaning {
            Meaning::At(phrase) => matches!(phrase.point, Point::Fixed(_)),
            Meaning::Between(_, second) => matches!(second.point, Point::Fixed(_)),
            _ => false,
        };
        let anchor = Anchor { at, end: found.words.end, value: when.value, year_told };
        let place = self.anchors.partition_point(|other| other.at < at);
        self.anchors.insert(place, anchor);
    }

    /// The day on which the words around `at` were said, where the paragraph tells it before them.
    fn day_of_saying(&self, at: usize) -> Option<NaiveDate> {
        let doc = self.scan.doc;
        let paragraph = doc.word(at).paragraph;
        let before = self.anchors.iter().rev().filter(|anchor| anchor.at < at);
        let same = before.filter(|anchor| doc.word(anchor.at).paragraph == paragraph);
        same.filter(|anchor| self.says(anchor.at))
            .filter_map(|anchor| anchor.value.as_day())
            .find(|day| *day <= doc.published && (doc.published - *day).num_days() < 7)
    }

    /// Whether a verb of saying stands close before the token.
    fn says(&self, at: usize) -> bool {
        let doc = self.scan.doc;
        let near =
            (0..at).rev().take(8).take_while(|&before| doc.word(before).sentence == doc.word(at).sentence);
        let governed = self.scan.follows(at, crate::lexicon::dates::Sense::From);
        !governed
            && near.into_iter().any(|before| super::outlook::says(doc.language, &doc.word(before).lower))
    }

    /// One end of an open interval: where it `may` lie ahead and is told of the past, rather soon than most of a year
    /// back.
    fn near_end(
        &self,
        number: usize,
        phrase: &Phrase,
        view: View,
        may: bool,
        pick: fn(Edtf) -> Option<Partial>,
    ) -> Option<Partial> {
        let end = self.bound(number, phrase, view, pick);
        if view.outlook != Outlook::Back || !may {
            return end;
        }
        let ahead = View { outlook: Outlook::Ahead, ..view };
        let next = self.bound(number, phrase, ahead, pick);
        let far = |point: Option<Partial>| {
            point.and_then(Partial::last_day).map_or(i64::MAX, |day| (day - view.today).num_days().abs())
        };
        if far(end) > 240 && far(next) < 120 { next } else { end }
    }

    /// « has been put off to May 16 »: whatever the verb's tense, the day before or after today that is nearer.
    fn nearest(&self, number: usize, phrase: &Phrase, view: View) -> Option<Edtf> {
        let at = |outlook| self.value(number, phrase, View { outlook, ..view });
        let far = |value: &Edtf| value.first_day().map(|day| (day - view.today).num_days().abs());
        [Outlook::Ahead, Outlook::Back].into_iter().filter_map(at).min_by_key(far)
    }

    /// « a flag flew until Jan. 15 », told at the end of January: an end told of the past is rather the one a while ago than
    /// the next, most of a year ahead.
    fn rather_past(&self, number: usize, phrase: &Phrase, view: View, ahead: Partial) -> Partial {
        let days = |end: Partial| end.last_day().map(|day| (day - view.today).num_days());
        if days(ahead).is_none_or(|days| days < 240) {
            return ahead;
        }
        let back = View { outlook: Outlook::Back, ..view };
        let before = self.bound(number, phrase, back, calendar::end_of);
        before.filter(|before| days(*before).is_some_and(|days| (-120..=0).contains(&days))).unwrap_or(ahead)
    }

    /// One end of an open interval.
    fn bound(
        &self,
        number: usize,
        phrase: &Phrase,
        view: View,
        pick: fn(Edtf) -> Option<Partial>,
    ) -> Option<Partial> {
        if let Point::Counted { unit: Unit::Week, count } = phrase.point {
            return calendar::days(view.today, i64::from(count) * 7).map(Partial::Day);
        }
        pick(self.value(number, phrase, view)?)
    }

    fn value(&self, number: usize, phrase: &Phrase, view: View) -> Option<Edtf> {
        let modifier = phrase.modifier;
        match &phrase.point {
            Point::Fixed(date) => Some(Edtf::Date(*date)),
            Point::Decade(decade) => {
                Some(Edtf::Date(Partial::Decade(last_decade(*decade, view.today.year()))))
            }
            Point::Near { unit: Unit::Weekend, offset } => weekend(*offset, view),
            Point::Near { unit, offset } => calendar::unit_at(view.today, *unit, *offset),
            Point::Counted { unit, count } => calendar::counted(view.today, *unit, *count),
            Point::LastNight => Some(calendar::stretch(calendar::days(view.today, -1)?, view.today)),
            Point::Shift { unit, count, base } => self.shifted(number, *unit, *count, base, view),
            Point::Part { of, part } => self.part(number, of, *part, view),
            Point::Within { inner, unit } => {
                let back = View { outlook: Outlook::Back, ..view };
                let start = calendar::start_of(self.value(number, unit, back)?)?;
                let year = start.year();
                match inner.point {
                    Point::Season(season) => Some(Edtf::Date(Partial::Season(year, season))),
                    Point::Weekday(weekday) => {
                        let day = start.first_day()?;
                        let monday = i64::from(day.weekday().num_days_from_monday());
                        calendar::days(day, i64::from(weekday) - monday).map(Edtf::day)
                    }
                    Point::Day { day, month, .. } => NaiveDate::from_ymd_opt(year, month, day).map(Edtf::day),
                    Point::Month(month) => Some(Edtf::month(year, month)),
                    _ => None,
                }
            }
            Point::Weekday(day) => self.weekday(*day, phrase.turn, view).map(Edtf::day),
            Point::DayOf { day, weekday } => {
                let months = match phrase.turn {
                    Some(Turn::Last | Turn::Previous) => Some(-1),
                    Some(Turn::Next | Turn::Following) => Some(1),
                    Some(Turn::Current) => Some(0),
                    _ => None,
                };
                let told = |months| calendar::months(view.today.with_day(1)?, months)?.with_day(*day);
                let open = || self.month_told(*day, *weekday, view).or_else(|| day_of(*day, *weekday, view));
                months.map_or_else(open, told).map(Edtf::day)
            }
            Point::Day { day, month, weekday } => {
                let of_year = |year| {
                    let date = NaiveDate::from_ymd_opt(year, *month, *day)?;
                    let fits = weekday.is_none_or(|weekday| date.weekday().num_days_from_monday() == weekday);
                    fits.then(|| Edtf::day(date))
                };
                let any_year = |year| NaiveDate::from_ymd_opt(year, *month, *day).map(Edtf::day);
                self.yearly(phrase.turn, modifier, view, of_year)
                    .or_else(|| self.yearly(phrase.turn, modifier, view, any_year))
            }
            Point::Month(month) => {
                self.yearly(phrase.turn, modifier, view, |year| Some(Edtf::month(year, *month)))
            }
            Point::Season(season) => self
                .yearly(phrase.turn, modifier, view, |year| Some(Edtf::Date(Partial::Season(year, *season)))),
            Point::Feast(feast) => self
                .yearly(phrase.turn, modifier, view, |year| calendar::feast_day(*feast, year).map(Edtf::day)),
        }
    }

    /// « On Sept. 4 he asked … The latter, writing on the 13th »: the day of the month that the story has reached, in
    /// this paragraph or the one before.
    fn month_told(&self, day: u32, weekday: Option<u32>, view: View) -> Option<NaiveDate> {
        let doc = self.scan.doc;
        let anchor = self.before(view.at)?;
        let near = doc.word(anchor.at).paragraph + 1 >= doc.word(view.at).paragraph;
        let fine = matches!(anchor.value, Edtf::Date(Partial::Day(_) | Partial::Month(..)));
        let back = !matches!(view.outlook, Outlook::Ahead | Outlook::Planned);
        let first = anchor.value.first_day().filter(|_| near && fine && back)?;
        let months = (0..=1).filter_map(|count| calendar::months(first.with_day(1)?, count)?.with_day(day));
        let mut later =
            months.filter(|date| *date >= first && *date <= view.today && falls_on(*date, weekday));
        later.next()
    }

    /// The nearest date before a token.
    fn before(&self, at: usize) -> Option<&Anchor> {
        self.anchors.iter().rev().find(|anchor| anchor.at < at)
    }

    fn weekday(&self, weekday: u32, turn: Option<Turn>, view: View) -> Option<NaiveDate> {
        let offset = |day: NaiveDate| {
            (i64::from(day.weekday().num_days_from_monday()) - i64::from(weekday)).rem_euclid(7)
        };
        let on_or_before = |day: NaiveDate| calendar::days(day, -offset(day));
        let on_or_after = |day: NaiveDate| calendar::days(day, (7 - offset(day)) % 7);
        match turn {
            Some(Turn::Last) => on_or_before(calendar::days(view.today, -1)?),
            Some(Turn::Next) => on_or_after(calendar::days(view.today, 1)?),
            Some(Turn::Following) => {
                on_or_after(calendar::days(self.day_before(view.at).unwrap_or(view.today), 1)?)
            }
            Some(Turn::Previous) => {
                on_or_before(calendar::days(self.day_before(view.at).unwrap_or(view.today), -1)?)
            }
            Some(Turn::Current)
                if matches!(view.outlook, Outlook::Present | Outlook::Open) && offset(view.today) <= 3 =>
            {
                on_or_before(view.today)
            }
            // « condamne l'attaque de lundi »: what is called by its day is rather a day or two past than most of a week ahead.
            None if view.outlook == Outlook::Present && offset(view.today) <= 2 && self.is_nouns(view.at) => {
                on_or_before(view.today)
            }
            Some(Turn::Current) | None => match view.outlook {
                Outlook::Back | Outlook::Open => on_or_before(view.today),
                Outlook::Ahead | Outlook::Present => on_or_after(view.today),
                Outlook::Planned => on_or_after(self.floor(view)),
            },
        }
    }

    /// « l'attaque de lundi », "Monday's attack": a noun is called by the day.
    fn is_nouns(&self, at: usize) -> bool {
        let lists = crate::lexicon::words(self.scan.doc.language);
        lists.of.has(&self.scan.doc.before(at).lower)
            || lists.genitives.has(&self.scan.word(at + 1).lower) && self.scan.word(at + 1).glued
    }

    /// The day from which a plan counts: a past day before it in its sentence, else today.
    fn floor(&self, view: View) -> NaiveDate {
        let doc = self.scan.doc;
        let sentence = doc.word(view.at).sentence;
        let same = self
            .anchors
            .iter()
            .rev()
            .filter(|anchor| anchor.at < view.at && doc.word(anchor.at).sentence == sentence);
        same.filter_map(|anchor| anchor.value.as_day()).find(|day| *day <= view.today).unwrap_or(view.today)
    }

    fn day_before(&self, at: usize) -> Option<NaiveDate> {
        calendar::end_of(self.before(at)?.value)?.last_day()
    }

    fn part(&self, number: usize, of: &Phrase, part: Portion, view: View) -> Option<Edtf> {
        let whole = self.value(number, of, view)?;
        let (first, last) = (whole.first_day()?, whole.last_day()?);
        match part {
            Portion::Quarter(quarter) => calendar::months_of_year(first.year(), quarter, 3),
            Portion::Half(half) => calendar::months_of_year(first.year(), half, 6),
            Portion::Fortnight(1) => Some(calendar::stretch(first, calendar::days(first, 14)?)),
            Portion::Fortnight(2) => Some(calendar::stretch(calendar::days(first, 15)?, last)),
            Portion::Week(week @ 1..=4) => {
                let first = calendar::days(first, i64::from(week - 1) * 7)?;
                Some(calendar::stretch(first, calendar::days(first, 6)?))
            }
            Portion::Fortnight(_) | Portion::Week(_) => None,
        }
    }

    /// From one end to the other; the end that is told wholly draws the other near.
    fn between(&self, number: usize, first: &Phrase, second: &Phrase, view: View) -> Option<Edtf> {
        let whole = |phrase: &Phrase| matches!(phrase.point, Point::Fixed(_));
        let (from, to) = if whole(first) && !whole(second) {
            let from = calendar::start_of(self.value(number, first, view)?)?;
            let view = View { today: from.first_day()?, outlook: Outlook::Ahead, ..view };
            (from, calendar::end_of(self.value(number, second, view)?)?)
        } else {
            let to = self
                .value(number, second, view)
                .map(|value| self.not_yet_begun(number, value, (first, second), view))?;
            let to = calendar::end_of(to)?;
            let back = View { today: to.last_day()?, outlook: Outlook::Back, ..view };
            let from = if whole(first) {
                self.value(number, first, view)?
            } else {
                self.drawn(number, first, back)?
            };
            (calendar::start_of(from)?, to)
        };
        (from.first_day()? <= to.last_day()?).then(|| Edtf::between(from, to))
    }

    /// A past interval may end after the article's day: it counts by its start.
    fn not_yet_begun(&self, number: usize, to: Edtf, ends: (&Phrase, &Phrase), view: View) -> Edtf {
        if view.outlook != Outlook::Back || matches!(ends.1.point, Point::Fixed(_)) {
            return to;
        }
        let ahead = View { outlook: Outlook::Ahead, ..view };
        let Some(next) = self.value(number, ends.1, ahead) else { return to };
        let Some(end) = next.last_day() else { return to };
        let back = View { today: end, outlook: Outlook::Back, ..view };
        let begun =
            self.drawn(number, ends.0, back).and_then(Edtf::first_day).is_some_and(|day| day < view.today);
        let short = (end - view.today).num_days() < 200;
        if begun && short { next } else { to }
    }

    /// The first end of an interval, drawn to the second without regard to the story before.
    fn drawn(&self, number: usize, phrase: &Phrase, view: View) -> Option<Edtf> {
        let alone = Course { scan: self.scan, found: self.found, anchors: Vec::new(), filed: self.filed };
        alone.value(number, phrase, view)
    }

    fn shifted(&self, number: usize, unit: Unit, count: i32, base: &Base, view: View) -> Option<Edtf> {
        match base {
            Base::Told(phrase) => shift(self.value(number, phrase, view)?, unit, count),
            Base::Before => self.shift_from_before(unit, count, view),
            Base::Happening(noun) => self
                .told_behind(number, *noun)
                .or_else(|| self.told_of(*noun))
                .and_then(|value| shift(value, unit, count))
                .or_else(|| self.own_day(view))
                .or_else(|| self.of_lead(unit, view))
                .or_else(|| {
                    let counts = unit == Unit::Day && !self.only_coarser(view);
                    if counts { self.agreeing(unit, count, view) } else { None }
                })
                .or_else(|| {
                    let unopened = crate::lexicon::grammar(self.scan.doc.language).bare_content;
                    if unopened && !self.only_coarser(view) {
                        self.shift_from_before(unit, count, view)
                    } else {
                        None
                    }
                }),
        }
    }

    /// « après la conférence de presse du 14 janvier »: the date in the noun's group.
    fn told_behind(&self, number: usize, noun: usize) -> Option<Edtf> {
        let next = self.found.get(number + 1)?;
        let doc = self.scan.doc;
        let near = next.words.start > noun && next.words.start < noun + 9;
        let group = (noun..next.words.start).all(|at| {
            doc.word(at).shape != Shape::Mark && doc.word(at).paragraph == doc.word(noun).paragraph
        });
        let joined = self.scan.follows(next.words.start, crate::lexicon::dates::Sense::From);
        if !(near && group && joined) {
            return None;
        }
        self.place(number + 1, next, false).map(|when| when.value)
    }

    /// « la veille de l'annonce » behind « a annoncé lundi »: the date of an earlier sentence that has the noun's stem.
    fn told_of(&self, noun: usize) -> Option<Edtf> {
        let doc = self.scan.doc;
        let stem: String = doc.word(noun).fold.chars().take(5).collect();
        // A name is no happening.
        if stem.chars().count() < 5 || doc.word(noun).is_capital() {
            return None;
        }
        let sentence = doc.word(noun).sentence;
        let told = (0..noun).rev().filter(|&at| {
            let word = doc.word(at);
            word.sentence != sentence
                && word.fold.starts_with(&stem)
                && doc.kind_at(at) == ParagraphKind::Body
        });
        told.filter_map(|at| {
            let same =
                self.anchors.iter().filter(|anchor| doc.word(anchor.at).sentence == doc.word(at).sentence);
            same.min_by_key(|anchor| anchor.at.abs_diff(at)).map(|anchor| anchor.value)
        })
        .find(|value| value.as_day().is_some() || matches!(value, Edtf::Interval(..)))
    }

    /// « Vendredi, …, au lendemain de son entrevue »: the sentence has its day already.
    fn own_day(&self, view: View) -> Option<Edtf> {
        let doc = self.scan.doc;
        let sentence = doc.word(view.at).sentence;
        let own = self
            .anchors
            .iter()
            .rev()
            .find(|anchor| anchor.end <= view.at && doc.word(anchor.at).sentence == sentence);
        own.map(|anchor| anchor.value).filter(|value| value.as_day().is_some())
    }

    /// « Au lendemain de la signature, le médiateur a … »: what opens the article tells its own day.
    fn of_lead(&self, unit: Unit, view: View) -> Option<Edtf> {
        let doc = self.scan.doc;
        let lead = doc.paragraphs.iter().find(|paragraph| paragraph.kind == ParagraphKind::Body)?;
        let sentence = doc.sentence_of(view.at)?;
        let opens = lead.words.contains(&view.at)
            && view.at <= sentence.words.start.max(after_dateline(doc, lead)) + 3;
        let back = !matches!(view.outlook, Outlook::Ahead | Outlook::Planned);
        let unit = if unit == Unit::Week { Unit::Day } else { unit };
        if opens && back { calendar::unit_at(view.today, unit, 0) } else { None }
    }

    /// « in September 1993, on the eve of the harvest »: the sentence has a date before it, too coarse to count from.
    fn only_coarser(&self, view: View) -> bool {
        let doc = self.scan.doc;
        self.before(view.at).is_some_and(|anchor| {
            doc.word(anchor.at).sentence == doc.word(view.at).sentence && anchor.value.as_day().is_none()
        })
    }

    /// « saisis en août …, relâchés le jour même »: the date before it in the paragraph is no finer than a month.
    fn same_month(&self, unit: Unit, view: View) -> Option<Edtf> {
        let anchor = self.before(view.at)?;
        let same = self.scan.doc.word(anchor.at).paragraph == self.scan.doc.word(view.at).paragraph;
        let month = matches!(anchor.value, Edtf::Date(Partial::Month(..)));
        (same && month && unit == Unit::Day).then_some(anchor.value)
    }

    /// From the nearest date before that has the grain and agrees with the outlook, else the nearest at all, else
    /// the article's own.
    fn shift_from_before(&self, unit: Unit, count: i32, view: View) -> Option<Edtf> {
        if count == 0
            && let Some(value) = self.same_month(unit, view)
        {
            return Some(value);
        }
        if unit == Unit::Day
            && let Some(value) = self.same_news_day(count, view)
        {
            return shift(value, unit, count);
        }
        // « agreed Sunday …, but an exchange planned for the day before »: a plan of the past does not look ahead.
        if count <= 0
            && matches!(view.outlook, Outlook::Ahead | Outlook::Planned)
            && let Some(day) = self.own_day(view)
        {
            return shift(day, unit, count);
        }
        let fallback = || if count == 0 { None } else { shift(Edtf::day(view.today), unit, count) };
        self.agreeing(unit, count, view).or_else(|| self.shifts(unit, count, view).next()).or_else(fallback)
    }

    /// « le même jour », « la veille » in a new paragraph: a day of the news, not the one long ago that was told on the way.
    fn same_news_day(&self, count: i32, view: View) -> Option<Edtf> {
        let doc = self.scan.doc;
        let far = |anchor: &Anchor| distance(anchor.value, view.today) > NEWS;
        let nearest = self.before(view.at)?;
        let elsewhere = doc.word(nearest.at).paragraph != doc.word(view.at).paragraph;
        let back = matches!(view.outlook, Outlook::Back) && far(nearest) && elsewhere;
        let mut before = self.anchors.iter().rev().filter(|anchor| anchor.at < view.at);
        let recent =
            |anchor: &&Anchor| !far(anchor) && anchor.value.as_day().is_some_and(|day| day <= view.today);
        let found =
            before.find(recent).filter(|_| back && (-1..=0).contains(&count)).map(|anchor| anchor.value);
        found.or_else(|| (back && count == -1).then(|| Edtf::day(view.today)))
    }

    /// A shift that does not contradict the outlook: nothing past lies after the day of the telling.
    fn agreeing(&self, unit: Unit, count: i32, view: View) -> Option<Edtf> {
        let agrees = |value: &Edtf| match view.outlook {
            Outlook::Ahead | Outlook::Planned => value.last_day().is_some_and(|day| day >= view.today),
            Outlook::Present if count == 0 => true,
            _ => value.first_day().is_some_and(|day| day <= view.today),
        };
        self.shifts(unit, count, view).find(agrees)
    }

    fn shifts(&self, unit: Unit, count: i32, view: View) -> impl Iterator<Item = Edtf> {
        let before = self.anchors.iter().rev().filter(move |anchor| anchor.at < view.at);
        before.filter_map(move |anchor| shift(anchor.value, unit, count))
    }
}

/// The first token behind a paragraph's dateline.
fn after_dateline(doc: &Doc<'_>, paragraph: &Paragraph) -> usize {
    paragraph.dateline.map_or(paragraph.words.start, |dateline| doc.word_at(dateline.end))
}

/// So many days a report by wire may lie before it is printed: weekdays mean the same.
const FILED: i64 = 3;

/// So many days a letter may have travelled.
const BY_MAIL: i64 = 100;

/// « to-day », « yesterday », « this afternoon »: they mean the day on which it was written.
fn is_counted_from_today(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::At(Phrase { point: Point::Near { unit: Unit::Day, .. } | Point::LastNight, .. })
    )
}

/// For so many days a day is near enough to be the news.
const NEWS: i64 = 10;

/// « vendredi 13 »: the month that outlook chooses, of those in which the day falls on the weekday, if any.
fn day_of(day: u32, weekday: Option<u32>, view: View) -> Option<NaiveDate> {
    let months =
        (-12..=12).filter_map(|count| calendar::months(view.today.with_day(1)?, count)?.with_day(day));
    let mut months: Vec<NaiveDate> = months.collect();
    if months.iter().any(|date| falls_on(*date, weekday)) {
        months.retain(|date| falls_on(*date, weekday));
    }
    match view.outlook {
        Outlook::Back => months.iter().rev().find(|date| **date <= view.today).copied(),
        Outlook::Ahead | Outlook::Planned => months.iter().find(|date| **date >= view.today).copied(),
        Outlook::Present | Outlook::Open => {
            months.iter().min_by_key(|date| (**date - view.today).num_days().abs()).copied()
        }
    }
}

fn falls_on(date: NaiveDate, weekday: Option<u32>) -> bool {
    weekday.is_none_or(|weekday| date.weekday().num_days_from_monday() == weekday)
}

/// « le week-end dernier », « ce week-end »: in the week of the article, the one that the outlook means.
fn weekend(offset: i32, view: View) -> Option<Edtf> {
    let begun = view.today.weekday().num_days_from_monday() >= 5;
    let back = offset == 0 && !begun && view.outlook == Outlook::Back;
    calendar::unit_at(view.today, Unit::Weekend, if back { -1 } else { offset })
}

/// « les années 30 »: the latest such decade that has begun.
fn last_decade(decade: i32, year: i32) -> i32 {
    let this = year / 100 * 10 + decade;
    if this * 10 > year { this - 10 } else { this }
}

/// A value moved by so many units; `None` where its grain is too coarse.
fn shift(value: Edtf, unit: Unit, count: i32) -> Option<Edtf> {
    let base = if count > 0 { calendar::end_of(value)? } else { calendar::start_of(value)? };
    let fine = match base {
        Partial::Day(_) => true,
        Partial::Month(..) => !matches!(unit, Unit::Hour | Unit::Day | Unit::Week | Unit::Weekend),
        Partial::Season(..) | Partial::Year(_) => matches!(unit, Unit::Year | Unit::Decade | Unit::Century),
        Partial::Decade(_) | Partial::Century(_) => false,
    };
    let day = base.first_day().filter(|_| fine)?;
    if unit == Unit::Week && count != 0 {
        return calendar::days(day, i64::from(count) * 7).map(Edtf::day);
    }
    calendar::counted(day, unit, count)
}

fn distance(value: Edtf, today: NaiveDate) -> i64 {
    let days = |day: Option<NaiveDate>| day.map_or(i64::MAX, |day| (day - today).num_days().abs());
    match (value.first_day(), value.last_day()) {
        (Some(first), Some(last)) if first <= today && today <= last => 0,
        _ => days(value.first_day()).min(days(value.last_day())),
    }
}

/// Whether the value lies in the years that the rules know.
fn in_range(value: Edtf) -> bool {
    let fine = |point: Option<Partial>| point.is_none_or(|point| (1500..=2100).contains(&point.year()));
    fine(calendar::start_of(value)) && fine(calendar::end_of(value))
}
