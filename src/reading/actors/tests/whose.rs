//! Descriptions that lean on somebody else, or on a people, or on what is still to come.

use super::{check, mentions};

#[test]
fn who_came_before_or_after_is_told_by_a_sentence() {
    check(
        "Anna Zgraf succède à Paul Holm. Son prédécesseur quitte Riga.",
        &["Anna Zgraf = Anna Zgraf", "Paul Holm = Paul Holm", "<prédécesseur> = Paul Holm"],
    );
    let text = "The state of the day\n\nPaul Holm was replaced by Anna Zgraf. His successor smiled.";
    assert_eq!(
        mentions(text),
        ["Paul Holm = Paul Holm", "Anna Zgraf = Anna Zgraf", "<successor> = Anna Zgraf"]
    );
}

#[test]
fn an_office_to_come_is_that_of_the_sentence_before() {
    check(
        "Anna Zgraf entrera au gouvernement lundi. La future ministre a souri.",
        &["Anna Zgraf = Anna Zgraf", "<future ministre> = Anna Zgraf"],
    );
}

#[test]
fn peoples_without_a_state_tell_whose_it_is() {
    check(
        "La délégation tchétchène est partie. Le président tchétchène, Jan Moe, attend. Le président tchétchène a écrit.",
        &[
            "délégation tchétchène = Délégation tchétchène",
            "Jan Moe = Jan Moe",
            "<président tchétchène> = Jan Moe",
        ],
    );
    let text = "The state of the day\n\nThe Chechen delegation said that it would wait.";
    assert_eq!(mentions(text), ["Chechen delegation = Chechen delegation"]);
}

#[test]
fn a_new_envoy_is_whom_the_sentence_before_ends_with() {
    check(
        "Le Vatican a envoyé à Riga le cardinal Pio Zgraf. L'émissaire du pape a souri.",
        &["Vatican = Vatican", "Pio Zgraf = Pio Zgraf", "<émissaire du pape> = Pio Zgraf"],
    );
}

#[test]
fn who_signs_for_a_state_is_its_delegate() {
    check(
        "M. Zgraf pour la Norvège, M. Holm pour la Suède ont signé. Le délégué norvégien a souri.",
        &[
            "Zgraf = Zgraf",
            "Norvège = Norvège",
            "Holm = Holm",
            "Suède = Suède",
            "<délégué norvégien> = Zgraf",
        ],
    );
}

#[test]
fn brussels_is_the_union_where_belgium_is_not_told() {
    check(
        "Bruxelles exige des réformes, a dit Jan Moe.",
        &["Bruxelles = Union européenne", "Jan Moe = Jan Moe"],
    );
    check(
        "Bruxelles a rappelé l'ambassadeur belge.",
        &["Bruxelles = Belgique", "<ambassadeur belge> = ambassadeur belge"],
    );
}

#[test]
fn a_crown_is_nobody_s_of_whom_none_is_told() {
    let text = "The state of the day\n\nSafvet Pasha left the town. The Sultan declined to see the envoys.";
    assert_eq!(mentions(text), ["Safvet Pasha = Safvet Pasha", "<Sultan> = Sultan"]);
}
#[test]
fn several_hold_an_office_each_for_the_nation_told_in_its_place() {
    check(
        "Les ministres letton et danois, Hans Zgraf et Karl Holm, ont parlé. Le ministre danois a ri.",
        &["Hans Zgraf = Hans Zgraf", "Karl Holm = Karl Holm", "<ministre danois> = Karl Holm"],
    );
    // More names than nations: nobody's nation is told.
    check(
        "Les ministres letton et danois, Hans Zgraf, Ivan Rusu et Karl Holm, ont parlé. Le ministre danois a ri.",
        &["Hans Zgraf = Hans Zgraf", "Ivan Rusu = Ivan Rusu", "Karl Holm = Karl Holm"],
    );
}

#[test]
fn an_apposition_that_points_back_names_whom_a_description_meant() {
    check(
        "Riga a convoqué l'ambassadeur du Danemark. Une note est prête. L'ambassadeur, Karl Holm, s'est tu.",
        &[
            "Riga = Lettonie",
            "<ambassadeur du Danemark> = Karl Holm",
            "Danemark = Danemark",
            "Karl Holm = Karl Holm",
        ],
    );
    check(
        "Riga a convoqué l'ambassadeur du Danemark. Une note est prête. L'ambassadeur de Norvège, Karl Holm, s'est tu.",
        &[
            "Riga = Lettonie",
            "<ambassadeur du Danemark> = ambassadeur du Danemark",
            "Danemark = Danemark",
            "Norvège = Norvège",
            "Karl Holm = Karl Holm",
        ],
    );
}
