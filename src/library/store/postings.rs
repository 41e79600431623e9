//! The lists of the full-text table, read as they lie on its pages.
//!
//! Asked for the paragraphs of a word, FTS5 gives them one by one, at a price for each that a count of a million cannot
//! pay; those of words that begin alike it gathers before it gives the first, and cannot be stopped meanwhile. The same
//! lists are read here a page at a time (their format is told in the source of `SQLite`, `fts5_index.c`): some nanoseconds a paragraph,
//! and a look between two pages whether to go on.
//!
//! Reads only what `index` makes: `detail=none`, nothing deleted, a list of its own for each three first letters. What is
//! otherwise is left to FTS5.

use rusqlite::{Connection, OptionalExtension as _};

/// Says whether somebody stopped the question: an error then.
pub type Stopped<'s> = &'s dyn Fn() -> rusqlite::Result<()>;

/// Where the table says which segments it has.
const STRUCTURE: i64 = 10;
/// Bits of a page's number within its segment, and of what else stands before the segment's.
const PAGE_BITS: u32 = 31;
const SEGMENT_BITS: u32 = PAGE_BITS + 5 + 1;
/// The letter before words, and before their first letters.
const WHOLE: u8 = b'0';
const BEGINNING: u8 = b'1';
/// Beginnings of so many letters have lists of their own.
pub const LETTERS: usize = 3;
/// The head of a page: where its first paragraph stands, and where its terms end.
const HEAD: usize = 4;

/// What was found for words.
#[derive(Debug, PartialEq, Eq)]
pub enum Holding {
    /// All paragraphs that hold them, in order.
    All(Vec<i64>),
    /// More than were asked for.
    More,
}

/// A part of the lists, in the order of words; each batch of paragraphs makes one, and they are merged now and then.
#[derive(Debug)]
struct Segment {
    id: i64,
    first: i64,
    last: i64,
}

/// The paragraphs that hold a word for each of these that begins so, unless each of the words is held by more than `most`.
/// `None` where only FTS5 can tell: for other letters than plain ones, or where the lists are not as they are known here.
pub fn holding(
    connection: &Connection,
    words: &[String],
    most: usize,
    stopped: Stopped<'_>,
) -> rusqlite::Result<Option<Holding>> {
    let plain = |word: &String| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
    };
    if words.is_empty() || !words.iter().all(plain) {
        return Ok(None);
    }
    let structure: Option<Vec<u8>> = connection
        .prepare_cached("SELECT block FROM words_data WHERE id = ?1")?
        .query_row([STRUCTURE], |row| row.get(0))
        .optional()?;
    let Some(segments) = structure.and_then(|block| segments(&block)) else { return Ok(None) };
    let (mut base, mut rest): (Option<Vec<i64>>, Vec<&String>) = (None, Vec::new());
    for word in words {
        if base.is_some() {
            rest.push(word);
            continue;
        }
        match gather(connection, &segments, word, None, most, stopped)? {
            None => return Ok(None),
            Some(found) if found.len() > most => rest.push(word),
            Some(found) => base = Some(found),
        }
    }
    let Some(mut held) = base else { return Ok(Some(Holding::More)) };
    for word in rest {
        let Some(both) = gather(connection, &segments, word, Some(&held), usize::MAX, stopped)? else {
            return Ok(None);
        };
        held = both;
    }
    Ok(Some(Holding::All(held)))
}

