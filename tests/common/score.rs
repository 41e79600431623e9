//! Scores readings against gold, layer by layer, and entries against stories (B³).
//!
//! In: folders of gold (`tests/gold/GUIDE.md`) and the JSON that `read` and `list` print. Out: counts and shares. Does
//! not decide what is good enough: `gold.rs` holds the floors.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// A stretch of text in code points.
type Range = (usize, usize);

/// One article with its gold reading.
pub struct Gold {
    /// The file's name.
    pub file: String,
    /// Headline, blank line, body.
    text: Vec<char>,
    reading: Value,
}

/// Reads the gold of a folder whose articles stand in `texts`, in byte order of their names.
pub fn gold(folder: &Path, texts: &Path) -> Vec<Gold> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|kind| kind == "json"));
    files.sort();
    assert!(!files.is_empty(), "no gold in {}", folder.display());
    files.iter().map(|path| one(path, texts)).collect()
}

fn one(path: &Path, texts: &Path) -> Gold {
    let reading: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let file = words(&reading["file"]).to_owned();
    let raw = std::fs::read_to_string(texts.join(&file)).unwrap().replace("\r\n", "\n");
    let (first, body) = raw.split_once('\n').unwrap();
    let headline = first.trim_start().strip_prefix("date ").and_then(|rest| rest.split_once(' ')).unwrap();
    assert_eq!(headline.0, words(&reading["published"]), "{file}: published");
    let text = format!("{}\n\n{}", headline.1.trim(), body.trim_matches('\n'));
    Gold { file, text: text.chars().collect(), reading }
}

impl Gold {
    /// The language it is annotated in.
    pub fn language(&self) -> &str {
        words(&self.reading["language"])
    }

    /// The items of a layer with their places in the text.
    fn items(&self, layer: &str) -> Vec<Item<'_>> {
        let each = self.reading[layer].as_array().unwrap().iter().map(|value| {
            let (exact, nth) = (words(&value["exact"]), value["nth"].as_u64().unwrap_or(1));
            let range = nth_range(&self.text, exact, nth);
            let range = range.unwrap_or_else(|| panic!("{}: {exact:?} #{nth} is not in the text", self.file));
            Item { value, range }
        });
        each.collect()
    }
}

/// A finding or a gold item, with its place.
#[derive(Clone, Copy)]
struct Item<'a> {
    value: &'a Value,
    range: Range,
}

impl Item<'_> {
    fn same(&self, other: &Self, field: &str) -> bool {
        self.value[field].as_str() == other.value[field].as_str()
    }
}

fn words(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The place of the nth time `exact` stands in the text as a whole, not inside a longer word.
fn nth_range(text: &[char], exact: &str, nth: u64) -> Option<Range> {
    let exact: Vec<char> = exact.chars().collect();
    let (first, last) = (*exact.first()?, *exact.last()?);
    let mut seen = 0;
    for (at, window) in text.windows(exact.len()).enumerate() {
        let before = at.checked_sub(1).is_some_and(|before| text[before].is_alphanumeric());
        let after = text.get(at + exact.len()).is_some_and(|letter| letter.is_alphanumeric());
        if window != exact || (before && first.is_alphanumeric()) || (after && last.is_alphanumeric()) {
            continue;
        }
        seen += 1;
        if seen == nth {
            return Some((at, at + exact.len()));
        }
    }
    None
}

/// Folds names for comparison: accents, case, apostrophes, hyphens and white space do not count.
fn fold(text: &str) -> String {
    let bare: String = text.nfd().filter(|letter| canonical_combining_class(*letter) == 0).collect();
    let lower = bare.to_lowercase().replace('’', "'");
    let pieces: Vec<&str> = lower
        .split(|letter: char| letter.is_whitespace() || letter == '-')
        .filter(|piece| !piece.is_empty())
        .collect();
    pieces.join(" ")
}

/// Whether a name is one of those that the gold accepts (a name or a list of names).
fn accepted(names: &Value, name: &Value) -> bool {
    let Some(name) = name.as_str().map(fold) else { return false };
    match names {
        Value::Array(names) => names.iter().any(|accepted| fold(words(accepted)) == name),
        accepted => accepted.as_str().is_some_and(|accepted| fold(accepted) == name),
    }
}

fn overlap(one: Range, other: Range) -> usize {
    one.1.min(other.1).saturating_sub(one.0.max(other.0))
}

/// Pairs gold with findings one to one, by the largest overlap among those that are `allowed`.
fn pair(
    gold: &[Item<'_>],
    found: &[Item<'_>],
    allowed: impl Fn(&Item<'_>, &Item<'_>) -> bool,
) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(usize, std::cmp::Reverse<usize>, usize, usize)> = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, f) in found.iter().enumerate() {
            if allowed(g, f) {
                let apart = std::cmp::Reverse(g.range.0.abs_diff(f.range.0));
                candidates.push((overlap(g.range, f.range), apart, i, j));
            }
        }
    }
    candidates.sort_by(|one, other| other.cmp(one));
    let (mut of_gold, mut of_found, mut pairs) =
        (vec![false; gold.len()], vec![false; found.len()], Vec::new());
    for (_, _, i, j) in candidates {
        if !of_gold[i] && !of_found[j] {
            (of_gold[i], of_found[j]) = (true, true);
            pairs.push((i, j));
        }
    }
    pairs
}

