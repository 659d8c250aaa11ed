//! Values that are nested in a query or a form: the server reads what the client writes, calls by data send the same bytes, and keys that
//! stand for no value are refused.
#![cfg(all(feature = "dynamic", feature = "server"))]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]
#![allow(missing_docs, unreachable_pub, reason = "the traits are declared as a crate would")]

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use endpoint_runtime::{
    BaseUrl, Bytes, Client, EncodeErrorKind, Endpoint, Query, Result, dynamic, endpoints,
    http::Request,
    object, open_enum,
    provider::{Environment, Provider},
    request::encode,
    schema::schemars::{self, JsonSchema},
};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[open_enum(schema)]
pub enum Interval {
    Day,
    Month,
}

/// A line of an order.
#[object(sent, server, schema)]
pub struct Line {
    pub price: String,
    pub quantity: u32,
    pub interval: Option<Interval>,
    pub tags: Vec<String>,
}

/// A tree of values, with an enum whose values are buffered, and flattened members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Address {
    pub city: Option<String>,
    pub lines: Vec<String>,
    pub kind: Kind,
    #[serde(flatten)]
    pub place: Place,
    pub inner: Option<Box<Address>>,
    pub numbers: BTreeMap<String, i64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub enum Kind {
    Home,
    Shop { floor: i8 },
    Box(u64),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    pub zip: u32,
}

/// A filter as EC2 has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
pub struct Filter {
    pub name: String,
    pub value: Vec<String>,
}

/// A whole form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Session {
    pub mode: String,
    pub line_items: Vec<Line>,
    pub shipping: Option<Address>,
}

#[derive(Clone, PartialEq, Query)]
#[query(schema, server)]
pub struct Window {
    #[encode(brackets)]
    pub within: Option<Place>,
    pub step: Option<u32>,
}

#[endpoints(schema, server, derive(PartialEq))]
pub trait Orders {
    #[endpoint(POST "/v1/orders?filter=<address>&<created>", form, auth = none)]
    async fn order(
        &self,
        #[encode(brackets)] address: Option<Address>,
        #[encode(brackets, list = "[]")] created: Option<BTreeMap<String, Vec<u32>>>,
        #[query] window: Option<Window>,
        note: Option<String>,
        #[encode(brackets)] line_items: Vec<Line>,
        #[encode(brackets)] shipping: Address,
        #[encode(dots)]
        #[field("Filter")]
        filters: Vec<Filter>,
        #[encode(dots, list = ".member.1")]
        #[field("Roles")]
        roles: Option<Filter>,
        #[encode(dots, list = "[0]")] pairs: Vec<Vec<u8>>,
    ) -> Result<()>;

    #[endpoint(POST "/v1/sessions", auth = none)]
    async fn session(
        &self,
        #[body(form)]
        #[encode(brackets)]
        session: Session,
    ) -> Result<()>;

    #[endpoint(GET "/v1/secrets?<card>", auth = none)]
    async fn secrets(
        &self,
        #[sensitive]
        #[encode(brackets)]
        card: Line,
    ) -> Result<()>;
}

/// Keeps the last requests.
#[derive(Default)]
struct Kept {
    order: Mutex<Option<OrderRequest>>,
    session: Mutex<Option<SessionRequest>>,
}

impl Orders for Arc<Kept> {
    async fn order(&self, request: OrderRequest) -> Result<()> {
        *self.order.lock().unwrap() = Some(request);
        Ok(())
    }

    async fn session(&self, request: SessionRequest) -> Result<()> {
        *self.session.lock().unwrap() = Some(request);
        Ok(())
    }
}

fn base() -> BaseUrl {
    "https://api.example.com".parse().unwrap()
}

fn client() -> (Client, Arc<Kept>) {
    let kept = Arc::new(Kept::default());
    let server = OrdersServer::new(kept.clone());
    (Client::builder().base_url("https://api.example.com").service(server).build().unwrap(), kept)
}

fn line(price: &str, quantity: u32) -> Line {
    Line::new(price, quantity, [])
}

