//! The packed form of the tables: one text that holds every string, and records of fixed width that point into it.
//!
//! Writes what `lexicon::gazetteer::packed` reads. Does not know what the records mean.

use std::collections::HashMap;

/// Every string once, one behind the other.
#[derive(Default)]
pub struct Text {
    /// What goes into the program.
    pub written: String,
    known: HashMap<String, usize>,
}

impl Text {
    /// Where the string stands; put there if it is new.
    fn place(&mut self, string: &str) -> usize {
        if let Some(at) = self.known.get(string) {
            return *at;
        }
        let at = self.written.len();
        self.written.push_str(string);
        self.known.insert(string.to_owned(), at);
        at
    }
}

/// A table of records, numbers little end first.
#[derive(Default)]
pub struct Table(pub Vec<u8>);

impl Table {
    /// A number of one byte.
    pub fn one(&mut self, number: usize) -> Result<(), String> {
        self.0.push(u8::try_from(number).map_err(|_| format!("{number} does not fit one byte"))?);
        Ok(())
    }

    /// A number of two bytes.
    pub fn two(&mut self, number: usize) -> Result<(), String> {
        let number = u16::try_from(number).map_err(|_| format!("{number} does not fit two bytes"))?;
        self.0.extend(number.to_le_bytes());
        Ok(())
    }

    /// A number of four bytes.
    pub fn four(&mut self, number: usize) -> Result<(), String> {
        let number = u32::try_from(number).map_err(|_| format!("{number} does not fit four bytes"))?;
        self.0.extend(number.to_le_bytes());
        Ok(())
    }

    /// A string, as its place (four bytes) and its length (two).
    pub fn string(&mut self, text: &mut Text, string: &str) -> Result<(), String> {
        self.four(text.place(string))?;
        self.two(string.len())
    }

    /// A reference to an entity, or to none.
    pub fn reference(&mut self, entity: Option<usize>) -> Result<(), String> {
        match entity {
            Some(at) if at >= NONE => Err(format!("{at} entities are more than a reference can tell apart")),
            Some(at) => self.two(at),
            None => self.two(NONE),
        }
    }

    /// A year, or none.
    pub fn year(&mut self, year: Option<i16>) {
        self.0.extend(year.unwrap_or(i16::MIN).to_le_bytes());
    }
}

/// The reference to no entity.
const NONE: usize = u16::MAX as usize;

/// Lists of references to entities, of any length, in one table.
#[derive(Default)]
pub struct Lists(pub Table);

impl Lists {
    /// Puts down a list; its place and its length, as a record has them (two bytes and one).
    pub fn put(&mut self, record: &mut Table, list: &[usize]) -> Result<(), String> {
        record.two(self.0.0.len() / 2)?;
        record.one(list.len())?;
        list.iter().try_for_each(|at| self.0.reference(Some(*at)))
    }
}

/// The code of a word: its place in the list of all such words.
pub fn code(words: &[&str], word: &str) -> Result<usize, String> {
    words.iter().position(|other| *other == word).ok_or_else(|| format!("{word:?} is none of {words:?}"))
}
