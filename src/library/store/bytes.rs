//! Numbers and strings as few bytes: what the index packs its rows with.
//!
//! Reading never fails: what is cut short reads as zero and empty, and [`Reader::whole`] tells. Knows no meaning.

/// Writes.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// A number of any size, in as many bytes as it needs.
    pub fn number(&mut self, number: u64) {
        let mut rest = number;
        while rest >= 0x80 {
            self.bytes.push(low_bits(rest) | 0x80);
            rest >>= 7;
        }
        self.bytes.push(low_bits(rest));
    }

    /// The length of a list, or a place in one.
    pub fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    /// A number that may be negative.
    pub fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)).cast_unsigned());
    }

    /// A string.
    pub fn string(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Something or nothing.
    pub fn maybe<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.number(u64::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// A list.
    pub fn list<T>(&mut self, values: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.count(values.len());
        for value in values {
            write(self, value);
        }
    }

    /// What was written.
    pub fn done(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads what [`Writer`] wrote.
#[derive(Debug)]
pub struct Reader<'b> {
    rest: &'b [u8],
    whole: bool,
}

impl<'b> Reader<'b> {
    /// Reads these bytes.
    pub const fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes, whole: true }
    }

    /// Whether nothing was missing so far.
    pub const fn whole(&self) -> bool {
        self.whole
    }

    /// Whether all is read.
    pub const fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// See [`Writer::number`].
    #[inline]
    pub fn number(&mut self) -> u64 {
        // Most are small.
        if let Some((byte, rest)) = self.rest.split_first()
            && *byte < 0x80
        {
            self.rest = rest;
            return u64::from(*byte);
        }
        self.long()
    }

    fn long(&mut self) -> u64 {
        let (mut number, mut shift) = (0_u64, 0);
        loop {
            let Some((byte, rest)) = self.rest.split_first() else {
                self.whole = false;
                return 0;
            };
            self.rest = rest;
            number |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 || shift > 63 {
                return number;
            }
        }
    }

    /// See [`Writer::count`].
    pub fn count(&mut self) -> usize {
        usize::try_from(self.number()).unwrap_or(0)
    }

    /// See [`Writer::signed`].
    #[inline]
    pub fn signed(&mut self) -> i64 {
        let number = self.number();
        (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
    }

    /// See [`Writer::string`].
    pub fn str(&mut self) -> &'b str {
        let length = self.count();
        std::str::from_utf8(self.raw(length)).unwrap_or("")
    }

    /// See [`Writer::string`].
    pub fn string(&mut self) -> String {
        self.str().to_owned()
    }

    /// See [`Writer::maybe`].
    pub fn maybe<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.number() == 1).then(|| read(self))
    }

    /// See [`Writer::list`].
    pub fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.count();
        let mut values = Vec::with_capacity(count.min(self.rest.len()));
        for _ in 0..count {
            if !self.whole {
                break;
            }
            values.push(read(self));
        }
        values
    }

    /// So many bytes as they are.
    pub fn raw(&mut self, length: usize) -> &'b [u8] {
        let Some((bytes, rest)) = self.rest.split_at_checked(length) else {
            self.whole = false;
            self.rest = &[];
            return &[];
        };
        self.rest = rest;
        bytes
    }
}

/// Seven bits.
const fn low_bits(number: u64) -> u8 {
    number.to_le_bytes()[0] & 0x7f
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_written_reads_back(number: u64, signed: i64, text in "\\PC{0,20}", list: Vec<u16>) {
            let mut writer = Writer::default();
            writer.number(number);
            writer.signed(signed);
            writer.string(&text);
            writer.list(&list, |writer, number| writer.number(u64::from(*number)));
            writer.maybe(Some(number), Writer::number);
            let bytes = writer.done();
            let mut reader = Reader::new(&bytes);
            prop_assert_eq!(reader.number(), number);
            prop_assert_eq!(reader.signed(), signed);
            prop_assert_eq!(reader.string(), text);
            prop_assert_eq!(reader.list(|reader| u16::try_from(reader.number()).unwrap()), list);
            prop_assert_eq!(reader.maybe(Reader::number), Some(number));
            prop_assert!(reader.is_done() && reader.whole());
        }

        #[test]
        fn any_bytes_are_survived(bytes: Vec<u8>) {
            let mut reader = Reader::new(&bytes);
            for _ in 0..9 {
                reader.list(Reader::string);
                reader.signed();
            }
        }
    }
}
