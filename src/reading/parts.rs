//! Parts: a text too long to be read at once is read part after part, and what was read is put together.
//!
//! Rules look back and forth through what they read, so that time would grow faster than the text. No article comes near
//! a part's length. Names are joined across parts by their folded full form, descriptions and pronouns are not.

use super::doc::LIMIT;
use crate::model::text::fold;
use crate::model::{Class, Party, PartyIndex, Reading, Span, Who};
use std::collections::HashMap;

/// A stretch of a text that is read at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Where it stands.
    pub span: Span,
    /// It begins the text: its first line is the headline.
    pub first: bool,
    /// It ends the text: its last line may be a signature.
    pub last: bool,
}

impl Part {
    /// The whole of a text.
    pub const fn whole(text: &str) -> Self {
        Self { span: Span::new(0, text.len()), first: true, last: true }
    }
}

/// A text that is cut is cut into parts of so many tokens: what looks back and forth through a part takes the square of
/// its length.
const LENGTH: usize = 3_000;

/// The whole of a text of no more than [`LIMIT`] tokens; else parts of no more than [`LENGTH`], which end at a line feed
/// where one is not too far, else at white space.
pub fn cut(text: &str) -> Vec<Part> {
    // A token has a byte at least.
    if text.len() <= LIMIT || tokens_at_most(text) <= LIMIT {
        return vec![Part::whole(text)];
    }
    let mut ends = Vec::new();
    // How many tokens at most since the last end; where a line and a word ended last, with how many before them.
    let (mut tokens, mut in_word) = (0, false);
    let (mut line, mut space) = (None, None);
    for (at, letter) in text.char_indices() {
        let in_word_now = letter.is_alphanumeric();
        tokens += usize::from(if in_word_now { !in_word } else { !letter.is_whitespace() });
        in_word = in_word_now;
        let behind = (at + letter.len_utf8(), tokens);
        if letter == '\n' {
            line = Some(behind);
        } else if letter.is_whitespace() {
            space = Some(behind);
        }
        if tokens + 1 >= LENGTH {
            let far = |place: &(usize, usize)| place.1 >= LENGTH / 2;
            let (end, before) = line.filter(far).or_else(|| space.filter(far)).unwrap_or(behind);
            ends.push(end);
            tokens -= before;
            (line, space) = (None, None);
        }
    }
    ends.push(text.len());
    ends.dedup();
    let mut start = 0;
    let mut parts = Vec::with_capacity(ends.len());
    for end in ends {
        parts.push(Part { span: Span::new(start, end), first: start == 0, last: end == text.len() });
        start = end;
    }
    parts
}

/// No text has more tokens than words and marks.
fn tokens_at_most(text: &str) -> usize {
    let mut in_word = false;
    let begins = |letter: char| {
        let before = std::mem::replace(&mut in_word, letter.is_alphanumeric());
        if in_word { !before } else { !letter.is_whitespace() }
    };
    text.chars().map(begins).filter(|begins| *begins).count()
}

/// Puts the readings of parts together.
#[derive(Debug)]
pub struct Joiner {
    whole: Reading,
    by_id: HashMap<String, PartyIndex>,
    by_name: HashMap<(Class, String), PartyIndex>,
}

impl Joiner {
    /// Begins with the first part.
    pub fn new(first: Reading) -> Self {
        let mut joiner = Self { whole: first, by_id: HashMap::new(), by_name: HashMap::new() };
        for number in 0..joiner.whole.parties.len() {
            joiner.enter(number);
        }
        joiner
    }

    /// Notes what a party is known by.
    fn enter(&mut self, number: PartyIndex) {
        let Some(party) = self.whole.parties.get(number) else { return };
        if let Some(id) = &party.id {
            self.by_id.entry(id.clone()).or_insert(number);
        }
        self.by_name.entry((party.class, fold(&party.name))).or_insert(number);
    }

