use stytch_endpoints::Stytch;
use stytch_endpoints::b2b::organizations::members::connected_apps::RevokeRequest;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Stytch::from_env()?;
    let request = RevokeRequest::new("acme", "ada@acme.example", "connected-app-test-1")
        .session_token(std::env::var("STYTCH_SESSION_TOKEN")?);
    let result = client.send(request).await?;
    println!("{result:?}");
    Ok(())
}
