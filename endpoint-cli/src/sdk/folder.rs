//! The folder of a package: what in it is the package's, and may be written over and taken away, and what is not.

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Write},
    path::{Component, Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{failure::Failure, json};

/// Says which files of the folder are of a package, and of which.
const MARK: &str = ".endpoint-sdk";
/// So many files of others are named.
const SHOWN: usize = 5;

/// What the mark holds.
#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mark {
    pub(super) provider: String,
    pub(super) package: String,
    /// What was written and was nobody else's, with `/` between names.
    #[serde(default)]
    pub(super) files: BTreeSet<String>,
}

/// Writes the files of a package, and takes away those of before that are no longer of it. Returns what was written.
pub(super) fn write(folder: &Path, new: Mark, files: &[(&str, &str)], force: bool) -> Result<Vec<PathBuf>, Failure> {
    let old = mark(folder).map_err(|error| failed(&folder.join(MARK), &error))?;
    if let Some(old) =
        old.as_ref().filter(|old| !force && (&old.provider, &old.package) != (&new.provider, &new.package))
    {
        return Err(Failure::usage(format_args!(
            "{} holds the package {} of {}; give another folder, or --force to write into it",
            folder.display(),
            old.package,
            old.provider
        )));
    }
    let old = old.map(|old| old.files).unwrap_or_default();
    let foreign = foreign(folder, &old, files)?;
    if let (Some(shown), false) = (foreign.shown(), force) {
        return Err(Failure::usage(format_args!(
            "{} holds something else, {shown}; give another folder, or --force to write into it",
            folder.display()
        )));
    }
    let kept = |path: &&str| !foreign.replaced.contains(*path);
    let new = Mark { files: files.iter().map(|(path, _)| *path).filter(kept).map(str::to_owned).collect(), ..new };
    let mark = serde_json::to_string_pretty(&new).map_err(|error| failed(&folder.join(MARK), &error.into()))? + "\n";
    let mut written = Vec::new();
    for (path, text) in files.iter().copied().chain([(MARK, mark.as_str())]) {
        let place = place(folder, path)?;
        put(&place, text).map_err(|error| failed(&place, &error))?;
        written.push(place);
    }
    for path in old.iter().filter(|path| !files.iter().any(|(written, _)| written == path)) {
        take_away(folder, path)?;
    }
    Ok(written)
}

/// What is in the folder and not of the package.
#[derive(Default)]
struct Foreign {
    /// What would be written over.
    replaced: BTreeSet<String>,
    /// Anything, where the folder is of no package.
    other: Option<String>,
}

impl Foreign {
    fn shown(&self) -> Option<String> {
        let names: Vec<&str> = self.replaced.iter().chain(&self.other).map(String::as_str).take(SHOWN).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

fn foreign(folder: &Path, old: &BTreeSet<String>, files: &[(&str, &str)]) -> Result<Foreign, Failure> {
    let mut foreign = Foreign::default();
    if old.is_empty() {
        foreign.other = other(folder).map_err(|error| failed(folder, &error))?;
    }
    for (path, _) in files.iter().filter(|(path, _)| !old.contains(*path)) {
        let place = place(folder, path)?;
        match fs::symlink_metadata(&place) {
            Ok(_) => drop(foreign.replaced.insert((*path).to_owned())),
            Err(error) if is_absent(&error) => {}
            Err(error) => return Err(failed(&place, &error)),
        }
    }
    Ok(foreign)
}

/// Something that is in the folder beside the mark.
fn other(folder: &Path) -> io::Result<Option<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let name = entry?.file_name();
        if name != MARK {
            return Ok(Some(name.to_string_lossy().into_owned()));
        }
    }
    Ok(None)
}

/// The mark, where there is one that can be read.
fn mark(folder: &Path) -> io::Result<Option<Mark>> {
    let path = folder.join(MARK);
    match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_file() => {}
        Ok(_) => return Ok(None),
        Err(error) if is_absent(&error) => return Ok(None),
        Err(error) => return Err(error),
    }
    let text = json::read(&mut File::open(&path)?);
    Ok(text.ok().and_then(|text| serde_json::from_str(&text).ok()))
}

/// Where a file belongs: below the folder, and behind no link that leads out of it.
fn place(folder: &Path, path: &str) -> Result<PathBuf, Failure> {
    let mut place = folder.to_owned();
    let mut names = Path::new(path).components().peekable();
    while let Some(name) = names.next() {
        if !matches!(name, Component::Normal(_)) {
            return Err(Failure::failed(format_args!("{}: `{path}` is no path below it", folder.display())));
        }
        place.push(name);
        let is_folder = names.peek().is_some();
        match fs::symlink_metadata(&place) {
            Ok(metadata) if is_folder && !metadata.is_dir() => {
                return Err(Failure::failed(format_args!(
                    "{} is no folder, and is not followed; remove it",
                    place.display()
                )));
            }
            Err(error) if !is_absent(&error) => return Err(failed(&place, &error)),
            _ => {}
        }
    }
    Ok(place)
}

/// Writes a file beside its place and moves it there, so that it replaces a link and is never written through one.
fn put(place: &Path, text: &str) -> io::Result<()> {
    let folder = place.parent().unwrap_or(place);
    fs::create_dir_all(folder)?;
    let (temporary, mut file) = temporary(folder)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| fs::rename(&temporary, place));
    if written.is_err() {
        // It is the first error that is told.
        let _ = fs::remove_file(&temporary);
    }
    written
}

fn temporary(folder: &Path) -> io::Result<(PathBuf, File)> {
    let mut number = 0;
    loop {
        let path = folder.join(format!("{MARK}.{}.{number}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 100 => number += 1,
            opened => return opened.map(|file| (path, file)),
        }
    }
}

/// Takes a file of before away, and the folders that are empty without it. A path that leads elsewhere is passed over.
fn take_away(folder: &Path, path: &str) -> Result<(), Failure> {
    let Ok(place) = place(folder, path) else { return Ok(()) };
    if !fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_file()) {
        return Ok(());
    }
    fs::remove_file(&place).map_err(|error| failed(&place, &error))?;
    for parent in place.ancestors().skip(1).take_while(|parent| *parent != folder) {
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
    Ok(())
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::failed(format_args!("{}: {error}", path.display()))
}
