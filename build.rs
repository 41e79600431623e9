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
            if links_with_lld() {
                // Functions that came out alike are kept once.
                println!("cargo::rustc-link-arg-bins=-Wl,--icf=all,--ignore-data-address-equality,-O2");
                leave_out_unwinding();
            }
        }
    }
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-changed=src/lexicon/compile");
    println!("cargo::rerun-if-changed=src/model/text.rs");
    if let Err(why) = compile::all() {
        println!("cargo::error={why}");
    }
}

/// Has the linker leave out the tables by which a stack is unwound: some 450 kB of them come with the compiled standard library
/// and with every function, whatever a panic does.
fn leave_out_unwinding() {
    const SCRIPT: &str = "SECTIONS { /DISCARD/ : { *(.eh_frame) *(.gcc_except_table .gcc_except_table.*) } } INSERT AFTER .text;\n";
    let Some(folder) = std::env::var_os("OUT_DIR").map(std::path::PathBuf::from) else { return };
    let script = folder.join("no-unwinding.ld");
    match std::fs::write(&script, SCRIPT) {
        Ok(()) => println!("cargo::rustc-link-arg-bins=-T{}", script.display()),
        Err(why) => println!("cargo::warning={} cannot be written: {why}", script.display()),
    }
}

/// Whether the compiler links with the lld that it brings along, as it does for this target from 1.90 on, if nobody has
/// asked for another linker.
fn links_with_lld() -> bool {
    let told = |name: &str| std::env::var(name).unwrap_or_default();
    let asked = !told("RUSTC_LINKER").is_empty() || told("CARGO_ENCODED_RUSTFLAGS").contains("link");
    let target = told("TARGET");
    let rustc = |arguments: &[&str]| {
        let printed = std::process::Command::new(told("RUSTC")).args(arguments).output();
        printed.map(|printed| String::from_utf8_lossy(&printed.stdout).trim().to_owned()).unwrap_or_default()
    };
    let version = rustc(&["--version"]);
    let minor = version.split('.').nth(1).and_then(|minor| minor.parse().ok()).unwrap_or(0);
    let brought = || {
        let sysroot = std::path::PathBuf::from(rustc(&["--print", "sysroot"]));
        sysroot.join("lib/rustlib").join(&target).join("bin/gcc-ld/ld.lld").exists()
    };
    !asked && target == "x86_64-unknown-linux-gnu" && minor >= 90 && brought()
}
