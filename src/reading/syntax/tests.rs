//! What the parse must see, sentence by sentence.

use super::*;
use crate::model::{Article, Published};

/// Lists each finite or bare verb of the sentence as « verb group: subject groups ».
fn check(sentence: &str, expected: &[&str]) {
    let article =
        Article::new(Published::on("2026-02-04".parse().unwrap()), None, format!("Titre\n\n{sentence}"));
    let doc = Doc::new(&article);
    let syntax = Syntax::parse(&doc, &Actors::default(), &[]);
    let words = |range: &Range<usize>| doc.span(range).of(doc.text).to_owned();
    let found: Vec<String> = syntax
        .clauses
        .iter()
        .filter_map(|clause| {
            let verb = syntax.verb(clause.verb?)?;
            let subjects: Vec<String> =
                clause.subjects.iter().map(|&noun| words(&syntax.nouns[noun].words)).collect();
            Some(format!("{}: {}", words(&verb.words), subjects.join(" + ")))
        })
        .collect();
    assert_eq!(found, expected, "{sentence}");
}

#[test]
fn a_relative_clause_does_not_steal_the_verb() {
    check(
        "Le ministre, qui dirige la cellule, a rencontré le roi.",
        &["a rencontré: Le ministre", "dirige: Le ministre"],
    );
}

#[test]
fn a_speaker_may_follow_the_inserted_verb() {
    check(
        "Le roi est venu, a déclaré à la presse le porte-parole.",
        &["est venu: Le roi", "a déclaré: le porte-parole"],
    );
}

#[test]
fn a_joined_verb_shares_the_subject_unless_it_has_its_own() {
    check(
        "La reine a reçu le consul et a signé le texte, mais le roi a refusé.",
        &["a reçu: La reine", "a signé: La reine", "a refusé: le roi"],
    );
}

#[test]
fn a_comma_before_the_joint_leads_out_of_what_is_told() {
    check(
        "Le consul dit que la reine ment, et refuse le texte.",
        &["dit: Le consul", "ment: la reine", "refuse: Le consul"],
    );
    check(
        "The minister said that the queen wanted a deal, but rejected the text.",
        &["said: The minister", "wanted: the queen", "rejected: The minister"],
    );
}

#[test]
fn a_quotation_stands_for_itself() {
    check("« Le texte tiendra », a assuré la reine.", &["a assuré: la reine", "tiendra: Le texte"]);
}

#[test]
fn a_woven_quotation_belongs_to_its_sentence() {
    check("La reine dit que le texte est \"une honte pour le pays\".", &["dit: La reine", "est: le texte"]);
}

#[test]
fn voice_negation_and_modals_are_one_group() {
    check(
        "Le texte n'a pas encore été signé et doit être ratifié.",
        &["n'a pas encore été signé: Le texte", "doit être ratifié: Le texte"],
    );
}

#[test]
fn a_noun_is_no_verb() {
    check("La visite du roi est une offre de paix.", &["est: La visite"]);
}

#[test]
fn what_stands_at_the_front_is_no_subject() {
    check(
        "Inquiets de la guerre qui dure, les alliés renforcent le front.",
        &["renforcent: les alliés", "dure: la guerre"],
    );
}
