//! Compiles the tables under `assets/` into Rust source, so that the program parses nothing when it starts.
//!
//! One module a family of tables, under `src/lexicon/compile`; each turns its files into one generated file of
//! static values, or stops the build with the file and the entry at fault.

#[path = "src/lexicon/compile/mod.rs"]
mod compile;

fn main() {
    // The tables hold some ninety thousand pointers; a program loaded at a fixed address need not have them mended
    // at every start, which takes longer than reading an article.
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
        // Where a panic aborts, nothing looks up how to unwind.
        if std::env::var("PROFILE").as_deref() == Ok("release") {
            println!("cargo::rustc-link-arg-bins=-Wl,--no-eh-frame-hdr");
        }
    }
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-changed=src/lexicon/compile");
    println!("cargo::rerun-if-changed=src/model/text.rs");
    if let Err(why) = compile::all() {
        println!("cargo::error={why}");
    }
}
