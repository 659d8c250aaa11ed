//! Searches: filters and pages.

use stytch_endpoints::{
    Stytch,
    b2b::organizations::{self, CreateRequest, SearchQuery, members},
    endpoint_runtime::{Json, JsonMap},
    sandbox::{Sandbox, demo},
    search::SearchOperator,
};

use super::{member, named, organization, sandbox, texts};
use crate::support::assert_refused;

fn operand(name: &str, value: impl Into<Json>) -> JsonMap {
    JsonMap::from_iter([("filter_name", Json::from(name)), ("filter_value", value.into())])
}

fn all<const N: usize>(operands: [JsonMap; N]) -> SearchQuery {
    SearchQuery::new(SearchOperator::And, operands.map(Into::into))
}

fn any<const N: usize>(operands: [JsonMap; N]) -> SearchQuery {
    SearchQuery::new(SearchOperator::Or, operands.map(Into::into))
}

fn members_with<const N: usize>(operands: [JsonMap; N]) -> members::SearchQuery {
    members::SearchQuery::new(SearchOperator::And, operands.map(Into::into))
}

/// Returns the slugs of the Organizations that are found, in order.
async fn slugs(stytch: &Stytch, query: SearchQuery) -> Vec<String> {
    let found = stytch.send(organizations::SearchRequest::new().query(query)).await.unwrap();
    assert_eq!(usize::try_from(found.results_metadata.total).unwrap(), found.organizations.len());
    let mut slugs: Vec<_> = found.organizations.into_iter().map(|found| found.organization_slug).collect();
    slugs.sort();
    slugs
}

#[tokio::test]
async fn organizations_are_found_by_each_filter() {
    let stytch = sandbox().stytch().unwrap();
    let acme = CreateRequest::new("Acme Rockets").organization_slug("acme").organization_external_id("one");
    let acme = acme.email_allowed_domains(texts(["acme.example"]));
    let acme = organization(&stytch, acme).await;
    let globex = CreateRequest::new("Globex").organization_slug("globex");
    let globex = organization(&stytch, globex.claimed_email_domains(texts(["globex.example"]))).await;
    member(&stytch, &globex, "hank@globex.example").await;
    for (query, expected) in [
        (all([]), &["acme", "globex"][..]),
        (all([operand("organization_ids", vec![acme.as_str()])]), &["acme"]),
        (all([operand("organization_ids", vec!["one"])]), &["acme"]),
        (all([operand("organization_slugs", vec!["globex", "other"])]), &["globex"]),
        (all([operand("organization_name_fuzzy", "ROCK")]), &["acme"]),
        (all([operand("organization_slug_fuzzy", "lobe")]), &["globex"]),
        (all([operand("member_emails", vec!["Hank@globex.example"])]), &["globex"]),
        (all([operand("member_email_fuzzy", "hank")]), &["globex"]),
        (all([operand("allowed_domains", vec!["acme.example"])]), &["acme"]),
        (all([operand("allowed_domain_fuzzy", "acme")]), &["acme"]),
        (all([operand("claimed_email_domains", vec!["globex.example"])]), &["globex"]),
        (all([operand("has_active_sso_connection", false)]), &["acme", "globex"]),
        (all([operand("has_active_sso_connection", true)]), &[]),
        (all([operand("sso_connection_id", "saml-connection-test-1")]), &[]),
        (all([operand("organization_slugs", vec!["acme"]), operand("member_email_fuzzy", "hank")]), &[]),
        (
            any([operand("organization_slugs", vec!["acme"]), operand("member_email_fuzzy", "hank")]),
            &["acme", "globex"],
        ),
        (any([]), &["acme", "globex"]),
    ] {
        assert_eq!(slugs(&stytch, query.clone()).await, expected, "{query:?}");
    }
}

#[tokio::test]
async fn a_query_that_stytch_would_refuse_is_refused() {
    let stytch = sandbox().stytch().unwrap();
    let search = |operand: JsonMap| stytch.send(organizations::SearchRequest::new().query(all([operand])));
    assert_refused!(search(JsonMap::new()), 400, "organization_search_missing_filter_name");
    let nameless = JsonMap::from_iter([("filter_name", "organization_slugs")]);
    assert_refused!(search(nameless), 400, "organization_search_missing_filter_value");
    let call = search(operand("color", "blue"));
    assert_refused!(call, 400, "organization_search_filter_name_not_recognized");
    let call = search(operand("organization_slugs", "acme"));
    assert_refused!(call, 400, "organization_search_expected_array_of_strings");
    let call = search(operand("organization_name_fuzzy", "ac"));
    assert_refused!(call, 400, "organization_search_organization_name_fuzzy_too_short");
    let search = organizations::SearchRequest::new;
    assert_refused!(stytch.send(search().limit(0_u32)), 400, "bad_request");
    assert_refused!(stytch.send(search().limit(1001_u32)), 400, "bad_request");
    assert_refused!(stytch.send(search().cursor("no cursor!")), 400, "bad_request");

    let search =
        |operand: JsonMap| stytch.send(members::SearchRequest::new(vec!["acme".into()]).query(members_with([operand])));
    assert_refused!(search(operand("statuses", vec!["active"])), 404, "organization_not_found");
    named(&stytch, "acme").await;
    let call = stytch.send(members::SearchRequest::new(Vec::new()));
    assert_refused!(call, 400, "member_search_organization_ids_empty");
    assert_refused!(search(operand("color", "blue")), 400, "member_search_filter_name_not_recognized");
    let call = search(operand("member_email_fuzzy", "a@"));
    assert_refused!(call, 400, "member_search_member_email_fuzzy_too_short");
    let call = search(operand("member_ids", vec!["member-test-1", "ada"]));
    assert_refused!(call, 400, "member_search_cannot_mix_internal_and_external_member_ids");
}

