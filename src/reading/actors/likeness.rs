//! How like two names of persons are: the same, a surname of a full name, initials, another transcription.
//!
//! Compares names only. Who bears one of them is told by what stands around it (see `people`).

use super::scan::Scan;

/// How a name can be another's: 0 the same, 1 its end (surname), 2 one spelled otherwise, 3 its given name alone.
pub fn likeness(scan: &Scan<'_, '_>, full: &[String], parts: &[String], titled: bool) -> Option<u8> {
    if full == parts || one_spelling(full).eq(one_spelling(parts)) {
        return Some(0);
    }
    if full.len() > parts.len() && full.ends_with(parts) {
        return Some(1);
    }
    // « Mme Diallo-Sanogo » of « Aissata Diallo Sanogo »
    if parts.iter().any(|part| part.contains('-')) {
        let (whole, end): (Vec<&str>, Vec<&str>) =
            (one_spelling(full).collect(), one_spelling(parts).collect());
        if whole.len() > end.len() && whole.ends_with(&end) {
            return Some(1);
        }
    }
    let last = parts.last()?;
    let full_last = full.last()?;
    if initialled(full, parts) || initialled(parts, full) {
        return Some(0);
    }
    // « Dwight D. Eisenhower », « Joaquim Massingue »: same first, same last, the shorter within the longer.
    if parts.len() > 1 && full.len() > 1 && last == full_last && full.first() == parts.first() {
        return Some(1);
    }
    if parts.len() == 1 || titled && parts.len() < full.len() {
        let surname_at = full.len().saturating_sub(1).max(1);
        // « Zurbrüggen » of « Zurbrüggen-Kälin »; « Quirós » of « Quirós Bonilla »
        let hyphen = full_last.split('-').next().is_some_and(|head| head == last && full_last.contains('-'));
        let middle = full.len() > 2
            && full.get(1..surname_at).is_some_and(|middle| middle.contains(last))
            && !scan.lists().particles.has(last);
        if hyphen || middle {
            return Some(1);
        }
        // « M. Rakotoarimana » of « Rakotoarimana Hery Nirina »: names that put the family first.
        if parts.len() == 1 && titled && full.len() > 1 && full.first() == Some(last) && !scan.is_given(last)
        {
            return Some(1);
        }
        if parts.len() == 1 && last.len() > 3 && full.len() > 1 && sounds_alike(last, full_last) {
            return Some(2);
        }
        // « Xu » of « Xu Wenhai »: two letters are a family name, or a particle.
        let short = last.len() < 3 && (scan.is_given(last) || scan.lists().particles.has(last.as_str()));
        if parts.len() == 1 && !titled && full.len() > 1 && full.first() == Some(last) && !short {
            return Some(3);
        }
        return None;
    }
    // Two full names in two spellings.
    let given = full.first()?;
    let other = parts.first()?;
    let near = sounds_alike;
    (full.len() > 1 && near(given, other) && near(last, full_last)).then_some(2)
}

/// « L. B. Chastri » of « Lal Bahadour Chastri »: the same surname behind the first letters of the other names.
pub fn initialled(full: &[String], short: &[String]) -> bool {
    let (Some((last, given)), Some((own, letters))) = (full.split_last(), short.split_last()) else {
        return false;
    };
    let letters: Vec<char> = letters
        .iter()
        .flat_map(|part| part.split('.'))
        .filter_map(|part| {
            let mut all = part.chars();
            all.next().filter(|_| all.next().is_none())
        })
        .collect();
    let spelled = short.len().saturating_sub(1) > 0
        && short
            .iter()
            .take(short.len() - 1)
            .all(|part| part.split('.').all(|piece| piece.chars().count() == 1));
    let firsts = given.iter().filter_map(|part| part.chars().next());
    last == own && spelled && !letters.is_empty() && letters.len() == given.len() && firsts.eq(letters)
}

/// The parts of a name, hyphenated ones apart: « Diallo-Sanogo » and « Diallo Sanogo » are one.
fn one_spelling(parts: &[String]) -> impl Iterator<Item = &str> {
    parts.iter().flat_map(|part| part.split('-'))
}

/// A number that names have in common whose last parts can be alike.
pub fn key(part: &str) -> u32 {
    skeleton(part).iter().fold(0, |key: u32, letter| key.wrapping_mul(31).wrapping_add(u32::from(*letter)))
}

/// The keys of a name's parts. Another name can be this one's only if its last part has one of them; most have none, and
/// need not be compared.
pub fn keys(parts: &[String]) -> Vec<u32> {
    let heads = parts.last().and_then(|last| last.split_once('-')).map(|(head, _)| key(head));
    let ends = parts.last().and_then(|last| last.rsplit_once('-')).map(|(_, end)| key(end));
    parts.iter().map(|part| key(part)).chain(heads).chain(ends).collect()
}

/// Whether two names are one in two transcriptions. Lengths far apart are not looked at.
fn sounds_alike(one: &str, other: &str) -> bool {
    one.len().abs_diff(other.len()) < 4
        && one.len() > 2
        && other.len() > 2
        && skeleton(one) == skeleton(other)
}

/// What stays of a name when letters that transcriptions exchange are made alike: « Vassilenko » and « Vasilenko »,
/// « Volodimir » and « Volodymyr ».
fn skeleton(name: &str) -> Vec<u8> {
    let mut letters = name.as_bytes().to_vec();
    let mut there = letters.iter().fold(0, |there, letter| there | letter_bit(*letter));
    for (from, to) in EXCHANGED {
        let needed = from.bytes().fold(0, |needed, letter| needed | letter_bit(letter));
        // Most names lack a letter of most of them.
        if needed & !there == 0 {
            replace(&mut letters, from.as_bytes(), *to);
            there |= letter_bit(*to);
        }
    }
    letters.dedup();
    letters
}

/// A bit for a letter.
const fn letter_bit(letter: u8) -> u32 {
    1 << (letter & 31)
}

/// What transcriptions exchange, in the order in which it is made alike. All of it is ASCII, so that bytes will do.
const EXCHANGED: &[(&str, u8)] = &[
    ("tch", b'c'),
    ("sch", b's'),
    ("sh", b's'),
    ("ch", b's'),
    ("kh", b'h'),
    ("ou", b'u'),
    ("w", b'v'),
    ("y", b'i'),
    ("j", b'i'),
    ("ph", b'f'),
    ("ck", b'k'),
    ("q", b'k'),
    ("gu", b'g'),
    ("ei", b'e'),
    ("ie", b'e'),
    ("ii", b'i'),
];

/// Puts one byte for every stretch like `from`, from left to right.
fn replace(letters: &mut Vec<u8>, from: &[u8], to: u8) {
    let (mut read, mut kept) = (0, 0);
    while let Some(&letter) = letters.get(read) {
        let found = letters.get(read..).is_some_and(|rest| rest.starts_with(from));
        if let Some(place) = letters.get_mut(kept) {
            *place = if found { to } else { letter };
        }
        read += if found { from.len() } else { 1 };
        kept += 1;
    }
    letters.truncate(kept);
}
