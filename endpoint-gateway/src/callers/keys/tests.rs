//! Tests of key files and their callers.

use endpoint_runtime::{
    Result as Answer, endpoints,
    provider::{AuthScheme, CredentialPart, Environment},
};
use http::{HeaderMap, Uri};
use serde_json::{Value, json};

use super::*;
use crate::callers::Callers;

/// The members of teams.
#[endpoints(tag = "Teams", schema)]
pub trait Teams {
    /// Counts a team's members.
    #[endpoint(GET "/v1/teams/<team_id>/size")]
    async fn size(&self, team_id: String) -> Answer<u32>;

    /// Names a team.
    #[endpoint(GET "/v1/teams/<team_id>/name")]
    async fn name(&self, team_id: String) -> Answer<String>;
}

/// Invoices.
#[endpoints(tag = "Bills", schema)]
pub trait Bills {
    /// Counts the bills.
    #[endpoint(GET "/v1/bills/count")]
    async fn count(&self) -> Answer<u32>;
}

fn providers() -> Vec<Provider> {
    let acme = Provider::builder("acme")
        .title("Acme")
        .version("1.0.0")
        .environment(Environment::new("live", "https://api.acme.example"))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "ACME_TOKEN")))
        .resource(TeamsClient::SCHEMAS)
        .resource(BillsClient::SCHEMAS)
        .build();
    vec![acme.unwrap()]
}

fn at(time: &str) -> SystemTime {
    humantime::parse_rfc3339(time).unwrap()
}

fn entry(id: &str, key: &NewKey, scopes: &Value) -> Value {
    let mut entry = json!({ "id": id, "sha256": key.sha256, "expires": "2027-01-31T00:00:00Z" });
    entry.as_object_mut().unwrap().extend(scopes.as_object().unwrap().clone());
    entry
}

fn file(entries: &[Value]) -> String {
    json!({ "version": 1, "keys": entries }).to_string()
}

fn admit(keys: &CallerKeys, key: &str) -> Result<Caller, Refusal> {
    keys.admit(key, at("2026-06-01T00:00:00Z"))
}

#[test]
fn a_key_does_what_its_scopes_say() {
    for (scopes, size, name, count, admin) in [
        (json!({ "providers": ["acme"] }), true, true, true, false),
        (json!({ "groups": ["acme/Teams"] }), true, true, false, false),
        (json!({ "operations": ["acme/teams_size"] }), true, false, false, false),
        (json!({ "operations": ["acme/callers.keys.tests.size"], "groups": ["acme/Bills"] }), true, false, true, false),
        (json!({ "groups": ["acme/Teams"], "providers": ["acme"], "admin": true }), true, true, true, true),
        (json!({ "admin": true }), false, false, false, true),
    ] {
        let key = NewKey::generate("ci-1").unwrap();
        // Some editors write a byte-order mark.
        let text = format!("\u{feff}{}", file(&[entry("ci-1", &key, &scopes)]));
        let keys = CallerKeys::parse(&text, &providers()).unwrap();
        let caller = admit(&keys, key.key.expose_secret()).unwrap();
        assert_eq!(&**caller.id(), "ci-1");
        let may = |operation| caller.may_call("acme", operation).is_ok();
        assert_eq!((may("teams_size"), may("teams_name"), may("bills_count")), (size, name, count), "{scopes}");
        assert_eq!(caller.may_administer().is_ok(), admin, "{scopes}");
        assert_eq!(caller.may_call("other", "teams_size"), Err(Refusal::Scope));
    }
}

#[test]
fn a_byte_order_mark_before_the_keys_is_passed_over() {
    let key = NewKey::generate("ci").unwrap();
    let text = format!("\u{feff}{}", file(&[entry("ci", &key, &json!({ "providers": ["acme"] }))]));
    assert!(admit(&CallerKeys::parse(&text, &providers()).unwrap(), key.key.expose_secret()).is_ok());
}

