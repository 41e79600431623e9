//! Hostile articles are shown, not run: on standard output, in JSON, in errors and in Markdown.
//!
//! The screen has its own tests; what a terminal gets from the built program is looked at in `e2e.rs`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails loudly and shows its figures"
)]

#[path = "common/run.rs"]
mod run;

use depeche::cli::Exit;
use depeche::model::text::is_hostile;
use pulldown_cmark::{Event, Options, Parser, Tag};
use run::{Ran, depeche};
use serde_json::Value;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Escape sequences, bidi overrides, zero-width letters, Markdown and HTML in every place an article has.
const ARTICLE: &str = " date 2026-02-04 Emmanuel Macron\u{1b}]0;pris\u{7} a reçu <b>Vladimir Poutine</b> [lien](http://x.test) # titre\n\n\
Emmanuel Macron a rencontré mardi Vladimir Poutine à Moscou \u{1b}[2J\u{9b}31m<script>alert(1)</script> pour *parler* de `paix`.\n\n\
\"Le [dialogue](javascript:alert) \u{202e}reprend\u{200b} <img src=x onerror=y> https://x.test\", a déclaré mercredi Emmanuel Macron.\n\n\
# Emmanuel Macron est allé mardi à Berlin.\n\n\
[^1]: Emmanuel Macron a appelé Volodymyr Zelensky mardi.\n\n\
| Emmanuel Macron | a dit mardi: \"non|oui\" \u{8}\u{8}\u{7f} |\n\n\
```\n\n\
<!-- Emmanuel Macron a dit mercredi qu'il viendrait. -->\n\n\
- [ ] Jean\u{1b}[31m Dup\u{200d}ont\u{e0041} a rencontré mercredi Emmanuel Macron\u{2028}à Berlin.\n";

/// A folder with that article under a hostile name, and with a file that is none.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("dep\u{1b}[2J\u{202e}.txt"), ARTICLE).unwrap();
    std::fs::write(folder.path().join("rien\u{1b}[2J\u{9b}.txt"), "rien \u{1b}[2J\u{202e} ici\n").unwrap();
    folder
}

fn run(command: &[&str], path: &Path) -> Ran {
    let mut arguments: Vec<OsString> = command.iter().map(OsString::from).collect();
    arguments.push(path.as_os_str().to_owned());
    depeche(&arguments)
}

fn assert_inert(name: &str, text: &str) {
    let found = text.chars().find(|letter| is_hostile(*letter) && *letter != '\n');
    assert_eq!(found, None, "{name} lets {:?} through", found.map(u32::from));
}

#[test]
fn nothing_that_is_printed_drives_a_terminal() {
    let folder = folder();
    for command in [
        &["read", "--format", "json"][..],
        &["read", "--format", "text"],
        &["list", "--format", "json"],
        &["list", "--format", "text"],
        &["list", "--actor", "nul\u{1b}[2J\u{202e}"],
        &["list", "--kind", "nul\u{1b}[2J\u{202e}"],
        &["export", "-o", "-"],
        &["export", "-o", "/absent\u{1b}[2J/\u{202e}"],
    ] {
        let ran = run(command, folder.path());
        assert_inert(&format!("{command:?}: standard output"), &ran.out);
        assert_inert(&format!("{command:?}: standard error"), &ran.err);
        assert!(!ran.err.is_empty(), "{command:?} does not name the file that is no article");
        assert_ne!(ran.exit, Exit::Done);
    }
}

#[test]
fn json_gives_the_article_back_letter_by_letter() {
    let folder = folder();
    let ran = run(&["read", "--format", "json"], folder.path());
    let reading: Value = serde_json::from_str(ran.out.lines().next().unwrap()).unwrap();
    let text = reading["text"].as_str().unwrap();
    let (headline, body) = ARTICLE.split_once("\n\n").unwrap();
    assert_eq!(text, format!("{}\n\n{}", headline.trim_start_matches(" date 2026-02-04 "), body.trim_end()));
    let letters: Vec<char> = text.chars().collect();
    let quote = &reading["quotes"][0];
    let at = |field: &str| usize::try_from(quote[field].as_u64().unwrap()).unwrap();
    let words: String = letters[at("start")..at("end")].iter().collect();
    assert_eq!(
        words,
        "Le [dialogue](javascript:alert) \u{202e}reprend\u{200b} <img src=x onerror=y> https://x.test"
    );
}

#[test]
fn a_file_of_markdown_has_no_markup_but_our_own() {
    let folder = folder();
    let ran = run(&["export", "-o", "-"], folder.path());
    let entries = run(&["list", "--format", "json"], folder.path()).out.lines().count();
    assert!(entries >= 4, "only {entries} entries: nothing hostile reaches the export");
    let mut titles = 0;
    for event in Parser::new_ext(&ran.out, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML: {html}"),
            Event::Start(
                tag @ (Tag::Link { .. }
                | Tag::Image { .. }
                | Tag::Table(_)
                | Tag::HtmlBlock
                | Tag::Emphasis
                | Tag::Strikethrough
                | Tag::DefinitionList),
            ) => panic!("markup: {tag:?}"),
            Event::Start(Tag::Heading { level: pulldown_cmark::HeadingLevel::H3, .. }) => titles += 1,
            Event::Start(Tag::FootnoteDefinition(label)) => assert!(label.parse::<usize>().is_ok()),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => panic!("code: {code}"),
            Event::TaskListMarker(_) => panic!("a task"),
            _ => {}
        }
    }
    assert_eq!(titles, entries);
}

#[test]
fn a_line_of_a_megabyte_is_read_and_exported() {
    let folder = tempfile::tempdir().unwrap();
    let told = "Emmanuel Macron a rencontré mardi Vladimir Poutine à Moscou. ";
    let mut article = format!(" date 2026-02-04 Une longue ligne\n\n{told}");
    while article.len() < 1_000_000 {
        article.push_str(&"QUJD".repeat(200));
        article.push_str("<b>\u{1b}[31m[vide](x)\u{202e}*sans fin* ");
    }
    article.push_str(told);
    let path: PathBuf = folder.path().join("longue.txt");
    std::fs::write(&path, article).unwrap();
    for command in [&["read"][..], &["list"], &["list", "--format", "json"], &["export", "-o", "-"]] {
        let begun = std::time::Instant::now();
        let ran = run(command, &path);
        println!("{command:?}: {} bytes in {:?}", ran.out.len(), begun.elapsed());
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
        assert_inert(&format!("{command:?}"), &ran.out);
    }
}