/// The number of the sentence that holds a place: what the scorer takes for one.
fn sentence_of(text: &[char], range: Range) -> usize {
    let ends = |letter: char| ".!?…»\"”".contains(letter);
    let begins = |letter: char| matches!(letter, 'A'..='Z' | 'À'..='Ý' | '«' | '"' | '“');
    let (mut at, mut sentences) = (0, 0);
    while at < text.len() {
        let run = |test: fn(&char) -> bool| at + text[at..].iter().take_while(|letter| test(letter)).count();
        let white = run(|letter| letter.is_whitespace());
        let feeds = run(|letter| *letter == '\n');
        let after_end = at.checked_sub(1).is_some_and(|before| ends(text[before]));
        let end = if white > at && after_end && text.get(white).is_some_and(|&letter| begins(letter)) {
            white
        } else {
            feeds
        };
        if end == at {
            at += 1;
            continue;
        }
        at = end;
        sentences += usize::from(end <= range.0);
    }
    sentences
}

/// Counts of one layer.
#[derive(Default)]
pub struct Tally {
    right: usize,
    gold: usize,
    found: usize,
    /// For each attribute of what was found: how often right, how often asked.
    attributes: BTreeMap<&'static str, (usize, usize)>,
}

impl Tally {
    fn add(&mut self, right: usize, gold: usize, found: usize) {
        self.right += right;
        self.gold += gold;
        self.found += found;
    }

    fn attribute(&mut self, name: &'static str, right: bool) {
        let (good, asked) = self.attributes.entry(name).or_default();
        *good += usize::from(right);
        *asked += 1;
    }

    /// The balance of precision and recall.
    pub fn f1(&self) -> f64 {
        harmonic(share(self.right, self.found), share(self.right, self.gold))
    }

    /// The share of right values of an attribute among what was found; 1 if it was never asked.
    pub fn share_of(&self, name: &str) -> f64 {
        self.attributes.get(name).map_or(1.0, |&(good, asked)| share(good, asked))
    }

