//! Objects in requests and responses: between a client and a server of one declaration, and in the descriptions of a provider.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]
#![allow(
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    reason = "the objects are declared as a crate would"
)]

use std::{
    convert::Infallible,
    future::{Ready, ready},
    sync::{Arc, Mutex},
    task::{Context, Poll},
};

use endpoint_runtime::{
    Body, Bytes, Client, Json, JsonMap, Param, Result, endpoints,
    http::{Request, Response, StatusCode},
    object, open_enum,
    provider::{AuthScheme, CredentialPart, Environment, Member, Provider, TypeKind, ValueType},
    schema::schemars,
    server::Service,
};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The name of a part.
#[derive(Clone, Debug, Default, PartialEq, Param, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(crate = "endpoint_runtime::schema::schemars")]
#[serde(transparent)]
pub struct PartId(String);

/// The state of an order.
#[open_enum(rename_all = "snake_case", schema)]
pub enum State {
    /// Was received.
    Placed,
    /// Is on its way.
    OnItsWay,
}

/// A part and its weight.
#[object(sent, schema)]
pub struct Item {
    /// The part.
    pub part_id: PartId,
    /// The weight.
    pub grams: u32,
    /// The color.
    pub color: Option<String>,
    /// The parts inside.
    #[field(default)]
    pub inner: Vec<Item>,
}

/// A person to call.
#[object(sent, schema)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The code of the door.
    #[sensitive]
    pub door_code: Option<String>,
}

/// An order.
#[object(sent, schema, rename_all = "camelCase")]
pub struct Order {
    /// The parts.
    pub all_items: Vec<Item>,
    /// The contact.
    pub contact: Option<Contact>,
    /// The state.
    pub current_state: State,
    /// The number of attempts.
    #[field(default = 3)]
    pub attempts: u8,
    /// Absent, null or a text.
    pub note: Option<Option<String>>,
    /// All others.
    #[rest]
    pub extra: JsonMap,
}

/// A name with a password.
#[object(sent, schema)]
pub struct Login {
    /// The name.
    pub name: String,
    /// The password.
    #[sensitive]
    pub password: String,
    /// The number of days for which it lasts.
    pub days: Option<u8>,
    /// The devices.
    #[field(default)]
    pub devices: Vec<String>,
}

/// An order that was placed.
#[object(server, schema)]
pub struct Placed {
    /// The order's id.
    pub id: String,
    /// The orders of the same day.
    pub others: Vec<Order>,
    /// The key of the parcel's box.
    #[sensitive]
    pub box_key: Option<String>,
    /// Whatever else there is.
    #[rest]
    pub extra: JsonMap,
}

/// Orders of parts.
#[endpoints(server, schema, tag = "Orders")]
pub trait Orders {
    /// Places an order.
    #[endpoint(POST "/orders/<order_id>")]
    async fn place(
        &self,
        order_id: String,
        items: Vec<Item>,
        contact: Option<Contact>,
        #[field("theState")] state: Option<State>,
    ) -> Result<Placed>;

