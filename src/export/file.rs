//! Saves what was exported: whole or not at all.
//!
//! Does not make folders, and replaces an existing file only if told to.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Writes `bytes` to `path` by way of a new file beside it, so that no reader ever sees half of it and a failure
/// leaves what was there. An existing file is refused with [`ErrorKind::AlreadyExists`] unless `replace`.
pub fn save(path: &Path, bytes: &[u8], replace: bool) -> io::Result<()> {
    save_with(path, replace, |file| file.write_all(bytes))
}

/// The same of what `write` writes, which need not be held in memory.
pub fn save_with(
    path: &Path,
    replace: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::Error::from(ErrorKind::IsADirectory));
    }
    if !replace && path.symlink_metadata().is_ok() {
        return Err(io::Error::from(ErrorKind::AlreadyExists));
    }
    let (file, beside) = create_beside(path)?;
    let mut file = BufWriter::new(file);
    let saved = write(&mut file)
        .and_then(|()| file.flush())
        .and_then(|()| file.get_ref().sync_all())
        .and_then(|()| put_in_place(&beside, path, replace));
    if saved.is_err() {
        let _best_effort = fs::remove_file(&beside);
    }
    saved
}

fn put_in_place(beside: &Path, path: &Path, replace: bool) -> io::Result<()> {
    if replace {
        if let Ok(old) = fs::metadata(path) {
            fs::set_permissions(beside, old.permissions())?;
        }
        return fs::rename(beside, path);
    }
    // Linking fails if somebody made the file since we looked; renaming would not.
    match fs::hard_link(beside, path) {
        Ok(()) => fs::remove_file(beside),
        Err(why) if why.kind() == ErrorKind::AlreadyExists => Err(why),
        Err(_no_links_here) => fs::rename(beside, path),
    }
}

fn create_beside(path: &Path) -> io::Result<(File, PathBuf)> {
    let name = path.file_name().ok_or_else(|| io::Error::from(ErrorKind::InvalidInput))?;
    for attempt in 0..100 {
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}-{attempt}.part", std::process::id()));
        let beside = path.with_file_name(hidden);
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Ok(file) => return Ok((file, beside)),
            Err(why) if why.kind() == ErrorKind::AlreadyExists => {}
            Err(why) => return Err(why),
        }
    }
    Err(io::Error::from(ErrorKind::AlreadyExists))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_existing_file_is_replaced_only_if_told_to_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chronologie.md");
        save(&path, b"un", false).unwrap();
        assert_eq!(save(&path, b"deux", false).unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"un");
        save(&path, b"deux", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"deux");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_failure_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("dossier")).unwrap();
        for replace in [false, true] {
            let why = save(&folder.path().join("dossier"), b"x", replace).unwrap_err();
            assert_eq!(why.kind(), ErrorKind::IsADirectory);
        }
        assert!(save(&folder.path().join("absent").join("x.md"), b"x", false).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