    /// One line for people, in the form of the reference scorer.
    pub fn row(&self, name: &str) -> String {
        let attributes: Vec<String> =
            self.attributes.keys().map(|key| format!("{key} {:.3}", self.share_of(key))).collect();
        format!(
            "{name:<14} P {:.3}  R {:.3}  F1 {:.3}  ({}/{} gold, {} found)  {}",
            share(self.right, self.found),
            share(self.right, self.gold),
            self.f1(),
            self.right,
            self.gold,
            self.found,
            attributes.join("  ")
        )
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn harmonic(one: f64, other: f64) -> f64 {
    if one + other == 0.0 { 0.0 } else { 2.0 * one * other / (one + other) }
}

/// The scores of a set of readings.
#[derive(Default)]
pub struct Scores {
    /// Date expressions.
    pub dates: Tally,
    /// Actors mentioned by name.
    pub named: Tally,
    /// Actors mentioned by role.
    pub roles: Tally,
    /// Quoted words.
    pub quotes: Tally,
    /// Events.
    pub events: Tally,
}

/// Scores what `read --format json` printed.
pub fn score(gold: &[Gold], readings: &str) -> Scores {
    let mut by_file: BTreeMap<String, Value> = BTreeMap::new();
    for line in readings.lines() {
        let reading: Value = serde_json::from_str(line).unwrap();
        by_file.insert(words(&reading["file"]).to_owned(), reading);
    }
    let mut scores = Scores::default();
    for gold in gold {
        let reading = by_file.get(&gold.file).unwrap_or_else(|| panic!("no reading of {}", gold.file));
        assert!(words(&reading["text"]).chars().eq(gold.text.iter().copied()), "{}: another text", gold.file);
        let found =
            |layer: &str| -> Vec<Item<'_>> { reading[layer].as_array().unwrap().iter().map(item).collect() };
        score_dates(&mut scores.dates, &gold.items("dates"), &found("dates"));
        let (gold_roles, gold_named) = gold.items("actors").into_iter().partition::<Vec<_>, _>(is_role);
        let (roles, named) = found("actors").into_iter().partition::<Vec<_>, _>(is_role);
        score_actors(&mut scores.named, &gold_named, &named);
        score_actors(&mut scores.roles, &gold_roles, &roles);
        score_quotes(&mut scores.quotes, &gold.items("quotes"), &found("quotes"));
        score_events(&mut scores.events, &gold.text, &gold.items("events"), &found("events"));
    }
    scores
}

fn item(value: &Value) -> Item<'_> {
    let at = |field: &str| usize::try_from(value[field].as_u64().unwrap()).unwrap();
    Item { value, range: (at("start"), at("end")) }
}

fn is_role(item: &Item<'_>) -> bool {
    item.value["class"] == "role"
}

/// The spans overlap, value and modifier are right.
fn score_dates(tally: &mut Tally, gold: &[Item<'_>], found: &[Item<'_>]) {
    let near = |g: &Item<'_>, f: &Item<'_>| overlap(g.range, f.range) > 0;
    let right = |g: &Item<'_>, f: &Item<'_>| near(g, f) && g.same(f, "value") && g.same(f, "mod");
    tally.add(pair(gold, found, right).len(), gold.len(), found.len());
    for (i, j) in pair(gold, found, near) {
        tally.attribute("value-if-found", right(&gold[i], &found[j]));
    }
}

/// The spans overlap, the canonical name is right.
fn score_actors(tally: &mut Tally, gold: &[Item<'_>], found: &[Item<'_>]) {
    let near = |g: &Item<'_>, f: &Item<'_>| overlap(g.range, f.range) > 0;
    let name = |g: &Item<'_>, f: &Item<'_>| accepted(&g.value["actor"], &f.value["actor"]);
    tally.add(pair(gold, found, |g, f| near(g, f) && name(g, f)).len(), gold.len(), found.len());
    for (i, j) in pair(gold, found, near) {
        tally.attribute("name-if-found", name(&gold[i], &found[j]));
        if !is_role(&gold[i]) {
            tally.attribute("class-if-found", gold[i].same(&found[j], "class"));
        }
    }
}

/// At least 80 % of the longer span is shared, the speaker is right.
fn score_quotes(tally: &mut Tally, gold: &[Item<'_>], found: &[Item<'_>]) {
    let near = |g: &Item<'_>, f: &Item<'_>| {
        let longer = (g.range.1 - g.range.0).max(f.range.1 - f.range.0);
        overlap(g.range, f.range) * 10 >= longer * 8
    };
    let speaker = |g: &Item<'_>, f: &Item<'_>| {
        let unnamed = g.value["speaker"].as_array().is_some_and(|names| names.iter().any(|name| name == "?"));
        (f.value["speaker"].is_null() && unnamed) || accepted(&g.value["speaker"], &f.value["speaker"])
    };
    tally.add(pair(gold, found, |g, f| near(g, f) && speaker(g, f)).len(), gold.len(), found.len());
    for (i, j) in pair(gold, found, near) {
        tally.attribute("speaker-if-found", speaker(&gold[i], &found[j]));
        if !gold[i].value["said"].is_null() {
            tally.attribute("said-if-found", gold[i].same(&found[j], "said"));
        }
    }
}

/// The same sentence, the same kind; then the attributes of those found.
fn score_events(tally: &mut Tally, text: &[char], gold: &[Item<'_>], found: &[Item<'_>]) {
    let pairs = pair(gold, found, |g, f| is_told(text, g, f));
    tally.add(pairs.len(), gold.len(), found.len());
    for (i, j) in pairs {
        let (g, f) = (gold[i].value, found[j].value);
        tally.attribute("when", g["when"].as_str() == f["when"].as_str());
        tally.attribute("agents", same_parties(&g["agents"], &f["agents"]));
        tally.attribute("counterparts", same_parties(&g["counterparts"], &f["counterparts"]));
        tally.attribute("status", gold[i].same(&found[j], "status"));
        let place = match &g["place"] {
            Value::Null => f["place"].as_str().is_none_or(str::is_empty),
            names => accepted(names, &f["place"]),
        };
        tally.attribute("place", place);
    }
}

fn is_told(text: &[char], gold: &Item<'_>, found: &Item<'_>) -> bool {
    gold.same(found, "kind") && sentence_of(text, gold.range) == sentence_of(text, found.range)
}

/// As many, and each accepted name among them; `?` counts as nobody.
fn same_parties(gold: &Value, found: &Value) -> bool {
    let gold: Vec<&Value> = gold.as_array().unwrap().iter().filter(|names| names[0] != "?").collect();
    let found: Vec<&Value> = found.as_array().unwrap().iter().filter(|name| *name != "?").collect();
    gold.len() == found.len() && gold.iter().all(|names| found.iter().any(|name| accepted(names, name)))
}

/// How well tellings are grouped into entries.
pub struct Stories {
    /// How pure the entries are.
    pub precision: f64,
    /// How complete they are.
    pub recall: f64,
    /// Gold tellings that stand in an entry.
    pub found: usize,
    /// Gold tellings.
    pub told: usize,
    /// Entries printed.
    pub entries: usize,
}

impl Stories {
    /// The balance of the two.
    pub fn f1(&self) -> f64 {
        harmonic(self.precision, self.recall)
    }

