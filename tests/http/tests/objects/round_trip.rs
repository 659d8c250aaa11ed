//! Objects arrive as they were sent, in both directions and in every kind of body.

use endpoint_runtime::Json;
use proptest::prelude::*;

use crate::orders::{
    Contact, Item, Login, Order, OrdersClient, PartId, PlaceRequest, Placed, ReplaceRequest, SignInRequest, Spy, State,
};

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