#[test]
fn only_the_whole_key_lets_in() {
    let (ci, web) = (NewKey::generate("ci").unwrap(), NewKey::generate("web").unwrap());
    let all = json!({ "providers": ["acme"] });
    let keys = CallerKeys::parse(&file(&[entry("ci", &ci, &all), entry("web", &web, &all)]), &providers()).unwrap();
    let key = ci.key.expose_secret();
    assert_eq!(key.len(), "gw_ci_".len() + 43);
    assert!(admit(&keys, key).is_ok());
    let secret = &key["gw_ci_".len()..];
    for wrong in [
        format!("gw_web_{secret}"),
        format!("gw_CI_{secret}"),
        format!("gw_nobody_{secret}"),
        format!("GW_ci_{secret}"),
        format!("gw_ci_{}", &secret[..42]),
        format!("{key}="),
        secret.to_owned(),
        ci.sha256.clone(),
        "gw_ci_".to_owned(),
        "gw__".to_owned(),
    ] {
        assert_eq!(admit(&keys, &wrong).unwrap_err(), Refusal::Unknown, "{wrong}");
    }
}

#[test]
fn only_a_correct_key_is_refused_as_expired() {
    let key = NewKey::generate("ci").unwrap();
    let keys = CallerKeys::parse(&file(&[entry("ci", &key, &json!({ "admin": true }))]), &providers()).unwrap();
    let text = key.key.expose_secret();
    assert!(keys.admit(text, at("2027-01-30T23:59:59Z")).is_ok());
    let expired = Refusal::Expired { caller: "ci".into() };
    assert_eq!(keys.admit(text, at("2027-01-31T00:00:00Z")).unwrap_err(), expired);
    let wrong = text.to_owned() + "x";
    assert_eq!(keys.admit(&wrong, at("2027-01-31T00:00:00Z")).unwrap_err(), Refusal::Unknown);
}

#[test]
fn every_fault_names_its_entry() {
    let key = NewKey::generate("ci").unwrap();
    let good = entry("ci", &key, &json!({ "admin": true }));
    let entries = [
        good.clone(),
        good,
        json!({ "id": "Web", "sha256": key.key.expose_secret(), "expires": "soon" }),
        entry(
            "b",
            &key,
            &json!({ "providers": ["acne"], "groups": ["acme/Team", "Teams"], "operations": ["acme/teams_sise"] }),
        ),
        entry("c", &key, &json!({ "operations": [key.key.expose_secret()] })),
    ];
    let error = CallerKeys::parse(&file(&entries), &providers()).unwrap_err();
    let KeyFileError::Entries(faults) = &error else { panic!("{error}") };
    let found: Vec<_> = faults.iter().map(|fault| (fault.index, fault.id.as_deref(), fault.fault.clone())).collect();
    assert_eq!(
        found,
        [
            (1, Some("ci"), KeyFault::Duplicate),
            (2, None, KeyFault::Id),
            (2, None, KeyFault::Hash),
            (2, None, KeyFault::Expires),
            (2, None, KeyFault::Nothing),
            (3, Some("b"), KeyFault::Group("acme/Team".to_owned())),
            (3, Some("b"), KeyFault::Group("Teams".to_owned())),
            (3, Some("b"), KeyFault::Operation("acme/teams_sise".to_owned())),
            (3, Some("b"), KeyFault::Provider("acne".to_owned())),
            (4, Some("c"), KeyFault::Operation("[redacted]".to_owned())),
        ]
    );
    let text = error.to_string();
    assert!(
        text.contains("keys[1] (ci): an earlier entry") && text.contains("keys[3] (b): no group \"acme/Team\""),
        "{text}"
    );
    assert!(!format!("{text} {error:?}").contains(&key.key.expose_secret()[6..20]));
}