/// The paragraphs with a word that begins so, in order, of those of `among` if there are; a few more than `most` at most.
fn gather(
    connection: &Connection,
    segments: &[Segment],
    begun: &str,
    among: Option<&[i64]>,
    most: usize,
    stopped: Stopped<'_>,
) -> rusqlite::Result<Option<Vec<i64>>> {
    let listed = begun.len() == LETTERS;
    let mut wanted = vec![if listed { BEGINNING } else { WHOLE }];
    wanted.extend_from_slice(begun.as_bytes());
    let mut gathering = Gathering { wanted, whole: listed, among, found: Vec::new(), lists: 0 };
    let mut lead = connection.prepare_cached(
        "SELECT pgno FROM words_idx WHERE segid = ?1 AND term <= ?2 ORDER BY term DESC LIMIT 1",
    )?;
    let mut page = connection.prepare_cached("SELECT block FROM words_data WHERE id = ?1")?;
    for segment in segments {
        let known: Option<i64> =
            lead.query_row(rusqlite::params![segment.id, gathering.wanted], |row| row.get(0)).optional()?;
        // Beside the page's number it is told whether the list there is long.
        let from = known.map_or(segment.first, |known| (known >> 1).max(segment.first));
        let mut term = Vec::new();
        let mut collects = false;
        for number in from..=segment.last {
            stopped()?;
            let mut rows = page.query([(segment.id << SEGMENT_BITS) + number])?;
            let Some(row) = rows.next()? else { return Ok(None) };
            let block = row.get_ref(0)?.as_blob().unwrap_or_default();
            match gathering.page(block, &mut term, &mut collects) {
                None => return Ok(None),
                Some(false) => break,
                Some(true) if gathering.found.len() > most => return Ok(Some(gathering.found)),
                Some(true) => {}
            }
        }
    }
    let mut found = gathering.found;
    if gathering.lists > 1 {
        stopped()?;
        #[expect(clippy::stable_sort_primitive, reason = "lists that are in order each are merged so")]
        found.sort();
        found.dedup();
    }
    Ok(Some(found))
}

/// What is being gathered.
struct Gathering<'a> {
    /// The term, or how it begins.
    wanted: Vec<u8>,
    /// Whether it is the whole term.
    whole: bool,
    among: Option<&'a [i64]>,
    found: Vec<i64>,
    /// How many lists it comes from.
    lists: usize,
}

impl Gathering<'_> {
    /// Takes a page; whether the next may hold more. `collects` tells whether the list that goes on on this page is one of
    /// those wanted, `term` is the last term before it.
    fn page(&mut self, block: &[u8], term: &mut Vec<u8>, collects: &mut bool) -> Option<bool> {
        let end = usize::from(u16::from_be_bytes([*block.get(2)?, *block.get(3)?]));
        let (body, mut places) = block.split_at_checked(end)?;
        let mut at = HEAD;
        let mut next = None;
        if !places.is_empty() {
            next = Some(size(&mut places)?);
        }
        if *collects {
            self.list(body.get(at..next.unwrap_or(end))?)?;
        }
        let mut first = true;
        while let Some(place) = next {
            at = place;
            next = if places.is_empty() { None } else { Some(at.checked_add(size(&mut places)?)?) };
            let mut rest = body.get(at..next.unwrap_or(end))?;
            // The first term of a page is told whole, the others by what differs from the one before.
            let kept = if first { 0 } else { size(&mut rest)? };
            first = false;
            let new = size(&mut rest)?;
            let (letters, list) = rest.split_at_checked(new)?;
            if kept > term.len() {
                return None;
            }
            term.truncate(kept);
            term.extend_from_slice(letters);
            *collects = if self.whole { *term == self.wanted } else { term.starts_with(&self.wanted) };
            if *collects {
                self.lists += 1;
                self.list(list)?;
            } else if *term > self.wanted {
                return Some(false);
            }
        }
        Some(true)
    }

    /// Takes a list of paragraphs, or what a page holds of one: the first is told whole, the others by what is between.
    fn list(&mut self, mut list: &[u8]) -> Option<()> {
        let mut paragraph = 0_i64;
        let mut among = self.among;
        while !list.is_empty() {
            let more = number(&mut list)?;
            // A zero would mark what was deleted.
            if more == 0 {
                return None;
            }
            paragraph = paragraph.wrapping_add(more.cast_signed());
            if let Some(rest) = &mut among {
                *rest = behind(rest, paragraph);
                if rest.first() != Some(&paragraph) {
                    continue;
                }
            }
            self.found.push(paragraph);
        }
        Some(())
    }
}

