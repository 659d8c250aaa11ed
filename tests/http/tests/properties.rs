//! Round trips of the endpoints of Connected Apps: an implementation receives the caller's values, and the caller receives the
//! implementation's response, for any strings.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use std::{
    convert::Infallible,
    future::{Ready, ready},
    sync::{Arc, Mutex},
    task::{Context, Poll},
};

use endpoint_runtime::{
    Body, Client, Endpoint, Output,
    http::{Request, Response},
    server::{Router, Routes, Service},
};
use proptest::prelude::*;
use stytch_endpoints::{
    ClientType, ConnectedApp, MemberSession, Result, SessionJwt, SessionToken,
    b2b::organizations::{
        self, OrganizationConnectedApp, Organizations, OrganizationsServer,
        members::{
            self, Members, MembersServer,
            connected_apps::{self, ConnectedApps, ConnectedAppsServer},
        },
    },
    consumer::users::{self, Users, UsersServer},
    response::Acknowledgement,
};

/// An implementation that records its requests and returns a prepared response.
#[derive(Clone, Default)]
struct Spy {
    seen: Arc<Mutex<Vec<String>>>,
    apps: Vec<ConnectedApp>,
    text: String,
}

impl Spy {
    fn see(&self, ids: &[&str], session: Option<&MemberSession>) {
        let session = session.cloned().unwrap_or_default();
        *self.seen.lock().unwrap() = values(ids, session.session_token.as_ref(), session.session_jwt.as_ref());
    }
}

fn values(ids: &[&str], token: Option<&SessionToken>, jwt: Option<&SessionJwt>) -> Vec<String> {
    let token = token.map_or("no token", SessionToken::expose_secret);
    let jwt = jwt.map_or("no jwt", SessionJwt::expose_secret);
    ids.iter().copied().chain([token, jwt]).map(str::to_owned).collect()
}

macro_rules! answers {
    ($response:path { $($field:ident: $value:expr),+ $(,)? }) => {{
        let mut response = <$response>::default();
        $(response.$field = $value;)+
        response
    }};
}

impl ConnectedApps for Spy {
    async fn revoke(&self, request: connected_apps::RevokeRequest) -> Result<Acknowledgement> {
        let ids = [request.organization_id.as_ref(), request.member_id.as_ref(), request.connected_app_id.as_ref()];
        self.see(&ids, request.session.as_ref());
        Ok(answers!(Acknowledgement { request_id: self.text.clone(), status_code: 200 }))
    }
}

impl Members for Spy {
    async fn get_connected_apps(
        &self,
        request: members::GetConnectedAppsRequest,
    ) -> Result<members::GetConnectedAppsResponse> {
        let ids = [request.organization_id.as_ref(), request.member_id.as_ref()];
        self.see(&ids, request.session.as_ref());
        Ok(answers!(members::GetConnectedAppsResponse { connected_apps: self.apps.clone() }))
    }
}

impl Organizations for Spy {
    async fn connected_apps(
        &self,
        request: organizations::ConnectedAppsRequest,
    ) -> Result<organizations::ConnectedAppsResponse> {
        let ids = [request.organization_id.as_ref()];
        self.see(&ids, request.session.as_ref());
        let app = answers!(OrganizationConnectedApp { name: self.text.clone() });
        Ok(answers!(organizations::ConnectedAppsResponse { connected_apps: vec![app] }))
    }

    async fn get_connected_app(
        &self,
        request: organizations::GetConnectedAppRequest,
    ) -> Result<organizations::GetConnectedAppResponse> {
        let ids = [request.organization_id.as_ref(), request.connected_app_id.as_ref()];
        self.see(&ids, request.session.as_ref());
        Ok(answers!(organizations::GetConnectedAppResponse { description: self.text.clone() }))
    }
}

impl Users for Spy {
    async fn connected_apps(&self, request: users::ConnectedAppsRequest) -> Result<users::ConnectedAppsResponse> {
        self.see(&[request.user_id.as_ref()], None);
        Ok(answers!(users::ConnectedAppsResponse { connected_apps: self.apps.clone() }))
    }

    async fn revoke(&self, request: users::RevokeRequest) -> Result<Acknowledgement> {
        self.see(&[request.user_id.as_ref(), request.connected_app_id.as_ref()], None);
        Ok(answers!(Acknowledgement { request_id: self.text.clone() }))
    }
}

impl Spy {
    fn client(&self) -> Client {
        let routes = Routes::new()
            .merge(ConnectedAppsServer::new(self.clone()))
            .merge(MembersServer::new(self.clone()))
            .merge(OrganizationsServer::new(self.clone()))
            .merge(UsersServer::new(self.clone()));
        Client::builder().service(Router::new(routes).unwrap()).build().unwrap()
    }

    /// Sends a request, and compares both directions.
    fn check<E>(&self, request: E, seen: &[String], answer: &Output<E>)
    where
        E: Endpoint,
        Output<E>: PartialEq + std::fmt::Debug,
    {
        let client = self.client();
        let call = client.send(request).with_response();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let Ok(response) = runtime.block_on(call) else { panic!("{} failed", E::METADATA.id) };
        assert_eq!(response.body(), answer, "{}", E::METADATA.id);
        assert_eq!(*self.seen.lock().unwrap(), seen, "{}", E::METADATA.id);
    }
}

