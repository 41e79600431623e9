//! Verbs and the nouns of events: `assets/lang/*/{conjugation,verbs,plainverbs,nouns}.toml` to tables of forms,
//! lemmas and frames.

use super::conjugation::{self, Conjugation, Form};
use super::vocabulary::Vocabulary;
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
pub fn compile(assets: &Path, vocabulary: &mut Vocabulary) -> Result<String, String> {
    let mut frames: Vec<Frame> = Vec::new();
    let mut lemmas: Vec<(String, Vec<Sense>)> = Vec::new();
    let mut nouns: Vec<Noun> = Vec::new();
    let mut source = String::new();
    for (number, folder) in ["lang/fr", "lang/en"].into_iter().enumerate() {
        let folder = assets.join(folder);
        let (inflect, alone) = inflection(&folder, number)?;
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
        let mut forms = forms(lemmas.len(), own.keys(), &inflect)?;
        for verb in &alone {
            let Some(number) = own.keys().position(|lemma| lemma == verb) else { continue };
            let number = u32::try_from(lemmas.len() + number).map_err(|why| why.to_string())?;
            for analyses in
                forms.values_mut().filter(|found| found.iter().any(|packed| packed >> 8 == number))
            {
                analyses.retain(|packed| packed >> 8 == number);
            }
        }
        for form in &plain.forms {
            if !forms.contains_key(form.as_str()) {
                return Err(format!(
                    "{}/plainverbs.toml: {form:?} is a form of none of the verbs",
                    folder.display()
                ));
            }
        }
        for (form, analyses) in forms {
            vocabulary.verb(&form, number, analyses);
        }
        for (noun, entry) in (nouns.len()..).zip(&told.noun) {
            for form in &entry.forms {
                vocabulary.noun(form, number, noun);
            }
        }
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

/// How the verbs of a language are inflected, and those whose forms are no other verb's.
fn inflection(folder: &Path, language: usize) -> Result<(Inflect, Vec<String>), String> {
    let path = folder.join("conjugation.toml");
    if language == 1 {
        let irregular: weak::Irregular = table(&path)?;
        irregular.check()?;
        return Ok((Box::new(move |infinitive| Ok(irregular.inflect(infinitive))), Vec::new()));
    }
    let models: Conjugation = table(&path)?;
    check_models(&models)?;
    let alone = models.model.iter().filter(|model| model.alone).map(|model| model.ending.clone()).collect();
    Ok((Box::new(move |infinitive| conjugation::conjugate(infinitive, &models.model)), alone))
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
