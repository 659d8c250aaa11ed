//! A JWT for each reason to refuse one.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey};
use serde_json::{Value, json};

use super::support::*;

/// Encodes a JWT by hand, with any header and signature.
fn compact(header: &Value, claims: &Value, signature: &[u8]) -> String {
    let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
    format!("{header}.{claims}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// Returns the header, the payload and the signature.
fn parts(token: &str) -> [&str; 3] {
    token.split('.').collect::<Vec<_>>().try_into().unwrap()
}

fn other_algorithms() -> Vec<(&'static str, &'static str, String)> {
    let claims = member_claims();
    let signed = |algorithm, key: &EncodingKey| sign(&header(algorithm, CURRENT.id), &claims, key);
    // With the public key as a shared secret, anybody can sign.
    let public = CURRENT.public();
    let pem = EncodingKey::from_secret(include_bytes!("test_keys/current.public.pem"));
    let modulus = EncodingKey::from_secret(&URL_SAFE_NO_PAD.decode(public["n"].as_str().unwrap()).unwrap());
    let ec = EncodingKey::from_ec_der(include_bytes!("test_keys/p256.pkcs8.der"));
    let unsigned = |algorithm: &str| compact(&json!({ "alg": algorithm, "kid": CURRENT.id }), &claims, b"");
    vec![
        ("HS256 with the public key as PEM", "Algorithm", signed(Algorithm::HS256, &pem)),
        ("HS256 with the modulus", "Algorithm", signed(Algorithm::HS256, &modulus)),
        ("RS512", "Algorithm", signed(Algorithm::RS512, &CURRENT.encoding())),
        ("PS256", "Algorithm", signed(Algorithm::PS256, &CURRENT.encoding())),
        ("ES256", "Algorithm", signed(Algorithm::ES256, &ec)),
        ("none", "Algorithm", unsigned("none")),
        ("None", "Algorithm", unsigned("None")),
        ("rs256", "Algorithm", unsigned("rs256")),
        ("no algorithm", "Algorithm", compact(&json!({ "kid": CURRENT.id }), &claims, b"")),
        ("RS256 without a signature", "Signature", unsigned("RS256")),
    ]
}

fn forgeries() -> Vec<(&'static str, &'static str, String)> {
    let token = CURRENT.sign(&member_claims());
    let [header_part, payload, signature] = parts(&token);
    let elevated = with(member_claims(), "sub", "member-test-2");
    let elevated = URL_SAFE_NO_PAD.encode(elevated.to_string());
    let mut changed = URL_SAFE_NO_PAD.decode(signature).unwrap();
    changed[100] ^= 1;
    let changed = URL_SAFE_NO_PAD.encode(changed);
    let other_header = URL_SAFE_NO_PAD.encode(json!({ "alg": "RS256", "kid": CURRENT.id, "x": 1 }).to_string());
    let rs256 = |kid: &str| header(Algorithm::RS256, kid);
    let no_key = jsonwebtoken::Header::new(Algorithm::RS256);
    let critical = json!({ "alg": "RS256", "kid": CURRENT.id, "crit": ["b64"], "b64": false });
    let own_key = json!({ "alg": "RS256", "kid": CURRENT.id, "jwk": NEXT.public() });
    let signature_of_next = URL_SAFE_NO_PAD.decode(parts(&NEXT.sign(&member_claims()))[2]).unwrap();
    vec![
        ("payload changed", "Signature", format!("{header_part}.{elevated}.{signature}")),
        ("signature changed", "Signature", format!("{header_part}.{payload}.{changed}")),
        ("header changed", "Signature", format!("{other_header}.{payload}.{signature}")),
        ("signature cut", "Signature", format!("{header_part}.{payload}.{}", &signature[..40])),
        ("signed by another key", "Signature", sign(&rs256(CURRENT.id), &member_claims(), &NEXT.encoding())),
        ("the key in the header", "Signature", compact(&own_key, &member_claims(), &signature_of_next)),
        ("unknown key", "UnknownKey", NEXT.sign(&member_claims())),
        ("no key id", "MissingKeyId", sign(&no_key, &member_claims(), &CURRENT.encoding())),
        ("empty key id", "MissingKeyId", sign(&rs256(""), &member_claims(), &CURRENT.encoding())),
        ("critical header", "CriticalHeader", compact(&critical, &member_claims(), b"")),
    ]
}

fn malformed() -> Vec<(&'static str, &'static str, String)> {
    let token = CURRENT.sign(&member_claims());
    let [header, payload, signature] = parts(&token);
    let text = URL_SAFE_NO_PAD.encode("text");
    let header_of = |part: &str| token.replacen(header, part, 1);
    vec![
        ("nothing", "Malformed", String::new()),
        ("an opaque token", "Malformed", "WJtR5BCy38Szd5AfoDpf0iqFKEt4EE5JhjlWUY7l3FtY".to_owned()),
        ("two parts", "Malformed", format!("{header}.{payload}")),
        ("four parts", "Malformed", format!("{token}.{signature}")),
        ("a prefix", "Malformed", format!("Bearer {token}")),
        ("a line break", "Malformed", format!("{token}\n")),
        ("padding", "Malformed", format!("{token}==")),
        ("a header that is no JSON", "Malformed", header_of(&text)),
        ("a header that is a list", "Malformed", header_of(&URL_SAFE_NO_PAD.encode("[]"))),
        ("a very long one", "Malformed", format!("{header}.{}.{signature}", "A".repeat(100_000))),
        ("a payload that is a text", "Malformed", CURRENT.sign(&json!("text"))),
        ("a session that is a text", "Malformed", CURRENT.sign(&with(member_claims(), SESSION_CLAIM, "session-1"))),
        ("an issuer that is a number", "Malformed", CURRENT.sign(&with(member_claims(), "iss", 1))),
    ]
}

fn wrong_claims() -> Vec<(&'static str, &'static str, String)> {
    let claim = |name, value: Value| CURRENT.sign(&with(member_claims(), name, value));
    let no = |name| CURRENT.sign(&without(member_claims(), name));
    vec![
        ("another project", "Audience", claim("aud", json!(["project-test-2"]))),
        ("a longer audience", "Audience", claim("aud", json!(format!("{PROJECT}2")))),
        ("no audience", "Audience", no("aud")),
        ("an empty audience", "Audience", claim("aud", json!([]))),
        ("another project's issuer", "Issuer", claim("iss", json!("stytch.com/project-test-2"))),
        ("another site", "Issuer", claim("iss", json!(format!("https://evil.example/{ISSUER}")))),
        ("an issuer with a slash", "Issuer", claim("iss", json!(format!("{ISSUER}/")))),
        ("no issuer", "Issuer", no("iss")),
        ("expired", "Expired", claim("exp", json!(NOW))),
        ("expired long ago", "Expired", claim("exp", json!(-1))),
        ("not yet valid", "NotYetValid", claim("nbf", json!(NOW + 1))),
        ("issued in the future", "NotYetValid", claim("iat", json!(NOW + 1))),
        ("no expiry", "Claim", no("exp")),
        ("an expiry beyond all calendars", "Claim", claim("exp", json!(1e300))),
        ("an expiry that is a text", "Claim", claim("exp", json!("2030-01-01"))),
        ("no time of issue", "Claim", no("iat")),
        ("a start that is a text", "Claim", claim("nbf", json!("now"))),
        ("no subject", "Claim", no("sub")),
        ("an empty subject", "Claim", claim("sub", json!(""))),
        ("no session", "Claim", no(SESSION_CLAIM)),
        ("a session without an id", "Claim", claim(SESSION_CLAIM, json!({}))),
        ("no Organization", "Claim", no(ORGANIZATION_CLAIM)),
        ("an Organization without an id", "Claim", claim(ORGANIZATION_CLAIM, json!({ "slug": "acme" }))),
        ("an access token", "Claim", CURRENT.sign(&m2m_claims("read:users"))),
    ]
}

#[tokio::test]
async fn each_refusal_names_its_reason_and_shows_no_token() {
    let fake = FakeStytch::new();
    let members = fake.members();
    for (name, expected, token) in [other_algorithms(), forgeries(), malformed(), wrong_claims()].concat() {
        let error = members.verify(&*token).await.unwrap_err();
        assert_eq!(reason(&error), expected, "{name}");
        let shown = format!("{error} {error:?}");
        for secret in token.split('.').filter(|part| part.len() > 8) {
            assert!(!shown.contains(secret), "{name}: {shown}");
        }
        assert!(!shown.contains(MEMBER) && !shown.contains("evil"), "{name}: {shown}");
    }
    assert!(members.verify(CURRENT.sign(&member_claims())).await.is_ok());
}

#[tokio::test]
async fn a_users_jwt_is_refused_for_the_same_reasons() {
    let users = FakeStytch::new().users();
    for (name, expected, token) in [other_algorithms(), forgeries(), malformed()].concat() {
        assert_eq!(reason(&users.verify(token).await.unwrap_err()), expected, "{name}");
    }
    for (name, value, expected) in [
        ("aud", json!("project-test-2"), "Audience"),
        ("iss", json!("stytch.com/project-test-2"), "Issuer"),
        ("exp", json!(NOW - 1), "Expired"),
        ("nbf", json!(NOW + 1), "NotYetValid"),
        (SESSION_CLAIM, json!(null), "Claim"),
        (ORGANIZATION_CLAIM, json!({ "organization_id": ORGANIZATION }), "Claim"),
    ] {
        let token = CURRENT.sign(&with(user_claims(), name, value));
        assert_eq!(reason(&users.verify(token).await.unwrap_err()), expected, "{name}");
    }
}

#[tokio::test]
async fn what_cannot_be_a_jwt_of_stytch_fetches_no_keys() {
    let fake = FakeStytch::new();
    let members = fake.members();
    let no_key =
        forgeries().into_iter().filter(|(_, expected, _)| matches!(*expected, "MissingKeyId" | "CriticalHeader"));
    let no_signature = |(name, ..): &(&str, &str, String)| !name.starts_with("RS256");
    let broken = malformed().into_iter().take(10);
    for (name, _, token) in no_key.chain(other_algorithms().into_iter().filter(no_signature)).chain(broken) {
        assert!(members.verify(token).await.is_err(), "{name}");
        assert_eq!(fake.calls(MEMBER_KEYS), 0, "{name}");
    }
}
