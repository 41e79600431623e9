//! What two texts of one article tell differently: paragraphs that went, came or changed, the words that differ lit.
//!
//! Does not know which texts are one article's: the library does.

use super::differ::{self, Run};
use super::page::{Pages, Role};
use super::words::BETWEEN;
use crate::lexicon::phrase::fill;
use crate::lexicon::ui::Ui;
use crate::library::ArticleView;
use crate::model::Article;

/// Paragraphs beyond this are not compared.
const LONGEST: usize = 400;

/// A paragraph of one of two texts, and how it differs from the other's.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// Only the earlier text has it.
    Gone(Vec<Run>),
    /// Only the later text has it.
    Come(Vec<Run>),
}

/// What differs, in the order of the later text; what is only gone stands where it stood.
fn parts(earlier: &str, later: &str) -> Vec<Part> {
    let paragraphs = |text| -> Vec<&str> {
        str::lines(text).map(str::trim).filter(|line| !line.is_empty()).take(LONGEST).collect()
    };
    let (before, after) = (paragraphs(earlier), paragraphs(later));
    let mut gone: Vec<&str> = before.iter().copied().filter(|line| !after.contains(line)).collect();
    let whole = |line: &str| vec![(line.to_owned(), true)];
    let mut parts = Vec::new();
    for line in after.iter().filter(|line| !before.contains(line)) {
        let like = gone.iter().position(|old| differ::both(old, line).is_some());
        match like.and_then(|at| differ::both(gone.remove(at), line)) {
            Some((old, new)) => parts.extend([Part::Gone(old), Part::Come(new)]),
            None => parts.push(Part::Come(whole(line))),
        }
    }
    parts.extend(gone.into_iter().map(|line| Part::Gone(whole(line))));
    parts
}

/// Writes what each text changed of the one before, the latest first.
pub fn write(pages: &mut Pages, article: &Article, earlier: &[ArticleView], ui: &Ui) {
    let mut later = article;
    for view in earlier {
        let before = &*view.article;
        pages.gap();
        let days =
            format!("{}{BETWEEN}{} → {}", ui.screen_revised, before.published.date, later.published.date);
        pages.put(0, 2, &[(Role::Heading, &days)]);
        let parts = parts(&before.text, &later.text);
        for part in &parts {
            let (sign, runs) = match part {
                Part::Gone(runs) => ("- ", runs),
                Part::Come(runs) => ("+ ", runs),
            };
            let mut pieces: Vec<(Role, &str)> = vec![(Role::Key, sign)];
            for (number, (run, differs)) in runs.iter().enumerate() {
                if number > 0 {
                    pieces.push((Role::Text, " "));
                }
                pieces.push((if *differs { Role::Differs } else { Role::Dim }, run));
            }
            pages.put(0, 2, &pieces);
        }
        if parts.is_empty() {
            pages.put(0, 2, &[(Role::Dim, ui.compare_same)]);
        }
        later = before;
    }
}

/// « texte modifié 2 fois (4) »: that there are earlier texts.
pub fn told(earlier: &[ArticleView], ui: &Ui) -> Option<String> {
    (!earlier.is_empty()).then(|| fill(ui.screen_revised_times, &[&earlier.len().to_string()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_paragraphs_stand_with_what_they_were_and_the_rest_is_left_out() {
        let earlier =
            "Titre\n\nAnna Ozola est allée à Riga mardi.\n\nElle a vu le ministre.\n\nUne phrase ôtée.";
        let later =
            "Titre\n\nAnna Ozola est allée à Tallinn mardi.\n\nElle a vu le ministre.\n\nTout autre chose.";
        let shown: Vec<(bool, String)> = parts(earlier, later)
            .iter()
            .map(|part| {
                let (come, runs) = match part {
                    Part::Gone(runs) => (false, runs),
                    Part::Come(runs) => (true, runs),
                };
                let lit: Vec<&str> =
                    runs.iter().filter(|(_, differs)| *differs).map(|(run, _)| run.as_str()).collect();
                (come, lit.join("|"))
            })
            .collect();
        let part = |come: bool, lit: &str| (come, lit.to_owned());
        let all = [
            part(false, "Riga"),
            part(true, "Tallinn"),
            part(true, "Tout autre chose."),
            part(false, "Une phrase ôtée."),
        ];
        assert_eq!(shown, all);
        assert_eq!(parts(later, later), []);
    }
}
