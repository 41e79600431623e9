//! Wordings: where two tellings of one utterance differ, word by word.
//!
//! Does not decide which quotes are one utterance's: those of one entry by one speaker are looked at.

/// Words beyond this are not compared.
const LONGEST: usize = 150;

/// A run of words, and whether the other wording lacks it.
pub type Run = (String, bool);

/// The words of `text` in runs, those that `other` lacks marked; `None` if the two share too little to be wordings of
/// one utterance, or nothing differs.
pub fn differences(text: &str, other: &str) -> Option<Vec<Run>> {
    let (runs, _) = both(text, other)?;
    runs.iter().any(|(_, lacks)| *lacks).then_some(runs)
}

/// Two texts in runs, what each has and the other lacks marked; `None` if they share too little.
pub fn both(text: &str, other: &str) -> Option<(Vec<Run>, Vec<Run>)> {
    let words: Vec<&str> = text.split_whitespace().take(LONGEST + 1).collect();
    let others: Vec<&str> = other.split_whitespace().take(LONGEST + 1).collect();
    if words.len() > LONGEST || others.len() > LONGEST {
        return None;
    }
    let shared_words = shared(&words, &others);
    let count = shared_words.iter().filter(|shared| **shared).count();
    if count * 5 < words.len().min(others.len()) * 2 {
        return None;
    }
    Some((runs(&words, &shared_words), runs(&others, &shared(&others, &words))))
}

fn runs(words: &[&str], shared: &[bool]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (word, shared) in words.iter().zip(shared) {
        match runs.last_mut() {
            Some((run, lacks)) if *lacks != *shared => {
                run.push(' ');
                run.push_str(word);
            }
            _ => runs.push(((*word).to_owned(), !shared)),
        }
    }
    runs
}

/// Which of the words stand, in the same order, in the other wording.
fn shared(words: &[&str], others: &[&str]) -> Vec<bool> {
    let same = |one: &str, other: &str| {
        let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        bare(one) == bare(other)
    };
    let width = others.len() + 1;
    let mut lengths = vec![0_u16; (words.len() + 1) * width];
    let at =
        |lengths: &[u16], row: usize, column: usize| lengths.get(row * width + column).copied().unwrap_or(0);
    for (row, word) in words.iter().enumerate().rev() {
        for (column, other) in others.iter().enumerate().rev() {
            let length = if same(word, other) {
                at(&lengths, row + 1, column + 1) + 1
            } else {
                at(&lengths, row + 1, column).max(at(&lengths, row, column + 1))
            };
            if let Some(cell) = lengths.get_mut(row * width + column) {
                *cell = length;
            }
        }
    }
    let mut shared = vec![false; words.len()];
    let (mut row, mut column) = (0, 0);
    while let (Some(word), Some(other)) = (words.get(row), others.get(column)) {
        if same(word, other) {
            if let Some(shared) = shared.get_mut(row) {
                *shared = true;
            }
            (row, column) = (row + 1, column + 1);
        } else if at(&lengths, row + 1, column) >= at(&lengths, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_the_other_lacks_are_marked() {
        let runs = differences("il faut un cadre clair de dialogue", "Il faut trouver un cadre de dialogue")
            .unwrap();
        let marked: Vec<&str> =
            runs.iter().filter(|(_, lacks)| *lacks).map(|(run, _)| run.as_str()).collect();
        assert_eq!(marked, ["clair"]);
        let text: Vec<&str> = runs.iter().map(|(run, _)| run.as_str()).collect();
        assert_eq!(text.join(" "), "il faut un cadre clair de dialogue");
    }

    #[test]
    fn the_same_words_and_quite_other_words_have_no_differences() {
        assert_eq!(differences("trouver un cadre", "« Trouver un cadre »"), None);
        assert_eq!(differences("trouver un cadre", "nous sommes prêts"), None);
        let long = "mot ".repeat(400);
        assert_eq!(differences(&long, &format!("{long} autre")), None);
    }
}
