//! What the layer reads in sentences made up for it, one rule and its near miss at a time.

mod borne;
mod whose;

use super::{Gender, find, resolve_pronoun};
use crate::model::{Article, Class, Published};
use crate::reading::doc::Doc;

/// Reads a headline, a blank line and a body, published on 4 February 2026.
fn article(text: &str) -> Article {
    Article::new(Published::on("2026-02-04".parse().unwrap()), None, text.to_owned())
}

/// All mentions as « words = party », roles in angle brackets.
fn mentions(text: &str) -> Vec<String> {
    let article = article(text);
    let doc = Doc::new(&article);
    let actors = find(&doc);
    let shown = |found: &super::Mentioned| {
        let words = found.mention.span.of(doc.text);
        let party = &actors.parties[found.mention.party].name;
        match found.mention.class {
            crate::model::Class::Role => format!("<{words}> = {party}"),
            _ => format!("{words} = {party}"),
        }
    };
    actors.mentions.iter().map(shown).collect()
}

/// The mentions of a body under a headline without any.
#[track_caller]
fn check(body: &str, expected: &[&str]) {
    assert_eq!(mentions(&format!("Le point sur la journée\n\n{body}")), expected, "{body}");
}

#[test]
fn a_surname_means_the_person_named_in_full() {
    check(
        "Anna Ozola a dit non. Mme Ozola a maintenu son refus.",
        &["Anna Ozola = Anna Ozola", "Ozola = Anna Ozola"],
    );
}

#[test]
fn two_bearers_of_a_surname_are_told_apart_by_their_titles() {
    check(
        "Tomas Berg a vu Ebba Berg. M. Berg a souri, Mme Berg non.",
        &["Tomas Berg = Tomas Berg", "Ebba Berg = Ebba Berg", "Berg = Tomas Berg", "Berg = Ebba Berg"],
    );
}

#[test]
fn particles_belong_to_the_name() {
    check(
        "Greta van der Linde a reçu Omar ben Jelloul. Mme van der Linde a écouté M. ben Jelloul.",
        &[
            "Greta van der Linde = Greta van der Linde",
            "Omar ben Jelloul = Omar ben Jelloul",
            "van der Linde = Greta van der Linde",
            "ben Jelloul = Omar ben Jelloul",
        ],
    );
}

#[test]
fn the_first_word_of_a_sentence_is_no_name_for_its_capital() {
    check("Interrogé lundi, il a dit non. Plusieurs pays ont suivi.", &[]);
}

#[test]
fn transcriptions_of_one_name_are_one_person() {
    check(
        "Oleg Vassilevski est venu. M. Vasilevski est reparti.",
        &["Oleg Vassilevski = Oleg Vassilevski", "Vasilevski = Oleg Vassilevski"],
    );
}

#[test]
fn likeness_alone_joins_nobody() {
    check("Oleg Karpov est venu. M. Karpin est reparti.", &["Oleg Karpov = Oleg Karpov", "Karpin = Karpin"]);
}

#[test]
fn a_capital_acts_as_a_subject_and_is_a_place_behind_at() {
    check("Moscou accuse ses voisins. La réunion a eu lieu à Moscou.", &["Moscou = Russie"]);
    check("Les relations entre Kyiv et Moscou sont rompues.", &["Kyiv = Ukraine", "Moscou = Russie"]);
    check("Il fait la navette entre Kyiv et Moscou.", &[]);
}

#[test]
fn a_country_acts_unless_a_locative_leads_to_it() {
    check("L'avenir de la Norvège se joue en Norvège.", &["Norvège = Norvège"]);
    check("Il vit dans le nord de la Norvège.", &[]);
}

#[test]
fn inhabitants_stand_for_their_state_when_all_are_meant() {
    check("Les Norvégiens refusent.", &["Norvégiens = Norvège"]);
    check("Deux Norvégiens ont été arrêtés.", &[]);
}

#[test]
fn a_description_means_whom_the_article_described_so() {
    check(
        "Le médiateur suisse, Hans Zgraf, est venu. Le médiateur repart lundi.",
        &["Hans Zgraf = Hans Zgraf", "<médiateur> = Hans Zgraf"],
    );
}

