//! The rules of dates in their readers' terms: a text, and under it what is read and its value.

use crate::lexicon;
use crate::model::{Article, Language, Modifier, Published};
use crate::reading::doc::Doc;
use proptest::prelude::*;

fn article(published: &str, body: &str) -> Article {
    Article::new(Published::on(published.parse().unwrap()), None, format!("Titre\n\n{body}"))
}

/// Each line of text is followed by lines of carets with the value they stand over; what has no carets is no date.
fn check(published: &str, annotated: &str) {
    let mut body = Vec::new();
    let mut expected = Vec::new();
    for line in annotated.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(value) = line.trim_start().strip_prefix('^') {
            let column = line.chars().take_while(|letter| *letter == ' ').count();
            let width = line.chars().filter(|letter| *letter == '^').count();
            expected.push((body.len(), column, width, value.trim_start_matches('^').trim().to_owned()));
        } else {
            body.push(line.to_owned());
        }
    }
    let expected: Vec<(String, String)> = expected
        .into_iter()
        .map(|(line, column, width, value)| {
            (body[line - 1].chars().skip(column).take(width).collect::<String>(), value)
        })
        .collect();
    let article = article(published, &body.join("\n\n"));
    let doc = Doc::new(&article);
    let (found, _) = super::find(&doc);
    let found: Vec<(String, String)> = found
        .iter()
        .map(|date| {
            let modifier = date.when.modifier.map(Modifier::name).unwrap_or_default();
            (
                date.span.of(&article.text).to_owned(),
                format!("{} {modifier}", date.when.value).trim().to_owned(),
            )
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn what_comes_once_in_a_unit_is_placed_in_the_one_told_beside_it() {
    check(
        "2021-04-07",
        "
Il a parlé mardi de la semaine dernière et reviendra le vendredi de la semaine prochaine.
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2021-03-30
                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2021-04-16
Le traité a été signé à l'automne de l'an dernier et rompu au printemps de cette année.
                          ^^^^^^^^^^^^^^^^^^^^^^^ 2020-23
                                                              ^^^^^^^^^^^^^^^^^^^^^^^^ 2021-21
",
    );
}

#[test]
fn a_slip_or_a_missing_accent_hides_no_date() {
    check(
        "2021-04-07",
        "
L'accord signé jeuid a été dénoncé mecredi, puis rompu en févier 2021 par les deux parties.
               ^^^^^ 2021-04-01
                                   ^^^^^^^ 2021-04-07
                                                          ^^^^^^^^^^^ 2021-02
A partir du 1er mai, la frontière sera fermée, au plus tard le 30 juin.
^^^^^^^^^^^^^^^^^^^ 2021-05-01/..
                                               ^^^^^^^^^^^^^^^^^^^^^^^ ../2021-06-30
Au dix-neuvième siècle, puis pendant la guerre de 1914-18, la ville a changé de mains.
   ^^^^^^^^^^^^^^^^^^^ 18XX
                                                  ^^^^^^^ 1914/1918
",
    );
}

#[test]
fn told_dates_keep_their_grain() {
    check(
        "2026-02-04",
        "
Signé le 11 septembre 2022, rompu en février 2023, repris en 2024.
         ^^^^^^^^^^^^^^^^^ 2022-09-11
                                     ^^^^^^^^^^^^ 2023-02
                                                             ^^^^ 2024
Le 2025-03-07, puis le 11.09.2025 et le 1er mars 2025, les délégués ont voté.
   ^^^^^^^^^^ 2025-03-07
                       ^^^^^^^^^^ 2025-09-11
                                        ^^^^^^^^^^^^^ 2025-03-01
Né au XIXe siècle, le différend a resurgi dans les années 1990, puis dans les années 30.
      ^^^^^^^^^^^ 18XX
                                                   ^^^^^^^^^^^ 199X
                                                                              ^^^^^^^^^ 193X
",
    );
}

#[test]
fn a_weekday_follows_the_tense_of_its_clause() {
    check(
        "2026-02-04",
        "
Le ministre a reçu lundi son homologue et le reverra vendredi à Riga.
                   ^^^^^ 2026-02-02
                                                     ^^^^^^^^ 2026-02-06
Il doit rencontrer mardi la ministre, a annoncé mercredi un porte-parole.
                   ^^^^^ 2026-02-10
                                                ^^^^^^^^ 2026-02-04
Jeudi, les deux hommes se verront à Oslo. Dimanche, ils s'étaient parlé.
^^^^^ 2026-02-05
                                          ^^^^^^^^ 2026-02-01
Ils ont annulé lundi la réunion prévue mardi à Riga.
               ^^^^^ 2026-02-02
                                       ^^^^^ 2026-02-03
",
    );
}

#[test]
fn what_happens_again_and_again_is_no_date() {
    check("2026-02-04", "Ils se voient tous les dimanches, chaque lundi, le mardi et du lundi au vendredi.");
}

#[test]
fn numbers_that_count_or_number_are_no_years() {
    check("2026-02-04", "Une force de 2000 hommes applique la résolution 1701 par 1998 voix à 2000 mètres.");
}

#[test]
fn clocks_ages_and_lengths_place_nothing() {
    check("2026-02-04", "À 14h30, le député de 45 ans a parlé pendant trois mois, vers minuit, 12 à 10.");
}

#[test]
fn words_that_only_look_like_dates_are_left() {
    check("2026-02-04", "Il a été reçu par Mme Avril Mars, qui vise Mars, au Printemps de Prague.");
}

#[test]
fn turns_count_from_the_article() {
    check(
        "2026-02-04",
        "
Vendredi dernier, en décembre dernier et l'an dernier, la semaine dernière aussi.
^^^^^^^^^^^^^^^^ 2026-01-30
                     ^^^^^^^^^^^^^^^^ 2025-12
                                         ^^^^^^^^^^^^ 2025
                                                       ^^^^^^^^^^^^^^^^^^^ 2026-01-26/2026-02-01
Le mois prochain, mardi prochain, l'été prochain, le week-end prochain.
^^^^^^^^^^^^^^^^ 2026-03
                  ^^^^^^^^^^^^^^ 2026-02-10
                                    ^^^^^^^^^^^^ 2026-22
                                                  ^^^^^^^^^^^^^^^^^^^^ 2026-02-14/2026-02-15
",
    );
}

#[test]
fn days_count_from_the_article() {
    check(
        "2024-03-01",
        "
Arrivé hier, reparti avant-hier, il reviendra demain et après-demain, aujourd'hui non.
       ^^^^ 2024-02-29
                     ^^^^^^^^^^ 2024-02-28
                                              ^^^^^^ 2024-03-02
                                                        ^^^^^^^^^^^^ 2024-03-03
                                                                      ^^^^^^^^^^^ 2024-03-01
Comme dit hier (jeudi), il part.
          ^^^^^^^^^^^^ 2024-02-29
",
    );
}

#[test]
fn counted_units_keep_their_grain() {
    check(
        "2026-03-12",
        "
Il y a un an, il y a trois mois et il y a deux semaines, ils se parlaient.
^^^^^^^^^^^^ 2025
              ^^^^^^^^^^^^^^^^^ 2025-12
                                   ^^^^^^^^^^^^^^^^^^^^ 2026-02-23/2026-03-01
Une session se tiendra dans dix jours. Il y a un an et demi, rien.
                       ^^^^^^^^^^^^^^ 2026-03-22
                                       ^^^^^^^^^^^^^^^^^^^^ 2024-09
Ils négocient depuis environ deux ans, depuis bientôt quatre mois, sous huit jours.
              ^^^^^^^^^^^^^^^^^^^^^^^ 2024/.. approx
                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^ 2025-11/.. approx
                                                                   ^^^^^^^^^^^^^^^ ../2026-03-20
",
    );
}

#[test]
fn a_date_counts_from_the_one_before_it() {
    check(
        "2023-06-02",
        "
Arrivé le 14 mars 2020, il est reparti le lendemain, puis revenu trois jours plus tard.
          ^^^^^^^^^^^^ 2020-03-14
                                       ^^^^^^^^^^^^ 2020-03-15
                                                                 ^^^^^^^^^^^^^^^^^^^^^ 2020-03-18
Le même jour, la Chine a protesté. L'année suivante, elle a cédé.
^^^^^^^^^^^^ 2020-03-18
                                   ^^^^^^^^^^^^^^^^ 2021
Il a été libéré la veille de Noël 2019, et l'autre au lendemain du 3 mai 2021.
                ^^^^^^^^^^^^^^^^^^^^^^ 2019-12-24
                                                      ^^^^^^^^^^^^^^^^^^^^^^^ 2021-05-04
",
    );
}

#[test]
fn a_happening_dates_what_stands_around_it() {
    check(
        "2021-01-04",
        "
L'ONU a annoncé lundi une conférence.
                ^^^^^ 2021-01-04
Le négociateur avait prévenu la veille de l'annonce.
                             ^^^^^^^^^ 2021-01-03
",
    );
}

#[test]
fn intervals_hold_both_ends() {
    check(
        "2025-06-16",
        "
Réunis du 12 au 14 juin, entre le 28 mai et le 3 juin, de 2019 à 2021 et les 3 et 4 mai.
       ^^^^^^^^^^^^^^^^ 2025-06-12/2025-06-14
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2025-05-28/2025-06-03
                                                       ^^^^^^^^^^^^^^ 2019/2021
                                                                             ^^^^^^^^^^ 2025-05-03/2025-05-04
Les chars sont entrés dans la nuit de lundi à mardi.
                              ^^^^^^^^^^^^^^^^^^^^^ 2025-06-09/2025-06-10
Dans la nuit du 31 décembre au 1er janvier, ils avaient tiré.
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2024-12-31/2025-01-01
",
    );
}

#[test]
fn prepositions_open_intervals() {
    check(
        "2025-06-16",
        "
En poste depuis 2019, il restera jusqu'à vendredi, ou d'ici à la fin du mois.
         ^^^^^^^^^^^ 2019/..
                                 ^^^^^^^^^^^^^^^^ ../2025-06-20
                                                      ^^^^^^^^^^^^^^^^^^^^^^ ../2025-06 end
Le pacte, en vigueur à partir du 1er juillet, sera signé avant le 20 juin, avant l'été et d'ici à 2030.
                     ^^^^^^^^^^^^^^^^^^^^^^^ 2025-07-01/..
                                                         ^^^^^^^^^^^^^^^^ ../2025-06-20
                                                                           ^^^^^^^^^^^ ../2025-22
                                                                                          ^^^^^^^^^^^^ ../2030
",
    );
}

#[test]
fn a_part_of_a_unit_is_kept_as_such() {
    check(
        "2025-06-16",
        "
Relâchés début juillet dernier, à la mi-mai, fin août 2024 et vers 2012.
         ^^^^^^^^^^^^^^^^^^^^^ 2024-07 start
                                     ^^^^^^ 2025-05 mid
                                             ^^^^^^^^^^^^^ 2024-08 end
                                                              ^^^^^^^^^ 2012 approx
Financé au premier trimestre 2026, dans la première quinzaine de janvier 2027.
           ^^^^^^^^^^^^^^^^^^^^^^ 2026-01/2026-03
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2027-01-01/2027-01-15
",
    );
}

#[test]
fn a_day_without_year_is_near_on_the_side_of_its_tense() {
    check(
        "2024-03-10",
        "
Arrêtés le 14 décembre, ils seront jugés le 5 avril; arrêté le 20 avril.
           ^^^^^^^^^^^ 2023-12-14
                                            ^^^^^^^ 2024-04-05
                                                               ^^^^^^^^ 2023-04-20
Ils se réuniront le 29 février à Riga.
                    ^^^^^^^^^^ 2028-02-29
Elle a annoncé une réunion le 3 avril.
                              ^^^^^^^ 2024-04-03
",
    );
}

#[test]
fn an_old_story_keeps_its_year() {
    check(
        "2018-11-11",
        "
Le 28 juin 1914, l'archiduc est tué. Le 3 août, l'Allemagne déclara la guerre.
   ^^^^^^^^^^^^ 1914-06-28
                                        ^^^^^^ 1914-08-03
",
    );
}

#[test]
fn what_is_quoted_counts_from_the_day_of_the_saying() {
    check(
        "2021-01-05",
        "
Elle a démenti dimanche tout accord. « Rien n'a changé cette semaine », a-t-elle dit.
               ^^^^^^^^ 2021-01-03
                                                       ^^^^^^^^^^^^^ 2020-12-28/2021-01-03
",
    );
}

#[test]
fn datelines_are_near() {
    check(
        "1995-01-02",
        "
DAYTON, 31 déc (AP) - Les présidents ont signé vendredi.
        ^^^^^^ 1994-12-31
                                               ^^^^^^^^ 1994-12-30
",
    );
}

#[test]
fn feasts_fall_where_they_fall() {
    check(
        "1922-04-18",
        "
Ils ont signé dimanche, jour de Pâques, après avoir siégé à Noël et au marché de Noël.
              ^^^^^^^^ 1922-04-16
                        ^^^^^^^^^^^^^^ 1922-04-16
                                                            ^^^^ 1921-12-25
",
    );
}

#[test]
fn a_year_may_be_told_beside_its_day() {
    check(
        "2025-06-11",
        "
The exiles have complained since at least 2011, and a text was adopted on Dec. 5 of that year.
                           ^^^^^^^^^^^^^^^^^^^ 2011/..
                                                                          ^^^^^^^^^^^^^^^^^^^ 2011-12-05
The ceasefire was signed in the capital on May 14 this year and confirmed last May 2 by the envoy.
                                           ^^^^^^^^^^^^^^^^ 2025-05-14
                                                                          ^^^^^^^^^^ 2025-05-02
",
    );
}

#[test]
fn days_of_the_month_that_is_told_are_dates() {
    check(
        "1978-01-04",
        "
The envoy had stayed in the town on Dec. 28 and 29, and the consul was summoned on the 31st, but not the 3rd time.
                                    ^^^^^^^ 1977-12-28
                                                ^^ 1977-12-29
                                                                                       ^^^^ 1977-12-31
They moved to the town overnight Tuesday to Wednesday, and talks will go on between January 20 and 25.
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1978-01-03/1978-01-04
                                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^ 1978-01-20/1978-01-25
",
    );
}

#[test]
fn days_of_old_letters_count_from_where_the_story_is() {
    check(
        "1840-12-22",
        "
ALEXANDRIA, Dec. 6 (From our own Correspondent).--The Pasha signed on the 27th ult. and was disavowed on Wednesday last.
            ^^^^^^ 1840-12-06
                                                                          ^^^^^^^^ 1840-11-27
                                                                                                         ^^^^^^^^^^^^^^ 1840-12-02
CONSTANTINOPLE, Dec. 9.--The Minister yesterday informed the envoys of the order of the 3d inst.
                ^^^^^^ 1840-12-09
                                      ^^^^^^^^^ 1840-12-08
                                                                                        ^^^^^^^ 1840-12-03
",
    );
    check(
        "1888-10-31",
        "
On Sept. 4 a farmer asked the Minister for his advice. The latter, writing on the 13th under seal of secrecy, gave it.
   ^^^^^^^ 1888-09-04
                                                                                  ^^^^ 1888-09-13
The Minister saw the editor a week ago Wednesday, and was called to the palace last evening.
                            ^^^^^^^^^^^^^^^^^^^^ 1888-10-24
                                                                               ^^^^^^^^^^^^ 1888-10-30
",
    );
    check(
        "1936-07-07",
        "
MONTREUX, 7. - La levée est prévue pour le 15 courant. La séance du 3, longue, fut la dernière.
          ^ 1936-07-07
                                           ^^^^^^^^^^ 1936-07-15
                                                                    ^ 1936-07-03
",
    );
}

#[test]
fn a_month_may_be_told_behind_its_day() {
    check(
        "1888-03-14",
        "
Le grand vizir a télégraphié le 5 de ce mois au ministre, qui avait quitté Riga le 27 du mois dernier.
                                ^^^^^^^^^^^^ 1888-03-05
                                                                                   ^^^^^^^^^^^^^^^^^^ 1888-02-27
Nous nous verrons le 23 à Riga. La place demande depuis le commencement de février une réponse.
                     ^^ 1888-03-23
                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1888-02/.. start
",
    );
}

#[test]
fn a_cleft_a_participle_in_front_and_a_past_infinitive_look_back() {
    check(
        "2011-05-17",
        "
C'est mercredi que l'assemblée a admis le royaume.
      ^^^^^^^^ 2011-05-11
Réunis vendredi sous une tente, les élus de la ville ont approuvé le texte.
       ^^^^^^^^ 2011-05-13
Le roi reproche à la marine d'être entrée jeudi dans la rade, où des navires saisis en mars sont gardés.
                                          ^^^^^ 2011-05-12
                                                                                       ^^^^ 2011-03
Le roi demande d'être reçu jeudi.
                           ^^^^^ 2011-05-19
",
    );
}

#[test]
fn a_dateline_gives_its_day_to_what_stands_behind() {
    check(
        "1905-09-06",
        "
Portsmouth (New-Hampshire), 4 septembre, 4 h. soir. — Le traité de la paix a été signé aujourd'hui par les envoyés.
                            ^^^^^^^^^^^ 1905-09-04
                                                                                       ^^^^^^^^^^^ 1905-09-04
",
    );
}

#[test]
fn years_that_head_a_list_and_participles_of_wishes() {
    check(
        "2003-01-27",
        "
Les dates de la crise en Côte d'Ivoire sont celles qui suivent dans la liste:
-- 2002 --
   ^^^^ 2002
",
    );
    check(
        "1992-09-14",
        "
The side of the north proposes that the talks be resumed on Wednesday with the others.
                                                            ^^^^^^^^^ 1992-09-16
The clerk of the department declined to be interviewed on Thursday about the talks.
                                                          ^^^^^^^^ 1992-09-10
The court was told that the vessel had been boarded outside Gabonese waters in May.
                                                                               ^^^ 1992-05
",
    );
}

#[test]
fn what_comes_later_is_counted_from_a_date_and_not_from_what_follows() {
    check(
        "1902-12-19",
        "
The envoys left on Sunday, Dec. 7; two days later the fleets seized the gunboats, twelve days after Huerta had left.
                   ^^^^^^^^^^^^^^ 1902-12-07
                                   ^^^^^^^^^^^^^^ 1902-12-09
                                                                                  ^^^^^^^^^^^^^^^^^ 1902-12-09
",
    );
}

#[test]
fn no_plan_lies_most_of_a_year_ahead_without_its_year() {
    check(
        "1976-06-02",
        "
Relations, broken off by the island on February 19, are to be resumed. The envoys put off to early July a round of talks.
                                       ^^^^^^^^^^^ 1976-02-19
                                                                                             ^^^^^^^^^^ 1976-07 start
They will gather on October 9-10 under a 1971 treaty, which a force of 2000 soldiers guards.
                    ^^^^^^^^^^^^ 1976-10-09/1976-10-10
                                         ^^^^ 1971
",
    );
    check(
        "2028-09-21",
        "
S'il n'est pas relâché avant le vendredi 29, l'Union gèlera son aide. Ils ont accepté une trêve à partir de dimanche.
                       ^^^^^^^^^^^^^^^^^^^^ ../2028-09-29
                                                                                                ^^^^^^^^^^^^^^^^^^^^ 2028-09-24/..
Le ministre, que le prince avait retenu à dîner lundi soir, a parlé.
                                                ^^^^^ 2028-09-18
",
    );
}

#[test]
fn a_plan_called_off_lies_behind_and_a_condition_ahead() {
    check(
        "2025-09-08",
        "
The president had put off a trip to the desert originally set for the end of August.
                                                                      ^^^^^^^^^^^^^ 2025-08 end
",
    );
    check(
        "2026-03-02",
        "
L'Union suspendrait son aide si elle n'était pas libre avant vendredi, mais elle s'était rendue lundi à Riga.
                                                       ^^^^^^^^^^^^^^ ../2026-03-06
                                                                                                ^^^^^ 2026-03-02
",
    );
}

#[test]
fn english_dates_follow_the_same_rules() {
    check(
        "2024-03-05",
        "
The envoy said on Monday that he would meet the minister on Friday in the capital.
                  ^^^^^^ 2024-03-04
                                                            ^^^^^^ 2024-03-08
The talks, held last week and on Feb. 29, 2024, will resume in early July or by the end of the year.
                ^^^^^^^^^ 2024-02-26/2024-03-03
                                 ^^^^^^^^^^^^^ 2024-02-29
                                                               ^^^^^^^^^^ 2024-07 start
                                                                             ^^^^^^^^^^^^^^^^^^^^^^ ../2024 end
They may march on the capital, and the prices fall every Monday.
He was freed two years ago and left the next day for the islands that he had seen in the 1990s.
             ^^^^^^^^^^^^^ 2022
                                    ^^^^^^^^^^^^ 2024-03-01
                                                                                         ^^^^^ 199X
",
    );
}

#[derive(serde::Deserialize)]
struct Table {
    #[serde(default)]
    entry: Vec<Entry>,
    #[serde(default)]
    outlook: Vec<Entry>,
}

#[derive(serde::Deserialize)]
struct Entry {
    #[serde(default)]
    forms: Vec<String>,
    #[serde(default)]
    hits: Vec<String>,
    #[serde(default)]
    misses: Vec<String>,
}

/// Whether a date is found over, or right behind, a form of the entry.
fn found_over(language: Language, entry: &Entry, phrase: &str, slack: usize) -> bool {
    let filler = match language {
        Language::French => "Le ministre de la défense a dit que les délégués étaient là pour parler",
        Language::English => "The minister of defence said that the delegates were there to talk about it",
    };
    let article = article("2026-02-04", &format!("{phrase}.\n\n{filler}."));
    let doc = Doc::new(&article);
    assert_eq!(doc.language, language, "{phrase}");
    let lower = article.text.to_lowercase().replace('’', "'");
    super::find(&doc).0.iter().any(|date| {
        entry.forms.iter().any(|form| {
            lower
                .match_indices(form.as_str())
                .any(|(at, _)| date.span.start < at + form.len() + slack && at < date.span.end + slack)
        })
    })
}

#[test]
fn every_entry_of_the_tables_proves_itself() {
    let tables = [
        (Language::French, include_str!("../../../assets/lang/fr/dates.toml")),
        (Language::English, include_str!("../../../assets/lang/en/dates.toml")),
    ];
    for (language, text) in tables {
        let table: Table = toml::from_str(text).unwrap();
        for entry in &table.entry {
            assert!(!entry.hits.is_empty() || !entry.misses.is_empty(), "{:?} proves nothing", entry.forms);
            for hit in &entry.hits {
                assert!(found_over(language, entry, hit, 12), "{:?}: nothing found in {hit:?}", entry.forms);
            }
            for miss in &entry.misses {
                assert!(
                    !found_over(language, entry, miss, 0),
                    "{:?}: found something in {miss:?}",
                    entry.forms
                );
            }
        }
        for entry in &table.outlook {
            for (phrases, ahead) in [(&entry.hits, true), (&entry.misses, false)] {
                for phrase in phrases {
                    let article = article("2026-02-04", phrase);
                    let found = super::find(&Doc::new(&article)).0;
                    let day = found.first().and_then(|date| date.when.first_day());
                    assert_eq!(day.map(|day| day > article.published.date), Some(ahead), "{phrase:?}");
                }
            }
        }
    }
}

#[test]
fn the_tables_are_sorted_for_the_search() {
    for language in [Language::French, Language::English] {
        let table = lexicon::dates(language);
        assert!(table.phrases.is_sorted_by_key(|phrase| phrase.words.first()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_at_all_is_survived(text in "\\PC{0,300}") {
        let article = article("2026-02-04", &text);
        for date in super::find(&Doc::new(&article)).0 {
            prop_assert!(!date.span.of(&article.text).is_empty());
        }
    }

    #[test]
    fn any_heap_of_date_words_is_survived(words in proptest::collection::vec(0..400_usize, 0..40), years in proptest::collection::vec(0..3000_i32, 3)) {
        let phrases = lexicon::dates(Language::French).phrases;
        let mut text = String::new();
        for (step, word) in words.iter().enumerate() {
            text.push_str(&phrases[word % phrases.len()].words.join(" "));
            text.push(' ');
            if step % 3 == 0 {
                text.push_str(&years[step % years.len()].to_string());
                text.push(' ');
            }
        }
        let article = article("2026-02-04", &text);
        for date in super::find(&Doc::new(&article)).0 {
            prop_assert!(!date.span.of(&article.text).is_empty());
        }
    }
}
