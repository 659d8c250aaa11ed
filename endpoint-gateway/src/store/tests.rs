//! Tests of stores whose files are intact, damaged or altered.

use std::{fmt::Write, fs, future::Future, pin::Pin, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD};
use endpoint_runtime::{
    http::Request,
    provider::{CredentialPart, Environment},
};
use serde_json::Value;

use super::*;
use endpoint_test_support::scratch::Scratch;

use crate::{credentials::CredentialSource, file_access::FileAccessError};

const CANARY: &str = "canary-4f1c9a";

struct Fixed(u8);

impl KeySource for Fixed {
    fn key(&self) -> Pin<Box<dyn Future<Output = Result<StoreKey, KeyError>> + Send + '_>> {
        Box::pin(std::future::ready(Ok(StoreKey::new(&[self.0; 32]))))
    }
}

fn providers() -> Vec<Provider> {
    let part = |name: &str| CredentialPart::new(name, name.to_uppercase());
    ["acme", "other"]
        .into_iter()
        .map(|name| {
            Provider::builder(name)
                .title("Acme")
                .version("1.0.0")
                .environment(Environment::new("live", "https://api.acme.example"))
                .auth(AuthScheme::basic(part("project_id"), part("secret")))
                .auth(AuthScheme::bearer(part("token")))
                .build()
                .unwrap()
        })
        .collect()
}

async fn open(folder: &Scratch, key: u8) -> Result<Arc<Store>, StoreError> {
    Store::open(folder.join("store.json"), &Fixed(key), &providers()).await.map(Arc::new)
}

