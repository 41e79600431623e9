//! Readings and signatures as the index keeps them: what grouping and entries need, in few bytes.
//!
//! Leaves out what only the reader of one article sees (dates, rule names, doubts): that is read anew when it is shown.

use super::bytes::{Reader, Writer};
use crate::chronicle::{Actor, Days, FoldedPlace, Glance, Parts, Share, Sig};
use crate::model::{
    ArticleId, Chain, Class, Edtf, Hop, Kind, Language, Mention, Modifier, Party, Place, Quote, Reading,
    Span, Status, Telling, When, Who,
};
use chrono::{Datelike as _, NaiveDate};

/// So many bytes of an article's identity tell articles of one day apart.
pub const BEGINNING: usize = 8;
/// Stands for the name of the rule in what was packed.
const RULE: &str = "";

/// Packs a reading.
pub fn reading(reading: &Reading) -> Vec<u8> {
    let mut to = Writer::default();
    to.number(u64::from(reading.language == Language::English));
    to.maybe(reading.agency.as_deref(), Writer::string);
    to.list(&reading.parties, |to, party| {
        to.string(&party.name);
        to.number(class(party.class));
        to.maybe(party.id.as_deref(), Writer::string);
        to.list(&party.aliases, |to, alias| to.string(alias));
    });
    let mut last = 0;
    to.list(&reading.actors, |to, mention| {
        to.count(mention.span.start.saturating_sub(last));
        last = mention.span.start;
        to.count(mention.span.len());
        to.count(mention.party);
        to.number(class(mention.class));
    });
    to.list(&reading.quotes, |to, quote| {
        span(to, quote.span);
        to.maybe(quote.speaker.as_ref(), who);
        to.maybe(quote.said, when);
        to.maybe(quote.telling, Writer::count);
        span(to, quote.sentence);
    });
    to.list(&reading.events, telling);
    to.done()
}

/// Unpacks a reading; `None` if it is damaged.
pub fn unpack_reading(bytes: &[u8]) -> Option<Reading> {
    let mut from = Reader::new(bytes);
    let language = if from.number() == 1 { Language::English } else { Language::French };
    let mut reading = Reading::empty(language);
    reading.agency = from.maybe(Reader::string);
    reading.parties = from.list(|from| Party {
        name: from.string(),
        class: unpack_class(from),
        id: from.maybe(Reader::string),
        aliases: from.list(Reader::string),
    });
    let mut last = 0;
    reading.actors = from.list(|from| {
        last += from.count();
        let span = Span::new(last, last + from.count());
        Mention { span, party: from.count(), class: unpack_class(from), rule: RULE }
    });
    reading.quotes = from.list(|from| Quote {
        span: unpack_span(from),
        speaker: from.maybe(unpack_who),
        said: from.maybe(unpack_when).flatten(),
        cue: None,
        telling: from.maybe(Reader::count),
        sentence: unpack_span(from),
        rule: RULE,
    });
    reading.events = from.list(unpack_telling);
    from.whole().then_some(reading)
}

fn telling(to: &mut Writer, telling: &Telling) {
    span(to, telling.span);
    span(to, telling.sentence);
    to.maybe(telling.content, span);
    to.count(place_in(Kind::ALL, telling.kind));
    to.maybe(telling.when, when);
    to.list(&telling.agents, who);
    to.list(&telling.counterparts, who);
    to.maybe(telling.place.as_ref(), |to, place| {
        to.string(&place.name);
        to.list(&place.within, |to, name| to.string(name));
    });
    to.count(place_in(Status::ALL, telling.status));
    to.list(&telling.chains, |to, chain| {
        to.list(chain, |to, hop| {
            let (named, words) = match hop {
                Hop::Named(name) => (1, name),
                Hop::Described(words) => (0, words),
            };
            to.number(named);
            to.string(words);
        });
    });
    to.maybe(telling.first_by.as_deref(), Writer::string);
    to.maybe(telling.tells, Writer::count);
}

