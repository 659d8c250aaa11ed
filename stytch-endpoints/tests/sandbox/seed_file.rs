//! The example of a seed file.

use stytch_endpoints::{
    ClientType, MemberId,
    b2b::organizations::{
        GetConnectedAppRequest,
        members::{GetConnectedAppsRequest, connected_apps::RevokeRequest},
    },
    consumer::{
        sessions::{AuthenticateRequest, AuthorizationCheck},
        users,
    },
    sandbox::Sandbox,
};

const EXAMPLE: &str = include_str!("../../examples/seed.json");

#[tokio::test]
async fn a_sandbox_holds_the_data_of_the_example() {
    let sandbox = Sandbox::from_json(EXAMPLE).unwrap();
    let stytch = sandbox.stytch().unwrap();
    let apps = GetConnectedAppsRequest::new("globex", "hank");
    let apps =
        stytch.send(apps.session_token("session-of-hank").session_jwt("jwt.of.hank")).await.unwrap().connected_apps;
    let [calendar] = &apps[..] else { panic!("{apps:?}") };
    assert_eq!((calendar.name.as_str(), &calendar.client_type), ("Calendar Sync", &ClientType::ThirdParty));
    assert_eq!(calendar.scopes().collect::<Vec<_>>(), ["openid", "calendar.read"]);
    assert_eq!(calendar.logo_url.as_deref(), Some("https://calendar.example/logo.svg"));

    let of_user = stytch.send(users::ConnectedAppsRequest::new("user-test-frank")).await.unwrap().connected_apps;
    assert_eq!(of_user[0].connected_app_id.as_str(), "connected-app-test-assistant");

    let check = AuthorizationCheck::new("calendars", "write");
    let session = AuthenticateRequest::new().session_token("session-of-frank").authorization_check(check);
    let verdict = stytch.send(session).await.unwrap().verdict.unwrap();
    assert_eq!(verdict.granting_roles[0].as_str(), "planner");

    // An admin may list the apps of others; this Member has a generated id.
    let homer = GetConnectedAppsRequest::new("globex-7", "homer").session_token("session-of-hank");
    assert!(stytch.send(homer).await.unwrap().connected_apps.is_empty());

    let tokens = sandbox.issue_tokens(MemberId::from("member-test-hank"), "connected-app-test-calendar").unwrap();
    let revoke = RevokeRequest::new("organization-test-globex", "member-test-hank", "connected-app-test-calendar");
    stytch.send(revoke).await.unwrap();
    assert!(!sandbox.introspect(&tokens.access_token).active);
    let app = GetConnectedAppRequest::new("globex", "connected-app-test-calendar");
    assert!(stytch.send(app).await.unwrap().active_members.is_empty());
}

#[tokio::test]
async fn generated_ids_are_the_same_in_every_run() {
    let request_id = async || {
        let stytch = Sandbox::from_json("{}").unwrap().stytch().unwrap();
        stytch.send(users::ConnectedAppsRequest::new("nobody")).await.unwrap_err().request_id().map(str::to_owned)
    };
    assert_eq!(request_id().await, request_id().await);
}