#[test]
fn a_description_agrees_in_gender_and_nation() {
    check(
        "La ministre norvégienne Anna Ozola a vu le ministre letton Hans Zgraf. Le ministre letton a ri.",
        &["Anna Ozola = Anna Ozola", "Hans Zgraf = Hans Zgraf", "<ministre letton> = Hans Zgraf"],
    );
}

#[test]
fn somebody_brought_in_without_a_name_keeps_none() {
    check(
        "Hans Zgraf, directeur du port, est venu. Un responsable portuaire a protesté. Le responsable portuaire est parti.",
        &["Hans Zgraf = Hans Zgraf"],
    );
}

#[test]
fn a_counterpart_is_the_other_holder_of_the_office() {
    check(
        "Le négociateur guyanien Dan Persaud a reçu le négociateur surinamais Ron Soerjo. M. Persaud a remercié son homologue.",
        &[
            "Dan Persaud = Dan Persaud",
            "Ron Soerjo = Ron Soerjo",
            "Persaud = Dan Persaud",
            "<homologue> = Ron Soerjo",
        ],
    );
}

#[test]
fn bodies_are_read_whole() {
    check(
        "Le ministère norvégien des Affaires étrangères a refusé.",
        &["ministère norvégien des Affaires étrangères = Ministère norvégien des Affaires étrangères"],
    );
    check(
        "La commission de la Défense du Parlement norvégien a voté.",
        &[
            "commission de la Défense du Parlement norvégien = Commission de la Défense du Parlement norvégien",
        ],
    );
    check("Des ministères ont brûlé.", &[]);
}

#[test]
fn letters_in_brackets_name_the_same_body() {
    check(
        "La Ligue des ports de la mer du Nord (LPMN) se réunit. La LPMN a voté.",
        &[
            "Ligue des ports de la mer du Nord = Ligue des ports de la mer du Nord",
            "LPMN = Ligue des ports de la mer du Nord",
            "LPMN = Ligue des ports de la mer du Nord",
        ],
    );
}

#[test]
fn unknown_media_are_told_by_their_noun_or_their_deed() {
    check("Selon le quotidien Dagsposten, il a ri.", &["Dagsposten = Dagsposten"]);
    check("Dagsposten, citant une source, a parlé de crise.", &["Dagsposten = Dagsposten"]);
    check("Il pense à Dagsposten.", &[]);
}

#[test]
fn captions_name_people_and_credits_none() {
    check(
        "Anna Ozola à Riga, le 3 mai 2025 ( AFP / HANS ZGRAF )\n\nElle a dit oui.\n\n(Karl Holm, édité par Zoé de Brie)",
        &["Anna Ozola = Anna Ozola"],
    );
}

#[test]
fn a_headline_is_resolved_from_the_body() {
    assert_eq!(
        mentions("Un émissaire letton est venu\n\nHans Zgraf, conseiller diplomatique letton, est venu."),
        ["<émissaire letton> = Hans Zgraf", "Hans Zgraf = Hans Zgraf"]
    );
}

#[test]
fn unknown_places_keep_what_holds_them() {
    let article = article("Titre\n\nIl est venu à Vallormont-le-Bas (Haute-Marne) mardi.");
    let doc = Doc::new(&article);
    let actors = find(&doc);
    let place = &actors.places[0].place;
    assert_eq!((place.name.as_str(), place.within[0].as_str()), ("Vallormont-le-Bas", "Haute-Marne"));
    assert!(actors.mentions.is_empty());
}

#[test]
fn pronouns_agree_and_prefer_subjects() {
    let text = "Titre\n\nAnna Ozola a reçu Hans Zgraf. \"Oui\", a-t-elle dit. \"Non\", a-t-il dit.";
    let article = article(text);
    let doc = Doc::new(&article);
    let actors = find(&doc);
    let at = |form: &str| doc.words.iter().position(|word| word.lower == form).unwrap();
    let name = |form, gender| {
        resolve_pronoun(&doc, &actors, at(form), Some(gender), false)
            .map(|party| actors.parties[party].name.as_str())
    };
    assert_eq!(name("-t-elle", Gender::Feminine), Some("Anna Ozola"));
    assert_eq!(name("-t-il", Gender::Masculine), Some("Hans Zgraf"));
}

