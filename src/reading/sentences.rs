//! Sentences: where one ends and the next begins, quoted or not.
//!
//! Does not join sentences of one quotation: the layer of quotes does.

use super::doc::{Doc, Sentence};
use super::words::Shape;
use crate::lexicon;
use std::ops::Range;

/// No sentence is longer, in tokens. What goes on further is a list, a table or no language at all, and rules that
/// look through a sentence again and again would never end.
const LONGEST: usize = 600;

/// Cuts every paragraph into sentences and numbers the tokens.
pub fn cut(doc: &mut Doc<'_>) {
    let mut sentences: Vec<Sentence> = Vec::new();
    for (number, paragraph) in doc.paragraphs.iter().enumerate() {
        let mut first = paragraph.words.start;
        for at in paragraph.words.clone() {
            let last = at + 1 == paragraph.words.end;
            if last || at + 1 - first == LONGEST || ends_at(doc, at, &paragraph.words) {
                let words = first..at + 1;
                sentences.push(Sentence { span: doc.span(&words), words, paragraph: number });
                first = at + 1;
            }
        }
    }
    for (number, sentence) in sentences.iter().enumerate() {
        let mut fresh = true;
        for word in doc.words.get_mut(sentence.words.clone()).into_iter().flatten() {
            word.sentence = number;
            if word.shape == Shape::OpenQuote {
                fresh = true;
            } else if word.is_word() && fresh {
                word.opens = true;
                fresh = false;
            }
        }
    }
    doc.sentences = sentences;
}

/// Whether a sentence ends with the token `at`: a full stop, question or exclamation mark (or the quotation mark or
/// bracket behind it) before a token that can open a sentence.
fn ends_at(doc: &Doc<'_>, at: usize, paragraph: &Range<usize>) -> bool {
    let next = at + 1;
    if next >= paragraph.end || doc.word(next).glued {
        return false;
    }
    if closes(doc, next) {
        return false;
    }
    let mut stop = at;
    while stop > paragraph.start && closes(doc, stop) {
        stop -= 1;
    }
    is_full_stop(doc, stop) && opens(doc, next)
}

fn closes(doc: &Doc<'_>, at: usize) -> bool {
    let word = doc.word(at);
    word.shape == Shape::CloseQuote || matches!(word.text, "’" | ")" | "]")
}

fn opens(doc: &Doc<'_>, at: usize) -> bool {
    let word = doc.word(at);
    match word.shape {
        Shape::Lower => word.lower.ends_with('\'') && word.text.starts_with(char::is_uppercase),
        Shape::Capital | Shape::Upper | Shape::Number | Shape::OpenQuote => true,
        Shape::Mark | Shape::CloseQuote => matches!(word.text, "-" | "–" | "—" | "[" | "("),
    }
}

fn is_full_stop(doc: &Doc<'_>, at: usize) -> bool {
    match doc.word(at).text {
        "!" | "?" | "…" => true,
        "." => {
            let before = doc.before(at);
            let lists = lexicon::words(doc.language);
            let counts =
                || lists.numbered.has(&before.lower) && matches!(doc.word(at + 1).shape, Shape::Number);
            let abbreviation = lists.abbreviations.has(&before.lower) || counts();
            let initial = before.text.chars().count() == 1 && before.is_capital();
            // « a déclaré à l'A.F.P. Paul Vidal »: a name behind dotted letters goes on.
            let next = doc.word(at + 1);
            let dotted = before.text.contains('.') && before.text.chars().count() > 2;
            let named = next.shape == Shape::Capital && !opens_so(lists, next);
            !(doc.word(at).glued && (abbreviation || initial || dotted && named))
        }
        // « (...) » leaves words out, it ends nothing.
        text => {
            text.len() > 1
                && text.bytes().all(|byte| byte == b'.')
                && !matches!(doc.before(at).text, "(" | "[")
        }
    }
}

/// Whether a word of the closed classes stands here, as one that opens a sentence.
fn opens_so(lists: &lexicon::words::Words, word: &crate::reading::words::Word<'_>) -> bool {
    let lower = &word.lower;
    [
        lists.determiners,
        lists.subject_pronouns,
        lists.prepositions,
        lists.contracted,
        lists.subordinators,
        lists.coordinators,
        lists.adverbs,
        lists.clitics,
        lists.relatives,
    ]
    .iter()
    .any(|list| list.has(lower))
        || word.text.ends_with(['\'', '’'])
}

#[cfg(test)]
mod tests {
    use crate::model::{Article, Published};
    use crate::reading::doc::Doc;

    fn check(body: &str, expected: &[&str]) {
        let text = format!("Titre\n\n{body}");
        let article = Article::new(Published::on("2026-02-04".parse().unwrap()), None, text);
        let doc = Doc::new(&article);
        let found: Vec<&str> =
            doc.sentences.iter().skip(1).map(|sentence| sentence.span.of(doc.text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn titles_and_initials_end_no_sentence() {
        check("M. Diallo a vu J. Martin. Il est parti.", &["M. Diallo a vu J. Martin.", "Il est parti."]);
    }

    #[test]
    fn a_quotation_keeps_its_closing_mark() {
        check("« Oui. » Il est parti.", &["« Oui. »", "Il est parti."]);
        check("\"Non\", a-t-il dit. \"Il sait.\" Fin.", &["\"Non\", a-t-il dit.", "\"Il sait.\"", "Fin."]);
    }

    #[test]
    fn an_ellipsis_in_brackets_goes_on() {
        check(
            "La question se pose: à quel moment ? (...) Il faut parler.",
            &["La question se pose: à quel moment ?", "(...) Il faut parler."],
        );
    }
}
