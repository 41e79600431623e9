//! Fuzzy search of actors by any of their names, as it is typed.
//!
//! Both sides are folded. What begins a word of a name comes first, then what holds the letters close together; among
//! those the more frequent actor, then the better match. If nothing is found, one letter may be wrong. Does not know
//! what an actor is: it ranks sets of names.

use crate::model::text::fold;
use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

/// A typing error is forgiven from this many letters on.
const FORGIVEN_FROM: usize = 4;

/// Sets of names to search in.
pub struct Finder {
    matcher: SkimMatcherV2,
    rows: Vec<Row>,
}

struct Row {
    names: Vec<String>,
    count: usize,
}

/// How a row answers a query; the smaller, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    Prefix,
    Close,
    OneEdit,
    Loose,
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Finder").field("rows", &self.rows.len()).finish_non_exhaustive()
    }
}

impl Finder {
    /// Folds the names once. Each row is the names of one actor and how often it occurs.
    pub fn new<'a, Names>(rows: impl IntoIterator<Item = (Names, usize)>) -> Self
    where
        Names: IntoIterator<Item = &'a str>,
    {
        let row = |(names, count): (Names, usize)| {
            let mut names: Vec<String> = names.into_iter().map(fold).collect();
            names.dedup();
            Row { names, count }
        };
        Self { matcher: SkimMatcherV2::default(), rows: rows.into_iter().map(row).collect() }
    }

    /// The rows that answer the query, best first; all of them, most frequent first, if nothing is typed.
    pub fn find(&self, query: &str) -> Vec<usize> {
        let query = fold(query.trim());
        let mut found: Vec<(Tier, usize, i64, usize)> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            if let Some((tier, score)) = self.answer(row, &query) {
                found.push((tier, row.count, score, at));
            }
        }
        let best = found.iter().map(|(tier, ..)| *tier).min().unwrap_or(Tier::Prefix);
        // What is only similar is no answer where something better is; names that hold the letters may stay.
        found.retain(|(tier, ..)| *tier == best || *tier <= Tier::Close);
        found.sort_by(|one, other| {
            let by_count = other.1.cmp(&one.1).then(other.2.cmp(&one.2));
            one.0.cmp(&other.0).then(by_count).then(one.3.cmp(&other.3))
        });
        found.into_iter().map(|(_, _, _, at)| at).collect()
    }

    fn answer(&self, row: &Row, query: &str) -> Option<(Tier, i64)> {
        if query.is_empty() {
            return Some((Tier::Prefix, 0));
        }
        let answers = row.names.iter().filter_map(|name| self.answer_name(name, query));
        answers.min_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(&one.1)))
    }

    fn answer_name(&self, name: &str, query: &str) -> Option<(Tier, i64)> {
        let matched = self.matcher.fuzzy_indices(name, query);
        let score = matched.as_ref().map_or(0, |(score, _)| *score);
        if words(name).any(|rest| rest.starts_with(query)) {
            return Some((Tier::Prefix, score));
        }
        let letters = query.chars().count();
        if let Some((score, at)) = &matched {
            let reach = at.last().zip(at.first()).map_or(0, |(last, first)| last - first + 1);
            if reach <= letters + letters.div_ceil(2) {
                return Some((Tier::Close, *score));
            }
        }
        if letters >= FORGIVEN_FROM && words(name).any(|rest| begins_with_one_edit(rest, query)) {
            return Some((Tier::OneEdit, score));
        }
        matched.map(|(score, _)| (Tier::Loose, score))
    }
}

/// The name from each of its words on.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let starts = name.char_indices().scan(true, |at_start, (at, letter)| {
        let begins = *at_start && letter.is_alphanumeric();
        *at_start = !letter.is_alphanumeric();
        Some(begins.then_some(at))
    });
    starts.flatten().filter_map(|at| name.get(at..))
}

/// Whether one letter put in, left out, changed or swapped with the next makes `query` a beginning of `text`.
fn begins_with_one_edit(text: &str, query: &str) -> bool {
    let text: Vec<char> = text.chars().take(query.chars().count() + 1).collect();
    let query: Vec<char> = query.chars().collect();
    let same = text.iter().zip(&query).take_while(|(a, b)| a == b).count();
    let (text, query) = (text.get(same..).unwrap_or_default(), query.get(same..).unwrap_or_default());
    let begins = |text: Option<&[char]>, query: Option<&[char]>| match (text, query) {
        (Some(text), Some(query)) => text.starts_with(query),
        _ => false,
    };
    let swapped = match (text, query) {
        ([a, b, text @ ..], [c, d, query @ ..]) => a == d && b == c && text.starts_with(query),
        _ => false,
    };
    begins(text.get(1..), query.get(1..))
        || begins(Some(text), query.get(1..))
        || begins(text.get(1..), Some(query))
        || swapped
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEOPLE: &[(&[&str], usize)] = &[
        (&["Mark Carney", "Carney"], 9),
        (&["Emmanuel Macron", "Macron", "président français"], 8),
        (&["Emmanuel Bonne", "Bonne"], 2),
        (&["Vladimir Poutine", "Poutine", "Putin", "Vladimir Putin"], 5),
        (&["Volodimir Zelensky", "Zelensky", "Zelenskyy"], 4),
        (&["Élysée", "palais de l'Elysée"], 3),
        (&["Iouri Ouchakov", "Ouchakov", "Yuri Ushakov"], 1),
        (&["Mahmoud Abbas"], 1),
    ];

    fn first(query: &str) -> Option<&'static str> {
        let finder = Finder::new(PEOPLE.iter().map(|(names, count)| (names.iter().copied(), *count)));
        finder.find(query).first().map(|at| PEOPLE[*at].0[0])
    }

    #[test]
    fn the_right_one_comes_first() {
        for (query, name) in [
            ("bonne", "Emmanuel Bonne"),
            ("mac", "Emmanuel Macron"),
            ("poutine", "Vladimir Poutine"),
            ("putin", "Vladimir Poutine"),
            ("zelenski", "Volodimir Zelensky"),
            ("elysee", "Élysée"),
            ("ouchak", "Iouri Ouchakov"),
            ("ma", "Mark Carney"),
            ("emmanuel m", "Emmanuel Macron"),
            ("mcrn", "Emmanuel Macron"),
            ("poutnie", "Vladimir Poutine"),
            ("MACRON", "Emmanuel Macron"),
        ] {
            assert_eq!(first(query), Some(name), "{query}");
        }
    }

    #[test]
    fn what_is_no_name_finds_nobody() {
        assert_eq!(first("xyzzy"), None);
        assert_eq!(first("qqqq"), None);
    }

    #[test]
    fn without_a_query_the_most_frequent_come_first() {
        assert_eq!(first(""), Some("Mark Carney"));
    }

    #[test]
    fn one_edit_is_one_edit() {
        assert!(begins_with_one_edit("zelensky", "zelenski"));
        assert!(begins_with_one_edit("zelensky", "zlensky"));
        assert!(begins_with_one_edit("zelensky", "zeelensky"));
        assert!(begins_with_one_edit("zelensky", "zelesnky"));
        assert!(!begins_with_one_edit("zelensky", "zelinski"));
    }
}
