//! The operands of searches have the filters of the API.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::collections::BTreeMap;

use serde_json::{Value, json};
use stytch_endpoints::{
    b2b::organizations::{
        self, MemberStatus, OrganizationOperand,
        members::{self, MemberOperand},
    },
    consumer::users::{SearchUsersQuery, UserOperand, UserStatus},
    endpoint_runtime::JsonMap,
    m2m::clients::{M2mClientOperand, M2mSearchQuery},
    redirect::ProviderName,
    search::SearchOperator,
};

fn organizations() -> Vec<OrganizationOperand> {
    vec![
        OrganizationOperand::organization_ids(["a", "b"]),
        OrganizationOperand::organization_slugs(["a", "b"]),
        OrganizationOperand::organization_name_fuzzy("text"),
        OrganizationOperand::organization_slug_fuzzy("text"),
        OrganizationOperand::member_emails(["a", "b"]),
        OrganizationOperand::member_email_fuzzy("text"),
        OrganizationOperand::allowed_domains(["a", "b"]),
        OrganizationOperand::allowed_domain_fuzzy("text"),
        OrganizationOperand::claimed_email_domains(["a", "b"]),
        OrganizationOperand::has_active_sso_connection(true),
        OrganizationOperand::sso_connection_id("text"),
    ]
}

fn members() -> Vec<MemberOperand> {
    vec![
        MemberOperand::member_ids(["a", "b"]),
        MemberOperand::member_emails(["a", "b"]),
        MemberOperand::member_email_fuzzy("text"),
        MemberOperand::member_is_breakglass(true),
        MemberOperand::statuses(["a", "b"]),
        MemberOperand::member_phone_numbers(["a", "b"]),
        MemberOperand::member_phone_number_fuzzy("text"),
    ]
}

fn clients() -> Vec<M2mClientOperand> {
    vec![
        M2mClientOperand::client_id(["a", "b"]),
        M2mClientOperand::client_name(["a", "b"]),
        M2mClientOperand::scopes(["a", "b"]),
    ]
}

fn users() -> Vec<UserOperand> {
    vec![
        UserOperand::created_at_greater_than("text"),
        UserOperand::created_at_less_than("text"),
        UserOperand::created_at_between("text", "text"),
        UserOperand::status(UserStatus::Active),
        UserOperand::oauth_provider(["a", "b"]),
        UserOperand::user_id(["a", "b"]),
        UserOperand::full_name_fuzzy("text"),
        UserOperand::phone_number(["a", "b"]),
        UserOperand::phone_id(["a", "b"]),
        UserOperand::phone_verified(true),
        UserOperand::phone_number_fuzzy("text"),
        UserOperand::email_address(["a", "b"]),
        UserOperand::email_id(["a", "b"]),
        UserOperand::email_verified(true),
        UserOperand::email_address_fuzzy("text"),
        UserOperand::webauthn_registration_verified(true),
        UserOperand::webauthn_registration_id(["a", "b"]),
        UserOperand::crypto_wallet_id(["a", "b"]),
        UserOperand::crypto_wallet_address(["a", "b"]),
        UserOperand::crypto_wallet_verified(true),
        UserOperand::totp_id(["a", "b"]),
        UserOperand::totp_verified(true),
        UserOperand::password_exists(true),
    ]
}

/// Returns the operands of all constructors, as JSON.
fn constructed() -> BTreeMap<&'static str, Value> {
    BTreeMap::from([
        ("b2b.organizations.search", serde_json::to_value(organizations()).unwrap()),
        ("b2b.organizations.members.search", serde_json::to_value(members()).unwrap()),
        ("shared.m2m.clients.search", serde_json::to_value(clients()).unwrap()),
        ("consumer.users.search", serde_json::to_value(users()).unwrap()),
    ])
}

#[test]
fn every_filter_of_the_api_has_a_constructor_that_writes_its_operand() {
    let inventory: Value = serde_json::from_str(include_str!("inventory.json")).unwrap();
    let searches: BTreeMap<&str, Vec<(&str, &str)>> =
        serde::Deserialize::deserialize(&inventory["search_filters"]).unwrap();
    let constructed = constructed();
    assert_eq!(searches.values().map(Vec::len).sum::<usize>(), 44);
    for (search, filters) in &searches {
        let expected = filters.iter().map(|(name, value)| {
            let value = match *value {
                "list<string>" => json!(["a", "b"]),
                "string" => json!("text"),
                "bool" => json!(true),
                "string(active|pending)" => json!("active"),
                "object{greater_than:string,less_than:string}" => json!({"greater_than": "text", "less_than": "text"}),
                other => unreachable!("{other}"),
            };
            (*name, json!({"filter_name": name, "filter_value": value}))
        });
        let expected: BTreeMap<_, _> = expected.collect();
        let written = constructed[search].as_array().unwrap();
        let written: BTreeMap<_, _> =
            written.iter().map(|operand| (operand["filter_name"].as_str().unwrap(), operand.clone())).collect();
        assert_eq!(written, expected, "{search}");
    }
}

#[test]
fn a_query_takes_typed_operands_and_any_other() {
    let mut raw = JsonMap::new();
    raw.insert("filter_name", "later");
    let query = organizations::SearchQuery::new(
        SearchOperator::And,
        [
            OrganizationOperand::organization_slugs(["acme"]),
            OrganizationOperand::new("later", false),
            OrganizationOperand::from(raw),
        ],
    );
    assert_eq!(
        serde_json::to_value(&query).unwrap(),
        json!({
            "operator": "AND",
            "operands": [
                {"filter_name": "organization_slugs", "filter_value": ["acme"]},
                {"filter_name": "later", "filter_value": false},
                {"filter_name": "later"},
            ],
        })
    );
    let names = query.operands.iter().map(OrganizationOperand::filter_name);
    assert!(names.eq([Some("organization_slugs"), Some("later"), Some("later")]));
    assert_eq!(query.operands.iter().map(|it| it.filter_value().is_some()).collect::<Vec<_>>(), [true, true, false]);
}

#[test]
fn operands_are_read_as_they_were_written() {
    let members = members::SearchQuery::new(
        SearchOperator::Or,
        [MemberOperand::statuses([MemberStatus::Active, MemberStatus::Invited])],
    );
    let written = serde_json::to_string(&members).unwrap();
    assert!(written.contains(r#""filter_value":["active","invited"]"#), "{written}");
    assert_eq!(serde_json::from_str::<members::SearchQuery>(&written).unwrap(), members);
    let users = SearchUsersQuery::new(SearchOperator::Or, [UserOperand::oauth_provider([ProviderName::GitHub])]);
    assert!(serde_json::to_string(&users).unwrap().contains(r#"["github"]"#));
    let clients = M2mSearchQuery::new(SearchOperator::Or, []);
    assert_eq!(serde_json::to_value(clients).unwrap(), json!({"operator": "OR", "operands": []}));
}