/// What is left of a list from a number on; it is looked for near the beginning first.
fn behind(list: &[i64], from: i64) -> &[i64] {
    let mut step = 1;
    let mut rest = list;
    while rest.get(step - 1).is_some_and(|number| *number < from) {
        rest = rest.get(step..).unwrap_or_default();
        step *= 2;
    }
    let near = rest.get(..step.min(rest.len())).unwrap_or_default();
    rest.get(near.partition_point(|number| *number < from)..).unwrap_or_default()
}

/// The segments that the table tells of.
fn segments(mut block: &[u8]) -> Option<Vec<Segment>> {
    // A counter that tells of changes; behind it other formats say that they are.
    block = block.get(4..)?;
    if block.first() == Some(&0xff) {
        return None;
    }
    let levels = size(&mut block)?;
    let _segments = size(&mut block)?;
    let _written = number(&mut block)?;
    let mut segments = Vec::new();
    for _ in 0..levels {
        let _merging = size(&mut block)?;
        for _ in 0..size(&mut block)? {
            let mut number = || i64::try_from(size(&mut block)?).ok();
            let (id, first, last) = (number()?, number()?, number()?);
            segments.push(Segment { id, first, last });
        }
    }
    block.is_empty().then_some(segments)
}

/// A number as `SQLite` writes it, off the beginning: seven bits a byte, the greatest first, the ninth byte whole.
fn number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for at in 0..9 {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        if at == 8 {
            return Some((number << 8) | u64::from(*byte));
        }
        number = (number << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// A number that is a size.
fn size(bytes: &mut &[u8]) -> Option<usize> {
    number(bytes).and_then(|number| usize::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// A table of words like the index's, of texts written in so many batches.
    fn table(batches: &[Vec<(i64, String)>]) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        let sql = "CREATE VIRTUAL TABLE words USING fts5(
            text, content='', detail=none, columnsize=0, prefix='3', tokenize='unicode61 remove_diacritics 2')";
        connection.execute_batch(sql).unwrap();
        for batch in batches {
            connection.execute_batch("BEGIN").unwrap();
            for (rowid, text) in batch {
                let insert = "INSERT INTO words(rowid, text) VALUES (?1, ?2)";
                connection.execute(insert, rusqlite::params![rowid, text]).unwrap();
            }
            connection.execute_batch("COMMIT").unwrap();
        }
        connection
    }

    fn asked(connection: &Connection, words: &[String]) -> Vec<i64> {
        let query: Vec<String> = words.iter().map(|word| format!("\"{word}\"*")).collect();
        let mut statement = connection.prepare("SELECT rowid FROM words WHERE words MATCH ?1").unwrap();
        let found = statement.query_map([query.join(" AND ")], |row| row.get(0)).unwrap();
        found.collect::<rusqlite::Result<_>>().unwrap()
    }

    fn assert_same(connection: &Connection, words: &[&str]) -> usize {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let found = holding(connection, &words, usize::MAX, &|| Ok(())).unwrap();
        let wanted = asked(connection, &words);
        let many = wanted.len();
        assert_eq!(found, Some(Holding::All(wanted)), "{words:?}");
        many
    }

    #[test]
    fn lists_of_many_pages_and_segments_are_what_the_table_finds() {
        let mut batches = Vec::new();
        for batch in 0..23_i64 {
            let mut texts = Vec::new();
            for at in 0..900_i64 {
                let rowid = (at * 23 + batch) * 5_000_000_007 % 1_000_000_000_039 + 1;
                let rare = if at % 97 == 0 { "présidence" } else { "préfet" };
                texts
                    .push((rowid, format!("Les {rare} n{at} de la ville b{batch} dit lesté {}", at * batch)));
            }
            texts.sort_unstable();
            batches.push(texts);
        }
        let connection = table(&batches);
        let mut found = 0;
        for words in [
            &["les"][..],
            &["le"],
            &["l"],
            &["lest"],
            &["pre"],
            &["presi"],
            &["n5"],
            &["zzz"],
            &["zzzz"],
            &["0"],
            &["de", "presi"],
            &["presi", "de"],
            &["les", "de", "b2"],
            &["n12", "b1", "pref"],
        ] {
            found += assert_same(&connection, words);
        }
        assert!(found > 100_000, "{found}");
        let few = holding(&connection, &["les".to_owned()], 1000, &|| Ok(())).unwrap();
        assert_eq!(few, Some(Holding::More));
        let words = ["les".to_owned(), "presi".to_owned()];
        let found = holding(&connection, &words, 1000, &|| Ok(())).unwrap();
        assert_eq!(found, Some(Holding::All(asked(&connection, &words))));
        // Once they are merged into one they are read as well.
        connection.execute_batch("INSERT INTO words(words) VALUES ('optimize')").unwrap();
        assert!(assert_same(&connection, &["les"]) > 20_000);
        assert!(assert_same(&connection, &["presi", "de"]) > 100);
    }

    #[test]
    fn what_is_not_known_here_is_left_to_the_table() {
        let connection = table(&[vec![(1, "l'été à Riga".to_owned())]]);
        for words in [&["été"][..], &["l'e"], &[""], &[]] {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(holding(&connection, &words, 9, &|| Ok(())).unwrap(), None, "{words:?}");
        }
        let delete = "INSERT INTO words(words, rowid, text) VALUES ('delete', 1, 'l''été à Riga')";
        connection.execute_batch(delete).unwrap();
        assert_eq!(holding(&connection, &["riga".to_owned()], 9, &|| Ok(())).unwrap(), None);
        connection.execute_batch("DELETE FROM words_data WHERE id > 10").unwrap();
        assert_eq!(holding(&connection, &["riga".to_owned()], 9, &|| Ok(())).unwrap(), None);
    }

    #[test]
    fn it_stops_when_it_is_told_to() {
        let connection = table(&[vec![(1, "Riga".to_owned())]]);
        let stopped = || Err(rusqlite::Error::InvalidQuery);
        assert!(holding(&connection, &["riga".to_owned()], 9, &stopped).is_err());
    }

    proptest! {
        #[test]
        fn it_finds_what_the_table_finds(
            batches in vec(vec((1..1_i64 << 50, vec("[a-c]{1,5}", 0..9)), 0..20), 0..9),
            words in vec("[a-c]{1,4}", 1..3),
        ) {
            let mut known = std::collections::BTreeSet::new();
            let batches: Vec<Vec<(i64, String)>> = batches
                .into_iter()
                .map(|batch| {
                    let mut texts: Vec<(i64, String)> =
                        batch.into_iter().map(|(rowid, words)| (rowid, words.join(" "))).collect();
                    texts.retain(|(rowid, _)| known.insert(*rowid));
                    texts.sort_unstable();
                    texts
                })
                .collect();
            let connection = table(&batches);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            assert_same(&connection, &words);
        }

        #[test]
        fn any_page_is_survived(block: Vec<u8>, begun in "[a-c]{1,4}") {
            let wanted = begun.as_bytes().to_vec();
            let mut gathering =
                Gathering { wanted, whole: false, among: Some(&[1, 5, 9]), found: Vec::new(), lists: 0 };
            let (mut term, mut collects) = (Vec::new(), true);
            let _read_or_not = gathering.page(&block, &mut term, &mut collects);
            let _read_or_not = segments(&block);
        }

        #[test]
        fn from_a_number_on(list in vec(0..100_i64, 0..40), from in 0..100_i64) {
            let mut list = list;
            list.sort_unstable();
            let wanted: Vec<i64> = list.iter().copied().filter(|number| *number >= from).collect();
            prop_assert_eq!(behind(&list, from), wanted.as_slice());
        }
    }
}
