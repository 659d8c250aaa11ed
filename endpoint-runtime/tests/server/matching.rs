//! Matching of requests to endpoints.

#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use crate::support_server::{endpoint, get, request, route, send};
use endpoint_runtime::{
    Endpoint,
    request::TextArgument,
    response::Text,
    server::{Router, Routes},
};

endpoint!(r, GetUser("/v1/users/<user_id>", Get, None) { user_id: String = String::decode(r.in_path("user_id")) } -> String as Text);
endpoint!(r, SearchUsers("/v1/users/search", Get, None) {} -> String as Text);
endpoint!(r, DeleteUser("/v1/users/<id>", Delete, None) { id: String = String::decode(r.in_path("id")) } -> String as Text);
endpoint!(r, ListApps("/v1/users/<user_id>/apps/", Get, None) { user_id: String = String::decode(r.in_path("user_id")) } -> String as Text);
endpoint!(r, GetApp("/v1/users/search/apps/<type>/<user_id>", Get, None) {
    kind: String = String::decode(r.in_path("type")),
    user_id: String = String::decode(r.in_path("user_id")),
} -> String as Text);
endpoint!(r, Cafe("/caf%C3%A9/men%75", Get, None) {} -> String as Text);
endpoint!(r, Root("/", Options, None) {} -> String as Text);
endpoint!(r, HeadUser("/v1/heads/<id>", Head, None) { id: String = String::decode(r.in_path("id")) } -> String as Text);
endpoint!(r, HeadSearch("/v1/users/search", Head, None) {} -> String as Text);
endpoint!(r, GetUserAgain("/v1/users/<other>", Get, None) { other: String = String::decode(r.in_path("other")) } -> String as Text);
endpoint!(r, Misnamed("/v1/misnamed/<id>", Get, None) { id: String = String::decode(r.in_path("other")) } -> String as Text);

fn users() -> Routes {
    let mut routes = Routes::new();
    route!(routes, GetUser, |r| Ok(format!("get {}", r.user_id)));
    route!(routes, SearchUsers, |_| Ok("search".to_owned()));
    route!(routes, DeleteUser, |r| Ok(format!("delete {}", r.id)));
    routes
}

#[tokio::test]
async fn endpoints_without_a_route_are_not_implemented() {
    let endpoints = [GetUser::METADATA, DeleteUser::METADATA, ListApps::METADATA, HeadUser::METADATA];
    let mut routes = Routes::new();
    route!(routes, GetUser, |r| Ok(format!("get {}", r.user_id)));
    let routes = routes.or_not_implemented(endpoints).or_not_implemented(endpoints);
    assert_eq!(routes.iter().count(), endpoints.len());
    let served = Router::new(routes).unwrap();
    assert_eq!(get(&served, "/v1/users/u").await.text(), "get u");
    let list = get(&served, "/v1/users/u/apps/").await;
    assert_eq!((list.status, list.field()), (501, None));
    assert_eq!(list.json()["detail"], "`ListApps` is not implemented");
    let delete = send(&served, request("DELETE", "/v1/users/u", &[], "")).await;
    assert_eq!(delete.status, 501);
    let post = send(&served, request("POST", "/v1/users/u", &[], "")).await;
    assert_eq!((post.status, post.header("allow")), (405, Some("GET, HEAD, DELETE")));
    assert_eq!(get(&served, "/v1/other").await.status, 404);
}

fn router() -> Router {
    let mut others = Routes::new();
    route!(others, ListApps, |r| Ok(format!("apps {}", r.user_id)));
    route!(others, GetApp, |r| Ok(format!("app {} {}", r.kind, r.user_id)));
    route!(others, Cafe, |_| Ok("café".to_owned()));
    route!(others, Root, |_| Ok("root".to_owned()));
    route!(others, HeadUser, |r| Ok(r.id));
    Router::new(users().merge(others)).unwrap()
}

#[tokio::test]
async fn a_path_is_matched_to_its_endpoint() {
    let router = router();
    for (target, expected) in [
        ("/v1/users/search", "search"),
        ("/v1/users/s%65arch", "search"),
        ("/v1/users/Search", "get Search"),
        ("/v1/users/u-1", "get u-1"),
        ("/v1/users/u-1?search", "get u-1"),
        ("http://other.example/v1/users/u-1", "get u-1"),
        ("/v1/users/a%2Fb%3Fc%23d%252e", "get a/b?c#d%2e"),
        ("/v1/users/a+b", "get a+b"),
        ("/v1/users/%20%00", "get  \0"),
        ("/v1/users/%E2%82%AC", "get €"),
        ("/v1/users/...", "get ..."),
        ("/v1/users/u-1/apps/", "apps u-1"),
        // After a literal without a route, the parameter is tried.
        ("/v1/users/search/apps/", "apps search"),
        ("/v1/users/search/apps/a/b", "app a b"),
        ("/caf%c3%a9/menu", "café"),
    ] {
        let answer = get(&router, target).await;
        assert_eq!((answer.status, answer.text()), (200, expected), "{target}");
    }
}

#[tokio::test]
async fn a_path_without_an_endpoint_is_not_found() {
    let router = router();
    for target in [
        "/v1/users",
        "/v1/users/",
        "/v1//users/u-1",
        "/v1/users/u-1/",
        "/v1/users/u-1/apps",
        "/v1/users//apps/",
        "/v1/users/u-1/apps//",
        "/v1/users/search/apps//b",
        "/v1/users/u-1/apps/a/b",
        "/V1/users/u-1",
        "/v1%2Fusers/u-1",
        "/caf%C3%A9",
    ] {
        let answer = get(&router, target).await;
        assert_eq!((answer.status, answer.field()), (404, None), "{target}");
    }
    let answer = send(&router, request("OPTIONS", "*", &[], "")).await;
    assert_eq!(answer.status, 404);
}