fn unpack_telling(from: &mut Reader<'_>) -> Telling {
    Telling {
        span: unpack_span(from),
        sentence: unpack_span(from),
        content: from.maybe(unpack_span),
        kind: Kind::ALL.get(from.count()).copied().unwrap_or(Kind::Statement),
        when: from.maybe(unpack_when).flatten(),
        agents: from.list(unpack_who),
        counterparts: from.list(unpack_who),
        place: from.maybe(|from| Place { name: from.string(), within: from.list(Reader::string) }),
        status: Status::ALL.get(from.count()).copied().unwrap_or(Status::Affirmed),
        chains: from.list(unpack_chain),
        first_by: from.maybe(Reader::string),
        tells: from.maybe(Reader::count),
        rule: RULE,
    }
}

fn unpack_chain(from: &mut Reader<'_>) -> Chain {
    from.list(|from| {
        let named = from.number() == 1;
        let words = from.string();
        if named { Hop::Named(words) } else { Hop::Described(words) }
    })
}

fn place_in<T: PartialEq + Copy>(all: &[T], one: T) -> usize {
    all.iter().position(|other| *other == one).unwrap_or(0)
}

fn span(to: &mut Writer, span: Span) {
    to.count(span.start);
    to.count(span.len());
}

fn unpack_span(from: &mut Reader<'_>) -> Span {
    let start = from.count();
    Span::new(start, start.saturating_add(from.count()))
}

fn who(to: &mut Writer, who: &Who) {
    match who {
        Who::Party(party) => to.count(party + 1),
        Who::Unnamed(words) => {
            to.count(0);
            to.string(words);
        }
    }
}

fn unpack_who(from: &mut Reader<'_>) -> Who {
    match from.count() {
        0 => Who::Unnamed(from.string()),
        party => Who::Party(party - 1),
    }
}

const MODIFIERS: &[Modifier] = &[Modifier::Start, Modifier::Mid, Modifier::End, Modifier::Approx];

fn when(to: &mut Writer, when: When) {
    // Most dates are days.
    if let Some(day) = when.value.as_day() {
        to.number(1);
        to.signed(number_of(day));
    } else {
        to.number(0);
        to.string(&when.value.to_string());
    }
    to.maybe(when.modifier, |to, modifier| to.count(place_in(MODIFIERS, modifier)));
}

fn unpack_when(from: &mut Reader<'_>) -> Option<When> {
    let value = if from.number() == 1 {
        let day = from.signed();
        Some(Edtf::day(day_of(day)))
    } else {
        from.str().parse().ok()
    };
    let modifier = from.maybe(Reader::count).and_then(|at| MODIFIERS.get(at).copied());
    Some(When { value: value?, modifier })
}

const fn class(class: Class) -> u64 {
    class as u64
}

fn unpack_class(from: &mut Reader<'_>) -> Class {
    match from.number() {
        0 => Class::Person,
        1 => Class::State,
        2 => Class::Organisation,
        _ => Class::Role,
    }
}

/// The class of that number.
pub fn class_of(number: i64) -> Class {
    let bytes = [u8::try_from(number).unwrap_or(3)];
    unpack_class(&mut Reader::new(&bytes))
}