#[test]
fn a_group_holds_title_and_apposition() {
    let text = "Titre\n\nLe porte-parole de la marine norvégienne, Hans Zgraf, a refusé.";
    let article = article(text);
    let doc = Doc::new(&article);
    let actors = find(&doc);
    let person =
        actors.mentions.iter().position(|found| found.mention.span.of(doc.text) == "Hans Zgraf").unwrap();
    let group = doc.span(&actors.mentions[person].group);
    assert_eq!(group.of(doc.text), "Le porte-parole de la marine norvégienne, Hans Zgraf,");
    let navy =
        actors.mentions.iter().find(|found| found.mention.span.of(doc.text) == "marine norvégienne").unwrap();
    assert_eq!(navy.inside, Some(person));
    assert!(actors.mentions[person].subject);
}

#[test]
fn an_adjective_of_no_table_does_not_part_an_office_from_its_name() {
    let article =
        article("Titre\n\nAnna Ozola, négociatrice, a parlé. Le négociateur riganois, Hans Zgraf, a refusé.");
    let doc = Doc::new(&article);
    let actors = find(&doc);
    assert!(actors.mentions.iter().all(|found| found.mention.class != Class::Role));
    let person =
        actors.mentions.iter().find(|found| found.mention.span.of(doc.text) == "Hans Zgraf").unwrap();
    assert_eq!(doc.span(&person.group).of(doc.text), "Le négociateur riganois, Hans Zgraf,");
}

#[test]
fn a_text_without_end_is_read_to_its_limit_and_says_so() {
    let line =
        "Le ministre letton Hans Zgraf a dit à Anna Ozola que le président parlait de Moscou. ".repeat(2_000);
    let article = article(&format!("Titre\n\n{line}"));
    let doc = Doc::new(&article);
    let actors = find(&doc);
    assert!(actors.doubts.iter().any(|doubt| doubt.why.starts_with("text too long")));
    assert!(actors.mentions.iter().all(|found| found.words.end <= super::scan::LIMIT));
}

#[test]
fn a_body_with_another_adjective_is_another_body() {
    check(
        "Le Conseil de sécurité nationale s'est réuni.",
        &["Conseil de sécurité nationale = Conseil de sécurité nationale"],
    );
}

#[test]
fn a_counterpart_holds_the_like_office() {
    check(
        "Le ministre letton Hans Zgraf a vu le chargé d'affaires danois Karl Holm. M. Zgraf a écrit à son homologue danois.",
        &[
            "Hans Zgraf = Hans Zgraf",
            "Karl Holm = Karl Holm",
            "Zgraf = Hans Zgraf",
            "<homologue danois> = homologue danois",
        ],
    );
}

#[test]
fn an_office_nobody_holds_is_the_untold_speakers() {
    check(
        "Riga a convoqué l'ambassadeur norvégien. \"Non\", a répondu Hans Zgraf devant la presse.",
        &["Riga = Lettonie", "<ambassadeur norvégien> = Hans Zgraf", "Hans Zgraf = Hans Zgraf"],
    );
    check(
        "Riga a convoqué l'ambassadeur norvégien. \"Non\", a répondu Hans Zgraf. Karl Holm a ri.",
        &[
            "Riga = Lettonie",
            "<ambassadeur norvégien> = Hans Zgraf",
            "Hans Zgraf = Hans Zgraf",
            "Karl Holm = Karl Holm",
        ],
    );
    // Two of whom nothing is told: left alone.
    check(
        "Riga a convoqué l'ambassadeur norvégien. \"Non\", a répondu Hans Zgraf à Karl Holm.",
        &[
            "Riga = Lettonie",
            "<ambassadeur norvégien> = ambassadeur norvégien",
            "Hans Zgraf = Hans Zgraf",
            "Karl Holm = Karl Holm",
        ],
    );
}

#[test]
fn a_trade_means_the_only_woman() {
    check(
        "Anna Ozola a été libérée. Hans Zgraf l'a dit. La photographe va bien.",
        &["Anna Ozola = Anna Ozola", "Hans Zgraf = Hans Zgraf", "<photographe> = Anna Ozola"],
    );
    check(
        "Anna Ozola a été libérée. Signe Berg l'a dit. Un ami a revu la photographe.",
        &["Anna Ozola = Anna Ozola", "Signe Berg = Signe Berg"],
    );
}

