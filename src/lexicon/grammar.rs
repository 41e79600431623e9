//! How a language builds its sentences: what stands before what. Rules ask for a property, never for a language.
//!
//! Does not know words: the lists do.
#![expect(clippy::struct_excessive_bools, reason = "each is one property of a language")]

include!(concat!(env!("OUT_DIR"), "/grammar.rs"));
