//! The French verb: all forms of an infinitive, from models of the irregular endings and rules for the regular ones.
//!
//! Knows spelling (appelle, mange, commence, emploie), not meaning. Compound tenses are syntax, not forms.

use serde::Deserialize;

/// Tenses and moods of simple forms; the numbers are those of `lexicon::verbs::Tense`.
pub const PRESENT: u8 = 0;
pub const IMPERFECT: u8 = 1;
pub const PAST: u8 = 2;
pub const FUTURE: u8 = 3;
pub const CONDITIONAL: u8 = 4;
pub const SUBJUNCTIVE: u8 = 5;
pub const INFINITIVE: u8 = 6;
pub const GERUND: u8 = 7;
pub const PARTICIPLE: u8 = 8;

#[derive(Deserialize)]
pub struct Conjugation {
    pub model: Vec<Model>,
}

#[derive(Deserialize, Clone)]
pub struct Model {
    pub ending: String,
    present: [String; 6],
    imperfect: Option<String>,
    future: String,
    past: String,
    participle: String,
    feminine: Option<String>,
    gerund: Option<String>,
    subjunctive: [String; 2],
    /// The verb whose forms prove the model, where the ending itself is none.
    pub verb: Option<String>,
    /// Whether its forms are read as its own wherever another verb has them too (« sommes », which is hardly ever « sommer »).
    #[serde(default)]
    pub alone: bool,
    pub forms: Vec<String>,
}

/// One form with its tense and person (1 to 6; for participles 1 to 4: m, f, m pl., f pl.).
pub struct Form {
    pub text: String,
    pub tense: u8,
    pub person: u8,
}

/// All simple forms of `infinitive`.
pub fn conjugate(infinitive: &str, models: &[Model]) -> Result<Vec<Form>, String> {
    let fitting = models.iter().filter(|model| infinitive.ends_with(model.ending.as_str()));
    match fitting.max_by_key(|model| model.ending.len()) {
        Some(model) => {
            let stem = infinitive.strip_suffix(model.ending.as_str()).unwrap_or_default();
            Ok(inflect(infinitive, stem, model))
        }
        None => regular(infinitive).map(|model| inflect(infinitive, "", &model)),
    }
}

/// The parts of a regular verb, spelling changes made.
fn regular(infinitive: &str) -> Result<Model, String> {
    if let Some(stem) = infinitive.strip_suffix("er") {
        return Ok(first_group(stem));
    }
    if let Some(stem) = infinitive.strip_suffix("ir") {
        let present = ["is", "is", "it", "issons", "issez", "issent"].map(|end| format!("{stem}{end}"));
        return Ok(model(
            present,
            format!("{stem}ir"),
            format!("{stem}i"),
            format!("{stem}i"),
            [format!("{stem}iss"), format!("{stem}iss")],
        ));
    }
    if let Some(stem) = infinitive.strip_suffix("re") {
        let present = ["s", "s", "", "ons", "ez", "ent"].map(|end| format!("{stem}{end}"));
        return Ok(model(
            present,
            format!("{stem}r"),
            format!("{stem}i"),
            format!("{stem}u"),
            [stem.to_owned(), stem.to_owned()],
        ));
    }
    Err(format!("no conjugation fits {infinitive:?}"))
}

/// -er: « appelle », « lève », « cède », « emploie », « mangeons », « commençons ».
fn first_group(stem: &str) -> Model {
    let mute = mute_stem(stem);
    let soft = match stem.chars().last() {
        Some('g') => format!("{stem}e"),
        Some('c') => format!("{}ç", stem.strip_suffix('c').unwrap_or(stem)),
        _ => stem.to_owned(),
    };
    let present = [
        format!("{mute}e"),
        format!("{mute}es"),
        format!("{mute}e"),
        format!("{soft}ons"),
        format!("{stem}ez"),
        format!("{mute}ent"),
    ];
    // « cèdera » and « cédera » are both written; the second is the commoner in agency copy.
    let future = if accented_e(stem) { format!("{stem}er") } else { format!("{mute}er") };
    model(present, future, format!("{soft}a"), format!("{stem}é"), [mute, stem.to_owned()])
}

fn model(
    present: [String; 6],
    future: String,
    past: String,
    participle: String,
    subjunctive: [String; 2],
) -> Model {
    Model {
        ending: String::new(),
        present,
        imperfect: None,
        future,
        past,
        participle,
        feminine: None,
        gerund: None,
        subjunctive,
        verb: None,
        alone: false,
        forms: Vec::new(),
    }
}

fn is_vowel(letter: char) -> bool {
    "aeiouyéèêàâîïôûü".contains(letter)
}

/// Whether the stem is of the kind of « céder »: é before the last consonants.
fn accented_e(stem: &str) -> bool {
    let core = stem.trim_end_matches(|letter| !is_vowel(letter));
    core.len() < stem.len() && core.ends_with('é')
}

