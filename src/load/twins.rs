//! Files that have one name for somebody: only one of them is read.

use crate::source::{Content, NotRead, SourceFile};
use std::collections::{BTreeMap, HashMap};

/// Of files of data and configuration with one name, only one is read.
pub(super) fn leave_out(files: &mut [SourceFile]) {
    const ENDINGS: [&str; 4] = ["yaml", "yml", "json", "toml"];
    let rank = |path: &str| {
        let (stem, ending) = path.rsplit_once('.')?;
        let rank = ENDINGS.iter().position(|e| *e == ending)?;
        Some((stem.to_owned(), rank))
    };
    let mut first: HashMap<String, usize> = HashMap::new();
    let texts = |file: &SourceFile| {
        file.path.starts_with("content/") && !file.is_asset() && file.content != Content::OnDisk
    };
    for (stem, own) in files
        .iter()
        .filter(|f| texts(f))
        .filter_map(|f| rank(&f.path))
    {
        first
            .entry(stem)
            .and_modify(|best| *best = own.min(*best))
            .or_insert(own);
    }
    for file in files.iter_mut().filter(|file| texts(file)) {
        if let Some((stem, own)) = rank(&file.path)
            && let Some(best) = first.get(&stem).filter(|best| **best < own)
        {
            let name = stem.rsplit('/').next().unwrap_or(&stem);
            let other = format!("{name}.{}", ENDINGS[*best]);
            file.content = Content::LeftOut(NotRead::Twin(other));
        }
    }
}

/// In a site with a schema, whose folders say what pages are, of folders that differ in capitals alone,
/// which other systems take for one, that with most files is read; files in the others belong there.
pub(super) fn leave_out_spellings(files: &mut [SourceFile]) {
    if !files
        .iter()
        .any(|file| file.path.starts_with("content/_schema/"))
    {
        return;
    }
    let mut spellings: HashMap<String, BTreeMap<&str, usize>> = HashMap::new();
    for folder in files.iter().flat_map(|file| folders(&file.path)) {
        let own = spellings.entry(folder.to_lowercase()).or_default();
        *own.entry(folder).or_default() += 1;
    }
    // Small letters come last, and are the first choice of those with as many files.
    let chosen = spellings.into_iter().filter(|(_, own)| own.len() > 1);
    let chosen = chosen.filter_map(|(lower, own)| {
        let (best, _) = own.into_iter().max_by_key(|(_, count)| *count)?;
        Some((lower, best.to_owned()))
    });
    let chosen: HashMap<String, String> = chosen.collect();
    if chosen.is_empty() {
        return;
    }
    for file in files {
        let strays = folders(&file.path).filter_map(|folder| {
            let wanted = chosen.get(&folder.to_lowercase())?;
            (wanted != folder).then(|| format!("{wanted}{}", &file.path[folder.len()..]))
        });
        if let Some(place) = strays.last() {
            file.content = Content::LeftOut(NotRead::Name(place));
        }
    }
}

/// The folders of pages above a file, the outermost first.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    let is_own = path.starts_with("content/") && !path.starts_with("content/_");
    let ends = path.match_indices('/').skip(1).filter(move |_| is_own);
    ends.map(|(end, _)| &path[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Stamp;
    use std::path::PathBuf;

    #[test]
    fn of_folders_that_differ_in_capitals_one_is_read() {
        let told = |paths: &[&str]| {
            let file = |path: &&str| {
                let content = Content::of_text("# A\n".to_owned());
                let path = format!("content/{path}");
                SourceFile::new(path, PathBuf::new(), content, Stamp::default())
            };
            let mut files: Vec<SourceFile> = paths.iter().map(file).collect();
            leave_out_spellings(&mut files);
            let told = files.iter().filter_map(|file| match &file.content {
                Content::LeftOut(NotRead::Name(place)) => Some(format!("{} > {place}", file.path)),
                _ => None,
            });
            told.collect::<Vec<_>>()
        };
        let schema = "_schema/a.yaml";
        assert_eq!(
            told(&[schema, "a/b.md", "a/c.md", "A/d.md"]),
            ["content/A/d.md > content/a/d.md"]
        );
        assert_eq!(
            told(&[schema, "a/b.md", "A/B/c.md"]),
            ["content/A/B/c.md > content/a/B/c.md"]
        );
        assert!(told(&["a/b.md", "A/c.md"]).is_empty());
        assert!(told(&[schema, "a/b.md", "a.md", "b/c.md"]).is_empty());
    }
}