#[test]
fn a_guest_is_the_other_one() {
    check(
        "Le préfet Hans Zgraf a vu Karl Holm. M. Zgraf a promis une carte à son visiteur.",
        &["Hans Zgraf = Hans Zgraf", "Karl Holm = Karl Holm", "Zgraf = Hans Zgraf", "<visiteur> = Karl Holm"],
    );
}

#[test]
fn a_longer_name_of_a_medium_is_another_medium() {
    check("Selon le quotidien La Libre Wallonie, il a ri.", &["La Libre Wallonie = La Libre Wallonie"]);
    check("Radio-Riga accuse ses voisins.", &["Radio-Riga = Radio-Riga"]);
}

#[test]
fn letters_of_another_tongue_name_the_body_before_them() {
    check(
        "L'Agence lettone de coopération (ZKPQ) a donné une pompe.",
        &[
            "Agence lettone de coopération = Agence lettone de coopération",
            "ZKPQ = Agence lettone de coopération",
        ],
    );
}

#[test]
fn nobody_holds_an_office_of_a_world_that_the_tables_do_not_know() {
    check(
        "Le président français a reçu Sergueï Lavrov.",
        &["<président français> = Emmanuel Macron", "Sergueï Lavrov = Sergueï Lavrov"],
    );
    check(
        "La Première ministre danoise, Signe Holm, a appelé le président français.",
        &["Signe Holm = Signe Holm", "<président français> = président français"],
    );
}

#[test]
fn whom_a_description_brought_in_it_means_again() {
    check(
        "Anna Ozola a vu le roi du Lesotho. Elle a remercié le roi.",
        &[
            "Anna Ozola = Anna Ozola",
            "<roi du Lesotho> = roi du Lesotho",
            "Lesotho = Lesotho",
            "<roi> = roi du Lesotho",
        ],
    );
}

#[test]
fn a_name_and_a_description_joined_by_being_are_one() {
    check(
        "Hans Zgraf est le ministre letton de la Pêche. Le ministre a ri.",
        &["Hans Zgraf = Hans Zgraf", "<ministre> = Hans Zgraf"],
    );
}

#[test]
fn an_english_description_stands_beside_its_name_before_a_clause() {
    let body = "The ship was held by Tom Berg, the opposition lawmaker who had told the police. The lawmaker then left.";
    assert_eq!(
        mentions(&format!("The state of the day\n\n{body}")),
        ["Tom Berg = Tom Berg", "<lawmaker> = Tom Berg"]
    );
}

#[test]
fn somebody_announced_without_a_name_is_the_one_named_behind() {
    let text = "Togo frees German engineer\n\nA German engineer was freed on Monday, the foreign minister, Koffi Adjavon, said.\n\nMathilde Brandt, 38, is resting.";
    assert_eq!(
        mentions(text),
        [
            "Togo = Togo",
            "<German engineer> = Mathilde Brandt",
            "<German engineer> = Mathilde Brandt",
            "Koffi Adjavon = Koffi Adjavon",
            "Mathilde Brandt = Mathilde Brandt",
        ]
    );
}

#[test]
fn a_government_with_a_holder_is_that_of_his_state() {
    check(
        "Le ministre norvégien Hans Zgraf a parlé. Il a promis que son gouvernement céderait.",
        &["Hans Zgraf = Hans Zgraf", "gouvernement = Gouvernement norvégien"],
    );
    check("Hans Zgraf est venu. Un gouvernement a cédé.", &["Hans Zgraf = Hans Zgraf"]);
}

#[test]
fn people_named_one_by_one_are_not_their_state() {
    check("Les Pakistanais refusent.", &["Pakistanais = Pakistan"]);
    check(
        "Les Norvégiens Anna Ozola et Hans Zgraf refusent.",
        &["Anna Ozola = Anna Ozola", "Hans Zgraf = Hans Zgraf"],
    );
}

