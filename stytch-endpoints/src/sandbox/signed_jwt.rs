//! JWTs that the project signs (RFC 7519), with RS256 as Stytch does.

use std::sync::LazyLock;

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{RSA_PKCS1_SHA256, RsaKeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use endpoint_runtime::Json;
use serde::Serialize;
use subtle::ConstantTimeEq;

use super::api_error::ApiError;
use crate::jwks::Jwk;

/// The key of every sandbox, an `RSAPrivateKey` (RFC 8017). It is published here, and must not guard anything.
static KEY: LazyLock<Option<RsaKeyPair>> =
    LazyLock::new(|| RsaKeyPair::from_der(include_bytes!("signing_key.der")).ok());
/// The key's id, which the header of each JWT names.
const KEY_ID: &str = "jwk-test-aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
/// The key's modulus, in base64url.
const MODULUS: &str = "7WkCI-iAO3SmlQUggFV-4iff0HaT731mkGzqTKt1dMTIHKAVMrrWbMW8YrNtdFzOh3HnhKqKqZXTCuvPh9MXRTbakYD9EdseSEXvm\
    P6ZqnEah3G68Wa0SXx8mGrMrFOWX7TynoxWVK2_9gF_RZCbNEwreKm1dNv1S6KkpoURe4-dPPD8kNR293N5p_nvkASG7CONXyZC-imAeCemceTglUowpn6C\
    GLZ9PNNFge_wPYbdFK-YxbSgVN0HwabVdn3IECR8GqGsOVmhYJqvth4rGbC08vkopcplWDywVYRinUB85KUa8JSgdql0SwDsNB68pRvA8IVgOKV5_J9cSElJ\
    fQ";
/// The key's exponent, 65537 in base64url.
const EXPONENT: &str = "AQAB";

/// Returns the public key that verifies the JWTs.
pub(super) fn public_key() -> Jwk {
    Jwk {
        kty: "RSA".to_owned(),
        r#use: "sig".to_owned(),
        key_ops: vec!["verify".to_owned()],
        alg: "RS256".to_owned(),
        kid: KEY_ID.to_owned(),
        x5c: Vec::new(),
        x5t_s256: String::new(),
        n: MODULUS.to_owned(),
        e: EXPONENT.to_owned(),
    }
}

/// Signs claims.
pub(super) fn sign(claims: &impl Serialize) -> Result<String, ApiError> {
    let header = format!(r#"{{"alg":"RS256","kid":"{KEY_ID}","typ":"JWT"}}"#);
    let claims =
        serde_json::to_vec(claims).map_err(|_| ApiError::internal("The claims of a JWT cannot be written."))?;
    let text = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
    let signature = signature(&text)?;
    Ok(format!("{text}.{signature}"))
}

/// Returns the claims of a JWT that the project has signed, whether it has expired or not.
pub(super) fn verify(jwt: &str) -> Option<Json> {
    let (text, given) = jwt.rsplit_once('.')?;
    // The signature of RS256 depends on the key and the text alone.
    let expected = signature(text).ok()?;
    let is_valid: bool = expected.as_bytes().ct_eq(given.as_bytes()).into();
    let (_, claims) = text.split_once('.').filter(|_| is_valid)?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()
}

fn signature(text: &str) -> Result<String, ApiError> {
    let unusable = || ApiError::internal("The sandbox's key cannot sign.");
    let key = KEY.as_ref().ok_or_else(unusable)?;
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature).map_err(|_| unusable())?;
    Ok(URL_SAFE_NO_PAD.encode(signature))
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};

    use super::*;

    #[test]
    fn a_jwt_is_verified_by_the_published_key_and_not_when_a_byte_differs() {
        let claims: Json = r#"{"sub":"ada"}"#.parse().unwrap();
        let jwt = sign(&claims).unwrap();
        assert_eq!(verify(&jwt), Some(claims));
        assert_eq!(verify(&jwt.replacen("eyJ", "eyK", 1)), None);
        assert_eq!(verify("eyJhbGciOiJub25lIn0.e30."), None);

        let Jwk { n, e, .. } = public_key();
        let decode = |text: String| URL_SAFE_NO_PAD.decode(text).unwrap();
        let key = RsaPublicKeyComponents { n: decode(n), e: decode(e) };
        let (text, signature) = jwt.rsplit_once('.').unwrap();
        key.verify(&RSA_PKCS1_2048_8192_SHA256, text.as_bytes(), &decode(signature.to_owned())).unwrap();
    }
}
