//! The hash by which forms are found in the vocabulary; the build script lays the table out with the same function.
//!
//! Not for secrets, nor for tables that grow with what articles say: hostile text could fill one slot.

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Spreads a form over 32 bits, the same on every machine.
pub fn hash(form: &str) -> u32 {
    let mut mixed = form.len() as u64;
    let mut pieces = form.as_bytes().chunks_exact(8);
    for piece in &mut pieces {
        mixed = mix(mixed, piece.try_into().map_or(0, u64::from_le_bytes));
    }
    let last = pieces.remainder().iter().fold(0, |last, byte| last << 8 | u64::from(*byte));
    (mix(mixed, last) >> 32) as u32
}

const fn mix(mixed: u64, piece: u64) -> u64 {
    let mixed = (mixed ^ piece).wrapping_mul(FACTOR);
    mixed ^ mixed >> 29
}
