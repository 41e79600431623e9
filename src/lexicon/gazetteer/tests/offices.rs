//! Who held which office when: a sample by office and date, in both languages, and no hole in the chief successions.
//!
//! Does not test that readings ask for them: `tests/offices.rs` does.

use super::*;

/// Office, of what (French name), day, holder in French and in English; nobody where the names are empty.
const SAMPLE: &[(Office, &str, &str, &str, &str)] = &[
    (Office::HeadOfState, "France", "1914-08-01", "Raymond Poincaré", "Raymond Poincaré"),
    (Office::HeadOfState, "France", "1969-05-01", "", ""),
    (Office::HeadOfState, "France", "1981-05-20", "Valéry Giscard d'Estaing", "Valéry Giscard d'Estaing"),
    (Office::HeadOfState, "France", "2006-03-15", "Jacques Chirac", "Jacques Chirac"),
    (Office::HeadOfGovernment, "France", "1936-07-14", "Léon Blum", "Léon Blum"),
    (Office::HeadOfGovernment, "France", "1998-01-01", "Lionel Jospin", "Lionel Jospin"),
    (Office::ForeignMinister, "France", "1938-09-30", "Georges Bonnet", "Georges Bonnet"),
    (Office::ForeignMinister, "France", "2003-02-14", "Dominique de Villepin", "Dominique de Villepin"),
    (Office::DefenceMinister, "France", "1991-01-17", "Jean-Pierre Chevènement", "Jean-Pierre Chevènement"),
    (Office::DefenceMinister, "France", "2003-03-20", "Michèle Alliot-Marie", "Michèle Alliot-Marie"),
    (Office::DiplomaticAdviser, "France", "1996-06-01", "Jean-David Levitte", "Jean-David Levitte"),
    (Office::HeadOfGovernment, "Royaume-Uni", "1990-11-27", "Margaret Thatcher", "Margaret Thatcher"),
    (Office::ForeignMinister, "Royaume-Uni", "1914-08-03", "Edward Grey", "Edward Grey"),
    (Office::ForeignMinister, "Royaume-Uni", "1998-12-16", "Robin Cook", "Robin Cook"),
    (Office::DefenceMinister, "Royaume-Uni", "2003-03-20", "Geoff Hoon", "Geoff Hoon"),
    (Office::ForeignMinister, "États-Unis", "1928-08-27", "Frank Kellogg", "Frank Kellogg"),
    (Office::ForeignMinister, "États-Unis", "1962-10-22", "Dean Rusk", "Dean Rusk"),
    (Office::DefenceMinister, "États-Unis", "1962-10-22", "Robert McNamara", "Robert McNamara"),
    (Office::SecurityAdviser, "États-Unis", "2015-07-14", "Susan Rice", "Susan Rice"),
    (Office::DeputyHeadOfState, "États-Unis", "1991-01-17", "Dan Quayle", "Dan Quayle"),
    (Office::HeadOfState, "Russie", "2009-07-01", "Dmitri Medvedev", "Dmitry Medvedev"),
    (Office::ForeignMinister, "Russie", "1999-03-24", "Igor Ivanov", "Igor Ivanov"),
    (Office::DefenceMinister, "Russie", "1994-12-11", "Pavel Gratchev", "Pavel Grachev"),
    (Office::DiplomaticAdviser, "Russie", "2008-08-12", "Sergueï Prikhodko", "Sergei Prikhodko"),
    (Office::Leader, "URSS", "1962-10-22", "Nikita Khrouchtchev", "Nikita Khrushchev"),
    (Office::ForeignMinister, "URSS", "1983-09-01", "Andreï Gromyko", "Andrei Gromyko"),
    (Office::Leader, "Chine", "1984-12-19", "Deng Xiaoping", "Deng Xiaoping"),
    (Office::HeadOfState, "Chine", "2008-08-08", "Hu Jintao", "Hu Jintao"),
    (Office::ForeignMinister, "Chine", "1972-02-21", "Ji Pengfei", "Ji Pengfei"),
    (Office::HeadOfGovernment, "Allemagne", "1989-11-09", "Helmut Kohl", "Helmut Kohl"),
    (
        Office::HeadOfGovernment,
        "Allemagne",
        "1914-08-01",
        "Theobald von Bethmann Hollweg",
        "Theobald von Bethmann Hollweg",
    ),
    (Office::DiplomaticAdviser, "Allemagne", "2015-02-12", "Christoph Heusgen", "Christoph Heusgen"),
    (Office::HeadOfGovernment, "Italie", "1978-03-16", "Giulio Andreotti", "Giulio Andreotti"),
    (Office::ForeignMinister, "Italie", "2003-02-14", "Franco Frattini", "Franco Frattini"),
    (Office::HeadOfState, "Pologne", "1994-01-01", "Lech Walesa", "Lech Walesa"),
    (Office::DefenceMinister, "Pologne", "2022-02-24", "Mariusz Blaszczak", "Mariusz Blaszczak"),
    (Office::HeadOfState, "Ukraine", "2004-11-22", "Leonid Koutchma", "Leonid Kuchma"),
    (Office::HeadOfGovernment, "Ukraine", "2000-01-01", "Viktor Iouchtchenko", "Viktor Yushchenko"),
    (Office::DefenceMinister, "Ukraine", "2017-01-01", "Stepan Poltorak", "Stepan Poltorak"),
    (Office::HeadOfGovernment, "Turquie", "1974-07-20", "Bülent Ecevit", "Bulent Ecevit"),
    (Office::ForeignMinister, "Turquie", "2003-02-14", "Yasar Yakis", "Yasar Yakis"),
    (Office::HeadOfState, "Iran", "1999-07-09", "Mohammad Khatami", "Mohammad Khatami"),
    (Office::SecurityAdviser, "Iran", "2006-06-06", "Ali Larijani", "Ali Larijani"),
    (Office::HeadOfGovernment, "Iran", "1953-08-15", "Mohammad Mossadegh", "Mohammad Mossadegh"),
    (Office::HeadOfGovernment, "Israël", "1978-09-17", "Menahem Begin", "Menachem Begin"),
    (Office::DefenceMinister, "Israël", "2006-07-12", "Amir Peretz", "Amir Peretz"),
    (Office::ForeignMinister, "Israël", "1967-06-05", "Abba Eban", "Abba Eban"),
    (Office::OrganisationHead, "Commission européenne", "1992-02-07", "Jacques Delors", "Jacques Delors"),
    (Office::OrganisationHead, "Parlement européen", "1980-01-01", "Simone Veil", "Simone Veil"),
    (Office::ForeignMinister, "Union européenne", "2015-07-14", "Federica Mogherini", "Federica Mogherini"),
    (Office::OrganisationHead, "ONU", "1961-09-01", "Dag Hammarskjöld", "Dag Hammarskjold"),
    (Office::OrganisationHead, "ONU", "2003-03-20", "Kofi Annan", "Kofi Annan"),
    (
        Office::OrganisationHead,
        "Organisation mondiale du commerce",
        "2008-07-29",
        "Pascal Lamy",
        "Pascal Lamy",
    ),
    (Office::HeadOfGovernment, "Japon", "1995-01-17", "Tomiichi Murayama", "Tomiichi Murayama"),
    (Office::HeadOfState, "Corée du Sud", "2000-06-13", "Kim Dae-jung", "Kim Dae-jung"),
    (Office::HeadOfGovernment, "Inde", "1991-12-01", "P. V. Narasimha Rao", "P. V. Narasimha Rao"),
    (Office::HeadOfState, "Pakistan", "2009-01-01", "Asif Ali Zardari", "Asif Ali Zardari"),
    (Office::HeadOfState, "Brésil", "1999-01-13", "Fernando Henrique Cardoso", "Fernando Henrique Cardoso"),
    (Office::HeadOfState, "Argentine", "1982-04-02", "Leopoldo Galtieri", "Leopoldo Galtieri"),
    (Office::HeadOfState, "Mexique", "1994-01-01", "Carlos Salinas de Gortari", "Carlos Salinas de Gortari"),
    (Office::HeadOfGovernment, "Canada", "1997-12-03", "Jean Chrétien", "Jean Chretien"),
    (Office::HeadOfState, "Arabie saoudite", "1990-08-02", "Fahd ben Abdelaziz", "Fahd bin Abdulaziz"),
    (Office::ForeignMinister, "Arabie saoudite", "2002-03-27", "Saoud al-Fayçal", "Saud al-Faisal"),
    (Office::HeadOfState, "Liban", "2006-07-12", "Émile Lahoud", "Émile Lahoud"),
    (Office::HeadOfGovernment, "Liban", "2006-07-12", "Fouad Siniora", "Fouad Siniora"),
    (Office::HeadOfState, "Algérie", "1992-02-01", "Mohamed Boudiaf", "Mohamed Boudiaf"),
    (Office::ForeignMinister, "Algérie", "1974-04-10", "Abdelaziz Bouteflika", "Abdelaziz Bouteflika"),
    (Office::HeadOfState, "Arménie", "2008-03-01", "Robert Kotcharian", "Robert Kocharyan"),
    (Office::HeadOfState, "Géorgie", "2008-08-08", "Mikheïl Saakachvili", "Mikheil Saakashvili"),
    (Office::HeadOfState, "Mali", "2012-01-17", "Amadou Toumani Touré", "Amadou Toumani Touré"),
    (Office::HeadOfState, "Nigeria", "1995-11-10", "Sani Abacha", "Sani Abacha"),
    (Office::HeadOfState, "Vatican", "1940-01-01", "Pie XII", "Pius XII"),
    (Office::HeadOfState, "Tchécoslovaquie", "1990-01-01", "Vaclav Havel", "Vaclav Havel"),
];

