//! depeche reads news-agency articles about diplomacy and turns them into a timeline that can be explored.

pub mod app;
pub mod chronicle;
pub mod cli;
pub mod export;
pub mod intake;
pub mod journal;
pub mod lexicon;
pub mod library;
pub mod model;
pub mod reading;
pub mod search;
pub mod tui;