fn address() -> Address {
    let place = Place { zip: 10115 };
    Address { city: None, lines: Vec::new(), kind: Kind::Home, place, inner: None, numbers: BTreeMap::new() }
}

fn provider() -> Provider {
    let environment = Environment::new("live", "https://api.example.com");
    Provider::builder("orders").environment(environment).resource(OrdersClient::SCHEMAS).build().unwrap()
}

fn message(error: &endpoint_runtime::Error) -> String {
    error.message().unwrap_or_default()
}

/// Returns a form with its brackets as they are.
fn readable(encoded: &[u8]) -> String {
    String::from_utf8(encoded.to_vec()).unwrap().replace("%5B", "[").replace("%5D", "]")
}

#[test]
fn each_value_has_a_key_of_its_own() {
    let mut shipping = address();
    shipping.city = Some("A&B".to_owned());
    shipping.kind = Kind::Shop { floor: -1 };
    shipping.inner = Some(Box::new(address()));
    let request = OrderRequest::new(shipping)
        .line_items([Line::new("p1", 2_u32, ["a", "b"].map(str::to_owned)), line("p2", 1).interval(Interval::Day)])
        .filters([Filter { name: "tag:x".to_owned(), value: vec!["1".to_owned(), "2".to_owned()] }])
        .roles(Filter { name: "r".to_owned(), value: vec!["s".to_owned()] })
        .pairs(vec![vec![1, 2], vec![3]])
        .created(BTreeMap::from([("in".to_owned(), vec![5, 6])]))
        .within(Place { zip: 7 });
    let encoded = encode(&base(), &request).unwrap();
    assert_eq!(readable(encoded.uri().query().unwrap().as_bytes()), "created[in][]=5&created[in][]=6&within[zip]=7");
    let expected = [
        "line_items[0][price]=p1&line_items[0][quantity]=2&line_items[0][tags][0]=a&line_items[0][tags][1]=b",
        "line_items[1][interval]=Day&line_items[1][price]=p2&line_items[1][quantity]=1",
        "shipping[city]=A%26B&shipping[inner][kind]=Home&shipping[inner][zip]=10115",
        "shipping[kind][Shop][floor]=-1&shipping[zip]=10115",
        "Filter.1.Name=tag%3Ax&Filter.1.Value.1=1&Filter.1.Value.2=2",
        "Roles.Name=r&Roles.Value.member.1=s",
        "pairs[0][0]=1&pairs[0][1]=2&pairs[1][0]=3",
    ];
    assert_eq!(readable(encoded.body()), expected.join("&"));
    assert_eq!(encoded.headers()["content-type"], "application/x-www-form-urlencoded");
}

#[test]
fn a_whole_form_begins_with_the_names_of_members() {
    let session = Session { mode: "pay".to_owned(), line_items: vec![line("p", 1)], shipping: Some(address()) };
    let encoded = encode(&base(), &SessionRequest::new(session)).unwrap();
    let expected = "line_items[0][price]=p&line_items[0][quantity]=1&mode=pay&shipping[kind]=Home&shipping[zip]=10115";
    assert_eq!(readable(encoded.body()), expected);
}

#[test]
fn a_value_that_would_be_read_as_another_one_is_refused() {
    let kind = |request: OrderRequest| encode(&base(), &request).unwrap_err().kind().to_string();
    let with_number = |name: &str| {
        let mut shipping = address();
        shipping.numbers.insert(name.to_owned(), 1);
        OrderRequest::new(shipping)
    };
    for name in ["", "a[", "a]b"] {
        assert!(kind(with_number(name)).contains("a member's name"), "{name}");
    }
    assert!(encode(&base(), &with_number("a.b c")).is_ok());
    let order = || OrderRequest::new(address());
    assert!(kind(order().pairs(vec![vec![], vec![1]])).contains("which has no key"));
    let mut deep = address();
    for _ in 0..40 {
        deep = Address { inner: Some(Box::new(deep)), ..address() };
    }
    let error = encode(&base(), &OrderRequest::new(deep)).unwrap_err();
    assert!(matches!(error.kind(), EncodeErrorKind::Nested(_)));
    assert_eq!(error.field(), "shipping");
    assert!(error.to_string().contains("more than 32"), "{error}");
}

