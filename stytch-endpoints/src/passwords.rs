//! The strength of passwords, and their hashes from other systems; the same for Members and Users.

use crate::prelude::*;

/// The requirements of the policy LUDS (lower case, upper case, digits, symbols), and which of them a password meets.
#[object]
#[expect(clippy::struct_excessive_bools, reason = "they are the API's own")]
pub struct LudsFeedback {
    /// `true` if the password has a lower-case letter, `a` to `z`.
    pub has_lower_case: bool,
    /// `true` if the password has an upper-case letter, `A` to `Z`.
    pub has_upper_case: bool,
    /// `true` if the password has a digit.
    pub has_digit: bool,
    /// `true` if the password has any other character.
    pub has_symbol: bool,
    /// The number of kinds of characters that are missing.
    pub missing_complexity: i32,
    /// The number of characters that are missing.
    pub missing_characters: i32,
}

/// The parameters of an Argon2 hash.
#[object(sent)]
pub struct Argon2Config {
    /// The salt that was hashed with the password.
    pub salt: String,
    /// The number of passes over the memory.
    pub iteration_amount: i32,
    /// The memory, in kibibytes.
    pub memory: i32,
    /// The number of lanes that are computed in parallel.
    pub threads: i32,
    /// The length of the hash, in bytes.
    pub key_length: i32,
}

/// The salt of an MD5, SHA-1 or SHA-512 hash.
#[object(sent)]
pub struct SaltConfig {
    /// The text that was put before the password; empty if none was.
    pub prepend_salt: String,
    /// The text that was put after the password; empty if none was.
    pub append_salt: String,
}

/// The parameters of a PBKDF2 hash.
#[object(sent)]
pub struct Pbkdf2Config {
    /// The salt, in base64.
    pub salt: String,
    /// The number of iterations.
    pub iteration_amount: i32,
    /// The length of the hash, in bytes.
    pub key_length: i32,
    /// The hash function of the HMAC: `sha256` or `sha512`.
    pub algorithm: String,
}

/// The parameters of a scrypt hash (RFC 7914).
#[object(sent)]
pub struct ScryptConfig {
    /// The salt, in base64.
    pub salt: String,
    /// The cost N, a power of two, at most 262144.
    pub n_parameter: i32,
    /// The block size r.
    pub r_parameter: i32,
    /// The parallelization p.
    pub p_parameter: i32,
    /// The length of the hash, in bytes.
    pub key_length: i32,
}

/// The function that made a password's hash.
#[open_enum]
pub enum HashType {
    /// bcrypt.
    #[text("bcrypt")]
    Bcrypt,
    /// MD5, which is weak.
    #[text("md_5")]
    Md5,
    /// Argon2i.
    #[text("argon_2i")]
    Argon2i,
    /// Argon2id.
    #[text("argon_2id")]
    Argon2id,
    /// SHA-1, which is weak.
    #[text("sha_1")]
    Sha1,
    /// SHA-512.
    #[text("sha_512")]
    Sha512,
    /// scrypt.
    #[text("scrypt")]
    Scrypt,
    /// phpass, of WordPress and other PHP applications.
    #[text("phpass")]
    Phpass,
    /// PBKDF2.
    #[text("pbkdf_2")]
    Pbkdf2,
}