    /// One line for people.
    pub fn row(&self) -> String {
        let Self { precision, recall, found, told, entries } = self;
        let f1 = self.f1();
        format!(
            "stories        B3 P {precision:.3}  R {recall:.3}  F1 {f1:.3}  ({found}/{told} found, {entries} entries)"
        )
    }
}

/// B³ over what `list --format json` printed: for each gold telling that was found, how pure and how complete is the
/// entry it stands in.
pub fn stories(gold: &[Gold], entries: &str) -> Stories {
    let entries: Vec<Value> = entries.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut told = 0;
    let mut placed: Vec<(&str, usize)> = Vec::new();
    for gold in gold {
        let (mut found, mut homes) = (Vec::new(), Vec::new());
        for (home, entry) in entries.iter().enumerate() {
            let reports = entry["reports"].as_array().unwrap();
            for report in reports.iter().filter(|report| report["file"] == gold.file.as_str()) {
                found.push(item(report));
                homes.push(home);
            }
        }
        let items = gold.items("events");
        told += items.len();
        let pairs = pair(&items, &found, |g, f| is_told(&gold.text, g, f));
        placed.extend(pairs.iter().map(|&(i, j)| (words(&items[i].value["entry"]), homes[j])));
    }
    let count = |test: &dyn Fn(&(&str, usize)) -> bool| placed.iter().filter(|one| test(one)).count();
    let (mut precision, mut recall) = (0.0, 0.0);
    for &(name, home) in &placed {
        let both = count(&|&(n, h)| n == name && h == home);
        precision += share(both, count(&|&(_, h)| h == home));
        recall += share(both, count(&|&(n, _)| n == name));
    }
    let found = placed.len();
    let mean = |sum: f64| if found == 0 { 0.0 } else { sum * share(1, found) };
    Stories { precision: mean(precision), recall: mean(recall), found, told, entries: entries.len() }
}
