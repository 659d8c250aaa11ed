//! The search for Users in the sandbox.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::time::Duration;

use crate::support::{error, refused};
use stytch_endpoints::{
    Stytch,
    consumer::users::{CreateRequest, Name, SearchRequest, SearchUsersQuery, UserOperand},
    endpoint_runtime::JsonMap,
    sandbox::{Sandbox, User},
    search::SearchOperator,
};

fn operands(json: &str) -> Vec<UserOperand> {
    let operands: Vec<JsonMap> = serde_json::from_str(json).unwrap();
    operands.into_iter().map(UserOperand::from).collect()
}

/// Ada signed up a minute before Grace; Grace is pending and has verified nothing.
async fn ada_and_grace() -> Stytch {
    let sandbox = Sandbox::builder().now("2026-02-05T09:30:00Z".parse().unwrap()).build();
    sandbox.add_user(User::new().id("user-test-ada").email("ada@example.com").phone_number("+12025550123")).unwrap();
    sandbox.advance(Duration::from_secs(60));
    let stytch = sandbox.stytch().unwrap();
    let grace = CreateRequest::new().email("grace@example.com").create_user_as_pending(true);
    let name = Name::new().first_name("Grace").middle_name("Brewster").last_name("Hopper");
    stytch.send(grace.name(name).external_id("grace-1")).await.unwrap();
    stytch
}

