//! For each token of an article the number of what it belongs to, if anything: four bytes a token.
//!
//! Does not know what is numbered.

/// A number for each token, or none.
#[derive(Debug, Default)]
pub struct PerToken(Vec<u32>);

impl PerToken {
    /// None for each of so many tokens.
    pub fn new(tokens: usize) -> Self {
        Self(vec![0; tokens])
    }

    /// The number of a token; none past the end.
    pub fn get(&self, token: usize) -> Option<usize> {
        self.0.get(token).and_then(|more| (*more as usize).checked_sub(1))
    }

    /// Gives a token its number.
    pub fn set(&mut self, token: usize, number: usize) {
        if let Some(slot) = self.0.get_mut(token) {
            *slot = one_more(number);
        }
    }

    /// Gives a token its number, if it has none.
    pub fn set_first(&mut self, token: usize, number: usize) {
        if let Some(slot) = self.0.get_mut(token).filter(|slot| **slot == 0) {
            *slot = one_more(number);
        }
    }
}

/// Zero stands for none. An article is read in parts of far fewer tokens than overflow this.
fn one_more(number: usize) -> u32 {
    u32::try_from(number).map_or(0, |number| number.saturating_add(1))
}