/// Path values, without those that are refused before they are sent.
fn id() -> impl Strategy<Value = String> {
    let odd = "[./%?#+ ~\\\\a-c<>{}&=:@\u{0}\r\n\u{e9}\u{1f980}]{1,9}";
    prop_oneof![any::<String>(), odd, Just("search".to_owned()), Just("%2e%2e".to_owned()), Just("...".to_owned())]
        .prop_filter("refused", |id| !matches!(id.as_str(), "" | "." | ".."))
}

/// Header values.
fn token() -> impl Strategy<Value = Option<String>> {
    prop::option::of("[!-~]([ -~]{0,20}[!-~])?")
}

fn app() -> impl Strategy<Value = ConnectedApp> {
    (any::<String>(), any::<String>(), prop::option::of(any::<String>())).prop_map(|(name, kind, logo)| {
        let client_type = ClientType::Other(format!("x-{kind}"));
        let mut app = ConnectedApp::default();
        (app.name, app.client_type, app.logo_url) = (name, client_type, logo);
        app
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_endpoint_carries_what_it_is_given(
        (a, b, c) in (id(), id(), id()),
        token in token(),
        jwt in token(),
        apps in prop::collection::vec(app(), 0..3),
        text in any::<String>(),
    ) {
        let spy = Spy { seen: Arc::default(), apps: apps.clone(), text: text.clone() };
        let token = token.map(SessionToken::from);
        let jwt = jwt.map(SessionJwt::from);
        let mut session = MemberSession::default();
        (session.session_token, session.session_jwt) = (token.clone(), jwt.clone());
        let session = Some(session);
        let seen = |ids: &[&str]| values(ids, token.as_ref(), jwt.as_ref());

        let mut request = connected_apps::RevokeRequest::new(a.as_str(), b.as_str(), c.as_str());
        request.session = session.clone();
        let answer = answers!(Acknowledgement { request_id: text.clone(), status_code: 200 });
        spy.check(request, &seen(&[&a, &b, &c]), &answer);

        let mut request = members::GetConnectedAppsRequest::new(a.as_str(), b.as_str());
        request.session = session.clone();
        let answer = answers!(members::GetConnectedAppsResponse { connected_apps: apps.clone() });
        spy.check(request, &seen(&[&a, &b]), &answer);

        let mut request = organizations::ConnectedAppsRequest::new(a.as_str());
        request.session = session.clone();
        let app = answers!(OrganizationConnectedApp { name: text.clone() });
        let answer = answers!(organizations::ConnectedAppsResponse { connected_apps: vec![app] });
        spy.check(request, &seen(&[&a]), &answer);

        let mut request = organizations::GetConnectedAppRequest::new(a.as_str(), b.as_str());
        request.session = session.clone();
        let answer = answers!(organizations::GetConnectedAppResponse { description: text.clone() });
        spy.check(request, &seen(&[&a, &b]), &answer);

        let answer = answers!(users::ConnectedAppsResponse { connected_apps: apps });
        spy.check(users::ConnectedAppsRequest::new(a.as_str()), &values(&[&a], None, None), &answer);

        let answer = answers!(Acknowledgement { request_id: text });
        spy.check(users::RevokeRequest::new(a.as_str(), b.as_str()), &values(&[&a, &b], None, None), &answer);
    }

    #[test]
    fn no_string_changes_the_route(a in id(), b in id(), c in id()) {
        let base = "https://test.stytch.com".parse().unwrap();
        let request = connected_apps::RevokeRequest::new(a.as_str(), b.as_str(), c.as_str());
        let request = endpoint_runtime::request::encode(&base, &request).unwrap();
        let segments: Vec<&str> = request.uri().path().split('/').collect();
        let literals: Vec<&str> = segments.iter().copied().enumerate().filter(|(at, _)| ![4, 6, 8].contains(at)).map(|(_, segment)| segment).collect();
        prop_assert_eq!(literals, ["", "v1", "b2b", "organizations", "members", "connected_apps", "revoke"]);
        prop_assert!(request.uri().query().is_none());
        prop_assert!(!segments[4..].iter().any(|segment| matches!(*segment, "" | "." | "..")));
    }
}

/// A service that counts its requests.
#[derive(Clone, Default)]
struct Counter(Arc<Mutex<usize>>);

impl Service<Request<Body>> for Counter {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Ready<std::result::Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<std::result::Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        *self.0.lock().unwrap() += 1;
        ready(Ok(Response::new(Body::from(endpoint_runtime::Bytes::from_static(b"{}")))))
    }
}

#[tokio::test]
async fn what_would_reach_another_route_is_sent_by_no_endpoint() {
    let counter = Counter::default();
    let client = Client::builder().service(counter.clone()).build().unwrap();
    for bad in ["", ".", ".."] {
        assert!(client.send(connected_apps::RevokeRequest::new(bad, "b", "c")).await.is_err());
        assert!(client.send(connected_apps::RevokeRequest::new("a", bad, "c")).await.is_err());
        assert!(client.send(connected_apps::RevokeRequest::new("a", "b", bad)).await.is_err());
        assert!(client.send(members::GetConnectedAppsRequest::new("a", bad)).await.is_err());
        assert!(client.send(organizations::ConnectedAppsRequest::new(bad)).await.is_err());
        assert!(client.send(organizations::GetConnectedAppRequest::new("a", bad)).await.is_err());
        assert!(client.send(users::ConnectedAppsRequest::new(bad)).await.is_err());
        assert!(client.send(users::RevokeRequest::new(bad, "b")).await.is_err());
    }
    assert_eq!(*counter.0.lock().unwrap(), 0);
    client.send(users::ConnectedAppsRequest::new("a")).await.unwrap();
    assert_eq!(*counter.0.lock().unwrap(), 1, "the counter counts");
}