/// The stem before a mute e.
fn mute_stem(stem: &str) -> String {
    if let Some(head) = stem.strip_suffix("oy").or_else(|| stem.strip_suffix("uy")) {
        let vowel = if stem.ends_with("oy") { "oi" } else { "ui" };
        return format!("{head}{vowel}");
    }
    let doubled = ["appel", "rappel", "jet", "rejet", "projet", "renouvel", "chancel"];
    if doubled.contains(&stem) {
        return format!("{stem}{}", stem.chars().last().unwrap_or_default());
    }
    let core = stem.trim_end_matches(|letter| !is_vowel(letter));
    let tail = stem.get(core.len()..).unwrap_or_default();
    if tail.is_empty() {
        return stem.to_owned();
    }
    let single = tail.chars().count() == 1;
    if let Some(head) = core.strip_suffix('é') {
        return format!("{head}è{tail}");
    }
    match core.strip_suffix('e') {
        Some(head) if single && !head.ends_with(is_vowel) && !head.is_empty() => format!("{head}è{tail}"),
        _ => stem.to_owned(),
    }
}

fn inflect(infinitive: &str, stem: &str, model: &Model) -> Vec<Form> {
    let mut forms = Vec::new();
    let mut add = |tense, person, text: String| {
        if !text.is_empty() && text != stem {
            forms.push(Form { text, tense, person });
        }
    };
    let with = |part: &str| if part.is_empty() { String::new() } else { format!("{stem}{part}") };
    // « tu manges » is no news either.
    let said = |person: u8| person != 2 || model.alone;
    for (person, form) in (1u8..).zip(&model.present).filter(|(person, _)| said(*person)) {
        add(PRESENT, person, with(form));
    }
    let first_plural = model.present.get(3).map_or("", String::as_str);
    let imperfect = model
        .imperfect
        .as_deref()
        .unwrap_or_else(|| first_plural.strip_suffix("ons").unwrap_or(first_plural));
    let plural = imperfect.strip_suffix("ge").map_or_else(
        || imperfect.strip_suffix('ç').map_or_else(|| imperfect.to_owned(), |head| format!("{head}c")),
        |head| format!("{head}g"),
    );
    for (person, end) in (1u8..).zip(["ais", "ais", "ait", "ions", "iez", "aient"]) {
        let base = if person == 4 || person == 5 { plural.as_str() } else { imperfect };
        add(IMPERFECT, person, format!("{stem}{base}{end}"));
    }
    // Nobody in the news says « tu viendras », nor « vous viendriez ».
    for (person, end) in [(1, "ai"), (3, "a"), (4, "ons"), (5, "ez"), (6, "ont")] {
        add(FUTURE, person, format!("{stem}{}{end}", model.future));
    }
    for (person, end) in [(1, "ais"), (3, "ait"), (4, "ions"), (6, "aient")] {
        add(CONDITIONAL, person, format!("{stem}{}{end}", model.future));
    }
    let past = format!("{stem}{}", model.past);
    // News tells in the simple past of what he or they did, and of what I did.
    for (person, text) in [1, 3, 6].into_iter().zip(simple_past(&past)) {
        add(PAST, person, text);
    }
    subjunctive(stem, model, &mut add);
    if !model.past.is_empty() {
        add(SUBJUNCTIVE, 3, past_subjunctive(&past));
    }
    add(INFINITIVE, 0, infinitive.to_owned());
    let gerund = model.gerund.clone().unwrap_or_else(|| format!("{imperfect}ant"));
    add(GERUND, 0, with(&gerund));
    let masculine = with(&model.participle);
    let feminine = model.feminine.as_deref().map_or_else(|| format!("{masculine}e"), with);
    let masculine_plural = if masculine.ends_with('s') { masculine.clone() } else { format!("{masculine}s") };
    add(PARTICIPLE, 3, masculine_plural);
    add(PARTICIPLE, 4, format!("{feminine}s"));
    add(PARTICIPLE, 2, feminine);
    add(PARTICIPLE, 1, masculine);
    forms
}

fn subjunctive(stem: &str, model: &Model, add: &mut impl FnMut(u8, u8, String)) {
    let [strong, weak] = &model.subjunctive;
    let ends = match model.ending.as_str() {
        "être" => ["s", "s", "t", "ons", "ez", "ent"],
        "avoir" => ["e", "es", "t", "ons", "ez", "ent"],
        _ => ["e", "es", "e", "ions", "iez", "ent"],
    };
    for (person, end) in (1u8..).zip(ends).filter(|(person, _)| *person != 2 || model.alone) {
        let base = if person == 4 || person == 5 { weak } else { strong };
        add(SUBJUNCTIVE, person, format!("{stem}{base}{end}"));
    }
}

/// Passé simple from its stem with the vowel: « alla », « fini », « reçu », « vin », for « je », « il », « ils ».
fn simple_past(stem: &str) -> [String; 3] {
    if let Some(head) = stem.strip_suffix('a') {
        return ["ai", "a", "èrent"].map(|end| format!("{head}{end}"));
    }
    ["s", "t", "rent"].map(|end| format!("{stem}{end}"))
}

/// Imperfect subjunctive from the stem of the simple past, for « il »: « allât », « finît », « vînt ». « Allassent » is not
/// written in the news of any year.
fn past_subjunctive(stem: &str) -> String {
    match (stem.strip_suffix("in"), stem.strip_suffix(['a', 'i', 'u'])) {
        (Some(head), _) => format!("{head}înt"),
        (None, Some(head)) => {
            let vowel = if stem.ends_with('a') {
                'â'
            } else if stem.ends_with('i') {
                'î'
            } else {
                'û'
            };
            format!("{head}{vowel}t")
        }
        (None, None) => String::new(),
    }
}
