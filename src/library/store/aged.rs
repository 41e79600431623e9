//! A map that keeps what was used lately and forgets the rest, a half at a time.
//!
//! For what can be read again. Holds at most twice its measure, in things or in whatever else they are weighed by; does not
//! count bytes.

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

    fn write_i32(&mut self, number: i32) {
        self.write_u64(u64::from(number.cast_unsigned()));
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
    /// What the young ones weigh.
    used: usize,
    weigh: fn(&V) -> usize,
}

impl<K: Eq + Hash, V, S: BuildHasher + Default> Aged<K, V, S> {
    /// Keeps so many that were used last, and at most as many more.
    pub fn new(measure: usize) -> Self {
        Self::weighing(measure, |_| 1)
    }

    /// Keeps those that were used last and weigh so much together, or one more, and at most as much besides.
    pub fn weighing(measure: usize, weigh: fn(&V) -> usize) -> Self {
        Self { young: HashMap::default(), old: HashMap::default(), measure, used: 0, weigh }
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
        if self.used >= self.measure {
            if self.young.contains_key(&key) {
                return self.young.get_mut(&key);
            }
            // It is taken out before those among which it stands are forgotten.
            let value = self.old.remove(&key)?;
            self.age();
            self.used = (self.weigh)(&value);
            return Some(self.young.entry(key).or_insert(value));
        }
        match self.young.entry(key) {
            Entry::Occupied(young) => Some(young.into_mut()),
            Entry::Vacant(place) => self.old.remove(&key).map(|value| {
                self.used += (self.weigh)(&value);
                place.insert(value)
            }),
        }
    }

    /// Keeps something under a key.
    pub fn insert(&mut self, key: K, value: V) {
        if self.used >= self.measure {
            self.age();
        }
        self.old.remove(&key);
        self.used += (self.weigh)(&value);
        if let Some(gone) = self.young.insert(key, value) {
            self.used = self.used.saturating_sub((self.weigh)(&gone));
        }
    }

    /// What is kept under a key weighs so much more by now.
    pub const fn grown(&mut self, more: usize) {
        self.used += more;
    }

    /// Forgets a key.
    pub fn remove(&mut self, key: &K) {
        if let Some(gone) = self.young.remove(key) {
            self.used = self.used.saturating_sub((self.weigh)(&gone));
        }
        self.old.remove(key);
    }

    fn age(&mut self) {
        self.old = std::mem::take(&mut self.young);
        self.used = 0;
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

    #[test]
    fn what_is_weighed_counts_by_its_weight() {
        let mut aged: ByNumber<(i64, i32), Vec<u8>> = Aged::weighing(10, Vec::len);
        for key in 0..40 {
            aged.insert((key, 1), vec![0; 3]);
            aged.insert((key, 1), vec![0; 4]);
            assert!(aged.at((0, 1)).is_some(), "used every time");
            let kept = aged.young.values().chain(aged.old.values());
            assert!(kept.map(Vec::len).sum::<usize>() <= 2 * (10 + 4));
        }
        aged.at((0, 1)).unwrap().push(0);
        aged.grown(1);
        for key in 0..40 {
            aged.remove(&(key, 1));
        }
        assert_eq!(aged.used, 0);
    }
}
