//! Verbs and the nouns of events: `assets/lang/*/{conjugation,verbs,plainverbs,nouns}.toml` to tables of forms,
//! lemmas and frames.

use super::conjugation::{self, Conjugation, Form};
use super::{table, weak};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

#[derive(Deserialize)]
struct Verbs {
    frame: Vec<Frame>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Frame {
    name: String,
    kind: String,
    lemmas: Vec<String>,
    #[serde(default)]
    object: String,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    must: Vec<String>,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    objects: Vec<String>,
    #[serde(default)]
    content: String,
    #[serde(default)]
    both: bool,
    #[serde(default)]
    status: String,
    #[serde(rename = "hits")]
    _hits: Vec<String>,
    #[serde(rename = "misses")]
    _misses: Vec<String>,
}

#[derive(Deserialize)]
struct Plain {
    forms: Vec<String>,
    lemmas: Vec<String>,
}

#[derive(Deserialize)]
struct Nouns {
    noun: Vec<Noun>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Noun {
    name: String,
    kind: String,
    forms: Vec<String>,
    #[serde(default)]
    of: String,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    compound: Vec<String>,
    #[serde(default)]
    adjective: String,
    #[serde(default)]
    status: String,
    place: bool,
    #[serde(rename = "hits")]
    _hits: Vec<String>,
    #[serde(rename = "misses")]
    _misses: Vec<String>,
}

struct Sense {
    frame: usize,
    reflexive: bool,
    tails: Vec<String>,
}

/// The generated source. Verbs, frames and nouns of all languages are numbered through; forms are looked up by language.
pub fn compile(assets: &Path) -> Result<String, String> {
    let mut frames: Vec<Frame> = Vec::new();
    let mut lemmas: Vec<(String, Vec<Sense>)> = Vec::new();
    let mut nouns: Vec<Noun> = Vec::new();
    let mut source = String::new();
    for (language, folder) in [("FRENCH", "lang/fr"), ("ENGLISH", "lang/en")] {
        let folder = assets.join(folder);
        let inflect = inflection(&folder, language)?;
        let verbs: Verbs = table(&folder.join("verbs.toml"))?;
        let plain: Plain = table(&folder.join("plainverbs.toml"))?;
        let told: Nouns = table(&folder.join("nouns.toml"))?;
        let mut own: BTreeMap<String, Vec<Sense>> = BTreeMap::new();
        for lemma in &plain.lemmas {
            own.entry(lemma.clone()).or_default();
        }
        for (frame, entry) in (frames.len()..).zip(&verbs.frame) {
            for written in &entry.lemmas {
                let (lemma, sense) = sense(written, frame);
                own.entry(lemma).or_default().push(sense);
            }
        }
        let forms = forms(lemmas.len(), own.keys(), &inflect)?;
        for form in &plain.forms {
            if !forms.contains_key(form.as_str()) {
                return Err(format!("{language}: plainverbs.toml: {form:?} is a form of none of the verbs"));
            }
        }
        write_forms(&mut source, language, &forms);
        write_noun_forms(&mut source, language, nouns.len(), &told.noun);
        frames.extend(verbs.frame);
        lemmas.extend(own);
        nouns.extend(told.noun);
    }
    write_frames(&mut source, &frames);
    write_lemmas(&mut source, &mut lemmas);
    write_nouns(&mut source, &nouns);
    Ok(source)
}

/// All forms of an infinitive.
type Inflect = Box<dyn Fn(&str) -> Result<Vec<Form>, String>>;

/// How the verbs of a language are inflected.
fn inflection(folder: &Path, language: &str) -> Result<Inflect, String> {
    let path = folder.join("conjugation.toml");
    if language == "ENGLISH" {
        let irregular: weak::Irregular = table(&path)?;
        irregular.check()?;
        return Ok(Box::new(move |infinitive| Ok(irregular.inflect(infinitive))));
    }
    let models: Conjugation = table(&path)?;
    check_models(&models)?;
    Ok(Box::new(move |infinitive| conjugation::conjugate(infinitive, &models.model)))
}

fn check_models(models: &Conjugation) -> Result<(), String> {
    for model in &models.model {
        let verb = model.verb.as_deref().unwrap_or(&model.ending);
        let made = conjugation::conjugate(verb, &models.model)?;
        for form in &model.forms {
            if !made.iter().any(|made| made.text == *form) {
                return Err(format!("conjugation.toml: {verb} does not give {form:?}"));
            }
        }
    }
    Ok(())
}

/// « se rendre », « prendre +part|fin » to the infinitive and its sense.
fn sense(written: &str, frame: usize) -> (String, Sense) {
    let (head, tail) = written.split_once(" +").unwrap_or((written, ""));
    let tails = tail.split('|').filter(|tail| !tail.is_empty()).map(str::to_owned).collect();
    let (lemma, reflexive) = head.strip_prefix("se ").map_or((head, false), |lemma| (lemma, true));
    (lemma.trim().to_owned(), Sense { frame, reflexive, tails })
}

/// Every form with its analyses, packed as in `lexicon::verbs::Analysis`.
fn forms<'a>(
    first: usize,
    lemmas: impl Iterator<Item = &'a String>,
    inflect: &Inflect,
) -> Result<BTreeMap<String, BTreeSet<u32>>, String> {
    let mut forms: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    let first = u32::try_from(first).map_err(|why| why.to_string())?;
    for (number, lemma) in (first..).zip(lemmas) {
        for form in inflect(lemma)? {
            let packed = number << 8 | u32::from(form.tense) << 4 | u32::from(form.person);
            forms.entry(form.text).or_default().insert(packed);
        }
    }
    Ok(forms)
}

fn write_frames(source: &mut String, frames: &[Frame]) {
    let _ =
        writeln!(source, "/// The frames, in the order of their priority.\npub static FRAMES: &[Frame] = &[");
    for frame in frames {
        let _ = writeln!(
            source,
            "Frame {{ name: {:?}, kind: {}, object: {:?}, with: &{:?}, must: &{:?}, needs: &{:?}, never: &{:?}, \
             objects: &{:?}, content: {:?}, both: {}, status: {} }},",
            frame.name,
            kind(&frame.kind),
            frame.object,
            frame.with,
            frame.must,
            frame.needs,
            frame.never,
            frame.objects,
            frame.content,
            frame.both,
            status(&frame.status),
        );
    }
    source.push_str("];\n");
}

fn kind(name: &str) -> String {
    format!("Kind::{}", title_case(name))
}

fn status(name: &str) -> String {
    if name.is_empty() { "None".to_owned() } else { format!("Some(Status::{})", title_case(name)) }
}

fn title_case(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn write_lemmas(source: &mut String, lemmas: &mut [(String, Vec<Sense>)]) {
    let _ =
        writeln!(source, "/// The verbs, in the order of their numbers.\npub static LEMMAS: &[Lemma] = &[");
    for (lemma, senses) in lemmas.iter_mut() {
        // The more a sense asks for, the sooner it is tried: a tail before none, a pronoun before none.
        senses.sort_by_key(|sense| (sense.tails.is_empty(), !sense.reflexive, sense.frame));
        let _ = write!(source, "Lemma {{ text: {lemma:?}, senses: &[");
        for sense in senses {
            let _ = write!(
                source,
                "Sense {{ frame: {}, reflexive: {}, tails: &{:?} }},",
                sense.frame, sense.reflexive, sense.tails
            );
        }
        source.push_str("] },\n");
    }
    source.push_str("];\n");
}

fn write_forms(source: &mut String, language: &str, forms: &BTreeMap<String, BTreeSet<u32>>) {
    let mut packed: Vec<u32> = Vec::new();
    let _ = writeln!(
        source,
        "/// Every form, sorted, with the stretch of the analyses that belongs to it.\npub static {language}_FORMS: &[(&str, u32, u32)] = &["
    );
    for (form, analyses) in forms {
        let start = packed.len();
        packed.extend(analyses);
        let _ = writeln!(source, "({form:?}, {}, {}),", grouped(start), grouped(packed.len()));
    }
    let _ = writeln!(source, "];\n/// Packed analyses.\npub static {language}_ANALYSES: &[u32] = &[");
    for line in packed.chunks(16) {
        let numbers: Vec<String> = line.iter().map(grouped).collect();
        let _ = writeln!(source, "    {},", numbers.join(", "));
    }
    source.push_str("];\n");
}

/// A number as people read it, in threes, on short lines: a lint quotes the whole line it finds fault with.
fn grouped(number: impl std::fmt::Display) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

fn write_nouns(source: &mut String, nouns: &[Noun]) {
    let _ = writeln!(source, "/// The nouns that tell events.\npub static NOUNS: &[Noun] = &[");
    for noun in nouns {
        let _ = writeln!(
            source,
            "Noun {{ name: {:?}, kind: {}, of: {:?}, with: &{:?}, needs: &{:?}, compound: &{:?}, adjective: {:?}, status: {}, place: {} }},",
            noun.name,
            kind(&noun.kind),
            noun.of,
            noun.with,
            noun.needs,
            noun.compound,
            noun.adjective,
            status(&noun.status),
            noun.place
        );
    }
    source.push_str("];\n");
}

fn write_noun_forms(source: &mut String, language: &str, first: usize, nouns: &[Noun]) {
    let mut forms: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, noun) in (first..).zip(nouns) {
        for form in &noun.forms {
            forms.entry(form).or_default().push(number);
        }
    }
    let _ = writeln!(
        source,
        "/// Their forms, sorted.\npub static {language}_NOUN_FORMS: &[(&str, &[u16])] = &["
    );
    for (form, numbers) in forms {
        let _ = writeln!(source, "({form:?}, &{numbers:?}),");
    }
    source.push_str("];\n");
}