#[test]
fn capitals_before_a_dash_say_where_a_paragraph_was_written() {
    check(
        "RIGA - La Lettonie a cédé.\n\nOSLO - La Norvège aussi.",
        &["Lettonie = Lettonie", "Norvège = Norvège"],
    );
}

#[test]
fn letters_take_no_particle() {
    check("Elle a vu le CNDX de Hans Zgraf.", &["CNDX = CNDX", "Hans Zgraf = Hans Zgraf"]);
}

#[test]
fn a_description_in_a_clause_with_a_name_is_somebody_else() {
    check(
        "Le ministre letton Hans Zgraf, sans lien avec le ministre, est venu.",
        &["Hans Zgraf = Hans Zgraf"],
    );
}

#[test]
fn whoever_opens_a_sentence_by_an_office_was_the_subject_before() {
    check(
        "M. Zgraf s'est entretenu avec M. Berg. Le ministre letton a ri.",
        &["Zgraf = Zgraf", "Berg = Berg", "<ministre letton> = Zgraf"],
    );
}

#[test]
fn english_names_begin_behind_what_describes_them() {
    let text = "The state of the day\n\nSenate Majority Leader Tom Berg told the Samoa Observer that Secretary of State Henry A. Kissinger had left for Lisbon.";
    assert_eq!(
        mentions(text),
        ["Tom Berg = Tom Berg", "Samoa Observer = Samoa Observer", "Henry A. Kissinger = Henry Kissinger",]
    );
}

#[test]
fn a_realm_is_the_state_of_that_kind_named_before() {
    check(
        "Le Qatar a cédé. Paris a remercié l'émirat.",
        &["Qatar = Qatar", "Paris = France", "<émirat> = Qatar"],
    );
    check("Le Qatar a cédé. Il a acheté un royaume.", &["Qatar = Qatar"]);
}

#[test]
fn an_english_place_before_a_plain_noun_does_not_act() {
    let text =
        "The state of the day\n\nHe told Singapore reporters that Tom Berg had left. Singapore denied it.";
    assert_eq!(mentions(text), ["Tom Berg = Tom Berg", "Singapore = Singapore"]);
}

#[test]
fn one_name_hyphenated_or_not_is_one_person() {
    check(
        "La médiatrice Anna Diallo Sanogo est venue. Mme Diallo-Sanogo repart lundi.",
        &["Anna Diallo Sanogo = Anna Diallo Sanogo", "Diallo-Sanogo = Anna Diallo Sanogo"],
    );
}

#[test]
fn two_surnames_in_one_word_are_two_persons() {
    let text = "Une rencontre Ozola-Zgraf\n\nAnna Ozola a vu Hans Zgraf. M. Holm-Berg est venu.";
    assert_eq!(
        mentions(text),
        [
            "Ozola = Anna Ozola",
            "Zgraf = Hans Zgraf",
            "Anna Ozola = Anna Ozola",
            "Hans Zgraf = Hans Zgraf",
            "Holm-Berg = Holm-Berg",
        ]
    );
}

#[test]
fn a_body_alone_is_that_of_the_state_spoken_of() {
    check(
        "La Norvège a cédé, selon un médiateur norvégien. Le ministère a confirmé le départ.",
        &["Norvège = Norvège", "ministère = Ministère norvégien"],
    );
    // Another government than the state's, and a word that is no body of a state.
    check("La Norvège a cédé. Le gouvernement local a confirmé.", &["Norvège = Norvège"]);
    check("La Norvège a cédé. Le département a brûlé.", &["Norvège = Norvège"]);
}

#[test]
fn an_english_body_alone_takes_the_state_before() {
    let text = "The state of the day\n\nNorway agreed. Its defence ministry denied it. The government website was down.";
    assert_eq!(mentions(text), ["Norway = Norway", "defence ministry = Norwegian defence ministry"]);
}

#[test]
fn lands_and_waters_by_their_last_word_are_nobody() {
    let text =
        "The state of the day\n\nBerta Channel froze. Tom Ridge told the Zgrafian that Lake Chad had not.";
    assert_eq!(mentions(text), ["Tom Ridge = Tom Ridge", "Zgrafian = Zgrafian"]);
}

