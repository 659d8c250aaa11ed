//! The store's file: JSON, always replaced as a whole.

use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Read, Write},
    path::Path,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::{error::StoreError, key::StoreKey, seal, state::CredentialState};
use endpoint_runtime::without_byte_order_mark;

/// The maximum number of credentials in a store.
pub(super) const MAX_ENTRIES: usize = 1_000;

/// The maximum length of the file: room for 1,000 credentials of the usual size.
const MAX_BYTES: u64 = 8 << 20;

const FORMAT: u32 = 1;

/// The content of the file.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    format: u32,
    /// The number of changes since the store was created.
    pub(super) generation: u64,
    /// The fingerprint of the key, to distinguish a wrong key from a damaged file.
    key: String,
    pub(super) entries: Vec<Entry>,
    /// An empty sealed text, whose context is all of the above.
    seal: String,
}

/// One sealed credential.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) provider: String,
    pub(super) id: String,
    pub(super) version: u64,
    /// In seconds since 1970.
    set: u64,
    sealed: String,
}

impl Entry {
    pub(super) fn seal(
        key: &StoreKey,
        (provider, id, version): (&str, &str, u64),
        parts: &[(&str, SecretString)],
        now: SystemTime,
    ) -> Result<Self, StoreError> {
        let too_long =
            || StoreError::Parts { provider: provider.to_owned(), expected: "its scheme's parts".to_owned() };
        let set = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let mut entry = Self { provider: provider.to_owned(), id: id.to_owned(), version, set, sealed: String::new() };
        let plain = seal::pack(parts).ok_or_else(too_long)?;
        entry.sealed = STANDARD.encode(seal::seal(key, &plain, &entry.context())?);
        Ok(entry)
    }

    pub(super) fn open(&self, key: &StoreKey) -> Result<Vec<(String, SecretString)>, StoreError> {
        let refused = || StoreError::Entry { provider: self.provider.clone(), id: self.id.clone() };
        let sealed = STANDARD.decode(&self.sealed).map_err(|_| refused())?;
        let plain = seal::open(key, &sealed, &self.context()).ok_or_else(refused)?;
        seal::unpack(&plain).ok_or_else(refused)
    }

    pub(super) fn state(&self) -> Result<CredentialState, StoreError> {
        let set = UNIX_EPOCH.checked_add(Duration::from_secs(self.set));
        let set = set.ok_or(StoreError::Damaged { what: "a time is out of range" })?;
        Ok(CredentialState { provider: self.provider.clone(), id: self.id.clone(), version: self.version, set })
    }

    fn context(&self) -> Vec<u8> {
        let version = self.version.to_le_bytes();
        seal::context(&[b"endpoint-gateway credential", self.provider.as_bytes(), self.id.as_bytes(), &version])
    }
}

impl Document {
    pub(super) fn empty(key: &StoreKey) -> Self {
        Self { format: FORMAT, generation: 0, key: key.fingerprint(), entries: Vec::new(), seal: String::new() }
    }

    pub(super) fn position(&self, provider: &str, id: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.provider == provider && entry.id == id)
    }

    /// Seals the list of entries.
    pub(super) fn seal(&mut self, key: &StoreKey) -> Result<(), StoreError> {
        self.seal = STANDARD.encode(seal::seal(key, &[], &self.context())?);
        Ok(())
    }

    /// Checks that the file was sealed with this key, and that its list of entries was not altered.
    pub(super) fn check(&self, key: &StoreKey) -> Result<(), StoreError> {
        if self.key != key.fingerprint() {
            return Err(StoreError::WrongKey);
        }
        if self.entries.len() > MAX_ENTRIES {
            return Err(StoreError::Full);
        }
        let sealed = STANDARD.decode(&self.seal).map_err(|_| StoreError::Altered)?;
        seal::open(key, &sealed, &self.context()).map(|_| ()).ok_or(StoreError::Altered)
    }

    fn context(&self) -> Vec<u8> {
        let mut parts = vec![b"endpoint-gateway store".to_vec(), self.generation.to_le_bytes().to_vec()];
        for entry in &self.entries {
            parts.extend([entry.context(), entry.set.to_le_bytes().to_vec(), entry.sealed.clone().into_bytes()]);
        }
        seal::context(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }
}

/// The member that is read first, since another format may have other members.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

/// Reads the file. Returns `None` if it does not exist.
pub(super) fn read(path: &Path) -> Result<Option<Document>, StoreError> {
    let unreadable = |error: std::io::Error| failed(path, "read", &error);
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    let mut text = String::new();
    match file.take(MAX_BYTES + 1).read_to_string(&mut text) {
        Ok(length) if length as u64 > MAX_BYTES => return Err(StoreError::Damaged { what: "it is larger than 8 MiB" }),
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::InvalidData => {
            return Err(StoreError::Damaged { what: "it is not UTF-8" });
        }
        Err(error) => return Err(unreadable(error)),
    }
    let damaged = |_| StoreError::Damaged { what: "it is not the JSON of a store" };
    let json = without_byte_order_mark(text.as_bytes());
    match serde_json::from_slice(json).map_err(damaged)? {
        Format { format: FORMAT } => serde_json::from_slice(json).map(Some).map_err(damaged),
        Format { format } => Err(StoreError::Format { format }),
    }
}

/// Returns the file's generation, or 0 if there is no file.
pub(super) fn generation(path: &Path) -> Result<u64, StoreError> {
    Ok(read(path)?.map_or(0, |document| document.generation))
}

/// Replaces the file atomically, so that readers see the old one or the new one, also after a power failure.
pub(super) fn replace(path: &Path, document: &Document) -> Result<(), StoreError> {
    let unwritable = |error: std::io::Error| failed(path, "written", &error);
    let text = serde_json::to_vec_pretty(document).map_err(|error| unwritable(error.into()))?;
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(|_| StoreError::Random)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{:016x}.new", u64::from_le_bytes(random)));
    let new = path.with_file_name(name);
    let written = write(&new, &text).and_then(|()| fs::rename(&new, path)).and_then(|()| sync_folder(path));
    written.map_err(|error| {
        // Cleans up after a failed attempt. After the rename there is nothing to remove.
        let _ = fs::remove_file(&new);
        unwritable(error)
    })
}

fn write(path: &Path, text: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text)?;
    file.sync_all()
}

/// Syncs the folder, so that the rename is on the disk.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

fn failed(path: &Path, what: &'static str, error: &std::io::Error) -> StoreError {
    StoreError::File { path: path.to_owned(), what, kind: error.kind() }
}
