//! Layout: tells headline, body, photo captions, credits and agency datelines apart, and who signs.
//!
//! Works on lines of the text, before any grammar. Does not find actors: credits and dateline agencies are none.

use super::doc::{Paragraph, ParagraphKind};
use super::parts::Part;
use super::words::is_letter;
use crate::lexicon::{self, words::Words};
use crate::model::text::fold;
use crate::model::{Language, Span};

/// What the lines of an article are.
#[derive(Debug, Default)]
pub struct Layout {
    /// In order; token ranges are filled in later.
    pub paragraphs: Vec<Paragraph>,
    /// The agency that signs.
    pub agency: Option<String>,
    /// The people credited, in order.
    pub credits: Vec<String>,
}

/// Tells the lines of a part of a text apart.
pub fn lay_out(text: &str, part: Part, language: Language) -> Layout {
    let mut layout = Layout::default();
    let lists = lexicon::words(language);
    let lines = lines(part.span.of(text), part.span.start);
    // What signs the end is no headline and not the whole text.
    let last = lines.get(2..).and_then(<[Span]>::last).filter(|_| part.last);
    let last = last.map_or(usize::MAX, |span| span.end);
    for span in lines {
        let line = span.of(text);
        let first = part.first && layout.paragraphs.is_empty();
        let mut kind = if first { ParagraphKind::Headline } else { ParagraphKind::Body };
        let mut dateline = None;
        if !first {
            if let Some((agency, photographer)) = caption(line, lists).or_else(|| signed_caption(line, lists))
            {
                kind = ParagraphKind::Caption;
                layout.agency = layout.agency.or(agency);
                layout.credits.extend(photographer);
            } else if let Some((agency, people)) = credits(line, lists)
                .or_else(|| signed_by(line, lists))
                .or_else(|| byline(line, lists))
                .or_else(|| (span.end == last).then(|| signature_alone(line)).flatten())
            {
                kind = ParagraphKind::Credits;
                layout.agency = layout.agency.or(agency);
                layout.credits.extend(people);
            } else if let Some(people) = bare_byline(line, lists).or_else(|| {
                (layout.paragraphs.len() == 1 || span.end == last).then(|| placed_byline(line)).flatten()
            }) {
                kind = ParagraphKind::Credits;
                layout.credits.extend(people);
            } else if part.first && layout.paragraphs.len() < 3 && is_town(line) {
                // « ANKARA »: a dateline on a line of its own.
                dateline = Some(span);
            } else if let Some((length, agency)) = dateline_of(line, lists) {
                dateline = Some(Span::new(span.start, span.start + length));
                layout.agency = layout.agency.or(agency);
            }
        }
        layout.paragraphs.push(Paragraph { span, kind, dateline, words: 0..0 });
    }
    layout
}

/// The lines of a text from byte `at` on that hold something, without the white space at their ends.
fn lines(text: &str, mut at: usize) -> Vec<Span> {
    let mut spans = Vec::new();
    for line in text.split('\n') {
        let lead = line.len() - line.trim_start().len();
        let length = line.trim().len();
        if length > 0 {
            spans.push(Span::new(at + lead, at + lead + length));
        }
        at += line.len() + 1;
    }
    spans
}

/// « … ( POOL / SEBASTIEN BOZON ) »: the agency and the photographer of a caption.
fn caption(line: &str, lists: &Words) -> Option<(Option<String>, Option<String>)> {
    let inside = line.strip_suffix(')')?.rsplit_once('(')?.1;
    let (agency, person) = inside.rsplit_once('/').or_else(|| inside.rsplit_once("via"))?;
    let agency = agency.split('/').next().unwrap_or(agency).trim();
    let known = lists.agencies.has(&fold(agency)) || agency.chars().all(|letter| !letter.is_lowercase());
    if !known {
        return None;
    }
    let person = person.trim();
    let named = (!person.is_empty()).then(|| person.to_owned());
    Some((agency_name(agency, lists), named))
}

