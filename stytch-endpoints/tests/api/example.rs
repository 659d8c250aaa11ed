//! The output of the example `revoke`.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[allow(dead_code, reason = "the test calls the part that runs in a sandbox")]
#[path = "../../examples/revoke.rs"]
mod revoke;

#[tokio::test]
async fn the_example_ends_in_a_sentence_that_names_the_app_the_member_and_the_tokens() {
    let mut output = Vec::new();
    revoke::in_a_sandbox(&mut output).await.unwrap();
    let output = String::from_utf8(output).unwrap();
    let sentence = output.lines().find(|line| line.contains("lost access")).unwrap();
    assert_eq!(
        sentence,
        "Calendar Sync lost access to Member ada in Organization acme: 2 tokens were revoked, and Assistant with its 2 \
         tokens for ada, as well as the 2 tokens of Calendar Sync for Member grace, were left alone."
    );
    assert!(!output.contains("Sandbox::") && !output.contains('`'), "{output}");
}

#[tokio::test]
async fn the_example_brings_the_app_back_by_an_authorization_code_flow() {
    let mut output = Vec::new();
    revoke::in_a_sandbox(&mut output).await.unwrap();
    let output = String::from_utf8(output).unwrap();
    let (_, flow) = output.split_once("The app asks for access again:").unwrap();
    let calls: Vec<&str> = flow.lines().filter_map(|line| line.strip_prefix("POST ")).collect();
    let ends = ["/idp/oauth/authorize/start", "/idp/oauth/authorize", "/oauth2/token", "/oauth2/introspect"];
    assert_eq!(calls.len(), ends.len());
    assert!(calls.iter().zip(ends).all(|(call, end)| call.ends_with(end)), "{calls:?}");
    assert!(
        flow.contains(
            "Calendar Sync asks the Member for openid (Know who you are), calendar.read (Read your calendar)"
        )
    );
    assert!(flow.contains("access  token  active  openid calendar.read"), "{flow}");
    assert!(output.ends_with("\nWith a new consent of Member ada, Calendar Sync has access again.\n"), "{output}");
}

#[tokio::test]
async fn the_example_shows_tokens_under_the_app_that_holds_them() {
    let mut output = Vec::new();
    revoke::in_a_sandbox(&mut output).await.unwrap();
    let output = String::from_utf8(output).unwrap();
    let lines: Vec<&str> = output.lines().map(str::trim).collect();
    let states = |app: &str, then: &str| -> Vec<Vec<&str>> {
        let at = lines.iter().enumerate().filter(|(_, line)| line.starts_with(app) && line.ends_with(then));
        at.map(|(at, _)| lines.iter().skip(at + 1).take(2).copied().collect()).collect()
    };
    let active = ["access  token  active", "refresh token  active"];
    let inactive = ["access  token  inactive", "refresh token  inactive"];
    assert_eq!(states("Calendar Sync", "calendar.read"), [active]);
    assert_eq!(states("Assistant", "profile"), [active, active]);
    assert_eq!(states("Calendar Sync", "no access"), [inactive]);
    assert!(output.contains("new token      refused until the Member authorizes the app again"), "{output}");
}