#[test]
fn a_nation_belongs_to_the_name_of_a_company_and_a_title_alone_names_nobody() {
    let text = "The state of the day\n\nHe runs Ethiopian Airlines. The Count complains.";
    assert_eq!(mentions(text), ["Ethiopian Airlines = Ethiopian Airlines"]);
}

#[test]
fn a_known_body_that_goes_on_behind_an_office_is_named() {
    check(
        "Le président du Conseil européen, Antonio Costa, a cédé.",
        &["Conseil européen = Conseil européen", "Antonio Costa = Antonio Costa"],
    );
    check(
        "Le président du Conseil français a cédé.",
        &["<président du Conseil français> = Sébastien Lecornu"],
    );
}

#[test]
fn a_parent_with_dots_belongs_to_its_body_and_a_congress_of_a_town_is_no_parliament() {
    let text = "The state of the day\n\nThe U.N. Security Council met. The Congress of Berlin met.";
    assert_eq!(
        mentions(text),
        [
            "U.N. Security Council = United Nations Security Council",
            "Congress of Berlin = Congress of Berlin"
        ]
    );
}

#[test]
fn a_line_of_names_and_places_signs() {
    let text = "The state of the day\n\nAnna Ozola in Riga, Tom Berg in Oslo\n\nNorway agreed.";
    assert_eq!(mentions(text), ["Norway = Norway"]);
    let text = "The state of the day\n\nAnna Ozola in Riga met Tom Berg.\n\nNorway agreed.";
    assert_eq!(mentions(text), ["Anna Ozola = Anna Ozola", "Tom Berg = Tom Berg", "Norway = Norway"]);
}

#[test]
fn one_crown_is_not_another() {
    let text = "The state of the day\n\nEmir Anwar Qadir left for the oasis. He accused the Sultan of Muscat and Oman. \
                The Emir laughed.";
    assert_eq!(
        mentions(text),
        [
            "Anwar Qadir = Anwar Qadir",
            "<Sultan of Muscat and Oman> = Sultan of Muscat and Oman",
            "Muscat and Oman = Oman",
            "<Emir> = Anwar Qadir",
        ]
    );
}

#[test]
fn kin_whom_a_sentence_is_about_go_by_whose_they_are() {
    check(
        "Jan Zgraf vend du thé. Son épouse, malade, est restée.",
        &["Jan Zgraf = Jan Zgraf", "<épouse> = épouse"],
    );
    check("Jan Zgraf porte le nom de son père.", &["Jan Zgraf = Jan Zgraf"]);
}

#[test]
fn the_latter_may_be_named_behind_and_a_movement_is_one_named_just_before() {
    check(
        "Jan Zgraf recevra le consul général de l'Inde. Ce dernier, M. Ratan Mehrotra, a remercié.",
        &[
            "Jan Zgraf = Jan Zgraf",
            "<consul général de l'Inde> = Ratan Mehrotra",
            "Inde = Inde",
            "Ratan Mehrotra = Ratan Mehrotra",
        ],
    );
    check(
        "Le Mouvement populaire zgrafien a cédé. Un élu du mouvement a ri.",
        &[
            "Mouvement populaire zgrafien = Mouvement populaire zgrafien",
            "<mouvement> = Mouvement populaire zgrafien",
        ],
    );
}

#[test]
fn one_of_a_people_and_of_an_age() {
    let text = "The state of the day\n\nDr. Juan Zgraf denied it. It was, the Paraguayan said, a shell. The Paraguayan \
                press was silent. \"I am tired,\" the 60-year-old said.";
    assert_eq!(
        mentions(text),
        ["Juan Zgraf = Juan Zgraf", "<Paraguayan> = Juan Zgraf", "<60-year-old> = Juan Zgraf"]
    );
}

#[test]
fn a_place_may_be_a_surname_and_letters_are_a_mention_of_their_own() {
    let text = "INTERVIEW-San Marino would host talks\n\nDomingo Palermo, the education minister, met the Commission \
                on Zgraf Waters (CZW). Palermo denied it. The commission sat in Palermo.";
    assert_eq!(
        mentions(text),
        [
            "San Marino = San Marino",
            "Domingo Palermo = Domingo Palermo",
            "Commission on Zgraf Waters = Commission on Zgraf Waters",
            "CZW = Commission on Zgraf Waters",
            "Palermo = Domingo Palermo",
            "<commission> = Commission on Zgraf Waters",
        ]
    );
}

