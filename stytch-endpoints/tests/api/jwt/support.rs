//! A fake Stytch that counts its calls, a clock that tests set, and JWTs of all kinds.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
};

use jiff::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use stytch_endpoints::{
    RetryPolicy, Stytch,
    endpoint_runtime::{
        Body, Bytes, http,
        transport::{Transport, TransportFuture},
    },
    jwt::{JwtError, MemberVerifier, Options, UserVerifier},
};
use tokio::sync::Semaphore;

pub(crate) const PROJECT: &str = "project-test-11111111-1111-4111-8111-111111111111";
pub(crate) const ISSUER: &str = "stytch.com/project-test-11111111-1111-4111-8111-111111111111";
pub(crate) const MEMBER: &str = "member-test-1";
pub(crate) const USER: &str = "user-test-1";
pub(crate) const ORGANIZATION: &str = "organization-test-1";
pub(crate) const SESSION_CLAIM: &str = "https://stytch.com/session";
pub(crate) const ORGANIZATION_CLAIM: &str = "https://stytch.com/organization";

pub(crate) const MEMBER_KEYS: &str = "/v1/b2b/sessions/jwks/project-test-11111111-1111-4111-8111-111111111111";
pub(crate) const USER_KEYS: &str = "/v1/sessions/jwks/project-test-11111111-1111-4111-8111-111111111111";
pub(crate) const MEMBER_POLICY: &str = "/v1/b2b/rbac/policy";
pub(crate) const USER_POLICY: &str = "/v1/rbac/policy";
pub(crate) const ORGANIZATION_POLICY: &str = "/v1/b2b/rbac/organizations/organization-test-1";
pub(crate) const MEMBER_AUTHENTICATE: &str = "/v1/b2b/sessions/authenticate";
pub(crate) const USER_AUTHENTICATE: &str = "/v1/sessions/authenticate";

/// The time at which tests begin, 2026-02-05T09:30:00Z, and at which their JWTs are issued.
pub(crate) const NOW: i64 = 1_770_283_800;

pub(crate) const CURRENT: TestKey =
    TestKey { id: "jwk-test-current", der: include_bytes!("test_keys/current.pkcs1.der") };
pub(crate) const NEXT: TestKey = TestKey { id: "jwk-test-next", der: include_bytes!("test_keys/next.pkcs1.der") };

/// An RSA key of the tests.
#[derive(Clone, Copy)]
pub(crate) struct TestKey {
    pub(crate) id: &'static str,
    der: &'static [u8],
}

impl TestKey {
    /// Returns the public key as Stytch lists it.
    pub(crate) fn public(self) -> Value {
        let keys: Value = serde_json::from_str(include_str!("test_keys/public.json")).unwrap();
        keys[self.id].clone()
    }

    pub(crate) fn encoding(self) -> EncodingKey {
        EncodingKey::from_rsa_der(self.der)
    }

    /// Signs claims as Stytch does.
    pub(crate) fn sign(self, claims: &Value) -> String {
        sign(&header(Algorithm::RS256, self.id), claims, &self.encoding())
    }
}

pub(crate) fn header(algorithm: Algorithm, key_id: &str) -> Header {
    Header { kid: Some(key_id.to_owned()), ..Header::new(algorithm) }
}

pub(crate) fn sign(header: &Header, claims: &Value, key: &EncodingKey) -> String {
    jsonwebtoken::encode(header, claims, key).unwrap()
}

/// The claims of every kind of token, issued now for five minutes.
fn registered_claims(subject: &str) -> Value {
    json!({ "aud": [PROJECT], "iss": ISSUER, "sub": subject, "iat": NOW, "nbf": NOW, "exp": NOW + 300 })
}

pub(crate) fn member_claims() -> Value {
    let mut claims = user_claims();
    claims["sub"] = json!(MEMBER);
    claims[ORGANIZATION_CLAIM] = json!({ "organization_id": ORGANIZATION, "slug": "acme" });
    claims
}

pub(crate) fn user_claims() -> Value {
    let mut claims = registered_claims(USER);
    claims[SESSION_CLAIM] = json!({
        "id": "session-test-1",
        "started_at": "2026-02-05T09:00:00Z",
        "last_accessed_at": "2026-02-05T09:30:00Z",
        "expires_at": "2026-02-05T10:30:00Z",
        "attributes": { "ip_address": "203.0.113.1", "user_agent": "Mozilla/5.0" },
        "authentication_factors": [
            { "type": "password", "delivery_method": "knowledge", "last_authenticated_at": "2026-02-05T09:00:00Z" }
        ],
        "roles": ["stytch_member", "editor"],
    });
    claims["plan"] = json!("pro");
    claims
}

