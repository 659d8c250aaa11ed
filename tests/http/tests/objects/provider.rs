//! The descriptions of objects that the tools of a provider use.

use endpoint_runtime::provider::{AuthScheme, CredentialPart, Environment, Member, Provider, TypeKind, ValueType};

use crate::orders::OrdersClient;

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

    // A sent member has to be there unless it is optional or has a default; a received one with a default is always there.
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