fn token(text: &str) -> [(&'static str, SecretString); 1] {
    [("token", text.into())]
}

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

/// Returns the header that the gateway would send.
fn sent(store: &Arc<Store>, provider: &str) -> Option<String> {
    sent_from(&store.source("default"), provider)
}

fn sent_from(source: &impl CredentialSource, provider: &str) -> Option<String> {
    let mut request = Request::new(());
    source.credential(provider)?.apply(&mut request).unwrap();
    Some(request.headers()["authorization"].to_str().unwrap().to_owned())
}

fn edit(folder: &Scratch, edit: impl FnOnce(&mut Value)) {
    let path = folder.join("store.json");
    let mut document = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    edit(&mut document);
    fs::write(&path, serde_json::to_vec(&document).unwrap()).unwrap();
}

#[tokio::test]
async fn what_is_set_is_sent_and_outlives_the_process() {
    let folder = Scratch::new().unwrap();
    let store = open(&folder, 1).await.unwrap();
    assert_eq!(store.state("acme", "default"), None);
    assert_eq!(sent(&store, "acme"), None);
    let state = store.set("acme", "default", &token(CANARY), at(7)).unwrap();
    assert_eq!((state.version, state.set), (1, at(7)));
    let basic = [("secret", "open sesame".into()), ("project_id", "Aladdin".into())];
    store.set("other", "default", &basic, at(8)).unwrap();
    for store in [Arc::clone(&store), open(&folder, 1).await.unwrap()] {
        assert_eq!(sent(&store, "acme").unwrap(), format!("Bearer {CANARY}"));
        assert_eq!(sent(&store, "other").unwrap(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(store.state("acme", "default"), Some(state.clone()));
        assert!(store.source("second").credential("acme").is_none());
    }
    assert_eq!(folder.names().unwrap(), ["store.json"]);
}

#[tokio::test]
async fn rotation_takes_effect_at_once() {
    let folder = Scratch::new().unwrap();
    let store = open(&folder, 1).await.unwrap();
    let source = store.source("default");
    assert_eq!(store.rotate("acme", "default", &token("new"), at(1)).unwrap_err(), StoreError::NotSet);
    store.set("acme", "default", &token("old"), at(1)).unwrap();
    assert_eq!(store.set("acme", "default", &token("new"), at(2)).unwrap_err(), StoreError::Set);
    assert_eq!(sent(&store, "acme").unwrap(), "Bearer old");
    let state = store.rotate("acme", "default", &token("new"), at(3)).unwrap();
    assert_eq!((state.version, state.set), (2, at(3)));
    assert_eq!(sent_from(&source, "acme").unwrap(), "Bearer new");
    assert_eq!(sent(&open(&folder, 1).await.unwrap(), "acme").unwrap(), "Bearer new");
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_holds_no_plain_text_and_is_its_owners() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Scratch::new().unwrap();
    let store = open(&folder, 1).await.unwrap();
    store.set("acme", "default", &token(CANARY), at(1)).unwrap();
    let first = fs::read_to_string(folder.join("store.json")).unwrap();
    assert!(!first.contains(CANARY) && !first.contains(&STANDARD.encode(CANARY)[..12]), "{first}");
    assert_eq!(fs::metadata(folder.join("store.json")).unwrap().permissions().mode() & 0o777, 0o600);
    // The same text is sealed differently each time.
    store.rotate("acme", "default", &token(CANARY), at(1)).unwrap();
    let second = fs::read_to_string(folder.join("store.json")).unwrap();
    let sealed = |text: &str| serde_json::from_str::<Value>(text).unwrap()["entries"][0]["sealed"].clone();
    assert_ne!(sealed(&first), sealed(&second));
    assert!(fs::metadata(folder.join("store.json")).unwrap().is_file());
}

#[tokio::test]
async fn a_byte_order_mark_of_an_editor_is_passed_over() {
    let folder = Scratch::new().unwrap();
    open(&folder, 1).await.unwrap().set("acme", "default", &token(CANARY), at(1)).unwrap();
    let path = folder.join("store.json");
    fs::write(&path, format!("\u{feff}{}", fs::read_to_string(&path).unwrap())).unwrap();
    let store = open(&folder, 1).await.unwrap();
    assert_eq!(sent(&store, "acme").unwrap(), format!("Bearer {CANARY}"));
}

#[tokio::test]
async fn another_key_is_no_damage() {
    let folder = Scratch::new().unwrap();
    open(&folder, 1).await.unwrap().set("acme", "default", &token(CANARY), at(1)).unwrap();
    assert_eq!(open(&folder, 2).await.unwrap_err(), StoreError::WrongKey);
    // Writing the other key's fingerprint into the file does not help.
    let fingerprint = StoreKey::new(&[2; 32]).fingerprint();
    edit(&folder, |document| document["key"] = fingerprint.into());
    assert_eq!(open(&folder, 2).await.unwrap_err(), StoreError::Altered);
}

#[tokio::test]
async fn what_was_changed_by_hand_is_refused() {
    type Edit = fn(&mut Value);
    let edits: [(&str, Edit); 9] = [
        ("a bit of the secret", |document| {
            let sealed = document["entries"][0]["sealed"].as_str().unwrap();
            let mut bytes = STANDARD.decode(sealed).unwrap();
            bytes[30] ^= 1;
            document["entries"][0]["sealed"] = STANDARD.encode(bytes).into();
        }),
        ("the provider", |document| document["entries"][0]["provider"] = "other".into()),
        ("the id", |document| document["entries"][0]["id"] = "second".into()),
        ("the version", |document| document["entries"][0]["version"] = 9.into()),
        ("the time", |document| document["entries"][0]["set"] = 9.into()),
        ("the generation", |document| document["generation"] = 9.into()),
        ("an entry less", |document| drop(document["entries"].as_array_mut().unwrap().pop())),
        ("an entry twice", |document| {
            let entries = document["entries"].as_array_mut().unwrap();
            entries.push(entries[0].clone());
        }),
        ("the order", |document| document["entries"].as_array_mut().unwrap().reverse()),
    ];
    for (what, change) in edits {
        let folder = Scratch::new().unwrap();
        let store = open(&folder, 1).await.unwrap();
        store.set("acme", "default", &token(CANARY), at(1)).unwrap();
        store.set("acme", "second", &token(CANARY), at(1)).unwrap();
        edit(&folder, change);
        let error = open(&folder, 1).await.unwrap_err();
        assert_eq!(error, StoreError::Altered, "{what}");
        assert_eq!(store.reload().unwrap_err(), StoreError::Altered, "{what}");
        assert_eq!(sent(&store, "acme").unwrap(), format!("Bearer {CANARY}"), "{what}");
    }
}

#[tokio::test]
async fn an_entry_fits_its_own_place_only() {
    let (key, folder) = (StoreKey::new(&[1; 32]), Scratch::new().unwrap());
    let store = open(&folder, 1).await.unwrap();
    store.set("acme", "default", &token("of acme"), at(1)).unwrap_err();
    store.set("acme", "default", &token("of-acme"), at(1)).unwrap();
    store.set("other", "default", &token("of-other"), at(1)).unwrap();
    let document = file::read(&folder.join("store.json")).unwrap().unwrap();
    // An attacker with the key could seal the list again; the entries are still bound to their provider and id.
    let moved = |change: fn(&mut Entry)| {
        let mut document = document.clone();
        change(&mut document.entries[0]);
        document.seal(&key).unwrap();
        file::replace(&folder.join("store.json"), &document).unwrap();
    };
    let changes: [fn(&mut Entry); 3] =
        [|entry| entry.provider = "other".into(), |entry| entry.id = "second".into(), |entry| entry.version = 2];
    for change in changes {
        moved(change);
        let error = open(&folder, 1).await.unwrap_err();
        assert!(matches!(error, StoreError::Entry { .. }), "{error}");
    }
}

#[tokio::test]
async fn an_older_entry_cannot_be_put_back() {
    let folder = Scratch::new().unwrap();
    let store = open(&folder, 1).await.unwrap();
    store.set("acme", "default", &token("leaked"), at(1)).unwrap();
    let old = fs::read(folder.join("store.json")).unwrap();
    store.rotate("acme", "default", &token("fresh"), at(2)).unwrap();
    let leaked: Value = serde_json::from_slice(&old).unwrap();
    edit(&folder, |document| document["entries"][0] = leaked["entries"][0].clone());
    assert_eq!(open(&folder, 1).await.unwrap_err(), StoreError::Altered);
    // A whole older file is valid in itself; the open store refuses it by its generation.
    fs::write(folder.join("store.json"), &old).unwrap();
    assert_eq!(store.reload().unwrap_err(), StoreError::Older { found: 1, known: 2 });
    assert_eq!(store.rotate("acme", "default", &token("more"), at(3)).unwrap_err(), StoreError::Changed);
    assert_eq!(sent(&store, "acme").unwrap(), "Bearer fresh");
    fs::remove_file(folder.join("store.json")).unwrap();
    assert_eq!(store.reload().unwrap_err(), StoreError::Older { found: 0, known: 2 });
}

#[tokio::test]
async fn two_processes_do_not_undo_each_other() {
    let folder = Scratch::new().unwrap();
    let (one, two) = (open(&folder, 1).await.unwrap(), open(&folder, 1).await.unwrap());
    one.set("acme", "default", &token("one"), at(1)).unwrap();
    assert_eq!(two.set("other", "default", &token("two"), at(1)).unwrap_err(), StoreError::Changed);
    two.reload().unwrap();
    two.set("other", "default", &token("two"), at(1)).unwrap();
    one.reload().unwrap();
    assert_eq!(sent(&one, "other").unwrap(), "Bearer two");
    assert_eq!(sent(&two, "acme").unwrap(), "Bearer one");
}

#[tokio::test]
async fn a_damaged_file_is_no_empty_store() {
    for (text, what) in [
        ("", "it is not the JSON of a store"),
        ("{}", "it is not the JSON of a store"),
        (r#"{"format":1,"generation":1,"key":"","entries":[],"seal":"","token":"x"}"#, "it is not the JSON of a store"),
    ] {
        let folder = Scratch::new().unwrap();
        fs::write(folder.join("store.json"), text).unwrap();
        assert_eq!(open(&folder, 1).await.unwrap_err(), StoreError::Damaged { what }, "{text}");
    }
    let folder = Scratch::new().unwrap();
    fs::write(folder.join("store.json"), b"\xff").unwrap();
    assert_eq!(open(&folder, 1).await.unwrap_err(), StoreError::Damaged { what: "it is not UTF-8" });
    fs::write(folder.join("store.json"), br#"{"format":2}"#).unwrap();
    assert_eq!(open(&folder, 1).await.unwrap_err(), StoreError::Format { format: 2 });
    let cut = Scratch::new().unwrap();
    open(&cut, 1).await.unwrap().set("acme", "default", &token(CANARY), at(1)).unwrap();
    let whole = fs::read(cut.join("store.json")).unwrap();
    for length in (0..whole.len()).step_by(17) {
        fs::write(cut.join("store.json"), &whole[..length]).unwrap();
        open(&cut, 1).await.unwrap_err();
    }
}

#[tokio::test]
async fn only_what_a_scheme_takes_is_stored() {
    let folder = Scratch::new().unwrap();
    let store = open(&folder, 1).await.unwrap();
    let set =
        |provider: &str, id: &str, parts: &[(&str, SecretString)]| store.set(provider, id, parts, at(1)).unwrap_err();
    let expected =
        StoreError::Parts { provider: "acme".into(), expected: "`project_id` and `secret`, or `token`".into() };
    assert_eq!(set("acme", "default", &[]), expected);
    assert_eq!(set("acme", "default", &[("secret", CANARY.into())]), expected);
    assert_eq!(set("acme", "default", &[("token", "a".into()), ("token", "b".into())]), expected);
    assert_eq!(set("acme", "default", &token("")), expected);
    assert!(matches!(set("acme", "default", &token("a\r\nb")), StoreError::Credential(_)));
    assert!(matches!(set("acme", "default", &token(&"a".repeat(20_000))), StoreError::Parts { .. }));
    assert!(matches!(set("nobody", "default", &token("a")), StoreError::Provider { .. }));
    assert_eq!(set("acme", "../x", &token("a")), StoreError::Id);
    assert_eq!(folder.names().unwrap(), [""; 0]);
}

#[tokio::test]
async fn a_store_that_cannot_be_written_stays_as_it_was() {
    let folder = Scratch::new().unwrap();
    let missing = Store::open(folder.join("gone/store.json"), &Fixed(1), &providers()).await.map(Arc::new).unwrap();
    let error = missing.set("acme", "default", &token(CANARY), at(1)).unwrap_err();
    assert!(matches!(error, StoreError::File { what: "written", .. }), "{error}");
    assert_eq!((missing.state("acme", "default"), sent(&missing, "acme")), (None, None));
}

#[cfg(unix)]
#[tokio::test]
async fn a_key_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Scratch::new().unwrap();
    let path = folder.join("key");
    let write = |text: &str, mode: u32| {
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let source = KeyFile::new(&path);
    assert!(matches!(source.key().await.unwrap_err(), KeyError::File { kind: std::io::ErrorKind::NotFound, .. }));
    let good = STANDARD.encode([7; 32]) + "\n";
    for (text, mode) in [(good.clone(), 0o600), (good.clone(), 0o400), (format!("\u{feff}{good}\r\n"), 0o600)] {
        write(&text, mode);
        assert_eq!(source.key().await.unwrap().bytes(), &[7; 32]);
        fs::remove_file(&path).unwrap();
    }
    for mode in [0o640, 0o604, 0o620, 0o602, 0o644, 0o666, 0o610, 0o601] {
        write(&good, mode);
        assert_eq!(
            source.key().await.unwrap_err(),
            KeyError::Access(FileAccessError::Shared { path: path.clone(), mode })
        );
    }
    for text in
        ["", "AAAA", &STANDARD.encode([7; 31]), &STANDARD.encode([7; 33]), &"A".repeat(500), &format!("{CANARY}{good}")]
    {
        write(text, 0o600);
        let error = source.key().await.unwrap_err();
        assert_eq!(error, KeyError::Text { path: path.clone() }, "{text}");
        assert!(!format!("{error} {error:?}").contains(CANARY));
    }
}

#[test]
fn contexts_of_different_parts_differ() {
    let contexts = [seal::context(&[b"ab", b"c"]), seal::context(&[b"a", b"bc"]), seal::context(&[b"abc"])];
    assert!(contexts[0] != contexts[1] && contexts[1] != contexts[2] && contexts[0] != contexts[2]);
}

#[tokio::test]
async fn a_credential_is_shown_nowhere() {
    let folder = Scratch::new().unwrap();
    let store = open(&folder, 1).await.unwrap();
    let mut shown = String::new();
    for parts in [token(&format!("{CANARY}\n")), token(&format!("{CANARY}{}", "a".repeat(20_000)))] {
        let error = store.set("acme", "default", &parts, at(1)).unwrap_err();
        write!(shown, "{error} {error:?} {parts:?}").unwrap();
    }
    let state = store.set("acme", "default", &token(CANARY), at(1)).unwrap();
    let key = StoreKey::new(b"canary-4f1c9a-canary-4f1c9a-....");
    write!(shown, "{store:?} {state:?} {:?} {key:?}", store.source("default")).unwrap();
    assert!(!shown.contains("4f1c9a"), "{shown}");
    assert!(shown.contains("acme"));
}
