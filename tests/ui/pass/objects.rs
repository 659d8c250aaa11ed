//! Objects of every form: what they read, what they write, how they are made.
#![deny(warnings)]

use endpoint_runtime::{JsonMap, object};

#[object]
struct Received {
    id: String,
    name: Option<String>,
    roles: Vec<String>,
}

#[object(sent)]
struct Sent {
    id: String,
    name: Option<String>,
}

/// Sent, and nothing is required.
#[object(sent)]
struct Filter {
    name: Option<String>,
    limit: Option<u32>,
}

#[object(strict, rename_all = "camelCase")]
struct Strict {
    user_id: String,
    #[field("Nick", alias = "nick", alias = "nick_name")]
    nick_name: Option<String>,
}

#[object(server)]
struct Served {
    id: u64,
    #[field(default = 7)]
    days: u32,
    #[field("w", default)]
    weight: f64,
    deleted_at: Option<Option<String>>,
    #[rest]
    extra: JsonMap,
}

#[object(sent)]
struct Empty {}

fn main() {
    let received: Received = serde_json::from_str(r#"{"name":null,"id":"1","more":[1]}"#).unwrap();
    assert_eq!(received, Received { id: "1".to_owned(), ..Received::default() });

    let sent = Sent::new("1").name("Ada");
    assert_eq!(serde_json::to_string(&sent).unwrap(), r#"{"id":"1","name":"Ada"}"#);
    let name: Option<String> = None;
    assert_eq!(serde_json::to_string(&sent.name(name)).unwrap(), r#"{"id":"1"}"#);

    let filter = Filter::default().limit(3);
    assert_eq!(filter, Filter::new().limit(Some(3)));
    assert_eq!(filter.name, None);

    assert!(serde_json::from_str::<Strict>("{}").is_err());
    let strict: Strict = serde_json::from_str(r#"{"userId":"1","nick_name":"a"}"#).unwrap();
    assert_eq!((strict.user_id.as_str(), strict.nick_name.as_deref()), ("1", Some("a")));

    let mut served = Served::new(1_u64).deleted_at_null().weight(0.5);
    served.extra.insert("x", 1);
    let json = r#"{"id":1,"days":7,"w":0.5,"deleted_at":null,"x":1}"#;
    assert_eq!(serde_json::to_string(&served).unwrap(), json);
    assert_eq!(serde_json::from_str::<Served>(json).unwrap(), served);

    assert_eq!(Empty::new(), Empty {});
    assert_eq!(serde_json::to_string(&Empty::default()).unwrap(), "{}");
}