#[tokio::test]
async fn every_filter_finds_those_who_meet_it() {
    let stytch = ada_and_grace().await;
    for (name, value, expected) in [
        ("user_id", r#"["user-test-ada", "user-test-nobody"]"#, "ada"),
        ("email_address", r#"["Grace@example.com"]"#, "grace"),
        ("email_address", r#"["nobody@example.com"]"#, ""),
        ("email_address_fuzzy", r#""EXAMPLE.com""#, "ada grace"),
        ("email_address_fuzzy", r#""grace@""#, "grace"),
        ("email_verified", "true", "ada"),
        ("email_verified", "false", "grace"),
        ("email_id", "[]", ""),
        ("phone_id", r#"["unknown"]"#, ""),
        ("phone_number", r#"["+12025550123"]"#, "ada"),
        ("phone_number_fuzzy", r#""555012""#, "ada"),
        ("phone_verified", "true", "ada"),
        ("phone_verified", "false", ""),
        ("full_name_fuzzy", r#""brewster h""#, "grace"),
        ("status", r#""active""#, "ada"),
        ("status", r#""pending""#, "grace"),
        ("password_exists", "false", "ada grace"),
        ("password_exists", "true", ""),
        ("oauth_provider", r#"["google"]"#, ""),
        ("totp_id", r#"["unknown"]"#, ""),
        ("totp_verified", "true", ""),
        ("webauthn_registration_id", r#"["unknown"]"#, ""),
        ("webauthn_registration_verified", "true", ""),
        ("crypto_wallet_id", r#"["unknown"]"#, ""),
        ("crypto_wallet_address", r#"["unknown"]"#, ""),
        ("crypto_wallet_verified", "true", ""),
        ("created_at_greater_than", r#""2026-02-05T09:30:30Z""#, "grace"),
        ("created_at_less_than", r#""2026-02-05T09:30:30Z""#, "ada"),
        ("created_at_less_than", r#""2026-02-05T09:30:00Z""#, ""),
        (
            "created_at_between",
            r#"{"greater_than": "2026-02-05T09:29:00Z", "less_than": "2026-02-05T10:32:00+01:00"}"#,
            "ada grace",
        ),
    ] {
        let operands = operands(&format!(r#"[{{"filter_name": "{name}", "filter_value": {value}}}]"#));
        let query = SearchUsersQuery::new(SearchOperator::And, operands);
        let found = stytch.send(SearchRequest::new().query(query)).await.unwrap();
        let mut found: Vec<_> =
            found.results.iter().map(|user| user.emails[0].email.split('@').next().unwrap()).collect();
        found.sort_unstable();
        assert_eq!(found.join(" "), expected, "{name}: {value}");
    }
}

#[tokio::test]
async fn operands_are_combined_as_the_operator_says() {
    let stytch = ada_and_grace().await;
    let both = r#"[{"filter_name": "status", "filter_value": "active"},
        {"filter_name": "email_address_fuzzy", "filter_value": "grace"}]"#;
    let count = async |operator, json| {
        let query = SearchUsersQuery::new(operator, operands(json));
        stytch.send(SearchRequest::new().query(query)).await.unwrap().results_metadata.total
    };
    assert_eq!(count(SearchOperator::And, both).await, 0);
    assert_eq!(count(SearchOperator::Or, both).await, 2);
    assert_eq!(count(SearchOperator::Or, "[]").await, 2);
}

#[tokio::test]
async fn pages_follow_each_other_until_the_last() {
    let sandbox = Sandbox::new();
    for index in 0..5 {
        sandbox.add_user(User::new().id(format!("user-test-{index}"))).unwrap();
    }
    let stytch = sandbox.stytch().unwrap();
    let (mut ids, mut sizes, mut cursor) = (Vec::new(), Vec::new(), None);
    loop {
        let page = stytch.send(SearchRequest::new().limit(2).cursor(cursor)).await.unwrap();
        assert_eq!(page.results_metadata.total, 5);
        sizes.push(page.results.len());
        ids.extend(page.results.into_iter().map(|user| user.user_id.to_string()));
        cursor = page.results_metadata.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(sizes, [2, 2, 1]);
    assert_eq!(ids, ["user-test-0", "user-test-1", "user-test-2", "user-test-3", "user-test-4"]);
    // A page that the last result fills is the last one.
    assert_eq!(stytch.send(SearchRequest::new().limit(5)).await.unwrap().results_metadata.next_cursor, None);
}

#[tokio::test]
async fn a_wrong_search_is_refused_with_what_is_wrong() {
    let stytch = ada_and_grace().await;
    for (operand, error_type) in [
        ("{}", "missing_filter_name"),
        (r#"{"filter_name": 1}"#, "filter_name_must_be_string"),
        (r#"{"filter_name": "status"}"#, "missing_filter_value"),
        (r#"{"filter_name": "shoe_size", "filter_value": 1}"#, "filter_name_not_recognized"),
        (r#"{"filter_name": "user_id", "filter_value": "a"}"#, "expected_array_of_string"),
        (r#"{"filter_name": "user_id", "filter_value": [1]}"#, "expected_array_of_string"),
        (r#"{"filter_name": "email_verified", "filter_value": "yes"}"#, "expected_bool"),
        (r#"{"filter_name": "full_name_fuzzy", "filter_value": 1}"#, "expected_string"),
        (r#"{"filter_name": "full_name_fuzzy", "filter_value": "gr"}"#, "full_name_fuzzy_too_short"),
        (r#"{"filter_name": "status", "filter_value": "deleted"}"#, "invalid_status_filter"),
        (r#"{"filter_name": "created_at_less_than", "filter_value": "now"}"#, "expected_timestamp"),
        (r#"{"filter_name": "created_at_between", "filter_value": "now"}"#, "expected_object"),
        (r#"{"filter_name": "created_at_between", "filter_value": {}}"#, "missing_greater_than"),
        (
            r#"{"filter_name": "created_at_between", "filter_value": {"greater_than": "2026-02-05T09:30:00Z"}}"#,
            "missing_less_than",
        ),
    ] {
        let query = SearchUsersQuery::new(SearchOperator::Or, operands(&format!("[{operand}]")));
        let result = stytch.send(SearchRequest::new().query(query)).await;
        assert_eq!(refused(result), error(400, &format!("user_search_{error_type}")), "{operand}");
    }
    let query = SearchUsersQuery::new(SearchOperator::Other("XOR".to_owned()), vec![]);
    let result = stytch.send(SearchRequest::new().query(query)).await;
    assert_eq!(refused(result), error(400, "user_search_invalid_operator"));
    for limit in [0, 1001] {
        let result = stytch.send(SearchRequest::new().limit(limit)).await;
        assert_eq!(refused(result), error(400, "user_search_invalid_limit"));
    }
    let result = stytch.send(SearchRequest::new().cursor("?")).await;
    assert_eq!(refused(result), error(400, "user_search_invalid_cursor"));
}
