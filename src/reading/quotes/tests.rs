//! Quotes and their speakers, sentence by sentence.