#[test]
fn a_file_of_another_shape_is_refused_by_its_member() {
    let refused = |text: &str| CallerKeys::parse(text, &[]).unwrap_err().to_string();
    let misplaced = refused(r#"{"version":1,"keys":[{"id":"a","sha256":7,"expires":"x"}]}"#);
    let expected = "wrong at `keys[0].sha256` (line 1, column 41): expected a string, found a number";
    assert!(misplaced.ends_with(expected), "{misplaced}");
    let unknown = refused(r#"{"version":1,"keys":[{"id":"a","key":"gw_a_canary","expires":"x"}]}"#);
    assert!(unknown.contains("`keys[0]") && !unknown.contains("canary"), "{unknown}");
    let as_version = refused(r#"{"version":"gw_a_canary","keys":[]}"#);
    assert!(as_version.contains("`version`") && !as_version.contains("canary"), "{as_version}");
    let key_as_name = refused(r#"{"version":1,"gw_a_canary":[]}"#);
    assert!(!key_as_name.contains("canary"), "{key_as_name}");
    assert!(refused("{").contains("ends too early"));
    assert!(refused("{\"version\":1,\"keys\":[]} x").contains("not JSON"));
    assert_eq!(CallerKeys::parse(r#"{"version":2,"keys":[]}"#, &[]).unwrap_err(), KeyFileError::Version { version: 2 });
    assert_eq!(CallerKeys::parse(r#"{"version":1,"keys":[]}"#, &[]).unwrap_err(), KeyFileError::Empty);
    assert_eq!(CallerKeys::parse(&" ".repeat(9 << 20), &[]).unwrap_err(), KeyFileError::TooLarge);
}

#[test]
fn keys_are_replaced_as_a_whole_or_not_at_all() {
    let (old, new) = (NewKey::generate("ci").unwrap(), NewKey::generate("ci").unwrap());
    let admin = json!({ "admin": true });
    let keys = CallerKeys::parse(&file(&[entry("ci", &old, &admin)]), &[]).unwrap();
    keys.replace("{}", &[]).unwrap_err();
    assert!(admit(&keys, old.key.expose_secret()).is_ok());
    keys.replace(&file(&[entry("ci", &new, &admin)]), &[]).unwrap();
    assert_eq!(admit(&keys, old.key.expose_secret()).unwrap_err(), Refusal::Unknown);
    assert!(admit(&keys, new.key.expose_secret()).is_ok());
}

#[test]
fn a_hash_is_what_sha256sum_prints() {
    // NIST's example for "abc" (FIPS 180-4).
    assert_eq!(hex(&hash("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(NewKey::generate("a_b").unwrap_err(), KeyFault::Id);
}

#[test]
fn a_gateway_on_the_network_knows_its_callers_by_their_keys() {
    let key = NewKey::generate("ci").unwrap();
    let parse = || CallerKeys::parse(&file(&[entry("ci", &key, &json!({ "admin": true }))]), &[]).unwrap();
    let ask = |callers: &Callers, host: &str| {
        let mut headers = HeaderMap::new();
        headers.insert("host", host.parse().unwrap());
        headers.insert("authorization", format!("Bearer {}", key.key.expose_secret()).parse().unwrap());
        callers.admit(&Uri::from_static("/"), &headers, SystemTime::UNIX_EPOCH).map(|_| ())
    };
    let named = Callers::keys(parse(), &["gateway.example.com"], &[]).unwrap();
    assert_eq!(ask(&named, "gateway.example.com"), Ok(()));
    assert_eq!(ask(&named, "other.example.com"), Err(Refusal::Host));
    assert_eq!(ask(&Callers::keys::<&str>(parse(), &[], &[]).unwrap(), "any.example"), Ok(()));
}

#[test]
fn keys_and_their_hashes_are_shown_nowhere() {
    let key = NewKey::generate("ci").unwrap();
    let keys = CallerKeys::parse(&file(&[entry("ci", &key, &json!({ "providers": ["acme"] }))]), &providers()).unwrap();
    let caller = admit(&keys, key.key.expose_secret()).unwrap();
    let shown = format!("{keys:?} {caller:?} {:?}", key.key);
    assert!(!shown.contains(&key.key.expose_secret()[6..16]) && !shown.contains(&key.sha256[..8]), "{shown}");
}
