//! The folder of a package. Files of the package are replaced and removed; files of others are not.

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Write},
    path::{Component, Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{failure::Failure, json};

/// The file that lists the files of the package in the folder.
const MANIFEST: &str = ".endpoint-sdk";
/// The most files of others that a message names.
const MAX_NAMED: usize = 5;

/// The content of the manifest.
#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub(super) provider: String,
    pub(super) package: String,
    /// The paths of the files that were written and replaced nobody else's, with `/` as the separator.
    #[serde(default)]
    pub(super) files: BTreeSet<String>,
}

/// Writes the files of a package, removes its old files that it no longer has, and returns the paths that were written.
pub(super) fn write(
    folder: &Path,
    new: Manifest,
    files: &[(&str, &str)],
    force: bool,
) -> Result<Vec<PathBuf>, Failure> {
    let old = read_manifest(folder).map_err(|error| failed(&folder.join(MANIFEST), &error))?;
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
    let foreign = foreign_files(folder, &old, files)?;
    if let (Some(names), false) = (foreign.names(), force) {
        return Err(Failure::usage(format_args!(
            "{} holds other files, {names}; give another folder, or --force to write into it",
            folder.display()
        )));
    }
    let kept = |path: &&str| !foreign.replaced.contains(*path);
    let new = Manifest { files: files.iter().map(|(path, _)| *path).filter(kept).map(str::to_owned).collect(), ..new };
    let manifest =
        serde_json::to_string_pretty(&new).map_err(|error| failed(&folder.join(MANIFEST), &error.into()))? + "\n";
    let mut written = Vec::new();
    for (path, text) in files.iter().copied().chain([(MANIFEST, manifest.as_str())]) {
        let path = path_below(folder, path)?;
        replace_file(&path, text).map_err(|error| failed(&path, &error))?;
        written.push(path);
    }
    for path in old.iter().filter(|path| !files.iter().any(|(written, _)| written == path)) {
        remove_old(folder, path)?;
    }
    Ok(written)
}

/// Files in the folder that are not of the package.
#[derive(Default)]
struct ForeignFiles {
    /// The files that would be replaced.
    replaced: BTreeSet<String>,
    /// Any other entry, if the folder has no manifest.
    other: Option<String>,
}

impl ForeignFiles {
    fn names(&self) -> Option<String> {
        let names: Vec<&str> = self.replaced.iter().chain(&self.other).map(String::as_str).take(MAX_NAMED).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

fn foreign_files(folder: &Path, old: &BTreeSet<String>, files: &[(&str, &str)]) -> Result<ForeignFiles, Failure> {
    let mut foreign = ForeignFiles::default();
    if old.is_empty() {
        foreign.other = other_entry(folder).map_err(|error| failed(folder, &error))?;
    }
    for (path, _) in files.iter().filter(|(path, _)| !old.contains(*path)) {
        let full = path_below(folder, path)?;
        match fs::symlink_metadata(&full) {
            Ok(_) => drop(foreign.replaced.insert((*path).to_owned())),
            Err(error) if is_absent(&error) => {}
            Err(error) => return Err(failed(&full, &error)),
        }
    }
    Ok(foreign)
}

/// Returns an entry of the folder other than the manifest.
fn other_entry(folder: &Path) -> io::Result<Option<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let name = entry?.file_name();
        if name != MANIFEST {
            return Ok(Some(name.to_string_lossy().into_owned()));
        }
    }
    Ok(None)
}

/// Reads the manifest, if there is one that can be read.
fn read_manifest(folder: &Path) -> io::Result<Option<Manifest>> {
    let path = folder.join(MANIFEST);
    match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_file() => {}
        Ok(_) => return Ok(None),
        Err(error) if is_absent(&error) => return Ok(None),
        Err(error) => return Err(error),
    }
    let text = json::read(&mut File::open(&path)?);
    Ok(text.ok().and_then(|text| serde_json::from_str(&text).ok()))
}

/// Returns the path of a file below the folder, and refuses one that leads out of it or through a link.
fn path_below(folder: &Path, path: &str) -> Result<PathBuf, Failure> {
    let mut full = folder.to_owned();
    let mut names = Path::new(path).components().peekable();
    while let Some(name) = names.next() {
        if !matches!(name, Component::Normal(_)) {
            return Err(Failure::local(format_args!("{}: `{path}` is not a path below this folder", folder.display())));
        }
        full.push(name);
        let is_folder = names.peek().is_some();
        match fs::symlink_metadata(&full) {
            Ok(metadata) if is_folder && !metadata.is_dir() => {
                return Err(Failure::local(format_args!(
                    "{} is not a folder, and links are not followed; remove it",
                    full.display()
                )));
            }
            Err(error) if !is_absent(&error) => return Err(failed(&full, &error)),
            _ => {}
        }
    }
    Ok(full)
}

/// Writes a temporary file and renames it, so that a link is replaced and never written through.
fn replace_file(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)?;
    let (temporary, mut file) = temporary(folder)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // Only the first error is reported.
        let _ = fs::remove_file(&temporary);
    }
    written
}

fn temporary(folder: &Path) -> io::Result<(PathBuf, File)> {
    let mut number = 0;
    loop {
        let path = folder.join(format!("{MANIFEST}.{}.{number}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 100 => number += 1,
            opened => return opened.map(|file| (path, file)),
        }
    }
}

/// Removes a file that the package no longer has, and the folders that it leaves empty. A path that leads out of the folder
/// is ignored.
fn remove_old(folder: &Path, path: &str) -> Result<(), Failure> {
    let Ok(path) = path_below(folder, path) else { return Ok(()) };
    if !fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file()) {
        return Ok(());
    }
    fs::remove_file(&path).map_err(|error| failed(&path, &error))?;
    for parent in path.ancestors().skip(1).take_while(|parent| *parent != folder) {
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
    Failure::local(format_args!("{}: {error}", path.display()))
}