/// « (Luc Perrin, avec Anne Roy, édité par …) »: the agency and the people of closing credits.
fn credits(line: &str, lists: &Words) -> Option<(Option<String>, Vec<String>)> {
    let inside = line.strip_prefix('(')?.strip_suffix(')')?;
    if inside.contains(['.', '!', '?']) && inside.len() > 200 {
        return None;
    }
    let mut people = Vec::new();
    let mut agency = None;
    let mut marked = false;
    for piece in inside.split([',', ';', '/']) {
        let mut name: Vec<&str> = Vec::new();
        for word in piece.split_whitespace() {
            let plain = word.trim_matches(|letter: char| !letter.is_alphanumeric());
            let folded = fold(plain);
            let agency_here = agency_name(plain, lists);
            marked |= lists.credit_words.has(&folded) || agency_here.is_some();
            let small = plain.chars().next().is_none_or(|letter| !letter.is_uppercase());
            if agency_here.is_some() {
                agency = agency.or(agency_here);
                take_name(&mut name, &mut people);
            } else if small
                && !matches!(folded.as_str(), "de" | "van" | "von" | "der" | "den" | "ben" | "al" | "el")
            {
                take_name(&mut name, &mut people);
            } else {
                name.push(plain);
            }
        }
        take_name(&mut name, &mut people);
    }
    (marked || !people.is_empty()).then_some((agency, people))
}

/// So many bytes at most has a byline.
const LONGEST_BYLINE: usize = 120;

/// « AA / Riga / Hans Zgraf »: agency, place and writer, each between strokes, on a line of their own.
fn signed_by(line: &str, lists: &Words) -> Option<(Option<String>, Vec<String>)> {
    let (first, last) = (line.split_once('/')?.0, line.rsplit_once('/')?.1);
    let (first, last) = (first.trim(), last.trim());
    let agency = agency_name(first, lists)?;
    let short = line.chars().count() < 100 && !line.ends_with('.');
    let three = line.matches('/').count() > 1;
    let people = if three { person(last).into_iter().collect() } else { Vec::new() };
    short.then_some((Some(agency), people))
}

/// « Par : Anna Ozola », « By Ann Lee and Tom Berg », « Propos recueillis par Anna Ozola »: a byline.
fn byline(line: &str, lists: &Words) -> Option<(Option<String>, Vec<String>)> {
    let mut rest = Some(line).filter(|line| line.len() <= LONGEST_BYLINE)?;
    loop {
        let (first, behind) = rest.split_once([' ', ':'])?;
        let first = fold(first);
        rest = behind.trim_start_matches([' ', ':']);
        if lists.bylines.has(&first) {
            break;
        }
        if !lists.byline_leads.has(&first) {
            return None;
        }
    }
    let names = rest.split(',').flat_map(|part| {
        let mut names = vec![Vec::new()];
        for word in part.split_whitespace() {
            if lists.coordinators.has(word) {
                names.push(Vec::new());
            } else if let Some(name) = names.last_mut() {
                name.push(word);
            }
        }
        names
    });
    let people: Option<Vec<String>> = names.map(|name| person(&name.join(" "))).collect();
    Some((None, people?))
}

/// « Anna Ozola », « Hans A. ZGRAF (tél. 12 34) », « A. O. » as the last line: who signs.
fn signature_alone(line: &str) -> Option<(Option<String>, Vec<String>)> {
    // « Anna Ozola (Latvia) has signed. » says more than who signs.
    let name = match line.split_once('(') {
        Some((name, _)) if line.ends_with(')') => name.trim(),
        Some(_) => return None,
        None => line,
    };
    let letters = |word: &str| word.trim_end_matches('.').chars().count() == 1;
    let initials = name.split(' ').all(letters) && name.chars().filter(|letter| *letter == '.').count() > 1;
    if initials && name.chars().filter(char::is_ascii_lowercase).count() == 0 {
        return Some((None, Vec::new()));
    }
    person(name).map(|name| (None, vec![name]))
}