    /// Replaces an order.
    #[endpoint(PUT "/orders/<order_id>")]
    async fn replace(&self, order_id: String, #[body] order: Order) -> Result<Order>;

    /// Signs in.
    #[endpoint(POST "/sign_in")]
    async fn sign_in(&self, #[body(form)] login: Login) -> Result<Placed>;
}

/// An implementation that records its requests and returns a prepared response.
#[derive(Clone, Default)]
struct Spy {
    placed: Arc<Mutex<Option<PlaceRequest>>>,
    login: Arc<Mutex<Option<Login>>>,
    answer: Placed,
}

impl Orders for Spy {
    async fn place(&self, request: PlaceRequest) -> Result<Placed> {
        *self.placed.lock().unwrap() = Some(request);
        Ok(self.answer.clone())
    }

    async fn replace(&self, request: ReplaceRequest) -> Result<Order> {
        Ok(request.order)
    }

    async fn sign_in(&self, request: SignInRequest) -> Result<Placed> {
        *self.login.lock().unwrap() = Some(request.login);
        Ok(self.answer.clone())
    }
}

impl Spy {
    fn client(&self) -> Client {
        Client::builder().service(OrdersServer::new(self.clone())).build().unwrap()
    }
}

/// A server that gives one response.
#[derive(Clone)]
struct Fixed(&'static str);

impl Service<Request<Body>> for Fixed {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Ready<std::result::Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<std::result::Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        let body = Body::from(Bytes::from_static(self.0.as_bytes()));
        ready(Ok(Response::builder().header("content-type", "application/json").body(body).unwrap()))
    }
}

fn client(response: &'static str) -> OrdersClient {
    Client::builder().service(Fixed(response)).build().unwrap().into()
}

#[tokio::test]
async fn a_client_reads_tolerantly() {
    let orders = client(
        r#"{"id":null,"others":[{"allItems":[{"grams":null}],"currentState":"lost","contact":null}],"new":[1]}"#,
    );
    let placed = orders.place(PlaceRequest::new("1", Vec::new())).await.unwrap();
    let other = &placed.others[0];
    assert_eq!((placed.id.as_str(), other.all_items[0].grams, other.attempts), ("", 0, 3));
    assert_eq!((&other.current_state, &other.contact), (&State::Other("lost".to_owned()), &None));
    assert_eq!(Json::from(placed.extra).to_string(), r#"{"new":[1]}"#);
    assert_eq!(client("{}").place(PlaceRequest::new("1", Vec::new())).await.unwrap(), Placed::default());

    let orders = client(r#"{"others":[{},{"allItems":[{"grams":1},{"grams":"s3cret"}]}]}"#);
    let error = orders.place(PlaceRequest::new("1", Vec::new())).await.unwrap_err();
    assert_eq!(error.as_decode().unwrap().path().unwrap().to_string(), "others[1].allItems[1].grams");
    assert!(!format!("{error} {error:?}").contains("s3cret"), "{error:?}");
}

/// Sends a body, and returns the status and the text of the response.
async fn send(method: &str, path: &str, content_type: &str, body: &str) -> (StatusCode, String) {
    let request = Request::builder().method(method).uri(path).header("content-type", content_type);
    let request = request.body(Bytes::copy_from_slice(body.as_bytes())).unwrap();
    let (status, body) = match Spy::default().client().execute(request).await {
        Ok(response) => (response.status(), response.into_body()),
        Err(error) => (error.status().unwrap(), error.body().unwrap().clone()),
    };
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn a_server_reads_strictly_and_names_the_path() {
    let place = ("POST", "/orders/1");
    let replace = ("PUT", "/orders/1");
    for ((method, path), body, field) in [
        (place, "{}", "items"),
        (place, r#"{"items":null}"#, "items"),
        (place, r#"{"items":[{"part_id":"s3cret","grams":1},{"part_id":"s3cret"}]}"#, "items[1].grams"),
        (place, r#"{"items":[{"part_id":"s3cret","grams":1},{"part_id":"a","grams":null}]}"#, "items[1].grams"),
        (place, r#"{"items":[{"part_id":"s3cret","grams":"s3cret"}]}"#, "items[0].grams"),
        (place, r#"{"items":[{"part_id":"a","grams":1,"inner":[{"part_id":"s3cret"}]}]}"#, "items[0].inner[0].grams"),
        (place, r#"{"items":[[]]}"#, "items[0]"),
        (place, r#"{"items":[{"part_id":"a","grams":1},[["s3cret"],1]]}"#, "items[1]"),
        (place, r#"{"items":[],"contact":{"door_code":"s3cret"}}"#, "contact.name"),
        (place, r#"{"items":[],"contact":{"name":"s3cret","door_code":["s3cret"]}}"#, "contact.door_code"),
        (place, r#"{"items":[],"theState":1}"#, "theState"),
        (replace, "{}", "allItems"),
        (replace, r#"{"allItems":[]}"#, "currentState"),
        (replace, r#"{"allItems":[],"currentState":null}"#, "currentState"),
        (replace, r#"{"allItems":[],"currentState":"placed","attempts":"s3cret"}"#, "attempts"),
        (replace, r#"{"allItems":[],"currentState":"placed","contact":{"name":null,"x":"s3cret"}}"#, "contact.name"),
    ] {
        let (status, text) = send(method, path, "application/json", body).await;
        assert_eq!(status, 422, "{body}: {text}");
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(answer["field"], field, "{body}: {text}");
        assert!(!text.contains("s3cret"), "{text}");
    }
    for (body, field) in [("name=s3cret", "password"), ("name=a&password=s3cret&days=s3cret", "days"), ("", "name")] {
        let (status, text) = send("POST", "/sign_in", "application/x-www-form-urlencoded", body).await;
        assert_eq!(status, 422, "{body}: {text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["field"], field, "{text}");
        assert!(!text.contains("s3cret"), "{text}");
    }
    // What is optional or has a default may be missing or null.
    for body in [
        r#"{"allItems":[],"currentState":"placed"}"#,
        r#"{"allItems":[],"currentState":"placed","contact":null,"attempts":null}"#,
    ] {
        let (status, text) = send("PUT", "/orders/1", "application/json", body).await;
        assert_eq!((status, &*text), (StatusCode::OK, r#"{"allItems":[],"currentState":"placed","attempts":3}"#));
    }
    let (status, _) = send("POST", "/sign_in", "application/x-www-form-urlencoded", "name=a&password=b").await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn numbers_that_no_field_has_keep_their_digits() {
    let exact = r#"{"amount":123456789012345678901234567890,"price":1.10,"tiny":1e-400,"list":[0.10,-0]}"#;
    let mut answer = Placed::new("1", Vec::new());
    answer.extra = serde_json::from_str(exact).unwrap();
    let client: OrdersClient = Spy { answer, ..Spy::default() }.client().into();
    let placed = client.place(PlaceRequest::new("1", Vec::new())).await.unwrap();
    assert_eq!(Json::from(placed.extra).to_string(), exact);
    let mut order = Order::new(Vec::new(), State::Placed);
    order.extra = serde_json::from_str(exact).unwrap();
    let replaced = client.replace(ReplaceRequest::new("1", order.clone())).await.unwrap();
    assert_eq!(replaced, order);
}

fn text() -> impl Strategy<Value = String> {
    any::<String>()
}

fn item() -> impl Strategy<Value = Item> {
    let leaf = (text(), any::<u32>(), prop::option::of(text())).prop_map(|(id, grams, color)| {
        let mut item = Item::new(PartId(id), grams);
        item.color = color;
        item
    });
    leaf.prop_recursive(2, 6, 3, |inner| {
        (inner.clone(), prop::collection::vec(inner, 0..3)).prop_map(|(item, inner)| Item { inner, ..item })
    })
}

prop_compose! {
    fn contact()(name in text(), code in prop::option::of(text())) -> Contact {
        let mut contact = Contact::new(name);
        contact.door_code = code;
        contact
    }
}

fn state() -> impl Strategy<Value = State> {
    prop_oneof![Just(State::Placed), Just(State::OnItsWay), text().prop_map(State::Other)]
}

fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?".prop_map(|number| number.parse().unwrap()),
        text().prop_map(Json::String),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::Array),
            prop::collection::vec((text(), inner), 0..4)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

prop_compose! {
    fn order()(
        items in prop::collection::vec(item(), 0..3),
        contact in prop::option::of(contact()),
        state in state(),
        attempts in any::<u8>(),
        note in any::<Option<Option<String>>>(),
        extra in prop::collection::vec(("x-.{0,8}", json()), 0..4),
    ) -> Order {
        let mut order = Order::new(items, state).attempts(attempts);
        (order.contact, order.note, order.extra) = (contact, note, extra.into_iter().collect());
        order
    }
}

prop_compose! {
    fn login()(
        (name, password) in (text(), text()),
        days in any::<Option<u8>>(),
        devices in prop::collection::vec(text(), 0..3),
    ) -> Login {
        let mut login = Login::new(name, password);
        (login.days, login.devices) = (days, devices);
        login
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn objects_arrive_as_they_were_sent(
        items in prop::collection::vec(item(), 0..3),
        contact in prop::option::of(contact()),
        state in prop::option::of(state()),
        others in prop::collection::vec(order(), 0..3),
        (id, key) in (text(), prop::option::of(text())),
        login in login(),
    ) {
        let mut answer = Placed::new(id, others.clone());
        answer.box_key = key;
        let spy = Spy { answer: answer.clone(), ..Spy::default() };
        let client: OrdersClient = spy.client().into();

        let mut request = PlaceRequest::new("1", items.clone());
        (request.contact, request.state) = (contact.clone(), state.clone());
        prop_assert_eq!(&block_on(client.place(request)).unwrap(), &answer);
        let seen = spy.placed.lock().unwrap().take().unwrap();
        prop_assert_eq!((seen.items, seen.contact, seen.state), (items, contact, state));

        for order in others {
            prop_assert_eq!(block_on(client.replace(ReplaceRequest::new("1", order.clone()))).unwrap(), order);
        }
        prop_assert_eq!(block_on(client.sign_in(SignInRequest::new(login.clone()))).unwrap(), answer);
        prop_assert_eq!(spy.login.lock().unwrap().take().unwrap(), login);
    }
}

fn provider() -> Provider {
    Provider::builder("parts")
        .environment(Environment::new("live", "https://parts.example"))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "PARTS_TOKEN")))
        .resource(OrdersClient::SCHEMAS)
        .build()
        .unwrap()
}

/// Returns the member at a path, such as `others.contact.door_code`, of an object or of a list of objects.
fn member<'a>(provider: &'a Provider, value: &'a ValueType, path: &str) -> &'a Member {
    let mut value = value;
    while let TypeKind::List(list) = &provider.types.kind(value) {
        value = &list.items;
    }
    let TypeKind::Object(object) = provider.types.kind(value) else { panic!("{path} of {value:?}") };
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let member =
        object.members.iter().find(|member| member.name == name).unwrap_or_else(|| panic!("{path} of {object:?}"));
    rest.map_or(member, |rest| self::member(provider, &member.value, rest))
}

#[test]
fn a_provider_describes_objects() {
    let provider = provider();
    let operation = |name: &str| provider.operations().find(|operation| operation.name.ends_with(name)).unwrap();
    let place = operation("place");
    let response = place.response_type.as_ref().unwrap();

    // Secrets, at any depth and in every binding.
    let sign_in = operation("sign_in");
    let login = &sign_in.parameters[0].value_type;
    let contact = &place.parameter("contact").unwrap().value_type;
    let order = &operation("replace").parameters[1].value_type;
    for (value, path, sensitive) in [
        (response, "box_key", true),
        (response, "others.contact.door_code", true),
        (response, "others.contact.name", false),
        (contact, "door_code", true),
        (order, "contact.door_code", true),
        (order, "note", false),
        (login, "password", true),
        (login, "name", false),
    ] {
        assert_eq!(member(&provider, value, path).value.sensitive, sensitive, "{path}");
    }

    // Open enums are open, wherever they are.
    for value in
        [&place.parameter("state").unwrap().value_type, &member(&provider, response, "others.currentState").value]
    {
        let TypeKind::Enum(state) = provider.types.kind(value) else { panic!("{value:?}") };
        assert!(state.open);
        let values: Vec<_> = state.values.iter().map(|known| (known.value.as_str().unwrap(), &*known.docs)).collect();
        assert_eq!(values, [("placed", "Was received."), ("on_its_way", "Is on its way.")]);
    }

    // Documentation of fields, and of types where a field has none.
    let docs = |value, path| &*member(&provider, value, path).value.docs;
    assert_eq!(docs(response, "others.allItems.grams"), "The weight.");
    assert_eq!(docs(response, "others.currentState"), "The state.");
    assert_eq!(docs(login, "password"), "The password.");
    assert_eq!(place.parameter("contact").unwrap().docs, "A person to call.");
    assert_eq!(place.parameter("state").unwrap().docs, "The state of an order.");
    assert_eq!(provider.types.docs(response), "An order that was placed.");

    // What is sent has to be there unless it is optional or has a default; what is received is always there if it has one.
    let required = |value, path: &str| member(&provider, value, path).required;
    for (path, sent, received) in [
        ("allItems", true, true),
        ("allItems.grams", true, true),
        ("allItems.color", false, false),
        ("allItems.inner", false, true),
        ("attempts", false, true),
        ("note", false, false),
        ("contact", false, false),
    ] {
        assert_eq!((required(order, path), required(response, &format!("others.{path}"))), (sent, received), "{path}");
    }
    let TypeKind::Object(placed) = provider.types.kind(response) else { panic!("{response:?}") };
    assert_eq!(placed.others.as_ref().map(|others| &others.kind), Some(&TypeKind::Any));
    assert_eq!(placed.members.len(), 3);
}