pub(crate) fn m2m_claims(scope: &str) -> Value {
    let mut claims = registered_claims("m2m-client-test-1");
    claims["scope"] = json!(scope);
    claims["region"] = json!("eu");
    claims
}

/// Returns claims in which one has another value.
pub(crate) fn with(mut claims: Value, name: &str, value: impl Into<Value>) -> Value {
    claims[name] = value.into();
    claims
}

pub(crate) fn without(mut claims: Value, name: &str) -> Value {
    claims.as_object_mut().unwrap().remove(name).unwrap();
    claims
}

/// Returns the name of the variant.
pub(crate) fn reason(error: &JwtError) -> String {
    let debug = format!("{error:?}");
    debug.split([' ', '(']).next().unwrap().to_owned()
}

/// A fake Stytch with its clock. Clones are the same one.
#[derive(Clone, Default)]
pub(crate) struct FakeStytch(Arc<Inner>);

#[derive(Default)]
struct Inner {
    answers: Mutex<HashMap<String, (u16, Value)>>,
    calls: Mutex<Vec<String>>,
    gate: Mutex<Option<Arc<Semaphore>>>,
    passed: AtomicI64,
}

impl FakeStytch {
    /// Creates a project with the current key.
    pub(crate) fn new() -> Self {
        let fake = Self::default();
        fake.set_keys(&[CURRENT]);
        fake
    }

    pub(crate) fn set_keys(&self, keys: &[TestKey]) {
        let keys: Vec<Value> = keys.iter().map(|key| key.public()).collect();
        for path in [MEMBER_KEYS, USER_KEYS] {
            self.answer(path, 200, json!({ "status_code": 200, "request_id": "request-1", "keys": keys.clone() }));
        }
    }

    pub(crate) fn answer(&self, path: &str, status: u16, body: Value) {
        self.0.answers.lock().unwrap().insert(path.to_owned(), (status, body));
    }

    pub(crate) fn fail(&self, path: &str) {
        self.answer(path, 503, json!({ "status_code": 503, "error_type": "internal_server_error" }));
    }

    /// Lets calls wait until they are [released](Self::release).
    pub(crate) fn hold(&self) {
        *self.0.gate.lock().unwrap() = Some(Arc::new(Semaphore::new(0)));
    }

    pub(crate) fn release(&self) {
        self.0.gate.lock().unwrap().take().unwrap().close();
    }

    pub(crate) fn calls(&self, path: &str) -> usize {
        self.0.calls.lock().unwrap().iter().filter(|called| *called == path).count()
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.0.passed.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) fn stytch(&self) -> Stytch {
        Stytch::builder(PROJECT, "secret-test-1").transport(self.clone()).retry(RetryPolicy::none()).build().unwrap()
    }

    pub(crate) fn options(&self) -> Options {
        let fake = self.clone();
        Options::new().clock(move || Timestamp::from_second(NOW + fake.0.passed.load(Ordering::Relaxed)).unwrap())
    }

    pub(crate) fn members(&self) -> MemberVerifier {
        MemberVerifier::with_options(&self.stytch(), self.options()).unwrap()
    }

    pub(crate) fn users(&self) -> UserVerifier {
        UserVerifier::with_options(&self.stytch(), self.options()).unwrap()
    }
}

impl Transport for FakeStytch {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let path = request.uri().path().to_owned();
        self.0.calls.lock().unwrap().push(path.clone());
        let gate = self.0.gate.lock().unwrap().clone();
        let fake = self.clone();
        Box::pin(async move {
            if let Some(gate) = gate {
                // It is closed when the calls are released.
                let _ = gate.acquire().await;
            }
            let answer = fake.0.answers.lock().unwrap().get(&path).cloned();
            let (status, body) = answer.unwrap_or((404, json!({ "status_code": 404, "error_type": "not_found" })));
            let response = http::Response::builder().status(status).header("content-type", "application/json");
            Ok(response.body(Bytes::from(body.to_string()).into()).unwrap())
        })
    }
}
