//! The articles compiled into the program, shown where there are no others.

/// File names and contents.
pub const ARTICLES: &[(&str, &str)] = &[
    ("2026-02-03-haute-saone.txt", include_str!("../../seeds/2026-02-03-haute-saone.txt")),
    ("2026-02-04-moscou.txt", include_str!("../../seeds/2026-02-04-moscou.txt")),
];

#[cfg(test)]
mod tests {
    use super::ARTICLES;

    #[test]
    fn every_file_of_the_folder_is_compiled_in() {
        let folder = std::fs::read_dir("seeds").unwrap().map(|file| file.unwrap().path());
        let texts = folder.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
        let mut files: Vec<String> =
            texts.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
        files.sort();
        let compiled: Vec<&str> = ARTICLES.iter().map(|(name, _)| *name).collect();
        assert_eq!(compiled, files);
    }
}