#[tokio::test]
async fn a_server_refuses_keys_that_stand_for_no_value() {
    let (client, kept) = client();
    let send = |form: String| {
        let request = Request::post("/v1/orders").header("content-type", "application/x-www-form-urlencoded");
        client.execute(request.body(Bytes::from(form)).unwrap())
    };
    let shipping = "shipping[kind]=Home&shipping[zip]=1";
    let deep = "[inner]".repeat(200);
    for (form, named) in [
        ("line_items[1][price]=a&line_items[1][quantity]=1", "line_items"),
        ("line_items[18446744073709551615][price]=a", "line_items"),
        ("line_items[00][price]=a&line_items[00][quantity]=1", "line_items"),
        ("line_items[0][price]=a", "line_items[0].quantity"),
        ("line_items[0][price]=a&line_items[0][quantity]=x", "line_items[0].quantity"),
        ("line_items[0][price]=a&line_items[0][price]=b&line_items[0][quantity]=1", "line_items[0].price"),
        ("line_items[0]=a&line_items[0][price]=b", "line_items[0]"),
        ("line_items=a", "line_items"),
        ("Filter.0.Name=a", "Filter"),
        ("pairs[0][0]=256", "pairs[0][0]"),
        (&format!("shipping{deep}[zip]=1"), "shipping"),
    ] {
        let error = send(format!("{shipping}&{form}")).await.unwrap_err();
        assert_eq!(error.status().unwrap(), 422, "{form}");
        let body = message(&error);
        assert!(body.contains(named), "{form}: {body}");
    }
    let error = send("shipping[kind]=Home&shipping[zip]=x".to_owned()).await.unwrap_err();
    assert!(message(&error).contains("shipping"));
    // Other keys are not the argument's.
    send(format!("{shipping}&line_items[x&line_itemsx=1&Filters=1")).await.unwrap();
    assert!(kept.order.lock().unwrap().take().unwrap().line_items.is_empty());
    // The order of keys has no meaning.
    let items = "line_items[1][quantity]=2&line_items[0][quantity]=1&line_items[1][price]=b&line_items[0][price]=a";
    send(format!("{items}&{shipping}")).await.unwrap();
    let kept = kept.order.lock().unwrap().take().unwrap();
    assert_eq!(kept.line_items, [line("a", 1), line("b", 2)]);
}

#[test]
fn calls_by_data_take_objects_and_lists() {
    let provider = provider();
    let operation = provider.operation("orders_order").unwrap();
    let input = json!({
        "line_items": [{ "quantity": 1, "price": "p", "tags": [] }],
        "shipping": { "zip": 1, "kind": { "Box": 5 }, "lines": [], "numbers": {} },
        "filters": [{ "Name": "n", "Value": ["v"] }],
    });
    let encoded = dynamic::encode(&base(), operation, input).unwrap();
    assert_eq!(
        readable(encoded.body()),
        "line_items[0][price]=p&line_items[0][quantity]=1&shipping[kind][Box]=5&shipping[zip]=1&Filter.1.Name=n&Filter.1.Value.1=v"
    );
    let refused = json!({ "shipping": { "zip": 1, "kind": "Home", "lines": [], "numbers": { "a]": 1 } } });
    let error = dynamic::encode(&base(), operation, refused).unwrap_err();
    assert!(error.to_string().contains("a member's name"), "{error}");
    assert!(!operation.check(json!({ "line_items": [] })).is_empty(), "shipping is missing");
    let parameter = operation.parameter("line_items").unwrap();
    assert!(!parameter.metadata.required && !parameter.metadata.is_list());
    assert_eq!(parameter.input_schema()["type"], "array");
}

#[test]
fn a_secret_is_not_shown() {
    let request = SecretsRequest::new(line("s3cret", 1));
    assert!(!format!("{request:?}").contains("s3cret"));
    assert!(encode(&base(), &request).is_ok());
}

fn text() -> impl Strategy<Value = String> {
    "[a-c\\[\\].&=%ü 0]{0,4}"
}

