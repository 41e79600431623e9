//! The command line that makes an export again.
//!
//! Does not run anything. What is quoted here is read by a shell (`sh`; control and invisible characters need one
//! that knows `$'…'`), and seen in a fenced block, so no argument breaks the line.

use super::Job;
use crate::library::{ActorTest, Filter, Library, Queries as _, View, Without};
use crate::model::text::is_hostile;
use chrono::NaiveDate;
use std::fmt::Write as _;
use std::io;

/// The view itself where arguments can say it; otherwise the same entries by their ids.
///
/// Arguments have one `--as` for all actors, and names must mean one actor; the screen's filter may know more.
pub fn expressible(library: &Library, view: &View) -> io::Result<View> {
    let actors = &view.filter.actors;
    let mut wanted = actors.iter().filter(|test| !test.not).map(|test| test.part);
    let first = wanted.next();
    let one_part = wanted.all(|part| Some(part) == first);
    let plain_not = actors.iter().all(|test| !test.not || test.part.is_none());
    if one_part && plain_not && actors.iter().all(|test| means_one(library, view.known_on, test)) {
        return Ok(view.clone());
    }
    let mut ids = Vec::new();
    library.each(view, &mut |entry| {
        ids.push(entry.id.clone());
        Ok(())
    })?;
    Ok(View { filter: Filter { ids, ..Filter::default() }, known_on: view.known_on })
}

fn means_one(library: &Library, known_on: Option<NaiveDate>, test: &ActorTest) -> bool {
    matches!(library.actors_called(&test.name, known_on).as_slice(), [actor] if actor.key == test.key)
}

/// `depeche export …`, in one line.
pub fn line(view: &View, job: &Job<'_>) -> String {
    let filter = &view.filter;
    let mut line = format!("depeche export --lang {}", job.language.code());
    for test in &filter.actors {
        option(&mut line, if test.not { "--not" } else { "--actor" }, &test.name);
    }
    if let Some(part) = filter.actors.iter().find_map(|test| test.part) {
        option(&mut line, "--as", part.name());
    }
    filter.kinds.iter().for_each(|kind| option(&mut line, "--kind", kind.name()));
    filter.statuses.iter().for_each(|status| option(&mut line, "--status", status.name()));
    filter.places.iter().for_each(|place| option(&mut line, "--place", place));
    filter.sources.iter().for_each(|source| option(&mut line, "--source", source));
    let days = [("--from", filter.from), ("--to", filter.to), ("--known-on", view.known_on)];
    for (name, day) in days {
        if let Some(day) = day {
            option(&mut line, name, &day.to_string());
        }
    }
    if filter.dated {
        line.push_str(" --dated");
    }
    filter.ids.iter().for_each(|id| option(&mut line, "--id", id));
    filter.tags.iter().for_each(|tag| option(&mut line, "--tag", tag));
    if !filter.words.is_empty() {
        option(&mut line, "--search", &filter.words.join(" "));
    }
    without(&mut line, &filter.without);
    if let Some(seq) = job.at {
        option(&mut line, "--at", &seq.to_string());
    }
    if let Some(spoken) = job.spoken {
        option(&mut line, "--language", spoken.code());
    }
    line.push_str(" -o -");
    if !job.paths.is_empty() {
        line.push_str(" --");
    }
    for path in job.paths {
        let _infallible = write!(line, " {}", quoted(path.as_os_str().as_encoded_bytes()));
    }
    line
}

fn without(line: &mut String, without: &Without) {
    let named = |kind: &str, name: &str| format!("{kind}:{name}");
    let kinds = without.kinds.iter().map(|kind| named("kind", kind.name()));
    let statuses = without.statuses.iter().map(|status| named("status", status.name()));
    let places = without.places.iter().map(|name| named("place", name));
    let sources = without.sources.iter().map(|name| named("source", name));
    let tags = without.tags.iter().map(|tag| named("tag", tag));
    for not in kinds.chain(statuses).chain(places).chain(sources).chain(tags) {
        option(line, "--not", &not);
    }
}

fn option(line: &mut String, name: &str, value: &str) {
    let joined = if value.starts_with('-') { "=" } else { " " };
    let _infallible = write!(line, " {name}{joined}{}", quoted(value.as_bytes()));
}

/// One word of a shell's line, whatever its bytes.
fn quoted(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).ok().filter(|text| !text.chars().any(is_hostile));
    match text {
        Some(text) if !text.is_empty() && text.chars().all(is_plain) => text.to_owned(),
        Some(text) => format!("'{}'", text.replace('\'', r"'\''")),
        None => ansi_quoted(bytes),
    }
}

fn is_plain(letter: char) -> bool {
    letter.is_alphanumeric() || "/._-+,:=@%".contains(letter)
}

/// `$'…'` with every byte that is not plain text as `\xHH`.
fn ansi_quoted(bytes: &[u8]) -> String {
    let mut word = String::from("$'");
    for chunk in bytes.utf8_chunks() {
        for letter in chunk.valid().chars() {
            if is_hostile(letter) {
                letter.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| push_hex(&mut word, byte));
            } else {
                if matches!(letter, '\'' | '\\') {
                    word.push('\\');
                }
                word.push(letter);
            }
        }
        chunk.invalid().iter().for_each(|&byte| push_hex(&mut word, byte));
    }
    word.push('\'');
    word
}

fn push_hex(word: &mut String, byte: u8) {
    let _infallible = write!(word, "\\x{byte:02x}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, Language, Part};
    use std::path::PathBuf;

    #[test]
    fn a_filter_is_said_in_arguments() {
        let test = |name: &str, not: bool| ActorTest {
            key: name.to_owned(),
            name: name.to_owned(),
            part: (!not).then_some(Part::Agent),
            not,
        };
        let filter = Filter {
            actors: vec![test("Emmanuel Macron", false), test("L'Express", true)],
            kinds: vec![Kind::Visit],
            dated: true,
            from: "2026-02-01".parse().ok(),
            ids: vec!["0a1b".to_owned()],
            tags: vec!["à voir".to_owned()],
            words: vec!["sommet".to_owned(), "paix".to_owned()],
            without: Without { kinds: vec![Kind::Call], ..Without::default() },
            ..Filter::default()
        };
        let view = View { filter, known_on: "2026-02-03".parse().ok() };
        let paths = [PathBuf::from("mes articles"), PathBuf::from("-x")];
        let job = Job {
            view: &view,
            paths: &paths,
            language: Language::French,
            at: Some(12),
            spoken: Some(Language::English),
        };
        assert_eq!(
            line(&view, &job),
            r"depeche export --lang fr --actor 'Emmanuel Macron' --not 'L'\''Express' --as agent --kind visit --from 2026-02-01 --known-on 2026-02-03 --dated --id 0a1b --tag 'à voir' --search 'sommet paix' --not kind:call --at 12 --language en -o - -- 'mes articles' -x"
        );
    }

    #[test]
    fn no_argument_breaks_the_line_or_drives_the_terminal() {
        assert_eq!(quoted(b"a\n`b`"), r"$'a\x0a`b`'");
        assert_eq!(quoted("a\u{1b}]0;x\u{202e}'".as_bytes()), r"$'a\x1b]0;x\xe2\x80\xae\''");
        assert_eq!(quoted(b"\xff\xfea"), r"$'\xff\xfea'");
        assert_eq!(quoted(b"$(x) `y`"), "'$(x) `y`'");
        assert_eq!(quoted(b""), "''");
    }
}
