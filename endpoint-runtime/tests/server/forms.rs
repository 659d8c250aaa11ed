//! Forms of structured types: the server reads what the client writes.

#![cfg(feature = "server")]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::collections::BTreeMap;

use crate::support_server::{request, send};
use endpoint_runtime::{Client, Result, Stage, endpoints, server};
use proptest::{collection::vec, option, prelude::*};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeOwned, SeqAccess, Visitor},
};

/// A struct of scalars and lists, for parts that are flattened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Page {
    limit: u32,
    exact: bool,
    ratio: f64,
    name: String,
    note: Option<String>,
    size: Option<i64>,
    ids: Vec<i16>,
    words: Vec<String>,
    weights: Option<Vec<f32>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Flat {
    text: String,
    #[serde(flatten)]
    page: Page,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Nested {
    #[serde(flatten)]
    tagged: Tagged,
    #[serde(flatten)]
    flat: Flat,
    count: i8,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Cursor {
    after: u64,
    token: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Optional {
    text: String,
    #[serde(flatten)]
    cursor: Option<Cursor>,
    #[serde(flatten)]
    by: Option<External>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Tagged {
    Number { value: i64, list: Vec<u8> },
    Text { value: String, other: Option<u32> },
    Cursor(Cursor),
    Unit,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", content = "c")]
enum Adjacent {
    Number(u64),
    Text(String),
    List(Vec<i32>),
    Flag(bool),
    Unit,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Number { a: u32, flag: bool },
    Text { b: String, weight: f32 },
    List { c: Vec<u8>, b: String },
    Cursor(Cursor),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum External {
    Limit(u32),
    Text(String),
    List(Vec<i32>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Maps {
    #[serde(flatten)]
    numbers: BTreeMap<String, u64>,
}

/// An object that is flattened, as the declaration layer writes it.
#[endpoint_runtime::object(sent)]
struct Parcel {
    /// The weight.
    grams: u32,
    /// The labels.
    labels: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct WithParcel {
    text: String,
    #[serde(flatten)]
    parcel: Parcel,
}

/// Bytes, as `serde_bytes` writes and reads them.
#[derive(Clone, Debug, PartialEq)]
struct Blob(Vec<u8>);

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct BlobVisitor;

        impl<'de> Visitor<'de> for BlobVisitor {
            type Value = Blob;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> std::result::Result<Blob, A::Error> {
                let mut bytes = Vec::new();
                while let Some(byte) = items.next_element()? {
                    bytes.push(byte);
                }
                Ok(Blob(bytes))
            }

            fn visit_str<E>(self, text: &str) -> std::result::Result<Blob, E> {
                Ok(Blob(text.as_bytes().to_vec()))
            }
        }

        deserializer.deserialize_byte_buf(BlobVisitor)
    }
}

/// Bytes, a list that can hold null, and keys that a flattened part can repeat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Mixed {
    ids: Vec<Option<u32>>,
    blob: Blob,
    name: String,
    #[serde(flatten)]
    extra: BTreeMap<String, String>,
}

/// Returns the form that it got.
#[endpoints(server)]
trait Echo {
    /// A flattened part.
    #[endpoint(POST "/flat")]
    async fn flat(&self, #[body(form)] form: Flat) -> Result<Flat>;
    /// Several flattened parts.
    #[endpoint(POST "/nested")]
    async fn nested(&self, #[body(form)] form: Nested) -> Result<Nested>;
    /// Optional parts.
    #[endpoint(POST "/optional")]
    async fn optional(&self, #[body(form)] form: Optional) -> Result<Optional>;
    /// An internally tagged enum.
    #[endpoint(POST "/tagged")]
    async fn tagged(&self, #[body(form)] form: Tagged) -> Result<Tagged>;
    /// An adjacently tagged enum.
    #[endpoint(POST "/adjacent")]
    async fn adjacent(&self, #[body(form)] form: Adjacent) -> Result<Adjacent>;
    /// An untagged enum.
    #[endpoint(POST "/untagged")]
    async fn untagged(&self, #[body(form)] form: Untagged) -> Result<Untagged>;
    /// An externally tagged enum.
    #[endpoint(POST "/external")]
    async fn external(&self, #[body(form)] form: External) -> Result<External>;
    /// A map.
    #[endpoint(POST "/maps")]
    async fn maps(&self, #[body(form)] form: Maps) -> Result<Maps>;
    /// A map with numbers as keys.
    #[endpoint(POST "/keys")]
    async fn keys(&self, #[body(form)] form: BTreeMap<i16, bool>) -> Result<BTreeMap<i16, bool>>;
    /// An object in a flattened part.
    #[endpoint(POST "/parcel")]
    async fn parcel(&self, #[body(form)] form: WithParcel) -> Result<WithParcel>;
    /// Bytes, optional items and extra keys.
    #[endpoint(POST "/mixed")]
    async fn mixed(&self, #[body(form)] form: Mixed) -> Result<Mixed>;
}

struct Echoing;

macro_rules! echo {
    ($($method:ident: $request:ident -> $type:ty),+ $(,)?) => {
        impl Echo for Echoing {
            $(async fn $method(&self, request: $request) -> Result<$type> {
                Ok(request.form)
            })+
        }
    };
}

echo! {
    flat: FlatRequest -> Flat,
    nested: NestedRequest -> Nested,
    optional: OptionalRequest -> Optional,
    tagged: TaggedRequest -> Tagged,
    adjacent: AdjacentRequest -> Adjacent,
    untagged: UntaggedRequest -> Untagged,
    external: ExternalRequest -> External,
    maps: MapsRequest -> Maps,
    keys: KeysRequest -> BTreeMap<i16, bool>,
    parcel: ParcelRequest -> WithParcel,
    mixed: MixedRequest -> Mixed,
}

fn router() -> server::Router {
    server::Router::new(EchoServer::new(Echoing).routes()).unwrap()
}

/// Sends a form to itself and back.
fn echoed<T>(call: impl AsyncFnOnce(EchoClient) -> Result<T>) -> T {
    try_echo(call).unwrap()
}

fn try_echo<T>(call: impl AsyncFnOnce(EchoClient) -> Result<T>) -> Result<T> {
    let client = Client::builder().service(router()).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(call(client.into()))
}

/// Texts, most of which read as something else.
fn text() -> impl Strategy<Value = String> {
    let odd = ["10", "true", "false", "-1", "1.5", "", "1e3", "null", "007", "+1", " 1", "a&b=c", "number", "unit"];
    prop_oneof![
        prop::sample::select(odd.to_vec()).prop_map(str::to_owned),
        "[ -~]{0,6}",
        any::<u16>().prop_map(|number| number.to_string())
    ]
}

fn finite() -> impl Strategy<Value = f64> {
    prop_oneof![prop::num::f64::NORMAL, Just(0.0), Just(5.0), any::<i32>().prop_map(f64::from)]
}

prop_compose! {
    fn page()(
        (limit, exact, ratio, name, note) in (any::<u32>(), any::<bool>(), finite(), text(), option::of(text())),
        (size, ids, words) in (option::of(any::<i64>()), vec(any::<i16>(), 0..3), vec(text(), 0..3)),
        weights in option::of(vec(prop::num::f32::NORMAL, 1..3)),
    ) -> Page {
        Page { limit, exact, ratio, name, note, size, ids, words, weights }
    }
}

fn flat() -> impl Strategy<Value = Flat> {
    (text(), page()).prop_map(|(text, page)| Flat { text, page })
}

fn cursor() -> impl Strategy<Value = Cursor> {
    (any::<u64>(), text()).prop_map(|(after, token)| Cursor { after, token })
}

fn tagged() -> impl Strategy<Value = Tagged> {
    prop_oneof![
        (any::<i64>(), vec(any::<u8>(), 0..3)).prop_map(|(value, list)| Tagged::Number { value, list }),
        (text(), option::of(any::<u32>())).prop_map(|(value, other)| Tagged::Text { value, other }),
        cursor().prop_map(Tagged::Cursor),
        Just(Tagged::Unit),
    ]
}

fn adjacent() -> impl Strategy<Value = Adjacent> {
    prop_oneof![
        any::<u64>().prop_map(Adjacent::Number),
        text().prop_map(Adjacent::Text),
        vec(any::<i32>(), 1..3).prop_map(Adjacent::List),
        any::<bool>().prop_map(Adjacent::Flag),
        Just(Adjacent::Unit),
    ]
}

fn untagged() -> impl Strategy<Value = Untagged> {
    prop_oneof![
        (any::<u32>(), any::<bool>()).prop_map(|(a, flag)| Untagged::Number { a, flag }),
        (text(), prop::num::f32::NORMAL).prop_map(|(b, weight)| Untagged::Text { b, weight }),
        (vec(any::<u8>(), 0..3), text()).prop_map(|(c, b)| Untagged::List { c, b }),
        cursor().prop_map(Untagged::Cursor),
    ]
}

fn external() -> impl Strategy<Value = External> {
    prop_oneof![
        any::<u32>().prop_map(External::Limit),
        text().prop_map(External::Text),
        vec(any::<i32>(), 1..3).prop_map(External::List),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_form_comes_back(
        (flat, nested) in (flat(), (tagged(), flat(), any::<i8>())),
        (text, cursor, by) in (text(), option::of(cursor()), option::of(external())),
        (tagged, adjacent, untagged, external) in (tagged(), adjacent(), untagged(), external()),
        numbers in prop::collection::btree_map("[a-z]{1,3}", any::<u64>(), 0..20),
        keys in prop::collection::btree_map(any::<i16>(), any::<bool>(), 0..5),
    ) {
        // Both have a member of this name.
        let (part, mut rest, count) = nested;
        rest.page.name.clone_into(&mut rest.text);
        let nested = Nested { tagged: part, flat: rest, count };
        prop_assert_eq!(echoed(async |client| client.flat(FlatRequest::new(flat.clone())).await), flat);
        prop_assert_eq!(echoed(async |client| client.nested(NestedRequest::new(nested.clone())).await), nested);
        let optional = Optional { text, cursor, by };
        prop_assert_eq!(echoed(async |client| client.optional(OptionalRequest::new(optional.clone())).await), optional);
        prop_assert_eq!(echoed(async |client| client.tagged(TaggedRequest::new(tagged.clone())).await), tagged);
        prop_assert_eq!(echoed(async |client| client.adjacent(AdjacentRequest::new(adjacent.clone())).await), adjacent);
        prop_assert_eq!(echoed(async |client| client.untagged(UntaggedRequest::new(untagged.clone())).await), untagged);
        prop_assert_eq!(echoed(async |client| client.external(ExternalRequest::new(external.clone())).await), external);
        let maps = Maps { numbers };
        prop_assert_eq!(echoed(async |client| client.maps(MapsRequest::new(maps.clone())).await), maps);
        prop_assert_eq!(echoed(async |client| client.keys(KeysRequest::new(keys.clone())).await), keys);
    }

    #[test]
    fn an_object_within_a_form_comes_back(text in text(), grams in any::<u32>(), labels in vec(text(), 0..3)) {
        let form = WithParcel { text, parcel: Parcel::new(grams, labels) };
        prop_assert_eq!(echoed(async |client| client.parcel(ParcelRequest::new(form.clone())).await), form);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A value that a form cannot hold is refused by the client or by the server, and never becomes another one.
    #[test]
    fn a_form_comes_back_or_is_refused(
        ids in vec(option::weighted(0.8, any::<u32>()), 0..4),
        blob in vec(any::<u8>(), 0..4),
        extra in prop::collection::btree_map("name|x|y", text(), 0..3),
    ) {
        let form = Mixed { ids, blob: Blob(blob), name: "a".to_owned(), extra };
        let refusal = if form.ids.contains(&None) {
            Some(Stage::Encode)
        } else {
            form.extra.contains_key("name").then_some(Stage::Api)
        };
        match try_echo(async |client| client.mixed(MixedRequest::new(form.clone())).await) {
            Ok(read) => prop_assert_eq!((read, None), (form, refusal)),
            Err(error) => prop_assert_eq!(Some(error.stage()), refusal, "{:?}", error),
        }
    }
}

/// Sends a form, and returns the status with the JSON of the response.
async fn post(target: &str, form: &str) -> (u16, serde_json::Value) {
    let content = ("content-type", "application/x-www-form-urlencoded");
    let answer = send(&router(), request("POST", target, &[content], form.to_owned())).await;
    (answer.status, answer.json())
}

fn read<T: DeserializeOwned>((status, json): (u16, serde_json::Value)) -> T {
    assert_eq!(status, 200, "{json}");
    serde_json::from_value(json).unwrap()
}

const PAGE: &str = "text=1&limit=10&exact=true&ratio=5&name=2";

#[tokio::test]
async fn a_blank_value_is_absent_where_its_type_has_no_empty_text() {
    let flat: Flat = read(post("/flat", &format!("{PAGE}&size=&note=&ids=&words=&weights=")).await);
    assert_eq!((flat.page.size, flat.page.note), (None, Some(String::new())));
    assert_eq!((flat.page.ids, flat.page.words, flat.page.weights), (vec![], vec![String::new()], None));
    let flat: Flat = read(post("/flat", &format!("{PAGE}&ids=&ids=7")).await);
    assert_eq!(flat.page.ids, [7]);
    let tagged: Tagged = read(post("/tagged", "kind=text&value=&other=").await);
    assert_eq!(tagged, Tagged::Text { value: String::new(), other: None });
}

#[tokio::test]
async fn a_mistake_in_a_flattened_part_has_its_key_and_not_the_value() {
    for (target, form, field, detail) in [
        ("/flat", PAGE.replace("10", "s3cret"), "limit", "the body: expected a whole number of 32 bits, not negative"),
        ("/flat", PAGE.replace("true", "s3cret"), "exact", "the body: expected true or false"),
        (
            "/flat",
            PAGE.replace("=10", "="),
            "limit",
            "the body: expected a whole number of 32 bits, not negative, found a blank value",
        ),
        ("/flat", PAGE.replace("limit", "other"), "limit", "is missing; the body is required"),
        // A list without a key is empty, so it is not the mistake.
        ("/mixed", "other=1".to_owned(), "name", "is missing; the body is required"),
        ("/tagged", "kind=number&value=s3cret".to_owned(), "value", "the body: expected a whole number of 64 bits"),
    ] {
        let (status, problem) = post(target, &form).await;
        assert_eq!((status, &problem["field"], &problem["detail"]), (422, &field.into(), &detail.into()), "{form}");
    }
    let (status, problem) = post("/untagged", "a=s3cret&flag=true").await;
    assert_eq!(
        (status, problem["detail"].as_str()),
        (422, Some("the body: expected one of several forms, found none of them"))
    );
}

/// Checks that a form cannot make the search for its reading long.
#[tokio::test]
async fn a_form_of_many_values_is_refused_in_bounded_time() {
    let form: Vec<String> = (0..30_000).map(|index| format!("k{index}={index}")).collect();
    let (status, _) = post("/maps", &form.join("&")).await;
    assert_eq!(status, 422);
    let form: Vec<String> = (0..300).map(|index| format!("k{index}={index}")).collect();
    assert_eq!(read::<Maps>(post("/maps", &form.join("&")).await).numbers.len(), 300);
}
