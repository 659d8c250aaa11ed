//! Multipart bodies, in the languages in which they take several statements.

pub(super) mod fetch;
pub(super) mod go;
pub(super) mod powershell;
