//! Sensitive fields of each kind are redacted, and compared as a whole.

use endpoint_runtime::{Param, object, open_enum};

#[derive(Clone, Debug, PartialEq, Param, serde::Serialize, serde::Deserialize)]
#[param(from)]
struct Key(String);

#[open_enum]
enum Kind {
    Totp,
}

type MaybeText = Option<String>;

#[object(sent)]
struct Secrets {
    name: String,
    #[sensitive]
    text: String,
    #[sensitive]
    key: Option<Key>,
    #[sensitive]
    codes: Vec<String>,
    #[sensitive]
    nullable: Option<Option<String>>,
    #[sensitive]
    optional_codes: Option<Vec<Key>>,
    #[sensitive]
    pin: Option<u32>,
    #[sensitive]
    kind: Option<Kind>,
    #[sensitive]
    #[field("alias", default)]
    maybe: MaybeText,
}

fn main() {
    let secrets = Secrets::new("Ada", "s3cret1", ["s3cret2".to_owned()])
        .key("s3cret3")
        .nullable("s3cret4")
        .optional_codes([Key::from("s3cret5")])
        .pin(777)
        .kind("s3cret6")
        .maybe(Some("s3cret7".to_owned()));
    let debug = format!("{secrets:?}");
    assert!(!debug.contains("s3cret") && !debug.contains("777"), "{debug}");
    assert!(debug.contains("Ada") && debug.contains("key: Some([redacted])"));
    let json = serde_json::to_string(&secrets).unwrap();
    assert_eq!(serde_json::from_str::<Secrets>(&json).unwrap(), secrets);
    assert_ne!(secrets.clone().key("other"), secrets);
    assert_ne!(secrets.clone().nullable_null(), secrets);
    assert_ne!(secrets.clone().optional_codes([]), secrets);
    assert_eq!(Kind::default().as_str(), "");
    assert_eq!(Kind::Totp.as_str(), "Totp");
}
