//! Signatures of requests: an HMAC over the body, as webhooks and exchanges use it, and Signature Version 4 of AWS.
//!
//! Both are signers that a user would write. They take their time from a function, so that their signatures can be tested.

use std::fmt::{self, Write as _};

use aws_lc_rs::{digest, hmac};
use endpoint_runtime::{
    BoxError,
    auth::{Sign, SignFuture, SignedBody},
    http::{HeaderName, HeaderValue, request::Parts},
    percent,
};
use jiff::Timestamp;

/// Sends the HMAC-SHA-256 of `timestamp.body` in hexadecimal, and the timestamp.
pub struct HmacSigner {
    pub key: String,
    pub now: fn() -> Timestamp,
}

/// Shows no key.
impl fmt::Debug for HmacSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HmacSigner").finish_non_exhaustive()
    }
}

impl Sign for HmacSigner {
    fn sign<'a>(&'a self, request: &'a mut Parts, body: SignedBody<'a>) -> SignFuture<'a> {
        Box::pin(async move {
            let SignedBody::Bytes(body) = body else { return Err("a streamed body cannot be signed".into()) };
            let seconds = (self.now)().as_second();
            let signed = [seconds.to_string().as_bytes(), b".", body].concat();
            let signature = hex(&mac(self.key.as_bytes(), &signed));
            request.headers.insert("x-timestamp", HeaderValue::from(seconds));
            request.headers.insert("x-signature", sensitive(&signature)?);
            Ok(())
        })
    }
}

/// Signature Version 4 of AWS, in the header `Authorization`.
pub struct AwsSigner {
    pub access_key: String,
    pub secret_key: String,
    pub region: String,
    pub service: String,
    pub now: fn() -> Timestamp,
}

/// Shows no secret key.
impl fmt::Debug for AwsSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AwsSigner").field("access_key", &self.access_key).finish_non_exhaustive()
    }
}

impl AwsSigner {
    /// S3 wants the hash of the payload in a header of its own, and takes paths as they are.
    fn is_s3(&self) -> bool {
        self.service == "s3"
    }

    fn sign_now(&self, request: &mut Parts, body: SignedBody<'_>) -> Result<(), BoxError> {
        let time = (self.now)().strftime("%Y%m%dT%H%M%SZ").to_string();
        let date = time.get(..8).unwrap_or_default();
        let hash = match body {
            SignedBody::Bytes(body) => sha256(body),
            // A body that is streamed is not signed: only S3 accepts that.
            _ if self.is_s3() => "UNSIGNED-PAYLOAD".to_owned(),
            _ => return Err("the body is streamed, which only S3 accepts".into()),
        };
        request.headers.insert("x-amz-date", HeaderValue::try_from(&time)?);
        if self.is_s3() {
            request.headers.insert("x-amz-content-sha256", HeaderValue::try_from(&hash)?);
        }
        let (headers, names) = canonical_headers(request)?;
        let path = if self.is_s3() { request.uri.path().to_owned() } else { encoded_again(request.uri.path()) };
        let query = canonical_query(request.uri.query().unwrap_or_default());
        let canonical = format!("{}\n{path}\n{query}\n{headers}\n{names}\n{hash}", request.method);
        let scope = format!("{date}/{}/{}/aws4_request", self.region, self.service);
        let to_sign = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", sha256(canonical.as_bytes()));
        let secret = format!("AWS4{}", self.secret_key);
        let parts = [date, &self.region, &self.service, "aws4_request", &to_sign];
        let signature = parts.iter().fold(secret.into_bytes(), |key, part| mac(&key, part.as_bytes()));
        let value = format!(
            "AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={names}, Signature={}",
            self.access_key,
            hex(&signature)
        );
        request.headers.insert("authorization", sensitive(&value)?);
        Ok(())
    }
}

impl Sign for AwsSigner {
    fn sign<'a>(&'a self, request: &'a mut Parts, body: SignedBody<'a>) -> SignFuture<'a> {
        Box::pin(async move { self.sign_now(request, body) })
    }
}

/// Returns the lines of the signed headers, and their names: the host, the content type, and those of AWS. Others may be changed on the
/// way.
fn canonical_headers(request: &Parts) -> Result<(String, String), BoxError> {
    let host = request.uri.authority().ok_or("the URI has no host")?.as_str();
    let is_signed = |name: &HeaderName| {
        ["content-type", "date", "range"].contains(&name.as_str()) || name.as_str().starts_with("x-amz-")
    };
    let mut headers = vec![("host", host)];
    for (name, value) in request.headers.iter().filter(|(name, _)| is_signed(name)) {
        headers.push((name.as_str(), value.to_str()?));
    }
    headers.sort_unstable();
    let lines = headers.iter().flat_map(|(name, value)| [*name, ":", value.trim(), "\n"]).collect();
    let names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
    Ok((lines, names.join(";")))
}

/// Returns the query sorted by its encoded keys and values. A key without a value has an empty one.
fn canonical_query(query: &str) -> String {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let encoded = |text: &str| percent::decode(text).map_or_else(|_| text.to_owned(), |text| percent::encode(&text));
    let mut pairs: Vec<String> = pairs
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            format!("{}={}", encoded(key), encoded(value))
        })
        .collect();
    pairs.sort_unstable();
    pairs.join("&")
}

/// Returns a path whose segments are percent-encoded once more.
fn encoded_again(path: &str) -> String {
    path.split('/').map(percent::encode).collect::<Vec<_>>().join("/")
}

fn sensitive(text: &str) -> Result<HeaderValue, BoxError> {
    let mut value = HeaderValue::try_from(text)?;
    value.set_sensitive(true);
    Ok(value)
}

fn mac(key: &[u8], text: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text).as_ref().to_vec()
}

fn sha256(content: impl AsRef<[u8]>) -> String {
    hex(digest::digest(&digest::SHA256, content.as_ref()).as_ref())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a text does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
