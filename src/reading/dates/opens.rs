//! What the first token of an expression must be for each rule, so that a rule is tried only where it can read.
//!
//! A rule that is not named here is tried everywhere.

use crate::lexicon::dates::{Feast, Sense, Turn, Unit};
use crate::model::Modifier;

/// A number, or a word of the letters of Roman numbers; no sense has this bit.
pub const NUMBER: u64 = 1 << 63;
/// A word with a hyphen (« mi-mai ») that is no number; no sense has this bit.
pub const HYPHENED: u64 = 1 << 62;

const MONTH: u64 = Sense::Month(0).bit();
const WEEKDAY: u64 = Sense::Weekday(0).bit();
const THE: u64 = Sense::The.bit();
const SINCE: u64 = Sense::Since.bit();
const UNIT: u64 = Sense::Unit(Unit::Day).bit();
const ONE: u64 = Sense::Number(1).bit();
const SO_LONG: u64 = Sense::About.bit() | ONE | Sense::Dozen(0).bit() | NUMBER;

/// The sorts of tokens, a bit a sort, at which the rule of that name can read.
pub fn mask(rule: &str) -> u64 {
    match rule {
        "century" => NUMBER | Sense::Ordinal(0).bit(),
        "iso-day" | "slashed-day" | "day-of-month" | "dashed-days" | "days-and-days" | "dashed-years"
        | "day-of-list" | "next-day-of-list" => NUMBER,
        "hyphened-part" | "hyphened-months" => NUMBER | HYPHENED,
        "day-month" | "day-to-day" => WEEKDAY | MONTH | Sense::MonthShort(0).bit() | NUMBER,
        "month" | "month-dashed-days" => MONTH | Sense::MonthShort(0).bit(),
        "ago" => SO_LONG | Sense::Ago.bit(),
        "in-so-long" => Sense::In.bit(),
        "last-night" => Sense::LastNight.bit(),
        "day-offset" => Sense::Offset(0).bit(),
        "part-of-unit" => Sense::Ordinal(0).bit(),
        "later" => SO_LONG,
        "eve-or-morrow" => THE | Sense::Shift(0).bit(),
        "same-unit" => Sense::This.bit() | Sense::That.bit() | THE,
        "this-unit" => Sense::This.bit(),
        "end-of-unit" => THE | UNIT,
        "decade" => Sense::DecadeMark.bit() | NUMBER,
        "feast" => Sense::Feast(Feast::Easter(0)).bit(),
        "part-of-point" => Sense::Modifier(Modifier::Start).bit(),
        "about-point" => Sense::About.bit(),
        "season" => Sense::Season(0).bit(),
        "weekday" | "weekday-number" => WEEKDAY,
        "weekend" => THE | ONE,
        "year" => UNIT | NUMBER,
        "night-of" => Sense::Night.bit(),
        "between" => Sense::Between.bit() | Sense::From.bit() | SINCE,
        "since-so-long" | "since" => SINCE,
        "within" => Sense::Within.bit(),
        "from-on" => Sense::FromOn.bit(),
        "until" => Sense::Until.bit(),
        "unit-with-turn" => THE | UNIT | Sense::Turn(Turn::Last).bit(),
        "turn-before" => Sense::Turn(Turn::Last).bit(),
        _ => u64::MAX,
    }
}

/// The masks of rules, in their order.
pub fn masks<R>(rules: &[(&'static str, R)]) -> Vec<u64> {
    rules.iter().map(|(rule, _)| mask(rule)).collect()
}

/// Those of the rules that can read at a token of these sorts, in order.
pub fn of<'r, R>(
    rules: &'r [(&'static str, R)],
    masks: &'r [u64],
    sorts: u64,
) -> impl Iterator<Item = &'r (&'static str, R)> {
    let can = move |(_, mask): &(&(&'static str, R), &u64)| **mask & sorts != 0 || **mask == u64::MAX;
    rules.iter().zip(masks).filter(can).map(|(rule, _)| rule)
}

#[cfg(test)]
mod tests {
    use super::super::scan::Scan;
    use super::super::{intervals, points};
    use crate::model::{Article, Published};
    use crate::reading::doc::Doc;

    #[test]
    fn no_rule_reads_where_it_is_not_tried() {
        let mut read = 0;
        for folder in
            ["seeds", "tests/gold/dev", "tests/gold/en-r1", "tests/gold/fr-r1", "tests/gold/stories"]
        {
            for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
                let day = "2026-02-04".parse().unwrap();
                let article = Article::new(Published::on(day), None, std::fs::read_to_string(&file).unwrap());
                let doc = Doc::new(&article);
                let scan = Scan::new(&doc);
                for at in 0..doc.words.len() {
                    let sorts = scan.sorts(at);
                    let tried = |rule: &str| {
                        let mask = super::mask(rule);
                        mask & sorts != 0 || mask == u64::MAX
                    };
                    for (name, rule) in points::RULES {
                        let found = rule(&scan, at).is_some();
                        read += usize::from(found);
                        assert!(!found || tried(name), "{name} at {:?} in {file:?}", scan.word(at).text);
                    }
                    for (name, rule) in intervals::RULES {
                        let found = rule(&scan, at).is_some();
                        assert!(!found || tried(name), "{name} at {:?} in {file:?}", scan.word(at).text);
                    }
                }
            }
        }
        assert!(read > 300, "only {read}");
    }
}
