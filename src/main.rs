//! The rim: arguments, the clock, the folders; an error becomes an exit code.
fn main() {}
