//! Public keys that verify JWTs (RFC 7517).

use crate::prelude::*;

/// The public keys of a project.
#[object]
pub struct JwksResponse {
    /// The keys: the current one, and for a month the one before.
    pub keys: Vec<Jwk>,
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A public key, an RSA key of a project.
#[object]
pub struct Jwk {
    /// The key's type, `RSA`.
    pub kty: String,
    /// The key's use, `sig`: it verifies signatures.
    pub r#use: String,
    /// The key's operations, `verify`.
    pub key_ops: Vec<String>,
    /// The signature's algorithm, `RS256`.
    pub alg: String,
    /// The key's id, which the header of a JWT names.
    pub kid: String,
    /// The key's certificates, each as DER in base64.
    pub x5c: Vec<String>,
    /// The SHA-256 hash of the first certificate, in base64url; empty if it is left out.
    #[field("x5tS256", alias = "x5t#S256", alias = "x5t_s256")]
    pub x5t_s256: String,
    /// The modulus, in base64url.
    pub n: String,
    /// The exponent, in base64url.
    pub e: String,
}
