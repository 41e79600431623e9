//! depeche reads news-agency articles about diplomacy and turns them into a timeline that can be explored: who said
//! and did what to whom, when, on whose word, and since when it is known.
//!
//! This page is the map of the house. Data goes in at the left and comes out at the right; a folder is a step, and
//! `tests/arrows.rs` checks who names whom.
//!
//! ```text
//! file → intake → article ─→ reading ─→ chronicle ─→ app → tui
//!                    │          ↑            ↑        └──→ export
//!                    └→ journal (records) ───┘   lexicon ← assets/
//! ```
//!
//! | folder | what it does | whom it names |
//! |---|---|---|
//! | [`model`] | the words of the house, as plain values: article, span, date, actor, reading, entry, change | nobody |
//! | [`intake`] | files and streams to articles; a file that is none is refused with its reason | `model` |
//! | [`lexicon`] | what the rules know of languages and the world: tables under `assets/`, compiled into the program | `model` |
//! | [`reading`] | article and lexicon to reading: dates, actors, quotes, events, chains, doubts; pure, cannot fail | `lexicon`, `model` |
//! | [`journal`] | records of what was filed and ruled; added to, never changed | `model` |
//! | [`chronicle`] | tellings and changes to entries: grouping, wordings, statuses, what was known when; pure | `model` |
//! | [`library`] | the one door to the data: adds articles, records marks, answers queries | the six above, `search` |
//! | [`search`] | finds actors by what is typed, letters missing or wrong | `model` |
//! | [`app`] | the screen's state: messages in, state changed, effects out; knows no terminal | `library`, `search`, `lexicon`, `model` |
//! | [`tui`] | draws that state on a terminal and reads its keys; alone names ratatui and crossterm | `app` and what it shows |
//! | [`evaluation`] | readings against gold readings: counts and shares, layer by layer | nobody |
//! | [`export`] | the chronology as Markdown, to any writer | `library`, `lexicon`, `model` |
//! | [`cli`] | one file a subcommand: arguments in, library calls, text out | all of them |
//!
//! Four ideas carry everything:
//!
//! 1. **Every line leads to its words.** Each date, actor, quote and event carries the [span](model::Span) it was read
//!    from and the name of the rule that read it.
//! 2. **Three clocks, never mixed.** When it happened, as precise as the source and no more ([`model::When`]); when each
//!    report of it was published, so that a [view](library::View) can show what was known on a day; when this desk
//!    recorded it ([`model::Record`]).
//! 3. **Everything shown is a function of the journal.** It holds what cannot be computed again: articles as they came
//!    and what people ruled. Readings and the chronology are computed from it and thrown away at will.
//! 4. **Reports are not sources.** Several tellings of one happening are one [entry](model::Entry) with many reports, and
//!    five papers that echo one dispatch are one origin.
//!
//! The rules spell no word of French or English: words stand in `assets/lang` with phrases that prove them, and the
//! rules know their order. Text of articles is hostile until shown otherwise: [`model::text`] makes it visible before it
//! reaches a terminal, and [`export`] escapes it before it reaches Markdown.

pub mod app;
pub mod chronicle;
pub mod cli;
pub mod evaluation;
pub mod export;
pub mod intake;
pub mod journal;
pub mod lexicon;
pub mod library;
pub mod model;
pub mod reading;
pub mod search;
pub mod tui;
