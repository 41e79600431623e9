//! Names that look like something else, and what stands beside a name.

use super::{check, mentions};

#[test]
fn whom_the_sentence_before_was_about_leads_a_body() {
    check(
        "« C'est un piège », a lancé le général Jan Moe. Le chef de l'Armée zgrafienne réclame des armes.",
        &[
            "Jan Moe = Jan Moe",
            "<chef de l'Armée zgrafienne> = Jan Moe",
            "Armée zgrafienne = Armée zgrafienne",
        ],
    );
}

/// The mentions of an English body under a headline without any.
#[track_caller]
fn check_english(body: &str, expected: &[&str]) {
    assert_eq!(mentions(&format!("The state of the day\n\n{body}")), expected, "{body}");
}

#[test]
fn a_trade_is_a_surname_behind_a_title_an_office_or_a_given_name() {
    check_english(
        "Paul Baker met Mr. Fisher and Admiral Cook. Baker said that he would wait for Secretary Mason.",
        &["Paul Baker = Paul Baker", "Fisher = Fisher", "Cook = Cook", "Baker = Paul Baker", "Mason = Mason"],
    );
    // « Secretary General », « the Baker » are none.
    check_english(
        "The Secretary General said that he had seen the Baker of the town.",
        &["<Secretary General> = Secretary General"],
    );
}

#[test]
fn letters_with_dots_tell_whose_a_body_or_an_office_is() {
    check_english(
        "The U.S. embassy said that the U.N. envoy to Mali, Omar Moe, had left.",
        &["U.S. embassy = U.S. embassy", "U.N. = United Nations", "Mali = Mali", "Omar Moe = Omar Moe"],
    );
}

#[test]
fn where_an_office_is_held_may_stand_before_the_name() {
    check_english(
        "The head of the Brazilian mission in Georgetown, Maria Moe, said that she would wait.",
        &["Brazilian mission = Brazilian mission", "Maria Moe = Maria Moe"],
    );
    check("Le chef de la Minusma au Mali, Omar Moe, a souri.", &["Minusma = Minusma", "Omar Moe = Omar Moe"]);
}

#[test]
fn a_title_of_several_is_shared() {
    check("MM. Zgraf, Holm et de Moe ont signé.", &["Zgraf = Zgraf", "Holm = Holm", "de Moe = de Moe"]);
    check_english("Messrs. Zgraf and Holm said that they would wait.", &["Zgraf = Zgraf", "Holm = Holm"]);
}

#[test]
fn a_noble_name_goes_on_behind_du() {
    check(
        "Le comte Armand du Chayla a vu le baron Louis du Four de Pradt.",
        &["Armand du Chayla = Armand du Chayla", "Louis du Four de Pradt = Louis du Four de Pradt"],
    );
}

#[test]
fn whom_somebody_succeeds_is_a_person() {
    check(
        "Paul Zgraf succède à Jaime Bermudez.",
        &["Paul Zgraf = Paul Zgraf", "Jaime Bermudez = Jaime Bermudez"],
    );
    check("Paul Zgraf est arrivé à Nova Zgrafa.", &["Paul Zgraf = Paul Zgraf"]);
}

#[test]
fn a_known_name_may_have_a_further_surname() {
    check_english(
        "The minister told Vladimir Putin Monday that Nicolas Maduro Moros had left.",
        &["Vladimir Putin = Vladimir Putin", "Nicolas Maduro Moros = Nicolas Maduro"],
    );
}

#[test]
fn states_as_older_papers_spell_them() {
    check_english(
        "Servia has replied. Roumania has not yet replied to Christiania.",
        &["Servia = Serbia", "Roumania = Romania", "Christiania = Norway"],
    );
}
#[test]
fn family_names_may_be_of_two_letters_titles_of_two_words_and_ranks_behind_a_hyphen() {
    let text = "The state of the day\n\nChinese envoy Xu Wenhai met Lord Justice Zgraf. Xu spoke to Zgraf.";
    let told = ["Xu Wenhai = Xu Wenhai", "Zgraf = Zgraf", "Xu = Xu Wenhai", "Zgraf = Zgraf"];
    assert_eq!(mentions(text), told);
    check("Riza-Pacha s'est tu.", &["Riza-Pacha = Riza-Pacha"]);
}

#[test]
fn what_a_headline_is_labelled_with_is_no_part_of_a_name() {
    let told = mentions("PORTRAIT-Anna Ozola, la voix du port\n\nRien de plus n'est dit ici.");
    assert_eq!(told, ["Anna Ozola = Anna Ozola"]);
}

#[test]
fn an_assembly_is_america_s_only_where_america_is_spoken_of() {
    check(
        "Washington est prêt. Le Congrès votera mardi.",
        &["Washington = États-Unis", "Congrès = Congrès américain"],
    );
    check("La Bolivie est prête. Le Congrès votera mardi.", &["Bolivie = Bolivie", "Congrès = Congrès"]);
    check(
        "La Bolivie est prête. Le Parlement votera mardi.",
        &["Bolivie = Bolivie", "Parlement = Parlement bolivien"],
    );
}