#[test]
fn an_office_is_held_by_the_holder_of_the_day() {
    let mut wrong = Vec::new();
    for (office, of, on, french, english) in SAMPLE {
        let found = holder(*office, id(of), on.parse().unwrap());
        let names = found.map_or(("", ""), |person| (person.fr(), person.en()));
        if names != (*french, *english) {
            wrong.push(format!("{office:?} of {of} on {on}: {names:?}, not {french:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The successions without which « le président français » means nobody: of what, its offices, from when on.
const CHIEF: &[(&str, &[Office], u32)] = &[
    ("France", STATE, 19_900_101),
    ("Royaume-Uni", STATE, 19_900_101),
    ("États-Unis", &[Office::HeadOfState, Office::ForeignMinister, Office::DefenceMinister], 19_900_101),
    (
        "Russie",
        &[Office::HeadOfState, Office::HeadOfGovernment, Office::ForeignMinister, Office::DefenceMinister],
        19_920_601,
    ),
    ("Chine", STATE, 19_900_101),
    ("Allemagne", STATE, 19_900_101),
    ("Allemagne", &[Office::DefenceMinister], 19_900_101),
    ("Italie", STATE, 19_900_101),
    ("Pologne", STATE, 19_900_101),
    ("Ukraine", STATE, 19_911_206),
    ("Turquie", &[Office::HeadOfState, Office::ForeignMinister], 19_900_101),
    ("Iran", &[Office::Leader, Office::HeadOfState, Office::ForeignMinister], 19_900_101),
    ("Israël", STATE, 19_900_101),
    ("Israël", &[Office::DefenceMinister], 19_900_701),
    ("Japon", STATE_HEADS, 19_900_101),
    ("Inde", &[Office::HeadOfGovernment], 19_900_101),
    ("Canada", &[Office::HeadOfGovernment, Office::ForeignMinister], 19_900_101),
    ("Commission européenne", &[Office::OrganisationHead], 19_900_101),
    ("Union européenne", &[Office::ForeignMinister], 19_991_018),
    ("ONU", &[Office::OrganisationHead], 19_900_101),
    ("OTAN", &[Office::OrganisationHead], 19_900_101),
];

const STATE_HEADS: &[Office] = &[Office::HeadOfState, Office::HeadOfGovernment];
const STATE: &[Office] = &[Office::HeadOfState, Office::HeadOfGovernment, Office::ForeignMinister];

/// Months from a day to a day.
fn months(from: u32, to: u32) -> u32 {
    let month = |day: u32| day / 10_000 * 12 + day / 100 % 100;
    month(to).saturating_sub(month(from))
}

#[test]
fn the_chief_successions_have_no_hole_longer_than_a_government_takes_to_form() {
    let mut holes = Vec::new();
    for (of, offices, since) in CHIEF {
        for office in *offices {
            let mut covered = *since;
            for tenure in tenures(*office, id(of)).filter(|tenure| tenure.to > *since) {
                if months(covered, tenure.from) > 7 {
                    holes.push(format!("{office:?} of {of}: nobody from {covered} to {}", tenure.from));
                }
                covered = tenure.to;
            }
            // The data end in late 2025.
            if covered < 20_251_101 {
                holes.push(format!("{office:?} of {of}: nobody after {covered}"));
            }
        }
    }
    assert!(holes.is_empty(), "{}", holes.join("\n"));
}

#[test]
fn nobody_holds_an_office_as_a_child_or_after_death() {
    for tenure in TENURES.iter().map(Tenure::unpack) {
        let person = tenure.person.entity();
        let died = person.to().map_or(u32::MAX, |year| u32::from(year.unsigned_abs()) * 10_000 + 9_999);
        assert!(tenure.from <= died, "{person:?} came to {:?} after death", tenure.office);
        let ends = if tenure.to == 99_999_999 { tenure.from } else { tenure.to };
        // Data without the day end with their year.
        assert!(
            ends / 10_000 <= died / 10_000,
            "{person:?} was {:?} until {ends}, after death",
            tenure.office
        );
        assert!(
            tenure.to == 99_999_999 || months(tenure.from, tenure.to) <= 71 * 12,
            "{person:?} was {:?} for more than 71 years",
            tenure.office
        );
        assert!(
            tenure.to != 99_999_999 || tenure.from > 19_720_000,
            "{person:?} still is {:?}",
            tenure.office
        );
    }
}