#[test]
fn bodies_go_by_the_noun_that_heads_their_name() {
    let text = "The state of the day\n\nThe Council of the League of Nations met the Dutch delegation. Jan Zgraf heads \
                the delegation. The Council asked the International Tribunal for Zgraf. The tribunal's president left.";
    assert_eq!(
        mentions(text),
        [
            "Council of the League of Nations = Council of the League of Nations",
            "Dutch delegation = Dutch delegation",
            "Jan Zgraf = Jan Zgraf",
            "delegation = Dutch delegation",
            "Council = Council of the League of Nations",
            "International Tribunal for Zgraf = International Tribunal for Zgraf",
            "<tribunal> = International Tribunal for Zgraf",
        ]
    );
}

#[test]
fn what_somebody_serves_as_and_leads() {
    let text = "The state of the day\n\nPaul Zgraf, who came in May as envoy, met Anna Holm, who heads the commission. The \
                delegation, led by Jan Moe, left. The envoy smiled. The commission's chief left. The head of the \
                delegation waved.";
    assert_eq!(
        mentions(text),
        [
            "Paul Zgraf = Paul Zgraf",
            "Anna Holm = Anna Holm",
            "Jan Moe = Jan Moe",
            "<envoy> = Paul Zgraf",
            "<commission's chief> = Anna Holm",
            "<head of the delegation> = Jan Moe",
        ]
    );
}

#[test]
fn a_description_that_acts_in_a_clause_of_its_own() {
    let text =
        "The state of the day\n\nPaul Zgraf met the press. Friends said the engineer would leave on Monday.";
    assert_eq!(mentions(text), ["Paul Zgraf = Paul Zgraf", "<engineer> = Paul Zgraf"]);
    // Whom a pronoun behind means is another.
    check(
        "Le prince Paul Zgraf est parti pour Riga, où le métropolite doit le recevoir.",
        &["Paul Zgraf = Paul Zgraf", "<métropolite> = métropolite"],
    );
}

#[test]
fn who_leans_on_another_by_nation_or_office() {
    check(
        "Le premier ministre éthiopien Abel Zgraf a vu à Riga le président somalien Omar Moe. Son homologue somalien a souri.",
        &["Abel Zgraf = Abel Zgraf", "Omar Moe = Omar Moe", "<homologue somalien> = Omar Moe"],
    );
    check(
        "La ministre Anna Zgraf et le ministre vanuatais Jan Moe ont signé. M. Moe a ri. Son homologue française a salué.",
        &[
            "Anna Zgraf = Anna Zgraf",
            "Jan Moe = Jan Moe",
            "Moe = Jan Moe",
            "<homologue française> = Anna Zgraf",
        ],
    );
}

#[test]
fn what_a_place_has_goes_by_its_own_name() {
    check(
        "Jan Moe a défilé devant la résidence du gouverneur.",
        &["Jan Moe = Jan Moe", "<gouverneur> = gouverneur"],
    );
    check("« Le gouverneur ment », a dit Jan Moe.", &["Jan Moe = Jan Moe"]);
    let text = "The state of the day\n\nSafvet Pasha met General Moe. To this the Pasha answered that he would wait.";
    assert_eq!(mentions(text), ["Safvet Pasha = Safvet Pasha", "Moe = Moe", "<Pasha> = Safvet Pasha"]);
}

#[test]
fn whose_a_description_is_may_be_described_itself() {
    let text = "The state of the day\n\nGeneral Paul Moe left. The general's chief of staff, Thomas Berg, stayed. Ebba Zgraf, \
                the tribunal's president, met Konrad Holm. The Zgrafian leader smiled.";
    assert_eq!(
        mentions(text),
        [
            "Paul Moe = Paul Moe",
            "<general> = Paul Moe",
            "Thomas Berg = Thomas Berg",
            "Ebba Zgraf = Ebba Zgraf",
            "Konrad Holm = Konrad Holm",
            "<Zgrafian leader> = Konrad Holm",
        ]
    );
}