/// Two to five words that may be somebody's name: capitals, initials, small particles between.
fn person(text: &str) -> Option<String> {
    // One word more than a name has tells as much as a whole paragraph.
    let words: Vec<&str> = text.split_whitespace().take(6).collect();
    let (first, last) = (words.first()?, words.last()?);
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let letters = |word: &str| {
        let initial = word.chars().count() == 2 && word.ends_with('.');
        initial || word.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’'))
    };
    let small = |word: &str| word.len() < 4;
    let plain = words.iter().all(|word| letters(word) && (capital(word) || small(word)));
    let named = (2..=5).contains(&words.len()) && capital(first) && capital(last) && !last.ends_with('.');
    (plain && named).then(|| words.join(" "))
}

/// A name of two words or more is a person; a single capital word (a town, « Reportage ») is not.
fn take_name(name: &mut Vec<&str>, people: &mut Vec<String>) {
    if name.len() > 1 {
        people.push(name.join(" "));
    }
    name.clear();
}

/// A line of more words says more than who wrote.
const MOST_OF_BYLINE: usize = 24;

/// « By Merve Taskiran-Oz », « X contributed to this report. »: a line that only says who wrote, and who that is.
fn bare_byline(line: &str, lists: &Words) -> Option<Vec<String>> {
    // White space that is not ASCII only makes more words of them.
    let spaced = line.bytes().fold((0, true), |(words, space), byte| {
        let now = byte.is_ascii_whitespace();
        (words + usize::from(space && !now), now)
    });
    if spaced.0 > MOST_OF_BYLINE {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.len() > MOST_OF_BYLINE {
        return None;
    }
    let first = words.first().map(|word| word.to_lowercase())?;
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let open = !line.ends_with(['.', '!', '?', ':', ';', ',', '"', '”']);
    let opened =
        lists.byline_openers.has(&first) && open && words.len() <= 14 && words.iter().skip(1).any(capital);
    let closed = words.iter().any(|word| lists.byline_verbs.has(&word.to_lowercase()));
    if !(opened || closed) {
        return None;
    }
    let mut people = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    for word in words.iter().skip(usize::from(opened)) {
        let plain = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if capital(&plain) {
            name.push(plain);
        } else {
            take_name(&mut name, &mut people);
        }
        if word.ends_with([',', ';']) {
            take_name(&mut name, &mut people);
        }
    }
    take_name(&mut name, &mut people);
    Some(people)
}

/// « Anna Ozola à Riga, Tom Berg à Oslo »: names of two words or more, each with a short word and a place, and nothing
/// else on the line.
fn placed_byline(line: &str) -> Option<Vec<String>> {
    if line.len() > 120 || line.ends_with(['.', '!', '?', ':', ';', ',', '"', '”', '»']) {
        return None;
    }
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let plain = |word: &str| {
        word.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’' | '.'))
    };
    line.split(',')
        .map(|piece| {
            let words: Vec<&str> = piece.split_whitespace().collect();
            let small = words.iter().position(|word| !capital(word))?;
            let (name, rest) = words.split_at_checked(small)?;
            let (joint, place) = rest.split_first()?;
            let named = (2..=4).contains(&name.len()) && (1..=3).contains(&place.len());
            let mixed = name.iter().any(|word| word.chars().any(char::is_lowercase));
            let fits = named && mixed && joint.chars().count() <= 2 && place.iter().all(|word| capital(word));
            (fits && words.iter().all(|word| plain(word))).then(|| name.join(" "))
        })
        .collect()
}

/// « … May 21, 2025. REUTERS/Odd Kvalnes »: the agency and the photographer that close a caption without brackets.
fn signed_caption(line: &str, lists: &Words) -> Option<(Option<String>, Option<String>)> {
    let (head, person) = line.rsplit_once('/')?;
    let agency = head.rsplit_once(char::is_whitespace).map_or(head, |(_, agency)| agency);
    let named =
        person.split_whitespace().count() < 5 && person.chars().next().is_some_and(char::is_uppercase);
    let found = agency_name(agency, lists)?;
    (named && !line.ends_with('.')).then(|| (Some(found), Some(person.trim().to_owned())))
}

/// « GÊNES, 18 avril (Havas). — »: its length with the marks behind, and the agency.
fn dateline_of(line: &str, lists: &Words) -> Option<(usize, Option<String>)> {
    // « (ANSA) - ROME, 02 AVR - … »: the agency may stand before the place.
    if let Some((length, agency)) = signature(line, lists) {
        let rest = line.get(length..).unwrap_or_default();
        let place = dateline_of(rest, lists).map_or(0, |(more, _)| more);
        return Some((length + place, Some(agency)));
    }
    if let Some(length) = clock_of_item(line) {
        return Some((length, None));
    }
    let found = stroke_dateline(line, lists).or_else(|| bracket_dateline(line, lists));
    if let Some(found) = found.or_else(|| signed_dateline(line, lists)) {
        return Some(found);
    }
    // « LIMA--President Benavides … »: a town in capitals with the dashes glued to it.
    if let Some((town, rest)) = line.split_once("--")
        && is_town(town)
        && rest.starts_with(char::is_uppercase)
    {
        return Some((town.len() + 2, None));
    }
    if let Some(length) = dateline_alone(line, lists) {
        return Some((length, None));
    }
    let front = front(line, LONGEST_DATELINE + 4);
    // Nothing of the kind in most lines.
    front.find(['-', '–', '—', '=', '_'])?;
    let spaced = [" - ", " – ", " — ", " -- ", " = ", " _ ", ".--", ".- ", ".— ", ".– "];
    // « RIGA, Dec. 18 (AP)--The minister », « RIGA—The minister »
    let glued = ["--", "—", ".—"];
    let first =
        |dashes: &[&str]| dashes.iter().filter_map(|dash| front.find(dash).map(|at| (at, dash.len()))).min();
    let before_dash = |dash| dateline_before(line, dash, lists);
    first(&spaced).and_then(before_dash).or_else(|| first(&glued).and_then(before_dash))
}

/// « 14:30 The minister has left », « 15h10 - La séance est levée »: the length of the time that opens an item of a live
/// report, with what sets it apart.
pub fn clock_of_item(line: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hours = Some(digits(line)).filter(|hours| (1..=2).contains(hours))?;
    let rest = line.get(hours..)?.strip_prefix([':', 'h'])?;
    let minutes = digits(rest);
    let rest = rest.get(minutes..).filter(|rest| minutes == 2 && rest.starts_with([' ', '\u{a0}']))?;
    let zone = |rest: &'_ str| -> usize {
        let word = rest.split(' ').next().unwrap_or_default();
        let told = (3..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
        usize::from(told) * word.len()
    };
    let rest = rest.trim_start();
    let behind = rest.get(zone(rest)..)?.trim_start();
    let text = behind.trim_start_matches(['-', '–', '—', ':', '|']).trim_start();
    let opens = |letter: char| letter.is_uppercase() || matches!(letter, '"' | '«' | '“');
    text.starts_with(opens).then_some(line.len() - text.len())
}

/// What stands before a dash, where it is a dateline: its length with the dash, and the agency.
fn dateline_before(line: &str, dash: (usize, usize), lists: &Words) -> Option<(usize, Option<String>)> {
    let head = line.get(..dash.0)?;
    if head.chars().count() > LONGEST_DATELINE {
        return None;
    }
    let place: String =
        head.chars().take_while(|letter| !matches!(letter, ',' | '(') && !letter.is_ascii_digit()).collect();
    let letters = place.chars().filter(|letter| letter.is_alphabetic());
    let capitals = letters.clone().filter(|letter| letter.is_uppercase()).count();
    let mostly_capital = capitals * 10 >= letters.clone().count() * 7 && capitals > 1;
    let pieces = head.split(['(', ')', ',', '.']).map(str::trim);
    // « MOSCOW November 21 TASS - »
    let last = head.split_whitespace().next_back().filter(|last| !last.chars().any(char::is_lowercase));
    let agency = pieces.chain(last).find_map(|piece| agency_name(piece, lists));
    let numbered = |word: &str| {
        word.split_once('/')
            .is_some_and(|(day, month)| day.parse::<u8>().is_ok() && month.parse::<u8>().is_ok())
    };
    let dated =
        head.split(|letter: char| !letter.is_alphanumeric()).any(|word| lists.months_folded.has(&fold(word)))
            || head.split_whitespace().any(numbered);
    // « ABUJA, Nigeria — »: a long dash behind a town in capitals needs no more.
    let town: Vec<char> = place.chars().filter(|letter| letter.is_alphabetic()).collect();
    let long =
        line.get(dash.0..dash.0 + dash.1).is_some_and(|dash| dash.contains(['—']) || dash.contains("--"));
    if long && town.len() > 3 && town.iter().all(|letter| letter.is_uppercase()) && head.chars().count() < 45
    {
        return Some((dash.0 + dash.1, agency));
    }
    let titled = place.chars().next().is_some_and(char::is_uppercase);
    // « 30 mars (Reuters) - »: no place at all.
    let placeless = place.is_empty() && dated && agency.is_some() && head.len() < 40;
    ((mostly_capital && (dated || agency.is_some()))
        || (titled && dated && agency.is_some())
        || placeless
        || titled && only_date(head, &place, lists)
        || mostly_capital && only_day(head, &place)
        || bare_date(head, lists) && line.get(dash.0..).is_some_and(|rest| rest.starts_with('.'))
        || titled && by_correspondent(head, &place))
    .then_some((dash.0 + dash.1, agency))
}

/// No dateline has more letters before its dash.
const LONGEST_DATELINE: usize = 90;

/// The first letters of a line.
fn front(line: &str, letters: usize) -> &str {
    line.char_indices().nth(letters).map_or(line, |(end, _)| line.get(..end).unwrap_or(line))
}

/// « BERLIN, July 14. » with nothing behind it: its length.
fn dateline_alone(line: &str, lists: &Words) -> Option<usize> {
    let head = Some(line.trim_end()).filter(|line| line.len() < 50)?;
    let place = head.split(',').next()?;
    let titled = place.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    (titled && only_date(head, place, lists)).then_some(line.len())
}

/// « Vientiane, 5 juin. », « Portsmouth (New-Hampshire), 5 septembre, 4 h. du soir. »: a place of three words at most, a comma
/// and nothing but a date, perhaps with the time of day.
fn only_date(head: &str, place: &str, lists: &Words) -> bool {
    let rest = head.get(place.len()..).unwrap_or_default();
    let region = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let rest = region.filter(|(region, _)| region.len() < 30).map_or(rest, |(_, rest)| rest);
    let Some(rest) = rest.strip_prefix(',') else { return false };
    // « Praia, 20 September (Inforpress) »: an agency that the lists do not know.
    let signed = rest.trim_end().strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let rest = signed.filter(|(_, agency)| named_so(agency)).map_or(rest, |(rest, _)| rest);
    let is_clock = |piece: &str| lists.clock_words.has(&fold(piece));
    let clock = rest.rsplit_once(',').filter(|(_, time)| {
        let mut pieces =
            time.split(|letter: char| !letter.is_alphanumeric()).filter(|piece| !piece.is_empty());
        time.len() < 30
            && time.chars().any(char::is_lowercase)
            && pieces.all(|piece| is_clock(piece) || piece.parse::<u8>().is_ok())
    });
    let rest = clock.map_or(rest, |(date, _)| date);
    let pieces: Vec<&str> =
        rest.split(|letter: char| !letter.is_alphanumeric()).filter(|piece| !piece.is_empty()).collect();
    let months = pieces.iter().filter(|piece| lists.months_folded.has(&fold(piece))).count();
    let numbers = pieces.iter().filter(|piece| piece.starts_with(|letter: char| letter.is_ascii_digit()));
    let (numbers, strokes) = (numbers.count(), rest.matches('/').count().max(rest.matches('.').count()));
    // « Montevideo, 19/12/2006 », « Berne, 03.06.2016 »
    let dated = months == 1 || months == 0 && numbers == 3 && strokes == 2;
    dated && months + numbers == pieces.len() && place.split_whitespace().count() < 4
}

/// One or two words with a capital.
fn named_so(name: &str) -> bool {
    let mut words = name.split(' ');
    name.len() < 30 && words.clone().count() < 3 && words.all(|word| word.starts_with(char::is_uppercase))
}

/// « MONTREUX, 7. - »: a place, a comma and the day of the month alone.
fn only_day(head: &str, place: &str) -> bool {
    let day = head
        .get(place.len()..)
        .and_then(|rest| rest.strip_prefix(','))
        .map(|day| day.trim_matches([' ', '.']));
    day.and_then(|day| day.parse().ok()).is_some_and(|day: u8| (1..=31).contains(&day))
}

/// « Jan. 21.-- »: a month and a day, and nothing else.
fn bare_date(head: &str, lists: &Words) -> bool {
    let pieces: Vec<&str> = head.split([' ', '.']).filter(|piece| !piece.is_empty()).collect();
    let day = |piece: &&str| piece.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
    let month = |piece: &&str| lists.months_folded.has(&fold(piece));
    matches!(pieces.as_slice(), [one, two] if day(one) && month(two) || month(one) && day(two))
}

/// « Porga (de notre envoyé spécial) »: brackets right behind a place of three words at most, and nothing else.
fn by_correspondent(head: &str, place: &str) -> bool {
    let inside = head
        .get(place.len()..)
        .and_then(|rest| rest.trim_end_matches('.').strip_prefix('('))
        .and_then(|rest| rest.strip_suffix(')'));
    let capitals = place.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    inside.is_some_and(|inside| !inside.contains(['(', ')'])) && capitals && place.split(' ').count() < 5
}

/// « MOSCOU, 21 mai. /TASS/. »: the agency between strokes.
fn stroke_dateline(line: &str, lists: &Words) -> Option<(usize, Option<String>)> {
    let open = line.bytes().take(60).position(|byte| byte == b'/')?;
    let (inside, _) = line.get(open + 1..)?.split_once('/')?;
    let agency = agency_name(inside, lists)?;
    let end = open + inside.len() + 2;
    let rest = line.get(end..)?;
    let marks = rest.len() - rest.trim_start_matches(['.', ' ', '-', '–', '—']).len();
    Some((end + marks, Some(agency)))
}

/// « Genève (ats) Le front …»: the agency in brackets behind a place, and no dash.
fn bracket_dateline(line: &str, lists: &Words) -> Option<(usize, Option<String>)> {
    // Of three words at most.
    let bracket = |(at, _): &(usize, &str)| line.get(at + 1..).is_some_and(|rest| rest.starts_with('('));
    let (open, _) = line.match_indices(' ').take(3).find(bracket)?;
    let (place, rest) = (line.get(..open)?, line.get(open + 2..)?);
    let (inside, behind) = rest.split_once(')')?;
    let agency = inside.split(['/', ',']).find_map(|piece| agency_name(piece.trim(), lists))?;
    let capitals = place.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let sentence = behind.strip_prefix(' ').is_some_and(|text| text.starts_with(char::is_uppercase));
    (capitals && sentence).then_some((line.len() - behind.len() + 1, Some(agency)))
}

/// « GENEVA, May 26 (AP)--Colombia … », « Male, Feb 15 (PTI) The … », « BATKEN (Kirghizstan), 1er mai (RIA Novosti). Le … »:
/// a place and a date, and the agency in brackets with any mark or none behind it.
fn signed_dateline(line: &str, lists: &Words) -> Option<(usize, Option<String>)> {
    let front = front(line, LONGEST_DATELINE);
    let (open, agency, close) = front.match_indices('(').find_map(|(open, _)| {
        let rest = front.get(open + 1..)?;
        let (inside, _) = rest.split_once(')')?;
        Some((open, agency_name(inside, lists)?, open + inside.len() + 2))
    })?;
    let before = line.get(..open)?;
    let words: Vec<&str> =
        before.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let month = |word: &&str| lists.months_folded.has(&fold(word));
    let number = |word: &&str| word.starts_with(|letter: char| letter.is_ascii_digit());
    let dated = words.iter().any(month) && words.iter().any(number);
    let plain = words.iter().all(|word| {
        month(word) || number(word) || word.starts_with(char::is_uppercase) || word.chars().count() < 4
    });
    let first = words.first().is_some_and(|word| !month(word) && word.starts_with(char::is_uppercase));
    let behind = line.get(close..)?;
    let text = behind.trim_start_matches(['.', ' ', '-', '–', '—', ':', '=', '_']);
    let opens = text.starts_with(|letter: char| letter.is_uppercase() || matches!(letter, '"' | '«' | '“'));
    (dated && plain && first && opens && text.len() < behind.len())
        .then(|| (line.len() - text.len(), Some(agency)))
}

/// « (ANSA) - », « INTERFAX - » at the start of a line: its length and the agency.
fn signature(line: &str, lists: &Words) -> Option<(usize, String)> {
    // No agency's name is so long that its dash stands further behind.
    let front = front(line, LONGEST_DATELINE);
    let head = match front.find(" - ") {
        Some(dash) => line.get(..dash)?,
        None => front.find(" – ").filter(|_| !line.contains(" - ")).and_then(|dash| line.get(..dash))?,
    };
    let bare = head.trim().trim_start_matches('(').trim_end_matches(')');
    let capitals = bare.chars().all(|letter| !letter.is_lowercase());
    let agency = agency_name(bare, lists).filter(|_| capitals || bare.len() < head.trim().len())?;
    let behind = line.get(head.len()..)?;
    let marks = behind.len() - behind.trim_start_matches([' ', '-', '–']).len();
    Some((head.len() + marks, agency))
}

/// One word in capitals.
fn is_town(line: &str) -> bool {
    line.chars().all(char::is_uppercase) && line.chars().filter(|letter| letter.is_alphabetic()).count() > 2
}

/// No agency's name is longer, in bytes.
const LONGEST_AGENCY: usize = 80;

/// The agency's name as it is written where it signs; `None` for what is none (a pool of photographers too).
fn agency_name(text: &str, lists: &Words) -> Option<String> {
    if text.len() > LONGEST_AGENCY {
        return None;
    }
    let lower = text.to_lowercase();
    // Of plain letters the folded form is the lower form.
    let plain = lower.bytes().all(|byte| byte.is_ascii_lowercase());
    let known = lists.agencies.has(&lower) || !plain && lists.agencies.has(&fold(text));
    (known && lower != "pool").then(|| text.to_owned())
}

/// The agency that a text without signature tells its news to (« a dit à Reuters »), if one is named in its first
/// paragraphs.
pub fn agency_in_body(text: &str, language: Language) -> Option<String> {
    let lists = lexicon::words(language);
    let mut body = text.split('\n').skip(1).filter(|line| !line.trim().is_empty()).take(4);
    let inside = |letter: char| {
        letter.is_ascii_alphanumeric()
            || letter == '-'
            || !letter.is_ascii() && (is_letter(letter) || letter.is_numeric())
    };
    body.find_map(|line| {
        let mut within = false;
        let mut capitals = line.char_indices().filter(|(_, letter)| {
            let opens = !within;
            within = inside(*letter);
            opens && within && letter.is_uppercase()
        });
        capitals.find_map(|(at, _)| {
            let word = line.get(at..)?.split(|letter| !inside(letter)).next()?;
            agency_name(word, lists).map(|_| word.to_owned())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Layout {
        lay_out(text, Part::whole(text), Language::French)
    }

    fn kinds(body: &str) -> (Vec<ParagraphKind>, Option<String>, Vec<String>) {
        let layout = whole(&format!("Le titre de la dépêche\n\n{body}"));
        (
            layout.paragraphs.iter().skip(1).map(|paragraph| paragraph.kind).collect(),
            layout.agency,
            layout.credits,
        )
    }

    #[test]
    fn no_agency_is_longer_than_is_looked_at() {
        for language in [Language::French, Language::English] {
            let names = lexicon::words(language).agencies.forms();
            assert!(names.iter().all(|name| name.len() * 2 < LONGEST_AGENCY));
        }
    }

    #[test]
    fn a_caption_names_its_photographer() {
        let (kinds, agency, credits) =
            kinds("Le ministre à Riga, le 3 mai 2025 ( AFP / ANNA OZOLA )\n\nLe ministre a dit oui.");
        assert_eq!(kinds, [ParagraphKind::Caption, ParagraphKind::Body]);
        assert_eq!((agency.as_deref(), credits.as_slice()), (Some("AFP"), &["ANNA OZOLA".to_owned()][..]));
    }

    #[test]
    fn a_pool_is_no_agency() {
        let (_, agency, _) = kinds("Le ministre à Riga ( POOL / ANNA OZOLA )");
        assert_eq!(agency, None);
    }

    #[test]
    fn credits_give_names_and_not_towns() {
        let (kinds, _, credits) =
            kinds("(Anna Ozola à Riga, version française Luc Perrin, édité par Zoé de Brie)");
        assert_eq!(kinds, [ParagraphKind::Credits]);
        assert_eq!(credits, ["Anna Ozola", "Luc Perrin", "Zoé de Brie"]);
    }

    #[test]
    fn a_dateline_is_set_apart() {
        let text = "Titre\n\nGÊNES, 18 avril (Havas). — Le ministre est venu.";
        let layout = whole(text);
        let dateline = layout.paragraphs[1].dateline.unwrap();
        assert_eq!(dateline.of(text), "GÊNES, 18 avril (Havas). — ");
        assert_eq!(layout.agency.as_deref(), Some("Havas"));
    }

    #[test]
    fn a_dash_in_a_sentence_is_no_dateline() {
        let layout = whole("Titre\n\nLe 3 mai - date du vote - le ministre viendra.");
        assert_eq!(layout.paragraphs[1].dateline, None);
    }

    #[test]
    fn datelines_need_no_dash_and_no_place() {
        for (line, expected) in [
            ("RIGA, 21 mai. /TASS/. Le ministre est venu.", "RIGA, 21 mai. /TASS/. "),
            ("Riga (ats) Le ministre est venu.", "Riga (ats) "),
            ("30 mars (Reuters) - Le ministre est venu.", "30 mars (Reuters) - "),
            ("Riga, 5 juin. — Le ministre est venu.", "Riga, 5 juin. — "),
            ("Portsmouth (New-Hampshire), 5 mai. — Le ministre", "Portsmouth (New-Hampshire), 5 mai. — "),
            ("Cettigné, 27 mai, 4 h. soir. — Le ministre", "Cettigné, 27 mai, 4 h. soir. — "),
            ("RIGA, 5 mai.", "RIGA, 5 mai."),
            ("Praia, 5 mai (Inforpress) – Le ministre est venu.", "Praia, 5 mai (Inforpress) – "),
            ("Berne, 03.06.2016 - Le ministre est venu.", "Berne, 03.06.2016 - "),
            ("Riga (de notre envoyé spécial).- Le ministre est venu.", "Riga (de notre envoyé spécial).- "),
            ("14h30 - Le ministre est venu.", "14h30 - "),
            ("14:30 GMT Le ministre est venu.", "14:30 GMT "),
        ] {
            let text = format!("Titre\n\n{line}");
            let layout = whole(&text);
            assert_eq!(layout.paragraphs[1].dateline.map(|span| span.of(&text)), Some(expected));
        }
    }

    #[test]
    fn bylines_and_signatures_are_credits() {
        let par = ["Par : Anna Ozola", "par Anna Ozola et Hans Zgraf", "Propos recueillis par Anna Ozola"];
        for line in par.into_iter().chain(["AA / Riga / Anna Ozola", "Anna Ozola", "A. O."]) {
            let (kinds, ..) = kinds(&format!("Le ministre est venu.\n\n{line}"));
            assert_eq!(kinds, [ParagraphKind::Body, ParagraphKind::Credits], "{line}");
        }
        let (kinds, ..) = kinds("Le ministre est venu.\n\nPar ailleurs, il a ri.");
        assert_eq!(kinds, [ParagraphKind::Body, ParagraphKind::Body]);
    }
}
