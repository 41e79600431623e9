//! Whose words a quote gives, by the grammar of the sentences around it.

use super::speaker;
use crate::model::{Article, Published, Reading, Who};
use crate::reading;

#[test]
fn whose_words_a_sentence_gives_is_told_by_its_grammar() {
    for text in [
        "Le ministre Paul Vidal a assuré que la Lettonie ne demandait qu'« un port ».",
        "In March the minister, Paul Vidal, told a Riga newspaper that Latvia would refuse \"any port but that.\"",
        "Interrogé sur Ingrid Solbakken, Paul Vidal n'a ni confirmé ni démenti, rappelant que « la porte est ouverte ».",
        "Ingrid Solbakken a reçu le ministre Paul Vidal. On lui prête ce mot : « Le temps presse. »",
        "Riga attendait une réponse. Signée du ministre Paul Vidal, la lettre tient en une page. « Le port est à nous », y lit-on.",
        "Ingrid Solbakken phones Paul Vidal. The latter calls it \"a talk that should have come first\".",
        "The minister, Paul Vidal, was called in over his remark that the islanders were \"charming debtors\".",
        "Le ministre, Paul Vidal, a écrit. « Le port est à nous », dit sa lettre.",
        "Le ministre, Paul Vidal, est d'avis que les alliés « demandent trop ».",
        "« Nous avons un accord. » C'est par ces mots que le ministre Paul Vidal a clos la nuit.",
        "Paul Vidal est reparti. Il ne cache rien. Il a souri. « Le port est à nous », dit-il.",
    ] {
        assert_eq!(speaker(text), "Paul Vidal", "{text}");
    }
    for text in [
        "L'entourage de Paul Vidal juge l'accueil « fort peu aimable ».",
        "Le texte « ne convient à personne », reconnaît un proche de Paul Vidal.",
        "The minister, Paul Vidal, spoke. \"The talks are over,\" conceded a man from the south.",
        "Le ministre, Paul Vidal, a parlé. « Tout est dit », surenchérit un homme venu du sud.",
    ] {
        assert_eq!(speaker(text), "?", "{text}");
    }
    // A name in capitals is none; what is cried is.
    for text in [
        "Paul Vidal invite Riga à dissoudre la « Légion des Îles ».",
        "Paul Vidal denounces the \"Act of Riga\".",
    ] {
        assert_eq!(speaker(text), "no quote", "{text}");
    }
    assert_eq!(speaker("Paul Vidal a crié « Vive Riga » à la foule."), "Paul Vidal");
}

#[test]
fn an_article_about_one_person_has_that_one_say_what_stands_alone() {
    let text = "« Le port est à tous ? »\n\nÀ Riga, Paul Vidal reçoit debout. « Entrez », dit Paul Vidal. « Le port dort », \
                ajoute Paul Vidal. « Il dormira longtemps », conclut Paul Vidal.";
    assert_eq!(speaker(text), "Paul Vidal");
}

/// An article of 7 March 2019, read.
fn read(body: &str) -> Reading {
    reading::read(&Article::new(Published::on("2019-03-07".parse().unwrap()), None, body.to_owned()))
}

#[test]
fn who_is_portrayed_says_what_stands_above() {
    let reading =
        read("Portrait\n\n« Je ne suis pas un héros. »\n\nArrivé de Riga, Paul Vidal reçoit debout.");
    let party = reading.quotes[0].speaker.as_ref().and_then(Who::party).unwrap();
    assert_eq!(reading.party(party).unwrap().name, "Paul Vidal");
}

#[test]
fn an_interview_is_given_on_its_day() {
    let body = "Entretien\n\nPaul Vidal a répondu à nos questions à Riga.\n\n« Le port dort », dit Paul Vidal. « Il \
                dormira », ajoute Paul Vidal. « Que faire ? », conclut Paul Vidal.";
    let said = read(body).quotes[0].said.map(|when| when.value.to_string());
    assert_eq!(said.as_deref(), Some("2019-03-07"));
}

#[test]
fn sayings_that_tell_of_each_other_come_to_an_end() {
    let text = "Sa lettre dit que sa lettre dit que sa lettre est « fort mal venue ». ".repeat(40);
    assert_eq!(speaker(&text), "-");
}
