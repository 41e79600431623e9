//! The reading: all that the rules read in one article, each finding with its span and the rule that read it.
//!
//! Terms and values are those of the reading contract (`depeche.reading/1`). Does not serialise itself: the
//! command line and the store own their forms.

use super::{Language, Party, PartyIndex, Span, When, Who};

/// The version of the rules that readings are made by; changes whenever a rule or a table changes what is read.
pub const RULES_VERSION: &str = "2026.11.1";

/// All that the rules read in one article. Findings are in order: by start, then longest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The language the rules took the article for.
    pub language: Language,
    /// The agency or medium that publishes it, where the article names one.
    pub agency: Option<String>,
    /// People credited at the end, in captions and bylines, in order.
    pub credits: Vec<String>,
    /// The actors of the article; mentions, speakers, agents and counterparts point here.
    pub parties: Vec<Party>,
    /// Date expressions.
    pub dates: Vec<DateFinding>,
    /// Mentions of actors.
    pub actors: Vec<Mention>,
    /// Quoted words.
    pub quotes: Vec<Quote>,
    /// Tellings of events.
    pub events: Vec<Telling>,
    /// What the text suggests and the rules did not settle.
    pub doubts: Vec<Doubt>,
}

impl Reading {
    /// A reading that found nothing.
    pub const fn empty(language: Language) -> Self {
        Self {
            language,
            agency: None,
            credits: Vec::new(),
            parties: Vec::new(),
            dates: Vec::new(),
            actors: Vec::new(),
            quotes: Vec::new(),
            events: Vec::new(),
            doubts: Vec::new(),
        }
    }

    /// Why an article in a language without rules was read no further: the doubt that says so.
    pub const FOREIGN: &str =
        "neither French nor English: read only for dates in numbers and for known names";

    /// Whether the article is in a language without rules.
    pub fn is_foreign(&self) -> bool {
        self.doubts.iter().any(|doubt| doubt.why == Self::FOREIGN)
    }

    /// The party at `index`, if the reading has it (readings made by the rules always do).
    pub fn party(&self, index: PartyIndex) -> Option<&Party> {
        self.parties.get(index)
    }
}

/// A date expression and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFinding {
    /// The temporal words.
    pub span: Span,
    /// Their meaning.
    pub when: When,
    /// The rule that read them.
    pub rule: &'static str,
}

/// A mention of an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The words, without article and title.
    pub span: Span,
    /// Whom they mean.
    pub party: PartyIndex,
    /// How they name it: a role is [`super::Class::Role`] even where its holder, the party, is a person.
    pub class: super::Class,
    /// The rule that read them.
    pub rule: &'static str,
}

/// Words between quotation marks that somebody said or wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words without the marks.
    pub span: Span,
    /// Who said them; [`Who::Unnamed`] where the text only describes the speaker, `None` where it does not tell.
    pub speaker: Option<Who>,
    /// The day or other date of the saying, where the text lets one tell.
    pub said: Option<When>,
    /// The words that attribute it (« a déclaré »).
    pub cue: Option<Span>,
    /// The place in [`Reading::events`] of the saying it belongs to.
    pub telling: Option<usize>,
    /// The sentence (or sentences) of the article it stands in.
    pub sentence: Span,
    /// The rule that found it and its speaker.
    pub rule: &'static str,
}

/// A named place of an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// Its name in the article's language (« Moscou »).
    pub name: String,
    /// The larger places that hold it, nearest first, as far as known (« Russie »).
    pub within: Vec<String>,
}

/// One event as told in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// The word or group that tells it.
    pub span: Span,
    /// The sentence that tells it.
    pub sentence: Span,
    /// For a statement: the reported clause, without its conjunction.
    pub content: Option<Span>,
    /// What kind of event.
    pub kind: Kind,
    /// When it happened, resolved from the whole article; `None` if nothing tells.
    pub when: Option<When>,
    /// Who does it.
    pub agents: Vec<Who>,
    /// With or to whom.
    pub counterparts: Vec<Who>,
    /// Where.
    pub place: Option<Place>,
    /// How it is told.
    pub status: Status,
    /// From the publisher outwards to a root, one chain per root; empty if the publisher tells it on its own word.
    pub chains: Vec<Chain>,
    /// Who the article says told it first.
    pub first_by: Option<String>,
    /// For a statement by an unnamed source whose content is an event: the place of that event in [`Reading::events`].
    pub tells: Option<usize>,
    /// The rule that read it.
    pub rule: &'static str,
}

/// One way from the publisher to the root of a report.
pub type Chain = Vec<Hop>;