    /// The number of a party of a part in the whole.
    fn number_of(&mut self, party: Party) -> PartyIndex {
        let known = match &party.id {
            Some(id) => self.by_id.get(id),
            None => self.by_name.get(&(party.class, fold(&party.name))),
        };
        if let Some(&known) = known {
            return known;
        }
        let number = self.whole.parties.len();
        self.whole.parties.push(party);
        self.enter(number);
        number
    }

    /// The agency that signs the parts so far.
    pub fn agency(&self) -> Option<&str> {
        self.whole.agency.as_deref()
    }

    /// Adds the next part.
    pub fn add(&mut self, part: Reading) {
        let numbers: Vec<PartyIndex> = part.parties.into_iter().map(|party| self.number_of(party)).collect();
        let number = |party: PartyIndex| numbers.get(party).copied().unwrap_or(party);
        let mend = |who: &mut Who| {
            if let Who::Party(party) = who {
                *party = number(*party);
            }
        };
        let whole = &mut self.whole;
        let events = whole.events.len();
        whole.agency = whole.agency.take().or(part.agency);
        whole.credits.extend(part.credits);
        whole.dates.extend(part.dates);
        whole.doubts.extend(part.doubts);
        whole.actors.extend(part.actors.into_iter().map(|mut mention| {
            mention.party = number(mention.party);
            mention
        }));
        whole.quotes.extend(part.quotes.into_iter().map(|mut quote| {
            quote.speaker.iter_mut().for_each(mend);
            quote.telling = quote.telling.map(|telling| telling + events);
            quote
        }));
        whole.events.extend(part.events.into_iter().map(|mut event| {
            event.agents.iter_mut().chain(&mut event.counterparts).for_each(mend);
            event.tells = event.tells.map(|told| told + events);
            event
        }));
    }

    /// The reading of the whole text.
    pub fn whole(self) -> Reading {
        self.whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Published};

    #[test]
    fn parts_follow_each_other_and_are_not_too_long() {
        let texts = [
            "mot ".repeat(50_000),
            ".".repeat(70_000),
            "é".repeat(70_000),
            format!("Titre\n\n{}", "Un mot, deux.\n\n".repeat(9_000)),
            "a\n".repeat(30_000),
        ];
        for text in texts {
            let parts = cut(&text);
            assert_eq!(parts.first().map(|part| (part.span.start, part.first)), Some((0, true)));
            assert!(parts.windows(2).all(|two| two[0].span.end == two[1].span.start && !two[0].last));
            assert_eq!(parts.last().map(|part| (part.span.end, part.last)), Some((text.len(), true)));
            for part in parts {
                let mut words = Vec::new();
                let lists = crate::lexicon::words(crate::model::Language::French);
                super::super::words::cut(&text, part.span, 0, lists, &mut words);
                assert!(!words.is_empty() && words.len() <= LENGTH);
            }
        }
    }

    #[test]
    fn what_stands_far_behind_is_read_too() {
        let day = "2026-02-04".parse().unwrap();
        let told = "Emmanuel Macron a rencontré mardi Hans Zgraf à Moscou. « Le pont est ouvert », a dit Hans Zgraf.\n\n";
        let text = format!("Titre\n\n{}", told.repeat(3_000));
        let reading =
            crate::reading::read(&Article::new(Published::on(day), None, text.trim_end().to_owned()));
        let last = reading.events.last().unwrap();
        assert!(last.span.start > text.len() - 60);
        let named = |name: &str| reading.parties.iter().filter(|party| party.name == name).count();
        assert_eq!((named("Emmanuel Macron"), named("Hans Zgraf")), (1, 1));
        let speaker = reading.quotes.last().unwrap().speaker.clone().unwrap();
        assert_eq!(reading.party(speaker.party().unwrap()).unwrap().name, "Hans Zgraf");
        assert!(reading.doubts.iter().all(|doubt| !doubt.why.starts_with("text too long")));
    }
}