#[tokio::test]
async fn a_malformed_segment_is_rejected_with_its_name() {
    let router = router();
    for target in [
        "/v1/users/%",
        "/v1/users/%zz",
        "/v1/users/a%4",
        "/v1/users/%FF",
        "/v1/users/%C0%AF",
        "/v1/users/.",
        "/v1/users/..",
        "/v1/users/%2e%2E",
        "/v1/users/.%2e/apps/",
    ] {
        let answer = get(&router, target).await;
        assert_eq!((answer.status, answer.field().as_deref()), (400, Some("user_id")), "{target}");
    }
    for target in ["/v1/%ff/u-1", "/../users", "/v1/users/%2e"] {
        let answer = send(&router, request("POST", target, &[], "")).await;
        assert_eq!((answer.status, answer.field()), (400, None), "{target}");
    }
}

#[tokio::test]
async fn another_method_is_rejected_with_the_supported_ones() {
    let router = router();
    for (method, target, allow) in [
        ("POST", "/v1/users/u-1", "GET, HEAD, DELETE"),
        ("PATCH", "/v1/users/search", "GET, HEAD, DELETE"),
        ("GET", "/v1/heads/u-1", "HEAD"),
        ("GET", "/", "OPTIONS"),
        ("HEAD", "/", "OPTIONS"),
        ("get", "/v1/users/u-1", "GET, HEAD, DELETE"),
        ("head", "/v1/users/u-1", "GET, HEAD, DELETE"),
        ("BREW", "/v1/users/u-1/apps/", "GET, HEAD"),
    ] {
        let answer = send(&router, request(method, target, &[], "")).await;
        assert_eq!((answer.status, answer.header("allow")), (405, Some(allow)), "{method} {target}");
    }
    // A literal of another method does not hide a parameter.
    let answer = send(&router, request("DELETE", "/v1/users/search", &[], "")).await;
    assert_eq!((answer.status, answer.text()), (200, "delete search"));
}

#[tokio::test]
async fn head_has_the_status_and_headers_of_get_and_no_body() {
    let router = router();
    for target in ["/v1/users/u-1", "/v1/users/search", "/caf%c3%a9/menu", "/v1/users/.", "/v1/nothing", "/"] {
        let [found, head] = [get(&router, target).await, send(&router, request("HEAD", target, &[], "")).await];
        assert_eq!((head.status, head.text()), (found.status, ""), "{target}");
        for name in ["content-type", "allow"] {
            assert_eq!(head.header(name), found.header(name), "{target}");
        }
        assert_eq!(head.header("content-length"), Some(found.body.len().to_string().as_str()), "{target}");
    }
    // A route of its own comes first.
    let mut merged = router.routes();
    route!(merged, HeadSearch, |_| Ok("a head".to_owned()));
    let router = Router::new(merged).unwrap();
    let head = send(&router, request("HEAD", "/v1/users/search", &[], "")).await;
    assert_eq!((head.status, head.header("content-length")), (200, Some("6")));
    assert_eq!(get(&router, "/v1/users/search").await.text(), "search");
}

#[test]
fn two_routes_with_the_same_template_are_a_conflict() {
    let mut routes = users();
    route!(routes, GetUserAgain, |r| Ok(r.other));
    let conflict = Router::new(routes).unwrap_err();
    assert_eq!((conflict.first(), conflict.second()), ("GetUser", "GetUserAgain"));
    assert_eq!(
        conflict.to_string(),
        "`GetUser` and `GetUserAgain` match the same requests: GET /v1/users/<other>; remove one of them"
    );
    assert!(Router::new(users().merge(users())).is_err());
}

#[tokio::test]
async fn a_router_returns_its_routes() {
    let router = Router::of_trait(users());
    assert_eq!(
        format!("{router:?}"),
        "Router(Routes([Route(GetUser: GET /v1/users/<user_id>), Route(SearchUsers: GET /v1/users/search), \
         Route(DeleteUser: DELETE /v1/users/<id>)]))"
    );
    let again = Router::new(router.routes().into_iter().skip(1).collect()).unwrap();
    assert_eq!(get(&again, "/v1/users/search").await.status, 200);
    assert_eq!(get(&again, "/v1/users/u-1").await.status, 405);
    let empty = Router::new(Routes::new()).unwrap();
    assert_eq!(get(&empty, "/").await.status, 404);
}

#[tokio::test]
async fn the_longest_targets_get_a_response() {
    let router = router();
    let long = "a".repeat(60_000);
    assert_eq!(get(&router, &format!("/v1/users/{long}")).await.text().len(), 60_004);
    let escaped = "%2F".repeat(20_000);
    assert_eq!(get(&router, &format!("/v1/users/{escaped}")).await.text().len(), 20_004);
    for target in ["/a".repeat(32_000), "/".repeat(65_000), format!("/v1/users/u-1/{}", "search/".repeat(9_000))] {
        assert_eq!(get(&router, &target).await.status, 404);
    }
}

#[tokio::test]
async fn a_parameter_that_the_template_lacks_is_an_internal_error() {
    let mut routes = Routes::new();
    route!(routes, Misnamed, |r| Ok(r.id));
    let answer = get(&Router::of_trait(routes), "/v1/misnamed/1").await;
    assert_eq!((answer.status, answer.field().as_deref()), (500, Some("other")));
}