/// One station of a chain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hop {
    /// A source by its canonical name.
    Named(String),
    /// A source that is only described (« une source informée de ce voyage »).
    Described(String),
}

/// What the text suggests and the rules could not settle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Where.
    pub span: Span,
    /// What is open.
    pub why: &'static str,
}

impl Doubt {
    /// Why a date was left: nothing in the article places it.
    pub const UNPLACED: &str = "a date that nothing places";
    /// Why an article was read for actors up to here only.
    pub const LONG: &str = "text too long: not read for actors from here on";
    /// Why a description stayed nobody's.
    pub const SEVERAL: &str = "description fits several";

    /// All that can be open, each with a short name.
    pub const ALL: [(&str, &str); 4] = [
        (Self::UNPLACED, "unplaced"),
        (Self::LONG, "long"),
        (Self::SEVERAL, "several"),
        (Reading::FOREIGN, "foreign"),
    ];
}

macro_rules! named_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// All of them, in the order of their definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// As written in JSON and on the command line.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The value of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

named_enum! {
    /// What kind of event, by the annotation guide.
    Kind {
        /// Somebody says, announces, writes.
        Statement = "statement",
        /// Travel to meet or be received.
        Visit = "visit",
        /// Meeting in person.
        Meeting = "meeting",
        /// Speaking at a distance.
        Call = "call",
        /// Negotiations, a round, a summit, mediation.
        Talks = "talks",
        /// Sign, agree, ratify, cease fire.
        Agreement = "agreement",
        /// Joint acts, exchanges, restoring relations.
        Cooperation = "cooperation",
        /// Back, praise, recognise.
        Support = "support",
        /// Give money, arms, shelter.
        Aid = "aid",
        /// Ease, release, lift sanctions, resign.
        Concession = "concession",
        /// Pull back, evacuate.
        Withdrawal = "withdrawal",
        /// Ask, call for, demand.
        Request = "request",
        /// Blame, condemn, suspect.
        Accusation = "accusation",
        /// Refuse, deny, break off, veto.
        Refusal = "refusal",
        /// Warn of force or sanctions.
        Threat = "threat",
        /// Demonstrate, summon an ambassador.
        Protest = "protest",
        /// Sanction, expel, suspend.
        Sanction = "sanction",
        /// Exercise, deploy, raise alert.
        Mobilisation = "mobilisation",
        /// Arrest, seize, cyber attack, blockade.
        Coercion = "coercion",
        /// Strike, invade, kill.
        Attack = "attack",
        /// Name, elect, take or leave office.
        Appointment = "appointment",
    }
}

impl Kind {
    /// The PLOVER event type and mode, `None` where PLOVER has none.
    pub const fn plover(self) -> Option<&'static str> {
        Some(match self {
            Self::Statement | Self::Appointment => return None,
            Self::Visit => "CONSULT/visit",
            Self::Meeting => "CONSULT",
            Self::Call => "CONSULT/phone",
            Self::Talks => "CONSULT/multilateral",
            Self::Agreement => "AGREE",
            Self::Cooperation => "COOPERATE",
            Self::Support => "SUPPORT",
            Self::Aid => "AID",
            Self::Concession => "CONCEDE",
            Self::Withdrawal => "RETREAT",
            Self::Request => "REQUEST",
            Self::Accusation => "ACCUSE",
            Self::Refusal => "REJECT",
            Self::Threat => "THREATEN",
            Self::Protest => "PROTEST",
            Self::Sanction => "SANCTION",
            Self::Mobilisation => "MOBILIZE",
            Self::Coercion => "COERCE",
            Self::Attack => "ASSAULT",
        })
    }
}

named_enum! {
    /// How a happening is told. The order is the design's: an entry shows the first present among its reports.
    Status {
        /// Told as fact, or by the doer.
        Affirmed = "affirmed",
        /// Told on others' word.
        Reported = "reported",
        /// The article itself says that it did not happen.
        Negated = "negated",
        /// Somebody denies it.
        Denied = "denied",
        /// Somebody asked neither confirms nor denies.
        Unconfirmed = "unconfirmed",
        /// Future or in preparation.
        Planned = "planned",
        /// Conditional.
        Hypothetical = "hypothetical",
    }
}

impl Kind {
    /// Whether it is done by saying it: a statement or a sharper act of speech.
    pub const fn is_said(self) -> bool {
        matches!(
            self,
            Self::Statement | Self::Request | Self::Accusation | Self::Refusal | Self::Threat | Self::Support
        )
    }
}

impl Status {
    /// Whether it is told as having happened or not, rather than as a plan or a possibility.
    pub const fn is_real(self) -> bool {
        !matches!(self, Self::Planned | Self::Hypothetical)
    }
}
