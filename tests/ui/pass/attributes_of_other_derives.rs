//! The derives ignore attributes of other derives, and `Param` has the same text as serde.

use endpoint_runtime::{Headers, Param};

#[derive(Clone, Headers, serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Session {
    #[header("X-Session")]
    #[serde(default)]
    /// Docs.
    token: String,
}

#[derive(Clone, Debug, Param, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Order {
    NewestFirst,
    #[serde(rename = "oldest")]
    OldestFirst,
    #[serde(untagged)]
    Other(String),
}

#[derive(Clone, Debug, Param, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
struct Id {
    inner: String,
}

fn text<T: Param + serde::Serialize>(value: &T) -> String {
    let text = value.to_text().unwrap();
    assert_eq!(serde_json::to_value(value).unwrap(), *text);
    (*text).to_owned()
}

fn main() {
    assert_eq!(text(&Order::NewestFirst), "newest_first");
    assert_eq!(text(&Order::OldestFirst), "oldest");
    assert_eq!(text(&Order::Other("mine".to_owned())), "mine");
    assert_eq!(text(&Id { inner: "id".to_owned() }), "id");
    assert_eq!(Session::PARAMETERS[0].wire_name, "X-Session");
}
