//! Text from articles made inert in Markdown: it reads the same and does nothing.
//!
//! Covers `CommonMark` and the extensions in use (tables, footnotes, strikethrough, maths, attributes, bare links).
//! Not for file names or commands: `command` quotes those for a shell.

use crate::model::text::push_visible;

/// What a reader of the rendered file sees for `text`: hostile characters made visible, every stretch of white
/// space one space, none at the ends, and `@` as `‹@›`, since renderers make addresses and user names of it that
/// no escape prevents.
pub fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !shown.is_empty() {
            shown.push(' ');
        }
        for letter in word.chars() {
            match letter {
                '@' => shown.push_str("‹@›"),
                letter => push_visible(&mut shown, letter),
            }
        }
    }
    shown
}

/// The Markdown source that renders as [`shown`] and as nothing else, wherever on a line it stands.
pub fn escape(text: &str) -> String {
    let shown = shown(text);
    let mut source = String::with_capacity(shown.len() + shown.len() / 8);
    let mut before = ' ';
    let mut rest = shown.chars();
    while let Some(letter) = rest.next() {
        let first = source.is_empty();
        let numbers_list = matches!(letter, '.' | ')') && before.is_ascii_digit() && is_digits(&source);
        let opens = numbers_list || (first && opens_block(letter));
        if opens || marks_up(letter) || joins_link(letter, &source, rest.as_str()) {
            source.push('\\');
        }
        source.push(letter);
        before = letter;
    }
    source
}

/// Characters that mean something anywhere on a line.
const fn marks_up(letter: char) -> bool {
    matches!(
        letter,
        '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '^' | '!'
    )
}

/// Characters that open a list, a rule, an underline or a definition at the start of a line.
const fn opens_block(letter: char) -> bool {
    matches!(letter, '-' | '+' | '=' | ':')
}

/// The colon of `https://` and the full stop of `www.`, from which some renderers make links.
fn joins_link(letter: char, before: &str, after: &str) -> bool {
    match letter {
        ':' => after.starts_with("//"),
        '.' => {
            let start = before.len().saturating_sub(3);
            before.get(start..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
        }
        _ => false,
    }
}

/// Whether there are only digits so far: « 1. » opens a list.
fn is_digits(source: &str) -> bool {
    source.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    /// Where an escaped text may stand, with what comes before and behind it.
    const PLACES: &[(&str, &str)] = &[
        ("", "\n"),
        ("# ", "\n"),
        ("- ", "\n"),
        ("- **Qui** : ", "\n"),
        ("> ", "\n"),
        ("> « ", " »\n>\n> — quelqu'un\n"),
        ("a[^1]\n\n[^1]: ", ", suite\n"),
        ("avant ", " après\n"),
        ("avant\n", "\naprès\n"),
        ("| a |\n|---|\n| ", " |\n"),
    ];

    /// The rendered text and whatever else came of it, block structure of the place apart.
    fn rendered(source: &str) -> (String, Vec<String>) {
        let mut options = Options::all();
        // Curls quotation marks and joins dots: typography, which the reader may want or not.
        options.remove(Options::ENABLE_SMART_PUNCTUATION);
        let (mut text, mut other) = (String::new(), Vec::new());
        for event in Parser::new_ext(source, options) {
            match event {
                Event::Text(piece) => text.push_str(&piece),
                Event::SoftBreak => text.push('\n'),
                other_event => other.push(format!("{other_event:?}")),
            }
        }
        (text, other)
    }

    fn assert_inert(text: &str) {
        for (before, behind) in PLACES {
            let (harmless, structure) = rendered(&format!("{before}X{behind}"));
            let (with, found) = rendered(&format!("{before}{}{behind}", escape(text)));
            if shown(text).is_empty() {
                continue;
            }
            assert_eq!(found, structure, "{text:?} became markup behind {before:?}: {}", escape(text));
            assert_eq!(with, harmless.replacen('X', &shown(text), 1), "{text:?} changed behind {before:?}");
        }
    }

    #[test]
    fn hostile_text_stays_text() {
        for text in [
            "# titre",
            "titre #",
            "===",
            "---",
            "- - -",
            "***",
            "+ a",
            "1. liste",
            "12) liste",
            "1234567890. a",
            "> citation",
            "```rust",
            "~~~",
            "    code",
            "`code` ``x``",
            "*a* _b_ **c** ~~d~~ ^e^ ~f~",
            "[lien](https://example.org)",
            "[lien][1]",
            "[1]: https://example.org",
            "![image](x.png)",
            "[^1] [^1]: note",
            "[[wiki]]",
            "<https://example.org>",
            "https://example.org/a_b WWW.example.org www.example.org ftp://x",
            "a@example.org @quelqu_un",
            "<script>alert(1)</script><!-- x --><b>",
            "&lt;b&gt; &#60; &copy;",
            "| a | b |\n|---|---|\n| c | d |",
            ": définition",
            "- [ ] tâche",
            "> [!NOTE]\n> gare",
            "$x$ $$y$$ \\(z\\)",
            "# titre {#ancre .classe}",
            "::: boîte",
            "---\ntitle: x\n---",
            "+++\nx = 1\n+++",
            "fin\\",
            "fin  \nligne",
            "a\u{1b}[2Jb\u{202e}c\u{200b}d\u{9b}e\u{7}",
            "a\u{2028}b\u{85}c\u{b}d\u{c}e\rf\tg",
            "\u{feff}# titre",
            "\u{a0}\u{a0}texte\u{a0}",
            "\\*a\\*",
            "« texte »",
            "",
        ] {
            assert_inert(text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

        #[test]
        fn any_text_stays_text(text in "\\PC{0,60}") {
            assert_inert(&text);
        }

        #[test]
        fn any_heap_of_marks_stays_text(
            pieces in proptest::collection::vec(
                proptest::sample::select(&[
                    "*", "_", "`", "[", "]", "(", ")", "<", ">", "!", "#", "-", "+", "=", ":", "/", "//", "|", "~", "^",
                    "&", ";", "$", "{", "}", "\\", "\n", "\t", " ", "1", "9.", "a", "www.", "http", "lt", "@", "é", ".",
                    "\u{a0}", "\u{1b}", "\u{200d}", "%", "\"", "'",
                ][..]),
                0..24,
            )
        ) {
            assert_inert(&pieces.concat());
        }
    }
}