fn name() -> impl Strategy<Value = String> {
    "[a-cü &=%.0]{1,3}"
}

prop_compose! {
    fn any_line()(price in text(), quantity in any::<u32>(), day in any::<Option<bool>>(), tags in prop::collection::vec(text(), 0..3)) -> Line {
        let mut line = Line::new(price, quantity, tags);
        line.interval = day.map(|day| if day { Interval::Day } else { Interval::Month });
        line
    }
}

fn place_and_kind() -> impl Strategy<Value = (Place, Kind)> {
    let kind = prop_oneof![
        Just(Kind::Home),
        any::<i8>().prop_map(|floor| Kind::Shop { floor }),
        any::<u64>().prop_map(Kind::Box),
    ];
    (any::<u32>().prop_map(|zip| Place { zip }), kind)
}

fn any_address() -> impl Strategy<Value = Address> {
    let flat = (
        prop::option::of("[a-c\\[\\].&]{1,4}"),
        prop::collection::vec(text(), 0..3),
        place_and_kind(),
        prop::collection::btree_map(
            name().prop_filter("a list", |name| name.parse::<u64>().is_err()),
            any::<i64>(),
            0..3,
        ),
    );
    let flat = flat.prop_map(|(city, lines, (place, kind), numbers)| Address {
        city,
        lines,
        kind,
        place,
        inner: None,
        numbers,
    });
    flat.prop_recursive(3, 4, 1, |inner| {
        (inner.clone(), inner).prop_map(|(inner, outer)| Address { inner: Some(Box::new(inner)), ..outer })
    })
}

proptest! {
    #[test]
    fn a_server_reads_what_a_client_writes(
        line_items in prop::collection::vec(any_line(), 0..4),
        shipping in any_address(),
        other in prop::option::of(any_address()),
        filters in prop::collection::vec((text(), prop::collection::vec(text(), 0..3)), 0..3),
        role in prop::option::of((text(), prop::collection::vec(text(), 0..3))),
        pairs in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..3), 0..3),
        created in prop::collection::btree_map("[a-c.]{1,3}", prop::collection::vec(any::<u32>(), 1..3), 0..3),
        zip in prop::option::of(any::<u32>()),
    ) {
        let filter = |(name, value)| Filter { name, value };
        let mut request = OrderRequest::new(shipping.clone()).line_items(line_items.clone())
            .filters(filters.into_iter().map(filter)).pairs(pairs);
        request.roles = role.map(filter);
        request.address = other;
        // An empty map is absent.
        request.created = Some(created).filter(|created| !created.is_empty());
        if let Some(zip) = zip {
            request = request.within(Place { zip });
        }
        let session = SessionRequest::new(Session { mode: "m".to_owned(), line_items, shipping: Some(shipping) });

        let (client, kept) = client();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(client.send(request.clone())).unwrap();
        prop_assert_eq!(kept.order.lock().unwrap().take().unwrap(), request.clone());
        runtime.block_on(client.send(session.clone())).unwrap();
        prop_assert_eq!(kept.session.lock().unwrap().take().unwrap(), session.clone());

        let typed = encode(&base(), &request).unwrap();
        let provider = provider();
        let mut input = json!({
            "address": request.address, "created": request.created, "line_items": request.line_items,
            "shipping": request.shipping, "filters": request.filters, "roles": request.roles, "pairs": request.pairs,
        });
        if let Some(zip) = zip {
            input["within"] = json!({ "zip": zip });
        }
        let by_data = dynamic::encode(&base(), provider.operation(OrderRequest::METADATA.id).unwrap(), input).unwrap();
        prop_assert_eq!(typed.uri(), by_data.uri());
        prop_assert_eq!(typed.body(), by_data.body());
        let input = Value::from_iter([("session", serde_json::to_value(&session.session).unwrap())]);
        let by_data = dynamic::encode(&base(), provider.operation(SessionRequest::METADATA.id).unwrap(), input).unwrap();
        let typed = encode(&base(), &session).unwrap();
        prop_assert_eq!(typed.body(), by_data.body());
    }
}