/// A day as a number: days since the first day of the first year.
pub fn number_of(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// The day of that number.
pub fn day_of(number: i64) -> NaiveDate {
    let day = i32::try_from(number).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
    day.unwrap_or(if number < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
}

/// Packs what an article adds to an entry; of its identity as much as tells articles apart.
pub fn share(share: &Share<Actor>) -> Vec<u8> {
    let mut to = Writer::default();
    to.signed(number_of(share.published));
    to.raw(share.article.0.get(..BEGINNING).unwrap_or_default());
    to.string(&share.id);
    span(&mut to, share.span);
    to.list(&share.tellings, |to, (told, kind, status)| {
        to.maybe(*told, when);
        to.count(place_in(Kind::ALL, *kind));
        to.count(place_in(Status::ALL, *status));
    });
    to.list(&share.cast, |to, (actor, parts)| {
        to.number(u64::from(*actor));
        to.number(u64::from(*parts));
    });
    let mut last = 0;
    to.list(&share.lines, |to, line| {
        to.count(line.saturating_sub(last));
        last = *line;
    });
    to.done()
}

/// Unpacks what an article adds to an entry; `None` if it is damaged.
pub fn unpack_share(bytes: &[u8]) -> Option<Share<Actor>> {
    let mut from = Reader::new(bytes);
    let published = day_of(from.signed());
    let mut article = ArticleId([0; 32]);
    for (to, byte) in article.0.iter_mut().zip(from.raw(BEGINNING)) {
        *to = *byte;
    }
    let share = Share {
        published,
        article,
        id: from.string(),
        span: unpack_span(&mut from),
        tellings: from.list(|from| {
            let told = from.maybe(unpack_when).flatten();
            let kind = Kind::ALL.get(from.count()).copied().unwrap_or(Kind::Statement);
            (told, kind, Status::ALL.get(from.count()).copied().unwrap_or(Status::Affirmed))
        }),
        cast: from.list(|from| {
            let actor = Actor::try_from(from.number()).unwrap_or(Actor::MAX);
            (actor, Parts::try_from(from.number()).unwrap_or(0))
        }),
        lines: {
            let mut last = 0;
            from.list(|from| {
                last += from.count();
                last
            })
        },
    };
    from.whole().then_some(share)
}

/// Packs what is compared of a telling. Its article's identity and its day stand with the article, `day`; it is kept only
/// where the telling is known later.
pub fn sig(sig: &Sig, day: NaiveDate) -> Vec<u8> {
    let mut to = Writer::default();
    let later = sig.order.0 != day;
    let flags = u64::from(sig.plan)
        | u64::from(sig.headline) << 1
        | u64::from(sig.days.is_some()) << 2
        | u64::from(later) << 3;
    to.number(flags);
    if later {
        to.signed(number_of(sig.order.0));
    }
    to.count(place_in(Kind::ALL, sig.kind));
    if let Some(days) = sig.days {
        to.signed(number_of(days.first));
        to.signed(number_of(days.last));
    }
    for actors in [&sig.agents, &sig.counterparts, &sig.persons] {
        to.list(actors, |to, actor| to.number(u64::from(*actor)));
    }
    to.maybe(sig.place.as_ref(), |to, place| {
        to.string(&place.name);
        to.list(&place.within, |to, name| to.string(name));
    });
    let words: Vec<&str> = sig.words.iter().collect();
    to.list(&words, |to, word| to.string(word));
    to.done()
}

/// Unpacks what is compared of a telling.
pub fn unpack_sig(bytes: &[u8], order: (NaiveDate, ArticleId, u32)) -> Option<Sig> {
    let mut from = Reader::new(bytes);
    let flags = from.number();
    let order = if flags & 8 == 0 { order } else { (day_of(from.signed()), order.1, order.2) };
    let kind = Kind::ALL.get(from.count()).copied()?;
    let days = (flags & 4 != 0).then(|| Days { first: day_of(from.signed()), last: day_of(from.signed()) });
    let mut actors = || from.list(|from| u32::try_from(from.number()).unwrap_or(u32::MAX)).into_boxed_slice();
    let (agents, counterparts, persons) = (actors(), actors(), actors());
    let mut parties: Vec<u32> = agents.iter().chain(&counterparts).copied().collect();
    parties.sort_unstable();
    parties.dedup();
    let parties = parties.into_boxed_slice();
    let place = from.maybe(|from| FoldedPlace { name: from.string(), within: from.list(Reader::string) });
    let words: Vec<&str> = from.list(Reader::str);
    let words = words.into_iter().collect();
    let (plan, headline) = (flags & 1 != 0, flags & 2 != 0);
    let sig = Sig { order, kind, plan, days, agents, counterparts, persons, parties, place, words, headline };
    from.whole().then_some(sig)
}

/// Whether the telling of a signature is one that the headline tells.
pub fn is_headline(sig: &[u8]) -> bool {
    Reader::new(sig).number() & 2 != 0
}

/// Gives the folded place of a signature's telling, and those that hold it.
pub fn places_of_sig(sig: &[u8], each: &mut dyn FnMut(&str)) {
    let mut from = Reader::new(sig);
    let flags = from.number();
    if flags & 8 != 0 {
        from.signed();
    }
    from.count();
    if flags & 4 != 0 {
        from.signed();
        from.signed();
    }
    for _ in 0..3 {
        from.list(|from| {
            from.number();
        });
    }
    from.maybe(|from| {
        each(from.str());
        from.list(|from| each(from.str()));
    });
}

/// What a reading tells of whom its events come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sourced<'r> {
    /// Who publishes the article; comes first.
    Publisher(&'r str),
    /// An event begins: from where to where its words stand, and whether it has a date.
    Event(usize, usize, bool),
    /// A named source of it.
    Named(&'r str),
    /// A described one.
    Described(&'r str),
}

/// Gives the sources of a packed reading's events, and unpacks nothing else of it.
pub fn sources_of_reading<'r>(bytes: &'r [u8], each: &mut dyn FnMut(Sourced<'r>)) {
    let mut from = Reader::new(bytes);
    from.number();
    from.maybe(|from| each(Sourced::Publisher(from.str())));
    from.list(|from| {
        from.str();
        from.number();
        from.maybe(Reader::str);
        from.list(|from| {
            from.str();
        });
    });
    from.list(|from| {
        (0..4).for_each(|_| {
            from.number();
        });
    });
    from.list(|from| {
        unpack_span(from);
        from.maybe(skip_who);
        from.maybe(unpack_when);
        from.maybe(Reader::count);
        unpack_span(from);
    });
    from.list(|from| {
        let span = unpack_span(from);
        unpack_span(from);
        from.maybe(unpack_span);
        from.count();
        let dated = from.maybe(unpack_when).flatten().is_some();
        each(Sourced::Event(span.start, span.end, dated));
        from.list(skip_who);
        from.list(skip_who);
        from.maybe(|from| {
            from.str();
            from.list(|from| {
                from.str();
            });
        });
        from.count();
        from.list(|from| {
            from.list(|from| {
                let named = from.number() == 1;
                let words = from.str();
                each(if named { Sourced::Named(words) } else { Sourced::Described(words) });
            });
        });
        from.maybe(|from| each(Sourced::Named(from.str())));
        from.maybe(Reader::count);
    });
}

fn skip_who(from: &mut Reader<'_>) {
    if from.count() == 0 {
        from.str();
    }
}

/// Packs what a shelf tells of a telling: a number that tells it from others of its day, and what is seen of it at a
/// glance.
pub fn spot(number: u32, glance: &Glance) -> Vec<u8> {
    let mut to = Writer::default();
    let alike = glance.agents == glance.parties;
    let held = glance.within != glance.place;
    let flags = u64::from(glance.dated)
        | u64::from(glance.named) << 1
        | u64::from(alike) << 2
        | u64::from(glance.place != 0) << 3
        | u64::from(held) << 4
        | u64::from(glance.plan) << 5;
    to.number(flags);
    to.count(place_in(Kind::ALL, glance.kind));
    to.signed(i64::from(glance.published));
    to.raw(&number.to_le_bytes());
    if glance.dated {
        to.signed(i64::from(glance.first) - i64::from(glance.published));
        to.signed(i64::from(glance.last) - i64::from(glance.first));
    }
    to.raw(&glance.agents.to_le_bytes());
    if !alike {
        to.raw(&glance.parties.to_le_bytes());
    }
    if glance.place != 0 {
        to.number(u64::from(glance.place.trailing_zeros()));
    }
    if held {
        to.raw(&glance.within.to_le_bytes());
    }
    to.done()
}

/// Unpacks what a shelf tells of a telling; `None` if it is damaged.
pub fn unpack_spot(bytes: &[u8]) -> Option<(u32, Glance)> {
    let mut from = Reader::new(bytes);
    let word = |from: &mut Reader<'_>| from.raw(4).try_into().map_or(0, u32::from_le_bytes);
    let flags = from.number();
    let is = |flag: u32| flags >> flag & 1 == 1;
    let kind = Kind::ALL.get(from.count()).copied()?;
    let published = from.signed();
    let number = word(&mut from);
    let first = if is(0) { published.wrapping_add(from.signed()) } else { published };
    let last = if is(0) { first.wrapping_add(from.signed()) } else { published };
    let agents = word(&mut from);
    let parties = if is(2) { agents } else { word(&mut from) };
    let place = if is(3) { 1_u32.checked_shl(u32::try_from(from.number()).ok()?)? } else { 0 };
    let within = if is(4) { word(&mut from) } else { place };
    let glance = Glance {
        kind,
        published: i32::try_from(published).ok()?,
        first: i32::try_from(first).ok()?,
        last: i32::try_from(last).ok()?,
        agents,
        parties,
        place,
        within,
        dated: is(0),
        plan: is(5),
        named: is(1),
    };
    from.whole().then_some((number, glance))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronicle::{Filed, Grounds, chronology};
    use crate::model::{Article, Published};
    use crate::reading;
    use std::sync::Arc;

    #[test]
    fn the_sources_of_a_packed_reading_are_those_of_the_reading() {
        let texts = super::super::super::sample::ARTICLES.iter().map(|(_, text)| *text);
        let mut all = 0;
        for text in texts {
            let article = Article::new(Published::on(NaiveDate::MIN), None, text.trim().to_owned());
            let read = reading::read(&article);
            let mut meant: Vec<(bool, String)> =
                read.agency.iter().map(|name| (true, name.clone())).collect();
            for event in &read.events {
                meant.push((event.when.is_some(), format!("{}-{}", event.span.start, event.span.end)));
                meant.extend(event.chains.iter().flatten().map(|hop| match hop {
                    Hop::Named(name) => (true, name.clone()),
                    Hop::Described(words) => (false, words.clone()),
                }));
                meant.extend(event.first_by.iter().map(|name| (true, name.clone())));
            }
            let bytes = super::reading(&read);
            let mut found = Vec::new();
            sources_of_reading(&bytes, &mut |told| {
                found.push(match told {
                    Sourced::Publisher(name) | Sourced::Named(name) => (true, name.to_owned()),
                    Sourced::Described(words) => (false, words.to_owned()),
                    Sourced::Event(start, end, dated) => (dated, format!("{start}-{end}")),
                });
            });
            assert_eq!(found, meant);
            all += found.len();
        }
        assert!(all > 40, "{all}");
    }

    /// What entries are made of is all there: the same chronology from packed readings.
    #[test]
    fn packed_readings_make_the_same_chronology() {
        let texts = super::super::super::sample::ARTICLES.iter().map(|(_, text)| *text);
        let mut filed = Vec::new();
        for (text, day) in texts.zip(3..) {
            let published = Published::on(NaiveDate::from_ymd_opt(2026, 2, day).unwrap());
            let article = Article::new(published, None, text.trim().to_owned());
            let read = reading::read(&article);
            filed.push(Filed { article: Arc::new(article), reading: Arc::new(read) });
        }
        let packed: Vec<Filed> = filed
            .iter()
            .map(|filed| {
                let reading = unpack_reading(&reading(&filed.reading)).unwrap();
                Filed { reading: Arc::new(reading), ..filed.clone() }
            })
            .collect();
        assert!(!chronology(&filed).is_empty());
        assert_eq!(chronology(&packed), chronology(&filed));
        for filed in &filed {
            let ground = Grounds::default().ground(filed, &[]).unwrap();
            let day = filed.article.published.date;
            for one in ground.signatures(&mut Vec::new(), |key, _| u32::try_from(key.len()).unwrap()) {
                assert_eq!(unpack_sig(&sig(&one, day), one.order).as_ref(), Some(&one));
                assert_eq!(is_headline(&sig(&one, day)), one.headline);
                let mut places: Vec<String> = Vec::new();
                places_of_sig(&sig(&one, day), &mut |place| places.push(place.to_owned()));
                let meant = one.place.iter().flat_map(|place| [&place.name].into_iter().chain(&place.within));
                assert_eq!(places, meant.cloned().collect::<Vec<_>>());
                let glance = Glance::of(&one);
                assert_eq!(unpack_spot(&spot(u32::MAX, &glance)), Some((u32::MAX, glance)));
                let later = one.order.0 + chrono::Duration::days(3);
                let late = Sig { order: (later, one.order.1, one.order.2), ..one };
                assert_eq!(unpack_sig(&sig(&late, day), (day, late.order.1, late.order.2)), Some(late));
            }
        }
    }
}
