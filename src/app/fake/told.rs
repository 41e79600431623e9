//! What the made-up library tells: the persons of the sample and the entries that a person would find in it.
//!
//! Tests only.

use crate::model::{Kind, Status};

/// The articles' persons: name, other names.
pub const ACTORS: &[(&str, &[&str])] = &[
    ("Emmanuel Macron", &["Macron", "président français"]),
    ("Vladimir Poutine", &["Poutine", "Putin"]),
    ("Emmanuel Bonne", &["Bonne"]),
    ("Iouri Ouchakov", &["Ouchakov", "Yuri Ushakov"]),
    ("Volodymyr Zelensky", &["Zelensky", "Volodimir Zelensky"]),
    ("Élysée", &["Elysée", "présidence française"]),
    ("Russie", &[]),
    ("Ukraine", &[]),
    ("Mark Carney", &["Carney"]),
];

/// One entry to be: date, kind, status, agents, counterparts, place, and the words that tell it in an article.
pub struct Told {
    pub when: &'static str,
    pub kind: Kind,
    pub status: Status,
    pub agents: &'static [usize],
    pub counterparts: &'static [usize],
    pub place: Option<&'static str>,
    pub words: &'static [(usize, &'static str)],
    pub quotes: &'static [(usize, &'static str)],
    pub unnamed: &'static [&'static str],
}

pub const NONE: Told = Told {
    when: "",
    kind: Kind::Statement,
    status: Status::Affirmed,
    agents: &[],
    counterparts: &[],
    place: None,
    words: &[],
    quotes: &[],
    unnamed: &[],
};

pub const TOLD: &[Told] = &[
    Told {
        when: "2022-02",
        kind: Kind::Attack,
        agents: &[6],
        counterparts: &[7],
        words: &[(0, "a envahi"), (1, "l'invasion russe")],
        ..NONE
    },
    Told {
        when: "2022-09-11",
        kind: Kind::Call,
        agents: &[0],
        counterparts: &[1],
        words: &[(0, "entretien téléphonique")],
        ..NONE
    },
    Told {
        when: "2025-07",
        kind: Kind::Call,
        agents: &[0],
        counterparts: &[1],
        words: &[(0, "se sont parlé")],
        ..NONE
    },
    Told {
        when: "2025-12",
        agents: &[0],
        words: &[(0, "avait annoncé"), (1, "avait jugé")],
        quotes: &[(0, "redevenir utile de parler à Vladimir Poutine"), (1, "trouver un cadre")],
        ..NONE
    },
    Told {
        when: "2026-02-03",
        kind: Kind::Visit,
        agents: &[0],
        place: Some("Haute-Saône"),
        words: &[(0, "En déplacement"), (1, "en visite")],
        ..NONE
    },
    Told {
        when: "2026-02-03",
        agents: &[0],
        words: &[(0, "a confirmé"), (1, "avait expliqué")],
        quotes: &[
            (0, "Cela se prépare et donc il y a des discussions qui se font au niveau technique"),
            (1, "Des discussions sont en cours au niveau technique"),
        ],
        ..NONE
    },
    Told {
        when: "2026-02-03",
        kind: Kind::Visit,
        status: Status::Reported,
        agents: &[2],
        counterparts: &[],
        place: Some("Moscou"),
        words: &[(1, "est allé"), (1, "fait état"), (1, "ni confirmer ni démentir")],
        unnamed: &["une source informée de cette visite", "deux sources diplomatiques"],
        ..NONE
    },
    Told {
        when: "2026-02-03",
        kind: Kind::Talks,
        status: Status::Reported,
        agents: &[2],
        counterparts: &[3],
        place: Some("Moscou"),
        words: &[(1, "des discussions avec")],
        unnamed: &["deux sources diplomatiques"],
        ..NONE
    },
    Told {
        when: "",
        kind: Kind::Call,
        status: Status::Reported,
        agents: &[0],
        counterparts: &[4],
        words: &[(1, "avait téléphoné")],
        ..NONE
    },
    Told {
        when: "2026-02-04",
        agents: &[4],
        words: &[(1, "a commenté")],
        quotes: &[(1, "Il sait ce que j'en pense"), (1, "L'intérêt de Poutine, c'est d'humilier l'Europe")],
        ..NONE
    },
    Told {
        when: "2026-02-04",
        kind: Kind::Talks,
        agents: &[7],
        counterparts: &[6],
        place: Some("Abou Dhabi"),
        words: &[(1, "négocié")],
        ..NONE
    },
    Told {
        when: "",
        kind: Kind::Talks,
        status: Status::Planned,
        agents: &[0],
        counterparts: &[1],
        words: &[(0, "la reprise de son dialogue")],
        ..NONE
    },
];
