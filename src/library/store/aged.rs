//! A map that keeps what was used lately and forgets the rest, a half at a time.
//!
//! For what can be read again. Holds at most twice its measure; does not count bytes.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

/// Spreads numbers that this program gave itself; nobody from outside chooses them.
#[derive(Debug, Default, Clone, Copy)]
pub struct Numbers(u64);

impl Hasher for Numbers {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_i64(&mut self, number: i64) {
        self.write_u64(number.cast_unsigned());
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        let mixed = (self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

/// A map by numbers of this program's own.
pub type ByNumber<K, V> = Aged<K, V, std::hash::BuildHasherDefault<Numbers>>;

/// What was used lately.
#[derive(Debug)]
pub struct Aged<K, V, S = RandomState> {
    young: HashMap<K, V, S>,
    old: HashMap<K, V, S>,
    measure: usize,
}

impl<K: Eq + Hash, V, S: BuildHasher + Default> Aged<K, V, S> {
    /// Keeps so many that were used last, and at most as many more.
    pub fn new(measure: usize) -> Self {
        Self { young: HashMap::default(), old: HashMap::default(), measure }
    }

    /// What is kept under a key; it counts as used.
    pub fn get<Q: Eq + Hash + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        if !self.young.contains_key(key)
            && let Some((key, value)) = self.old.remove_entry(key)
        {
            self.insert(key, value);
        }
        self.young.get_mut(key)
    }

    /// As [`Self::get`], of a key that may be copied: looked up once.
    pub fn at(&mut self, key: K) -> Option<&mut V>
    where
        K: Copy,
    {
        if self.young.len() >= self.measure {
            if self.young.contains_key(&key) {
                return self.young.get_mut(&key);
            }
            // It is taken out before those among which it stands are forgotten.
            let value = self.old.remove(&key)?;
            self.old = std::mem::take(&mut self.young);
            return Some(self.young.entry(key).or_insert(value));
        }
        match self.young.entry(key) {
            Entry::Occupied(young) => Some(young.into_mut()),
            Entry::Vacant(place) => self.old.remove(&key).map(|value| place.insert(value)),
        }
    }

    /// Keeps something under a key.
    pub fn insert(&mut self, key: K, value: V) {
        if self.young.len() >= self.measure {
            self.old = std::mem::take(&mut self.young);
        }
        self.old.remove(&key);
        self.young.insert(key, value);
    }

    /// Forgets a key.
    pub fn remove(&mut self, key: &K) {
        self.young.remove(key);
        self.old.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_stays_and_the_rest_goes() {
        let mut aged: ByNumber<i64, i64> = Aged::new(2);
        for key in 0..20 {
            aged.insert(key, key);
            assert_eq!(aged.get(&0), Some(&mut 0), "used every time");
            assert_eq!(aged.at(1).is_some(), key > 0, "used every time");
            assert!(aged.young.len() + aged.old.len() <= 4);
        }
        assert_eq!(aged.get(&3), None);
        aged.insert(0, 7);
        assert_eq!(aged.get(&0), Some(&mut 7), "the older value is gone");
        aged.remove(&0);
        assert_eq!(aged.get(&0), None);
    }
}
