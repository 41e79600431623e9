//! Finds the files under paths: folders recursively, names in byte order, hidden entries and links skipped.
//!
//! Does not open files. A path that is named on the command line is taken as it is, link or hidden.

use super::{IntakeError, Trouble};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The files that the paths mean, in order; what cannot be looked into stands among them as a refusal.
pub fn files(paths: &[PathBuf]) -> Vec<Result<PathBuf, IntakeError>> {
    let mut found = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => folder(path, &mut found),
            Ok(_) => found.push(Ok(path.clone())),
            Err(why) => found.push(Err(unreadable(path, why))),
        }
    }
    found
}

/// One folder and all below it; a stack instead of recursion, so that no depth of folders can exhaust it.
fn folder(root: &Path, found: &mut Vec<Result<PathBuf, IntakeError>>) {
    let mut waiting = vec![(root.to_owned(), true)];
    while let Some((path, is_folder)) = waiting.pop() {
        if !is_folder {
            found.push(Ok(path));
            continue;
        }
        match entries(&path) {
            Ok(names) => waiting.extend(names.into_iter().rev().filter_map(|name| {
                let inside = path.join(name);
                match kind(&inside) {
                    Ok(Some(is_folder)) => Some((inside, is_folder)),
                    Ok(None) => None,
                    Err(refused) => {
                        found.push(Err(refused));
                        None
                    }
                }
            })),
            Err(why) => found.push(Err(unreadable(&path, why))),
        }
    }
}

/// The names in a folder that are not hidden, in byte order.
fn entries(folder: &Path) -> io::Result<Vec<OsString>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if !name.as_encoded_bytes().starts_with(b".") {
            names.push(name);
        }
    }
    names.sort_by(|one, other| one.as_encoded_bytes().cmp(other.as_encoded_bytes()));
    Ok(names)
}

/// Whether it is a folder (`true`) or a file (`false`); `None` for a link.
fn kind(path: &Path) -> Result<Option<bool>, IntakeError> {
    let metadata = fs::symlink_metadata(path).map_err(|why| unreadable(path, why))?;
    if metadata.is_symlink() {
        Ok(None)
    } else if metadata.is_dir() || metadata.is_file() {
        Ok(Some(metadata.is_dir()))
    } else {
        Err(IntakeError { path: path.to_owned(), trouble: Trouble::Special })
    }
}

fn unreadable(path: &Path, why: io::Error) -> IntakeError {
    IntakeError { path: path.to_owned(), trouble: Trouble::Unreadable(why) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_byte_order_without_hidden_entries() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "B.txt", "a/z.txt", "a/y.txt", ".hidden", ".git/x.txt"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let found = files(&[folder.path().to_owned()]);
        let names: Vec<String> = found
            .iter()
            .map(|path| path.as_ref().unwrap().strip_prefix(folder.path()).unwrap().display().to_string())
            .collect();
        assert_eq!(names, ["B.txt", "a/y.txt", "a/z.txt", "b.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_inside_a_folder_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("round")).unwrap();
        assert!(files(&[folder.path().to_owned()]).is_empty());
    }

    #[test]
    fn what_is_not_there_is_refused_and_the_rest_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().join("real.txt");
        fs::write(&real, "x").unwrap();
        let found = files(&[folder.path().join("none"), real]);
        assert!(matches!(found.as_slice(), [Err(_), Ok(_)]));
    }
}
