use stytch_endpoints::Stytch;
use stytch_endpoints::b2b::organizations::members::connected_apps::RevokeRequest;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Stytch::from_env()?;
    let request = RevokeRequest::new(
        "organization-test-22222222-2222-4222-8222-222222222222",
        "member-test-33333333-3333-4333-8333-333333333333",
        "connected-app-test-77777777-7777-4777-8777-777777777777",
    );
    let result = client.send(request).await?;
    println!("{result:?}");
    Ok(())
}
