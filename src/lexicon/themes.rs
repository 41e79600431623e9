//! Themes: how each part of the screen looks, in words that any terminal library can be told.
//!
//! Does not draw and names no terminal library.

/// The look of one part.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// One of the sixteen colours by name, or `default`; one of the 256 by its number; or `#rrggbb`.
    pub colour: &'static str,
    /// Of `bold`, `dim`, `italic`, `underlined`, `reversed`.
    pub attributes: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/themes.rs"));