#[tokio::test]
async fn members_are_found_by_each_filter() {
    let stytch = sandbox().stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    let create = |email: &str| members::CreateRequest::new("acme", email);
    let ada = create("ada@acme.example").external_id("ada").mfa_phone_number("+12025550162");
    let ada = stytch.send(ada.is_breakglass(true)).await.unwrap().member_id;
    stytch.send(create("bob@acme.example").create_member_as_pending(true)).await.unwrap();
    let eve = member(&stytch, &acme, "eve@acme.example").await;
    stytch.send(members::DeleteRequest::new("acme", &eve)).await.unwrap();
    let names = async |query: members::SearchQuery| {
        let found = stytch.send(members::SearchRequest::new(vec!["acme".into()]).query(query)).await.unwrap();
        let mut names: Vec<_> = found.members.into_iter().map(|member| member.email_address[..3].to_owned()).collect();
        assert!(names.is_empty() || found.organizations.contains_key(acme.as_str()));
        names.sort();
        names
    };
    for (query, expected) in [
        (members_with([]), &["ada", "bob"][..]),
        (members_with([operand("member_ids", vec![ada.as_str()])]), &["ada"]),
        (members_with([operand("member_ids", vec!["ada"])]), &["ada"]),
        (members_with([operand("member_emails", vec!["Bob@acme.example"])]), &["bob"]),
        (members_with([operand("member_email_fuzzy", "@acme")]), &["ada", "bob"]),
        (members_with([operand("member_is_breakglass", true)]), &["ada"]),
        (members_with([operand("statuses", vec!["pending"])]), &["bob"]),
        (members_with([operand("statuses", vec!["active", "deleted"])]), &["ada", "eve"]),
        (members_with([operand("member_phone_numbers", vec!["+12025550162"])]), &["ada"]),
        (members_with([operand("member_phone_number_fuzzy", "2025")]), &["ada"]),
    ] {
        assert_eq!(names(query.clone()).await, expected, "{query:?}");
    }
}

#[tokio::test]
async fn pages_hold_every_result_once() {
    let stytch = sandbox().stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    let mut ids = Vec::new();
    for index in 0..7 {
        ids.push(member(&stytch, &acme, &format!("member-{index}@acme.example")).await);
    }
    ids.sort();
    let (mut found, mut pages, mut cursor) = (Vec::new(), 0, None::<String>);
    loop {
        let search = members::SearchRequest::new(vec!["acme".into()]).limit(3_u32).cursor(cursor);
        let page = stytch.send(search).await.unwrap();
        assert_eq!(page.results_metadata.total, 7 - i32::from(pages > 0));
        found.extend(page.members.into_iter().map(|member| member.member_id));
        pages += 1;
        if pages == 1 {
            // A deletion between two pages does not move the other results.
            stytch.send(members::DeleteRequest::new("acme", &ids[0])).await.unwrap();
        }
        match page.results_metadata.next_cursor {
            Some(next) => cursor = Some(next),
            None => break,
        }
    }
    assert_eq!((pages, found), (3, ids));
}

#[tokio::test]
async fn a_session_searches_its_own_organization() {
    let stytch = Sandbox::demo().stytch().unwrap();
    let search =
        |slugs: &[&str]| members::SearchRequest::new(slugs.iter().map(|slug| (*slug).into()).collect::<Vec<_>>());
    let own = stytch.send(search(&["acme"]).session_token(demo::ADMIN_SESSION)).await.unwrap();
    assert_eq!(own.members.len(), 2);
    let call = stytch.send(search(&["acme", "globex"]).session_token(demo::ADMIN_SESSION));
    assert_refused!(call, 403, "session_authorization_tenancy_error");
    let call = stytch.send(search(&["acme"]).session_token(demo::MEMBER_SESSION));
    assert_refused!(call, 403, "session_authorization_error");
    let both = stytch.send(search(&["acme", "globex"])).await.unwrap();
    assert_eq!((both.members.len(), both.organizations.len()), (3, 2));
}
