//! The entries of a cassette, and its file.

use std::{
    fs, io,
    io::Read as _,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{
    CassetteError, NearestEntry,
    entry::{Entry, RequestEntry, ResponseEntry},
};

/// The most entries.
const MAX_ENTRIES: usize = 1_000;

/// The largest file, in bytes.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The version of the format.
const VERSION: u32 = 1;

/// The most differences that an error lists.
const MAX_DIFFERENCES: usize = 5;

/// The entries of a cassette.
#[derive(Default)]
pub(super) struct Tape {
    entries: Vec<Entry>,
    /// The entries that answered a call or were recorded now.
    used: Vec<bool>,
}

#[derive(Serialize)]
struct Written<'a> {
    version: u32,
    entries: &'a [Entry],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    version: u32,
    entries: Vec<Box<RawValue>>,
}

impl Tape {
    pub(super) fn read(path: &Path) -> Result<Self, CassetteError> {
        let read_error = |source| CassetteError::Read { path: path.to_owned(), source };
        let mut json = String::new();
        fs::File::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_string(&mut json)).map_err(read_error)?;
        let invalid = |entry, problem: String| CassetteError::Invalid { path: path.to_owned(), entry, problem };
        if json.len() as u64 > MAX_BYTES {
            return Err(invalid(None, "it has more than 64 MiB".to_owned()));
        }
        let Read { version, entries } =
            serde_json::from_str(&json).map_err(|error| invalid(None, error.to_string()))?;
        if version != VERSION {
            return Err(invalid(
                None,
                format!("it has the version {version} of the format, and this is version {VERSION}"),
            ));
        }
        if entries.len() > MAX_ENTRIES {
            return Err(invalid(None, format!("it has more than {MAX_ENTRIES} entries")));
        }
        let entries: Vec<Entry> = entries
            .iter()
            .enumerate()
            .map(|(at, entry)| {
                serde_json::from_str(entry.get()).map_err(|error| invalid(Some(at + 1), error.to_string()))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { used: vec![false; entries.len()], entries })
    }

    pub(super) fn remaining(&self) -> usize {
        self.used.iter().filter(|used| !**used).count()
    }

    /// Takes the response to a request, or returns the entry that is most like it.
    pub(super) fn take(&mut self, request: &RequestEntry) -> Result<ResponseEntry, Option<NearestEntry>> {
        for (entry, used) in self.entries.iter().zip(&mut self.used) {
            if !*used && entry.request == *request {
                *used = true;
                return Ok(entry.response.clone());
            }
        }
        let differences = self.entries.iter().map(|entry| request.differences(&entry.request));
        let nearest = differences.enumerate().min_by_key(|(_, differences)| differences.len());
        Err(nearest.map(|(at, mut differences)| {
            differences.truncate(MAX_DIFFERENCES);
            NearestEntry { position: at + 1, differences }
        }))
    }

    pub(super) fn add(&mut self, entry: Entry, path: &Path) -> Result<(), CassetteError> {
        if self.entries.len() == MAX_ENTRIES {
            return Err(CassetteError::Full { path: path.to_owned(), limit: MAX_ENTRIES });
        }
        self.entries.push(entry);
        self.used.push(true);
        self.write(path).map_err(|source| CassetteError::Write { path: path.to_owned(), source })
    }

    /// Replaces the file as a whole, so that no reader sees a part of it.
    fn write(&self, path: &Path) -> io::Result<()> {
        let mut json = serde_json::to_string_pretty(&Written { version: VERSION, entries: &self.entries })?;
        json.push('\n');
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut temporary = path.as_os_str().to_owned();
        temporary.push(".tmp");
        let temporary = PathBuf::from(temporary);
        fs::write(&temporary, json)?;
        fs::rename(&temporary, path)
    }
}
